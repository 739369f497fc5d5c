/* References: pronouns and descriptions, and whom they stand for. The people are invented. */
#include "annotate_bench.h"

struct reference_case {
    const char *what, *text;
    /* pronouns and descriptions in text order, separated by '|', each with '=' and the name of whom it stands for, or
     * '?' where that stays open */
    const char *references;
};

static const struct reference_case reference_cases[] = {
    /* pronouns */
    {"he in the next sentence", "John Wexley left. Then he slept.", "he=John Wexley"},
    {"he in the same sentence", "John Wexley said that he would leave.", "he=John Wexley"},
    {"possessives too", "Ana Ruizel lost her hat.", "her=Ana Ruizel"},
    {"the gender decides", "John Wexley met Ana Ruizel. She left and he stayed.", "She=Ana Ruizel|he=John Wexley"},
    {"the address tells the gender", "Mr. Tarvolo met Mrs. Belgor. She left.", "She=Belgor"},
    {"the subject before the one behind a preposition", "John Wexley spoke with Peter Halloway. He left.",
     "He=John Wexley"},
    {"the nearer sentence", "John Wexley left. Then Peter Halloway spoke. He was late.", "He=Peter Halloway"},
    {"an object is not its verb's subject", "Peter Halloway left. John Wexley met him.", "him=Peter Halloway"},
    {"an object is rather somebody whose gender is known",
     "Tarvolo Belgor said that the visit of Ana Ruizel would not deter her. Then he slept.",
     "her=Ana Ruizel|he=Tarvolo Belgor"},
    {"but not what is owned", "Tarvolo Belgor said that Ana Ruizel knew her plans. Then he slept.",
     "her=Tarvolo Belgor|he=?"},
    {"behind a verb of speaking it may be", "John Wexley said they met him.", "him=John Wexley"},
    {"names inside quotation marks are not those of whom is told",
     "\"I like Peter Halloway,\" John Wexley said. Then he left.", "he=John Wexley"},
    {"nothing inside quotation marks is resolved", "John Wexley said, \"He is late.\"", ""},
    {"a pronoun says whose gender was open", "Tarvolo Belgor said so. Then she left. Later he slept.",
     "she=Tarvolo Belgor|he=?"},
    {"without anybody it stays open", "Then he left.", "he=?"},
    {"places are nobody", "Oslo is cold. He left.", "He=?"},
    {"an unnamed official may be meant", "Ana Ruizel spoke. A senior official left. He was late.",
     "A senior official=A senior official|He=A senior official"},
    {"after many sentences it stays open",
     "John Wexley left. It rained. It snowed. It hailed. It thawed. It froze. He slept.", "He=?"},
    /* groups */
    {"it, whom a group says something of", "Tarvolo Airways said it had lost money.", "it=Tarvolo Airways"},
    {"and what is the group's", "Tarvolo Airways sold its planes.", "its=Tarvolo Airways"},
    {"in the next sentence, where it speaks", "Tarvolo Airways lost money. It said so in May.", "It=Tarvolo Airways"},
    {"what is a group's at the head of the next sentence", "Tarvolo Airways lost money. Its planes are old.",
     "Its=Tarvolo Airways"},
    {"they, for a name in the plural", "The Oslo Eagles said they had won.", "they=Oslo Eagles"},
    {"it is nobody before \"was clear\"", "Tarvolo Airways said it was clear that prices rose.", ""},
    {"it, behind a group that speaks of another one",
     "Tarvolo Airways said that Belgor Airways had lost money. It added that prices rose.", "It=Tarvolo Airways"},
    {"of two groups it is none", "Tarvolo Airways sold Belgor Airways and its planes.", ""},
    {"another subject between them may own it", "Tarvolo Airways said that the rain ruined its planes.", ""},
    {"nor whom only a preposition brings in", "They lived near Tarvolo Airways and its planes.", ""},
    {"a part of the name written large is its short form",
     "There stands the University of Bologna. They left the University in May.", "University=University of Bologna"},
    {"both halves of a country", "North Korea called South Korea. Then the North slept.", "North=North Korea"},
    {"at the head of a sentence, too", "North Korea called South Korea. The South slept.", "South=South Korea"},
    {"a half alone is a direction", "South Korea called. Then they drove into the North.", ""},
    /* persons described */
    {"an office before the name", "President Ana Ruizel left. Then the president slept.", "the president=Ana Ruizel"},
    {"an office behind the name", "Ned Halloway, a spokesman for Tarvolo Airways, left. The spokesman slept.",
     "The spokesman=Ned Halloway"},
    {"the last word of an office", "Foreign Minister Oleg Tarvin left. The minister slept.",
     "The minister=Oleg Tarvin"},
    {"whoever is named behind a description", "The head of Tarvolo Airways, John Wexley, left. Then he slept.",
     "The head=John Wexley|he=John Wexley"},
    {"also right before the verb", "The head of Tarvolo Airways, John Wexley said it rained.", "The head=John Wexley"},
    {"but not where another clause begins", "Regarding the head of Tarvolo Airways, John Wexley said it rained.",
     "the head=?"},
    {"nor in a list", "They saw the head of Tarvolo Airways, John Wexley, and Ana Ruizel.", "the head=?"},
    {"an office that was not told of, by whoever was just spoken of",
     "Ana Ruizel wants a pier. \"We stay,\" the senator said.", "the senator=Ana Ruizel"},
    {"with a place before it", "Ana Ruizel wants a pier. \"We stay,\" said the Oslo senator.", "senator=Ana Ruizel"},
    {"which is nobody to go on with when it is not clear who",
     "Ana Ruizel left. Then it rained on the Oslo senator. She slept.", "She=Ana Ruizel"},
    {"of two it is none", "Ana Ruizel left and John Wexley stayed. \"We stay,\" the senator said.", "the senator=?"},
    {"nor one of another office", "Mayor Ana Ruizel wants a pier. \"We stay,\" the senator said.", "the senator=?"},
    {"nor where the office has another holder",
     "Senator John Wexley slept. It rained. It snowed. It hailed. It thawed. It froze. Ana Ruizel wants a pier. \"We "
     "stay,\" the senator said.",
     "the senator=?"},
    {"nor whoever does not speak", "Ana Ruizel wants a pier. They all wait for the senator.", "the senator=?"},
    {"of two the country tells which",
     "Russian Foreign Minister Oleg Tarvin met Norwegian Foreign Minister John Wexley. The Russian minister left.",
     "The Russian minister=Oleg Tarvin"},
    {"a country behind the noun", "Israeli Prime Minister John Wexley left. Then the prime minister of Israel slept.",
     "the prime minister=John Wexley"},
    {"another country's is somebody else",
     "Israeli Prime Minister John Wexley left. The prime minister of Norway slept.", "The prime minister=?"},
    {"top diplomats are foreign ministers and secretaries of state",
     "Secretary of State Ana Ruizel left. US Ambassador to Russia John Wexley stayed. Then the top US diplomat slept.",
     "diplomat=Ana Ruizel"},
    {"of two holders the one just spoken of",
     "Mayor Ana Ruizel left. It rained. It snowed. Mayor John Wexley spoke. The mayor slept.", "The mayor=John Wexley"},
    {"of two who were both just spoken of, nobody", "Mayor Ana Ruizel met Mayor John Wexley. The mayor slept.",
     "The mayor=?"},
    {"a vice president is no president", "Vice President Ana Ruizel left. The president slept.", "The president=?"},
    {"nor is who advises one", "Ana Ruizel, an adviser to the president, left. The president slept.",
     "The president=?"},
    {"nor who was one", "Former President Ana Ruizel left. The president slept.", "The president=?"},
    {"but the former president is", "Former President Ana Ruizel left. The former president slept.",
     "The former president=Ana Ruizel"},
    {"the first of the kind is somebody else", "President John Wexley left. The first female president slept.",
     "The first female president=?"},
    {"so is another party's", "Mayor Ana Ruizel left. The Democratic mayor slept.", "The Democratic mayor=?"},
    {"and one who belongs to somebody", "Spokesman Ned Halloway left. Then Ruizel's spokesman slept.", "spokesman=?"},
    {"long ago is too long ago",
     "Mayor Ana Ruizel left. It rained. It snowed. It hailed. It thawed. It froze. It dried. The mayor slept.",
     "The mayor=?"},
    {"somebody unnamed is the same behind \"the\"", "A woman left. Then the woman slept.",
     "A woman=A woman|the woman=A woman"},
    {"and is whom a name is given", "A woman left. They identified the woman as Ana Ruizel.",
     "A woman=Ana Ruizel|the woman=Ana Ruizel"},
    {"a name for somebody known changes nobody", "Mayor John Wexley left. They named the mayor as Ana Ruizel.",
     "the mayor=John Wexley"},
    {"what somebody is brings in nobody", "Ana Ruizel is a lawyer. A woman slept.", "A woman=?"},
    {"an age", "John Wexley fell. The 34-year-old slept.", "The 34-year-old=John Wexley"},
    {"a title is no reference", "Then the president, John Wexley, left.", ""},
    {"an unknown holder stays open", "Then the mayor slept.", "the mayor=?"},
    {"what goes on behind the noun is another thing", "President Ana Ruizel left. The president costume fell.", ""},
    {"offices written large", "Prime Minister Ana Ruizel left. Then the Prime Minister slept.",
     "the Prime Minister=Ana Ruizel"},
    /* organizations and places described */
    {"a ministry in small letters",
     "The Russian Ministry of Foreign Affairs called. The Russian foreign ministry said so.",
     "The Russian foreign ministry=Russian Ministry of Foreign Affairs"},
    {"before any past form", "The Ministry of Trade called. The trade ministry tarvolized that.",
     "The trade ministry=Ministry of Trade"},
    {"a country's ministry", "The Russian Ministry of Foreign Affairs called. Russia's foreign ministry said so.",
     "foreign ministry=Russian Ministry of Foreign Affairs"},
    {"another country's ministry stays open",
     "The Russian Ministry of Foreign Affairs called. The Norwegian foreign ministry said so.",
     "The Norwegian foreign ministry=?"},
    {"a word of the name", "There stands the University of Bologna. It rained. It snowed. The university is old.",
     "The university=University of Bologna"},
    {"the only organization lately spoken of", "Tarvolo Airways lost money. The company grew.",
     "The company=Tarvolo Airways"},
    {"a board is no company", "Tarvolo Airways lost money. The board met.", "The board=?"},
    {"a ministry is no company", "Tarvolo Airways met the Ministry of Trade. The company grew.",
     "The company=Tarvolo Airways"},
    {"of two it stays open", "Tarvolo Airways met Belgor Systems Inc. in town. The company grew.", "The company=?"},
    {"the only place lately spoken of", "They flew to Norway. The country is cold.", "The country=Norway"},
    {"an adjective makes another company of it", "Tarvolo Airways lost money. The Chinese company grew.",
     "The Chinese company=?"},
};

