/* Any bytes as a list of subscriptions: what comes out is clean and distinct, and mending adds no lines. For libFuzzer;
 * links base, config, article and feeds alone. */
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/encoding.h"
#include "feeds/opml_mend.h"
#include "feeds/subscriptions.h"
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { TEXT_MAX = 1 << 24, COMPARED_MAX = 100 };

static void check_feeds(const struct subscriptions *list)
{
    const struct subscription *feeds = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++) {
        demand(feeds[i].url != NULL);
        demand_line(feeds[i].url);
        demand_line(feeds[i].title);
        demand_line(feeds[i].page);
        for (size_t j = 0; j < feeds[i].tags.count; j++)
            demand_line(feeds[i].tags.items[j]);
        for (size_t j = 0; j < feeds[i].folders.count; j++)
            demand_line(feeds[i].folders.items[j]);
        for (size_t j = 0; j < feeds[i].labels.count; j++)
            demand_line(feeds[i].labels.items[j]);
        for (size_t j = 0; j < i && j < COMPARED_MAX; j++)
            demand(strcmp(feeds[i].url, feeds[j].url) != 0);
    }
    const char *const *warnings = list->warnings.items;
    for (size_t i = 0; i < list->warnings.count; i++)
        demand_line(warnings[i]);
}

static size_t count_lines(const struct buffer *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->length; i++)
        count += text->bytes[i] == '\n';
    return count;
}

static void check_mending(const uint8_t *bytes, size_t length)
{
    struct buffer text = buffer_create(TEXT_MAX), once = buffer_create(TEXT_MAX);
    demand(encoding_to_utf8((const char *)bytes, length, "utf-8", &text));
    demand(!text.length || opml_mend(text.bytes, text.length, &once));
    demand(count_lines(&once) <= count_lines(&text));
    buffer_release(&text);
    buffer_release(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct subscriptions list;
    struct error error = {0};
    bool read = subscriptions_read((const char *)bytes, length, &list, &error);
    demand(read == !*error.message);
    check_feeds(&list);
    subscriptions_release(&list);
    check_mending(bytes, length);
    return 0;
}
