/* Pairs of questions that ask both sides the same, and the factors of employees beside the stages
 * of customers: between units, association only (metrics.md §8, §9). */
#include "inside.h"

#include <math.h>

/* ---- Mirror pairs ---- */

static ptrdiff_t find_question(const SideTally *side, Str id)
{
    for (ptrdiff_t q = 0; q < side->question_count; q++)
        if (str_equal(side->questions[q].metric->id, id))
            return q;
    return -1;
}

/* The figure that a question is told by. A recommendation has no index of its own: its score from
 * -100 to 100 is one of twice the width. */
static ptrdiff_t find_figure(const Linking *linking, const Metric *metric)
{
    Str suffix = metric->type == METRIC_NPS ? S("") : S("_index");
    return score_find_def(linking->scores, str_concat(linking->arena, metric->id, suffix));
}

static double as_index(const Metric *metric, double value)
{
    return metric->type == METRIC_NPS ? (value + 100) / 2 : value;
}

typedef struct CompanyIndex {
    double value, lo, hi;
} CompanyIndex;

static CompanyIndex company_index(const Linking *linking, const Metric *metric, ptrdiff_t def)
{
    const Figure *figure = score_figure(linking->scores, 0, linking->last, def);
    if (!figure->shown || figure->n == 0)
        return (CompanyIndex){NAN, NAN, NAN};
    return (CompanyIndex){as_index(metric, figure->value), as_index(metric, figure->lo),
                          as_index(metric, figure->hi)};
}

/* Both questions may name each other: that is one pair. */
static bool has_pair(const Link *link, const LinkMirror *mirror)
{
    for (ptrdiff_t i = 0; i < link->mirror_count; i++)
        if (link->mirrors[i].ex_question == mirror->ex_question &&
            link->mirrors[i].cx_question == mirror->cx_question)
            return true;
    return false;
}

static bool fill_mirror(const Linking *linking, LinkMirror *mirror)
{
    const SideTally *sides = linking->tally->side;
    const Metric *ex = sides[SIDE_EX].questions[mirror->ex_question].metric,
                 *cx = sides[SIDE_CX].questions[mirror->cx_question].metric;
    LinkPair pair = {.x = find_figure(linking, ex), .y = find_figure(linking, cx)};
    if (pair.x < 0 || pair.y < 0)
        return false;
    CompanyIndex of_ex = company_index(linking, ex, pair.x),
                 of_cx = company_index(linking, cx, pair.y);
    mirror->ex = of_ex.value;
    mirror->ex_lo = of_ex.lo;
    mirror->ex_hi = of_ex.hi;
    mirror->cx = of_cx.value;
    mirror->cx_lo = of_cx.lo;
    mirror->cx_hi = of_cx.hi;
    mirror->of = link_correlate(linking, pair);
    mirror->n = mirror->of.n;
    if (mirror->n < LINK_CORRELATION_UNITS || isnan(mirror->of.r))
        mirror->refused = S("correlation");
    return true;
}

void link_mirrors(Linking *linking)
{
    Link *link = linking->link;
    const Config *config = linking->config;
    const SideTally *sides = linking->tally->side;
    link->mirrors = NEW(linking->arena, LinkMirror, config->metric_count);
    for (ptrdiff_t m = 0; m < config->metric_count; m++) {
        const Metric *metric = &config->metrics[m];
        if (metric->mirror.len == 0)
            continue;
        bool customers = metric->side == SIDE_CX;
        LinkMirror mirror = {
            .ex_question = find_question(&sides[SIDE_EX], customers ? metric->mirror : metric->id),
            .cx_question = find_question(&sides[SIDE_CX], customers ? metric->id : metric->mirror),
        };
        if (mirror.ex_question < 0 || mirror.cx_question < 0 || has_pair(link, &mirror))
            continue;
        if (fill_mirror(linking, &mirror))
            link->mirrors[link->mirror_count++] = mirror;
    }
}

/* ---- Factors beside stages ---- */

static void choose_factors(const Linking *linking, LinkMatrix *matrix)
{
    const Scores *scores = linking->scores;
    matrix->rows = NEW(linking->arena, ptrdiff_t, scores->def_count);
    for (ptrdiff_t d = 0; d < scores->def_count; d++)
        if (scores->defs[d].kind == FIGURE_PERSON_MEAN &&
            str_starts(scores->defs[d].id, S("ex.factor_")))
            matrix->rows[matrix->row_count++] = d;
}

/* In the order of the journey. */
static void choose_stages(const Linking *linking, LinkMatrix *matrix)
{
    const Scores *scores = linking->scores;
    matrix->columns = NEW(linking->arena, ptrdiff_t, scores->def_count);
    for (Stage stage = STAGE_AWARE; stage < STAGE_COUNT; stage++) {
        for (ptrdiff_t d = 0; d < scores->def_count; d++) {
            const FigureDef *def = &scores->defs[d];
            if (def->kind == FIGURE_INDEX && def->side == FIGURE_CX && def->metric &&
                def->metric->stage == stage)
                matrix->columns[matrix->column_count++] = d;
        }
    }
}

static LinkCell cell_of(const Linking *linking, LinkPair pair)
{
    LinkCell cell = {.of = link_correlate(linking, pair), .p = NAN, .p_bh = NAN};
    cell.n = cell.of.n;
    if (cell.n < LINK_CORRELATION_UNITS || isnan(cell.of.r)) {
        cell.refused = S("correlation");
        return cell;
    }
    double df = (double)(cell.n - 2), left = 1 - cell.of.r * cell.of.r;
    cell.p = left > 0 ? stats_t_two_sided(cell.of.r * sqrt(df / left), df) : 0;
    return cell;
}

/* A cell is clear when it stays so among all cells of the matrix. */
static void adjust_cells(const Linking *linking, LinkMatrix *matrix)
{
    Arena scratch = *linking->arena;
    ptrdiff_t count = matrix->row_count * matrix->column_count;
    double *p = NEW(&scratch, double, count);
    for (ptrdiff_t i = 0; i < count; i++)
        p[i] = matrix->cells[i].p;
    stats_benjamini_hochberg(p, p, count, &scratch);
    for (ptrdiff_t i = 0; i < count; i++) {
        LinkCell *cell = &matrix->cells[i];
        cell->p_bh = p[i];
        cell->clear = cell->refused.len == 0 && cell->p_bh < 1 - linking->level &&
                      (cell->of.lo > 0 || cell->of.hi < 0);
    }
}

void link_matrix(Linking *linking)
{
    LinkMatrix *matrix = &linking->link->matrix;
    choose_factors(linking, matrix);
    choose_stages(linking, matrix);
    matrix->cells = NEW(linking->arena, LinkCell, matrix->row_count * matrix->column_count);
    for (ptrdiff_t r = 0; r < matrix->row_count; r++)
        for (ptrdiff_t c = 0; c < matrix->column_count; c++)
            matrix->cells[r * matrix->column_count + c] =
                cell_of(linking, (LinkPair){matrix->rows[r], matrix->columns[c]});
    adjust_cells(linking, matrix);
}
