/* feed names: rules from the strictest to the loosest. */
#include "app/feed_names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/filter.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folding.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

/* A name is a line, an address is shorter than that. */
enum { NAME_CEILING = 64 * 1024 };

/* More than that many of several feeds are not told. */
enum { TOLD_MAX = 4 };

/* What was typed, in the forms in which it is compared. */
struct typed_name {
    const char *typed;
    struct buffer folded;
};

typedef bool name_rule(const struct typed_name *name, const struct archived_feed *feed);

const char *feed_name(const struct archived_feed *feed)
{
    const char *title = feed->wishes.title ? feed->wishes.title : feed->title;
    return title ? title : url_behind_password(feed->url);
}

static bool is_number(const struct typed_name *name, const struct archived_feed *feed)
{
    char number[32];
    (void)snprintf(number, sizeof number, "%" PRId64, feed->id);
    return strcmp(name->typed, number) == 0;
}

static bool is_exact_address(const struct typed_name *name, const struct archived_feed *feed)
{
    return strcmp(name->typed, feed->url) == 0;
}

/* The address without what does not count, `length` bytes. */
static const char *address_core(const char *address, size_t *length)
{
    static const char *const schemes[] = {"https://", "http://", "feed://"};
    address = url_behind_password(address);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0) {
            address += strlen(schemes[i]);
            break;
        }
    *length = strlen(address);
    while (*length && address[*length - 1] == '/')
        --*length;
    return address;
}

static bool is_address(const struct typed_name *name, const struct archived_feed *feed)
{
    size_t length, other_length;
    const char *one = address_core(name->typed, &length), *other = address_core(feed->url, &other_length);
    return length == other_length && memcmp(one, other, length) == 0;
}

/* The name of a feed, folded; "" when memory is short. */
static struct buffer folded_name(const struct archived_feed *feed)
{
    struct buffer folded = buffer_create(NAME_CEILING);
    const char *name = feed_name(feed);
    (void)folding_append(name, strlen(name), &folded);
    return folded;
}

static bool is_name(const struct typed_name *name, const struct archived_feed *feed)
{
    struct buffer folded = folded_name(feed);
    bool is_same = strcmp(buffer_string(&folded), buffer_string(&name->folded)) == 0;
    buffer_release(&folded);
    return is_same;
}

static bool is_in_name(const struct typed_name *name, const struct archived_feed *feed)
{
    struct buffer folded = folded_name(feed);
    bool is_in = filter_matches(buffer_string(&name->folded), buffer_string(&folded));
    buffer_release(&folded);
    return is_in;
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static void refuse_unknown(const char *typed, struct error *error)
{
    error_set(error, "no feed is called '%s'; 'whosaid feeds' lists them", typed);
}

/* "'gazette' may be 3 (Harbour Gazette), 7 (Gazette Sport) or 2 more". */
static void refuse_several(const struct typed_name *name, name_rule *meets, const struct archived_feed *feeds,
                           size_t count, struct error *error)
{
    struct buffer sentence = buffer_create(NAME_CEILING);
    size_t found = 0;
    buffer_append_format(&sentence, "'%s' may be", name->typed);
    for (size_t i = 0; i < count; i++)
        if (meets(name, &feeds[i]) && found++ < TOLD_MAX)
            buffer_append_format(&sentence, "%s %" PRId64 " (%.60s)", found > 1 ? "," : "", feeds[i].id,
                                 feed_name(&feeds[i]));
    if (found > TOLD_MAX)
        buffer_append_format(&sentence, " or one of %zu more", found - TOLD_MAX);
    buffer_append_string(&sentence, "; say which by its number");
    error_set(error, "%s", buffer_string(&sentence));
    buffer_release(&sentence);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

/* How many feeds meet the rule; `*found` is the first of them. */
static size_t count_meeting(const struct typed_name *name, name_rule *meets, const struct archived_feed *feeds,
                            size_t count, const struct archived_feed **found)
{
    size_t meeting = 0;
    for (size_t i = 0; i < count; i++)
        if (meets(name, &feeds[i]) && meeting++ == 0)
            *found = &feeds[i];
    return meeting;
}

const struct archived_feed *feed_names_find(const struct archived_feed *feeds, size_t count, const char *typed,
                                            struct error *error)
{
    static name_rule *const rules[] = {is_number, is_exact_address, is_address, is_name, is_in_name};
    struct typed_name name = {.typed = typed, .folded = buffer_create(NAME_CEILING)};
    const struct archived_feed *found = NULL;
    size_t meeting = 0;
    bool folded = folding_append(typed, strlen(typed), &name.folded);
    /* An empty name, or one of blanks, would stand in every other. */
    bool says_something = typed[strspn(typed, " ")] != '\0';
    for (size_t i = 0; folded && says_something && !meeting && i < sizeof rules / sizeof *rules; i++) {
        meeting = count_meeting(&name, rules[i], feeds, count, &found);
        if (meeting > 1)
            refuse_several(&name, rules[i], feeds, count, error);
    }
    if (!folded)
        error_out_of_memory(error, "looking for a feed");
    else if (!meeting)
        refuse_unknown(typed, error);
    buffer_release(&name.folded);
    return meeting == 1 ? found : NULL;
}
