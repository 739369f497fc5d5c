/* extract features: each group of rows of the table has a function here. */
#include "feeds/extract_features.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/extract_declared.h"
#include "feeds/extract_kin.h"
#include "feeds/extract_lines.h"
#include "feeds/html_tree.h"

/* A run of more words is neither a known line nor a headline. */
enum { LINE_WORDS_MAX = 40, LINE_SIZE_MAX = 4096 };

/* --- the view ----------------------------------------------------------------------------------------------------- */

static bool run_says(const struct outline_run *run, const char *title)
{
    if (!title || run->text.words > LINE_WORDS_MAX)
        return false;
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    bool says = outline_run_line(run, &line) && strcasecmp(buffer_string(&line), title) == 0;
    buffer_release(&line);
    return says;
}

size_t extract_headline_find(const struct outline *outline, const char *title)
{
    const struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    size_t only = OUTLINE_NONE, count = 0;
    for (size_t i = 0; i < outline->runs.count; i++) {
        const struct outline_box *box = &boxes[runs[i].box];
        if (box->role != HTML_HEADING)
            continue;
        if (run_says(&runs[i], title))
            return i;
        if (html_tree_is(box->node, "h1")) {
            only = i;
            count++;
        }
    }
    return count == 1 ? only : OUTLINE_NONE;
}

static size_t find_headed(const struct outline *outline, size_t headline)
{
    enum { WORDS_LEAST = 80 };
    const struct outline_box *boxes = outline_boxes(outline);
    size_t box = headline == OUTLINE_NONE ? 0 : outline_runs(outline)[headline].box;
    while (box && boxes[box].text.words - boxes[box].text.linked_words < WORDS_LEAST)
        box = boxes[box].parent;
    return box;
}

bool extract_view_create(struct extract_view *view, const struct outline *outline, const char *title,
                         const struct declared_text *declared)
{
    const struct outline_box *boxes = outline_boxes(outline);
    *view = (struct extract_view){.outline = outline, .title = title, .declared = declared};
    view->headline = extract_headline_find(outline, title);
    view->headed = find_headed(outline, view->headline);
    view->words = boxes[0].text.words;
    for (size_t i = 0; i < outline->boxes.count; i++) {
        size_t own = boxes[i].text.words - boxes[i].text.linked_words;
        bool is_large = own * 4 > boxes[0].text.words - boxes[0].text.linked_words;
        bool is_article = html_tree_is(boxes[i].node, "article");
        view->article_count += is_article;
        view->has_article = view->has_article || (is_large && is_article);
        view->has_main = view->has_main || (is_large && html_tree_is(boxes[i].node, "main"));
        if (boxes[i].prose > boxes[view->top].prose)
            view->top = i;
        if (boxes[i].wide_prose > boxes[view->wide_top].wide_prose)
            view->wide_top = i;
    }
    view->lines = extract_lines_read(outline, title);
    view->is_teaser = extract_teasers_find(outline, false);
    view->is_headed_teaser = extract_teasers_find(outline, true);
    return view->lines && view->is_teaser && view->is_headed_teaser && extract_kin_find(view);
}

/* The smallest box that holds `tenths` of the taken words. */
static size_t smallest_with(const struct extract_view *view, size_t tenths)
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    size_t found = 0;
    for (size_t i = 1; i < view->outline->boxes.count; i++) {
        if (boxes[i].parent != found)
            continue;
        size_t words = view->words_before[boxes[i].run_to] - view->words_before[boxes[i].run_from];
        if (words * 10 >= view->words_taken * tenths && words)
            found = i;
    }
    return found;
}

/* The mean of what the first look thought, by words, over each family of runs. */
static bool sum_kin(struct extract_view *view)
{
    const struct outline_run *runs = outline_runs(view->outline);
    size_t count = view->outline->runs.count;
    size_t *words = calloc(count + 1, sizeof *words);
    view->kin_once = calloc(count + 1, sizeof *view->kin_once);
    for (size_t i = 0; words && view->kin_once && i < count; i++) {
        size_t family = view->kin[i];
        words[family] += runs[i].text.words;
        view->kin_once[family] +=
            (view->once[i] - view->kin_once[family]) * (float)runs[i].text.words / (float)words[family];
    }
    free(words);
    return words && view->kin_once;
}

