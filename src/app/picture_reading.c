/* picture reading: the process is there before anything is fetched, and so has neither libcurl nor its threads. */
#include "app/picture_reading.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/input.h"
#include "feeds/fetch.h"
#include "picture/picture.h"

/* Seconds of computing and bytes of address space: the largest picture and what its library needs besides, whose files
 * are open for a moment. */
enum { DECODING_SECONDS = 10, DECODING_FILES = 16 };
#define DECODING_MEMORY ((uint64_t)1024 * 1024 * 1024)

#define BYTES_MAX ((size_t)256 * 1024 * 1024)

/* What the answer begins with. Behind it stand the pixels or, where both are 0, why there are none. */
struct answer {
    uint32_t width, height;
};

/* --- the work ----------------------------------------------------------------------------------------------------- */

int picture_reading_work(int descriptor, void *context)
{
    const struct picture_wish *wish = context;
    struct buffer bytes = buffer_create(BYTES_MAX);
    struct picture picture = {.pixels = NULL};
    struct error why;
    child_allow_seconds(DECODING_SECONDS);
    bool decoded = input_read_whole(descriptor, &bytes, &why) &&
                   picture_decode((const unsigned char *)buffer_string(&bytes), bytes.length, wish->width, wish->height,
                                  &picture, &why);
    const struct answer answer = {picture.width, picture.height};
    bool written = child_send(descriptor, &answer, sizeof answer) &&
                   (decoded ? child_send(descriptor, picture.pixels, picture_size(&picture))
                            : child_send(descriptor, why.message, strlen(why.message)));
    picture_release(&picture);
    buffer_release(&bytes);
    return written ? 0 : 1;
}

/* --- its answer --------------------------------------------------------------------------------------------------- */

/* False when the answer is none; a sentence when it is that there is no picture. */
static bool take_answer(const struct buffer *bytes, struct picture *picture, struct error *error)
{
    struct answer answer;
    if (bytes->length < sizeof answer)
        return false;
    memcpy(&answer, bytes->bytes, sizeof answer);
    const char *rest = bytes->bytes + sizeof answer;
    picture->width = answer.width;
    picture->height = answer.height;
    if (!answer.width && !answer.height && clean_is_safe(rest, strlen(rest)))
        return error_set(error, "%s", rest);
    if (!picture_has_sound_size(picture) || bytes->length - sizeof answer != picture_size(picture))
        return false;
    picture->pixels = malloc(picture_size(picture));
    if (!picture->pixels)
        return error_out_of_memory(error, "reading a picture");
    memcpy(picture->pixels, rest, picture_size(picture));
    return true;
}

/* Hands the bytes to the process and waits for its end. */
static bool decode(struct child *child, const char *bytes, size_t length, struct picture *picture, struct error *error)
{
    struct buffer answer = buffer_create(sizeof(struct answer) + (size_t)PICTURE_PIXELS_MAX * PICTURE_PIXEL_BYTES + 1);
    struct error ignored, how = {.message = ""};
    bool is_read = child_send(child->descriptor, bytes, length) && shutdown(child->descriptor, SHUT_WR) == 0 &&
                   input_read_whole(child->descriptor, &answer, &ignored);
    bool has_ended = child_end(child, !is_read, &how);
    *error = (struct error){.message = ""};
    bool made = has_ended && take_answer(&answer, picture, error);
    buffer_release(&answer);
    if (!made && !*error->message)
        return error_set(error, "the process that reads it %s", has_ended ? "talks nonsense" : how.message);
    return made;
}

/* --- the bytes ---------------------------------------------------------------------------------------------------- */

/* One address on its way. */
struct visit {
    struct child *child;
    struct picture *picture;
    bool done;
    struct error error;
};

static void take_body(void *context, struct fetch_result *result)
{
    struct visit *visit = context;
    if (result->outcome == FETCH_BODY)
        visit->done =
            decode(visit->child, buffer_string(result->body), result->body->length, visit->picture, &visit->error);
    else
        (void)error_set(&visit->error, "%s", result->error ? result->error : "nothing came");
}

static bool read_address(const struct picture_wish *wish, const struct fetch_options *options, struct child *child,
                         struct picture *picture, struct error *error)
{
    struct visit visit = {.child = child, .picture = picture};
    char *address = fetch_address(wish->name, error);
    const struct fetch_request request = {.url = address, .wanted = FETCH_A_PICTURE};
    bool tried = address && fetch_one(options, &request, take_body, &visit, error);
    free(address);
    if (tried && !visit.done)
        *error = visit.error;
    return tried && visit.done;
}

static bool read_file(const struct picture_wish *wish, const struct fetch_options *options, struct child *child,
                      struct picture *picture, struct error *error)
{
    struct buffer bytes = buffer_create(options->body_bytes);
    bool decoded = input_read_file(wish->name, &bytes, error) &&
                   decode(child, buffer_string(&bytes), bytes.length, picture, error);
    buffer_release(&bytes);
    return decoded;
}

bool picture_reading_make(const struct picture_wish *wish, const struct fetch_options *options, child_work *work,
                          struct picture *picture, struct error *error)
{
    static const struct child_limits limits = {.memory = DECODING_MEMORY, .files = DECODING_FILES};
    struct picture_wish copied = *wish; /* for the copy of this process; `context` is not const */
    struct child child;
    struct error ignored;
    *picture = (struct picture){.pixels = NULL};
    bool is_file = strcmp(wish->name, "-") == 0 || (!strstr(wish->name, "://") && access(wish->name, F_OK) == 0);
    if (!child_fork(work, &copied, &limits, &child, error))
        return false;
    bool made = is_file ? read_file(wish, options, &child, picture, error)
                        : read_address(wish, options, &child, picture, error);
    if (child.process)
        (void)child_end(&child, true, &ignored);
    return made || error_prefix(error, "%s: ", input_name(wish->name));
}
