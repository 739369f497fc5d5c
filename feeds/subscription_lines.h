/* subscription lines: the lists that newsboat (`urls`) and newsraft (`feeds`) keep, one feed a line. Never in here:
 * encodings, programs that such lists name. */
#ifndef WHOSAID_FEEDS_SUBSCRIPTION_LINES_H
#define WHOSAID_FEEDS_SUBSCRIPTION_LINES_H

#include <stdbool.h>

struct error;
struct subscriptions;

/* Adds a place for every line of the text (NUL-terminated UTF-8) that begins with a web address.
 *
 * newsboat: the words behind the address are tags, "~Title" is the title, "!…" hides the feed there and is no tag;
 * blanks stand between double quotes, where a backslash takes the next character as it is. newsraft: the quoted word is
 * the title, a line `@ Section` the tag of the lines below it (`@ Global` of none), and `[30] {100} < setting 1` behind
 * it are passed over. The list is newsraft's when a line of it begins with `@` or `$(`, and newsboat's else. Lines that
 * begin with `#` are comments. What is no web address (a query, a command) is a warning. False and a sentence when
 * there is no web address at the beginning of any line. */
bool subscription_lines_read(const char *text, struct subscriptions *list, struct error *error);

#endif
