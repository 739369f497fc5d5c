/* with nginx: `with-nginx FOLDER COMMAND…` runs the command while nginx serves the folder (nginx.h says how); its
 * addresses and its authority's certificate are in the environment: NGINX_HTTP, NGINX_HTTPS, NGINX_AUTHORITY. The exit
 * status is the command's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/net/nginx.h"

enum { ADDRESS_SIZE = 64 };

static bool tell(const char *name, const char *scheme, int port)
{
    char address[ADDRESS_SIZE];
    (void)snprintf(address, sizeof address, "%s://127.0.0.1:%d", scheme, port);
    return setenv(name, address, 1) == 0;
}

static int run(const struct nginx *nginx, char *arguments[])
{
    int status = 0;
    if (!tell("NGINX_HTTP", "http", nginx->http) || !tell("NGINX_HTTPS", "https", nginx->https) ||
        setenv("NGINX_AUTHORITY", nginx->authority, 1) != 0)
        return 1;
    pid_t process = fork();
    if (process == 0) {
        (void)execvp(arguments[0], arguments);
        perror(arguments[0]);
        _exit(127);
    }
    return process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int count, char *arguments[])
{
    struct nginx nginx;
    if (count < 3) {
        (void)fprintf(stderr, "usage: with-nginx FOLDER COMMAND...\n");
        return 2;
    }
    char *root = realpath(arguments[1], NULL);
    int status = 1;
    if (!root)
        perror(arguments[1]);
    else if (nginx_start(&nginx, root))
        status = run(&nginx, arguments + 2);
    if (root)
        nginx_stop(&nginx);
    free(root);
    return status;
}
