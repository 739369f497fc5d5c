/* article pack: numbers as varints, seven bits a byte, the lowest first; the start of a range as the step from the one
 * before it, so that most take a byte. Reading takes nothing for granted: it stops at the end of the bytes, and makes
 * no array larger than they could fill. */
#include "article/article_pack.h"

#include <stdint.h>
#include <string.h>

#include "article/article.h"
#include "article/article_promises.h"
#include "base/arena.h"
#include "base/buffer.h"

/* Raised with every change of the structure's layout, which archives keep: what another version wrote is not read, but
 * made anew. A whole article goes no further than to another process of the same program. */
enum { PACK_VERSION = 1 };

/* --- writing ------------------------------------------------------------------------------------------------------ */

struct packer {
    struct buffer *out;
    size_t last; /* start of the range before */
};

static void put_number(struct packer *packer, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        buffer_append_byte(packer->out, (char)(number | 0x80));
    buffer_append_byte(packer->out, (char)number);
}

/* Small steps back are small numbers, too: 0, -1, 1, -2 become 0, 1, 2, 3. */
static void put_step(struct packer *packer, int64_t step)
{
    put_number(packer, step < 0 ? ~((uint64_t)step << 1) : (uint64_t)step << 1);
}

/* Room for "none" (ARTICLE_NONE) is made by counting from 1. */
static void put_index(struct packer *packer, size_t index)
{
    put_number(packer, index == ARTICLE_NONE ? 0 : (uint64_t)index + 1);
}

static void put_string(struct packer *packer, const char *string)
{
    if (!string) {
        put_number(packer, 0);
        return;
    }
    size_t length = strlen(string);
    put_number(packer, (uint64_t)length + 1);
    buffer_append(packer->out, string, length);
}

static void put_range(struct packer *packer, struct range range)
{
    put_step(packer, (int64_t)range.start - (int64_t)packer->last);
    put_number(packer, range_is_empty(range) ? 0 : range.end - range.start);
    packer->last = range.start;
}

static void put_confidence(struct packer *packer, double confidence)
{
    uint64_t bits;
    memcpy(&bits, &confidence, sizeof bits);
    for (unsigned shift = 0; shift < 64; shift += 8)
        buffer_append_byte(packer->out, (char)(bits >> shift));
}

/* What is true of a block, a bit each. */
enum {
    BLOCK_IS_SOURCE = 1,
    BLOCK_RIGHT_TO_LEFT = 2,
    BLOCK_AFTER_RULE = 4,
    BLOCK_BEGINS_LIST = 8,
    BLOCK_IS_TERM = 16,
    BLOCK_TRAITS = 31 /* all of them */
};

static void put_blocks(struct packer *packer, const struct article *article)
{
    put_number(packer, article->block_count);
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        put_range(packer, block->range);
        put_number(packer, block->type);
        put_number(packer, block->level);
        put_string(packer, block->marker);
        put_number(packer, block->quote_depth);
        put_number(packer, block->list_depth);
        put_number(packer, (block->is_source ? BLOCK_IS_SOURCE : 0u) |
                               (block->right_to_left ? BLOCK_RIGHT_TO_LEFT : 0u) |
                               (block->after_rule ? BLOCK_AFTER_RULE : 0u) |
                               (block->begins_list ? BLOCK_BEGINS_LIST : 0u) | (block->is_term ? BLOCK_IS_TERM : 0u));
    }
}

static void put_links(struct packer *packer, const struct article *article)
{
    packer->last = 0;
    put_number(packer, article->link_count);
    for (size_t i = 0; i < article->link_count; i++) {
        put_range(packer, article->links[i].range);
        put_string(packer, article->links[i].url);
        put_number(packer, article->links[i].target);
    }
}

static void put_emphases(struct packer *packer, const struct article *article)
{
    packer->last = 0;
    put_number(packer, article->emphasis_count);
    for (size_t i = 0; i < article->emphasis_count; i++) {
        put_range(packer, article->emphases[i].range);
        put_number(packer, article->emphases[i].type);
    }
}

static void put_figures(struct packer *packer, const struct article *article)
{
    packer->last = 0;
    put_number(packer, article->figure_count);
    for (size_t i = 0; i < article->figure_count; i++) {
        const struct figure *figure = &article->figures[i];
        put_number(packer, figure->block);
        put_number(packer, figure->type);
        put_string(packer, figure->url);
        put_range(packer, figure->alternative);
        put_range(packer, figure->caption);
    }
}

