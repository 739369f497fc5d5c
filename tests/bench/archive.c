/* archive: each program has a home of its own, made anew; both fetch the same files from one nginx on the loopback. */
#include "tests/bench/archive.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/bench/distance.h"
#include "tests/bench/feed_maker.h"
#include "tests/bench/measure.h"
#include "tests/bench/watch.h"
#include "tests/net/nginx.h"

enum { STARTS = 15, SEARCHES = 9, QUIET_TIME = 120, MILLISECONDS_AWAY = 100, NAME_SIZE = 16 };

struct archive_bench {
    const char *whosaid;
    unsigned feeds, items;
    char site[PATH_MAX], home[PATH_MAX], archive[PATH_MAX], list[PATH_MAX], cache[PATH_MAX], empty[PATH_MAX];
    char threads[PATH_MAX]; /* newsboat's configuration with as many threads as we fetch addresses at once */
};

static void print_row(const char *what, const char *format, double ours, double theirs)
{
    char left[NAME_SIZE], right[NAME_SIZE] = "-", ratio[NAME_SIZE] = "-";
    snprintf(left, sizeof left, format, ours);
    if (theirs > 0) {
        snprintf(right, sizeof right, format, theirs);
        snprintf(ratio, sizeof ratio, "%.2f", theirs / ours);
    }
    printf("%-28s %10s %10s %8s\n", what, left, right, ratio);
    (void)fflush(stdout);
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

static bool run(const struct archive_bench *bench, char *const arguments[], struct measure *measure)
{
    if (measure_program(arguments, "/dev/null", bench->home, measure))
        return true;
    fprintf(stderr, "bench: %s %s failed\n", arguments[0], arguments[1]);
    return false;
}

/* Operand and option may be NULL, the option only with the operand. */
static bool run_ours(const struct archive_bench *bench, const char *command, const char *operand, const char *option,
                     struct measure *measure)
{
    char *arguments[] = {(char *)bench->whosaid, (char *)command, "--archive", (char *)bench->archive,
                         (char *)operand,        (char *)option,  NULL};
    return run(bench, arguments, measure);
}

static const char default_configuration[] = "/dev/null";

static bool run_newsboat(const struct archive_bench *bench, const char *configuration, struct measure *measure)
{
    char *arguments[] = {"newsboat", "-q",
                         "-x",       "reload",
                         "-u",       (char *)bench->list,
                         "-c",       (char *)bench->cache,
                         "-C",       (char *)configuration,
                         NULL};
    return run(bench, arguments, measure);
}

static bool load(const struct archive_bench *bench, bool with_newsboat)
{
    struct measure ours, theirs = {0};
    if (!run_ours(bench, "import", bench->list, NULL, &ours) || !run_ours(bench, "sync", NULL, NULL, &ours) ||
        (with_newsboat && !run_newsboat(bench, default_configuration, &theirs)))
        return false;
    print_row("first load, s", "%.2f", ours.elapsed, theirs.elapsed);
    print_row("  of processor time, s", "%.2f", ours.seconds, theirs.seconds);
    print_row("  peak of a process, MiB", "%.0f", ours.peak, theirs.peak);
    if (!run_ours(bench, "sync", "--all", NULL, &ours))
        return false;
    /* newsboat keeps what a server said of a feed from its second fetch on only: nothing is unchanged before the
     * third. */
    for (int fetch = 2; with_newsboat && fetch <= 3; fetch++)
        if (!run_newsboat(bench, default_configuration, &theirs))
            return false;
    print_row("all unchanged (304), s", "%.2f", ours.elapsed, theirs.elapsed);
    return true;
}

/* --- on the screen ------------------------------------------------------------------------------------------------ */

static bool watch_often(const struct watched *watched, size_t times, double *median)
{
    double starts[STARTS];
    struct watch_result result;
    for (size_t i = 0; i < times; i++) {
        if (!watch(watched, NULL, 0, &result))
            return false;
        starts[i] = (double)result.first / 1000;
    }
    *median = measure_median(starts, times);
    return true;
}

/* The lists to their ends, an article, and back. */
static const struct watch_step steps[] = {
    {"the last feed", "G", 1}, {"the first", "g", 1}, {"its articles", "Enter", 1}, {"the last one", "G", 1},
    {"read it", "Enter", 1},   {"its end", "G", 1},   {"back to the list", "q", 1}, {"to the feeds", "q", 1}};

static bool look(const struct archive_bench *bench, bool with_newsboat)
{
    char *ours[] = {(char *)bench->whosaid, "--archive", (char *)bench->archive, NULL};
    char *theirs[] = {"/usr/bin/newsboat",  "-u", (char *)bench->list, "-c",
                      (char *)bench->cache, "-C", "/dev/null",         NULL};
    char *pager[] = {"/usr/bin/less", (char *)bench->empty, NULL};
    static const char title[] = "Harbour Gazette";
    const struct watched whosaid = {.name = "whosaid", .arguments = ours, .home = bench->home, .shows = title};
    const struct watched newsboat = {
        .name = "newsboat", .arguments = theirs, .home = bench->home, .quiet_time = QUIET_TIME, .shows = title};
    const struct watched less = {.name = "less", .arguments = pager, .home = bench->home, .quiet_time = QUIET_TIME};
    double first, of_newsboat = 0, of_less;
    struct watch_result result;
    /* newsboat once: with many articles that takes a minute. */
    if (!watch_often(&whosaid, STARTS, &first) || !watch_often(&less, STARTS, &of_less) ||
        (with_newsboat && !watch_often(&newsboat, 1, &of_newsboat)) ||
        !watch(&whosaid, steps, sizeof steps / sizeof *steps, &result))
        return false;
    print_row("screen up, ms", "%.1f", first, of_newsboat);
    print_row("  and less on nothing, ms", "%.1f", first, of_less);
    print_row("reader's peak memory, MiB", "%.1f", (double)result.peak / 1024, 0);
    print_row("  its share of it, MiB", "%.1f", (double)result.proportional / 1024, 0);
    return true;
}

/* --- searching ---------------------------------------------------------------------------------------------------- */

static const char *const queries[] = {"lighthouse", "speaker:okafor", "\"harbour wall\" unread",
                                      "quoted:crane speaker:ruiz", "ferry after:2026-06-01 -pier"};

static bool search(const struct archive_bench *bench)
{
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        double times[SEARCHES];
        for (size_t run = 0; run < SEARCHES; run++) {
            struct measure measure;
            if (!run_ours(bench, "search", queries[i], "--tsv", &measure))
                return false;
            times[run] = measure.elapsed * 1000;
        }
        char what[64];
        snprintf(what, sizeof what, "search %.21s, ms", queries[i]);
        print_row(what, "%.1f", measure_median(times, SEARCHES), 0);
    }
    return true;
}

