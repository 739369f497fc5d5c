/* The layout: which bytes stand in which row; glyphs and the frame, which it is made of; the names in the margin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/buffer.h"
#include "ui/frame.h"
#include "ui/glyphs.h"
#include "ui/layout.h"
#include "ui/voices.h"

/* An article of one block that is all of the text. */
static struct article one_block(const char *text, struct block *block, enum block_type type, const char *marker)
{
    *block = (struct block){.range = {0, strlen(text)}, .type = type, .level = 1, .marker = marker};
    return (struct article){.text = text, .length = strlen(text), .blocks = block, .block_count = 1};
}

/* The rows as text: indent in dots, one row a line. */
static struct buffer rows_of(const struct layout *layout)
{
    struct buffer rows = buffer_create(100000);
    for (size_t i = 0; i < layout->rows.count; i++) {
        const struct layout_row *row = layout_row(layout, i);
        for (int column = 0; column < row->indent; column++)
            buffer_append_byte(&rows, '.');
        buffer_append(&rows, layout->article->text + row->range.start, row->range.end - row->range.start);
        buffer_append_byte(&rows, '|');
    }
    return rows;
}

struct row_case {
    const char *what, *text;
    enum block_type type;
    const char *marker;
    int width;
    enum glyph_set set;
    const char *rows; /* each ended by | */
};

