/* explain: one quotation after another, each candidate under it, each reason under its candidate. */
#include "cmd/explain.h"

#include <stdio.h>

#include "annotate/evidence.h"
#include "app/explanation.h"
#include "article/article.h"
#include "base/buffer.h"
#include "cmd/wrap.h"

/* Columns that the parts are indented by; what leads a line (a number, a share, a weight) stands before its text. */
enum {
    QUOTATION_INDENT = 5,
    SPEAKER_INDENT = QUOTATION_INDENT,
    SHARE = 6, /* columns of "98%" and what parts it from the text */
    CANDIDATE_INDENT = SPEAKER_INDENT + SHARE,
    REASON_INDENT = CANDIDATE_INDENT + SHARE,
    NUMBER = 7 /* columns of "+0.40" likewise */
};

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

static void append_reasons(const struct printing *printing, const struct quotation *quotation,
                           const struct evidence_candidate *candidate, struct buffer *text)
{
    for (size_t i = 0; i < candidate->reason_count; i++) {
        const struct evidence_reason *reason = &candidate->reasons[i];
        buffer_append_format(printing->out, "%*s%+5.2f  ", REASON_INDENT, "", reason->weight);
        evidence_append_reason(printing->article, quotation, candidate, reason, text);
        append_line(printing, REASON_INDENT + NUMBER, text);
    }
}

/* Who was considered, by which constructions, and what decided. */
static void append_speaker(const struct printing *printing, const struct quotation *quotation,
                           const struct evidence *evidence, const struct explanation_speaker *speaker)
{
    struct buffer text = buffer_create(TEXT_BYTES_MAX);
    buffer_append_format(printing->out, "%*s%3d%%  ", SPEAKER_INDENT, "", explanation_percent(speaker->probability));
    explanation_append_name(printing->article, speaker->best, &text);
    append_line(printing, SPEAKER_INDENT + SHARE, &text);
    const struct evidence_candidate *candidate = NULL;
    while ((candidate = explanation_next_candidate(evidence, speaker, candidate))) {
        int share = explanation_percent(candidate->probability);
        if (share == explanation_percent(speaker->probability))
            buffer_append_format(printing->out, "%*s", CANDIDATE_INDENT + SHARE, "");
        else
            buffer_append_format(printing->out, "%*s%3d%%  ", CANDIDATE_INDENT, "", share);
        explanation_append_candidate(printing->article, candidate, &text);
        append_line(printing, CANDIDATE_INDENT + SHARE, &text);
        if (candidate == explanation_decisive(evidence))
            append_reasons(printing, quotation, candidate, &text);
    }
    buffer_release(&text);
}

static void append_quotation(const struct printing *printing, size_t index, const struct evidence *evidence)
{
    const struct article *article = printing->article;
    const struct quotation *quotation = &article->quotations[index];
    struct buffer text = buffer_create(TEXT_BYTES_MAX);
    buffer_append_format(printing->out, "%s%3zu  ", index ? "\n" : "", index + 1);
    buffer_append(&text, article->text + quotation->range.start, quotation->range.end - quotation->range.start);
    append_line(printing, QUOTATION_INDENT, &text);
    buffer_append_format(printing->out, "%*s", QUOTATION_INDENT, "");
    explanation_append_verdict(article, quotation, evidence, &text);
    append_line(printing, QUOTATION_INDENT, &text);
    struct explanation_speaker speakers[EXPLANATION_SPEAKERS_MAX];
    size_t shown, count = explanation_speakers(evidence, speakers, &shown);
    for (size_t i = 0; i < shown; i++)
        append_speaker(printing, quotation, evidence, &speakers[i]);
    if (shown < count)
        buffer_append_format(printing->out, "%*sand %zu more, below 1%%\n", CANDIDATE_INDENT, "", count - shown);
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
