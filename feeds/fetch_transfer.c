/* fetch transfer: options in, callbacks between, a result out. */
#include "feeds/fetch_transfer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/arena.h"
#include "base/error.h"
#include "feeds/date.h"
#include "feeds/fetch_errors.h"
#include "feeds/http_caching.h"
#include "feeds/url.h"

enum {
    ARENA_MAX = 1024 * 1024, /* of the fields of one answer */
    ERROR_BODY_MAX = 64 * 1024,
    FIELD_MAX = 8 * 1024 /* of Cache-Control, all lines of it together */
};

static const char *const accepted[] = {
    [FETCH_A_FEED] = "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
                     "application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, "
                     "text/html;q=0.5, */*;q=0.3",
    [FETCH_A_PAGE] = "Accept: text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.3",
    [FETCH_A_PICTURE] = "Accept: image/jpeg, image/png, image/webp, */*;q=0.1",
};

/* Copies a string to `end`, where there is room for it, and moves that behind it; NULL gives NULL. */
static const char *append(char **end, const char *string)
{
    if (!string)
        return NULL;
    size_t size = strlen(string) + 1;
    char *copy = memcpy(*end, string, size);
    *end += size;
    return copy;
}

struct fetch_transfer *fetch_transfer_create(const struct libcurl *curl, const struct fetch_options *options,
                                             const struct fetch_request *request)
{
    const char *const strings[] = {request->url, request->etag, request->last_modified, request->user_agent};
    size_t size = sizeof(struct fetch_transfer);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        size += strings[i] ? strlen(strings[i]) + 1 : 0;
    struct fetch_transfer *transfer = calloc(1, size);
    if (!transfer)
        return NULL;
    char *end = transfer->strings;
    transfer->curl = curl;
    transfer->options = options;
    transfer->body = buffer_create(options->body_bytes);
    transfer->request = (struct fetch_request){
        .url = append(&end, request->url),
        .etag = append(&end, request->etag),
        .last_modified = append(&end, request->last_modified),
        .user_agent = append(&end, request->user_agent),
        .wanted = request->wanted,
        .owner = request->owner,
    };
    return transfer;
}

void fetch_transfer_destroy(struct fetch_transfer *transfer)
{
    if (!transfer)
        return;
    if (transfer->handle)
        transfer->curl->easy_cleanup(transfer->handle);
    transfer->curl->slist_free_all(transfer->fields);
    buffer_release(&transfer->body);
    arena_destroy(transfer->arena);
    free(transfer);
}

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

/* What a callback returns so that libcurl goes on no further. */
enum { END_TRANSFER = 0 };

static size_t refuse(struct fetch_transfer *transfer, enum fetch_refusal refusal)
{
    transfer->refusal = refusal;
    return END_TRANSFER;
}

static long status_of(const struct fetch_transfer *transfer)
{
    long status = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct fetch_transfer *transfer = context;
    size_t length = size * count;
    if (status_of(transfer) >= 400) {
        /* Nobody reads it; but what is short is taken, so that the connection can be used again. */
        transfer->unread_bytes += length;
        return transfer->unread_bytes > ERROR_BODY_MAX ? refuse(transfer, FETCH_ENOUGH) : length;
    }
    if (length > transfer->body.ceiling - transfer->body.length)
        return refuse(transfer, FETCH_BODY_TOO_LARGE);
    if (!buffer_append(&transfer->body, bytes, length))
        return refuse(transfer, FETCH_SHORT_MEMORY);
    return length;
}

/* Called as bytes come: the body of a redirect is counted here alone, since libcurl reads it without giving it away. */
static int watch(void *context, curl_off_t total, curl_off_t come, curl_off_t total_sent, curl_off_t sent)
{
    struct fetch_transfer *transfer = context;
    (void)total, (void)total_sent, (void)sent;
    if (come <= (curl_off_t)transfer->options->body_bytes)
        return 0;
    (void)refuse(transfer, FETCH_BODY_TOO_LARGE);
    return 1;
}

/* Called for each line of each answer, that of a redirect too. */
static size_t take_header(char *line, size_t size, size_t count, void *context)
{
    struct fetch_transfer *transfer = context;
    size_t length = size * count;
    (void)line;
    transfer->header_bytes += length;
    if (transfer->header_bytes > transfer->options->header_bytes)
        return refuse(transfer, FETCH_HEADERS_TOO_LARGE);
    long status = status_of(transfer);
    if (status >= 300 && status < 400 && status != 301 && status != 304 && status != 308)
        transfer->moved_for_a_while = true;
    return length;
}

