/* feed record: slots, lists, and from them the structs that everybody else sees. */
#include "feeds/feed_record.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "feeds/date.h"
#include "feeds/feed_pace.h"
#include "feeds/feed_text.h"
#include "feeds/html_mend.h"
#include "feeds/sniff.h"

enum {
    LIST_MAX = 1000, /* authors, tags or attachments of one item; none that was seen has a hundred */
    /* Each is compared with all that are there, so there is an end to those that are the same, too. */
    OFFERED_MAX = 4 * LIST_MAX
};

/* --- a record's life ---------------------------------------------------------------------------------------------- */

struct feed_record feed_record_create(struct arena *arena, const struct feed_limits *limits)
{
    struct feed_record record = {.arena = arena,
                                 .authors = array_create(sizeof(struct feed_author), LIST_MAX),
                                 .tags = array_create(sizeof(const char *), LIST_MAX),
                                 .attachments = array_create(sizeof(struct feed_attachment), LIST_MAX)};
    for (size_t i = 0; i < FEED_SLOTS; i++)
        record.values[i].text = buffer_create(limits->content_bytes);
    return record;
}

void feed_record_release(struct feed_record *record)
{
    feed_record_clear(record);
    for (size_t i = 0; i < FEED_SLOTS; i++)
        buffer_release(&record->values[i].text);
    array_release(&record->authors);
    array_release(&record->tags);
    array_release(&record->attachments);
}

static void clear_value(struct feed_value *value)
{
    if (!value->rank)
        return;
    buffer_clear(&value->text);
    free(value->base);
    value->base = NULL;
    value->rank = 0;
}

