/* session's evidence: found for one article at a time, when somebody looks at it. */
#include "app/session.h"

#include "annotate/evidence.h"

const struct evidence *session_evidence(struct session *session)
{
    const struct quotation *quotation = session_quotation(session);
    struct error error;
    if (!quotation || !session->annotator)
        return NULL;
    const struct article *article = session->reading->article;
    if (session->explained != article) {
        session_forget_evidence(session);
        /* Also when it fails: what failed once is not tried again with every key. */
        session->explained = article;
        if (!evidence_find(session->annotator, article, &session->evidence, &error))
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
