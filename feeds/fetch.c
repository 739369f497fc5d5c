/* fetch: libcurl's multi interface; the queue says what begins, libcurl what ended, a clock what has stalled. */
#include "feeds/fetch.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "feeds/fetch_queue.h"
#include "feeds/fetch_transfer.h"
#include "feeds/libcurl.h"

enum {
    OPTIONS_MAX = 64 * 1024, /* of the options' strings */
    WATCHED_MAX = 64,        /* descriptors besides libcurl's: a few for each worker */
    CHECKS_UNTIL_STALLED = 4 /* so that it is noticed after a quarter of the time more at most */
};

struct fetcher {
    struct arena *arena; /* its own, and its options' strings */
    struct libcurl curl;
    struct fetch_options options;
    fetch_done *done;
    void *context;
    CURLM *multi;
    struct fetch_queue queue;
    struct fetch_transfer *first; /* of all that have not ended */
    size_t count, running;
    bool is_held;
    int64_t next_check; /* when to look next whether one has stalled */
};

/* --- coming and going --------------------------------------------------------------------------------------------- */

static struct fetch_options copy_options(struct arena *arena, const struct fetch_options *options)
{
    struct fetch_options copy = *options;
    const char **strings[] = {&copy.user_agent,  &copy.proxy, &copy.cookie_file, &copy.netrc_file,
                              &copy.certificate, &copy.key,   &copy.authorities};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = arena_copy_string(arena, *strings[i]);
    return copy;
}

/* As many connections stay open as can be in use: one feed of a host is seldom alone. */
static bool begin_multi(struct fetcher *fetcher)
{
    fetcher->multi = fetcher->curl.multi_init();
    return fetcher->multi &&
           fetcher->curl.multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS, (long)fetcher->options.at_once) == CURLM_OK;
}

struct fetcher *fetcher_create(const struct fetch_options *options, fetch_done *done, void *context,
                               struct error *error)
{
    struct libcurl curl;
    if (!libcurl_load(&curl, error))
        return NULL;
    struct arena *arena = arena_create(OPTIONS_MAX);
    struct fetcher *fetcher = arena ? arena_allocate(arena, sizeof *fetcher) : NULL;
    if (!fetcher) {
        arena_destroy(arena);
        error_out_of_memory(error, "fetching");
        return NULL;
    }
    fetcher->arena = arena;
    fetcher->curl = curl;
    fetcher->options = copy_options(arena, options);
    fetcher->done = done;
    fetcher->context = context;
    fetcher->queue = fetch_queue_create(options->per_host);
    if (!arena_failed(arena) && begin_multi(fetcher))
        return fetcher;
    fetcher_destroy(fetcher);
    error_out_of_memory(error, "fetching");
    return NULL;
}

void fetcher_destroy(struct fetcher *fetcher)
{
    if (!fetcher)
        return;
    fetcher_stop(fetcher);
    if (fetcher->multi)
        (void)fetcher->curl.multi_cleanup(fetcher->multi);
    arena_destroy(fetcher->arena);
}

/* The transfer leaves the fetcher; the queue is told by whoever keeps on with it. */
static void forget(struct fetcher *fetcher, struct fetch_transfer *transfer)
{
    if (transfer->previous)
        transfer->previous->next = transfer->next;
    else
        fetcher->first = transfer->next;
    if (transfer->next)
        transfer->next->previous = transfer->previous;
    fetcher->count--;
    fetch_transfer_destroy(transfer);
}

void fetcher_stop(struct fetcher *fetcher)
{
    while (fetcher->first) {
        if (fetcher->first->handle)
            (void)fetcher->curl.multi_remove_handle(fetcher->multi, fetcher->first->handle);
        forget(fetcher, fetcher->first);
    }
    fetcher->running = 0;
    fetch_queue_release(&fetcher->queue);
}

void fetcher_hold(struct fetcher *fetcher, bool is_held)
{
    fetcher->is_held = is_held;
}

size_t fetcher_count(const struct fetcher *fetcher)
{
    return fetcher->count;
}

