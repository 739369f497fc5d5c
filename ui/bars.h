/* bars: the lines at the top and at the bottom: what is read, and all that is known of the current stop. Never in here:
 * what is typed into the bottom line. */
#ifndef WHOSAID_UI_BARS_H
#define WHOSAID_UI_BARS_H

struct ui;

/* The line at the top, the empty one below it, the rule at the bottom. */
void bars_draw_frame(struct ui *ui);

/* The line at the bottom: a notice, or else the current stop. */
void bars_draw_status(struct ui *ui);

/* A line at the top for a screen of its own: `left`, and at the right edge `right`. */
void bars_draw_header(struct ui *ui, const char *left, const char *right);

/* The empty line below it, where there is one, with `right` at its right edge. */
void bars_draw_gap(struct ui *ui, const char *right);

/* A faint line from edge to edge. */
void bars_draw_rule(struct ui *ui, int row);

#endif
