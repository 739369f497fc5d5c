/* references_holders: who holds an office and which organization a noun belongs to, as far as the text has told: "the
 * president", "the ministry". Where it has told of two, only the one who was just spoken of is meant. Never in here:
 * finding descriptions. */
#include <string.h>

#include "annotate/entities_faces.h"
#include "annotate/references_trail.h"

/* What a slot of trail->roles and trail->heads holds. */
enum { LATEST, HAS_COUNTRY, EARLIER };

/* Sentences back to the last mention of the only holder of an office, of the only group with a word in its name, and of
 * one of several; whose country is said may have been named anywhere. */
enum { OFFICE_REACH = 5, GROUP_REACH = 3, ONE_OF_MANY_REACH = 1, ANY_REACH = UINT16_MAX };

uint64_t country_in(const struct analysis *analysis, size_t first, size_t end)
{
    static const enum word_class lists[] = {WORD_DEMONYM, WORD_COUNTRY};
    const struct token *tokens = analysis_tokens(analysis);
    for (size_t i = first; i < end; i++)
        for (size_t j = 0; j < sizeof lists / sizeof *lists; j++) {
            size_t length = tokens[i].shape != TOKEN_LOWER ? lexicon_match(analysis, lists[j], i, end) : 0;
            size_t start = tokens[i].range.start;
            const char *value = length ? lexicon_value(analysis->lexicon, lists[j], analysis->article->text + start,
                                                       tokens[i + length - 1].range.end - start)
                                       : NULL;
            if (value)
                return name_key(value, strlen(value));
        }
    return 0;
}

static uint64_t with_country(uint64_t key, uint64_t country)
{
    return country ? key ^ (country << 1 | 1) : key;
}

/* "the former president" is another office than "the president". */
static uint64_t formerly(uint64_t key, bool former)
{
    return former ? ~key : key;
}

bool is_former(const struct analysis *analysis, size_t first, size_t end)
{
    static const char *const words[] = {"former", "ex", "late", "then", "outgoing", "onetime", NULL};
    for (size_t i = first; i < end; i++)
        if (token_is_one_of(analysis, &analysis_tokens(analysis)[i], words))
            return true;
    return false;
}

/* --- learning --- */

static void set(struct name_table *table, uint64_t key, size_t entity, bool has_country)
{
    int *numbers = name_table_slot(table, key)->numbers, number = (int)(entity + 1);
    if (numbers[LATEST] && numbers[LATEST] != number)
        numbers[EARLIER] = numbers[LATEST];
    numbers[LATEST] = number;
    numbers[HAS_COUNTRY] = has_country;
}

static void set_both(struct name_table *table, uint64_t key, uint64_t country, size_t entity)
{
    set(table, key, entity, country != 0);
    if (country)
        set(table, with_country(key, country), entity, true);
}

/* The tokens of the title around a name. */
static void title_tokens(const struct trail *trail, const struct found_mention *mention, size_t *first, size_t *end)
{
    bool before = mention->title.start < mention->range.start;
    *first = before ? mention->first : mention->end;
    *end = *first;
    while (before && *first > 0 && trail->tokens[*first - 1].range.start >= mention->title.start)
        --*first;
    while (!before && *end < trail->analysis->tokens.count && trail->tokens[*end].range.end <= mention->title.end)
        ++*end;
}

/* "the minister" for a foreign minister, but not "the president" for a vice president. */
static bool keeps_rank(const struct analysis *analysis, size_t first)
{
    static const char *const lower[] = {"vice", "deputy", "assistant", "under", "associate", "prime", NULL};
    const struct token *tokens = analysis_tokens(analysis);
    return !token_is_one_of(analysis, &tokens[first], lower) &&
           (first == 0 || !token_is_one_of(analysis, &tokens[first - 1], lower));
}

/* What somebody is ends where it says whose or of what: the president in "adviser to the president" is somebody else. */
static size_t own_roles_end(const struct trail *trail, size_t first, size_t end)
{
    static const char *const links[] = {"of", "to", "for", "at", "in", "with", "from", NULL};
    for (size_t i = first; i < end;) {
        if (i > first && token_is_one_of(trail->analysis, &trail->tokens[i], links))
            return i;
        size_t length = lexicon_match(trail->analysis, WORD_TITLE, i, end); /* "Secretary of State" */
        i += length ? length : 1;
    }
    return end;
}

static bool is_possessive(const struct trail *trail, size_t index)
{
    return token_text_is(trail->analysis, index, "'s") || token_text_is(trail->analysis, index, "\u2019s");
}

