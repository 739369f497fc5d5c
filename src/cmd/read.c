/* whosaid FILE…: the reader. Opens everything first, then takes the terminal. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "app/library.h"
#include "app/session.h"
#include "app/shelf_files.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"
#include "cmd/inputs.h"
#include "cmd/plain.h"
#include "cmd/setup.h"
#include "config/embedded.h"
#include "config/theme.h"
#include "ui/ui.h"

struct values {
    struct input_values input;
    struct setup_values setup;
    bool ascii, help, version;
    const char *theme;
};

static const struct option_row options[] = {
    {"ascii", 0, OPTION_FLAG, offsetof(struct values, ascii), NULL, "write everything in ASCII"},
    {"theme", 0, OPTION_VALUE, offsetof(struct values, theme), "NAME", "dark, light, mono, or a theme of your own"},
    SETUP_OPTION_SET(struct values, setup),
    SETUP_OPTION_CONFIG(struct values, setup),
    INPUT_OPTION_FORMAT(struct values, input),
    INPUT_OPTION_URL(struct values, input),
    {"help", 'h', OPTION_FLAG, offsetof(struct values, help), NULL, "tell how to call whosaid"},
    {"version", 'V', OPTION_FLAG, offsetof(struct values, version), NULL, "print the version"},
    {0},
};

/* What the reader needs, made in this order and given back in the other. */
struct reader {
    struct library library;
    struct shelf_files files;
    struct setup setup;
    struct theme theme;
    struct annotator *annotator;
    struct session *session;
    struct told told;
    enum exit_status status; /* of the opening: STATUS_FAILED when something could not be opened */
};

/* --- opening --------------------------------------------------------------------------------------------------------- */

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
        return;
    }
    for (char *const *path = *operands ? operands : standard_input; *path; path++)
        if (!library_open(&reader->library, *path, known, note_failure, reader, &error))
            note_missing(reader, invocation, *path, error.message);
}

/* --- without a terminal ---------------------------------------------------------------------------------------------- */

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
            if (!plain_print(articles[j], 0))
                return;
        }
    }
}

/* --- the screen ------------------------------------------------------------------------------------------------------ */

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

static enum exit_status show(struct reader *reader)
{
    struct error error = {0};
    int status = STATUS_FAILED;
    reader->files = shelf_files_create(&reader->library);
    if (take_keys_from_terminal(&error) && (reader->annotator = annotator_create(&error)) &&
        (reader->session = session_create(&reader->files.shelf, reader->annotator, &error))) {
        show_told(reader);
        status = ui_run(reader->session, &reader->setup.settings, reader->setup.keymap, &reader->theme, &error);
    }
    if (status == STATUS_FAILED && *error.message)
        command_complain(&error);
    return status == STATUS_WELL ? reader->status : (enum exit_status)status;
}

/* --- how it looks ---------------------------------------------------------------------------------------------------- */

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

/* --- the command ----------------------------------------------------------------------------------------------------- */

static enum exit_status read_operands(struct reader *reader, const struct invocation *invocation,
                                      const struct values *values, char *const *operands)
{
    struct document_source known;
    enum exit_status status = inputs_source(invocation, &values->input, &known);
    if (status == STATUS_WELL)
        status = setup_create(&reader->setup, invocation, &values->setup, &reader->told);
    if (status == STATUS_WELL)
        status = choose_look(reader, invocation, values);
    if (status != STATUS_WELL)
        return status;
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
    annotator_destroy(reader.annotator);
    setup_release(&reader.setup);
    library_release(&reader.library);
    return status;
}

const struct command command_read = {
    "",
    "[FILE|DIR|-]…",
    "Reads articles and feeds by who said what. Without anything to read: a sample article.",
    options,
    run,
};
