/* html marker: the number of a list's item as it stands on the page. Never in here: lists. */
#ifndef WHOSAID_FEEDS_HTML_MARKER_H
#define WHOSAID_FEEDS_HTML_MARKER_H

enum { HTML_MARKER_SIZE = 24 };

/* The `type` of a numbered list (HTML Living Standard, 4.4.5). */
enum html_marker_style {
    HTML_MARKER_DECIMAL,
    HTML_MARKER_LETTERS,
    HTML_MARKER_CAPITALS,
    HTML_MARKER_ROMAN,
    HTML_MARKER_ROMAN_CAPITALS
};

/* The style that a `type` attribute names; NULL and unknown ones are decimal. */
enum html_marker_style html_marker_style(const char *type);

/* The number that an attribute holds, `otherwise` when it is NULL, no number, or beyond any list. */
int html_marker_number(const char *attribute, int otherwise);

/* Writes "3.", "c.", "III."; what a style has no number for (0, the 27th letter, 101 in Roman) is written in
 * decimal. */
void html_marker_write(enum html_marker_style style, int number, char marker[HTML_MARKER_SIZE]);

#endif
