/* How an article stands in rows: each page of tests/data/render at 40, 80 and 140 columns, and unbroken, against what
 * is written beside it. `build/tests/unit/test_render --update` writes what is printed now: look at the difference
 * before you commit it. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cmd/plain.h"
#include "feeds/builder.h"
#include "feeds/html.h"
#include "files.h"

static const char *const pages[] = {"lists", "tables", "quotations", "figures", "marks", "code", "directions"};
static const size_t widths[] = {40, 80, 140, 0};

enum { PATH_SIZE = 100 };

/* As the content of a feed's entry is read, of which nothing is left out. */
static struct article *read_page(const char *name)
{
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "tests/data/render/%s.html", name);
    char *html = file_read(path);
    struct builder builder = builder_create();
    struct error error;
    assert_true(html_read_fragment(&builder, html, strlen(html), "https://gazette.example/", NULL));
    struct article *article = builder_finish(&builder, &error);
    assert_non_null(article);
    builder_release(&builder);
    free(html);
    return article;
}

/* What is printed of the article; the caller frees it. */
static char *print(const struct article *article, const struct plain_style *style, const char *path)
{
    (void)fflush(stdout);
    int saved = dup(STDOUT_FILENO), file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(saved >= 0 && file >= 0);
    (void)dup2(file, STDOUT_FILENO);
    (void)close(file);
    bool printed = plain_print(article, style);
    (void)fflush(stdout);
    (void)dup2(saved, STDOUT_FILENO);
    (void)close(saved);
    assert_true(printed);
    return file_read(path);
}

static void visit_pages(bool update)
{
    char golden[PATH_SIZE], folder[TEST_PATH_SIZE], scratch[2 * TEST_PATH_SIZE];
    folder_create(folder);
    (void)snprintf(scratch, sizeof scratch, "%s/shown", folder);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct article *article = read_page(pages[i]);
        for (size_t j = 0; j < sizeof widths / sizeof *widths; j++) {
            const struct plain_style style = {.width = widths[j]};
            (void)snprintf(golden, sizeof golden, "tests/data/render/%s.%zu", pages[i], widths[j]);
            char *shown = print(article, &style, update ? golden : scratch), *expected = file_read(golden);
            if (strcmp(shown, expected) != 0)
                fail_msg("%s\n--- expected\n%s--- shown\n%s", golden, expected, shown);
            free(shown);
            free(expected);
        }
        article_destroy(article);
    }
    folder_remove(folder);
}

static void test_pages(void **state)
{
    (void)state;
    visit_pages(false);
}

static void update_pages(void **state)
{
    (void)state;
    visit_pages(true);
}

int main(int count, char *arguments[])
{
    bool update = count == 2 && strcmp(arguments[1], "--update") == 0;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages)}, updates[] = {cmocka_unit_test(update_pages)};
    return update ? cmocka_run_group_tests(updates, NULL, NULL) : cmocka_run_group_tests(tests, NULL, NULL);
}
