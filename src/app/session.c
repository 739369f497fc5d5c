/* session: its life, and the way from the library through the articles to the reader and back. */
#include "app/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "app/library.h"
#include "app/session_jumps.h"

/* As many articles as all sources may hold. */
enum { READINGS_MAX = 1000000 };

const struct source *session_source(const struct session *session, size_t source)
{
    const struct source *sources = session->library->sources.items;
    return source < session->library->sources.count ? &sources[source] : NULL;
}

size_t session_article_count(const struct session *session, size_t source)
{
    const struct source *found = session_source(session, source);
    return found ? found->articles.count : 0;
}

struct article *session_article(const struct session *session, size_t source, size_t article)
{
    if (article >= session_article_count(session, source))
        return NULL;
    return ((struct article *const *)session_source(session, source)->articles.items)[article];
}

struct article *session_cursor_article(const struct session *session)
{
    return session_article(session, session->source, session->context == CONTEXT_LIBRARY ? 0 : session->article);
}

enum context session_list_context(const struct session *session)
{
    if (session_article_count(session, session->source) > 1)
        return CONTEXT_ARTICLES;
    return session->library->sources.count > 1 ? CONTEXT_LIBRARY : CONTEXT_READER;
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

static struct reading *find_reading(const struct session *session, const struct article *article)
{
    struct reading *const *readings = session->readings.items;
    for (size_t i = 0; i < session->readings.count; i++)
        if (readings[i]->article == article)
            return readings[i];
    return NULL;
}

/* The reading of an article that was never open before; NULL when memory is short. */
static struct reading *begin_reading(struct session *session, struct article *article)
{
    struct reading *reading = calloc(1, sizeof *reading);
    struct reading **slot = reading ? array_push(&session->readings) : NULL;
    if (!slot) {
        free(reading);
        return NULL;
    }
    *slot = reading;
    reading->article = article;
    reading->word_count = article_word_count(article);
    return reading;
}

/* Opens the article under the cursors; the screen before stays when memory is short. */
static unsigned open_article(struct session *session)
{
    struct article *article = session_article(session, session->source, session->article);
    struct reading *reading = article ? find_reading(session, article) : NULL;
    struct error error;
    unsigned changes = SESSION_CONTEXT | SESSION_LIST;
    if (!article)
        return SESSION_NOTHING;
    if (!reading) {
        reading = begin_reading(session, article);
        if (!reading) {
            (void)error_out_of_memory(&error, "opening the article");
            return session_fail(session, &error);
        }
        if (session->annotator && !annotate(session->annotator, article, &error))
            changes |= session_fail(session, &error);
        reading->list = jump_list_of_quotations(article);
    }
    session->reading = reading;
    session->context = CONTEXT_READER;
    session->seen = (struct range){reading->top, reading->top};
    return changes;
}

static unsigned open_row(struct session *session)
{
    if (session->context == CONTEXT_LIBRARY) {
        const struct article *open = session->reading ? session->reading->article : NULL;
        if (!open || session_article(session, session->source, session->article) != open)
            session->article = 0;
        if (session_article_count(session, session->source) > 1) {
            session->context = CONTEXT_ARTICLES;
            return SESSION_CONTEXT;
        }
    }
    return open_article(session);
}

static unsigned leave(struct session *session)
{
    enum context back = CONTEXT_READER;
    if (session->context == CONTEXT_READER)
        back = session_list_context(session);
    else if (session->context == CONTEXT_ARTICLES && session->library->sources.count > 1)
        back = CONTEXT_LIBRARY;
    if (back == CONTEXT_READER)
        return SESSION_QUIT;
    session->context = back;
    return SESSION_CONTEXT;
}

/* Moves `count` articles on or back, over the borders of the sources; false when there is none that way. */
static bool step_article(struct session *session, bool forward, size_t count)
{
    size_t source = session->source, article = session->article;
    bool moved = false;
    for (; count; count--) {
        if (forward ? article + 1 < session_article_count(session, source) : article > 0) {
            article = forward ? article + 1 : article - 1;
        } else {
            if (forward ? source + 1 >= session->library->sources.count : source == 0)
                break;
            source = forward ? source + 1 : source - 1;
            size_t articles = session_article_count(session, source);
            article = forward || !articles ? 0 : articles - 1;
        }
        moved = true;
    }
    session->source = source;
    session->article = article;
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
    return open_article(session);
}

unsigned session_select_row(struct session *session, size_t row)
{
    size_t *cursor = session->context == CONTEXT_LIBRARY ? &session->source : &session->article;
    size_t count = session->context == CONTEXT_LIBRARY ? session->library->sources.count
                                                       : session_article_count(session, session->source);
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
    [ACTION_NEXT_STOP] = session_next_stop,
    [ACTION_PREVIOUS_STOP] = session_previous_stop,
    [ACTION_ENTITY_HERE] = session_entity_here,
    [ACTION_BACK] = session_back,
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

struct session *session_create(const struct library *library, const struct annotator *annotator, struct error *error)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session) {
        (void)error_out_of_memory(error, "starting to read");
        return NULL;
    }
    session->library = library;
    session->annotator = annotator;
    session->readings = array_create(sizeof(struct reading *), READINGS_MAX);
    session->context = library->sources.count > 1 ? CONTEXT_LIBRARY : CONTEXT_ARTICLES;
    size_t articles = session_article_count(session, 0);
    if (!articles) {
        (void)error_set(error, "there is nothing to read: no article was opened");
        session_destroy(session);
        return NULL;
    }
    if (session->context == CONTEXT_ARTICLES && articles == 1 && !(open_article(session) & SESSION_CONTEXT)) {
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
    struct reading **readings = session->readings.items;
    for (size_t i = 0; i < session->readings.count; i++) {
        jump_list_release(&readings[i]->list);
        free(readings[i]);
    }
    array_release(&session->readings);
    session_forget_evidence(session);
    free(session);
}
