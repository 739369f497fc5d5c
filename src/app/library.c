/* library: opens what the user named, and owns what came of it. */
#include "app/library.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/input.h"
#include "base/paths.h"

/* No title of a row is longer than a screen is wide. */
enum { TITLE_SIZE_MAX = 4096 };

static const char no_room[] = "the memory for open articles is used up; open fewer at once";

struct library library_create(void)
{
    return (struct library){
        .sources = array_create(sizeof(struct source), LIBRARY_FILES_MAX),
        .room = LIBRARY_SIZE_MAX,
    };
}

static struct source source_create(const struct library *library, const char *path)
{
    return (struct source){
        .path = strdup(path),
        .room = library->room,
        .articles = array_create(sizeof(struct article *), (size_t)LIBRARY_FILES_MAX * DOCUMENT_ENTRIES_MAX),
        .documents = array_create(sizeof(struct document), LIBRARY_FILES_MAX),
    };
}

static void source_release(struct source *source)
{
    struct document *documents = source->documents.items;
    for (size_t i = 0; i < source->documents.count; i++)
        document_release(&documents[i]);
    array_release(&source->documents);
    array_release(&source->articles);
    free(source->title);
    free(source->path);
}

void library_release(struct library *library)
{
    struct source *sources = library->sources.items;
    for (size_t i = 0; i < library->sources.count; i++)
        source_release(&sources[i]);
    array_release(&library->sources);
}

static void take_room(struct source *source, const struct article *article)
{
    size_t size = arena_used(article->arena);
    source->room -= size < source->room ? size : source->room;
}

/* Reads the bytes as one more document of the source. */
static bool add_document(struct source *source, const char *bytes, size_t length, const struct document_source *known,
                         struct error *error)
{
    struct document document;
    if (!source->room)
        return error_set(error, "%s", no_room);
    if (!document_read(bytes, length, known, &document, error)) {
        document_release(&document);
        return false;
    }
    struct document *kept = array_push(&source->documents);
    if (!kept) {
        document_release(&document);
        return error_out_of_memory(error, "opening");
    }
    *kept = document;
    struct article *const *articles = document.articles.items;
    for (size_t i = 0; i < document.articles.count; i++) {
        struct article **slot = array_push(&source->articles);
        if (!slot)
            return error_out_of_memory(error, "opening");
        *slot = articles[i];
        take_room(source, articles[i]);
    }
    return true;
}

static bool add_descriptor(struct source *source, int descriptor, const struct document_source *known,
                           struct error *error)
{
    struct buffer bytes = buffer_create(DOCUMENT_SIZE_MAX);
    bool done = input_read_whole(descriptor, &bytes, error) &&
                add_document(source, buffer_string(&bytes), bytes.length, known, error);
    buffer_release(&bytes);
    return done;
}

/* Opens a file relative to a folder's descriptor, or AT_FDCWD. */
static bool add_file(struct source *source, int folder, const char *name, const struct document_source *known,
                     struct error *error)
{
    int descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, "cannot be opened: %s", strerror(errno));
    bool done = add_descriptor(source, descriptor, known, error);
    close(descriptor);
    return done;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **one, const struct dirent **other)
{
    return strcmp((*one)->d_name, (*other)->d_name);
}

/* A pipe without a writer among a folder's files would hold everything up; a sub-folder is not looked into. */
static bool is_regular(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, 0) == 0 && S_ISREG(status.st_mode);
}

/* One folder that is being opened. */
struct opening {
    struct source *source;
    const struct document_source *known;
    library_warning *warn;
    void *context;
};

static void add_entry(const struct opening *opening, int folder, const char *name)
{
    struct error error;
    if (!is_regular(folder, name) || add_file(opening->source, folder, name, opening->known, &error))
        return;
    error_prefix(&error, "%s/%s: ", opening->source->path, name);
    opening->warn(opening->context, error.message);
}

static void warn_of_excess(const struct opening *opening, int opened, int count)
{
    struct error excess;
    error_set(&excess, "%s: only the first %d of its %d files are opened%s", opening->source->path, opened, count,
              opening->source->room ? "" : ": the memory for open articles is used up");
    opening->warn(opening->context, excess.message);
}

static bool add_folder(const struct opening *opening, struct error *error)
{
    const char *path = opening->source->path;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct dirent **entries = NULL;
    int count = folder < 0 ? -1 : scandir(path, &entries, is_visible, by_name);
    if (count < 0)
        error_set(error, "cannot be opened: %s", strerror(errno));
    int opened = 0;
    for (; opened < count && opened < LIBRARY_FILES_MAX && opening->source->room; opened++)
        add_entry(opening, folder, entries[opened]->d_name);
    if (count > opened && opening->source->articles.count)
        warn_of_excess(opening, opened, count);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    if (folder >= 0)
        close(folder);
    if (count >= 0 && !opening->source->articles.count)
        return error_set(error, "%s",
                         opening->source->room ? "there is no article in this folder; its sub-folders are not opened"
                                               : no_room);
    return count >= 0;
}

/* What "." or "news/.." is called, for the caller to free; NULL for a path that says so itself. */
static char *real_path(const char *path)
{
    const char *last = path_last_part(path);
    bool is_vague = strcmp(last, ".") == 0 || strcmp(last, "..") == 0 || strchr(last, '/');
    return is_vague ? realpath(path, NULL) : NULL;
}

/* The feed's title or the only article's where there is one, else the path's last part, through the cleaning gate. */
static char *source_title(const struct source *source)
{
    const struct document *document = source->documents.items;
    struct article *const *articles = source->articles.items;
    char *real = real_path(source->path);
    const char *title = path_last_part(real ? real : input_name(source->path));
    if (source->documents.count == 1 && document->title)
        title = document->title;
    else if (source->articles.count == 1 && articles[0]->title)
        title = articles[0]->title;
    struct buffer clean = buffer_create(TITLE_SIZE_MAX);
    clean_text(title, strlen(title), CLEAN_LINE, &clean);
    char *kept = strdup(clean.length ? buffer_string(&clean) : "untitled");
    buffer_release(&clean);
    free(real);
    return kept;
}

/* Moves the source into the library when its opening went well; releases it otherwise. */
static bool keep_source(struct library *library, struct source *source, bool opened, struct error *error)
{
    if (opened) {
        source->title = source_title(source);
        struct source *kept = source->title ? array_push(&library->sources) : NULL;
        if (kept) {
            *kept = *source;
            library->room = source->room;
            return true;
        }
        error_out_of_memory(error, "opening");
    }
    error_prefix(error, "%s: ", input_name(source->path));
    source_release(source);
    return false;
}

bool library_open(struct library *library, const char *path, const struct document_source *known, library_warning *warn,
                  void *context, struct error *error)
{
    struct source source = source_create(library, path);
    struct opening opening = {&source, known, warn, context};
    struct stat status;
    bool opened;
    if (!source.path)
        return error_out_of_memory(error, "opening");
    if (strcmp(path, "-") == 0)
        opened = add_descriptor(&source, STDIN_FILENO, known, error);
    else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        opened = add_folder(&opening, error);
    else
        opened = add_file(&source, AT_FDCWD, path, known, error);
    return keep_source(library, &source, opened, error);
}

bool library_add(struct library *library, const char *path, const char *bytes, size_t length,
                 const struct document_source *known, struct error *error)
{
    struct source source = source_create(library, path);
    if (!source.path)
        return error_out_of_memory(error, "opening");
    bool opened = add_document(&source, bytes, length, known, error);
    return keep_source(library, &source, opened, error);
}
