/* The session over articles made by hand: opening and leaving, jumping, searching, going back. No parser, no annotator,
 * no screen: the test says what "can be seen". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/annotate.h"
#include "app/library.h"
#include "app/picks.h"
#include "app/session.h"
#include "app/shelf_files.h"
#include "base/buffer.h"

/*                          0         1         2         3         4         5         6         7
                            01234567890123456789012345678901234567890123456789012345678901234567890123456789 */
static const char text[] = "Ferry\n\"Yes,\" said Ana Ruiz. \"Now.\"\nPier\n\"No,\" said Bo. \"Never,\" Ana heard.";

static const struct block blocks[] = {{.range = {0, 5}, .type = BLOCK_HEADING, .level = 1},
                                      {.range = {6, 34}, .type = BLOCK_PARAGRAPH},
                                      {.range = {35, 39}, .type = BLOCK_HEADING, .level = 2},
                                      {.range = {40, 74}, .type = BLOCK_PARAGRAPH}};

/* Ana says the first two, Bo the third; nobody knows who says the last. */
static const struct quotation quotations[] = {
    {{6, 12}, QUOTATION_DIRECT, {18, 26}, 0, {13, 17}, ARTICLE_NONE, 0.9},
    {{28, 34}, QUOTATION_DIRECT, {18, 26}, 0, {13, 17}, 0, 0.9},
    {{40, 45}, QUOTATION_DIRECT, {51, 53}, 1, {46, 50}, ARTICLE_NONE, 0.9},
    {{55, 63}, QUOTATION_DIRECT, {0, 0}, ARTICLE_NONE, {0, 0}, ARTICLE_NONE, 0},
};

static const struct mention mentions[] = {
    {{18, 26}, MENTION_NAME, 0}, {{51, 53}, MENTION_NAME, 1}, {{64, 67}, MENTION_NAME, 0}};
static size_t mentions_of_ana[] = {0, 2}, mentions_of_bo[] = {1};
static const struct entity entities[] = {
    {.type = ENTITY_PERSON, .name = "Ana Ruiz", .role = "chair", .mentions = mentions_of_ana, .mention_count = 2},
    {.type = ENTITY_PERSON, .name = "Bo", .mentions = mentions_of_bo, .mention_count = 1},
};

static const struct link links[] = {{.range = {28, 31}, .url = "https://news.example/now"}};

static const struct article ferry = {
    .title = "Ferry",
    .url = "https://news.example/ferry",
    .text = text,
    .length = sizeof text - 1,
    .blocks = blocks,
    .block_count = 4,
    .links = links,
    .link_count = 1,
    .quotations = quotations,
    .quotation_count = 4,
    .mentions = mentions,
    .mention_count = 3,
    .entities = entities,
    .entity_count = 2,
};

static const struct range all = {0, sizeof text - 1};

/* A library of `sources` sources with `articles` articles each, all of them copies of the ferry. */
struct stock {
    struct library library;
    struct shelf_files files;
    struct article copies[9];
};

static void fill(struct stock *stock, size_t sources, size_t articles)
{
    size_t used = 0;
    stock->library = (struct library){.sources = array_create(sizeof(struct source), 10)};
    stock->files = shelf_files_create(&stock->library);
    for (size_t i = 0; i < sources; i++) {
        struct source *source = array_push(&stock->library.sources);
        source->title = "source";
        source->articles = array_create(sizeof(struct article *), 10);
        for (size_t j = 0; j < articles; j++) {
            stock->copies[used] = ferry;
            *(struct article **)array_push(&source->articles) = &stock->copies[used++];
        }
    }
}

static void empty(struct stock *stock)
{
    struct source *sources = stock->library.sources.items;
    for (size_t i = 0; i < stock->library.sources.count; i++)
        array_release(&sources[i].articles);
    array_release(&stock->library.sources);
}

static struct session *open_one(struct stock *stock)
{
    struct error error;
    fill(stock, 1, 1);
    struct session *session = session_create(&stock->files.shelf, NULL, &error);
    assert_non_null(session);
    session_see(session, all);
    return session;
}

static void close_one(struct stock *stock, struct session *session)
{
    session_destroy(session);
    empty(stock);
}

