/* terminal type: one look into terminfo. */
#include "ui/terminal_type.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool terminal_type_is_known(void)
{
    int found;
    if (setupterm(NULL, STDOUT_FILENO, &found) != OK)
        return false;
    (void)del_curterm(cur_term);
    return true;
}
