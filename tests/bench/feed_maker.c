/* feed maker: sentences from a few words by a generator of fixed seed; every third item has its content in CDATA, every
 * third escaped, every third both a short text and the whole. */
#include "tests/bench/feed_maker.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { HOST_SIZE = 32 };

static const char *const persons[] = {"Ana Ruiz",   "Tom Ely",      "Bo Li",       "Edith Okafor",
                                      "Søren Kjær", "Zoë Marchant", "Petr Dvořák", "Wanjiru Ngugi"};
static const char *const things[] = {"ferry",      "pier",         "lighthouse", "crane",
                                     "tide table", "harbour wall", "buoy",       "slipway"};
static const char *const deeds[] = {"approved", "delayed", "repainted", "sold",
                                    "counted",  "moved",   "insured",   "closed"};
static const char *const places[] = {"Westport", "the Lower Quay", "Old Ferry", "Halden", "the Straits", "Marsk"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* Where the feed is said to come from; items are numbered within it. */
struct maker {
    FILE *file;
    const char *host;
    uint32_t state;
    unsigned paragraphs_least, paragraphs_range;
};

/* Below `most`; the constants are those of Numerical Recipes' quick generator. */
static unsigned pick(struct maker *maker, size_t most)
{
    maker->state = maker->state * UINT32_C(1664525) + UINT32_C(1013904223);
    return (maker->state >> 8) % (unsigned)most;
}

#define ONE_OF(maker, array) (array)[pick(maker, COUNT(array))]

/* How the signs of markup are written where a text stands. */
struct signs {
    const char *open, *close, *quote;
};

static void write_paragraph(struct maker *maker, const struct signs *signs)
{
    FILE *file = maker->file;
    fprintf(file, "%sp%sThe %s in %s was %s on Tuesday. ", signs->open, signs->close, ONE_OF(maker, things),
            ONE_OF(maker, places), ONE_OF(maker, deeds));
    if (pick(maker, 2))
        fprintf(file, "“Nobody told us that the %s would be %s,” %s said. ", ONE_OF(maker, things),
                ONE_OF(maker, deeds), ONE_OF(maker, persons));
    else
        fprintf(file, "According to %s, it had been %s %u times. ", ONE_OF(maker, persons), ONE_OF(maker, deeds),
                pick(maker, 900));
    if (pick(maker, 4) == 0)
        fprintf(file, "%sa href=%shttps://news.example/%u%s%smore%s/a%s ", signs->open, signs->quote,
                pick(maker, 100000), signs->quote, signs->close, signs->open, signs->close);
    fprintf(file, "%s/p%s\n", signs->open, signs->close);
}

static void write_content(struct maker *maker, const struct signs *signs)
{
    for (unsigned count = maker->paragraphs_least + pick(maker, maker->paragraphs_range); count > 0; count--)
        write_paragraph(maker, signs);
}

static void write_item(struct maker *maker, unsigned number)
{
    static const struct signs plain = {"<", ">", "\""}, escaped = {"&lt;", "&gt;", "&quot;"};
    FILE *file = maker->file;
    fprintf(file,
            "<item><title>The %s &amp; the %s of %s</title><link>https://%s/%u</link>"
            "<guid isPermaLink=\"false\">%s-%u</guid><pubDate>%02u %s 2026 %02u:%02u:00 +0100</pubDate>"
            "<dc:creator>%s</dc:creator><category>%s</category>",
            ONE_OF(maker, things), ONE_OF(maker, things), ONE_OF(maker, places), maker->host, number, maker->host,
            number, 1 + pick(maker, 28), ONE_OF(maker, months), pick(maker, 24), pick(maker, 60),
            ONE_OF(maker, persons), ONE_OF(maker, places));
    if (number % 3 == 0)
        fprintf(file, "<description>The %s.</description>", ONE_OF(maker, things));
    fputs(number % 3 == 0 ? "<content:encoded>" : "<description>", file);
    fputs(number % 3 == 1 ? "<![CDATA[" : "", file);
    write_content(maker, number % 3 == 1 ? &plain : &escaped);
    fputs(number % 3 == 1 ? "]]>" : "", file);
    fputs(number % 3 == 0 ? "</content:encoded></item>\n" : "</description></item>\n", file);
}

static bool open_feed(struct maker *maker, const char *path)
{
    maker->file = fopen(path, "w");
    if (!maker->file)
        return false;
    fprintf(maker->file,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Harbour Gazette %s</title>"
            "<link>https://%s/</link><description>Boats and tides</description>\n",
            maker->host, maker->host);
    return true;
}

static bool close_feed(struct maker *maker)
{
    fputs("</channel></rss>\n", maker->file);
    bool written = !ferror(maker->file);
    return fclose(maker->file) == 0 && written;
}

bool feed_maker_write(const char *path, size_t size)
{
    struct maker maker = {.host = "news.example", .state = 1, .paragraphs_least = 4, .paragraphs_range = 24};
    if (!open_feed(&maker, path))
        return false;
    for (unsigned number = 1; ftell(maker.file) >= 0 && (size_t)ftell(maker.file) < size; number++)
        write_item(&maker, number);
    return close_feed(&maker);
}

bool feed_maker_write_site(const char *folder, unsigned feeds, unsigned items)
{
    for (unsigned feed = 1; feed <= feeds; feed++) {
        char path[PATH_MAX], host[HOST_SIZE];
        snprintf(path, sizeof path, "%.4000s/%u.xml", folder, feed);
        snprintf(host, sizeof host, "port-%u.example", feed);
        /* Short, as most feeds are, but long enough for no text to come twice. */
        struct maker maker = {.host = host, .state = feed, .paragraphs_least = 2, .paragraphs_range = 4};
        if (!open_feed(&maker, path))
            return false;
        for (unsigned number = 1; number <= items; number++)
            write_item(&maker, number);
        if (!close_feed(&maker))
            return false;
    }
    return true;
}
