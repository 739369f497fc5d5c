/* ui: the loop. Draw, wait, act. */
#include "ui/ui.h"

#include <string.h>

#include "app/session_marks.h"
#include "base/error.h"
#include "config/settings.h"
#include "ui/actions.h"
#include "ui/bars.h"
#include "ui/evidence_panel.h"
#include "ui/list.h"
#include "ui/signals.h"
#include "ui/state.h"
#include "ui/work.h"

/* A longer number is a key that is stuck. */
enum { COUNT_MAX = 99999 };

/* What stands beside or below the text: the evidence, which was asked for, before the list. */
static enum frame_company company(const struct ui *ui)
{
    bool roomy = ui->screen.columns >= ui->settings->list_beside_from;
    if (ui->session->context != CONTEXT_READER)
        return FRAME_TEXT_ALONE;
    if (ui->explaining)
        return roomy && ui->screen.columns >= FRAME_PANEL_BESIDE_LEAST ? FRAME_PANEL_BESIDE : FRAME_PANEL_BELOW;
    return roomy && session_list_context(ui->session) != CONTEXT_READER ? FRAME_LIST : FRAME_TEXT_ALONE;
}

/* Brings frame and layout up to date with the screen and the session. */
static void prepare(struct ui *ui)
{
    ui->frame = frame_make(ui->screen.rows, ui->screen.columns, ui->settings->text_width, company(ui));
    if (ui->session->context != CONTEXT_READER)
        return;
    if (!reader_prepare(&ui->reader, ui->session, &ui->frame, ui->screen.set))
        ui_tell(ui, "Memory is short: not all of the article can be shown.");
}

void ui_draw(struct ui *ui)
{
    prepare(ui);
    evidence_panel_prepare(ui);
    if (ui->session->context == CONTEXT_READER)
        reader_draw(&ui->reader, &ui->screen, ui->session);
    if (ui->session->context != CONTEXT_READER)
        list_draw(ui, ui->frame.columns);
    else if (ui->frame.list_columns)
        list_draw(ui, ui->frame.list_columns);
    evidence_panel_draw(ui);
    bars_draw_frame(ui);
    bars_draw_status(ui);
    if (ui->session->context == CONTEXT_READER)
        session_see(ui->session, reader_seen(&ui->reader));
}

void ui_show(struct ui *ui, unsigned changes)
{
    if (changes & SESSION_QUIT)
        ui->done = true;
    if (changes & SESSION_NOTICE)
        ui->telling = true;
    prepare(ui);
    if (changes & SESSION_JUMPED) {
        reader_show(&ui->reader, ui->session, ui->session->target, ui->session->target_top);
        evidence_panel_follow(ui);
    }
}

void ui_tell(struct ui *ui, const char *sentence)
{
    ui->telling = (session_tell(ui->session, "%s", sentence) & SESSION_NOTICE) != 0;
}

static struct event suspend(struct ui *ui)
{
    screen_suspend(&ui->screen);
    signals_stop();
    screen_resume(&ui->screen);
    return (struct event){.type = EVENT_RESIZE};
}

struct event ui_wait(struct ui *ui, int row, int column)
{
    /* Keys that came in one packet, or while a slow line took the last screen, need one drawing. */
    if (input_is_ahead())
        screen_keep(&ui->screen);
    else
        screen_flush(&ui->screen, row, column);
    /* What has ended waits until the loop can tell of it: a prompt may be open. */
    ui->input.work = ui->awaited ? ui->awaited->descriptor : ui->has_ended ? -1 : errands_descriptor(ui->errands);
    struct event event = input_wait(&ui->input);
    switch (event.type) {
    case EVENT_WORK:
        if (!ui->awaited)
            ui->has_ended = errands_listen(ui->errands, &ui->ended);
        break;
    case EVENT_RESIZE:
        screen_resize(&ui->screen);
        break;
    case EVENT_STOP:
        return suspend(ui);
    case EVENT_GO_ON:
        screen_resume(&ui->screen);
        return (struct event){.type = EVENT_RESIZE};
    case EVENT_END:
        ui->done = true;
        ui->end_signal = event.number;
        break;
    default:
        break;
    }
    return event;
}

/* A digit belongs to a count unless the keymap has another use for it; a 0 only once one has begun. */
static bool take_digit(struct ui *ui, uint32_t key)
{
    if (key < (ui->count ? '0' : '1') || key > '9' || keymap_action(ui->keymap, ui->session->context, key))
        return false;
    ui->count = ui->count * 10 + (key - '0');
    if (ui->count > COUNT_MAX)
        ui->count = COUNT_MAX;
    return true;
}

