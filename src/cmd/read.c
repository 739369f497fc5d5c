/* whosaid FILE…: the reader. Opens everything first, then takes the terminal. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "app/errands.h"
#include "app/library.h"
#include "app/session.h"
#include "app/shelf_archive.h"
#include "app/shelf_files.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/paths.h"
#include "cmd/archive_option.h"
#include "cmd/inputs.h"
#include "cmd/plain.h"
#include "cmd/setup.h"
#include "config/embedded.h"
#include "config/theme.h"
#include "ui/ui.h"

struct values {
    struct input_values input;
    struct archive_values archive;
    bool ascii, help, version;
    const char *theme;
};

static const struct option_row options[] = {
    {"ascii", 0, OPTION_FLAG, offsetof(struct values, ascii), NULL, "write everything in ASCII"},
    {"theme", 0, OPTION_VALUE, offsetof(struct values, theme), "NAME", "dark, light, mono, or a theme of your own"},
    ARCHIVE_OPTIONS(struct values, archive),
    INPUT_OPTION_FORMAT(struct values, input),
    INPUT_OPTION_URL(struct values, input),
    {"help", 'h', OPTION_FLAG, offsetof(struct values, help), NULL, "tell how to call whosaid"},
    {"version", 'V', OPTION_FLAG, offsetof(struct values, version), NULL, "print the version"},
    {0},
};

/* What errands are told of --archive and --config, and of the settings. */
enum { ERRAND_ARGUMENTS_MAX = 4 + 2 * OPTION_LIST_MAX + 1, PATH_SIZE_MAX = 64 * 1024 };

/* What the reader needs, made in this order and given back in the other. */
struct reader {
    struct library library;
    struct shelf_files files;
    struct archive *archive;
    struct shelf_archive feeds; /* on it, where there is one */
    struct setup setup;
    struct theme theme;
    struct annotator *annotator;
    const struct archive_values *archive_values;
    struct session *session, *sample_session; /* the latter where a subscription has taken its place */
    const char *errand_arguments[ERRAND_ARGUMENTS_MAX];
    const char *const *errand_settings; /* the settings among them */
    struct errands errands;
    bool is_sample;
    struct told told;
    enum exit_status status; /* of the opening: STATUS_FAILED when something could not be opened */
};

/* --- opening ------------------------------------------------------------------------------------------------------ */

static void note_failure(void *context, const char *sentence)
{
    struct reader *reader = context;
    reader->status = STATUS_FAILED;
    command_note(&reader->told, sentence);
}

static bool open_sample(struct reader *reader, struct error *error)
{
    static const char name[] = "lang/en/sample.txt";
    const struct document_source known = {.format = DOCUMENT_AUTO};
    const struct embedded_file *file = embedded_find(name);
    if (!file)
        return error_set(error, "the sample article is not in this program");
    return library_add(&reader->library, name, file->bytes, (size_t)(file->end - file->bytes), &known, error);
}

/* Says, beside the system's reason, which command was meant, when the name is nearly one and no file. */
static void note_missing(struct reader *reader, const struct invocation *invocation, const char *path,
                         const char *sentence)
{
    const struct command *near = access(path, F_OK) != 0 ? command_nearest(invocation, path) : NULL;
    struct error error;
    error_set(&error, "%s", sentence);
    if (near)
        error_set(&error, "%s; did you mean the command %s?", sentence, near->name);
    note_failure(reader, error.message);
}

/* Opens every operand; without one standard input where something is piped in, else the sample. */
static void open_operands(struct reader *reader, const struct invocation *invocation,
                          const struct document_source *known, char *const *operands)
{
    static char *const standard_input[] = {"-", NULL};
    struct error error;
    if (!*operands && isatty(STDIN_FILENO)) {
        if (!open_sample(reader, &error))
            note_failure(reader, error.message);
        reader->is_sample = true;
        return;
    }
    for (char *const *path = *operands ? operands : standard_input; *path; path++)
        if (!library_open(&reader->library, *path, known, note_failure, reader, &error))
            note_missing(reader, invocation, *path, error.message);
}

/* --- the archive -------------------------------------------------------------------------------------------------- */

