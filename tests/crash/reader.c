/* reader: in a process that leads the terminal's session (terminal_start). */
#include "tests/crash/reader.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "tests/crash/rig.h"
#include "tests/screen/terminal.h"

enum {
    DEADLINE = 60,
    LATE_MAX = 3000 /* microseconds */,
    ROW_SIZE = 1024,
    VARIABLE_SIZE = PATH_MAX + 32,
    VARIABLES = 7
};

/* From the first screen to the list of all articles. */
static const char *const opening[] = {"Enter", NULL};

static bool press_all(struct terminal *terminal, const char *const *keys, struct error *error)
{
    for (; *keys; keys++)
        if (!terminal_press(terminal, *keys, error) || !terminal_settle(terminal, error))
            return false;
    return true;
}

static bool shows(const struct terminal *terminal, const char *text)
{
    int rows, columns;
    vterm_get_size(terminal->emulator, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        char line[ROW_SIZE];
        const VTermRect place = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = columns};
        line[vterm_screen_get_text(terminal->screen, line, sizeof line - 1, place)] = '\0';
        if (strstr(line, text))
            return true;
    }
    return false;
}

static bool end_it(struct terminal *terminal, struct rig *rig, const struct reader_plan *plan, struct error *error)
{
    if (plan->end == READER_QUITS)
        return terminal_press(terminal, "Q", error) && terminal_settle(terminal, error) &&
               (terminal->state == TERMINAL_ENDED || error_set(error, "it does not end"));
    if (plan->end == READER_KILLED_LATER) {
        const struct timespec pause = {.tv_nsec = (long)rig_choose(rig, LATE_MAX) * 1000};
        if (!terminal_press(terminal, plan->mark[0], error))
            return false;
        (void)nanosleep(&pause, NULL);
    }
    return kill(terminal->program, SIGKILL) == 0 || error_set(error, "it was gone before it was killed");
}

static bool mark_here(struct rig *rig, const struct reader_plan *plan, struct error *error)
{
    char home[VARIABLE_SIZE], preload[VARIABLE_SIZE], fate[VARIABLE_SIZE], instruments[VARIABLE_SIZE];
    char *arguments[] = {(char *)rig->whosaid, "--archive", rig->archive, NULL};
    char *environment[VARIABLES] = {
        "PATH=/usr/local/bin:/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8", home, preload, fate, instruments};
    snprintf(home, sizeof home, "HOME=%s", rig->folder);
    snprintf(instruments, sizeof instruments, "ASAN_OPTIONS=%s", RIG_ASAN_OPTIONS);
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", rig->disk);
    snprintf(fate, sizeof fate, "WHOSAID_DISK=%s", plan->fate ? plan->fate : "");
    const struct terminal_setup setup = {.directory = rig->folder,
                                         .arguments = arguments,
                                         .environment = environment,
                                         .environment_count = plan->fate ? VARIABLES : VARIABLES - 3,
                                         .size = {.columns = 80, .rows = 24},
                                         .deadline = DEADLINE};
    struct terminal terminal;
    bool well = terminal_start(&terminal, &setup, error) && terminal_settle(&terminal, error) &&
                press_all(&terminal, opening, error);
    for (size_t i = 0; well && i < plan->marks; i++)
        well = press_all(&terminal, plan->mark, error);
    if (well && plan->shows && !shows(&terminal, plan->shows))
        well = error_set(error, "the screen does not show: %s", plan->shows);
    well = well && end_it(&terminal, rig, plan, error);
    if (!well && terminal.state == TERMINAL_ENDED)
        (void)error_prefix(error, "it ended with %d and wrote %.300s: ", terminal.exit_status,
                           buffer_string(&terminal.output));
    terminal_end(&terminal);
    return well;
}

bool reader_mark(struct rig *rig, const struct reader_plan *plan, struct error *error)
{
    int channel[2];
    if (pipe(channel) < 0)
        return error_set(error, "pipe");
    /* The choices that the child makes are those of the next tries, too. */
    (void)rig_choose(rig, 1);
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        bool well = (!plan->obeys_modes || rig_obey_modes()) && mark_here(rig, plan, error);
        if (!well)
            (void)!write(channel[1], error, sizeof *error);
        _exit(well ? 0 : 1);
    }
    close(channel[1]);
    struct error told = {"the reader's terminal failed"};
    (void)!read(channel[0], &told, sizeof told);
    close(channel[0]);
    int status = 1;
    return (child > 0 && waitpid(child, &status, 0) == child && status == 0) || error_set(error, "%s", told.message);
}
