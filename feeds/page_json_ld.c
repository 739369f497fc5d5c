/* page json-ld: a list of the objects of all scripts of a page, without recursion; one of them is the article, and the
 * table of clues says which of its members count. */
#include "feeds/page_json_ld.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/html_tree.h"
#include "feeds/json_text.h"
#include "feeds/page_clues.h"
#include "feeds/page_site.h"

enum {
    SCRIPT_SIZE_MAX = 4 * 1024 * 1024,
    VALUES_MAX = 200 * 1000, /* of all scripts; jansson takes some hundred bytes for each */
    OBJECTS_MAX = 2000,
    ROOTS_MAX = 200,
    AUTHORS_MAX = 20,
    /* Facts of what is not surely the article rank below all else that a page says. */
    PAGE_OBJECT_LOSS = 34
};

struct reading {
    struct array *clues;
    struct arena *arena;
    const struct page_json_ld *data;
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
    static const char *const endings[] = {"WebPage",     "ItemPage", "AboutPage", "CreativeWork",
                                          "VideoObject", "Question", "Episode",   NULL};
    return has_type(object, endings);
}

static bool is_site(const json_t *object)
{
    static const char *const endings[] = {"WebSite", NULL};
    return has_type(object, endings);
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static void note_object(struct page_json_ld *data, json_t *value)
{
    json_t **slot = json_is_object(value) || json_is_array(value) ? array_push(&data->objects) : NULL;
    if (slot)
        *slot = value;
}

/* Everything that stands in the root, in its graphs and as what a page is mainly about. */
static void find_objects(struct page_json_ld *data, json_t *root)
{
    static const char *const members[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"};
    size_t before = data->objects.count;
    note_object(data, root);
    for (size_t i = before; i < data->objects.count; i++) {
        json_t *value = ((json_t **)data->objects.items)[i];
        for (size_t j = 0; j < json_array_size(value); j++)
            note_object(data, json_array_get(value, j));
        for (size_t j = 0; j < sizeof members / sizeof *members; j++)
            note_object(data, json_object_get(value, members[j]));
    }
}

/* The object that is meant by {"@id": …}; itself when it says more, or is not found. */
static const json_t *follow(const struct reading *reading, const json_t *value)
{
    const char *name = json_string_value(json_object_get(value, "@id"));
    json_t *const *objects = reading->data->objects.items;
    if (!name || json_object_size(value) > 1)
        return value;
    for (size_t i = 0; i < reading->data->objects.count; i++) {
        const char *other = json_string_value(json_object_get(objects[i], "@id"));
        if (other && strcmp(name, other) == 0 && json_object_size(objects[i]) > 1)
            return objects[i];
    }
    return value;
}

/* --- members ------------------------------------------------------------------------------------------------------ */

/* What a value says by itself or, as an object, by its name or address; both may be one of several, or in a
 * language. */
static const char *text_of(const struct reading *reading, const json_t *value, enum page_fact fact)
{
    static const char *const members[] = {"name", "url", "contentUrl", "@value"};
    value = follow(reading, value);
    if (json_is_array(value))
        value = follow(reading, json_array_get(value, 0));
    if (json_is_string(value))
        return json_string_value(value);
    for (size_t i = fact == PAGE_IMAGE; i < sizeof members / sizeof *members; i++) {
        const json_t *member = json_object_get(value, members[i]);
        member = json_is_array(member) ? json_array_get(member, 0) : member;
        member = json_is_object(member) ? json_object_get(member, "@value") : member;
        if (json_is_string(member))
            return json_string_value(member);
    }
    return NULL;
}

/* A person may have no name but its two parts, and be somebody in the role of an author. */
static const char *author_of(const struct reading *reading, const json_t *value)
{
    const json_t *played = json_object_get(follow(reading, value), "author");
    value = follow(reading, played ? played : value);
    const char *given = json_string_value(json_object_get(value, "givenName"));
    const char *family = json_string_value(json_object_get(value, "familyName"));
    if (json_object_get(value, "name") || !given || !family)
        return arena_copy_string(reading->arena, text_of(reading, value, PAGE_BYLINE));
    struct buffer whole = buffer_create(PAGE_CLUE_LENGTH_MAX);
    const char *name = buffer_append_format(&whole, "%s %s", given, family)
                           ? arena_copy_string(reading->arena, buffer_string(&whole))
                           : NULL;
    buffer_release(&whole);
    return name;
}

/* Several authors are an array of objects and names or, against the vocabulary, one object with an array of names. */
static void take_authors(const struct reading *reading, unsigned rank, const json_t *value)
{
    const json_t *names = json_object_get(value, "name");
    if (json_is_array(names))
        value = names;
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < AUTHORS_MAX; i++) {
        const json_t *author = json_is_array(value) ? json_array_get(value, i) : value;
        page_clue_add(reading->clues, PAGE_BYLINE, rank, author_of(reading, author));
    }
}

static void take_object(const struct reading *reading, json_t *object, unsigned loss)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        const struct page_clue_row *row = page_clue_row_find(PAGE_DATA, name);
        if (!row)
            continue;
        const json_t *meant = follow(reading, value);
        unsigned rank = row->rank > loss ? row->rank - loss : 1;
        if (row->fact == PAGE_BYLINE)
            take_authors(reading, rank, meant);
        else
            page_clue_add(reading->clues, row->fact, rank,
                          arena_copy_string(reading->arena, text_of(reading, meant, row->fact)));
    }
}

