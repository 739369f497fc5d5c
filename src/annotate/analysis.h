/* analysis: what the passes of the annotator hand on to each other. Every pass is one file with one function that reads
 * what stands here and adds its own part; annotate.c runs them in order and copies the result into the article.
 * Never in here: rules. */
#ifndef WHOSAID_ANNOTATE_ANALYSIS_H
#define WHOSAID_ANNOTATE_ANALYSIS_H

#include <stdint.h>
#include <string.h>

#include "annotate/lexicon.h"
#include "article/article.h"
#include "base/array.h"

struct attribution_model;
struct name_model;

/* How a token is written. */
enum token_shape {
    TOKEN_LOWER,       /* minister */
    TOKEN_CAPITALIZED, /* Minister, McDonald, O'Brien */
    TOKEN_UPPER,       /* NATO, U.S., A. */
    TOKEN_MIXED,       /* iPhone, eBay */
    TOKEN_NUMBER,      /* 34, 1,000, 34-year-old */
    TOKEN_PUNCTUATION, /* , ; ( — */
    TOKEN_MARK         /* one quotation mark; an apostrophe is never one and stands inside its word */
};

/* A word or a sign. "Blinken's" is two tokens (Blinken, 's), as are "he'd" and "states'"; "don't" is one, "U.S." one,
 * "open-door" one, an address one (TOKEN_MIXED). */
struct token {
    struct range range;
    enum token_shape shape;
    bool sentence_start; /* first word of a sentence, also of one inside a quotation; marks and brackets passed over */
    bool in_quotation;   /* inside a stretch in quotation marks; set by the quotation pass */
    uint32_t block, sentence;
    uint64_t classes; /* word classes of the token alone (lexicon.h) */
    uint64_t begins;  /* those in which it begins an entry of several words */
};

/* Tokens of one sentence, all of one block. A quotation is part of the sentence around it however many sentences it
 * holds; that sentence goes on behind the closing mark in lower case or with an attribution. */
struct sentence {
    size_t first, end; /* tokens, end exclusive */
    uint32_t block;
};

/* A stretch in quotation marks, or a paragraph of a block quotation, found before anybody knows who speaks. */
struct stretch {
    struct range range;       /* with its marks */
    size_t first, end;        /* tokens from the opening mark to behind the closing one */
    bool block;               /* a paragraph of a block quotation, which needs no marks */
    bool unclosed;            /* ends with its block */
    bool continued;           /* the next paragraph, which opens again or is quoted too, carries it on */
    unsigned depth;           /* 0, or how many stretches it is nested in */
    enum quotation_type type; /* from here on set by the attribution pass */
    struct range speaker;     /* the phrase's head mention; empty: unknown */
    size_t speaker_mention;   /* index into mentions, or ARTICLE_NONE */
    struct range cue;
    size_t continues;  /* index into stretches, or ARTICLE_NONE */
    double confidence; /* 0 where the speaker is unknown */
};

enum gender { GENDER_UNKNOWN, GENDER_FEMALE, GENDER_MALE, GENDER_NEUTER, GENDER_PLURAL };

/* A name, a description or a pronoun, and whom it stands for. */
struct found_mention {
    struct range range;
    size_t first, end; /* tokens, end exclusive */
    enum mention_kind kind;
    enum entity_type type;
    enum gender gender;
    size_t entity;      /* index into entities; ARTICLE_NONE until resolved; a nominal or pronoun may stay alone */
    struct range title; /* "Secretary of State" before, or ", the Secretary of State," behind a name; may be empty */
};

struct found_entity {
    enum entity_type type;
    enum gender gender;
    struct range name;     /* the fullest form among its mentions */
    struct range role;     /* empty when the text gives none */
    const char *canonical; /* name from the lists where that is fuller ("United States" for "US"); else NULL */
};

struct analysis {
    const struct article *article;
    const struct lexicon *lexicon;
    const struct attribution_model *model;
    const struct name_model *name_model; /* NULL: the rules alone find the names */
    struct array tokens;                 /* of struct token */
    struct array sentences;              /* of struct sentence */
    struct array stretches;              /* of struct stretch, in text order, an outer one before those inside it */
    struct array mentions;               /* of struct found_mention, in text order, never overlapping */
    struct array entities;               /* of struct found_entity */
};

/* The passes, in the order in which they run; each in the file of its name. Memory: a refused push leaves `failed` in its
 * array, which annotate.c checks once at the end, so every pass must survive missing items. */
void tokens_find(struct analysis *analysis);    /* tokens.c: blocks → tokens */
void stretches_find(struct analysis *analysis); /* stretches.c: marks → stretches, tokens' in_quotation */
void sentences_find(struct analysis *analysis); /* sentences.c: tokens → sentences, tokens' sentence_start */
void names_find(struct analysis *analysis);     /* names.c: tokens → name mentions with type and title */
void entities_join(struct analysis *analysis);  /* entities.c: name mentions → entities */
void references_find(
    struct analysis *analysis); /* references.c: pronouns and nominals → mentions, resolved where sure */
/* attribution.c: stretches → type, speaker, cue, continues, confidence; a speaker that is no mention yet becomes one. It
 * rests on syntax.c (parts of speech), subjects.c (verb → subject), attribution_candidates.c, the model and
 * quotation_types.c. */
void attribution_find(struct analysis *analysis);

/* The bytes of a token, and the typed views of the arrays. */
static inline const struct token *analysis_tokens(const struct analysis *analysis)
{
    return analysis->tokens.items;
}

static inline bool token_is(const struct token *token, enum word_class word_class)
{
    return token->classes & WORD_BIT(word_class);
}

/* True when the token is one of the words or signs of `list`, which a NULL ends: lower case, straight apostrophes. */
bool token_is_one_of(const struct analysis *analysis, const struct token *token, const char *const list[]);

static inline const char *token_text(const struct analysis *analysis, const struct token *token, size_t *length)
{
    *length = token->range.end - token->range.start;
    return analysis->article->text + token->range.start;
}

/* True when the token is written exactly so. */
static inline bool token_text_is(const struct analysis *analysis, size_t index, const char *text)
{
    struct range range = analysis_tokens(analysis)[index].range;
    size_t length = strlen(text);
    return range.end - range.start == length && memcmp(analysis->article->text + range.start, text, length) == 0;
}

#endif
