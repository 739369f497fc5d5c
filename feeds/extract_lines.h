/* extract lines: what the words of a short run say about its part of the page. Never in here: what that weighs. */
#ifndef WHOSAID_FEEDS_EXTRACT_LINES_H
#define WHOSAID_FEEDS_EXTRACT_LINES_H

#include <stddef.h>

struct outline;

/* Each a bit. */
enum extract_line {
    LINE_BOILERPLATE = 1 << 0, /* one of the lines known as boilerplate (boilerplate.h) */
    LINE_TITLE = 1 << 1,       /* it says what the title says */
    LINE_ASKS = 1 << 2,        /* it has words by which pages ask for something */
    LINE_OTHERS = 1 << 3,      /* it heads other articles, or comments */
    LINE_UNDER_OTHERS = 1 << 4 /* the last such line or heading before it does; of long runs, too */
};

/* The bits of each run of the outline, for free(); NULL when memory is short. `title` may be NULL. */
unsigned char *extract_lines_read(const struct outline *outline, const char *title);

#endif
