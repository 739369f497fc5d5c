/* subjects: from a verb to the noun phrase that does what it says, in both directions. Never in here: quotations. */
#ifndef WHOSAID_ANNOTATE_SUBJECTS_H
#define WHOSAID_ANNOTATE_SUBJECTS_H

#include "annotate/syntax.h"

enum subject_kind { SUBJECT_NONE, SUBJECT_NAME, SUBJECT_NOMINAL, SUBJECT_PRONOUN, SUBJECT_RELATIVE };

/* A noun phrase without what is said about it behind its head: "a senior official", "Ned Price". */
struct subject {
    enum subject_kind kind;
    size_t first, end; /* tokens of the phrase */
    size_t head_first; /* tokens head_first to end are what an attribution hangs on: the name without its title, the
                          nominal without a name inside it */
    size_t antecedent; /* the mention that "who", or a name's initials, stand for; ARTICLE_NONE for all others */
    size_t of_first, of_end; /* tokens of the description that "who" stands for where that is no mention; else equal */
};

/* True for an aside: a pause or a quotation stands right before the subject, which is not the first of its sentence. */
bool subject_is_aside(const struct syntax *syntax, const struct subject *subject, size_t first);

/* Each looks at tokens `first` (or behind `verb`) up to, and not at, `end`; all of one sentence. The kind is SUBJECT_NONE
 * where no subject can be told. */

/* The subject of the finite verb at `verb`, left of it: "X said", "X, who heads Y, said", "X also said". */
struct subject subject_before(const struct syntax *syntax, size_t first, size_t verb);

/* The subject that stands behind its verb, which ends before `first`: "said X". */
struct subject subject_behind(const struct syntax *syntax, size_t first, size_t end);

/* What the clause that begins at `first` is about, for verbs that have no subject of their own: "X left, saying …". */
struct subject subject_of_clause(const struct syntax *syntax, size_t first, size_t end);

/* The noun phrase that ends right before `end`, or the noun that what ends there is said about. */
struct subject subject_ending(const struct syntax *syntax, size_t first, size_t end);

/* Who owns the noun at `noun`: "X's claim", "his claim". */
struct subject subject_owning(const struct syntax *syntax, size_t first, size_t noun);

#endif
