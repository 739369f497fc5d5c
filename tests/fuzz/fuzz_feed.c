/* Any bytes as a feed of any format: what comes out keeps the promises of feed.h, under ordinary limits and under
 * small ones, as a file of UTF-8 and in a charset that the transport claims. For libFuzzer; links base, config,
 * article and feeds alone. */
#include <stdint.h>

#include "base/error.h"
#include "feeds/byte_source.h"
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Small enough that short inputs reach them. */
static const struct feed_limits small_limits = {
    .decoded_bytes = 600, .items = 3, .line_bytes = 16, .content_bytes = 64, .depth = 5};

static void read_with(const struct byte_source *source, const struct feed_options *options)
{
    size_t item_count = 0;
    const struct feed_sink sink = {demand_item, &item_count};
    struct feed feed = feed_create();
    struct error error = {.message = ""};
    bool read = feed_read(source, options, &sink, &feed, &error);
    demand(read == !*error.message);
    if (read)
        demand_feed(&feed, item_count);
    else
        demand(item_count == 0);
    feed_release(&feed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const struct feed_options ways[] = {
        {.url = "http://news.example/a/feed.xml", .limits = &feed_limits_of_fetched},
        {.limits = &small_limits},
        {.content_type = "text/xml; charset=koi8-r", .limits = &feed_limits_of_file},
    };
    const struct byte_source source = byte_source_of_memory((const char *)bytes, length);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        read_with(&source, &ways[i]);
    return 0;
}
