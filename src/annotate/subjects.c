/* subjects: noun phrases are told apart by what they begin with; one behind a preposition is nobody's subject. The source
 * of the order of rules: how news agencies write, counted in a corpus of attributions (PolNeAR, Newell et al. 2018). */
#include "annotate/subjects.h"

static const struct subject no_subject = {.kind = SUBJECT_NONE, .antecedent = ARTICLE_NONE};

/* No phrase with all that is hung on it is longer; keeps every walk short. */
enum { WALK_MAX = 60 };

static size_t walk_start(size_t first, size_t end)
{
    return end > WALK_MAX && end - WALK_MAX > first ? end - WALK_MAX : first;
}

/* --- phrases --- */

static bool in_phrase(enum part part)
{
    return part == PART_NOMINAL || part == PART_NAME || part == PART_POSSESSIVE;
}

/* "one of those advisers", "tweeted another", "the two": a determiner without its noun. */
static bool stands_for_some(const struct syntax *syntax, size_t token)
{
    static const char *const of[] = {"of", NULL};
    bool before_of = token + 1 < syntax->analysis->tokens.count && syntax_is_one_of(syntax, token + 1, of);
    return before_of || token_is(&syntax->tokens[token], WORD_SUBJECT_PRONOUN);
}

/* The possessive of a name or a pronoun: "Ruiz's"; not that of another description: "the campaign's". */
static bool is_of_name(const struct syntax *syntax, size_t first, size_t token)
{
    return syntax_part(syntax, token) == PART_POSSESSIVE &&
           (token == first || syntax->mentions[token - 1] != ARTICLE_NONE ||
            syntax_part(syntax, token - 1) == PART_NAME);
}

/* What the phrase of tokens first to end is, and where its head begins. */
static struct subject phrase_subject(const struct syntax *syntax, size_t first, size_t end)
{
    struct subject subject = {.kind = SUBJECT_NOMINAL, .first = first, .end = end, .antecedent = ARTICLE_NONE};
    if (first >= end || (syntax_part(syntax, end - 1) == PART_DETERMINER && !stands_for_some(syntax, end - 1)))
        return no_subject;
    const struct found_mention *last = syntax_mention(syntax, end - 1);
    if (syntax_part(syntax, end - 1) == PART_PRONOUN) {
        bool the_two = end > 1 && syntax_part(syntax, end - 2) == PART_DETERMINER &&
                       syntax->tokens[end - 2].sentence == syntax->tokens[end - 1].sentence;
        subject.kind = SUBJECT_PRONOUN;
        subject.first = subject.head_first = end - (the_two ? 2 : 1);
    } else if (last) {
        subject.kind = last->kind == MENTION_PRONOUN ? SUBJECT_PRONOUN
                       : last->kind == MENTION_NAME  ? SUBJECT_NAME
                                                     : SUBJECT_NOMINAL;
        subject.head_first = last->first;
        subject.first = first < last->first ? first : last->first;
    } else {
        subject.head_first = end;
        while (subject.head_first > first && syntax->mentions[subject.head_first - 1] == ARTICLE_NONE &&
               !is_of_name(syntax, first, subject.head_first - 1))
            subject.head_first--;
        if (syntax_part(syntax, end - 1) == PART_NAME)
            subject.kind = SUBJECT_NAME;
    }
    return subject.head_first < end ? subject : no_subject;
}

static bool starts_name(const struct syntax *syntax, size_t token)
{
    const struct found_mention *mention = syntax_mention(syntax, token);
    return mention && mention->first == token && mention->kind == MENTION_NAME && mention->type == ENTITY_PERSON;
}

bool subject_is_aside(const struct syntax *syntax, const struct subject *subject, size_t first)
{
    if (subject->kind == SUBJECT_NONE || subject->first <= first)
        return false;
    return syntax_is_pause(syntax, subject->first - 1) || syntax_part(syntax, subject->first - 1) == PART_QUOTED;
}

/* --- from right to left --- */