static void test_what_was_opened_decides_the_first_screen(void **state)
{
    static const struct {
        size_t sources, articles;
        enum context context;
    } cases[] = {{1, 1, CONTEXT_READER}, {1, 3, CONTEXT_ARTICLES}, {3, 1, CONTEXT_LIBRARY}, {2, 3, CONTEXT_LIBRARY}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stock stock;
        struct error error;
        fill(&stock, cases[i].sources, cases[i].articles);
        struct session *session = session_create(&stock.files.shelf, NULL, &error);
        assert_int_equal(session->context, cases[i].context);
        close_one(&stock, session);
    }
    struct stock stock;
    struct error error = {""};
    fill(&stock, 0, 0);
    assert_null(session_create(&stock.files.shelf, NULL, &error));
    assert_true(error.message[0]);
    empty(&stock);
}

/* One row after another on one session: an action, and where it leads. */
struct walk {
    const char *what;
    enum action action;
    enum context context;
    size_t count, source, article;
    unsigned changes; /* at least these */
};

static void test_the_way_through_library_articles_and_reader(void **state)
{
    static const struct walk walk[] = {
        {"a source with several opens its list", ACTION_OPEN, CONTEXT_ARTICLES, 0, 0, 0, SESSION_CONTEXT},
        {"next in the list is the next row", ACTION_NEXT_ARTICLE, CONTEXT_ARTICLES, 0, 0, 1, SESSION_CONTEXT},
        {"the row opens", ACTION_OPEN, CONTEXT_READER, 0, 0, 1, SESSION_CONTEXT},
        {"next article", ACTION_NEXT_ARTICLE, CONTEXT_READER, 0, 0, 2, SESSION_CONTEXT},
        {"next over the source's end", ACTION_NEXT_ARTICLE, CONTEXT_READER, 0, 1, 0, SESSION_CONTEXT},
        {"back with a count", ACTION_PREVIOUS_ARTICLE, CONTEXT_READER, 2, 0, 1, SESSION_CONTEXT},
        {"a count that is too great goes as far as it can", ACTION_NEXT_ARTICLE, CONTEXT_READER, 99, 1, 2,
         SESSION_CONTEXT},
        {"at the end it says so", ACTION_NEXT_ARTICLE, CONTEXT_READER, 0, 1, 2, SESSION_NOTICE},
        {"leaving goes to the list", ACTION_LEAVE, CONTEXT_ARTICLES, 0, 1, 2, SESSION_CONTEXT},
        {"a jump means nothing there", ACTION_NEXT_QUOTATION, CONTEXT_ARTICLES, 0, 1, 2, SESSION_NOTHING},
        {"leaving goes to the library", ACTION_LEAVE, CONTEXT_LIBRARY, 0, 1, 2, SESSION_CONTEXT},
        {"leaving quits", ACTION_LEAVE, CONTEXT_LIBRARY, 0, 1, 2, SESSION_QUIT},
        {"the list comes back with its cursor", ACTION_OPEN, CONTEXT_ARTICLES, 0, 1, 2, SESSION_CONTEXT},
        {"quit quits from anywhere", ACTION_QUIT, CONTEXT_ARTICLES, 0, 1, 2, SESSION_QUIT},
    };
    (void)state;
    struct stock stock;
    struct error error;
    fill(&stock, 2, 3);
    struct session *session = session_create(&stock.files.shelf, NULL, &error);
    for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
        const struct walk *row = &walk[i];
        unsigned changes = session_act(session, row->action, row->count);
        if (session->context != row->context || session->source != row->source || session->article != row->article)
            fail_msg("%s: got screen %d, %zu.%zu", row->what, (int)session->context, session->source, session->article);
        if ((changes & row->changes) != row->changes || (!row->changes && changes))
            fail_msg("%s: changes are %x", row->what, changes);
    }
    close_one(&stock, session);
}

static void test_a_source_with_one_article_opens_it(void **state)
{
    (void)state;
    struct stock stock;
    struct error error;
    fill(&stock, 3, 1);
    struct session *session = session_create(&stock.files.shelf, NULL, &error);
    assert_int_equal(session_select_row(session, 99), SESSION_CONTEXT);
    assert_int_equal(session->source, 2);
    session_act(session, ACTION_OPEN, 0);
    assert_int_equal(session->context, CONTEXT_READER);
    assert_int_equal(session_list_context(session), CONTEXT_LIBRARY);
    session_open_row(session, 1);
    assert_int_equal(session->context, CONTEXT_READER);
    assert_ptr_equal(session->reading->article, &stock.copies[1]);
    session_act(session, ACTION_LEAVE, 0);
    assert_int_equal(session->context, CONTEXT_LIBRARY);
    close_one(&stock, session);
}

