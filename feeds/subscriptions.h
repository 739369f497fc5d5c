/* subscriptions: which feeds a list of subscriptions names, with the tags that sort them: OPML 1 and 2, newsboat's
 * `urls`, newsraft's `feeds`. Never in here: subscribing, fetching. */
#ifndef WHOSAID_FEEDS_SUBSCRIPTIONS_H
#define WHOSAID_FEEDS_SUBSCRIPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct arena;
struct error;

/* A larger list is refused, and feeds, tags of one feed, folders around each other beyond so many bytes, and warnings
 * beyond these are left out: the longest lists that people keep have some thousand feeds in a few hundred kilobytes. */
#define SUBSCRIPTIONS_SIZE_MAX ((size_t)16 * 1024 * 1024)
enum {
    SUBSCRIPTIONS_MAX = 50000,
    SUBSCRIPTION_TAGS_MAX = 64,
    SUBSCRIPTION_FOLDER_SIZE_MAX = 1024,
    SUBSCRIPTION_WARNINGS_MAX = 100
};

/* Distinct names, in the order of first appearance. */
struct subscription_names {
    const char *const *items;
    size_t count;
};

/* All strings are clean lines (base/clean.h), owned by the list. */
struct subscription {
    const char *url;   /* as the list has it; http and https are not promised */
    const char *title; /* NULL when the list has none */
    const char *page;  /* the address of the site, as the list has it; NULL when there is none */
    struct subscription_names
        tags; /* all that sort it: the names of the folders around it, outermost first, then labels */
    struct subscription_names folders; /* where it stands: paths (base/folder_path.h); none: at the top */
    struct subscription_names labels;  /* the tags that are no folders */
};

struct subscriptions {
    struct arena *arena;
    struct array feeds;    /* of struct subscription, one for each distinct URL, in the order of first appearance */
    struct array warnings; /* of const char *, clean: "line 12: …" */
};

/* Reads the list in `bytes`, of any encoding; what it is, its bytes tell. Of a feed that is listed twice the first
 * title and page count, and the folders and labels of all places. An ill-formed list yields what could be read, and
 * warnings. False and a sentence (without the file's name), `list` empty, when this is no list of subscriptions, it is
 * too large, or memory is short. Release the list in either case. */
bool subscriptions_read(const char *bytes, size_t length, struct subscriptions *list, struct error *error);

void subscriptions_release(struct subscriptions *list);

/* For the readers of the formats. Each remembers short memory in the list's arena and arrays. */

/* The text as a clean line of at most BUILDER_LINE_MAX bytes in the list's arena; NULL when nothing is left of it or
 * memory is short. */
const char *subscriptions_line(struct subscriptions *list, const char *text, size_t length);

/* The same for an address, which is not cut: NULL, and a warning about the line, when it is longer than
 * URL_LENGTH_MAX. */
const char *subscriptions_address(struct subscriptions *list, size_t line, const char *text, size_t length);

/* The path of the folder `name` inside of `outer` (NULL: at the top); `outer` itself when it would be longer than
 * SUBSCRIPTION_FOLDER_SIZE_MAX, or memory is short. */
const char *subscriptions_folder(struct subscriptions *list, const char *outer, const char *name);

/* The names in the list's arena, which has their strings already; none when memory is short. */
struct subscription_names subscriptions_names(struct subscriptions *list, const char *const *names, size_t count);

/* Adds a place where a feed is listed; its strings live as long as the list. What has no URL is passed over. */
void subscriptions_add(struct subscriptions *list, const struct subscription *place);

/* Adds a warning about a line, counted from 1; 0: about the whole list. */
void subscriptions_warn(struct subscriptions *list, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
