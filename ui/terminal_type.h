/* terminal type: whether terminfo knows it. A file of its own, because <term.h> makes macros of words like
 * `columns`. */
#ifndef WHOSAID_UI_TERMINAL_TYPE_H
#define WHOSAID_UI_TERMINAL_TYPE_H

#include <stdbool.h>

/* True when there is a description of the type that TERM names. newterm() would find out as well, but leaves behind
 * what it had prepared when there is none (ncurses 6.4). */
bool terminal_type_is_known(void);

#endif
