/* xml mend: the walk over the document; tags are xml_mend_tags.c's. */
#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/feed.h"
#include "feeds/xml_mender.h"

enum {
    REFERENCE_MAX = 64,             /* no entity has a longer name */
    SECTION_PIECE_MAX = 1024 * 1024 /* libxml2 refuses CDATA sections beyond ten megabytes */
};

void mender_warn(struct mender *mender, const char *at, const char *what)
{
    for (; mender->counted < at; mender->counted++)
        mender->line += *mender->counted == '\n';
    feed_warn(mender->feed, mender->line, "%s", what);
}

void mender_skip(struct mender *mender, const char *to)
{
    for (; mender->at < to; mender->at++)
        if (*mender->at == '\n')
            buffer_append_byte(mender->out, '\n');
}

bool mender_is_named(struct stretch name, const char *const *names, size_t count)
{
    for (const char *at = name.start; at < name.end; at++)
        if (*at == ':')
            name.start = at + 1;
    size_t length = (size_t)(name.end - name.start);
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && strncasecmp(name.start, names[i], length) == 0)
            return true;
    return false;
}

struct stretch mender_name(const char *at, const char *end)
{
    struct stretch name = {at, at};
    if (at == end || !(isalpha((unsigned char)*at) || (unsigned char)*at >= 0x80 || *at == '_'))
        return name;
    while (name.end < end &&
           (isalnum((unsigned char)*name.end) || (unsigned char)*name.end >= 0x80 || strchr("_-.:", *name.end)))
        name.end++;
    return name;
}

/* --- text --------------------------------------------------------------------------------------------------------- */

/* The number of a reference ("#233", "#xe9") if it stands for a character that XML 1.0 (2.2) has. */
static bool is_character(const char *at)
{
    char *end;
    unsigned long number = at[1] == 'x' || at[1] == 'X' ? strtoul(at + 2, &end, 16) : strtoul(at + 1, &end, 10);
    bool is_control = number < ' ' && number != '\t' && number != '\n' && number != '\r';
    return number <= 0x10ffff && !is_control && (number < 0xd800 || number > 0xdfff) && (number & 0xfffe) != 0xfffe;
}

static bool is_same(struct stretch name, const char *bytes, size_t length)
{
    return (size_t)(name.end - name.start) == length && memcmp(name.start, bytes, length) == 0;
}

/* Writes what a name refers to; libxml2 expands no reference any more once it has met one that it does not know, and so
 * gets to see none but its own and the document's. False when nobody knows the name. */
static bool put_entity(struct mender *mender, struct stretch name)
{
    static const char *const predefined[] = {"amp", "lt", "gt", "quot", "apos"};
    char copy[REFERENCE_MAX + 1];
    size_t length = (size_t)(name.end - name.start);
    bool is_known = false;
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined && !is_known; i++)
        is_known = is_same(name, predefined[i], strlen(predefined[i]));
    for (size_t i = 0; i < mender->entity_count && !is_known; i++)
        is_known =
            is_same(name, mender->entities[i].start, (size_t)(mender->entities[i].end - mender->entities[i].start));
    if (is_known) {
        buffer_append(mender->out, name.start - 1, length + 2);
        return true;
    }
    if (length > REFERENCE_MAX)
        return false;
    memcpy(copy, name.start, length);
    copy[length] = '\0';
    const htmlEntityDesc *html = htmlEntityLookup((const xmlChar *)copy);
    if (html)
        buffer_append_character(mender->out, html->value);
    mender_warn(mender, name.start, html ? "a reference of HTML" : "a reference to nothing that is declared");
    /* What a document declares without spelling it out is nothing. */
    return html || mender->has_entities;
}

/* Writes the reference at `at`, or the ampersand as one, and goes on behind it. */
static void put_reference(struct mender *mender)
{
    const char *at = mender->at, *close = at + 1;
    bool is_number = at[1] == '#', is_hexadecimal = is_number && (at[2] == 'x' || at[2] == 'X');
    if (is_number)
        close += strspn(at + 2 + is_hexadecimal, is_hexadecimal ? "0123456789abcdefABCDEF" : "0123456789") + 1 +
                 is_hexadecimal;
    else
        close = mender_name(at + 1, mender->end).end;
    bool is_whole = close > at + 1 + is_number + is_hexadecimal && *close == ';';
    mender->at = is_whole ? close + 1 : at + 1;
    if (is_whole && is_number && !is_character(at + 1)) {
        mender_warn(mender, at, "a reference to a character that XML does not have");
        buffer_append_character(mender->out, 0xfffd);
    } else if (is_whole && is_number) {
        /* XML wants a small x. */
        buffer_append_string(mender->out, is_hexadecimal ? "&#x" : "&");
        at += is_hexadecimal ? 3 : 1;
        buffer_append(mender->out, at, (size_t)(close + 1 - at));
    } else if (!is_whole || !put_entity(mender, (struct stretch){at + 1, close})) {
        mender_warn(mender, at, "an ampersand that begins no reference");
        buffer_append_string(mender->out, "&amp;");
        mender->at = at + 1;
    }
}

