/* The commands for feeds as a shell sees them: what one is subscribed to, lists of it, adding to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/story.h"

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

/* A sentence that nobody hears goes nowhere: not into the next file that was opened, which is the archive's lock. */
static void test_a_closed_descriptor_is_no_file(void **state)
{
    struct place *place = *state, shell = *place;
    static const char *const add[] = {"add", "--no-fetch", "https://news.example/rss", NULL};
    const char *const deaf[] = {"-c", "exec \"$0\" edit nobody title=x 2>&-", place->program, NULL};
    char path[2 * TEST_PATH_SIZE];
    (void)snprintf(shell.program, sizeof shell.program, "/bin/sh");
    struct outcome added = run(place, add, ""), refused = run(&shell, deaf, "");
    (void)snprintf(path, sizeof path, "%s/whosaid/archive.db.lock", place->folder);
    char *lock = file_read(path);
    assert_int_equal(added.status, 0);
    assert_int_equal(refused.status, 1);
    assert_memory_equal(lock, "process ", strlen("process "));
    free(lock);
    outcome_release(&added);
    outcome_release(&refused);
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

int main(int count, char **arguments)
{
    struct story story;
    (void)count;
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds),
        cmocka_unit_test(test_a_closed_descriptor_is_no_file),
        cmocka_unit_test(test_export_and_import),
        cmocka_unit_test(test_a_list_with_passwords),
        cmocka_unit_test(test_adding),
    };
    if (!story_prepare(&story, tests, sizeof tests / sizeof *tests, arguments[0]))
        return 1;
    return cmocka_run_group_tests_name("commands for feeds", tests, NULL, NULL);
}
