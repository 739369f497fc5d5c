/* The commands for the archive as a shell sees them: searching it, looking whether it is well, where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"
#include "tests/unit/story.h"

/* --- searching ---------------------------------------------------------------------------------------------------- */

static const char text[] =
    "The harbour board approved a second ferry. \"Nobody gets left on the pier again,\" Ruiz said. "
    "Okafor called it \"a fine ship in search of a harbour.\"";

static struct range range_of(const char *words)
{
    const char *at = strstr(text, words);
    assert_non_null(at);
    return (struct range){(size_t)(at - text), (size_t)(at - text) + strlen(words)};
}

/* Stores one article with two quotations, of two speakers. */
static void store_quotations(struct archive *archive, int64_t feed)
{
    const struct block block = {.range = {0, strlen(text)}, .type = BLOCK_PARAGRAPH};
    const char *ruiz[] = {"Ana Ruiz", "Ruiz"}, *okafor[] = {"Edith Okafor", "Okafor"};
    size_t first = 0, second = 1;
    const struct mention mentions[] = {{range_of("Ruiz"), MENTION_NAME, 0}, {range_of("Okafor"), MENTION_NAME, 1}};
    const struct entity entities[] = {
        {ENTITY_PERSON, "Ana Ruiz", "chair", ruiz, 2, &first, 1},
        {ENTITY_PERSON, "Edith Okafor", "Mayor", okafor, 2, &second, 1},
    };
    const struct quotation quotations[] = {
        {range_of("\"Nobody gets left on the pier again,\""), QUOTATION_DIRECT, mentions[0].range, 0, range_of("said"),
         ARTICLE_NONE, 0.97},
        {range_of("\"a fine ship in search of a harbour.\""), QUOTATION_MIXED, mentions[1].range, 1, range_of("called"),
         ARTICLE_NONE, 0.9},
    };
    const struct article article = {.title = "Harbour board votes",
                                    .text = text,
                                    .length = strlen(text),
                                    .blocks = &block,
                                    .block_count = 1,
                                    .quotations = quotations,
                                    .quotation_count = 2,
                                    .mentions = mentions,
                                    .mention_count = 2,
                                    .entities = entities,
                                    .entity_count = 2};
    const struct archived_entry entry = {.feed = feed,
                                         .guid = "1",
                                         .hash = 1,
                                         .content = text,
                                         .content_length = strlen(text),
                                         .link = "https://gazette.example/1",
                                         .published = 1773316800,
                                         .seen = 1773320000,
                                         .article = &article,
                                         .annotator = 1};
    enum archive_outcome outcome;
    struct error error;
    int64_t id;
    if (!archive_entry_store(archive, &entry, &outcome, &id, &error))
        fail_msg("%s", error.message);
}

/* A later article without quotations; the title acts on a terminal that is not protected. */
static void store_plain(struct archive *archive, int64_t feed)
{
    static const char words[] = "Tides were low on Friday.";
    const struct block block = {.range = {0, sizeof words - 1}, .type = BLOCK_PARAGRAPH};
    const struct article article = {
        .title = "Low tides", .text = words, .length = sizeof words - 1, .blocks = &block, .block_count = 1};
    const struct archived_entry entry = {.feed = feed,
                                         .guid = "2",
                                         .hash = 2,
                                         .content = words,
                                         .content_length = sizeof words - 1,
                                         .link = "https://gazette.example/2",
                                         .published = 1773403200,
                                         .seen = 1773410000,
                                         .article = &article,
                                         .annotator = 1};
    enum archive_outcome outcome;
    struct error error;
    int64_t id;
    if (!archive_entry_store(archive, &entry, &outcome, &id, &error))
        fail_msg("%s", error.message);
}

static void store_articles(const struct place *place)
{
    char path[2 * TEST_PATH_SIZE];
    struct error error = {0};
    int64_t feed;
    bool added;
    (void)snprintf(path, sizeof path, "%s/articles.db", place->folder);
    struct archive *archive = archive_open(path, ARCHIVE_WRITE, 0, &error);
    if (!archive)
        fail_msg("%s", error.message);
    const struct archived_feed gazette = {
        .url = "https://gazette.example/feed",
        .title = "Harbour Gazette",
        .wishes = {.interval = -1, .keep_articles = -1, .keep_days = -1, .full_text = -1}};
    assert_true(archive_feed_add(archive, &gazette, &feed, &added, &error));
    store_quotations(archive, feed);
    store_plain(archive, feed);
    archive_close(archive);
}

#define FIND "search", "--archive=articles.db"

