/* script: a table of words, each with the function that does it, and a loop over the lines of the file. */
#define _GNU_SOURCE /* memmem */
#include "script.h"

#include <ctype.h>
#include <errno.h>
#include <ftw.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "base/buffer.h"
#include "base/error.h"
#include "picture.h"
#include "store/archive.h"
#include "terminal.h"
#include "web.h"

enum {
    ARGUMENTS_MAX = 16,
    VARIABLES_MAX = 32,
    NEVER_MAX = 16,
    VALUE_SIZE = 512,
    SIZE_MOST = 1000,
    ROWS_BYTES_MAX = 1 << 22
};

#define TEXT(number) #number
#define TEXT_OF(number) TEXT(number)

/* Seconds for a whole script, on a machine that is busy with other things. */
enum { DEADLINE = 60 };

struct script {
    const struct script_options *options;
    struct buffer *pictures;
    struct picture_legend legend;
    struct terminal terminal;
    struct terminal_size size;
    long deadline;
    size_t step; /* where in the output the answer to the last step that did something begins */
    char variables[VARIABLES_MAX][VALUE_SIZE];
    size_t variable_count;
    char never[NEVER_MAX][VALUE_SIZE]; /* bytes that may nowhere be in the output */
    size_t never_count;
    char input[VALUE_SIZE]; /* file for standard input; "": the terminal */
    regex_t hidden;         /* what pictures show as ~, where hides */
    bool hides, started, accounted_for;
    struct web web;
    struct archive *held; /* by ourselves, as by a sync; NULL: not */
    bool unwritable;
};

/* --- small helpers ------------------------------------------------------------------------------------------------ */

/* The byte behind a backslash; moves `from` to the last character of the escape. -1 when there is no such escape. */
static int escaped_byte(const char **from)
{
    static const char escapes[] = "e\033a\an\nt\t\\\\";
    if (**from == 'x' && isxdigit((unsigned char)(*from)[1]) && isxdigit((unsigned char)(*from)[2])) {
        const char digits[] = {(*from)[1], (*from)[2], '\0'};
        *from += 2;
        return (int)strtol(digits, NULL, 16);
    }
    for (size_t i = 0; escapes[i]; i += 2)
        if (escapes[i] == **from)
            return (unsigned char)escapes[i + 1];
    return -1;
}

/* Copies `from` with \e \a \n \t \\ and \xHH replaced by the bytes that they stand for. */
static bool unescape(const char *from, char to[VALUE_SIZE], struct error *error)
{
    size_t length = 0;
    for (; *from && length + 1 < VALUE_SIZE; from++) {
        int byte = (unsigned char)*from;
        if (*from == '\\') {
            from++;
            byte = escaped_byte(&from);
            if (byte < 0)
                return error_set(error, "no escape is written \\%c", *from);
        }
        to[length++] = (char)byte;
    }
    to[length] = '\0';
    return !*from || error_set(error, "the text is too long");
}

static bool contains(const struct buffer *output, size_t from, const char *bytes)
{
    return output->length > from && memmem(output->bytes + from, output->length - from, bytes, strlen(bytes));
}

static bool add_variable(struct script *script, const char *name, const char *value, struct error *error)
{
    size_t which = 0;
    size_t length = strlen(name);
    while (which < script->variable_count &&
           (strncmp(script->variables[which], name, length) != 0 || script->variables[which][length] != '='))
        which++;
    if (which == VARIABLES_MAX)
        return error_set(error, "there are too many variables");
    int written = snprintf(script->variables[which], VALUE_SIZE, "%s=%s", name, value);
    if (written < 0 || written >= VALUE_SIZE)
        return error_set(error, "the value of %s is too long", name);
    script->variable_count += which == script->variable_count;
    return true;
}

static bool parse_number(const char *argument, long *number, struct error *error)
{
    char *end;
    *number = strtol(argument, &end, 10);
    return (*argument && !*end) || error_set(error, "%s is no number", argument);
}

