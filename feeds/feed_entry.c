/* feed entry: which values serve, in which form they are. */
#include "feeds/feed_entry.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clean.h"
#include "base/error.h"
#include "feeds/builder.h"
#include "feeds/date.h"
#include "feeds/html.h"
#include "feeds/plain.h"
#include "feeds/sniff.h"
#include "feeds/url.h"

static bool is_html(const struct feed_value *value)
{
    return value->form == FEED_INLINE ||
           (value->form == FEED_MARKUP && sniff_has_markup(buffer_string(&value->text), value->text.length));
}

char *feed_value_line(const struct feed_value *value)
{
    struct buffer raw = buffer_create(value->text.ceiling), clean = buffer_create(SIZE_MAX);
    const struct buffer *text = &value->text;
    if (is_html(value) && html_to_line(text->bytes, text->length, &raw))
        text = &raw;
    char *line = NULL;
    if (clean_text(buffer_string(text), text->length, CLEAN_LINE, &clean) && clean.length)
        line = strndup(clean.bytes, builder_line_length(&clean));
    buffer_release(&raw);
    buffer_release(&clean);
    return line;
}

char *feed_value_url(const struct feed_value *value)
{
    return url_resolve(buffer_string(&value->text), value->base);
}

/* --- bylines ------------------------------------------------------------------------------------------------------ */

/* RSS writes "me@news.example (Ana Ruiz)", others "Ana Ruiz <me@news.example>"; a byline is the name alone. Works in
 * place; false when there is no name. */
static bool keep_name(char *byline)
{
    char *at_sign = strchr(byline, '@');
    if (!at_sign)
        return *byline != '\0';
    char *open = strchr(at_sign, '('), *close = open ? strchr(open, ')') : NULL;
    if (close) {
        *close = '\0';
        memmove(byline, open + 1, strlen(open + 1) + 1);
        return *byline != '\0';
    }
    char *start = at_sign;
    while (start > byline && start[-1] != '<' && start[-1] != ' ')
        start--;
    while (start > byline && strchr("< ,(", start[-1]))
        start--;
    *start = '\0';
    return *byline != '\0';
}

static const char *byline_of(struct builder *builder, const struct feed_value *value)
{
    char *byline = feed_value_line(value);
    const char *kept = byline && keep_name(byline) ? builder_line(builder, byline, strlen(byline)) : NULL;
    free(byline);
    return kept;
}

/* --- the article -------------------------------------------------------------------------------------------------- */

/* What relative links are relative to: what the feed states, or else the entry's own page, or the feed's. */
static const char *base_of(const struct feed_value *content, const char *own, const char *home)
{
    return content->base ? content->base : own ? own : home;
}

/* Where RSS does not tell, white space is HTML's, save where empty lines part paragraphs that no tag does. */
static bool is_plain_text(const struct feed_value *content)
{
    return content->form == FEED_PLAIN || (!is_html(content) && strstr(buffer_string(&content->text), "\n\n"));
}

static bool add_content(struct builder *builder, const struct feed_value *content, const char *base)
{
    if (!content->rank)
        return true;
    const char *text = buffer_string(&content->text);
    return is_plain_text(content)
               ? plain_read_body(builder, text, content->text.length)
               : html_read_fragment(builder, text, content->text.length, base, builder->article->title);
}

static bool add_text(struct builder *builder, const struct feed_value values[FEED_SLOTS])
{
    struct article *article = builder->article;
    char *title = feed_value_line(&values[FEED_ENTRY_TITLE]);
    if (title) {
        article->title = builder_line(builder, title, strlen(title));
        builder_block(builder, BLOCK_HEADING, 1, NULL, title, strlen(title));
    }
    free(title);
    char *own = feed_value_url(&values[FEED_ENTRY_URL]), *home = feed_value_url(&values[FEED_HOME]);
    if (own)
        article->url = arena_copy_string(article->arena, own);
    const struct feed_value *content = &values[FEED_ENTRY_CONTENT];
    bool added = add_content(builder, content, base_of(content, own, home));
    free(own);
    free(home);
    return added;
}

struct article *feed_entry_article(const struct feed_value values[FEED_SLOTS], struct error *error)
{
    struct builder builder = builder_create();
    struct article *article = builder.article;
    bool added = article && add_text(&builder, values);
    if (added) {
        const struct buffer *published = &values[FEED_ENTRY_PUBLISHED].text, *id = &values[FEED_ENTRY_ID].text;
        article->has_published = date_parse(buffer_string(published), published->length, &article->published);
        article->id = builder_line(&builder, buffer_string(id), id->length);
        article->byline = byline_of(&builder, &values[FEED_ENTRY_BYLINE]);
    }
    article = added ? builder_finish(&builder, error) : NULL;
    builder_release(&builder);
    if (!added)
        error_out_of_memory(error, "reading an entry");
    if (article && !article->block_count) {
        article_destroy(article);
        return NULL;
    }
    return article;
}
