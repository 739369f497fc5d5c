/* What is told of the runs of a page before anything is weighed: what its lines say, what of it are teasers. */
#include "describe.h"

#include <stdlib.h>

#include "feeds/extract_features.h"
#include "feeds/extract_kin.h"
#include "feeds/extract_lines.h"
#include "feeds/html_tree.h"

struct run_case {
    const char *what, *in;
    const char *told; /* of each run, letters (tell) or a hyphen, parted by blanks */
};

#define EXCERPT "<p>The board has seen it coming for years, its chair says</p>"
#define CARD "<div class='c'><h3><a href='/t'>Six chairs for the pier</a></h3>" EXCERPT "</div>"
#define SMALL_CARD "<div class='c'><a href='/t'>Six chairs for the pier</a>" EXCERPT "</div>"

static const struct run_case cases[] = {
    {"words by which a page asks for something, anywhere in a line", "<p>Two boats.<p>The pier in your inbox!", "- a"},
    {"in any case of letters, but whole", "<p>SIGN UP now<p>The assign upper deck", "a -"},
    {"not in a text",
     "<p>She asked for a subscription to the ferry, as everybody on the island did who had waited for it in the rain, "
     "in "
     "the snow, or in the sun, for eleven years, and who had paid for it, too, every single year.",
     "-"},
    {"a line that heads others, and what stands below it", "<p>Text.<h3>Related stories</h3><p>One.<p>Two.", "- o u u"},
    {"signs before it do not matter, words behind it do", "<p>» More from the pier:<p>Moreover, boats", "o u"},
    {"until the next heading", "<h3>Comments</h3><p>One.<h2>The money</h2><p>Two.", "o u u -"},
    {"a sentence heads nothing", "<p>Related to all this is the money that was found<p>Text.", "- -"},
    {"a text that is cut off", "<p>It sails soon ...<p>It sails soon\xe2\x80\xa6\"<p>It sails. Soon.<p>It sails..",
     "c c - -"},
    {"three boxes alike with a heading that is a link are teasers, with all that is in them", CARD CARD CARD,
     "th th th th th th"},
    {"a line that is a link does, too", SMALL_CARD SMALL_CARD SMALL_CARD "<p>Text.", "t t t t t t -"},
    {"two are none", CARD CARD, "- - - -"},
    {"nor are three with other names",
     CARD CARD "<div class='d'><h3><a href='/t'>Six chairs for the pier</a></h3></div>", "- - - - -"},
    {"nor three whose headings lead nowhere", "<div><h3>One</h3><p>A.</div><div><h3>Two</h3><p>B.</div><div><h3>C</h3>",
     "- - - - -"},
};

static void tell(struct buffer *out, unsigned says, bool is_teaser, bool is_headed, const struct outline_run *run)
{
    const struct {
        bool is_told;
        char letter;
    } letters[] = {
        {says & LINE_ASKS, 'a'}, {says & LINE_OTHERS, 'o'}, {says & LINE_UNDER_OTHERS, 'u'},
        {is_teaser, 't'},        {is_headed, 'h'},          {run->ends_cut, 'c'},
    };
    size_t before = out->length;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].is_told)
            buffer_append_byte(out, letters[i].letter);
    if (out->length == before)
        buffer_append_byte(out, '-');
}

static void tell_all(const struct outline *outline, struct buffer *out)
{
    unsigned char *lines = extract_lines_read(outline, NULL);
    bool *is_teaser = extract_teasers_find(outline, false), *is_headed = extract_teasers_find(outline, true);
    assert_true(lines && is_teaser && is_headed);
    for (size_t i = 0; i < outline->runs.count; i++) {
        const struct outline_run *run = &outline_runs(outline)[i];
        if (i)
            buffer_append_byte(out, ' ');
        tell(out, lines[i], is_teaser[run->box], is_headed[run->box], run);
    }
    free(lines);
    free(is_teaser);
    free(is_headed);
}

static void test_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer told = buffer_create(DESCRIPTION_MAX);
        struct outline outline;
        xmlDoc *tree;
        assert_true(html_tree_parse(cases[i].in, strlen(cases[i].in), &tree));
        assert_true(outline_make(&outline, html_tree_root(tree), false));
        tell_all(&outline, &told);
        describe_expect(cases[i].what, &told, cases[i].told);
        outline_release(&outline);
        html_tree_free(tree);
        buffer_release(&told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