static bool parse_size(char *argument, struct terminal_size *size, struct error *error)
{
    long columns, rows;
    char *cross = strchr(argument, 'x');
    if (!cross)
        return error_set(error, "%s is no size; columns and rows are written 80x24", argument);
    *cross = '\0';
    if (!parse_number(argument, &columns, error) || !parse_number(cross + 1, &rows, error))
        return false;
    *size = (struct terminal_size){.columns = (int)columns, .rows = (int)rows};
    return (columns > 0 && columns <= SIZE_MOST && rows > 0 && rows <= SIZE_MOST) ||
           error_set(error, "columns and rows are 1 to %d", SIZE_MOST);
}

/* --- the words: before the program runs --------------------------------------------------------------------------- */

static bool do_size(struct script *script, char *argument, struct error *error)
{
    return parse_size(argument, &script->size, error);
}

static bool do_deadline(struct script *script, char *argument, struct error *error)
{
    return parse_number(argument, &script->deadline, error);
}

static bool do_environment(struct script *script, char *argument, struct error *error)
{
    char *equals = strchr(argument, '=');
    if (!equals)
        return error_set(error, "a variable is written NAME=VALUE");
    *equals = '\0';
    return add_variable(script, argument, equals + 1, error);
}

/* Makes the folders of a path below the home. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

static bool do_write(struct script *script, char *argument, struct error *error)
{
    char path[VALUE_SIZE * 2];
    size_t name = strcspn(argument, " ");
    const char *line = argument[name] ? argument + name + 1 : "";
    int length = snprintf(path, sizeof path, "%s/%.*s", script->options->home, (int)name, argument);
    if (length < 0 || (size_t)length >= sizeof path)
        return error_set(error, "the file's name is too long");
    FILE *file = make_folders(path) ? fopen(path, "a") : NULL;
    if (!file)
        return error_set(error, "%s: %s", path, strerror(errno));
    bool written = fprintf(file, "%s\n", line) > 0;
    return (fclose(file) == 0 && written) || error_set(error, "%s: cannot write", path);
}

static bool do_input(struct script *script, char *argument, struct error *error)
{
    int length = snprintf(script->input, VALUE_SIZE, "%s", argument);
    return (length > 0 && length < VALUE_SIZE) || error_set(error, "a file is missing, or its name is too long");
}

static bool do_feed(struct script *script, char *argument, struct error *error)
{
    return archive_fill(script->options->home, script->options->directory, argument, error);
}

static bool do_web(struct script *script, char *argument, struct error *error)
{
    char folder[VALUE_SIZE * 2], proxy[VALUE_SIZE];
    (void)snprintf(folder, sizeof folder, "%s/%s", script->options->directory, argument);
    if (script->web.process || !web_start(&script->web, folder, error))
        return script->web.process ? error_set(error, "there is a web already") : false;
    (void)snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", script->web.port);
    return add_variable(script, "http_proxy", proxy, error);
}

static bool do_unwritable(struct script *script, char *argument, struct error *error)
{
    script->unwritable = true;
    return (!*argument || error_set(error, "nothing may stand behind this word")) &&
           archive_set_writable(script->options->home, false, error);
}

static bool do_held(struct script *script, char *argument, struct error *error)
{
    script->held = archive_hold(script->options->home, error);
    return script->held && (!*argument || error_set(error, "nothing may stand behind this word"));
}

static bool do_never_sends(struct script *script, char *argument, struct error *error)
{
    if (script->never_count == NEVER_MAX)
        return error_set(error, "there are too many of these");
    return unescape(argument, script->never[script->never_count++], error);
}

static bool do_hide(struct script *script, char *argument, struct error *error)
{
    if (script->hides || regcomp(&script->hidden, argument, REG_EXTENDED | REG_NEWLINE) != 0)
        return error_set(error, "%s is no regular expression, or not the first one", argument);
    script->hides = true;
    return true;
}

static bool settle(struct script *script, struct error *error)
{
    if (!terminal_settle(&script->terminal, error))
        return false;
    for (size_t i = 0; i < script->never_count; i++)
        if (contains(&script->terminal.output, 0, script->never[i]))
            return error_set(error, "the program sent bytes that it may never send (number %zu of them)", i + 1);
    return true;
}

/* Starts the program with these words behind its name, by one of the two ways to do so. */
static bool start(struct script *script, char *argument,
                  bool begin(struct terminal *terminal, const struct terminal_setup *setup, struct error *error),
                  struct error *error)
{
    char *arguments[ARGUMENTS_MAX + 2] = {(char *)script->options->program};
    char *rest = argument;
    size_t count = 1;
    for (char *word; (word = strtok_r(rest, " ", &rest)) && count <= ARGUMENTS_MAX; count++)
        arguments[count] = word;
    char *environment[VARIABLES_MAX];
    for (size_t i = 0; i < script->variable_count; i++)
        environment[i] = script->variables[i];
    const struct terminal_setup setup = {.directory = script->options->directory,
                                         .arguments = arguments,
                                         .environment = environment,
                                         .environment_count = script->variable_count,
                                         .input = script->input[0] ? script->input : NULL,
                                         .size = script->size,
                                         .obeys_modes = script->unwritable,
                                         .deadline = (int)script->deadline};
    script->started = true;
    script->accounted_for = false;
    script->step = script->terminal.output.length;
    return begin(&script->terminal, &setup, error) && settle(script, error);
}