/* The same over each box; and of each run how many words were taken before it. */
static bool sum_boxes(struct extract_view *view)
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    const struct outline_run *runs = outline_runs(view->outline);
    size_t run_count = view->outline->runs.count, box_count = view->outline->boxes.count;
    view->words_before = calloc(run_count + 1, sizeof *view->words_before);
    view->box_once = calloc(box_count, sizeof *view->box_once);
    double *sums = calloc(run_count + 1, sizeof *sums);
    bool done = view->words_before && view->box_once && sums;
    for (size_t i = 0; done && i < run_count; i++) {
        view->words_before[i + 1] = view->words_before[i] + (view->once[i] > 0 ? runs[i].text.words : 0);
        sums[i + 1] = sums[i] + (double)view->once[i] * (double)runs[i].text.words;
    }
    for (size_t i = 0; done && i < box_count; i++)
        if (boxes[i].text.words)
            view->box_once[i] =
                (float)((sums[boxes[i].run_to] - sums[boxes[i].run_from]) / (double)boxes[i].text.words);
    free(sums);
    return done;
}

bool extract_view_look_again(struct extract_view *view, const float *once)
{
    view->once = once;
    if (!sum_boxes(view) || !sum_kin(view))
        return false;
    view->words_taken = view->words_before[view->outline->runs.count];
    view->core = smallest_with(view, 6);
    view->shell = smallest_with(view, 9);
    return true;
}

void extract_view_release(struct extract_view *view)
{
    free(view->words_before);
    free(view->box_once);
    free(view->kin);
    free(view->lines);
    free(view->is_teaser);
    free(view->is_headed_teaser);
    free(view->kin_words);
    free(view->kin_once);
    view->words_before = NULL;
    view->kin = view->kin_words = NULL;
    view->lines = NULL;
    view->is_teaser = view->is_headed_teaser = NULL;
    view->box_once = view->kin_once = NULL;
}

/* --- rows of the first look --------------------------------------------------------------------------------------- */

static void tell_length(const struct outline_run *run, float features[FEATURE_COUNT])
{
    static const size_t words[] = {3, 6, 10, 20, 40, 80};
    const struct text_count *text = &run->text;
    size_t row = 0;
    while (row < sizeof words / sizeof *words && text->words >= words[row])
        row++;
    features[FEATURE_words_1 + row] = 1;
    size_t linked = text->linked_words;
    features[linked == 0                      ? FEATURE_links_none
             : linked == text->words          ? FEATURE_links_all
             : linked * 4 <= text->words      ? FEATURE_links_few
             : linked * 10 <= text->words * 6 ? FEATURE_links_half
                                              : FEATURE_links_most] = 1;
    features[FEATURE_linked_line] = linked == text->words && linked >= 6;
}

static void tell_signs_of_text(const struct outline_run *run, float features[FEATURE_COUNT])
{
    const struct text_count *text = &run->text;
    features[FEATURE_sentence] = run->ends_sentence;
    features[FEATURE_long_sentence] = run->ends_sentence && text->words >= 10;
    features[FEATURE_cut] = run->ends_cut && text->words >= 10;
    features[FEATURE_commas] = text->commas > 0;
    features[FEATURE_stops] = text->stops >= 2;
    features[FEATURE_digits] = text->digits * 9 > text->letters;
    features[FEATURE_capitals] = text->capitals * 5 > text->letters;
    features[FEATURE_shouting] = text->capitals * 2 > text->letters;
}

static void tell_line(const struct extract_view *view, size_t index, float features[FEATURE_COUNT])
{
    unsigned says = view->lines[index];
    features[FEATURE_boilerplate] = (says & LINE_BOILERPLATE) != 0;
    features[FEATURE_says_title] = (says & LINE_TITLE) != 0;
    features[FEATURE_asks] = (says & LINE_ASKS) != 0;
    features[FEATURE_heads_others] = (says & LINE_OTHERS) != 0;
    features[FEATURE_under_others] = (says & LINE_UNDER_OTHERS) != 0;
    features[FEATURE_in_teasers] = view->is_teaser[outline_runs(view->outline)[index].box];
    features[FEATURE_in_headed_teasers] = view->is_headed_teaser[outline_runs(view->outline)[index].box];
}

