/* name_key: names compared as readers compare them, without case, accents, dots and blanks: "U.S." is "US", "ERDOĞAN"
 * is "Erdogan". And a table from such keys to numbers. Never in here: what a name is. */
#ifndef WHOSAID_ANNOTATE_NAME_KEY_H
#define WHOSAID_ANNOTATE_NAME_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The key of `length` bytes of UTF-8: a 64-bit hash, never 0. Two different names of one article have the same key with
 * a probability below 1 in 10^10, which is accepted. */
uint64_t name_key(const char *text, size_t length);

/* The key of what is left of a name when its vowels (but not the first letter) and doubled consonants are taken out:
 * "Zelensky" and "Zelenskyy", "Kristen" and "Kristin", "Untied" and "United" have one. Never 0. */
uint64_t name_skeleton_key(const char *text, size_t length);

/* True when the two names, whose skeletons are the same, are two spellings or one a slip of the pen: one letter put in,
 * left out, changed or swapped (Damerau 1964) in a name of five letters and more, two in one of eight and more. */
bool name_spellings_agree(const char *one, size_t one_length, const char *other, size_t other_length);

struct name_slot {
    uint64_t key; /* 0: free */
    int numbers[4];
};

/* Open addressing; grows by itself. */
struct name_table {
    struct name_slot *slots;
    size_t count, mask;
    struct name_slot spill; /* handed out when memory is short */
    bool failed;            /* memory was short: slots are missing */
};

/* An empty table; memory is taken with the first slot. Give it back with name_table_release. */
struct name_table name_table_create(void);
void name_table_release(struct name_table *table);

/* The slot of that key, made with numbers 0 where there is none yet; valid until the next one is made. Never NULL: when
 * memory is short it is a slot that will not be found again, and `failed` is set. */
struct name_slot *name_table_slot(struct name_table *table, uint64_t key);

/* The slot of that key, or NULL. */
const struct name_slot *name_table_find(const struct name_table *table, uint64_t key);

#endif
