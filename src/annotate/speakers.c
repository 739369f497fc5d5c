/* speakers: mentions and entities for those who are no name that is known already. */
#include "annotate/speakers.h"

#include <stdlib.h>
#include <string.h>

/* What somebody is who is only described: "the official", "the ministry", "the resolution". */
static enum entity_type described_type(const struct speakers *speakers, const struct subject *subject)
{
    if (subject->kind == SUBJECT_PRONOUN || subject->kind == SUBJECT_RELATIVE)
        return ENTITY_PERSON;
    size_t length;
    const struct analysis *analysis = speakers->syntax->analysis;
    const struct token *head = &speakers->syntax->tokens[subject->end - 1];
    const char *noun = token_text(analysis, head, &length);
    const char *value = lexicon_value(analysis->lexicon, WORD_SPEAKER_NOUN, noun, length);
    if (value)
        return strcmp(value, "text") == 0 ? ENTITY_OTHER : ENTITY_ORGANIZATION;
    bool group = token_is(head, WORD_NOMINAL) || token_is(head, WORD_ORGANIZATION_WORD);
    return group ? ENTITY_ORGANIZATION : ENTITY_PERSON;
}

/* "the official" behind "a senior official": the entity that was made for an earlier description with the same noun, or
 * ARTICLE_NONE. */
static size_t described_before(const struct speakers *speakers, const struct subject *subject)
{
    enum { LOOK_BACK = 16 };
    static const char *const definite[] = {"the", "that", "this", NULL};
    const struct syntax *syntax = speakers->syntax;
    if (subject->kind != SUBJECT_NOMINAL || !syntax_is_one_of(syntax, subject->first, definite))
        return ARTICLE_NONE;
    size_t length;
    const struct analysis *analysis = syntax->analysis;
    const char *text = analysis->article->text;
    const char *noun = token_text(analysis, &syntax->tokens[subject->end - 1], &length);
    const struct found_entity *entities = analysis->entities.items;
    size_t count = analysis->entities.count, made = speakers->first_entity;
    size_t least = count - made > LOOK_BACK ? count - LOOK_BACK : made;
    for (size_t i = count; i > least; i--) {
        struct range name = entities[i - 1].name;
        if (name.end - name.start > length && memcmp(text + name.end - length, noun, length) == 0 &&
            text[name.end - length - 1] == ' ')
            return i - 1;
    }
    return ARTICLE_NONE;
}

/* An entity for somebody who is only described, named by the description. */
static size_t add_entity(struct speakers *speakers, const struct subject *subject, enum gender gender)
{
    struct array *entities = &speakers->syntax->analysis->entities;
    size_t known = described_before(speakers, subject);
    if (known != ARTICLE_NONE)
        return known;
    struct found_entity *entity = array_push(entities);
    if (!entity)
        return ARTICLE_NONE;
    entity->type = described_type(speakers, subject);
    entity->gender = gender;
    entity->name = syntax_range(speakers->syntax, subject->first, subject->end);
    return entities->count - 1;
}

/* Makes a mention, not yet in its place in the order, of the subject's head. */
static size_t add_mention(struct speakers *speakers, const struct subject *subject, size_t entity)
{
    struct found_mention *mention = array_push(&speakers->syntax->analysis->mentions);
    if (!mention)
        return ARTICLE_NONE;
    mention->range = syntax_range(speakers->syntax, subject->head_first, subject->end);
    mention->first = subject->head_first;
    mention->end = subject->end;
    /* A name would be a mention already: capitals alone ("Republicans", "Critics") make none. */
    bool pronoun = subject->kind == SUBJECT_PRONOUN || subject->kind == SUBJECT_RELATIVE;
    mention->kind = pronoun ? MENTION_PRONOUN : MENTION_NOMINAL;
    mention->type = ((const struct found_entity *)speakers->syntax->analysis->entities.items)[entity].type;
    mention->entity = entity;
    size_t index = speakers->syntax->analysis->mentions.count - 1;
    for (size_t i = mention->first; i < mention->end; i++)
        speakers->syntax->mentions[i] = index;
    return index;
}

/* "Ana Ruiz, Director of Trade said": what somebody is, told behind the name, is no speaker of its own. The entity of the
 * name; ARTICLE_NONE where none stands there. */
