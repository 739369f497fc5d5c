/* screen: curses' screen. Everything is drawn into curses' picture anew for each change; curses compares it with what
 * the terminal shows and sends the difference, lines that moved as scrolling. */
#include "ui/screen.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include "base/error.h"
#include "config/settings.h"
#include "ui/signals.h"
#include "ui/terminal_type.h"

/* Milliseconds in which the rest of a key's sequence must follow its ESC. Over a slow line the bytes of a key come in
 * one packet all the same. */
enum { ESCAPE_DELAY = 25 };

struct colour_pair {
    short foreground, background;
};

/* curses takes numbers of pairs up to SHRT_MAX; a theme has a few dozen. */
enum { PAIRS_MAX = 250 };

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value && value != (const char *)-1 ? value : "";
}

/* Appends the capability without its padding ("$<50>"), which only curses knows how to wait for. */
static size_t append_capability(char *bytes, size_t length, const char *name)
{
    for (const char *at = capability(name); *at; at++) {
        if (at[0] == '$' && at[1] == '<') {
            at = strchr(at, '>');
            if (!at)
                break;
        } else if (length < SIGNALS_LEAVE_MAX) {
            bytes[length++] = *at;
        }
    }
    return length;
}

/* What puts the terminal right without curses, for a crash. */
static void prepare_leaving(void)
{
    static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    char bytes[SIGNALS_LEAVE_MAX];
    size_t length = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        length = append_capability(bytes, length, names[i]);
    signals_set_leave(bytes, length);
}

static bool wants_ascii(const struct settings *settings)
{
    return strcmp(settings->ascii, "yes") == 0 || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

static bool choose_theme(struct screen *screen, const struct theme *theme, struct error *error)
{
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: present and not empty */
    screen->colours = has_colors() && !(no_color && *no_color);
    screen->theme = *theme;
    if (!screen->colours)
        return theme_read(&screen->theme, "mono", NULL, NULL, NULL, error);
    (void)start_color();
    (void)use_default_colors();
    screen->many_colours = COLORS >= 256;
    return true;
}

static void take_size(struct screen *screen)
{
    screen->rows = LINES > 0 ? LINES : 1;
    screen->columns = COLS > 0 ? COLS : 1;
}

static void set_modes(void)
{
    (void)cbreak();
    (void)noecho();
    (void)nonl();
    (void)intrflush(stdscr, FALSE);
    (void)keypad(stdscr, TRUE);
    (void)nodelay(stdscr, TRUE);
    (void)idlok(stdscr, TRUE);
    (void)scrollok(stdscr, FALSE);
    (void)leaveok(stdscr, TRUE);
    (void)curs_set(0);
}

/* Until curses has once come back from endwin(), it sends every move of the cursor by itself (ncurses 6, _nc_mvcur):
 * the first screen in sixty writes, each of them a packet over SSH, and so after every key. So it leaves where nobody
 * sees it, and comes back: before it knows of colours, because it would take the user's own out of the terminal's
 * palette. */
static void gather_writes(void)
{
    int terminal = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (terminal >= 0 && nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
        (void)endwin();
        (void)dup2(terminal, STDOUT_FILENO);
        (void)refresh();
        (void)clearok(curscr, TRUE);
    }
    if (terminal >= 0)
        (void)close(terminal);
    if (nowhere >= 0)
        (void)close(nowhere);
}

bool screen_open(struct screen *screen, const struct settings *settings, const struct theme *theme, struct error *error)
{
    *screen = (struct screen){.pairs = array_create(sizeof(struct colour_pair), PAIRS_MAX)};
    screen->set = wants_ascii(settings) ? GLYPHS_ASCII : GLYPHS_UTF8;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, "standard input and output are no terminal");
    (void)set_escdelay(ESCAPE_DELAY);
    const char *name = getenv("TERM");
    screen->open = terminal_type_is_known() && newterm(NULL, stdout, stdin) != NULL;
    if (!screen->open || !*capability("cup"))
        return error_set(error,
                         "the terminal type \"%s\" is %s: set TERM to one that can move its cursor, such as vt100",
                         name ? name : "", screen->open ? "too simple" : "not known");
    gather_writes();
    set_modes();
    prepare_leaving();
    take_size(screen);
    return choose_theme(screen, theme, error);
}

void screen_close(struct screen *screen)
{
    if (screen->open) {
        (void)endwin();
        SCREEN *terminal = set_term(NULL);
        if (terminal)
            delscreen(terminal);
    }
    screen->open = false;
    signals_set_leave("", 0);
    array_release(&screen->pairs);
}

