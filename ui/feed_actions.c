/* feed actions: each asks what it has to know, and begins an errand. */
#include "ui/feed_actions.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/feed_names.h"
#include "app/shelf_archive.h"
#include "base/buffer.h"
#include "store/archive_feeds.h"
#include "ui/ask.h"
#include "ui/folder_actions.h"
#include "ui/state.h"
#include "ui/work.h"

enum { NUMBER_SIZE = 24, ARGUMENT_SIZE_MAX = 16 * 1024 };

static void write_number(int64_t id, char number[NUMBER_SIZE])
{
    (void)snprintf(number, NUMBER_SIZE, "%" PRId64, id);
}

/* The feed that is meant; NULL, the user told, when there is none. */
static const struct archived_feed *feed_here(struct ui *ui)
{
    const struct archived_feed *feed = session_feed(ui->session);
    if (!feed)
        ui_tell(ui, ui->session->context == CONTEXT_LIBRARY ? "This is no feed." : "This came from no feed.");
    return feed;
}

/* Whether a row of the library is meant, of that type, by a key that means other things elsewhere. */
static bool is_row(const struct ui *ui, enum shelf_row_type type)
{
    return ui->session->context == CONTEXT_LIBRARY && session_row(ui->session).type == type;
}

void feed_actions_add(struct ui *ui, size_t count)
{
    struct prompt address = {.length = 0};
    (void)count;
    if (ask_text(ui, HISTORY_ADDRESSES, "Subscribe to: ", &address) && address.length)
        work_begin(ui, ERRAND_SUBSCRIBE, (const char *const[]){"add", "--", address.text, NULL}, 0);
}

/* --- the library -------------------------------------------------------------------------------------------------- */

static void remove_feed(struct ui *ui, const struct archived_feed *feed)
{
    char number[NUMBER_SIZE];
    struct buffer question = buffer_create(ARGUMENT_SIZE_MAX);
    write_number(feed->id, number);
    (void)buffer_append_format(&question, "Remove the feed and its articles: %s?", feed_name(feed));
    if (ask_yes(ui, buffer_string(&question)))
        work_begin(ui, ERRAND_EDIT, (const char *const[]){"remove", "--", number, NULL}, 0);
    buffer_release(&question);
}

void feed_actions_remove(struct ui *ui, size_t count)
{
    struct shelf_row row = session_row(ui->session);
    (void)count;
    if (row.type == SHELF_SEARCH && row.id) {
        if (ask_yes(ui, "Forget this search?"))
            ui_show(ui, session_forget_search(ui->session, row.id));
        return;
    }
    if (row.type == SHELF_FOLDER) {
        folder_actions_remove(ui, &row);
        return;
    }
    const struct archived_feed *feed = feed_here(ui);
    if (feed)
        remove_feed(ui, feed);
}

/* What of a feed is asked for, and under which name `whosaid edit` knows it. */
struct property {
    enum history_kind kind;
    const char *sign, *name;
};

static const struct property title_property = {HISTORY_NAMES, "Title: ", "title"},
                             folders_property = {HISTORY_FOLDERS, "Folders: ", "folders"},
                             tags_property = {HISTORY_TAGS, "Tags of the feed: ", "tags"};

/* Asks for a property of the feed that is meant, and has it set. */
static void edit(struct ui *ui, const struct archived_feed *feed, const struct property *property, struct prompt *value)
{
    char number[NUMBER_SIZE];
    struct buffer change = buffer_create(ARGUMENT_SIZE_MAX);
    write_number(feed->id, number);
    if (ask_text(ui, property->kind, property->sign, value)) {
        (void)buffer_append_format(&change, "%s=%s", property->name, value->text);
        work_begin(ui, ERRAND_EDIT, (const char *const[]){"edit", "--", number, buffer_string(&change), NULL}, 0);
    }
    buffer_release(&change);
}

static void keep_search(struct ui *ui)
{
    struct prompt name = {.length = 0};
    if (ask_text(ui, HISTORY_NAMES, "Keep this search as: ", &name) && name.length)
        ui_show(ui, session_keep_search(ui->session, name.text));
}

static void rename_search(struct ui *ui, const struct shelf_row *search)
{
    struct prompt name;
    prompt_set(&name, search->title);
    if (ask_text(ui, HISTORY_NAMES, "Name of the search: ", &name) && name.length)
        ui_show(ui, session_rename_search(ui->session, search, name.text));
}

