/* hash: whether something has changed, and what is probably the same: 64 bits of any bytes, the same on every machine
 * and in every version. Whoever wrote the bytes can make two things equal on purpose, and gains nothing by it where
 * this is used. Never in here: tables, secrets. */
#ifndef WHOSAID_BASE_HASH_H
#define WHOSAID_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* The hash of nothing: where each chain of the calls below begins. */
#define HASH_START UINT64_C(0xcbf29ce484222325)

/* The hash of what was hashed before and `length` bytes more: FNV-1a of Fowler, Noll and Vo (draft-eastlake-fnv). */
uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length);

/* The same with a string and its end, so that "ab", "c" is not "a", "bc"; NULL is another thing than "". */
uint64_t hash_string(uint64_t hash, const char *string);
uint64_t hash_number(uint64_t hash, uint64_t number);

#endif
