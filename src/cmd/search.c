/* whosaid search: articles of the archive by a query, and the queries that are kept under a name. */
#include "app/search.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/json_parts.h"
#include "app/query.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/timestamp.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "cmd/print_json.h"
#include "cmd/table.h"
#include "cmd/wrap.h"
#include "store/archive_articles.h"
#include "store/archive_query.h"

enum { LIMIT_DEFAULT = 50, SEARCHES_MAX = 10000, QUERY_SIZE_MAX = 64 * 1024, DATE_SIZE = 64 };

/* As many articles stand in memory at a time, with the table in which they are aligned. */
enum { PAGE_SIZE = 500 };
#define PAGE_MEMORY_MAX ((size_t)256 * 1024 * 1024)

struct values {
    struct archive_values archive;
    bool json, tabs;
    const char *limit, *save, *saved, *remove;
    char *const *operands;
    int most; /* articles */
    const struct invocation *invocation;
};

static const struct option_row options[] = {
    {"limit", 0, OPTION_VALUE, offsetof(struct values, limit), "N", "print at most N articles, 50 unless told; 0: all"},
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object"},
    {"tsv", 0, OPTION_FLAG, offsetof(struct values, tabs), NULL,
     "print one line an article or quotation, columns separated by tabs"},
    {"save", 0, OPTION_VALUE, offsetof(struct values, save), "NAME", "keep the query under NAME, a list in the reader"},
    {"saved", 0, OPTION_VALUE, offsetof(struct values, saved), "NAME", "search for what was kept under NAME"},
    {"remove", 0, OPTION_VALUE, offsetof(struct values, remove), "NAME", "forget the query that was kept under NAME"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

/* A search on its way. */
struct search {
    struct archive *archive;
    const struct settings *settings;
    const struct values *values;
    struct archive_query query;
    bool shows_quotations;
    json_t *found; /* with --json, what is printed at the end */
};

/* --- printing ----------------------------------------------------------------------------------------------------- */

static const struct column columns_for_people[] = {
    {"marks", COLUMN_LEFT},
    {"date", COLUMN_LEFT},
    {"source or speaker", COLUMN_LEFT},
    {"title or quotation", COLUMN_REST},
    {0},
};

static const struct column columns_for_programs[] = {
    {"number", COLUMN_RIGHT}, {"date", COLUMN_LEFT},    {"source", COLUMN_LEFT},    {"title", COLUMN_LEFT},
    {"url", COLUMN_LEFT},     {"speaker", COLUMN_LEFT}, {"quotation", COLUMN_LEFT}, {0},
};

static const char *speaker_name(const struct article *article, const struct quotation *quotation)
{
    return quotation->speaker_entity == ARTICLE_NONE ? "unknown" : article->entities[quotation->speaker_entity].name;
}

static void add_words(struct table *table, const struct article *article, const struct quotation *quotation)
{
    table_add_string(table, speaker_name(article, quotation));
    table_add(table, article->text + quotation->range.start, quotation->range.end - quotation->range.start);
}

static void add_for_people(const struct search *search, struct table *table, const struct archived_row *row,
                           const struct article *article)
{
    char date[DATE_SIZE] = "";
    time_t published = (time_t)row->published;
    struct tm local;
    if (localtime_r(&published, &local) && !strftime(date, sizeof date, search->settings->date_format, &local))
        *date = '\0';
    table_add_format(table, "%s%s", row->unread ? "N" : " ", row->starred ? "*" : "");
    table_add_string(table, date);
    table_add_string(table, row->source);
    table_add_string(table, row->title);
    for (size_t i = 0; article && i < article->quotation_count; i++) {
        if (!search_means(&search->query, article, i))
            continue;
        table_add_string(table, "");
        table_add_string(table, "");
        add_words(table, article, &article->quotations[i]);
    }
}

static void add_row_for_programs(struct table *table, const struct archived_row *row)
{
    char date[TIMESTAMP_SIZE];
    timestamp_format(row->published, date);
    table_add_format(table, "%" PRId64, row->id);
    table_add_string(table, date);
    table_add_string(table, row->source);
    table_add_string(table, row->title);
    table_add_string(table, row->link);
}

/* A line a quotation, or one without any. */
static void add_for_programs(const struct search *search, struct table *table, const struct archived_row *row,
                             const struct article *article)
{
    size_t quotation_count = 0;
    for (size_t i = 0; article && i < article->quotation_count; i++) {
        if (!search_means(&search->query, article, i))
            continue;
        add_row_for_programs(table, row);
        add_words(table, article, &article->quotations[i]);
        quotation_count++;
    }
    if (quotation_count)
        return;
    add_row_for_programs(table, row);
    table_add_string(table, "");
    table_add_string(table, "");
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/* Adds one article to the table, or to the JSON. One that another process has deleted meanwhile is passed over. */
static bool show_row(struct search *search, struct table *table, const struct archived_row *row, struct error *error)
{
    struct article *article = NULL;
    if (row->id == ARCHIVE_NONE)
        return true;
    *error = (struct error){.message = ""};
    if (search->shows_quotations) {
        article = archive_article_read(search->archive, row->id, error);
        if (!article && *error->message)
            return false;
    }
    if (search->values->json)
        search->found = array_with(search->found, search_to_json(&search->query, row, article));
    else
        (search->values->tabs ? add_for_programs : add_for_people)(search, table, row, article);
    article_destroy(article);
    return true;
}

static bool print_table(const struct search *search, const struct table *table)
{
    if (search->values->json)
        return true;
    return search->values->tabs ? table_print_tabs(table) : table_print_aligned(table, terminal_width());
}

/* Shows `count` articles, at most PAGE_SIZE. */
static bool show_page(struct search *search, const int64_t *ids, size_t count, struct error *error)
{
    struct arena *arena = arena_create(PAGE_MEMORY_MAX);
    struct archived_row *rows = arena ? arena_allocate_array(arena, count, sizeof *rows) : NULL;
    struct table table = table_create(search->values->tabs ? columns_for_programs : columns_for_people, arena);
    bool shown = rows ? archive_rows_read(search->archive, ids, count, arena, rows, error)
                      : error_out_of_memory(error, "searching");
    for (size_t i = 0; i < count && shown; i++)
        shown = show_row(search, &table, &rows[i], error);
    if (shown && !print_table(search, &table))
        shown = error_out_of_memory(error, "printing");
    table_release(&table);
    arena_destroy(arena);
    return shown;
}

static bool show(struct search *search, const struct array *ids, size_t count, struct error *error)
{
    const int64_t *numbers = ids->items;
    bool shown = true;
    for (size_t from = 0; from < count && shown; from += PAGE_SIZE)
        shown = show_page(search, numbers + from, count - from < PAGE_SIZE ? count - from : PAGE_SIZE, error);
    return shown;
}

static enum exit_status finish(struct search *search, bool has_more)
{
    if (search->values->json)
        return print_json(json_pack("{s:o,s:b}", "articles", search->found, "more", has_more));
    if (has_more && !search->values->tabs)
        (void)fprintf(stderr, "There are more than %d; --limit=N prints N of them, --limit=0 all.\n",
                      search->values->most);
    return STATUS_WELL;
}

/* One article more than is shown is asked for, to know whether there are more. */
static enum exit_status run_query(struct search *search)
{
    struct error error;
    size_t most = (size_t)search->values->most;
    struct array ids = array_create(sizeof(int64_t), most + 1);
    struct archive_page page = {0};
    search->found = search->values->json ? json_array() : NULL;
    bool shown = archive_query_run(search->archive, &search->query, most + 1, &page, &ids, &error);
    bool has_more = ids.count > most;
    shown = shown && show(search, &ids, has_more ? most : ids.count, &error);
    array_release(&ids);
    if (shown)
        return finish(search, has_more);
    json_decref(search->found);
    return command_fail(&error);
}

/* --- queries under a name ----------------------------------------------------------------------------------------- */

/* The saved search of that name; NULL, the user told, when there is none. */
static const struct saved_search *find_saved(const struct array *searches, const char *name)
{
    const struct saved_search *items = searches->items;
    for (size_t i = 0; i < searches->count; i++)
        if (strcmp(items[i].name, name) == 0)
            return &items[i];
    struct error error;
    error_set(&error, "no query is kept under '%s'; 'whosaid search' lists those that are", name);
    command_complain(&error);
    return NULL;
}

static enum exit_status print_searches(const struct array *searches, struct arena *arena, const struct values *values)
{
    static const struct column columns[] = {{"name", COLUMN_LEFT}, {"query", COLUMN_REST}, {0}};
    const struct saved_search *items = searches->items;
    if (values->json) {
        json_t *list = json_array();
        for (size_t i = 0; i < searches->count; i++)
            list = array_with(list, json_pack("{s:s,s:s}", "name", items[i].name, "query", items[i].query));
        return print_json(json_pack("{s:o}", "searches", list));
    }
    struct table table = table_create(columns, arena);
    for (size_t i = 0; i < searches->count; i++) {
        table_add_string(&table, items[i].name);
        table_add_string(&table, items[i].query);
    }
    bool printed = values->tabs ? table_print_tabs(&table) : table_print_aligned(&table, terminal_width());
    table_release(&table);
    return printed ? STATUS_WELL : command_fail_for_memory("printing");
}

/* The words on the command line, as one query. */
static bool join_operands(char *const *operands, struct buffer *typed)
{
    for (; *operands; operands++)
        buffer_append_format(typed, "%s%s", typed->length ? " " : "", *operands);
    return !typed->failed;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

/* Understands the query as it is typed, and then searches, or keeps it. */
static enum exit_status take_query(struct search *search, const char *typed, struct arena *arena)
{
    struct error error;
    struct archived_feeds all;
    enum exit_status status = STATUS_FAILED;
    if (!archived_feeds_read(&all, search->archive)) {
        archived_feeds_release(&all);
        return status;
    }
    const struct query_place place = {all.feeds.items, all.feeds.count, clock_now()};
    const char *name = search->values->save;
    if (!query_parse(typed, &place, arena, &search->query, &error)) {
        status = search->values->saved ? command_fail(&error)
                                       : command_misused(search->values->invocation, "%s", error.message);
    } else if (name) {
        status = archive_search_save(search->archive, name, typed, &error) ? STATUS_WELL : command_fail(&error);
    } else {
        search->shows_quotations = search_asks_for_quotations(&search->query);
        status = run_query(search);
    }
    archived_feeds_release(&all);
    return status;
}

static enum exit_status take_saved(struct search *search, const struct array *searches, struct arena *arena)
{
    struct error error;
    const struct values *values = search->values;
    if (!values->saved && !values->remove)
        return print_searches(searches, arena, values);
    const struct saved_search *saved = find_saved(searches, values->saved ? values->saved : values->remove);
    if (!saved)
        return STATUS_FAILED;
    if (values->saved)
        return take_query(search, saved->query, arena);
    return archive_search_remove(search->archive, saved->id, &error) ? STATUS_WELL : command_fail(&error);
}

static enum exit_status work(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    struct search search = {.archive = archive, .settings = settings, .values = values};
    struct error error;
    struct arena *arena = arena_create(PAGE_MEMORY_MAX);
    struct buffer typed = buffer_create(QUERY_SIZE_MAX);
    struct array searches = array_create(sizeof(struct saved_search), SEARCHES_MAX);
    enum exit_status status;
    if (!arena || !join_operands(values->operands, &typed))
        status = command_fail_for_memory("reading the query");
    else if (*values->operands)
        status = take_query(&search, buffer_string(&typed), arena);
    else if (!archive_searches_read(archive, arena, &searches, &error))
        status = command_fail(&error);
    else
        status = take_saved(&search, &searches, arena);
    array_release(&searches);
    buffer_release(&typed);
    arena_destroy(arena);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.most = LIMIT_DEFAULT, .invocation = invocation};
    values.operands = options_parse(invocation, &values);
    if (!values.operands)
        return STATUS_USAGE;
    bool has_query = *values.operands != NULL;
    if (values.json && values.tabs)
        return command_misused(invocation, "--json and --tsv are two ways to print: choose one");
    if (values.limit && (values.most = option_number(values.limit, 0, INT_MAX - 1)) < 0)
        return command_misused(invocation, "--limit is a number, not %s", values.limit);
    if (values.save && !has_query)
        return command_misused(invocation, "there is nothing to keep under '%s': name a QUERY", values.save);
    if ((values.saved || values.remove) && (has_query || (values.saved && values.remove)))
        return command_misused(invocation, "--saved and --remove stand alone, without a QUERY");
    values.most = values.most ? values.most : INT_MAX - 1;
    bool writes = values.save || values.remove;
    return archive_option_work(invocation, &values.archive, writes ? ARCHIVE_USE_MARK : ARCHIVE_USE_READ, work,
                               &values);
}

const struct command command_search = {
    "search", "[QUERY]", "Finds articles and quotations of the archive; without a QUERY, lists those kept.",
    options,  run,
};