/* The innermost box around a run that has a meaning of its own. */
static void tell_role(const struct outline_box *boxes, const struct outline_run *run, float features[FEATURE_COUNT])
{
    static const struct {
        enum html_role role;
        enum extract_feature row;
    } rows[] = {
        {HTML_HEADING, FEATURE_role_heading}, {HTML_ITEM, FEATURE_role_item},
        {HTML_DEFINITION, FEATURE_role_item}, {HTML_QUOTE, FEATURE_role_quote},
        {HTML_CODE, FEATURE_role_code},       {HTML_CELL, FEATURE_role_cell},
        {HTML_FIGURE, FEATURE_role_caption},  {HTML_CAPTION, FEATURE_role_caption},
    };
    enum { LEVELS = 4 };
    size_t index = run->box;
    bool is_paragraph = html_tree_is(boxes[index].node, "p"), told = false;
    for (unsigned level = 0; level < LEVELS && !told; level++, index = boxes[index].parent)
        for (size_t i = 0; i < sizeof rows / sizeof *rows && !told; i++)
            if (boxes[index].role == rows[i].role) {
                features[rows[i].row] = 1;
                told = true;
            }
    features[FEATURE_role_paragraph] = is_paragraph;
    features[FEATURE_role_box] = !told && !is_paragraph;
}

/* Signs of the box of the run, or of the one around where that has none; of the next two; of all further out. */
static void tell_signs(const struct outline_box *boxes, const struct outline_run *run, float features[FEATURE_COUNT])
{
    const struct outline_box *own = &boxes[run->box];
    if (!own->signs)
        own = &boxes[own->parent];
    const struct outline_box *next = &boxes[own->parent], *last = &boxes[next->parent];
    unsigned near = next->signs | last->signs, far = boxes[last->parent].signs_around;
    for (unsigned i = 0; i < SIGN_COUNT; i++) {
        features[FEATURE_own_article + i] = (float)(own->signs >> i & 1);
        features[FEATURE_near_article + i] = (float)(near >> i & 1);
        features[FEATURE_far_article + i] = (float)(far >> i & 1);
    }
}

static bool is_within(const struct outline *outline, size_t run, size_t box)
{
    const struct outline_box *boxes = outline_boxes(outline);
    return boxes[box].run_from <= run && run < boxes[box].run_to;
}

static void tell_elements(const struct extract_view *view, const struct outline_run *run, float features[FEATURE_COUNT])
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    size_t articles = 0, mains = 0;
    for (size_t index = run->box; index; index = boxes[index].parent) {
        articles += html_tree_is(boxes[index].node, "article");
        mains += html_tree_is(boxes[index].node, "main");
    }
    features[FEATURE_outside_article] = view->has_article && !articles;
    features[FEATURE_outside_main] = view->has_main && !mains;
    features[FEATURE_in_nested_article] = articles > 1 || (articles && view->article_count > 3);
}

static bool is_prose(const struct outline_run *run)
{
    return run->text.words >= 20 && run->text.linked_words * 4 <= run->text.words;
}

static void tell_neighbours(const struct extract_view *view, size_t index, float features[FEATURE_COUNT])
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    const struct outline_run *runs = outline_runs(view->outline);
    size_t count = view->outline->runs.count;
    for (unsigned side = 0; side < 2; side++) {
        enum extract_feature first = side ? FEATURE_after_prose : FEATURE_before_prose;
        size_t far = side ? index + 2 : index - 2, near = side ? index + 1 : index - 1;
        if (near >= count) /* before 0, too */
            continue;
        const struct outline_run *run = &runs[near];
        bool is_linked = run->text.linked_words == run->text.words;
        if (side == 0 && is_linked && boxes[run->box].role == HTML_HEADING)
            features[FEATURE_before_link_head] = 1;
        features[first] = is_prose(run);
        features[first + FEATURE_before_linked - FEATURE_before_prose] = is_linked;
        features[first + FEATURE_before_short - FEATURE_before_prose] = !is_linked && run->text.words < 6;
        features[first + FEATURE_before_heading - FEATURE_before_prose] = boxes[run->box].role == HTML_HEADING;
        features[first + FEATURE_before_far_prose - FEATURE_before_prose] = far < count && is_prose(&runs[far]);
    }
}

/* Which of the five rows that tell of a share, from "most" to "none". */
static size_t share_row(size_t part, size_t most)
{
    return !most                   ? 4
           : part * 4 >= most * 3  ? 0
           : part * 10 >= most * 4 ? 1
           : part * 10 >= most     ? 2
           : part * 30 >= most     ? 3
                                   : 4;
}

