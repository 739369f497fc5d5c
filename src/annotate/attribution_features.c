/* attribution features: each family is one thing that can be told of a candidate, most of them crossed with its
 * construction, since a comma before the quotation says one thing of "X said" and another of "said X". */
#include "annotate/attribution_features.h"

#include "annotate/quotation_types.h"

_Static_assert(FEATURE_COUNT <= UINT16_MAX, "a feature's number fits its type");
_Static_assert(FEATURE_UNTOLD_BLOCK_LAST - FEATURE_UNTOLD_LENGTH == FEATURE_NOBODY_BLOCK_LAST - FEATURE_NOBODY_LENGTH,
               "what is told of nobody and of one who is not told runs in parallel");

void feature_add(struct features *features, size_t family, size_t value)
{
    if (features->count < FEATURES_MAX)
        features->items[features->count++] = (uint16_t)(family + value);
}

size_t feature_length_class(size_t count)
{
    static const size_t up_to[FEATURE_LENGTHS - 1] = {0, 1, 2, 3, 5, 8, 12, 20, 40};
    size_t i = 0;
    while (i < FEATURE_LENGTHS - 1 && count > up_to[i])
        i++;
    return i;
}

/* One to four, for what is crossed with much else. */
size_t feature_short_class(size_t words)
{
    return words <= 1 ? 0 : words <= 3 ? 1 : words <= 6 ? 2 : 3;
}

/* FNV-1a over the letters in lower case (ASCII: more is not needed to tell verbs apart). */
size_t feature_word(const struct syntax *syntax, size_t token)
{
    size_t length;
    const char *text = token_text(syntax->analysis, &syntax->tokens[token], &length);
    uint32_t hash = 0x811c9dc5u;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        hash = (hash ^ (byte >= 'A' && byte <= 'Z' ? byte + 32u : byte)) * 0x01000193u;
    }
    return (hash ^ hash >> 16) % FEATURE_WORDS;
}

size_t subject_entity(const struct syntax *syntax, const struct subject *subject)
{
    if (subject->kind == SUBJECT_NONE)
        return ARTICLE_NONE;
    if (subject->antecedent != ARTICLE_NONE)
        return ((const struct found_mention *)syntax->analysis->mentions.items)[subject->antecedent].entity;
    const struct found_mention *mention = syntax_mention(syntax, subject->end - 1);
    return mention ? mention->entity : ARTICLE_NONE;
}

_Static_assert((int)SUBJECT_CLASS_COUNT == (int)FEATURE_SUBJECTS, "every class of subjects has its features");

static enum subject_class pronoun_class(const struct syntax *syntax, size_t token)
{
    static const char *const persons[] = {"he", "she", "they", NULL}, *const first_persons[] = {"i", "we", "you", NULL},
                             *const things[] = {"it", "this", "that", "these", "those", NULL};
    return syntax_is_one_of(syntax, token, persons)         ? SUBJECT_CLASS_HE
           : syntax_is_one_of(syntax, token, first_persons) ? SUBJECT_CLASS_I
           : syntax_is_one_of(syntax, token, things)        ? SUBJECT_CLASS_IT
                                                            : SUBJECT_CLASS_ANOTHER;
}

static size_t subject_class(const struct syntax *syntax, const struct subject *subject)
{
    const struct found_mention *mention = syntax_mention(syntax, subject->end - 1);
    const struct token *head = &syntax->tokens[subject->end - 1];
    switch (subject->kind) {
    case SUBJECT_NAME:
        return mention ? SUBJECT_CLASS_NAME + (size_t)mention->type : SUBJECT_CLASS_CAPITALS;
    case SUBJECT_NOMINAL:
        return token_is(head, WORD_REPORTING_NOUN) ? SUBJECT_CLASS_REPORTING_NOUN
               : token_is(head, WORD_SPEAKER_NOUN) ? SUBJECT_CLASS_SPEAKER_NOUN
               : mention                           ? SUBJECT_CLASS_MENTION
               : token_is(head, WORD_NOMINAL)      ? SUBJECT_CLASS_BODY
                                                   : SUBJECT_CLASS_NOUN;
    case SUBJECT_PRONOUN:
        return pronoun_class(syntax, subject->end - 1);
    case SUBJECT_RELATIVE:
    case SUBJECT_NONE:
        break;
    }
    return SUBJECT_CLASS_WHO;
}

static size_t form_class(const struct site *site)
{
    return (size_t)(site->opens_sentence | site->closes_clause << 1 | site->starts_large << 2 |
                    site->ends_sentence << 3 | site->title << 4);
}

static size_t part_before(const struct site *site)
{
    return site->stretch->first > site->first ? syntax_part(site->syntax, site->stretch->first - 1) : PART_STOP;
}

