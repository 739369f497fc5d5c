/* json feed values: the tables, and one function for each kind of value. */
#include "feeds/json_feed_values.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "feeds/date.h"
#include "feeds/feed.h"
#include "feeds/feed_text.h"

enum { NUMBER_SIZE = 40, ID_SIZE = 32 };

/* How a member is written, and what it becomes. */
enum member_kind {
    MEMBER_LINE,    /* const char *: a clean line; a number too, as some write identifiers */
    MEMBER_TITLE,   /* the same; plain text by the specification, but many write HTML's references */
    MEMBER_TEXT,    /* const char *: plain text of any length */
    MEMBER_HTML,    /* const char *: with links made absolute */
    MEMBER_ADDRESS, /* const char *: made absolute */
    MEMBER_TIME,    /* struct feed_time */
    MEMBER_VERSION, /* the feed's format */
    MEMBER_AUTHORS, /* the feed's authors */
    MEMBER_EXPIRED  /* whether the feed has ended */
};

struct member {
    const char *name;
    enum member_kind kind;
    size_t offset; /* of its place in the struct */
};

/* Members by their names in JSON Feed 1.1. "items" is read apart, "hubs" says nothing to a reader, names that begin
 * with "_" are extensions. */
static const struct member feed_members[JSON_FEED_MEMBERS] = {
    {"version", MEMBER_VERSION, 0},
    {"feed_url", MEMBER_ADDRESS, offsetof(struct feed, feed_url)},
    {"home_page_url", MEMBER_ADDRESS, offsetof(struct feed, home_page_url)},
    {"title", MEMBER_TITLE, offsetof(struct feed, title)},
    {"description", MEMBER_TEXT, offsetof(struct feed, description)},
    {"user_comment", MEMBER_LINE, offsetof(struct feed, user_comment)},
    {"next_url", MEMBER_ADDRESS, offsetof(struct feed, next_url)},
    {"icon", MEMBER_ADDRESS, offsetof(struct feed, icon)},
    {"favicon", MEMBER_ADDRESS, offsetof(struct feed, favicon)},
    {"language", MEMBER_LINE, offsetof(struct feed, language)},
    {"authors", MEMBER_AUTHORS, 0},
    {"author", MEMBER_AUTHORS, 0},
    {"expired", MEMBER_EXPIRED, 0},
};

/* The address comes first: what is relative in the content is relative to it. */
static const struct member item_members[] = {
    {"url", MEMBER_ADDRESS, offsetof(struct feed_item, url)},
    {"external_url", MEMBER_ADDRESS, offsetof(struct feed_item, external_url)},
    {"id", MEMBER_LINE, offsetof(struct feed_item, id)},
    {"title", MEMBER_TITLE, offsetof(struct feed_item, title)},
    {"content_html", MEMBER_HTML, offsetof(struct feed_item, content_html)},
    {"content_text", MEMBER_TEXT, offsetof(struct feed_item, content_text)},
    {"summary", MEMBER_TEXT, offsetof(struct feed_item, summary)},
    {"image", MEMBER_ADDRESS, offsetof(struct feed_item, image)},
    {"banner_image", MEMBER_ADDRESS, offsetof(struct feed_item, banner_image)},
    {"date_published", MEMBER_TIME, offsetof(struct feed_item, published)},
    {"date_modified", MEMBER_TIME, offsetof(struct feed_item, modified)},
    {"language", MEMBER_LINE, offsetof(struct feed_item, language)},
};

static const struct member attachment_members[] = {
    {"url", MEMBER_ADDRESS, offsetof(struct feed_attachment, url)},
    {"mime_type", MEMBER_LINE, offsetof(struct feed_attachment, mime_type)},
    {"title", MEMBER_TITLE, offsetof(struct feed_attachment, title)},
};

static const struct member author_members[] = {
    {"name", MEMBER_LINE, offsetof(struct feed_author, name)},
    {"url", MEMBER_ADDRESS, offsetof(struct feed_author, url)},
    {"avatar", MEMBER_ADDRESS, offsetof(struct feed_author, avatar)},
};

enum {
    ITEM_MEMBERS = sizeof item_members / sizeof *item_members,
    ATTACHMENT_MEMBERS = sizeof attachment_members / sizeof *attachment_members,
    AUTHOR_MEMBERS = sizeof author_members / sizeof *author_members
};

/* Where values go, and what holds for them. */
struct taking {
    struct arena *arena;
    struct feed *feed;
    const struct feed_limits *limits;
    const char *base; /* what relative addresses are relative to; NULL when unknown */
    size_t line;
};

/* --- strings ------------------------------------------------------------------------------------------------------ */

struct text {
    const char *bytes;
    size_t length;
};

