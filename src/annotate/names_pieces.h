/* names_pieces: the capitalised stretches of a sentence, cut into names. "US Ambassador to Russia John Sullivan" is
 * three of them and an office. Never in here: what the rest of the article says about a name. */
#ifndef WHOSAID_ANNOTATE_NAMES_PIECES_H
#define WHOSAID_ANNOTATE_NAMES_PIECES_H

#include <stdint.h>

#include "annotate/analysis.h"

enum { ENTITY_TYPES = ENTITY_OTHER + 1 };

/* A name and what its own words say of its kind: for each enum entity_type the votes. */
struct name_piece {
    size_t first, end;  /* tokens, end exclusive */
    struct range range; /* part of a token where that is compounded: "US" of "US-led" */
    struct range title;
    int votes[ENTITY_TYPES];
};

/* Votes; see names_kind.c for those that the surroundings cast. */
enum { VOTE_HINT = 1, VOTE_LIKELY = 3, VOTE_STRONG = 6, VOTE_SURE = 12 };

struct name_finder {
    const struct analysis *analysis;
    const struct token *tokens;
    uint8_t *casing;     /* enum casing by token */
    struct array pieces; /* of struct name_piece, in text order */
};

/* True when the token may be part of a name (names_casing.h). */
static inline bool name_part(const struct name_finder *finder, size_t index)
{
    return finder->casing[index] != 0;
}

/* Adds the names among tokens `first` to `end`, which are one sentence. */
void name_pieces_find(struct name_finder *finder, size_t first, size_t end);

/* --- names_stretches.c --- */

/* No name is longer; what is longer is a list or a headline. */
enum { NAME_TOKENS_MAX = 12 };

/* What name of the lists begins at token `first`: its tokens (0: none) and what it names. */
struct known_name {
    size_t length;
    enum entity_type type;
};
struct known_name name_known(const struct name_finder *finder, size_t first, size_t end);

/* What kind of thing token `index` makes of the name that it ends: "… Ministry" an organization, "… River" a place. */
struct name_head {
    bool found;
    enum entity_type type;
};
struct name_head name_head(const struct name_finder *finder, size_t index);

/* True when a head word ends a person's name: "Grace Park" and "Christopher Hill" are no park and no hill. */
bool name_is_person_with_head(const struct name_finder *finder, size_t first, size_t end);

/* Where the words that hang together from `first` on end: name words, and what joins them ("&", "van der", ", Inc."). */
size_t name_stretch_end(const struct name_finder *finder, size_t first, size_t end);

/* Where, from `first` on, an office begins that belongs to somebody named behind it, or else `end`, the stretch's. */
size_t name_segment_end(const struct name_finder *finder, size_t first, size_t end);

/* The end of a name of that type whose head is the token before `at`: "of Foreign Affairs", "for Social Research". */
size_t name_extension_end(const struct name_finder *finder, size_t at, size_t end, enum entity_type type);

/* The end of ", Labour and Welfare" behind a first subject, which ends before `at`. */
size_t name_portfolios_end(const struct name_finder *finder, size_t at, size_t end);

/* A word for what an office is for: "Affairs", "Trade". */
bool name_is_portfolio_word(const struct token *token);

/* A small word inside a person's name: "de", "bin". */
bool name_is_particle(const struct token *token);

/* --- names_titles.c --- */

/* How many tokens from `first` on are an office or a form of address written large: "Secretary of State", "Mr."; 0:
 * none. */
size_t title_length(const struct name_finder *finder, size_t first, size_t end);

/* The title of the person whose name is tokens `person` to `after`, within the sentence of tokens `least` to `end`,
 * whatever stands before it: "Russian Foreign Minister", "State Department spokesperson", "finance minister" of "her
 * finance minister, Tomas Belgor,". Empty when there is none. */
struct range title_before(const struct name_finder *finder, size_t person, size_t after, size_t least, size_t end);

/* The role behind the name that ends before token `after`: ", a spokesman for the ministry,". Empty when there is none. */
struct range title_behind(const struct name_finder *finder, size_t after, size_t end);

/* --- names_kind.c --- */

/* Lets the surroundings and the whole article vote on every piece: all of one name in an article are of one kind,
 * unless the words around one say otherwise. False when memory is short. */
bool names_vote(struct name_finder *finder);

/* What the votes say. */
enum entity_type name_kind(const struct name_piece *piece);

#endif
