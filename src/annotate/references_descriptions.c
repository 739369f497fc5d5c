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
    const uint64_t large = WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_PLACE);
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
    if (length || token_is(token, WORD_PERSON_NOUN) || is_age(analysis, at))
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

/* The holder of one of the offices in a list separated by semicolons. */
static size_t holder_of_any(const struct trail *trail, const struct phrase *phrase, const char *offices,
                            uint64_t country)
{
    bool former = is_former(trail->analysis, phrase->words, phrase->head);
    while (offices && *offices) {
        size_t length = strcspn(offices, ";");
        size_t entity = role_holder(trail, name_key(offices, length), former, country, phrase->first);
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

/* The country whose office it is: "of Israel" behind the noun, "Israel's" or "Israeli" before it; 0: not said. `other` is
 * set where the office is one of something else: "of the bank", "Ruizel's", "from Tarvin". */
static uint64_t country_of(const struct analysis *analysis, const struct phrase *phrase, size_t end, bool *other)
{
    enum { BEHIND_MAX = 4 };
    static const char *const links[] = {"of", "for", "from", NULL};
    size_t at = phrase->end, most = at + BEHIND_MAX < end ? at + BEHIND_MAX : end;
    const struct token *tokens = analysis_tokens(analysis);
    bool behind = at + 1 < end && token_is_one_of(analysis, &tokens[at], links);
    bool owned = phrase->words == phrase->first && phrase->first > 1;
    uint64_t country = behind  ? country_in(analysis, at + 1, most)
                       : owned ? country_in(analysis, phrase->first - 2, phrase->first - 1)
                               : 0;
    *other = (behind || owned) && !country;
    return country ? country : country_in(analysis, phrase->words, phrase->head);
}

static bool names_place(const struct trail *trail, const struct phrase *phrase)
{
    const uint64_t large = WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY);
    for (size_t i = phrase->words; i < phrase->head; i++)
        if (trail->tokens[i].shape != TOKEN_LOWER && token_is(&trail->tokens[i], WORD_PLACE) &&
            !(trail->tokens[i].classes & large))
            return true;
    return false;
}

/* "the Democratic candidate": another than the candidate who is known. */
static bool names_party(const struct trail *trail, const struct phrase *phrase)
{
    for (size_t i = phrase->words; i < phrase->head; i++)
        if (token_is(&trail->tokens[i], WORD_DEMONYM) && !country_in(trail->analysis, i, i + 1))
            return true;
    return false;
}

/* True where a word tells the one who is meant from the holder who is known: "the first female president", "the sitting
 * justice who", "Ruizel, the national chairwoman". */
static bool is_somebody_else(const struct trail *trail, const struct phrase *phrase, size_t end)
{
    const struct analysis *analysis = trail->analysis;
    static const char *const apart[] = {"first", "second", "third", "next",     "new", "other",
                                        "last",  "future", "local", "national", NULL};
    for (size_t i = phrase->words; i < phrase->head; i++)
        if (token_is_one_of(analysis, &trail->tokens[i], apart))
            return true;
    size_t count = trail->mentions.count;
    bool apposed = count && phrase->first > 0 && token_text_is(analysis, phrase->first - 1, ",") &&
                   trail_mention(trail, count - 1)->kind == MENTION_NAME &&
                   trail_mention(trail, count - 1)->end + 1 == phrase->first;
    return apposed || (phrase->end < end && token_is(&trail->tokens[phrase->end], WORD_RELATIVE));
}

/* True when a word before the role is neither a country's nor says when or how high: it may make another office of it. */
static bool has_more_words(const struct trail *trail, const struct phrase *phrase, size_t role)
{
    static const char *const passing[] = {"former", "late", "then", "outgoing", "top", "chief", "longtime", NULL};
    for (size_t i = phrase->words; i < role; i++)
        if (!(trail->tokens[i].classes & (WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY))) &&
            !token_is_one_of(trail->analysis, &trail->tokens[i], passing))
            return true;
    return false;
}

static size_t find_holder(const struct trail *trail, const struct phrase *phrase, uint64_t country)
{
    const struct analysis *analysis = trail->analysis;
    bool former = is_former(analysis, phrase->words, phrase->head);
    const char *ranked = ranked_description(trail, phrase);
    if (ranked)
        return holder_of_any(trail, phrase, ranked, country);
    for (size_t role = phrase->words; role <= phrase->head; role++) {
        if (lexicon_match(analysis, WORD_TITLE, role, phrase->end) != phrase->end - role)
            continue;
        size_t entity = role_holder(trail, tokens_key(analysis, role, phrase->end), former, country, phrase->first);
        if (entity != ARTICLE_NONE)
            return !has_more_words(trail, phrase, role) || was_spoken_of(trail, entity, phrase->first, 1)
                       ? entity
                       : ARTICLE_NONE;
    }
    if (token_is(&trail->tokens[phrase->head], WORD_PERSON_NOUN) && phrase->head == phrase->words)
        return role_holder(trail, token_key(analysis, phrase->head), false, 0, phrase->first);
    const char *offices = value_at(analysis, WORD_DESCRIPTION, phrase->head, phrase->end - phrase->head);
    return holder_of_any(trail, phrase, offices, country);
}

