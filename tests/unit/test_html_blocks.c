/* What articles are made of besides paragraphs: lists in lists, tables' cells, figures, footnotes, sources of
 * quotations, corrections, directions. */
#include "describe.h"

#include "feeds/builder.h"
#include "feeds/html.h"
#include "feeds/html_blocks.h"
#include "feeds/html_tree.h"

#define BASE "https://news.example/port/page.html"

/* `more` are figures and cells. */
struct html_case {
    const char *what, *in, *blocks, *spans, *more;
};

static const struct html_case list_cases[] = {
    {"a heading with which an item begins has its number, or stands in for its bullet",
     "<ol start=4><li><h3>A</h3><p>B</p></li></ol><ul><li><h3>C</h3>D<h3>E</h3></li></ul>",
     "in item 1 h3[4.]:A\nli1[  ]:B\nin item 1 h3:C\nli1[ ]:D\nin item 1 h3:E\n", "", ""},
    {"what stands in an item knows how deep",
     "<ol><li>One<pre>two</pre><blockquote>three</blockquote><ul><li>four</ul></ol>five",
     "li1[1.]:One\nin item 1 code:two\nin item 1 quote1:three\nli2:four\np:five\n", "", ""},
    {"a list that counts down does so to 1", "<ol reversed><li>a<li>b<li>c</ol>", "li1[3.]:a\nli1[2.]:b\nli1[1.]:c\n",
     "", ""},
    {"or from where it begins", "<ol reversed start=10><li>a<li>b</ol>", "li1[10.]:a\nli1[9.]:b\n", "", ""},
    {"definitions in a definition stand deeper", "<dl><dt>A<dd>one<dl><dt>B<dd>two</dl></dl>",
     "p:A\nli1[ ]:one\nin item 1 p:B\nli2[ ]:two\n", "strong:A\nstrong:B\n", ""},
    {"what unfolds has its summary before it", "<details><summary>More</summary><p>Text</p></details>",
     "p:More\np:Text\n", "strong:More\n", ""},
    {"a rule stands before what follows it, not at the ends", "<hr><p>a<hr><hr><h2>b</h2><hr>", "p:a\n-- h2:b\n", "",
     ""},
};

static const struct html_case quote_cases[] = {
    {"a footer tells whose a quotation is",
     "<blockquote><p>Nobody gets left.</p><footer>Ana Ruiz, <cite>Harbour Gazette</cite></footer></blockquote>",
     "quote1:Nobody gets left.\nsource in quote 1 p:\xe2\x80\x94 Ana Ruiz, Harbour Gazette\n", "em:Harbour Gazette\n",
     ""},
    {"and so does a <cite> at its end", "<blockquote><p>Nobody gets left.</p><cite>Ana Ruiz</cite></blockquote>",
     "quote1:Nobody gets left.\nsource in quote 1 p:\xe2\x80\x94 Ana Ruiz\n", "", ""},
    {"also behind the last sentence", "<blockquote>Nobody gets left. <cite>Ana Ruiz</cite> </blockquote>",
     "quote1:Nobody gets left.\nsource in quote 1 p:\xe2\x80\x94 Ana Ruiz\n", "", ""},
    {"within a sentence it is a title", "<blockquote>I read the <cite>Gazette</cite></blockquote>",
     "quote1:I read the Gazette\n", "em:Gazette\n", ""},
    {"and before one, too", "<blockquote><p>One.<p><cite>Gazette</cite> is a paper.</blockquote>",
     "quote1:One.\nquote1:Gazette is a paper.\n", "em:Gazette\n", ""},
    {"a line with a dash is one as well, as tweets have it",
     "<blockquote><p>Nobody gets left.</p>&mdash; Ana Ruiz (@ruiz) <a href=/1>12 March</a></blockquote>",
     "quote1:Nobody gets left.\nsource in quote 1 p:\xe2\x80\x94 Ana Ruiz (@ruiz) 12 March\n",
     "link https://news.example/1:12 March\n", ""},
    {"a dash before a sentence is dialogue", "<blockquote><p>Who?<p>&mdash; It was me.</blockquote>",
     "quote1:Who?\nquote1:\xe2\x80\x94 It was me.\n", "", ""},
    {"a quotation as a figure has its source in the caption",
     "<figure><blockquote>Nobody gets left.</blockquote><figcaption>&ndash; Ana Ruiz</figcaption></figure>",
     "quote1:Nobody gets left.\nsource in quote 1 p:\xe2\x80\x93 Ana Ruiz\n", "", ""},
};

