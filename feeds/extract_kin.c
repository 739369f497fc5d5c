/* extract kin: names are hashed, and runs or boxes sorted by that. */
#include "feeds/extract_kin.h"

#include <stdint.h>
#include <stdlib.h>

#include "feeds/extract_features.h"
#include "feeds/html_tree.h"

/* FNV-1a of a tag and a class. */
static uint64_t hash_names(uint64_t hash, const xmlNode *node)
{
    const char *const names[] = {(const char *)node->name, html_tree_attribute(node, "class")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (const char *at = names[i] ? names[i] : ""; *at; at++)
            hash = (hash ^ (unsigned char)*at) * 1099511628211u;
        hash = (hash ^ 0xff) * 1099511628211u;
    }
    return hash;
}

/* A run or a box with the hash of its names. */
struct kin {
    uint64_t hash;
    size_t index;
};

static int compare_kin(const void *one, const void *other)
{
    uint64_t first = ((const struct kin *)one)->hash, second = ((const struct kin *)other)->hash;
    return (first > second) - (first < second);
}

bool extract_kin_find(struct extract_view *view)
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    const struct outline_run *runs = outline_runs(view->outline);
    size_t count = view->outline->runs.count;
    struct kin *kin = calloc(count + 1, sizeof *kin);
    view->kin = calloc(count + 1, sizeof *view->kin);
    view->kin_words = calloc(count + 1, sizeof *view->kin_words);
    for (size_t i = 0; kin && i < count; i++) {
        const struct outline_box *box = &boxes[runs[i].box];
        uint64_t hash = hash_names(14695981039346656037u, box->node);
        kin[i] = (struct kin){hash_names(hash, boxes[box->parent].node), i};
    }
    if (kin)
        qsort(kin, count, sizeof *kin, compare_kin);
    bool done = kin && view->kin && view->kin_words;
    for (size_t i = 0, family = 0; done && i < count; i++) {
        const struct text_count *text = &runs[kin[i].index].text;
        family += i && kin[i].hash != kin[i - 1].hash;
        view->kin[kin[i].index] = family;
        view->kin_words[family] += text->words - text->linked_words;
        if (view->kin_words[family] > view->kin_most)
            view->kin_most = view->kin_words[family];
    }
    free(kin);
    return done;
}

/* --- teasers ------------------------------------------------------------------------------------------------------ */

/* Of each run, how many before it are a line, or a heading, that is a link. */
static size_t *count_lines(const struct outline *outline, bool headed)
{
    enum { LINE_WORDS_LEAST = 4 };
    const struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    size_t *lines = calloc(outline->runs.count + 1, sizeof *lines);
    for (size_t i = 0; lines && i < outline->runs.count; i++) {
        bool is_line = headed ? boxes[runs[i].box].role == HTML_HEADING : runs[i].text.words >= LINE_WORDS_LEAST;
        lines[i + 1] = lines[i] + (is_line && runs[i].text.linked_words == runs[i].text.words);
    }
    return lines;
}

/* Writes the boxes that may be teasers, by the names they have in which box; returns how many. */
static size_t list_cards(const struct outline *outline, const size_t *lines, struct kin *cards)
{
    enum { CARD_WORDS_MAX = 250 };
    const struct outline_box *boxes = outline_boxes(outline);
    size_t count = 0;
    for (size_t i = 1; i < outline->boxes.count; i++)
        if (boxes[i].text.words <= CARD_WORDS_MAX && lines[boxes[i].run_to] > lines[boxes[i].run_from])
            cards[count++] = (struct kin){hash_names(boxes[i].parent * 0x9e3779b97f4a7c15u, boxes[i].node), i};
    return count;
}

bool *extract_teasers_find(const struct outline *outline, bool headed)
{
    enum { CARDS_LEAST = 3 };
    const struct outline_box *boxes = outline_boxes(outline);
    bool *is_teaser = calloc(outline->boxes.count + 1, sizeof *is_teaser);
    struct kin *cards = calloc(outline->boxes.count + 1, sizeof *cards);
    size_t *lines = count_lines(outline, headed),
           count = is_teaser && cards && lines ? list_cards(outline, lines, cards) : 0;
    if (count)
        qsort(cards, count, sizeof *cards, compare_kin);
    for (size_t i = 0, to; i < count; i = to) {
        for (to = i + 1; to < count && cards[to].hash == cards[i].hash;)
            to++;
        for (size_t j = i; j < to && to - i >= CARDS_LEAST; j++)
            is_teaser[cards[j].index] = true;
    }
    for (size_t i = 1; cards && lines && is_teaser && i < outline->boxes.count; i++)
        is_teaser[i] = is_teaser[i] || is_teaser[boxes[i].parent];
    bool done = cards && lines && is_teaser;
    free(cards);
    free(lines);
    if (!done) {
        free(is_teaser);
        return NULL;
    }
    return is_teaser;
}
