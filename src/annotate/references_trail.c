/* references_trail: the steps of the article from one mention to the next. Never in here: which words refer. */
#include "annotate/references_trail.h"

struct found_mention *trail_mention(const struct trail *trail, size_t index)
{
    return &((struct found_mention *)trail->mentions.items)[index];
}

struct found_entity *trail_entity(const struct trail *trail, size_t entity)
{
    return &((struct found_entity *)trail->analysis->entities.items)[entity];
}

/* The first token of the phrase around a mention: its title, its article and the adjectives between. */
static size_t phrase_start(const struct trail *trail, const struct found_mention *mention, size_t least)
{
    enum { ADJECTIVES_MAX = 4 };
    size_t first = mention->first;
    bool titled = !range_is_empty(mention->title) && mention->title.start < mention->range.start;
    while (titled && first > least && trail->tokens[first - 1].range.start >= mention->title.start)
        first--;
    for (size_t i = 0; i < ADJECTIVES_MAX && first > least; i++) {
        const struct token *before = &trail->tokens[first - 1];
        bool plain = before->shape == TOKEN_LOWER && !token_is(before, WORD_FUNCTION) && token_is(before, WORD_COMMON);
        if (!plain && !token_is(before, WORD_DEMONYM))
            break;
        first--;
    }
    return first;
}

/* True where the mention is neither behind a preposition nor an owner ("Moscow's"). */
static bool is_subject(const struct trail *trail, const struct found_mention *mention)
{
    const struct sentence *sentences = trail->analysis->sentences.items;
    const struct sentence *sentence = &sentences[trail->tokens[mention->first].sentence];
    const struct token *tokens = trail->tokens;
    size_t first = phrase_start(trail, mention, sentence->first);
    if (first > sentence->first && token_is(&tokens[first - 1], WORD_DETERMINER))
        first--;
    if (first > sentence->first && token_is(&tokens[first - 1], WORD_PREPOSITION))
        return false;
    if (mention->kind == MENTION_PRONOUN)
        return true;
    bool owner = mention->end < sentence->end && tokens[mention->end].shape == TOKEN_LOWER &&
                 tokens[mention->end].range.start == tokens[mention->end - 1].range.end;
    return !owner;
}

void trail_walk(struct trail *trail, size_t mention)
{
    const struct found_mention *found = trail_mention(trail, mention);
    const struct token *token = &trail->tokens[found->first];
    if (token->in_quotation)
        return;
    struct step *step = array_push(&trail->steps);
    if (!step)
        return;
    step->mention = mention;
    step->sentence = token->sentence;
    step->subject = is_subject(trail, found);
}

size_t trail_entity_of(struct trail *trail, size_t mention)
{
    struct found_mention *found = trail_mention(trail, mention);
    if (found->entity != ARTICLE_NONE)
        return found->entity;
    struct found_entity *entity = array_push(&trail->analysis->entities);
    if (!entity)
        return ARTICLE_NONE;
    entity->type = found->type;
    entity->gender = found->gender;
    entity->name = found->range;
    found->entity = trail->analysis->entities.count - 1;
    return found->entity;
}
