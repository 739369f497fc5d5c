/* references: finds pronouns and descriptions and whom they stand for. Never in here: names. */
#include "annotate/analysis.h"

/* None is sure yet: an unresolved reference says less than a wrong one would claim. */
void references_find(struct analysis *analysis)
{
    (void)analysis;
}
