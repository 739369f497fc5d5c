/* rig: fork and exec, with one environment for all. */
#include "tests/crash/rig.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

enum { ARGUMENTS_MAX = 8, NUMBER_SIZE = 32 };

const struct rig_command rig_sync = {.words = {"sync", "--all"}};
const struct rig_command rig_import = {.words = {"import", "urls"}};

/* --- starting programs -------------------------------------------------------------------------------------------- */

/* A capability that is not in the bounding set is lost with exec, root or not (capabilities(7)). */
bool rig_obey_modes(void)
{
    return getuid() != 0 || (prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) == 0 && prctl(PR_CAPBSET_DROP, CAP_FOWNER) == 0);
}

/* In the child: becomes the program. */
static void become(const struct rig *rig, const struct rig_command *command)
{
    char count[PATH_MAX + NUMBER_SIZE];
    const char *arguments[ARGUMENTS_MAX] = {rig->whosaid, command->words[0], "--archive", rig->archive};
    for (size_t i = 1; i < sizeof command->words / sizeof *command->words && command->words[i]; i++)
        arguments[3 + i] = command->words[i];
    snprintf(count, sizeof count, "%s/count", rig->folder);
    int output = open(rig->output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600), null = open("/dev/null", O_RDWR);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    bool ready = setpgid(0, 0) == 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(null, STDOUT_FILENO) >= 0 &&
                 dup2(output, STDERR_FILENO) >= 0 && chdir(rig->folder) == 0 && setenv("HOME", rig->folder, 1) == 0;
    if (command->fate)
        ready = ready && setenv("LD_PRELOAD", rig->disk, 1) == 0 && setenv("WHOSAID_DISK", command->fate, 1) == 0 &&
                setenv("WHOSAID_DISK_COUNT", count, 1) == 0 && setenv("ASAN_OPTIONS", RIG_ASAN_OPTIONS, 1) == 0;
    if (command->obeys_modes)
        ready = ready && rig_obey_modes();
    if (ready)
        (void)execv(rig->whosaid, (char *const *)arguments);
    perror(rig->whosaid);
    _exit(127);
}

pid_t rig_begin(struct rig *rig, const struct rig_command *command)
{
    (void)fflush(NULL);
    pid_t process = fork();
    if (process == 0)
        become(rig, command);
    /* Whichever of the two comes first: the group is there before anybody could want to kill it. */
    if (process > 0)
        (void)setpgid(process, process);
    return process;
}

static void take_down(struct rig *rig)
{
    FILE *file = fopen(rig->output, "r");
    size_t length = file ? fread(rig->said, 1, sizeof rig->said - 1, file) : 0;
    rig->said[length] = '\0';
    if (file)
        (void)fclose(file);
}

int rig_wait(struct rig *rig, pid_t process)
{
    int status = 0;
    if (process <= 0 || waitpid(process, &status, 0) != process)
        return -1;
    take_down(rig);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int rig_run(struct rig *rig, const struct rig_command *command)
{
    return rig_wait(rig, rig_begin(rig, command));
}

bool rig_succeeds(struct rig *rig, const struct rig_command *command, struct error *error)
{
    int status = rig_run(rig, command);
    return status == 0 ||
           error_set(error, "whosaid %s ends with %d and says: %.300s", command->words[0], status, rig->said);
}

size_t rig_count_writes(struct rig *rig, const struct rig_command *command)
{
    char path[PATH_MAX + NUMBER_SIZE], number[NUMBER_SIZE] = "";
    struct rig_command counted = *command;
    counted.fate = "none";
    snprintf(path, sizeof path, "%s/count", rig->folder);
    if (rig_run(rig, &counted) != 0)
        return 0;
    FILE *file = fopen(path, "r");
    bool read = file && fgets(number, sizeof number, file);
    if (file)
        (void)fclose(file);
    return read ? strtoul(number, NULL, 10) : 0;
}

/* --- the rig itself ----------------------------------------------------------------------------------------------- */

/* Xorshift; Marsaglia 2003. */
size_t rig_choose(struct rig *rig, size_t most)
{
    rig->random ^= rig->random << 13;
    rig->random ^= rig->random >> 7;
    rig->random ^= rig->random << 17;
    return most ? (size_t)(rig->random % most) : 0;
}

void rig_remove_archive(struct rig *rig)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char path[PATH_MAX + NUMBER_SIZE];
        snprintf(path, sizeof path, "%s%s", rig->archive, beside[i]);
        (void)unlink(path);
    }
}

static bool write_list(const struct rig *rig)
{
    FILE *list = fopen(rig->list, "w");
    for (unsigned feed = 1; list && feed <= RIG_FEEDS; feed++)
        fprintf(list, "http://127.0.0.1:%u/%u\n", rig->press.port, feed);
    bool written = list && !ferror(list);
    return (!list || fclose(list) == 0) && written;
}

bool rig_start(struct rig *rig, const char *whosaid, const char *disk, const char *folder, uint64_t seed,
               struct error *error)
{
    *rig = (struct rig){.whosaid = whosaid, .disk = disk, .random = seed * 2 + 1};
    snprintf(rig->folder, sizeof rig->folder, "%.4000s", folder);
    snprintf(rig->archive, sizeof rig->archive, "%.4000s/archive.db", folder);
    snprintf(rig->list, sizeof rig->list, "%.4000s/urls", folder);
    snprintf(rig->output, sizeof rig->output, "%.4000s/said", folder);
    if (!press_start(&rig->press) || !write_list(rig))
        return error_set(error, "the press: %s", strerror(errno));
    return true;
}

void rig_stop(struct rig *rig)
{
    press_stop(&rig->press);
}

bool rig_renew(struct rig *rig, struct error *error)
{
    rig_remove_archive(rig);
    *rig->press.edition = 1;
    return rig_succeeds(rig, &rig_import, error) && rig_succeeds(rig, &rig_sync, error);
}
