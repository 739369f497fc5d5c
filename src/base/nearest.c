/* nearest: Levenshtein's distance, one row of the table at a time. */
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 63 };

static size_t smaller(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* SIZE_MAX when a name is too long to be one. */
static size_t distance(const char *one, const char *other)
{
    size_t length = strlen(one), other_length = strlen(other);
    if (length > NAME_MAX_LENGTH || other_length > NAME_MAX_LENGTH)
        return SIZE_MAX;
    size_t row[NAME_MAX_LENGTH + 1];
    for (size_t i = 0; i <= other_length; i++)
        row[i] = i;
    for (size_t i = 1; i <= length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= other_length; j++) {
            size_t replaced = diagonal + (one[i - 1] != other[j - 1]);
            diagonal = row[j];
            row[j] = smaller(replaced, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[other_length];
}

const char *nearest_name(const char *typed, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t steps = distance(typed, names[i]);
        if (steps < least && steps <= (strlen(names[i]) + 2) / 3) {
            least = steps;
            nearest = names[i];
        }
    }
    return nearest;
}
