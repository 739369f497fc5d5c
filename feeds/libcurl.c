/* libcurl: dlopen and a table of names. */
#include "feeds/libcurl.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "base/error.h"

/* The name of its interface, the same since 2006. */
static const char library_name[] = "libcurl.so.4";

enum { OLDEST_VERSION = 0x075700 };

struct function {
    const char *name;
    size_t offset; /* of its pointer in struct libcurl */
};

static const struct function functions[] = {
#define LIBCURL_ROW(name) {"curl_" #name, offsetof(struct libcurl, name)},
    LIBCURL_FUNCTIONS(LIBCURL_ROW)
#undef LIBCURL_ROW
};

/* ISO C does not convert an address of data into one of a function; POSIX (dlsym) has them be of one size. */
static bool find(void *library, const struct function *function, struct libcurl *curl)
{
    void *symbol = dlsym(library, function->name);
    memcpy((char *)curl + function->offset, &symbol, sizeof symbol);
    return symbol != NULL;
}

bool libcurl_load(struct libcurl *curl, struct error *error)
{
    /* What it starts with TLS libraries cannot be undone, so it is never unloaded. */
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library)
        return error_set(error, "nothing can be fetched: libcurl (Debian: libcurl4) cannot be loaded: %s", dlerror());
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (!find(library, &functions[i], curl))
            return error_set(error, "nothing can be fetched: the installed libcurl has no %s; 7.87 or later is needed",
                             functions[i].name);
    const curl_version_info_data *information = curl->version_info(CURLVERSION_NOW);
    if (information->version_num < OLDEST_VERSION)
        return error_set(error, "nothing can be fetched: libcurl is of version %s; 7.87 or later is needed",
                         information->version);
    CURLcode code = curl->global_init(CURL_GLOBAL_DEFAULT);
    return code == CURLE_OK || error_set(error, "nothing can be fetched: libcurl says: %s", curl->easy_strerror(code));
}
