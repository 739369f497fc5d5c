/* signs: made once for an article from its emphases and links. */
#include "ui/signs.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { TEXT_MAX = 10000, TEXTS_MAX = 64 * 1024 * 1024 };

/* A character and how it stands high and low; NULL where Unicode has none. */
struct digit {
    char character;
    const char *high, *low;
};

static const struct digit digits[] = {
    {'0', "⁰", "₀"}, {'1', "¹", "₁"}, {'2', "²", "₂"}, {'3', "³", "₃"},  {'4', "⁴", "₄"},  {'5', "⁵", "₅"},
    {'6', "⁶", "₆"}, {'7', "⁷", "₇"}, {'8', "⁸", "₈"}, {'9', "⁹", "₉"},  {'+', "⁺", "₊"},  {'-', "⁻", "₋"},
    {'=', "⁼", "₌"}, {'(', "⁽", "₍"}, {')', "⁾", "₎"}, {'n', "ⁿ", NULL}, {'i', "ⁱ", NULL},
};

static const char *script_of(char character, bool is_high)
{
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i].character == character)
            return is_high ? digits[i].high : digits[i].low;
    return NULL;
}

/* `text` must live as long as the signs. */
static void add_sign(struct signs *signs, struct array *list, size_t byte, const char *text)
{
    struct sign *sign = array_push(list);
    if (sign)
        *sign = (struct sign){byte, text, glyphs_width(text, strlen(text), signs->set)};
}

static void add_pair(struct signs *signs, struct range range, const char *opener, const char *closer)
{
    add_sign(signs, &signs->openers, range.start, opener);
    if (*closer)
        add_sign(signs, &signs->closers, range.end, closer);
}

/* --- exponents and indices ---------------------------------------------------------------------------------------- */

/* What an exponent or index is made of, and what it stands behind. */
struct raised {
    const char *text;
    size_t length;
    bool is_high, has_script, is_letters, is_digits, is_note;
    char before; /* the byte before it; NUL at the start */
};

/* True when a link lies in the range or around it: the number of a footnote. */
static bool has_link(const struct article *article, struct range range)
{
    size_t low = 0, high = article->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->links[middle].range.end <= range.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->link_count && range_overlaps(article->links[low].range, range);
}

static struct raised look(const struct article *article, const struct emphasis *emphasis)
{
    struct range range = emphasis->range;
    struct raised raised = {.text = article->text + range.start,
                            .length = range.end - range.start,
                            .is_high = emphasis->type == EMPHASIS_SUPERSCRIPT,
                            .has_script = true,
                            .is_letters = true,
                            .is_digits = true,
                            .is_note = has_link(article, range),
                            .before = range.start ? article->text[range.start - 1] : '\0'};
    for (size_t i = 0; i < raised.length; i++) {
        unsigned char byte = (unsigned char)raised.text[i];
        raised.has_script = raised.has_script && script_of(raised.text[i], raised.is_high);
        raised.is_letters = raised.is_letters && (isalpha(byte) || byte >= 0x80);
        raised.is_digits = raised.is_digits && isdigit(byte);
    }
    return raised;
}

/* "1st", "Mme" and "H2O" read well as they are; an exponent does not ("103 m"), nor an index of letters ("Tmax").
 * Remarks are none: an asterisk, "[1]", ": 207" for the page of a source. */
static bool needs_sign(const struct raised *raised)
{
    if (!raised->before || strchr(" \n", raised->before) || strchr("[:;,*", raised->text[0]))
        return false;
    if (raised->is_letters)
        return !raised->is_high;
    return raised->is_high || !(raised->is_digits && isalpha((unsigned char)raised->before));
}

