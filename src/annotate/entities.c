/* entities: joins the names that mean the same. First the full names, then the acronyms that the text introduces, then
 * single names, each to the one it can only be short for. In doubt two names stay two: a list with a stranger in it is
 * worse than two lists. Never in here: finding names; pronouns and descriptions. */
#include "annotate/entities_faces.h"

/* As many as there may be mentions (annotate.c). */
enum { FACES_MAX = 1 << 22 };

static bool is_full(const struct found_mention *mention)
{
    return mention->end - mention->first > 1;
}

static bool is_text(const struct joiner *joiner, size_t index, char sign)
{
    const struct token *token = &joiner->tokens[index];
    return token->range.end - token->range.start == 1 && joiner->analysis->article->text[token->range.start] == sign;
}

static void join_full_names(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        if (!is_full(&mentions[i]))
            continue;
        if (mentions[i].type == ENTITY_PERSON)
            person_join_full(joiner, &mentions[i]);
        else
            group_join_full(joiner, &mentions[i]);
    }
    groups_merge_short(joiner);
    faces_settle(joiner);
}

static void join_partners(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 1; i < joiner->analysis->mentions.count; i++) {
        struct found_mention *one = &mentions[i - 1];
        const struct found_mention *other = &mentions[i];
        bool persons = one->type == ENTITY_PERSON && other->type == ENTITY_PERSON;
        if (persons && !is_full(one) && is_full(other) && one->end + 1 == other->first &&
            token_text_is(joiner->analysis, one->end, "and"))
            person_join_partner(joiner, one, other);
    }
}

static void join_introduced(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 1; i < joiner->analysis->mentions.count; i++) {
        struct found_mention *acronym = &mentions[i];
        const struct found_mention *full = &mentions[i - 1];
        size_t bracket = acronym->first ? acronym->first - 1 : 0;
        bool between = !is_full(acronym) && is_full(full) && is_text(joiner, bracket, '(') &&
                       (full->end == bracket || full->end + 1 == bracket);
        if (between && full->type != ENTITY_PERSON)
            group_join_introduced(joiner, full, acronym);
    }
}

static void join_short_names(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        if (mentions[i].entity == ARTICLE_NONE) {
            if (mentions[i].type == ENTITY_PERSON)
                person_join_short(joiner, &mentions[i]);
            else
                group_join_short(joiner, &mentions[i]);
        }
        if (mentions[i].entity != ARTICLE_NONE)
            face_of(joiner, mentions[i].entity)->last_mention = i;
    }
}

void entities_join(struct analysis *analysis)
{
    struct joiner joiner = {
        .analysis = analysis,
        .tokens = analysis_tokens(analysis),
        .faces = array_create(sizeof(struct face), FACES_MAX),
        .claims = name_table_create(),
        .buckets = name_table_create(),
    };
    kinds_agree(&joiner);
    join_full_names(&joiner);
    join_introduced(&joiner);
    join_partners(&joiner);
    kinds_correct(&joiner);
    join_short_names(&joiner);
    if (joiner.claims.failed || joiner.buckets.failed)
        analysis->entities.failed = true;
    name_table_release(&joiner.claims);
    name_table_release(&joiner.buckets);
    array_release(&joiner.faces);
}
