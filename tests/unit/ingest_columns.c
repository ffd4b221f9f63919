/* Columns by what a project calls them: names, letters, numbers, places, options of a question. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest_project.h"
#include "ingest_table.h"
#include "published.h"

#define REAL PUBLISHED

static Arena arena;

/* ---- What a header says ---- */

static void test_header_keys(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *key;
    } cases[] = {
        {"<strong>Are you self-employed?</strong>", "Are you self-employed?"},
        {" R&amp;D\u00A0team&nbsp; ", "R&D team"},
        {"Which do you prefer?<br>One or two<BR/>", "Which do you prefer? One or two"},
        {"<p class=\"a\">Mua</p><p>hàng</p>", "Mua hàng"},
        {"so<b>n</b>g", "song"},
        {"Age < 18 or > 65", "Age < 18 or > 65"},
        {"<new> <x>", "<new> <x>"},
        {"<strong", "<strong"},
        {"&#273;&#x1ED3;ng &#0; &#xD800; &#99999999;", "đồng &#0; &#xD800; &#99999999;"},
        {"AT&T; Q&A", "AT&T; Q&A"},
        {"a &lt;b&gt; c", "a <b> c"},
        {"a < b > c", "a < b > c"},
        {"<3 it", "<3 it"},
        {"&unknown; & co", "&unknown; & co"},
        {"<div><span style=\"color:#2ecc71;\">Quality</span></div>", "Quality"},
        {"", ""},
        {"<br>", ""},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str key = header_key(&arena, str_from(cases[i].cell));
        if (!str_equal(key, str_from(cases[i].key)))
            fail_msg("%s: \"%.*s\"", cases[i].cell, STR_ARG(key));
    }
}

/* ---- Finding ---- */

static TextFile open_text(const char *text, int header_rows)
{
    Str path = S("/tmp/cxex-test-columns.csv"), reason;
    assert_true(os_file_write(&arena, path, str_from(text), &reason));
    Config config = {0};
    Diags diags = {.arena = &arena};
    Ingest in = {.arena = &arena, .scratch = &arena, .config = &config, .diags = &diags};
    TextFile file;
    assert_true(text_file_open(&in, &file, path, &(TextWanted){.header_rows = header_rows}));
    (void)unlink("/tmp/cxex-test-columns.csv");
    return file;
}

typedef struct Search {
    const char *name, *columns; /* "C D", from the left; empty: none */
    FoundBy by;
    ptrdiff_t fewer;
} Search;

static void check_searches(TextFile *file, const Search *cases, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        FoundColumns found = columns_named(&arena, file, str_from(cases[i].name));
        Buffer columns = {.arena = &arena};
        for (ptrdiff_t c = 0; c < found.columns.columns.len; c++)
            buffer_addf(&columns, "%s%.*s", c > 0 ? " " : "",
                        STR_ARG(str_column_letters(&arena, found.columns.columns.items[c])));
        bool good = str_equal(buffer_str(&columns), str_from(cases[i].columns)) &&
                    (found.columns.columns.len == 0 || found.by == cases[i].by) &&
                    found.fewer == cases[i].fewer;
        if (!good)
            fail_msg("%s: %.*s, by %d, of %td", cases[i].name, STR_ARG(buffer_str(&columns)),
                     (int)found.by, found.fewer);
    }
}