/* At most `most` bytes of it, no character split. */
static struct text cut(const struct taking *taking, struct text text, size_t most, const char *name)
{
    if (text.length <= most)
        return text;
    feed_warn(taking->feed, taking->line, "%s is longer than %zu bytes and cut", name, most);
    text.length = most;
    while (text.length && ((unsigned char)text.bytes[text.length] & 0xc0) == 0x80)
        text.length--;
    return text;
}

/* The text of a string or number; one without bytes for any other value. `number` holds the digits. */
static struct text text_of(const json_t *value, char number[NUMBER_SIZE])
{
    if (json_is_string(value))
        return (struct text){json_string_value(value), json_string_length(value)};
    int length = 0;
    if (json_is_integer(value))
        length = snprintf(number, NUMBER_SIZE, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        length = snprintf(number, NUMBER_SIZE, "%.17g", json_real_value(value));
    return (struct text){number, (size_t)length};
}

static const char *address_of(const struct taking *taking, struct text text)
{
    const char *reference = arena_copy(taking->arena, text.bytes, text.length);
    return reference ? feed_text_url(taking->arena, reference, taking->base) : NULL;
}

static const char *string_of(const struct taking *taking, const struct member *member, const json_t *value)
{
    char number[NUMBER_SIZE];
    bool is_content = member->kind == MEMBER_HTML || member->kind == MEMBER_TEXT;
    const struct feed_limits *limits = taking->limits;
    struct text text =
        cut(taking, text_of(value, number), is_content ? limits->content_bytes : limits->line_bytes, member->name);
    switch (member->kind) {
    case MEMBER_LINE:
        return feed_text_line(taking->arena, text.bytes, text.length);
    case MEMBER_TITLE:
        return feed_text_line_of_html(taking->arena, text.bytes, text.length);
    case MEMBER_TEXT:
        return feed_text_content(taking->arena, text.bytes, text.length);
    case MEMBER_HTML:
        return feed_text_html(taking->arena, text.bytes, text.length, taking->base);
    case MEMBER_ADDRESS:
        return address_of(taking, text);
    case MEMBER_TIME:
    case MEMBER_VERSION:
    case MEMBER_AUTHORS:
    case MEMBER_EXPIRED:
        break;
    }
    return NULL;
}

static void take_time(const struct taking *taking, const json_t *value, struct feed_time *time)
{
    char number[NUMBER_SIZE];
    struct text text = text_of(value, number);
    if (!text.length)
        return;
    time->is_known = date_parse(text.bytes, text.length, &time->seconds);
    if (!time->is_known)
        feed_warn(taking->feed, taking->line, "'%.60s' is no date", text.bytes);
}

/* Puts the value into its place in the struct, unless one is there already. */
static void take(const struct taking *taking, const struct member *member, const json_t *value, void *target)
{
    void *place = (char *)target + member->offset;
    if (member->kind == MEMBER_TIME)
        take_time(taking, value, place);
    else if (!*(const char **)place)
        *(const char **)place = string_of(taking, member, value);
}

static void take_all(const struct taking *taking, const struct member *members, size_t count, const json_t *object,
                     void *target)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, members[i].name);
        if (value)
            take(taking, &members[i], value, target);
    }
}

/* --- authors ------------------------------------------------------------------------------------------------------ */

/* How many values a list has; what stands alone where a list should is a list of itself. */
static size_t list_count(const json_t *list)
{
    return !list || json_is_null(list) ? 0 : json_is_array(list) ? json_array_size(list) : 1;
}

static const json_t *list_value(const json_t *list, size_t index)
{
    return json_is_array(list) ? json_array_get(list, index) : list;
}

/* An author is an object, or, written by hand, a name. */
static struct feed_author author_of(const struct taking *taking, const json_t *value)
{
    struct feed_author author = {NULL, NULL, NULL};
    if (json_is_object(value))
        take_all(taking, author_members, AUTHOR_MEMBERS, value, &author);
    else
        take(taking, &author_members[0], value, &author);
    const char *mail = NULL;
    if (author.name)
        author.name = feed_text_author(taking->arena, author.name, &mail);
    author.url = author.url ? author.url : mail;
    return author;
}

/* The authors of `authors` (1.1), and where it names none of `author` (1.0). */
static const struct feed_author *authors_of(const struct taking *taking, const json_t *list, size_t *count)
{
    size_t most = list_count(list);
    struct feed_author *authors = most ? arena_allocate_array(taking->arena, most, sizeof *authors) : NULL;
    *count = 0;
    for (size_t i = 0; authors && i < most; i++) {
        struct feed_author author = author_of(taking, list_value(list, i));
        if (author.name || author.url || author.avatar)
            authors[(*count)++] = author;
    }
    return *count ? authors : NULL;
}

/* --- the feed ----------------------------------------------------------------------------------------------------- */

size_t json_feed_member(const char *key, size_t length)
{
    size_t member = 0;
    while (member < JSON_FEED_MEMBERS && (strlen(feed_members[member].name) + 2 != length ||
                                          memcmp(feed_members[member].name, key + 1, length - 2) != 0))
        member++;
    return member;
}

