/* session's marks: finds what is meant, has it marked, and says what came of it. */
#include "app/session_marks.h"

#include "app/session.h"
#include "app/session_readings.h"
#include "app/shelf_archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "store/archive.h"
#include "store/archive_articles.h"

enum { IDS_MAX = 10000000 };

#define QUERY_MEMORY_MAX ((size_t)1024 * 1024)

int64_t session_article_id(const struct session *session)
{
    if (!session->archive || session->context == CONTEXT_LIBRARY)
        return ARCHIVE_NONE;
    if (session->context == CONTEXT_READER)
        return session->reading->key;
    if (session->article >= shelf_entry_count(session->shelf))
        return ARCHIVE_NONE;
    return shelf_entry(session->shelf, session->article).key;
}

static unsigned tell_no_article(struct session *session)
{
    return session_tell(session, "%s",
                        session->archive ? "There is no article here."
                                         : "Files keep no marks; subscribe, or keep a page with whosaid save.");
}

/* What is marked has to be shown so. */
static unsigned marked(struct session *session, unsigned notice)
{
    shelf_archive_forget_marks(session->archive);
    return SESSION_CONTEXT | notice;
}

static bool read_row(struct session *session, int64_t id, struct archived_row *row, struct error *error)
{
    struct arena *arena = arena_create(QUERY_MEMORY_MAX);
    *row = (struct archived_row){.id = ARCHIVE_NONE};
    bool done = arena ? archive_rows_read(session->archive->archive, &id, 1, arena, row, error)
                      : error_out_of_memory(error, "marking");
    arena_destroy(arena);
    if (done && row->id == ARCHIVE_NONE)
        return error_set(error, "This article was deleted meanwhile.");
    return done;
}

unsigned session_toggle_read(struct session *session, size_t count)
{
    int64_t id = session_article_id(session);
    struct archived_row row;
    struct error error;
    (void)count;
    if (id == ARCHIVE_NONE)
        return tell_no_article(session);
    if (!read_row(session, id, &row, &error) || !marks_read(&session->marks, &id, 1, row.unread, &error))
        return session_fail(session, &error);
    return marked(session, session_tell(session, "%s", row.unread ? "Marked as read." : "Marked as unread."));
}

unsigned session_toggle_star(struct session *session, size_t count)
{
    int64_t id = session_article_id(session);
    struct archived_row row;
    struct error error;
    (void)count;
    if (id == ARCHIVE_NONE)
        return tell_no_article(session);
    if (!read_row(session, id, &row, &error) || !marks_star(&session->marks, id, !row.starred, &error))
        return session_fail(session, &error);
    session_note_star(session, id, !row.starred);
    return marked(session, session_tell(session, "%s", row.starred ? "No longer starred." : "Starred."));
}

/* --- all of a list ------------------------------------------------------------------------------------------------ */

/* The numbers of all unread articles that the query means. */
static bool find_unread(const struct session *session, const struct archive_query *query, struct arena *arena,
                        struct array *ids, struct error *error)
{
    struct archive_term *terms = arena_allocate_array(arena, query->count + 1, sizeof *terms);
    struct archive_page page = {0};
    if (!terms)
        return error_out_of_memory(error, "marking");
    for (size_t i = 0; i < query->count; i++)
        terms[i] = query->terms[i];
    terms[query->count] = (struct archive_term){.type = ARCHIVE_TERM_UNREAD};
    return archive_query_run(session->archive->archive, &(struct archive_query){terms, query->count + 1}, IDS_MAX,
                             &page, ids, error);
}

/* What the list means, or in the library the row under the cursor. */
static bool query_here(struct session *session, struct arena *arena, struct archive_query *query, struct error *error)
{
    *query = *shelf_archive_query(session->archive);
    if (session->context != CONTEXT_LIBRARY)
        return true;
    struct shelf_row row = shelf_row(session->shelf, session->source);
    return shelf_archive_row_query(session->archive, &row, arena, query, error);
}

static const char *articles_of(size_t count)
{
    return count == 1 ? "article" : "articles";
}

