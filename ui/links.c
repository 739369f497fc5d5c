/* links: short labels over the first letters of links and pictures. */
#include "ui/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "config/settings.h"
#include "ui/list.h"
#include "ui/picture_view.h"
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

/* A link or a figure that can be seen. */
struct target {
    size_t byte;         /* where its label stands */
    size_t link, figure; /* one of them is ARTICLE_NONE */
};

struct hints {
    struct target targets[HINTS_MAX]; /* in text order */
    size_t count;
};

/* Where a stretch that can be seen begins on the screen; ARTICLE_NONE for one that cannot. */
static size_t seen_start(struct range range, struct range seen)
{
    if (!range_overlaps(range, seen))
        return ARTICLE_NONE;
    return range.start > seen.start ? range.start : seen.start;
}

static void add_target(struct hints *hints, struct target target)
{
    if (target.byte != ARTICLE_NONE && hints->count < HINTS_MAX)
        hints->targets[hints->count++] = target;
}

static int compare_targets(const void *one, const void *other)
{
    const struct target *a = one, *b = other;
    return (a->byte > b->byte) - (a->byte < b->byte);
}

static void find_hints(const struct ui *ui, struct hints *hints)
{
    const struct article *article = ui->session->reading->article;
    struct range seen = reader_seen(&ui->reader);
    hints->count = 0;
    for (size_t i = 0; i < article->link_count; i++)
        add_target(hints, (struct target){seen_start(article->links[i].range, seen), i, ARTICLE_NONE});
    for (size_t i = 0; i < article->figure_count; i++)
        if (article->figures[i].type == FIGURE_PICTURE && article->figures[i].url)
            add_target(hints, (struct target){seen_start(article->blocks[article->figures[i].block].range, seen),
                                              ARTICLE_NONE, i});
    qsort(hints->targets, hints->count, sizeof *hints->targets, compare_targets);
}

static void make_label(const struct hints *hints, size_t number, char label[LABEL_SIZE])
{
    size_t at = 0;
    if (hints->count > LETTERS)
        label[at++] = letters[number / LETTERS % LETTERS];
    label[at++] = letters[number % LETTERS];
    label[at] = '\0';
}

/* Whether following it leaves the archive: a sign then stands behind the label. */
static bool leads_out(const struct ui *ui, const struct target *target)
{
    const struct article *article = ui->session->reading->article;
    if (!ui->session->archive)
        return false;
    if (target->link == ARTICLE_NONE)
        return true;
    const char *url = article->links[target->link].url;
    return url && !session_has_archived(ui->session, url);
}

static void draw_hints(const struct hints *hints, struct ui *ui, const char *typed)
{
    for (size_t i = 0; i < hints->count; i++) {
        char label[LABEL_SIZE];
        int row, column;
        make_label(hints, i, label);
        if (strncmp(label, typed, strlen(typed)) != 0)
            continue;
        if (reader_cell_of(&ui->reader, hints->targets[i].byte, &row, &column)) {
            struct pen pen = {row, column, ui->frame.columns};
            screen_put_string(&ui->screen, &pen, screen_style(&ui->screen, ROLE_HINT), label);
            if (leads_out(ui, &hints->targets[i]))
                screen_put_string(&ui->screen, &pen, screen_style(&ui->screen, ROLE_HINT), ">");
        }
    }
}

/* What has exactly the label that was typed; NULL while nothing has. */
static const struct target *hinted(const struct hints *hints, const char *typed)
{
    for (size_t i = 0; i < hints->count; i++) {
        char label[LABEL_SIZE];
        make_label(hints, i, label);
        if (strcmp(label, typed) == 0)
            return &hints->targets[i];
    }
    return NULL;
}

/* Hands an address to the browser and tells how that went. */
static void browse(struct ui *ui, const char *url)
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

static void follow_link(struct ui *ui, size_t index)
{
    const struct link *link = &ui->session->reading->article->links[index];
    unsigned changes = link->url ? session_open_archived(ui->session, link->url) : SESSION_NOTHING;
    if (changes)
        ui_show(ui, changes);
    else if (link->url)
        browse(ui, link->url);
    else
        ui_show(ui, session_go_to(ui->session, link->target));
}

static void open_figure(struct ui *ui, size_t index)
{
    const struct figure *figure = &ui->session->reading->article->figures[index];
    const char *url = figure->url;
    if (url && figure->type == FIGURE_PICTURE && picture_view_is_wanted(ui))
        picture_view_run(ui, figure);
    else if (url)
        browse(ui, url);
    else
        ui_tell(ui, "It is not known where this picture is.");
}

static void follow(struct ui *ui, const struct target *target)
{
    if (target->link != ARTICLE_NONE)
        follow_link(ui, target->link);
    else
        open_figure(ui, target->figure);
}

void links_hint(struct ui *ui)
{
    struct prompt prompt = {.length = 0};
    for (;;) {
        struct hints hints;
        ui_draw(ui);
        find_hints(ui, &hints);
        if (!hints.count) {
            ui_tell(ui, "There is no link and no picture on the screen.");
            return;
        }
        draw_hints(&hints, ui, prompt.text);
        struct event event = ui_wait(
            ui, ui->frame.rows - 1,
            prompt_draw(&prompt, ui, "link ", ui->session->archive ? "> to the browser  Esc back" : "Esc back"));
        if (prompt_is_given_up(&event) || event.type == EVENT_CLICK)
            return;
        /* Others may be in sight now, under other labels. */
        if (event.type == EVENT_RESIZE)
            prompt = (struct prompt){.length = 0};
        if (event.type != EVENT_KEY || !prompt_take(&prompt, event.key))
            continue;
        const struct target *target = hinted(&hints, prompt.text);
        if (target) {
            follow(ui, target);
            return;
        }
        if (prompt.length >= LABEL_SIZE - 1)
            return;
    }
}

/* The address of the figure that is the current stop and can be seen; NULL: there is none. */
static const char *figure_here(const struct ui *ui)
{
    const struct jump_stop *stop = session_stop(ui->session);
    size_t figure = session_figure(ui->session);
    if (ui->session->context != CONTEXT_READER || figure == ARTICLE_NONE ||
        !range_overlaps(stop->range, reader_seen(&ui->reader)))
        return NULL;
    return ui->session->reading->article->figures[figure].url;
}

void links_open(struct ui *ui, size_t count)
{
    const struct article *article = session_cursor_article(ui->session);
    const char *figure = count ? NULL : figure_here(ui);
    if (!count)
        browse(ui, figure ? figure : session_cursor_link(ui->session));
    else if (!article)
        ui_tell(ui, "Open the article first: its links are not known here.");
    else if (count > article->link_count)
        ui_show(ui,
                session_tell(ui->session, "There is no link %zu: this article has %zu.", count, article->link_count));
    else if (ui->session->context == CONTEXT_READER)
        follow_link(ui, count - 1);
    else if (article->links[count - 1].url)
        browse(ui, article->links[count - 1].url);
    else
        ui_show(ui, session_tell(ui->session, "Link %zu leads to a place in the article.", count));
}

void links_open_here(struct ui *ui)
{
    size_t link = session_link(ui->session), figure = session_figure(ui->session);
    /* Who goes from picture to picture means the picture, not the photographer's page that its caption leads to. */
    bool among_figures = ui->session->reading->list.kind == JUMP_FIGURES;
    if (figure != ARTICLE_NONE && (among_figures || link == ARTICLE_NONE))
        open_figure(ui, figure);
    else if (link != ARTICLE_NONE)
        follow_link(ui, link);
    else
        ui_tell(ui, "There is no link or picture under the current stop.");
}
