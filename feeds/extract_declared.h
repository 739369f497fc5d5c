/* extract declared: the text that a page declares to be its article's (schema.org's articleBody), as something to
 * compare runs with. Never in here: where it was declared. */
#ifndef WHOSAID_FEEDS_EXTRACT_DECLARED_H
#define WHOSAID_FEEDS_EXTRACT_DECLARED_H

#include <stdbool.h>
#include <stddef.h>

struct outline_run;
struct declared_text;

/* The text, which may have markup in it; NULL when it is too short to tell anything, or memory is short. The caller
 * owns it. */
struct declared_text *declared_text_create(const char *text, size_t length);

/* NULL is allowed. */
void declared_text_destroy(struct declared_text *declared);

/* True when most of the run's stretches of three words (of a shorter run: all its words in a row) stand in the text. */
bool declared_text_holds(const struct declared_text *declared, const struct outline_run *run);

#endif
