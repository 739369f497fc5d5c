/* attribution candidates: what stands behind the quotation first, then what stands before it. */
#include "annotate/attribution_candidates.h"

#include <string.h>

static const double priors[] = {
#define CONSTRUCTION(identifier, prior, example) prior,
#include "annotate/constructions.def"
#undef CONSTRUCTION
};

double construction_prior(enum construction construction)
{
    return priors[construction];
}

/* --- the site --- */

static bool is_one_of(const struct analysis *analysis, size_t token, const char *const list[])
{
    size_t length;
    const char *text = token_text(analysis, &analysis_tokens(analysis)[token], &length);
    for (size_t i = 0; list[i]; i++)
        if (strlen(list[i]) == length && memcmp(list[i], text, length) == 0)
            return true;
    return false;
}

/* The last token in the quotation marks that is none itself. */
static size_t last_inside(const struct syntax *syntax, const struct stretch *stretch)
{
    size_t last = stretch->end - 1;
    while (last > stretch->first && syntax->tokens[last].shape == TOKEN_MARK)
        last--;
    return last;
}

static bool closes_clause(const struct syntax *syntax, const struct stretch *stretch, size_t end)
{
    static const char *const endings[] = {",", "?", "!", "-", "--", "\u2014", "\u2013", "...", "\u2026", NULL};
    if (stretch->unclosed)
        return false;
    if (is_one_of(syntax->analysis, last_inside(syntax, stretch), endings))
        return true;
    enum part behind = stretch->end < end ? syntax_part(syntax, stretch->end) : PART_STOP;
    return behind == PART_COMMA || behind == PART_DASH;
}

static void count_words(const struct token *tokens, struct site *site)
{
    size_t weighty = 0, large = 0;
    for (size_t i = site->stretch->first; i < site->stretch->end; i++) {
        if (tokens[i].shape == TOKEN_PUNCTUATION || tokens[i].shape == TOKEN_MARK)
            continue;
        bool is_large = tokens[i].shape == TOKEN_CAPITALIZED || tokens[i].shape == TOKEN_UPPER;
        if (site->words++ == 0)
            site->starts_large = is_large;
        if (token_is(&tokens[i], WORD_STARTER) && !is_large)
            continue;
        weighty++;
        large += is_large || tokens[i].shape == TOKEN_NUMBER;
    }
    site->title = weighty > 0 && large == weighty;
}

static size_t first_word_outside(const struct syntax *syntax, size_t first, size_t end)
{
    while (first < end && (syntax->tokens[first].in_quotation || syntax->tokens[first].shape == TOKEN_PUNCTUATION ||
                           syntax->tokens[first].shape == TOKEN_MARK))
        first++;
    return first;
}

struct site site_of(const struct syntax *syntax, size_t stretch, const struct site *previous)
{
    const struct analysis *analysis = syntax->analysis;
    const struct stretch *at = (const struct stretch *)analysis->stretches.items + stretch;
    const struct sentence *sentence =
        (const struct sentence *)analysis->sentences.items + syntax->tokens[at->first].sentence;
    struct site site = {
        .syntax = syntax,
        .stretch = at,
        .first = sentence->first,
        .end = sentence->end,
        .before = at->first,
        .behind = at->end,
        .closes_clause = closes_clause(syntax, at, sentence->end),
    };
    count_words(syntax->tokens, &site);
    static const char *const stops[] = {".", "?", "!", "...", "\u2026", NULL};
    site.ends_sentence = is_one_of(syntax->analysis, last_inside(syntax, at), stops);
    while (site.behind < site.end && syntax_part(syntax, site.behind) != PART_QUOTED)
        site.behind++;
    while (site.before > site.first && syntax_part(syntax, site.before - 1) != PART_QUOTED)
        site.before--;
    bool known = previous && previous->first == site.first;
    site.clause = known ? previous->clause : first_word_outside(syntax, site.first, site.end);
    site.opens_sentence = site.clause > at->first;
    return site;
}

/* --- scoring --- */

