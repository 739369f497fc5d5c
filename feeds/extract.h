/* extract: which part of a page is the article. Never in here: what the page says about itself, how the part is
 * read. */
#ifndef WHOSAID_FEEDS_EXTRACT_H
#define WHOSAID_FEEDS_EXTRACT_H

#include <libxml/tree.h>
#include <stdbool.h>

struct declared_text;

enum extract_result {
    EXTRACT_FOUND, /* what is left in the tree is the article */
    EXTRACT_SHORT, /* the page has too few words to tell; the tree is unchanged */
    EXTRACT_NONE,  /* there is no article in it; the tree is unchanged */
    EXTRACT_FAILED /* memory is short, or the page has more parts than any article */
};

/* Takes out of the tree, below `root`, everything that is not the article: navigation, advertising, other articles,
 * comments; of pictures those between its paragraphs stay. `title` and `declared` are what is known of the article,
 * NULL when unknown. Two looks at each run of text decide (extract_features.def, extract_weights.def); where they
 * find nothing, they look once more and take in what the page does not display. */
enum extract_result extract_article(xmlNode *root, const char *title, const struct declared_text *declared);

#endif