static void tell_place(const struct extract_view *view, size_t index, float features[FEATURE_COUNT])
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    const struct outline_run *run = &outline_runs(view->outline)[index];
    features[FEATURE_above_headline] = view->headline != OUTLINE_NONE && index < view->headline;
    features[is_within(view->outline, index, view->headed)                 ? FEATURE_with_headline
             : is_within(view->outline, index, boxes[view->headed].parent) ? FEATURE_off_headline
                                                                           : FEATURE_far_headline] = 1;
    const struct outline_box *box = &boxes[run->box], *top = &boxes[view->top];
    size_t prose = boxes[box->parent].prose > box->prose ? boxes[box->parent].prose : box->prose;
    const struct outline_box *around = &boxes[boxes[box->parent].parent];
    features[FEATURE_prose_most + share_row(prose, top->prose)] = 1;
    features[FEATURE_wide_most + share_row(around->wide_prose, boxes[view->wide_top].wide_prose)] = 1;
    features[FEATURE_kin_most + share_row(view->kin_words[view->kin[index]], view->kin_most)] = 1;
    features[FEATURE_in_top] = top->prose && is_within(view->outline, index, view->top);
    features[FEATURE_near_top] = features[FEATURE_in_top] == 0 && is_within(view->outline, index, top->parent);
}

static void tell_declared(const struct extract_view *view, const struct outline_run *run, float features[FEATURE_COUNT])
{
    if (!view->declared)
        return;
    bool is_declared = declared_text_holds(view->declared, run);
    features[FEATURE_declared] = is_declared;
    features[FEATURE_undeclared] = !is_declared;
}

/* --- rows of the second look -------------------------------------------------------------------------------------- */

static void tell_boxes_again(const struct extract_view *view, size_t index, float features[FEATURE_COUNT])
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    size_t box = outline_runs(view->outline)[index].box;
    features[FEATURE_once] = view->once[index];
    features[FEATURE_once_kin] = view->kin_once[view->kin[index]];
    for (unsigned i = 0; i < 3; i++, box = boxes[box].parent)
        features[FEATURE_once_box + i] = view->box_once[box];
    size_t own = boxes[0].text.words - boxes[0].text.linked_words, taken = view->words_taken;
    features[taken * 4 >= own * 3 ? FEATURE_taken_most
             : taken * 2 >= own   ? FEATURE_taken_half
             : taken * 4 >= own   ? FEATURE_taken_some
                                  : FEATURE_taken_few] = 1;
    features[FEATURE_in_core] = is_within(view->outline, index, view->core);
    features[FEATURE_in_shell] = is_within(view->outline, index, view->shell);
}

static void tell_neighbours_again(const struct extract_view *view, size_t index, float features[FEATURE_COUNT])
{
    enum { REACH = 11 };
    size_t count = view->outline->runs.count, gap = REACH;
    for (size_t i = 1; i < REACH && gap == REACH; i++)
        if ((index >= i && view->once[index - i] > 0) || (index + i < count && view->once[index + i] > 0))
            gap = i - 1;
    features[gap <= 3 ? FEATURE_gap_near : gap < REACH ? FEATURE_gap_off : FEATURE_gap_far] = 1;
    features[FEATURE_once_before] = index >= 1 ? view->once[index - 1] : -1;
    features[FEATURE_once_before_far] = index >= 2 ? view->once[index - 2] : -1;
    features[FEATURE_once_after] = index + 1 < count ? view->once[index + 1] : -1;
    features[FEATURE_once_after_far] = index + 2 < count ? view->once[index + 2] : -1;
    size_t before = view->words_before[index], behind = view->words_taken - view->words_before[index + 1];
    features[FEATURE_between] = before && behind;
    features[FEATURE_ahead] = !before && behind;
    features[FEATURE_behind] = before && !behind;
    features[FEATURE_share_before_1] = before * 10 < view->words_taken;
    features[FEATURE_share_before_5] = before * 2 < view->words_taken;
    features[FEATURE_share_after_1] = behind * 10 < view->words_taken;
    features[FEATURE_share_after_5] = behind * 2 < view->words_taken;
}

void extract_features_write(const struct extract_view *view, size_t run, float features[FEATURE_COUNT])
{
    const struct outline_box *boxes = outline_boxes(view->outline);
    const struct outline_run *told = &outline_runs(view->outline)[run];
    memset(features, 0, FEATURE_COUNT * sizeof *features);
    features[FEATURE_bias] = 1;
    tell_length(told, features);
    tell_signs_of_text(told, features);
    tell_line(view, run, features);
    tell_role(boxes, told, features);
    tell_signs(boxes, told, features);
    tell_elements(view, told, features);
    tell_neighbours(view, run, features);
    tell_place(view, run, features);
    tell_declared(view, told, features);
    if (!view->once)
        return;
    tell_boxes_again(view, run, features);
    tell_neighbours_again(view, run, features);
}
