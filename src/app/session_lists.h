/* session's lists of the archive: searches, folders, the next unread one. Each returns as session_act. */
#ifndef WHOSAID_APP_SESSION_LISTS_H
#define WHOSAID_APP_SESSION_LISTS_H

#include <stddef.h>

struct session;

/* Goes to the next (previous) unread article: in the reader it opens; in a list the cursor goes there; in the library
 * the cursor goes to a feed that has one. Behind the last one of the list comes the next feed that has any. */
unsigned session_next_unread(struct session *session, size_t count);
unsigned session_previous_unread(struct session *session, size_t count);

/* Folds or unfolds the folder under the cursor. */
unsigned session_fold(struct session *session, size_t count);

#endif
