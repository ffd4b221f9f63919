/* What a project file comes to: typed values, and the defaults of everything that is not written.
 */
#include "one_arena.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include <cxex/config.h>

#define assert_near(found, expected, tolerance) \
    assert_true(fabs((found) - (expected)) <= (tolerance))
#define assert_str(actual, expected) check_str((actual), (expected), __LINE__)

static void check_str(Str found, const char *expected, int line)
{
    if (str_equal(found, str_from(expected)))
        return;
    print_error("line %d: found \"%.*s\", expected \"%s\"\n", line, STR_ARG(found), expected);
    fail();
}

static const Config *read_case(const char *name, ConfigOptions options)
{
    Diags diags = {.arena = &arena};
    Str path = str_format(&arena, "%s/cases/%s/project.ini", TESTS_DIR, name);
    const Config *config = config_read(&arena, path, options, &diags);
    if (config == NULL)
        print_error("%.*s", STR_ARG(diag_print(&arena, &diags, DIAG_EN)));
    assert_non_null(config);
    return config;
}

/* The example of product.md as written there, with every default that it leaves out. */
static void the_manual_example(void **state)
{
    (void)state;
    const Config *c = read_case("config-fine-product", (ConfigOptions){0});
    assert_str(c->report.client, "Công ty cổ phần bán lẻ Sen Việt");
    assert_str(c->report.client_short, "Công ty cổ phần bán lẻ Sen Việt");
    assert_str(c->report.confidential, "Bảo mật — chỉ dành cho hội đồng quản trị");
    assert_int_equal(c->report.language, LANG_VI);
    assert_int_equal(c->report.period, PERIOD_MONTH);
    assert_str(c->report.theme, "sen-viet");
    assert_int_equal(c->report.theme_pos.line, 7);
    assert_str(c->report.out, TESTS_DIR "/cases/config-fine-product/out");
    assert_int_equal(c->report.as_of.year, 0);

    assert_int_equal(c->source_count, 2);
    const Source *cx = &c->sources[0];
    assert_int_equal(cx->side, SIDE_CX);
    assert_int_equal(cx->files.len, 1);
    assert_str(cx->files.items[0], TESTS_DIR "/cases/config-fine-product/exports/khach-hang-*.csv");
    assert_str(cx->format, "auto");
    assert_str(cx->date.names[0], "Dấu thời gian");
    assert_str(cx->comment.names[0], "Điều gì khiến bạn chưa hài lòng?");
    assert_int_equal(cx->weight.count, 0);
    assert_int_equal(cx->encoding, ENCODING_AUTO);
    assert_true(cx->delimiter == 0 && cx->header_rows == 0 && !cx->decimal_comma);
    assert_int_equal(cx->date_order, DATE_ORDER_AUTO);
    assert_str(c->sources[1].invited, TESTS_DIR "/cases/config-fine-product/hr/danh-sach.csv");

    static const struct {
        const char *id, *label, *headline;
        MetricType type;
        Side side;
        ptrdiff_t levels;
        double practical;
        Stage stage;
    } metrics[] = {
        {"cx.nps", "NPS", "cx.nps", METRIC_NPS, SIDE_CX, 11, 3, STAGE_NONE},
        {"cx.csat", "CSAT", "cx.csat_top2", METRIC_RATING, SIDE_CX, 5, 3, STAGE_NONE},
        {"cx.ces", "CES", "cx.ces_mean", METRIC_CES, SIDE_CX, 7, 0.2, STAGE_NONE},
        {"cx.stage_buy", "Mua hàng", "cx.stage_buy_index", METRIC_RATING, SIDE_CX, 5, 2, STAGE_BUY},
        {"cx.stage_use", "Sử dụng", "cx.stage_use_index", METRIC_RATING, SIDE_CX, 5, 2, STAGE_USE},
        {"cx.stage_aftersale", "Sau mua", "cx.stage_aftersale_index", METRIC_RATING, SIDE_CX, 5, 2,
         STAGE_AFTERSALE},
        {"ex.enps", "eNPS", "ex.enps", METRIC_NPS, SIDE_EX, 11, 5, STAGE_NONE},
        {"ex.q1", "Ca làm của tôi được báo trước đủ sớm.", "ex.q1_index", METRIC_RATING, SIDE_EX, 5,
         2, STAGE_NONE},
    };
    assert_int_equal(c->metric_count, CX_COUNTOF(metrics));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(metrics); i++) {
        const Metric *m = config_find_metric(c, str_from(metrics[i].id));
        assert_ptr_equal(m, &c->metrics[i]);
        assert_str(m->label, metrics[i].label);
        assert_str(config_headline(&arena, m), metrics[i].headline);
        assert_int_equal(m->type, metrics[i].type);
        assert_int_equal(m->side, metrics[i].side);
        assert_int_equal(m->scale.level_count, metrics[i].levels);
        assert_near(m->practical, metrics[i].practical, 0);
        assert_int_equal(m->stage, metrics[i].stage);
        assert_false(m->label_given);
    }
    const Metric *nps = &c->metrics[0];
    assert_int_equal(nps->missing.len, 2);
    assert_str(nps->missing.items[0], "11");
    assert_str(nps->missing.items[1], "99");
    assert_true(nps->target.given);
    assert_near(nps->target.value, 35, 0);
    assert_false(c->metrics[1].target.given);
    assert_str(c->metrics[7].factor, "hours");
    assert_str(c->metrics[7].cycle, "engage");
    assert_str(c->metrics[7].mirror, "cx.ces");
    assert_null(config_find_metric(c, S("cx.index")));
}

