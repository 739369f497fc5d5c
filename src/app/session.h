/* session: what the reader does: which article is open, where in it they are, which list they jump through, where they
 * have been. Actions change it and tell what changed; the screen shows it. Never in here: rows, columns, keys, curses.
 * */
#ifndef WHOSAID_APP_SESSION_H
#define WHOSAID_APP_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/evidence.h"
#include "app/marks.h"
#include "app/shelf.h"
#include "article/article.h"
#include "article/jump_list.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "config/keys.h"
#include "store/archive_articles.h"

struct annotator;
struct archived_feed;
struct shelf_archive;

/* What is remembered of one article while it is in memory. */
struct reading {
    struct article *article;
    int64_t key;          /* by which the shelf knows it */
    unsigned long serial; /* counts all readings: an article may stand where another one stood in memory */
    int64_t came_from;    /* the article with the link that led here; 0: none did */
    int64_t feed;         /* of the archive that it came from; ARCHIVE_NONE: none */
    bool is_starred;
    const char *source; /* where it was published, as lists say; in the article's arena; NULL: unknown */
    size_t word_count;
    size_t top;                 /* byte in the first row of the screen */
    struct archived_place kept; /* where the archive knows that the reader was */
    struct jump_list list;      /* the active one; all quotations to begin with */
    struct jump_history history;
};

/* What a call changed, as bits. */
enum session_change {
    SESSION_NOTHING = 0,
    SESSION_CONTEXT = 1 << 0, /* another screen, another article, or the cursor of a list */
    SESSION_JUMPED = 1 << 1,  /* `target` is to be seen */
    SESSION_LIST = 1 << 2,    /* the active list or its current stop is another */
    SESSION_NOTICE = 1 << 3,  /* `notice` is to be told */
    SESSION_QUIT = 1 << 4     /* there is no screen to go back to */
};

/* Read by the screen, changed only through the functions below. */
struct session {
    struct shelf *shelf;
    struct shelf_archive *archive; /* the shelf, where it is that of the archive; else NULL */
    struct marks marks;            /* of articles of the archive */
    bool marks_when_opened;        /* opening an article of the archive marks it read */
    bool told_unwritable;          /* the user knows that marks are not kept */
    const struct annotator *annotator;
    struct annotator *own_annotator; /* where there was none, and somebody asked why */
    enum context context;            /* which screen: library, articles or reader */
    size_t source, article;          /* under the cursors of the two lists; in the reader the one that is open */
    struct buffer kept_screen;       /* which screen was kept last, as session_keep_screen writes it without cursors */
    struct array readings;           /* of struct reading *, the one that was opened last at the end */
    struct reading *reading;         /* the open one; NULL until an article was opened */
    unsigned long readings_begun;
    struct range seen;   /* bytes of the open article that are on the screen */
    struct range target; /* what a jump led to */
    size_t target_top;   /* where the jump restores a view, the byte that its first row began with; else ARTICLE_NONE */
    struct evidence_list evidence;   /* of the article that is or was last explained */
    const struct article *explained; /* that article, or NULL */
    struct error notice;             /* a sentence for the user */
    bool notice_is_failure;
};

/* A session over what is on the shelf; both must outlive it. One article stands open at once, one source with several
 * shows its list, several show the library. `annotator` may be NULL: then articles stay without annotations. Articles
 * of files are annotated when they are first opened. NULL and a sentence when there is no article or memory is short.
 * The caller owns it. */
struct session *session_create(struct shelf *shelf, const struct annotator *annotator, struct error *error);
void session_destroy(struct session *session);

/* The open article or, in a list of files, that of the row under the cursor (the first one of a source); NULL when it
 * is not in memory. */
const struct article *session_cursor_article(const struct session *session);

/* The address of that article, or of the feed's site; NULL when it has none. */
const char *session_cursor_link(const struct session *session);

/* Whether the reader was chosen from a list, and from which: CONTEXT_READER when there is none to go back to. */
enum context session_list_context(const struct session *session);

/* Does what an action means apart from any screen: opening, leaving, stepping through articles, stops and the history,
 * the entity under the current stop, quitting. `count` is the one that was typed, 0 for none. Returns bits of
 * enum session_change; SESSION_NOTHING for an action that is none of the session's. */
unsigned session_act(struct session *session, enum action action, size_t count);

/* Puts the cursor of the list on row `row` (or its last one). */
unsigned session_select_row(struct session *session, size_t row);

/* Opens row `row` of the list from which the open article came, where it stands beside the reader. */
unsigned session_open_row(struct session *session, size_t row);

/* Told by the screen: the byte in its first row, kept with the article. */
void session_scroll(struct session *session, size_t byte);

