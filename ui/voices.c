/* voices: styles by how near each other speakers are quoted, labels by the rows of the layout. */
#include "ui/voices.h"

#include <stdint.h>

#include "article/article.h"
#include "config/theme.h"
#include "ui/layout.h"

/* Whose voice a quotation has; ARTICLE_NONE for nobody's. */
static size_t speaker_of(const struct article *article, size_t quotation)
{
    const struct quotation *found = &article->quotations[quotation];
    return found->type != QUOTATION_SCARE && found->speaker_entity < article->entity_count ? found->speaker_entity
                                                                                           : ARTICLE_NONE;
}

/* How near each style is already used to quotation `index`, where that is nearer than in `nearest`. */
static void measure_near(const struct article *article, const size_t *numbers, size_t index,
                         size_t nearest[THEME_SPEAKERS_MAX])
{
    enum { NEAR = 16 }; /* quotations; on one screen there are rarely more */
    size_t first = index > NEAR ? index - NEAR : 0;
    for (size_t i = first; i < article->quotation_count && i <= index + NEAR; i++) {
        size_t speaker = speaker_of(article, i), distance = i < index ? index - i : i - index;
        size_t number = speaker == ARTICLE_NONE ? ARTICLE_NONE : numbers[speaker];
        if (number != ARTICLE_NONE && distance < nearest[number])
            nearest[number] = distance;
    }
}

/* The style that is farthest from the quotations of the speaker, the first of whose is `first`. */
static size_t farthest_style(const struct article *article, const size_t *numbers, size_t first, size_t styles)
{
    enum { LOOK_AHEAD = 256 }; /* quotations in which a speaker's further ones are looked for */
    size_t nearest[THEME_SPEAKERS_MAX], found = 0;
    for (size_t i = 0; i < styles; i++)
        nearest[i] = SIZE_MAX;
    for (size_t i = first; i < article->quotation_count && i < first + LOOK_AHEAD; i++)
        if (speaker_of(article, i) == speaker_of(article, first))
            measure_near(article, numbers, i, nearest);
    for (size_t i = 1; i < styles; i++)
        if (nearest[i] > nearest[found])
            found = i;
    return found;
}

/* Each speaker gets a style of their own while there are any, then one that nobody near them has. */
static void number_speakers(struct voices *voices, const struct article *article, size_t styles)
{
    for (size_t i = 0; i < article->entity_count; i++) {
        size_t *number = array_push(&voices->numbers);
        if (!number)
            return;
        *number = ARTICLE_NONE;
    }
    size_t *numbers = voices->numbers.items, count = 0;
    for (size_t i = 0; i < article->quotation_count; i++) {
        size_t speaker = speaker_of(article, i);
        if (speaker != ARTICLE_NONE && numbers[speaker] == ARTICLE_NONE)
            numbers[speaker] = count < styles ? count++ : farthest_style(article, numbers, i, styles);
    }
}

/* The first row of the quotation that has no label yet; false when all have one. */
static bool free_row(const struct voices *voices, const struct layout *layout, struct range quotation, size_t *row)
{
    *row = layout_row_at(layout, quotation.start);
    const struct voice_label *labels = voices->labels.items;
    if (voices->labels.count && labels[voices->labels.count - 1].row >= *row)
        *row = labels[voices->labels.count - 1].row + 1;
    return *row < layout->rows.count && layout_row(layout, *row)->range.start < quotation.end;
}

/* A screen may begin anywhere: where one speaker goes on over many rows, the name is said again, so that most screens
 * have it. Fewer rows than an ordinary screen has, more than a paragraph. */
enum { REPEAT_ROWS = 12 };

static bool is_said_lately(const struct voices *voices, size_t row)
{
    const struct voice_label *labels = voices->labels.items;
    return voices->labels.count && row < labels[voices->labels.count - 1].row + REPEAT_ROWS;
}

static void place_labels(struct voices *voices, const struct article *article, const struct layout *layout)
{
    size_t last_end = 0, row;
    const struct quotation *shown = NULL;
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        /* Words quoted inside of a quotation stay in the voice of who repeats them, as far as the margin goes. */
        bool nested = quotation->range.start < last_end;
        if (quotation->type == QUOTATION_SCARE || nested)
            continue;
        last_end = quotation->range.end;
        if (!free_row(voices, layout, quotation->range, &row))
            continue;
        if (shown && shown->speaker_entity == quotation->speaker_entity && is_said_lately(voices, row))
            continue;
        struct voice_label *label = array_push(&voices->labels);
        if (!label)
            return;
        *label = (struct voice_label){.row = row, .quotation = i};
        shown = quotation;
    }
}

bool voices_make(struct voices *voices, const struct article *article, const struct layout *layout, size_t styles)
{
    size_t some = styles < 1 ? 1 : styles < THEME_SPEAKERS_MAX ? styles : THEME_SPEAKERS_MAX;
    *voices = (struct voices){.numbers = array_create(sizeof(size_t), article->entity_count),
                              .labels = array_create(sizeof(struct voice_label), article->quotation_count)};
    number_speakers(voices, article, some);
    if (voices->numbers.failed)
        array_release(&voices->numbers);
    if (layout->rows.count)
        place_labels(voices, article, layout);
    return !voices->numbers.failed && !voices->labels.failed;
}

void voices_release(struct voices *voices)
{
    array_release(&voices->numbers);
    array_release(&voices->labels);
}

size_t voices_number(const struct voices *voices, size_t entity)
{
    return entity < voices->numbers.count ? ((const size_t *)voices->numbers.items)[entity] : ARTICLE_NONE;
}

size_t voices_label(const struct voices *voices, size_t row)
{
    const struct voice_label *labels = voices->labels.items;
    size_t low = 0, high = voices->labels.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (labels[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < voices->labels.count && labels[low].row == row ? labels[low].quotation : ARTICLE_NONE;
}
