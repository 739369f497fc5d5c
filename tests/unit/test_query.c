/* Queries as they are typed, the names of feeds, lengths of time: what each means, and what is said of what means
 * nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "app/feed_names.h"
#include "app/query.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/duration.h"
#include "base/error.h"
#include "store/archive_feeds.h"

enum { ARENA_MAX = 1 << 20, OUT_MAX = 1 << 16 };

static const struct archived_feed feeds[] = {
    {.id = 3, .url = "https://gazette.example/feed", .title = "Harbour Gazette"},
    {.id = 4, .url = "https://gazette.example/sport/", .title = "Harbour Gazette: Sport"},
    {.id = 7, .url = "http://tides.example/rss", .title = "rss", .wishes = {.title = "Caf\xc3\xa9 Tides"}},
    {.id = 12, .url = "https://untitled.example/"},
    {.id = 20, .url = "http://twice.example/feed", .title = "Plain"},
    {.id = 21, .url = "https://twice.example/feed", .title = "Secure"},
};
enum { FEED_COUNT = sizeof feeds / sizeof *feeds };

/* --- queries ------------------------------------------------------------------------------------------------------ */

/* 2026-03-12 12:00:00 UTC */
static const struct query_place place = {feeds, FEED_COUNT, 1773316800};

static const char *const type_names[] = {
    [ARCHIVE_TERM_UNREAD] = "unread", [ARCHIVE_TERM_STARRED] = "starred", [ARCHIVE_TERM_SAVED] = "saved",
    [ARCHIVE_TERM_FEED] = "feed",     [ARCHIVE_TERM_FOLDER] = "folder",   [ARCHIVE_TERM_TAG] = "tag",
    [ARCHIVE_TERM_SOURCE] = "source", [ARCHIVE_TERM_SPEAKER] = "speaker", [ARCHIVE_TERM_ENTITY] = "entity",
    [ARCHIVE_TERM_WORDS] = "words",   [ARCHIVE_TERM_TITLE] = "title",     [ARCHIVE_TERM_QUOTED] = "quoted",
    [ARCHIVE_TERM_AFTER] = "after",   [ARCHIVE_TERM_BEFORE] = "before",
};

/* A line a term: "not type [text] number phrase prefix", what is not so left out. */
static void describe(const struct archive_query *query, struct buffer *out)
{
    for (size_t i = 0; i < query->count; i++) {
        const struct archive_term *term = &query->terms[i];
        buffer_append_format(out, "%s%s", term->negated ? "not " : "", type_names[term->type]);
        if (term->text)
            buffer_append_format(out, " [%s]", term->text);
        if (term->number)
            buffer_append_format(out, " %lld", (long long)term->number);
        buffer_append_format(out, "%s%s\n", term->is_phrase ? " phrase" : "", term->is_prefix ? " prefix" : "");
    }
}

struct query_case {
    const char *what, *typed, *meaning;
};

