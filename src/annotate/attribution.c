/* attribution: decides for each quotation, from the candidates of its sentence and from the quotations around it, who
 * speaks. Where nothing speaks clearly nobody does: unknown is better than wrong. Never in here: how a sentence names a
 * speaker. */
#include <stdlib.h>

#include "annotate/attribution_candidates.h"
#include "annotate/quotation_types.h"
#include "annotate/speakers.h"

/* Below the first, saying nothing is better; below the second, the next quotation of the paragraph knows better. */
static const double least_score = 0.5, firm_score = 0.8;

/* Scores only rank. How many of the answers with such a score were right in PolNeAR's training part; between two rows
 * a straight line. */
static const struct {
    double score, right;
} calibration[] = {{0.50, 0.62}, {0.56, 0.67}, {0.66, 0.80},  {0.75, 0.87},
                   {0.85, 0.93}, {0.93, 0.97}, {0.97, 0.985}, {1, 0.99}};

/* What is decided about a stretch. */
struct decision {
    struct candidate candidate; /* score 0: nothing yet */
    size_t same_as;             /* the stretch whose speaker speaks here too, or ARTICLE_NONE */
    size_t continues;
    enum quotation_type type;
    bool alone; /* its sentence has no words but those in quotation marks */
};

struct attribution {
    struct analysis *analysis;
    struct syntax syntax;
    struct speakers speakers;
    struct decision *decisions; /* one a stretch */
    size_t count;
};

static const struct stretch *stretch_at(const struct attribution *attribution, size_t index)
{
    return (const struct stretch *)attribution->analysis->stretches.items + index;
}

static uint32_t block_of(const struct attribution *attribution, size_t stretch)
{
    return attribution->syntax.tokens[stretch_at(attribution, stretch)->first].block;
}

static uint32_t sentence_of(const struct attribution *attribution, size_t stretch)
{
    return attribution->syntax.tokens[stretch_at(attribution, stretch)->first].sentence;
}

static bool is_known(const struct decision *decision)
{
    return decision->candidate.score >= least_score;
}

/* --- within the sentence --- */

static const struct candidate *best_of(const struct candidates *candidates)
{
    const struct candidate *best = NULL;
    for (size_t i = 0; i < candidates->count; i++)
        if (!best || candidates->items[i].score > best->score)
            best = &candidates->items[i];
    return best;
}

static void decide_in_sentence(struct attribution *attribution, size_t stretch, const struct site *site)
{
    struct decision *decision = &attribution->decisions[stretch];
    struct candidates candidates = candidates_find(site);
    const struct candidate *best = best_of(&candidates);
    if (best)
        decision->candidate = *best;
    decision->alone = site->clause == site->end;
    decision->type = quotation_type(site, best);
}

/* --- around it --- */

/* Lets `stretch` be spoken by whoever speaks in `other`. */
static void take_over(struct attribution *attribution, size_t stretch, size_t other, enum construction construction)
{
    struct decision *decision = &attribution->decisions[stretch];
    const struct decision *from = &attribution->decisions[other];
    decision->candidate = from->candidate;
    decision->candidate.construction = construction;
    decision->candidate.score = from->candidate.score * construction_prior(construction);
    decision->same_as = from->same_as == ARTICLE_NONE ? other : from->same_as;
}

/* "…," Blinken said, "…": one cue between two quotations serves both. */
static bool shares_cue(const struct attribution *attribution, size_t stretch, size_t previous)
{
    const struct candidate *own = &attribution->decisions[stretch].candidate;
    const struct candidate *other = &attribution->decisions[previous].candidate;
    return sentence_of(attribution, stretch) == sentence_of(attribution, previous) &&
           is_known(&attribution->decisions[previous]) && other->cue_end > other->cue_first &&
           own->cue_first == other->cue_first && own->cue_end == other->cue_end &&
           other->cue_first >= stretch_at(attribution, previous)->end;
}

static bool follows_pause(const struct attribution *attribution, size_t stretch)
{
    enum part before = syntax_part(&attribution->syntax, stretch_at(attribution, stretch)->first - 1);
    return before == PART_COMMA || before == PART_DASH;
}

