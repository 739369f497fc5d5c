/* The commands for feeds and the archive as a shell sees them, in stories: each call goes on with what those before it
 * have left in the archive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "article/article.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"
#include "tests/net/server.h"
#include "tests/unit/program.h"

/* What a test has: a folder, and, where it starts one, a server. The state of each. */
struct story {
    struct place place; /* the first: a pointer to one is a pointer to the other */
    struct server server;
};

/* One call; NULL for `output` or `errors`: nothing at all is printed there, "" anything. */
struct call {
    const char *what;
    const char *arguments[ARGUMENTS_MAX];
    const char *input;
    int status;
    const char *output, *errors; /* a part of it */
};

static bool agrees(const char *printed, const char *expected)
{
    return expected ? strstr(printed, expected) != NULL : *printed == '\0';
}

static void play(const struct place *place, const struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct call *call = &calls[i];
        struct outcome outcome = run(place, call->arguments, call->input ? call->input : "");
        if (outcome.status != call->status || !agrees(outcome.output, call->output) ||
            !agrees(outcome.errors, call->errors))
            fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", call->what, outcome.status, outcome.output,
                     outcome.errors);
        outcome_release(&outcome);
    }
}

#define PLAY(place, calls) play(place, calls, sizeof(calls) / sizeof *(calls))

/* --- feeds -------------------------------------------------------------------------------------------------------- */

