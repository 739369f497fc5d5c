/* feed read: which format the bytes are in, and for XML the two ways to read it: straight through what is well-formed
 * UTF-8, piece by piece; or else whole, decoded, mended. */
#include <errno.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/autodiscovery.h"
#include "feeds/byte_source.h"
#include "feeds/encoding.h"
#include "feeds/feed.h"
#include "feeds/feed_xml.h"
#include "feeds/json_feed.h"
#include "feeds/sniff.h"
#include "feeds/xml_guard.h"
#include "feeds/xml_mend.h"

enum {
    WINDOW_SIZE = 4096, /* where declarations and roots are looked for first */
    /* Of all names in a feed: some hundred in real ones. libxml2's table of them is slow beyond some ten thousand. */
    NAMES_SIZE_MAX = 512 * 1024,
    /* Of one tag. libxml2 compares each with all before it, and tells of none before it has read all: what it has made
     * room for shows how many there are. It keeps five pointers an attribute and two a namespace. */
    ATTRIBUTES_MAX = 1000,
    ROOM_OF_ATTRIBUTES = 5 * 2 * ATTRIBUTES_MAX,
    ROOM_OF_NAMESPACES = 2 * 2 * ATTRIBUTES_MAX
};

struct reading {
    const struct byte_source *source;
    const struct feed_options *options;
    const struct feed_sink *sink;
    struct feed *feed;
    struct error *error;
};

/* --- one pass of libxml2 ------------------------------------------------------------------------------------------ */

struct stream {
    const struct byte_source *source;
    size_t offset, end; /* of what is read at most */
    const xmlParserCtxt *parser;
    bool is_cut;
    int reason; /* errno of a failed read, 0 for none */
};

/* libxml2 asks for the next piece. */
static int on_read(void *context, char *bytes, int room)
{
    struct stream *stream = context;
    const xmlParserCtxt *parser = stream->parser;
    if (parser && (parser->maxatts > ROOM_OF_ATTRIBUTES || parser->nsMax > ROOM_OF_NAMESPACES)) {
        stream->is_cut = true;
        return -1;
    }
    /* After an error there is nothing more to learn from a strict pass. (Stopping the parser where it tells of one
     * would free what it goes on to read.) */
    if (parser && parser->disableSAX)
        return 0;
    size_t left = stream->end - stream->offset;
    ssize_t size =
        stream->source->read(stream->source, stream->offset, bytes, (size_t)room < left ? (size_t)room : left);
    if (size < 0)
        stream->reason = errno;
    else
        stream->offset += (size_t)size;
    stream->is_cut = stream->is_cut || !left;
    return (int)size;
}

/* Runs a pass over the source from `offset` on. Returns true when all of it was well-formed; what was read is in the
 * feed and the sink then, and in any case what came before an error. */
static bool run_pass(struct feed_xml *pass, const struct byte_source *source, size_t offset, size_t most)
{
    struct stream stream = {
        .source = source, .offset = offset, .end = most > SIZE_MAX - offset ? SIZE_MAX : offset + most};
    xmlSAXHandler handlers = feed_xml_handlers;
    pass->parser = xmlCreateIOParserCtxt(&handlers, pass, on_read, NULL, &stream, XML_CHAR_ENCODING_UTF8);
    if (!pass->parser) {
        pass->failed = !error_out_of_memory(pass->error, "reading the feed");
        return false;
    }
    stream.parser = pass->parser;
    xmlDictSetLimit(pass->parser->dict, NAMES_SIZE_MAX);
    xmlCtxtUseOptions(pass->parser, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
                                        (pass->is_strict ? 0 : XML_PARSE_RECOVER));
    xmlParseDocument(pass->parser);
    bool is_well = pass->parser->wellFormed && !stream.is_cut;
    if (stream.reason)
        pass->failed = !error_set(pass->error, "it cannot be read: %s", strerror(stream.reason));
    /* What an error cut off is no item: the mending pass has it whole. */
    if (is_well || !pass->is_strict || pass->is_stopped)
        feed_xml_finish(pass);
    xmlFreeDoc(pass->parser->myDoc);
    xmlFreeParserCtxt(pass->parser);
    return is_well || pass->is_stopped;
}

enum outcome { READ, FAILED, NOT_WELL_FORMED };

static enum outcome read_pass(const struct reading *reading, bool is_strict, const struct byte_source *source,
                              size_t offset, size_t most)
{
    struct feed_xml *pass = malloc(sizeof *pass);
    size_t given = reading->feed->item_count;
    bool is_well = false, failed = true;
    if (pass &&
        feed_xml_create(pass, is_strict, given, reading->options, reading->sink, reading->feed, reading->error)) {
        is_well = run_pass(pass, source, offset, most);
        failed = pass->failed;
    } else {
        error_out_of_memory(reading->error, "reading the feed");
    }
    if (pass)
        feed_xml_release(pass);
    free(pass);
    return failed ? FAILED : is_well && reading->feed->format ? READ : NOT_WELL_FORMED;
}