/* The last verb of speaking in the sentence that ends before token `end` tells who is introduced. */
static struct candidate introduction(const struct attribution *attribution, size_t end)
{
    const struct syntax *syntax = &attribution->syntax;
    const struct sentence *sentence =
        (const struct sentence *)attribution->analysis->sentences.items + syntax->tokens[end - 1].sentence;
    enum { LOOK_BACK = 60 };
    size_t least = end - sentence->first > LOOK_BACK ? end - LOOK_BACK : sentence->first;
    struct candidate candidate = {.construction = CONSTRUCTION_INTRODUCED};
    for (size_t i = end; i > least; i--) {
        if (syntax_part(syntax, i - 1) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i - 1);
        candidate.subject = subject_before(syntax, sentence->first, cue.first);
        candidate.cue_first = cue.first;
        candidate.cue_end = cue.end;
        if (candidate.subject.kind != SUBJECT_NONE)
            break;
    }
    bool told = candidate.cue_end > candidate.cue_first;
    if (candidate.subject.kind == SUBJECT_NONE && told)
        candidate.subject = subject_of_clause(syntax, sentence->first, end);
    if (candidate.subject.kind == SUBJECT_NONE && syntax_part(syntax, end - 1) == PART_COLON) {
        candidate.subject = subject_ending(syntax, sentence->first, end - 1);
        candidate.cue_first = candidate.cue_end = 0;
    }
    if (candidate.subject.kind != SUBJECT_NONE)
        candidate.score = construction_prior(CONSTRUCTION_INTRODUCED);
    return candidate;
}

/* A quotation that begins its block behind a block that ends with a colon; a block quotation behind any other. */
static bool is_introduced(const struct attribution *attribution, size_t stretch)
{
    const struct syntax *syntax = &attribution->syntax;
    size_t first = stretch_at(attribution, stretch)->first;
    return first > 1 && syntax->tokens[first - 1].block != syntax->tokens[first].block &&
           (syntax_part(syntax, first - 1) == PART_COLON || stretch_at(attribution, stretch)->block);
}

/* Blinken shrugged. "…" */
static struct candidate subject_of_sentence_before(const struct attribution *attribution, size_t stretch)
{
    const struct syntax *syntax = &attribution->syntax;
    const struct sentence *sentence =
        (const struct sentence *)attribution->analysis->sentences.items + sentence_of(attribution, stretch);
    struct candidate candidate = {.construction = CONSTRUCTION_SENTENCE_BEFORE};
    if (sentence->first == 0 || sentence[-1].block != sentence->block)
        return candidate;
    candidate.subject = subject_of_clause(syntax, sentence[-1].first, sentence[-1].end);
    if (candidate.subject.kind == SUBJECT_NAME || candidate.subject.kind == SUBJECT_PRONOUN)
        candidate.score = construction_prior(CONSTRUCTION_SENTENCE_BEFORE);
    return candidate;
}

/* True when the block holds nothing but quotations. */
static bool is_whole_block(const struct attribution *attribution, size_t stretch)
{
    const struct syntax *syntax = &attribution->syntax;
    const struct stretch *at = stretch_at(attribution, stretch);
    bool first = at->first == 0 || syntax->tokens[at->first - 1].block != syntax->tokens[at->first].block;
    bool last = at->end >= attribution->analysis->tokens.count ||
                syntax->tokens[at->end].block != syntax->tokens[at->end - 1].block;
    return first && last;
}

static void decide_from_before(struct attribution *attribution, size_t stretch, size_t previous)
{
    struct decision *decision = &attribution->decisions[stretch];
    if (previous != ARTICLE_NONE && shares_cue(attribution, stretch, previous) && follows_pause(attribution, stretch)) {
        take_over(attribution, stretch, previous, CONSTRUCTION_CONTINUES);
        decision->continues = previous;
        decision->type = attribution->decisions[previous].type;
        return;
    }
    if (previous != ARTICLE_NONE && stretch_at(attribution, previous)->continued) {
        decision->continues = previous;
        decision->type = attribution->decisions[previous].type;
        double prior = construction_prior(CONSTRUCTION_LEFT_OPEN);
        if (is_known(&attribution->decisions[previous]) &&
            attribution->decisions[previous].candidate.score * prior > decision->candidate.score)
            take_over(attribution, stretch, previous, CONSTRUCTION_LEFT_OPEN);
        return;
    }
    if (is_known(decision) && !decision->alone)
        return;
    if (is_introduced(attribution, stretch)) {
        decision->candidate = introduction(attribution, stretch_at(attribution, stretch)->first);
        return;
    }
    bool neighbours = previous != ARTICLE_NONE && block_of(attribution, previous) == block_of(attribution, stretch) &&
                      sentence_of(attribution, previous) + 1 >= sentence_of(attribution, stretch);
    if (neighbours && is_known(&attribution->decisions[previous]))
        take_over(attribution, stretch, previous,
                  decision->alone ? CONSTRUCTION_SAME_PARAGRAPH : CONSTRUCTION_SAME_TALK);
    else if (is_whole_block(attribution, stretch) && previous != ARTICLE_NONE &&
             is_known(&attribution->decisions[previous]) &&
             block_of(attribution, previous) + 1 == block_of(attribution, stretch))
        take_over(attribution, stretch, previous, CONSTRUCTION_NEXT_PARAGRAPH);
    else if (decision->alone)
        decision->candidate = subject_of_sentence_before(attribution, stretch);
}

