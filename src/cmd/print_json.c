/* print json: NULL travels here from wherever memory was short. */
#include "cmd/print_json.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/article_json.h"

enum exit_status print_json(json_t *value)
{
    char *line = value ? json_dumps(value, ARTICLE_JSON_FORMAT) : NULL;
    json_decref(value);
    if (line) {
        (void)puts(line);
        free(line);
        return STATUS_WELL;
    }
    return command_fail_for_memory("printing");
}
