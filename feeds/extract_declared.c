/* extract declared: hashes of all stretches of up to three words, in a table that is half full at most. */
#include "feeds/extract_declared.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "feeds/extract_outline.h"
#include "feeds/html.h"

enum {
    STRETCH = 3,               /* words */
    DECLARED_WORDS_LEAST = 40, /* a shorter text is a teaser */
    RUN_SIZE_MAX = 1024 * 1024,
    TEXT_SIZE_MAX = 4 * 1024 * 1024
};

struct declared_text {
    size_t mask;     /* the table's size is a power of two */
    uint64_t *slots; /* 0: empty */
};

/* Words go by, the last ones are kept as hashes. */
struct words {
    const unsigned char *at, *end;
    uint64_t last[STRETCH];
    size_t count;
};

/* How many bytes of a letter stand there; 0 for none. Characters of three bytes and more are words by themselves, as
 * those of Chinese and Japanese are; U+2000 to U+206F, the punctuation among them, is none. */
static size_t letter_size(const struct words *words)
{
    unsigned char byte = *words->at;
    if (byte < 0x80)
        return isalnum(byte) != 0;
    if (byte < 0xe0 || words->end - words->at < 3)
        return 1;
    return byte == 0xe2 && (words->at[1] == 0x80 || words->at[1] == 0x81) ? 0 : 3;
}

/* Moves on to the next word; false at the end. FNV-1a, letters of ASCII in lower case. */
static bool next_word(struct words *words)
{
    while (words->at < words->end && !letter_size(words))
        words->at += *words->at >= 0xe0 && words->end - words->at >= 3 ? 3 : 1;
    if (words->at >= words->end)
        return false;
    uint64_t hash = 14695981039346656037u;
    size_t size = letter_size(words), first = size;
    do {
        for (size_t i = 0; i < size; i++, words->at++)
            hash = (hash ^ (uint64_t)tolower(*words->at)) * 1099511628211u;
        size = words->at < words->end ? letter_size(words) : 0;
    } while (first == 1 && size == 1);
    memmove(words->last + 1, words->last, (STRETCH - 1) * sizeof *words->last);
    words->last[0] = hash;
    words->count++;
    return true;
}

/* The hash of the last `length` words. */
static uint64_t stretch_hash(const struct words *words, size_t length)
{
    uint64_t hash = length;
    for (size_t i = length; i > 0; i--)
        hash = (hash ^ words->last[i - 1]) * 0x9e3779b97f4a7c15u + (hash >> 29);
    return hash ? hash : 1;
}

static bool holds(const struct declared_text *declared, uint64_t hash)
{
    for (size_t slot = hash & declared->mask; declared->slots[slot]; slot = (slot + 1) & declared->mask)
        if (declared->slots[slot] == hash)
            return true;
    return false;
}

static void add(struct declared_text *declared, uint64_t hash)
{
    size_t slot = hash & declared->mask;
    while (declared->slots[slot] && declared->slots[slot] != hash)
        slot = (slot + 1) & declared->mask;
    declared->slots[slot] = hash;
}

static struct words words_of(const char *text, size_t length)
{
    return (struct words){.at = (const unsigned char *)text, .end = (const unsigned char *)text + length};
}

static struct declared_text *make(const char *text, size_t length)
{
    size_t count = 0, size = 16;
    for (struct words words = words_of(text, length); next_word(&words);)
        count++;
    while (size < count * STRETCH * 2)
        size *= 2;
    struct declared_text *declared = count >= DECLARED_WORDS_LEAST ? malloc(sizeof *declared) : NULL;
    if (!declared)
        return NULL;
    *declared = (struct declared_text){.mask = size - 1, .slots = calloc(size, sizeof *declared->slots)};
    if (!declared->slots) {
        free(declared);
        return NULL;
    }
    for (struct words words = words_of(text, length); next_word(&words);)
        for (size_t i = 1; i <= STRETCH && i <= words.count; i++)
            add(declared, stretch_hash(&words, i));
    return declared;
}

struct declared_text *declared_text_create(const char *text, size_t length)
{
    if (length > TEXT_SIZE_MAX)
        return NULL;
    struct buffer line = buffer_create(TEXT_SIZE_MAX);
    bool has_markup = memchr(text, '<', length) || memchr(text, '&', length);
    bool done = has_markup ? html_to_line(text, length, &line) : buffer_append(&line, text, length);
    struct declared_text *declared = done ? make(buffer_string(&line), line.length) : NULL;
    buffer_release(&line);
    return declared;
}

void declared_text_destroy(struct declared_text *declared)
{
    if (declared)
        free(declared->slots);
    free(declared);
}

bool declared_text_holds(const struct declared_text *declared, const struct outline_run *run)
{
    struct buffer text = buffer_create(RUN_SIZE_MAX);
    size_t held = 0, all = 0;
    if (outline_run_text(run, &text)) {
        struct words words = words_of(buffer_string(&text), text.length);
        while (next_word(&words)) {
            if (words.count < STRETCH)
                continue;
            all++;
            held += holds(declared, stretch_hash(&words, STRETCH));
        }
        if (words.count > 0 && words.count < STRETCH) {
            all = 1;
            held = holds(declared, stretch_hash(&words, words.count));
        }
    }
    buffer_release(&text);
    return held * 2 > all;
}
