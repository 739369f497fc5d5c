/* libxml: libxml2, loaded when it is first needed. It brings ICU and the C++ library along, and the three cost a start
 * more than all the rest of the program; the archive is read without them. Code of this room includes libxml2's own
 * headers and calls its functions by their names: libxml.c defines those (libxml.def), and each hands over to the
 * library's. Never in here: parsing. */
#ifndef WHOSAID_FEEDS_LIBXML_H
#define WHOSAID_FEEDS_LIBXML_H

#include <stdbool.h>

struct error;

/* Loads the library unless that was done before. False and a sentence when it is not installed or is not the one that
 * the program was built for; every function of libxml.def then does nothing and returns NULL or 0. */
bool libxml_load(struct error *error);

#endif