static void put_cells(struct packer *packer, const struct article *article)
{
    packer->last = 0;
    put_number(packer, article->cell_count);
    for (size_t i = 0; i < article->cell_count; i++) {
        const struct cell *cell = &article->cells[i];
        put_range(packer, cell->range);
        put_number(packer, cell->block);
        put_number(packer, cell->row);
        put_number(packer, cell->column);
        put_number(packer, cell->rows);
        put_number(packer, cell->columns);
        put_number(packer, cell->is_heading);
    }
}

static void put_annotations(struct packer *packer, const struct article *article)
{
    packer->last = 0;
    put_number(packer, article->quotation_count);
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        put_range(packer, quotation->range);
        put_number(packer, quotation->type);
        put_range(packer, quotation->speaker);
        put_index(packer, quotation->speaker_entity);
        put_range(packer, quotation->cue);
        put_index(packer, quotation->continues);
        put_confidence(packer, quotation->confidence);
    }
    packer->last = 0;
    put_number(packer, article->mention_count);
    for (size_t i = 0; i < article->mention_count; i++) {
        put_range(packer, article->mentions[i].range);
        put_number(packer, article->mentions[i].kind);
        put_number(packer, article->mentions[i].entity);
    }
    put_number(packer, article->entity_count);
    for (size_t i = 0; i < article->entity_count; i++) {
        const struct entity *entity = &article->entities[i];
        put_number(packer, entity->type);
        put_string(packer, entity->name);
        put_string(packer, entity->role);
        put_number(packer, entity->alias_count);
        for (size_t j = 0; j < entity->alias_count; j++)
            put_string(packer, entity->aliases[j]);
    }
}

bool article_pack_structure(const struct article *article, struct buffer *out)
{
    struct packer packer = {.out = out};
    put_number(&packer, PACK_VERSION);
    put_blocks(&packer, article);
    put_links(&packer, article);
    put_emphases(&packer, article);
    put_figures(&packer, article);
    put_cells(&packer, article);
    return !out->failed;
}

bool article_pack(const struct article *article, struct buffer *out)
{
    struct packer packer = {.out = out};
    put_number(&packer, PACK_VERSION);
    put_string(&packer, article->title);
    put_string(&packer, article->byline);
    put_string(&packer, article->site);
    put_string(&packer, article->url);
    put_string(&packer, article->language);
    put_string(&packer, article->image);
    put_string(&packer, article->excerpt);
    put_string(&packer, article->id);
    put_number(&packer, article->has_published);
    put_step(&packer, article->has_published ? article->published : 0);
    put_number(&packer, article->length);
    buffer_append(out, article->text, article->length);
    article_pack_structure(article, out);
    put_annotations(&packer, article);
    return !out->failed;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct unpacker {
    struct arena *arena;
    const unsigned char *at, *end;
    size_t last;
    bool failed; /* the bytes are not what article_pack wrote; everything taken since is zero */
};

static uint64_t refuse(struct unpacker *unpacker)
{
    unpacker->failed = true;
    unpacker->at = unpacker->end;
    return 0;
}

static uint64_t take_number(struct unpacker *unpacker)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && unpacker->at < unpacker->end; shift += 7) {
        unsigned char byte = *unpacker->at++;
        if (shift == 63 && byte > 1)
            break;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    return refuse(unpacker);
}

static int64_t take_step(struct unpacker *unpacker)
{
    uint64_t number = take_number(unpacker);
    return (int64_t)(number & 1 ? ~(number >> 1) : number >> 1);
}

/* A number of 0 to `most`. */
static unsigned take_small(struct unpacker *unpacker, unsigned most)
{
    uint64_t number = take_number(unpacker);
    return (unsigned)(number <= most ? number : refuse(unpacker));
}

static size_t take_size(struct unpacker *unpacker)
{
    uint64_t number = take_number(unpacker);
    return (size_t)(number < SIZE_MAX ? number : refuse(unpacker));
}

static size_t take_index(struct unpacker *unpacker)
{
    size_t number = take_size(unpacker);
    return number ? number - 1 : ARTICLE_NONE;
}

/* How many items follow; each of them takes `least` bytes at least. */
static size_t take_count(struct unpacker *unpacker, size_t least)
{
    size_t count = take_size(unpacker);
    return count <= (size_t)(unpacker->end - unpacker->at) / least ? count : (size_t)refuse(unpacker);
}

