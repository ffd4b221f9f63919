/* Published exports, untouched. The figures were computed from the same files in Python (csv,
 * statistics), not by this program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/ingest.h>

#include "../../src/ingest/work.h"
#include "ingest_project.h"
#include "published.h"

#define REAL PUBLISHED

static Arena arena;

static void close_to(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%.9g instead of %.9g", found, expected);
}

static const Tally *read_ini(const char *ini)
{
    ProjectFile file = {"project.ini", str_from(ini)};
    return must_read_project(&arena, &file, 1);
}

/* ---- Three airport surveys: waves, renamed and padded columns, codes for no answer ---- */

#define AIRPORT(weight)                                                                         \
    "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = wave\n"                           \
    "[customers y2015]\nfiles = " REAL "/cx/sfo_2015.csv\nperiod = 2015\nunit = BAREA\n" weight \
    "[customers y2016]\nfiles = " REAL "/cx/sfo_2016.csv\nperiod = 2016\nunit = BAREA\n" weight \
    "[customers y2017]\nfiles = " REAL "/cx/sfo_2017.csv\nperiod = 2017\nunit = BAREA\n" weight \
    "[metric cx.nps]\ncolumn = NETPRO\ntype = nps\nscale = 0..10\nmissing = 11\n"               \
    "[metric cx.airport]\ncolumn = Q7ALL\ntype = rating\nscale = 1..5\nmissing = 0, 6, Blank\n" \
    "[metric cx.clean]\ncolumn = Q9ALL\ntype = rating\nscale = 1..5\nmissing = 0, 6, Blank\n"   \
    "[index cx.index]\nparts = cx.airport 1, cx.clean 1\n"

static void test_airport(void **state)
{
    (void)state;
    if (absent(REAL "/cx/sfo_2017.csv"))
        skip();
    const Tally *plain = read_ini(AIRPORT("")), *weighted = read_ini(AIRPORT("weight = WEIGHT\n"));
    static const struct {
        int64_t rows, airport_n, clean_n;
        double airport, airport_weighted, clean;
    } years[] = {{2958, 2810, 2868, 4.048043, 4.044173, 4.196304},
                 {3087, 2919, 2994, 4.038027, 4.053325, 4.230461},
                 {2831, 2688, 2736, 4.064360, 4.071203, 4.275950}};
    assert_int_equal(plain->period_count, 3);
    for (ptrdiff_t p = 0; p < 3; p++) {
        assert_int_equal(plain->sources[p].rows_read, years[p].rows);
        assert_int_equal(plain->periods[p].previous, p - 1);
        Answers airport = add_answers(plain, SIDE_CX, 1, -1, p);
        assert_int_equal(airport.n, years[p].airport_n);
        close_to(airport.sum / (double)airport.n, years[p].airport, 1e-6);
        Answers heavy = add_answers(weighted, SIDE_CX, 1, -1, p);
        assert_int_equal(heavy.n, years[p].airport_n);
        close_to(heavy.weighted_sum / heavy.w, years[p].airport_weighted, 1e-6);
        Answers clean = add_answers(plain, SIDE_CX, 2, -1, p);
        assert_int_equal(clean.n, years[p].clean_n);
        close_to(clean.sum / (double)clean.n, years[p].clean, 1e-6);
    }
    double w[3];
    int64_t n[3];
    add_recommend(plain, SIDE_CX, 0, -1, 2, w, n);
    assert_int_equal(n[0], 1436);
    assert_int_equal(n[1], 968);
    assert_int_equal(n[2], 342);
    add_recommend(weighted, SIDE_CX, 0, -1, 2, w, n);
    close_to(100 * (w[0] - w[2]) / (w[0] + w[1] + w[2]), 40.3984, 5e-5);
    static const struct {
        const char *area;
        int64_t n;
        double nps;
    } areas[] = {{"A", 724, 39.9171}, {"B", 166, 43.3735}, {"C", 226, 46.9027}, {"D", 386, 43.5233},
                 {"E", 175, 46.8571}, {"F", 444, 38.5135}, {"G", 625, 32.96}};
    for (ptrdiff_t a = 0; a < CX_COUNTOF(areas); a++) {
        ptrdiff_t unit = tally_find_unit(plain, str_from(areas[a].area));
        assert_true(unit > 0);
        add_recommend(plain, SIDE_CX, 0, unit, 2, w, n);
        assert_int_equal(n[0] + n[1] + n[2], areas[a].n);
        close_to(100 * (double)(n[0] - n[2]) / (double)areas[a].n, areas[a].nps, 5e-5);
    }
    /* Not asked in 2015 and 2016: no answers, and nothing missing. */
    assert_int_equal(add_answers(plain, SIDE_CX, 0, -1, 0).n, 0);
    assert_int_equal(plain->side[SIDE_CX].missing[0], 2831 - 2746);
}

