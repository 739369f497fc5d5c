/* archive: a feed's file goes the way of one that is fetched, through the same functions. */
#include "archive.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "feeds/document.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"

/* 2026-03-14T09:00:00Z: where lists put what has no date. */
#define FIRST_SEEN ((int64_t)1773478800)

enum {
    URL_SIZE = 512,
    /* Seconds before and after ARCHIVE_NOW. */
    SINCE_ATTEMPT = 2 * 3600,
    SINCE_SUCCESS = 5 * 3600, /* where the last attempt failed */
    UNTIL_NEXT = 4 * 3600
};

static bool make_folders(const char *home, char path[PATH_MAX], struct error *error)
{
    static const char *const parts[] = {"/data", "/data/whosaid"};
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(path, PATH_MAX, "%s%s", home, parts[i]);
        (void)mkdir(path, 0700);
    }
    int written = snprintf(path, PATH_MAX, "%s/data/whosaid/archive.db", home);
    return (written > 0 && written < PATH_MAX) || error_set(error, "%s: the path is too long", home);
}

static bool read_feed(const char *file, struct document *document, struct error *error)
{
    struct document_source known = {.format = DOCUMENT_FEED};
    struct buffer bytes = buffer_create(DOCUMENT_SIZE_MAX);
    int descriptor = open(file, O_RDONLY | O_CLOEXEC);
    bool read = descriptor >= 0 && input_read_whole(descriptor, &bytes, error) &&
                document_read(buffer_string(&bytes), bytes.length, &known, document, error);
    if (descriptor < 0)
        (void)error_set(error, "%s cannot be opened", file);
    else
        close(descriptor);
    buffer_release(&bytes);
    return read;
}

static bool store_articles(struct archive *archive, int64_t feed, const struct document *document, struct error *error)
{
    struct annotator *annotator = annotator_create(error);
    struct article *const *articles = document->articles.items;
    bool stored = annotator != NULL;
    for (size_t i = 0; stored && i < document->articles.count; i++) {
        struct article *article = articles[i];
        char guid[URL_SIZE];
        (void)snprintf(guid, sizeof guid, "%zu", i);
        struct archived_entry entry = {.feed = feed,
                                       .guid = article->id ? article->id : guid,
                                       .hash = i + 1,
                                       .content = article->text,
                                       .content_length = article->length,
                                       .link = article->url,
                                       .published = article->has_published ? article->published : 0,
                                       .seen = FIRST_SEEN,
                                       .article = article,
                                       .annotator = annotate_version};
        enum archive_outcome outcome;
        int64_t id;
        stored = annotate(annotator, article, error) && archive_entry_store(archive, &entry, &outcome, &id, error);
    }
    annotator_destroy(annotator);
    return stored;
}

/* Reads what follows the file's name. */
static bool take_words(char *words, struct archived_feed *feed, const char **folder, struct error *error)
{
    char *rest = NULL;
    char *failed = strstr(words, "failed=");
    if (failed) {
        feed->state.last_error = failed + strlen("failed=");
        feed->state.failures = 1;
        feed->state.last_success -= SINCE_SUCCESS - SINCE_ATTEMPT;
        *failed = '\0';
    }
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (strncmp(word, "folder=", 7) == 0)
            *folder = word + 7;
        else if (strncmp(word, "title=", 6) == 0)
            feed->wishes.title = word + 6;
        else if (strcmp(word, "paused") == 0)
            feed->wishes.paused = true;
        else if (strcmp(word, "gone") == 0)
            feed->state.gone = true;
        else
            return error_set(error, "%s is no word for a feed", word);
    }
    return true;
}

static bool subscribe(struct archive *archive, const struct archived_feed *feed, const struct document *document,
                      struct error *error)
{
    struct archived_feed added = *feed;
    bool is_new;
    added.title = document->title;
    added.page = document->url;
    return archive_feed_add(archive, &added, &added.id, &is_new, error) &&
           archive_feed_set_description(archive, &added, error) && store_articles(archive, added.id, document, error) &&
           archive_feed_set_state(archive, &added, error);
}

bool archive_fill(const char *home, const char *directory, char *words, struct error *error)
{
    char path[PATH_MAX], file[PATH_MAX], url[URL_SIZE];
    char *behind = words + strcspn(words, " ");
    const char *folder = NULL;
    struct document document;
    struct archived_feed feed = {.url = url,
                                 .wishes = {.interval = ARCHIVE_GENERAL,
                                            .keep_articles = ARCHIVE_GENERAL,
                                            .keep_days = ARCHIVE_GENERAL,
                                            .full_text = ARCHIVE_GENERAL},
                                 .state = {.last_attempt = ARCHIVE_NOW - SINCE_ATTEMPT,
                                           .last_success = ARCHIVE_NOW - SINCE_ATTEMPT,
                                           .next_due = ARCHIVE_NOW + UNTIL_NEXT}};
    if (*behind)
        *behind++ = '\0';
    (void)snprintf(url, sizeof url, "https://feeds.example/%s", words);
    (void)snprintf(file, sizeof file, "%s/%s", directory, words);
    if (!make_folders(home, path, error) || !take_words(behind, &feed, &folder, error) ||
        !read_feed(file, &document, error))
        return false;
    if (folder) {
        feed.folders = &folder;
        feed.folder_count = 1;
    }
    struct archive *archive = archive_open(path, ARCHIVE_WRITE, 0, error);
    bool filled = archive && subscribe(archive, &feed, &document, error);
    archive_close(archive);
    document_release(&document);
    return filled;
}

struct archive *archive_hold(const char *home, struct error *error)
{
    char path[PATH_MAX];
    return make_folders(home, path, error) ? archive_open(path, ARCHIVE_WRITE, 0, error) : NULL;
}

bool archive_set_writable(const char *home, bool writable, struct error *error)
{
    char path[PATH_MAX], folder[PATH_MAX];
    if (!make_folders(home, path, error))
        return false;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    return (chmod(path, writable ? 0600 : 0400) == 0 && chmod(folder, writable ? 0700 : 0500) == 0) ||
           error_set(error, "%s: %s", path, strerror(errno));
}
