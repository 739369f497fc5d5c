/* Pictures: files of the three formats become pixels, and pixels what a terminal shows; whatever the process makes of
 * it that decodes what a stranger sent, nothing but a picture or a sentence comes back. */
#include <limits.h>
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <turbojpeg.h>
#include <unistd.h>
#include <webp/encode.h>

#include <cmocka.h>

#include "app/picture_reading.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/fetch.h"
#include "picture/drawing.h"
#include "picture/picture.h"
#include "tests/unit/files.h"

enum { FILE_MAX = 1 << 20, WIDTH = 64, HEIGHT = 32, PIXEL = PICTURE_PIXEL_BYTES };

/* --- files -------------------------------------------------------------------------------------------------------- */

/* The left half is red, the right one blue. */
static unsigned char *flag(void)
{
    static const unsigned char red[PIXEL] = {255, 0, 0, 255}, blue[PIXEL] = {0, 0, 255, 255};
    unsigned char *pixels = malloc((size_t)WIDTH * HEIGHT * PIXEL);
    assert_non_null(pixels);
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++)
        memcpy(pixels + i * PIXEL, i % WIDTH < WIDTH / 2 ? red : blue, PIXEL);
    return pixels;
}

struct file {
    unsigned char bytes[FILE_MAX];
    size_t length;
};

static void write_png(struct file *file, const unsigned char *pixels)
{
    png_image image = {.version = PNG_IMAGE_VERSION, .width = WIDTH, .height = HEIGHT, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = sizeof file->bytes;
    assert_true(png_image_write_to_memory(&image, file->bytes, &size, 0, pixels, 0, NULL));
    file->length = size;
}

static void write_jpeg(struct file *file, const unsigned char *pixels)
{
    unsigned char *made = NULL;
    unsigned long size = 0;
    tjhandle handle = tjInitCompress();
    assert_int_equal(
        tjCompress2(handle, pixels, WIDTH, 0, HEIGHT, TJPF_RGBA, &made, &size, TJSAMP_444, 100, TJFLAG_ACCURATEDCT), 0);
    assert_true(size <= sizeof file->bytes);
    memcpy(file->bytes, made, size);
    file->length = size;
    tjFree(made);
    (void)tjDestroy(handle);
}

static void write_webp(struct file *file, const unsigned char *pixels)
{
    uint8_t *made = NULL;
    file->length = WebPEncodeLosslessRGBA(pixels, WIDTH, HEIGHT, WIDTH * PIXEL, &made);
    assert_true(file->length > 0 && file->length <= sizeof file->bytes);
    memcpy(file->bytes, made, file->length);
    WebPFree(made);
}

typedef void write_file(struct file *file, const unsigned char *pixels);

static struct file *make_file(write_file *write)
{
    struct file *file = malloc(sizeof *file);
    unsigned char *pixels = flag();
    assert_non_null(file);
    write(file, pixels);
    free(pixels);
    return file;
}

static const struct format {
    const char *name;
    write_file *write;
} formats[] = {{"PNG", write_png}, {"JPEG", write_jpeg}, {"WebP", write_webp}};

enum { FORMATS = sizeof formats / sizeof *formats };

/* --- decoding ----------------------------------------------------------------------------------------------------- */

/* JPEG keeps colours nearly. */
static bool is_nearly(const struct picture *picture, uint32_t column, uint32_t row, const unsigned char colour[PIXEL])
{
    const unsigned char *pixel = picture->pixels + ((size_t)row * picture->width + column) * PIXEL;
    for (size_t i = 0; i < PIXEL; i++)
        if (abs(pixel[i] - colour[i]) > 3)
            return false;
    return true;
}

static void assert_flag(const char *what, const struct picture *picture, uint32_t width, uint32_t height)
{
    static const unsigned char red[PIXEL] = {255, 0, 0, 255}, blue[PIXEL] = {0, 0, 255, 255};
    if (picture->width != width || picture->height != height)
        fail_msg("%s: %u by %u", what, picture->width, picture->height);
    if (!is_nearly(picture, 0, 0, red) || !is_nearly(picture, width - 1, height - 1, blue))
        fail_msg("%s: other colours", what);
}

static void test_each_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORMATS; i++) {
        struct error error = {.message = ""};
        struct picture picture;
        struct file *file = make_file(formats[i].write);
        if (!picture_decode(file->bytes, file->length, 0, 0, &picture, &error))
            fail_msg("%s: %s", formats[i].name, error.message);
        assert_flag(formats[i].name, &picture, WIDTH, HEIGHT);
        picture_release(&picture);
        free(file);
    }
}

static void test_a_large_jpeg_is_made_smaller(void **state)
{
    static const struct {
        const char *what;
        uint32_t wanted_width, wanted_height, width, height;
    } cases[] = {
        {"an eighth covers what is wanted", 8, 4, 8, 4},
        {"a quarter is the next that does", 9, 4, 16, 8},
        {"what is wanted is larger than the picture", 1000, 1000, WIDTH, HEIGHT},
    };
    (void)state;
    struct file *file = make_file(write_jpeg);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture picture;
        struct error error;
        assert_true(
            picture_decode(file->bytes, file->length, cases[i].wanted_width, cases[i].wanted_height, &picture, &error));
        if (picture.width != cases[i].width || picture.height != cases[i].height)
            fail_msg("%s: %u by %u", cases[i].what, picture.width, picture.height);
        picture_release(&picture);
    }
    free(file);
}

