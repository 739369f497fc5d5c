/* Names: where each begins and ends, what it names, which title was taken off. The people are invented. */
#include "annotate/name_model.h"
#include "annotate_bench.h"

struct name_case {
    const char *what, *text;
    /* separated by '|': person, organization, place or other as P O L X, a colon, the name; a title behind it in
     * parentheses */
    const char *names;
};

static const struct name_case name_cases[] = {
    /* persons and titles */
    {"a full name", "Yesterday Mira Okonjo left.", "P:Mira Okonjo"},
    {"a form of address is taken off", "Then Mr. Tellor spoke.", "P:Tellor(Mr.)"},
    {"an office before the name is its title", "It was President Ana Ruizel who won.", "P:Ana Ruizel(President)"},
    {"an office of several words", "Secretary of State Ana Ruizel left.", "P:Ana Ruizel(Secretary of State)"},
    {"a nationality belongs to the office", "Russian Foreign Minister Oleg Tarvin left.",
     "P:Oleg Tarvin(Russian Foreign Minister)"},
    {"a country in an office is a name too, and so is a host", "US Ambassador to Russia John Wexley left.",
     "L:US|L:Russia|P:John Wexley(US Ambassador to Russia)"},
    {"what an office is for is no name", "Deputy Minister of Foreign Affairs of Russia Oleg V. Tarvin spoke.",
     "L:Russia|P:Oleg V. Tarvin(Deputy Minister of Foreign Affairs of Russia)"},
    {"an organization before a small role", "State Department spokesperson Ned Halloway said so.",
     "O:State Department|P:Ned Halloway(State Department spokesperson)"},
    {"a role behind the name", "Ned Halloway, a spokesman for the ministry, left.",
     "P:Ned Halloway(spokesman for the ministry)"},
    {"a role before a comma", "Then her finance minister, Tomas Belgor, left.", "P:Tomas Belgor(finance minister)"},
    {"an owner's role before a comma", "It was the European Union's trade chief, Per Lundal.",
     "O:European Union|P:Per Lundal(trade chief)"},
    {"a comma that begins the main clause", "Asked about the prime minister, Tomas Belgor left.", "P:Tomas Belgor"},
    {"an office alone is no name", "Then the Prime Minister spoke.", ""},
    {"initials stay", "It was J. K. Marlowe who left.", "P:J. K. Marlowe"},
    {"particles written small stay inside", "It was Ursula van der Holt who left.", "P:Ursula van der Holt"},
    {"a hyphenated particle", "It was Bashir al-Tamir who left.", "P:Bashir al-Tamir"},
    {"a suffix belongs to the name", "It was John Wexley Jr. who left.", "P:John Wexley Jr."},
    {"a month that is a family name", "It was Theresa May who left in May.", "P:Theresa May"},
    {"a city that is a family name", "It was Jack London who wrote it.", "P:Jack London"},
    {"a park that is a family name", "It was Grace Park who won.", "P:Grace Park"},
    {"the possessive stays outside", "It was Ana Ruizel's idea.", "P:Ana Ruizel"},
    {"numbers in a table end the names", "Oslo 3 Bergen 2 (halftime 1-0)", "L:Oslo|L:Bergen"},
    {"initials in a table", "(J. Marlowe 70, T. Belgor 63, K. Wexley 63)", "P:J. Marlowe|P:T. Belgor|P:K. Wexley"},
    {"an age makes a person", "There stood Tarvolo, 34, with a hat.", "P:Tarvolo"},
    {"a family name is of its full name's kind", "Ana Tarvolo left. In Tarvolo they trust.", "P:Ana Tarvolo|P:Tarvolo"},
    {"names in a row are of one kind", "It was up to Ana Ruizel, Belgor and John Wexley.",
     "P:Ana Ruizel|P:Belgor|P:John Wexley"},
    /* organizations */
    {"a ministry with what it is for", "They called the Ministry of Foreign Affairs twice.",
     "O:Ministry of Foreign Affairs"},
    {"a nationality inside an organization stays", "They called the Russian Ministry of Foreign Affairs twice.",
     "O:Russian Ministry of Foreign Affairs"},
    {"two subjects of one ministry", "They called the Ministry of Trade and Industry twice.",
     "O:Ministry of Trade and Industry"},
    {"a subject that is also a party", "They called the Ministry of Labour and Livestock twice.",
     "O:Ministry of Labour and Livestock"},
    {"more words behind an office's subject", "They called the Office of Information Programs twice.",
     "O:Office of Information Programs"},
    {"a plural possessive inside", "They called the Dockworkers' Union of Tarvolo twice.",
     "O:Dockworkers' Union of Tarvolo"},
    {"a country after a ministry is another name", "They asked the Ministry of Health and Angola.",
     "O:Ministry of Health|L:Angola"},
    {"a university of somewhere", "She is at the University of Bologna now.", "O:University of Bologna"},
    {"an organization of the lists with small words", "They called the Bank of England twice.", "O:Bank of England"},
    {"what stands behind a party of the lists", "He led the Communist Party of Cuba.", "O:Communist Party of Cuba"},
    {"a company's suffix behind a comma", "They bought Tarvolo, Inc. last year.", "O:Tarvolo, Inc."},
    {"partners", "They called Wexley & Ruizel LLP twice.", "O:Wexley & Ruizel LLP"},
    {"a common word's possessive inside", "They read the People's Gazette there.", "O:People's Gazette"},
    {"an office's possessive inside", "They called the Attorney General's Office twice.",
     "O:Attorney General's Office"},
    {"a country's possessive is outside", "They called Russia's Foreign Ministry twice.",
     "L:Russia|O:Foreign Ministry"},
    {"acronyms", "What NATO and the EU do.", "O:NATO|O:EU"},
    {"an acronym is one whatever it stands for", "What the TRQB does.", "O:TRQB"},
    {"measures and abbreviations are no names", "The TV cost US$ 400, and GDP fell.", ""},
    {"a bare head is no name", "Then the Commission met.", ""},
    /* places */
    {"countries by their short names", "The US and the U.K. met in Oslo.", "L:US|L:U.K.|L:Oslo"},
    {"small letters make no country of a pronoun", "They told us in turkey season.", ""},
    {"a river", "We swam in the Tarvolo River.", "L:Tarvolo River"},
    {"a small word behind tells a place", "We went to Tarvolo province.", "L:Tarvolo"},
    {"a direction belongs to the place", "We went to Northern Iraq.", "L:Northern Iraq"},
    {"an unknown name behind \"in\"", "It rained in Tarvolo.", "L:Tarvolo"},
    {"a place of two words tied to a participle", "The New York-based firm.", "L:New York"},
    {"a country behind the comma of a place", "They live in Tarvolo, Norway.", "L:Tarvolo|L:Norway"},
    {"an owner behind a comma is none", "There sat Mira Tarvolo, Norway's envoy.",
     "P:Mira Tarvolo(Norway's envoy)|L:Norway"},
    {"a party and a state", "It was Ana Ruizel, R-Calif., who left.", "P:Ana Ruizel"},
    {"a prefix is no part", "An anti-NATO march.", "O:NATO"},
    /* other things, and nothing */
    {"a treaty", "They signed the Tarvolo Treaty.", "X:Tarvolo Treaty"},
    {"a ship with a small word in its name", "They boarded the Maid of Tarvolo there.", "X:Maid of Tarvolo"},
    {"nationalities, creeds and parties' followers are no names", "The Russian met Muslims and a Republican.", ""},
    {"days and months are no names", "On Monday in January they met.", ""},
    {"addresses are no names", "Write to Ana@Example.org or see http://Example.org/A now.", ""},
    /* the start of a sentence, headlines */
    {"a common word that begins a sentence", "Officials met. Nowadays nobody does.", ""},
    {"an unknown word before a noun", "Burial ceremonies were held.", ""},
    {"an unknown word before a verb of speaking", "Tarvolo said so.", "P:Tarvolo"},
    {"seen small elsewhere it is no name", "Seedlings said nothing. All seedlings are mute.", ""},
    {"in a headline only what is known", "Ruizel Says Talks Break Down Over New Plan\nIt was Ana Ruizel who left.",
     "P:Ruizel|P:Ana Ruizel"},
    {"capitals throughout", "RUIZEL WINS VOTE IN OSLO\nIt was Ana Ruizel who left Oslo.",
     "P:RUIZEL|L:OSLO|P:Ana Ruizel|L:Oslo"},
};

