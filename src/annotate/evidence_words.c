/* evidence's words: constructions and features as sentences for people. A feature's value is read digit by digit, as it
 * was put together in attribution_features.c, and each digit has its words. */
#include "annotate/attribution_features.h"
#include "annotate/evidence.h"
#include "base/buffer.h"
#include "base/clean.h"

/* --- constructions ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name, *sentence;
} constructions[] = {
#define CONSTRUCTION(identifier, example, sentence) {#identifier, sentence},
#include "annotate/constructions.def"
#undef CONSTRUCTION
};

const char *evidence_construction_name(size_t construction)
{
    return construction < CONSTRUCTION_COUNT ? constructions[construction].name
           : construction == EVIDENCE_UNTOLD ? "UNTOLD"
                                             : "NOBODY";
}

const char *evidence_construction_sentence(size_t construction)
{
    return construction < CONSTRUCTION_COUNT ? constructions[construction].sentence
           : construction == EVIDENCE_UNTOLD ? "Somebody is quoted, and the text does not tell who."
                                             : "Nobody is quoted.";
}

const char *evidence_verdict_name(enum evidence_verdict verdict)
{
    static const char *const names[] = {[EVIDENCE_NOT_WEIGHED] = "not weighed",
                                        [EVIDENCE_SPEAKER] = "speaker",
                                        [EVIDENCE_NOBODY] = "nobody",
                                        [EVIDENCE_ANNOUNCED] = "announced",
                                        [EVIDENCE_UNSURE] = "unsure"};
    return names[verdict];
}

/* --- what the digits of a value say -------------------------------------------------------------------------------- */

/* One digit: its base and the words for each of its values; empty words are passed over. */
struct digit {
    const char *const *words;
    size_t base;
};

#define DIGIT(list)                                       \
    {                                                     \
        .words = list, .base = sizeof list / sizeof *list \
    }

static const char *const lengths[FEATURE_LENGTHS] = {"none",   "1",       "2",        "3",        "4 or 5",
                                                     "6 to 8", "9 to 12", "13 to 20", "21 to 40", "more than 40"};
static const char *const short_lengths[] = {"1 word", "2 or 3 words", "4 to 6 words", "7 words or more"};
static const char *const shares[FEATURE_LENGTHS] = {"0%",  "11%", "22%", "33%", "44%",
                                                    "56%", "67%", "78%", "89%", "100%"};
static const char *const ranks[CANDIDATE_RANKS] = {
    "as plain as can be", "one step less plain", "2 steps less plain", "3 steps less plain",
    "4 steps less plain", "5 steps less plain",  "6 steps less plain", "7 steps less plain, or more"};
static const char *const subjects[] = {
    [SUBJECT_CLASS_CAPITALS] = "capitals that are no known name",
    [SUBJECT_CLASS_NAME + ENTITY_PERSON] = "a person's name",
    [SUBJECT_CLASS_NAME + ENTITY_ORGANIZATION] = "an organization's name",
    [SUBJECT_CLASS_NAME + ENTITY_PLACE] = "a place's name",
    [SUBJECT_CLASS_NAME + ENTITY_OTHER] = "the name of a thing",
    [SUBJECT_CLASS_REPORTING_NOUN] = "a word like “statement”",
    [SUBJECT_CLASS_SPEAKER_NOUN] = "a word like “official”",
    [SUBJECT_CLASS_MENTION] = "a description",
    [SUBJECT_CLASS_BODY] = "a word like “ministry”",
    [SUBJECT_CLASS_NOUN] = "some noun",
    [SUBJECT_CLASS_HE] = "“he”, “she” or “they”",
    [SUBJECT_CLASS_I] = "“I”, “we” or “you”",
    [SUBJECT_CLASS_IT] = "“it”, “this” or “that”",
    [SUBJECT_CLASS_WHO] = "“who”",
    [SUBJECT_CLASS_ANOTHER] = "another pronoun",
};

/* The forms of enum cue_form, in their order. */
#define VERB_FORMS(verb) verb ", past", verb ", present", verb ", base form", verb ", participle", verb ", passive"
static const char *const cues[FEATURE_CUES] = {"none",
                                               VERB_FORMS("none of speaking"),
                                               VERB_FORMS("seldom one of speaking"),
                                               VERB_FORMS("often one of speaking"),
                                               VERB_FORMS("one of speaking"),
                                               "",
                                               "",
                                               ""};
