/* shelf of files: rows are sources, in the order of the command line. */
#include "app/shelf_files.h"

#include <string.h>

#include "app/library.h"
#include "article/article.h"

/* How much of its text stands for an article without a title, in bytes: more than a screen is wide. */
enum { FIRST_WORDS_SIZE = 1600 };

/* The shelf is the first member. */
static const struct shelf_files *files_of(const struct shelf *shelf)
{
    return (const struct shelf_files *)shelf;
}

static const struct source *source_of(const struct shelf *shelf, size_t source)
{
    return (const struct source *)files_of(shelf)->library->sources.items + source;
}

static struct article *article_of(const struct shelf *shelf, size_t entry)
{
    struct article *const *articles = source_of(shelf, files_of(shelf)->source)->articles.items;
    return articles[entry];
}

static size_t row_count(const struct shelf *shelf)
{
    return files_of(shelf)->library->sources.count;
}

static struct shelf_row row_of(const struct shelf *shelf, size_t row)
{
    const struct source *source = source_of(shelf, row);
    struct article *const *articles = source->articles.items;
    return (struct shelf_row){.type = SHELF_FILE,
                              .title = source->title,
                              .path = source->path,
                              .articles = source->articles.count,
                              .first = source->articles.count ? articles[0] : NULL};
}

static bool enter(struct shelf *shelf, size_t row, struct error *error)
{
    (void)error;
    ((struct shelf_files *)shelf)->source = row;
    return true;
}

static struct shelf_row list(const struct shelf *shelf)
{
    return row_of(shelf, files_of(shelf)->source);
}

static size_t entry_count(const struct shelf *shelf)
{
    return row_count(shelf) ? source_of(shelf, files_of(shelf)->source)->articles.count : 0;
}

/* The first line of the text, cut between two characters where it is long. */
static void take_first_words(const struct article *article, struct shelf_entry *entry)
{
    struct range block = article->blocks[0].range;
    const char *start = article->text + block.start, *end = article->text + block.end;
    const char *newline = memchr(start, '\n', (size_t)(end - start));
    if (newline)
        end = newline;
    if (end - start > FIRST_WORDS_SIZE)
        for (end = start + FIRST_WORDS_SIZE; end > start && ((unsigned char)*end & 0xc0) == 0x80; end--)
            continue;
    entry->title = start;
    entry->title_length = (size_t)(end - start);
}

static struct shelf_entry entry_of(struct shelf *shelf, size_t index)
{
    const struct article *article = article_of(shelf, index);
    struct shelf_entry entry = {.key = ((int64_t)files_of(shelf)->source << 32) | (int64_t)index,
                                .title = article->title ? article->title : "untitled",
                                .link = article->url,
                                .article = article,
                                .has_published = article->has_published,
                                .published = article->published};
    entry.title_length = strlen(entry.title);
    if (!article->title && article->block_count)
        take_first_words(article, &entry);
    return entry;
}

static struct article *open_entry(struct shelf *shelf, size_t entry, struct error *error)
{
    (void)error;
    return article_of(shelf, entry);
}

struct shelf_files shelf_files_create(const struct library *library)
{
    static const struct shelf_type type = {.row_count = row_count,
                                           .row = row_of,
                                           .enter = enter,
                                           .list = list,
                                           .entry_count = entry_count,
                                           .entry = entry_of,
                                           .open = open_entry};
    return (struct shelf_files){.shelf = {&type}, .library = library};
}
