/* picker: a filtered list in the place of the text, and a prompt in the last line. */
#include "ui/picker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "app/picks.h"
#include "base/buffer.h"
#include "base/folding.h"
#include "config/keys.h"
#include "ui/bars.h"
#include "ui/evidence_panel.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/reader_rows.h"
#include "ui/state.h"

enum {
    NOTE_SIZE = 80,
    FOLDED_MAX = 4 * TYPED_SIZE,
    COLUMN_GAP = 2,
    TEXT_FROM = 30, /* columns from which on there is room for more than labels */
    CONTROL_N = 'n' & 0x1f,
    CONTROL_P = 'p' & 0x1f
};

static const struct {
    const char *title, *sign, *none;
} kinds[] = {
    [JUMP_QUOTATIONS] = {"Quotations", "\" ", "There is no quotation in this article."},
    [JUMP_SPEAKER] = {"Speakers", "s ", "Nobody is quoted in this article."},
    [JUMP_ENTITY] = {"People, organizations, places", "@ ", "Nobody and nothing is named in this article."},
    [JUMP_HEADINGS] = {"Headings", "# ", "There is no heading in this article."},
    [JUMP_LINKS] = {"Links", "f ", "There is no link in this article."},
    [JUMP_FIGURES] = {"Pictures", "p ", "There is no picture in this article."},
    [JUMP_MATCHES] = {"Matches", "/", "There is no match in this article."},
};

struct picker {
    struct picks picks;
    enum jump_kind kind;
    struct prompt prompt;
    struct array matching; /* of size_t: rows that the prompt leaves */
    size_t cursor, top;    /* in `matching` */
    int label_columns;
};

static const struct pick *row_at(const struct picker *picker, size_t index)
{
    return (const struct pick *)picker->picks.rows.items + ((const size_t *)picker->matching.items)[index];
}

/* Fills `matching` anew; the cursor goes to row `wanted` of all rows if that is left, else to the first. */
static void filter(struct picker *picker, size_t wanted)
{
    struct buffer folded = buffer_create(FOLDED_MAX);
    (void)folding_append(picker->prompt.text, picker->prompt.length, &folded);
    const struct pick *rows = picker->picks.rows.items;
    picker->matching.count = 0;
    picker->cursor = picker->top = 0;
    for (size_t i = 0; i < picker->picks.rows.count; i++) {
        if (!filter_matches(buffer_string(&folded), rows[i].folded))
            continue;
        if (i == wanted)
            picker->cursor = picker->matching.count;
        size_t *kept = array_push(&picker->matching);
        if (kept)
            *kept = i;
    }
    buffer_release(&folded);
}

static void measure(struct picker *picker, const struct ui *ui)
{
    const struct pick *rows = picker->picks.rows.items;
    /* Of a quotation the words tell more than the name, of a speaker the name more than the role. */
    int share = picker->kind == JUMP_QUOTATIONS ? ui->screen.columns / 4 : ui->screen.columns * 2 / 5;
    int most = ui->screen.columns >= TEXT_FROM ? share : ui->screen.columns;
    picker->label_columns = 0;
    for (size_t i = 0; i < picker->picks.rows.count; i++) {
        int width = screen_width(&ui->screen, rows[i].label, strlen(rows[i].label));
        if (width > picker->label_columns)
            picker->label_columns = width < most ? width : most;
    }
}

static void draw_row(const struct picker *picker, struct ui *ui, size_t index, int line)
{
    struct style style = screen_style(&ui->screen, ROLE_TEXT), faint = screen_style(&ui->screen, ROLE_FAINT);
    struct pen pen = {line, 0, ui->frame.columns};
    if (index < picker->matching.count) {
        const struct pick *row = row_at(picker, index);
        struct style voice = picker->kind == JUMP_QUOTATIONS || row->entity != ARTICLE_NONE
                                 ? style_over(style, reader_voice_style(&ui->reader, &ui->screen, row->entity))
                                 : style;
        /* The cursor is one bar from edge to edge: reversed, every colour would be a patch of its own. */
        if (index == picker->cursor)
            style = voice = faint = style_over(style, screen_style(&ui->screen, ROLE_CURSOR));
        int note = screen_width(&ui->screen, row->note, strlen(row->note)), right = pen.end - 1 - note;
        screen_pad(&ui->screen, &pen, style, 1);
        screen_put_clipped(&ui->screen, &pen, voice, row->label, strlen(row->label), picker->label_columns);
        if (picker->label_columns)
            screen_pad(&ui->screen, &pen, style, 1 + picker->label_columns + COLUMN_GAP);
        /* Behind a name the text is a role: less than the name. */
        struct style text =
            picker->kind == JUMP_SPEAKER || picker->kind == JUMP_ENTITY ? style_over(style, faint) : style;
        if (right - COLUMN_GAP > pen.column)
            screen_put_clipped(&ui->screen, &pen, text, row->text, row->length, right - COLUMN_GAP - pen.column);
        if (right > pen.column) {
            screen_pad(&ui->screen, &pen, style, right);
            screen_put_string(&ui->screen, &pen, style_over(style, faint), row->note);
        }
    }
    screen_pad(&ui->screen, &pen, style, pen.end);
}

