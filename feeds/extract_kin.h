/* extract kin: what of a page was made by the same template, told by the names of its boxes. Never in here: what runs
 * say. */
#ifndef WHOSAID_FEEDS_EXTRACT_KIN_H
#define WHOSAID_FEEDS_EXTRACT_KIN_H

#include <stdbool.h>

struct extract_view;
struct outline;

/* Finds the families of runs: those whose boxes, and the boxes around these, have the same names. A template gives the
 * paragraphs of an article the same names, however many boxes they are spread over. False when memory is short; what
 * the view got is released with it in either case. */
bool extract_kin_find(struct extract_view *view);

/* Of each box, for free(), whether it is a teaser or within one: one of three boxes and more that stand side by side,
 * have the same names, and a line each that is a link, as a headline is; `headed`: which is a heading, too. NULL when
 * memory is short. */
bool *extract_teasers_find(const struct outline *outline, bool headed);

#endif
