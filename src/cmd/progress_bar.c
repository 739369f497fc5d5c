/* progress bar: written over itself. */
#include "cmd/progress_bar.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"

enum { BETWEEN = 100, WIDEST_BAR = 40, NARROWEST_BAR = 10, LINE_MAX_COLUMNS = 200, USUAL = 80 };

struct progress_bar progress_bar_create(bool is_quiet)
{
    return (struct progress_bar){.is_wanted = !is_quiet && isatty(STDERR_FILENO)};
}

/* The last column stays free: many terminals go to the next line when something stands there. */
static size_t columns_of_terminal(void)
{
    struct winsize size;
    size_t columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : USUAL;
    return columns > LINE_MAX_COLUMNS ? LINE_MAX_COLUMNS : columns - 1;
}

void progress_bar_draw(struct progress_bar *bar, size_t done, size_t total, const char *text)
{
    char line[LINE_MAX_COLUMNS + 1] = "";
    int64_t now = clock_milliseconds();
    if (!bar->is_wanted || (bar->drawn_at && now - bar->drawn_at < BETWEEN))
        return;
    size_t room = columns_of_terminal(), length = strlen(text) + 3;
    size_t width = room > length ? room - length : 0;
    if (width > WIDEST_BAR)
        width = WIDEST_BAR;
    if (width >= NARROWEST_BAR) {
        size_t full = total ? done * width / total : 0;
        memset(line, '-', width + 3);
        line[0] = '[';
        memset(line + 1, '#', full);
        line[width + 1] = ']';
        line[width + 2] = ' ';
    }
    size_t before = strlen(line);
    (void)snprintf(line + before, room + 1 - before, "%s", text);
    size_t columns = strlen(line);
    int blanks = bar->columns > columns ? (int)(bar->columns - columns) : 0;
    (void)fprintf(stderr, "\r%s%*s", line, blanks, "");
    (void)fflush(stderr);
    bar->drawn_at = now;
    bar->columns = columns;
}

void progress_bar_clear(struct progress_bar *bar)
{
    if (!bar->drawn_at)
        return;
    (void)fprintf(stderr, "\r%*s\r", (int)bar->columns, "");
    (void)fflush(stderr);
    bar->drawn_at = 0;
    bar->columns = 0;
}

void progress_append_bytes(char *text, size_t size, int64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    enum { COUNT = sizeof units / sizeof *units };
    double number = (double)bytes;
    size_t unit = 0, length = strlen(text);
    for (; number >= 999.5 && unit + 1 < COUNT; unit++)
        number /= 1000;
    (void)snprintf(text + length, size - length, "%.*f %s", unit && number < 9.95 ? 1 : 0, number, units[unit]);
}
