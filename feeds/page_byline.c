/* page byline: a line is cut where names are parted; what is left of each part is a name or not. */
#include "feeds/page_byline.h"

#include <ctype.h>
#include <libxml/xmlstring.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/date.h"
#include "feeds/page_date.h"

enum { NAME_WORDS_MAX = 6, NAME_SIZE_MAX = 80, LINE_SIZE_MAX = 1000 };

enum word_kind { WORD_START, WORD_JUNK, WORD_ROLE, WORD_DEGREE, WORD_SUFFIX, WORD_PLACE, WORD_TAIL, WORD_CLASS };

static const struct byline_word {
    enum word_kind kind;
    const char *words;
} byline_words[] = {
#define BYLINE(kind, words) {WORD_##kind, words},
#include "feeds/page_words.def"
#undef BYLINE
};

enum { BYLINE_WORD_COUNT = sizeof byline_words / sizeof *byline_words };

/* Between two names, or between a name and what follows it; some only where what follows begins as a name does. */
static const struct separator {
    const char *text;
    bool joins_names;
} separators[] = {
    {", ", false},
    {",", false},
    {";", false},
    {"|", false},
    {" / ", false},
    {"/", false},
    {"\xc2\xb7", false},
    {"\xe2\x80\xa2", false},
    {" - ", false},
    {" \xe2\x80\x93 ", false},
    {" \xe2\x80\x94 ", false},
    {"\xe3\x80\x81", false},
    {"\xef\xbc\x8c", false},
    {"\xef\xbc\x8f", false},
    {"\xef\xbd\x9c", false},
    {" and ", true},
    {" und ", true},
    {" et ", true},
    {" y ", true},
    {" & ", true},
    {" with ", true},
    {" avec ", true},
    {" mit ", true},
};

/* A word of a byline ends here. */
static bool is_end(char byte)
{
    return !isalnum((unsigned char)byte) && (unsigned char)byte < 0x80;
}

static bool may_be_name(const char *text)
{
    return isupper((unsigned char)*text) || (unsigned char)*text >= 0x80;
}

/* How long the words of that kind are that the text begins with; 0 when there are none. */
static size_t begins_with(enum word_kind kind, const char *text)
{
    for (size_t i = 0; i < BYLINE_WORD_COUNT; i++) {
        const char *words = byline_words[i].words;
        size_t length = strlen(words);
        if (byline_words[i].kind == kind && strncasecmp(text, words, length) == 0 &&
            (!isalpha((unsigned char)words[length - 1]) || is_end(text[length])))
            return length;
    }
    return 0;
}

/* True when what introduces ends with a sign of full width, behind which a name may follow without a blank. */
static bool ends_with_wide_sign(const char *end, size_t length)
{
    enum { SIGN_SIZE = 3, FULL_WIDTH_LEAD = 0xef };
    return length >= SIGN_SIZE && (unsigned char)end[-SIGN_SIZE] == FULL_WIDTH_LEAD;
}

/* A colon of either width. */
static size_t colon_length(const char *text)
{
    static const char wide[] = "\xef\xbc\x9a";
    return *text == ':' ? 1 : strncmp(text, wide, strlen(wide)) == 0 ? strlen(wide) : 0;
}

/* How long the words are that introduce authors here, with a colon behind them; 0 when there are none. */
static size_t start_length(const char *text)
{
    for (size_t i = 0; i < BYLINE_WORD_COUNT; i++) {
        const char *words = byline_words[i].words;
        size_t length = strlen(words);
        if (byline_words[i].kind != WORD_START || strncasecmp(text, words, length) != 0)
            continue;
        const char *end = text + length;
        bool is_word = isalpha((unsigned char)end[-1]) || ((unsigned char)end[-1] >= 0x80);
        if (!is_word || ends_with_wide_sign(end, length) || !*end || isspace((unsigned char)*end) || colon_length(end))
            return length + colon_length(end);
    }
    return 0;
}

bool page_byline_begins(const char *text)
{
    size_t length = start_length(text);
    const char *name = text + length + strspn(text + length, " \t\r\n");
    return length && (isupper((unsigned char)*text) || !*name || may_be_name(name)) && (!*name || may_be_name(name));
}

bool page_byline_introduces(const char *text)
{
    size_t length = start_length(text);
    return length && !text[length];
}

bool page_byline_is_called(const char *names)
{
    for (size_t i = 0; i < BYLINE_WORD_COUNT; i++)
        if (byline_words[i].kind == WORD_CLASS &&
            xmlStrcasestr((const xmlChar *)names, (const xmlChar *)byline_words[i].words))
            return true;
    return false;
}

/* --- one name ----------------------------------------------------------------------------------------------------- */

static bool is_just(enum word_kind kind, const char *name)
{
    for (size_t i = 0; i < BYLINE_WORD_COUNT; i++)
        if (byline_words[i].kind == kind && strcasecmp(byline_words[i].words, name) == 0)
            return true;
    return false;
}

