/* references_descriptions: "the ministry", "the president", "the top US diplomat", "the 34-year-old": nouns that speak
 * of somebody or something named before, found by the role that somebody has or by a word of the name. Never in here:
 * pronouns. */
#include <string.h>

#include "annotate/entities_faces.h"
#include "annotate/references_trail.h"

/* More words before the noun make another thing of it. */
enum { MODIFIERS_MAX = 6 };

static const char *value_at(const struct analysis *analysis, enum word_class word_class, size_t first, size_t length)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t start = tokens[first].range.start;
    return lexicon_value(analysis->lexicon, word_class, analysis->article->text + start,
                         tokens[first + length - 1].range.end - start);
}

/* The country that the first demonym or country's name among the tokens tells; 0: none. */
static uint64_t country_in(const struct analysis *analysis, size_t first, size_t end)
{
    static const enum word_class lists[] = {WORD_DEMONYM, WORD_COUNTRY};
    for (size_t i = first; i < end; i++)
        for (size_t j = 0; j < sizeof lists / sizeof *lists; j++) {
            bool large = analysis_tokens(analysis)[i].shape != TOKEN_LOWER;
            size_t length = large ? lexicon_match(analysis, lists[j], i, end) : 0;
            const char *value = length ? value_at(analysis, lists[j], i, length) : NULL;
            if (value)
                return name_key(value, strlen(value));
        }
    return 0;
}

static uint64_t with_country(uint64_t role, uint64_t country)
{
    return country ? role ^ (country << 1 | 1) : role;
}

/* --- learning --- */

static void set(struct name_table *table, uint64_t key, size_t entity, bool has_country)
{
    struct name_slot *slot = name_table_slot(table, key);
    slot->numbers[0] = (int)(entity + 1);
    slot->numbers[1] = has_country;
}

static void learn_role(struct trail *trail, size_t entity, uint64_t role, uint64_t country)
{
    set(&trail->roles, role, entity, country != 0);
    if (country)
        set(&trail->roles, with_country(role, country), entity, true);
}

/* The tokens of the title around a name. */
static void title_tokens(const struct trail *trail, const struct found_mention *mention, size_t *first, size_t *end)
{
    bool before = mention->title.start < mention->range.start;
    *first = before ? mention->first : mention->end;
    *end = *first;
    while (before && *first > 0 && trail->tokens[*first - 1].range.start >= mention->title.start)
        --*first;
    while (!before && *end < trail->analysis->tokens.count && trail->tokens[*end].range.end <= mention->title.end)
        ++*end;
}

static void learn_person(struct trail *trail, const struct found_mention *mention)
{
    size_t first, end;
    title_tokens(trail, mention, &first, &end);
    uint64_t country = country_in(trail->analysis, first, end);
    for (size_t i = first; i < end;) {
        size_t length = lexicon_match(trail->analysis, WORD_TITLE, i, end);
        if (length) {
            learn_role(trail, mention->entity, tokens_key(trail->analysis, i, i + length), country);
            if (length > 1) /* "the minister" for a foreign minister */
                learn_role(trail, mention->entity, token_key(trail->analysis, i + length - 1), country);
        }
        i += length ? length : 1;
    }
}

static void learn_organization(struct trail *trail, const struct found_mention *mention)
{
    struct office office = office_of_tokens(trail->analysis, mention->first, mention->end);
    if (office.kind) {
        set(&trail->heads, office.kind, mention->entity, office.country != 0);
        set(&trail->heads, with_country(office.kind, office.country), mention->entity, office.country != 0);
    }
    for (size_t i = mention->first; i < mention->end; i++)
        if (trail->tokens[i].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_NOMINAL)))
            set(&trail->heads, token_key(trail->analysis, i), mention->entity, office.country != 0);
}

void description_learn(struct trail *trail, const struct found_mention *mention)
{
    if (mention->entity == ARTICLE_NONE)
        return;
    if (mention->type == ENTITY_PERSON && !range_is_empty(mention->title))
        learn_person(trail, mention);
    else if (mention->type == ENTITY_ORGANIZATION && mention->end - mention->first > 1)
        learn_organization(trail, mention);
}

/* --- finding --- */

