/* watch: in a process of its own, which leads the terminal's session (terminal_start). */
#include "tests/bench/watch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "tests/screen/terminal.h"

enum { DEADLINE = 300 /* seconds */, PATH_SIZE = 64, LINE_SIZE = 256, HOME_SIZE = 4096 };

/* True when the text stands in a row, as it is written: ASCII. */
static bool shows(const struct terminal *terminal, const char *text)
{
    int rows, columns;
    vterm_get_size(terminal->emulator, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        char line[LINE_SIZE * 4] = "";
        const VTermRect place = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = columns};
        size_t length = vterm_screen_get_text(terminal->screen, line, sizeof line - 1, place);
        line[length] = '\0';
        if (strstr(line, text))
            return true;
    }
    return false;
}

static bool wait_for_first(struct terminal *terminal, const struct watched *watched, struct error *error)
{
    do {
        if (!terminal_settle(terminal, error))
            return false;
        if (terminal->state == TERMINAL_ENDED)
            return error_set(error, "it ended before it had shown anything: %.300s", buffer_string(&terminal->output));
    } while (watched->shows && !shows(terminal, watched->shows));
    return true;
}

/* The number behind `name` in a file of /proc; 0 when there is none. */
static long read_status(pid_t process, const char *file, const char *name)
{
    char path[PATH_SIZE], line[LINE_SIZE];
    long number = 0;
    snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, file);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtol(line + strlen(name), NULL, 10);
    if (status)
        (void)fclose(status);
    return number;
}

static bool press_all(struct terminal *terminal, const struct watch_step *steps, size_t count,
                      struct watch_result *result, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        size_t before = terminal->output.length;
        for (int time = 0; time < steps[i].times; time++)
            if (!terminal_press(terminal, steps[i].key, error) || !terminal_settle(terminal, error))
                return false;
        result->bytes[i] = (long long)(terminal->output.length - before) / steps[i].times;
    }
    return true;
}

static bool watch_here(const struct watched *watched, const struct watch_step *steps, size_t count,
                       struct watch_result *result, struct error *error)
{
    char home[HOME_SIZE];
    snprintf(home, sizeof home, "HOME=%.4000s", watched->home);
    char *environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8", home};
    const struct terminal_setup setup = {.directory = "/",
                                         .arguments = watched->arguments,
                                         .environment = environment,
                                         .environment_count = sizeof environment / sizeof *environment,
                                         .size = {.columns = 80, .rows = 24},
                                         .deadline = DEADLINE,
                                         .quiet_time = watched->quiet_time};
    struct terminal terminal;
    bool well = terminal_start(&terminal, &setup, error) && wait_for_first(&terminal, watched, error);
    result->first = terminal.last_output;
    result->writes = well ? read_status(terminal.program, "io", "syscw:") : 0;
    well = well && press_all(&terminal, steps, count, result, error);
    if (well) {
        result->peak = read_status(terminal.program, "status", "VmHWM:");
        result->proportional = read_status(terminal.program, "smaps_rollup", "Pss:");
    }
    terminal_end(&terminal);
    return well;
}

bool watch(const struct watched *watched, const struct watch_step *steps, size_t count, struct watch_result *result)
{
    int channel[2];
    if (pipe(channel) < 0)
        return false;
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct error error = {""};
        bool well = watch_here(watched, steps, count, result, &error) &&
                    write(channel[1], result, sizeof *result) == (ssize_t)sizeof *result;
        if (!well)
            fprintf(stderr, "bench: %s: %s\n", watched->name, error.message);
        _exit(well ? 0 : 1);
    }
    close(channel[1]);
    bool well = child > 0 && read(channel[0], result, sizeof *result) == (ssize_t)sizeof *result;
    close(channel[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    return well;
}
