/* actions: a table from action to function; what is not in it is the session's own business. */
#include "ui/actions.h"

#include <string.h>

#include "base/buffer.h"
#include "ui/clipboard.h"
#include "ui/evidence_panel.h"
#include "ui/feed_actions.h"
#include "ui/feed_page.h"
#include "ui/help.h"
#include "ui/links.h"
#include "ui/list.h"
#include "ui/picker.h"
#include "ui/search.h"
#include "ui/state.h"

enum { COPY_BYTES_MAX = 1000000 };

typedef void action_function(struct ui *ui, size_t count);

static bool in_reader(const struct ui *ui)
{
    return ui->session->context == CONTEXT_READER;
}

void ui_scroll(struct ui *ui, long long rows)
{
    if (in_reader(ui)) {
        (void)reader_scroll(&ui->reader, ui->session, rows);
        return;
    }
    size_t cursor = list_cursor(ui);
    if (rows < 0)
        cursor = (size_t)-rows < cursor ? cursor - (size_t)-rows : 0;
    else
        cursor += (size_t)rows;
    ui_show(ui, session_select_row(ui->session, cursor));
}

static long long times(size_t count)
{
    return count ? (long long)count : 1;
}

/* A page keeps one row of the last for the eye to hold on to, when there is more than that. */
static long long page(const struct ui *ui)
{
    int keep = in_reader(ui) && ui->frame.body_rows > 4;
    return ui->frame.body_rows - keep;
}

static long long half_page(const struct ui *ui)
{
    return ui->frame.body_rows > 1 ? ui->frame.body_rows / 2 : 1;
}

static void line_down(struct ui *ui, size_t count)
{
    ui_scroll(ui, times(count));
}

static void line_up(struct ui *ui, size_t count)
{
    ui_scroll(ui, -times(count));
}

static void page_down(struct ui *ui, size_t count)
{
    ui_scroll(ui, times(count) * page(ui));
}

static void page_up(struct ui *ui, size_t count)
{
    ui_scroll(ui, -times(count) * page(ui));
}

static void half_page_down(struct ui *ui, size_t count)
{
    ui_scroll(ui, times(count) * half_page(ui));
}

static void half_page_up(struct ui *ui, size_t count)
{
    ui_scroll(ui, -times(count) * half_page(ui));
}

/* Half of the text's width, as in less, or so many columns. */
static void shift(struct ui *ui, size_t count, int sign)
{
    int columns = count ? (count < 10000 ? (int)count : 10000) : ui->reader.layout.width / 2;
    if (!reader_shift(&ui->reader, sign * (columns > 1 ? columns : 1)))
        ui_tell(ui, "No table on the screen goes on there.");
}

static void shift_right(struct ui *ui, size_t count)
{
    shift(ui, count, 1);
}

static void shift_left(struct ui *ui, size_t count)
{
    shift(ui, count, -1);
}

/* `g` and `G` go far: a way back is noted as for a jump. A count means, in a list, that row; in the reader, as in less,
 * that line. */
static void first(struct ui *ui, size_t count)
{
    long long row = count ? (long long)count - 1 : 0;
    if (in_reader(ui)) {
        session_remember_place(ui->session);
        (void)reader_scroll(&ui->reader, ui->session, row - (long long)ui->reader.top);
    } else {
        ui_show(ui, session_select_row(ui->session, (size_t)row));
    }
}

static void last(struct ui *ui, size_t count)
{
    if (count) {
        first(ui, count);
    } else if (in_reader(ui)) {
        session_remember_place(ui->session);
        (void)reader_scroll(&ui->reader, ui->session, (long long)ui->reader.layout.rows.count);
    } else {
        ui_show(ui, session_select_row(ui->session, list_count(ui)));
    }
}

static void search(struct ui *ui, size_t count)
{
    (void)count;
    search_run(ui);
}

static void next_stop(struct ui *ui, size_t count)
{
    if (in_reader(ui))
        ui_show(ui, session_act(ui->session, ACTION_NEXT_STOP, count));
    else
        search_again(ui, true, count);
}

static void previous_stop(struct ui *ui, size_t count)
{
    if (in_reader(ui))
        ui_show(ui, session_act(ui->session, ACTION_PREVIOUS_STOP, count));
    else
        search_again(ui, false, count);
}

static void pick_quotation(struct ui *ui, size_t count)
{
    (void)count;
    picker_run(ui, JUMP_QUOTATIONS);
}