/* What the rules propose, and the model may see otherwise: nothing in these words tells for sure. */
static const struct name_case proposed_cases[] = {
    {"a dateline", "PORT TARVOLO, Norway \u2014 It rained.", "L:PORT TARVOLO|L:Norway"},
    {"a place tied to a participle", "The Oslo-based firm and the US-led talks.", "L:Oslo|L:US"},
    {"according to somebody", "It is late, according to Tarvolo.", "P:Tarvolo"},
    {"a person's campaign", "They joined the Tarvolo campaign. It was the Belgor administration.",
     "P:Tarvolo|P:Belgor"},
    {"two places in one word", "The India-Pakistan match.", "L:India|L:Pakistan"},
    {"wars and cups", "He saw World War II and the World Cup.", "X:World War II|X:World Cup"},
};

static void append_name(struct buffer *out, const struct article *article, const struct found_mention *mention)
{
    static const char letters[] = {'P', 'O', 'L', 'X'};
    if (out->length)
        buffer_append_byte(out, '|');
    buffer_append_format(out, "%c:", letters[mention->type]);
    buffer_append(out, article->text + mention->range.start, mention->range.end - mention->range.start);
    if (range_is_empty(mention->title))
        return;
    buffer_append_byte(out, '(');
    buffer_append(out, article->text + mention->title.start, mention->title.end - mention->title.start);
    buffer_append_byte(out, ')');
}

static void append_names(struct buffer *out, const struct analysis *analysis)
{
    const struct found_mention *mentions = analysis->mentions.items;
    for (size_t i = 0; i < analysis->mentions.count; i++)
        append_name(out, analysis->article, &mentions[i]);
}

/* As the program finds them: the model that is built in weighs what the rules propose. Whatever its weights, these rows
 * have to hold. */
static void find_with_model(struct analysis *analysis)
{
    struct name_model model;
    struct error error;
    assert_true(name_model_open_embedded(&model, &error));
    analysis->name_model = &model;
    names_find(analysis);
    analysis->name_model = NULL;
}

static size_t wrong_rows(const struct name_case *rows, size_t count, void (*find)(struct analysis *))
{
    void (*const passes[])(struct analysis *) = {tokens_find, stretches_find, sentences_find, find, NULL};
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += bench_row(lexicon_built_in(), passes, append_names, rows[i].what, rows[i].text, rows[i].names);
    return wrong;
}

static void finds_names_by_rules(void **state)
{
    (void)state;
    size_t wrong = wrong_rows(name_cases, sizeof name_cases / sizeof *name_cases, names_find);
    wrong += wrong_rows(proposed_cases, sizeof proposed_cases / sizeof *proposed_cases, names_find);
    assert_int_equal(wrong, 0);
}

static void finds_names_by_the_model(void **state)
{
    (void)state;
    assert_int_equal(wrong_rows(name_cases, sizeof name_cases / sizeof *name_cases, find_with_model), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_names_by_rules),
                                       cmocka_unit_test(finds_names_by_the_model)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