/* True when the page calls itself as the object does. */
static bool is_of_page(const struct reading *reading, json_t *object, const struct page_calls *calls)
{
    const char *headline = text_of(reading, json_object_get(object, "headline"), PAGE_TITLE);
    if (!headline)
        headline = text_of(reading, json_object_get(object, "name"), PAGE_TITLE);
    return headline && ((calls->title && page_holds_name(calls->title, headline)) ||
                        (calls->heading && page_holds_name(calls->heading, headline)));
}

/* The article that the page is called after, or the first: others are teasers. NULL when there is none. */
static json_t *find_article(const struct reading *reading, const struct page_calls *calls)
{
    json_t *const *objects = reading->data->objects.items, *first = NULL;
    for (size_t i = 0; i < reading->data->objects.count; i++) {
        if (!is_article(objects[i]))
            continue;
        if (is_of_page(reading, objects[i], calls))
            return objects[i];
        first = first ? first : objects[i];
    }
    return first;
}

static json_t *find_first(const struct page_json_ld *data, bool (*is)(const json_t *object))
{
    json_t *const *objects = data->objects.items;
    for (size_t i = 0; i < data->objects.count; i++)
        if (is(objects[i]))
            return objects[i];
    return NULL;
}

void page_json_ld_take(const struct page_json_ld *data, const struct page_calls *calls, struct array *clues,
                       struct arena *arena)
{
    const struct reading reading = {clues, arena, data};
    json_t *article = find_article(&reading, calls), *page = find_first(data, is_page);
    if (article)
        take_object(&reading, article, 0);
    if (page)
        take_object(&reading, page, PAGE_OBJECT_LOSS);
    const char *site = text_of(&reading, json_object_get(find_first(data, is_site), "name"), PAGE_SITE);
    page_clue_add(clues, PAGE_SITE, PAGE_RANK_WEB_SITE, arena_copy_string(arena, site));
}

/* --- scripts ------------------------------------------------------------------------------------------------------ */

struct page_json_ld page_json_ld_create(void)
{
    return (struct page_json_ld){array_create(sizeof(json_t *), ROOTS_MAX), array_create(sizeof(json_t *), OBJECTS_MAX),
                                 0};
}

void page_json_ld_release(struct page_json_ld *data)
{
    json_t *const *roots = data->roots.items;
    for (size_t i = 0; i < data->roots.count; i++)
        json_decref(roots[i]);
    array_release(&data->roots);
    array_release(&data->objects);
}

/* Keeps the value and the objects in it; false when there is no room for more. */
static bool keep(struct page_json_ld *data, const struct json_extent *extent)
{
    struct error error;
    bool mended;
    json_t *root = NULL, **slot;
    if (extent->values + data->values > VALUES_MAX || !json_load_extent(extent, &root, &mended, &error) || !root)
        return false;
    slot = array_push(&data->roots);
    if (!slot) {
        json_decref(root);
        return false;
    }
    *slot = root;
    data->values += extent->values;
    find_objects(data, root);
    return true;
}

void page_json_ld_read(struct page_json_ld *data, const xmlNode *script)
{
    const char *type = html_tree_attribute(script, "type");
    const char *text = script->children ? (const char *)script->children->content : NULL;
    if (!type || !text || strncasecmp(type, "application/ld+json", strlen("application/ld+json")) != 0)
        return;
    /* In XHTML the script was a section of characters, which HTML does not know. */
    const char *section = strstr(text, "<![CDATA[");
    const char *start = section ? section + strlen("<![CDATA[") : text, *end = text + strnlen(text, SCRIPT_SIZE_MAX);
    /* Some write one value behind the other. */
    while (start < end && (start += strcspn(start, "{[")) < end) {
        struct json_extent extent = json_extent_at(start, end);
        if (!extent.start || extent.start == extent.end || !keep(data, &extent))
            return;
        start = extent.end;
    }
}
