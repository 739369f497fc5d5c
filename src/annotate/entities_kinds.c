/* entities_kinds: a bare name that was taken for a place or an organization is the person's whose family name it is,
 * unless the text says where that is: "Washington" of MaliVai Washington, but not of "in Washington". Never in here:
 * joining. */
#include "annotate/entities_faces.h"

static bool is_bare(const struct found_mention *mention)
{
    return mention->end - mention->first == 1;
}

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
    return token->shape == TOKEN_CAPITALIZED && !(token->classes & groups) &&
           face_claimant(joiner, CLAIM_FIRST_WORD, ENTITY_ORGANIZATION, key) == ARTICLE_NONE;
}

/* True when one person, and no other, has that family name. */
static bool is_family_name(const struct joiner *joiner, uint64_t key)
{
    size_t entity = face_newest(joiner, BUCKET_LAST_WORD, key);
    return entity != ARTICLE_NONE && face_of(joiner, entity)->earlier[BUCKET_LAST_WORD] == ARTICLE_NONE;
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
        if (!may_be_person(joiner, &mentions[i], key) || !is_family_name(joiner, key) || name_table_find(&located, key))
            continue;
        mentions[i].type = ENTITY_PERSON;
        mentions[i].gender = GENDER_UNKNOWN;
    }
    if (located.failed)
        joiner->analysis->mentions.failed = true;
    name_table_release(&located);
}
