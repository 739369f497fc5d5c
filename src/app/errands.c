/* errands: a line of argument vectors, and a reader of the lines that the first of them writes (sync.h). */
#include "app/errands.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"

enum { WAITING_MAX = 16, ARGUMENTS_MAX = 64, LINE_MAX_SIZE = 16 * 1024, PIECE_SIZE = 4096, PATH_SIZE_MAX = 64 * 1024 };

struct errand {
    enum errand_type type;
    int64_t article;
    char *arguments[ARGUMENTS_MAX];
    size_t count;
};

static void release_errand(struct errand *errand)
{
    for (size_t i = 0; i < errand->count; i++)
        free(errand->arguments[i]);
}

static struct errand *errands_of(const struct errands *errands)
{
    return errands->waiting.items;
}

struct errands errands_create(const char *const common[], const char *const settings[])
{
    return (struct errands){.common = common,
                            .settings = settings,
                            .waiting = array_create(sizeof(struct errand), WAITING_MAX),
                            .child = {.descriptor = -1},
                            .line = buffer_create(LINE_MAX_SIZE)};
}

/* --- beginning ---------------------------------------------------------------------------------------------------- */

static bool add_argument(struct errand *errand, const char *argument)
{
    char *copy = errand->count + 1 < ARGUMENTS_MAX ? strdup(argument) : NULL;
    if (copy)
        errand->arguments[errand->count++] = copy;
    return copy != NULL;
}

static bool make_errand(const char *const common[], const char *const arguments[], struct errand *errand)
{
    struct buffer program = buffer_create(PATH_SIZE_MAX);
    bool whole = child_own_program(&program) && add_argument(errand, buffer_string(&program)) &&
                 add_argument(errand, arguments[0]);
    for (; whole && *common; common++)
        whole = add_argument(errand, *common);
    for (const char *const *own = arguments + 1; whole && *own; own++)
        whole = add_argument(errand, *own);
    buffer_release(&program);
    return whole;
}

static bool is_same(const struct errand *one, const struct errand *other)
{
    if (one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (strcmp(one->arguments[i], other->arguments[i]) != 0)
            return false;
    return true;
}

/* Starts the first in line. */
static bool start(struct errands *errands, struct error *error)
{
    errands->progress = (struct errand_progress){0};
    errands->failure = errands->last_line = (struct error){""};
    errands->failed_feed = 0;
    errands->is_cancelled = false;
    buffer_clear(&errands->line);
    return child_open((const char *const *)errands_of(errands)[0].arguments, &errands->child, error);
}

static void drop_first(struct errands *errands)
{
    struct errand *line = errands_of(errands);
    release_errand(&line[0]);
    memmove(line, line + 1, --errands->waiting.count * sizeof *line);
}

bool errands_begin(struct errands *errands, enum errand_type type, const char *const arguments[], int64_t article,
                   struct error *error)
{
    struct errand errand = {.type = type, .article = article};
    bool made = make_errand(errands->common, arguments, &errand);
    for (size_t i = 0; made && i < errands->waiting.count; i++)
        if (is_same(&errands_of(errands)[i], &errand)) {
            release_errand(&errand);
            return error_set(error, "That is being done already.");
        }
    struct errand *slot = made && errands->waiting.count < WAITING_MAX ? array_push(&errands->waiting) : NULL;
    if (!slot) {
        release_errand(&errand);
        return error_set(error, "Too much is waiting to be done; try again later.");
    }
    *slot = errand;
    if (errands->waiting.count > 1 || start(errands, error))
        return true;
    drop_first(errands);
    return false;
}

bool errands_start_apart(const struct errands *errands, const char *const arguments[], struct child *child,
                         struct error *error)
{
    struct errand errand = {.count = 0};
    *child = (struct child){.descriptor = -1};
    bool started = make_errand(errands->settings, arguments, &errand)
                       ? child_open((const char *const *)errand.arguments, child, error)
                       : error_out_of_memory(error, "starting a program");
    release_errand(&errand);
    return started;
}

/* --- listening ---------------------------------------------------------------------------------------------------- */

int errands_descriptor(const struct errands *errands)
{
    return errands->child.process ? errands->child.descriptor : -1;
}

/* Reads the number behind `before`; where there is none, what is known stays. Returns what follows. */
static const char *take_number(const char *words, const char *before, unsigned long long *number)
{
    size_t length = strlen(before);
    if (strncmp(words, before, length) != 0 || words[length] < '0' || words[length] > '9')
        return words;
    char *end;
    *number = strtoull(words + length, &end, 10);
    return end;
}

static void take_progress(struct errands *errands, const char *words)
{
    struct errand_progress *progress = &errands->progress;
    words = take_number(words, "", &progress->done);
    words = take_number(words, "/", &progress->feeds);
    (void)take_number(words, " new ", &progress->new_articles);
}

static void take_failure(struct errands *errands, const char *sentence)
{
    if (!*errands->failure.message)
        (void)error_set(&errands->failure, "%s", sentence);
}

static void take_feed(struct errands *errands, const char *words)
{
    static const char failed[] = " failed ";
    const char *number_end = words + strspn(words, "0123456789");
    if (strncmp(number_end, failed, sizeof failed - 1) != 0)
        return;
    errands->progress.failed++;
    if (!*errands->failure.message)
        errands->failed_feed = strtoll(words, NULL, 10);
    take_failure(errands, number_end + sizeof failed - 1);
}

static void take_spared(struct errands *errands, const char *words)
{
    (void)take_number(words, "", &errands->progress.spared);
}

static void take_end(struct errands *errands, const char *words)
{
    words = take_number(words, "new ", &errands->progress.new_articles);
    (void)take_number(words, " failed ", &errands->progress.failed);
}

static void take_line(struct errands *errands, const char *line)
{
    static const struct {
        const char *word;
        void (*take)(struct errands *errands, const char *rest);
    } words[] = {{"progress ", take_progress},
                 {"feed ", take_feed},
                 {"spared ", take_spared},
                 {"error ", take_failure},
                 {"end ", take_end}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].word);
        if (strncmp(line, words[i].word, length) == 0) {
            words[i].take(errands, line + length);
            return;
        }
    }
    /* Commands put their name in front of what they complain about. */
    static const char name[] = "whosaid: ";
    if (*line)
        (void)error_set(&errands->last_line, "%s", line + (strncmp(line, name, sizeof name - 1) ? 0 : sizeof name - 1));
}

