/* error: sentences are formatted, cut to their ceiling, and made safe to print. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

/* A message can quote a file's name or a feed's bytes: nothing in it may act on the terminal that shows it. Every byte
 * of what is no character, or a control character (C0, DEL, C1), becomes '?'; a cut through the last character too. */
static void make_printable(char *message)
{
    uint8_t *rest = (uint8_t *)message;
    size_t left = strlen(message);
    while (left > 0) {
        ucs4_t character;
        int size = u8_mbtoucr(&character, rest, left);
        bool printable = size > 0 && character >= 0x20 && !(character >= 0x7f && character < 0xa0);
        size_t step = size > 0 ? (size_t)size : 1;
        if (!printable)
            memset(rest, '?', step);
        rest += step;
        left -= step;
    }
}

bool error_set(struct error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    make_printable(error->message);
    return false;
}

bool error_prefix(struct error *error, const char *format, ...)
{
    struct error inner = *error;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof error->message)
        (void)snprintf(error->message + length, sizeof error->message - (size_t)length, "%s", inner.message);
    make_printable(error->message);
    return false;
}

bool error_out_of_memory(struct error *error, const char *doing)
{
    return error_set(error, "%s: memory is short, or the text is larger than whosaid accepts", doing);
}