static const char *take_bytes(struct unpacker *unpacker, size_t length)
{
    if (length > (size_t)(unpacker->end - unpacker->at)) {
        refuse(unpacker);
        return NULL;
    }
    const char *copy = arena_copy(unpacker->arena, (const char *)unpacker->at, length);
    if (!copy || memchr(copy, '\0', length))
        refuse(unpacker);
    else
        unpacker->at += length;
    return copy;
}

static const char *take_string(struct unpacker *unpacker)
{
    size_t length = take_size(unpacker);
    return length ? take_bytes(unpacker, length - 1) : NULL;
}

static struct range take_range(struct unpacker *unpacker)
{
    uint64_t start = (uint64_t)unpacker->last + (uint64_t)take_step(unpacker);
    uint64_t length = take_number(unpacker);
    if (start > SIZE_MAX / 2 || length > SIZE_MAX / 2)
        return (struct range){0, (size_t)refuse(unpacker)};
    unpacker->last = (size_t)start;
    return (struct range){(size_t)start, (size_t)(start + length)};
}

static double take_confidence(struct unpacker *unpacker)
{
    uint64_t bits = 0;
    double confidence;
    if (unpacker->end - unpacker->at < 8)
        return (double)refuse(unpacker);
    for (unsigned shift = 0; shift < 64; shift += 8)
        bits |= (uint64_t)*unpacker->at++ << shift;
    memcpy(&confidence, &bits, sizeof confidence);
    return confidence;
}

/* Room for as many items as the number that comes next says; NULL, with a count of 0, when there are none. */
static void *take_array(struct unpacker *unpacker, size_t least, size_t item_size, size_t *count)
{
    unpacker->last = 0;
    *count = take_count(unpacker, least);
    void *items = *count ? arena_allocate_array(unpacker->arena, *count, item_size) : NULL;
    if (*count && !items)
        *count = (size_t)refuse(unpacker);
    return items;
}

static void take_blocks(struct unpacker *unpacker, struct article *article)
{
    struct block *blocks = take_array(unpacker, 8, sizeof *blocks, &article->block_count);
    for (size_t i = 0; i < article->block_count; i++) {
        blocks[i].range = take_range(unpacker);
        blocks[i].type = (enum block_type)take_small(unpacker, BLOCK_BOILERPLATE);
        blocks[i].level = take_small(unpacker, UINT8_MAX);
        blocks[i].marker = take_string(unpacker);
        blocks[i].quote_depth = (uint8_t)take_small(unpacker, UINT8_MAX);
        blocks[i].list_depth = (uint8_t)take_small(unpacker, UINT8_MAX);
        unsigned traits = take_small(unpacker, BLOCK_TRAITS);
        blocks[i].is_source = traits & BLOCK_IS_SOURCE;
        blocks[i].right_to_left = traits & BLOCK_RIGHT_TO_LEFT;
        blocks[i].after_rule = traits & BLOCK_AFTER_RULE;
        blocks[i].begins_list = traits & BLOCK_BEGINS_LIST;
        blocks[i].is_term = traits & BLOCK_IS_TERM;
    }
    article->blocks = blocks;
}

static void take_links(struct unpacker *unpacker, struct article *article)
{
    struct link *links = take_array(unpacker, 4, sizeof *links, &article->link_count);
    for (size_t i = 0; i < article->link_count; i++) {
        links[i].range = take_range(unpacker);
        links[i].url = take_string(unpacker);
        links[i].target = take_size(unpacker);
    }
    article->links = links;
}

static void take_emphases(struct unpacker *unpacker, struct article *article)
{
    struct emphasis *emphases = take_array(unpacker, 3, sizeof *emphases, &article->emphasis_count);
    for (size_t i = 0; i < article->emphasis_count; i++) {
        emphases[i].range = take_range(unpacker);
        emphases[i].type = (enum emphasis_type)take_small(unpacker, EMPHASIS_MARKED);
    }
    article->emphases = emphases;
}

static void take_figures(struct unpacker *unpacker, struct article *article)
{
    struct figure *figures = take_array(unpacker, 7, sizeof *figures, &article->figure_count);
    for (size_t i = 0; i < article->figure_count; i++) {
        figures[i].block = take_size(unpacker);
        figures[i].type = (enum figure_type)take_small(unpacker, FIGURE_AUDIO);
        figures[i].url = take_string(unpacker);
        figures[i].alternative = take_range(unpacker);
        figures[i].caption = take_range(unpacker);
    }
    article->figures = figures;
}

