/* session's jumps, as rows of its action table; `count` is at least 1, an article is open. Returns as session_act. */
#ifndef WHOSAID_APP_SESSION_JUMPS_H
#define WHOSAID_APP_SESSION_JUMPS_H

#include <stddef.h>

struct session;

/* Among the active list's stops if those are quotations, all or one speaker's; else all quotations become the list. */
unsigned session_next_quotation(struct session *session, size_t count);
unsigned session_previous_quotation(struct session *session, size_t count);

/* Among pictures, films and sounds, which become the list. */
unsigned session_next_figure(struct session *session, size_t count);
unsigned session_previous_figure(struct session *session, size_t count);

/* Among the active list's stops: from the current one when it is on the screen; else the first one on the screen or
 * behind it, and backwards the last one on the screen or before it. */
unsigned session_next_stop(struct session *session, size_t count);
unsigned session_previous_stop(struct session *session, size_t count);

/* Makes the entity under the current stop the list: one mentioned in it, or else the speaker. Where that list is active
 * already, goes to its next stop. */
unsigned session_entity_here(struct session *session, size_t count);

unsigned session_back(struct session *session, size_t count);
unsigned session_forward(struct session *session, size_t count);

#endif
