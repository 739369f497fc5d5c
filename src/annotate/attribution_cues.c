/* attribution cues: all that may be one within reach, and what is told about it. */
#include "annotate/attribution_cues.h"

/* No cue stands further before the quotation, in tokens. */
enum { CUE_REACH = 60 };

/* --- gathering --- */

static struct found_cue *cue_at(struct cues *cues, size_t first)
{
    for (size_t i = 0; i < cues->count; i++)
        if (cues->items[i].cue.first == first)
            return &cues->items[i];
    return NULL;
}

static struct found_cue *add_cue(struct cues *cues, const struct cue *cue)
{
    if (cue->end == cue->first)
        return NULL;
    struct found_cue *found = cue_at(cues, cue->first);
    if (found || cues->count == CUES_MAX)
        return found;
    found = &cues->items[cues->count++];
    *found = (struct found_cue){.cue = *cue};
    return found;
}

/* What the token may tell of speaking by; empty for most. `near`: right before a quotation any word may be a verb that no
 * list has. */
static struct cue cue_of_token(const struct syntax *syntax, size_t token, size_t end, bool near)
{
    struct cue cue = {.first = token, .end = token};
    enum part part = syntax_part(syntax, token);
    if (part == PART_QUOTED)
        return cue;
    if (part == PART_CUE)
        return syntax_cue(syntax, token);
    size_t phrase = lexicon_match(syntax->analysis, WORD_CUE_PHRASE, token, end);
    bool noun = part == PART_NOMINAL && (token_is(&syntax->tokens[token], WORD_REPORTING_NOUN) ||
                                         (near && syntax->tokens[token].shape == TOKEN_LOWER));
    if (phrase)
        cue.end = token + phrase;
    else if (noun || part == PART_VERB || part == PART_AUXILIARY || part == PART_COLON)
        cue.end = token + 1;
    return cue;
}

/* Those of tokens `first` to `end`, nearest to the quotation first: it stands behind them (`step` -1) or before. */
static void add_window(struct cues *cues, const struct syntax *syntax, size_t first, size_t end, int step)
{
    enum { NEAR = 6 };
    unsigned verbs = 0;
    for (size_t i = 0; i < end - first; i++) {
        size_t token = step > 0 ? first + i : end - 1 - i;
        struct cue cue = cue_of_token(syntax, token, end, step < 0 && i < NEAR);
        struct found_cue *found = add_cue(cues, &cue);
        if (found)
            found->nearer = verbs;
        verbs += syntax_part(syntax, token) == PART_CUE;
    }
}

/* Where the paragraph begins, or the one before that ends with a colon; at most `most` tokens back. */
static size_t paragraph_start(const struct syntax *syntax, size_t opening, size_t most)
{
    size_t first = opening, least = opening > most ? opening - most : 0;
    if (first > least && syntax_part(syntax, first - 1) == PART_COLON)
        first--;
    uint32_t block = syntax->tokens[first].block;
    while (first > least && syntax->tokens[first - 1].block == block)
        first--;
    return first;
}

void cues_find(struct cues *cues, const struct site *site, const struct candidates *candidates,
               const double *probabilities, size_t chosen)
{
    enum { LOOK_AHEAD = 40 };
    const struct syntax *syntax = site->syntax;
    cues->count = 0;
    double sum = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->items[i];
        if (chosen < candidates->count && !candidate_agrees(candidate, &candidates->items[chosen]))
            continue;
        struct found_cue *found = add_cue(cues, &candidate->cue);
        if (found)
            found->share += probabilities[i];
        sum += probabilities[i];
    }
    for (size_t i = 0; i < cues->count; i++)
        cues->items[i].share /= sum;
    size_t opening = site->stretch->first, closing = site->stretch->end;
    size_t end = site->end - closing > LOOK_AHEAD ? closing + LOOK_AHEAD : site->end;
    add_window(cues, syntax, paragraph_start(syntax, opening, CUE_REACH), opening, -1);
    add_window(cues, syntax, closing, end, 1);
}

/* --- telling --- */