/* Whether there is something in it yet. */
static bool is_empty(const struct shelf_archive *feeds)
{
    const struct shelf_row *rows = feeds->tree.rows.items;
    for (size_t i = 0; i < feeds->tree.rows.count; i++)
        if (rows[i].articles || rows[i].type == SHELF_FEED)
            return false;
    return true;
}

static void close_archive(struct reader *reader)
{
    shelf_archive_release(&reader->feeds);
    archive_close(reader->archive);
    reader->archive = NULL;
}

/* Opens the archive where there is one. False and a sentence when it is there and cannot be read. */
static bool open_archive(struct reader *reader, struct error *error)
{
    struct buffer path = buffer_create(PATH_SIZE_MAX);
    const struct archive_values *values = reader->archive_values;
    bool there = archive_option_path(values, &reader->setup.settings, &path, error) &&
                 (values->file || access(buffer_string(&path), F_OK) == 0);
    bool read = !there;
    if (there) {
        reader->archive =
            archive_open(buffer_string(&path), ARCHIVE_MARK, (unsigned)reader->setup.settings.patience, error);
        read = reader->archive && shelf_archive_create(&reader->feeds, reader->archive, clock_now(), error);
    }
    buffer_release(&path);
    return read;
}

/* --- without a terminal ------------------------------------------------------------------------------------------- */

/* `whosaid FILE | head` prints, as less does. */
static void print_all(const struct reader *reader)
{
    const struct source *sources = reader->library.sources.items;
    bool again = false;
    for (size_t i = 0; i < reader->library.sources.count; i++) {
        struct article *const *articles = sources[i].articles.items;
        for (size_t j = 0; j < sources[i].articles.count; j++) {
            plain_separate(again);
            again = true;
            if (!plain_print(articles[j], &(struct plain_style){.width = 0}))
                return;
        }
    }
}

/* --- the screen --------------------------------------------------------------------------------------------------- */

/* Keys come from the terminal even where standard input was a pipe that is read to its end by now. */
static bool take_keys_from_terminal(struct error *error)
{
    if (isatty(STDIN_FILENO))
        return true;
    int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY);
    if (terminal < 0 || dup2(terminal, STDIN_FILENO) < 0)
        return error_set(error, "there is no terminal to read keys from: %s", strerror(errno));
    if (terminal != STDIN_FILENO)
        close(terminal);
    return true;
}

/* Has the first screen say what went wrong, which else would be seen only after it. */
static void show_told(const struct reader *reader)
{
    struct error error = reader->told.first;
    if (reader->told.count > 1)
        (void)error_prefix(&error, "1 of %zu: ", reader->told.count);
    if (reader->told.count)
        (void)session_fail(reader->session, &error);
}

/* Over the archive, which was annotated when it was filled. */
static struct session *read_archive(struct reader *reader, struct error *error)
{
    struct session *session = session_create(&reader->feeds.shelf, NULL, error);
    if (session)
        session->marks_when_opened = reader->setup.settings.mark_read;
    return session;
}

/* The archive takes the sample's place; files that were asked for stay. */
static struct session *take_subscription(void *context, struct error *error)
{
    struct reader *reader = context;
    *error = (struct error){""};
    if (!reader->is_sample)
        return NULL;
    bool opened = open_archive(reader, error) && reader->archive;
    struct session *session = opened ? read_archive(reader, error) : NULL;
    if (!session) {
        close_archive(reader);
        return NULL;
    }
    reader->sample_session = reader->session;
    return reader->session = session;
}

/* Over the archive when that was opened, else over the files. */
static bool begin_session(struct reader *reader, struct error *error)
{
    if (reader->archive) {
        reader->session = read_archive(reader, error);
        if (reader->session && reader->setup.settings.resume)
            (void)session_resume(reader->session);
        return reader->session != NULL;
    }
    reader->files = shelf_files_create(&reader->library);
    reader->annotator = annotator_create(error);
    reader->session = reader->annotator ? session_create(&reader->files.shelf, reader->annotator, error) : NULL;
    if (reader->session && reader->is_sample)
        (void)session_tell(reader->session,
                           "This is a sample. The key a, or whosaid add ADDRESS, subscribes to a feed.");
    return reader->session != NULL;
}

