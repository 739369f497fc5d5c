/* Any bytes as a part of a web page: the article that is found in it keeps the promises of article.h. The input
 * stands between two paragraphs, since a page of a few words is not searched for an article. For libFuzzer; links
 * base, config, article and feeds alone. */
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/document.h"
#include "tests/fuzz/article_promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define SENTENCE \
    "The board of the harbour, which met for four hours on Tuesday, has bought a ferry, and it has paid for it. "
#define PARAGRAPH "<p>" SENTENCE SENTENCE SENTENCE SENTENCE "</p>\n"

enum { PAGE_SIZE_MAX = 4 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char head[] = "<!doctype html><html><body><h1>A ferry</h1>" PARAGRAPH, foot[] = PARAGRAPH "</body>";
    const struct document_source source = {
        .format = DOCUMENT_HTML, .url = "http://news.example/a/b", .charset = "utf-8", .wants_article = true};
    struct buffer page = buffer_create(PAGE_SIZE_MAX);
    struct document document;
    struct error error = {.message = ""};
    if (buffer_append_string(&page, head) && buffer_append(&page, (const char *)bytes, length) &&
        buffer_append_string(&page, foot)) {
        bool read = document_read(page.bytes, page.length, &source, &document, &error);
        demand(read == !*error.message);
        for (size_t i = 0; i < document.articles.count; i++)
            demand_article(((struct article *const *)document.articles.items)[i]);
        document_release(&document);
    }
    buffer_release(&page);
    return 0;
}
