/* theme: styles as words in an .ini file. */
#include "config/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "config/embedded.h"
#include "config/ini.h"

/* --- colours ------------------------------------------------------------------------------------------------------ */

static const char *const basic_names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

enum { BASIC_COUNT = 8, PALETTE_SIZE = 256, CUBE_FIRST = 16, CUBE_EDGE = 6, GREY_FIRST = 232 };

struct rgb {
    int red, green, blue;
};

/* The palette's colours from 16 on are the same in every terminal (xterm, ctlseqs; the 16 below are the user's own). */
static struct rgb palette_colour(int number)
{
    static const int levels[CUBE_EDGE] = {0, 95, 135, 175, 215, 255};
    if (number >= GREY_FIRST) {
        int grey = 8 + 10 * (number - GREY_FIRST);
        return (struct rgb){grey, grey, grey};
    }
    int cube = number - CUBE_FIRST;
    return (struct rgb){levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]};
}

static int distance(struct rgb one, struct rgb other)
{
    int red = one.red - other.red, green = one.green - other.green, blue = one.blue - other.blue;
    return red * red + green * green + blue * blue;
}

static int16_t nearest_in_palette(struct rgb colour)
{
    int nearest = CUBE_FIRST;
    for (int number = CUBE_FIRST; number < PALETTE_SIZE; number++)
        if (distance(colour, palette_colour(number)) < distance(colour, palette_colour(nearest)))
            nearest = number;
    return (int16_t)nearest;
}

/* One of the eight: each of red, green and blue is either there or not, measured against the strongest of them; a
 * colour without a hue is white or black. */
static int16_t nearest_basic(int16_t number)
{
    if (number < BASIC_COUNT)
        return number;
    if (number < CUBE_FIRST)
        return (int16_t)(number - BASIC_COUNT);
    struct rgb colour = palette_colour(number);
    int most = colour.red > colour.green ? colour.red : colour.green;
    most = colour.blue > most ? colour.blue : most;
    if (most < 64)
        return 0;
    int bits = (colour.red * 4 > most * 3) | (colour.green * 4 > most * 3) << 1 | (colour.blue * 4 > most * 3) << 2;
    return (int16_t)bits;
}

