/* names_stretches: how far words that are written as names hang together, and where within that one name ends: with a
 * head word ("Ministry", "River"), before an office, behind what "of" adds. Never in here: what becomes a name. */
#include "annotate/names_pieces.h"

/* More words written large in a row are a headline or a list; it bounds every walk in here. */
enum { STRETCH_TOKENS_MAX = 48 };

/* --- stretches of name words --- */

bool name_is_particle(const struct token *token)
{
    return token_is(token, WORD_PARTICLE) && !token_is(token, WORD_FUNCTION) && token->shape == TOKEN_LOWER;
}

/* "People's Daily", "Workers' Party": a common word's possessive with an organization's word behind it. "Russia's
 * Foreign Ministry" is two names. */
static bool joins_possessive(const struct name_finder *finder, size_t mark, size_t end)
{
    const struct token *tokens = finder->tokens;
    const uint64_t names =
        WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_ORGANIZATION);
    bool clitic = tokens[mark].shape == TOKEN_LOWER && tokens[mark].range.start == tokens[mark - 1].range.end;
    bool plural = tokens[mark].range.end - tokens[mark].range.start < sizeof "'s" - 1 ||
                  token_text_is(finder->analysis, mark, "\u2019");
    bool common = tokens[mark - 1].classes & (WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_TITLE));
    if (!clitic || !(plural || common) || tokens[mark - 1].classes & names)
        return false;
    size_t last = mark;
    while (last + 1 < end && last - mark < NAME_TOKENS_MAX && name_part(finder, last + 1))
        last++;
    return last > mark && tokens[last].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_EVENT_WORD));
}

/* How many tokens that are no name words themselves hold a name together from `at` on: 0 when it ends there. */
static size_t connector_length(const struct name_finder *finder, size_t at, size_t end)
{
    enum { PARTICLES_MAX = 3 };
    const struct token *tokens = finder->tokens;
    if (at + 1 < end && token_text_is(finder->analysis, at, "&") && name_part(finder, at + 1))
        return 1;
    if (at + 1 < end && token_text_is(finder->analysis, at, ",") && token_is(&tokens[at + 1], WORD_COMPANY_SUFFIX) &&
        name_part(finder, at + 1))
        return 1;
    if (joins_possessive(finder, at, end))
        return 1;
    size_t particles = 0;
    while (at + particles < end && particles < PARTICLES_MAX && name_is_particle(&tokens[at + particles]))
        particles++;
    return particles && at + particles < end && name_part(finder, at + particles) ? particles : 0;
}

size_t name_stretch_end(const struct name_finder *finder, size_t first, size_t end)
{
    size_t at = first + 1;
    while (at < end && at - first < STRETCH_TOKENS_MAX) {
        size_t step = name_part(finder, at) ? 1 : connector_length(finder, at, end);
        if (!step)
            break;
        at += step;
    }
    return at;
}

/* --- the lists --- */

/* A name that the lists have is one here only if its words are written as names: "us" is no country. */
static bool written_as_name(const struct name_finder *finder, size_t first, size_t length)
{
    enum token_shape last = finder->tokens[first + length - 1].shape;
    return name_part(finder, first) &&
           (name_part(finder, first + length - 1) || last == TOKEN_UPPER || last == TOKEN_NUMBER);
}

struct known_name name_known(const struct name_finder *finder, size_t first, size_t end)
{
    static const struct {
        enum word_class word_class;
        enum entity_type type;
    } lists[] = {
        {WORD_ORGANIZATION, ENTITY_ORGANIZATION},
        {WORD_COUNTRY, ENTITY_PLACE},
        {WORD_WORK_OR_EVENT, ENTITY_OTHER},
        {WORD_PLACE, ENTITY_PLACE},
    };
    struct known_name known = {0, ENTITY_OTHER};
    uint64_t bits = finder->tokens[first].classes | finder->tokens[first].begins;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!(bits & WORD_BIT(lists[i].word_class)))
            continue;
        size_t length = lexicon_match(finder->analysis, lists[i].word_class, first, end);
        if (length > known.length && written_as_name(finder, first, length))
            known = (struct known_name){length, lists[i].type};
    }
    return known;
}

static bool is_place_word_after(const struct name_finder *finder, size_t index)
{
    size_t length;
    const char *text = token_text(finder->analysis, &finder->tokens[index], &length);
    const char *side = lexicon_value(finder->analysis->lexicon, WORD_PLACE_WORD, text, length);
    return side && strcmp(side, "before") != 0;
}

