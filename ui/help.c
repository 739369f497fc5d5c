/* help: two columns, keys and sentences; on a narrow screen the sentence below its keys. */
#include "ui/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "config/keys.h"
#include "ui/bars.h"
#include "ui/evidence_panel.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/state.h"

enum {
    KEYS_MOST = 8, /* names of one action's keys that are shown */
    KEYS_BYTES_MAX = 200,
    LINES_MAX = 10000,
    TWO_COLUMNS_FROM = 50,
    GAP = 2,
    TEXT_MOST = 72
};

/* A line of the help: the action whose keys stand at its start, or ACTION_NONE, and a part of a sentence. */
struct help_line {
    enum action action;
    const char *text;
    size_t length;
};

struct help {
    enum context context;
    struct array lines; /* of struct help_line */
    int keys_columns;
    size_t top;
};

static void append_keys(const struct ui *ui, enum context context, enum action action, struct buffer *out)
{
    uint32_t keys[KEYS_MOST];
    size_t count = keymap_keys(ui->keymap, context, action, keys, KEYS_MOST);
    for (size_t i = 0; i < count && i < KEYS_MOST; i++) {
        char name[KEY_NAME_SIZE];
        key_to_name(keys[i], name);
        if (i)
            (void)buffer_append_byte(out, ' ');
        (void)buffer_append_string(out, name);
    }
}

static void add_line(struct help *help, enum action action, const char *text, size_t length)
{
    struct help_line *line = array_push(&help->lines);
    if (line)
        *line = (struct help_line){.action = action, .text = text, .length = length};
}

/* Adds the sentence in lines of at most `columns`; the first one has the action. */
static void add_sentence(struct help *help, enum action action, const char *sentence, int columns, enum glyph_set set)
{
    size_t length = strlen(sentence), next;
    do {
        size_t line = glyphs_line(sentence, length, columns, set, &next);
        add_line(help, action, sentence, line);
        action = ACTION_NONE;
        sentence += next;
        length -= next;
    } while (length);
}

static void measure_keys(struct help *help, const struct ui *ui)
{
    help->keys_columns = 0;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        struct buffer keys = buffer_create(KEYS_BYTES_MAX);
        append_keys(ui, help->context, action, &keys);
        int width = screen_width(&ui->screen, buffer_string(&keys), keys.length);
        if (width > help->keys_columns)
            help->keys_columns = width;
        buffer_release(&keys);
    }
}

static void make_lines(struct help *help, const struct ui *ui)
{
    int columns = ui->screen.columns - 2;
    bool two_columns = ui->screen.columns >= TWO_COLUMNS_FROM;
    array_release(&help->lines);
    measure_keys(help, ui);
    if (two_columns)
        columns -= help->keys_columns + GAP;
    if (columns > TEXT_MOST)
        columns = TEXT_MOST;
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        if (!action_has_context(action, help->context))
            continue;
        if (!two_columns)
            add_line(help, action, "", 0);
        add_sentence(help, two_columns ? action : ACTION_NONE, action_entry(action)->sentence, columns, ui->screen.set);
    }
    add_line(help, ACTION_NONE, "", 0);
    add_sentence(help, ACTION_NONE, "A number typed first repeats: 5 and then the key for one line down moves five.",
                 two_columns ? columns : ui->screen.columns - 2, ui->screen.set);
}

static void draw_line(const struct help *help, struct ui *ui, size_t index, int row)
{
    struct style style = screen_style(&ui->screen, ROLE_TEXT);
    struct style bold = style_over(style, screen_style(&ui->screen, ROLE_HEADING));
    struct pen pen = {row, 0, ui->frame.columns};
    screen_pad(&ui->screen, &pen, style, 1);
    if (index < help->lines.count) {
        const struct help_line *line = (const struct help_line *)help->lines.items + index;
        struct buffer keys = buffer_create(KEYS_BYTES_MAX);
        if (line->action != ACTION_NONE)
            append_keys(ui, help->context, line->action, &keys);
        screen_put(&ui->screen, &pen, bold, buffer_string(&keys), keys.length);
        if (ui->screen.columns >= TWO_COLUMNS_FROM)
            screen_pad(&ui->screen, &pen, style, 1 + help->keys_columns + GAP);
        screen_put(&ui->screen, &pen, style, line->text, line->length);
        buffer_release(&keys);
    }
    screen_pad(&ui->screen, &pen, style, pen.end);
}

static void draw(struct help *help, struct ui *ui)
{
    static const char *const titles[] = {[CONTEXT_LIBRARY] = "Keys in the library",
                                         [CONTEXT_ARTICLES] = "Keys among the articles",
                                         [CONTEXT_READER] = "Keys in the reader"};
    ui_draw(ui);
    make_lines(help, ui);
    size_t rows = (size_t)ui->frame.body_rows, last = help->lines.count > rows ? help->lines.count - rows : 0;
    help->top = help->top < last ? help->top : last;
    bars_draw_header(ui, titles[help->context], "Esc back");
    bars_draw_gap(ui, last ? help->top == last ? "end" : "more below" : "");
    for (size_t i = 0; i < rows; i++)
        draw_line(help, ui, help->top + i, ui->frame.body_top + (int)i);
}

/* By how many lines the action moves; 0 for one that does not. */
static long long movement(const struct ui *ui, const struct help *help, enum action action)
{
    const long long page = ui->frame.body_rows, all = (long long)help->lines.count;
    const struct {
        enum action action;
        long long lines;
    } movements[] = {{ACTION_LINE_DOWN, 1},
                     {ACTION_LINE_UP, -1},
                     {ACTION_PAGE_DOWN, page},
                     {ACTION_PAGE_UP, -page},
                     {ACTION_HALF_PAGE_DOWN, (page + 1) / 2},
                     {ACTION_HALF_PAGE_UP, -(page + 1) / 2},
                     {ACTION_FIRST, -all},
                     {ACTION_LAST, all}};
    for (size_t i = 0; i < sizeof movements / sizeof *movements; i++)
        if (action == movements[i].action)
            return movements[i].lines;
    return 0;
}

static void scroll(struct help *help, long long lines)
{
    long long target = (long long)help->top + lines;
    help->top = (size_t)(target > 0 ? target : 0);
}

void help_run(struct ui *ui)
{
    struct help help = {.context = ui->session->context, .lines = array_create(sizeof(struct help_line), LINES_MAX)};
    bool explaining = evidence_panel_close(ui);
    for (;;) {
        draw(&help, ui);
        struct event event = ui_wait(ui, -1, 0);
        if (prompt_is_given_up(&event))
            break;
        if (event.type == EVENT_WHEEL)
            scroll(&help, event.lines);
        if (event.type != EVENT_KEY)
            continue;
        enum action action = keymap_action(ui->keymap, help.context, event.key);
        if (action == ACTION_LEAVE || action == ACTION_HELP || action == ACTION_QUIT || event.key == KEYCODE_ENTER)
            break;
        if (action == ACTION_REDRAW)
            screen_redraw(&ui->screen);
        scroll(&help, movement(ui, &help, action));
    }
    ui->explaining = explaining;
    array_release(&help.lines);
}
