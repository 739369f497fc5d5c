/* session's places: an article's in its own record, the screen's in a note of the archive. */
#include "app/session_places.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/session.h"
#include "app/session_marks.h"
#include "app/session_readings.h"
#include "app/shelf_archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "store/archive.h"

enum { NOTE_SIZE_MAX = 64 * 1024 };

static const char screen_note[] = "reader.screen";

/* --- within an article -------------------------------------------------------------------------------------------- */

void session_keep_place(struct session *session)
{
    struct reading *reading = session->reading;
    struct error error;
    if (!session->archive || !reading || archive_is_read_only(session->archive->archive))
        return;
    const struct jump_stop *stop = session_stop(session);
    struct archived_place place = {stop ? stop->range.start : reading->top, reading->top};
    if (place.position == reading->kept.position && place.top == reading->kept.top)
        return;
    /* Nobody who leaves an article can do anything about it. */
    if (archive_set_place(session->archive->archive, reading->key, place, &error))
        reading->kept = place;
}

void session_find_place(struct session *session, struct reading *reading)
{
    struct archived_place place;
    if (!session->archive || !archive_place_read(session->archive->archive, reading->key, &place))
        return;
    /* The text may have become shorter since. */
    if (place.top >= reading->article->length || place.position >= reading->article->length)
        return;
    reading->kept = place;
    reading->top = place.top;
    const struct jump_stop *stops = jump_list_stops(&reading->list);
    for (size_t i = 0; place.position != place.top && i < reading->list.stops.count; i++)
        if (stops[i].range.start == place.position) {
            (void)jump_list_select(&reading->list, i);
            break;
        }
}

/* The screen after session_read or session_read_archived. */
static unsigned show(struct session *session, unsigned changes, const struct error *error)
{
    if (changes == SESSION_NOTHING)
        return session_fail(session, error);
    session->context = CONTEXT_READER;
    session->seen = (struct range){session->reading->top, session->reading->top};
    return changes | session_mark_opened(session);
}

unsigned session_show_article(struct session *session)
{
    struct error error;
    session_keep_place(session);
    unsigned changes = session_read(session, &error);
    return show(session, changes, &error);
}

static unsigned show_archived(struct session *session, int64_t id)
{
    struct error error;
    session_keep_place(session);
    unsigned changes = session_read_archived(session, id, &error);
    return show(session, changes, &error);
}

bool session_has_archived(const struct session *session, const char *url)
{
    return session->archive && url && archive_article_by_link(session->archive->archive, url) != ARCHIVE_NONE;
}

unsigned session_open_archived(struct session *session, const char *url)
{
    int64_t id = session->archive && url ? archive_article_by_link(session->archive->archive, url) : ARCHIVE_NONE;
    int64_t from = session->reading->key;
    if (id == ARCHIVE_NONE || id == from)
        return SESSION_NOTHING;
    unsigned changes = show_archived(session, id);
    if (changes & SESSION_CONTEXT)
        session->reading->came_from = from;
    return changes;
}

unsigned session_return(struct session *session)
{
    int64_t from = session->reading->came_from;
    return session->archive && from != ARCHIVE_NONE ? show_archived(session, from) : SESSION_NOTHING;
}

/* --- the screen --------------------------------------------------------------------------------------------------- */

/* Which screen stands, whatever its cursor is on: two that are alike say the same. */
static void append_screen(const struct session *session, struct buffer *screen)
{
    struct shelf_row row = session_row(session);
    if (session->context == CONTEXT_LIBRARY)
        (void)buffer_append_string(screen, "library");
    else
        (void)buffer_append_format(screen, "%d %" PRId64 " %" PRId64 " %s", (int)row.type, row.id,
                                   session->context == CONTEXT_READER ? session->reading->key : ARCHIVE_NONE,
                                   row.path ? row.path : "");
}

static bool keeps_places(const struct session *session)
{
    return session->archive && !archive_is_read_only(session->archive->archive);
}

