/* lexicon_key: bytes and hash grow together, so that a phrase is tried after each word without starting again. */
#include "annotate/lexicon_key.h"

#include <unicase.h>
#include <unistr.h>

/* FNV-1a (Fowler, Noll, Vo). Folded and exact keys live in one table: they are told apart by where the hash begins. */
#define FOLDED_BASIS 0xcbf29ce484222325u
#define EXACT_BASIS 0x84222325cbf29ce4u
#define FNV_PRIME 0x100000001b3u

enum { LEFT_SINGLE = 0x2018, RIGHT_SINGLE = 0x2019 };

void lexicon_key_begin(struct lexicon_key *key, bool exact)
{
    key->hash = exact ? EXACT_BASIS : FOLDED_BASIS;
    key->length = 0;
    key->exact = exact;
    key->overflow = false;
}

static void append_byte(struct lexicon_key *key, unsigned char byte)
{
    if (key->length == LEXICON_KEY_MAX) {
        key->overflow = true;
        return;
    }
    key->bytes[key->length++] = (char)byte;
    key->hash = (key->hash ^ byte) * FNV_PRIME;
}

static void append_character(struct lexicon_key *key, ucs4_t character)
{
    uint8_t bytes[6];
    int size = u8_uctomb(bytes, character, sizeof bytes);
    for (int i = 0; i < size; i++)
        append_byte(key, bytes[i]);
}

void lexicon_key_append(struct lexicon_key *key, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && !key->overflow) {
        unsigned char byte = (unsigned char)text[at];
        if (byte < 0x80) {
            bool upper = byte >= 'A' && byte <= 'Z';
            append_byte(key, upper && !key->exact ? (unsigned char)(byte | 0x20) : byte);
            at++;
            continue;
        }
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (character == LEFT_SINGLE || character == RIGHT_SINGLE)
            append_byte(key, '\'');
        else
            append_character(key, key->exact ? character : uc_tolower(character));
    }
}