/* What kind of cue: none of the list's, or how strong it is and in which form. */
static size_t kind_of(const struct syntax *syntax, const struct cue *cue)
{
    enum { FORMS = CUE_PASSIVE + 1 };
    enum part part = syntax_part(syntax, cue->first);
    if (part == PART_CUE)
        return PART_QUOTED + 1 + cue->strength * FORMS + (size_t)cue->form;
    return part;
}

/* Where it stands to the subject: before it, behind it, right beside it. */
static size_t beside_subject(const struct syntax *syntax, const struct cue *cue, const struct candidate *chosen)
{
    enum { NO_SUBJECT, RIGHT_BEHIND, NEAR_BEHIND, FAR_BEHIND, RIGHT_BEFORE, NEAR_BEFORE, FAR_BEFORE, NEAR = 4 };
    if (!chosen)
        return NO_SUBJECT;
    const struct subject *subject = &chosen->subject;
    if (cue->first >= subject->end) {
        size_t at = subject->end;
        while (at < cue->first && (syntax_part(syntax, at) == PART_ADVERB || syntax_part(syntax, at) == PART_AUXILIARY))
            at++;
        return at == cue->first ? RIGHT_BEHIND : cue->first - at < NEAR ? NEAR_BEHIND : FAR_BEHIND;
    }
    size_t gap = subject->first > cue->end ? subject->first - cue->end : 0;
    return gap == 0 ? RIGHT_BEFORE : gap < NEAR ? NEAR_BEFORE : FAR_BEFORE;
}

/* Behind the quotation, before it in its sentence, in another sentence of the paragraph, elsewhere. */
enum { SIDE_BEHIND, SIDE_BEFORE, SIDE_EARLIER, SIDE_ELSEWHERE, SIDES };

static size_t side_of(const struct site *site, const struct cue *cue)
{
    const struct token *tokens = site->syntax->tokens;
    if (cue->first >= site->stretch->end)
        return SIDE_BEHIND;
    if (cue->first >= site->first)
        return SIDE_BEFORE;
    return tokens[cue->first].block == tokens[site->stretch->first].block ? SIDE_EARLIER : SIDE_ELSEWHERE;
}

static size_t share_class(double share)
{
    static const double up_to[FEATURE_LENGTHS - 1] = {0, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98, 0.998};
    size_t i = 0;
    while (i < FEATURE_LENGTHS - 1 && share > up_to[i])
        i++;
    return i;
}

static size_t distance_of(const struct site *site, const struct cue *cue)
{
    return cue->end <= site->stretch->first   ? site->stretch->first - cue->end
           : cue->first >= site->stretch->end ? cue->first - site->stretch->end
                                              : 0;
}

/* Who does it: it has no subject of its own, the speaker, somebody else; or that is not looked for. */
static size_t whose(const struct syntax *syntax, const struct cue *cue, const struct candidate *chosen)
{
    enum { NOT_SOUGHT, NOBODYS, THE_SPEAKERS, SOMEBODY_ELSES };
    if (!chosen || syntax_part(syntax, cue->first) != PART_CUE)
        return NOT_SOUGHT;
    const struct sentence *sentence =
        (const struct sentence *)syntax->analysis->sentences.items + syntax->tokens[cue->first].sentence;
    struct candidate own = {.subject = subject_before(syntax, sentence->first, cue->first)};
    if (own.subject.kind == SUBJECT_NONE)
        return NOBODYS;
    own.entity = subject_entity(syntax, &own.subject);
    return candidate_agrees(&own, chosen) ? THE_SPEAKERS : SOMEBODY_ELSES;
}

/* What stands between a cue and the quotation behind it. */
static size_t signs_between(const struct site *site, const struct cue *cue)
{
    enum { COMMA = 1, RELATIVE = 2, SUBORDINATOR = 4, CONJUNCTION = 8, VERB = 16, STOP = 32, COLON = 64 };
    static const unsigned char signs[PART_QUOTED + 1] = {
        [PART_COMMA] = COMMA,
        [PART_RELATIVE] = RELATIVE,
        [PART_SUBORDINATOR] = SUBORDINATOR,
        [PART_CONJUNCTION] = CONJUNCTION,
        [PART_CUE] = VERB,
        [PART_VERB] = VERB,
        [PART_AUXILIARY] = VERB,
        [PART_STOP] = STOP,
        [PART_COLON] = COLON,
    };
    size_t found = 0, opening = site->stretch->first;
    for (size_t i = cue->end; i < opening && i - cue->end < CUE_REACH; i++)
        found |= signs[syntax_part(site->syntax, i)];
    return found;
}