static void test_names(void **state)
{
    (void)state;
    /*            A       B      C       D      E                F       G   H       I   J */
    TextFile file =
        open_text("Câu hỏi, Điểm ,Câu hỏi,hài LÒNG,Câu hỏi (3),Câu hỏi,#2,Ca (2),ABC,abc\n"
                  "1,2,3,4,5,6,7,8,9,10\n",
                  0);
    static const Search cases[] = {
        {"Câu hỏi", "A C F", FOUND_NAME, 0},
        {"Câu hỏi (1)", "A", FOUND_NAME, 0},
        {"Câu hỏi (2)", "C", FOUND_NAME, 0},
        {"Câu hỏi(2)", "C", FOUND_NAME, 0},
        {"Câu hỏi (3)", "E", FOUND_NAME, 0}, /* a column that is really called so */
        {"Câu hỏi (4)", "", FOUND_NAME, 3},
        {"Câu hỏi (0)", "", FOUND_NAME, 0},
        {"Câu hỏi (02)", "", FOUND_NAME, 0},
        {"CÂU HỎI (2)", "C", FOUND_LETTERS, 0},
        {"Ca (2)", "H", FOUND_NAME, 0},
        {"ca (2)", "H", FOUND_LETTERS, 0},
        {"Ca", "", FOUND_NAME, 0},
        {"Ca (2) (2)", "", FOUND_NAME, 1},
        {"Điểm", "B", FOUND_NAME, 0},
        {"  Đie\u0302\u0309m", "B", FOUND_NAME, 0}, /* letters and marks apart */
        {"Hài lòng", "D", FOUND_LETTERS, 0},
        {"ABC", "I", FOUND_NAME, 0},
        {"Abc", "", FOUND_NAME, 0}, /* two differ in capitals alone: neither */
        {"#1", "A", FOUND_POSITION, 0},
        {"#2", "G", FOUND_NAME, 0},
        {"#D", "D", FOUND_POSITION, 0},
        {"#10", "J", FOUND_POSITION, 0},
        {"#11", "", FOUND_POSITION, 0},
        {"#0", "", FOUND_POSITION, 0},
        {"#d", "", FOUND_POSITION, 0},
        {"#A1", "", FOUND_POSITION, 0},
        {"#", "", FOUND_POSITION, 0},
        {"(2)", "", FOUND_NAME, 0},
        {"", "", FOUND_NAME, 0},
    };
    check_searches(&file, cases, CX_COUNTOF(cases));
}

/* The question over its columns, in the row below what is to be chosen. */
static void test_options(void **state)
{
    (void)state;
    TextFile file = open_text("Mã,Đã dùng gì?,,Hài lòng,Lý do [khác],\n"
                              ",Web,Ứng dụng,Response,Web,Khác\n"
                              "1,x,y,5,z,t\n",
                              2);
    static const Search cases[] = {
        {"Đã dùng gì? [Web]", "B", FOUND_NAME, 0},
        {"Đã dùng gì? [Ứng dụng]", "C", FOUND_NAME, 0},
        {"Đã dùng gì? [Khác]", "", FOUND_NAME, 0}, /* of another question */
        {"Lý do [khác]", "E", FOUND_NAME, 0},
        {"Lý do [khác] [Khác]", "F", FOUND_NAME, 0},
        {"Web", "B E", FOUND_NAME, 0},
        {"Web (2)", "E", FOUND_NAME, 0},
        {"Hài lòng [Response]", "D", FOUND_NAME, 0},
        {"Response", "D", FOUND_NAME, 0},
    };
    check_searches(&file, cases, CX_COUNTOF(cases));
}

/* ---- Published exports; the facts were found in Python ---- */

