/* feed xml: the events of one pass over an XML feed become items. Never in here: bytes, encodings, mending. */
#ifndef WHOSAID_FEEDS_FEED_XML_H
#define WHOSAID_FEEDS_FEED_XML_H

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>

#include "feeds/feed_record.h"

struct error;
struct feed;
struct feed_options;
struct feed_sink;

/* Deeper than any limit may allow: libxml2 itself stops at 256. */
enum { FEED_XML_DEPTH_MAX = 256, FEED_XML_CACHE_SIZE = 256 };

/* An open element. */
struct feed_level {
    enum feed_place place;
    const char *base; /* what holds in it: its own xml:base, an outer one, or the feed's own address */
    char *own_base;   /* the xml:base that it declares, resolved */
    unsigned rank;    /* of the row that led here */
    bool is_written;  /* its end tag is to be written, as its start tag was */
};

/* What an element meant when it was last seen. */
struct feed_meaning {
    const void *name, *uri; /* libxml2 keeps each name once, so that pointers tell them apart */
    enum feed_place place;
    const struct feed_element *element;
};

/* One pass. */
struct feed_xml {
    const struct feed_options *options;
    const struct feed_sink *sink;
    struct feed *feed;
    struct error *error;
    xmlParserCtxt *parser;
    struct arena *item_arena;
    struct feed_record of_feed, of_item;
    struct feed_level levels[FEED_XML_DEPTH_MAX];
    size_t depth;
    size_t passed_over;                /* open elements that mean nothing */
    const struct feed_element *taking; /* the row whose element's content is being collected */
    size_t taking_depth;               /* of that element */
    struct feed_value taken;           /* what was collected */
    size_t taken_most;                 /* how long that may get */
    enum feed_slot taken_slot;         /* where it goes; FEED_SLOTS: to the attachments */
    unsigned taken_rank;
    char *own_uri; /* the namespace of the root, NULL for none */
    enum feed_vocabulary own_vocabulary;
    struct feed_meaning cache[FEED_XML_CACHE_SIZE];
    size_t to_skip;            /* items that an earlier pass gave away */
    size_t characters;         /* of text in all */
    size_t characters_checked; /* how many there may be before that is looked into again */
    bool is_strict;            /* the pass ends with the first error */
    bool is_broken;            /* a fatal error was found in a strict pass */
    bool in_item, is_feed;
    bool is_stopped; /* by a limit, the sink or short memory */
    bool failed;     /* the error says why */
};

/* Readies a pass whose first `to_skip` items are not handed to the sink. False when memory is short; release it in
 * either case. */
bool feed_xml_create(struct feed_xml *pass, bool is_strict, size_t to_skip, const struct feed_options *options,
                     const struct feed_sink *sink, struct feed *feed, struct error *error);
void feed_xml_release(struct feed_xml *pass);

/* libxml2's callbacks for a parser whose user data is the pass. */
extern const xmlSAXHandler feed_xml_handlers;

/* After the parser's end: what was still open is closed, and the feed's own facts are stated. */
void feed_xml_finish(struct feed_xml *pass);

/* Ends the pass. With `failed` the error has been set. */
void feed_xml_stop(struct feed_xml *pass, bool failed);

#endif