static size_t apposed_entity(const struct speakers *speakers, const struct subject *subject)
{
    const struct syntax *syntax = speakers->syntax;
    const struct token *tokens = syntax->tokens;
    bool names = subject->kind == SUBJECT_NOMINAL || subject->kind == SUBJECT_NAME;
    if (!names || subject->first < 2 || syntax_part(syntax, subject->first - 1) != PART_COMMA ||
        tokens[subject->first - 2].sentence != tokens[subject->first].sentence)
        return ARTICLE_NONE;
    const struct found_mention *name = syntax_mention(syntax, subject->first - 2);
    bool tells = name && name->kind == MENTION_NAME && range_holds(name->title, tokens[subject->first].range.start);
    return tells ? name->entity : ARTICLE_NONE;
}

/* The entity that "who" stands for, by the mention or the description before it; ARTICLE_NONE where neither is one. */
static size_t antecedent_entity(struct speakers *speakers, const struct subject *subject)
{
    struct array *mentions = &speakers->syntax->analysis->mentions;
    size_t index = subject->antecedent;
    if (subject->of_end > subject->of_first) {
        const struct subject description = {.kind = SUBJECT_NOMINAL,
                                            .first = subject->of_first,
                                            .end = subject->of_end,
                                            .head_first = subject->of_first,
                                            .antecedent = ARTICLE_NONE};
        index = speakers_mention(speakers, &description);
    }
    return index == ARTICLE_NONE ? ARTICLE_NONE : ((const struct found_mention *)mentions->items)[index].entity;
}

/* The mention of the head's last word; where that has none, of the last word that has: of two clauses about the same
 * words one may have taken the subject for shorter, and mentions do not overlap. ARTICLE_NONE where the head has none. */
static size_t known_mention(const struct syntax *syntax, const struct subject *subject)
{
    for (size_t i = subject->end; i > subject->head_first; i--)
        if (syntax->mentions[i - 1] != ARTICLE_NONE)
            return syntax->mentions[i - 1];
    return ARTICLE_NONE;
}

size_t speakers_mention(struct speakers *speakers, const struct subject *subject)
{
    struct array *mentions = &speakers->syntax->analysis->mentions;
    size_t index = known_mention(speakers->syntax, subject);
    if (index == ARTICLE_NONE) {
        size_t entity = antecedent_entity(speakers, subject);
        if (entity == ARTICLE_NONE)
            entity = apposed_entity(speakers, subject);
        if (entity == ARTICLE_NONE)
            entity = add_entity(speakers, subject, GENDER_UNKNOWN);
        return entity == ARTICLE_NONE ? ARTICLE_NONE : add_mention(speakers, subject, entity);
    }
    struct found_mention *mention = (struct found_mention *)mentions->items + index;
    if (subject->kind == SUBJECT_NAME && subject->antecedent != ARTICLE_NONE)
        mention->entity = ((const struct found_mention *)mentions->items)[subject->antecedent].entity;
    if (mention->entity == ARTICLE_NONE)
        mention->entity = add_entity(speakers, subject, mention->gender);
    return mention->entity == ARTICLE_NONE ? ARTICLE_NONE : index;
}

struct place {
    size_t start, index;
};

static int compare_places(const void *one, const void *other)
{
    const struct place *a = one, *b = other;
    return (a->start > b->start) - (a->start < b->start);
}

void speakers_sort(struct speakers *speakers)
{
    struct analysis *analysis = speakers->syntax->analysis;
    struct array *mentions = &analysis->mentions;
    struct stretch *stretches = analysis->stretches.items;
    struct found_mention *items = mentions->items;
    size_t count = mentions->count;
    struct place *places = calloc(count + 1, sizeof *places);
    struct found_mention *sorted = calloc(count + 1, sizeof *sorted);
    size_t *moved = calloc(count + 1, sizeof *moved);
    if (!places || !sorted || !moved) {
        mentions->failed = true;
    } else {
        for (size_t i = 0; i < count; i++)
            places[i] = (struct place){items[i].range.start, i};
        qsort(places, count, sizeof *places, compare_places);
        for (size_t i = 0; i < count; i++) {
            sorted[i] = items[places[i].index];
            moved[places[i].index] = i;
        }
        for (size_t i = 0; i < count; i++)
            items[i] = sorted[i];
        for (size_t i = 0; i < analysis->stretches.count; i++) {
            size_t mention = stretches[i].speaker_mention;
            if (mention == ARTICLE_NONE)
                continue;
            stretches[i].speaker_mention = moved[mention];
            stretches[i].speaker = items[moved[mention]].range;
        }
    }
    free(places);
    free(sorted);
    free(moved);
}