static size_t skip_brackets_left(const struct syntax *syntax, size_t first, size_t at)
{
    for (size_t i = at; i > first; i--) {
        enum part part = syntax_part(syntax, i - 1);
        if (part == PART_OPENING)
            return i - 1;
        if (part == PART_QUOTED || (part == PART_CLOSING && i != at))
            break;
    }
    return at;
}

static bool is_ago(const struct syntax *syntax, size_t token)
{
    static const char *const ago[] = {"ago", NULL};
    return syntax_is_one_of(syntax, token, ago);
}

/* "less than two weeks ago" */
static size_t skip_time_ago(const struct syntax *syntax, size_t first, size_t at)
{
    while (at > first) {
        enum part part = syntax_part(syntax, at - 1);
        if (part != PART_TIME && part != PART_DETERMINER && part != PART_ADVERB && part != PART_SUBORDINATOR &&
            syntax->tokens[at - 1].shape != TOKEN_NUMBER)
            break;
        at--;
    }
    return at;
}

/* Passes over what may stand between a subject and its verb: adverbs, auxiliaries, "on Tuesday", "(R-Texas)". */
static size_t skip_modifiers_left(const struct syntax *syntax, size_t first, size_t at)
{
    while (at > first) {
        enum part part = syntax_part(syntax, at - 1);
        if (part == PART_ADVERB || part == PART_AUXILIARY) {
            at--;
        } else if (is_ago(syntax, at - 1)) {
            at = skip_time_ago(syntax, first, at - 1);
        } else if (part == PART_TIME) {
            at--;
            if (at > first && syntax_part(syntax, at - 1) == PART_PREPOSITION)
                at--;
        } else if (part == PART_CLOSING) {
            size_t opening = skip_brackets_left(syntax, first, at);
            if (opening == at)
                return at;
            at = opening;
        } else {
            return at;
        }
    }
    return at;
}

/* True for a verb that hangs on the noun before it without a relative pronoun: "officials involved in …". */
static bool is_reduced_clause(const struct syntax *syntax, size_t first, size_t verb)
{
    enum part part = syntax_part(syntax, verb);
    if (verb == first || (part != PART_VERB && part != PART_CUE))
        return false;
    enum part before = syntax_part(syntax, verb - 1);
    return before == PART_NOMINAL || before == PART_NAME;
}

static bool in_run(enum part part)
{
    switch (part) {
    case PART_NOMINAL:
    case PART_NAME:
    case PART_POSSESSIVE:
    case PART_DETERMINER:
    case PART_PRONOUN:
    case PART_OBJECT:
    case PART_PREPOSITION:
    case PART_CONJUNCTION:
    case PART_TIME:
        return true;
    default:
        return false;
    }
}

struct chunk {
    size_t first, end;
    bool governed; /* behind a preposition */
};

/* The last noun phrase of a run that no preposition governs; with none, and `any`, the last one of all. */
static struct chunk last_free_chunk(const struct syntax *syntax, size_t first, size_t end, bool any)
{
    struct chunk chunk = {first, first, false}, best = {end, end, true};
    bool governed = false;
    for (size_t i = first; i <= end; i++) {
        enum part part = i < end ? syntax_part(syntax, i) : PART_STOP;
        bool starts =
            part == PART_DETERMINER || part == PART_PRONOUN ||
            (part == PART_NAME && i > first && starts_name(syntax, i) && syntax_part(syntax, i - 1) == PART_NOMINAL);
        bool open = chunk.end > chunk.first;
        if (open && (starts || !in_phrase(part))) {
            bool free_one = !chunk.governed;
            if (free_one || (any && best.governed))
                best = chunk;
            chunk.first = chunk.end = i;
        }
        /* "asked for a photo and Blinken said" */
        if (part == PART_CONJUNCTION && open && i + 1 < end && starts_name(syntax, i + 1) &&
            syntax_part(syntax, i - 1) == PART_NOMINAL)
            governed = false;
        if (part == PART_PREPOSITION)
            governed = true;
        else if (open && (part == PART_DETERMINER || part == PART_PRONOUN))
            governed = false;
        if (part == PART_TIME || part == PART_OBJECT)
            governed = false;
        if (!starts && !in_phrase(part))
            continue;
        if (chunk.end == chunk.first) {
            chunk.first = i;
            chunk.governed = governed;
        }
        chunk.end = i + 1;
    }
    return best;
}

