/* query sql: one condition drives, that is, gives numbers of articles in their order so that one can stop when the page
 * is full; the others look at each of them. What drives best is what gives the fewest: words by an index, then a feed,
 * then marks. */
#include "store/query_sql.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "store/archive_query.h"
#include "store/article_keys.h"
#include "store/connection.h"
#include "store/query_match.h"

enum { SQL_MAX = 1 << 16, MATCH_MAX = 1 << 18, VALUES_MAX = 16 * ARCHIVE_TERMS_MAX };
/* Feeds that hold more than this part of all articles are not looked through: the newest of all are, until the page is
 * full. */
enum { SMALL_PART = 8 };

struct query_value {
    const char *text; /* NULL: a number */
    int64_t number;
};

/* --- pieces ------------------------------------------------------------------------------------------------------- */

#define FOLDER_FEEDS "SELECT feed FROM feed_folders WHERE fold(path) = fold(?) OR instr(fold(path), fold(?) || '/') = 1"
#define TAG_FEEDS                                                 \
    "SELECT feed FROM feed_tags WHERE fold(tag) = fold(?) UNION " \
    "SELECT feed FROM feed_folders WHERE instr('/' || fold(path) || '/', '/' || fold(?) || '/')"
#define SOURCE_FEEDS "SELECT id FROM feeds WHERE id > 0 AND instr(fold(coalesce(own_title, title, url)), fold(?))"

/* How a term looks at one article, whose number stands between the first two strings; for what is true of feeds, which;
 * and for driving, articles besides those of the feeds. How often the term's value is bound in each. */
struct term_pieces {
    const char *before, *behind, *feeds, *more;
    unsigned values, feed_values, more_values;
};

static const struct term_pieces pieces[] = {
    [ARCHIVE_TERM_UNREAD] = {.before = "(SELECT unread FROM marks WHERE article = ", .behind = ")"},
    [ARCHIVE_TERM_STARRED] = {.before = "(SELECT starred FROM marks WHERE article = ", .behind = ")"},
    [ARCHIVE_TERM_SAVED] = {.before = "EXISTS (SELECT 1 FROM entries WHERE feed = 0 AND article = ", .behind = ")"},
    [ARCHIVE_TERM_FEED] = {.before = "EXISTS (SELECT 1 FROM entries WHERE article = ",
                           .behind = " AND feed = ?)",
                           .values = 1},
    [ARCHIVE_TERM_FOLDER] = {.before = "EXISTS (SELECT 1 FROM entries WHERE article = ",
                             .behind = " AND feed IN (" FOLDER_FEEDS "))",
                             .values = 2,
                             .feeds = FOLDER_FEEDS,
                             .feed_values = 2},
    [ARCHIVE_TERM_TAG] = {.before = "EXISTS (SELECT 1 FROM (SELECT ",
                          .behind = " AS id) AS t WHERE EXISTS (SELECT 1 FROM article_tags "
                                    "WHERE article = t.id AND fold(tag) = fold(?)) OR EXISTS (SELECT 1 FROM entries "
                                    "WHERE article = t.id AND feed IN (" TAG_FEEDS ")))",
                          .values = 3,
                          .feeds = TAG_FEEDS,
                          .feed_values = 2,
                          .more = "SELECT article FROM article_tags WHERE fold(tag) = fold(?)",
                          .more_values = 1},
    [ARCHIVE_TERM_SOURCE] = {.before = "EXISTS (SELECT 1 FROM entries AS e JOIN articles AS s ON s.id = e.article "
                                       "WHERE e.article = ",
                             .behind = " AND (e.feed IN (" SOURCE_FEEDS ") "
                                       "OR (e.feed = 0 AND instr(fold(s.site), fold(?)))))",
                             .values = 2,
                             .feeds = SOURCE_FEEDS,
                             .feed_values = 1,
                             .more = "SELECT e.article FROM entries AS e JOIN articles AS s ON s.id = e.article "
                                     "WHERE e.feed = 0 AND instr(fold(s.site), fold(?))",
                             .more_values = 1},
    [ARCHIVE_TERM_BEFORE] = {0},
};

/* Columns of an index in which a term's words are looked for; NULL: not by an index. */
static const char *const article_columns[] = {
    [ARCHIVE_TERM_WORDS] = "{title text}",
    [ARCHIVE_TERM_TITLE] = "title",
    [ARCHIVE_TERM_ENTITY] = "names",
    [ARCHIVE_TERM_BEFORE] = NULL,
};
static const char *const quotation_columns[] = {
    [ARCHIVE_TERM_SPEAKER] = "speaker",
    [ARCHIVE_TERM_QUOTED] = "words",
    [ARCHIVE_TERM_BEFORE] = NULL,
};

