/* Layouts of more than paragraphs: cells and bytes that lead to each other, tables that are none, signs between the
 * text, what stands before it. How it all looks: test_render. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/builder.h"
#include "feeds/html.h"
#include "ui/layout.h"
#include "ui/row_marks.h"

static struct article *read_html(const char *html)
{
    struct builder builder = builder_create();
    struct error error;
    assert_true(html_read_fragment(&builder, html, strlen(html), "https://gazette.example/", NULL));
    struct article *article = builder_finish(&builder, &error);
    assert_non_null(article);
    builder_release(&builder);
    return article;
}

/* The rows as text with signs and marks, a line each; cells in their columns without bars; rules as strokes. */
static void draw(const struct layout *layout, const struct row_glyphs *glyphs, struct buffer *out)
{
    for (size_t i = 0; i < layout->rows.count; i++) {
        const struct layout_row *row = layout_row(layout, i);
        struct row_marks_shown marks = row_marks_of(layout, i, glyphs);
        struct buffer line = buffer_create(1000);
        for (int j = 0; j < marks.bar_count; j++)
            buffer_append_format(&line, "%*s%s ", j ? 0 : marks.bar_column, "", glyphs->bar);
        if (marks.marker)
            buffer_append_format(&line, "%*s%s", marks.marker_column - (int)line.length, "", marks.marker);
        buffer_append_format(&line, "%*s", row->kind == LAYOUT_GAP ? 0 : row->indent - (int)line.length, "");
        const struct layout_piece whole = {.range = row->range}, *pieces = layout_pieces(layout, row);
        for (size_t j = 0; j < (pieces ? row->piece_count : 1U); j++) {
            const struct layout_piece *piece = pieces ? &pieces[j] : &whole;
            struct layout_cursor cursor = {.at = piece->range.start, .end = piece->range.end};
            struct layout_shown shown;
            buffer_append_format(&line, "%*s", row->indent + piece->column - (int)line.length, "");
            while (layout_show(layout, &cursor, &shown))
                buffer_append(&line, shown.text, shown.length);
        }
        const char *character;
        for (int j = 0; (character = row_marks_rule(layout, i, j, glyphs)); j++)
            buffer_append_string(&line, character);
        while (line.length && line.bytes[line.length - 1] == ' ')
            line.length--;
        buffer_append(out, buffer_string(&line), line.length);
        buffer_append_byte(out, '\n');
        buffer_release(&line);
    }
}

struct layout_case {
    const char *what, *html;
    int width;
    enum glyph_set set;
    unsigned options;
    const char *rows;
};

static const struct layout_case layout_cases[] = {
    {"columns are as wide as their words where there is room", "<table><tr><th>Day<th>Boats<tr><td>Sunday<td>3</table>",
     40, GLYPHS_UTF8, 0, "Day      Boats\n-------+------\nSunday       3\n"},
    {"the widest gives way first", "<table><tr><th>Day<th>Remark<tr><td>Sunday<td>it rained all day</table>", 18,
     GLYPHS_UTF8, 0, "Day      Remark\n-------+----------\nSunday   it rained\n         all day\n"},
    {"what does not fit at all is wider", "<table><tr><th>abcdef<th>ghijkl<tr><td>m<td>n</table>", 10, GLYPHS_UTF8, 0,
     "abcdef   ghijkl\n-------+-------\nm        n\n"},
    {"a table in a quotation is indented", "<blockquote><table><tr><th>a<th>b<tr><td>1<td>2</table></blockquote>", 20,
     GLYPHS_UTF8, 0, "> a   b\n> --+--\n> 1   2\n"},
    {"code that does not fit goes on behind a sign", "<pre>abcdefghijklmn\nop</pre>", 10, GLYPHS_UTF8, 0,
     "abcdefghij\n\\ klmn\nop\n"},
    {"or stays as it is, where that is asked for", "<pre>abcdefghijklmn\nop</pre>", 10, GLYPHS_UTF8, LAYOUT_KEEP_CODE,
     "abcdefghijklmn\nop\n"},
    {"on a very narrow screen without a sign", "<pre>abcdefghijklmn</pre>", 9, GLYPHS_UTF8, 0, "abcdefghi\njklmn\n"},
    {"a list in an item hangs behind its number", "<ol start=10><li>a<ul><li>b</ul></ol>", 30, GLYPHS_UTF8, 0,
     "10. a\n    - b\n"},
    {"what is quoted in an item has its bar behind the item's indent", "<ul><li>a<blockquote>b</blockquote></ul>", 30,
     GLYPHS_UTF8, 0, "- a\n\n  > b\n"},
    {"an item that is quoted has its bar before it", "<blockquote><ul><li>a</ul></blockquote>", 30, GLYPHS_UTF8, 0,
     "> - a\n"},
    {"lines from right to left end at the right edge", "<p>\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d</p>", 10, GLYPHS_UTF8, 0,
     "      \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\n"},
    {"a line across the page stands apart", "<p>a<hr><p>b", 10, GLYPHS_UTF8, 0, "a\n\n----------\n\nb\n"},
    {"a sign is never parted from its word", "<p>abc <del>de</del> f", 8, GLYPHS_UTF8, 0, "abc\n[-de-] f\n"},
    {"digits are high and low where Unicode has them", "<p>x<sup>2</sup>, CO<sub>2</sub>, 10<sup>-3</sup>", 30,
     GLYPHS_UTF8, 0, "x\xc2\xb2, CO\xe2\x82\x82, 10\xe2\x81\xbb\xc2\xb3\n"},
    {"in ASCII exponents and indices have a sign, formulas of chemistry none",
     "<p>x<sup>2</sup>, CO<sub>2</sub>, 10<sup>-3</sup>, x<sub>i</sub>, 1<sup>st</sup>", 40, GLYPHS_ASCII, 0,
     "x^2, CO2, 10^(-3), x_i, 1st\n"},
    {"and footnotes brackets", "<p>a<sup><a href='#n'>1</a></sup><sup><a href='#n'>[2]</a></sup><p id=n>b", 40,
     GLYPHS_ASCII, 0, "a[1][2]\n\nb\n"},
    {"links that lead out are numbered where that is asked for",
     "<p><a href=/x>a</a> <a href='#n'>b</a> <a id=n href=/y>c</a>", 40, GLYPHS_UTF8, SIGNS_LINKS, "a[1] b c[3]\n"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof layout_cases / sizeof *layout_cases; i++) {
        const struct layout_case *row = &layout_cases[i];
        struct article *article = read_html(row->html);
        struct buffer rows = buffer_create(100000);
        struct layout layout;
        assert_true(layout_make(&layout, article, row->width, 0, row->set, row->options));
        draw(&layout, &row_glyphs_print, &rows);
        if (strcmp(buffer_string(&rows), row->rows) != 0)
            fail_msg("%s\n--- expected\n%s--- got\n%s", row->what, row->rows, buffer_string(&rows));
        buffer_release(&rows);
        layout_release(&layout);
        article_destroy(article);
    }
}

