/* names_kind: the words around a name vote on what it names, and so do all other places of the same name. Never in
 * here: where a name begins and ends. */
#include <stdlib.h>
#include <string.h>

#include "annotate/name_key.h"
#include "annotate/names_pieces.h"

/* --- clues --- */

/* Where a name stands: the token before and behind it, `none` where its sentence begins or ends with it. */
struct place_of_name {
    const struct name_finder *finder;
    const struct name_piece *piece;
    size_t before, behind;
    size_t first, end; /* tokens of the sentence */
};

#define NO_TOKEN SIZE_MAX

static struct place_of_name place_of(const struct name_finder *finder, const struct name_piece *piece)
{
    const struct sentence *sentences = finder->analysis->sentences.items;
    const struct sentence *sentence = &sentences[finder->tokens[piece->first].sentence];
    return (struct place_of_name){
        .finder = finder,
        .piece = piece,
        .before = piece->first > sentence->first ? piece->first - 1 : NO_TOKEN,
        .behind = piece->end < sentence->end ? piece->end : NO_TOKEN,
        .first = sentence->first,
        .end = sentence->end,
    };
}

static bool is_text(const struct place_of_name *place, size_t token, const char *text)
{
    return token != NO_TOKEN && token >= place->first && token < place->end &&
           token_text_is(place->finder->analysis, token, text);
}

static bool is_small(const struct place_of_name *place, size_t token, enum word_class word_class)
{
    return token != NO_TOKEN && place->finder->tokens[token].shape == TOKEN_LOWER &&
           token_is(&place->finder->tokens[token], word_class);
}

static const char *value_of(const struct place_of_name *place, size_t token, enum word_class word_class)
{
    size_t length;
    const char *text = token_text(place->finder->analysis, &place->finder->tokens[token], &length);
    return lexicon_value(place->finder->analysis->lexicon, word_class, text, length);
}

static bool behind_role(const struct place_of_name *place)
{
    return is_small(place, place->before, WORD_TITLE) && !is_small(place, place->before, WORD_PLACE_PREPOSITION);
}

static bool behind_according(const struct place_of_name *place)
{
    return is_text(place, place->before, "to") && is_text(place, place->before - 1, "according");
}

static bool behind_cue(const struct place_of_name *place)
{
    enum { PERSON_TOKENS_MAX = 3 };
    return is_small(place, place->before, WORD_CUE) && place->piece->end - place->piece->first <= PERSON_TOKENS_MAX;
}

static bool before_cue(const struct place_of_name *place)
{
    return is_small(place, place->behind, WORD_CUE);
}

static bool before_who(const struct place_of_name *place)
{
    return is_text(place, place->behind, "who") ||
           (is_text(place, place->behind, ",") && is_text(place, place->behind + 1, "who"));
}

static bool before_age(const struct place_of_name *place)
{
    enum { DIGITS_MAX = 2 };
    if (!is_text(place, place->behind, ",") || place->behind + 2 >= place->end)
        return false;
    const struct token *age = &place->finder->tokens[place->behind + 1];
    return age->shape == TOKEN_NUMBER && age->range.end - age->range.start <= DIGITS_MAX &&
           (is_text(place, place->behind + 2, ",") || is_text(place, place->behind + 2, "."));
}

static bool before_persons_group(const struct place_of_name *place)
{
    if (!is_small(place, place->behind, WORD_ORGANIZATION_WORD))
        return false;
    const char *whose = value_of(place, place->behind, WORD_ORGANIZATION_WORD);
    return whose && strcmp(whose, "person") == 0;
}

static bool before_group(const struct place_of_name *place)
{
    return is_small(place, place->behind, WORD_ORGANIZATION_WORD) && !before_persons_group(place) &&
           !is_small(place, place->behind, WORD_PLACE_WORD) && !is_small(place, place->behind, WORD_CUE);
}

/* Persons and places take no article. */
static bool behind_article(const struct place_of_name *place)
{
    bool article = is_text(place, place->before, "the") || is_text(place, place->before, "The");
    return article && !before_persons_group(place) &&
           !token_is(&place->finder->tokens[place->piece->end - 1], WORD_SURNAME);
}

static bool before_place_word(const struct place_of_name *place)
{
    return is_small(place, place->behind, WORD_PLACE_WORD) && !is_small(place, place->behind, WORD_CUE);
}

static bool behind_place_word(const struct place_of_name *place)
{
    return is_text(place, place->before, "of") && place->before > place->first &&
           token_is(&place->finder->tokens[place->before - 1], WORD_PLACE_WORD);
}

