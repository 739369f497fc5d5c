/* prompt: a short text, and a cursor in it that stands between two characters with all their marks. */
#include "ui/prompt.h"

#include <string.h>
#include <unistr.h>

#include "base/clean.h"
#include "config/keys.h"

#define CONTROL(letter) ((letter)&0x1f)

/* --- editing ------------------------------------------------------------------------------------------------------ */

/* Where the character before the cursor begins, and where the one under it ends; the cursor itself where there is
 * none. */
static size_t previous_place(const struct prompt *prompt)
{
    size_t place = 0;
    int width;
    for (size_t at = 0; at < prompt->cursor;) {
        place = at;
        at += glyph_next(prompt->text + at, prompt->length - at, GLYPHS_UTF8, &width);
    }
    return place;
}

static size_t next_place(const struct prompt *prompt)
{
    int width;
    size_t rest = prompt->length - prompt->cursor;
    return prompt->cursor + (rest ? glyph_next(prompt->text + prompt->cursor, rest, GLYPHS_UTF8, &width) : 0);
}

/* Takes the bytes from `start` to before `end` out; the cursor stands where they were. */
static bool cut(struct prompt *prompt, size_t start, size_t end)
{
    memmove(prompt->text + start, prompt->text + end, prompt->length - end + 1);
    prompt->length -= end - start;
    prompt->cursor = start;
    return end > start;
}

static bool delete_before(struct prompt *prompt)
{
    return cut(prompt, previous_place(prompt), prompt->cursor);
}

static bool delete_under(struct prompt *prompt)
{
    return cut(prompt, prompt->cursor, next_place(prompt));
}

static bool delete_word(struct prompt *prompt)
{
    size_t start = prompt->cursor;
    while (start && prompt->text[start - 1] == ' ')
        start--;
    while (start && prompt->text[start - 1] != ' ')
        start--;
    return cut(prompt, start, prompt->cursor);
}

static bool delete_all_before(struct prompt *prompt)
{
    return cut(prompt, 0, prompt->cursor);
}

static bool delete_all_behind(struct prompt *prompt)
{
    return cut(prompt, prompt->cursor, prompt->length);
}

static bool move_left(struct prompt *prompt)
{
    prompt->cursor = previous_place(prompt);
    return false;
}

static bool move_right(struct prompt *prompt)
{
    prompt->cursor = next_place(prompt);
    return false;
}

static bool move_to_start(struct prompt *prompt)
{
    prompt->cursor = 0;
    return false;
}

static bool move_to_end(struct prompt *prompt)
{
    prompt->cursor = prompt->length;
    return false;
}

static bool type(struct prompt *prompt, uint32_t key)
{
    char bytes[4];
    int size = key < ' ' || key > 0x10ffff ? -1 : u8_uctomb((uint8_t *)bytes, key, sizeof bytes);
    if (size <= 0 || !clean_is_safe(bytes, (size_t)size) || prompt->length + (size_t)size >= sizeof prompt->text)
        return false;
    char *place = prompt->text + prompt->cursor;
    memmove(place + size, place, prompt->length - prompt->cursor);
    memcpy(place, bytes, (size_t)size);
    prompt->length += (size_t)size;
    prompt->cursor += (size_t)size;
    prompt->text[prompt->length] = '\0';
    return true;
}

bool prompt_take(struct prompt *prompt, uint32_t key)
{
    static const struct {
        uint32_t key;
        bool (*edit)(struct prompt *prompt);
    } edits[] = {
        {KEYCODE_BACKSPACE, delete_before}, {KEYCODE_DELETE, delete_under},    {CONTROL('d'), delete_under},
        {CONTROL('w'), delete_word},        {CONTROL('u'), delete_all_before}, {CONTROL('k'), delete_all_behind},
        {KEYCODE_LEFT, move_left},          {CONTROL('b'), move_left},         {KEYCODE_RIGHT, move_right},
        {CONTROL('f'), move_right},         {KEYCODE_HOME, move_to_start},     {CONTROL('a'), move_to_start},
        {KEYCODE_END, move_to_end},         {CONTROL('e'), move_to_end},
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        if (key == edits[i].key)
            return edits[i].edit(prompt);
    return type(prompt, key);
}

void prompt_set(struct prompt *prompt, const char *text)
{
    *prompt = (struct prompt){.length = 0};
    for (ucs4_t character; (text = (const char *)u8_next(&character, (const uint8_t *)text));)
        (void)type(prompt, character);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

int prompt_draw(const struct prompt *prompt, struct ui *ui, const char *sign, const char *note)
{
    struct style style = screen_style(&ui->screen, ROLE_PROMPT);
    struct style faint = style_over(style, screen_style(&ui->screen, ROLE_FAINT));
    struct pen pen = {ui->frame.rows - 1, 0, ui->frame.columns};
    int width = screen_width(&ui->screen, note, strlen(note));
    size_t shown = 0;
    screen_put_string(&ui->screen, &pen, style, sign);
    /* What is before the cursor is what the eye is on: of a long text the start goes. */
    while (shown < prompt->cursor &&
           screen_width(&ui->screen, prompt->text + shown, prompt->cursor - shown) >= pen.end - pen.column)
        shown += glyph_next(prompt->text + shown, prompt->cursor - shown, GLYPHS_UTF8, &(int){0});
    screen_put(&ui->screen, &pen, style, prompt->text + shown, prompt->cursor - shown);
    int cursor = pen.column;
    screen_put_string(&ui->screen, &pen, style, prompt->text + prompt->cursor);
    if (pen.column + 2 + width < ui->frame.columns) {
        screen_pad(&ui->screen, &pen, style, ui->frame.columns - 1 - width);
        screen_put_string(&ui->screen, &pen, faint, note);
    }
    screen_pad(&ui->screen, &pen, style, ui->frame.columns);
    return cursor;
}

bool prompt_is_given_up(const struct event *event)
{
    return event->type == EVENT_CANCEL || event->type == EVENT_END ||
           (event->type == EVENT_KEY && (event->key == KEYCODE_ESCAPE || event->key == CONTROL('g')));
}
