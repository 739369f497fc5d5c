/* keymap: which key does what on which screen, read from keys.ini over the defaults of actions.def. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "config/ini.h"
#include "config/keys.h"

/* More keys for one action on one screen than anybody has fingers for. */
enum { KEYS_MAX = 8 };

struct binding {
    uint32_t keys[KEYS_MAX];
    size_t count;
};

struct keymap {
    struct binding bindings[CONTEXT_COUNT][ACTION_COUNT];
};

static const char *const context_names[] = {
    [CONTEXT_LIBRARY] = "library", [CONTEXT_ARTICLES] = "articles", [CONTEXT_READER] = "reader"};

/* The section for all screens that have the action. */
static const char everywhere[] = "keys";

/* --- binding ------------------------------------------------------------------------------------------------------ */

static void binding_remove(struct binding *binding, uint32_t key)
{
    size_t kept = 0;
    for (size_t i = 0; i < binding->count; i++)
        if (binding->keys[i] != key)
            binding->keys[kept++] = binding->keys[i];
    binding->count = kept;
}

/* Gives the keys to the action on that screen, and takes them from those that had them there. */
static void bind(struct keymap *keymap, enum context context, enum action action, const struct binding *wanted)
{
    for (enum action other = ACTION_NONE + 1; other < ACTION_COUNT; other++)
        for (size_t i = 0; i < wanted->count; i++)
            binding_remove(&keymap->bindings[context][other], wanted->keys[i]);
    keymap->bindings[context][action] = *wanted;
}

/* Reads key names separated by blanks. Returns the name that is wrong or one too many, or NULL when all is well. */
static const char *parse_keys(const char *names, struct binding *binding)
{
    *binding = (struct binding){0};
    for (const char *name = names + strspn(names, " \t"); *name;) {
        size_t length = strcspn(name, " \t");
        uint32_t key = key_from_name(name, length);
        if (!key || binding->count == KEYS_MAX)
            return name;
        binding_remove(binding, key);
        binding->keys[binding->count++] = key;
        name += length;
        name += strspn(name, " \t");
    }
    return NULL;
}

struct keymap *keymap_create(void)
{
    struct keymap *keymap = calloc(1, sizeof *keymap);
    for (enum action action = ACTION_NONE + 1; keymap && action < ACTION_COUNT; action++) {
        struct binding binding;
        parse_keys(action_entry(action)->keys, &binding);
        for (enum context context = 0; context < CONTEXT_COUNT; context++)
            if (action_has_context(action, context))
                bind(keymap, context, action, &binding);
    }
    return keymap;
}

void keymap_destroy(struct keymap *keymap)
{
    free(keymap);
}

/* --- look-up ------------------------------------------------------------------------------------------------------ */

enum action keymap_action(const struct keymap *keymap, enum context context, uint32_t key)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct binding *binding = &keymap->bindings[context][action];
        for (size_t i = 0; i < binding->count; i++)
            if (binding->keys[i] == key)
                return action;
    }
    return ACTION_NONE;
}

size_t keymap_keys(const struct keymap *keymap, enum context context, enum action action, uint32_t keys[], size_t most)
{
    const struct binding *binding = &keymap->bindings[context][action];
    size_t count = binding->count < most ? binding->count : most;
    memcpy(keys, binding->keys, count * sizeof *keys);
    return count;
}

/* --- keys.ini ----------------------------------------------------------------------------------------------------- */

/* One file that is being read. */
struct reading {
    struct keymap keymap;
    const char *path;
    const struct ini_reader *reader;
};

static enum action known_action(const struct reading *reading, const char *name)
{
    enum action action = action_from_name(name);
    if (action != ACTION_NONE)
        return action;
    const char *names[ACTION_COUNT];
    size_t count = 0;
    for (enum action known = ACTION_NONE + 1; known < ACTION_COUNT; known++)
        names[count++] = action_entry(known)->name;
    const char *near = nearest_name(name, names, count);
    if (near)
        ini_warn(reading->reader, "%s: there is no action '%s'; did you mean %s?", reading->path, name, near);
    else
        ini_warn(reading->reader, "%s: there is no action '%s'; whosaid-keys(7) lists them", reading->path, name);
    return ACTION_NONE;
}

