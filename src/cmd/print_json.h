/* print json: a value of jansson's as one line of standard output. Never in here: what it says. */
#ifndef WHOSAID_CMD_PRINT_JSON_H
#define WHOSAID_CMD_PRINT_JSON_H

#include <jansson.h>

#include "cmd/command.h"

/* Prints the value, taking over the reference. STATUS_FAILED, the user told, when it is NULL or memory is short. */
enum exit_status print_json(json_t *value);

#endif