static const struct html_case table_cases[] = {
    {"cells know their rows and columns",
     "<table><caption>Trips</caption><thead><tr><td>Day<td>Boats</thead><tr><th>Mon<td>3<tr><td><td>4</table>",
     "table:Trips\\nDay | Boats\\nMon | 3\\n| 4\n", "", "th 0,0:Day\nth 0,1:Boats\nth 1,0:Mon\n1,1:3\n2,0:\n2,1:4\n"},
    {"a cell over two columns leaves the third to the next one",
     "<table><tr><th colspan=2>Boats<th>Sum<tr><td>3<td>4<td>7</table>", "table:Boats | Sum\\n3 | 4 | 7\n", "",
     "th 0,0x2:Boats\nth 0,2:Sum\n1,0:3\n1,1:4\n1,2:7\n"},
    {"a cell over two rows pushes those of the second row aside",
     "<table><tr><th rowspan=2>Mon<td>3<tr><td>4<tr><th>Tue<td>5</table>", "table:Mon | 3\\n4\\nTue | 5\n", "",
     "th 0x2,0:Mon\n0,1:3\n1,1:4\nth 2,0:Tue\n2,1:5\n"},
    {"text between cells has a cell, so that it is not lost",
     "<table><tr><th>a<td>b</tr><tr><th>c<td>d</tr><b>e</b> f</table>", "table:a | b\\nc | d | e | f\n", "strong:e\n",
     "th 0,0:a\n0,1:b\nth 1,0:c\n1,1:d\n1,2:e\n1,3:f\n"},
    {"a paragraph in each cell is still data", "<table><tr><td><p>a<td><p>b<tr><td><p>c<td><p>d</table>",
     "table:a | b\\nc | d\n", "", "0,0:a\n0,1:b\n1,0:c\n1,1:d\n"},
    {"what the page calls presentation is no table", "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
     "p:a\np:b\np:c\np:d\n", "", ""},
    {"one column is no table", "<table><tr><th>a<tr><td>b</table>", "p:a\np:b\n", "", ""},
    {"a table in a layout table is one", "<table><tr><td>Left<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
     "p:Left\ntable:a | b\\nc | d\n", "", "0,0:a\n0,1:b\n1,0:c\n1,1:d\n"},
    {"columns without end are cut, spans of nonsense are one",
     "<table><tr><td colspan=5000>a<td>b<tr><td rowspan=-3>c<td colspan=x>d</table>", "table:a | b\\nc | d\n", "",
     "0,0x1000:a\n0,999:b\n1,0:c\n1,1:d\n"},
};

