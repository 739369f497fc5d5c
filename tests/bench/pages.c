/* pages: an article among navigation, lists of other articles and a footer, as news sites serve it; and one very long
 * page of everything that HTML has. */
#include "tests/bench/pages.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/measure.h"

enum { PAGES = 100, ROUNDS = 5, LONG_PAGE = 4600 * 1000, NAME_SIZE = 32 };

/* --- making them -------------------------------------------------------------------------------------------------- */

static void write_links(FILE *file, const char *class, unsigned count)
{
    fprintf(file, "<div class=\"%s\"><ul>\n", class);
    for (unsigned i = 0; i < count; i++)
        fprintf(file, "<li class=\"item\"><a href=\"/news/%u\"><span>Ferry %u sails again</span></a></li>\n", i, i);
    fputs("</ul></div>\n", file);
}

static void write_paragraphs(FILE *file, unsigned first, unsigned count)
{
    for (unsigned i = first; i < first + count; i++)
        fprintf(
            file,
            "<p>The harbour board voted on berth %u on Tuesday, after <a href=\"/b/%u\">four hours</a> of argument, "
            "and "
            "nobody was <em>surprised</em>. “We have waited %u years for this,” Ana Ruiz told residents outside of the "
            "hall, and they, who had waited longer, went home without another word.</p>\n",
            i, i, 3 + i % 40);
}

static bool write_page(const char *path, unsigned number)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fprintf(file,
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Berth %u | Harbour Gazette</title>"
            "<meta property=\"og:title\" content=\"Berth %u\"><meta name=\"author\" content=\"Tom Ely\">"
            "<script>var page = %u;</script><style>p { margin: 0 }</style></head><body>\n",
            number, number, number);
    write_links(file, "nav menu", 60);
    fprintf(file, "<div id=\"main\"><article><h1>Berth %u</h1><p class=\"byline\">By Tom Ely</p>\n", number);
    write_paragraphs(file, number, 25);
    fputs("</article><aside>", file);
    write_links(file, "related", 40);
    fputs("</aside></div>\n", file);
    write_links(file, "footer", 80);
    fputs("</body></html>\n", file);
    bool written = !ferror(file);
    return fclose(file) == 0 && written;
}

static bool write_long_page(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fputs("<!doctype html><html><head><meta charset=\"utf-8\"><title>All berths</title></head><body><h1>All "
          "berths</h1>\n",
          file);
    for (unsigned i = 0; ftell(file) >= 0 && ftell(file) < LONG_PAGE; i++) {
        fprintf(file, "<h2>Year %u</h2>\n", i);
        write_paragraphs(file, i, 8);
        write_links(file, "berths", 6);
        fprintf(file,
                "<blockquote><p>Nobody gets left on pier %u again.</p></blockquote>\n"
                "<table><tr><th>Berth</th><th>Length</th></tr><tr><td>North %u</td><td>%u m</td></tr></table>\n"
                "<pre>tide = %u;\n    if (tide)\n        wait();</pre>\n",
                i, i, i % 200, i);
    }
    fputs("</body></html>\n", file);
    bool written = !ferror(file);
    return fclose(file) == 0 && written;
}

/* --- measuring ---------------------------------------------------------------------------------------------------- */

/* Median milliseconds of processor time; negative when it fails. */
static double milliseconds_of(char *const arguments[], const char *folder)
{
    double times[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        struct measure measure;
        if (!measure_program(arguments, "/dev/null", folder, &measure))
            return -1;
        times[i] = measure.seconds * 1000;
    }
    return measure_median(times, ROUNDS);
}

static bool compare_extraction(const char *whosaid, const char *folder)
{
    static char paths[PAGES][PATH_MAX];
    char *all[PAGES + 3] = {(char *)whosaid, "extract"};
    for (unsigned i = 0; i < PAGES; i++) {
        snprintf(paths[i], sizeof paths[i], "%.4000s/page-%u.html", folder, i);
        all[2 + i] = paths[i];
        if (!write_page(paths[i], i)) {
            fprintf(stderr, "bench: %s: %s\n", paths[i], strerror(errno));
            return false;
        }
    }
    char *one[] = {(char *)whosaid, "extract", paths[0], NULL};
    double of_one = milliseconds_of(one, folder), of_all = milliseconds_of(all, folder);
    if (of_one < 0 || of_all < 0)
        return false;
    printf("\n%-24s %10s\n", "extracting", "ms");
    printf("%-24s %10.2f\n", "one page, with the start", of_one);
    printf("%-24s %10.2f\n", "each page more", (of_all - of_one) / (PAGES - 1));
    return true;
}

static bool compare_rendering(const char *whosaid, const char *folder)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.4000s/long.html", folder);
    if (!write_long_page(path)) {
        fprintf(stderr, "bench: %s: %s\n", path, strerror(errno));
        return false;
    }
    char *text[] = {(char *)whosaid, "text", "--width=80", path, NULL};
    char *dump[] = {"w3m", "-dump", "-cols", "80", path, NULL};
    double ours = milliseconds_of(text, folder),
           theirs = measure_is_installed("w3m") ? milliseconds_of(dump, folder) : 0;
    if (ours < 0 || theirs < 0)
        return false;
    printf("\n%-24s %10s %10s %8s\n", "a page of 4.6 MB", "whosaid", "w3m -dump", "ratio");
    printf("%-24s %10.1f %10.1f %8.2f\n", "rendering, ms", ours, theirs, theirs > 0 ? ours / theirs : 0);
    return true;
}

bool bench_pages(const char *whosaid, const char *folder)
{
    return compare_extraction(whosaid, folder) && compare_rendering(whosaid, folder);
}
