/* fetch errors: a table of what libcurl reports, one of statuses, one of our own refusals. */
#include "feeds/fetch_errors.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "feeds/fetch_transfer.h"

enum { AMOUNT_SIZE = 32 };

/* --- statuses ----------------------------------------------------------------------------------------------------- */

struct status_row {
    int least, most;
    const char *sentence;
};

static const struct status_row statuses[] = {
    {304, 304, "the server says that nothing changed, though it was not asked so"},
    {300, 399, "the server redirects without saying where to"},
    {401, 401, "the server wants a name and a password; give them in the netrc file or in the address"},
    {402, 402, "the server wants to be paid"},
    {403, 403, "the server refuses it to us"},
    {404, 404, "there is nothing at this address"},
    {407, 407, "the proxy wants a name and a password"},
    {410, 410, "it is gone for good, the server says"},
    {418, 418, "the server takes us for somebody unwanted"},
    {429, 429, "the server wants to be asked less often"},
    {451, 451, "the server may not show it, for legal reasons"},
    {400, 499, "the server takes the request for wrong"},
    {503, 503, "the server is not available for now"},
    {502, 504, "a server on the way has no answer from the one behind it"},
    {500, 599, "something is broken at the server"},
};

void fetch_error_of_status(int status, struct error *error)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (status < statuses[i].least || status > statuses[i].most)
            continue;
        error_set(error, "%s (HTTP status %d)", statuses[i].sentence, status);
        return;
    }
    error_set(error, "the server gives an answer that means nothing (HTTP status %d)", status);
}

/* --- what we refuse ----------------------------------------------------------------------------------------------- */

struct amount {
    char text[AMOUNT_SIZE];
};

/* "16 MiB", in the largest unit of which there is a whole number. */
static struct amount size_text(size_t bytes)
{
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB"};
    size_t unit = 0;
    for (; unit + 1 < sizeof units / sizeof *units && bytes > 0 && bytes % 1024 == 0; unit++)
        bytes /= 1024;
    struct amount amount;
    (void)snprintf(amount.text, sizeof amount.text, "%zu %s", bytes, units[unit]);
    return amount;
}

static struct amount time_text(int64_t milliseconds)
{
    struct amount amount;
    if (milliseconds % 1000 == 0)
        (void)snprintf(amount.text, sizeof amount.text, "%lld s", (long long)milliseconds / 1000);
    else
        (void)snprintf(amount.text, sizeof amount.text, "%lld ms", (long long)milliseconds);
    return amount;
}

/* True when it was we who ended it. */
static bool explain_refusal(const struct fetch_transfer *transfer, struct error *error)
{
    const struct fetch_options *options = transfer->options;
    switch (transfer->refusal) {
    case FETCH_NOT_REFUSED:
    case FETCH_ENOUGH:
        return false;
    case FETCH_BODY_TOO_LARGE:
        error_set(error, "it is larger than %s (setting size-limit)", size_text(options->body_bytes).text);
        break;
    case FETCH_HEADERS_TOO_LARGE:
        error_set(error, "the server sends more than %s before the text begins", size_text(options->header_bytes).text);
        break;
    case FETCH_DOWNGRADED:
        error_set(error, "the server redirects from https to http, which anybody could read and change");
        break;
    case FETCH_STALLED:
        error_set(error, "nothing came for %s (setting stall-timeout)", time_text(options->stalled_time).text);
        break;
    case FETCH_SHORT_MEMORY:
        error_out_of_memory(error, "fetching");
        break;
    }
    return true;
}

/* --- what libcurl reports ----------------------------------------------------------------------------------------- */

/* What is put behind a sentence, after a colon. */
enum addition { NOTHING, DETAIL, SYSTEM };

struct code_row {
    CURLcode code;
    enum addition addition;
    const char *sentence;
};

