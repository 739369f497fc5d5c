/* wrap: libunistring says where lines may break and how wide characters are. */
#include "cmd/wrap.h"

#include <stdbool.h>
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

static bool is_trailing(char byte)
{
    return byte == ' ' || byte == '\n';
}

static size_t trimmed_length(const char *text, size_t length)
{
    while (length > 0 && is_trailing(text[length - 1]))
        length--;
    return length;
}

static void append_line(struct buffer *out, const char *text, size_t length, size_t indent)
{
    clean_for_terminal(text, trimmed_length(text, length), out);
    buffer_append_format(out, "\n%*s", (int)indent, "");
}

/* Goes from one possible break to the next and begins a new line before each piece that does not fit. (The library's
 * own u8_width_linebreaks counts the blank at a line's end, and so breaks a line that fits.) */
static void wrap_pieces(struct buffer *out, const char *text, size_t length, const char *breaks, size_t columns,
                        size_t indent)
{
    size_t line = 0, piece = 0, used = 0;
    for (size_t at = 1; at <= length; at++) {
        bool after_newline = text[at - 1] == '\n';
        if (at < length && breaks[at] != UC_BREAK_POSSIBLE && !after_newline)
            continue;
        if (used && used + text_columns(text + piece, trimmed_length(text + piece, at - piece)) > columns) {
            append_line(out, text + line, piece - line, indent);
            line = piece;
            used = 0;
        }
        used += text_columns(text + piece, at - piece);
        piece = at;
        if (after_newline && at < length) {
            append_line(out, text + line, at - line, indent);
            line = at;
            used = 0;
        }
    }
    clean_for_terminal(text + line, trimmed_length(text + line, length - line), out);
}

void wrap_text(struct buffer *out, const char *text, size_t length, size_t width, size_t indent)
{
    char *breaks = length ? malloc(length) : NULL;
    if (!breaks) {
        out->failed = out->failed || length > 0;
        return;
    }
    u8_possible_linebreaks((const uint8_t *)text, length, encoding, breaks);
    size_t columns = width > indent ? width - indent : width ? 1 : SIZE_MAX;
    wrap_pieces(out, text, length, breaks, columns, indent);
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
