/* annotate: runs the passes in order and copies what they found into the article. Never in here: rules. */
#include "annotate/annotate.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/analysis.h"
#include "annotate/attribution.h"
#include "annotate/name_model.h"
#include "base/arena.h"
#include "base/error.h"

/* More than four million words are no article; what the passes hold stays below a gigabyte. */
enum { TOKENS_MAX = 1 << 22 };

struct annotator {
    const struct lexicon *lexicon;
    struct attribution_model *model;
    struct name_model names;
};

/* What attribution rests on. */
static void (*const passes[])(struct analysis *) = {
    tokens_find, stretches_find, sentences_find, names_find, entities_join, references_find,
};

struct annotator *annotator_create(struct error *error)
{
    struct annotator *annotator = calloc(1, sizeof *annotator);
    if (!annotator) {
        error_out_of_memory(error, "preparing to annotate");
        return NULL;
    }
    annotator->lexicon = lexicon_built_in();
    annotator->model = attribution_model_create(error);
    if (annotator->model && name_model_open_embedded(&annotator->names, error))
        return annotator;
    annotator_destroy(annotator);
    return NULL;
}

void annotator_destroy(struct annotator *annotator)
{
    if (!annotator)
        return;
    attribution_model_destroy(annotator->model);
    free(annotator);
}

/* --- copying --- */

/* Where the entities and mentions that are kept stand in the article: a mention of nobody is left out, and so is an
 * entity without a mention. */
struct renumbering {
    size_t *entities, *mentions; /* new index or ARTICLE_NONE, by old index */
    size_t *entity_order;        /* old index, by new one: by first mention */
    size_t entity_count, mention_count;
};

static bool renumber(const struct analysis *analysis, struct arena *arena, struct renumbering *renumbering)
{
    size_t entity_count = analysis->entities.count, mention_count = analysis->mentions.count;
    renumbering->entities = arena_allocate_array(arena, entity_count + 1, sizeof(size_t));
    renumbering->mentions = arena_allocate_array(arena, mention_count + 1, sizeof(size_t));
    renumbering->entity_order = arena_allocate_array(arena, entity_count + 1, sizeof(size_t));
    if (arena_failed(arena))
        return false;
    for (size_t i = 0; i < entity_count; i++)
        renumbering->entities[i] = ARTICLE_NONE;
    const struct found_mention *found = analysis->mentions.items;
    for (size_t i = 0; i < mention_count; i++) {
        size_t entity = found[i].entity;
        renumbering->mentions[i] = entity == ARTICLE_NONE ? ARTICLE_NONE : renumbering->mention_count++;
        if (entity == ARTICLE_NONE || renumbering->entities[entity] != ARTICLE_NONE)
            continue;
        renumbering->entity_order[renumbering->entity_count] = entity;
        renumbering->entities[entity] = renumbering->entity_count++;
    }
    return true;
}

/* A name that a line break runs through is told in one line. */
static char *copy_range(struct article *article, struct range range)
{
    if (range_is_empty(range))
        return NULL;
    char *copy = arena_copy(article->arena, article->text + range.start, range.end - range.start);
    for (char *at = copy; at && *at; at++)
        if (*at == '\n')
            *at = ' ';
    return copy;
}

static void copy_mentions(const struct analysis *analysis, const struct renumbering *renumbering,
                          struct article *article, struct entity *entities)
{
    struct mention *mentions = arena_allocate_array(article->arena, renumbering->mention_count, sizeof *mentions);
    const struct found_mention *found = analysis->mentions.items;
    for (size_t i = 0; mentions && i < analysis->mentions.count; i++) {
        size_t index = renumbering->mentions[i];
        if (index == ARTICLE_NONE)
            continue;
        size_t entity = renumbering->entities[found[i].entity];
        mentions[index] = (struct mention){found[i].range, found[i].kind, entity};
        entities[entity].mention_count++;
    }
    for (size_t i = 0; i < renumbering->entity_count; i++) {
        entities[i].mentions =
            arena_allocate_array(article->arena, entities[i].mention_count, sizeof *entities[i].mentions);
        entities[i].mention_count = 0;
    }
    if (!mentions || arena_failed(article->arena))
        return;
    for (size_t i = 0; i < renumbering->mention_count; i++) {
        struct entity *entity = &entities[mentions[i].entity];
        entity->mentions[entity->mention_count++] = i;
    }
    article->mentions = mentions;
    article->mention_count = renumbering->mention_count;
}

/* Adds a form of the name unless it stands there already; `text` is NUL-terminated. */
static void add_alias(struct entity *entity, const char *text)
{
    for (size_t i = 0; i < entity->alias_count; i++)
        if (strcmp(entity->aliases[i], text) == 0)
            return;
    entity->aliases[entity->alias_count++] = text;
}

/* The forms of an entity's names. There are few: a name has a handful of forms however often it stands in the text, so
 * only the first ones are compared. */
