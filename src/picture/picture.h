/* picture: the bytes of a JPEG, PNG or WebP file become pixels. Never in here: where the bytes came from, how the
 * pixels are shown. Whoever has bytes of a stranger has this done by a process that may fail (base/child.h). */
#ifndef WHOSAID_PICTURE_PICTURE_H
#define WHOSAID_PICTURE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/* No side of a picture is longer, and none has more pixels: some 24 million are what good cameras take. */
enum { PICTURE_SIDE_MAX = 16384, PICTURE_PIXELS_MAX = 24 * 1024 * 1024, PICTURE_PIXEL_BYTES = 4 };

struct picture {
    uint32_t width, height; /* at least 1 each, within the limits above */
    unsigned char *pixels;  /* red, green, blue, opacity a pixel; the rows from the top without gaps; owned */
};

/* Reads the first or only picture of the file. Of a JPEG that is larger than `width` by `height` as few pixels are made
 * as still cover that, where the format lets some be left out; 0: all of them. False and a sentence, `picture` empty,
 * when it is of another format, damaged, larger than is allowed, when the library for its format is not installed, or
 * memory is short. Release it in either case. */
bool picture_decode(const unsigned char *bytes, size_t length, uint32_t width, uint32_t height, struct picture *picture,
                    struct error *error);

void picture_release(struct picture *picture);

/* How many bytes its pixels are. */
size_t picture_size(const struct picture *picture);

/* True when the numbers are those of a picture that is allowed. */
bool picture_has_sound_size(const struct picture *picture);

#endif
