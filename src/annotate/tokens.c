/* tokens: cuts the text of each block into words and signs, and looks every word up in the lists, once. It also decides
 * which apostrophes are letters of a word; what is left over is a quotation mark. Never in here: what a word means. */
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "annotate/analysis.h"

enum { APOSTROPHE = 0x2019, LEFT_SINGLE = 0x2018, END_OF_BLOCK = 0 };

struct scanner {
    struct analysis *analysis;
    const char *text;
    size_t at, end; /* bytes; `end` is the block's */
    uint32_t block;
    bool single_open; /* a single quotation mark was opened and not closed in this block */
};

static ucs4_t character_at(const struct scanner *scanner, size_t at, size_t *size)
{
    *size = 1;
    if (at >= scanner->end)
        return END_OF_BLOCK;
    unsigned char byte = (unsigned char)scanner->text[at];
    if (byte < 0x80)
        return byte;
    ucs4_t character;
    *size = (size_t)u8_mbtouc(&character, (const uint8_t *)scanner->text + at, scanner->end - at);
    return character;
}

static ucs4_t peek(const struct scanner *scanner, size_t at)
{
    size_t size;
    return character_at(scanner, at, &size);
}

static bool is_digit(ucs4_t character)
{
    return character >= '0' && character <= '9';
}

static bool is_upper(ucs4_t character)
{
    return character < 0x80 ? character >= 'A' && character <= 'Z' : uc_is_upper(character);
}

/* Letters, marks on them, digits, and the joiners and soft hyphens that stand inside words. */
static bool is_word_character(ucs4_t character)
{
    if (character < 0x80)
        return (character >= 'a' && character <= 'z') || is_upper(character) || is_digit(character) || character == '_';
    if (character == 0xad || character == 0x200c || character == 0x200d)
        return true;
    return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

static bool is_blank(ucs4_t character)
{
    return character < 0x80 ? character <= ' ' : uc_is_property_white_space(character);
}

static bool is_apostrophe(ucs4_t character)
{
    return character == '\'' || character == APOSTROPHE;
}

static bool is_hyphen(ucs4_t character)
{
    return character == '-' || character == 0x2010 || character == 0x2011;
}

static ucs4_t character_before(const struct scanner *scanner, size_t at)
{
    size_t start = scanner->analysis->article->blocks[scanner->block].range.start;
    if (at <= start)
        return END_OF_BLOCK;
    do
        at--;
    while (at > start && ((unsigned char)scanner->text[at] & 0xc0) == 0x80);
    return peek(scanner, at);
}

/* --- how a word is written --- */

static enum token_shape word_shape(const struct scanner *scanner, size_t start, size_t end)
{
    size_t size;
    ucs4_t first = character_at(scanner, start, &size);
    if (is_apostrophe(first) || first == LEFT_SINGLE) {
        start += size;
        first = character_at(scanner, start, &size);
    }
    if (is_digit(first))
        return TOKEN_NUMBER;
    bool lower = false, upper = false;
    for (size_t at = start + size; at < end; at += size) {
        ucs4_t character = character_at(scanner, at, &size);
        lower = lower || (character < 0x80 ? character >= 'a' && character <= 'z' : uc_is_lower(character));
        upper = upper || is_upper(character);
    }
    if (is_upper(first))
        return lower ? TOKEN_CAPITALIZED : TOKEN_UPPER;
    return upper ? TOKEN_MIXED : TOKEN_LOWER;
}

static void push(struct scanner *scanner, size_t end, enum token_shape shape)
{
    struct token *token = array_push(&scanner->analysis->tokens);
    size_t start = scanner->at;
    scanner->at = end;
    if (!token)
        return;
    token->range = (struct range){start, end};
    token->shape = shape;
    token->block = scanner->block;
    if (shape == TOKEN_PUNCTUATION || shape == TOKEN_MARK)
        return;
    struct word_classes found = lexicon_look_up(scanner->analysis->lexicon, scanner->text + start, end - start);
    token->classes = found.classes;
    token->begins = found.begins;
}

/* --- apostrophes --- */

/* The length of the clitic (apostrophe included) that begins at `at`, 0 when none does. "n't" is none: "don't" is one
 * word. */
static size_t clitic_length(const struct scanner *scanner, size_t at)
{
    static const char *const clitics[] = {"s", "d", "m", "ll", "re", "ve"};
    size_t size;
    if (!is_apostrophe(character_at(scanner, at, &size)))
        return 0;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        size_t length = strlen(clitics[i]), end = at + size + length;
        if (end > scanner->end || is_word_character(peek(scanner, end)))
            continue;
        bool same = true;
        for (size_t j = 0; j < length; j++)
            same = same && (scanner->text[at + size + j] | 0x20) == clitics[i][j];
        if (same)
            return size + length;
    }
    return 0;
}

