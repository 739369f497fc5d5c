/* ask: waits for an answer, and draws whatever else happens meanwhile. */
#include "ui/ask.h"

#include <string.h>
#include <unistr.h>

#include "config/keys.h"

void ask_begin_with(struct prompt *prompt, const char *text)
{
    *prompt = (struct prompt){.length = 0};
    for (ucs4_t character; (text = (const char *)u8_next(&character, (const uint8_t *)text));)
        (void)prompt_take(prompt, character);
}

bool ask_text(struct ui *ui, const char *sign, struct prompt *prompt)
{
    for (;;) {
        ui_draw(ui);
        struct event event = ui_wait(ui, ui->frame.rows - 1, prompt_draw(prompt, ui, sign, ""));
        if (prompt_is_given_up(&event))
            return false;
        if (event.type == EVENT_KEY && event.key == KEYCODE_ENTER)
            return true;
        if (event.type == EVENT_KEY && event.key == KEYCODE_BACKSPACE && !prompt->length)
            return false;
        if (event.type == EVENT_KEY)
            (void)prompt_take(prompt, event.key);
    }
}

bool ask_yes(struct ui *ui, const char *question)
{
    const struct prompt nothing = {.length = 0};
    for (;;) {
        ui_draw(ui);
        struct event event = ui_wait(ui, ui->frame.rows - 1, prompt_draw(&nothing, ui, question, "y yes  n no"));
        if (prompt_is_given_up(&event))
            return false;
        if (event.type == EVENT_KEY)
            return event.key == 'y' || event.key == 'Y';
    }
}
