#include "brief.h"

#include <math.h>

/* Stages and factors beside the rest of the company. What is hidden keeps its line and its
 * sentence; what nobody was asked has none. Where there are more than a block holds, those that lie
 * furthest from the rest stay, in their order. */
enum { ITEMS_MOST = 6, REACH_LEAST = 5 };

typedef LIST_OF(BriefBar) BarList;

static void add_bar(const Brief *brief, BarList *bars, ptrdiff_t def)
{
    const Build *build = brief->build;
    BriefBar bar = {.label = label_short(build, def),
                    .figure = estimate_make(build, brief->scope, def),
                    .rest = NAN,
                    .diff = NAN};
    if (bar.figure.state != ESTIMATE_SHOWN && bar.figure.state != ESTIMATE_WITHHELD)
        return;
    const Comparison *rest = brief_rest(brief, def);
    if (rest) {
        bar.rest = rest->rest_value;
        bar.diff = rest->diff;
        bar.diff_text = num_show_signed(build->arena, rest->diff, bar.figure.decimals, build->lang);
        bar.mark = brief_mark(rest);
    }
    *PUSH(build->arena, bars, BriefBar) = bar;
}

static double distance(const BriefBar *bar)
{
    return isfinite(bar->diff) ? fabs(bar->diff) : -1;
}

/* Takes out the one nearest to the rest (the later of two alike). */
static void drop_nearest(BarList *bars)
{
    ptrdiff_t nearest = 0;
    for (ptrdiff_t i = 1; i < bars->len; i++)
        if (distance(&bars->items[i]) <= distance(&bars->items[nearest]))
            nearest = i;
    for (ptrdiff_t i = nearest; i + 1 < bars->len; i++)
        bars->items[i] = bars->items[i + 1];
    bars->len--;
}

static void sort_by_distance(BarList *bars)
{
    for (ptrdiff_t i = 1; i < bars->len; i++) {
        BriefBar bar = bars->items[i];
        ptrdiff_t at = i;
        for (; at > 0 && distance(&bars->items[at - 1]) < distance(&bar); at--)
            bars->items[at] = bars->items[at - 1];
        bars->items[at] = bar;
    }
}

static bool any(const BarList *bars, bool against_rest)
{
    for (ptrdiff_t i = 0; i < bars->len; i++)
        if (against_rest ? isfinite(bars->items[i].diff)
                         : bars->items[i].figure.state == ESTIMATE_SHOWN)
            return true;
    return false;
}

static BarList bars_of(const Brief *brief, bool (*wanted)(const FigureDef *def))
{
    const Build *build = brief->build;
    ptrdiff_t *defs = NEW(build->arena, ptrdiff_t, build->scores->def_count);
    ptrdiff_t count = brief_defs(brief, wanted, defs);
    BarList bars = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        add_bar(brief, &bars, defs[i]);
    return bars;
}

static void add_block(const Brief *brief, ReportSide side, Word name, BarList *bars, ptrdiff_t most)
{
    const Build *build = brief->build;
    if (!any(bars, false))
        return;
    while (bars->len > most)
        drop_nearest(bars);
    Str head = word(build->lang, name);
    if (any(bars, true))
        head = WORDS(build->arena, build->lang, WORD_BRIEF_AGAINST_REST, head);
    brief->model->bars[brief->model->bars_count++] = (BriefBars){.side = side,
                                                                 .head = label_upper(build, head),
                                                                 .bars = bars->items,
                                                                 .bar_count = bars->len};
}

static void share_reach(BriefModel *model)
{
    double reach = REACH_LEAST;
    for (int b = 0; b < model->bars_count; b++)
        for (ptrdiff_t i = 0; i < model->bars[b].bar_count; i++)
            reach = fmax(reach, distance(&model->bars[b].bars[i]));
    for (int b = 0; b < model->bars_count; b++)
        model->bars[b].reach = reach;
}

void brief_bars(const Brief *brief)
{
    BarList stages = bars_of(brief, brief_is_stage), factors = bars_of(brief, brief_is_factor);
    add_block(brief, REPORT_CX, WORD_BRIEF_STAGES, &stages, BRIEF_BARS_MOST);
    if (factors.len > 0) {
        add_block(brief, REPORT_EX, WORD_BRIEF_FACTORS, &factors, BRIEF_BARS_MOST);
    } else { /* no question has a factor */
        BarList items = bars_of(brief, brief_is_item);
        sort_by_distance(&items);
        add_block(brief, REPORT_EX, WORD_BRIEF_ITEMS, &items, ITEMS_MOST);
    }
    share_reach(brief->model);
}
