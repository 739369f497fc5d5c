/* The archive: what is stored comes back, entries are one article or several, marks stay, transactions are whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive_rig.h"
#include "article_compare.h"
#include "base/buffer.h"
#include "sample_article.h"
#include "store/connection.h"
#include "store/content.h"

/* The article, its content and its one attachment are as they were given. */
static void expect_back(struct archive_rig *rig, int64_t id, const struct archived_entry *entry)
{
    struct article *article = archive_article_read(rig->archive, id, &rig->error);
    RIG_DO(rig, article != NULL);
    const char *difference = article_difference(entry->article, article);
    if (difference)
        fail_msg("%s did not come back", difference);
    article_destroy(article);
    struct archived_entry back;
    RIG_DO(rig, archive_content_read(rig->archive, id, rig->arena, &back, &rig->error));
    assert_int_equal(back.content_length, entry->content_length);
    assert_memory_equal(back.content, entry->content, entry->content_length);
    assert_true(back.content_is_html && !back.is_full_text && back.hash == entry->hash && back.annotator == 7);
    assert_string_equal(back.comments, entry->comments);
    assert_string_equal(back.guid, entry->guid);
    assert_true(back.published == entry->published && back.modified == entry->modified && back.seen == RIG_NOW);
    assert_int_equal(back.attachment_count, 1);
    assert_string_equal(back.attachments[0].url, entry->attachments[0].url);
    assert_true(back.attachments[0].size == 12345 && back.attachments[0].duration == -1 && !back.attachments[0].title);
}

static void test_every_field_comes_back(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    const struct archived_attachment attachment = {"https://gazette.example/talk.mp3", "audio/mpeg", NULL, 12345, -1};
    char content[2000];
    memset(content, 'x', sizeof content);
    struct archived_entry entry = {.feed = rig_add_feed(&rig, "https://gazette.example/feed", "Gazette"),
                                   .guid = sample_article.id,
                                   .hash = UINT64_MAX,
                                   .content = content,
                                   .content_length = sizeof content,
                                   .content_is_html = true,
                                   .link = sample_article.url,
                                   .comments = "https://gazette.example/talk",
                                   .published = sample_article.published,
                                   .modified = 1643300000,
                                   .seen = RIG_NOW,
                                   .attachments = &attachment,
                                   .attachment_count = 1,
                                   .article = &sample_article,
                                   .annotator = 7};
    enum archive_outcome outcome;
    int64_t id;
    RIG_DO(&rig, archive_entry_store(rig.archive, &entry, &outcome, &id, &rig.error));
    assert_int_equal(outcome, ARCHIVE_NEW);
    expect_back(&rig, id, &entry);
    /* Once more with other content: in place of the first, and nothing stands twice. */
    entry.hash = 1;
    entry.content_length = sizeof content - 1;
    RIG_DO(&rig, archive_entry_store(rig.archive, &entry, &outcome, &id, &rig.error));
    assert_int_equal(outcome, ARCHIVE_CHANGED);
    rig_open(&rig, ARCHIVE_READ);
    expect_back(&rig, id, &entry);
    assert_null(archive_article_read(rig.archive, id + 1, &rig.error));
    assert_string_equal(rig.error.message, "");
    /* And once more, compressed by somebody else. */
    rig_open(&rig, ARCHIVE_WRITE);
    struct content_compressor *compressor = content_compressor_create();
    struct buffer compressed = buffer_create(sizeof content);
    assert_true(content_compress(compressor, content, sizeof content - 2, &compressed));
    struct archived_entry packed = entry;
    entry.hash = packed.hash = 2;
    packed.content = compressed.bytes;
    entry.content_length = packed.content_length = sizeof content - 2;
    packed.content_size = compressed.length;
    RIG_DO(&rig, archive_entry_store(rig.archive, &packed, &outcome, &id, &rig.error));
    expect_back(&rig, id, &entry);
    buffer_release(&compressed);
    content_compressor_destroy(compressor);
    rig_release(&rig);
}

