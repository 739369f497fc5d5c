/* names_pieces: cuts capitalised stretches into names by the words that make a name what it is: offices before a
 * person, "Ministry" and "Inc." in an organization, "River" in a place, and the names that the lists know. Never in
 * here: what the rest of the article says about a name. */
#include "annotate/names_pieces.h"

#include "annotate/names_casing.h"
#include "annotate/names_compounds.h"

/* --- pieces --- */

static struct name_piece *add_piece(struct name_finder *finder, size_t first, size_t end, enum entity_type type,
                                    int votes)
{
    struct name_piece *piece = array_push(&finder->pieces);
    if (!piece)
        return NULL;
    piece->first = first;
    piece->end = end;
    piece->range = (struct range){finder->tokens[first].range.start, finder->tokens[end - 1].range.end};
    piece->votes[type] = votes;
    return piece;
}

/* --- persons --- */

static bool is_initial(const struct name_finder *finder, size_t index)
{
    const struct token *token = &finder->tokens[index];
    return token->shape == TOKEN_UPPER && token->range.end - token->range.start == 2 &&
           finder->analysis->article->text[token->range.end - 1] == '.';
}

static bool is_acronym(const struct token *token)
{
    return token->shape == TOKEN_UPPER && token->range.end - token->range.start > 1;
}

/* How loudly the words themselves say that they name a person. */
static int person_votes(const struct name_finder *finder, size_t first, size_t end)
{
    const struct token *tokens = finder->tokens;
    bool several = end - first > 1;
    int votes = several && end - first <= 4 ? VOTE_HINT : 0;
    if (token_is(&tokens[first], WORD_GIVEN_NAME))
        votes += several ? VOTE_STRONG : VOTE_LIKELY;
    if (token_is(&tokens[end - 1], WORD_SURNAME))
        votes += VOTE_LIKELY;
    for (size_t i = first; i + 1 < end; i++)
        if (is_initial(finder, i) || name_is_particle(&tokens[i]) ||
            (i > first && token_is(&tokens[i], WORD_GIVEN_NAME)))
            votes += VOTE_LIKELY;
    return votes;
}

/* Where a name of unknown words ends within its segment: before a name that the lists know, unless a given name
 * precedes ("Jack London", "Paris Hilton"). */
static size_t unknown_end(const struct name_finder *finder, size_t first, size_t end)
{
    const struct token *tokens = finder->tokens;
    size_t at = first + 1;
    for (; at < end && at < first + NAME_TOKENS_MAX; at++) {
        if (!name_part(finder, at))
            continue;
        bool person_word = tokens[at].classes & (WORD_BIT(WORD_SURNAME) | WORD_BIT(WORD_GIVEN_NAME));
        bool second_of_person = at == first + 1 && token_is(&tokens[first], WORD_GIVEN_NAME);
        struct known_name known = name_known(finder, at, end);
        bool last_place = known.type == ENTITY_PLACE && at + known.length == end;
        if (known.length && !person_word && !last_place && (!second_of_person || known.length > 1))
            break;
        if (token_is(&tokens[at], WORD_DEMONYM) && !second_of_person)
            break;
    }
    while (at > first + 1 && !name_part(finder, at - 1))
        at--;
    return at;
}

static bool all_common(const struct name_finder *finder, size_t first, size_t end)
{
    const uint64_t common = WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_FUNCTION) | WORD_BIT(WORD_PORTFOLIO) |
                            WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_DIRECTION) |
                            WORD_BIT(WORD_CUE);
    const uint64_t names = WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME);
    for (size_t i = first; i < end; i++)
        if (!(finder->tokens[i].classes & common) || finder->tokens[i].classes & names)
            return false;
    return true;
}

/* "van der Holt": particles without a given name before them. */
static size_t particles_start(const struct name_finder *finder, size_t first)
{
    size_t start = first;
    while (start > 0 && name_is_particle(&finder->tokens[start - 1]) &&
           finder->tokens[start - 1].sentence == finder->tokens[first].sentence)
        start--;
    return start;
}

static size_t end_of_sentence(const struct name_finder *finder, size_t index)
{
    const struct sentence *sentences = finder->analysis->sentences.items;
    return sentences[finder->tokens[index].sentence].end;
}

