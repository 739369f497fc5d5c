/* attribution around: the rows that look beyond the sentence. */
#include "annotate/attribution_around.h"

static uint32_t block_of(const struct site *site)
{
    return site->syntax->tokens[site->stretch->first].block;
}

static const struct sentence *sentence_of(const struct site *site)
{
    const struct analysis *analysis = site->syntax->analysis;
    return (const struct sentence *)analysis->sentences.items + site->syntax->tokens[site->stretch->first].sentence;
}

/* Its sentence has no words but those in quotation marks. */
static bool is_alone(const struct site *site)
{
    return site->clause == site->end;
}

/* Lets whoever spoke last speak here too. */
static void take_over(struct candidates *candidates, const struct surroundings *around, enum construction construction,
                      unsigned rank)
{
    const struct decision *from = &around->decisions[around->spoken];
    size_t count = candidates->count;
    candidates_add(candidates, construction, &from->candidate.subject, &from->cue, rank);
    if (candidates->count == count)
        return;
    candidates->items[count].from = around->spoken;
    candidates->items[count].link = from->probability;
}

/* The last verb of speaking in tokens `first` to `end` tells who is introduced. */
static void introduction(struct candidates *candidates, const struct syntax *syntax, size_t first, size_t end,
                         enum construction construction)
{
    enum { LOOK_BACK = 60, RANK_NEAREST, RANK_FARTHER, RANK_CLAUSE, RANK_COLON };
    size_t least = end - first > LOOK_BACK ? end - LOOK_BACK : first;
    struct cue cue = {.first = 0, .end = 0};
    unsigned rank = RANK_NEAREST;
    for (size_t i = end; i > least; i--) {
        if (syntax_part(syntax, i - 1) != PART_CUE)
            continue;
        cue = syntax_cue(syntax, i - 1);
        struct subject subject = subject_before(syntax, first, cue.first);
        candidates_add(candidates, construction, &subject, &cue, rank);
        if (subject.kind != SUBJECT_NONE)
            return;
        rank = RANK_FARTHER;
    }
    struct subject subject = {.kind = SUBJECT_NONE};
    if (cue.end > cue.first) {
        subject = subject_of_clause(syntax, first, end);
        candidates_add(candidates, construction, &subject, &cue, RANK_CLAUSE);
    }
    if (subject.kind == SUBJECT_NONE && syntax_part(syntax, end - 1) == PART_COLON) {
        subject = subject_ending(syntax, first, end - 1);
        candidates_add(candidates, construction, &subject, NULL, RANK_COLON);
    }
}

/* A quotation that begins its block behind a block that ends with a colon; a block quotation behind any other. */
static bool is_introduced(const struct site *site)
{
    const struct syntax *syntax = site->syntax;
    size_t first = site->stretch->first;
    return first > 1 && syntax->tokens[first - 1].block != syntax->tokens[first].block &&
           (syntax_part(syntax, first - 1) == PART_COLON || site->stretch->block);
}

/* True when the block holds nothing but quotations. */
static bool is_whole_block(const struct site *site)
{
    const struct token *tokens = site->syntax->tokens;
    const struct stretch *at = site->stretch;
    bool first = at->first == 0 || tokens[at->first - 1].block != tokens[at->first].block;
    bool last = at->end >= site->syntax->analysis->tokens.count || tokens[at->end].block != tokens[at->end - 1].block;
    return first && last;
}

/* Blinken shrugged. "…" */
static void sentence_before(struct candidates *candidates, const struct site *site)
{
    const struct syntax *syntax = site->syntax;
    const struct sentence *sentence = sentence_of(site);
    if (sentence->first == 0 || sentence[-1].block != sentence->block)
        return;
    struct subject subject = subject_of_clause(syntax, sentence[-1].first, sentence[-1].end);
    candidates_add(candidates, CONSTRUCTION_SENTENCE_BEFORE, &subject, NULL, is_alone(site) ? 0 : 1);
    introduction(candidates, syntax, sentence[-1].first, sentence[-1].end, CONSTRUCTION_SENTENCE_BEFORE_CUE);
}

/* Blinken said that he was glad.
 * "…": a paragraph that is all quotation, behind one whose last sentence tells what somebody says. The verb that governs
 * such a sentence is its first; where that is none of speaking, the last may be. */
