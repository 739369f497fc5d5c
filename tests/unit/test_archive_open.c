/* Opening: who may write, what is read-only, migrating, and files that are no archive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "archive_rig.h"
#include "store/migration.h"

static size_t files_in(const char *folder, const char *part)
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += strstr(entry->d_name, part) != NULL;
    closedir(directory);
    return count;
}

static void assert_refused(struct archive_rig *rig, enum archive_access access, const char *reason)
{
    struct archive *archive = archive_open(rig->path, access, 0, &rig->error);
    assert_null(archive);
    if (!strstr(rig->error.message, reason) || !strstr(rig->error.message, rig->path))
        fail_msg("%s: no word of %s", rig->error.message, reason);
}

static void test_files_and_modes(void **state)
{
    (void)state;
    struct archive_rig rig;
    struct stat status;
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    for (size_t i = 0; i < 2; i++) {
        const char *const names[] = {"%s", "%s-wal"};
        char path[3 * TEST_PATH_SIZE];
        (void)snprintf(path, sizeof path, i ? names[1] : names[0], rig.path);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
    rig_open(&rig, ARCHIVE_MARK);
    rig_open(&rig, ARCHIVE_READ);
    archive_close(rig.archive);
    rig.archive = NULL;
    assert_int_equal(files_in(rig.folder, "backup"), 0);  /* nothing was migrated */
    assert_int_equal(files_in(rig.folder, "archive"), 2); /* the archive and the lock; the log has gone */
    rig_release(&rig);
}

static void test_missing(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    (void)snprintf(rig.path, sizeof rig.path, "%s/none/none.db", rig.folder);
    assert_refused(&rig, ARCHIVE_READ, "no such file");
    assert_refused(&rig, ARCHIVE_MARK, "no such file");
    rig_open(&rig, ARCHIVE_WRITE); /* makes directory and file */
    rig_release(&rig);
}

