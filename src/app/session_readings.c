/* session's readings: all of them where articles stay in memory anyway, else the last few. */
#include "app/session_readings.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "app/session.h"
#include "app/session_places.h"
#include "app/shelf_archive.h"

/* Articles of an archive that are kept in memory, so that going back and forth between two or three of them keeps the
 * jumps in each. */
enum { READINGS_KEPT = 4 };

static void forget(struct session *session, struct reading *reading)
{
    if (session->explained == reading->article)
        session_forget_evidence(session);
    shelf_close(session->shelf, reading->article);
    jump_list_release(&reading->list);
    free(reading);
}

void session_forget_readings(struct session *session)
{
    struct reading **readings = session->readings.items;
    for (size_t i = 0; i < session->readings.count; i++)
        forget(session, readings[i]);
    array_release(&session->readings);
    session->reading = NULL;
}

/* The reading of that key, moved to the end of the array; NULL when there is none. */
static struct reading *find_reading(struct session *session, int64_t key)
{
    struct reading **readings = session->readings.items;
    for (size_t i = session->readings.count; i-- > 0;)
        if (readings[i]->key == key) {
            struct reading *found = readings[i];
            memmove(&readings[i], &readings[i + 1], (session->readings.count - i - 1) * sizeof(struct reading *));
            readings[session->readings.count - 1] = found;
            return found;
        }
    return NULL;
}

/* Gives back the one that was opened longest ago. */
static void forget_oldest(struct session *session)
{
    struct reading **readings = session->readings.items;
    if (session->readings.count <= READINGS_KEPT || shelf_keeps_articles(session->shelf))
        return;
    struct reading *oldest = readings[0];
    memmove(readings, readings + 1, --session->readings.count * sizeof(struct reading *));
    forget(session, oldest);
}

/* The reading of an article that was not in memory, which it owns from now on; NULL and a sentence when memory is
 * short. */
static struct reading *begin_reading(struct session *session, int64_t key, struct article *article, struct error *error)
{
    struct reading *reading = calloc(1, sizeof *reading);
    struct reading **slot = reading ? array_push(&session->readings) : NULL;
    if (!slot) {
        free(reading);
        shelf_close(session->shelf, article);
        (void)error_out_of_memory(error, "opening the article");
        return NULL;
    }
    *slot = reading;
    *reading = (struct reading){
        .article = article, .key = key, .serial = ++session->readings_begun, .word_count = article_word_count(article)};
    return reading;
}

/* Where an article of the archive came from; the name is kept in its arena. */
static void find_source(const struct session *session, struct reading *reading)
{
    struct archived_row row;
    struct error error;
    if (!session->archive ||
        !archive_rows_read(session->archive->archive, &reading->key, 1, reading->article->arena, &row, &error))
        return;
    reading->source = row.source;
    reading->feed = row.feed;
    reading->is_starred = row.starred;
}

/* Makes a reading the session's: that of an article that was just read and is still to be annotated where files are
 * read, or, where `article` is NULL, the one of that key. */
static unsigned take_up(struct session *session, int64_t key, struct article *article, struct error *error)
{
    unsigned changes = SESSION_CONTEXT | SESSION_LIST;
    struct reading *reading = article ? begin_reading(session, key, article, error) : find_reading(session, key);
    if (!reading)
        return SESSION_NOTHING;
    if (article) {
        if (session->annotator && shelf_keeps_articles(session->shelf) && !annotate(session->annotator, article, error))
            changes |= session_fail(session, error);
        find_source(session, reading);
        reading->list = jump_list_of_quotations(article);
        session_find_place(session, reading);
    }
    session->reading = reading;
    forget_oldest(session);
    return changes;
}

void session_note_star(struct session *session, int64_t id, bool starred)
{
    struct reading **readings = session->readings.items;
    for (size_t i = 0; i < session->readings.count; i++)
        if (readings[i]->key == id)
            readings[i]->is_starred = starred;
}

unsigned session_read(struct session *session, struct error *error)
{
    struct article *article = NULL;
    if (session->article >= shelf_entry_count(session->shelf)) {
        (void)error_set(error, "There is no article here.");
        return SESSION_NOTHING;
    }
    int64_t key = shelf_entry(session->shelf, session->article).key;
    if (!find_reading(session, key) && !(article = shelf_open(session->shelf, session->article, error)))
        return SESSION_NOTHING;
    return take_up(session, key, article, error);
}

unsigned session_read_archived(struct session *session, int64_t id, struct error *error)
{
    struct article *article = NULL;
    if (!find_reading(session, id) && !(article = archive_article_read(session->archive->archive, id, error))) {
        if (!*error->message)
            (void)error_set(error, "This article was deleted meanwhile.");
        return SESSION_NOTHING;
    }
    return take_up(session, id, article, error);
}

unsigned session_reload(struct session *session, int64_t id)
{
    struct error error;
    struct reading *reading = find_reading(session, id);
    if (!reading)
        return SESSION_NOTHING;
    if (reading == session->reading) {
        session_keep_place(session);
        session->reading = NULL;
    }
    session->readings.count--;
    forget(session, reading);
    if (session->reading || session->context != CONTEXT_READER)
        return SESSION_NOTHING;
    unsigned changes = session_read_archived(session, id, &error);
    if (changes != SESSION_NOTHING)
        return changes;
    session->context = CONTEXT_ARTICLES;
    return SESSION_CONTEXT | session_fail(session, &error);
}