/* How much a subject looks like somebody who speaks. */
static double subject_weight(const struct syntax *syntax, const struct subject *subject)
{
    const struct found_mention *mention = syntax_mention(syntax, subject->end - 1);
    const struct token *head = &syntax->tokens[subject->end - 1];
    switch (subject->kind) {
    case SUBJECT_NAME:
        if (!mention || mention->type == ENTITY_PERSON)
            return 1;
        return mention->type == ENTITY_OTHER ? 0.8 : 0.93;
    case SUBJECT_PRONOUN:
        return is_one_of(syntax->analysis, subject->end - 1,
                         (const char *const[]){"it", "It", "you", "You", "I", "we", "We", "one", "One", NULL})
                   ? 0.7
                   : 1;
    case SUBJECT_NOMINAL:
        return token_is(head, WORD_SPEAKER_NOUN) ? 0.97 : mention ? 0.95 : 0.7;
    case SUBJECT_RELATIVE:
        return 0.95;
    case SUBJECT_NONE:
        break;
    }
    return 0;
}

static bool is_behind(enum construction construction)
{
    return construction == CONSTRUCTION_SUBJECT_CUE_BEHIND || construction == CONSTRUCTION_CUE_SUBJECT_BEHIND ||
           construction == CONSTRUCTION_ACCORDING_BEHIND;
}

/* The fewer words are quoted, the less does what stands before them tell of their speaker. */
static double length_weight(const struct site *site, enum construction construction)
{
    static const double by_words[] = {0.85, 0.85, 0.88, 0.92, 0.95, 0.97, 0.98, 0.98, 0.98};
    if (is_behind(construction))
        return 1;
    return site->words < sizeof by_words / sizeof *by_words ? by_words[site->words] : 1;
}

/* Behind a quotation nearly any verb tells who speaks; before it, much else may be told. */
static double cue_weight(enum construction construction, unsigned strength)
{
    static const double behind[] = {0.85, 0.85, 0.98, 1}, before[] = {0.68, 0.68, 0.92, 1};
    return is_behind(construction) ? behind[strength] : before[strength];
}

static struct candidate *add(const struct site *site, struct candidates *candidates, enum construction construction,
                             const struct subject *subject)
{
    if (subject->kind == SUBJECT_NONE || candidates->count == CANDIDATES_MAX)
        return NULL;
    struct candidate *candidate = &candidates->items[candidates->count++];
    *candidate = (struct candidate){
        .construction = construction,
        .subject = *subject,
        .score = priors[construction] * subject_weight(site->syntax, subject) * length_weight(site, construction),
    };
    return candidate;
}

static void add_with_cue(const struct site *site, struct candidates *candidates, enum construction construction,
                         const struct subject *subject, const struct cue *cue, double weight)
{
    struct candidate *candidate = add(site, candidates, construction, subject);
    if (!candidate)
        return;
    candidate->cue_first = cue->first;
    candidate->cue_end = cue->end;
    candidate->score *= cue_weight(construction, cue->strength) * weight;
}

/* --- verbs --- */

static bool is_form_of_be(const struct syntax *syntax, size_t token)
{
    static const char *const forms[] = {"is", "are", "was", "were", "be", "been", "being", "'re", "\u2019re", NULL};
    return is_one_of(syntax->analysis, token, forms);
}

/* "was asked", "is called": the subject is spoken to or about. */
static bool is_passive(const struct syntax *syntax, size_t first, const struct cue *cue)
{
    if (cue->form != CUE_PAST && cue->form != CUE_PASSIVE)
        return false;
    size_t at = cue->first;
    while (at > first && syntax_part(syntax, at - 1) == PART_ADVERB)
        at--;
    return at > first && is_form_of_be(syntax, at - 1);
}

/* A verb that has a subject of its own: "said", "has said", "is saying"; not "saying", "to say". */
static bool is_finite(const struct syntax *syntax, size_t first, const struct cue *cue)
{
    bool auxiliary = cue->first > first && syntax_part(syntax, cue->first - 1) == PART_AUXILIARY;
    switch (cue->form) {
    case CUE_PAST:
    case CUE_PRESENT:
        return true;
    case CUE_BASE:
        return !(cue->first > first && syntax_part(syntax, cue->first - 1) == PART_PREPOSITION);
    default:
        return auxiliary;
    }
}

/* The subject that a verb without one shares with the verb before it: "Blinken left and said", "went on to say". */
static struct subject shared_subject(const struct site *site, size_t verb)
{
    enum { LOOK_BACK = 40 };
    const struct syntax *syntax = site->syntax;
    size_t first = site->first;
    size_t least = verb - first > LOOK_BACK ? verb - LOOK_BACK : first;
    for (size_t i = verb; i > least; i--) {
        enum part part = syntax_part(syntax, i - 1);
        if (part != PART_CUE && part != PART_VERB && part != PART_AUXILIARY)
            continue;
        struct subject subject = subject_before(syntax, first, i - 1);
        if (subject.kind != SUBJECT_NONE)
            return subject;
    }
    return subject_of_clause(syntax, site->clause, verb);
}

