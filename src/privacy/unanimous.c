#include "unanimous.h"

enum { MANY = 10 }; /* people of one mind: too many to be told from one another */

typedef struct Mind { /* what the people seen so far have in common */
    int64_t n;
    bool differ;
    ptrdiff_t box;
    ptrdiff_t answered, sum;
} Mind;

static void add_question(Mind *mind, const Plan *plan, const Cell *cell, ptrdiff_t q)
{
    const Question *question = &plan->counts->questions[q];
    for (ptrdiff_t l = 0; l < question->level_count; l++) {
        int64_t n = cell->level[question->level_offset + l].n;
        if (n == 0)
            continue;
        ptrdiff_t box = question_box(plan->tally->config, question, l);
        mind->differ = mind->differ || (mind->n > 0 && box != mind->box);
        mind->box = box;
        mind->n += n;
    }
}

static void add_mean(Mind *mind, const Cell *cell, ptrdiff_t wanted)
{
    for (ptrdiff_t i = 0; i < cell->means.len; i++) {
        ptrdiff_t mean, answered, sum;
        mean_key_read(cell->means.items[i].key, &mean, &answered, &sum);
        if (mean != wanted)
            continue;
        mind->differ =
            mind->differ || (mind->n > 0 && sum * mind->answered != mind->sum * answered);
        mind->answered = answered;
        mind->sum = sum;
        mind->n += cell->means.items[i].count.n;
    }
}

static void add_cell(Mind *mind, const Plan *plan, const Cell *cell, ptrdiff_t statistic)
{
    ptrdiff_t questions = plan->counts->question_count;
    if (cell && statistic <= questions)
        add_question(mind, plan, cell, statistic - 1);
    else if (cell)
        add_mean(mind, cell, statistic - 1 - questions);
}

bool is_unanimous(const Plan *plan, const PlanCell *cell, ptrdiff_t statistic)
{
    const Window *window = &plan->tally->windows[cell->window];
    Members members = plan_members(plan->tally, cell->scope);
    Mind mind = {0};
    for (ptrdiff_t t = window->first; t <= window->last; t++) {
        for (ptrdiff_t i = 0; i < members.count; i++) {
            for (ptrdiff_t s = 0; s < plan->counts->stratum_count; s++)
                add_cell(&mind, plan,
                         tally_cell(plan->counts, plan->tally, plan_member(members, i), t, s),
                         statistic);
        }
    }
    return mind.n > 0 && mind.n < MANY && !mind.differ;
}
