/* A scale that is longer than the answers: 1..5 read as 0..10 gives an NPS of -100 without a single
 * answer off the scale. */
#include "stages.h"

#include <math.h>

enum {
    FEW_ANSWERS = 50, /* fewer may well leave an end of the scale out */
    UNUSED_LEVELS = 2 /* at its high end: 1..5 on 1..7 */
};

static int64_t chosen(const SideTally *side, const Tally *tally, const Question *question,
                      ptrdiff_t level)
{
    ptrdiff_t cells = tally->unit_count * tally->period_count * side->stratum_count;
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < cells; i++)
        if (side->cells[i])
            n += side->cells[i]->level[question->level_offset + level].n;
    return n;
}

static void check_question(const Stages *stages, const SideTally *side, const Question *question)
{
    const Metric *metric = question->metric;
    const Scale *scale = &metric->scale;
    if (scale->words)
        return;
    /* Levels ascend in quality; on a reversed scale the highest number is the worst answer. */
    bool reversed = scale->worst > scale->best;
    ptrdiff_t unused = 0;
    int64_t n = 0;
    for (ptrdiff_t i = question->level_count - 1; i >= 0; i--) {
        ptrdiff_t level = reversed ? question->level_count - 1 - i : i;
        n += chosen(side, stages->tally, question, level);
        unused += n == 0;
    }
    if (n < FEW_ANSWERS || unused < UNUSED_LEVELS)
        return;
    double highest = fmax(scale->worst, scale->best) - (double)unused;
    Pos pos = metric->scale_pos.line > 0 ? metric->scale_pos : metric->pos;
    diag_add(stages->diags, DIAG_DATA_SCALE_UNUSED, pos, str_format(stages->arena, "%g", highest),
             scale->text);
}

void stages_check_scales(const Stages *stages)
{
    for (int s = 0; s < SIDE_COUNT; s++) {
        const SideTally *side = &stages->tally->side[s];
        for (ptrdiff_t q = 0; q < side->question_count; q++)
            check_question(stages, side, &side->questions[q]);
    }
}