static void the_manual_example_indices(void **state)
{
    (void)state;
    const Config *c = read_case("config-fine-product", (ConfigOptions){0});
    static const char *const parts[] = {"cx.nps", "cx.csat", "cx.ces", "cx.journey"};
    assert_int_equal(c->cx_index.part_count, 4);
    for (ptrdiff_t i = 0; i < 4; i++) {
        assert_str(c->cx_index.parts[i].id, parts[i]);
        assert_near(c->cx_index.parts[i].weight, 1, 0);
    }
    assert_near(c->cx_index.target.value, 75, 0);
    assert_near(c->cx_index.cut, 70, 0);
    assert_near(c->cx_index.practical, 2, 0);
    assert_int_equal(c->cx_journey.part_count, 3);
    assert_str(c->cx_journey.parts[0].id, "cx.stage_buy");
    assert_str(c->cx_journey.label, "Hành trình khách hàng");
    assert_int_equal(c->ex_index.part_count, 2);
    assert_str(c->ex_index.parts[0].id, "ex.engagement");
    assert_true(c->engagement.all);
    assert_int_equal(c->engagement.items.len, 1);
    assert_str(c->engagement.items.items[0], "ex.q1");
    assert_near(c->combined.cx_weight, 0.5, 0);
    assert_false(c->combined.geometric);
    assert_near(c->combined.gap_margin, 5, 0);
}

