/* web: what is beyond the network, for a program that asks a proxy for it: whatever address is fetched by http is
 * answered with the file that has the same last name. Never in here: servers that misbehave (tests/net). */
#ifndef WHOSAID_TESTS_SCREEN_WEB_H
#define WHOSAID_TESTS_SCREEN_WEB_H

#include <stdbool.h>
#include <sys/types.h>

struct error;

struct web {
    pid_t process; /* 0: there is none */
    int port;      /* of the loopback interface */
};

/* Starts the proxy over the files of a folder, in a process of its own that ends with this one. False and a
 * sentence. */
bool web_start(struct web *web, const char *folder, struct error *error);
void web_stop(struct web *web);

#endif
