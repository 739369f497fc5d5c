/* ingest: one job after another. Of a feed what it says of itself, and the question, come first; its entries second. */
#include "app/ingest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "app/ingest_messages.h"
#include "article/article.h"
#include "article/article_pack.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/child.h"
#include "base/error.h"
#include "base/hash.h"
#include "feeds/byte_source.h"
#include "feeds/document.h"
#include "feeds/encoding.h"
#include "feeds/feed.h"
#include "feeds/feed_articles.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/content.h"

/* So much is gathered before it is sent, so that a call goes with many small entries. */
enum { SEND_FROM = 128 * 1024, ATTACHMENTS_MAX = 1000 };

struct worker {
    int descriptor;
    struct annotator *annotator;
    struct content_compressor *compressor; /* NULL until there is something to keep */
    struct buffer body, answer, compressed, out;
};

/* --- the socket --------------------------------------------------------------------------------------------------- */

/* Appends exactly `count` bytes from the socket. */
static bool receive(int descriptor, struct buffer *buffer, size_t count)
{
    char bytes[64 * 1024];
    while (count) {
        ssize_t got = read(descriptor, bytes, count < sizeof bytes ? count : sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || !buffer_append(buffer, bytes, (size_t)got))
            return false;
        count -= (size_t)got;
    }
    return true;
}

/* Receives a message of that kind; its body is what then stands in the buffer. */
static bool receive_message(int descriptor, enum ingest_message wanted, struct buffer *body)
{
    enum ingest_message kind;
    size_t length;
    buffer_clear(body);
    if (!receive(descriptor, body, INGEST_HEADER_SIZE) || !ingest_unpack_header(body->bytes, &kind, &length))
        return false;
    buffer_clear(body);
    return kind == wanted && receive(descriptor, body, length);
}

/* Sends what was gathered. */
static bool send_all(struct worker *worker)
{
    bool sent = !worker->out.failed && child_send(worker->descriptor, worker->out.bytes, worker->out.length);
    buffer_clear(&worker->out);
    return sent;
}

/* --- entries ------------------------------------------------------------------------------------------------------ */

/* Makes the content what is kept of it: there is one process that writes, and several that read. */
static bool compress_content(struct worker *worker, struct archived_entry *entry, struct error *error)
{
    if (!worker->compressor)
        worker->compressor = content_compressor_create();
    buffer_clear(&worker->compressed);
    if (!worker->compressor ||
        !content_compress(worker->compressor, entry->content, entry->content_length, &worker->compressed))
        return error_out_of_memory(error, "reading the feed");
    if (worker->compressed.length) {
        entry->content = worker->compressed.bytes;
        entry->content_size = worker->compressed.length;
    }
    return true;
}

/* Annotates the article and gathers the entry that it belongs to. One that cannot be annotated is kept as it is, to be
 * tried again by another version. */
static bool give_entry(struct worker *worker, struct archived_entry *entry, struct article *article,
                       struct error *error)
{
    entry->article = article;
    entry->annotator = annotate(worker->annotator, article, error) ? annotate_version : 0;
    if (!entry->content)
        entry->content = "";
    if (!compress_content(worker, entry, error))
        return false;
    ingest_pack_entry(&worker->out, entry);
    if (worker->out.failed)
        return error_set(error, "an entry is larger than whosaid accepts");
    return worker->out.length < SEND_FROM || send_all(worker) || error_set(error, "the archive is gone");
}

struct reading;
typedef bool item_taker(struct reading *reading, const struct feed_item *item, const struct ingest_key *key,
                        struct error *error);

/* A feed while it is read, which it is twice: what it says of itself, which its articles need, is known at its end
 * only. */
struct reading {
    struct worker *worker;
    const struct feed *feed; /* what it says of itself; whole in the second pass */
    item_taker *take;
    struct array seen; /* of uint64_t: hashes of the names that were met */
    const char *known; /* a byte for each key of the question; NULL: nothing is known */
    size_t known_count, index;
};

/* True when the name was not met before; it is from now on. */
static bool meet(struct array *seen, const char *name)
{
    uint64_t hash = hash_string(HASH_START, name);
    const uint64_t *met = seen->items;
    for (size_t i = 0; i < seen->count; i++)
        if (met[i] == hash)
            return false;
    uint64_t *slot = array_push(seen);
    if (slot)
        *slot = hash;
    return slot != NULL;
}

/* The name by which the archive knows an item, for free(). What has the name of an item before is that item once more,
 * an older version as a rule, unless it leads elsewhere: some feeds give one name to all. NULL when there is nothing to
 * keep. */
