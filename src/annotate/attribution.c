/* attribution: weighs for each quotation the candidates of its sentence and those around it, nobody among them, and
 * writes down who speaks. Where nothing speaks clearly nobody does: unknown is better than wrong. Never in here: how a
 * sentence names a speaker, what a candidate weighs. */
#include "annotate/attribution.h"

#include <math.h>
#include <stdlib.h>

#include "annotate/attribution_around.h"
#include "annotate/quotation_types.h"
#include "annotate/speakers.h"

struct attribution {
    struct analysis *analysis;
    const struct attribution_model *model;
    const struct attribution_observer *observer; /* may be NULL */
    struct syntax syntax;
    struct decision *decisions; /* one a stretch */
    size_t count;
    uint32_t *spoken; /* how many quotations each entity has spoken so far */
};

static const struct stretch *stretch_at(const struct attribution *attribution, size_t index)
{
    return (const struct stretch *)attribution->analysis->stretches.items + index;
}

/* --- weighing --- */

/* From scores to probabilities, in place. */
static void softmax(double *values, size_t count)
{
    double most = values[0], sum = 0;
    for (size_t i = 1; i < count; i++)
        most = fmax(most, values[i]);
    for (size_t i = 0; i < count; i++)
        sum += values[i] = exp(values[i] - most);
    for (size_t i = 0; i < count; i++)
        values[i] /= sum;
}

/* All that tells of the speaker of candidate `index`. */
static double speaker_probability(const struct attribution_choice *choice, size_t index)
{
    const struct candidate *items = choice->candidates->items;
    double sum = 0;
    for (size_t i = 0; i < choice->candidates->count; i++)
        if (candidate_agrees(&items[i], &items[index]))
            sum += choice->probabilities[i];
    return sum;
}

/* First the speaker: what several constructions tell of one adds up. Then the construction that tells it best. */
static void choose(struct attribution_choice *choice)
{
    const struct candidates *candidates = choice->candidates;
    size_t leader = candidates->count;
    for (size_t i = 0; i < candidates->count; i++) {
        double probability = speaker_probability(choice, i);
        if (probability <= choice->probability)
            continue;
        choice->probability = probability;
        leader = i;
    }
    choice->chosen = leader;
    for (size_t i = 0; i < candidates->count; i++)
        if (candidate_agrees(&candidates->items[i], &candidates->items[leader]) &&
            choice->probabilities[i] > choice->probabilities[choice->chosen])
            choice->chosen = i;
}

static struct speaking speaking_before(const struct attribution *attribution, size_t stretch, size_t spoken)
{
    struct speaking speaking = {.last_entity = ARTICLE_NONE, .counts = attribution->spoken};
    if (spoken == ARTICLE_NONE)
        return speaking;
    const struct token *tokens = attribution->syntax.tokens;
    speaking.last_entity = subject_entity(&attribution->syntax, &attribution->decisions[spoken].candidate.subject);
    speaking.same_block =
        tokens[stretch_at(attribution, spoken)->first].block == tokens[stretch_at(attribution, stretch)->first].block;
    return speaking;
}

static void decide_on(struct attribution *attribution, size_t stretch, const struct attribution_choice *choice)
{
    const struct candidates *candidates = choice->candidates;
    const double *more = choice->probabilities + candidates->count;
    const struct attribution_model *model = attribution->model;
    struct decision *decision = &attribution->decisions[stretch];
    decision->probability = choice->probability;
    if (choice->chosen < candidates->count) {
        decision->candidate = candidates->items[choice->chosen];
        decision->known = choice->probability > more[ANSWER_NOBODY] + more[ANSWER_UNTOLD];
        decision->answered = attribution_model_confidence(model, choice->probability) >= model->least &&
                             !quotation_is_name(choice->site, more[ANSWER_NOBODY]);
    }
    if (decision->known && decision->candidate.entity != ARTICLE_NONE)
        attribution->spoken[decision->candidate.entity]++;
    if (choice->cues->count)
        decision->cue = choice->cues->items[choice->cue].cue;
    decision->type =
        quotation_type(choice->site, decision->answered ? &decision->candidate : NULL, more[ANSWER_NOBODY]);
}

