/* builder spans: a stack of those that are open, an array for each kind of those that are known. */
#include "feeds/builder_spans.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "feeds/builder.h"

enum {
    SPANS_MAX = 1000000,   /* pages that are one list of links have some ten thousand; those beyond are left out */
    OPEN_SPANS_MAX = 1024, /* no deeper than elements are read */
    NOT_BEGUN = 0          /* of a span's start: plus one, so that zeroed memory means it */
};

enum span_type { SPAN_LINK, SPAN_EMPHASIS, SPAN_CELL, SPAN_ALTERNATIVE, SPAN_CAPTION };

/* A span whose end has not come yet. */
struct open_span {
    enum span_type type;
    const char *url, *anchor; /* of a link */
    enum emphasis_type emphasis;
    struct cell cell;
    bool is_repeated; /* emphasis within emphasis of the same type, which adds nothing */
    size_t begin;     /* 1 + the byte where it begins in this block; NOT_BEGUN while no text has come */
};

/* The byte that can be jumped to by the name. */
struct anchor {
    const char *name;
    size_t byte;
};

/* The link leads to the anchor of that name. */
struct jump {
    size_t link;
    const char *anchor;
};

void builder_spans_create(struct builder *builder)
{
    builder->links = array_create(sizeof(struct link), SPANS_MAX);
    builder->jumps = array_create(sizeof(struct jump), SPANS_MAX);
    builder->anchors = array_create(sizeof(struct anchor), SPANS_MAX);
    builder->emphases = array_create(sizeof(struct emphasis), SPANS_MAX);
    builder->figures = array_create(sizeof(struct figure), SPANS_MAX);
    builder->cells = array_create(sizeof(struct cell), SPANS_MAX);
    builder->open_spans = array_create(sizeof(struct open_span), OPEN_SPANS_MAX);
}

void builder_spans_release(struct builder *builder)
{
    array_release(&builder->links);
    array_release(&builder->jumps);
    array_release(&builder->anchors);
    array_release(&builder->emphases);
    array_release(&builder->figures);
    array_release(&builder->cells);
    array_release(&builder->open_spans);
}

/* --- opening and closing ------------------------------------------------------------------------------------------ */

static struct open_span *open_spans(const struct builder *builder)
{
    return builder->open_spans.items;
}

void builder_spans_begin(struct builder *builder)
{
    size_t byte = builder->text.length;
    for (size_t i = builder->open_spans.count; i > 0 && open_spans(builder)[i - 1].begin == NOT_BEGUN; i--)
        open_spans(builder)[i - 1].begin = byte + 1;
    struct anchor *anchors = builder->anchors.items;
    for (; builder->anchors_set < builder->anchors.count; builder->anchors_set++)
        anchors[builder->anchors_set].byte = byte;
}

static void keep_link(struct builder *builder, const struct open_span *span, struct range range)
{
    struct link *link = array_push(&builder->links);
    if (!link)
        return;
    *link = (struct link){.range = range, .url = span->url};
    struct jump *jump = span->anchor ? array_push(&builder->jumps) : NULL;
    if (jump)
        *jump = (struct jump){builder->links.count - 1, span->anchor};
}

static void keep_emphasis(struct builder *builder, const struct open_span *span, struct range range)
{
    struct emphasis *emphasis = span->is_repeated ? NULL : array_push(&builder->emphases);
    if (emphasis)
        *emphasis = (struct emphasis){range, span->emphasis};
}

static void keep_cell(struct builder *builder, const struct open_span *span, struct range range)
{
    struct cell *cell = array_push(&builder->cells);
    if (!cell)
        return;
    *cell = span->cell;
    cell->range = range;
    cell->block = builder->blocks.count;
}

/* The figure that the open block is, or NULL. */
static struct figure *open_figure(const struct builder *builder)
{
    struct figure *figures = builder->figures.items;
    bool is_figure = builder->is_open && builder->figures.count > builder->before.figures;
    return is_figure ? &figures[builder->figures.count - 1] : NULL;
}

static void keep_part(const struct builder *builder, enum span_type type, struct range range)
{
    struct figure *figure = open_figure(builder);
    if (figure && type == SPAN_CAPTION)
        figure->caption = range;
    else if (figure)
        figure->alternative = range;
}

