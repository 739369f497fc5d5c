/* session's places: where the reader is, for themselves in ten minutes and for the next start. Never in here: jumps
 * within an article. */
#ifndef WHOSAID_APP_SESSION_PLACES_H
#define WHOSAID_APP_SESSION_PLACES_H

struct reading;
struct session;

/* Opens the article under the cursors; the screen before stays when that fails. Returns as session_act. */
unsigned session_show_article(struct session *session);

/* Goes back to the article whose link led to the open one; SESSION_NOTHING when none did. */
unsigned session_return(struct session *session);

/* Keeps in the archive where the reader is in the open article, and finds that again in one that was just read from
 * it. */
void session_keep_place(struct session *session);
void session_find_place(struct session *session, struct reading *reading);

/* Takes the screen that stands for the one that is kept (session_has_moved). */
void session_note_screen(struct session *session);

#endif
