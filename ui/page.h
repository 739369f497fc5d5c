/* page: a page of words at the left with a sentence beside each, in the place of the body, to be scrolled and left.
 * Never in here: what is told. */
#ifndef WHOSAID_UI_PAGE_H
#define WHOSAID_UI_PAGE_H

#include <stddef.h>

#include "config/keys.h"

struct ui;

/* Clean lines; where there is no word, the sentence stands alone, and where there is neither, an empty line. */
struct page_entry {
    const char *word, *sentence;
};

/* Shows them under a title until the user leaves: by the screen's keys for leaving and quitting, by Enter, Escape or
 * `again`, the action that has led here. The entries stay the caller's. */
void page_show(struct ui *ui, const char *title, enum action again, const struct page_entry entries[], size_t count);

#endif
