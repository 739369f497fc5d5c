/* work: between the errands and the last line. */
#include "ui/work.h"

#include <string.h>

#include "app/feed_names.h"
#include "app/shelf_archive.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "ui/state.h"
#include "ui/ui.h"

enum {
    REFRESH_PAUSE = 300, /* milliseconds between two readings of the lists while something is at work */
    NAME_COLUMNS = 40    /* of a feed's name in a notice */
};

void work_begin(struct ui *ui, enum errand_type type, const char *const arguments[], int64_t article)
{
    struct error error;
    if (!errands_begin(ui->errands, type, arguments, article, &error))
        ui_show(ui, session_fail(ui->session, &error));
}

/* From the sample to the archive, now that there is something in it. */
static unsigned go_over(struct ui *ui, const char *notice)
{
    struct error error = {""};
    struct session *session = ui->setup->subscribed(ui->setup->context, &error);
    if (!session && *error.message)
        return session_fail(ui->session, &error);
    if (!session)
        return session_tell(ui->session, "Subscribed; whosaid opens it when it is started without a file.");
    ui->session = session;
    ui->explaining = false;
    reader_forget(&ui->reader);
    return SESSION_CONTEXT | session_tell(session, "%s", notice);
}

/* Names the first feed that failed, which the errands know by its number alone. */
static void complete_notice(const struct ui *ui, struct errand_end *end)
{
    const struct shelf_row row = {.type = SHELF_FEED, .id = end->feed};
    const struct archived_feed *feed = ui->session->archive ? shelf_archive_feed(ui->session->archive, &row) : NULL;
    const char *name = feed ? feed_name(feed) : "a feed";
    struct error notice = end->notice;
    int width;
    size_t shown = glyphs_fit(name, strlen(name), NAME_COLUMNS, GLYPHS_UTF8, &width);
    if (*end->reason.message)
        (void)error_set(&end->notice, "%s: %.*s: %s", notice.message, (int)shown, name, end->reason.message);
}

void work_finish(struct ui *ui)
{
    unsigned changes = SESSION_NOTHING;
    if (!ui->has_ended)
        return;
    ui->has_ended = false;
    complete_notice(ui, &ui->ended);
    if (ui->ended.type == ERRAND_FULL_TEXT && !ui->ended.failed)
        changes = session_reload(ui->session, ui->ended.article);
    if (!(changes & SESSION_NOTICE) && ui->ended.failed)
        changes |= session_fail(ui->session, &ui->ended.notice);
    else if (ui->ended.type == ERRAND_SUBSCRIBE && !ui->session->archive)
        changes |= go_over(ui, ui->ended.notice.message);
    else if (!(changes & SESSION_NOTICE))
        changes |= session_tell(ui->session, "%s", ui->ended.notice.message);
    ui_show(ui, changes);
}

bool work_lets_refresh(struct ui *ui)
{
    int64_t now = clock_milliseconds();
    if (errands_descriptor(ui->errands) >= 0 && now - ui->refreshed < REFRESH_PAUSE)
        return false;
    ui->refreshed = now;
    return true;
}

bool work_cancel(struct ui *ui)
{
    if (!errands_cancel(ui->errands))
        return false;
    ui_tell(ui, "Ending what is being fetched; C-c again quits.");
    return true;
}

void work_append(const struct ui *ui, struct buffer *line)
{
    const struct errand_progress *progress = &ui->errands->progress;
    if (errands_descriptor(ui->errands) < 0)
        return;
    if (!progress->feeds)
        (void)buffer_append_string(line, "at work…");
    else
        (void)buffer_append_format(line, "fetching %llu/%llu  %llu new", progress->done, progress->feeds,
                                   progress->new_articles);
}