/* Told by the screen after it has drawn: the bytes in its first to last row. Jumps start from there. */
void session_see(struct session *session, struct range seen);

/* Notes the place for going back, before a move that is no jump but goes far. */
void session_remember_place(struct session *session);

/* Jumps to byte `byte` of the open article; the active list stays. */
unsigned session_go_to(struct session *session, size_t byte);

/* Makes a list active and jumps to one of its stops. `index` is for JUMP_QUOTATIONS a quotation, for JUMP_HEADINGS a
 * block; for JUMP_SPEAKER and JUMP_ENTITY an entity, whose next stop, or else first one, is jumped to. */
unsigned session_pick(struct session *session, enum jump_kind kind, size_t index);

/* Makes the quotation that holds byte `byte` current, the innermost where they are nested. */
unsigned session_point_at(struct session *session, size_t byte);

/* Makes `matches` the places of `needle` (jump_list_of_matches) with that one current to which session_search would
 * jump; changes nothing else. The caller gives it back. */
void session_preview(const struct session *session, const char *needle, struct jump_list *matches);

/* Makes the matches of `needle` the active list and jumps to the next one; a notice when there is none. */
unsigned session_search(struct session *session, const char *needle);

/* The current stop of the active list, or NULL. */
const struct jump_stop *session_stop(const struct session *session);

/* The quotation that the current stop is, or else lies in; NULL when there is none. */
const struct quotation *session_quotation(const struct session *session);

/* Why the current quotation has its speaker; found when it is first asked for in an article, and kept until it is asked
 * for in another one. NULL when no quotation is current, when nothing was annotated, or when memory was short. */
const struct evidence *session_evidence(struct session *session);

/* Gives back what was found. */
void session_forget_evidence(struct session *session);

/* Appends the current quotation as one would cite it: its words, then speaker and role, the article's title and
 * address. False when no quotation is current, or as buffer_append. */
bool session_append_quotation(const struct session *session, struct buffer *out);

/* The number of the link under the current stop, or ARTICLE_NONE; of the figure that the stop is in. */
size_t session_link(const struct session *session);
size_t session_figure(const struct session *session);

/* Brings what is listed up to date with what others wrote into the archive, and with marks: rows move, the cursors stay
 * on theirs. For the screen, before it draws. Returns SESSION_CONTEXT when something is new. */
unsigned session_refresh(struct session *session);

/* In the library, counts what one search means that was not counted yet: when there is nothing else to do. False when
 * there is none, or another screen stands. */
bool session_count_search(struct session *session);

/* Lists the articles that a query means (app/query.h). SESSION_NOTICE when it is not understood. */
unsigned session_find(struct session *session, const char *typed);

/* Keeps the search whose articles are listed under a name; gives a kept one another name; forgets it. */
unsigned session_keep_search(struct session *session, const char *name);
unsigned session_rename_search(struct session *session, const struct shelf_row *search, const char *name);
unsigned session_forget_search(struct session *session, int64_t search);

/* The article of the archive that is meant: the open one, or that under the cursor; ARCHIVE_NONE: there is none. */
int64_t session_article_id(const struct session *session);

/* The feed that is meant: that of the row under the cursor of the library, or whose articles are listed, or else that
 * of the article that is meant; NULL: none. */
const struct archived_feed *session_feed(const struct session *session);

/* What is meant where names are given: the row under the cursor of the library, or the one whose articles are
 * listed. */
struct shelf_row session_row(const struct session *session);

/* The tags of that article, as marks_tags; and sets them. */
bool session_tags(struct session *session, struct buffer *tags);
unsigned session_tag(struct session *session, const char *tags);

/* Whether an address leads to an article of the archive; and opens that in the place of the open one: SESSION_NOTHING
 * when there is none, or it is the open one. */
bool session_has_archived(const struct session *session, const char *url);
unsigned session_open_archived(struct session *session, const char *url);

/* Keeps in the archive which screen stands, and goes there again. */
void session_keep_screen(struct session *session);
unsigned session_resume(struct session *session);

/* Whether another screen stands than was kept last, or the place that was kept in the open article has left the screen;
 * and keeps both, so that even a program that is killed is found again where it was. Writing may wait for the disk: for
 * a moment in which nobody waits for the screen. */
bool session_has_moved(const struct session *session);
void session_keep(struct session *session);

/* Reads the open article anew where it is that one: its text was replaced. */
unsigned session_reload(struct session *session, int64_t id);

/* Sets the notice; returns SESSION_NOTICE. */
unsigned session_tell(struct session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));
unsigned session_fail(struct session *session, const struct error *error);

#endif
