/* Evidence for people: its sentences, and the lines that they are broken into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "annotate/evidence.h"
#include "app/explanation.h"
#include "article/article.h"
#include "base/buffer.h"
#include "ui/evidence_lines.h"

enum { TEXT_MAX = 10000 };

/* Bytes: the quotation is 0 to 9, "she" 10 to 13, "said" 14 to 18, "Ruiz" 24 to 28, "the board" 36 to 45. */
static const char text[] = "\"We row,\" she said; Ana Ruiz spoke, the board did not.";
static const struct entity entities[] = {{.type = ENTITY_PERSON, .name = "Ana Ruiz"}};
static const struct quotation quotation = {
    .range = {0, 9}, .speaker = {10, 13}, .speaker_entity = 0, .cue = {14, 18}, .confidence = 0.914};
static const struct article article = {.text = text,
                                       .length = sizeof text - 1,
                                       .quotations = &quotation,
                                       .quotation_count = 1,
                                       .entities = entities,
                                       .entity_count = 1};

/* Ruiz twice, in all 0.62; the board 0.33; nobody 0.04, somebody untold 0.006; "board" and "said" next to nothing. */
static const struct evidence_candidate candidates[] = {
    {.construction = 0,
     .speaker = {10, 13},
     .cue = {14, 18},
     .entity = 0,
     .from = ARTICLE_NONE,
     .probability = 0.5,
     .reasons = {{.family = 6, .value = 0, .weight = 1.25}, {.family = 6, .value = 3, .weight = -0.4}},
     .reason_count = 2},
    {.construction = 1, .speaker = {36, 45}, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.33},
    {.construction = 2, .speaker = {24, 28}, .entity = 0, .from = ARTICLE_NONE, .probability = 0.12},
    {.construction = ARTICLE_NONE, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.04},
    {.construction = EVIDENCE_UNTOLD, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.006},
    {.construction = 3, .speaker = {40, 45}, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.003},
    {.construction = 4, .speaker = {14, 18}, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.001},
};
static const struct evidence evidence = {.verdict = EVIDENCE_SPEAKER,
                                         .candidates = candidates,
                                         .count = 7,
                                         .chosen = 0,
                                         .probability = 0.62,
                                         .confidence = 0.914,
                                         .least = 0.35};

static const struct {
    const char *what;
    enum evidence_verdict verdict;
    const char *expected;
} verdicts[] = {
    {"a speaker, with the confidence of the quotation", EVIDENCE_SPEAKER, "Ana Ruiz, 91% sure."},
    {"nobody", EVIDENCE_NOBODY, "Nobody: that is more probable than anyone."},
    {"a name", EVIDENCE_ANNOUNCED, "Nobody: so few words, and they are announced as a name or a term."},
    {"too unsure", EVIDENCE_UNSURE,
     "Unknown: of such answers 91 in 100 would be right, and somebody is named from 35 on."},
    {"inside another one", EVIDENCE_NOT_WEIGHED, "Not looked into: a quotation inside another one."},
};

static void test_verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        struct evidence with = evidence;
        struct buffer found = buffer_create(TEXT_MAX);
        with.verdict = verdicts[i].verdict;
        assert_true(explanation_append_verdict(&article, &quotation, &with, &found));
        if (strcmp(buffer_string(&found), verdicts[i].expected) != 0)
            fail_msg("%s: %s", verdicts[i].what, buffer_string(&found));
        buffer_release(&found);
    }
}

/* Of the two that name nobody, the more probable one says why. */
static void test_verdict_of_one_untold(void **state)
{
    (void)state;
    const struct evidence_candidate two[] = {candidates[4], candidates[3]};
    const struct evidence with = {.verdict = EVIDENCE_NOBODY, .candidates = two, .count = 2, .chosen = ARTICLE_NONE};
    struct buffer found = buffer_create(TEXT_MAX);
    assert_true(explanation_append_verdict(&article, &quotation, &with, &found));
    assert_string_equal(buffer_string(&found), "Unknown: somebody is quoted, and the text does not tell who.");
    buffer_release(&found);
}

