/* extract json: json_pack builds the object in one line; its format `s*` leaves an absent string out. */
#include "app/extract_json.h"

#include "app/article_html.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/timestamp.h"

/* HTML takes a few times the text; a page has a few dozen megabytes at most. */
#define CONTENT_SIZE_MAX ((size_t)512 * 1024 * 1024)

static bool put_lines(const struct article *article, struct buffer *text)
{
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        if (block->type == BLOCK_BOILERPLATE || block->type == BLOCK_FIGURE || article_is_headline(article, i))
            continue;
        if (text->length)
            (void)buffer_append_byte(text, '\n');
        for (size_t at = block->range.start; at < block->range.end; at++)
            (void)buffer_append_byte(text, article->text[at] == '\n' ? ' ' : article->text[at]);
    }
    return !text->failed;
}

/* The picture that the page names, or else the first in the article. */
static const char *image_of(const struct article *article)
{
    const char *image = article->image;
    for (size_t i = 0; i < article->figure_count && !image; i++)
        if (article->figures[i].type == FIGURE_PICTURE)
            image = article->figures[i].url;
    return image;
}

json_t *extract_to_json(const struct article *article)
{
    struct buffer text = buffer_create(CONTENT_SIZE_MAX), html = buffer_create(CONTENT_SIZE_MAX);
    char published[TIMESTAMP_SIZE] = "";
    json_t *object = NULL;
    if (article->has_published)
        timestamp_format(article->published, published);
    if (put_lines(article, &text) && article_to_html(article, &html))
        object = json_pack("{s:s*,s:s*,s:s*,s:s*,s:s*,s:s*,s:s*,s:s*,s:s,s:s}", "title", article->title, "byline",
                           article->byline, "site", article->site, "published", *published ? published : NULL, "lang",
                           article->language, "image", image_of(article), "url", article->url, "excerpt",
                           article->excerpt, "text", buffer_string(&text), "content_html", buffer_string(&html));
    buffer_release(&text);
    buffer_release(&html);
    return object;
}
