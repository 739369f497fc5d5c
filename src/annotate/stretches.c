/* stretches: pairs quotation marks, block by block; a paragraph of a block quotation is one without them. Double marks and single marks are paired each on their own; a single
 * pair that crosses a double one is none. Never in here: who speaks, whether anybody does. */
#include <stdlib.h>
#include <string.h>

#include "annotate/analysis.h"

/* Which way a mark is turned, judged by the sign and by what stands beside it. */
enum direction { DIRECTION_OPENS, DIRECTION_CLOSES, DIRECTION_EITHER };

enum family { FAMILY_DOUBLE, FAMILY_SINGLE };

struct sign {
    const char *bytes;
    enum family family;
    enum direction direction; /* as it was meant to be used; copying and pasting turns marks round */
};

static const struct sign signs[] = {
    {"\"", FAMILY_DOUBLE, DIRECTION_EITHER},     {"\u201c", FAMILY_DOUBLE, DIRECTION_OPENS},
    {"\u201d", FAMILY_DOUBLE, DIRECTION_CLOSES}, {"\u201e", FAMILY_DOUBLE, DIRECTION_OPENS},
    {"\u201f", FAMILY_DOUBLE, DIRECTION_OPENS},  {"\u00ab", FAMILY_DOUBLE, DIRECTION_OPENS},
    {"\u00bb", FAMILY_DOUBLE, DIRECTION_CLOSES}, {"``", FAMILY_DOUBLE, DIRECTION_OPENS},
    {"''", FAMILY_DOUBLE, DIRECTION_EITHER},     {"'", FAMILY_SINGLE, DIRECTION_EITHER},
    {"`", FAMILY_SINGLE, DIRECTION_OPENS},       {"\u2018", FAMILY_SINGLE, DIRECTION_OPENS},
    {"\u2019", FAMILY_SINGLE, DIRECTION_CLOSES}, {"\u201a", FAMILY_SINGLE, DIRECTION_OPENS},
    {"\u201b", FAMILY_SINGLE, DIRECTION_OPENS},  {"\u2039", FAMILY_SINGLE, DIRECTION_OPENS},
    {"\u203a", FAMILY_SINGLE, DIRECTION_CLOSES},
};

/* A mark of one family in one block. */
struct mark {
    size_t token;
    enum direction direction;
    bool behind_digit; /* it may be a sign for inches */
};

/* What is at work on: one block, tokens first to end. */
struct pairing {
    struct analysis *analysis;
    size_t first, end;
    struct array doubles, singles; /* of struct mark, of this block */
    struct array pairs;            /* of struct stretch, single marks only, of this block */
};

static const struct sign *sign_of(const struct analysis *analysis, const struct token *token)
{
    size_t length;
    const char *text = token_text(analysis, token, &length);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i].bytes) == length && memcmp(signs[i].bytes, text, length) == 0)
            return &signs[i];
    return NULL;
}

/* Signs behind which, without a blank, a quotation may open; dashes let one close, too. */
static const char *const before_opening[] = {"(", "[", "{", "/", "\u00bf", "\u00a1", "$", NULL};
static const char *const dashes[] = {"-", "--", "---", "\u2013", "\u2014", "\u2015", NULL};

static bool touches(const struct token *one, const struct token *next)
{
    return one->range.end == next->range.start;
}

/* How closely the mark at `index` clings to what stands before it: -1 not at all, 1 it does, 0 it cannot be told. */
static int clings_before(const struct pairing *pairing, size_t index)
{
    const struct token *tokens = analysis_tokens(pairing->analysis);
    if (index == pairing->first || !touches(&tokens[index - 1], &tokens[index]))
        return -1;
    const struct token *before = &tokens[index - 1];
    if (before->shape == TOKEN_MARK)
        return index - 1 == pairing->first || !touches(before - 1, before) ? -1 : 0;
    if (before->shape != TOKEN_PUNCTUATION)
        return 1;
    if (token_is_one_of(pairing->analysis, before, before_opening))
        return -1;
    return token_is_one_of(pairing->analysis, before, dashes) ? 0 : 1;
}

/* The same for what stands behind it. */
static int clings_behind(const struct pairing *pairing, size_t index)
{
    const struct token *tokens = analysis_tokens(pairing->analysis);
    if (index + 1 == pairing->end || !touches(&tokens[index], &tokens[index + 1]))
        return -1;
    const struct token *behind = &tokens[index + 1];
    if (behind->shape == TOKEN_MARK)
        return index + 2 == pairing->end || !touches(behind, behind + 1) ? -1 : 0;
    if (behind->shape != TOKEN_PUNCTUATION || token_is_one_of(pairing->analysis, behind, before_opening))
        return 1;
    static const char *const ellipses[] = {"...", "\u2026", NULL};
    bool unclear =
        token_is_one_of(pairing->analysis, behind, dashes) || token_is_one_of(pairing->analysis, behind, ellipses);
    return unclear ? 0 : -1;
}

