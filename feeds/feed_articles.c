/* feed articles: a sink that makes articles. */
#include "feeds/feed_articles.h"

#include <string.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/builder.h"
#include "feeds/byte_source.h"
#include "feeds/document.h"
#include "feeds/feed.h"
#include "feeds/html.h"
#include "feeds/plain.h"
#include "feeds/sniff.h"
#include "feeds/url.h"

/* The names of all authors, with commas between them; NULL when none has a name. */
static const char *byline_of(struct builder *builder, const struct feed_author *authors, size_t count)
{
    struct buffer names = buffer_create(BUILDER_LINE_MAX);
    for (size_t i = 0; i < count; i++) {
        if (names.length && authors[i].name)
            buffer_append_string(&names, ", ");
        if (authors[i].name)
            buffer_append_string(&names, authors[i].name);
    }
    const char *byline = builder_line(builder, buffer_string(&names), names.length);
    buffer_release(&names);
    return byline;
}

/* Where a feed does not tell, white space is HTML's, save where empty lines part paragraphs that no tag does. */
static bool add_plain(struct builder *builder, const char *text)
{
    size_t length = strlen(text);
    bool is_plain = strstr(text, "\n\n") || sniff_has_markup(text, length);
    return is_plain ? plain_read_body(builder, text, length) : html_read_fragment(builder, text, length, NULL, NULL);
}

static bool add_content(struct builder *builder, const struct feed_item *item, const char *base)
{
    if (item->content_html)
        return html_read_fragment(builder, item->content_html, strlen(item->content_html), base,
                                  builder->article->title);
    const char *text = item->content_text ? item->content_text : item->summary;
    return !text || add_plain(builder, text);
}

/* An address that a reader may be sent to; NULL for any other. */
static const char *web_address(struct arena *arena, const char *url)
{
    return url && (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0) ? arena_copy_string(arena, url)
                                                                                        : NULL;
}

static bool fill(struct builder *builder, const struct feed_item *item)
{
    struct article *article = builder->article;
    if (item->title) {
        article->title = builder_line(builder, item->title, strlen(item->title));
        builder_block(builder, BLOCK_HEADING, 1, NULL, item->title, strlen(item->title));
    }
    article->url = web_address(article->arena, item->url);
    if (item->language)
        article->language = builder_line(builder, item->language, strlen(item->language));
    if (!item->is_id_made_up)
        article->id = builder_line(builder, item->id, strlen(item->id));
    article->has_published = item->published.is_known || item->modified.is_known;
    article->published = item->published.is_known ? item->published.seconds : item->modified.seconds;
    article->byline = byline_of(builder, item->authors, item->author_count);
    return add_content(builder, item, article->url);
}

/* How many bytes of the feed's title are kept: all, or BUILDER_LINE_MAX less what would split a character. */
static size_t title_length(const char *title)
{
    size_t length = strnlen(title, BUILDER_LINE_MAX);
    if (title[length])
        while (length && ((unsigned char)title[length] & 0xc0) == 0x80)
            length--;
    return length;
}

bool feed_article_create(const struct feed_item *item, struct article **article, struct error *error)
{
    struct builder builder = builder_create();
    bool filled = builder.article && fill(&builder, item);
    *article = filled ? builder_finish(&builder, error) : NULL;
    builder_release(&builder);
    if (!filled)
        return error_out_of_memory(error, "reading an entry");
    if (*article && !(*article)->block_count) {
        article_destroy(*article);
        *article = NULL;
        return true;
    }
    return *article != NULL;
}

bool feed_article_complete(struct article *article, const struct feed *feed, struct error *error)
{
    if (feed->title)
        article->site = arena_copy(article->arena, feed->title, title_length(feed->title));
    if (!article->language)
        article->language = arena_copy_string(article->arena, feed->language);
    if (!article->byline && feed->author_count)
        article->byline = arena_copy_string(article->arena, feed->authors[0].name);
    return !arena_failed(article->arena) || error_out_of_memory(error, "reading an entry");
}

static bool take_item(void *context, const struct feed_item *item, struct error *error)
{
    struct document *document = context;
    struct article *article;
    if (!feed_article_create(item, &article, error))
        return false;
    if (!article)
        return true;
    struct article **slot = array_push(&document->articles);
    if (!slot) {
        article_destroy(article);
        return error_out_of_memory(error, "reading the feed");
    }
    *slot = article;
    return true;
}

/* Only now everything is known that the feed says of itself. */
static bool complete(struct document *document, const struct feed *feed, struct error *error)
{
    struct article *const *articles = document->articles.items;
    document->title = feed->title ? strndup(feed->title, title_length(feed->title)) : NULL;
    document->url = url_resolve(feed->home_page_url, NULL);
    for (size_t i = 0; i < document->articles.count; i++)
        if (!feed_article_complete(articles[i], feed, error))
            return false;
    return true;
}

bool feed_read_articles(const char *text, size_t length, const char *url, struct document *document,
                        struct error *error)
{
    struct feed feed = feed_create();
    const struct byte_source source = byte_source_of_memory(text, length);
    const struct feed_options options = {
        .url = url, .content_type = "text/xml; charset=utf-8", .limits = &feed_limits_of_fetched};
    const struct feed_sink sink = {take_item, document};
    bool read = feed_read(&source, &options, &sink, &feed, error) && complete(document, &feed, error);
    feed_release(&feed);
    return read;
}
