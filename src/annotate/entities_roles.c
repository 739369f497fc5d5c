/* entities_roles: what the words around a name say that somebody is: "Secretary of State Ana Ruizel", "John Wexley, who
 * heads the bank,". Never in here: where a title begins and ends (names_titles.c). */
#include "annotate/entities_faces.h"

/* From what says least to what says most. "Mr." says nothing. */
enum role_weight { ROLE_NONE, ROLE_RELATIVE, ROLE_DEED, ROLE_OFFICE, ROLE_OFFICE_OF_SOMETHING };

/* The tokens of the title before or behind the mention's name. */
static void title_tokens(const struct joiner *joiner, const struct found_mention *mention, size_t *first, size_t *end)
{
    bool before = mention->title.start < mention->range.start;
    *first = *end = before ? mention->first : mention->end;
    while (before && *first > 0 && joiner->tokens[*first - 1].range.start >= mention->title.start)
        --*first;
    while (!before && *end < joiner->analysis->tokens.count && joiner->tokens[*end].range.end <= mention->title.end)
        ++*end;
}

/* "Tarvin's mayor", "mayor of Tarvin", "Norwegian minister" say more than "mayor". */
static enum role_weight weight_of_title(const struct joiner *joiner, const struct found_mention *mention)
{
    static const char *const links[] = {"of", "for", "to", "at", "'s", NULL};
    const uint64_t owner = WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_ORGANIZATION) |
                           WORD_BIT(WORD_ORGANIZATION_WORD);
    size_t first, end;
    if (range_is_empty(mention->title))
        return ROLE_NONE;
    enum role_weight weight = ROLE_NONE;
    bool owned = false;
    title_tokens(joiner, mention, &first, &end);
    for (size_t i = first; i < end;) {
        const struct token *token = &joiner->tokens[i];
        size_t length = lexicon_match(joiner->analysis, WORD_TITLE, i, end);
        enum role_weight told = !length ? ROLE_NONE : token_is(token, WORD_KINSHIP) ? ROLE_RELATIVE : ROLE_OFFICE;
        if (told > weight)
            weight = told;
        owned = owned || (!length && (token->classes & owner || token_is_one_of(joiner->analysis, token, links)));
        i += length ? length : 1;
    }
    return weight == ROLE_OFFICE && owned ? ROLE_OFFICE_OF_SOMETHING : weight;
}

/* "heads the bank" of ", who heads the bank,"; empty where nothing like it stands behind the name. */
static struct range deed_behind(const struct joiner *joiner, const struct found_mention *mention)
{
    enum { DEED_TOKENS_MAX = 10 };
    static const char *const verbs[] = {"heads", "leads",   "chairs",  "runs",       "directs", "manages",
                                        "owns",  "founded", "coaches", "represents", "edits",   NULL};
    const struct token *tokens = joiner->tokens;
    const struct range none = {0, 0};
    size_t verb = mention->end + 2, count = joiner->analysis->tokens.count, end = verb;
    if (verb >= count || !token_text_is(joiner->analysis, mention->end, ",") ||
        !token_text_is(joiner->analysis, mention->end + 1, "who") ||
        !token_is_one_of(joiner->analysis, &tokens[verb], verbs))
        return none;
    while (end < count && end - verb <= DEED_TOKENS_MAX && tokens[end].shape <= TOKEN_NUMBER &&
           tokens[end].sentence == tokens[verb].sentence)
        end++;
    bool whole = end - verb > 1 && end - verb <= DEED_TOKENS_MAX;
    return whole ? (struct range){tokens[verb].range.start, tokens[end - 1].range.end} : none;
}

void face_take_role(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    struct face *face = face_of(joiner, entity);
    enum role_weight weight = weight_of_title(joiner, mention);
    struct range role = mention->title;
    if (weight < ROLE_DEED) {
        struct range deed = deed_behind(joiner, mention);
        role = range_is_empty(deed) ? role : deed;
        weight = range_is_empty(deed) ? weight : ROLE_DEED;
    }
    if ((int)weight <= face->role_weight)
        return;
    face->role_weight = (int)weight;
    face_entity(joiner, entity)->role = role;
}