void mender_text(struct mender *mender, const char *end, bool in_attribute)
{
    while (mender->at < end) {
        const char *at = mender->at;
        size_t plain = strcspn(at, in_attribute ? "&<\"\xef" : "&<]\xef");
        plain = (size_t)(end - at) < plain ? (size_t)(end - at) : plain;
        buffer_append(mender->out, at, plain);
        at = mender->at += plain;
        if (at == end)
            return;
        /* U+FFFE and U+FFFF are no characters of XML. */
        bool is_none = *at == '\xef' && at[1] == '\xbf' && (at[2] == '\xbe' || at[2] == '\xbf');
        if (*at == '&') {
            put_reference(mender);
            continue;
        }
        if (*at == '<')
            buffer_append_string(mender->out, "&lt;");
        else if (*at == '"')
            buffer_append_string(mender->out, "&quot;");
        else if (*at == ']' && at[1] == ']' && at[2] == '>')
            buffer_append_string(mender->out, "&#93;");
        else if (!is_none)
            buffer_append_byte(mender->out, *at);
        mender->at += is_none ? 3 : 1;
    }
}

/* --- sections ----------------------------------------------------------------------------------------------------- */

static const char *const closings[] = {
    [MENDER_COMMENT] = "-->", [MENDER_INSTRUCTION] = "?>", [MENDER_CDATA] = "]]>", [MENDER_DECLARATION] = ">"};

static bool begins(const struct mender *mender, const char *opening)
{
    return strncasecmp(mender->at, opening, strlen(opening)) == 0;
}

/* Where a section's closing stands behind `at`; NULL when nowhere, which is looked for only once. */
static const char *find_closing(struct mender *mender, const char *at, enum mender_section section)
{
    const char *close = mender->closing_is_absent[section] ? NULL : strstr(at, closings[section]);
    mender->closing_is_absent[section] = !close;
    return close;
}

/* An unclosed comment or instruction: only what opened it goes, so that the rest is read. */
static void skip_section(struct mender *mender, size_t opening, enum mender_section section)
{
    const char *close = find_closing(mender, mender->at + opening, section);
    if (!close)
        mender_warn(mender, mender->at, "a comment or instruction that does not end");
    mender_skip(mender, close ? close + strlen(closings[section]) : mender->at + opening);
}

/* Where an unclosed CDATA section ends: at the end tag of the element that it stands in. */
static const char *element_end(const struct mender *mender)
{
    struct stretch name = mender->depth ? mender->open[mender->depth - 1] : (struct stretch){0};
    size_t length = (size_t)(name.end - name.start);
    for (const char *at = strstr(mender->at, "</"); at && length; at = strstr(at + 2, "</"))
        if (strncasecmp(at + 2, name.start, length) == 0)
            return at;
    return mender->end;
}

static void put_section(struct mender *mender)
{
    static const char opening[] = "<![CDATA[", closing[] = "]]>";
    const char *end = find_closing(mender, mender->at, MENDER_CDATA), *behind = end ? end + strlen(closing) : NULL;
    if (!end) {
        mender_warn(mender, mender->at, "a CDATA section that does not end");
        behind = end = element_end(mender);
    }
    mender->at += strlen(opening);
    while (mender->at < end) {
        size_t length = (size_t)(end - mender->at);
        length = length < SECTION_PIECE_MAX ? length : SECTION_PIECE_MAX;
        while (length < (size_t)(end - mender->at) && ((unsigned char)mender->at[length] & 0xc0) == 0x80)
            length++;
        buffer_append_string(mender->out, opening);
        buffer_append(mender->out, mender->at, length);
        buffer_append_string(mender->out, closing);
        mender->at += length;
    }
    mender->at = behind;
}

