/* train-attribution: reads attributed quotations on standard input and writes the model of attribution on standard
 * output, its cross-validated scores on standard error. The same corpus gives the same bytes. Never in here: what a
 * candidate or a feature is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/attribution.h"
#include "base/buffer.h"
#include "train/corpus.h"

/* Chosen by cross-validation on the training part. */
static const double learning_rate = 0.06, decay = 0.0004, least_confidence = 0.42;
enum { EPOCHS = 8, FOLDS = 5, LONG_WORDS = 5, EXAMPLES_MAX = 1 << 20, MODEL_BYTES_MAX = 1 << 24 };

/* A prediction on an article that the model had not seen. */
struct outcome {
    double probability;
    bool answered, right, cue_right, attributed, has_source, found, has_cue, is_long;
};

/* What the observer of one pass over one article needs. */
struct lesson {
    const struct example *example;
    struct attribution_model *model;
    double *squares;        /* of the gradients, one a feature; NULL: only watch */
    struct array *outcomes; /* of struct outcome */
};

/* --- what is right --- */

static bool overlaps_any(struct range range, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (range_overlaps(range, ranges[i]))
            return true;
    return false;
}

/* The first token that ends behind byte `byte`. */
static size_t token_at(const struct analysis *analysis, size_t byte)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t low = 0, high = analysis->tokens.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens[middle].range.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The word that a source is all about: of "a spokesman for Clinton" the spokesman, of "Ana Ruiz, who" the Ruiz. */
static struct range head_of(const struct syntax *syntax, struct range source)
{
    size_t first = token_at(syntax->analysis, source.start), end = token_at(syntax->analysis, source.end - 1) + 1;
    size_t at = first + 1;
    while (at < end && syntax_part(syntax, at) != PART_PREPOSITION && syntax_part(syntax, at) != PART_RELATIVE &&
           syntax_part(syntax, at) != PART_OPENING && !syntax_is_pause(syntax, at))
        at++;
    if (at > first + 1 && syntax_part(syntax, at - 1) == PART_POSSESSIVE)
        at--;
    return at <= end ? syntax_range(syntax, at - 1, at) : source;
}

static bool has_mention_in(const struct analysis *analysis, size_t entity, struct range range)
{
    const struct found_mention *mentions = analysis->mentions.items;
    for (size_t i = 0; entity != ARTICLE_NONE && i < analysis->mentions.count; i++)
        if (mentions[i].entity == entity && range_overlaps(mentions[i].range, range))
            return true;
    return false;
}

/* How well a candidate names a source: not at all, by some word of it, by the word that it is all about. */
enum naming { NAMING_NONE, NAMING_PART, NAMING_HEAD };

static enum naming naming_of(const struct site *site, const struct candidate *candidate, const struct gold *gold)
{
    const struct subject *subject = &candidate->subject;
    struct range range = syntax_range(site->syntax, subject->head_first, subject->end);
    enum naming naming = NAMING_NONE;
    for (size_t i = 0; i < gold->source_count && naming != NAMING_HEAD; i++) {
        struct range head = head_of(site->syntax, gold->sources[i]);
        if (range_overlaps(range, head) || has_mention_in(site->syntax->analysis, candidate->entity, head))
            naming = NAMING_HEAD;
        else if (range_overlaps(range, gold->sources[i]))
            naming = NAMING_PART;
    }
    return naming;
}

static bool is_right_cue(const struct site *site, const struct cue *cue, const struct gold *gold)
{
    struct range range = syntax_range(site->syntax, cue->first, cue->end);
    return overlaps_any(range, gold->cues, gold->cue_count);
}

/* Marks the candidates that are right: those that name the source best and, where one of them has the cue too, only such;
 * nobody, where none names it. True when somebody is. */
static bool mark_right(const struct attribution_choice *choice, const struct gold *gold, bool *right)
{
    const struct candidates *candidates = choice->candidates;
    unsigned values[CANDIDATES_MAX], best = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        enum naming naming = gold->attributed ? naming_of(choice->site, &candidates->items[i], gold) : NAMING_NONE;
        values[i] = 2 * (unsigned)naming;
        if (naming != NAMING_NONE && is_right_cue(choice->site, &candidates->items[i].cue, gold))
            values[i]++;
        best = values[i] > best ? values[i] : best;
    }
    for (size_t i = 0; i < candidates->count; i++)
        right[i] = best > 0 && values[i] == best;
    right[candidates->count + ANSWER_NOBODY] = !gold->attributed;
    right[candidates->count + ANSWER_UNTOLD] = gold->attributed && best == 0;
    return best > 0;
}

/* --- learning --- */