/* The start of the unbroken run of noun phrases that ends before `end`. */
static size_t run_start(const struct syntax *syntax, size_t first, size_t end)
{
    size_t start = end, least = walk_start(first, end);
    while (start > least && in_run(syntax_part(syntax, start - 1)))
        start--;
    return start;
}

struct subject subject_ending(const struct syntax *syntax, size_t first, size_t end)
{
    size_t least = walk_start(first, end), run_end = end;
    while (run_end > least) {
        size_t start = run_start(syntax, least, run_end);
        /* A clause with its own "who" stands between noun and verb: the noun is what "who" stands for. */
        size_t verb = start;
        while (verb > least &&
               (syntax_part(syntax, verb - 1) == PART_VERB || syntax_part(syntax, verb - 1) == PART_CUE ||
                syntax_part(syntax, verb - 1) == PART_AUXILIARY || syntax_part(syntax, verb - 1) == PART_ADVERB))
            verb--;
        if (verb > least && verb < start && syntax_part(syntax, verb - 1) == PART_RELATIVE) {
            run_end = verb - 1;
            if (run_end > least && syntax_part(syntax, run_end - 1) == PART_COMMA)
                run_end--;
            continue;
        }
        struct chunk chunk = last_free_chunk(syntax, start, run_end, false);
        if (chunk.first < chunk.end)
            return phrase_subject(syntax, chunk.first, chunk.end);
        if (start > least && start < run_end && is_reduced_clause(syntax, least, start - 1)) {
            run_end = start - 1;
            continue;
        }
        chunk = last_free_chunk(syntax, start, run_end, true);
        return chunk.first < chunk.end ? phrase_subject(syntax, chunk.first, chunk.end) : no_subject;
    }
    return no_subject;
}

/* "…, spokeswoman Ana Ruiz" between commas is the name of what stands before them; anything else between commas is passed
 * over. `at` is behind the comma before the verb. */
static struct subject subject_before_pause(const struct syntax *syntax, size_t first, size_t at)
{
    size_t least = walk_start(first, at);
    size_t close = at - 1;
    while (close > least) {
        size_t open = close;
        /* "R-Ky.," ends no sentence. */
        if (open > least && syntax_part(syntax, open - 1) == PART_STOP)
            open--;
        while (open > least && !syntax_is_pause(syntax, open - 1) && syntax_part(syntax, open - 1) != PART_STOP &&
               syntax_part(syntax, open - 1) != PART_QUOTED)
            open--;
        size_t name_end = skip_modifiers_left(syntax, open, close);
        const struct found_mention *named = name_end > open ? syntax_mention(syntax, name_end - 1) : NULL;
        if (named && named->first >= open && starts_name(syntax, named->first) && open > least &&
            syntax_part(syntax, open) == PART_NAME)
            return phrase_subject(syntax, open, name_end);
        if (open == least || !syntax_is_pause(syntax, open - 1))
            return no_subject;
        size_t end = skip_modifiers_left(syntax, least, open - 1);
        enum part before = end > least ? syntax_part(syntax, end - 1) : PART_STOP;
        if (in_phrase(before) || before == PART_PRONOUN) {
            struct subject subject = subject_ending(syntax, least, end);
            bool bare = subject.kind == SUBJECT_NOMINAL && syntax_part(syntax, subject.first) != PART_DETERMINER &&
                        !token_is(&syntax->tokens[subject.end - 1], WORD_SPEAKER_NOUN);
            if (subject.kind != SUBJECT_NONE && !bare)
                return subject;
        }
        close = open - 1;
    }
    return no_subject;
}

/* What "who" or "that" stands for: the phrase right before it, also behind a preposition; "of" may belong to either. */
static struct subject antecedent_ending(const struct syntax *syntax, size_t first, size_t end)
{
    static const char *const of[] = {"of", NULL};
    size_t start = run_start(syntax, walk_start(first, end), end), nearest = end;
    while (nearest > start && in_phrase(syntax_part(syntax, nearest - 1)))
        nearest--;
    if (nearest > start && syntax_part(syntax, nearest - 1) == PART_DETERMINER)
        nearest--;
    bool governed = nearest > start && syntax_part(syntax, nearest - 1) == PART_PREPOSITION &&
                    !syntax_is_one_of(syntax, nearest - 1, of);
    return governed && nearest < end ? phrase_subject(syntax, nearest, end) : subject_ending(syntax, first, end);
}

