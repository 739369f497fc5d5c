/* whosaid picture: a picture in the terminal. The reader starts it for the pictures of articles, with the place on the
 * screen. */
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/picture_reading.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cmd/setup.h"
#include "feeds/fetch.h"
#include "picture/drawing.h"
#include "picture/picture.h"

enum {
    CELLS_MAX = 1000,
    CELL_SIDE_MAX = 200,
    USUAL_COLUMNS = 80,
    USUAL_ROWS = 24,
    USUAL_CELL_WIDTH = 8, /* rather too small: what is larger than its place covers what stands below it */
    USUAL_CELL_HEIGHT = 16,
    ARENA_MAX = 1024 * 1024,
    NUMBER_SIZE = 16
};

/* A thousand by a thousand cells of kitty's base64 would not fit, nor on any screen. */
#define OUTPUT_MAX ((size_t)128 * 1024 * 1024)

struct values {
    struct setup_values setup;
    const char *size, *cell, *at;
};

static const struct option_row options[] = {
    {"size", 0, OPTION_VALUE, offsetof(struct values, size), "COLUMNSxROWS", "take at most so many cells"},
    {"cell", 0, OPTION_VALUE, offsetof(struct values, cell), "WIDTHxHEIGHT",
     "a cell has so many pixels, where the terminal does not tell"},
    {"at", 0, OPTION_VALUE, offsetof(struct values, at), "COLUMNxROW",
     "draw it there on the screen, counted from 0, and leave the cursor where it is"},
    SETUP_OPTION_CONFIG(struct values, setup),
    SETUP_OPTION_SET(struct values, setup),
    {0},
};

/* --- the place ---------------------------------------------------------------------------------------------------- */

/* Reads "80x24" where there is such an option. */
static bool take_pair(const char *text, int least, int most, int *first, int *second)
{
    char number[NUMBER_SIZE] = {0};
    const char *times = text ? strchr(text, 'x') : NULL;
    if (!text)
        return true;
    if (!times || (size_t)(times - text) >= sizeof number)
        return false;
    memcpy(number, text, (size_t)(times - text));
    *first = option_number(number, least, most);
    *second = option_number(times + 1, least, most);
    return *first >= 0 && *second >= 0;
}

/* As the terminal tells, then as the options do. False for an option that is none. */
static bool find_room(const struct values *values, struct drawing_room *room)
{
    struct winsize size = {.ws_row = 0};
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    bool has_cells = size.ws_col > 0 && size.ws_row > 1, has_pixels = has_cells && size.ws_xpixel >= size.ws_col;
    *room = (struct drawing_room){
        .columns = has_cells ? size.ws_col : USUAL_COLUMNS,
        .rows = (has_cells ? size.ws_row : USUAL_ROWS) - 1,
        .left = -1,
        .cell_width = has_pixels ? size.ws_xpixel / size.ws_col : USUAL_CELL_WIDTH,
        .cell_height = has_pixels && size.ws_ypixel >= size.ws_row ? size.ws_ypixel / size.ws_row : USUAL_CELL_HEIGHT,
    };
    return take_pair(values->size, 1, CELLS_MAX, &room->columns, &room->rows) &&
           take_pair(values->cell, 1, CELL_SIDE_MAX, &room->cell_width, &room->cell_height) &&
           take_pair(values->at, 0, CELLS_MAX, &room->left, &room->top);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static bool make_drawing(const char *name, const struct settings *settings, const struct drawing_room *room,
                         struct buffer *drawing, struct error *error)
{
    const struct picture_wish wish = {name, (uint32_t)(room->columns * room->cell_width),
                                      (uint32_t)(room->rows * room->cell_height)};
    bool ascii = strcmp(settings->ascii, "yes") == 0 || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    struct fetch_options fetch;
    struct picture picture = {.pixels = NULL};
    struct arena *arena = arena_create(ARENA_MAX);
    if (!arena)
        return error_out_of_memory(error, "reading the settings");
    /* Before anything is fetched: without the library all of it would be for nothing. */
    struct drawer *drawer = drawer_create(drawing_way_named(settings->pictures), ascii, error);
    bool drawn = drawer && fetch_options_read(settings, arena, &fetch, error) &&
                 picture_reading_make(&wish, &fetch, picture_reading_work, &picture, error) &&
                 drawer_draw(drawer, &picture, room, drawing, error);
    picture_release(&picture);
    drawer_destroy(drawer);
    arena_destroy(arena);
    return drawn;
}

static enum exit_status show(const char *name, const struct settings *settings, const struct drawing_room *room)
{
    struct error error;
    struct buffer drawing = buffer_create(OUTPUT_MAX);
    bool drawn = make_drawing(name, settings, room, &drawing, &error);
    if (drawn)
        (void)fwrite(buffer_string(&drawing), 1, drawing.length, stdout);
    buffer_release(&drawing);
    return drawn ? STATUS_WELL : command_fail(&error);
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.size = NULL};
    struct drawing_room room;
    struct setup setup;
    struct told told = {.count = 0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (!operands[0] || operands[1])
        return command_misused(invocation, "name one picture: a FILE or an ADDRESS");
    if (!find_room(&values, &room))
        return command_misused(invocation, "--size, --cell and --at are followed by two numbers, as in 80x24");
    enum exit_status status = setup_create(&setup, invocation, &values.setup, &told);
    if (status == STATUS_WELL)
        status = show(operands[0], &setup.settings, &room);
    setup_release(&setup);
    return status;
}

const struct command command_picture = {
    "picture", "FILE|ADDRESS", "Shows a picture in the terminal.", options, run,
};
