/* shelf: what there is to read, as the lists of the screen see it: the rows of the library, and the articles that one
 * of the rows opened. There are two kinds: opened files (shelf_files.h) and the archive (shelf_archive.h); whoever
 * walks through lists need not know which. Never in here: cursors, screens, what the user does. */
#ifndef WHOSAID_APP_SHELF_H
#define WHOSAID_APP_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct article;
struct error;

enum shelf_row_type {
    SHELF_FILE, /* or a folder of files, or standard input: an only article opens at once; past its last one comes the
                 * first of the next row */
    SHELF_UNREAD,
    SHELF_EVERYTHING,
    SHELF_STARRED,
    SHELF_SAVED,  /* kept by the user, from no feed */
    SHELF_SEARCH, /* under a name, or just asked for */
    SHELF_FOLDER,
    SHELF_FEED
};

/* A row of the library. Strings are clean lines, valid until the shelf changes; an absent one is NULL. */
struct shelf_row {
    enum shelf_row_type type;
    const char *title; /* never NULL */
    int64_t id;        /* of a feed or a saved search; 0: neither */
    const char *path;  /* of a file as the user gave it, not clean; of a folder; of a search, what is asked */
    size_t depth;      /* folders around it */
    size_t articles, unread;
    bool is_uncounted;           /* a search: these are of some time ago */
    const struct article *first; /* of a file; else NULL */
    bool is_folded;              /* a folder whose feeds are not listed */
    bool is_failing;             /* a feed whose last fetch failed */
    bool is_dormant;             /* a feed that is not fetched: paused, or gone for good */
};

/* A row of the list of articles. Its strings are clean lines, valid until another row is asked for. */
struct shelf_entry {
    int64_t key; /* tells the article from all others of the shelf */
    const char *title;
    size_t title_length; /* of one without a title, its first words */
    const char *source;  /* where it was published; NULL: unknown, or the same for all of the list */
    int64_t feed;        /* of the archive that it came from; 0: none, or unknown */
    const char *byline, *link;
    const struct article *article; /* where it is in memory already; else NULL */
    bool has_published;
    int64_t published; /* seconds since 1970 UTC */
    size_t quotations; /* how many are known */
    bool is_unread, is_starred;
    bool has_changed; /* upstream, since it was read */
    bool is_gone;     /* deleted meanwhile: it has a row, and cannot be opened */
};

struct shelf;

/* What a kind of shelf does; the functions below hand on to it. */
struct shelf_type {
    size_t (*row_count)(const struct shelf *shelf);
    struct shelf_row (*row)(const struct shelf *shelf, size_t row);
    bool (*enter)(struct shelf *shelf, size_t row, struct error *error);
    struct shelf_row (*list)(const struct shelf *shelf);
    size_t (*entry_count)(const struct shelf *shelf);
    struct shelf_entry (*entry)(struct shelf *shelf, size_t entry);
    struct article *(*open)(struct shelf *shelf, size_t entry, struct error *error);
    void (*close)(struct shelf *shelf, struct article *article); /* NULL: articles stay in memory */
};

/* The first member of every kind. */
struct shelf {
    const struct shelf_type *type;
};

/* The rows of the library, and one of them; `row` is less than the count. */
size_t shelf_row_count(const struct shelf *shelf);
struct shelf_row shelf_row(const struct shelf *shelf, size_t row);

/* Makes the articles of that row the list. False and a sentence, the list as it was, when they cannot be read. */
bool shelf_enter(struct shelf *shelf, size_t row, struct error *error);

/* The row whose articles are the list; before shelf_enter, the first one. */
struct shelf_row shelf_list(const struct shelf *shelf);

/* The articles of the list, and one of them; `entry` is less than the count. */
size_t shelf_entry_count(const struct shelf *shelf);
struct shelf_entry shelf_entry(struct shelf *shelf, size_t entry);

/* The article, with annotations where the shelf keeps them. NULL and a sentence when it cannot be read. It is the
 * caller's until shelf_close where shelf_keeps_articles is false, else the shelf's. */
struct article *shelf_open(struct shelf *shelf, size_t entry, struct error *error);
void shelf_close(struct shelf *shelf, struct article *article);

/* True where articles stay in memory, opened or not. */
bool shelf_keeps_articles(const struct shelf *shelf);

#endif