/* ---- Other tools, other layouts ---- */

static void test_hr_with_mark(void **state)
{
    (void)state;
    if (absent(REAL "/ex/ibm_hr_attrition_bom.csv"))
        skip();
    const Tally *tally =
        read_ini("[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = wave\n"
                 "[employees]\nfiles = " REAL "/ex/ibm_hr_attrition_bom.csv\nperiod = all\n"
                 "unit = Department\nid = EmployeeNumber\n"
                 "[metric ex.q1]\ncolumn = JobSatisfaction\ntype = rating\nscale = 1..4\n");
    assert_int_equal(tally->sources[0].rows_used, 1470);
    static const struct {
        const char *unit;
        int64_t n;
        double mean;
    } units[] = {{"Human Resources", 63, 2.603175},
                 {"Research & Development", 961, 2.726327},
                 {"Sales", 446, 2.751121}};
    for (ptrdiff_t u = 0; u < CX_COUNTOF(units); u++) {
        Answers found =
            add_answers(tally, SIDE_EX, 0, tally_find_unit(tally, str_from(units[u].unit)), 0);
        assert_int_equal(found.n, units[u].n);
        close_to(found.sum / (double)found.n, units[u].mean, 1e-6);
    }
}

static void test_windows_1252_labels(void **state)
{
    (void)state;
    if (absent(REAL "/cx/water_consumer_survey_cp1252.csv"))
        skip();
    const Tally *tally = read_ini(
        "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = wave\n"
        "[customers]\nfiles = " REAL "/cx/water_consumer_survey_cp1252.csv\nperiod = all\n"
        "encoding = windows-1252\nunit = district\n"
        "[metric cx.csat]\ncolumn = satisfaction_service_level\ntype = rating\n"
        "scale = Very dissatisfied | Dissatisfied | Somewhat dissatisfied | Neither satisfied nor "
        "dissatisfied | Somewhat satisfied | Satisfied | Very satisfied\n");
    static const int64_t expected[] = {7, 27, 5, 25, 28, 150, 181};
    const SideTally *side = &tally->side[SIDE_CX];
    for (ptrdiff_t l = 0; l < 7; l++) {
        int64_t n = 0;
        for (ptrdiff_t u = 0; u < tally->unit_count; u++) {
            const Cell *cell = tally_cell(side, tally, u, 0, 0);
            n += cell == NULL ? 0 : cell->level[l].n;
        }
        assert_int_equal(n, expected[l]);
    }
}

static void test_engagement_items(void **state)
{
    (void)state;
    if (absent(REAL "/ex/engagement_items_5pt_7pt.csv"))
        skip();
    const Tally *tally = read_ini(
        "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = year\n"
        "[employees]\nfiles = " REAL "/ex/engagement_items_5pt_7pt.csv\nperiod = 2024\n"
        "[metric ex.q1]\ncolumn = eng_1\nscale = 1..5\n[metric ex.q2]\ncolumn = eng_2\n"
        "[metric ex.q3]\ncolumn = psafety\nscale = 1..7\n[metric ex.q4]\ncolumn = ret_3\n");
    static const double means[] = {4.145, 4.345, 5.18, 4.5475};
    for (ptrdiff_t q = 0; q < 4; q++) {
        Answers found = add_answers(tally, SIDE_EX, q, -1, 0);
        assert_int_equal(found.n, 400);
        close_to(found.sum / 400, means[q], 1e-9);
    }
    assert_true(str_equal(tally->periods[0].id, S("2024")));
}

/* ---- Bytes that open badly: each file's records and columns are known ---- */

