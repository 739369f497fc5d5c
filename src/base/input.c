/* input: reading loops that know interruption, ceilings and lines without an end. */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"

enum { CHUNK_SIZE = 64 * 1024 };

bool input_read_whole(int descriptor, struct buffer *buffer, struct error *error)
{
    char chunk[CHUNK_SIZE];
    for (;;) {
        ssize_t count = read(descriptor, chunk, sizeof chunk);
        if (count == 0)
            return true;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return error_set(error, "cannot be read: %s", strerror(errno));
        bool too_large = (size_t)count > buffer->ceiling - buffer->length;
        if (too_large)
            return error_set(error, "is larger than %zu KiB, the most that is read", buffer->ceiling >> 10);
        if (!buffer_append(buffer, chunk, (size_t)count))
            return error_out_of_memory(error, "reading");
    }
}

static bool is_standard(const char *name)
{
    return strcmp(name, "-") == 0;
}

bool input_read_file(const char *name, struct buffer *buffer, struct error *error)
{
    if (is_standard(name))
        return input_read_whole(STDIN_FILENO, buffer, error);
    int descriptor = open(name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, "cannot be opened: %s", strerror(errno));
    bool read = input_read_whole(descriptor, buffer, error);
    (void)close(descriptor);
    return read;
}

const char *input_name(const char *name)
{
    return is_standard(name) ? "standard input" : name;
}

enum input_line input_read_line(FILE *stream, struct buffer *line)
{
    buffer_clear(line);
    flockfile(stream);
    int byte = getc_unlocked(stream);
    bool any = byte != EOF;
    for (; byte != EOF && byte != '\n'; byte = getc_unlocked(stream))
        buffer_append_byte(line, (char)byte); /* refuses, and remembers, what is too long */
    funlockfile(stream);
    if (ferror(stream))
        return INPUT_FAILED;
    if (!any)
        return INPUT_END;
    return line->failed ? INPUT_TOO_LONG : INPUT_LINE;
}
