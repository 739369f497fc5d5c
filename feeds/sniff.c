/* sniff: magic numbers, then the first element of the markup. */
#include "feeds/sniff.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "feeds/encoding.h"
#include "feeds/markup_search.h"

enum {
    SNIFF_WINDOW = 4096,
    NAME_MAX_LENGTH = 40 /* longer is no element's name that is known here */
};

struct magic {
    size_t offset;
    const char *bytes;
    size_t length;
    const char *what;
};

#define MAGIC(offset, bytes, what)            \
    {                                         \
        offset, bytes, sizeof bytes - 1, what \
    }

static const struct magic magics[] = {
    MAGIC(0, "\x89PNG\r\n", "a PNG image"),
    MAGIC(0, "\xff\xd8\xff", "a JPEG image"),
    MAGIC(0, "GIF8", "a GIF image"),
    MAGIC(8, "WEBPVP8", "a WebP image"),
    MAGIC(0, "%PDF-", "a PDF document"),
    MAGIC(0, "%!PS-", "a PostScript document"),
    MAGIC(0, "{\\rtf", "an RTF document"),
    MAGIC(0, "\xd0\xcf\x11\xe0", "an old office document"),
    MAGIC(0, "PK\x03\x04", "a ZIP archive or an office document"),
    MAGIC(0, "PK\x05\x06", "an empty ZIP archive"),
    MAGIC(0, "\x1f\x8b", "compressed with gzip"),
    MAGIC(0, "BZh", "compressed with bzip2"),
    MAGIC(0, "\xfd\x37zXZ", "compressed with xz"),
    MAGIC(0, "\x28\xb5\x2f\xfd", "compressed with zstd"),
    MAGIC(0, "7z\xbc\xaf", "a 7z archive"),
    MAGIC(257, "ustar", "a tar archive"),
    MAGIC(0, "SQLite format 3", "an SQLite database"),
    MAGIC(0,
          "\x7f"
          "ELF",
          "a program"),
    MAGIC(0, "\xca\xfe\xba\xbe", "a program"),
    MAGIC(0, "OggS", "an Ogg recording"),
    MAGIC(0, "ID3", "an MP3 recording"),
    MAGIC(0, "RIFF", "a RIFF recording or image"),
    MAGIC(4, "ftyp", "an MP4 recording or image"),
};

/* A stray control character or two stand in old texts; data is full of them. (A quarter of the values below 128 are
 * controls, so random bytes have 11 in a hundred.) */
static bool is_mostly_controls(const char *bytes, size_t length)
{
    size_t window = length < SNIFF_WINDOW ? length : SNIFF_WINDOW, controls = 0;
    for (size_t i = 0; i < window; i++)
        controls += (unsigned char)bytes[i] < ' ' && !(bytes[i] >= '\t' && bytes[i] <= '\r') && bytes[i] != '\x1b';
    return controls > 4 + window / 32;
}

const char *sniff_binary(const char *bytes, size_t length)
{
    if (encoding_wide(bytes, length, NULL))
        return NULL;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const struct magic *magic = &magics[i];
        if (length >= magic->offset + magic->length && memcmp(bytes + magic->offset, magic->bytes, magic->length) == 0)
            return magic->what;
    }
    return is_mostly_controls(bytes, length) ? "a program or other binary data" : NULL;
}

/* --- markup ------------------------------------------------------------------------------------------------------- */

/* Elements that open a page or a fragment of one. An inline element may just be what a text begins by talking about:
 * it counts only when it is closed. */
static const char *const opening[] = {
    "html",   "head",   "body",    "title",  "meta",       "link",   "base",   "script", "style",   "div",
    "p",      "h1",     "h2",      "h3",     "h4",         "h5",     "h6",     "main",   "nav",     "ul",
    "ol",     "dl",     "pre",     "img",    "br",         "hr",     "form",   "aside",  "article", "table",
    "header", "footer", "section", "figure", "blockquote", "center", "iframe",
};

/* What stands in old pages and in pictures, and libxml2 does not know as HTML. */
static const char *const unusual[] = {"blink", "marquee", "nobr",   "bgsound", "spacer", "math", "svg",
                                      "video", "audio",   "source", "picture", "time",   "mark", "embed"};

