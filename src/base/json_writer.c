/* json writer: whole stretches are copied between the characters that need escaping. */
#include "base/json_writer.h"

#include <inttypes.h>
#include <string.h>

void json_writer_begin(struct json_writer *writer, FILE *out)
{
    writer->out = out;
    writer->used = 0;
    writer->needs_comma = false;
}

static void flush(struct json_writer *writer)
{
    (void)fwrite(writer->room, 1, writer->used, writer->out);
    writer->used = 0;
}

static void put(struct json_writer *writer, const char *bytes, size_t length)
{
    if (length > sizeof writer->room - writer->used)
        flush(writer);
    if (length > sizeof writer->room) {
        (void)fwrite(bytes, 1, length, writer->out);
        return;
    }
    memcpy(writer->room + writer->used, bytes, length);
    writer->used += length;
}

static void put_escaped(struct json_writer *writer, unsigned char byte)
{
    static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    char escape[8] = {'\\'};
    for (const char *form = short_forms; *form; form += 2)
        if ((unsigned char)form[0] == byte)
            escape[1] = form[1];
    if (!escape[1])
        (void)snprintf(escape, sizeof escape, "\\u%04x", byte);
    put(writer, escape, strlen(escape));
}

static bool is_escaped(unsigned char byte)
{
    return byte < ' ' || byte == '"' || byte == '\\' || byte == 0x7f;
}

static void put_string(struct json_writer *writer, const char *string)
{
    put(writer, "\"", 1);
    for (const char *at = string;;) {
        const char *start = at;
        while (!is_escaped((unsigned char)*at))
            at++;
        put(writer, start, (size_t)(at - start));
        if (!*at)
            break;
        put_escaped(writer, (unsigned char)*at++);
    }
    put(writer, "\"", 1);
}

/* What stands before every member and element. */
static void put_name(struct json_writer *writer, const char *name)
{
    if (writer->needs_comma)
        put(writer, ",", 1);
    writer->needs_comma = true;
    if (!name)
        return;
    put_string(writer, name);
    put(writer, ":", 1);
}

void json_writer_open(struct json_writer *writer, const char *name, char bracket)
{
    put_name(writer, name);
    put(writer, &bracket, 1);
    writer->needs_comma = false;
}

void json_writer_close(struct json_writer *writer, char bracket)
{
    put(writer, &bracket, 1);
    writer->needs_comma = true;
}

void json_writer_string(struct json_writer *writer, const char *name, const char *string)
{
    if (!string)
        return;
    put_name(writer, name);
    put_string(writer, string);
}

void json_writer_integer(struct json_writer *writer, const char *name, int64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, number);
    put_name(writer, name);
    put(writer, digits, (size_t)length);
}

void json_writer_newline(struct json_writer *writer)
{
    if (writer->needs_comma)
        put(writer, ",", 1);
    writer->needs_comma = false;
    put(writer, "\n", 1);
}

void json_writer_end(struct json_writer *writer)
{
    put(writer, "\n", 1);
    flush(writer);
}
