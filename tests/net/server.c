/* server: a process that accepts, and one for each connection, so that each can stall without the others. */
#include "tests/net/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { HEAD_MAX = 64 * 1024, PIECE = 16 * 1024 };

const char server_feed[] = "<rss version=\"2.0\"><channel><title>Harbour</title></channel></rss>";
const char server_feed_etag[] = "\"harbour-1\"";

static const char news[] =
    "<rss version='2.0'><channel><title>Harbour news</title><item><title>First</title><guid>1</guid>"
    "<description>The ferry sails.</description></item><item><title>Second</title><guid>2</guid>"
    "<description>\"It sails again,\" Ana Ruiz said.</description></item></channel></rss>";

/* One request that is being answered. */
struct connection {
    int socket;
    atomic_int *given;   /* shared by all connections: how often "/once" was asked for */
    char head[HEAD_MAX]; /* its lines, with a NUL behind */
};

/* --- sending ------------------------------------------------------------------------------------------------------ */

/* A client that is gone ends the process. */
static void send_bytes(const struct connection *connection, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(connection->socket, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            _exit(0);
        bytes += sent;
        length -= (size_t)sent;
    }
}

static void send_text(const struct connection *connection, const char *text)
{
    send_bytes(connection, text, strlen(text));
}

/* An answer with a body of known length; `fields` are lines of their own. */
static void send_answer(const struct connection *connection, const char *status, const char *fields, const char *body)
{
    static char answer[HEAD_MAX + 1024];
    (void)snprintf(answer, sizeof answer, "HTTP/1.1 %s\r\nContent-Length: %zu\r\n%s\r\n%s", status, strlen(body),
                   fields, body);
    send_text(connection, answer);
}

/* Says nothing more until the client goes away. */
static void stall(const struct connection *connection)
{
    char ignored[256];
    while (recv(connection->socket, ignored, sizeof ignored, 0) > 0)
        continue;
    _exit(0);
}

/* --- what it does ------------------------------------------------------------------------------------------------- */

static void give_feed(const struct connection *connection)
{
    static const char fields[] = "Content-Type: application/rss+xml\r\n"
                                 "ETag: \"harbour-1\"\r\n"
                                 "Last-Modified: Tue, 10 Nov 2026 08:00:00 GMT\r\n"
                                 "Date: Mon, 23 Nov 2026 12:00:00 GMT\r\n"
                                 "Cache-Control: private\r\n"
                                 "Cache-Control: max-age=1800\r\n"
                                 "Age: 300\r\n";
    if (strstr(connection->head, "\r\nIf-None-Match: \"harbour-1\"\r\n"))
        send_text(connection, "HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=600\r\n\r\n");
    else
        send_answer(connection, "200 OK", fields, server_feed);
}

/* What was asked, as the body. */
static void echo(const struct connection *connection)
{
    send_answer(connection, "200 OK", "", connection->head);
}

/* The feed of "/news" for whoever comes first, and for nobody after. */
static void give_once(const struct connection *connection)
{
    bool is_first = atomic_fetch_add(connection->given, 1) == 0;
    send_answer(connection, is_first ? "200 OK" : "410 Gone", "Content-Type: application/rss+xml\r\n", news);
}

static void stall_at_once(const struct connection *connection)
{
    stall(connection);
}

static void stall_after_head(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
    stall(connection);
}

static void stall_in_head(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-");
    stall(connection);
}

static void stall_in_body(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>");
    stall(connection);
}

static void send_in_single_bytes(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    for (const char *at = server_feed; *at; at++)
        send_bytes(connection, at, 1);
}

static void never_end(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (;;)
        send_text(connection, "10\r\n<title>0</title>\r\n");
}

static void never_end_failing(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 404 Not Found\r\n\r\n");
    for (;;)
        send_text(connection, "there is nothing here, ");
}

static void never_end_redirecting(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 302 Found\r\nLocation: /feed\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (;;)
        send_text(connection, "10\r\nit is elsewhere.\r\n");
}

