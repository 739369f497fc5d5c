/* names_compounds: takes a hyphenated word apart where one of its parts is a name for itself. Never in here: names that
 * have a hyphen themselves. */
#include "annotate/names_compounds.h"

#include <string.h>

#include "annotate/names_pieces.h"

/* Longer chains are no words. */
enum { PARTS_MAX = 3 };

struct parts {
    struct range ranges[PARTS_MAX];
    struct word_classes classes[PARTS_MAX];
    size_t count;
};

#define PLACES (WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_PLACE))
#define NAMES (PLACES | WORD_BIT(WORD_ORGANIZATION))

static struct parts take_apart(const struct analysis *analysis, const struct token *token)
{
    struct parts parts = {.count = 0};
    const char *text = analysis->article->text;
    size_t start = token->range.start;
    while (start < token->range.end) {
        const char *hyphen = memchr(text + start, '-', token->range.end - start);
        size_t end = hyphen ? (size_t)(hyphen - text) : token->range.end;
        if (parts.count == PARTS_MAX)
            return (struct parts){.count = 0};
        parts.ranges[parts.count] = (struct range){start, end};
        parts.classes[parts.count++] = lexicon_look_up(analysis->lexicon, text + start, end - start);
        start = end + 1;
    }
    return parts;
}

static bool is_upper(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static bool starts_large(const struct analysis *analysis, const struct parts *parts, size_t part)
{
    return is_upper(analysis->article->text[parts->ranges[part].start]);
}

static bool is_name(const struct analysis *analysis, const struct parts *parts, size_t part)
{
    return starts_large(analysis, parts, part) && parts->classes[part].classes & NAMES;
}

static bool is_in(const struct parts *parts, size_t part, enum word_class word_class)
{
    return parts->classes[part].classes & WORD_BIT(word_class);
}

/* "R-Calif." behind the name of a member of the US Congress. */
static bool is_party_and_state(const struct analysis *analysis, const struct parts *parts)
{
    const char *text = analysis->article->text;
    struct range party = parts->ranges[0], state = parts->ranges[1];
    if (parts->count != 2 || party.end - party.start != 1 || !strchr("DRI", text[party.start]))
        return false;
    size_t dotted = state.end - state.start + (text[state.end] == '.');
    return lexicon_look_up(analysis->lexicon, text + state.start, dotted).classes & PLACES;
}

/* A known name ("Al-Qaeda", "Asia-Pacific") stays whole, and so does what no list explains. */
bool name_is_compound(const struct analysis *analysis, size_t index)
{
    const struct token *token = &analysis_tokens(analysis)[index];
    if (token->classes & (NAMES | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_WORK_OR_EVENT)))
        return false;
    size_t length;
    const char *text = token_text(analysis, token, &length);
    if (!memchr(text, '-', length))
        return false;
    struct parts parts = take_apart(analysis, token);
    if (parts.count < 2)
        return false;
    if (is_party_and_state(analysis, &parts))
        return true;
    size_t last = parts.count - 1;
    if (!starts_large(analysis, &parts, last))
        return is_in(&parts, last, WORD_COMPOUND_ENDING) || is_in(&parts, 0, WORD_DEMONYM) ||
               is_name(analysis, &parts, 0);
    if (!starts_large(analysis, &parts, 0)) /* anti-Taliban, but al-Assad */
        return !is_in(&parts, 0, WORD_PARTICLE) || is_in(&parts, 0, WORD_FUNCTION);
    bool names = true;
    for (size_t i = 0; i < parts.count; i++)
        names = names && (is_name(analysis, &parts, i) || is_in(&parts, i, WORD_DEMONYM));
    return names;
}

/* "New York-based", "Saudi Arabia-led": the words before the token that make a known place of its first part. */
static size_t place_start(const struct name_finder *finder, size_t index, struct range part)
{
    enum { WORDS_BEFORE_MAX = 2 };
    const char *text = finder->analysis->article->text;
    size_t first = index;
    for (size_t i = 1; i <= WORDS_BEFORE_MAX && i <= index; i++) {
        const struct token *token = &finder->tokens[index - i];
        if (!name_part(finder, index - i) || token->sentence != finder->tokens[index].sentence)
            break;
        struct word_classes found =
            lexicon_look_up(finder->analysis->lexicon, text + token->range.start, part.end - token->range.start);
        if (found.classes & PLACES)
            first = index - i;
    }
    return first;
}

/* Takes back the pieces that a longer one covers. */
static void remove_pieces(struct name_finder *finder, size_t first)
{
    const struct name_piece *pieces = finder->pieces.items;
    while (finder->pieces.count && pieces[finder->pieces.count - 1].first >= first)
        finder->pieces.count--;
}

void name_compound_pieces(struct name_finder *finder, size_t index)
{
    const struct analysis *analysis = finder->analysis;
    struct parts parts = take_apart(analysis, &finder->tokens[index]);
    for (size_t i = 0; i < parts.count; i++) {
        bool before_ending = i + 2 == parts.count && is_in(&parts, i + 1, WORD_COMPOUND_ENDING) &&
                             starts_large(analysis, &parts, i) && !is_in(&parts, i, WORD_COMMON);
        if (is_in(&parts, i, WORD_DEMONYM) || (!is_name(analysis, &parts, i) && !before_ending))
            continue;
        size_t first = i ? index : place_start(finder, index, parts.ranges[0]);
        if (first < index)
            remove_pieces(finder, first);
        struct name_piece *piece = array_push(&finder->pieces);
        if (!piece)
            return;
        piece->first = first;
        piece->end = index + 1;
        piece->range = (struct range){first < index ? finder->tokens[first].range.start : parts.ranges[i].start,
                                      parts.ranges[i].end};
        bool place = first < index || parts.classes[i].classes & PLACES || !is_name(analysis, &parts, i);
        bool known = first < index || is_name(analysis, &parts, i);
        piece->votes[place ? ENTITY_PLACE : ENTITY_ORGANIZATION] = known ? VOTE_STRONG : VOTE_HINT;
    }
}
