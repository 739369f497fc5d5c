/* query match: a string in quotation marks is a phrase of the words that FTS5's own tokenizer finds in it. */
#include "store/query_match.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/buffer.h"
#include "store/archive_query.h"

/* How many words may stand between those of a name: "Ana Maria de Ruiz". */
enum { WORDS_BETWEEN_NAMES = 3 };

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The tokenizer unicode61 makes words of letters, numbers and private characters; a piece without any would match
 * nothing. */
static bool has_word(const char *piece, size_t length)
{
    const uint8_t *rest = (const uint8_t *)piece;
    while (length > 0) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, rest, length);
        if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Co))
            return true;
        rest += size;
        length -= size;
    }
    return false;
}

static void append_quoted(struct buffer *out, const char *words, size_t length)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (words[i] == '"')
            buffer_append_byte(out, '"');
        buffer_append_byte(out, words[i]);
    }
    buffer_append_byte(out, '"');
}

/* Of "ana ruiz" `"ana" AND "ruiz"`, with whatever `between` is. */
static void append_pieces(struct buffer *out, const char *text, const char *between)
{
    bool any = false;
    for (size_t length; *text; text += length) {
        for (length = 0; text[length] && !is_blank(text[length]);)
            length++;
        if (has_word(text, length)) {
            buffer_append_string(out, any ? between : "");
            append_quoted(out, text, length);
            any = true;
        }
        length += is_blank(text[length]);
    }
    if (!any)
        append_quoted(out, text, 0); /* the phrase of no words, which nothing matches */
}

static bool is_name(const struct archive_term *term)
{
    return term->type == ARCHIVE_TERM_ENTITY || term->type == ARCHIVE_TERM_SPEAKER;
}

bool query_match_append(struct buffer *out, const char *columns, const struct archive_term *term)
{
    buffer_append_format(out, "%s : (", columns);
    if (term->is_phrase && has_word(term->text, strlen(term->text))) {
        append_quoted(out, term->text, strlen(term->text));
    } else if (is_name(term) && !term->is_prefix) {
        buffer_append_string(out, "NEAR(");
        append_pieces(out, term->text, " ");
        buffer_append_format(out, ", %d)", WORDS_BETWEEN_NAMES);
    } else {
        append_pieces(out, term->text, " AND ");
    }
    buffer_append_string(out, term->is_prefix ? " *" : "");
    return buffer_append_byte(out, ')');
}
