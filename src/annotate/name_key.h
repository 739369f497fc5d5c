/* name_key: names compared as readers compare them, without case, accents, dots and blanks: "U.S." is "US", "ERDOĞAN" is
 * "Erdogan". And a table from such keys to numbers. Never in here: what a name is. */
#ifndef WHOSAID_ANNOTATE_NAME_KEY_H
#define WHOSAID_ANNOTATE_NAME_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The key of `length` bytes of UTF-8: a 64-bit hash, never 0. Two different names of one article have the same key with a
 * probability below 1 in 10^10, which is accepted. */
uint64_t name_key(const char *text, size_t length);

/* The key of two pieces set one behind the other with nothing between. */
uint64_t name_key_join(uint64_t key, const char *text, size_t length);

struct name_slot {
    uint64_t key; /* 0: free */
    int numbers[4];
};

/* Open addressing; all slots are made at once, for at most `most` different keys. */
struct name_table {
    struct name_slot *slots;
    size_t mask;
};

/* False when memory is short. Give it back with name_table_release in either case. */
bool name_table_create(struct name_table *table, size_t most);
void name_table_release(struct name_table *table);

/* The slot of that key, made with numbers 0 where there is none yet. Never NULL. */
struct name_slot *name_table_slot(const struct name_table *table, uint64_t key);

/* The slot of that key, or NULL. */
const struct name_slot *name_table_find(const struct name_table *table, uint64_t key);

#endif
