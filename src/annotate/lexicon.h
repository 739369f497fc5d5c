/* lexicon: the word lists of config/lang/en/, one look-up for all of them. Never in here: what a class of words means
 * to a pass. */
#ifndef WHOSAID_ANNOTATE_LEXICON_H
#define WHOSAID_ANNOTATE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct analysis;

/* One class a list: WORD_CLASS(identifier, "file under config/lang/en/"). At most 64. Each list has one entry a line,
 * comments behind '#', and behind a tab, where the list has such, a value. Entries may be several words; matching
 * ignores case unless the file's first line says `# case matters`. A curly apostrophe matches a straight one. The lists are
 * compiled into one table when the program is built (src/compile/), and a malformed one stops the build. */
enum word_class {
#define WORD_CLASS(identifier, file) WORD_##identifier,
#include "annotate/word_classes.def"
#undef WORD_CLASS
    WORD_CLASS_COUNT
};

_Static_assert(WORD_CLASS_COUNT <= 64, "a word's classes are the bits of one uint64_t");

#define WORD_BIT(word_class) ((uint64_t)1 << (word_class))

struct lexicon;

/* The lists of the program, compiled: a constant that is used where it lies. Nobody frees it. */
const struct lexicon *lexicon_built_in(void);

/* What the lists say about a word: the classes that it belongs to, and those in which it begins an entry of more. */
struct word_classes {
    uint64_t classes, begins;
};

/* The classes of one word or phrase of `length` bytes of UTF-8 (words separated by single blanks); nothing when it is in
 * no list. */
struct word_classes lexicon_look_up(const struct lexicon *lexicon, const char *text, size_t length);

/* The value behind the entry in the list of that class; NULL when it is not there or has none. Owned by the lexicon. */
const char *lexicon_value(const struct lexicon *lexicon, enum word_class word_class, const char *text, size_t length);

/* How many tokens from `first` on, at most to `end`, make the longest entry of that class; 0 when none does. */
size_t lexicon_match(const struct analysis *analysis, enum word_class word_class, size_t first, size_t end);

#endif