static bool do_run(struct script *script, char *argument, struct error *error)
{
    return start(script, argument, terminal_start, error);
}

/* --- the words: while it runs ------------------------------------------------------------------------------------- */

static bool do_keys(struct script *script, char *argument, struct error *error)
{
    char *rest = argument;
    script->step = script->terminal.output.length;
    for (char *key; (key = strtok_r(rest, " ", &rest));)
        if (!terminal_press(&script->terminal, key, error) || !settle(script, error))
            return false;
    return true;
}

static bool do_type(struct script *script, char *argument, struct error *error)
{
    char bytes[VALUE_SIZE];
    script->step = script->terminal.output.length;
    return unescape(argument, bytes, error) && terminal_type(&script->terminal, bytes, strlen(bytes), error) &&
           settle(script, error);
}

static bool do_resize(struct script *script, char *argument, struct error *error)
{
    script->step = script->terminal.output.length;
    return parse_size(argument, &script->size, error) && terminal_resize(&script->terminal, script->size, error) &&
           settle(script, error);
}

static bool do_signal(struct script *script, char *argument, struct error *error)
{
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"HUP", SIGHUP},   {"INT", SIGINT},   {"TERM", SIGTERM}, {"TSTP", SIGTSTP},
                   {"CONT", SIGCONT}, {"SEGV", SIGSEGV}, {"ABRT", SIGABRT}, {"QUIT", SIGQUIT}};
    script->step = script->terminal.output.length;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (strcmp(argument, signals[i].name) == 0)
            return terminal_signal(&script->terminal, signals[i].number, error) && settle(script, error);
    return error_set(error, "no signal is named %s here", argument);
}

static void hide_matches(const struct script *script, char *picture)
{
    regmatch_t match;
    while (regexec(&script->hidden, picture, 1, &match, 0) == 0 && match.rm_eo > match.rm_so) {
        memset(picture + match.rm_so, '~', (size_t)(match.rm_eo - match.rm_so));
        picture += match.rm_eo;
    }
}

static bool do_screen(struct script *script, char *argument, struct error *error)
{
    size_t start = script->pictures->length;
    if (!picture_draw(&script->terminal, argument, &script->legend, script->pictures))
        return error_set(error, "the picture has too many bytes or styles");
    if (script->hides)
        hide_matches(script, script->pictures->bytes + start);
    return true;
}

