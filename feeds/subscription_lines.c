/* subscription lines: a line is split into words; what a word means, its place and its first character tell. */
#include "feeds/subscription_lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/subscriptions.h"
#include "feeds/url.h"

enum { WORD_SIZE_MAX = 64 * 1024 };

struct line_reader {
    struct subscriptions *list;
    const char *section, *folder; /* newsraft's, which holds for the lines below, and its path; NULL for none */
    struct buffer word;
    bool is_newsraft, is_list;
    size_t line; /* from 1 */
};

static bool is_end(char byte)
{
    return byte == '\0' || byte == '\n';
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

static const char *behind_line(const char *at)
{
    at += strcspn(at, "\n");
    return at + (*at == '\n');
}

/* The next word of the line into reader->word, and whether it was quoted; NULL at the end of the line or before a
 * comment. */
static const char *read_word(struct line_reader *reader, const char *at, bool *quoted)
{
    at = skip_blanks(at);
    buffer_clear(&reader->word);
    *quoted = *at == '"';
    if (is_end(*at) || *at == '#')
        return NULL;
    if (!*quoted) {
        size_t length = strcspn(at, " \t\n");
        buffer_append(&reader->word, at, length);
        return at + length;
    }
    for (at++; !is_end(*at) && *at != '"'; at++) {
        if (*at == '\\' && !is_end(at[1]))
            at++;
        buffer_append_byte(&reader->word, *at);
    }
    return at + (*at == '"');
}

static const char *keep_word(struct line_reader *reader, size_t from)
{
    const char *word = buffer_string(&reader->word) + from;
    return subscriptions_line(reader->list, word, strlen(word));
}

static bool is_address(const char *word)
{
    char *resolved = url_resolve(word, NULL);
    bool is_web = resolved != NULL;
    free(resolved);
    return is_web;
}

/* --- what follows an address -------------------------------------------------------------------------------------- */

struct words {
    const char *title, *tags[SUBSCRIPTION_TAGS_MAX];
    size_t tag_count;
};

static void take_tag(struct words *words, const char *tag)
{
    if (tag && words->tag_count < SUBSCRIPTION_TAGS_MAX)
        words->tags[words->tag_count++] = tag;
}

static void read_newsboat(struct line_reader *reader, const char *at, struct words *words)
{
    bool quoted;
    while ((at = read_word(reader, at, &quoted))) {
        char mark = *buffer_string(&reader->word);
        if (mark == '~')
            words->title = keep_word(reader, 1);
        else if (mark != '!')
            take_tag(words, keep_word(reader, 0));
    }
}

static void read_newsraft(struct line_reader *reader, const char *at, struct words *words)
{
    bool quoted;
    take_tag(words, reader->section);
    if (read_word(reader, at, &quoted) && quoted)
        words->title = keep_word(reader, 0);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* "@ Harbour news [30] {100}": the name ends before what is set for it. */
static void read_section(struct line_reader *reader, const char *at)
{
    at = skip_blanks(at + 1);
    size_t length = strcspn(at, "\n[{<");
    reader->section = subscriptions_line(reader->list, at, length);
    if (reader->section && strcmp(reader->section, "Global") == 0)
        reader->section = NULL;
    reader->folder = reader->section ? subscriptions_folder(reader->list, NULL, reader->section) : NULL;
}

/* Tells why a line is none of ours. What other readers would run is not run, whoever made the list. */
static void leave_out(struct line_reader *reader)
{
    static const struct {
        const char *front, *why;
    } reasons[] = {
        {"query:", "is a list by a query, as 'whosaid search --save=NAME QUERY' makes them"},
        {"exec:", "is a command, and none is run"},
        {"filter:", "is a command, and none is run"},
        {"$(", "is a command, and none is run"},
        {"", "is no http or https address"},
    };
    const char *word = buffer_string(&reader->word);
    size_t i = 0;
    while (strncmp(word, reasons[i].front, strlen(reasons[i].front)) != 0)
        i++;
    subscriptions_warn(reader->list, reader->line, "'%.200s' %s; the line is left out", word, reasons[i].why);
}

static void read_feed(struct line_reader *reader, const char *at)
{
    bool quoted;
    struct words words = {.title = NULL};
    at = read_word(reader, at, &quoted);
    if (!is_address(buffer_string(&reader->word))) {
        leave_out(reader);
        return;
    }
    const char *word = buffer_string(&reader->word);
    const char *url = subscriptions_address(reader->list, reader->line, word, strlen(word));
    reader->is_list = true;
    if (reader->is_newsraft)
        read_newsraft(reader, at, &words);
    else
        read_newsboat(reader, at, &words);
    struct subscription_names tags = subscriptions_names(reader->list, words.tags, words.tag_count);
    struct subscription place = {.url = url, .title = words.title, .tags = tags};
    if (reader->is_newsraft)
        place.folders = subscriptions_names(reader->list, &reader->folder, reader->folder != NULL);
    else
        place.labels = tags;
    subscriptions_add(reader->list, &place);
}

static bool is_newsraft(const char *text)
{
    for (const char *at = text; *at; at = behind_line(at))
        if (*at == '@' || strncmp(at, "$(", 2) == 0)
            return true;
    return false;
}

bool subscription_lines_read(const char *text, struct subscriptions *list, struct error *error)
{
    struct line_reader reader = {
        .list = list, .word = buffer_create(WORD_SIZE_MAX), .is_newsraft = is_newsraft(text), .line = 1};
    for (const char *at = text; *at; at = behind_line(at), reader.line++) {
        const char *word = skip_blanks(at);
        if (*word == '@' && reader.is_newsraft)
            read_section(&reader, word);
        else if (!is_end(*word) && *word != '#')
            read_feed(&reader, word);
    }
    buffer_release(&reader.word);
    return reader.is_list || error_set(error, "this is no list of feeds; OPML and the lists of newsboat and newsraft "
                                              "are read");
}
