/* extract: decides on each run, mends what single decisions leave ragged, and takes the rest out of the tree. */
#include "feeds/extract.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/extract_looks.h"
#include "feeds/html_tree.h"

enum {
    PAGE_WORDS_LEAST = 80,    /* of a page that has a shape; a shorter one is taken as it is */
    ARTICLE_WORDS_LEAST = 25, /* fewer words are no article, but what the looks mistook for one */
};

struct decision {
    const struct outline *outline;
    const float *odds;
    size_t headline; /* a run, or OUTLINE_NONE */
    bool *kept;      /* a run each */
    size_t *words;   /* of kept runs before each run, and of all */
};

static const struct outline_box *box_of(const struct outline *outline, size_t run)
{
    return &outline_boxes(outline)[outline_runs(outline)[run].box];
}

static bool is_heading(const struct outline *outline, size_t run)
{
    return box_of(outline, run)->role == HTML_HEADING;
}

static void count_words(struct decision *decision)
{
    const struct outline_run *runs = outline_runs(decision->outline);
    for (size_t i = 0; i < decision->outline->runs.count; i++)
        decision->words[i + 1] = decision->words[i] + (decision->kept[i] ? runs[i].text.words : 0);
}

/* A few words in a small box that is named as a tool of the site, whatever stands around it. */
static bool is_tool(const struct outline *outline, const struct outline_run *run)
{
    enum { WORDS_MAX = 8, BOX_WORDS_MAX = 60 };
    static const unsigned tools = SIGN_SHARE | SIGN_ADVERT | SIGN_SUBSCRIBE | SIGN_NOTICE | SIGN_COMMENT;
    const struct outline_box *box = &outline_boxes(outline)[run->box];
    for (unsigned level = 0; level < 2 && box->text.words <= BOX_WORDS_MAX; level++) {
        if (box->signs & tools && run->text.words <= WORDS_MAX)
            return true;
        box = &outline_boxes(outline)[box->parent];
    }
    return false;
}

/* Where less was kept than half of what the box with most prose has, its paragraphs are taken more readily: some
 * templates look like nothing that the looks have learnt. Comments are prose, too. */
static void keep_prose(struct decision *decision)
{
    enum { PARAGRAPH_WORDS_LEAST = 12 };
    static const float odds_least = -3.5f;
    const struct outline_box *boxes = outline_boxes(decision->outline), *top = &boxes[0];
    const struct outline_run *runs = outline_runs(decision->outline);
    for (size_t i = 1; i < decision->outline->boxes.count; i++)
        if (boxes[i].prose > top->prose && !(boxes[i].signs_around & SIGN_COMMENT))
            top = &boxes[i];
    if (decision->words[decision->outline->runs.count] * 2 >= top->prose)
        return;
    for (size_t i = top->run_from; i < top->run_to; i++)
        if (runs[i].text.words >= PARAGRAPH_WORDS_LEAST && runs[i].text.linked_words * 4 <= runs[i].text.words &&
            decision->odds[i] > odds_least)
            decision->kept[i] = true;
}

/* A heading above nothing heads what was not taken. */
static void drop_lone_headings(struct decision *decision)
{
    bool text_follows = false;
    for (size_t i = decision->outline->runs.count; i > 0; i--) {
        if (!decision->kept[i - 1])
            continue;
        if (!is_heading(decision->outline, i - 1))
            text_follows = true;
        else if (!text_follows)
            decision->kept[i - 1] = false;
    }
}

static bool has_image(xmlNode *root)
{
    if (html_tree_is(root, "img"))
        return true;
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (html_tree_is(node, "img"))
            return true;
    return false;
}

static bool may_be_picture(const struct outline_box *box)
{
    enum { CAPTION_WORDS_MAX = 120 };
    static const unsigned signs_of_others = SIGN_FRAME | SIGN_ASIDE | SIGN_COMMENT | SIGN_SHARE | SIGN_RELATED |
                                            SIGN_ADVERT | SIGN_SUBSCRIBE | SIGN_AUTHOR | SIGN_NOTICE;
    return !(box->signs & signs_of_others) && box->text.words <= CAPTION_WORDS_MAX && has_image(box->node);
}

/* True between two kept runs. */
static bool is_among(const struct decision *decision, const struct outline_box *box)
{
    return decision->words[box->run_from] &&
           decision->words[box->run_to] < decision->words[decision->outline->runs.count];
}

