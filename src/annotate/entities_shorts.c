/* entities_shorts: what a group with a name of several words may be called for short: "the Eagles" for the Philadelphia
 * Eagles, "the Church" for the Church of Tarvin, "CBC" for CBC News. Never in here: initials, companies' first words. */
#include <string.h>

#include "annotate/entities_faces.h"

static void claim(struct joiner *joiner, size_t entity, size_t first, size_t end)
{
    enum entity_type type = face_entity(joiner, entity)->type;
    face_claim(joiner, entity, CLAIM_SHORT, type, tokens_key(joiner->analysis, first, end));
}

/* How many of the tokens from `first` on are a place or what belongs to one: "New York", "Russian"; all but one at most. */
static size_t place_length(const struct joiner *joiner, size_t first, size_t end)
{
    static const enum word_class lists[] = {WORD_PLACE, WORD_COUNTRY, WORD_DEMONYM};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t length = lexicon_match(joiner->analysis, lists[i], first, end);
        if (length > longest)
            longest = length;
    }
    return longest;
}

/* "Church" of "Church of Tarvin", "Relief Fund" of "Relief Fund for the Islands": what stands before the small word. */
static void claim_before_link(struct joiner *joiner, size_t entity, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++)
        if (joiner->tokens[i].shape == TOKEN_LOWER) {
            bool link = token_text_is(joiner->analysis, i, "of") || token_text_is(joiner->analysis, i, "for");
            if (link)
                claim(joiner, entity, first, i);
            return;
        }
}

/* "Times" of "New York Times", "Rotor" of "Rotor Volgograd": the name without the place in which it is at home. A team is
 * called by the place alone, too; a ministry or a newspaper is not. */
static void claim_without_place(struct joiner *joiner, size_t entity, size_t first, size_t end)
{
    size_t length = place_length(joiner, first, end);
    if (length && first + length < end) {
        claim(joiner, entity, first + length, end);
        if (!(joiner->tokens[end - 1].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_COMPANY_SUFFIX))))
            claim(joiner, entity, first, first + length);
        return;
    }
    for (size_t at = first + 1; at < end; at++)
        if (place_length(joiner, at, end) == end - at) {
            claim(joiner, entity, first, at);
            return;
        }
}

/* "the North" of "North Korea". */
static void claim_half(struct joiner *joiner, size_t entity, size_t first, size_t end)
{
    bool country = lexicon_match(joiner->analysis, WORD_COUNTRY, first, end) == end - first;
    if (country && end - first == 2 && token_is(&joiner->tokens[first], WORD_DIRECTION))
        claim(joiner, entity, first, first + 1);
}

/* "Tarvin" of "Friends of Tarvin", where it is no place's name. */
static void claim_behind_link(struct joiner *joiner, size_t entity, size_t first, size_t end)
{
    const struct token *last = &joiner->tokens[end - 1];
    const uint64_t other = WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_GAZETTEER_CITY) |
                           WORD_BIT(WORD_GAZETTEER_PLACE) | WORD_BIT(WORD_PORTFOLIO) | WORD_BIT(WORD_COMMON);
    if (end - first > 2 && token_text_is(joiner->analysis, end - 2, "of") && !(last->classes & other))
        claim(joiner, entity, end - 1, end);
}

void shorts_claim(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    size_t first = mention->first, end = mention->end;
    claim_before_link(joiner, entity, first, end);
    claim_half(joiner, entity, first, end);
    if (face_entity(joiner, entity)->type != ENTITY_ORGANIZATION)
        return;
    claim_behind_link(joiner, entity, first, end);
    claim_without_place(joiner, entity, first, end);
    if (token_is(&joiner->tokens[end - 1], WORD_ORGANIZATION_WORD))
        claim(joiner, entity, end - 1, end);
    if (joiner->tokens[first].shape == TOKEN_UPPER && token_text_is(joiner->analysis, first + 1, "News"))
        claim(joiner, entity, first, first + 1);
}

/* False for "the North" where the text names no South: then it may be any north. */
static bool has_counterpart(const struct joiner *joiner, size_t word, enum entity_type type)
{
    static const char *const halves[] = {"North", "South", "East", "West"};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
        if (token_text_is(joiner->analysis, word, halves[i])) {
            const char *other = halves[i ^ 1];
            return face_claimant(joiner, CLAIM_SHORT, type, name_key(other, strlen(other))) != ARTICLE_NONE;
        }
    return true;
}

size_t shorts_find(const struct joiner *joiner, size_t first, size_t end, enum entity_type type)
{
    size_t entity = face_claimant(joiner, CLAIM_SHORT, type, tokens_key(joiner->analysis, first, end));
    if (entity == ARTICLE_NONE || !has_counterpart(joiner, first, type))
        return ARTICLE_NONE;
    const struct face *face = face_of(joiner, entity);
    return face->end - face->first > end - first ? entity : ARTICLE_NONE;
}
