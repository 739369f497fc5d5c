/* names_corpus: JSON lines in, units with their right labels out. */
#include "train/names_corpus.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/names.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/input.h"
#include "feeds/document.h"

enum { LINE_MAX_BYTES = 1 << 24, ITEMS_MAX = 1 << 22 };

/* News counts full, and sets whose guides or texts are further off count less. The news of GUM is for measuring. */
const struct name_set name_sets[] = {
    {"worldwide:", 1, true},
    {"wikigold:", 0.5, false},
    {"gmb:", 0.3, false},
    {"uner-ewt:", 0.3, true},
    {"crossner-politics:", 0.3, false},
    {"gum:GUM_news_", 0, true},
    {"gum:", 0.2, true},
    {"", 0.3, false},
};

static size_t set_of(const char *id)
{
    size_t set = 0;
    while (strncmp(id, name_sets[set].prefix, strlen(name_sets[set].prefix)) != 0)
        set++;
    return set;
}

static bool analyse(struct name_example *example, const struct lexicon *lexicon)
{
    static void (*const passes[])(struct analysis *) = {tokens_find, stretches_find, sentences_find};
    struct analysis *analysis = &example->analysis;
    *analysis = (struct analysis){
        .article = example->article,
        .lexicon = lexicon,
        .tokens = array_create(sizeof(struct token), ITEMS_MAX),
        .sentences = array_create(sizeof(struct sentence), ITEMS_MAX),
        .stretches = array_create(sizeof(struct stretch), ITEMS_MAX),
    };
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        passes[i](analysis);
    return !analysis->tokens.failed && !analysis->sentences.failed && !analysis->stretches.failed &&
           names_units(analysis, &example->units);
}

/* --- what is right --- */

/* The byte of each code point of the text, one more for its end. */
static size_t *byte_places(const struct article *article, size_t *count)
{
    size_t *bytes = arena_allocate_array(article->arena, article->length + 1, sizeof *bytes);
    *count = 0;
    for (size_t i = 0; bytes && i <= article->length; i++)
        if (((unsigned char)article->text[i] & 0xc0) != 0x80)
            bytes[(*count)++] = i;
    return bytes;
}

static enum entity_type type_of(const char *name)
{
    static const char *const names[] = {"person", "organization", "place"};
    enum entity_type type = ENTITY_PERSON;
    while (type < ENTITY_OTHER && (!name || strcmp(name, names[type]) != 0))
        type++;
    return type;
}

/* A unit belongs to a name that holds more than half of it. */
static bool is_inside(const struct name_unit *unit, struct range name)
{
    size_t start = unit->range.start > name.start ? unit->range.start : name.start;
    size_t end = unit->range.end < name.end ? unit->range.end : name.end;
    return end > start && 2 * (end - start) > unit->range.end - unit->range.start;
}

/* The end of the first part of a name of a place: "Oslo, Norway" is two for most, though not for all who marked. */
static size_t part_end(const struct article *article, struct range name, enum entity_type type)
{
    for (size_t i = name.start + 1; type == ENTITY_PLACE && i + 2 < name.end; i++)
        if (article->text[i] == ',' && article->text[i + 1] == ' ')
            return i;
    return name.end;
}

static void mark_name(struct name_example *example, struct range name, enum entity_type type, size_t *at)
{
    const struct name_unit *units = name_units_items(&example->units);
    size_t count = example->units.units.count;
    while (*at < count && (units[*at].range.end <= name.start || !is_inside(&units[*at], name)) &&
           units[*at].range.start < name.end)
        ++*at;
    size_t first = *at, end = first;
    while (end < count && units[end].first == units[first].first && is_inside(&units[end], name))
        end++;
    for (size_t i = first; i < end; i++)
        example->labels[i] = label_of(type, end - first == 1 ? NAME_ONLY
                                            : i == first     ? NAME_FIRST
                                            : i + 1 == end   ? NAME_LAST
                                                             : NAME_MIDDLE);
    *at = end;
}

/* Where names inside hyphenated words are not marked, nothing marked there tells nothing. */
static bool is_unknown(const struct name_example *example, size_t unit)
{
    const struct name_unit *units = name_units_items(&example->units);
    return !name_sets[example->set].splits && units[unit].joined && example->labels[unit] == LABEL_OUTSIDE &&
           example->labels[unit - 1] == LABEL_OUTSIDE;
}

static void find_spoilt(struct name_example *example)
{
    const struct name_window *windows = example->units.windows.items;
    for (size_t i = 0; i < example->units.windows.count; i++) {
        const uint8_t *labels = example->labels;
        example->spoilt[i] = label_goes_on(labels[windows[i].first]) || label_is_open(labels[windows[i].end - 1]);
        for (size_t at = windows[i].first; at < windows[i].end; at++) {
            example->spoilt[i] = example->spoilt[i] || is_unknown(example, at);
            example->found += labels[at] != LABEL_OUTSIDE && !label_goes_on(labels[at]);
        }
    }
}