static const struct row_case row_cases[] = {
    {"a short paragraph is one row", "one two", BLOCK_PARAGRAPH, NULL, 10, GLYPHS_UTF8, "one two|"},
    {"an empty block has a row", "", BLOCK_PARAGRAPH, NULL, 10, GLYPHS_UTF8, "|"},
    {"a row breaks at a blank, which is in neither row", "one two three", BLOCK_PARAGRAPH, NULL, 8, GLYPHS_UTF8,
     "one two|three|"},
    {"a word that just fits stays", "one two", BLOCK_PARAGRAPH, NULL, 7, GLYPHS_UTF8, "one two|"},
    {"a blank may hang over the edge", "one two six", BLOCK_PARAGRAPH, NULL, 7, GLYPHS_UTF8, "one two|six|"},
    {"a hyphen ends a row, an opening quote starts one (UAX 14)", "ab-cd \"ef\"", BLOCK_PARAGRAPH, NULL, 6, GLYPHS_UTF8,
     "ab-cd|\"ef\"|"},
    {"no break before closing punctuation", "abc def.", BLOCK_PARAGRAPH, NULL, 7, GLYPHS_UTF8, "abc|def.|"},
    {"a no-break space does not break",
     "ab c\xc2\xa0"
     "d",
     BLOCK_PARAGRAPH, NULL, 5, GLYPHS_UTF8,
     "ab|c\xc2\xa0"
     "d|"},
    {"a longer word is cut at the edge", "abcdefgh ij", BLOCK_PARAGRAPH, NULL, 3, GLYPHS_UTF8, "abc|def|gh|ij|"},
    {"a wide character takes two columns", "\xe6\xb8\xaf\xe5\x8f\xa3\xe5\xa7\x94", BLOCK_PARAGRAPH, NULL, 5,
     GLYPHS_UTF8, "\xe6\xb8\xaf\xe5\x8f\xa3|\xe5\xa7\x94|"},
    {"a wide character on a single column still gets its row", "\xe6\xb8\xaf\xe5\x8f\xa3", BLOCK_PARAGRAPH, NULL, 1,
     GLYPHS_UTF8, "\xe6\xb8\xaf|\xe5\x8f\xa3|"},
    {"a combining mark stays with its letter",
     "ab\xcc\xb1"
     "cd",
     BLOCK_PARAGRAPH, NULL, 2, GLYPHS_UTF8,
     "ab\xcc\xb1|"
     "cd|"},
    {"joined emoji are not torn apart", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80xy", BLOCK_PARAGRAPH, NULL, 4,
     GLYPHS_UTF8, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80|xy|"},
    {"in ASCII a dash takes two columns",
     "a\xe2\x80\x94"
     "b c",
     BLOCK_PARAGRAPH, NULL, 4, GLYPHS_ASCII,
     "a\xe2\x80\x94"
     "b|c|"},
    {"in ASCII an ellipsis takes three", "ab\xe2\x80\xa6 c", BLOCK_PARAGRAPH, NULL, 6, GLYPHS_ASCII,
     "ab\xe2\x80\xa6|c|"},
    {"code keeps its lines and blanks", "if x:\n    y  z\n\nend", BLOCK_CODE, NULL, 20, GLYPHS_UTF8,
     "if x:|    y  z||end|"},
    {"a long line of code is cut at the edge, not at blanks", "ab cd ef", BLOCK_CODE, NULL, 4, GLYPHS_UTF8,
     "ab c|d ef|"},
    {"an item hangs behind its bullet", "one two three", BLOCK_ITEM, NULL, 10, GLYPHS_UTF8, "..one two|..three|"},
    {"an item hangs behind its number", "one two three", BLOCK_ITEM, "10.", 12, GLYPHS_UTF8, "....one two|....three|"},
    {"a quoted block is indented", "one two three", BLOCK_QUOTE, NULL, 12, GLYPHS_UTF8, "..one two|..three|"},
    {"an indent leaves two thirds of a narrow row", "one two", BLOCK_QUOTE, NULL, 6, GLYPHS_UTF8, "..one|..two|"},
    {"width nought counts as one", "ab", BLOCK_PARAGRAPH, NULL, 0, GLYPHS_UTF8, "a|b|"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof row_cases / sizeof *row_cases; i++) {
        const struct row_case *row = &row_cases[i];
        struct block block;
        struct article article = one_block(row->text, &block, row->type, row->marker);
        struct layout layout;
        assert_true(layout_make(&layout, &article, row->width, 0, row->set, 0));
        struct buffer rows = rows_of(&layout);
        if (strcmp(buffer_string(&rows), row->rows) != 0)
            fail_msg("%s: got \"%s\"", row->what, buffer_string(&rows));
        buffer_release(&rows);
        layout_release(&layout);
    }
}

static const char page_text[] = "Title\nFirst words here.\nitem\nitem\nLast.";

/* Heading, paragraph, two items, paragraph. At width 11: 0 "Title", 1 gap, 2 "First words", 3 "here.", 4 gap, 5 and 6
 * the items, 7 gap, 8 "Last." */
static const struct block page_blocks[] = {
    {.range = {0, 5}, .type = BLOCK_HEADING, .level = 1}, {.range = {6, 23}, .type = BLOCK_PARAGRAPH},
    {.range = {24, 28}, .type = BLOCK_ITEM, .level = 1},  {.range = {29, 33}, .type = BLOCK_ITEM, .level = 1},
    {.range = {34, 39}, .type = BLOCK_PARAGRAPH},
};

static const struct article page = {
    .text = page_text, .length = sizeof page_text - 1, .blocks = page_blocks, .block_count = 5};

static void test_gaps_stand_between_blocks_but_not_between_items(void **state)
{
    (void)state;
    struct layout layout;
    assert_true(layout_make(&layout, &page, 11, 0, GLYPHS_UTF8, 0));
    struct buffer rows = rows_of(&layout);
    assert_string_equal(buffer_string(&rows), "Title||First words|here.||..item|..item||Last.|");
    assert_true(layout_row(&layout, 5)->first);
    assert_false(layout_row(&layout, 3)->first);
    buffer_release(&rows);
    layout_release(&layout);
}

static void test_bytes_and_cells_lead_to_each_other(void **state)
{
    static const struct {
        const char *what;
        size_t byte, row;
        int column;
    } cases[] = {
        {"the first byte", 0, 0, 0},
        {"the newline between blocks is the gap", 5, 1, 0},
        {"the second block", 6, 2, 0},
        {"within a row", 12, 2, 6},
        {"the blank at which a row broke hangs at its end", 17, 2, 11},
        {"the next row", 18, 3, 0},
        {"an item's text stands behind its indent", 25, 5, 3},
        {"the end", 39, 8, 5},
    };
    (void)state;
    struct layout layout;
    assert_true(layout_make(&layout, &page, 11, 0, GLYPHS_UTF8, 0));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t row = layout_row_at(&layout, cases[i].byte);
        int column = layout_column_at(&layout, row, cases[i].byte);
        if (row != cases[i].row || column != cases[i].column)
            fail_msg("%s: got row %zu, column %d", cases[i].what, row, column);
    }
    assert_int_equal(layout_byte_at(&layout, 2, 6), 12);
    assert_int_equal(layout_byte_at(&layout, 5, 3), 25);
    assert_int_equal(layout_byte_at(&layout, 5, 1), ARTICLE_NONE);
    assert_int_equal(layout_byte_at(&layout, 2, 11), ARTICLE_NONE);
    assert_int_equal(layout_byte_at(&layout, 1, 0), ARTICLE_NONE);
    layout_release(&layout);
}

