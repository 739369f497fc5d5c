/* session's readings: the articles that were opened, with the place in each. Never in here: which screen shows them. */
#ifndef WHOSAID_APP_SESSION_READINGS_H
#define WHOSAID_APP_SESSION_READINGS_H

#include <stdint.h>

#include "base/error.h"

struct session;

/* As many articles as all opened files may hold. */
enum { READINGS_MAX = 1000000 };

/* Makes the article under the cursors the session's reading: as it was left, or read and, where that is still to be
 * done, annotated. Returns SESSION_CONTEXT | SESSION_LIST, and SESSION_NOTICE where annotating failed; SESSION_NOTHING
 * and a sentence when the article cannot be read: the reading before stays. */
unsigned session_read(struct session *session, struct error *error);

/* The same for the article of the archive with that number, whether it is listed or not. */
unsigned session_read_archived(struct session *session, int64_t id, struct error *error);

/* Has the reading of that article, where there is one, know whether it is starred. */
void session_note_star(struct session *session, int64_t id, bool starred);

/* Gives all of them back. */
void session_forget_readings(struct session *session);

#endif
