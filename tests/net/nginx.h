/* nginx: a real web server on ports of the loopback interface that the kernel chooses, with TLS by an authority of its
 * own that openssl makes for the occasion. Never in here: what a client should make of it.
 *
 * What it serves, by http and by https (HTTP/2):
 *     /…          the files of a folder, with ETag and Last-Modified, compressed, 304 for what is unchanged
 *     /fresh/…    the same, fresh for ten minutes
 *     /moved/…    301 to them; /gone 410; /later 429 with Retry-After; /busy 503
 *     /protocol   "HTTP/1.1" or "HTTP/2.0"
 *     /secret/…   the same files for user ana with password ferry
 *     /member/…   the same files for whoever shows the client's certificate (by https)
 *     /secure/…   by http: 301 to https; by https: 302 to http
 *
 * The program tests/net/with-nginx starts it around any command:
 *     build/tests/net/with-nginx FOLDER sh -c 'curl "$NGINX_HTTP/feed.xml"; curl --cacert "$NGINX_AUTHORITY"
 * "$NGINX_HTTPS"' */
#ifndef WHOSAID_TESTS_NET_NGINX_H
#define WHOSAID_TESTS_NET_NGINX_H

#include <stdbool.h>
#include <sys/types.h>

enum { NGINX_FOLDER_SIZE = 32, NGINX_PATH_SIZE = 64 };

struct nginx {
    pid_t process;
    int http, https;                /* ports */
    char folder[NGINX_FOLDER_SIZE]; /* its configuration, keys and logs; removed when it stops */
    char authority[NGINX_PATH_SIZE], client_certificate[NGINX_PATH_SIZE], client_key[NGINX_PATH_SIZE]; /* PEM files */
};

/* Starts it for the files of `root`, an absolute path. False, and why on standard error, when nginx or openssl is
 * missing or fails. Stop it in either case. */
bool nginx_start(struct nginx *nginx, const char *root);

void nginx_stop(struct nginx *nginx);

#endif
