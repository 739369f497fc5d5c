/* names: finds the names in the text. Never in here: which of them mean the same. */
#include "annotate/analysis.h"

static bool is_capital(const struct token *token)
{
    return token->shape == TOKEN_CAPITALIZED || token->shape == TOKEN_UPPER;
}

/* A run of capitalised words is a name, unless it is one common word that a sentence begins with. */
void names_find(struct analysis *analysis)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t count = analysis->tokens.count;
    for (size_t first = 0, end; first < count; first = end) {
        end = first + 1;
        if (!is_capital(&tokens[first]) || token_is(&tokens[first], WORD_STARTER))
            continue;
        while (end < count && is_capital(&tokens[end]) && tokens[end].sentence == tokens[first].sentence &&
               !token_is(&tokens[end], WORD_STARTER))
            end++;
        struct found_mention *mention = array_push(&analysis->mentions);
        if (!mention)
            return;
        mention->range = (struct range){tokens[first].range.start, tokens[end - 1].range.end};
        mention->first = first;
        mention->end = end;
        mention->kind = MENTION_NAME;
        mention->type = ENTITY_PERSON;
        mention->entity = ARTICLE_NONE;
    }
}
