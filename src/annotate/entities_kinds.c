/* entities_kinds: one name is of one kind throughout a text. A name of several words is of the kind that it was taken for
 * most often; a bare one that was taken for a place or an organization is the person's whose family name it is, unless
 * the text says where that is: "Washington" of MaliVai Washington, but not of "in Washington". Never in here: joining. */
#include <assert.h>

#include "annotate/entities_faces.h"

static bool is_bare(const struct found_mention *mention)
{
    return mention->end - mention->first == 1;
}

/* --- names of several words --- */

/* A city's name is a team's, too. */
static bool has_one_kind(const struct joiner *joiner, const struct found_mention *mention)
{
    static const enum word_class lists[] = {WORD_PLACE, WORD_COUNTRY, WORD_GAZETTEER_CITY};
    if (is_bare(mention))
        return false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lexicon_match(joiner->analysis, lists[i], mention->first, mention->end) == mention->end - mention->first)
            return false;
    return true;
}

static uint64_t key_of(const struct joiner *joiner, const struct found_mention *mention)
{
    return mention->type == ENTITY_PERSON ? tokens_key(joiner->analysis, mention->first, mention->end)
                                          : group_key(joiner, mention);
}

/* Each slot counts the mentions of a name by their kind. */
static_assert(sizeof(((struct name_slot *)0)->numbers) / sizeof(int) > ENTITY_OTHER, "a number for each kind");

static enum entity_type commonest(const int numbers[], enum entity_type own)
{
    enum entity_type best = own;
    for (int i = 0; i <= ENTITY_OTHER; i++)
        if (numbers[i] > numbers[best])
            best = (enum entity_type)i;
    return best;
}

/* "Ana Ruizel", which was taken for something else, where a person called Ruizel is spoken of. */
static bool is_persons_full_name(const struct joiner *joiner, const struct found_mention *mention,
                                 const struct name_table *families)
{
    const struct token *first = &joiner->tokens[mention->first], *last = &joiner->tokens[mention->end - 1];
    const uint64_t heads = WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_PLACE_WORD) | WORD_BIT(WORD_COMPANY_SUFFIX);
    return token_is(first, WORD_GIVEN_NAME) && last->shape == TOKEN_CAPITALIZED && !(last->classes & heads) &&
           name_table_find(families, token_key(joiner->analysis, mention->end - 1));
}

static enum entity_type agreed_kind(const struct joiner *joiner, const struct found_mention *mention,
                                    const struct name_table *kinds, const struct name_table *families)
{
    if (!has_one_kind(joiner, mention))
        return mention->type;
    const struct name_slot *slot = name_table_find(kinds, key_of(joiner, mention));
    enum entity_type type = slot ? commonest(slot->numbers, mention->type) : mention->type;
    return type != ENTITY_PERSON && is_persons_full_name(joiner, mention, families) ? ENTITY_PERSON : type;
}

void kinds_agree(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    struct name_table kinds = name_table_create(), families = name_table_create();
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        if (has_one_kind(joiner, &mentions[i]))
            name_table_slot(&kinds, key_of(joiner, &mentions[i]))->numbers[mentions[i].type]++;
        if (mentions[i].type == ENTITY_PERSON)
            name_table_slot(&families, token_key(joiner->analysis, mentions[i].end - 1));
    }
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        enum entity_type type = agreed_kind(joiner, &mentions[i], &kinds, &families);
        if (type == mentions[i].type)
            continue;
        mentions[i].type = type;
        mentions[i].gender = type == ENTITY_PERSON ? GENDER_UNKNOWN : GENDER_NEUTER;
    }
    if (kinds.failed || families.failed)
        joiner->analysis->mentions.failed = true;
    name_table_release(&kinds);
    name_table_release(&families);
}

/* --- bare names --- */