/* What only the next quotation tells: "…" "…," Blinken said; an opened paragraph whose last one names the speaker. */
static void decide_from_behind(struct attribution *attribution, size_t stretch, size_t next)
{
    const struct decision *decision = &attribution->decisions[stretch];
    if (!is_known(&attribution->decisions[next]))
        return;
    if (stretch_at(attribution, stretch)->continued && !is_known(decision))
        take_over(attribution, stretch, next, CONSTRUCTION_LEFT_OPEN);
    else if (decision->alone && decision->candidate.score < firm_score &&
             attribution->decisions[next].same_as == ARTICLE_NONE &&
             block_of(attribution, stretch) == block_of(attribution, next))
        take_over(attribution, stretch, next, CONSTRUCTION_SAME_PARAGRAPH);
}

static void decide(struct attribution *attribution)
{
    size_t previous = ARTICLE_NONE;
    struct site site;
    for (size_t i = 0; i < attribution->count; i++) {
        if (stretch_at(attribution, i)->depth)
            continue;
        site = site_of(&attribution->syntax, i, previous == ARTICLE_NONE ? NULL : &site);
        decide_in_sentence(attribution, i, &site);
        decide_from_before(attribution, i, previous);
        previous = i;
    }
    size_t next = ARTICLE_NONE;
    for (size_t i = attribution->count; i > 0; i--) {
        if (stretch_at(attribution, i - 1)->depth)
            continue;
        if (next != ARTICLE_NONE)
            decide_from_behind(attribution, i - 1, next);
        next = i - 1;
    }
}

/* --- writing it down --- */

static double confidence_of(double score)
{
    size_t row = 1;
    while (row + 1 < sizeof calibration / sizeof *calibration && calibration[row].score < score)
        row++;
    double share = (score - calibration[row - 1].score) / (calibration[row].score - calibration[row - 1].score);
    return calibration[row - 1].right + share * (calibration[row].right - calibration[row - 1].right);
}

static void write_down(struct attribution *attribution, size_t index)
{
    struct stretch *stretch = (struct stretch *)attribution->analysis->stretches.items + index;
    const struct decision *decision = &attribution->decisions[index];
    stretch->type = decision->type;
    stretch->continues = decision->continues;
    if (!is_known(decision) || decision->type == QUOTATION_SCARE)
        return;
    stretch->cue = syntax_range(&attribution->syntax, decision->candidate.cue_first, decision->candidate.cue_end);
    stretch->speaker_mention = speakers_mention(&attribution->speakers, &decision->candidate.subject);
    stretch->confidence = confidence_of(decision->candidate.score);
}

/* A quotation inside a quotation is spoken by somebody whom the speaker names; that is not looked into. */
static void write_nested(struct attribution *attribution, size_t index)
{
    struct stretch *stretch = (struct stretch *)attribution->analysis->stretches.items + index;
    stretch->type = QUOTATION_SCARE;
}

void attribution_find(struct analysis *analysis)
{
    struct attribution attribution = {.analysis = analysis, .count = analysis->stretches.count};
    attribution.speakers = (struct speakers){&attribution.syntax, analysis->entities.count};
    attribution.decisions = calloc(attribution.count + 1, sizeof *attribution.decisions);
    if (!syntax_create(&attribution.syntax, analysis) || !attribution.decisions) {
        analysis->stretches.failed = true;
    } else {
        for (size_t i = 0; i < attribution.count; i++)
            attribution.decisions[i].same_as = attribution.decisions[i].continues = ARTICLE_NONE;
        decide(&attribution);
        for (size_t i = 0; i < attribution.count; i++) {
            if (stretch_at(&attribution, i)->depth)
                write_nested(&attribution, i);
            else
                write_down(&attribution, i);
        }
        speakers_sort(&attribution.speakers);
    }
    syntax_release(&attribution.syntax);
    free(attribution.decisions);
}
