/* links: short labels over the links' first letters. */
#include "ui/links.h"

#include <string.h>

#include "base/child.h"
#include "config/settings.h"
#include "ui/list.h"
#include "ui/prompt.h"
#include "ui/state.h"

/* The home row first: most pages have few links in sight. */
static const char letters[] = "asdfghjklqwertyuiopzxcvbnm";

enum {
    LETTERS = sizeof letters - 1,
    LABEL_SIZE = 3,                /* one or two letters and a NUL */
    HINTS_MAX = LETTERS * LETTERS, /* what two letters can tell apart */
    ARGUMENTS_MAX = 16             /* words of the browser's command */
};

struct hints {
    size_t first, count; /* of the article's links */
    bool long_labels;
};

/* The first link that can be seen, and how many there are. */
static struct hints find_hints(const struct ui *ui)
{
    const struct article *article = ui->session->reading->article;
    struct range seen = reader_seen(&ui->reader);
    struct hints hints = {0, 0, false};
    for (size_t i = 0; i < article->link_count && hints.count < HINTS_MAX; i++)
        if (range_overlaps(article->links[i].range, seen)) {
            if (!hints.count)
                hints.first = i;
            hints.count = i + 1 - hints.first;
        }
    hints.long_labels = hints.count > LETTERS;
    return hints;
}

static void make_label(const struct hints *hints, size_t number, char label[LABEL_SIZE])
{
    size_t at = 0;
    if (hints->long_labels)
        label[at++] = letters[number / LETTERS % LETTERS];
    label[at++] = letters[number % LETTERS];
    label[at] = '\0';
}

static void draw_hints(const struct hints *hints, struct ui *ui, const char *typed)
{
    const struct article *article = ui->session->reading->article;
    struct range seen = reader_seen(&ui->reader);
    for (size_t i = 0; i < hints->count; i++) {
        struct range range = article->links[hints->first + i].range;
        char label[LABEL_SIZE];
        int row, column;
        make_label(hints, i, label);
        if (strncmp(label, typed, strlen(typed)) != 0 || !range_overlaps(range, seen))
            continue;
        if (reader_cell_of(&ui->reader, range.start > seen.start ? range.start : seen.start, &row, &column)) {
            struct pen pen = {row, column, ui->frame.columns};
            screen_put_string(&ui->screen, &pen, screen_style(&ui->screen, ROLE_HINT), label);
        }
    }
}

/* The link with exactly the label that was typed; ARTICLE_NONE while it is none. */
static size_t hinted(const struct hints *hints, const char *typed)
{
    for (size_t i = 0; i < hints->count; i++) {
        char label[LABEL_SIZE];
        make_label(hints, i, label);
        if (strcmp(label, typed) == 0)
            return hints->first + i;
    }
    return ARTICLE_NONE;
}

void links_hint(struct ui *ui)
{
    struct prompt prompt = {.length = 0};
    for (;;) {
        ui_draw(ui);
        struct hints hints = find_hints(ui);
        if (!hints.count) {
            ui_tell(ui, "There is no link on the screen.");
            return;
        }
        draw_hints(&hints, ui, prompt.text);
        struct event event = ui_wait(ui, ui->frame.rows - 1, prompt_draw(&prompt, ui, "link ", "Esc back"));
        if (prompt_is_given_up(&event) || event.type == EVENT_CLICK)
            return;
        /* Other links may be in sight now, under other labels. */
        if (event.type == EVENT_RESIZE)
            prompt = (struct prompt){.length = 0};
        if (event.type != EVENT_KEY || !prompt_take(&prompt, event.key))
            continue;
        size_t link = hinted(&hints, prompt.text);
        if (link != ARTICLE_NONE) {
            links_browse(ui, ui->session->reading->article->links[link].url);
            return;
        }
        if (prompt.length >= LABEL_SIZE - 1)
            return;
    }
}

void links_browse(struct ui *ui, const char *url)
{
    char command[SETTING_STRING_SIZE];
    const char *arguments[ARGUMENTS_MAX + 2];
    size_t count = 0;
    struct error error, told;
    if (!url || !child_may_open(url)) {
        ui_tell(ui, url ? "Only http and https addresses are opened." : "This article has no address.");
        return;
    }
    memcpy(command, ui->settings->browser, sizeof command);
    for (char *word = command + strspn(command, " "); *word && count < ARGUMENTS_MAX; word += strspn(word, " ")) {
        arguments[count++] = word;
        word += strcspn(word, " ");
        if (*word)
            *word++ = '\0';
    }
    if (!count) {
        ui_tell(ui, "No program opens links: see the setting browser.");
        return;
    }
    arguments[count] = url;
    arguments[count + 1] = NULL;
    if (child_start(arguments, &error)) {
        ui_show(ui, session_tell(ui->session, "Opened %s", url));
        return;
    }
    (void)error_set(&told, "%s; see the setting browser", error.message);
    ui_show(ui, session_fail(ui->session, &told));
}

void links_open(struct ui *ui, size_t count)
{
    const struct article *article = session_cursor_article(ui->session);
    if (!article)
        return;
    if (count > article->link_count)
        ui_show(ui,
                session_tell(ui->session, "There is no link %zu: this article has %zu.", count, article->link_count));
    else
        links_browse(ui, count ? article->links[count - 1].url : article->url);
}

void links_open_here(struct ui *ui)
{
    size_t link = session_link(ui->session);
    if (link == ARTICLE_NONE)
        ui_tell(ui, "There is no link under the current stop.");
    else
        links_browse(ui, ui->session->reading->article->links[link].url);
}
