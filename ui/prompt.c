/* prompt: typing at the end of a short text. */
#include "ui/prompt.h"

#include <string.h>
#include <unistr.h>

#include "base/clean.h"
#include "config/keys.h"

enum { CONTROL_G = 'g' & 0x1f, CONTROL_U = 'u' & 0x1f, CONTROL_W = 'w' & 0x1f };

static void delete_character(struct prompt *prompt)
{
    ucs4_t character;
    const uint8_t *start = (const uint8_t *)prompt->text;
    const uint8_t *before = u8_prev(&character, start + prompt->length, start);
    prompt->length = before ? (size_t)(before - start) : 0;
}

static void delete_word(struct prompt *prompt)
{
    while (prompt->length && prompt->text[prompt->length - 1] == ' ')
        prompt->length--;
    while (prompt->length && prompt->text[prompt->length - 1] != ' ')
        prompt->length--;
}

bool prompt_take(struct prompt *prompt, uint32_t key)
{
    if (key == KEYCODE_BACKSPACE) {
        delete_character(prompt);
    } else if (key == CONTROL_U) {
        prompt->length = 0;
    } else if (key == CONTROL_W) {
        delete_word(prompt);
    } else {
        char bytes[4];
        int size = key < ' ' || key > 0x10ffff ? -1 : u8_uctomb((uint8_t *)bytes, key, sizeof bytes);
        if (size <= 0 || !clean_is_safe(bytes, (size_t)size) || prompt->length + (size_t)size >= sizeof prompt->text)
            return false;
        memcpy(prompt->text + prompt->length, bytes, (size_t)size);
        prompt->length += (size_t)size;
    }
    prompt->text[prompt->length] = '\0';
    return true;
}

int prompt_draw(const struct prompt *prompt, struct ui *ui, const char *sign, const char *note)
{
    struct style style = screen_style(&ui->screen, ROLE_PROMPT);
    struct style faint = style_over(style, screen_style(&ui->screen, ROLE_FAINT));
    struct pen pen = {ui->frame.rows - 1, 0, ui->frame.columns};
    int width = screen_width(&ui->screen, note, strlen(note));
    const char *shown = prompt->text;
    screen_put_string(&ui->screen, &pen, style, sign);
    /* What was typed last is what the eye is on: a long text shows its end. */
    while (*shown && screen_width(&ui->screen, shown, strlen(shown)) >= pen.end - pen.column)
        shown = (const char *)u8_next(&(ucs4_t){0}, (const uint8_t *)shown);
    screen_put_string(&ui->screen, &pen, style, shown);
    int cursor = pen.column;
    if (cursor + 2 + width < ui->frame.columns) {
        screen_pad(&ui->screen, &pen, style, ui->frame.columns - 1 - width);
        screen_put_string(&ui->screen, &pen, faint, note);
    }
    screen_pad(&ui->screen, &pen, style, ui->frame.columns);
    return cursor;
}

bool prompt_is_given_up(const struct event *event)
{
    return event->type == EVENT_CANCEL || event->type == EVENT_END ||
           (event->type == EVENT_KEY && (event->key == KEYCODE_ESCAPE || event->key == CONTROL_G));
}
