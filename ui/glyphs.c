/* glyphs: clusters and widths by libunistring, likenesses by a small table and Unicode's own decompositions. */
#include "ui/glyphs.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

struct likeness {
    ucs4_t character;
    const char *ascii;
};

/* What Unicode's decompositions do not give: punctuation, and letters that are whole in themselves. */
static const struct likeness likenesses[] = {
    {0x000a, " "},  {0x00a0, " "},   {0x00a1, "!"},  {0x00a3, "GBP"}, {0x00a5, "JPY"}, {0x00a7, "S"},   {0x00a9, "(c)"},
    {0x00ab, "\""}, {0x00ae, "(r)"}, {0x00b0, "o"},  {0x00b1, "+-"},  {0x00b7, "|"},   {0x00bb, "\""},  {0x00bf, "?"},
    {0x00c6, "AE"}, {0x00d0, "D"},   {0x00d7, "x"},  {0x00d8, "O"},   {0x00de, "Th"},  {0x00df, "ss"},  {0x00e6, "ae"},
    {0x00f0, "d"},  {0x00f7, "/"},   {0x00f8, "o"},  {0x00fe, "th"},  {0x0110, "D"},   {0x0111, "d"},   {0x0131, "i"},
    {0x0141, "L"},  {0x0142, "l"},   {0x0152, "OE"}, {0x0153, "oe"},  {0x2010, "-"},   {0x2011, "-"},   {0x2012, "-"},
    {0x2013, "-"},  {0x2014, "--"},  {0x2015, "--"}, {0x2018, "'"},   {0x2019, "'"},   {0x201a, "'"},   {0x201b, "'"},
    {0x201c, "\""}, {0x201d, "\""},  {0x201e, "\""}, {0x201f, "\""},  {0x2022, "*"},   {0x2026, "..."}, {0x2032, "'"},
    {0x2033, "\""}, {0x2039, "'"},   {0x203a, "'"},  {0x2044, "/"},   {0x20ac, "EUR"}, {0x2190, "<-"},  {0x2192, "->"},
    {0x2212, "-"},  {0x2500, "-"},   {0x2501, "="},  {0x2502, "|"},   {0x25b8, ">"},
};

/* Long enough for any compatibility decomposition (the longest, U+FDFA, has 18 characters). */
enum { DECOMPOSITION_MAX = 32 };

/* The ASCII characters of the decomposition, when there are any. */
static size_t decompose(ucs4_t character, char ascii[GLYPH_ASCII_SIZE])
{
    uint32_t parts[DECOMPOSITION_MAX];
    size_t count = DECOMPOSITION_MAX, length = 0;
    if (!u32_normalize(UNINORM_NFKD, &character, 1, parts, &count))
        return 0;
    for (size_t i = 0; i < count && length + 1 < GLYPH_ASCII_SIZE; i++)
        if (parts[i] >= ' ' && parts[i] < 0x7f)
            ascii[length++] = (char)parts[i];
        else if (parts[i] == 0x2044)
            ascii[length++] = '/';
    return length;
}

size_t glyph_to_ascii(uint32_t character, char ascii[GLYPH_ASCII_SIZE])
{
    size_t length = 0;
    if (character >= ' ' && character < 0x7f) {
        ascii[length++] = (char)character;
    } else if (uc_width(character, "UTF-8") != 0) {
        for (size_t i = 0; i < sizeof likenesses / sizeof *likenesses; i++)
            if (likenesses[i].character == character) {
                length = strlen(likenesses[i].ascii);
                memcpy(ascii, likenesses[i].ascii, length);
            }
        if (!length)
            length = decompose(character, ascii);
        if (!length)
            ascii[length++] = '?';
    }
    ascii[length] = '\0';
    return length;
}

/* Columns of one character. A control, which clean text does not have, is drawn as one replacement character. */
static int character_width(ucs4_t character, enum glyph_set set)
{
    if (set == GLYPHS_ASCII) {
        char ascii[GLYPH_ASCII_SIZE];
        return (int)glyph_to_ascii(character, ascii);
    }
    int width = uc_width(character, "UTF-8");
    return width < 0 ? 1 : width;
}

size_t glyph_next(const char *text, size_t length, enum glyph_set set, int *width)
{
    /* ASCII before ASCII is a cluster of its own: most of all text. */
    if (length == 1 || !((text[0] | text[1]) & 0x80)) {
        *width = 1;
        return 1;
    }
    const uint8_t *start = (const uint8_t *)text, *end = u8_grapheme_next(start, start + length);
    *width = 0;
    for (const uint8_t *at = start; at < end;) {
        ucs4_t character;
        at += u8_mbtouc(&character, at, (size_t)(end - at));
        *width += character_width(character, set);
    }
    return (size_t)(end - start);
}

int glyphs_width(const char *text, size_t length, enum glyph_set set)
{
    int total = 0, width;
    for (size_t at = 0; at < length;) {
        at += glyph_next(text + at, length - at, set, &width);
        total += width;
    }
    return total;
}

size_t glyphs_fit(const char *text, size_t length, int columns, enum glyph_set set, int *width)
{
    size_t at = 0;
    *width = 0;
    while (at < length) {
        int more;
        size_t size = glyph_next(text + at, length - at, set, &more);
        if (*width + more > columns)
            break;
        *width += more;
        at += size;
    }
    return at;
}

size_t glyphs_line(const char *text, size_t length, int columns, enum glyph_set set, size_t *next)
{
    int width;
    size_t fits = glyphs_fit(text, length, columns > 1 ? columns : 1, set, &width), cut = fits;
    while (fits < length && cut && text[cut] != ' ')
        cut--;
    if (!cut && fits < length)
        cut = fits ? fits : glyph_next(text, length, set, &width);
    *next = cut;
    while (*next < length && text[*next] == ' ')
        ++*next;
    while (*next < length && cut && text[cut - 1] == ' ')
        cut--;
    return cut;
}
