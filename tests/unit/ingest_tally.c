/* From files to counts: data quality of the reference examples, one survey in every writing, ids
 * that come again, dates, waves, side files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include <cxex/ingest.h>

#include "../../src/ingest/dates.h"
#include "ingest_project.h"
#include "reference.h"

static Arena arena;

#define REPORT(language, period) \
    "[report]\nclient = A\ntitle = A\nlanguage = " language "\nperiod = " period "\n"

/* ---- metrics.md §18: the examples' data quality ---- */

static const char *const cx_columns[] = {"nps",         "csat",           "ces",
                                         "stage_aware", "stage_research", "stage_consider",
                                         "stage_buy",   "stage_use",      "stage_aftersale"};

static Str example_project(const char *example)
{
    Buffer ini = {.arena = &arena};
    buffer_add(&ini, S(REPORT("en", "month")));
    static const char *const kinds[] = {"customers", "employees"};
    for (int k = 0; k < 2; k++)
        buffer_addf(&ini,
                    "[%s]\nfiles = " TESTS_DIR "/reference/%s/%s.csv\ndate = submitted_at\n"
                    "unit = department\nid = response_id\n",
                    kinds[k], example, kinds[k]);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cx_columns); i++)
        buffer_addf(&ini, "[metric cx.%s]\ncolumn = %s\n", cx_columns[i], cx_columns[i]);
    buffer_add(&ini, S("[metric ex.enps]\ncolumn = enps\n"));
    for (int q = 1; q <= 12; q++)
        buffer_addf(&ini, "[metric ex.q%d]\ncolumn = q%d\n", q, q);
    return buffer_str(&ini);
}

static void check_quality(const Tally *tally, Side which, const json_t *expected)
{
    const SourceReport *source = &tally->sources[which];
    const struct {
        const char *key;
        int64_t found;
    } counts[] = {{"rows", source->rows_read},
                  {"bad_date", source->bad_date},
                  {"duplicate", source->duplicate},
                  {"no_answer", source->no_answer},
                  {"no_department", source->no_unit}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(counts); i++)
        assert_int_equal(counts[i].found, json_integer_value(part(expected, counts[i].key)));
    const SideTally *side = &tally->side[which];
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const char *name = str_cstr(&arena, side->questions[q].metric->name);
        assert_int_equal(side->missing[q],
                         json_integer_value(part(part(expected, "missing"), name)));
        assert_int_equal(side->off_scale[q],
                         json_integer_value(part(part(expected, "out_of_range"), name)));
    }
    assert_int_equal(source->rows_read, source->rows_used + source_left_out(source));
}

static void test_reference_quality(void **state)
{
    (void)state;
    static const char *const examples[] = {"example_small", "example_edge"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(examples); i++) {
        ProjectFile project = {"project.ini", example_project(examples[i])};
        const Tally *tally = must_read_project(&arena, &project, 1);
        Str path = str_format(&arena, "%s/expected.json", examples[i]);
        Reference expected = reference_open(str_cstr(&arena, path));
        const json_t *quality = part(expected.root, "data_quality");
        check_quality(tally, SIDE_CX, part(quality, "cx"));
        check_quality(tally, SIDE_EX, part(quality, "ex"));
        const json_t *units = part(expected.root, "departments");
        assert_int_equal(tally->unit_count - 1, json_array_size(units));
        for (ptrdiff_t u = 1; u < tally->unit_count; u++)
            assert_string_equal(str_cstr(&arena, tally->units[u].key),
                                json_string_value(json_array_get(units, (size_t)u - 1)));
        const json_t *periods = part(expected.root, "periods");
        assert_int_equal(tally->period_count, json_array_size(periods));
        for (ptrdiff_t p = 0; p < tally->period_count; p++)
            assert_string_equal(str_cstr(&arena, tally->periods[p].id),
                                json_string_value(json_array_get(periods, (size_t)p)));
        reference_close(&expected);
    }
}

/* ---- Equal tallies ---- */

static void cells_equal(const SideTally *side, const Cell *a, const Cell *b)
{
    assert_true((a == NULL) == (b == NULL));
    if (a == NULL)
        return;
    assert_int_equal(a->rows.n, b->rows.n);
    for (ptrdiff_t l = 0; l < side->level_total; l++) {
        assert_int_equal(a->level[l].n, b->level[l].n);
        assert_true(fabs(a->level[l].w - b->level[l].w) < 1e-9);
    }
    for (ptrdiff_t i = 0; i < side->pair_total; i++)
        assert_true(fabs(a->pair_w2[i] - b->pair_w2[i]) < 1e-9);
    assert_int_equal(a->masks.len, b->masks.len);
    for (ptrdiff_t i = 0; i < a->masks.len; i++)
        assert_int_equal(a->masks.items[i].count.n, b->masks.items[i].count.n);
    assert_int_equal(a->complete, b->complete);
}

