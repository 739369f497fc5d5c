/* picture reading: a picture from a file or an address, as pixels. What a stranger sent is decoded by a process that
 * has nothing but a socket (base/child.h): it gets bytes and answers with numbers, of which any are a picture. Never in
 * here: how pixels are shown. */
#ifndef WHOSAID_APP_PICTURE_READING_H
#define WHOSAID_APP_PICTURE_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/child.h"

struct error;
struct fetch_options;
struct picture;

/* What is to be shown. */
struct picture_wish {
    const char *name;       /* the file's, "-" for standard input; or an address, http or https */
    uint32_t width, height; /* in pixels, how large it will be shown at most */
};

/* A child_work that decodes the bytes from the socket for the struct picture_wish that `context` points to. */
int picture_reading_work(int descriptor, void *context);

/* Reads or fetches the picture and has `work`, picture_reading_work outside of tests, decode it. What there is as a
 * file is a file, unless it says that it is an address. `options` limit the size of either. False and a sentence, with
 * the name, `picture` empty, when it is not there, cannot be fetched or decoded, or memory is short. Release the
 * picture in either case. */
bool picture_reading_make(const struct picture_wish *wish, const struct fetch_options *options, child_work *work,
                          struct picture *picture, struct error *error);

#endif