/* One of several, each with its features and probability, some of them right. */
struct question {
    const struct features *features;
    const double *probabilities;
    const bool *right;
    size_t count;
};

/* One step of AdaGrad (Duchi et al. 2011) up the likelihood that one of the right ones is chosen. */
static void learn(struct lesson *lesson, const struct question *question)
{
    double sum = 0;
    for (size_t i = 0; i < question->count; i++)
        sum += question->right[i] ? question->probabilities[i] : 0;
    for (size_t i = 0; i < question->count; i++) {
        double target = question->right[i] ? question->probabilities[i] / fmax(sum, 1e-12) : 0;
        double gradient = target - question->probabilities[i];
        for (size_t j = 0; j < question->features[i].count; j++) {
            size_t feature = question->features[i].items[j];
            float *weight = &lesson->model->weights[feature];
            double step = gradient - decay * (double)*weight;
            lesson->squares[feature] += step * step;
            *weight += (float)(learning_rate * step / sqrt(lesson->squares[feature] + 1e-8));
        }
    }
}

/* Which of the words nearby are marked as the cue; where none is there is nothing to be learnt. */
static void learn_cue(struct lesson *lesson, const struct attribution_choice *choice, const struct gold *gold)
{
    bool right[CUES_MAX], any = false;
    for (size_t i = 0; i < choice->cues->count; i++) {
        right[i] = is_right_cue(choice->site, &choice->cues->items[i].cue, gold);
        any = any || right[i];
    }
    if (any)
        learn(lesson, &(struct question){choice->cue_features, choice->cue_probabilities, right, choice->cues->count});
}

static void note(struct lesson *lesson, const struct attribution_choice *choice, const struct gold *gold, bool found)
{
    struct outcome *outcome = array_push(lesson->outcomes);
    if (!outcome)
        return;
    *outcome = (struct outcome){.probability = choice->probability, .attributed = gold->attributed, .found = found};
    outcome->has_cue = gold->cue_count > 0;
    outcome->is_long = choice->site->words >= LONG_WORDS;
    outcome->has_source = gold->source_count > 0;
    if (choice->chosen == choice->candidates->count)
        return;
    const struct candidate *chosen = &choice->candidates->items[choice->chosen];
    outcome->answered = true;
    outcome->right = gold->attributed && naming_of(choice->site, chosen, gold) != NAMING_NONE;
    outcome->cue_right = choice->cues->count && is_right_cue(choice->site, &choice->cues->items[choice->cue].cue, gold);
}

static void observe(void *context, size_t stretch, const struct attribution_choice *choice)
{
    struct lesson *lesson = context;
    const struct gold *gold = &lesson->example->golds[stretch];
    if (!gold->known || (lesson->squares && gold->attributed && gold->source_count == 0))
        return;
    bool right[ANSWERS_MAX];
    bool found = mark_right(choice, gold, right);
    if (lesson->squares) {
        learn(lesson, &(struct question){choice->features, choice->probabilities, right,
                                         choice->candidates->count + ANSWERS_MORE});
        learn_cue(lesson, choice, gold);
    } else
        note(lesson, choice, gold, found);
}

static bool pass_over(struct lesson *lesson, struct example *example)
{
    lesson->example = example;
    struct attribution_observer observer = {observe, lesson};
    return attribution_rehearse(&example->analysis, lesson->model, &observer);
}

