/* attribution before: speakers who are named before the quotation. */
#include "annotate/attribution_candidates.h"
#include "annotate/attribution_labels.h"

/* The rank of a verb of speaking: how many others stand between it and the quotation, and whether its subject is that of
 * another verb. */
enum { CUES_MAX = 3, RANK_AGENT = CUES_MAX, RANK_SHARED, RANK_RELATIVE = RANK_SHARED + CUES_MAX };

/* The rank of one who is named before the quotation: how many others are named nearer, and whether something is done to
 * him. */
enum { MENTIONS_MAX = 3, RANK_PASSIVE = MENTIONS_MAX + 1 };

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

enum candidates_gap candidates_gap(const struct syntax *syntax, size_t first, size_t end)
{
    enum { SHORT_MAX = 10 };
    enum candidates_gap gap = GAP_DIRECT;
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

/* "what the US has said": what follows is not said by that subject. */
static bool is_embedded(const struct site *site, const struct subject *subject)
{
    static const char *const openers[] = {"what", "than", "whatever", NULL};
    const struct syntax *syntax = site->syntax;
    size_t at = subject->first;
    /* "what the US and NATO have said" */
    while (at > site->first &&
           (syntax_part(syntax, at - 1) == PART_CONJUNCTION || syntax_part(syntax, at - 1) == PART_NAME ||
            syntax_part(syntax, at - 1) == PART_DETERMINER))
        at--;
    return at > site->first && syntax_is_one_of(syntax, at - 1, openers);
}

/* "…," Blinken said, "…": that tells of the first one; what it tells of the second comes from there. */
static bool is_behind_quotation(const struct syntax *syntax, const struct subject *subject, const struct cue *cue)
{
    return subject->kind != SUBJECT_NONE && subject->first > 0 && syntax_is_pause(syntax, cue->end) &&
           syntax_part(syntax, subject->first - 1) == PART_QUOTED;
}

static void finite_cue(struct candidates *candidates, const struct site *site, const struct cue *cue,
                       enum candidates_gap gap, unsigned rank)
{
    static const enum construction by_gap[] = {CONSTRUCTION_CUE_BEFORE, CONSTRUCTION_CUE_BEFORE_SHORT,
                                               CONSTRUCTION_CUE_BEFORE_FAR};
    const struct syntax *syntax = site->syntax;
    struct subject subject = subject_before(syntax, site->first, cue->first);
    /* Said Blinken, "…"; "…," said Blinken, who heads the ministry, "…" */
    bool leads = cue->first == site->first || syntax_is_pause(syntax, cue->first - 1) ||
                 syntax_part(syntax, cue->first - 1) == PART_QUOTED;
    if (subject.kind == SUBJECT_NONE && leads) {
        subject = subject_behind(syntax, cue->end, site->stretch->first);
        gap = subject.kind == SUBJECT_NONE ? gap : candidates_gap(syntax, subject.end, site->stretch->first);
    }
    if (subject.kind == SUBJECT_NONE) {
        subject = shared_subject(site, cue->first);
        rank += RANK_SHARED;
    }
    if (gap == GAP_FAR && (is_embedded(site, &subject) || is_behind_quotation(syntax, &subject, cue)))
        return;
    candidates_add(candidates, by_gap[gap], &subject, cue, subject.kind == SUBJECT_RELATIVE ? RANK_RELATIVE : rank);
    if (cue->first == site->first || !syntax_is_pause(syntax, cue->first - 1))
        return;
    /* "Ruiz, at a meeting in Columbus, said": what stands between pauses may be a name as well. */
    struct subject clause = subject_of_clause(syntax, site->clause, cue->first);
    if (clause.end != subject.end)
        candidates_add(candidates, by_gap[gap], &clause, cue, RANK_SHARED);
}

/* "many people chanting", "with Blinken saying": the noun right before the participle, where it is one of speakers. */
static struct subject noun_that_speaks(const struct site *site, size_t end)
{
    static const char *const with[] = {"with", "of", NULL};
    const struct syntax *syntax = site->syntax;
    struct subject subject = subject_ending(syntax, site->first, end);
    if (subject.kind == SUBJECT_NONE || subject.end != end)
        return (struct subject){.kind = SUBJECT_NONE};
    const struct token *head = &syntax->tokens[end - 1];
    bool speaker = subject.kind == SUBJECT_NOMINAL && token_is(head, WORD_SPEAKER_NOUN);
    bool accompanied = subject.first > site->first && syntax_is_one_of(syntax, subject.first - 1, with);
    return speaker || accompanied ? subject : (struct subject){.kind = SUBJECT_NONE};
}

/* "…, Blinken said, adding": an aside right before the pause has the same subject. */
static struct subject speaker_just_named(const struct site *site, size_t pause)
{
    const struct syntax *syntax = site->syntax;
    if (pause == site->first || syntax_part(syntax, pause - 1) != PART_CUE)
        return (struct subject){.kind = SUBJECT_NONE};
    struct subject subject = subject_before(syntax, site->first, pause - 1);
    bool aside = subject_is_aside(syntax, &subject, site->first);
    return aside ? subject : (struct subject){.kind = SUBJECT_NONE};
}

static void other_cue(struct candidates *candidates, const struct site *site, const struct cue *cue,
                      enum candidates_gap gap, unsigned rank)
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
    enum construction construction = gap == GAP_FAR ? CONSTRUCTION_PARTICIPLE_FAR : CONSTRUCTION_PARTICIPLE_BEFORE;
    if (subject.kind == SUBJECT_NONE) {
        subject = shared_subject(site, before);
        candidates_add(candidates, construction, &subject, cue, rank + RANK_SHARED);
        subject = subject_of_clause(syntax, site->clause, before);
    }
    candidates_add(candidates, construction, &subject, cue, rank);
}