/* 300 bytes and more, the least that makes two texts the same article. */
#define LONG_TEXT                                                                                                   \
    "The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said. Residents " \
    "had waited eleven years for it, and the island had waited longer than anybody who spoke in the hall could "    \
    "remember. The ministry declined to say who would pay for the pier that the second ferry needs, or when."

struct storing_case {
    const char *what;
    struct rig_entry entry;
    enum archive_outcome outcome;
    int same_as; /* the row whose article it is; -1: none; its own row: a new one */
};

/* Feeds are 1 and 2; every row finds what the rows before it have left. */
static const struct storing_case storing_cases[] = {
    {"an entry is stored", {1, "a", "A", "Text a.", "https://e.example/a", 100, 1}, ARCHIVE_NEW, 0},
    {"the same again is the same", {1, "a", "A", "Text a.", "https://e.example/a", 100, 1}, ARCHIVE_SAME, 0},
    {"another hash is a change of the same",
     {1, "a", "A", "Text a 2.", "https://e.example/a", 100, 2},
     ARCHIVE_CHANGED,
     0},
    {"the same GUID in another feed is another entry",
     {2, "a", "B", "Text b.", "https://e.example/b", 100, 1},
     ARCHIVE_NEW,
     3},
    {"the same link in another feed is the same article",
     {2, "a2", "A", "Less.", "http://www.e.example/a/?utm_source=rss#top", 100, 1},
     ARCHIVE_DUPLICATE,
     0},
    {"the same link twice in one feed is two articles",
     {1, "c", "C", "Text c.", "https://e.example/a", 110, 1},
     ARCHIVE_NEW,
     5},
    {"a link of two articles says nothing", {2, "c2", "C", "Text d.", "https://e.example/a", 80, 1}, ARCHIVE_NEW, 6},
    {"a front page says nothing", {1, "f", "F", "Text f.", "https://e.example/", 70, 1}, ARCHIVE_NEW, 7},
    {"a front page says nothing in another feed either",
     {2, "f", "F", "Text g.", "https://e.example/", 70, 1},
     ARCHIVE_NEW,
     8},
    {"a long text", {1, "l", "L", LONG_TEXT, "https://e.example/l", 60, 1}, ARCHIVE_NEW, 9},
    {"the same long text under another link is the same article",
     {2, "l", "L", LONG_TEXT, "https://mirror.example/l", 60, 1},
     ARCHIVE_DUPLICATE,
     9},
    {"a short text says nothing", {2, "s", "S", "Text a 2.", "https://e.example/s", 50, 1}, ARCHIVE_NEW, 11},
    {"the second entry of a feed with link and text of the first has no article of its own",
     {1, "l2", "L", LONG_TEXT, "https://e.example/l", 60, 1},
     ARCHIVE_DUPLICATE,
     9},
    {"nor has it later", {1, "l2", "L", LONG_TEXT, "https://e.example/l", 60, 1}, ARCHIVE_SAME, -1},
    {"no date is when it was seen", {1, "n", "N", "Text n.", NULL, 0, 1}, ARCHIVE_NEW, 14},
};

