/* feed take: one function for each way in which an element says something; feed_table.h has the ways. */
#include "feeds/feed_take.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/base64.h"
#include "feeds/feed.h"
#include "feeds/feed_markup.h"
#include "feeds/feed_pace.h"
#include "feeds/feed_text.h"
#include "feeds/feed_xml.h"
#include "feeds/text_repair.h"

/* Of an Atom link that is not to a page, and of one that says so only indirectly. */
enum { RANK_LEAST = 1 };

struct feed_record *feed_take_record(struct feed_xml *pass)
{
    return pass->in_item ? &pass->of_item : &pass->of_feed;
}

/* Readies the value that is being collected. */
static void begin_value(struct feed_xml *pass, enum feed_form form)
{
    const char *base = pass->levels[pass->depth - 1].base;
    buffer_clear(&pass->taken.text);
    free(pass->taken.base);
    pass->taken.base = base ? strdup(base) : NULL;
    pass->taken.form = form;
    pass->taken.line = (size_t)xmlSAX2GetLineNumber(pass->parser);
}

static void take_string(struct feed_xml *pass, const char *string, enum feed_slot slot, unsigned rank)
{
    size_t length = strlen(string);
    if (length > pass->options->limits->line_bytes)
        return;
    begin_value(pass, FEED_PLAIN);
    buffer_append(&pass->taken.text, string, length);
    feed_record_keep(feed_take_record(pass), slot, rank, &pass->taken);
}

void feed_take_attribute(struct feed_xml *pass, const struct feed_attributes *attributes, const char *name,
                         enum feed_slot slot, unsigned rank)
{
    char *string = attributes->count ? feed_attribute(attributes, NULL, name) : NULL;
    if (string)
        take_string(pass, string, slot, rank);
    free(string);
}

/* --- content ------------------------------------------------------------------------------------------------------ */

static enum feed_form form_of(const struct feed_element *element, const struct feed_attributes *attributes)
{
    char *type = feed_attribute(attributes, NULL, "type"), *mode = feed_attribute(attributes, NULL, "mode");
    enum feed_form form = element->form;
    if (form == FEED_TYPED)
        form = feed_text_form(type, mode);
    if (form == FEED_NO_TEXT && element->action != FEED_DO_ATOM_CONTENT)
        form = FEED_PLAIN; /* only content may be something else than text */
    if (element->form != FEED_TYPED && mode && strcasecmp(mode, "base64") == 0)
        form = FEED_BASE64_MARKUP;
    free(type);
    free(mode);
    return form;
}

static void begin_taking(struct feed_xml *pass, const struct feed_element *element,
                         const struct feed_attributes *attributes)
{
    const struct feed_limits *limits = pass->options->limits;
    bool is_content = element->action != FEED_DO_TAG && element->action != FEED_DO_AUTHOR &&
                      (element->target == FEED_CONTENT || element->target == FEED_SUMMARY);
    begin_value(pass, attributes->count             ? form_of(element, attributes)
                      : element->form == FEED_TYPED ? FEED_PLAIN
                                                    : element->form);
    pass->taking = element;
    pass->taken_slot = (enum feed_slot)element->target;
    pass->taken_rank = element->rank;
    pass->taking_depth = pass->depth;
    pass->taken_most = is_content ? limits->content_bytes : limits->line_bytes;
}

/* --- attributes --------------------------------------------------------------------------------------------------- */

/* The attributes that the rows of attachments, pictures and links need; each owned, NULL when it is not there. */
struct named {
    char *address, *type, *size, *relation;
};

static struct named named_create(const struct feed_attributes *attributes, const char *address, const char *size)
{
    return (struct named){feed_attribute(attributes, NULL, address), feed_attribute(attributes, NULL, "type"),
                          feed_attribute(attributes, NULL, size), feed_attribute(attributes, NULL, "rel")};
}

static void named_release(struct named *named)
{
    free(named->address);
    free(named->type);
    free(named->size);
    free(named->relation);
}

