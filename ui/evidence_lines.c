/* evidence lines: sentences, broken at blanks, each line knowing what leads it. */
#include "ui/evidence_lines.h"

#include <stdio.h>

#include "annotate/evidence.h"
#include "app/explanation.h"
#include "article/article.h"

enum { LINES_MAX = 1000, TEXT_BYTES_MAX = 1 << 16, MORE_SIZE = 40 };

struct evidence_lines evidence_lines_create(const struct article *article, const struct quotation *quotation,
                                            const struct evidence *evidence, enum glyph_set set, int columns, int rows)
{
    return (struct evidence_lines){.article = article,
                                   .quotation = quotation,
                                   .evidence = evidence,
                                   .set = set,
                                   .columns = columns,
                                   .rows = rows > 0 ? (size_t)rows : 0,
                                   .items = array_create(sizeof(struct evidence_line), LINES_MAX),
                                   .text = buffer_create(TEXT_BYTES_MAX)};
}

void evidence_lines_release(struct evidence_lines *lines)
{
    array_release(&lines->items);
    buffer_release(&lines->text);
}

/* Adds what was appended to the text since `start` as lines like `line`; what leads it only leads the first of them. */
static void add(struct evidence_lines *lines, struct evidence_line line, size_t start)
{
    const char *text = buffer_string(&lines->text);
    do {
        size_t next;
        line.start = start;
        line.length =
            glyphs_line(text + start, lines->text.length - start, lines->columns - line.indent, lines->set, &next);
        struct evidence_line *added = array_push(&lines->items);
        if (added)
            *added = line;
        line.led = false;
        start += next;
    } while (start < lines->text.length);
}

void evidence_lines_add_sentence(struct evidence_lines *lines, enum evidence_line_kind kind, const char *sentence)
{
    size_t start = lines->text.length;
    (void)buffer_append_string(&lines->text, sentence);
    add(lines, (struct evidence_line){.kind = kind}, start);
}

void evidence_lines_add_verdict(struct evidence_lines *lines)
{
    size_t start = lines->text.length;
    (void)explanation_append_verdict(lines->article, lines->quotation, lines->evidence, &lines->text);
    add(lines, (struct evidence_line){.kind = EVIDENCE_LINE_STRONG}, start);
}

static void add_speaker(struct evidence_lines *lines, const struct explanation_speaker *speaker)
{
    size_t start = lines->text.length;
    (void)explanation_append_name(lines->article, speaker->best, &lines->text);
    add(lines,
        (struct evidence_line){.kind = EVIDENCE_LINE_SPEAKER,
                               .led = true,
                               .entity = speaker->best->entity,
                               .number = speaker->probability,
                               .indent = EVIDENCE_SHARE + EVIDENCE_BAR},
        start);
    const struct evidence_candidate *candidate = NULL;
    while ((candidate = explanation_next_candidate(lines->evidence, speaker, candidate))) {
        /* Where one candidate tells it all, its share is that of the speaker. */
        bool all = explanation_percent(candidate->probability) == explanation_percent(speaker->probability);
        start = lines->text.length;
        (void)explanation_append_candidate(lines->article, candidate, &lines->text);
        add(lines,
            (struct evidence_line){.kind = EVIDENCE_LINE_CANDIDATE,
                                   .led = !all,
                                   .number = candidate->probability,
                                   .indent = 2 * EVIDENCE_SHARE},
            start);
    }
}

void evidence_lines_add_speakers(struct evidence_lines *lines, size_t rows)
{
    struct explanation_speaker speakers[EXPLANATION_SPEAKERS_MAX];
    size_t shown, count = explanation_speakers(lines->evidence, speakers, &shown), i = 0;
    for (; i < shown; i++) {
        size_t before = lines->items.count;
        add_speaker(lines, &speakers[i]);
        if (i > 0 && lines->items.count + (i + 1 < count) > rows) {
            lines->items.count = before;
            break;
        }
    }
    if (i == count || lines->items.count >= rows)
        return;
    char more[MORE_SIZE];
    (void)snprintf(more, sizeof more, "and %zu more", count - i);
    size_t start = lines->text.length;
    (void)buffer_append_string(&lines->text, more);
    add(lines, (struct evidence_line){.kind = EVIDENCE_LINE_FAINT, .indent = EVIDENCE_SHARE}, start);
}

static void add_reasons_heading(struct evidence_lines *lines, const struct evidence_candidate *candidate)
{
    struct range speaker = candidate->speaker;
    size_t start = lines->text.length;
    (void)buffer_append_string(&lines->text, "For and against ");
    if (range_is_empty(speaker)) {
        (void)explanation_append_name(lines->article, candidate, &lines->text);
    } else {
        (void)buffer_append_string(&lines->text, "“");
        (void)buffer_append(&lines->text, lines->article->text + speaker.start, speaker.end - speaker.start);
        (void)buffer_append_string(&lines->text, "”");
    }
    add(lines, (struct evidence_line){.kind = EVIDENCE_LINE_PLAIN}, start);
}

void evidence_lines_add_reasons(struct evidence_lines *lines)
{
    const struct evidence_candidate *candidate = explanation_decisive(lines->evidence);
    if (!candidate)
        return;
    add_reasons_heading(lines, candidate);
    for (size_t i = 0; i < candidate->reason_count; i++) {
        const struct evidence_reason *reason = &candidate->reasons[i];
        size_t before = lines->items.count, start = lines->text.length;
        (void)evidence_append_reason(lines->article, lines->quotation, candidate, reason, &lines->text);
        add(lines,
            (struct evidence_line){
                .kind = EVIDENCE_LINE_REASON, .led = true, .number = reason->weight, .indent = EVIDENCE_WEIGHT},
            start);
        if (lines->items.count > lines->rows) {
            lines->items.count = before;
            break;
        }
    }
}