static const struct call feed_calls[] = {
    {"without an archive a reading command tells how to begin one",
     {"feeds"},
     NULL,
     1,
     NULL,
     "archive.db: there is no archive yet; 'whosaid add ADDRESS' begins one"},
    {"a dry run makes no archive",
     {"import", "--dry-run", "--tsv"},
     "http://f.example/\n",
     0,
     "\thttp://f.example/",
     NULL},
    {"nor does anything else that only reads", {"search", "x"}, NULL, 1, NULL, "there is no archive yet"},
    {"nor what only changes one", {"remove", "x"}, NULL, 1, NULL, "there is no archive yet"},
    {"nor a sync, which would have nothing to fetch", {"sync"}, NULL, 1, NULL, "there is no archive yet"},
    {"nor anything anew", {"reindex"}, NULL, 1, NULL, "there is no archive yet"},
    {"so that there is still none", {"feeds"}, NULL, 1, NULL, "there is no archive yet"},
    {"a list is imported",
     {"import"},
     "https://gazette.example/feed news \"near by\" \"~Harbour Gazette\"\nhttps://tides.example/rss\n"
     "http://gazette.example/sport \"~Harbour Gazette: Sport\"\n",
     0,
     "3 added, 0 known already; 'whosaid sync' fetches them\n",
     NULL},
    {"what is known is not added again, but gets its tags",
     {"import", "--json"},
     "https://tides.example/rss tides\n",
     0,
     "{\"added\":0,\"known\":1,\"refused\":0}\n",
     NULL},
    {"what cannot be fetched is refused, the rest is not",
     {"import"},
     "<opml><outline xmlUrl='file:///etc/passwd'/><outline xmlUrl='ferry.example/atom' text='Ferry'/>",
     1,
     "1 added, 0 known already",
     "'file:///etc/passwd' cannot be fetched: only http and https can, not file"},
    {"lists for --tsv are what it would do",
     {"import", "--tsv"},
     "http://a.example/\n",
     2,
     NULL,
     "goes with --dry-run"},
    {"the feeds, for people",
     {"feeds"},
     NULL,
     0,
     "1  Harbour Gazette            0/0  near by | news  not fetched yet\n",
     NULL},
    {"a feed without a name goes by its address",
     {"feeds"},
     NULL,
     0,
     "2  https://tides.example/rss  0/0  tides ",
     NULL},
    {"the feeds, for programs",
     {"feeds", "--tsv"},
     NULL,
     0,
     "1\tHarbour Gazette\thttps://gazette.example/feed\t0\t0\t\tnear by | news\tnew\t\t\t0.0\t\n",
     NULL},
    {"the feeds as JSON",
     {"feeds", "--json"},
     NULL,
     0,
     "{\"id\":4,\"title\":\"Ferry\",\"url\":\"https://ferry.example/atom\",\"folders\":[],\"tags\":[],\"unread\":0,",
     NULL},
    {"one way to print at a time", {"feeds", "--tsv", "--json"}, NULL, 2, NULL, "choose one"},
    {"feeds takes no operand", {"feeds", "gazette"}, NULL, 2, NULL, "'whosaid edit FEED' tells of one"},
    {"what is set of a feed",
     {"edit", "tides"},
     NULL,
     0,
     "title=\nurl=https://tides.example/rss\nfolders=\ntags=tides\n",
     NULL},
    {"setting much at once says nothing",
     {"edit", "2", "folders=News/Near,Daily", "interval=2h", "title=Tides"},
     NULL,
     0,
     NULL,
     NULL},
    {"and is kept",
     {"edit", "Tides"},
     NULL,
     0,
     "title=Tides\nurl=https://tides.example/rss\nfolders=Daily,News/Near\ntags=tides\ninterval=2h\n",
     NULL},
    {"a folder gets another path", {"edit", "--folder=news", "path=/World//Near"}, NULL, 0, NULL, NULL},
    {"with all that is in it", {"edit", "tides"}, NULL, 0, "folders=Daily,World/Near/Near\n", NULL},
    {"what is set of it", {"edit", "--folder=World/Near"}, NULL, 0, "path=World/Near\n", NULL},
    {"a folder has no other property", {"edit", "--folder=World", "title=X"}, NULL, 2, NULL, "is its path"},
    {"and cannot be without a name", {"edit", "--folder=World", "path=/"}, NULL, 1, NULL, "remove --folder=World"},
    {"a folder that is none", {"edit", "--folder=News", "path=X"}, NULL, 1, NULL, "there is no folder 'News'"},
    {"a dry run takes no folder away",
     {"remove", "--dry-run", "--folder=World"},
     NULL,
     0,
     "would be removed: folder World; 1 feed moves up\n",
     NULL},
    {"a folder goes, its feeds stay", {"remove", "--folder=World"}, NULL, 0, "removed: folder World; 1 feed", NULL},
    {"what was in it moves up", {"edit", "tides"}, NULL, 0, "folders=Daily,Near/Near\n", NULL},
    {"nor is one there to remove", {"remove", "--folder=World"}, NULL, 1, NULL, "there is no folder 'World'"},
    {"feeds and a folder at once", {"remove", "--folder=Near", "2"}, NULL, 2, NULL, "one or the other"},
    {"as it was", {"edit", "2", "folders=News/Near,Daily"}, NULL, 0, NULL, NULL},
    {"of changes of which one is wrong none is made",
     {"edit", "2", "interval=3h", "intervall=1h"},
     NULL,
     2,
     NULL,
     "did you mean interval?"},
    {"none was", {"edit", "2"}, NULL, 0, "interval=2h\n", NULL},
    {"the address of another feed",
     {"edit", "2", "url=https://gazette.example/feed"},
     NULL,
     1,
     NULL,
     "is the address of feed 1 (Harbour Gazette) already"},
    {"a feed that may be two",
     {"edit", "gazette"},
     NULL,
     1,
     NULL,
     "'gazette' may be 1 (Harbour Gazette), 3 (Harbour Gazette: Sport)"},
    {"a feed that is none", {"remove", "quay", "--dry-run"}, NULL, 1, NULL, "no feed is called 'quay'"},
    {"no feed named", {"remove"}, NULL, 2, NULL, "which FEED?"},
    {"nor one to edit", {"edit"}, NULL, 2, NULL, "which FEED?"},
    {"a dry run removes nothing",
     {"remove", "--dry-run", "harbour gazette"},
     NULL,
     0,
     "would be removed: Harbour Gazette (https://gazette.example/feed), 0 articles\n",
     NULL},
    {"some are removed, one is not there",
     {"remove", "1", "quay", "sport"},
     NULL,
     1,
     "removed: Harbour Gazette (https://gazette.example/feed), 0 articles\nremoved: Harbour Gazette: Sport",
     "'quay'"},
    {"a name that meant two is now that of one, and then of none",
     {"remove", "ferry", "ferry"},
     NULL,
     1,
     "removed: Ferry",
     "no feed is called 'ferry'"},
    {"an address with a password", {"edit", "2", "url=https://ana:secret@tides.example/rss"}, NULL, 0, NULL, NULL},
    {"is shown to whoever asks for that feed",
     {"edit", "https://tides.example/rss"},
     NULL,
     0,
     "url=https://ana:secret@tides.example/rss\n",
     NULL},
    {"but in no list", {"feeds", "--tsv"}, NULL, 0, "2\tTides\thttps://tides.example/rss\t", NULL},
    {"nor for programs", {"feeds", "--json"}, NULL, 0, "\"url\":\"https://tides.example/rss\"", NULL},
    {"nor where it takes the place of a name", {"edit", "2", "title="}, NULL, 0, NULL, NULL},
    {"which is then the address from its host on", {"feeds"}, NULL, 0, "2  tides.example/rss  0/0 ", NULL},
    {"nor in what is told",
     {"remove", "2", "--dry-run"},
     NULL,
     0,
     "would be removed: tides.example/rss, 0 articles\n",
     NULL},
    {"a title again", {"edit", "2", "title=Tides"}, NULL, 0, NULL, NULL},
    {"it is given away only where that is asked for",
     {"export", "--passwords"},
     NULL,
     0,
     "xmlUrl=\"https://ana:secret@tides.example/rss\"",
     NULL},
    {"else without it",
     {"export"},
     NULL,
     0,
     "xmlUrl=\"https://tides.example/rss\"",
     "Tides: the user name and password in its address are left out"},
    {"in each format",
     {"export", "--urls"},
     NULL,
     0,
     "https://tides.example/rss \"Daily\" \"News\" \"Near\" \"tides\" \"~Tides\"\n",
     "left out"},
    {"one format at a time", {"export", "--urls", "--opml"}, NULL, 2, NULL, "choose one"},
    {"export writes no file", {"export", "feeds.opml"}, NULL, 2, NULL, "'> FILE' keeps it"},
};