/* What was marked, or how far it is. */
static unsigned tell_read(struct session *session, size_t count, bool read)
{
    const struct mark_work *work = &session->marks.work;
    if (marks_are_due(&session->marks))
        return marked(session, session_tell(session, "Marking %zu articles as %s: %zu %%", work->count,
                                            work->read ? "read" : "unread", work->done * 100 / work->count));
    if (!read)
        return marked(session, session_tell(session, "Unread again: %zu %s.", count, articles_of(count)));
    return marked(session,
                  session_tell(session, "Marked %zu %s as read; undo takes it back.", count, articles_of(count)));
}

static unsigned mark_ids(struct session *session, const struct array *ids)
{
    struct error error;
    if (!ids->count)
        return session_tell(session, "Nothing is unread here.");
    if (!marks_read(&session->marks, ids->items, ids->count, true, &error))
        return session_fail(session, &error);
    return tell_read(session, ids->count, true);
}

unsigned session_mark_on(struct session *session)
{
    const struct mark_work work = session->marks.work;
    struct error error;
    if (!marks_are_due(&session->marks))
        return SESSION_NOTHING;
    if (!marks_go_on(&session->marks, &error))
        return marked(session, session_fail(session, &error));
    return tell_read(session, work.count, work.read);
}

unsigned session_mark_all_read(struct session *session, size_t count)
{
    struct arena *arena = arena_create(QUERY_MEMORY_MAX);
    struct array ids = array_create(sizeof(int64_t), IDS_MAX);
    struct archive_query query;
    struct error error;
    unsigned changes;
    (void)count;
    if (!session->archive)
        changes = tell_no_article(session);
    else if (!(arena || error_out_of_memory(&error, "marking")) || !query_here(session, arena, &query, &error) ||
             !find_unread(session, &query, arena, &ids, &error))
        changes = session_fail(session, &error);
    else
        changes = mark_ids(session, &ids);
    array_release(&ids);
    arena_destroy(arena);
    return changes;
}

/* --- taking back -------------------------------------------------------------------------------------------------- */

static unsigned undo(struct session *session)
{
    struct mark_undone undone;
    struct error error;
    if (!marks_undo(&session->marks, &undone, &error))
        return *error.message ? session_fail(session, &error) : session_tell(session, "There is no mark to take back.");
    switch (undone.type) {
    case MARK_READ:
        if (!undone.value || marks_are_due(&session->marks))
            return tell_read(session, undone.count, undone.value);
        return marked(session, session_tell(session, "Read again: %zu %s.", undone.count, articles_of(undone.count)));
    case MARK_STARRED:
        session_note_star(session, undone.id, undone.value);
        return marked(session, session_tell(session, "%s", undone.value ? "Starred again." : "Not starred again."));
    case MARK_TAGS:
        break;
    }
    return marked(session, session_tell(session, "Tagged as before."));
}

unsigned session_undo(struct session *session, size_t count)
{
    unsigned changes = SESSION_NOTHING;
    if (!session->archive)
        return tell_no_article(session);
    for (size_t i = 0; i < count && !(i && !session->marks.changes.count); i++)
        changes |= undo(session);
    return changes;
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

bool session_tags(struct session *session, struct buffer *tags)
{
    struct error error;
    int64_t id = session_article_id(session);
    if (id == ARCHIVE_NONE)
        (void)tell_no_article(session);
    else if (marks_tags(&session->marks, id, tags, &error))
        return true;
    else
        (void)session_fail(session, &error);
    return false;
}

unsigned session_tag(struct session *session, const char *tags)
{
    struct error error;
    int64_t id = session_article_id(session);
    if (id == ARCHIVE_NONE)
        return tell_no_article(session);
    if (!marks_tag(&session->marks, id, tags, &error))
        return session_fail(session, &error);
    return marked(session,
                  *tags ? session_tell(session, "Tagged: %s", tags) : session_tell(session, "No longer tagged."));
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

unsigned session_mark_opened(struct session *session)
{
    struct error error;
    if (!session->archive || !session->marks_when_opened)
        return SESSION_NOTHING;
    if (archive_mark_read(session->archive->archive, &session->reading->key, 1, true, &error))
        return marked(session, SESSION_NOTHING);
    if (session->told_unwritable)
        return SESSION_NOTHING;
    session->told_unwritable = true;
    return session_fail(session, &error);
}