/* True when the name ends with a role, as a word of its own. */
static bool ends_with_role(const char *name)
{
    for (const char *at = name; *at; at++)
        if ((at == name || is_end(at[-1])) && is_just(WORD_ROLE, at))
            return true;
    return false;
}

/* The letters of "Ph.D." are those of a degree. */
static bool is_degree(const char *name)
{
    enum { DEGREE_SIZE = 8 };
    char letters[DEGREE_SIZE] = "";
    size_t length = 0;
    for (; *name && length + 1 < DEGREE_SIZE; name++)
        if (*name != '.')
            letters[length++] = *name;
    return !*name && length && is_just(WORD_DEGREE, letters);
}

/* A person, a group or an outlet: a few words, no number, no address. */
static bool is_name(const char *name, size_t length)
{
    enum { SMALL_WORDS_MAX = 2 }; /* of those who write themselves without a capital */
    size_t words = 1, digits = 0, letters = 0, capitals = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += may_be_name(&name[i]);
        words += name[i] == ' ';
        digits += isdigit((unsigned char)name[i]) != 0;
        letters += isalpha((unsigned char)name[i]) || (unsigned char)name[i] >= 0x80;
    }
    return letters >= 2 && !digits && (capitals || words <= SMALL_WORDS_MAX) && words <= NAME_WORDS_MAX &&
           length <= NAME_SIZE_MAX && !strpbrk(name, "@/\\<>{}=") && !begins_with(WORD_JUNK, name) &&
           !is_just(WORD_ROLE, name);
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

/* Brackets in the midst of a name belong to it ("Richard (R.J.) Eskow"); others are cut off with what follows. */
static void cut_brackets(char *name)
{
    char *open = strchr(name, '('), *close = open ? strchr(open, ')') : NULL;
    if (open && (open == name || !close || close[1] != ' ' || !may_be_name(close + 2)))
        *open = '\0';
}

/* "March 3", whose year the comma cut off, or a whole date. */
static bool is_day(const char *text)
{
    enum { DAY_SIZE = 40 };
    char dated[DAY_SIZE];
    int64_t moment;
    int length = snprintf(dated, sizeof dated, "%s 2000", text);
    return length > 0 && (size_t)length < sizeof dated && strpbrk(text, "0123456789") &&
           (date_parse(dated, (size_t)length, &moment) || date_parse(text, strlen(text), &moment));
}

/* What may stand behind a name: "in Berlin", "on Monday", "Updated at noon", "March 3". */
static bool is_no_more_name(const char *words)
{
    return *words == '@' || (islower((unsigned char)*words) && begins_with(WORD_PLACE, words)) ||
           begins_with(WORD_JUNK, words) || is_day(words);
}

static void cut_behind(char *name)
{
    enum { NAME_WORDS_LEAST = 2 };
    size_t words = 0;
    for (char *at = strchr(name, ' '); at; at = strchr(at + 1, ' '))
        if ((++words >= NAME_WORDS_LEAST || (unsigned char)at[1] >= 0x80) && is_no_more_name(at + 1)) {
            *at = '\0';
            return;
        }
}

/* The name behind "By", "Analysis by", "Report:". */
static char *skip_start(char *name)
{
    enum { KIND_SIZE_MAX = 24 }; /* "Additional reporting" */
    name += strspn(name, " \t");
    char *by = strstr(name, " by ");
    if (by && by - name <= KIND_SIZE_MAX && !begins_with(WORD_JUNK, name))
        name = by + 1;
    char *colon = strstr(name, ": ");
    if (colon && colon < name + strcspn(name, " ") && !begins_with(WORD_JUNK, name))
        name = colon + 2;
    name += start_length(name);
    return name + strspn(name, " ");
}

/* What somebody is, where names are written without blanks. */
static void cut_tail(char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < BYLINE_WORD_COUNT; i++) {
        size_t tail = strlen(byline_words[i].words);
        if (byline_words[i].kind == WORD_TAIL && tail < length &&
            strcmp(name + length - tail, byline_words[i].words) == 0) {
            name[length - tail] = '\0';
            return;
        }
    }
}

static void cut_signs(char *name)
{
    size_t length = strlen(name);
    while (length && strchr(" .:;,-*(", name[length - 1]) &&
           !(name[length - 1] == '.' && length > 2 && name[length - 3] == ' '))
        name[--length] = '\0';
}

