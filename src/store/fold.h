/* fold: folding (base/folding.h) as a function of SQL, for the short names that are not in the index. Never in here:
 * searching. */
#ifndef WHOSAID_STORE_FOLD_H
#define WHOSAID_STORE_FOLD_H

struct sqlite3;

/* Gives the connection the function fold(text): case folded, decomposed (NFKD) and without combining marks. A status of
 * SQLite. */
int fold_register(struct sqlite3 *handle);

#endif
