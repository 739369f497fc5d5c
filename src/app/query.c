/* query: a word is split into sign, key and value; a table says how a key's value is read. */
#include "app/query.h"

#include <string.h>
#include <time.h>
#include <unictype.h>
#include <unistr.h>

#include "app/feed_names.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/duration.h"
#include "base/error.h"
#include "base/nearest.h"
#include "feeds/date.h"
#include "store/archive_feeds.h"

/* Nobody types more; what a saved search has must not cost more either. */
enum { QUERY_SIZE_MAX = 16 * 1024 };

#define BLANKS " \t\n"

/* How much of a word a sentence quotes. */
enum { QUOTED_MAX = 60 };

struct query_reader {
    const struct query_place *place;
    struct arena *arena;
    struct array terms;
    struct error *error;
};

/* One word as it was typed. Neither string has a NUL at its end. */
struct query_word {
    const char *whole, *key, *value;
    size_t whole_length, key_length, value_length; /* without a key, key_length is 0 */
    bool negated, is_quoted, has_star_behind;      /* the star behind a closing quotation mark */
};

struct query_key {
    const char *name;
    enum archive_term_type type;
    /* Reads the value into the term; false, and a sentence without the word, when it is none. NULL: there is no
     * value. */
    bool (*read)(const struct query_reader *reader, const struct query_word *word, struct archive_term *term);
};

/* --- values ------------------------------------------------------------------------------------------------------- */

/* The value as a clean line in the arena; NULL, and a sentence, when nothing is left of it. */
static const char *clean_value(const struct query_reader *reader, const struct query_word *word)
{
    struct buffer clean = buffer_create(4 * QUERY_SIZE_MAX);
    bool whole = clean_text(word->value, word->value_length, CLEAN_LINE, &clean);
    const char *text = whole && clean.length ? arena_copy(reader->arena, clean.bytes, clean.length) : NULL;
    if (whole && !clean.length)
        error_set(reader->error, "there is nothing to search for");
    else if (!text)
        error_out_of_memory(reader->error, "reading the query");
    buffer_release(&clean);
    return text;
}

static bool read_label(const struct query_reader *reader, const struct query_word *word, struct archive_term *term)
{
    term->text = clean_value(reader, word);
    return term->text != NULL;
}

/* Words are made of letters and digits; all else only separates them. */
static bool has_word(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
            return true;
    }
    return false;
}

static bool read_words(const struct query_reader *reader, const struct query_word *word, struct archive_term *term)
{
    struct query_word bare = *word;
    bool has_star = word->value_length && word->value[word->value_length - 1] == '*';
    bare.value_length -= has_star;
    term->is_prefix = has_star || word->has_star_behind;
    if (!read_label(reader, &bare, term))
        return false;
    return has_word(term->text) || error_set(reader->error, "there is no letter and no digit in it to search for");
}

/* Only of a text it matters in which order words stand; a name's are put between quotation marks for their blanks. */
static bool read_text(const struct query_reader *reader, const struct query_word *word, struct archive_term *term)
{
    term->is_phrase = word->is_quoted;
    return read_words(reader, word, term);
}

static bool read_feed(const struct query_reader *reader, const struct query_word *word, struct archive_term *term)
{
    const char *name = clean_value(reader, word);
    const struct archived_feed *feed =
        name ? feed_names_find(reader->place->feeds, reader->place->feed_count, name, reader->error) : NULL;
    term->number = feed ? feed->id : 0;
    return feed != NULL;
}

/* A day begins when it does so for the user; only a moment with a time of its own says when that is for everybody. */
static int64_t in_users_zone(int64_t moment, const char *text)
{
    time_t seconds = (time_t)moment;
    struct tm day;
    if (strchr(text, ':') || !gmtime_r(&seconds, &day))
        return moment;
    day.tm_isdst = -1;
    return (int64_t)mktime(&day);
}

