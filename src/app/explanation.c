/* explanation: a sentence for each verdict, a line for each candidate. */
#include "app/explanation.h"

#include <string.h>

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

size_t explanation_candidates_shown(const struct evidence *evidence)
{
    enum { LEAST = 2 };
    size_t count = evidence->count < LEAST ? evidence->count : LEAST;
    while (count < evidence->count && explanation_percent(evidence->candidates[count].probability) > 0)
        count++;
    return count;
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

/* The fullest name that is known. */
static void append_name(const struct article *article, const struct evidence_candidate *candidate, struct buffer *out)
{
    if (candidate->entity != ARTICLE_NONE)
        (void)buffer_append_string(out, article->entities[candidate->entity].name);
    else
        append_range(article, candidate->speaker, out);
}

bool explanation_append_candidate(const struct article *article, const struct evidence_candidate *candidate,
                                  struct buffer *out)
{
    if (range_is_empty(candidate->speaker))
        return buffer_append_string(out, candidate->construction == EVIDENCE_UNTOLD ? "somebody" : "nobody");
    size_t start = out->length;
    append_range(article, candidate->speaker, out);
    if (candidate->entity != ARTICLE_NONE) {
        const char *name = article->entities[candidate->entity].name;
        if (strcmp(buffer_string(out) + start, name) != 0)
            (void)buffer_append_format(out, " (%s)", name);
    }
    if (!range_is_empty(candidate->cue)) {
        (void)buffer_append_string(out, " · ");
        append_range(article, candidate->cue, out);
    }
    return !out->failed;
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
        [EVIDENCE_NOBODY] = "Unknown: more speaks for nobody, or somebody untold, than for anyone.",
        [EVIDENCE_ANNOUNCED] = "Nobody: so few words, and they are announced as a name or a term.",
    };
    switch (evidence->verdict) {
    case EVIDENCE_SPEAKER:
        append_name(article, &evidence->candidates[evidence->chosen], out);
        return buffer_append_format(out, ", %d%% sure.", explanation_percent(quotation->confidence));
    case EVIDENCE_UNSURE:
        append_unsure(evidence, out);
        return !out->failed;
    case EVIDENCE_NOT_WEIGHED:
    case EVIDENCE_NOBODY:
    case EVIDENCE_ANNOUNCED:
        break;
    }
    return buffer_append_string(out, sentences[evidence->verdict]);
}
