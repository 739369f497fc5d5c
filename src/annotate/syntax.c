/* syntax: parts from the lists first, then a second look at what two of them claim. */
#include "annotate/syntax.h"

#include <stdlib.h>
#include <string.h>

/* Which list makes a word what; the first row that fits counts. */
static const struct {
    enum word_class word_class;
    enum part part;
} list_parts[] = {
    {WORD_AUXILIARY, PART_AUXILIARY},
    {WORD_RELATIVE, PART_RELATIVE},
    {WORD_SUBORDINATOR, PART_SUBORDINATOR},
    {WORD_DETERMINER, PART_DETERMINER},
    {WORD_SUBJECT_PRONOUN, PART_PRONOUN},
    {WORD_OBJECT_PRONOUN, PART_OBJECT},
    {WORD_CONJUNCTION, PART_CONJUNCTION},
    {WORD_PREPOSITION, PART_PREPOSITION},
    {WORD_TIME, PART_TIME},
    {WORD_CUE, PART_CUE},
    {WORD_VERB, PART_VERB},
    {WORD_ADVERB, PART_ADVERB},
};

static const struct {
    const char *signs; /* separated by blanks */
    enum part part;
} sign_parts[] = {
    {" , ; ", PART_COMMA},
    {" : ", PART_COLON},
    {" ( [ { ", PART_OPENING},
    {" ) ] } ", PART_CLOSING},
    {" - -- --- \u2013 \u2014 \u2015 ", PART_DASH},
    {" & ", PART_CONJUNCTION},
};

static enum part sign_part(const struct syntax *syntax, size_t index)
{
    size_t length;
    const char *text = token_text(syntax->analysis, &syntax->tokens[index], &length);
    for (size_t i = 0; i < sizeof sign_parts / sizeof *sign_parts; i++)
        for (const char *sign = strchr(sign_parts[i].signs, text[0]); sign; sign = strchr(sign + 1, text[0]))
            if (sign[-1] == ' ' && strncmp(sign, text, length) == 0 && sign[length] == ' ')
                return sign_parts[i].part;
    return PART_STOP;
}

static bool ends_with(const struct syntax *syntax, size_t index, const char *ending)
{
    size_t length, wanted = strlen(ending);
    const char *text = token_text(syntax->analysis, &syntax->tokens[index], &length);
    return length > wanted + 2 && memcmp(text + length - wanted, ending, wanted) == 0;
}

/* The part before in the same sentence, PART_STOP at its beginning. */
static enum part part_before(const struct syntax *syntax, size_t index)
{
    if (index == 0 || syntax->tokens[index - 1].sentence != syntax->tokens[index].sentence)
        return PART_STOP;
    return syntax_part(syntax, index - 1);
}

static bool has_class_before(const struct syntax *syntax, size_t index, enum word_class word_class)
{
    return part_before(syntax, index) != PART_STOP && token_is(&syntax->tokens[index - 1], word_class);
}

static bool is_clitic(const struct syntax *syntax, size_t index)
{
    const struct token *token = &syntax->tokens[index];
    if (index == 0 || token[-1].range.end != token->range.start || token->shape != TOKEN_LOWER)
        return false;
    const char *text = syntax->analysis->article->text + token->range.start;
    return text[0] == '\'' || memcmp(text, "\u2019", token->range.end - token->range.start < 3 ? 1 : 3) == 0;
}

/* 's is a verb behind a pronoun ("he's saying"), a possessive behind everything else. */
static enum part clitic_part(const struct syntax *syntax, size_t index)
{
    size_t length;
    const char *text = token_text(syntax->analysis, &syntax->tokens[index], &length);
    bool possessive =
        text[length - 1] != 'd' && text[length - 1] != 'e' && text[length - 1] != 'm' && text[length - 1] != 'l';
    enum part before = part_before(syntax, index);
    if (!possessive || before == PART_PRONOUN || before == PART_RELATIVE || before == PART_SUBORDINATOR)
        return PART_AUXILIARY;
    return PART_POSSESSIVE;
}

/* True where a word that may be a noun is one: behind "the", "her", "Trump's", "of". */
static bool is_noun_position(const struct syntax *syntax, size_t index)
{
    enum part before = part_before(syntax, index);
    return before == PART_DETERMINER || before == PART_POSSESSIVE || before == PART_PREPOSITION;
}

static bool is_to(const struct syntax *syntax, size_t index)
{
    static const char *const to[] = {"to", NULL};
    return syntax_is_one_of(syntax, index, to);
}

