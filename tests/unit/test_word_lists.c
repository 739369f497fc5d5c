/* The compiling of word lists: a few lines in, a table out, and what the lexicon finds there; and lines that are
 * none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/lexicon.h"
#include "base/buffer.h"
#include "base/error.h"
#include "compile/lexicon_writer.h"
#include "compile/word_lists.h"

enum { TABLE_CEILING = 1 << 24 };

/* Which classes stand for what is of no importance here. */
enum { FRUIT = WORD_CUE, FISH = WORD_PLACE, WRITTEN = WORD_TERM };

static const char fruit[] = "# What grows on trees.\n"
                            "Apple\tround # and red\n"
                            "Quince\n"
                            "\n"
                            "sea's buckthorn\tsmall\n"
                            "Ölweide";
static const char fish[] = "apple\tswims\n"
                           "sea bass\n"
                           "sea bass, striped\n";
static const char written[] = "# case matters\n"
                              "SEA\tas written\n"
                              "Cod\n";

static void lists_create(struct word_lists *lists)
{
    struct error error;
    assert_true(word_lists_create(lists, &error));
}

static void lists_add(struct word_lists *lists, int word_class, const char *text)
{
    struct error error = {""};
    if (!word_lists_add(lists, (enum word_class)word_class, "list.txt", text, strlen(text), &error))
        fail_msg("%s", error.message);
}

/* The table of the three lists above. */
static struct buffer table_of_three(void)
{
    struct error error = {""};
    struct word_lists lists;
    lists_create(&lists);
    lists_add(&lists, FRUIT, fruit);
    lists_add(&lists, FISH, fish);
    lists_add(&lists, WRITTEN, written);
    struct buffer table = buffer_create(TABLE_CEILING);
    if (!lexicon_write(&lists, &table, &error))
        fail_msg("%s", error.message);
    word_lists_release(&lists);
    return table;
}

struct word_case {
    const char *what, *word;
    uint64_t classes, begins;
};

static const struct word_case word_cases[] = {
    {"a word of one list", "quince", WORD_BIT(FRUIT), 0},
    {"case does not matter", "QUINCE", WORD_BIT(FRUIT), 0},
    {"nor does it beyond ASCII", "ÖLWEIDE", WORD_BIT(FRUIT), 0},
    {"a word of two lists", "apple", WORD_BIT(FRUIT) | WORD_BIT(FISH), 0},
    {"a beginning of two entries", "sea", 0, WORD_BIT(FRUIT) | WORD_BIT(FISH)},
    {"the same word where case matters", "SEA", WORD_BIT(WRITTEN), WORD_BIT(FRUIT) | WORD_BIT(FISH)},
    {"case matters", "cod", 0, 0},
    {"and fits", "Cod", WORD_BIT(WRITTEN), 0},
    {"an apostrophe may be curly, and ends a beginning", "sea’s", 0, WORD_BIT(FRUIT)},
    {"a phrase that is an entry and the beginning of one", "sea bass", WORD_BIT(FISH), WORD_BIT(FISH)},
    {"a comment is none", "What", 0, 0},
    {"nor is what begins a word", "app", 0, 0},
    {"nor what a word begins", "apples", 0, 0},
    {"nor a value", "round", 0, 0},
    {"nor nothing", "", 0, 0},
};

static void finds_words(void **state)
{
    (void)state;
    struct buffer table = table_of_three();
    const struct lexicon *lexicon = (const struct lexicon *)table.bytes;
    for (size_t i = 0; i < sizeof word_cases / sizeof *word_cases; i++) {
        const struct word_case *row = &word_cases[i];
        struct word_classes found = lexicon_look_up(lexicon, row->word, strlen(row->word));
        if (found.classes != row->classes || found.begins != row->begins)
            fail_msg("%s: '%s'", row->what, row->word);
    }
    buffer_release(&table);
}

struct value_case {
    const char *what, *word;
    int word_class;
    const char *value; /* NULL: none */
};

