#include "cmd/command.h"
#include "cmd/options.h"
static const struct option_row options[] = {{0}};
static enum exit_status run(const struct invocation *invocation)
{
    return command_misused(invocation, "there is nothing to read");
}
const struct command command_read = {"", "[FILE|DIR|-]…", "Reads.", options, run};
