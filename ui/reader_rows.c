/* reader_rows: the margin with its names, the marks before the text, the text. */
#include "ui/reader_rows.h"

#include <stdlib.h>
#include <string.h>

#include "app/session.h"
#include "ui/reader.h"
#include "ui/reader_text.h"
#include "ui/row_marks.h"
#include "ui/screen.h"

struct style reader_voice_style(const struct reader *reader, const struct screen *screen, size_t entity)
{
    size_t number = voices_number(&reader->voices, entity);
    if (number == ARTICLE_NONE || !screen->theme.speaker_count)
        return screen_style(screen, ROLE_UNKNOWN_SPEAKER);
    return screen->theme.speakers[number % screen->theme.speaker_count];
}

/* The longest form of the entity's name that fits into the margin: "Antony Blinken", or else "Blinken". */
static const char *fitting_name(const struct screen *screen, const struct entity *entity, int room)
{
    const char *found = entity->name;
    int widest = 0;
    if (screen_width(screen, found, strlen(found)) <= room)
        return found;
    for (size_t i = 0; i < entity->alias_count; i++) {
        int width = screen_width(screen, entity->aliases[i], strlen(entity->aliases[i]));
        if (width <= room && width > widest) {
            found = entity->aliases[i];
            widest = width;
        }
    }
    return found;
}

/* What stands in the margin beside one row: a name, or one of the two parts of a name that is too long for it. */
struct margin_text {
    const char *text;
    size_t length;
    bool is_last; /* no more of the name follows */
};

static struct margin_text part_of_name(const struct reader *reader, const struct screen *screen, const char *name,
                                       size_t first_row, size_t row, int room)
{
    size_t length = strlen(name), below = first_row + 1;
    int width;
    size_t cut = glyphs_fit(name, length, room, screen->set, &width);
    while (cut && cut < length && name[cut] != ' ')
        cut--;
    bool is_free = below < reader->layout.rows.count && voices_label(&reader->voices, below) == ARTICLE_NONE;
    if (!cut || cut == length || !is_free)
        return (struct margin_text){name, row == first_row ? length : 0, true};
    if (row == first_row)
        return (struct margin_text){name, cut, false};
    return (struct margin_text){name + cut + 1, length - cut - 1, true};
}

static void draw_name(const struct reader *reader, struct screen *screen, size_t row, struct pen *pen)
{
    if (!reader->frame.names_columns)
        return;
    size_t first_row = row, index = voices_label(&reader->voices, row);
    if (index == ARTICLE_NONE && row)
        index = voices_label(&reader->voices, --first_row);
    if (index == ARTICLE_NONE)
        return;
    const struct quotation *quotation = &reader->article->quotations[index];
    bool known = quotation->speaker_entity < reader->article->entity_count;
    bool unsure = known && quotation->confidence * 100 < reader->unsure_below;
    int room = reader->frame.names_columns - (unsure ? 2 : 0);
    const char *name =
        known ? fitting_name(screen, &reader->article->entities[quotation->speaker_entity], room) : "unknown";
    struct margin_text part = part_of_name(reader, screen, name, first_row, row, room);
    if (!part.length)
        return;
    struct style style = reader_voice_style(reader, screen, quotation->speaker_entity);
    int width = screen_width(screen, part.text, part.length);
    if (width > room)
        width = room;
    screen_pad(screen, pen, screen_style(screen, ROLE_TEXT), reader->frame.names_left + room - width);
    screen_put_clipped(screen, pen, style, part.text, part.length, width);
    if (unsure && part.is_last)
        screen_put_string(screen, pen, style, " ?");
}

static void draw_marks(const struct reader *reader, struct screen *screen, size_t index, struct pen *pen)
{
    struct row_marks_shown marks = row_marks_of(&reader->layout, index, &row_glyphs_screen);
    struct style text = screen_style(screen, ROLE_TEXT), faint = screen_style(screen, ROLE_FAINT);
    int left = reader->frame.text_left;
    for (int i = 0; i < marks.bar_count; i++) {
        screen_pad(screen, pen, text, left + marks.bar_column + i * ROW_MARKS_BAR_WIDTH);
        screen_put_string(screen, pen, faint, row_glyphs_screen.bar);
    }
    if (!marks.marker)
        return;
    screen_pad(screen, pen, text, left + marks.marker_column);
    screen_put_string(screen, pen, faint, marks.marker);
}

void reader_draw_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                     int line)
{
    const struct frame *frame = &reader->frame;
    struct style text = screen_style(screen, ROLE_TEXT);
    struct pen pen = {line, frame->reader_left, frame->reader_left + frame->reader_columns};
    if (index < reader->layout.rows.count) {
        const struct layout_row *row = layout_row(&reader->layout, index);
        draw_name(reader, screen, index, &pen);
        draw_marks(reader, screen, index, &pen);
        screen_pad(screen, &pen, text, frame->text_left + row->indent);
        reader_write_row(reader, screen, session, index, &pen);
    }
    screen_pad(screen, &pen, text, pen.end);
}
