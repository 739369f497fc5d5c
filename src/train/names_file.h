/* names_file: writes weights as the file that name_model.h describes. Never in here: learning. */
#ifndef WHOSAID_TRAIN_NAMES_FILE_H
#define WHOSAID_TRAIN_NAMES_FILE_H

#include <stdio.h>

#include "base/error.h"
#include "train/names_crf.h"
#include "train/names_dictionary.h"

/* Keeps the features that weigh most. False and a sentence when memory is short or writing fails. */
bool names_file_write(const struct crf *crf, const struct feature_dictionary *dictionary, FILE *out,
                      struct error *error);

#endif
