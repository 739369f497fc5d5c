/* What the tests of the annotator's passes share: an article made of lines, an analysis of it, a row's failure told
 * with its sentence. Never in here: cases. */
#ifndef WHOSAID_TESTS_ANNOTATE_BENCH_H
#define WHOSAID_TESTS_ANNOTATE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

enum { BENCH_CEILING = 1 << 22 };

/* An article of `text`; each line that is not empty is a paragraph. */
static inline struct article *bench_article(const char *text)
{
    struct article *article = article_create(BENCH_CEILING);
    assert_non_null(article);
    size_t lines = 1;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    struct block *blocks = arena_allocate_array(article->arena, lines, sizeof *blocks);
    assert_non_null(blocks);
    size_t length = strlen(text);
    for (size_t start = 0, end; start < length; start = end + 1) {
        const char *newline = strchr(text + start, '\n');
        end = newline ? (size_t)(newline - text) : length;
        if (end > start)
            blocks[article->block_count++] = (struct block){.range = {start, end}, .type = BLOCK_PARAGRAPH};
    }
    article->text = text;
    article->length = length;
    article->blocks = blocks;
    return article;
}

/* An analysis of `article` in which nothing is found yet. */
static inline struct analysis bench_analysis(const struct article *article, const struct lexicon *lexicon)
{
    return (struct analysis){
        .article = article,
        .lexicon = lexicon,
        .tokens = array_create(sizeof(struct token), BENCH_CEILING),
        .sentences = array_create(sizeof(struct sentence), BENCH_CEILING),
        .stretches = array_create(sizeof(struct stretch), BENCH_CEILING),
        .mentions = array_create(sizeof(struct found_mention), BENCH_CEILING),
        .entities = array_create(sizeof(struct found_entity), BENCH_CEILING),
    };
}

static inline void bench_analysis_release(struct analysis *analysis)
{
    array_release(&analysis->tokens);
    array_release(&analysis->sentences);
    array_release(&analysis->stretches);
    array_release(&analysis->mentions);
    array_release(&analysis->entities);
}

/* Appends the range of the text and a separator unless it is the first. */
static inline void bench_append(struct buffer *out, const char *separator, const struct article *article,
                                struct range range)
{
    if (out->length)
        buffer_append_string(out, separator);
    buffer_append(out, article->text + range.start, range.end - range.start);
}

/* Counts a row that differs and prints both sides; the test asserts at its end that none did, so that one run shows
 * all. */
static inline size_t bench_differs(const char *what, const char *found, const char *expected)
{
    if (strcmp(found, expected) == 0)
        return 0;
    print_error("%s\n    expected %s\n    found    %s\n", what, expected, found);
    return 1;
}

/* Runs the passes, which end with a NULL, over `text`, and compares what `describe` writes of them with what a row
 * expects: 1 when they differ, else 0. */
static inline size_t bench_row(const struct lexicon *lexicon, void (*const passes[])(struct analysis *),
                               void (*describe)(struct buffer *out, const struct analysis *analysis), const char *what,
                               const char *text, const char *expected)
{
    struct article *article = bench_article(text);
    struct analysis analysis = bench_analysis(article, lexicon);
    for (size_t i = 0; passes[i]; i++)
        passes[i](&analysis);
    struct buffer out = buffer_create(BENCH_CEILING);
    describe(&out, &analysis);
    size_t wrong = bench_differs(what, buffer_string(&out), expected);
    buffer_release(&out);
    bench_analysis_release(&analysis);
    article_destroy(article);
    return wrong;
}

#endif
