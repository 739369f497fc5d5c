/* nginx: its configuration, its keys, and the sockets that it inherits, so that no port is taken twice and nobody has
 * to wait until it is up: who connects earlier waits in the socket's queue. */
#include "tests/net/nginx.h"

#include <arpa/inet.h>
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

static const char *const leftovers[] = {"nginx.conf",    "users",      "nginx.pid",  "error.log",  "authority.pem",
                                        "authority.key", "server.pem", "server.key", "client.pem", "client.key"};

static const char locations[] =
    "        location / { }\n"
    "        location /fresh/ { alias %s/; add_header Cache-Control max-age=600; }\n"
    "        location /moved/ { rewrite ^/moved(/.*)$ $1 permanent; }\n"
    "        location /fresh-for-long/ { alias %s/; add_header Cache-Control max-age=7200; }\n"
    "        location /fresh-until/ { alias %s/; add_header Expires 'Fri, 01 Jan 2100 00:00:00 GMT'; }\n"
    "        location /tagged/ { alias %s/; add_header Last-Modified ''; }\n"
    "        location /dated/ { alias %s/; etag off; }\n"
    "        location /agent/ { alias %s/; if ($http_user_agent != 'harbour reader') { return 403; } }\n"
    "        location = /requests { default_type text/plain; return 200 $connection_requests; }\n"
    "        location = /wait { add_header Retry-After 7200 always; return 429; }\n"
    "        location = /wait-until { add_header Retry-After 'Fri, 01 Jan 2100 00:00:00 GMT' always; return 503; }\n"
    "        location = /gone { return 410; }\n"
    "        location = /later { add_header Retry-After 120 always; return 429; }\n"
    "        location = /busy { return 503; }\n"
    "        location = /protocol { default_type text/plain; return 200 $server_protocol; }\n"
    "        location /secret/ { alias %s/; auth_basic harbour; auth_basic_user_file users; }\n";

/* --- files -------------------------------------------------------------------------------------------------------- */

static void path_in(const struct nginx *nginx, const char *name, char path[NGINX_PATH_SIZE])
{
    (void)snprintf(path, NGINX_PATH_SIZE, "%s/%s", nginx->folder, name);
}

static FILE *create_file(const struct nginx *nginx, const char *name)
{
    char path[NGINX_PATH_SIZE];
    path_in(nginx, name, path);
    return fopen(path, "w");
}

static bool write_users(const struct nginx *nginx)
{
    FILE *file = create_file(nginx, "users");
    return file && fputs("ana:{PLAIN}ferry\n", file) >= 0 && fclose(file) == 0;
}

/* It stays in the foreground, and its one worker may read what its user may. Without a master it could inherit no
 * sockets: nginx 1.22 ends with a segmentation fault. */