static void test_storing(void **state)
{
    (void)state;
    enum { ROWS = sizeof storing_cases / sizeof *storing_cases };
    int64_t ids[ROWS];
    struct archive_rig rig;
    rig_create(&rig);
    assert_int_equal(rig_add_feed(&rig, "https://one.example/", "One"), 1);
    assert_int_equal(rig_add_feed(&rig, "https://two.example/", "Two"), 2);
    for (size_t i = 0; i < ROWS; i++) {
        const struct storing_case *row = &storing_cases[i];
        enum archive_outcome outcome;
        ids[i] = rig_store(&rig, &row->entry, &outcome);
        int64_t expected = row->same_as < 0 ? ARCHIVE_NONE : ids[row->same_as];
        if (outcome != row->outcome || ids[i] != expected)
            fail_msg("%s: outcome %d, article %lld", row->what, (int)outcome, (long long)ids[i]);
        for (size_t j = 0; row->outcome == ARCHIVE_NEW && j < i; j++)
            assert_int_not_equal(ids[i], ids[j]);
    }
    struct archived_feed one = rig_feed(&rig, 1), two = rig_feed(&rig, 2);
    assert_int_equal(one.articles, 5); /* a c f l n */
    assert_int_equal(one.unread, 5);
    assert_int_equal(two.articles, 6); /* b, a, d, g, l, s */
    struct archived_row rows[1];
    RIG_DO(&rig, archive_rows_read(rig.archive, ids, 1, rig.arena, rows, &rig.error));
    assert_int_equal(rows[0].source_count, 2);
    assert_string_equal(rows[0].source, "One");
    uint64_t hash;
    assert_true(archive_entry_hash(rig.archive, 1, "a", &hash) && hash == 2);
    assert_false(archive_entry_hash(rig.archive, 1, "b", &hash));
    rig_release(&rig);
}

static void test_longer_text_wins(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    rig_add_feed(&rig, "https://two.example/", "Two");
    int64_t id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "Comments", "https://e.example/a", 100, 1}, &outcome);
    rig_store(&rig, &(struct rig_entry){2, "a", "A", LONG_TEXT, "https://e.example/a", 100, 1}, &outcome);
    assert_int_equal(outcome, ARCHIVE_DUPLICATE);
    struct article *article = archive_article_read(rig.archive, id, &rig.error);
    assert_string_equal(article->text, LONG_TEXT);
    article_destroy(article);
    /* What the first feed changes in its few words does not take the text away. */
    rig_store(&rig, &(struct rig_entry){1, "a", "A", "2 comments", "https://e.example/a", 100, 2}, &outcome);
    assert_int_equal(outcome, ARCHIVE_SAME);
    article = archive_article_read(rig.archive, id, &rig.error);
    assert_string_equal(article->text, LONG_TEXT);
    article_destroy(article);
    rig_release(&rig);
}

static void test_marks_stay(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    int64_t id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "Text.", NULL, 100, 1}, &outcome);
    rig_open(&rig, ARCHIVE_MARK);
    const char *const tags[] = {"harbour", "ferry"};
    RIG_DO(&rig, archive_mark_read(rig.archive, &id, 1, true, &rig.error));
    RIG_DO(&rig, archive_mark_starred(rig.archive, id, true, &rig.error));
    RIG_DO(&rig, archive_set_tags(rig.archive, id, tags, 2, &rig.error));
    RIG_DO(&rig, archive_set_place(rig.archive, id, (struct archived_place){3, 2}, &rig.error));
    RIG_DO(&rig, archive_note_write(rig.archive, "screen", "list", &rig.error));
    rig_open(&rig, ARCHIVE_WRITE);
    rig_store(&rig, &(struct rig_entry){1, "a", "A", "Text, changed.", NULL, 100, 2}, &outcome);
    assert_int_equal(outcome, ARCHIVE_CHANGED);
    struct archived_row row;
    RIG_DO(&rig, archive_rows_read(rig.archive, &id, 1, rig.arena, &row, &rig.error));
    assert_true(!row.unread && row.starred && row.changed);
    struct archived_place place;
    assert_true(archive_place_read(rig.archive, id, &place) && place.position == 3 && place.top == 2);
    struct array found = array_create(sizeof(const char *), 8);
    RIG_DO(&rig, archive_tags_read(rig.archive, id, rig.arena, &found, &rig.error));
    assert_int_equal(found.count, 2);
    assert_string_equal(((const char **)found.items)[0], "ferry");
    array_release(&found);
    assert_string_equal(archive_note_read(rig.archive, "screen", rig.arena), "list");
    assert_null(archive_note_read(rig.archive, "feed", rig.arena));
    assert_int_equal(rig_feed(&rig, 1).unread, 0);
    /* Reading what has changed takes the note of it away. */
    RIG_DO(&rig, archive_mark_read(rig.archive, &id, 1, true, &rig.error));
    RIG_DO(&rig, archive_rows_read(rig.archive, &id, 1, rig.arena, &row, &rig.error));
    assert_false(row.changed);
    RIG_DO(&rig, archive_mark_read(rig.archive, &id, 1, false, &rig.error));
    assert_int_equal(rig_feed(&rig, 1).unread, 1);
    rig_release(&rig);
}