static bool read_moment(const struct query_reader *reader, const struct query_word *word, struct archive_term *term)
{
    const char *text = clean_value(reader, word);
    int64_t ago;
    if (!text)
        return false;
    if (duration_parse(text, &ago))
        term->number = reader->place->now - ago;
    else if (date_parse(text, strlen(text), &term->number))
        term->number = in_users_zone(term->number, text);
    else
        return error_set(reader->error, "that is neither a date, such as 2022-01-31, nor a time ago, such as 7d");
    return true;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static const struct query_key keys[] = {
    {"unread", ARCHIVE_TERM_UNREAD, NULL},        {"starred", ARCHIVE_TERM_STARRED, NULL},
    {"saved", ARCHIVE_TERM_SAVED, NULL},          {"feed", ARCHIVE_TERM_FEED, read_feed},
    {"folder", ARCHIVE_TERM_FOLDER, read_label},  {"tag", ARCHIVE_TERM_TAG, read_label},
    {"source", ARCHIVE_TERM_SOURCE, read_words},  {"speaker", ARCHIVE_TERM_SPEAKER, read_words},
    {"about", ARCHIVE_TERM_ENTITY, read_words},   {"title", ARCHIVE_TERM_TITLE, read_text},
    {"quoted", ARCHIVE_TERM_QUOTED, read_text},   {"after", ARCHIVE_TERM_AFTER, read_moment},
    {"before", ARCHIVE_TERM_BEFORE, read_moment},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static const struct query_key plain_words = {"", ARCHIVE_TERM_WORDS, read_text};

static const struct query_key *find_key(const char *name, size_t length, bool has_value)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (strlen(keys[i].name) == length && memcmp(keys[i].name, name, length) == 0 &&
            (keys[i].read != NULL) == has_value)
            return &keys[i];
    return NULL;
}

static void refuse_key(const struct query_word *word, struct error *error)
{
    const char *names[KEY_COUNT];
    char typed[QUOTED_MAX + 1] = "";
    memcpy(typed, word->key, word->key_length < QUOTED_MAX ? word->key_length : QUOTED_MAX);
    for (size_t i = 0; i < KEY_COUNT; i++)
        names[i] = keys[i].name;
    const char *near = nearest_name(typed, names, KEY_COUNT);
    if (near && strcmp(near, typed) == 0)
        error_set(error, "'%s' stands alone, without a colon", near);
    else if (near)
        error_set(error, "there is no '%s:'; did you mean '%s%s'?", typed, near,
                  find_key(near, strlen(near), true) ? ":" : "");
    else
        error_set(error, "there is no '%s:'; in quotation marks it is searched for as it stands", typed);
}

/* The key by which the word is read; NULL and a sentence when there is no such one. */
static const struct query_key *key_of_word(const struct query_word *word, struct error *error)
{
    const struct query_key *flag = NULL;
    if (word->key_length) {
        const struct query_key *key = find_key(word->key, word->key_length, true);
        if (!key)
            refuse_key(word, error);
        return key;
    }
    if (!word->is_quoted)
        flag = find_key(word->value, word->value_length, false);
    return flag ? flag : &plain_words;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Takes the value that begins at `at`; returns what stands behind it, NULL and a sentence when its quotation mark is
 * never closed. */
static const char *split_value(struct query_word *word, const char *at, struct error *error)
{
    word->is_quoted = *at == '"';
    word->value = at += word->is_quoted;
    word->value_length = strcspn(at, word->is_quoted ? "\"" : BLANKS);
    at += word->value_length;
    if (word->is_quoted && *at++ != '"') {
        error_set(error, "the quotation mark is never closed");
        return NULL;
    }
    word->has_star_behind = word->is_quoted && *at == '*';
    return at + word->has_star_behind;
}

/* Splits the word that begins at `at`; returns as split_value. */
static const char *split_word(struct query_word *word, const char *at, struct error *error)
{
    *word = (struct query_word){.whole = at, .whole_length = strcspn(at, BLANKS)};
    word->negated = at[0] == '-' && at[1] && !strchr(BLANKS, at[1]);
    word->key = at += word->negated;
    size_t letters = 0;
    while (is_letter(at[letters]))
        letters++;
    if (letters && at[letters] == ':') {
        word->key_length = letters;
        at += letters + 1;
    }
    at = split_value(word, at, error);
    if (at)
        word->whole_length = (size_t)(at - word->whole);
    return at;
}

static bool take_word(struct query_reader *reader, const struct query_word *word)
{
    const struct query_key *key = key_of_word(word, reader->error);
    struct archive_term *term = key ? array_push(&reader->terms) : NULL;
    if (key && !term)
        return error_set(reader->error, "a query has at most %d words", QUERY_TERMS_MAX);
    if (!term)
        return false;
    term->type = key->type;
    term->negated = word->negated;
    return !key->read || key->read(reader, word, term);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static bool read_all(struct query_reader *reader, const char *typed)
{
    const char *at = typed + strspn(typed, BLANKS);
    while (*at) {
        struct query_word word;
        const char *end = split_word(&word, at, reader->error);
        if (!end || !take_word(reader, &word)) {
            int shown = word.whole_length < QUOTED_MAX ? (int)word.whole_length : QUOTED_MAX;
            return error_prefix(reader->error, "'%.*s': ", shown, word.whole);
        }
        at = end + strspn(end, BLANKS);
    }
    return true;
}

bool query_parse(const char *typed, const struct query_place *place, struct arena *arena, struct archive_query *query,
                 struct error *error)
{
    struct query_reader reader = {
        .place = place,
        .arena = arena,
        .terms = array_create(sizeof(struct archive_term), QUERY_TERMS_MAX),
        .error = error,
    };
    *query = (struct archive_query){.count = 0};
    bool read = strlen(typed) <= QUERY_SIZE_MAX ? read_all(&reader, typed)
                                                : error_set(error, "a query has at most %d bytes", QUERY_SIZE_MAX);
    if (read && reader.terms.count) {
        query->terms = array_keep(&reader.terms, arena);
        query->count = query->terms ? reader.terms.count : 0;
        read = query->terms || error_out_of_memory(error, "reading the query");
    }
    array_release(&reader.terms);
    return read;
}
