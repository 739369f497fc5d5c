/* name_units: cuts tokens at hyphens, tells of each unit what can be seen without weights, and chooses the windows. Never
 * in here: weights. */
#include "annotate/name_units.h"

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "annotate/name_words.h"

enum {
    UNITS_MAX = 1 << 23, /* twice the tokens of the longest article */
    PARTS_MAX = 6        /* longer chains are no words */
};

/* FNV-1a, 64 bits. */
#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

struct reader {
    const struct name_finder *finder;
    const char *text;
    struct name_units *units;
};

enum told {
#define TOLD(word_class) TOLD_##word_class,
#include "annotate/name_told_classes.def"
#undef TOLD
};

static uint64_t told_of(uint64_t classes)
{
    static const uint64_t bits[WORD_CLASS_COUNT] = {
#define TOLD(word_class) [WORD_##word_class] = (uint64_t)1 << TOLD_##word_class,
#include "annotate/name_told_classes.def"
#undef TOLD
    };
    uint64_t told = 0;
    for (; classes; classes &= classes - 1)
        told |= bits[__builtin_ctzll(classes)];
    return told;
}

/* --- what is seen of one unit --- */

static ucs4_t next_character(const char *text, size_t *at, size_t end)
{
    unsigned char byte = (unsigned char)text[*at];
    if (byte < 0x80) {
        ++*at;
        return byte;
    }
    ucs4_t character;
    *at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + *at, end - *at);
    return character;
}

static char form_of(ucs4_t character)
{
    if (character < 0x80) {
        if (character >= 'a' && character <= 'z')
            return 'a';
        if (character >= 'A' && character <= 'Z')
            return 'A';
        return character >= '0' && character <= '9' ? '0' : (char)character;
    }
    if (character == 0x2019)
        return '\'';
    return uc_is_upper(character) ? 'A' : uc_is_alpha(character) ? 'a' : '?';
}

static ucs4_t lower(ucs4_t character)
{
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
    return character == 0x2019 ? '\'' : uc_tolower(character);
}

uint64_t name_word_with(uint64_t word, char letter)
{
    return (word ^ (unsigned char)letter) * HASH_PRIME;
}

/* Word, form, and for a part of a token its shape. */
static void look_at(const char *text, struct name_unit *unit)
{
    uint64_t word = HASH_START, form = HASH_START;
    char before = 0, before_that = 0;
    bool large = false, small = false;
    for (size_t at = unit->range.start; at < unit->range.end;) {
        ucs4_t character = next_character(text, &at, unit->range.end);
        char written = form_of(character);
        large = large || written == 'A';
        small = small || written == 'a';
        word = (word ^ lower(character)) * HASH_PRIME;
        if (written != before || written != before_that)
            form = (form ^ (unsigned char)written) * HASH_PRIME;
        before_that = before;
        before = written;
    }
    unit->word = word;
    unit->form = form;
    if (form_of((unsigned char)text[unit->range.start]) == '0')
        unit->shape = TOKEN_NUMBER;
    else if (!large)
        unit->shape = TOKEN_LOWER;
    else
        unit->shape = small ? TOKEN_CAPITALIZED : TOKEN_UPPER;
}

static bool is_address(const char *text, const struct token *token)
{
    size_t length = token->range.end - token->range.start;
    text += token->range.start;
    return memchr(text, '@', length) || memchr(text, '/', length) || memchr(text, ':', length);
}

static bool is_large(enum token_shape shape)
{
    return shape == TOKEN_CAPITALIZED || shape == TOKEN_UPPER || shape == TOKEN_MIXED;
}

/* --- cutting --- */

