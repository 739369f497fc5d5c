/* lexicon_key: a word in the form in which the lexicon has it, so that whoever compiles the lists and whoever looks words up
 * agree. Never in here: the table. */
#ifndef WHOSAID_ANNOTATE_LEXICON_KEY_H
#define WHOSAID_ANNOTATE_LEXICON_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No word or phrase worth a list is longer; a longer stretch of text is in none. */
enum { LEXICON_KEY_MAX = 96 };

struct lexicon_key {
    uint64_t hash; /* of the bytes so far, and of `exact` */
    size_t length;
    bool exact;    /* in upper and lower case as written; else all in lower case */
    bool overflow; /* longer than LEXICON_KEY_MAX: the key of nothing */
    char bytes[LEXICON_KEY_MAX];
};

/* An empty key. */
void lexicon_key_begin(struct lexicon_key *key, bool exact);

/* Appends UTF-8 text: curly single marks made straight and, unless the key is exact, upper case made lower by the simple
 * mapping of UnicodeData.txt. */
void lexicon_key_append(struct lexicon_key *key, const char *text, size_t length);

#endif