static void append_reference(struct buffer *out, const struct analysis *analysis, const struct found_mention *mention)
{
    const struct article *article = analysis->article;
    if (out->length)
        buffer_append_byte(out, '|');
    buffer_append(out, article->text + mention->range.start, mention->range.end - mention->range.start);
    buffer_append_byte(out, '=');
    if (mention->entity == ARTICLE_NONE) {
        buffer_append_byte(out, '?');
        return;
    }
    const struct found_entity *entity = &((const struct found_entity *)analysis->entities.items)[mention->entity];
    buffer_append(out, article->text + entity->name.start, entity->name.end - entity->name.start);
}

/* A name that the references pass may have found: "the University" for the University of Bologna. */
static bool is_short_for(const struct analysis *analysis, const struct found_mention *mention)
{
    static const char *const shorts[] = {"university", "north", "south", NULL};
    return mention->end - mention->first == 1 &&
           token_is_one_of(analysis, &analysis_tokens(analysis)[mention->first], shorts);
}

static void append_references(struct buffer *out, const struct analysis *analysis)
{
    const struct found_mention *mentions = analysis->mentions.items;
    for (size_t i = 0; i < analysis->mentions.count; i++)
        if (mentions[i].kind != MENTION_NAME || is_short_for(analysis, &mentions[i]))
            append_reference(out, analysis, &mentions[i]);
}

static void resolves_references(void **state)
{
    (void)state;
    static void (*const passes[])(struct analysis *) = {
        tokens_find, stretches_find, sentences_find, names_find, entities_join, references_find, NULL};
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof reference_cases / sizeof *reference_cases; i++)
        wrong += bench_row(lexicon, passes, append_references, reference_cases[i].what, reference_cases[i].text,
                           reference_cases[i].references);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(resolves_references)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
