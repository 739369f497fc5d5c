/* libcurl: a table of names, and how old the library may be. */
#include "feeds/libcurl.h"

#include <stddef.h>

#include "base/error.h"
#include "base/loading.h"

enum { OLDEST_VERSION = 0x075700 };

static const struct loaded_function functions[] = {
#define LIBCURL_ROW(name) {"curl_" #name, offsetof(struct libcurl, name)},
    LIBCURL_FUNCTIONS(LIBCURL_ROW)
#undef LIBCURL_ROW
};

/* The name of its interface is the same since 2006. */
static const struct loaded_library library = {"libcurl.so.4", "libcurl4", functions,
                                              sizeof functions / sizeof *functions};

bool libcurl_load(struct libcurl *curl, struct error *error)
{
    if (!loading_fill(&library, curl, error))
        return error_prefix(error, "nothing can be fetched: ");
    const curl_version_info_data *information = curl->version_info(CURLVERSION_NOW);
    if (information->version_num < OLDEST_VERSION)
        return error_set(error, "nothing can be fetched: libcurl is of version %s; 7.87 or later is needed",
                         information->version);
    CURLcode code = curl->global_init(CURL_GLOBAL_DEFAULT);
    return code == CURLE_OK || error_set(error, "nothing can be fetched: libcurl says: %s", curl->easy_strerror(code));
}
