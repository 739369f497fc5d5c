/* bars: what stands in the first and the last line. */
#include "ui/bars.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/shelf_archive.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/input.h"
#include "base/paths.h"
#include "config/keys.h"
#include "config/settings.h"
#include "ui/list_rows.h"
#include "ui/reader_rows.h"
#include "ui/state.h"
#include "ui/work.h"

enum {
    LINE_BYTES_MAX = 4096,
    DATE_SIZE = 64,
    PERCENTAGE_SIZE = 16,
    HINT_GAP = 2,
    TITLE_ROOM = 20,  /* columns that a title keeps when the date wants room, too */
    TITLE_LEAST = 10, /* with fewer, what stands at the right gives way */
    NOTICE_LINES_MOST = 4
};

static struct pen line_pen(const struct ui *ui, int row)
{
    return (struct pen){row, 0, ui->frame.columns};
}

/* Columns left empty at both ends of a line. */
static int inset(const struct ui *ui)
{
    return ui->frame.columns >= 40 ? 1 : 0;
}

static void append_part(struct buffer *line, const char *part)
{
    if (part && *part) {
        if (line->length)
            (void)buffer_append_string(line, " · ");
        (void)buffer_append_string(line, part);
    }
}

static void append_date(const struct ui *ui, const struct article *article, struct buffer *line)
{
    char date[DATE_SIZE];
    struct tm local;
    time_t published = (time_t)article->published;
    if (article->has_published && localtime_r(&published, &local) &&
        strftime(date, sizeof date, ui->settings->date_format, &local))
        append_part(line, date);
}

static void append_minutes(const struct ui *ui, struct buffer *line)
{
    size_t speed = (size_t)ui->settings->words_per_minute;
    size_t minutes = (ui->session->reading->word_count + speed - 1) / speed;
    if (line->length)
        (void)buffer_append_string(line, " · ");
    (void)buffer_append_format(line, "%zu min", minutes ? minutes : 1);
}

void bars_draw_header(struct ui *ui, const char *left, const char *right)
{
    if (!ui->frame.has_header)
        return;
    struct style style = screen_style(&ui->screen, ROLE_TITLE_BAR);
    struct pen pen = line_pen(ui, 0);
    int edge = inset(ui), width = screen_width(&ui->screen, right, strlen(right));
    int room = ui->frame.columns - 2 * edge - (width ? width + HINT_GAP : 0);
    if (*left && room < TITLE_LEAST) {
        right = "";
        width = 0;
        room = ui->frame.columns - 2 * edge;
    }
    screen_pad(&ui->screen, &pen, style, edge);
    if (room > 0)
        screen_put_clipped(&ui->screen, &pen, style, left, strlen(left), room);
    screen_pad(&ui->screen, &pen, style, ui->frame.columns - edge - width);
    screen_put_string(&ui->screen, &pen, style, right);
    screen_pad(&ui->screen, &pen, style, ui->frame.columns);
}

static bool headline_is_seen(const struct ui *ui)
{
    const struct article *article = ui->session->reading->article;
    return article->block_count && article->blocks[0].type == BLOCK_HEADING && ui->reader.top == 0;
}

/* Appends what the line says at its left: the title or, while the headline stands on the screen itself, where the
 * article comes from. True when that was `site`. */
static bool append_title(const struct ui *ui, struct buffer *line, const char *site)
{
    const struct article *article = ui->session->reading->article;
    struct shelf_row list = shelf_list(ui->session->shelf);
    const char *left = article->title;
    if (!left || headline_is_seen(ui))
        left = article->byline ? article->byline : site;
    if (!left && (list.articles > 1 || list.type != SHELF_FILE))
        left = list.title;
    if (!left)
        left = path_last_part(input_name(list.path));
    /* A path is whatever somebody called a file. */
    (void)clean_text(left, strlen(left), CLEAN_LINE, line);
    return left == site;
}

/* Appends site, date and minutes, or as many of the last of them as there is room for beside what stands at the left: a
 * title gives the site no more than half of the line. */