static bool is_pause(const struct syntax *syntax, size_t token)
{
    return syntax_part(syntax, token) == PART_COMMA || syntax_part(syntax, token) == PART_DASH;
}

/* --- behind the quotation --- */

static size_t skip_pauses(const struct site *site, size_t at)
{
    while (at < site->behind &&
           (syntax_part(site->syntax, at) == PART_COMMA || syntax_part(site->syntax, at) == PART_DASH))
        at++;
    return at;
}

/* "…," Blinken said */
static void subject_and_cue_behind(const struct site *site, struct candidates *candidates)
{
    enum { CUE_WITHIN = 30 };
    const struct syntax *syntax = site->syntax;
    size_t start = skip_pauses(site, site->stretch->end);
    if (start >= site->behind || !(site->closes_clause || site->opens_sentence))
        return;
    enum part opening = syntax_part(syntax, start);
    if (opening == PART_CONJUNCTION || opening == PART_RELATIVE || opening == PART_SUBORDINATOR || opening == PART_STOP)
        return;
    size_t most = site->behind - start > CUE_WITHIN ? start + CUE_WITHIN : site->behind;
    for (size_t i = start + 1; i < most; i++) {
        /* A dot in brackets ends nothing: "Ana Ruiz (D-Ore.) said". */
        if (syntax_part(syntax, i) == PART_STOP && syntax_part(syntax, i + 1) != PART_CLOSING)
            return;
        if (syntax_part(syntax, i) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i);
        if (is_passive(syntax, start, &cue) || !is_finite(syntax, start, &cue))
            continue;
        struct subject subject = subject_before(syntax, start, i);
        if (subject.kind == SUBJECT_NONE)
            continue;
        double weight = site->closes_clause ? 1 : 0.6;
        add_with_cue(site, candidates, CONSTRUCTION_SUBJECT_CUE_BEHIND, &subject, &cue,
                     subject.first == start ? weight : weight * 0.9);
        return;
    }
}

/* "…," said Blinken */
static void cue_and_subject_behind(const struct site *site, struct candidates *candidates)
{
    const struct syntax *syntax = site->syntax;
    size_t start = skip_pauses(site, site->stretch->end);
    while (start < site->behind && syntax_part(syntax, start) == PART_ADVERB)
        start++;
    if (start >= site->behind || syntax_part(syntax, start) != PART_CUE ||
        !(site->closes_clause || site->opens_sentence))
        return;
    struct cue cue = syntax_cue(syntax, start);
    if (cue.form != CUE_PAST && cue.form != CUE_PRESENT)
        return;
    /* "Blinken, who called it "…," praised the ministry": only the plainest verbs stand so inside a sentence. */
    if (!site->opens_sentence && cue.strength < 3)
        return;
    struct subject subject = subject_behind(syntax, cue.end, site->behind);
    add_with_cue(site, candidates, CONSTRUCTION_CUE_SUBJECT_BEHIND, &subject, &cue, 1);
}

static void according_behind(const struct site *site, struct candidates *candidates)
{
    const struct syntax *syntax = site->syntax;
    size_t start = skip_pauses(site, site->stretch->end);
    size_t length = lexicon_match(syntax->analysis, WORD_CUE_PHRASE, start, site->behind);
    if (!length)
        return;
    struct cue cue = {.first = start, .end = start + length, .strength = 3};
    struct subject subject = subject_behind(syntax, cue.end, site->behind);
    add_with_cue(site, candidates, CONSTRUCTION_ACCORDING_BEHIND, &subject, &cue, 1);
}

/* True where nothing but the sentence's or clause's end stands at token `at`. */
static bool is_clause_end(const struct site *site, size_t at)
{
    if (at >= site->end)
        return true;
    enum part part = syntax_part(site->syntax, at);
    return part == PART_STOP || part == PART_COMMA || part == PART_DASH || part == PART_QUOTED || part == PART_COLON;
}

