/* search: a prompt, and a view that follows it until it is accepted or given up. */
#include "ui/search.h"

#include <stdio.h>
#include <string.h>

#include "config/keys.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/state.h"

enum {
    NOTE_SIZE = 64,
    /* Rows of a list that are looked through: nobody waits for each letter, nor for ever. */
    ROWS_WHILE_TYPING = 3000,
    ROWS_SEARCHED = 30000
};

/* The view that was there when the search began, and what is found from it on. */
struct search {
    struct prompt prompt;
    size_t top; /* of the article's text */
    size_t row; /* of the list */
    bool found;
    struct jump_list matches;
    char note[NOTE_SIZE];
};

static void return_to_start(struct search *search, struct ui *ui)
{
    if (ui->session->context == CONTEXT_READER) {
        session_scroll(ui->session, search->top);
        ui_show(ui, SESSION_NOTHING);
        session_see(ui->session, reader_seen(&ui->reader));
    } else {
        ui_show(ui, session_select_row(ui->session, search->row));
    }
}

static void preview_reader(struct search *search, struct ui *ui)
{
    jump_list_release(&search->matches);
    session_preview(ui->session, search->prompt.text, &search->matches);
    size_t count = search->matches.stops.count;
    search->found = count > 0;
    if (search->found)
        reader_show(&ui->reader, ui->session, jump_list_stops(&search->matches)[search->matches.current].range,
                    ARTICLE_NONE);
    if (search->prompt.length)
        (void)snprintf(search->note, sizeof search->note, "%zu %s", count, count == 1 ? "match" : "matches");
}

static void preview_list(struct search *search, struct ui *ui)
{
    size_t row = search->prompt.length ? list_find(ui, search->prompt.text, true, ROWS_WHILE_TYPING) : ARTICLE_NONE;
    search->found = row != ARTICLE_NONE;
    if (search->found)
        ui_show(ui, session_select_row(ui->session, row));
    else if (search->prompt.length)
        (void)snprintf(search->note, sizeof search->note, "%s",
                       list_count(ui) > ROWS_WHILE_TYPING ? "Enter searches on" : "not found");
}

static void preview(struct search *search, struct ui *ui)
{
    search->note[0] = '\0';
    return_to_start(search, ui);
    if (ui->session->context == CONTEXT_READER)
        preview_reader(search, ui);
    else
        preview_list(search, ui);
}

static void accept(struct search *search, struct ui *ui)
{
    bool again = !search->prompt.length, reader = ui->session->context == CONTEXT_READER;
    return_to_start(search, ui);
    if (!again)
        memcpy(ui->sought, search->prompt.text, sizeof ui->sought);
    if (!reader || !ui->sought[0])
        search_again(ui, true, 1);
    else if (again && ui->session->reading->list.kind == JUMP_MATCHES)
        ui_show(ui, session_act(ui->session, ACTION_NEXT_STOP, 1));
    else
        ui_show(ui, session_search(ui->session, ui->sought));
}

/* Lets the user type; true when the search was accepted. */
static bool ask(struct search *search, struct ui *ui)
{
    for (;;) {
        ui->reader.preview = search->matches.stops.count ? &search->matches : NULL;
        ui_draw(ui);
        struct event event = ui_wait(ui, ui->frame.rows - 1, prompt_draw(&search->prompt, ui, "/", search->note));
        if (prompt_is_given_up(&event))
            return false;
        if (event.type != EVENT_KEY)
            continue;
        if (event.key == KEYCODE_ENTER)
            return true;
        if (event.key == KEYCODE_BACKSPACE && !search->prompt.length)
            return false;
        if (prompt_take(&search->prompt, event.key))
            preview(search, ui);
    }
}

void search_run(struct ui *ui)
{
    struct search search = {.matches = {.stops = array_create(sizeof(struct jump_stop), 0), .current = ARTICLE_NONE},
                            .row = ui->session->context == CONTEXT_READER ? 0 : list_cursor(ui)};
    if (ui->session->reading)
        search.top = ui->session->reading->top;
    bool accepted = ask(&search, ui);
    ui->reader.preview = NULL;
    jump_list_release(&search.matches);
    if (accepted)
        accept(&search, ui);
    else
        return_to_start(&search, ui);
}

static void tell_not_found(struct ui *ui)
{
    if (list_count(ui) <= ROWS_SEARCHED)
        ui_show(ui, session_tell(ui->session, "Not found: %s", ui->sought));
    else
        ui_show(ui, session_tell(ui->session, "Not found in the next %d titles: %s", ROWS_SEARCHED, ui->sought));
}

void search_again(struct ui *ui, bool forward, size_t count)
{
    if (!ui->sought[0]) {
        ui_tell(ui, "Nothing was searched for yet.");
        return;
    }
    for (size_t i = 0; i < (count ? count : 1); i++) {
        size_t row = list_find(ui, ui->sought, forward, ROWS_SEARCHED);
        if (row == ARTICLE_NONE) {
            tell_not_found(ui);
            return;
        }
        ui_show(ui, session_select_row(ui->session, row));
    }
}
