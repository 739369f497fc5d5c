/* jump list: an ordered list of stops in the text with one of them current. Quotations, one speaker's quotations, one
 * entity's mentions, links, figures, headings, search hits are all jump lists: a new kind of jump is one more function
 * here that collects ranges. Never in here: keys, rows and columns. */
#ifndef WHOSAID_ARTICLE_JUMP_LIST_H
#define WHOSAID_ARTICLE_JUMP_LIST_H

#include "article/article.h"
#include "base/array.h"

enum jump_kind { JUMP_QUOTATIONS, JUMP_SPEAKER, JUMP_ENTITY, JUMP_HEADINGS, JUMP_LINKS, JUMP_FIGURES, JUMP_MATCHES };

struct jump_stop {
    struct range range;
    size_t index; /* which quotation, mention, block, link or figure of the article it is; for a match its own number */
};

struct jump_list {
    enum jump_kind kind;
    size_t entity;      /* whose list it is, for JUMP_SPEAKER and JUMP_ENTITY; else ARTICLE_NONE */
    struct array stops; /* of struct jump_stop, in text order */
    size_t current;     /* ARTICLE_NONE until a stop was jumped to */
};

/* Each makes the list anew from the article, with no stop current; the caller gives it back with jump_list_release.
 * An article without such stops makes an empty list; so does short memory (stops.failed tells). Quotations are the
 * direct and mixed ones: scare quotes are no stops. */
struct jump_list jump_list_of_quotations(const struct article *article);
struct jump_list jump_list_of_speaker(const struct article *article, size_t entity);
struct jump_list jump_list_of_entity(const struct article *article, size_t entity);
struct jump_list jump_list_of_headings(const struct article *article);
struct jump_list jump_list_of_links(const struct article *article);
struct jump_list jump_list_of_figures(const struct article *article);

/* The places where `needle` (UTF-8) stands in the text; case counts only where the needle has an upper-case letter
 * ("smart case", as in vim and less). Letters are compared by their simple lower-case mapping (Unicode 5.18), a blank
 * in the needle matches any run of white space, and a match never starts or ends inside a character. */
struct jump_list jump_list_of_matches(const struct article *article, const char *needle);

void jump_list_release(struct jump_list *list);

/* The stops of the list; the pointer is valid until it is released. */
const struct jump_stop *jump_list_stops(const struct jump_list *list);

/* Makes the `count`th stop after (before) byte `position` current, or, when a stop is current and holds `position`, the
 * `count`th from there; stays at the last (first) stop when there are fewer. NULL, nothing changed, when there is none
 * in that direction. */
const struct jump_stop *jump_list_next(struct jump_list *list, size_t position, size_t count);
const struct jump_stop *jump_list_previous(struct jump_list *list, size_t position, size_t count);

/* Makes stop `index` current and returns it; NULL, nothing changed, when there is no such stop. */
const struct jump_stop *jump_list_select(struct jump_list *list, size_t index);

/* A place in an article: where its reader was, and what stood in the first row of their screen. Bytes of the text. */
struct jump_place {
    size_t position, top;
};

/* Where the reader has been, for back and forward. */
enum { JUMP_HISTORY_MAX = 100 };

struct jump_history {
    struct jump_place places[JUMP_HISTORY_MAX]; /* oldest first */
    size_t count;
    size_t current; /* the place that `forward` would leave; == count when nothing was gone back */
};

/* Notes that the reader leaves a place by a jump; what lay forward is forgotten, as in vim and browsers. The same
 * position twice running is noted once, as it was seen last; the oldest is dropped when the history is full. */
void jump_history_leave(struct jump_history *history, struct jump_place place);

/* Goes back (forward) from a place: true and the place to go to, or false when there is nothing further. */
bool jump_history_back(struct jump_history *history, struct jump_place place, struct jump_place *target);
bool jump_history_forward(struct jump_history *history, struct jump_place place, struct jump_place *target);

#endif