/* True when the apostrophe behind a plural, at `at`, is a possessive ("the states' rights"). Without an opened single
 * mark it is; with one, it is when a word follows and the mark is closed later on. */
static bool is_plural_possessive(const struct scanner *scanner, size_t at, size_t size)
{
    /* A quotation is not looked through any further, so that the scan stays linear in the text. */
    enum { LOOK_AHEAD = 300 };
    if (!scanner->single_open)
        return true;
    if (peek(scanner, at + size) != ' ' || !is_word_character(peek(scanner, at + size + 1)))
        return false;
    size_t step;
    size_t most = scanner->end - at < LOOK_AHEAD ? scanner->end : at + LOOK_AHEAD;
    for (size_t next = at + size; next < most; next += step) {
        ucs4_t character = character_at(scanner, next, &step);
        bool opens =
            is_apostrophe(character) && scanner->text[next - 1] == ' ' && is_word_character(peek(scanner, next + step));
        if (character == LEFT_SINGLE || opens)
            return false;
        if (is_apostrophe(character) && !is_word_character(peek(scanner, next + step)))
            return true;
    }
    return false;
}

/* The end of a word that begins with an apostrophe ('90s, 'em, 'n'), or `at` itself when none begins there. */
static size_t elision_end(const struct scanner *scanner, size_t at)
{
    size_t size;
    ucs4_t first = character_at(scanner, at, &size);
    if (!is_apostrophe(first) && first != LEFT_SINGLE)
        return at;
    size_t end = at + size, step;
    while (is_word_character(character_at(scanner, end, &step)))
        end += step;
    size_t digits = at + size;
    while (is_digit(peek(scanner, digits)))
        digits++;
    if (digits == at + size + 2 && (digits == end || (digits + 1 == end && scanner->text[digits] == 's')))
        return end;
    if (end == at + size)
        return at;
    if (is_apostrophe(character_at(scanner, end, &step))) {
        struct word_classes both = lexicon_look_up(scanner->analysis->lexicon, scanner->text + at, end + step - at);
        if (both.classes & WORD_BIT(WORD_ELISION))
            return end + step;
    }
    struct word_classes found = lexicon_look_up(scanner->analysis->lexicon, scanner->text + at, end - at);
    return found.classes & WORD_BIT(WORD_ELISION) ? end : at;
}

/* --- words --- */

/* True when the sign at `at`, of `size` bytes and inside a word so far from `start`, joins what stands on its sides. */
static bool joins(const struct scanner *scanner, size_t start, size_t at, size_t size)
{
    ucs4_t sign = peek(scanner, at), before = character_before(scanner, at), after = peek(scanner, at + size);
    if (!is_word_character(after))
        return false;
    if (is_hyphen(sign))
        return true;
    if (is_apostrophe(sign))
        return !is_digit(before) && !clitic_length(scanner, at);
    switch (sign) {
    case '.': /* 3.5, U.S, example.com; but "the end.Next" lacks a blank */
        return !is_upper(after) || at - start <= 2 || scanner->text[at - 2] == '.';
    case ',': /* 1,000 */
        return is_digit(before) && is_digit(after) && is_digit(peek(scanner, at + 2)) &&
               is_digit(peek(scanner, at + 3)) && !is_digit(peek(scanner, at + 4));
    case ':':
    case '/': /* 10:30, 9/11 */
        return is_digit(before) && is_digit(after);
    case '&': /* AT&T */
        return is_upper(before) && is_upper(after);
    case '@':
        return true;
    default:
        return false;
    }
}

