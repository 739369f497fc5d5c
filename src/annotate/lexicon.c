/* lexicon: one hash table over all lists. An entry of several words is found word by word: each of its beginnings stands
 * in the table too, marked with the classes in which it goes on. Never in here: what a class of words means. */
#include "annotate/lexicon.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unistr.h>

#include "annotate/analysis.h"
#include "base/arena.h"
#include "base/error.h"
#include "config/embedded.h"

/* No word or phrase worth a list is longer; a longer stretch of text is in none. */
enum { KEY_MAX = 96 };

/* All lists together stay below a few megabytes. */
#define LEXICON_CEILING ((size_t)64 * 1024 * 1024)

struct value {
    enum word_class word_class;
    const char *text;
    struct value *next;
};

struct entry {
    uint64_t hash;
    const char *key; /* NULL: the place is free */
    size_t length;
    struct word_classes classes;
    struct value *values;
};

struct lexicon {
    struct arena *arena;
    struct entry *entries; /* open addressing, linear probing; `capacity` is a power of two, at most half full */
    size_t count, capacity;
    uint64_t exact; /* the classes in which case matters */
};

/* A word or phrase in the form in which the table has it. */
struct key {
    char bytes[KEY_MAX];
    size_t length;
    bool overflow;
};

static const char *const list_files[] = {
#define WORD_CLASS(identifier, file) "lang/en/" file,
#include "annotate/word_classes.def"
#undef WORD_CLASS
};

_Static_assert(WORD_CLASS_COUNT <= 64, "a word's classes are the bits of one uint64_t");

static void key_append_byte(struct key *key, char byte)
{
    if (key->length == KEY_MAX)
        key->overflow = true;
    else
        key->bytes[key->length++] = byte;
}

static void key_append_character(struct key *key, ucs4_t character)
{
    int size = u8_uctomb((uint8_t *)key->bytes + key->length, character, (ptrdiff_t)(KEY_MAX - key->length));
    if (size < 0)
        key->overflow = true;
    else
        key->length += (size_t)size;
}

/* Appends text with apostrophes made straight and, where `fold`, upper case made lower (simple mapping). */
static void key_append(struct key *key, const char *text, size_t length, bool fold)
{
    size_t at = 0;
    while (at < length && !key->overflow) {
        char byte = text[at];
        if ((unsigned char)byte < 0x80) {
            key_append_byte(key, fold && byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
            at++;
            continue;
        }
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (character == 0x2019 || character == 0x2018)
            key_append_byte(key, '\'');
        else
            key_append_character(key, fold ? uc_tolower(character) : character);
    }
}

/* FNV-1a; folded and exact keys live in one table and are told apart by where the hash begins. */
static uint64_t key_hash(const char *bytes, size_t length, bool exact)
{
    uint64_t hash = exact ? 0x84222325cbf29ce4u : 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash;
}

/* The entry, or the free place where it would stand. */
static struct entry *find_place(const struct lexicon *lexicon, uint64_t hash, const char *bytes, size_t length)
{
    size_t mask = lexicon->capacity - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        struct entry *entry = &lexicon->entries[at];
        if (!entry->key || (entry->hash == hash && entry->length == length && memcmp(entry->key, bytes, length) == 0))
            return entry;
    }
}

static const struct entry *find(const struct lexicon *lexicon, const struct key *key, bool exact)
{
    if (key->overflow)
        return NULL;
    const struct entry *entry = find_place(lexicon, key_hash(key->bytes, key->length, exact), key->bytes, key->length);
    return entry->key ? entry : NULL;
}

static bool grow(struct lexicon *lexicon)
{
    struct lexicon larger = *lexicon;
    larger.capacity *= 2;
    larger.entries = calloc(larger.capacity, sizeof *larger.entries);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < lexicon->capacity; i++) {
        const struct entry *entry = &lexicon->entries[i];
        if (entry->key)
            *find_place(&larger, entry->hash, entry->key, entry->length) = *entry;
    }
    free(lexicon->entries);
    *lexicon = larger;
    return true;
}

/* The entry of that key, made where it is missing; NULL when memory is short. */
static struct entry *insert(struct lexicon *lexicon, const char *bytes, size_t length, bool exact)
{
    if (lexicon->count * 2 >= lexicon->capacity && !grow(lexicon))
        return NULL;
    uint64_t hash = key_hash(bytes, length, exact);
    struct entry *entry = find_place(lexicon, hash, bytes, length);
    if (!entry->key) {
        char *key = arena_copy(lexicon->arena, bytes, length);
        if (!key)
            return NULL;
        *entry = (struct entry){.hash = hash, .key = key, .length = length};
        lexicon->count++;
    }
    return entry;
}

/* Where an entry goes over from one token to the next: before a blank, a clitic or a sign between words. */
static bool is_boundary(const char *bytes, size_t at)
{
    return strchr(" ,&/'", bytes[at]) != NULL;
}

static bool add_entry(struct lexicon *lexicon, enum word_class word_class, const struct key *key, const char *value,
                      size_t value_length)
{
    bool exact = lexicon->exact & WORD_BIT(word_class);
    for (size_t at = 1; at < key->length; at++) {
        if (!is_boundary(key->bytes, at))
            continue;
        struct entry *beginning = insert(lexicon, key->bytes, at, exact);
        if (!beginning)
            return false;
        beginning->classes.begins |= WORD_BIT(word_class);
    }
    struct entry *entry = insert(lexicon, key->bytes, key->length, exact);
    if (!entry)
        return false;
    entry->classes.classes |= WORD_BIT(word_class);
    if (!value)
        return true;
    struct value *link = arena_allocate(lexicon->arena, sizeof *link);
    if (!link)
        return false;
    *link = (struct value){word_class, arena_copy(lexicon->arena, value, value_length), entry->values};
    entry->values = link;
    return link->text != NULL;
}