static void test_feeds(void **state)
{
    const struct place *place = *state;
    PLAY(place, feed_calls);
}

/* A list that is exported, imported into another archive and exported again is the same list, byte for byte. */
static void test_export_and_import(void **state)
{
    const struct place *place = *state;
    static const char list[] =
        "<opml><outline text='News &amp; \"More\"'><outline text='AC/DC'><outline text='F' category='a,/b/c' "
        "xmlUrl='http://f.example/?a=1&amp;b=2' htmlUrl='http://f.example/'/></outline><outline text='\xe6\xb8\xaf' "
        "xmlUrl='http://g.example/'/></outline><outline text='Top' xmlUrl='http://h.example/'/>"
        "<outline text='Daily'><outline text='\xe6\xb8\xaf' xmlUrl='http://g.example/'/></outline></opml>";
    static const char *const first[] = {"import", NULL}, *const export_first[] = {"export", NULL},
                             *const second[] = {"import", "--archive=other.db", "-", NULL},
                             *const export_second[] = {"export", "--archive=other.db", NULL};
    struct outcome imported = run(place, first, list), once = run(place, export_first, "");
    struct outcome again = run(place, second, once.output), twice = run(place, export_second, "");
    assert_string_equal(imported.output, "3 added, 0 known already; 'whosaid sync' fetches them\n");
    assert_string_equal(again.output, imported.output);
    assert_non_null(strstr(once.output, "<outline text=\"AC/DC\">"));
    assert_non_null(strstr(once.output, "category=\"a,b,c\""));
    assert_string_equal(twice.output, once.output);
    assert_string_equal(twice.errors, "");
    outcome_release(&imported);
    outcome_release(&once);
    outcome_release(&again);
    outcome_release(&twice);
}