static const struct value_case value_cases[] = {
    {"the comment behind it cut off", "apple", FRUIT, "round"},
    {"the same word's in another list", "Apple", FISH, "swims"},
    {"an entry without a value", "quince", FRUIT, NULL},
    {"a word of no list", "pear", FRUIT, NULL},
    {"where case matters", "SEA", WRITTEN, "as written"},
    {"and does not fit", "sea", WRITTEN, NULL},
};

static void tells_values(void **state)
{
    (void)state;
    struct buffer table = table_of_three();
    const struct lexicon *lexicon = (const struct lexicon *)table.bytes;
    for (size_t i = 0; i < sizeof value_cases / sizeof *value_cases; i++) {
        const struct value_case *row = &value_cases[i];
        const char *value = lexicon_value(lexicon, (enum word_class)row->word_class, row->word, strlen(row->word));
        if (!value != !row->value || (value && strcmp(value, row->value) != 0))
            fail_msg("%s: '%s'", row->what, value ? value : "none");
    }
    buffer_release(&table);
}

/* More words than the tables have room for at first, every one of them found again, and as many others not. */
static void holds_many_words(void **state)
{
    (void)state;
    enum { COUNT = 60000 };
    struct error error = {""};
    struct buffer text = buffer_create(TABLE_CEILING), table = buffer_create(TABLE_CEILING);
    for (int i = 0; i < COUNT; i++)
        buffer_append_format(&text, "word%d\t%d\n", 2 * i, i % 7);
    struct word_lists lists;
    lists_create(&lists);
    lists_add(&lists, FRUIT, buffer_string(&text));
    assert_true(lexicon_write(&lists, &table, &error));
    word_lists_release(&lists);
    const struct lexicon *lexicon = (const struct lexicon *)table.bytes;
    for (int i = 0; i < 2 * COUNT; i++) {
        char word[32], value[16];
        int length = snprintf(word, sizeof word, "Word%d", i);
        (void)snprintf(value, sizeof value, "%d", i / 2 % 7);
        const char *found = lexicon_value(lexicon, (enum word_class)FRUIT, word, (size_t)length);
        if (i % 2)
            assert_null(found);
        else
            assert_string_equal(found, value);
    }
    buffer_release(&text);
    buffer_release(&table);
}

struct wrong_case {
    const char *what, *text, *sentence; /* the sentence's beginning */
};

static const struct wrong_case wrong_cases[] = {
    {"a value alone", "\tvalue\n", "list.txt:1: a value without an entry"},
    {"a byte that is no character", "good\nbad\xff\n", "list.txt:2: not UTF-8"},
    {"a letter and its accent apart", "Cafe\xcc\x81\n", "list.txt:1: not in Unicode's normal form C"},
    {"a line that ends as on Windows", "good\r\n", "list.txt:1: a control character"},
    {"two tabs", "word\tvalue\tvalue\n", "list.txt:1: a control character or a second tab"},
    {"a blank in front", "# comment\n\n word\n", "list.txt:3: a blank too many"},
    {"two blanks", "two  words\n", "list.txt:1: a blank too many"},
    {"a word twice, but for case", "Said\nwent\nsaid\n", "list.txt:3: 'said' stands in this list twice"},
    {"too long an entry",
     "nothing that is called by a name in the news has a name so long that it goes on for a hundred bytes\n",
     "list.txt:1: an entry longer than 96 bytes"},
};

static void tells_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_cases / sizeof *wrong_cases; i++) {
        const struct wrong_case *row = &wrong_cases[i];
        struct error error = {""};
        struct word_lists lists;
        lists_create(&lists);
        if (word_lists_add(&lists, (enum word_class)FRUIT, "list.txt", row->text, strlen(row->text), &error))
            fail_msg("%s: taken", row->what);
        if (strncmp(error.message, row->sentence, strlen(row->sentence)) != 0)
            fail_msg("%s: %s", row->what, error.message);
        word_lists_release(&lists);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words),
        cmocka_unit_test(tells_values),
        cmocka_unit_test(holds_many_words),
        cmocka_unit_test(tells_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
