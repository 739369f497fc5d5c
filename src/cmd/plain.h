/* plain: an article as plain text, as a file or a pipe takes it. Never in here: how an article is laid out. */
#ifndef WHOSAID_CMD_PLAIN_H
#define WHOSAID_CMD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct article;

struct plain_style {
    size_t width;    /* columns of a line at most; 0: a line a paragraph */
    bool hyperlinks; /* the text of a link is one for the terminal, too (OSC 8) */
    bool links;      /* links are numbered, and their addresses listed at the end */
    bool speakers;   /* behind each quotation stands who says it, in brackets */
};

/* Prints the article's blocks on standard output as the reader lays them out, in ASCII but for the text: an empty line
 * between two, boilerplate left out, items and block quotations marked as in e-mail, tables with bars. A table or a
 * line of code may be wider than the width. False when memory is short (told) or standard output refuses (left for
 * command_finish to tell). */
bool plain_print(const struct article *article, const struct plain_style *style);

/* Prints what separates two articles, when there was one before: a form feed, as between the pages of a text file. */
void plain_separate(bool again);

#endif
