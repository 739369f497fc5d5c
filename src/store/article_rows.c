/* article rows: one row an entity, a mention, a quotation. */
#include "store/article_rows.h"

#include <string.h>

#include "article/article.h"
#include "article/article_pack.h"
#include "article/article_promises.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/connection.h"

enum { STRUCTURE_MAX = 128 * 1024 * 1024, ALIASES_MAX = 16 * 1024 * 1024, ROWS_MAX = 1 << 24 };
/* What stands for ARTICLE_NONE in a column that may be NULL. */
enum { NO_INDEX = -1 };

/* --- writing ------------------------------------------------------------------------------------------------------ */

static bool write_text(struct archive *archive, int64_t id, const struct article *article, struct error *error)
{
    struct buffer structure = buffer_create(STRUCTURE_MAX);
    bool packed = article_pack_structure(article, &structure) || error_out_of_memory(error, "storing an article");
    struct statement statement = statement_begin(archive, STATEMENT_TEXT_SET);
    statement_integer(&statement, id);
    statement_text_of(&statement, article->text, article->length);
    statement_bytes(&statement, structure.bytes, structure.length);
    bool done = packed && statement_run(&statement, error);
    buffer_release(&structure);
    return done;
}

/* One a line: what is clean holds no newline. */
static bool write_entities(struct archive *archive, int64_t id, const struct article *article, struct error *error)
{
    struct buffer aliases = buffer_create(ALIASES_MAX);
    bool done = true;
    for (size_t i = 0; i < article->entity_count && done; i++) {
        const struct entity *entity = &article->entities[i];
        buffer_clear(&aliases);
        for (size_t j = 0; j < entity->alias_count; j++)
            buffer_append_format(&aliases, "%s%s", j ? "\n" : "", entity->aliases[j]);
        done = !aliases.failed || error_out_of_memory(error, "storing an article");
        struct statement statement = statement_begin(archive, STATEMENT_ENTITY_ADD);
        statement_integer(&statement, id);
        statement_integer(&statement, (int64_t)i);
        statement_integer(&statement, entity->type);
        statement_text(&statement, entity->name);
        statement_text(&statement, entity->role);
        statement_text(&statement, buffer_string(&aliases));
        done = done && statement_run(&statement, error);
    }
    buffer_release(&aliases);
    return done;
}

static bool write_mentions(struct archive *archive, int64_t id, const struct article *article, struct error *error)
{
    for (size_t i = 0; i < article->mention_count; i++) {
        const struct mention *mention = &article->mentions[i];
        struct statement statement = statement_begin(archive, STATEMENT_MENTION_ADD);
        statement_integer(&statement, id);
        statement_integer(&statement, (int64_t)mention->range.start);
        statement_integer(&statement, (int64_t)(mention->range.end - mention->range.start));
        statement_integer(&statement, mention->kind);
        statement_integer(&statement, (int64_t)mention->entity);
        if (!statement_run(&statement, error))
            return false;
    }
    return true;
}

static void bind_range(struct statement *statement, struct range range)
{
    statement_integer(statement, range_is_empty(range) ? 0 : (int64_t)range.start);
    statement_integer(statement, range_is_empty(range) ? 0 : (int64_t)(range.end - range.start));
}

static int64_t column_of_index(size_t index)
{
    return index == ARTICLE_NONE ? NO_INDEX : (int64_t)index;
}

/* Those beyond what their numbers have room for are left out. */
static bool write_quotations(struct archive *archive, int64_t id, const struct article *article, struct error *error)
{
    for (size_t i = 0; i < article->quotation_count && i < QUOTATIONS_MAX; i++) {
        const struct quotation *quotation = &article->quotations[i];
        struct statement statement = statement_begin(archive, STATEMENT_QUOTATION_ADD);
        statement_integer(&statement, first_quotation_of(id) + (int64_t)i);
        bind_range(&statement, quotation->range);
        statement_integer(&statement, quotation->type);
        bind_range(&statement, quotation->speaker);
        statement_integer_or_null(&statement, column_of_index(quotation->speaker_entity), NO_INDEX);
        bind_range(&statement, quotation->cue);
        statement_integer_or_null(&statement, column_of_index(quotation->continues), NO_INDEX);
        statement_real(&statement, quotation->confidence);
        if (!statement_run(&statement, error))
            return false;
    }
    return true;
}

bool article_rows_clear(struct archive *archive, int64_t id, struct error *error)
{
    int64_t first = first_quotation_of(id);
    return statement_run_with(archive, STATEMENT_ENTITIES_CLEAR, id, 0, error) &&
           statement_run_with(archive, STATEMENT_MENTIONS_CLEAR, id, 0, error) &&
           statement_run_with(archive, STATEMENT_QUOTATIONS_CLEAR, first, first + QUOTATIONS_MAX - 1, error);
}