/* A stream of zeros that never ends, a thousandth of its length on the wire. */
static void send_bomb(const struct connection *connection)
{
    static unsigned char zeros[PIECE], packed[PIECE];
    z_stream stream = {.zalloc = Z_NULL};
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
    if (deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + 16, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        _exit(1);
    for (;;) {
        stream.next_in = zeros;
        stream.avail_in = sizeof zeros;
        stream.next_out = packed;
        stream.avail_out = sizeof packed;
        if (deflate(&stream, Z_NO_FLUSH) != Z_OK)
            _exit(1);
        send_bytes(connection, (const char *)packed, sizeof packed - stream.avail_out);
    }
}

/* The feed packed, without its last `missing` bytes. */
static void send_packed(const struct connection *connection, size_t missing)
{
    unsigned char packed[1024];
    z_stream stream = {.zalloc = Z_NULL};
    if (deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        _exit(1);
    stream.next_in = (Bytef *)(uintptr_t)server_feed; /* zlib only reads it */
    stream.avail_in = (uInt)strlen(server_feed);
    stream.next_out = packed;
    stream.avail_out = sizeof packed;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        _exit(1);
    char head[256];
    size_t length = sizeof packed - stream.avail_out - missing;
    (void)deflateEnd(&stream);
    (void)snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n",
                   length);
    send_text(connection, head);
    send_bytes(connection, (const char *)packed, length);
}

static void send_gzip(const struct connection *connection)
{
    send_packed(connection, 0);
}

static void send_truncated_gzip(const struct connection *connection)
{
    send_packed(connection, 30);
}

/* The feed in a form of which the first bytes say that what follows is not packed: enough to tell that it is undone. */
static void send_framed(const struct connection *connection, const char *encoding, const unsigned char *front,
                        size_t front_length, const char *back)
{
    char head[256];
    (void)snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %zu\r\n\r\n",
                   encoding, front_length + strlen(server_feed) + strlen(back));
    send_text(connection, head);
    send_bytes(connection, (const char *)front, front_length);
    send_text(connection, server_feed);
    send_text(connection, back);
}

/* RFC 7932, 9: a window of 64 KiB; a block that is not the last, its length less one in 16 bits, not compressed; and
 * behind it a last, empty one. */
static void send_brotli(const struct connection *connection)
{
    size_t bits = (strlen(server_feed) - 1) << 4 | 1U << 20;
    const unsigned char front[] = {(unsigned char)bits, (unsigned char)(bits >> 8), (unsigned char)(bits >> 16)};
    send_framed(connection, "br", front, sizeof front, "\3");
}

/* RFC 8878, 3.1.1: the magic number; one segment, whose length is a byte; a block that is the last, raw, with its
 * length. */
static void send_zstd(const struct connection *connection)
{
    size_t length = strlen(server_feed), block = length << 3 | 1;
    const unsigned char front[] = {0x28,
                                   0xb5,
                                   0x2f,
                                   0xfd,
                                   0x20,
                                   (unsigned char)length,
                                   (unsigned char)block,
                                   (unsigned char)(block >> 8),
                                   (unsigned char)(block >> 16)};
    send_framed(connection, "zstd", front, sizeof front, "");
}

static void send_no_gzip(const struct connection *connection)
{
    send_answer(connection, "200 OK", "Content-Encoding: gzip\r\n", server_feed);
}

/* A reset instead of an end. */
static void reset(const struct connection *connection)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>");
    (void)setsockopt(connection->socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    (void)close(connection->socket);
    _exit(0);
}

static void say_nothing(const struct connection *connection)
{
    (void)close(connection->socket);
    _exit(0);
}

static void promise_more(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n<rss>");
}

static void promise_less(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<rss></rss>");
}

static void promise_too_much(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
    stall(connection);
}

static void flood_with_fields(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\n");
    for (;;)
        send_text(connection, "X-Policy: all of this is allowed, and all of that\r\n");
}

static void flood_with_one_field(const struct connection *connection)
{
    send_text(connection, "HTTP/1.1 200 OK\r\nX-Policy: ");
    for (;;)
        send_text(connection, "all of this is allowed, and all of that ");
}

static void send_null_in_head(const struct connection *connection)
{
    static const char head[] = "HTTP/1.1 200 OK\r\nX-Policy: a\0b\r\nContent-Length: 0\r\n\r\n";
    send_bytes(connection, head, sizeof head - 1);
}

static void send_no_http(const struct connection *connection)
{
    send_text(connection, "220 mail.example ESMTP\r\n");
}

/* The number behind `before` in the head; 0 without one. */
static int number_behind(const struct connection *connection, const char *before)
{
    const char *found = strstr(connection->head, before);
    return found ? (int)strtol(found + strlen(before), NULL, 10) : 0;
}

/* "/hops/3" leads to "/hops/2" and so on, "/hops/0" to the feed. */
static void redirect_counting_down(const struct connection *connection)
{
    char location[64];
    int left = number_behind(connection, "GET /hops/");
    (void)snprintf(location, sizeof location, left > 0 ? "Location: /hops/%d\r\n" : "Location: /feed\r\n", left - 1);
    send_answer(connection, "302 Found", location, "");
}

/* To this very server by another name, which is another host. */
static void redirect_to_other_host(const struct connection *connection)
{
    char location[128];
    int port = number_behind(connection, "\r\nHost: 127.0.0.1:");
    (void)snprintf(location, sizeof location, "Location: http://localhost:%d/echo\r\n", port);
    send_answer(connection, "302 Found", location, "");
}

