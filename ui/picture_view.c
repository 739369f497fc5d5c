/* picture view: what our own program writes goes to the terminal as it is. */
#include "ui/picture_view.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/child.h"
#include "config/settings.h"
#include "ui/bars.h"
#include "ui/prompt.h"
#include "ui/state.h"

enum { PAIR_SIZE = 32, PIECE_SIZE = 16 * 1024, TITLE_MAX = 64 * 1024 };

#define DRAWING_MAX ((size_t)128 * 1024 * 1024)

bool picture_view_is_wanted(const struct ui *ui)
{
    return strcmp(ui->settings->pictures, "no") != 0;
}

/* Why the line is too slow for pictures, which are as many bytes as hours of reading; NULL when it is not.
 * Pseudo-terminals call themselves 38,400 baud, whatever they are. */
static const char *slow_line(void)
{
    struct termios modes;
    if (getenv("SSH_CONNECTION") || getenv("SSH_TTY"))
        return "Pictures are not shown over SSH; o opens it in the browser.";
    bool known = tcgetattr(STDOUT_FILENO, &modes) == 0 && cfgetospeed(&modes) != B0;
    if (known && cfgetospeed(&modes) < B38400)
        return "Pictures are not shown over a line this slow; o opens it in the browser.";
    return NULL;
}

/* --- fetching ----------------------------------------------------------------------------------------------------- */

static bool start(const struct ui *ui, const char *url, struct child *child, struct error *error)
{
    const struct frame *frame = &ui->frame;
    char size[PAIR_SIZE], at[PAIR_SIZE], cell[PAIR_SIZE];
    int width, height;
    screen_cell_size(&width, &height);
    (void)snprintf(size, sizeof size, "%dx%d", frame->reader_columns, frame->body_rows);
    (void)snprintf(at, sizeof at, "%dx%d", frame->reader_left, frame->body_top);
    (void)snprintf(cell, sizeof cell, "%dx%d", width, height);
    const char *const arguments[] = {"picture", "--size", size, "--at", at, "--cell", cell, "--", url, NULL};
    return errands_start_apart(ui->errands, arguments, child, error);
}

static void draw_waiting(struct ui *ui)
{
    const struct prompt none = {.length = 0};
    ui_draw(ui);
    (void)prompt_draw(&none, ui, "Fetching the picture…", "Esc back");
}

/* How the waiting for a picture ends. */
enum arrival {
    ARRIVED,
    FAILED,
    GIVEN_UP, /* the user does not want to wait */
    RESIZED   /* the place that it was drawn for is another one now */
};

/* Takes in what it writes until it ends. */
static enum arrival collect(struct ui *ui, const struct child *child, struct buffer *output)
{
    char piece[PIECE_SIZE];
    for (;;) {
        draw_waiting(ui);
        struct event event = ui_wait(ui, -1, 0);
        if (event.type == EVENT_RESIZE)
            return RESIZED;
        if (prompt_is_given_up(&event))
            return GIVEN_UP;
        if (event.type != EVENT_WORK)
            continue;
        ssize_t count = read(child->descriptor, piece, sizeof piece);
        if (count > 0)
            (void)buffer_append(output, piece, (size_t)count);
        else if (count == 0 || (errno != EINTR && errno != EAGAIN))
            return ARRIVED;
    }
}

/* What it complained of: the last line, without its own name. */
static void take_complaint(const struct buffer *output, struct error *error)
{
    static const char name[] = "whosaid: ";
    const char *line = buffer_string(output), *end = line + output->length;
    while (end > line && end[-1] == '\n')
        end--;
    for (const char *at = line; at < end; at++)
        if (*at == '\n')
            line = at + 1;
    if (strncmp(line, name, sizeof name - 1) == 0)
        line += sizeof name - 1;
    if (line < end)
        (void)error_set(error, "%.*s", (int)(end - line), line);
}

/* Where the drawing begins: what else our own program had to say stands in front. */
static const char *drawing_in(const struct buffer *output)
{
    return strchr(buffer_string(output), '\033');
}

/* Has it drawn for the place that is free now. */
static enum arrival fetch(struct ui *ui, const char *url, struct buffer *output, struct error *error)
{
    struct child child;
    struct error how = {.message = ""};
    buffer_clear(output);
    if (!start(ui, url, &child, error))
        return FAILED;
    ui->awaited = &child;
    enum arrival arrival = collect(ui, &child, output);
    ui->awaited = NULL;
    bool went_well = child_end(&child, arrival != ARRIVED, &how) && !output->failed && drawing_in(output);
    if (arrival != ARRIVED || went_well)
        return arrival;
    (void)error_set(error, "The program that fetches it %s.", *how.message ? how.message : "showed nothing");
    take_complaint(output, error);
    return FAILED;
}

/* --- showing ------------------------------------------------------------------------------------------------------ */

/* The caption above, and in the place of the text nothing. */
static void draw_surroundings(struct ui *ui, struct range caption)
{
    const struct frame *frame = &ui->frame;
    struct buffer title = buffer_create(TITLE_MAX);
    ui_draw(ui);
    (void)buffer_append(&title, ui->session->reading->article->text + caption.start, caption.end - caption.start);
    bars_draw_header(ui, buffer_string(&title), "any key back");
    buffer_release(&title);
    for (int row = frame->body_top; row < frame->body_top + frame->body_rows; row++) {
        struct pen pen = {row, frame->reader_left, frame->reader_left + frame->reader_columns};
        screen_pad(&ui->screen, &pen, screen_style(&ui->screen, ROLE_TEXT), pen.end);
    }
}

/* kitty keeps pictures beside the text, where clearing the screen need not reach them (its graphics protocol, "Deleting
 * images"). */
static void take_away(struct ui *ui, const char *drawing)
{
    static const char delete_all[] = "\033_Ga=d,d=A\033\\";
    if (strstr(drawing, "\033_G"))
        (void)screen_send(delete_all, sizeof delete_all - 1);
    screen_redraw(&ui->screen);
}

static void show(struct ui *ui, struct range caption, const char *drawing)
{
    struct event event;
    draw_surroundings(ui, caption);
    screen_flush(&ui->screen, -1, 0);
    (void)screen_send(drawing, strlen(drawing));
    do
        event = ui_wait(ui, -1, 0);
    while (event.type == EVENT_WORK);
    take_away(ui, drawing);
}

void picture_view_run(struct ui *ui, const struct figure *figure)
{
    const char *slow = slow_line();
    struct error error;
    enum arrival arrival;
    if (slow) {
        ui_tell(ui, slow);
        return;
    }
    struct buffer output = buffer_create(DRAWING_MAX);
    do
        arrival = fetch(ui, figure->url, &output, &error);
    while (arrival == RESIZED);
    if (arrival == ARRIVED)
        show(ui, ui->session->reading->article->blocks[figure->block].range, drawing_in(&output));
    else if (arrival == FAILED)
        ui_show(ui, session_fail(ui->session, &error));
    buffer_release(&output);
}
