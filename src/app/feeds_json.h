/* feeds JSON: what one is subscribed to, as JSON. Never in here: reading the archive. */
#ifndef WHOSAID_APP_FEEDS_JSON_H
#define WHOSAID_APP_FEEDS_JSON_H

#include <jansson.h>

#include "base/array.h"

/* {"feeds": [...]}: an object for each struct archived_feed of the array, in its order; moments after RFC 3339 in UTC,
 * what is not known left out. NULL when memory is short. The caller owns it. */
json_t *feeds_to_json(const struct array *feeds);

#endif