/* --- the second way ----------------------------------------------------------------------------------------------- */

static bool refuse(const struct reading *reading, const struct buffer *text)
{
    enum document_format format;
    if (!sniff_text(buffer_string(text), text->length, &format, reading->error))
        return false;
    if (format == DOCUMENT_HTML)
        return autodiscovery_refuse_page(buffer_string(text), text->length, reading->options->url, reading->error);
    return error_set(reading->error, "there is no feed in it");
}

static bool read_mended(const struct reading *reading, struct buffer *text)
{
    struct buffer mended = buffer_create(SIZE_MAX);
    bool read = false;
    if (!xml_mend(buffer_string(text), text->length, reading->feed, &mended)) {
        error_out_of_memory(reading->error, "reading the feed");
    } else if (!mended.length) {
        read = refuse(reading, text);
    } else {
        buffer_release(text);
        struct byte_source source = byte_source_of_memory(mended.bytes, mended.length);
        enum outcome outcome = read_pass(reading, false, &source, 0, SIZE_MAX);
        read = outcome == READ || (outcome == NOT_WELL_FORMED && reading->feed->format);
        if (outcome == NOT_WELL_FORMED && !read)
            error_set(reading->error, "there is no feed in it");
    }
    buffer_release(&mended);
    return read;
}

static bool is_blank(const struct buffer *text)
{
    const char *bytes = buffer_string(text);
    return !bytes[strspn(bytes, " \t\n")];
}

static bool read_text(const struct reading *reading, struct buffer *text)
{
    if (is_blank(text))
        return error_set(reading->error, "it is empty");
    if (json_feed_begins(buffer_string(text), text->length))
        return json_feed_read(buffer_string(text), text->length, reading->options, reading->sink, reading->feed,
                              reading->error);
    return read_mended(reading, text);
}

static void warn_of_encoding(struct feed *feed, const struct encoding *encoding, size_t bad)
{
    if (encoding->is_contradicted)
        feed_warn(feed, 0, "it is said to be in %s, but read as %s", encoding->declared, encoding->name);
    if (bad)
        feed_warn(feed, 0, "%zu characters that are none in %s", bad, encoding->name);
}

/* Loads, decodes and reads all of it, as far as the limit allows. */
static bool read_whole(const struct reading *reading, const char *charset)
{
    size_t most = reading->options->limits->decoded_bytes;
    struct buffer bytes = buffer_create(most), text = buffer_create(SIZE_MAX);
    bool is_whole = true, read = byte_source_load(reading->source, 0, &bytes, &is_whole, reading->error);
    struct encoding encoding = encoding_find(buffer_string(&bytes), bytes.length, charset);
    size_t bad = 0;
    if (read && !encoding_decode(buffer_string(&bytes), bytes.length, &encoding, &text, &bad))
        read = error_out_of_memory(reading->error, "decoding the feed");
    buffer_release(&bytes);
    if (read) {
        reading->feed->encoding = feed_keep(reading->feed, encoding.name);
        warn_of_encoding(reading->feed, &encoding, bad);
        if (!is_whole)
            feed_warn(reading->feed, 0, "it is larger than %zu MiB; the rest is left out", most >> 20);
        read = read_text(reading, &text);
    }
    buffer_release(&text);
    return read;
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

/* True when the beginning promises XML in UTF-8, which libxml2 then checks. */
static bool may_stream(const char *window, size_t length, const struct encoding *encoding)
{
    const char *at = window + encoding->mark, *end = window + length;
    return strcmp(encoding->name, "utf-8") == 0 && !encoding->is_contradicted && at < end && *at == '<';
}

bool feed_read(const struct byte_source *source, const struct feed_options *options, const struct feed_sink *sink,
               struct feed *feed, struct error *error)
{
    const struct reading reading = {source, options, sink, feed, error};
    char window[WINDOW_SIZE], charset[ENCODING_NAME_SIZE] = "";
    ssize_t length = source->read(source, 0, window, sizeof window);
    if (length < 0)
        return error_set(error, "it cannot be read: %s", strerror(errno));
    if (length == 0)
        return error_set(error, "it is empty");
    const char *binary = sniff_binary(window, (size_t)length);
    if (binary)
        return error_set(error, "this is no feed but %s", binary);
    if (!xml_guard_set(error))
        return false;
    const char *said = encoding_of_media_type(options->content_type, charset) ? charset : NULL;
    struct encoding encoding = encoding_find(window, (size_t)length, said);
    if (may_stream(window, (size_t)length, &encoding)) {
        feed->encoding = feed_keep(feed, encoding.name);
        enum outcome outcome = read_pass(&reading, true, source, encoding.mark, options->limits->decoded_bytes);
        if (outcome != NOT_WELL_FORMED)
            return outcome == READ;
    }
    return read_whole(&reading, said);
}
