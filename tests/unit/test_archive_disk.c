/* A disk that fails: whichever write, sync or truncation of a session is the first that does not succeed, everything
 * since then too, there is a sentence, the archive is well afterwards, and what was confirmed is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "archive_rig.h"
#include "store/migration.h"

/* --- a file system of SQLite that hands everything to the usual one until it fails -------------------------------- */

struct failing_disk {
    sqlite3_vfs vfs; /* first, so that one can be taken for the other */
    sqlite3_vfs *usual;
    sqlite3_io_methods methods;
    size_t calls, first_failure; /* 0: none */
    int status;                  /* what a failing call says */
};

struct failing_file {
    sqlite3_file base;
    struct failing_disk *disk;
    sqlite3_file *usual; /* behind this struct */
};

static int fails(struct failing_file *file)
{
    file->disk->calls++;
    bool failing = file->disk->first_failure && file->disk->calls >= file->disk->first_failure;
    return failing ? file->disk->status : SQLITE_OK;
}

static struct failing_file *file_of(sqlite3_file *file)
{
    return (struct failing_file *)file;
}

static int disk_close(sqlite3_file *file)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods ? usual->pMethods->xClose(usual) : SQLITE_OK;
}

static int disk_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xRead(usual, bytes, length, offset);
}

static int disk_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    sqlite3_file *usual = file_of(file)->usual;
    int status = fails(file_of(file));
    /* A full disk takes a part. */
    if (status == SQLITE_FULL && length > 1)
        (void)usual->pMethods->xWrite(usual, bytes, length / 2, offset);
    return status == SQLITE_OK ? usual->pMethods->xWrite(usual, bytes, length, offset) : status;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *usual = file_of(file)->usual;
    int status = fails(file_of(file));
    return status == SQLITE_OK ? usual->pMethods->xTruncate(usual, size) : SQLITE_IOERR_TRUNCATE;
}

/* What is synced in a test is lost by nothing: counted, and failed, but not done. */
static int disk_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    return fails(file_of(file)) == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xFileSize(usual, size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xLock(usual, level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xUnlock(usual, level);
}

static int disk_check_lock(sqlite3_file *file, int *reserved)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xCheckReservedLock(usual, reserved);
}

static int disk_control(sqlite3_file *file, int operation, void *argument)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xFileControl(usual, operation, argument);
}

static int disk_sector(sqlite3_file *file)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xSectorSize(usual);
}

static int disk_traits(sqlite3_file *file)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xDeviceCharacteristics(usual);
}

static int disk_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xShmMap(usual, page, size, extend, memory);
}

static int disk_map_lock(sqlite3_file *file, int offset, int count, int flags)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xShmLock(usual, offset, count, flags);
}

static void disk_map_barrier(sqlite3_file *file)
{
    sqlite3_file *usual = file_of(file)->usual;
    usual->pMethods->xShmBarrier(usual);
}

static int disk_unmap(sqlite3_file *file, int remove_it)
{
    sqlite3_file *usual = file_of(file)->usual;
    return usual->pMethods->xShmUnmap(usual, remove_it);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    struct failing_disk *disk = (struct failing_disk *)vfs;
    struct failing_file *own = file_of(file);
    own->disk = disk;
    own->usual = (sqlite3_file *)(own + 1);
    own->base.pMethods = &disk->methods;
    return disk->usual->xOpen(disk->usual, name, own->usual, flags, out_flags);
}

/* The usual file system from now on is this one; disk_remove undoes it. */
static void disk_install(struct failing_disk *disk)
{
    disk->usual = sqlite3_vfs_find(NULL);
    disk->vfs = *disk->usual;
    disk->vfs.zName = "failing";
    disk->vfs.xOpen = disk_open;
    disk->vfs.szOsFile = (int)sizeof(struct failing_file) + disk->usual->szOsFile;
    disk->methods = (sqlite3_io_methods){.iVersion = 2,
                                         .xClose = disk_close,
                                         .xRead = disk_read,
                                         .xWrite = disk_write,
                                         .xTruncate = disk_truncate,
                                         .xSync = disk_sync,
                                         .xFileSize = disk_size,
                                         .xLock = disk_lock,
                                         .xUnlock = disk_unlock,
                                         .xCheckReservedLock = disk_check_lock,
                                         .xFileControl = disk_control,
                                         .xSectorSize = disk_sector,
                                         .xDeviceCharacteristics = disk_traits,
                                         .xShmMap = disk_map,
                                         .xShmLock = disk_map_lock,
                                         .xShmBarrier = disk_map_barrier,
                                         .xShmUnmap = disk_unmap};
    assert_int_equal(sqlite3_vfs_register(&disk->vfs, 1), SQLITE_OK);
}

static void disk_remove(struct failing_disk *disk)
{
    assert_int_equal(sqlite3_vfs_unregister(&disk->vfs), SQLITE_OK);
    assert_int_equal(sqlite3_vfs_register(disk->usual, 1), SQLITE_OK);
}

/* --- a session on it ---------------------------------------------------------------------------------------------- */

