/* settings: every setting with its type, read from an .ini file over its default. Never in here: what a setting
 * does. */
#ifndef WHOSAID_CONFIG_SETTINGS_H
#define WHOSAID_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct error;

enum { SETTING_STRING_SIZE = 256 };

struct settings {
#define SETTING_BOOLEAN(field, section, name, initial, sentence) bool field;
#define SETTING_NUMBER(field, section, name, initial, least, most, sentence) int field;
#define SETTING_CHOICE(field, section, name, initial, choices, sentence) char field[SETTING_STRING_SIZE];
#define SETTING_STRING(field, section, name, initial, sentence) char field[SETTING_STRING_SIZE];
#include "config/settings.def"
#undef SETTING_BOOLEAN
#undef SETTING_NUMBER
#undef SETTING_CHOICE
#undef SETTING_STRING
};

/* Called once for every line of a file that is not understood: unknown name (with the nearest known one), value out of
 * range. `sentence` is whole and printable; the call may not keep it. */
typedef void settings_warning(void *context, const char *sentence);

/* The defaults. */
struct settings settings_default(void);

/* Reads the file at `path` over what stands in `settings`. A missing file is no error. A wrong value or name is told to
 * `warn` and leaves its setting as it was. False and a sentence, `settings` unchanged, when the file cannot be read or
 * a line is no setting at all. */
bool settings_read(struct settings *settings, const char *path, settings_warning *warn, void *context,
                   struct error *error);

/* Sets one by its name ("screen.theme" or "theme") from text, as -o NAME=VALUE does. False and a sentence, nothing
 * changed, when there is no such setting or the value is out of its range. A string that an .ini line cannot hold
 * (control characters, both kinds of quotation marks, SETTING_STRING_SIZE bytes or more) is out of its range too. */
bool settings_set(struct settings *settings, const char *name, const char *value, struct error *error);

/* Prints every setting as a commented .ini file: sentence, type and range, default, value. The output read back gives
 * the same settings. */
void settings_print(const struct settings *settings, FILE *stream);

/* Prints one setting in that way, without its section's header. False and a sentence when there is none of that
 * name. */
bool settings_print_one(const struct settings *settings, const char *name, FILE *stream, struct error *error);

/* One row of settings.def, for help and manual. */
struct setting_entry {
    const char *section, *name, *sentence;
};

/* Row `index`, or NULL behind the last. */
const struct setting_entry *setting_entry(size_t index);

#endif