/* was called "…" by Blinken */
static void agent_behind(struct candidates *candidates, const struct site *site, const struct cue *cue,
                         enum candidates_gap gap)
{
    static const char *const by[] = {"by", NULL};
    size_t behind = site->stretch->end;
    if (gap != GAP_DIRECT || behind >= site->behind || !syntax_is_one_of(site->syntax, behind, by))
        return;
    struct subject subject = subject_behind(site->syntax, behind + 1, site->behind);
    candidates_add(candidates, CONSTRUCTION_CUE_BEFORE, &subject, cue, RANK_AGENT);
}

static bool is_introducer(const struct syntax *syntax, size_t token)
{
    return syntax_part(syntax, token) == PART_COMMA || syntax_part(syntax, token) == PART_COLON;
}

/* Blinken said, "…"; Blinken left, calling it "…". True when that settles by which words one knows. */
static bool cues_before(struct candidates *candidates, const struct site *site)
{
    enum { LOOK_BACK = 80 };
    const struct syntax *syntax = site->syntax;
    unsigned found = 0;
    size_t opening = site->stretch->first;
    /* Blinken said: "We …" leaves no doubt, whatever was said before. */
    bool introduces_speech = opening > site->first && site->starts_large && is_introducer(syntax, opening - 1);
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    for (size_t i = opening; i > least && found < CUES_MAX; i--) {
        if (syntax_part(syntax, i - 1) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i - 1);
        enum candidates_gap gap = candidates_gap(syntax, cue.end, opening);
        if (cue_is_passive(syntax, site->first, &cue)) {
            agent_behind(candidates, site, &cue, gap);
            continue;
        }
        unsigned rank = found++;
        size_t count = candidates->count;
        if (cue_is_finite(syntax, site->first, &cue))
            finite_cue(candidates, site, &cue, gap, rank);
        else
            other_cue(candidates, site, &cue, gap, rank);
        if (introduces_speech && gap != GAP_FAR && candidates->count > count)
            return true;
    }
    return false;
}

static void according_before(struct candidates *candidates, const struct site *site)
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
        struct cue cue = {.first = i - 1, .end = i - 1 + length, .strength = CUE_STRENGTH_MAX};
        struct subject subject = subject_behind(syntax, cue.end, site->stretch->first);
        candidates_add(candidates, CONSTRUCTION_ACCORDING_BEFORE, &subject, &cue, 0);
        return;
    }
}

/* Blinken: "…" */
static void colon_before(struct candidates *candidates, const struct site *site)
{
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    if (opening == site->first || syntax_part(syntax, opening - 1) != PART_COLON || label_colon(site) == opening - 1)
        return;
    struct subject subject = subject_before(syntax, site->first, opening - 1);
    if (subject.kind == SUBJECT_NONE)
        subject = subject_ending(syntax, site->first, opening - 1);
    bool whole = subject.kind != SUBJECT_NONE && (subject.first == site->first || subject.kind == SUBJECT_NAME);
    if (!whole)
        subject = subject_of_clause(syntax, site->clause, opening - 1);
    struct cue colon = {.first = opening - 1, .end = opening};
    candidates_add(candidates, CONSTRUCTION_COLON_BEFORE, &subject, &colon, !whole);
}