static enum direction judge(const struct pairing *pairing, size_t index, const struct sign *sign)
{
    int before = clings_before(pairing, index), behind = clings_behind(pairing, index);
    if (before < behind)
        return DIRECTION_OPENS;
    if (before > behind)
        return DIRECTION_CLOSES;
    return sign->direction;
}

static void collect_marks(struct pairing *pairing)
{
    const struct token *tokens = analysis_tokens(pairing->analysis);
    pairing->doubles.count = pairing->singles.count = pairing->pairs.count = 0;
    for (size_t i = pairing->first; i < pairing->end; i++) {
        const struct sign *sign = tokens[i].shape == TOKEN_MARK ? sign_of(pairing->analysis, &tokens[i]) : NULL;
        if (!sign)
            continue;
        struct mark *mark = array_push(sign->family == FAMILY_DOUBLE ? &pairing->doubles : &pairing->singles);
        if (!mark)
            return;
        mark->token = i;
        mark->direction = judge(pairing, i, sign);
        mark->behind_digit = i > pairing->first && tokens[i - 1].shape == TOKEN_NUMBER &&
                             touches(&tokens[i - 1], &tokens[i]) &&
                             pairing->analysis->article->text[tokens[i].range.start] == '"';
    }
}

static struct stretch *add_stretch(struct pairing *pairing, struct array *to, size_t first, size_t end)
{
    const struct token *tokens = analysis_tokens(pairing->analysis);
    struct stretch *stretch = array_push(to);
    if (!stretch)
        return NULL;
    stretch->range = (struct range){tokens[first].range.start, tokens[end - 1].range.end};
    stretch->first = first;
    stretch->end = end;
    stretch->type = QUOTATION_SCARE;
    stretch->speaker_mention = ARTICLE_NONE;
    stretch->continues = ARTICLE_NONE;
    return stretch;
}

/* True when a closing mark is an inch sign after all: a word goes on behind it, and another mark closes what is open. */
static bool is_inch_sign(const struct pairing *pairing, const struct mark *marks, size_t index, size_t count)
{
    if (!marks[index].behind_digit || index + 1 >= count || marks[index + 1].direction != DIRECTION_CLOSES)
        return false;
    size_t behind = marks[index].token + 1;
    return behind < pairing->end && analysis_tokens(pairing->analysis)[behind].shape == TOKEN_LOWER;
}

/* Pairs double marks. One that opens inside an open stretch opens a nested one when two closing marks follow; else the
 * stretch before it was never closed, and ends there. */
static void pair_doubles(struct pairing *pairing)
{
    const struct mark *marks = pairing->doubles.items;
    size_t count = pairing->doubles.count, open = ARTICLE_NONE, nested = 0;
    struct array *stretches = &pairing->analysis->stretches;
    for (size_t i = 0; i < count; i++) {
        bool closes = marks[i].direction == DIRECTION_CLOSES;
        if (open == ARTICLE_NONE) {
            if (!closes)
                open = i;
            continue;
        }
        if (marks[i].direction == DIRECTION_OPENS) {
            bool inner = i + 2 < count && marks[i + 1].direction == DIRECTION_CLOSES &&
                         marks[i + 2].direction == DIRECTION_CLOSES;
            if (inner) {
                nested++;
                continue;
            }
            struct stretch *stretch = add_stretch(pairing, stretches, marks[open].token, marks[i].token);
            if (stretch)
                stretch->unclosed = true;
            open = i;
        } else if (nested) {
            nested--;
        } else if (!is_inch_sign(pairing, marks, i, count)) {
            add_stretch(pairing, stretches, marks[open].token, marks[i].token + 1);
            open = ARTICLE_NONE;
        }
    }
    bool sure = open != ARTICLE_NONE && marks[open].direction == DIRECTION_OPENS;
    if (!sure || marks[open].token + 1 == pairing->end)
        return;
    struct stretch *stretch = add_stretch(pairing, stretches, marks[open].token, pairing->end);
    if (stretch)
        stretch->unclosed = true;
}

/* Pairs single marks: only where both are turned the right way and at least one word stands between them. What is left
 * over are apostrophes and minutes of arc. */
