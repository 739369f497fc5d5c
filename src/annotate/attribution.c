/* attribution: decides for every stretch whether somebody is quoted and who. */
#include "annotate/analysis.h"

void attribution_find(struct analysis *analysis)
{
    (void)analysis;
}