static void put_markup(struct mender *mender)
{
    const char *at = mender->at;
    if (begins(mender, "<![CDATA[")) {
        put_section(mender);
    } else if (begins(mender, "<!--")) {
        skip_section(mender, 4, MENDER_COMMENT);
    } else if (at[1] == '?') {
        skip_section(mender, 2, MENDER_INSTRUCTION);
    } else if (at[1] == '/') {
        mender_end_tag(mender);
    } else if (at[1] == '!' && isalpha((unsigned char)at[2])) {
        skip_section(mender, 2, MENDER_DECLARATION);
    } else {
        mender_start_tag(mender);
    }
}

/* --- before the root ---------------------------------------------------------------------------------------------- */

/* Behind a declaration that begins at `at`; NULL when it does not end. */
static const char *behind_declaration(const char *at)
{
    char quote = '\0';
    for (; *at; at++) {
        if (quote ? *at == quote : *at == '"' || *at == '\'')
            quote = quote ? '\0' : *at;
        else if (!quote && *at == '>')
            return at + 1;
    }
    return NULL;
}

/* Of an internal subset only the entities whose text is spelled out are kept: nobody needs the default values of
 * attributes, and nothing outside may be asked for. A reference to any other gives nothing. */
static void put_entities(struct mender *mender, const char *root)
{
    static const char opening[] = "<!ENTITY";
    size_t before = mender->out->length;
    buffer_append_string(mender->out, "<!DOCTYPE feed [");
    for (const char *at = strstr(mender->at, opening); at && at < root;) {
        const char *behind = behind_declaration(at);
        if (!behind || behind > root)
            break;
        const char *name = at + strlen(opening);
        name += strspn(name, " \t\n");
        struct stretch stretch = mender_name(name, root);
        const char *value = stretch.end + strspn(stretch.end, " \t\n");
        if ((*value == '"' || *value == '\'') && mender->entity_count < XML_MEND_ENTITIES_MAX) {
            mender->entities[mender->entity_count++] = stretch;
            buffer_append(mender->out, at, (size_t)(behind - at));
        }
        mender->has_entities = true;
        at = strstr(behind, opening);
    }
    buffer_append_string(mender->out, "]>");
    if (!mender->has_entities)
        mender->out->length = before;
}

/* The tag of a feed's root; NULL when there is none. A lone item may only stand at the very beginning, as other
 * documents have such elements somewhere, too. */
static const char *find_root(const char *xml, const char *end)
{
    static const char *const roots[] = {"rss", "rdf", "feed", "channel"}, *const lone[] = {"item", "entry"};
    bool is_first = true, may_comment = true;
    for (const char *at = strchr(xml, '<'); at; at = strchr(at + 1, '<')) {
        if (may_comment && strncmp(at, "<!--", 4) == 0) {
            const char *close = strstr(at, "-->");
            may_comment = close != NULL;
            at = close ? close : at;
            continue;
        }
        struct stretch name = mender_name(at + 1, end);
        if (name.end == name.start)
            continue;
        if (mender_is_named(name, roots, sizeof roots / sizeof *roots) ||
            (is_first && mender_is_named(name, lone, sizeof lone / sizeof *lone)))
            return at;
        is_first = false;
    }
    return NULL;
}

/* True for blanks, declarations, instructions and comments alone. */
static bool is_prolog(const char *at, const char *root)
{
    while (at < root) {
        at += strspn(at, " \t\n");
        if (at < root && (*at != '<' || (at[1] != '?' && at[1] != '!')))
            return false;
        const char *close = at < root ? strchr(at, '>') : root;
        at = close && close < root ? close + 1 : root;
    }
    return true;
}

bool xml_mend(const char *xml, size_t length, struct feed *feed, struct buffer *out)
{
    const char *root = length ? find_root(xml, xml + length) : NULL;
    if (!root)
        return true;
    struct mender *mender = calloc(1, sizeof *mender);
    if (!mender)
        return false;
    *mender = (struct mender){.at = xml, .end = xml + length, .counted = xml, .line = 1, .out = out, .feed = feed};
    const char *doctype = strstr(xml, "<!DOCTYPE");
    bool has_doctype = doctype && doctype < root;
    if (!is_prolog(xml, has_doctype ? doctype : root))
        mender_warn(mender, xml, "something stands before the feed");
    if (has_doctype)
        put_entities(mender, root);
    mender_skip(mender, root);
    while (mender->at < mender->end && !mender->is_over && !out->failed) {
        mender_text(mender, mender->at + strcspn(mender->at, "<"), false);
        if (mender->at < mender->end)
            put_markup(mender);
    }
    if (mender->is_over && !is_prolog(mender->at, mender->end))
        mender_warn(mender, mender->at, "something stands behind the end of the feed");
    mender_close_all(mender);
    free(mender);
    return !out->failed;
}