/* Writes down what the span covers in the open block; of nothing only cells are kept. */
static void end_span(struct builder *builder, struct open_span *span)
{
    size_t end = builder->text.length;
    struct range range = {span->begin == NOT_BEGUN ? end : span->begin - 1, end};
    span->begin = NOT_BEGUN;
    if (range_is_empty(range) && span->type != SPAN_CELL)
        return;
    switch (span->type) {
    case SPAN_LINK:
        keep_link(builder, span, range);
        break;
    case SPAN_EMPHASIS:
        keep_emphasis(builder, span, range);
        break;
    case SPAN_CELL:
        keep_cell(builder, span, range);
        break;
    case SPAN_ALTERNATIVE:
    case SPAN_CAPTION:
        keep_part(builder, span->type, range);
        break;
    }
}

void builder_spans_cut(struct builder *builder)
{
    for (size_t i = 0; i < builder->open_spans.count; i++)
        end_span(builder, &open_spans(builder)[i]);
}

static void open_span(struct builder *builder, struct open_span span)
{
    struct open_span *open = array_push(&builder->open_spans);
    if (open)
        *open = span;
}

void builder_open_jump(struct builder *builder, const char *name, const char *url)
{
    const char *copy = url && builder->article ? arena_copy_string(builder->article->arena, url) : NULL;
    open_span(builder, (struct open_span){.type = SPAN_LINK, .url = copy, .anchor = name});
}

void builder_open_link(struct builder *builder, const char *url)
{
    builder_open_jump(builder, NULL, url);
}

void builder_open_emphasis(struct builder *builder, enum emphasis_type type)
{
    struct open_span span = {.type = SPAN_EMPHASIS, .emphasis = type};
    for (size_t i = 0; i < builder->open_spans.count; i++) {
        const struct open_span *outer = &open_spans(builder)[i];
        span.is_repeated = span.is_repeated || (outer->type == SPAN_EMPHASIS && outer->emphasis == type);
    }
    open_span(builder, span);
}

void builder_open_cell(struct builder *builder, struct cell cell)
{
    open_span(builder, (struct open_span){.type = SPAN_CELL, .cell = cell});
}

void builder_open_alternative(struct builder *builder)
{
    open_span(builder, (struct open_span){.type = SPAN_ALTERNATIVE});
}

void builder_open_caption(struct builder *builder)
{
    open_span(builder, (struct open_span){.type = SPAN_CAPTION});
}

