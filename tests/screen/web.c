/* web: one connection after another, one answer each. */
#include "web.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"

enum { REQUEST_SIZE = 8192, NAME_SIZE = 256, FILE_SIZE_MAX = 1 << 20, WAITING = 16 };

/* Reads up to the empty line; false when it never comes. */
static bool read_request(int connection, char request[REQUEST_SIZE])
{
    size_t length = 0;
    while (length + 1 < REQUEST_SIZE) {
        ssize_t count = read(connection, request + length, REQUEST_SIZE - 1 - length);
        if (count <= 0)
            return false;
        length += (size_t)count;
        request[length] = '\0';
        if (strstr(request, "\r\n\r\n"))
            return true;
    }
    return false;
}

static void write_all(int connection, const char *bytes, size_t length)
{
    for (ssize_t count; length && (count = write(connection, bytes, length)) > 0; length -= (size_t)count)
        bytes += count;
}

/* "GET http://HOST/PATH/NAME HTTP/1.1" asks for NAME; the folder is where we are. */
static void answer(int connection)
{
    char request[REQUEST_SIZE], name[NAME_SIZE] = "";
    struct buffer body = buffer_create(FILE_SIZE_MAX), head = buffer_create(REQUEST_SIZE);
    struct error error;
    if (read_request(connection, request) && strncmp(request, "GET ", 4) == 0) {
        request[4 + strcspn(request + 4, " ?")] = '\0';
        const char *slash = strrchr(request + 4, '/');
        (void)snprintf(name, sizeof name, "%s", slash ? slash + 1 : "");
    }
    int file = *name && *name != '.' ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    bool found = file >= 0 && input_read_whole(file, &body, &error);
    if (file >= 0)
        close(file);
    (void)buffer_append_format(&head, "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                               found ? "200 OK" : "404 Not Found", body.length);
    write_all(connection, buffer_string(&head), head.length);
    write_all(connection, buffer_string(&body), body.length);
    buffer_release(&head);
    buffer_release(&body);
}

static void serve(int listener)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)signal(SIGPIPE, SIG_IGN);
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        answer(connection);
        close(connection);
    }
}

bool web_start(struct web *web, const char *folder, struct error *error)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool listens = listener >= 0 && bind(listener, (struct sockaddr *)&address, sizeof address) == 0 &&
                   listen(listener, WAITING) == 0 && getsockname(listener, (struct sockaddr *)&address, &size) == 0;
    web->process = listens ? fork() : -1;
    if (web->process == 0) {
        if (chdir(folder) == 0)
            serve(listener);
        _exit(1);
    }
    if (web->process < 0)
        (void)error_set(error, "no web: %s", strerror(errno));
    if (listener >= 0)
        close(listener);
    web->port = ntohs(address.sin_port);
    if (web->process > 0)
        return true;
    web->process = 0;
    return false;
}

void web_stop(struct web *web)
{
    if (!web->process)
        return;
    (void)kill(web->process, SIGKILL);
    (void)waitpid(web->process, NULL, 0);
    web->process = 0;
}
