/* document: the door of this room. Sniff, decode, hand over to the reader of the format. */
#include "feeds/document.h"

#include <stdlib.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/builder.h"
#include "feeds/encoding.h"
#include "feeds/feed_articles.h"
#include "feeds/html.h"
#include "feeds/plain.h"
#include "feeds/sniff.h"
#include "feeds/url.h"
#include "feeds/xml_guard.h"

/* A byte of windows-1252 has up to three in UTF-8, and so has the U+FFFD that stands for a bad one. */
#define DECODED_SIZE_MAX (DOCUMENT_SIZE_MAX * 3)

static bool keep_article(struct document *document, struct article *article, struct error *error)
{
    struct article **slot = array_push(&document->articles);
    if (!slot) {
        article_destroy(article);
        return error_out_of_memory(error, "reading the article");
    }
    *slot = article;
    return true;
}

static bool read_single(const struct buffer *text, const struct document_source *source, struct document *document,
                        struct error *error)
{
    if (document->format == DOCUMENT_HTML && text->length > HTML_SIZE_MAX)
        return error_set(error, "it is larger than %zu MiB, more than any page that is read", HTML_SIZE_MAX >> 20);
    struct builder builder = builder_create();
    char *url = url_resolve(source->url, NULL);
    enum html_page page = HTML_PAGE_ARTICLE;
    bool read = document->format == DOCUMENT_HTML ? html_read_page(&builder, text->bytes, text->length, url, &page)
                                                  : plain_read_article(&builder, text->bytes, text->length);
    if (read && url && !builder.article->url)
        builder.article->url = arena_copy_string(builder.article->arena, url);
    free(url);
    struct article *article = read ? builder_finish(&builder, error) : NULL;
    builder_release(&builder);
    if (!read)
        return error_out_of_memory(error, "reading the article");
    bool is_empty = article && !article->block_count;
    bool is_refused = article && source->wants_article && page != HTML_PAGE_ARTICLE;
    if (is_empty || is_refused) {
        article_destroy(article);
        return error_set(error, is_empty ? "there is no text in it" : "there is no article in it");
    }
    return article && keep_article(document, article, error);
}

static bool read_decoded(const struct buffer *text, const struct document_source *source, struct document *document,
                         struct error *error)
{
    document->format = source->format;
    if (source->format == DOCUMENT_AUTO && !sniff_text(text->bytes, text->length, &document->format, error))
        return false;
    if (document->format != DOCUMENT_TEXT && !xml_guard_set(error))
        return false;
    if (document->format == DOCUMENT_FEED)
        return feed_read_articles(text->bytes, text->length, source->url, document, error);
    return read_single(text, source, document, error);
}

bool document_read(const char *bytes, size_t length, const struct document_source *source, struct document *document,
                   struct error *error)
{
    *document = (struct document){.articles = array_create(sizeof(struct article *), DOCUMENT_ENTRIES_MAX)};
    if (!length)
        return error_set(error, "it is empty");
    if (length > DOCUMENT_SIZE_MAX)
        return error_set(error, "it is larger than %zu MiB, more than any article or feed", DOCUMENT_SIZE_MAX >> 20);
    const char *binary = sniff_binary(bytes, length);
    if (binary)
        return error_set(error, "this is no text but %s; text, HTML, RSS, Atom and JSON Feed are read", binary);
    struct buffer text = buffer_create(DECODED_SIZE_MAX);
    bool read = encoding_to_utf8(bytes, length, source->charset, &text);
    if (!read)
        error_out_of_memory(error, "decoding the text");
    else if (!text.length)
        read = error_set(error, "there is no text in it");
    else
        read = read_decoded(&text, source, document, error);
    buffer_release(&text);
    if (!read)
        document_release(document);
    return read;
}

void document_release(struct document *document)
{
    struct article **articles = document->articles.items;
    for (size_t i = 0; i < document->articles.count; i++)
        article_destroy(articles[i]);
    array_release(&document->articles);
    free(document->title);
    free(document->url);
    document->title = document->url = NULL;
}
