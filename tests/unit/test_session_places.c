/* What a session over an archive keeps: places, screens, folded folders, a few articles; and what it does where they
 * are gone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/session_rig.h"

/* What a program keeps that is killed: nothing is asked of it at its end. */
static void test_what_is_kept_as_one_reads(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    assert_false(session_has_moved(session)); /* the screen that it began with */
    enter(world, "Bells");
    assert_true(session_has_moved(session));
    session_keep(session);
    assert_false(session_has_moved(session));
    (void)session_select_row(session, 1);
    assert_false(session_has_moved(session)); /* rows are kept when one is opened */
    (void)session_act(session, ACTION_OPEN, 0);
    session_see(session, (struct range){0, 40});
    session_keep(session);
    session_scroll(session, 20);
    session_see(session, (struct range){20, 60});
    assert_true(session_has_moved(session)); /* what was at the top has left the screen */
    session_keep(session);
    assert_false(session_has_moved(session));
    struct archived_place place;
    assert_true(archive_place_read(world->writer, session->reading->key, &place));
    assert_int_equal(place.top, 20);
    int64_t open = session->reading->key;
    struct world other = *world;
    begin_session(&other);
    assert_true(session_resume(other.session) & SESSION_CONTEXT);
    assert_int_equal(other.session->context, CONTEXT_READER);
    assert_true(other.session->reading->key == open && other.session->reading->top == 20);
    end_session(&other);
}

static void test_folding(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_select_row(session, 4);
    (void)session_act(session, ACTION_FOLD, 0);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\n");
    end_session(world);
    begin_session(world);
    assert_int_equal(shelf_row_count(world->session->shelf), 5);
    (void)session_select_row(world->session, 4);
    (void)session_act(world->session, ACTION_FOLD, 0);
    assert_int_equal(shelf_row_count(world->session->shelf), 7);
    (void)session_select_row(world->session, 0);
    (void)session_act(world->session, ACTION_FOLD, 0);
    assert_notice(world, "This is no folder.");
}

static void test_places_outlive_the_program(void **state)
{
    struct world *world = *state;
    enter(world, "Bells");
    (void)session_act(world->session, ACTION_OPEN, 0);
    session_see(world->session, (struct range){0, 60});
    (void)session_act(world->session, ACTION_NEXT_QUOTATION, 0);
    session_scroll(world->session, 20);
    session_keep_screen(world->session);
    end_session(world);

    begin_session(world);
    (void)session_resume(world->session);
    assert_int_equal(world->session->context, CONTEXT_READER);
    assert_string_equal(world->session->reading->article->title, "Article 2");
    assert_int_equal(world->session->reading->top, 20);
    assert_int_equal(session_stop(world->session)->range.start, 30);
    assert_string_equal(shelf_row(world->session->shelf, world->session->source).title, "Bells");

    /* Where the article is no more, its list is. */
    session_keep_screen(world->session);
    end_session(world);
    struct error error;
    begin_session(world);
    enter(world, "Ferries");
    session_keep_screen(world->session);
    assert_true(archive_feed_remove(world->writer, world->feeds[1], &error));
    end_session(world);
    begin_session(world);
    (void)session_resume(world->session);
    assert_int_equal(world->session->context, CONTEXT_LIBRARY);
}

static void test_few_articles_stay_in_memory(void **state)
{
    struct world *world = *state;
    enter(world, "Town");
    (void)session_act(world->session, ACTION_OPEN, 0);
    for (int i = 0; i < 5; i++)
        (void)session_act(world->session, ACTION_NEXT_ARTICLE, 0);
    assert_string_equal(world->session->reading->article->title, "Article 0");
    assert_int_equal(world->session->readings.count, 4);
    (void)session_act(world->session, ACTION_PREVIOUS_ARTICLE, 5);
    assert_string_equal(world->session->reading->article->title, "Article 5");
}

static void test_an_article_that_is_gone(void **state)
{
    struct world *world = *state;
    struct error error;
    enter(world, "Town");
    (void)shelf_entry(world->session->shelf, 0);
    assert_true(archive_feed_remove(world->writer, world->feeds[1], &error));
    (void)session_refresh(world->session);
    assert_true(shelf_entry(world->session->shelf, 0).is_gone);
    assert_int_equal(session_act(world->session, ACTION_OPEN, 0), SESSION_NOTICE);
    assert_int_equal(world->session->context, CONTEXT_ARTICLES);
    assert_int_equal(session_act(world->session, ACTION_STAR, 0), SESSION_NOTICE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(test_what_is_kept_as_one_reads),  SESSION_TEST(test_folding),
        SESSION_TEST(test_places_outlive_the_program), SESSION_TEST(test_few_articles_stay_in_memory),
        SESSION_TEST(test_an_article_that_is_gone),
    };
    return cmocka_run_group_tests_name("session_places", tests, NULL, NULL);
}
