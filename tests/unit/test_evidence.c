/* Tests of the evidence: what was weighed for a quotation is what annotate() answered by, and every reason has
 * words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "tests/unit/annotate_bench.h"

/* An article with what was found in it. */
struct bench {
    struct annotator *annotator;
    struct article *article;
    struct evidence_list list;
};

static struct bench bench_open(const char *text)
{
    struct error error = {""};
    struct bench bench = {.annotator = annotator_create(&error), .article = bench_article(text)};
    if (!bench.annotator || !annotate(bench.annotator, bench.article, &error) ||
        !evidence_find(bench.annotator, bench.article, &bench.list, &error))
        fail_msg("%s", error.message);
    assert_int_equal(bench.list.count, bench.article->quotation_count);
    return bench;
}

static void bench_close(struct bench *bench)
{
    evidence_release(&bench->list);
    article_destroy(bench->article);
    annotator_destroy(bench->annotator);
}

/* "speaker: Ruiz < said, CUE_BEFORE, of Ana Ruiz" */
static void describe(const struct bench *bench, size_t index, struct buffer *out)
{
    const struct article *article = bench->article;
    const struct evidence *evidence = &bench->list.items[index];
    buffer_append_string(out, evidence_verdict_name(evidence->verdict));
    if (evidence->verdict != EVIDENCE_SPEAKER)
        return;
    const struct evidence_candidate *chosen = &evidence->candidates[evidence->chosen];
    buffer_append_string(out, ": ");
    buffer_append(out, article->text + chosen->speaker.start, chosen->speaker.end - chosen->speaker.start);
    buffer_append_string(out, " < ");
    buffer_append(out, article->text + chosen->cue.start, chosen->cue.end - chosen->cue.start);
    buffer_append_format(out, ", %s", evidence_construction_name(chosen->construction));
    if (chosen->entity != ARTICLE_NONE)
        buffer_append_format(out, ", of %s", article->entities[chosen->entity].name);
}

static const struct {
    const char *what, *text;
    size_t quotation;
    const char *expected;
} verdicts[] = {
    {"a name and its verb behind the quotation", "“We shall row to the island at dawn,” Ana Ruiz said.", 0,
     "speaker: Ana Ruiz < said, SUBJECT_CUE_BEHIND, of Ana Ruiz"},
    {"a pronoun stands for the one whom it was resolved to",
     "Ana Ruiz left the hall. “We shall row to the island at dawn,” she said.", 0,
     "speaker: she < said, SUBJECT_CUE_BEHIND, of Ana Ruiz"},
    {"the verb and its subject before the quotation",
     "Ana Ruiz told the meeting, “We shall row to the island at dawn.”", 0,
     "speaker: Ana Ruiz < told, CUE_BEFORE_SHORT, of Ana Ruiz"},
    {"a source of words", "“We shall row to the island at dawn,” according to Ana Ruiz.", 0,
     "speaker: Ana Ruiz < according to, ACCORDING_BEHIND, of Ana Ruiz"},
    {"the words of a name are nobody's", "The children sang the song “Rowing Home” on the pier.", 0, "announced"},
    {"a few words that nobody near them speaks", "Rain fell on the “old” pier.", 0, "nobody"},
    {"who speaks inside a quotation is not looked into",
     "“My father said ‘row to the island at dawn’ and I did,” Ana Ruiz said.", 1, "not weighed"},
};

static void test_verdicts(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        struct bench bench = bench_open(verdicts[i].text);
        struct buffer found = buffer_create(BENCH_CEILING);
        assert_true(verdicts[i].quotation < bench.list.count);
        describe(&bench, verdicts[i].quotation, &found);
        wrong += bench_differs(verdicts[i].what, buffer_string(&found), verdicts[i].expected);
        buffer_release(&found);
        bench_close(&bench);
    }
    assert_int_equal(wrong, 0);
}

/* Quotations of all kinds, for what must hold of each. */
static const char talk[] =
    "“We have rowed for eleven years,” Ana Ruiz told the board. “Nobody thanked us.”\n"
    "The ministry, which Jonas Tveit heads, called it “a private matter,” and a spokesman for the mayor declined to "
    "comment.\n"
    "“My aunt said ‘row on’ and I did,” Ana Ruiz said.\n"
    "“The pier is closed,” reads a sign in the hall where the “harbour quartet” plays.\n"
    "He said that the “harbour” song was “no song at all,” adding: “I can sing better.”\n"
    "“Who pays?” “The island does.”";