static void the_manual_example_other_sections(void **state)
{
    (void)state;
    const Config *c = read_case("config-fine-product", (ConfigOptions){0});
    assert_near(c->statistics.level, 0.95, 0);
    assert_int_equal(c->statistics.stage_minimum, 3);
    assert_near(c->statistics.half_rule, 0.5, 0);
    assert_int_equal(c->statistics.test_minimum, 10);
    assert_near(c->statistics.trim_low, 0.3, 0);
    assert_near(c->statistics.trim_high, 3.0, 0);
    assert_int_equal(c->statistics.top_csat, 4);
    assert_near(c->statistics.whatif, 5, 0);
    assert_int_equal(c->statistics.answer_days, 30);
    assert_false(c->statistics.fpc);
    assert_str(c->statistics.windows, "none");
    assert_false(c->statistics.ytd);
    assert_int_equal(c->statistics.rolling_count, 0);
    assert_str(c->statistics.seed, "cxex");
    assert_int_equal(c->statistics.bootstrap, 9999);

    assert_int_equal(c->kpi_count, 3);
    assert_str(c->kpis[0].id, "revenue_per_head");
    assert_str(c->kpis[0].column, "revenue_per_head");
    assert_false(c->kpis[0].column_given);
    assert_str(c->kpis[0].measure, "triệu ₫");
    assert_str(c->kpis[1].column, "doanh_thu");
    assert_true(c->kpis[1].column_given);
    assert_false(c->kpis[1].lower_is_better);
    assert_str(c->units.file, TESTS_DIR "/cases/config-fine-product/bo-phan.csv");
    assert_str(c->themes.kind, "themes-of-comments");
    assert_int_equal(c->benchmark_count, 1);
    assert_str(c->benchmarks[0].id, "retail");
    assert_int_equal(c->events.file.len, 0);

    assert_int_equal(c->privacy.minimum, 5);
    assert_int_equal(c->privacy.comment_minimum, 10);
    assert_false(c->privacy.unanimity_hide);
    assert_int_equal(c->privacy.merge.len, 0);
    assert_int_equal(c->privacy.merge_count, 0);
    assert_false(c->privacy.merge_auto);
    assert_false(c->privacy.own_comments_show);
    assert_true(c->incentive.given);
    assert_str(c->incentive.revenue_actual, "revenue");
    assert_str(c->incentive.revenue_target, "revenue_target");
    assert_str(c->incentive.score, "cx.index");
    assert_near(c->incentive.threshold_pays, 0.5, 0);
    assert_near(c->incentive.cap, 1.5, 0);
    assert_true(c->mail.given);
    assert_str(c->mail.subject, "Bản tin trải nghiệm {period}: {unit}");
}

static void what_the_command_line_overrides(void **state)
{
    (void)state;
    ConfigOptions options = {.has_language = true, .language = LANG_EN, .out = S("elsewhere")};
    const Config *c = read_case("config-fine-product", options);
    assert_int_equal(c->report.language, LANG_EN);
    assert_str(c->report.out, "elsewhere");
    assert_str(c->metrics[3].label, "Purchase");
    assert_str(c->cx_index.label, "Customer index (CX)");
}

static void comments_quotes_and_long_values(void **state)
{
    (void)state;
    const Config *c = read_case("config-fine-writing", (ConfigOptions){0});
    assert_str(c->report.client, "Lotus; and Lily");
    assert_str(c->report.title, "A long title that goes on and on");
    assert_str(c->report.author, "Experience; Office");
    assert_int_equal(c->sources[0].files.len, 2);
    assert_int_equal(c->sources[0].unit.count, 2);
    assert_str(c->sources[0].unit.names[1], "Area");
    assert_int_equal(c->sources[0].id.count, 0);
    const Metric *nps = &c->metrics[0];
    assert_int_equal(nps->column.count, 2);
    assert_str(nps->column.names[0], "Would you | could you, recommend?");
    assert_int_equal(nps->missing.len, 2);
    assert_str(nps->missing.items[0], "a, b");
    assert_near(nps->scale.worst, 10, 0);
    assert_near(nps->scale.best, 0, 0);
    assert_int_equal(nps->scale.level_count, 11);
}

/* ---- Projects written on the spot, in a folder of their own ---- */

static const Config *read_text(const char *text, Str *problems)
{
    char folder[] = "/tmp/cxex-config-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Str reason = STR_NONE;
    Str project = str_format(&arena, "%s/project.ini", folder);
    Str data = str_format(&arena, "%s/x.csv", folder);
    assert_true(os_file_write(&arena, project, str_from(text), &reason));
    assert_true(os_file_write(&arena, data, S("a,b\n"), &reason));
    Diags diags = {.arena = &arena};
    const Config *config = config_read(&arena, project, (ConfigOptions){0}, &diags);
    *problems = diag_print(&arena, &diags, DIAG_EN);
    (void)unlink(str_cstr(&arena, project));
    (void)unlink(str_cstr(&arena, data));
    (void)rmdir(folder);
    return config;
}

