/* feed table: what every element of every feed format means, readable at one look. Never in here: parsing. */
#ifndef WHOSAID_FEEDS_FEED_TABLE_H
#define WHOSAID_FEEDS_FEED_TABLE_H

/* Vocabularies, not formats: RSS 0.9x and 2.0 have no namespace, RSS 0.90 and 1.0 and some feeds of 2.0 have one each,
 * and yet say the same. */
enum feed_namespace { FEED_RSS, FEED_ATOM, FEED_RDF, FEED_CONTENT, FEED_DUBLIN_CORE, FEED_XHTML, FEED_UNKNOWN };

/* Where in a feed the reader is. */
enum feed_place { FEED_OUTSIDE, FEED_CHANNEL, FEED_CHANNEL_AUTHOR, FEED_ENTRY, FEED_ENTRY_AUTHOR };

/* What an element makes the reader do. */
enum feed_action {
    FEED_ENTER, /* go on at the place that the row names; at FEED_ENTRY an entry begins */
    FEED_TAKE,  /* its content is the slot's value */
    FEED_LINK,  /* its `href` is, where its `rel` is "alternate" or missing (RFC 4287, 4.2.7) */
    FEED_GUID   /* its content is the identifier and, as a permalink, the address (RSS 2.0) */
};

/* What is known of the feed and of one entry. */
enum feed_slot {
    FEED_TITLE,
    FEED_HOME,
    FEED_BYLINE,
    FEED_LANGUAGE,
    FEED_SLOTS_OF_FEED,
    FEED_ENTRY_TITLE = FEED_SLOTS_OF_FEED,
    FEED_ENTRY_BYLINE,
    FEED_ENTRY_URL,
    FEED_ENTRY_ID,
    FEED_ENTRY_PUBLISHED,
    FEED_ENTRY_CONTENT,
    FEED_SLOTS
};

/* How a value is written. */
enum feed_form {
    FEED_PLAIN,  /* characters that stand for themselves */
    FEED_MARKUP, /* HTML, escaped, or plain text: RSS does not tell */
    FEED_TYPED,  /* the `type` attribute tells (RFC 4287, 3.1), plain without one */
    FEED_INLINE  /* elements of XHTML */
};

struct feed_element {
    enum feed_place place;
    enum feed_namespace vocabulary;
    const char *name;
    enum feed_action action;
    enum feed_place target; /* of FEED_ENTER */
    enum feed_slot slot;
    unsigned rank; /* of several values the highest counts, of equals the first; authors of one rank are listed */
    enum feed_form form;
};

/* What an element's namespace and prefix, each of which may be NULL, mean. A prefix that a feed never declared means
 * what it always does; without a prefix anything not known is RSS. */
enum feed_namespace feed_namespace_find(const char *uri, const char *prefix);

/* The row for an element at a place (names match in any letter case: "pubdate" is seen); NULL when it means nothing
 * there, and nothing within it does. */
const struct feed_element *feed_element_find(enum feed_place place, enum feed_namespace vocabulary, const char *name);

#endif
