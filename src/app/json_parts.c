/* JSON parts: jansson leaves an array as it was when an item is missing; here that means short memory. */
#include "app/json_parts.h"

#include <math.h>

#include "base/offsets.h"

json_t *array_with(json_t *array, json_t *item)
{
    if (!array) {
        json_decref(item);
        return NULL;
    }
    if (json_array_append_new(array, item) == 0)
        return array;
    json_decref(array);
    return NULL;
}

json_t *range_to_json(const struct article *article, const struct offsets *offsets, struct range range)
{
    if (range_is_empty(range))
        return json_null();
    return json_pack("{s:I,s:I,s:s%}", "start", (json_int_t)offsets_to_code_points(offsets, range.start), "end",
                     (json_int_t)offsets_to_code_points(offsets, range.end), "text", article->text + range.start,
                     range.end - range.start);
}

double json_thousandths(double value)
{
    return round(value * 1000) / 1000;
}
