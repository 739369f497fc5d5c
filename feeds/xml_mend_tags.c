/* xml mend tags: start and end tags, and the stack of what is open. */
#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/feed.h"
#include "feeds/xml_mender.h"

#define COUNT(names) (sizeof(names) / sizeof *(names))

/* What holds others of its kind only by mistake. */
static const char *const repeated[] = {"item", "entry"};

/* Elements that hold text, and whose start shows that another of them is over. */
static const char *const leaves[] = {
    "title",    "link",   "guid",      "pubdate", "description", "category",
    "comments", "author", "enclosure", "encoded", "creator",
};

static size_t length_of(struct stretch name)
{
    return (size_t)(name.end - name.start);
}

static bool is_same(struct stretch one, struct stretch other)
{
    return length_of(one) == length_of(other) && strncasecmp(one.start, other.start, length_of(one)) == 0;
}

/* --- the stack ---------------------------------------------------------------------------------------------------- */

static void close_top(struct mender *mender)
{
    struct stretch name = mender->open[--mender->depth];
    buffer_append_string(mender->out, "</");
    buffer_append(mender->out, name.start, length_of(name));
    buffer_append_byte(mender->out, '>');
    mender->is_over = mender->depth == 0;
}

void mender_close_all(struct mender *mender)
{
    mender->feed->is_cut = !mender->is_over;
    if (mender->depth && !mender->is_over)
        mender_warn(mender, mender->end, "the feed ends too early");
    while (mender->depth)
        close_top(mender);
}

static void close_down_to(struct mender *mender, size_t depth)
{
    if (mender->depth > depth)
        mender_warn(mender, mender->at, "an element is not closed");
    while (mender->depth > depth)
        close_top(mender);
}

/* Closes what cannot hold an element of that name. The root stays. */
static void make_room_for(struct mender *mender, struct stretch name)
{
    if (mender->depth > 1 && mender_is_named(name, leaves, COUNT(leaves)) &&
        mender_is_named(mender->open[mender->depth - 1], leaves, COUNT(leaves)))
        close_down_to(mender, mender->depth - 1);
    if (!mender_is_named(name, repeated, COUNT(repeated)))
        return;
    for (size_t i = mender->depth; i > 1; i--)
        if (is_same(mender->open[i - 1], name)) {
            close_down_to(mender, i - 1);
            return;
        }
}

/* HTML's <br>, <img> and <hr> have no content, closed or not; <link> is RSS's own. */
static bool is_void(struct stretch name)
{
    static const char *const voids[] = {"area", "base",  "br",   "col",   "embed", "hr",
                                        "img",  "input", "meta", "param", "wbr"};
    return length_of(name) && !memchr(name.start, ':', length_of(name)) && mender_is_named(name, voids, COUNT(voids));
}

/* --- attributes --------------------------------------------------------------------------------------------------- */

/* The end of a value within quotes, which `at` stands on: the next such quote, unless a tag lies before it and what
 * follows shows that it opens another value. NULL when there is none. */
static const char *closing_quote(struct mender *mender, const char *at)
{
    bool *is_absent = &mender->quote_is_absent[*at == '\''];
    const char *close = *is_absent ? NULL : memchr(at + 1, *at, (size_t)(mender->end - at - 1));
    *is_absent = !close;
    if (close && memchr(at, '<', (size_t)(close - at)) && !strchr(" \t\n/>?", close[1]))
        return NULL;
    return close;
}

/* The value at `at`, quotes left off; `behind` gets where the tag goes on. */
static struct stretch read_value(struct mender *mender, const char *at, const char **behind)
{
    bool is_quoted = *at == '"' || *at == '\'';
    const char *close = is_quoted ? closing_quote(mender, at) : NULL;
    if (!close) {
        mender_warn(mender, at, "the value of an attribute without its quotes");
        struct stretch value = {at + is_quoted, at + is_quoted + strcspn(at + is_quoted, " \t\n<>")};
        *behind = value.end;
        if (value.end > value.start && *value.end == '>' && value.end[-1] == '/')
            value.end--;
        return value;
    }
    *behind = close + 1;
    return (struct stretch){at + 1, close};
}

/* The attributes of one tag that were written. */
struct attributes {
    struct stretch names[XML_MEND_ATTRIBUTES_MAX];
    size_t count;
};