/* Adds what one part of a line holds. `before`: how long `out` was before the line, behind which stand its names. */
static void add_name(char *name, size_t before, struct buffer *out)
{
    int64_t moment;
    bool is_behind = out->length > before;
    name = skip_start(name);
    cut_brackets(name);
    cut_behind(name);
    cut_tail(name);
    cut_signs(name);
    if (is_behind && is_just(WORD_SUFFIX, name)) {
        (void)buffer_append_format(out, " %s%s", name, strlen(name) == 2 && islower((unsigned char)name[1]) ? "." : "");
        return;
    }
    bool tells_of_name = is_behind && (is_degree(name) || ends_with_role(name) || !may_be_name(name));
    if (tells_of_name || !is_name(name, strlen(name)) || page_date_find(name, PAGE_DATE_ORDER_UNKNOWN, &moment) ||
        stands_in(out, name))
        return;
    if (out->length)
        (void)buffer_append_string(out, ", ");
    (void)buffer_append_string(out, name);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* The next separator outside of brackets, and its length; NULL when there is none. */
static char *next_separator(char *line, size_t *length)
{
    size_t depth = 0;
    for (char *at = line; *at; at++) {
        depth += *at == '(' && strchr(at, ')');
        depth -= *at == ')' && depth;
        for (size_t i = 0; i < sizeof separators / sizeof *separators && !depth; i++) {
            *length = strlen(separators[i].text);
            if (strncmp(at, separators[i].text, *length) == 0 &&
                (!separators[i].joins_names || may_be_name(at + *length)))
                return at;
        }
    }
    return NULL;
}

/* "www.gazette.example/ana", "https://…". */
static bool is_address(const char *line)
{
    size_t word = strcspn(line, " "), host = strcspn(line, "/");
    bool is_alone = !line[word] && host < word && memchr(line, '.', host);
    return is_alone || (strstr(line, "://") && !strstr(line, " (http") && !strstr(line, "<"));
}

/* What stands in angle brackets is an address or an element; an address before a name in round ones is none of it. */
static void cut_addresses(char *line)
{
    char *to = line;
    bool is_inside = false;
    for (const char *at = line; *at; at++) {
        is_inside = is_inside ? *at != '>' : *at == '<' && strchr(at, '>');
        if (!is_inside && *at != '>')
            *to++ = *at;
    }
    *to = '\0';
    char *open = strchr(line, '('), *close = open ? strchr(open, ')') : NULL, *sign = strchr(line, '@');
    if (close && sign && sign < open && !close[1]) {
        *close = '\0';
        memmove(line, open + 1, strlen(open));
    }
}

/* "Ruiz, Ana; Moe, Tilda": several, each with the family's name first. */
static bool are_family_first(const char *line)
{
    enum { NAME_SIZE = 100 };
    size_t count = 0;
    for (const char *at = line; *at; at += strcspn(at, ";"), at += *at == ';', count++) {
        char name[NAME_SIZE];
        at += strspn(at, " ");
        size_t length = strcspn(at, ";");
        if (length >= sizeof name)
            return false;
        memcpy(name, at, length);
        name[length] = '\0';
        if (!page_byline_is_family_first(name))
            return false;
    }
    return count > 1;
}

static bool add_turned(const char *line, struct buffer *out)
{
    size_t before = out->length;
    for (const char *at = line; *at; at += strcspn(at, ";"), at += *at == ';') {
        struct buffer name = buffer_create(LINE_SIZE_MAX);
        at += strspn(at, " ");
        if (buffer_append(&name, at, strcspn(at, ";")))
            (void)page_byline_add_family_first(buffer_string(&name), out);
        buffer_release(&name);
    }
    return out->length > before && !out->failed;
}

bool page_byline_add(const char *line, struct buffer *out)
{
    if (strlen(line) < LINE_SIZE_MAX && are_family_first(line))
        return add_turned(line, out);
    struct buffer clean = buffer_create(LINE_SIZE_MAX);
    size_t before = out->length;
    bool done = strlen(line) < LINE_SIZE_MAX && !is_address(line) &&
                clean_text(line, strlen(line), CLEAN_LINE, &clean) && clean.length;
    if (done)
        cut_addresses(clean.bytes);
    for (char *at = done ? clean.bytes : NULL; at;) {
        size_t length = 0;
        char *end = next_separator(at, &length);
        if (end)
            *end = '\0';
        add_name(at, before, out);
        at = end ? end + length : NULL;
    }
    buffer_release(&clean);
    return out->length > before && !out->failed;
}

bool page_byline_is_family_first(const char *line)
{
    enum { FAMILY_WORDS_MAX = 2, GIVEN_WORDS_MAX = 3 };
    const char *comma = strchr(line, ',');
    size_t family = 1, given = 1;
    if (!comma || comma[1] != ' ' || strchr(comma + 1, ','))
        return false;
    for (const char *at = line; *at; at++)
        *(at < comma ? &family : &given) += *at == ' ';
    return family <= FAMILY_WORDS_MAX && given - 1 <= GIVEN_WORDS_MAX && !strpbrk(line, ";|&");
}

bool page_byline_add_family_first(const char *line, struct buffer *out)
{
    struct buffer turned = buffer_create(LINE_SIZE_MAX);
    size_t family = strcspn(line, ",");
    if (line[family] && buffer_append_string(&turned, line + family + strspn(line + family, ", ")) &&
        buffer_append_byte(&turned, ' '))
        line = buffer_append(&turned, line, family) ? buffer_string(&turned) : line;
    bool done = page_byline_add(line, out);
    buffer_release(&turned);
    return done;
}