/* Whatever the width, every byte of the text that is no blank or newline stands in exactly one row, and no row is wider
 * than it may be but for a single wide character. */
static void test_no_byte_is_lost_at_any_width(void **state)
{
    (void)state;
    static const char text[] =
        "Wide \xe6\xb8\xaf\xe5\x8f\xa3, caf\xc3\xa9, e\xcc\xb1 and a-very-long-compound/word here.";
    for (int width = 1; width < 60; width++) {
        struct block block;
        struct article article = one_block(text, &block, BLOCK_PARAGRAPH, NULL);
        struct layout layout;
        assert_true(layout_make(&layout, &article, width, 0, GLYPHS_UTF8, 0));
        size_t at = 0;
        for (size_t i = 0; i < layout.rows.count; i++) {
            const struct layout_row *row = layout_row(&layout, i);
            for (; at < row->range.start; at++)
                assert_int_equal(text[at], ' ');
            assert_int_equal(row->range.start, at);
            at = row->range.end;
            int taken = glyphs_width(text + row->range.start, at - row->range.start, GLYPHS_UTF8);
            assert_true(taken <= width || (width == 1 && taken == 2));
        }
        assert_int_equal(at, sizeof text - 1);
        layout_release(&layout);
    }
}

static void test_an_article_without_blocks_has_no_rows(void **state)
{
    (void)state;
    struct article empty = {.text = ""};
    struct layout layout;
    assert_true(layout_make(&layout, &empty, 10, 0, GLYPHS_UTF8, 0));
    assert_int_equal(layout.rows.count, 0);
    assert_int_equal(layout_row_at(&layout, 0), 0);
    layout_release(&layout);
}