/* "…," the senator said; "…," said the senator; The senator said. */
static bool tells_speaker(const struct trail *trail, const struct phrase *phrase)
{
    const struct token *tokens = trail->tokens;
    size_t first = phrase->first;
    bool behind_verb = first > 0 && token_is(&tokens[first - 1], WORD_CUE);
    bool before_verb = phrase->end < trail->analysis->tokens.count && token_is(&tokens[phrase->end], WORD_CUE);
    first -= behind_verb;
    return (behind_verb || before_verb) &&
           (tokens[first].sentence_start || (first > 0 && tokens[first - 1].shape == TOKEN_MARK));
}

/* True where the text has told of a holder of that role, or spoken lately of another one by that noun. */
static bool is_told_of_another(const struct trail *trail, const struct phrase *phrase, size_t entity)
{
    const struct analysis *analysis = trail->analysis;
    const struct step *steps = trail->steps.items;
    for (size_t role = phrase->words; role <= phrase->head; role++)
        if (lexicon_match(analysis, WORD_TITLE, role, phrase->end) == phrase->end - role &&
            role_is_held(trail, tokens_key(analysis, role, phrase->end)))
            return true;
    uint64_t noun = token_key(analysis, phrase->end - 1);
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        const struct found_mention *mention = trail_mention(trail, steps[i - 1].mention);
        if (mention->kind == MENTION_NOMINAL && mention->entity != entity &&
            token_key(analysis, mention->end - 1) == noun)
            return true;
    }
    return false;
}

/* "…," the senator said, of whom the text has told no office: the only person whom it has just spoken of. */
static size_t find_unheralded(const struct trail *trail, const struct phrase *phrase, enum gender gender)
{
    size_t entity = only_person(trail, phrase->first);
    if (entity == ARTICLE_NONE || entity >= trail->first_described)
        return ARTICLE_NONE;
    const struct found_entity *person = trail_entity(trail, entity);
    bool fits = gender == GENDER_UNKNOWN || person->gender == GENDER_UNKNOWN || person->gender == gender;
    return fits && range_is_empty(person->role) && !is_told_of_another(trail, phrase, entity) ? entity : ARTICLE_NONE;
}

static size_t resolve_person(const struct trail *trail, const struct phrase *phrase, size_t end, enum gender gender)
{
    const struct analysis *analysis = trail->analysis;
    if (is_age(analysis, phrase->end - 1)) {
        size_t person = pronoun_antecedent(trail, phrase->first, GENDER_UNKNOWN);
        return person == ARTICLE_NONE ? ARTICLE_NONE : trail_mention(trail, person)->entity;
    }
    bool other;
    uint64_t country = country_of(analysis, phrase, end, &other);
    if (other || is_somebody_else(trail, phrase, end))
        return ARTICLE_NONE;
    size_t holder = names_party(trail, phrase) ? ARTICLE_NONE : find_holder(trail, phrase, country);
    const uint64_t plain = WORD_BIT(WORD_PERSON_NOUN) | WORD_BIT(WORD_KINSHIP);
    if (holder != ARTICLE_NONE || trail->tokens[phrase->end - 1].classes & plain || !tells_speaker(trail, phrase))
        return holder;
    return find_unheralded(trail, phrase, gender);
}

static bool is_nominal(const struct trail *trail, const struct phrase *phrase, const char *kind)
{
    const char *value = value_at(trail->analysis, WORD_NOMINAL, phrase->head, phrase->end - phrase->head);
    return value && strcmp(value, kind) == 0;
}

/* A ministry or a university is no company; what has no such word in its name may be one. */
static bool may_be_company(const struct trail *trail, const struct found_mention *mention)
{
    if (mention->kind == MENTION_NOMINAL) {
        const char *kind = value_at(trail->analysis, WORD_NOMINAL, mention->end - 1, 1);
        return kind && strcmp(kind, "company") == 0;
    }
    if (mention->kind == MENTION_PRONOUN)
        return false;
    for (size_t i = mention->first; i < mention->end; i++) {
        const char *kind = value_at(trail->analysis, WORD_ORGANIZATION_WORD, i, 1);
        if (token_is(&trail->tokens[i], WORD_ORGANIZATION_WORD) && !(kind && strcmp(kind, "company") == 0))
            return token_is(&trail->tokens[mention->end - 1], WORD_COMPANY_SUFFIX);
    }
    return true;
}