static void append_origin(const struct ui *ui, const char *site, const struct buffer *left, struct buffer *line)
{
    int beside =
        ui->frame.columns - 2 * inset(ui) - HINT_GAP - screen_width(&ui->screen, buffer_string(left), left->length);
    int most_with_site = beside > ui->frame.columns / 2 ? beside : ui->frame.columns / 2;
    for (int parts = 3; parts > 0; parts--) {
        buffer_clear(line);
        if (parts == 3)
            append_part(line, site);
        if (parts >= 2)
            append_date(ui, ui->session->reading->article, line);
        append_minutes(ui, line);
        int width = screen_width(&ui->screen, buffer_string(line), line->length);
        if (width <= ui->frame.columns - TITLE_ROOM && (parts < 3 || width <= most_with_site))
            return;
    }
}

static void draw_reader_header(struct ui *ui)
{
    const struct reading *reading = ui->session->reading;
    const char *site = reading->article->site ? reading->article->site : reading->source;
    struct buffer left = buffer_create(LINE_BYTES_MAX), right = buffer_create(LINE_BYTES_MAX);
    int percentage = reader_percentage(&ui->reader);
    if (reading->is_starred)
        (void)buffer_append_string(&left, "* ");
    bool site_is_left = append_title(ui, &left, site);
    append_origin(ui, site_is_left ? NULL : site, &left, &right);
    if (percentage >= 0 && !ui->frame.has_gap)
        (void)buffer_append_format(&right, " · %d%%", percentage);
    bars_draw_header(ui, buffer_string(&left), buffer_string(&right));
    buffer_release(&left);
    buffer_release(&right);
}

static void draw_list_header(struct ui *ui)
{
    bool library = ui->session->context == CONTEXT_LIBRARY;
    struct shelf_archive *archive = ui->session->archive;
    size_t count = library ? shelf_row_count(ui->session->shelf) : shelf_entry_count(ui->session->shelf), unread;
    struct buffer right = buffer_create(LINE_BYTES_MAX);
    if (library && archive)
        (void)buffer_append_format(&right, "%zu unread", shelf_row(ui->session->shelf, 0).unread);
    else if (archive && shelf_archive_unread(archive, &unread) && unread)
        (void)buffer_append_format(&right, "%zu unread of %zu", unread, count);
    else
        (void)buffer_append_format(&right, "%zu %s", count, library ? "opened" : count == 1 ? "article" : "articles");
    bars_draw_header(ui, library ? "Library" : shelf_list(ui->session->shelf).title, buffer_string(&right));
    buffer_release(&right);
}

void bars_draw_gap(struct ui *ui, const char *right)
{
    if (!ui->frame.has_gap)
        return;
    /* Plain: it changes with nearly every key, and switching a style on and off costs more than the digits. */
    struct style text = screen_style(&ui->screen, ROLE_TEXT);
    struct pen pen = line_pen(ui, 1);
    screen_pad(&ui->screen, &pen, text,
               ui->frame.columns - inset(ui) - screen_width(&ui->screen, right, strlen(right)));
    screen_put_string(&ui->screen, &pen, text, right);
    screen_pad(&ui->screen, &pen, text, ui->frame.columns);
}

static void draw_percentage(struct ui *ui)
{
    char text[PERCENTAGE_SIZE] = "";
    int percentage = ui->session->context == CONTEXT_READER ? reader_percentage(&ui->reader) : -1;
    if (percentage >= 0)
        (void)snprintf(text, sizeof text, "%d%%", percentage);
    bars_draw_gap(ui, text);
}

void bars_draw_rule(struct ui *ui, int row)
{
    struct style style = style_over(screen_style(&ui->screen, ROLE_TEXT), screen_style(&ui->screen, ROLE_FAINT));
    struct pen pen = line_pen(ui, row);
    for (int i = 0; i < ui->frame.columns; i++)
        screen_put_string(&ui->screen, &pen, style, "─");
}

void bars_draw_frame(struct ui *ui)
{
    bool reader = ui->session->context == CONTEXT_READER;
    if (ui->frame.has_header && reader)
        draw_reader_header(ui);
    else if (ui->frame.has_header)
        draw_list_header(ui);
    draw_percentage(ui);
    if (ui->frame.has_rule)
        bars_draw_rule(ui, ui->frame.rows - 2);
}

