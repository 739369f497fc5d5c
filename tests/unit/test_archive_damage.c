/* A damaged archive: whatever page is hit, reading ends in what is there or in a sentence, and what can be read is
 * saved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "archive_rig.h"
#include "sample_article.h"

enum { ARTICLES = 40, PAGE_SIZE = 4096, FILE_MAX = 4 << 20, WORDS = 300 };

struct whole {
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    char *bytes;
    size_t size;
};

/* Articles with the annotations of the sample and a longer content; every other one is starred. */
static void fill(struct whole *whole)
{
    rig_create(&whole->rig);
    rig_add_feed(&whole->rig, "https://one.example/", "One");
    char content[4 * WORDS];
    for (size_t i = 0; i < sizeof content; i++)
        content[i] = (char)('a' + i * i % 23);
    for (size_t i = 0; i < ARTICLES; i++) {
        char guid[16], link[48];
        enum archive_outcome outcome;
        (void)snprintf(guid, sizeof guid, "%zu", i);
        (void)snprintf(link, sizeof link, "https://e.example/%zu", i);
        RIG_DO(&whole->rig, archive_entry_store(whole->rig.archive,
                                                &(struct archived_entry){.feed = 1,
                                                                         .guid = guid,
                                                                         .hash = 1,
                                                                         .link = link,
                                                                         .content = content,
                                                                         .content_length = sizeof content - i,
                                                                         .published = 1000 * (int64_t)(i + 1),
                                                                         .seen = RIG_NOW,
                                                                         .article = &sample_article},
                                                &outcome, &whole->ids[i], &whole->rig.error));
        if (i % 2)
            RIG_DO(&whole->rig, archive_mark_starred(whole->rig.archive, whole->ids[i], true, &whole->rig.error));
    }
    archive_close(whole->rig.archive);
    whole->rig.archive = NULL;
    whole->bytes = malloc(FILE_MAX);
    FILE *file = fopen(whole->rig.path, "rb");
    assert_true(whole->bytes && file);
    whole->size = fread(whole->bytes, 1, FILE_MAX, file);
    assert_true(whole->size > 0 && whole->size < FILE_MAX);
    assert_int_equal(fclose(file), 0);
}

static void release(struct whole *whole)
{
    free(whole->bytes);
    rig_release(&whole->rig);
}

static void write_damaged(const struct whole *whole, size_t page, unsigned char pattern)
{
    FILE *file = fopen(whole->rig.path, "wb");
    assert_non_null(file);
    char *bytes = malloc(whole->size);
    assert_non_null(bytes);
    memcpy(bytes, whole->bytes, whole->size);
    for (size_t i = 0; i < PAGE_SIZE; i++)
        bytes[page * PAGE_SIZE + i] = (char)(pattern ? (unsigned char)bytes[page * PAGE_SIZE + i] ^ pattern : 0);
    assert_int_equal(fwrite(bytes, 1, whole->size, file), whole->size);
    assert_int_equal(fclose(file), 0);
    free(bytes);
}

static void count_finding(void *context, const char *sentence)
{
    assert_true(*sentence != '\0');
    ++*(size_t *)context;
}

/* Does whatever reads; each must end. */
static void read_everything(struct whole *whole)
{
    struct archive *archive = archive_open(whole->rig.path, ARCHIVE_READ, 0, &whole->rig.error);
    if (!archive) {
        assert_string_not_equal(whole->rig.error.message, "");
        return;
    }
    struct error error;
    struct array feeds = array_create(sizeof(struct archived_feed), 64), ids = array_create(sizeof(int64_t), 1024);
    struct archived_row rows[ARTICLES];
    struct archive_page page = {0};
    const struct archive_term terms[] = {{.type = ARCHIVE_TERM_WORDS, .text = "ferry"},
                                         {.type = ARCHIVE_TERM_SPEAKER, .text = "ruiz"}};
    (void)archive_feeds_read(archive, whole->rig.arena, &feeds, &error);
    (void)archive_query_run(archive, &(struct archive_query){0}, SIZE_MAX, &page, &ids, &error);
    (void)archive_query_run(archive, &(struct archive_query){terms, 2}, SIZE_MAX, &page, &ids, &error);
    (void)archive_rows_read(archive, whole->ids, ARTICLES, whole->rig.arena, rows, &error);
    for (size_t i = 0; i < ARTICLES; i++)
        article_destroy(archive_article_read(archive, whole->ids[i], &error));
    size_t findings = 0;
    (void)archive_check(archive, count_finding, &findings, &error);
    array_release(&feeds);
    array_release(&ids);
    archive_close(archive);
}

