/* extract signs: every place of a name is held against the words that begin with its letter. */
#include "feeds/extract_signs.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "feeds/html_tree.h"

/* A longer class attribute is a machine's; the words that say something come first. */
enum { NAME_LENGTH_MAX = 300 };

struct sign_word {
    const char *letters;
    unsigned sign;
    bool is_word; /* only as a word of its own */
};

static const struct sign_word words[] = {
#define SIGN_ANYWHERE(letters, sign) {letters, sign, false},
#define SIGN_WORD(letters, sign) {letters, sign, true},
#include "feeds/extract_signs.def"
#undef SIGN_ANYWHERE
#undef SIGN_WORD
};

enum { WORD_COUNT = sizeof words / sizeof *words };

/* What elements and roles are by themselves. */
static const struct sign_word tags[] = {
    {"article", SIGN_ARTICLE, true}, {"aside", SIGN_ASIDE, true},    {"figcaption", SIGN_CAPTION, true},
    {"footer", SIGN_FRAME, true},    {"form", SIGN_SUBSCRIBE, true}, {"header", SIGN_FRAME, true},
    {"main", SIGN_MAIN, true},       {"nav", SIGN_FRAME, true},      {"search", SIGN_FRAME, true},
    {"figure", SIGN_CAPTION, true},  {"amp-ad", SIGN_ADVERT, true},  {"dialog", SIGN_NOTICE, true},
};

/* Where the words with each first letter begin; the table is sorted. */
static size_t first_with(char letter)
{
    size_t low = 0, high = WORD_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (*words[middle].letters < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True where a new word begins in a name: behind what is no letter, and at a capital behind a small letter. */
static bool begins_word(const char *name, const char *at)
{
    return at == name || !isalpha((unsigned char)at[-1]) ||
           (isupper((unsigned char)*at) && islower((unsigned char)at[-1]));
}

static bool ends_word(const char *at)
{
    return !isalpha((unsigned char)*at) || (isupper((unsigned char)*at) && islower((unsigned char)at[-1]));
}

static unsigned signs_of_name(const char *name)
{
    unsigned signs = 0;
    if (!name)
        return 0;
    for (const char *at = name; *at && at < name + NAME_LENGTH_MAX; at++) {
        char letter = (char)tolower((unsigned char)*at);
        if (!isalpha((unsigned char)letter))
            continue;
        bool begins = begins_word(name, at);
        char second = (char)tolower((unsigned char)at[1]);
        for (size_t i = first_with(letter); i < WORD_COUNT && *words[i].letters == letter; i++) {
            if (words[i].letters[1] != second)
                continue;
            size_t length = strlen(words[i].letters);
            if ((words[i].is_word && !begins) || strncasecmp(at, words[i].letters, length) != 0)
                continue;
            if (!words[i].is_word || ends_word(at + length))
                signs |= words[i].sign;
        }
    }
    return signs;
}

unsigned extract_signs_of(const xmlNode *node)
{
    static const char *const attributes[] = {"class", "id", "role", "itemprop", "data-component", "data-testid"};
    unsigned signs = 0;
    /* What holds the whole page says how it looks, "with-sidebar", not what it is. */
    if (html_tree_is(node, "body") || html_tree_is(node, "html"))
        return 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (html_tree_is(node, tags[i].letters))
            signs |= tags[i].sign;
    for (size_t i = 0; node->properties && i < sizeof attributes / sizeof *attributes; i++)
        signs |= signs_of_name(html_tree_attribute(node, attributes[i]));
    return signs;
}

/* The style does not display, or does not show, the element. */
static bool style_hides(const char *style)
{
    static const struct {
        const char *property, *value;
    } hiding[] = {{"display", "none"}, {"visibility", "hidden"}};
    for (size_t i = 0; style && i < sizeof hiding / sizeof *hiding; i++) {
        const char *at = (const char *)xmlStrcasestr((const xmlChar *)style, (const xmlChar *)hiding[i].property);
        if (!at)
            continue;
        at += strlen(hiding[i].property);
        at += strspn(at, " :");
        if (strncasecmp(at, hiding[i].value, strlen(hiding[i].value)) == 0)
            return true;
    }
    return false;
}

bool extract_is_hidden(const xmlNode *node)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, "hidden") == 0)
            return true;
    const char *aria = html_tree_attribute(node, "aria-hidden");
    return (aria && strcasecmp(aria, "true") == 0) || style_hides(html_tree_attribute(node, "style"));
}
