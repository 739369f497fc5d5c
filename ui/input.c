/* input: curses' keys under our names, signals from the pipe, and poll() over both. */
#include "ui/input.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

#include "config/keys.h"
#include "ui/signals.h"

enum { WHEEL_LINES = 3, DELETE_CHARACTER = 0x7f, CONTROL_H = 0x08 };

static const struct {
    wint_t curses;
    uint32_t key;
} curses_keys[] = {
    {KEY_UP, KEYCODE_UP},       {KEY_DOWN, KEYCODE_DOWN},           {KEY_LEFT, KEYCODE_LEFT},
    {KEY_RIGHT, KEYCODE_RIGHT}, {KEY_HOME, KEYCODE_HOME},           {KEY_END, KEYCODE_END},
    {KEY_FIND, KEYCODE_HOME},   {KEY_SELECT, KEYCODE_END},          {KEY_PPAGE, KEYCODE_PAGE_UP},
    {KEY_IC, KEYCODE_INSERT},   {KEY_NPAGE, KEYCODE_PAGE_DOWN},     {KEY_DC, KEYCODE_DELETE},
    {KEY_ENTER, KEYCODE_ENTER}, {KEY_BACKSPACE, KEYCODE_BACKSPACE}, {KEY_BTAB, KEYCODE_SHIFT_TAB},
};

/* The number in the environment, when it is that of an open descriptor. */
static int idle_descriptor(void)
{
    const char *value = getenv("WHOSAID_IDLE_FD");
    char *end;
    if (!value || !*value)
        return -1;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (*end || errno || number < 0 || number > 65535 || fcntl((int)number, F_GETFD) == -1)
        return -1;
    return (int)number;
}

struct input input_open(bool mouse)
{
    if (mouse) {
        (void)mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
        (void)mouseinterval(0);
    }
    return (struct input){.idle = idle_descriptor(), .work = -1};
}

static bool signal_event(struct event *event)
{
    static const struct {
        int number;
        enum event_type type;
    } types[] = {{SIGWINCH, EVENT_RESIZE}, {SIGTSTP, EVENT_STOP}, {SIGCONT, EVENT_GO_ON},
                 {SIGINT, EVENT_CANCEL},   {SIGHUP, EVENT_END},   {SIGTERM, EVENT_END}};
    int number = signals_next();
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (number == types[i].number) {
            *event = (struct event){.type = types[i].type, .number = number};
            return true;
        }
    return false;
}

static bool mouse_event(struct event *event)
{
    MEVENT mouse;
    if (getmouse(&mouse) != OK)
        return false;
    *event = (struct event){.type = EVENT_WHEEL, .row = mouse.y, .column = mouse.x};
    if (mouse.bstate & BUTTON4_PRESSED)
        event->lines = -WHEEL_LINES;
    else if (mouse.bstate & BUTTON5_PRESSED)
        event->lines = WHEEL_LINES;
    else
        event->type = EVENT_CLICK;
    return true;
}

/* A key that curses has put together from its sequence; false for one that we have no name for. */
static bool function_key(wint_t code, struct event *event)
{
    if (code == KEY_MOUSE)
        return mouse_event(event);
    for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
        if (code == curses_keys[i].curses)
            event->key = curses_keys[i].key;
    if (code > KEY_F0 && code <= KEY_F(12))
        event->key = KEYCODE_F1 + (uint32_t)(code - KEY_F(1));
    return event->key != KEYCODE_NONE;
}

/* The next key that waits; false when none does. */
static bool key_event(struct event *event)
{
    wint_t character;
    for (int result; (result = get_wch(&character)) != ERR;) {
        *event = (struct event){.type = EVENT_KEY};
        if (result == KEY_CODE_YES) {
            if (function_key(character, event))
                return true;
            continue;
        }
        event->key = character == DELETE_CHARACTER || character == CONTROL_H ? KEYCODE_BACKSPACE : (uint32_t)character;
        return true;
    }
    return false;
}

static void tell_idle(const struct input *input)
{
    if (input->idle >= 0) {
        ssize_t written = write(input->idle, ".", 1);
        (void)written;
    }
}

bool input_is_ahead(void)
{
    struct pollfd ahead[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = signals_descriptor(), .events = POLLIN}};
    return poll(ahead, sizeof ahead / sizeof *ahead, 0) > 0 && ((ahead[0].revents | ahead[1].revents) & POLLIN);
}

struct event input_wait(struct input *input)
{
    struct event event;
    struct pollfd waiting[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = signals_descriptor(), .events = POLLIN},
                               {.fd = input->work, .events = POLLIN}};
    for (bool told = input->work >= 0;;) {
        if (signal_event(&event) || key_event(&event))
            return event;
        int ready = poll(waiting, 3, told ? -1 : 0);
        if (ready == 0) {
            tell_idle(input);
            told = true;
            continue;
        }
        if (ready < 0 && errno != EINTR)
            return (struct event){.type = EVENT_END, .number = SIGHUP};
        if (ready > 0 && waiting[2].revents)
            return (struct event){.type = EVENT_WORK};
        /* Readable at its end, or not a terminal any more: there will be no keys. */
        if (ready > 0 && (waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
            return (struct event){.type = EVENT_END, .number = SIGHUP};
    }
}