enum { ARTICLES = 6 };

/* What the archive said it has kept. */
struct confirmed {
    bool feed, stored[ARTICLES], read[ARTICLES], starred, removed;
    int64_t ids[ARTICLES];
};

static void note_failure(const struct archive_rig *rig, bool done)
{
    if (!done)
        assert_string_not_equal(rig->error.message, "");
}

static bool store(struct archive_rig *rig, size_t number, struct confirmed *confirmed)
{
    char guid[] = {(char)('a' + number), '\0'}, content[2000];
    memset(content, 'a' + (int)number, sizeof content);
    const struct article article = {.title = guid, .text = guid, .length = 1};
    enum archive_outcome outcome;
    return archive_entry_store(rig->archive,
                               &(struct archived_entry){.feed = 1,
                                                        .guid = guid,
                                                        .hash = 1,
                                                        .content = content,
                                                        .content_length = sizeof content,
                                                        .published = 1000 * (int64_t)(number + 1),
                                                        .seen = RIG_NOW,
                                                        .article = &article},
                               &outcome, &confirmed->ids[number], &rig->error);
}

/* Two transactions of three articles, marks, an article that goes; whatever fails, the rest is tried all the same. */
static void run_session(struct archive_rig *rig, struct confirmed *confirmed)
{
    rig->archive = archive_open(rig->path, ARCHIVE_WRITE, 0, &rig->error);
    note_failure(rig, rig->archive != NULL);
    if (!rig->archive)
        return;
    int64_t feed = ARCHIVE_NONE, deleted;
    bool added;
    struct archived_feed wanted = {.url = "https://one.example/", .wishes = {.keep_articles = -1, .keep_days = -1}};
    confirmed->feed = archive_feed_add(rig->archive, &wanted, &feed, &added, &rig->error);
    note_failure(rig, confirmed->feed);
    for (size_t first = 0; first < ARTICLES; first += 3) {
        bool done = archive_begin(rig->archive, &rig->error);
        bool begun = done;
        for (size_t i = first; done && i < first + 3; i++)
            done = store(rig, i, confirmed);
        note_failure(rig, done);
        if (begun && !done)
            archive_roll_back(rig->archive);
        done = done && archive_commit(rig->archive, &rig->error);
        note_failure(rig, done);
        for (size_t i = first; i < first + 3; i++)
            confirmed->stored[i] = done;
    }
    for (size_t i = 0; i < ARTICLES; i += 2) {
        bool done = archive_mark_read(rig->archive, &confirmed->ids[i], 1, true, &rig->error);
        note_failure(rig, done);
        confirmed->read[i] = done && confirmed->stored[i];
    }
    bool starred = archive_mark_starred(rig->archive, confirmed->ids[1], true, &rig->error);
    note_failure(rig, starred);
    confirmed->starred = starred && confirmed->stored[1];
    confirmed->removed =
        archive_retain(rig->archive, ARTICLES - 1, 0, false, RIG_NOW, &deleted, &rig->error) && deleted;
    archive_close(rig->archive);
    rig->archive = NULL;
}

static void fail_at_finding(void *context, const char *sentence)
{
    fail_msg("after failure %zu: %s", *(const size_t *)context, sentence);
}

static void assert_kept(struct archive_rig *rig, const struct confirmed *confirmed, size_t failure)
{
    struct archived_feed feed;
    rig_open(rig, ARCHIVE_WRITE);
    if (!archive_check(rig->archive, fail_at_finding, &failure, &rig->error))
        fail_msg("after failure %zu: %s", failure, rig->error.message);
    if (confirmed->feed && !archive_feed_find(rig->archive, "https://one.example/", 0, rig->arena, &feed, &rig->error))
        fail_msg("after failure %zu the feed is gone", failure);
    for (size_t i = 0; i < ARTICLES; i++) {
        struct archived_row row;
        RIG_DO(rig, archive_rows_read(rig->archive, &confirmed->ids[i], 1, rig->arena, &row, &rig->error));
        bool is_there = row.id != ARCHIVE_NONE && confirmed->ids[i] != ARCHIVE_NONE;
        bool may_be_gone = i == 0 && confirmed->read[0]; /* the oldest, when it was read, goes by retention */
        if (confirmed->stored[i] && !is_there && !may_be_gone)
            fail_msg("after failure %zu article %zu is gone", failure, i);
        if (is_there && ((confirmed->read[i] && row.unread) || (i == 1 && confirmed->starred && !row.starred)))
            fail_msg("after failure %zu a mark of article %zu is gone", failure, i);
    }
}