/* A word of the list of cues may be a noun ("his note", "public comments") or an adjective ("the proposed law"). */
static enum part cue_part(const struct syntax *syntax, size_t index)
{
    enum part before = part_before(syntax, index);
    bool behind_to = before == PART_PREPOSITION && is_to(syntax, index - 1);
    enum cue_form form = syntax_cue(syntax, index).form;
    bool noun = token_is(&syntax->tokens[index], WORD_REPORTING_NOUN);
    if (form == CUE_PARTICIPLE) {
        /* "the ruling", "a State Department briefing" */
        bool compound = noun && (before == PART_NAME || before == PART_NOMINAL);
        return compound || before == PART_DETERMINER || before == PART_POSSESSIVE ? PART_NOMINAL : PART_CUE;
    }
    if (is_noun_position(syntax, index) && !(behind_to && form == CUE_BASE))
        return PART_NOMINAL;
    if (form == CUE_PRESENT && noun && before == PART_NOMINAL && !has_class_before(syntax, index, WORD_SPEAKER_NOUN))
        return PART_NOMINAL;
    if (form != CUE_BASE)
        return PART_CUE;
    bool plural = (before == PART_NOMINAL || before == PART_NAME) && ends_with(syntax, index - 1, "s");
    bool verb = behind_to || plural || before == PART_PRONOUN || before == PART_AUXILIARY || before == PART_ADVERB ||
                before == PART_RELATIVE || before == PART_CONJUNCTION;
    return verb ? PART_CUE : PART_NOMINAL;
}

static bool is_before_verb(const struct syntax *syntax, size_t index)
{
    static const uint64_t verbs = WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) | WORD_BIT(WORD_VERB);
    return index + 1 < syntax->analysis->tokens.count && (syntax->tokens[index + 1].classes & verbs);
}

/* "one said", "some say": pronouns; "one official", "some of": determiners. */
static bool stands_alone(const struct syntax *syntax, size_t index)
{
    return token_is(&syntax->tokens[index], WORD_SUBJECT_PRONOUN) && is_before_verb(syntax, index);
}

/* "about 200 protesters": the preposition belongs to the number. */
static bool is_before_number(const struct syntax *syntax, size_t index)
{
    static const char *const words[] = {"about", "over", "around", "under", NULL};
    bool listed = syntax_is_one_of(syntax, index, words);
    return listed && index + 1 < syntax->analysis->tokens.count && syntax->tokens[index + 1].shape == TOKEN_NUMBER;
}

/* "family", "ally" */
static bool is_known_noun(const struct token *token)
{
    static const uint64_t nouns = WORD_BIT(WORD_SPEAKER_NOUN) | WORD_BIT(WORD_REPORTING_NOUN) | WORD_BIT(WORD_NOMINAL) |
                                  WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_ORGANIZATION_WORD);
    return token->classes & nouns;
}

static enum part word_part(const struct syntax *syntax, size_t index)
{
    const struct token *token = &syntax->tokens[index];
    if (syntax->mentions[index] != ARTICLE_NONE && syntax_mention(syntax, index)->kind == MENTION_NAME)
        return PART_NAME;
    if (is_clitic(syntax, index))
        return clitic_part(syntax, index);
    if ((token->begins & WORD_BIT(WORD_CUE)) &&
        lexicon_match(syntax->analysis, WORD_CUE, index, syntax->analysis->tokens.count) > 1)
        return cue_part(syntax, index);
    for (size_t i = 0; i < sizeof list_parts / sizeof *list_parts; i++) {
        if (!token_is(token, list_parts[i].word_class))
            continue;
        enum part part = list_parts[i].part;
        bool capital = token->shape != TOKEN_LOWER && !token->sentence_start;
        if (capital && (part == PART_CUE || part == PART_VERB || part == PART_ADVERB))
            return PART_NAME;
        if (part == PART_CUE)
            return cue_part(syntax, index);
        if ((part == PART_VERB || part == PART_ADVERB) && is_noun_position(syntax, index))
            return PART_NOMINAL;
        if (part == PART_PREPOSITION && is_before_number(syntax, index))
            return PART_DETERMINER;
        /* "a report that said" against "said that the report" */
        if (part == PART_RELATIVE && token_is(token, WORD_SUBORDINATOR) && !is_before_verb(syntax, index))
            return PART_SUBORDINATOR;
        return part == PART_DETERMINER && stands_alone(syntax, index) ? PART_PRONOUN : part;
    }
    /* The capital of a sentence's first word says nothing. */
    bool common = token->shape == TOKEN_LOWER || (token->shape == TOKEN_CAPITALIZED && token->sentence_start);
    if (token->shape == TOKEN_NUMBER)
        return PART_NOMINAL;
    if (!common)
        return PART_NAME;
    if (ends_with(syntax, index, "ly"))
        return is_known_noun(token) || is_noun_position(syntax, index) ? PART_NOMINAL : PART_ADVERB;
    bool participle = ends_with(syntax, index, "ed") || (token->sentence_start && ends_with(syntax, index, "ing"));
    return participle && !is_noun_position(syntax, index) ? PART_VERB : PART_NOMINAL;
}