static void pick_speaker(struct ui *ui, size_t count)
{
    (void)count;
    picker_run(ui, JUMP_SPEAKER);
}

static void pick_entity(struct ui *ui, size_t count)
{
    (void)count;
    picker_run(ui, JUMP_ENTITY);
}

static void pick_heading(struct ui *ui, size_t count)
{
    (void)count;
    picker_run(ui, JUMP_HEADINGS);
}

static void open_row(struct ui *ui, size_t count)
{
    if (in_reader(ui))
        links_open_here(ui);
    else
        ui_show(ui, session_act(ui->session, ACTION_OPEN, count));
}

static void hint_links(struct ui *ui, size_t count)
{
    (void)count;
    links_hint(ui);
}

static void copy(struct ui *ui, const char *text, size_t length, const char *done)
{
    struct error error;
    if (clipboard_copy(text, length, &error))
        ui_tell(ui, done);
    else
        ui_show(ui, session_fail(ui->session, &error));
}

static void copy_quotation(struct ui *ui, size_t count)
{
    (void)count;
    struct buffer text = buffer_create(COPY_BYTES_MAX);
    if (session_append_quotation(ui->session, &text))
        copy(ui, buffer_string(&text), text.length, "Copied the quotation.");
    else
        ui_tell(ui, "No quotation is current: go to one first.");
    buffer_release(&text);
}

static void copy_link(struct ui *ui, size_t count)
{
    (void)count;
    const char *link = session_cursor_link(ui->session);
    if (link)
        copy(ui, link, strlen(link), "Copied the link.");
    else
        ui_tell(ui, "This article has no address.");
}

static void help(struct ui *ui, size_t count)
{
    (void)count;
    help_run(ui);
}

/* Out of the evidence first. */
static void leave(struct ui *ui, size_t count)
{
    if (!evidence_panel_close(ui))
        ui_show(ui, session_act(ui->session, ACTION_LEAVE, count));
}

static void redraw(struct ui *ui, size_t count)
{
    (void)count;
    screen_redraw(&ui->screen);
}

static action_function *const functions[ACTION_COUNT] = {
    [ACTION_LINE_DOWN] = line_down,
    [ACTION_LINE_UP] = line_up,
    [ACTION_PAGE_DOWN] = page_down,
    [ACTION_PAGE_UP] = page_up,
    [ACTION_HALF_PAGE_DOWN] = half_page_down,
    [ACTION_HALF_PAGE_UP] = half_page_up,
    [ACTION_SHIFT_RIGHT] = shift_right,
    [ACTION_SHIFT_LEFT] = shift_left,
    [ACTION_FIRST] = first,
    [ACTION_LAST] = last,
    [ACTION_SEARCH] = search,
    [ACTION_NEXT_STOP] = next_stop,
    [ACTION_PREVIOUS_STOP] = previous_stop,
    [ACTION_PICK_QUOTATION] = pick_quotation,
    [ACTION_PICK_SPEAKER] = pick_speaker,
    [ACTION_PICK_ENTITY] = pick_entity,
    [ACTION_PICK_HEADING] = pick_heading,
    [ACTION_OPEN] = open_row,
    [ACTION_HINT_LINKS] = hint_links,
    [ACTION_OPEN_LINK] = links_open,
    [ACTION_COPY_QUOTATION] = copy_quotation,
    [ACTION_COPY_LINK] = copy_link,
    [ACTION_EVIDENCE] = evidence_panel_toggle,
    [ACTION_ADD] = feed_actions_add,
    [ACTION_REMOVE] = feed_actions_remove,
    [ACTION_RENAME] = feed_actions_rename,
    [ACTION_MOVE] = feed_actions_move,
    [ACTION_TAG] = feed_actions_tag,
    [ACTION_FIND] = feed_actions_find,
    [ACTION_RELOAD] = feed_actions_reload,
    [ACTION_RELOAD_ALL] = feed_actions_reload_all,
    [ACTION_ABOUT] = feed_page_show,
    [ACTION_FULL_TEXT] = feed_actions_full_text,
    [ACTION_LEAVE] = leave,
    [ACTION_HELP] = help,
    [ACTION_REDRAW] = redraw,
};

void ui_act(struct ui *ui, enum action action, size_t count)
{
    if (functions[action])
        functions[action](ui, count);
    else
        ui_show(ui, session_act(ui->session, action, count));
}
