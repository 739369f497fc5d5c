/* drawing: libchafa's canvas, and where its lines go. */
#include "picture/drawing.h"

#include <chafa.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/loading.h"
#include "picture/picture.h"

/* g_string_free is GLib's, on which libchafa rests. */
#define CHAFA_FUNCTIONS(FUNCTION)                   \
    FUNCTION(chafa_set_n_threads)                   \
    FUNCTION(chafa_term_db_get_default)             \
    FUNCTION(chafa_term_db_detect)                  \
    FUNCTION(chafa_term_db_get_fallback_info)       \
    FUNCTION(chafa_term_info_have_seq)              \
    FUNCTION(chafa_term_info_supplement)            \
    FUNCTION(chafa_term_info_unref)                 \
    FUNCTION(chafa_symbol_map_new)                  \
    FUNCTION(chafa_symbol_map_add_by_tags)          \
    FUNCTION(chafa_symbol_map_unref)                \
    FUNCTION(chafa_canvas_config_new)               \
    FUNCTION(chafa_canvas_config_set_geometry)      \
    FUNCTION(chafa_canvas_config_set_cell_geometry) \
    FUNCTION(chafa_canvas_config_set_canvas_mode)   \
    FUNCTION(chafa_canvas_config_set_pixel_mode)    \
    FUNCTION(chafa_canvas_config_set_dither_mode)   \
    FUNCTION(chafa_canvas_config_set_symbol_map)    \
    FUNCTION(chafa_canvas_config_unref)             \
    FUNCTION(chafa_canvas_new)                      \
    FUNCTION(chafa_canvas_draw_all_pixels)          \
    FUNCTION(chafa_canvas_print)                    \
    FUNCTION(chafa_canvas_unref)                    \
    FUNCTION(g_string_free)

/* The types are those of <chafa.h>, so that the compiler checks each call as if it were linked. */
struct chafa {
#define MEMBER(name) __typeof__(name) *name;
    CHAFA_FUNCTIONS(MEMBER)
#undef MEMBER
};

#define ROW(name) {#name, offsetof(struct chafa, name)},
static const struct loaded_function chafa_rows[] = {CHAFA_FUNCTIONS(ROW)};
#undef ROW

static const struct loaded_library chafa_library = {"libchafa.so.0", "libchafa0", chafa_rows,
                                                    sizeof chafa_rows / sizeof *chafa_rows};

struct drawer {
    struct chafa chafa;
    ChafaTermInfo *terminal;
    ChafaPixelMode pixels;
    ChafaCanvasMode colours;
    bool ascii;
};

/* POSIX has it declared by whoever uses it. */
extern char **environ;

/* --- what the terminal can do ------------------------------------------------------------------------------------- */

