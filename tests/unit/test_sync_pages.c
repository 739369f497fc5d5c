/* Pages: full texts in the place of what a feed gave, what the user keeps; and articles that are annotated anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/annotate.h"
#include "app/reindex.h"
#include "sync_rig.h"

#define PAGE(title, text)                                                                  \
    "<html><head><title>" title "</title></head><body><article><h1>" title "</h1><p>" text \
    "</p></article></body></html>"

static const char long_page[] =
    PAGE("Ferry, of the page", "\xe2\x80\x9cWe have waited eleven years for this,\xe2\x80\x9d Ana Ruiz told residents "
                               "outside the hall on Tuesday, after the harbour board had approved a second ferry.");

static bool has_text(const struct article *article, const char *text)
{
    return strstr(article->text, text) != NULL;
}

/* A feed whose one entry has a summary, and the address of a page of the server. */
static int64_t subscribe_with_page(struct sync_rig *rig, const char *summary)
{
    char feed[1024];
    (void)snprintf(feed, sizeof feed,
                   "<rss version='2.0'><channel><title>Harbour</title><item><guid isPermaLink='false'>1</guid>"
                   "<title>Ferry</title><link>http://127.0.0.1:%d/page.html</link>"
                   "<pubDate>Tue, 14 Nov 2023 08:00:00 GMT</pubDate><description>%s</description></item>"
                   "</channel></rss>",
                   rig->nginx.http, summary);
    sync_rig_write(rig, "feed.xml", feed, 1000);
    return sync_rig_subscribe(rig, "feed.xml");
}

static void test_full_texts_take_the_place_of_summaries(void **state)
{
    struct sync_rig *rig = *state;
    int64_t id;
    sync_rig_write(rig, "page.html", long_page, 1000);
    (void)subscribe_with_page(rig, "The board has voted.");
    rig->options.full_text = true;
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_int_equal(rig->counts.pages_done, 1);
    struct article *article = sync_rig_newest(rig, &id);
    assert_true(has_text(article, "eleven years"));
    assert_int_equal(article->quotation_count, 1);
    assert_string_equal(article->title, "Ferry"); /* what the feed says of the article stays */
    assert_string_equal(article->site, "Harbour");
    assert_int_equal(article->published, 1699948800);
    article_destroy(article);
}

static void test_a_page_with_less_text_is_left(void **state)
{
    struct sync_rig *rig = *state;
    int64_t id;
    sync_rig_write(rig, "page.html", PAGE("Consent", "Accept all cookies?"), 1000);
    (void)subscribe_with_page(rig, "The harbour board has voted for a second ferry after four hours of argument.");
    rig->options.full_text = true;
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_int_equal(rig->counts.pages_done, 1);
    struct article *article = sync_rig_newest(rig, &id);
    assert_true(has_text(article, "four hours"));
    article_destroy(article);
}

static void test_a_page_that_fails_fails_no_feed(void **state)
{
    struct sync_rig *rig = *state;
    char page[2 * TEST_PATH_SIZE];
    (void)snprintf(page, sizeof page, "%s/page.html", rig->site);
    (void)unlink(page);
    (void)subscribe_with_page(rig, "The board has voted.");
    rig->options.full_text = true;
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_int_equal(rig->counts.pages_done, 1);
    assert_int_equal(rig->counts.failed, 0);
}

static void test_no_more_pages_than_are_allowed(void **state)
{
    struct sync_rig *rig = *state;
    (void)subscribe_with_page(rig, "The board has voted.");
    rig->options.full_text = true;
    rig->options.pages_most = 0;
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_int_equal(rig->counts.pages, 0);
}

static void keep(struct sync_rig *rig, const struct sync_wish *wish, const char *lines)
{
    const struct sync_listener listener = sync_rig_listener(rig);
    *rig->lines = '\0';
    if (!sync_keep(rig->archive.archive, &rig->options, wish, 1, &listener, &rig->counts, &rig->archive.error))
        fail_msg("%s", rig->archive.error.message);
    assert_string_equal(rig->lines, lines);
}

static void test_what_is_kept(void **state)
{
    struct sync_rig *rig = *state;
    char url[SYNC_URL_SIZE];
    int64_t first, again;
    static const char text[] = "Ferry\n\n\xe2\x80\x9cWe wait,\xe2\x80\x9d Ana Ruiz said on the pier.\n";
    sync_rig_write(rig, "page.html", long_page, 1000);
    sync_rig_url(rig, "page.html", url);
    keep(rig, &(struct sync_wish){.url = url}, "page.html kept: Ferry, of the page\n");
    article_destroy(sync_rig_newest(rig, &first));
    RIG_DO(&rig->archive, archive_mark_starred(rig->archive.archive, first, true, &rig->archive.error));
    keep(rig, &(struct sync_wish){.url = url}, "page.html known: Ferry, of the page\n");
    article_destroy(sync_rig_newest(rig, &again));
    assert_int_equal(again, first); /* the same page is the same article, with its star */
    assert_int_equal(sync_rig_count(rig), 1);
    keep(rig, &(struct sync_wish){.url = "notes/ferry.txt", .bytes = text, .length = sizeof text - 1},
         "ferry.txt kept: Ferry\n");
    keep(rig, &(struct sync_wish){.url = "notes/ferry.txt", .bytes = text, .length = sizeof text - 1},
         "ferry.txt known: Ferry\n");
    assert_int_equal(sync_rig_count(rig), 2);
    keep(rig, &(struct sync_wish){.url = "notes/ferry.txt", .bytes = "Another text.", .length = 13},
         "ferry.txt kept: -\n");
    assert_int_equal(sync_rig_count(rig), 3); /* what a file held before stays */
    sync_rig_url(rig, "none.html", url);
    keep(rig, &(struct sync_wish){.url = url},
         "none.html failed: there is nothing at this address (HTTP status 404)\n");
}