static const char *const parts[] = {
    [PART_NOMINAL] = "a noun or the like",
    [PART_NAME] = "a name",
    [PART_POSSESSIVE] = "a possessive",
    [PART_DETERMINER] = "an article or the like",
    [PART_PRONOUN] = "a pronoun",
    [PART_OBJECT] = "“him”, “them” or the like",
    [PART_RELATIVE] = "“who”, “which” or the like",
    [PART_PREPOSITION] = "a preposition",
    [PART_CONJUNCTION] = "“and” or the like",
    [PART_SUBORDINATOR] = "“that”, “because” or the like",
    [PART_AUXILIARY] = "an auxiliary verb",
    [PART_ADVERB] = "an adverb",
    [PART_TIME] = "a word of time",
    [PART_CUE] = "a verb of speaking",
    [PART_VERB] = "another verb",
    [PART_COMMA] = "a comma",
    [PART_DASH] = "a dash",
    [PART_COLON] = "a colon",
    [PART_OPENING] = "an opening bracket",
    [PART_CLOSING] = "a closing bracket",
    [PART_STOP] = "a full stop, another sign or nothing",
    [PART_QUOTED] = "words in quotation marks",
};
static const char *const opens[] = {"stands inside its sentence", "opens its sentence"},
                         *const closes[] = {"", "closes a clause"}, *const large[] = {"", "begins with a capital"},
                         *const stops[] = {"", "ends with a full stop or the like"},
                         *const titles[] = {"", "is written like a title"};
static const char *const agreeing[] = {"nothing else names them", "one more construction names them",
                                       "two more constructions name them", "many constructions name them"},
                         *const disagreeing[] = {"nothing names anybody else", "one construction names somebody else",
                                                 "two constructions name somebody else",
                                                 "many constructions name somebody else"};
static const char *const last_speakers[] = {"was not theirs", "was theirs", "was theirs, in the same paragraph"};
static const char *const places[] = {"first in the sentence or clause", "as an aside", "behind a preposition",
                                     "further inside the sentence"};
static const char *const determiners[] = {"no article", "“a” or “one”", "an owner", "“the” or “this”"};
static const char *const sides[] = {"before it", "behind it"};
static const char *const verb_counts[] = {"none", "1", "2", "3", "4 or more", "none, the speaker stands behind"};
static const char *const nearer_cues[] = {"the speaker has no verb", "the verb is the speaker's nearest",
                                          "another verb of the speaker is nearer",
                                          "a verb of speaking of theirs is nearer"};
static const char *const opening_cases[] = {"in lower case", "with a capital"};
static const char *const opening_signs[] = {"", "behind a comma", "behind a colon"};
static const char *const owned[] = {"belongs to nobody named", "belongs to a name or stands behind “on” or the like"},
                         *const announced[] = {"", "is announced as a name"},
                         *const wordy[] = {"", "has more than 5 words"};
static const char *const rivals_behind[] = {"", "somebody else has a verb of speaking behind it"},
                         *const rivals_before[] = {"", "somebody else has a verb of speaking before it"},
                         *const rivals_other[] = {"", "somebody else is named near it"};
static const char *const construction_sentences[] = {
#define CONSTRUCTION(identifier, example, sentence) sentence,
#include "annotate/constructions.def"
#undef CONSTRUCTION
};
static const char *const blocks[] = {
    [BLOCK_HEADING] = "a heading", [BLOCK_PARAGRAPH] = "a paragraph",
    [BLOCK_ITEM] = "a list",       [BLOCK_QUOTE] = "a block quotation",
    [BLOCK_CODE] = "code",         [BLOCK_TABLE] = "a table",
    [BLOCK_FIGURE] = "a caption",  [BLOCK_BOILERPLATE] = "boilerplate",
};
static const char *const spoken_here[] = {"", "where somebody spoke before"};

_Static_assert(sizeof subjects / sizeof *subjects == FEATURE_SUBJECTS, "every class of subjects has its words");
_Static_assert(sizeof parts / sizeof *parts == FEATURE_PARTS, "every part has its words");
_Static_assert(sizeof blocks / sizeof *blocks == FEATURE_BLOCKS, "every type of block has its words");

/* --- scales -------------------------------------------------------------------------------------------------------- */

/* Where the words for a value come from: its digits, the lowest first, or else the article's text, since a word is only
 * known by its hash. */
enum scale_text { TEXT_NONE, TEXT_CUE, TEXT_HEAD, TEXT_WORD_BEFORE, TEXT_WORDS_BEFORE };

struct scale {
    struct digit digits[5];
    enum scale_text text;
    const char *none; /* where no digit has words */
};

