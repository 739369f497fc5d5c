/* lexicon_table: how the compiled lexicon lies in memory. src/compile/ writes it when the program is built, lexicon.c reads
 * it where it lies. Every number is a row of bytes, the lowest first, so that neither the byte order nor the alignment of
 * who writes or reads it matters. Never in here: how words are looked up. */
#ifndef WHOSAID_ANNOTATE_LEXICON_TABLE_H
#define WHOSAID_ANNOTATE_LEXICON_TABLE_H

#include <stdint.h>

/* The head of the table. The parts are told by their distance in bytes from it. */
struct lexicon {
    unsigned char exact[8];      /* the classes in which case matters, as bits */
    unsigned char slot_count[4]; /* of the hash table: open addressing, linear probing; one slot at least is free */
    unsigned char slots[4];      /* struct lexicon_slot */
    unsigned char meanings[4];   /* struct lexicon_meaning */
    unsigned char values[4];     /* struct lexicon_value, and the texts that they name */
    unsigned char words[4];      /* struct lexicon_word, one behind the other */
};

struct lexicon_slot {
    unsigned char tag;     /* eight bits of the hash: most other words need not be looked at */
    unsigned char word[3]; /* distance from `words`; 0: the slot is free */
};

/* A word or a phrase of the lists, or the beginning of one. */
struct lexicon_word {
    unsigned char length; /* of `bytes`; LEXICON_EXACT is added where case matters */
    unsigned char meaning[3];
    unsigned char bytes[];
};

enum { LEXICON_EXACT = 0x80 };

/* What the lists say about a word: words of which they say the same share one. */
struct lexicon_meaning {
    unsigned char classes[8], begins[8]; /* as in struct word_classes */
    unsigned char values[3];             /* distance of the first value from `values`; 0: there is none */
    unsigned char has_exact; /* not 0: a list in which case matters has a word that is this one but for case */
};

/* The value behind the word in one list; a row of them ends with LEXICON_NO_CLASS. */
struct lexicon_value {
    unsigned char word_class;
    unsigned char text[3]; /* distance of a NUL-terminated text from `values` */
};

enum { LEXICON_NO_CLASS = 0xff };

/* Distances inside a part have three bytes. */
#define LEXICON_PART_MAX ((uint32_t)1 << 24)

static inline uint32_t lexicon_read_3(const unsigned char bytes[3])
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
}

static inline uint32_t lexicon_read_4(const unsigned char bytes[4])
{
    return lexicon_read_3(bytes) | (uint32_t)bytes[3] << 24;
}

static inline uint64_t lexicon_read_8(const unsigned char bytes[8])
{
    return lexicon_read_4(bytes) | (uint64_t)lexicon_read_4(bytes + 4) << 32;
}

/* The slot at which the search for a word begins, and the word's tag: from different bits of its hash. */
static inline uint32_t lexicon_first_slot(uint64_t hash, uint32_t slot_count)
{
    return (uint32_t)(((hash >> 32) * slot_count) >> 32);
}

static inline unsigned char lexicon_tag(uint64_t hash)
{
    return (unsigned char)(hash & 0xff);
}

#endif
