/* The session over an archive: lists and counts, marks and taking them back, what is unread next, what others write
 * meanwhile, searches, which feed is meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/session_rig.h"

static void test_library_and_lists(void **state)
{
    struct world *world = *state;
    assert_int_equal(world->session->context, CONTEXT_LIBRARY);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\nBells 3/3\nFerries 3/3\n");
    enter(world, "Bells");
    assert_int_equal(world->session->context, CONTEXT_ARTICLES);
    assert_list(world, ">2u 1u 0u");
    enter(world, "Town");
    assert_list(world, ">5u 4u 3u 2u 1u 0u");
    enter(world, "Starred");
    assert_list(world, "");
    assert_int_equal(session_select_row(world->session, 3), SESSION_NOTHING);
    assert_null(session_cursor_article(world->session));
    assert_null(session_cursor_link(world->session));
}

static void test_opening_marks_as_read(void **state)
{
    struct world *world = *state;
    enter(world, "Unread");
    (void)session_act(world->session, ACTION_OPEN, 0);
    assert_int_equal(world->session->context, CONTEXT_READER);
    assert_string_equal(world->session->reading->article->title, "Article 5");
    assert_int_equal(world->session->reading->article->quotation_count, 1);
    (void)session_act(world->session, ACTION_NEXT_ARTICLE, 0);
    (void)session_act(world->session, ACTION_LEAVE, 0);
    /* They stay in the list that they were read from, and are gone from it when it is opened anew. */
    assert_list(world, "5 >4 3u 2u 1u 0u");
    enter(world, "Unread");
    assert_list(world, ">3u 2u 1u 0u");
    (void)session_act(world->session, ACTION_LEAVE, 0);
    assert_library(world, "Unread 4/4\nAll articles 4/6\nStarred 0/0\nSaved 0/0\nTown 4/6\nBells 3/3\nFerries 1/3\n");
    world->session->marks_when_opened = false;
    enter(world, "Unread");
    (void)session_act(world->session, ACTION_OPEN, 0);
    (void)session_act(world->session, ACTION_LEAVE, 0);
    assert_list(world, ">3u 2u 1u 0u");
}

static void test_marks_and_taking_them_back(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    struct buffer tags = buffer_create(1000);
    enter(world, "Bells");
    (void)session_select_row(session, 1);
    (void)session_act(session, ACTION_STAR, 0);
    (void)session_act(session, ACTION_TOGGLE_READ, 0);
    assert_list(world, "2u >1* 0u");
    (void)session_tag(session, " sea , late night,sea");
    assert_true(session_tags(session, &tags));
    assert_string_equal(buffer_string(&tags), "late night, sea");
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    assert_notice(world, "Marked 2 articles as read; undo takes it back.");
    assert_list(world, "2 >1* 0");
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    assert_notice(world, "Nothing is unread here.");

    (void)session_act(session, ACTION_UNDO, 0);
    assert_notice(world, "Unread again: 2 articles.");
    assert_list(world, "2u >1* 0u");
    (void)session_act(session, ACTION_UNDO, 0);
    buffer_clear(&tags);
    assert_true(session_tags(session, &tags));
    assert_string_equal(buffer_string(&tags), "");
    (void)session_act(session, ACTION_UNDO, 9);
    assert_list(world, "2u >1u 0u");
    (void)session_act(session, ACTION_UNDO, 0);
    assert_notice(world, "There is no mark to take back.");
    buffer_release(&tags);
}

static void test_all_of_a_row_of_the_library(void **state)
{
    struct world *world = *state;
    (void)session_select_row(world->session, 6);
    (void)session_act(world->session, ACTION_MARK_ALL_READ, 0);
    assert_library(world, "Unread 3/3\nAll articles 3/6\nStarred 0/0\nSaved 0/0\nTown 3/6\nBells 3/3\nFerries 0/3\n");
    (void)session_select_row(world->session, 4);
    (void)session_act(world->session, ACTION_MARK_ALL_READ, 0);
    assert_library(world, "Unread 0/0\nAll articles 0/6\nStarred 0/0\nSaved 0/0\nTown 0/6\nBells 0/3\nFerries 0/3\n");
    (void)session_act(world->session, ACTION_UNDO, 2);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\nBells 3/3\nFerries 3/3\n");
}

static void test_the_next_unread_one(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_int_equal(session->source, 5);
    enter(world, "Bells");
    (void)session_act(session, ACTION_OPEN, 0);
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 1");
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 0");
    /* Behind the last one comes the next feed. */
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 5");
    assert_string_equal(shelf_list(session->shelf).title, "Ferries");
    (void)session_act(session, ACTION_NEXT_UNREAD, 2);
    assert_string_equal(session->reading->article->title, "Article 3");
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_notice(world, "Nothing is unread.");
    /* Backwards from the newest of a list to the end of the feed before. */
    enter(world, "Ferries");
    (void)session_select_row(session, 0);
    (void)session_act(session, ACTION_TOGGLE_READ, 0);
    enter(world, "Bells");
    (void)session_act(session, ACTION_PREVIOUS_UNREAD, 0);
    assert_int_equal(session->context, CONTEXT_ARTICLES);
    assert_list(world, ">5u 4 3");
}

