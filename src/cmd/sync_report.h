/* sync report: tells how a sync goes: a bar and sentences for people, lines for the reader (app/sync.h), one JSON
 * object for programs. Never in here: syncing. */
#ifndef WHOSAID_CMD_SYNC_REPORT_H
#define WHOSAID_CMD_SYNC_REPORT_H

#include <stdbool.h>

#include "app/sync.h"
#include "base/interruption.h"
#include "base/json_writer.h"
#include "cmd/command.h"
#include "cmd/progress_bar.h"

enum sync_report_form { SYNC_REPORT_SENTENCES, SYNC_REPORT_LINES, SYNC_REPORT_JSON };

struct sync_report {
    enum sync_report_form form;
    bool is_quiet;
    struct progress_bar bar;
    struct sync_counts shown; /* what was told last, as a line */
    struct json_writer json;
    struct interruption interruption;
    const char *nothing; /* what is said where there are feeds and none was to be fetched */
    int signal;          /* that asks for the end; 0: none */
    size_t failed_pages;
};

/* A report that has begun. It must not be moved. */
void sync_report_begin(struct sync_report *report, enum sync_report_form form, bool is_quiet);

/* Who listens to the sync for the report. */
struct sync_listener sync_report_listener(struct sync_report *report);

/* Tells the end: `error` is what ended it, NULL where nothing did. Returns what the shell is told. */
enum exit_status sync_report_end(struct sync_report *report, const struct sync_counts *counts,
                                 const struct error *error);

#endif
