/* plain: each block through the byte gate, wrapped where it may be. */
#include "cmd/plain.h"

#include <stdio.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "cmd/command.h"
#include "cmd/wrap.h"

enum { INDENT = 2, LEVEL_MOST = 8 };

static size_t level_of(const struct block *block)
{
    size_t level = block->level ? block->level : 1;
    return level < LEVEL_MOST ? level : LEVEL_MOST;
}

/* What stands before the block's first line. Returns the columns that its other lines are indented by. */
static size_t append_marker(struct buffer *out, const struct block *block)
{
    if (block->type == BLOCK_QUOTE) {
        for (size_t i = 0; i < level_of(block); i++)
            buffer_append_string(out, "> ");
        return level_of(block) * INDENT;
    }
    if (block->type != BLOCK_ITEM)
        return 0;
    const char *marker = block->marker ? block->marker : "-";
    size_t indent = (level_of(block) - 1) * INDENT;
    buffer_append_format(out, "%*s%s ", (int)indent, "", marker);
    return indent + text_columns(marker, strlen(marker)) + 1;
}

static void append_block(struct buffer *out, const struct article *article, const struct block *block, size_t width)
{
    const char *text = article->text + block->range.start;
    size_t length = block->range.end - block->range.start;
    if (block->type == BLOCK_CODE || block->type == BLOCK_TABLE) {
        clean_for_terminal(text, length, out);
    } else {
        size_t indent = append_marker(out, block);
        wrap_text(out, text, length, width, indent);
    }
    buffer_append_byte(out, '\n');
}

/* Items that follow each other, and rows of one table, stand close. */
static bool stand_close(const struct block *before, const struct block *block)
{
    return before->type == block->type && (block->type == BLOCK_ITEM || block->type == BLOCK_TABLE);
}

bool plain_print(const struct article *article, size_t width)
{
    struct buffer out = buffer_create(article->length * 16 + 4096);
    const struct block *before = NULL;
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        if (block->type == BLOCK_BOILERPLATE)
            continue;
        if (before && !stand_close(before, block))
            buffer_append_byte(&out, '\n');
        append_block(&out, article, block, width);
        before = block;
    }
    bool whole = !out.failed;
    if (whole) {
        (void)fwrite(buffer_string(&out), 1, out.length, stdout);
    } else {
        struct error error;
        error_out_of_memory(&error, "printing");
        command_complain(&error);
    }
    buffer_release(&out);
    return whole && !ferror(stdout);
}

void plain_separate(bool again)
{
    if (again)
        (void)fputs("\n\f\n", stdout);
}
