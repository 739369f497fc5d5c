/* xml mender: what the two halves of xml_mend share. Never in here: anything for others. */
#ifndef WHOSAID_FEEDS_XML_MENDER_H
#define WHOSAID_FEEDS_XML_MENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/xml_mend.h"

struct buffer;
struct feed;

/* A stretch of the document. */
struct stretch {
    const char *start, *end;
};

enum mender_section { MENDER_COMMENT, MENDER_INSTRUCTION, MENDER_CDATA, MENDER_DECLARATION, MENDER_SECTIONS };

struct mender {
    const char *at, *end; /* what is left to read; a NUL stands at the end */
    const char *counted;  /* up to here the lines are */
    size_t line;
    struct buffer *out;
    struct feed *feed;
    struct stretch open[XML_MEND_DEPTH_MAX]; /* the names of the open elements */
    size_t depth;
    struct stretch entities[XML_MEND_ENTITIES_MAX]; /* the names of those that the document spells out */
    size_t entity_count;
    bool has_entities;       /* it declares some, be it others */
    bool is_over;            /* the root was closed */
    bool quote_is_absent[2]; /* no " or no ' stands between `at` and the end */
    bool closing_is_absent[MENDER_SECTIONS];
};

/* Notes what is wrong at a place that lies at or behind the last one noted. */
void mender_warn(struct mender *mender, const char *at, const char *what);

/* Goes on at `to`; of what is passed over only the newlines are written. */
void mender_skip(struct mender *mender, const char *to);

/* Writes text, of an element or (within double quotes) of an attribute, and goes on behind it. */
void mender_text(struct mender *mender, const char *end, bool in_attribute);

/* True when a name is one of the lower-case ones, any prefix set aside. */
bool mender_is_named(struct stretch name, const char *const *names, size_t count);

/* The name that begins at `at`; empty when none does. */
struct stretch mender_name(const char *at, const char *end);

/* Each reads the tag at `at`, and writes what is to be written for it. */
void mender_start_tag(struct mender *mender);
void mender_end_tag(struct mender *mender);

/* Closes all that is open. */
void mender_close_all(struct mender *mender);

#endif