void feed_record_clear(struct feed_record *record)
{
    for (size_t i = 0; i < FEED_SLOTS; i++)
        clear_value(&record->values[i]);
    record->authors.count = record->tags.count = record->attachments.count = 0;
    record->author_rank = 0;
    record->offered = 0;
    record->is_permalink = record->is_cut = false;
    record->pace = (struct feed_pace){0};
    free(record->language);
    record->language = NULL;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static bool is_blank(const struct buffer *text)
{
    const char *string = buffer_string(text);
    return !string[strspn(string, " \t\r\n")];
}

void feed_record_keep(struct feed_record *record, enum feed_slot slot, unsigned rank, struct feed_value *value)
{
    struct feed_value *kept = &record->values[slot];
    bool is_first = slot == FEED_CONTENT || slot == FEED_SUMMARY;
    if (value->form == FEED_NO_TEXT || rank < kept->rank || (rank == kept->rank && is_first) || is_blank(&value->text))
        return;
    clear_value(kept);
    struct buffer emptied = kept->text;
    *kept = *value;
    kept->rank = rank;
    value->text = emptied;
    value->base = NULL;
}

static bool is_html(const struct feed_value *value)
{
    return value->form == FEED_INLINE ||
           (value->form == FEED_MARKUP && sniff_has_markup(buffer_string(&value->text), value->text.length));
}

/* A value as one clean line without markup; NULL when nothing was said. */
static const char *line_of(struct feed_record *record, enum feed_slot slot)
{
    const struct feed_value *value = &record->values[slot];
    const char *text = buffer_string(&value->text);
    if (!value->rank)
        return NULL;
    return is_html(value) ? feed_text_line_of_html(record->arena, text, value->text.length)
                          : feed_text_line(record->arena, text, value->text.length);
}

static const char *url_of(struct feed_record *record, enum feed_slot slot)
{
    const struct feed_value *value = &record->values[slot];
    return value->rank ? feed_text_url(record->arena, buffer_string(&value->text), value->base) : NULL;
}

static struct feed_time time_of(const struct feed_record *record, enum feed_slot slot, struct feed *feed)
{
    const struct feed_value *value = &record->values[slot];
    struct feed_time time = {0};
    if (!value->rank)
        return time;
    time.is_known = date_parse(buffer_string(&value->text), value->text.length, &time.seconds);
    if (!time.is_known)
        feed_warn(feed, value->line, "this is no date that there is: \"%.60s\"", buffer_string(&value->text));
    return time;
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static bool is_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

/* False when so many came already that this one is not looked at. */
static bool takes_more(struct feed_record *record)
{
    record->is_cut = record->is_cut || record->offered == OFFERED_MAX;
    return record->offered < OFFERED_MAX && ++record->offered;
}

static void add_author(struct feed_record *record, unsigned rank, const struct feed_author *author)
{
    if ((!author->name && !author->url) || rank < record->author_rank)
        return;
    if (rank > record->author_rank)
        record->authors.count = 0;
    record->author_rank = rank;
    const struct feed_author *authors = record->authors.items;
    for (size_t i = 0; i < record->authors.count; i++)
        if (is_same(authors[i].name, author->name) && is_same(authors[i].url, author->url))
            return;
    struct feed_author *slot = record->authors.count < LIST_MAX ? array_push(&record->authors) : NULL;
    record->is_cut = record->is_cut || !slot;
    if (slot)
        *slot = *author;
}

void feed_record_add_author(struct feed_record *record, unsigned rank, const struct feed_value *value)
{
    if (!takes_more(record))
        return;
    const char *line = feed_text_line_of_html(record->arena, buffer_string(&value->text), value->text.length);
    struct feed_author author = {0};
    if (line)
        author.name = feed_text_author(record->arena, line, &author.url);
    add_author(record, rank, &author);
}

void feed_record_add_person(struct feed_record *record, unsigned rank)
{
    const char *name = line_of(record, FEED_PERSON_NAME), *mail = line_of(record, FEED_PERSON_MAIL), *found = NULL;
    struct feed_author author = {.url = url_of(record, FEED_PERSON_URL)};
    if (name)
        author.name = feed_text_author(record->arena, name, &found);
    if (mail)
        (void)feed_text_author(record->arena, mail, &found);
    author.url = author.url ? author.url : found;
    if (takes_more(record))
        add_author(record, rank, &author);
    for (enum feed_slot slot = FEED_PERSON_NAME; slot <= FEED_PERSON_MAIL; slot++)
        clear_value(&record->values[slot]);
}

void feed_record_add_tag(struct feed_record *record, const char *text, size_t length)
{
    if (!takes_more(record))
        return;
    const char *tag = feed_text_line_of_html(record->arena, text, length);
    const char *const *tags = record->tags.items;
    for (size_t i = 0; i < record->tags.count; i++)
        if (is_same(tags[i], tag))
            return;
    const char **slot = tag && record->tags.count < LIST_MAX ? array_push(&record->tags) : NULL;
    record->is_cut = record->is_cut || (tag && !slot);
    if (slot)
        *slot = tag;
}

/* A number of bytes; FEED_UNKNOWN_NUMBER for none, or for one that no file has. */
static int64_t number_of(const char *digits)
{
    if (!digits)
        return FEED_UNKNOWN_NUMBER;
    char *end;
    errno = 0;
    long long number = strtoll(digits, &end, 10);
    return end > digits && number >= 0 && !errno ? number : FEED_UNKNOWN_NUMBER;
}

void feed_record_add_attachment(struct feed_record *record, const char *url, const char *type, const char *size,
                                const char *base)
{
    if (!takes_more(record))
        return;
    struct feed_attachment attachment = {.url = feed_text_url(record->arena, url, base),
                                         .mime_type = type ? feed_text_line(record->arena, type, strlen(type)) : NULL,
                                         .size_in_bytes = number_of(size),
                                         .duration_in_seconds = FEED_UNKNOWN_NUMBER};
    const struct feed_attachment *attachments = record->attachments.items;
    for (size_t i = 0; i < record->attachments.count; i++)
        if (is_same(attachments[i].url, attachment.url))
            return;
    if (!attachment.mime_type)
        attachment.mime_type = "application/octet-stream";
    struct feed_attachment *slot =
        attachment.url && record->attachments.count < LIST_MAX ? array_push(&record->attachments) : NULL;
    record->is_cut = record->is_cut || (attachment.url && !slot);
    if (slot)
        *slot = attachment;
}

/* "754", "12:34", "1:02:03": how long a recording is (Apple's itunes:duration); it is that of the first file. */
static void take_duration(struct feed_record *record)
{
    struct feed_attachment *attachments = record->attachments.items;
    const char *at = buffer_string(&record->values[FEED_DURATION].text);
    int64_t seconds = 0;
    if (!record->values[FEED_DURATION].rank || !record->attachments.count)
        return;
    for (int parts = 0; parts < 3; parts++) {
        char *end;
        long number = strtol(at, &end, 10);
        if (end == at || number < 0 || number > INT32_MAX)
            return;
        seconds = seconds * 60 + number;
        at = end + strspn(end, " \t\n");
        if (!*at)
            attachments[0].duration_in_seconds = seconds;
        if (*at++ != ':')
            return;
    }
}

/* --- the item ----------------------------------------------------------------------------------------------------- */

/* A guid that says that it is a permalink need not be an address: "urn:…" and bare words are none. */
static const char *permalink_of(struct feed_record *record)
{
    const char *id = buffer_string(&record->values[FEED_ID].text);
    bool is_address = record->is_permalink && record->values[FEED_ID].rank && strstr(id, "://");
    return is_address ? url_of(record, FEED_ID) : NULL;
}

static uint64_t hash_of(const struct feed_value *value, uint64_t hash)
{
    for (size_t i = 0; i < value->text.length; i++)
        hash = (hash ^ (unsigned char)value->text.bytes[i]) * 1099511628211u; /* FNV-1a */
    return hash;
}

static const char *made_up_id(struct feed_record *record)
{
    static const enum feed_slot told_apart_by[] = {FEED_TITLE, FEED_PUBLISHED, FEED_SUMMARY, FEED_CONTENT};
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < sizeof told_apart_by / sizeof *told_apart_by; i++)
        hash = hash_of(&record->values[told_apart_by[i]], hash);
    struct buffer id = buffer_create(64);
    buffer_append_format(&id, "whosaid:%016llx", (unsigned long long)hash);
    const char *kept = arena_copy_string(record->arena, buffer_string(&id));
    buffer_release(&id);
    return kept ? kept : "whosaid:";
}

/* An Atom identifier is an IRI, which may be relative, though RFC 4287 (4.2.6) says that it must not. */
static bool is_relative_path(const char *id)
{
    return strchr(id, '/') && !id[strcspn(id, ": ")];
}

static const char *id_of(struct feed_record *record, const struct feed_item *item)
{
    const char *id = line_of(record, FEED_ID);
    if (id && !record->is_permalink && is_relative_path(id))
        id = url_of(record, FEED_ID);
    if (!id)
        id = item->url ? item->url : item->external_url;
    return id ? id : made_up_id(record);
}

/* The text of a value as content; what is HTML goes to `html`, what is not to `plain`. */
/* Nothing is copied where nothing changes. */
static void content_of(struct feed_record *record, enum feed_slot slot, const char *base, const char **html,
                       const char **plain)
{
    struct feed_value *value = &record->values[slot];
    if (!value->rank)
        return;
    bool is_markup = is_html(value);
    struct buffer mended;
    if (is_markup && html_mend(value->text.bytes, value->text.length, value->base ? value->base : base, &mended)) {
        buffer_release(&value->text);
        value->text = mended;
    }
    if (value->text.failed)
        record->is_cut = true;
    if (value->text.length)
        *(is_markup ? html : plain) = value->text.bytes;
}

void feed_record_to_item(struct feed_record *record, struct feed *feed, struct feed_item *item)
{
    *item = (struct feed_item){.line = record->line};
    item->title = line_of(record, FEED_TITLE);
    if (!item->title && record->values[FEED_TITLE].rank)
        item->title = ""; /* nothing that can be shown was left of it */
    item->url = url_of(record, FEED_LINK);
    if (!item->url)
        item->url = permalink_of(record);
    item->external_url = url_of(record, FEED_RELATED);
    item->id = id_of(record, item);
    item->is_id_made_up = !record->values[FEED_ID].rank;
    const char *base = item->url;
    content_of(record, FEED_CONTENT, base, &item->content_html, &item->content_text);
    if (item->content_html || item->content_text)
        item->summary = line_of(record, FEED_SUMMARY);
    else
        content_of(record, FEED_SUMMARY, base, &item->content_html, &item->content_text);
    item->published = time_of(record, FEED_PUBLISHED, feed);
    item->modified = time_of(record, FEED_MODIFIED, feed);
    item->image = url_of(record, FEED_IMAGE);
    item->authors = record->authors.items;
    item->author_count = record->authors.count;
    item->tags = record->tags.items;
    item->tag_count = record->tags.count;
    take_duration(record);
    item->attachments = record->attachments.items;
    item->attachment_count = record->attachments.count;
    item->language = line_of(record, FEED_LANGUAGE);
    if (!item->language && record->language)
        item->language = feed_text_line(record->arena, record->language, strlen(record->language));
    item->comments = url_of(record, FEED_COMMENTS);
    item->rights = line_of(record, FEED_RIGHTS);
    item->source_title = line_of(record, FEED_SOURCE_TITLE);
    item->source_url = url_of(record, FEED_SOURCE_URL);
    if (record->is_cut)
        feed_warn(feed, record->line, "this item says more of something than is kept; the rest is left out");
}

/* --- the feed ----------------------------------------------------------------------------------------------------- */

static struct feed_pace pace_of(const struct feed_record *record)
{
    struct feed_pace pace = record->pace;
    feed_pace_take_minutes(&pace, buffer_string(&record->values[FEED_TTL].text));
    if (record->values[FEED_UPDATE_PERIOD].rank || record->values[FEED_UPDATE_FREQUENCY].rank)
        feed_pace_take_period(&pace, buffer_string(&record->values[FEED_UPDATE_PERIOD].text),
                              buffer_string(&record->values[FEED_UPDATE_FREQUENCY].text));
    return pace;
}

void feed_record_to_feed(struct feed_record *record, struct feed *feed)
{
    feed->title = line_of(record, FEED_TITLE);
    feed->home_page_url = url_of(record, FEED_LINK);
    feed->feed_url = url_of(record, FEED_SELF);
    feed->next_url = url_of(record, FEED_NEXT);
    feed->description = line_of(record, FEED_SUMMARY);
    feed->icon = url_of(record, FEED_IMAGE);
    feed->language = line_of(record, FEED_LANGUAGE);
    if (!feed->language && record->language)
        feed->language = feed_text_line(record->arena, record->language, strlen(record->language));
    feed->authors = array_keep(&record->authors, feed->arena);
    feed->author_count = record->authors.count;
    feed->updated = time_of(record, FEED_MODIFIED, feed);
    if (!feed->updated.is_known)
        feed->updated = time_of(record, FEED_PUBLISHED, feed);
    feed->pace = pace_of(record);
    feed->rights = line_of(record, FEED_RIGHTS);
    feed->generator = line_of(record, FEED_GENERATOR);
}