/* Whether some row of the screen is like the extended regular expression. */
static bool screen_shows(struct script *script, const char *expression, bool *shows, struct error *error)
{
    regex_t compiled;
    struct buffer rows = buffer_create(ROWS_BYTES_MAX);
    if (regcomp(&compiled, expression, REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0)
        return error_set(error, "%s is no regular expression", expression);
    bool drawn = picture_rows(&script->terminal, &rows);
    *shows = drawn && regexec(&compiled, buffer_string(&rows), 0, NULL, 0) == 0;
    regfree(&compiled);
    buffer_release(&rows);
    return drawn || error_out_of_memory(error, "looking at the screen");
}

static bool do_shows(struct script *script, char *argument, struct error *error)
{
    bool shows = false;
    return screen_shows(script, argument, &shows, error) && (shows || error_set(error, "no row has %s", argument));
}

static bool do_lacks(struct script *script, char *argument, struct error *error)
{
    bool shows = false;
    return screen_shows(script, argument, &shows, error) && (!shows || error_set(error, "a row has %s", argument));
}

static bool do_sends(struct script *script, char *argument, struct error *error)
{
    char bytes[VALUE_SIZE];
    if (!unescape(argument, bytes, error))
        return false;
    return contains(&script->terminal.output, script->step, bytes) ||
           error_set(error, "the program did not send %s", argument);
}

static bool do_bytes_at_most(struct script *script, char *argument, struct error *error)
{
    long most;
    size_t sent = script->terminal.output.length - script->step;
    if (!parse_number(argument, &most, error))
        return false;
    return sent <= (size_t)most || error_set(error, "the program sent %zu bytes, %ld are allowed", sent, most);
}

static bool do_expect_stopped(struct script *script, char *argument, struct error *error)
{
    if (*argument)
        return error_set(error, "nothing may stand behind this word");
    if (script->terminal.state != TERMINAL_STOPPED)
        return error_set(error, "the program has not stopped");
    return terminal_is_restored(&script->terminal, error);
}

static bool do_expect_exit(struct script *script, char *argument, struct error *error)
{
    long status;
    if (!parse_number(argument, &status, error))
        return false;
    while (script->terminal.state != TERMINAL_ENDED)
        if (!settle(script, error))
            return false;
    script->accounted_for = true;
    if (script->terminal.exit_status != status)
        return error_set(error, "the exit status is %d, not %ld", script->terminal.exit_status, status);
    return terminal_is_restored(&script->terminal, error);
}

static bool do_again(struct script *script, char *argument, struct error *error)
{
    if (!script->accounted_for)
        return error_set(error, "the script has not told how the program ends");
    return start(script, argument, terminal_restart, error);
}

/* Nothing can put the terminal right then. */
static bool do_kill(struct script *script, char *argument, struct error *error)
{
    if (*argument)
        return error_set(error, "nothing may stand behind this word");
    if (!terminal_signal(&script->terminal, SIGKILL, error))
        return false;
    while (script->terminal.state != TERMINAL_ENDED)
        if (!settle(script, error))
            return false;
    script->accounted_for = true;
    return true;
}

/* --- the script --------------------------------------------------------------------------------------------------- */

struct word {
    const char *name;
    bool while_running; /* else only before `run` */
    bool (*act)(struct script *script, char *argument, struct error *error);
};

static const struct word words[] = {
    {"size", false, do_size},
    {"deadline", false, do_deadline},
    {"env", false, do_environment},
    {"write", false, do_write},
    {"feed", false, do_feed},
    {"input", false, do_input},
    {"web", false, do_web},
    {"unwritable", false, do_unwritable},
    {"held", false, do_held},
    {"never-sends", false, do_never_sends},
    {"hide", false, do_hide},
    {"run", false, do_run},
    {"keys", true, do_keys},
    {"type", true, do_type},
    {"resize", true, do_resize},
    {"signal", true, do_signal},
    {"screen", true, do_screen},
    {"shows", true, do_shows},
    {"lacks", true, do_lacks},
    {"sends", true, do_sends},
    {"bytes-at-most", true, do_bytes_at_most},
    {"expect-stopped", true, do_expect_stopped},
    {"expect-exit", true, do_expect_exit},
    {"kill", true, do_kill},
    {"again", true, do_again},
};

static bool run_line(struct script *script, char *line, struct error *error)
{
    line[strcspn(line, "\n")] = '\0';
    if (!*line || *line == '#')
        return true;
    size_t length = strcspn(line, " ");
    char *argument = line[length] ? line + length + 1 : line + length;
    line[length] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(line, words[i].name) != 0)
            continue;
        if (words[i].while_running != script->started)
            return error_set(error, "%s belongs %s run", line, script->started ? "before" : "after");
        return words[i].act(script, argument, error);
    }
    return error_set(error, "%s is no word of these scripts", line);
}

