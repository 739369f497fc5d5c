/* extract outline: one loop over the nodes, entering and leaving each, and sums from the inner boxes to the outer
 * ones. */
#include "feeds/extract_outline.h"

#include <string.h>
#include <strings.h>
#include <unistr.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/html_tree.h"

struct walk {
    struct outline *outline;
    bool hidden_too;
    size_t box;             /* the innermost open one */
    xmlNode *top;           /* the child of its node that is being read */
    struct outline_run run; /* the open one; `first` is NULL when there is none */
    unsigned links;         /* open ones that lead to other pages */
    unsigned breaks;        /* line breaks since the last word */
    size_t points;          /* in a row, up to here */
    bool in_word, after_ideograph;
};

struct outline_box *outline_boxes(const struct outline *outline)
{
    return outline->boxes.items;
}

struct outline_run *outline_runs(const struct outline *outline)
{
    return outline->runs.items;
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static bool is_ideograph(ucs4_t character)
{
    return (character >= 0x3040 && character <= 0x30ff) || (character >= 0x3400 && character <= 0x9fff) ||
           (character >= 0x20000 && character <= 0x3ffff);
}

static bool is_closing_mark(ucs4_t character)
{
    static const ucs4_t marks[] = {'"', '\'', ')', ']', 0xbb, 0x2019, 0x201c, 0x201d, 0x203a, 0x300d, 0x300f};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (character == marks[i])
            return true;
    return false;
}

static bool is_stop(ucs4_t character)
{
    return character == '.' || character == '!' || character == '?' || character == 0x2026 || character == 0x3002 ||
           character == 0xff01 || character == 0xff1f || character == 0x061f || character == 0x0964;
}

static bool is_comma(ucs4_t character)
{
    return character == ',' || character == ';' || character == 0x060c || character == 0x3001 || character == 0xff0c;
}

static bool is_space(ucs4_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xa0 || character == 0x3000 ||
           (character >= 0x2000 && character <= 0x200b);
}

static void count_word(struct walk *walk)
{
    walk->run.text.words++;
    walk->run.text.linked_words += walk->links > 0;
}

static void count_character(struct walk *walk, ucs4_t character)
{
    struct text_count *text = &walk->run.text;
    if (is_space(character)) {
        walk->in_word = walk->after_ideograph = false;
        return;
    }
    if (is_ideograph(character)) {
        if (!walk->after_ideograph)
            count_word(walk);
        walk->after_ideograph = !walk->after_ideograph;
        walk->in_word = false;
    } else if (!walk->in_word) {
        walk->in_word = true;
        count_word(walk);
    }
    text->commas += is_comma(character);
    text->stops += is_stop(character);
    text->digits += character >= '0' && character <= '9';
    text->capitals += character >= 'A' && character <= 'Z';
    text->letters += (character | 0x20) >= 'a' || character >= 0xc0;
    if (is_closing_mark(character))
        return;
    walk->run.ends_sentence = is_stop(character);
    walk->points = character == '.' ? walk->points + 1 : 0;
    walk->run.ends_cut = character == 0x2026 || walk->points >= 3;
}

static void add_count(struct text_count *sum, const struct text_count *more)
{
    sum->words += more->words;
    sum->linked_words += more->linked_words;
    sum->commas += more->commas;
    sum->stops += more->stops;
    sum->digits += more->digits;
    sum->letters += more->letters;
    sum->capitals += more->capitals;
}

/* --- runs and boxes ----------------------------------------------------------------------------------------------- */

static void close_run(struct walk *walk)
{
    if (walk->run.text.words) { /* pages pad with no-break spaces */
        struct outline_run *run = array_push(&walk->outline->runs);
        if (run)
            *run = walk->run;
        add_count(&outline_boxes(walk->outline)[walk->box].text, &walk->run.text);
    }
    walk->run = (struct outline_run){.first = NULL};
    walk->in_word = walk->after_ideograph = false;
    walk->breaks = 0;
}

static void read_text(struct walk *walk, const char *text)
{
    const uint8_t *at = (const uint8_t *)text, *end = at + strlen(text);
    if (strspn(text, " \t\n\r\f\v") == (size_t)(end - at)) {
        walk->in_word = walk->after_ideograph = false;
        return;
    }
    /* Line breaks in a row are how old pages separate paragraphs; each is a child of the box, so that the run ends
     * there. */
    if (walk->breaks >= 2 && walk->run.last != walk->top)
        close_run(walk);
    walk->breaks = 0;
    if (!walk->run.first)
        walk->run = (struct outline_run){.first = walk->top, .box = walk->box};
    walk->run.last = walk->top;
    while (at < end) {
        ucs4_t character;
        at += u8_mbtouc(&character, at, (size_t)(end - at));
        count_character(walk, character);
    }
}

static bool is_inline(enum html_role role)
{
    return html_element_is_inline(role) || role == HTML_BREAK || role == HTML_IMAGE || role == HTML_MEDIA ||
           role == HTML_SKIPPED;
}

static enum html_role role_of(const xmlNode *node)
{
    return html_element_find((const char *)node->name)->role;
}

/* Notes on the elements of text around a box that they hold one, and so are boxes too. */
static void note_holders(xmlNode *node, const xmlNode *root)
{
    for (xmlNode *at = node->parent; at && at != root && is_inline(role_of(at)) && !at->_private; at = at->parent)
        at->_private = at;
}

static bool is_box(const xmlNode *node)
{
    return node->_private || !is_inline(role_of(node));
}

static void open_box(struct walk *walk, xmlNode *node)
{
    close_run(walk);
    struct outline_box *box = array_push(&walk->outline->boxes);
    if (!box)
        return;
    const struct outline_box *parent = &outline_boxes(walk->outline)[walk->box];
    size_t index = walk->outline->boxes.count - 1;
    *box = (struct outline_box){.node = node, .parent = walk->box, .role = role_of(node)};
    box->run_from = walk->outline->runs.count;
    box->signs = extract_signs_of(node);
    box->signs_around = box->signs | (index ? parent->signs_around : 0);
    walk->box = index;
}

static void close_box(struct walk *walk)
{
    close_run(walk);
    struct outline_box *box = &outline_boxes(walk->outline)[walk->box];
    box->run_to = walk->outline->runs.count;
    walk->top = box->node;
    if (walk->box) {
        add_count(&outline_boxes(walk->outline)[box->parent].text, &box->text);
        walk->box = box->parent;
    }
}

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static bool leads_away(const xmlNode *link)
{
    const char *address = html_tree_attribute(link, "href");
    return address && *address != '#';
}

/* True when what is in the element is to be read. */
static bool enter(struct walk *walk, xmlNode *node)
{
    enum html_role role = role_of(node);
    if (role == HTML_SKIPPED || (!walk->hidden_too && extract_is_hidden(node)))
        return false;
    if (is_box(node))
        open_box(walk, node);
    if (role == HTML_LINK && leads_away(node))
        walk->links++;
    if (role == HTML_BREAK) {
        walk->breaks++;
        walk->in_word = false;
    }
    return true;
}

static void leave(struct walk *walk, const xmlNode *node)
{
    if (html_tree_is(node, "a") && leads_away(node))
        walk->links--;
    if (is_box(node))
        close_box(walk);
}

static void walk_tree(struct walk *walk, xmlNode *root)
{
    xmlNode *node = root;
    open_box(walk, root);
    node = root->children;
    while (node && !walk->outline->boxes.failed && !walk->outline->runs.failed) {
        if (node->parent == outline_boxes(walk->outline)[walk->box].node)
            walk->top = node;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            read_text(walk, (const char *)node->content);
        if (node->type == XML_ELEMENT_NODE && enter(walk, node)) {
            if (node->children) {
                node = node->children;
                continue;
            }
            leave(walk, node);
        }
        while (node != root && !node->next) {
            node = node->parent;
            if (node != root)
                leave(walk, node);
        }
        node = node == root ? NULL : node->next;
    }
    close_box(walk);
}

/* A box that holds nothing but its text is a paragraph, whatever it is called. */
static void sum_prose(struct outline *outline)
{
    struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    for (size_t i = 0; i < outline->runs.count; i++) {
        const struct outline_box *box = &boxes[runs[i].box];
        size_t words = runs[i].text.words - runs[i].text.linked_words;
        boxes[runs[i].box].prose += words;
        if (html_tree_is(box->node, "p") || box->role == HTML_INLINE || box->run_to - box->run_from == 1)
            boxes[box->parent].prose += words;
    }
    for (size_t i = 0; i < outline->boxes.count; i++) {
        boxes[i].wide_prose += boxes[i].prose;
        if (i)
            boxes[boxes[i].parent].wide_prose += boxes[i].prose;
    }
}

bool outline_make(struct outline *outline, xmlNode *root, bool hidden_too)
{
    *outline = (struct outline){.boxes = array_create(sizeof(struct outline_box), OUTLINE_BOXES_MAX),
                                .runs = array_create(sizeof(struct outline_run), OUTLINE_RUNS_MAX)};
    struct walk walk = {.outline = outline, .hidden_too = hidden_too};
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (node->type == XML_ELEMENT_NODE && !is_inline(role_of(node)))
            note_holders(node, root);
    walk_tree(&walk, root);
    /* The blocks' own walk keeps its notes in the same place. */
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        node->_private = NULL;
    if (outline->boxes.failed || outline->runs.failed)
        return false;
    sum_prose(outline);
    return true;
}

/* The text below one node; what is skipped in pages is skipped here. */
static bool append_text(xmlNode *root, struct buffer *out)
{
    xmlNode *node = root;
    while (node) {
        bool is_skipped = node->type == XML_ELEMENT_NODE && role_of(node) == HTML_SKIPPED;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            (void)buffer_append_string(out, (const char *)node->content);
        else if (html_tree_is(node, "br"))
            (void)buffer_append_byte(out, ' ');
        if (node == root && (is_skipped || !node->children))
            break;
        node = is_skipped ? html_tree_skip(node, root) : html_tree_next(node, root);
    }
    return !out->failed;
}

bool outline_run_text(const struct outline_run *run, struct buffer *out)
{
    for (xmlNode *node = run->first; node; node = node == run->last ? NULL : node->next)
        if (!append_text(node, out))
            return false;
    return true;
}

bool outline_run_line(const struct outline_run *run, struct buffer *out)
{
    struct buffer text = buffer_create(out->ceiling);
    bool done = outline_run_text(run, &text) && clean_text(buffer_string(&text), text.length, CLEAN_LINE, out);
    buffer_release(&text);
    return done;
}

void outline_release(struct outline *outline)
{
    array_release(&outline->boxes);
    array_release(&outline->runs);
}
