#!/bin/sh
# Writes, on standard output, the C file that puts the named files into the program: the assembler copies their bytes, so
# that a large word list costs no compile time. A file goes by the part of its path behind the last "config/", and so does
# its label: "lang/en/cues.txt" stands at whosaid_lang_en_cues_txt. Call it from the top of the tree.
set -eu

label() {
    printf 'whosaid_%s' "$(printf '%s' "${1##*config/}" | tr -c 'A-Za-z0-9' '_')"
}

cat <<'TXT'
/* Made by config/embed.sh; the bytes stand between the two labels of each file, with a NUL behind them. */
#include "config/embedded.h"

TXT
for file in "$@"; do
    label=$(label "$file")
    cat <<TXT
__asm__(".section .rodata\n"
        ".global $label, ${label}_end\n"
        "$label: .incbin \"$file\"\n"
        "${label}_end: .byte 0\n"
        ".previous\n");
extern const char ${label}[], ${label}_end[];
TXT
done
cat <<'TXT'

const struct embedded_file embedded_files[] = {
TXT
for file in "$@"; do
    label=$(label "$file")
    echo "    {\"${file##*config/}\", $label, ${label}_end},"
done
cat <<'TXT'
    {0},
};
TXT
