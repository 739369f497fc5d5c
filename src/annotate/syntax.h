/* syntax: which part each word plays, judged by the lists and by its neighbours: just enough grammar to walk from a verb
 * to its subject. Never in here: who speaks. */
#ifndef WHOSAID_ANNOTATE_SYNTAX_H
#define WHOSAID_ANNOTATE_SYNTAX_H

#include "annotate/analysis.h"

enum part {
    PART_NOMINAL, /* a noun, an adjective, a number, or what is in no list */
    PART_NAME,    /* of a name mention or of the title before one; a capitalised word */
    PART_POSSESSIVE,
    PART_DETERMINER,
    PART_PRONOUN, /* that can be a subject */
    PART_OBJECT,  /* a pronoun that cannot */
    PART_RELATIVE,
    PART_PREPOSITION,
    PART_CONJUNCTION,
    PART_SUBORDINATOR,
    PART_AUXILIARY,
    PART_ADVERB,
    PART_TIME,
    PART_CUE, /* a verb of speaking */
    PART_VERB,
    PART_COMMA,
    PART_DASH,
    PART_COLON,
    PART_OPENING, /* bracket */
    PART_CLOSING,
    PART_STOP,  /* every other sign */
    PART_QUOTED /* whatever stands in quotation marks */
};

enum cue_form { CUE_PAST, CUE_PRESENT, CUE_BASE, CUE_PARTICIPLE, CUE_PASSIVE };

struct syntax {
    struct analysis *analysis;
    const struct token *tokens;
    unsigned char *parts; /* of enum part, one a token */
    size_t *mentions;     /* the mention that a token belongs to, or ARTICLE_NONE; one a token */
};

/* False when memory is short. Give it back with syntax_release in either case. */
bool syntax_create(struct syntax *syntax, struct analysis *analysis);
void syntax_release(struct syntax *syntax);

static inline enum part syntax_part(const struct syntax *syntax, size_t token)
{
    return (enum part)syntax->parts[token];
}

/* The mention that the token belongs to, or NULL. */
const struct found_mention *syntax_mention(const struct syntax *syntax, size_t token);

enum { CUE_STRENGTH_MAX = 3 };

/* A verb of speaking as the list has it; `token` is of PART_CUE. */
struct cue {
    size_t first, end; /* its tokens: "pointed out" are two */
    unsigned strength; /* 1 to 3, as in the list */
    enum cue_form form;
};

struct cue syntax_cue(const struct syntax *syntax, size_t token);

/* "was asked", "is called": the subject is spoken to or about. The sentence begins at token `first`. */
bool cue_is_passive(const struct syntax *syntax, size_t first, const struct cue *cue);

/* A verb that has a subject of its own: "said", "has said", "is saying"; not "saying", "to say". */
bool cue_is_finite(const struct syntax *syntax, size_t first, const struct cue *cue);

/* A comma or a dash. */
static inline bool syntax_is_pause(const struct syntax *syntax, size_t token)
{
    return syntax_part(syntax, token) == PART_COMMA || syntax_part(syntax, token) == PART_DASH;
}

/* The bytes of tokens `first` to `end`; empty when there are none. */
static inline struct range syntax_range(const struct syntax *syntax, size_t first, size_t end)
{
    if (first >= end)
        return (struct range){0, 0};
    return (struct range){syntax->tokens[first].range.start, syntax->tokens[end - 1].range.end};
}

/* As token_is_one_of. */
static inline bool syntax_is_one_of(const struct syntax *syntax, size_t token, const char *const list[])
{
    return token_is_one_of(syntax->analysis, &syntax->tokens[token], list);
}

#endif
