/* article: one UTF-8 text and what is known about stretches of it. Blocks, links, quotations, mentions are byte ranges
 * into that text; nothing copies it, nothing edits it. feeds/ fills in the text, annotate/ the annotations, everything
 * above only reads. Never in here: where the text came from, how it looks on a screen. */
#ifndef WHOSAID_ARTICLE_ARTICLE_H
#define WHOSAID_ARTICLE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Bytes of `text`, end exclusive. An empty range (start == end) stands for "there is none". */
struct range {
    size_t start, end;
};

/* "No such entity, quotation or mention" where an index into one of the arrays below is asked for. */
#define ARTICLE_NONE SIZE_MAX

enum block_type {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,       /* of a list */
    BLOCK_QUOTE,      /* a paragraph of a block quotation */
    BLOCK_CODE,       /* newlines and blanks count */
    BLOCK_TABLE,      /* the caption, if there is one, then one row a line, cells separated by ` | ` */
    BLOCK_FIGURE,     /* what stands for a picture, video or sound, and its caption: struct figure */
    BLOCK_BOILERPLATE /* "Comments", "Share this article": shown faintly, never annotated, in no JSON list of blocks */
};

/* Blocks are in text order and do not overlap; one newline of `text` separates neighbours. A newline inside a
 * paragraph, an item or a quoted paragraph is a line break that its writer set, as in a poem. */
struct block {
    struct range range;
    enum block_type type;
    unsigned level; /* heading: 1 to 6, the headline is 1; item, quote: depth of nesting from 1; else 0 */
    /* An item's number as it stands on the screen ("3."), as many blanks for a further paragraph of the same item,
     * NULL for a bullet; that of a heading with which an item begins, else NULL; owned by the arena. */
    const char *marker;
    uint8_t quote_depth; /* block quotations that it stands in; of a quoted paragraph its level */
    uint8_t list_depth;  /* items of lists that it stands in; of an item its level */
    bool is_source;      /* names whose words the block quotation before it are ("— Ana Ruiz") */
    bool right_to_left;  /* its lines begin at the right, as in Arabic and Hebrew */
    bool after_rule;     /* a line across the page stands before it */
    bool begins_list;    /* an item, or its heading: the first of its list */
    bool is_term;        /* a paragraph: what the items behind it define */
};

/* Either out of the article or to a place in it, as from a footnote's number to the footnote. */
struct link {
    struct range range; /* what the link stands on */
    const char *url;    /* absolute where a base was known; http or https; owned by the arena; NULL: see `target` */
    size_t target;      /* where in this article the link leads, a byte of `text`; only where there is no `url` */
};

enum emphasis_type {
    EMPHASIS_STRONG,
    EMPHASIS_EMPHASIZED,
    EMPHASIS_CODE,
    EMPHASIS_DELETED,  /* no longer holds */
    EMPHASIS_INSERTED, /* was added later */
    EMPHASIS_SUPERSCRIPT,
    EMPHASIS_SUBSCRIPT,
    EMPHASIS_MARKED /* highlighted by the writer */
};

struct emphasis {
    struct range range;
    enum emphasis_type type;
};

enum figure_type { FIGURE_PICTURE, FIGURE_VIDEO, FIGURE_AUDIO };

/* What a BLOCK_FIGURE stands for. Its text is the alternative text and the caption, each a line, or else a line that
 * the reading made up of the address. */
struct figure {
    size_t block; /* index into blocks */
    enum figure_type type;
    const char *url;          /* of the picture or the film itself; as that of a link, or NULL where it is not known */
    struct range alternative; /* what the page says in the place of the picture; may be empty */
    struct range caption;     /* may be empty */
};

/* A cell of a table of data. Rows and columns count from 0, cells that reach into them from above or the left
 * included. */
struct cell {
    struct range range; /* may be empty */
    size_t block;       /* the table: index into blocks */
    uint32_t row, column;
    uint32_t rows, columns; /* that it takes, at least 1 each; all columns are below ARTICLE_COLUMNS_MAX */
    bool is_heading;
};

/* Tables with more columns are cut there; those that people made have a few dozen. */
enum { ARTICLE_COLUMNS_MAX = 1000 };

