/* help: a page with an entry for each action that the screen has. */
#include "ui/help.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "config/keys.h"
#include "ui/page.h"
#include "ui/state.h"

enum {
    KEYS_MOST = 8, /* names of one action's keys that are shown */
    KEYS_BYTES_MAX = 200,
    MEMORY_MAX = 64 * 1024,
    ENTRIES_MOST = ACTION_COUNT + 2
};

/* The names of the action's keys, blanks between them; "" where it has none. */
static const char *keys_of(const struct ui *ui, enum action action, struct arena *arena)
{
    uint32_t keys[KEYS_MOST];
    struct buffer names = buffer_create(KEYS_BYTES_MAX);
    size_t count = keymap_keys(ui->keymap, ui->session->context, action, keys, KEYS_MOST);
    for (size_t i = 0; i < count && i < KEYS_MOST; i++) {
        char name[KEY_NAME_SIZE];
        key_to_name(keys[i], name);
        (void)buffer_append_format(&names, "%s%s", i ? " " : "", name);
    }
    const char *kept = arena_copy_string(arena, buffer_string(&names));
    buffer_release(&names);
    return kept ? kept : "";
}

void help_run(struct ui *ui)
{
    static const char *const titles[] = {[CONTEXT_LIBRARY] = "Keys in the library",
                                         [CONTEXT_ARTICLES] = "Keys among the articles",
                                         [CONTEXT_READER] = "Keys in the reader"};
    struct page_entry entries[ENTRIES_MOST];
    size_t count = 0;
    struct arena *arena = arena_create(MEMORY_MAX);
    for (enum action action = ACTION_NONE + 1; arena && action < ACTION_COUNT; action++)
        if (action_has_context(action, ui->session->context))
            entries[count++] = (struct page_entry){keys_of(ui, action, arena), action_entry(action)->sentence};
    entries[count++] = (struct page_entry){"", ""};
    entries[count++] =
        (struct page_entry){"", "A number typed first repeats: 5 and then the key for one line down moves five."};
    page_show(ui, titles[ui->session->context], ACTION_HELP, entries, count);
    arena_destroy(arena);
}
