/* press: one process that answers one request after the other, and closes each connection. */
#include "tests/crash/press.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"

enum {
    QUOTATIONS = 3 /* at most, in an article */,
    FEED_MAX = 1 << 20,
    TEXT_MAX = 4096,
    REQUEST_MAX = 4096,
    QUEUE = 64
};

/* --- what it prints ----------------------------------------------------------------------------------------------- */

unsigned press_state(unsigned item, unsigned edition)
{
    return (edition + PRESS_ITEMS - 1 - item) / PRESS_CORRECTED;
}

/* Paragraphs, each between `open` and `close`, a line break between them. */
static void write_article(struct buffer *out, const struct printed *printed, const char *open, const char *close)
{
    buffer_append_format(out, "%sArticle %u of port %u, state %u.%s", open, printed->item, printed->feed,
                         printed->state, close);
    for (unsigned i = 0; i <= printed->item % QUOTATIONS; i++)
        buffer_append_format(out, "\n%s“Berth %u is closed for the %u. time,” Ana Ruiz said on Tuesday.%s", open,
                             printed->item * 10 + i, printed->state, close);
}

static void write_feed(struct buffer *out, unsigned feed, unsigned edition)
{
    buffer_append_format(out, "<rss version=\"2.0\"><channel><title>Port %u</title>", feed);
    for (unsigned item = edition; item < edition + PRESS_ITEMS; item++) {
        const struct printed printed = {feed, item, press_state(item, edition)};
        buffer_append_format(out,
                             "<item><title>Notice %u of port %u</title><guid isPermaLink=\"false\">%u-%u</guid>"
                             "<link>https://port-%u.example/%u</link><description><![CDATA[",
                             item, feed, feed, item, feed, item);
        write_article(out, &printed, "<p>", "</p>");
        buffer_append_string(out, "]]></description></item>\n");
    }
    buffer_append_string(out, "</channel></rss>\n");
}

/* Reads the words and the number behind them, and moves the text on. */
static bool read_number(const char **text, const char *words, unsigned *number)
{
    size_t length = strlen(words);
    if (strncmp(*text, words, length) != 0)
        return false;
    char *end;
    *number = (unsigned)strtoul(*text + length, &end, 10);
    bool read = end > *text + length;
    *text = end;
    return read;
}

bool press_recognizes(const char *text, struct printed *printed, size_t *quotations)
{
    text = strstr(text, "Article ");
    const char *rest = text;
    if (!text || !read_number(&rest, "Article ", &printed->item) || !read_number(&rest, " of port ", &printed->feed) ||
        !read_number(&rest, ", state ", &printed->state))
        return false;
    struct buffer whole = buffer_create(TEXT_MAX);
    write_article(&whole, printed, "", "");
    bool same = strcmp(buffer_string(&whole), text) == 0;
    buffer_release(&whole);
    *quotations = printed->item % QUOTATIONS + 1;
    return same;
}

/* --- how it is asked ---------------------------------------------------------------------------------------------- */

static void send_all(int socket, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes += sent;
        length -= (size_t)sent;
    }
}

/* Reads a request's head and answers it; a client that is killed meanwhile is none of our business. */
static void answer(int socket, unsigned edition)
{
    char head[REQUEST_MAX + 1];
    size_t length = 0;
    do {
        ssize_t count = recv(socket, head + length, REQUEST_MAX - length, 0);
        if (count <= 0)
            return;
        length += (size_t)count;
        head[length] = '\0';
    } while (!strstr(head, "\r\n\r\n") && length < REQUEST_MAX);

    unsigned feed = 0;
    const char *rest = head;
    if (!read_number(&rest, "GET /", &feed))
        return;
    struct buffer body = buffer_create(FEED_MAX), all = buffer_create(FEED_MAX);
    write_feed(&body, feed, edition);
    buffer_append_format(&all,
                         "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
                         "Content-Length: %zu\r\nConnection: close\r\n\r\n",
                         body.length);
    buffer_append(&all, body.bytes, body.length);
    send_all(socket, all.bytes, all.length);
    buffer_release(&body);
    buffer_release(&all);
}

static void print_on(int listener, volatile const unsigned *edition)
{
    for (;;) {
        int socket = accept(listener, NULL, NULL);
        if (socket < 0)
            _exit(1);
        answer(socket, *edition);
        close(socket);
    }
}

static int listen_anywhere(unsigned *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener >= 0 && bind(listener, (struct sockaddr *)&address, size) == 0 && listen(listener, QUEUE) == 0 &&
        getsockname(listener, (struct sockaddr *)&address, &size) == 0)
        *port = ntohs(address.sin_port);
    return listener;
}

bool press_start(struct press *press)
{
    *press = (struct press){0};
    /* cppcheck-suppress invalidFunctionArg ; -1 is what MAP_ANONYMOUS asks for (mmap(2)) */
    void *shared = mmap(NULL, sizeof *press->edition, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int listener = listen_anywhere(&press->port);
    if (shared == MAP_FAILED || listener < 0 || !press->port)
        return false;
    press->edition = shared;
    *press->edition = 1;
    press->process = fork();
    if (press->process == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        print_on(listener, press->edition);
    }
    close(listener);
    return press->process > 0;
}

void press_stop(struct press *press)
{
    if (press->process <= 0)
        return;
    (void)kill(press->process, SIGKILL);
    waitpid(press->process, NULL, 0);
    (void)munmap((void *)press->edition, sizeof *press->edition);
    *press = (struct press){0};
}
