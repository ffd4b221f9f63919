/* KPI files: numbers in every writing, lines by unit and period, and what is said of lines that
 * cannot be used. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/ingest.h>

#include "../../src/ingest/written.h"
#include "ingest_project.h"

static Arena arena;

/* ---- Numbers ---- */

static void numbers(void **state)
{
    (void)state;
    const double none = NAN; /* not a number with that sign */
    const struct {
        const char *text;
        double point, comma;
    } cases[] = {
        {"12", 12, 12},
        {"-3", -3, -3},
        {"+3", 3, 3},
        {"12.5", 12.5, none},
        {"12,5", none, 12.5},
        {"1.234", 1.234, 1234},
        {"1,234", 1234, 1.234},
        {"0.123", 0.123, none},
        {"0,123", none, 0.123},
        {"1234.567", 1234.567, none},
        {"1,234.5", 1234.5, none},
        {"1.234,5", none, 1234.5},
        {"1.234.567", none, 1234567},
        {"1,234,567", 1234567, none},
        {"12,34,567", none, none},
        {"1.234.56", none, none},
        {"1 234 567", 1234567, 1234567},
        {"1\xC2\xA0"
         "234,5",
         none, 1234.5},
        {"1\xE2\x80\xAF"
         "234.5",
         1234.5, none},
        {"1 234,567", none, 1234.567},
        {"\xE2\x88\x92"
         "2.5",
         -2.5, none},
        {"1e3", 1000, 1000},
        {"1.5e3", 1500, none},
        {"1,5E-3", none, 0.0015},
        {".5", 0.5, none},
        {"5.", 5, none},
        {"1.2.3,4,5", none, none},
        {"", none, none},
        {"-", none, none},
        {".", none, none},
        {"1e", none, none},
        {"1e999", none, none},
        {"14.6%", none, none},
        {"n/a", none, none},
        {"1 2", none, none},
        {"1234,567,890", none, none},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const double wanted[] = {cases[i].point, cases[i].comma};
        const DecimalSign signs[] = {DECIMAL_POINT, DECIMAL_COMMA};
        for (int s = 0; s < 2; s++) {
            double value = 0;
            bool ok = written_read(str_from(cases[i].text), signs[s], &value);
            if (ok == isnan(wanted[s]) || (ok && fabs(value - wanted[s]) > 1e-12 * fabs(value)))
                fail_msg("%s: %g", cases[i].text, value);
        }
        bool number = false, unsure = false;
        DecimalSign sign = written_sign(str_from(cases[i].text), &number, &unsure);
        bool point = !isnan(wanted[0]), comma = !isnan(wanted[1]);
        assert_true(number == (point || comma));
        assert_true(unsure == (point && comma && fabs(wanted[0] - wanted[1]) > 0));
        assert_int_equal(sign, point == comma ? DECIMAL_UNKNOWN
                               : point        ? DECIMAL_POINT
                                              : DECIMAL_COMMA);
    }
}

/* ---- Files ---- */

/* Answers in 2026-09, 2026-10 and 2026-12; two units, one of them small, and one without a unit. */
static const char customers[] = "date,unit,nps\n"
                                "2026-09-01,Kho vận,8\n2026-10-01,Kho vận,9\n"
                                "2026-12-01,Kho vận,9\n2026-09-01,Bán hàng,3\n"
                                "2026-10-02,Bán hàng,10\n2026-10-02,,10\n";
static const char waves[] = "wave,unit,nps\nXuân,Kho vận,8\nThu,Kho vận,9\n2019,Bán hàng,4\n";

typedef struct Wanted {
    const char *kpi, *unit, *period; /* unit "": the company */
    double value;
} Wanted;

typedef struct FileCase {
    const char *name, *period, *sections, *file;
    Wanted values[8];        /* all others are missing */
    const char *problems[6]; /* each stands on a line of its own; there are no others */
} FileCase;

#define ONE "[kpi rev]\nfile = kpi.csv\n"
#define TWO ONE "[kpi quit]\nfile = kpi.csv\ncolumn = leavers\nbetter = lower\n"

