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
    CHARSET_NAME_MAX = 40,
    REPLACEMENT = 0xfffd
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
static bool copy_name(const char *at, const char *end, char name[CHARSET_NAME_MAX])
{
    while (at < end && (isspace((unsigned char)*at) || *at == '=' || *at == '"' || *at == '\''))
        at++;
    size_t length = 0;
    while (at < end && length + 1 < CHARSET_NAME_MAX && (isalnum((unsigned char)*at) || strchr("-_.:+", *at)) && *at)
        name[length++] = *at++;
    name[length] = '\0';
    return length > 0;
}

static bool declared_by_xml(const char *bytes, const char *end, char name[CHARSET_NAME_MAX])
{
    while (bytes < end && isspace((unsigned char)*bytes))
        bytes++;
    if (end - bytes < 5 || strncmp(bytes, "<?xml", 5) != 0)
        return false;
    const char *close = find(bytes, end, "?>");
    const char *encoding = find(bytes, close ? close : end, "encoding");
    return encoding && copy_name(encoding + strlen("encoding"), close ? close : end, name);
}

static bool declared_by_meta(const char *bytes, const char *end, char name[CHARSET_NAME_MAX])
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

/* Well-formed UTF-8 beyond ASCII hardly ever comes about by chance; of ill-formed bytes a few may be damage. */
static bool looks_like_utf8(const char *bytes, size_t length)
{
    size_t good = 0, bad = 0;
    const uint8_t *rest = (const uint8_t *)bytes, *end = rest + length;
    while (rest < end) {
        ucs4_t character;
        int size = *rest < 0x80 ? 1 : u8_mbtoucr(&character, rest, (size_t)(end - rest));
        good += size > 1;
        bad += size <= 0;
        rest += size > 0 ? size : 1;
    }
    return bad == 0 || good > bad;
}

static bool iconv_knows(const char *charset)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

/* iconv's name for what the text is in; `name` is what was declared, empty for nothing. */
static const char *choose(const char *name, const char *bytes, size_t length)
{
    const char *charset = name;
    for (size_t i = 0; i < sizeof superset / sizeof *superset; i++)
        if (strcasecmp(name, superset[i].label) == 0)
            charset = superset[i].charset;
    /* A declaration that could be read byte by byte shows that its "UTF-16" is wrong. */
    bool unicode = strncasecmp(charset, "utf", 3) == 0;
    bool western = strcasecmp(charset, "WINDOWS-1252") == 0;
    if (*charset && !unicode && !western && iconv_knows(charset))
        return charset;
    return looks_like_utf8(bytes, length) ? "UTF-8" : "WINDOWS-1252";
}

/* --- converting --------------------------------------------------------------------------------------------------- */

static bool append_utf8(const char *bytes, size_t length, struct buffer *out)
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
            rest += size;
            length -= size;
        }
    }
    return !out->failed;
}

/* The converter is the caller's; what it cannot read gives one U+FFFD a byte. */
static bool append_converted(iconv_t converter, const char *bytes, size_t length, struct buffer *out)
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

/* What the bytes are in, for iconv, and the length of their byte order mark; `name` keeps a declared name. */
static const char *find_charset(const char *bytes, size_t length, const char *transport, char name[CHARSET_NAME_MAX],
                                size_t *mark)
{
    const char *wide = encoding_wide(bytes, length, mark);
    if (wide)
        return wide;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *mark = 3;
        return "UTF-8";
    }
    const char *window = bytes + (length < DECLARATION_WINDOW ? length : DECLARATION_WINDOW);
    bool named = transport && copy_name(transport, transport + strlen(transport), name);
    if (!named && !declared_by_xml(bytes, window, name))
        declared_by_meta(bytes, window, name);
    return choose(name, bytes, length);
}

bool encoding_to_utf8(const char *bytes, size_t length, const char *charset, struct buffer *out)
{
    size_t start = out->length, mark = 0;
    char name[CHARSET_NAME_MAX] = "";
    const char *found = find_charset(bytes, length, charset, name, &mark);
    bool done = false;
    if (strcmp(found, "UTF-8") == 0) {
        done = append_utf8(bytes + mark, length - mark, out);
    } else {
        iconv_t converter = iconv_open("UTF-8", found);
        if (converter == (iconv_t)-1)
            out->failed = true;
        else
            done = append_converted(converter, bytes + mark, length - mark, out);
        if (converter != (iconv_t)-1)
            iconv_close(converter);
    }
    tidy(out, start);
    return done;
}
