/* lines: a caller's own text as an article. Nothing in it is changed, so that offsets into the article are offsets into
 * what came. */
#include "article/article.h"
#include "base/arena.h"
#include "base/array.h"
#include "feeds/document.h"

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Adds the line as a paragraph, without the blanks around it; nothing when it is all blank. */
static void add_paragraph(struct array *blocks, const char *text, struct range line)
{
    while (line.start < line.end && is_blank(text[line.start]))
        line.start++;
    while (line.start < line.end && is_blank(text[line.end - 1]))
        line.end--;
    if (range_is_empty(line))
        return;
    struct block *block = array_push(blocks);
    if (block)
        *block = (struct block){.range = line, .type = BLOCK_PARAGRAPH};
}

struct article *document_from_lines(const char *text, size_t length)
{
    struct article *article = article_create(DOCUMENT_ARTICLE_MAX);
    if (!article)
        return NULL;
    struct array blocks = array_create(sizeof(struct block), length);
    struct range line = {0};
    for (; line.end < length; line.end++) {
        if (text[line.end] != '\n')
            continue;
        add_paragraph(&blocks, text, line);
        line.start = line.end + 1;
    }
    add_paragraph(&blocks, text, line);
    article->text = arena_copy(article->arena, text, length);
    article->length = length;
    article->blocks = array_keep(&blocks, article->arena);
    article->block_count = blocks.count;
    bool failed = blocks.failed || arena_failed(article->arena);
    array_release(&blocks);
    if (!failed)
        return article;
    article_destroy(article);
    return NULL;
}
