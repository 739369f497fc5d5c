/* fetch queue: whose turn it is. Requests of one host go in the order in which they came, a few at once; the hosts take
 * turns, so that a list sorted by host is not fetched host by host. Never in here: libcurl. */
#ifndef WHOSAID_FEEDS_FETCH_QUEUE_H
#define WHOSAID_FEEDS_FETCH_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct fetch_host;

/* What stands in line; the first member of whatever does. */
struct fetch_turn {
    struct fetch_turn *next;
    struct fetch_host *host; /* set by fetch_queue_add */
};

struct fetch_queue {
    struct fetch_host **slots; /* a hash table of hosts by name, probed linearly */
    size_t slot_count, host_count;
    struct fetch_host *first,
        *last;      /* those whose turn comes: with a request in line, and less than the most running */
    size_t waiting; /* requests in line */
    int per_host;
};

/* An empty queue of at most `per_host` at once for each host. */
struct fetch_queue fetch_queue_create(int per_host);

/* Forgets all; what still stands in line is not touched. */
void fetch_queue_release(struct fetch_queue *queue);

/* Puts it last in line for its host, a name in lower case. False when memory is short. */
bool fetch_queue_add(struct fetch_queue *queue, const char *host, struct fetch_turn *turn);

/* Takes out whatever comes next, which then counts as running until fetch_queue_end; NULL when nothing can. */
struct fetch_turn *fetch_queue_take(struct fetch_queue *queue);

/* Says that it runs no longer. */
void fetch_queue_end(struct fetch_queue *queue, struct fetch_turn *turn);

#endif
