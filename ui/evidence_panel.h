/* evidence panel: beside or below the text, why the current quotation has its speaker: who was considered, how probable
 * each was, by which construction, and what weighed most. Never in here: weighing, sentences. */
#ifndef WHOSAID_UI_EVIDENCE_PANEL_H
#define WHOSAID_UI_EVIDENCE_PANEL_H

#include <stdbool.h>
#include <stddef.h>

struct ui;

/* Shows the panel, with the next quotation made current where none is, or hides it. */
void evidence_panel_toggle(struct ui *ui, size_t count);

/* Hides it; false when it was not shown. */
bool evidence_panel_close(struct ui *ui);

/* Brings what the text lights up into step with the current quotation, before the text is drawn. */
void evidence_panel_prepare(struct ui *ui);

/* Moves the text so that the current quotation can be seen, with its speaker and cue where there is room for all. */
void evidence_panel_follow(struct ui *ui);

/* Draws it where the frame has room for it. */
void evidence_panel_draw(struct ui *ui);

#endif
