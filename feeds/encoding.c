/* encoding: who says which charset it is, then iconv. */
#include "feeds/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

#include "base/buffer.h"

enum {
    /* Where declarations are looked for; browsers look through 1,024 bytes, but long comments come before some. */
    DECLARATION_WINDOW = 4096,
    REPLACEMENT = 0xfffd,
    PLAINLY_UTF8 = 16, /* characters beyond ASCII */
};

struct byte_order_mark {
    const char *bytes;
    size_t length;
    const char *charset;
};

/* UTF-32LE begins as UTF-16LE does, so it comes first. */
static const struct byte_order_mark byte_order_marks[] = {
    {"\xff\xfe\0\0", 4, "UTF-32LE"},
    {"\0\0\xfe\xff", 4, "UTF-32BE"},
    {"\xff\xfe", 2, "UTF-16LE"},
    {"\xfe\xff", 2, "UTF-16BE"},
};

/* Labels whose common meaning is a superset of what their name says (WHATWG Encoding, 4.2), by iconv's names. */
static const struct {
    const char *label, *charset;
} superset[] = {
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"ascii", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso-8859-11", "WINDOWS-874"},
    {"tis-620", "WINDOWS-874"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"x-sjis", "CP932"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
};

/* Without a mark, text of mostly Western letters, digits or markup still shows how wide it is: its NULs stand all on
 * one side of the pairs. */
static const char *wide_by_zeros(const char *bytes, size_t length)
{
    size_t pairs = (length < DECLARATION_WINDOW ? length : DECLARATION_WINDOW) / 2;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < pairs * 2; i++)
        zeros[i % 2] += !bytes[i];
    if (pairs < 2)
        return NULL;
    if (zeros[1] * 10 >= pairs * 7 && zeros[0] * 20 <= pairs)
        return "UTF-16LE";
    if (zeros[0] * 10 >= pairs * 7 && zeros[1] * 20 <= pairs)
        return "UTF-16BE";
    if (length >= 8 && !bytes[1] && !bytes[2] && !bytes[3] && bytes[0] && bytes[4] && !bytes[5] && !bytes[6])
        return "UTF-32LE";
    if (length >= 8 && !bytes[0] && !bytes[1] && !bytes[2] && bytes[3] && bytes[7] && !bytes[5] && !bytes[6])
        return "UTF-32BE";
    return NULL;
}

const char *encoding_wide(const char *bytes, size_t length, size_t *mark)
{
    for (size_t i = 0; i < sizeof byte_order_marks / sizeof *byte_order_marks; i++) {
        const struct byte_order_mark *row = &byte_order_marks[i];
        if (length >= row->length && memcmp(bytes, row->bytes, row->length) == 0) {
            if (mark)
                *mark = row->length;
            return row->charset;
        }
    }
    if (mark)
        *mark = 0;
    return wide_by_zeros(bytes, length);
}

/* --- declarations ------------------------------------------------------------------------------------------------- */

/* The first place of `needle` (lower case) in the bytes, case aside; NULL when it is not there. */
static const char *find(const char *bytes, const char *end, const char *needle)
{
    size_t length = strlen(needle);
    for (const char *at = bytes; (size_t)(end - at) >= length; at++)
        if (strncasecmp(at, needle, length) == 0)
            return at;
    return NULL;
}

/* Copies the name behind `at` (`= "utf-8"`), if there is one that may safely be shown to iconv: a slash would switch
 * its behaviour. */
static bool copy_name(const char *at, const char *end, char name[ENCODING_NAME_SIZE])
{
    while (at < end && (isspace((unsigned char)*at) || *at == '=' || *at == '"' || *at == '\''))
        at++;
    size_t length = 0;
    while (at < end && length + 1 < ENCODING_NAME_SIZE && (isalnum((unsigned char)*at) || strchr("-_.:+", *at)) && *at)
        name[length++] = *at++;
    name[length] = '\0';
    return length > 0;
}

static bool declared_by_xml(const char *bytes, const char *end, char name[ENCODING_NAME_SIZE])
{
    while (bytes < end && isspace((unsigned char)*bytes))
        bytes++;
    if (end - bytes < 5 || strncmp(bytes, "<?xml", 5) != 0)
        return false;
    const char *close = find(bytes, end, "?>");
    const char *encoding = find(bytes, close ? close : end, "encoding");
    return encoding && copy_name(encoding + strlen("encoding"), close ? close : end, name);
}

