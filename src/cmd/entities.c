/* whosaid entities: the people, organizations and places of articles, as a list. */
#include <string.h>

#include "app/article_json.h"
#include "article/article.h"
#include "base/buffer.h"
#include "cmd/listing.h"
#include "cmd/table.h"

static const struct column columns[] = {
    {"name", COLUMN_LEFT},    {"type", COLUMN_LEFT},    {"mentions", COLUMN_RIGHT}, {"role", COLUMN_LEFT},
    {"aliases", COLUMN_REST}, {"title", COLUMN_HIDDEN}, {"file", COLUMN_HIDDEN},    {0},
};

/* The other names that it goes by. */
static void add_aliases(struct table *table, const struct entity *entity)
{
    struct buffer aliases = buffer_create((size_t)1 << 20);
    for (size_t i = 0; i < entity->alias_count; i++)
        if (strcmp(entity->aliases[i], entity->name) != 0)
            buffer_append_format(&aliases, "%s%s", aliases.length ? " | " : "", entity->aliases[i]);
    table_add_buffer(table, &aliases);
    buffer_release(&aliases);
}

static void add_rows(struct table *table, const struct article *article, const char *path)
{
    for (size_t i = 0; i < article->entity_count; i++) {
        const struct entity *entity = &article->entities[i];
        table_add_string(table, entity->name);
        table_add_string(table, entity_type_name(entity->type));
        table_add_format(table, "%zu", entity->mention_count);
        table_add_string(table, entity->role);
        add_aliases(table, entity);
        table_add_string(table, article->title);
        table_add_string(table, path);
    }
}

static const struct option_row options[] = {LISTING_OPTIONS, {0}};

static const struct listing listing = {
    .columns = columns, .json_parts = ARTICLE_JSON_TEXT | ARTICLE_JSON_ENTITIES, .add_rows = add_rows};

static enum exit_status run(const struct invocation *invocation)
{
    return listing_run(&listing, invocation);
}

const struct command command_entities = {
    "entities", "[FILE…]", "Lists the people, organizations and places of articles.", options, run,
};