/* There will be "…" for the allies, Blinken said; … for the allies, said Blinken, who … */
static void trailing(const struct site *site, struct candidates *candidates)
{
    enum { LOOK_AHEAD = 100 };
    const struct syntax *syntax = site->syntax;
    size_t start = site->stretch->end;
    size_t most = site->end - start > LOOK_AHEAD ? start + LOOK_AHEAD : site->end;
    for (size_t i = start + 1; i < most; i++) {
        size_t phrase = is_pause(syntax, i - 1) ? lexicon_match(syntax->analysis, WORD_CUE_PHRASE, i, most) : 0;
        if (phrase) {
            struct cue according = {.first = i, .end = i + phrase, .strength = 3};
            struct subject subject = subject_behind(syntax, according.end, most);
            add_with_cue(site, candidates, CONSTRUCTION_TRAILING, &subject, &according, 1);
            return;
        }
        if (syntax_part(syntax, i) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i);
        if (cue.form != CUE_PAST && cue.form != CUE_PRESENT)
            continue;
        struct subject subject = {.kind = SUBJECT_NONE};
        bool behind_pause = is_pause(syntax, i - 1) || syntax_part(syntax, i - 1) == PART_QUOTED;
        if (behind_pause) {
            subject = subject_behind(syntax, cue.end, most);
        } else if (is_clause_end(site, cue.end) || syntax_part(syntax, cue.end) == PART_PREPOSITION ||
                   syntax_part(syntax, cue.end) == PART_TIME) {
            subject = subject_before(syntax, start, i);
            bool alone = subject.kind != SUBJECT_NONE && subject.first > start &&
                         (is_pause(syntax, subject.first - 1) || syntax_part(syntax, subject.first - 1) == PART_QUOTED);
            if (!alone)
                subject.kind = SUBJECT_NONE;
        }
        if (subject.kind == SUBJECT_NONE)
            continue;
        add_with_cue(site, candidates, CONSTRUCTION_TRAILING, &subject, &cue, 1);
        return;
    }
}

/* --- before it --- */

enum gap { GAP_DIRECT, GAP_SHORT, GAP_FAR };

/* What stands between a cue and the quotation. */
static enum gap gap_between(const struct syntax *syntax, size_t first, size_t end)
{
    enum { SHORT_MAX = 10 };
    enum gap gap = GAP_DIRECT;
    size_t words = 0;
    for (size_t i = first; i < end; i++) {
        switch (syntax_part(syntax, i)) {
        case PART_COMMA:
        case PART_COLON:
        case PART_DASH:
        case PART_DETERMINER:
        case PART_ADVERB:
        case PART_OBJECT:
        case PART_TIME:
        case PART_QUOTED:
        case PART_CONJUNCTION:
            break;
        case PART_SUBORDINATOR:
            /* "said that" is direct, "said he left because" is far. */
            if (i != first && i + 1 != end)
                gap = GAP_FAR;
            break;
        case PART_CUE:
        case PART_VERB:
        case PART_AUXILIARY:
        case PART_RELATIVE:
            gap = GAP_FAR;
            break;
        default:
            words++;
            break;
        }
    }
    if (gap == GAP_FAR || words > SHORT_MAX)
        return GAP_FAR;
    return words ? GAP_SHORT : GAP_DIRECT;
}

/* "what the US has said", "the man who said": what follows is not said by that subject. */
static bool is_embedded(const struct site *site, const struct subject *subject)
{
    static const char *const openers[] = {"what", "What", "than", "which", "whom", "whatever", NULL};
    const struct syntax *syntax = site->syntax;
    size_t at = subject->first;
    /* "what the US and NATO have said" */
    while (at > site->first &&
           (syntax_part(syntax, at - 1) == PART_CONJUNCTION || syntax_part(syntax, at - 1) == PART_NAME ||
            syntax_part(syntax, at - 1) == PART_DETERMINER))
        at--;
    return subject->kind == SUBJECT_RELATIVE || (at > site->first && is_one_of(syntax->analysis, at - 1, openers));
}

