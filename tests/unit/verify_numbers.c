/* Numbers as people write them, and formulas as cxex writes them, worked out again. */
#include "../../src/verify/formula.c"
#include "../../src/verify/formula_arithmetic.c"
#include "../../src/verify/numbers.c"

#include "one_arena.h"

static void numbers_in_texts(void **state)
{
    (void)state;
    static const struct {
        Lang lang;
        const char *text;
        int count;
        double values[4];
        int decimals; /* of the last one */
    } cases[] = {
        {LANG_EN, "76.2", 1, {76.2}, 1},
        {LANG_EN, "1,234.5 of 1,234,567", 2, {1234.5, 1234567}, 0},
        {LANG_VI, "1.234,5 – 78%", 2, {1234.5, 78}, 0},
        {LANG_VI,
         "\xE2\x96\xBC \xE2\x88\x92"
         "8,8",
         1,
         {-8.8},
         1},
        {LANG_EN, "-15 to 18", 2, {-15, 18}, 0},
        {LANG_EN, "2026-10", 2, {2026, 10}, 0},
        {LANG_EN, "13 of 15, 87%", 3, {13, 15, 87}, 0},
        {LANG_VI, "13 trong 15, 87%", 3, {13, 15, 87}, 0},
        {LANG_EN, "12,34", 2, {12, 34}, 0},
        {LANG_EN, "no number", 0, {0}, 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        NumberToken token = {0};
        int count = 0;
        for (ptrdiff_t at = 0; number_next(str_from(cases[i].text), cases[i].lang, &at, &token);) {
            assert_true(count < cases[i].count);
            assert_true(fabs(token.value - cases[i].values[count++]) < 1e-9);
        }
        assert_int_equal(count, cases[i].count);
        assert_int_equal(token.decimals, cases[i].decimals);
    }
}

/* metrics.md §14: half away from zero. */
static void printed_as_rounded(void **state)
{
    (void)state;
    static const struct {
        double token;
        int decimals;
        double x;
        bool with_sign, same;
    } cases[] = {
        {74.3, 1, 74.25, true, true},     {74.2, 1, 74.25, true, false},
        {-74.3, 1, -74.25, true, true},   {74.3, 1, -74.25, false, true},
        {74.3, 1, -74.25, true, false},   {0, 0, -0.4, true, true},
        {1, 0, 0.5, true, true},          {76.2, 1, 76.22197, true, true},
        {76.3, 1, 76.22197, true, false}, {76, 1, 76.22197, true, false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        NumberToken token = {.value = cases[i].token, .decimals = cases[i].decimals};
        assert_int_equal(number_is(&token, cases[i].x, cases[i].with_sign), cases[i].same);
    }
    NumberToken token = {.value = 1};
    assert_false(number_is(&token, (double)NAN, true));
}

static void names_cut_short(void **state)
{
    (void)state;
    Str name = S("Regional Store Management North");
    assert_true(figures_names_short(S("for Regional Store Mana\xE2\x80\xA6 CX"), name));
    assert_false(figures_names_short(S("for Regional Store Mana CX"), name));
    assert_false(figures_names_short(S("for Regional Stores\xE2\x80\xA6"), name));
    assert_false(figures_names_short(S("Short\xE2\x80\xA6"), S("Short")));
}

/* "Shop 61" names a shop; a 61 beside it, or of a unit that is called "61", is a figure. */
static void numbers_that_are_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        bool good;
    } cases[] = {
        {"Shop 61", "Brief for Shop 61", true},
        {"Shop 61", "Brief for Shop 61, 61", false},
        {"Shop 61", "Shop 61 and Shop 61", true},
        {"Shop 61", "Brief for Shop 6", false},
        {"Shop 61", "61", false},
        {"61", "Brief for 61", false},
        {"Shop 6", "Brief for Shop 61", false},
        {"Team 24/7 A", "of Team 24/7 A", true},
        {"Team 24/7 A", "of Team 24/7 B", false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Verify verify = {.arena = &arena, .scratch = arena_open(1 << 20, NULL, NULL)};
        *PUSH(&arena, &verify.figures.scopes, PackScope) = (PackScope){.name = S("company")};
        *PUSH(&arena, &verify.figures.scopes, PackScope) =
            (PackScope){.name = str_from(cases[i].name)};
        TextContext context = {.lang = LANG_EN};
        NumberToken token;
        Str text = str_from(cases[i].text);
        assert_int_equal(text_repeats(&verify, &context, text, &token), cases[i].good);
        assert_int_equal(text_tied(&verify, &context, text, &token), cases[i].good);
        arena_close(&verify.scratch);
    }
}

/* "1.0" in words is a figure that is 1.0, not the mark 1 of a change that is sure. */
static void numbers_of_a_figure(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        FigureField field;
        double x;
        bool good;
    } cases[] = {
        {"CX 61.3", FIELD_VALUE, 61.28, true},   {"CX 61.3", FIELD_LOW, 61.28, true},
        {"CX 61.3", FIELD_VALUE, 61.38, false},  {"up by 1.0", FIELD_DIFF, 1.04, true},
        {"up by 1.0", FIELD_MARK, 1, false},     {"down by 1.0", FIELD_MARK, -1, false},
        {"0.0 points", FIELD_MARK, 0, false},    {"1%", FIELD_MARK, 1, false},
        {"0.0 points", FIELD_VALUE, 0.04, true},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Verify verify = {.arena = &arena, .scratch = arena_open(1 << 20, NULL, NULL)};
        PublishedFigure figure = {.code = S("cx.index")};
        for (int f = 0; f < FIELD_COUNT; f++)
            figure.field[f] = (double)NAN;
        figure.field[cases[i].field] = cases[i].x;
        *PUSH(&arena, &verify.figures.items, PublishedFigure) = figure;
        *PUSH(&arena, &verify.figures.scopes, PackScope) =
            (PackScope){.name = S("company"), .count = 1};
        const ptrdiff_t company = 0;
        TextContext context = {.lang = LANG_EN, .scopes = &company, .scope_count = 1};
        NumberToken token;
        assert_int_equal(text_tied(&verify, &context, str_from(cases[i].text), &token),
                         cases[i].good);
        arena_close(&verify.scratch);
    }
}

