/* subscribe: one address, one request. No other address is guessed at: a server that names no feed has, as a rule,
 * none, and would answer a dozen guesses with a dozen errors. */
#include "app/subscribe.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/autodiscovery.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "feeds/url.h"

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
    struct subscribe_find *find;
    bool found;
    struct error error;
};

struct kept_answer {
    struct fetch_result result;
    struct buffer body;
};

/* The answer of a feed, out of the fetcher's hands: strings as copies, the body taken away. False when memory is
 * short. */
static bool keep_answer(struct visit *visit, const char *url, struct fetch_result *result)
{
    struct kept_answer *kept = arena_allocate(visit->arena, sizeof *kept);
    if (!kept)
        return false;
    kept->result = *result;
    kept->body = *result->body;
    *result->body = buffer_create(0);
    kept->result.body = &kept->body;
    const char **strings[] = {&kept->result.url, &kept->result.moved_to, &kept->result.etag,
                              &kept->result.last_modified, &kept->result.content_type};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = arena_copy_string(visit->arena, *strings[i]);
    visit->find->fetched = (struct sync_fetched){url, &kept->result};
    return true;
}

static void look(void *context, struct fetch_result *result)
{
    struct visit *visit = context;
    struct discovery *discovery = &visit->find->discovery;
    const struct feed_limits limits = fetch_feed_limits(visit->options);
    const struct discovery_source source = {
        .url = result->url,
        .content_type = result->content_type,
        .bytes = buffer_string(result->body),
        .length = result->body->length,
        .limits = &limits,
    };
    if (result->outcome != FETCH_BODY) {
        error_set(&visit->error, "%s", result->error ? result->error : "nothing came");
        return;
    }
    visit->found = discovery_make(&source, discovery_work, visit->arena, discovery, &visit->error);
    if (!visit->found || discovery->is_page)
        return;
    struct discovered_feed *feed = discovery->feeds.items;
    feed->url = arena_copy_string(visit->arena, result->moved_to ? result->moved_to : visit->address);
    visit->found = keep_answer(visit, feed->url, result) || error_out_of_memory(&visit->error, "subscribing");
}

bool subscribe_discover(const struct fetch_options *options, const char *address, struct arena *arena,
                        struct subscribe_find *find, struct error *error)
{
    *find = (struct subscribe_find){
        .discovery = {.feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX)}};
    struct visit visit = {.options = options, .address = address, .arena = arena, .find = find};
    const struct fetch_request request = {.url = address};
    if (!fetch_one(options, &request, look, &visit, error))
        return error_prefix(error, "%s: ", url_behind_password(address));
    if (arena_failed(arena))
        return error_out_of_memory(error, "subscribing");
    return visit.found || error_set(error, "%s: %s", url_behind_password(address), visit.error.message);
}

void subscribe_fetched_release(struct sync_fetched *fetched)
{
    if (fetched->result)
        buffer_release(fetched->result->body);
    fetched->result = NULL;
}

void subscribe_find_release(struct subscribe_find *find)
{
    array_release(&find->discovery.feeds);
    subscribe_fetched_release(&find->fetched);
}