/* Blinken's claim that "…", a statement by Blinken that "…" */
static void noun_before(struct candidates *candidates, const struct site *site)
{
    enum { LOOK_BACK = 8 };
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    size_t least = opening - site->before > LOOK_BACK ? opening - LOOK_BACK : site->before;
    for (size_t i = opening; i > least; i--) {
        if (syntax_part(syntax, i - 1) != PART_NOMINAL || !token_is(&syntax->tokens[i - 1], WORD_REPORTING_NOUN))
            continue;
        struct cue cue = {.first = i - 1, .end = i, .strength = CUE_STRENGTH_MAX};
        struct subject subject = subject_owning(syntax, site->before, i - 1);
        static const char *const makers[] = {"by", "from", "of", NULL};
        enum { RANK_OWNER, RANK_MAKER, RANK_CLAUSE };
        candidates_add(candidates, CONSTRUCTION_NOUN_BEFORE, &subject, &cue, RANK_OWNER);
        if (subject.kind != SUBJECT_NONE)
            return;
        if (i < opening && syntax_is_one_of(syntax, i, makers)) {
            subject = subject_behind(syntax, i + 1, opening);
            candidates_add(candidates, CONSTRUCTION_NOUN_BEFORE, &subject, &cue, RANK_MAKER);
        }
        subject = subject_of_clause(syntax, site->clause, i - 1);
        candidates_add(candidates, CONSTRUCTION_NOUN_BEFORE, &subject, &cue, RANK_CLAUSE);
        return;
    }
}

/* The letter of "Q: …" and "A: …" is nobody; "I" is somebody. */
static bool is_question_letter(const struct syntax *syntax, const struct subject *subject)
{
    const struct token *token = &syntax->tokens[subject->first];
    return subject->end - subject->first == 1 && token->range.end - token->range.start == 1 &&
           subject->end < syntax->analysis->tokens.count && syntax_part(syntax, subject->end) == PART_COLON &&
           subject->kind != SUBJECT_PRONOUN;
}

/* Whom the sentence is about, when nothing in it tells of speaking. */
static void sentence_subject(struct candidates *candidates, const struct site *site, bool settled)
{
    struct subject subject = subject_of_clause(site->syntax, site->clause, site->stretch->first);
    if (subject.kind == SUBJECT_NONE || is_question_letter(site->syntax, &subject))
        return;
    struct cue cue = candidates_verb(site->syntax, subject.end, site->stretch->first);
    candidates_add(candidates, CONSTRUCTION_SENTENCE_SUBJECT, &subject, settled ? NULL : &cue,
                   candidates_is_passive(site->syntax, &cue) ? RANK_PASSIVE : 0);
}

/* Blinken thundered, "…"; Blinken, who loves "…": whatever somebody does right before the quotation. */
static void verbs_before(struct candidates *candidates, const struct site *site)
{
    enum { LOOK_BACK = 30, VERBS_MAX = 2 };
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    unsigned found = 0;
    for (size_t i = opening; i > least && found < VERBS_MAX; i--) {
        if (syntax_part(syntax, i - 1) != PART_VERB && syntax_part(syntax, i - 1) != PART_AUXILIARY)
            continue;
        struct subject subject = subject_before(syntax, site->first, i - 1);
        struct cue cue = candidates_verb(syntax, i - 1, opening);
        candidates_add(candidates, CONSTRUCTION_VERB_BEFORE, &subject, &cue,
                       found + (candidates_is_passive(syntax, &cue) ? RANK_PASSIVE : 0));
        found += subject.kind != SUBJECT_NONE;
    }
}

/* Whoever is named before the quotation, nearest first. */
static void mentions_before(struct candidates *candidates, const struct site *site, bool settled)
{
    enum { LOOK_BACK = 60 };
    const struct syntax *syntax = site->syntax;
    size_t opening = site->stretch->first;
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    unsigned found = 0;
    for (size_t i = opening; i > least && found < MENTIONS_MAX; i--) {
        const struct found_mention *mention = syntax_mention(syntax, i - 1);
        if (!mention || mention->end != i || syntax_part(syntax, i - 1) == PART_QUOTED)
            continue;
        struct subject subject = subject_ending(syntax, site->first, i);
        if (subject.end != i)
            continue;
        struct cue cue = candidates_verb(syntax, i, opening);
        candidates_add(candidates, CONSTRUCTION_MENTION_BEFORE, &subject, settled ? NULL : &cue,
                       found++ + (candidates_is_passive(syntax, &cue) ? RANK_PASSIVE : 0));
    }
}

void candidates_before(struct candidates *candidates, const struct site *site)
{
    bool settled = cues_before(candidates, site);
    according_before(candidates, site);
    if (!settled)
        colon_before(candidates, site);
    noun_before(candidates, site);
    sentence_subject(candidates, site, settled);
    if (!settled)
        verbs_before(candidates, site);
    mentions_before(candidates, site, settled);
}
