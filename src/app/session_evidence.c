/* session's evidence: found for one article at a time, when somebody looks at it. */
#include "app/session.h"

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "app/shelf_archive.h"

/* The reader of an archive starts without the annotator: only this needs it there. */
static const struct annotator *find_annotator(struct session *session)
{
    struct error error;
    if (!session->annotator && session->archive && !session->own_annotator)
        session->own_annotator = annotator_create(&error);
    return session->annotator ? session->annotator : session->own_annotator;
}

static bool candidate_fits(const struct evidence_candidate *candidate, const struct article *article)
{
    return (candidate->entity == ARTICLE_NONE || candidate->entity < article->entity_count) &&
           (candidate->from == ARTICLE_NONE || candidate->from < article->quotation_count);
}

/* Whether the evidence is of these annotations: those of an archive may come from an earlier version. */
static bool fits(const struct evidence_list *evidence, const struct article *article)
{
    if (evidence->count != article->quotation_count)
        return false;
    for (size_t i = 0; i < evidence->count; i++)
        for (size_t j = 0; j < evidence->items[i].count; j++)
            if (!candidate_fits(&evidence->items[i].candidates[j], article))
                return false;
    return true;
}

const struct evidence *session_evidence(struct session *session)
{
    const struct quotation *quotation = session_quotation(session);
    const struct annotator *annotator = quotation ? find_annotator(session) : NULL;
    struct error error;
    if (!annotator)
        return NULL;
    const struct article *article = session->reading->article;
    if (session->explained != article) {
        session_forget_evidence(session);
        /* Also when it fails: what failed once is not tried again with every key. */
        session->explained = article;
        if (!evidence_find(annotator, article, &session->evidence, &error) || !fits(&session->evidence, article))
            evidence_release(&session->evidence);
    }
    size_t index = (size_t)(quotation - article->quotations);
    return index < session->evidence.count ? &session->evidence.items[index] : NULL;
}

void session_forget_evidence(struct session *session)
{
    evidence_release(&session->evidence);
    session->explained = NULL;
}