static bool parse_hexadecimal(const char *word, struct rgb *colour)
{
    if (strlen(word) != strlen("#rrggbb") || strspn(word + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    unsigned long value = strtoul(word + 1, NULL, 16);
    *colour = (struct rgb){(int)(value >> 16), (int)(value >> 8 & 0xff), (int)(value & 0xff)};
    return true;
}

/* A number of the palette: one to three digits. */
static bool parse_number(const char *digits, int16_t *number)
{
    size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > 3 || digits[count] != '\0')
        return false;
    long value = strtol(digits, NULL, 10);
    *number = (int16_t)value;
    return value < PALETTE_SIZE;
}

/* A colour without its fallback: default, one of the eight names, color0 to color255, #rrggbb. */
static bool parse_single_colour(const char *word, int16_t *number)
{
    struct rgb colour;
    if (*word == '#') {
        if (!parse_hexadecimal(word, &colour))
            return false;
        *number = nearest_in_palette(colour);
        return true;
    }
    if (strcmp(word, "default") == 0) {
        *number = COLOUR_DEFAULT;
        return true;
    }
    for (int i = 0; i < BASIC_COUNT; i++) {
        if (strcmp(word, basic_names[i]) != 0)
            continue;
        *number = (int16_t)i;
        return true;
    }
    static const char prefix[] = "color";
    return strncmp(word, prefix, sizeof prefix - 1) == 0 && parse_number(word + sizeof prefix - 1, number);
}

/* A colour and, behind a slash, what stands for it where there are only eight. */
static bool parse_colour(char *word, int16_t *number, int16_t *basic)
{
    char *slash = strchr(word, '/');
    if (slash)
        *slash = '\0';
    if (!parse_single_colour(word, number))
        return false;
    *basic = nearest_basic(*number);
    return !slash || (parse_single_colour(slash + 1, basic) && *basic < BASIC_COUNT);
}

/* --- styles ------------------------------------------------------------------------------------------------------- */

static const struct attribute_row {
    const char *name;
    enum style_attribute attribute;
} attribute_table[] = {
    {"bold", STYLE_BOLD},           {"faint", STYLE_FAINT},     {"italic", STYLE_ITALIC},
    {"underline", STYLE_UNDERLINE}, {"reverse", STYLE_REVERSE},
};

static const struct style plain_style = {COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT, COLOUR_DEFAULT, 0};

static bool parse_attribute(const char *word, struct style *style)
{
    for (size_t i = 0; i < sizeof attribute_table / sizeof *attribute_table; i++) {
        if (strcmp(word, attribute_table[i].name) != 0)
            continue;
        style->attributes |= (uint16_t)attribute_table[i].attribute;
        return true;
    }
    return false;
}

/* Takes one word of a style. `background` remembers that `on` came before. */
static bool take_word(char *word, struct style *style, bool *background)
{
    if (strcmp(word, "on") == 0) {
        *background = true;
        return true;
    }
    if (parse_attribute(word, style))
        return true;
    return *background ? parse_colour(word, &style->background, &style->background_basic)
                       : parse_colour(word, &style->foreground, &style->foreground_basic);
}

/* Reads `[ATTRIBUTE…] [COLOUR] [on COLOUR]`; the words are cut apart in place. Returns the word that is wrong, or
 * NULL. */
static const char *parse_style(char *words, struct style *style)
{
    static const char blanks[] = " \t";
    bool background = false;
    for (char *word = words + strspn(words, blanks); *word;) {
        char *end = word + strcspn(word, blanks);
        char *next = end + strspn(end, blanks);
        *end = '\0';
        if (!take_word(word, style, &background))
            return word;
        word = next;
    }
    return NULL;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* One theme that is being read. */
struct reading {
    struct theme theme;
    const char *name;
    const struct ini_reader *reader;
};

static const char *const role_names[] = {
#define ROLE(identifier, name, sentence) [ROLE_##identifier] = name,
#include "config/theme.def"
#undef ROLE
};

/* The place of the style that an entry gives; NULL when there is none of that name. */
static struct style *find_style(struct theme *theme, const char *section, const char *name)
{
    if (strcmp(section, "parts") == 0)
        for (size_t i = 0; i < ROLE_COUNT; i++)
            if (strcmp(role_names[i], name) == 0)
                return &theme->roles[i];
    if (strcmp(section, "speakers") == 0)
        for (size_t i = 0; i < THEME_SPEAKERS_MAX; i++) {
            char number[8];
            (void)snprintf(number, sizeof number, "%zu", i + 1);
            if (strcmp(number, name) != 0)
                continue;
            if (theme->speaker_count < i + 1)
                theme->speaker_count = i + 1;
            return &theme->speakers[i];
        }
    return NULL;
}

static void warn_of_name(const struct reading *reading, const char *section, const char *name)
{
    const char *near = nearest_name(name, role_names, ROLE_COUNT);
    if (near && strcmp(section, "parts") == 0)
        ini_warn(reading->reader, "theme %s: [parts] has no '%s'; did you mean %s?", reading->name, name, near);
    else
        ini_warn(reading->reader, "theme %s: there is no '%s' in [%s]; parts are named, speakers are 1 to %d",
                 reading->name, name, section, THEME_SPEAKERS_MAX);
}

static void take_entry(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    const struct ini_reader *reader = reading->reader;
    struct style *style = find_style(&reading->theme, section, name);
    if (!style) {
        warn_of_name(reading, section, name);
        return;
    }
    char words[SETTING_STRING_SIZE];
    struct style parsed = plain_style;
    const char *wrong = value;
    if ((size_t)snprintf(words, sizeof words, "%s", value) < sizeof words)
        wrong = parse_style(words, &parsed);
    if (wrong)
        ini_warn(reader, "theme %s: %s: '%s' is neither an attribute nor a colour", reading->name, name, wrong);
    else
        *style = parsed;
}

/* True when the name can be a file's name in the themes' directory and nowhere else. */
static bool is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/') && strlen(name) < SETTING_STRING_SIZE;
}

/* Reads the user's theme of that name; `*found` tells whether there is one. */
static bool read_own(const char *directory, const char *name, const struct ini_reader *reader, bool *found,
                     struct error *error)
{
    struct buffer path = buffer_create((size_t)64 * 1024);
    *found = false;
    bool done = buffer_append_format(&path, "%s/themes/%s.ini", directory, name);
    FILE *file = done ? fopen(buffer_string(&path), "r") : NULL;
    if (!done)
        error_out_of_memory(error, "reading a theme");
    if (file) {
        (void)fclose(file);
        *found = true;
        done = ini_read_file(buffer_string(&path), reader, error);
    }
    buffer_release(&path);
    return done;
}

static bool read_built_in(const char *name, const struct ini_reader *reader, struct error *error)
{
    char file_name[SETTING_STRING_SIZE + sizeof "themes/.ini"];
    (void)snprintf(file_name, sizeof file_name, "themes/%s.ini", name);
    const struct embedded_file *file = embedded_find(file_name);
    if (!file)
        return error_set(error, "there is no theme '%s'; the built-in ones are dark, light and mono", name);
    return ini_read_bytes(file_name, file->bytes, (size_t)(file->end - file->bytes), reader, error);
}

bool theme_read(struct theme *theme, const char *name, const char *directory, settings_warning *warn, void *context,
                struct error *error)
{
    struct reading reading = {.name = name};
    const struct ini_reader reader = {take_entry, &reading, warn, context};
    reading.reader = &reader;
    for (size_t i = 0; i < ROLE_COUNT; i++)
        reading.theme.roles[i] = plain_style;
    for (size_t i = 0; i < THEME_SPEAKERS_MAX; i++)
        reading.theme.speakers[i] = plain_style;
    bool found = false;
    if (!is_name(name))
        return error_set(error, "'%s' is no theme's name", name);
    if (directory && !read_own(directory, name, &reader, &found, error))
        return false;
    if (!found && !read_built_in(name, &reader, error))
        return false;
    if (reading.theme.speaker_count == 0)
        reading.theme.speaker_count = 1;
    *theme = reading.theme;
    return true;
}