static void pair_singles(struct pairing *pairing)
{
    const struct mark *marks = pairing->singles.items;
    size_t open = ARTICLE_NONE;
    for (size_t i = 0; i < pairing->singles.count; i++) {
        if (marks[i].direction == DIRECTION_OPENS) {
            open = i;
        } else if (marks[i].direction == DIRECTION_CLOSES && open != ARTICLE_NONE) {
            if (marks[i].token > marks[open].token + 1)
                add_stretch(pairing, &pairing->pairs, marks[open].token, marks[i].token + 1);
            open = ARTICLE_NONE;
        }
    }
}

/* A paragraph of a block quotation is quoted as a whole, save where it quotes by itself. */
static void quote_block(struct pairing *pairing)
{
    const struct token *first = &analysis_tokens(pairing->analysis)[pairing->first];
    if (pairing->analysis->article->blocks[first->block].type != BLOCK_QUOTE)
        return;
    struct stretch *stretch = add_stretch(pairing, &pairing->analysis->stretches, pairing->first, pairing->end);
    if (stretch)
        stretch->block = true;
}

static int compare_stretches(const void *one, const void *other)
{
    const struct stretch *a = one, *b = other;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

/* Puts the single pairs of the block among its double ones, from stretch `first` on, and counts the nesting. */
static void merge(struct pairing *pairing, size_t first)
{
    struct array *stretches = &pairing->analysis->stretches;
    const struct stretch *pairs = pairing->pairs.items;
    size_t doubles_end = stretches->count, next = first;
    for (size_t i = 0; i < pairing->pairs.count; i++) {
        const struct stretch *doubles = stretches->items;
        while (next < doubles_end && doubles[next].end <= pairs[i].first)
            next++;
        bool crosses = false;
        for (size_t at = next; at < doubles_end && doubles[at].first < pairs[i].end; at++) {
            bool inside = doubles[at].first < pairs[i].first && pairs[i].end <= doubles[at].end;
            bool around = pairs[i].first < doubles[at].first && doubles[at].end <= pairs[i].end;
            crosses = crosses || (!inside && !around);
        }
        struct stretch *stretch = crosses ? NULL : array_push(stretches);
        if (stretch)
            *stretch = pairs[i];
    }
    if (stretches->count == doubles_end)
        return;
    struct stretch *items = stretches->items;
    qsort(items + first, stretches->count - first, sizeof *items, compare_stretches);
    /* Pairs of two families at most: whatever begins before the last outermost one ends is inside it. */
    size_t outermost = first;
    for (size_t i = first + 1; i < stretches->count; i++) {
        if (items[i].first < items[outermost].end)
            items[i].depth = 1;
        else
            outermost = i;
    }
}

/* A stretch left open is carried on by the next block where that opens with a mark, a block quotation by its next
 * paragraph. */
static void mark_continued(struct analysis *analysis)
{
    const struct token *tokens = analysis_tokens(analysis);
    struct stretch *stretches = analysis->stretches.items;
    struct stretch *open = NULL;
    for (size_t i = 0; i < analysis->stretches.count; i++) {
        if (stretches[i].depth)
            continue;
        if (open && open->end == stretches[i].first && open->block == stretches[i].block)
            open->continued = tokens[open->end - 1].block != tokens[open->end].block;
        open = stretches[i].unclosed || stretches[i].block ? &stretches[i] : NULL;
    }
}

static void mark_tokens(struct analysis *analysis)
{
    struct token *tokens = analysis->tokens.items;
    const struct stretch *stretches = analysis->stretches.items;
    for (size_t i = 0; i < analysis->stretches.count; i++)
        for (size_t at = stretches[i].first; !stretches[i].depth && at < stretches[i].end; at++)
            tokens[at].in_quotation = true;
}

void stretches_find(struct analysis *analysis)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t count = analysis->tokens.count;
    struct pairing pairing = {
        .analysis = analysis,
        .doubles = array_create(sizeof(struct mark), count),
        .singles = array_create(sizeof(struct mark), count),
        .pairs = array_create(sizeof(struct stretch), count),
    };
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && tokens[end].block == tokens[first].block;)
            end++;
        pairing.first = first;
        pairing.end = end;
        size_t stretch = analysis->stretches.count;
        collect_marks(&pairing);
        pair_doubles(&pairing);
        if (analysis->stretches.count == stretch)
            quote_block(&pairing);
        pair_singles(&pairing);
        merge(&pairing, stretch);
    }
    if (pairing.doubles.failed || pairing.singles.failed || pairing.pairs.failed)
        analysis->stretches.failed = true;
    mark_continued(analysis);
    mark_tokens(analysis);
    array_release(&pairing.doubles);
    array_release(&pairing.singles);
    array_release(&pairing.pairs);
}
