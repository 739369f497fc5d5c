/* Any bytes as a file: what comes out keeps the promises of article.h. Each input is read as what it seems to be and as
 * what its length says, so that any file serves as a start. For libFuzzer; links base, config, article and feeds
 * alone. */
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "feeds/document.h"
#include "tests/fuzz/article_promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void read_as(enum document_format format, const char *bytes, size_t length)
{
    const struct document_source source = {.format = format, .url = "http://news.example/a/b"};
    struct document document;
    struct error error = {0};
    bool read = document_read(bytes, length, &source, &document, &error);
    demand(read == (*error.message == '\0'));
    struct article **articles = document.articles.items;
    for (size_t i = 0; i < document.articles.count; i++)
        demand_article(articles[i]);
    document_release(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    read_as(DOCUMENT_AUTO, (const char *)bytes, length);
    read_as((enum document_format)(length % (DOCUMENT_FEED + 1)), (const char *)bytes, length);
    return 0;
}
