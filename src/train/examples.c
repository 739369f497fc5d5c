/* examples: lines in, analysed articles with their answers out. */
#include "train/examples.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/input.h"
#include "feeds/document.h"

enum { LINE_BYTES_MAX = 1 << 12, EXAMPLE_BYTES_MAX = 1 << 16 };

/* One example while it is read. */
struct reading {
    const struct lexicon *lexicon;
    struct array *examples;
    struct buffer text;    /* paragraphs, a newline behind each */
    struct buffer answers; /* one a line */
    size_t line;           /* its number in the file */
};

static size_t distance(struct range one, struct range other)
{
    return one.end <= other.start ? other.start - one.end : other.end <= one.start ? one.start - other.end : 0;
}

/* Where the words stand outside the quotation, nearest to it; one range in the article's arena, or NULL. */
static const struct range *find_nearest(const struct article *article, struct range quotation, const char *words,
                                        size_t length)
{
    struct range *best = arena_allocate_array(article->arena, 1, sizeof *best);
    bool found = false;
    for (size_t i = 0; best && length && i + length <= article->length; i++) {
        struct range range = {i, i + length};
        if (memcmp(article->text + i, words, length) != 0 || range_overlaps(range, quotation))
            continue;
        if (!found || distance(range, quotation) < distance(*best, quotation))
            *best = range;
        found = true;
    }
    return found ? best : NULL;
}

/* "SPEAKER ~ CUE", "SPEAKER" or "-"; false when the text does not have the words. */
static bool read_answer(const struct article *article, struct range quotation, const char *answer, size_t length,
                        struct gold *gold)
{
    static const char between[] = " ~ ";
    *gold = (struct gold){.known = true, .attributed = !(length == 1 && *answer == '-')};
    if (!gold->attributed)
        return true;
    size_t speaker = 0, gap = strlen(between);
    while (speaker < length && strncmp(answer + speaker, between, gap) != 0)
        speaker++;
    gold->sources = find_nearest(article, quotation, answer, speaker);
    gold->source_count = 1;
    if (speaker == length)
        return gold->sources;
    gold->cues = find_nearest(article, quotation, answer + speaker + gap, length - speaker - gap);
    gold->cue_count = 1;
    return gold->sources && gold->cues;
}

/* Lays the answers over the quotations; false when they do not fit. */
static bool lay_over(struct reading *reading, struct example *example)
{
    const struct stretch *stretches = example->analysis.stretches.items;
    size_t count = example->analysis.stretches.count;
    struct gold *golds = arena_allocate_array(example->article->arena, count + 1, sizeof *golds);
    const char *answer = buffer_string(&reading->answers);
    for (size_t i = 0; golds && i < count; i++) {
        size_t length = strcspn(answer, "\n");
        if (stretches[i].depth)
            continue;
        if (!*answer || !read_answer(example->article, stretches[i].range, answer, length, &golds[i]))
            return false;
        answer += length + 1;
    }
    example->golds = golds;
    return golds && !*answer;
}

/* Takes what was read for an example, where anything was. */
static bool finish(struct reading *reading, struct error *error)
{
    if (!reading->text.length)
        return true;
    struct example *example = array_push(reading->examples);
    if (example)
        example->article = document_from_lines(buffer_string(&reading->text), reading->text.length);
    if (!example || !example->article || !corpus_analyse(example, reading->lexicon) || reading->text.failed ||
        reading->answers.failed)
        return error_out_of_memory(error, "reading the examples");
    if (!lay_over(reading, example))
        return error_set(error, "the example before line %zu does not fit its answers", reading->line);
    reading->text.length = reading->answers.length = 0;
    return true;
}

static bool take_line(struct reading *reading, const struct buffer *line, struct error *error)
{
    static const char sign[] = "= ";
    const char *text = line->length ? line->bytes : "";
    reading->line++;
    if (!line->length)
        return finish(reading, error);
    if (*text == '#')
        return true;
    bool is_answer = line->length > strlen(sign) && memcmp(text, sign, strlen(sign)) == 0;
    struct buffer *to = is_answer ? &reading->answers : &reading->text;
    size_t skip = is_answer ? strlen(sign) : 0;
    return (buffer_append(to, text + skip, line->length - skip) && buffer_append_string(to, "\n")) ||
           error_out_of_memory(error, "reading the examples");
}

bool examples_read(const char *path, const struct lexicon *lexicon, struct array *examples, struct error *error)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(error, "%s: %s", path, strerror(errno));
    struct reading reading = {.lexicon = lexicon,
                              .examples = examples,
                              .text = buffer_create(EXAMPLE_BYTES_MAX),
                              .answers = buffer_create(EXAMPLE_BYTES_MAX)};
    struct buffer line = buffer_create(LINE_BYTES_MAX);
    enum input_line kind = input_read_line(file, &line);
    bool read = true;
    for (; read && kind == INPUT_LINE; kind = input_read_line(file, &line))
        read = take_line(&reading, &line, error);
    read = read && (kind == INPUT_END || error_set(error, "%s cannot be read to its end", path));
    read = read && finish(&reading, error);
    buffer_release(&line);
    buffer_release(&reading.text);
    buffer_release(&reading.answers);
    (void)fclose(file);
    return read;
}
