/* Reports of other shapes: one unit and sixty, one period, one half, everything hidden, names and
 * texts that try to be more than text, figures that are no numbers, logos good and bad. Every one
 * must give a whole workbook; check_workbook.py reads those that are left. */
#include "xlsx_case.h"

/* The example is made anew for each case and then changed. */
static Report *example(Arena *arena, Lang lang)
{
    return (Report *)(uintptr_t)report_example(arena, lang);
}

/* The first `units` units; more than the example has are its own again under other names. */
static void set_units(Arena *arena, Report *report, ptrdiff_t units)
{
    ScorecardModel *card = &report->scorecard;
    BalanceModel *balance = &report->balance;
    ptrdiff_t had = card->row_count - 1, points = balance->point_count,
              lines = report->data_count / (had + 1);
    ScoreRow *rows = NEW(arena, ScoreRow, units + 1);
    DataRow *data = NEW(arena, DataRow, (units + 1) * lines);
    BalancePoint *dots = NEW(arena, BalancePoint, units);
    for (ptrdiff_t i = 0; i <= units; i++) {
        ptrdiff_t from = i == 0 ? 0 : 1 + (i - 1) % had;
        rows[i] = card->rows[from];
        if (i > had)
            rows[i].name = str_format(arena, "%.*s %td", STR_ARG(rows[i].name), i);
        for (ptrdiff_t k = 0; k < lines; k++) {
            DataRow *row = &data[i * lines + k];
            *row = report->data[from * lines + k];
            row->unit = rows[i].name;
            row->scope = i;
            row->key = str_format(arena, "%.*s|%.*s|%.*s", STR_ARG(row->unit), STR_ARG(row->period),
                                  STR_ARG(row->code));
        }
    }
    balance->point_count = units < points ? units : units - (had - points);
    for (ptrdiff_t i = 0; i < balance->point_count; i++) {
        dots[i] = balance->points[i % points];
        dots[i].cx.value += (double)(i / points);
    }
    balance->points = dots;
    card->rows = rows;
    card->row_count = units + 1;
    report->data = data;
    report->data_count = (units + 1) * lines;
}

static void one_unit(Arena *arena, Report *report)
{
    set_units(arena, report, 1);
}
static void sixty_units(Arena *arena, Report *report)
{
    set_units(arena, report, 60);
}
static void no_units(Arena *arena, Report *report)
{
    set_units(arena, report, 0);
    report->balance.group_count = 0;
    report->summary.finding_count = 0;
    report->summary.findings_none = S("Nothing to decide stands out in this period.");
}

/* Only the last period, as in a first report. */
static void one_period(Arena *arena, Report *report)
{
    ptrdiff_t last = report->period_count - 1, kept = 0;
    report->periods += last;
    report->period_count = 1;
    for (int i = 0; i < report->summary.tile_count; i++) {
        report->summary.tiles[i].series.points += last;
        report->summary.tiles[i].figure.diff = NAN;
        report->summary.tiles[i].figure.diff_tested = false;
    }
    for (ptrdiff_t i = 0; i < report->data_count; i++)
        if (report->data[i].period_index == last)
            report->data[kept++] = report->data[i];
    report->data_count = kept;
    report->trends = (TrendsModel){0};
    for (ptrdiff_t i = 0; i < report->page_count; i++)
        if (report->pages[i].kind == PAGE_TRENDS)
            report->pages[i].kind = PAGE_APPENDIX;
    (void)arena;
}

static void keep_side(Arena *arena, Report *report, ReportSide side)
{
    Str code = side == REPORT_CX ? S("cx.index") : S("ex.index");
    SummaryModel *summary = &report->summary;
    summary->tiles[0] = summary->tiles[side == REPORT_CX ? 0 : 1];
    summary->tile_count = 1;
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < report->data_count; i++)
        if (str_equal(report->data[i].code, code))
            report->data[kept++] = report->data[i];
    report->data_count = kept;
    Estimate none = fixture_without(report->language, "", ESTIMATE_NOT_APPLICABLE);
    for (ptrdiff_t i = 0; i < report->scorecard.row_count; i++) {
        ScoreRow *row = &report->scorecard.rows[i];
        *(side == REPORT_CX ? &row->ex : &row->cx) = none;
        row->gap = row->combined = none;
    }
    report->balance = (BalanceModel){0};
    (void)arena;
}
static void only_customers(Arena *arena, Report *report)
{
    keep_side(arena, report, REPORT_CX);
}
static void only_employees(Arena *arena, Report *report)
{
    keep_side(arena, report, REPORT_EX);
}

