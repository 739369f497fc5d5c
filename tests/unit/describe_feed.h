/* describe feed: what feed_read finds, as lines of text, so that a test's expectation can be read. Included by the
 * tests of feeds. Never in here: what is expected. */
#ifndef WHOSAID_TESTS_DESCRIBE_FEED_H
#define WHOSAID_TESTS_DESCRIBE_FEED_H

#include "describe.h"

#include "feeds/byte_source.h"
#include "feeds/feed.h"

static inline void describe_field(struct buffer *out, const char *name, const char *value)
{
    if (value)
        buffer_append_format(out, "%s:%s\n", name, value);
}

static inline void describe_time(struct buffer *out, const char *name, struct feed_time time)
{
    if (time.is_known)
        buffer_append_format(out, "%s:%lld\n", name, (long long)time.seconds);
}

static inline void describe_authors(struct buffer *out, const struct feed_author *authors, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_format(out, "author:%s|%s\n", authors[i].name ? authors[i].name : "",
                             authors[i].url ? authors[i].url : "");
}

/* A sink: "-" for each item, then its fields, those that are there; an identifier only where the item states it. */
static inline bool describe_item(void *context, const struct feed_item *item, struct error *error)
{
    struct buffer *out = context;
    (void)error;
    buffer_append_string(out, "-\n");
    describe_field(out, "id", item->is_id_made_up ? NULL : item->id);
    describe_field(out, "url", item->url);
    describe_field(out, "external", item->external_url);
    describe_field(out, "title", item->title);
    describe_field(out, "html", item->content_html);
    describe_field(out, "text", item->content_text);
    describe_field(out, "summary", item->summary);
    describe_field(out, "image", item->image);
    describe_time(out, "published", item->published);
    describe_time(out, "modified", item->modified);
    describe_authors(out, item->authors, item->author_count);
    for (size_t i = 0; i < item->tag_count; i++)
        describe_field(out, "tag", item->tags[i]);
    describe_field(out, "lang", item->language);
    for (size_t i = 0; i < item->attachment_count; i++) {
        const struct feed_attachment *file = &item->attachments[i];
        buffer_append_format(out, "file:%s|%s|%lld", file->url, file->mime_type, (long long)file->size_in_bytes);
        if (file->duration_in_seconds != FEED_UNKNOWN_NUMBER)
            buffer_append_format(out, "|%lld", (long long)file->duration_in_seconds);
        buffer_append_byte(out, '\n');
    }
    describe_field(out, "comments", item->comments);
    describe_field(out, "rights", item->rights);
    describe_field(out, "source", item->source_title);
    describe_field(out, "source url", item->source_url);
    return true;
}

/* "=", then the feed's own fields. */
static inline void describe_feed_facts(struct buffer *out, const struct feed *feed)
{
    buffer_append_string(out, "=\n");
    describe_field(out, "format", feed->format);
    describe_field(out, "title", feed->title);
    describe_field(out, "home", feed->home_page_url);
    describe_field(out, "self", feed->feed_url);
    describe_field(out, "next", feed->next_url);
    describe_field(out, "description", feed->description);
    describe_field(out, "icon", feed->icon);
    describe_field(out, "lang", feed->language);
    describe_authors(out, feed->authors, feed->author_count);
    describe_time(out, "updated", feed->updated);
    if (feed->pace.least_seconds)
        buffer_append_format(out, "least:%lld\n", (long long)feed->pace.least_seconds);
    if (feed->pace.skipped_hours || feed->pace.skipped_days)
        buffer_append_format(out, "skipped:%06x|%02x\n", (unsigned)feed->pace.skipped_hours,
                             (unsigned)feed->pace.skipped_days);
    if (feed->pace.has_ended)
        buffer_append_string(out, "ended\n");
    describe_field(out, "rights", feed->rights);
    describe_field(out, "generator", feed->generator);
}

/* Reads bytes as a feed, and describes it; the feed is the caller's to release. False when there is none, `error` says
 * why. */
static inline bool describe_read(const char *bytes, size_t length, const struct feed_options *options,
                                 struct buffer *out, struct feed *feed, struct error *error)
{
    const struct byte_source source = byte_source_of_memory(bytes, length);
    const struct feed_sink sink = {describe_item, out};
    *feed = feed_create();
    bool read = feed_read(&source, options, &sink, feed, error);
    if (read)
        describe_feed_facts(out, feed);
    return read;
}

#endif