static void check_order(const struct evidence *evidence)
{
    double sum = 0;
    for (size_t i = 0; i < evidence->count; i++) {
        const struct evidence_candidate *candidate = &evidence->candidates[i];
        sum += candidate->probability;
        assert_true(i == 0 || candidate->probability <= evidence->candidates[i - 1].probability);
        assert_true(i == 0 || candidate->score <= evidence->candidates[i - 1].score + 1e-9);
        for (size_t j = 1; j < candidate->reason_count; j++)
            assert_true(fabs(candidate->reasons[j].weight) <= fabs(candidate->reasons[j - 1].weight));
        for (size_t j = 0; j < candidate->reason_count; j++)
            assert_true(candidate->reasons[j].weight != 0);
        bool names = candidate->construction != ARTICLE_NONE && candidate->construction != EVIDENCE_UNTOLD;
        assert_int_equal(names, !range_is_empty(candidate->speaker));
    }
    assert_true(evidence->count == 0 || fabs(sum - 1) < 1e-9);
}

static void test_agrees_with_annotation(void **state)
{
    (void)state;
    struct bench bench = bench_open(talk);
    assert_true(bench.list.count > 8);
    for (size_t i = 0; i < bench.list.count; i++) {
        const struct quotation *quotation = &bench.article->quotations[i];
        const struct evidence *evidence = &bench.list.items[i];
        check_order(evidence);
        assert_true(evidence->chosen == ARTICLE_NONE || evidence->chosen < evidence->count);
        assert_int_equal(evidence->verdict == EVIDENCE_SPEAKER, quotation->speaker_entity != ARTICLE_NONE);
        if (evidence->verdict != EVIDENCE_SPEAKER)
            continue;
        const struct evidence_candidate *chosen = &evidence->candidates[evidence->chosen];
        assert_int_equal(chosen->entity, quotation->speaker_entity);
        assert_int_equal(chosen->cue.start, quotation->cue.start);
        assert_true(fabs(evidence->confidence - quotation->confidence) < 1e-12);
        assert_true(evidence->confidence >= evidence->least);
        assert_true(evidence->probability >= chosen->probability);
    }
    bench_close(&bench);
}

/* The family of that name. */
static size_t family_called(const char *name)
{
    struct evidence_reason reason = {.family = 0};
    while (strcmp(evidence_reason_name(&reason), name) != 0)
        reason.family++;
    return reason.family;
}

static const struct {
    const char *what, *family;
    size_t value;
    const char *expected;
} words[] = {
    {"the lowest digit of a pair, the construction left out", "DISTANCE", 10 * 5 + 2,
     "words between speaker and quotation: 2"},
    {"a class that stands for several numbers", "LENGTH", 6, "words in the quotation: 9 to 12"},
    {"the verb itself, which the value only has the hash of", "CUE_WORD", 77, "the verb is “told”"},
    {"the last word of a description", "NOUN", 5, "the speaker's noun is “Ruiz”"},
    {"the word before the quotation", "NOBODY_WORD", 5, "before the quotation stands “meeting,”"},
    {"both words before it", "NOBODY_WORDS", 5, "before the quotation stand “the meeting,”"},
    {"bits that are not set say nothing", "FORM", 4, "the quotation stands inside its sentence, begins with a capital"},
    {"all bits", "FORM", 31,
     "the quotation opens its sentence, closes a clause, begins with a capital, ends with a full stop or the like, is "
     "written like a title"},
    {"three digits", "SIDE_SUBJECT", (1 + 4) * 15 + 1,
     "speaker, words quoted, side: a person's name, 2 or 3 words, behind it"},
    {"the strongest verb in the past", "CUE_KIND", 1 + 3 * 5, "the verb is one of speaking, past"},
    {"no rival", "RIVALS", 8 * 2, "nobody else is named near it"},
    {"two kinds of rivals", "RIVALS", 8 * 2 + 5,
     "somebody else has a verb of speaking behind it, somebody else is named near it"},
    {"no verb", "CUE_KIND", 24, "the verb is none"},
};

static void test_words(void **state)
{
    (void)state;
    struct bench bench = bench_open("Ana Ruiz told the meeting, “We shall row to the island at dawn.”");
    const struct evidence *evidence = &bench.list.items[0];
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct evidence_reason reason = {.family = family_called(words[i].family), .value = words[i].value};
        struct buffer found = buffer_create(BENCH_CEILING);
        assert_true(evidence_append_reason(bench.article, &bench.article->quotations[0],
                                           &evidence->candidates[evidence->chosen], &reason, &found));
        wrong += bench_differs(words[i].what, buffer_string(&found), words[i].expected);
        buffer_release(&found);
    }
    assert_int_equal(wrong, 0);
    bench_close(&bench);
}

/* The article may be read by others meanwhile: looking for the evidence changes nothing in it. */
static void test_article_stays(void **state)
{
    (void)state;
    struct bench bench = bench_open(talk);
    struct article before = *bench.article;
    size_t used = arena_used(before.arena);
    struct evidence_list again;
    struct error error;
    assert_true(evidence_find(bench.annotator, bench.article, &again, &error));
    assert_memory_equal(&before, bench.article, sizeof before);
    assert_int_equal(arena_used(before.arena), used);
    evidence_release(&again);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_agrees_with_annotation),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_article_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
