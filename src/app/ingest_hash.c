/* ingest hash: every field of an item, in an order that stays. */
#include "app/ingest.h"
#include "base/hash.h"
#include "feeds/feed.h"

static uint64_t hash_time(uint64_t hash, const struct feed_time *time)
{
    return hash_number(hash_number(hash, time->is_known), time->is_known ? (uint64_t)time->seconds : 0);
}

static uint64_t hash_lists(uint64_t hash, const struct feed_item *item)
{
    hash = hash_number(hash, item->author_count);
    for (size_t i = 0; i < item->author_count; i++)
        hash = hash_string(hash_string(hash, item->authors[i].name), item->authors[i].url);
    hash = hash_number(hash, item->tag_count);
    for (size_t i = 0; i < item->tag_count; i++)
        hash = hash_string(hash, item->tags[i]);
    hash = hash_number(hash, item->attachment_count);
    for (size_t i = 0; i < item->attachment_count; i++) {
        const struct feed_attachment *attachment = &item->attachments[i];
        hash = hash_string(hash_string(hash_string(hash, attachment->url), attachment->mime_type), attachment->title);
        hash = hash_number(hash, (uint64_t)attachment->size_in_bytes);
        hash = hash_number(hash, (uint64_t)attachment->duration_in_seconds);
    }
    return hash;
}

uint64_t ingest_item_hash(const struct feed_item *item)
{
    const char *const strings[] = {
        item->url,     item->external_url, item->title,    item->content_html, item->content_text,
        item->summary, item->image,        item->language, item->comments,
    };
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        hash = hash_string(hash, strings[i]);
    return hash_lists(hash_time(hash_time(hash, &item->published), &item->modified), item);
}
