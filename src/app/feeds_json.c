/* feeds JSON: json_pack builds each object; in its formats, `s*` and `o*` leave out what is absent. */
#include "app/feeds_json.h"

#include <stdlib.h>

#include "app/feed_health.h"
#include "app/feed_names.h"
#include "app/json_parts.h"
#include "base/timestamp.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

static json_t *names_to_json(const char *const *names, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        array = array_with(array, json_string(names[i]));
    return array;
}

/* NULL for one that never was, which leaves its member out. */
static json_t *moment_to_json(int64_t moment)
{
    char text[TIMESTAMP_SIZE];
    timestamp_format(moment, text);
    return moment ? json_string(text) : NULL;
}

static json_t *feed_to_json(const struct archived_feed *feed)
{
    const struct feed_state *state = &feed->state;
    char *url = url_without_password(feed->url);
    json_t *json = json_pack(
        "{s:I,s:s,s:s,s:s*,s:o,s:o,s:I,s:I,s:f,s:s,s:o*,s:o*,s:o*,s:o*,s:I,s:s*}", "id", (json_int_t)feed->id, "title",
        feed_name(feed), "url", url, "html_url", feed->page, "folders",
        names_to_json(feed->folders, feed->folder_count), "tags", names_to_json(feed->tags, feed->tag_count), "unread",
        (json_int_t)feed->unread, "articles", (json_int_t)feed->articles, "per_week", feed->per_week, "health",
        feed_health_name(feed_health(feed)), "last_attempt", moment_to_json(state->last_attempt), "last_success",
        moment_to_json(state->last_success), "last_change", moment_to_json(state->last_change), "next_due",
        moment_to_json(state->next_due), "failures", (json_int_t)state->failures, "error", state->last_error);
    free(url);
    return json;
}

json_t *feeds_to_json(const struct array *feeds)
{
    json_t *list = json_array();
    const struct archived_feed *items = feeds->items;
    for (size_t i = 0; i < feeds->count; i++)
        list = array_with(list, feed_to_json(&items[i]));
    return json_pack("{s:o}", "feeds", list);
}
