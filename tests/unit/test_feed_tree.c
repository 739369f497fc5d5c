/* The rows of folders and feeds: order, depth, counts, folding. No archive: the feeds are made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/feed_tree.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/archive_feeds.h"

/* Feeds by title, as the archive gives them. The bakery stands in two folders, of which one is in the other; the last
 * one's folder has a slash in its name. */
static const char *const both[] = {"Town/Shops", "Town"}, *const town[] = {"Town"}, *const sea[] = {"Sea"},
                         *const lower[] = {"sea/Far"}, *const slash[] = {"Sea\\/Land"};
static const struct archived_feed feeds[] = {
    {.id = 1, .title = "Alley", .folders = town, .folder_count = 1, .articles = 10, .unread = 1},
    {.id = 2, .title = "Bakery", .folders = both, .folder_count = 2, .articles = 20, .unread = 2},
    {.id = 3, .title = "Cliff", .articles = 30, .wishes = {.paused = true}},
    {.id = 4, .title = "Dory", .folders = lower, .folder_count = 1, .articles = 40, .unread = 4},
    {.id = 5, .title = "Eel", .folders = sea, .folder_count = 1, .articles = 50, .state = {.last_error = "No."}},
    {.id = 6, .title = "Flats", .folders = slash, .folder_count = 1, .articles = 60, .state = {.gone = true}},
};

struct tree_case {
    const char *what, *folded;
    const char *rows; /* a row a line: depth, title, unread/articles, signs */
};

static const struct tree_case cases[] = {
    {"folders come by name before what is in none, and count each feed once; case does not part a folder", "",
     "0 Sea 4/90\n"
     "1 Eel 0/50 failing\n"
     "1 Far 4/40\n"
     "2 Dory 4/40\n"
     "0 Sea/Land 0/60\n"
     "1 Flats 0/60 dormant\n"
     "0 Town 3/30\n"
     "1 Alley 1/10\n"
     "1 Bakery 2/20\n"
     "1 Shops 2/20\n"
     "2 Bakery 2/20\n"
     "0 Cliff 0/30 dormant\n"},
    {"a folded folder hides all that is in it, and counts it", "Town\n",
     "0 Sea 4/90\n"
     "1 Eel 0/50 failing\n"
     "1 Far 4/40\n"
     "2 Dory 4/40\n"
     "0 Sea/Land 0/60\n"
     "1 Flats 0/60 dormant\n"
     "0 Town 3/30 folded\n"
     "0 Cliff 0/30 dormant\n"},
    {"an inner one hides only its own; one that is no more hides nothing", "gone\nTown/Shops\nSea\nSea\\/Land",
     "0 Sea 4/90 folded\n"
     "0 Sea/Land 0/60 folded\n"
     "0 Town 3/30\n"
     "1 Alley 1/10\n"
     "1 Bakery 2/20\n"
     "1 Shops 2/20 folded\n"
     "0 Cliff 0/30 dormant\n"},
};

static struct feed_tree tree_of(const struct archived_feed *made, size_t count)
{
    struct feed_tree tree = {.arena = arena_create(1000000),
                             .rows = array_create(sizeof(struct shelf_row), 1000),
                             .feeds = array_create(sizeof(struct archived_feed), 1000),
                             .searches = array_create(1, 1)};
    for (size_t i = 0; i < count; i++)
        *(struct archived_feed *)array_push(&tree.feeds) = made[i];
    return tree;
}

static void append_rows(const struct feed_tree *tree, struct buffer *out)
{
    const struct shelf_row *rows = tree->rows.items;
    for (size_t i = 0; i < tree->rows.count; i++)
        buffer_append_format(out, "%zu %s %zu/%zu%s%s%s\n", rows[i].depth, rows[i].title, rows[i].unread,
                             rows[i].articles, rows[i].is_failing ? " failing" : "",
                             rows[i].is_dormant ? " dormant" : "", rows[i].is_folded ? " folded" : "");
}

static void test_arranging(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;
        struct buffer rows = buffer_create(10000);
        struct feed_tree tree = tree_of(feeds, sizeof feeds / sizeof *feeds);
        assert_true(feed_tree_arrange(&tree, cases[i].folded, &error));
        append_rows(&tree, &rows);
        if (strcmp(buffer_string(&rows), cases[i].rows) != 0)
            fail_msg("%s:\n%s", cases[i].what, buffer_string(&rows));
        buffer_release(&rows);
        feed_tree_release(&tree);
    }
}

static void test_what_a_row_stands_for(void **state)
{
    (void)state;
    struct error error;
    struct feed_tree tree = tree_of(feeds, sizeof feeds / sizeof *feeds);
    assert_true(feed_tree_arrange(&tree, "", &error));
    const struct shelf_row *rows = tree.rows.items;
    assert_string_equal(rows[4].path, "Sea\\/Land");
    assert_string_equal(rows[9].path, "Town/Shops");
    assert_null(feed_tree_feed(&tree, &rows[0]));
    assert_int_equal(feed_tree_feed(&tree, &rows[3])->id, 4);
    feed_tree_release(&tree);
}

static void test_odd_paths_do_no_harm(void **state)
{
    static const char *const paths[] = {"", "/", "//a/", "a\\", "\\"};
    static const struct archived_feed odd[] = {{.id = 1, .title = "Odd", .folders = paths, .folder_count = 5}};
    (void)state;
    struct error error;
    struct feed_tree tree = tree_of(odd, 1);
    assert_true(feed_tree_arrange(&tree, "", &error));
    assert_true(tree.rows.count >= 5);
    feed_tree_release(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arranging),
        cmocka_unit_test(test_what_a_row_stands_for),
        cmocka_unit_test(test_odd_paths_do_no_harm),
    };
    return cmocka_run_group_tests_name("feed_tree", tests, NULL, NULL);
}
