/* names: finds the names of persons, organizations, places and other things, each without title, article and
 * possessive. Never in here: which of them mean the same. */
#include "annotate/names.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/name_agreement.h"
#include "annotate/name_headlines.h"
#include "annotate/name_model.h"
#include "annotate/names_casing.h"
#include "annotate/names_pieces.h"

/* As many names as there may be tokens in an article (annotate.c). */
enum { PIECES_MAX = 1 << 22 };

static enum gender gender_of_value(const char *value)
{
    if (!value)
        return GENDER_UNKNOWN;
    return strcmp(value, "female") == 0 ? GENDER_FEMALE : strcmp(value, "male") == 0 ? GENDER_MALE : GENDER_UNKNOWN;
}

static enum gender gender_of_token(const struct analysis *analysis, size_t index, enum word_class word_class)
{
    const struct token *token = &analysis_tokens(analysis)[index];
    if (!token_is(token, word_class))
        return GENDER_UNKNOWN;
    size_t length;
    const char *text = token_text(analysis, token, &length);
    return gender_of_value(lexicon_value(analysis->lexicon, word_class, text, length));
}

/* What the form of address says, or else the given name. */
static enum gender gender_of_person(const struct analysis *analysis, const struct found_mention *mention)
{
    const struct token *tokens = analysis_tokens(analysis);
    for (size_t i = mention->first; i > 0 && range_holds(mention->title, tokens[i - 1].range.start); i--) {
        enum gender gender = gender_of_token(analysis, i - 1, WORD_HONORIFIC);
        if (gender == GENDER_UNKNOWN)
            gender = gender_of_token(analysis, i - 1, WORD_TITLE);
        if (gender != GENDER_UNKNOWN)
            return gender;
    }
    return mention->end - mention->first > 1 ? gender_of_token(analysis, mention->first, WORD_GIVEN_NAME)
                                             : GENDER_UNKNOWN;
}

/* True when the title before the name holds more than a form of address. */
static bool names_role(const struct name_finder *finder, const struct found_mention *mention)
{
    for (size_t i = mention->first; i > 0 && finder->tokens[i - 1].range.start >= mention->title.start; i--)
        if (!range_is_empty(mention->title) && token_is(&finder->tokens[i - 1], WORD_TITLE))
            return true;
    return false;
}

static void add_mention(struct analysis *analysis, const struct name_finder *finder, const struct name_piece *piece)
{
    struct found_mention *mention = array_push(&analysis->mentions);
    if (!mention)
        return;
    *mention = (struct found_mention){
        .range = piece->range,
        .first = piece->first,
        .end = piece->end,
        .kind = MENTION_NAME,
        .type = name_kind(piece),
        .gender = GENDER_NEUTER,
        .entity = ARTICLE_NONE,
    };
    if (mention->type != ENTITY_PERSON)
        return;
    const struct sentence *sentences = analysis->sentences.items;
    const struct sentence *sentence = &sentences[finder->tokens[piece->first].sentence];
    mention->title = title_before(finder, piece->first, piece->end, sentence->first, sentence->end);
    mention->gender = gender_of_person(analysis, mention);
    /* "Dr. Haruki Brandt, an engineer,": what somebody is says more than how he is addressed. */
    struct range behind = title_behind(finder, piece->end, sentence->end);
    if (!range_is_empty(behind) && !names_role(finder, mention))
        mention->title = behind;
}

/* The names that the rules propose. False when memory is short. */
static bool propose(struct name_finder *finder)
{
    const struct sentence *sentences = finder->analysis->sentences.items;
    finder->casing = names_casing(finder->analysis);
    for (size_t i = 0; finder->casing && i < finder->analysis->sentences.count; i++)
        name_pieces_find(finder, sentences[i].first, sentences[i].end);
    return finder->casing && !finder->pieces.failed && names_vote(finder);
}

static struct name_finder finder_create(const struct analysis *analysis)
{
    return (struct name_finder){
        .analysis = analysis,
        .tokens = analysis_tokens(analysis),
        .pieces = array_create(sizeof(struct name_piece), PIECES_MAX),
    };
}

static void finder_release(struct name_finder *finder)
{
    array_release(&finder->pieces);
    free(finder->casing);
}

bool names_units(const struct analysis *analysis, struct name_units *units)
{
    struct name_finder finder = finder_create(analysis);
    bool done = propose(&finder);
    *units = done ? name_units_find(&finder) : (struct name_units){.units = {.items = NULL}};
    finder_release(&finder);
    return done && !units->units.failed && !units->windows.failed;
}

/* One piece for each name of the labels, in place of what the rules proposed. */
static void take_labels(struct name_finder *finder, const struct name_units *units, const uint8_t *labels)
{
    const struct name_unit *items = name_units_items(units);
    finder->pieces.count = 0;
    for (size_t first = 0, end; first < units->units.count; first = end) {
        end = first + 1;
        if (labels[first] == LABEL_OUTSIDE)
            continue;
        while (end < units->units.count && label_goes_on(labels[end]))
            end++;
        struct name_piece *piece = array_push(&finder->pieces);
        if (!piece)
            return;
        piece->first = items[first].token;
        piece->end = items[end - 1].token + 1;
        piece->range = (struct range){items[first].range.start, items[end - 1].range.end};
        piece->votes[label_type(labels[first])] = VOTE_SURE;
    }
}

/* The names as the model sees them. False when memory is short. */
static bool weigh(struct name_finder *finder)
{
    struct name_units units = name_units_find(finder);
    uint8_t *labels = calloc(units.units.count + 1, sizeof *labels);
    bool done = labels && !units.units.failed && !units.windows.failed;
    if (done) {
        name_label(finder->analysis->name_model, finder->analysis, &units, labels);
        done = names_complete(&units, labels) && name_headlines_settle(finder->analysis->article->text, &units, labels);
        take_labels(finder, &units, labels);
    }
    free(labels);
    name_units_release(&units);
    return done && !finder->pieces.failed && names_agree(finder);
}

void names_find(struct analysis *analysis)
{
    struct name_finder finder = finder_create(analysis);
    if (!propose(&finder) || (analysis->name_model && !weigh(&finder)))
        analysis->mentions.failed = true;
    const struct name_piece *pieces = finder.pieces.items;
    for (size_t i = 0; !analysis->mentions.failed && i < finder.pieces.count; i++)
        add_mention(analysis, &finder, &pieces[i]);
    finder_release(&finder);
}
