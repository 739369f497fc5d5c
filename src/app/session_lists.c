/* session's lists of the archive: where the cursors go when rows are not simply next to each other. */
#include "app/session_lists.h"

#include <string.h>

#include "app/session.h"
#include "app/session_places.h"
#include "app/shelf_archive.h"
#include "store/archive.h"

static unsigned tell_only_archive(struct session *session)
{
    return session_tell(session, "That is for feeds; these are files.");
}

/* --- unread ------------------------------------------------------------------------------------------------------- */

/* The article in the list's order behind (before) `id`, or from its start (end); puts the cursor there. */
static bool find_unread(struct session *session, int64_t id, bool forward)
{
    struct shelf_archive *archive = session->archive;
    int64_t found = archive_query_next_unread(archive->archive, shelf_archive_query(archive), id, forward);
    size_t row = found == ARCHIVE_NONE ? archive->list.count : article_list_find(&archive->list, found);
    if (row >= archive->list.count)
        return false;
    session->article = row;
    return true;
}

/* Puts the cursor of the library on the next (previous) feed that has something unread, round its end. */
static bool find_feed(struct session *session, bool forward)
{
    size_t rows = shelf_row_count(session->shelf), row = session->source;
    for (size_t i = 0; i < rows; i++) {
        row = (row + (forward ? 1 : rows - 1)) % rows;
        struct shelf_row found = shelf_row(session->shelf, row);
        if (found.type == SHELF_FEED && found.unread) {
            session->source = row;
            return true;
        }
    }
    return false;
}

static bool step_unread(struct session *session, bool forward, struct error *error)
{
    bool library = session->context == CONTEXT_LIBRARY;
    (void)error_set(error, "Nothing is unread.");
    if (!library && find_unread(session, session_article_id(session), forward))
        return true;
    if (!shelf_archive_refresh_tree(session->archive, &session->source, error) || !find_feed(session, forward))
        return false;
    return library ||
           (shelf_enter(session->shelf, session->source, error) && find_unread(session, ARCHIVE_NONE, forward));
}

static unsigned go_unread(struct session *session, bool forward, size_t count)
{
    struct error error;
    bool moved = false;
    if (!session->archive)
        return tell_only_archive(session);
    for (size_t i = 0; i < count && step_unread(session, forward, &error); i++) {
        moved = true;
        if (session->context == CONTEXT_READER && i + 1 < count)
            (void)session_show_article(session);
    }
    if (!moved)
        return session_tell(session, "%s", error.message);
    return session->context == CONTEXT_READER ? session_show_article(session) : SESSION_CONTEXT;
}

unsigned session_next_unread(struct session *session, size_t count)
{
    return go_unread(session, true, count);
}

unsigned session_previous_unread(struct session *session, size_t count)
{
    return go_unread(session, false, count);
}

/* --- folders and searches ----------------------------------------------------------------------------------------- */

unsigned session_fold(struct session *session, size_t count)
{
    struct error error;
    (void)count;
    if (!session->archive)
        return tell_only_archive(session);
    if (shelf_row(session->shelf, session->source).type != SHELF_FOLDER)
        return session_tell(session, "This is no folder.");
    if (!shelf_archive_fold(session->archive, &session->source, &error))
        return session_fail(session, &error);
    return SESSION_CONTEXT;
}

unsigned session_find(struct session *session, const char *typed)
{
    struct error error;
    if (!session->archive)
        return tell_only_archive(session);
    if (!shelf_archive_search(session->archive, typed, typed, &error))
        return session_fail(session, &error);
    session->article = 0;
    session->context = CONTEXT_ARTICLES;
    return SESSION_CONTEXT;
}

struct shelf_row session_row(const struct session *session)
{
    return session->context == CONTEXT_LIBRARY ? shelf_row(session->shelf, session->source)
                                               : shelf_list(session->shelf);
}

/* The number of the feed that the article came from which is meant; ARCHIVE_NONE: there is none. */
static int64_t feed_of_article(const struct session *session)
{
    if (session->context == CONTEXT_READER)
        return session->reading->feed;
    if (session->context == CONTEXT_LIBRARY || session->article >= shelf_entry_count(session->shelf))
        return ARCHIVE_NONE;
    return shelf_entry(session->shelf, session->article).feed;
}

const struct archived_feed *session_feed(const struct session *session)
{
    if (!session->archive)
        return NULL;
    struct shelf_row row = session_row(session);
    if (row.type != SHELF_FEED)
        row = (struct shelf_row){.type = SHELF_FEED, .id = feed_of_article(session)};
    return shelf_archive_feed(session->archive, &row);
}

unsigned session_keep_search(struct session *session, const char *name)
{
    struct error error;
    struct shelf_row list = shelf_list(session->shelf);
    if (!archive_search_save(session->archive->archive, name, list.path, &error))
        return session_fail(session, &error);
    shelf_archive_forget_marks(session->archive);
    return session_tell(session, "Kept: %s stands in the library.", name);
}

/* Twice at most under both names, should the program end between the two. */
unsigned session_rename_search(struct session *session, const struct shelf_row *search, const char *name)
{
    struct error error;
    if (strcmp(search->title, name) == 0)
        return SESSION_NOTHING;
    if (!archive_search_save(session->archive->archive, name, search->path, &error) ||
        !archive_search_remove(session->archive->archive, search->id, &error))
        return session_fail(session, &error);
    shelf_archive_forget_marks(session->archive);
    return session_tell(session, "Its name is %s now.", name) | SESSION_CONTEXT;
}

unsigned session_forget_search(struct session *session, int64_t search)
{
    struct error error;
    if (!archive_search_remove(session->archive->archive, search, &error))
        return session_fail(session, &error);
    shelf_archive_forget_marks(session->archive);
    return session_tell(session, "Forgotten.") | SESSION_CONTEXT;
}

bool session_count_search(struct session *session)
{
    return session->archive && session->context == CONTEXT_LIBRARY && shelf_archive_count_search(session->archive);
}

/* --- what is new -------------------------------------------------------------------------------------------------- */

/* The cursor of the list stays on its article, which may be another row now. */
static bool refresh_list(struct session *session, struct error *error)
{
    struct article_list *list = &session->archive->list;
    int64_t id = session->context == CONTEXT_READER ? session->reading->key : ARCHIVE_NONE;
    if (session->context == CONTEXT_ARTICLES && session->article < list->count)
        id = article_list_id(list, session->article);
    if (!shelf_archive_refresh_list(session->archive, error))
        return false;
    size_t row = id == ARCHIVE_NONE ? list->count : article_list_find(list, id);
    if (row < list->count)
        session->article = row;
    else if (session->article >= list->count)
        session->article = list->count ? list->count - 1 : 0;
    return true;
}

unsigned session_refresh(struct session *session)
{
    struct error error;
    if (!session->archive)
        return SESSION_NOTHING;
    bool news = shelf_archive_has_news(session->archive);
    if (news && session->context != CONTEXT_LIBRARY && !refresh_list(session, &error))
        return session_fail(session, &error);
    if (session->context == CONTEXT_LIBRARY && !shelf_archive_refresh_tree(session->archive, &session->source, &error))
        return session_fail(session, &error);
    return news ? SESSION_CONTEXT : SESSION_NOTHING;
}
