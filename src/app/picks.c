/* picks: one collector for each kind of row. */
#include "app/picks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/session.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/folding.h"

enum {
    ROWS_MAX = 200000,
    NOTE_SIZE = 80,
    FOLDED_MAX = 4000 /* bytes of a row that can be searched: the start of a long quotation tells it from others */
};

#define PICKS_MEMORY_MAX ((size_t)64 * 1024 * 1024)

static void add(struct picks *picks, struct pick pick, const char *note)
{
    struct pick *row = array_push(&picks->rows);
    if (!row)
        return;
    *row = pick;
    row->note = arena_copy_string(picks->arena, note);
    struct buffer folded = buffer_create((size_t)4 * FOLDED_MAX);
    (void)folding_append(row->label, strlen(row->label), &folded);
    (void)buffer_append_byte(&folded, ' ');
    (void)folding_append(row->text, row->length < FOLDED_MAX ? row->length : FOLDED_MAX, &folded);
    (void)buffer_append_byte(&folded, ' ');
    (void)folding_append(note, strlen(note), &folded);
    row->folded = arena_copy(picks->arena, buffer_string(&folded), folded.length);
    buffer_release(&folded);
    if (!row->note || !row->folded)
        picks->rows.count--;
}

static const char *speaker_name(const struct article *article, size_t entity)
{
    return entity < article->entity_count ? article->entities[entity].name : "unknown";
}

static void collect_quotations(struct picks *picks, const struct session *session)
{
    const struct article *article = session->reading->article;
    const struct quotation *current = session_quotation(session);
    size_t number = 0;
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        if (quotation->type == QUOTATION_SCARE)
            continue;
        char note[NOTE_SIZE];
        (void)snprintf(note, sizeof note, "%zu", ++number);
        /* Once a stop is current the cursor waits on it, until then on the first quotation to be seen. */
        if (current ? quotation == current : quotation->range.end <= session->seen.start)
            picks->current = current ? picks->rows.count : picks->rows.count + 1;
        add(picks,
            (struct pick){.kind = JUMP_QUOTATIONS,
                          .index = i,
                          .entity = quotation->speaker_entity,
                          .label = speaker_name(article, quotation->speaker_entity),
                          .text = article->text + quotation->range.start,
                          .length = quotation->range.end - quotation->range.start},
            note);
    }
}

struct ranked {
    size_t entity, count;
};

