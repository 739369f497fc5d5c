/* names_kind: the words around a name vote on what it names, and so do all other places of the same name. Never in here:
 * where a name begins and ends. */
#include <stdlib.h>
#include <string.h>

#include "annotate/name_key.h"
#include "annotate/names_pieces.h"

/* How loudly the preposition before a name speaks for a place. */
static int preposition_votes(const struct name_finder *finder, size_t index)
{
    const struct token *token = &finder->tokens[index];
    if (!token_is(token, WORD_PLACE_PREPOSITION))
        return 0;
    size_t length;
    const char *text = token_text(finder->analysis, token, &length);
    const char *value = lexicon_value(finder->analysis->lexicon, WORD_PLACE_PREPOSITION, text, length);
    return value ? (int)strtol(value, NULL, 10) : VOTE_HINT;
}

static bool is_lower_word(const struct token *token, enum word_class word_class)
{
    return token->shape == TOKEN_LOWER && token_is(token, word_class);
}

/* "campaign", "administration": what stands before is a person, not the organization. */
static bool is_persons_group(const struct name_finder *finder, size_t index)
{
    const struct token *token = &finder->tokens[index];
    if (!is_lower_word(token, WORD_ORGANIZATION_WORD))
        return false;
    size_t length;
    const char *text = token_text(finder->analysis, token, &length);
    return lexicon_value(finder->analysis->lexicon, WORD_ORGANIZATION_WORD, text, length) != NULL;
}

static void vote_before(const struct name_finder *finder, struct name_piece *piece, size_t least)
{
    const struct token *tokens = finder->tokens;
    if (piece->first <= least)
        return;
    size_t before = piece->first - 1;
    bool article = token_text_is(finder->analysis, before, "the") || token_text_is(finder->analysis, before, "The");
    if (is_lower_word(&tokens[before], WORD_TITLE) && !token_is(&tokens[before], WORD_PLACE_PREPOSITION))
        piece->votes[ENTITY_PERSON] += VOTE_STRONG;
    bool according = before > least && token_text_is(finder->analysis, before - 1, "according");
    if (according)
        piece->votes[ENTITY_PERSON] += VOTE_HINT;
    else if (tokens[before].shape == TOKEN_LOWER)
        piece->votes[ENTITY_PLACE] += preposition_votes(finder, before);
    bool owner = piece->end < finder->analysis->tokens.count && is_persons_group(finder, piece->end);
    if (article && !owner && !token_is(&tokens[piece->end - 1], WORD_SURNAME))
        piece->votes[ENTITY_ORGANIZATION] += VOTE_LIKELY;
    bool of = before > least && token_text_is(finder->analysis, before, "of");
    if (of && token_is(&tokens[before - 1], WORD_PLACE_WORD))
        piece->votes[ENTITY_PLACE] += VOTE_STRONG;
    if (is_lower_word(&tokens[before], WORD_CUE) && piece->end - piece->first <= 3)
        piece->votes[ENTITY_PERSON] += VOTE_HINT;
}

/* "Zakho, Iraq", but not "Tarvolo, Iraq's envoy". */
static bool is_place_behind(const struct name_finder *finder, size_t at, size_t end)
{
    struct known_name known =
        name_part(finder, at) ? name_known(finder, at, end) : (struct known_name){0, ENTITY_OTHER};
    if (!known.length || known.type != ENTITY_PLACE)
        return false;
    size_t after = at + known.length;
    return after >= end || finder->tokens[after].range.start != finder->tokens[after - 1].range.end ||
           finder->tokens[after].shape == TOKEN_PUNCTUATION;
}

static void vote_behind(const struct name_finder *finder, struct name_piece *piece, size_t end)
{
    const struct token *tokens = finder->tokens;
    size_t behind = piece->end;
    if (behind >= end)
        return;
    if (is_lower_word(&tokens[behind], WORD_CUE))
        piece->votes[ENTITY_PERSON] += VOTE_HINT + 1;
    else if (is_lower_word(&tokens[behind], WORD_PLACE_WORD))
        piece->votes[ENTITY_PLACE] += VOTE_STRONG;
    else if (is_persons_group(finder, behind))
        piece->votes[ENTITY_PERSON] += VOTE_LIKELY;
    else if (is_lower_word(&tokens[behind], WORD_ORGANIZATION_WORD))
        piece->votes[ENTITY_ORGANIZATION] += VOTE_LIKELY;
    if (behind + 2 < end && token_text_is(finder->analysis, behind, ",")) {
        bool age = tokens[behind + 1].shape == TOKEN_NUMBER &&
                   tokens[behind + 1].range.end - tokens[behind + 1].range.start <= 2;
        if (age &&
            (token_text_is(finder->analysis, behind + 2, ",") || token_text_is(finder->analysis, behind + 2, ".")))
            piece->votes[ENTITY_PERSON] += VOTE_STRONG;
        if (is_place_behind(finder, behind + 1, end) && piece->end - piece->first <= 2)
            piece->votes[ENTITY_PLACE] += VOTE_HINT + 1;
        if (token_text_is(finder->analysis, behind + 1, "who"))
            piece->votes[ENTITY_PERSON] += VOTE_LIKELY;
    }
    if (token_text_is(finder->analysis, behind, "who"))
        piece->votes[ENTITY_PERSON] += VOTE_LIKELY;
}

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
    const struct sentence *sentences = finder->analysis->sentences.items;
    struct name_table wholes = name_table_create(), parts = name_table_create();
    for (size_t i = 0; i < finder->pieces.count; i++) {
        struct name_piece *piece = &pieces[i];
        const struct sentence *sentence = &sentences[finder->tokens[piece->first].sentence];
        vote_before(finder, piece, sentence->first);
        vote_behind(finder, piece, sentence->end);
    }
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
