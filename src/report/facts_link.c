/* "drivers" and "linkage" of scorecard.json (metrics.md §8-§11). Here what compares units:
 *
 * points[] department ex cx periods answers. correlation r lo hi rho … | refused. regression slope
 * … weighted_slope weighted_lo weighted_hi (weights: answers). quartiles groups size
 * top[] bottom[] (departments, from the outermost inwards) measures[]. mirrors[] ex_metric
 * cx_metric ex ex_lo ex_hi cx cx_lo cx_hi n r lo hi rho rho_lo rho_hi | refused. matrix rows[]
 * columns[] (figures) cells[] row column n r lo hi p p_bh clear | refused.
 *
 * Every analysis that is refused has its counts and `refused`, a key of metrics.md §15. The rest of
 * linkage is in facts_lagged.c. */
#include "facts.h"

#include <cxex/link.h>

static void add_points(const Facts *facts, Fact *root, const Link *link)
{
    Fact *points = array(facts, root, "points");
    for (ptrdiff_t i = 0; i < link->point_count; i++) {
        const LinkPoint *point = &link->points[i];
        Fact *fact = item(facts, points);
        text(facts, fact, "department", scope_key(facts, point->scope));
        number(facts, fact, "ex", point->ex);
        number(facts, fact, "cx", point->cx);
        integer(facts, fact, "periods", point->periods);
        if (isfinite(point->answers))
            integer(facts, fact, "answers", (int64_t)point->answers);
    }
    integer(facts, root, "n", link->point_count);
}

static void add_correlation(const Facts *facts, Fact *root, const Link *link)
{
    const LinkCorrelation *correlation = &link->correlation;
    Fact *fact = object(facts, root, S("correlation"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, correlation->refused))
        return;
    number(facts, fact, "r", correlation->of.r);
    number(facts, fact, "lo", correlation->of.lo);
    number(facts, fact, "hi", correlation->of.hi);
    number(facts, fact, "rho", correlation->of.rho);
    number(facts, fact, "rho_lo", correlation->of.rho_lo);
    number(facts, fact, "rho_hi", correlation->of.rho_hi);
    number(facts, fact, "lambda_ex", correlation->real_ex);
    number(facts, fact, "lambda_cx", correlation->real_cx);
    number(facts, fact, "most_r2", correlation->most_r2);
    number(facts, fact, "corrected_r", correlation->corrected_r);
}

static void add_regression(const Facts *facts, Fact *root, const Link *link)
{
    static const char *const places[] = {
        [LINK_INSIDE] = "inside", [LINK_ABOVE] = "above", [LINK_BELOW] = "below"};
    const LinkRegression *regression = &link->regression;
    Fact *fact = object(facts, root, S("regression"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, regression->refused))
        return;
    number(facts, fact, "slope", regression->slope);
    number(facts, fact, "intercept", regression->intercept);
    number(facts, fact, "se", regression->se);
    number(facts, fact, "lo", regression->lo);
    number(facts, fact, "hi", regression->hi);
    number(facts, fact, "slope_corrected", regression->slope_corrected);
    number(facts, fact, "r2", regression->r2);
    number(facts, fact, "adjusted_r2", regression->adjusted_r2);
    number(facts, fact, "adjusted_r2_lo", regression->r2_lo);
    number(facts, fact, "adjusted_r2_hi", regression->r2_hi);
    number(facts, fact, "weighted_slope", regression->weighted_slope);
    number(facts, fact, "weighted_lo", regression->weighted_lo);
    number(facts, fact, "weighted_hi", regression->weighted_hi);
    Fact *beside = object(facts, fact, S("two_thirds"));
    if (not_refused(facts, beside, regression->two_thirds_refused))
        text(facts, beside, "place", str_from(places[regression->two_thirds]));
}

static void add_measure(const Facts *facts, Fact *list, const LinkMeasure *measure)
{
    Fact *fact = item(facts, list);
    text(facts, fact, "measure", measure->id);
    if (!not_refused(facts, fact, measure->refused))
        return;
    number(facts, fact, "top", measure->welch.mean_a);
    number(facts, fact, "bottom", measure->welch.mean_b);
    number(facts, fact, "diff", measure->welch.diff);
    number(facts, fact, "lo", measure->welch.lo);
    number(facts, fact, "hi", measure->welch.hi);
    number(facts, fact, "p", measure->permutation.p);
    number(facts, fact, "p_bh", measure->p_bh);
    fact_bool(facts->arena, fact, "exact", measure->permutation.exact);
}