static void take_entry(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    enum action action = known_action(reading, name);
    if (action == ACTION_NONE)
        return;
    struct binding binding;
    const char *wrong = parse_keys(value, &binding);
    if (wrong) {
        ini_warn(reading->reader, "%s: %s: '%.*s' is no key, or more than %d are given", reading->path, name,
                 (int)strcspn(wrong, " \t"), wrong, KEYS_MAX);
        return;
    }
    bool bound = false;
    for (enum context screen = 0; screen < CONTEXT_COUNT; screen++) {
        bool meant = strcmp(section, everywhere) == 0 || strcmp(section, context_names[screen]) == 0;
        if (!meant || !action_has_context(action, screen))
            continue;
        bind(&reading->keymap, screen, action, &binding);
        bound = true;
    }
    if (!bound)
        ini_warn(reading->reader, "%s: [%s] has no action '%s'; the sections are keys, library, articles and reader",
                 reading->path, section, name);
}

bool keymap_read(struct keymap *keymap, const char *path, settings_warning *warn, void *context, struct error *error)
{
    struct reading reading = {.keymap = *keymap, .path = path};
    const struct ini_reader reader = {take_entry, &reading, warn, context};
    reading.reader = &reader;
    if (!ini_read_file(path, &reader, error))
        return false;
    *keymap = reading.keymap;
    return true;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

/* The name by which an .ini file can hold the key. */
static const char *ini_name(uint32_t key, char name[KEY_NAME_SIZE])
{
    if (key == '"')
        return "Quote";
    key_to_name(key, name);
    return name;
}

static void print_binding(const struct binding *binding, enum action action, FILE *stream)
{
    (void)fprintf(stream, "# %s\n%s = \"", action_entry(action)->sentence, action_entry(action)->name);
    for (size_t i = 0; i < binding->count; i++) {
        char name[KEY_NAME_SIZE];
        (void)fprintf(stream, "%s%s", i ? " " : "", ini_name(binding->keys[i], name));
    }
    (void)fprintf(stream, "\"\n");
}

static bool same_keys(const struct binding *one, const struct binding *other)
{
    return one->count == other->count && memcmp(one->keys, other->keys, one->count * sizeof *one->keys) == 0;
}

/* The action's keys, when all screens that have it agree on them; else NULL. */
static const struct binding *common_binding(const struct keymap *keymap, enum action action)
{
    const struct binding *common = NULL;
    for (enum context context = 0; context < CONTEXT_COUNT; context++) {
        const struct binding *binding = &keymap->bindings[context][action];
        if (!action_has_context(action, context))
            continue;
        if (common && !same_keys(common, binding))
            return NULL;
        common = binding;
    }
    return common;
}

static void print_section(const struct keymap *keymap, enum context context, FILE *stream)
{
    bool begun = false;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if (!action_has_context(action, context) || common_binding(keymap, action))
            continue;
        if (!begun)
            (void)fprintf(stream, "\n[%s]\n", context_names[context]);
        begun = true;
        print_binding(&keymap->bindings[context][action], action, stream);
    }
}

void keymap_print(const struct keymap *keymap, FILE *stream)
{
    (void)fprintf(stream,
                  "# Keys of whosaid: ~/.config/whosaid/keys.ini, explained in whosaid-keys(7).\n"
                  "# What is left out keeps its default. A key belongs to the last action that names it.\n"
                  "# [keys] is for all screens that have the action; [library], [articles] and [reader] for one.\n"
                  "\n[%s]\n",
                  everywhere);
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct binding *common = common_binding(keymap, action);
        if (common)
            print_binding(common, action, stream);
    }
    for (enum context context = 0; context < CONTEXT_COUNT; context++)
        print_section(keymap, context, stream);
}