static bool is_in(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Behind a document type declaration, with the declarations in its brackets. */
static const char *behind_doctype(const char *at, const char *end)
{
    const char *close = memchr(at, '>', (size_t)(end - at));
    const char *bracket = memchr(at, '[', (size_t)((close ? close : end) - at));
    if (bracket)
        at = markup_behind(bracket, end, "]");
    return markup_behind(at, end, ">");
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    return at;
}

static bool starts_with(const char *at, const char *end, const char *prefix)
{
    size_t length = strlen(prefix);
    return (size_t)(end - at) >= length && strncasecmp(at, prefix, length) == 0;
}

/* The local name of the tag at `at` ("<rdf:RDF " gives "RDF"); empty when there is no tag. */
static void read_name(const char *at, const char *end, char name[NAME_MAX_LENGTH])
{
    size_t length = 0;
    name[0] = '\0';
    if (at == end || *at++ != '<' || at == end || !isalpha((unsigned char)*at))
        return;
    for (; at < end && (isalnum((unsigned char)*at) || (*at && strchr(":-_.", *at))); at++) {
        if (*at == ':')
            length = 0;
        else if (length + 1 < NAME_MAX_LENGTH)
            name[length++] = *at;
    }
    name[length] = '\0';
}

struct prolog {
    bool xml, html;             /* an XML declaration, a document type of HTML was there */
    char root[NAME_MAX_LENGTH]; /* the first element, empty when there is none */
    const char *at;             /* where it stands */
};

static struct prolog read_prolog(const char *text, const char *end)
{
    struct prolog prolog = {0};
    const char *at = skip_blanks(text, end);
    while (at < end && *at == '<') {
        if (starts_with(at, end, "<?")) {
            prolog.xml = prolog.xml || starts_with(at, end, "<?xml");
            at = markup_behind(at, end, ">");
        } else if (starts_with(at, end, "<!--")) {
            at = markup_behind(at, end, "-->");
        } else if (starts_with(at, end, "<!doctype")) {
            const char *name = skip_blanks(at + strlen("<!doctype"), end);
            prolog.html = prolog.html || starts_with(name, end, "html");
            at = behind_doctype(at, end);
        } else {
            break;
        }
        at = skip_blanks(at, end);
    }
    prolog.at = at;
    read_name(at, end, prolog.root);
    return prolog;
}

static bool is_closed(const char *at, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (; (size_t)(end - at) >= length + 3; at++)
        if (at[0] == '<' && at[1] == '/' && strncasecmp(at + 2, name, length) == 0)
            return true;
    return false;
}

static bool opens_html(const struct prolog *prolog, const char *end)
{
    if (prolog->html || is_in(prolog->root, opening, sizeof opening / sizeof *opening))
        return true;
    return *prolog->root && htmlTagLookup((const xmlChar *)prolog->root) && is_closed(prolog->at, end, prolog->root);
}

static bool is_json(const char *at, const char *end)
{
    bool object = at < end && *at == '{';
    at = at < end && (*at == '{' || *at == '[') ? skip_blanks(at + 1, end) : end;
    return at < end && (*at == '"' || (object ? *at == '}' : *at == '{'));
}

/* True when what begins like a fragment of a page is what a server complains of before the feed that it sends. */
static bool holds_feed(const struct prolog *prolog, const char *end)
{
    static const char *const roots[] = {"<rss ", "<rss>", "<rdf:RDF ", "<feed "};
    const char *window = end - prolog->at > SNIFF_WINDOW ? prolog->at + SNIFF_WINDOW : end;
    bool is_page = prolog->html || strcasecmp(prolog->root, "html") == 0;
    for (size_t i = 0; *prolog->root && !is_page && i < sizeof roots / sizeof *roots; i++)
        if (markup_behind(prolog->at, window, roots[i]) < window)
            return true;
    return false;
}

bool sniff_text(const char *text, size_t length, enum document_format *format, struct error *error)
{
    static const char *const feeds[] = {"rss", "RDF", "feed", "entry"};
    const char *end = text + length, *start = skip_blanks(text, end);
    struct prolog prolog = read_prolog(text, end);
    bool is_json_feed = is_json(start, end) && markup_behind(start, end, "jsonfeed.org/version/") < end;
    if (is_json(start, end) && !is_json_feed)
        return error_set(error, "this is JSON, not an article; for lines of JSON use annotate --jsonl");
    if (is_json_feed || is_in(prolog.root, feeds, sizeof feeds / sizeof *feeds) || holds_feed(&prolog, end))
        *format = DOCUMENT_FEED;
    else if (opens_html(&prolog, end))
        *format = DOCUMENT_HTML;
    else if (prolog.xml && *prolog.root)
        return error_set(error,
                         "this is XML of another kind (its root is <%s>); text, HTML, RSS, Atom and JSON Feed are read",
                         prolog.root);
    else if (prolog.xml)
        return error_set(error, "this is XML without any element; text, HTML, RSS, Atom and JSON Feed are read");
    else
        *format = DOCUMENT_TEXT;
    return true;
}

/* True when the letters at `at` are followed by what may follow a tag's name. */
static bool ends_tag_name(const char *at, const char *end)
{
    while (at < end && (isalnum((unsigned char)*at) || (*at && strchr(":-_.", *at))))
        at++;
    return at == end || isspace((unsigned char)*at) || *at == '>' || *at == '/';
}

bool sniff_has_markup(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        char name[NAME_MAX_LENGTH];
        if (*at == '&' && end - at > 2 && (at[1] == '#' || isalpha((unsigned char)at[1])) &&
            memchr(at, ';', (size_t)(end - at) < NAME_MAX_LENGTH ? (size_t)(end - at) : NAME_MAX_LENGTH))
            return true;
        if (*at != '<')
            continue;
        if (starts_with(at, end, "<!--"))
            return true;
        read_name(at, end, name);
        if (*name && !ends_tag_name(at + 1, end))
            continue; /* "Ana Ruiz <ana@news.example>" */
        if (*name && (htmlTagLookup((const xmlChar *)name) || is_in(name, opening, sizeof opening / sizeof *opening) ||
                      is_in(name, unusual, sizeof unusual / sizeof *unusual)))
            return true;
    }
    return false;
}