static bool mark_names(struct name_example *example, const json_t *entities)
{
    size_t places, at = 0;
    const size_t *bytes = byte_places(example->article, &places);
    example->labels = arena_allocate_array(example->article->arena, example->units.units.count + 1, 1);
    example->spoilt = arena_allocate_array(example->article->arena, example->units.windows.count + 1, sizeof(bool));
    if (!bytes || !example->labels || !example->spoilt)
        return false;
    for (size_t i = 0; i < json_array_size(entities); i++) {
        const json_t *entity = json_array_get(entities, i);
        size_t start = (size_t)json_integer_value(json_object_get(entity, "start"));
        size_t end = (size_t)json_integer_value(json_object_get(entity, "end"));
        if (start >= end || end >= places)
            continue;
        example->gold++;
        enum entity_type type = type_of(json_string_value(json_object_get(entity, "type")));
        struct range rest = {bytes[start], bytes[end]};
        while (rest.start < rest.end) {
            size_t part = part_end(example->article, rest, type);
            mark_name(example, (struct range){rest.start, part}, type, &at);
            rest.start = part < rest.end ? part + 2 : part;
        }
    }
    find_spoilt(example);
    return true;
}

/* How the lines of a copy are written. */
enum letters { LETTERS_KEPT, LETTERS_LARGE, LETTERS_FIRST_LARGE };

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

/* Rewrites every third line, so that most names stand in others as they are written elsewhere, too. Only ASCII changes, and
 * so no place does. */
static void rewrite(char *text, size_t length, enum letters letters)
{
    enum { LINES_KEPT = 3, SMALL_WORD = 3 };
    for (size_t at = 0, line = 0; letters != LETTERS_KEPT && at < length; at++) {
        line += text[at] == '\n';
        bool first = at == 0 || !(is_letter(text[at - 1]) || text[at - 1] == '\'');
        size_t end = at;
        while (first && end < length && is_letter(text[end]))
            end++;
        bool large = letters == LETTERS_LARGE || (first && end - at > SMALL_WORD);
        if (line % LINES_KEPT == 0 && large && text[at] >= 'a' && text[at] <= 'z')
            text[at] = (char)(text[at] - 'a' + 'A');
    }
}

static bool add_example(const struct name_example *model, const json_t *object, enum letters letters,
                        const struct lexicon *lexicon, struct array *examples)
{
    const json_t *text = json_object_get(object, "text");
    struct name_example *example = array_push(examples);
    char *copy = malloc(json_string_length(text) + 1);
    if (example && copy) {
        *example = *model;
        memcpy(copy, json_string_value(text), json_string_length(text));
        rewrite(copy, json_string_length(text), letters);
        example->article = document_from_lines(copy, json_string_length(text));
    }
    free(copy);
    return example && copy && example->article && analyse(example, lexicon) &&
           mark_names(example, json_object_get(object, "entities"));
}

/* `number` is the line's. */
static bool read_line(const struct buffer *line, size_t number, const struct lexicon *lexicon, struct array *examples,
                      struct error *error)
{
    enum { COPIED = 3 }; /* one in so many documents has copies */
    static const double copy_weight = 0.3;
    json_error_t reason;
    json_t *object = json_loadb(buffer_string(line), line->length, 0, &reason);
    const char *id = json_string_value(json_object_get(object, "id"));
    if (!json_is_string(json_object_get(object, "text")) || !id) {
        json_decref(object);
        return error_set(error, "the line is no JSON object with an \"id\" and a \"text\"");
    }
    size_t set = set_of(id);
    bool read = true;
    for (int letters = LETTERS_KEPT; letters <= LETTERS_FIRST_LARGE && name_sets[set].weight > 0; letters++) {
        double weight = name_sets[set].weight * (letters == LETTERS_KEPT ? 1 : copy_weight);
        struct name_example model = {.set = set, .number = number, .weight = weight};
        model.is_copy = letters != LETTERS_KEPT;
        if (read && (letters == LETTERS_KEPT || number % COPIED == 0))
            read = add_example(&model, object, (enum letters)letters, lexicon, examples);
    }
    json_decref(object);
    return read || error_out_of_memory(error, "reading the corpus");
}

bool names_corpus_read(FILE *in, const struct lexicon *lexicon, struct array *examples, struct error *error)
{
    struct buffer line = buffer_create(LINE_MAX_BYTES);
    enum input_line kind = input_read_line(in, &line);
    bool read = true;
    for (size_t number = 0; read && kind == INPUT_LINE; kind = input_read_line(in, &line))
        read = read_line(&line, number++, lexicon, examples, error);
    if (read && kind != INPUT_END)
        read = error_set(error, "standard input cannot be read to its end");
    buffer_release(&line);
    return read;
}

void names_corpus_release(struct array *examples)
{
    struct name_example *items = examples->items;
    for (size_t i = 0; i < examples->count; i++) {
        array_release(&items[i].analysis.tokens);
        array_release(&items[i].analysis.sentences);
        array_release(&items[i].analysis.stretches);
        name_units_release(&items[i].units);
        article_destroy(items[i].article);
    }
    array_release(examples);
}
