/* distance: a process for each connection, which waits before it hands a request on, and hands answers on at once. */
#include "tests/bench/distance.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_HOST = 2, CHUNK = 64 * 1024, BACKLOG = 64 };

/* --- a connection ------------------------------------------------------------------------------------------------- */

static struct sockaddr_in address_of(unsigned host, int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + host);
    return address;
}

static int connect_to(int port)
{
    const struct sockaddr_in address = address_of(1, port);
    const int at_once = 1;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0 || connect(server, (const struct sockaddr *)&address, sizeof address) < 0)
        _exit(1);
    (void)setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    return server;
}

/* Hands on what has come. False at the end. */
static bool hand_on(int from, int to)
{
    char bytes[CHUNK];
    ssize_t got = read(from, bytes, sizeof bytes);
    for (ssize_t sent = 0, now; sent < got; sent += now) {
        now = send(to, bytes + sent, (size_t)(got - sent), MSG_NOSIGNAL);
        if (now <= 0)
            return false;
    }
    return got > 0;
}

static void serve(int client, int server, int milliseconds)
{
    const struct timespec wait = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    struct pollfd ends[] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
    for (bool open = true; open && poll(ends, 2, -1) > 0;) {
        if (ends[1].revents)
            open = hand_on(server, client);
        if (open && ends[0].revents) {
            (void)nanosleep(&wait, NULL);
            open = hand_on(client, server);
        }
    }
    _exit(0);
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

static void take_connections(struct pollfd *listening, unsigned count, int server_port, int milliseconds)
{
    while (poll(listening, count, -1) > 0) {
        for (unsigned i = 0; i < count; i++) {
            int client = listening[i].revents ? accept(listening[i].fd, NULL, NULL) : -1;
            if (client >= 0 && fork() == 0)
                serve(client, connect_to(server_port), milliseconds);
            if (client >= 0)
                (void)close(client);
        }
    }
    _exit(1);
}

/* The kernel chooses the port of the first. */
static bool listen_at(unsigned host, int *port, struct pollfd *listening)
{
    struct sockaddr_in address = address_of(host, *port);
    socklen_t size = sizeof address;
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    *listening = (struct pollfd){.fd = descriptor, .events = POLLIN};
    if (descriptor < 0 || bind(descriptor, (const struct sockaddr *)&address, sizeof address) < 0 ||
        listen(descriptor, BACKLOG) < 0 || getsockname(descriptor, (struct sockaddr *)&address, &size) < 0)
        return false;
    *port = ntohs(address.sin_port);
    return true;
}

bool distance_start(struct distance *distance, int server_port, unsigned hosts, int milliseconds)
{
    struct pollfd listening[DISTANCE_HOSTS_MAX];
    unsigned count = 0;
    *distance = (struct distance){.process = -1};
    bool well = hosts <= DISTANCE_HOSTS_MAX;
    while (well && count < hosts) {
        well = listen_at(FIRST_HOST + count, &distance->port, &listening[count]);
        count++;
    }
    if (well)
        distance->process = fork();
    if (distance->process == 0) {
        (void)setpgid(0, 0);
        (void)signal(SIGCHLD, SIG_IGN); /* nobody waits for them */
        take_connections(listening, count, server_port, milliseconds);
    }
    if (distance->process < 0)
        perror("bench: a server that is far away");
    for (unsigned i = 0; i < count; i++)
        (void)close(listening[i].fd);
    return distance->process > 0;
}

void distance_stop(struct distance *distance)
{
    if (distance->process <= 0)
        return;
    (void)kill(distance->process, SIGKILL);
    (void)kill(-distance->process, SIGKILL);
    (void)waitpid(distance->process, NULL, 0);
    distance->process = -1;
}