void feed_actions_rename(struct ui *ui, size_t count)
{
    struct prompt name;
    struct shelf_row row = session_row(ui->session);
    (void)count;
    if (is_row(ui, SHELF_FOLDER)) {
        folder_actions_rename(ui, &row);
        return;
    }
    if (row.type == SHELF_SEARCH) {
        if (is_row(ui, SHELF_SEARCH))
            rename_search(ui, &row);
        else if (row.id)
            ui_tell(ui, "This search has a name; the library changes it.");
        else
            keep_search(ui);
        return;
    }
    const struct archived_feed *feed = feed_here(ui);
    if (!feed)
        return;
    prompt_set(&name, feed_name(feed));
    edit(ui, feed, &title_property, &name);
}

/* As `whosaid edit` reads it: commas between, one within behind a backslash. */
static void begin_with_list(struct prompt *prompt, const char *const items[], size_t count)
{
    struct buffer list = buffer_create(ARGUMENT_SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i)
            (void)buffer_append_string(&list, ", ");
        for (const char *at = items[i]; *at; at++)
            (void)buffer_append_format(&list, "%s%c", *at == ',' ? "\\" : "", *at);
    }
    prompt_set(prompt, buffer_string(&list));
    buffer_release(&list);
}

void feed_actions_move(struct ui *ui, size_t count)
{
    struct prompt folders;
    struct shelf_row row = session_row(ui->session);
    (void)count;
    if (row.type == SHELF_FOLDER) {
        folder_actions_move(ui, &row);
        return;
    }
    const struct archived_feed *feed = feed_here(ui);
    if (!feed)
        return;
    begin_with_list(&folders, feed->folders, feed->folder_count);
    edit(ui, feed, &folders_property, &folders);
}

void feed_actions_tag(struct ui *ui, size_t count)
{
    struct prompt tags;
    struct buffer before = buffer_create(ARGUMENT_SIZE_MAX);
    (void)count;
    if (ui->session->context == CONTEXT_LIBRARY) {
        const struct archived_feed *feed = feed_here(ui);
        if (feed) {
            begin_with_list(&tags, feed->tags, feed->tag_count);
            edit(ui, feed, &tags_property, &tags);
        }
    } else if (!session_tags(ui->session, &before)) {
        ui_show(ui, SESSION_NOTICE);
    } else {
        prompt_set(&tags, buffer_string(&before));
        if (ask_text(ui, HISTORY_TAGS, "Tags: ", &tags))
            ui_show(ui, session_tag(ui->session, tags.text));
    }
    buffer_release(&before);
}

/* --- searching, fetching ------------------------------------------------------------------------------------------ */

void feed_actions_find(struct ui *ui, size_t count)
{
    struct prompt query = {.length = 0};
    (void)count;
    if (ask_text(ui, HISTORY_QUERIES, "Find: ", &query) && query.length)
        ui_show(ui, session_find(ui->session, query.text));
}

void feed_actions_reload(struct ui *ui, size_t count)
{
    char number[NUMBER_SIZE];
    const struct archived_feed *feed = session_feed(ui->session);
    struct shelf_row row = session_row(ui->session);
    if (is_row(ui, SHELF_FOLDER)) {
        work_begin(ui, ERRAND_SYNC, (const char *const[]){"sync", "--progress", "--folder", row.path, NULL}, 0);
    } else if (feed) {
        write_number(feed->id, number);
        work_begin(ui, ERRAND_SYNC, (const char *const[]){"sync", "--progress", "--feed", number, NULL}, 0);
    } else if (ui->session->context == CONTEXT_LIBRARY) {
        feed_actions_reload_all(ui, count);
    } else {
        (void)feed_here(ui);
    }
}

void feed_actions_reload_all(struct ui *ui, size_t count)
{
    (void)count;
    work_begin(ui, ERRAND_SYNC, (const char *const[]){"sync", "--progress", "--all", NULL}, 0);
}

void feed_actions_full_text(struct ui *ui, size_t count)
{
    char number[NUMBER_SIZE];
    int64_t id = session_article_id(ui->session);
    (void)count;
    if (!id || !session_cursor_link(ui->session)) {
        ui_tell(ui, id ? "This article has no address." : "There is no article of the archive here.");
        return;
    }
    write_number(id, number);
    work_begin(ui, ERRAND_FULL_TEXT, (const char *const[]){"save", "--full-text", "--quiet", number, NULL}, id);
}
