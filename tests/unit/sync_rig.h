/* sync rig: an archive, a web server with a folder of files, and what a sync told, a line each. For tests that include
 * cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_SYNC_RIG_H
#define WHOSAID_TESTS_UNIT_SYNC_RIG_H

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>

#include "app/sync.h"
#include "archive_rig.h"
#include "fetch_seen.h"
#include "tests/net/nginx.h"

enum { SYNC_URL_SIZE = 256, SYNC_LINES_SIZE = 4096 };

/* The server of all tests of a program, with an archive and files of each test's own. */
struct sync_rig {
    struct nginx nginx;
    char site[TEST_PATH_SIZE]; /* what the server shows */
    struct archive_rig archive;
    struct sync_options options;
    struct sync_counts counts;
    char lines[SYNC_LINES_SIZE];
    size_t turns_left; /* until it is to end */
};

static inline void sync_rig_tell(struct sync_rig *rig, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline void sync_rig_tell(struct sync_rig *rig, const char *format, ...)
{
    size_t length = strlen(rig->lines);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(rig->lines + length, sizeof rig->lines - length, format, arguments);
    va_end(arguments);
}

static inline void sync_rig_progress(void *context, const struct sync_counts *counts)
{
    (void)context;
    assert_true(counts->done <= counts->feeds && counts->pages_done <= counts->pages);
}

static inline void sync_rig_take_feed(void *context, const struct sync_result *result)
{
    static const char *const outcomes[] = {[SYNC_NEWS] = "news", [SYNC_SAME] = "same", [SYNC_FAILED] = "failed"};
    struct sync_rig *rig = context;
    const char *name = strrchr(result->feed->url, '/') + 1;
    sync_rig_tell(rig, "%s %s", name, outcomes[result->outcome]);
    if (result->outcome == SYNC_NEWS)
        sync_rig_tell(rig, " new %zu changed %zu", result->articles_new, result->articles_changed);
    if (result->error)
        sync_rig_tell(rig, ": %s", result->error);
    sync_rig_tell(rig, "%s\n", result->moved_from ? " (moved)" : "");
}

static inline void sync_rig_take_page(void *context, const struct sync_page_result *result)
{
    static const char *const outcomes[] = {[SYNC_NEWS] = "kept", [SYNC_SAME] = "known", [SYNC_FAILED] = "failed"};
    const char *url = result->wish->url, *name = strrchr(url, '/');
    const char *what = result->error ? result->error : result->title ? result->title : "-";
    sync_rig_tell(context, "%s %s: %s\n", name ? name + 1 : url, outcomes[result->outcome], what);
}

static inline bool sync_rig_goes_on(void *context)
{
    struct sync_rig *rig = context;
    return rig->turns_left && rig->turns_left--;
}

static inline struct sync_listener sync_rig_listener(struct sync_rig *rig)
{
    return (struct sync_listener){sync_rig_progress, sync_rig_take_feed, sync_rig_take_page, sync_rig_goes_on, rig};
}

/* Syncs by the rig's options; what was told stands in `lines`. */
static inline bool sync_rig_run(struct sync_rig *rig)
{
    const struct sync_listener listener = sync_rig_listener(rig);
    *rig->lines = '\0';
    return sync_run(rig->archive.archive, &rig->options, &listener, &rig->counts, &rig->archive.error);
}

/* The same, and compares the lines. */
static inline void sync_rig_expect(struct sync_rig *rig, const char *lines)
{
    if (!sync_rig_run(rig))
        fail_msg("%s", rig->archive.error.message);
    assert_string_equal(rig->lines, lines);
}

static inline void sync_rig_url(const struct sync_rig *rig, const char *path, char url[SYNC_URL_SIZE])
{
    (void)snprintf(url, SYNC_URL_SIZE, "http://127.0.0.1:%d/%s", rig->nginx.http, path);
}

static inline int64_t sync_rig_subscribe(struct sync_rig *rig, const char *path)
{
    char url[SYNC_URL_SIZE];
    sync_rig_url(rig, path, url);
    return rig_add_feed(&rig->archive, url, NULL);
}

/* Writes a file that the server shows. Its time of change, which is a part of its ETag, is `moment`. */
static inline void sync_rig_write(struct sync_rig *rig, const char *name, const char *bytes, time_t moment)
{
    char path[2 * TEST_PATH_SIZE];
    const struct timespec times[2] = {{.tv_sec = moment}, {.tv_sec = moment}};
    file_write(rig->site, name, bytes, strlen(bytes), NULL);
    (void)snprintf(path, sizeof path, "%s/%s", rig->site, name);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* How many articles there are. */
static inline int64_t sync_rig_count(struct sync_rig *rig)
{
    const struct archive_query all = {NULL, 0};
    int64_t count = 0, unread = 0;
    RIG_DO(&rig->archive, archive_query_count(rig->archive.archive, &all, &count, &unread, &rig->archive.error));
    return count;
}

/* The newest article. The caller destroys it. */
static inline struct article *sync_rig_newest(struct sync_rig *rig, int64_t *id)
{
    const struct archive_query all = {NULL, 0};
    struct archive_page page = {0};
    struct array ids = array_create(sizeof(int64_t), 1);
    RIG_DO(&rig->archive, archive_query_run(rig->archive.archive, &all, 1, &page, &ids, &rig->archive.error));
    assert_int_equal(ids.count, 1);
    *id = *(int64_t *)ids.items;
    array_release(&ids);
    struct article *article = archive_article_read(rig->archive.archive, *id, &rig->archive.error);
    RIG_DO(&rig->archive, article != NULL);
    return article;
}

/* cmocka's set-up and tear-down of a group: the server. The rig is made of static memory, as cmocka wants its state. */
static inline int sync_rig_start(struct sync_rig *rig)
{
    seen_forget_proxies();
    folder_create(rig->site);
    return nginx_start(&rig->nginx, rig->site) ? 0 : -1;
}

static inline int sync_rig_stop(struct sync_rig *rig)
{
    nginx_stop(&rig->nginx);
    folder_remove(rig->site);
    return 0;
}

/* Of each test: the archive, and options under which nothing is due twice. */
static inline int sync_rig_begin(void **state)
{
    struct sync_rig *rig = *state;
    rig_create(&rig->archive);
    rig->options = (struct sync_options){.now = RIG_NOW, .fetch = &patient, .interval = 3600, .pages_most = 100};
    rig->turns_left = SIZE_MAX;
    return 0;
}

static inline int sync_rig_end(void **state)
{
    struct sync_rig *rig = *state;
    rig_release(&rig->archive);
    return 0;
}

#endif
