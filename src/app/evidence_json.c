/* evidence JSON: candidates in order, each with its reasons. As in article_json.c, `o` fails the object whose part is
 * NULL, which means short memory. */
#include "app/evidence_json.h"

#include "annotate/evidence.h"
#include "app/json_parts.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/offsets.h"

/* Longer than any sentence with the words of the article in it. */
enum { WORDS_BYTES_MAX = 1 << 20 };

/* One quotation and its article. */
struct view {
    const struct article *article;
    const struct offsets *offsets;
    const struct quotation *quotation;
};

/* As in a quotation; without entity and name where the mention is nobody's that the article knows. */
static json_t *speaker_to_json(const struct view *view, const struct evidence_candidate *candidate)
{
    json_t *speaker = range_to_json(view->article, view->offsets, candidate->speaker);
    if (!speaker || candidate->entity == ARTICLE_NONE)
        return speaker;
    json_t *known = json_pack("{s:I,s:s}", "entity", (json_int_t)candidate->entity, "name",
                              view->article->entities[candidate->entity].name);
    bool whole = known && json_object_update(known, speaker) == 0;
    json_decref(speaker);
    if (whole)
        return known;
    json_decref(known);
    return NULL;
}

static json_t *reason_to_json(const struct view *view, const struct evidence_candidate *candidate,
                              const struct evidence_reason *reason)
{
    struct buffer words = buffer_create(WORDS_BYTES_MAX);
    json_t *object = NULL;
    if (evidence_append_reason(view->article, view->quotation, candidate, reason, &words))
        object =
            json_pack("{s:s,s:I,s:f,s:s}", "name", evidence_reason_name(reason), "value", (json_int_t)reason->value,
                      "weight", json_thousandths(reason->weight), "words", buffer_string(&words));
    buffer_release(&words);
    return object;
}

static json_t *reasons_to_json(const struct view *view, const struct evidence_candidate *candidate)
{
    json_t *reasons = json_array();
    for (size_t i = 0; i < candidate->reason_count; i++)
        reasons = array_with(reasons, reason_to_json(view, candidate, &candidate->reasons[i]));
    return reasons;
}

static json_t *candidate_to_json(const struct view *view, const struct evidence_candidate *candidate)
{
    json_t *object =
        json_pack("{s:f,s:o,s:o,s:s,s:s,s:f,s:o}", "probability", json_thousandths(candidate->probability), "speaker",
                  speaker_to_json(view, candidate), "cue", range_to_json(view->article, view->offsets, candidate->cue),
                  "construction", evidence_construction_name(candidate->construction), "words",
                  evidence_construction_sentence(candidate->construction), "score", json_thousandths(candidate->score),
                  "features", reasons_to_json(view, candidate));
    if (!object || candidate->from == ARTICLE_NONE ||
        json_object_set_new(object, "from", json_integer((json_int_t)candidate->from)) == 0)
        return object;
    json_decref(object);
    return NULL;
}

json_t *evidence_to_json(const struct article *article, const struct offsets *offsets,
                         const struct quotation *quotation, const struct evidence *evidence)
{
    const struct view view = {article, offsets, quotation};
    json_t *candidates = json_array();
    for (size_t i = 0; i < evidence->count; i++)
        candidates = array_with(candidates, candidate_to_json(&view, &evidence->candidates[i]));
    return json_pack("{s:s,s:f,s:f,s:o}", "verdict", evidence_verdict_name(evidence->verdict), "probability",
                     json_thousandths(evidence->probability), "least", json_thousandths(evidence->least), "candidates",
                     candidates);
}
