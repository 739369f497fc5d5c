/* keys: the names of keys, and which action a key starts on which screen. Never in here: how a terminal sends a key,
 * what an action does. */
#ifndef WHOSAID_CONFIG_KEYS_H
#define WHOSAID_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/settings.h"

struct error;

/* A key is the code point that it types, or one of these beyond Unicode. */
enum key_code {
    KEYCODE_NONE = 0,
    KEYCODE_TAB = 0x09,
    KEYCODE_ENTER = 0x0d,
    KEYCODE_ESCAPE = 0x1b,
    KEYCODE_SPACE = 0x20,
    KEYCODE_BACKSPACE = 0x110000,
    KEYCODE_SHIFT_TAB,
    KEYCODE_UP,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_F1 /* to KEYCODE_F1 + 11 */
};

enum { KEY_NAME_SIZE = 16 };

/* The key of that name: one character; Tab S-Tab Enter Escape Space Backspace Up Down Left Right Home End PageUp
 * PageDown Insert Delete F1 … F12; C-a … C-z; and, because " # ; mean something to an .ini file, Quote Hash Semicolon.
 * KEYCODE_NONE when there is none. */
uint32_t key_from_name(const char *name, size_t length);

/* Writes the shortest name that a reader knows: `"`, not Quote. */
void key_to_name(uint32_t key, char name[KEY_NAME_SIZE]);

enum action {
    ACTION_NONE,
#define ACTION(identifier, name, contexts, keys, sentence) ACTION_##identifier,
#include "config/actions.def"
#undef ACTION
    ACTION_COUNT
};

enum context { CONTEXT_LIBRARY, CONTEXT_ARTICLES, CONTEXT_READER, CONTEXT_COUNT };

/* A row of the action table. */
struct action_entry {
    const char *name;
    const char *contexts; /* letters L, A, R */
    const char *keys;     /* the default ones */
    const char *sentence;
};

/* The table's row; `action` is neither ACTION_NONE nor ACTION_COUNT. */
const struct action_entry *action_entry(enum action action);

bool action_has_context(enum action action, enum context context);

/* ACTION_NONE when there is none of that name. */
enum action action_from_name(const char *name);

/* Which key does what. The caller owns it. */
struct keymap;

/* The default keys; NULL when memory is short. */
struct keymap *keymap_create(void);
void keymap_destroy(struct keymap *keymap);

/* Reads keys.ini over what stands: sections [library], [articles], [reader] or, for all that have the action, [keys]; a
 * line `action = key key …` replaces the action's keys there; a key belongs to the last action that claims it. Missing
 * file, warnings and errors as in settings_read. */
bool keymap_read(struct keymap *keymap, const char *path, settings_warning *warn, void *context, struct error *error);

/* The action of a key on a screen, or ACTION_NONE. */
enum action keymap_action(const struct keymap *keymap, enum context context, uint32_t key);

/* The keys of an action on a screen, in the order in which they were given; at most `most`; returns how many. */
size_t keymap_keys(const struct keymap *keymap, enum context context, enum action action, uint32_t keys[], size_t most);

/* Prints the keymap as a commented keys.ini; read back it gives the same keymap. */
void keymap_print(const struct keymap *keymap, FILE *stream);

#endif
