/* evidence: watches the pass of attribution and copies what it is shown, sorted. */
#include "annotate/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/attribution.h"
#include "annotate/attribution_around.h"
#include "base/arena.h"
#include "base/error.h"

/* An article has a few dozen quotations with a few candidates each; one that is all quotation marks is refused. */
#define EVIDENCE_BYTES_MAX ((size_t)512 * 1024 * 1024)

/* What the observer of one pass needs. */
struct watch {
    const struct article *article;
    struct arena *arena;
    struct evidence *items;
    size_t count;
};

static const size_t family_ends[] = {
#define FEATURE(identifier, values, scale, words) FEATURE_##identifier##_LAST + 1,
#include "annotate/attribution_features.def"
#undef FEATURE
};

static struct evidence_reason reason_of(size_t feature, double weight)
{
    size_t family = 0;
    while (feature >= family_ends[family])
        family++;
    return (struct evidence_reason){
        .family = family, .value = feature - (family ? family_ends[family - 1] : 0), .weight = weight};
}

/* Puts the feature among the reasons, by how heavy it is, where there is room for it. */
static void add_reason(struct evidence_candidate *candidate, size_t feature, double weight)
{
    size_t at = candidate->reason_count;
    while (at > 0 && fabs(weight) > fabs(candidate->reasons[at - 1].weight))
        at--;
    if (at == EVIDENCE_REASONS_MAX || weight == 0)
        return;
    if (candidate->reason_count < EVIDENCE_REASONS_MAX)
        candidate->reason_count++;
    memmove(&candidate->reasons[at + 1], &candidate->reasons[at],
            (candidate->reason_count - at - 1) * sizeof candidate->reasons[0]);
    candidate->reasons[at] = reason_of(feature, weight);
}

/* The entity of the last mention that shares a byte with `range`, or ARTICLE_NONE. */
static size_t entity_in(const struct article *article, struct range range)
{
    size_t low = 0, high = article->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->mentions[middle].range.start < range.end)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low && article->mentions[low - 1].range.end > range.start;
    return found ? article->mentions[low - 1].entity : ARTICLE_NONE;
}

static void name_speaker(struct evidence_candidate *kept, const struct watch *watch, const struct syntax *syntax,
                         const struct candidate *candidate)
{
    const struct subject *subject = &candidate->subject;
    kept->construction = candidate->construction;
    kept->speaker = syntax_range(syntax, subject->head_first, subject->end);
    kept->cue = kept->verb = syntax_range(syntax, candidate->cue.first, candidate->cue.end);
    kept->from = candidate->from;
    /* As speakers_mention has it: a mention of the head's last word is the speaker's, be it shorter than the head. */
    const struct found_mention *known = syntax_mention(syntax, subject->end - 1);
    kept->entity = entity_in(watch->article, known ? known->range : kept->speaker);
    if (kept->entity == ARTICLE_NONE && subject->antecedent != ARTICLE_NONE && subject->kind == SUBJECT_RELATIVE) {
        const struct found_mention *mentions = syntax->analysis->mentions.items;
        kept->entity = entity_in(watch->article, mentions[subject->antecedent].range);
    }
}

/* Copies answer `index` of the choice: a candidate, or one of those behind them. */
static void keep(struct evidence_candidate *kept, const struct watch *watch, const struct attribution_choice *choice,
                 size_t index)
{
    const struct features *features = &choice->features[index];
    size_t count = choice->candidates->count;
    *kept = (struct evidence_candidate){.construction = index == count + ANSWER_UNTOLD ? EVIDENCE_UNTOLD : ARTICLE_NONE,
                                        .entity = ARTICLE_NONE,
                                        .from = ARTICLE_NONE};
    if (index < count)
        name_speaker(kept, watch, choice->site->syntax, &choice->candidates->items[index]);
    if (index < count && index == choice->chosen)
        kept->cue = syntax_range(choice->site->syntax, choice->decision->cue.first, choice->decision->cue.end);
    kept->score = attribution_model_score(choice->model, features);
    kept->probability = choice->probabilities[index];
    for (size_t i = 0; i < features->count; i++)
        add_reason(kept, features->items[i], (double)choice->model->weights[features->items[i]]);
}

/* The place of candidate `index` when all are ordered by their probabilities; equal ones keep their order. */
static size_t place_of(const struct attribution_choice *choice, size_t index)
{
    size_t place = 0;
    for (size_t i = 0; i < choice->candidates->count + ANSWERS_MORE; i++)
        place += choice->probabilities[i] > choice->probabilities[index] ||
                 (i < index && choice->probabilities[i] >= choice->probabilities[index]);
    return place;
}

/* `quotation` is what was made of it: what carries on a name is one, too, whoever may speak. */
static enum evidence_verdict verdict_of(const struct attribution_choice *choice, const struct quotation *quotation,
                                        double confidence)
{
    if (choice->decision->answered)
        return quotation->speaker_entity == ARTICLE_NONE ? EVIDENCE_ANNOUNCED : EVIDENCE_SPEAKER;
    if (confidence >= choice->model->least)
        return EVIDENCE_ANNOUNCED;
    return choice->decision->known ? EVIDENCE_UNSURE : EVIDENCE_NOBODY;
}

static void observe(void *context, size_t stretch, const struct attribution_choice *choice)
{
    struct watch *watch = context;
    size_t count = choice->candidates->count + ANSWERS_MORE;
    struct evidence_candidate *candidates = arena_allocate_array(watch->arena, count, sizeof *candidates);
    if (!candidates || stretch >= watch->count)
        return;
    for (size_t i = 0; i < count; i++)
        keep(&candidates[place_of(choice, i)], watch, choice, i);
    bool named = choice->chosen < choice->candidates->count;
    double confidence = named ? attribution_model_confidence(choice->model, choice->probability) : 0;
    watch->items[stretch] = (struct evidence){
        .verdict = verdict_of(choice, &watch->article->quotations[stretch], confidence),
        .candidates = candidates,
        .count = count,
        .chosen = named ? place_of(choice, choice->chosen) : ARTICLE_NONE,
        .probability = choice->probability,
        .confidence = confidence,
        .least = choice->model->least,
    };
}

bool evidence_find(const struct annotator *annotator, const struct article *article, struct evidence_list *list,
                   struct error *error)
{
    *list = (struct evidence_list){.arena = arena_create(EVIDENCE_BYTES_MAX), .count = article->quotation_count};
    struct watch watch = {.article = article, .arena = list->arena, .count = list->count};
    watch.items = list->arena ? arena_allocate_array(list->arena, list->count + 1, sizeof *watch.items) : NULL;
    if (!watch.items)
        return error_out_of_memory(error, "looking for the evidence");
    for (size_t i = 0; i < list->count; i++)
        watch.items[i].chosen = ARTICLE_NONE;
    list->items = watch.items;
    const struct attribution_observer observer = {observe, &watch};
    if (!annotate_watched(annotator, article, &observer, error))
        return false;
    return !arena_failed(list->arena) || error_out_of_memory(error, "looking for the evidence");
}

void evidence_release(struct evidence_list *list)
{
    arena_destroy(list->arena);
    *list = (struct evidence_list){.count = 0};
}