static void test_no_archive(void **state)
{
    (void)state;
    struct archive_rig rig;
    sqlite3 *handle;
    rig_create(&rig);
    archive_close(rig.archive);
    rig.archive = NULL;
    static const char letter[] =
        "This is a letter, and no database at all, of more than a hundred bytes, which is what a "
        "header of SQLite takes.";
    file_write(rig.folder, "text.db", letter, sizeof letter - 1, NULL);
    (void)snprintf(rig.path, sizeof rig.path, "%s/text.db", rig.folder);
    assert_refused(&rig, ARCHIVE_READ, "no archive of whosaid");
    assert_refused(&rig, ARCHIVE_WRITE, "no archive of whosaid");
    (void)snprintf(rig.path, sizeof rig.path, "%s/other.db", rig.folder);
    assert_int_equal(sqlite3_open(rig.path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "CREATE TABLE letters (a)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
    assert_refused(&rig, ARCHIVE_WRITE, "no archive of whosaid");
    rig_release(&rig);
}

/* Of a newer archive nothing is saved either, since what is new in it would be left out; a damaged one may be
 * anything. */
static void test_what_may_be_salvaged(void **state)
{
    static const struct {
        const char *what, *sql; /* in a new archive, or with `path` elsewhere */
        const char *path, *refusal;
    } cases[] = {
        {"an archive", "", NULL, NULL},
        {"a newer one", "PRAGMA user_version = 1000000", NULL, "newer whosaid"},
        {"another program's", "PRAGMA application_id = 7", NULL, "no archive of whosaid"},
        {"no file", "", "/dev", "this is no file"},
        {"nothing", "", "/dev/null/none", "cannot be read"},
        {"what is no database any more", "", "/proc/self/exe", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct archive_rig rig;
        sqlite3 *handle;
        rig_create(&rig);
        archive_close(rig.archive);
        rig.archive = NULL;
        assert_int_equal(sqlite3_open(rig.path, &handle), SQLITE_OK);
        assert_int_equal(sqlite3_exec(handle, cases[i].sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(handle);
        rig.error = (struct error){""};
        bool may_be = archive_is_salvageable(cases[i].path ? cases[i].path : rig.path, &rig.error);
        if (may_be != (cases[i].refusal == NULL) || (!may_be && !strstr(rig.error.message, cases[i].refusal)))
            fail_msg("%s: %s", cases[i].what, rig.error.message);
        rig_release(&rig);
    }
}

/* The second writer is another process, as it would be. */
static void test_second_writer(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char holder[64];
        struct error error;
        (void)snprintf(holder, sizeof holder, "process %ld (", (long)getppid());
        struct archive *archive = archive_open(rig.path, ARCHIVE_WRITE, 0, &error);
        struct archive *marks = archive_open(rig.path, ARCHIVE_MARK, 0, &error);
        bool refused = !archive && marks;
        archive_close(marks);
        archive = archive_open(rig.path, ARCHIVE_WRITE, 0, &error);
        _exit(refused && !archive && strstr(error.message, holder) && strstr(error.message, rig.path) ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    rig_release(&rig);
}

/* A process that was killed holds no lock, and what it had not committed is gone. */
static void test_killed_writer(void **state)
{
    (void)state;
    struct archive_rig rig;
    int ready[2];
    char byte;
    rig_create(&rig);
    archive_close(rig.archive);
    rig.archive = NULL;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        rig_open(&rig, ARCHIVE_WRITE);
        rig_add_feed(&rig, "https://one.example/", "One");
        if (archive_begin(rig.archive, &rig.error)) {
            rig_add_feed(&rig, "https://two.example/", "Two");
            if (write(ready[1], "x", 1) == 1)
                pause();
        }
        _exit(1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    rig_open(&rig, ARCHIVE_WRITE);
    struct archived_feed feed;
    assert_true(archive_feed_find(rig.archive, "https://one.example/", 0, rig.arena, &feed, &rig.error));
    assert_false(archive_feed_find(rig.archive, "https://two.example/", 0, rig.arena, &feed, &rig.error));
    close(ready[0]);
    close(ready[1]);
    rig_release(&rig);
}

static void test_version_changes(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    struct archive *reader = archive_open(rig.path, ARCHIVE_MARK, 0, &rig.error);
    RIG_DO(&rig, reader != NULL);
    int64_t before = archive_version(reader);
    assert_true(archive_version(reader) == before);
    rig_add_feed(&rig, "https://one.example/", "One");
    assert_true(archive_version(reader) != before);
    archive_close(reader);
    rig_release(&rig);
}

/* Runs as another user where root runs the tests: for root nothing is read-only. */
static void become_nobody(struct archive_rig *rig)
{
    if (geteuid() != 0)
        return;
    assert_int_equal(chown(rig->folder, 65534, 65534), 0);
    assert_int_equal(chown(rig->path, 65534, 65534), 0);
    assert_int_equal(seteuid(65534), 0);
}

static void test_read_only_disk(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    char found[TEST_SENTENCES_SIZE];
    rig_create(&rig);
    rig_add_feed(&rig, "https://one.example/", "One");
    int64_t id = rig_store(&rig, &(struct rig_entry){1, "a", "A", "A ferry.", NULL, 100, 1}, &outcome);
    archive_close(rig.archive);
    rig.archive = NULL;
    become_nobody(&rig);
    assert_int_equal(chmod(rig.path, 0400), 0);
    assert_int_equal(chmod(rig.folder, 0500), 0);
    static const enum archive_access accesses[] = {ARCHIVE_READ, ARCHIVE_MARK};
    for (size_t i = 0; i < 2; i++) {
        rig_open(&rig, accesses[i]);
        assert_true(archive_is_read_only(rig.archive));
        rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "ferry"}, 1, &id, 1, found);
        assert_string_equal(found, "0");
        assert_false(archive_mark_starred(rig.archive, id, true, &rig.error));
        assert_non_null(strstr(rig.error.message, "read-only"));
    }
    archive_close(rig.archive);
    rig.archive = NULL;
    assert_refused(&rig, ARCHIVE_WRITE, "");
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(rig.folder, 0700), 0);
    rig_release(&rig);
}

/* --- migrations --------------------------------------------------------------------------------------------------- */

static const struct migration steps[] = {
    {"CREATE TABLE letters (a INTEGER); INSERT INTO letters VALUES (1);"},
    {"UPDATE letters SET a = a * 10;"},
    {"UPDATE letters SET a = a + 2;"},
};
static const struct migration broken[] = {
    {"CREATE TABLE letters (a INTEGER); INSERT INTO letters VALUES (1);"},
    {"UPDATE letters SET a = a * 10;"},
    {"UPDATE letters SET a = 99; UPDATE letters SET b = 1;"},
};

/* The only letter in the file, and the file's version. */
static void assert_letter(const char *path, int letter, int version)
{
    sqlite3 *handle;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(handle, "SELECT a, user_version FROM letters, pragma_user_version", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), letter);
    assert_int_equal(sqlite3_column_int(statement, 1), version);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

static struct archive *open_with(struct archive_rig *rig, enum archive_access access,
                                 const struct migration *migrations, size_t version)
{
    return archive_open_with(rig->path, access, 0, (struct schema){migrations, version}, &rig->error);
}

static void test_migrating(void **state)
{
    (void)state;
    struct archive_rig rig;
    char backup[3 * TEST_PATH_SIZE];
    rig_create(&rig);
    (void)snprintf(rig.path, sizeof rig.path, "%s/old.db", rig.folder);
    (void)snprintf(backup, sizeof backup, "%s.backup-1", rig.path);
    archive_close(open_with(&rig, ARCHIVE_WRITE, steps, 1));
    assert_letter(rig.path, 1, 1);
    /* A step that fails leaves the archive as the last whole one left it, and the copy. */
    assert_null(open_with(&rig, ARCHIVE_WRITE, broken, 3));
    assert_letter(rig.path, 10, 2);
    assert_letter(backup, 1, 1);
    /* Whoever only reads has it migrated, too. */
    struct archive *archive = open_with(&rig, ARCHIVE_MARK, steps, 3);
    RIG_DO(&rig, archive != NULL);
    archive_close(archive);
    assert_letter(rig.path, 12, 3);
    (void)snprintf(backup, sizeof backup, "%s.backup-2", rig.path);
    assert_letter(backup, 10, 2);
    assert_int_equal(files_in(rig.folder, "part"), 0);
    /* What is newer is refused, and stays as it is. */
    assert_null(open_with(&rig, ARCHIVE_WRITE, steps, 2));
    assert_non_null(strstr(rig.error.message, "newer whosaid"));
    assert_null(open_with(&rig, ARCHIVE_READ, steps, 2));
    assert_letter(rig.path, 12, 3);
    rig_release(&rig);
}

static void test_current_schema(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    struct schema schema = schema_current();
    struct array feeds = array_create(sizeof(struct archived_feed), 4);
    assert_true(schema.version >= 1);
    RIG_DO(&rig, archive_feeds_read(rig.archive, rig.arena, &feeds, &rig.error));
    assert_int_equal(feeds.count, 0);
    array_release(&feeds);
    rig_release(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_and_modes), cmocka_unit_test(test_missing),
        cmocka_unit_test(test_no_archive),      cmocka_unit_test(test_what_may_be_salvaged),
        cmocka_unit_test(test_second_writer),   cmocka_unit_test(test_killed_writer),
        cmocka_unit_test(test_version_changes), cmocka_unit_test(test_read_only_disk),
        cmocka_unit_test(test_migrating),       cmocka_unit_test(test_current_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
