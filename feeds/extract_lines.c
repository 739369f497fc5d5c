/* extract lines: each line is read once, though both looks ask for it. */
#include "feeds/extract_lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unistr.h>

#include "base/buffer.h"
#include "feeds/boilerplate.h"
#include "feeds/extract_outline.h"

/* A run of more words is neither a known line nor a headline; one of more heads nothing. */
enum { LINE_WORDS_MAX = 40, HEAD_WORDS_MAX = 6, LINE_SIZE_MAX = 4096 };

enum word_kind { WORD_ASKS, WORD_OTHERS };

static const struct line_word {
    enum word_kind kind;
    const char *words;
} line_words[] = {
#define LINE_WORD(kind, words) {WORD_##kind, words},
#include "feeds/extract_words.def"
#undef LINE_WORD
};

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* True when the word, or the words, of the kind begin here and end as words do. */
static bool begins_with(enum word_kind kind, const char *text)
{
    int first = tolower((unsigned char)*text); /* hardly any word begins so: nearly all lines end here */
    for (size_t i = 0; i < sizeof line_words / sizeof *line_words; i++) {
        if ((unsigned char)*line_words[i].words != first || line_words[i].kind != kind)
            continue;
        size_t length = strlen(line_words[i].words);
        if (strncasecmp(text, line_words[i].words, length) == 0 && !is_letter(text[length]))
            return true;
    }
    return false;
}

static bool asks(const char *line)
{
    for (const char *at = line; *at; at++)
        if ((at == line || !is_letter(at[-1])) && begins_with(WORD_ASKS, at))
            return true;
    return false;
}

/* Arrows and bullets stand before the words. */
static bool heads_others(const char *line)
{
    const uint8_t *at = (const uint8_t *)line, *end = at + strlen(line);
    ucs4_t character;
    for (int size; at < end; at += size) {
        size = u8_mbtouc(&character, at, (size_t)(end - at));
        if (uc_is_alpha(character))
            break;
    }
    return begins_with(WORD_OTHERS, (const char *)at);
}

static unsigned read_line(const struct outline_run *run, const char *title)
{
    unsigned says = 0;
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    if (run->text.words <= LINE_WORDS_MAX && outline_run_line(run, &line)) {
        const char *text = buffer_string(&line);
        says |= boilerplate_matches(text, line.length) ? LINE_BOILERPLATE : 0;
        says |= title && strcasecmp(text, title) == 0 ? LINE_TITLE : 0;
        says |= asks(text) ? LINE_ASKS : 0;
        says |= run->text.words <= HEAD_WORDS_MAX && heads_others(text) ? LINE_OTHERS : 0;
    }
    buffer_release(&line);
    return says;
}

unsigned char *extract_lines_read(const struct outline *outline, const char *title)
{
    const struct outline_box *boxes = outline_boxes(outline);
    const struct outline_run *runs = outline_runs(outline);
    unsigned char *lines = calloc(outline->runs.count + 1, sizeof *lines);
    bool under_others = false;
    for (size_t i = 0; lines && i < outline->runs.count; i++) {
        unsigned says = read_line(&runs[i], title);
        lines[i] = (unsigned char)(says | (under_others ? LINE_UNDER_OTHERS : 0));
        if (says & LINE_OTHERS)
            under_others = true;
        else if (boxes[runs[i].box].role == HTML_HEADING)
            under_others = false;
    }
    return lines;
}
