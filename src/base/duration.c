/* duration: one table of units for both ways. */
#include "base/duration.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct {
    char letter;
    int64_t seconds;
} units[] = {{'w', 7 * 24 * 60 * 60}, {'d', 24 * 60 * 60}, {'h', 60 * 60}, {'m', 60}, {'s', 1}};
enum { UNIT_COUNT = sizeof units / sizeof *units };

/* The seconds of a unit; 0 when there is no such one. */
static int64_t unit_seconds(const char *name)
{
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (name[0] == units[i].letter && name[1] == '\0')
            return units[i].seconds;
    return 0;
}

bool duration_parse(const char *text, int64_t *seconds)
{
    size_t digits = strspn(text, "0123456789");
    int64_t number = 0;
    for (size_t i = 0; i < digits && number <= DURATION_MAX; i++)
        number = 10 * number + (text[i] - '0');
    int64_t unit = unit_seconds(text + digits);
    if (digits && number == 0 && text[digits] == '\0')
        unit = 1;
    if (!digits || !unit || number > DURATION_MAX / unit)
        return false;
    *seconds = number * unit;
    return true;
}

void duration_format(int64_t seconds, char text[DURATION_SIZE])
{
    size_t i = 0;
    while (i + 1 < UNIT_COUNT && (seconds == 0 || seconds % units[i].seconds != 0))
        i++;
    (void)snprintf(text, DURATION_SIZE, "%" PRId64 "%c", seconds / units[i].seconds, units[i].letter);
}
