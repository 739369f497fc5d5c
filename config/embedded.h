/* embedded: the files that the program carries inside itself, so that the one binary can be copied to another host and
 * run: word lists, themes, the sample article. Never in here: what is in them. */
#ifndef WHOSAID_CONFIG_EMBEDDED_H
#define WHOSAID_CONFIG_EMBEDDED_H

struct embedded_file {
    const char *name;        /* path below config/: "lang/en/cues.txt"; NULL ends the table */
    const char *bytes, *end; /* its content, and the NUL behind it */
};

/* All of them; written by embed.sh when the program is built. */
extern const struct embedded_file embedded_files[];

/* lang/en/lexicon.table by its label, for who cannot do without: a program without it does not link. */
extern const char whosaid_lang_en_lexicon_table[];

/* The archive's schema, with the NUL behind it; in the same way. */
extern const char whosaid_src_store_schema_sql[];

/* The file of that name, or NULL. */
const struct embedded_file *embedded_find(const char *name);

#endif
