/* entities_offices: ministries and departments, named or described, told by what they are for and by their country, which
 * may stand in any order. Never in here: joining. */
#include <string.h>

#include "annotate/entities_faces.h"

static const char *value_of(const struct analysis *analysis, enum word_class word_class, size_t first, size_t length)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t start = tokens[first].range.start;
    return lexicon_value(analysis->lexicon, word_class, analysis->article->text + start,
                         tokens[first + length - 1].range.end - start);
}

/* The first value that a phrase of the class among the tokens has; 0 when there is none. */
static uint64_t value_key(const struct analysis *analysis, enum word_class word_class, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t length = lexicon_match(analysis, word_class, i, end);
        const char *value = length ? value_of(analysis, word_class, i, length) : NULL;
        if (value)
            return name_key(value, strlen(value));
    }
    return 0;
}

struct office office_of_tokens(const struct analysis *analysis, size_t first, size_t end)
{
    static const char *const heads[] = {"ministry", "department"};
    struct office office = {0, 0};
    for (size_t i = first; i < end && !office.kind; i++) {
        if (!token_is(&analysis_tokens(analysis)[i], WORD_ORGANIZATION_WORD))
            continue;
        for (size_t j = 0; j < sizeof heads / sizeof *heads; j++) {
            uint64_t head = name_key(heads[j], strlen(heads[j]));
            if (token_key(analysis, i) != head)
                continue;
            bool behind = i + 1 < end && token_text_is(analysis, i + 1, "of");
            uint64_t portfolio = behind ? value_key(analysis, WORD_PORTFOLIO, i + 2, end)
                                        : value_key(analysis, WORD_PORTFOLIO, first, i);
            office.kind = portfolio ? head ^ portfolio << 1 : 0;
        }
    }
    if (!office.kind)
        return office;
    office.country = value_key(analysis, WORD_DEMONYM, first, end);
    if (!office.country)
        office.country = value_key(analysis, WORD_COUNTRY, first, end);
    return office;
}