static void test_ascii_likenesses(void **state)
{
    static const struct {
        const char *what;
        uint32_t character;
        const char *ascii;
    } cases[] = {
        {"ASCII is itself", 'x', "x"},
        {"a curly quotation mark is straight", 0x201c, "\""},
        {"a curly apostrophe is straight", 0x2019, "'"},
        {"a long dash is two", 0x2014, "--"},
        {"an ellipsis is three points", 0x2026, "..."},
        {"a middle dot is a bar", 0xb7, "|"},
        {"an accent goes", 0xe9, "e"},
        {"two marks go (Vietnamese)", 0x1ec7, "e"},
        {"a letter without a decomposition has a likeness", 0xdf, "ss"},
        {"a ligature comes apart", 0xfb01, "fi"},
        {"a fraction keeps its bar", 0xbd, "1/2"},
        {"a combining mark is nothing", 0x301, ""},
        {"a joiner is nothing", 0x200d, ""},
        {"what has no likeness is a question mark", 0x6e2f, "?"},
        {"an emoji is a question mark", 0x1f680, "?"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char ascii[GLYPH_ASCII_SIZE];
        assert_int_equal(glyph_to_ascii(cases[i].character, ascii), strlen(cases[i].ascii));
        if (strcmp(ascii, cases[i].ascii) != 0)
            fail_msg("%s: got \"%s\"", cases[i].what, ascii);
    }
    /* No character at all may overflow what it is written into, or leave ASCII. */
    for (uint32_t character = 0; character < 0x110000; character++) {
        char ascii[GLYPH_ASCII_SIZE];
        size_t length = glyph_to_ascii(character, ascii);
        assert_true(length < GLYPH_ASCII_SIZE && strlen(ascii) == length);
        for (size_t at = 0; at < length; at++)
            assert_in_range(ascii[at], ' ', '~');
    }
}

static void test_fitting_cuts_between_clusters(void **state)
{
    (void)state;
    int width;
    assert_int_equal(glyphs_fit("a\xe6\xb8\xaf"
                                "b",
                                5, 2, GLYPHS_UTF8, &width),
                     1);
    assert_int_equal(width, 1);
    assert_int_equal(glyphs_fit("ae\xcc\x81"
                                "b",
                                5, 2, GLYPHS_UTF8, &width),
                     4);
    assert_int_equal(width, 2);
    assert_int_equal(glyphs_fit("abc", 3, 0, GLYPHS_UTF8, &width), 0);
    assert_int_equal(glyphs_fit("abc", 3, -1, GLYPHS_UTF8, &width), 0);
}

static void test_the_frame_fits_every_screen(void **state)
{
    (void)state;
    for (int rows = 1; rows < 70; rows++)
        for (int columns = 1; columns < 300; columns++) {
            bool beside = columns >= 120;
            struct frame frame = frame_make(rows, columns, 72, beside ? FRAME_LIST : FRAME_TEXT_ALONE);
            assert_true(frame.body_rows >= 1 &&
                        frame.body_top + frame.body_rows + frame.has_rule + frame.has_status == rows);
            assert_true(frame.text_columns >= 1 && frame.text_columns <= 72);
            assert_true(frame.text_left >= 0 && frame.text_left + frame.text_columns <= columns);
            assert_true(frame.names_left >= 0 && frame.names_columns >= 0);
            assert_true(!frame.names_columns || frame.names_left >= frame.reader_left);
            assert_true(frame.names_left + frame.names_columns <= frame.text_left);
            assert_true(!beside || (frame.list_columns > 0 && frame.list_columns < frame.reader_left));
        }
    assert_int_equal(frame_make(24, 59, 72, FRAME_TEXT_ALONE).names_columns, 0);
    assert_true(frame_make(24, 60, 72, FRAME_TEXT_ALONE).names_columns >= 10);
    assert_int_equal(frame_make(24, 80, 72, FRAME_TEXT_ALONE).text_columns, 62);
}

static void test_the_panel_fits_every_screen(void **state)
{
    (void)state;
    for (int rows = 1; rows < 70; rows++)
        for (int columns = 1; columns < 300; columns++) {
            struct frame alone = frame_make(rows, columns, 72, FRAME_TEXT_ALONE);
            struct frame below = frame_make(rows, columns, 72, FRAME_PANEL_BELOW);
            assert_true(below.body_rows >= 1 && below.body_rows + below.panel_rows == alone.body_rows);
            assert_true((below.panel_rows == 0) == (alone.body_rows == 1));
            assert_true(!below.panel_rows || below.panel_top == below.body_top + below.body_rows);
            assert_int_equal(below.text_left, alone.text_left);
            if (columns < FRAME_PANEL_BESIDE_LEAST)
                continue;
            struct frame beside = frame_make(rows, columns, 72, FRAME_PANEL_BESIDE);
            assert_true(beside.panel_rows == alone.body_rows && beside.panel_top == alone.body_top);
            assert_true(beside.text_columns >= 40 && beside.names_left >= 0);
            assert_true(beside.text_left + beside.text_columns <= beside.reader_left + beside.reader_columns);
            assert_true(beside.reader_left + beside.reader_columns < beside.panel_left);
            assert_int_equal(beside.panel_left + beside.panel_columns, columns);
        }
}

struct line_case {
    const char *what, *text;
    int columns;
    size_t length, next;
};

/* é is two bytes, one column. */
static const struct line_case line_cases[] = {
    {"what fits is one line", "one two", 7, 7, 7},
    {"the blank at the break is in neither line", "one two", 5, 3, 4},
    {"a word that just fits", "one two", 3, 3, 4},
    {"all blanks at the break", "one   two", 4, 3, 6},
    {"a word that is wider is cut", "abcdef gh", 4, 4, 4},
    {"columns are no bytes", "\xc3\xa9\xc3\xa9 a", 2, 4, 5},
    {"no column at all is one", "ab", 0, 1, 1},
    {"nothing", "", 5, 0, 0},
};

static void test_lines_break_at_blanks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
        const struct line_case *row = &line_cases[i];
        size_t next, length = glyphs_line(row->text, strlen(row->text), row->columns, GLYPHS_UTF8, &next);
        if (length != row->length || next != row->next)
            fail_msg("%s: %zu bytes, the next line at %zu", row->what, length, next);
    }
}