/* The captions of pictures that stand among the article's words, and those words that a picture has instead. */
static void keep_captions(struct decision *decision)
{
    const struct outline *outline = decision->outline;
    const struct outline_box *boxes = outline_boxes(outline);
    for (size_t i = 1; i < outline->boxes.count; i++) {
        if (boxes[i].role != HTML_FIGURE || !is_among(decision, &boxes[i]) || !may_be_picture(&boxes[i]))
            continue;
        for (size_t run = boxes[i].run_from; run < boxes[i].run_to; run++)
            decision->kept[run] = decision->kept[run] || !is_tool(outline, &outline_runs(outline)[run]);
    }
}

/* The caption of the picture between headline and text. */
static void keep_lead(struct decision *decision)
{
    static const unsigned signs_of_others = SIGN_ASIDE | SIGN_RELATED | SIGN_ADVERT | SIGN_COMMENT;
    const struct outline *outline = decision->outline;
    const struct outline_box *boxes = outline_boxes(outline);
    size_t text = 0;
    while (text < outline->runs.count && (!decision->kept[text] || is_heading(outline, text)))
        text++;
    for (size_t i = 1; i < outline->boxes.count && decision->headline < text; i++) {
        if (boxes[i].role != HTML_FIGURE || boxes[i].run_from <= decision->headline || boxes[i].run_to > text ||
            boxes[i].run_from == boxes[i].run_to || boxes[i].signs_around & signs_of_others ||
            !may_be_picture(&boxes[i]))
            continue;
        for (size_t run = boxes[i].run_from; run < boxes[i].run_to; run++)
            decision->kept[run] = !is_tool(outline, &outline_runs(outline)[run]);
        return;
    }
}

/* --- footnotes ---------------------------------------------------------------------------------------------------- */

/* The name of the place in this page that a link of a few signs leads to; NULL for any other node. */
static const char *note_name(const xmlNode *node)
{
    enum { SIGNS_MAX = 4 }; /* "1", "[12]", an asterisk */
    const char *address = html_tree_is(node, "a") ? html_tree_attribute(node, "href") : NULL;
    const xmlNode *text = node->children;
    bool is_sign = address && text && text->type == XML_TEXT_NODE && !text->next &&
                   strlen((const char *)text->content) <= SIGNS_MAX;
    return is_sign && *address == '#' && address[1] ? address + 1 : NULL;
}

static void note_links(xmlNode *root, struct array *names)
{
    for (xmlNode *node = root; node; node = html_tree_next(node, root)) {
        const char *name = note_name(node);
        const char **slot = name ? array_push(names) : NULL;
        if (slot)
            *slot = name;
        if (node == root && (node->type != XML_ELEMENT_NODE || !node->children))
            break;
    }
}