/* Each on the heap in its own size, so that a sanitizer sees every byte read behind it. */
static void test_what_is_cut_off(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORMATS; i++) {
        struct file *file = make_file(formats[i].write);
        for (size_t length = 0; length < file->length; length++) {
            struct picture picture;
            struct error error = {.message = ""};
            unsigned char *copy = malloc(length ? length : 1);
            assert_non_null(copy);
            memcpy(copy, file->bytes, length);
            bool decoded = picture_decode(copy, length, 0, 0, &picture, &error);
            if (decoded ? !picture_has_sound_size(&picture) : !*error.message || picture.pixels != NULL)
                fail_msg("%s: the first %zu bytes", formats[i].name, length);
            picture_release(&picture);
            free(copy);
        }
        free(file);
    }
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *what, *bytes;
        size_t length;
        const char *sentence;
    } cases[] = {
        {"nothing", "", 0, "this is no picture that can be shown here: JPEG, PNG and WebP are"},
        {"another format", "GIF89a\1\0\1\0\0\0\0", 13,
         "this is no picture that can be shown here: JPEG, PNG and WebP are"},
        /* the head with its checksum, and the beginning of the pixels */
        {"a side that is too long",
         "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x50\0\0\0\0\1\x8\2\0\0\0\x07\x0b\xe5\xc4\0\0\0\1IDAT", 41,
         "the picture is too large to be shown: 20480 by 1 pixels"},
        {"sides that are well alone but not together",
         "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x40\0\0\0\x40\0\x8\2\0\0\0\x26\xaa\x87\xd3\0\0\0\1IDAT", 41,
         "the picture is too large to be shown: 16384 by 16384 pixels"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct picture picture;
        struct error error = {.message = ""};
        assert_false(picture_decode((const unsigned char *)cases[i].bytes, cases[i].length, 0, 0, &picture, &error));
        if (strcmp(error.message, cases[i].sentence) != 0)
            fail_msg("%s: %s", cases[i].what, error.message);
    }
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void test_ways_and_places(void **state)
{
    /* WIDTH by HEIGHT is 64 by 32. */
    static const struct {
        const char *what;
        enum drawing_way way;
        const char *terminal;
        struct drawing_room room;
        const char *begin, *has;
    } cases[] = {
        {"graphics stand in the middle of their room: 8 of 20 columns, 2 of 10 rows",
         DRAWING_KITTY,
         "xterm",
         {20, 10, 3, 4, 8, 16},
         "\0337\033[9;10H\033_G",
         "c=8,r=2"},
        {"what is too wide becomes smaller: 4 of 4 columns, 16 pixels high",
         DRAWING_KITTY,
         "xterm",
         {4, 10, 0, 0, 8, 8},
         "\0337\033[5;1H\033_G",
         "c=4,r=2"},
        {"what is too high, too: 1 of 10 rows, 16 pixels wide",
         DRAWING_KITTY,
         "xterm",
         {10, 1, 0, 0, 8, 8},
         "\0337\033[1;5H\033_G",
         "c=2,r=1"},
        {"sixel, as the setting says",
         DRAWING_SIXEL,
         "xterm",
         {20, 10, 0, 0, 8, 16},
         "\0337\033[5;7H\033P",
         "\033\\\0338"},
        {"a terminal that has kitty's graphics",
         DRAWING_AUTO,
         "xterm-kitty",
         {20, 10, -1, 0, 8, 16},
         "\033_G",
         "c=8,r=2"},
        {"a terminal that has sixel", DRAWING_AUTO, "foot", {20, 10, -1, 0, 8, 16}, "\033P", "\033\\\n"},
        {"a terminal with neither: characters fill the room, 20 of 20 columns, 5 rows of 10 from the third on",
         DRAWING_AUTO,
         "xterm-256color",
         {20, 10, 0, 0, 8, 16},
         "\0337\033[3;1H\033[",
         "\033[7;1H"},
    };
    (void)state;
    unsigned char *pixels = flag();
    const struct picture picture = {WIDTH, HEIGHT, pixels};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {.message = ""};
        struct buffer out = buffer_create(FILE_MAX);
        assert_int_equal(setenv("TERM", cases[i].terminal, 1), 0);
        struct drawer *drawer = drawer_create(cases[i].way, false, &error);
        if (!drawer || !drawer_draw(drawer, &picture, &cases[i].room, &out, &error))
            fail_msg("%s: %s", cases[i].what, error.message);
        const char *drawn = buffer_string(&out);
        if (strncmp(drawn, cases[i].begin, strlen(cases[i].begin)) != 0 || !strstr(drawn, cases[i].has))
            fail_msg("%s: %.60s", cases[i].what, drawn + 1);
        drawer_destroy(drawer);
        buffer_release(&out);
    }
    free(pixels);
}

