/* Entities: which names mean the same, and which must not be taken for it. The people are invented. */
#include "annotate_bench.h"

struct entity_case {
    const char *what, *text;
    /* an entity behind another, separated by '|', by first mention: its distinct forms, the fullest first, joined by
     * '='; behind " / " its role; behind " -> " the name that the lists have for it */
    const char *entities;
};

static const struct entity_case entity_cases[] = {
    /* persons */
    {"a family name is the full name's", "Ana Ruizel left. Ruizel was late.", "Ana Ruizel=Ruizel"},
    {"also before the full name", "It was Ruizel. Later Ana Ruizel left.", "Ana Ruizel=Ruizel"},
    {"in capitals too", "RUIZEL WINS VOTE IN TOWN\nIt was Ana Ruizel.", "Ana Ruizel=RUIZEL"},
    {"a name in capitals gives way to one that is not", "ANA RUIZEL WINS\nIt was Ana Ruizel.", "Ana Ruizel=ANA RUIZEL"},
    {"accents are no difference", "It was Ana Ruízel. Later Ruizel left.", "Ana Ruízel=Ruizel"},
    {"a middle initial is none", "It was Oleg V. Tarvin. Then Oleg Tarvin left.", "Oleg V. Tarvin=Oleg Tarvin"},
    {"an initial stands for the given name", "It was John Wexley. Then J. Wexley left.", "John Wexley=J. Wexley"},
    {"a pet form stands for the given name", "It was William Wexley. Then Bill Wexley left.",
     "William Wexley=Bill Wexley"},
    {"another given name is another person", "It was John Wexley. Then Ana Wexley left.", "John Wexley|Ana Wexley"},
    {"another initial too", "It was John Wexley. Then K. Wexley left.", "John Wexley|K. Wexley"},
    {"of two the address tells which",
     "It was John Wexley. Then Ana Wexley left. Mr. Wexley stayed. Mrs. Wexley slept.",
     "John Wexley=Wexley|Ana Wexley=Wexley"},
    {"or else the one named last", "It was John Wexley. Then Ana Wexley left. Wexley slept.",
     "John Wexley|Ana Wexley=Wexley"},
    {"a given name alone, where nothing else fits", "It was Malina Tarvolo. Then Malina spoke.",
     "Malina Tarvolo=Malina"},
    {"the family name may stand first", "It was Xi Tarvolin. Then Xi spoke.", "Xi Tarvolin=Xi"},
    {"particles may be left off or kept", "It was Ursula van der Holt. Then van der Holt left and Holt spoke.",
     "Ursula van der Holt=van der Holt=Holt"},
    {"a suffix is no family name", "It was John Wexley Jr. who left. Then Wexley spoke.", "John Wexley Jr.=Wexley"},
    {"father and son are two", "It was John Wexley Snr who left. Then John Wexley Jnr left.",
     "John Wexley Snr|John Wexley Jnr"},
    {"the younger is Jr.", "It was John Wexley Jnr who left. Then John Wexley Snr left. The younger Wexley slept.",
     "John Wexley Jnr=Wexley|John Wexley Snr"},
    {"two middle initials are two", "It was John W. Wexley. Then John H. Wexley left.",
     "John W. Wexley|John H. Wexley"},
    {"another spelling of the given name", "It was Kristen Tarvin. Then Kristin Tarvin left.",
     "Kristen Tarvin=Kristin Tarvin"},
    {"a slip of the pen in the family name", "It was Lydia Quombachtmann. Then Quombauchtman said so.",
     "Lydia Quombachtmann=Quombauchtman"},
    {"which has to be of one only", "It was Lydia Quombachtmann and Peter Quombachtman. Then Quombauchtman said so.",
     "Lydia Quombachtmann|Peter Quombachtman|Quombauchtman"},
    {"a short name has no room for one", "It was Ole Zorn. Then Zarn left.", "Ole Zorn|Zarn"},
    {"a wife does not take over her husband's name",
     "It was John Wexley. His wife, Ana Wexley, left. Ana Wexley slept. Ana Wexley woke. Ana Wexley sang. Wexley "
     "slept.",
     "John Wexley=Wexley|Ana Wexley / wife"},
    {"an office tells which",
     "It was Governor John Wexley. Then Mayor Ana Wexley left. Governor Wexley slept. Mayor Wexley woke.",
     "John Wexley=Wexley / Governor|Ana Wexley=Wexley / Mayor"},
    {"a couple of one family name is two", "It was John and Ana Wexley. Mr. Wexley left. Mrs. Wexley slept.",
     "John=Wexley|Ana Wexley=Wexley"},
    {"a family is none of its members", "It was John Wexley. The Wexleys' house burned.", "John Wexley|Wexleys"},
    {"a man and a city of one name are two", "It was John London who left. Later he flew to London.",
     "John London|London"},
    {"the role is kept, \"Mr.\" is none", "It was Mr. John Wexley. Then Mayor John Wexley left.",
     "John Wexley / Mayor"},
    {"a role behind says more than \"Dr.\" before", "It was Dr. John Wexley, an engineer, who left.",
     "John Wexley / engineer"},
    {"an office of something says more than an office",
     "It was Mayor John Wexley. Then John Wexley, the mayor of Tarvin, left.", "John Wexley / mayor of Tarvin|Tarvin"},
    {"an office more than whose son somebody is",
     "It was his son, John Wexley, who left. Then Mayor John Wexley slept.", "John Wexley / Mayor"},
    {"what somebody heads", "It was John Wexley, who heads the bank, and nobody else.", "John Wexley / heads the bank"},
    {"a role from behind the name", "It was Ned Halloway, a spokesman for the ministry, who left.",
     "Ned Halloway / spokesman for the ministry"},
    /* places and organizations */
    {"names of one country", "The US is the United States, and U.S. is America.", "United States=US=U.S.=America"},
    {"a country that only its short name names", "They flew to the US.", "US -> United States"},
    {"a town and its country are two", "From Moscow they saw Russia.", "Moscow|Russia"},
    {"an alliance spelled out", "It is NATO, the North Atlantic Treaty Organization.",
     "North Atlantic Treaty Organization=NATO"},
    {"an acronym that the text introduces", "The Tarvolo Relief Fund (TRF) met. The TRF left.",
     "Tarvolo Relief Fund=TRF"},
    {"and is of the kind of what it stands for", "They sail on the Tarvolo River (TR). The TR is wide.",
     "Tarvolo River=TR"},
    {"initials without introduction", "The Tarvolo Relief Fund met. Then TRF left.", "Tarvolo Relief Fund=TRF"},
    {"other initials are another", "The Tarvolo Relief Fund (MHQ) met.", "Tarvolo Relief Fund|MHQ"},
    {"a department either way round", "The State Department is the Department of State.",
     "Department of State=State Department"},
    {"a ministry either way round", "The Russian Ministry of Foreign Affairs is the Russian Foreign Ministry.",
     "Russian Ministry of Foreign Affairs=Russian Foreign Ministry"},
    {"another country's ministry is another",
     "The Russian Ministry of Defense called the Ukrainian Ministry of Defense.",
     "Russian Ministry of Defense|Ukrainian Ministry of Defense"},
    {"a ministry for something else is another", "The Ministry of Health called the Ministry of Trade.",
     "Ministry of Health|Ministry of Trade"},
    {"a company without its suffix", "They bought Tarvolo Systems Inc. last year. Then Tarvolo Systems grew.",
     "Tarvolo Systems Inc.=Tarvolo Systems"},
    {"a company's first word, where it is the only one",
     "They bought Tarvolo Airways last year. The Tarvolo deal failed.", "Tarvolo Airways=Tarvolo"},
    {"two companies of one first word stay apart",
     "They bought Tarvolo Airways and Tarvolo Bank. The Tarvolo deal failed.", "Tarvolo Airways|Tarvolo Bank|Tarvolo"},
    {"what stands before \"of\"", "It is the Relief Fund of Tarvin. They left the Relief Fund.",
     "Relief Fund of Tarvin=Relief Fund"},
    {"without the place where it is at home", "They play for the Oslo Eagles. The Eagles won.", "Oslo Eagles=Eagles"},
    {"unless two are called so", "The Oslo Eagles met the Madrid Eagles. The Eagles won.",
     "Oslo Eagles|Madrid Eagles|Eagles"},
    {"a slip of the pen", "It is the United Relief Fund. They left the Untied Relief Fund.",
     "United Relief Fund=Untied Relief Fund"},
    {"two words that both exist are no slip", "It is the Nigerian Relief Fund. They left the Nigerien Relief Fund.",
     "Nigerian Relief Fund|Nigerien Relief Fund"},
    {"an acronym in another order of words", "The Tarvolo Relief Fund (FTR) met. The FTR left.",
     "Tarvolo Relief Fund=FTR"},
    {"what stands behind \"of\", where it is no place", "It is the Society of Quombachts. The Quombachts met.",
     "Society of Quombachts=Quombachts"},
    {"a town is not its newspaper", "They read the Tarvolo Gazette there. In Tarvolo it rained.",
     "Tarvolo Gazette|Tarvolo"},
    {"a newspaper is not called by its first word", "They read the Tarvolo Gazette there. The Tarvolo was late.",
     "Tarvolo Gazette|Tarvolo"},
    {"two universities are two", "She went from the University of Bologna to the University of Oslo.",
     "University of Bologna|University of Oslo"},
};

