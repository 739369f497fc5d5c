/* names: finds the names of persons, organizations, places and other things, each without title, article and
 * possessive. Never in here: which of them mean the same. */
#include <stdlib.h>
#include <string.h>

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

void names_find(struct analysis *analysis)
{
    struct name_finder finder = {
        .analysis = analysis,
        .tokens = analysis_tokens(analysis),
        .pieces = array_create(sizeof(struct name_piece), PIECES_MAX),
    };
    uint8_t *casing = names_casing(analysis);
    finder.casing = casing;
    const struct sentence *sentences = analysis->sentences.items;
    for (size_t i = 0; casing && i < analysis->sentences.count; i++)
        name_pieces_find(&finder, sentences[i].first, sentences[i].end);
    if (!casing || finder.pieces.failed || !names_vote(&finder))
        analysis->mentions.failed = true;
    const struct name_piece *pieces = finder.pieces.items;
    for (size_t i = 0; !analysis->mentions.failed && i < finder.pieces.count; i++)
        add_mention(analysis, &finder, &pieces[i]);
    array_release(&finder.pieces);
    free(casing);
}
