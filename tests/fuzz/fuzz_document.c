/* Any bytes as a file: what comes out keeps the promises of article.h. Each input is read as what it seems to be and as
 * what its length says, so that any file serves as a start. For libFuzzer; links base, config, article and feeds
 * alone. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/clean.h"
#include "base/error.h"
#include "feeds/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* libFuzzer reports what aborts. */
static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void check_line(const char *line)
{
    demand(!line || (clean_is_safe(line, strlen(line)) && !strpbrk(line, "\n\r\t")));
}

static void check_range(const struct article *article, struct range range)
{
    demand(range.start < range.end && range.end <= article->length);
    demand(((unsigned char)article->text[range.start] & 0xc0) != 0x80);
    demand(((unsigned char)article->text[range.end] & 0xc0) != 0x80);
}

static void check_article(const struct article *article)
{
    size_t end = 0;
    demand(strlen(article->text) == article->length && clean_is_safe(article->text, article->length));
    for (size_t i = 0; i < article->block_count; i++) {
        struct range range = article->blocks[i].range;
        check_range(article, range);
        demand(i == 0 ? range.start == 0 : range.start == end + 1 && article->text[end] == '\n');
        end = range.end;
    }
    demand(end == article->length);
    for (size_t i = 0; i < article->link_count; i++) {
        check_range(article, article->links[i].range);
        demand(strncmp(article->links[i].url, "http", 4) == 0);
        demand(!strpbrk(article->links[i].url, " \n\t\r\x1b\x7f"));
    }
    for (size_t i = 0; i < article->emphasis_count; i++)
        check_range(article, article->emphases[i].range);
    check_line(article->title);
    check_line(article->byline);
    check_line(article->site);
    check_line(article->language);
    check_line(article->id);
}

static void read_as(enum document_format format, const char *bytes, size_t length)
{
    const struct document_source source = {.format = format, .url = "http://news.example/a/b"};
    struct document document;
    struct error error = {0};
    bool read = document_read(bytes, length, &source, &document, &error);
    demand(read == (*error.message == '\0'));
    struct article **articles = document.articles.items;
    for (size_t i = 0; i < document.articles.count; i++)
        check_article(articles[i]);
    document_release(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    read_as(DOCUMENT_AUTO, (const char *)bytes, length);
    read_as((enum document_format)(length % (DOCUMENT_FEED + 1)), (const char *)bytes, length);
    return 0;
}