static const struct code_row codes[] = {
    {CURLE_URL_MALFORMAT, NOTHING, "this is no address"},
    {CURLE_COULDNT_RESOLVE_HOST, NOTHING, "its host is not known, or there is no network"},
    {CURLE_COULDNT_RESOLVE_PROXY, NOTHING, "the proxy's host is not known, or there is no network"},
    {CURLE_COULDNT_CONNECT, SYSTEM, "its host cannot be reached"},
    {CURLE_PROXY, DETAIL, "the proxy does not let it through"},
    {CURLE_SSL_CONNECT_ERROR, DETAIL, "no secure connection comes about"},
    {CURLE_PEER_FAILED_VERIFICATION, DETAIL, "the server's certificate cannot be trusted"},
    {CURLE_SSL_CERTPROBLEM, DETAIL, "our client certificate cannot be used (settings client-certificate, client-key)"},
    {CURLE_SSL_CACERT_BADFILE, DETAIL, "the certificates of authorities cannot be read (setting authorities)"},
    {CURLE_GOT_NOTHING, NOTHING, "the server ends the connection without an answer"},
    {CURLE_WEIRD_SERVER_REPLY, DETAIL, "what the server answers is not HTTP"},
    {CURLE_PARTIAL_FILE, NOTHING, "the connection ended before all had come"},
    {CURLE_RECV_ERROR, SYSTEM, "the connection broke"},
    {CURLE_SEND_ERROR, SYSTEM, "the connection broke"},
    {CURLE_HTTP2, DETAIL, "the connection broke"},
    {CURLE_HTTP2_STREAM, DETAIL, "the connection broke"},
    {CURLE_BAD_CONTENT_ENCODING, NOTHING, "what came cannot be unpacked"},
    {CURLE_OUT_OF_MEMORY, NOTHING, "memory is short, or the server sends a single field that never ends"},
};

/* CURLcode does not tell which of the times ran out. */
static void explain_timeout(const struct fetch_transfer *transfer, struct error *error)
{
    const struct fetch_options *options = transfer->options;
    curl_off_t microseconds = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_TOTAL_TIME_T, &microseconds);
    if (microseconds >= options->total_time * 1000)
        error_set(error, "it takes longer than %s (setting timeout)", time_text(options->total_time).text);
    else
        error_set(error, "there is no connection after %s (setting connect-timeout)",
                  time_text(options->connect_time).text);
}

static long count_of(const struct fetch_transfer *transfer, CURLINFO information)
{
    long count = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, information, &count);
    return count;
}

/* What depends on more than the code; false when it does not. */
static bool explain_by_circumstance(const struct fetch_transfer *transfer, CURLcode code, struct error *error)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        explain_timeout(transfer, error);
        return true;
    case CURLE_TOO_MANY_REDIRECTS:
        error_set(error, "the server redirects more than %d times (setting redirects)", transfer->options->redirects);
        return true;
    case CURLE_FILESIZE_EXCEEDED:
        error_set(error, "it is larger than %s (setting size-limit)", size_text(transfer->options->body_bytes).text);
        return true;
    case CURLE_UNSUPPORTED_PROTOCOL:
        /* libcurl says so of an answer of HTTP/0.9 as well, which has no status. */
        if (count_of(transfer, CURLINFO_REDIRECT_COUNT) > 0 || count_of(transfer, CURLINFO_RESPONSE_CODE) > 0)
            error_set(error, "the server redirects to an address that is neither http nor https");
        else
            error_set(error, "what the server answers is not HTTP");
        return true;
    default:
        return false;
    }
}

void fetch_error_of_transfer(const struct fetch_transfer *transfer, CURLcode code, struct error *error)
{
    if (explain_refusal(transfer, error) || explain_by_circumstance(transfer, code, error))
        return;
    const char *detail = *transfer->detail ? transfer->detail : transfer->curl->easy_strerror(code);
    long number = transfer->handle ? count_of(transfer, CURLINFO_OS_ERRNO) : 0;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].code != code)
            continue;
        if (codes[i].addition == SYSTEM && number)
            error_set(error, "%s: %s", codes[i].sentence, strerror((int)number));
        else if (codes[i].addition == DETAIL)
            error_set(error, "%s: %s", codes[i].sentence, detail);
        else
            error_set(error, "%s", codes[i].sentence);
        return;
    }
    error_set(error, "it cannot be fetched: %s", detail);
}
