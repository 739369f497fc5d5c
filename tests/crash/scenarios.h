/* scenarios: what is done to the program while it writes. Each returns true when all is well, else false and a sentence
 * that tells the try by which it is found again. Never in here: how (rig.h). */
#ifndef WHOSAID_TESTS_CRASH_SCENARIOS_H
#define WHOSAID_TESTS_CRASH_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct rig;

/* Makes `times` tries. */
typedef bool scenario(struct rig *rig, size_t times, struct error *error);

/* --- killed.c --- */
scenario killed_while_beginning;     /* between and within the writes that make a new archive */
scenario killed_between_sync_writes; /* between and within those of a sync */
scenario killed_during_sync;         /* at any moment of a sync: alone, or with its workers */

/* --- killed_marks.c --- */
scenario killed_while_starring; /* in the reader, right behind a star that stands on the screen, or a moment later */
scenario killed_while_reading;  /* the same with articles that were opened */
scenario killed_beside_a_sync;  /* starring while a sync writes */

/* --- refused.c --- */
scenario full_disk_during_sync;
scenario full_disk_while_starring;
scenario second_writer;
scenario read_only_archive;

/* --- small.c --- */
scenario small_disk;
scenario read_only_disk;

#endif
