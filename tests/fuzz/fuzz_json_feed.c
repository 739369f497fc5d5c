/* Any text as a JSON Feed: what comes out keeps the promises of feed.h, and mending what jansson reads keeps its
 * meaning. For libFuzzer; links base, config, article and feeds alone. */
#include <jansson.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/encoding.h"
#include "feeds/json_feed.h"
#include "feeds/json_text.h"
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { TEXT_MAX = 1 << 24 };

/* Small enough that short inputs reach them. */
static const struct feed_limits small_limits = {
    .decoded_bytes = TEXT_MAX, .items = 3, .line_bytes = 16, .content_bytes = 64, .depth = 4};

static void read_with(const struct buffer *text, const char *url, const struct feed_limits *limits)
{
    size_t item_count = 0;
    const struct feed_options options = {.url = url, .limits = limits};
    const struct feed_sink sink = {demand_item, &item_count};
    struct feed feed = feed_create();
    struct error error = {0};
    bool read = json_feed_read(text->bytes, text->length, &options, &sink, &feed, &error);
    demand(read == !*error.message);
    if (read)
        demand_feed(&feed, item_count);
    feed_release(&feed);
}

static void check_mending(const struct buffer *text)
{
    json_t *value = json_loadb(text->bytes, text->length, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    struct buffer mended = buffer_create(TEXT_MAX);
    demand(json_mend(text->bytes, text->length, &mended));
    json_t *same = json_loadb(buffer_string(&mended), mended.length, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    /* Numbers that only just fit become strings: then there is nothing to compare. */
    demand(!value || same);
    buffer_release(&mended);
    json_decref(value);
    json_decref(same);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct buffer text = buffer_create(TEXT_MAX);
    demand(encoding_to_utf8((const char *)bytes, length, "utf-8", &text));
    if (text.length) {
        (void)json_feed_begins(text.bytes, text.length);
        read_with(&text, "http://news.example/a/feed.json", &feed_limits_of_fetched);
        read_with(&text, NULL, &small_limits);
        check_mending(&text);
    }
    buffer_release(&text);
    return 0;
}
