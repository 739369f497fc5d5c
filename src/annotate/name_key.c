/* name_key: folds a name while hashing it, so that no folded copy is kept. Never in here: what a name is. */
#include "annotate/name_key.h"

#include <stdlib.h>
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
    if (character < 0x80)
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '&';
    return character != 0x2019 && character != 0x2010 && character != 0x2011 && !uc_combining_class(character);
}

uint64_t name_key_join(uint64_t key, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        ucs4_t character = (unsigned char)text[at];
        if (character < 0x80) {
            at++;
            if (character >= 'A' && character <= 'Z')
                character += 'a' - 'A';
        } else {
            at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
            character = fold(character);
        }
        if (counts(character))
            key = (key ^ character) * HASH_PRIME;
    }
    return key ? key : 1;
}

uint64_t name_key(const char *text, size_t length)
{
    return name_key_join(HASH_START, text, length);
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
