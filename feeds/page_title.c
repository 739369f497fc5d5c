/* page title: separators are looked for from both ends; nothing is cut that the page does not confirm. */
#include "feeds/page_title.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "feeds/page_site.h"

static bool is_among(const char *const *headings, size_t count, const char *text, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (page_says_same(text, length, headings[i], strlen(headings[i])))
            return true;
    return false;
}

static bool is_of_site(const struct page_names *names, const char *text, size_t length)
{
    return (names->site && page_says_same(text, length, names->site, strlen(names->site))) ||
           page_names_host(text, length, names->host);
}

static size_t count_words(const char *text, size_t length)
{
    size_t words = 1;
    for (size_t i = 0; i < length; i++)
        words += text[i] == ' ';
    return words;
}

/* True when the page confirms that the one part of a title is its headline, and the other is not: many pages have the
 * site's name in the first heading, and the headline in a lesser one. */
static bool is_confirmed(const struct page_names *names, const char *kept, size_t kept_length, const char *cut,
                         size_t cut_length)
{
    enum { LESSER_LENGTH_LEAST = 12 }; /* a word or two may head something else */
    bool is_first_cut = is_among(names->headings, names->heading_count, cut, cut_length) &&
                        count_words(cut, cut_length) < count_words(kept, kept_length);
    bool is_lesser = kept_length >= LESSER_LENGTH_LEAST && (is_first_cut || !names->heading_count) &&
                     is_among(names->lesser, names->lesser_count, kept, kept_length);
    bool is_name = cut_length > kept_length && (is_of_site(names, kept, kept_length) ||
                                                is_among(names->lesser, names->lesser_count, cut, cut_length));
    bool is_first = is_among(names->headings, names->heading_count, kept, kept_length) && !is_name;
    return is_first || is_lesser || is_of_site(names, cut, cut_length);
}

/* What is left of a title without the signs and blanks at the cut. */
static const char *copy_part(const char *part, size_t length, struct arena *arena)
{
    size_t blanks = strspn(part, " ");
    part += blanks < length ? blanks : 0;
    length -= blanks < length ? blanks : 0;
    static const char *const signs[] = {" ",        "|",       "-", ":", "_", "\xe2\x80\x93", "\xe2\x80\x94",
                                        "\xc2\xb7", "\xc2\xbb"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs;) {
        size_t size = strlen(signs[i]);
        bool is_last = length > size && strncmp(part + length - size, signs[i], size) == 0;
        length -= is_last ? size : 0;
        i = is_last ? 0 : i + 1;
    }
    return arena_copy(arena, part, length);
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
                return copy_part(title, (size_t)(at - title), arena);
            if (strlen(rest) > (size_t)(at - title) &&
                is_confirmed(names, rest, strlen(rest), title, (size_t)(at - title)))
                return copy_part(rest, strlen(rest), arena);
        }
    return title;
}

static bool is_heading(const struct page_names *names, const char *title)
{
    return is_among(names->headings, names->heading_count, title, strlen(title));
}

/* Of a <title> that nothing confirms, the part behind the last separator is taken for a site's name where it is much
 * the shorter. */
static const char *without_end(const char *title, struct arena *arena)
{
    enum { HEADLINE_WORDS_LEAST = 4 };
    for (const char *at = title + strlen(title); at > title; at--)
        for (size_t i = 0; i < PAGE_SEPARATORS_SURE; i++) {
            size_t size = strlen(page_separators[i]);
            if (strncmp(at, page_separators[i], size) != 0)
                continue;
            size_t kept = count_words(title, (size_t)(at - title)), cut = count_words(at + size, strlen(at + size));
            return kept >= HEADLINE_WORDS_LEAST && cut < kept ? copy_part(title, (size_t)(at - title), arena) : title;
        }
    return title;
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

/* True for what programs write into <title> when nobody else does, and for the site's name alone. */
static bool says_nothing(const struct page_names *names, const char *title)
{
    static const char *const nothing[] = {"untitled", "untitled document", "untitled page", "no title",  "new page 1",
                                          "home",     "home page",         "homepage",      "index",     "document",
                                          "welcome",  "article",           "news",          "sans titre"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (strcasecmp(title, nothing[i]) == 0)
            return true;
    return is_of_site(names, title, strlen(title));
}

/* The first heading that is not the site's name; NULL when there is none. */
static const char *first_heading(const struct page_names *names)
{
    for (size_t i = 0; i < names->heading_count; i++)
        if (!says_nothing(names, names->headings[i]))
            return names->headings[i];
    return names->lesser_count && !says_nothing(names, names->lesser[0]) ? names->lesser[0] : NULL;
}

/* What <title> says; where it says nothing a heading, and without one the only heading. */
static const char *choose_shown(const struct page_names *names, struct arena *arena)
{
    if (!names->title)
        return names->heading_count == 1 ? names->headings[0] : NULL;
    if (says_nothing(names, names->title)) {
        const char *heading = first_heading(names);
        return heading ? heading : names->title;
    }
    const char *title = without_site(names, names->title, arena);
    if (title && !is_heading(names, title))
        title = without_end(title, arena);
    return title ? whole(names, title) : NULL;
}

const char *page_title_choose(const struct page_names *names, struct arena *arena)
{
    const struct page_names stated = {.headings = names->stated, .heading_count = names->head_count};
    if (!names->stated_count)
        return choose_shown(names, arena);
    const char *title = without_site(&stated, names->stated[0], arena);
    return title ? whole(names, title) : NULL;
}
