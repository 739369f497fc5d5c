/* feed page: facts are kept in an arena as long as the page stands. */
#include "ui/feed_page.h"

#include "app/feed_facts.h"
#include "app/shelf_archive.h"
#include "base/arena.h"
#include "base/clock.h"
#include "ui/page.h"
#include "ui/state.h"

enum { FACTS_MOST = 32, MEMORY_MAX = 1024 * 1024 };

struct facts {
    struct arena *arena;
    struct page_entry entries[FACTS_MOST];
    size_t count;
};

static void take_fact(void *context, const char *word, const char *line)
{
    struct facts *facts = context;
    const char *kept = facts->count < FACTS_MOST ? arena_copy_string(facts->arena, line) : NULL;
    if (kept)
        facts->entries[facts->count++] = (struct page_entry){word, kept};
}

/* Counts and states may have changed since the library stood on the screen. */
static void refresh(struct session *session)
{
    struct error error;
    if (session->archive && !shelf_archive_refresh_tree(session->archive, &session->source, &error))
        (void)session_fail(session, &error);
}

void feed_page_show(struct ui *ui, size_t count)
{
    refresh(ui->session);
    const struct archived_feed *feed = session_feed(ui->session);
    struct facts facts = {.arena = feed ? arena_create(MEMORY_MAX) : NULL};
    (void)count;
    if (!feed)
        ui_tell(ui, ui->session->context == CONTEXT_LIBRARY ? "This is no feed." : "This came from no feed.");
    else if (facts.arena)
        feed_facts_tell(feed, clock_now(), take_fact, &facts);
    if (facts.count)
        page_show(ui, "What is known of the feed", ACTION_ABOUT, facts.entries, facts.count);
    arena_destroy(facts.arena);
}
