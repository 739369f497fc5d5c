/* names_dictionary: a hash table of hashes. */
#include "train/names_dictionary.h"

#include <stdlib.h>

static struct dictionary_entry *place_of(const struct feature_dictionary *dictionary, uint64_t feature)
{
    size_t at = (size_t)(feature ^ feature >> 29) & (dictionary->capacity - 1);
    while (dictionary->entries[at].feature && dictionary->entries[at].feature != feature)
        at = (at + 1) & (dictionary->capacity - 1);
    return &dictionary->entries[at];
}

static bool grow(struct feature_dictionary *dictionary)
{
    enum { FIRST_CAPACITY = 1 << 16 };
    struct feature_dictionary larger = *dictionary;
    larger.capacity = dictionary->capacity ? dictionary->capacity * 2 : FIRST_CAPACITY;
    larger.entries = calloc(larger.capacity, sizeof *larger.entries);
    if (!larger.entries)
        return false;
    for (size_t i = 0; i < dictionary->capacity; i++)
        if (dictionary->entries[i].feature)
            *place_of(&larger, dictionary->entries[i].feature) = dictionary->entries[i];
    free(dictionary->entries);
    *dictionary = larger;
    return true;
}

void feature_dictionary_count(struct feature_dictionary *dictionary, uint64_t feature)
{
    if (dictionary->count * 2 >= dictionary->capacity && !grow(dictionary)) {
        dictionary->failed = true;
        return;
    }
    struct dictionary_entry *entry = place_of(dictionary, feature);
    dictionary->count += !entry->feature;
    entry->feature = feature;
    entry->times++;
    entry->number = DICTIONARY_NONE;
}

void feature_dictionary_number(struct feature_dictionary *dictionary, uint32_t least)
{
    for (size_t i = 0; i < dictionary->capacity; i++)
        if (dictionary->entries[i].feature && dictionary->entries[i].times >= least)
            dictionary->entries[i].number = (uint32_t)dictionary->numbered++;
}

uint32_t feature_dictionary_find(const struct feature_dictionary *dictionary, uint64_t feature)
{
    const struct dictionary_entry *entry = dictionary->capacity ? place_of(dictionary, feature) : NULL;
    return entry && entry->feature ? entry->number : DICTIONARY_NONE;
}

void feature_dictionary_release(struct feature_dictionary *dictionary)
{
    free(dictionary->entries);
    *dictionary = (struct feature_dictionary){.entries = NULL};
}