static const char *effective_url(const struct fetch_transfer *transfer)
{
    const char *url = NULL;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_EFFECTIVE_URL, &url);
    return url ? url : transfer->request.url;
}

/* Called with a connection open and nothing sent. What was promised to be secure stays so: a redirect to http would
 * show everybody on the way what is read, and let them change it. */
static int begin_request(void *context, char *address, char *local_address, int port, int local_port)
{
    struct fetch_transfer *transfer = context;
    (void)address, (void)local_address, (void)port, (void)local_port;
    bool is_secure = strncasecmp(effective_url(transfer), "https:", 6) == 0;
    if (transfer->was_secure && !is_secure) {
        (void)refuse(transfer, FETCH_DOWNGRADED);
        return CURL_PREREQFUNC_ABORT;
    }
    transfer->was_secure = is_secure;
    return CURL_PREREQFUNC_OK;
}

/* --- options ------------------------------------------------------------------------------------------------------ */

struct text_option {
    CURLoption option;
    const char *value; /* NULL or "": left as it is */
};

struct number_option {
    CURLoption option;
    long value;
};

static CURLcode set_texts(struct fetch_transfer *transfer)
{
    const struct fetch_options *options = transfer->options;
    const struct text_option texts[] = {
        {CURLOPT_URL, transfer->request.url},
        {CURLOPT_PROTOCOLS_STR, "http,https"},
        {CURLOPT_REDIR_PROTOCOLS_STR, "http,https"},
        {CURLOPT_USERAGENT, "whosaid/" WHOSAID_VERSION},
        {CURLOPT_USERAGENT, options->user_agent},
        {CURLOPT_USERAGENT, transfer->request.user_agent},
        {CURLOPT_PROXY, options->proxy},
        {CURLOPT_COOKIEFILE, options->cookie_file},
        {CURLOPT_NETRC_FILE, options->netrc_file},
        {CURLOPT_SSLCERT, options->certificate},
        {CURLOPT_SSLKEY, options->key},
    };
    CURLcode code = CURLE_OK;
    for (size_t i = 0; code == CURLE_OK && i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value && *texts[i].value)
            code = transfer->curl->easy_setopt(transfer->handle, texts[i].option, texts[i].value);
    /* Every encoding that libcurl can undo. */
    return code == CURLE_OK ? transfer->curl->easy_setopt(transfer->handle, CURLOPT_ACCEPT_ENCODING, "") : code;
}

static CURLcode set_numbers(struct fetch_transfer *transfer)
{
    const struct fetch_options *options = transfer->options;
    bool has_netrc = options->netrc_file && *options->netrc_file;
    const struct number_option numbers[] = {
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_NOPROGRESS, 0},
        {CURLOPT_FOLLOWLOCATION, 1},
        {CURLOPT_MAXREDIRS, options->redirects},
        {CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_time},
        {CURLOPT_TIMEOUT_MS, (long)options->total_time},
        {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS},
        /* Waiting whether a connection can be shared would be waiting for whoever has stalled on it. */
        {CURLOPT_PIPEWAIT, 0},
        {CURLOPT_NETRC, has_netrc ? CURL_NETRC_OPTIONAL : CURL_NETRC_IGNORED},
        /* Looking through all hosts that were looked up, at every one, for those that are old takes half a millisecond
         * where there are many; no fetcher lives for long. */
        {CURLOPT_DNS_CACHE_TIMEOUT, -1},
        /* Else giving up a host that is still looked up waits for the resolver, and all others with it. */
        {CURLOPT_QUICK_EXIT, 1},
    };
    CURLcode code = CURLE_OK;
    for (size_t i = 0; code == CURLE_OK && i < sizeof numbers / sizeof *numbers; i++)
        code = transfer->curl->easy_setopt(transfer->handle, numbers[i].option, numbers[i].value);
    return code;
}

/* The system's authorities stand in one file and again, a file each, in a directory. With both, libcurl reads the one
 * file anew for every connection (18 ms, measured); with the file alone it keeps what was in it. Beside authorities of
 * the user's own, which take the place of the file, the directory has those of the system. */
static CURLcode set_authorities(struct fetch_transfer *transfer)
{
    const char *own = transfer->options->authorities, *system = NULL;
    if (own && *own)
        return transfer->curl->easy_setopt(transfer->handle, CURLOPT_CAINFO, own);
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_CAINFO, &system);
    return system ? transfer->curl->easy_setopt(transfer->handle, CURLOPT_CAPATH, NULL) : CURLE_OK;
}

