/* terminal: the program gets the slave of a pty as its controlling terminal and a process group in its foreground; this
 * process is the session's leader above it. Linux hands over what the program has written before it says that there is
 * nothing to read on the master, so that after an idle byte all output can be read. */
#define _GNU_SOURCE /* memmem */
#include "terminal.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"

/* No test writes that much; a program gone mad does. */
enum { OUTPUT_MAX = 64 * 1024 * 1024, REPLIES_MAX = 64 * 1024 };

static long long microseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool system_error(struct error *error, const char *what)
{
    return error_set(error, "%s: %s", what, strerror(errno));
}

/* --- the emulator ------------------------------------------------------------------------------------------------- */

static void keep_reply(const char *bytes, size_t length, void *user)
{
    struct terminal *terminal = user;
    buffer_append(&terminal->replies, bytes, length);
}

static int keep_property(VTermProp property, VTermValue *value, void *user)
{
    struct terminal *terminal = user;
    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate_screen = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        terminal->mouse_taken = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static const VTermScreenCallbacks screen_callbacks = {.settermprop = keep_property};

static bool emulator_start(struct terminal *terminal, struct terminal_size size)
{
    terminal->emulator = vterm_new(size.rows, size.columns);
    if (!terminal->emulator)
        return false;
    vterm_set_utf8(terminal->emulator, 1);
    vterm_output_set_callback(terminal->emulator, keep_reply, terminal);
    terminal->screen = vterm_obtain_screen(terminal->emulator);
    vterm_screen_set_callbacks(terminal->screen, &screen_callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    return true;
}

/* --- starting and ending ------------------------------------------------------------------------------------------ */

static bool open_line(struct terminal *terminal, struct terminal_size size, struct error *error)
{
    const struct winsize window = {.ws_row = (unsigned short)size.rows, .ws_col = (unsigned short)size.columns};
    if (openpty(&terminal->master, &terminal->slave, NULL, NULL, &window) < 0)
        return system_error(error, "openpty");
    if (fcntl(terminal->master, F_SETFL, O_NONBLOCK) < 0 || fcntl(terminal->master, F_SETFD, FD_CLOEXEC) < 0 ||
        fcntl(terminal->slave, F_SETFD, FD_CLOEXEC) < 0)
        return system_error(error, "fcntl");
    if (setsid() < 0 || ioctl(terminal->slave, TIOCSCTTY, 0) < 0)
        return system_error(error, "cannot lead a session");
    if (tcgetattr(terminal->slave, &terminal->modes) < 0)
        return system_error(error, "tcgetattr");
    return true;
}

/* Runs in the child: takes the foreground and becomes the program. Returns only when that fails. */
static void become_program(const struct terminal *terminal, const struct terminal_setup *setup, int idle,
                           char *const *environment)
{
    /* SIGTTOU stays blocked for the moment in which a background process takes the foreground for itself. */
    sigset_t signals;
    sigfillset(&signals);
    sigprocmask(SIG_SETMASK, &signals, NULL);
    if (setpgid(0, 0) < 0 || tcsetpgrp(terminal->slave, getpid()) < 0 ||
        tcsetattr(terminal->slave, TCSANOW, &terminal->modes) < 0)
        return;
    /* Whoever started the tests, nohup or a shell in the background, may have had these ignored, and that is
     * inherited. */
    static const int sent_by_tests[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};
    for (size_t i = 0; i < sizeof sent_by_tests / sizeof *sent_by_tests; i++)
        (void)signal(sent_by_tests[i], SIG_DFL);
    sigemptyset(&signals);
    sigprocmask(SIG_SETMASK, &signals, NULL);
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (dup2(terminal->slave, descriptor) < 0)
            return;
    if (fcntl(idle, F_SETFD, 0) < 0 || chdir(setup->directory) < 0)
        return;
    int input = setup->input ? open(setup->input, O_RDONLY) : STDIN_FILENO;
    if (input < 0 || dup2(input, STDIN_FILENO) < 0)
        return;
    /* A capability that is not in the bounding set is lost with execve (capabilities(7)). */
    if (setup->obeys_modes && getuid() == 0 &&
        (prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) < 0 || prctl(PR_CAPBSET_DROP, CAP_FOWNER) < 0))
        return;
    execve(setup->arguments[0], setup->arguments, environment);
}

static bool start_program(struct terminal *terminal, const struct terminal_setup *setup, int idle, struct error *error)
{
    char variable[64];
    snprintf(variable, sizeof variable, "%s=%d", TERMINAL_IDLE_VARIABLE, idle);
    char **environment = calloc(setup->environment_count + 2, sizeof *environment);
    if (!environment)
        return error_out_of_memory(error, "starting the program");
    memcpy(environment, setup->environment, setup->environment_count * sizeof *environment);
    environment[setup->environment_count] = variable;

    terminal->program = fork();
    if (terminal->program == 0) {
        become_program(terminal, setup, idle, environment);
        fprintf(stderr, "%s: %s\n", setup->arguments[0], strerror(errno));
        _exit(127);
    }
    free(environment);
    return terminal->program > 0 || system_error(error, "fork");
}

/* Closing the line hangs up on its session's leader, too; it has to outlive that. */
static bool watch_children(struct terminal *terminal, struct error *error)
{
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigset_t blocked = watched;
    sigaddset(&blocked, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &blocked, NULL) < 0)
        return system_error(error, "sigprocmask");
    terminal->children = signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC);
    return terminal->children >= 0 || system_error(error, "signalfd");
}