static void test_order(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    const int64_t dates[] = {300, 100, 0, 200, RIG_NOW + 1000000, 100};
    int64_t ids[6];
    for (size_t i = 0; i < 6; i++) {
        char guid[2] = {(char)('a' + i), '\0'};
        ids[i] = rig_store(&rig, &(struct rig_entry){1, guid, guid, guid, NULL, dates[i], 1}, &outcome);
    }
    char found[TEST_SENTENCES_SIZE];
    rig_query(&rig, NULL, 0, ids, 6, found);
    assert_string_equal(found, "4 2 0 3 5 1"); /* no date, and one to come, stand where they were first seen */
    struct archive_page page = {0};
    struct array pages = array_create(sizeof(int64_t), 16);
    for (size_t i = 0; i < 4; i++)
        RIG_DO(&rig, archive_query_run(rig.archive, &(struct archive_query){0}, 2, &page, &pages, &rig.error));
    assert_int_equal(pages.count, 6);
    assert_int_equal(((int64_t *)pages.items)[2], ids[0]);
    array_release(&pages);
    rig_release(&rig);
}

static void test_transactions(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
    int64_t id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "First words.", NULL, 100, 1}, &outcome);
    archive_roll_back(rig.archive);
    assert_null(archive_article_read(rig.archive, id, &rig.error));
    assert_int_equal(rig_feed(&rig, 1).articles, 0);
    char found[TEST_SENTENCES_SIZE];
    rig_query(&rig, NULL, 0, &id, 1, found);
    assert_string_equal(found, "");
    RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
    id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "Second words.", NULL, 100, 1}, &outcome);
    RIG_DO(&rig, archive_commit(rig.archive, &rig.error));
    rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "second"}, 1, &id, 1, found);
    assert_string_equal(found, "0");
    rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "first"}, 1, &id, 1, found);
    assert_string_equal(found, "");
    rig_release(&rig);
}

/* One entry that fails (no such feed) takes everything with it: what came before in the transaction, and what comes
 * behind is not even tried. The next transaction knows nothing of it. */
static void test_failure_within(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    char found[TEST_SENTENCES_SIZE];
    struct article article = {.text = "Lost words.", .length = 11};
    struct archived_entry lost = {.feed = 9, .guid = "b", .article = &article, .seen = 200};
    int64_t id;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
    rig_store(&rig, &(struct rig_entry){1, "a", "A", "First words.", NULL, 100, 1}, &outcome);
    assert_false(archive_entry_store(rig.archive, &lost, &outcome, &id, &rig.error));
    lost.feed = 1;
    assert_false(archive_entry_store(rig.archive, &lost, &outcome, &id, &rig.error));
    assert_non_null(strstr(rig.error.message, "has been taken back"));
    assert_false(archive_commit(rig.archive, &rig.error));
    rig_query(&rig, NULL, 0, &id, 1, found);
    assert_string_equal(found, "");
    assert_int_equal(rig_feed(&rig, 1).articles, 0);
    id = rig_store(&rig, &(struct rig_entry){1, "c", "C", "Second words.", NULL, 100, 1}, &outcome);
    rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "words"}, 1, &id, 1, found);
    assert_string_equal(found, "0");
    rig_release(&rig);
}

static void fail_at_finding(void *context, const char *sentence)
{
    (void)context;
    fail_msg("%s", sentence);
}