const char *json_feed_member_name(size_t member)
{
    return feed_members[member].name;
}

static void take_version(struct feed *feed, const char *version)
{
    static const char address[] = "jsonfeed.org/version/";
    const char *found = strstr(version, address);
    const char *number = found ? found + sizeof address - 1 : version;
    if (strcmp(number, "1.1") == 0)
        feed->format = "json-feed-1.1";
    else if (strcmp(number, "1") == 0 || strcmp(number, "1.0") == 0 || found)
        feed->format = "json-feed-1";
}

static const char *base_of(const struct feed *feed, const struct feed_options *options)
{
    return options->url ? options->url : feed->feed_url ? feed->feed_url : feed->home_page_url;
}

void json_feed_take(struct feed *feed, const struct feed_options *options, size_t member, const json_t *value)
{
    const struct taking taking = {
        .arena = feed->arena, .feed = feed, .limits = options->limits, .base = base_of(feed, options)};
    const struct member *row = &feed_members[member];
    switch (row->kind) {
    case MEMBER_VERSION:
        if (json_is_string(value))
            take_version(feed, json_string_value(value));
        break;
    case MEMBER_AUTHORS:
        if (!feed->author_count)
            feed->authors = authors_of(&taking, value, &feed->author_count);
        break;
    case MEMBER_EXPIRED:
        feed->pace.has_ended = json_is_true(value);
        break;
    default:
        take(&taking, row, value, feed);
        break;
    }
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static const char *const *tags_of(const struct taking *taking, const json_t *list, size_t *count)
{
    static const struct member tag = {"a tag", MEMBER_LINE, 0};
    size_t most = list_count(list);
    const char **tags = most ? arena_allocate_array(taking->arena, most, sizeof *tags) : NULL;
    *count = 0;
    for (size_t i = 0; tags && i < most; i++) {
        const char *line = string_of(taking, &tag, list_value(list, i));
        if (line)
            tags[(*count)++] = line;
    }
    return *count ? tags : NULL;
}

static int64_t number_of(const json_t *value)
{
    double number = json_is_number(value) ? json_number_value(value) : FEED_UNKNOWN_NUMBER;
    bool fits = isfinite(number) && number >= 0 && number < 9e15; /* what a double counts exactly */
    return fits ? (int64_t)number : FEED_UNKNOWN_NUMBER;
}

static const struct feed_attachment *attachments_of(const struct taking *taking, const json_t *list, size_t *count)
{
    size_t most = list_count(list);
    struct feed_attachment *attachments = most ? arena_allocate_array(taking->arena, most, sizeof *attachments) : NULL;
    *count = 0;
    for (size_t i = 0; attachments && i < most; i++) {
        const json_t *object = list_value(list, i);
        struct feed_attachment attachment = {.size_in_bytes = number_of(json_object_get(object, "size_in_bytes")),
                                             .duration_in_seconds =
                                                 number_of(json_object_get(object, "duration_in_seconds"))};
        take_all(taking, attachment_members, ATTACHMENT_MEMBERS, object, &attachment);
        if (!attachment.mime_type)
            attachment.mime_type = "application/octet-stream";
        if (attachment.url)
            attachments[(*count)++] = attachment;
    }
    return *count ? attachments : NULL;
}

/* An identifier for an item that has none: from what it says, as long as that stays the same. */
static const char *made_up_id(struct arena *arena, const struct feed_item *item)
{
    const char *const parts[] = {item->title, item->content_html, item->content_text, item->summary};
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            hash = hash_bytes(hash, parts[i], strlen(parts[i]));
    char id[ID_SIZE];
    (void)snprintf(id, sizeof id, "whosaid:%016llx", (unsigned long long)hash);
    return arena_copy_string(arena, id);
}

bool json_feed_item(struct arena *arena, struct feed *feed, const struct feed_options *options, const json_t *object,
                    struct feed_item *item)
{
    const char *base = base_of(feed, options);
    struct taking taking = {.arena = arena, .feed = feed, .limits = options->limits, .base = base, .line = item->line};
    take_all(&taking, item_members, 1, object, item);
    taking.base = item->url ? item->url : base;
    take_all(&taking, item_members + 1, ITEM_MEMBERS - 1, object, item);
    item->authors = authors_of(&taking, json_object_get(object, "authors"), &item->author_count);
    if (!item->author_count)
        item->authors = authors_of(&taking, json_object_get(object, "author"), &item->author_count);
    item->tags = tags_of(&taking, json_object_get(object, "tags"), &item->tag_count);
    item->attachments = attachments_of(&taking, json_object_get(object, "attachments"), &item->attachment_count);
    item->image = item->image ? item->image : item->banner_image;
    if (!item->id)
        item->id = item->url ? item->url : item->external_url;
    if (!item->id)
        item->id = made_up_id(arena, item);
    return item->id != NULL;
}
