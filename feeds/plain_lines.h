/* plain lines: a text's lines, measured, and which of them are one paragraph. Never in here: blocks. */
#ifndef WHOSAID_FEEDS_PLAIN_LINES_H
#define WHOSAID_FEEDS_PLAIN_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

/* What a line begins with, so that it cannot carry on the line before it. */
enum plain_line_kind {
    PLAIN_EMPTY,
    PLAIN_TEXT,
    PLAIN_ITEM,  /* "- ", "* ", "1. " */
    PLAIN_QUOTE, /* "> " */
    PLAIN_RULE   /* "-----", "* * *": between paragraphs, or under a headline */
};

struct plain_line {
    enum plain_line_kind kind;
    const char *text;   /* behind indentation, item marker, quotation marks; without blanks at its end */
    size_t length;      /* in bytes */
    size_t indent;      /* blanks before it, a tab counting eight */
    size_t columns;     /* from the left edge to its end, in characters */
    size_t first_word;  /* in characters */
    unsigned depth;     /* of quotation */
    int number;         /* of an item; 0 for a bullet */
    char number_end;    /* '.' or ')' behind it */
    bool ends_sentence; /* a full stop or the like, quotation marks and brackets aside */
    bool joins_next;    /* it and the next line are one paragraph */
};

/* Splits UTF-8 text (lines end in U+000A) into an array of struct plain_line that point into it, and finds out which
 * belong together. `failed` when memory was short or there are too many. */
struct array plain_lines(const char *text, size_t length);

/* True when the line begins with a small letter, as one does that carries on a sentence. */
bool plain_line_starts_lower(const struct plain_line *line);

#endif