static void tell_unbound(struct ui *ui, uint32_t key)
{
    char name[KEY_NAME_SIZE], help_name[KEY_NAME_SIZE];
    uint32_t help;
    key_to_name(key, name);
    if (!keymap_keys(ui->keymap, ui->session->context, ACTION_HELP, &help, 1)) {
        ui_show(ui, session_tell(ui->session, "%s does nothing here.", name));
        return;
    }
    key_to_name(help, help_name);
    ui_show(ui, session_tell(ui->session, "%s does nothing here; %s shows the keys.", name, help_name));
}

static void take_key(struct ui *ui, uint32_t key)
{
    ui->telling = false;
    if (take_digit(ui, key))
        return;
    size_t count = ui->count;
    ui->count = 0;
    /* Escape takes a half-typed count back before it does anything else. */
    if (key == KEYCODE_ESCAPE && count)
        return;
    enum action action = keymap_action(ui->keymap, ui->session->context, key);
    if (action != ACTION_NONE)
        ui_act(ui, action, count);
    else if (key == KEYCODE_ESCAPE)
        (void)evidence_panel_close(ui);
    else
        tell_unbound(ui, key);
}

static void take_click(struct ui *ui, const struct event *event)
{
    size_t row = list_row_at(ui, event->row);
    if (ui->session->context != CONTEXT_READER) {
        if (row == ARTICLE_NONE)
            return;
        /* A click on the row under the cursor opens it. */
        if (row == list_cursor(ui))
            ui_act(ui, ACTION_OPEN, 0);
        else
            ui_show(ui, session_select_row(ui->session, row));
        return;
    }
    if (event->column < ui->frame.list_columns && row != ARTICLE_NONE) {
        ui_show(ui, session_open_row(ui->session, row));
        return;
    }
    size_t byte = reader_byte_at(&ui->reader, event->row, event->column);
    if (byte != ARTICLE_NONE)
        ui_show(ui, session_point_at(ui->session, byte));
}

static void take_event(struct ui *ui, const struct event *event)
{
    switch (event->type) {
    case EVENT_KEY:
        take_key(ui, event->key);
        break;
    case EVENT_WHEEL:
        ui->telling = false;
        ui_scroll(ui, event->lines);
        break;
    case EVENT_CLICK:
        ui->telling = false;
        take_click(ui, event);
        break;
    case EVENT_CANCEL:
        if (work_cancel(ui))
            break;
        ui->done = true;
        ui->end_signal = event->number;
        break;
    default:
        break;
    }
}

/* -1: it is not shown. */
static int cursor_line(const struct ui *ui)
{
    return ui->session->context != CONTEXT_READER ? list_cursor_line(ui) : -1;
}

/* Very many articles are marked a part of them at a time; then searches are counted one by one. */
static bool work_on(struct ui *ui)
{
    bool is_marking = marks_are_due(&ui->session->marks);
    screen_flush(&ui->screen, cursor_line(ui), 0);
    if (is_marking)
        ui_show(ui, session_mark_on(ui->session));
    return is_marking || session_count_search(ui->session);
}

/* What is kept against a kill goes to the disk once the screen stands. */
static void keep_place(struct ui *ui)
{
    if (input_is_ahead() || !session_has_moved(ui->session))
        return;
    screen_flush(&ui->screen, cursor_line(ui), 0);
    session_keep(ui->session);
}

static void run(struct ui *ui)
{
    while (!ui->done) {
        work_finish(ui);
        if (work_lets_refresh(ui))
            ui_show(ui, session_refresh(ui->session));
        ui_draw(ui);
        /* What takes long is done once the screen stands, and keys come first. */
        while (!input_is_ahead() && work_on(ui))
            ui_draw(ui);
        keep_place(ui);
        struct event event = ui_wait(ui, cursor_line(ui), 0);
        take_event(ui, &event);
    }
}

int ui_run(const struct ui_setup *setup, struct error *error)
{
    const struct settings *settings = setup->settings;
    struct ui ui = {.setup = setup,
                    .session = setup->session,
                    .errands = setup->errands,
                    .settings = settings,
                    .keymap = setup->keymap,
                    .reader = {.unsure_below = settings->unsure_below, .number_links = settings->number_links}};
    if (!signals_open(error))
        return 1;
    for (size_t i = 0; i < HISTORY_COUNT; i++)
        ui.histories[i] = history_create();
    bool opened = screen_open(&ui.screen, settings, setup->theme, error);
    if (opened) {
        ui.input = input_open(settings->mouse);
        ui.reader.voice_styles = screen_voice_styles(&ui.screen);
        ui.telling = ui.session->notice.message[0] != '\0';
        run(&ui);
    }
    reader_release(&ui.reader);
    for (size_t i = 0; i < HISTORY_COUNT; i++)
        history_release(&ui.histories[i]);
    screen_close(&ui.screen);
    signals_close();
    if (!opened)
        return 1;
    return ui.end_signal ? 128 + ui.end_signal : 0;
}
