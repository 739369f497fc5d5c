/* Any bytes as a packed article: nothing comes of them, or an article that keeps the promises of article.h and,
 * packed again, comes back as the same bytes. For libFuzzer; links base, config and article alone. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "article/article_pack.h"
#include "article/article_promises.h"
#include "base/buffer.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { ARTICLE_CEILING = 1 << 26, PACKED_CEILING = 1 << 26 };

/* libFuzzer reports what aborts. */
static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Not the bytes themselves: a number may have been written longer than it needs. */
static void check_packed_again(const struct article *article)
{
    struct buffer once = buffer_create(PACKED_CEILING), twice = buffer_create(PACKED_CEILING);
    demand(article_pack(article, &once));
    struct article *back = article_unpack(once.bytes, once.length, ARTICLE_CEILING);
    demand(back && article_pack(back, &twice));
    demand(once.length == twice.length && memcmp(once.bytes, twice.bytes, once.length) == 0);
    article_destroy(back);
    buffer_release(&once);
    buffer_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct article *article = article_unpack((const char *)bytes, length, ARTICLE_CEILING);
    if (!article)
        return 0;
    demand(article_is_sound(article));
    check_packed_again(article);
    article_destroy(article);
    return 0;
}
