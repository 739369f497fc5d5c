/* hash: FNV-1a. */
#include "base/hash.h"

#include <string.h>

static uint64_t hash_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * UINT64_C(0x00000100000001b3);
}

uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, (unsigned char)bytes[i]);
    return hash;
}

/* What comes before the bytes tells NULL from "", and the NUL behind them ends them. */
uint64_t hash_string(uint64_t hash, const char *string)
{
    hash = hash_byte(hash, string != NULL);
    return string ? hash_bytes(hash, string, strlen(string) + 1) : hash;
}

uint64_t hash_number(uint64_t hash, uint64_t number)
{
    for (unsigned i = 0; i < 8; i++)
        hash = hash_byte(hash, (unsigned char)(number >> (8 * i)));
    return hash;
}
