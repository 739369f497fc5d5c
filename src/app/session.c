/* session: its life, and the way from the library through the articles to the reader and back. */
#include "app/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "app/session_jumps.h"
#include "app/session_lists.h"
#include "app/session_marks.h"
#include "app/session_places.h"
#include "app/session_readings.h"
#include "app/shelf_archive.h"
#include "store/archive_feeds.h"

/* Of what tells one screen from another: a search may be long. */
enum { SCREEN_SIZE_MAX = 64 * 1024 };

const struct article *session_cursor_article(const struct session *session)
{
    if (session->context == CONTEXT_READER)
        return session->reading->article;
    if (session->context == CONTEXT_LIBRARY)
        return shelf_row(session->shelf, session->source).first;
    if (session->article >= shelf_entry_count(session->shelf))
        return NULL;
    return shelf_entry(session->shelf, session->article).article;
}

const char *session_cursor_link(const struct session *session)
{
    const struct article *article = session_cursor_article(session);
    const struct archived_feed *feed = session->context == CONTEXT_LIBRARY ? session_feed(session) : NULL;
    if (article || feed)
        return article ? article->url : feed->page;
    if (session->context == CONTEXT_LIBRARY || session->article >= shelf_entry_count(session->shelf))
        return NULL;
    return shelf_entry(session->shelf, session->article).link;
}

/* A file with a single article has no list of its own. */
static bool opens_at_once(struct shelf_row row)
{
    return row.type == SHELF_FILE && row.articles <= 1;
}

enum context session_list_context(const struct session *session)
{
    if (!opens_at_once(shelf_list(session->shelf)))
        return CONTEXT_ARTICLES;
    return shelf_row_count(session->shelf) > 1 ? CONTEXT_LIBRARY : CONTEXT_READER;
}

