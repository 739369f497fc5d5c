/* history: a short list of strings. */
#include "ui/history.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 50 };

struct history history_create(void)
{
    return (struct history){array_create(sizeof(char *), LINES_MOST)};
}

void history_release(struct history *history)
{
    char **lines = history->lines.items;
    for (size_t i = 0; i < history->lines.count; i++)
        free(lines[i]);
    array_release(&history->lines);
}

static void forget(struct history *history, size_t index)
{
    char **lines = history->lines.items;
    free(lines[index]);
    memmove(&lines[index], &lines[index + 1], (--history->lines.count - index) * sizeof *lines);
}

void history_add(struct history *history, const char *line)
{
    char **lines = history->lines.items;
    char *copy = strdup(line);
    for (size_t i = 0; copy && i < history->lines.count; i++)
        if (strcmp(lines[i], line) == 0)
            forget(history, i--);
    if (copy && history->lines.count == LINES_MOST)
        forget(history, 0);
    char **slot = copy ? array_push(&history->lines) : NULL;
    if (slot)
        *slot = copy;
    else
        free(copy);
}

const char *history_line(const struct history *history, size_t ago)
{
    char *const *lines = history->lines.items;
    return ago && ago <= history->lines.count ? lines[history->lines.count - ago] : NULL;
}