static const struct call search_calls[] = {
    {"the newest first",
     {FIND, "unread"},
     NULL,
     0,
     "N  13 Mar 2026  Harbour Gazette  Low tides\nN  12 Mar 2026  Harbour Gazette  Harbour board votes\n",
     NULL},
    {"words in any order, in title or text", {FIND, "ferry", "board"}, NULL, 0, "Harbour board votes\n", NULL},
    {"a speaker's quotations, and nobody else's",
     {FIND, "speaker:ruiz"},
     NULL,
     0,
     "N  12 Mar 2026  Harbour Gazette  Harbour board votes\n                Ana Ruiz         \"Nobody gets left on the "
     "pier again,\"\n",
     NULL},
    {"what must not be quoted is not asked for",
     {FIND, "--tsv", "speaker:ruiz -quoted:sausage"},
     NULL,
     0,
     "Ana Ruiz\t\"Nobody gets",
     NULL},
    {"words of a quotation",
     {FIND, "--tsv", "quoted:ship"},
     NULL,
     0,
     "2026-03-12T12:00:00Z\tHarbour Gazette\tHarbour board votes\thttps://gazette.example/1\tEdith Okafor\t\"a fine "
     "ship in "
     "search of a harbour.\"\n",
     NULL},
    {"nobody said that", {FIND, "speaker:ruiz quoted:ship"}, NULL, 0, NULL, NULL},
    {"as JSON",
     {FIND, "--json", "speaker:okafor"},
     NULL,
     0,
     "\"quotes\":[{\"speaker\":\"Edith Okafor\",\"text\":\"\\\"a fine ship in search of a "
     "harbour.\\\"\",\"type\":\"mixed\","
     "\"confidence\":0.9}]}],\"more\":false}\n",
     NULL},
    {"some of more",
     {FIND, "--limit=1", "unread"},
     NULL,
     0,
     "Low tides\n",
     "There are more than 1; --limit=N prints N"},
    {"as JSON, too", {FIND, "--json", "--limit=1", "unread"}, NULL, 0, "\"more\":true}", NULL},
    {"all of them", {FIND, "--limit=0", "unread"}, NULL, 0, "Harbour board votes\n", NULL},
    {"a limit that is none", {FIND, "--limit=many", "x"}, NULL, 2, NULL, "--limit is a number, not many"},
    {"a query that is none", {FIND, "speker:ruiz"}, NULL, 2, NULL, "did you mean 'speaker:'?"},
    {"a query that begins with a hyphen", {FIND, "--", "-ferry"}, NULL, 0, "Low tides\n", NULL},
    {"a feed by its name", {FIND, "feed:gazette title:tides"}, NULL, 0, "Low tides\n", NULL},
    {"no queries are kept", {FIND}, NULL, 0, NULL, NULL},
    {"a query is kept", {FIND, "--save=Ana on ferries", "speaker:\"ana ruiz\" ferry"}, NULL, 0, NULL, NULL},
    {"one that is none is not",
     {FIND, "--save=x", "after:soon"},
     NULL,
     2,
     NULL,
     "'after:soon': that is neither a date"},
    {"nor is an empty one", {FIND, "--save=x"}, NULL, 2, NULL, "nothing to keep under 'x'"},
    {"those that are kept", {FIND}, NULL, 0, "Ana on ferries  speaker:\"ana ruiz\" ferry\n", NULL},
    {"as JSON",
     {FIND, "--json"},
     NULL,
     0,
     "{\"searches\":[{\"name\":\"Ana on ferries\",\"query\":\"speaker:\\\"ana ruiz\\\" ferry\"}]}\n",
     NULL},
    {"searching by its name", {FIND, "--saved=Ana on ferries"}, NULL, 0, "Ana Ruiz         \"Nobody gets left", NULL},
    {"by a name that is none", {FIND, "--saved=Ana"}, NULL, 1, NULL, "no query is kept under 'Ana'"},
    {"both at once", {FIND, "--saved=Ana on ferries", "x"}, NULL, 2, NULL, "stand alone"},
    {"it is forgotten", {FIND, "--remove=Ana on ferries"}, NULL, 0, NULL, NULL},
    {"for good", {FIND, "--remove=Ana on ferries"}, NULL, 1, NULL, "no query is kept under"},
};

static void test_searching(void **state)
{
    const struct place *place = *state;
    store_articles(place);
    PLAY(place, search_calls);
}

/* --- checking ----------------------------------------------------------------------------------------------------- */

