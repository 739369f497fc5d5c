/* name_key: folds a name while hashing it, so that no folded copy is kept. Never in here: what a name is. */
#include "annotate/name_key.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* FNV-1a, 64 bits. */
#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

/* Letters with a stroke are letters of their own to Unicode; newspapers write them without. */
static ucs4_t without_stroke(ucs4_t character)
{
    static const struct {
        ucs4_t from, to;
    } strokes[] = {{0xf8, 'o'}, {0x111, 'd'}, {0x127, 'h'}, {0x131, 'i'}, {0x142, 'l'}, {0x167, 't'}};
    for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
        if (strokes[i].from == character)
            return strokes[i].to;
    return character;
}

static ucs4_t fold(ucs4_t character)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    character = uc_tolower(character);
    while (uc_canonical_decomposition(character, parts) > 0)
        character = parts[0];
    return without_stroke(character);
}

/* True for what a name keeps when it is shortened or set in capitals: letters and digits, not dots, blanks, hyphens. */
static bool counts(ucs4_t character)
{
    return character != 0x2019 && character != 0x2010 && character != 0x2011 && !uc_combining_class(character);
}

static inline ucs4_t ascii_letter(unsigned byte)
{
    unsigned small = byte - 'A' < 26 ? byte + ('a' - 'A') : byte;
    return small - 'a' < 26 || small - '0' < 10 || small == '&' ? small : 0;
}

/* The next character of the name, folded; 0 for one that does not count. Moves `at` behind it. */
static inline ucs4_t next_letter(const char *text, size_t length, size_t *at)
{
    unsigned char byte = (unsigned char)text[*at];
    if (byte < 0x80) {
        ++*at;
        return ascii_letter(byte);
    }
    ucs4_t character;
    *at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + *at, length - *at);
    character = fold(character);
    return character < 0x80 ? ascii_letter(character) : counts(character) ? character : 0;
}

uint64_t name_key(const char *text, size_t length)
{
    uint64_t key = HASH_START;
    for (size_t at = 0; at < length;) {
        ucs4_t letter = next_letter(text, length, &at);
        if (letter)
            key = (key ^ letter) * HASH_PRIME;
    }
    return key ? key : 1;
}

static bool is_vowel(ucs4_t letter)
{
    return letter < 0x80 && strchr("aeiouy", (int)letter);
}

uint64_t name_skeleton_key(const char *text, size_t length)
{
    uint64_t key = HASH_START;
    ucs4_t last = 0;
    for (size_t at = 0; at < length;) {
        ucs4_t letter = next_letter(text, length, &at);
        if (!letter || letter == last || (last && is_vowel(letter)))
            continue;
        key = (key ^ letter) * HASH_PRIME;
        last = letter;
    }
    return key ? key : 1;
}

/* Longer names are compared by their keys alone. */
enum { LETTERS_MAX = 48 };

/* The folded letters of the name; more than LETTERS_MAX when it has more. */
static size_t letters_of(const char *text, size_t length, ucs4_t letters[LETTERS_MAX])
{
    size_t count = 0;
    for (size_t at = 0; at < length && count <= LETTERS_MAX;) {
        ucs4_t letter = next_letter(text, length, &at);
        if (letter && count < LETTERS_MAX)
            letters[count] = letter;
        count += letter != 0;
    }
    return count;
}

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* How many letters have to be put in, left out, changed or swapped with their neighbour. */
static size_t distance(const ucs4_t *one, size_t one_count, const ucs4_t *other, size_t other_count)
{
    size_t rows[3][LETTERS_MAX + 1];
    for (size_t j = 0; j <= other_count; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= one_count; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *higher = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= other_count; j++) {
            row[j] = least(least(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] != other[j - 1]));
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                row[j] = least(row[j], higher[j - 2] + 1);
        }
    }
    return rows[one_count % 3][other_count];
}

bool name_spellings_agree(const char *one, size_t one_length, const char *other, size_t other_length)
{
    enum { ONE_SLIP_FROM = 5, TWO_SLIPS_FROM = 8 };
    ucs4_t letters[LETTERS_MAX], others[LETTERS_MAX];
    size_t count = letters_of(one, one_length, letters), other_count = letters_of(other, other_length, others);
    if (count > LETTERS_MAX || other_count > LETTERS_MAX)
        return false;
    size_t shorter = least(count, other_count);
    size_t slips = shorter >= TWO_SLIPS_FROM ? 2 : shorter >= ONE_SLIP_FROM ? 1 : 0;
    return distance(letters, count, others, other_count) <= slips;
}

struct name_table name_table_create(void)
{
    return (struct name_table){.slots = NULL};
}

void name_table_release(struct name_table *table)
{
    free(table->slots);
    *table = name_table_create();
}

/* The slot of that key or the free one where it would stand; there are slots, and free ones among them. */
static struct name_slot *place_of(const struct name_table *table, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & table->mask;
    while (table->slots[at].key && table->slots[at].key != key)
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

static bool grow(struct name_table *table)
{
    enum { FIRST_CAPACITY = 256 };
    size_t old = table->slots ? table->mask + 1 : 0, capacity = old ? old * 2 : FIRST_CAPACITY;
    struct name_table larger = *table;
    larger.slots = calloc(capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    larger.mask = capacity - 1;
    for (size_t i = 0; i < old; i++)
        if (table->slots[i].key)
            *place_of(&larger, table->slots[i].key) = table->slots[i];
    free(table->slots);
    *table = larger;
    return true;
}

struct name_slot *name_table_slot(struct name_table *table, uint64_t key)
{
    bool full = !table->slots || table->count * 2 > table->mask;
    if (full && !grow(table)) {
        table->failed = true;
        table->spill = (struct name_slot){.key = key};
        return &table->spill;
    }
    struct name_slot *slot = place_of(table, key);
    table->count += !slot->key;
    slot->key = key;
    return slot;
}

const struct name_slot *name_table_find(const struct name_table *table, uint64_t key)
{
    const struct name_slot *slot = table->slots ? place_of(table, key) : NULL;
    return slot && slot->key ? slot : NULL;
}
