/* session's jumps: every one starts from the place where the reader is, and notes it for going back. */
#include "app/session_jumps.h"

#include "app/session.h"
#include "app/session_places.h"
#include "base/buffer.h"

const struct jump_stop *session_stop(const struct session *session)
{
    const struct jump_list *list = session->reading ? &session->reading->list : NULL;
    return list && list->current < list->stops.count ? &jump_list_stops(list)[list->current] : NULL;
}

static bool stop_is_seen(const struct session *session)
{
    const struct jump_stop *stop = session_stop(session);
    return stop && range_overlaps(stop->range, session->seen);
}

/* Where the reader is: at the current stop while it can be seen, else at the top of the screen. */
static struct jump_place place(const struct session *session)
{
    size_t top = session->seen.start;
    return (struct jump_place){.position = stop_is_seen(session) ? session_stop(session)->range.start : top,
                               .top = top};
}

void session_see(struct session *session, struct range seen)
{
    session->seen = seen;
}

void session_scroll(struct session *session, size_t byte)
{
    if (session->reading)
        session->reading->top = byte;
}

void session_remember_place(struct session *session)
{
    if (session->reading)
        jump_history_leave(&session->reading->history, place(session));
}

static unsigned jump_to(struct session *session, struct jump_place from, struct range target)
{
    jump_history_leave(&session->reading->history, from);
    session->target = target;
    session->target_top = ARTICLE_NONE;
    return SESSION_JUMPED | SESSION_LIST;
}

unsigned session_go_to(struct session *session, size_t byte)
{
    session->reading->list.current = ARTICLE_NONE;
    return jump_to(session, place(session), (struct range){byte, byte + 1});
}

static const char *entity_name(const struct session *session, size_t entity)
{
    const struct article *article = session->reading->article;
    return entity < article->entity_count ? article->entities[entity].name : "an unknown speaker";
}

static unsigned tell_no_stop(struct session *session, const char *where)
{
    static const char *const nouns[] = {
        [JUMP_QUOTATIONS] = "quotation", [JUMP_SPEAKER] = "quotation", [JUMP_ENTITY] = "mention",
        [JUMP_HEADINGS] = "heading",     [JUMP_LINKS] = "link",        [JUMP_FIGURES] = "picture",
        [JUMP_MATCHES] = "match",
    };
    const struct jump_list *list = &session->reading->list;
    const char *noun = nouns[list->kind];
    if (!list->stops.count)
        return session_tell(session, "There is no %s in this article.", noun);
    if (list->kind == JUMP_SPEAKER || list->kind == JUMP_ENTITY)
        return session_tell(session, "No %s of %s %s this.", noun, entity_name(session, list->entity), where);
    return session_tell(session, "No %s %s this.", noun, where);
}

/* The stop `count` further on (or back) in `list`, made current there; NULL when there is none. */
static const struct jump_stop *step(const struct session *session, struct jump_list *list, bool forward, size_t count)
{
    size_t here = place(session).position;
    if (!forward)
        return jump_list_previous(list, stop_is_seen(session) ? here : session->seen.end, count);
    if (list == &session->reading->list && stop_is_seen(session))
        return jump_list_next(list, here, count);
    /* What starts at the very top of the screen lies ahead, too. */
    if (here)
        return jump_list_next(list, here - 1, count);
    return jump_list_select(list, count < list->stops.count ? count - 1 : list->stops.count - 1);
}

static unsigned move(struct session *session, bool forward, size_t count)
{
    struct jump_place from = place(session);
    const struct jump_stop *stop = step(session, &session->reading->list, forward, count);
    return stop ? jump_to(session, from, stop->range) : tell_no_stop(session, forward ? "after" : "before");
}

unsigned session_next_stop(struct session *session, size_t count)
{
    return move(session, true, count);
}

unsigned session_previous_stop(struct session *session, size_t count)
{
    return move(session, false, count);
}

/* Puts `list` in the place of the active one. */
static void activate(struct session *session, struct jump_list list)
{
    jump_list_release(&session->reading->list);
    session->reading->list = list;
}

/* As move, in a list that becomes the active one. */
static unsigned move_in(struct session *session, struct jump_list list, bool forward, size_t count)
{
    struct jump_place from = place(session);
    const struct jump_stop *stop = step(session, &list, forward, count);
    activate(session, list);
    return SESSION_LIST |
           (stop ? jump_to(session, from, stop->range) : tell_no_stop(session, forward ? "after" : "before"));
}