struct name_head name_head(const struct name_finder *finder, size_t index)
{
    const struct token *token = &finder->tokens[index];
    if (!name_part(finder, index))
        return (struct name_head){false, ENTITY_OTHER};
    if (token->classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_COMPANY_SUFFIX)))
        return (struct name_head){true, ENTITY_ORGANIZATION};
    if (token_is(token, WORD_PLACE_WORD) && is_place_word_after(finder, index))
        return (struct name_head){true, ENTITY_PLACE};
    return (struct name_head){token_is(token, WORD_EVENT_WORD), ENTITY_OTHER};
}

/* "Grace Park" and "Christopher Hill" are no parks and hills. */
bool name_is_person_with_head(const struct name_finder *finder, size_t first, size_t end)
{
    const struct token *tokens = finder->tokens;
    return end - first <= 3 && token_is(&tokens[end - 1], WORD_SURNAME) &&
           (end - first == 1 || (token_is(&tokens[first], WORD_GIVEN_NAME) && !token_is(&tokens[first], WORD_COUNTRY)));
}

/* Where, from `first` on, an office begins that belongs to somebody named behind it, or else the end of the stretch. */
size_t name_segment_end(const struct name_finder *finder, size_t first, size_t end)
{
    const uint64_t heads = WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_PLACE_WORD) | WORD_BIT(WORD_EVENT_WORD);
    for (size_t at = first + 1; at < end; at++) {
        if (!name_part(finder, at) || finder->tokens[at].classes & (heads | WORD_BIT(WORD_SURNAME)))
            continue;
        size_t title = title_length(finder, at, end);
        if (title && (at + title == end || !name_head(finder, end - 1).found ||
                      name_is_person_with_head(finder, at + title, end)))
            return at;
    }
    return end;
}

bool name_is_portfolio_word(const struct token *token)
{
    return token_is(token, WORD_PORTFOLIO) ||
           (token_is(token, WORD_COMMON) && !(token->classes & (WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_ORGANIZATION))));
}

/* Where the words behind "of" end: a known name, or words written large up to an office or a person. */
static size_t complement_end(const struct name_finder *finder, size_t first, size_t end)
{
    struct known_name known = name_known(finder, first, end);
    size_t portfolio = lexicon_match(finder->analysis, WORD_PORTFOLIO, first, end);
    if (known.length > portfolio)
        return first + known.length;
    size_t limit = name_segment_end(finder, first, name_stretch_end(finder, first, end));
    size_t at = first + (portfolio ? portfolio : 1);
    while (at < limit && !name_known(finder, at, limit).length && !token_is(&finder->tokens[at], WORD_GIVEN_NAME))
        at++;
    return at;
}

static bool is_listed_name(const struct token *token)
{
    return token->classes & (WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ORGANIZATION) |
                             WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME) |
                             WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_ORGANIZATION_WORD));
}

/* ", Labour and Welfare" behind a ministry's first subject. */
size_t name_portfolios_end(const struct name_finder *finder, size_t at, size_t end)
{
    const struct token *tokens = finder->tokens;
    if (!name_is_portfolio_word(&tokens[at - 1]))
        return at;
    size_t last = at;
    for (size_t next = at; next + 1 < end && (token_text_is(finder->analysis, next, ",") ||
                                              token_text_is(finder->analysis, next, "and"));) {
        bool final = token_text_is(finder->analysis, next, "and");
        next++;
        if (next + 1 < end && token_text_is(finder->analysis, next, "and")) {
            final = true;
            next++;
        }
        if (next >= end || !name_part(finder, next) || is_listed_name(&tokens[next]))
            break;
        while (next < end && name_part(finder, next) && !is_listed_name(&tokens[next]))
            next++;
        if (final)
            return next;
    }
    return last;
}

/* The end of a name whose head is the token before `at`: "of Foreign Affairs", "for Social Research". */
size_t name_extension_end(const struct name_finder *finder, size_t at, size_t end, enum entity_type type)
{
    const struct token *tokens = finder->tokens;
    size_t limit = at + NAME_TOKENS_MAX < end ? at + NAME_TOKENS_MAX : end;
    while (at + 1 < limit) {
        bool of = token_text_is(finder->analysis, at, "of");
        bool purpose = type == ENTITY_ORGANIZATION &&
                       (token_text_is(finder->analysis, at, "for") || token_text_is(finder->analysis, at, "on"));
        if (!of && !purpose)
            break;
        size_t next = at + 1;
        if (next + 1 < limit && token_text_is(finder->analysis, next, "the"))
            next++;
        bool titled = next < limit && title_length(finder, next, limit) && !token_is(&tokens[next], WORD_PORTFOLIO);
        if (next >= limit || !name_part(finder, next) || titled)
            break;
        at = name_portfolios_end(finder, complement_end(finder, next, limit), limit);
    }
    return at;
}
