/* fetch errors: why a request failed, as one sentence for whoever reads the news. Never in here: deciding whether it
 * did. */
#ifndef WHOSAID_FEEDS_FETCH_ERRORS_H
#define WHOSAID_FEEDS_FETCH_ERRORS_H

#include "feeds/libcurl.h"

struct error;
struct fetch_transfer;

/* Writes the sentence for an answer whose status of HTTP is no success. */
void fetch_error_of_status(int status, struct error *error);

/* Writes the sentence for a transfer that we or libcurl ended before there was a whole answer. */
void fetch_error_of_transfer(const struct fetch_transfer *transfer, CURLcode code, struct error *error);

#endif
