/* bench: ratios of whosaid to the programs that its users have, measured side by side in one run: `bench WHOSAID
 * FOLDER`, and with an archive of 200,000 articles `bench WHOSAID FOLDER archive`. Numbers of one machine say nothing
 * on another; the ratios do. Never in here: passing and failing. */
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "config/embedded.h"
#include "tests/bench/archive.h"
#include "tests/bench/feeds.h"
#include "tests/bench/measure.h"
#include "tests/bench/pages.h"
#include "tests/bench/watch.h"

enum {
    STARTS = 15,      /* of which the median counts */
    QUIET_TIME = 120, /* milliseconds of silence after which less, which knows no handshake, counts as idle */
    COPIES = 1000,    /* of the sample article, to annotate */
    SHAPE_MAX = 1 << 24
};

static const char sample_name[] = "lang/en/sample.txt";

struct bench {
    char whosaid[PATH_MAX], folder[PATH_MAX], article[PATH_MAX], lines[PATH_MAX], shape[PATH_MAX];
    size_t lines_size;
};

/* --- on the screen ------------------------------------------------------------------------------------------------ */

/* Both programs have these keys. Lines are measured in the middle, over as many as a screen has: one costs what its
 * text does, and each change of colour, which less has none of, some twenty bytes more. */
static const struct watch_step steps[] = {{"a page down", "Space", 1}, {"a line down", "j", 20},
                                          {"a line up", "k", 20},      {"a page up", "b", 1},
                                          {"to the end", "G", 1},      {"to the start", "g", 1}};
enum { STEP_COUNT = sizeof steps / sizeof *steps, PAGERS = 2 };

static bool compare_pagers(const struct bench *bench)
{
    char *ours[] = {(char *)bench->whosaid, (char *)bench->article, NULL};
    char *theirs[] = {"/usr/bin/less", (char *)bench->article, NULL};
    const struct watched pagers[PAGERS] = {
        {.name = "whosaid", .arguments = ours, .home = "/nonexistent"},
        {.name = "less", .arguments = theirs, .home = "/nonexistent", .quiet_time = QUIET_TIME}};
    double starts[PAGERS][STARTS], medians[PAGERS];
    struct watch_result results[PAGERS];
    for (size_t run = 0; run < STARTS; run++) {
        for (size_t i = 0; i < PAGERS; i++) {
            /* Bytes are the same in every run. */
            if (!watch(&pagers[i], steps, run + 1 < STARTS ? 0 : STEP_COUNT, &results[i]))
                return false;
            starts[i][run] = (double)results[i].first / 1000;
        }
    }
    for (size_t i = 0; i < PAGERS; i++)
        medians[i] = measure_median(starts[i], STARTS);
    printf("%-24s %10s %10s %8s\n", "at 80x24", "whosaid", "less", "ratio");
    printf("%-24s %10.1f %10.1f %8.2f\n", "first screen, ms", medians[0], medians[1], medians[0] / medians[1]);
    printf("%-24s %10ld %10ld %8.2f\n", "  in how many writes", results[0].writes, results[1].writes,
           (double)results[0].writes / (double)results[1].writes);
    for (size_t i = 0; i < STEP_COUNT; i++)
        printf("%-24s %10lld %10lld %8.2f\n", steps[i].what, results[0].bytes[i], results[1].bytes[i],
               (double)results[0].bytes[i] / (double)results[1].bytes[i]);
    return true;
}

/* --- in bulk ------------------------------------------------------------------------------------------------------ */

/* Seconds of processor time that a program takes from `input` to nowhere; negative when it fails. */
static double seconds_of(const struct bench *bench, char *const arguments[], const char *input)
{
    struct measure measure;
    return measure_program(arguments, input, bench->folder, &measure) ? measure.seconds : -1;
}

static double seconds_to_annotate(const struct bench *bench, const char *lines)
{
    char *annotate[] = {(char *)bench->whosaid, "annotate", "--jsonl", NULL};
    return seconds_of(bench, annotate, lines);
}

static bool compare_bulk(const struct bench *bench)
{
    char *count[] = {"wc", "-w", NULL};
    double megabytes = (double)bench->lines_size / 1e6;
    double ours = seconds_to_annotate(bench, bench->lines), theirs = seconds_of(bench, count, bench->lines);
    if (ours < 0 || theirs < 0)
        return false;
    printf("\n%-24s %10s %10s %8s\n", "in bulk", "whosaid", "wc -w", "ratio");
    printf("%-24s %10.1f %10.1f %8.2f\n", "annotate --jsonl, MB/s", megabytes / ours, megabytes / theirs,
           theirs / ours);
    return true;
}

/* --- out of shape ------------------------------------------------------------------------------------------------- */

/* The sample article, all of it one paragraph, over and over. */
static void write_paragraph(struct buffer *text)
{
    enum { LEAST = 1000000 };
    const struct embedded_file *sample = embedded_find(sample_name);
    while (sample && text->length < LEAST && !text->failed)
        for (const char *at = sample->bytes; at < sample->end; at++)
            buffer_append_byte(text, *at);
    for (size_t i = 0; i < text->length; i++)
        if (text->bytes[i] == '\n')
            text->bytes[i] = ' ';
}

static void write_quotations(struct buffer *text)
{
    enum { QUOTATIONS = 10000 };
    for (int i = 0; i < QUOTATIONS; i++)
        buffer_append_string(text, "\"Nobody gets left on the pier again,\" Ana Ruiz said on Tuesday. ");
}