/* Always the same order (Marsaglia's xorshift with a fixed seed), so that the same corpus gives the same bytes. */
static void shuffle(size_t *order, size_t count)
{
    uint64_t state = 88172645463325252u;
    for (size_t i = count; i > 1; i--) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        size_t other = (size_t)(state % i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* Trains on all articles but those of the fold (FOLDS: on all) and then watches the fold. */
static bool train(struct array *examples, const size_t *order, size_t fold, struct lesson *lesson)
{
    struct example *items = examples->items;
    double *squares = calloc(FEATURE_COUNT, sizeof *squares);
    bool done = squares != NULL;
    memset(lesson->model->weights, 0, sizeof lesson->model->weights);
    lesson->squares = squares;
    for (size_t epoch = 0; done && epoch < EPOCHS; epoch++)
        for (size_t i = 0; done && i < examples->count; i++)
            if (i % FOLDS != fold)
                done = pass_over(lesson, &items[order[i]]);
    lesson->squares = NULL;
    for (size_t i = 0; done && i < examples->count; i++)
        if (i % FOLDS == fold)
            done = pass_over(lesson, &items[order[i]]);
    free(squares);
    return done;
}

/* --- calibrating and telling --- */

static double log_odds(double probability)
{
    double clipped = fmin(fmax(probability, 1e-6), 1 - 1e-6);
    return log(clipped / (1 - clipped));
}

/* Platt (1999): a logistic from the log-odds to whether the answer was right; Newton's method. */
static void calibrate(struct attribution_model *model, const struct array *outcomes)
{
    enum { STEPS = 25 };
    const struct outcome *items = outcomes->items;
    double slope = 1, intercept = 0;
    for (size_t step = 0; step < STEPS; step++) {
        double gradient[2] = {0, 0}, aa = 1e-9, ab = 0, bb = 1e-9;
        for (size_t i = 0; i < outcomes->count; i++) {
            if (!items[i].answered || items[i].probability < 0.2)
                continue;
            double odds = log_odds(items[i].probability);
            double says = 1 / (1 + exp(-(slope * odds + intercept))), weight = says * (1 - says);
            gradient[0] += (items[i].right - says) * odds;
            gradient[1] += items[i].right - says;
            aa += weight * odds * odds;
            ab += weight * odds;
            bb += weight;
        }
        double determinant = aa * bb - ab * ab;
        slope += (bb * gradient[0] - ab * gradient[1]) / determinant;
        intercept += (aa * gradient[1] - ab * gradient[0]) / determinant;
    }
    model->slope = slope;
    model->intercept = intercept;
    model->least = least_confidence;
}

static void tell(const struct attribution_model *model, const struct array *outcomes, bool only_long)
{
    const struct outcome *items = outcomes->items;
    double gold = 0, found = 0, answered = 0, covered = 0, right = 0, cues = 0, right_cues = 0;
    for (size_t i = 0; i < outcomes->count; i++) {
        const struct outcome *outcome = &items[i];
        if ((only_long && !outcome->is_long) || (outcome->attributed && !outcome->has_source))
            continue;
        bool answers = outcome->answered && attribution_model_confidence(model, outcome->probability) >= model->least;
        answered += answers;
        right += answers && outcome->right;
        if (!outcome->attributed)
            continue;
        gold++;
        found += outcome->found;
        covered += answers;
        cues += outcome->has_cue;
        right_cues += outcome->has_cue && answers && outcome->cue_right;
    }
    (void)fprintf(
        stderr,
        "%s: %.0f attributed, right one among the candidates %.4f; accuracy %.4f precision %.4f coverage %.4f "
        "F1 %.4f; cue %.4f\n",
        only_long ? "5 words and more" : "all", gold, found / gold, right / gold, right / answered, covered / gold,
        2 * right / (gold + answered), right_cues / cues);
}

static bool train_all(struct array *examples, struct attribution_model *model, struct error *error)
{
    struct array outcomes = array_create(sizeof(struct outcome), 1 << 22);
    struct lesson lesson = {.model = model, .outcomes = &outcomes};
    size_t *order = calloc(examples->count + 1, sizeof *order);
    bool done = order != NULL;
    for (size_t i = 0; done && i < examples->count; i++)
        order[i] = i;
    if (done)
        shuffle(order, examples->count);
    for (size_t fold = 0; done && fold < FOLDS; fold++)
        done = train(examples, order, fold, &lesson);
    done = done && !outcomes.failed;
    if (done) {
        calibrate(model, &outcomes);
        tell(model, &outcomes, false);
        tell(model, &outcomes, true);
        done = train(examples, order, FOLDS, &lesson);
    }
    free(order);
    array_release(&outcomes);
    return done || error_out_of_memory(error, "training");
}

static bool write_model(const struct attribution_model *model, struct error *error)
{
    struct buffer text = buffer_create(MODEL_BYTES_MAX);
    buffer_append_string(
        &text, "# Made by `make train`; attribution.md tells from what. Family, value, weight in twentieths.\n");
    attribution_model_write(model, &text);
    bool written = !text.failed && fwrite(text.bytes, 1, text.length, stdout) == text.length && fflush(stdout) == 0;
    buffer_release(&text);
    return written || error_set(error, "the model cannot be written");
}

static bool run(const struct lexicon *lexicon, struct attribution_model *model, struct error *error)
{
    struct array examples = array_create(sizeof(struct example), EXAMPLES_MAX);
    bool done = corpus_read(stdin, lexicon, &examples, error) && train_all(&examples, model, error) &&
                write_model(model, error);
    corpus_release(&examples);
    return done;
}

int main(void)
{
    struct error error = {0};
    const struct lexicon *lexicon = lexicon_built_in();
    struct attribution_model *model = calloc(1, sizeof *model);
    if (!model)
        error_out_of_memory(&error, "training");
    bool done = model && run(lexicon, model, &error);
    if (!done)
        (void)fprintf(stderr, "train-attribution: %s\n", error.message);
    free(model);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