static void close_descriptor(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

/* Starts the program with a pipe on which it tells that it is idle. */
static bool start_listened(struct terminal *terminal, const struct terminal_setup *setup, struct error *error)
{
    int idle[2];
    if (pipe(idle) < 0)
        return system_error(error, "pipe");
    terminal->idle = idle[0];
    bool started = fcntl(idle[0], F_SETFL, O_NONBLOCK) == 0 && fcntl(idle[0], F_SETFD, FD_CLOEXEC) == 0 &&
                   fcntl(idle[1], F_SETFD, FD_CLOEXEC) == 0;
    started = started ? start_program(terminal, setup, idle[1], error) : system_error(error, "fcntl");
    close(idle[1]);
    return started;
}

bool terminal_start(struct terminal *terminal, const struct terminal_setup *setup, struct error *error)
{
    *terminal = (struct terminal){
        .output = buffer_create(OUTPUT_MAX),
        .replies = buffer_create(REPLIES_MAX),
        .master = -1,
        .slave = -1,
        .idle = -1,
        .children = -1,
        .quiet_time = setup->quiet_time,
        .started = microseconds_now(),
        .deadline = setup->deadline,
    };
    if (!emulator_start(terminal, setup->size))
        return error_out_of_memory(error, "making the emulator");
    if (!open_line(terminal, setup->size, error) || !watch_children(terminal, error))
        return false;
    return start_listened(terminal, setup, error);
}

bool terminal_restart(struct terminal *terminal, const struct terminal_setup *setup, struct error *error)
{
    close_descriptor(terminal->idle);
    terminal->idle = -1;
    terminal->state = TERMINAL_RUNNING;
    vterm_screen_reset(terminal->screen, 1);
    terminal->alternate_screen = terminal->mouse_taken = false;
    return start_listened(terminal, setup, error);
}

void terminal_end(struct terminal *terminal)
{
    if (terminal->program > 0 && terminal->state != TERMINAL_ENDED) {
        kill(-terminal->program, SIGKILL);
        waitpid(terminal->program, NULL, 0);
    }
    close_descriptor(terminal->master);
    close_descriptor(terminal->slave);
    close_descriptor(terminal->idle);
    close_descriptor(terminal->children);
    if (terminal->emulator)
        vterm_free(terminal->emulator);
    buffer_release(&terminal->output);
    buffer_release(&terminal->replies);
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

/* Shows the emulator what the program has written so far. */
static bool read_output(struct terminal *terminal, bool *any, struct error *error)
{
    char bytes[4096];
    ssize_t count;
    while ((count = read(terminal->master, bytes, sizeof bytes)) > 0) {
        *any = true;
        terminal->last_output = microseconds_now() - terminal->started;
        vterm_input_write(terminal->emulator, bytes, (size_t)count);
        if (!buffer_append(&terminal->output, bytes, (size_t)count))
            return error_set(error, "the program has written more than %d bytes", OUTPUT_MAX);
    }
    if (count < 0 && errno != EAGAIN && errno != EINTR && errno != EIO)
        return system_error(error, "reading from the terminal");
    return true;
}

static bool write_all(struct terminal *terminal, const char *bytes, size_t length, struct error *error)
{
    while (length > 0) {
        ssize_t written = write(terminal->master, bytes, length);
        if (written < 0)
            return system_error(error, "writing to the terminal");
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool send_replies(struct terminal *terminal, struct error *error)
{
    bool sent = write_all(terminal, buffer_string(&terminal->replies), terminal->replies.length, error);
    buffer_clear(&terminal->replies);
    return sent;
}

/* Takes idle bytes out of the pipe; true when there were any. */
static bool take_idle(const struct terminal *terminal)
{
    char bytes[64];
    bool any = false;
    while (read(terminal->idle, bytes, sizeof bytes) > 0)
        any = true;
    return any;
}

/* Learns what became of the program; true when it has stopped or ended just now. */
static bool notice_child(struct terminal *terminal)
{
    struct signalfd_siginfo ignored;
    while (read(terminal->children, &ignored, sizeof ignored) > 0)
        continue;
    int status;
    bool gone = false;
    while (terminal->state != TERMINAL_ENDED &&
           waitpid(terminal->program, &status, WNOHANG | WUNTRACED | WCONTINUED) > 0) {
        gone = !WIFCONTINUED(status);
        if (WIFCONTINUED(status)) {
            terminal->state = TERMINAL_RUNNING;
        } else if (WIFSTOPPED(status)) {
            terminal->state = TERMINAL_STOPPED;
        } else {
            terminal->state = TERMINAL_ENDED;
            terminal->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
    return gone;
}

/* Milliseconds to wait for something to happen: to the deadline or, where silence counts, for the quiet time. */
static int patience(const struct terminal *terminal, bool heard)
{
    long long left = terminal->deadline * 1000LL - (microseconds_now() - terminal->started) / 1000;
    if (left < 0)
        left = 0;
    return heard && terminal->quiet_time > 0 && terminal->quiet_time < left ? terminal->quiet_time : (int)left;
}

bool terminal_settle(struct terminal *terminal, struct error *error)
{
    bool settled = false, heard = false;
    while (!settled) {
        struct pollfd watched[] = {{.fd = terminal->master, .events = POLLIN},
                                   {.fd = terminal->idle, .events = POLLIN},
                                   {.fd = terminal->children, .events = POLLIN}};
        int ready = poll(watched, sizeof watched / sizeof *watched, patience(terminal, heard));
        if (ready < 0 && errno != EINTR)
            return system_error(error, "poll");
        if (ready == 0 && !(heard && terminal->quiet_time > 0))
            return error_set(error, "the program neither waits for input nor ends");
        /* A closed pipe stays readable; the end of the program is what tells then. */
        bool idle = (watched[1].revents & POLLIN) && take_idle(terminal);
        bool gone = (watched[2].revents & POLLIN) && notice_child(terminal);
        settled = idle || gone || ready == 0;
        if (!read_output(terminal, &heard, error) || !send_replies(terminal, error))
            return false;
    }
    return true;
}

/* --- doing things to the program ---------------------------------------------------------------------------------- */

/* Forgets that the program was idle: the next wait is for what it does now. */
static bool approach(struct terminal *terminal, struct error *error)
{
    take_idle(terminal);
    return terminal->state != TERMINAL_ENDED || error_set(error, "the program has ended already");
}

bool terminal_type(struct terminal *terminal, const char *bytes, size_t length, struct error *error)
{
    return approach(terminal, error) && write_all(terminal, bytes, length, error);
}

struct named_key {
    const char *name;
    VTermKey key;
    VTermModifier modifier;
};

/* The emulator knows which bytes these are, since that hangs on the modes that the program has set. */
static const struct named_key named_keys[] = {
    {"Tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
    {"S-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},
    {"Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
    {"Escape", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
    {"Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},
    {"Up", VTERM_KEY_UP, VTERM_MOD_NONE},
    {"Down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
    {"Left", VTERM_KEY_LEFT, VTERM_MOD_NONE},
    {"Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
    {"Home", VTERM_KEY_HOME, VTERM_MOD_NONE},
    {"End", VTERM_KEY_END, VTERM_MOD_NONE},
    {"PageUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE},
    {"PageDown", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
    {"Insert", VTERM_KEY_INS, VTERM_MOD_NONE},
    {"Delete", VTERM_KEY_DEL, VTERM_MOD_NONE},
    {"F1", VTERM_KEY_FUNCTION(1), VTERM_MOD_NONE},
    {"F2", VTERM_KEY_FUNCTION(2), VTERM_MOD_NONE},
    {"F3", VTERM_KEY_FUNCTION(3), VTERM_MOD_NONE},
    {"F4", VTERM_KEY_FUNCTION(4), VTERM_MOD_NONE},
    {"F5", VTERM_KEY_FUNCTION(5), VTERM_MOD_NONE},
    {"F6", VTERM_KEY_FUNCTION(6), VTERM_MOD_NONE},
    {"F7", VTERM_KEY_FUNCTION(7), VTERM_MOD_NONE},
    {"F8", VTERM_KEY_FUNCTION(8), VTERM_MOD_NONE},
    {"F9", VTERM_KEY_FUNCTION(9), VTERM_MOD_NONE},
    {"F10", VTERM_KEY_FUNCTION(10), VTERM_MOD_NONE},
    {"F11", VTERM_KEY_FUNCTION(11), VTERM_MOD_NONE},
    {"F12", VTERM_KEY_FUNCTION(12), VTERM_MOD_NONE},
};

static bool press_named(struct terminal *terminal, const char *key)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (strcmp(key, named_keys[i].name) == 0) {
            vterm_keyboard_key(terminal->emulator, named_keys[i].key, named_keys[i].modifier);
            return true;
        }
    }
    if (strcmp(key, "Space") == 0)
        vterm_keyboard_unichar(terminal->emulator, ' ', VTERM_MOD_NONE);
    else if (strncmp(key, "C-", 2) == 0 && key[2] >= 'a' && key[2] <= 'z' && !key[3])
        buffer_append_byte(&terminal->replies, (char)(key[2] - 'a' + 1));
    else
        return false;
    return true;
}

/* True when the string is one character of UTF-8. */
static bool is_one_character(const char *string)
{
    size_t characters = 0;
    for (const char *byte = string; *byte; byte++)
        characters += ((unsigned char)*byte & 0xc0) != 0x80;
    return characters == 1;
}

bool terminal_press(struct terminal *terminal, const char *key, struct error *error)
{
    if (!approach(terminal, error))
        return false;
    if (is_one_character(key))
        return write_all(terminal, key, strlen(key), error);
    return press_named(terminal, key) ? send_replies(terminal, error) : error_set(error, "no key is named %s", key);
}

bool terminal_resize(struct terminal *terminal, struct terminal_size size, struct error *error)
{
    if (!approach(terminal, error))
        return false;
    const struct winsize window = {.ws_row = (unsigned short)size.rows, .ws_col = (unsigned short)size.columns};
    vterm_set_size(terminal->emulator, size.rows, size.columns);
    return ioctl(terminal->master, TIOCSWINSZ, &window) == 0 || system_error(error, "cannot resize");
}

bool terminal_signal(struct terminal *terminal, int signal, struct error *error)
{
    return approach(terminal, error) && (kill(-terminal->program, signal) == 0 || system_error(error, "kill"));
}

/* --- afterwards --------------------------------------------------------------------------------------------------- */

bool terminal_cursor_is_visible(const struct terminal *terminal)
{
    static const char sequence[] = "\033[?";
    const char *rest = buffer_string(&terminal->output), *end = rest + terminal->output.length;
    bool visible = true;
    while ((rest = memmem(rest, (size_t)(end - rest), sequence, sizeof sequence - 1))) {
        rest += sizeof sequence - 1;
        size_t length = strspn(rest, "0123456789;");
        char final = rest[length];
        bool cursor = false;
        for (size_t start = 0; start < length; start += strspn(rest + start, "0123456789") + 1)
            cursor = cursor || (strncmp(rest + start, "25", 2) == 0 && !isdigit((unsigned char)rest[start + 2]));
        if (cursor && (final == 'h' || final == 'l'))
            visible = final == 'h';
    }
    return visible;
}

static bool same_modes(const struct termios *one, const struct termios *other)
{
    return one->c_iflag == other->c_iflag && one->c_oflag == other->c_oflag && one->c_cflag == other->c_cflag &&
           one->c_lflag == other->c_lflag && memcmp(one->c_cc, other->c_cc, sizeof one->c_cc) == 0;
}

static bool pen_is_plain(const struct terminal *terminal)
{
    static const VTermAttr attributes[] = {VTERM_ATTR_BOLD, VTERM_ATTR_UNDERLINE, VTERM_ATTR_ITALIC, VTERM_ATTR_BLINK,
                                           VTERM_ATTR_REVERSE};
    const VTermState *state = vterm_obtain_state(terminal->emulator);
    VTermValue value;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        value = (VTermValue){0};
        vterm_state_get_penattr(state, attributes[i], &value);
        if (value.number)
            return false;
    }
    vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &value);
    bool foreground = VTERM_COLOR_IS_DEFAULT_FG(&value.color);
    vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &value);
    return foreground && VTERM_COLOR_IS_DEFAULT_BG(&value.color);
}

/* The emulator does not tell these modes, but the bytes that it would send do. */
static bool keys_are_plain(struct terminal *terminal)
{
    buffer_clear(&terminal->replies);
    vterm_keyboard_key(terminal->emulator, VTERM_KEY_UP, VTERM_MOD_NONE);
    vterm_keyboard_start_paste(terminal->emulator);
    bool plain = strcmp(buffer_string(&terminal->replies), "\033[A") == 0;
    buffer_clear(&terminal->replies);
    return plain;
}

bool terminal_is_restored(struct terminal *terminal, struct error *error)
{
    struct termios modes;
    if (tcgetattr(terminal->slave, &modes) < 0)
        return system_error(error, "tcgetattr");
    if (terminal->alternate_screen)
        return error_set(error, "the alternate screen was not left");
    if (!terminal_cursor_is_visible(terminal))
        return error_set(error, "the cursor stayed hidden");
    if (terminal->mouse_taken)
        return error_set(error, "the mouse was not given back");
    if (!pen_is_plain(terminal))
        return error_set(error, "colours or attributes stayed set");
    if (!keys_are_plain(terminal))
        return error_set(error, "cursor keys or bracketed paste stayed in an application's mode");
    if (!same_modes(&terminal->modes, &modes))
        return error_set(error, "the line's modes (stty) are not what they were");
    return true;
}