static void tallies_equal(const Tally *a, const Tally *b)
{
    assert_int_equal(a->unit_count, b->unit_count);
    assert_int_equal(a->period_count, b->period_count);
    for (ptrdiff_t u = 0; u < a->unit_count; u++) {
        assert_true(str_equal(a->units[u].key, b->units[u].key));
        assert_int_equal(a->units[u].order, b->units[u].order);
    }
    for (Side s = SIDE_CX; s < SIDE_COUNT; s++) {
        const SideTally *side = &a->side[s];
        for (ptrdiff_t u = 0; u < a->unit_count; u++) {
            for (ptrdiff_t p = 0; p < a->period_count; p++)
                cells_equal(side, tally_cell(side, a, u, p, 0),
                            tally_cell(&b->side[s], b, u, p, 0));
        }
        for (ptrdiff_t q = 0; q < side->question_count; q++)
            assert_int_equal(side->missing[q], b->side[s].missing[q]);
    }
}

static void test_every_writing(void **state)
{
    (void)state;
    static const struct {
        const char *file, *more, *encoding;
        char delimiter;
    } writings[] = {
        {"utf-8.csv", "", "utf-8", ','},
        {"utf-8-mark-semicolon.csv", "", "utf-8", ';'},
        {"utf-16le.csv", "", "utf-16le", '\t'},
        {"utf-16be-no-mark.csv", "", "utf-16be", ','},
        {"windows-1258.csv", "encoding = windows-1258\n", "windows-1258", ';'},
        {"nfd.csv", "", "utf-8", ','},
        {"cr-only.csv", "", "utf-8", ','},
        {"padded.csv", "", "utf-8", ','},
    };
    const Tally *first = NULL;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(writings); i++) {
        Str ini = str_format(
            &arena,
            REPORT(
                "vi",
                "month") "[customers]\nfiles = " TESTS_DIR "/cases/writing-vi/%s\n%s"
                         "date = Dấu thời gian\nunit = Bộ phận\nid = Mã phản hồi\n"
                         "comment = Điều gì khiến bạn chưa hài lòng?\n"
                         "[metric cx.nps]\ncolumn = Bạn sẵn lòng giới thiệu Sen Việt tới mức nào?\n"
                         "[metric cx.csat]\ncolumn = Mức độ hài lòng\n"
                         "scale = Rất không hài lòng | Không hài lòng | Bình thường | Hài lòng | "
                         "Rất hài lòng\n",
            writings[i].file, writings[i].more);
        ProjectFile project = {"project.ini", ini};
        const Tally *tally = must_read_project(&arena, &project, 1);
        const SourceReport *source = &tally->sources[0];
        assert_int_equal(source->rows_used, 60);
        assert_int_equal(source->rows_read, source->rows_used + source->blank_row);
        assert_string_equal(str_cstr(&arena, source->encoding), writings[i].encoding);
        assert_int_equal(source->delimiter, writings[i].delimiter);
        assert_string_equal(str_cstr(&arena, source->date_order), "dd/mm/yyyy");
        assert_string_equal(str_cstr(&arena, source->format), "google-forms");
        assert_int_equal(source->columns_used.len, 6);
        if (first == NULL)
            first = tally;
        tallies_equal(first, tally);
    }
    assert_int_equal(first->unit_count, 5);
    assert_int_equal(first->period_count, 2);
    assert_true(first->sources[0].no_unit > 0);
}

/* ---- Ids that come again ---- */

enum { MADE_ROWS = 2000, MADE_FILES = 3 };

typedef struct MadeRow {
    int id, day, unit, nps, csat; /* id 0: blank; nps -1: blank */
    double weight;
    bool counts;
} MadeRow;

static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

static MadeRow *make_rows(void)
{
    uint64_t seed = 11;
    MadeRow *rows = NEW(&arena, MadeRow, MADE_ROWS);
    for (int i = 0; i < MADE_ROWS; i++)
        rows[i] = (MadeRow){.id = (int)(next_random(&seed) % 900),
                            .day = 1 + (int)(next_random(&seed) % 28),
                            .unit = (int)(next_random(&seed) % 4),
                            .nps = (int)(next_random(&seed) % 12) - 1,
                            .csat = 1 + (int)(next_random(&seed) % 5),
                            .weight = 0.5 * (1 + next_random(&seed) % 4)};
    /* The latest of an id counts: greatest day, then the last in the files (metrics.md §1). */
    for (int i = 0; i < MADE_ROWS; i++) {
        rows[i].counts = true;
        for (int j = 0; rows[i].id != 0 && j < MADE_ROWS; j++) {
            bool same = rows[j].id == rows[i].id;
            if (same && (rows[j].day > rows[i].day || (rows[j].day == rows[i].day && j > i)))
                rows[i].counts = false;
        }
    }
    return rows;
}