static char *name_item(struct reading *reading, const struct feed_item *item)
{
    if (meet(&reading->seen, item->id))
        return strdup(item->id);
    if (!item->url)
        return NULL;
    struct buffer name = buffer_create(feed_limits_of_fetched.line_bytes * 2 + 1);
    bool is_new = buffer_append_format(&name, "%s %s", item->id, item->url) && meet(&reading->seen, name.bytes);
    if (!is_new)
        buffer_release(&name);
    return name.bytes;
}

static size_t copy_attachments(const struct feed_item *item, struct archived_attachment *attachments)
{
    size_t count = 0;
    for (size_t i = 0; i < item->attachment_count && count < ATTACHMENTS_MAX; i++) {
        const struct feed_attachment *from = &item->attachments[i];
        if (from->url)
            attachments[count++] = (struct archived_attachment){from->url, from->mime_type, from->title,
                                                                from->size_in_bytes, from->duration_in_seconds};
    }
    return count;
}

/* An item that is larger than an article may be is left out; the others are not held up by it. */
static bool give_item(struct reading *reading, const struct feed_item *item, const struct ingest_key *key,
                      struct error *error)
{
    struct archived_attachment attachments[ATTACHMENTS_MAX];
    struct article *article;
    if (!feed_article_create(item, &article, error) || !article)
        return true;
    const char *content = item->content_html   ? item->content_html
                          : item->content_text ? item->content_text
                                               : item->summary;
    struct archived_entry entry = {
        .guid = key->guid,
        .hash = key->hash,
        .content = content,
        .content_length = content ? strlen(content) : 0,
        .content_is_html = item->content_html != NULL,
        .link = article->url,
        .comments = item->comments,
        .published = item->published.is_known ? item->published.seconds : 0,
        .modified = item->modified.is_known ? item->modified.seconds : 0,
        .attachments = attachments,
        .attachment_count = copy_attachments(item, attachments),
    };
    bool given =
        feed_article_complete(article, reading->feed, error) && give_entry(reading->worker, &entry, article, error);
    article_destroy(article);
    return given;
}

/* --- feeds -------------------------------------------------------------------------------------------------------- */

static bool ask_for_item(struct reading *reading, const struct feed_item *item, const struct ingest_key *key,
                         struct error *error)
{
    (void)item;
    ingest_pack_key(&reading->worker->out, key);
    return !reading->worker->out.failed || error_out_of_memory(error, "reading the feed");
}

static bool give_unknown_item(struct reading *reading, const struct feed_item *item, const struct ingest_key *key,
                              struct error *error)
{
    size_t index = reading->index++;
    bool is_known = index < reading->known_count && reading->known[index];
    return is_known || give_item(reading, item, key, error);
}

/* A feed's sink. */
static bool take_item(void *context, const struct feed_item *item, struct error *error)
{
    struct reading *reading = context;
    char *guid = name_item(reading, item);
    if (!guid)
        return true;
    const struct ingest_key key = {guid, ingest_item_hash(item)};
    bool taken = reading->take(reading, item, &key, error);
    free(guid);
    return taken;
}

/* Another sink: what a feed says of itself is read only where its items are. */
static bool pass_item(void *context, const struct feed_item *item, struct error *error)
{
    (void)context;
    (void)item;
    (void)error;
    return true;
}

/* Reads the feed and hands its items to `take`; NULL: they are not looked at. The caller releases the feed. */
static bool read_feed(struct reading *reading, const struct ingest_job *job, item_taker *take, struct feed *feed,
                      struct error *error)
{
    const struct byte_source source = byte_source_of_memory(job->bytes, job->length);
    const struct feed_options options = {job->url, job->content_type, &feed_limits_of_fetched};
    const struct feed_sink sink = {take ? take_item : pass_item, reading};
    *feed = feed_create();
    reading->take = take;
    reading->seen = array_create(sizeof(uint64_t), feed_limits_of_fetched.items * 2);
    bool read = feed_read(&source, &options, &sink, feed, error);
    array_release(&reading->seen);
    return read;
}

/* Sends the names and hashes of all items, and waits for what is known of them. */
static bool ask(struct reading *reading, const struct ingest_job *job, struct feed *feed, struct error *error)
{
    struct worker *worker = reading->worker;
    ingest_pack_keys_begin(&worker->out);
    if (!read_feed(reading, job, ask_for_item, feed, error)) {
        buffer_clear(&worker->out);
        return false;
    }
    ingest_pack_keys_end(&worker->out);
    if (!send_all(worker) || !receive_message(worker->descriptor, INGEST_KNOWN, &worker->answer))
        return error_set(error, "the archive is gone");
    reading->known = worker->answer.bytes;
    reading->known_count = worker->answer.length;
    return true;
}

