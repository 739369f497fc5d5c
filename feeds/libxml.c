/* libxml: dlopen, and a function that hands over for each row of libxml.def. */
#include "feeds/libxml.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxml/xmlwriter.h>
#include <stddef.h>

#include "base/error.h"

/* The headers tell the layout of structs, so that no other version of the library will do: 2.14 changed it, and with it
 * the name of the file (libxml2, NEWS). */
#if LIBXML_VERSION < 21400
#define LIBXML_FILE "libxml2.so.2"
#else
#define LIBXML_FILE "libxml2.so.16"
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
struct symbol {
    const char *name;
    size_t offset;
};

static const struct symbol symbols[] = {
#define LIBXML_FUNCTION(result, name, parameters, arguments) {#name, offsetof(struct functions, name)},
#define LIBXML_PROCEDURE(name, parameters, arguments) {#name, offsetof(struct functions, name)},
#include "feeds/libxml.def"
#undef LIBXML_FUNCTION
#undef LIBXML_PROCEDURE
    {"xmlFree", offsetof(struct functions, free)},
};

enum state { NOT_TRIED, LOADED, REFUSED };

/* A library is in a process once, whoever calls; libxml2 itself keeps its handlers and allocators in the same way. */
static enum state state;
static struct functions functions;

static bool load(struct error *error)
{
    void *library = dlopen(LIBXML_FILE, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return error_set(error, "XML and HTML cannot be read without libxml2: %s", dlerror());
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void **place = (void **)(void *)((char *)&functions + symbols[i].offset);
        *place = dlsym(library, symbols[i].name);
        if (!*place)
            return error_set(error, "%s is another libxml2 than the program was built for: %s", LIBXML_FILE, dlerror());
    }
    return true;
}

bool libxml_load(struct error *error)
{
    if (state != LOADED)
        state = load(error) ? LOADED : REFUSED;
    return state == LOADED;
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
