/* server: an HTTP server that does whatever a client has to survive, each path something else; server.c has the table.
 * It listens on a port of the loopback interface that the kernel chooses, in a process of its own, and a client that
 * goes away ends whatever it does. Never in here: what a client should make of it. */
#ifndef WHOSAID_TESTS_NET_SERVER_H
#define WHOSAID_TESTS_NET_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

enum { SERVER_URL_SIZE = 256 };

struct server {
    pid_t process;
    int port;
};

/* Starts it; false when there is no port or no process for it. */
bool server_start(struct server *server);

/* Ends it, with all its connections. */
void server_stop(struct server *server);

/* Writes the address of one of its paths ("/feed"). */
void server_url(const struct server *server, const char *path, char url[SERVER_URL_SIZE]);

/* The body of "/feed", which is found with `server_feed_etag`. */
extern const char server_feed[], server_feed_etag[];

#endif
