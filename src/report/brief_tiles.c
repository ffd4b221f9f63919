#include "brief.h"

#include <math.h>

/* One scale for both tiles, so that a longer bar is a wider interval in both. */
static void share_axis(BriefModel *model)
{
    double lo = AXIS_LO, hi = AXIS_HI;
    for (int i = 0; i < model->tile_count; i++) {
        Estimate rest = {
            .value = model->tiles[i].rest, .lo = NAN, .hi = NAN, .previous = NAN, .target = NAN};
        estimate_widen_axis(&model->tiles[i].figure, &lo, &hi);
        estimate_widen_axis(&rest, &lo, &hi);
    }
    for (int i = 0; i < model->tile_count; i++) {
        model->tiles[i].axis_lo = lo;
        model->tiles[i].axis_hi = hi;
    }
}

/* "Phần còn lại của công ty 74,2 · mục tiêu 75" */
static Str reference(const Brief *brief, const Comparison *rest, ptrdiff_t def,
                     const Estimate *figure)
{
    const Build *build = brief->build;
    Str parts[2];
    ptrdiff_t count = 0;
    if (rest)
        parts[count++] =
            WORDS(build->arena, build->lang, WORD_BRIEF_REST,
                  estimate_number(build, def, rest->rest_value, build->scores->defs[def].decimals));
    if (figure->target_text.len > 0)
        parts[count++] = WORDS(build->arena, build->lang, WORD_TARGET_AT, figure->target_text);
    return label_capital(build, str_join(build->arena, parts, count, S(" · ")));
}

static Str count_of(const Brief *brief, ptrdiff_t def)
{
    const Build *build = brief->build;
    if (estimate_state(build, brief->scope, build->period, def) != ESTIMATE_SHOWN)
        return STR_NONE;
    int64_t n = build_figure(build, brief->scope, build->period, def)->n;
    return WORDS(build->arena, build->lang, WORD_BRIEF_COUNT,
                 num_show_count(build->arena, n, build->lang));
}

static void add_tile(const Brief *brief, Side side, ptrdiff_t def, ptrdiff_t n_def, Str code)
{
    const Build *build = brief->build;
    const Report *report = build->report;
    const Comparison *rest = brief_rest(brief, def);
    BriefTile *tile = &brief->model->tiles[brief->model->tile_count++];
    *tile = (BriefTile){
        .side = side == SIDE_CX ? REPORT_CX : REPORT_EX,
        .label = WORDS(build->arena, build->lang, WORD_PANEL, label_source_side(build, side), code),
        .count = count_of(brief, n_def),
        .figure = estimate_make(build, brief->scope, def),
        .series = estimate_series(build, brief->scope, def),
        .rest = rest ? rest->rest_value : NAN,
        .first_tick = report->periods[0].short_label,
        .last_tick = report->periods[report->period_count - 1].short_label};
    tile->reference = reference(brief, rest, def, &tile->figure);
    if (tile->figure.diff_text.len > 0)
        tile->versus = WORDS(build->arena, build->lang, WORD_VERSUS,
                             label_period(build, build->previous, PERIOD_TICK));
}

void brief_tiles(const Brief *brief)
{
    const Build *build = brief->build;
    if (build->cx >= 0 && build_side_ever(build, SIDE_CX, brief->scope))
        add_tile(brief, SIDE_CX, build->cx, build->cx_n, S("CX"));
    if (build->ex >= 0 && build_side_ever(build, SIDE_EX, brief->scope))
        add_tile(brief, SIDE_EX, build->ex, build->ex_n, S("EX"));
    share_axis(brief->model);
}
