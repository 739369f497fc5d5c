/* timestamp: gmtime_r knows the calendar. */
#include "base/timestamp.h"

#include <stdio.h>
#include <time.h>

void timestamp_format(int64_t moment, char text[TIMESTAMP_SIZE])
{
    time_t seconds = (time_t)moment;
    struct tm time;
    *text = '\0';
    if (!gmtime_r(&seconds, &time) || time.tm_year < -1900 || time.tm_year > 9999 - 1900)
        return;
    (void)snprintf(text, TIMESTAMP_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", (time.tm_year + 1900) % 10000,
                   time.tm_mon + 1, time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec);
}