/* --- putting together --------------------------------------------------------------------------------------------- */

struct compiler {
    struct query_sql *sql;
    const struct archive_query *query;
    const char *id;     /* the expression for the article's number, once something drives */
    const char *order;  /* by what the rows come */
    const char *factor; /* between that and the article's number */
    size_t driver;      /* the term that drives, or the count */
    bool failed;
};

static void bind_number(struct compiler *compiler, int64_t number)
{
    struct query_value *value = array_push(&compiler->sql->values);
    if (value)
        value->number = number;
}

static void bind_text(struct compiler *compiler, const char *text)
{
    struct query_value *value = array_push(&compiler->sql->values);
    if (value)
        value->text = text ? text : "";
}

static void bind_term(struct compiler *compiler, const struct archive_term *term, unsigned times)
{
    for (unsigned i = 0; i < times; i++) {
        if (term->text)
            bind_text(compiler, term->text);
        else
            bind_number(compiler, term->number);
    }
}

static void append(struct compiler *compiler, const char *piece)
{
    buffer_append_string(&compiler->sql->text, piece);
}

/* Keeps an expression of FTS5 in the arena and binds it. */
static void bind_match(struct compiler *compiler, struct buffer *match)
{
    const char *kept = match->failed ? NULL : arena_copy(compiler->sql->arena, buffer_string(match), match->length);
    compiler->failed = compiler->failed || !kept;
    bind_text(compiler, kept);
    buffer_release(match);
}

static bool is_positive(const struct archive_term *term, enum archive_term_type type)
{
    return term->type == type && !term->negated;
}