static Str write_rows(const MadeRow *rows, int from, int to, bool all)
{
    Buffer csv = {.arena = &arena};
    buffer_add(&csv, S("id,when,unit,nps,csat,weight,note\n"));
    /* Long rows first: the number of rows is guessed too low, and the table of ids has to grow. */
    char note[4000];
    memset(note, 'x', sizeof note);
    for (int i = from; i < to; i++) {
        const MadeRow *row = &rows[i];
        if (!all && !row->counts)
            continue;
        /* One id is written in several ways: quoted, padded, with quotes inside. */
        if (row->id != 0)
            buffer_addf(&csv,
                        i % 3 == 0   ? "\"R\"\"%d\""
                        : i % 3 == 1 ? " R\"%d"
                                     : "R\"%d ",
                        row->id);
        buffer_addf(&csv, ",%02d/10/2026 08:00,U%d,", row->day, row->unit);
        if (row->nps >= 0)
            buffer_addf(&csv, "%d", row->nps);
        buffer_addf(&csv, ",%d,%.1f,%.*s\n", row->csat, row->weight, i < 256 ? 4000 : 0, note);
    }
    return buffer_str(&csv);
}

static void test_repeated_ids(void **state)
{
    (void)state;
    static const char *const names[MADE_FILES] = {"a-1.csv", "a-2.csv", "a-3.csv"};
    const MadeRow *rows = make_rows();
    for (int weighted = 0; weighted < 2; weighted++) {
        Str ini = str_format(
            &arena,
            REPORT("en",
                   "month") "[customers]\nfiles = a-*.csv\ndate = when\nunit = unit\nid = id\n%s"
                            "[metric cx.nps]\ncolumn = nps\n[metric cx.csat]\ncolumn = csat\n",
            weighted ? "weight = weight\n" : "");
        const Tally *tally[2];
        int64_t kept = 0;
        for (int all = 0; all < 2; all++) {
            ProjectFile files[MADE_FILES + 1] = {{"project.ini", ini}};
            for (int f = 0; f < MADE_FILES; f++)
                files[f + 1] =
                    (ProjectFile){names[f], write_rows(rows, f * MADE_ROWS / MADE_FILES,
                                                       (f + 1) * MADE_ROWS / MADE_FILES, all)};
            tally[all] = must_read_project(&arena, files, MADE_FILES + 1);
        }
        for (int i = 0; i < MADE_ROWS; i++)
            kept += rows[i].counts;
        assert_int_equal(tally[0]->sources[0].duplicate, 0);
        assert_int_equal(tally[1]->sources[0].rows_used, kept);
        assert_int_equal(tally[1]->sources[0].duplicate, MADE_ROWS - kept);
        assert_int_equal(tally[1]->side[SIDE_CX].weighted, weighted);
        tallies_equal(tally[0], tally[1]);
    }
}

/* Two sections may use one id for two people. */
static void test_ids_of_two_sections(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S(REPORT("en", "month") "[customers a]\nfiles = a.csv\ndate = d\nid = id\n"
                                                "[customers b]\nfiles = b.csv\ndate = d\nid = id\n"
                                                "[metric cx.nps]\ncolumn = nps\n")},
        {"a.csv", S("id,d,nps\n1,2026-10-01,9\n1,2026-10-02,8\n")},
        {"b.csv", S("id,d,nps\n1,2026-10-01,9\n,2026-10-02,8\n,2026-10-02,8\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    assert_int_equal(tally->sources[0].rows_used, 1);
    assert_int_equal(tally->sources[1].rows_used, 3); /* a blank id is never a duplicate */
}

/* In waves the dates give no period; of two answers they still say which is the later, though
 * 28/02 stands after 05/03 as text. */
static void test_repeated_ids_in_waves(void **state)
{
    (void)state;
    static const char *const sources[] = {"period = 2026\n", "wave = w\n"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sources); i++) {
        ProjectFile files[] = {
            {"project.ini",
             str_format(&arena,
                        REPORT("en", "wave") "[customers]\nfiles = a.csv\ndate = d\nid = id\n%s"
                                             "[metric cx.nps]\ncolumn = nps\n",
                        sources[i])},
            {"a.csv", S("id,d,w,nps\n1,28/02/2026,2026,0\n1,05/03/2026,2026,9\n"
                        "2,04/03/2026,2026,8\n2,03/04/2025,2026,1\n")},
        };
        const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
        assert_int_equal(tally->sources[0].duplicate, 2);
        assert_true(add_answers(tally, SIDE_CX, 0, -1, 0).sum == 9 + 8);
    }
}

