#include "build.h"

#include <math.h>

/* ---- Rows ---- */

static Side response_side(const Build *build)
{
    return build->has_side[SIDE_EX] ? SIDE_EX : SIDE_CX;
}

static void fill_response(const Build *build, ptrdiff_t scope, ScoreRow *row)
{
    row->response_01 = NAN;
    const Response *responses = build->scores->response[response_side(build)];
    if (!responses)
        return;
    const Response *response = &responses[scope * build->tally->period_count + build->period];
    if (response->state != RESPONSE_RATE)
        return;
    row->response_01 = response->rr2 / 100;
    row->response_text = num_show_percent(build->arena, response->rr2, 0, build->lang);
}

static Str parent_name(const Build *build, ptrdiff_t scope)
{
    const Tally *tally = build->tally;
    Str parent = scope == 0 ? STR_NONE : tally->units[scope].parent;
    for (ptrdiff_t u = 1; u < tally->unit_count && parent.len > 0; u++)
        if (str_equal(tally->units[u].key, parent))
            return tally->units[u].name;
    return parent;
}

static void fill_row(const Build *build, ptrdiff_t scope, ScoreRow *row)
{
    row->scope = scope;
    row->company = scope == 0;
    row->parent_row = build->is_parent[scope];
    row->name = label_unit(build, scope);
    row->short_name = label_unit_short(build, scope);
    row->parent = parent_name(build, scope);
    row->slug = scope == 0 ? S("company") : text_slug(build->arena, row->name);
    row->cx = estimate_make(build, scope, build->cx);
    row->ex = estimate_make(build, scope, build->ex);
    row->combined = estimate_make(build, scope, build->score);
    row->gap = estimate_make(build, scope, build->gap);
    row->cx_series = estimate_series(build, scope, build->cx);
    row->ex_series = estimate_series(build, scope, build->ex);
    fill_response(build, scope, row);
    row->diagnosis = BALANCE_CANNOT_TELL;
    if (row->gap.state != ESTIMATE_SHOWN)
        return;
    row->diagnosis = balance_class(build, scope);
    row->diagnosis_text = balance_class_name(build, row->diagnosis);
    GapState gap = build_figure(build, scope, build->period, build->gap)->gap;
    row->gap_marked = gap == GAP_CX_HIGHER || gap == GAP_EX_HIGHER;
}

/* Two units may be written alike in Latin letters: file names and links must differ. */
static void part_slugs(const Build *build, ScorecardModel *card)
{
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        card->rows[i].slug = label_unique_slug(build->arena, &seen, card->rows[i].slug);
}

/* The side that the rows are sorted by: customers, unless the project has none. */
static const Estimate *sort_figure(const Build *build, const ScoreRow *row)
{
    return build->has_side[SIDE_CX] ? &row->cx : &row->ex;
}

static bool stands_before(const Build *build, const ScoreRow *a, const ScoreRow *b)
{
    const Estimate *left = sort_figure(build, a), *right = sort_figure(build, b);
    bool left_shown = left->state == ESTIMATE_SHOWN, right_shown = right->state == ESTIMATE_SHOWN;
    if (a->parent_row != b->parent_row)
        return a->parent_row;
    if (left_shown != right_shown)
        return left_shown;
    if (left_shown && left->value != right->value)
        return left->value > right->value;
    return str_compare(text_sort_key(build->arena, a->name, build->lang),
                       text_sort_key(build->arena, b->name, build->lang)) < 0;
}

static void sort_rows(const Build *build, ScorecardModel *card)
{
    for (ptrdiff_t i = 2; i < card->row_count; i++) {
        ScoreRow row = card->rows[i];
        ptrdiff_t at = i;
        while (at > 1 && stands_before(build, &row, &card->rows[at - 1])) {
            card->rows[at] = card->rows[at - 1];
            at--;
        }
        card->rows[at] = row;
    }
}

ptrdiff_t scorecard_first_unit(const Build *build)
{
    const ScorecardModel *card = &build->report->scorecard;
    ptrdiff_t row = 1;
    while (row < card->row_count && card->rows[row].parent_row)
        row++;
    return row;
}

/* ---- Heads and scale ---- */

static void choose_axis(ScorecardModel *card)
{
    card->axis_lo = AXIS_LO;
    card->axis_hi = AXIS_HI;
    for (ptrdiff_t i = 0; i < card->row_count; i++) {
        const ScoreRow *row = &card->rows[i];
        estimate_widen_axis(&row->cx, &card->axis_lo, &card->axis_hi);
        estimate_widen_axis(&row->ex, &card->axis_lo, &card->axis_hi);
    }
}

/* The head tells the company's target; units that have their own say so in their rows. */
static Str target_text(const Build *build, const ScorecardModel *card, bool cx)
{
    const Estimate *company = cx ? &card->rows[0].cx : &card->rows[0].ex;
    bool own = false;
    for (ptrdiff_t i = 1; i < card->row_count; i++) {
        const Estimate *unit = cx ? &card->rows[i].cx : &card->rows[i].ex;
        own = own || (isfinite(unit->target) && unit->target != company->target);
    }
    if (company->target_text.len == 0)
        return own ? word(build->lang, WORD_TARGET_OWN) : STR_NONE;
    return WORDS(build->arena, build->lang, own ? WORD_TARGET_AT_COMPANY : WORD_TARGET_AT,
                 company->target_text);
}