/* "the Maid of Brannock", "the Book of Hours": an article, words that name nobody, "of" and another name. */
static size_t titled_end(const struct name_finder *finder, size_t first, size_t at, size_t end)
{
    const uint64_t persons = WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME);
    bool article = first > 0 && (token_text_is(finder->analysis, first - 1, "the") ||
                                 token_text_is(finder->analysis, first - 1, "The"));
    if (!article || finder->tokens[first].classes & persons || is_acronym(&finder->tokens[first]))
        return at;
    return name_extension_end(finder, at, end, ENTITY_OTHER);
}

/* A name that no head and no list explains: a person, more often than not. */
static size_t add_unknown(struct name_finder *finder, size_t first, size_t end, int votes)
{
    const struct token *tokens = finder->tokens;
    size_t at = unknown_end(finder, first, end);
    while (first < at && finder->casing[first] == CASING_SOFT)
        first++;
    if (first == at)
        return at;
    first = particles_start(finder, first);
    if (!votes && all_common(finder, first, at)) {
        if (at - first > 1 && !tokens[first].sentence_start)
            add_piece(finder, first, at, ENTITY_OTHER, VOTE_HINT);
        return at;
    }
    size_t whole = votes ? at : titled_end(finder, first, at, end_of_sentence(finder, first));
    if (whole > at) {
        add_piece(finder, first, whole, ENTITY_OTHER, VOTE_STRONG);
        return whole;
    }
    struct name_piece *piece = add_piece(finder, first, at, ENTITY_PERSON, votes + person_votes(finder, first, at));
    if (piece && !votes && is_acronym(&tokens[first]))
        piece->votes[ENTITY_ORGANIZATION] += VOTE_LIKELY;
    return at;
}

/* --- the cutting --- */

/* What an office is for stands behind it and is no name: "Minister of Foreign Affairs", "Director for Europe". A place
 * or an organization in it is one. Returns where the office ends. */
static size_t office_end(struct name_finder *finder, size_t at, size_t end)
{
    end = at + NAME_TOKENS_MAX < end ? at + NAME_TOKENS_MAX : end;
    while (at + 1 < end && (token_text_is(finder->analysis, at, "of") || token_text_is(finder->analysis, at, "to") ||
                            token_text_is(finder->analysis, at, "for"))) {
        size_t next = at + 1;
        if (next + 1 < end && token_text_is(finder->analysis, next, "the"))
            next++;
        if (!name_part(finder, next))
            break;
        struct known_name known = name_known(finder, next, end);
        if (known.length) {
            add_piece(finder, next, next + known.length, known.type, VOTE_STRONG);
            at = next + known.length;
            continue;
        }
        if (!name_is_portfolio_word(&finder->tokens[next]) || name_head(finder, next).found)
            break;
        while (next < end && name_part(finder, next) && name_is_portfolio_word(&finder->tokens[next]))
            next++;
        at = name_portfolios_end(finder, next, end);
    }
    return at;
}

static bool can_be_person(const struct name_finder *finder, size_t at, size_t end)
{
    const struct token *token = &finder->tokens[at];
    if (!name_part(finder, at) || finder->casing[at] == CASING_SOFT)
        return false;
    if (token->classes & (WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME)))
        return true;
    return !name_known(finder, at, end).length && !token_is(token, WORD_DEMONYM);
}

/* An office or a form of address at `first` with `length` tokens; the person behind it, or the organization that it is
 * a part of ("Justice Department"). */
static size_t add_titled(struct name_finder *finder, size_t first, size_t length, size_t stretch, size_t end)
{
    size_t at = first + length;
    if (at >= stretch) {
        size_t office = office_end(finder, at, end);
        if (office == at || office >= end || !can_be_person(finder, office, end))
            return office;
        stretch = name_stretch_end(finder, office, end);
        return add_unknown(finder, office, name_segment_end(finder, office, stretch), VOTE_SURE);
    }
    size_t segment = name_segment_end(finder, at, stretch);
    struct name_head head = name_head(finder, segment - 1);
    if (head.found && !name_is_person_with_head(finder, at, segment) &&
        (head.type == ENTITY_ORGANIZATION || segment - at > 1)) {
        size_t limit = name_extension_end(finder, segment, end, head.type);
        add_piece(finder, first, limit, head.type, VOTE_STRONG);
        return limit;
    }
    return can_be_person(finder, at, stretch) ? add_unknown(finder, at, segment, VOTE_SURE) : at;
}

