/* program: leaves the terminal in a bad state of one's choice, so that the screen tests can prove that they notice:
 * `program [CASE]`. It waits for one key and ends. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tests/screen/terminal.h"

struct misdeed {
    const char *name;
    const char *bytes; /* what it sends and does not take back */
};

static const struct misdeed misdeeds[] = {
    {"alternate-screen", "\033[?1049h"},
    {"hidden-cursor", "\033[?25l"},
    {"bold", "\033[1m"},
    {"colour", "\033[38;5;75m"},
    {"mouse", "\033[?1000h"},
    {"cursor-keys", "\033[?1h"},
    {"paste", "\033[?2004h"},
    {"clipboard", "\033]52;c;\a"},
};

/* As every program that the harness runs: about to wait, everything shown. */
static void tell_idle(void)
{
    const char *descriptor = getenv(TERMINAL_IDLE_VARIABLE);
    if (descriptor && write((int)strtol(descriptor, NULL, 10), "", 1) < 0)
        perror("idle");
}

int main(int count, char *arguments[])
{
    const char *name = count > 1 ? arguments[1] : "";
    struct termios modes;
    tcgetattr(STDIN_FILENO, &modes);
    struct termios raw = modes;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    printf("ready\n");
    for (size_t i = 0; i < sizeof misdeeds / sizeof *misdeeds; i++)
        if (strcmp(name, misdeeds[i].name) == 0)
            fputs(misdeeds[i].bytes, stdout);
    fflush(stdout);
    if (strcmp(name, "silent") != 0)
        tell_idle();
    char key;
    ssize_t got = read(STDIN_FILENO, &key, 1);
    if (strcmp(name, "modes") != 0)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    return got == 1 && strcmp(name, "status") != 0 ? 0 : 3;
}
