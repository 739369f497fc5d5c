/* feed tree: the rows of the archive's library: what is unread, starred, saved; saved searches; folders with their
 * feeds. Never in here: articles, cursors. */
#ifndef WHOSAID_APP_FEED_TREE_H
#define WHOSAID_APP_FEED_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/shelf.h"
#include "base/array.h"

struct archive;
struct archived_feed;
struct arena;
struct error;

struct feed_tree {
    struct arena *arena;
    struct array rows;     /* of struct shelf_row */
    struct array feeds;    /* of struct archived_feed, by title */
    struct array searches; /* of struct saved_search */
};

/* Reads all of it: first the lists, then the searches by name, then the folders by name, each with the folders and the
 * feeds in it, then the feeds that are in none. A feed stands in every folder that it is in, and counts once in each.
 * `folded` are the paths of the folders whose content is left out, a line each. False and a sentence, the tree empty,
 * when the archive cannot be read or memory is short. Release it in either case; a zeroed one, too. */
bool feed_tree_read(struct feed_tree *tree, struct archive *archive, const char *folded, struct error *error);
void feed_tree_release(struct feed_tree *tree);

/* Makes the rows of folders and feeds alone, of the feeds that stand in `tree->feeds`. As feed_tree_read, which does
 * it. */
bool feed_tree_arrange(struct feed_tree *tree, const char *folded, struct error *error);

/* The feed of a row, as archive_feeds_list gives it; NULL for a row that is none. */
struct archived_feed *feed_tree_feed(const struct feed_tree *tree, const struct shelf_row *row);

#endif