void builder_close_span(struct builder *builder)
{
    if (!builder->open_spans.count)
        return;
    end_span(builder, &open_spans(builder)[builder->open_spans.count - 1]);
    builder->open_spans.count--;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

void builder_figure(struct builder *builder, enum figure_type type, const char *url)
{
    struct figure *figure = open_figure(builder);
    if (!figure)
        figure = array_push(&builder->figures);
    if (!figure || !builder->article)
        return;
    figure->block = builder->blocks.count;
    figure->type = type;
    figure->url = url ? arena_copy_string(builder->article->arena, url) : NULL;
}

/* --- jumps -------------------------------------------------------------------------------------------------------- */

void builder_anchor(struct builder *builder, const char *name)
{
    struct anchor *anchor = array_push(&builder->anchors);
    if (anchor)
        anchor->name = name;
}

/* Of several anchors of one name the first counts (HTML Living Standard, 7.4.6.4). */
static int compare_anchors(const void *one, const void *other)
{
    const struct anchor *a = one, *b = other;
    int names = strcmp(a->name, b->name);
    return names ? names : (a->byte > b->byte) - (a->byte < b->byte);
}

/* The byte that the name stands for; ARTICLE_NONE when there is none. */
static size_t find_anchor(const struct builder *builder, const char *name)
{
    const struct anchor *anchors = builder->anchors.items;
    size_t low = 0, high = builder->anchors_set;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(anchors[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < builder->anchors_set && strcmp(anchors[low].name, name) == 0;
    return found && anchors[low].byte < builder->text.length ? anchors[low].byte : ARTICLE_NONE;
}

/* Takes out the links from number `first` on that lead nowhere. */
static void drop_dead_links(struct builder *builder, size_t first)
{
    struct link *links = builder->links.items;
    size_t kept = first;
    for (size_t i = first; i < builder->links.count; i++)
        if (links[i].url || links[i].target != ARTICLE_NONE)
            links[kept++] = links[i];
    builder->links.count = kept;
}

void builder_settle_jumps(struct builder *builder)
{
    const struct jump *jumps = builder->jumps.items;
    struct link *links = builder->links.items;
    if (builder->jumps.count && builder->anchors_set)
        qsort(builder->anchors.items, builder->anchors_set, sizeof(struct anchor), compare_anchors);
    for (size_t i = 0; i < builder->jumps.count; i++) {
        struct link *link = &links[jumps[i].link];
        link->target = find_anchor(builder, jumps[i].anchor);
        if (link->target != ARTICLE_NONE)
            link->url = NULL;
    }
    if (builder->jumps.count)
        drop_dead_links(builder, jumps[0].link);
    builder->jumps.count = builder->anchors.count = builder->anchors_set = 0;
}

/* --- the block's ------------------------------------------------------------------------------------------------- */

struct builder_counts builder_spans_count(const struct builder *builder)
{
    return (struct builder_counts){builder->links.count, builder->jumps.count, builder->emphases.count,
                                   builder->figures.count, builder->cells.count};
}

/* Anchors behind `end` name what stands there. */
static void clamp_anchors(struct builder *builder, size_t end)
{
    struct anchor *anchors = builder->anchors.items;
    for (size_t i = builder->anchors_set; i > 0 && anchors[i - 1].byte > end; i--)
        anchors[i - 1].byte = end;
}

void builder_spans_forget(struct builder *builder)
{
    clamp_anchors(builder, builder->block.range.start);
    builder->links.count = builder->before.links;
    builder->jumps.count = builder->before.jumps;
    builder->emphases.count = builder->before.emphases;
    builder->figures.count = builder->before.figures;
    builder->cells.count = builder->before.cells;
}

static void clamp(struct range *range, size_t end)
{
    if (range->end > end)
        range->end = end;
    if (range->start > range->end)
        range->start = range->end;
}

void builder_spans_trim(struct builder *builder)
{
    size_t end = builder->text.length;
    const struct link *links = builder->links.items;
    while (builder->links.count > builder->before.links && links[builder->links.count - 1].range.end > end)
        builder->links.count--;
    const struct jump *jumps = builder->jumps.items;
    while (builder->jumps.count > builder->before.jumps && jumps[builder->jumps.count - 1].link >= builder->links.count)
        builder->jumps.count--;
    const struct emphasis *emphases = builder->emphases.items;
    while (builder->emphases.count > builder->before.emphases && emphases[builder->emphases.count - 1].range.end > end)
        builder->emphases.count--;
    struct cell *cells = builder->cells.items;
    for (size_t i = builder->before.cells; i < builder->cells.count; i++)
        clamp(&cells[i].range, end);
    clamp_anchors(builder, end);
}

/* --- the article -------------------------------------------------------------------------------------------------- */

/* By their start; of two that start together the longer one, which holds the other, comes first. */
static int compare_ranges(struct range one, struct range other)
{
    if (one.start != other.start)
        return one.start < other.start ? -1 : 1;
    return (one.end < other.end) - (one.end > other.end);
}

static int compare_links(const void *one, const void *other)
{
    return compare_ranges(((const struct link *)one)->range, ((const struct link *)other)->range);
}

static int compare_emphases(const void *one, const void *other)
{
    return compare_ranges(((const struct emphasis *)one)->range, ((const struct emphasis *)other)->range);
}

static void sort(struct array *array, int (*compare)(const void *, const void *))
{
    if (array->count)
        qsort(array->items, array->count, array->item_size, compare);
}

static bool is_short(const struct array *array)
{
    return array->failed && array->count < array->ceiling;
}

bool builder_spans_finish(struct builder *builder)
{
    struct article *article = builder->article;
    sort(&builder->links, compare_links);
    sort(&builder->emphases, compare_emphases);
    article->links = array_keep(&builder->links, article->arena);
    article->link_count = builder->links.count;
    article->emphases = array_keep(&builder->emphases, article->arena);
    article->emphasis_count = builder->emphases.count;
    article->figures = array_keep(&builder->figures, article->arena);
    article->figure_count = builder->figures.count;
    article->cells = array_keep(&builder->cells, article->arena);
    article->cell_count = builder->cells.count;
    return !builder->open_spans.failed && !is_short(&builder->links) && !is_short(&builder->emphases) &&
           !is_short(&builder->figures) && !is_short(&builder->cells);
}