#define HEAD "[report]\nclient = L\n[customers]\nfiles = x.csv\ndate = D\n"
#define BOTH HEAD "[employees]\nfiles = x.csv\ndate = D\n"

static Str part_names(const Index *index)
{
    Buffer out = {.arena = &arena};
    for (ptrdiff_t i = 0; i < index->part_count; i++)
        buffer_addf(&out, "%s%.*s %g", i > 0 ? ", " : "", STR_ARG(index->parts[i].id),
                    index->parts[i].weight);
    return buffer_str(&out);
}

static void default_parts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cx, *ex, *items;
    } cases[] = {
        {BOTH "[metric cx.csat]\ncolumn=A\n[metric cx.nps]\ncolumn=B\n[metric ex.enps]\ncolumn=C\n",
         "cx.nps 1, cx.csat 1", "ex.enps 1", ""},
        {BOTH "[metric cx.ces]\ncolumn=A\n[metric ex.q2]\ncolumn=B\n[metric ex.pay]\ncolumn=C\n"
              "[metric ex.q10]\ncolumn=D\n[metric ex.enps]\ncolumn=E\n",
         "cx.ces 1", "ex.engagement 1, ex.enps 1", "ex.q2 ex.q10"},
        {BOTH
         "[metric cx.clean]\ncolumn=A\n[metric ex.pay]\ncolumn=B\n[metric ex.hours]\ncolumn=C\n",
         "cx.clean 1", "ex.engagement 1", "ex.pay ex.hours"},
        {HEAD "[metric cx.nps]\ncolumn=N\n[metric cx.stage_buy]\ncolumn=A\n[metric "
              "cx.stage_use]\ncolumn=B\n",
         "cx.nps 1", "", ""},
        {HEAD "[metric cx.nps]\ncolumn=N\n[metric cx.stage_buy]\ncolumn=A\n[metric "
              "cx.stage_use]\ncolumn=B\n[statistics]\nstage_minimum=2\n",
         "cx.nps 1, cx.journey 1", "", ""},
        {BOTH "[metric cx.nps]\ncolumn=N\n[metric ex.q1]\ncolumn=A\n[metric ex.q2]\ncolumn=B\n"
              "[index ex.engagement]\nitems = ex.q2\n[index cx.index]\nparts = cx.nps 0.25\n"
              "[index ex.index]\nparts = ex.q1 2,\n  ex.q2\n",
         "cx.nps 0.25", "ex.q1 2, ex.q2 1", "ex.q2"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str problems = STR_NONE;
        const Config *c = read_text(cases[i].text, &problems);
        if (c == NULL)
            print_error("%.*s", STR_ARG(problems));
        assert_non_null(c);
        assert_str(part_names(&c->cx_index), cases[i].cx);
        assert_str(part_names(&c->ex_index), cases[i].ex);
        assert_str(str_join(&arena, c->engagement.items.items, c->engagement.items.len, S(" ")),
                   cases[i].items);
    }
}

