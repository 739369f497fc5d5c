/* subscribe: what was fetched is asked whether it is a feed, and else which feeds it names. No other address is guessed
 * at: a server that names no feed has, as a rule, none, and would answer a dozen guesses with a dozen errors. */
#include "app/subscribe.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/autodiscovery.h"
#include "feeds/byte_source.h"
#include "feeds/encoding.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "feeds/html.h"

struct feed_wishes feed_wishes_general(void)
{
    return (struct feed_wishes){
        .interval = ARCHIVE_GENERAL,
        .keep_articles = ARCHIVE_GENERAL,
        .keep_days = ARCHIVE_GENERAL,
        .full_text = ARCHIVE_GENERAL,
    };
}

/* One address on its way. */
struct visit {
    const struct fetch_options *options;
    const char *address;
    struct arena *arena;
    struct discovery *discovery;
    bool found;
    struct error error;
};

/* Items are let go: whoever only counts them is not told the feed's title either (feed.h). */
static bool pass_over(void *context, const struct feed_item *item, struct error *error)
{
    (void)context, (void)item, (void)error;
    return true;
}

/* True when the body is a feed, which then is what was looked for. */
static bool take_feed(struct visit *visit, const struct fetch_result *result)
{
    const struct byte_source source = byte_source_of_memory(buffer_string(result->body), result->body->length);
    const struct feed_limits limits = fetch_feed_limits(visit->options);
    const struct feed_options reading = {.url = result->url, .content_type = result->content_type, .limits = &limits};
    const struct feed_sink sink = {pass_over, NULL};
    struct feed feed = feed_create();
    bool is_feed = feed_read(&source, &reading, &sink, &feed, &visit->error);
    struct discovered_feed *found = is_feed ? array_push(&visit->discovery->feeds) : NULL;
    if (found) {
        found->url = arena_copy_string(visit->arena, result->moved_to ? result->moved_to : visit->address);
        found->title = arena_copy_string(visit->arena, feed.title);
    }
    feed_release(&feed);
    return is_feed;
}

/* Collects the feeds that the body names; whatever is no page names none. */
static bool take_page(struct visit *visit, const struct fetch_result *result)
{
    char charset[ENCODING_NAME_SIZE];
    bool has_charset = encoding_of_media_type(result->content_type, charset);
    struct buffer text = buffer_create(HTML_SIZE_MAX);
    bool read =
        encoding_to_utf8(buffer_string(result->body), result->body->length, has_charset ? charset : NULL, &text) &&
        autodiscovery_find(buffer_string(&text), text.length, result->url, visit->arena, &visit->discovery->feeds);
    buffer_release(&text);
    if (!read)
        return error_out_of_memory(&visit->error, "looking for feeds in it");
    visit->discovery->is_page = true;
    return visit->discovery->feeds.count > 0;
}

static void look(void *context, struct fetch_result *result)
{
    struct visit *visit = context;
    if (result->outcome != FETCH_BODY)
        error_set(&visit->error, "%s", result->error ? result->error : "nothing came");
    else
        visit->found = take_feed(visit, result) || take_page(visit, result);
}

bool subscribe_discover(const struct fetch_options *options, const char *address, struct arena *arena,
                        struct discovery *discovery, struct error *error)
{
    *discovery = (struct discovery){.feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX)};
    struct visit visit = {.options = options, .address = address, .arena = arena, .discovery = discovery};
    const struct fetch_request request = {.url = address};
    if (!fetch_one(options, &request, look, &visit, error))
        return error_prefix(error, "%s: ", address);
    if (visit.found && (discovery->feeds.failed || arena_failed(arena)))
        return error_out_of_memory(error, "subscribing");
    return visit.found || error_set(error, "%s: %s", address, visit.error.message);
}