/* Which of the cues within reach tells of the chosen speaker. */
static void weigh_cues(const struct attribution *attribution, struct attribution_choice *choice, struct cues *cues,
                       struct features *features, double *probabilities)
{
    const struct candidates *candidates = choice->candidates;
    const struct candidate *chosen = choice->chosen < candidates->count ? &candidates->items[choice->chosen] : NULL;
    cues_find(cues, choice->site, candidates, choice->probabilities, choice->chosen);
    choice->cues = cues;
    choice->cue_features = features;
    choice->cue_probabilities = probabilities;
    choice->cue = 0;
    if (!cues->count)
        return;
    for (size_t i = 0; i < cues->count; i++) {
        features[i] = features_of_cue(choice->site, cues, i, chosen);
        probabilities[i] = attribution_model_score(attribution->model, &features[i]);
    }
    softmax(probabilities, cues->count);
    for (size_t i = 1; i < cues->count; i++)
        if (probabilities[i] > probabilities[choice->cue])
            choice->cue = i;
}

/* Gathers, weighs, chooses. */
static void decide_one(struct attribution *attribution, const struct surroundings *around)
{
    struct candidates candidates;
    candidates_find(&candidates, around->site);
    candidates_around(&candidates, around);
    for (size_t i = 0; i < candidates.count; i++)
        candidates.items[i].entity = subject_entity(&attribution->syntax, &candidates.items[i].subject);
    struct speaking speaking = speaking_before(attribution, around->stretch, around->spoken);
    struct features features[ANSWERS_MAX];
    double probabilities[ANSWERS_MAX];
    size_t answers = candidates.count + ANSWERS_MORE;
    for (size_t i = 0; i < candidates.count; i++)
        features[i] = features_of_candidate(around->site, &candidates, i, &speaking);
    struct features *nobody = &features[candidates.count + ANSWER_NOBODY];
    *nobody = features_of_nobody(around->site, &candidates, &speaking);
    features[candidates.count + ANSWER_UNTOLD] = features_of_untold(nobody);
    for (size_t i = 0; i < answers; i++)
        probabilities[i] = attribution_model_score(attribution->model, &features[i]);
    softmax(probabilities, answers);
    struct attribution_choice choice = {.model = attribution->model,
                                        .site = around->site,
                                        .candidates = &candidates,
                                        .features = features,
                                        .probabilities = probabilities,
                                        .decision = &attribution->decisions[around->stretch]};
    choose(&choice);
    struct cues cues;
    struct features cue_features[CUES_MAX];
    double cue_probabilities[CUES_MAX];
    weigh_cues(attribution, &choice, &cues, cue_features, cue_probabilities);
    decide_on(attribution, around->stretch, &choice);
    if (attribution->observer)
        attribution->observer->observe(attribution->observer->context, around->stretch, &choice);
}

/* "…," Blinken said, "…": one cue between two quotations serves both. */
static bool shares_cue(const struct attribution *attribution, const struct surroundings *around)
{
    const struct decision *own = &attribution->decisions[around->stretch];
    const struct decision *other = &attribution->decisions[around->previous];
    const struct cue *cue = &other->candidate.cue;
    const struct stretch *previous = stretch_at(attribution, around->previous);
    return own->answered && other->answered && cue->end > cue->first && cue->first >= previous->end &&
           own->candidate.cue.first == cue->first && around->site->first <= previous->first &&
           syntax_is_pause(&attribution->syntax, around->site->stretch->first - 1);
}

/* The second half of what an attribution split, and a paragraph that opens again, carry on. */
static void tie(struct attribution *attribution, const struct surroundings *around)
{
    if (around->previous == ARTICLE_NONE ||
        !(shares_cue(attribution, around) || stretch_at(attribution, around->previous)->continued))
        return;
    struct decision *decision = &attribution->decisions[around->stretch];
    decision->continues = around->previous;
    decision->type = attribution->decisions[around->previous].type;
}

