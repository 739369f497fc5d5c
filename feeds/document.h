/* document: bytes in, articles out. What a file is (plain text, HTML, a feed) is decided by its bytes, never by
 * its name. Never in here: annotations, screens, settings. */
#ifndef WHOSAID_FEEDS_DOCUMENT_H
#define WHOSAID_FEEDS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct article;
struct error;

enum document_format { DOCUMENT_AUTO, DOCUMENT_TEXT, DOCUMENT_HTML, DOCUMENT_FEED };

/* A file larger than this is refused, and entries of a feed beyond so many are left out: whoever sends more wants
 * something else than to be read. */
enum { DOCUMENT_ENTRIES_MAX = 5000 };
#define DOCUMENT_SIZE_MAX ((size_t)64 * 1024 * 1024)
/* What one article's arena may hold. */
#define DOCUMENT_ARTICLE_MAX ((size_t)256 * 1024 * 1024)

/* What is known beside the bytes. All strings NUL-terminated and NULL when unknown. */
struct document_source {
    enum document_format format; /* DOCUMENT_AUTO: by the bytes */
    const char *url;             /* what relative links are relative to, http or https */
    const char *charset;         /* what the transport said; the bytes may overrule it */
    bool wants_article;          /* a page without an article is refused */
};

/* One opened file, page or feed. */
struct document {
    enum document_format format; /* what it turned out to be, never DOCUMENT_AUTO */
    char *title;                 /* of the feed, clean; NULL for a single article */
    char *url;                   /* of the feed's home page; NULL when unknown */
    struct array articles;       /* of struct article *, in the document's order; every one owned by the document */
};

/* Reads `length` bytes of any encoding into `document`. A file that is ill-formed but partly readable yields what could
 * be read. False and a sentence (without the file's name), `document` empty, when it is too large, holds no text (an
 * image, a program), is empty, or memory is short. Release the document in either case. */
bool document_read(const char *bytes, size_t length, const struct document_source *source, struct document *document,
                   struct error *error);

void document_release(struct document *document);

/* One article from plain text without a headline of its own, as `annotate --jsonl` gets it: past the cleaning gate, the
 * text is taken byte for byte (valid UTF-8 is the caller's promise), its non-empty lines become paragraph blocks. NULL
 * when memory is short; the caller owns the article. */
struct article *document_from_lines(const char *text, size_t length);

#endif