static void finite_cue(const struct site *site, struct candidates *candidates, const struct cue *cue, enum gap gap,
                       double weight)
{
    static const enum construction by_gap[] = {CONSTRUCTION_CUE_BEFORE, CONSTRUCTION_CUE_BEFORE_SHORT,
                                               CONSTRUCTION_CUE_BEFORE_FAR};
    const struct syntax *syntax = site->syntax;
    struct subject subject = subject_before(syntax, site->first, cue->first);
    /* Said Blinken, "…" */
    if (subject.kind == SUBJECT_NONE && (cue->first == site->first || is_pause(syntax, cue->first - 1))) {
        subject = subject_behind(syntax, cue->end, site->stretch->first);
        gap = subject.kind == SUBJECT_NONE ? gap : gap_between(syntax, subject.end, site->stretch->first);
    }
    if (subject.kind == SUBJECT_NONE) {
        subject = shared_subject(site, cue->first);
        weight *= 0.9;
    }
    if (gap == GAP_FAR && is_embedded(site, &subject))
        return;
    add_with_cue(site, candidates, by_gap[gap], &subject, cue, weight);
}

/* "many people chanting", "with Blinken saying": the noun right before the participle, where it is one of speakers. */
static struct subject noun_that_speaks(const struct site *site, size_t end)
{
    static const char *const with[] = {"with", "With", "of", NULL};
    const struct syntax *syntax = site->syntax;
    struct subject subject = subject_ending(syntax, site->first, end);
    if (subject.kind == SUBJECT_NONE || subject.end != end)
        return (struct subject){.kind = SUBJECT_NONE};
    const struct token *head = &syntax->tokens[end - 1];
    bool speaker =
        subject.kind == SUBJECT_NOMINAL && token_is(head, WORD_SPEAKER_NOUN) && !token_is(head, WORD_REPORTING_NOUN);
    bool accompanied = subject.first > site->first && is_one_of(syntax->analysis, subject.first - 1, with);
    return speaker || accompanied ? subject : (struct subject){.kind = SUBJECT_NONE};
}

/* "…, Blinken said, adding": an aside right before the pause has the same subject. */
static struct subject speaker_just_named(const struct site *site, size_t pause)
{
    const struct syntax *syntax = site->syntax;
    if (pause == site->first || syntax_part(syntax, pause - 1) != PART_CUE)
        return (struct subject){.kind = SUBJECT_NONE};
    struct subject subject = subject_before(syntax, site->first, pause - 1);
    bool aside = subject.kind != SUBJECT_NONE && subject.first > site->first &&
                 (is_pause(syntax, subject.first - 1) || syntax_part(syntax, subject.first - 1) == PART_QUOTED);
    return aside ? subject : (struct subject){.kind = SUBJECT_NONE};
}

static void other_cue(const struct site *site, struct candidates *candidates, const struct cue *cue, enum gap gap,
                      double weight)
{
    const struct syntax *syntax = site->syntax;
    size_t before = cue->first;
    while (before > site->first && syntax_part(syntax, before - 1) == PART_ADVERB)
        before--;
    enum part part = before > site->first ? syntax_part(syntax, before - 1) : PART_STOP;
    struct subject subject = {.kind = SUBJECT_NONE};
    if (cue->form == CUE_PARTICIPLE && (part == PART_NOMINAL || part == PART_NAME))
        subject = noun_that_speaks(site, before);
    else if (cue->form == CUE_PARTICIPLE && part == PART_COMMA)
        subject = speaker_just_named(site, before - 1);
    if (subject.kind == SUBJECT_NONE && cue->form == CUE_BASE)
        subject = shared_subject(site, before);
    if (subject.kind == SUBJECT_NONE)
        subject = subject_of_clause(syntax, site->clause, before);
    add_with_cue(site, candidates, gap == GAP_FAR ? CONSTRUCTION_PARTICIPLE_FAR : CONSTRUCTION_PARTICIPLE_BEFORE,
                 &subject, cue, weight);
}

/* was called "…" by Blinken */
static void agent_behind(const struct site *site, struct candidates *candidates, const struct cue *cue, enum gap gap)
{
    static const char *const by[] = {"by", NULL};
    size_t behind = site->stretch->end;
    if (gap != GAP_DIRECT || behind >= site->behind || !is_one_of(site->syntax->analysis, behind, by))
        return;
    struct subject subject = subject_behind(site->syntax, behind + 1, site->behind);
    add_with_cue(site, candidates, CONSTRUCTION_CUE_BEFORE, &subject, cue, 1);
}

static bool is_introducer(const struct syntax *syntax, size_t token)
{
    return syntax_part(syntax, token) == PART_COMMA || syntax_part(syntax, token) == PART_COLON;
}