void session_note_screen(struct session *session)
{
    buffer_clear(&session->kept_screen);
    append_screen(session, &session->kept_screen);
}

static bool is_other_screen(const struct session *session)
{
    struct buffer screen = buffer_create(NOTE_SIZE_MAX);
    append_screen(session, &screen);
    bool other = strcmp(buffer_string(&screen), buffer_string(&session->kept_screen)) != 0;
    buffer_release(&screen);
    return other;
}

static bool has_left_place(const struct session *session)
{
    const struct reading *reading = session->reading;
    return session->context == CONTEXT_READER && session->seen.end > session->seen.start &&
           (reading->kept.top < session->seen.start || reading->kept.top >= session->seen.end);
}

bool session_has_moved(const struct session *session)
{
    return keeps_places(session) && (is_other_screen(session) || has_left_place(session));
}

void session_keep(struct session *session)
{
    if (!keeps_places(session))
        return;
    if (is_other_screen(session))
        session_keep_screen(session);
    if (has_left_place(session))
        session_keep_place(session);
}

void session_keep_screen(struct session *session)
{
    struct error error;
    if (!keeps_places(session))
        return;
    session_note_screen(session);
    struct shelf_row row = session_row(session);
    struct buffer note = buffer_create(NOTE_SIZE_MAX);
    (void)buffer_append_format(&note, "%d %d %" PRId64 " %" PRId64 " %s", (int)session->context, (int)row.type, row.id,
                               session_article_id(session), row.path ? row.path : "");
    if (!note.failed)
        (void)archive_note_write(session->archive->archive, screen_note, buffer_string(&note), &error);
    buffer_release(&note);
}

/* What was kept, read with distrust: it is a file's content. */
struct kept_screen {
    int64_t context, type, row, article;
    const char *path;
};

static bool parse_screen(const char *note, struct kept_screen *screen)
{
    int64_t *const numbers[] = {&screen->context, &screen->type, &screen->row, &screen->article};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char *end;
        *numbers[i] = strtoll(note, &end, 10);
        if (end == note || *end != ' ')
            return false;
        note = end + 1;
    }
    screen->path = note;
    return true;
}

/* Lists what was listed: a row of the library or, where there is none any more, a search. */
static bool list_again(struct session *session, const struct kept_screen *screen)
{
    struct error error;
    for (size_t i = 0; i < shelf_row_count(session->shelf); i++) {
        struct shelf_row row = shelf_row(session->shelf, i);
        if ((int64_t)row.type == screen->type && row.id == screen->row &&
            strcmp(row.path ? row.path : "", screen->path) == 0) {
            session->source = i;
            return screen->context == CONTEXT_LIBRARY || shelf_enter(session->shelf, i, &error);
        }
    }
    return screen->type == SHELF_SEARCH && screen->context != CONTEXT_LIBRARY &&
           shelf_archive_search(session->archive, screen->path, screen->path, &error);
}

static unsigned go_again(struct session *session, const struct kept_screen *screen)
{
    if (!list_again(session, screen) || screen->context == CONTEXT_LIBRARY || !shelf_entry_count(session->shelf))
        return SESSION_CONTEXT;
    size_t row = article_list_find(&session->archive->list, screen->article);
    bool is_there = row < shelf_entry_count(session->shelf);
    session->article = is_there ? row : 0;
    session->context = CONTEXT_ARTICLES;
    return screen->context == CONTEXT_READER && is_there ? session_show_article(session) : SESSION_CONTEXT;
}

unsigned session_resume(struct session *session)
{
    struct arena *arena = session->archive ? arena_create(NOTE_SIZE_MAX) : NULL;
    const char *note = arena ? archive_note_read(session->archive->archive, screen_note, arena) : NULL;
    struct kept_screen screen;
    unsigned changes = note && parse_screen(note, &screen) ? go_again(session, &screen) : SESSION_NOTHING;
    session_note_screen(session);
    arena_destroy(arena);
    return changes;
}