static void add_group(const Facts *facts, Fact *fact, const char *key, const Link *link,
                      const ptrdiff_t *points)
{
    Fact *list = array(facts, fact, key);
    for (ptrdiff_t i = 0; i < link->quartiles.size; i++)
        list_text(facts, list, scope_key(facts, link->points[points[i]].scope));
}

static void add_quartiles(const Facts *facts, Fact *root, const Link *link)
{
    const LinkQuartiles *quartiles = &link->quartiles;
    Fact *fact = object(facts, root, S("quartiles"));
    integer(facts, fact, "n", link->point_count);
    if (!not_refused(facts, fact, quartiles->refused))
        return;
    text(facts, fact, "groups", quartiles->halves ? S("halves") : S("quartiles"));
    integer(facts, fact, "size", quartiles->size);
    add_group(facts, fact, "top", link, quartiles->top);
    add_group(facts, fact, "bottom", link, quartiles->bottom);
    Fact *measures = array(facts, fact, "measures");
    for (ptrdiff_t i = 0; i < quartiles->measure_count; i++)
        add_measure(facts, measures, &quartiles->measures[i]);
}

static void add_mirrors(const Facts *facts, Fact *root, const Link *link)
{
    const SideTally *sides = facts->tally->side;
    Fact *list = array(facts, root, "mirrors");
    for (ptrdiff_t i = 0; i < link->mirror_count; i++) {
        const LinkMirror *mirror = &link->mirrors[i];
        Fact *fact = item(facts, list);
        text(facts, fact, "ex_metric", sides[SIDE_EX].questions[mirror->ex_question].metric->id);
        text(facts, fact, "cx_metric", sides[SIDE_CX].questions[mirror->cx_question].metric->id);
        number(facts, fact, "ex", mirror->ex);
        number(facts, fact, "ex_lo", mirror->ex_lo);
        number(facts, fact, "ex_hi", mirror->ex_hi);
        number(facts, fact, "cx", mirror->cx);
        number(facts, fact, "cx_lo", mirror->cx_lo);
        number(facts, fact, "cx_hi", mirror->cx_hi);
        integer(facts, fact, "n", mirror->n);
        if (!not_refused(facts, fact, mirror->refused))
            continue;
        number(facts, fact, "r", mirror->of.r);
        number(facts, fact, "lo", mirror->of.lo);
        number(facts, fact, "hi", mirror->of.hi);
        number(facts, fact, "rho", mirror->of.rho);
        number(facts, fact, "rho_lo", mirror->of.rho_lo);
        number(facts, fact, "rho_hi", mirror->of.rho_hi);
    }
}

static void add_cell(const Facts *facts, Fact *list, Str row, Str column, const LinkCell *cell)
{
    Fact *fact = item(facts, list);
    text(facts, fact, "row", row);
    text(facts, fact, "column", column);
    integer(facts, fact, "n", cell->n);
    if (!not_refused(facts, fact, cell->refused))
        return;
    number(facts, fact, "r", cell->of.r);
    number(facts, fact, "lo", cell->of.lo);
    number(facts, fact, "hi", cell->of.hi);
    number(facts, fact, "p", cell->p);
    number(facts, fact, "p_bh", cell->p_bh);
    fact_bool(facts->arena, fact, "clear", cell->clear);
}

static void add_matrix(const Facts *facts, Fact *root, const LinkMatrix *matrix)
{
    const FigureDef *defs = facts->scores->defs;
    Fact *fact = object(facts, root, S("matrix"));
    Fact *rows = array(facts, fact, "rows"), *columns = array(facts, fact, "columns"),
         *cells = array(facts, fact, "cells");
    for (ptrdiff_t r = 0; r < matrix->row_count; r++)
        list_text(facts, rows, defs[matrix->rows[r]].id);
    for (ptrdiff_t c = 0; c < matrix->column_count; c++)
        list_text(facts, columns, defs[matrix->columns[c]].id);
    for (ptrdiff_t r = 0; r < matrix->row_count; r++)
        for (ptrdiff_t c = 0; c < matrix->column_count; c++)
            add_cell(facts, cells, defs[matrix->rows[r]].id, defs[matrix->columns[c]].id,
                     &matrix->cells[r * matrix->column_count + c]);
}

/* ---- Key drivers ---- */

static Str question_name(const Facts *facts, Side side, ptrdiff_t question)
{
    return facts->tally->side[side].questions[question].metric->name;
}