/* Blinken said, "…"; Blinken left, calling it "…". The nearest verbs count, each less than the one before. */
static void cues_before(const struct site *site, struct candidates *candidates)
{
    enum { CUES_MAX = 4, LOOK_BACK = 80 };
    static const double by_distance[CUES_MAX] = {1, 0.93, 0.88, 0.84};
    const struct syntax *syntax = site->syntax;
    size_t found = 0, opening = site->stretch->first;
    /* Blinken said: "We …" leaves no doubt, whatever was said before. */
    bool introduces_speech = opening > site->first && site->starts_large && is_introducer(syntax, opening - 1);
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    for (size_t i = opening; i > least && found < CUES_MAX; i--) {
        if (syntax_part(syntax, i - 1) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i - 1);
        enum gap gap = gap_between(syntax, cue.end, opening);
        if (is_passive(syntax, site->first, &cue)) {
            agent_behind(site, candidates, &cue, gap);
            continue;
        }
        double weight = by_distance[found++];
        size_t count = candidates->count;
        if (is_finite(syntax, site->first, &cue))
            finite_cue(site, candidates, &cue, gap, weight);
        else
            other_cue(site, candidates, &cue, gap, weight);
        if (introduces_speech && gap == GAP_DIRECT && candidates->count > count)
            return;
    }
}

static void according_before(const struct site *site, struct candidates *candidates)
{
    enum { LOOK_BACK = 80 };
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    for (size_t i = opening; i > least; i--) {
        size_t length = syntax_part(syntax, i - 1) == PART_QUOTED
                            ? 0
                            : lexicon_match(syntax->analysis, WORD_CUE_PHRASE, i - 1, site->stretch->first);
        if (!length)
            continue;
        struct cue cue = {.first = i - 1, .end = i - 1 + length, .strength = 3};
        struct subject subject = subject_behind(syntax, cue.end, site->stretch->first);
        add_with_cue(site, candidates, CONSTRUCTION_ACCORDING_BEFORE, &subject, &cue, 1);
        return;
    }
}

/* Blinken: "…" */
static void colon_before(const struct site *site, struct candidates *candidates)
{
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    if (opening == site->first || syntax_part(syntax, opening - 1) != PART_COLON)
        return;
    struct subject subject = subject_ending(syntax, site->first, opening - 1);
    bool whole = subject.kind != SUBJECT_NONE && (subject.first == site->first || subject.kind == SUBJECT_NAME);
    if (!whole)
        subject = subject_of_clause(syntax, site->clause, opening - 1);
    struct candidate *candidate = add(site, candidates, CONSTRUCTION_COLON_BEFORE, &subject);
    if (candidate && !whole)
        candidate->score *= 0.85;
}

/* Blinken's claim that "…", a statement by Blinken that "…" */
static void noun_before(const struct site *site, struct candidates *candidates)
{
    enum { LOOK_BACK = 8 };
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    size_t least = opening - site->before > LOOK_BACK ? opening - LOOK_BACK : site->before;
    for (size_t i = opening; i > least; i--) {
        if (syntax_part(syntax, i - 1) != PART_NOMINAL || !token_is(&syntax->tokens[i - 1], WORD_REPORTING_NOUN))
            continue;
        struct cue cue = {.first = i - 1, .end = i, .strength = 3};
        struct subject subject = subject_owning(syntax, site->before, i - 1);
        static const char *const makers[] = {"by", "from", NULL};
        if (subject.kind == SUBJECT_NONE && i < opening && is_one_of(syntax->analysis, i, makers))
            subject = subject_behind(syntax, i + 1, opening);
        add_with_cue(site, candidates, CONSTRUCTION_NOUN_BEFORE, &subject, &cue, 1);
        return;
    }
}

/* Whom the sentence is about, when nothing in it tells of speaking. */
static void sentence_subject(const struct site *site, struct candidates *candidates)
{
    struct subject subject = subject_of_clause(site->syntax, site->clause, site->stretch->first);
    add(site, candidates, CONSTRUCTION_SENTENCE_SUBJECT, &subject);
}

struct candidates candidates_find(const struct site *site)
{
    static void (*const rows[])(const struct site *, struct candidates *) = {
        subject_and_cue_behind, cue_and_subject_behind, according_behind, trailing,         cues_before,
        according_before,       colon_before,           noun_before,      sentence_subject,
    };
    struct candidates candidates = {.count = 0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        rows[i](site, &candidates);
    return candidates;
}
