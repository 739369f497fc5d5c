/* attribution behind: speakers who are named behind the quotation. */
#include "annotate/attribution_candidates.h"

static size_t skip_pauses(const struct site *site, size_t at)
{
    while (at < site->behind && syntax_is_pause(site->syntax, at))
        at++;
    return at;
}

/* "…," Blinken said */
static void subject_and_cue_behind(struct candidates *candidates, const struct site *site)
{
    enum { CUE_WITHIN = 30 };
    const struct syntax *syntax = site->syntax;
    static const char *const as[] = {"as", NULL};
    size_t start = skip_pauses(site, site->stretch->end);
    bool like_this = start < site->behind && syntax_is_one_of(syntax, start, as);
    if (start >= site->behind || !(site->closes_clause || site->opens_sentence || like_this))
        return;
    /* "…", as Ruiz said */
    start += like_this;
    enum part opening = start < site->behind ? syntax_part(syntax, start) : PART_STOP;
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
        if (cue_is_passive(syntax, start, &cue) || !cue_is_finite(syntax, start, &cue))
            continue;
        struct subject subject = subject_before(syntax, start, i);
        if (subject.kind == SUBJECT_NONE)
            continue;
        candidates_add(candidates, CONSTRUCTION_SUBJECT_CUE_BEHIND, &subject, &cue, subject.first != start);
        return;
    }
}

/* "…," said Blinken */
static void cue_and_subject_behind(struct candidates *candidates, const struct site *site)
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
    bool bracketed =
        site->stretch->first > site->first && syntax_part(syntax, site->stretch->first - 1) == PART_OPENING;
    if (!site->opens_sentence && !bracketed && cue.strength < CUE_STRENGTH_MAX)
        return;
    struct subject subject = subject_behind(syntax, cue.end, site->behind);
    candidates_add(candidates, CONSTRUCTION_CUE_SUBJECT_BEHIND, &subject, &cue, 0);
}

static void according_behind(struct candidates *candidates, const struct site *site)
{
    const struct syntax *syntax = site->syntax;
    size_t start = skip_pauses(site, site->stretch->end);
    size_t length = lexicon_match(syntax->analysis, WORD_CUE_PHRASE, start, site->behind);
    if (!length)
        return;
    struct cue cue = {.first = start, .end = start + length, .strength = CUE_STRENGTH_MAX};
    struct subject subject = subject_behind(syntax, cue.end, site->behind);
    candidates_add(candidates, CONSTRUCTION_ACCORDING_BEHIND, &subject, &cue, 0);
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
static void trailing(struct candidates *candidates, const struct site *site)
{
    enum { LOOK_AHEAD = 100, RANK_ASIDE = 0, RANK_INVERTED, RANK_ACCORDING };
    const struct syntax *syntax = site->syntax;
    size_t start = site->stretch->end;
    size_t most = site->end - start > LOOK_AHEAD ? start + LOOK_AHEAD : site->end;
    for (size_t i = start + 1; i < most; i++) {
        size_t phrase = syntax_is_pause(syntax, i - 1) ? lexicon_match(syntax->analysis, WORD_CUE_PHRASE, i, most) : 0;
        if (phrase) {
            struct cue according = {.first = i, .end = i + phrase, .strength = CUE_STRENGTH_MAX};
            struct subject subject = subject_behind(syntax, according.end, most);
            candidates_add(candidates, CONSTRUCTION_TRAILING, &subject, &according, RANK_ACCORDING);
            return;
        }
        if (syntax_part(syntax, i) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i);
        if (cue.form != CUE_PAST && cue.form != CUE_PRESENT)
            continue;
        struct subject subject = {.kind = SUBJECT_NONE};
        bool behind_pause = syntax_is_pause(syntax, i - 1) || syntax_part(syntax, i - 1) == PART_QUOTED;
        if (behind_pause) {
            /* "…," its director, Ana Ruiz, told the board */
            if (subject_before(syntax, start, i).kind == SUBJECT_NONE)
                subject = subject_behind(syntax, cue.end, most);
        } else if (is_clause_end(site, cue.end) || syntax_part(syntax, cue.end) == PART_PREPOSITION ||
                   syntax_part(syntax, cue.end) == PART_TIME) {
            subject = subject_before(syntax, start, i);
            if (!subject_is_aside(syntax, &subject, start))
                subject.kind = SUBJECT_NONE;
        }
        if (subject.kind == SUBJECT_NONE)
            continue;
        candidates_add(candidates, CONSTRUCTION_TRAILING, &subject, &cue, behind_pause ? RANK_INVERTED : RANK_ASIDE);
        return;
    }
}

/* "…," Blinken thundered; "…," thundered Blinken: whatever is done right behind the quotation. */
static void verb_behind(struct candidates *candidates, const struct site *site)
{
    enum { RANK_SUBJECT_FIRST, RANK_VERB_FIRST };
    const struct syntax *syntax = site->syntax;
    size_t start = skip_pauses(site, site->stretch->end);
    struct subject subject = subject_behind(syntax, start, site->behind);
    if (subject.kind != SUBJECT_NONE) {
        struct cue cue = candidates_verb(syntax, subject.end, site->behind);
        if (cue.end > cue.first)
            candidates_add(candidates, CONSTRUCTION_VERB_BEHIND, &subject, &cue, RANK_SUBJECT_FIRST);
    }
    struct cue cue = candidates_verb(syntax, start, site->behind);
    if (cue.end == cue.first)
        return;
    subject = subject_behind(syntax, cue.end, site->behind);
    candidates_add(candidates, CONSTRUCTION_VERB_BEHIND, &subject, &cue, RANK_VERB_FIRST);
}

/* Whoever is named behind the quotation, nearest first. */
static void mentions_behind(struct candidates *candidates, const struct site *site)
{
    enum { LOOK_AHEAD = 30, MENTIONS_MAX = 2 };
    const struct syntax *syntax = site->syntax;
    size_t start = site->stretch->end;
    size_t most = site->behind - start > LOOK_AHEAD ? start + LOOK_AHEAD : site->behind;
    unsigned found = 0;
    for (size_t i = start; i < most && found < MENTIONS_MAX; i++) {
        const struct found_mention *mention = syntax_mention(syntax, i);
        if (!mention || mention->end != i + 1)
            continue;
        struct subject subject = subject_ending(syntax, start, i + 1);
        if (subject.end != i + 1)
            continue;
        struct cue cue = candidates_verb(syntax, i + 1, most);
        candidates_add(candidates, CONSTRUCTION_MENTION_BEHIND, &subject, &cue, found++);
    }
}

void candidates_behind(struct candidates *candidates, const struct site *site)
{
    subject_and_cue_behind(candidates, site);
    cue_and_subject_behind(candidates, site);
    according_behind(candidates, site);
    trailing(candidates, site);
    verb_behind(candidates, site);
    mentions_behind(candidates, site);
}
