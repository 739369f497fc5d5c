/* subscriptions JSON: a list of subscriptions as the object that `whosaid import --dry-run --json` prints. Never in
 * here: reading and writing files. */
#ifndef WHOSAID_APP_SUBSCRIPTIONS_JSON_H
#define WHOSAID_APP_SUBSCRIPTIONS_JSON_H

#include <jansson.h>

struct subscriptions;

/* A new reference to {"feeds": [{"title", "url", "html_url", "tags": […]}]}, or NULL when memory is short. What a list
 * does not say is left out; `tags` is always there. */
json_t *subscriptions_to_json(const struct subscriptions *list);

#endif
