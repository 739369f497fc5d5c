/* ini: closes the traps of iniparser 4.1 around one call of iniparser_load.
 *  - It writes its complaints to standard error, or to a function without a context: ours says nothing, and the lines are
 *    looked over beforehand, which gives a sentence with the line's number.
 *  - One bad line makes the whole load fail: so the caller gets all entries or none.
 *  - Short memory makes it stop half-way and hand out the half, perhaps without the tables that dictionary_del takes for
 *    granted: only errno tells, and that half is better left lying than freed.
 *  - It loads from a path only: bytes at hand, and files that can be read but once, go through a pipe that has one, or,
 *    where /dev/fd is missing (a root without /proc), through a file that is removed again.
 *  - An unquoted # or ; cuts a value, silently.
 *  - Its typed look-ups are not used at all: getboolean crashes on a section's bare name, getint takes "12x". */
#include "config/ini.h"

#include <errno.h>
#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"

/* iniparser's ASCIILINESZ is 1024 with newline and NUL. */
enum { LINE_LENGTH_MAX = 1022 };

void ini_warn(const struct ini_reader *reader, const char *format, ...)
{
    char sentence[ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    struct error printable;
    error_set(&printable, "%s", sentence);
    reader->warn(reader->warn_context, printable.message);
}

static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* One line of a file, without the blanks around it. */
struct line {
    const char *start, *end;
    unsigned number;
};

static struct line line_trimmed(const char *start, const char *end, unsigned number)
{
    while (start < end && is_blank(*start))
        start++;
    while (start < end && is_blank(end[-1]))
        end--;
    return (struct line){start, end, number};
}

/* The comment sign that cuts off part of what was meant as the value: one that touches it. NULL when there is none. */
static const char *find_cut(const struct line *value)
{
    if (value->start == value->end || *value->start == '"' || *value->start == '\'')
        return NULL;
    for (const char *at = value->start; at < value->end; at++) {
        if (*at != '#' && *at != ';')
            continue;
        bool touches = at > value->start ? !is_blank(at[-1]) : at + 1 < value->end && !is_blank(at[1]);
        return touches ? at : NULL;
    }
    return NULL;
}

/* Judges one line as iniparser will, but says why. */
static bool check_line(const char *name, const struct line *line, const struct ini_reader *reader, struct error *error)
{
    bool empty = line->start == line->end || *line->start == '#' || *line->start == ';';
    if (empty || (*line->start == '[' && line->end[-1] == ']'))
        return true;
    if (line->end - line->start > LINE_LENGTH_MAX)
        return error_set(error, "%s: line %u: longer than %d bytes", name, line->number, LINE_LENGTH_MAX);
    const char *equals = memchr(line->start, '=', (size_t)(line->end - line->start));
    if (!equals || equals == line->start)
        return error_set(error,
                         "%s: line %u: neither a [section] nor a line like `name = value`; nothing of the file is used",
                         name, line->number);
    struct line value = line_trimmed(equals + 1, line->end, line->number);
    const char *cut = find_cut(&value);
    if (cut)
        ini_warn(reader, "%s: line %u: what follows '%c' is a comment; a value with it needs quotation marks around it",
                 name, line->number, *cut);
    return true;
}

static bool check_lines(const char *name, const char *bytes, size_t length, const struct ini_reader *reader,
                        struct error *error)
{
    const char *const end = bytes + length;
    bool continued = false; /* the line before ended with a backslash */
    unsigned number = 1;
    for (const char *start = bytes; start < end; number++) {
        const char *newline = memchr(start, '\n', (size_t)(end - start));
        const char *line_end = newline ? newline : end;
        struct line line = line_trimmed(start, line_end, number);
        if (!continued && !check_line(name, &line, reader, error))
            return false;
        continued = line.end > line.start && line.end[-1] == '\\';
        start = newline ? newline + 1 : end;
    }
    return true;
}

/* Puts the bytes into a pipe and returns the end to read them from, or -1 and a sentence. */
static int pipe_with(const char *name, const char *bytes, size_t length, struct error *error)
{
    int ends[2];
    if (pipe(ends) != 0) {
        error_set(error, "%s: cannot be read: %s", name, strerror(errno));
        return -1;
    }
    /* Without it a pipe that is smaller than INI_SIZE_MAX would wait forever for its reader: us. */
    (void)fcntl(ends[1], F_SETFL, O_NONBLOCK);
    bool whole = write(ends[1], bytes, length) == (ssize_t)length;
    close(ends[1]);
    if (whole)
        return ends[0];
    close(ends[0]);
    error_set(error, "%s: cannot be read: the system's pipes are too small for it", name);
    return -1;
}

static dictionary *load_path(const char *name, const char *path, struct error *error)
{
    iniparser_set_error_callback(say_nothing);
    errno = 0;
    dictionary *entries = iniparser_load(path);
    bool short_of_memory = errno == ENOMEM;
    if (short_of_memory)
        error_out_of_memory(error, "reading settings");
    else if (!entries)
        error_set(error, "%s: cannot be read: a line is too long", name);
    return short_of_memory ? NULL : entries;
}

static dictionary *load_through_file(const char *name, const char *bytes, size_t length, struct error *error)
{
    char path[] = "/tmp/whosaid-XXXXXX";
    int descriptor = mkstemp(path);
    if (descriptor < 0) {
        error_set(error, "%s: cannot be read: neither /dev/fd is there, nor can a file be made in /tmp: %s", name,
                  strerror(errno));
        return NULL;
    }
    dictionary *entries = NULL;
    if (write(descriptor, bytes, length) == (ssize_t)length)
        entries = load_path(name, path, error);
    else
        error_set(error, "%s: cannot be read: /tmp is full", name);
    close(descriptor);
    unlink(path);
    return entries;
}

static dictionary *load(const char *name, const char *bytes, size_t length, struct error *error)
{
    int descriptor = pipe_with(name, bytes, length, error);
    if (descriptor < 0)
        return NULL;
    char path[32];
    (void)snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    dictionary *entries =
        access(path, R_OK) == 0 ? load_path(name, path, error) : load_through_file(name, bytes, length, error);
    close(descriptor);
    return entries;
}

/* iniparser keeps `section:name`, and sections by themselves without a value. */
static void hand_out(const dictionary *entries, const struct ini_reader *reader)
{
    for (ssize_t i = 0; i < entries->size; i++) {
        char *name = entries->key[i] ? strchr(entries->key[i], ':') : NULL;
        if (!name || !entries->val[i])
            continue;
        *name = '\0';
        reader->entry(reader->context, entries->key[i], name + 1, entries->val[i]);
    }
}

bool ini_read_bytes(const char *name, const char *bytes, size_t length, const struct ini_reader *reader,
                    struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf";
    if (length >= sizeof mark - 1 && memcmp(bytes, mark, sizeof mark - 1) == 0) {
        bytes += sizeof mark - 1;
        length -= sizeof mark - 1;
    }
    if (length > INI_SIZE_MAX)
        return error_set(error, "%s: is larger than %d KiB", name, INI_SIZE_MAX / 1024);
    if (!check_lines(name, bytes, length, reader, error))
        return false;
    dictionary *entries = load(name, bytes, length, error);
    if (!entries)
        return false;
    hand_out(entries, reader);
    iniparser_freedict(entries);
    return true;
}

bool ini_read_file(const char *path, const struct ini_reader *reader, struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    if (descriptor < 0)
        return error_set(error, "%s: cannot be opened: %s", path, strerror(errno));
    struct buffer bytes = buffer_create(INI_SIZE_MAX + 1);
    bool done = input_read_whole(descriptor, &bytes, error);
    close(descriptor);
    if (done)
        done = ini_read_bytes(path, buffer_string(&bytes), bytes.length, reader, error);
    else
        error_prefix(error, "%s: ", path);
    buffer_release(&bytes);
    return done;
}
