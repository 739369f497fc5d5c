/* feed table: what the elements and attributes of every feed format mean; the rows are in feed_elements.def. Never in
 * here: parsing. */
#ifndef WHOSAID_FEEDS_FEED_TABLE_H
#define WHOSAID_FEEDS_FEED_TABLE_H

/* Vocabularies, not formats: RSS 0.9x and 2.0 have no namespace, RSS 0.90 and 1.0 and some feeds of 2.0 have one each,
 * and yet say the same. */
enum feed_vocabulary {
    FEED_VOCABULARY_UNKNOWN,
    FEED_VOCABULARY_RSS,
    FEED_VOCABULARY_ATOM,
    FEED_VOCABULARY_RDF,
    FEED_VOCABULARY_CONTENT,
    FEED_VOCABULARY_DUBLIN_CORE,
    FEED_VOCABULARY_XHTML,
    FEED_VOCABULARY_ITUNES,
    FEED_VOCABULARY_MEDIA,
    FEED_VOCABULARY_CREATIVE_COMMONS,
    FEED_VOCABULARY_FEEDBURNER,
    FEED_VOCABULARY_ADMINISTRATION,
    FEED_VOCABULARY_SYNDICATION
};

/* Where in a feed the reader is; a row may be for several. */
enum feed_place {
    FEED_SAME = 0, /* as a target: where one was */
    FEED_OUTSIDE = 1,
    FEED_IN_FEED = 2,
    FEED_IN_ITEM = 4,
    FEED_ANYWHERE = FEED_IN_FEED | FEED_IN_ITEM,
    FEED_IN_PERSON = 8, /* an author of either */
    FEED_IN_IMAGE = 16,
    FEED_IN_SOURCE = 32, /* the feed that an item was taken over from */
    FEED_IN_SKIPPED = 64 /* times at which the feed is not worth fetching */
};

/* What an element makes the reader do. */
enum feed_action {
    FEED_DO_ENTER,     /* go on at the place that the row names; at IN_ITEM an item begins */
    FEED_DO_TAKE,      /* its content is the slot's value */
    FEED_DO_RSS_LINK,  /* so it is, or else its `href` */
    FEED_DO_ATOM_LINK, /* its `href`, or else its content, is that of the slot that its `rel` says (RFC 4287, 4.2.7) */
    FEED_DO_ATOM_CONTENT,  /* its content is, or `src` is the item's address (RFC 4287, 4.1.3) */
    FEED_DO_GUID,          /* its content is the identifier and, as a permalink, the address (RSS 2.0) */
    FEED_DO_AUTHOR,        /* its content is a person: a name, an address, or both */
    FEED_DO_TAG,           /* its content is a tag */
    FEED_DO_TAGS,          /* its content is tags with commas between them */
    FEED_DO_TAG_TERM,      /* its `label`, `term` or `text` is a tag */
    FEED_DO_ENCLOSURE,     /* its `url`, `length` and `type` are an attachment */
    FEED_DO_MEDIA_CONTENT, /* so are its `url`, `fileSize`, `type`; of an image they are the slot's value as well */
    FEED_DO_PICTURE,       /* its `href` or `url` is the slot's value, or else its content */
    FEED_DO_LICENSE,       /* its `resource` is, or else its content */
    FEED_DO_SOURCE,        /* its content is, and its `url` is that of SOURCE_URL */
    FEED_DO_SKIP_HOUR,     /* its content is an hour at which the feed is not worth fetching */
    FEED_DO_SKIP_DAY       /* its content is such a day */
};

/* What is known of the feed, and of one item. */
enum feed_slot {
    FEED_TITLE,
    FEED_LINK,
    FEED_SELF,
    FEED_NEXT,
    FEED_RELATED,
    FEED_ID,
    FEED_CONTENT,
    FEED_SUMMARY,
    FEED_IMAGE,
    FEED_LANGUAGE,
    FEED_PUBLISHED,
    FEED_MODIFIED,
    FEED_RIGHTS,
    FEED_GENERATOR,
    FEED_COMMENTS,
    FEED_DURATION,
    FEED_SOURCE_TITLE,
    FEED_SOURCE_URL,
    FEED_TTL,
    FEED_UPDATE_PERIOD,
    FEED_UPDATE_FREQUENCY,
    FEED_PERSON_NAME,
    FEED_PERSON_URL,
    FEED_PERSON_MAIL,
    FEED_SLOTS
};

/* How a value is written. */
enum feed_form {
    FEED_PLAIN,  /* characters that stand for themselves */
    FEED_MARKUP, /* HTML, escaped, or plain text: RSS does not tell */
    FEED_TYPED,  /* the `type` attribute tells (RFC 4287, 3.1), plain without one */
    FEED_INLINE, /* elements of XHTML */
    FEED_BASE64_PLAIN,
    FEED_BASE64_MARKUP,
    FEED_NO_TEXT /* an image, another XML vocabulary */
};

struct feed_element {
    enum feed_place place; /* or several of them */
    enum feed_vocabulary vocabulary;
    const char *name; /* in lower case */
    enum feed_action action;
    unsigned target; /* enum feed_place of FEED_DO_ENTER, else enum feed_slot */
    unsigned rank;
    enum feed_form form;
};

/* What an element's namespace and prefix, each of which may be NULL, mean. A prefix that a feed never declared means
 * what it always does; without a prefix anything not known is RSS. */
enum feed_vocabulary feed_vocabulary_find(const char *uri, const char *prefix);

/* The row for an element at a place; NULL when it means nothing there. */
const struct feed_element *feed_element_find(enum feed_place place, enum feed_vocabulary vocabulary, const char *name);

/* The slot that an Atom link of that `rel` (NULL: "alternate") is for; FEED_SLOTS when for none. */
enum feed_slot feed_link_slot(const char *relation);

/* How a text of that `type` and `mode` (either may be NULL) is written: RFC 4287, 3.1 and 4.1.3.1; in Atom 0.3 `type`
 * is always a MIME type, and `mode` tells. */
enum feed_form feed_text_form(const char *type, const char *mode);

/* The name of an RSS feed's format by its root's `version`, which may be NULL: "rss-0.91" … */
const char *feed_rss_format(const char *version);

/* The name of the format whose root is in that namespace, NULL for none; "atom-1.0" … NULL when it is no namespace of a
 * format. */
const char *feed_namespace_format(const char *uri);

#endif