/* What several candidates tell of one speaker adds up, whether they share an entity or only their last word. */
static void test_speakers(void **state)
{
    (void)state;
    struct explanation_speaker speakers[EXPLANATION_SPEAKERS_MAX];
    size_t shown;
    assert_int_equal(explanation_speakers(&evidence, speakers, &shown), 5);
    assert_int_equal(shown, 4);
    assert_ptr_equal(speakers[0].best, &candidates[0]);
    assert_true(speakers[0].probability > 0.6199 && speakers[0].probability < 0.6201);
    assert_ptr_equal(speakers[1].best, &candidates[1]);
    assert_true(speakers[1].probability > 0.3329 && speakers[1].probability < 0.3331);
    assert_ptr_equal(speakers[2].best, &candidates[3]);
    assert_ptr_equal(explanation_next_candidate(&evidence, &speakers[0], NULL), &candidates[0]);
    assert_ptr_equal(explanation_next_candidate(&evidence, &speakers[0], &candidates[0]), &candidates[2]);
    assert_null(explanation_next_candidate(&evidence, &speakers[0], &candidates[2]));
    assert_null(explanation_next_candidate(&evidence, &speakers[1], &candidates[1]));
    assert_ptr_equal(explanation_next_candidate(&evidence, &speakers[4], NULL), &candidates[6]);
}

static void test_percents(void **state)
{
    (void)state;
    assert_int_equal(explanation_percent(0), 0);
    assert_int_equal(explanation_percent(0.004), 0);
    assert_int_equal(explanation_percent(0.914), 91);
    assert_int_equal(explanation_percent(0.999), 99);
    assert_int_equal(explanation_percent(1), 100);
}

/* The decisive one is whoever was chosen; where nobody is named, the most probable. */
static void test_decisive(void **state)
{
    (void)state;
    struct evidence with = evidence;
    with.chosen = 1;
    assert_ptr_equal(explanation_decisive(&with), &candidates[1]);
    with.verdict = EVIDENCE_UNSURE;
    assert_ptr_equal(explanation_decisive(&with), &candidates[0]);
    with.count = 0;
    assert_null(explanation_decisive(&with));
}

/* A line as text: its indent in dots, what leads it in brackets. */
static struct buffer written(const struct evidence_lines *lines)
{
    struct buffer out = buffer_create(TEXT_MAX);
    for (size_t i = 0; i < lines->items.count; i++) {
        const struct evidence_line *line = (const struct evidence_line *)lines->items.items + i;
        for (int column = 0; column < line->indent; column++)
            buffer_append_byte(&out, '.');
        if (line->led)
            buffer_append_format(&out, "[%.2f]", line->number);
        buffer_append(&out, buffer_string(&lines->text) + line->start, line->length);
        buffer_append_byte(&out, '\n');
    }
    return out;
}

static void check_lines(struct evidence_lines *lines, const char *expected)
{
    struct buffer found = written(lines);
    assert_string_equal(buffer_string(&found), expected);
    buffer_release(&found);
    evidence_lines_release(lines);
}

static void test_lines_of_speakers(void **state)
{
    (void)state;
    struct evidence_lines lines = evidence_lines_create(&article, &quotation, &evidence, GLYPHS_UTF8, 40, 20);
    evidence_lines_add_speakers(&lines, 20);
    check_lines(&lines, "............[0.62]Ana Ruiz\n"
                        "..........[0.50]she · said. The speaker and a\n"
                        "..........verb of speaking follow it.\n"
                        "..........[0.12]Ruiz. “According to” and the\n"
                        "..........speaker follow it.\n"
                        "............[0.33]the board\n"
                        "..........the board. A verb of speaking\n"
                        "..........and the speaker follow it.\n"
                        "............[0.04]nobody\n"
                        "..........Nobody is quoted.\n"
                        "............[0.01]somebody untold\n"
                        "..........Somebody is quoted, and the\n"
                        "..........text does not tell who.\n"
                        ".....and 1 more\n");
}

/* Nobody is cut in the middle; a row stays for how many more there are. */
static void test_lines_that_fit(void **state)
{
    (void)state;
    struct evidence_lines lines = evidence_lines_create(&article, &quotation, &evidence, GLYPHS_UTF8, 40, 20);
    evidence_lines_add_speakers(&lines, 8);
    check_lines(&lines, "............[0.62]Ana Ruiz\n"
                        "..........[0.50]she · said. The speaker and a\n"
                        "..........verb of speaking follow it.\n"
                        "..........[0.12]Ruiz. “According to” and the\n"
                        "..........speaker follow it.\n"
                        ".....and 4 more\n");
}

static void test_lines_of_reasons(void **state)
{
    (void)state;
    struct evidence_lines lines = evidence_lines_create(&article, &quotation, &evidence, GLYPHS_UTF8, 34, 3);
    evidence_lines_add_reasons(&lines);
    check_lines(&lines, "For and against “she”\n"
                        ".......[1.25]words between speaker and\n"
                        ".......quotation: none\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),       cmocka_unit_test(test_verdict_of_one_untold),
        cmocka_unit_test(test_speakers),       cmocka_unit_test(test_percents),
        cmocka_unit_test(test_decisive),       cmocka_unit_test(test_lines_of_speakers),
        cmocka_unit_test(test_lines_that_fit), cmocka_unit_test(test_lines_of_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
