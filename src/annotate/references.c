/* references: finds pronouns and descriptions outside quotation marks, and whom they stand for where that is plain.
 * What is not plain stays open: unknown is better than wrong. Never in here: names. */
#include <stdlib.h>
#include <string.h>

#include "annotate/references_trail.h"

/* As many mentions as there may be (annotate.c). */
enum { MENTIONS_MAX = 1 << 22 };

/* What a pronoun agrees with; GENDER_UNKNOWN for every other word. */
static enum gender pronoun_gender(const struct analysis *analysis, const struct token *token)
{
    static const struct {
        const char *value;
        enum gender gender;
    } genders[] = {
        {"female", GENDER_FEMALE}, {"male", GENDER_MALE}, {"neuter", GENDER_NEUTER}, {"plural", GENDER_PLURAL}};
    if (!token_is(token, WORD_PRONOUN) || token->shape == TOKEN_UPPER)
        return GENDER_UNKNOWN;
    size_t length;
    const char *text = token_text(analysis, token, &length);
    const char *value = lexicon_value(analysis->lexicon, WORD_PRONOUN, text, length);
    for (size_t i = 0; value && i < sizeof genders / sizeof *genders; i++)
        if (strcmp(value, genders[i].value) == 0)
            return genders[i].gender;
    return GENDER_UNKNOWN;
}

static void add_reference(struct trail *trail, const struct found_mention *reference)
{
    struct found_mention *mention = array_push(&trail->mentions);
    if (!mention)
        return;
    *mention = *reference;
    trail_walk(trail, trail->mentions.count - 1);
}

static void add_pronoun(struct trail *trail, size_t token, enum gender gender)
{
    struct found_mention pronoun = {
        .range = trail->tokens[token].range,
        .first = token,
        .end = token + 1,
        .kind = MENTION_PRONOUN,
        .type = ENTITY_PERSON,
        .gender = gender,
        .entity = ARTICLE_NONE,
    };
    size_t antecedent = pronoun_antecedent(trail, token, gender);
    if (antecedent != ARTICLE_NONE)
        pronoun.entity = trail_entity_of(trail, antecedent);
    if (pronoun.entity != ARTICLE_NONE && trail_entity(trail, pronoun.entity)->gender == GENDER_UNKNOWN)
        trail_entity(trail, pronoun.entity)->gender = gender;
    add_reference(trail, &pronoun);
}

/* "it" and "they" are mentions only where it is plain which group they stand for. */
static void add_group_pronoun(struct trail *trail, size_t token, enum gender number)
{
    size_t antecedent = pronoun_group(trail, token, number);
    if (antecedent == ARTICLE_NONE)
        return;
    const struct found_mention *group = trail_mention(trail, antecedent);
    struct found_mention pronoun = {
        .range = trail->tokens[token].range,
        .first = token,
        .end = token + 1,
        .kind = MENTION_PRONOUN,
        .type = group->type,
        .gender = number,
        .entity = group->entity,
    };
    add_reference(trail, &pronoun);
}

/* The words of a description behind the names in it, which are mentions of their own: "diplomat" of "the top US
 * diplomat". */
static void add_description(struct trail *trail, struct found_mention *description)
{
    size_t count = trail->mentions.count;
    const struct found_mention *last = count ? trail_mention(trail, count - 1) : NULL;
    if (last && last->end >= description->end)
        return;
    if (last && last->end > description->first) {
        description->first = last->end;
        description->range.start = trail->tokens[last->end].range.start;
    }
    static const char *const articles[] = {"a", "an", NULL};
    bool new = description->type ==
               ENTITY_PERSON &&token_is_one_of(trail->analysis, &trail->tokens[description->first], articles);
    add_reference(trail, description);
    if (new)
        description_remember(trail, trail->mentions.count - 1);
}