struct subject subject_before(const struct syntax *syntax, size_t first, size_t verb)
{
    size_t at = skip_modifiers_left(syntax, first, verb);
    if (at == first)
        return no_subject;
    enum part part = syntax_part(syntax, at - 1);
    if (part == PART_RELATIVE) {
        struct subject subject = {.kind = SUBJECT_RELATIVE, .first = at - 1, .end = at, .head_first = at - 1};
        size_t end = at - 1;
        if (end > first && syntax_part(syntax, end - 1) == PART_COMMA)
            end--;
        struct subject antecedent = antecedent_ending(syntax, first, end);
        if (antecedent.kind == SUBJECT_NONE)
            return no_subject;
        subject.antecedent = syntax->mentions[antecedent.head_first];
        if (subject.antecedent == ARTICLE_NONE) {
            subject.of_first = antecedent.head_first;
            subject.of_end = antecedent.end;
        }
        return subject;
    }
    if (syntax_is_pause(syntax, at - 1))
        return subject_before_pause(syntax, first, at);
    if (!in_phrase(part) && part != PART_PRONOUN)
        return no_subject;
    return subject_ending(syntax, first, at);
}

/* --- from left to right --- */

/* "Clinton spokesman Ned Price": the name goes on to the next one. */
static bool is_title_word(const struct syntax *syntax, size_t token)
{
    return syntax_part(syntax, token) == PART_NAME && syntax->mentions[token] == ARTICLE_NONE &&
           syntax->tokens[token].shape == TOKEN_LOWER;
}

/* "a Wednesday editorial" */
static bool is_day_of_noun(const struct syntax *syntax, size_t first, size_t at, size_t end)
{
    return at > first && at + 1 < end && syntax_part(syntax, at) == PART_TIME &&
           syntax_part(syntax, at - 1) == PART_DETERMINER && in_phrase(syntax_part(syntax, at + 1));
}

static size_t phrase_end(const struct syntax *syntax, size_t first, size_t end)
{
    size_t at = first;
    if (at < end && syntax_part(syntax, at) == PART_PRONOUN)
        return at + 1;
    while (at < end && (in_phrase(syntax_part(syntax, at)) || syntax_part(syntax, at) == PART_DETERMINER ||
                        is_day_of_noun(syntax, first, at, end))) {
        const struct found_mention *mention = syntax_mention(syntax, at);
        at++;
        bool named = mention && mention->kind == MENTION_NAME && mention->type == ENTITY_PERSON && mention->end == at;
        if (named && (at == end || syntax_part(syntax, at) != PART_POSSESSIVE) &&
            !(at < end && (syntax_part(syntax, at) == PART_NOMINAL || is_title_word(syntax, at))))
            break;
    }
    return at;
}

/* The name set behind a description: "the group's leader, Ana Ruiz". */
static struct subject apposed_name(const struct syntax *syntax, size_t first, size_t end)
{
    enum { DESCRIPTION_MAX = 10 };
    size_t at = first;
    while (at < end && at - first < DESCRIPTION_MAX && in_run(syntax_part(syntax, at)))
        at++;
    if (at + 1 >= end || syntax_part(syntax, at) != PART_COMMA || !starts_name(syntax, at + 1))
        return no_subject;
    const struct found_mention *mention = syntax_mention(syntax, at + 1);
    enum part behind = mention->end < end ? syntax_part(syntax, mention->end) : PART_STOP;
    bool alone = behind == PART_COMMA || behind == PART_STOP || behind == PART_RELATIVE || behind == PART_QUOTED;
    return alone ? phrase_subject(syntax, mention->first, mention->end) : no_subject;
}

