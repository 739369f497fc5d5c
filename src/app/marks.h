/* marks: what the user does to articles of the archive — read, starred, tags — and taking it back. Every mark is in the
 * archive before the call returns, but for those of very many articles, which are marked a part at a time, so that no
 * key waits for them; what was before is remembered as long as the program runs. Never in here: which article is
 * meant. */
#ifndef WHOSAID_APP_MARKS_H
#define WHOSAID_APP_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

struct archive;
struct buffer;
struct error;

/* What is being marked: `done` of `count` articles. */
struct mark_work {
    int64_t *ids;
    size_t count, done;
    bool read;
    uint64_t change; /* which one this is, by its number; 0: one that is taken back */
};

struct marks {
    struct archive *archive;
    struct array changes; /* of struct mark_change, the last one at the end */
    uint64_t last_number; /* of a change */
    size_t at_once;       /* so many articles are marked in one go */
    struct mark_work work;
};

enum mark_type { MARK_READ, MARK_STARRED, MARK_TAGS };

/* Something that was taken back. */
struct mark_undone {
    enum mark_type type;
    bool value;   /* what it is again: read, starred */
    size_t count; /* of how many articles */
    int64_t id;   /* of the first one */
};

struct marks marks_create(struct archive *archive);
void marks_release(struct marks *marks);

/* Marks the next articles of what marks_read or marks_undo began. False and a sentence when the archive cannot be
 * written: the rest is let be then. */
bool marks_go_on(struct marks *marks, struct error *error);

/* True when there is something left for that. */
bool marks_are_due(const struct marks *marks);

/* Each marks and remembers; the caller gives only articles that are not marked so yet. False and a sentence, nothing
 * changed, when the archive cannot be written. What cannot be remembered for want of memory is marked nonetheless. */
bool marks_read(struct marks *marks, const int64_t *ids, size_t count, bool read, struct error *error);
bool marks_star(struct marks *marks, int64_t id, bool starred, struct error *error);

/* The tags of an article, a comma between two of them; blanks around them do not count, nor does a tag that stands
 * twice. */
bool marks_tag(struct marks *marks, int64_t id, const char *tags, struct error *error);

/* Appends the tags of an article in that form. */
bool marks_tags(struct marks *marks, int64_t id, struct buffer *tags, struct error *error);

/* Takes the last change back, or as much of it as was done. False with a sentence when the archive cannot be written;
 * with an empty one when there is none. */
bool marks_undo(struct marks *marks, struct mark_undone *undone, struct error *error);

#endif
