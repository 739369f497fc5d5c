/* picture: one format a row, told by how its files begin; each by the shortest way through its own library. */
#include "picture/picture.h"

#include <limits.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include "base/error.h"
#include "base/loading.h"

/* What is to be read, and how large it has to be at least. */
struct source {
    const unsigned char *bytes;
    size_t length;
    uint32_t width, height;
};

/* The types are those of the libraries' headers, so that the compiler checks each call as if it were linked. */
#define MEMBER(name) __typeof__(name) *name;

/* --- sizes -------------------------------------------------------------------------------------------------------- */

bool picture_has_sound_size(const struct picture *picture)
{
    return picture->width >= 1 && picture->height >= 1 && picture->width <= PICTURE_SIDE_MAX &&
           picture->height <= PICTURE_SIDE_MAX && picture->width <= PICTURE_PIXELS_MAX / picture->height;
}

size_t picture_size(const struct picture *picture)
{
    return (size_t)picture->width * picture->height * PICTURE_PIXEL_BYTES;
}

/* Makes room for the pixels of a picture whose size is known. */
static bool make_room(struct picture *picture, struct error *error)
{
    if (!picture_has_sound_size(picture))
        return error_set(error, "the picture is too large to be shown: %lu by %lu pixels",
                         (unsigned long)picture->width, (unsigned long)picture->height);
    /* Empty, since what a damaged file does not tell stays as it is here. */
    picture->pixels = calloc((size_t)picture->width * picture->height, PICTURE_PIXEL_BYTES);
    return picture->pixels || error_out_of_memory(error, "reading a picture");
}

/* --- JPEG: libjpeg-turbo ------------------------------------------------------------------------------------------ */

#define TURBOJPEG_FUNCTIONS(FUNCTION) \
    FUNCTION(tjInitDecompress)        \
    FUNCTION(tjDecompressHeader3)     \
    FUNCTION(tjGetScalingFactors)     \
    FUNCTION(tjDecompress2)           \
    FUNCTION(tjGetErrorStr2)          \
    FUNCTION(tjGetErrorCode)          \
    FUNCTION(tjDestroy)

struct jpeg_functions {
    TURBOJPEG_FUNCTIONS(MEMBER)
};

#define ROW(name) {#name, offsetof(struct jpeg_functions, name)},
static const struct loaded_function jpeg_rows[] = {TURBOJPEG_FUNCTIONS(ROW)};
#undef ROW

static const struct loaded_library jpeg_library = {"libturbojpeg.so.0", "libturbojpeg0", jpeg_rows,
                                                   sizeof jpeg_rows / sizeof *jpeg_rows};

/* The most that can be left out while the rest still covers what is wanted. */
static tjscalingfactor choose_scale(const tjscalingfactor *factors, int count, const struct source *source, int width,
                                    int height)
{
    tjscalingfactor best = {1, 1};
    for (int i = 0; i < count && source->width && source->height; i++) {
        bool covers = (uint32_t)TJSCALED(width, factors[i]) >= source->width &&
                      (uint32_t)TJSCALED(height, factors[i]) >= source->height;
        if (covers && factors[i].num * best.denom < best.num * factors[i].denom)
            best = factors[i];
    }
    return best;
}

static bool decode_jpeg(const struct source *source, struct picture *picture, struct error *error)
{
    struct jpeg_functions jpeg;
    int width = 0, height = 0, colours, space, count = 0;
    if (!loading_fill(&jpeg_library, &jpeg, error))
        return false;
    tjhandle handle = jpeg.tjInitDecompress();
    if (!handle)
        return error_out_of_memory(error, "reading a picture");
    bool read = source->length <= ULONG_MAX &&
                jpeg.tjDecompressHeader3(handle, source->bytes, source->length, &width, &height, &colours, &space) == 0;
    if (read) {
        const tjscalingfactor *factors = jpeg.tjGetScalingFactors(&count);
        const tjscalingfactor scale = choose_scale(factors, factors ? count : 0, source, width, height);
        picture->width = (uint32_t)TJSCALED(width, scale);
        picture->height = (uint32_t)TJSCALED(height, scale);
        if (!make_room(picture, error)) {
            (void)jpeg.tjDestroy(handle);
            return false;
        }
        /* What ends too early is shown as far as it goes, as in browsers. */
        read = jpeg.tjDecompress2(handle, source->bytes, source->length, picture->pixels, (int)picture->width, 0,
                                  (int)picture->height, TJPF_RGBA, TJFLAG_LIMITSCANS) == 0 ||
               jpeg.tjGetErrorCode(handle) == TJERR_WARNING;
    }
    if (!read)
        (void)error_set(error, "this is no whole JPEG: %s", jpeg.tjGetErrorStr2(handle));
    (void)jpeg.tjDestroy(handle);
    return read;
}