struct features features_of_cue(const struct site *site, const struct cues *cues, size_t index,
                                const struct candidate *chosen)
{
    enum { NEARER_MAX = 4 };
    struct features features = {.count = 0};
    const struct syntax *syntax = site->syntax;
    const struct found_cue *found = &cues->items[index];
    const struct cue *cue = &found->cue;
    size_t count = syntax->analysis->tokens.count;
    size_t side = side_of(site, cue), kind = kind_of(syntax, cue), words = feature_short_class(site->words);
    size_t distance = feature_length_class(distance_of(site, cue)), beside = beside_subject(syntax, cue, chosen);
    size_t k = chosen ? chosen->construction : CONSTRUCTION_COUNT;
    bool own = chosen && chosen->cue.end > chosen->cue.first && chosen->cue.first == cue->first;
    size_t nearer = found->nearer < NEARER_MAX ? found->nearer : NEARER_MAX;
    feature_add(&features, FEATURE_CUE_OWN, k * 2 + own);
    feature_add(&features, FEATURE_CUE_SHARE, (side * FEATURE_LENGTHS + share_class(found->share)) * 2 + own);
    feature_add(&features, FEATURE_CUE_SIDE_WORD, side * FEATURE_WORDS + feature_word(syntax, cue->first));
    feature_add(&features, FEATURE_CUE_FORM, (side * FEATURE_CUE_KINDS + kind) * 4 + words);
    feature_add(&features, FEATURE_CUE_NEAR, (side * FEATURE_CUE_KINDS + kind) * FEATURE_LENGTHS + distance);
    feature_add(&features, FEATURE_CUE_RANK, (k * SIDES + side) * (NEARER_MAX + 1) + nearer);
    feature_add(&features, FEATURE_CUE_BESIDE, (beside * SIDES + side) * FEATURE_CUE_KINDS + kind);
    feature_add(&features, FEATURE_CUE_BESIDE_NEARER, (beside * SIDES + side) * (NEARER_MAX + 1) + nearer);
    size_t left = cue->first ? syntax_part(syntax, cue->first - 1) : PART_STOP;
    size_t right = cue->end < count ? syntax_part(syntax, cue->end) : PART_STOP;
    feature_add(&features, FEATURE_CUE_LEFT, (side * FEATURE_CUE_KINDS + kind) * FEATURE_PARTS + left);
    feature_add(&features, FEATURE_CUE_RIGHT, (side * FEATURE_CUE_KINDS + kind) * FEATURE_PARTS + right);
    feature_add(&features, FEATURE_CUE_OPENING, (side * FEATURE_LENGTHS + distance) * 6 + feature_opening(site));
    feature_add(&features, FEATURE_CUE_BETWEEN, signs_between(site, cue) * FEATURE_CUE_KINDS + kind);
    if (side == SIDE_BEFORE) {
        bool near = site->stretch->first < cue->end + CUE_REACH;
        size_t gap = near ? (size_t)candidates_gap(syntax, cue->end, site->stretch->first) : GAP_FAR;
        bool listed = syntax_part(syntax, cue->first) == PART_CUE;
        size_t form = listed ? 1 + (size_t)syntax_cue(syntax, cue->first).form : 0;
        size_t place = (gap * (NEARER_MAX + 1) + nearer) * 6 + feature_opening(site);
        feature_add(&features, FEATURE_CUE_GAP, place * (CUE_PASSIVE + 2) + form);
    }
    feature_add(&features, FEATURE_CUE_WHOSE, (whose(syntax, cue, chosen) * SIDES + side) * FEATURE_CUE_KINDS + kind);
    return features;
}
