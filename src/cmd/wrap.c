/* wrap: libunistring says where lines may break and how wide characters are. */
#include "cmd/wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unilbrk.h>
#include <unistd.h>
#include <uniwidth.h>

#include "base/buffer.h"
#include "base/clean.h"

/* Only decides the width of some Asian characters. */
static const char encoding[] = "UTF-8";

static void append_line(struct buffer *out, const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
        length--;
    clean_for_terminal(text, length, out);
}

void wrap_text(struct buffer *out, const char *text, size_t length, size_t width, size_t indent)
{
    char *breaks = length ? malloc(length) : NULL;
    if (!breaks) {
        out->failed = out->failed || length > 0;
        return;
    }
    int columns = width > indent ? (int)(width - indent) : width ? 1 : INT32_MAX;
    u8_width_linebreaks((const uint8_t *)text, length, columns, 0, 0, NULL, encoding, breaks);
    size_t start = 0;
    for (size_t at = 1; at < length; at++) {
        /* UC_BREAK_MANDATORY stands on the character behind the newline or, in other versions, on the newline itself. */
        bool after_newline = text[at - 1] == '\n';
        if (breaks[at] != UC_BREAK_POSSIBLE && !after_newline)
            continue;
        append_line(out, text + start, at - start);
        buffer_append_format(out, "\n%*s", (int)indent, "");
        start = at;
    }
    append_line(out, text + start, length - start);
    free(breaks);
}

size_t text_columns(const char *text, size_t length)
{
    int width = u8_width((const uint8_t *)text, length, encoding);
    return width > 0 ? (size_t)width : 0;
}

size_t terminal_width(void)
{
    enum { USUAL = 80 };
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return USUAL;
}