static void give_source(struct worker *worker, const struct feed *feed)
{
    const struct ingest_source source = {
        .title = feed->title,
        .page = feed->home_page_url,
        .description = feed->description,
        .language = feed->language,
        .items = feed->item_count,
        .is_cut = feed->is_cut,
        .pace = feed->pace,
    };
    ingest_pack_source(&worker->out, &source);
}

static bool do_feed(struct worker *worker, const struct ingest_job *job, struct error *error)
{
    struct feed feed, again;
    struct reading reading = {.worker = worker, .feed = &feed};
    bool read = job->asks ? ask(&reading, job, &feed, error) : read_feed(&reading, job, NULL, &feed, error);
    if (read) {
        read = read_feed(&reading, job, give_unknown_item, &again, error);
        feed_release(&again);
    }
    if (read)
        give_source(worker, &feed);
    feed_release(&feed);
    return read;
}

/* --- pages and articles ------------------------------------------------------------------------------------------- */

/* The one article of a page; a feed is something else than what was asked for. */
static struct article *page_article(const struct buffer *text, const struct ingest_job *job, struct document *document,
                                    struct error *error)
{
    const struct document_source source = {.format = DOCUMENT_AUTO, .url = job->url, .charset = "utf-8"};
    if (!document_read(buffer_string(text), text->length, &source, document, error))
        return NULL;
    if (document->format == DOCUMENT_FEED) {
        error_set(error, "this is a feed, no page; 'whosaid add' subscribes to it");
        return NULL;
    }
    return *(struct article *const *)document->articles.items;
}

static bool do_page(struct worker *worker, const struct ingest_job *job, struct error *error)
{
    char charset[ENCODING_NAME_SIZE];
    bool has_charset = encoding_of_media_type(job->content_type, charset);
    struct buffer text = buffer_create(DOCUMENT_SIZE_MAX);
    struct document document = {.format = DOCUMENT_AUTO};
    struct article *article = NULL;
    if (encoding_to_utf8(job->bytes, job->length, has_charset ? charset : NULL, &text))
        article = page_article(&text, job, &document, error);
    else
        error_out_of_memory(error, "decoding the text");
    struct archived_entry entry = {.content = text.bytes, .content_length = text.length, .is_full_text = true};
    bool given = false;
    if (article) {
        entry.hash = hash_bytes(HASH_START, text.bytes, text.length);
        entry.content_is_html = document.format == DOCUMENT_HTML;
        entry.link = article->url;
        entry.published = article->has_published ? article->published : 0;
        given = give_entry(worker, &entry, article, error);
        ingest_pack_source(&worker->out, &(struct ingest_source){.items = 1});
    }
    document_release(&document);
    buffer_release(&text);
    return given;
}

static bool do_article(struct worker *worker, const struct ingest_job *job, struct error *error)
{
    struct archived_entry entry = {.hash = 0};
    struct article *article = article_unpack(job->bytes, job->length, DOCUMENT_ARTICLE_MAX);
    bool given = article ? give_entry(worker, &entry, article, error)
                         : error_set(error, "its text is damaged, or memory is short");
    if (given)
        ingest_pack_source(&worker->out, &(struct ingest_source){.items = 1});
    article_destroy(article);
    return given;
}

static bool (*const tasks[])(struct worker *, const struct ingest_job *, struct error *) = {
    [INGEST_FEED] = do_feed,
    [INGEST_PAGE] = do_page,
    [INGEST_ARTICLE] = do_article,
};

/* What was gathered of a job that then failed stays: each entry is whole. */
static bool do_job(struct worker *worker, const struct ingest_job *job)
{
    struct error error = {""};
    if (!worker->annotator)
        worker->annotator = annotator_create(&error);
    if (!worker->annotator || !tasks[job->kind](worker, job, &error)) {
        if (worker->out.failed)
            buffer_clear(&worker->out);
        ingest_pack_failure(&worker->out, error.message);
    }
    return send_all(worker);
}

int ingest_work(int descriptor, void *context)
{
    struct worker worker = {
        .descriptor = descriptor,
        .body = buffer_create(INGEST_MESSAGE_MAX),
        .answer = buffer_create(INGEST_MESSAGE_MAX),
        .compressed = buffer_create(INGEST_MESSAGE_MAX),
        .out = buffer_create(INGEST_MESSAGE_MAX),
    };
    struct ingest_job job;
    bool well = true;
    (void)context;
    while (well && receive_message(descriptor, INGEST_JOB, &worker.body)) {
        child_allow_seconds(INGEST_SECONDS);
        well = ingest_unpack_job(worker.body.bytes, worker.body.length, &job) && do_job(&worker, &job);
    }
    annotator_destroy(worker.annotator);
    buffer_release(&worker.body);
    content_compressor_destroy(worker.compressor);
    buffer_release(&worker.answer);
    buffer_release(&worker.compressed);
    buffer_release(&worker.out);
    return !well;
}
