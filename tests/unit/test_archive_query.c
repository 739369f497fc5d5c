/* What searches mean: each kind of condition alone, negated, together; counts and the next unread article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "archive_rig.h"

/* Feeds: 1 "Harbour Gazétte" in the folders Coast and Coast/North, tagged sea; 2 "Straßen-Blatt" in Town. Articles,
 * oldest first: 0 and 1 in feed 1, 2 in both, 3 in feed 2, 4 saved from a site. */
enum { ARTICLES = 5 };

static const char *const guids[ARTICLES] = {"0", "1", "2", "3", "4"};
static const char *const titles[ARTICLES] = {"Ferry approved", "Pier repainted", "M\xc3\xbcller resigns",
                                             "Tram \"42\" late", NULL};
static const char *const sites[ARTICLES] = {NULL, NULL, NULL, NULL, "Island Weekly"};
/* Each text begins with its quotation, whose speaker ends it. */
static const char *const texts[ARTICLES] = {
    "\"Nobody waits any longer,\" said Ana Maria Ruiz",
    "\"The pier was grey for years,\" said Bo Lind",
    "\"I leave the harbour board,\" said J\xc3\xb6rg M\xc3\xbcller",
    "\"Nobody told the ferry,\" said Bo Lind",
    "\"Ferry and pier,\" said Ana Maria Ruiz",
};
static const int64_t dates[ARTICLES] = {1000, 2000, 3000, 4000, 4000};

static int64_t store_article(struct archive_rig *rig, size_t number, int64_t feed)
{
    const char *text = texts[number], *quotation_end = strchr(text + 1, '"') + 1, *said = strstr(text, "said ");
    size_t length = strlen(text), speaker = (size_t)(said - text) + 5;
    const char *aliases[] = {text + speaker};
    size_t mentions_of[] = {0};
    const struct block block = {.range = {0, length}, .type = BLOCK_PARAGRAPH};
    const struct entity entity = {ENTITY_PERSON, text + speaker, NULL, aliases, 1, mentions_of, 1};
    const struct mention mention = {{speaker, length}, MENTION_NAME, 0};
    const struct quotation quotation = {
        .range = {0, (size_t)(quotation_end - text)}, .speaker = {speaker, length}, .continues = ARTICLE_NONE};
    const struct article article = {.title = titles[number],
                                    .site = sites[number],
                                    .text = text,
                                    .length = length,
                                    .blocks = &block,
                                    .block_count = 1,
                                    .quotations = &quotation,
                                    .quotation_count = 1,
                                    .mentions = &mention,
                                    .mention_count = 1,
                                    .entities = &entity,
                                    .entity_count = 1};
    char link[64];
    (void)snprintf(link, sizeof link, "https://e.example/%s", guids[number]);
    enum archive_outcome outcome;
    int64_t id;
    RIG_DO(rig, archive_entry_store(rig->archive,
                                    &(struct archived_entry){.feed = feed,
                                                             .guid = guids[number],
                                                             .hash = 1,
                                                             .link = link,
                                                             .published = dates[number],
                                                             .seen = RIG_NOW,
                                                             .article = &article},
                                    &outcome, &id, &rig->error));
    return id;
}

static void fill(struct archive_rig *rig, int64_t ids[ARTICLES])
{
    rig_create(rig);
    const char *const folders[] = {"Coast", "Coast/North"}, *const town[] = {"Town"}, *const tags[] = {"sea"},
                      *const good[] = {"good"};
    struct archived_feed feed = {.id = rig_add_feed(rig, "https://one.example/", "Harbour Gaz\xc3\xa9tte"),
                                 .folders = folders,
                                 .folder_count = 2,
                                 .tags = tags,
                                 .tag_count = 1};
    RIG_DO(rig, archive_feed_set_places(rig->archive, &feed, &rig->error));
    feed = (struct archived_feed){.id = rig_add_feed(rig, "https://two.example/",
                                                     "Stra\xc3\x9f"
                                                     "en-Blatt"),
                                  .folders = town,
                                  .folder_count = 1};
    RIG_DO(rig, archive_feed_set_places(rig->archive, &feed, &rig->error));
    ids[0] = store_article(rig, 0, 1);
    ids[1] = store_article(rig, 1, 1);
    ids[2] = store_article(rig, 2, 1);
    assert_int_equal(store_article(rig, 2, 2), ids[2]);
    ids[3] = store_article(rig, 3, 2);
    ids[4] = store_article(rig, 4, ARCHIVE_NONE);
    RIG_DO(rig, archive_mark_read(rig->archive, ids, 2, true, &rig->error)); /* 0 and 1 */
    RIG_DO(rig, archive_mark_starred(rig->archive, ids[1], true, &rig->error));
    RIG_DO(rig, archive_set_tags(rig->archive, ids[3], good, 1, &rig->error));
}

