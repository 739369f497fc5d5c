/* whosaid feed: a feed of any format as a JSON Feed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/feed_json.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "feeds/byte_source.h"
#include "feeds/feed.h"

struct values {
    const char *url, *content_type;
    bool has_no_limits, only_counts;
};

static const struct option_row options[] = {
    {"url", 0, OPTION_VALUE, offsetof(struct values, url), "BASE", "where the feed came from, for relative links"},
    {"content-type", 0, OPTION_VALUE, offsetof(struct values, content_type), "TYPE",
     "the media type that it came with, for its charset"},
    {"no-limits", 0, OPTION_FLAG, offsetof(struct values, has_no_limits), NULL,
     "read all of a file of your own, however large"},
    {"count", 0, OPTION_FLAG, offsetof(struct values, only_counts), NULL,
     "print only how many items and warnings there are"},
    {0},
};

static bool print_counts(const struct byte_source *source, const struct feed_options *reading, struct feed *feed,
                         struct error *error)
{
    const struct feed_sink sink = {NULL, NULL};
    if (!feed_read(source, reading, &sink, feed, error))
        return false;
    printf("%zu items, %zu warnings\n", feed->item_count, feed->warning_count);
    return true;
}

static bool print_json(const struct byte_source *source, const struct feed_options *reading, struct feed *feed,
                       struct error *error)
{
    struct feed_json *json = malloc(sizeof *json);
    if (!json)
        return error_out_of_memory(error, "reading the feed");
    feed_json_begin(json, stdout);
    const struct feed_sink sink = {feed_json_take, json};
    bool read = feed_read(source, reading, &sink, feed, error);
    if (read || json->is_begun)
        feed_json_end(json, feed);
    free(json);
    return read;
}

/* What a file is that can be read at any place; a pipe, which cannot, is read whole first. */
static bool open_source(int descriptor, size_t most, struct byte_source *source, struct buffer *bytes,
                        struct error *error)
{
    struct stat status;
    *source = byte_source_of_file(descriptor);
    if (fstat(descriptor, &status) != 0)
        return error_set(error, "it cannot be read: %s", strerror(errno));
    if (S_ISDIR(status.st_mode))
        return error_set(error, "it is a directory");
    if (S_ISREG(status.st_mode) && lseek(descriptor, 0, SEEK_CUR) == 0)
        return true;
    *bytes = buffer_create(most);
    if (!input_read_whole(descriptor, bytes, error))
        return false;
    *source = byte_source_of_memory(buffer_string(bytes), bytes->length);
    return true;
}

static enum exit_status read_operand(const char *path, const struct values *values)
{
    const struct feed_limits *limits = values->has_no_limits ? &feed_limits_of_own_file : &feed_limits_of_file;
    const struct feed_options reading = {.url = values->url, .content_type = values->content_type, .limits = limits};
    bool is_input = strcmp(path, "-") == 0;
    int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct error error = {.message = ""};
    struct buffer bytes = buffer_create(0);
    struct byte_source source;
    struct feed feed = feed_create();
    bool read = descriptor >= 0 || error_set(&error, "it cannot be opened: %s", strerror(errno));
    read = read && open_source(descriptor, limits->decoded_bytes, &source, &bytes, &error);
    read = read && (values->only_counts ? print_counts : print_json)(&source, &reading, &feed, &error);
    if (!read) {
        error_prefix(&error, "%s: ", input_name(path));
        command_complain(&error);
    }
    feed_release(&feed);
    buffer_release(&bytes);
    if (descriptor >= 0 && !is_input)
        (void)close(descriptor);
    return read ? STATUS_WELL : STATUS_FAILED;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands && operands[1])
        return command_misused(invocation, "it reads one feed at a time");
    if (!*operands && isatty(STDIN_FILENO))
        return command_misused(invocation, "there is nothing to read: name a FILE, or pipe one in");
    return read_operand(*operands ? *operands : "-", &values);
}

const struct command command_feed = {
    "feed", "[FILE]", "Prints a feed of any format as a JSON Feed.", options, run,
};
