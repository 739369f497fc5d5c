/* whosaid check: what is wrong in the archive, and saving what can be read of a damaged one. */
#include <stdio.h>
#include <string.h>

#include "app/json_parts.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/print_json.h"

enum { PATH_CEILING = 64 * 1024 };

struct values {
    struct archive_values archive;
    bool json;
    const char *salvage;
};

static const struct option_row options[] = {
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object"},
    {"salvage", 0, OPTION_VALUE, offsetof(struct values, salvage), "NEWFILE",
     "copy all that can be read into a new archive"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

/* What was found so far. */
struct findings {
    size_t count;
    json_t *sentences; /* with --json, else NULL: they are printed as they come */
};

static void take_finding(void *context, const char *sentence)
{
    struct findings *findings = context;
    findings->count++;
    if (findings->sentences)
        findings->sentences = array_with(findings->sentences, json_string(sentence));
    else
        (void)puts(sentence);
}

static enum exit_status print_findings(const char *path, struct findings *findings, bool is_well)
{
    enum exit_status status = is_well ? STATUS_WELL : STATUS_FAILED;
    if (!findings->sentences)
        return status;
    enum exit_status printed =
        print_json(json_pack("{s:s,s:b,s:o}", "archive", path, "well", is_well, "findings", findings->sentences));
    return printed == STATUS_WELL ? status : printed;
}

/* What ended the work: a finding for programs, for people a complaint. */
static void take_error(struct findings *findings, const struct error *error)
{
    if (findings->sentences)
        take_finding(findings, error->message);
    else
        command_complain(error);
}

static enum exit_status check(const char *path, const char *shown, const struct values *values, unsigned patience)
{
    struct error error = {.message = ""};
    struct findings findings = {.sentences = values->json ? json_array() : NULL};
    struct archive *archive = archive_open(path, ARCHIVE_READ, patience, &error);
    bool is_well = archive && archive_check(archive, take_finding, &findings, &error);
    archive_close(archive);
    if (*error.message && !is_well)
        take_error(&findings, &error);
    if (!values->json && is_well)
        printf("%s: all is well\n", shown);
    struct error ignored;
    if (!values->json && !is_well && archive_is_salvageable(path, &ignored))
        (void)fprintf(stderr, "'whosaid check --salvage=NEWFILE' copies all that can be read into a new archive.\n");
    return print_findings(shown, &findings, is_well);
}

static enum exit_status salvage(const char *path, const char *shown, const struct values *values)
{
    struct error error = {.message = ""};
    struct findings findings = {.sentences = values->json ? json_array() : NULL};
    bool is_saved = archive_salvage(path, values->salvage, take_finding, &findings, &error);
    if (!is_saved)
        take_error(&findings, &error);
    else if (!values->json)
        printf("All %sthat could be read is saved. The new file becomes your archive when it stands at %s.\n",
               findings.count ? "else " : "", shown);
    return print_findings(shown, &findings, is_saved);
}

/* Both the path that is opened and the one that is shown: bytes of a name may be anything. */
static enum exit_status work(const char *path, const struct values *values, const struct settings *settings)
{
    struct buffer shown = buffer_create(PATH_CEILING);
    (void)clean_for_terminal(path, strlen(path), &shown);
    enum exit_status status = values->salvage
                                  ? salvage(path, buffer_string(&shown), values)
                                  : check(path, buffer_string(&shown), values, (unsigned)settings->patience);
    buffer_release(&shown);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.json = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands)
        return command_misused(invocation, "check looks at the archive; --archive=FILE names another one");
    struct setup setup;
    struct told told = {.count = 0};
    struct error error;
    struct buffer path = buffer_create(PATH_CEILING);
    enum exit_status status = setup_create(&setup, invocation, &values.archive.setup, &told);
    if (status == STATUS_WELL && !archive_option_path(&values.archive, &setup.settings, &path, &error))
        status = command_fail(&error);
    else if (status == STATUS_WELL)
        status = work(buffer_string(&path), &values, &setup.settings);
    buffer_release(&path);
    setup_release(&setup);
    return status;
}

const struct command command_check = {
    "check", "", "Tells what is wrong in the archive, and saves what can be read of a damaged one.", options, run,
};