static const struct query_case query_cases[] = {
    {"nothing means everything", "", ""},
    {"so do blanks", " \t ", ""},
    {"words", "ferry  harbour", "words [ferry]\nwords [harbour]\n"},
    {"a phrase", "\"second ferry\"", "words [second ferry] phrase\n"},
    {"a word's beginning", "ferr*", "words [ferr] prefix\n"},
    {"a phrase whose last word goes on, the sign within", "\"second ferr*\"", "words [second ferr] phrase prefix\n"},
    {"a phrase whose last word goes on, the sign behind", "\"second ferr\"*", "words [second ferr] phrase prefix\n"},
    {"flags", "unread starred saved", "unread\nstarred\nsaved\n"},
    {"a flag in quotation marks is a word", "\"unread\"", "words [unread] phrase\n"},
    {"a flag with a star is a word", "unread*", "words [unread] prefix\n"},
    {"negated", "-unread -ferry -speaker:ruiz", "not unread\nnot words [ferry]\nnot speaker [ruiz]\n"},
    {"a negated phrase", "-\"second ferry\"", "not words [second ferry] phrase\n"},
    {"a hyphen within a word is the word's", "brand-new", "words [brand-new]\n"},
    {"names in quotation marks are no phrases: who is called Ruiz, Ana is meant too",
     "speaker:\"ana ruiz\" about:\"new pier\"", "speaker [ana ruiz]\nentity [new pier]\n"},
    {"titles and quotations in quotation marks are", "title:\"a b\" quoted:\"c d\"",
     "title [a b] phrase\nquoted [c d] phrase\n"},
    {"a speaker's beginning", "speaker:ru*", "speaker [ru] prefix\n"},
    {"folders and tags may have a star of their own", "folder:\"News/Near by\" tag:a* source:gazette",
     "folder [News/Near by]\ntag [a*]\nsource [gazette]\n"},
    {"a feed by its number", "feed:7", "feed 7\n"},
    {"a feed by its name, without accents", "feed:\"cafe tides\"", "feed 7\n"},
    {"letters beyond ASCII are composed", "cafe\xcc\x81", "words [caf\xc3\xa9]\n"},
    {"what no line may hold is gone", "ferr\x01y \xe2\x80\xaeharbour", "words [ferry]\nwords [harbour]\n"},
    {"a time of day is a word", "12:30", "words [12:30]\n"},
    {"a day begins in the user's zone", "after:2022-01-26", "after 1643151600\n"},
    {"a month", "before:2022-07", "before 1656626400\n"},
    {"a moment says its own zone", "after:2022-01-26T20:15:00Z", "after 1643228100\n"},
    {"a date as people write it", "after:\"26 January 2022\"", "after 1643151600\n"},
    {"so long ago", "after:7d before:2h", "after 1772712000\nbefore 1773309600\n"},
    {"an unknown key and its neighbour", "ferry speker:ruiz",
     "error: 'speker:ruiz': there is no 'speker:'; did you mean 'speaker:'?"},
    {"an unknown key without one", "https://harbour.example/",
     "error: 'https://harbour.example/': there is no 'https:'; in quotation marks it is searched for as it stands"},
    {"a flag with a colon", "unread:yes", "error: 'unread:yes': 'unread' stands alone, without a colon"},
    {"a flag mistyped with a colon", "unred:", "error: 'unred:': there is no 'unred:'; did you mean 'unread'?"},
    {"a key without a value", "speaker: ruiz", "error: 'speaker:': there is nothing to search for"},
    {"an empty phrase", "\"\"", "error: '\"\"': there is nothing to search for"},
    {"a star alone", "*", "error: '*': there is nothing to search for"},
    {"signs alone", "cats & dogs", "error: '&': there is no letter and no digit in it to search for"},
    {"an open quotation mark", "unread title:\"a b", "error: 'title:\"a': the quotation mark is never closed"},
    {"no date", "after:soon",
     "error: 'after:soon': that is neither a date, such as 2022-01-31, nor a time ago, such as 7d"},
    {"no day", "after:2022-02-30",
     "error: 'after:2022-02-30': that is neither a date, such as 2022-01-31, nor a time ago, such as 7d"},
    {"no feed", "feed:quay", "error: 'feed:quay': no feed is called 'quay'; 'whosaid feeds' lists them"},
    {"two feeds", "feed:harbour",
     "error: 'feed:harbour': 'harbour' may be 3 (Harbour Gazette), 4 (Harbour Gazette: Sport); say which by its "
     "number"},
};

static void check_query(const struct query_case *row)
{
    struct arena *arena = arena_create(ARENA_MAX);
    struct buffer got = buffer_create(OUT_MAX);
    struct archive_query query;
    struct error error = {0};
    if (query_parse(row->typed, &place, arena, &query, &error))
        describe(&query, &got);
    else
        buffer_append_format(&got, "error: %s", error.message);
    if (strcmp(buffer_string(&got), row->meaning) != 0)
        fail_msg("%s\n--- expected\n%s\n--- got\n%s\n---", row->what, row->meaning, buffer_string(&got));
    buffer_release(&got);
    arena_destroy(arena);
}

static void test_queries(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof query_cases / sizeof *query_cases; i++)
        check_query(&query_cases[i]);
}

/* Every beginning of every query is understood or refused with a sentence. */
static void test_queries_cut_short(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof query_cases / sizeof *query_cases; i++) {
        char *typed = strdup(query_cases[i].typed);
        for (size_t length = strlen(typed); length > 0; length--) {
            struct arena *arena = arena_create(ARENA_MAX);
            struct archive_query query;
            struct error error = {0};
            typed[length] = '\0';
            if (query_parse(typed, &place, arena, &query, &error) == (*error.message != '\0'))
                fail_msg("'%s' is refused without a sentence, or understood with one", typed);
            arena_destroy(arena);
        }
        free(typed);
    }
}

