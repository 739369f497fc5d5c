/* whosaid reindex: annotates anew what an older version has annotated. */
#include <inttypes.h>
#include <stdio.h>

#include "app/reindex.h"
#include "base/error.h"
#include "base/interruption.h"
#include "cmd/archive_option.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/progress_bar.h"

struct values {
    struct archive_values archive;
    bool all, quiet;
};

static const struct option_row options[] = {
    {"all", 0, OPTION_FLAG, offsetof(struct values, all), NULL, "annotate all articles, those of this version too"},
    {"quiet", 'q', OPTION_FLAG, offsetof(struct values, quiet), NULL, "show no progress, tell only of failures"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

struct report {
    struct progress_bar bar;
    struct interruption interruption;
    int signal; /* that asks for the end; 0: none */
};

static void tell_progress(void *context, const struct reindex_counts *counts)
{
    struct report *report = context;
    char text[64];
    (void)snprintf(text, sizeof text, "%zu/%zu articles", counts->done, counts->articles);
    progress_bar_draw(&report->bar, counts->done, counts->articles, text);
}

static void tell_failure(void *context, int64_t article, const char *sentence)
{
    struct report *report = context;
    struct error error;
    error_set(&error, "article %" PRId64 ": %s", article, sentence);
    progress_bar_clear(&report->bar);
    command_complain(&error);
}

static bool goes_on(void *context)
{
    struct report *report = context;
    if (!report->signal)
        report->signal = interruption_came(&report->interruption);
    return !report->signal;
}

static enum exit_status reindex(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    struct report report = {.bar = progress_bar_create(values->quiet), .interruption = interruption_await()};
    const struct reindex_listener listener = {tell_progress, tell_failure, goes_on, &report};
    struct reindex_counts counts;
    struct error error;
    (void)settings;
    bool done = reindex_run(archive, values->all, &listener, &counts, &error);
    progress_bar_clear(&report.bar);
    if (!done)
        command_complain(&error);
    if (report.signal)
        return (enum exit_status)(STATUS_SIGNAL + report.signal);
    return done && !counts.failed ? STATUS_WELL : STATUS_FAILED;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.all = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands)
        return command_misused(invocation, "reindex is for the whole archive and takes no operand");
    return archive_option_work(invocation, &values.archive, ARCHIVE_USE_CHANGE, reindex, &values);
}

const struct command command_reindex = {
    "reindex", "", "Annotates anew the articles that an older version has annotated.", options, run,
};
