/* page title: separators are looked for from both ends; nothing is cut that the page does not confirm. */
#include "feeds/page_title.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "feeds/page_site.h"

/* True when the page confirms that the one part of a title is its headline, and the other is not. */
static bool is_confirmed(const struct page_names *names, const char *kept, size_t kept_length, const char *cut,
                         size_t cut_length)
{
    for (size_t i = 0; i < names->heading_count; i++)
        if (page_says_same(kept, kept_length, names->headings[i], strlen(names->headings[i])))
            return true;
    if (names->site && page_says_same(cut, cut_length, names->site, strlen(names->site)))
        return true;
    return page_names_host(cut, cut_length, names->host);
}

/* The title without a site's name at its end or beginning; itself when it has none. */
static const char *without_site(const struct page_names *names, const char *title, struct arena *arena)
{
    size_t length = strlen(title);
    for (const char *at = title + length; at > title; at--)
        for (size_t i = 0; i < PAGE_SEPARATOR_COUNT; i++) {
            size_t size = strlen(page_separators[i]);
            if (strncmp(at, page_separators[i], size) != 0)
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
        if (page_says_same(title, strlen(title), names->headings[i], strlen(names->headings[i])))
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
        for (size_t i = 0; i < PAGE_SEPARATORS_SURE; i++)
            if (strncmp(at, page_separators[i], strlen(page_separators[i])) == 0) {
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

const char *page_headline_choose(const struct page_names *names, const char *title, struct arena *arena)
{
    const char *named = NULL;
    for (size_t i = 0; i < names->stated_count; i++) {
        const char *stated = without_site(names, names->stated[i], arena);
        if (stated && is_heading(names, stated))
            return stated;
        if (stated && !named && is_in_title(names, stated))
            named = stated;
    }
    return named || !title ? named : without_site(names, title, arena);
}

/* What <title> or, without one, the only heading says. */
static const char *choose_shown(const struct page_names *names, struct arena *arena)
{
    if (!names->title)
        return names->heading_count == 1 ? names->headings[0] : NULL;
    const char *title = without_site(names, names->title, arena);
    return title == names->title ? without_end(title, arena) : title;
}

/* A title that ends early, or is as long as search engines show: a heading that goes on is the whole of it. */
static const char *whole(const struct page_names *names, const char *title)
{
    enum { SHOWN_LENGTH = 100 };
    static const char *const ends[] = {"...", "\xe2\x80\xa6"};
    size_t length = strlen(title);
    bool is_cut = length >= SHOWN_LENGTH;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (length > strlen(ends[i]) && strcmp(title + length - strlen(ends[i]), ends[i]) == 0) {
            length -= strlen(ends[i]);
            is_cut = true;
        }
    while (length && title[length - 1] == ' ')
        length--;
    for (size_t i = 0; i < names->heading_count && is_cut; i++)
        if (strncasecmp(names->headings[i], title, length) == 0 && strlen(names->headings[i]) > strlen(title))
            return names->headings[i];
    return title;
}

const char *page_title_choose(const struct page_names *names, struct arena *arena)
{
    const struct page_names stated = {.headings = names->stated, .heading_count = names->head_count};
    if (!names->stated_count)
        return choose_shown(names, arena);
    const char *title = without_site(&stated, names->stated[0], arena);
    return title ? whole(names, title) : NULL;
}
