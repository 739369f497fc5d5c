/* word_lists: one hash table over all lists; what is wrong with a line is told with its place, as a compiler tells
 * it. */
#include "compile/word_lists.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include "annotate/lexicon_key.h"
#include "base/arena.h"
#include "base/error.h"

/* Hundreds of times what the lists take. */
#define LISTS_CEILING ((size_t)1024 * 1024 * 1024)

enum { WORDS_MAX = 1 << 22, FIRST_CAPACITY = 1 << 16 };

bool word_lists_create(struct word_lists *lists, struct error *error)
{
    *lists = (struct word_lists){
        .arena = arena_create(LISTS_CEILING),
        .words = array_create(sizeof(struct list_word *), WORDS_MAX),
        .all = calloc(FIRST_CAPACITY, sizeof *lists->all),
        .capacity = FIRST_CAPACITY,
    };
    return (lists->arena && lists->all) || error_out_of_memory(error, "reading the word lists");
}

void word_lists_release(struct word_lists *lists)
{
    arena_destroy(lists->arena);
    array_release(&lists->words);
    free(lists->all);
    *lists = (struct word_lists){0};
}

/* --- the table --- */

/* Where the word of that key stands, or would stand. */
static struct list_word **find_place(const struct word_lists *lists, uint64_t hash, bool exact, const char *bytes,
                                     size_t length)
{
    size_t mask = lists->capacity - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        const struct list_word *word = lists->all[at];
        if (!word || (word->hash == hash && word->exact == exact && word->length == length &&
                      memcmp(word->bytes, bytes, length) == 0))
            return &lists->all[at];
    }
}

static bool grow(struct word_lists *lists)
{
    struct word_lists larger = *lists;
    larger.capacity *= 2;
    larger.all = calloc(larger.capacity, sizeof *larger.all);
    if (!larger.all)
        return false;
    struct list_word *const *words = lists->words.items;
    for (size_t i = 0; i < lists->words.count; i++)
        *find_place(&larger, words[i]->hash, words[i]->exact, words[i]->bytes, words[i]->length) = words[i];
    free(lists->all);
    lists->all = larger.all;
    lists->capacity = larger.capacity;
    return true;
}

/* The word of that text, made where it is missing; NULL when memory is short. */
static struct list_word *insert(struct word_lists *lists, const char *text, size_t length, bool exact)
{
    if (lists->words.count * 2 >= lists->capacity && !grow(lists))
        return NULL;
    struct lexicon_key key;
    lexicon_key_begin(&key, exact);
    lexicon_key_append(&key, text, length);
    struct list_word **place = find_place(lists, key.hash, exact, key.bytes, key.length);
    struct list_word *word = *place;
    if (word)
        return word;
    word = arena_allocate(lists->arena, sizeof *word);
    char *bytes = arena_copy(lists->arena, key.bytes, key.length);
    struct list_word **item = array_push(&lists->words);
    if (!word || !bytes || !item)
        return NULL;
    *word = (struct list_word){.hash = key.hash, .bytes = bytes, .length = key.length, .exact = exact};
    *item = *place = word;
    return word;
}

/* As insert; a word in which case matters leaves a mark at the word to which it folds. */
static struct list_word *insert_marked(struct word_lists *lists, const char *text, size_t length, bool exact)
{
    if (exact) {
        struct list_word *folded = insert(lists, text, length, false);
        if (!folded)
            return NULL;
        folded->has_exact = true;
    }
    return insert(lists, text, length, exact);
}

/* --- a line --- */

/* Where an entry goes over from one token to the next: before a blank, a clitic or a sign between words. */
static bool is_boundary(char byte)
{
    return strchr(" ,&/'", byte) != NULL;
}

/* A line, comment and blanks at its end cut off. */
struct list_line {
    const char *entry, *value; /* value NULL: none */
    size_t entry_length, value_length;
};

