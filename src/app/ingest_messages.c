/* ingest messages: every body is a row of values; what tells them apart is the kind alone. */
#include "app/ingest_messages.h"

#include <string.h>

#include "article/article.h"
#include "article/article_pack.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/packing.h"
#include "feeds/document.h"
#include "store/archive_articles.h"
#include "store/content.h"

/* More of them are no podcast. */
enum { ATTACHMENTS_MAX = 1000 };

/* Years before and after which nothing is published are a worker's lie or a feed's slip: the year 0 and the year 9999,
 * which RFC 3339 can write. */
#define FIRST_MOMENT INT64_C(-62167219200)
#define LAST_MOMENT INT64_C(253402300799)

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Writes a header with no length yet. Returns where the body begins. */
static size_t begin(struct buffer *out, enum ingest_message kind)
{
    pack_number(out, (uint64_t)kind);
    pack_number(out, 0);
    return out->length;
}

/* Writes the length of the body that began at `body`. */
static void end(struct buffer *out, size_t body)
{
    if (out->failed)
        return;
    for (unsigned i = 0; i < 8; i++)
        out->bytes[body - 8 + i] = (char)(unsigned char)((uint64_t)(out->length - body) >> (8 * i));
}

void ingest_pack_job(struct buffer *out, const struct ingest_job *job)
{
    size_t body = begin(out, INGEST_JOB);
    pack_number(out, (uint64_t)job->kind);
    pack_number(out, job->asks);
    pack_string(out, job->url);
    pack_string(out, job->content_type);
    pack_bytes(out, job->bytes, job->length);
    end(out, body);
}

void ingest_pack_known(struct buffer *out, const bool *known, size_t count)
{
    size_t body = begin(out, INGEST_KNOWN);
    for (size_t i = 0; i < count; i++)
        buffer_append_byte(out, (char)known[i]);
    end(out, body);
}

static void pack_attachment(struct buffer *out, const struct archived_attachment *attachment)
{
    pack_string(out, attachment->url);
    pack_string(out, attachment->type);
    pack_string(out, attachment->title);
    pack_number(out, (uint64_t)attachment->size);
    pack_number(out, (uint64_t)attachment->duration);
}

void ingest_pack_entry(struct buffer *out, const struct archived_entry *entry)
{
    size_t body = begin(out, INGEST_ENTRY);
    pack_string(out, entry->guid);
    pack_number(out, entry->hash);
    pack_bytes(out, entry->content, entry->content_size ? entry->content_size : entry->content_length);
    pack_number(out, entry->content_length);
    pack_number(out, entry->content_is_html);
    pack_number(out, entry->is_full_text);
    pack_string(out, entry->link);
    pack_string(out, entry->comments);
    pack_number(out, (uint64_t)entry->published);
    pack_number(out, (uint64_t)entry->modified);
    pack_number(out, entry->annotator);
    pack_number(out, entry->attachment_count);
    for (size_t i = 0; i < entry->attachment_count; i++)
        pack_attachment(out, &entry->attachments[i]);
    if (!article_pack(entry->article, out))
        out->failed = true;
    end(out, body);
}

void ingest_pack_source(struct buffer *out, const struct ingest_source *source)
{
    size_t body = begin(out, INGEST_DONE);
    pack_string(out, source->title);
    pack_string(out, source->page);
    pack_string(out, source->description);
    pack_string(out, source->language);
    pack_number(out, source->items);
    pack_number(out, source->is_cut);
    pack_number(out, (uint64_t)source->pace.least_seconds);
    pack_number(out, source->pace.skipped_hours);
    pack_number(out, source->pace.skipped_days);
    pack_number(out, source->pace.has_ended);
    end(out, body);
}

void ingest_pack_failure(struct buffer *out, const char *sentence)
{
    size_t body = begin(out, INGEST_FAILED);
    pack_string(out, sentence);
    end(out, body);
}

void ingest_pack_keys_begin(struct buffer *out)
{
    (void)begin(out, INGEST_QUESTION);
}

void ingest_pack_key(struct buffer *out, const struct ingest_key *key)
{
    pack_number(out, key->hash);
    pack_string(out, key->guid);
}

