/* clean: the one gate through which text from outside enters an article, and the one through which bytes leave for a
 * terminal past ncurses. Everything above may rely on what it promises. Never in here: encodings, markup. */
#ifndef WHOSAID_BASE_CLEAN_H
#define WHOSAID_BASE_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

enum clean_structure {
    CLEAN_LINE,        /* a title, a name, a paragraph: every run of white space becomes one blank, none at the edges */
    CLEAN_PREFORMATTED /* code, tables: newlines and blanks stay, a tab runs to the next multiple of eight columns */
};

/* How many combining marks may stand on one base character; real orthographies need no more than four or five
 * (Hebrew with cantillation, Vietnamese decomposed), stacked-up "zalgo" text has dozens. */
enum { CLEAN_COMBINING_MARKS_MAX = 6 };

/* Appends `length` bytes to `out` as clean text: valid UTF-8 (each ill-formed sequence gives one U+FFFD, Unicode 3.9)
 * in NFC (UAX 15), without C0, DEL and C1 controls, without bidi controls (UAX 9), zero-width spaces, tag characters,
 * interlinear annotation and noncharacters; U+2028 and U+2029 count as newlines, no-break and other Unicode spaces stay
 * what they are. Joiners (U+200C, U+200D) stay: scripts and emoji need them. Cleaning what is clean changes nothing.
 * False when `out` is full or memory is short (then `out->failed`). */
bool clean_text(const char *bytes, size_t length, enum clean_structure structure, struct buffer *out);

/* True when the bytes are valid UTF-8 without any character of the kinds that clean_text removes: what they are may
 * still be composed otherwise, stacked higher and spaced wider than it leaves them. */
bool clean_is_safe(const char *bytes, size_t length);

/* Appends UTF-8 for a terminal that ncurses does not guard (command output, window title): as it is, but each control
 * or bidi character but newline and tab becomes U+FFFD, so that offsets in code points stay right. False as
 * clean_text. */
bool clean_for_terminal(const char *bytes, size_t length, struct buffer *out);

#endif