/* "aa" "bb" "cc" are said on the first row, "dd" and "ee" on the second and third. */
static const char voices_text[] = "\"aa\" \"bb\" \"cc\"\n\"dd\"\n\"ee\" 'ff'";

static const struct block voices_blocks[] = {{.range = {0, 14}, .type = BLOCK_CODE},
                                             {.range = {15, 19}, .type = BLOCK_CODE},
                                             {.range = {20, 29}, .type = BLOCK_CODE}};

static void test_names_stand_where_the_voice_changes(void **state)
{
    (void)state;
    static const struct quotation quotations[] = {
        {.range = {0, 4}, .speaker_entity = 1, .speaker = {0, 1}},
        {.range = {5, 9}, .speaker_entity = 1, .speaker = {0, 1}},
        {.range = {10, 14}, .speaker_entity = 0, .speaker = {0, 1}}, /* the row has its name: no room for another */
        {.range = {15, 19}, .speaker_entity = 0, .speaker = {0, 1}},
        {.range = {20, 24}, .speaker_entity = ARTICLE_NONE},
        {.range = {25, 29}, .type = QUOTATION_SCARE, .speaker_entity = ARTICLE_NONE},
    };
    static const struct entity entities[3] = {{.name = "A"}, {.name = "B"}, {.name = "C"}};
    struct article article = {.text = voices_text,
                              .length = sizeof voices_text - 1,
                              .blocks = voices_blocks,
                              .block_count = 3,
                              .quotations = quotations,
                              .quotation_count = 6,
                              .entities = entities,
                              .entity_count = 3};
    struct layout layout;
    struct voices voices;
    assert_true(layout_make(&layout, &article, 20, 0, GLYPHS_UTF8, 0));
    assert_true(voices_make(&voices, &article, &layout, 8));
    /* Rows: 0 the first block, 1 gap, 2 "dd", 3 gap, 4 "ee". */
    assert_int_equal(voices_label(&voices, 0), 0);
    assert_int_equal(voices_label(&voices, 1), ARTICLE_NONE);
    assert_int_equal(voices_label(&voices, 2), 3);
    assert_int_equal(voices_label(&voices, 4), 4);
    assert_int_equal(voices_number(&voices, 1), 0);
    assert_int_equal(voices_number(&voices, 0), 1);
    assert_int_equal(voices_number(&voices, 2), ARTICLE_NONE);
    assert_int_equal(voices_number(&voices, ARTICLE_NONE), ARTICLE_NONE);
    voices_release(&voices);
    layout_release(&layout);
}

struct style_case {
    const char *what;
    const char *speakers; /* of the quotations, one after another; a capital stands for a scare quote */
    size_t styles;
    const char *expected; /* styles of a, b, c …; - for one who is never quoted */
};

