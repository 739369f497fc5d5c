/* attribution labels: the head and the foot of a paragraph, read as a script or a tweet has them. */
#include "annotate/attribution_labels.h"

/* --- RUIZ: … --- */

static bool is_large(const struct token *token)
{
    return token->shape == TOKEN_UPPER || token->shape == TOKEN_CAPITALIZED || token->shape == TOKEN_MIXED;
}

/* "Q: …" and "A: …" name nobody. */
static bool is_letter(const struct token *token)
{
    return token->range.end - token->range.start == 1;
}

size_t label_colon(const struct site *site)
{
    enum { LABEL_MAX = 8 };
    const struct syntax *syntax = site->syntax;
    const struct token *tokens = syntax->tokens;
    size_t first = site->paragraph, most = first + LABEL_MAX;
    for (size_t i = first; i < most && i < site->stretch->first; i++) {
        enum part part = syntax_part(syntax, i);
        if (part == PART_COLON)
            return i > first ? i : ARTICLE_NONE;
        bool of_name = is_large(&tokens[i]) || part == PART_PREPOSITION || part == PART_COMMA || part == PART_OPENING ||
                       part == PART_CLOSING;
        if (!of_name || (i == first && !is_large(&tokens[i])))
            return ARTICLE_NONE;
    }
    return ARTICLE_NONE;
}

/* True when the letters of the label's one word are those that the words of the name begin with. */
static bool are_initials(const struct syntax *syntax, size_t label, const struct found_mention *name)
{
    size_t length;
    const char *letters = token_text(syntax->analysis, &syntax->tokens[label], &length);
    if (length < 2 || name->end - name->first != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (syntax->analysis->article->text[syntax->tokens[name->first + i].range.start] != letters[i])
            return false;
    return true;
}

/* The latest person before the label whose initials it is, or ARTICLE_NONE. */
static size_t named_by_initials(const struct syntax *syntax, size_t label)
{
    enum { LOOK_BACK = 1000 };
    const struct found_mention *mentions = syntax->analysis->mentions.items;
    size_t least = label > LOOK_BACK ? label - LOOK_BACK : 0;
    for (size_t i = label; i > least; i--) {
        size_t mention = syntax->mentions[i - 1];
        if (mention != ARTICLE_NONE && mentions[mention].type == ENTITY_PERSON &&
            are_initials(syntax, label, &mentions[mention]))
            return mention;
    }
    return ARTICLE_NONE;
}

static void label_before(struct candidates *candidates, const struct site *site)
{
    enum { RANK_RIGHT_BEHIND, RANK_IN_SPEECH };
    const struct syntax *syntax = site->syntax;
    size_t colon = label_colon(site), first = site->paragraph;
    if (colon == ARTICLE_NONE || is_letter(&syntax->tokens[first]))
        return;
    struct subject subject = subject_behind(syntax, first, colon);
    if (subject.kind == SUBJECT_NONE)
        return;
    if (colon == first + 1 && subject.kind == SUBJECT_NAME)
        subject.antecedent = named_by_initials(syntax, first);
    struct cue cue = {.first = colon, .end = colon + 1};
    bool behind = colon + 1 == site->stretch->first;
    candidates_add(candidates, CONSTRUCTION_LABEL, &subject, &cue, behind ? RANK_RIGHT_BEHIND : RANK_IN_SPEECH);
}

/* --- — Ana Ruiz, mayor --- */

/* The end of the paragraph that token `at` stands in, at most `most` tokens on. */
static size_t paragraph_end(const struct syntax *syntax, size_t at, size_t most)
{
    size_t count = syntax->analysis->tokens.count, first = at;
    if (at == count)
        return at;
    while (at < count && at - first < most && syntax->tokens[at].block == syntax->tokens[first].block)
        at++;
    return at;
}

static bool is_handle(const struct syntax *syntax, size_t token, size_t end)
{
    return token + 1 < end && syntax_part(syntax, token) == PART_OPENING &&
           syntax->analysis->article->text[syntax->tokens[token + 1].range.start] == '@';
}

/* True when from `at` on nothing stands that makes a sentence of the name before. */
static bool is_foot(const struct syntax *syntax, size_t at, size_t end)
{
    enum part behind = at < end ? syntax_part(syntax, at) : PART_STOP;
    if (behind != PART_COMMA && behind != PART_CLOSING && behind != PART_STOP)
        return false;
    for (; at < end; at++) {
        enum part part = syntax_part(syntax, at);
        bool participle = part == PART_CUE && syntax_cue(syntax, at).form == CUE_PARTICIPLE;
        if ((part == PART_CUE && !participle) || part == PART_VERB || part == PART_AUXILIARY || part == PART_QUOTED)
            return false;
    }
    return true;
}

/* A name from `first` to the foot of the paragraph, which ends before `end`. */
static struct subject signature(const struct syntax *syntax, size_t first, size_t end, bool *handle)
{
    struct subject subject = subject_behind(syntax, first, end);
    *handle = subject.kind == SUBJECT_NAME && is_handle(syntax, subject.end, end);
    bool whole = subject.kind == SUBJECT_NAME && subject.first == first;
    if (!whole || !(*handle || is_foot(syntax, subject.end, end)))
        subject.kind = SUBJECT_NONE;
    return subject;
}

/* Behind "(AP)" nobody speaks. */
static bool is_person(const struct syntax *syntax, const struct subject *subject)
{
    const struct found_mention *mention =
        subject->kind == SUBJECT_NONE ? NULL : syntax_mention(syntax, subject->end - 1);
    return mention && mention->type == ENTITY_PERSON;
}

/* The token behind the last paragraph of a block quotation, below which its source stands, or behind any other stretch. */
static size_t end_of_quotation(const struct stretch *stretch)
{
    enum { PARAGRAPHS_MAX = 16 };
    for (size_t i = 0; i < PARAGRAPHS_MAX && stretch->block && stretch->continued; i++)
        do
            stretch++;
        while (stretch->depth);
    return stretch->end;
}

static void signature_behind(struct candidates *candidates, const struct site *site)
{
    enum { FOOT_MAX = 16, TWEET_MAX = 60, RANK_SAME_LINE, RANK_NEXT_LINE, RANK_BRACKETS, RANK_TWEET };
    const struct syntax *syntax = site->syntax;
    size_t closing = end_of_quotation(site->stretch), end = paragraph_end(syntax, closing, TWEET_MAX);
    size_t opening_block = syntax->tokens[site->stretch->first].block;
    for (size_t i = closing; i < end; i++) {
        enum part part = syntax_part(syntax, i);
        if (part != PART_DASH && !(i == closing && part == PART_OPENING))
            continue;
        bool next_line = syntax->tokens[i].block != opening_block, handle;
        if (i != closing && next_line)
            return;
        size_t foot = paragraph_end(syntax, i, FOOT_MAX);
        struct subject subject = signature(syntax, i + 1, foot, &handle);
        bool credit = part == PART_OPENING && !is_person(syntax, &subject);
        if (subject.kind == SUBJECT_NONE || credit || (i != closing && !handle))
            continue;
        struct cue cue = {.first = i, .end = part == PART_DASH ? i + 1 : i};
        candidates_add(candidates, CONSTRUCTION_SIGNED, &subject, &cue,
                       i != closing           ? RANK_TWEET
                       : next_line            ? RANK_NEXT_LINE
                       : part == PART_OPENING ? RANK_BRACKETS
                                              : RANK_SAME_LINE);
        return;
    }
}

void candidates_labels(struct candidates *candidates, const struct site *site)
{
    label_before(candidates, site);
    signature_behind(candidates, site);
}
