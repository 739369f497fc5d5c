/* layout show: a row's text with its signs, piece by piece; split off layout.c, which it serves. */
#include <string.h>

#include "ui/layout.h"

/* The next of the signs at byte `byte` that was not shown yet. */
static bool show_sign(const struct array *signs, size_t byte, size_t *done, size_t belongs, struct layout_shown *shown)
{
    size_t count;
    const struct sign *sign = signs->count ? signs_at(signs, byte, &count) : NULL;
    if (!sign || *done >= count)
        return false;
    sign += (*done)++;
    *shown = (struct layout_shown){sign->text, strlen(sign->text), belongs, sign->width};
    return true;
}

bool layout_show(const struct layout *layout, struct layout_cursor *cursor, struct layout_shown *shown)
{
    const struct signs *signs = &layout->signs;
    const char *text = layout->article->text;
    bool has_signs = !signs_are_none(signs);
    /* What closes behind a stretch belongs to its last character. */
    if (has_signs && cursor->has_begun &&
        show_sign(&signs->closers, cursor->at, &cursor->closers, cursor->at - 1, shown))
        return true;
    if (cursor->at >= cursor->end)
        return false;
    if (has_signs && show_sign(&signs->openers, cursor->at, &cursor->openers, cursor->at, shown))
        return true;
    *shown = (struct layout_shown){.text = text + cursor->at, .byte = cursor->at};
    shown->length = glyph_next(shown->text, cursor->end - cursor->at, layout->set, &shown->width);
    const char *script = signs->scripts.count ? signs_script(signs, text, cursor->at) : NULL;
    cursor->at += shown->length;
    cursor->openers = cursor->closers = 0;
    cursor->has_begun = true;
    if (script) {
        shown->text = script;
        shown->length = strlen(script);
    }
    return true;
}

int layout_text_width(const struct layout *layout, struct range range)
{
    struct layout_cursor cursor = {.at = range.start, .end = range.end};
    struct layout_shown shown;
    int width = 0;
    if (signs_are_none(&layout->signs))
        return glyphs_width(layout->article->text + range.start, range.end - range.start, layout->set);
    while (layout_show(layout, &cursor, &shown))
        width += shown.width;
    return width;
}
