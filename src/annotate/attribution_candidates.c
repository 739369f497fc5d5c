/* attribution candidates: what a sentence says about who speaks in it, gathered from all rows. */
#include "annotate/attribution_candidates.h"

#include "annotate/attribution_labels.h"

void candidates_add(struct candidates *candidates, enum construction construction, const struct subject *subject,
                    const struct cue *cue, unsigned rank)
{
    if (subject->kind == SUBJECT_NONE || candidates->count == CANDIDATES_MAX)
        return;
    candidates->items[candidates->count++] = (struct candidate){
        .construction = construction,
        .subject = *subject,
        .cue = cue ? *cue : (struct cue){.first = 0, .end = 0},
        .rank = rank < CANDIDATE_RANKS ? rank : CANDIDATE_RANKS - 1,
        .from = ARTICLE_NONE,
        .link = 1,
    };
}

/* A verb by the lists, or a small word that may be one. */
static bool is_verb(const struct syntax *syntax, size_t token)
{
    enum part part = syntax_part(syntax, token);
    return part == PART_CUE || part == PART_VERB ||
           (part == PART_NOMINAL && syntax->tokens[token].shape == TOKEN_LOWER);
}

struct cue candidates_verb(const struct syntax *syntax, size_t from, size_t end)
{
    struct cue cue = {.first = from, .end = from};
    size_t at = from;
    for (; at < end; at++) {
        enum part part = syntax_part(syntax, at);
        if (part == PART_AUXILIARY)
            cue.end = at + 1;
        else if (part != PART_ADVERB)
            break;
    }
    if (at < end && is_verb(syntax, at)) {
        cue.first = at;
        cue.end = at + 1;
    }
    return cue;
}

bool candidates_is_passive(const struct syntax *syntax, const struct cue *cue)
{
    static const char *const forms_of_be[] = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", NULL};
    if (cue->end == cue->first || cue->first == 0)
        return false;
    size_t at = cue->first;
    while (at > 0 && syntax_part(syntax, at - 1) == PART_ADVERB)
        at--;
    size_t length;
    const char *text = token_text(syntax->analysis, &syntax->tokens[cue->end - 1], &length);
    bool participle = length > 3 && memcmp(text + length - 2, "ed", 2) == 0;
    return participle && at > 0 && syntax_is_one_of(syntax, at - 1, forms_of_be);
}

void candidates_find(struct candidates *candidates, const struct site *site)
{
    candidates->count = 0;
    candidates_behind(candidates, site);
    candidates_before(candidates, site);
    candidates_labels(candidates, site);
}