static size_t trimmed_length(const char *line, size_t length)
{
    while (length && strchr(" \t\r", line[length - 1]))
        length--;
    return length;
}

static bool add_line(struct lexicon *lexicon, enum word_class word_class, const char *line, size_t length,
                     struct error *error)
{
    const char *comment = memchr(line, '#', length);
    length = trimmed_length(line, comment ? (size_t)(comment - line) : length);
    if (!length)
        return true;
    if (u8_check((const uint8_t *)line, length))
        return error_set(error, "not UTF-8");
    const char *tab = memchr(line, '\t', length);
    size_t word_length = tab ? (size_t)(tab - line) : length;
    struct key key = {.length = 0};
    key_append(&key, line, word_length, !(lexicon->exact & WORD_BIT(word_class)));
    if (!key.length || key.overflow)
        return error_set(error, "an entry is empty or longer than %d bytes", KEY_MAX);
    if (!add_entry(lexicon, word_class, &key, tab ? tab + 1 : NULL, tab ? length - word_length - 1 : 0))
        return error_out_of_memory(error, "reading the word lists");
    return true;
}

static bool add_list(struct lexicon *lexicon, enum word_class word_class, struct error *error)
{
    const struct embedded_file *file = embedded_find(list_files[word_class]);
    if (!file)
        return error_set(error, "%s: this word list is not built in", list_files[word_class]);
    static const char exact_mark[] = "# case matters\n";
    size_t size = (size_t)(file->end - file->bytes);
    if (size >= sizeof exact_mark - 1 && memcmp(file->bytes, exact_mark, sizeof exact_mark - 1) == 0)
        lexicon->exact |= WORD_BIT(word_class);
    size_t number = 1;
    for (const char *line = file->bytes; line < file->end; number++) {
        const char *newline = memchr(line, '\n', (size_t)(file->end - line));
        const char *line_end = newline ? newline : file->end;
        if (!add_line(lexicon, word_class, line, (size_t)(line_end - line), error))
            return error_prefix(error, "%s: line %zu: ", list_files[word_class], number);
        line = newline ? newline + 1 : file->end;
    }
    return true;
}

struct lexicon *lexicon_create(struct error *error)
{
    /* Room for the built-in lists, beginnings included, at less than half full: growing would put them in again. */
    enum { FIRST_CAPACITY = 1 << 16 };
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon) {
        error_out_of_memory(error, "reading the word lists");
        return NULL;
    }
    lexicon->arena = arena_create(LEXICON_CEILING);
    lexicon->capacity = FIRST_CAPACITY;
    lexicon->entries = calloc(lexicon->capacity, sizeof *lexicon->entries);
    bool ready = lexicon->arena && lexicon->entries;
    if (!ready)
        error_out_of_memory(error, "reading the word lists");
    for (size_t i = 0; ready && i < WORD_CLASS_COUNT; i++)
        ready = add_list(lexicon, (enum word_class)i, error);
    if (ready)
        return lexicon;
    lexicon_destroy(lexicon);
    return NULL;
}

void lexicon_destroy(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    arena_destroy(lexicon->arena);
    free(lexicon->entries);
    free(lexicon);
}

struct word_classes lexicon_look_up(const struct lexicon *lexicon, const char *text, size_t length)
{
    struct word_classes found = {0, 0};
    int ways = lexicon->exact ? 2 : 1;
    for (int exact = 0; exact < ways; exact++) {
        struct key key = {.length = 0};
        key_append(&key, text, length, !exact);
        const struct entry *entry = find(lexicon, &key, exact);
        if (entry) {
            found.classes |= entry->classes.classes;
            found.begins |= entry->classes.begins;
        }
    }
    return found;
}

const char *lexicon_value(const struct lexicon *lexicon, enum word_class word_class, const char *text, size_t length)
{
    bool exact = lexicon->exact & WORD_BIT(word_class);
    struct key key = {.length = 0};
    key_append(&key, text, length, !exact);
    const struct entry *entry = find(lexicon, &key, exact);
    for (const struct value *value = entry ? entry->values : NULL; value; value = value->next)
        if (value->word_class == word_class)
            return value->text;
    return NULL;
}

size_t lexicon_match(const struct analysis *analysis, enum word_class word_class, size_t first, size_t end)
{
    const struct lexicon *lexicon = analysis->lexicon;
    const struct token *tokens = analysis_tokens(analysis);
    if (first >= end)
        return 0;
    size_t longest = token_is(&tokens[first], word_class) ? 1 : 0;
    if (!(tokens[first].begins & WORD_BIT(word_class)))
        return longest;
    bool exact = lexicon->exact & WORD_BIT(word_class);
    struct key key = {.length = 0};
    for (size_t i = first; i < end; i++) {
        if (i > first && tokens[i].range.start > tokens[i - 1].range.end)
            key_append_byte(&key, ' ');
        size_t length;
        const char *text = token_text(analysis, &tokens[i], &length);
        key_append(&key, text, length, !exact);
        const struct entry *entry = find(lexicon, &key, exact);
        if (!entry)
            break;
        if (entry->classes.classes & WORD_BIT(word_class))
            longest = i + 1 - first;
        if (!(entry->classes.begins & WORD_BIT(word_class)))
            break;
    }
    return longest;
}
