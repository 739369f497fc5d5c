/* attribution text: the model of attribution as people, version control and the trainer have it. The program does not read it:
 * src/compile makes a table of it (attribution_model.h). Never in here: applying the weights. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_TEXT_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_TEXT_H

#include <stdbool.h>

struct attribution_model;
struct buffer;
struct error;

/* What a weight of 1 is in the text, and in the table. */
enum { ATTRIBUTION_SCALE = 20 };

/* Appends the model: its calibration, then one feature a line, family, value and weight in twentieths; those of zero are left
 * out. The buffer remembers when it refused. */
void attribution_text_write(const struct attribution_model *model, struct buffer *buffer);

/* Reads what attribution_text_write wrote into a model of zeros; lines that begin with # are comments. False and a sentence
 * with the line that is none of a model: features that are no more are an error. */
bool attribution_text_read(struct attribution_model *model, const char *text, struct error *error);

#endif
