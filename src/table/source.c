/* The account of a source's rows. */
#include <cxex/table.h>

int64_t source_set_aside(const SourceReport *source)
{
    int64_t rows = 0;
    for (int i = ASIDE_NONE + 1; i < ASIDE_COUNT; i++)
        rows += source->aside[i];
    return rows;
}

int64_t source_left_out(const SourceReport *source)
{
    return source->blank_row + source->bad_date + source->duplicate + source->no_answer +
           source->bad_weight + source->bad_count + source->repeated + source->hidden +
           source->other + source->straight_left + source->fast_left + source_set_aside(source);
}