static CURLcode set_callbacks(struct fetch_transfer *transfer)
{
    const struct libcurl *curl = transfer->curl;
    CURL *handle = transfer->handle;
    const CURLcode codes[] = {
        curl->easy_setopt(handle, CURLOPT_PRIVATE, transfer),
        curl->easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer->detail),
        curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body),
        curl->easy_setopt(handle, CURLOPT_WRITEDATA, transfer),
        curl->easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header),
        curl->easy_setopt(handle, CURLOPT_HEADERDATA, transfer),
        curl->easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch),
        curl->easy_setopt(handle, CURLOPT_XFERINFODATA, transfer),
        curl->easy_setopt(handle, CURLOPT_PREREQFUNCTION, begin_request),
        curl->easy_setopt(handle, CURLOPT_PREREQDATA, transfer),
        curl->easy_setopt(handle, CURLOPT_HTTPHEADER, transfer->fields),
        curl->easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)transfer->options->body_bytes),
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] != CURLE_OK)
            return codes[i];
    return CURLE_OK;
}

static bool add_field(struct fetch_transfer *transfer, const char *line)
{
    struct curl_slist *longer = transfer->curl->slist_append(transfer->fields, line);
    if (longer)
        transfer->fields = longer;
    return longer != NULL;
}

/* What is known already is asked for only if it changed (RFC 9110, 13.1.2 and 13.1.3). */
static bool add_condition(struct fetch_transfer *transfer, const char *name, const char *validator)
{
    if (!validator || !http_is_validator(validator))
        return true;
    struct buffer line = buffer_create(FIELD_MAX);
    bool is_added = buffer_append_format(&line, "%s: %s", name, validator) && add_field(transfer, line.bytes);
    buffer_release(&line);
    transfer->is_conditional = true;
    return is_added;
}

bool fetch_transfer_begin(struct fetch_transfer *transfer, int64_t now, CURLcode *code)
{
    *code = CURLE_OUT_OF_MEMORY;
    transfer->moved_at = now;
    transfer->arena = arena_create(ARENA_MAX);
    transfer->handle = transfer->arena ? transfer->curl->easy_init() : NULL;
    if (!transfer->handle || !add_field(transfer, accepted[transfer->request.wanted]) ||
        !add_condition(transfer, "If-None-Match", transfer->request.etag) ||
        !add_condition(transfer, "If-Modified-Since", transfer->request.last_modified))
        return false;
    *code = set_texts(transfer);
    if (*code == CURLE_OK)
        *code = set_numbers(transfer);
    if (*code == CURLE_OK)
        *code = set_authorities(transfer);
    if (*code == CURLE_OK)
        *code = set_callbacks(transfer);
    return *code == CURLE_OK;
}

/* --- on its way --------------------------------------------------------------------------------------------------- */

static curl_off_t bytes_down(const struct fetch_transfer *transfer)
{
    long headers = 0;
    curl_off_t body = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_HEADER_SIZE, &headers);
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_SIZE_DOWNLOAD_T, &body);
    return headers + body;
}

bool fetch_transfer_has_stalled(struct fetch_transfer *transfer, int64_t now)
{
    long sent = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_REQUEST_SIZE, &sent);
    curl_off_t moved = sent + bytes_down(transfer);
    if (moved != transfer->moved || !sent) {
        transfer->moved = moved;
        transfer->moved_at = now;
    }
    return now - transfer->moved_at >= transfer->options->stalled_time;
}

/* --- the result --------------------------------------------------------------------------------------------------- */

/* The value of a field of the last answer, the first if there are several; NULL without one. */
static const char *field_of(struct fetch_transfer *transfer, const char *name)
{
    struct curl_header *field = NULL;
    CURLHcode code = transfer->curl->easy_header(transfer->handle, name, 0, CURLH_HEADER, -1, &field);
    return code == CURLHE_OK ? arena_copy_string(transfer->arena, field->value) : NULL;
}

static const char *validator_of(struct fetch_transfer *transfer, const char *name, const char *known)
{
    const char *value = field_of(transfer, name);
    if (!value)
        return known;
    return http_is_validator(value) ? value : NULL;
}