static const struct style_case style_cases[] = {
    {"while there are styles each speaker has one of their own", "abca", 8, "012"},
    {"the next one has that of the speaker who is farthest", "abcd", 3, "0120"},
    {"neighbours differ also behind the first quotation", "abcdad", 3, "0121"},
    {"and nobody before the first quotation has it nearer", "abadc", 3, "0112"},
    {"two styles alternate", "abcd", 2, "0101"},
    {"one style is all there is", "abc", 1, "000"},
    {"no style is one", "ab", 0, "00"},
    {"nobody speaks scare quotes", "aBc", 8, "0-1"},
};

static void test_neighbours_differ(void **state)
{
    (void)state;
    enum { MOST = 16 };
    static const struct entity entities[MOST];
    const struct layout layout = {.article = NULL};
    for (size_t i = 0; i < sizeof style_cases / sizeof *style_cases; i++) {
        const struct style_case *row = &style_cases[i];
        struct quotation quotations[MOST];
        size_t count = strlen(row->speakers);
        for (size_t j = 0; j < count; j++) {
            bool scare = row->speakers[j] < 'a';
            quotations[j] = (struct quotation){.range = {2 * j, 2 * j + 1},
                                               .type = scare ? QUOTATION_SCARE : QUOTATION_DIRECT,
                                               .speaker_entity = (size_t)(row->speakers[j] - (scare ? 'A' : 'a'))};
        }
        const struct article article = {.quotations = quotations,
                                        .quotation_count = count,
                                        .entities = entities,
                                        .entity_count = strlen(row->expected)};
        struct voices voices;
        char found[MOST + 1] = "";
        assert_true(voices_make(&voices, &article, &layout, row->styles));
        for (size_t j = 0; j < article.entity_count; j++) {
            size_t number = voices_number(&voices, j);
            found[j] = number == ARTICLE_NONE ? '-' : (char)('0' + number);
        }
        if (strcmp(found, row->expected) != 0)
            fail_msg("%s: %s", row->what, found);
        voices_release(&voices);
    }
}

/* One speaker on fourteen rows: named on the first, and again a dozen rows on. */
static void test_names_are_said_again(void **state)
{
    (void)state;
    enum { ROWS = 14, ROW_LENGTH = 4 };
    char text[ROWS * ROW_LENGTH + 1];
    struct quotation quotations[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        memcpy(text + i * ROW_LENGTH, "\"a\"\n", ROW_LENGTH + 1);
        size_t start = i * ROW_LENGTH;
        quotations[i] = (struct quotation){.range = {start, start + 3}, .continues = ARTICLE_NONE};
    }
    const struct block block = {.range = {0, sizeof text - 2}, .type = BLOCK_CODE};
    const struct entity speaker = {.name = "A"};
    const struct article article = {.text = text,
                                    .length = sizeof text - 2,
                                    .blocks = &block,
                                    .block_count = 1,
                                    .quotations = quotations,
                                    .quotation_count = ROWS,
                                    .entities = &speaker,
                                    .entity_count = 1};
    struct layout layout;
    struct voices voices;
    assert_true(layout_make(&layout, &article, 40, 0, GLYPHS_UTF8, 0));
    assert_true(voices_make(&voices, &article, &layout, 8));
    for (size_t row = 0; row < ROWS; row++)
        assert_int_equal(voices_label(&voices, row), row == 0 || row == 12 ? row : ARTICLE_NONE);
    voices_release(&voices);
    layout_release(&layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_gaps_stand_between_blocks_but_not_between_items),
        cmocka_unit_test(test_bytes_and_cells_lead_to_each_other),
        cmocka_unit_test(test_no_byte_is_lost_at_any_width),
        cmocka_unit_test(test_an_article_without_blocks_has_no_rows),
        cmocka_unit_test(test_ascii_likenesses),
        cmocka_unit_test(test_fitting_cuts_between_clusters),
        cmocka_unit_test(test_the_frame_fits_every_screen),
        cmocka_unit_test(test_the_panel_fits_every_screen),
        cmocka_unit_test(test_lines_break_at_blanks),
        cmocka_unit_test(test_names_stand_where_the_voice_changes),
        cmocka_unit_test(test_neighbours_differ),
        cmocka_unit_test(test_names_are_said_again),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