static void test_characters(void **state)
{
    static const struct drawing_room room = {8, 4, -1, 0, 8, 16};
    (void)state;
    unsigned char *pixels = flag();
    const struct picture picture = {WIDTH, HEIGHT, pixels};
    struct error error;
    struct buffer out = buffer_create(FILE_MAX);
    assert_int_equal(setenv("TERM", "xterm-256color", 1), 0);
    struct drawer *drawer = drawer_create(DRAWING_SYMBOLS, true, &error);
    assert_non_null(drawer);
    assert_true(drawer_draw(drawer, &picture, &room, &out, &error));
    size_t lines = 0;
    for (size_t i = 0; i < out.length; i++) {
        assert_true((unsigned char)out.bytes[i] < 0x80);
        lines += out.bytes[i] == '\n';
    }
    assert_int_equal(lines, 2); /* 64 by 32 pixels are 8 cells by 2 */
    drawer_destroy(drawer);
    buffer_release(&out);
    free(pixels);
}

/* --- the process that decodes ------------------------------------------------------------------------------------- */

static void read_all(int descriptor)
{
    char ignored[4096];
    while (read(descriptor, ignored, sizeof ignored) > 0)
        continue;
}

static void answer(int descriptor, uint32_t width, uint32_t height, size_t bytes)
{
    const uint32_t size[] = {width, height};
    static const char zeros[4096];
    read_all(descriptor);
    (void)send(descriptor, size, sizeof size, MSG_NOSIGNAL);
    for (size_t sent = 0; sent < bytes; sent += sizeof zeros)
        (void)send(descriptor, zeros, bytes - sent < sizeof zeros ? bytes - sent : sizeof zeros, MSG_NOSIGNAL);
}

static int dies(int descriptor, void *context)
{
    (void)context;
    read_all(descriptor);
    abort();
}

static int says_nothing(int descriptor, void *context)
{
    (void)context;
    read_all(descriptor);
    return 0;
}

static int has_too_few_pixels(int descriptor, void *context)
{
    (void)context;
    answer(descriptor, 100, 100, 100 * 100 * PIXEL - 1);
    return 0;
}

static int has_too_many_pixels(int descriptor, void *context)
{
    (void)context;
    answer(descriptor, 1, 1, PIXEL + 1);
    return 0;
}

/* Width times height times four is 2^32: zero, where 32 bits were all. */
static int has_no_end(int descriptor, void *context)
{
    (void)context;
    answer(descriptor, 1 << 15, 1 << 15, 0);
    return 0;
}

static int never_reads(int descriptor, void *context)
{
    (void)context, (void)descriptor;
    return 1;
}

static void test_whatever_the_process_does(void **state)
{
    static const struct {
        const char *what;
        child_work *work;
        const char *sentence;
    } cases[] = {
        {"it dies", dies, "the process that reads it was ended by signal 6 (Aborted)"},
        {"it says nothing", says_nothing, "the process that reads it talks nonsense"},
        {"pixels are missing", has_too_few_pixels, "the process that reads it talks nonsense"},
        {"there are too many", has_too_many_pixels, "the process that reads it talks nonsense"},
        {"the size is none", has_no_end, "the process that reads it talks nonsense"},
        {"it ends without reading", never_reads, "the process that reads it ended with status 1"},
    };
    const struct fetch_options options = {.body_bytes = FILE_MAX};
    char path[TEST_PATH_SIZE], folder[TEST_PATH_SIZE];
    struct file *file = make_file(write_png);
    (void)state;
    folder_create(folder);
    file_write(folder, "flag.png", (const char *)file->bytes, file->length, path);
    const struct picture_wish wish = {path, 100, 100};
    struct picture picture;
    struct error error = {.message = ""};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(picture_reading_make(&wish, &options, cases[i].work, &picture, &error));
        const char *said = strstr(error.message, "the process");
        if (!said || strcmp(said, cases[i].sentence) != 0 || picture.pixels)
            fail_msg("%s: %s", cases[i].what, error.message);
    }
    if (!picture_reading_make(&wish, &options, picture_reading_work, &picture, &error))
        fail_msg("%s", error.message);
    assert_flag("through the process", &picture, WIDTH, HEIGHT);
    picture_release(&picture);
    const struct fetch_options few = {.body_bytes = 10};
    assert_false(picture_reading_make(&wish, &few, picture_reading_work, &picture, &error));
    file_write(folder, "flag.png", "no picture", 10, path);
    assert_false(picture_reading_make(&wish, &options, picture_reading_work, &picture, &error));
    assert_non_null(strstr(error.message, "flag.png: this is no picture that can be shown here"));
    folder_remove(folder);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_format),
        cmocka_unit_test(test_a_large_jpeg_is_made_smaller),
        cmocka_unit_test(test_what_is_cut_off),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_ways_and_places),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_whatever_the_process_does),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
