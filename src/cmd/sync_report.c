/* sync report: each form is a row of functions. */
#include "cmd/sync_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/feed_names.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "cmd/archived_feeds.h"
#include "feeds/url.h"
#include "store/archive.h"
#include "store/archive_feeds.h"

enum { TEXT_SIZE = 160, LINE_SIZE_MAX = 64 * 1024 };

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static void complain(struct sync_report *report, const char *what, const char *sentence)
{
    struct error error;
    error_set(&error, "%s: %s", what, sentence);
    progress_bar_clear(&report->bar);
    command_complain(&error);
}

static void say_progress(struct sync_report *report, const struct sync_counts *counts)
{
    char text[TEXT_SIZE];
    size_t done = counts->done + counts->pages_done, total = counts->feeds + counts->pages;
    (void)snprintf(text, sizeof text, "%zu/%zu %s, %zu new, ", done, total, counts->feeds ? "feeds" : "pages",
                   counts->articles_new);
    progress_append_bytes(text, sizeof text, counts->bytes);
    progress_bar_draw(&report->bar, done, total, text);
}

static void say_feed(struct sync_report *report, const struct sync_result *result)
{
    struct error moved;
    if (result->error)
        complain(report, feed_name(result->feed), result->error);
    if (!result->moved_from)
        return;
    error_set(&moved, "it has moved from %s to %s", url_behind_password(result->moved_from),
              url_behind_password(result->feed->url));
    complain(report, feed_name(result->feed), moved.message);
}

/* "saved: Ferry (news.example/ferry)", a line of standard output, which is for what was asked for. */
static void say_page(struct sync_report *report, const struct sync_page_result *result)
{
    const struct sync_wish *wish = result->wish;
    const char *address = url_behind_password(input_name(wish->url));
    if (result->error)
        complain(report, address, result->error);
    if (result->error || report->is_quiet)
        return;
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    progress_bar_clear(&report->bar);
    buffer_append_string(&line, wish->article != ARCHIVE_NONE  ? "full text: "
                                : result->outcome == SYNC_SAME ? "already saved: "
                                                               : "saved: ");
    buffer_append_string(&line, result->title ? result->title : address);
    if (result->title)
        buffer_append_format(&line, " (%s)", address);
    archived_feeds_say(&line);
    buffer_release(&line);
}

static void say_total(const struct sync_report *report, const struct sync_counts *counts)
{
    char text[TEXT_SIZE], failed[TEXT_SIZE] = "";
    if (counts->failed)
        (void)snprintf(failed, sizeof failed, ", %zu failed", counts->failed);
    (void)snprintf(text, sizeof text, "%zu new article%s of %zu feed%s%s, ", counts->articles_new,
                   plural(counts->articles_new), counts->done, plural(counts->done), failed);
    progress_append_bytes(text, sizeof text, counts->bytes);
    (void)fprintf(stderr, "%s%s\n", text, report->signal ? "; ended before all were fetched" : "");
}