static unsigned move_among_quotations(struct session *session, bool forward, size_t count)
{
    enum jump_kind kind = session->reading->list.kind;
    if (kind == JUMP_QUOTATIONS || kind == JUMP_SPEAKER)
        return move(session, forward, count);
    return move_in(session, jump_list_of_quotations(session->reading->article), forward, count);
}

unsigned session_next_quotation(struct session *session, size_t count)
{
    return move_among_quotations(session, true, count) | SESSION_LIST;
}

unsigned session_previous_quotation(struct session *session, size_t count)
{
    return move_among_quotations(session, false, count) | SESSION_LIST;
}

static unsigned move_among_figures(struct session *session, bool forward, size_t count)
{
    if (session->reading->list.kind == JUMP_FIGURES)
        return move(session, forward, count);
    return move_in(session, jump_list_of_figures(session->reading->article), forward, count);
}

unsigned session_next_figure(struct session *session, size_t count)
{
    return move_among_figures(session, true, count);
}

unsigned session_previous_figure(struct session *session, size_t count)
{
    return move_among_figures(session, false, count);
}

/* Makes the stop current that stands for quotation, mention, block, link or figure `index`. */
static const struct jump_stop *select_by_index(struct jump_list *list, size_t index)
{
    for (size_t i = 0; i < list->stops.count; i++)
        if (jump_list_stops(list)[i].index == index)
            return jump_list_select(list, i);
    return NULL;
}

/* Makes `list` active and jumps to its stop for `index`; with ARTICLE_NONE to the next one, or else the first. */
static unsigned start_list(struct session *session, struct jump_list list, size_t index)
{
    struct jump_place from = place(session);
    const struct jump_stop *stop =
        index == ARTICLE_NONE ? step(session, &list, true, 1) : select_by_index(&list, index);
    if (!stop)
        stop = jump_list_select(&list, 0);
    activate(session, list);
    return stop ? jump_to(session, from, stop->range) : tell_no_stop(session, "after") | SESSION_LIST;
}

unsigned session_pick(struct session *session, enum jump_kind kind, size_t index)
{
    const struct article *article = session->reading->article;
    switch (kind) {
    case JUMP_QUOTATIONS:
        return start_list(session, jump_list_of_quotations(article), index);
    case JUMP_SPEAKER:
        return start_list(session, jump_list_of_speaker(article, index), ARTICLE_NONE);
    case JUMP_ENTITY:
        return start_list(session, jump_list_of_entity(article, index), ARTICLE_NONE);
    case JUMP_HEADINGS:
        return start_list(session, jump_list_of_headings(article), index);
    case JUMP_LINKS:
        return start_list(session, jump_list_of_links(article), index);
    case JUMP_FIGURES:
        return start_list(session, jump_list_of_figures(article), index);
    case JUMP_MATCHES:
        break;
    }
    return SESSION_NOTHING;
}

/* The innermost quotation, scare quotes left out, that holds byte `byte`; ARTICLE_NONE when none does. */
static size_t quotation_at(const struct article *article, size_t byte)
{
    size_t found = ARTICLE_NONE;
    for (size_t i = 0; i < article->quotation_count && article->quotations[i].range.start <= byte; i++)
        if (range_holds(article->quotations[i].range, byte) && article->quotations[i].type != QUOTATION_SCARE)
            found = i;
    return found;
}

unsigned session_point_at(struct session *session, size_t byte)
{
    size_t quotation = quotation_at(session->reading->article, byte);
    return quotation == ARTICLE_NONE ? SESSION_NOTHING : session_pick(session, JUMP_QUOTATIONS, quotation);
}

void session_preview(const struct session *session, const char *needle, struct jump_list *matches)
{
    *matches = jump_list_of_matches(session->reading->article, needle);
    if (!step(session, matches, true, 1))
        (void)jump_list_select(matches, 0);
}

unsigned session_search(struct session *session, const char *needle)
{
    struct jump_list matches;
    session_preview(session, needle, &matches);
    if (!matches.stops.count) {
        jump_list_release(&matches);
        return session_tell(session, "Not found: %s", needle);
    }
    struct jump_place from = place(session);
    struct range target = jump_list_stops(&matches)[matches.current].range;
    activate(session, matches);
    return jump_to(session, from, target);
}

