/* search: the archive has found the article by its index; which of its quotations were meant is seen here again. */
#include "app/search.h"

#include <string.h>

#include "app/filter.h"
#include "app/json_parts.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/folding.h"
#include "base/timestamp.h"
#include "store/archive_articles.h"
#include "store/archive_query.h"

/* A quotation may be a whole speech. */
#define FOLDED_MAX ((size_t)16 * 1024 * 1024)

static bool asks(const struct archive_term *term)
{
    return !term->negated && (term->type == ARCHIVE_TERM_SPEAKER || term->type == ARCHIVE_TERM_QUOTED);
}

bool search_asks_for_quotations(const struct archive_query *query)
{
    for (size_t i = 0; i < query->count; i++)
        if (asks(&query->terms[i]))
            return true;
    return false;
}

/* What of the quotation the term is about, folded into `out`: its words, or all names of its speaker. */
static void fold_subject(const struct article *article, const struct quotation *quotation,
                         const struct archive_term *term, struct buffer *out)
{
    if (term->type == ARCHIVE_TERM_QUOTED) {
        (void)folding_append(article->text + quotation->range.start, quotation->range.end - quotation->range.start,
                             out);
        return;
    }
    if (quotation->speaker_entity == ARTICLE_NONE)
        return;
    const struct entity *speaker = &article->entities[quotation->speaker_entity];
    (void)folding_append(speaker->name, strlen(speaker->name), out);
    for (size_t i = 0; i < speaker->alias_count; i++) {
        buffer_append_byte(out, ' ');
        (void)folding_append(speaker->aliases[i], strlen(speaker->aliases[i]), out);
    }
}

static bool meets(const struct article *article, const struct quotation *quotation, const struct archive_term *term)
{
    struct buffer words = buffer_create(FOLDED_MAX), subject = buffer_create(FOLDED_MAX);
    bool folded = folding_append(term->text, strlen(term->text), &words);
    fold_subject(article, quotation, term, &subject);
    bool found = folded && (term->is_phrase ? strstr(buffer_string(&subject), buffer_string(&words)) != NULL
                                            : filter_matches(buffer_string(&words), buffer_string(&subject)));
    buffer_release(&words);
    buffer_release(&subject);
    return found;
}

bool search_means(const struct archive_query *query, const struct article *article, size_t quotation)
{
    for (size_t i = 0; i < query->count; i++)
        if (asks(&query->terms[i]) && !meets(article, &article->quotations[quotation], &query->terms[i]))
            return false;
    return true;
}

/* --- JSON: in json_pack's formats `s*` leaves an absent string out ------------------------------------------------ */

static json_t *quotation_to_json(const struct article *article, const struct quotation *quotation)
{
    bool is_known = quotation->speaker_entity != ARTICLE_NONE;
    const char *speaker = is_known ? article->entities[quotation->speaker_entity].name : NULL;
    json_t *object =
        json_pack("{s:s?,s:s%,s:s}", "speaker", speaker, "text", article->text + quotation->range.start,
                  quotation->range.end - quotation->range.start, "type", quotation_type_name(quotation->type));
    if (object && is_known &&
        json_object_set_new(object, "confidence", json_real(json_thousandths(quotation->confidence))) != 0) {
        json_decref(object);
        return NULL;
    }
    return object;
}

static json_t *quotations_to_json(const struct archive_query *query, const struct article *article)
{
    json_t *quotations = json_array();
    for (size_t i = 0; i < article->quotation_count; i++)
        if (search_means(query, article, i))
            quotations = array_with(quotations, quotation_to_json(article, &article->quotations[i]));
    return quotations;
}

json_t *search_to_json(const struct archive_query *query, const struct archived_row *row, const struct article *article)
{
    char published[TIMESTAMP_SIZE];
    timestamp_format(row->published, published);
    json_t *object =
        json_pack("{s:I,s:s,s:s*,s:s*,s:s*,s:s,s:b,s:b,s:I}", "id", (json_int_t)row->id, "title", row->title, "byline",
                  row->byline, "source", row->source, "url", row->link, "published", published, "unread", row->unread,
                  "starred", row->starred, "words", (json_int_t)row->word_count);
    json_t *quotations = article && object ? quotations_to_json(query, article) : NULL;
    if (article && object && (!quotations || json_object_set_new(object, "quotes", quotations) != 0)) {
        json_decref(object);
        return NULL;
    }
    return object;
}
