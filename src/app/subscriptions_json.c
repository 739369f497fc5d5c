/* subscriptions JSON: json_pack builds each object in one line. In its formats, `s*` leaves an absent string out, and
 * `o` fails the whole object when its part is NULL, which here means short memory. */
#include "app/subscriptions_json.h"

#include "app/json_parts.h"
#include "feeds/subscriptions.h"

static json_t *tags_to_json(const struct subscription *feed)
{
    json_t *tags = json_array();
    for (size_t i = 0; i < feed->tags.count; i++)
        tags = array_with(tags, json_string(feed->tags.items[i]));
    return tags;
}

json_t *subscriptions_to_json(const struct subscriptions *list)
{
    json_t *feeds = json_array();
    const struct subscription *items = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++)
        feeds = array_with(feeds, json_pack("{s:s*,s:s,s:s*,s:o}", "title", items[i].title, "url", items[i].url,
                                            "html_url", items[i].page, "tags", tags_to_json(&items[i])));
    return json_pack("{s:o}", "feeds", feeds);
}