static void all_hidden(Arena *arena, Report *report)
{
    Estimate hidden = fixture_without(report->language, "cx.index", ESTIMATE_WITHHELD);
    for (ptrdiff_t i = 0; i < report->scorecard.row_count; i++) {
        ScoreRow *row = &report->scorecard.rows[i];
        row->cx = row->ex = row->gap = row->combined = hidden;
    }
    for (int i = 0; i < report->summary.tile_count; i++) {
        SummaryTile *tile = &report->summary.tiles[i];
        Str code = tile->figure.code;
        tile->figure = hidden;
        tile->figure.code = code;
        for (ptrdiff_t t = 0; t < report->period_count; t++)
            tile->series.points[t] =
                (SeriesPoint){.value = NAN, .lo = NAN, .hi = NAN, .text = hidden.text};
    }
    for (ptrdiff_t i = 0; i < report->summary.row_count; i++)
        report->summary.rows[i].figure = hidden;
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        DataRow *row = &report->data[i];
        row->shown = false;
        row->value = row->lo = row->hi = NAN;
        row->n = 0;
        row->status = hidden.text;
    }
    report->balance.point_count = 0;
    (void)arena;
}

/* Gives every row of unit `scope` another name. */
static void rename_unit(Arena *arena, Report *report, ptrdiff_t scope, Str name)
{
    report->scorecard.rows[scope].name = report->scorecard.rows[scope].short_name = name;
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        DataRow *row = &report->data[i];
        if (row->scope != scope)
            continue;
        row->unit = name;
        row->key = str_format(arena, "%.*s|%.*s|%.*s", STR_ARG(name), STR_ARG(row->period),
                              STR_ARG(row->code));
    }
}

static void hostile_texts(Arena *arena, Report *report)
{
    static const char *const names[] = {"=HYPERLINK(\"http://example.org\",\"x\")",
                                        "+1+cmd|' /C calc'!A0",
                                        "@SUM(1)",
                                        "-2",
                                        "a\x01\x02\x1F b",
                                        "x_x000D_y",
                                        "<b>&amp;\"'</b>",
                                        "who? * ~",
                                        "WHO? * ~",
                                        "bad \xC3\x28 bytes"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        rename_unit(arena, report, 1 + i, str_from(names[i]));
    char *long_text = NEW(arena, char, 40000);
    memset(long_text, 'x', 40000);
    report->method.entries[0].text = (Str){long_text, 40000};
    report->client = report->client_short = S("=A&B \"C\"");
    report->confidential = S("&A &P &G 100% & more");
    report->summary.tiles[0].label = S("=1+1");
    report->summary.findings[0].title = S("=cmd|'x'!A1");
    report->scorecard.cx_head = S("=C\"X");
}

static void long_names(Arena *arena, Report *report)
{
    Buffer name = {.arena = arena};
    for (int i = 0; i < 24; i++)
        buffer_add(&name, S("Phòng Chăm sóc "));
    rename_unit(arena, report, 1, buffer_str(&name));
    rename_unit(arena, report, 2,
                S("Phòng-Kiểm-soát-chất-lượng-và-bảo-hành-thiết-bị-gia-dụng-khu-vực-miền-Trung"));
    report->client = buffer_str(&name);
    report->confidential = buffer_str(&name);
    for (ptrdiff_t i = 0; i < report->page_count; i++)
        report->pages[i].title = str_slice(buffer_str(&name), 0, 300);
}

static void no_numbers(Arena *arena, Report *report)
{
    static const double values[] = {NAN, INFINITY, -INFINITY};
    for (int v = 0; v < 3; v++) {
        ScoreRow *row = &report->scorecard.rows[1 + v];
        row->cx.value = row->cx.lo = row->ex.hi = row->gap.value = values[v];
        row->cx.diff = row->ex.distance = row->cx.target = row->response_01 = values[v];
        report->data[v].value = report->data[v].lo = values[v];
        report->summary.tiles[v].figure.lo = values[v];
        report->summary.tiles[v].figure.target = values[v];
        report->summary.rows[v].figure.value = values[v];
        report->balance.points[v].share_of_customers_01 = values[v];
    }
    report->summary.tiles[0].figure.value = NAN;
    report->scorecard.rows[5].cx.value = -0.0;
    report->scorecard.rows[6].gap.value = -0.02;
    report->scorecard.target_cx = NAN;
    report->generated = (Date){0};
    report->config_hash = STR_NONE;
    (void)arena;
}

/* Waves: periods without dates, whose ids are digits. */
static void waves(Arena *arena, Report *report)
{
    for (ptrdiff_t t = 0; t < report->period_count; t++) {
        ReportPeriod *period = &report->periods[t];
        period->id = str_format(arena, "%td", 2005 + t);
        period->short_label = period->long_label = period->tick = period->id;
        period->first = (Date){0};
    }
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        DataRow *row = &report->data[i];
        row->period = report->periods[row->period_index].id;
        row->period_date = (Date){0};
        row->key = str_format(arena, "%.*s|%.*s|%.*s", STR_ARG(row->unit), STR_ARG(row->period),
                              STR_ARG(row->code));
    }
}

