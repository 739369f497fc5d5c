/* session's marks, as rows of its action table: what the user does to articles of the archive. Each returns as
 * session_act; files keep no marks, which they say. */
#ifndef WHOSAID_APP_SESSION_MARKS_H
#define WHOSAID_APP_SESSION_MARKS_H

#include <stddef.h>

struct session;

/* The open article, or that under the cursor, becomes read, or unread again; starred, or not. */
unsigned session_toggle_read(struct session *session, size_t count);
unsigned session_toggle_star(struct session *session, size_t count);

/* Marks read all articles of the list; in the library those of the row under the cursor. */
unsigned session_mark_all_read(struct session *session, size_t count);

/* Marks the next part of very many articles, so that keys come in between. Returns SESSION_NOTHING when nothing is
 * left. */
unsigned session_mark_on(struct session *session);

/* Takes the last of these, or the last tagging, back. */
unsigned session_undo(struct session *session, size_t count);

/* Marks the open article read as it was opened. Returns SESSION_NOTHING or, once, SESSION_NOTICE when that cannot be
 * kept. */
unsigned session_mark_opened(struct session *session);

#endif