static void test_too_many_words(void **state)
{
    (void)state;
    struct arena *arena = arena_create(ARENA_MAX);
    struct buffer typed = buffer_create(OUT_MAX);
    struct archive_query query;
    struct error error = {0};
    for (size_t i = 0; i < QUERY_TERMS_MAX; i++)
        buffer_append_string(&typed, "w ");
    assert_true(query_parse(buffer_string(&typed), &place, arena, &query, &error));
    assert_int_equal(query.count, QUERY_TERMS_MAX);
    buffer_append_string(&typed, "last");
    assert_false(query_parse(buffer_string(&typed), &place, arena, &query, &error));
    assert_string_equal(error.message, "'last': a query has at most 63 words");
    buffer_release(&typed);
    arena_destroy(arena);
}

/* --- names of feeds ----------------------------------------------------------------------------------------------- */

static void test_names_of_feeds(void **state)
{
    static const struct {
        const char *what, *typed;
        int64_t id;           /* 0: none */
        const char *sentence; /* a part of it, where there is none */
    } cases[] = {
        {"a number", "4", 4, NULL},
        {"a number that no feed has, and no name holds", "5", 0, "no feed is called '5'"},
        {"an address", "https://gazette.example/feed", 3, NULL},
        {"an address without its scheme and with a slash", "gazette.example/feed/", 3, NULL},
        {"an address that lacks a slash", "https://gazette.example/sport", 4, NULL},
        {"an address with another scheme", "https://tides.example/rss", 7, NULL},
        {"one of two addresses that differ by their schemes", "http://twice.example/feed", 20, NULL},
        {"either of them", "twice.example/feed", 0, "may be 20 (Plain), 21 (Secure); say which"},
        {"a whole name that stands in another one, too", "harbour gazette", 3, NULL},
        {"words of a name in any order", "sport harbour", 4, NULL},
        {"the user's name for it", "tides", 7, NULL},
        {"not the name that it gave up", "rss", 0, "no feed is called 'rss'"},
        {"a feed without any name goes by its address", "untitled", 12, NULL},
        {"a name is none of blanks", "  ", 0, "no feed is called"},
        {"nor is it empty", "", 0, "no feed is called"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        const struct archived_feed *found = feed_names_find(feeds, FEED_COUNT, cases[i].typed, &error);
        if ((found ? found->id : 0) != cases[i].id ||
            !strstr(error.message, cases[i].sentence ? cases[i].sentence : ""))
            fail_msg("%s: found %d: %s", cases[i].what, found ? (int)found->id : 0, error.message);
    }
}

/* --- lengths of time ---------------------------------------------------------------------------------------------- */

static void test_durations(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds;     /* -1: none */
        const char *written; /* as it comes out again; NULL: as it came in */
    } cases[] = {
        {"30m", 1800, NULL},  {"2h", 7200, NULL},
        {"1d", 86400, NULL},  {"1w", 604800, NULL},
        {"90s", 90, NULL},    {"7d", 604800, "1w"},
        {"60s", 60, "1m"},    {"36h", 129600, NULL},
        {"0", 0, "0s"},       {"0h", 0, "0s"},
        {"5", -1, NULL},      {"h", -1, NULL},
        {"", -1, NULL},       {"2 h", -1, NULL},
        {"-2h", -1, NULL},    {"2hours", -1, NULL},
        {"1.5h", -1, NULL},   {"36500d", 3153600000, NULL},
        {"36501d", -1, NULL}, {"99999999999999999999999s", -1, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t seconds = -1;
        char written[DURATION_SIZE];
        bool parsed = duration_parse(cases[i].text, &seconds);
        if (parsed != (cases[i].seconds >= 0) || seconds != cases[i].seconds)
            fail_msg("'%s' is read as %lld", cases[i].text, (long long)seconds);
        if (!parsed)
            continue;
        duration_format(seconds, written);
        assert_string_equal(written, cases[i].written ? cases[i].written : cases[i].text);
    }
}

static int in_a_zone_of_its_own(void **state)
{
    (void)state;
    /* Central Europe: an hour ahead of UTC in winter, two in summer. */
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queries),        cmocka_unit_test(test_queries_cut_short),
        cmocka_unit_test(test_too_many_words), cmocka_unit_test(test_names_of_feeds),
        cmocka_unit_test(test_durations),
    };
    return cmocka_run_group_tests_name("query", tests, in_a_zone_of_its_own, NULL);
}
