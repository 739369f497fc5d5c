/* feed facts: a table of words, each with what writes its line. */
#include "app/feed_facts.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

#include "app/feed_health.h"
#include "app/feed_names.h"
#include "base/buffer.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

enum { LINE_SIZE_MAX = 8 * 1024 };

static void append_if_known(struct buffer *line, const char *text)
{
    (void)buffer_append_string(line, text ? text : "");
}

static void tell_name(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    append_if_known(line, feed_name(feed));
    if (feed->wishes.title && feed->title)
        (void)buffer_append_format(line, " (its own: %s)", feed->title);
}

static void tell_address(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    char *bare = url_without_password(feed->url);
    append_if_known(line, bare);
    free(bare);
}

static void tell_site(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    append_if_known(line, feed->page);
}

static void tell_description(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    append_if_known(line, feed->description);
}

static void append_names(const char *const names[], size_t count, struct buffer *line)
{
    for (size_t i = 0; i < count; i++)
        (void)buffer_append_format(line, "%s%s", i ? ", " : "", names[i]);
}

static void tell_folders(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    append_names(feed->folders, feed->folder_count, line);
}

static void tell_tags(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    append_names(feed->tags, feed->tag_count, line);
}

static void tell_articles(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    (void)buffer_append_format(line, "%" PRId64 ", %" PRId64 " unread", feed->articles, feed->unread);
}

static void tell_rate(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    (void)now;
    feed_health_tell_rate(feed, line);
}

static void tell_next(const struct archived_feed *feed, int64_t now, struct buffer *line)
{
    if (feed->state.gone)
        append_if_known(line, "never: it is gone for good");
    else if (feed->wishes.paused)
        append_if_known(line, "not as long as it is paused");
    else
        feed_health_tell_next(feed, now, line);
}

static const struct {
    const char *word;
    void (*tell)(const struct archived_feed *feed, int64_t now, struct buffer *line);
} facts[] = {
    {"title", tell_name},
    {"address", tell_address},
    {"site", tell_site},
    {"about", tell_description},
    {"folders", tell_folders},
    {"tags", tell_tags},
    {"articles", tell_articles},
    {"publishes", tell_rate},
    {"fetched", feed_health_tell_success},
    {"failed", feed_health_tell_failure},
    {"fetching", tell_next},
};

void feed_facts_tell(const struct archived_feed *feed, int64_t now, feed_fact *tell, void *context)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        struct buffer line = buffer_create(LINE_SIZE_MAX);
        facts[i].tell(feed, now, &line);
        if (line.length)
            tell(context, facts[i].word, buffer_string(&line));
        buffer_release(&line);
    }
}