/* A noun phrase: its article or owner, its words, and the noun that says what it is. */
struct phrase {
    size_t first, end; /* tokens of the phrase, article included */
    size_t words;      /* the first token behind the article */
    size_t head;       /* where the role or noun begins that reaches to `end` */
    enum entity_type type;
    bool definite;
};

static bool is_age(const struct analysis *analysis, size_t index)
{
    static const char ending[] = "-year-old";
    size_t length;
    const char *text = token_text(analysis, &analysis_tokens(analysis)[index], &length);
    return length > sizeof ending - 1 && memcmp(text + length - (sizeof ending - 1), ending, sizeof ending - 1) == 0;
}

/* Can stand between the article and the noun. */
static bool is_modifier(const struct token *token)
{
    const uint64_t large = WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY);
    const uint64_t grammar = WORD_BIT(WORD_FUNCTION) | WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) |
                             WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_SUBORDINATOR) |
                             WORD_BIT(WORD_RELATIVE);
    if (token->shape == TOKEN_PUNCTUATION || token->shape == TOKEN_MARK)
        return false;
    if (token->shape != TOKEN_LOWER && token->shape != TOKEN_NUMBER)
        return token->classes & (large | WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_PORTFOLIO));
    return !(token->classes & grammar) ||
           token->classes & (WORD_BIT(WORD_TITLE_MODIFIER) | WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_PORTFOLIO));
}

/* How many tokens at `at` are a noun that may end a description, and of what kind. */
static size_t head_length(const struct analysis *analysis, size_t at, size_t end, enum entity_type *type)
{
    const struct token *token = &analysis_tokens(analysis)[at];
    if (token->shape != TOKEN_LOWER && token->shape != TOKEN_CAPITALIZED && !is_age(analysis, at))
        return 0;
    size_t length = lexicon_match(analysis, WORD_TITLE, at, end);
    *type = ENTITY_PERSON;
    if (length || is_age(analysis, at))
        return length ? length : 1;
    length = lexicon_match(analysis, WORD_NOMINAL, at, end);
    const char *kind = length ? value_at(analysis, WORD_NOMINAL, at, length) : NULL;
    *type = kind && strcmp(kind, "place") == 0 ? ENTITY_PLACE : ENTITY_ORGANIZATION;
    return length;
}

/* True when the phrase may end before token `at`: what follows is no further noun and no name with the phrase for
 * title. */
static bool can_end(const struct analysis *analysis, size_t at, size_t end)
{
    const uint64_t closing = WORD_BIT(WORD_FUNCTION) | WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) |
                             WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_SUBORDINATOR) |
                             WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_TIME) |
                             WORD_BIT(WORD_VERB) | WORD_BIT(WORD_CALENDAR);
    if (at >= end)
        return true;
    const struct token *token = &analysis_tokens(analysis)[at];
    bool clitic = token->range.start == analysis_tokens(analysis)[at - 1].range.end;
    size_t length;
    const char *text = token_text(analysis, token, &length);
    if (token->shape == TOKEN_LOWER && length > 4 && memcmp(text + length - 2, "ed", 2) == 0)
        return true;
    return token->shape == TOKEN_PUNCTUATION || token->shape == TOKEN_MARK || clitic || token->classes & closing;
}

/* The words that begin a description: an article, or an owner's 's before it; where the others begin. */
static bool start_phrase(const struct analysis *analysis, size_t first, struct phrase *phrase)
{
    static const char *const indefinite[] = {"a", "A", "an", "An"};
    const struct token *token = &analysis_tokens(analysis)[first];
    bool owned = first > 0 && token->shape == TOKEN_LOWER &&
                 (token_text_is(analysis, first - 1, "'s") || token_text_is(analysis, first - 1, "\u2019s"));
    phrase->first = first;
    phrase->words = owned ? first : first + 1;
    phrase->definite = owned || token_text_is(analysis, first, "the") || token_text_is(analysis, first, "The");
    if (phrase->definite || !token_is(token, WORD_DETERMINER))
        return phrase->definite;
    for (size_t i = 0; i < sizeof indefinite / sizeof *indefinite; i++)
        if (token_text_is(analysis, first, indefinite[i]))
            return true;
    return false;
}

