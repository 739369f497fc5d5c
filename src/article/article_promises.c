/* article promises: one look at each array. */
#include "article/article_promises.h"

#include <string.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/clean.h"

/* Clean, and on one line. NULL is an absent string. */
static bool is_clean_line(const char *string)
{
    return !string || (clean_is_safe(string, strlen(string)) && !strpbrk(string, "\t\n\v\f\r"));
}

static bool is_edge(const struct article *article, size_t byte)
{
    return byte <= article->length && ((unsigned char)article->text[byte] & 0xc0) != 0x80;
}

static bool is_inside(const struct article *article, struct range range)
{
    return range.start <= range.end && is_edge(article, range.start) && is_edge(article, range.end);
}

/* Not empty, and in one block: what the annotator makes. */
static bool is_in_block(const struct article *article, struct range range)
{
    if (range_is_empty(range) || !is_inside(article, range) || !article->block_count)
        return false;
    struct range block = article->blocks[article_block_at(article, range.start)].range;
    return block.start <= range.start && range.end <= block.end;
}

static bool strings_are_sound(const struct article *article)
{
    return is_clean_line(article->title) && is_clean_line(article->byline) && is_clean_line(article->site) &&
           is_clean_line(article->url) && is_clean_line(article->language) && is_clean_line(article->image) &&
           is_clean_line(article->excerpt) && is_clean_line(article->id) && article->text &&
           article->text[article->length] == '\0' && clean_is_safe(article->text, article->length);
}

static bool blocks_are_sound(const struct article *article)
{
    size_t end = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        if (!is_inside(article, block->range) || block->range.start < end || !is_clean_line(block->marker))
            return false;
        end = block->range.end;
    }
    return true;
}

static bool links_are_sound(const struct article *article)
{
    for (size_t i = 0; i < article->link_count; i++) {
        const struct link *link = &article->links[i];
        if (!is_inside(article, link->range) || !is_clean_line(link->url) || !is_edge(article, link->target))
            return false;
    }
    return true;
}

static bool figures_are_sound(const struct article *article)
{
    for (size_t i = 0; i < article->figure_count; i++) {
        const struct figure *figure = &article->figures[i];
        if (figure->block >= article->block_count || !is_clean_line(figure->url) ||
            !is_inside(article, figure->alternative) || !is_inside(article, figure->caption))
            return false;
    }
    return true;
}

static bool cells_are_sound(const struct article *article)
{
    for (size_t i = 0; i < article->cell_count; i++) {
        const struct cell *cell = &article->cells[i];
        if (cell->block >= article->block_count || !is_inside(article, cell->range) || cell->rows < 1 ||
            cell->columns < 1 || cell->columns > ARTICLE_COLUMNS_MAX ||
            cell->column > (uint32_t)ARTICLE_COLUMNS_MAX - cell->columns || cell->row > UINT32_MAX - cell->rows)
            return false;
    }
    return true;
}

static bool structure_is_sound(const struct article *article)
{
    for (size_t i = 0; i < article->emphasis_count; i++)
        if (!is_inside(article, article->emphases[i].range))
            return false;
    return blocks_are_sound(article) && links_are_sound(article) && figures_are_sound(article) &&
           cells_are_sound(article);
}

/* A part of a quotation that there may not be. */
static bool is_in_block_or_empty(const struct article *article, struct range range)
{
    return range_is_empty(range) || is_in_block(article, range);
}

static bool quotations_are_sound(const struct article *article)
{
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        bool unknown = quotation->speaker_entity == ARTICLE_NONE;
        if (!is_in_block(article, quotation->range) || !is_in_block_or_empty(article, quotation->speaker) ||
            !is_in_block_or_empty(article, quotation->cue) || unknown != range_is_empty(quotation->speaker))
            return false;
        if (!unknown && quotation->speaker_entity >= article->entity_count)
            return false;
        if (quotation->continues != ARTICLE_NONE && quotation->continues >= i)
            return false;
        if (i && quotation->range.start < article->quotations[i - 1].range.start)
            return false;
        if (!(quotation->confidence >= 0 && quotation->confidence <= 1))
            return false;
    }
    return true;
}

static bool mentions_are_sound(const struct article *article)
{
    for (size_t i = 0; i < article->mention_count; i++) {
        const struct mention *mention = &article->mentions[i];
        if (!is_in_block(article, mention->range) || mention->entity >= article->entity_count)
            return false;
        if (i && mention->range.start < article->mentions[i - 1].range.end)
            return false;
    }
    return true;
}

static bool entity_is_sound(const struct article *article, size_t index)
{
    const struct entity *entity = &article->entities[index];
    if (!entity->name || !is_clean_line(entity->name) || !is_clean_line(entity->role))
        return false;
    for (size_t i = 0; i < entity->alias_count; i++)
        if (!entity->aliases[i] || !is_clean_line(entity->aliases[i]))
            return false;
    for (size_t i = 0; i < entity->mention_count; i++)
        if (entity->mentions[i] >= article->mention_count || article->mentions[entity->mentions[i]].entity != index)
            return false;
    return true;
}

bool article_is_sound(const struct article *article)
{
    for (size_t i = 0; i < article->entity_count; i++)
        if (!entity_is_sound(article, i))
            return false;
    return strings_are_sound(article) && structure_is_sound(article) && quotations_are_sound(article) &&
           mentions_are_sound(article);
}

bool article_collect_mentions(const struct article *article, struct entity *entities)
{
    for (size_t i = 0; i < article->mention_count; i++) {
        if (article->mentions[i].entity >= article->entity_count)
            return false;
        entities[article->mentions[i].entity].mention_count++;
    }
    for (size_t i = 0; i < article->entity_count; i++) {
        entities[i].mentions =
            arena_allocate_array(article->arena, entities[i].mention_count, sizeof *entities[i].mentions);
        entities[i].mention_count = 0;
    }
    if (arena_failed(article->arena))
        return false;
    for (size_t i = 0; i < article->mention_count; i++) {
        struct entity *entity = &entities[article->mentions[i].entity];
        entity->mentions[entity->mention_count++] = i;
    }
    return true;
}
