/* jump list: collecting stops, moving among them, and the history of jumps. */
#include "article/jump_list.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

/* More stops than this in one article are no help to anybody, and every growing list has a ceiling. */
enum { STOPS_MAX = 200000 };

static struct jump_list list_create(enum jump_kind kind, size_t entity)
{
    return (struct jump_list){.kind = kind,
                              .entity = entity,
                              .stops = array_create(sizeof(struct jump_stop), STOPS_MAX),
                              .current = ARTICLE_NONE};
}

static void add_stop(struct jump_list *list, struct range range, size_t index)
{
    struct jump_stop *stop = array_push(&list->stops);
    if (stop)
        *stop = (struct jump_stop){.range = range, .index = index};
}

struct jump_list jump_list_of_quotations(const struct article *article)
{
    struct jump_list list = list_create(JUMP_QUOTATIONS, ARTICLE_NONE);
    for (size_t i = 0; i < article->quotation_count; i++)
        if (article->quotations[i].type != QUOTATION_SCARE)
            add_stop(&list, article->quotations[i].range, i);
    return list;
}

struct jump_list jump_list_of_speaker(const struct article *article, size_t entity)
{
    struct jump_list list = list_create(JUMP_SPEAKER, entity);
    for (size_t i = 0; i < article->quotation_count; i++)
        if (article->quotations[i].speaker_entity == entity && article->quotations[i].type != QUOTATION_SCARE)
            add_stop(&list, article->quotations[i].range, i);
    return list;
}

struct jump_list jump_list_of_entity(const struct article *article, size_t entity)
{
    struct jump_list list = list_create(JUMP_ENTITY, entity);
    if (entity < article->entity_count) {
        const struct entity *named = &article->entities[entity];
        for (size_t i = 0; i < named->mention_count; i++)
            add_stop(&list, article->mentions[named->mentions[i]].range, named->mentions[i]);
    }
    return list;
}

struct jump_list jump_list_of_headings(const struct article *article)
{
    struct jump_list list = list_create(JUMP_HEADINGS, ARTICLE_NONE);
    for (size_t i = 0; i < article->block_count; i++)
        if (article->blocks[i].type == BLOCK_HEADING)
            add_stop(&list, article->blocks[i].range, i);
    return list;
}

struct jump_list jump_list_of_links(const struct article *article)
{
    struct jump_list list = list_create(JUMP_LINKS, ARTICLE_NONE);
    for (size_t i = 0; i < article->link_count; i++)
        add_stop(&list, article->links[i].range, i);
    return list;
}

struct jump_list jump_list_of_figures(const struct article *article)
{
    struct jump_list list = list_create(JUMP_FIGURES, ARTICLE_NONE);
    for (size_t i = 0; i < article->figure_count; i++)
        add_stop(&list, article->blocks[article->figures[i].block].range, i);
    return list;
}

/* The character at `at`, its case folded away unless it counts. `size` gets its bytes. */
static ucs4_t read_character(const char *at, const char *end, bool fold, size_t *size)
{
    ucs4_t character;
    *size = (size_t)u8_mbtouc(&character, (const uint8_t *)at, (size_t)(end - at));
    return fold ? uc_tolower(character) : character;
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end) {
        size_t size;
        if (!uc_is_property_white_space(read_character(at, end, false, &size)))
            break;
        at += size;
    }
    return at;
}

/* Where a match that begins at `at` ends; NULL when none does. */
static const char *match_end(const char *at, const char *end, const char *needle, const char *needle_end, bool fold)
{
    while (needle < needle_end) {
        const char *behind = skip_blanks(needle, needle_end);
        if (behind > needle) {
            const char *after = skip_blanks(at, end);
            if (after == at)
                return NULL;
            at = after;
            needle = behind;
            continue;
        }
        size_t size, needle_size;
        if (at == end || read_character(at, end, fold, &size) != read_character(needle, needle_end, fold, &needle_size))
            return NULL;
        at += size;
        needle += needle_size;
    }
    return at;
}