static void test_what_comes_meanwhile(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    enter(world, "Ferries");
    (void)session_select_row(session, 1);
    assert_list(world, "5u >4u 3u");
    (void)store(world, 1, 6);
    (void)store(world, 1, 7);
    /* The cursor stays on its article. */
    assert_list(world, "7u 6u 5u >4u 3u");
    (void)session_act(session, ACTION_LEAVE, 0);
    assert_library(world, "Unread 8/8\nAll articles 8/8\nStarred 0/0\nSaved 0/0\nTown 8/8\nBells 3/3\nFerries 5/5\n");
    (void)session_select_row(session, 6);
    world->feeds[0] = subscribe(world, "https://anchor.example/feed", "Anchors");
    (void)store(world, 0, 8);
    (void)session_refresh(session);
    assert_string_equal(shelf_row(session->shelf, session->source).title, "Ferries");
    assert_int_equal(session->source, 7);
}

static void test_long_lists_are_read_in_pages(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    struct error error;
    assert_true(archive_begin(world->writer, &error));
    for (int i = 100; i < 900; i++)
        (void)store(world, 0, i);
    assert_true(archive_commit(world->writer, &error));
    enter(world, "Bells");
    assert_int_equal(shelf_entry_count(session->shelf), 803);
    assert_int_equal(world->shelf.list.ids.count, 0);
    assert_string_equal(shelf_entry(session->shelf, 0).title, "Article 899");
    assert_int_equal(world->shelf.list.ids.count, 512);
    (void)session_select_row(session, SIZE_MAX);
    assert_int_equal(session->article, 802);
    assert_string_equal(shelf_entry(session->shelf, 802).title, "Article 0");
    assert_string_equal(shelf_entry(session->shelf, 400).title, "Article 499");
    (void)store(world, 0, 900);
    (void)session_refresh(session);
    assert_int_equal(session->article, 803);
    assert_string_equal(shelf_entry(session->shelf, 1).title, "Article 899");
}

static void test_searches(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_find(session, "title:\"article 4\"");
    assert_int_equal(session->context, CONTEXT_ARTICLES);
    assert_list(world, ">4u");
    (void)session_keep_search(session, "Fours");
    (void)session_act(session, ACTION_LEAVE, 0);
    enter(world, "Fours");
    assert_list(world, ">4u");
    (void)session_act(session, ACTION_STAR, 0);
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_refresh(session);
    assert_int_equal(shelf_row(session->shelf, 4).articles, 0);
    assert_true(session_count_search(session));
    assert_int_equal(shelf_row(session->shelf, 4).articles, 1);
    assert_int_equal(shelf_row(session->shelf, 4).unread, 1);
    assert_false(session_count_search(session));
    /* A mark may change what is meant: counted again, and shown as it was until then. */
    (void)session_select_row(session, 5);
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    (void)session_refresh(session);
    assert_int_equal(shelf_row(session->shelf, 4).unread, 1);
    assert_true(session_count_search(session));
    assert_int_equal(shelf_row(session->shelf, 4).unread, 0);
    (void)session_select_row(session, 4);
    (void)session_forget_search(session, shelf_row(session->shelf, session->source).id);
    (void)session_refresh(session);
    assert_int_equal(shelf_row_count(session->shelf), 7);
    assert_int_equal(session_find(session, "unred:"), SESSION_NOTICE);
    assert_true(session->notice_is_failure);
    assert_int_equal(session_find(session, "nowhere"), SESSION_NOTICE);
    assert_notice(world, "Not found: nowhere");
}

static void test_the_feed_that_is_meant(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    enter(world, "All articles");
    assert_string_equal(session_feed(session)->title, "Ferries"); /* of article 5, the newest */
    (void)session_select_row(session, 5);
    assert_string_equal(session_feed(session)->title, "Bells");
    (void)session_act(session, ACTION_OPEN, 0);
    assert_string_equal(session_feed(session)->title, "Bells"); /* in the reader, too */
    enter(world, "Ferries");
    assert_string_equal(session_feed(session)->title, "Ferries");
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_select_row(session, 0);
    assert_null(session_feed(session)); /* of what is unread in the library */
}

static void test_a_search_gets_another_name(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_find(session, "title:4");
    (void)session_keep_search(session, "Four");
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_refresh(session);
    (void)session_select_row(session, 4);
    struct shelf_row search = session_row(session);
    assert_string_equal(search.title, "Four");
    assert_true(session_rename_search(session, &search, "The fourth") & SESSION_CONTEXT);
    (void)session_refresh(session);
    assert_string_equal(shelf_row(session->shelf, 4).title, "The fourth");
    assert_string_equal(shelf_row(session->shelf, 4).path, "title:4");
    assert_int_equal(shelf_row(session->shelf, 5).type, SHELF_FOLDER); /* the first name is gone */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(test_library_and_lists),
        SESSION_TEST(test_opening_marks_as_read),
        SESSION_TEST(test_marks_and_taking_them_back),
        SESSION_TEST(test_all_of_a_row_of_the_library),
        SESSION_TEST(test_the_next_unread_one),
        SESSION_TEST(test_what_comes_meanwhile),
        SESSION_TEST(test_long_lists_are_read_in_pages),
        SESSION_TEST(test_searches),
        SESSION_TEST(test_the_feed_that_is_meant),
        SESSION_TEST(test_a_search_gets_another_name),
    };
    return cmocka_run_group_tests_name("session_archive", tests, NULL, NULL);
}