/* Whoever has the shell write a list with passwords to a file is told who else may read it. */
static void test_a_list_with_passwords(void **state)
{
    const struct place *place = *state;
    static const char *const import[] = {"import", NULL}, *const export[] = {"export", "--passwords", NULL};
    char path[2 * TEST_PATH_SIZE];
    struct outcome imported = run(place, import, "https://ana:secret@f.example/\n"), private = run(place, export, "");
    (void)snprintf(path, sizeof path, "%s/stdout", place->folder);
    assert_int_equal(chmod(path, 0644), 0);
    struct outcome public = run(place, export, "");
    assert_non_null(strstr(private.output, "ana:secret"));
    assert_string_equal(private.errors, "");
    assert_string_equal(public.output, private.output);
    assert_non_null(strstr(public.errors, "others may read the file; 'chmod 600 FILE' keeps it private\n"));
    outcome_release(&imported);
    outcome_release(&private);
    outcome_release(&public);
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

/* A call of `add`; HOST in its words stands for the server. */
struct add_case {
    const char *what, *arguments[ARGUMENTS_MAX];
    int status;
    const char *output, *errors; /* whole; NULL: nothing */
};

static const struct add_case add_cases[] = {
    {"a feed", {"add", "HOST/news"}, 0, "subscribed: Harbour news (HOST/news)\nHarbour news: 2 articles\n", NULL},
    {"what tells that it is a feed is not fetched again",
     {"add", "HOST/once", "--title=Once"},
     0,
     "subscribed: Once (HOST/once)\nOnce: 2 articles\n",
     NULL},
    {"a feed that is there already",
     {"add", "HOST/news", "--tag=again"},
     0,
     "already subscribed: Harbour news (HOST/news)\n",
     NULL},
    {"the first feed of a page, with a hint at the others",
     {"add", "HOST/page"},
     0,
     "already subscribed: Harbour news (HOST/news)\n",
     "The page names 1 more; --all subscribes to them, too:\n  HOST/notes\n"},
    {"all feeds of a page",
     {"add", "--all", "HOST/page"},
     0,
     "already subscribed: Harbour news (HOST/news)\nsubscribed: HOST/notes\nHarbour notes: 0 articles\n",
     NULL},
    {"what fails is told, the rest is added",
     {"add", "HOST/page-without", "HOST/moved", "file:/etc/passwd"},
     1,
     "subscribed: Harbour (HOST/feed?moved)\nHarbour: 0 articles\n",
     "whosaid: HOST/page-without: this is a web page and no feed, and it names none\n"
     "whosaid: 'file:/etc/passwd' cannot be fetched: only http and https can, not file\n"},
    {"a feed that fails stays, for the next sync",
     {"add", "HOST/page-outdated"},
     1,
     "subscribed: HOST/none\n",
     "whosaid: HOST/none: there is nothing at this address (HTTP status 404)\n"},
    {"with all that can be set",
     {"add", "HOST/hops/1", "--title=My own", "--folder=News/Near", "--tag=a,b", "--interval=2h", "--full-text"},
     0,
     "subscribed: My own (HOST/hops/1)\nMy own: 0 articles\n",
     NULL},
    {"what cannot be set is known before anything is fetched",
     {"add", "HOST/stall", "--interval=often"},
     2,
     NULL,
     "whosaid: interval is a time such as 30m, 2h or 1d, not 'often'\n'whosaid help add' tells how to call it.\n"},
    {"without fetching", {"add", "--no-fetch", "HOST/stall"}, 0, "subscribed: HOST/stall\n", NULL},
};

static void put_host(const char *words, const struct server *server, char *out, size_t size)
{
    char host[SERVER_URL_SIZE];
    size_t length = 0;
    server_url(server, "", host);
    *out = '\0';
    for (const char *at = words, *found; at && *at && length < size; at = found ? found + strlen("HOST") : NULL) {
        found = strstr(at, "HOST");
        length += (size_t)snprintf(out + length, size - length, "%.*s%s", (int)(found ? found - at : (long)strlen(at)),
                                   at, found ? host : "");
    }
}

static void check_addition(const struct place *place, const struct server *server, const struct add_case *row)
{
    char words[ARGUMENTS_MAX][TEST_PATH_SIZE], output[TEST_SENTENCES_SIZE], errors[TEST_SENTENCES_SIZE];
    const char *arguments[ARGUMENTS_MAX] = {NULL};
    for (size_t i = 0; i < ARGUMENTS_MAX && row->arguments[i]; i++) {
        put_host(row->arguments[i], server, words[i], sizeof words[i]);
        arguments[i] = words[i];
    }
    put_host(row->output, server, output, sizeof output);
    put_host(row->errors, server, errors, sizeof errors);
    struct outcome outcome = run(place, arguments, "");
    if (outcome.status != row->status || strcmp(outcome.output, output) != 0 || strcmp(outcome.errors, errors) != 0)
        fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", row->what, outcome.status, outcome.output,
                 outcome.errors);
    outcome_release(&outcome);
}

static void test_adding(void **state)
{
    static const struct call afterwards[] = {
        {"the options are kept",
         {"edit", "My own"},
         NULL,
         0,
         "folders=News/Near\ntags=a,b\ninterval=2h\nfull-text=yes\n",
         NULL},
        {"tags are added to those of a feed that is known", {"edit", "Harbour news"}, NULL, 0, "tags=again\n", NULL},
        {"no address", {"add"}, NULL, 2, NULL, "which ADDRESS?"},
        {"a file", {"add", "./stdin"}, NULL, 1, NULL, "There is a file of that name: 'whosaid import'"},
        {"one title for two", {"add", "--title=T", "a.example", "b.example"}, NULL, 2, NULL, "one feed at a time"},
        {"all of nothing", {"add", "--all", "--no-fetch", "a.example"}, NULL, 2, NULL, "--no-fetch does not fetch"},
    };
    struct story *story = *state;
    assert_true(server_start(&story->server));
    for (size_t i = 0; i < sizeof add_cases / sizeof *add_cases; i++)
        check_addition(&story->place, &story->server, &add_cases[i]);
    PLAY(&story->place, afterwards);
}

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

/* --- checking -------------------------------------------------------------------------------------------------------- */

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

static int begin(void **state)
{
    struct place *place = *state;
    folder_create(place->folder);
    return 0;
}

static int end(void **state)
{
    struct story *story = *state;
    server_stop(&story->server);
    folder_remove(story->place.folder);
    return 0;
}

int main(int count, char **arguments)
{
    (void)count;
    struct story story = {.server = {.process = 0}};
    if (!program_find(arguments[0], &story.place) || setenv("TZ", "UTC0", 1) != 0)
        return 1;
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds),
        cmocka_unit_test(test_export_and_import),
        cmocka_unit_test(test_a_list_with_passwords),
        cmocka_unit_test(test_adding),
        cmocka_unit_test(test_searching),
        cmocka_unit_test(test_checking),
        cmocka_unit_test(test_where_the_archive_is),
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        tests[i].setup_func = begin;
        tests[i].teardown_func = end;
        tests[i].initial_state = &story;
    }
    return cmocka_run_group_tests_name("commands for feeds and the archive", tests, NULL, NULL);
}