static bool has_upper_case(const char *needle, const char *end)
{
    for (size_t size; needle < end; needle += size)
        if (uc_is_upper(read_character(needle, end, false, &size)))
            return true;
    return false;
}

struct jump_list jump_list_of_matches(const struct article *article, const char *needle)
{
    struct jump_list list = list_create(JUMP_MATCHES, ARTICLE_NONE);
    const char *needle_end = needle + strlen(needle), *end = article->text + article->length;
    bool fold = !has_upper_case(needle, needle_end);
    if (needle == needle_end)
        return list;
    for (const char *at = article->text; at < end;) {
        const char *behind = match_end(at, end, needle, needle_end, fold);
        size_t size;
        if (behind) {
            size_t start = (size_t)(at - article->text);
            add_stop(&list, (struct range){start, (size_t)(behind - article->text)}, list.stops.count);
            at = behind;
        } else {
            /* Where a run of blanks begins no match, none of its other blanks does: without this, a needle that begins
             * with a blank would read a long run once for each of them. */
            (void)read_character(at, end, false, &size);
            const char *blanks_end = skip_blanks(at, end);
            at = blanks_end > at ? blanks_end : at + size;
        }
    }
    return list;
}

void jump_list_release(struct jump_list *list)
{
    array_release(&list->stops);
    list->current = ARTICLE_NONE;
}

const struct jump_stop *jump_list_stops(const struct jump_list *list)
{
    return list->stops.items;
}

const struct jump_stop *jump_list_select(struct jump_list *list, size_t index)
{
    if (index >= list->stops.count)
        return NULL;
    list->current = index;
    return &jump_list_stops(list)[index];
}

static bool holds_current(const struct jump_list *list, size_t position)
{
    return list->current < list->stops.count && range_holds(jump_list_stops(list)[list->current].range, position);
}

/* How many stops start at or before byte `position`. */
static size_t count_until(const struct jump_list *list, size_t position)
{
    const struct jump_stop *stops = jump_list_stops(list);
    size_t low = 0, high = list->stops.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stops[middle].range.start <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct jump_stop *jump_list_next(struct jump_list *list, size_t position, size_t count)
{
    size_t first = holds_current(list, position) ? list->current + 1 : count_until(list, position);
    if (first >= list->stops.count || !count)
        return NULL;
    size_t left = list->stops.count - first;
    return jump_list_select(list, first + (count < left ? count : left) - 1);
}

const struct jump_stop *jump_list_previous(struct jump_list *list, size_t position, size_t count)
{
    size_t before = list->current;
    if (!holds_current(list, position)) {
        before = count_until(list, position);
        while (before > 0 && jump_list_stops(list)[before - 1].range.start == position)
            before--;
    }
    if (!before || !count)
        return NULL;
    return jump_list_select(list, before - (count < before ? count : before));
}

/* Drops the oldest place of a full history. */
static void make_room(struct jump_history *history)
{
    if (history->count < JUMP_HISTORY_MAX)
        return;
    memmove(history->places, history->places + 1, (JUMP_HISTORY_MAX - 1) * sizeof *history->places);
    history->count--;
    history->current--;
}

void jump_history_leave(struct jump_history *history, struct jump_place place)
{
    history->count = history->current;
    if (history->count && history->places[history->count - 1].position == place.position) {
        history->places[history->count - 1] = place;
        return;
    }
    make_room(history);
    history->places[history->count++] = place;
    history->current = history->count;
}

bool jump_history_back(struct jump_history *history, struct jump_place place, struct jump_place *target)
{
    if (!history->current)
        return false;
    if (history->current == history->count) {
        make_room(history);
        history->count++;
    }
    /* Where the step is taken from is remembered, so that forward leads there again. */
    history->places[history->current] = place;
    *target = history->places[--history->current];
    return true;
}

bool jump_history_forward(struct jump_history *history, struct jump_place place, struct jump_place *target)
{
    if (history->current + 1 >= history->count)
        return false;
    history->places[history->current] = place;
    *target = history->places[++history->current];
    return true;
}
