/* explanation: a sentence for each verdict, a line for each candidate. */
#include "app/explanation.h"

#include <stdlib.h>

#include "annotate/evidence.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/clean.h"

int explanation_percent(double probability)
{
    int percent = (int)(probability * 100 + 0.5);
    if (percent == 100 && probability < 1)
        return 99;
    return percent;
}

/* Nobody agrees with nobody only, as somebody untold does. */
static bool is_same_speaker(const struct evidence_candidate *one, const struct evidence_candidate *other)
{
    if (range_is_empty(one->speaker) || range_is_empty(other->speaker))
        return one == other;
    return one->speaker.end == other->speaker.end || (one->entity != ARTICLE_NONE && one->entity == other->entity);
}

static struct explanation_speaker *find_speaker(struct explanation_speaker *speakers, size_t count,
                                                const struct evidence_candidate *candidate)
{
    for (size_t i = 0; i < count; i++)
        if (is_same_speaker(speakers[i].best, candidate))
            return &speakers[i];
    return NULL;
}

static int compare_speakers(const void *one, const void *other)
{
    const struct explanation_speaker *a = one, *b = other;
    if (a->probability < b->probability || a->probability > b->probability)
        return a->probability < b->probability ? 1 : -1;
    return (a->best > b->best) - (a->best < b->best);
}

size_t explanation_speakers(const struct evidence *evidence,
                            struct explanation_speaker speakers[EXPLANATION_SPEAKERS_MAX], size_t *shown)
{
    enum { LEAST = 2 };
    size_t count = 0;
    for (size_t i = 0; i < evidence->count; i++) {
        const struct evidence_candidate *candidate = &evidence->candidates[i];
        struct explanation_speaker *speaker = find_speaker(speakers, count, candidate);
        if (speaker)
            speaker->probability += candidate->probability;
        else if (count < EXPLANATION_SPEAKERS_MAX)
            speakers[count++] = (struct explanation_speaker){candidate, candidate->probability};
    }
    qsort(speakers, count, sizeof *speakers, compare_speakers);
    *shown = count < LEAST ? count : LEAST;
    while (*shown < count && explanation_percent(speakers[*shown].probability) > 0)
        ++*shown;
    return count;
}

const struct evidence_candidate *explanation_next_candidate(const struct evidence *evidence,
                                                            const struct explanation_speaker *speaker,
                                                            const struct evidence_candidate *before)
{
    for (size_t i = before ? (size_t)(before - evidence->candidates) + 1 : 0; i < evidence->count; i++) {
        const struct evidence_candidate *candidate = &evidence->candidates[i];
        if (candidate == speaker->best ||
            (is_same_speaker(speaker->best, candidate) && explanation_percent(candidate->probability) > 0))
            return candidate;
    }
    return NULL;
}

const struct evidence_candidate *explanation_decisive(const struct evidence *evidence)
{
    if (!evidence->count)
        return NULL;
    return &evidence->candidates[evidence->verdict == EVIDENCE_SPEAKER ? evidence->chosen : 0];
}

static void append_range(const struct article *article, struct range range, struct buffer *out)
{
    (void)clean_text(article->text + range.start, range.end - range.start, CLEAN_LINE, out);
}

bool explanation_append_name(const struct article *article, const struct evidence_candidate *candidate,
                             struct buffer *out)
{
    if (range_is_empty(candidate->speaker))
        return buffer_append_string(out, candidate->construction == EVIDENCE_UNTOLD ? "somebody untold" : "nobody");
    if (candidate->entity != ARTICLE_NONE)
        return buffer_append_string(out, article->entities[candidate->entity].name);
    append_range(article, candidate->speaker, out);
    return !out->failed;
}

bool explanation_append_candidate(const struct article *article, const struct evidence_candidate *candidate,
                                  struct buffer *out)
{
    append_range(article, candidate->speaker, out);
    if (!range_is_empty(candidate->cue)) {
        (void)buffer_append_string(out, " · ");
        append_range(article, candidate->cue, out);
    }
    if (!range_is_empty(candidate->speaker))
        (void)buffer_append_string(out, ". ");
    return buffer_append_string(out, evidence_construction_sentence(candidate->construction));
}

/* Which of the two that name nobody is the more probable; they are ordered. */
static bool somebody_is_quoted(const struct evidence *evidence)
{
    size_t i = 0;
    while (i < evidence->count && !range_is_empty(evidence->candidates[i].speaker))
        i++;
    return i < evidence->count && evidence->candidates[i].construction == EVIDENCE_UNTOLD;
}

static void append_unsure(const struct evidence *evidence, struct buffer *out)
{
    (void)buffer_append_format(out,
                               "Unknown: of such answers %d in 100 would be right, and somebody is named from %d on.",
                               explanation_percent(evidence->confidence), explanation_percent(evidence->least));
}

bool explanation_append_verdict(const struct article *article, const struct quotation *quotation,
                                const struct evidence *evidence, struct buffer *out)
{
    static const char *const sentences[] = {
        [EVIDENCE_NOT_WEIGHED] = "Not looked into: a quotation inside another one.",
        [EVIDENCE_NOBODY] = "Nobody: that is more probable than anyone.",
        [EVIDENCE_ANNOUNCED] = "Nobody: so few words, and they are announced as a name or a term.",
    };
    switch (evidence->verdict) {
    case EVIDENCE_SPEAKER:
        (void)explanation_append_name(article, &evidence->candidates[evidence->chosen], out);
        return buffer_append_format(out, ", %d%% sure.", explanation_percent(quotation->confidence));
    case EVIDENCE_UNSURE:
        append_unsure(evidence, out);
        return !out->failed;
    case EVIDENCE_NOBODY:
        if (somebody_is_quoted(evidence))
            return buffer_append_string(out, "Unknown: somebody is quoted, and the text does not tell who.");
        break;
    case EVIDENCE_NOT_WEIGHED:
    case EVIDENCE_ANNOUNCED:
        break;
    }
    return buffer_append_string(out, sentences[evidence->verdict]);
}