static BookCell cells[] = {
    {.row = 0, .column = 0, .kind = CELL_TEXT, .text = {"A|1|x", 5}},
    {.row = 0, .column = 1, .kind = CELL_NUMBER, .number = 4.5},
    {.row = 0, .column = 2, .kind = CELL_TEXT, .text = {"A", 1}},
    {.row = 1, .column = 0, .kind = CELL_TEXT, .text = {"B|1|x", 5}},
    {.row = 2, .column = 0, .kind = CELL_TEXT, .text = {"a*|1|x", 6}},
    {.row = 2, .column = 1, .kind = CELL_NUMBER, .number = 6},
};
static BookSheet sheet = {.name = {"Data", 4}, .cells = cells, .cell_count = 6};
static BookName names[] = {{{"data_key", 8}, {"Data!$A$1:$A$3", 14}},
                           {{"data_value", 10}, {"'Data'!$B$1:$B$3", 16}}};
static const Workbook book = {.sheets = &sheet, .sheet_count = 1, .names = names, .name_count = 2};

static void formulas_give_what_a_spreadsheet_shows(void **state)
{
    (void)state;
    static const struct {
        const char *formula, *text; /* text: of a text or an error; NULL: a number */
        double number;
    } cases[] = {
        {"INDEX(data_value,MATCH(C1&\"|\"&1&\"|x\",data_key,0))", NULL, 4.5},
        {"INDEX(data_value,MATCH(\"Z|1|x\",data_key,0))", "#N/A", 0},
        {"B3-INDEX(data_value,1)", NULL, 1.5},
        {"IF(ISNUMBER(B2),B2,\"–\")", "–", 0},
        {"IF(ISNUMBER(B1),B1,NA())", NULL, 4.5},
        {"IF(ISNUMBER(NA()),1,NA())", "#N/A", 0},
        {"C1-B1", "#VALUE!", 0},
        {"B1/B2", "#DIV/0!", 0},
        {"-(1+2)*3", NULL, -9},
        {"\"a \"\"b\"\"\"&\" \"&B1", "a \"b\" 4.5", 0},
        {"SUM($B$1:$B$3)", NULL, 10.5},
        {"MIN(B1:B3)+MAX(B1:B3)", NULL, 10.5},
        {"SUMPRODUCT(EXACT(data_key,\"a*|1|x\")*(ROW(data_key)-MIN(ROW(data_key))+1))", NULL, 3},
        {"IF(SUMPRODUCT(--EXACT(data_key,\"A*|1|x\"))=0,NA(),1)", "#N/A", 0},
        {"IF('Data'!A1=\"a|1|x\",\"yes\",\"no\")", "yes", 0},
        {"IF(B1<>4.5,1,2)", NULL, 2},
        {"IFERROR(NA(),7)", NULL, 7},
        {"INDEX(data_value,9)", "#REF!", 0},
        {"-2^2+2^-1", NULL, 4.5},
        {"SQRT(B1^2-(B1-2)*(B1+2))", NULL, 2},
        {"SQRT(-1)", "#NUM!", 0},
        {"ABS(-B3)+LN(EXP(1))", NULL, 7},
        {"ROUND(2.345,2)+ROUND(-1.5,0)", NULL, 0.35},
        {"COUNT(A1:B3)", NULL, 2},
        {"SUMPRODUCT(data_value,B1:B3)", NULL, 56.25},
        {"SUMPRODUCT(data_value,B1:B2)", "#VALUE!", 0},
        {"SLOPE(B1:B3,B1:B3)", NULL, 1},
        {"SLOPE(B1:B3,A1:A3)", "#DIV/0!", 0},
        {"IF(OR(B1>9,NOT(B1=4)),1,2)", NULL, 1},
        {"SUBSTITUTE(FIXED(-1234.55,1),\"-\",\"−\")&\"!\"", "−1.234,6!", 0},
        {"FIXED(ROUND(-0.04,1)+0,1)", "0,0", 0},
        {"FIXED(2,0)&FIXED(0.5,2)", "20,50", 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        FormulaBook formulas = {.arena = &arena, .book = &book, .lang = LANG_VI};
        FormulaValue value;
        Str why;
        assert_true(formula_compute(&formulas, 0, str_from(cases[i].formula), &value, &why));
        if (cases[i].text)
            assert_text(value.text, cases[i].text);
        else
            assert_true(value.kind == FORMULA_NUMBER &&
                        fabs(value.number - cases[i].number) < 1e-12);
    }
}

static void other_formulas_are_not_guessed(void **state)
{
    (void)state;
    static const char *const cases[] = {"VLOOKUP(1,data_key,1)",
                                        "unknown_name",
                                        "1+",
                                        "(1",
                                        "\"a",
                                        "A1 B1",
                                        "MATCH(\"A\",data_key,1)",
                                        "data_key=\"A\"&",
                                        ("((((((((((((((((((((((((((((((((((((((((((((((((((((("
                                         "((((((((((((((((((((((1"),
                                        "",
                                        "IF(",
                                        "#REF!",
                                        "INDEX(1)"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        FormulaBook formulas = {.arena = &arena, .book = &book};
        FormulaValue value;
        Str why;
        assert_false(formula_compute(&formulas, 0, str_from(cases[i]), &value, &why));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_texts),
        cmocka_unit_test(printed_as_rounded),
        cmocka_unit_test(names_cut_short),
        cmocka_unit_test(numbers_that_are_names),
        cmocka_unit_test(numbers_of_a_figure),
        cmocka_unit_test(formulas_give_what_a_spreadsheet_shows),
        cmocka_unit_test(other_formulas_are_not_guessed),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
