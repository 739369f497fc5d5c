/* page json-ld: a list of the objects that may be the article, without recursion; the table of clues says which
 * members count. */
#include "feeds/page_json_ld.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "feeds/html_tree.h"
#include "feeds/json_text.h"
#include "feeds/page_clues.h"

enum {
    SCRIPT_SIZE_MAX = 4 * 1024 * 1024,
    VALUES_MAX = 200 * 1000, /* jansson takes some hundred bytes for each */
    OBJECTS_MAX = 2000,
    AUTHORS_MAX = 20,
    /* Facts of what is not surely the article rank below all else that a page says. */
    PAGE_OBJECT_LOSS = 34
};

struct reading {
    struct array *clues;
    struct arena *arena;
    struct array objects; /* of json_t *, borrowed from the root */
};

/* True when the type, or one of the types, ends so. */
static bool has_type(const json_t *object, const char *const *endings)
{
    const json_t *type = json_object_get(object, "@type");
    size_t count = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_is_array(type) ? json_array_get(type, i) : type);
        size_t length = name ? strlen(name) : 0;
        for (const char *const *ending = endings; name && *ending; ending++)
            if (length >= strlen(*ending) && strcmp(name + length - strlen(*ending), *ending) == 0)
                return true;
    }
    return false;
}

static bool is_article(const json_t *object)
{
    static const char *const endings[] = {"Article", "Posting", "Report", "Review", "Recipe", "HowTo", NULL};
    return has_type(object, endings);
}

static bool is_page(const json_t *object)
{
    static const char *const endings[] = {"WebPage", "ItemPage", "AboutPage", "CreativeWork", "VideoObject", NULL};
    return has_type(object, endings);
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static void note_object(struct reading *reading, json_t *value)
{
    json_t **slot = json_is_object(value) || json_is_array(value) ? array_push(&reading->objects) : NULL;
    if (slot)
        *slot = value;
}

/* Everything that stands in the root, in its graphs and as what a page is mainly about. */
static void find_objects(struct reading *reading, json_t *root)
{
    static const char *const members[] = {"@graph", "mainEntity", "mainEntityOfPage"};
    note_object(reading, root);
    for (size_t i = 0; i < reading->objects.count; i++) {
        json_t *value = ((json_t **)reading->objects.items)[i];
        for (size_t j = 0; j < json_array_size(value); j++)
            note_object(reading, json_array_get(value, j));
        for (size_t j = 0; j < sizeof members / sizeof *members; j++)
            note_object(reading, json_object_get(value, members[j]));
    }
}

/* The object that is meant by {"@id": …}; itself when it says more, or is not found. */
static const json_t *follow(const struct reading *reading, const json_t *value)
{
    const char *name = json_string_value(json_object_get(value, "@id"));
    json_t *const *objects = reading->objects.items;
    if (!name || json_object_size(value) > 1)
        return value;
    for (size_t i = 0; i < reading->objects.count; i++) {
        const char *other = json_string_value(json_object_get(objects[i], "@id"));
        if (other && strcmp(name, other) == 0 && json_object_size(objects[i]) > 1)
            return objects[i];
    }
    return value;
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* What a value says by itself or, as an object, by its name or address. */
static const char *text_of(const struct reading *reading, const json_t *value, enum page_fact fact)
{
    static const char *const members[] = {"name", "url", "@value"};
    value = follow(reading, value);
    if (json_is_array(value))
        value = follow(reading, json_array_get(value, 0));
    if (json_is_string(value))
        return json_string_value(value);
    for (size_t i = fact == PAGE_IMAGE; i < sizeof members / sizeof *members; i++) {
        const json_t *member = json_object_get(value, members[i]);
        member = json_is_array(member) ? json_array_get(member, 0) : member;
        if (json_is_string(member))
            return json_string_value(member);
    }
    return NULL;
}

/* Several authors are an array of objects and names or, against the vocabulary, one object with an array of names. */
static void take(struct reading *reading, const struct page_clue_row *row, unsigned rank, const json_t *value)
{
    const json_t *names = row->fact == PAGE_BYLINE ? json_object_get(value, "name") : NULL;
    if (json_is_array(names))
        value = names;
    bool takes_all = row->fact == PAGE_BYLINE && json_is_array(value);
    size_t count = takes_all ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < AUTHORS_MAX; i++) {
        const char *text = text_of(reading, takes_all ? json_array_get(value, i) : value, row->fact);
        page_clue_add(reading->clues, row->fact, rank, arena_copy_string(reading->arena, text));
    }
}

static void take_object(struct reading *reading, json_t *object, unsigned loss)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        const struct page_clue_row *row = page_clue_row_find(PAGE_DATA, name);
        if (row)
            take(reading, row, row->rank > loss ? row->rank - loss : 1, follow(reading, value));
    }
}

static void take_objects(struct reading *reading)
{
    json_t *const *objects = reading->objects.items;
    for (size_t i = 0; i < reading->objects.count; i++)
        if (is_article(objects[i])) {
            take_object(reading, objects[i], 0);
            break;
        }
    for (size_t i = 0; i < reading->objects.count; i++)
        if (is_page(objects[i])) {
            take_object(reading, objects[i], PAGE_OBJECT_LOSS);
            break;
        }
}

void page_json_ld_read(struct array *clues, const xmlNode *script, struct arena *arena)
{
    const char *type = html_tree_attribute(script, "type");
    const char *text = script->children ? (const char *)script->children->content : NULL;
    if (!type || !text || strncasecmp(type, "application/ld+json", strlen("application/ld+json")) != 0)
        return;
    /* In XHTML the script was a section of characters, which HTML does not know. */
    const char *section = strstr(text, "<![CDATA[");
    const char *start = section ? section + strlen("<![CDATA[") : text, *end = text + strnlen(text, SCRIPT_SIZE_MAX);
    start += start < end ? strcspn(start, "{[") : 0;
    struct json_extent extent = start < end ? json_extent_at(start, end) : (struct json_extent){.start = NULL};
    struct error error;
    json_t *root = NULL;
    bool mended;
    if (!extent.start || extent.start == extent.end || extent.values > VALUES_MAX ||
        !json_load_extent(&extent, &root, &mended, &error) || !root)
        return;
    struct reading reading = {clues, arena, array_create(sizeof(json_t *), OBJECTS_MAX)};
    find_objects(&reading, root);
    take_objects(&reading);
    array_release(&reading.objects);
    json_decref(root);
}
