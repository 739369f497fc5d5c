/* Who is who in whole articles: every entity with all of its mentions. The articles, their people, places and companies
 * are invented. */
#include "annotate/annotate.h"
#include "annotate_bench.h"

struct article_case {
    const char *what, *text;
    /* One line an entity, in the order of first mentions, those without a name left out: kind, name, role behind '/',
     * behind ':' the mentions in text order. */
    const char *entities;
};

static const struct article_case article_cases[] = {
    {"father and son are two, told apart by their generation",
     "Robert Halden Snr built the mill at Tarvin. His son, Robert Halden Jnr, sold it in May.\n"
     "The younger Halden said the price was fair. \"My father would have agreed,\" he told reporters.\n"
     "The elder Halden died in March.\n",
     "person Robert Halden Snr: Robert Halden Snr, His, Halden\n"
     "place Tarvin: Tarvin\n"
     "person Robert Halden Jnr / son: Robert Halden Jnr, Halden, he\n"},
    {"of a couple the family name alone is the one's whom the text is about",
     "Mayor Ana Ruizel opened the bridge on Friday. Her husband, Peter Ruizel, held the ribbon.\n"
     "\"It took nine years,\" Ruizel said. She thanked the builders.\n"
     "Mr. Ruizel kept silent. Peter Ruizel said later that he had been cold.\n",
     "person Ana Ruizel / Mayor: Ana Ruizel, Her, Ruizel, She\n"
     "person Peter Ruizel / husband: Peter Ruizel, Ruizel, Peter Ruizel, he\n"},
    {"a company is not the man after whom it is called",
     "Gino Tarvolo left Tarvolo Airways on Monday. The company said it had found a new chief executive.\n"
     "Mr. Tarvolo founded the airline in 1981. \"I am tired,\" he said.\n"
     "Tarvolo Airways flies to nine towns.\n",
     "person Gino Tarvolo: Gino Tarvolo, Tarvolo, he\n"
     "organization Tarvolo Airways: Tarvolo Airways, The company, it, the airline, Tarvolo Airways\n"},
    {"a team is not the city where it is at home",
     "The Oslo Eagles beat the Bergen Bears on Sunday. It rained in Oslo all day.\n"
     "The Eagles said they would celebrate at home. The Bears left for Bergen.\n",
     "organization Oslo Eagles: Oslo Eagles, Eagles, they\n"
     "organization Bergen Bears: Bergen Bears, Bears\n"
     "place Oslo: Oslo\n"
     "place Bergen: Bergen\n"},
    {"a country, its ministry and its minister are three",
     "Norway closed the strait on Monday. The Norwegian Ministry of Defence gave no reason.\n"
     "Defence Minister Oleg Tarvin flew to Oslo. Norway's defence ministry said the minister would speak today.\n"
     "\"Norway has nothing to hide,\" Tarvin said.\n",
     "place Norway: Norway, Norway, Norway\n"
     "organization Norwegian Ministry of Defence: Norwegian Ministry of Defence, defence ministry\n"
     "person Oleg Tarvin / Defence Minister: Oleg Tarvin, the minister, Tarvin\n"
     "place Oslo: Oslo\n"},
    {"the Times is the newspaper that the article has named",
     "The Tarvin Times printed the letter on Sunday. Its editor, Ana Ruizel, had read it twice.\n"
     "The Times said the letter was real. She told a lawyer the same on Monday.\n",
     "organization Tarvin Times: Tarvin Times, Its, Times\n"
     "person Ana Ruizel / editor: Ana Ruizel, She\n"},
    {"the minister is the new one once the old one is gone",
     "Foreign Minister Oleg Tarvin resigned on Monday.\n"
     "The new foreign minister, Ana Ruizel, took office on Friday. She is a lawyer.\n"
     "The foreign minister will travel soon. \"I know the files,\" Ruizel said. Former minister Tarvin wished her "
     "luck.\n",
     "person Oleg Tarvin / Foreign Minister: Oleg Tarvin, Tarvin\n"
     "person Ana Ruizel / foreign minister: Ana Ruizel, She, The foreign minister, Ruizel, her\n"},
    {"of two spokesmen nobody is the spokesman unless he has just spoken",
     "Ned Halloway, a spokesman for the Tarvin Relief Fund, met John Wexley, a spokesman for Tarvolo Airways.\n"
     "The spokesman left early.\n"
     "It was a long day. Nobody ate. Then Halloway called again. The spokesman was tired.\n",
     "person Ned Halloway / spokesman for the Tarvin Relief Fund: Ned Halloway, Halloway, The spokesman\n"
     "organization Tarvin Relief Fund: Tarvin Relief Fund\n"
     "person John Wexley / spokesman for Tarvolo Airways: John Wexley\n"
     "organization Tarvolo Airways: Tarvolo Airways\n"},
    {"a woman who is named later was she all along",
     "A woman was pulled from the harbour on Sunday. She had fallen from the pier.\n"
     "Police later identified the woman as Ana Ruizel. \"I saw the light,\" Ruizel said.\n",
     "person Ana Ruizel: A woman, She, the woman, Ana Ruizel, Ruizel\n"},
    {"a headline in capitals names the same, a family is none of its members",
     "RUIZEL WINS VOTE IN OSLO\n"
     "Ana Ruizel won the vote in Oslo by nine votes. She owns a mill.\n"
     "The Ruizels' neighbours cheered. \"The Ruizels earned it,\" John Wexley said.\n",
     "person Ana Ruizel: RUIZEL, Ana Ruizel, She\n"
     "place Oslo: OSLO, Oslo\n"
     "person Ruizels: Ruizels, Ruizels\n"
     "person John Wexley: John Wexley\n"},
};

static const char *const kinds[] = {
    [ENTITY_PERSON] = "person",
    [ENTITY_ORGANIZATION] = "organization",
    [ENTITY_PLACE] = "place",
    [ENTITY_OTHER] = "other",
};

static void append_mentions(struct buffer *out, const struct article *article, const struct entity *entity)
{
    for (size_t i = 0; i < entity->mention_count; i++) {
        struct range range = article->mentions[entity->mentions[i]].range;
        buffer_append_string(out, i ? ", " : ": ");
        buffer_append(out, article->text + range.start, range.end - range.start);
    }
}

static bool has_name(const struct article *article, const struct entity *entity)
{
    for (size_t i = 0; i < entity->mention_count; i++)
        if (article->mentions[entity->mentions[i]].kind == MENTION_NAME)
            return true;
    return false;
}

static void append_article(struct buffer *out, const struct article *article)
{
    for (size_t i = 0; i < article->entity_count; i++) {
        const struct entity *entity = &article->entities[i];
        if (!has_name(article, entity))
            continue;
        buffer_append_format(out, "%s %s", kinds[entity->type], entity->name);
        if (entity->role)
            buffer_append_format(out, " / %s", entity->role);
        append_mentions(out, article, entity);
        buffer_append_byte(out, '\n');
    }
}

static void holds_entities_together(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    assert_non_null(annotator);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof article_cases / sizeof *article_cases; i++) {
        struct article *article = bench_article(article_cases[i].text);
        assert_true(annotate(annotator, article, &error));
        struct buffer out = buffer_create(BENCH_CEILING);
        append_article(&out, article);
        wrong += bench_differs(article_cases[i].what, buffer_string(&out), article_cases[i].entities);
        buffer_release(&out);
        article_destroy(article);
    }
    annotator_destroy(annotator);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(holds_entities_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
