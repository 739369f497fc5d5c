/* article: its life and the look-ups that need nothing but ranges. */
#include "article/article.h"

#include "base/arena.h"

struct article *article_create(size_t ceiling)
{
    struct arena *arena = arena_create(ceiling);
    if (!arena)
        return NULL;
    struct article *article = arena_allocate(arena, sizeof *article);
    if (!article) {
        arena_destroy(arena);
        return NULL;
    }
    article->arena = arena;
    article->text = "";
    return article;
}

void article_destroy(struct article *article)
{
    if (article)
        arena_destroy(article->arena);
}

const char *quotation_type_name(enum quotation_type type)
{
    static const char *const names[] = {
        [QUOTATION_DIRECT] = "direct", [QUOTATION_MIXED] = "mixed", [QUOTATION_SCARE] = "scare"};
    return names[type];
}

const char *entity_type_name(enum entity_type type)
{
    static const char *const names[] = {[ENTITY_PERSON] = "person",
                                        [ENTITY_ORGANIZATION] = "organization",
                                        [ENTITY_PLACE] = "place",
                                        [ENTITY_OTHER] = "other"};
    return names[type];
}

size_t article_block_at(const struct article *article, size_t byte)
{
    if (!article->block_count)
        return ARTICLE_NONE;
    size_t low = 0, high = article->block_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (article->blocks[middle].range.start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

size_t article_word_count(const struct article *article)
{
    size_t words = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        if (block->type == BLOCK_BOILERPLATE)
            continue;
        bool inside = false;
        for (size_t at = block->range.start; at < block->range.end; at++) {
            bool space = is_space(article->text[at]);
            words += !space && !inside;
            inside = !space;
        }
    }
    return words;
}