static const FileCase cases[] = {
    {"one file, two KPIs, the company's own line",
     "month",
     TWO,
     "unit,period,rev,leavers\nKho vận,2026-09,1.5,2\nBán hàng,2026-10,2.5,\n,2026-10,3.5,4\n"
     "company,2026-12,7.5,\n",
     {{"rev", "Kho vận", "2026-09", 1.5},
      {"quit", "Kho vận", "2026-09", 2},
      {"rev", "Bán hàng", "2026-10", 2.5},
      {"rev", "", "2026-10", 3.5},
      {"quit", "", "2026-10", 4},
      {"rev", "", "2026-12", 7.5}},
     {0}},
    {"value, when there is no column of the KPI's id",
     "month",
     ONE,
     "period,value,unit\n2026-09,12,Kho vận\n",
     {{"rev", "Kho vận", "2026-09", 12}},
     {0}},
    {"the id goes before value",
     "month",
     ONE,
     "period,value,rev,unit\n2026-09,12,13,Kho vận\n",
     {{"rev", "Kho vận", "2026-09", 13}},
     {0}},
    {"a column that is named is not replaced by value",
     "month",
     "[kpi rev]\nfile = kpi.csv\ncolumn = revenu\n",
     "unit,period,revenue,value\n",
     {{0}},
     {"project.ini:14:8: error: no column is called \"revenu\" in kpi.csv; did you mean "
      "\"revenue\"? [column-missing]"}},
    {"neither the id nor value",
     "month",
     ONE,
     "unit,period,reve\nKho vận,2026-09,1\n",
     {{0}},
     {"error: no column is called \"rev\" in kpi.csv; did you mean \"reve\"? [column-missing]"}},
    {"renamed heads",
     "month",
     ONE "column.unit = Bộ phận\ncolumn.period = Tháng\n",
     "Tháng;Bộ phận;REV\n2026-09;Kho vận;1\n",
     {{0}},
     {"error: no column is called \"rev\" in kpi.csv; did you mean \"REV\"? [column-missing]"}},
    {"renamed heads, found",
     "month",
     ONE "column.unit = Bộ phận\ncolumn.period = Tháng\n",
     "Tháng;Bộ phận;rev\n2026-09;Kho vận;1,5\n",
     {{"rev", "Kho vận", "2026-09", 1.5}},
     {0}},
    {"two KPIs of one file with heads of their own",
     "month",
     ONE "column.unit = A\n[kpi quit]\nfile = kpi.csv\n",
     "A,unit,period,rev,quit\nKho vận,Bán hàng,2026-09,1,2\n",
     {{"rev", "Kho vận", "2026-09", 1}, {"quit", "Bán hàng", "2026-09", 2}},
     {0}},
    {"no unit, no period, no column: all said at once",
     "month",
     ONE,
     "units,month,x\n",
     {{0}},
     {"no column is called \"unit\" in kpi.csv; did you mean \"units\"? [column-missing]",
      "no column is called \"period\" in kpi.csv [column-missing]",
      "no column is called \"rev\" in kpi.csv"}},
    {"Vietnamese numbers",
     "month",
     ONE,
     "unit;period;rev\nKho vận;2026-09;1.234\nKho vận;2026-10;0,5\nKho vận;2026-12;1.234.567,25\n",
     {{"rev", "Kho vận", "2026-09", 1234},
      {"rev", "Kho vận", "2026-10", 0.5},
      {"rev", "Kho vận", "2026-12", 1234567.25}},
     {0}},
    {"English numbers",
     "month",
     ONE,
     "unit;period;rev\nKho vận;2026-09;1.234\nKho vận;2026-10;0.5\nKho vận;2026-12;1,234\n",
     {{"rev", "Kho vận", "2026-09", 1.234},
      {"rev", "Kho vận", "2026-10", 0.5},
      {"rev", "Kho vận", "2026-12", 1234}},
     {0}},
    {"another column tells the sign",
     "month",
     ONE,
     "unit;period;rev;note;other\nKho vận;2026-09;1.234;v1,5;12.5\n",
     {{"rev", "Kho vận", "2026-09", 1.234}},
     {0}},
    {"lines outside the survey tell the sign too",
     "month",
     ONE,
     "unit;period;rev\nKho vận;2026-09;1,234\nKho vận;2020-09;1,5\n",
     {{"rev", "Kho vận", "2026-09", 1.234}},
     {0}},
    {"nothing tells the sign",
     "month",
     ONE,
     "unit;period;rev\nKho vận;2026-09;1.234\nKho vận;2026-10;5,678\nBán hàng;2026-09;12\n",
     {{0}},
     {"kpi.csv:2:17: error: C2: \"1.234\" may mean 1234 / 1.234, and",
      "kpi.csv:3:17: error: C3: \"5,678\" may mean 5678 / 5.678, and"}},
    {"two signs in a column",
     "month",
     ONE,
     "unit;period;rev\nKho vận;2026-09;1.5\nKho vận;2026-10;2,5\nKho vận;2026-12;3\n",
     {{0}},
     {"kpi.csv:3:17: error: C3: \"2,5\" and 1.5 (C2) of the same column have different decimal "
      "signs"}},
    {"no numbers",
     "month",
     ONE,
     "unit,period,rev\nKho vận,2026-09,n/a\nKho vận,2026-10,14.6%\nKho vận,2026-12,2e15\n",
     {{0}},
     {"kpi.csv:2:17: error: C2: \"n/a\" is no number",
      "kpi.csv:3:17: error: C3: \"14.6%\" is no number",
      "kpi.csv:4:17: error: C4: \"2e15\" is no number"}},
    {"large and negative ones",
     "month",
     ONE,
     "unit,period,rev\nKho vận,2026-09,-4.5\nKho vận,2026-10,999999999999999\n",
     {{"rev", "Kho vận", "2026-09", -4.5}, {"rev", "Kho vận", "2026-10", 999999999999999}},
     {0}},
    {"an unknown unit is told once",
     "month",
     TWO,
     "unit,period,rev,leavers\nKho van,2026-09,1,2\nKho van,2026-10,1,2\nBán hàng,2026-10,1,\n",
     {{"rev", "Bán hàng", "2026-10", 1}},
     {"kpi.csv:2:1: warning: A2: the unit \"Kho van\" has no answers in any file; did you mean "
      "\"Kho vận\"? [unit-no-answers]"}},
    {"before, after and between",
     "month",
     ONE,
     "unit,period,rev\nKho vận,2026-08,1\nKho vận,2027-01,2\nKho vận,2026-11,3\n"
     "Kho vận,2026-08,4\n",
     {{0}},
     {0}},
    {"malformed periods",
     "month",
     ONE,
     "unit,period,rev\nKho vận,10/2026,1\nKho vận,,2\nKho vận,2026-Q4,3\nKho vận,2026-13,4\n",
     {{0}},
     {"kpi.csv:2:9: error: B2: \"10/2026\" is no period of this report; write it as 2026-09",
      "kpi.csv:3:9: error: B3: \"\" is no period", "kpi.csv:4:9: error: B4: \"2026-Q4\" is no",
      "kpi.csv:5:9: error: B5: \"2026-13\" is no period"}},
    {"quarters",
     "quarter",
     ONE,
     "unit,period,rev\nKho vận,2026-Q3,1\nKho vận,2026-q4,2\n",
     {{"rev", "Kho vận", "2026-Q3", 1}, {"rev", "Kho vận", "2026-Q4", 2}},
     {0}},
    {"a line twice",
     "month",
     ONE,
     "unit,period,rev\nKho vận,2026-09,1\nBán hàng,2026-09,1\nKho vận,2026-09,1\n,2026-09,\n"
     "company,2026-09,3\n",
     {{0}},
     {"kpi.csv:4:1: error: A4: Kho vận, 2026-09 stands here a second time; the first is on line 2",
      "kpi.csv:6:1: error: A6: company, 2026-09 stands here a second time; the first is on line "
      "5"}},
    {"a merged unit without a line of its group",
     "month",
     ONE "[privacy]\nmerge = Kho vận, Bán hàng -> Miền Nam\n",
     "unit,period,rev\nKho vận,2026-09,1\nBán hàng,2026-09,2\nBán hàng,2026-10,2\n",
     {{0}},
     {"kpi.csv:2:1: note: A2: the figures of Kho vận are not used: it is part of Miền Nam, and",
      "kpi.csv:3:1: note: A3: the figures of Bán hàng are not used: it is part of Miền Nam, and"}},
    {"the group's own line counts alone",
     "month",
     ONE "[privacy]\nmerge = Kho vận, Bán hàng -> Miền Nam\n",
     "unit,period,rev\nKho vận,2026-09,1\nBán hàng,2026-09,2\nMiền Nam,2026-09,7\n",
     {{"rev", "Miền Nam", "2026-09", 7}},
     {0}},
    {"a file without lines", "month", ONE, "unit,period,rev\n", {{0}}, {0}},
    {"a workbook: told once", "month", TWO, "PK\3\4", {{0}}, {"kpi.csv: error: "}},
    {"an open quote",
     "month",
     ONE,
     "unit,period,rev\n\"Kho vận,2026-09,1\n",
     {{0}},
     {"kpi.csv:2: error: a double quote opens a cell here"}},
    {"waves",
     "wave",
     ONE,
     "unit,period,rev\nKho vận,Xuân,1\nKho vận,Hạ,2\nKho vận,Hạ,3\nKho vận,2018,4\nKho vận,Thu,5\n"
     "Bán hàng,2019,6\nBán hàng,,7\n",
     {{0}},
     {"kpi.csv:3:9: warning: B3: there are no answers of a wave \"Hạ\": its lines are not used",
      "kpi.csv:8:10: error: B8: \"\" is no period of this report"}},
    {"waves, found",
     "wave",
     ONE,
     "unit,period,rev\nKho vận,Xuân,1\nBán hàng,2019,6\n",
     {{"rev", "Kho vận", "Xuân", 1}, {"rev", "Bán hàng", "2019", 6}},
     {0}},
};

