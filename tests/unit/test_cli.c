/* The commands as a shell sees them: exit status, standard output, standard error. The program is run on files that the
 * test writes itself. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/files.h"
#include "tests/unit/program.h"

/* The article of these tests. */
static const char article[] = "Council votes for the bridge\n\n"
                              "The caf\xc3\xa9 owners waited outside.\n\n"
                              "\"We will build the bridge,\" Maria Lopez said.\n";

struct call_case {
    const char *what;
    const char *arguments[ARGUMENTS_MAX];
    const char *input;
    int status;
    const char *output, *errors; /* a part of it; NULL: nothing at all is printed there */
};

static const struct call_case call_cases[] = {
    {"the version", {"--version"}, "", 0, "whosaid 0.", NULL},
    {"help", {"--help"}, "", 0, "whosaid [OPTION", NULL},
    {"help lists the commands", {"help"}, "", 0, "\n  annotate ", NULL},
    {"help for a command", {"help", "text"}, "", 0, "--width=N", NULL},
    {"help for a command by option", {"text", "--help"}, "", 0, "--width=N", NULL},
    {"help for what is no command", {"help", "txt"}, "", 2, NULL, "no command txt; did you mean text?"},
    {"help for two commands", {"help", "text", "quotes"}, "", 2, NULL, "one command at a time"},
    {"an unknown option", {"text", "--widht=3"}, "", 2, NULL, "no option --widht=3; did you mean --width?"},
    {"an unknown letter", {"text", "-x"}, "", 2, NULL, "no option -x"},
    {"an option without its argument", {"text", "--width"}, "", 2, NULL, "--width needs an argument"},
    {"an option with one too many", {"text", "--json=1"}, "", 2, NULL, "--json=1 takes no argument"},
    {"two ways to print", {"quotes", "--json", "--tsv", "a.txt"}, "", 2, NULL, "choose one"},
    {"a format that is none", {"text", "--format=pdf"}, "x", 2, NULL, "not pdf"},
    {"a width that is none", {"text", "--width=9"}, "x", 2, NULL, "from 10 to 10000"},
    {"text of a file", {"text", "a.txt"}, "", 0, "bridge\n\nThe caf\xc3\xa9 owners waited outside.\n\n\"We", NULL},
    {"text of standard input", {"text"}, "One\n\nWords of one.\n", 0, "One\n\nWords of one.\n", NULL},
    {"text of standard input by its name", {"text", "-"}, "One\n\nWords of one.\n", 0, "One\n\nWords of one.\n", NULL},
    {"text in lines of a width",
     {"text", "--width=20", "a.txt"},
     "",
     0,
     "\"We will build the\nbridge,\" Maria Lopez\nsaid.",
     NULL},
    {"text with its speakers",
     {"text", "--quotes", "a.txt"},
     "",
     0,
     "\"We will build the bridge,\" [Maria Lopez] Maria Lopez said.\n",
     NULL},
    {"links that a terminal opens",
     {"text", "--hyperlinks=yes"},
     "<!doctype html><p>See <a href='http://a.example/'>this</a>.",
     0,
     "See \x1b]8;;http://a.example/\x1b\\this\x1b]8;;\x1b\\.\n",
     NULL},
    {"but not in a pipe unless told to",
     {"text", "--links"},
     "<!doctype html><p>See <a href='http://a.example/'>this</a>, or <a href='#b'>that</a>.<p id=b>Text.",
     0,
     "See this[1], or that.\n\nText.\n\n[1] http://a.example/\n",
     NULL},
    {"a wish for links that is none", {"text", "--hyperlinks=maybe"}, "x", 2, NULL, "--hyperlinks is auto, yes or no"},
    {"no line broken", {"text", "--width=0"}, "One\n\nWords of one.\n", 0, "One\n\nWords of one.\n", NULL},
    {"options behind operands", {"text", "a.txt", "--width=20"}, "", 0, "\"We will build the\n", NULL},
    {"an option shortened", {"text", "--wid=20", "a.txt"}, "", 0, "\"We will build the\n", NULL},
    {"what stands behind -- is a file", {"text", "--", "--json"}, "", 1, NULL, "--json: cannot be opened"},
    {"a file named like a command", {"./text"}, "", 0, "Named like a command", NULL},
    {"articles are separated by a form feed", {"text", "a.txt", "text"}, "", 0, "said.\n\n\f\nNamed", NULL},
    {"a missing file, then one that is there",
     {"text", "none.txt", "text"},
     "",
     1,
     "Named like a command",
     "none.txt: cannot"},
    {"a folder", {"text", "folder"}, "", 0, "First\n\nWords of it.\n\n\f\nSecond", NULL},
    {"control characters do not get out",
     {"text"},
     "Title\x1b[31m\x07\n\nWords\xc2\x9b of it.\n",
     0,
     "Title[31m\n\nWords of it.\n",
     NULL},
    {"no article in standard input", {"text"}, "", 1, NULL, "whosaid: standard input: "},
    {"a feed as a JSON Feed",
     {"feed", "--url=http://f.example/"},
     "<rss><channel><title>F</title><item><title>A &amp;amp; \"B\"</title><link>1</link></item></channel></rss>",
     0,
     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[\n{\"id\":\"http://f.example/1\","
     "\"url\":\"http://f.example/1\",\"title\":\"A & \\\"B\\\"\"}],\n\"title\":\"F\","
     "\"_whosaid\":{\"format\":\"rss-2.0\",\"encoding\":\"utf-8\"}}\n",
     NULL},
    {"a feed in the charset that it came with",
     {"feed", "--content-type=text/xml; charset=koi8-r"},
     "<rss><channel><title>\xf0</title></channel></rss>",
     0,
     "\"title\":\"\xd0\x9f\",\"_whosaid\":{\"format\":\"rss-2.0\",\"encoding\":\"koi8-r\"}}\n",
     NULL},
    {"a feed counted",
     {"feed", "--count"},
     "<rss><channel><item/><item/></channel></rss>",
     0,
     "2 items, 0 warnings\n",
     NULL},
    {"what is no feed", {"feed"}, "Hello", 1, NULL, "standard input: there is no feed in it"},
    {"a feed that is missing", {"feed", "none"}, "", 1, NULL, "none: it cannot be opened"},
    {"a folder as a feed", {"feed", "folder"}, "", 1, NULL, "folder: it is a directory"},
    {"two feeds", {"feed", "a", "b"}, "", 2, NULL, "one feed at a time"},
    {"import shows what is in a list",
     {"import", "--dry-run"},
     "<opml><outline text='N'><outline text='F' xmlUrl='http://f.example/'/></outline></opml>",
     0,
     "F  N  http://f.example/\n",
     NULL},
    {"import as lines for programs",
     {"import", "--dry-run", "--tsv"},
     "http://f.example/ a \"b c\" ~F\n",
     0,
     "F\ta | b c\thttp://f.example/\t\n",
     NULL},
    {"import as JSON, what is left out on standard error",
     {"import", "--dry-run", "--json", "-"},
     "http://f.example/ a ~F\nexec:x\nhttp://g.example/",
     0,
     "{\"feeds\":[{\"title\":\"F\",\"url\":\"http://f.example/\",\"tags\":[\"a\"]},"
     "{\"url\":\"http://g.example/\",\"tags\":[]}]}\n",
     "whosaid: standard input: line 2: 'exec:x' is a command, and none is run"},
    {"import of what is no list", {"import", "--dry-run", "a.txt"}, "", 1, NULL, "a.txt: this is no list of feeds"},
    {"import of a missing file", {"import", "--dry-run", "none"}, "", 1, NULL, "none: cannot be opened"},
    {"import of two lists", {"import", "--dry-run", "a", "b"}, "", 2, NULL, "one list at a time"},
    {"import in two ways", {"import", "--dry-run", "--json", "--tsv", "a"}, "", 2, NULL, "choose one"},
    {"import in earnest of what is no list", {"import", "a.txt"}, "", 1, NULL, "a.txt: this is no list of feeds"},
    {"an HTML page", {"text"}, "<!doctype html><title>T</title><h1>Head</h1><p>One &amp; two", 0, "One & two\n", NULL},
    {"HTML read as text", {"text", "--format=text"}, "<p>One", 0, "<p>One\n", NULL},
    {"quotes", {"quotes", "a.txt"}, "", 0, "Maria Lopez  0.", NULL},
    {"the source of a block quotation has said its first paragraph, too: its dash is the cue",
     {"quotes", "--tsv"},
     "<!doctype html><p>The board met.<blockquote><p>We have waited.<p>We will not wait again.<footer>Mara Lind, chair"
     "</footer></blockquote>",
     0,
     "direct\tWe have waited.\t\xe2\x80\x94\t15\t30",
     NULL},
    {"quotes for programs",
     {"quotes", "--tsv", "a.txt"},
     "",
     0,
     "\tdirect\t\"We will build the bridge,\"\tsaid\t61\t88\tCouncil votes for the bridge\ta.txt\n",
     NULL},
    {"entities for programs",
     {"entities", "--tsv", "a.txt"},
     "",
     0,
     "Maria Lopez\tperson\t1\t\t\tCouncil votes for the bridge\ta.txt\n",
     NULL},
    {"quotes explained",
     {"quotes", "--explain", "a.txt"},
     "",
     0,
     "  1  \"We will build the bridge,\"\n     Maria Lopez, 9",
     NULL},
    {"explained in columns", {"quotes", "--explain", "--tsv", "a.txt"}, "", 2, NULL, "no --tsv"},
    {"entities explained", {"entities", "--explain", "a.txt"}, "", 2, NULL, "no option --explain"},
    {"one setting", {"config", "text-width"}, "", 0, "\n# 20 to 400; default: 72\ntext-width = 72\n", NULL},
    {"a setting set for the call",
     {"config", "-o", "text-width=90", "screen.text-width"},
     "",
     0,
     "text-width = 90\n",
     NULL},
    {"a setting set to what it cannot be", {"config", "-otext-width=5"}, "", 2, NULL, "from 20 to 400, not '5'"},
    {"-o without a value", {"config", "-o", "text-width"}, "", 2, NULL, "NAME=VALUE, not 'text-width'"},
    {"a setting that is none", {"config", "text-widht"}, "", 2, NULL, "did you mean screen.text-width?"},
    {"settings of another file", {"config", "--config=own.ini", "text-width"}, "", 0, "text-width = 77\n", NULL},
    {"settings of a file that is not there", {"config", "--config=none.ini"}, "", 2, NULL, "none.ini: cannot be read"},
    {"keys", {"config", "--keys"}, "", 0, "\n[keys]\n# Move one line down.\nline-down = \"j Down\"\n", NULL},
    {"the reader into a pipe prints", {"a.txt"}, "", 0, "\n\nThe caf\xc3\xa9 owners waited outside.\n", NULL},
    {"the reader reads a pipe", {NULL}, "One\n\nWords of one.\n", 0, "One\n\nWords of one.\n", NULL},
    {"the reader and a missing file",
     {"none.txt"},
     "",
     1,
     NULL,
     "none.txt: cannot be opened: No such file or directory"},
    {"the reader and a mistyped command", {"annotat"}, "", 1, NULL, "did you mean the command annotate?"},
    {"a theme that is none", {"--theme=drak", "a.txt"}, "", 2, NULL, "no theme 'drak'"},
    {"lines and a file", {"annotate", "--jsonl", "a.txt"}, "", 2, NULL, "takes no FILE"},
    {"lines and a format", {"annotate", "--jsonl", "--format=html"}, "", 2, NULL, "takes no FILE"},
    {"no lines", {"annotate", "--jsonl"}, "", 0, NULL, NULL},
    {"the article of a page",
     {"extract"},
     "<title>A ferry</title><p>One",
     0,
     "{\"title\":\"A ferry\",\"text\":\"One\"",
     NULL},
    {"a page without an article", {"extract"}, "<script>x</script>", 1, NULL, "there is no text in it"},
    {"articles of lines, in order, after one that is none",
     {"extract", "--jsonl"},
     "{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"html\":\"<p>One\",\"url\":\"https://a.example/\"}\n",
     1,
     "{\"id\":1,\"error\":\"the line needs a string "
     "\\\"html\\\"\"}\n{\"id\":2,\"url\":\"https://a.example/\",\"text\":\"One\"",
     NULL},
    {"lines and a page", {"extract", "--jsonl", "a.txt"}, "", 2, NULL, "--jsonl reads standard input"},
};

static bool agrees(const char *printed, const char *expected)
{
    return expected ? strstr(printed, expected) != NULL : *printed == '\0';
}

static void test_calls(void **state)
{
    const struct place *place = *state;
    for (size_t i = 0; i < sizeof call_cases / sizeof *call_cases; i++) {
        const struct call_case *row = &call_cases[i];
        struct outcome outcome = run(place, row->arguments, row->input);
        if (outcome.status != row->status || !agrees(outcome.output, row->output) ||
            !agrees(outcome.errors, row->errors))
            fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", row->what, outcome.status, outcome.output,
                     outcome.errors);
        outcome_release(&outcome);
    }
}

static void test_a_full_disk_is_told(void **state)
{
    static const char *const arguments[] = {"text", "a.txt", NULL};
    struct outcome outcome = run_with(*state, arguments, "", 0, "/dev/full");
    assert_int_equal(outcome.status, 1);
    assert_string_equal(outcome.errors, "whosaid: standard output: cannot be written: No space left on device\n");
    outcome_release(&outcome);
}

static void write_string(const char *folder, const char *name, const char *string)
{
    file_write(folder, name, string, strlen(string), NULL);
}

static int write_files(void **state)
{
    struct place *place = *state;
    char path[TEST_PATH_SIZE];
    folder_create(place->folder);
    write_string(place->folder, "a.txt", article);
    write_string(place->folder, "text", "Named like a command\n\nWords of it.\n");
    write_string(place->folder, "own.ini", "[screen]\ntext-width = 77\n");
    (void)snprintf(path, sizeof path, "%.400s/folder", place->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_string(path, "2.txt", "Second\n\nWords of it.\n");
    write_string(path, "1.txt", "First\n\nWords of it.\n");
    return 0;
}

static int remove_files(void **state)
{
    const struct place *place = *state;
    folder_remove(place->folder);
    return 0;
}

int main(int count, char **arguments)
{
    (void)count;
    struct place place;
    if (!program_find(arguments[0], &place))
        return 1;
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_a_full_disk_is_told),
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        tests[i].setup_func = write_files;
        tests[i].teardown_func = remove_files;
        tests[i].initial_state = &place;
    }
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
