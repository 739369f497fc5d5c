/* page byline: a line is cut where names are parted; what is left of each part is a name or not. */
#include "feeds/page_byline.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/page_date.h"

enum { NAME_WORDS_MAX = 6, NAME_SIZE_MAX = 80, LINE_SIZE_MAX = 1000 };

static const char *const starts[] = {
#define BYLINE_START(words) words,
#define BYLINE_JUNK(words)
#define BYLINE_ROLE(words)
#include "feeds/page_words.def"
#undef BYLINE_START
#undef BYLINE_JUNK
#undef BYLINE_ROLE
};

static const char *const junk[] = {
#define BYLINE_START(words)
#define BYLINE_JUNK(words) words,
#define BYLINE_ROLE(words)
#include "feeds/page_words.def"
#undef BYLINE_START
#undef BYLINE_JUNK
#undef BYLINE_ROLE
};

static const char *const roles[] = {
#define BYLINE_START(words)
#define BYLINE_JUNK(words)
#define BYLINE_ROLE(words) words,
#include "feeds/page_words.def"
#undef BYLINE_START
#undef BYLINE_JUNK
#undef BYLINE_ROLE
};

/* Between two names, or between a name and what follows it. */
static const char *const separators[] = {
    ", ",
    ",",
    "; ",
    " | ",
    "|",
    " / ",
    "\xc2\xb7",
    "\xe2\x80\xa2",
    " - ",
    " \xe2\x80\x93 ",
    " \xe2\x80\x94 ",
    " and ",
    " und ",
    " et ",
    " y ",
    " & ",
    "\xe3\x80\x81",
    " with ",
    "\xef\xbc\x8c",
};

/* How long the words are that introduce authors here; 0 when there are none. */
static size_t start_length(const char *text)
{
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t length = strlen(starts[i]);
        bool is_letters = isalpha((unsigned char)starts[i][length - 1]);
        if (strncasecmp(text, starts[i], length) == 0 &&
            (!is_letters || isspace((unsigned char)text[length]) || text[length] == ':'))
            return length + (text[length] == ':');
    }
    return 0;
}

static bool may_be_name(const char *text)
{
    return isupper((unsigned char)*text) || (unsigned char)*text >= 0x80;
}

bool page_byline_begins(const char *text)
{
    size_t length = start_length(text);
    const char *name = text + length + strspn(text + length, " \t\r\n");
    return length && (isupper((unsigned char)*text) || !*name || may_be_name(name)) && (!*name || may_be_name(name));
}

static bool is_junk(const char *name)
{
    for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
        if (strncasecmp(name, junk[i], strlen(junk[i])) == 0)
            return true;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcasecmp(name, roles[i]) == 0)
            return true;
    return false;
}

/* A person, a group or an outlet: a few words, no number, no address. */
static bool is_name(const char *name, size_t length)
{
    enum { SMALL_WORDS_MAX = 2 }; /* of those who write themselves without a capital */
    size_t words = 1, digits = 0, letters = 0, capitals = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += isupper((unsigned char)name[i]) || (unsigned char)name[i] >= 0x80;
        words += name[i] == ' ';
        digits += isdigit((unsigned char)name[i]) != 0;
        letters += isalpha((unsigned char)name[i]) || (unsigned char)name[i] >= 0x80;
    }
    return letters >= 2 && !digits && (capitals || words <= SMALL_WORDS_MAX) && words <= NAME_WORDS_MAX &&
           length <= NAME_SIZE_MAX && !memchr(name, '@', length) && !is_junk(name);
}

static bool stands_in(const struct buffer *out, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = buffer_string(out); *at; at += strcspn(at, ",")) {
        at += strspn(at, ", ");
        if (strncasecmp(at, name, length) == 0 && (!at[length] || at[length] == ','))
            return true;
    }
    return false;
}

static void add_name(char *name, struct buffer *out)
{
    int64_t moment;
    char *aside = strstr(name, " (");
    if (aside)
        *aside = '\0';
    name += strspn(name, " \t");
    size_t start = start_length(name);
    name += start + strspn(name + start, " ");
    size_t length = strlen(name);
    while (length && strchr(" .:;,-*(", name[length - 1]) &&
           !(name[length - 1] == '.' && length > 2 && name[length - 3] == ' '))
        name[--length] = '\0';
    if (!is_name(name, length) || page_date_find(name, &moment) || stands_in(out, name))
        return;
    if (out->length)
        (void)buffer_append_string(out, ", ");
    (void)buffer_append_string(out, name);
}

/* The next separator in the line, and its length; NULL when there is none. */
static char *next_separator(char *line, size_t *length)
{
    char *first = NULL;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        char *at = strstr(line, separators[i]);
        if (at && (!first || at < first)) {
            first = at;
            *length = strlen(separators[i]);
        }
    }
    return first;
}

bool page_byline_add(const char *line, struct buffer *out)
{
    struct buffer clean = buffer_create(LINE_SIZE_MAX);
    size_t before = out->length;
    bool done = strlen(line) < LINE_SIZE_MAX && (!strstr(line, "://") || strstr(line, " (http")) &&
                clean_text(line, strlen(line), CLEAN_LINE, &clean) && clean.length;
    for (char *at = done ? clean.bytes : NULL; at;) {
        size_t length = 0;
        char *end = next_separator(at, &length);
        if (end)
            *end = '\0';
        add_name(at, out);
        at = end ? end + length : NULL;
    }
    buffer_release(&clean);
    return out->length > before && !out->failed;
}
