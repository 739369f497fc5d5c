/* An article made by hand in which every field of article.h holds something: what keeps or sends articles must bring it
 * back. */
#ifndef WHOSAID_TESTS_SAMPLE_ARTICLE_H
#define WHOSAID_TESTS_SAMPLE_ARTICLE_H

#include "article/article.h"

/*                                   0         1         2         3         4         5         6         7         8
                                     012345678901234567890123456789012345678901234567890123456789012345678901234567890123 */
static const char sample_text[] = "New ferry\n\"Nobody waits,\" Ana Ruiz, chair, said. \"Not \xc3\xa9"
                                  "ven I.\"\nPier | 2\nA pier\n1 Note";

static const struct block sample_blocks[] = {
    {.range = {0, 9}, .type = BLOCK_HEADING, .level = 1},
    {.range = {10, 63}, .type = BLOCK_QUOTE, .level = 1, .quote_depth = 1, .is_source = true, .after_rule = true},
    {.range = {64, 72}, .type = BLOCK_TABLE},
    {.range = {73, 79}, .type = BLOCK_FIGURE, .is_term = true},
    {.range = {80, 86},
     .type = BLOCK_ITEM,
     .level = 2,
     .marker = "1.",
     .list_depth = 2,
     .right_to_left = true,
     .begins_list = true},
};
static const struct link sample_links[] = {
    {.range = {26, 34}, .url = "https://ruiz.example/"},
    {.range = {36, 41}, .target = 80},
};
static const struct emphasis sample_emphases[] = {{{4, 9}, EMPHASIS_MARKED}, {{11, 17}, EMPHASIS_STRONG}};
static const struct figure sample_figures[] = {{.block = 3,
                                                .type = FIGURE_VIDEO,
                                                .url = "https://pier.example/film",
                                                .alternative = {73, 79},
                                                .caption = {79, 79}}};
static const struct cell sample_cells[] = {
    {.range = {64, 68}, .block = 2, .row = 0, .column = 0, .rows = 1, .columns = 1, .is_heading = true},
    {.range = {71, 72}, .block = 2, .row = 0, .column = 1, .rows = 2, .columns = 3},
};
static const struct quotation sample_quotations[] = {
    {{10, 25}, QUOTATION_DIRECT, {26, 34}, 0, {43, 47}, ARTICLE_NONE, 0.75},
    {{49, 63}, QUOTATION_DIRECT, {26, 34}, 0, {0, 0}, 0, 0.5},
    {{54, 59}, QUOTATION_SCARE, {0, 0}, ARTICLE_NONE, {0, 0}, ARTICLE_NONE, 0},
};
static const struct mention sample_mentions[] = {{{26, 34}, MENTION_NAME, 0},
                                                 {{36, 41}, MENTION_NOMINAL, 0},
                                                 {{64, 68}, MENTION_NAME, 1},
                                                 {{75, 79}, MENTION_NAME, 1}};
static const char *sample_names[] = {"Ana Ruiz", "Ruiz"}, *sample_pier[] = {"Pier"};
static size_t sample_of_ruiz[] = {0, 1}, sample_of_pier[] = {2, 3};
static const struct entity sample_entities[] = {
    {ENTITY_PERSON, "Ana Ruiz", "chair", sample_names, 2, sample_of_ruiz, 2},
    {ENTITY_PLACE, "Pier", NULL, sample_pier, 1, sample_of_pier, 2},
};
static const struct article sample_article = {
    .title = "New ferry",
    .byline = "Bo Lind",
    .site = "Harbour Gazette",
    .url = "https://gazette.example/ferry",
    .language = "en",
    .id = "tag:gazette.example,2022:ferry",
    .has_published = true,
    .published = 1643228100, /* 2022-01-26T20:15:00Z */
    .text = sample_text,
    .length = sizeof sample_text - 1,
    .blocks = sample_blocks,
    .block_count = 5,
    .links = sample_links,
    .link_count = 2,
    .emphases = sample_emphases,
    .emphasis_count = 2,
    .figures = sample_figures,
    .figure_count = 1,
    .cells = sample_cells,
    .cell_count = 2,
    .quotations = sample_quotations,
    .quotation_count = 3,
    .mentions = sample_mentions,
    .mention_count = 4,
    .entities = sample_entities,
    .entity_count = 2,
};

#endif