static void add_driver(const Facts *facts, Fact *list, Side side, const LinkDriver *driver)
{
    static const char *const levels[] = {
        [LINK_LEVEL_CANNOT_TELL] = "cannot_tell", [LINK_HIGH] = "high", [LINK_LOW] = "low"};
    static const char *const quadrants[] = {[LINK_QUADRANT_CANNOT_TELL] = "cannot_tell",
                                            [LINK_FIX_FIRST] = "fix_first",
                                            [LINK_KEEP] = "keep",
                                            [LINK_LOW_PRIORITY] = "low_priority",
                                            [LINK_MAINTAIN] = "maintain"};
    Fact *fact = item(facts, list);
    text(facts, fact, "item", question_name(facts, side, driver->question));
    number(facts, fact, "r", driver->r);
    number(facts, fact, "beta", driver->beta);
    number(facts, fact, "vif", driver->vif);
    number(facts, fact, "lmg", driver->lmg);
    number(facts, fact, "johnson", driver->johnson);
    number(facts, fact, "johnson_share", driver->johnson_share);
    number(facts, fact, "share", driver->share);
    number(facts, fact, "se", driver->se);
    number(facts, fact, "lo", driver->lo);
    number(facts, fact, "hi", driver->hi);
    number(facts, fact, "performance", driver->performance);
    text(facts, fact, "importance", str_from(levels[driver->importance]));
    text(facts, fact, "performance_level", str_from(levels[driver->performance_level]));
    text(facts, fact, "quadrant", str_from(quadrants[driver->quadrant]));
    fact_bool(facts->arena, fact, "sign_conflict", driver->sign_conflict);
    if (driver->alike > 0)
        integer(facts, fact, "group", driver->alike);
}

/* What is said of drivers that are left out, and of groups that answer alike; absent where there
 * are none. */
static void add_driver_groups(const Facts *facts, Fact *fact, const LinkDrivers *drivers)
{
    if (drivers->alike_count == 0)
        return;
    Fact *shares = array(facts, fact, "group_shares");
    for (ptrdiff_t i = 0; i < drivers->alike_count; i++)
        fact_add(facts->arena, shares, STR_NONE, FACT_NUMBER)->number = drivers->alike_shares[i];
}

static void add_dropped(const Facts *facts, Fact *fact, Side side, const LinkDrivers *drivers)
{
    Fact *dropped = array(facts, fact, "dropped");
    for (ptrdiff_t i = 0; i < drivers->dropped_count; i++)
        list_text(facts, dropped, question_name(facts, side, drivers->dropped[i]));
    if (drivers->dropped_count == 0)
        return;
    Fact *simple = object(facts, fact, S("dropped_r"));
    for (ptrdiff_t i = 0; i < drivers->dropped_count; i++)
        fact_number(facts->arena, simple,
                    str_cstr(facts->arena, question_name(facts, side, drivers->dropped[i])),
                    drivers->dropped_r[i]);
}

static void add_drivers(const Facts *facts, Fact *root, Side side, const LinkDrivers *drivers)
{
    if (!drivers->given)
        return;
    Fact *fact = object(facts, root, side == SIDE_CX ? S("cx") : S("ex"));
    add_dropped(facts, fact, side, drivers);
    integer(facts, fact, "n", drivers->n);
    integer(facts, fact, "k", drivers->k);
    if (!not_refused(facts, fact, drivers->refused))
        return;
    add_driver_groups(facts, fact, drivers);
    text(facts, fact, "outcome", question_name(facts, side, drivers->outcome));
    integer(facts, fact, "groups", drivers->groups);
    number(facts, fact, "r2", drivers->r2);
    number(facts, fact, "r2_se", drivers->r2_se);
    number(facts, fact, "condition", drivers->condition);
    number(facts, fact, "importance_line", 100 / (double)drivers->k);
    number(facts, fact, "performance_line", drivers->performance_line);
    Fact *list = array(facts, fact, "drivers");
    for (ptrdiff_t i = 0; i < drivers->k; i++)
        add_driver(facts, list, side, &drivers->drivers[i]);
}

void facts_link(const Facts *facts, Fact *root)
{
    const Link *link = facts->report ? facts->report->link : NULL;
    const LinkDrivers *of = facts->report ? facts->report->key_drivers : NULL;
    if (of) {
        Fact *drivers = object(facts, root, S("drivers"));
        for (Side side = 0; side < SIDE_COUNT; side++)
            add_drivers(facts, drivers, side, &of[side]);
    }
    if (!link)
        return;
    Fact *linkage = object(facts, root, S("linkage"));
    add_points(facts, linkage, link);
    add_correlation(facts, linkage, link);
    add_regression(facts, linkage, link);
    add_quartiles(facts, linkage, link);
    facts_lagged(facts, linkage, link);
    add_mirrors(facts, linkage, link);
    add_matrix(facts, linkage, &link->matrix);
}
