/* word_lists: the lists of config/lang/, read and put together: what all of them say about each word. Runs while the
 * program is built, never in it. Never in here: the form in which the program has them (lexicon_writer.h). */
#ifndef WHOSAID_COMPILE_WORD_LISTS_H
#define WHOSAID_COMPILE_WORD_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/lexicon.h"
#include "base/array.h"

struct arena;
struct error;

/* The value behind an entry. */
struct list_value {
    enum word_class word_class;
    const char *text;
    const struct list_value *next; /* the same entry's value in another list */
};

/* An entry, the beginning of one, or a word that an entry differs from by case alone. */
struct list_word {
    uint64_t hash;
    const char *bytes; /* the key (lexicon_key.h), NUL-terminated */
    size_t length;
    bool exact, has_exact;
    struct word_classes found;
    const struct list_value *values;
};

struct word_lists {
    struct arena *arena;
    struct array words;     /* of struct list_word *, in the order in which the lists name them */
    struct list_word **all; /* the same by hash: open addressing, at most half full */
    size_t capacity;        /* of `all`, a power of two */
    uint64_t exact;         /* the classes in which case matters */
};

/* Empty lists; false and a sentence when memory is short. Give them back with word_lists_release either way. */
bool word_lists_create(struct word_lists *lists, struct error *error);
void word_lists_release(struct word_lists *lists);

/* Adds the list of that class from the `length` bytes of its file (lexicon.h tells the form). False and a sentence,
 * with the file's name and the line in front, when a line is no entry, stands twice, or memory is short. */
bool word_lists_add(struct word_lists *lists, enum word_class word_class, const char *file_name, const char *text,
                    size_t length, struct error *error);

#endif
