/* boilerplate: the embedded list is short and the paragraphs that could match it are too, so it is read line by
 * line. */
#include "feeds/boilerplate.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "config/embedded.h"

/* "Read more:" and a headline fit; a paragraph that goes on for longer has something to say. */
enum { BOILERPLATE_LENGTH_MAX = 240 };

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* `entry` is one line of the list; `core` is the paragraph from its first to its last letter. */
static bool entry_matches(const char *entry, size_t entry_length, const char *text, size_t length, const char *core,
                          size_t core_length)
{
    if (entry[entry_length - 1] == '*')
        return length >= entry_length - 1 && strncasecmp(text, entry, entry_length - 1) == 0;
    return core_length == entry_length && strncasecmp(core, entry, entry_length) == 0;
}

bool boilerplate_matches(const char *text, size_t length)
{
    const struct embedded_file *list = embedded_find("lang/en/boilerplate.txt");
    if (!list || !length || length > BOILERPLATE_LENGTH_MAX)
        return false;
    const char *core = text, *core_end = text + length;
    while (core < core_end && !is_letter(*core))
        core++;
    while (core_end > core && !is_letter(core_end[-1]))
        core_end--;
    for (const char *line = list->bytes; line < list->end;) {
        const char *newline = memchr(line, '\n', (size_t)(list->end - line));
        const char *end = newline ? newline : list->end;
        if (end > line && *line != '#' &&
            entry_matches(line, (size_t)(end - line), text, length, core, (size_t)(core_end - core)))
            return true;
        line = end + 1;
    }
    return false;
}