static const struct html_case figure_cases[] = {
    {"a picture with caption and description has both, a line each",
     "<figure><img src=p.jpg alt='Boats at a pier'><figcaption><p><i>The</i> old pier</p><p>Photo: B. "
     "Lin</p></figcaption>"
     "</figure><p>Text",
     "figure:Boats at a pier\\nThe old pier\\nPhoto: B. Lin\np:Text\n", "em:The\n",
     "picture https://news.example/port/p.jpg\n alt:Boats at a pier\n caption:The old pier\\nPhoto: B. Lin\n"},
    {"what the caption says already is not said twice",
     "<figure><div><img src=p.jpg alt='the old  pier'></div><figcaption>The old pier, in March</figcaption></figure>",
     "figure:The old pier, in March\n", "",
     "picture https://news.example/port/p.jpg\n caption:The old pier, in March\n"},
    {"markup that was typed into a description ends it",
     "<img src=p.jpg alt='Boats &lt; ships<br><small>Photo: B. Lin</small>'>", "figure:Boats < ships\n", "",
     "picture https://news.example/port/p.jpg\n alt:Boats < ships\n"},
    {"a picture beside the words of a heading says nothing, one that is the heading does",
     "<h2>Boats <img src=b.png alt='A boat in the rain'></h2><h2><img src=h.png alt='The harbour gazette'></h2>",
     "h2:Boats\nh2:The harbour gazette\n", "", ""},
    {"a character that is drawn stays in its heading", "<h2>Boats <img src=b.png alt='\xf0\x9f\x9a\xa2'></h2>",
     "h2:Boats \xf0\x9f\x9a\xa2\n", "", ""},
    {"the caption may come first", "<figure><figcaption>Old</figcaption><img src=p.jpg alt=Pier></figure>",
     "figure:Pier\\nOld\n", "", "picture https://news.example/port/p.jpg\n alt:Pier\n caption:Old\n"},
    {"a picture that loads late has its address elsewhere",
     "<img alt=Pier src='data:image/gif;base64,R0lGOD' data-src=/late.jpg>", "figure:Pier\n", "",
     "picture https://news.example/late.jpg\n alt:Pier\n"},
    {"a title is a caption", "<img src=p.png alt=Pier title='It leaks.'>", "figure:Pier\\nIt leaks.\n", "",
     "picture https://news.example/port/p.png\n alt:Pier\n caption:It leaks.\n"},
    {"what follows a line break stands apart", "<p>Text<br><img src=p.png alt='An old pier'>",
     "p:Text\nfigure:An old pier\n", "", "picture https://news.example/port/p.png\n alt:An old pier\n"},
    {"a film is a line that leads to it", "<p>Text</p><video poster=p.jpg><source src=/boats.mp4>No video here</video>",
     "p:Text\nfigure:Video: boats.mp4\n", "link https://news.example/boats.mp4:Video: boats.mp4\n",
     "video https://news.example/boats.mp4\n"},
    {"by its title, where it has one", "<audio src=/a.mp3 title='The harbour at night'></audio>",
     "figure:Audio: The harbour at night\n", "link https://news.example/a.mp3:Audio: The harbour at night\n",
     "audio https://news.example/a.mp3\n"},
    {"of frames only those that may fill the screen",
     "<p>a</p><iframe src=//ads.example/x></iframe><iframe src=//tube.example/ allowfullscreen></iframe>",
     "p:a\nfigure:Video: tube.example\n", "link https://tube.example/:Video: tube.example\n",
     "video https://tube.example/\n"},
    {"the caption of a table or of code has no picture",
     "<figure><pre>f()</pre><figcaption>A call</figcaption></figure>", "code:f()\nfigure:A call\n", "", ""},
};

static const struct html_case line_cases[] = {
    {"footnotes lead there and back",
     "<p>Text<sup id=r1><a href='#n1'>1</a></sup>.<ol><li id=n1><p>Note <a href='#r1'>back</a></ol>",
     "p:Text1.\nli1[1.]:Note back\n", "jump to Note:1\njump to 1.:back\nsup:1\n", ""},
    {"also by the page's own address, and by name",
     "<p><a href='page.html#x'>A</a> <a href='other.html#x'>B</a> <a name=x></a>C", "p:A B C\n",
     "jump to C:A\nlink https://news.example/port/other.html#x:B\n", ""},
    {"a name that is not there leaves the address, if there is one",
     "<p><a href='page.html#y'>A</a> <a href='#y'>B</a> <a href='#'>C</a> <i id=x>D</i>", "p:A B C D\n",
     "link https://news.example/port/page.html#y:A\nem:D\n", ""},
    {"a name at the end of the page has nothing to lead to", "<p><a href='#end'>A</a></p><p id=end></p>", "p:A\n", "",
     ""},
    {"of two places of one name the first counts", "<p><a href='#x'>A</a> <b id=x>B</b> <i id=x>C</i>", "p:A B C\n",
     "jump to B:A\nstrong:B\nem:C\n", ""},
    {"a heading's link to itself is left out, one to another place is not",
     "<h2 id=x>Boats <a href='#x'>#</a></h2><h3 id=y>Piers<a href='#y'>\xc2\xb6</a></h3><h3>See <a "
     "href='#x'>boats</a></h3>",
     "h2:Boats\nh3:Piers\nh3:See boats\n", "jump to Boats:boats\n", ""},
    {"but in a paragraph it is text", "<p id=x>Press <a href='#x'>#</a>", "p:Press #\n", "jump to Press:#\n", ""},
    {"corrections, marks, exponents",
     "<p><del>a</del><ins>b</ins> <s>c</s> <mark>d</mark> E=mc<sup>2</sup>, H<sub>2</sub>O", "p:ab c d E=mc2, H2O\n",
     "del:a\nins:b\ndel:c\nmark:d\nsup:2\nsub:2\n", ""},
    {"an abbreviation is spelt out once",
     "<p><abbr title='World Health Organization'>WHO</abbr> and <abbr title='World Health Organization'>WHO</abbr>",
     "p:WHO (World Health Organization) and WHO\n", "", ""},
    {"not where the page does it, and not what is no abbreviation",
     "<p><abbr title='United Nations'>UN</abbr> (United Nations) <abbr title='2026-03-12T10:00'>March</abbr>",
     "p:UN (United Nations) March\n", "", ""},
    {"how characters are read stands behind them",
     "<p><ruby>\xe6\xbc\xa2<rp>(</rp><rt>kan</rt><rp>)</rp>\xe5\xad\x97<rt>ji</rt></ruby>",
     "p:\xe6\xbc\xa2(kan)\xe5\xad\x97(ji)\n", "", ""},
    {"a formula in its own words",
     "<p>So <math alttext='{\\displaystyle E=mc^{2}}'><mi>E</mi><mo>=</mo><mi>m</mi></math> and "
     "<math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>junk</annotation></math>",
     "p:So E=mc^{2} and x=1\n", "", ""},
    {"Hebrew begins at the right; what the page says counts more",
     "<p>\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d abc</p><p>abc \xd7\xa9</p><div dir=rtl><p>abc<p dir=ltr>\xd7\xa9</div><p>1. "
     "\xd8\xb3</p>",
     "rtl p:\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d abc\np:abc \xd7\xa9\nrtl p:abc\np:\xd7\xa9\nrtl p:1. \xd8\xb3\n", "", ""},
};

