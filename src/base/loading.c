/* loading: dlopen and a table of names. */
#include "base/loading.h"

#include <dlfcn.h>
#include <string.h>

#include "base/error.h"

bool loading_fill(const struct loaded_library *library, void *table, struct error *error)
{
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return error_set(error, "%s (Debian: %s) cannot be loaded: %s", library->file, library->package, dlerror());
    for (size_t i = 0; i < library->count; i++) {
        void *symbol = dlsym(handle, library->functions[i].name);
        if (!symbol)
            return error_set(error, "%s (Debian: %s) is not the one that is needed: it has no %s", library->file,
                             library->package, library->functions[i].name);
        /* ISO C does not convert an address of data into one of a function; POSIX (dlsym) has them be of one size. */
        memcpy((char *)table + library->functions[i].offset, &symbol, sizeof symbol);
    }
    return true;
}
