/* settings: the table of settings.def made into rows, and the one typed parse of each type. */
#include "config/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/nearest.h"
#include "config/ini.h"

enum setting_type { TYPE_BOOLEAN, TYPE_NUMBER, TYPE_CHOICE, TYPE_STRING };

struct setting {
    struct setting_entry entry;
    enum setting_type type;
    size_t offset;       /* in struct settings */
    const char *initial; /* as text */
    int least, most;     /* of a number */
    const char *choices; /* of a choice, separated by blanks */
};

#define AS_TEXT(value) #value
static const struct setting table[] = {
#define SETTING_BOOLEAN(field, section, name, initial, sentence) \
    {{section, name, sentence}, TYPE_BOOLEAN, offsetof(struct settings, field), (initial) ? "yes" : "no", 0, 0, NULL},
#define SETTING_NUMBER(field, section, name, initial, least, most, sentence) \
    {{section, name, sentence}, TYPE_NUMBER, offsetof(struct settings, field), AS_TEXT(initial), least, most, NULL},
#define SETTING_CHOICE(field, section, name, initial, choices, sentence) \
    {{section, name, sentence}, TYPE_CHOICE, offsetof(struct settings, field), initial, 0, 0, choices},
#define SETTING_STRING(field, section, name, initial, sentence) \
    {{section, name, sentence}, TYPE_STRING, offsetof(struct settings, field), initial, 0, 0, NULL},
#include "config/settings.def"
#undef SETTING_BOOLEAN
#undef SETTING_NUMBER
#undef SETTING_CHOICE
#undef SETTING_STRING
};
enum { SETTING_COUNT = sizeof table / sizeof *table };

struct settings settings_default(void)
{
    return (struct settings){
#define SETTING_BOOLEAN(field, section, name, initial, sentence) .field = (initial),
#define SETTING_NUMBER(field, section, name, initial, least, most, sentence) .field = (initial),
#define SETTING_CHOICE(field, section, name, initial, choices, sentence) .field = initial,
#define SETTING_STRING(field, section, name, initial, sentence) .field = initial,
#include "config/settings.def"
#undef SETTING_BOOLEAN
#undef SETTING_NUMBER
#undef SETTING_CHOICE
#undef SETTING_STRING
    };
}

const struct setting_entry *setting_entry(size_t index)
{
    return index < SETTING_COUNT ? &table[index].entry : NULL;
}

/* --- one value ---------------------------------------------------------------------------------------------------- */

static bool parse_boolean(const char *value, bool *truth)
{
    static const char *const words[] = {"no", "yes", "off", "on", "false", "true", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(value, words[i]) != 0)
            continue;
        *truth = i % 2 == 1;
        return true;
    }
    return false;
}

static bool parse_number(const char *value, int least, int most, int *number)
{
    char *end;
    errno = 0;
    long parsed = strtol(value, &end, 10);
    if (end == value || *end != '\0' || errno != 0 || parsed < least || parsed > most)
        return false;
    *number = (int)parsed;
    return true;
}

/* True when `value` is one of the words in `choices`. */
static bool is_choice(const char *value, const char *choices)
{
    size_t length = strlen(value);
    for (const char *word = choices; *word;) {
        size_t word_length = strcspn(word, " ");
        if (word_length == length && memcmp(word, value, length) == 0)
            return true;
        word += word_length;
        word += strspn(word, " ");
    }
    return false;
}

/* True when the string fits its field and an .ini line can hold it. */
static bool is_storable(const char *value)
{
    size_t length = strlen(value);
    bool quotable = !strchr(value, '"') || !strchr(value, '\'');
    return length < SETTING_STRING_SIZE && quotable && !strpbrk(value, "\t\n\v\f\r") && clean_is_safe(value, length);
}

static bool set_value(struct settings *settings, const struct setting *setting, const char *value, struct error *error)
{
    void *field = (char *)settings + setting->offset;
    const char *name = setting->entry.name;
    switch (setting->type) {
    case TYPE_BOOLEAN:
        return parse_boolean(value, field) || error_set(error, "%s is yes or no, not '%s'", name, value);
    case TYPE_NUMBER:
        return parse_number(value, setting->least, setting->most, field) ||
               error_set(error, "%s is a number from %d to %d, not '%s'", name, setting->least, setting->most, value);
    case TYPE_CHOICE:
        if (!is_choice(value, setting->choices))
            return error_set(error, "%s is one of %s, not '%s'", name, setting->choices, value);
        break;
    case TYPE_STRING:
        if (!is_storable(value))
            return error_set(error,
                             "%s is at most %d bytes without control characters and with one kind of quotation marks",
                             name, SETTING_STRING_SIZE - 1);
        break;
    }
    memcpy(field, value, strlen(value) + 1);
    return true;
}