/* The most first; where two are alike, in the order of the article. */
static int compare_ranked(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* How often each entity is quoted, or mentioned, in the order of the rows; NULL when memory is short. */
static struct ranked *rank_entities(const struct picks *picks, const struct article *article, bool quoted)
{
    struct ranked *ranked = arena_allocate_array(picks->arena, article->entity_count + 1, sizeof *ranked);
    if (!ranked)
        return NULL;
    for (size_t i = 0; i < article->entity_count; i++)
        ranked[i] = (struct ranked){i, quoted ? 0 : article->entities[i].mention_count};
    for (size_t i = 0; quoted && i < article->quotation_count; i++)
        if (article->quotations[i].type != QUOTATION_SCARE &&
            article->quotations[i].speaker_entity < article->entity_count)
            ranked[article->quotations[i].speaker_entity].count++;
    qsort(ranked, article->entity_count, sizeof *ranked, compare_ranked);
    return ranked;
}

/* Whether the row of that entity is where the reader is: its list is active, or it speaks the current quotation. */
static bool is_current(const struct session *session, enum jump_kind kind, size_t entity)
{
    const struct jump_list *list = &session->reading->list;
    const struct quotation *quotation = session_quotation(session);
    if (list->kind == JUMP_SPEAKER || list->kind == kind)
        return list->entity == entity;
    return kind == JUMP_SPEAKER && quotation && quotation->speaker_entity == entity;
}

static void add_entity(struct picks *picks, const struct session *session, enum jump_kind kind, size_t entity,
                       const char *note)
{
    const struct entity *named = &session->reading->article->entities[entity];
    const char *role = named->role ? named->role : "";
    if (is_current(session, kind, entity))
        picks->current = picks->rows.count;
    add(picks,
        (struct pick){.kind = kind,
                      .index = entity,
                      .entity = kind == JUMP_SPEAKER ? entity : ARTICLE_NONE,
                      .label = named->name,
                      .text = role,
                      .length = strlen(role)},
        note);
}

static void add_quoted(struct picks *picks, enum jump_kind kind, const char *label, size_t count)
{
    char note[NOTE_SIZE];
    (void)snprintf(note, sizeof note, "%zu %s", count, count == 1 ? "quotation" : "quotations");
    if (count)
        add(picks,
            (struct pick){.kind = kind, .index = ARTICLE_NONE, .entity = ARTICLE_NONE, .label = label, .text = ""},
            note);
}

static void collect_speakers(struct picks *picks, const struct session *session)
{
    const struct article *article = session->reading->article;
    const struct ranked *ranked = rank_entities(picks, article, true);
    size_t all = 0, known = 0;
    for (size_t i = 0; i < article->quotation_count; i++) {
        all += article->quotations[i].type != QUOTATION_SCARE;
        known += article->quotations[i].type != QUOTATION_SCARE &&
                 article->quotations[i].speaker_entity < article->entity_count;
    }
    add_quoted(picks, JUMP_QUOTATIONS, "everyone", all);
    for (size_t i = 0; ranked && i < article->entity_count && ranked[i].count; i++) {
        char note[NOTE_SIZE];
        (void)snprintf(note, sizeof note, "%zu %s", ranked[i].count, ranked[i].count == 1 ? "quotation" : "quotations");
        add_entity(picks, session, JUMP_SPEAKER, ranked[i].entity, note);
    }
    if (is_current(session, JUMP_SPEAKER, ARTICLE_NONE))
        picks->current = picks->rows.count;
    add_quoted(picks, JUMP_SPEAKER, "unknown", all - known);
}

static void collect_entities(struct picks *picks, const struct session *session)
{
    const struct article *article = session->reading->article;
    const struct ranked *ranked = rank_entities(picks, article, false);
    for (size_t i = 0; ranked && i < article->entity_count && ranked[i].count; i++) {
        char note[NOTE_SIZE];
        (void)snprintf(note, sizeof note, "%s %4zu", entity_type_name(article->entities[ranked[i].entity].type),
                       ranked[i].count);
        add_entity(picks, session, JUMP_ENTITY, ranked[i].entity, note);
    }
}

static void collect_headings(struct picks *picks, const struct session *session)
{
    const struct article *article = session->reading->article;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct range range = article->blocks[i].range;
        if (article->blocks[i].type != BLOCK_HEADING)
            continue;
        if (range.start <= session->seen.start)
            picks->current = picks->rows.count;
        add(picks,
            (struct pick){.kind = JUMP_HEADINGS,
                          .index = i,
                          .entity = ARTICLE_NONE,
                          .label = "",
                          .text = article->text + range.start,
                          .length = range.end - range.start},
            "");
    }
}

bool picks_make(struct picks *picks, const struct session *session, enum jump_kind kind)
{
    static void (*const collect[])(struct picks *, const struct session *) = {[JUMP_QUOTATIONS] = collect_quotations,
                                                                              [JUMP_SPEAKER] = collect_speakers,
                                                                              [JUMP_ENTITY] = collect_entities,
                                                                              [JUMP_HEADINGS] = collect_headings,
                                                                              [JUMP_LINKS] = NULL,
                                                                              [JUMP_FIGURES] = NULL,
                                                                              [JUMP_MATCHES] = NULL};
    *picks =
        (struct picks){.arena = arena_create(PICKS_MEMORY_MAX), .rows = array_create(sizeof(struct pick), ROWS_MAX)};
    if (!picks->arena)
        return false;
    if (collect[kind])
        collect[kind](picks, session);
    if (picks->current >= picks->rows.count)
        picks->current = picks->rows.count ? picks->rows.count - 1 : 0;
    return !picks->rows.failed && !arena_failed(picks->arena);
}

void picks_release(struct picks *picks)
{
    array_release(&picks->rows);
    arena_destroy(picks->arena);
    picks->arena = NULL;
}