static void test_a_full_text_on_demand(void **state)
{
    struct sync_rig *rig = *state;
    char url[SYNC_URL_SIZE];
    int64_t id;
    sync_rig_write(rig, "page.html", long_page, 1000);
    sync_rig_url(rig, "page.html", url);
    (void)subscribe_with_page(rig, "The board has voted.");
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    article_destroy(sync_rig_newest(rig, &id));
    keep(rig, &(struct sync_wish){.url = url, .article = id}, "page.html kept: Ferry, of the page\n");
    struct article *article = sync_rig_newest(rig, &id);
    assert_true(has_text(article, "eleven years"));
    article_destroy(article);
    rig->options.all = true; /* and the feed does not take it away again */
    sync_rig_expect(rig, "feed.xml same\n");
    article = sync_rig_newest(rig, &id);
    assert_true(has_text(article, "eleven years"));
    article_destroy(article);
    keep(rig, &(struct sync_wish){.url = url, .article = id + 1}, "page.html failed: it is no longer in the archive\n");
}

/* --- annotating anew ---------------------------------------------------------------------------------------------- */

struct watch {
    size_t turns_left, failures;
};

static void see_progress(void *context, const struct reindex_counts *counts)
{
    (void)context;
    assert_true(counts->done <= counts->articles);
}

static void see_failure(void *context, int64_t article, const char *sentence)
{
    struct watch *watch = context;
    (void)article;
    (void)sentence;
    watch->failures++;
}

static bool goes_on(void *context)
{
    struct watch *watch = context;
    return watch->turns_left && watch->turns_left--;
}

static struct reindex_counts reindex(struct sync_rig *rig, bool all, size_t turns)
{
    struct watch watch = {.turns_left = turns};
    const struct reindex_listener listener = {see_progress, see_failure, goes_on, &watch};
    struct reindex_counts counts;
    RIG_DO(&rig->archive, reindex_run(rig->archive.archive, all, &listener, &counts, &rig->archive.error));
    assert_int_equal(watch.failures, 0);
    return counts;
}

/* Stores an article as another version would have left it: without annotations. */
static int64_t store_outdated(struct sync_rig *rig, const char *guid)
{
    static const char text[] = "\xe2\x80\x9cWe wait,\xe2\x80\x9d Ana Ruiz said.";
    const struct block block = {.range = {0, sizeof text - 1}, .type = BLOCK_PARAGRAPH};
    const struct article article = {
        .title = guid, .text = text, .length = sizeof text - 1, .blocks = &block, .block_count = 1};
    const struct archived_entry entry = {.guid = guid,
                                         .content = text,
                                         .content_length = sizeof text - 1,
                                         .comments = "https://news.example/comments",
                                         .is_full_text = true,
                                         .published = 1600000000,
                                         .seen = RIG_NOW,
                                         .article = &article,
                                         .annotator = annotate_version + 1};
    enum archive_outcome outcome;
    int64_t id = ARCHIVE_NONE;
    RIG_DO(&rig->archive, archive_entry_store(rig->archive.archive, &entry, &outcome, &id, &rig->archive.error));
    return id;
}

static void test_outdated_articles_are_annotated_anew(void **state)
{
    struct sync_rig *rig = *state;
    struct archived_entry entry;
    int64_t id = store_outdated(rig, "1");
    assert_int_equal(reindex(rig, false, 0).done, 0); /* ended at once */
    assert_int_equal(reindex(rig, false, SIZE_MAX).done, 1);
    struct article *article = archive_article_read(rig->archive.archive, id, &rig->archive.error);
    assert_non_null(article);
    assert_int_equal(article->quotation_count, 1);
    assert_string_equal(article->entities[article->quotations[0].speaker_entity].name, "Ana Ruiz");
    article_destroy(article);
    RIG_DO(&rig->archive,
           archive_content_read(rig->archive.archive, id, rig->archive.arena, &entry, &rig->archive.error));
    assert_string_equal(entry.comments, "https://news.example/comments"); /* all else is as it was */
    assert_true(entry.is_full_text);
    assert_int_equal(entry.published, 1600000000);
    assert_int_equal(entry.content_length, 29);
    assert_int_equal(reindex(rig, false, SIZE_MAX).articles, 0);
    assert_int_equal(reindex(rig, true, SIZE_MAX).done, 1);
}

static int start(void **state)
{
    static struct sync_rig rig;
    *state = &rig;
    return sync_rig_start(&rig);
}

static int stop(void **state)
{
    return sync_rig_stop(*state);
}

#define SYNC_TEST(test) cmocka_unit_test_setup_teardown(test, sync_rig_begin, sync_rig_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SYNC_TEST(test_full_texts_take_the_place_of_summaries),
        SYNC_TEST(test_a_page_with_less_text_is_left),
        SYNC_TEST(test_a_page_that_fails_fails_no_feed),
        SYNC_TEST(test_no_more_pages_than_are_allowed),
        SYNC_TEST(test_what_is_kept),
        SYNC_TEST(test_a_full_text_on_demand),
        SYNC_TEST(test_outdated_articles_are_annotated_anew),
    };
    return cmocka_run_group_tests_name("sync pages", tests, start, stop);
}