/* The first that must hold; the count when there is none. */
static size_t find_positive(const struct archive_query *query, enum archive_term_type type)
{
    size_t i = 0;
    while (i < query->count && !is_positive(&query->terms[i], type))
        i++;
    return i;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* All words that must be in an article, and those that must not: "(a AND b) NOT (c OR d)". False without any that
 * must. */
static bool append_article_match(const struct archive_query *query, struct buffer *match)
{
    bool any = false;
    for (int negated = 0; negated < 2; negated++) {
        bool any_of_these = false;
        for (size_t i = 0; i < query->count; i++) {
            const struct archive_term *term = &query->terms[i];
            if (!article_columns[term->type] || term->negated != negated)
                continue;
            if (negated && !any)
                return false;
            buffer_append_string(match, any_of_these ? negated ? " OR " : " AND " : negated ? ") NOT (" : "((");
            query_match_append(match, article_columns[term->type], term);
            any = any_of_these = true;
        }
    }
    buffer_append_string(match, any ? "))" : "");
    return any;
}

static bool append_match_of(struct compiler *compiler, const char *before, const char *columns,
                            const struct archive_term *term)
{
    struct buffer match = buffer_create(MATCH_MAX);
    append(compiler, before);
    query_match_append(&match, columns, term);
    bind_match(compiler, &match);
    return true;
}

/* Words in a quotation of one of the speakers who are asked for. */
static void append_quotation_match(const struct archive_query *query, const struct archive_term *term,
                                   struct buffer *match)
{
    query_match_append(match, quotation_columns[term->type], term);
    bool any = false;
    for (size_t i = 0; term->type == ARCHIVE_TERM_QUOTED && i < query->count; i++) {
        if (!is_positive(&query->terms[i], ARCHIVE_TERM_SPEAKER))
            continue;
        buffer_append_string(match, any ? " OR " : " AND (");
        query_match_append(match, quotation_columns[ARCHIVE_TERM_SPEAKER], &query->terms[i]);
        any = true;
    }
    buffer_append_string(match, any ? ")" : "");
}

/* --- what drives -------------------------------------------------------------------------------------------------- */

static void drive_by(struct compiler *compiler, const char *from, const char *id, const char *order)
{
    append(compiler, "SELECT ");
    append(compiler, id);
    append(compiler, from);
    compiler->id = id;
    compiler->order = order;
}

/* The plus keeps conditions on the number from becoming a search of their own for each number that they allow. */
static bool drive_by_words(struct compiler *compiler)
{
    struct buffer match = buffer_create(MATCH_MAX);
    if (!append_article_match(compiler->query, &match)) {
        buffer_release(&match);
        return false;
    }
    drive_by(compiler, " FROM article_index AS i WHERE i.article_index MATCH ?", "+i.rowid", "i.rowid");
    bind_match(compiler, &match);
    return true;
}

static bool drive_by_quotation(struct compiler *compiler)
{
    const struct archive_query *query = compiler->query;
    size_t term = find_positive(query, ARCHIVE_TERM_QUOTED);
    if (term == query->count)
        term = find_positive(query, ARCHIVE_TERM_SPEAKER);
    if (term == query->count)
        return false;
    struct buffer match = buffer_create(MATCH_MAX);
    append_quotation_match(query, &query->terms[term], &match);
    drive_by(compiler, " FROM quotation_index AS i WHERE i.quotation_index MATCH ?", "(i.rowid >> 16)", "i.rowid");
    compiler->factor = " << 16";
    compiler->driver = term;
    bind_match(compiler, &match);
    return true;
}

static bool drive_by_feed(struct compiler *compiler)
{
    const struct archive_query *query = compiler->query;
    size_t feed = find_positive(query, ARCHIVE_TERM_FEED), saved = find_positive(query, ARCHIVE_TERM_SAVED);
    if (feed == query->count && saved == query->count)
        return false;
    compiler->driver = feed < query->count ? feed : saved;
    drive_by(compiler, " FROM entries AS i INDEXED BY entries_in_order WHERE i.article IS NOT NULL AND i.feed = ?",
             "i.article", "i.article");
    bind_number(compiler, feed < query->count ? query->terms[feed].number : ARCHIVE_NONE);
    return true;
}

static bool drive_by_stars(struct compiler *compiler)
{
    size_t starred = find_positive(compiler->query, ARCHIVE_TERM_STARRED);
    if (starred == compiler->query->count)
        return false;
    compiler->driver = starred;
    drive_by(compiler, " FROM marks AS i INDEXED BY marks_starred WHERE i.starred", "i.article", "i.article");
    return true;
}

static bool drive_by_unread(struct compiler *compiler, bool only_unread)
{
    size_t unread = find_positive(compiler->query, ARCHIVE_TERM_UNREAD);
    if (unread == compiler->query->count && !only_unread)
        return false;
    compiler->driver = unread;
    drive_by(compiler, " FROM marks AS i INDEXED BY marks_unread WHERE i.unread", "i.article", "i.article");
    return true;
}

/* How many articles the feeds that a term names have, as a part of all; true when it is a small one. */
static bool has_few(struct archive *archive, const struct archive_term *term)
{
    struct buffer text = buffer_create(SQL_MAX);
    buffer_append_format(&text,
                         "SELECT coalesce(sum(f.articles), 0) * %d < (SELECT articles FROM totals) "
                         "FROM feeds AS f WHERE f.id IN (%s)",
                         SMALL_PART, pieces[term->type].feeds);
    struct statement statement = statement_prepare(archive, buffer_string(&text));
    for (unsigned i = 0; i < pieces[term->type].feed_values; i++)
        statement_text(&statement, term->text);
    struct error ignored;
    bool few = statement_next(&statement) && statement_column(&statement, 0) != 0;
    bool done = statement_finish(&statement, &ignored);
    buffer_release(&text);
    return done && few;
}

static bool drive_by_few_feeds(struct compiler *compiler, struct archive *archive)
{
    const struct archive_query *query = compiler->query;
    for (size_t i = 0; i < query->count; i++) {
        const struct archive_term *term = &query->terms[i];
        const struct term_pieces *piece = &pieces[term->type];
        if (!piece->feeds || term->negated || !has_few(archive, term))
            continue;
        drive_by(compiler, " FROM (SELECT article FROM entries WHERE article IS NOT NULL AND feed IN (", "i.article",
                 "i.article");
        append(compiler, piece->feeds);
        append(compiler, piece->more ? ") UNION ALL " : ")");
        append(compiler, piece->more ? piece->more : "");
        append(compiler, ") AS i WHERE 1");
        bind_term(compiler, term, piece->feed_values + piece->more_values);
        compiler->driver = i;
        return true;
    }
    return false;
}

static void drive(struct compiler *compiler, struct archive *archive, bool only_unread)
{
    compiler->driver = compiler->query->count;
    compiler->factor = "";
    if (!drive_by_words(compiler) && !drive_by_quotation(compiler) && !drive_by_feed(compiler) &&
        !drive_by_stars(compiler) && !drive_by_few_feeds(compiler, archive) && !drive_by_unread(compiler, only_unread))
        drive_by(compiler, " FROM marks AS i WHERE 1", "i.article", "i.article");
}

/* --- what looks --------------------------------------------------------------------------------------------------- */

static void look_by_piece(struct compiler *compiler, const struct archive_term *term)
{
    const struct term_pieces *piece = &pieces[term->type];
    append(compiler, term->negated ? " AND NOT " : " AND ");
    append(compiler, piece->before);
    append(compiler, compiler->id);
    append(compiler, piece->behind);
    bind_term(compiler, term, piece->values);
}

/* By what the rows come in the order of, so that those before and behind are not even read. */
static void look_by_number(struct compiler *compiler, int64_t number, bool before)
{
    append(compiler, " AND ");
    append(compiler, compiler->order);
    append(compiler, before ? " < (?" : " >= (?");
    append(compiler, compiler->factor);
    append(compiler, ")");
    bind_number(compiler, number);
}

static void look_by_quotation(struct compiler *compiler, const struct archive_term *term)
{
    struct buffer match = buffer_create(MATCH_MAX);
    append(compiler, " AND ");
    append(compiler, compiler->id);
    append(compiler, term->negated ? " NOT IN (" : " IN (");
    append(compiler, "SELECT rowid >> 16 FROM quotation_index WHERE quotation_index MATCH ?)");
    if (term->negated)
        query_match_append(&match, quotation_columns[term->type], term);
    else
        append_quotation_match(compiler->query, term, &match);
    bind_match(compiler, &match);
}

/* Words that must not be in an article, where none must: else they are part of what drives. */
static void look_by_words(struct compiler *compiler, const struct archive_term *term, bool words_drive)
{
    if (words_drive)
        return;
    append(compiler, " AND ");
    append(compiler, compiler->id);
    append_match_of(compiler, " NOT IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)",
                    article_columns[term->type], term);
}

static bool words_drive(const struct archive_query *query)
{
    for (size_t i = 0; i < query->count; i++)
        if (article_columns[query->terms[i].type] && !query->terms[i].negated)
            return true;
    return false;
}

/* A quotation with the words that are asked for, of the only speaker who is, is a quotation of that speaker. */
static bool is_implied(const struct archive_query *query, const struct archive_term *term)
{
    size_t speakers = 0;
    for (size_t i = 0; i < query->count; i++)
        speakers += is_positive(&query->terms[i], ARCHIVE_TERM_SPEAKER);
    return is_positive(term, ARCHIVE_TERM_SPEAKER) && speakers == 1 &&
           find_positive(query, ARCHIVE_TERM_QUOTED) < query->count;
}

static void look(struct compiler *compiler)
{
    const struct archive_query *query = compiler->query;
    bool driven_by_words = words_drive(query);
    for (size_t i = 0; i < query->count; i++) {
        const struct archive_term *term = &query->terms[i];
        if (i == compiler->driver || is_implied(query, term))
            continue;
        if (article_columns[term->type])
            look_by_words(compiler, term, driven_by_words);
        else if (quotation_columns[term->type])
            look_by_quotation(compiler, term);
        else if (term->type == ARCHIVE_TERM_AFTER || term->type == ARCHIVE_TERM_BEFORE)
            look_by_number(compiler, article_place(term->number), (term->type == ARCHIVE_TERM_BEFORE) != term->negated);
        else
            look_by_piece(compiler, term);
    }
}

static void append_part(struct compiler *compiler, const struct query_part *part)
{
    if (part->only_unread)
        look_by_piece(compiler, &(struct archive_term){.type = ARCHIVE_TERM_UNREAD});
    if (part->least != INT64_MIN)
        look_by_number(compiler, part->least, false);
    if (part->below != INT64_MAX)
        look_by_number(compiler, part->below, true);
    append(compiler, " ORDER BY ");
    append(compiler, compiler->order);
    append(compiler, part->oldest_first ? "" : " DESC");
}

/* --- the calls ---------------------------------------------------------------------------------------------------- */

bool query_sql_create(struct query_sql *sql, struct archive *archive, const struct archive_query *query,
                      const struct query_part *part, struct error *error)
{
    *sql = (struct query_sql){.text = buffer_create(SQL_MAX),
                              .values = array_create(sizeof(struct query_value), VALUES_MAX),
                              .arena = arena_create(MATCH_MAX)};
    if (query->count > ARCHIVE_TERMS_MAX)
        return error_set(error, "a search has %d conditions at most; this one has %zu", ARCHIVE_TERMS_MAX,
                         query->count);
    if (!sql->arena)
        return error_out_of_memory(error, "searching");
    struct compiler compiler = {.sql = sql, .query = query};
    drive(&compiler, archive, part->only_unread);
    look(&compiler);
    append_part(&compiler, part);
    if (compiler.failed || sql->text.failed || sql->values.failed)
        return error_out_of_memory(error, "searching");
    return true;
}

void query_sql_release(struct query_sql *sql)
{
    buffer_release(&sql->text);
    array_release(&sql->values);
    arena_destroy(sql->arena);
}

void query_sql_bind(const struct query_sql *sql, struct statement *statement)
{
    const struct query_value *values = sql->values.items;
    for (size_t i = 0; i < sql->values.count; i++) {
        if (values[i].text)
            statement_text(statement, values[i].text);
        else
            statement_integer(statement, values[i].number);
    }
}