static size_t part_behind(const struct site *site)
{
    return site->stretch->end < site->end ? syntax_part(site->syntax, site->stretch->end) : PART_STOP;
}

static bool has_cue(const struct candidate *candidate)
{
    return candidate->cue.end > candidate->cue.first;
}

/* Tokens between what names the speaker and the quotation, in its direction. */
static size_t distance(const struct site *site, const struct candidate *candidate)
{
    size_t first = candidate->subject.first, end = candidate->subject.end;
    if (has_cue(candidate)) {
        first = candidate->cue.first < first ? candidate->cue.first : first;
        end = candidate->cue.end > end ? candidate->cue.end : end;
    }
    if (end <= site->stretch->first)
        return site->stretch->first - end;
    return first >= site->stretch->end ? first - site->stretch->end : 0;
}

/* How many of the other candidates name the same speaker, how many another one, and whether an earlier row does. */
static size_t agreement(const struct candidates *candidates, size_t index)
{
    enum { MOST = 3 };
    size_t same = 0, others = 0;
    bool first = true;
    for (size_t i = 0; i < candidates->count; i++) {
        bool agrees = candidate_agrees(&candidates->items[i], &candidates->items[index]);
        first = first && (i >= index || !agrees);
        if (i != index && agrees)
            same++;
        else if (i != index)
            others++;
    }
    return (same < MOST ? same : MOST) + 4 * (others < MOST ? others : MOST) + (first ? 16 : 0);
}

/* Which kinds of rows name somebody else: a verb of speaking behind, one before, any other. */
static size_t rivals(const struct candidates *candidates, size_t index)
{
    enum { BEHIND = 1, BEFORE = 2, OTHER = 4 };
    size_t found = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        enum construction k = candidates->items[i].construction;
        if (!candidate_agrees(&candidates->items[i], &candidates->items[index]))
            found |= k <= CONSTRUCTION_TRAILING                                     ? BEHIND
                     : k >= CONSTRUCTION_CUE_BEFORE && k < CONSTRUCTION_VERB_BEFORE ? BEFORE
                                                                                    : OTHER;
    }
    return found;
}

static size_t cue_distance(const struct site *site, const struct cue *cue)
{
    return cue->end <= site->stretch->first   ? site->stretch->first - cue->end
           : cue->first >= site->stretch->end ? cue->first - site->stretch->end
                                              : 0;
}

/* Whether another candidate has the same speaker do something nearer to the quotation. */
static size_t nearer_cue(const struct site *site, const struct candidates *candidates, size_t index)
{
    enum { NO_CUE, NEAREST, NEARER_FAR, NEARER_CLOSE, CLOSE = 5 };
    const struct candidate *candidate = &candidates->items[index];
    size_t found = NEAREST, own = cue_distance(site, &candidate->cue);
    for (size_t i = 0; has_cue(candidate) && i < candidates->count; i++) {
        const struct candidate *other = &candidates->items[i];
        if (!has_cue(other) || !candidate_agrees(candidate, other) || cue_distance(site, &other->cue) >= own)
            continue;
        bool close = cue_distance(site, &other->cue) < CLOSE && other->cue.strength;
        found = close ? NEARER_CLOSE : found == NEARER_CLOSE ? found : NEARER_FAR;
    }
    return has_cue(candidate) ? found : NO_CUE;
}

/* How the quotation opens: behind a comma, a colon, anything else; written large or not. "Blinken said: "We" leaves no
 * doubt, whatever was said before. */
size_t feature_opening(const struct site *site)
{
    size_t part = part_before(site);
    return (part == PART_COMMA ? 2u : part == PART_COLON ? 4u : 0u) + site->starts_large;
}

/* Whether the sentence tells that the quotation is a name. */
static size_t naming(const struct site *site)
{
    return (size_t)(quotation_is_named_by_owner(site) | quotation_is_announced(site) << 1 | site->title << 2);
}

/* Where the subject stands: at the beginning of the sentence, between pauses, behind a preposition. */
static size_t place(const struct site *site, const struct subject *subject)
{
    enum { PLACE_FIRST, PLACE_ASIDE, PLACE_GOVERNED, PLACE_ELSEWHERE };
    if (subject->first <= site->first || subject->first == site->clause)
        return PLACE_FIRST;
    if (subject_is_aside(site->syntax, subject, 0))
        return PLACE_ASIDE;
    return syntax_part(site->syntax, subject->first - 1) == PART_PREPOSITION ? PLACE_GOVERNED : PLACE_ELSEWHERE;
}