static bool is_wanted(struct mender *mender, const struct attributes *attributes, struct stretch name,
                      struct stretch value)
{
    const char *why = NULL;
    for (size_t i = 0; i < attributes->count && !why; i++)
        if (is_same(attributes->names[i], name))
            why = "an attribute that the element has already";
    if (attributes->count == XML_MEND_ATTRIBUTES_MAX)
        why = "more attributes than are read";
    if (length_of(name) > XML_MEND_NAME_MAX || length_of(value) > XML_MEND_VALUE_MAX)
        why = "an attribute that is too long";
    if (why)
        mender_warn(mender, name.start, why);
    /* No prefix may be bound to nothing (Namespaces in XML 1.0, 2.2). */
    return !why && (length_of(value) || strncmp(name.start, "xmlns:", 6) != 0);
}

/* Writes the attribute that begins at `at`, if it is to be; goes on behind it. */
static void put_attribute(struct mender *mender, struct attributes *attributes)
{
    struct stretch name = mender_name(mender->at, mender->end), value;
    const char *at = name.end + strspn(name.end, " \t\n"), *behind = name.end;
    if (!length_of(name)) {
        mender->at++;
        return;
    }
    value = (struct stretch){name.end, name.end};
    if (*at == '=')
        value = read_value(mender, at + 1 + strspn(at + 1, " \t\n"), &behind);
    if (is_wanted(mender, attributes, name, value)) {
        attributes->names[attributes->count++] = name;
        buffer_append_byte(mender->out, ' ');
        buffer_append(mender->out, name.start, length_of(name));
        buffer_append_string(mender->out, "=\"");
        mender->at = value.start;
        mender_text(mender, value.end, true);
        buffer_append_byte(mender->out, '"');
    }
    mender->at = behind;
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

/* True when the tag whose name ends at `at` is one: it is closed before another begins. */
static bool is_tag(const char *at)
{
    if (!*at || !strchr(" \t\n/>", *at))
        return false;
    size_t text = strcspn(at, "<>\"'");
    return at[text] == '>' || at[text] == '"' || at[text] == '\'';
}

static void put_stray(struct mender *mender)
{
    mender_warn(mender, mender->at, "a less-than sign that begins no tag");
    /* A tag that the end of the document cuts off is no text. */
    if (mender->at[1] && !strpbrk(mender->at + 1, "<>")) {
        mender_skip(mender, mender->end);
        return;
    }
    buffer_append_string(mender->out, "&lt;");
    mender->at++;
}

void mender_start_tag(struct mender *mender)
{
    struct stretch name = mender_name(mender->at + 1, mender->end);
    if (!length_of(name) || !is_tag(name.end)) {
        put_stray(mender);
        return;
    }
    make_room_for(mender, name);
    bool is_kept = length_of(name) <= XML_MEND_NAME_MAX && mender->depth < XML_MEND_DEPTH_MAX;
    size_t before = mender->out->length;
    if (!is_kept)
        mender_warn(mender, mender->at, "an element that is too deep, or its name too long");
    buffer_append_byte(mender->out, '<');
    buffer_append(mender->out, name.start, length_of(name));
    struct attributes attributes = {.count = 0};
    mender->at = name.end;
    while (mender->at < mender->end && *mender->at != '>' && *mender->at != '<') {
        if (isspace((unsigned char)*mender->at))
            mender_skip(mender, mender->at + 1);
        else
            put_attribute(mender, &attributes);
    }
    bool is_empty = mender->at[-1] == '/' || is_void(name);
    if (mender->at < mender->end && *mender->at == '>')
        mender->at++;
    buffer_append_string(mender->out, is_empty ? "/>" : ">");
    if (!is_kept)
        mender->out->length = before;
    else if (!is_empty)
        mender->open[mender->depth++] = name;
}

void mender_end_tag(struct mender *mender)
{
    struct stretch name = mender_name(mender->at + 2, mender->end);
    const char *close = name.end + strcspn(name.end, "<>");
    size_t depth = mender->depth;
    while (depth > 0 && !is_same(mender->open[depth - 1], name))
        depth--;
    if (depth) {
        close_down_to(mender, depth);
        close_top(mender);
    } else if (!is_void(name)) {
        mender_warn(mender, mender->at, "an end tag that closes nothing");
    }
    mender_skip(mender, *close == '>' ? close + 1 : close);
}