static void test_an_article_keeps_its_place(void **state)
{
    (void)state;
    struct stock stock;
    struct error error;
    fill(&stock, 1, 2);
    struct session *session = session_create(&stock.files.shelf, NULL, &error);
    session_act(session, ACTION_OPEN, 0);
    session_scroll(session, 35);
    session_act(session, ACTION_NEXT_ARTICLE, 0);
    assert_int_equal(session->reading->top, 0);
    session_act(session, ACTION_PREVIOUS_ARTICLE, 0);
    assert_int_equal(session->reading->top, 35);
    close_one(&stock, session);
}

/* Jumps, one after another; `seen` is what the screen shows before the action. */
struct jump_case {
    const char *what;
    enum action action;
    size_t count;
    struct range seen;
    size_t target; /* where it leads, or ARTICLE_NONE for a notice */
};

static void walk_jumps(const struct jump_case *rows, size_t count)
{
    struct stock stock;
    struct session *session = open_one(&stock);
    for (size_t i = 0; i < count; i++) {
        session_see(session, rows[i].seen);
        unsigned changes = session_act(session, rows[i].action, rows[i].count);
        bool jumped = changes & SESSION_JUMPED;
        if (jumped != (rows[i].target != ARTICLE_NONE) || (jumped && session->target.start != rows[i].target))
            fail_msg("%s: jumped %d to %zu", rows[i].what, jumped, session->target.start);
        if (!jumped && !(changes & SESSION_NOTICE))
            fail_msg("%s: says nothing", rows[i].what);
    }
    close_one(&stock, session);
}

static void test_stepping_through_quotations(void **state)
{
    (void)state;
    static const struct jump_case rows[] = {
        {"nothing lies before the start of the text", ACTION_PREVIOUS_QUOTATION, 0, {0, 5}, ARTICLE_NONE},
        {"the first quotation", ACTION_NEXT_QUOTATION, 0, {0, 74}, 6},
        {"the next", ACTION_NEXT_QUOTATION, 0, {0, 74}, 28},
        {"n does the same", ACTION_NEXT_STOP, 0, {0, 74}, 40},
        {"back two", ACTION_PREVIOUS_QUOTATION, 2, {0, 74}, 6},
        {"a count beyond the last stops there", ACTION_NEXT_QUOTATION, 9, {0, 74}, 55},
        {"none after the last", ACTION_NEXT_QUOTATION, 0, {0, 74}, ARTICLE_NONE},
        {"a stop that was scrolled away: the first one that is seen counts", ACTION_NEXT_QUOTATION, 0, {20, 50}, 28},
        {"scrolled away again: backwards the last one that is seen", ACTION_PREVIOUS_QUOTATION, 0, {35, 59}, 55},
        {"one that starts at the very top of the screen is ahead", ACTION_NEXT_QUOTATION, 0, {40, 45}, 40},
    };
    walk_jumps(rows, sizeof rows / sizeof *rows);
}

static void test_back_and_forward(void **state)
{
    (void)state;
    static const struct jump_case rows[] = {
        {"no jump yet", ACTION_BACK, 0, {0, 74}, ARTICLE_NONE},
        {"a jump", ACTION_NEXT_QUOTATION, 0, {0, 74}, 6},
        {"another", ACTION_NEXT_QUOTATION, 0, {0, 74}, 28},
        {"back to the first", ACTION_BACK, 0, {0, 74}, 6},
        {"back to where it began", ACTION_BACK, 0, {0, 74}, 0},
        {"no further back", ACTION_BACK, 0, {0, 74}, ARTICLE_NONE},
        {"forward, two at once", ACTION_FORWARD, 2, {0, 74}, 28},
        {"no further forward", ACTION_FORWARD, 0, {0, 74}, ARTICLE_NONE},
    };
    walk_jumps(rows, sizeof rows / sizeof *rows);
}

static void test_going_back_restores_the_view(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    session_see(session, (struct range){2, 30});
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    assert_int_equal(session->target_top, ARTICLE_NONE);
    session_see(session, (struct range){4, 30});
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    session_see(session, (struct range){20, 60});
    session_act(session, ACTION_BACK, 0);
    assert_int_equal(session_stop(session)->range.start, 6);
    assert_int_equal(session->target_top, 4);
    session_see(session, (struct range){4, 30});
    session_act(session, ACTION_BACK, 0);
    assert_null(session_stop(session));
    assert_int_equal(session->target_top, 2);
    session_see(session, (struct range){2, 30});
    session_act(session, ACTION_FORWARD, 2);
    assert_int_equal(session_stop(session)->range.start, 28);
    assert_int_equal(session->target_top, 20);
    close_one(&stock, session);
}

