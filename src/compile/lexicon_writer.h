/* lexicon_writer: the word lists in the form in which the program has them (annotate/lexicon_table.h). Runs while the
 * program is built, never in it. */
#ifndef WHOSAID_COMPILE_LEXICON_WRITER_H
#define WHOSAID_COMPILE_LEXICON_WRITER_H

#include <stdbool.h>

struct buffer;
struct error;
struct word_lists;

/* Appends the table to `out`; the same lists give the same bytes on every machine. False and a sentence when memory is
 * short or the lists are larger than the table's form can hold. */
bool lexicon_write(const struct word_lists *lists, struct buffer *out, struct error *error);

#endif