/* Every call of the session in turn is the first that fails. */
static void fail_each_call(int status)
{
    size_t calls = SIZE_MAX;
    for (size_t failure = 1; failure <= calls; failure++) {
        struct archive_rig rig = {.arena = arena_create(RIG_ARENA_MAX)};
        struct failing_disk disk = {.first_failure = failure, .status = status};
        struct confirmed confirmed = {0};
        folder_create(rig.folder);
        (void)snprintf(rig.path, sizeof rig.path, "%s/archive.db", rig.folder);
        disk_install(&disk);
        run_session(&rig, &confirmed);
        disk_remove(&disk);
        assert_kept(&rig, &confirmed, failure);
        if (disk.calls < failure) { /* nothing failed any more */
            assert_true(confirmed.stored[ARTICLES - 1] && confirmed.starred && confirmed.removed);
            calls = disk.calls;
        }
        rig_release(&rig);
    }
    assert_true(calls > 20);
    print_message("%zu calls\n", calls);
}

/* --- migrating on it ---------------------------------------------------------------------------------------------- */

/* The archive before and after a step; long texts, so that the copy takes many writes. */
static const struct migration steps[] = {
    {"CREATE TABLE letters (a INTEGER, b TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
     "< 30)"
     " INSERT INTO letters SELECT i, hex(zeroblob(1500)) FROM n;"},
    {"UPDATE letters SET a = -a, b = b || 'x';"},
};
enum { SUM = 30 * 31 / 2, FIRST_VERSION = 1, NEXT_VERSION = 2 };

static struct archive *open_with(struct archive_rig *rig, size_t version)
{
    return archive_open_with(rig->path, ARCHIVE_WRITE, 0, (struct schema){steps, version}, &rig->error);
}

/* The file is whole, and as this version has it; with `version` 0, as any of both has it. Returns which. */
static int assert_letters(const char *path, int version, size_t failure)
{
    static const char query[] = "SELECT user_version, sum(a), (SELECT group_concat(integrity_check) FROM "
                                "pragma_integrity_check) = 'ok' FROM letters, pragma_user_version";
    sqlite3 *handle;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_prepare_v2(handle, query, -1, &statement, NULL) != SQLITE_OK || sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("after failure %zu: %s: %s", failure, path, sqlite3_errmsg(handle));
    int found = sqlite3_column_int(statement, 0), sum = sqlite3_column_int(statement, 1);
    bool is_one = (found == FIRST_VERSION && sum == SUM) || (found == NEXT_VERSION && sum == -SUM);
    if (!is_one || !sqlite3_column_int(statement, 2) || (version && found != version))
        fail_msg("after failure %zu: %s is of version %d, with %d", failure, path, found, sum);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return found;
}

/* Migrates while calls fail from the first that is to; true when one of them did. */
static bool migrate_failing(struct archive_rig *rig, size_t failure, int status)
{
    struct failing_disk disk = {.first_failure = failure, .status = status};
    char backup[3 * TEST_PATH_SIZE], part[4 * TEST_PATH_SIZE];
    (void)snprintf(rig->path, sizeof rig->path, "%s/archive.db", rig->folder);
    (void)snprintf(backup, sizeof backup, "%s.backup-1", rig->path);
    (void)snprintf(part, sizeof part, "%s.part", backup);
    archive_close(open_with(rig, FIRST_VERSION));
    rig->error = (struct error){""};
    disk_install(&disk);
    struct archive *archive = open_with(rig, NEXT_VERSION);
    note_failure(rig, archive != NULL);
    archive_close(archive);
    disk_remove(&disk);
    int version = assert_letters(rig->path, archive ? NEXT_VERSION : 0, failure);
    if (version == NEXT_VERSION || access(backup, F_OK) == 0)
        (void)assert_letters(backup, FIRST_VERSION, failure);
    if (access(part, F_OK) == 0)
        fail_msg("after failure %zu half a copy is left", failure);
    return disk.calls >= failure;
}

/* Whatever fails: the archive is the old one or the new one; the new one only beside a whole copy of the old one; and
 * the next whosaid makes the new one of it. */
static void fail_each_call_of_migration(int status)
{
    size_t failure = 1;
    for (bool failed = true; failed; failure++) {
        struct archive_rig rig = {.arena = arena_create(RIG_ARENA_MAX)};
        folder_create(rig.folder);
        failed = migrate_failing(&rig, failure, status);
        archive_close(open_with(&rig, NEXT_VERSION));
        (void)assert_letters(rig.path, NEXT_VERSION, failure);
        rig_release(&rig);
    }
    assert_true(failure > 20);
    print_message("%zu calls\n", failure - 2);
}

static void test_migrating_on_a_full_disk(void **state)
{
    (void)state;
    fail_each_call_of_migration(SQLITE_FULL);
}

static void test_migrating_on_a_broken_disk(void **state)
{
    (void)state;
    fail_each_call_of_migration(SQLITE_IOERR_WRITE);
}

static void test_full_disk(void **state)
{
    (void)state;
    fail_each_call(SQLITE_FULL);
}

static void test_broken_disk(void **state)
{
    (void)state;
    fail_each_call(SQLITE_IOERR_WRITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_broken_disk),
        cmocka_unit_test(test_migrating_on_a_full_disk),
        cmocka_unit_test(test_migrating_on_a_broken_disk),
    };
    /* Hundreds of archives are made: on a disk in memory where there is one. */
    if (access("/dev/shm", W_OK) == 0 && setenv("TMPDIR", "/dev/shm", 0) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