/* All in one sentence, which is read once and not once a quotation. */
static void write_sentence(struct buffer *text)
{
    enum { QUOTATIONS = 10000 };
    for (int i = 0; i < QUOTATIONS; i++)
        buffer_append_string(text, "the mayor called it \"a shame for all of us,\" Ana Ruiz told them, and ");
}

/* A first and a last name each, made of syllables, no two the same. */
static void write_names(struct buffer *text)
{
    enum { NAMES = 100000, SYLLABLES = 18 };
    static const char *const syllables[] = {"ka", "ro",  "mi", "ta",  "ben", "lo",  "ves", "dan", "ri",
                                            "so", "pel", "gu", "nor", "ha",  "tim", "be",  "ul",  "ska"};
    for (int i = 0; i < NAMES; i++) {
        buffer_append_string(text, "Bela V");
        for (int rest = i; rest; rest /= SYLLABLES)
            buffer_append_string(text, syllables[rest % SYLLABLES]);
        buffer_append_string(text, " met them. ");
    }
}

/* One family, all of them mayors: each name may be any of theirs. */
static void write_relatives(struct buffer *text)
{
    enum { RELATIVES = 20000, LETTERS = 20 };
    static const char letters[] = "bdfghjklmnprstvwxzcq";
    for (int i = 0; i < RELATIVES; i++) {
        buffer_append_string(text, "Mayor A");
        for (int rest = i; rest; rest /= LETTERS)
            buffer_append_format(text, "%ca", letters[rest % LETTERS]);
        buffer_append_string(text, " Vesdan met them. The mayor said he knew Vesdan. ");
    }
}

struct shape {
    const char *what;
    void (*write)(struct buffer *text);
};

static const struct shape shapes[] = {
    {"one paragraph of 1 MB", write_paragraph},   {"10,000 quotations in one", write_quotations},
    {"and in one sentence", write_sentence},      {"100,000 names in one", write_names},
    {"20,000 relatives in one", write_relatives},
};

/* Writes the shape as one line of JSON; its size in bytes, 0 when that fails. */
static size_t write_shape(const struct bench *bench, const struct shape *shape)
{
    struct buffer text = buffer_create(SHAPE_MAX);
    shape->write(&text);
    json_t *line = text.failed ? NULL : json_pack("{s:i, s:s%}", "id", 1, "text", buffer_string(&text), text.length);
    size_t size = line && json_dump_file(line, bench->shape, JSON_COMPACT) == 0 ? text.length : 0;
    json_decref(line);
    buffer_release(&text);
    return size;
}

/* What takes more than linear time is many times slower here. */
static bool compare_shapes(const struct bench *bench)
{
    double usual = seconds_to_annotate(bench, bench->lines) / (double)bench->lines_size;
    printf("\n%-24s %10s %10s %8s\n", "a byte of", "shape", "articles", "ratio");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t size = write_shape(bench, &shapes[i]);
        double seconds = size ? seconds_to_annotate(bench, bench->shape) : -1;
        if (seconds < 0)
            return false;
        double ours = seconds / (double)size;
        printf("%-24s %8.0fns %8.0fns %8.2f\n", shapes[i].what, ours * 1e9, usual * 1e9, ours / usual);
    }
    return true;
}

/* --- what is measured with ---------------------------------------------------------------------------------------- */

/* The bundled article, three times in a row for the pagers, and as many lines of JSON for bulk. */
static bool write_inputs(struct bench *bench)
{
    const struct embedded_file *sample = embedded_find(sample_name);
    if (!sample)
        return false;
    size_t length = (size_t)(sample->end - sample->bytes);
    FILE *article = fopen(bench->article, "w"), *lines = fopen(bench->lines, "w");
    bool well = article && lines;
    for (int i = 0; well && i < 3; i++)
        well = fwrite(sample->bytes, 1, length, article) == length;
    for (int i = 0; well && i < COPIES; i++) {
        json_t *line = json_pack("{s:i, s:s%}", "id", i, "text", sample->bytes, length);
        well = line && json_dumpf(line, lines, JSON_COMPACT) == 0 && fputc('\n', lines) != EOF;
        json_decref(line);
    }
    if (article)
        well = fclose(article) == 0 && well;
    if (lines)
        well = fclose(lines) == 0 && well;
    struct stat status;
    well = well && stat(bench->lines, &status) == 0;
    bench->lines_size = well ? (size_t)status.st_size : 0;
    return well;
}

int main(int count, char *arguments[])
{
    struct bench bench = {0};
    bool large = count == 4 && strcmp(arguments[3], "archive") == 0;
    if (count != 3 && !large) {
        fputs("usage: bench WHOSAID FOLDER [archive]\n", stderr);
        return 2;
    }
    if (!realpath(arguments[1], bench.whosaid) || !realpath(arguments[2], bench.folder)) {
        perror("bench: program or folder");
        return 1;
    }
    if (large)
        return bench_archive(bench.whosaid, bench.folder, 1000, 200) ? 0 : 1;
    snprintf(bench.article, sizeof bench.article, "%.4000s/article.txt", bench.folder);
    snprintf(bench.lines, sizeof bench.lines, "%.4000s/articles.jsonl", bench.folder);
    snprintf(bench.shape, sizeof bench.shape, "%.4000s/shape.jsonl", bench.folder);
    if (!write_inputs(&bench)) {
        perror("bench: writing the inputs");
        return 1;
    }
    bool well = compare_pagers(&bench) && compare_bulk(&bench) && compare_shapes(&bench) &&
                bench_feeds(bench.whosaid, bench.folder) && bench_pages(bench.whosaid, bench.folder) &&
                bench_archive(bench.whosaid, bench.folder, 100, 100);
    return well ? 0 : 1;
}
