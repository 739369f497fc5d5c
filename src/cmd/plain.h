/* plain: an article as plain text, as a file or a pipe takes it. Never in here: annotations. */
#ifndef WHOSAID_CMD_PLAIN_H
#define WHOSAID_CMD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct article;

/* Prints the article's blocks on standard output, an empty line between two, boilerplate left out; lines of `width` columns
 * at most, 0 for one line a paragraph. Items and block quotations are marked as in e-mail; code and tables keep their
 * lines. False when memory is short (told) or standard output refuses (left for command_finish to tell). */
bool plain_print(const struct article *article, size_t width);

/* Prints what separates two articles, when there was one before: a form feed, as between the pages of a text file. */
void plain_separate(bool again);

#endif