/* The first stretch from `index` on that stands in no other. */
static size_t outer_stretch(const struct attribution *attribution, size_t index)
{
    while (index < attribution->count && stretch_at(attribution, index)->depth)
        index++;
    return index;
}

static void decide(struct attribution *attribution)
{
    size_t at = outer_stretch(attribution, 0), previous = ARTICLE_NONE, spoken = ARTICLE_NONE;
    if (at == attribution->count)
        return;
    struct site site = site_of(&attribution->syntax, at, NULL), next_site;
    while (at < attribution->count) {
        size_t next = outer_stretch(attribution, at + 1);
        bool last = next == attribution->count;
        if (!last)
            next_site = site_of(&attribution->syntax, next, &site);
        struct surroundings around = {.site = &site,
                                      .next = last ? NULL : &next_site,
                                      .decisions = attribution->decisions,
                                      .stretch = at,
                                      .previous = previous,
                                      .spoken = spoken};
        decide_one(attribution, &around);
        tie(attribution, &around);
        previous = at;
        if (attribution->decisions[at].known)
            spoken = at;
        at = next;
        if (!last)
            site = next_site;
    }
}

/* --- writing it down --- */

static void write_down(struct attribution *attribution, struct speakers *speakers, size_t index)
{
    struct stretch *stretch = (struct stretch *)attribution->analysis->stretches.items + index;
    const struct decision *decision = &attribution->decisions[index];
    stretch->continues = decision->continues;
    /* A quotation inside a quotation is spoken by somebody whom the speaker names; that is not looked into. */
    stretch->type = stretch->depth ? QUOTATION_SCARE : decision->type;
    if (stretch->type == QUOTATION_SCARE)
        return;
    stretch->cue = syntax_range(&attribution->syntax, decision->cue.first, decision->cue.end);
    if (!decision->answered)
        return;
    stretch->speaker_mention = speakers_mention(speakers, &decision->candidate.subject);
    stretch->confidence = attribution_model_confidence(attribution->model, decision->probability);
}

/* Decides everything; false when memory is short. Give it back with attribution_release in either case. */
static bool attribution_create(struct attribution *attribution, struct analysis *analysis,
                               const struct attribution_model *model, const struct attribution_observer *observer)
{
    *attribution = (struct attribution){
        .analysis = analysis, .model = model, .observer = observer, .count = analysis->stretches.count};
    attribution->decisions = calloc(attribution->count + 1, sizeof *attribution->decisions);
    attribution->spoken = calloc(analysis->entities.count + 1, sizeof *attribution->spoken);
    if (!syntax_create(&attribution->syntax, analysis) || !attribution->decisions || !attribution->spoken)
        return false;
    for (size_t i = 0; i < attribution->count; i++)
        attribution->decisions[i].continues = ARTICLE_NONE;
    decide(attribution);
    return true;
}

static void attribution_release(struct attribution *attribution)
{
    syntax_release(&attribution->syntax);
    free(attribution->decisions);
    free(attribution->spoken);
}

bool attribution_rehearse(struct analysis *analysis, const struct attribution_model *model,
                          const struct attribution_observer *observer)
{
    struct attribution attribution;
    bool decided = attribution_create(&attribution, analysis, model, observer);
    attribution_release(&attribution);
    return decided;
}

void attribution_find(struct analysis *analysis)
{
    struct attribution attribution;
    if (attribution_create(&attribution, analysis, analysis->model, NULL)) {
        struct speakers speakers = {&attribution.syntax, analysis->entities.count};
        for (size_t i = 0; i < attribution.count; i++)
            write_down(&attribution, &speakers, i);
        speakers_sort(&speakers);
    } else {
        analysis->stretches.failed = true;
    }
    attribution_release(&attribution);
}