void ingest_pack_keys_end(struct buffer *out)
{
    end(out, INGEST_HEADER_SIZE);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

bool ingest_unpack_header(const char *bytes, enum ingest_message *kind, size_t *length)
{
    struct unpacking from = {.bytes = bytes, .length = INGEST_HEADER_SIZE};
    uint64_t number = unpack_number(&from), size = unpack_number(&from);
    if (number >= INGEST_MESSAGES || size > INGEST_MESSAGE_MAX - INGEST_HEADER_SIZE)
        return false;
    *kind = (enum ingest_message)number;
    *length = (size_t)size;
    return true;
}

/* A number of a signed kind; the conversion is as pack's. */
static int64_t unpack_signed(struct unpacking *from)
{
    uint64_t number = unpack_number(from);
    int64_t value;
    memcpy(&value, &number, sizeof value);
    return value;
}

static bool unpack_flag(struct unpacking *from)
{
    uint64_t number = unpack_number(from);
    from->failed = from->failed || number > 1;
    return number == 1;
}

static int64_t unpack_moment(struct unpacking *from)
{
    int64_t moment = unpack_signed(from);
    return moment >= FIRST_MOMENT && moment <= LAST_MOMENT ? moment : 0;
}

bool ingest_unpack_job(const char *body, size_t length, struct ingest_job *job)
{
    struct unpacking from = {.bytes = body, .length = length};
    uint64_t kind = unpack_number(&from);
    *job = (struct ingest_job){.kind = kind <= INGEST_ARTICLE ? (enum ingest_kind)kind : INGEST_PAGE};
    job->asks = unpack_flag(&from);
    job->url = unpack_string(&from);
    job->content_type = unpack_string(&from);
    job->bytes = unpack_bytes(&from, &job->length);
    return kind <= INGEST_ARTICLE && unpack_is_done(&from);
}

bool ingest_unpack_source(const char *body, size_t length, struct ingest_source *source)
{
    struct unpacking from = {.bytes = body, .length = length};
    source->title = unpack_string(&from);
    source->page = unpack_string(&from);
    source->description = unpack_string(&from);
    source->language = unpack_string(&from);
    source->items = unpack_number(&from);
    source->is_cut = unpack_flag(&from);
    source->pace.least_seconds = unpack_signed(&from);
    source->pace.skipped_hours = (uint32_t)unpack_number(&from);
    source->pace.skipped_days = (uint8_t)unpack_number(&from);
    source->pace.has_ended = unpack_flag(&from);
    return unpack_is_done(&from);
}

const char *ingest_unpack_failure(const char *body, size_t length)
{
    struct unpacking from = {.bytes = body, .length = length};
    const char *sentence = unpack_string(&from);
    return sentence && unpack_is_done(&from) ? sentence : NULL;
}

static struct archived_attachment unpack_attachment(struct unpacking *from)
{
    struct archived_attachment attachment = {.url = unpack_string(from)};
    attachment.type = unpack_string(from);
    attachment.title = unpack_string(from);
    attachment.size = unpack_signed(from);
    attachment.duration = unpack_signed(from);
    from->failed = from->failed || !attachment.url;
    return attachment;
}

static bool unpack_attachments(struct unpacking *from, struct arena *arena, struct archived_entry *entry)
{
    uint64_t count = unpack_number(from);
    if (from->failed || count > ATTACHMENTS_MAX)
        return false;
    struct archived_attachment *attachments = arena_allocate_array(arena, (size_t)count, sizeof *attachments);
    for (uint64_t i = 0; attachments && i < count; i++)
        attachments[i] = unpack_attachment(from);
    entry->attachments = attachments;
    entry->attachment_count = attachments ? (size_t)count : 0;
    return !from->failed && entry->attachment_count == count;
}

/* As it came, or compressed. */
static void unpack_content(struct unpacking *from, struct archived_entry *entry)
{
    size_t size;
    entry->content = unpack_bytes(from, &size);
    uint64_t length = unpack_number(from);
    from->failed = from->failed || !entry->content || length > INGEST_MESSAGE_MAX ||
                   (length != size && !content_is_whole(entry->content, size, (size_t)length));
    entry->content_length = (size_t)length;
    entry->content_size = length != size ? size : 0;
}

bool ingest_unpack_entry(const char *body, size_t length, struct arena *arena, struct archived_entry *entry,
                         struct article **article)
{
    struct unpacking from = {.bytes = body, .length = length};
    *article = NULL;
    *entry = (struct archived_entry){.guid = unpack_string(&from)};
    entry->hash = unpack_number(&from);
    unpack_content(&from, entry);
    entry->content_is_html = unpack_flag(&from);
    entry->is_full_text = unpack_flag(&from);
    entry->link = unpack_string(&from);
    entry->comments = unpack_string(&from);
    entry->published = unpack_moment(&from);
    entry->modified = unpack_moment(&from);
    entry->annotator = (unsigned)unpack_number(&from);
    if (!unpack_attachments(&from, arena, entry))
        return false;
    *article = article_unpack(from.bytes, from.length, DOCUMENT_ARTICLE_MAX);
    entry->article = *article;
    return *article != NULL;
}

bool ingest_unpack_key(const char **body, size_t *length, struct ingest_key *key)
{
    if (!*length)
        return false;
    struct unpacking from = {.bytes = *body, .length = *length};
    key->hash = unpack_number(&from);
    key->guid = unpack_string(&from);
    if (from.failed || !key->guid)
        return false;
    *body = from.bytes;
    *length = from.length;
    return true;
}