/* All values of a field, with commas between them (RFC 9110, 5.3). */
static const char *fields_of(struct fetch_transfer *transfer, const char *name)
{
    struct buffer list = buffer_create(FIELD_MAX);
    struct curl_header *field;
    for (size_t i = 0; transfer->curl->easy_header(transfer->handle, name, i, CURLH_HEADER, -1, &field) == CURLHE_OK;
         i++)
        buffer_append_format(&list, "%s%s", i > 0 ? ", " : "", field->value);
    const char *value = list.bytes ? arena_copy_string(transfer->arena, list.bytes) : NULL;
    buffer_release(&list);
    return value;
}

static void take_times(struct fetch_transfer *transfer, struct fetch_result *result)
{
    const struct http_freshness freshness = {.cache_control = fields_of(transfer, "Cache-Control"),
                                             .expires = field_of(transfer, "Expires"),
                                             .date = field_of(transfer, "Date"),
                                             .age = field_of(transfer, "Age")};
    /* Times that a server gives are compared with the server's own clock. */
    int64_t now;
    if (!freshness.date || !date_parse(freshness.date, strlen(freshness.date), &now))
        now = (int64_t)time(NULL);
    result->fresh_seconds = http_fresh_seconds(&freshness, now);
    result->retry_seconds = http_retry_seconds(field_of(transfer, "Retry-After"), now);
}

static const char *moved_to(struct fetch_transfer *transfer)
{
    long redirects = 0;
    (void)transfer->curl->easy_getinfo(transfer->handle, CURLINFO_REDIRECT_COUNT, &redirects);
    const char *asked = transfer->request.url;
    /* An address that holds a password would lose it if it moved. */
    bool has_password = url_behind_password(asked) > asked;
    bool is_for_good = redirects > 0 && !transfer->moved_for_a_while && !has_password;
    return is_for_good ? arena_copy_string(transfer->arena, effective_url(transfer)) : NULL;
}

static enum fetch_outcome outcome_of(const struct fetch_transfer *transfer, long status, CURLcode code)
{
    switch (status) {
    case 410:
        return FETCH_GONE;
    case 429:
    case 503:
        return FETCH_LATER;
    default:
        break;
    }
    if (code != CURLE_OK)
        return FETCH_FAILED;
    if (status == 304 && transfer->is_conditional)
        return FETCH_NOT_MODIFIED;
    return status >= 200 && status < 300 ? FETCH_BODY : FETCH_FAILED;
}

static const char *sentence_of(struct fetch_transfer *transfer, long status, CURLcode code)
{
    struct error error;
    if (status >= 400 || code == CURLE_OK)
        fetch_error_of_status((int)status, &error);
    else
        fetch_error_of_transfer(transfer, code, &error);
    return arena_copy_string(transfer->arena, error.message);
}

static void describe(struct fetch_transfer *transfer, CURLcode code, struct fetch_result *result)
{
    long status = status_of(transfer);
    result->outcome = outcome_of(transfer, status, code);
    result->status = (int)status;
    /* Whatever is relative to it would carry a password on, to be shown and sent. */
    char *url = url_without_password(effective_url(transfer));
    result->url = arena_copy_string(transfer->arena, url);
    free(url);
    result->wire_bytes = bytes_down(transfer);
    take_times(transfer, result);
    bool is_same = result->outcome == FETCH_NOT_MODIFIED, is_well = is_same || result->outcome == FETCH_BODY;
    result->error = is_well ? NULL : sentence_of(transfer, status, code);
    if (!is_well)
        return;
    result->etag = validator_of(transfer, "ETag", is_same ? transfer->request.etag : NULL);
    result->last_modified = validator_of(transfer, "Last-Modified", is_same ? transfer->request.last_modified : NULL);
    result->content_type = field_of(transfer, "Content-Type");
    result->moved_to = moved_to(transfer);
}

struct fetch_result fetch_transfer_result(struct fetch_transfer *transfer, CURLcode code)
{
    const struct fetch_result failed = {.owner = transfer->request.owner,
                                        .outcome = FETCH_FAILED,
                                        .url = transfer->request.url,
                                        .body = &transfer->body,
                                        .fresh_seconds = FETCH_UNKNOWN,
                                        .retry_seconds = FETCH_UNKNOWN,
                                        .error = "memory is short, or its fields are larger than whosaid accepts"};
    struct fetch_result result = failed;
    if (transfer->handle)
        describe(transfer, code, &result);
    if (!transfer->arena || arena_failed(transfer->arena) || !result.url)
        result = failed;
    if (result.outcome != FETCH_BODY)
        buffer_clear(&transfer->body);
    return result;
}
