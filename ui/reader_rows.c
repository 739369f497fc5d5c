/* reader_rows: a style for each byte of the row, laid on layer by layer, then written stretch by stretch. */
#include "ui/reader_rows.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/evidence.h"
#include "app/session.h"
#include "ui/reader.h"
#include "ui/screen.h"

/* No row that is drawn has more bytes: a screen of a thousand columns with clusters of a few dozen bytes each. What
 * lies behind is drawn plain. */
enum { STYLED_BYTES_MAX = 4096 };

/* One row while it is painted. */
struct canvas {
    const struct reader *reader;
    const struct screen *screen;
    const struct article *article;
    struct range row;
    struct range block;                    /* what holds the row: no layer reaches in from further away */
    struct style styles[STYLED_BYTES_MAX]; /* of each byte of the row */
};

static void lay(struct canvas *canvas, struct range range, struct style style)
{
    size_t start = range.start > canvas->row.start ? range.start : canvas->row.start;
    size_t end = range.end < canvas->row.end ? range.end : canvas->row.end;
    for (size_t at = start; at < end && at - canvas->row.start < STYLED_BYTES_MAX; at++)
        canvas->styles[at - canvas->row.start] = style_over(canvas->styles[at - canvas->row.start], style);
}

static void lay_role(struct canvas *canvas, struct range range, enum role role)
{
    lay(canvas, range, screen_style(canvas->screen, role));
}

static struct style block_style(const struct screen *screen, enum block_type type)
{
    static const enum role roles[] = {
        [BLOCK_HEADING] = ROLE_HEADING, [BLOCK_PARAGRAPH] = ROLE_TEXT,    [BLOCK_ITEM] = ROLE_TEXT,
        [BLOCK_QUOTE] = ROLE_QUOTE,     [BLOCK_CODE] = ROLE_CODE,         [BLOCK_TABLE] = ROLE_CODE,
        [BLOCK_FIGURE] = ROLE_FAINT,    [BLOCK_BOILERPLATE] = ROLE_FAINT,
    };
    struct style text = screen_style(screen, ROLE_TEXT);
    return roles[type] == ROLE_TEXT ? text : style_over(text, screen_style(screen, roles[type]));
}

/* The first of `count` items of `size` bytes, ordered by the range that each begins with, that does not start before
 * byte `byte`. */