static bool phrase_at(const struct analysis *analysis, size_t first, size_t end, struct phrase *phrase)
{
    if (!start_phrase(analysis, first, phrase))
        return false;
    phrase->end = 0;
    size_t most = phrase->words + MODIFIERS_MAX < end ? phrase->words + MODIFIERS_MAX : end;
    for (size_t at = phrase->words; at < most;) {
        enum entity_type type;
        size_t length = head_length(analysis, at, end, &type);
        if (length && can_end(analysis, at + length, end)) {
            phrase->head = at;
            phrase->end = at + length;
            phrase->type = type;
            return true;
        }
        if (!length && !is_modifier(&analysis_tokens(analysis)[at]))
            return false;
        at += length ? length : 1;
    }
    return false;
}

/* --- resolving --- */

static size_t entity_in(const struct name_table *table, uint64_t key, uint64_t country)
{
    const struct name_slot *slot = name_table_find(table, with_country(key, country));
    if (slot && slot->numbers[0])
        return (size_t)(slot->numbers[0] - 1);
    slot = country ? name_table_find(table, key) : NULL;
    bool homeless = slot && slot->numbers[0] && !slot->numbers[1];
    return homeless ? (size_t)(slot->numbers[0] - 1) : ARTICLE_NONE;
}

/* The holder of one of the offices in a list separated by semicolons. */
static size_t holder_of_any(const struct trail *trail, const char *offices, uint64_t country)
{
    while (offices && *offices) {
        size_t length = strcspn(offices, ";");
        size_t entity = entity_in(&trail->roles, name_key(offices, length), country);
        if (entity != ARTICLE_NONE)
            return entity;
        offices += length + (offices[length] == ';');
    }
    return ARTICLE_NONE;
}

/* "top diplomat" of "top US diplomat"; NULL when the list knows no such description. */
static const char *ranked_description(const struct trail *trail, const struct phrase *phrase)
{
    enum { TEXT_MAX = 64 };
    static const char *const ranks[] = {"top", "chief"};
    const struct analysis *analysis = trail->analysis;
    for (size_t i = phrase->words; i < phrase->head; i++)
        for (size_t j = 0; j < sizeof ranks / sizeof *ranks; j++) {
            size_t length = trail->tokens[phrase->end - 1].range.end - trail->tokens[phrase->head].range.start;
            size_t rank = strlen(ranks[j]);
            char text[TEXT_MAX];
            if (!token_text_is(analysis, i, ranks[j]) || rank + 1 + length > TEXT_MAX)
                continue;
            memcpy(text, ranks[j], rank);
            text[rank] = ' ';
            memcpy(text + rank + 1, analysis->article->text + trail->tokens[phrase->head].range.start, length);
            return lexicon_value(analysis->lexicon, WORD_DESCRIPTION, text, rank + 1 + length);
        }
    return NULL;
}

/* "of Israel" behind the noun. */
static uint64_t country_behind(const struct analysis *analysis, size_t at, size_t end, bool *limited)
{
    *limited = at + 1 < end && (token_text_is(analysis, at, "of") || token_text_is(analysis, at, "for"));
    size_t most = at + 4 < end ? at + 4 : end;
    return *limited ? country_in(analysis, at + 1, most) : 0;
}

static size_t resolve_person(const struct trail *trail, const struct phrase *phrase, size_t end)
{
    const struct analysis *analysis = trail->analysis;
    if (is_age(analysis, phrase->end - 1)) {
        size_t person = pronoun_antecedent(trail, phrase->first, GENDER_UNKNOWN);
        return person == ARTICLE_NONE ? ARTICLE_NONE : trail_mention(trail, person)->entity;
    }
    bool limited;
    uint64_t country = country_behind(analysis, phrase->end, end, &limited);
    if (limited && !country)
        return ARTICLE_NONE;
    if (!country)
        country = country_in(analysis, phrase->words, phrase->head);
    const char *ranked = ranked_description(trail, phrase);
    if (ranked)
        return holder_of_any(trail, ranked, country);
    size_t entity = ARTICLE_NONE;
    for (size_t first = phrase->words; first <= phrase->head && entity == ARTICLE_NONE; first++)
        if (lexicon_match(analysis, WORD_TITLE, first, phrase->end) == phrase->end - first)
            entity = entity_in(&trail->roles, tokens_key(analysis, first, phrase->end), country);
    if (entity == ARTICLE_NONE)
        entity = holder_of_any(trail, value_at(analysis, WORD_DESCRIPTION, phrase->head, phrase->end - phrase->head),
                               country);
    return entity;
}

