/* How numbers of the project's own KPI files are written: their files say neither decimals nor how
 * a unit of measure is read. */
#include "build.h"

#include <math.h>
#include <stdlib.h>

enum { SIGNIFICANT = 3, DECIMALS_MOST = 3 };

const KpiTable *kpi_table(const Build *build, Str id)
{
    for (ptrdiff_t i = 0; i < build->tally->kpi_count; i++)
        if (str_equal(build->tally->kpis[i].kpi->id, id))
            return &build->tally->kpis[i];
    return NULL;
}

double kpi_value(const Build *build, const KpiTable *table, ptrdiff_t scope, ptrdiff_t period)
{
    return period < 0 ? NAN : table->value[scope * build->tally->period_count + period];
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Decimals that the file's own numbers have. */
static int decimals_in_file(const double *values, ptrdiff_t count)
{
    double factor = 1;
    for (int decimals = 0; decimals < DECIMALS_MOST; decimals++, factor *= 10) {
        bool whole = true;
        for (ptrdiff_t i = 0; i < count && whole; i++)
            whole = fabs(values[i] * factor - round(values[i] * factor)) < 1e-6;
        if (whole)
            return decimals;
    }
    return DECIMALS_MOST;
}

/* Three significant digits of the value in the middle, and none that the file has not. */
int kpi_decimals(const Build *build, const KpiTable *table)
{
    ptrdiff_t all = build->tally->unit_count * build->tally->period_count, count = 0;
    double *values = NEW(build->arena, double, all);
    for (ptrdiff_t i = 0; i < all; i++)
        if (isfinite(table->value[i]))
            values[count++] = fabs(table->value[i]);
    if (count == 0)
        return 0;
    int most = decimals_in_file(values, count);
    qsort(values, (size_t)count, sizeof *values, compare_numbers);
    double middle = values[count / 2];
    int wanted = middle > 0 ? SIGNIFICANT - 1 - (int)floor(log10(middle)) : 0;
    return wanted < 0 ? 0 : wanted > most ? most : wanted;
}

/* As many as the KPI has, and up to two more until the interval's width has two digits. */
int kpi_link_decimals(const Build *build, const KpiTable *table, double width)
{
    enum { MORE = 2 };
    int own = kpi_decimals(build, table), decimals = own;
    double shown = fabs(width) * pow(10, own);
    for (; decimals < own + MORE && shown > 0 && shown < 10; decimals++)
        shown *= 10;
    return decimals;
}

/* "%", "% một năm" and the like follow their number at once. */
static bool is_percent(Str measure)
{
    return str_starts(measure, S("%"));
}

Str kpi_show(const Build *build, const KpiTable *table, double value)
{
    if (!isfinite(value))
        return STR_NONE;
    Str number = num_show(build->arena, value, kpi_decimals(build, table), build->lang);
    return kpi_with_measure(build, table, number);
}

Str kpi_with_measure(const Build *build, const KpiTable *table, Str number)
{
    Str measure = table->kpi->measure;
    if (measure.len == 0)
        return number;
    const Str parts[] = {number, measure};
    return str_join(build->arena, parts, 2, is_percent(measure) ? STR_NONE : S("\u00A0"));
}

/* A difference of percentages is one of percentage points: "+1,2 điểm % một năm" would be read
 * as a share of what it was. */
Str kpi_points_with_measure(const Build *build, const KpiTable *table, Str number)
{
    Str measure = table->kpi->measure;
    if (!is_percent(measure))
        return kpi_with_measure(build, table, number);
    Str points = word(build->lang, WORD_BRIEF_PERCENT_POINTS);
    const Str parts[] = {number, S("\u00A0"), points, str_slice(measure, 1, measure.len)};
    return str_join(build->arena, parts, CX_COUNTOF(parts), STR_NONE);
}

Str kpi_better(const Build *build, const KpiTable *table)
{
    return table->kpi->lower_is_better ? word(build->lang, WORD_KPI_LOWER_BETTER) : STR_NONE;
}