static void take_bytes(struct errands *errands, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\n') {
            (void)buffer_append_byte(&errands->line, bytes[i]);
            continue;
        }
        take_line(errands, buffer_string(&errands->line));
        buffer_clear(&errands->line);
    }
}

/* What a sync came to, and which feeds it left alone. */
static void tell_sync(const struct errands *errands, struct errand_end *end)
{
    const struct errand_progress *progress = &errands->progress;
    const char *articles = progress->new_articles == 1 ? "article" : "articles";
    struct error *notice = &end->notice;
    if (progress->failed == 1 && progress->feeds == 1) {
        (void)error_set(notice, "%s", errands->failure.message);
    } else if (progress->failed) {
        (void)error_set(notice, "%llu new %s; %llu of %llu feeds failed", progress->new_articles, articles,
                        progress->failed, progress->feeds);
        end->reason = errands->failure;
        end->feed = errands->failed_feed;
    } else if (progress->spared)
        (void)error_set(notice, "%llu new %s; %llu %s not asked: failed a short time ago.", progress->new_articles,
                        articles, progress->spared, progress->spared == 1 ? "feed was" : "feeds were");
    else if (progress->feeds)
        (void)error_set(notice, "%llu new %s.", progress->new_articles, articles);
    else
        (void)error_set(notice, "There is no feed to fetch.");
}

static void tell_end(const struct errands *errands, bool went_well, const struct error *how, struct errand_end *end)
{
    static const char *const well[] = {[ERRAND_SYNC] = "Fetched.",
                                       [ERRAND_SUBSCRIBE] = "Subscribed.",
                                       [ERRAND_EDIT] = "Changed.",
                                       [ERRAND_FULL_TEXT] = "This is the article's full text now."};
    end->failed = !went_well;
    if (errands->is_cancelled)
        (void)error_set(&end->notice, "Ended; what had come until then is kept.");
    else if (end->type == ERRAND_SYNC && (went_well || errands->progress.failed))
        tell_sync(errands, end);
    else if (*errands->failure.message || *errands->last_line.message)
        end->notice = *errands->failure.message ? errands->failure : errands->last_line;
    else if (!went_well)
        (void)error_set(&end->notice, "whosaid %s %s", errands_of(errands)[0].arguments[1], how->message);
    else
        (void)error_set(&end->notice, "%s", well[end->type]);
}

bool errands_listen(struct errands *errands, struct errand_end *end)
{
    char piece[PIECE_SIZE];
    struct error how = {""};
    if (!errands->child.process)
        return false;
    ssize_t count = read(errands->child.descriptor, piece, sizeof piece);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return false;
    if (count > 0) {
        take_bytes(errands, piece, (size_t)count);
        return false;
    }
    take_bytes(errands, "\n", 1);
    const struct errand *errand = &errands_of(errands)[0];
    *end = (struct errand_end){.type = errand->type, .article = errand->article};
    bool went_well = child_end(&errands->child, false, &how);
    tell_end(errands, went_well, &how, end);
    drop_first(errands);
    while (errands->waiting.count && !start(errands, &end->notice)) {
        end->failed = true;
        drop_first(errands);
    }
    return true;
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

bool errands_cancel(struct errands *errands)
{
    if (!errands->child.process || errands->is_cancelled)
        return false;
    while (errands->waiting.count > 1) {
        release_errand(&errands_of(errands)[errands->waiting.count - 1]);
        errands->waiting.count--;
    }
    errands->is_cancelled = true;
    (void)kill(errands->child.process, SIGTERM);
    return true;
}

void errands_release(struct errands *errands)
{
    struct errand_end end;
    (void)errands_cancel(errands);
    /* To its end: whoever is writing must not find nobody listening. */
    while (errands->child.process)
        (void)errands_listen(errands, &end);
    while (errands->waiting.count)
        drop_first(errands);
    array_release(&errands->waiting);
    buffer_release(&errands->line);
}