static size_t first_from(const void *items, size_t count, size_t size, size_t byte)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (((const struct range *)((const char *)items + middle * size))->start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void lay_markup(struct canvas *canvas)
{
    static const enum role roles[] = {
        [EMPHASIS_STRONG] = ROLE_STRONG,   [EMPHASIS_EMPHASIZED] = ROLE_EMPHASIZED, [EMPHASIS_CODE] = ROLE_CODE,
        [EMPHASIS_DELETED] = ROLE_DELETED, [EMPHASIS_INSERTED] = ROLE_INSERTED,     [EMPHASIS_SUPERSCRIPT] = ROLE_TEXT,
        [EMPHASIS_SUBSCRIPT] = ROLE_TEXT,  [EMPHASIS_MARKED] = ROLE_MARKED};
    const struct article *article = canvas->article;
    size_t start = canvas->block.start, end = canvas->row.end;
    const struct emphasis *emphases = article->emphases;
    for (size_t i = first_from(emphases, article->emphasis_count, sizeof *emphases, start);
         i < article->emphasis_count && emphases[i].range.start < end; i++)
        lay_role(canvas, emphases[i].range, roles[emphases[i].type]);
    const struct link *links = article->links;
    for (size_t i = first_from(links, article->link_count, sizeof *links, start);
         i < article->link_count && links[i].range.start < end; i++)
        lay_role(canvas, links[i].range, ROLE_LINK);
}

struct style reader_voice_style(const struct reader *reader, const struct screen *screen, size_t entity)
{
    size_t number = voices_number(&reader->voices, entity);
    if (number == ARTICLE_NONE || !screen->theme.speaker_count)
        return screen_style(screen, ROLE_UNKNOWN_SPEAKER);
    return screen->theme.speakers[number % screen->theme.speaker_count];
}

static void lay_quotations(struct canvas *canvas)
{
    const struct article *article = canvas->article;
    for (size_t i = first_from(article->quotations, article->quotation_count, sizeof *article->quotations,
                               canvas->block.start);
         i < article->quotation_count && article->quotations[i].range.start < canvas->row.end; i++) {
        const struct quotation *quotation = &article->quotations[i];
        if (quotation->type != QUOTATION_SCARE)
            lay(canvas, quotation->range,
                reader_voice_style(canvas->reader, canvas->screen, quotation->speaker_entity));
    }
}

/* The stops of the active list (or of a search being typed), the current one above all, and why its speaker is theirs.
 * */
static void lay_stops(struct canvas *canvas, const struct session *session)
{
    const struct evidence *evidence = canvas->reader->evidence;
    const struct jump_list *list = canvas->reader->preview ? canvas->reader->preview : &session->reading->list;
    bool quotations = list->kind == JUMP_QUOTATIONS || list->kind == JUMP_SPEAKER;
    const struct jump_stop *stops = jump_list_stops(list);
    /* One that starts before the row may reach into it; those that are no quotations are never nested. */
    size_t first = first_from(stops, list->stops.count, sizeof *stops, canvas->row.start);
    for (size_t i = first ? first - 1 : 0;
         !quotations && i < list->stops.count && stops[i].range.start < canvas->row.end; i++)
        lay_role(canvas, stops[i].range, ROLE_STOP);
    if (evidence && evidence->chosen != ARTICLE_NONE) {
        lay_role(canvas, evidence->candidates[evidence->chosen].cue, ROLE_EVIDENCE);
        lay_role(canvas, evidence->candidates[evidence->chosen].speaker, ROLE_EVIDENCE);
    }
    if (list->current >= list->stops.count)
        return;
    if (quotations) {
        const struct quotation *quotation = &canvas->article->quotations[stops[list->current].index];
        lay_role(canvas, quotation->cue, ROLE_EVIDENCE);
        lay_role(canvas, quotation->speaker, ROLE_EVIDENCE);
    }
    lay_role(canvas, stops[list->current].range, ROLE_CURRENT);
}

static bool same_style(const struct style *one, const struct style *other)
{
    return one->foreground == other->foreground && one->background == other->background &&
           one->foreground_basic == other->foreground_basic && one->background_basic == other->background_basic &&
           one->attributes == other->attributes;
}

/* Writes the row's text, one call for each stretch of clusters in one style. */
static void write_text(const struct canvas *canvas, struct screen *screen, struct pen *pen)
{
    const char *text = canvas->article->text + canvas->row.start;
    size_t length = canvas->row.end - canvas->row.start;
    for (size_t at = 0; at < length;) {
        int width;
        size_t end = at + glyph_next(text + at, length - at, screen->set, &width);
        const struct style *style = &canvas->styles[at < STYLED_BYTES_MAX ? at : STYLED_BYTES_MAX - 1];
        while (end < length && end < STYLED_BYTES_MAX && same_style(style, &canvas->styles[end]))
            end += glyph_next(text + end, length - end, screen->set, &width);
        screen_put(screen, pen, *style, text + at, end - at);
        at = end;
    }
}

/* The longest form of the entity's name that fits into the margin: "Antony Blinken", or else "Blinken". */
static const char *fitting_name(const struct screen *screen, const struct entity *entity, int room)
{
    const char *found = entity->name;
    int widest = 0;
    if (screen_width(screen, found, strlen(found)) <= room)
        return found;
    for (size_t i = 0; i < entity->alias_count; i++) {
        int width = screen_width(screen, entity->aliases[i], strlen(entity->aliases[i]));
        if (width <= room && width > widest) {
            found = entity->aliases[i];
            widest = width;
        }
    }
    return found;
}

/* What stands in the margin beside one row: a name, or one of the two parts of a name that is too long for it. */
struct margin_text {
    const char *text;
    size_t length;
    bool is_last; /* no more of the name follows */
};

static struct margin_text part_of_name(const struct reader *reader, const struct screen *screen, const char *name,
                                       size_t first_row, size_t row, int room)
{
    size_t length = strlen(name), below = first_row + 1;
    int width;
    size_t cut = glyphs_fit(name, length, room, screen->set, &width);
    while (cut && cut < length && name[cut] != ' ')
        cut--;
    bool is_free = below < reader->layout.rows.count && voices_label(&reader->voices, below) == ARTICLE_NONE;
    if (!cut || cut == length || !is_free)
        return (struct margin_text){name, row == first_row ? length : 0, true};
    if (row == first_row)
        return (struct margin_text){name, cut, false};
    return (struct margin_text){name + cut + 1, length - cut - 1, true};
}

static void draw_name(const struct reader *reader, struct screen *screen, size_t row, struct pen *pen)
{
    if (!reader->frame.names_columns)
        return;
    size_t first_row = row, index = voices_label(&reader->voices, row);
    if (index == ARTICLE_NONE && row)
        index = voices_label(&reader->voices, --first_row);
    if (index == ARTICLE_NONE)
        return;
    const struct quotation *quotation = &reader->article->quotations[index];
    bool known = quotation->speaker_entity < reader->article->entity_count;
    bool unsure = known && quotation->confidence * 100 < reader->unsure_below;
    int room = reader->frame.names_columns - (unsure ? 2 : 0);
    const char *name =
        known ? fitting_name(screen, &reader->article->entities[quotation->speaker_entity], room) : "unknown";
    struct margin_text part = part_of_name(reader, screen, name, first_row, row, room);
    if (!part.length)
        return;
    struct style style = reader_voice_style(reader, screen, quotation->speaker_entity);
    int width = screen_width(screen, part.text, part.length);
    if (width > room)
        width = room;
    screen_pad(screen, pen, screen_style(screen, ROLE_TEXT), reader->frame.names_left + room - width);
    screen_put_clipped(screen, pen, style, part.text, part.length, width);
    if (unsure && part.is_last)
        screen_put_string(screen, pen, style, " ?");
}

static void draw_marker(const struct reader *reader, struct screen *screen, const struct layout_row *row,
                        struct pen *pen)
{
    const struct block *block = &reader->article->blocks[row->block];
    const char *marker = block->marker ? block->marker : "•";
    int width = layout_marker_width(block), text = reader->frame.text_left + row->indent;
    if (!row->first || block->type != BLOCK_ITEM || row->indent < width)
        return;
    screen_pad(screen, pen, screen_style(screen, ROLE_TEXT), text - width);
    screen_put_clipped(screen, pen, screen_style(screen, ROLE_FAINT), marker, strlen(marker), width - 1);
}

void reader_draw_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                     int line)
{
    const struct frame *frame = &reader->frame;
    struct style text = screen_style(screen, ROLE_TEXT);
    struct pen pen = {line, frame->reader_left, frame->reader_left + frame->reader_columns};
    if (index < reader->layout.rows.count) {
        const struct layout_row *row = layout_row(&reader->layout, index);
        const struct block *block = &reader->article->blocks[row->block];
        struct canvas canvas = {
            .reader = reader, .screen = screen, .article = reader->article, .row = row->range, .block = block->range};
        for (size_t i = 0; i < STYLED_BYTES_MAX && i < row->range.end - row->range.start; i++)
            canvas.styles[i] = block_style(screen, block->type);
        lay_markup(&canvas);
        lay_quotations(&canvas);
        lay_stops(&canvas, session);
        draw_name(reader, screen, index, &pen);
        draw_marker(reader, screen, row, &pen);
        screen_pad(screen, &pen, text, frame->text_left + row->indent);
        write_text(&canvas, screen, &pen);
    }
    screen_pad(screen, &pen, text, pen.end);
}