static void test_a_speaker_s_list(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    assert_true(session_pick(session, JUMP_SPEAKER, 0) & SESSION_JUMPED);
    assert_int_equal(session->reading->list.stops.count, 2);
    assert_int_equal(session->target.start, 6);
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    assert_int_equal(session->target.start, 28);
    assert_int_equal(session_act(session, ACTION_NEXT_QUOTATION, 0) & SESSION_JUMPED, 0);
    assert_string_equal(session->notice.message, "No quotation of Ana Ruiz after this.");
    /* The unknown speaker has a list, too. */
    session_pick(session, JUMP_SPEAKER, ARTICLE_NONE);
    assert_int_equal(session->reading->list.stops.count, 1);
    assert_int_equal(session->target.start, 55);
    /* Everyone again: from here on. */
    session_pick(session, JUMP_QUOTATIONS, ARTICLE_NONE);
    assert_int_equal(session->reading->list.stops.count, 4);
    assert_int_equal(session->target.start, 55);
    close_one(&stock, session);
}

static void test_entities_here_and_picked(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    assert_int_equal(session_act(session, ACTION_ENTITY_HERE, 0), SESSION_NOTICE);
    session_act(session, ACTION_NEXT_QUOTATION, 3);
    session_act(session, ACTION_ENTITY_HERE, 0);
    assert_int_equal(session->reading->list.kind, JUMP_ENTITY);
    assert_int_equal(session->reading->list.entity, 1);
    assert_int_equal(session->target.start, 51);
    session_pick(session, JUMP_ENTITY, 0);
    assert_int_equal(session->target.start, 64);
    session_act(session, ACTION_PREVIOUS_STOP, 0);
    assert_int_equal(session->target.start, 18);
    /* On its own list `*` steps on. */
    session_act(session, ACTION_ENTITY_HERE, 0);
    assert_int_equal(session->target.start, 64);
    /* Tab leaves the list for the quotations, from the same place. */
    session_act(session, ACTION_PREVIOUS_QUOTATION, 0);
    assert_int_equal(session->reading->list.kind, JUMP_QUOTATIONS);
    assert_int_equal(session->target.start, 55);
    close_one(&stock, session);
}

static void test_searching(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    struct jump_list matches;
    session_preview(session, "said", &matches);
    assert_int_equal(matches.stops.count, 2);
    assert_int_equal(matches.current, 0);
    assert_int_equal(session->reading->list.kind, JUMP_QUOTATIONS);
    jump_list_release(&matches);

    session_see(session, (struct range){20, 74});
    session_search(session, "said");
    assert_int_equal(session->target.start, 46);
    session_act(session, ACTION_PREVIOUS_STOP, 0);
    assert_int_equal(session->target.start, 13);

    assert_int_equal(session_search(session, "nowhere"), SESSION_NOTICE);
    assert_int_equal(session->reading->list.stops.count, 2);
    assert_string_equal(session->notice.message, "Not found: nowhere");

    /* Behind the last match it begins at the first. */
    session_see(session, (struct range){59, 74});
    session_search(session, "ana r");
    assert_int_equal(session->target.start, 18);
    close_one(&stock, session);
}

static void test_quotation_and_link_under_the_stop(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    struct buffer cited = buffer_create(1000);
    assert_null(session_quotation(session));
    assert_int_equal(session_link(session), ARTICLE_NONE);
    assert_false(session_append_quotation(session, &cited));
    assert_int_equal(session_point_at(session, 15), SESSION_NOTHING);
    session_point_at(session, 30);
    assert_ptr_equal(session_quotation(session), &quotations[1]);
    assert_int_equal(session_link(session), 0);
    assert_true(session_append_quotation(session, &cited));
    assert_string_equal(buffer_string(&cited),
                        "\"Now.\"\n\xe2\x80\x94 Ana Ruiz, chair\nFerry\nhttps://news.example/ferry\n");
    /* A match inside a quotation stands for it. */
    session_search(session, "never");
    assert_ptr_equal(session_quotation(session), &quotations[3]);
    buffer_release(&cited);
    close_one(&stock, session);
}

struct pick_case {
    const char *label, *text, *note;
};

