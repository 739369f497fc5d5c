/* article store: an entry becomes an article, or changes one, or is another source of one. */
#include <string.h>
#include <time.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/archive_articles.h"
#include "store/article_keys.h"
#include "store/article_rows.h"
#include "store/connection.h"
#include "store/content.h"

enum { CONTENT_MAX = 256 * 1024 * 1024 };
/* Another source's text takes the place of one of less than half its length: a summary gives way to the article. */
enum { LONGER_FACTOR = 2 };

/* --- the rows of one article -------------------------------------------------------------------------------------- */

static const char *link_of(const struct archived_entry *entry)
{
    return entry->link ? entry->link : entry->article->url;
}

static int64_t published_of(const struct archived_entry *entry)
{
    if (entry->published)
        return entry->published;
    return entry->article->has_published ? entry->article->published : 0;
}

static int64_t seen_of(const struct archived_entry *entry)
{
    return entry->seen ? entry->seen : (int64_t)time(NULL);
}

static int64_t text_key_of(const struct archived_entry *entry)
{
    return article_text_key(entry->article->text, entry->article->length);
}

/* STATEMENT_ARTICLE_ADD and STATEMENT_ARTICLE_UPDATE take the same values. */
static bool write_article(struct archive *archive, enum statement_name name, int64_t id,
                          const struct archived_entry *entry, struct error *error)
{
    const struct article *article = entry->article;
    struct statement statement = statement_begin(archive, name);
    statement_text(&statement, link_of(entry));
    statement_integer_or_null(&statement, article_link_key(link_of(entry)), ARTICLE_KEY_NONE);
    statement_integer_or_null(&statement, text_key_of(entry), ARTICLE_KEY_NONE);
    statement_text(&statement, article->title);
    statement_text(&statement, article->byline);
    statement_text(&statement, article->site);
    statement_text(&statement, article->language);
    statement_text(&statement, entry->comments);
    statement_integer_or_null(&statement, published_of(entry), 0);
    statement_integer_or_null(&statement, entry->modified, 0);
    statement_integer(&statement, seen_of(entry));
    statement_integer(&statement, (int64_t)article_word_count(article));
    statement_integer(&statement, (int64_t)article->quotation_count);
    statement_integer(&statement, entry->is_full_text);
    statement_integer(&statement, entry->annotator);
    statement_integer(&statement, id);
    return statement_run(&statement, error);
}

/* Compresses what is not compressed yet: nothing where that would not make it smaller. */
static bool compress(struct archive *archive, const struct archived_entry *entry, struct buffer *compressed,
                     struct error *error)
{
    if (entry->content_size)
        return true;
    if (!archive->compressor)
        archive->compressor = content_compressor_create();
    return (archive->compressor &&
            content_compress(archive->compressor, entry->content, entry->content_length, compressed)) ||
           error_out_of_memory(error, "storing an article");
}

static bool write_content(struct archive *archive, int64_t id, const struct archived_entry *entry, struct error *error)
{
    struct buffer compressed = buffer_create(CONTENT_MAX);
    bool done = compress(archive, entry, &compressed, error);
    struct statement statement = statement_begin(archive, STATEMENT_CONTENT_SET);
    statement_integer(&statement, id);
    if (compressed.length)
        statement_bytes(&statement, compressed.bytes, compressed.length);
    else
        statement_bytes(&statement, entry->content, entry->content_size ? entry->content_size : entry->content_length);
    statement_integer(&statement, (int64_t)entry->content_length);
    statement_integer(&statement, entry->content_is_html);
    done = done && statement_run(&statement, error);
    buffer_release(&compressed);
    return done;
}

static bool write_attachments(struct archive *archive, int64_t id, const struct archived_entry *entry,
                              struct error *error)
{
    for (size_t i = 0; i < entry->attachment_count; i++) {
        const struct archived_attachment *attachment = &entry->attachments[i];
        struct statement statement = statement_begin(archive, STATEMENT_ATTACHMENT_ADD);
        statement_integer(&statement, id);
        statement_integer(&statement, (int64_t)i);
        statement_text(&statement, attachment->url);
        statement_text(&statement, attachment->type);
        statement_text(&statement, attachment->title);
        statement_integer(&statement, attachment->size);
        statement_integer(&statement, attachment->duration);
        if (!statement_run(&statement, error))
            return false;
    }
    return true;
}

/* Text and content are overwritten in place. */
static bool clear_parts(struct archive *archive, int64_t id, const struct archived_entry *entry, struct error *error)
{
    return article_rows_clear(archive, id, error) &&
           (!entry->content || statement_run_with(archive, STATEMENT_ATTACHMENTS_CLEAR, id, 0, error));
}