/* True for "U.S", "a.m", "e.g" and such: single letters between dots. */
static bool is_dotted(const char *word, size_t length)
{
    if (length < 3)
        return false;
    for (size_t i = 1; i < length; i += 2)
        if (word[i] != '.')
            return false;
    return length % 2 == 1;
}

/* True when the dot at `end` belongs to the word from `start` on: Mr. Jan. U.S. J. */
static bool takes_dot(const struct scanner *scanner, size_t start, size_t end)
{
    if (peek(scanner, end) != '.' || peek(scanner, end + 1) == '.')
        return false;
    const char *word = scanner->text + start;
    size_t length = end - start;
    if (length == 1 && is_upper((unsigned char)*word))
        return *word != 'I'; /* the pronoun ends sentences more often than it is an initial */
    if (is_dotted(word, length))
        return true;
    const struct lexicon *lexicon = scanner->analysis->lexicon;
    if (!(lexicon_look_up(lexicon, word, length + 1).classes & WORD_BIT(WORD_ABBREVIATION)))
        return false;
    const char *condition = lexicon_value(lexicon, WORD_ABBREVIATION, word, length + 1);
    return !condition || strcmp(condition, "number") != 0 || is_digit(peek(scanner, end + 2));
}

/* The end of a number's unit: 5%, 6'2". */
static size_t unit_end(const struct scanner *scanner, size_t end)
{
    if (peek(scanner, end) == '%')
        return end + 1;
    size_t size;
    if (!is_apostrophe(character_at(scanner, end, &size)) || !is_digit(peek(scanner, end + size)))
        return end;
    size_t inches = end + size;
    while (is_digit(peek(scanner, inches)))
        inches++;
    ucs4_t mark = character_at(scanner, inches, &size);
    return mark == '"' || mark == 0x201d ? inches + size : end;
}

/* The end of the word from `start` on that reaches at least to `end`. */
static size_t word_end(const struct scanner *scanner, size_t start, size_t end)
{
    for (;;) {
        size_t size;
        ucs4_t character = character_at(scanner, end, &size);
        if (is_word_character(character) || (end > start && joins(scanner, start, end, size))) {
            end += size;
        } else if (takes_dot(scanner, start, end)) {
            end++;
            /* U.S.-led */
            if (!is_hyphen(character_at(scanner, end, &size)) || !is_word_character(peek(scanner, end + size)))
                return end;
        } else {
            return is_digit((unsigned char)scanner->text[end - 1]) ? unit_end(scanner, end) : end;
        }
    }
}

static void scan_word(struct scanner *scanner, size_t least_end)
{
    size_t start = scanner->at, end = word_end(scanner, start, least_end);
    bool address = memchr(scanner->text + start, '@', end - start) != NULL;
    push(scanner, end, address ? TOKEN_MIXED : word_shape(scanner, start, end));

    size_t clitic = clitic_length(scanner, end), size;
    if (clitic) {
        push(scanner, end + clitic, TOKEN_LOWER);
        return;
    }
    bool plural = strchr("sSzZxX", scanner->text[end - 1]) != NULL;
    if (plural && is_apostrophe(character_at(scanner, end, &size)) && is_plural_possessive(scanner, end, size))
        push(scanner, end + size, TOKEN_LOWER);
}

