/* subscribe: one address, one request. No other address is guessed at: a server that names no feed has, as a rule, none,
 * and would answer a dozen guesses with a dozen errors. */
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
    struct discovery *discovery;
    bool found;
    struct error error;
};

static void look(void *context, struct fetch_result *result)
{
    struct visit *visit = context;
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
    visit->found = discovery_make(&source, discovery_work, visit->arena, visit->discovery, &visit->error);
    struct discovered_feed *feeds = visit->discovery->feeds.items;
    if (visit->found && !visit->discovery->is_page)
        feeds->url = arena_copy_string(visit->arena, result->moved_to ? result->moved_to : visit->address);
}

bool subscribe_discover(const struct fetch_options *options, const char *address, struct arena *arena,
                        struct discovery *discovery, struct error *error)
{
    *discovery = (struct discovery){.feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX)};
    struct visit visit = {.options = options, .address = address, .arena = arena, .discovery = discovery};
    const struct fetch_request request = {.url = address};
    if (!fetch_one(options, &request, look, &visit, error))
        return error_prefix(error, "%s: ", url_behind_password(address));
    if (arena_failed(arena))
        return error_out_of_memory(error, "subscribing");
    return visit.found || error_set(error, "%s: %s", url_behind_password(address), visit.error.message);
}
