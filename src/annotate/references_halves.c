/* references_halves: "the North" and "the South" where the text names both halves of one country: North and South Korea,
 * East and West Germany. Never in here: directions, and a half whose other half is not spoken of. */
#include "annotate/entities_faces.h"
#include "annotate/references_trail.h"

enum { HALVES = 4 };

static const char *const halves[HALVES] = {"North", "South", "East", "West"};

/* The number of the half that the token names; HALVES for every other word. North and South are 0 and 1. */
static size_t half_of(const struct analysis *analysis, size_t token)
{
    size_t half = 0;
    while (half < HALVES && !token_text_is(analysis, token, halves[half]))
        half++;
    return half;
}

void half_learn(struct trail *trail, const struct found_mention *mention)
{
    size_t half = half_of(trail->analysis, mention->first);
    if (half == HALVES || mention->end - mention->first != 2)
        return;
    trail->halves[half] = (struct half){mention->entity, token_key(trail->analysis, mention->first + 1)};
}

bool half_at(const struct trail *trail, size_t first, struct found_mention *mention)
{
    static const char *const article[] = {"the", NULL};
    const struct analysis *analysis = trail->analysis;
    size_t word = first + 1, half = word < analysis->tokens.count ? half_of(analysis, word) : HALVES;
    if (half == HALVES || !token_is_one_of(analysis, &trail->tokens[first], article))
        return false;
    bool goes_on = word + 1 < analysis->tokens.count && trail->tokens[word + 1].shape != TOKEN_LOWER &&
                   trail->tokens[word + 1].shape != TOKEN_PUNCTUATION;
    struct half one = trail->halves[half], other = trail->halves[half ^ 1];
    if (goes_on || !one.country || one.country != other.country)
        return false;
    *mention = (struct found_mention){
        .first = word,
        .end = word + 1,
        .range = trail->tokens[word].range,
        .kind = MENTION_NAME,
        .type = trail_entity(trail, one.entity)->type,
        .gender = GENDER_NEUTER,
        .entity = one.entity,
    };
    return true;
}
