/* Any bytes as a date: one that is read is in the calendar, and what RFC 3339 writes of it is read as the same moment.
 * For libFuzzer; links base, config, article and feeds alone. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/timestamp.h"
#include "feeds/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    int64_t seconds, again;
    char text[TIMESTAMP_SIZE];
    if (!date_parse((const char *)bytes, length, &seconds))
        return 0;
    timestamp_format(seconds, text);
    if (*text && (!date_parse(text, strlen(text), &again) || again != seconds))
        abort();
    return 0;
}
