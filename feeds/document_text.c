/* document: plain UTF-8 text as it is, until the door to all formats stands in document.c, which replaces this file. */
#include <string.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "feeds/document.h"

bool document_read(const char *bytes, size_t length, const struct document_source *source, struct document *document,
                   struct error *error)
{
    *document = (struct document){.format = DOCUMENT_TEXT, .articles = array_create(sizeof(struct article *), 1)};
    if (source->format != DOCUMENT_AUTO && source->format != DOCUMENT_TEXT)
        return error_set(error, "only plain text can be read yet");
    struct article *article = document_from_lines(bytes, length);
    struct article **slot = article ? array_push(&document->articles) : NULL;
    if (!slot) {
        article_destroy(article);
        return error_out_of_memory(error, "reading");
    }
    *slot = article;
    return true;
}

void document_release(struct document *document)
{
    struct article *const *articles = document->articles.items;
    for (size_t i = 0; i < document->articles.count; i++)
        article_destroy(articles[i]);
    array_release(&document->articles);
}