struct query_case {
    const char *what;
    struct archive_term terms[4]; /* the ones behind the last have neither text nor number nor another type */
    size_t count;
    const char *found; /* newest first */
};

#define TERM(kind, ...)                          \
    {                                            \
        .type = ARCHIVE_TERM_##kind, __VA_ARGS__ \
    }

static const struct query_case query_cases[] = {
    {"nothing means everything", {{0}}, 0, "4 3 2 1 0"},
    {"unread", {TERM(UNREAD, )}, 1, "4 3 2"},
    {"read", {TERM(UNREAD, .negated = true)}, 1, "1 0"},
    {"starred", {TERM(STARRED, )}, 1, "1"},
    {"not starred", {TERM(STARRED, .negated = true)}, 1, "4 3 2 0"},
    {"saved", {TERM(SAVED, )}, 1, "4"},
    {"not saved", {TERM(SAVED, .negated = true)}, 1, "3 2 1 0"},
    {"of a feed", {TERM(FEED, .number = 2)}, 1, "3 2"},
    {"unread of a feed", {TERM(UNREAD, ), TERM(FEED, .number = 1)}, 2, "2"},
    {"of no such feed", {TERM(FEED, .number = 9)}, 1, ""},
    {"of another feed", {TERM(FEED, .number = 2, .negated = true)}, 1, "4 1 0"},
    {"of two feeds at once", {TERM(FEED, .number = 1), TERM(FEED, .number = 2)}, 2, "2"},
    {"of a folder, with all below it", {TERM(FOLDER, .text = "coast")}, 1, "2 1 0"},
    {"of a folder below", {TERM(FOLDER, .text = "Coast/North")}, 1, "2 1 0"},
    {"a part of a folder's name is no folder", {TERM(FOLDER, .text = "Coa")}, 1, ""},
    {"not of a folder", {TERM(FOLDER, .text = "Coast", .negated = true)}, 1, "4 3"},
    {"a tag of an article", {TERM(TAG, .text = "good")}, 1, "3"},
    {"a tag of a feed", {TERM(TAG, .text = "SEA")}, 1, "2 1 0"},
    {"a folder's name is a tag, below others too", {TERM(TAG, .text = "north")}, 1, "2 1 0"},
    {"not tagged", {TERM(TAG, .text = "sea", .negated = true)}, 1, "4 3"},
    {"a feed's title", {TERM(SOURCE, .text = "gazette")}, 1, "2 1 0"},
    {"a title without its accents and case", {TERM(SOURCE, .text = "STRASSEN")}, 1, "3 2"},
    {"the site of what was saved", {TERM(SOURCE, .text = "weekly")}, 1, "4"},
    {"a word of the text", {TERM(WORDS, .text = "ferry")}, 1, "4 3 0"},
    {"two words, anywhere", {TERM(WORDS, .text = "pier ferry")}, 1, "4"},
    {"a phrase", {TERM(WORDS, .text = "pier was", .is_phrase = true)}, 1, "1"},
    {"a phrase in another order", {TERM(WORDS, .text = "was pier", .is_phrase = true)}, 1, ""},
    {"the beginning of a word", {TERM(WORDS, .text = "repaint", .is_prefix = true)}, 1, "1"},
    {"the beginning of a word is not the word", {TERM(WORDS, .text = "repaint")}, 1, ""},
    {"without its accents", {TERM(WORDS, .text = "muller")}, 1, "2"},
    {"not a word", {TERM(WORDS, .text = "ferry", .negated = true)}, 1, "2 1"},
    {"a word and not another", {TERM(WORDS, .text = "ferry"), TERM(WORDS, .text = "pier", .negated = true)}, 2, "3 0"},
    {"a word and neither of two",
     {TERM(WORDS, .text = "said"), TERM(WORDS, .text = "pier", .negated = true),
      TERM(WORDS, .text = "told", .negated = true)},
     3,
     "2 0"},
    {"a word of the title", {TERM(TITLE, .text = "pier")}, 1, "1"},
    {"a quotation mark in words is no syntax", {TERM(TITLE, .text = "\"42\"")}, 1, "3"},
    {"operators in words are words", {TERM(WORDS, .text = "ferry OR pier")}, 1, ""},
    {"nor is a colon syntax", {TERM(WORDS, .text = "text:ferry")}, 1, ""},
    {"signs between words do not count", {TERM(WORDS, .text = "ferry - !")}, 1, "4 3 0"},
    {"signs alone are in no article", {TERM(WORDS, .text = "!!! ...")}, 1, ""},
    {"no words at all are in none either", {TERM(WORDS, .text = "")}, 1, ""},
    {"a speaker", {TERM(SPEAKER, .text = "lind")}, 1, "3 1"},
    {"a speaker by two of three names", {TERM(SPEAKER, .text = "ana ruiz")}, 1, "4 0"},
    {"not a speaker", {TERM(SPEAKER, .text = "ruiz", .negated = true)}, 1, "3 2 1"},
    {"two speakers in one article", {TERM(SPEAKER, .text = "ruiz"), TERM(SPEAKER, .text = "lind")}, 2, ""},
    {"who is mentioned", {TERM(ENTITY, .text = "bo lind")}, 1, "3 1"},
    {"words of a quotation", {TERM(QUOTED, .text = "nobody")}, 1, "3 0"},
    {"words beside a quotation are not quoted", {TERM(QUOTED, .text = "said")}, 1, ""},
    {"a speaker's words", {TERM(SPEAKER, .text = "bo"), TERM(QUOTED, .text = "nobody")}, 2, "3"},
    {"a speaker's words in order",
     {TERM(QUOTED, .text = "nobody waits", .is_phrase = true), TERM(SPEAKER, .text = "ruiz")},
     2,
     "0"},
    {"another's words", {TERM(SPEAKER, .text = "lind"), TERM(QUOTED, .text = "waits")}, 2, ""},
    {"not these words", {TERM(QUOTED, .text = "nobody", .negated = true)}, 1, "4 2 1"},
    {"after a moment, and at it", {TERM(AFTER, .number = 3000)}, 1, "4 3 2"},
    {"before a moment", {TERM(BEFORE, .number = 3000)}, 1, "1 0"},
    {"between two", {TERM(AFTER, .number = 2000), TERM(BEFORE, .number = 4000)}, 2, "2 1"},
    {"not after", {TERM(AFTER, .number = 3000, .negated = true)}, 1, "1 0"},
    {"words, a feed, a moment",
     {TERM(WORDS, .text = "said"), TERM(FEED, .number = 1), TERM(AFTER, .number = 2000)},
     3,
     "2 1"},
    {"words and a speaker", {TERM(WORDS, .text = "ferry"), TERM(SPEAKER, .text = "bo")}, 2, "3"},
    {"words, unread, not a tag",
     {TERM(WORDS, .text = "ferry"), TERM(UNREAD, ), TERM(TAG, .text = "good", .negated = true)},
     3,
     "4"},
};