/* --- what is measured with ---------------------------------------------------------------------------------------- */

/* All at 127.0.0.1, or each at a host of its own behind it. */
static bool write_list(const struct archive_bench *bench, int port, bool has_hosts)
{
    FILE *list = fopen(bench->list, "w");
    if (!list)
        return false;
    for (unsigned feed = 1; feed <= bench->feeds; feed++)
        fprintf(list, "http://127.0.0.%u:%d/%u.xml\n", has_hosts ? feed + 1 : 1, port, feed);
    bool written = !ferror(list);
    return fclose(list) == 0 && written;
}

static bool make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* Leftovers of an earlier run would be what is measured. */
static void forget(const struct archive_bench *bench)
{
    static const char *const with[] = {"", "-wal", "-shm", "-lock", ".lock"};
    const char *const databases[] = {bench->archive, bench->cache};
    for (size_t i = 0; i < sizeof databases / sizeof *databases; i++) {
        for (size_t j = 0; j < sizeof with / sizeof *with; j++) {
            char path[PATH_MAX + NAME_SIZE];
            snprintf(path, sizeof path, "%s%s", databases[i], with[j]);
            (void)unlink(path);
        }
    }
}

static bool write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    bool written = file && fputs(text, file) >= 0;
    return file && fclose(file) == 0 && written;
}