static void fill_heads(const Build *build, ScorecardModel *card)
{
    Str periods = num_show_count(build->arena, build->report->period_count, build->lang);
    bool same_cut = build->config->cx_index.cut == build->config->ex_index.cut;
    card->unit_head = word(build->lang, WORD_HEAD_UNIT);
    card->n_head = S("n");
    card->change_head = build->previous < 0
                            ? STR_NONE
                            : WORDS(build->arena, build->lang, WORD_VERSUS_SHORT,
                                    label_period(build, build->previous, PERIOD_TICK));
    bool lines = build->report->period_count > 1; /* one period is no line */
    if (build->has_side[SIDE_CX]) {
        card->cx_head = S("CX");
        card->cx_band = word(build->lang, WORD_SIDE_CX);
        if (lines)
            card->cx_series_head =
                WORDS(build->arena, build->lang, WORD_HEAD_SERIES, card->cx_head, periods);
    }
    if (build->has_side[SIDE_EX]) {
        card->ex_head = S("EX");
        card->ex_band = word(build->lang, WORD_SIDE_EX);
        if (lines)
            card->ex_series_head =
                WORDS(build->arena, build->lang, WORD_HEAD_SERIES, card->ex_head, periods);
    }
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX])
        card->gap_head = same_cut ? S("CX−EX") : word(build->lang, WORD_HEAD_GAP_LINES);
    card->target_cx = card->rows[0].cx.target;
    card->target_ex = card->rows[0].ex.target;
    card->target_cx_text = target_text(build, card, true);
    card->target_ex_text = target_text(build, card, false);
    card->sort_note = WORDS(build->arena, build->lang, WORD_SORTED_BY,
                            build->has_side[SIDE_CX] ? S("CX") : S("EX"));
}

PageRows scorecard_build(Build *build)
{
    ScorecardModel *card = &build->report->scorecard;
    card->row_count = build->unit_count + 1;
    card->rows = NEW(build->arena, ScoreRow, card->row_count);
    fill_row(build, 0, &card->rows[0]);
    for (ptrdiff_t i = 0; i < build->unit_count; i++)
        fill_row(build, build->units[i], &card->rows[i + 1]);
    part_slugs(build, card);
    sort_rows(build, card);
    choose_axis(card);
    bool broken = false;
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        broken = broken || card->rows[i].cx.broken || card->rows[i].ex.broken;
    if (broken)
        card->note = word(build->lang, WORD_BREAK_CELL_NOTE);
    fill_heads(build, card);

    /* The parts are made even, so that the last one does not hold a single unit. */
    ptrdiff_t most = SCORECARD_ROWS_PER_PAGE - 1;
    ptrdiff_t parts = (build->unit_count + most - 1) / most;
    return (PageRows){.printed = build->unit_count > 0,
                      .first_row = 1,
                      .row_count = build->unit_count,
                      .rows_per_part =
                          parts == 0 ? 0 : (int)((build->unit_count + parts - 1) / parts)};
}

static bool marks_a_gap(const ScorecardModel *card)
{
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        if (card->rows[i].gap_marked)
            return true;
    return false;
}

static bool any_target(const ScorecardModel *card)
{
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        if (isfinite(card->rows[i].cx.target) || isfinite(card->rows[i].ex.target))
            return true;
    return false;
}

/* What the marks on the scales mean, of those that can stand there. */
static Str legend(const Build *build)
{
    StrList parts = {0};
    *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_LEGEND_VALUE);
    if (build->previous >= 0)
        *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_LEGEND_BEFORE);
    *PUSH(build->arena, &parts, Str) =
        WORDS(build->arena, build->lang, WORD_LEGEND_BAR, label_level(build));
    if (any_target(&build->report->scorecard))
        *PUSH(build->arena, &parts, Str) = word(build->lang, WORD_LEGEND_TARGET);
    return str_join(build->arena, parts.items, parts.len, S(", "));
}

void scorecard_words(const Build *build, Page *page)
{
    Sentence title = title_scorecard(build);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = WORDS(build->arena, build->lang, WORD_SCORECARD_SUBTITLE,
                           build->report->scorecard.sort_note, legend(build),
                           label_period(build, build->period, PERIOD_SHORT));
    double alpha = 1 - build->config->statistics.level;
    StrList foot = {0};
    if (build->previous >= 0)
        *PUSH(build->arena, &foot, Str) = WORDS(build->arena, build->lang, WORD_SCORECARD_FOOT,
                                                num_show(build->arena, alpha, 2, build->lang));
    if (marks_a_gap(&build->report->scorecard))
        *PUSH(build->arena, &foot, Str) = word(build->lang, WORD_SCORECARD_FOOT_GAP);
    page->foot_left = str_join(build->arena, foot.items, foot.len, S("; "));
}