#define QUERY_CASES (sizeof query_cases / sizeof *query_cases)

static void test_queries(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    for (size_t i = 0; i < QUERY_CASES; i++) {
        const struct query_case *row = &query_cases[i];
        char found[TEST_SENTENCES_SIZE];
        rig_query(&rig, row->terms, row->count, ids, ARTICLES, found);
        if (strcmp(found, row->found) != 0)
            fail_msg("%s: found %s, not %s", row->what, found, row->found);
    }
    rig_release(&rig);
}

/* How many of the articles, and how many of 2, 3 and 4, which are unread, a result names. */
static void count_found(const char *found, int64_t *count, int64_t *unread)
{
    *count = *unread = 0;
    for (const char *at = found; *at; at++) {
        *count += *at >= '0' && *at <= '4';
        *unread += *at >= '2' && *at <= '4';
    }
}

static void test_counts(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    for (size_t i = 0; i < QUERY_CASES; i++) {
        const struct query_case *row = &query_cases[i];
        int64_t count, unread, expected, expected_unread;
        count_found(row->found, &expected, &expected_unread);
        RIG_DO(&rig, archive_query_count(rig.archive, &(struct archive_query){row->terms, row->count}, &count, &unread,
                                         &rig.error));
        if (count != expected || unread != expected_unread)
            fail_msg("%s: %lld articles, %lld unread", row->what, (long long)count, (long long)unread);
    }
    /* Both feeds of a folder have article 2. */
    const char *const folders[] = {"Coast"};
    struct archived_feed feed = {.id = 2, .folders = folders, .folder_count = 1};
    RIG_DO(&rig, archive_feed_set_places(rig.archive, &feed, &rig.error));
    const struct archive_term coast = TERM(FOLDER, .text = "Coast");
    int64_t count, unread;
    RIG_DO(&rig, archive_query_count(rig.archive, &(struct archive_query){&coast, 1}, &count, &unread, &rig.error));
    assert_int_equal(count, 4);
    assert_int_equal(unread, 2);
    rig_release(&rig);
}