static Str project_of(const FileCase *c)
{
    bool wave = str_equal(str_from(c->period), S("wave"));
    return str_format(&arena,
                      "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = %s\n"
                      "[customers]\nfiles = cx.csv\n%s\nunit = unit\n"
                      "[metric cx.nps]\ncolumn = nps\n"
                      "; sections of the case\n%s",
                      c->period, wave ? "wave = wave" : "date = date", c->sections);
}

static bool contains(Str text, Str part)
{
    for (ptrdiff_t i = 0; i + part.len <= text.len; i++) {
        if (str_equal(str_slice(text, i, i + part.len), part))
            return true;
    }
    return false;
}

static void check_problems(const FileCase *c, Str problems)
{
    ptrdiff_t lines = 0, wanted = 0;
    for (ptrdiff_t i = 0; i < problems.len; i++)
        lines += problems.s[i] == '\n' ? 1 : 0;
    for (; wanted < CX_COUNTOF(c->problems) && c->problems[wanted] != NULL; wanted++) {
        if (!contains(problems, str_from(c->problems[wanted])))
            fail_msg("%s: not said: %s\nbut:\n%.*s", c->name, c->problems[wanted],
                     STR_ARG(problems));
    }
    if (lines != wanted)
        fail_msg("%s: more is said:\n%.*s", c->name, STR_ARG(problems));
}