struct subject subject_behind(const struct syntax *syntax, size_t first, size_t end)
{
    /* "said undecided voter Ana Ruiz" */
    while (first < end &&
           (syntax_part(syntax, first) == PART_ADVERB ||
            (syntax_part(syntax, first) == PART_VERB && first + 1 < end && in_phrase(syntax_part(syntax, first + 1)))))
        first++;
    size_t behind = phrase_end(syntax, first, end);
    struct subject subject = phrase_subject(syntax, first, behind);
    if (subject.kind != SUBJECT_NOMINAL)
        return subject;
    struct subject name = apposed_name(syntax, behind, end);
    return name.kind == SUBJECT_NONE ? subject : name;
}

/* Passes over what stands before the main clause: "On Tuesday", "Speaking in Iowa,", "When he left,". */
static size_t skip_introduction(const struct syntax *syntax, size_t first, size_t end)
{
    while (first < end) {
        enum part part = syntax_part(syntax, first);
        if (part == PART_ADVERB || part == PART_CONJUNCTION || part == PART_COMMA || part == PART_TIME ||
            part == PART_QUOTED || part == PART_STOP || part == PART_DASH) {
            first++;
        } else if (part == PART_PREPOSITION || part == PART_SUBORDINATOR || part == PART_CUE || part == PART_VERB) {
            size_t comma = first;
            while (comma < end && syntax_part(syntax, comma) != PART_COMMA && syntax_part(syntax, comma) != PART_QUOTED)
                comma++;
            if (comma == end || syntax_part(syntax, comma) == PART_QUOTED) {
                /* No comma: the introduction is the one phrase behind the preposition. */
                if (part != PART_PREPOSITION)
                    return end;
                comma = phrase_end(syntax, first + 1, end);
                if (comma == first + 1)
                    return end;
            }
            first = comma;
        } else {
            break;
        }
    }
    return first;
}

/* "Hours later, she …": a phrase without an article before a comma, and behind it another one that is a subject; and the
 * place where the news comes from: "WASHINGTON — …". */
static size_t skip_time_or_place(const struct syntax *syntax, size_t start, size_t end)
{
    size_t at = phrase_end(syntax, start, end);
    if (at < end && at > start && syntax_part(syntax, at) == PART_DASH && syntax->tokens[start].shape == TOKEN_UPPER)
        return at + 1;
    if (at == start || syntax_part(syntax, start) != PART_NOMINAL)
        return start;
    while (at < end && syntax_part(syntax, at) == PART_ADVERB)
        at++;
    if (at + 1 >= end || syntax_part(syntax, at) != PART_COMMA)
        return start;
    enum part behind = syntax_part(syntax, at + 1);
    return behind == PART_PRONOUN || behind == PART_NAME || behind == PART_DETERMINER ? at + 1 : start;
}

struct subject subject_of_clause(const struct syntax *syntax, size_t first, size_t end)
{
    /* Who has not been named by then is not what the clause is about. */
    enum { CLAUSE_MAX = 2 * WALK_MAX };
    if (end > first && end - first > CLAUSE_MAX)
        end = first + CLAUSE_MAX;
    size_t start = skip_time_or_place(syntax, skip_introduction(syntax, first, end), end);
    size_t behind = phrase_end(syntax, start, end);
    struct subject subject = phrase_subject(syntax, start, behind);
    if (subject.kind != SUBJECT_NOMINAL)
        return subject;
    struct subject name = apposed_name(syntax, behind, end);
    return name.kind == SUBJECT_NONE ? subject : name;
}

struct subject subject_owning(const struct syntax *syntax, size_t first, size_t noun)
{
    size_t at = noun, least = walk_start(first, noun);
    while (at > least && syntax_part(syntax, at - 1) == PART_NOMINAL)
        at--;
    if (at == least)
        return no_subject;
    if (syntax_part(syntax, at - 1) == PART_POSSESSIVE)
        return subject_ending(syntax, least, at - 1);
    const struct found_mention *owner = syntax_mention(syntax, at - 1);
    if (!owner || syntax_part(syntax, at - 1) != PART_DETERMINER || owner->kind != MENTION_PRONOUN)
        return no_subject;
    return phrase_subject(syntax, owner->first, owner->end);
}
