/* JSON arrays: what every writer of JSON with jansson here appends with. Never in here: what is written. */
#ifndef WHOSAID_APP_JSON_ARRAY_H
#define WHOSAID_APP_JSON_ARRAY_H

#include <jansson.h>

/* Appends `item`, taking it over, and gives back the array. NULL instead of both, which are given up, when either is NULL
 * or memory is short, so that a chain of calls needs one look at its end. */
json_t *array_with(json_t *array, json_t *item);

#endif