struct behaviour {
    const char *path; /* or its beginning, up to a last slash */
    void (*act)(const struct connection *connection);
    /* Without one: an answer with these. */
    const char *status, *fields, *body;
};

static const struct behaviour behaviours[] = {
    {"/feed", give_feed, NULL, NULL, NULL},
    {"/once", give_once, NULL, NULL, NULL},
    {"/echo", echo, NULL, NULL, NULL},
    {"/stall", stall_at_once, NULL, NULL, NULL},
    {"/stall-in-head", stall_in_head, NULL, NULL, NULL},
    {"/stall-after-head", stall_after_head, NULL, NULL, NULL},
    {"/stall-in-body", stall_in_body, NULL, NULL, NULL},
    {"/single-bytes", send_in_single_bytes, NULL, NULL, NULL},
    {"/endless", never_end, NULL, NULL, NULL},
    {"/endless-404", never_end_failing, NULL, NULL, NULL},
    {"/endless-302", never_end_redirecting, NULL, NULL, NULL},
    {"/bomb", send_bomb, NULL, NULL, NULL},
    {"/gzip", send_gzip, NULL, NULL, NULL},
    {"/brotli", send_brotli, NULL, NULL, NULL},
    {"/zstd", send_zstd, NULL, NULL, NULL},
    {"/truncated-gzip", send_truncated_gzip, NULL, NULL, NULL},
    {"/no-gzip", send_no_gzip, NULL, NULL, NULL},
    {"/reset", reset, NULL, NULL, NULL},
    {"/nothing", say_nothing, NULL, NULL, NULL},
    {"/promises-more", promise_more, NULL, NULL, NULL},
    {"/promises-less", promise_less, NULL, NULL, NULL},
    {"/promises-too-much", promise_too_much, NULL, NULL, NULL},
    {"/fields", flood_with_fields, NULL, NULL, NULL},
    {"/field", flood_with_one_field, NULL, NULL, NULL},
    {"/null", send_null_in_head, NULL, NULL, NULL},
    {"/mail", send_no_http, NULL, NULL, NULL},
    {"/hops/", redirect_counting_down, NULL, NULL, NULL},
    {"/to-other-host", redirect_to_other_host, NULL, NULL, NULL},
    {"/loop", NULL, "302 Found", "Location: /loop\r\n", ""},
    {"/to-file", NULL, "302 Found", "Location: file:///etc/hostname\r\n", ""},
    {"/to-ftp", NULL, "301 Moved Permanently", "Location: ftp://127.0.0.1/feed\r\n", ""},
    {"/to-nowhere", NULL, "301 Moved Permanently", "", ""},
    {"/moved", NULL, "301 Moved Permanently", "Location: /moved-again\r\n", "it moved"},
    {"/moved-again", NULL, "308 Permanent Redirect", "Location: /feed?moved\r\n", "it moved"},
    {"/feed?moved", give_feed, NULL, NULL, NULL},
    {"/moved-then-found", NULL, "301 Moved Permanently", "Location: /found\r\n", ""},
    {"/found", NULL, "302 Found", "Location: /feed\r\n", ""},
    {"/moved-to-gone", NULL, "301 Moved Permanently", "Location: /gone\r\n", ""},
    {"/gone", NULL, "410 Gone", "", "it is gone"},
    {"/later", NULL, "429 Too Many Requests", "Retry-After: 120\r\n", ""},
    {"/busy", NULL, "503 Service Unavailable",
     "Date: Mon, 23 Nov 2026 12:00:00 GMT\r\nRetry-After: Mon, 23 Nov 2026 13:00:00 GMT\r\n", ""},
    {"/busy-for-how-long", NULL, "503 Service Unavailable", "Retry-After: soon\r\n", ""},
    {"/broken", NULL, "500 Internal Server Error", "", "<html>"},
    {"/secret", NULL, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"harbour\"\r\n", ""},
    {"/unchanged", NULL, "304 Not Modified", "", ""},
    {"/unsendable-etag", NULL, "200 OK", "ETag: \"a\x01\x1b[31mb\"\r\nLast-Modified: Tue\x7f\r\n", "<rss/>"},
    {"/cookie", NULL, "302 Found", "Location: /echo\r\nSet-Cookie: visit=1\r\n", ""},
    {"/wrong-charset", NULL, "200 OK", "Content-Type: text/xml; charset=klingon\r\n", "<rss/>"},
    {"/empty", NULL, "204 No Content", "", ""},
    {"/page", NULL, "200 OK", "Content-Type: text/html; charset=koi8-r\r\n",
     "<!doctype html><title>Harbour</title><link rel=alternate type='application/rss+xml' title='\xf7\xe5\xf3\xf4\xe9' "
     "href='/news'><link rel=alternate type='application/atom+xml' href='/notes'><p>Words."},
    {"/page-without", NULL, "200 OK", "Content-Type: text/html\r\n", "<!doctype html><title>T</title><p>Words."},
    {"/page-outdated", NULL, "200 OK", "Content-Type: text/html\r\n",
     "<!doctype html><title>T</title><link rel=alternate type='application/rss+xml' href='/none'><p>Words."},
    {"/to-page", NULL, "302 Found", "Location: /page\r\n", ""},
    {"/news", NULL, "200 OK", "Content-Type: application/rss+xml\r\n", news},
    {"/notes", NULL, "200 OK", "",
     "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour notes</title><id>n</id></feed>"},
    {"/words", NULL, "200 OK", "Content-Type: text/plain\r\n", "Only words."},
    {"/strange", NULL, "999 Request Denied", "", ""},
};

