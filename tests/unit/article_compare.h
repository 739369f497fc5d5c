/* Two articles that must be the same: every field of article.h, and the first that differs by its name. */
#ifndef WHOSAID_TESTS_ARTICLE_COMPARE_H
#define WHOSAID_TESTS_ARTICLE_COMPARE_H

#include <string.h>

#include "article/article.h"

static inline bool same_string(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

static inline bool same_range(struct range one, struct range other)
{
    return one.start == other.start && one.end == other.end;
}

static inline bool same_block(const struct block *one, const struct block *other)
{
    return same_range(one->range, other->range) && one->type == other->type && one->level == other->level &&
           same_string(one->marker, other->marker) && one->quote_depth == other->quote_depth &&
           one->list_depth == other->list_depth && one->is_source == other->is_source &&
           one->right_to_left == other->right_to_left && one->after_rule == other->after_rule &&
           one->begins_list == other->begins_list && one->is_term == other->is_term;
}

static inline bool same_link(const struct link *one, const struct link *other)
{
    return same_range(one->range, other->range) && same_string(one->url, other->url) && one->target == other->target;
}

static inline bool same_emphasis(const struct emphasis *one, const struct emphasis *other)
{
    return same_range(one->range, other->range) && one->type == other->type;
}

static inline bool same_figure(const struct figure *one, const struct figure *other)
{
    return one->block == other->block && one->type == other->type && same_string(one->url, other->url) &&
           same_range(one->alternative, other->alternative) && same_range(one->caption, other->caption);
}

static inline bool same_cell(const struct cell *one, const struct cell *other)
{
    return same_range(one->range, other->range) && one->block == other->block && one->row == other->row &&
           one->column == other->column && one->rows == other->rows && one->columns == other->columns &&
           one->is_heading == other->is_heading;
}

static inline bool same_quotation(const struct quotation *one, const struct quotation *other)
{
    return same_range(one->range, other->range) && one->type == other->type &&
           same_range(one->speaker, other->speaker) && one->speaker_entity == other->speaker_entity &&
           same_range(one->cue, other->cue) && one->continues == other->continues &&
           one->confidence == other->confidence;
}

static inline bool same_mention(const struct mention *one, const struct mention *other)
{
    return same_range(one->range, other->range) && one->kind == other->kind && one->entity == other->entity;
}

static inline bool same_entity(const struct entity *one, const struct entity *other)
{
    bool same = one->type == other->type && same_string(one->name, other->name) &&
                same_string(one->role, other->role) && one->alias_count == other->alias_count &&
                one->mention_count == other->mention_count;
    for (size_t i = 0; same && i < one->alias_count; i++)
        same = same_string(one->aliases[i], other->aliases[i]);
    for (size_t i = 0; same && i < one->mention_count; i++)
        same = one->mentions[i] == other->mentions[i];
    return same;
}

/* Returns the name of the array when one of its items differs. */
#define COMPARE_ARRAY(name, array, count)                   \
    if (one->count != other->count)                         \
        return #count;                                      \
    for (size_t i = 0; i < one->count; i++)                 \
        if (!same_##name(&one->array[i], &other->array[i])) \
            return #array;

static inline const char *structure_difference(const struct article *one, const struct article *other)
{
    COMPARE_ARRAY(block, blocks, block_count)
    COMPARE_ARRAY(link, links, link_count)
    COMPARE_ARRAY(emphasis, emphases, emphasis_count)
    COMPARE_ARRAY(figure, figures, figure_count)
    COMPARE_ARRAY(cell, cells, cell_count)
    return NULL;
}

static inline const char *annotations_difference(const struct article *one, const struct article *other)
{
    COMPARE_ARRAY(quotation, quotations, quotation_count)
    COMPARE_ARRAY(mention, mentions, mention_count)
    COMPARE_ARRAY(entity, entities, entity_count)
    return NULL;
}

/* NULL when they are the same. */
static inline const char *article_difference(const struct article *one, const struct article *other)
{
    if (!same_string(one->title, other->title) || !same_string(one->byline, other->byline) ||
        !same_string(one->site, other->site) || !same_string(one->url, other->url) ||
        !same_string(one->language, other->language) || !same_string(one->image, other->image) ||
        !same_string(one->excerpt, other->excerpt) || !same_string(one->id, other->id))
        return "a string";
    if (one->has_published != other->has_published || (one->has_published && one->published != other->published))
        return "published";
    if (one->length != other->length || memcmp(one->text, other->text, one->length + 1) != 0)
        return "text";
    const char *difference = structure_difference(one, other);
    return difference ? difference : annotations_difference(one, other);
}

#undef COMPARE_ARRAY

#endif
