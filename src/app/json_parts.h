/* JSON parts: what every writer of JSON with jansson here is made of. Never in here: what is written. */
#ifndef WHOSAID_APP_JSON_PARTS_H
#define WHOSAID_APP_JSON_PARTS_H

#include <jansson.h>

#include "article/article.h"

struct offsets;

/* Appends `item`, taking it over, and gives back the array. NULL instead of both, which are given up, when either is
 * NULL or memory is short, so that a chain of calls needs one look at its end. */
json_t *array_with(json_t *array, json_t *item);

/* A stretch of the article's text as {start, end, text}, counted in code points as `offsets` does; null for an empty
 * one. NULL when memory is short. */
json_t *range_to_json(const struct article *article, const struct offsets *offsets, struct range range);

/* A probability or weight as it is printed, with three decimals. */
double json_thousandths(double value);

#endif
