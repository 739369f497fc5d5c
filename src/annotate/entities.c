/* entities: joins the names that mean the same. Never in here: finding names. */
#include "annotate/analysis.h"

/* Each name is an entity of its own. */
void entities_join(struct analysis *analysis)
{
    struct found_mention *mentions = analysis->mentions.items;
    for (size_t i = 0; i < analysis->mentions.count; i++) {
        struct found_entity *entity = array_push(&analysis->entities);
        if (!entity)
            return;
        entity->type = mentions[i].type;
        entity->name = mentions[i].range;
        mentions[i].entity = analysis->entities.count - 1;
    }
}