const struct quotation *session_quotation(const struct session *session)
{
    const struct jump_stop *stop = session_stop(session);
    if (!stop)
        return NULL;
    const struct jump_list *list = &session->reading->list;
    const struct article *article = session->reading->article;
    if (list->kind == JUMP_QUOTATIONS || list->kind == JUMP_SPEAKER)
        return &article->quotations[stop->index];
    size_t found = quotation_at(article, stop->range.start);
    return found == ARTICLE_NONE ? NULL : &article->quotations[found];
}

bool session_append_quotation(const struct session *session, struct buffer *out)
{
    const struct quotation *quotation = session_quotation(session);
    if (!quotation)
        return false;
    const struct article *article = session->reading->article;
    (void)buffer_append(out, article->text + quotation->range.start, quotation->range.end - quotation->range.start);
    const struct entity *speaker =
        quotation->speaker_entity < article->entity_count ? &article->entities[quotation->speaker_entity] : NULL;
    (void)buffer_append_format(out, "\n— %s", speaker ? speaker->name : "unknown");
    if (speaker && speaker->role)
        (void)buffer_append_format(out, ", %s", speaker->role);
    if (article->title)
        (void)buffer_append_format(out, "\n%s", article->title);
    if (article->url)
        (void)buffer_append_format(out, "\n%s", article->url);
    return buffer_append_byte(out, '\n');
}

size_t session_link(const struct session *session)
{
    const struct jump_stop *stop = session_stop(session);
    const struct article *article = session->reading ? session->reading->article : NULL;
    for (size_t i = 0; stop && i < article->link_count; i++)
        if (range_overlaps(article->links[i].range, stop->range))
            return i;
    return ARTICLE_NONE;
}

size_t session_figure(const struct session *session)
{
    const struct jump_stop *stop = session_stop(session);
    const struct article *article = session->reading ? session->reading->article : NULL;
    for (size_t i = 0; stop && i < article->figure_count; i++)
        if (range_overlaps(article->blocks[article->figures[i].block].range, stop->range))
            return i;
    return ARTICLE_NONE;
}

/* The first mention inside the range, names before descriptions and pronouns; ARTICLE_NONE without any. */
static size_t entity_within(const struct article *article, struct range range)
{
    size_t found = ARTICLE_NONE;
    for (size_t i = 0; i < article->mention_count; i++) {
        const struct mention *mention = &article->mentions[i];
        if (!range_overlaps(mention->range, range))
            continue;
        if (mention->kind == MENTION_NAME)
            return mention->entity;
        if (found == ARTICLE_NONE)
            found = mention->entity;
    }
    return found;
}

unsigned session_entity_here(struct session *session, size_t count)
{
    const struct jump_stop *stop = session_stop(session);
    const struct jump_list *list = &session->reading->list;
    if (!stop)
        return session_tell(session, "No stop is current: go to a quotation first.");
    if (list->kind == JUMP_ENTITY)
        return session_next_stop(session, count);
    size_t entity = entity_within(session->reading->article, stop->range);
    const struct quotation *quotation = session_quotation(session);
    if (entity == ARTICLE_NONE && quotation)
        entity = quotation->speaker_entity;
    if (entity == ARTICLE_NONE)
        return session_tell(session, "Nobody and nothing is named here.");
    return session_pick(session, JUMP_ENTITY, entity);
}

/* Shows what the history led to: the view as it was left, with the stop current that begins there. */
static unsigned return_to(struct session *session, struct jump_place to)
{
    struct jump_list *list = &session->reading->list;
    session->target = (struct range){to.top, to.top + 1};
    session->target_top = to.top;
    list->current = ARTICLE_NONE;
    for (size_t i = 0; i < list->stops.count; i++)
        if (jump_list_stops(list)[i].range.start == to.position) {
            session->target = jump_list_select(list, i)->range;
            break;
        }
    return SESSION_JUMPED | SESSION_LIST;
}

unsigned session_back(struct session *session, size_t count)
{
    struct jump_place here = place(session);
    bool moved = false;
    while (count-- && jump_history_back(&session->reading->history, here, &here))
        moved = true;
    if (moved)
        return return_to(session, here);
    unsigned changes = session_return(session);
    return changes ? changes : session_tell(session, "There is no jump to go back from.");
}

unsigned session_forward(struct session *session, size_t count)
{
    struct jump_place here = place(session);
    bool moved = false;
    while (count-- && jump_history_forward(&session->reading->history, here, &here))
        moved = true;
    return moved ? return_to(session, here) : session_tell(session, "There is no jump to go forward to.");
}
