/* annotate: text in, spans out. Finds the quotations of an article, who said them, and every person, organization and
 * place with all their names. Never in here: files, networks, XML, screens. */
#ifndef WHOSAID_ANNOTATE_ANNOTATE_H
#define WHOSAID_ANNOTATE_ANNOTATE_H

#include <stdbool.h>

struct article;
struct attribution_observer;
struct error;

/* Tells annotators apart: a number from 1 to 2^31 - 1 that the build makes of the passes, lists and weights together, so
 * that nobody can forget to raise it. What another one annotated is kept until it is annotated anew. */
extern const unsigned annotate_version;

/* The word lists, ready for look-up: made once, shared by any number of articles, never written afterwards. */
struct annotator;

/* NULL and a sentence in `error` when memory is short or a built-in list is malformed. The caller owns it. */
struct annotator *annotator_create(struct error *error);
void annotator_destroy(struct annotator *annotator);

/* Reads text and blocks of the article and fills in quotations, mentions and entities (kept in its arena), in place of
 * those that it had. Linear in the text. False and a sentence, the article left without annotations, when memory is
 * short or a ceiling is reached. */
bool annotate(const struct annotator *annotator, struct article *article, struct error *error);

/* Runs the same passes and shows each choice of a speaker to the observer (attribution.h); the article, which is only
 * read, keeps what it has. For evidence.h. False and a sentence when memory is short or a ceiling is reached. */
bool annotate_watched(const struct annotator *annotator, const struct article *article,
                      const struct attribution_observer *observer, struct error *error);

#endif