/* Whoever was described once and never spoken of again is nobody to jump to. */
static void forget_unmentioned(struct trail *trail)
{
    size_t first = trail->first_described, count = trail->analysis->entities.count - first;
    size_t *mentions = calloc(count + 1, sizeof *mentions);
    if (!mentions) {
        trail->mentions.failed = true;
        return;
    }
    for (size_t i = 0; i < trail->mentions.count; i++) {
        size_t entity = trail_mention(trail, i)->entity;
        if (entity != ARTICLE_NONE && entity >= first)
            mentions[entity - first]++;
    }
    for (size_t i = 0; i < trail->mentions.count; i++) {
        struct found_mention *mention = trail_mention(trail, i);
        if (mention->entity != ARTICLE_NONE && mention->entity >= first && mentions[mention->entity - first] == 1)
            mention->entity = ARTICLE_NONE;
    }
    free(mentions);
}

/* Copies the name mention `next` and remembers it; returns the token behind it. */
static size_t add_name(struct trail *trail, const struct found_mention *name)
{
    struct found_mention *mention = array_push(&trail->mentions);
    if (!mention)
        return name->end;
    *mention = *name;
    description_learn(trail, mention);
    if (mention->type == ENTITY_PERSON)
        description_identify(trail, trail->mentions.count - 1);
    trail_walk(trail, trail->mentions.count - 1);
    return name->end;
}

/* A title around a name describes the one who is named, and is no mention of its own. */
static bool is_in_title(const struct found_mention *names, size_t count, size_t next, size_t byte)
{
    return (next < count && range_holds(names[next].title, byte)) ||
           (next > 0 && range_holds(names[next - 1].title, byte));
}

/* Where the last name before `next` ends. */
static size_t names_end(const struct found_mention *names, size_t next)
{
    return next ? names[next - 1].end : 0;
}

static void walk(struct trail *trail)
{
    const struct analysis *analysis = trail->analysis;
    const struct found_mention *names = analysis->mentions.items;
    const struct sentence *sentences = analysis->sentences.items;
    size_t count = analysis->mentions.count, next = 0;
    for (size_t at = 0; at < analysis->tokens.count;) {
        const struct token *token = &trail->tokens[at];
        if (next < count && names[next].first <= at) {
            size_t end = add_name(trail, &names[next++]);
            /* A compound ("US-China") holds several names in one token. */
            at = next < count && names[next].first < end ? at : end;
            continue;
        }
        /* An article stands before the title that it belongs to, one blank away. */
        bool describes = !token->in_quotation && token->shape <= TOKEN_MIXED &&
                         !is_in_title(names, count, next, token->range.start) &&
                         !is_in_title(names, count, next, token->range.end + 1);
        enum gender gender = token->in_quotation ? GENDER_UNKNOWN : pronoun_gender(analysis, token);
        struct found_mention description;
        if (gender == GENDER_NEUTER || gender == GENDER_PLURAL) {
            add_group_pronoun(trail, at++, gender);
        } else if (gender != GENDER_UNKNOWN) {
            add_pronoun(trail, at++, gender);
        } else if (describes && description_at(trail, at, sentences[token->sentence].end, &description) &&
                   !(next < count && range_overlaps(names[next].title, description.range))) {
            while (next < count && names[next].first < description.end)
                add_name(trail, &names[next++]);
            add_description(trail, &description);
            at = names_end(names, next) > description.end ? names_end(names, next) : description.end;
        } else {
            at++;
        }
    }
}

void references_find(struct analysis *analysis)
{
    struct trail trail = {
        .analysis = analysis,
        .tokens = analysis_tokens(analysis),
        .first_described = analysis->entities.count,
        .mentions = array_create(sizeof(struct found_mention), MENTIONS_MAX),
        .steps = array_create(sizeof(struct step), MENTIONS_MAX),
        .roles = name_table_create(),
        .heads = name_table_create(),
    };
    walk(&trail);
    forget_unmentioned(&trail);
    if (trail.mentions.failed || trail.steps.failed || trail.roles.failed || trail.heads.failed) {
        analysis->mentions.failed = true;
    } else {
        struct array names = analysis->mentions;
        analysis->mentions = trail.mentions;
        trail.mentions = names;
    }
    name_table_release(&trail.roles);
    name_table_release(&trail.heads);
    array_release(&trail.mentions);
    array_release(&trail.steps);
}