static void test_layouts(void **state)
{
    (void)state;
    static const struct {
        const char *file, *column;
        Encoding given, found;
        char delimiter;
        ptrdiff_t columns, rows;
    } cases[] = {
        {"messytables/utf-16le_encoded.csv", "Organisation_code", ENCODING_AUTO, ENCODING_UTF16LE,
         ',', 19, 327},
        {"messytables/spanish_chars.csv", "Descripción", ENCODING_CP1252, ENCODING_CP1252, ',', 8,
         115},
        {"messytables/mixedGLB.csv", "J-D", ENCODING_AUTO, ENCODING_UTF8, ',', 19, 133},
        {"messytables/simple.psv", "Year", ENCODING_AUTO, ENCODING_UTF8, '|', 6, 28},
        {"messytables/simple.ssv", "place", ENCODING_AUTO, ENCODING_UTF8, ';', 3, 6},
        {"messytables/example.tsv", "hour", ENCODING_AUTO, ENCODING_UTF8, '\t', 17, 140},
        {"csvkit/test_utf16_little.csv", "a", ENCODING_AUTO, ENCODING_UTF16LE, ',', 3, 2},
        {"csvkit/test_utf16_big.csv", "a", ENCODING_AUTO, ENCODING_UTF16BE, ',', 3, 2},
        {"csvkit/mac_newlines.csv", "a", ENCODING_AUTO, ENCODING_UTF8, ',', 3, 2},
        {"frictionless/bom.csv", "name", ENCODING_AUTO, ENCODING_UTF8, ',', 2, 2},
        {"frictionless/table-with-accents.csv", "Quartier", ENCODING_CP1252, ENCODING_CP1252, ';',
         8, 638},
    };
    if (absent(REAL "/nasty_csv/messytables/simple.csv"))
        skip();
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Diags diags = {.arena = &arena};
        Config config = {.folder = S(".")};
        Ingest in = {.arena = &arena, .scratch = &arena, .config = &config, .diags = &diags};
        Str name = str_from(cases[i].column);
        TextWanted wanted = {.names = &name, .name_count = 1, .encoding = cases[i].given};
        TextFile file;
        Str path = str_format(&arena, REAL "/nasty_csv/%s", cases[i].file);
        assert_true(text_file_open(&in, &file, path, &wanted));
        CsvReader reader = text_file_rows(&file);
        CsvBatch *batch = NEW(&arena, CsvBatch, 1);
        batch->arena = &arena;
        ptrdiff_t rows = 0;
        while (csv_next(&reader, batch)) {
            for (ptrdiff_t r = 0; r < batch->count; r++) {
                CsvRecord record = csv_record(batch, r);
                rows += !record_is_blank(&record);
            }
        }
        if (file.encoding != cases[i].found || file.delimiter != cases[i].delimiter ||
            file.column_count != cases[i].columns || rows != cases[i].rows)
            fail_msg("%s: %.*s, delimiter %c, %td columns, %td rows", cases[i].file,
                     STR_ARG(encoding_name(file.encoding)), file.delimiter, file.column_count,
                     rows);
    }
}

/* The same page in two encodings is the same text once decoded. */
static void test_vietnamese_page(void **state)
{
    (void)state;
    if (absent(REAL "/encodings/vi_utf-8.txt"))
        skip();
    static const struct {
        const char *file;
        Encoding encoding;
    } pages[] = {{REAL "/encodings/vi_utf-8.txt", ENCODING_AUTO},
                 {REAL "/encodings/vi_windows-1258.txt", ENCODING_CP1258}};
    Str text[2];
    for (ptrdiff_t i = 0; i < 2; i++) {
        Diags diags = {.arena = &arena};
        Config config = {.folder = S(".")};
        Ingest in = {.arena = &arena, .scratch = &arena, .config = &config, .diags = &diags};
        TextWanted wanted = {.encoding = pages[i].encoding};
        TextFile file;
        assert_true(text_file_open(&in, &file, str_from(pages[i].file), &wanted));
        text[i] = str_trim(text_nfc(&arena, file.text));
    }
    assert_true(str_equal(text[0], text[1]));
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_airport),
        cmocka_unit_test(test_hr_with_mark),
        cmocka_unit_test(test_windows_1252_labels),
        cmocka_unit_test(test_engagement_items),
        cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_vietnamese_page),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