static void paragraph_before(struct candidates *candidates, const struct site *site)
{
    enum { RANK_FIRST };
    const struct syntax *syntax = site->syntax;
    const struct sentence *sentence = sentence_of(site);
    if (!is_alone(site) || sentence->first == 0 || sentence[-1].block == sentence->block || is_introduced(site) ||
        syntax->analysis->article->blocks[sentence[-1].block].type == BLOCK_HEADING)
        return;
    size_t first = sentence[-1].first, end = sentence[-1].end;
    struct subject subject = subject_of_clause(syntax, first, end);
    candidates_add(candidates, CONSTRUCTION_PARAGRAPH_BEFORE, &subject, NULL, 0);
    for (size_t i = first; i < end; i++) {
        if (syntax_part(syntax, i) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i);
        subject = subject_before(syntax, first, cue.first);
        candidates_add(candidates, CONSTRUCTION_PARAGRAPH_BEFORE_CUE, &subject, &cue, RANK_FIRST);
        if (subject.kind != SUBJECT_NONE)
            break;
    }
    introduction(candidates, syntax, first, end, CONSTRUCTION_PARAGRAPH_BEFORE_CUE);
}

/* "…," Blinken said, adding that he was glad. "…": what he does last before the next quotation. */
static void last_cue(struct candidates *candidates, const struct surroundings *around)
{
    enum { LOOK_BACK = 40 };
    const struct syntax *syntax = around->site->syntax;
    const struct decision *from = &around->decisions[around->spoken];
    const struct stretch *previous = (const struct stretch *)syntax->analysis->stretches.items + around->spoken;
    size_t end = around->site->stretch->first, least = end > LOOK_BACK ? end - LOOK_BACK : 0;
    if (least < from->cue.end)
        least = from->cue.end;
    if (least < previous->end)
        least = previous->end;
    for (size_t i = end; i > least; i--) {
        if (syntax_part(syntax, i - 1) != PART_CUE)
            continue;
        struct cue cue = syntax_cue(syntax, i - 1);
        candidates_add(candidates, CONSTRUCTION_SAME_SPEAKER_CUE, &from->candidate.subject, &cue, (unsigned)cue.form);
        return;
    }
}

/* The rank of one whose speaker spoke paragraphs before. */
static unsigned paragraph_rank(const struct site *site, uint32_t sentences, uint32_t blocks)
{
    enum { RANK_WHOLE, RANK_ALONE, RANK_NEXT_SENTENCE, RANK_OTHER, RANK_FAR };
    if (blocks > 1)
        return RANK_FAR + (is_alone(site) ? 0 : 1);
    if (is_whole_block(site))
        return RANK_WHOLE;
    return is_alone(site) ? RANK_ALONE : sentences == 1 ? RANK_NEXT_SENTENCE : RANK_OTHER;
}

static void from_before(struct candidates *candidates, const struct surroundings *around)
{
    enum { BLOCKS_MAX = 3 };
    const struct site *site = around->site;
    const struct stretch *spoken = (const struct stretch *)site->syntax->analysis->stretches.items + around->spoken;
    const struct token *tokens = site->syntax->tokens;
    uint32_t blocks = block_of(site) - tokens[spoken->first].block;
    uint32_t sentences = tokens[site->stretch->first].sentence - tokens[spoken->first].sentence;
    const struct cue *cue = &around->decisions[around->spoken].cue;
    if (sentences == 0)
        take_over(candidates, around, CONSTRUCTION_CONTINUES, cue->end > cue->first && cue->first >= spoken->end);
    else if (spoken->continued && around->spoken == around->previous)
        take_over(candidates, around, CONSTRUCTION_LEFT_OPEN, 0);
    else if (blocks == 0)
        take_over(candidates, around, is_alone(site) ? CONSTRUCTION_SAME_PARAGRAPH : CONSTRUCTION_SAME_TALK,
                  sentences - 1);
    else if (blocks <= BLOCKS_MAX)
        take_over(candidates, around, CONSTRUCTION_NEXT_PARAGRAPH, paragraph_rank(site, sentences, blocks));
    if (blocks == 0)
        last_cue(candidates, around);
}

/* "…" "…," Blinken said; an opened paragraph whose last one names the speaker. */
static void from_behind(struct candidates *candidates, const struct surroundings *around)
{
    const struct site *next = around->next;
    bool opened = around->site->stretch->continued;
    if (!next || !(opened || (is_alone(around->site) && block_of(next) == block_of(around->site))))
        return;
    struct candidates behind;
    behind.count = 0;
    candidates_behind(&behind, next);
    if (behind.count)
        candidates_add(candidates, CONSTRUCTION_NEXT_TELLS, &behind.items[0].subject, &behind.items[0].cue, opened);
}

void candidates_around(struct candidates *candidates, const struct surroundings *around)
{
    const struct site *site = around->site;
    if (around->spoken != ARTICLE_NONE)
        from_before(candidates, around);
    if (is_introduced(site)) {
        size_t end = site->stretch->first;
        const struct sentence *sentence =
            (const struct sentence *)site->syntax->analysis->sentences.items + site->syntax->tokens[end - 1].sentence;
        introduction(candidates, site->syntax, sentence->first, end, CONSTRUCTION_INTRODUCED);
    }
    sentence_before(candidates, site);
    paragraph_before(candidates, site);
    from_behind(candidates, around);
}