static const struct Shape {
    const char *name;
    void (*change)(Arena *arena, Report *report);
} shapes[] = {{"one-unit", one_unit},
              {"sixty-units", sixty_units},
              {"no-units", no_units},
              {"one-period", one_period},
              {"only-customers", only_customers},
              {"only-employees", only_employees},
              {"all-hidden", all_hidden},
              {"hostile-texts", hostile_texts},
              {"long-names", long_names},
              {"no-numbers", no_numbers},
              {"waves", waves}};

static void every_shape_gives_a_whole_workbook(void **state)
{
    Arena *arena = *state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        for (int lang = 0; lang < LANG_COUNT; lang++) {
            Arena scratch = *arena;
            Report *report = example(&scratch, (Lang)lang);
            shapes[i].change(&scratch, report);
            Str path = str_format(&scratch, "shape-%s-%s.xlsx", shapes[i].name,
                                  lang == LANG_VI ? "vi" : "en");
            Str first = xlsx_write(&scratch, report, STR_NONE, path.s);
            assert_true(str_equal(first, xlsx_write(&scratch, report, STR_NONE, path.s)));
        }
}

/* ---- Logos ---- */

static const unsigned char png[] = {0x89, 'P', 'N',  'G',  '\r', '\n', 0x1A, '\n', 0,    0, 0, 13,
                                    'I',  'H', 'D',  'R',  0,    0,    0,    1,    0,    0, 0, 1,
                                    8,    0,   0,    0,    0,    0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0,
                                    10,   'I', 'D',  'A',  'T',  0x78, 0x9C, 0x63, 0x68, 0, 0, 0,
                                    0x82, 0,   0x81, 0x77, 0xCD, 0x72, 0xB6, 0,    0,    0, 0, 'I',
                                    'E',  'N', 'D',  0xAE, 0x42, 0x60, 0x82};

static void logos_are_looked_at_first(void **state)
{
    Arena *arena = *state;
    const Report *report = report_example(arena, LANG_EN);
    Str whole = {(const char *)png, sizeof png}, reason = STR_NONE;
    ptrdiff_t plain = xlsx_write(arena, report, STR_NONE, "logo.xlsx").len;
    const struct {
        Str bytes;
        bool embedded;
    } cases[] = {{whole, true},
                 {str_slice(whole, 0, whole.len - 12), false}, /* no end */
                 {str_slice(whole, 0, 40), false},
                 {S("GIF89a and so on"), false},
                 {S("\xFF\xD8\xFF\xE0 no frame"), false},
                 {STR_NONE, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        remove("logo.png");
        assert_true(os_file_write(arena, S("logo.png"), cases[i].bytes, &reason));
        Str bytes = xlsx_write(arena, report, S("logo.png"), "logo.xlsx");
        assert_int_equal(str_find(bytes, S("xl/media/image1.png")) >= 0, cases[i].embedded);
        assert_true(cases[i].embedded ? bytes.len > plain : bytes.len == plain);
    }
    remove("logo.png");
    assert_int_equal(xlsx_write(arena, report, S("logo.png"), "logo.xlsx").len, plain);
    remove("logo.xlsx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_shape_gives_a_whole_workbook, xlsx_set_up,
                                        xlsx_tear_down),
        cmocka_unit_test_setup_teardown(logos_are_looked_at_first, xlsx_set_up, xlsx_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