static void scales(void **state)
{
    (void)state;
    static const struct {
        const char *scale;
        double worst, best;
        ptrdiff_t levels;
        const char *labels;
    } cases[] = {
        {"1..5", 1, 5, 5, NULL},
        {"5..1", 5, 1, 5, NULL},
        {"0..1", 0, 1, 2, NULL},
        {"-2..2", -2, 2, 5, NULL},
        {"0..100", 0, 100, 101, NULL},
        {"1 .. 4", 1, 4, 4, NULL},
        {"Kém | Trung bình | Tốt", 1, 3, 3, "Kém/Trung bình/Tốt"},
        {"\"1 | low\" | \"2, mid\" | 3", 1, 3, 3, "1 | low/2, mid/3"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str problems = STR_NONE;
        Str text =
            str_format(&arena, "%s[metric cx.x]\ncolumn = A\nscale = %s\n", HEAD, cases[i].scale);
        const Config *c = read_text(str_cstr(&arena, text), &problems);
        assert_non_null(c);
        const Scale *scale = &c->metrics[0].scale;
        assert_near(scale->worst, cases[i].worst, 0);
        assert_near(scale->best, cases[i].best, 0);
        assert_int_equal(scale->level_count, cases[i].levels);
        assert_true(scale->words == (cases[i].labels != NULL));
        if (scale->words)
            assert_str(str_join(&arena, scale->labels, scale->level_count, S("/")),
                       cases[i].labels);
        assert_int_equal(c->metrics[0].scale_pos.line, 8);
    }
}

static void every_other_kind_of_value(void **state)
{
    (void)state;
    Str problems = STR_NONE;
    const Config *c = read_text(
        "[report]\nclient = L\nshort = l\nperiod = Wave\nas_of = 2026-10-31\nout = /tmp/o\n"
        "[employees]\nfiles = x.csv\nformat = CSV\nencoding = UTF-8\ndelimiter = ;\n"
        "header_rows = 2\ndecimal = comma\ndate_order = dmy\nperiod = Đợt 1\n"
        "invited = x.csv\ncolumn.headcount = Sĩ số\n"
        "[employees two]\nfiles = x.csv\nwave = W | V\ndelimiter = \";\"\n"
        "[metric ex.enps]\ncolumn = A\ntarget = x.csv\nlabel = \" kept \"\npractical = 0\n"
        "[index combined.score]\nparts = ex.index 3, cx.index 1\ncombine = geometric\ntarget = 66\n"
        "[units]\nfile = x.csv\ncolumn.unit = Phòng\ncolumn.head = Trưởng\n"
        "[kpi churn]\nfile = x.csv\nbetter = lower\ncolumn.period = Tháng\n"
        "[statistics]\ntrim = 0.5..2\nfpc = on\nlevel = 0.9\nwindows = none\n"
        "[privacy]\nunanimity = hide\nmerge = A, B -> C | D, E -> F\n"
        "[mail]\nfrom = Office <o@x.example>\n",
        &problems);
    if (c == NULL)
        print_error("%.*s", STR_ARG(problems));
    assert_non_null(c);
    assert_str(c->report.client_short, "l");
    assert_int_equal(c->report.period, PERIOD_WAVE);
    assert_int_equal(c->report.as_of.day, 31);
    assert_str(c->report.out, "/tmp/o");
    const Source *one = &c->sources[0], *two = &c->sources[1];
    assert_str(one->format, "csv");
    assert_int_equal(one->encoding, ENCODING_UTF8);
    assert_int_equal(one->delimiter, 0); /* `delimiter = ;` is an empty value and a comment */
    assert_int_equal(two->delimiter, ';');
    assert_int_equal(one->header_rows, 2);
    assert_true(one->decimal_comma);
    assert_int_equal(one->date_order, DATE_ORDER_DMY);
    assert_str(one->period, "Đợt 1");
    assert_int_equal(one->invited_renamed_count, 1);
    assert_str(one->invited_renamed[0].head, "headcount");
    assert_str(one->invited_renamed[0].name, "Sĩ số");
    assert_str(two->name, "two");
    assert_int_equal(two->wave.count, 2);
    assert_true(c->metrics[0].target.given && isnan(c->metrics[0].target.value));
    assert_true(str_ends(c->metrics[0].target.file, S("/x.csv")));
    assert_str(c->metrics[0].label, " kept ");
    assert_true(c->metrics[0].label_given);
    assert_near(c->metrics[0].practical, 0, 0);
    assert_near(c->combined.cx_weight, 0.25, 1e-15);
    assert_true(c->combined.geometric);
    assert_near(c->combined.target.value, 66, 0);
    assert_int_equal(c->units.renamed_count, 2);
    assert_str(c->units.renamed[1].name, "Trưởng");
    assert_true(c->kpis[0].lower_is_better);
    assert_int_equal(c->kpis[0].renamed_count, 1);
    assert_near(c->statistics.trim_high, 2, 0);
    assert_true(c->statistics.fpc);
    assert_true(c->privacy.unanimity_hide);
    assert_str(c->privacy.merge, "A, B -> C | D, E -> F");
    assert_str(c->mail.from, "Office <o@x.example>");
}

/* `A, B -> C | …`, with names in quotation marks and over two lines; windows; domains. */
static void merges_windows_and_domains(void **state)
{
    (void)state;
    Str problems = STR_NONE;
    const Config *c =
        read_text("[report]\nclient = L\n"
                  "[customers]\nfiles = x.csv\ndate = D\n[metric cx.nps]\ncolumn = A\n"
                  "[statistics]\nwindows = rolling12, ytd, rolling3, rolling12\n"
                  "[privacy]\nmerge = \"A, \"\"B\"\" | C\", D  x -> \"E -> F ; G\" | AUTO |\n"
                  "   H , I, -> H\nown_comments = show\n"
                  "[mail]\ndomains = Lotus.Example, @senviet.vn,\nfrom =\n",
                  &problems);
    if (c == NULL)
        print_error("%.*s", STR_ARG(problems));
    assert_non_null(c);
    assert_true(c->statistics.ytd);
    assert_int_equal(c->statistics.rolling_count, 2);
    assert_int_equal(c->statistics.rolling[0], 3);
    assert_int_equal(c->statistics.rolling[1], 12);
    assert_true(c->privacy.merge_auto);
    assert_true(c->privacy.own_comments_show);
    assert_int_equal(c->privacy.merge_count, 2);
    const Merge *first = &c->privacy.merges[0], *second = &c->privacy.merges[1];
    assert_int_equal(first->name_count, 2);
    assert_str(first->names[0].key, "A, \"B\" | C");
    assert_str(first->names[1].key, "D x");
    assert_str(first->into.key, "E -> F ; G");
    assert_int_equal(first->into.pos.line, 11);
    assert_int_equal(first->into.pos.column, 33);
    assert_int_equal(second->name_count, 1); /* H is in its own group anyway */
    assert_str(second->names[0].key, "I");
    assert_int_equal(second->names[0].pos.line, 12);
    assert_str(second->into.key, "H");
    assert_int_equal(c->mail.domain_list.len, 2);
    assert_str(c->mail.domain_list.items[0], "lotus.example");
    assert_str(c->mail.domain_list.items[1], "senviet.vn");
    assert_int_equal(c->mail.from.len, 0);
}

static void a_folder_or_nothing_in_place_of_the_file(void **state)
{
    (void)state;
    static const char *const paths[] = {TESTS_DIR, TESTS_DIR "/no-such-project.ini"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(paths); i++) {
        Diags diags = {.arena = &arena};
        assert_null(config_read(&arena, str_from(paths[i]), (ConfigOptions){0}, &diags));
        assert_int_equal(diags.list.len, 1);
        assert_int_equal(diags.list.items[0].code, DIAG_FILE_UNREADABLE);
        assert_true(diags.list.items[0].expected.len > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_example),
        cmocka_unit_test(the_manual_example_indices),
        cmocka_unit_test(the_manual_example_other_sections),
        cmocka_unit_test(what_the_command_line_overrides),
        cmocka_unit_test(comments_quotes_and_long_values),
        cmocka_unit_test(default_parts),
        cmocka_unit_test(scales),
        cmocka_unit_test(every_other_kind_of_value),
        cmocka_unit_test(merges_windows_and_domains),
        cmocka_unit_test(a_folder_or_nothing_in_place_of_the_file),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
