/* lessons: what is right among the answers to one quotation, one step towards it, and what came of an answer. */
#include "train/lessons.h"

#include <math.h>

#include "annotate/quotation_types.h"

/* Chosen by cross-validation on the training part. */
static const double learning_rate = 0.06, decay = 0.0004;

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
    struct range of = syntax_range(site->syntax, subject->of_first, subject->of_end);
    enum naming naming = NAMING_NONE;
    for (size_t i = 0; i < gold->source_count && naming != NAMING_HEAD; i++) {
        struct range head = head_of(site->syntax, gold->sources[i]);
        if (range_overlaps(range, head) || range_overlaps(of, head) ||
            has_mention_in(site->syntax->analysis, candidate->entity, head))
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

/* --- noting what came of it --- */

/* Of whom the corpus says that they speak: a lone pronoun, a phrase with a name in it, any other phrase. */
static enum outcome_source source_of(const struct syntax *syntax, const struct gold *gold)
{
    if (gold->source_count == 0)
        return SOURCE_NONE;
    const struct token *tokens = syntax->tokens;
    size_t first = token_at(syntax->analysis, gold->sources[0].start);
    size_t end = token_at(syntax->analysis, gold->sources[0].end - 1) + 1;
    static const uint64_t pronouns = WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_SUBJECT_PRONOUN) |
                                     WORD_BIT(WORD_OBJECT_PRONOUN) | WORD_BIT(WORD_RELATIVE);
    if (end == first + 1 && (tokens[first].classes & pronouns))
        return SOURCE_PRONOUN;
    for (size_t i = first; i < end; i++) {
        bool article = i == first && (tokens[i].classes & (WORD_BIT(WORD_DETERMINER) | pronouns));
        if (tokens[i].shape == TOKEN_CAPITALIZED && !article)
            return SOURCE_NAME;
    }
    return SOURCE_DESCRIPTION;
}

static void note(struct lesson *lesson, const struct attribution_choice *choice, const struct gold *gold, bool found)
{
    enum { LONG_WORDS = 5 };
    struct outcome *outcome = array_push(lesson->outcomes);
    if (!outcome)
        return;
    const struct site *site = choice->site;
    double nobody = choice->probabilities[choice->candidates->count + ANSWER_NOBODY];
    *outcome = (struct outcome){
        .probability = choice->probability,
        .source = source_of(site->syntax, gold),
        .attributed = gold->attributed,
        .found = found,
        .has_cue = gold->cue_count > 0,
        .is_long = site->words >= LONG_WORDS,
        .is_name = quotation_is_name(site, nobody),
        .scare = quotation_type(site, NULL, nobody) == QUOTATION_SCARE,
        .cue_right = choice->cues->count && is_right_cue(site, &choice->cues->items[choice->cue].cue, gold),
    };
    if (choice->chosen == choice->candidates->count)
        return;
    const struct candidate *chosen = &choice->candidates->items[choice->chosen];
    outcome->answered = true;
    outcome->right = gold->attributed && naming_of(site, chosen, gold) != NAMING_NONE;
}

void lesson_observe(void *context, size_t stretch, const struct attribution_choice *choice)
{
    struct lesson *lesson = context;
    const struct gold *gold = &lesson->example->golds[stretch];
    if (!gold->known)
        return;
    bool right[ANSWERS_MAX];
    bool found = mark_right(choice, gold, right), untold = gold->attributed && gold->source_count == 0;
    if (!lesson->squares) {
        note(lesson, choice, gold, found);
    } else if (!untold) { /* most of those are titles and nicknames, which by our contract nobody speaks */
        size_t answers = choice->candidates->count + ANSWERS_MORE;
        learn(lesson, &(struct question){choice->features, choice->probabilities, right, answers});
        learn_cue(lesson, choice, gold);
    }
}