/* The host of an address in lower case, as libcurl understands it; "" for what is none, which fails in its turn. */
static char *host_of(const struct libcurl *curl, const char *url)
{
    CURLU *parsed = curl->url();
    char *part = NULL;
    if (parsed && curl->url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK)
        (void)curl->url_get(parsed, CURLUPART_HOST, &part, 0);
    curl->url_cleanup(parsed);
    char *host = strdup(part ? part : "");
    curl->free(part);
    for (char *at = host; at && *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return host;
}

bool fetcher_add(struct fetcher *fetcher, const struct fetch_request *request, struct error *error)
{
    struct fetch_transfer *transfer = fetch_transfer_create(&fetcher->curl, &fetcher->options, request);
    char *host = transfer ? host_of(&fetcher->curl, transfer->request.url) : NULL;
    bool is_added = host && fetch_queue_add(&fetcher->queue, host, &transfer->turn);
    free(host);
    if (!is_added) {
        fetch_transfer_destroy(transfer);
        return error_out_of_memory(error, "fetching");
    }
    transfer->next = fetcher->first;
    if (transfer->next)
        transfer->next->previous = transfer;
    fetcher->first = transfer;
    fetcher->count++;
    return true;
}

/* --- moving on ---------------------------------------------------------------------------------------------------- */

/* A transfer that runs, or could not begin, has ended: tells of it and forgets it. */
static void end(struct fetcher *fetcher, struct fetch_transfer *transfer, CURLcode code)
{
    struct fetch_result result = fetch_transfer_result(transfer, code);
    fetcher->running--;
    fetch_queue_end(&fetcher->queue, &transfer->turn);
    fetcher->done(fetcher->context, &result);
    forget(fetcher, transfer);
}

static void begin_waiting(struct fetcher *fetcher, int64_t now)
{
    while (!fetcher->is_held && fetcher->running < (size_t)fetcher->options.at_once) {
        struct fetch_turn *turn = fetch_queue_take(&fetcher->queue);
        if (!turn)
            return;
        struct fetch_transfer *transfer = (struct fetch_transfer *)turn;
        CURLcode code;
        fetcher->running++;
        if (fetch_transfer_begin(transfer, now, &code) &&
            fetcher->curl.multi_add_handle(fetcher->multi, transfer->handle) == CURLM_OK)
            continue;
        end(fetcher, transfer, code == CURLE_OK ? CURLE_OUT_OF_MEMORY : code);
    }
}

static void end_finished(struct fetcher *fetcher)
{
    int left;
    CURLMsg *message;
    while ((message = fetcher->curl.multi_info_read(fetcher->multi, &left))) {
        char *owner = NULL;
        CURLcode code = message->data.result; /* the message goes with the handle */
        CURL *handle = message->easy_handle;
        (void)fetcher->curl.easy_getinfo(handle, CURLINFO_PRIVATE, &owner);
        (void)fetcher->curl.multi_remove_handle(fetcher->multi, handle);
        end(fetcher, (struct fetch_transfer *)(void *)owner, code);
    }
}

/* libcurl's own limit for slow servers counts whole seconds, averaged over many. */
static void end_stalled(struct fetcher *fetcher, int64_t now)
{
    if (now < fetcher->next_check)
        return;
    fetcher->next_check = now + fetcher->options.stalled_time / CHECKS_UNTIL_STALLED + 1;
    for (struct fetch_transfer *next, *transfer = fetcher->first; transfer; transfer = next) {
        next = transfer->next;
        if (!transfer->handle || !fetch_transfer_has_stalled(transfer, now))
            continue;
        transfer->refusal = FETCH_STALLED;
        (void)fetcher->curl.multi_remove_handle(fetcher->multi, transfer->handle);
        end(fetcher, transfer, CURLE_OPERATION_TIMEDOUT);
    }
}

/* Moves everything on as far as it goes without waiting. */
static bool perform(struct fetcher *fetcher, struct error *error)
{
    int running;
    begin_waiting(fetcher, clock_milliseconds());
    CURLMcode code = fetcher->curl.multi_perform(fetcher->multi, &running);
    if (code != CURLM_OK)
        return error_set(error, "fetching cannot go on: %s", fetcher->curl.multi_strerror(code));
    end_finished(fetcher);
    end_stalled(fetcher, clock_milliseconds());
    return true;
}

static short events_for_libcurl(short events)
{
    return (short)((events & POLLIN ? CURL_WAIT_POLLIN : 0) | (events & POLLPRI ? CURL_WAIT_POLLPRI : 0) |
                   (events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
}

/* Waits for libcurl's descriptors and the others, then asks for the others again: libcurl tells of no hang-up. */
static bool wait_for(struct fetcher *fetcher, struct pollfd *watched, size_t count, int patience, struct error *error)
{
    struct curl_waitfd extra[WATCHED_MAX];
    if (count > WATCHED_MAX)
        return error_set(error, "fetching cannot watch more than %d descriptors", WATCHED_MAX);
    for (size_t i = 0; i < count; i++)
        extra[i] = (struct curl_waitfd){.fd = watched[i].fd, .events = events_for_libcurl(watched[i].events)};
    CURLMcode code = fetcher->curl.multi_poll(fetcher->multi, extra, (unsigned)count, patience, NULL);
    if (code != CURLM_OK)
        return error_set(error, "fetching cannot wait: %s", fetcher->curl.multi_strerror(code));
    for (size_t i = 0; i < count; i++)
        watched[i].revents = 0;
    if (count > 0 && poll(watched, (nfds_t)count, 0) < 0 && errno != EINTR)
        return error_set(error, "fetching cannot wait: %s", strerror(errno));
    return true;
}

/* No longer than until the next look at what may have stalled. */
static int shortest(const struct fetcher *fetcher, int patience, int64_t now)
{
    int64_t until_check = fetcher->next_check > now ? fetcher->next_check - now : 0;
    return fetcher->running > 0 && until_check < patience ? (int)until_check : patience;
}

bool fetcher_step(struct fetcher *fetcher, struct pollfd *watched, size_t watched_count, int patience,
                  struct error *error)
{
    size_t before = fetcher->count;
    if (!perform(fetcher, error))
        return false;
    /* What ended may have left work for the caller, who is not kept waiting; nor is there anything to wait for without
     * anything that runs. */
    bool can_wait = fetcher->count >= before && (fetcher->running > 0 || watched_count > 0);
    int wait = can_wait ? shortest(fetcher, patience, clock_milliseconds()) : 0;
    return wait_for(fetcher, watched, watched_count, wait, error) && perform(fetcher, error);
}

bool fetch_one(const struct fetch_options *options, const struct fetch_request *request, fetch_done *done,
               void *context, struct error *error)
{
    struct fetcher *fetcher = fetcher_create(options, done, context, error);
    if (!fetcher)
        return false;
    bool is_going = fetcher_add(fetcher, request, error);
    while (is_going && fetcher_count(fetcher) > 0)
        is_going = fetcher_step(fetcher, NULL, 0, INT_MAX, error);
    fetcher_destroy(fetcher);
    return is_going;
}
