/* explain: one quotation after another, each candidate under it, each reason under its candidate. */
#include "cmd/explain.h"

#include <stdio.h>

#include "annotate/evidence.h"
#include "app/explanation.h"
#include "article/article.h"
#include "base/buffer.h"
#include "cmd/wrap.h"

/* Columns that the parts are indented by; what leads a line (a number, a share, a weight) stands before its text. */
enum { QUOTATION_INDENT = 5, CANDIDATE_INDENT = 11, REASON_INDENT = 18 };

enum { TEXT_BYTES_MAX = 1 << 24 };

/* One article on its way to standard output. */
struct printing {
    const struct article *article;
    struct buffer *out; /* what is printed of one quotation */
    size_t width;
};

/* Appends the text behind what leads its line, which has `indent` columns, and empties it. */
static void append_line(const struct printing *printing, size_t indent, struct buffer *text)
{
    wrap_text(printing->out, buffer_string(text), text->length, printing->width, indent);
    buffer_append_byte(printing->out, '\n');
    printing->out->failed = printing->out->failed || text->failed;
    buffer_clear(text);
}

static void append_candidate(const struct printing *printing, const struct quotation *quotation,
                             const struct evidence_candidate *candidate, bool with_reasons)
{
    struct buffer text = buffer_create(TEXT_BYTES_MAX);
    buffer_append_format(printing->out, "%*s%3d%%  ", QUOTATION_INDENT, "",
                         explanation_percent(candidate->probability));
    explanation_append_candidate(printing->article, candidate, &text);
    append_line(printing, CANDIDATE_INDENT, &text);
    buffer_append_format(printing->out, "%*s", CANDIDATE_INDENT, "");
    buffer_append_string(&text, evidence_construction_sentence(candidate->construction));
    append_line(printing, CANDIDATE_INDENT, &text);
    for (size_t i = 0; with_reasons && i < candidate->reason_count; i++) {
        const struct evidence_reason *reason = &candidate->reasons[i];
        buffer_append_format(printing->out, "%*s%+5.2f  ", CANDIDATE_INDENT, "", reason->weight);
        evidence_append_reason(printing->article, quotation, candidate, reason, &text);
        append_line(printing, REASON_INDENT, &text);
    }
    buffer_release(&text);
}

static void append_quotation(const struct printing *printing, size_t index, const struct evidence *evidence)
{
    const struct article *article = printing->article;
    const struct quotation *quotation = &article->quotations[index];
    const struct evidence_candidate *decisive = explanation_decisive(evidence);
    struct buffer text = buffer_create(TEXT_BYTES_MAX);
    buffer_append_format(printing->out, "%s%3zu  ", index ? "\n" : "", index + 1);
    buffer_append(&text, article->text + quotation->range.start, quotation->range.end - quotation->range.start);
    append_line(printing, QUOTATION_INDENT, &text);
    buffer_append_format(printing->out, "%*s", QUOTATION_INDENT, "");
    explanation_append_verdict(article, quotation, evidence, &text);
    append_line(printing, QUOTATION_INDENT, &text);
    size_t shown = explanation_candidates_shown(evidence);
    for (size_t i = 0; i < shown; i++) {
        const struct evidence_candidate *candidate = &evidence->candidates[i];
        append_candidate(printing, quotation, candidate, candidate == decisive || i == 0);
    }
    if (shown < evidence->count)
        buffer_append_format(printing->out, "%*sand %zu more, below 1%%\n", CANDIDATE_INDENT, "",
                             evidence->count - shown);
    buffer_release(&text);
}

bool explain_print(const struct article *article, const struct evidence_list *list, size_t width)
{
    bool whole = true;
    for (size_t i = 0; whole && i < list->count; i++) {
        struct buffer out = buffer_create(4 * (size_t)TEXT_BYTES_MAX);
        const struct printing printing = {article, &out, width};
        append_quotation(&printing, i, &list->items[i]);
        (void)fwrite(buffer_string(&out), 1, out.length, stdout);
        whole = !out.failed;
        buffer_release(&out);
    }
    return whole;
}
