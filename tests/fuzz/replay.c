/* replay: runs one fuzzer's function over kept inputs, in any build: `replay FOLDER…`. What a fuzzer once found is
 * tested like that without libFuzzer. An input that breaks something ends the program, its name is the last line on
 * standard error. Never in here: making inputs. */
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { INPUT_SIZE_MAX = 1 << 20, DESCRIPTORS = 16 };

static int run_file(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)place;
    size_t size = (size_t)status->st_size;
    if (kind != FTW_F || size > INPUT_SIZE_MAX)
        return 0;
    (void)fprintf(stderr, "%s\n", path);
    /* Exactly as large as the file, so that a sanitizer sees every byte read behind it. */
    uint8_t *bytes = malloc(size ? size : 1);
    FILE *file = fopen(path, "rb");
    int failed = !bytes || !file || fread(bytes, 1, size, file) != size;
    if (!failed)
        (void)LLVMFuzzerTestOneInput(bytes, size);
    if (file)
        (void)fclose(file);
    free(bytes);
    return failed;
}

int main(int count, char **arguments)
{
    for (int i = 1; i < count; i++)
        if (nftw(arguments[i], run_file, DESCRIPTORS, FTW_PHYS) != 0) {
            perror(arguments[i]);
            return 1;
        }
    return 0;
}
