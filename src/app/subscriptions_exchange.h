/* subscriptions exchange: lists of subscriptions in and out of the archive. Never in here: files, the formats of
 * lists. */
#ifndef WHOSAID_APP_SUBSCRIPTIONS_EXCHANGE_H
#define WHOSAID_APP_SUBSCRIPTIONS_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct archive;
struct arena;
struct error;
struct subscriptions;

/* Told for every feed that is left out or changed on its way: a whole sentence. */
typedef void exchange_warning(void *context, const char *sentence);

/* Appends to `feeds`, an array of struct subscription, one for each struct archived_feed of `archived`, with the name
 * that the user sees. A user name and password in an address are left out, with a warning, unless they are to be kept:
 * lists are given away. Strings belong to the archived feeds or the arena. False when memory is short. */
bool exchange_give(const struct array *archived, bool keep_passwords, struct arena *arena, struct array *feeds,
                   exchange_warning *warn, void *context);

struct exchange_counts {
    size_t added, known, refused;
};

/* Subscribes to every feed of the list, in one transaction. What the list calls a feed is the user's name for it; one
 * that is known already gets its folders and labels besides its own. An address that cannot be fetched is refused, with
 * a warning. False and a sentence, nothing changed, when the archive cannot be written or memory is short. */
bool exchange_take(struct archive *archive, const struct subscriptions *list, struct exchange_counts *counts,
                   exchange_warning *warn, void *context, struct error *error);

#endif