static int compare_names(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* What the article's notes lead to. */
static void keep_notes(struct decision *decision)
{
    enum { NOTES_MAX = 5000, NOTE_WORDS_MAX = 150 };
    const struct outline *outline = decision->outline;
    const struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    struct array names = array_create(sizeof(const char *), NOTES_MAX);
    for (size_t i = 0; i < outline->runs.count; i++)
        for (xmlNode *node = decision->kept[i] ? runs[i].first : NULL; node;
             node = node == runs[i].last ? NULL : node->next)
            note_links(node, &names);
    if (names.count)
        qsort(names.items, names.count, sizeof(const char *), compare_names);
    for (size_t i = 1; names.count && i < outline->boxes.count; i++) {
        const char *name = html_tree_attribute(boxes[i].node, "id");
        if (!name || boxes[i].text.words > NOTE_WORDS_MAX ||
            !bsearch(&name, names.items, names.count, sizeof(const char *), compare_names))
            continue;
        for (size_t run = boxes[i].run_from; run < boxes[i].run_to; run++)
            decision->kept[run] = true;
    }
    array_release(&names);
}

/* --- pruning ------------------------------------------------------------------------------------------------------ */

static void take_out(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static void take_out_run(const struct outline_run *run)
{
    for (xmlNode *node = run->first, *next; node; node = next) {
        next = node == run->last ? NULL : node->next;
        take_out(node);
    }
}

/* A box without text stays where it is a picture or a line across the page between the article's words, or a cell:
 * without it those behind it would move into its column. */
static bool stays(const struct decision *decision, const struct outline_box *box)
{
    return decision->words[box->run_to] > decision->words[box->run_from] ||
           (is_among(decision, box) && (may_be_picture(box) || box->role == HTML_RULE || box->role == HTML_CELL));
}

static bool prune(const struct decision *decision)
{
    const struct outline *outline = decision->outline;
    const struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    bool *is_out = calloc(outline->boxes.count, sizeof *is_out);
    if (!is_out)
        return false;
    for (size_t i = 0; i < outline->runs.count; i++)
        if (!decision->kept[i])
            take_out_run(&runs[i]);
    for (size_t i = 1; i < outline->boxes.count; i++) {
        is_out[i] = is_out[boxes[i].parent];
        if (is_out[i] || stays(decision, &boxes[i]))
            continue;
        is_out[i] = true;
        take_out(boxes[i].node);
    }
    free(is_out);
    return true;
}

/* What was hidden and turned out to be the article is to be read. */
static void show_all(xmlNode *root)
{
    static const char *const hiding[] = {"hidden", "aria-hidden", "style"};
    for (xmlNode *node = root; node; node = html_tree_next(node, root)) {
        for (size_t i = 0; node->type == XML_ELEMENT_NODE && i < sizeof hiding / sizeof *hiding; i++)
            (void)xmlUnsetProp(node, (const xmlChar *)hiding[i]);
        if (node == root && !node->children)
            break;
    }
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

/* Links alone are a list of other articles. */
static bool is_article(const struct decision *decision)
{
    const struct outline_run *runs = outline_runs(decision->outline);
    size_t linked = 0, all = decision->words[decision->outline->runs.count];
    for (size_t i = 0; i < decision->outline->runs.count; i++)
        linked += decision->kept[i] ? runs[i].text.linked_words : 0;
    return all - linked >= ARTICLE_WORDS_LEAST && (all - linked) * 4 >= all;
}

static enum extract_result decide(struct decision *decision, xmlNode *root, bool hidden_too)
{
    const struct outline *outline = decision->outline;
    for (size_t i = 0; i < outline->runs.count; i++)
        decision->kept[i] = decision->odds[i] > 0 && !is_tool(outline, &outline_runs(outline)[i]);
    count_words(decision);
    keep_prose(decision);
    count_words(decision);
    drop_lone_headings(decision);
    count_words(decision);
    if (!is_article(decision))
        return EXTRACT_NONE;
    keep_captions(decision);
    keep_lead(decision);
    keep_notes(decision);
    count_words(decision);
    if (!prune(decision))
        return EXTRACT_FAILED;
    if (hidden_too)
        show_all(root);
    return EXTRACT_FOUND;
}

static enum extract_result look(const struct outline *outline, xmlNode *root, const char *title,
                                const struct declared_text *declared, bool hidden_too)
{
    size_t count = outline->runs.count;
    if (outline_boxes(outline)[0].text.words < PAGE_WORDS_LEAST)
        return EXTRACT_SHORT;
    float *odds = calloc(count + 1, sizeof *odds);
    struct decision decision = {.outline = outline,
                                .odds = odds,
                                .headline = extract_headline_find(outline, title),
                                .kept = calloc(count + 1, sizeof *decision.kept),
                                .words = calloc(count + 1, sizeof *decision.words)};
    enum extract_result result = EXTRACT_FAILED;
    if (odds && decision.kept && decision.words && extract_look(outline, title, declared, &extract_weights, odds))
        result = decide(&decision, root, hidden_too);
    free(odds);
    free(decision.kept);
    free(decision.words);
    return result;
}

enum extract_result extract_article(xmlNode *root, const char *title, const struct declared_text *declared)
{
    enum extract_result first = EXTRACT_NONE, result = EXTRACT_NONE;
    for (int try = 0; try < 2 && (result == EXTRACT_NONE || result == EXTRACT_SHORT); try++) {
        struct outline outline;
        result = EXTRACT_FAILED;
        if (outline_make(&outline, root, try > 0))
            result = look(&outline, root, title, declared, try > 0);
        outline_release(&outline);
        first = try > 0 ? first : result;
    }
    return result == EXTRACT_FOUND || result == EXTRACT_FAILED ? result : first;
}
