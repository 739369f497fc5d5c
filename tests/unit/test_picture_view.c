/* A picture on the reader's screen: fetched from a real server, shown in the place of the text, gone with the next
 * key. */
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "tests/net/nginx.h"
#include "tests/screen/terminal.h"
#include "tests/unit/program.h"

enum { DEADLINE = 60, ROW_SIZE = 1024, VARIABLE_SIZE = TEST_PATH_SIZE + 16, OPTION_SIZE = 64, SIDE = 16 };

static const char page[] =
    "<h1>Ferries</h1><p>Text before it.</p><img src=\"flag.png\" alt=\"The flag of the harbour\">";

/* What the folder of the test holds, the page and its picture, is what nginx serves. */
struct harbour {
    struct place place;
    struct nginx nginx;
};

static void write_flag(const char *folder)
{
    static unsigned char red[SIDE * SIDE * 3], bytes[4096];
    for (size_t i = 0; i < sizeof red; i += 3)
        red[i] = 255;
    png_image image = {.version = PNG_IMAGE_VERSION, .width = SIDE, .height = SIDE, .format = PNG_FORMAT_RGB};
    png_alloc_size_t size = sizeof bytes;
    assert_true(png_image_write_to_memory(&image, bytes, &size, 0, red, 0, NULL));
    file_write(folder, "flag.png", (const char *)bytes, size, NULL);
}

static bool start(struct harbour *harbour)
{
    folder_create(harbour->place.folder);
    file_write(harbour->place.folder, "page.html", page, sizeof page - 1, NULL);
    write_flag(harbour->place.folder);
    return nginx_start(&harbour->nginx, harbour->place.folder);
}

static void stop(struct harbour *harbour)
{
    nginx_stop(&harbour->nginx);
    folder_remove(harbour->place.folder);
}

/* --- the screen --------------------------------------------------------------------------------------------------- */

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

static bool is_red(const struct terminal *terminal, int row, int column)
{
    VTermScreenCell cell;
    if (!vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell))
        return false;
    VTermColor colour = cell.attrs.reverse ? cell.fg : cell.bg;
    vterm_screen_convert_color_to_rgb(terminal->screen, &colour);
    return colour.rgb.red > 200 && colour.rgb.green < 50 && colour.rgb.blue < 50;
}

static bool press(struct terminal *terminal, const char *key, struct error *error)
{
    buffer_clear(&terminal->output);
    return terminal_press(terminal, key, error) && terminal_settle(terminal, error);
}

/* 80 by 24: the text has the rows 2 to 21, twenty of them; a square in cells twice as high as wide is 40 columns wide,
 * from column 20 on. */
static bool show_in_characters(struct terminal *terminal, struct error *error)
{
    if (!press(terminal, "p", error) || !press(terminal, "Enter", error))
        return false;
    if (!is_red(terminal, 2, 20) || !is_red(terminal, 21, 59) || is_red(terminal, 2, 19) || is_red(terminal, 21, 60) ||
        is_red(terminal, 22, 30))
        return error_set(error, "the picture is not where it should be");
    if (shows(terminal, "Text before it.") || !shows(terminal, "any key back"))
        return error_set(error, "the text does not make room");
    if (!press(terminal, "j", error))
        return false;
    return (!is_red(terminal, 10, 40) && shows(terminal, "Text before it.")) ||
           error_set(error, "the picture does not go away");
}

/* 16 pixels in cells of 8 by 16: two columns, one row. */
static bool show_as_graphics(struct terminal *terminal, struct error *error)
{
    if (!press(terminal, "p", error) || !press(terminal, "Enter", error))
        return false;
    if (!strstr(buffer_string(&terminal->output), "\033_Ga=T,f=32,s=16,v=16,c=2,r=1"))
        return error_set(error, "no graphics are sent");
    if (!press(terminal, "q", error))
        return false;
    if (!strstr(buffer_string(&terminal->output), "\033_Ga=d,d=A\033\\"))
        return error_set(error, "the graphics are not taken away");
    return shows(terminal, "Text before it.") || error_set(error, "the text does not come back");
}

typedef bool scene(struct terminal *terminal, struct error *error);

/* In a process that leads the terminal's session (terminal_start). */
static bool play(const struct harbour *harbour, const char *pictures, scene *act, struct error *error)
{
    char home[VARIABLE_SIZE], option[OPTION_SIZE], url[OPTION_SIZE];
    char *arguments[] = {(char *)(uintptr_t)harbour->place.program, "-o", option, url, "page.html", NULL};
    char *environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "TERM=xterm-256color", "LANG=C.UTF-8", home};
    (void)snprintf(home, sizeof home, "HOME=%s", harbour->place.folder);
    (void)snprintf(option, sizeof option, "pictures=%s", pictures);
    (void)snprintf(url, sizeof url, "--url=http://127.0.0.1:%d/", harbour->nginx.http);
    const struct terminal_setup setup = {.directory = harbour->place.folder,
                                         .arguments = arguments,
                                         .environment = environment,
                                         .environment_count = sizeof environment / sizeof *environment,
                                         .size = {.columns = 80, .rows = 24},
                                         .deadline = DEADLINE};
    struct terminal terminal;
    bool well = terminal_start(&terminal, &setup, error) && terminal_settle(&terminal, error) &&
                act(&terminal, error) && press(&terminal, "Q", error) &&
                (terminal.state == TERMINAL_ENDED || error_set(error, "it does not end")) &&
                terminal_is_restored(&terminal, error);
    terminal_end(&terminal);
    return well;
}

static void assert_plays(const struct harbour *harbour, const char *pictures, scene *act)
{
    int status;
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        struct error error = {.message = ""};
        bool well = play(harbour, pictures, act, &error);
        if (!well)
            (void)fprintf(stderr, "%s: %s\n", pictures, error.message);
        _exit(well ? 0 : 1);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void test_in_characters(void **state)
{
    assert_plays(*state, "symbols", show_in_characters);
}

static void test_as_graphics(void **state)
{
    assert_plays(*state, "kitty", show_as_graphics);
}

int main(int count, char *arguments[])
{
    struct harbour harbour = {.nginx = {.process = 0}};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_in_characters, &harbour),
        cmocka_unit_test_prestate(test_as_graphics, &harbour),
    };
    if (count < 1 || !program_find(arguments[0], &harbour.place))
        return 1;
    int failed = start(&harbour) ? cmocka_run_group_tests_name("picture view", tests, NULL, NULL) : 1;
    stop(&harbour);
    return failed;
}