void screen_resize(struct screen *screen)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        (void)resize_term(size.ws_row, size.ws_col);
    take_size(screen);
    screen_redraw(screen);
}

void screen_redraw(struct screen *screen)
{
    (void)screen;
    (void)clearok(curscr, TRUE);
}

void screen_suspend(struct screen *screen)
{
    (void)screen;
    (void)endwin();
}

void screen_resume(struct screen *screen)
{
    (void)reset_prog_mode();
    screen_resize(screen);
}

void screen_flush(struct screen *screen, int row, int column)
{
    bool shown = row >= 0 && row < screen->rows && column >= 0 && column < screen->columns;
    (void)leaveok(stdscr, !shown);
    if (shown)
        (void)move(row, column);
    (void)curs_set(shown);
    (void)refresh();
}

void screen_keep(struct screen *screen)
{
    (void)screen;
    /* What has not gone this far would be sent by get_wch(). */
    (void)wnoutrefresh(stdscr);
}

bool screen_send(const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

void screen_cell_size(int *width, int *height)
{
    enum { USUAL_WIDTH = 8, USUAL_HEIGHT = 16 };
    struct winsize size;
    bool told = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row &&
                size.ws_xpixel >= size.ws_col && size.ws_ypixel >= size.ws_row;
    *width = told ? size.ws_xpixel / size.ws_col : USUAL_WIDTH;
    *height = told ? size.ws_ypixel / size.ws_row : USUAL_HEIGHT;
}

struct style screen_style(const struct screen *screen, enum role role)
{
    return screen->theme.roles[role];
}

struct style style_over(struct style base, struct style over)
{
    if (over.foreground != COLOUR_DEFAULT || over.foreground_basic != COLOUR_DEFAULT) {
        base.foreground = over.foreground;
        base.foreground_basic = over.foreground_basic;
    }
    if (over.background != COLOUR_DEFAULT || over.background_basic != COLOUR_DEFAULT) {
        base.background = over.background;
        base.background_basic = over.background_basic;
    }
    base.attributes |= over.attributes;
    return base;
}

/* The colours that curses is asked for. */
static struct colour_pair colours_of(const struct screen *screen, struct style style)
{
    return screen->many_colours ? (struct colour_pair){style.foreground, style.background}
                                : (struct colour_pair){style.foreground_basic, style.background_basic};
}

size_t screen_voice_styles(const struct screen *screen)
{
    const struct style *styles = screen->theme.speakers;
    for (size_t count = 1; count < screen->theme.speaker_count; count++) {
        struct colour_pair colours = colours_of(screen, styles[count]);
        for (size_t i = 0; i < count; i++) {
            struct colour_pair others = colours_of(screen, styles[i]);
            if (colours.foreground == others.foreground && colours.background == others.background &&
                styles[count].attributes == styles[i].attributes)
                return count;
        }
    }
    return screen->theme.speaker_count;
}

/* curses' number of the pair of colours; 0, the terminal's own, where there are none or no more. */
static short pair_number(struct screen *screen, struct style style)
{
    struct colour_pair wanted = colours_of(screen, style);
    if (!screen->colours || (wanted.foreground == COLOUR_DEFAULT && wanted.background == COLOUR_DEFAULT))
        return 0;
    const struct colour_pair *pairs = screen->pairs.items;
    for (size_t i = 0; i < screen->pairs.count; i++)
        if (pairs[i].foreground == wanted.foreground && pairs[i].background == wanted.background)
            return (short)(i + 1);
    struct colour_pair *added = (int)screen->pairs.count + 1 < COLOR_PAIRS ? array_push(&screen->pairs) : NULL;
    if (!added)
        return 0;
    *added = wanted;
    (void)init_pair((short)screen->pairs.count, wanted.foreground, wanted.background);
    return (short)screen->pairs.count;
}

static void set_style(struct screen *screen, struct style style)
{
    static const struct {
        unsigned attribute;
        attr_t curses;
    } attributes[] = {{STYLE_BOLD, WA_BOLD},
                      {STYLE_FAINT, WA_DIM},
                      {STYLE_ITALIC, WA_ITALIC},
                      {STYLE_UNDERLINE, WA_UNDERLINE},
                      {STYLE_REVERSE, WA_REVERSE}};
    attr_t all = WA_NORMAL;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (style.attributes & attributes[i].attribute)
            all |= attributes[i].curses;
    (void)attr_set(all, pair_number(screen, style), NULL);
}

static bool pen_is_on(const struct screen *screen, const struct pen *pen)
{
    return pen->row >= 0 && pen->row < screen->rows && pen->column >= 0 && pen->column < pen->end &&
           pen->column < screen->columns;
}

/* A joiner between two emoji, and the selector of an emoji's colours, make some terminals draw one wide glyph where
 * others, and curses, count two or a narrow one: the row would shift. They are not drawn, so that all agree on the
 * columns. */
static bool changes_width(ucs4_t character, ucs4_t base)
{
    return character == 0xfe0f || (character == 0x200d && wcwidth((wchar_t)base) == 2);
}

/* Hands one character with its combining marks to curses; one whose width the C library sees otherwise than we do, or
 * that is a control, becomes as many replacement characters as it has columns. */
static void put_cell(const wchar_t *cell, int width)
{
    cchar_t complete;
    if (wcwidth(cell[0]) == width && setcchar(&complete, cell, WA_NORMAL, 0, NULL) == OK)
        (void)add_wch(&complete);
    else
        for (int i = 0; i < width; i++)
            (void)addnwstr(L"\ufffd", 1);
}

/* Writes one cluster: usually one cell, but an emoji joined to another has two. */
static void put_cluster(const char *text, size_t size)
{
    wchar_t cell[CCHARW_MAX + 1] = L"";
    size_t count = 0;
    int width = 0;
    for (size_t at = 0; at < size;) {
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, size - at);
        /* Where a text of several lines is shown in one, as in a list. */
        if (character == '\n')
            character = ' ';
        int own = uc_width(character, "UTF-8");
        if (own == 0 && count && count < CCHARW_MAX && !changes_width(character, (ucs4_t)cell[0]))
            cell[count++] = (wchar_t)character;
        if (own == 0)
            continue;
        if (count)
            put_cell(cell, width);
        cell[0] = (wchar_t)character;
        count = 1;
        width = own < 0 ? 1 : own;
        memset(cell + 1, 0, sizeof cell - sizeof *cell);
    }
    if (count)
        put_cell(cell, width);
}

