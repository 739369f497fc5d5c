/* timestamp: RFC 3339 in and out; timegm and gmtime know the calendar. */
#include "base/timestamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* Two digits at `text` that make a number of `least` to `most`; -1 otherwise. */
static int two_digits(const char *text, int least, int most)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    int number = (text[0] - '0') * 10 + (text[1] - '0');
    return number < least || number > most ? -1 : number;
}

/* Reads `Z` or `+hh:mm` to the end of the text, as the seconds that the clock is ahead of UTC. */
static bool parse_offset(const char *text, int *seconds)
{
    if ((*text == 'Z' || *text == 'z') && text[1] == '\0') {
        *seconds = 0;
        return true;
    }
    if ((*text != '+' && *text != '-') || strlen(text) != strlen("+hh:mm") || text[3] != ':')
        return false;
    int hours = two_digits(text + 1, 0, 23), minutes = two_digits(text + 4, 0, 59);
    *seconds = (hours * 60 + minutes) * (*text == '-' ? -60 : 60);
    return hours >= 0 && minutes >= 0;
}

bool timestamp_parse(const char *text, int64_t *moment)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd";
    for (size_t i = 0; i < sizeof form - 1; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        bool separator = text[i] == form[i] || (form[i] == 'T' && (text[i] == 't' || text[i] == ' '));
        if (form[i] == 'd' ? !digit : !separator)
            return false;
    }
    int second = two_digits(text + 17, 0, 60);
    struct tm time = {
        .tm_year = two_digits(text, 0, 99) * 100 + two_digits(text + 2, 0, 99) - 1900,
        .tm_mon = two_digits(text + 5, 1, 12) - 1,
        .tm_mday = two_digits(text + 8, 1, 31),
        .tm_hour = two_digits(text + 11, 0, 23),
        .tm_min = two_digits(text + 14, 0, 59),
        .tm_sec = second == 60 ? 59 : second,
    };
    if (time.tm_mon < 0 || time.tm_mday < 0 || time.tm_hour < 0 || time.tm_min < 0 || time.tm_sec < 0)
        return false;
    const char *rest = text + sizeof form - 1;
    if (*rest == '.') {
        size_t digits = strspn(rest + 1, "0123456789");
        if (!digits)
            return false;
        rest += 1 + digits;
    }
    int offset, day = time.tm_mday;
    if (!parse_offset(rest, &offset))
        return false;
    time_t seconds = timegm(&time);
    if (time.tm_mday != day) /* timegm made 30 February the 2nd of March */
        return false;
    *moment = (int64_t)seconds - offset;
    return true;
}

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