/* How many articles have kept their text. */
static size_t count_texts(struct archive *archive, const struct whole *whole)
{
    size_t count = 0;
    struct error error;
    for (size_t i = 0; i < ARTICLES; i++) {
        struct article *article = archive_article_read(archive, whole->ids[i], &error);
        count += article && article->length == sample_article.length;
        article_destroy(article);
    }
    return count;
}

/* True when something could be saved: then it is a whole archive, with something of `least` articles. */
static bool salvage(struct whole *whole, size_t page, int64_t least, size_t *texts)
{
    char path[3 * TEST_PATH_SIZE];
    size_t findings = 0, wrong = 0;
    struct error error;
    (void)snprintf(path, sizeof path, "%s.salvaged", whole->rig.path);
    if (!archive_salvage(whole->rig.path, path, count_finding, &findings, &error)) {
        assert_string_not_equal(error.message, "");
        assert_int_not_equal(access(path, F_OK), 0);
        return false;
    }
    struct archive *archive = archive_open(path, ARCHIVE_WRITE, 0, &error);
    assert_non_null(archive);
    if (!archive_check(archive, count_finding, &wrong, &error))
        fail_msg("page %zu: what was saved is not well: %zu findings", page, wrong);
    int64_t count, unread, starred, starred_unread;
    const struct archive_term is_starred = {.type = ARCHIVE_TERM_STARRED};
    assert_true(archive_query_count(archive, &(struct archive_query){0}, &count, &unread, &error));
    assert_true(
        archive_query_count(archive, &(struct archive_query){&is_starred, 1}, &starred, &starred_unread, &error));
    if (count < least)
        fail_msg("page %zu: %lld of %d articles were saved", page, (long long)count, ARTICLES);
    if (least && starred != ARTICLES / 2)
        fail_msg("page %zu: %lld of %d stars were saved", page, (long long)starred, ARTICLES / 2);
    *texts = count_texts(archive, whole);
    archive_close(archive);
    assert_int_equal(remove(path), 0);
    return true;
}

static void test_every_page(void **state)
{
    (void)state;
    static const unsigned char patterns[] = {0, 0xff, 0x01};
    struct whole whole;
    fill(&whole);
    size_t pages = whole.size / PAGE_SIZE, saved = 0, poor = 0;
    for (size_t page = 0; page < pages; page++) {
        write_damaged(&whole, page, patterns[page % sizeof patterns]);
        read_everything(&whole);
        size_t texts = 0;
        saved += salvage(&whole, page, ARTICLES, &texts);
        poor += texts < ARTICLES / 2;
    }
    assert_int_equal(saved, pages);
    assert_true(poor <= 1); /* the page that says where the others are */
    release(&whole);
}

static void test_cut_off(void **state)
{
    (void)state;
    enum { PARTS = 8 };
    struct whole whole;
    fill(&whole);
    for (size_t part = 0; part < PARTS; part++) {
        FILE *file = fopen(whole.rig.path, "wb");
        size_t size = whole.size * part / PARTS + part % 2; /* in the middle of a page, too */
        assert_non_null(file);
        assert_int_equal(fwrite(whole.bytes, 1, size, file), size);
        assert_int_equal(fclose(file), 0);
        read_everything(&whole);
        size_t texts;
        (void)salvage(&whole, part, 0, &texts);
    }
    release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_page), cmocka_unit_test(test_cut_off)};
    /* Hundreds of files are synced: on a disk in memory where there is one. */
    if (access("/dev/shm", W_OK) == 0 && setenv("TMPDIR", "/dev/shm", 0) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
