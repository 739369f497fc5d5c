/* clean: one pass over code points that drops, keeps or replaces each; then NFC where the text is not ASCII. */
#include "base/clean.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/buffer.h"

enum { TAB_WIDTH = 8, REPLACEMENT = 0xfffd };

struct character_range {
    ucs4_t first, last;
};

/* What no article needs and a screen must not see. Sorted. */
static const struct character_range forbidden[] = {
    {0x0000, 0x0008}, {0x000e, 0x001f}, {0x007f, 0x0084}, {0x0086, 0x009f},   /* C0, DEL, C1 (NEL is white space) */
    {0x00ad, 0x00ad}, {0x061c, 0x061c}, {0x180e, 0x180e}, {0x200b, 0x200b},   /* soft hyphen, ALM, zero-width space */
    {0x200e, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfdd0, 0xfdef},   /* bidi, invisible operators */
    {0xfeff, 0xfeff}, {0xfff0, 0xfffc}, {0xfffe, 0xffff}, {0xe0000, 0xe00ff}, /* BOM, annotation, tags */
};

static bool is_forbidden(ucs4_t character)
{
    if (character >= 0x20 && character < 0x7f)
        return false;
    if (character > 0x10000 && (character & 0xfffe) == 0xfffe)
        return true;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden && forbidden[i].first <= character; i++)
        if (character <= forbidden[i].last)
            return true;
    return false;
}

static bool is_newline(ucs4_t character)
{
    return character == '\n' || character == 0x85 || character == 0x2028 || character == 0x2029;
}

static bool is_blank(ucs4_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || is_newline(character);
}

static bool is_combining(ucs4_t character)
{
    return character >= 0x300 && uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M);
}

/* Nothing below U+0300 composes or is composed otherwise in NFC (UAX 15, 14.1), nor do the dashes and quotation marks
 * of ordinary text; composing takes longer than all else that is done here. */
static bool may_compose(ucs4_t character)
{
    return character >= 0x300 && (character < 0x2010 || character > 0x2027);
}

/* What the pass carries from character to character. */
struct cleaning {
    struct buffer *out;
    enum clean_structure structure;
    size_t start;      /* where this text begins in `out` */
    size_t column;     /* since the last newline, for tabs */
    bool blank_waits;  /* white space was seen and nothing behind it yet */
    bool after_return; /* the last character was U+000D */
    bool may_compose;  /* NFC might change something */
};

static void put_structure(struct cleaning *cleaning, ucs4_t character)
{
    bool line_feed_of_pair = character == '\n' && cleaning->after_return;
    cleaning->after_return = character == '\r';
    if (cleaning->structure == CLEAN_LINE) {
        cleaning->blank_waits = true;
    } else if (is_newline(character) || character == '\r') {
        if (!line_feed_of_pair)
            buffer_append_byte(cleaning->out, '\n');
        cleaning->column = 0;
    } else if (character == '\t') {
        do
            buffer_append_byte(cleaning->out, ' ');
        while (++cleaning->column % TAB_WIDTH);
    } else {
        buffer_append_byte(cleaning->out, ' ');
        cleaning->column++;
    }
}

static void put_character(struct cleaning *cleaning, ucs4_t character)
{
    if (!is_combining(character))
        cleaning->column++;
    if (cleaning->blank_waits && cleaning->out->length > cleaning->start)
        buffer_append_byte(cleaning->out, ' ');
    cleaning->blank_waits = false;
    cleaning->after_return = false;
    cleaning->may_compose = cleaning->may_compose || may_compose(character);
    buffer_append_character(cleaning->out, character);
}

/* Takes out the combining marks beyond the cap, in place; returns the new length. It runs on composed text, because NFC
 * also takes some characters apart (the composition exclusions), and so the cap would not hold if it came before. */
static size_t cap_marks(uint8_t *text, size_t length)
{
    size_t kept = 0;
    unsigned marks = 0;
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, text + at, length - at);
        marks = is_combining(character) ? marks + 1 : 0;
        if (marks <= CLEAN_COMBINING_MARKS_MAX) {
            memmove(text + kept, text + at, size);
            kept += size;
        }
        at += size;
    }
    return kept;
}

/* Replaces what was appended since `start` by its NFC. */
static bool compose(struct buffer *out, size_t start)
{
    size_t length = 0;
    uint8_t *composed =
        u8_normalize(UNINORM_NFC, (const uint8_t *)out->bytes + start, out->length - start, NULL, &length);
    if (!composed) {
        out->failed = true;
        return false;
    }
    out->length = start;
    length = cap_marks(composed, length);
    bool done = buffer_append(out, (const char *)composed, length);
    free(composed);
    return done;
}

bool clean_text(const char *bytes, size_t length, enum clean_structure structure, struct buffer *out)
{
    struct cleaning cleaning = {.out = out, .structure = structure, .start = out->length};
    const uint8_t *rest = (const uint8_t *)bytes;
    while (length > 0 && !out->failed) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, rest, length);
        if (is_blank(character))
            put_structure(&cleaning, character);
        else if (!is_forbidden(character))
            put_character(&cleaning, character);
        rest += size;
        length -= size;
    }
    if (out->failed)
        return false;
    return !cleaning.may_compose || compose(out, cleaning.start);
}

bool clean_is_safe(const char *bytes, size_t length)
{
    const uint8_t *rest = (const uint8_t *)bytes;
    while (length > 0) {
        if (*rest >= ' ' && *rest < 0x7f) { /* most of what there is, and the archive asks of all that it reads */
            rest++;
            length--;
            continue;
        }
        ucs4_t character;
        int size = u8_mbtoucr(&character, rest, length);
        if (size <= 0 || is_forbidden(character))
            return false;
        rest += size;
        length -= (size_t)size;
    }
    return true;
}

bool clean_for_terminal(const char *bytes, size_t length, struct buffer *out)
{
    const uint8_t *rest = (const uint8_t *)bytes;
    while (length > 0 && !out->failed) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, rest, length);
        bool control = character == '\r' || character == '\v' || character == '\f' || character == 0x85;
        if (control || is_forbidden(character))
            buffer_append_character(out, REPLACEMENT);
        else
            buffer_append_character(out, character);
        rest += size;
        length -= size;
    }
    return !out->failed;
}