static bool prepare(struct archive_bench *bench, const char *folder)
{
    snprintf(bench->site, sizeof bench->site, "%.3900s/site-%u-%u", folder, bench->feeds, bench->items);
    snprintf(bench->home, sizeof bench->home, "%.3900s/home", folder);
    snprintf(bench->archive, sizeof bench->archive, "%.3900s/archive.db", folder);
    snprintf(bench->list, sizeof bench->list, "%.3900s/urls", folder);
    snprintf(bench->cache, sizeof bench->cache, "%.3900s/newsboat.db", folder);
    snprintf(bench->empty, sizeof bench->empty, "%.3900s/empty", folder);
    snprintf(bench->threads, sizeof bench->threads, "%.3900s/newsboat.conf", folder);
    forget(bench);
    return write_file(bench->empty, "") && write_file(bench->threads, "reload-threads 24\n") &&
           make_folder(bench->site) && make_folder(bench->home) &&
           feed_maker_write_site(bench->site, bench->feeds, bench->items);
}

/* --- far away ----------------------------------------------------------------------------------------------------- */

static bool load_from_afar(const struct archive_bench *bench, bool with_newsboat)
{
    struct measure ours, theirs = {0}, many = {0};
    if (!run_ours(bench, "import", bench->list, NULL, &ours) || !run_ours(bench, "sync", NULL, NULL, &ours) ||
        (with_newsboat && !run_newsboat(bench, default_configuration, &theirs)))
        return false;
    (void)unlink(bench->cache);
    if (with_newsboat && !run_newsboat(bench, bench->threads, &many))
        return false;
    printf("\neach feed at a host of its own, %d ms away\n", MILLISECONDS_AWAY);
    print_row("first load, s", "%.2f", ours.elapsed, theirs.elapsed);
    print_row("  and with reload-threads 24", "%.2f", ours.elapsed, many.elapsed);
    if (!run_ours(bench, "sync", "--all", NULL, &ours))
        return false;
    for (int fetch = 2; with_newsboat && fetch <= 3; fetch++)
        if (!run_newsboat(bench, bench->threads, &many))
            return false;
    print_row("all unchanged, 24 threads, s", "%.2f", ours.elapsed, many.elapsed);
    return true;
}

/* On this machine nobody waits for a server; on the net that is what most of a sync is. */
static bool go_away(const struct archive_bench *bench, int port, bool with_newsboat)
{
    struct distance distance;
    if (bench->feeds > DISTANCE_HOSTS_MAX)
        return true;
    forget(bench);
    bool well = distance_start(&distance, port, bench->feeds, MILLISECONDS_AWAY) &&
                write_list(bench, distance.port, true) && load_from_afar(bench, with_newsboat);
    distance_stop(&distance);
    return well;
}

bool bench_archive(const char *whosaid, const char *folder, unsigned feeds, unsigned items)
{
    struct archive_bench bench = {.whosaid = whosaid, .feeds = feeds, .items = items};
    struct nginx nginx;
    bool with_newsboat = measure_is_installed("newsboat");
    if (!prepare(&bench, folder)) {
        fprintf(stderr, "bench: %s: %s\n", bench.site, strerror(errno));
        return false;
    }
    if (!nginx_start(&nginx, bench.site)) {
        nginx_stop(&nginx);
        return false;
    }
    printf("\n%u feeds, %-18u %10s %10s %8s\n", feeds, feeds * items, "whosaid", "newsboat", "ratio");
    bool well = write_list(&bench, nginx.http, false) && load(&bench, with_newsboat) && look(&bench, with_newsboat) &&
                search(&bench) && go_away(&bench, nginx.http, with_newsboat);
    nginx_stop(&nginx);
    return well;
}
