/* feed page: all that is known of the feed that is meant, as a page. Never in here: the words (app/feed_facts.h). */
#ifndef WHOSAID_UI_FEED_PAGE_H
#define WHOSAID_UI_FEED_PAGE_H

#include <stddef.h>

struct ui;

/* A row of the table of actions (ui/actions.c); has no use for a count. */
void feed_page_show(struct ui *ui, size_t count);

#endif