static void push_unit(struct reader *reader, size_t index, struct range range, bool whole, bool joined)
{
    const struct token *token = &reader->finder->tokens[index];
    struct name_unit *unit = array_push(&reader->units->units);
    if (!unit)
        return;
    *unit = (struct name_unit){
        .range = range,
        .token = index,
        .casing = reader->finder->casing[index],
        .start = token->sentence_start && !joined,
        .joined = joined,
    };
    look_at(reader->text, unit);
    if (whole) {
        unit->shape = token->shape;
        unit->classes = token->classes;
    } else {
        unit->classes =
            lexicon_look_up(reader->finder->analysis->lexicon, reader->text + range.start, range.end - range.start)
                .classes;
    }
    unit->told = told_of(unit->classes);
    unit->live = is_large(unit->shape) && !is_address(reader->text, token);
}

static void push_units_of(struct reader *reader, size_t index)
{
    const struct token *token = &reader->finder->tokens[index];
    size_t parts = 1;
    for (size_t at = token->range.start + 1; is_large(token->shape) && at + 1 < token->range.end; at++)
        parts += reader->text[at] == '-';
    if (parts == 1 || parts > PARTS_MAX || is_address(reader->text, token)) {
        push_unit(reader, index, token->range, true, false);
        return;
    }
    for (size_t start = token->range.start; start < token->range.end;) {
        size_t end = start + 1;
        while (end < token->range.end && (reader->text[end] != '-' || end + 1 == token->range.end))
            end++;
        push_unit(reader, index, (struct range){start, end}, false, start > token->range.start);
        start = end + 1;
    }
}

/* --- what a sentence tells of its units --- */

/* A headline has most of its words large, those too that nobody's name holds; a table of names is none. */
static enum name_style style_of(const struct name_unit *units, size_t first, size_t end)
{
    size_t words = 0, large = 0, upper = 0, common = 0;
    for (size_t i = first; i < end; i++) {
        if (units[i].shape > TOKEN_MIXED || units[i].range.end - units[i].range.start < 2)
            continue;
        bool is_common = units[i].classes & (WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_CUE));
        upper += units[i].shape == TOKEN_UPPER;
        large += is_large(units[i].shape);
        common += is_large(units[i].shape) && is_common;
        words += is_large(units[i].shape) || !(units[i].classes & WORD_BIT(WORD_FUNCTION));
    }
    if (words >= 3 && upper * 10 >= words * 9)
        return STYLE_ALL_CAPITALS;
    return words >= 4 && large * 5 >= words * 4 && common * 5 >= words ? STYLE_TITLE_CASE : STYLE_SENTENCE;
}

/* Results, standings, stocks: a number for every two words. */
static bool is_table_row(const struct name_unit *units, size_t first, size_t end)
{
    size_t numbers = 0, words = 0;
    for (size_t i = first; i < end; i++) {
        numbers += units[i].shape == TOKEN_NUMBER;
        words += units[i].shape < TOKEN_NUMBER;
    }
    return numbers >= 2 && numbers * 2 >= words;
}

/* A number is part of a name only beside a live unit: "Covid 19", "2022 World Cup". */
static void enliven_numbers(struct name_unit *units, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        bool number = units[i].shape == TOKEN_NUMBER || units[i].joined || (i + 1 < end && units[i + 1].joined);
        bool beside = (i > first && units[i - 1].live) || (i + 1 < end && units[i + 1].live);
        if (number && beside)
            units[i].live = true;
    }
}

/* "Q:", "plan B": a letter alone is part of a name only beside its other words, as in "Malcolm X". */
static void deaden_letters(struct name_unit *units, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        bool beside = (i > first && units[i - 1].live) || (i + 1 < end && units[i + 1].live);
        if (units[i].range.end - units[i].range.start == 1 && !beside)
            units[i].live = false;
    }
}