static void collect_aliases(struct article *article, const struct mention *mentions, struct entity *entity)
{
    enum { ALIASES_MAX = 32 };
    entity->aliases = arena_allocate_array(article->arena, ALIASES_MAX, sizeof *entity->aliases);
    if (!entity->aliases)
        return;
    if (entity->name)
        add_alias(entity, entity->name);
    for (size_t i = 0; i < entity->mention_count && entity->alias_count < ALIASES_MAX; i++) {
        const struct mention *mention = &mentions[entity->mentions[i]];
        if (mention->kind != MENTION_NAME)
            continue;
        const char *text = article->text + mention->range.start;
        size_t length = mention->range.end - mention->range.start;
        bool known = false;
        for (size_t j = 0; j < entity->alias_count && !known; j++)
            known = strlen(entity->aliases[j]) == length && memcmp(entity->aliases[j], text, length) == 0;
        const char *copy = known ? NULL : copy_range(article, mention->range);
        if (copy)
            add_alias(entity, copy);
    }
}

static void copy_entities(const struct analysis *analysis, const struct renumbering *renumbering,
                          struct article *article)
{
    struct entity *entities = arena_allocate_array(article->arena, renumbering->entity_count, sizeof *entities);
    const struct found_entity *found = analysis->entities.items;
    for (size_t i = 0; entities && i < renumbering->entity_count; i++) {
        const struct found_entity *from = &found[renumbering->entity_order[i]];
        entities[i].type = from->type;
        entities[i].name =
            from->canonical ? arena_copy_string(article->arena, from->canonical) : copy_range(article, from->name);
        entities[i].role = copy_range(article, from->role);
    }
    if (!entities)
        return;
    copy_mentions(analysis, renumbering, article, entities);
    for (size_t i = 0; !arena_failed(article->arena) && i < renumbering->entity_count; i++)
        collect_aliases(article, article->mentions, &entities[i]);
    article->entities = entities;
    article->entity_count = renumbering->entity_count;
}

static void copy_quotations(const struct analysis *analysis, const struct renumbering *renumbering,
                            struct article *article)
{
    const struct stretch *found = analysis->stretches.items;
    const struct found_mention *mentions = analysis->mentions.items;
    size_t count = analysis->stretches.count;
    struct quotation *quotations = arena_allocate_array(article->arena, count, sizeof *quotations);
    for (size_t i = 0; quotations && i < count; i++) {
        const struct stretch *from = &found[i];
        bool known = from->speaker_mention != ARTICLE_NONE;
        quotations[i] = (struct quotation){
            .range = from->range,
            .type = from->type,
            .speaker = known ? from->speaker : (struct range){0, 0},
            .speaker_entity = known ? renumbering->entities[mentions[from->speaker_mention].entity] : ARTICLE_NONE,
            .cue = from->cue,
            .continues = from->continues,
            .confidence = from->confidence,
        };
    }
    if (!quotations)
        return;
    article->quotations = quotations;
    article->quotation_count = count;
}

static void forget(struct article *article)
{
    article->quotations = NULL;
    article->mentions = NULL;
    article->entities = NULL;
    article->quotation_count = article->mention_count = article->entity_count = 0;
}

/* --- running ---------------------------------------------------------------------------------------------------------- */

static struct analysis begin(const struct annotator *annotator, const struct article *article)
{
    return (struct analysis){
        .article = article,
        .lexicon = annotator->lexicon,
        .model = annotator->model,
        .name_model = &annotator->names,
        .tokens = array_create(sizeof(struct token), TOKENS_MAX),
        .sentences = array_create(sizeof(struct sentence), TOKENS_MAX),
        .stretches = array_create(sizeof(struct stretch), TOKENS_MAX),
        .mentions = array_create(sizeof(struct found_mention), TOKENS_MAX),
        .entities = array_create(sizeof(struct found_entity), TOKENS_MAX),
    };
}

static bool is_whole(const struct analysis *analysis)
{
    return !(analysis->tokens.failed || analysis->sentences.failed || analysis->stretches.failed ||
             analysis->mentions.failed || analysis->entities.failed);
}

static void release(struct analysis *analysis)
{
    array_release(&analysis->tokens);
    array_release(&analysis->sentences);
    array_release(&analysis->stretches);
    array_release(&analysis->mentions);
    array_release(&analysis->entities);
}

/* The passes before attribution. */
static bool prepare(struct analysis *analysis)
{
    for (size_t i = 0; i < sizeof passes / sizeof *passes && is_whole(analysis); i++)
        passes[i](analysis);
    return is_whole(analysis);
}

bool annotate(const struct annotator *annotator, struct article *article, struct error *error)
{
    forget(article);
    struct analysis analysis = begin(annotator, article);
    bool ready = prepare(&analysis);
    if (ready)
        attribution_find(&analysis);
    ready = ready && is_whole(&analysis);
    struct renumbering renumbering = {.entity_count = 0};
    if (ready && renumber(&analysis, article->arena, &renumbering)) {
        copy_entities(&analysis, &renumbering, article);
        copy_quotations(&analysis, &renumbering, article);
    }
    release(&analysis);
    if (ready && !arena_failed(article->arena))
        return true;
    forget(article);
    return error_out_of_memory(error, "annotating");
}

bool annotate_watched(const struct annotator *annotator, const struct article *article,
                      const struct attribution_observer *observer, struct error *error)
{
    struct analysis analysis = begin(annotator, article);
    bool ready = prepare(&analysis) && attribution_rehearse(&analysis, annotator->model, observer);
    release(&analysis);
    return ready || error_out_of_memory(error, "annotating");
}
