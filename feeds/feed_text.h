/* feed text: strings of a feed become what struct feed and struct feed_item promise. Never in here: which element or
 * member a string came from. */
#ifndef WHOSAID_FEEDS_FEED_TEXT_H
#define WHOSAID_FEEDS_FEED_TEXT_H

#include <stddef.h>

struct arena;

/* All take valid UTF-8, which need not end with a NUL where a length is given, and give a copy in the arena; NULL when
 * nothing is left of the text or memory is short (arena_failed tells). */

/* Plain text as one clean line. */
const char *feed_text_line(struct arena *arena, const char *text, size_t length);

/* HTML, escaped or not, as one clean line without markup; a text without tags and references is as plain text. */
const char *feed_text_line_of_html(struct arena *arena, const char *html, size_t length);

/* Takes the control characters out of a text with a NUL behind it, in place. */
void feed_text_strip(char *text, size_t *length);

/* Content as it came, but without control characters; newlines and tabs stay. */
const char *feed_text_content(struct arena *arena, const char *text, size_t length);

/* HTML content as it came, but without control characters and mended as html_mend does against `base`. */
const char *feed_text_html(struct arena *arena, const char *html, size_t length, const char *base);

/* The name in an author's line ("ana@news.example (Ana Ruiz)", "Ana Ruiz <ana@news.example>"), and in `mail`, when it
 * has an address, "mailto:…", else NULL. NULL when the line has no name. */
const char *feed_text_author(struct arena *arena, const char *line, const char **mail);

/* `reference` as an absolute address against `base` (NULL when unknown); as it is, cleaned, when it is relative without
 * a base or of a scheme that is no address of the web (mailto:, magnet:). */
const char *feed_text_url(struct arena *arena, const char *reference, const char *base);

#endif