static void check(const struct html_case *row)
{
    struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_HTML, BASE);
    struct buffer blocks = buffer_create(DESCRIPTION_MAX), spans = buffer_create(DESCRIPTION_MAX);
    struct buffer more = buffer_create(DESCRIPTION_MAX);
    describe_blocks(describe_first(&document), &blocks);
    describe_spans(describe_first(&document), &spans);
    describe_figures_and_cells(describe_first(&document), &more);
    describe_expect(row->what, &blocks, row->blocks);
    describe_expect(row->what, &spans, row->spans);
    describe_expect(row->what, &more, row->more);
    buffer_release(&blocks);
    buffer_release(&spans);
    buffer_release(&more);
    document_release(&document);
}

#define CHECK_ALL(rows)                                            \
    do {                                                           \
        (void)state;                                               \
        for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) \
            check(&(rows)[i]);                                     \
    } while (0)

static void test_lists(void **state)
{
    CHECK_ALL(list_cases);
}

static void test_quotations(void **state)
{
    CHECK_ALL(quote_cases);
}

static void test_tables(void **state)
{
    CHECK_ALL(table_cases);
}

static void test_figures(void **state)
{
    CHECK_ALL(figure_cases);
}

static void test_lines(void **state)
{
    CHECK_ALL(line_cases);
}

struct media_case {
    const char *what;
    enum html_media media;
    const char *in, *blocks;
};

static const struct media_case media_cases[] = {
    {"captions alone", HTML_MEDIA_CAPTIONED, "<figure><img src=p.jpg alt=Boats><figcaption>Pier</figcaption></figure>",
     "figure:Pier\n"},
    {"or else descriptions", HTML_MEDIA_CAPTIONED, "<img src=p.jpg alt=Boats><img src=q.jpg>", "figure:Boats\n"},
    {"everything: what has neither is called by its name", HTML_MEDIA_ALL,
     "<img src=/a/p.jpg?w=9><img src=i.gif width=1 height=1><img src='a%20b.jpg'><iframe src=//ads.example/x></iframe>",
     "figure:Picture: p.jpg\nfigure:Picture\nfigure:Video: x\n"},
};

static void test_media(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof media_cases / sizeof *media_cases; i++) {
        const struct media_case *row = &media_cases[i];
        const struct html_reading reading = {.base = BASE, .media = row->media};
        struct builder builder = builder_create();
        struct buffer blocks = buffer_create(DESCRIPTION_MAX);
        struct error error;
        xmlDoc *tree;
        assert_true(html_tree_parse(row->in, strlen(row->in), &tree));
        html_blocks_read(&builder, xmlDocGetRootElement(tree), &reading);
        xmlFreeDoc(tree);
        struct article *article = builder_finish(&builder, &error);
        assert_non_null(article);
        describe_check(row->what, article);
        describe_blocks(article, &blocks);
        describe_expect(row->what, &blocks, row->blocks);
        buffer_release(&blocks);
        builder_release(&builder);
        article_destroy(article);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),   cmocka_unit_test(test_quotations), cmocka_unit_test(test_tables),
        cmocka_unit_test(test_figures), cmocka_unit_test(test_lines),      cmocka_unit_test(test_media),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