static void check_values(const FileCase *c, const Tally *tally)
{
    ptrdiff_t found = 0, wanted = 0;
    for (ptrdiff_t k = 0; k < tally->kpi_count; k++) {
        for (ptrdiff_t i = 0; i < tally->unit_count * tally->period_count; i++)
            found += isnan(tally->kpis[k].value[i]) ? 0 : 1;
    }
    for (; wanted < CX_COUNTOF(c->values) && c->values[wanted].kpi != NULL; wanted++) {
        const Wanted *w = &c->values[wanted];
        ptrdiff_t unit = w->unit[0] == '\0' ? 0 : tally_find_unit(tally, str_from(w->unit));
        ptrdiff_t period = tally_find_period_id(tally, str_from(w->period));
        double value = NAN;
        for (ptrdiff_t k = 0; k < tally->kpi_count && unit >= 0 && period >= 0; k++) {
            const KpiTable *kpi = &tally->kpis[k];
            if (str_equal(kpi->kpi->id, str_from(w->kpi)))
                value = kpi->value[unit * tally->period_count + period];
        }
        if (!(fabs(value - w->value) <= 1e-12 * fabs(w->value)))
            fail_msg("%s: %s, %s, %s: %g", c->name, w->kpi, w->unit, w->period, value);
    }
    if (found != wanted)
        fail_msg("%s: %td figures", c->name, found);
}

static void files(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const FileCase *c = &cases[i];
        ArenaMark mark = arena_mark(&arena);
        bool wave = str_equal(str_from(c->period), S("wave"));
        const ProjectFile project[] = {{"project.ini", project_of(c)},
                                       {"cx.csv", str_from(wave ? waves : customers)},
                                       {"kpi.csv", str_from(c->file)}};
        Str problems;
        const Tally *tally = read_project(&arena, project, CX_COUNTOF(project), &problems);
        check_problems(c, problems);
        bool error = contains(problems, S(" error: "));
        assert_true((tally == NULL) == error);
        if (tally != NULL) {
            check_values(c, tally);
            assert_int_equal(tally->input_count, 2); /* exports and KPIs; not the project file */
        }
        arena_reset(&arena, mark);
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(files),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