static void learn_person(struct trail *trail, const struct found_mention *mention)
{
    size_t first, end;
    const struct analysis *analysis = trail->analysis;
    title_tokens(trail, mention, &first, &end);
    uint64_t country = country_in(analysis, first, end);
    bool former = is_former(analysis, first, end);
    for (size_t i = first; i < end; i++) /* "the president's adviser" */
        if (is_possessive(trail, i))
            first = i + 1;
    end = own_roles_end(trail, first, end);
    for (size_t i = first; i < end;) {
        size_t length = lexicon_match(analysis, WORD_TITLE, i, end);
        if (length && (length > 1 || keeps_rank(analysis, i)))
            set_both(&trail->roles, formerly(tokens_key(analysis, i, i + length), former), country, mention->entity);
        if (length > 1 && keeps_rank(analysis, i))
            set_both(&trail->roles, formerly(token_key(analysis, i + length - 1), former), country, mention->entity);
        i += length ? length : 1;
    }
}

static void learn_organization(struct trail *trail, const struct found_mention *mention)
{
    struct office office = office_of_tokens(trail->analysis, mention->first, mention->end);
    if (office.kind)
        set_both(&trail->heads, office.kind, office.country, mention->entity);
    for (size_t i = mention->first; i < mention->end; i++)
        if (trail->tokens[i].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_NOMINAL)))
            set(&trail->heads, token_key(trail->analysis, i), mention->entity, office.country != 0);
}

void description_learn(struct trail *trail, const struct found_mention *mention)
{
    if (mention->entity == ARTICLE_NONE)
        return;
    half_learn(trail, mention);
    if (mention->type == ENTITY_PERSON && !range_is_empty(mention->title))
        learn_person(trail, mention);
    else if (mention->type == ENTITY_ORGANIZATION && mention->end - mention->first > 1)
        learn_organization(trail, mention);
}

void description_remember(struct trail *trail, size_t mention)
{
    size_t last = trail_mention(trail, mention)->end - 1, entity = trail_entity_of(trail, mention);
    if (entity != ARTICLE_NONE)
        set(&trail->roles, token_key(trail->analysis, last), entity, false);
}

/* The mention of a description of somebody to whom the sentence gives the name behind it: "identified the woman as Ana
 * Ruizel", "a man named John Wexley"; ARTICLE_NONE where it does not. */
static size_t identified_by(const struct trail *trail, size_t name)
{
    enum { BEFORE_MAX = 10, MENTIONS_BACK_MAX = 4 };
    static const char *const verbs[] = {"identified", "named", "known", NULL};
    const struct found_mention *mention = trail_mention(trail, name);
    const struct sentence *sentences = trail->analysis->sentences.items;
    size_t at = mention->first, least = sentences[trail->tokens[at].sentence].first;
    if (at == least)
        return ARTICLE_NONE;
    bool as = token_text_is(trail->analysis, at - 1, "as");
    for (size_t seen = 0; at > least && seen < (as ? BEFORE_MAX : 1); seen++)
        if (token_is_one_of(trail->analysis, &trail->tokens[--at], verbs))
            for (size_t i = name; i > 0 && name - i < MENTIONS_BACK_MAX; i--) {
                const struct found_mention *described = trail_mention(trail, i - 1);
                if (described->first < least)
                    break;
                if (described->kind == MENTION_NOMINAL && described->type == ENTITY_PERSON)
                    return i - 1;
            }
    return ARTICLE_NONE;
}

/* The comma before a name and its title; the name's first token where none stands there. */
static size_t comma_before(const struct trail *trail, const struct found_mention *mention, size_t least)
{
    size_t at = mention->first;
    bool titled = !range_is_empty(mention->title) && mention->title.start < mention->range.start;
    while (titled && at > least && trail->tokens[at - 1].range.start >= mention->title.start)
        at--;
    return at > least && token_text_is(trail->analysis, at - 1, ",") ? at - 1 : mention->first;
}

/* True where no more than "of the bank" stands between a description and the comma behind it. */
static bool reaches(const struct trail *trail, const struct found_mention *described, size_t comma)
{
    enum { WORDS_MAX = 10 };
    static const char *const links[] = {"of", "for", "at", "in", NULL};
    const uint64_t verbs = WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) | WORD_BIT(WORD_VERB);
    size_t at = described->end;
    if (at > comma || comma - at > WORDS_MAX)
        return false;
    if (at < comma && !token_is_one_of(trail->analysis, &trail->tokens[at], links))
        return false;
    while (at < comma && !(trail->tokens[at].classes & verbs) && !token_text_is(trail->analysis, at, ","))
        at++;
    return at == comma;
}

/* The description whose holder the name behind it gives: "the head of the bank, John Wexley,"; at the head of a sentence
 * "The head of the bank, John Wexley said". ARTICLE_NONE where the name begins a list or a clause. */
