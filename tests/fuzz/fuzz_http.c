/* Any bytes as what somebody types for an address, and as fields of an answer: an address that comes out may be
 * fetched and stands for itself, times are within bounds, and what is sent back begins no new line. For libFuzzer;
 * links base, config, article and feeds alone. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/error.h"
#include "feeds/fetch.h"
#include "feeds/http_caching.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_address(const char *typed)
{
    struct error error;
    char *url = fetch_address(typed, &error);
    if (!url)
        return;
    char *again = fetch_address(url, &error);
    check(child_may_open(url) && again && strcmp(again, url) == 0);
    free(again);
    free(url);
}

static void check_seconds(int64_t seconds)
{
    check(seconds >= HTTP_UNKNOWN && seconds <= INT64_C(1) << 31);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = malloc(length + 1);
    if (!text)
        return 0;
    memcpy(text, bytes, length);
    text[length] = '\0';
    const struct http_freshness control = {.cache_control = text, .age = text}, dates = {.expires = text, .date = text};
    check_address(text);
    check_seconds(http_fresh_seconds(&control, 0));
    check_seconds(http_fresh_seconds(&dates, 0));
    check_seconds(http_retry_seconds(text, 0));
    check(!http_is_validator(text) || !strpbrk(text, "\r\n"));
    free(text);
    return 0;
}