/* The only entity of the kind that this sentence and the one before speak of, where it is the subject of one of them. */
static size_t only_recent(const struct trail *trail, const struct phrase *phrase)
{
    const struct step *steps = trail->steps.items;
    uint32_t sentence = trail->tokens[phrase->first].sentence;
    size_t only = ARTICLE_NONE;
    bool company = is_nominal(trail, phrase, "company"), subject = false;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        const struct step *step = &steps[i - 1];
        if (sentence - step->sentence > 1)
            break;
        const struct found_mention *mention = trail_mention(trail, step->mention);
        if (mention->entity == ARTICLE_NONE || mention->type != phrase->type ||
            (company && !may_be_company(trail, mention)))
            continue;
        if (only != ARTICLE_NONE && mention->entity != only)
            return ARTICLE_NONE;
        only = mention->entity;
        /* "House members" are not the House. */
        subject = subject || (step->subject && can_end(trail->analysis, mention->end, trail->analysis->tokens.count));
    }
    return subject || phrase->type == ENTITY_PLACE ? only : ARTICLE_NONE;
}

static size_t resolve_group(const struct trail *trail, const struct phrase *phrase)
{
    const struct analysis *analysis = trail->analysis;
    struct office office = office_of_tokens(analysis, phrase->first, phrase->end);
    uint64_t country = country_in(analysis, phrase->words, phrase->head);
    if (office.kind) {
        if (!country && phrase->words == phrase->first && phrase->first > 1) /* Russia's foreign ministry */
            country = country_in(analysis, phrase->first - 2, phrase->first - 1);
        return head_holder(trail, office.kind, country, phrase->first);
    }
    if (phrase->head > phrase->words || phrase->words == phrase->first)
        return ARTICLE_NONE;
    size_t entity = ARTICLE_NONE;
    if (phrase->type == ENTITY_ORGANIZATION)
        entity = head_holder(trail, tokens_key(analysis, phrase->head, phrase->end), 0, phrase->first);
    /* "the board" is only one with that word in its name. */
    if (entity != ARTICLE_NONE || is_nominal(trail, phrase, "organization"))
        return entity;
    return only_recent(trail, phrase);
}

/* "She is a lawyer" brings in nobody, and "as Norway's minister" is no other minister than the subject. */
static bool is_predicate(const struct analysis *analysis, size_t first)
{
    static const char *const verbs[] = {"is", "was", "be", "been", "'s", "become", "became", "as", NULL};
    const struct token *tokens = analysis_tokens(analysis);
    bool owned = first > 1 && tokens[first - 1].range.start == tokens[first - 2].range.end;
    size_t before = owned ? first - 2 : first;
    return before > 0 && token_is_one_of(analysis, &tokens[before - 1], verbs);
}

/* "the Church" written large is short for the name of the Church of Tarvin. */
static bool short_name_at(const struct trail *trail, size_t first, size_t end, struct found_mention *mention)
{
    static const char *const article[] = {"the", NULL};
    const struct analysis *analysis = trail->analysis;
    size_t word = first + 1;
    if (word >= end || !token_is_one_of(analysis, &trail->tokens[first], article) ||
        trail->tokens[word].shape != TOKEN_CAPITALIZED || !can_end(analysis, word + 1, end) ||
        !(trail->tokens[word].classes & (WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_NOMINAL))))
        return false;
    size_t entity = short_name_holder(trail, token_key(analysis, word), first);
    if (entity == ARTICLE_NONE)
        return false;
    *mention = (struct found_mention){
        .first = word,
        .end = word + 1,
        .range = trail->tokens[word].range,
        .kind = MENTION_NAME,
        .type = trail_entity(trail, entity)->type,
        .gender = GENDER_NEUTER,
        .entity = entity,
    };
    return true;
}

bool description_at(const struct trail *trail, size_t first, size_t end, struct found_mention *mention)
{
    struct phrase phrase;
    if (half_at(trail, first, mention) || short_name_at(trail, first, end, mention))
        return true;
    if (!phrase_at(trail->analysis, first, end, &phrase))
        return false;
    /* An indefinite group is somebody new; an indefinite person too, but "he" may stand for that one later. */
    if (!phrase.definite && (phrase.type != ENTITY_PERSON || is_predicate(trail->analysis, first)))
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
        if (!gender)
            gender = value_at(trail->analysis, WORD_PERSON_NOUN, phrase.end - 1, 1);
        if (gender)
            mention->gender = strcmp(gender, "female") == 0 ? GENDER_FEMALE : GENDER_MALE;
    }
    if (phrase.definite && !is_predicate(trail->analysis, first))
        mention->entity = phrase.type == ENTITY_PERSON ? resolve_person(trail, &phrase, end, mention->gender)
                                                       : resolve_group(trail, &phrase);
    /* "the Florida senator": whoever is not found by it is none whom the text goes on to speak of as such. */
    return mention->entity != ARTICLE_NONE || !names_place(trail, &phrase);
}
