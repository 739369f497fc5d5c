/* lexicon_writer: fills the parts of the table in buffers of their own and puts the head in front of them. */
#include "compile/lexicon_writer.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/lexicon_table.h"
#include "base/buffer.h"
#include "base/error.h"
#include "compile/pool.h"
#include "compile/word_lists.h"

struct writer {
    const struct word_lists *lists;
    struct lexicon_slot *slots;
    uint32_t slot_count;
    struct pool meanings, values;
    struct buffer words;
};

static void write_number(unsigned char *bytes, size_t size, uint64_t number)
{
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(number >> (8 * i) & 0xff);
}

/* The distance of the row of a word's values; 0 when it has none. */
static uint32_t put_values(struct writer *writer, const struct list_value *values)
{
    struct lexicon_value row[WORD_CLASS_COUNT + 1];
    size_t count = 0;
    for (; values; values = values->next) {
        row[count].word_class = (unsigned char)values->word_class;
        uint32_t text = pool_put(&writer->values, values->text, strlen(values->text) + 1);
        write_number(row[count++].text, sizeof row->text, text);
    }
    if (!count)
        return 0;
    row[count++] = (struct lexicon_value){.word_class = LEXICON_NO_CLASS};
    return pool_put(&writer->values, row, count * sizeof *row);
}

static uint32_t put_meaning(struct writer *writer, const struct list_word *word)
{
    struct lexicon_meaning meaning = {.has_exact = word->has_exact};
    write_number(meaning.classes, sizeof meaning.classes, word->found.classes);
    write_number(meaning.begins, sizeof meaning.begins, word->found.begins);
    write_number(meaning.values, sizeof meaning.values, put_values(writer, word->values));
    return pool_put(&writer->meanings, &meaning, sizeof meaning) / (uint32_t)sizeof meaning;
}

static void put_word(struct writer *writer, const struct list_word *word)
{
    uint32_t at = lexicon_first_slot(word->hash, writer->slot_count);
    while (lexicon_read_3(writer->slots[at].word))
        at = at + 1 == writer->slot_count ? 0 : at + 1;
    writer->slots[at].tag = lexicon_tag(word->hash);
    write_number(writer->slots[at].word, sizeof writer->slots[at].word, writer->words.length);
    struct lexicon_word head = {.length = (unsigned char)(word->length | (word->exact ? LEXICON_EXACT : 0))};
    write_number(head.meaning, sizeof head.meaning, put_meaning(writer, word));
    buffer_append(&writer->words, (const char *)&head, sizeof head);
    buffer_append(&writer->words, word->bytes, word->length);
}

static void append_number(struct buffer *out, uint64_t number, size_t size)
{
    unsigned char bytes[8];
    write_number(bytes, size, number);
    buffer_append(out, (const char *)bytes, size);
}

/* The head and the parts in the order of struct lexicon. */
static void put_together(const struct writer *writer, struct buffer *out)
{
    const struct {
        const void *bytes;
        size_t length;
    } parts[] = {
        {writer->slots, writer->slot_count * sizeof *writer->slots},
        {writer->meanings.bytes.bytes, writer->meanings.bytes.length},
        {writer->values.bytes.bytes, writer->values.bytes.length},
        {writer->words.bytes, writer->words.length},
    };
    enum { PART_COUNT = sizeof parts / sizeof *parts };
    append_number(out, writer->lists->exact, 8);
    append_number(out, writer->slot_count, 4);
    size_t distance = sizeof(struct lexicon);
    for (size_t i = 0; i < PART_COUNT; i++) {
        append_number(out, distance, 4);
        distance += parts[i].length;
    }
    for (size_t i = 0; i < PART_COUNT; i++)
        buffer_append(out, parts[i].bytes, parts[i].length);
}

static bool write_all(struct writer *writer, struct buffer *out, struct error *error)
{
    /* Distance 0 means "none" in the values and the words. */
    buffer_append_byte(&writer->values.bytes, '\0');
    buffer_append_byte(&writer->words, '\0');
    struct list_word *const *words = writer->lists->words.items;
    for (size_t i = 0; i < writer->lists->words.count; i++)
        put_word(writer, words[i]);
    if (writer->words.failed || writer->values.bytes.failed || writer->meanings.bytes.failed)
        return error_set(error, "the word lists together are larger than the lexicon can be, or memory is short");
    put_together(writer, out);
    return !out->failed || error_out_of_memory(error, "writing the lexicon");
}

bool lexicon_write(const struct word_lists *lists, struct buffer *out, struct error *error)
{
    struct writer writer = {
        .lists = lists,
        /* Two thirds full, and never wholly so. */
        .slot_count = (uint32_t)(lists->words.count + lists->words.count / 2 + 1),
        .meanings = pool_create(LEXICON_PART_MAX),
        .values = pool_create(LEXICON_PART_MAX),
        .words = buffer_create(LEXICON_PART_MAX),
    };
    writer.slots = calloc(writer.slot_count, sizeof *writer.slots);
    bool done = writer.slots ? write_all(&writer, out, error) : error_out_of_memory(error, "writing the lexicon");
    free(writer.slots);
    pool_release(&writer.meanings);
    pool_release(&writer.values);
    buffer_release(&writer.words);
    return done;
}