static void add_raised(struct signs *signs, const struct article *article, const struct emphasis *emphasis)
{
    struct raised raised = look(article, emphasis);
    if (signs->set == GLYPHS_UTF8 && raised.has_script) {
        struct script *script = array_push(&signs->scripts);
        if (script)
            *script = (struct script){emphasis->range, raised.is_high};
        return;
    }
    if (!needs_sign(&raised))
        return;
    bool is_bracketed = raised.is_note || !(raised.length == 1 || raised.is_digits || raised.is_letters);
    const char *opener = raised.is_high ? is_bracketed ? "^(" : "^" : is_bracketed ? "_(" : "_";
    if (raised.is_note)
        add_pair(signs, emphasis->range, "[", "]");
    else
        add_pair(signs, emphasis->range, opener, is_bracketed ? ")" : "");
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static int compare_signs(const void *one, const void *other)
{
    const struct sign *a = one, *b = other;
    return (a->byte > b->byte) - (a->byte < b->byte);
}

static void sort(struct array *signs)
{
    if (signs->count)
        qsort(signs->items, signs->count, signs->item_size, compare_signs);
}

static void add_emphasis(struct signs *signs, const struct article *article, const struct emphasis *emphasis)
{
    switch (emphasis->type) {
    case EMPHASIS_DELETED:
        add_pair(signs, emphasis->range, "[-", "-]");
        break;
    case EMPHASIS_INSERTED:
        add_pair(signs, emphasis->range, "{+", "+}");
        break;
    case EMPHASIS_SUPERSCRIPT:
    case EMPHASIS_SUBSCRIPT:
        add_raised(signs, article, emphasis);
        break;
    default:
        break;
    }
}

/* A closing sign that is made for its place. */
static void add_made(struct signs *signs, size_t byte, const struct buffer *text)
{
    const char *copy = signs->arena && !text->failed ? arena_copy(signs->arena, text->bytes, text->length) : NULL;
    if (copy)
        add_sign(signs, &signs->closers, byte, copy);
    else
        signs->failed = true;
}

static void add_links(struct signs *signs, const struct article *article, struct buffer *text)
{
    for (size_t i = 0; i < article->link_count; i++) {
        if (!article->links[i].url)
            continue;
        buffer_clear(text);
        buffer_append_format(text, "[%zu]", i + 1);
        add_made(signs, article->links[i].range.end, text);
    }
}

static void add_speakers(struct signs *signs, const struct article *article, struct buffer *text)
{
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        bool is_known = quotation->speaker_entity < article->entity_count;
        if (quotation->type == QUOTATION_SCARE)
            continue;
        buffer_clear(text);
        buffer_append_format(text, " [%s]", is_known ? article->entities[quotation->speaker_entity].name : "unknown");
        add_made(signs, quotation->range.end, text);
    }
}

static void add_pictures(struct signs *signs, const struct article *article)
{
    for (size_t i = 0; i < article->figure_count; i++)
        if (!range_is_empty(article->figures[i].alternative))
            add_pair(signs, article->figures[i].alternative, "[", "]");
}

static void add_extra(struct signs *signs, const struct article *article, unsigned extra)
{
    struct buffer text = buffer_create(TEXT_MAX);
    if (extra & (SIGNS_LINKS | SIGNS_SPEAKERS))
        signs->arena = arena_create(TEXTS_MAX);
    if (extra & SIGNS_LINKS)
        add_links(signs, article, &text);
    if (extra & SIGNS_SPEAKERS)
        add_speakers(signs, article, &text);
    if (extra & SIGNS_PICTURES)
        add_pictures(signs, article);
    buffer_release(&text);
}

bool signs_make(struct signs *signs, const struct article *article, enum glyph_set set, unsigned extra)
{
    size_t most = article->emphasis_count + article->link_count + article->quotation_count + article->figure_count;
    *signs = (struct signs){.openers = array_create(sizeof(struct sign), most),
                            .closers = array_create(sizeof(struct sign), most),
                            .scripts = array_create(sizeof(struct script), most),
                            .set = set};
    for (size_t i = 0; i < article->emphasis_count; i++)
        add_emphasis(signs, article, &article->emphases[i]);
    add_extra(signs, article, extra);
    sort(&signs->openers);
    sort(&signs->closers);
    return !signs->failed && !signs->openers.failed && !signs->closers.failed && !signs->scripts.failed;
}

void signs_release(struct signs *signs)
{
    array_release(&signs->openers);
    array_release(&signs->closers);
    array_release(&signs->scripts);
    arena_destroy(signs->arena);
    signs->arena = NULL;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

bool signs_are_none(const struct signs *signs)
{
    return !signs->openers.count && !signs->closers.count && !signs->scripts.count;
}

const struct sign *signs_at(const struct array *signs, size_t byte, size_t *count)
{
    const struct sign *items = signs->items;
    size_t low = 0, high = signs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < signs->count && items[low + *count].byte == byte;)
        ++*count;
    return *count ? &items[low] : NULL;
}

const char *signs_script(const struct signs *signs, const char *text, size_t byte)
{
    const struct script *scripts = signs->scripts.items;
    size_t low = 0, high = signs->scripts.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scripts[middle].range.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < signs->scripts.count && range_holds(scripts[low].range, byte);
    return found ? script_of(text[byte], scripts[low].is_high) : NULL;
}