static enum exit_status show(struct reader *reader)
{
    struct error error = {0};
    int status = STATUS_FAILED;
    if (take_keys_from_terminal(&error) && begin_session(reader, &error)) {
        show_told(reader);
        reader->errands = errands_create(reader->errand_arguments, reader->errand_settings);
        const struct ui_setup setup = {.session = reader->session,
                                       .errands = &reader->errands,
                                       .settings = &reader->setup.settings,
                                       .keymap = reader->setup.keymap,
                                       .theme = &reader->theme,
                                       .subscribed = take_subscription,
                                       .context = reader};
        status = ui_run(&setup, &error);
        session_keep_screen(reader->session);
        errands_release(&reader->errands);
    }
    if (status == STATUS_FAILED && *error.message)
        command_complain(&error);
    return status == STATUS_WELL ? reader->status : (enum exit_status)status;
}

/* --- how it looks ------------------------------------------------------------------------------------------------- */

static bool read_theme(struct reader *reader, const char *name, struct error *error)
{
    struct buffer directory = buffer_create((size_t)64 * 1024);
    const char *own = path_in_configuration("", &directory) ? buffer_string(&directory) : NULL;
    bool done = theme_read(&reader->theme, name, own, command_note, &reader->told, error);
    buffer_release(&directory);
    return done;
}

/* A theme that the command line names has to be there; for one that the settings name the default steps in. */
static enum exit_status choose_look(struct reader *reader, const struct invocation *invocation,
                                    const struct values *values)
{
    struct error error;
    struct settings *settings = &reader->setup.settings;
    if (values->ascii && !settings_set(settings, "ascii", "yes", &error))
        return command_misused(invocation, "%s", error.message);
    if (read_theme(reader, values->theme ? values->theme : settings->theme, &error))
        return STATUS_WELL;
    if (values->theme)
        return command_misused(invocation, "%s", error.message);
    command_note(&reader->told, error.message);
    const struct settings initial = settings_default();
    if (read_theme(reader, initial.theme, &error))
        return STATUS_WELL;
    command_complain(&error);
    return STATUS_FAILED;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

/* The archive and the settings of this call are those of what it starts. */
static void list_errand_arguments(struct reader *reader, const struct archive_values *values)
{
    const char **next = reader->errand_arguments;
    const struct option_list *settings = &values->setup.settings;
    if (values->file) {
        *next++ = "--archive";
        *next++ = values->file;
    }
    reader->errand_settings = next;
    if (values->setup.file) {
        *next++ = "--config";
        *next++ = values->setup.file;
    }
    for (size_t i = 0; i < settings->count; i++) {
        *next++ = "-o";
        *next++ = settings->values[i];
    }
    *next = NULL;
}

static enum exit_status read_operands(struct reader *reader, const struct invocation *invocation,
                                      const struct values *values, char *const *operands)
{
    struct document_source known;
    enum exit_status status = inputs_source(invocation, &values->input, &known);
    if (status == STATUS_WELL)
        status = setup_create(&reader->setup, invocation, &values->archive.setup, &reader->told);
    if (status == STATUS_WELL)
        status = choose_look(reader, invocation, values);
    if (status != STATUS_WELL)
        return status;
    list_errand_arguments(reader, &values->archive);
    bool nothing_named = !*operands && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    struct error error;
    reader->archive_values = &values->archive;
    if (nothing_named && !open_archive(reader, &error))
        return command_fail(&error);
    if (reader->archive && !is_empty(&reader->feeds))
        return show(reader);
    close_archive(reader);
    open_operands(reader, invocation, &known, operands);
    if (!reader->library.sources.count)
        return STATUS_FAILED;
    if (isatty(STDOUT_FILENO))
        return show(reader);
    print_all(reader);
    return reader->status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (values.version) {
        puts("whosaid " WHOSAID_VERSION);
        return STATUS_WELL;
    }
    struct reader reader = {.library = library_create()};
    enum exit_status status = read_operands(&reader, invocation, &values, operands);
    session_destroy(reader.session);
    session_destroy(reader.sample_session);
    close_archive(&reader);
    annotator_destroy(reader.annotator);
    setup_release(&reader.setup);
    library_release(&reader.library);
    return status;
}

const struct command command_read = {
    "",
    "[FILE|DIR|-]…",
    "Reads articles and feeds by who said what. Without anything named: the archive, or a sample article.",
    options,
    run,
};