enum quotation_type {
    QUOTATION_DIRECT, /* someone's words, standing as a clause of their own */
    QUOTATION_MIXED,  /* a few of someone's words inside the reporter's sentence */
    QUOTATION_SCARE   /* a title, a nickname, a word held at arm's length: nobody is quoted */
};

/* One stretch in quotation marks. */
struct quotation {
    struct range range; /* with its marks; one that is never closed ends with its block */
    enum quotation_type type;
    struct range speaker;  /* the mention that the attribution hangs on ("he", "the ministry"); empty: unknown */
    size_t speaker_entity; /* who that is: index into entities; ARTICLE_NONE exactly when `speaker` is empty */
    struct range cue;      /* "said", "according to"; empty when there is none */
    size_t continues;      /* the earlier quotation that this one carries on, or ARTICLE_NONE */
    double confidence;     /* probability that the speaker is right, 0 to 1 */
};

enum entity_type { ENTITY_PERSON, ENTITY_ORGANIZATION, ENTITY_PLACE, ENTITY_OTHER };

enum mention_kind { MENTION_NAME, MENTION_NOMINAL, MENTION_PRONOUN };

/* One place where an entity is spoken of: a name without its title or article, a description, a pronoun. */
struct mention {
    struct range range;
    enum mention_kind kind;
    size_t entity; /* index into entities */
};

/* A person, organization, place or other named thing, whatever it is called from place to place. */
struct entity {
    enum entity_type type;
    const char *name;     /* the fullest form; for a speaker who is only described, the description */
    const char *role;     /* "Secretary of State"; NULL when the text gives none */
    const char **aliases; /* every distinct form of the names, the canonical one first */
    size_t alias_count;
    size_t *mentions; /* indices into the article's mentions, in text order */
    size_t mention_count;
};

/* All pointers are owned by `arena`; an absent string is NULL. Strings have passed the cleaning gate, save that `text`
 * may be a caller's own text, byte for byte, when it came as --jsonl. */
struct article {
    struct arena *arena;
    const char *title, *byline, *site, *url, *language;
    const char *image;   /* address of the picture that stands for it; http or https */
    const char *excerpt; /* a sentence or two that tell what it is about, as its page or feed gave them */
    const char *id;      /* the caller's or the feed's name for it */
    bool has_published;
    int64_t published; /* seconds since 1970 UTC; only where has_published */

    /* `length` bytes of UTF-8 and a NUL; blocks separated by newlines. A headline is its first block. */
    const char *text;
    size_t length;
    const struct block *blocks;
    size_t block_count;
    const struct link *links; /* in text order */
    size_t link_count;
    const struct emphasis *emphases; /* in text order */
    size_t emphasis_count;
    const struct figure *figures; /* in text order, at most one a block */
    size_t figure_count;
    const struct cell *cells; /* in text order */
    size_t cell_count;

    const struct quotation *quotations; /* in text order; one nested in another comes after it */
    size_t quotation_count;
    const struct mention *mentions; /* in text order, never overlapping */
    size_t mention_count;
    const struct entity *entities; /* by first mention */
    size_t entity_count;
};

/* An empty article in an arena of its own that hands out at most `ceiling` bytes. NULL when memory is short. The caller
 * owns it. */
struct article *article_create(size_t ceiling);

/* Gives back the article with everything in its arena. NULL is allowed. */
void article_destroy(struct article *article);

/* What outputs call a type: "direct", "mixed", "scare"; "person", "organization", "place", "other". */
const char *quotation_type_name(enum quotation_type type);
const char *entity_type_name(enum entity_type type);

/* The index of the block that holds byte `byte` or, between blocks, of the one before it; ARTICLE_NONE without
 * blocks. */
size_t article_block_at(const struct article *article, size_t byte);

/* Words of all blocks but boilerplate: runs of anything between white space. For the reading time. */
size_t article_word_count(const struct article *article);

/* True when byte `byte` lies in the range. */
static inline bool range_holds(struct range range, size_t byte)
{
    return range.start <= byte && byte < range.end;
}

static inline bool range_is_empty(struct range range)
{
    return range.start >= range.end;
}

/* True when the two share at least one byte. */
static inline bool range_overlaps(struct range one, struct range other)
{
    return one.start < other.end && other.start < one.end;
}

#endif
