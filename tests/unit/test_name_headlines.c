/* Names in headlines: what the model made of the large words there is settled by the rest of the article and the lists.
 * The people are invented. */
#include "annotate/name_headlines.h"
#include "annotate/names.h"
#include "annotate_bench.h"

static const struct {
    const char *what;
    const char *text;
    /* names in text order, separated by '|', each with a letter for its kind: P O L X, or '-' where it was passed
     * over */
    const char *given, *settled;
} cases[] = {
    {"two known persons and the verb between them",
     "Ana Ruiz Ties Omar Haddad in Surprising Poll\nAna Ruiz met Omar Haddad.",
     "Ana Ruiz Ties Omar Haddad P|Ana Ruiz P|Omar Haddad P", "Ana Ruiz P|Omar Haddad P|Ana Ruiz P|Omar Haddad P"},
    {"words that are no name by their endings are cut off",
     "Casually Conflates Ana Tarvolo With George Belgor\nIt rained.",
     "Casually Conflates Ana Tarvolo P|George Belgor P", "Ana Tarvolo P|George Belgor P"},
    {"words that the sentences have small are cut off", "Board Asks Ana Tarvolo Glimmer About Plan\nIt saw a glimmer.",
     "Ana Tarvolo Glimmer P", "Ana Tarvolo P"},
    {"a family name that was passed over", "Board Says Tarvolo Plan Was Mad\nThen Ana Tarvolo left.", "Ana Tarvolo P",
     "Tarvolo P|Ana Tarvolo P"},
    {"an organization that was passed over", "Board Asks Belgor Airways About Plan\nThen Belgor Airways paid.",
     "Belgor Airways -|Belgor Airways O", "Belgor Airways O|Belgor Airways O"},
    {"but no common word", "Board Asks Will About Plan\nThen Ana Will left.", "Ana Will P", "Ana Will P"},
    {"somebody's words in marks are no title", "Ana Ruiz Tells Board: ‘Nobody Knows the Plan’\nAna Ruiz left.",
     "Ana Ruiz P|Nobody Knows the Plan X|Ana Ruiz P", "Ana Ruiz P|Ana Ruiz P"},
    {"a title that the sentences have is one", "Ana Ruiz Reads ‘Salt and Timber’ to Board\nShe wrote Salt and Timber.",
     "Ana Ruiz P|Salt and Timber X|Salt and Timber X", "Ana Ruiz P|Salt and Timber X|Salt and Timber X"},
    {"organizations are left as they are", "Board Asks Trading Company to Stop Plan\nIt rained.", "Trading Company O",
     "Trading Company O"},
    {"so is what stands in a sentence", "They saw Ana Ruiz and Trading Haddad there.\nAna Ruiz left.",
     "Ana Ruiz P|Trading Haddad P|Ana Ruiz P", "Ana Ruiz P|Trading Haddad P|Ana Ruiz P"},
};

static const char letters[] = "POLX";

/* Writes the labels of the names of a row. */
static void give(const char *text, const char *names, const struct name_units *units, uint8_t *labels)
{
    const struct name_unit *items = name_units_items(units);
    size_t at = 0;
    for (; *names; names += strcspn(names, "|"), names += *names == '|') {
        size_t length = strcspn(names, "|") - 2;
        while (strncmp(text + at, names, length) != 0)
            assert_int_not_equal(text[at++], '\0');
        const char *letter = strchr(letters, names[length + 1]);
        size_t first = 0;
        while (items[first].range.start < at)
            first++;
        at += length;
        size_t end = first;
        while (end < units->units.count && items[end].range.start < at)
            end++;
        for (size_t i = first; letter && i < end; i++)
            labels[i] = label_of((enum entity_type)(letter - letters), end - first == 1 ? NAME_ONLY
                                                                       : i == first     ? NAME_FIRST
                                                                       : i + 1 == end   ? NAME_LAST
                                                                                        : NAME_MIDDLE);
    }
}

static void describe(struct buffer *out, const struct article *article, const struct name_units *units,
                     const uint8_t *labels)
{
    const struct name_unit *items = name_units_items(units);
    for (size_t i = 0, end; i < units->units.count; i = end) {
        end = i + 1;
        if (labels[i] == LABEL_OUTSIDE)
            continue;
        while (end < units->units.count && label_goes_on(labels[end]))
            end++;
        bench_append(out, "|", article, (struct range){items[i].range.start, items[end - 1].range.end});
        buffer_append_byte(out, ' ');
        buffer_append_byte(out, letters[label_type(labels[i])]);
    }
}

static size_t wrong_row(size_t row)
{
    struct article *article = bench_article(cases[row].text);
    struct analysis analysis = bench_analysis(article, lexicon_built_in());
    tokens_find(&analysis);
    stretches_find(&analysis);
    sentences_find(&analysis);
    struct name_units units;
    assert_true(names_units(&analysis, &units));
    uint8_t *labels = arena_allocate_array(article->arena, units.units.count + 1, 1);
    assert_non_null(labels);
    give(cases[row].text, cases[row].given, &units, labels);
    assert_true(name_headlines_settle(cases[row].text, &units, labels));
    struct buffer found = buffer_create(BENCH_CEILING);
    describe(&found, article, &units, labels);
    size_t wrong = bench_differs(cases[row].what, buffer_string(&found), cases[row].settled);
    buffer_release(&found);
    name_units_release(&units);
    bench_analysis_release(&analysis);
    article_destroy(article);
    return wrong;
}

static void settles_headlines(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += wrong_row(i);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(settles_headlines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