/* Excel writes the dates that it understood as numbers and leaves the others as typed. Numbers are
 * dates also when a typed one has shown which is the day: in every row, and when a row is read a
 * second time. */
static void test_repeated_ids_beside_serials(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S(REPORT("en", "month") "[customers]\nfiles = *.csv\ndate = d\nid = id\n"
                                                "[metric cx.nps]\ncolumn = nps\n")},
        {"a.csv", S("id,d,nps\nA,46000,0\nB,31/12/2025,3\nC,46001,4\n")}, /* 9, 10 December */
        {"b.csv", S("id,d,nps\nA,30/12/2025,10\nC,05/12/2025,9\nD,46002,2\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    const SourceReport *source = &tally->sources[0];
    assert_int_equal(source->rows_used, 4);
    assert_int_equal(source->bad_date, 0);
    assert_int_equal(source->duplicate, 2);
    assert_true(add_answers(tally, SIDE_CX, 0, -1, 0).sum == 10 + 3 + 4 + 2);
}

/* However often the project names it. Two files of the same bytes are told of, for one may be a
 * copy of the other; with ids the answers tell themselves. */
static void test_files_named_twice(void **state)
{
    (void)state;
    static const struct {
        const char *names, *id;
        ptrdiff_t files;
        int64_t used;
        bool told;
    } cases[] = {{"a.csv, ./a.csv, .//a.csv", "", 1, 2, false},
                 {"?.csv", "", 3, 4, true},
                 {"?.csv", "id = id\n", 3, 2, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ProjectFile files[] = {
            {"project.ini", str_format(&arena,
                                       REPORT("en", "month") "[customers]\nfiles = %s\ndate = d\n%s"
                                                             "[metric cx.nps]\ncolumn = nps\n",
                                       cases[i].names, cases[i].id)},
            {"a.csv", S("id,d,nps\n1,2026-10-01,9\n2,2026-10-02,8\n")},
            {"b.csv", S("id,d,nps\n1,2026-10-01,9\n2,2026-10-02,8\n")},
            {"c.csv", S("id,d,nps\n")},
        };
        Str problems;
        const Tally *tally = read_project(&arena, files, CX_COUNTOF(files), &problems);
        assert_non_null(tally);
        assert_int_equal(tally->sources[0].files.len, cases[i].files);
        assert_int_equal(tally->sources[0].rows_used, cases[i].used);
        assert_true((str_find(problems, S("b.csv: warning")) >= 0) == cases[i].told);
        assert_true(str_find(problems, S("c.csv: warning")) < 0);
    }
}

/* ---- Tables of shares ---- */

/* A line of n for each period is that of its period's questions, wherever it stands; one alone is
 * of all. */
static void test_n_of_each_period(void **state)
{
    (void)state;
    static const struct {
        const char *csv;
        int64_t n[2][2]; /* [period][unit] */
        double sum[2][2];
    } cases[] = {
        {"Question,Period,A,B\nn,2026-09,20,30\nq,2026-09,50%,40%\nn,2026-10,10,15\n"
         "q,2026-10,50%,40%\n",
         {{20, 30}, {10, 15}},
         {{10, 12}, {5, 6}}},
        {"Question,Period,A,B\nq,2026-09,50%,40%\nq,2026-10,50%,40%\nn,2026-10,10,15\n"
         "n,2026-09,20,30\n",
         {{20, 30}, {10, 15}},
         {{10, 12}, {5, 6}}},
        {"Question,Period,A,B\nn,,20,30\nq,2026-09,50%,40%\nq,2026-10,25%,60%\n",
         {{20, 30}, {20, 30}},
         {{10, 12}, {5, 18}}},
        {"Question,Period,A,B\nn,2026-09,20,30\nq,2026-09,50%,40%\nq,2026-10,25%,60%\n",
         {{20, 30}, {20, 30}},
         {{10, 12}, {5, 18}}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ProjectFile files[] = {
            {"project.ini",
             S(REPORT("en", "month") "[employees]\nfiles = a.csv\nformat = aggregate\n"
                                     "[metric ex.q1]\ncolumn = q\n"
                                     "scale = not favourable | favourable\n")},
            {"a.csv", str_from(cases[i].csv)},
        };
        const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
        assert_int_equal(tally->period_count, 2);
        for (int p = 0; p < 2; p++) {
            for (int u = 0; u < 2; u++) {
                Answers found = add_answers(tally, SIDE_EX, 0, u + 1, p);
                assert_int_equal(found.n, cases[i].n[p][u]);
                assert_true(found.sum == cases[i].sum[p][u] + (double)found.n); /* 1, 2 */
            }
        }
    }
}

/* ---- Dates ---- */

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        DateOrder order;
        DateFate fate;
        int year, month, day;
    } cases[] = {
        {"2026-10-31", DATE_ORDER_AUTO, DATE_GOOD, 2026, 10, 31},
        {"2026-10-31T08:00:00+07:00", DATE_ORDER_AUTO, DATE_GOOD, 2026, 10, 31},
        {" 2026-10-31 08:00 ", DATE_ORDER_DMY, DATE_GOOD, 2026, 10, 31},
        {"2026-02-29", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"2024-02-29", DATE_ORDER_AUTO, DATE_GOOD, 2024, 2, 29},
        {"2026-1-5", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0}, /* metrics.md §1 */
        {"2026-10-311", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"2018/04/09 2:30:02 PM MDT", DATE_ORDER_AUTO, DATE_GOOD, 2018, 4, 9},
        {"31/10/2026", DATE_ORDER_AUTO, DATE_NEEDS_ORDER, 0, 0, 0},
        {"31/10/2026", DATE_ORDER_DMY, DATE_GOOD, 2026, 10, 31},
        {"31/10/2026", DATE_ORDER_MDY, DATE_BAD, 0, 0, 0},
        {"10/31/2026 09:15 AM", DATE_ORDER_MDY, DATE_GOOD, 2026, 10, 31},
        {"5/10/18 4:01", DATE_ORDER_MDY, DATE_GOOD, 2018, 5, 10},
        {"26-03-2024 09:34", DATE_ORDER_DMY, DATE_GOOD, 2024, 3, 26},
        {"01.02.2026", DATE_ORDER_DMY, DATE_GOOD, 2026, 2, 1},
        {"07/07/2026", DATE_ORDER_AUTO, DATE_GOOD, 2026, 7, 7}, /* the same either way */
        {"31/10/2026", DATE_ORDER_YMD, DATE_BAD, 0, 0, 0},
        {"43290.53487", DATE_ORDER_AUTO, DATE_GOOD, 2018, 7, 9},
        {"43290.53487", DATE_ORDER_DMY, DATE_GOOD, 2018, 7, 9}, /* it has no order */
        {"2026-10-31Z", DATE_ORDER_AUTO, DATE_GOOD, 2026, 10, 31},
        {"2026-10-31+07:00", DATE_ORDER_DMY, DATE_GOOD, 2026, 10, 31},
        {"2026-10-31x", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"31/10/2026Z", DATE_ORDER_DMY, DATE_BAD, 0, 0, 0},
        {"12/31/1899 09:30:00 AM", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"1980-01-01 00:00:00", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"1-2/2026", DATE_ORDER_DMY, DATE_BAD, 0, 0, 0},
        {"13", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"October 31", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        /* spreadsheets' own short form, and Vietnamese */
        {"5-Mar-26", DATE_ORDER_AUTO, DATE_GOOD, 2026, 3, 5},
        {"05-Mar-2026 10:22", DATE_ORDER_MDY, DATE_GOOD, 2026, 3, 5},
        {"5/Mar/2026", DATE_ORDER_DMY, DATE_GOOD, 2026, 3, 5},
        {"Mar. 5, 26", DATE_ORDER_YMD, DATE_GOOD, 2026, 3, 5},
        {"5 tháng 3, 2026", DATE_ORDER_AUTO, DATE_GOOD, 2026, 3, 5},
        {"Ngày 5 tháng 3 năm 2026", DATE_ORDER_AUTO, DATE_GOOD, 2026, 3, 5},
        {"5 tha\xCC\x81ng 12, 2026 09:15", DATE_ORDER_AUTO, DATE_GOOD, 2026, 12, 5},
        {"05 THÁNG 03 2026", DATE_ORDER_AUTO, DATE_GOOD, 2026, 3, 5},
        {"5 thg 3, 2026", DATE_ORDER_AUTO, DATE_GOOD, 2026, 3, 5},
        {"5 tháng 13, 2026", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"31 tháng 2, 2026", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"tháng", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        /* answers that a spreadsheet took for dates */
        {"Jun-25", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"25-Jun", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
        {"01-May", DATE_ORDER_AUTO, DATE_BAD, 0, 0, 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        DateText found = date_read(str_from(cases[i].text), cases[i].order);
        if (found.fate != cases[i].fate ||
            (found.fate == DATE_GOOD &&
             (found.date.year != cases[i].year || found.date.month != cases[i].month ||
              found.date.day != cases[i].day)))
            fail_msg("%s: %d, %d-%d-%d", cases[i].text, found.fate, found.date.year,
                     found.date.month, found.date.day);
    }
    static const char *const without_day[] = {
        "2026-03",    "03/2026", "3.2026",    "Tháng 3/2026", "Tháng 3 năm 2026",
        "thg 3 2026", "T3/2026", "Mar-26",    "Mar 2026",     "2026",
        "Q1/2026",    "2026-Q1", "Quý 1/2026"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(without_day); i++) {
        if (!date_lacks_day(str_from(without_day[i])))
            fail_msg("%s", without_day[i]);
    }
    static const char *const others[] = {"",  "Total", "26",      "2026-13", "1/2/2026",  "Mar",
                                         "T", "5",     "5/10/18", "43210",   "2026-03-01"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(others); i++) {
        if (date_lacks_day(str_from(others[i])))
            fail_msg("%s", others[i]);
    }
    /* The fast way agrees with the slow one, or declines. */
    for (int64_t day = 0; day < 366 * 130; day += 3) {
        Date date = date_from_days(day);
        Str text = date_iso(&arena, date);
        int32_t fast = date_fast(text.s, text.len);
        assert_true(fast < 0 ? date.day > 28 || date.year < 1981 || date.year > 2099
                             : fast >> 9 == date.year && (fast >> 5 & 15) == date.month &&
                                   (fast & 31) == date.day);
    }
    assert_true(date_fast("2026-1O-01", 10) < 0);
    static const char *const behind[] = {"",   " 08:00", "T08:00Z", ", 8:00", "3", "x",
                                         "/1", "Z",      "+07:00",  "-07:00", "_8"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(behind); i++) {
        Str text = str_format(&arena, "2026-10-12%s", behind[i]);
        bool slow = date_read(text, DATE_ORDER_AUTO).fate == DATE_GOOD;
        assert_true(slow || date_fast(text.s, text.len) < 0);
        assert_true(slow == (i < 4 || i == 7 || i == 8));
    }
    assert_int_equal(date_time_seconds(S("2:30:02 CH")), 14 * 3600 + 30 * 60 + 2);
    assert_int_equal(date_time_seconds(S("12:00 SA")), 0);
    assert_int_equal(date_time_seconds(S("12:05 ch")), 12 * 3600 + 5 * 60);
    assert_true(date_compare(S("09/10/2026 9:05"), S("09/10/2026 10:00"), DATE_ORDER_DMY) < 0);
    assert_true(date_compare(S("9/10/2026 1:05 PM"), S("09/10/2026 10:00 AM"), DATE_ORDER_DMY) > 0);
    assert_true(date_compare(S("30/09/2026"), S("01/10/2026"), DATE_ORDER_DMY) < 0);
    assert_true(
        date_compare(S("10/9/2026, 9:05:00 AM"), S("10/9/2026, 10:00:00 AM"), DATE_ORDER_MDY) < 0);
    assert_true(date_compare(S("Oct 9, 2026, 9:05"), S("10/9/2026 10:00"), DATE_ORDER_MDY) < 0);
    assert_true(date_compare(S("2026-10-09T10:00"), S("9/10/2026 9:05"), DATE_ORDER_DMY) > 0);
    assert_true(date_compare(S("46304.5"), S("46304.25"), DATE_ORDER_AUTO) > 0);
    assert_true(date_compare(S("2026-10-01"), S("2026-10-01T08:00"), DATE_ORDER_AUTO) < 0);
    /* Year first, but not as wide as another: as text 9 comes after 10. */
    assert_true(date_compare(S("2026/9/5"), S("2026/10/5"), DATE_ORDER_AUTO) < 0);
    assert_true(date_compare(S("2026/10/05"), S("2026-10-06"), DATE_ORDER_AUTO) < 0);
    assert_true(date_compare(S("2026/10/05 9:00:00 AM MDT"), S("2026/10/05 2:30:02 PM MDT"),
                             DATE_ORDER_AUTO) < 0);
}

/* The order is found out behind the first rows, even in the next file. */
static void test_order_found_later(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S(REPORT("en", "month") "[customers]\nfiles = *.csv\ndate = d\n"
                                                "[metric cx.nps]\ncolumn = nps\n")},
        {"a.csv", S("d,nps\n2026-01-05,9\n03/04/2026,9\n05/06/2026,7\n")},
        {"b.csv", S("d,nps\n07/08/2026,9\n\"12/13/2026\",9\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    static const char *const months[] = {"2026-01", "2026-03", "2026-05", "2026-07", "2026-12"};
    assert_int_equal(tally->period_count, CX_COUNTOF(months));
    for (ptrdiff_t p = 0; p < CX_COUNTOF(months); p++)
        assert_string_equal(str_cstr(&arena, tally->periods[p].id), months[p]);
    assert_string_equal(str_cstr(&arena, tally->sources[0].date_order), "yyyy-mm-dd, mm/dd/yyyy");
}

/* ---- Waves, straight lines, header rows ---- */

static void test_waves_and_straight_lines(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini",
         S(REPORT("en", "wave") "[employees]\nfiles = *.csv\nwave = Wave\nheader_rows = 2\n"
                                "[metric ex.q1]\ncolumn = a\n[metric ex.q2]\ncolumn = b\n"
                                "[metric ex.q3]\ncolumn = c\nscale = 5..1\n[metric ex.q4]\n"
                                "column = d\n[metric ex.q5]\ncolumn = Fifth question\n")},
        {"e.csv", S("Wave,a,b,c,d,e\n,,,,,Fifth question\n"
                    "Spring,3,3,3,3,3\n" /* a straight line, also on the reversed scale */
                    "Spring,3,3,3,3,\n"  /* four are not enough */
                    "Spring,3,3,3,3,4\n" /* not straight */
                    "Autumn,5,5,5,5,5\n" /* straight */
                    " Autumn ,1,2,3,4,5\n"
                    ",1,2,3,4,5\n" /* no wave */
                    "Autumn,,,,,\n,,,,,\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    const SourceReport *source = &tally->sources[0];
    assert_int_equal(source->rows_read, 8);
    assert_int_equal(source->rows_used, 5);
    assert_int_equal(source->bad_date, 1);
    assert_int_equal(source->no_answer, 1);
    assert_int_equal(source->blank_row, 1);
    assert_int_equal(source->quality.straight, 2);
    assert_int_equal(source->quality.straight_of, 4);
    assert_int_equal(tally->period_count, 2);
    assert_true(str_equal(tally->periods[0].id, S("Spring")));
    /* 5 on 5..1 is the worst: level 0 */
    const SideTally *side = &tally->side[SIDE_EX];
    const Cell *autumn = tally_cell(side, tally, UNIT_NONE, 1, 0);
    assert_int_equal(autumn->level[side->questions[2].level_offset + 0].n, 1);
}

/* ---- Side files ---- */

static void test_side_files(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S(REPORT("vi", "month") "[customers]\nfiles = c.csv\ndate = d\nunit = u\n"
                                                "[employees]\nfiles = e.csv\ndate = d\nunit = u\n"
                                                "invited = i.csv\ncolumn.tenure = Thâm niên\n"
                                                "[metric cx.nps]\ncolumn = nps\ntarget = t.csv\n"
                                                "[metric ex.enps]\ncolumn = enps\n"
                                                "[units]\nfile = u.csv\ncolumn.unit = Tên\n"
                                                "[events]\nfile = v.csv\n")},
        {"c.csv", S("d,u,nps\n2026-09-01,Kho,9\n2026-10-01,Kho,8\n2026-10-01,,3\n")},
        {"e.csv", S("d,u,Thâm niên,enps\n2026-10-01,Kho,<1,9\n2026-10-02,Kho,1-3,8\n"
                    "2026-10-03,Kho,,7\n2026-10-04, Kho ,<1,6\n")},
        {"u.csv", S("Tên,name,parent,head,email,language,order\n"
                    "Kho,Kho vận,Khối A,Trần B,b@x.example,en,2\nPháp chế,,,,,,1\n")},
        {"i.csv", S("unit,period,invited,headcount,tenure\nKho,2026-10,20,25,\n"
                    ",2026-10,,15,<1\n,,,10,1-3\nKho,2027-01,1,1,\n")},
        {"t.csv", S("unit,metric,period,target\n,cx.nps,,35\nKho,cx.nps,2026-10,40\n"
                    ",,2026-09,30\nKho,cx.nps,2027-01,99\n")},
        {"v.csv", S("date,unit,text\n2026-10-05,,Tăng lương\n2026-11-05,Kho,Đổi ca\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    ptrdiff_t kho = tally_find_unit(tally, S("Kho"));
    const Unit *unit = &tally->units[kho];
    assert_true(str_equal(unit->name, S("Kho vận")));
    assert_true(str_equal(unit->parent, S("Khối A")));
    assert_true(str_equal(unit->head, S("Trần B")));
    assert_true(str_equal(unit->email, S("b@x.example")));
    assert_true(str_equal(unit->language, S("en")));
    assert_int_equal(unit->order, 1);
    assert_int_equal(tally->units[tally_find_unit(tally, S("Pháp chế"))].order, 0);

    const SideTally *side = &tally->side[SIDE_EX];
    assert_int_equal(side->margin_count, 1);
    assert_true(str_equal(side->margins[0], S("tenure")));
    assert_int_equal(side->stratum_count, 3);
    static const char *const categories[] = {"(missing)", "1-3", "<1"};
    static const int64_t rows[] = {1, 1, 2};
    for (ptrdiff_t s = 0; s < 3; s++) {
        assert_true(str_equal(side->strata[s].categories[0], str_from(categories[s])));
        assert_int_equal(tally_cell(side, tally, kho, 1, s)->rows.n, rows[s]);
    }
    assert_int_equal(tally->side[SIDE_CX].stratum_count, 1);

    assert_int_equal(tally->invited_count, 4); /* the third line speaks of both months */
    assert_int_equal(tally->invited[0].unit, kho);
    assert_int_equal(tally->invited[0].period, 1);
    assert_true(tally->invited[0].invited == 20 && tally->invited[0].headcount == 25);
    assert_true(isnan(tally->invited[0].ineligible));
    assert_int_equal(tally->invited[0].side, SIDE_EX);
    assert_int_equal(tally->invited[1].unit, -1);
    assert_true(str_equal(tally->invited[1].categories[0], S("<1")));

    assert_int_equal(tally->target_count, 3);
    assert_true(tally->targets[0].unit == -1 && tally->targets[0].period == -1);
    assert_true(tally->targets[1].unit == kho && tally->targets[1].value == 40);
    assert_true(str_equal(tally->targets[2].metric, S("cx.nps")));
    assert_int_equal(tally->event_count, 2);
    assert_int_equal(tally->events[0].period, 1);
    assert_int_equal(tally->events[1].period, -1);
    assert_int_equal(tally->events[1].unit, kho);
    assert_int_equal(tally->input_count, 6);
    assert_true(str_equal(tally->inputs[0].path, S("c.csv")));
}

/* "2026-q3" names the quarter as well as "2026-Q3" does. */
static void test_periods_of_side_files(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini", S(REPORT("en", "quarter") "[customers]\nfiles = c.csv\ndate = d\nunit = u\n"
                                                  "invited = i.csv\n"
                                                  "[metric cx.nps]\ncolumn = nps\n"
                                                  "target = t.csv\n")},
        {"c.csv", S("d,u,nps\n2026-07-01,Kho,9\n2026-10-01,Kho,8\n")},
        {"i.csv", S("unit,period,invited\nKho,2026-q3,20\nKho,2026-Q4,30\nKho,2027-q1,40\n")},
        {"t.csv", S("unit,period,target\nKho,2026-q4,35\n,2026-Q3,30\n,2027-q1,25\n")},
    };
    const Tally *tally = must_read_project(&arena, files, CX_COUNTOF(files));
    assert_int_equal(tally->period_count, 2);
    assert_int_equal(tally->invited_count, 2);
    for (ptrdiff_t i = 0; i < tally->invited_count; i++) {
        assert_int_equal(tally->invited[i].period, i);
        assert_true(tally->invited[i].invited == 20 + 10 * (double)i);
    }
    assert_int_equal(tally->target_count, 2);
    assert_true(tally->targets[0].period == 1 && tally->targets[0].value == 35);
    assert_true(tally->targets[1].period == 0 && tally->targets[1].value == 30);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference_quality),
        cmocka_unit_test(test_every_writing),
        cmocka_unit_test(test_repeated_ids),
        cmocka_unit_test(test_repeated_ids_in_waves),
        cmocka_unit_test(test_ids_of_two_sections),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_order_found_later),
        cmocka_unit_test(test_waves_and_straight_lines),
        cmocka_unit_test(test_side_files),
        cmocka_unit_test(test_periods_of_side_files),
        cmocka_unit_test(test_repeated_ids_beside_serials),
        cmocka_unit_test(test_files_named_twice),
        cmocka_unit_test(test_n_of_each_period),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
