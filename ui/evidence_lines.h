/* evidence lines: the evidence of one quotation broken into lines of a width, the most important first, so that what
 * finds no room is what weighed least. Never in here: curses, colours, where on the screen they stand. */
#ifndef WHOSAID_UI_EVIDENCE_LINES_H
#define WHOSAID_UI_EVIDENCE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buffer.h"
#include "ui/glyphs.h"

struct article;
struct evidence;
struct quotation;

enum evidence_line_kind {
    EVIDENCE_LINE_PLAIN,
    EVIDENCE_LINE_FAINT,
    EVIDENCE_LINE_STRONG,
    EVIDENCE_LINE_SPEAKER,   /* led by a share and a bar */
    EVIDENCE_LINE_CANDIDATE, /* led by a share */
    EVIDENCE_LINE_REASON     /* led by a weight */
};

/* Columns of what leads a line, the blanks behind it included. */
enum { EVIDENCE_SHARE = 5, EVIDENCE_BAR = 7, EVIDENCE_WEIGHT = 7 };

struct evidence_line {
    enum evidence_line_kind kind;
    size_t entity;        /* of a speaker, or ARTICLE_NONE */
    double number;        /* the share or weight */
    bool led;             /* by its number: the first line of a sentence is */
    int indent;           /* columns before the text */
    size_t start, length; /* in the lines' text */
};

struct evidence_lines {
    const struct article *article;
    const struct quotation *quotation;
    const struct evidence *evidence;
    enum glyph_set set;
    int columns;
    size_t rows;        /* as many as there is room for */
    struct array items; /* of struct evidence_line */
    struct buffer text;
};

/* No lines yet, for that room. What is passed must outlive them; give them back with evidence_lines_release. */
struct evidence_lines evidence_lines_create(const struct article *article, const struct quotation *quotation,
                                            const struct evidence *evidence, enum glyph_set set, int columns, int rows);
void evidence_lines_release(struct evidence_lines *lines);

/* Each adds what it is named after behind the lines that are there. When memory is short some are missing. */
void evidence_lines_add_sentence(struct evidence_lines *lines, enum evidence_line_kind kind, const char *sentence);
void evidence_lines_add_verdict(struct evidence_lines *lines);

/* Who was considered: as many as fit into the first `rows` rows, whole ones and one at least, and how many more there
 * are. */
void evidence_lines_add_speakers(struct evidence_lines *lines, size_t rows);

/* What weighed most for whoever was chosen or, where nobody is named, was most probable: whole reasons, as there is
 * room. */
void evidence_lines_add_reasons(struct evidence_lines *lines);

#endif