static void put_as_ascii(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        char ascii[GLYPH_ASCII_SIZE];
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        (void)addnstr(ascii, (int)glyph_to_ascii(character, ascii));
    }
}

/* How many bytes are ASCII that no mark follows: they go to curses in one piece. */
static size_t plain_run(const char *text, size_t length)
{
    size_t run = 0;
    while (run < length && text[run] >= ' ' && text[run] < 0x7f)
        run++;
    return run < length && run ? run - 1 : run;
}

void screen_put(struct screen *screen, struct pen *pen, struct style style, const char *text, size_t length)
{
    if (!pen_is_on(screen, pen))
        return;
    int end = pen->end < screen->columns ? pen->end : screen->columns, width;
    size_t fits = glyphs_fit(text, length, end - pen->column, screen->set, &width);
    set_style(screen, style);
    (void)move(pen->row, pen->column);
    pen->column += width;
    if (screen->set == GLYPHS_ASCII) {
        put_as_ascii(text, fits);
        return;
    }
    for (size_t at = 0, size; at < fits; at += size) {
        size = plain_run(text + at, fits - at);
        if (size) {
            (void)addnstr(text + at, (int)size);
        } else {
            size = glyph_next(text + at, fits - at, screen->set, &width);
            put_cluster(text + at, size);
        }
    }
}

void screen_put_string(struct screen *screen, struct pen *pen, struct style style, const char *text)
{
    screen_put(screen, pen, style, text, strlen(text));
}

void screen_put_clipped(struct screen *screen, struct pen *pen, struct style style, const char *text, size_t length,
                        int columns)
{
    static const char ellipsis[] = "…";
    int mark = screen_width(screen, ellipsis, sizeof ellipsis - 1), width;
    if (columns > pen->end - pen->column)
        columns = pen->end - pen->column;
    if (glyphs_fit(text, length, columns, screen->set, &width) == length) {
        screen_put(screen, pen, style, text, length);
        return;
    }
    screen_put(screen, pen, style, text, glyphs_fit(text, length, columns - mark, screen->set, &width));
    if (columns >= mark)
        screen_put(screen, pen, style, ellipsis, sizeof ellipsis - 1);
}

void screen_pad(struct screen *screen, struct pen *pen, struct style style, int until)
{
    if (until > pen->end)
        until = pen->end;
    if (until > screen->columns)
        until = screen->columns;
    if (!pen_is_on(screen, pen) || until <= pen->column)
        return;
    set_style(screen, style);
    (void)move(pen->row, pen->column);
    /* hline() would also blank the cell before, where the second half of an old wide character stood. */
    for (; pen->column < until; pen->column++)
        (void)addch(' ');
}

int screen_width(const struct screen *screen, const char *text, size_t length)
{
    return glyphs_width(text, length, screen->set);
}