enum drawing_way drawing_way_named(const char *name)
{
    static const char *const names[] = {
        [DRAWING_SIXEL] = "sixel", [DRAWING_KITTY] = "kitty", [DRAWING_SYMBOLS] = "symbols"};
    for (size_t i = DRAWING_SIXEL; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (enum drawing_way)i;
    return DRAWING_AUTO;
}

static bool can(const struct drawer *drawer, ChafaTermSeq sequence)
{
    return drawer->chafa.chafa_term_info_have_seq(drawer->terminal, sequence);
}

static ChafaPixelMode choose_pixels(const struct drawer *drawer, enum drawing_way way)
{
    static const ChafaPixelMode modes[] = {[DRAWING_SIXEL] = CHAFA_PIXEL_MODE_SIXELS,
                                           [DRAWING_KITTY] = CHAFA_PIXEL_MODE_KITTY,
                                           [DRAWING_SYMBOLS] = CHAFA_PIXEL_MODE_SYMBOLS};
    if (way != DRAWING_AUTO)
        return modes[way];
    if (can(drawer, CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1))
        return CHAFA_PIXEL_MODE_KITTY;
    return can(drawer, CHAFA_TERM_SEQ_BEGIN_SIXELS) ? CHAFA_PIXEL_MODE_SIXELS : CHAFA_PIXEL_MODE_SYMBOLS;
}

/* Graphics have colours of their own; characters have those of the terminal. */
static ChafaCanvasMode choose_colours(const struct drawer *drawer)
{
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: present and not empty */
    if (drawer->pixels != CHAFA_PIXEL_MODE_SYMBOLS)
        return CHAFA_CANVAS_MODE_TRUECOLOR;
    if (no_color && *no_color)
        return CHAFA_CANVAS_MODE_FGBG;
    if (can(drawer, CHAFA_TERM_SEQ_SET_COLOR_FGBG_DIRECT))
        return CHAFA_CANVAS_MODE_TRUECOLOR;
    if (can(drawer, CHAFA_TERM_SEQ_SET_COLOR_FGBG_256))
        return CHAFA_CANVAS_MODE_INDEXED_240;
    return can(drawer, CHAFA_TERM_SEQ_SET_COLOR_FGBG_16) ? CHAFA_CANVAS_MODE_INDEXED_16 : CHAFA_CANVAS_MODE_FGBG;
}

struct drawer *drawer_create(enum drawing_way way, bool ascii, struct error *error)
{
    struct drawer *drawer = calloc(1, sizeof *drawer);
    if (!drawer) {
        error_out_of_memory(error, "showing a picture");
        return NULL;
    }
    const struct chafa *chafa = &drawer->chafa;
    if (!loading_fill(&chafa_library, &drawer->chafa, error)) {
        (void)error_prefix(error, "pictures cannot be shown: ");
        free(drawer);
        return NULL;
    }
    chafa->chafa_set_n_threads(1);
    ChafaTermDb *terminals = chafa->chafa_term_db_get_default();
    drawer->terminal = chafa->chafa_term_db_detect(terminals, environ);
    drawer->ascii = ascii;
    drawer->pixels = choose_pixels(drawer, way);
    drawer->colours = choose_colours(drawer);
    /* What the user says that the terminal can do may be more than the environment knows. */
    ChafaTermInfo *others = chafa->chafa_term_db_get_fallback_info(terminals);
    chafa->chafa_term_info_supplement(drawer->terminal, others);
    chafa->chafa_term_info_unref(others);
    return drawer;
}

void drawer_destroy(struct drawer *drawer)
{
    if (drawer)
        drawer->chafa.chafa_term_info_unref(drawer->terminal);
    free(drawer);
}

/* --- size and place ----------------------------------------------------------------------------------------------- */

static int at_most(int64_t wanted, int most)
{
    return wanted < 1 ? 1 : wanted < most ? (int)wanted : most;
}

/* The cells that the picture takes: its own size as graphics where there is room for it, else as much of the room as
 * its shape allows. */
static struct drawing_room fit(const struct drawer *drawer, const struct picture *picture,
                               const struct drawing_room *room)
{
    /* A character shows a few pixels of the hundred that its cell has: all of the room is none too much. */
    int64_t scale = drawer->pixels == CHAFA_PIXEL_MODE_SYMBOLS ? PICTURE_SIDE_MAX : 1;
    int64_t width = picture->width * scale, height = picture->height * scale;
    int64_t widest = (int64_t)room->columns * room->cell_width, highest = (int64_t)room->rows * room->cell_height;
    struct drawing_room place = *room;
    if (width > widest) {
        height = height * widest / width;
        width = widest;
    }
    if (height > highest) {
        width = width * highest / height;
        height = highest;
    }
    place.columns = at_most((width + room->cell_width - 1) / room->cell_width, room->columns);
    place.rows = at_most((height + room->cell_height - 1) / room->cell_height, room->rows);
    place.left += room->left < 0 ? 0 : (room->columns - place.columns) / 2;
    place.top += room->left < 0 ? 0 : (room->rows - place.rows) / 2;
    return place;
}

/* Graphics are one line, characters one for each row; each goes to its own place, or all one below the other. */
static void place_lines(const char *drawn, const struct drawing_room *place, struct buffer *out)
{
    static const char save_cursor[] = "\0337", restore_cursor[] = "\0338";
    bool is_placed = place->left >= 0;
    if (is_placed)
        (void)buffer_append_string(out, save_cursor);
    for (int row = place->top; *drawn; row++) {
        size_t length = strcspn(drawn, "\n");
        if (is_placed)
            (void)buffer_append_format(out, "\033[%d;%dH", row + 1, place->left + 1);
        (void)buffer_append(out, drawn, length);
        if (!is_placed)
            (void)buffer_append_byte(out, '\n');
        drawn += length + (drawn[length] == '\n');
    }
    if (is_placed)
        (void)buffer_append_string(out, restore_cursor);
}

/* --- the canvas --------------------------------------------------------------------------------------------------- */

static ChafaCanvas *create_canvas(const struct drawer *drawer, const struct drawing_room *place)
{
    const struct chafa *chafa = &drawer->chafa;
    ChafaSymbolMap *symbols = chafa->chafa_symbol_map_new();
    ChafaCanvasConfig *config = chafa->chafa_canvas_config_new();
    chafa->chafa_symbol_map_add_by_tags(symbols, drawer->ascii ? CHAFA_SYMBOL_TAG_ASCII
                                                               : CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_BLOCK);
    chafa->chafa_canvas_config_set_geometry(config, place->columns, place->rows);
    chafa->chafa_canvas_config_set_cell_geometry(config, place->cell_width, place->cell_height);
    chafa->chafa_canvas_config_set_canvas_mode(config, drawer->colours);
    chafa->chafa_canvas_config_set_pixel_mode(config, drawer->pixels);
    chafa->chafa_canvas_config_set_symbol_map(config, symbols);
    /* Sixel has 256 colours, of which the sky alone takes more. */
    if (drawer->pixels == CHAFA_PIXEL_MODE_SIXELS)
        chafa->chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_DIFFUSION);
    ChafaCanvas *canvas = chafa->chafa_canvas_new(config);
    chafa->chafa_canvas_config_unref(config);
    chafa->chafa_symbol_map_unref(symbols);
    return canvas;
}

bool drawer_draw(const struct drawer *drawer, const struct picture *picture, const struct drawing_room *room,
                 struct buffer *out, struct error *error)
{
    const struct chafa *chafa = &drawer->chafa;
    const struct drawing_room place = fit(drawer, picture, room);
    ChafaCanvas *canvas = create_canvas(drawer, &place);
    chafa->chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, picture->pixels, (gint)picture->width,
                                        (gint)picture->height, (gint)picture->width * PICTURE_PIXEL_BYTES);
    GString *drawn = chafa->chafa_canvas_print(canvas, drawer->terminal);
    place_lines(drawn->str, &place, out);
    (void)chafa->g_string_free(drawn, TRUE);
    chafa->chafa_canvas_unref(canvas);
    return !out->failed || error_out_of_memory(error, "showing a picture");
}
