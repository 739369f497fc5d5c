/* opml mend: one pass over the tags. Where a value ends is found by what follows its quotation marks; everything else
 * is copied or escaped. */
#include "feeds/opml_mend.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/markup_search.h"

enum { NAME_SIZE = 64 /* no attribute, element or entity has a longer name */ };

struct mending {
    const char *at, *end;
    struct buffer *out;
    /* Up to where no mark of each kind ends a value: what was searched once is not searched again. */
    const char *no_end_double, *no_end_single;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool is_name(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80 || (byte && strchr("-_:.", byte));
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static const char *skip_name(const char *at, const char *end)
{
    while (at < end && is_name(*at))
        at++;
    return at;
}

static bool begins_with(const char *at, const char *end, const char *prefix)
{
    size_t length = strlen(prefix);
    return (size_t)(end - at) >= length && strncasecmp(at, prefix, length) == 0;
}

static void copy_to(struct mending *mending, const char *to)
{
    buffer_append(mending->out, mending->at, (size_t)(to - mending->at));
    mending->at = to;
}

/* Writes something else for the next byte. */
static void replace_byte(struct mending *mending, const char *replacement)
{
    buffer_append_string(mending->out, replacement);
    mending->at++;
}

/* --- references --------------------------------------------------------------------------------------------------- */

/* `at` stands on an ampersand. True when a reference begins there that XML has without any declaration; `*character`
 * gets the character of one that only HTML has. */
static bool is_reference(const char *at, const char *end, unsigned *character)
{
    static const char *const predefined[] = {"amp", "lt", "gt", "quot", "apos"};
    char name[NAME_SIZE];
    size_t length = 0;
    for (at++; at < end && length + 1 < sizeof name && (isalnum((unsigned char)*at) || *at == '#'); at++)
        name[length++] = *at;
    name[length] = '\0';
    if (!length || at == end || *at != ';')
        return false;
    if (name[0] == '#' && name[1] == 'x')
        return length > 2 && name[2 + strspn(name + 2, "0123456789abcdefABCDEF")] == '\0';
    if (name[0] == '#')
        return length > 1 && name[1 + strspn(name + 1, "0123456789")] == '\0';
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        if (strcmp(name, predefined[i]) == 0)
            return true;
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    *character = known ? known->value : 0;
    return false;
}

static void mend_reference(struct mending *mending)
{
    unsigned character = 0;
    if (is_reference(mending->at, mending->end, &character)) {
        copy_to(mending, mending->at + 1);
    } else if (character) {
        buffer_append_character(mending->out, character);
        mending->at = markup_behind(mending->at, mending->end, ";");
    } else {
        replace_byte(mending, "&amp;");
    }
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* True when an element of OPML begins or ends at `at`. */
static bool is_element(const char *at, const char *end)
{
    static const char *const names[] = {"outline", "body", "opml", "head"};
    if (at == end || *at != '<')
        return false;
    at += end - at > 1 && at[1] == '/' ? 2 : 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (begins_with(at, end, names[i]) && skip_name(at, end) == at + strlen(names[i]))
            return true;
    return false;
}

/* True when `at`, behind a `>`, is outside of every tag: markup follows, and not HTML that somebody put into a
 * value. */
static bool is_between_tags(const char *at, const char *end)
{
    at = skip_blanks(at, end);
    if (at == end || is_element(at, end))
        return true;
    if (*at != '<')
        return false;
    const char *name = at + (end - at > 1 && at[1] == '/' ? 2 : 1), *behind_name = skip_name(name, end);
    char copy[NAME_SIZE] = "";
    if ((size_t)(behind_name - name) < sizeof copy)
        memcpy(copy, name, (size_t)(behind_name - name));
    return !htmlTagLookup((const xmlChar *)copy);
}

/* True when `at`, behind a quotation mark, is what follows a value: the end of the tag, or an attribute. */
static bool follows_value(const char *at, const char *end)
{
    at = skip_blanks(at, end);
    if (at == end)
        return true;
    if (*at == '>')
        return is_between_tags(at + 1, end);
    if (begins_with(at, end, "/>"))
        return is_between_tags(at + 2, end);
    const char *name = at;
    at = skip_name(at, end);
    if (at == name)
        return false;
    at = skip_blanks(at, end);
    if (at == end || *at != '=')
        return false;
    at = skip_blanks(at + 1, end);
    return at < end && (*at == '"' || *at == '\'');
}

/* Where the value at `at` ends: on a quotation mark, or else before the end of its tag, as the next element shows that
 * it was never closed; NULL where the text ends first. */
static const char *find_value_end(struct mending *mending, const char *at, char quote)
{
    const char **no_end = quote == '"' ? &mending->no_end_double : &mending->no_end_single;
    const char *start = at, *first = NULL;
    for (; at < mending->end && !is_element(at, mending->end); at++) {
        if (*at != quote)
            continue;
        first = first ? first : at;
        if (at < *no_end)
            return first;
        if (follows_value(at + 1, mending->end))
            return at;
    }
    *no_end = at;
    if (first || at == mending->end)
        return first;
    while (at > start && (is_blank(at[-1]) || at[-1] == '>' || at[-1] == '/'))
        at--;
    return at;
}

/* Writes the value that begins behind a quotation mark, the marks around it included. One that the end of the text cuts
 * off is left out, so that nobody takes half an address for a whole. */
static void mend_value(struct mending *mending, char quote)
{
    const char *close = find_value_end(mending, mending->at + 1, quote);
    copy_to(mending, mending->at + 1);
    if (!close)
        mending->at = mending->end;
    while (mending->at < mending->end && mending->at != close) {
        if (*mending->at == '&')
            mend_reference(mending);
        else if (*mending->at == '<')
            replace_byte(mending, "&lt;");
        else if (*mending->at == quote)
            replace_byte(mending, quote == '"' ? "&quot;" : "&apos;");
        else
            copy_to(mending, mending->at + 1);
    }
    if (close) {
        buffer_append_byte(mending->out, quote);
        mending->at += *close == quote;
    }
}

static void mend_bare_value(struct mending *mending)
{
    buffer_append_byte(mending->out, '"');
    while (mending->at < mending->end && !is_blank(*mending->at) && !strchr("<>\"", *mending->at)) {
        if (begins_with(mending->at, mending->end, "/>"))
            break;
        if (*mending->at == '&')
            mend_reference(mending);
        else
            copy_to(mending, mending->at + 1);
    }
    buffer_append_byte(mending->out, '"');
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

static void mend_attribute(struct mending *mending)
{
    buffer_append_byte(mending->out, ' ');
    copy_to(mending, skip_name(mending->at, mending->end));
    const char *equals = skip_blanks(mending->at, mending->end);
    if (equals == mending->end || *equals != '=') {
        buffer_append_string(mending->out, "=\"\"");
        return;
    }
    copy_to(mending, skip_blanks(equals + 1, mending->end));
    char quote = mending->at < mending->end ? *mending->at : '\0';
    if (quote == '"' || quote == '\'')
        mend_value(mending, quote);
    else
        mend_bare_value(mending);
}

/* From a `<` with a name behind it to behind the tag. */
static void mend_tag(struct mending *mending)
{
    copy_to(mending, mending->at + (mending->at[1] == '/' ? 2 : 1));
    copy_to(mending, skip_name(mending->at, mending->end));
    while (mending->at < mending->end && *mending->at != '>') {
        if (is_name(*mending->at)) {
            mend_attribute(mending);
        } else if (is_blank(*mending->at) || begins_with(mending->at, mending->end, "/>")) {
            copy_to(mending, mending->at + 1);
        } else if (*mending->at == '<') {
            buffer_append_string(mending->out, "/>");
            return;
        } else {
            mending->at++;
        }
    }
    if (mending->at < mending->end)
        copy_to(mending, mending->at + 1);
}

/* Behind the document type declaration at `at`. */
static const char *behind_doctype(const char *at, const char *end)
{
    const char *close = markup_behind(at, end, ">"), *bracket = memchr(at, '[', (size_t)(close - at));
    return bracket ? markup_behind(markup_behind(bracket, end, "]"), end, ">") : close;
}

static void leave_out(struct mending *mending, const char *to)
{
    for (; mending->at < to; mending->at++)
        if (*mending->at == '\n')
            buffer_append_byte(mending->out, '\n');
}

static void mend_markup(struct mending *mending)
{
    const char *at = mending->at, *end = mending->end;
    if (begins_with(at, end, "<!--"))
        copy_to(mending, markup_behind(at, end, "-->"));
    else if (begins_with(at, end, "<![CDATA["))
        copy_to(mending, markup_behind(at, end, "]]>"));
    else if (begins_with(at, end, "<!"))
        leave_out(mending, behind_doctype(at, end));
    else if (begins_with(at, end, "<?"))
        copy_to(mending, markup_behind(at, end, ">"));
    else if (end - at > 1 && (is_name(at[1]) || at[1] == '/'))
        mend_tag(mending);
    else
        replace_byte(mending, "&lt;");
}

bool opml_mend(const char *opml, size_t length, struct buffer *out)
{
    struct mending mending = {opml, opml + length, out, opml, opml};
    while (mending.at < mending.end && !out->failed) {
        if (*mending.at == '<')
            mend_markup(&mending);
        else if (*mending.at == '&')
            mend_reference(&mending);
        else
            copy_to(&mending, mending.at + 1);
    }
    return !out->failed;
}