/* Where there is nothing yet but the article's own row, or nothing any more. */
static bool write_parts(struct archive *archive, int64_t id, const struct archived_entry *entry, struct error *error)
{
    bool brings_content = entry->content != NULL;
    return (!brings_content || write_content(archive, id, entry, error)) &&
           (!brings_content || write_attachments(archive, id, entry, error)) &&
           article_rows_write(archive, id, entry->article, error) && index_add(archive, id, error);
}

static bool rewrite(struct archive *archive, int64_t id, const struct archived_entry *entry, struct error *error)
{
    return index_remove(archive, id, error) && write_article(archive, STATEMENT_ARTICLE_UPDATE, id, entry, error) &&
           clear_parts(archive, id, entry, error) && write_parts(archive, id, entry, error);
}

/* --- a new article ------------------------------------------------------------------------------------------------ */

static int64_t value_for(struct archive *archive, enum statement_name name, int64_t first, int64_t otherwise)
{
    struct statement statement = statement_begin(archive, name);
    statement_integer(&statement, first);
    return statement_value(&statement, otherwise);
}

/* The first number that is free in the second of its date. A date to come would keep it at the top of every list. */
static int64_t free_number(struct archive *archive, const struct archived_entry *entry)
{
    int64_t seen = seen_of(entry), published = published_of(entry);
    int64_t place = article_place(published && published < seen ? published : seen);
    struct crowd *crowd = &archive->crowds[place % CROWDS];
    int64_t id = place == crowd->place ? crowd->next : place;
    while (value_for(archive, STATEMENT_ARTICLE_EXISTS, id, 0))
        id++;
    *crowd = (struct crowd){place, id + 1};
    return id;
}

static bool add_entry(struct archive *archive, const struct archived_entry *entry, int64_t article, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ENTRY_ADD);
    statement_integer(&statement, entry->feed);
    statement_integer(&statement, article_guid_key(entry->guid));
    statement_text(&statement, entry->guid);
    statement_integer_or_null(&statement, article, ARCHIVE_NONE);
    statement_integer(&statement, (int64_t)entry->hash);
    return statement_run(&statement, error);
}

static bool set_hash(struct archive *archive, const struct archived_entry *entry, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ENTRY_SET_HASH);
    statement_integer(&statement, (int64_t)entry->hash);
    statement_integer(&statement, entry->feed);
    statement_integer(&statement, article_guid_key(entry->guid));
    return statement_run(&statement, error);
}

static bool store_new(struct archive *archive, const struct archived_entry *entry, int64_t *id, struct error *error)
{
    *id = free_number(archive, entry);
    return write_article(archive, STATEMENT_ARTICLE_ADD, *id, entry, error) &&
           statement_run_with(archive, STATEMENT_MARK_ADD, *id, 0, error) && add_entry(archive, entry, *id, error) &&
           write_parts(archive, *id, entry, error);
}

/* --- one that is there -------------------------------------------------------------------------------------------- */

static bool is_in_feed(struct archive *archive, int64_t article, int64_t feed)
{
    struct statement statement = statement_begin(archive, STATEMENT_ENTRY_EXISTS_IN);
    statement_integer(&statement, feed);
    statement_integer(&statement, article);
    return statement_value(&statement, 0) != 0;
}

static bool same_text(struct archive *archive, int64_t article, int64_t key)
{
    return key != ARTICLE_KEY_NONE && value_for(archive, STATEMENT_ARTICLE_TEXT_KEY, article, ARTICLE_KEY_NONE) == key;
}

/* A link that several articles have, or two entries of one feed with different texts, names no article: a front page, a
 * live page. */
static int64_t find_by_link(struct archive *archive, const struct archived_entry *entry)
{
    int64_t key = article_link_key(link_of(entry)), found = ARCHIVE_NONE;
    if (key == ARTICLE_KEY_NONE)
        return ARCHIVE_NONE;
    struct error ignored;
    struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_BY_LINK);
    statement_integer(&statement, key);
    size_t count = 0;
    for (; statement_next(&statement); count++)
        found = statement_column(&statement, 0);
    if (!statement_end(&statement, &ignored) || count != 1)
        return ARCHIVE_NONE;
    bool fits = !is_in_feed(archive, found, entry->feed) || same_text(archive, found, text_key_of(entry));
    return fits ? found : ARCHIVE_NONE;
}