/* Whatever the width, each byte of a cell that is no blank stands in the row that is found for it, and the column that
 * is found for it leads back. */
static void test_bytes_of_cells_are_found(void **state)
{
    (void)state;
    struct article *article =
        read_html("<p>Before<table><caption>A caption</caption><tr><th>Day<th>Boats and the people in them<th>Fish"
                  "<tr><td>A long remark in the first column<td>12<td>and one in the last that is longer than that"
                  "<tr><td rowspan=2>Mon<td><td>x<tr><td>3<td>y</table><p>After");
    for (int width = 1; width < 90; width++) {
        struct layout layout;
        assert_true(layout_make(&layout, article, width, 0, GLYPHS_UTF8, 0));
        for (size_t i = 0; i < article->cell_count; i++)
            for (size_t byte = article->cells[i].range.start; byte < article->cells[i].range.end; byte++) {
                size_t row = layout_row_at(&layout, byte);
                size_t back = layout_byte_at(&layout, row, layout_column_at(&layout, row, byte));
                if (article->text[byte] != ' ' && back != byte)
                    fail_msg("width %d: byte %zu leads to row %zu and back to %zu", width, byte, row, back);
            }
        for (size_t i = 1; i < layout.rows.count; i++)
            assert_true(layout_row(&layout, i)->range.start >= layout_row(&layout, i - 1)->range.start);
        layout_release(&layout);
    }
    article_destroy(article);
}

/* Cells that do not fit the text of "a | b\nc | d" come from a damaged archive: all of it is shown as lines. */
static void test_what_is_no_table_is_shown_as_lines(void **state)
{
    static const struct {
        const char *what;
        struct cell cells[2];
    } cases[] = {
        {"a cell behind the block", {{{0, 1}, 0, 0, 0, 1, 1, false}, {{4, 90}, 0, 0, 1, 1, 1, false}}},
        {"a cell that ends before it starts", {{{1, 0}, 0, 0, 0, 1, 1, false}, {{4, 5}, 0, 0, 1, 1, 1, false}}},
        {"cells in the wrong order", {{{4, 5}, 0, 0, 0, 1, 1, false}, {{0, 1}, 0, 0, 1, 1, 1, false}}},
        {"two cells in one place", {{{0, 1}, 0, 0, 0, 1, 1, false}, {{4, 5}, 0, 0, 0, 1, 1, false}}},
        {"a column too many", {{{0, 1}, 0, 0, 0, 1, 1, false}, {{4, 5}, 0, 0, 999, 1, 2, false}}},
        {"no columns", {{{0, 1}, 0, 0, 0, 1, 0, false}, {{4, 5}, 0, 0, 1, 1, 1, false}}},
        {"text between the cells", {{{0, 1}, 0, 0, 0, 1, 1, false}, {{10, 11}, 0, 0, 1, 1, 1, false}}},
        {"text that is in no cell", {{{0, 1}, 0, 0, 0, 1, 1, false}, {{4, 5}, 0, 0, 1, 1, 1, false}}},
    };
    (void)state;
    const struct block block = {.range = {0, 11}, .type = BLOCK_TABLE};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct article article = {.text = "a | b\nc | d",
                                        .length = 11,
                                        .blocks = &block,
                                        .block_count = 1,
                                        .cells = cases[i].cells,
                                        .cell_count = 2};
        struct layout layout;
        struct buffer rows = buffer_create(1000);
        assert_true(layout_make(&layout, &article, 20, 0, GLYPHS_UTF8, 0));
        draw(&layout, &row_glyphs_print, &rows);
        if (strcmp(buffer_string(&rows), "a | b\nc | d\n") != 0)
            fail_msg("%s: got\n%s", cases[i].what, buffer_string(&rows));
        buffer_release(&rows);
        layout_release(&layout);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bytes_of_cells_are_found),
        cmocka_unit_test(test_what_is_no_table_is_shown_as_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