static size_t apposed_to(const struct trail *trail, size_t name)
{
    enum { MENTIONS_BACK_MAX = 4 };
    static const char *const lists[] = {"and", "or", NULL};
    const struct found_mention *mention = trail_mention(trail, name);
    const struct sentence *sentence =
        (const struct sentence *)trail->analysis->sentences.items + trail->tokens[mention->first].sentence;
    size_t comma = comma_before(trail, mention, sentence->first), behind = mention->end;
    bool closed = behind + 1 < sentence->end && token_text_is(trail->analysis, behind, ",") &&
                  !token_is_one_of(trail->analysis, &trail->tokens[behind + 1], lists);
    bool speaks = behind < sentence->end && token_is(&trail->tokens[behind], WORD_CUE);
    for (size_t i = name; comma < mention->first && i > 0 && name - i < MENTIONS_BACK_MAX; i--) {
        const struct found_mention *described = trail_mention(trail, i - 1);
        if (described->first < sentence->first)
            break;
        if (described->kind == MENTION_NOMINAL && described->type == ENTITY_PERSON)
            return reaches(trail, described, comma) && (closed || (speaks && described->first == sentence->first))
                       ? i - 1
                       : ARTICLE_NONE;
    }
    return ARTICLE_NONE;
}

/* "head of the bank" of "the head of the bank, John Wexley," is what he is, unless the text has told more of him. */
static void take_role(struct trail *trail, const struct found_mention *described, const struct found_mention *name)
{
    struct found_entity *entity = trail_entity(trail, name->entity);
    size_t first = described->first + token_is(&trail->tokens[described->first], WORD_DETERMINER);
    size_t comma = comma_before(trail, name, described->end);
    if (range_is_empty(entity->role) && first < described->end)
        entity->role = (struct range){trail->tokens[first].range.start, trail->tokens[comma - 1].range.end};
}

void description_identify(struct trail *trail, size_t name)
{
    enum { MENTIONS_BACK_MAX = 200 };
    size_t described = identified_by(trail, name), entity = trail_mention(trail, name)->entity;
    bool apposed = described == ARTICLE_NONE;
    if (apposed)
        described = apposed_to(trail, name);
    if (described == ARTICLE_NONE || entity == ARTICLE_NONE)
        return;
    size_t before = trail_mention(trail, described)->entity;
    if (before < trail->first_described)
        return; /* somebody else who has a name */
    if (apposed)
        take_role(trail, trail_mention(trail, described), trail_mention(trail, name));
    trail_mention(trail, described)->entity = entity;
    for (size_t i = name; before != ARTICLE_NONE && i > 0 && name - i < MENTIONS_BACK_MAX; i--)
        if (trail_mention(trail, i - 1)->entity == before)
            trail_mention(trail, i - 1)->entity = entity;
    description_remember(trail, described);
}

/* --- finding --- */

bool was_spoken_of(const struct trail *trail, size_t entity, size_t token, uint32_t reach)
{
    const struct step *steps = trail->steps.items;
    uint32_t sentence = trail->tokens[token].sentence;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        if (sentence - steps[i - 1].sentence > reach)
            return false;
        if (trail_mention(trail, steps[i - 1].mention)->entity == entity)
            return true;
    }
    return false;
}

static size_t holder_in(const struct trail *trail, const struct name_slot *slot, size_t token, uint32_t reach)
{
    if (!slot || !slot->numbers[LATEST])
        return ARTICLE_NONE;
    size_t latest = (size_t)slot->numbers[LATEST] - 1;
    if (!slot->numbers[EARLIER])
        return reach == ANY_REACH || was_spoken_of(trail, latest, token, reach) ? latest : ARTICLE_NONE;
    size_t earlier = (size_t)slot->numbers[EARLIER] - 1;
    bool is_latest = was_spoken_of(trail, latest, token, ONE_OF_MANY_REACH);
    bool is_earlier = was_spoken_of(trail, earlier, token, ONE_OF_MANY_REACH);
    if (is_latest == is_earlier)
        return ARTICLE_NONE;
    return is_latest ? latest : earlier;
}

static size_t find(const struct trail *trail, const struct name_table *table, uint64_t key, uint64_t country,
                   size_t token, uint32_t reach)
{
    const struct name_slot *slot = name_table_find(table, with_country(key, country));
    if (slot || !country)
        return holder_in(trail, slot, token, country ? ANY_REACH : reach);
    slot = name_table_find(table, key);
    return slot && !slot->numbers[HAS_COUNTRY] ? holder_in(trail, slot, token, reach) : ARTICLE_NONE;
}

size_t role_holder(const struct trail *trail, uint64_t role, bool former, uint64_t country, size_t token)
{
    return find(trail, &trail->roles, formerly(role, former), country, token, OFFICE_REACH);
}

bool role_is_held(const struct trail *trail, uint64_t role)
{
    return name_table_find(&trail->roles, role) || name_table_find(&trail->roles, formerly(role, true));
}

size_t short_name_holder(const struct trail *trail, uint64_t head, size_t token)
{
    return find(trail, &trail->heads, head, 0, token, ANY_REACH);
}

size_t head_holder(const struct trail *trail, uint64_t head, uint64_t country, size_t token)
{
    return find(trail, &trail->heads, head, country, token, GROUP_REACH);
}
