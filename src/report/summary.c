#include "build.h"

#include <math.h>

enum { MOST_ROWS = 8 }; /* what the page holds under the tiles */

static Str versus(const Build *build)
{
    if (build->previous < 0)
        return STR_NONE;
    return WORDS(build->arena, build->lang, WORD_VERSUS,
                 label_period(build, build->previous, PERIOD_TICK));
}

/* ---- Tiles ---- */

/* One scale for all tiles, so that a longer bar is a wider interval everywhere. */
static void share_axis(SummaryModel *summary)
{
    double lo = AXIS_LO, hi = AXIS_HI;
    for (int i = 0; i < summary->tile_count; i++)
        estimate_widen_axis(&summary->tiles[i].figure, &lo, &hi);
    for (int i = 0; i < summary->tile_count; i++) {
        summary->tiles[i].axis_lo = lo;
        summary->tiles[i].axis_hi = hi;
    }
}

static void add_tile(const Build *build, SummaryModel *summary, ptrdiff_t def)
{
    const Report *report = build->report;
    summary->tiles[summary->tile_count++] =
        (SummaryTile){.side = label_report_side(build->scores->defs[def].side),
                      .label = label_figure(build, def),
                      .figure = estimate_make(build, 0, def),
                      .series = estimate_series(build, 0, def),
                      .versus = versus(build),
                      .first_tick = report->periods[0].short_label,
                      .last_tick = report->periods[report->period_count - 1].short_label};
}

static void add_tiles(const Build *build, SummaryModel *summary)
{
    if (build->has_side[SIDE_CX] && build->cx >= 0)
        add_tile(build, summary, build->cx);
    if (build->has_side[SIDE_EX] && build->ex >= 0)
        add_tile(build, summary, build->ex);
    if (summary->tile_count == 2 && build->score >= 0)
        add_tile(build, summary, build->score);
    share_axis(summary);
}

/* ---- Component metrics ---- */

typedef LIST_OF(SummaryRow) RowList;

static void add_row(const Build *build, RowList *rows, ptrdiff_t def)
{
    if (rows->len == MOST_ROWS)
        return;
    const FigureDef *figure = &build->scores->defs[def];
    *PUSH(build->arena, rows, SummaryRow) = (SummaryRow){.side = label_report_side(figure->side),
                                                         .label = label_short(build, def),
                                                         .meaning = label_meaning(build, def),
                                                         .figure = estimate_make(build, 0, def),
                                                         .axis_lo = figure->lo,
                                                         .axis_hi = figure->hi};
}

static bool is_other(const FigureDef *def)
{
    return def->headline && def->metric && def->kind != FIGURE_NPS &&
           def->metric->stage == STAGE_NONE && (def->side == FIGURE_CX || def->metric->scale.boxes);
}

/* The headline figures that the product knows, in its order; then the company's own customer
 * metrics, and questions that only shares are known of. Stages and items have pages of their own.
 */
static void add_rows(const Build *build, SummaryModel *summary)
{
    static const char *const first[] = {"cx.nps", "cx.csat", "cx.ces"};
    static const char *const last[] = {"ex.engagement", "ex.enps"};
    const Scores *scores = build->scores;
    RowList rows = {0};
    for (ptrdiff_t k = 0; k < CX_COUNTOF(first) && build->has_side[SIDE_CX]; k++)
        for (ptrdiff_t d = 0; d < scores->def_count; d++) {
            const FigureDef *def = &scores->defs[d];
            if (def->headline && def->metric && str_equal(def->metric->id, str_from(first[k])))
                add_row(build, &rows, d);
        }
    ptrdiff_t journey = score_find_def(scores, S("cx.journey"));
    if (journey >= 0 && build->has_side[SIDE_CX])
        add_row(build, &rows, journey);
    for (ptrdiff_t k = 0; k < CX_COUNTOF(last) && build->has_side[SIDE_EX]; k++) {
        ptrdiff_t def = score_find_def(scores, str_from(last[k]));
        if (def >= 0)
            add_row(build, &rows, def);
    }
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        if (is_other(&scores->defs[d]) &&
            build->has_side[scores->defs[d].side == FIGURE_CX ? SIDE_CX : SIDE_EX] &&
            !str_equal(scores->defs[d].metric->name, S("csat")) &&
            !str_equal(scores->defs[d].metric->name, S("ces")))
            add_row(build, &rows, d);
    summary->rows = rows.items;
    summary->row_count = rows.len;
}

static bool any_target(const SummaryModel *summary)
{
    for (ptrdiff_t i = 0; i < summary->row_count; i++)
        if (isfinite(summary->rows[i].figure.target))
            return true;
    return false;
}

/* What the marks of the rows mean, of those that can stand there. */
static Str axis_head(const Build *build, const SummaryModel *summary)
{
    StrList parts = {0};
    *PUSH(build->arena, &parts, Str) =
        WORDS(build->arena, build->lang, WORD_SUMMARY_AXIS, label_level(build));
    if (build->previous >= 0)
        *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_LEGEND_BEFORE);
    if (any_target(summary))
        *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_LEGEND_TARGET);
    return str_join(build->arena, parts.items, parts.len, S(" · "));
}

/* Without a period before nothing was tested, and no sign stands anywhere. */
static Str signs_note(const Build *build, const SummaryModel *summary)
{
    StrList parts = {0};
    bool broken = false;
    for (ptrdiff_t i = 0; i < summary->row_count; i++)
        broken = broken || summary->rows[i].figure.broken;
    if (build->previous >= 0)
        *PUSH(build->arena, &parts, Str) =
            WORDS(build->arena, build->lang, WORD_MARKS_NOTE, label_level(build));
    if (broken)
        *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_BREAK_CELL_NOTE);
    return str_join(build->arena, parts.items, parts.len, S(" "));
}

PageRows summary_build(Build *build)
{
    SummaryModel *summary = &build->report->summary;
    add_tiles(build, summary);
    add_rows(build, summary);
    summary->rows_head = label_upper(build, word(build->lang, WORD_SUMMARY_ROWS));
    summary->value_head = word(build->lang, WORD_HEAD_VALUE);
    summary->change_head = versus(build);
    summary->axis_head = axis_head(build, summary);
    summary->note = signs_note(build, summary);
    return (PageRows){.printed = true};
}

void summary_words(const Build *build, Page *page)
{
    Sentence title = title_summary(build);
    Str now = label_period(build, build->period, PERIOD_SHORT);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = build->previous < 0
                         ? WORDS(build->arena, build->lang, WORD_SUMMARY_SUBTITLE_ALONE, now)
                         : WORDS(build->arena, build->lang, WORD_SUMMARY_SUBTITLE, now,
                                 label_period(build, build->previous, PERIOD_SHORT));
    Str minimum = num_show_count(build->arena, build->config->privacy.minimum, build->lang);
    Str hidden = WORDS(build->arena, build->lang, WORD_FOOT_MINIMUM, minimum);
    const Str parts[] = {build->report->cover.counts, hidden};
    page->foot_left =
        build->report->cover.counts.len > 0 ? str_join(build->arena, parts, 2, S(" · ")) : hidden;
}
