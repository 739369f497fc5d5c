/* evidence JSON: why a quotation has its speaker, as the object that `whosaid annotate --explain` prints. Never in
 * here: weighing. */
#ifndef WHOSAID_APP_EVIDENCE_JSON_H
#define WHOSAID_APP_EVIDENCE_JSON_H

#include <jansson.h>

struct article;
struct evidence;
struct offsets;
struct quotation;

/* A new reference to the object, or NULL when memory is short. Offsets are code points as `offsets` counts them. */
json_t *evidence_to_json(const struct article *article, const struct offsets *offsets,
                         const struct quotation *quotation, const struct evidence *evidence);

#endif