static bool write_configuration(const struct nginx *nginx, const char *root)
{
    static const char *const kinds[] = {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"};
    FILE *file = create_file(nginx, "nginx.conf");
    if (!file)
        return false;
    (void)fprintf(file,
                  "daemon off;\nworker_processes 1;\n%spid nginx.pid;\nerror_log error.log;\n"
                  "events { worker_connections 512; }\nhttp {\n    access_log off;\n    gzip on;\n"
                  "    gzip_types *;\n    gzip_min_length 1;\n    types { application/rss+xml xml; }\n",
                  geteuid() == 0 ? "user root;\n" : "");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        (void)fprintf(file, "    %s_temp_path %s;\n", kinds[i], nginx->folder);
    (void)fprintf(file, "    server {\n        listen 127.0.0.1:%d;\n        root %s;\n", nginx->http, root);
    (void)fprintf(file, locations, root, root, root, root, root, root, root);
    (void)fprintf(file,
                  "        location /secure/ { rewrite ^/secure(/.*)$ https://127.0.0.1:%d$1 permanent; }\n    }\n",
                  nginx->https);
    (void)fprintf(file,
                  "    server {\n        listen 127.0.0.1:%d ssl http2;\n        root %s;\n"
                  "        ssl_certificate server.pem;\n        ssl_certificate_key server.key;\n"
                  "        ssl_client_certificate authority.pem;\n        ssl_verify_client optional;\n",
                  nginx->https, root);
    (void)fprintf(file, locations, root, root, root, root, root, root, root);
    (void)fprintf(file, "        location /secure/ { rewrite ^/secure(/.*)$ http://127.0.0.1:%d$1 redirect; }\n",
                  nginx->http);
    (void)fprintf(file,
                  "        location /member/ { alias %s/; if ($ssl_client_verify != SUCCESS) { return 403; } }\n"
                  "    }\n}\n",
                  root);
    return fclose(file) == 0;
}

/* --- programs ----------------------------------------------------------------------------------------------------- */

/* In the child: becomes the program, in the folder. */
static _Noreturn void become(const struct nginx *nginx, const char *const arguments[])
{
    if (chdir(nginx->folder) == 0)
        (void)execvp(arguments[0], (char *const *)arguments); /* which changes neither the vector nor the strings */
    (void)fprintf(stderr, "%s cannot be started (%s); `.ci/packages check` installs it\n", arguments[0],
                  strerror(errno));
    _exit(127);
}

static bool run_openssl(const struct nginx *nginx, const char *const arguments[])
{
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        int log = open("/dev/null", O_WRONLY);
        if (log >= 0)
            (void)dup2(log, STDERR_FILENO); /* dots, while keys are made */
        become(nginx, arguments);
    }
    return process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#define NEW_KEY \
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"

static bool make_keys(const struct nginx *nginx)
{
    static const char *const authority[] = {NEW_KEY,         "-subj", "/CN=harbour authority", "-keyout",
                                            "authority.key", "-out",  "authority.pem",         NULL};
    /* Not for "localhost", so that there is a name for which it is wrong. */
    static const char *const server[] = {NEW_KEY,
                                         "-CA",
                                         "authority.pem",
                                         "-CAkey",
                                         "authority.key",
                                         "-subj",
                                         "/CN=harbour server",
                                         "-addext",
                                         "subjectAltName=IP:127.0.0.1",
                                         "-addext",
                                         "basicConstraints=critical,CA:FALSE",
                                         "-keyout",
                                         "server.key",
                                         "-out",
                                         "server.pem",
                                         NULL};
    static const char *const client[] = {NEW_KEY,
                                         "-CA",
                                         "authority.pem",
                                         "-CAkey",
                                         "authority.key",
                                         "-subj",
                                         "/CN=harbour reader",
                                         "-addext",
                                         "basicConstraints=critical,CA:FALSE",
                                         "-keyout",
                                         "client.key",
                                         "-out",
                                         "client.pem",
                                         NULL};
    if (run_openssl(nginx, authority) && run_openssl(nginx, server) && run_openssl(nginx, client))
        return true;
    (void)fprintf(stderr, "openssl makes no certificates; `.ci/packages check` installs it\n");
    return false;
}

/* A listening socket, which stays open in the program; -1 when there is none. */
static int listen_anywhere(int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (const struct sockaddr *)&address, size) != 0 ||
        listen(listener, SOMAXCONN) != 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        return -1;
    *port = ntohs(address.sin_port);
    return listener;
}

/* NGINX names descriptors that it inherits, as when a new program takes over from an old one. */
static _Noreturn void become_nginx(const struct nginx *nginx, int http, int https)
{
    static const char *const arguments[] = {"nginx", "-p", ".", "-c", "nginx.conf", "-e", "error.log", NULL};
    const char *path = getenv("PATH");
    char descriptors[64], paths[4096];
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM); /* whatever ends the test ends the server */
    (void)snprintf(descriptors, sizeof descriptors, "%d;%d;", http, https);
    (void)snprintf(paths, sizeof paths, "%s:/usr/sbin", path ? path : "");
    if (setenv("NGINX", descriptors, 1) != 0 || setenv("PATH", paths, 1) != 0)
        _exit(127);
    become(nginx, arguments);
}

bool nginx_start(struct nginx *nginx, const char *root)
{
    *nginx = (struct nginx){.folder = "/tmp/whosaid-nginx-XXXXXX"};
    if (!mkdtemp(nginx->folder)) {
        nginx->folder[0] = '\0';
        return false;
    }
    path_in(nginx, "authority.pem", nginx->authority);
    path_in(nginx, "client.pem", nginx->client_certificate);
    path_in(nginx, "client.key", nginx->client_key);
    int http = listen_anywhere(&nginx->http), https = listen_anywhere(&nginx->https);
    bool is_ready =
        http >= 0 && https >= 0 && make_keys(nginx) && write_users(nginx) && write_configuration(nginx, root);
    nginx->process = is_ready ? fork() : -1;
    if (nginx->process == 0)
        become_nginx(nginx, http, https);
    (void)close(http);
    (void)close(https);
    return nginx->process > 0;
}

void nginx_stop(struct nginx *nginx)
{
    if (nginx->process > 0) {
        (void)kill(nginx->process, SIGTERM);
        (void)waitpid(nginx->process, NULL, 0);
    }
    nginx->process = 0;
    for (size_t i = 0; *nginx->folder && i < sizeof leftovers / sizeof *leftovers; i++) {
        char path[NGINX_PATH_SIZE];
        path_in(nginx, leftovers[i], path);
        (void)unlink(path);
    }
    if (*nginx->folder)
        (void)rmdir(nginx->folder);
}
