/* JSON arrays: jansson leaves an array as it was when an item is missing; here that means short memory. */
#include "app/json_array.h"

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
