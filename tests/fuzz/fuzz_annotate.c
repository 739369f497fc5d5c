/* Any bytes as an article's text: the annotations keep the promises of article.h. The first byte chooses the blocks'
 * types. For libFuzzer; links base, config, article and annotate alone. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { ARTICLE_CEILING = 1 << 28, WORDS_CEILING = 1 << 24 };

/* libFuzzer reports what aborts. */
static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Each line that is not empty is a block. */
static struct article *article_of_lines(const char *text, size_t length, unsigned variety)
{
    struct article *article = article_create(ARTICLE_CEILING);
    demand(article != NULL);
    struct block *blocks = arena_allocate_array(article->arena, length + 1, sizeof *blocks);
    char *copy = arena_copy(article->arena, text, length);
    demand(blocks && copy);
    for (size_t start = 0, end; start < length; start = end + 1) {
        const char *newline = memchr(copy + start, '\n', length - start);
        end = newline ? (size_t)(newline - copy) : length;
        enum block_type type = (enum block_type)((variety + article->block_count) % (BLOCK_BOILERPLATE + 1));
        if (end > start)
            blocks[article->block_count++] = (struct block){.range = {start, end}, .type = type};
    }
    article->text = copy;
    article->length = length;
    article->blocks = blocks;
    return article;
}

static void check_range(const struct article *article, struct range range)
{
    demand(range.start < range.end && range.end <= article->length);
    const struct block *block = &article->blocks[article_block_at(article, range.start)];
    demand(block->range.start <= range.start && range.end <= block->range.end);
}

static void check_quotations(const struct article *article)
{
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        check_range(article, quotation->range);
        demand(i == 0 || article->quotations[i - 1].range.start <= quotation->range.start);
        demand(quotation->continues == ARTICLE_NONE || quotation->continues < i);
        demand(quotation->confidence >= 0 && quotation->confidence <= 1);
        demand(range_is_empty(quotation->speaker) == (quotation->speaker_entity == ARTICLE_NONE));
        if (!range_is_empty(quotation->speaker))
            check_range(article, quotation->speaker);
        if (!range_is_empty(quotation->cue))
            check_range(article, quotation->cue);
        demand(quotation->speaker_entity == ARTICLE_NONE || quotation->speaker_entity < article->entity_count);
    }
}

static void check_entities(const struct article *article)
{
    size_t mentions = 0;
    for (size_t i = 0; i < article->mention_count; i++) {
        check_range(article, article->mentions[i].range);
        demand(i == 0 || article->mentions[i - 1].range.end <= article->mentions[i].range.start);
        demand(article->mentions[i].entity < article->entity_count);
    }
    for (size_t i = 0; i < article->entity_count; i++) {
        const struct entity *entity = &article->entities[i];
        demand(entity->name && *entity->name && entity->mention_count > 0);
        for (size_t j = 0; j < entity->mention_count; j++)
            demand(article->mentions[entity->mentions[j]].entity == i);
        mentions += entity->mention_count;
    }
    demand(mentions == article->mention_count);
}

static void check_candidate(const struct article *article, const struct quotation *quotation,
                            const struct evidence_candidate *candidate)
{
    struct buffer words = buffer_create(WORDS_CEILING);
    demand(candidate->probability >= 0 && candidate->probability <= 1);
    demand(candidate->entity == ARTICLE_NONE || candidate->entity < article->entity_count);
    if (!range_is_empty(candidate->speaker))
        check_range(article, candidate->speaker);
    demand(*evidence_construction_sentence(candidate->construction) != '\0');
    for (size_t i = 0; i < candidate->reason_count; i++)
        demand(evidence_append_reason(article, quotation, candidate, &candidate->reasons[i], &words));
    buffer_release(&words);
}

/* The evidence is that by which the annotations were made. */
static void check_evidence(const struct annotator *annotator, const struct article *article)
{
    struct evidence_list list;
    struct error error;
    demand(evidence_find(annotator, article, &list, &error));
    demand(list.count == article->quotation_count);
    for (size_t i = 0; i < list.count; i++) {
        const struct evidence *evidence = &list.items[i];
        const struct quotation *quotation = &article->quotations[i];
        demand(evidence->chosen == ARTICLE_NONE || evidence->chosen < evidence->count);
        bool named = !range_is_empty(quotation->speaker);
        demand(named == (evidence->verdict == EVIDENCE_SPEAKER));
        demand(!named || (evidence->chosen != ARTICLE_NONE &&
                          evidence->candidates[evidence->chosen].entity == quotation->speaker_entity));
        for (size_t j = 0; j < evidence->count; j++)
            check_candidate(article, quotation, &evidence->candidates[j]);
    }
    evidence_release(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    /* Made once: reading the word lists anew for every input would leave no time for inputs. */
    static struct annotator *annotator;
    struct error error = {0};
    if (!annotator)
        annotator = annotator_create(&error);
    demand(annotator != NULL);
    if (!length)
        return 0;
    struct article *article = article_of_lines((const char *)bytes + 1, length - 1, bytes[0]);
    demand(annotate(annotator, article, &error));
    check_quotations(article);
    check_entities(article);
    check_evidence(annotator, article);
    article_destroy(article);
    return 0;
}