static void take_cells(struct unpacker *unpacker, struct article *article)
{
    struct cell *cells = take_array(unpacker, 8, sizeof *cells, &article->cell_count);
    for (size_t i = 0; i < article->cell_count; i++) {
        cells[i].range = take_range(unpacker);
        cells[i].block = take_size(unpacker);
        cells[i].row = take_small(unpacker, UINT32_MAX);
        cells[i].column = take_small(unpacker, UINT32_MAX);
        cells[i].rows = take_small(unpacker, UINT32_MAX);
        cells[i].columns = take_small(unpacker, UINT32_MAX);
        cells[i].is_heading = take_small(unpacker, 1);
    }
    article->cells = cells;
}

static void take_structure(struct unpacker *unpacker, struct article *article)
{
    if (take_number(unpacker) != PACK_VERSION)
        refuse(unpacker);
    take_blocks(unpacker, article);
    take_links(unpacker, article);
    take_emphases(unpacker, article);
    take_figures(unpacker, article);
    take_cells(unpacker, article);
}

static void take_quotations(struct unpacker *unpacker, struct article *article)
{
    struct quotation *quotations = take_array(unpacker, 17, sizeof *quotations, &article->quotation_count);
    for (size_t i = 0; i < article->quotation_count; i++) {
        quotations[i].range = take_range(unpacker);
        quotations[i].type = (enum quotation_type)take_small(unpacker, QUOTATION_SCARE);
        quotations[i].speaker = take_range(unpacker);
        quotations[i].speaker_entity = take_index(unpacker);
        quotations[i].cue = take_range(unpacker);
        quotations[i].continues = take_index(unpacker);
        quotations[i].confidence = take_confidence(unpacker);
    }
    article->quotations = quotations;
}

static void take_mentions(struct unpacker *unpacker, struct article *article)
{
    struct mention *mentions = take_array(unpacker, 4, sizeof *mentions, &article->mention_count);
    for (size_t i = 0; i < article->mention_count; i++) {
        mentions[i].range = take_range(unpacker);
        mentions[i].kind = (enum mention_kind)take_small(unpacker, MENTION_PRONOUN);
        mentions[i].entity = take_size(unpacker);
    }
    article->mentions = mentions;
}

static void take_entities(struct unpacker *unpacker, struct article *article)
{
    struct entity *entities = take_array(unpacker, 4, sizeof *entities, &article->entity_count);
    for (size_t i = 0; i < article->entity_count; i++) {
        entities[i].type = (enum entity_type)take_small(unpacker, ENTITY_OTHER);
        entities[i].name = take_string(unpacker);
        entities[i].role = take_string(unpacker);
        entities[i].aliases = take_array(unpacker, 1, sizeof *entities[i].aliases, &entities[i].alias_count);
        for (size_t j = 0; j < entities[i].alias_count; j++)
            entities[i].aliases[j] = take_string(unpacker);
    }
    article->entities = entities;
    if (!unpacker->failed && !article_collect_mentions(article, entities))
        refuse(unpacker);
}

static struct unpacker unpacker_create(struct article *article, const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (struct unpacker){.arena = article->arena, .at = at, .end = at + length};
}

bool article_unpack_structure(struct article *article, const char *bytes, size_t length)
{
    struct unpacker unpacker = unpacker_create(article, bytes, length);
    take_structure(&unpacker, article);
    return !unpacker.failed && unpacker.at == unpacker.end;
}

static void take_article(struct unpacker *unpacker, struct article *article)
{
    if (take_number(unpacker) != PACK_VERSION)
        refuse(unpacker);
    article->title = take_string(unpacker);
    article->byline = take_string(unpacker);
    article->site = take_string(unpacker);
    article->url = take_string(unpacker);
    article->language = take_string(unpacker);
    article->image = take_string(unpacker);
    article->excerpt = take_string(unpacker);
    article->id = take_string(unpacker);
    article->has_published = take_small(unpacker, 1);
    article->published = take_step(unpacker);
    article->length = take_size(unpacker);
    article->text = take_bytes(unpacker, article->length);
    take_structure(unpacker, article);
    take_quotations(unpacker, article);
    take_mentions(unpacker, article);
    take_entities(unpacker, article);
}

struct article *article_unpack(const char *bytes, size_t length, size_t ceiling)
{
    struct article *article = article_create(ceiling);
    if (!article)
        return NULL;
    struct unpacker unpacker = unpacker_create(article, bytes, length);
    take_article(&unpacker, article);
    if (!unpacker.failed && unpacker.at == unpacker.end && article_is_sound(article))
        return article;
    article_destroy(article);
    return NULL;
}
