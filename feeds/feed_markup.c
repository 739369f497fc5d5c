/* feed markup: tags and escaped text. */
#include "feeds/feed_markup.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "feeds/html_mend.h"
#include "feeds/url.h"

/* Of an attribute's five pointers; the value has no NUL behind it. */
enum { ATTRIBUTE_NAME, ATTRIBUTE_PREFIX, ATTRIBUTE_URI, ATTRIBUTE_VALUE, ATTRIBUTE_END, ATTRIBUTE_SIZE };

static const char *item_of(const struct feed_attributes *attributes, int number, int part)
{
    return (const char *)attributes->items[number * ATTRIBUTE_SIZE + part];
}

static size_t value_length(const struct feed_attributes *attributes, int number)
{
    return (size_t)(item_of(attributes, number, ATTRIBUTE_END) - item_of(attributes, number, ATTRIBUTE_VALUE));
}

char *feed_attribute(const struct feed_attributes *attributes, const char *prefix, const char *name)
{
    for (int i = 0; i < attributes->count; i++) {
        const char *own_prefix = item_of(attributes, i, ATTRIBUTE_PREFIX);
        bool same_prefix = !prefix || (own_prefix && strcmp(own_prefix, prefix) == 0);
        if (same_prefix && strcmp(item_of(attributes, i, ATTRIBUTE_NAME), name) == 0)
            return strndup(item_of(attributes, i, ATTRIBUTE_VALUE), value_length(attributes, i));
    }
    return NULL;
}

/* Whole stretches at once: where the buffer's ceiling cuts, no character is split. */
void feed_markup_text(struct buffer *out, const char *text, size_t length)
{
    const char *end = text + length, *copied = text;
    for (const char *at = text; at < end; at++) {
        const char *reference = *at == '&' ? "&amp;" : *at == '<' ? "&lt;" : *at == '"' ? "&quot;" : NULL;
        if (!reference)
            continue;
        buffer_append(out, copied, (size_t)(at - copied));
        buffer_append_string(out, reference);
        copied = at + 1;
    }
    buffer_append(out, copied, (size_t)(end - copied));
}

static void append_value(struct buffer *out, const struct feed_attributes *attributes, int number, const char *base)
{
    const char *name = item_of(attributes, number, ATTRIBUTE_NAME);
    size_t length = value_length(attributes, number);
    char *url = NULL;
    if (base && html_mend_is_address(name, strlen(name))) {
        char *reference = strndup(item_of(attributes, number, ATTRIBUTE_VALUE), length);
        url = reference ? url_resolve(reference, base) : NULL;
        free(reference);
    }
    if (url)
        feed_markup_text(out, url, strlen(url));
    else
        feed_markup_text(out, item_of(attributes, number, ATTRIBUTE_VALUE), length);
    free(url);
}

void feed_markup_start(struct buffer *out, const char *name, const struct feed_attributes *attributes, const char *base)
{
    buffer_append_format(out, "<%s", name);
    for (int i = 0; i < attributes->count; i++) {
        buffer_append_format(out, " %s=\"", item_of(attributes, i, ATTRIBUTE_NAME));
        append_value(out, attributes, i, base);
        buffer_append_byte(out, '"');
    }
    buffer_append_byte(out, '>');
}

void feed_markup_end(struct buffer *out, const char *name)
{
    const htmlElemDesc *known = htmlTagLookup((const xmlChar *)name);
    if (!known || !known->empty)
        buffer_append_format(out, "</%s>", name);
}
