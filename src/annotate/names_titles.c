/* names_titles: offices, forms of address and roles around a person's name. Never in here: the name itself. */
#include "annotate/names_pieces.h"

/* Roles longer than this are sentences. */
enum { TITLE_TOKENS_MAX = 14 };

static size_t role_length(const struct name_finder *finder, size_t first, size_t end)
{
    size_t title = lexicon_match(finder->analysis, WORD_TITLE, first, end);
    size_t honorific = lexicon_match(finder->analysis, WORD_HONORIFIC, first, end);
    return title > honorific ? title : honorific;
}

size_t title_length(const struct name_finder *finder, size_t first, size_t end)
{
    size_t at = first;
    while (at < end && name_part(finder, at)) {
        size_t length = role_length(finder, at, end);
        /* "Foreign" of "Foreign Minister": modifiers count only before a role. */
        size_t modifiers = 0;
        while (!length && at + modifiers < end &&
               finder->tokens[at + modifiers].classes & (WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_PORTFOLIO))) {
            modifiers++;
            if (at + modifiers < end)
                length = role_length(finder, at + modifiers, end);
        }
        if (!length)
            break;
        at += modifiers + length;
    }
    return at - first;
}

/* True when token `index` can stand inside a title to the left of its role word. */
static bool is_title_part(const struct name_finder *finder, size_t index)
{
    const struct token *token = &finder->tokens[index];
    const uint64_t parts = WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_HONORIFIC) |
                           WORD_BIT(WORD_PORTFOLIO) | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY) |
                           WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ORGANIZATION) | WORD_BIT(WORD_ORGANIZATION_WORD) |
                           WORD_BIT(WORD_PLACE_WORD) | WORD_BIT(WORD_PARTICLE);
    if (token->shape == TOKEN_PUNCTUATION || token->shape == TOKEN_MARK)
        return false;
    if (token->shape != TOKEN_UPPER && token_is(token, WORD_FUNCTION))
        return false;
    bool large_common = name_part(finder, index) && token_is(token, WORD_COMMON); /* "Affairs" */
    return large_common || token->classes & parts ||
           (token->shape == TOKEN_UPPER && token->range.end - token->range.start > 1);
}

/* "of", "to", "for", "and", "the" between two parts of a title written large: "Minister of Foreign Affairs of Russia". */
static bool is_title_link(const struct name_finder *finder, size_t index)
{
    static const char *const links[] = {"of", "to", "for", "and", "the"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (token_text_is(finder->analysis, index, links[i]))
            return true;
    return false;
}

static bool is_role(const struct token *token)
{
    return token->classes & (WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_HONORIFIC));
}

/* A role between its article or owner and a comma before the name: "her finance minister, Tomas Belgor, said". A second
 * comma or the sentence's end behind the name shows that the two belong together. */
static struct range title_apposed(const struct name_finder *finder, size_t person, size_t after, size_t least,
                                  size_t end)
{
    const struct token *tokens = finder->tokens;
    const struct range none = {0, 0};
    bool closed =
        after >= end || token_text_is(finder->analysis, after, ",") || token_text_is(finder->analysis, after, ".");
    if (person < least + 3 || !token_text_is(finder->analysis, person - 1, ",") || !closed ||
        !token_is(&tokens[person - 2], WORD_TITLE))
        return none;
    size_t first = person - 2;
    while (first > least && person - first < TITLE_TOKENS_MAX && is_title_part(finder, first - 1))
        first--;
    size_t opening = first;
    if (opening > least + 1 && token_text_is(finder->analysis, opening - 1, "new"))
        opening--;
    if (opening == least)
        return none;
    bool owned = opening > least + 1 && tokens[opening - 1].range.start == tokens[opening - 2].range.end;
    if (!owned && !token_is(&tokens[opening - 1], WORD_DETERMINER))
        return none;
    return (struct range){tokens[first].range.start, tokens[person - 2].range.end};
}

struct range title_before(const struct name_finder *finder, size_t person, size_t after, size_t least, size_t end)
{
    const struct token *tokens = finder->tokens;
    size_t first = person, role = person;
    while (first > least && person - first < TITLE_TOKENS_MAX) {
        size_t at = first - 1;
        if (is_title_part(finder, at)) {
            if (is_role(&tokens[at]))
                role = at;
            first = at;
            continue;
        }
        bool linked = first < person && name_part(finder, first) && is_title_link(finder, at) && at > least;
        if (!linked)
            break;
        size_t before = at;
        while (before > least && is_title_link(finder, before - 1))
            before--;
        if (before == least || !is_title_part(finder, before - 1) || !name_part(finder, before - 1))
            break;
        first = before;
    }
    if (role == person)
        return title_apposed(finder, person, after, least, end);
    return (struct range){tokens[first].range.start, tokens[person - 1].range.end};
}

static bool is_article(const struct name_finder *finder, size_t index)
{
    return token_text_is(finder->analysis, index, "a") || token_text_is(finder->analysis, index, "an") ||
           token_text_is(finder->analysis, index, "the");
}

/* Signs and words behind which a role is over. */
static bool ends_role(const struct name_finder *finder, size_t index)
{
    static const char *const ends[] = {"who", "which", "that", "said",  "says", "told",
                                       "and", "but",   "when", "where", "was",  "is"};
    const struct token *token = &finder->tokens[index];
    if (token->shape == TOKEN_PUNCTUATION || token->shape == TOKEN_MARK)
        return true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (token_text_is(finder->analysis, index, ends[i]))
            return true;
    return false;
}

struct range title_behind(const struct name_finder *finder, size_t after, size_t end)
{
    const struct token *tokens = finder->tokens;
    const struct range none = {0, 0};
    if (after + 1 >= end || !token_text_is(finder->analysis, after, ","))
        return none;
    size_t first = after + 1, at = first, role = end;
    if (is_article(finder, at))
        first = ++at;
    else if (!(tokens[at].classes & (WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_DEMONYM) |
                                     WORD_BIT(WORD_PORTFOLIO) | WORD_BIT(WORD_ORGANIZATION) | WORD_BIT(WORD_COUNTRY))))
        return none;
    for (; at < end && at - first < TITLE_TOKENS_MAX && !ends_role(finder, at); at++) {
        bool behind_link = at > first && is_title_link(finder, at - 1);
        if (role == end && token_is(&tokens[at], WORD_TITLE) && !behind_link)
            role = at;
        if (role == end && tokens[at].shape == TOKEN_LOWER && token_is(&tokens[at], WORD_FUNCTION))
            return none;
    }
    if (role == end)
        return none;
    return (struct range){tokens[first].range.start, tokens[at - 1].range.end};
}