static struct list_line line_read(const char *line, size_t length)
{
    const char *comment = memchr(line, '#', length);
    if (comment)
        length = (size_t)(comment - line);
    while (length && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    const char *tab = memchr(line, '\t', length);
    size_t entry_length = tab ? (size_t)(tab - line) : length;
    return (struct list_line){
        .entry = line,
        .entry_length = entry_length,
        .value = tab ? tab + 1 : NULL,
        .value_length = tab ? length - entry_length - 1 : 0,
    };
}

static bool is_normal(const char *text, size_t length)
{
    size_t normal_length = 0;
    uint8_t *normal = u8_normalize(UNINORM_NFC, (const uint8_t *)text, length, NULL, &normal_length);
    bool same = normal && normal_length == length && memcmp(normal, text, length) == 0;
    free(normal);
    return same;
}

static bool has_control(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
            return true;
    return false;
}

/* Words are separated by single blanks, with none in front. */
static bool is_spaced(const char *entry, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (entry[i] == ' ' && (i == 0 || entry[i - 1] == ' '))
            return false;
    return true;
}

static bool line_check(const struct list_line *line, struct error *error)
{
    size_t length = line->value ? (size_t)(line->value - line->entry) + line->value_length : line->entry_length;
    if (!line->entry_length)
        return error_set(error, "a value without an entry in front of its tab");
    if (u8_check((const uint8_t *)line->entry, length))
        return error_set(error, "not UTF-8");
    if (!is_normal(line->entry, length))
        return error_set(error, "not in Unicode's normal form C, as all text is that it is compared with");
    if (has_control(line->entry, line->entry_length) || has_control(line->value ? line->value : "", line->value_length))
        return error_set(error, "a control character or a second tab");
    if (!is_spaced(line->entry, line->entry_length))
        return error_set(error, "a blank too many: words are separated by one, and the line begins with a word");
    struct lexicon_key key;
    lexicon_key_begin(&key, false);
    lexicon_key_append(&key, line->entry, line->entry_length);
    if (key.overflow)
        return error_set(error, "an entry longer than %d bytes", LEXICON_KEY_MAX);
    return true;
}

static bool add_value(struct word_lists *lists, enum word_class word_class, struct list_word *word,
                      const struct list_line *line)
{
    struct list_value *value = arena_allocate(lists->arena, sizeof *value);
    char *text = arena_copy(lists->arena, line->value, line->value_length);
    if (!value || !text)
        return false;
    *value = (struct list_value){word_class, text, word->values};
    word->values = value;
    return true;
}

/* True when memory sufficed; `twice` tells whether the list had the entry already. */
static bool add_entry(struct word_lists *lists, enum word_class word_class, const struct list_line *line, bool *twice)
{
    bool exact = lists->exact & WORD_BIT(word_class);
    struct lexicon_key key;
    lexicon_key_begin(&key, exact);
    lexicon_key_append(&key, line->entry, line->entry_length);
    for (size_t at = 1; at < key.length; at++) {
        if (!is_boundary(key.bytes[at]))
            continue;
        struct list_word *beginning = insert_marked(lists, key.bytes, at, exact);
        if (!beginning)
            return false;
        beginning->found.begins |= WORD_BIT(word_class);
    }
    struct list_word *word = insert_marked(lists, key.bytes, key.length, exact);
    if (!word)
        return false;
    *twice = word->found.classes & WORD_BIT(word_class);
    word->found.classes |= WORD_BIT(word_class);
    return !line->value || add_value(lists, word_class, word, line);
}

static bool add_line(struct word_lists *lists, enum word_class word_class, const struct list_line *line,
                     struct error *error)
{
    if (!line->entry_length && !line->value)
        return true;
    if (!line_check(line, error))
        return false;
    bool twice;
    if (!add_entry(lists, word_class, line, &twice))
        return error_out_of_memory(error, "reading the word lists");
    return !twice || error_set(error, "'%.*s' stands in this list twice", (int)line->entry_length, line->entry);
}

bool word_lists_add(struct word_lists *lists, enum word_class word_class, const char *file_name, const char *text,
                    size_t length, struct error *error)
{
    static const char exact_mark[] = "# case matters\n";
    if (length >= sizeof exact_mark - 1 && memcmp(text, exact_mark, sizeof exact_mark - 1) == 0)
        lists->exact |= WORD_BIT(word_class);
    const char *end = text + length;
    size_t number = 1;
    for (const char *at = text; at < end; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *line_end = newline ? newline : end;
        struct list_line line = line_read(at, (size_t)(line_end - at));
        if (!add_line(lists, word_class, &line, error))
            return error_prefix(error, "%s:%zu: ", file_name, number);
        at = newline ? newline + 1 : end;
    }
    return true;
}
