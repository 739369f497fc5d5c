/* article rows: an article's text and annotations into the tables and back. Never in here: which article it is, marks.
 * No other room includes this. */
#ifndef WHOSAID_STORE_ARTICLE_ROWS_H
#define WHOSAID_STORE_ARTICLE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

struct archive;
struct article;
struct error;

/* Takes away the entities, mentions and quotations under that number. */
bool article_rows_clear(struct archive *archive, int64_t id, struct error *error);

/* Writes text and structure in place of what there is under that number; and entities, mentions and quotations, of
 * which there are none. */
bool article_rows_write(struct archive *archive, int64_t id, const struct article *article, struct error *error);

/* Fills in entities, mentions and quotations of an article that has its text and arena; not yet looked at
 * (article_is_sound). False and a sentence when they cannot be read. */
bool article_rows_read_annotations(struct archive *archive, int64_t id, struct article *article, struct error *error);

#endif