/* --- by name ------------------------------------------------------------------------------------------------------ */

static const struct setting *find_setting(const char *section, const char *name)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (strcmp(table[i].entry.name, name) == 0 && (!section || strcmp(table[i].entry.section, section) == 0))
            return &table[i];
    return NULL;
}

static const char *nearest_setting(const char *name)
{
    const char *names[SETTING_COUNT];
    for (size_t i = 0; i < SETTING_COUNT; i++)
        names[i] = table[i].entry.name;
    return nearest_name(name, names, SETTING_COUNT);
}

/* The setting called "screen.theme" or "theme"; NULL and a sentence when there is none. */
static const struct setting *find_by_full_name(const char *name, struct error *error)
{
    char section[64] = {0};
    const char *dot = strchr(name, '.');
    const char *last = dot ? dot + 1 : name;
    const struct setting *setting = NULL;
    if (!dot) {
        setting = find_setting(NULL, name);
    } else if ((size_t)(dot - name) < sizeof section) {
        memcpy(section, name, (size_t)(dot - name));
        setting = find_setting(section, last);
    }
    if (setting)
        return setting;
    const char *near = nearest_setting(last);
    if (near)
        error_set(error, "there is no setting '%s'; did you mean %s.%s?", name, find_setting(NULL, near)->entry.section,
                  near);
    else
        error_set(error, "there is no setting '%s'; `whosaid config` lists them", name);
    return NULL;
}

bool settings_set(struct settings *settings, const char *name, const char *value, struct error *error)
{
    const struct setting *setting = find_by_full_name(name, error);
    return setting && set_value(settings, setting, value, error);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* One file that is being read. */
struct reading {
    struct settings settings;
    const char *path;
    const struct ini_reader *reader;
};

static void take_entry(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    char full_name[2 * SETTING_STRING_SIZE];
    (void)snprintf(full_name, sizeof full_name, "%s%s%s", section, *section ? "." : "", name);
    struct error error;
    if (!settings_set(&reading->settings, full_name, value, &error))
        ini_warn(reading->reader, "%s: %s", reading->path, error.message);
}

bool settings_read(struct settings *settings, const char *path, settings_warning *warn, void *context,
                   struct error *error)
{
    struct reading reading = {.settings = *settings, .path = path};
    const struct ini_reader reader = {take_entry, &reading, warn, context};
    reading.reader = &reader;
    if (!ini_read_file(path, &reader, error))
        return false;
    *settings = reading.settings;
    return true;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

static void print_range(const struct setting *setting, FILE *stream)
{
    switch (setting->type) {
    case TYPE_BOOLEAN:
        (void)fprintf(stream, "yes or no");
        break;
    case TYPE_NUMBER:
        (void)fprintf(stream, "%d to %d", setting->least, setting->most);
        break;
    case TYPE_CHOICE:
        for (const char *at = setting->choices; *at; at++)
            (void)(*at == ' ' ? fputs(", ", stream) : fputc(*at, stream));
        break;
    case TYPE_STRING:
        (void)fprintf(stream, "text");
        break;
    }
}

static void print_setting(const struct settings *settings, const struct setting *setting, FILE *stream)
{
    const void *field = (const char *)settings + setting->offset;
    const char *initial = setting->initial;
    const char quote = setting->type == TYPE_STRING && strchr(field, '"') ? '\'' : '"';
    (void)fprintf(stream, "# %s\n# ", setting->entry.sentence);
    print_range(setting, stream);
    (void)fprintf(stream, "; default: %s\n%s = ", *initial ? initial : "empty", setting->entry.name);
    if (setting->type == TYPE_BOOLEAN)
        (void)fprintf(stream, "%s\n", *(const bool *)field ? "yes" : "no");
    else if (setting->type == TYPE_NUMBER)
        (void)fprintf(stream, "%d\n", *(const int *)field);
    else
        (void)fprintf(stream, "%c%s%c\n", quote, (const char *)field, quote);
}

void settings_print(const struct settings *settings, FILE *stream)
{
    const char *section = "";
    (void)fprintf(stream, "# Settings of whosaid: ~/.config/whosaid/whosaid.ini, explained in whosaid.ini(5).\n"
                          "# What is left out keeps its default.\n");
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(section, table[i].entry.section) != 0) {
            section = table[i].entry.section;
            (void)fprintf(stream, "\n[%s]\n", section);
        } else {
            (void)fputc('\n', stream);
        }
        print_setting(settings, &table[i], stream);
    }
}

bool settings_print_one(const struct settings *settings, const char *name, FILE *stream, struct error *error)
{
    const struct setting *setting = find_by_full_name(name, error);
    if (setting)
        print_setting(settings, setting, stream);
    return setting != NULL;
}