bool article_rows_write(struct archive *archive, int64_t id, const struct article *article, struct error *error)
{
    return write_text(archive, id, article, error) && write_entities(archive, id, article, error) &&
           write_mentions(archive, id, article, error) && write_quotations(archive, id, article, error);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* A number of a damaged row may be anything; what cannot be becomes a range beyond every text, which is found out. */
static size_t size_of_column(const struct statement *statement, int column)
{
    int64_t value = statement_column(statement, column);
    return value >= 0 && value < INT64_MAX / 2 ? (size_t)value : SIZE_MAX / 2;
}

static struct range range_of_columns(const struct statement *statement, int column)
{
    size_t start = size_of_column(statement, column);
    return (struct range){start, start + size_of_column(statement, column + 1)};
}

static size_t index_of_column(const struct statement *statement, int column)
{
    return statement_column_is_null(statement, column) ? ARTICLE_NONE : size_of_column(statement, column);
}

/* An enumerator of 0 to `last`; `*sound` becomes false for anything else. */
static unsigned type_of_column(const struct statement *statement, int column, unsigned last, bool *sound)
{
    int64_t value = statement_column(statement, column);
    *sound = *sound && value >= 0 && value <= last;
    return *sound ? (unsigned)value : 0;
}

/* The lines of a string in the arena become strings, in place. */
static void read_aliases(struct arena *arena, const char *lines, struct entity *entity)
{
    char *rest = arena_copy_string(arena, lines);
    if (!rest || !*rest)
        return;
    size_t count = 1;
    for (const char *at = rest; *at; at++)
        count += *at == '\n';
    entity->aliases = arena_allocate_array(arena, count, sizeof *entity->aliases);
    if (!entity->aliases)
        return;
    entity->alias_count = count;
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(rest, "\n");
        entity->aliases[i] = rest;
        rest[length] = '\0';
        rest += length + 1;
    }
}

static void read_entity(const struct statement *statement, struct arena *arena, struct entity *entity, bool *sound)
{
    entity->type = (enum entity_type)type_of_column(statement, 0, ENTITY_OTHER, sound);
    entity->name = statement_column_text(statement, 1, arena);
    entity->role = statement_column_text(statement, 2, arena);
    read_aliases(arena, statement_column_text(statement, 3, arena), entity);
}

static void read_mention(const struct statement *statement, struct mention *mention, bool *sound)
{
    mention->range = range_of_columns(statement, 0);
    mention->kind = (enum mention_kind)type_of_column(statement, 2, MENTION_PRONOUN, sound);
    mention->entity = size_of_column(statement, 3);
}

static void read_quotation(const struct statement *statement, struct quotation *quotation, bool *sound)
{
    quotation->range = range_of_columns(statement, 0);
    quotation->type = (enum quotation_type)type_of_column(statement, 2, QUOTATION_SCARE, sound);
    quotation->speaker = range_of_columns(statement, 3);
    quotation->speaker_entity = index_of_column(statement, 5);
    quotation->cue = range_of_columns(statement, 6);
    quotation->continues = index_of_column(statement, 8);
    quotation->confidence = statement_column_real(statement, 9);
}

struct rows {
    struct array entities, mentions, quotations;
    bool sound;
};

static bool read_rows(struct archive *archive, int64_t id, struct arena *arena, struct rows *rows, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ENTITIES_READ);
    statement_integer(&statement, id);
    for (struct entity *entity; statement_next(&statement) && (entity = array_push(&rows->entities)) != NULL;)
        read_entity(&statement, arena, entity, &rows->sound);
    if (!statement_end(&statement, error))
        return false;
    statement = statement_begin(archive, STATEMENT_MENTIONS_READ);
    statement_integer(&statement, id);
    for (struct mention *mention; statement_next(&statement) && (mention = array_push(&rows->mentions)) != NULL;)
        read_mention(&statement, mention, &rows->sound);
    if (!statement_end(&statement, error))
        return false;
    statement = statement_begin(archive, STATEMENT_QUOTATIONS_READ);
    statement_integer(&statement, first_quotation_of(id));
    statement_integer(&statement, first_quotation_of(id) + QUOTATIONS_MAX - 1);
    for (struct quotation *row; statement_next(&statement) && (row = array_push(&rows->quotations)) != NULL;)
        read_quotation(&statement, row, &rows->sound);
    return statement_end(&statement, error);
}

bool article_rows_read_annotations(struct archive *archive, int64_t id, struct article *article, struct error *error)
{
    struct rows rows = {array_create(sizeof(struct entity), ROWS_MAX), array_create(sizeof(struct mention), ROWS_MAX),
                        array_create(sizeof(struct quotation), ROWS_MAX), true};
    bool done = read_rows(archive, id, article->arena, &rows, error);
    struct entity *entities = array_keep(&rows.entities, article->arena);
    article->entities = entities;
    article->mentions = array_keep(&rows.mentions, article->arena);
    article->quotations = array_keep(&rows.quotations, article->arena);
    bool whole =
        !rows.entities.failed && !rows.mentions.failed && !rows.quotations.failed && !arena_failed(article->arena);
    if (whole) {
        article->entity_count = rows.entities.count;
        article->mention_count = rows.mentions.count;
        article->quotation_count = rows.quotations.count;
    }
    array_release(&rows.entities);
    array_release(&rows.mentions);
    array_release(&rows.quotations);
    if (!done)
        return false;
    if (!whole)
        return error_out_of_memory(error, "reading an article");
    if (!rows.sound || !article_collect_mentions(article, entities))
        return error_set(error, "%s: the annotations of article %lld are damaged; `whosaid reindex` makes them anew",
                         archive->path, (long long)id);
    return true;
}