static size_t determiner_class(const struct syntax *syntax, const struct subject *subject)
{
    static const char *const indefinite[] = {"a", "an", "one", "some", "another", NULL};
    enum { DETERMINER_NONE, DETERMINER_INDEFINITE, DETERMINER_POSSESSIVE, DETERMINER_DEFINITE };
    if (syntax_part(syntax, subject->first) != PART_DETERMINER)
        return DETERMINER_NONE;
    if (syntax_is_one_of(syntax, subject->first, indefinite))
        return DETERMINER_INDEFINITE;
    return syntax_mention(syntax, subject->first) ? DETERMINER_POSSESSIVE : DETERMINER_DEFINITE;
}

/* None, or how strong it is and in which form. */
static size_t cue_class(const struct candidate *candidate)
{
    enum { FORMS = CUE_PASSIVE + 1 };
    return has_cue(candidate) ? 1 + candidate->cue.strength * FORMS + (size_t)candidate->cue.form : 0;
}

static void add_cue(struct features *features, const struct site *site, const struct candidate *candidate)
{
    size_t k = candidate->construction;
    feature_add(features, FEATURE_CUE_KIND, k * FEATURE_CUES + cue_class(candidate));
    bool behind = candidate->cue.first >= site->stretch->end,
         inverted = candidate->cue.first < candidate->subject.first;
    size_t variant = (behind ? 1u : 0u) + (inverted ? 2u : 0u);
    if (has_cue(candidate) && candidate->cue.end < site->syntax->analysis->tokens.count)
        feature_add(features, FEATURE_BEHIND_CUE, k * FEATURE_PARTS + syntax_part(site->syntax, candidate->cue.end));
    for (size_t i = candidate->cue.first; i < candidate->cue.end; i++)
        feature_add(features, FEATURE_CUE_WORD, variant * FEATURE_WORDS + feature_word(site->syntax, i));
}

static void add_subject(struct features *features, const struct site *site, const struct candidate *candidate)
{
    const struct syntax *syntax = site->syntax;
    const struct subject *subject = &candidate->subject;
    size_t k = candidate->construction, class = subject_class(syntax, subject);
    size_t count = syntax->analysis->tokens.count;
    feature_add(features, FEATURE_SUBJECT, k * FEATURE_SUBJECTS + class);
    feature_add(features, FEATURE_DETERMINER, class * 4 + determiner_class(syntax, subject));
    if (subject->kind == SUBJECT_NOMINAL || subject->of_end > subject->of_first)
        feature_add(features, FEATURE_NOUN, feature_word(syntax, candidate_named_by(candidate) - 1));
    feature_add(features, FEATURE_PLACE, k * 4 + place(site, subject));
    feature_add(features, FEATURE_FOLLOWED_BY,
                k * FEATURE_PARTS + (subject->end < count ? syntax_part(syntax, subject->end) : PART_STOP));
    feature_add(features, FEATURE_PRECEDED_BY,
                k * FEATURE_PARTS + (subject->first ? syntax_part(syntax, subject->first - 1) : PART_STOP));
}

/* The verbs between what names the speaker and the quotation behind it. */
static size_t verbs_between(const struct site *site, const struct candidate *candidate)
{
    enum { LOOK_BACK = 40, MOST = 4, BEHIND };
    size_t opening = site->stretch->first, from = candidate->subject.end, count = 0;
    if (candidate->cue.end > from)
        from = candidate->cue.end;
    if (from > opening)
        return BEHIND;
    if (opening - from > LOOK_BACK)
        from = opening - LOOK_BACK;
    for (size_t i = from; i < opening && count < MOST; i++) {
        enum part part = syntax_part(site->syntax, i);
        count += part == PART_CUE || part == PART_VERB || part == PART_AUXILIARY;
    }
    return count;
}

/* What the construction has no part in, and how its rank goes with the length of the quotation. */
static void add_general(struct features *features, const struct site *site, const struct candidate *candidate,
                        const struct speaking *speaking)
{
    size_t subject = subject_class(site->syntax, &candidate->subject), words = feature_short_class(site->words);
    size_t cue = cue_class(candidate);
    size_t side = words + (candidate->subject.first >= site->stretch->end ? 4 : 0);
    size_t k = candidate->construction;
    feature_add(features, FEATURE_SIDE_SUBJECT, side * FEATURE_SUBJECTS + subject);
    feature_add(features, FEATURE_SIDE_CUE, side * FEATURE_CUES + cue);
    feature_add(features, FEATURE_SUBJECT_CUE, subject * FEATURE_CUES + cue);
    feature_add(features, FEATURE_VERBS_BETWEEN, k * 6 + verbs_between(site, candidate));
    feature_add(features, FEATURE_RANK_LENGTH, (k * CANDIDATE_RANKS + candidate->rank) * 4 + words);
    if (candidate->entity != ARTICLE_NONE)
        feature_add(features, FEATURE_SPOKE_OFTEN, feature_length_class(speaking->counts[candidate->entity]));
}

