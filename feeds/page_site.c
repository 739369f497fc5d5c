/* page site: names are compared by their letters alone, as every page spells them in its own way. */
#include "feeds/page_site.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"

const char *const page_separators[PAGE_SEPARATOR_COUNT] = {
    " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xb7 ", " :: ", " \xc2\xbb ", " / ", " \xe2\x80\xa2 ",
    ": ",  " > ", "\xef\xbd\x9c",   " \xe2\x80\x95 ", " ~ ",
};

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* True when the letters of `start` stand at the beginning of those of `text`, and any do; `all`: and no others. */
static bool begins(const char *text, const char *text_end, const char *start, const char *start_end, bool all)
{
    for (bool any = false;; any = true) {
        while (text < text_end && !is_letter(*text))
            text++;
        while (start < start_end && !is_letter(*start))
            start++;
        if (start == start_end)
            return any && (!all || text == text_end);
        if (text == text_end || tolower((unsigned char)*text++) != tolower((unsigned char)*start++))
            return false;
    }
}

bool page_says_same(const char *one, size_t one_length, const char *other, size_t other_length)
{
    return begins(one, one + one_length, other, other + other_length, true);
}

bool page_names_host(const char *name, size_t length, const char *host)
{
    enum { LABEL_LEAST = 3 }; /* "co" and "de" name no site */
    for (const char *at = host; at && *at; at += strcspn(at, "."), at += *at == '.') {
        size_t label = strcspn(at, ".");
        if (page_says_same(name, length, at, strlen(at)) ||
            (label >= LABEL_LEAST && page_says_same(name, length, at, label)))
            return true;
    }
    return false;
}

/* True when the letters of the one stand in the other. */
static bool holds(const char *one, const char *other)
{
    for (const char *at = one; *at; at++)
        if (is_letter(*at) && begins(at, one + strlen(one), other, other + strlen(other), false))
            return true;
    return false;
}

/* The name before a motto ("Harbour Gazette | News from the pier"). */
static const char *without_motto(const char *site, const char *host, struct arena *arena)
{
    for (const char *at = site; *at; at++)
        for (size_t i = 0; i < PAGE_SEPARATOR_COUNT; i++)
            if (strncmp(at, page_separators[i], strlen(page_separators[i])) == 0)
                return page_names_host(site, (size_t)(at - site), host) ? arena_copy(arena, site, (size_t)(at - site))
                                                                        : site;
    return site;
}

const char *page_site_choose(const char *site, const char *publisher, const char *host, struct arena *arena)
{
    if (!site || !publisher)
        return site ? without_motto(site, host, arena) : publisher;
    bool is_same = holds(site, publisher) || holds(publisher, site);
    return is_same ? publisher : without_motto(site, host, arena);
}