/* --- accepting ---------------------------------------------------------------------------------------------------- */

static bool is_meant(const struct behaviour *behaviour, const char *path, size_t length)
{
    size_t own = strlen(behaviour->path);
    bool is_beginning = own > 1 && behaviour->path[own - 1] == '/' && length > own;
    return (length == own || is_beginning) && strncmp(path, behaviour->path, own) == 0;
}

static void answer(const struct connection *connection)
{
    const char *path = strchr(connection->head, ' ');
    path = path ? path + 1 : "";
    if (strncmp(path, "http://", 7) == 0)
        path += 7 + strcspn(path + 7, "/"); /* as if it were a proxy */
    size_t length = strcspn(path, " ");
    for (size_t i = 0; i < sizeof behaviours / sizeof *behaviours; i++) {
        const struct behaviour *behaviour = &behaviours[i];
        if (!is_meant(behaviour, path, length))
            continue;
        if (behaviour->act)
            behaviour->act(connection);
        else
            send_answer(connection, behaviour->status, behaviour->fields, behaviour->body);
        return;
    }
    send_answer(connection, "404 Not Found", "", "no such path");
}

/* Reads the lines up to the empty one; false when there are none any more. */
static bool read_head(struct connection *connection)
{
    size_t length = 0;
    while (length + 1 < sizeof connection->head) {
        ssize_t count = recv(connection->socket, connection->head + length, sizeof connection->head - 1 - length, 0);
        if (count <= 0)
            return false;
        length += (size_t)count;
        connection->head[length] = '\0';
        if (strstr(connection->head, "\r\n\r\n"))
            return true;
    }
    return false;
}

/* Answers until the client goes away, or an answer was one that says that no other follows. */
static _Noreturn void serve(int socket, atomic_int *given)
{
    static struct connection connection;
    const int yes = 1;
    (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connection.socket = socket;
    connection.given = given;
    while (read_head(&connection)) {
        answer(&connection);
        if (strstr(connection.head, "GET /promises") || strstr(connection.head, "GET /single-bytes") ||
            strstr(connection.head, "GET /mail"))
            break;
    }
    (void)shutdown(socket, SHUT_WR);
    _exit(0);
}

static _Noreturn void accept_all(int listener)
{
    /* cppcheck-suppress invalidFunctionArg ; -1 is what MAP_ANONYMOUS asks for (mmap(2)) */
    atomic_int *given = mmap(NULL, sizeof *given, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (given == MAP_FAILED)
        _exit(1);
    (void)signal(SIGCHLD, SIG_IGN); /* nobody waits for the processes of connections */
    for (;;) {
        int socket = accept(listener, NULL, NULL);
        if (socket < 0)
            _exit(1);
        if (fork() == 0) {
            (void)close(listener);
            serve(socket, given);
        }
        (void)close(socket);
    }
}

bool server_start(struct server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (const struct sockaddr *)&address, size) != 0 ||
        listen(listener, SOMAXCONN) != 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        return false;
    server->port = ntohs(address.sin_port);
    server->process = fork();
    if (server->process == 0) {
        (void)setpgid(0, 0); /* so that all connections are ended with it */
        accept_all(listener);
    }
    (void)close(listener);
    /* Whichever of the two comes first: the group is there before anybody could want to end it. */
    (void)setpgid(server->process, server->process);
    return server->process > 0;
}

void server_stop(struct server *server)
{
    if (server->process <= 0)
        return;
    (void)kill(-server->process, SIGKILL);
    (void)waitpid(server->process, NULL, 0);
    server->process = 0;
}

void server_url(const struct server *server, const char *path, char url[SERVER_URL_SIZE])
{
    (void)snprintf(url, SERVER_URL_SIZE, "http://127.0.0.1:%d%s", server->port, path);
}
