/* keys: their names, and the table of actions. Which key does what stands in keymap.c. */
#include "config/keys.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

/* Keys with a name of more than one character. */
static const struct key_row {
    const char *name;
    uint32_t key;
} key_table[] = {
    {"Tab", KEYCODE_TAB},        {"S-Tab", KEYCODE_SHIFT_TAB},    {"Enter", KEYCODE_ENTER},
    {"Escape", KEYCODE_ESCAPE},  {"Space", KEYCODE_SPACE},        {"Backspace", KEYCODE_BACKSPACE},
    {"Up", KEYCODE_UP},          {"Down", KEYCODE_DOWN},          {"Left", KEYCODE_LEFT},
    {"Right", KEYCODE_RIGHT},    {"Home", KEYCODE_HOME},          {"End", KEYCODE_END},
    {"PageUp", KEYCODE_PAGE_UP}, {"PageDown", KEYCODE_PAGE_DOWN}, {"Insert", KEYCODE_INSERT},
    {"Delete", KEYCODE_DELETE},
};

/* Names for characters that mean something to an .ini file; a reader knows them by themselves. */
static const struct key_row ini_names[] = {{"Quote", '"'}, {"Hash", '#'}, {"Semicolon", ';'}};

enum {
    KEY_ROWS = sizeof key_table / sizeof *key_table,
    INI_NAMES = sizeof ini_names / sizeof *ini_names,
    FUNCTION_KEYS = 12,
    CONTROL_BIT = 0x60 /* what Control takes off a letter: C-a is 1 */
};

static uint32_t find_name(const struct key_row *rows, size_t count, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return rows[i].key;
    return KEYCODE_NONE;
}

static uint32_t function_key(const char *name, size_t length)
{
    for (uint32_t i = 0; i < FUNCTION_KEYS; i++) {
        char known[KEY_NAME_SIZE];
        key_to_name(KEYCODE_F1 + i, known);
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return KEYCODE_F1 + i;
    }
    return KEYCODE_NONE;
}

/* The one printable character that the name is, or KEYCODE_NONE. */
static uint32_t single_character(const char *name, size_t length)
{
    ucs4_t character;
    int size = u8_mbtoucr(&character, (const uint8_t *)name, length);
    bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    return size > 0 && (size_t)size == length && !control ? character : KEYCODE_NONE;
}

uint32_t key_from_name(const char *name, size_t length)
{
    if (length == 0)
        return KEYCODE_NONE;
    if (length == 3 && memcmp(name, "C-", 2) == 0 && name[2] >= 'a' && name[2] <= 'z')
        return (uint32_t)name[2] - CONTROL_BIT;
    uint32_t key = single_character(name, length);
    if (!key)
        key = find_name(key_table, KEY_ROWS, name, length);
    if (!key)
        key = find_name(ini_names, INI_NAMES, name, length);
    return key ? key : function_key(name, length);
}

void key_to_name(uint32_t key, char name[KEY_NAME_SIZE])
{
    for (size_t i = 0; i < KEY_ROWS; i++) {
        if (key_table[i].key != key)
            continue;
        (void)snprintf(name, KEY_NAME_SIZE, "%s", key_table[i].name);
        return;
    }
    if (key >= KEYCODE_F1 && key < KEYCODE_F1 + FUNCTION_KEYS) {
        (void)snprintf(name, KEY_NAME_SIZE, "F%d", (int)(key - KEYCODE_F1) + 1);
    } else if (key > 0 && key < 0x20) {
        (void)snprintf(name, KEY_NAME_SIZE, "C-%c", (char)(key + CONTROL_BIT));
    } else {
        int size = u8_uctomb((uint8_t *)name, key, KEY_NAME_SIZE - 1);
        name[size > 0 ? size : 0] = '\0';
    }
}

static const struct action_entry action_table[] = {
#define ACTION(identifier, name, contexts, keys, sentence) [ACTION_##identifier] = {name, contexts, keys, sentence},
#include "config/actions.def"
#undef ACTION
};

const struct action_entry *action_entry(enum action action)
{
    return &action_table[action];
}

bool action_has_context(enum action action, enum context context)
{
    static const char letters[] = {[CONTEXT_LIBRARY] = 'L', [CONTEXT_ARTICLES] = 'A', [CONTEXT_READER] = 'R'};
    return strchr(action_table[action].contexts, letters[context]) != NULL;
}

enum action action_from_name(const char *name)
{
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
        if (strcmp(action_table[action].name, name) == 0)
            return action;
    return ACTION_NONE;
}