/* Writes over the first page of the file that has these words. */
static void damage(const struct place *place, const char *words)
{
    enum { PAGE = 4096, MOST = 1 << 22 };
    char path[2 * TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/articles.db", place->folder);
    FILE *file = fopen(path, "r+b");
    char *bytes = calloc(1, MOST);
    assert_true(file && bytes);
    size_t length = fread(bytes, 1, MOST, file), at = 0;
    while (at + strlen(words) < length && memcmp(bytes + at, words, strlen(words)) != 0)
        at++;
    assert_true(at + strlen(words) < length);
    memset(bytes, 0x55, PAGE);
    assert_int_equal(fseek(file, (long)(at / PAGE * PAGE), SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, PAGE, file), PAGE);
    assert_int_equal(fclose(file), 0);
    free(bytes);
}

static void test_checking(void **state)
{
    static const struct call whole[] = {
        {"all is well", {"check", "--archive=articles.db"}, NULL, 0, "articles.db: all is well\n", NULL},
        {"as JSON",
         {"check", "--json", "--archive=articles.db"},
         NULL,
         0,
         "{\"archive\":\"articles.db\",\"well\":true,\"findings\":[]}\n",
         NULL},
        {"an archive that is not there cannot be saved",
         {"check", "--archive=none.db"},
         NULL,
         1,
         NULL,
         "none.db: it cannot be opened"},
        {"check takes no operand", {"check", "articles.db"}, NULL, 2, NULL, "--archive=FILE names another one"},
    };
    static const struct call damaged[] = {
        {"what is wrong is told, with what to do",
         {"check", "--archive=articles.db"},
         NULL,
         1,
         "",
         "--salvage=NEWFILE"},
        {"as JSON", {"check", "--json", "--archive=articles.db"}, NULL, 1, "\"well\":false,\"findings\":[\"", NULL},
        {"what can be read is saved",
         {"check", "--salvage=new.db", "--archive=articles.db"},
         NULL,
         0,
         "All else that could be read is saved. The new file becomes your archive when it stands at articles.db.\n",
         NULL},
        {"in an archive that is well", {"check", "--archive=new.db"}, NULL, 0, "all is well", NULL},
        {"with the feeds", {"feeds", "--archive=new.db"}, NULL, 0, "Harbour Gazette", NULL},
        {"what is derived is made anew", {"reindex", "--all", "--archive=new.db"}, NULL, 0, NULL, NULL},
        {"and found",
         {"search", "--tsv", "--archive=new.db", "quoted:pier"},
         NULL,
         0,
         "\t\"Nobody gets left on the pier again,\"\n",
         NULL},
        {"all of it is well", {"check", "--archive=new.db"}, NULL, 0, "all is well", NULL},
        {"but over no file that is there",
         {"check", "--salvage=new.db", "--archive=articles.db"},
         NULL,
         1,
         NULL,
         "new.db"},
        {"nothing is saved of what is none", {"check", "--salvage=x.db", "--archive=stdin"}, "Words.", 1, "", "saved"},
    };
    const struct place *place = *state;
    store_articles(place);
    PLAY(place, whole);
    damage(place, "Tides were low");
    PLAY(place, damaged);
}

/* --- where the archive is ----------------------------------------------------------------------------------------- */

static void test_where_the_archive_is(void **state)
{
    static const struct call calls[] = {
        {"a name of its own for SQLite is a file's like any other",
         {"add", "--no-fetch", "--archive=:memory:", "https://news.example/rss"},
         NULL,
         0,
         "subscribed: ",
         NULL},
        {"which keeps what came into it",
         {"feeds", "--tsv", "--archive=:memory:"},
         NULL,
         0,
         "https://news.example/rss",
         NULL},
        {"a folder that is not there is made",
         {"import", "--archive=a/b/own.db"},
         "http://a.example/\n",
         0,
         "1 added",
         NULL},
        {"and only then found", {"feeds", "--archive=a/b/own.db"}, NULL, 0, "http://a.example/", NULL},
        {"by a setting, below the home directory",
         {"feeds", "-o", "archive=~/a/b/own.db"},
         NULL,
         0,
         "http://a.example/",
         NULL},
        {"a folder is no archive", {"feeds", "--archive=a"}, NULL, 1, NULL, "a: "},
        {"a text is none",
         {"feeds", "--archive=stdin"},
         "Words that are no archive, and more than a few of them.\n",
         1,
         NULL,
         "stdin: "},
    };
    const struct place *place = *state;
    char path[2 * TEST_PATH_SIZE];
    struct stat status;
    PLAY(place, calls);
    (void)snprintf(path, sizeof path, "%s/a/b", place->folder);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    (void)snprintf(path, sizeof path, "%s/a/b/own.db", place->folder);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

int main(int count, char **arguments)
{
    struct story story;
    (void)count;
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_searching),
        cmocka_unit_test(test_checking),
        cmocka_unit_test(test_where_the_archive_is),
    };
    if (!story_prepare(&story, tests, sizeof tests / sizeof *tests, arguments[0]))
        return 1;
    return cmocka_run_group_tests_name("commands for the archive", tests, NULL, NULL);
}