#define SCALE(name, ...) static const struct scale scale_##name = {.digits = {__VA_ARGS__}};
SCALE(RANKS, DIGIT(ranks))
SCALE(SUBJECTS, DIGIT(subjects))
SCALE(LENGTHS, DIGIT(lengths))
SCALE(CUES, DIGIT(cues))
SCALE(SHARES, DIGIT(shares))
SCALE(PARTS, DIGIT(parts))
SCALE(PLACES, DIGIT(places))
SCALE(DETERMINERS, DIGIT(determiners), DIGIT(subjects))
SCALE(LAST_SPEAKERS, DIGIT(last_speakers))
SCALE(VERB_COUNTS, DIGIT(verb_counts))
SCALE(NEARER_CUES, DIGIT(nearer_cues))
SCALE(CONSTRUCTIONS, DIGIT(construction_sentences))
SCALE(SIDE_SUBJECTS, DIGIT(subjects), DIGIT(short_lengths), DIGIT(sides))
SCALE(SIDE_CUES, DIGIT(cues), DIGIT(short_lengths), DIGIT(sides))
SCALE(SUBJECT_CUES, DIGIT(cues), DIGIT(subjects))
SCALE(FORMS, DIGIT(opens), DIGIT(closes), DIGIT(large), DIGIT(stops), DIGIT(titles))
SCALE(AGREEMENTS, DIGIT(agreeing), DIGIT(disagreeing))
SCALE(OPENINGS, DIGIT(opening_cases), DIGIT(opening_signs))
SCALE(NAMINGS, DIGIT(owned), DIGIT(announced), DIGIT(titles))
SCALE(NOBODY_NAMINGS, DIGIT(owned), DIGIT(announced), DIGIT(titles), DIGIT(wordy))
SCALE(RANK_LENGTHS, DIGIT(short_lengths), DIGIT(ranks))
SCALE(BLOCKS, DIGIT(blocks), DIGIT(spoken_here))
#undef SCALE
static const struct scale scale_RIVALS = {.digits = {DIGIT(rivals_behind), DIGIT(rivals_before), DIGIT(rivals_other)},
                                          .none = "nobody else is named near it"};
static const struct scale scale_CUE_TEXT = {.text = TEXT_CUE};
static const struct scale scale_HEAD_TEXT = {.text = TEXT_HEAD};
static const struct scale scale_WORD_BEFORE = {.text = TEXT_WORD_BEFORE};
static const struct scale scale_WORDS_BEFORE = {.text = TEXT_WORDS_BEFORE};

static const struct {
    const char *name;
    const struct scale *scale;
    const char *words;
} families[] = {
#define FEATURE(identifier, values, scale, words) {#identifier, &scale_##scale, words},
#include "annotate/attribution_features.def"
#undef FEATURE
};

const char *evidence_reason_name(const struct evidence_reason *reason)
{
    return families[reason->family].name;
}

static void append_digits(const struct scale *scale, size_t value, struct buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < sizeof scale->digits / sizeof *scale->digits && scale->digits[i].base; i++) {
        const char *words = scale->digits[i].words[value % scale->digits[i].base];
        value /= scale->digits[i].base;
        if (*words && any)
            (void)buffer_append_string(out, ", ");
        (void)buffer_append_string(out, words);
        any = any || *words;
    }
    if (!any && scale->none)
        (void)buffer_append_string(out, scale->none);
}

/* The last `count` words before byte `end` in its line, or as much of them as is worth showing. */
static struct range words_before(const struct article *article, size_t end, size_t count)
{
    enum { BYTES_MOST = 100 };
    const char *text = article->text;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    size_t start = end, least = end > BYTES_MOST ? end - BYTES_MOST : 0;
    while (start > least && text[start - 1] != '\n' && (text[start - 1] != ' ' || --count > 0))
        start--;
    /* Not from within a character. */
    while (start < end && ((unsigned char)text[start] & 0xc0) == 0x80)
        start++;
    return (struct range){start, end};
}

static struct range text_of(const struct article *article, const struct quotation *quotation,
                            const struct evidence_candidate *candidate, enum scale_text text)
{
    switch (text) {
    case TEXT_CUE:
        return candidate->verb;
    case TEXT_HEAD: {
        struct range head = words_before(article, candidate->speaker.end, 1);
        return head.start < candidate->speaker.start ? candidate->speaker : head;
    }
    case TEXT_WORD_BEFORE:
        return words_before(article, quotation->range.start, 1);
    case TEXT_WORDS_BEFORE:
        return words_before(article, quotation->range.start, 2);
    case TEXT_NONE:
        break;
    }
    return (struct range){0, 0};
}

bool evidence_append_reason(const struct article *article, const struct quotation *quotation,
                            const struct evidence_candidate *candidate, const struct evidence_reason *reason,
                            struct buffer *out)
{
    const struct scale *scale = families[reason->family].scale;
    for (const char *at = families[reason->family].words; *at; at++) {
        if (*at != '*') {
            (void)buffer_append_byte(out, *at);
        } else if (scale->text == TEXT_NONE) {
            append_digits(scale, reason->value, out);
        } else {
            struct range range = text_of(article, quotation, candidate, scale->text);
            (void)clean_text(article->text + range.start, range.end - range.start, CLEAN_LINE, out);
        }
    }
    return !out->failed;
}
