/* whosaid save: keeps pages and files for later, and fetches the full text of articles that are kept. */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app/sync.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "cmd/archive_option.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/sync_report.h"
#include "cmd/sync_settings.h"
#include "feeds/document.h"
#include "feeds/fetch.h"
#include "store/archive_articles.h"

enum { WISHES_MAX = 10 * 1000 };

/* Files are held whole until they are read. */
#define FILES_SIZE_MAX ((size_t)1024 * 1024 * 1024)

struct values {
    struct archive_values archive;
    bool full_text, json, quiet;
    char *const *operands;
};

static const struct option_row options[] = {
    {"full-text", 0, OPTION_FLAG, offsetof(struct values, full_text), NULL,
     "fetch the pages of articles that are kept, by their numbers, for their full texts"},
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print what came of it as one JSON object"},
    {"quiet", 'q', OPTION_FLAG, offsetof(struct values, quiet), NULL, "print nothing but what fails"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

/* --- what is wished ----------------------------------------------------------------------------------------------- */

static bool read_file(const char *path, struct arena *arena, struct sync_wish *wish, struct error *error)
{
    struct buffer bytes = buffer_create(DOCUMENT_SIZE_MAX);
    bool read = input_read_file(path, &bytes, error);
    if (read) {
        wish->bytes = arena_copy(arena, buffer_string(&bytes), bytes.length);
        wish->length = bytes.length;
        read = wish->bytes || error_out_of_memory(error, "reading it");
    }
    buffer_release(&bytes);
    return read;
}

/* True for what no address is without its scheme: a path, and a name that ends as files do and begins with no host. */
static bool can_only_be_file(const char *operand)
{
    static const char *const endings[] = {".html", ".htm", ".xhtml", ".txt", ".xml"};
    size_t length = strlen(operand), first = strcspn(operand, "/");
    bool has_host = first < length && memchr(operand, '.', first);
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !has_host; i++) {
        size_t size = strlen(endings[i]);
        if (length >= size && strcasecmp(operand + length - size, endings[i]) == 0)
            return true;
    }
    return *operand == '/' || *operand == '.';
}

/* What there is as a file is a file, unless it says that it is an address. */
static bool wish_page(const char *operand, struct arena *arena, struct sync_wish *wish, struct error *error)
{
    wish->url = operand;
    bool may_be_file = !strstr(operand, "://");
    if (strcmp(operand, "-") == 0 || (may_be_file && access(operand, F_OK) == 0))
        return read_file(operand, arena, wish, error);
    if (may_be_file && can_only_be_file(operand))
        return error_set(error, "there is no such file; an address begins with https://");
    char *address = fetch_address(operand, error);
    wish->url = arena_copy_string(arena, address);
    bool wished = address && (wish->url || error_out_of_memory(error, "reading the address"));
    free(address);
    if (!wish->url)
        wish->url = operand;
    return wished;
}

static bool wish_full_text(struct archive *archive, const char *operand, struct arena *arena, struct sync_wish *wish,
                           struct error *error)
{
    char *end;
    struct archived_row row;
    errno = 0;
    int64_t id = strtoll(operand, &end, 10);
    wish->url = operand;
    if (errno || end == operand || *end || id <= 0)
        return error_set(error, "this is not the number of an article");
    if (!archive_rows_read(archive, &id, 1, arena, &row, error))
        return false;
    if (row.id == ARCHIVE_NONE)
        return error_set(error, "there is no article with this number");
    if (!row.link)
        return error_set(error, "the feed does not tell where the article's page is");
    *wish = (struct sync_wish){.url = row.link, .article = id};
    return true;
}

static void complain_of(const char *operand, struct error *error)
{
    error_prefix(error, "%s: ", input_name(operand));
    command_complain(error);
}

/* Appends what each operand wishes. Returns how many were none; the user has been told. */
static size_t collect(struct archive *archive, const struct values *values, struct arena *arena, struct array *wishes)
{
    size_t failed = 0;
    for (char *const *operand = values->operands; *operand; operand++) {
        struct error error;
        struct sync_wish wish = {.url = *operand}, *slot = NULL;
        bool wished = values->full_text ? wish_full_text(archive, *operand, arena, &wish, &error)
                                        : wish_page(*operand, arena, &wish, &error);
        if (wished) {
            slot = array_push(wishes);
            error_out_of_memory(&error, "keeping it");
        }
        if (slot)
            *slot = wish;
        else
            complain_of(*operand, &error);
        failed += !slot;
    }
    return failed;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static enum exit_status keep(struct archive *archive, const struct settings *settings, const struct values *values,
                             const struct array *wishes)
{
    struct sync_settings sync;
    struct sync_report report;
    struct sync_counts counts = {.feeds = 0};
    struct error error;
    sync_report_begin(&report, values->json ? SYNC_REPORT_JSON : SYNC_REPORT_SENTENCES, values->quiet);
    const struct sync_listener listener = sync_report_listener(&report);
    bool done = sync_settings_read(&sync, settings, &error) &&
                sync_keep(archive, &sync.options, wishes->items, wishes->count, &listener, &counts, &error);
    sync_settings_release(&sync);
    return sync_report_end(&report, &counts, done ? NULL : &error);
}

static enum exit_status save(struct archive *archive, const struct settings *settings, void *context)
{
    struct arena *arena = arena_create(FILES_SIZE_MAX);
    struct array wishes = array_create(sizeof(struct sync_wish), WISHES_MAX);
    enum exit_status status;
    if (arena) {
        size_t failed = collect(archive, context, arena, &wishes);
        status = keep(archive, settings, context, &wishes);
        status = status == STATUS_WELL && failed ? STATUS_FAILED : status;
    } else {
        status = command_fail_for_memory("saving");
    }
    array_release(&wishes);
    arena_destroy(arena);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.full_text = false};
    values.operands = options_parse(invocation, &values);
    if (!values.operands)
        return STATUS_USAGE;
    if (!*values.operands)
        return command_misused(invocation, values.full_text ? "name the NUMBER of an article"
                                                            : "there is nothing to save: name an ADDRESS or a FILE");
    return archive_option_work(invocation, &values.archive, ARCHIVE_USE_BEGIN, save, &values);
}

const struct command command_save = {
    "save", "ADDRESS|FILE|NUMBER…", "Keeps pages and files to be read later.", options, run,
};
