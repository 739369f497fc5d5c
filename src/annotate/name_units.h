/* name_units: the text as the name model reads it. A unit is a token or, where a hyphen ties words with capitals together
 * ("US-led", "al-Assad", "Franco-German"), one of these words. Never in here: weights. */
#ifndef WHOSAID_ANNOTATE_NAME_UNITS_H
#define WHOSAID_ANNOTATE_NAME_UNITS_H

#include "annotate/name_labels.h"
#include "annotate/names_pieces.h"

/* Where a word that is written large stands: here or elsewhere, in the article as a whole. */
enum name_context {
    CONTEXT_BEHIND_TITLE,
    CONTEXT_BEHIND_GIVEN_NAME,
    CONTEXT_BEHIND_PLACE_PREPOSITION,
    CONTEXT_BEHIND_ARTICLE,
    CONTEXT_BEHIND_OF,
    CONTEXT_BEHIND_ROLE,
    CONTEXT_BEFORE_CUE,
    CONTEXT_BEFORE_POSSESSIVE,
    CONTEXT_BEFORE_SURNAME,
    CONTEXT_BEFORE_COMPANY_SUFFIX,
    CONTEXT_BEFORE_ORGANIZATION_WORD,
    CONTEXT_BEFORE_PLACE_WORD,
    CONTEXT_BEFORE_NUMBER,
    CONTEXT_BEFORE_BRACKET,
    CONTEXT_IN_BRACKETS,
    CONTEXT_FIRST_OF_ROW,
    CONTEXT_LAST_OF_ROW,
    CONTEXT_MIDDLE_OF_ROW,
    CONTEXT_ALONE
};

/* How most words of a sentence are written. */
enum name_style { STYLE_SENTENCE, STYLE_TITLE_CASE, STYLE_ALL_CAPITALS };

enum { WRITINGS = 3 };

struct name_unit {
    struct range range;
    size_t token;
    uint64_t word;     /* hash of its letters, made lower case */
    uint64_t classes;  /* word classes of the unit (lexicon.h) */
    uint64_t told;     /* those of them that the model is told of, as bits (name_told_classes.def) */
    uint64_t gazetted; /* which entries of the gazetteers it is a part of, and which part: a bit for each pair */
    uint64_t form;     /* hash of how it is written: large, small, digits, signs; repetitions are one */
    enum token_shape shape;
    uint8_t rule;    /* the label that the rules propose */
    uint8_t surety;  /* how sure they are of the kind: 0 to 3 */
    uint8_t listed;  /* the label that the lists of names propose */
    uint8_t casing;  /* enum casing */
    uint8_t writing; /* how its word is written inside sentences: WRITINGS · large (0, 1, more) + small (0, 1, more) */
    uint32_t contexts; /* where its word stands in the article: enum name_context as bits */
    uint8_t style;     /* enum name_style of its sentence */
    bool start;        /* begins a sentence */
    bool joined;       /* a hyphen ties it to the unit before */
    bool tabled;       /* in a row of a table: "Nordby 3 Vestvik 2 (1-0)" */
    bool live;         /* written as a name may be: it is in a window, and so is what stands between two such units */
    /* The live units in a row that it stands in, the unit itself where it is not live. */
    size_t run_first, run_end;
    size_t first, end; /* units of its sentence */
};

/* What is longer is a list, or capitals throughout, and may be cut anywhere. */
enum { NAME_WINDOW_MAX = 256 };

/* Units that are labelled together, in one sentence, at most NAME_WINDOW_MAX; all others are outside of names. */
struct name_window {
    size_t first, end;
};

struct name_units {
    struct array units;   /* of struct name_unit */
    struct array windows; /* of struct name_window, in text order */
};

/* The units of all sentences. `finder` holds the casing and the names that the rules propose, with their votes. Memory: a
 * refused push leaves `failed` in its array. Give it back with name_units_release. */
struct name_units name_units_find(const struct name_finder *finder);
void name_units_release(struct name_units *units);

/* The `word` of a longer word: of this one with a small letter behind it. */
uint64_t name_word_with(uint64_t word, char letter);

static inline const struct name_unit *name_units_items(const struct name_units *units)
{
    return units->units.items;
}

#endif