static void tell_sentence(struct name_unit *units, size_t first, size_t end)
{
    enum name_style style = style_of(units, first, end);
    bool tabled = is_table_row(units, first, end);
    deaden_letters(units, first, end);
    enliven_numbers(units, first, end);
    for (size_t i = first, run = first; i < end; i++) {
        if (!units[i].live || i == first || !units[i - 1].live)
            run = i;
        units[i].run_first = run;
        units[i].style = (uint8_t)style;
        units[i].tabled = tabled;
        units[i].first = first;
        units[i].end = end;
    }
    for (size_t i = end, run = end; i-- > first;) {
        if (!units[i].live || i + 1 == end || !units[i + 1].live)
            run = i + 1;
        units[i].run_end = run;
    }
}

/* --- what rules and lists propose --- */

static enum name_place place_in(size_t first, size_t at, size_t end)
{
    if (end - first == 1)
        return NAME_ONLY;
    return at == first ? NAME_FIRST : at + 1 == end ? NAME_LAST : NAME_MIDDLE;
}

static void propose(struct name_unit *units, size_t first, size_t end, enum entity_type type, bool rule, uint8_t surety)
{
    for (size_t i = first; i < end; i++) {
        *(rule ? &units[i].rule : &units[i].listed) = label_of(type, place_in(first, i, end));
        if (rule)
            units[i].surety = surety;
    }
}

static uint8_t surety_of(const struct name_piece *piece)
{
    enum entity_type type = name_kind(piece);
    int second = 0;
    for (size_t i = 0; i < ENTITY_TYPES; i++)
        if (i != (size_t)type && piece->votes[i] > second)
            second = piece->votes[i];
    int lead = piece->votes[type] - second;
    return lead >= VOTE_SURE ? 3 : lead >= VOTE_STRONG ? 2 : lead >= VOTE_LIKELY;
}

static void propose_rules(struct reader *reader)
{
    struct name_unit *units = reader->units->units.items;
    size_t count = reader->units->units.count, at = 0;
    const struct name_piece *pieces = reader->finder->pieces.items;
    for (size_t i = 0; i < reader->finder->pieces.count; i++) {
        while (at < count && units[at].range.end <= pieces[i].range.start)
            at++;
        size_t end = at;
        while (end < count && units[end].range.start < pieces[i].range.end)
            end++;
        propose(units, at, end, name_kind(&pieces[i]), true, surety_of(&pieces[i]));
        at = end;
    }
}

static void propose_lists(struct reader *reader)
{
    struct name_unit *units = reader->units->units.items;
    size_t count = reader->units->units.count;
    const struct sentence *sentences = reader->finder->analysis->sentences.items;
    for (size_t i = 0; i < count;) {
        size_t token = units[i].token;
        const struct sentence *sentence = &sentences[reader->finder->tokens[token].sentence];
        struct known_name known = {0, ENTITY_OTHER};
        if (units[i].live && !units[i].joined)
            known = name_known(reader->finder, token, sentence->end);
        size_t end = i + 1;
        while (known.length && end < count && units[end].token < token + known.length)
            end++;
        if (known.length)
            propose(units, i, end, known.type, false, 0);
        i = end;
    }
}

/* Marks the longest entry of each gazetteer that begins at unit `first`, whose token is `token`. */
static void mark_gazetteers(struct reader *reader, struct name_unit *units, size_t first, size_t end)
{
    static const enum word_class gazetteers[] = {
        WORD_GAZETTEER_PERSON,       WORD_GAZETTEER_CITY,  WORD_GAZETTEER_PLACE,
        WORD_GAZETTEER_ORGANIZATION, WORD_GAZETTEER_OTHER,
    };
    size_t token = units[first].token, sentence_end = units[end - 1].token + 1;
    const struct token *tokens = reader->finder->tokens;
    uint64_t bits = tokens[token].classes | tokens[token].begins;
    for (size_t i = 0; i < sizeof gazetteers / sizeof *gazetteers; i++) {
        size_t length = bits & WORD_BIT(gazetteers[i])
                            ? lexicon_match(reader->finder->analysis, gazetteers[i], token, sentence_end)
                            : 0;
        size_t last = first;
        while (length && last + 1 < end && units[last + 1].token < token + length)
            last++;
        for (size_t at = first; length && at <= last; at++)
            units[at].gazetted |= (uint64_t)1 << (i * NAME_PLACES + place_in(first, at, last + 1));
    }
}