/* A name that the lists know at `first`; the words behind it may make another one of it. */
static size_t add_known(struct name_finder *finder, size_t first, struct known_name known, size_t segment)
{
    const struct token *tokens = finder->tokens;
    size_t at = first + known.length;
    bool person_word = tokens[first].classes & (WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME));
    if (at >= segment) {
        bool sure = known.length > 1 || (token_is(&tokens[first], WORD_COUNTRY) && !person_word);
        struct name_piece *piece = add_piece(finder, first, at, known.type, sure ? VOTE_SURE : VOTE_STRONG);
        if (piece && person_word && known.length == 1)
            piece->votes[ENTITY_PERSON] = VOTE_LIKELY;
        return at;
    }
    bool next_is_name = token_is(&tokens[at], WORD_GIVEN_NAME) || token_is(&tokens[at], WORD_DEMONYM) ||
                        title_length(finder, at, segment) || name_known(finder, at, segment).length;
    bool before_initial = is_initial(finder, at) && at + 1 < segment;
    if (known.length == 1 &&
        (before_initial || (token_is(&tokens[first], WORD_GIVEN_NAME) && !name_known(finder, at, segment).length)))
        return add_unknown(finder, first, segment, 0);
    if (next_is_name || known.length > 1) {
        add_piece(finder, first, at, known.type, VOTE_STRONG);
        return at;
    }
    size_t whole = unknown_end(finder, first, segment);
    add_piece(finder, first, whole, ENTITY_ORGANIZATION, VOTE_HINT);
    return whole;
}

/* "Northern Iraq", "East Jerusalem". */
static size_t add_directed(struct name_finder *finder, size_t first, size_t segment)
{
    if (first + 1 >= segment || !token_is(&finder->tokens[first], WORD_DIRECTION))
        return first;
    struct known_name known = name_known(finder, first + 1, segment);
    if (!known.length || known.type != ENTITY_PLACE)
        return first;
    size_t from = finder->casing[first] == CASING_SOFT ? first + 1 : first;
    add_piece(finder, from, first + 1 + known.length, ENTITY_PLACE, VOTE_STRONG);
    return first + 1 + known.length;
}

/* A segment that ends with a head word: all of it is one name. */
static size_t add_headed(struct name_finder *finder, size_t first, size_t segment, size_t end)
{
    const struct token *tokens = finder->tokens;
    struct name_head head = name_head(finder, segment - 1);
    if (!head.found || name_is_person_with_head(finder, first, segment))
        return first;
    size_t limit = name_extension_end(finder, segment, end, head.type);
    bool lone = segment - first == 1 && limit == segment;
    if (lone) /* "the Commission" describes what was named before */
        return name_known(finder, first, segment).length ? first : limit;
    if (tokens[first].sentence_start && finder->casing[first] == CASING_SOFT && segment - first > 1 &&
        !(tokens[first].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_PORTFOLIO) |
                                   WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_DIRECTION))))
        first++;
    add_piece(finder, first, limit, head.type, VOTE_SURE);
    return limit;
}

/* Adds what begins at `first`, in a stretch that ends before `stretch`, and returns where to go on, always further. */
static size_t cut(struct name_finder *finder, size_t first, size_t stretch, size_t end)
{
    if (!name_part(finder, first))
        return first + 1;
    struct known_name known = name_known(finder, first, end);
    if (known.length > 1 && first + known.length >= stretch) {
        size_t limit = first + known.length;
        if (known.type == ENTITY_ORGANIZATION && name_head(finder, limit - 1).found) /* Communist Party of Cuba */
            limit = name_extension_end(finder, limit, end, known.type);
        add_piece(finder, first, limit, known.type, VOTE_SURE);
        return limit;
    }
    size_t title = title_length(finder, first, stretch);
    if (title && !known.length)
        return add_titled(finder, first, title, stretch, end);
    size_t segment = name_segment_end(finder, first, stretch);
    size_t next = add_headed(finder, first, segment, end);
    if (next == first)
        next = add_directed(finder, first, segment);
    if (next > first)
        return next;
    if (known.length)
        return add_known(finder, first, known, segment);
    size_t demonym = lexicon_match(finder->analysis, WORD_DEMONYM, first, segment);
    if (demonym)
        return first + demonym;
    return add_unknown(finder, first, segment, 0);
}

void name_pieces_find(struct name_finder *finder, size_t first, size_t end)
{
    for (size_t at = first; at < end;) {
        if (!name_part(finder, at)) {
            if (finder->tokens[at].shape != TOKEN_LOWER && name_is_compound(finder->analysis, at))
                name_compound_pieces(finder, at);
            at++;
            continue;
        }
        size_t stretch = name_stretch_end(finder, at, end);
        while (at < stretch)
            at = cut(finder, at, stretch, end);
    }
}