/* The end of a web address that begins at `at`, or `at` itself. */
static size_t address_end(const struct scanner *scanner, size_t at)
{
    static const char *const beginnings[] = {"http://", "https://", "www."};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t length = strlen(beginnings[i]);
        if (scanner->end - at <= length || memcmp(scanner->text + at, beginnings[i], length) != 0)
            continue;
        size_t end = at + length;
        while (end < scanner->end && (unsigned char)scanner->text[end] > ' ' && !strchr("\"<>`", scanner->text[end]) &&
               (unsigned char)scanner->text[end] < 0x80)
            end++;
        while (strchr(".,;:!?)]'", scanner->text[end - 1]))
            end--;
        return end;
    }
    return at;
}

/* --- signs --- */

static bool is_mark(ucs4_t character)
{
    return character == '"' || character == '`' || character == '\'' || (character >= 0x2018 && character <= 0x201f) ||
           character == 0xab || character == 0xbb || character == 0x2039 || character == 0x203a;
}

/* How many bytes of the same sign stand from `at` on, for "--" and "...". */
static size_t run_length(const struct scanner *scanner, size_t at)
{
    size_t end = at + 1;
    while (end < scanner->end && scanner->text[end] == scanner->text[at])
        end++;
    return end - at;
}

static void scan_sign(struct scanner *scanner, ucs4_t sign, size_t size)
{
    size_t at = scanner->at;
    if (!is_mark(sign)) {
        push(scanner, at + (sign == '-' || sign == '.' ? run_length(scanner, at) : size), TOKEN_PUNCTUATION);
        return;
    }
    /* `` and '' as TeX and old news wires write them. */
    bool doubled = (sign == '\'' || sign == '`') && peek(scanner, at + 1) == sign && peek(scanner, at + 2) != sign;
    if (!doubled) {
        ucs4_t before = character_before(scanner, at);
        bool opens = sign == LEFT_SINGLE || (sign == '\'' && !is_word_character(before) && before != '.');
        if (opens)
            scanner->single_open = true;
        else if (is_apostrophe(sign))
            scanner->single_open = false;
    }
    push(scanner, at + (doubled ? 2 : size), TOKEN_MARK);
}

static void scan_token(struct scanner *scanner)
{
    size_t size;
    ucs4_t character = character_at(scanner, scanner->at, &size);
    if (is_blank(character)) {
        scanner->at += size;
        return;
    }
    size_t end = address_end(scanner, scanner->at);
    if (end > scanner->at) {
        push(scanner, end, TOKEN_MIXED);
        return;
    }
    end = elision_end(scanner, scanner->at);
    bool handle = (character == '@' || character == '#') && is_word_character(peek(scanner, scanner->at + 1));
    if (end > scanner->at || is_word_character(character))
        scan_word(scanner, end > scanner->at ? end : scanner->at + size);
    else if (handle)
        scan_word(scanner, scanner->at + 1);
    else
        scan_sign(scanner, character, size);
}

bool token_is_one_of(const struct analysis *analysis, const struct token *token, const char *const list[])
{
    char word[16];
    size_t length, size = 0;
    const char *text = token_text(analysis, token, &length);
    for (size_t i = 0; i < length; i++) {
        if (size + 1 == sizeof word)
            return false;
        bool curly = length - i >= 3 && memcmp(text + i, "\u2019", 3) == 0;
        word[size++] = curly ? '\'' : text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
        i += curly ? 2 : 0;
    }
    word[size] = '\0';
    for (size_t i = 0; list[i]; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

void tokens_find(struct analysis *analysis)
{
    const struct article *article = analysis->article;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        if (block->type == BLOCK_BOILERPLATE || block->type == BLOCK_CODE)
            continue;
        struct scanner scanner = {
            .analysis = analysis,
            .text = article->text,
            .at = block->range.start,
            .end = block->range.end,
            .block = (uint32_t)i,
        };
        while (scanner.at < scanner.end && !analysis->tokens.failed)
            scan_token(&scanner);
    }
}
