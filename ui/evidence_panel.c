/* evidence panel: the areas that its lines are drawn in, and how it comes and goes. */
#include "ui/evidence_panel.h"

#include <math.h>
#include <stdio.h>

#include "annotate/evidence.h"
#include "app/explanation.h"
#include "config/keys.h"
#include "ui/bars.h"
#include "ui/evidence_lines.h"
#include "ui/reader_rows.h"
#include "ui/state.h"

enum {
    TWO_COLUMNS_FROM = 76,
    EDGE = 1,         /* columns left empty at both sides of the panel */
    REASONS_ROWS = 9, /* that a single column keeps for what weighed most, when it has twice as many */
    NUMBER_SIZE = 16
};

/* Where lines are drawn. */
struct area {
    int top, left, rows, columns;
};

static struct evidence_lines lines_for(const struct ui *ui, const struct area *area)
{
    return evidence_lines_create(ui->session->reading->article, session_quotation(ui->session), ui->reader.evidence,
                                 ui->screen.set, area->columns, area->rows);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static struct style style_of(const struct ui *ui, const struct evidence_line *line)
{
    const struct screen *screen = &ui->screen;
    struct style text = screen_style(screen, ROLE_TEXT);
    switch (line->kind) {
    case EVIDENCE_LINE_FAINT:
        return style_over(text, screen_style(screen, ROLE_FAINT));
    case EVIDENCE_LINE_STRONG:
        return style_over(text, screen_style(screen, ROLE_HEADING));
    case EVIDENCE_LINE_SPEAKER:
        return style_over(text, reader_voice_style(&ui->reader, screen, line->entity));
    case EVIDENCE_LINE_PLAIN:
    case EVIDENCE_LINE_CANDIDATE:
    case EVIDENCE_LINE_REASON:
        break;
    }
    return text;
}

static void draw_bar(struct ui *ui, struct pen *pen, struct style style, double share)
{
    int cells = (int)lround(share * (EVIDENCE_BAR - 1));
    /* A bar that is underlined is no bar. */
    style.attributes = 0;
    for (int i = 0; i < cells || (i == 0 && explanation_percent(share) > 0); i++)
        screen_put_string(&ui->screen, pen, style, "━");
}

/* What stands before a sentence. */
static void draw_lead(struct ui *ui, struct pen *pen, struct style style, const struct evidence_line *line)
{
    char number[NUMBER_SIZE] = "";
    struct style text = screen_style(&ui->screen, ROLE_TEXT);
    struct style faint = style_over(text, screen_style(&ui->screen, ROLE_FAINT));
    if (line->kind == EVIDENCE_LINE_REASON)
        (void)snprintf(number, sizeof number, "%+5.2f", line->number);
    else if (line->kind == EVIDENCE_LINE_SPEAKER || line->kind == EVIDENCE_LINE_CANDIDATE)
        (void)snprintf(number, sizeof number, "%3d%% ", explanation_percent(line->number));
    if (line->kind == EVIDENCE_LINE_CANDIDATE)
        screen_pad(&ui->screen, pen, text, pen->column + EVIDENCE_SHARE);
    screen_put_string(&ui->screen, pen, line->kind == EVIDENCE_LINE_SPEAKER ? text : faint, number);
    if (line->kind == EVIDENCE_LINE_SPEAKER)
        draw_bar(ui, pen, style, line->number);
}

/* All rows of the area, those behind the last line empty, with the column at either side. */
static void draw_lines(struct ui *ui, const struct evidence_lines *lines, const struct area *area)
{
    struct style text = screen_style(&ui->screen, ROLE_TEXT);
    for (int row = 0; row < area->rows; row++) {
        struct pen pen = {area->top + row, area->left - EDGE, area->left + area->columns + EDGE};
        screen_pad(&ui->screen, &pen, text, area->left);
        if ((size_t)row < lines->items.count) {
            const struct evidence_line *line = (const struct evidence_line *)lines->items.items + row;
            struct style style = style_of(ui, line);
            if (line->led)
                draw_lead(ui, &pen, style, line);
            screen_pad(&ui->screen, &pen, text, area->left + line->indent);
            screen_put(&ui->screen, &pen, style, buffer_string(&lines->text) + line->start, line->length);
        }
        screen_pad(&ui->screen, &pen, text, pen.end);
    }
}

/* The verdict stands over everything else and takes its rows from the area. */
static void draw_verdict(struct ui *ui, struct area *area)
{
    struct evidence_lines lines = lines_for(ui, area);
    if (!lines.quotation)
        evidence_lines_add_sentence(&lines, EVIDENCE_LINE_FAINT, "No quotation is current: go to one.");
    else if (!lines.evidence)
        evidence_lines_add_sentence(&lines, EVIDENCE_LINE_FAINT, "There is no evidence of this one.");
    else
        evidence_lines_add_verdict(&lines);
    struct area head = *area;
    if (lines.items.count < (size_t)area->rows)
        head.rows = (int)lines.items.count;
    draw_lines(ui, &lines, &head);
    area->top += head.rows;
    area->rows -= head.rows;
    evidence_lines_release(&lines);
}

static void draw_in_two_columns(struct ui *ui, const struct area *area)
{
    struct area left = *area, right = *area;
    left.columns = area->columns / 2 - EDGE;
    right.left = left.left + left.columns + 2 * EDGE;
    right.columns = area->left + area->columns - right.left;
    struct evidence_lines speakers = lines_for(ui, &left), reasons = lines_for(ui, &right);
    if (speakers.evidence) {
        evidence_lines_add_speakers(&speakers, speakers.rows);
        evidence_lines_add_reasons(&reasons);
    }
    draw_lines(ui, &speakers, &left);
    draw_lines(ui, &reasons, &right);
    evidence_lines_release(&speakers);
    evidence_lines_release(&reasons);
}

static void draw_in_one_column(struct ui *ui, const struct area *area)
{
    struct evidence_lines lines = lines_for(ui, area);
    bool roomy = lines.rows >= 2 * REASONS_ROWS;
    if (lines.evidence && lines.evidence->count) {
        if (roomy)
            evidence_lines_add_sentence(&lines, EVIDENCE_LINE_PLAIN, "");
        evidence_lines_add_speakers(&lines, roomy ? lines.rows - REASONS_ROWS - 2 : lines.rows);
        if (lines.items.count + 2 < lines.rows) {
            evidence_lines_add_sentence(&lines, EVIDENCE_LINE_PLAIN, "");
            evidence_lines_add_reasons(&lines);
        }
    }
    draw_lines(ui, &lines, area);
    evidence_lines_release(&lines);
}

/* What parts the panel from the text; below the text it takes a row of the area. */
static void draw_border(struct ui *ui, struct area *area)
{
    const struct frame *frame = &ui->frame;
    struct style text = screen_style(&ui->screen, ROLE_TEXT);
    if (frame->panel_columns == frame->columns) {
        bars_draw_rule(ui, area->top++);
        area->rows--;
        return;
    }
    for (int row = 0; row < frame->panel_rows; row++) {
        struct pen pen = {frame->panel_top + row, frame->reader_left + frame->reader_columns, frame->panel_left};
        screen_pad(&ui->screen, &pen, text, pen.column + 1);
        screen_put_string(&ui->screen, &pen, style_over(text, screen_style(&ui->screen, ROLE_FAINT)), "│");
        screen_pad(&ui->screen, &pen, text, pen.end);
    }
}

void evidence_panel_draw(struct ui *ui)
{
    const struct frame *frame = &ui->frame;
    struct area area = {frame->panel_top, frame->panel_left + EDGE, frame->panel_rows,
                        frame->panel_columns > 2 * EDGE ? frame->panel_columns - 2 * EDGE : 1};
    if (!frame->panel_rows)
        return;
    draw_border(ui, &area);
    draw_verdict(ui, &area);
    if (area.columns >= TWO_COLUMNS_FROM)
        draw_in_two_columns(ui, &area);
    else
        draw_in_one_column(ui, &area);
}

/* --- showing and hiding ------------------------------------------------------------------------------------------- */

void evidence_panel_prepare(struct ui *ui)
{
    bool shown = ui->explaining && ui->session->context == CONTEXT_READER;
    ui->reader.evidence = shown ? session_evidence(ui->session) : NULL;
}

static struct range joined(struct range one, struct range other)
{
    if (range_is_empty(other))
        return one;
    return (struct range){one.start < other.start ? one.start : other.start, one.end > other.end ? one.end : other.end};
}

void evidence_panel_follow(struct ui *ui)
{
    const struct quotation *quotation = session_quotation(ui->session);
    evidence_panel_prepare(ui);
    if (!ui->explaining || !quotation)
        return;
    struct range range = quotation->range;
    const struct evidence *evidence = ui->reader.evidence;
    if (evidence && evidence->chosen != ARTICLE_NONE) {
        const struct evidence_candidate *chosen = &evidence->candidates[evidence->chosen];
        range = joined(joined(range, chosen->speaker), chosen->cue);
    }
    reader_show(&ui->reader, ui->session, reader_has_room(&ui->reader, range) ? range : quotation->range, ARTICLE_NONE);
}

void evidence_panel_toggle(struct ui *ui, size_t count)
{
    (void)count;
    if (evidence_panel_close(ui))
        return;
    unsigned changes = SESSION_NOTHING;
    if (!session_quotation(ui->session))
        changes = session_act(ui->session, ACTION_NEXT_QUOTATION, 1);
    if (!session_quotation(ui->session))
        changes = session_act(ui->session, ACTION_PREVIOUS_QUOTATION, 1);
    ui->explaining = session_quotation(ui->session) != NULL;
    ui_show(ui, changes);
    if (!ui->explaining) {
        ui_tell(ui, "There is no quotation in this article.");
        return;
    }
    ui->telling = false;
    evidence_panel_follow(ui);
    if (!ui->frame.panel_rows) {
        ui->explaining = false;
        ui_tell(ui, "There is no room for the evidence: make the window larger.");
    }
}

bool evidence_panel_close(struct ui *ui)
{
    bool shown = ui->explaining;
    ui->explaining = false;
    return shown;
}
