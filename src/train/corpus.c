/* corpus: JSON lines in, analysed articles out. */
#include "train/corpus.h"

#include <jansson.h>

#include "annotate/name_model.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/input.h"
#include "base/offsets.h"
#include "feeds/document.h"

enum { LINE_MAX_BYTES = 1 << 24, ITEMS_MAX = 1 << 22 };

/* Places in the corpus count code points; the byte of each, one more for the end of the text. */
static size_t *byte_places(const struct article *article, size_t *count)
{
    size_t *bytes = arena_allocate_array(article->arena, article->length + 1, sizeof *bytes);
    *count = 0;
    for (size_t i = 0; bytes && i <= article->length; i++)
        if (((unsigned char)article->text[i] & 0xc0) != 0x80)
            bytes[(*count)++] = i;
    return bytes;
}

struct places {
    const struct article *article;
    const size_t *bytes;
    size_t count;
};

static struct range range_of(const struct places *places, const json_t *start, const json_t *end)
{
    size_t from = (size_t)json_integer_value(start), to = (size_t)json_integer_value(end);
    if (from >= to || to >= places->count)
        return (struct range){0, 0};
    return (struct range){places->bytes[from], places->bytes[to]};
}

/* [[start, end], …] */
static const struct range *ranges_of(const struct places *places, const json_t *list, size_t *count)
{
    struct range *ranges = arena_allocate_array(places->article->arena, json_array_size(list) + 1, sizeof *ranges);
    *count = ranges ? json_array_size(list) : 0;
    for (size_t i = 0; i < *count; i++) {
        const json_t *pair = json_array_get(list, i);
        ranges[i] = range_of(places, json_array_get(pair, 0), json_array_get(pair, 1));
    }
    return ranges;
}

/* Both lists are in text order; the stretches' nested ones are passed over. */
static const struct gold *golds_of(const struct example *example, const struct places *places, const json_t *quotes)
{
    const struct stretch *stretches = example->analysis.stretches.items;
    size_t count = example->analysis.stretches.count, at = 0;
    struct gold *golds = arena_allocate_array(example->article->arena, count + 1, sizeof *golds);
    for (size_t i = 0; golds && i < json_array_size(quotes); i++) {
        const json_t *quote = json_array_get(quotes, i);
        struct range range = range_of(places, json_object_get(quote, "start"), json_object_get(quote, "end"));
        while (at < count && (stretches[at].range.end <= range.start || stretches[at].depth))
            at++;
        if (at == count || !range_overlaps(stretches[at].range, range))
            continue;
        struct gold *gold = &golds[at];
        gold->known = !json_is_true(json_object_get(quote, "optional"));
        gold->attributed = json_is_true(json_object_get(quote, "attributed"));
        gold->sources = ranges_of(places, json_object_get(quote, "source"), &gold->source_count);
        gold->cues = ranges_of(places, json_object_get(quote, "cue"), &gold->cue_count);
    }
    return golds;
}

bool corpus_analyse(struct example *example, const struct lexicon *lexicon)
{
    static void (*const passes[])(struct analysis *) = {
        tokens_find, stretches_find, sentences_find, names_find, entities_join, references_find,
    };
    struct analysis *analysis = &example->analysis;
    struct name_model *names = arena_allocate(example->article->arena, sizeof *names);
    struct error reason; /* a program with a broken model does not get past its own tests */
    if (!names || !name_model_open_embedded(names, &reason))
        return false;
    *analysis = (struct analysis){
        .article = example->article,
        .lexicon = lexicon,
        .name_model = names,
        .tokens = array_create(sizeof(struct token), ITEMS_MAX),
        .sentences = array_create(sizeof(struct sentence), ITEMS_MAX),
        .stretches = array_create(sizeof(struct stretch), ITEMS_MAX),
        .mentions = array_create(sizeof(struct found_mention), ITEMS_MAX),
        .entities = array_create(sizeof(struct found_entity), ITEMS_MAX),
    };
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        passes[i](analysis);
    return !analysis->tokens.failed && !analysis->sentences.failed && !analysis->stretches.failed &&
           !analysis->mentions.failed && !analysis->entities.failed;
}

static bool read_line(const struct buffer *line, const struct lexicon *lexicon, struct array *examples,
                      struct error *error)
{
    json_error_t reason;
    json_t *object = json_loadb(buffer_string(line), line->length, 0, &reason);
    const json_t *text = json_object_get(object, "text");
    if (!json_is_string(text)) {
        json_decref(object);
        return error_set(error, "the line is no JSON object with a \"text\"");
    }
    struct example *example = array_push(examples);
    bool read = false;
    if (example)
        example->article = document_from_lines(json_string_value(text), json_string_length(text));
    if (example && example->article && corpus_analyse(example, lexicon)) {
        struct places places = {.article = example->article};
        places.bytes = byte_places(example->article, &places.count);
        if (places.bytes)
            example->golds = golds_of(example, &places, json_object_get(object, "quotes"));
        read = example->golds && !arena_failed(example->article->arena);
    }
    json_decref(object);
    return read || error_out_of_memory(error, "reading the corpus");
}

bool corpus_read(FILE *in, const struct lexicon *lexicon, struct array *examples, struct error *error)
{
    struct buffer line = buffer_create(LINE_MAX_BYTES);
    enum input_line kind = input_read_line(in, &line);
    bool read = true;
    for (; read && kind == INPUT_LINE; kind = input_read_line(in, &line))
        read = read_line(&line, lexicon, examples, error);
    if (read && kind != INPUT_END)
        read = error_set(error, "standard input cannot be read to its end");
    buffer_release(&line);
    return read;
}

void corpus_release(struct array *examples)
{
    struct example *items = examples->items;
    for (size_t i = 0; i < examples->count; i++) {
        struct analysis *analysis = &items[i].analysis;
        struct array *const arrays[] = {
            &analysis->tokens, &analysis->sentences, &analysis->stretches, &analysis->mentions, &analysis->entities,
        };
        for (size_t j = 0; j < sizeof arrays / sizeof *arrays; j++)
            array_release(arrays[j]);
        article_destroy(items[i].article);
    }
    array_release(examples);
}
