/* Workers: what comes of a feed, a page, an article; what is asked; how a worker may fail, and what that costs. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "annotate/annotate.h"
#include "app/ingest.h"
#include "app/ingest_messages.h"
#include "app/ingest_pool.h"
#include "article/article.h"
#include "article/article_pack.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/feed.h"
#include "store/archive_articles.h"
#include "store/content.h"

/* The short patience, in milliseconds as the other, is what a hang costs here; a worker that is well needs less of it
 * even where every instruction is watched. */
enum { LINES_SIZE = 4096, PATIENCE = 60 * 1000, SHORT_PATIENCE = 2000, ARENA_MAX = 1 << 20 };

/* All that a client was told, a line each. */
struct told {
    char lines[LINES_SIZE];
    const char *known; /* names of entries that the archive has, each between bars */
};

static void tell(struct told *told, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(struct told *told, const char *format, ...)
{
    size_t length = strlen(told->lines);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(told->lines + length, sizeof told->lines - length, format, arguments);
    va_end(arguments);
}

static bool ask(void *context, void *owner, const char *body, size_t length, struct buffer *answer)
{
    struct told *told = context;
    struct ingest_key key;
    bool known[16];
    size_t count = 0;
    while (count < 16 && ingest_unpack_key(&body, &length, &key)) {
        char name[64];
        (void)snprintf(name, sizeof name, "|%s|", key.guid);
        known[count] = told->known && strstr(told->known, name);
        tell(told, "%s asks %s\n", (const char *)owner, key.guid);
        count++;
    }
    ingest_pack_known(answer, known, count);
    return length == 0;
}

static bool take(void *context, void *owner, const char *body, size_t length)
{
    struct arena *arena = arena_create(ARENA_MAX);
    struct archived_entry entry;
    struct article *article;
    bool is_entry = ingest_unpack_entry(body, length, arena, &entry, &article);
    if (is_entry) {
        const char *speaker = article->quotation_count && article->quotations[0].speaker_entity != ARTICLE_NONE
                                  ? article->entities[article->quotations[0].speaker_entity].name
                                  : "nobody";
        tell(context, "%s gives %s: %s, %zu bytes of %s, by %s\n", (const char *)owner, entry.guid ? entry.guid : "-",
             article->title ? article->title : "untitled", entry.content_length,
             entry.content_is_html ? "HTML" : "text", speaker);
    }
    article_destroy(article);
    arena_destroy(arena);
    return is_entry;
}

static void done(void *context, void *owner, const struct ingest_source *source, const char *failure)
{
    if (source)
        tell(context, "%s is done: %s, %u items\n", (const char *)owner, source->title ? source->title : "untitled",
             (unsigned)source->items);
    else
        tell(context, "%s failed: %s\n", (const char *)owner, failure);
}

/* Works until there is nothing left to do. */
static void finish(struct ingest_pool *pool)
{
    struct pollfd watched[INGEST_WORKERS_MAX];
    for (ingest_pool_step(pool); ingest_pool_count(pool); ingest_pool_step(pool))
        (void)poll(watched, ingest_pool_watch(pool, watched), 20);
}

static struct ingest_pool *start(struct told *told, child_work *work, int patience)
{
    const struct ingest_client client = {ask, take, done, told};
    struct ingest_pool *pool = ingest_pool_create(1, work, patience, &client);
    assert_non_null(pool);
    return pool;
}

static void add(struct ingest_pool *pool, enum ingest_kind kind, bool asks, const char *owner, const char *bytes)
{
    struct error error;
    const struct ingest_job job = {kind, asks, "https://news.example/feed", NULL, bytes, strlen(bytes)};
    assert_true(ingest_pool_add(pool, &job, (void *)(uintptr_t)owner, &error));
}

#define ITEM(guid, title, description)                                                                 \
    "<item><guid isPermaLink='false'>" guid "</guid><title>" title "</title><description>" description \
    "</description></item>"
#define FEED(items) "<rss version='2.0'><channel><title>Harbour</title>" items "</channel></rss>"

/* 29 bytes: the marks are three each. */
#define SAID "\xe2\x80\x9cWe wait,\xe2\x80\x9d Ana Ruiz said."

static void test_what_comes_of_a_job(void **state)
{
    static const struct {
        const char *what;
        enum ingest_kind kind;
        bool asks;
        const char *bytes, *known, *lines;
    } cases[] = {
        {"each item of a feed is an entry, annotated", INGEST_FEED, false,
         FEED(ITEM("1", "Ferry", SAID) ITEM("2", "Pier", "It is closed.")), NULL,
         "it gives 1: Ferry, 29 bytes of text, by Ana Ruiz\n"
         "it gives 2: Pier, 13 bytes of text, by nobody\n"
         "it is done: Harbour, 2 items\n"},
        {"what the archive has is not read again", INGEST_FEED, true,
         FEED(ITEM("1", "Ferry", "It sails.") ITEM("2", "Pier", "It is closed.")), "|1|",
         "it asks 1\nit asks 2\nit gives 2: Pier, 13 bytes of text, by nobody\nit is done: Harbour, 2 items\n"},
        {"of a feed of which everything is known nothing comes", INGEST_FEED, true,
         FEED(ITEM("1", "Ferry", "It sails.")), "|1|", "it asks 1\nit is done: Harbour, 1 items\n"},
        {"of two items with one name the first comes", INGEST_FEED, false,
         FEED(ITEM("1", "New", "It sails.") ITEM("1", "Old", "It will sail.")), NULL,
         "it gives 1: New, 9 bytes of text, by nobody\nit is done: Harbour, 2 items\n"},
        {"two items with one name that lead elsewhere are two", INGEST_FEED, false,
         FEED(ITEM("1", "One", "First.</description><link>https://news.example/1</link><description>")
                  ITEM("1", "Two", "Second.</description><link>https://news.example/2</link><description>")),
         NULL,
         "it gives 1: One, 6 bytes of text, by nobody\n"
         "it gives 1 https://news.example/2: Two, 7 bytes of text, by nobody\nit is done: Harbour, 2 items\n"},
        {"an item of which nothing can be read is no entry", INGEST_FEED, false, FEED("<item><guid>1</guid></item>"),
         NULL, "it is done: Harbour, 1 items\n"},
        {"what is no feed fails with the feed reader's sentence", INGEST_FEED, true, "no feed at all", NULL, NULL},
        {"a page is one entry", INGEST_PAGE, false,
         "<html><head><title>Ferry</title></head><body><h1>Ferry</h1><p>" SAID "</p></body></html>", NULL,
         "it gives -: Ferry, 109 bytes of HTML, by Ana Ruiz\nit is done: untitled, 1 items\n"},
        {"a feed is no page", INGEST_PAGE, false, FEED(ITEM("1", "Ferry", "It sails.")), NULL,
         "it failed: this is a feed, no page; 'whosaid add' subscribes to it\n"},
        {"bytes that are no packed article are none", INGEST_ARTICLE, false, "nonsense", NULL,
         "it failed: its text is damaged, or memory is short\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told told = {.known = cases[i].known};
        struct ingest_pool *pool = start(&told, ingest_work, PATIENCE);
        add(pool, cases[i].kind, cases[i].asks, "it", cases[i].bytes);
        finish(pool);
        bool as_expected = cases[i].lines ? strcmp(told.lines, cases[i].lines) == 0
                                          : strncmp(told.lines, "it failed: ", 11) == 0 && told.lines[11];
        if (!as_expected)
            fail_msg("%s:\n%s", cases[i].what, told.lines);
        ingest_pool_destroy(pool);
    }
}

/* --- workers that fail -------------------------------------------------------------------------------------------- */

/* True when the first job that waits at the socket has the word in it; it is left there. */
static bool next_job_has(int descriptor, const char *word)
{
    char bytes[1024] = "";
    ssize_t count = recv(descriptor, bytes, sizeof bytes - 1, MSG_PEEK);
    for (ssize_t i = 0; i + (ssize_t)strlen(word) <= count; i++)
        if (memcmp(bytes + i, word, strlen(word)) == 0)
            return true;
    return false;
}

static int abort_on_poison(int descriptor, void *context)
{
    if (next_job_has(descriptor, "poison"))
        abort();
    return ingest_work(descriptor, context);
}

static int hang_on_poison(int descriptor, void *context)
{
    while (next_job_has(descriptor, "poison"))
        (void)pause();
    return ingest_work(descriptor, context);
}

static int babble_on_poison(int descriptor, void *context)
{
    if (next_job_has(descriptor, "poison"))
        return (int)write(descriptor, "this is no message of any kind at all", 37);
    return ingest_work(descriptor, context);
}

/* An answer to what was not asked: the job is said to be known. */
static int answer_on_poison(int descriptor, void *context)
{
    struct buffer out = buffer_create(1024);
    ingest_pack_known(&out, NULL, 0);
    if (next_job_has(descriptor, "poison"))
        return (int)write(descriptor, out.bytes, out.length);
    return ingest_work(descriptor, context);
}

static int lie_on_poison(int descriptor, void *context)
{
    struct buffer out = buffer_create(1024);
    char job[1024];
    ingest_pack_failure(&out, "a sentence\n\x1b[31m of two lines");
    if (next_job_has(descriptor, "poison") && read(descriptor, job, sizeof job) > 0 &&
        write(descriptor, out.bytes, out.length) < 0)
        return 1;
    return ingest_work(descriptor, context);
}

static void test_a_worker_fails_its_own_job_only(void **state)
{
    static const struct {
        const char *what;
        child_work *work;
        const char *failure;
    } cases[] = {
        {"a fault", abort_on_poison, "the process that reads it was ended by signal 6 (Aborted)"},
        {"a hang", hang_on_poison, "the process that reads it took too long"},
        {"bytes that are no message", babble_on_poison, "the process that reads it sent what cannot be read"},
        {"a message that only we send", answer_on_poison, "the process that reads it sent what cannot be read"},
        {"a sentence that would act on the terminal", lie_on_poison, "a sentence??[31m of two lines"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char expected[512];
        struct told told = {.known = NULL};
        struct ingest_pool *pool =
            start(&told, cases[i].work, cases[i].work == hang_on_poison ? SHORT_PATIENCE : PATIENCE);
        add(pool, INGEST_FEED, false, "first", "poison");
        add(pool, INGEST_FEED, false, "second", FEED(ITEM("1", "Ferry", "It sails.")));
        finish(pool);
        (void)snprintf(expected, sizeof expected,
                       "first failed: %s\nsecond gives 1: Ferry, 9 bytes of text, by nobody\n"
                       "second is done: Harbour, 1 items\n",
                       cases[i].failure);
        if (strcmp(told.lines, expected) != 0)
            fail_msg("%s:\n%s", cases[i].what, told.lines);
        ingest_pool_destroy(pool);
    }
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

/* The body of the entry that comes of a small feed. */
static bool keep_entry(void *context, void *owner, const char *body, size_t length)
{
    (void)owner;
    return buffer_append(context, body, length);
}

static void ignore_end(void *context, void *owner, const struct ingest_source *source, const char *failure)
{
    (void)context;
    (void)owner;
    (void)source;
    assert_null(failure);
}

static bool entry_is_accepted(const char *body, size_t length)
{
    struct arena *arena = arena_create(ARENA_MAX);
    struct archived_entry entry;
    struct article *article;
    bool accepted = ingest_unpack_entry(body, length, arena, &entry, &article);
    assert_true(accepted == (article != NULL));
    article_destroy(article);
    arena_destroy(arena);
    return accepted;
}

static void test_damaged_entries_are_refused(void **state)
{
    (void)state;
    struct buffer body = buffer_create(1 << 20);
    const struct ingest_client client = {ask, keep_entry, ignore_end, &body};
    struct ingest_pool *pool = ingest_pool_create(1, ingest_work, PATIENCE, &client);
    add(pool, INGEST_FEED, false, "it",
        FEED(ITEM("1", "Ferry", SAID) "<item><enclosure url='https://news.example/a.mp3' type='audio/mpeg'/></item>"));
    finish(pool);
    ingest_pool_destroy(pool);
    assert_true(entry_is_accepted(body.bytes, body.length));
    for (size_t length = 0; length < body.length; length++)
        if (entry_is_accepted(body.bytes, length))
            fail_msg("accepted when cut behind byte %zu", length);
    /* A changed byte may give another entry that is as good as this one; it must not be the end of us. */
    for (size_t i = 0; i < body.length; i++) {
        char before = body.bytes[i];
        body.bytes[i] = (char)~before;
        (void)entry_is_accepted(body.bytes, body.length);
        body.bytes[i] = before;
    }
    buffer_release(&body);
}

/* A content is compressed by the worker, and a worker may be somebody else's by then: what does not expand to what it
 * says must not be kept. */
static void test_contents_expand_to_what_they_say(void **state)
{
    enum { LENGTH = 40000 };
    static const struct {
        const char *what;
        int more;         /* bytes than there are, by what is said */
        int cut, flipped; /* bytes at the end; the place of a changed one, 0: none is */
        bool accepted;
    } cases[] = {
        {"what it says", 0, 0, 0, true},
        {"a byte less than it says", 1, 0, 0, false},
        {"a byte more than it says", -1, 0, 0, false},
        {"nothing but the start of it", 0, 8, 0, false},
        {"a byte that is another one", 0, 0, 12, false},
        {"much more than it says", 1000 - LENGTH, 0, 0, false},
    };
    (void)state;
    char *content = calloc(1, LENGTH);
    struct article article = {.text = "Said.", .length = 5};
    struct content_compressor *compressor = content_compressor_create();
    struct buffer compressed = buffer_create(LENGTH), body = buffer_create(1 << 20);
    assert_non_null(content);
    for (int i = 0; i < LENGTH; i++)
        content[i] = (char)('a' + i * i % 23);
    assert_true(content_compress(compressor, content, LENGTH, &compressed));
    assert_in_range(compressed.length, 100, LENGTH - 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct archived_entry entry = {.guid = "it", .article = &article, .content = compressed.bytes};
        entry.content_length = (size_t)LENGTH + (size_t)cases[i].more;
        entry.content_size = compressed.length - (size_t)cases[i].cut;
        compressed.bytes[cases[i].flipped] ^= cases[i].flipped != 0;
        buffer_clear(&body);
        ingest_pack_entry(&body, &entry);
        compressed.bytes[cases[i].flipped] ^= cases[i].flipped != 0;
        if (entry_is_accepted(body.bytes + INGEST_HEADER_SIZE, body.length - INGEST_HEADER_SIZE) != cases[i].accepted)
            fail_msg("%s", cases[i].what);
    }
    content_compressor_destroy(compressor);
    buffer_release(&compressed);
    buffer_release(&body);
    free(content);
}

static void test_headers(void **state)
{
    static const struct {
        const char *what, *bytes;
        bool accepted;
    } cases[] = {
        {"an entry of five bytes", "\3\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0", true},
        {"a kind that there is not", "\6\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0", false},
        {"a kind that there is not, in the highest byte", "\3\0\0\0\0\0\0\1\5\0\0\0\0\0\0\0", false},
        {"more than a message may have", "\3\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\0", false},
        {"so much that a sum would overflow", "\3\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum ingest_message kind;
        size_t length;
        if (ingest_unpack_header(cases[i].bytes, &kind, &length) != cases[i].accepted)
            fail_msg("%s", cases[i].what);
    }
}

static void test_every_field_counts_for_the_hash(void **state)
{
    (void)state;
    static const struct feed_author author = {.name = "Ana Ruiz"};
    static const char *const tags[] = {"harbour"};
    static const struct feed_attachment attachment = {.url = "https://news.example/a.mp3", .size_in_bytes = -1};
    const struct feed_item items[] = {
        {.id = "1"},
        {.id = "1", .title = ""},
        {.id = "1", .title = "a"},
        {.id = "1", .url = "a"},
        {.id = "1", .content_html = "a"},
        {.id = "1", .content_text = "a"},
        {.id = "1", .summary = "a"},
        {.id = "1", .comments = "a"},
        {.id = "1", .published = {true, 0}},
        {.id = "1", .modified = {true, 0}},
        {.id = "1", .modified = {true, 1}},
        {.id = "1", .authors = &author, .author_count = 1},
        {.id = "1", .tags = tags, .tag_count = 1},
        {.id = "1", .attachments = &attachment, .attachment_count = 1},
    };
    enum { COUNT = sizeof items / sizeof *items };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < COUNT; j++)
            if ((ingest_item_hash(&items[i]) == ingest_item_hash(&items[j])) != (i == j))
                fail_msg("items %zu and %zu", i, j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_of_a_job),
        cmocka_unit_test(test_a_worker_fails_its_own_job_only),
        cmocka_unit_test(test_damaged_entries_are_refused),
        cmocka_unit_test(test_contents_expand_to_what_they_say),
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_every_field_counts_for_the_hash),
    };
    return cmocka_run_group_tests_name("ingest", tests, NULL, NULL);
}
