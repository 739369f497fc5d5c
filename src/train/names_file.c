/* names_file: weights as bytes, in the places where the program looks for them. */
#include "train/names_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MODEL_BITS = 17,
    PLACES = (1 << MODEL_BITS) + MODEL_PROBES,
    ROWS_MOST = 112000 /* that the places can take without long searches */
};

struct row {
    uint64_t feature;
    const float *weights;
    float worth; /* of keeping it: it changes much, or often */
};

static int by_worth(const void *one, const void *other)
{
    const struct row *a = one, *b = other;
    if (a->worth != b->worth)
        return a->worth < b->worth ? 1 : -1;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

static size_t collect_rows(const struct crf *crf, const struct feature_dictionary *dictionary, struct row *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < dictionary->capacity; i++) {
        const struct dictionary_entry *entry = &dictionary->entries[i];
        if (!entry->feature || entry->number == DICTIONARY_NONE)
            continue;
        struct row row = {entry->feature, crf->rows[entry->number], 0};
        for (size_t j = 0; j < ROW_SIZE; j++)
            row.worth = fmaxf(row.worth, fabsf(row.weights[j]));
        row.worth *= sqrtf((float)entry->times);
        rows[count++] = row;
    }
    qsort(rows, count, sizeof *rows, by_worth);
    return count;
}

static int rounded(float weight, int most)
{
    long value = lroundf(weight * (float)MODEL_SCALE);
    return (int)(value > most ? most : value < -most ? -most : value);
}

static void put_16(unsigned char *bytes, unsigned value)
{
    bytes[0] = (unsigned char)(value & 0xff);
    bytes[1] = (unsigned char)(value >> 8 & 0xff);
}

static void put_32(unsigned char *bytes, uint32_t value)
{
    put_16(bytes, (unsigned)(value & 0xffff));
    put_16(bytes + 2, (unsigned)(value >> 16));
}

static void put_header(unsigned char *file, const struct crf *crf)
{
    memcpy(file, name_model_magic, MODEL_MAGIC_SIZE);
    put_32(file + MODEL_MAGIC_SIZE, name_model_fingerprint());
    put_32(file + MODEL_MAGIC_SIZE + 4, MODEL_BITS);
    unsigned char *at = file + MODEL_MAGIC_SIZE + 8;
    for (size_t i = 0; i < LABELS; i++)
        for (size_t j = 0; j < LABELS; j++, at += 2)
            put_16(at, (unsigned)rounded(crf->transitions[i][j], INT16_MAX) & 0xffff);
}

/* False when the places around the feature's are taken. */
static bool put_row(unsigned char *file, const struct row *row)
{
    unsigned char *checks = file + MODEL_HEADER_SIZE, *weights = checks + 2 * (size_t)PLACES;
    size_t first = (size_t)row->feature & ((1u << MODEL_BITS) - 1), place = first;
    unsigned check = name_model_check(row->feature);
    while (place < first + MODEL_PROBES && (checks[2 * place] || checks[2 * place + 1])) {
        if ((checks[2 * place] | (unsigned)checks[2 * place + 1] << 8) == check)
            return false;
        place++;
    }
    if (place == first + MODEL_PROBES)
        return false;
    put_16(checks + 2 * place, check);
    for (size_t j = 0; j < ROW_SIZE; j++)
        weights[place * ROW_SIZE + j] = (unsigned char)rounded(row->weights[j], INT8_MAX);
    return true;
}

static size_t put_rows(unsigned char *file, const struct row *rows, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && i < ROWS_MOST; i++)
        kept += put_row(file, &rows[i]);
    return kept;
}

bool names_file_write(const struct crf *crf, const struct feature_dictionary *dictionary, FILE *out,
                      struct error *error)
{
    const size_t size = MODEL_HEADER_SIZE + (size_t)PLACES * (2 + ROW_SIZE);
    unsigned char *file = calloc(size, 1);
    struct row *rows = calloc(dictionary->numbered + 1, sizeof *rows);
    if (!file || !rows) {
        free(file);
        free(rows);
        return error_out_of_memory(error, "writing the model");
    }
    size_t count = collect_rows(crf, dictionary, rows);
    put_header(file, crf);
    (void)fprintf(stderr, "%zu features, %zu kept\n", count, put_rows(file, rows, count));
    bool written = fwrite(file, 1, size, out) == size && fflush(out) == 0;
    free(file);
    free(rows);
    return written || error_set(error, "the model cannot be written");
}