static bool declared_by_meta(const char *bytes, const char *end, char name[ENCODING_NAME_SIZE])
{
    for (const char *meta = find(bytes, end, "<meta"); meta; meta = find(meta + 1, end, "<meta")) {
        const char *close = memchr(meta, '>', (size_t)(end - meta));
        const char *charset = find(meta, close ? close : end, "charset");
        if (charset && copy_name(charset + strlen("charset"), close ? close : end, name))
            return true;
    }
    return false;
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

/* How many characters beyond ASCII are well-formed UTF-8, and how many bytes are not. What the end cuts off is no
 * damage. */
struct utf8_count {
    size_t good, bad;
};

static struct utf8_count count_utf8(const char *bytes, size_t length)
{
    struct utf8_count count = {0};
    const uint8_t *rest = (const uint8_t *)bytes, *end = rest + length;
    while (rest < end) {
        ucs4_t character;
        int size = *rest < 0x80 ? 1 : u8_mbtoucr(&character, rest, (size_t)(end - rest));
        if (size == -2 && count.good)
            break;
        count.good += size > 1;
        count.bad += size <= 0;
        rest += size > 0 ? size : 1;
    }
    return count;
}

/* Well-formed UTF-8 beyond ASCII hardly ever comes about by chance; of ill-formed bytes a few may be damage, more of
 * them where UTF-8 was declared. */
static bool looks_like_utf8(const char *bytes, size_t length, bool is_declared)
{
    struct utf8_count count = count_utf8(bytes, length);
    return count.bad == 0 || count.good > count.bad || (is_declared && count.good == count.bad);
}

/* A text of some length in another charset is never well-formed UTF-8 throughout: pages that were turned into UTF-8 and
 * still declare what they were in before are. */
static bool is_plainly_utf8(const char *bytes, size_t length)
{
    struct utf8_count count = count_utf8(bytes, length);
    return count.bad == 0 && count.good >= PLAINLY_UTF8;
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

static bool iconv_knows(const char *charset)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

/* iconv's name for what the text is in; `name` is what was declared, empty for nothing. `is_contradicted` gets whether
 * that cannot be. */
static const char *choose(const char *name, const char *bytes, size_t length, bool *is_contradicted)
{
    const char *charset = name;
    for (size_t i = 0; i < sizeof superset / sizeof *superset; i++)
        if (strcasecmp(name, superset[i].label) == 0)
            charset = superset[i].charset;
    /* A declaration that could be read byte by byte shows that its "UTF-16" is wrong. */
    bool unicode = strncasecmp(charset, "utf", 3) == 0;
    bool western = strcasecmp(charset, "WINDOWS-1252") == 0;
    if (*charset && !unicode && !western && iconv_knows(charset)) {
        *is_contradicted = is_plainly_utf8(bytes, length);
        return *is_contradicted ? "UTF-8" : charset;
    }
    bool said_utf8 = strcasecmp(charset, "utf-8") == 0 || strcasecmp(charset, "utf8") == 0;
    if (western && is_ascii(bytes, length))
        return charset;
    bool is_utf8 = looks_like_utf8(bytes, length, said_utf8);
    bool holds = western ? !is_utf8 : said_utf8 && is_utf8;
    *is_contradicted = *charset && !holds;
    return is_utf8 ? "UTF-8" : "WINDOWS-1252";
}

/* --- converting --------------------------------------------------------------------------------------------------- */

static bool append_utf8(const char *bytes, size_t length, struct buffer *out, size_t *replaced)
{
    const uint8_t *rest = (const uint8_t *)bytes;
    while (length > 0 && !out->failed) {
        const uint8_t *bad = u8_check(rest, length);
        size_t good = bad ? (size_t)(bad - rest) : length;
        buffer_append(out, (const char *)rest, good);
        rest += good;
        length -= good;
        if (length > 0) {
            ucs4_t character;
            size_t size = (size_t)u8_mbtouc(&character, rest, length);
            buffer_append_character(out, REPLACEMENT);
            ++*replaced;
            rest += size;
            length -= size;
        }
    }
    return !out->failed;
}

/* The converter is the caller's; what it cannot read gives one U+FFFD a byte. */
static bool append_converted(iconv_t converter, const char *bytes, size_t length, struct buffer *out, size_t *replaced)
{
    char piece[4096];
    char *rest = (char *)(uintptr_t)bytes; /* iconv's prototype has no const; it writes nothing there */
    while (length > 0 && !out->failed) {
        char *next = piece;
        size_t room = sizeof piece;
        size_t converted = iconv(converter, &rest, &length, &next, &room);
        int reason = errno;
        buffer_append(out, piece, sizeof piece - room);
        if (converted == (size_t)-1 && reason != E2BIG && length > 0) {
            buffer_append_character(out, REPLACEMENT);
            ++*replaced;
            rest++;
            length--;
        }
    }
    char *next = piece;
    size_t room = sizeof piece;
    (void)iconv(converter, NULL, NULL, &next, &room);
    return buffer_append(out, piece, sizeof piece - room);
}

/* Line ends become U+000A and barred controls go, in place, from `start` on. */
static void tidy(struct buffer *out, size_t start)
{
    size_t kept = start;
    for (size_t at = start; at < out->length; at++) {
        char byte = out->bytes[at];
        bool barred = (unsigned char)byte < ' ' && !(byte >= '\t' && byte <= '\r');
        if (byte == '\r') {
            byte = '\n';
            if (at + 1 < out->length && out->bytes[at + 1] == '\n')
                at++;
        } else if (byte == '\v' || byte == '\f') {
            byte = ' ';
        }
        if (!barred)
            out->bytes[kept++] = byte;
    }
    if (out->bytes)
        out->bytes[kept] = '\0';
    out->length = kept;
}

/* EBCDIC's code pages agree on what an XML declaration is made of (XML 1.0, appendix F), so that it can be read to see
 * which of them it is. */
static bool is_ebcdic(const char *bytes, size_t length, char name[ENCODING_NAME_SIZE])
{
    static const char opening[] = "\x4c\x6f\xa7\x94", common[] = "IBM037";
    enum { DECLARATION_MAX = 200 };
    if (length < sizeof opening - 1 || memcmp(bytes, opening, sizeof opening - 1) != 0)
        return false;
    iconv_t converter = iconv_open("UTF-8", common);
    if (converter == (iconv_t)-1)
        return false;
    struct buffer text = buffer_create(4 * DECLARATION_MAX);
    append_converted(converter, bytes, length < DECLARATION_MAX ? length : DECLARATION_MAX, &text, &(size_t){0});
    iconv_close(converter);
    const char *declaration = buffer_string(&text);
    if (!declared_by_xml(declaration, declaration + text.length, name) || !iconv_knows(name))
        memcpy(name, common, sizeof common);
    buffer_release(&text);
    return true;
}

bool encoding_of_media_type(const char *type, char charset[ENCODING_NAME_SIZE])
{
    const char *end = type ? type + strlen(type) : NULL;
    const char *at = type ? find(type, end, "charset") : NULL;
    return at && copy_name(at + strlen("charset"), end, charset);
}

static void set_name(struct encoding *encoding, const char *name)
{
    size_t length = 0;
    for (; name[length] && length + 1 < sizeof encoding->name; length++)
        encoding->name[length] = (char)tolower((unsigned char)name[length]);
    encoding->name[length] = '\0';
}

struct encoding encoding_find(const char *bytes, size_t length, const char *charset)
{
    struct encoding encoding = {.name = ""};
    const char *wide = encoding_wide(bytes, length, &encoding.mark);
    if (!wide && length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        encoding.mark = 3;
        wide = "UTF-8";
    }
    if (!wide && is_ebcdic(bytes, length, encoding.declared))
        wide = encoding.declared;
    if (wide) {
        set_name(&encoding, wide);
        return encoding;
    }
    const char *window = bytes + (length < DECLARATION_WINDOW ? length : DECLARATION_WINDOW);
    bool named = charset && copy_name(charset, charset + strlen(charset), encoding.declared);
    if (!named && !declared_by_xml(bytes, window, encoding.declared))
        declared_by_meta(bytes, window, encoding.declared);
    set_name(&encoding, choose(encoding.declared, bytes, length, &encoding.is_contradicted));
    return encoding;
}

bool encoding_decode(const char *bytes, size_t length, const struct encoding *encoding, struct buffer *out, size_t *bad)
{
    size_t start = out->length, replaced = 0;
    bool done = false;
    bytes += encoding->mark;
    length -= encoding->mark;
    if (strcmp(encoding->name, "utf-8") == 0) {
        done = append_utf8(bytes, length, out, &replaced);
    } else {
        iconv_t converter = iconv_open("UTF-8", encoding->name);
        if (converter == (iconv_t)-1)
            out->failed = true;
        else
            done = append_converted(converter, bytes, length, out, &replaced);
        if (converter != (iconv_t)-1)
            iconv_close(converter);
    }
    tidy(out, start);
    if (bad)
        *bad = replaced;
    return done;
}

bool encoding_to_utf8(const char *bytes, size_t length, const char *charset, struct buffer *out)
{
    struct encoding encoding = encoding_find(bytes, length, charset);
    return encoding_decode(bytes, length, &encoding, out, NULL);
}