/* But not "Tarvolo, Norway's envoy"; and two words may be a person, "Mira Tarvolo, Norway". */
static bool before_larger_place(const struct place_of_name *place)
{
    const struct name_finder *finder = place->finder;
    size_t next = place->behind + 1;
    if (!is_text(place, place->behind, ",") || next >= place->end || !name_part(finder, next) ||
        place->piece->end - place->piece->first > 1)
        return false;
    struct known_name known = name_known(finder, next, place->end);
    size_t after = next + known.length;
    if (!known.length || known.type != ENTITY_PLACE)
        return false;
    return after >= place->end || finder->tokens[after].shape == TOKEN_PUNCTUATION ||
           finder->tokens[after].range.start != finder->tokens[after - 1].range.end;
}

static bool in_dateline(const struct place_of_name *place)
{
    enum { DATELINE_TOKENS_MAX = 6 };
    static const char *const dashes[] = {"-", "--", "\u2013", "\u2014"};
    const struct token *tokens = place->finder->tokens;
    const struct token *first = &tokens[place->piece->first];
    bool opens = place->piece->first == 0 || tokens[place->piece->first - 1].block != first->block;
    if (!opens || first->shape != TOKEN_UPPER || place->behind == NO_TOKEN)
        return false;
    size_t most = place->behind + DATELINE_TOKENS_MAX < place->end ? place->behind + DATELINE_TOKENS_MAX : place->end;
    for (size_t i = place->behind; i < most; i++)
        for (size_t j = 0; j < sizeof dashes / sizeof *dashes; j++)
            if (is_text(place, i, dashes[j]))
                return true;
    return false;
}

/* What the words around a name say, and how loudly. */
static const struct clue {
    bool (*holds)(const struct place_of_name *place);
    enum entity_type type;
    int votes;
} clues[] = {
    {behind_role, ENTITY_PERSON, VOTE_STRONG},          /* spokesman Tarvolo */
    {before_age, ENTITY_PERSON, VOTE_STRONG},           /* Tarvolo, 34, */
    {before_who, ENTITY_PERSON, VOTE_LIKELY},           /* Tarvolo, who */
    {before_persons_group, ENTITY_PERSON, VOTE_LIKELY}, /* the Tarvolo campaign */
    {before_cue, ENTITY_PERSON, 2 * VOTE_HINT},         /* Tarvolo said */
    {behind_cue, ENTITY_PERSON, VOTE_HINT},             /* said Tarvolo */
    {behind_according, ENTITY_PERSON, VOTE_HINT},       /* according to Tarvolo */
    {before_group, ENTITY_ORGANIZATION, VOTE_LIKELY},   /* the Tarvolo party */
    {behind_article, ENTITY_ORGANIZATION, VOTE_LIKELY}, /* the Tarvolo */
    {in_dateline, ENTITY_PLACE, VOTE_STRONG},           /* PORT TARVOLO, Norway - */
    {before_place_word, ENTITY_PLACE, VOTE_STRONG},     /* Tarvolo province */
    {behind_place_word, ENTITY_PLACE, VOTE_STRONG},     /* the town of Tarvolo */
    {before_larger_place, ENTITY_PLACE, 2 * VOTE_HINT}, /* Tarvolo, Norway */
};

/* How loudly the preposition before a name speaks for a place: the list says. */
static int preposition_votes(const struct place_of_name *place)
{
    if (!is_small(place, place->before, WORD_PLACE_PREPOSITION) || behind_according(place))
        return 0;
    const char *value = value_of(place, place->before, WORD_PLACE_PREPOSITION);
    return value ? (int)strtol(value, NULL, 10) : VOTE_HINT;
}

static void vote_by_clues(const struct name_finder *finder, struct name_piece *piece)
{
    struct place_of_name place = place_of(finder, piece);
    for (size_t i = 0; i < sizeof clues / sizeof *clues; i++)
        if (clues[i].holds(&place))
            piece->votes[clues[i].type] += clues[i].votes;
    piece->votes[ENTITY_PLACE] += preposition_votes(&place);
}

/* --- all places of a name --- */

static uint64_t key_of_tokens(const struct name_finder *finder, size_t first, size_t end)
{
    struct range range = {finder->tokens[first].range.start, finder->tokens[end - 1].range.end};
    return name_key(finder->analysis->article->text + range.start, range.end - range.start);
}

static uint64_t key_of(const struct name_finder *finder, const struct name_piece *piece)
{
    return name_key(finder->analysis->article->text + piece->range.start, piece->range.end - piece->range.start);
}