static void assert_picks(const struct session *session, enum jump_kind kind, const struct pick_case *rows, size_t count,
                         size_t current)
{
    struct picks picks;
    assert_true(picks_make(&picks, session, kind));
    const struct pick *found = picks.rows.items;
    assert_int_equal(picks.rows.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(found[i].label, rows[i].label);
        assert_int_equal(found[i].length, strlen(rows[i].text));
        assert_memory_equal(found[i].text, rows[i].text, found[i].length);
        assert_string_equal(found[i].note, rows[i].note);
    }
    assert_int_equal(picks.current, current);
    picks_release(&picks);
}

static void test_what_there_is_to_pick(void **state)
{
    (void)state;
    struct stock stock;
    struct session *session = open_one(&stock);
    session_act(session, ACTION_NEXT_QUOTATION, 3);
    assert_picks(session, JUMP_QUOTATIONS,
                 (const struct pick_case[]){{"Ana Ruiz", "\"Yes,\"", "1"},
                                            {"Ana Ruiz", "\"Now.\"", "2"},
                                            {"Bo", "\"No,\"", "3"},
                                            {"unknown", "\"Never,\"", "4"}},
                 4, 2);
    assert_picks(session, JUMP_SPEAKER,
                 (const struct pick_case[]){{"everyone", "", "4 quotations"},
                                            {"Ana Ruiz", "chair", "2 quotations"},
                                            {"Bo", "", "1 quotation"},
                                            {"unknown", "", "1 quotation"}},
                 4, 2);
    assert_picks(session, JUMP_ENTITY,
                 (const struct pick_case[]){{"Ana Ruiz", "chair", "person    2"}, {"Bo", "", "person    1"}}, 2, 0);
    session_see(session, (struct range){38, 60});
    assert_picks(session, JUMP_HEADINGS, (const struct pick_case[]){{"", "Ferry", ""}, {"", "Pier", ""}}, 2, 1);
    close_one(&stock, session);
}

/* Found when it is asked for, of the article that is open, and kept until another one is asked about. */
static void test_evidence(void **state)
{
    static const char *const texts[] = {"Ferry\n\n\"We row at dawn,\" Ana Ruiz said. \"We row at dusk.\"\n",
                                        "Bells\n\n\"They ring,\" Jonas Tveit said.\n"};
    (void)state;
    struct error error;
    struct document_source known = {.format = DOCUMENT_TEXT};
    struct library library = library_create();
    struct annotator *annotator = annotator_create(&error);
    for (size_t i = 0; i < 2; i++)
        assert_true(library_add(&library, "text", texts[i], strlen(texts[i]), &known, &error));
    struct shelf_files files = shelf_files_create(&library);
    struct session *session = session_create(&files.shelf, annotator, &error);
    assert_non_null(session);
    session_act(session, ACTION_OPEN, 0);
    session_see(session, (struct range){0, 100});
    assert_null(session_evidence(session)); /* no quotation is current */
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    const struct evidence *first = session_evidence(session);
    assert_non_null(first);
    assert_int_equal(first->verdict, EVIDENCE_SPEAKER);
    assert_ptr_equal(session_evidence(session), first);
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    assert_ptr_equal(session_evidence(session), first + 1);
    session_act(session, ACTION_NEXT_ARTICLE, 0);
    assert_null(session_evidence(session));
    session_see(session, (struct range){0, 100});
    session_act(session, ACTION_NEXT_QUOTATION, 0);
    assert_int_equal(session_evidence(session)->verdict, EVIDENCE_SPEAKER);
    assert_int_equal(session->evidence.count, 1);
    session_destroy(session);
    annotator_destroy(annotator);
    library_release(&library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_opened_decides_the_first_screen),
        cmocka_unit_test(test_the_way_through_library_articles_and_reader),
        cmocka_unit_test(test_a_source_with_one_article_opens_it),
        cmocka_unit_test(test_an_article_keeps_its_place),
        cmocka_unit_test(test_stepping_through_quotations),
        cmocka_unit_test(test_back_and_forward),
        cmocka_unit_test(test_going_back_restores_the_view),
        cmocka_unit_test(test_a_speaker_s_list),
        cmocka_unit_test(test_entities_here_and_picked),
        cmocka_unit_test(test_searching),
        cmocka_unit_test(test_quotation_and_link_under_the_stop),
        cmocka_unit_test(test_what_there_is_to_pick),
        cmocka_unit_test(test_evidence),
    };
    return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