/* A transaction within one that is taken back takes that with it, and the index is as it was. */
static void test_transaction_within(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    char found[TEST_SENTENCES_SIZE];
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    int64_t id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "First words.", NULL, 100, 1}, &outcome);
    RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
    RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
    rig_store(&rig, &(struct rig_entry){1, "a", "A", "Second words.", NULL, 100, 2}, &outcome);
    archive_roll_back(rig.archive);
    assert_false(archive_commit(rig.archive, &rig.error));
    RIG_DO(&rig, archive_check(rig.archive, fail_at_finding, NULL, &rig.error));
    rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "first"}, 1, &id, 1, found);
    assert_string_equal(found, "0");
    rig_release(&rig);
}

static int64_t count_segments(struct archive_rig *rig, const char *sql)
{
    struct statement statement = statement_prepare(rig->archive, sql);
    int64_t count = statement_next(&statement) ? statement_column(&statement, 0) : -1;
    RIG_DO(rig, statement_finish(&statement, &rig->error));
    return count;
}

/* The articles of a transaction become one segment of the index, whatever their order, and not a segment each to be
 * merged. */
static void test_one_segment_a_transaction(void **state)
{
    (void)state;
    enum { ARTICLES = 3 };
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    for (int64_t transaction = 1; transaction <= 2; transaction++) {
        RIG_DO(&rig, archive_begin(rig.archive, &rig.error));
        for (int64_t i = ARTICLES; i > 0; i--) {
            char guid[16];
            (void)snprintf(guid, sizeof guid, "%d-%d", (int)transaction, (int)i);
            rig_store(&rig, &(struct rig_entry){1, guid, guid, "Words.", NULL, 100 * i, 1}, &outcome);
            assert_int_equal(outcome, ARCHIVE_NEW);
        }
        RIG_DO(&rig, archive_commit(rig.archive, &rig.error));
        assert_int_equal(count_segments(&rig, "SELECT count(DISTINCT segid) FROM article_index_idx"), transaction);
    }
    rig_release(&rig);
}

static void keep_finding(void *context, const char *sentence)
{
    (void)snprintf(context, TEST_SENTENCES_SIZE, "%s", sentence);
}

/* A damaged feed's address may hold a password, or act on the terminal that shows what is wrong. */
static void test_findings_tell_no_addresses(void **state)
{
    (void)state;
    struct archive_rig rig;
    char found[TEST_SENTENCES_SIZE] = "";
    rig_create(&rig);
    int64_t id = rig_add_feed(&rig, "https://ana:secret@one.example/\x1b[2J", "One");
    struct statement statement = statement_prepare(rig.archive, "UPDATE feeds SET articles = 7 WHERE id > 0");
    RIG_DO(&rig, statement_run(&statement, &rig.error));
    RIG_DO(&rig, statement_finish(&statement, &rig.error));
    assert_false(archive_check(rig.archive, keep_finding, found, &rig.error));
    assert_int_equal(id, 1);
    assert_string_equal(found, "The counts of articles of the feed 1 are wrong.");
    rig_release(&rig);
}

/* The folder holds the archive, its lock, and while it is open SQLite's two files. */
static void test_no_copy_without_need(void **state)
{
    (void)state;
    static const enum archive_access accesses[] = {ARCHIVE_WRITE, ARCHIVE_READ, ARCHIVE_MARK};
    struct archive_rig rig;
    rig_create(&rig);
    for (size_t i = 0; i < sizeof accesses / sizeof *accesses; i++) {
        char copy[4 * TEST_PATH_SIZE];
        rig_open(&rig, accesses[i]);
        (void)snprintf(copy, sizeof copy, "%s.backup-1", rig.path);
        assert_int_not_equal(access(copy, F_OK), 0);
    }
    rig_release(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_field_comes_back),
        cmocka_unit_test(test_storing),
        cmocka_unit_test(test_longer_text_wins),
        cmocka_unit_test(test_marks_stay),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_transactions),
        cmocka_unit_test(test_failure_within),
        cmocka_unit_test(test_transaction_within),
        cmocka_unit_test(test_one_segment_a_transaction),
        cmocka_unit_test(test_findings_tell_no_addresses),
        cmocka_unit_test(test_no_copy_without_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