static void find_gazetted(struct reader *reader)
{
    struct name_unit *units = reader->units->units.items;
    for (size_t i = 0; i < reader->units->units.count; i++)
        if (units[i].live && !units[i].joined)
            mark_gazetteers(reader, units, i, units[i].end);
}

/* --- windows --- */

/* Small words and signs that stand inside names between their large words: "of the", "bin", "&". */
static bool may_join(const struct reader *reader, const struct name_unit *unit)
{
    enum { BYTES_MAX = 7 };
    if (unit->shape == TOKEN_LOWER)
        return unit->range.end - unit->range.start <= BYTES_MAX;
    return unit->shape == TOKEN_MARK || unit->shape == TOKEN_NUMBER ||
           strchr("&,-./+:('", reader->text[unit->range.start]) != NULL;
}

/* The end of the window whose last live unit so far stands before `end`. */
static size_t window_end(const struct reader *reader, size_t end)
{
    enum { GAP_MAX = 3 };
    const struct name_unit *units = name_units_items(reader->units);
    size_t sentence_end = units[end - 1].end;
    for (;;) {
        size_t at = end;
        while (at < sentence_end && at - end < GAP_MAX && !units[at].live && may_join(reader, &units[at]))
            at++;
        if (at >= sentence_end || !units[at].live)
            return end;
        end = units[at].run_end;
    }
}

/* A pronoun, an article or another small word that only begins its sentence. */
static bool only_begins(const struct name_unit *unit)
{
    return unit->start && unit->run_end - unit->run_first == 1 && unit->shape == TOKEN_CAPITALIZED &&
           unit->classes & WORD_BIT(WORD_STARTER) && !unit->rule && !unit->listed;
}

static void find_windows(struct reader *reader)
{
    const struct name_unit *units = name_units_items(reader->units);
    size_t count = reader->units->units.count, least = 0;
    for (size_t at = 0; at < count;) {
        if (!units[at].live || only_begins(&units[at])) {
            at++;
            continue;
        }
        size_t first = at, end = window_end(reader, units[at].run_end);
        /* "van der Holt" */
        while (first > least && first > units[at].first && units[first - 1].classes & WORD_BIT(WORD_PARTICLE) &&
               !units[first - 1].live)
            first--;
        for (size_t cut = first; cut < end; cut += NAME_WINDOW_MAX) {
            struct name_window *window = array_push(&reader->units->windows);
            if (window)
                *window = (struct name_window){cut, end - cut < NAME_WINDOW_MAX ? end : cut + NAME_WINDOW_MAX};
        }
        at = least = end;
    }
}

struct name_units name_units_find(const struct name_finder *finder)
{
    const struct analysis *analysis = finder->analysis;
    struct name_units units = {
        .units = array_create(sizeof(struct name_unit), UNITS_MAX),
        .windows = array_create(sizeof(struct name_window), UNITS_MAX),
    };
    struct reader reader = {
        .finder = finder,
        .text = analysis->article->text,
        .units = &units,
    };
    const struct sentence *sentences = analysis->sentences.items;
    for (size_t i = 0; i < analysis->sentences.count; i++) {
        size_t first = units.units.count;
        for (size_t token = sentences[i].first; token < sentences[i].end; token++)
            push_units_of(&reader, token);
        if (!units.units.failed)
            tell_sentence(units.units.items, first, units.units.count);
    }
    if (!units.units.failed) {
        units.units.failed = !name_words_tell(reader.text, units.units.items, units.units.count);
        propose_rules(&reader);
        propose_lists(&reader);
        find_gazetted(&reader);
        find_windows(&reader);
    }
    return units;
}

void name_units_release(struct name_units *units)
{
    array_release(&units->units);
    array_release(&units->windows);
}
