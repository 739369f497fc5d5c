/* promises: what feeds/feed.h says of every string of a feed, demanded of whatever a fuzzer made. Never in here:
 * reading. */
#ifndef WHOSAID_TESTS_FUZZ_PROMISES_H
#define WHOSAID_TESTS_FUZZ_PROMISES_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "base/clean.h"
#include "feeds/feed.h"

/* libFuzzer reports what aborts. */
static inline void demand(bool holds)
{
    if (!holds)
        abort();
}

static inline void demand_clean(const char *line)
{
    demand(!line || (clean_is_safe(line, strlen(line)) && !strpbrk(line, "\n\r\t")));
}

static inline void demand_line(const char *line)
{
    demand(!line || *line);
    demand_clean(line);
}

/* Content may say anything but what acts on a terminal. */
static inline void demand_content(const char *text)
{
    demand(!text || (*text && !u8_check((const uint8_t *)text, strlen(text))));
    for (const char *at = text; at && *at; at++) {
        unsigned char byte = (unsigned char)*at, next = (unsigned char)at[1];
        demand(byte >= ' ' || byte == '\n' || byte == '\t' || byte == '\r');
        demand(byte != 0x7f && !(byte == 0xc2 && next >= 0x80 && next < 0xa0));
    }
}

static inline void demand_authors(const struct feed_author *authors, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        demand(authors[i].name || authors[i].url || authors[i].avatar);
        demand_line(authors[i].name);
        demand_line(authors[i].url);
        demand_line(authors[i].avatar);
    }
}

static inline void demand_attachments(const struct feed_attachment *attachments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        demand(attachments[i].url && attachments[i].mime_type);
        demand_line(attachments[i].url);
        demand_line(attachments[i].mime_type);
        demand_line(attachments[i].title);
        demand(attachments[i].size_in_bytes >= FEED_UNKNOWN_NUMBER);
        demand(attachments[i].duration_in_seconds >= FEED_UNKNOWN_NUMBER);
    }
}

/* A sink; the context counts the items. */
static inline bool demand_item(void *context, const struct feed_item *item, struct error *error)
{
    (void)error;
    ++*(size_t *)context;
    const char *const lines[] = {
        item->id,       item->url,      item->external_url, item->image,      item->banner_image,
        item->language, item->comments, item->source_title, item->source_url,
    };
    demand(item->id != NULL);
    demand_clean(item->title);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        demand_line(lines[i]);
    demand_content(item->content_html);
    demand_content(item->content_text);
    demand_content(item->summary);
    demand_content(item->rights);
    demand_authors(item->authors, item->author_count);
    for (size_t i = 0; i < item->tag_count; i++)
        demand_line(item->tags[i]);
    demand_attachments(item->attachments, item->attachment_count);
    return true;
}

static inline void demand_feed(const struct feed *feed, size_t item_count)
{
    const char *const lines[] = {
        feed->format,   feed->encoding,     feed->title, feed->home_page_url, feed->feed_url,
        feed->next_url, feed->user_comment, feed->icon,  feed->favicon,       feed->language,
    };
    demand(feed->format && feed->item_count == item_count);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        demand_line(lines[i]);
    demand_content(feed->description);
    demand_content(feed->rights);
    demand_authors(feed->authors, feed->author_count);
    const char *const *warnings = feed->warnings.items;
    for (size_t i = 0; i < feed->warnings.count; i++)
        demand_line(warnings[i]);
}

#endif
