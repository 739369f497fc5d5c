#!/bin/sh
# Writes, on standard output, the C file that puts the named files into the program: the assembler copies their bytes, so
# that a large word list costs no compile time. Call it from the top of the tree.
set -eu

cat <<'TXT'
/* Made by config/embed.sh; the bytes stand between the two labels of each file, with a NUL behind them. */
#include "config/embedded.h"

TXT
number=0
for file in "$@"; do
    cat <<TXT
__asm__(".section .rodata\n"
        ".global whosaid_embedded_$number, whosaid_embedded_end_$number\n"
        "whosaid_embedded_$number: .incbin \"$file\"\n"
        "whosaid_embedded_end_$number: .byte 0\n"
        ".previous\n");
extern const char whosaid_embedded_${number}[], whosaid_embedded_end_${number}[];
TXT
    number=$((number + 1))
done
cat <<'TXT'

const struct embedded_file embedded_files[] = {
TXT
number=0
for file in "$@"; do
    echo "    {\"${file#config/}\", whosaid_embedded_$number, whosaid_embedded_end_$number},"
    number=$((number + 1))
done
cat <<'TXT'
    {0},
};
TXT