static bool is_nominal(const struct trail *trail, const struct phrase *phrase, const char *kind)
{
    const char *value = value_at(trail->analysis, WORD_NOMINAL, phrase->head, phrase->end - phrase->head);
    return value && strcmp(value, kind) == 0;
}

/* A ministry or a university is no company; what has no such word in its name may be one. */
static bool may_be_company(const struct trail *trail, const struct found_mention *mention)
{
    if (mention->kind != MENTION_NAME)
        return false;
    for (size_t i = mention->first; i < mention->end; i++) {
        const char *kind = value_at(trail->analysis, WORD_ORGANIZATION_WORD, i, 1);
        if (token_is(&trail->tokens[i], WORD_ORGANIZATION_WORD) && !(kind && strcmp(kind, "company") == 0))
            return token_is(&trail->tokens[mention->end - 1], WORD_COMPANY_SUFFIX);
    }
    return true;
}

/* The only entity of the kind that this sentence and the one before speak of. */
static size_t only_recent(const struct trail *trail, const struct phrase *phrase)
{
    const struct step *steps = trail->steps.items;
    uint32_t sentence = trail->tokens[phrase->first].sentence;
    size_t only = ARTICLE_NONE;
    bool company = is_nominal(trail, phrase, "company");
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        if (sentence - steps[i - 1].sentence > 1)
            break;
        const struct found_mention *mention = trail_mention(trail, steps[i - 1].mention);
        if (mention->entity == ARTICLE_NONE || mention->type != phrase->type || mention->entity == only ||
            (company && !may_be_company(trail, mention)))
            continue;
        if (only != ARTICLE_NONE)
            return ARTICLE_NONE;
        only = mention->entity;
    }
    return only;
}

static size_t resolve_group(const struct trail *trail, const struct phrase *phrase)
{
    const struct analysis *analysis = trail->analysis;
    struct office office = office_of_tokens(analysis, phrase->first, phrase->end);
    uint64_t country = country_in(analysis, phrase->words, phrase->head);
    if (office.kind) {
        if (!country && phrase->words == phrase->first && phrase->first > 1) /* Russia's foreign ministry */
            country = country_in(analysis, phrase->first - 2, phrase->first - 1);
        return entity_in(&trail->heads, office.kind, country);
    }
    if (phrase->head > phrase->words || phrase->words == phrase->first)
        return ARTICLE_NONE;
    size_t entity = ARTICLE_NONE;
    if (phrase->type == ENTITY_ORGANIZATION)
        entity = entity_in(&trail->heads, tokens_key(analysis, phrase->head, phrase->end), 0);
    /* "the board" is only one with that word in its name. */
    if (entity != ARTICLE_NONE || is_nominal(trail, phrase, "organization"))
        return entity;
    return only_recent(trail, phrase);
}

bool description_at(const struct trail *trail, size_t first, size_t end, struct found_mention *mention)
{
    struct phrase phrase;
    if (!phrase_at(trail->analysis, first, end, &phrase))
        return false;
    /* An indefinite group is somebody new; an indefinite person too, but "he" may stand for that one later. */
    if (!phrase.definite && phrase.type != ENTITY_PERSON)
        return false;
    *mention = (struct found_mention){
        .first = phrase.first,
        .end = phrase.end,
        .range = {trail->tokens[phrase.first].range.start, trail->tokens[phrase.end - 1].range.end},
        .kind = MENTION_NOMINAL,
        .type = phrase.type,
        .gender = phrase.type == ENTITY_PERSON ? GENDER_UNKNOWN : GENDER_NEUTER,
        .entity = ARTICLE_NONE,
    };
    if (phrase.type == ENTITY_PERSON) {
        const char *gender = value_at(trail->analysis, WORD_TITLE, phrase.head, phrase.end - phrase.head);
        if (gender)
            mention->gender = strcmp(gender, "female") == 0 ? GENDER_FEMALE : GENDER_MALE;
    }
    if (phrase.definite)
        mention->entity =
            phrase.type == ENTITY_PERSON ? resolve_person(trail, &phrase, end) : resolve_group(trail, &phrase);
    return true;
}