static void add_attachment(struct feed_xml *pass, const struct named *named)
{
    if (pass->in_item && named->address)
        feed_record_add_attachment(&pass->of_item, named->address, named->type, named->size,
                                   pass->levels[pass->depth - 1].base);
}

/* A link to a page says more than one to another format of the same. */
static bool is_page(const char *type)
{
    return !type || strcasecmp(type, "text/html") == 0 || strcasecmp(type, "application/xhtml+xml") == 0;
}

/* Where a link's address goes; of links to pages the first counts, as their order is the feed's own choice. */
static bool find_link_slot(struct feed_xml *pass, const struct feed_element *element, const struct named *named)
{
    enum feed_slot slot = feed_link_slot(named->relation);
    bool is_enclosure = named->relation && strcasecmp(named->relation, "enclosure") == 0;
    if (element->target != FEED_LINK)
        slot = slot == FEED_LINK ? (enum feed_slot)element->target : FEED_SLOTS;
    pass->taken_slot = slot;
    pass->taken_rank = slot != FEED_LINK || is_page(named->type) ? element->rank : RANK_LEAST;
    if (slot == FEED_SLOTS)
        return is_enclosure;
    return feed_take_record(pass)->values[slot].rank < pass->taken_rank;
}

static void take_atom_link(struct feed_xml *pass, const struct feed_element *element,
                           const struct feed_attributes *attributes)
{
    struct named named = named_create(attributes, "href", "length");
    const char *base = pass->levels[pass->depth - 1].base;
    bool is_wanted = find_link_slot(pass, element, &named);
    enum feed_slot slot = pass->taken_slot;
    unsigned rank = pass->taken_rank;
    if (is_wanted && named.address && slot == FEED_SLOTS) {
        add_attachment(pass, &named);
    } else if (is_wanted && named.address) {
        take_string(pass, !*named.address && base ? base : named.address, slot, rank);
    } else if (is_wanted) {
        begin_taking(pass, element, attributes);
        pass->taken_slot = slot;
        pass->taken_rank = rank;
    }
    named_release(&named);
}

static void take_media_content(struct feed_xml *pass, const struct feed_element *element,
                               const struct feed_attributes *attributes)
{
    struct named named = named_create(attributes, "url", "fileSize");
    char *medium = feed_attribute(attributes, NULL, "medium");
    bool is_image =
        (medium && strcasecmp(medium, "image") == 0) || (named.type && strncasecmp(named.type, "image/", 6) == 0);
    if (is_image && named.address)
        take_string(pass, named.address, (enum feed_slot)element->target, element->rank);
    else
        add_attachment(pass, &named);
    free(medium);
    named_release(&named);
}

static void take_tag_term(struct feed_xml *pass, const struct feed_attributes *attributes)
{
    static const char *const names[] = {"label", "term", "text"};
    bool taken = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !taken; i++) {
        char *term = feed_attribute(attributes, NULL, names[i]);
        taken = term && *term;
        if (taken)
            feed_record_add_tag(feed_take_record(pass), term, strlen(term));
        free(term);
    }
}

/* True when one of the attributes says all; NULL behind the last. */
static bool take_from(struct feed_xml *pass, const struct feed_element *element,
                      const struct feed_attributes *attributes, const char *const *names)
{
    for (; *names; names++) {
        char *string = feed_attribute(attributes, NULL, *names);
        bool is_said = string && *string;
        if (is_said)
            take_string(pass, string, (enum feed_slot)element->target, element->rank);
        free(string);
        if (is_said)
            return true;
    }
    return false;
}

/* --- by the row -------------------------------------------------------------------------------------------------- */

