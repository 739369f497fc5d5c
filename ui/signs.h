/* signs: what the screen and the printed text show of an article's markup in characters, because cells and pipes have
 * no other way: corrections, exponents, numbers of links. The text itself stays as it is. Never in here: rows. */
#ifndef WHOSAID_UI_SIGNS_H
#define WHOSAID_UI_SIGNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/array.h"
#include "ui/glyphs.h"

struct arena;

/* What is shown besides, as bits. */
enum signs_extra {
    SIGNS_LINKS = 1 << 0,    /* `[3]` behind the third link, where it leads out of the article */
    SIGNS_SPEAKERS = 1 << 1, /* ` [Ana Ruiz]` behind what she says */
    SIGNS_PICTURES = 1 << 2  /* `[` and `]` around what stands for a picture */
};

/* Something between two bytes of the text. */
struct sign {
    size_t byte;      /* it stands before this one */
    const char *text; /* clean, NUL-terminated */
    int width;        /* in columns */
};

/* Digits that are drawn high or low. */
struct script {
    struct range range;
    bool is_high;
};

struct signs {
    struct array openers,
        closers;          /* of struct sign, by byte: the former go with what follows, the latter with what precedes */
    struct array scripts; /* of struct script, by range */
    enum glyph_set set;
    struct arena *arena; /* of the texts that were made; NULL while there are none */
    bool failed;         /* some are missing */
};

/* `[-` and `-]` around what was deleted, `{+` and `+}` around what was inserted, as wdiff(1) has them; `^` or `_`
 * before exponents and indices that Unicode has no characters for, or where only ASCII is written (there `[` and `]`
 * around the number of a footnote); and what `extra`, bits of enum signs_extra, asks for. The article must outlive
 * them. False when memory was short: some are missing. Release them in either case. */
bool signs_make(struct signs *signs, const struct article *article, enum glyph_set set, unsigned extra);

void signs_release(struct signs *signs);

/* True when there are none at all, as in most articles. */
bool signs_are_none(const struct signs *signs);

/* The first of the array's signs at byte `byte`, NULL when there is none; those behind it at the same byte follow it up
 * to `*count`. */
const struct sign *signs_at(const struct array *signs, size_t byte, size_t *count);

/* The high or low digit to be drawn in the place of the character at byte `byte`, NUL-terminated; NULL for none. It
 * takes one column, as the character does. */
const char *signs_script(const struct signs *signs, const char *text, size_t byte);

#endif