unsigned session_tell(struct session *session, const char *format, ...)
{
    char sentence[ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    (void)error_set(&session->notice, "%s", sentence);
    session->notice_is_failure = false;
    return SESSION_NOTICE;
}

unsigned session_fail(struct session *session, const struct error *error)
{
    session->notice = *error;
    session->notice_is_failure = true;
    return SESSION_NOTICE;
}

/* Makes the articles of the row under the cursor the list; the cursor stands on the open one if that is still where it
 * was. */
static unsigned enter(struct session *session)
{
    struct error error;
    if (!shelf_enter(session->shelf, session->source, &error))
        return session_fail(session, &error);
    if (!session->reading || session->article >= shelf_entry_count(session->shelf) ||
        shelf_entry(session->shelf, session->article).key != session->reading->key)
        session->article = 0;
    return SESSION_CONTEXT;
}

static unsigned open_row(struct session *session)
{
    if (session->context == CONTEXT_ARTICLES)
        return session_show_article(session);
    unsigned changes = enter(session);
    if (!(changes & SESSION_CONTEXT) || opens_at_once(shelf_list(session->shelf)))
        return changes & SESSION_CONTEXT ? session_show_article(session) : changes;
    session->context = CONTEXT_ARTICLES;
    return changes;
}

static unsigned leave(struct session *session)
{
    enum context back = CONTEXT_READER;
    if (session->context == CONTEXT_READER)
        back = session_list_context(session);
    else if (session->context == CONTEXT_ARTICLES && shelf_row_count(session->shelf) > 1)
        back = CONTEXT_LIBRARY;
    if (back == CONTEXT_READER)
        return SESSION_QUIT;
    session_keep_place(session);
    session->context = back;
    return SESSION_CONTEXT;
}

/* Puts the cursors on the first article of the next row, or on the last one of the row before; false when there is no
 * such row, or what is on it does not follow on what is read. */
static bool step_over(struct session *session, bool forward)
{
    struct error error;
    size_t rows = shelf_row_count(session->shelf);
    if (shelf_list(session->shelf).type != SHELF_FILE || (forward ? session->source + 1 >= rows : !session->source))
        return false;
    size_t source = forward ? session->source + 1 : session->source - 1;
    if (!shelf_enter(session->shelf, source, &error))
        return false;
    size_t articles = shelf_entry_count(session->shelf);
    session->source = source;
    session->article = forward || !articles ? 0 : articles - 1;
    return true;
}

/* Moves `count` articles on or back; false when there is none that way. */
static bool step_article(struct session *session, bool forward, size_t count)
{
    bool moved = false;
    for (; count; count--) {
        if (forward ? session->article + 1 < shelf_entry_count(session->shelf) : session->article > 0)
            session->article = forward ? session->article + 1 : session->article - 1;
        else if (!step_over(session, forward))
            break;
        moved = true;
    }
    return moved;
}

static unsigned next_article(struct session *session, bool forward, size_t count)
{
    if (session->context == CONTEXT_ARTICLES)
        return session_select_row(session, forward                    ? session->article + count
                                           : session->article > count ? session->article - count
                                                                      : 0);
    if (!step_article(session, forward, count))
        return session_tell(session, forward ? "This is the last article." : "This is the first article.");
    return session_show_article(session);
}

unsigned session_select_row(struct session *session, size_t row)
{
    size_t *cursor = session->context == CONTEXT_LIBRARY ? &session->source : &session->article;
    size_t count =
        session->context == CONTEXT_LIBRARY ? shelf_row_count(session->shelf) : shelf_entry_count(session->shelf);
    if (session->context == CONTEXT_READER || !count)
        return SESSION_NOTHING;
    *cursor = row < count ? row : count - 1;
    return SESSION_CONTEXT;
}

unsigned session_open_row(struct session *session, size_t row)
{
    if (session->context == CONTEXT_READER && session_list_context(session) == CONTEXT_READER)
        return SESSION_NOTHING;
    if (session->context == CONTEXT_READER)
        session->context = session_list_context(session);
    return session_select_row(session, row) ? open_row(session) : SESSION_NOTHING;
}

static unsigned act_open(struct session *session, size_t count)
{
    (void)count;
    return session->context == CONTEXT_READER ? SESSION_NOTHING : open_row(session);
}

static unsigned act_leave(struct session *session, size_t count)
{
    (void)count;
    return leave(session);
}

static unsigned act_quit(struct session *session, size_t count)
{
    (void)session, (void)count;
    return SESSION_QUIT;
}

static unsigned act_next_article(struct session *session, size_t count)
{
    return next_article(session, true, count);
}

static unsigned act_previous_article(struct session *session, size_t count)
{
    return next_article(session, false, count);
}

typedef unsigned session_action(struct session *session, size_t count);

static session_action *const actions[ACTION_COUNT] = {
    [ACTION_OPEN] = act_open,
    [ACTION_LEAVE] = act_leave,
    [ACTION_QUIT] = act_quit,
    [ACTION_NEXT_ARTICLE] = act_next_article,
    [ACTION_PREVIOUS_ARTICLE] = act_previous_article,
    [ACTION_NEXT_QUOTATION] = session_next_quotation,
    [ACTION_PREVIOUS_QUOTATION] = session_previous_quotation,
    [ACTION_NEXT_FIGURE] = session_next_figure,
    [ACTION_PREVIOUS_FIGURE] = session_previous_figure,
    [ACTION_NEXT_STOP] = session_next_stop,
    [ACTION_PREVIOUS_STOP] = session_previous_stop,
    [ACTION_ENTITY_HERE] = session_entity_here,
    [ACTION_BACK] = session_back,
    [ACTION_TOGGLE_READ] = session_toggle_read,
    [ACTION_STAR] = session_toggle_star,
    [ACTION_MARK_ALL_READ] = session_mark_all_read,
    [ACTION_UNDO] = session_undo,
    [ACTION_NEXT_UNREAD] = session_next_unread,
    [ACTION_PREVIOUS_UNREAD] = session_previous_unread,
    [ACTION_FOLD] = session_fold,
    [ACTION_FORWARD] = session_forward,
};

unsigned session_act(struct session *session, enum action action, size_t count)
{
    if (action <= ACTION_NONE || action >= ACTION_COUNT || !actions[action])
        return SESSION_NOTHING;
    if (!action_has_context(action, session->context))
        return SESSION_NOTHING;
    return actions[action](session, count ? count : 1);
}

struct session *session_create(struct shelf *shelf, const struct annotator *annotator, struct error *error)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session) {
        (void)error_out_of_memory(error, "starting to read");
        return NULL;
    }
    session->shelf = shelf;
    session->archive = shelf_archive_of(shelf);
    session->marks = marks_create(session->archive ? session->archive->archive : NULL);
    session->annotator = annotator;
    session->kept_screen = buffer_create(SCREEN_SIZE_MAX);
    session->readings = array_create(sizeof(struct reading *), READINGS_MAX);
    if (!shelf_row_count(shelf)) {
        (void)error_set(error, "there is nothing to read: no article was opened");
        session_destroy(session);
        return NULL;
    }
    session_note_screen(session);
    if (shelf_row_count(shelf) > 1)
        return session;
    if (!(open_row(session) & SESSION_CONTEXT)) {
        *error = session->notice;
        session_destroy(session);
        return NULL;
    }
    return session;
}

void session_destroy(struct session *session)
{
    if (!session)
        return;
    session_keep_place(session);
    while (session_mark_on(session) & SESSION_CONTEXT)
        continue;
    session_forget_evidence(session);
    session_forget_readings(session);
    buffer_release(&session->kept_screen);
    marks_release(&session->marks);
    annotator_destroy(session->own_annotator);
    free(session);
}