void feed_take_start(struct feed_xml *pass, const struct feed_element *element,
                     const struct feed_attributes *attributes)
{
    static const char *const picture[] = {"href", "url", NULL}, *const license[] = {"resource", NULL},
                             *const address[] = {"href", NULL};
    struct named named = {NULL, NULL, NULL, NULL};
    switch (element->action) {
    case FEED_DO_ATOM_LINK:
        take_atom_link(pass, element, attributes);
        return;
    case FEED_DO_TAG_TERM:
        take_tag_term(pass, attributes);
        return;
    case FEED_DO_MEDIA_CONTENT:
        take_media_content(pass, element, attributes);
        return;
    case FEED_DO_ENCLOSURE:
        named = named_create(attributes, "url", "length");
        add_attachment(pass, &named);
        named_release(&named);
        return;
    case FEED_DO_PICTURE:
        if (take_from(pass, element, attributes, picture))
            return;
        break;
    case FEED_DO_LICENSE:
        if (take_from(pass, element, attributes, license))
            return;
        break;
    case FEED_DO_RSS_LINK:
        if (take_from(pass, element, attributes, address))
            return;
        break;
    case FEED_DO_ATOM_CONTENT:
        feed_take_attribute(pass, attributes, "src", FEED_RELATED, RANK_LEAST);
        break;
    case FEED_DO_SOURCE:
        feed_take_attribute(pass, attributes, "url", FEED_SOURCE_URL, element->rank);
        break;
    case FEED_DO_GUID: {
        char *permalink = feed_attribute(attributes, NULL, "isPermaLink");
        pass->of_item.is_permalink = !permalink || strcasecmp(permalink, "false") != 0;
        free(permalink);
        break;
    }
    default:
        break;
    }
    begin_taking(pass, element, attributes);
}

void feed_take_text(struct feed_xml *pass, const char *text, size_t length)
{
    struct buffer *out = &pass->taken.text;
    size_t room = pass->taken_most > out->length ? pass->taken_most - out->length : 0;
    if (length > room) {
        feed_take_record(pass)->is_cut = true;
        length = room;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    if (pass->taken.form == FEED_INLINE)
        feed_markup_text(out, text, length);
    else
        buffer_append(out, text, length);
}

static void add_tags(struct feed_record *record, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, ",");
        feed_record_add_tag(record, text, length);
        text += length + (text[length] == ',');
    }
}

/* What was written as base64 is HTML or plain text, if it is text at all. */
static void decode(struct feed_value *value)
{
    struct buffer decoded = buffer_create(value->text.ceiling);
    enum feed_form form = value->form == FEED_BASE64_PLAIN ? FEED_PLAIN : FEED_MARKUP;
    value->form = base64_to_text(buffer_string(&value->text), &decoded) ? form : FEED_NO_TEXT;
    buffer_release(&value->text);
    value->text = decoded;
    if (decoded.length)
        feed_text_strip(value->text.bytes, &value->text.length);
}

/* XML has no control character but DEL, and those that text_repair takes out. */
static void take_out_controls(struct buffer *text)
{
    if (text->length && memchr(text->bytes, 0x7f, text->length))
        feed_text_strip(text->bytes, &text->length);
}

void feed_take_end(struct feed_xml *pass)
{
    const struct feed_element *element = pass->taking;
    struct feed_record *record = feed_take_record(pass);
    struct feed_value *taken = &pass->taken;
    pass->taking = NULL;
    if (taken->form == FEED_BASE64_PLAIN || taken->form == FEED_BASE64_MARKUP)
        decode(taken);
    text_repair(&taken->text);
    take_out_controls(&taken->text);
    switch (element->action) {
    case FEED_DO_AUTHOR:
        feed_record_add_author(record, element->rank, taken);
        break;
    case FEED_DO_TAG:
        feed_record_add_tag(record, buffer_string(&taken->text), taken->text.length);
        break;
    case FEED_DO_TAGS:
        add_tags(record, buffer_string(&taken->text));
        break;
    case FEED_DO_SKIP_HOUR:
        feed_pace_skip_hour(&record->pace, buffer_string(&taken->text));
        break;
    case FEED_DO_SKIP_DAY:
        feed_pace_skip_day(&record->pace, buffer_string(&taken->text));
        break;
    default:
        if (pass->taken_slot == FEED_SLOTS)
            feed_record_add_attachment(record, buffer_string(&taken->text), NULL, NULL, taken->base);
        else
            feed_record_keep(record, pass->taken_slot, pass->taken_rank, taken);
        break;
    }
}
