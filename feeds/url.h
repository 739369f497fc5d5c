/* url: what a document links to becomes an absolute http or https URL that may safely be shown and opened, or nothing.
 * Never in here: fetching. */
#ifndef WHOSAID_FEEDS_URL_H
#define WHOSAID_FEEDS_URL_H

/* Longer ones are refused: browsers and servers stop at 2 to 8 thousand bytes, and what is longer is data. */
enum { URL_LENGTH_MAX = 8192 };

/* A longer base is none: a feed may have a million addresses that are relative to it, each of which would be as
 * long. */
enum { URL_BASE_MAX = 2048 };

/* `reference` (NUL-terminated UTF-8, as it stands in the document) against `base` (NULL when unknown) after RFC 3986,
 * 5.2, with the scheme in lower case and blanks and all beyond ASCII percent-encoded. A new string for free(); NULL
 * when it is empty, too long, only a fragment, relative without a base (of at most URL_BASE_MAX bytes), of another
 * scheme than http and https, or memory is short. */
char *url_resolve(const char *reference, const char *base);

/* Of an absolute URL the part from its host on where a user name or password stands before that (RFC 3986, 3.2.1), else
 * all of it: what may be shown to whoever looks at the screen. Points into the URL. */
const char *url_behind_password(const char *url);

/* An absolute URL without a user name and password, a new string for free(); NULL when memory is short. */
char *url_without_password(const char *url);

#endif