enum entity_type name_kind(const struct name_piece *piece)
{
    /* Without any vote an unknown name is an organization: persons and places seldom stand without a sign of it. */
    enum entity_type best = ENTITY_ORGANIZATION;
    static const enum entity_type order[] = {ENTITY_PERSON, ENTITY_PLACE, ENTITY_OTHER};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (piece->votes[order[i]] > piece->votes[best])
            best = order[i];
    return best;
}

static void add_votes(struct name_piece *piece, const struct name_slot *slot)
{
    for (size_t i = 0; slot && i < ENTITY_TYPES; i++)
        piece->votes[i] += slot->numbers[i];
}

/* "Tarvolo Systems Inc." votes for "Tarvolo Systems". */
static void vote_for_company(const struct name_finder *finder, struct name_table *table, const struct name_piece *piece)
{
    size_t end = piece->end;
    while (end - piece->first > 1 && (token_is(&finder->tokens[end - 1], WORD_COMPANY_SUFFIX) ||
                                      finder->tokens[end - 1].shape == TOKEN_PUNCTUATION))
        end--;
    if (end < piece->end && name_kind(piece) == ENTITY_ORGANIZATION)
        name_table_slot(table, key_of_tokens(finder, piece->first, end))->numbers[ENTITY_ORGANIZATION] += VOTE_SURE;
}

/* A full name votes for its family name alone, and for its given name less. */
static void vote_for_parts(const struct name_finder *finder, struct name_table *table, const struct name_piece *piece)
{
    if (piece->end - piece->first < 2 || name_kind(piece) != ENTITY_PERSON)
        return;
    bool sure = piece->votes[ENTITY_PERSON] >= VOTE_STRONG;
    size_t family = piece->end - 1;
    while (family > piece->first && token_is(&finder->tokens[family], WORD_NAME_SUFFIX))
        family--;
    uint64_t surname = key_of_tokens(finder, family, family + 1);
    uint64_t given = key_of_tokens(finder, piece->first, piece->first + 1);
    name_table_slot(table, surname)->numbers[ENTITY_PERSON] += sure ? VOTE_SURE : VOTE_LIKELY;
    name_table_slot(table, given)->numbers[ENTITY_PERSON] += VOTE_LIKELY;
}

/* True when only a comma, "and" or "or" stands between the two names: "Ortega and Murillo". */
static bool are_coordinated(const struct name_finder *finder, const struct name_piece *one,
                            const struct name_piece *other)
{
    if (one->end + 1 != other->first)
        return false;
    return token_text_is(finder->analysis, one->end, ",") || token_text_is(finder->analysis, one->end, "and") ||
           token_text_is(finder->analysis, one->end, "or");
}

/* What stands in a row is of one kind: a name that nothing else tells of takes that of its neighbour. */
static void vote_for_neighbours(struct name_finder *finder)
{
    struct name_piece *pieces = finder->pieces.items;
    for (size_t i = 0; i + 1 < finder->pieces.count; i++) {
        struct name_piece *one = &pieces[i], *other = &pieces[i + 1];
        if (!are_coordinated(finder, one, other))
            continue;
        enum entity_type kind = name_kind(one), other_kind = name_kind(other);
        if (one->votes[kind] >= VOTE_STRONG && other->votes[other_kind] < VOTE_LIKELY)
            other->votes[kind] += VOTE_LIKELY;
        else if (other->votes[other_kind] >= VOTE_STRONG && one->votes[kind] < VOTE_LIKELY)
            one->votes[other_kind] += VOTE_LIKELY;
    }
}

bool names_vote(struct name_finder *finder)
{
    struct name_piece *pieces = finder->pieces.items;
    struct name_table wholes = name_table_create(), parts = name_table_create();
    for (size_t i = 0; i < finder->pieces.count; i++)
        vote_by_clues(finder, &pieces[i]);
    vote_for_neighbours(finder);
    for (size_t i = 0; i < finder->pieces.count; i++) {
        const struct name_piece *piece = &pieces[i];
        struct name_slot *slot = name_table_slot(&wholes, key_of(finder, piece));
        for (size_t j = 0; j < ENTITY_TYPES; j++)
            slot->numbers[j] += piece->votes[j];
    }
    for (size_t i = 0; i < finder->pieces.count; i++) {
        add_votes(&pieces[i], name_table_find(&wholes, key_of(finder, &pieces[i])));
        vote_for_parts(finder, &parts, &pieces[i]);
        vote_for_company(finder, &parts, &pieces[i]);
    }
    for (size_t i = 0; i < finder->pieces.count; i++)
        add_votes(&pieces[i], name_table_find(&parts, key_of(finder, &pieces[i])));
    bool whole = !wholes.failed && !parts.failed;
    name_table_release(&wholes);
    name_table_release(&parts);
    return whole;
}
