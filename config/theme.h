/* theme: what each part of the screen looks like. Never in here: the terminal's means of showing it. */
#ifndef WHOSAID_CONFIG_THEME_H
#define WHOSAID_CONFIG_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/settings.h"

struct error;

enum style_attribute {
    STYLE_BOLD = 1 << 0,
    STYLE_FAINT = 1 << 1,
    STYLE_ITALIC = 1 << 2,
    STYLE_UNDERLINE = 1 << 3,
    STYLE_REVERSE = 1 << 4
};

enum { COLOUR_DEFAULT = -1 };

/* Colours are numbers of the 256-colour palette, or COLOUR_DEFAULT for the terminal's own. Only numbers below 8 are
 * used where the terminal has no more; a theme gives both (`color75/blue`). */
struct style {
    int16_t foreground, background;             /* with 256 colours */
    int16_t foreground_basic, background_basic; /* with 8 */
    uint16_t attributes;                        /* of enum style_attribute */
};

enum role {
#define ROLE(identifier, name, sentence) ROLE_##identifier,
#include "config/theme.def"
#undef ROLE
    ROLE_COUNT
};

enum { THEME_SPEAKERS_MAX = 12 };

struct theme {
    struct style roles[ROLE_COUNT];
    struct style speakers[THEME_SPEAKERS_MAX]; /* the cycle of quotation colours */
    size_t speaker_count;                      /* at least 1 */
};

/* Reads theme `name`: `themes/NAME.ini` under the user's configuration directory if it is there, else the built-in one.
 * How a theme is written: whosaid.ini(5), and the head of themes/dark.ini. What it leaves out is plain. `directory` may
 * be NULL. Wrong lines are told to `warn` as in settings_read. False and a sentence, `theme` unchanged, when there is
 * no such theme. */
bool theme_read(struct theme *theme, const char *name, const char *directory, settings_warning *warn, void *context,
                struct error *error);

#endif
