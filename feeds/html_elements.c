/* html elements: the table (HTML Living Standard, 4), sorted by name for the search. */
#include "feeds/html_elements.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"

static const struct html_element elements[] = {
    {"a", HTML_LINK, 0},
    {"address", HTML_BLOCK, 0},
    {"applet", HTML_SKIPPED, 0},
    {"article", HTML_BLOCK, 0},
    {"aside", HTML_FURNITURE, HTML_FURNITURE_INNER},
    {"audio", HTML_SKIPPED, 0},
    {"b", HTML_EMPHASIS, EMPHASIS_STRONG},
    {"blockquote", HTML_QUOTE, 0},
    {"body", HTML_BLOCK, 0},
    {"br", HTML_BREAK, 0},
    {"button", HTML_SKIPPED, 0},
    {"canvas", HTML_SKIPPED, 0},
    {"caption", HTML_ROW, 0},
    {"center", HTML_BLOCK, 0},
    {"cite", HTML_EMPHASIS, EMPHASIS_EMPHASIZED},
    {"code", HTML_EMPHASIS, EMPHASIS_CODE},
    {"datalist", HTML_SKIPPED, 0},
    {"dd", HTML_DEFINITION, 0},
    {"details", HTML_BLOCK, 0},
    {"dialog", HTML_SKIPPED, 0},
    {"dir", HTML_LIST, 0},
    {"div", HTML_BLOCK, 0},
    {"dl", HTML_BLOCK, 0},
    {"dt", HTML_TERM, 0},
    {"em", HTML_EMPHASIS, EMPHASIS_EMPHASIZED},
    {"embed", HTML_SKIPPED, 0},
    {"fieldset", HTML_BLOCK, 0},
    {"figcaption", HTML_CAPTION, 0},
    {"figure", HTML_FIGURE, 0},
    {"footer", HTML_FURNITURE, HTML_FURNITURE_INNER},
    {"form", HTML_FURNITURE, HTML_FURNITURE_INNER},
    {"frameset", HTML_SKIPPED, 0},
    {"h1", HTML_HEADING, 1},
    {"h2", HTML_HEADING, 2},
    {"h3", HTML_HEADING, 3},
    {"h4", HTML_HEADING, 4},
    {"h5", HTML_HEADING, 5},
    {"h6", HTML_HEADING, 6},
    {"head", HTML_SKIPPED, 0},
    {"header", HTML_FURNITURE, HTML_FURNITURE_OUTER},
    {"hgroup", HTML_BLOCK, 0},
    {"hr", HTML_BLOCK, 0},
    {"html", HTML_BLOCK, 0},
    {"i", HTML_EMPHASIS, EMPHASIS_EMPHASIZED},
    {"iframe", HTML_SKIPPED, 0},
    {"img", HTML_IMAGE, 0},
    {"input", HTML_SKIPPED, 0},
    {"kbd", HTML_EMPHASIS, EMPHASIS_CODE},
    {"legend", HTML_BLOCK, 0},
    {"li", HTML_ITEM, 0},
    {"link", HTML_SKIPPED, 0},
    {"listing", HTML_CODE, 0},
    {"main", HTML_BLOCK, 0},
    {"map", HTML_SKIPPED, 0},
    {"math", HTML_SKIPPED, 0},
    {"menu", HTML_LIST, 0},
    {"meta", HTML_SKIPPED, 0},
    {"nav", HTML_FURNITURE, HTML_FURNITURE_INNER},
    {"noframes", HTML_SKIPPED, 0},
    {"noscript", HTML_SKIPPED, 0},
    {"object", HTML_SKIPPED, 0},
    {"ol", HTML_LIST, 1},
    {"option", HTML_SKIPPED, 0},
    {"p", HTML_BLOCK, 0},
    {"param", HTML_SKIPPED, 0},
    {"plaintext", HTML_CODE, 0},
    {"pre", HTML_CODE, 0},
    {"progress", HTML_SKIPPED, 0},
    {"q", HTML_QUOTATION, 0},
    {"rp", HTML_SKIPPED, 0},
    {"rt", HTML_SKIPPED, 0},
    {"samp", HTML_EMPHASIS, EMPHASIS_CODE},
    {"script", HTML_SKIPPED, 0},
    {"search", HTML_FURNITURE, HTML_FURNITURE_INNER},
    {"section", HTML_BLOCK, 0},
    {"select", HTML_SKIPPED, 0},
    {"strong", HTML_EMPHASIS, EMPHASIS_STRONG},
    {"style", HTML_SKIPPED, 0},
    {"summary", HTML_BLOCK, 0},
    {"svg", HTML_SKIPPED, 0},
    {"table", HTML_TABLE, 0},
    {"td", HTML_CELL, 0},
    {"template", HTML_SKIPPED, 0},
    {"textarea", HTML_SKIPPED, 0},
    {"th", HTML_CELL, 0},
    {"title", HTML_SKIPPED, 0},
    {"tr", HTML_ROW, 0},
    {"tt", HTML_EMPHASIS, EMPHASIS_CODE},
    {"ul", HTML_LIST, 0},
    {"var", HTML_EMPHASIS, EMPHASIS_EMPHASIZED},
    {"video", HTML_SKIPPED, 0},
    {"xmp", HTML_CODE, 0},
};

static const struct html_element unknown = {"", HTML_INLINE, 0};

static int compare(const void *name, const void *element)
{
    return strcmp(name, ((const struct html_element *)element)->name);
}

const struct html_element *html_element_find(const char *name)
{
    const struct html_element *found =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
    return found ? found : &unknown;
}
