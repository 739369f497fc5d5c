/* feeds: every program in turn, a few rounds, so that what else the machine does meets all of them alike. */
#include "tests/bench/feeds.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/bench/feed_maker.h"
#include "tests/bench/measure.h"

enum { FEED_SIZE = 50 * 1000 * 1000, ROUNDS = 3, ARGUMENTS_MAX = 10 };

/* What a program is called with; FEED stands for the feed's file, LIST for a file that names it, CACHE for one that is
 * new each time. */
struct contender {
    const char *name;
    const char *arguments[ARGUMENTS_MAX]; /* the program is the first; WHOSAID stands for ours */
};

static const struct contender contenders[] = {
    {"whosaid feed", {"WHOSAID", "feed", "--no-limits", "FEED", NULL}},
    {"whosaid feed --count", {"WHOSAID", "feed", "--no-limits", "--count", "FEED", NULL}},
    {"xmllint --stream", {"xmllint", "--huge", "--stream", "--noout", "FEED", NULL}},
    {"sfeed", {"sfeed", NULL}},
    {"newsboat", {"newsboat", "-q", "-x", "reload", "-u", "LIST", "-c", "CACHE", "-C", "/dev/null"}},
    {"newsraft", {"newsraft", "-e", "reload-all", "-f", "LIST", "-d", "CACHE", "-c", "/dev/null"}},
};
enum { CONTENDERS = sizeof contenders / sizeof *contenders };

struct paths {
    const char *whosaid, *folder;
    char feed[PATH_MAX], list[PATH_MAX], cache[PATH_MAX];
};

struct result {
    double seconds[ROUNDS], median, peak;
    bool is_there, failed;
};

static const char *argument_of(const struct paths *paths, const char *argument)
{
    const char *const places[][2] = {
        {"WHOSAID", paths->whosaid}, {"FEED", paths->feed}, {"LIST", paths->list}, {"CACHE", paths->cache}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(argument, places[i][0]) == 0)
            return places[i][1];
    return argument;
}

static bool run(const struct paths *paths, const struct contender *contender, struct measure *measure)
{
    char *arguments[ARGUMENTS_MAX + 1] = {NULL};
    for (size_t i = 0; i < ARGUMENTS_MAX && contender->arguments[i]; i++)
        arguments[i] = (char *)argument_of(paths, contender->arguments[i]);
    (void)unlink(paths->cache);
    return measure_program(arguments, paths->feed, paths->folder, measure);
}

static bool write_inputs(const struct paths *paths)
{
    if (!feed_maker_write(paths->feed, FEED_SIZE))
        return false;
    FILE *list = fopen(paths->list, "w");
    bool written = list && fprintf(list, "file://%s\n", paths->feed) > 0;
    return (!list || fclose(list) == 0) && written;
}

static void print_result(const struct contender *contender, const struct result *result)
{
    if (!result->is_there)
        printf("%-24s %21s\n", contender->name, "not installed: skipped");
    else if (result->failed)
        printf("%-24s %21s\n", contender->name, "failed");
    else
        printf("%-24s %10.1f %10.1f\n", contender->name, FEED_SIZE / 1e6 / result->median, result->peak);
}

static void print_ratio(const char *what, const struct result *ours, const struct result *theirs)
{
    if (ours->is_there && theirs->is_there && !ours->failed && !theirs->failed)
        printf("%-24s %10.2f\n", what, theirs->median / ours->median);
}

/* One program once. */
static void measure_round(const struct paths *paths, const struct contender *contender, struct result *result,
                          size_t round)
{
    struct measure measure = {0};
    const char *program = contender->arguments[0];
    result->is_there = strcmp(program, "WHOSAID") == 0 || measure_is_installed(program);
    result->failed = result->failed || (result->is_there && !run(paths, contender, &measure));
    result->seconds[round] = measure.seconds;
    result->peak = measure.peak > result->peak ? measure.peak : result->peak;
}

static bool print_results(struct result results[CONTENDERS])
{
    bool well = true;
    printf("\n%-24s %10s %10s\n", "a feed of 50 MB", "MB/s", "peak MiB");
    for (size_t i = 0; i < CONTENDERS; i++) {
        results[i].median = measure_median(results[i].seconds, ROUNDS);
        print_result(&contenders[i], &results[i]);
        well = well && !results[i].failed;
    }
    printf("%-24s %10s\n", "our speed to theirs", "ratio");
    print_ratio("feed / xmllint --stream", &results[0], &results[2]);
    print_ratio("feed --count / sfeed", &results[1], &results[3]);
    return well;
}

bool bench_feeds(const char *whosaid, const char *folder)
{
    struct result results[CONTENDERS] = {{.is_there = false}};
    struct paths paths = {.whosaid = whosaid, .folder = folder};
    snprintf(paths.feed, sizeof paths.feed, "%.4000s/feed.xml", folder);
    snprintf(paths.list, sizeof paths.list, "%.4000s/list", folder);
    snprintf(paths.cache, sizeof paths.cache, "%.4000s/cache", folder);
    if (!write_inputs(&paths)) {
        fprintf(stderr, "bench: %s: %s\n", paths.feed, strerror(errno));
        return false;
    }
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < CONTENDERS; i++)
            measure_round(&paths, &contenders[i], &results[i], round);
    return print_results(results);
}
