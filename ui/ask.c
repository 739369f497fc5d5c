/* ask: waits for an answer, and draws whatever else happens meanwhile. */
#include "ui/ask.h"

#include <string.h>

#include "base/buffer.h"
#include "config/keys.h"

enum { QUESTION_SIZE_MAX = 64 * 1024, ANSWERS_GAP = 4 };

static const char answers[] = "y yes  n no";

/* Where in the history the prompt is. */
struct recall {
    size_t ago; /* 0: the prompt has what was typed now */
    struct prompt typed;
};

/* Puts what was typed before (or after) that into the prompt, where there is such a line. */
static void recall(struct recall *recall, const struct history *history, bool before, struct prompt *prompt)
{
    const char *line = history_line(history, recall->ago + 1);
    if (before ? !line : !recall->ago)
        return;
    if (!recall->ago)
        recall->typed = *prompt;
    recall->ago = before ? recall->ago + 1 : recall->ago - 1;
    if (recall->ago)
        prompt_set(prompt, history_line(history, recall->ago));
    else
        *prompt = recall->typed;
}

bool ask_text(struct ui *ui, enum history_kind kind, const char *sign, struct prompt *prompt)
{
    struct recall place = {.ago = 0};
    for (;;) {
        ui_draw(ui);
        struct event event = ui_wait(ui, ui->frame.rows - 1, prompt_draw(prompt, ui, sign, ""));
        if (prompt_is_given_up(&event))
            return false;
        if (event.type != EVENT_KEY)
            continue;
        if (event.key == KEYCODE_BACKSPACE && !prompt->length)
            return false;
        if (event.key == KEYCODE_ENTER) {
            if (prompt->length)
                history_add(&ui->histories[kind], prompt->text);
            return true;
        }
        if (event.key == KEYCODE_UP || event.key == KEYCODE_DOWN)
            recall(&place, &ui->histories[kind], event.key == KEYCODE_UP, prompt);
        else
            (void)prompt_take(prompt, event.key);
    }
}

/* Appends the question, cut where else there would be no room for how to answer it. */
static void append_question(const struct ui *ui, const char *question, struct buffer *sign)
{
    int room = ui->frame.columns - screen_width(&ui->screen, answers, strlen(answers)) - ANSWERS_GAP, width;
    size_t length = strlen(question), fits = glyphs_fit(question, length, room, ui->screen.set, &width);
    if (fits < length && room > 0)
        fits = glyphs_fit(question, length, room - 1, ui->screen.set, &width);
    (void)buffer_append(sign, question, fits);
    (void)buffer_append_string(sign, fits < length ? "… " : " ");
}

bool ask_yes(struct ui *ui, const char *question)
{
    const struct prompt nothing = {.length = 0};
    for (;;) {
        struct buffer sign = buffer_create(QUESTION_SIZE_MAX);
        ui_draw(ui);
        append_question(ui, question, &sign);
        int column = prompt_draw(&nothing, ui, buffer_string(&sign), answers);
        buffer_release(&sign);
        struct event event = ui_wait(ui, ui->frame.rows - 1, column);
        if (prompt_is_given_up(&event))
            return false;
        if (event.type == EVENT_KEY)
            return event.key == 'y' || event.key == 'Y';
    }
}
