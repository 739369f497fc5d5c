/* layout lines: each is filled greedily at the break opportunities that libunistring found. */
#include "ui/layout_lines.h"

#include <unilbrk.h>

#include "ui/layout.h"

static bool may_break(const struct layout_lines *lines, size_t at)
{
    return lines->breaks && lines->breaks[at - lines->base] == UC_BREAK_POSSIBLE;
}

/* The cluster at `at`, and the columns that it takes with its signs. */
static size_t next_cluster(const struct layout_lines *lines, size_t at, int *width)
{
    const struct layout *layout = lines->layout;
    size_t size = glyph_next(layout->article->text + at, lines->end - at, layout->set, width);
    if (!signs_are_none(&layout->signs))
        *width = layout_text_width(layout, (struct range){at, at + size});
    return size;
}

/* Ends the line at byte `end`; the next one begins at `next`. */
static bool end_line(struct layout_lines *lines, struct layout_line *line, size_t end, size_t next)
{
    const char *text = lines->layout->article->text;
    line->range = (struct range){lines->at, end};
    line->continues = lines->is_cut;
    while (line->range.end > line->range.start && text[line->range.end - 1] == ' ')
        line->range.end--;
    lines->is_cut = next == end && end < lines->end;
    lines->is_done = next == end && end == lines->end;
    lines->at = next;
    return true;
}

bool layout_lines_next(struct layout_lines *lines, int width, struct layout_line *line)
{
    const char *text = lines->layout->article->text;
    size_t start = lines->at, last_break = start, at = start;
    int column = 0;
    if (lines->is_done)
        return false;
    while (at < lines->end) {
        if (text[at] == '\n')
            return end_line(lines, line, at, at + 1);
        int taken;
        size_t size = next_cluster(lines, at, &taken);
        if (at > start && may_break(lines, at))
            last_break = at;
        /* Blanks at the end of a row hang over its edge unseen. */
        if (column + taken > width && at > start && text[at] != ' ') {
            size_t cut = last_break > start ? last_break : at;
            return end_line(lines, line, cut, cut);
        }
        column += taken;
        at += size;
    }
    return end_line(lines, line, lines->end, lines->end);
}

struct layout_widths layout_lines_measure(struct layout_lines lines)
{
    const char *text = lines.layout->article->text;
    struct layout_widths widths = {0, 0};
    int stretch = 0, whole = 0, blanks = 0;
    for (size_t at = lines.at; at < lines.end;) {
        int taken;
        if (may_break(&lines, at))
            stretch = 0;
        size_t size = next_cluster(&lines, at, &taken);
        blanks = text[at] == ' ' ? blanks + taken : 0;
        whole += taken;
        stretch += taken;
        if (stretch - blanks > widths.least)
            widths.least = stretch - blanks;
        if (whole - blanks > widths.most)
            widths.most = whole - blanks;
        at += size;
    }
    return widths;
}