/* The part of the line before the name: the list's sign, and where in it the current stop is. */
static void append_number(const struct jump_list *list, struct buffer *line)
{
    static const struct {
        const char *sign, *one, *many;
    } words[] = {
        [JUMP_QUOTATIONS] = {"“", "quotation", "quotations"},
        [JUMP_SPEAKER] = {"“", "quotation", "quotations"},
        [JUMP_ENTITY] = {"@", "mention", "mentions"},
        [JUMP_HEADINGS] = {"#", "heading", "headings"},
        [JUMP_LINKS] = {"f", "link", "links"},
        [JUMP_FIGURES] = {"p", "picture", "pictures"},
        [JUMP_MATCHES] = {"/", "match", "matches"},
    };
    size_t count = list->stops.count;
    (void)buffer_append_format(line, "%s ", words[list->kind].sign);
    if (list->current < count)
        (void)buffer_append_format(line, "%zu/%zu  ", list->current + 1, count);
    else if (count)
        (void)buffer_append_format(line, "%zu %s  ", count,
                                   count == 1 ? words[list->kind].one : words[list->kind].many);
    else
        (void)buffer_append_format(line, "no %s  ", words[list->kind].many);
}

static void put(struct ui *ui, struct pen *pen, struct style style, const struct buffer *line)
{
    screen_put_clipped(&ui->screen, pen, style, buffer_string(line), line->length, pen->end - pen->column);
}

static void put_part(struct ui *ui, struct pen *pen, struct style style, const char *text, size_t length)
{
    if (length) {
        screen_put_string(&ui->screen, pen, style, " · ");
        screen_put_clipped(&ui->screen, pen, style, text, length, pen->end - pen->column);
    }
}

/* Who says the current quotation, what they are, by which word we know, and how sure that is. */
static void put_quotation(struct ui *ui, struct pen *pen, struct style style, const struct quotation *quotation)
{
    const struct article *article = ui->session->reading->article;
    struct style voice = style_over(style, reader_voice_style(&ui->reader, &ui->screen, quotation->speaker_entity));
    struct buffer line = buffer_create(LINE_BYTES_MAX);
    if (ui->session->reading->list.kind == JUMP_SPEAKER)
        screen_put_string(&ui->screen, pen, style, "only ");
    if (quotation->speaker_entity >= article->entity_count) {
        screen_put_string(&ui->screen, pen, voice, "unknown");
        return;
    }
    const struct entity *speaker = &article->entities[quotation->speaker_entity];
    int certainty = (int)(quotation->confidence * 100 + 0.5);
    (void)buffer_append_format(&line, "%s%s", speaker->name, certainty < ui->settings->unsure_below ? " ?" : "");
    put(ui, pen, voice, &line);
    if (speaker->role)
        put_part(ui, pen, style, speaker->role, strlen(speaker->role));
    put_part(ui, pen, style, article->text + quotation->cue.start, quotation->cue.end - quotation->cue.start);
    buffer_clear(&line);
    (void)buffer_append_format(&line, "%d%%", certainty);
    put_part(ui, pen, style, buffer_string(&line), line.length);
    buffer_release(&line);
}

static void put_stop(struct ui *ui, struct pen *pen, struct style style)
{
    const struct jump_list *list = &ui->session->reading->list;
    const struct article *article = ui->session->reading->article;
    const struct jump_stop *stop = session_stop(ui->session);
    struct buffer line = buffer_create(LINE_BYTES_MAX);
    append_number(list, &line);
    put(ui, pen, style, &line);
    buffer_release(&line);
    if (list->entity < article->entity_count && (list->kind == JUMP_ENTITY || !stop)) {
        const struct entity *entity = &article->entities[list->entity];
        const char *type = entity_type_name(entity->type);
        screen_put_string(&ui->screen, pen, style, entity->name);
        if (entity->role)
            put_part(ui, pen, style, entity->role, strlen(entity->role));
        put_part(ui, pen, style, type, strlen(type));
    } else if (stop && (list->kind == JUMP_QUOTATIONS || list->kind == JUMP_SPEAKER)) {
        put_quotation(ui, pen, style, &article->quotations[stop->index]);
    } else if (stop) {
        screen_put_clipped(&ui->screen, pen, style, article->text + stop->range.start,
                           stop->range.end - stop->range.start, pen->end - pen->column);
    }
}

/* What is known of the row under the cursor. */
static void put_row(struct ui *ui, struct pen *pen, struct style style)
{
    struct buffer line = buffer_create(LINE_BYTES_MAX);
    list_row_append_status(ui, &line);
    put(ui, pen, style, &line);
    buffer_release(&line);
}

