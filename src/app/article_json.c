/* article JSON: json_pack builds each object in one line, so that its shape can be read off. In its formats, `s*`
 * leaves an absent string out, and `o` fails the whole object when its part is NULL, which here means short memory. */
#include "app/article_json.h"

#include "annotate/evidence.h"
#include "app/evidence_json.h"
#include "app/json_parts.h"
#include "article/article.h"
#include "base/offsets.h"
#include "base/timestamp.h"

static const char *const block_names[] = {
    [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_ITEM] = "item",     [BLOCK_QUOTE] = "quote",
    [BLOCK_CODE] = "code",       [BLOCK_TABLE] = "table",         [BLOCK_FIGURE] = "figure", [BLOCK_BOILERPLATE] = NULL,
};
static const char *const mention_names[] = {
    [MENTION_NAME] = "name", [MENTION_NOMINAL] = "nominal", [MENTION_PRONOUN] = "pronoun"};

/* The article with the table that turns its bytes into code points. */
struct view {
    const struct article *article;
    const struct offsets *offsets;
    const struct evidence_list *evidence; /* NULL: not asked for */
};

static json_int_t code_point(const struct view *view, size_t byte)
{
    return (json_int_t)offsets_to_code_points(view->offsets, byte);
}

static json_t *block_to_json(const struct view *view, const struct block *block)
{
    return json_pack("{s:s,s:I,s:I}", "type", block_names[block->type], "start", code_point(view, block->range.start),
                     "end", code_point(view, block->range.end));
}

static json_t *speaker_to_json(const struct view *view, const struct quotation *quotation)
{
    if (quotation->speaker_entity == ARTICLE_NONE)
        return json_null();
    struct range range = quotation->speaker;
    return json_pack("{s:I,s:s,s:I,s:I,s:s%}", "entity", (json_int_t)quotation->speaker_entity, "name",
                     view->article->entities[quotation->speaker_entity].name, "start", code_point(view, range.start),
                     "end", code_point(view, range.end), "text", view->article->text + range.start,
                     range.end - range.start);
}

static json_t *quotation_to_json(const struct view *view, size_t index)
{
    const struct quotation *quotation = &view->article->quotations[index];
    json_t *object =
        json_pack("{s:I,s:I,s:s,s:o,s:o}", "start", code_point(view, quotation->range.start), "end",
                  code_point(view, quotation->range.end), "type", quotation_type_name(quotation->type), "speaker",
                  speaker_to_json(view, quotation), "cue", range_to_json(view->article, view->offsets, quotation->cue));
    int failed = object == NULL;
    if (!failed && quotation->continues != ARTICLE_NONE)
        failed = json_object_set_new(object, "continues", json_integer((json_int_t)quotation->continues));
    if (!failed && quotation->speaker_entity != ARTICLE_NONE)
        failed = json_object_set_new(object, "confidence", json_real(json_thousandths(quotation->confidence)));
    if (!failed && view->evidence)
        failed = json_object_set_new(
            object, "evidence",
            evidence_to_json(view->article, view->offsets, quotation, &view->evidence->items[index]));
    if (!failed)
        return object;
    json_decref(object);
    return NULL;
}

static json_t *mention_to_json(const struct view *view, const struct mention *mention)
{
    return json_pack("{s:I,s:I,s:s%,s:s}", "start", code_point(view, mention->range.start), "end",
                     code_point(view, mention->range.end), "text", view->article->text + mention->range.start,
                     mention->range.end - mention->range.start, "kind", mention_names[mention->kind]);
}

static json_t *entity_to_json(const struct view *view, size_t index)
{
    const struct entity *entity = &view->article->entities[index];
    json_t *aliases = json_array(), *mentions = json_array();
    for (size_t i = 0; i < entity->alias_count; i++)
        aliases = array_with(aliases, json_string(entity->aliases[i]));
    for (size_t i = 0; i < entity->mention_count; i++)
        mentions = array_with(mentions, mention_to_json(view, &view->article->mentions[entity->mentions[i]]));
    return json_pack("{s:I,s:s,s:s,s:s*,s:o,s:o}", "id", (json_int_t)index, "type", entity_type_name(entity->type),
                     "name", entity->name, "role", entity->role, "aliases", aliases, "mentions", mentions);
}

static json_t *blocks_to_json(const struct view *view)
{
    json_t *blocks = json_array();
    for (size_t i = 0; i < view->article->block_count; i++)
        if (view->article->blocks[i].type != BLOCK_BOILERPLATE)
            blocks = array_with(blocks, block_to_json(view, &view->article->blocks[i]));
    return blocks;
}

static json_t *quotes_to_json(const struct view *view)
{
    json_t *quotes = json_array();
    for (size_t i = 0; i < view->article->quotation_count; i++)
        quotes = array_with(quotes, quotation_to_json(view, i));
    return quotes;
}

static json_t *entities_to_json(const struct view *view)
{
    json_t *entities = json_array();
    for (size_t i = 0; i < view->article->entity_count; i++)
        entities = array_with(entities, entity_to_json(view, i));
    return entities;
}

static json_t *text_to_json(const struct view *view)
{
    return json_stringn(view->article->text, view->article->length);
}

/* The parts in the order in which they are printed. */
static const struct part {
    enum article_json_parts part;
    const char *name;
    json_t *(*to_json)(const struct view *view);
} part_table[] = {
    {ARTICLE_JSON_TEXT, "text", text_to_json},
    {ARTICLE_JSON_BLOCKS, "blocks", blocks_to_json},
    {ARTICLE_JSON_QUOTES, "quotes", quotes_to_json},
    {ARTICLE_JSON_ENTITIES, "entities", entities_to_json},
};

json_t *article_to_json(const struct article *article, const struct evidence_list *evidence, unsigned parts)
{
    struct view view = {article, offsets_create(article->arena, article->text, article->length), evidence};
    if (!view.offsets)
        return NULL;
    char published[TIMESTAMP_SIZE] = "";
    if (article->has_published)
        timestamp_format(article->published, published);
    json_t *object = json_pack("{s:s*,s:s*,s:s*,s:s*,s:s*,s:s*,s:s*}", "id", article->id, "title", article->title,
                               "byline", article->byline, "site", article->site, "url", article->url, "published",
                               *published ? published : NULL, "lang", article->language);
    for (size_t i = 0; object && i < sizeof part_table / sizeof *part_table; i++) {
        const struct part *row = &part_table[i];
        if ((parts & row->part) && json_object_set_new(object, row->name, row->to_json(&view)) != 0) {
            json_decref(object);
            object = NULL;
        }
    }
    return object;
}
