/* page site: names are compared by their letters alone, as every page spells them in its own way. */
#include "feeds/page_site.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"

const char *const page_separators[PAGE_SEPARATOR_COUNT] = {
    " | ",
    " - ",
    " \xe2\x80\x93 ",
    " \xe2\x80\x94 ",
    " \xc2\xb7 ",
    " :: ",
    " \xc2\xbb ",
    " / ",
    " \xe2\x80\xa2 ",
    " \xc2\xab ",
    " \xe2\x80\xb9 ",
    " \xe2\x80\xba ",
    " < ",
    " -- ",
    " \xe2\x8b\x86 ",
    " \xe2\x98\x85 ",
    " \xe2\x88\x99 ",
    " \xe2\x9d\x98 ",
    /* as often in headlines */
    ": ",
    " > ",
    " \xe2\x80\x95 ",
    " ~ ",
    " @ ",
    " + ",
    " \xe2\x86\x92 ",
    " \xe2\x86\x90 ",
    " \xe2\x9e\x94 ",
    " \xe2\x97\x86 ",
    " \xe2\x80\xa7 ",
    " \xe3\x83\xbc ",
    " \\ ",
    /* without blanks, as they do without */
    "\xef\xbd\x9c",
    "\xef\xbc\x8d",
    "\xef\xbc\x9a",
};

/* A byte of a letter or digit; dashes, quotation marks and blanks beyond ASCII (U+2000 to U+206F) are none. */
static bool is_letter(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return isalnum(*bytes) || (*bytes >= 0x80 && !(*bytes == 0xe2 && (bytes[1] == 0x80 || bytes[1] == 0x81)));
}

/* Where the next letter is, from `at` on. */
static const char *next_letter(const char *at, const char *end)
{
    while (at < end && !is_letter(at))
        at += (unsigned char)*at == 0xe2 ? 3 : 1;
    return at < end ? at : end;
}

/* True when the letters of `start` stand at the beginning of those of `text`, and any do; `all`: and no others. */
static bool begins(const char *text, const char *text_end, const char *start, const char *start_end, bool all)
{
    for (bool any = false;; any = true) {
        text = next_letter(text, text_end);
        start = next_letter(start, start_end);
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

bool page_holds_name(const char *name, const char *part)
{
    const char *end = name + strlen(name), *part_end = part + strlen(part);
    for (const char *at = name; *at; at++)
        if (is_letter(at) && begins(at, end, part, part_end, false))
            return true;
    return false;
}

/* The name before a motto ("Harbour Gazette | News from the pier"). */
static const char *without_motto(const char *site, const char *host, struct arena *arena)
{
    for (const char *at = site; *at; at++)
        for (size_t i = 0; i < PAGE_SEPARATORS_APART; i++)
            if (strncmp(at, page_separators[i], strlen(page_separators[i])) == 0)
                return page_names_host(site, (size_t)(at - site), host) ? arena_copy(arena, site, (size_t)(at - site))
                                                                        : site;
    return site;
}

const char *page_site_choose(const char *site, const char *publisher, const char *host, struct arena *arena)
{
    if (!site || !publisher)
        return site ? without_motto(site, host, arena) : publisher;
    bool is_same = page_holds_name(site, publisher) || page_holds_name(publisher, site);
    return is_same ? publisher : without_motto(site, host, arena);
}

const char *page_site_of_title(const char *title, const char *host, struct arena *arena)
{
    const char *name = NULL;
    for (const char *at = title; *at; at++)
        for (size_t i = 0; i < PAGE_SEPARATORS_APART; i++) {
            size_t length = strlen(page_separators[i]), before = (size_t)(at - title);
            if (strncmp(at, page_separators[i], length) != 0)
                continue;
            if (page_names_host(at + length, strlen(at + length), host))
                name = arena_copy_string(arena, at + length);
            else if (!name && page_names_host(title, before, host))
                name = arena_copy(arena, title, before);
        }
    return name;
}
