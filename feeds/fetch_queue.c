/* fetch queue: a line for each host, and a line of hosts. */
#include "feeds/fetch_queue.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum { FIRST_SLOTS = 64 };

struct fetch_host {
    struct fetch_turn *first, *last; /* its requests in line */
    struct fetch_host *next;         /* in the line of hosts */
    bool is_in_line;
    int running;
    char name[];
};

struct fetch_queue fetch_queue_create(int per_host)
{
    return (struct fetch_queue){.per_host = per_host};
}

void fetch_queue_release(struct fetch_queue *queue)
{
    for (size_t i = 0; i < queue->slot_count; i++)
        free(queue->slots[i]);
    free(queue->slots);
    *queue = fetch_queue_create(queue->per_host);
}

/* --- hosts by name ------------------------------------------------------------------------------------------------ */

/* Its slot, or the free one where it belongs. There is always a free one. */
static struct fetch_host **slot_of(const struct fetch_queue *queue, const char *name)
{
    size_t slot = (size_t)hash_string(HASH_START, name) & (queue->slot_count - 1);
    while (queue->slots[slot] && strcmp(queue->slots[slot]->name, name) != 0)
        slot = (slot + 1) & (queue->slot_count - 1);
    return &queue->slots[slot];
}

/* Keeps at least half of the slots, of which there is a power of two, free. */
static bool make_room(struct fetch_queue *queue)
{
    if (queue->host_count < queue->slot_count / 2)
        return true;
    struct fetch_queue larger = *queue;
    larger.slot_count = queue->slot_count ? queue->slot_count * 2 : FIRST_SLOTS;
    larger.slots = calloc(larger.slot_count, sizeof(struct fetch_host *));
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < queue->slot_count; i++)
        if (queue->slots[i])
            *slot_of(&larger, queue->slots[i]->name) = queue->slots[i];
    free(queue->slots);
    *queue = larger;
    return true;
}

static struct fetch_host *find_host(struct fetch_queue *queue, const char *name)
{
    if (!make_room(queue))
        return NULL;
    struct fetch_host **slot = slot_of(queue, name), *host = *slot;
    if (host)
        return host;
    size_t size = strlen(name) + 1;
    host = calloc(1, sizeof *host + size);
    if (!host)
        return NULL;
    memcpy(host->name, name, size);
    *slot = host;
    queue->host_count++;
    return host;
}

/* --- turns -------------------------------------------------------------------------------------------------------- */

/* Puts a host whose turn may come last in the line of hosts. */
static void line_up(struct fetch_queue *queue, struct fetch_host *host)
{
    if (host->is_in_line || !host->first || host->running >= queue->per_host)
        return;
    host->is_in_line = true;
    host->next = NULL;
    *(queue->last ? &queue->last->next : &queue->first) = host;
    queue->last = host;
}

static struct fetch_turn *take_from(struct fetch_queue *queue, struct fetch_host *host)
{
    struct fetch_turn *turn = host->first;
    host->first = turn->next;
    if (!host->first)
        host->last = NULL;
    queue->waiting--;
    return turn;
}

bool fetch_queue_add(struct fetch_queue *queue, const char *host_name, struct fetch_turn *turn)
{
    struct fetch_host *host = find_host(queue, host_name);
    if (!host)
        return false;
    turn->host = host;
    turn->next = NULL;
    *(host->last ? &host->last->next : &host->first) = turn;
    host->last = turn;
    queue->waiting++;
    line_up(queue, host);
    return true;
}

struct fetch_turn *fetch_queue_take(struct fetch_queue *queue)
{
    struct fetch_host *host = queue->first;
    if (!host)
        return NULL;
    queue->first = host->next;
    if (!queue->first)
        queue->last = NULL;
    host->is_in_line = false;
    struct fetch_turn *turn = take_from(queue, host);
    host->running++;
    line_up(queue, host);
    return turn;
}

void fetch_queue_end(struct fetch_queue *queue, struct fetch_turn *turn)
{
    turn->host->running--;
    line_up(queue, turn->host);
}
