/* main: the table of commands. */
#include <stdio.h>

int main(void)
{
    puts("whosaid " WHOSAID_VERSION);
    return 0;
}
