/* page title: separators are looked for from both ends; nothing is cut that the page does not confirm. */
#include "feeds/page_title.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

/* What stands between a headline and the name of a site; the first ones hardly ever anything else. */
enum { SURE_SEPARATORS = 9 };
static const char *const separators[] = {
    " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xb7 ", " :: ", " \xc2\xbb ", " / ", " \xe2\x80\xa2 ",
    ": ",  " > ", "\xef\xbd\x9c",   " \xe2\x80\x95 ", " ~ ",
};

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* The same letters and digits in the same order: "Harbour Gazette" and "harbourgazette". */
static bool says_same(const char *one, size_t one_length, const char *other, size_t other_length)
{
    const char *one_end = one + one_length, *other_end = other + other_length;
    bool any = false;
    for (;;) {
        while (one < one_end && !is_letter(*one))
            one++;
        while (other < other_end && !is_letter(*other))
            other++;
        if (one == one_end || other == other_end)
            return any && one == one_end && other == other_end;
        if (tolower((unsigned char)*one++) != tolower((unsigned char)*other++))
            return false;
        any = true;
    }
}

/* "news.example" and "www.news.example" are both named by "News", "News.example". */
static bool is_host(const char *host, const char *name, size_t length)
{
    for (const char *at = host; at && *at; at += strcspn(at, "."), at += *at == '.') {
        size_t label = strcspn(at, ".");
        if (says_same(name, length, at, strlen(at)) || (label > 2 && says_same(name, length, at, label)))
            return true;
    }
    return false;
}

/* True when the page confirms that the one part of a title is its headline, and the other is not. */
static bool is_confirmed(const struct page_names *names, const char *kept, size_t kept_length, const char *cut,
                         size_t cut_length)
{
    for (size_t i = 0; i < names->heading_count; i++)
        if (says_same(kept, kept_length, names->headings[i], strlen(names->headings[i])))
            return true;
    if (names->site && says_same(cut, cut_length, names->site, strlen(names->site)))
        return true;
    return names->host && is_host(names->host, cut, cut_length);
}

/* The title without a site's name at its end or beginning; itself when it has none. */
static const char *without_site(const struct page_names *names, const char *title, struct arena *arena)
{
    size_t length = strlen(title);
    for (const char *at = title + length; at > title; at--)
        for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
            size_t size = strlen(separators[i]);
            if (strncmp(at, separators[i], size) != 0)
                continue;
            const char *rest = at + size;
            if (is_confirmed(names, title, (size_t)(at - title), rest, strlen(rest)))
                return arena_copy(arena, title, (size_t)(at - title));
            if (strlen(rest) > (size_t)(at - title) &&
                is_confirmed(names, rest, strlen(rest), title, (size_t)(at - title)))
                return arena_copy_string(arena, rest);
        }
    return title;
}

static bool is_heading(const struct page_names *names, const char *title)
{
    for (size_t i = 0; i < names->heading_count; i++)
        if (says_same(title, strlen(title), names->headings[i], strlen(names->headings[i])))
            return true;
    return false;
}

/* Of a <title> that nothing confirms, the part behind the last separator is taken for a site's name where it is much
 * the shorter. */
static const char *without_end(const char *title, struct arena *arena)
{
    enum { HEADLINE_WORDS_LEAST = 4 };
    size_t words = 1, at_cut = 0, all = 1;
    const char *cut = NULL;
    for (const char *at = title; *at; at++) {
        all += *at == ' ';
        for (size_t i = 0; i < SURE_SEPARATORS; i++)
            if (strncmp(at, separators[i], strlen(separators[i])) == 0) {
                cut = at;
                at_cut = words;
            }
        words += *at == ' ';
    }
    bool is_end = cut && at_cut >= HEADLINE_WORDS_LEAST && (all - at_cut) * 2 <= all;
    return is_end ? arena_copy(arena, title, (size_t)(cut - title)) : title;
}

/* True when <title> has all of what is stated in it. */
static bool is_in_title(const struct page_names *names, const char *stated)
{
    return names->title && strstr(names->title, stated);
}

const char *page_title_choose(const struct page_names *names, struct arena *arena)
{
    const char *named = NULL;
    for (size_t i = 0; i < names->stated_count; i++) {
        const char *title = without_site(names, names->stated[i], arena);
        if (title && is_heading(names, title))
            return title;
        if (title && !named && is_in_title(names, title))
            named = title;
    }
    if (named || names->stated_count)
        return named ? named : without_site(names, names->stated[0], arena);
    if (!names->title)
        return names->heading_count == 1 ? names->headings[0] : NULL;
    const char *title = without_site(names, names->title, arena);
    return title == names->title ? without_end(title, arena) : title;
}