/* True behind "in" or "to", and in a dateline: "LONDON (Tarvin News)". */
static bool is_located(const struct joiner *joiner, const struct found_mention *mention)
{
    const struct token *tokens = joiner->tokens;
    size_t first = mention->first, end = mention->end;
    if (first > 0 && token_is(&tokens[first - 1], WORD_PLACE_PREPOSITION))
        return true;
    bool opens = first == 0 || tokens[first - 1].block != tokens[first].block;
    return opens && tokens[first].shape == TOKEN_UPPER && end < joiner->analysis->tokens.count &&
           (tokens[end].shape == TOKEN_PUNCTUATION || tokens[end].shape == TOKEN_NUMBER);
}

static void collect_located(const struct joiner *joiner, struct name_table *located)
{
    const struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++)
        if (is_bare(&mentions[i]) && is_located(joiner, &mentions[i]))
            name_table_slot(located, token_key(joiner->analysis, mentions[i].first))->numbers[0] = 1;
}

/* A name that the lists know for a group's is one, and so is one that a full name in the text begins with. */
static bool may_be_person(const struct joiner *joiner, const struct found_mention *mention, uint64_t key)
{
    const uint64_t groups = WORD_BIT(WORD_ORGANIZATION) | WORD_BIT(WORD_DEMONYM);
    const struct token *token = &joiner->tokens[mention->first];
    enum { ACRONYM_LENGTH_MAX = 5 };
    bool acronym = token->shape == TOKEN_UPPER && token->range.end - token->range.start <= ACRONYM_LENGTH_MAX;
    return token->shape <= TOKEN_UPPER && !acronym && !(token->classes & groups) &&
           face_claimant(joiner, CLAIM_FIRST_WORD, ENTITY_ORGANIZATION, key) == ARTICLE_NONE;
}

/* True when one person, and no other, has that family name, or that given name, which the lists know for one. */
static bool is_persons_name(const struct joiner *joiner, const struct token *token, uint64_t key)
{
    enum bucket bucket = BUCKET_LAST_WORD;
    size_t entity = face_newest(joiner, bucket, key);
    if (entity == ARTICLE_NONE && token_is(token, WORD_GIVEN_NAME)) {
        bucket = BUCKET_FIRST_WORD;
        entity = face_newest(joiner, bucket, key);
    }
    return entity != ARTICLE_NONE && face_of(joiner, entity)->earlier[bucket] == ARTICLE_NONE;
}

/* True where the name is a place's, too, and the text says somewhere that it means that. */
static bool may_be_place(const struct token *token, const struct name_table *located, uint64_t key)
{
    const uint64_t places =
        WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_GAZETTEER_CITY) | WORD_BIT(WORD_GAZETTEER_PLACE);
    return (!token->classes || token->classes & places) && name_table_find(located, key);
}

/* "the Ruizels" where somebody is called Ruizel. */
static bool is_family(const struct joiner *joiner, const struct found_mention *mention)
{
    size_t length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[mention->first], &length);
    bool plural = length > 2 && text[length - 1] == 's' && mention->first > 0 &&
                  token_is(&joiner->tokens[mention->first - 1], WORD_DETERMINER);
    return plural && face_newest(joiner, BUCKET_LAST_WORD, name_key(text, length - 1)) != ARTICLE_NONE;
}

void kinds_correct(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    struct name_table located = name_table_create();
    collect_located(joiner, &located);
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        if (!is_bare(&mentions[i]) || mentions[i].type == ENTITY_PERSON || mentions[i].entity != ARTICLE_NONE)
            continue;
        uint64_t key = token_key(joiner->analysis, mentions[i].first);
        if (is_family(joiner, &mentions[i])) {
            mentions[i].type = ENTITY_PERSON;
            mentions[i].gender = GENDER_PLURAL;
            continue;
        }
        const struct token *token = &joiner->tokens[mentions[i].first];
        if (!may_be_person(joiner, &mentions[i], key) || !is_persons_name(joiner, token, key) ||
            may_be_place(token, &located, key))
            continue;
        mentions[i].type = ENTITY_PERSON;
        mentions[i].gender = GENDER_UNKNOWN;
    }
    if (located.failed)
        joiner->analysis->mentions.failed = true;
    name_table_release(&located);
}
