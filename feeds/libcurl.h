/* libcurl: the functions of libcurl, found when the first address is fetched. Linking them would cost every start of
 * the program more than all else that it does then (3.4 ms of TLS, Kerberos, LDAP and their like, measured), also of
 * those that only read. Never in here: HTTP. */
#ifndef WHOSAID_FEEDS_LIBCURL_H
#define WHOSAID_FEEDS_LIBCURL_H

#include <curl/curl.h>
#include <stdbool.h>

struct error;

/* Every function that is used, without its curl_. The library has to be of 7.87 (2022) or later: protocols by name are
 * of 7.85, and only since 7.87 a name server that does not answer can be given up without waiting for it. */
#define LIBCURL_FUNCTIONS(FUNCTION) \
    FUNCTION(global_init)           \
    FUNCTION(version_info)          \
    FUNCTION(free)                  \
    FUNCTION(slist_append)          \
    FUNCTION(slist_free_all)        \
    FUNCTION(url)                   \
    FUNCTION(url_set)               \
    FUNCTION(url_get)               \
    FUNCTION(url_cleanup)           \
    FUNCTION(easy_init)             \
    FUNCTION(easy_setopt)           \
    FUNCTION(easy_getinfo)          \
    FUNCTION(easy_header)           \
    FUNCTION(easy_strerror)         \
    FUNCTION(easy_cleanup)          \
    FUNCTION(multi_init)            \
    FUNCTION(multi_setopt)          \
    FUNCTION(multi_add_handle)      \
    FUNCTION(multi_remove_handle)   \
    FUNCTION(multi_perform)         \
    FUNCTION(multi_poll)            \
    FUNCTION(multi_info_read)       \
    FUNCTION(multi_strerror)        \
    FUNCTION(multi_cleanup)

/* The types are those of <curl/curl.h>, so that the compiler checks each call as if it were linked. */
struct libcurl {
#define LIBCURL_MEMBER(name) __typeof__(curl_##name) *name;
    LIBCURL_FUNCTIONS(LIBCURL_MEMBER)
#undef LIBCURL_MEMBER
};

/* Loads the library, which stays until the program ends, and fills the table. False and a sentence when it is not
 * installed, too old, or cannot begin. */
bool libcurl_load(struct libcurl *curl, struct error *error);

#endif