/* In another feed: twice in one feed is twice. */
static int64_t find_by_text(struct archive *archive, const struct archived_entry *entry)
{
    int64_t key = text_key_of(entry), found = ARCHIVE_NONE;
    if (key == ARTICLE_KEY_NONE)
        return ARCHIVE_NONE;
    struct error ignored;
    struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_BY_TEXT);
    statement_integer(&statement, key);
    while (found == ARCHIVE_NONE && statement_next(&statement))
        if (!is_in_feed(archive, statement_column(&statement, 0), entry->feed))
            found = statement_column(&statement, 0);
    return statement_end(&statement, &ignored) ? found : ARCHIVE_NONE;
}

static bool is_much_longer(struct archive *archive, int64_t id, const struct archived_entry *entry)
{
    int64_t length = value_for(archive, STATEMENT_ARTICLE_TEXT_LENGTH, id, INT64_MAX);
    return (int64_t)entry->article->length / LONGER_FACTOR > length;
}

/* In the same feed, the second entry stays without an article: it has nothing of its own. */
static bool store_duplicate(struct archive *archive, const struct archived_entry *entry, int64_t id,
                            struct error *error)
{
    if (is_in_feed(archive, id, entry->feed))
        return add_entry(archive, entry, ARCHIVE_NONE, error);
    return add_entry(archive, entry, id, error) &&
           (!is_much_longer(archive, id, entry) || rewrite(archive, id, entry, error));
}

/* What the feed gives does not take away the text of the page, nor one of several sources what another has more of
 * it. */
static bool is_poorer_source(struct archive *archive, int64_t id, const struct archived_entry *entry)
{
    if (!entry->is_full_text && value_for(archive, STATEMENT_ARTICLE_IS_FULL_TEXT, id, 0))
        return true;
    int64_t length = value_for(archive, STATEMENT_ARTICLE_TEXT_LENGTH, id, 0);
    return value_for(archive, STATEMENT_ARTICLE_SOURCES, id, 0) > 1 &&
           length / LONGER_FACTOR > (int64_t)entry->article->length;
}

static bool store_changed(struct archive *archive, const struct archived_entry *entry, int64_t id, struct error *error)
{
    return set_hash(archive, entry, error) && rewrite(archive, id, entry, error) &&
           statement_run_with(archive, STATEMENT_MARK_CHANGED, id, 0, error);
}

/* --- the calls ---------------------------------------------------------------------------------------------------- */

struct known_entry {
    bool is_known;
    uint64_t hash;
    int64_t article; /* ARCHIVE_NONE: it was deleted, or had nothing of its own */
};

static bool find_entry(struct archive *archive, int64_t feed, const char *guid, struct known_entry *known,
                       struct error *error)
{
    *known = (struct known_entry){0};
    struct statement statement = statement_begin(archive, STATEMENT_ENTRY_FIND);
    statement_integer(&statement, feed);
    statement_integer(&statement, article_guid_key(guid));
    if (statement_next(&statement))
        *known = (struct known_entry){true, (uint64_t)statement_column(&statement, 0), statement_column(&statement, 1)};
    return statement_end(&statement, error);
}

static bool store(struct archive *archive, const struct archived_entry *entry, enum archive_outcome *outcome,
                  int64_t *id, struct error *error)
{
    struct known_entry known;
    if (!find_entry(archive, entry->feed, entry->guid, &known, error))
        return false;
    *id = known.article;
    *outcome = ARCHIVE_SAME;
    if (known.is_known && known.hash == entry->hash)
        return true;
    if (known.is_known && (known.article == ARCHIVE_NONE || is_poorer_source(archive, known.article, entry)))
        return set_hash(archive, entry, error);
    if (known.is_known) {
        *outcome = ARCHIVE_CHANGED;
        return store_changed(archive, entry, known.article, error);
    }
    *id = find_by_link(archive, entry);
    if (*id == ARCHIVE_NONE)
        *id = find_by_text(archive, entry);
    *outcome = *id == ARCHIVE_NONE ? ARCHIVE_NEW : ARCHIVE_DUPLICATE;
    if (*outcome == ARCHIVE_DUPLICATE)
        return store_duplicate(archive, entry, *id, error);
    return store_new(archive, entry, id, error);
}

bool archive_entry_store(struct archive *archive, const struct archived_entry *entry, enum archive_outcome *outcome,
                         int64_t *id, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    return change_end(archive, store(archive, entry, outcome, id, error), error);
}

bool archive_entry_hash(struct archive *archive, int64_t feed, const char *guid, uint64_t *hash)
{
    struct error ignored;
    struct known_entry known;
    bool found = find_entry(archive, feed, guid, &known, &ignored) && known.is_known;
    *hash = known.hash;
    return found;
}

bool archive_article_replace(struct archive *archive, int64_t id, const struct archived_entry *entry,
                             struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    return change_end(archive, rewrite(archive, id, entry, error), error);
}