/* What a newcomer needs, with the keys that it really has. */
static void append_hints(const struct ui *ui, struct buffer *line)
{
    enum { HINTS = 3 };
    static const struct hint {
        enum action action;
        const char *word;
    } reader[HINTS] = {{ACTION_NEXT_QUOTATION, "next"}, {ACTION_PICK_SPEAKER, "speakers"}, {ACTION_HELP, "help"}},
      explained[HINTS] = {{ACTION_NEXT_QUOTATION, "next"}, {ACTION_EVIDENCE, "hide"}, {ACTION_HELP, "help"}},
      list[HINTS] = {{ACTION_OPEN, "open"}, {ACTION_SEARCH, "search"}, {ACTION_HELP, "help"}},
      feeds[HINTS] = {{ACTION_ADD, "add"}, {ACTION_RELOAD_ALL, "fetch"}, {ACTION_HELP, "help"}};
    enum context context = ui->session->context;
    const struct hint *hints = context == CONTEXT_READER ? ui->explaining ? explained : reader
                               : context == CONTEXT_LIBRARY && ui->session->archive ? feeds
                                                                                    : list;
    for (size_t i = 0; i < HINTS; i++) {
        enum action action = hints[i].action;
        const char *word = hints[i].word;
        uint32_t key;
        char name[KEY_NAME_SIZE];
        if (!keymap_keys(ui->keymap, context, action, &key, 1))
            continue;
        key_to_name(key, name);
        (void)buffer_append_format(line, "%s%s %s", line->length ? "  " : "", name, word);
    }
}

/* A sentence that one line cannot hold takes those above it, too, as long as it stands; returns what is left for the
 * last. */
static const char *put_first_lines(struct ui *ui, struct style style, const char *sentence)
{
    struct {
        const char *text;
        size_t length;
    } lines[NOTICE_LINES_MOST];
    size_t count = 0, most = (size_t)(ui->frame.rows + 1) / 2, next;
    for (; count < NOTICE_LINES_MOST && count < most && *sentence; sentence += next, count++) {
        lines[count].text = sentence;
        lines[count].length =
            glyphs_line(sentence, strlen(sentence), ui->frame.columns - 2 * inset(ui), ui->screen.set, &next);
    }
    for (size_t i = 0; i + 1 < count; i++) {
        struct pen pen = line_pen(ui, ui->frame.rows - (int)(count - i));
        screen_pad(&ui->screen, &pen, style, inset(ui));
        screen_put(&ui->screen, &pen, style, lines[i].text, lines[i].length);
        screen_pad(&ui->screen, &pen, style, pen.end);
    }
    return count ? lines[count - 1].text : "";
}

static void put_notice(struct ui *ui, struct pen *pen, struct style style)
{
    const char *rest = put_first_lines(ui, style, ui->session->notice.message);
    screen_put_clipped(&ui->screen, pen, style, rest, strlen(rest), pen->end - pen->column - inset(ui));
}

void bars_draw_status(struct ui *ui)
{
    if (!ui->frame.has_status)
        return;
    bool failure = ui->telling && ui->session->notice_is_failure;
    struct style style = screen_style(&ui->screen, failure ? ROLE_ERROR : ROLE_STATUS);
    struct pen pen = line_pen(ui, ui->frame.rows - 1);
    struct buffer right = buffer_create(LINE_BYTES_MAX);
    screen_pad(&ui->screen, &pen, style, inset(ui));
    if (ui->telling)
        put_notice(ui, &pen, style);
    else if (ui->session->context == CONTEXT_READER)
        put_stop(ui, &pen, style);
    else
        put_row(ui, &pen, style);
    if (ui->count)
        (void)buffer_append_format(&right, "%zu", ui->count);
    else if (errands_descriptor(ui->errands) >= 0)
        work_append(ui, &right);
    else if (!ui->telling)
        append_hints(ui, &right);
    int width = screen_width(&ui->screen, buffer_string(&right), right.length);
    if (pen.column + HINT_GAP + width <= ui->frame.columns - inset(ui)) {
        screen_pad(&ui->screen, &pen, style, ui->frame.columns - inset(ui) - width);
        struct style faint = style_over(style, screen_style(&ui->screen, ROLE_FAINT));
        screen_put(&ui->screen, &pen, faint, buffer_string(&right), right.length);
    }
    screen_pad(&ui->screen, &pen, style, ui->frame.columns);
    buffer_release(&right);
}