static bool run_lines(struct script *script, FILE *file, const char *path, struct error *error)
{
    char *line = NULL;
    size_t capacity = 0;
    unsigned number = 0;
    bool well = true;
    while (well && getline(&line, &capacity, file) >= 0) {
        number++;
        well = run_line(script, line, error) || error_prefix(error, "%s:%u: ", path, number);
    }
    free(line);
    if (well && !script->accounted_for)
        return error_set(error, "%s: the script must tell how the program ends (expect-exit)", path);
    return well;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

/* A fresh home, and an environment that is the same on every machine. */
static bool furnish(struct script *script, struct error *error)
{
    static const struct {
        const char *name, *value;
    } fixed[] = {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                 {"TERM", "xterm-256color"},
                 {"LANG", "C.UTF-8"},
                 {"TZ", "UTC"},
                 {"WHOSAID_NOW", TEXT_OF(ARCHIVE_NOW)}};
    static const struct {
        const char *name, *folder;
    } homes[] = {{"HOME", ""},
                 {"XDG_CONFIG_HOME", "/config"},
                 {"XDG_DATA_HOME", "/data"},
                 {"XDG_STATE_HOME", "/state"},
                 {"XDG_CACHE_HOME", "/cache"},
                 {"XDG_RUNTIME_DIR", "/runtime"}};
    const char *home = script->options->home;
    nftw(home, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    if (mkdir(home, 0700) < 0)
        return error_set(error, "%s: %s", home, strerror(errno));
    bool well = true;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        well = well && add_variable(script, fixed[i].name, fixed[i].value, error);
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        char path[VALUE_SIZE];
        snprintf(path, sizeof path, "%s%s", home, homes[i].folder);
        well = well && add_variable(script, homes[i].name, path, error);
    }
    return well;
}

bool script_run(const char *path, const struct script_options *options, struct buffer *pictures, struct error *error)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(error, "%s: %s", path, strerror(errno));
    struct script *script = calloc(1, sizeof *script);
    bool well = script || error_out_of_memory(error, "running a script");
    if (script) {
        script->options = options;
        script->pictures = pictures;
        script->size = (struct terminal_size){.columns = 80, .rows = 24};
        script->deadline = DEADLINE;
        well = furnish(script, error) && run_lines(script, file, path, error);
        if (script->legend.count > 0 && !picture_explain(&script->legend, pictures))
            well = error_set(error, "%s: the pictures have too many bytes", path);
        if (!well && script->terminal.emulator)
            picture_draw(&script->terminal, "when it failed", &script->legend, pictures);
        if (script->started)
            terminal_end(&script->terminal);
        web_stop(&script->web);
        archive_close(script->held);
        if (script->unwritable)
            (void)archive_set_writable(options->home, true, error);
        if (script->hides)
            regfree(&script->hidden);
    }
    free(script);
    fclose(file);
    return well;
}