static void test_repeated_headers(void **state)
{
    (void)state;
    if (absent(REAL "/typeform/osmi2018_html_headers.csv"))
        skip();
    static const struct {
        const char *file, *name;
        ptrdiff_t same, last; /* columns of the name, and the last of them */
        const char *second;   /* cells of the second that are not empty: how many */
        ptrdiff_t filled;
    } cases[] = {
        {"typeform/osmi2018_html_headers.csv", "Other", 4, 117, "Other (2)", 2},
        {"typeform/osmi2018_html_headers.csv", "Mood Disorder (Depression, Bipolar Disorder, etc)",
         3, 77, "Mood Disorder (Depression, Bipolar Disorder, etc) (2)", 48},
        {"typeform/osmi2018_html_headers.csv", "Why or why not?", 2, 99, "Why or why not? (2)",
         332},
        {"typeform/osmi2018_html_headers.csv", "Are you self-employed?", 1, 1,
         "Are you self-employed? (1)", 417},
        {"typeform/osmi2016_no_id.csv", "Why or why not?", 2, 39, "Why or why not? (2)", 1127},
        {"qualtrics/many_question_types_insights.csv", "Q50#2_wedges_1231", 4, 174,
         "Q50#2_wedges_1231 (4)", 3},
        {"qualtrics/multiple_answer_matrix_legacy.csv", "question_one_1", 3, 58,
         "question_one_1 (3)", 2},
        {"kobo/site_inspection.labels.csv", "was there damage to the site?", 2, 8,
         "was there damage to the site? (2)", 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str path = str_format(&arena, REAL "/%s", cases[i].file);
        TestTable table = test_table_read(&arena, str_cstr(&arena, path), NULL);
        assert_true(table.ok);
        FoundColumns all = columns_named(&arena, &table.file, str_from(cases[i].name));
        FoundColumns one = columns_named(&arena, &table.file, str_from(cases[i].second));
        assert_int_equal(one.columns.columns.len, 1);
        ptrdiff_t filled = 0;
        for (ptrdiff_t r = 0; r < table.rows.len; r++)
            filled += str_trim(test_table_cell(&table, r, one.columns.columns.items[0])).len > 0;
        if (all.columns.columns.len != cases[i].same || filled != cases[i].filled ||
            all.columns.columns.items[all.columns.columns.len - 1] != cases[i].last)
            fail_msg("%s: %td columns, the last %td; %td answers", cases[i].name,
                     all.columns.columns.len,
                     all.columns.columns.items[all.columns.columns.len - 1], filled);
    }
}

/* ---- Through a project ---- */

#define PROJECT(more)                                                                       \
    "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n[customers]\nfiles = " \
    "a.csv\ndate = Ngày\nunit = Bộ phận\n" more

static const Tally *read_columns(const char *ini, const char *csv, Str *problems)
{
    ProjectFile files[] = {{"project.ini", str_from(ini)}, {"a.csv", str_from(csv)}};
    return read_project(&arena, files, CX_COUNTOF(files), problems);
}

static void test_ways_are_one(void **state)
{
    (void)state;
    static const char *const ways[] = {"Điểm (2)", "ĐIỂM (2)", "#4", "#D", "Không có | Điểm (2)"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ways); i++) {
        Str ini = str_format(
            &arena, PROJECT("[metric cx.nps]\ncolumn = %s\ntype = nps\nscale = 0..10\n"), ways[i]);
        Str problems;
        const Tally *tally = read_columns(str_cstr(&arena, ini),
                                          "Ngày,bộ phận,Điểm,Điểm\n2026-10-01,Kho,1,9\n"
                                          "2026-10-02,Kho,2,\n2026-10-03,Kho,3,8\n",
                                          &problems);
        if (tally == NULL)
            fail_msg("%.*s", STR_ARG(problems));
        Answers found = add_answers(tally, SIDE_CX, 0, -1, 0);
        assert_int_equal(found.n, 2);
        assert_true(found.sum == 17);
        assert_true(str_find(problems, S("[column-letters]")) >= 0); /* Bộ phận */
    }
}

/* One of three has answers: that one; in two: which is meant? */
static void test_spare_columns(void **state)
{
    (void)state;
    const char *ini = PROJECT("[metric cx.nps]\ncolumn = Điểm\ntype = nps\nscale = 0..10\n");
    Str problems;
    const Tally *tally = read_columns(
        ini, "Ngày,Bộ phận,Điểm,Điểm,Điểm\n2026-10-01,Kho,,9,\n2026-10-02,Kho,\" \",8,\n",
        &problems);
    assert_non_null(tally);
    assert_int_equal(add_answers(tally, SIDE_CX, 0, -1, 0).n, 2);
    assert_true(str_find(problems, S("[column-spare]")) >= 0);
    assert_null(read_columns(ini, "Ngày,Bộ phận,Điểm,Điểm\n2026-10-01,Kho,,9\n2026-10-02,Kho,8,\n",
                             &problems));
    assert_true(str_find(problems, S("\"Điểm (1)\" [column-repeated]")) >= 0);
}

/* A file of counts has no columns of questions: it is not the one that lacks it. */
static void test_missing_beside_counts(void **state)
{
    (void)state;
    ProjectFile files[] = {
        {"project.ini",
         S("[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"
           "[customers]\nfiles = counts.csv\nformat = tally\n"
           "[customers web]\nfiles = a.csv\ndate = Day\n[metric cx.nps]\ncolumn = Skore\n")},
        {"counts.csv", S("unit,period,metric,level,n\nKho,2026-10,cx.nps,9,5\n")},
        {"a.csv", S("Day,Score\n2026-10-01,9\n")}};
    Str problems;
    assert_null(read_project(&arena, files, CX_COUNTOF(files), &problems));
    if (str_find(problems, S("\"Skore\" in a.csv; did you mean \"Score\"?")) < 0)
        fail_msg("%.*s", STR_ARG(problems));
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header_keys),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_repeated_headers),
        cmocka_unit_test(test_ways_are_one),
        cmocka_unit_test(test_spare_columns),
        cmocka_unit_test(test_missing_beside_counts),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
