/* discovery: a copy of this process has the bytes already; only its answer goes through the socket. */
#include "app/discovery.h"

#include <string.h>

#include "app/ingest.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/input.h"
#include "base/packing.h"
#include "feeds/autodiscovery.h"
#include "feeds/byte_source.h"
#include "feeds/encoding.h"
#include "feeds/feed.h"
#include "feeds/html.h"

#define LINKS_MEMORY ((size_t)64 * 1024 * 1024)

/* AUTODISCOVERY_MAX addresses and titles, and then some. */
#define ANSWER_SIZE_MAX ((size_t)8 * 1024 * 1024)

/* How an answer begins. */
enum answer { ANSWER_FEED, ANSWER_PAGE, ANSWER_NEITHER };

/* --- the work ----------------------------------------------------------------------------------------------------- */

/* Items are let go: whoever only counts them is not told the feed's title either (feed.h). */
static bool pass_over(void *context, const struct feed_item *item, struct error *error)
{
    (void)context, (void)item, (void)error;
    return true;
}

/* True when the source is a feed, and answers so; else `why` says what it is. */
static bool answer_feed(const struct discovery_source *source, struct buffer *answer, struct error *why)
{
    const struct byte_source bytes = byte_source_of_memory(source->bytes, source->length);
    const struct feed_options reading = {source->url, source->content_type, source->limits};
    const struct feed_sink sink = {pass_over, NULL};
    struct feed feed = feed_create();
    bool is_feed = feed_read(&bytes, &reading, &sink, &feed, why);
    if (is_feed) {
        pack_number(answer, ANSWER_FEED);
        pack_string(answer, feed.title);
    }
    feed_release(&feed);
    return is_feed;
}

/* Collects the feeds that the source names; whatever is no page names none. */
static bool find_links(const struct discovery_source *source, struct arena *arena, struct array *feeds)
{
    char charset[ENCODING_NAME_SIZE];
    bool has_charset = encoding_of_media_type(source->content_type, charset);
    struct buffer text = buffer_create(HTML_SIZE_MAX);
    bool found = encoding_to_utf8(source->bytes, source->length, has_charset ? charset : NULL, &text) &&
                 autodiscovery_find(buffer_string(&text), text.length, source->url, arena, feeds);
    buffer_release(&text);
    return found && feeds->count > 0;
}

/* True when the source is a page that names feeds, and answers with them. */
static bool answer_page(const struct discovery_source *source, struct buffer *answer)
{
    struct arena *arena = arena_create(LINKS_MEMORY);
    struct array feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX);
    bool is_page = arena && find_links(source, arena, &feeds);
    const struct discovered_feed *items = feeds.items;
    if (is_page)
        pack_number(answer, ANSWER_PAGE);
    for (size_t i = 0; i < feeds.count && is_page; i++) {
        pack_string(answer, items[i].url);
        pack_string(answer, items[i].title);
    }
    array_release(&feeds);
    arena_destroy(arena);
    return is_page;
}

int discovery_work(int descriptor, void *context)
{
    const struct discovery_source *source = context;
    struct error why = {.message = ""};
    struct buffer answer = buffer_create(ANSWER_SIZE_MAX);
    child_allow_seconds(INGEST_SECONDS);
    if (!answer_feed(source, &answer, &why) && !answer_page(source, &answer)) {
        pack_number(&answer, ANSWER_NEITHER);
        pack_string(&answer, why.message);
    }
    bool written = !answer.failed && child_send(descriptor, answer.bytes, answer.length);
    buffer_release(&answer);
    return written ? 0 : 1;
}

/* --- its answer --------------------------------------------------------------------------------------------------- */

static bool take_feed(struct discovery *discovery, struct arena *arena, const char *url, const char *title)
{
    bool is_clean = !title || clean_is_safe(title, strlen(title));
    struct discovered_feed *feed = is_clean ? array_push(&discovery->feeds) : NULL;
    if (!feed)
        return false;
    *feed = (struct discovered_feed){.url = arena_copy_string(arena, url), .title = arena_copy_string(arena, title)};
    return feed->url != NULL;
}

/* False when the answer is none; a sentence when it is that there are no feeds. */
static bool take_answer(const struct buffer *answer, const struct discovery_source *source, struct arena *arena,
                        struct discovery *discovery, struct error *error)
{
    struct unpacking from = {.bytes = buffer_string(answer), .length = answer->length};
    uint64_t kind = unpack_number(&from);
    discovery->is_page = kind == ANSWER_PAGE;
    if (kind == ANSWER_FEED && !take_feed(discovery, arena, source->url, unpack_string(&from)))
        return false;
    while (kind == ANSWER_PAGE && !from.failed && from.length) {
        const char *url = unpack_string(&from), *title = unpack_string(&from);
        if (!url || !child_may_open(url) || !take_feed(discovery, arena, url, title))
            return false;
    }
    if (kind == ANSWER_NEITHER) {
        const char *why = unpack_string(&from);
        error_set(error, "%s", why ? why : "");
    }
    return kind <= ANSWER_NEITHER && unpack_is_done(&from);
}

bool discovery_make(const struct discovery_source *source, child_work *work, struct arena *arena,
                    struct discovery *discovery, struct error *error)
{
    static const struct child_limits limits = {.memory = INGEST_MEMORY, .files = INGEST_FILES};
    struct discovery_source copied = *source; /* for the copy of this process; `context` is not const */
    struct child child;
    struct buffer answer = buffer_create(ANSWER_SIZE_MAX);
    struct error how = {.message = ""};
    *discovery = (struct discovery){.feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX)};
    *error = (struct error){.message = ""};
    if (!child_fork(work, &copied, &limits, &child, error))
        return false;
    struct error ignored;
    bool is_read = input_read_whole(child.descriptor, &answer, &ignored);
    bool has_ended = child_end(&child, !is_read, &how);
    bool is_answer = has_ended && take_answer(&answer, source, arena, discovery, error);
    buffer_release(&answer);
    if (!is_answer)
        return error_set(error, "the process that reads it %s", has_ended ? "talks nonsense" : how.message);
    return discovery->feeds.count > 0;
}