/* --- PNG: libpng -------------------------------------------------------------------------------------------------- */

#define PNG_FUNCTIONS(FUNCTION)                \
    FUNCTION(png_image_begin_read_from_memory) \
    FUNCTION(png_image_finish_read)            \
    FUNCTION(png_image_free)

struct png_functions {
    PNG_FUNCTIONS(MEMBER)
};

#define ROW(name) {#name, offsetof(struct png_functions, name)},
static const struct loaded_function png_rows[] = {PNG_FUNCTIONS(ROW)};
#undef ROW

static const struct loaded_library png_library = {"libpng16.so.16", "libpng16-16", png_rows,
                                                  sizeof png_rows / sizeof *png_rows};

static bool decode_png(const struct source *source, struct picture *picture, struct error *error)
{
    struct png_functions png;
    if (!loading_fill(&png_library, &png, error))
        return false;
    png_image image = {.version = PNG_IMAGE_VERSION};
    bool read = png.png_image_begin_read_from_memory(&image, source->bytes, source->length);
    if (read) {
        image.format = PNG_FORMAT_RGBA;
        picture->width = image.width;
        picture->height = image.height;
        if (!make_room(picture, error)) {
            png.png_image_free(&image);
            return false;
        }
        read = png.png_image_finish_read(&image, NULL, picture->pixels, 0, NULL);
    }
    if (!read)
        (void)error_set(error, "this is no whole PNG: %s", image.message);
    png.png_image_free(&image);
    return read;
}

/* --- WebP: libwebp ------------------------------------------------------------------------------------------------ */

#define WEBP_FUNCTIONS(FUNCTION) \
    FUNCTION(WebPGetInfo)        \
    FUNCTION(WebPDecodeRGBAInto)

struct webp_functions {
    WEBP_FUNCTIONS(MEMBER)
};

#define ROW(name) {#name, offsetof(struct webp_functions, name)},
static const struct loaded_function webp_rows[] = {WEBP_FUNCTIONS(ROW)};
#undef ROW

static const struct loaded_library webp_library = {"libwebp.so.7", "libwebp7", webp_rows,
                                                   sizeof webp_rows / sizeof *webp_rows};

static bool decode_webp(const struct source *source, struct picture *picture, struct error *error)
{
    struct webp_functions webp;
    int width = 0, height = 0;
    if (!loading_fill(&webp_library, &webp, error))
        return false;
    if (!webp.WebPGetInfo(source->bytes, source->length, &width, &height))
        return error_set(error, "this is no whole WebP");
    picture->width = (uint32_t)width;
    picture->height = (uint32_t)height;
    if (!make_room(picture, error))
        return false;
    return webp.WebPDecodeRGBAInto(source->bytes, source->length, picture->pixels, picture_size(picture),
                                   width * PICTURE_PIXEL_BYTES) != NULL ||
           error_set(error, "this is no whole WebP, or one that moves");
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static const struct format {
    size_t offset; /* where the sign stands */
    const char *sign;
    size_t size;
    bool (*decode)(const struct source *source, struct picture *picture, struct error *error);
} formats[] = {
    {0, "\xff\xd8\xff", 3, decode_jpeg},
    {0, "\x89PNG\r\n\x1a\n", 8, decode_png},
    {8, "WEBP", 4, decode_webp},
};

bool picture_decode(const unsigned char *bytes, size_t length, uint32_t width, uint32_t height, struct picture *picture,
                    struct error *error)
{
    const struct source source = {bytes, length, width, height};
    *picture = (struct picture){.pixels = NULL};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct format *format = &formats[i];
        if (length < format->offset + format->size || memcmp(bytes + format->offset, format->sign, format->size) != 0)
            continue;
        bool decoded = format->decode(&source, picture, error);
        if (!decoded)
            picture_release(picture);
        return decoded;
    }
    return error_set(error, "this is no picture that can be shown here: JPEG, PNG and WebP are");
}

void picture_release(struct picture *picture)
{
    free(picture->pixels);
    *picture = (struct picture){.pixels = NULL};
}