static void mark_mentions(struct syntax *syntax)
{
    const struct found_mention *mentions = syntax->analysis->mentions.items;
    for (size_t i = 0; i < syntax->analysis->tokens.count; i++)
        syntax->mentions[i] = ARTICLE_NONE;
    for (size_t i = 0; i < syntax->analysis->mentions.count; i++)
        for (size_t at = mentions[i].first; at < mentions[i].end; at++)
            syntax->mentions[at] = i;
}

/* The words of a title right before a name go with the name: "Secretary of State Antony Blinken". */
static void mark_titles(struct syntax *syntax)
{
    const struct found_mention *mentions = syntax->analysis->mentions.items;
    for (size_t i = 0; i < syntax->analysis->mentions.count; i++) {
        struct range title = mentions[i].title;
        if (range_is_empty(title) || title.end > mentions[i].range.start ||
            syntax->tokens[mentions[i].first - 1].range.end > title.end) /* "the mayor, Ana Ruiz," */
            continue;
        for (size_t at = mentions[i].first; at > 0 && syntax->tokens[at - 1].range.start >= title.start; at--)
            if (syntax_part(syntax, at - 1) != PART_QUOTED)
                syntax->parts[at - 1] = PART_NAME;
    }
}

bool syntax_create(struct syntax *syntax, struct analysis *analysis)
{
    size_t count = analysis->tokens.count;
    *syntax = (struct syntax){.analysis = analysis, .tokens = analysis_tokens(analysis)};
    syntax->parts = calloc(count + 1, sizeof *syntax->parts);
    syntax->mentions = calloc(count + 1, sizeof *syntax->mentions);
    if (!syntax->parts || !syntax->mentions)
        return false;
    mark_mentions(syntax);
    for (size_t i = 0; i < count; i++) {
        const struct token *token = &syntax->tokens[i];
        /* A mark that opens and closes nothing is no more than a pause. */
        enum part part = token->in_quotation                 ? PART_QUOTED
                         : token->shape == TOKEN_MARK        ? PART_DASH
                         : token->shape == TOKEN_PUNCTUATION ? sign_part(syntax, i)
                                                             : word_part(syntax, i);
        syntax->parts[i] = (unsigned char)part;
    }
    mark_titles(syntax);
    return true;
}

void syntax_release(struct syntax *syntax)
{
    free(syntax->parts);
    free(syntax->mentions);
    *syntax = (struct syntax){.analysis = NULL};
}

const struct found_mention *syntax_mention(const struct syntax *syntax, size_t token)
{
    if (syntax->mentions[token] == ARTICLE_NONE)
        return NULL;
    return (const struct found_mention *)syntax->analysis->mentions.items + syntax->mentions[token];
}

struct cue syntax_cue(const struct syntax *syntax, size_t token)
{
    static const char *const forms[] = {
        [CUE_PAST] = "past",       [CUE_PRESENT] = "present", [CUE_BASE] = "base", [CUE_PARTICIPLE] = "participle",
        [CUE_PASSIVE] = "passive",
    };
    const struct analysis *analysis = syntax->analysis;
    size_t length = lexicon_match(analysis, WORD_CUE, token, analysis->tokens.count);
    struct cue cue = {.first = token, .end = token + (length ? length : 1), .strength = 1, .form = CUE_PAST};
    struct range range = {syntax->tokens[token].range.start, syntax->tokens[cue.end - 1].range.end};
    const char *value =
        lexicon_value(analysis->lexicon, WORD_CUE, analysis->article->text + range.start, range.end - range.start);
    if (!value)
        return cue;
    cue.strength = (unsigned)(value[0] - '0');
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(value + 2, forms[i]) == 0)
            cue.form = (enum cue_form)i;
    return cue;
}

bool cue_is_passive(const struct syntax *syntax, size_t first, const struct cue *cue)
{
    static const char *const forms_of_be[] = {"is", "are", "was", "were", "be", "been", "being", "'re", NULL};
    if (cue->form != CUE_PAST && cue->form != CUE_PASSIVE)
        return false;
    /* "a report written by": only an auxiliary other than "be" makes it active. */
    if (cue->form == CUE_PASSIVE && !cue_is_finite(syntax, first, cue))
        return true;
    size_t at = cue->first;
    while (at > first && syntax_part(syntax, at - 1) == PART_ADVERB)
        at--;
    return at > first && syntax_is_one_of(syntax, at - 1, forms_of_be);
}

bool cue_is_finite(const struct syntax *syntax, size_t first, const struct cue *cue)
{
    enum part before = cue->first > first ? syntax_part(syntax, cue->first - 1) : PART_STOP;
    switch (cue->form) {
    case CUE_PAST:
    case CUE_PRESENT:
        return true;
    case CUE_BASE:
        return before != PART_PREPOSITION;
    case CUE_PARTICIPLE:
    case CUE_PASSIVE:
        break;
    }
    return before == PART_AUXILIARY;
}