/* Draws everything; returns the column of the cursor in the last line. */
static int draw(struct picker *picker, struct ui *ui)
{
    char note[NOTE_SIZE];
    size_t rows;
    ui_draw(ui);
    measure(picker, ui);
    rows = (size_t)ui->frame.body_rows;
    picker->top = list_scrolled(picker->top, picker->cursor, picker->matching.count, rows);
    bars_draw_header(ui, kinds[picker->kind].title, "Enter jump  Esc back");
    bars_draw_gap(ui, "");
    for (size_t i = 0; i < rows; i++)
        draw_row(picker, ui, picker->top + i, ui->frame.body_top + (int)i);
    (void)snprintf(note, sizeof note, "%zu of %zu", picker->matching.count, picker->picks.rows.count);
    return prompt_draw(&picker->prompt, ui, kinds[picker->kind].sign, note);
}

static void move_cursor(struct picker *picker, long long rows)
{
    long long target = (long long)picker->cursor + rows, last = (long long)picker->matching.count - 1;
    picker->cursor = (size_t)(target > last ? last < 0 ? 0 : last : target < 0 ? 0 : target);
}

/* Moves the cursor when the key does so. */
static bool take_movement(struct picker *picker, const struct ui *ui, uint32_t key)
{
    const long long page = ui->frame.body_rows, all = (long long)picker->matching.count;
    const struct {
        uint32_t key;
        long long rows;
    } movements[] = {{KEYCODE_DOWN, 1},         {CONTROL_N, 1},          {KEYCODE_TAB, 1},     {KEYCODE_UP, -1},
                     {CONTROL_P, -1},           {KEYCODE_SHIFT_TAB, -1}, {KEYCODE_HOME, -all}, {KEYCODE_END, all},
                     {KEYCODE_PAGE_DOWN, page}, {KEYCODE_PAGE_UP, -page}};
    for (size_t i = 0; i < sizeof movements / sizeof *movements; i++)
        if (key == movements[i].key) {
            move_cursor(picker, movements[i].rows);
            return true;
        }
    return false;
}

/* Lets the user choose; true when the row under the cursor was picked. */
static bool choose(struct picker *picker, struct ui *ui)
{
    for (;;) {
        struct event event = ui_wait(ui, ui->frame.rows - 1, draw(picker, ui));
        if (prompt_is_given_up(&event))
            return false;
        size_t row = picker->top + (size_t)(event.row > ui->frame.body_top ? event.row - ui->frame.body_top : 0);
        if (event.type == EVENT_WHEEL) {
            move_cursor(picker, event.lines);
        } else if (event.type == EVENT_CLICK && row < picker->matching.count) {
            picker->cursor = row;
            return true;
        }
        if (event.type != EVENT_KEY || take_movement(picker, ui, event.key))
            continue;
        if (event.key == KEYCODE_ENTER)
            return picker->matching.count > 0;
        if (prompt_take(&picker->prompt, event.key))
            filter(picker, picker->prompt.length ? ARTICLE_NONE : picker->picks.current);
    }
}

void picker_run(struct ui *ui, enum jump_kind kind)
{
    struct picker picker = {.kind = kind};
    if (!picks_make(&picker.picks, ui->session, kind))
        ui_tell(ui, "Memory is short: there may be more to pick from.");
    picker.matching = array_create(sizeof(size_t), picker.picks.rows.count);
    if (!picker.picks.rows.count) {
        ui_tell(ui, kinds[kind].none);
    } else {
        bool explaining = evidence_panel_close(ui);
        filter(&picker, picker.picks.current);
        bool chosen = choose(&picker, ui);
        ui->explaining = explaining;
        if (chosen) {
            const struct pick *pick = row_at(&picker, picker.cursor);
            ui_show(ui, session_pick(ui->session, pick->kind, pick->index));
        }
    }
    array_release(&picker.matching);
    picks_release(&picker.picks);
}
