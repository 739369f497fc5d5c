/* attribution table: how the model of attribution lies in the program. src/compile/ writes it when the program is built,
 * attribution_model.c reads it. Numbers are rows of bytes, the lowest first, negative ones as two's complement, so that neither
 * the byte order nor the alignment of who writes or reads it matters. Never in here: what a feature means. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_TABLE_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_TABLE_H

#include <stdint.h>

#include "annotate/attribution_features.h"

/* The numbers of a model that are no weights: slope, intercept, least. */
enum { ATTRIBUTION_CALIBRATION = 3 };

struct attribution_table {
    unsigned char calibration[ATTRIBUTION_CALIBRATION][4]; /* in thousandths */
    unsigned char weights[FEATURE_COUNT][2];               /* in parts of ATTRIBUTION_SCALE */
};

static inline int attribution_table_weight(const struct attribution_table *table, size_t feature)
{
    const unsigned char *bytes = table->weights[feature];
    return (int16_t)(bytes[0] | bytes[1] << 8);
}

static inline double attribution_table_calibration(const struct attribution_table *table, size_t index)
{
    const unsigned char *bytes = table->calibration[index];
    uint32_t number = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    return (int32_t)number / 1000.0;
}

#endif