struct features features_of_candidate(const struct site *site, const struct candidates *candidates, size_t index,
                                      const struct speaking *speaking)
{
    struct features features = {.count = 0};
    const struct candidate *candidate = &candidates->items[index];
    size_t k = candidate->construction;
    feature_add(&features, FEATURE_RANK, k * CANDIDATE_RANKS + candidate->rank);
    feature_add(&features, FEATURE_LENGTH, k * FEATURE_LENGTHS + feature_length_class(site->words));
    feature_add(&features, FEATURE_DISTANCE, k * FEATURE_LENGTHS + feature_length_class(distance(site, candidate)));
    feature_add(&features, FEATURE_FORM, k * FEATURE_FORMS + form_class(site));
    feature_add(&features, FEATURE_AGREEMENT, agreement(candidates, index));
    feature_add(&features, FEATURE_RIVALS, k * 8 + rivals(candidates, index));
    feature_add(&features, FEATURE_NEARER_CUE, k * 4 + nearer_cue(site, candidates, index));
    feature_add(&features, FEATURE_OPENING, (k * CANDIDATE_RANKS + candidate->rank) * 6 + feature_opening(site));
    feature_add(&features, FEATURE_NAMED, k * 8 + naming(site));
    bool last = candidate->entity != ARTICLE_NONE && candidate->entity == speaking->last_entity;
    feature_add(&features, FEATURE_SPOKE_LAST, k * 3 + (last ? speaking->same_block ? 2 : 1 : 0));
    feature_add(&features, FEATURE_PART_BEFORE, k * FEATURE_PARTS + part_before(site));
    feature_add(&features, FEATURE_PART_BEHIND, k * FEATURE_PARTS + part_behind(site));
    if (candidate->from != ARTICLE_NONE)
        feature_add(&features, FEATURE_LINK,
                    k * FEATURE_LENGTHS + (size_t)(candidate->link * (FEATURE_LENGTHS - 1) + 0.5));
    add_cue(&features, site, candidate);
    add_general(&features, site, candidate, speaking);
    add_subject(&features, site, candidate);
    return features;
}

struct features features_of_nobody(const struct site *site, const struct candidates *candidates,
                                   const struct speaking *speaking)
{
    struct features features = {.count = 0};
    size_t length = feature_length_class(site->words), words = feature_short_class(site->words);
    const struct syntax *syntax = site->syntax;
    feature_add(&features, FEATURE_NOBODY_LENGTH, length + (site->title ? FEATURE_LENGTHS : 0));
    feature_add(&features, FEATURE_NOBODY_FORM, length * FEATURE_FORMS + form_class(site));
    feature_add(&features, FEATURE_NOBODY_BEFORE, words * FEATURE_PARTS + part_before(site));
    feature_add(&features, FEATURE_NOBODY_BEHIND, words * FEATURE_PARTS + part_behind(site));
    if (site->stretch->first > site->before)
        feature_add(&features, FEATURE_NOBODY_WORD, feature_word(syntax, site->stretch->first - 1));
    if (site->stretch->first > site->before + 1)
        feature_add(
            &features, FEATURE_NOBODY_WORDS,
            (feature_word(syntax, site->stretch->first - 1) * 31 + feature_word(syntax, site->stretch->first - 2)) %
                FEATURE_WORDS);
    uint64_t beside = 0;
    for (size_t i = 0; i < candidates->count; i++)
        beside |= (uint64_t)1 << candidates->items[i].construction;
    for (size_t i = 0; i < CONSTRUCTION_COUNT; i++)
        if (beside >> i & 1)
            feature_add(&features, FEATURE_NOBODY_BESIDE, words * CONSTRUCTION_COUNT + i);
    feature_add(&features, FEATURE_NOBODY_NAMED, naming(site) + (site->words > 5 ? 8 : 0));
    const struct block *block = &syntax->analysis->article->blocks[syntax->tokens[site->stretch->first].block];
    bool known = speaking->last_entity != ARTICLE_NONE && speaking->same_block;
    feature_add(&features, FEATURE_NOBODY_BLOCK, (size_t)block->type + (known ? FEATURE_BLOCKS : 0));
    return features;
}

struct features features_of_untold(const struct features *nobody)
{
    struct features features = *nobody;
    for (size_t i = 0; i < features.count; i++)
        features.items[i] += FEATURE_UNTOLD_LENGTH - FEATURE_NOBODY_LENGTH;
    return features;
}
