/* lexicon: looks words up in the compiled table. An entry of several words is found word by word: each of its beginnings
 * stands in the table too, marked with the classes in which it goes on. Never in here: what a class of words means. */
#include "annotate/lexicon.h"

#include <string.h>

#include "annotate/analysis.h"
#include "annotate/lexicon_key.h"
#include "annotate/lexicon_table.h"
#include "config/embedded.h"

const struct lexicon *lexicon_built_in(void)
{
    return (const struct lexicon *)whosaid_lang_en_lexicon_table;
}

/* --- the table --- */

static const void *part(const struct lexicon *lexicon, const unsigned char distance[4])
{
    return (const unsigned char *)lexicon + lexicon_read_4(distance);
}

static bool is_word(const struct lexicon_word *word, const struct lexicon_key *key)
{
    size_t mark = key->exact ? LEXICON_EXACT : 0;
    return word->length == (key->length | mark) && memcmp(word->bytes, key->bytes, key->length) == 0;
}

/* What the lists say about the word; NULL when it is in none. */
static const struct lexicon_meaning *find(const struct lexicon *lexicon, const struct lexicon_key *key)
{
    if (key->overflow)
        return NULL;
    const struct lexicon_slot *slots = part(lexicon, lexicon->slots);
    const unsigned char *words = part(lexicon, lexicon->words);
    const struct lexicon_meaning *meanings = part(lexicon, lexicon->meanings);
    uint32_t count = lexicon_read_4(lexicon->slot_count);
    unsigned char tag = lexicon_tag(key->hash);
    for (uint32_t at = lexicon_first_slot(key->hash, count);; at = at + 1 == count ? 0 : at + 1) {
        uint32_t distance = lexicon_read_3(slots[at].word);
        if (!distance)
            return NULL;
        const struct lexicon_word *word = (const struct lexicon_word *)(words + distance);
        if (slots[at].tag == tag && is_word(word, key))
            return &meanings[lexicon_read_3(word->meaning)];
    }
}

static bool is_exact(const struct lexicon *lexicon, enum word_class word_class)
{
    return lexicon_read_8(lexicon->exact) & WORD_BIT(word_class);
}

/* --- looking up --- */

static void add_classes(struct word_classes *found, const struct lexicon_meaning *meaning)
{
    found->classes |= lexicon_read_8(meaning->classes);
    found->begins |= lexicon_read_8(meaning->begins);
}

struct word_classes lexicon_look_up(const struct lexicon *lexicon, const char *text, size_t length)
{
    struct word_classes found = {0, 0};
    struct lexicon_key key;
    lexicon_key_begin(&key, false);
    lexicon_key_append(&key, text, length);
    const struct lexicon_meaning *meaning = find(lexicon, &key);
    if (!meaning)
        return found;
    add_classes(&found, meaning);
    if (!meaning->has_exact)
        return found;
    lexicon_key_begin(&key, true);
    lexicon_key_append(&key, text, length);
    meaning = find(lexicon, &key);
    if (meaning)
        add_classes(&found, meaning);
    return found;
}

const char *lexicon_value(const struct lexicon *lexicon, enum word_class word_class, const char *text, size_t length)
{
    struct lexicon_key key;
    lexicon_key_begin(&key, is_exact(lexicon, word_class));
    lexicon_key_append(&key, text, length);
    const struct lexicon_meaning *meaning = find(lexicon, &key);
    uint32_t distance = meaning ? lexicon_read_3(meaning->values) : 0;
    if (!distance)
        return NULL;
    const unsigned char *values = part(lexicon, lexicon->values);
    const struct lexicon_value *value = (const struct lexicon_value *)(values + distance);
    for (; value->word_class != LEXICON_NO_CLASS; value++)
        if (value->word_class == word_class)
            return (const char *)values + lexicon_read_3(value->text);
    return NULL;
}

size_t lexicon_match(const struct analysis *analysis, enum word_class word_class, size_t first, size_t end)
{
    const struct token *tokens = analysis_tokens(analysis);
    if (first >= end)
        return 0;
    size_t longest = token_is(&tokens[first], word_class) ? 1 : 0;
    if (!(tokens[first].begins & WORD_BIT(word_class)))
        return longest;
    struct lexicon_key key;
    lexicon_key_begin(&key, is_exact(analysis->lexicon, word_class));
    for (size_t i = first; i < end; i++) {
        if (i > first && tokens[i].range.start > tokens[i - 1].range.end)
            lexicon_key_append(&key, " ", 1);
        size_t length;
        const char *text = token_text(analysis, &tokens[i], &length);
        lexicon_key_append(&key, text, length);
        const struct lexicon_meaning *meaning = find(analysis->lexicon, &key);
        if (!meaning)
            break;
        if (lexicon_read_8(meaning->classes) & WORD_BIT(word_class))
            longest = i + 1 - first;
        if (!(lexicon_read_8(meaning->begins) & WORD_BIT(word_class)))
            break;
    }
    return longest;
}
