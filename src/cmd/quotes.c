/* whosaid quotes: who said what, as a list. */
#include "app/article_json.h"
#include "article/article.h"
#include "base/offsets.h"
#include "cmd/explain.h"
#include "cmd/listing.h"
#include "cmd/table.h"

static const struct column columns[] = {
    {"speaker", COLUMN_LEFT}, {"confidence", COLUMN_RIGHT},
    {"type", COLUMN_LEFT},    {"quotation", COLUMN_REST},
    {"cue", COLUMN_HIDDEN},   {"start", COLUMN_HIDDEN},
    {"end", COLUMN_HIDDEN},   {"title", COLUMN_HIDDEN},
    {"file", COLUMN_HIDDEN},  {0},
};

/* Nobody is quoted in scare quotes; who is quoted elsewhere may be unknown. */
static void add_speaker(struct table *table, const struct article *article, const struct quotation *quotation)
{
    if (quotation->speaker_entity != ARTICLE_NONE) {
        table_add_string(table, article->entities[quotation->speaker_entity].name);
        table_add_format(table, "%.2f", quotation->confidence);
    } else {
        table_add_string(table, quotation->type == QUOTATION_SCARE ? "" : "unknown");
        table_add_string(table, "");
    }
}

static void add_text(struct table *table, const struct article *article, struct range range)
{
    table_add(table, article->text + range.start, range.end - range.start);
}

static void add_rows(struct table *table, const struct article *article, const char *path)
{
    const struct offsets *offsets = offsets_create(article->arena, article->text, article->length);
    for (size_t i = 0; offsets && i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        add_speaker(table, article, quotation);
        table_add_string(table, quotation_type_name(quotation->type));
        add_text(table, article, quotation->range);
        add_text(table, article, quotation->cue);
        table_add_format(table, "%zu", offsets_to_code_points(offsets, quotation->range.start));
        table_add_format(table, "%zu", offsets_to_code_points(offsets, quotation->range.end));
        table_add_string(table, article->title);
        table_add_string(table, path);
    }
    table->cells.failed = table->cells.failed || !offsets;
}

static const struct option_row options[] = {LISTING_OPTIONS, INPUT_OPTION_EXPLAIN(struct listing_values), {0}};

static const struct listing listing = {
    .columns = columns,
    .json_parts = ARTICLE_JSON_TEXT | ARTICLE_JSON_QUOTES,
    .add_rows = add_rows,
    .print_explained = explain_print,
};

static enum exit_status run(const struct invocation *invocation)
{
    return listing_run(&listing, invocation);
}

const struct command command_quotes = {
    "quotes", "[FILE…]", "Lists the quotations of articles with their speakers.", options, run,
};
