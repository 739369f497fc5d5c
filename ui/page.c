/* page: two columns, words and sentences; on a narrow screen the sentence below its word. */
#include "ui/page.h"

#include <string.h>

#include "base/array.h"
#include "ui/bars.h"
#include "ui/evidence_panel.h"
#include "ui/prompt.h"
#include "ui/state.h"

enum { LINES_MAX = 10000, TWO_COLUMNS_FROM = 50, GAP = 2, TEXT_MOST = 72 };

/* A word, or "", and a part of a sentence. */
struct page_line {
    const char *word, *text;
    size_t length;
};

struct page {
    const char *title;
    const struct page_entry *entries;
    size_t count;
    struct array lines; /* of struct page_line */
    int word_columns;
    size_t top;
};

static void add_line(struct page *page, const char *word, const char *text, size_t length)
{
    struct page_line *line = array_push(&page->lines);
    if (line)
        *line = (struct page_line){word, text, length};
}

/* Adds the sentence in lines of at most `columns`; the first one has the word. */
static void add_sentence(struct page *page, const char *word, const char *sentence, int columns, enum glyph_set set)
{
    size_t length = strlen(sentence), next;
    do {
        size_t line = glyphs_line(sentence, length, columns, set, &next);
        add_line(page, word, sentence, line);
        word = "";
        sentence += next;
        length -= next;
    } while (length);
}

static void measure_words(struct page *page, const struct ui *ui)
{
    page->word_columns = 0;
    for (size_t i = 0; i < page->count; i++) {
        int width = screen_width(&ui->screen, page->entries[i].word, strlen(page->entries[i].word));
        page->word_columns = width > page->word_columns ? width : page->word_columns;
    }
}

static void make_lines(struct page *page, const struct ui *ui)
{
    int columns = ui->screen.columns - 2;
    bool two_columns = ui->screen.columns >= TWO_COLUMNS_FROM;
    array_release(&page->lines);
    measure_words(page, ui);
    if (two_columns)
        columns -= page->word_columns + GAP;
    if (columns > TEXT_MOST)
        columns = TEXT_MOST;
    for (size_t i = 0; i < page->count; i++) {
        const struct page_entry *entry = &page->entries[i];
        if (!two_columns && *entry->word)
            add_line(page, entry->word, "", 0);
        add_sentence(page, two_columns ? entry->word : "", entry->sentence, columns, ui->screen.set);
    }
}

static void draw_line(const struct page *page, struct ui *ui, size_t index, int row)
{
    struct style style = screen_style(&ui->screen, ROLE_TEXT);
    struct style bold = style_over(style, screen_style(&ui->screen, ROLE_HEADING));
    struct pen pen = {row, 0, ui->frame.columns};
    screen_pad(&ui->screen, &pen, style, 1);
    if (index < page->lines.count) {
        const struct page_line *line = (const struct page_line *)page->lines.items + index;
        screen_put_string(&ui->screen, &pen, bold, line->word);
        if (ui->screen.columns >= TWO_COLUMNS_FROM)
            screen_pad(&ui->screen, &pen, style, 1 + page->word_columns + GAP);
        screen_put(&ui->screen, &pen, style, line->text, line->length);
    }
    screen_pad(&ui->screen, &pen, style, pen.end);
}

static void draw(struct page *page, struct ui *ui)
{
    ui_draw(ui);
    make_lines(page, ui);
    size_t rows = (size_t)ui->frame.body_rows, last = page->lines.count > rows ? page->lines.count - rows : 0;
    page->top = page->top < last ? page->top : last;
    bars_draw_header(ui, page->title, "Esc back");
    bars_draw_gap(ui, last ? page->top == last ? "end" : "more below" : "");
    for (size_t i = 0; i < rows; i++)
        draw_line(page, ui, page->top + i, ui->frame.body_top + (int)i);
}

/* By how many lines the action moves; 0 for one that does not. */
static long long movement(const struct ui *ui, const struct page *page, enum action action)
{
    const long long height = ui->frame.body_rows, all = (long long)page->lines.count;
    const struct {
        enum action action;
        long long lines;
    } movements[] = {{ACTION_LINE_DOWN, 1},
                     {ACTION_LINE_UP, -1},
                     {ACTION_PAGE_DOWN, height},
                     {ACTION_PAGE_UP, -height},
                     {ACTION_HALF_PAGE_DOWN, (height + 1) / 2},
                     {ACTION_HALF_PAGE_UP, -(height + 1) / 2},
                     {ACTION_FIRST, -all},
                     {ACTION_LAST, all}};
    for (size_t i = 0; i < sizeof movements / sizeof *movements; i++)
        if (action == movements[i].action)
            return movements[i].lines;
    return 0;
}

static void scroll(struct page *page, long long lines)
{
    long long target = (long long)page->top + lines;
    page->top = (size_t)(target > 0 ? target : 0);
}

/* Reads what has to be read, until the user has read enough. */
static void read_page(struct page *page, struct ui *ui, enum action again)
{
    for (;;) {
        draw(page, ui);
        struct event event = ui_wait(ui, -1, 0);
        if (prompt_is_given_up(&event))
            return;
        if (event.type == EVENT_WHEEL)
            scroll(page, event.lines);
        if (event.type != EVENT_KEY)
            continue;
        enum action action = keymap_action(ui->keymap, ui->session->context, event.key);
        if (action == ACTION_LEAVE || action == again || action == ACTION_QUIT || event.key == KEYCODE_ENTER)
            return;
        if (action == ACTION_REDRAW)
            screen_redraw(&ui->screen);
        scroll(page, movement(ui, page, action));
    }
}

void page_show(struct ui *ui, const char *title, enum action again, const struct page_entry entries[], size_t count)
{
    struct page page = {
        .title = title, .entries = entries, .count = count, .lines = array_create(sizeof(struct page_line), LINES_MAX)};
    bool explaining = evidence_panel_close(ui);
    read_page(&page, ui, again);
    ui->explaining = explaining;
    array_release(&page.lines);
}
