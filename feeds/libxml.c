/* libxml: a function that hands over for each row of libxml.def. */
#include "feeds/libxml.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxml/xmlwriter.h>
#include <stddef.h>

#include "base/error.h"
#include "base/loading.h"

/* The headers tell the layout of structs, so that no other version of the library will do: 2.14 changed it, and with it
 * the name of the file (libxml2, NEWS). */
#if LIBXML_VERSION < 21400
#define LIBXML_FILE "libxml2.so.2"
#define LIBXML_PACKAGE "libxml2"
#else
#define LIBXML_FILE "libxml2.so.16"
#define LIBXML_PACKAGE "libxml2-16"
#endif

struct functions {
#define LIBXML_FUNCTION(result, name, parameters, arguments) result(*name) parameters;
#define LIBXML_PROCEDURE(name, parameters, arguments) void(*name) parameters;
#include "feeds/libxml.def"
#undef LIBXML_FUNCTION
#undef LIBXML_PROCEDURE
    xmlFreeFunc *free;
};

/* Where each of them goes, and what it is called there. */
static const struct loaded_function rows[] = {
#define LIBXML_FUNCTION(result, name, parameters, arguments) {#name, offsetof(struct functions, name)},
#define LIBXML_PROCEDURE(name, parameters, arguments) {#name, offsetof(struct functions, name)},
#include "feeds/libxml.def"
#undef LIBXML_FUNCTION
#undef LIBXML_PROCEDURE
    {"xmlFree", offsetof(struct functions, free)},
};

static const struct loaded_library library = {LIBXML_FILE, LIBXML_PACKAGE, rows, sizeof rows / sizeof *rows};

enum state { NOT_TRIED, LOADED, REFUSED };

/* A library is in a process once, whoever calls; libxml2 itself keeps its handlers and allocators in the same way. */
static enum state state;
static struct functions functions;

bool libxml_load(struct error *error)
{
    if (state != LOADED)
        state = loading_fill(&library, &functions, error) ? LOADED : REFUSED;
    return state == LOADED || error_prefix(error, "XML and HTML cannot be read: ");
}

/* For calls that have nobody to tell: a library that is not there is looked for once. */
static bool is_loaded(void)
{
    struct error ignored;
    return state == LOADED || (state == NOT_TRIED && libxml_load(&ignored));
}

#define LIBXML_FUNCTION(result, name, parameters, arguments) \
    result name parameters                                   \
    {                                                        \
        return is_loaded() ? functions.name arguments : 0;   \
    }
#define LIBXML_PROCEDURE(name, parameters, arguments) \
    void name parameters                              \
    {                                                 \
        if (is_loaded())                              \
            functions.name arguments;                 \
    }
#include "feeds/libxml.def"

static void free_there(void *memory)
{
    if (is_loaded())
        (*functions.free)(memory);
}

/* In libxml2 it is a variable, too. */
xmlFreeFunc xmlFree = free_there;