/* Each page goes on where the one before it ended, whatever drives the search. */
static void test_pages(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    for (size_t i = 0; i < QUERY_CASES; i++) {
        const struct query_case *row = &query_cases[i];
        struct archive_query query = {row->terms, row->count};
        struct archive_page page = {0}, whole = {0};
        struct array one = array_create(sizeof(int64_t), 64), all = array_create(sizeof(int64_t), 64);
        size_t before;
        do {
            before = one.count;
            RIG_DO(&rig, archive_query_run(rig.archive, &query, 1, &page, &one, &rig.error));
        } while (one.count > before);
        RIG_DO(&rig, archive_query_run(rig.archive, &query, SIZE_MAX, &whole, &all, &rig.error));
        if (one.count != all.count || (all.count && memcmp(one.items, all.items, all.count * sizeof(int64_t)) != 0))
            fail_msg("%s: one by one there are %zu, at once %zu", row->what, one.count, all.count);
        array_release(&one);
        array_release(&all);
    }
    rig_release(&rig);
}

static void test_next_unread(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    const struct archive_query all = {0};
    const struct archive_term ferry = TERM(WORDS, .text = "ferry"), lind = TERM(SPEAKER, .text = "nobody"),
                              bo = TERM(SPEAKER, .text = "bo");
    assert_int_equal(archive_query_next_unread(rig.archive, &all, ARCHIVE_NONE, true), ids[4]);
    assert_int_equal(archive_query_next_unread(rig.archive, &all, ids[4], true), ids[3]);
    assert_int_equal(archive_query_next_unread(rig.archive, &all, ids[2], true), ARCHIVE_NONE);
    assert_int_equal(archive_query_next_unread(rig.archive, &all, ids[0], false), ids[2]);
    assert_int_equal(archive_query_next_unread(rig.archive, &all, ids[2], false), ids[3]);
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&ferry, 1}, ids[4], true), ids[3]);
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&ferry, 1}, ids[3], true),
                     ARCHIVE_NONE); /* 0 is read */
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&lind, 1}, ARCHIVE_NONE, true),
                     ARCHIVE_NONE);
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&bo, 1}, ids[3], false),
                     ARCHIVE_NONE); /* not the article itself again */
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&bo, 1}, ids[1], false), ids[3]);
    /* 4 is of the same second as 3, and its number the next one. */
    const struct archive_term ruiz = TERM(SPEAKER, .text = "ruiz");
    assert_int_equal(ids[4], ids[3] + 1);
    assert_int_equal(archive_query_next_unread(rig.archive, &(struct archive_query){&ruiz, 1}, ids[3], false), ids[4]);
    rig_release(&rig);
}

static void test_too_many_terms(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    struct archive_term terms[65];
    for (size_t i = 0; i < 65; i++)
        terms[i] = (struct archive_term)TERM(WORDS, .text = "ferry", .negated = i % 2 == 0);
    struct archive_page page = {0};
    struct array found = array_create(sizeof(int64_t), 64);
    assert_false(archive_query_run(rig.archive, &(struct archive_query){terms, 65}, 10, &page, &found, &rig.error));
    assert_string_equal(rig.error.message, "a search has 64 conditions at most; this one has 65");
    RIG_DO(&rig, archive_query_run(rig.archive, &(struct archive_query){terms, 64}, 10, &page, &found, &rig.error));
    assert_int_equal(found.count, 0);
    array_release(&found);
    rig_release(&rig);
}

static void test_saved_searches(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    RIG_DO(&rig, archive_search_save(rig.archive, "Pier", "pier unread", &rig.error));
    RIG_DO(&rig, archive_search_save(rig.archive, "ferries", "ferry", &rig.error));
    RIG_DO(&rig, archive_search_save(rig.archive, "Pier", "pier", &rig.error));
    struct array found = array_create(sizeof(struct saved_search), 8);
    RIG_DO(&rig, archive_searches_read(rig.archive, rig.arena, &found, &rig.error));
    const struct saved_search *searches = found.items;
    assert_int_equal(found.count, 2);
    assert_string_equal(searches[0].name, "ferries");
    assert_string_equal(searches[1].query, "pier");
    RIG_DO(&rig, archive_search_remove(rig.archive, searches[0].id, &rig.error));
    array_release(&found);
    RIG_DO(&rig, archive_searches_read(rig.archive, rig.arena, &found, &rig.error));
    assert_int_equal(found.count, 1);
    array_release(&found);
    rig_release(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queries),        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_pages),          cmocka_unit_test(test_next_unread),
        cmocka_unit_test(test_too_many_terms), cmocka_unit_test(test_saved_searches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
