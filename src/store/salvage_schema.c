/* salvage schema: pages by number, as SQLite's file format (sqlite.org/fileformat2.html) has them. */
#include "store/salvage_schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/connection.h"

enum { PAGE_SIZE = 4096 };
/* Places in the header of page 1, of four bytes each, the highest first. */
enum { HEADER_PAGES = 28, HEADER_FREE_PAGE = 32, HEADER_FREE_COUNT = 36 };

static bool copy_pages(int from, int to)
{
    char page[PAGE_SIZE];
    ssize_t size;
    while ((size = read(from, page, sizeof page)) > 0)
        if (write(to, page, (size_t)size) != size)
            return false;
    return size == 0;
}

static void put_32(unsigned char *place, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        place[i] = (unsigned char)(number >> (24 - 8 * i));
}

/* The list of free pages is left behind: it is of no use to who only reads. */
static void mend_header(unsigned char *page, uint32_t pages)
{
    put_32(page + HEADER_PAGES, pages);
    put_32(page + HEADER_FREE_PAGE, 0);
    put_32(page + HEADER_FREE_COUNT, 0);
}

/* Each page of the new archive's schema, by SQLite's own table of pages, which not every build of it has. */
static bool put_schema(struct archive *new_archive, const unsigned char *image, int64_t image_size, int copy,
                       struct error *error)
{
    unsigned char page[PAGE_SIZE];
    off_t size = lseek(copy, 0, SEEK_END);
    bool done = true, any = false;
    struct statement statement =
        statement_prepare(new_archive, "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
    while (done && statement_next(&statement)) {
        int64_t number = statement_column(&statement, 0);
        if (number < 1 || number > image_size / PAGE_SIZE)
            break;
        memcpy(page, image + (number - 1) * PAGE_SIZE, sizeof page);
        if (number == 1)
            mend_header(page, (uint32_t)(size / PAGE_SIZE));
        done = pwrite(copy, page, sizeof page, (off_t)(number - 1) * PAGE_SIZE) == PAGE_SIZE;
        any = true;
    }
    return statement_finish(&statement, error) &&
           ((done && any) || error_set(error, "%s: a copy to mend cannot be written", new_archive->path));
}

bool salvage_schema_copy(struct archive *new_archive, const char *damaged, const char *copy, struct error *error)
{
    /* Not by its file: closing a descriptor of that would let go of SQLite's locks. */
    sqlite3_int64 size = 0;
    unsigned char *image = sqlite3_serialize(new_archive->handle, "main", &size, 0);
    int from = open(damaged, O_RDONLY | O_CLOEXEC);
    int to = open(copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = image && from >= 0 && to >= 0 && copy_pages(from, to);
    if (!done)
        error_set(error, "%s: cannot be copied: %s", damaged, strerror(errno));
    done = done && put_schema(new_archive, image, size, to, error);
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    sqlite3_free(image);
    return done;
}
