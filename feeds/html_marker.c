/* html marker: decimal, letters, Roman numerals. */
#include "feeds/html_marker.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 1000000, ROMAN_MAX = 100, LETTERS = 26 };

enum html_marker_style html_marker_style(const char *type)
{
    static const char names[] = "1aAiI"; /* in the order of the enumeration */
    const char *found = type && *type && !type[1] ? strchr(names, *type) : NULL;
    return found ? (enum html_marker_style)(found - names) : HTML_MARKER_DECIMAL;
}

int html_marker_number(const char *attribute, int otherwise)
{
    if (!attribute)
        return otherwise;
    char *end;
    long number = strtol(attribute, &end, 10);
    return end == attribute || number > NUMBER_MAX || number < -NUMBER_MAX ? otherwise : (int)number;
}

static void write_roman(int number, char marker[HTML_MARKER_SIZE])
{
    static const struct {
        int value;
        const char *digits;
    } digits[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    size_t length = 0;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        for (; number >= digits[i].value; number -= digits[i].value)
            for (const char *digit = digits[i].digits; *digit; digit++)
                marker[length++] = *digit;
    }
    marker[length++] = '.';
    marker[length] = '\0';
}

void html_marker_write(enum html_marker_style style, int number, char marker[HTML_MARKER_SIZE])
{
    bool capitals = style == HTML_MARKER_CAPITALS || style == HTML_MARKER_ROMAN_CAPITALS;
    bool letters = style == HTML_MARKER_LETTERS || style == HTML_MARKER_CAPITALS;
    bool roman = style == HTML_MARKER_ROMAN || style == HTML_MARKER_ROMAN_CAPITALS;
    if (letters && number >= 1 && number <= LETTERS)
        (void)snprintf(marker, HTML_MARKER_SIZE, "%c.", 'a' + number - 1);
    else if (roman && number >= 1 && number <= ROMAN_MAX)
        write_roman(number, marker);
    else
        (void)snprintf(marker, HTML_MARKER_SIZE, "%d.", number);
    for (char *at = marker; capitals && *at; at++)
        *at = (char)toupper((unsigned char)*at);
}
