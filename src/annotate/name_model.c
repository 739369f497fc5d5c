/* name_model: opening the file and looking weights up. Never in here: what a feature means. */
#include "annotate/name_model.h"

#include <string.h>

#include "base/error.h"
#include "config/embedded.h"

const char name_model_magic[MODEL_MAGIC_SIZE + 1] = "whosaid-names 1\n";

static const char model_file[] = "lang/en/names.model";

uint32_t name_model_fingerprint(void)
{
    static const char features[] =
#define NAME_FEATURE(identifier, group) #identifier " "
#include "annotate/name_features.def"
#undef NAME_FEATURE
        ;
    uint32_t hash = 0x811c9dc5u; /* FNV-1a, 32 bits */
    for (const char *at = features; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x01000193u;
    return hash;
}

unsigned name_model_check(uint64_t feature)
{
    unsigned check = (unsigned)(feature >> 48);
    return check ? check : 1;
}

static unsigned read_16(const char *bytes)
{
    return (unsigned)(unsigned char)bytes[0] | (unsigned)(unsigned char)bytes[1] << 8;
}

static uint32_t read_32(const char *bytes)
{
    return (uint32_t)read_16(bytes) | (uint32_t)read_16(bytes + 2) << 16;
}

static void read_transitions(struct name_model *model, const char *bytes)
{
    for (size_t i = 0; i < LABELS; i++)
        for (size_t j = 0; j < LABELS; j++, bytes += 2)
            model->transitions[i][j] = (int16_t)read_16(bytes);
}

bool name_model_open(struct name_model *model, const char *bytes, size_t size, struct error *error)
{
    if (size < MODEL_HEADER_SIZE || memcmp(bytes, name_model_magic, MODEL_MAGIC_SIZE) != 0)
        return error_set(error, "%s is no model of names", model_file);
    const char *header = bytes + MODEL_MAGIC_SIZE;
    if (read_32(header) != name_model_fingerprint())
        return error_set(error, "%s was made for other features; `make train-names` makes it anew", model_file);
    uint32_t bits = read_32(header + 4);
    if (bits < MODEL_BITS_LEAST || bits > MODEL_BITS_MOST)
        return error_set(error, "%s says that its tables have 2^%lu places", model_file, (unsigned long)bits);
    size_t places = ((size_t)1 << bits) + MODEL_PROBES;
    if (size != MODEL_HEADER_SIZE + places * (2 + ROW_SIZE))
        return error_set(error, "%s is cut off or too long", model_file);
    read_transitions(model, header + 8);
    model->mask = ((size_t)1 << bits) - 1;
    model->checks = (const unsigned char *)bytes + MODEL_HEADER_SIZE;
    model->rows = (const signed char *)model->checks + places * 2;
    return true;
}

bool name_model_open_embedded(struct name_model *model, struct error *error)
{
    const struct embedded_file *file = embedded_find(model_file);
    if (!file)
        return error_set(error, "%s is not in the program", model_file);
    return name_model_open(model, file->bytes, (size_t)(file->end - file->bytes), error);
}

/* Where the weights of a feature stand; NULL when it has none. */
static const signed char *find_row(const struct name_model *model, uint64_t feature)
{
    unsigned check = name_model_check(feature);
    size_t place = (size_t)feature & model->mask;
    for (size_t end = place + MODEL_PROBES; place < end; place++) {
        unsigned found = model->checks[2 * place] | (unsigned)model->checks[2 * place + 1] << 8;
        if (found == check)
            return model->rows + place * ROW_SIZE;
        if (!found)
            return NULL;
    }
    return NULL;
}

void name_model_score(const struct name_model *model, const struct name_features *features, int scores[ROW_SIZE])
{
    /* The rows lie all over two megabytes: they are asked for while the others are looked for. */
    const signed char *rows[NAME_FEATURES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < features->count; i++) {
        const signed char *row = find_row(model, features->items[i]);
        if (!row)
            continue;
        __builtin_prefetch(row);
        rows[count++] = row;
    }
    int sums[ROW_SIZE] = {0};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < ROW_SIZE; j++)
            sums[j] += rows[i][j];
    for (size_t j = 0; j < ROW_SIZE; j++)
        scores[j] += sums[j];
}
