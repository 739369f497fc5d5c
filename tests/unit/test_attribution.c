/* Attribution: who says what, how plainly, and by which words one knows. */
#include "annotate_bench.h"

#include "annotate/annotate.h"

struct attribution_case {
    const char *what, *text;
    /* Each quotation as TYPE SPEAKER = NAME (CUE); separated by '|'. '-' stands for none, '<n' behind it for "continues
     * quotation n". */
    const char *quotations;
};

static const struct attribution_case attribution_cases[] = {
    /* behind the quotation */
    {"X said", "“We stay,” Ana Ruiz said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"said X", "“We stay,” said Ana Ruiz.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"he said, and nobody says who he is", "“We stay,” he said.", "direct he = he (said)"},
    {"X, ROLE, said", "“We stay,” Ana Ruiz, the chair of the board, said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"said X, ROLE", "“We stay,” said Ana Ruiz, the chair of the board.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"X, who …, said", "“We stay,” Ana Ruiz, who heads the board of a bank, said.",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a title before the name is no part of the mention", "“We stay,” Foreign Minister Ana Ruiz said.",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"an adverb and a day between", "“We stay,” Ana Ruiz also said on Tuesday.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a party and a state in brackets", "“We stay,” Rep. Ana Ruiz (D-Ore.) said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a description", "“We stay,” a senior official said.", "direct a senior official = a senior official (said)"},
    {"a description with more behind it", "“We stay,” a senior official at the ministry told reporters.",
     "direct a senior official = a senior official (told)"},
    {"according to", "“We stay” on the pier, according to Ana Ruiz.", "mixed Ana Ruiz = Ana Ruiz (according to)"},
    {"a question", "“Why stay?” Ana Ruiz asked.", "direct Ana Ruiz = Ana Ruiz (asked)"},
    {"the sentence ends with it", "There will be “no change at all” for the island, Ana Ruiz said.",
     "mixed Ana Ruiz = Ana Ruiz (said)"},
    {"single marks as in Britain", "‘We stay,’ Ana Ruiz said. ‘It’s ours.’",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said)"},
    {"a verb that is in no list", "“We stay,” Ana Ruiz chirruped.", "direct Ana Ruiz = Ana Ruiz (chirruped)"},
    {"a description with a day in it", "“We stay,” said a Tuesday statement.",
     "direct a Tuesday statement = a Tuesday statement (said)"},
    {"as X said", "That the race “is over for all of us,” as Ana Ruiz said on Monday, is not true.",
     "mixed Ana Ruiz = Ana Ruiz (said)"},
    {"a participle before the name", "“We stay,” said undecided voter Ana Ruiz.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"one of several", "“We stay,” said one of the residents.", "direct one = one (said)"},
    {"an aside ends a clause in which others speak",
     "“This is madness,” one resident said; another called it “a disgrace.”",
     "direct one resident = one resident (said)|mixed another = another (called)"},
    {"in brackets", "Some were angry (“I want my money back,” wrote Ana Ruiz, an engineer).",
     "direct Ana Ruiz = Ana Ruiz (wrote)"},
    {"a question to somebody", "“Why are you still here?” Ana Ruiz asked Omar Haddad.",
     "direct Ana Ruiz = Ana Ruiz (asked)"},
    {"two of whom nobody says who they are", "“We do not understand the need for a second pier,” the two write.",
     "direct the two = the two (write)"},
    /* before it */
    {"X said", "Ana Ruiz said, “We stay.”", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"X said that", "Ana Ruiz said that “we will stay on the pier.”", "mixed Ana Ruiz = Ana Ruiz (said)"},
    {"X told somebody", "Ana Ruiz told reporters at the harbour: “We stay.”", "direct Ana Ruiz = Ana Ruiz (told)"},
    {"X called it", "Ana Ruiz called it “a private matter for the board.”", "mixed Ana Ruiz = Ana Ruiz (called)"},
    {"a party and a state with its dot", "Ana Ruiz, R-Ky., told the board that the pier was “too short for us.”",
     "mixed Ana Ruiz = Ana Ruiz (told)"},
    {"a place between commas is not who speaks",
     "Ana Ruiz, during a meeting at the town hall in Columbus, Ohio, said: “We stay on the pier.”",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a noun that ends like an adverb", "He left when a member of the family said: “We stay on the pier.”",
     "direct a member = a member (said)"},
    {"a document that says", "Ana Ruiz stood under a headline that said, “Pier to be closed.”",
     "direct that = a headline (said)"},
    {"what somebody is, told behind the name without a comma at its end",
     "Ana Ruiz, Director of Trade at Belgor Airways said that the pier was “too old for us.”",
     "mixed Director = Ana Ruiz (said)"},
    {"a description's own possessor is part of it", "The campaign's statement said: “We stay on the pier.”",
     "direct The campaign's statement = The campaign's statement (said)"},
    {"said X first", "Said Ana Ruiz, “We stay.”", "direct Ana Ruiz = Ana Ruiz (Said)"},
    {"a gesture before a colon is one of speaking", "Ana Ruiz shrugged: “We stay.”",
     "direct Ana Ruiz = Ana Ruiz (shrugged)"},
    {"words behind a comma that are no clause", "The board called the ship, the Maid, “seaworthy and older than most.”",
     "mixed The board = The board (called)"},
    {"according to X first", "According to Ana Ruiz, the island has “waited for eleven years.”",
     "mixed Ana Ruiz = Ana Ruiz (According to)"},
    {"X: in a transcript", "Ana Ruiz: “We stay.”", "direct Ana Ruiz = Ana Ruiz (:)"},
    {"asked whether, X said", "Asked whether she would go, Ana Ruiz said, “We stay.”",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"X's spokesman, NAME, said", "The bank's spokesman, Omar Haddad, said: “We stay on the pier.”",
     "direct Omar Haddad = Omar Haddad (said)"},
    {"with X calling it", "The hall was full on Monday, with Ana Ruiz calling it “a historic day for all of us.”",
     "mixed Ana Ruiz = Ana Ruiz (calling)"},
    {"what X has said is not who speaks now",
     "Ana Ruiz repeated what the bank has promised, that it keeps “an open house for all.”",
     "mixed Ana Ruiz = Ana Ruiz (repeated)"},
    {"a participle shares the subject of its sentence", "Ana Ruiz left the hall, saying at the door, “We stay.”",
     "direct Ana Ruiz = Ana Ruiz (saying)"},
    {"the subject is the main clause's", "Ana Ruiz said Tuesday that the bank had agreed, telling them, “We stay.”",
     "direct Ana Ruiz = Ana Ruiz (telling)"},
    {"coordination shares it, too", "Ana Ruiz left the hall but said that “nobody will be left behind.”",
     "mixed Ana Ruiz = Ana Ruiz (said)"},
    {"a verb in the passive names its subject", "Ana Ruiz was called “the queen of the pier” in the papers.",
     "scare - (-)"},
    {"and by names who speaks", "Ana Ruiz was called “the queen of the pier” by Omar Haddad.",
     "mixed Omar Haddad = Omar Haddad (called)"},
    /* around it */
    {"one quotation on both sides of the attribution", "“We stay,” Ana Ruiz said, “and we wait.”",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said) <0"},
    {"the attribution may be long", "“We stay,” said Ana Ruiz, an engineer who heads the board, “but not for long.”",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said) <0"},
    {"another sentence in the same paragraph", "“We stay,” Ana Ruiz said. “We have waited for long.”",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said)"},
    {"a paragraph left open", "“We stay,” Ana Ruiz said. “We wait.\n“And we hope for better days.”",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said) <1"},
    {"a paragraph left open whose last one tells", "“We stay and wait.\n“And we hope,” Ana Ruiz said.",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said) <0"},
    {"a paragraph behind one that tells what somebody says",
     "Ana Ruiz said the pier would have to be closed in the autumn.\n“It is older than any of us.”",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"the same, where somebody else spoke before",
     "“We stay,” Omar Haddad told the board.\nAna Ruiz said that the pier would have to be closed.\n“It is older than "
     "any of us.”",
     "direct Omar Haddad = Omar Haddad (told)|direct Ana Ruiz = Ana Ruiz (said)"},
    {"the same, where the sentence ends with who says it",
     "The pier will have to be closed in the autumn, Ana Ruiz said.\n“It is older than any of us.”",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"the same, and the paragraph names its own speaker",
     "Ana Ruiz said that the pier would have to be closed.\n“It is older than any of us,” Omar Haddad said.",
     "direct Omar Haddad = Omar Haddad (said)"},
    {"a paragraph introduced by the one before", "Ana Ruiz said:\n“We stay and we wait for the ferry.”",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a determiner that ends another paragraph is not the pronoun's",
     "The board met on Monday, all the\nThey call the ferry “seaworthy and older than most.”",
     "mixed They = They (call)"},
    {"two speakers in one paragraph", "“We stay,” Ana Ruiz said. “We go,” Omar Haddad replied.",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Omar Haddad = Omar Haddad (replied)"},
    {"nobody is named", "The hall was full. Outside it rained.\n“Nobody asked us about the new ferry at all.”",
     "direct - (-)"},
    {"a description spoken of again", "“We stay,” a senior official said.\n“We wait,” the official added.",
     "direct a senior official = a senior official (said)|direct the official = a senior official (added)"},
    {"a word said by itself", "“Who goes?” Ana Ruiz asked.\n“We stay,” Omar Haddad said. “Never.”",
     "direct Ana Ruiz = Ana Ruiz (asked)|direct Omar Haddad = Omar Haddad (said)|direct Omar Haddad = Omar Haddad "
     "(said)"},
    /* marks of every kind */
    {"marks turned round by copying", "”We stay,“ Ana Ruiz said. ”We wait.“",
     "direct Ana Ruiz = Ana Ruiz (said)|direct Ana Ruiz = Ana Ruiz (said)"},
    {"doubled marks as TeX writes them", "``We stay,'' Ana Ruiz said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"doubled apostrophes", "''We stay,'' Ana Ruiz said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"guillemets", "«We stay», Ana Ruiz said.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"low and high marks", "„We stay“, said Ana Ruiz.", "direct Ana Ruiz = Ana Ruiz (said)"},
    {"the last mark is missing", "Ana Ruiz said, “We stay and we wait for the ferry.",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"inches and feet are no marks", "A 5\" pipe is “too long for us,” the 6'2\" Ana Ruiz said.",
     "mixed Ana Ruiz = Ana Ruiz (said)"},
    {"nor are apostrophes", "Rock 'n' roll of the '90s was “the only music that we had,” Ana Ruiz said.",
     "mixed Ana Ruiz = Ana Ruiz (said)"},
    /* scripts, signatures, headlines */
    {"a script in capitals", "RUIZ: “We stay on the pier.”\nHADDAD: “Why would you wait?”",
     "direct RUIZ = RUIZ (:)|direct HADDAD = HADDAD (:)"},
    {"what is quoted within a labelled speech", "RUIZ: We need “a pier for everyone” and we need it soon.",
     "mixed RUIZ = RUIZ (:)"},
    {"but a speech may have its own subjects", "RUIZ: The minister told us “never in my life,” and that was that.",
     "mixed The minister = The minister (told)"},
    {"an interview with names first and initials then",
     "Ana Ruiz: “We stay and we wait.”\nOmar Haddad: “Why?”\nAR: “Because it is ours.”\nOH: “I see.”",
     "direct Ana Ruiz = Ana Ruiz (:)|direct Omar Haddad = Omar Haddad (:)|direct AR = Ana Ruiz (:)|direct OH = Omar "
     "Haddad (:)"},
    {"questions and answers without names", "Q: “Why do you stay?”\nA: “Because the pier is ours.”",
     "direct - (:)|direct - (:)"},
    {"a name under the quotation", "“We stay on the pier until the ferry comes.” – Ana Ruiz",
     "direct Ana Ruiz = Ana Ruiz (–)"},
    {"a name and an office", "“We stay on the pier until the ferry comes.” — Ana Ruiz, mayor",
     "direct Ana Ruiz = Ana Ruiz (—)"},
    {"a name in a line of its own", "“We stay on the pier until the ferry comes.”\n— Ana Ruiz, mayor of Kitaminato",
     "direct Ana Ruiz = Ana Ruiz (—)"},
    {"a name in brackets", "“We stay on the pier until the ferry comes.” (Ana Ruiz, mayor)",
     "direct Ana Ruiz = Ana Ruiz (-)"},
    {"a dash before a clause is no signature", "“We stay on the pier” — Ana Ruiz said it first.",
     "direct Ana Ruiz = Ana Ruiz (said)"},
    {"a message and its author", "“Nobody asked us about the ferry” — Ana Ruiz (@anaruiz) March 3, 2016",
     "direct Ana Ruiz = Ana Ruiz (—)"},
    {"a headline", "Mayor calls ferry “a disgrace”\nIt rained on the pier.", "mixed Mayor = Mayor (calls)"},
    {"a headline with a colon", "Ruiz: ‘We stay on the island’\nThe mayor spoke on Monday.", "direct Ruiz = Ruiz (:)"},
    {"a paragraph introduced without a subject", "The letter reads:\n“We stay on the pier.”",
     "direct The letter = The letter (reads)"},
    /* nobody is quoted */
    {"a title", "She reads a novel titled “The Last Ferry Home” to them.", "scare - (-)"},
    {"a song", "The children sang the song “Rowing Home” on the pier.", "scare - (-)"},
    {"a film", "He had a part in the film “Pier Nine” as a boy.", "scare - (-)"},
    {"a word that is spoken of", "The word “fiancée” was misspelt on the invitation.", "scare - (-)"},
    {"a word held at arm's length", "The so-called “party” ended early.", "scare - (-)"},
    {"a single word without anybody who says it", "The island has “normal” winters.", "scare - (-)"},
};

static void append_quotation(struct buffer *out, const struct article *article, const struct quotation *quotation)
{
    static const char *const types[] = {"direct", "mixed", "scare"};
    buffer_append_format(out, "%s%s ", out->length ? "|" : "", types[quotation->type]);
    if (quotation->speaker_entity == ARTICLE_NONE) {
        assert_true(range_is_empty(quotation->speaker));
        buffer_append_string(out, "-");
    } else {
        buffer_append(out, article->text + quotation->speaker.start, quotation->speaker.end - quotation->speaker.start);
        buffer_append_format(out, " = %s", article->entities[quotation->speaker_entity].name);
    }
    size_t cue_length = quotation->cue.end - quotation->cue.start;
    buffer_append_format(out, " (%.*s)", cue_length ? (int)cue_length : 1,
                         cue_length ? article->text + quotation->cue.start : "-");
    if (quotation->continues != ARTICLE_NONE)
        buffer_append_format(out, " <%zu", quotation->continues);
}

static void names_the_speaker(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    assert_non_null(annotator);
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof attribution_cases / sizeof *attribution_cases; i++) {
        struct article *article = bench_article(attribution_cases[i].text);
        assert_true(annotate(annotator, article, &error));
        struct buffer out = buffer_create(BENCH_CEILING);
        for (size_t j = 0; j < article->quotation_count; j++)
            append_quotation(&out, article, &article->quotations[j]);
        wrong += bench_differs(attribution_cases[i].what, buffer_string(&out), attribution_cases[i].quotations);
        buffer_release(&out);
        article_destroy(article);
    }
    annotator_destroy(annotator);
    assert_int_equal(wrong, 0);
}

/* A block quotation is spoken by whoever introduces it. */
static void attributes_block_quotations(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    static const char text[] = "Ana Ruiz wrote to the board:\n"
                               "We stay on the pier.\n"
                               "And we wait.\n"
                               "It rained.";
    struct article *article = bench_article(text);
    struct block blocks[4];
    assert_int_equal(article->block_count, 4);
    memcpy(blocks, article->blocks, sizeof blocks);
    blocks[1].type = blocks[2].type = BLOCK_QUOTE;
    article->blocks = blocks;
    assert_true(annotate(annotator, article, &error));
    assert_int_equal(article->quotation_count, 2);
    struct buffer out = buffer_create(BENCH_CEILING);
    for (size_t i = 0; i < article->quotation_count; i++)
        append_quotation(&out, article, &article->quotations[i]);
    assert_string_equal(buffer_string(&out),
                        "direct Ana Ruiz = Ana Ruiz (wrote)|direct Ana Ruiz = Ana Ruiz (wrote) <0");
    buffer_release(&out);
    article_destroy(article);
    annotator_destroy(annotator);
}

/* What the article promises to those above: mentions in order and apart, every index within its array. */
static void keeps_the_article_whole(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    struct article *article = bench_article("“We stay,” an official said. “He goes,” the mayor’s aide told Ana Ruiz.\n"
                                            "She added that “it is over,” and officials agreed: “It is.”");
    assert_true(annotate(annotator, article, &error));
    assert_int_equal(article->quotation_count, 4);
    for (size_t i = 0; i < article->mention_count; i++) {
        if (i > 0)
            assert_true(article->mentions[i - 1].range.end <= article->mentions[i].range.start);
        assert_in_range(article->mentions[i].entity, 0, article->entity_count - 1);
    }
    for (size_t i = 0; i < article->entity_count; i++) {
        const struct entity *entity = &article->entities[i];
        assert_non_null(entity->name);
        assert_in_range(entity->mention_count, 1, article->mention_count);
        for (size_t j = 0; j < entity->mention_count; j++)
            assert_int_equal(article->mentions[entity->mentions[j]].entity, i);
        if (i > 0)
            assert_true(article->entities[i - 1].mentions[0] < entity->mentions[0]);
    }
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        assert_in_range(quotation->speaker_entity, 0, article->entity_count - 1);
        assert_true(quotation->confidence > 0 && quotation->confidence <= 1);
    }
    article_destroy(article);
    annotator_destroy(annotator);
}

static const struct kind_case {
    const char *what, *text;
    enum entity_type type;
    enum mention_kind kind;
} kind_cases[] = {
    {"an office is a person", "“We stay,” a senior official said.", ENTITY_PERSON, MENTION_NOMINAL},
    {"a pronoun is a person", "“We stay,” he said.", ENTITY_PERSON, MENTION_PRONOUN},
    {"a body is an organization", "“We stay,” the committee said.", ENTITY_ORGANIZATION, MENTION_NOMINAL},
    {"something written is neither", "“The pier must stay,” the resolution said.", ENTITY_OTHER, MENTION_NOMINAL},
    {"a capital at the start makes no name", "Critics said “the pier is too short.”", ENTITY_PERSON, MENTION_NOMINAL},
};

static void tells_what_a_described_speaker_is(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    for (size_t i = 0; i < sizeof kind_cases / sizeof *kind_cases; i++) {
        const struct kind_case *row = &kind_cases[i];
        struct article *article = bench_article(row->text);
        assert_true(annotate(annotator, article, &error));
        if (article->quotation_count != 1 || article->quotations[0].speaker_entity == ARTICLE_NONE)
            fail_msg("%s: nobody speaks", row->what);
        const struct entity *speaker = &article->entities[article->quotations[0].speaker_entity];
        enum mention_kind kind = article->mentions[speaker->mentions[0]].kind;
        if (speaker->type != row->type || kind != row->kind)
            fail_msg("%s: type %d, kind %d", row->what, (int)speaker->type, (int)kind);
        article_destroy(article);
    }
    annotator_destroy(annotator);
}

static void annotates_again_from_the_start(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    struct article *article = bench_article("“We stay,” Ana Ruiz said.");
    assert_true(annotate(annotator, article, &error));
    assert_true(annotate(annotator, article, &error));
    assert_int_equal(article->quotation_count, 1);
    assert_int_equal(article->mention_count, 1);
    article_destroy(article);
    annotator_destroy(annotator);
}

/* An article's arena may be full at any point: it is annotated wholly or not at all. */
static void annotates_wholly_or_not_at_all(void **state)
{
    (void)state;
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    static const char text[] = "“We stay,” Ana Ruiz said. “We wait.”";
    static const struct block block = {.range = {0, sizeof text - 1}, .type = BLOCK_PARAGRAPH};
    bool done = false;
    size_t refused = 0;
    for (size_t ceiling = 256; !done; ceiling += 64) {
        struct article *article = article_create(ceiling);
        if (!article)
            continue;
        article->text = text;
        article->length = sizeof text - 1;
        article->blocks = &block;
        article->block_count = 1;
        *error.message = '\0';
        done = annotate(annotator, article, &error);
        refused += !done;
        assert_int_equal(article->quotation_count, done ? 2 : 0);
        assert_int_equal(article->mention_count, done ? 1 : 0);
        assert_int_equal(article->entity_count, done ? 1 : 0);
        assert_true(done == (*error.message == '\0'));
        article_destroy(article);
        assert_true(ceiling < BENCH_CEILING);
    }
    assert_true(refused > 0);
    annotator_destroy(annotator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_speaker),
        cmocka_unit_test(attributes_block_quotations),
        cmocka_unit_test(keeps_the_article_whole),
        cmocka_unit_test(tells_what_a_described_speaker_is),
        cmocka_unit_test(annotates_again_from_the_start),
        cmocka_unit_test(annotates_wholly_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
