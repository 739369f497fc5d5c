/* html hidden: attributes, and names of classes. */
#include "feeds/html_hidden.h"

#include <string.h>
#include <strings.h>

#include "feeds/html_tree.h"

/* What is there for screen readers alone: labels ("Image copyright") of what others see by its place. The names are those that
 * Bootstrap, WordPress, HTML5 Boilerplate and the BBC made common. */
static bool is_for_screen_readers(const xmlNode *node)
{
    static const char *const names[] = {"off-screen",         "offscreen",       "screen-reader-only", "sr-only",
                                        "screen-reader-text", "visually-hidden", "visuallyhidden"};
    const char *at = html_tree_attribute(node, "class");
    for (size_t length; at && *at; at += length + strspn(at + length, " \t\n\r\f")) {
        length = strcspn(at, " \t\n\r\f");
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strlen(names[i]) == length && strncmp(names[i], at, length) == 0)
                return true;
    }
    return false;
}

bool html_hidden_is(const xmlNode *node)
{
    if (html_tree_has(node, "hidden") || is_for_screen_readers(node))
        return true;
    const char *aria = html_tree_attribute(node, "aria-hidden"), *style = html_tree_attribute(node, "style");
    const char *display =
        style ? (const char *)xmlStrcasestr((const xmlChar *)style, (const xmlChar *)"display") : NULL;
    if (display) {
        display += strlen("display");
        display += strspn(display, " :");
    }
    return (aria && strcasecmp(aria, "true") == 0) || (display && strncasecmp(display, "none", 4) == 0);
}
