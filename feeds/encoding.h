/* encoding: bytes of any character encoding become UTF-8. Never in here: what the text says. */
#ifndef WHOSAID_FEEDS_ENCODING_H
#define WHOSAID_FEEDS_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

enum { ENCODING_NAME_SIZE = 40 };

struct encoding {
    char name[ENCODING_NAME_SIZE];     /* in lower case, as iconv knows it: "utf-8", "windows-1252" */
    char declared[ENCODING_NAME_SIZE]; /* what was said to be, as it was said; empty for nothing */
    size_t mark;                       /* the length of the byte order mark */
    bool is_contradicted;              /* the bytes are not in what was declared, or nobody knows that */
};

/* The encoding of the bytes, which may be but the beginning of all. In this order: a byte order mark, or NULs where
 * only UTF-16 and UTF-32 have them; EBCDIC by how an XML declaration begins in it; `charset` (what the transport said,
 * NULL for nothing); an XML declaration; a <meta charset>; else UTF-8, or windows-1252 where the bytes are not UTF-8.
 * As browsers do (WHATWG Encoding, 4.2), ISO-8859-1 and US-ASCII are read as windows-1252; and as servers say these two
 * without looking, bytes that are well-formed UTF-8 overrule them; any other charset but those of Unicode is overruled
 * where many characters beyond ASCII are, and no byte is not. A charset that iconv does not know counts as not
 * named. */
struct encoding encoding_find(const char *bytes, size_t length, const char *charset);

/* The charset of a media type ("text/xml; charset=koi8-r"), in `charset`; false when it names none, or is NULL. */
bool encoding_of_media_type(const char *type, char charset[ENCODING_NAME_SIZE]);

/* Appends bytes in that encoding as encoding_to_utf8; `bad`, when not NULL, gets how many U+FFFD that took. */
bool encoding_decode(const char *bytes, size_t length, const struct encoding *encoding, struct buffer *out,
                     size_t *bad);

/* The UTF-16 or UTF-32 that the bytes are in, by their byte order mark or by where their NULs stand (XML 1.0, appendix
 * F, for any text): a name for iconv, or NULL. `mark`, when not NULL, gets the length of the byte order mark. */
const char *encoding_wide(const char *bytes, size_t length, size_t *mark);

/* Appends the bytes, in the encoding that encoding_find finds, as valid UTF-8 to `out`, with every line end as one
 * U+000A and without the control characters that XML 1.0 (2.2) bars. What a charset leaves undefined gives U+FFFD.
 * False when `out` is full or memory is short. */
bool encoding_to_utf8(const char *bytes, size_t length, const char *charset, struct buffer *out);

#endif