static void append_range(struct buffer *out, const struct article *article, struct range range)
{
    buffer_append(out, article->text + range.start, range.end - range.start);
}

/* Appends "=form" unless the entity's text has it already, from byte `start` on. */
static void append_form(struct buffer *out, size_t start, const struct article *article, struct range range)
{
    struct buffer form = buffer_create(BENCH_CEILING);
    append_range(&form, article, range);
    const char *at = buffer_string(out) + start;
    bool known = false;
    while (!known && *at) {
        size_t length = strcspn(at, "=");
        known = length == form.length && memcmp(at, buffer_string(&form), length) == 0;
        at += length + (at[length] == '=');
    }
    if (!known)
        buffer_append_format(out, "=%s", buffer_string(&form));
    buffer_release(&form);
}

static void append_entity(struct buffer *out, const struct analysis *analysis, size_t index)
{
    const struct found_entity *entity = &((const struct found_entity *)analysis->entities.items)[index];
    const struct found_mention *mentions = analysis->mentions.items;
    if (out->length)
        buffer_append_byte(out, '|');
    size_t start = out->length;
    append_range(out, analysis->article, entity->name);
    for (size_t i = 0; i < analysis->mentions.count; i++)
        if (mentions[i].entity == index)
            append_form(out, start, analysis->article, mentions[i].range);
    if (!range_is_empty(entity->role)) {
        buffer_append_string(out, " / ");
        append_range(out, analysis->article, entity->role);
    }
    if (entity->canonical)
        buffer_append_format(out, " -> %s", entity->canonical);
}

static void append_entities(struct buffer *out, const struct analysis *analysis)
{
    const struct found_mention *mentions = analysis->mentions.items;
    for (size_t i = 0; i < analysis->mentions.count; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && mentions[j].entity != mentions[i].entity;
        if (first)
            append_entity(out, analysis, mentions[i].entity);
    }
}

static void joins_names(void **state)
{
    (void)state;
    static void (*const passes[])(struct analysis *) = {tokens_find, stretches_find, sentences_find,
                                                        names_find,  entities_join,  NULL};
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof entity_cases / sizeof *entity_cases; i++)
        wrong += bench_row(lexicon, passes, append_entities, entity_cases[i].what, entity_cases[i].text,
                           entity_cases[i].entities);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(joins_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