/* Nobody who waited is left without a word; a pipe gets none. */
static void say_end(struct sync_report *report, const struct sync_counts *counts, const struct error *error)
{
    progress_bar_clear(&report->bar);
    if (error)
        command_complain(error);
    if (!report->bar.is_wanted || error || (counts->pages && !counts->feeds))
        return;
    if (counts->spared)
        (void)fprintf(stderr, "%zu feed%s not asked: failed a short time ago; --feed=FEED fetches one all the same\n",
                      counts->spared, plural(counts->spared));
    if (counts->feeds)
        say_total(report, counts);
    else if (!counts->spared)
        (void)fprintf(stderr, "%s\n",
                      counts->subscribed ? report->nothing
                                         : "there are no feeds yet; 'whosaid add ADDRESS' subscribes to one");
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void write_progress(struct sync_report *report, const struct sync_counts *counts)
{
    if (counts->done == report->shown.done && counts->articles_new == report->shown.articles_new)
        return;
    report->shown = *counts;
    printf("progress %zu/%zu new %zu bytes %" PRId64 "\n", counts->done, counts->feeds, counts->articles_new,
           counts->bytes);
    (void)fflush(stdout);
}

static void write_feed(struct sync_report *report, const struct sync_result *result)
{
    (void)report;
    printf("feed %" PRId64 " ", result->feed->id);
    if (result->outcome == SYNC_FAILED)
        printf("failed %s\n", result->error);
    else if (result->outcome == SYNC_NEWS)
        printf("new %zu changed %zu\n", result->articles_new, result->articles_changed);
    else
        printf("same\n");
}

static void write_page(struct sync_report *report, const struct sync_page_result *result)
{
    (void)report;
    if (result->error)
        printf("error %s\n", result->error);
}

static void write_end(struct sync_report *report, const struct sync_counts *counts, const struct error *error)
{
    if (counts->spared)
        printf("spared %zu\n", counts->spared);
    if (error)
        printf("error %s\n", error->message);
    printf("end new %zu failed %zu\n", counts->articles_new, counts->failed + report->failed_pages);
    (void)fflush(stdout);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void put_nothing(struct sync_report *report, const struct sync_counts *counts)
{
    (void)report;
    (void)counts;
}

static void put_url(struct json_writer *json, const char *name, const char *url)
{
    char *bare = url ? url_without_password(url) : NULL;
    json_writer_string(json, name, bare);
    free(bare);
}

static void put_feed(struct sync_report *report, const struct sync_result *result)
{
    static const char *const names[] = {[SYNC_NEWS] = "news", [SYNC_SAME] = "same", [SYNC_FAILED] = "failed"};
    struct json_writer *json = &report->json;
    json_writer_newline(json);
    json_writer_open(json, NULL, '{');
    json_writer_integer(json, "id", result->feed->id);
    put_url(json, "url", result->feed->url);
    json_writer_string(json, "title", feed_name(result->feed));
    json_writer_string(json, "status", names[result->outcome]);
    json_writer_integer(json, "new", (int64_t)result->articles_new);
    json_writer_integer(json, "changed", (int64_t)result->articles_changed);
    json_writer_string(json, "error", result->error);
    put_url(json, "moved_from", result->moved_from);
    json_writer_close(json, '}');
}

static void put_page(struct sync_report *report, const struct sync_page_result *result)
{
    struct json_writer *json = &report->json;
    json_writer_newline(json);
    json_writer_open(json, NULL, '{');
    put_url(json, "url", result->wish->url);
    json_writer_string(json, "title", result->title);
    json_writer_string(json, "status", result->error ? "failed" : "kept");
    json_writer_string(json, "error", result->error);
    json_writer_close(json, '}');
}

static void put_end(struct sync_report *report, const struct sync_counts *counts, const struct error *error)
{
    struct json_writer *json = &report->json;
    const struct {
        const char *name;
        int64_t number;
    } totals[] = {
        {"feeds", (int64_t)counts->feeds},
        {"done", (int64_t)counts->done},
        {"failed", (int64_t)counts->failed},
        {"spared", (int64_t)counts->spared},
        {"new", (int64_t)counts->articles_new},
        {"changed", (int64_t)counts->articles_changed},
        {"deleted", counts->deleted},
        {"pages", (int64_t)counts->pages_done},
        {"bytes", counts->bytes},
    };
    json_writer_close(json, ']');
    json_writer_newline(json);
    json_writer_open(json, "totals", '{');
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        json_writer_integer(json, totals[i].name, totals[i].number);
    json_writer_close(json, '}');
    json_writer_string(json, "error", error ? error->message : NULL);
    json_writer_close(json, '}');
    json_writer_end(json);
    if (error)
        command_complain(error);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static const struct {
    void (*progress)(struct sync_report *report, const struct sync_counts *counts);
    void (*feed)(struct sync_report *report, const struct sync_result *result);
    void (*page)(struct sync_report *report, const struct sync_page_result *result);
    void (*end)(struct sync_report *report, const struct sync_counts *counts, const struct error *error);
} forms[] = {
    [SYNC_REPORT_SENTENCES] = {say_progress, say_feed, say_page, say_end},
    [SYNC_REPORT_LINES] = {write_progress, write_feed, write_page, write_end},
    [SYNC_REPORT_JSON] = {put_nothing, put_feed, put_page, put_end},
};

static void tell_progress(void *context, const struct sync_counts *counts)
{
    struct sync_report *report = context;
    forms[report->form].progress(report, counts);
}

static void tell_feed(void *context, const struct sync_result *result)
{
    struct sync_report *report = context;
    forms[report->form].feed(report, result);
}

static void tell_page(void *context, const struct sync_page_result *result)
{
    struct sync_report *report = context;
    report->failed_pages += result->error != NULL;
    forms[report->form].page(report, result);
}

static bool goes_on(void *context)
{
    struct sync_report *report = context;
    if (!report->signal)
        report->signal = interruption_came(&report->interruption);
    return !report->signal;
}

void sync_report_begin(struct sync_report *report, enum sync_report_form form, bool is_quiet)
{
    report->form = form;
    report->is_quiet = is_quiet;
    report->bar = progress_bar_create(is_quiet || form != SYNC_REPORT_SENTENCES);
    report->shown = (struct sync_counts){.feeds = 0};
    report->signal = 0;
    report->nothing = "no feed is due; --all fetches all of them";
    report->failed_pages = 0;
    report->interruption = interruption_await();
    if (form != SYNC_REPORT_JSON)
        return;
    json_writer_begin(&report->json, stdout);
    json_writer_open(&report->json, NULL, '{');
    json_writer_open(&report->json, "feeds", '[');
}

struct sync_listener sync_report_listener(struct sync_report *report)
{
    return (struct sync_listener){tell_progress, tell_feed, tell_page, goes_on, report};
}

enum exit_status sync_report_end(struct sync_report *report, const struct sync_counts *counts,
                                 const struct error *error)
{
    forms[report->form].end(report, counts, error);
    if (report->signal)
        return (enum exit_status)(STATUS_SIGNAL + report->signal);
    return error || counts->failed || report->failed_pages ? STATUS_FAILED : STATUS_WELL;
}
