/* Department briefs made by hand, in the shapes that real ones come in: both sides, one side, a
 * hidden side, no voices, no bars, many bars and long names. */
#ifndef TESTS_BRIEF_FIXTURE_H
#define TESTS_BRIEF_FIXTURE_H

#include "report_fixture.h"

typedef enum BriefShape {
    BRIEF_SHAPE_FULL,      /* as picture 7 */
    BRIEF_SHAPE_NO_VOICES, /* two blocks of bars, nobody quoted */
    BRIEF_SHAPE_EMPLOYEES, /* no customer side, no voices */
    BRIEF_SHAPE_HIDDEN,    /* the employee side is not shown, and a stage is not */
    BRIEF_SHAPE_CROWDED,   /* long names, eight and eight bars, 26 rows, long quotations */
    BRIEF_SHAPE_BARE,      /* indices alone, first period */
    BRIEF_SHAPE_TALK,      /* voices, but neither stages nor factors */
    BRIEF_SHAPE_OVERFULL,  /* 24 bars: more than a report makes */
    BRIEF_SHAPE_COUNT
} BriefShape;

static const char *const brief_shape_names[BRIEF_SHAPE_COUNT] = {
    "full", "no-voices", "employees", "hidden", "crowded", "bare", "talk", "overfull"};

static const char *const brief_stage_names[][2] = {{"Booking", "Đặt lịch giao"},
                                                   {"On time", "Đúng hẹn"},
                                                   {"Courier's manner", "Thái độ giao hàng"},
                                                   {"Goods intact", "Hàng nguyên vẹn"},
                                                   {"Returns", "Đổi trả"},
                                                   {"Payment", "Thanh toán"},
                                                   {"After the sale", "Sau mua"},
                                                   {"Loyalty", "Gắn bó"}};
static const char *const brief_factor_names[][2] = {{"Working hours", "Giờ làm hợp lý"},
                                                    {"Being heard", "Được lắng nghe"},
                                                    {"Promises kept", "Giữ lời hứa"},
                                                    {"Fair pay", "Lương xứng đáng"},
                                                    {"Tools", "Công cụ, nơi làm"},
                                                    {"Growth", "Phát triển"},
                                                    {"Team", "Đồng đội"},
                                                    {"Manager", "Quản lý trực tiếp"}};
static const double brief_values[] = {72.4, 58.1, 78.2, 74.0, 51.3, 69.9, 63.2, 70.5};
static const double brief_diffs[] = {.6, -8.8, 3.9, -.4, -9.7, 0, 1.2, -2.2};
static const int brief_marks[] = {0, -1, 1, 0, -1, 0, 0, 0};

static Estimate brief_figure(Arena *arena, Lang lang, const char *code, int decimals, double value,
                             double half, int64_t n, double diff, int mark, double target)
{
    Estimate e = fixture_estimate(arena, lang, code, decimals, value, half, n, diff, mark, target);
    e.key = str_format(arena, "Giao nhận|2026-10|%s", code);
    return e;
}

static Estimate brief_hidden(Arena *arena, Lang lang, const char *code)
{
    Estimate e = fixture_without(lang, code, ESTIMATE_WITHHELD);
    e.key = str_format(arena, "Giao nhận|2026-10|%s", code);
    return e;
}

static void brief_add_tile(Arena *arena, Lang lang, BriefModel *model, ReportSide side,
                           BriefShape shape)
{
    bool cx = side == REPORT_CX;
    bool first = shape == BRIEF_SHAPE_BARE;
    BriefTile *tile = &model->tiles[model->tile_count++];
    *tile =
        (BriefTile){.side = side,
                    .label = cx ? fixture_say(lang, "Customers (CX)", "Khách hàng (CX)")
                                : fixture_say(lang, "Employees (EX)", "Nhân viên (EX)"),
                    .count = cx ? fixture_say(lang, "817 answers", "817 phản hồi")
                                : fixture_say(lang, "47 answers", "47 phản hồi"),
                    .figure = cx ? brief_figure(arena, lang, "cx.index", 1, 66.2, 1.3, 817,
                                                first ? NAN : -2.7, -1, 75)
                                 : brief_figure(arena, lang, "ex.index", 1, 57.7, 4.0, 47,
                                                first ? NAN : -3.9, -1, 70),
                    .axis_lo = 40,
                    .axis_hi = 100,
                    .versus = fixture_say(lang, "vs Sep", "so với T9"),
                    .reference = cx ? fixture_say(lang, "rest of the company 74.2 · target 75",
                                                  "phần còn lại của công ty 74,2 · mục tiêu 75")
                                    : fixture_say(lang, "rest of the company 66.1 · target 70",
                                                  "phần còn lại của công ty 66,1 · mục tiêu 70"),
                    .rest = cx ? 74.2 : 66.1,
                    .first_tick = fixture_say(lang, "Oct 2025", "T10/2025"),
                    .last_tick = fixture_say(lang, "Oct 2026", "T10/2026")};
    if (shape == BRIEF_SHAPE_HIDDEN && !cx) {
        tile->figure = brief_hidden(arena, lang, "ex.index");
        tile->count = tile->reference = STR_NONE;
        tile->rest = NAN;
    }
    tile->series = fixture_series(arena, lang, &tile->figure, -6, -1, (uint32_t)side + 11);
}

static void brief_add_bars(Arena *arena, Lang lang, BriefModel *model, ReportSide side,
                           ptrdiff_t count, BriefShape shape)
{
    bool cx = side == REPORT_CX;
    bool long_names = shape == BRIEF_SHAPE_CROWDED;
    BriefBars *block = &model->bars[model->bars_count++];
    *block = (BriefBars){
        .side = side,
        .head = cx ? fixture_say(lang, "SCORE BY STAGE, AGAINST THE REST OF THE COMPANY",
                                 "ĐIỂM THEO HÀNH TRÌNH, SO VỚI PHẦN CÒN LẠI CỦA CÔNG TY")
                   : fixture_say(lang, "SCORE BY FACTOR, AGAINST THE REST OF THE COMPANY",
                                 "ĐIỂM THEO YẾU TỐ, SO VỚI PHẦN CÒN LẠI CỦA CÔNG TY"),
        .bars = NEW(arena, BriefBar, count),
        .bar_count = count,
        .reach = 9.7};
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t of = (i + (cx ? 0 : 3)) % 8;
        const char *const *names = cx ? brief_stage_names[i % 8] : brief_factor_names[i % 8];
        Str name = fixture_say(lang, names[0], names[1]);
        BriefBar *bar = &block->bars[i];
        *bar = (BriefBar){
            .label = long_names ? str_format(arena, "%.*s %s", STR_ARG(name),
                                             lang == LANG_VI ? "khi mua trực tuyến và tại cửa hàng"
                                                             : "when buying online and in a shop")
                                : name,
            .figure = brief_figure(arena, lang, cx ? "cx.stage" : "ex.factor", 1, brief_values[of],
                                   2.5, 300, NAN, 0, NAN),
            .rest = brief_values[of] - brief_diffs[of],
            .diff = brief_diffs[of],
            .diff_text = fixture_number(arena, lang, brief_diffs[of], 1, true),
            .mark = brief_marks[of] > 0   ? CHANGE_UP
                    : brief_marks[of] < 0 ? CHANGE_DOWN
                                          : CHANGE_NONE};
        if (shape == BRIEF_SHAPE_HIDDEN && i == 2) {
            bar->figure = brief_hidden(arena, lang, "cx.stage");
            bar->rest = bar->diff = NAN;
            bar->diff_text = STR_NONE;
            bar->mark = CHANGE_NONE;
        }
    }
}

static void brief_add_voices(Arena *arena, Lang lang, BriefModel *model, ReportSide side,
                             ptrdiff_t count, BriefShape shape)
{
    static const char *const customers[][2] = {
        {"Promised the morning, came at night, and nobody answers the phone.",
         "Hẹn sáng mà chiều tối mới tới, gọi thì không ai nghe."},
        {"The courier was very kind and helped to put it together.",
         "Anh giao hàng rất nhiệt tình, lắp giúp luôn."},
        {"Twelve days and three calls to exchange one fan.",
         "Đổi cái quạt mất mười hai ngày, ba lần gọi lại."}};
    static const char *const employees[][2] = {
        {"The rota comes one day ahead: nobody can arrange things at home.",
         "Lịch ca báo trước một ngày, không sắp xếp được việc nhà."},
        {"We suggested new routes in June and have heard nothing since.",
         "Góp ý tuyến giao từ tháng 6 chưa thấy trả lời."},
        {"The new scanner is fast.", "Máy quét mới nhanh hẳn."}};
    static const char *const more[] = {
        " We called four times, were told four different things, waited two whole days, and in the "
        "end [name] brought it himself after work; that was kind, but it is no way to run this.",
        " Gọi bốn lần thì bốn người nói bốn kiểu, chờ hai ngày trời, cuối cùng [tên người] phải tự "
        "mang tới sau giờ làm; rất quý, nhưng không thể làm ăn như thế này mãi được."};
    BriefVoices *voices = &model->voices[model->voices_count++];
    bool cx = side == REPORT_CX;
    *voices =
        (BriefVoices){.side = side,
                      .head = cx ? fixture_say(lang, "CUSTOMERS' VOICE", "TIẾNG NÓI KHÁCH HÀNG")
                                 : fixture_say(lang, "EMPLOYEES' VOICE", "TIẾNG NÓI NHÂN VIÊN"),
                      .quotes = NEW(arena, BriefQuote, count),
                      .quote_count = count};
    for (ptrdiff_t i = 0; i < count; i++) {
        const char *const *text = cx ? customers[i] : employees[i];
        Str said = fixture_say(lang, text[0], text[1]);
        if (shape == BRIEF_SHAPE_CROWDED && i != 1)
            said = str_format(arena, "%.*s%s", STR_ARG(said), more[lang == LANG_VI]);
        voices->quotes[i] = (BriefQuote){said, fixture_say(lang, "Oct 2026", "T10/2026")};
    }
}

static void brief_add_row(Arena *arena, BriefModel *model, ReportSide side, Str label, Str meaning,
                          Estimate figure, double lo, double hi, double rest_diff, int mark,
                          Lang lang)
{
    BriefRow *row = &model->rows[model->row_count++];
    *row = (BriefRow){.side = side,
                      .label = label,
                      .meaning = meaning,
                      .figure = figure,
                      .axis_lo = lo,
                      .axis_hi = hi,
                      .rest = NAN,
                      .rest_diff = NAN};
    if (figure.state != ESTIMATE_SHOWN)
        return;
    if (isfinite(figure.previous))
        row->previous_text = fixture_number(arena, lang, figure.previous, figure.decimals, false);
    if (isnan(rest_diff))
        return;
    row->rest = figure.value - rest_diff;
    row->rest_diff = rest_diff;
    row->rest_text = fixture_number(arena, lang, row->rest, figure.decimals, false);
    row->rest_diff_text = fixture_number(arena, lang, rest_diff, figure.decimals, true);
    row->rest_tested = true;
    row->rest_mark = mark > 0 ? CHANGE_UP : mark < 0 ? CHANGE_DOWN : CHANGE_NONE;
}

static void brief_add_rows(Arena *arena, Lang lang, BriefModel *model, BriefShape shape)
{
    bool cx = shape != BRIEF_SHAPE_EMPLOYEES, crowded = shape == BRIEF_SHAPE_CROWDED;
    model->rows = NEW(arena, BriefRow, BRIEF_ROWS_MOST);
    if (cx) {
        model->rows[model->row_count++] =
            (BriefRow){.heading = true,
                       .side = REPORT_CX,
                       .label = fixture_say(lang, "Customers", "Khách hàng")};
        brief_add_row(arena, model, REPORT_CX, S("CX"),
                      fixture_say(lang, "customer index", "chỉ số khách hàng"),
                      model->tiles[0].figure, 0, 100, -8, -1, lang);
        brief_add_row(
            arena, model, REPORT_CX, S("NPS"),
            fixture_say(lang, "customers who would recommend", "khách hàng sẵn lòng giới thiệu"),
            brief_figure(arena, lang, "cx.nps", 0, 12, 5.4, 803, -6, -1, 35), -100, 100, -26, -1,
            lang);
        brief_add_row(arena, model, REPORT_CX, S("CES"),
                      fixture_say(lang, "ease, 1 to 7", "thấy dễ dàng, thang 1–7"),
                      brief_figure(arena, lang, "cx.ces_mean", 2, 4.91, .08, 800, -.1, 0, 5.5), 1,
                      7, -.49, -1, lang);
        ptrdiff_t stages = crowded ? 8 : shape == BRIEF_SHAPE_BARE ? 0 : 5;
        for (ptrdiff_t i = 0; i < stages; i++)
            brief_add_row(
                arena, model, REPORT_CX,
                fixture_say(lang, brief_stage_names[i][0], brief_stage_names[i][1]),
                crowded ? fixture_say(lang, "when buying online and in a shop, mean of all answers",
                                      "khi mua trực tuyến và tại cửa hàng, trung bình mọi câu")
                        : STR_NONE,
                shape == BRIEF_SHAPE_HIDDEN && i == 2
                    ? brief_hidden(arena, lang, "cx.stage")
                    : brief_figure(arena, lang, "cx.stage", 1, brief_values[i], 2.5, 811,
                                   i == 3 ? NAN : 1.1, 0, NAN),
                0, 100, i == 4 ? NAN : brief_diffs[i], brief_marks[i], lang);
    }
    model->rows[model->row_count++] = (BriefRow){
        .heading = true, .side = REPORT_EX, .label = fixture_say(lang, "Employees", "Nhân viên")};
    int last = model->tile_count - 1;
    brief_add_row(arena, model, REPORT_EX, S("EX"),
                  fixture_say(lang, "employee index", "chỉ số nhân viên"),
                  model->tiles[last].figure, 0, 100, -8.4, -1, lang);
    if (shape == BRIEF_SHAPE_HIDDEN)
        return;
    brief_add_row(arena, model, REPORT_EX, fixture_say(lang, "Stay", "Muốn ở lại"),
                  fixture_say(lang, "agree 4–5 of 5", "chọn 4–5 trên thang 5"),
                  (Estimate){.state = ESTIMATE_SHOWN,
                             .code = S("ex.stay"),
                             .key = S("Giao nhận|2026-10|ex.stay"),
                             .value = 66.7,
                             .lo = 39.1,
                             .hi = 86.2,
                             .n = 12,
                             .text = fixture_say(lang, "8 of 12, 67%", "8 trong 12, 67%"),
                             .lo_text = S("39"),
                             .hi_text = S("86"),
                             .n_text = S("12"),
                             .previous = NAN,
                             .diff = NAN,
                             .target = NAN},
                  0, 100, NAN, 0, lang);
    ptrdiff_t factors = crowded ? 8 : shape == BRIEF_SHAPE_BARE ? 0 : 5;
    for (ptrdiff_t i = 0; i < factors; i++)
        brief_add_row(arena, model, REPORT_EX,
                      fixture_say(lang, brief_factor_names[i][0], brief_factor_names[i][1]),
                      STR_NONE,
                      brief_figure(arena, lang, "ex.factor", 1, brief_values[7 - i], 6.5, 47, -1.4,
                                   0, i == 0 ? 70 : NAN),
                      0, 100, brief_diffs[7 - i], brief_marks[7 - i], lang);
    while (crowded && model->row_count < BRIEF_ROWS_MOST)
        brief_add_row(arena, model, REPORT_EX, fixture_say(lang, "Onboarding", "Hội nhập"),
                      STR_NONE, brief_figure(arena, lang, "ex.cycle", 1, 61, 6.5, 47, -1.4, 0, NAN),
                      0, 100, -2, 0, lang);
    if (crowded)
        model->rows_note =
            fixture_say(lang, "14 more figures stand in the workbook that comes with this.",
                        "Còn 14 con số ở sổ số liệu gửi kèm.");
}

static void brief_add_words(Arena *arena, Lang lang, BriefModel *model, BriefShape shape)
{
    static const char *const heads[9][2] = {{"figure", "chỉ số"},
                                            {"value", "giá trị"},
                                            {"95% interval", "khoảng tin cậy 95%"},
                                            {"n", "n"},
                                            {"Sep", "T9"},
                                            {"vs Sep", "so với T9"},
                                            {"rest of the company", "phần còn lại"},
                                            {"difference", "chênh lệch"},
                                            {"target", "mục tiêu"}};
    static const char *const notes[][2] = {
        {"▲▼ is a clear change or difference of practical size (95%, adjusted for many "
         "comparisons); ● is none seen; no mark: not tested.",
         "▲▼ thay đổi hoặc khác biệt đáng kể: rõ rệt (95%, đã hiệu chỉnh so sánh nhiều lần) và đủ "
         "lớn; ● chưa thấy; không có dấu: không kiểm định."},
        {"Figures of fewer than 5 people are not shown.", "Số liệu dưới 5 người không hiển thị."},
        {"Names, phone numbers and other private numbers are taken out of comments.",
         "Ý kiến đã lược các số riêng và những tên nhận ra được."}};
    static const char *const reading[][2] = {
        {"Customer index fell by 2.7 points against Sep (interval −4.1 to −1.3), to 66.2: a clear "
         "change.",
         "Chỉ số khách hàng giảm 2,7 điểm so với T9 (khoảng tin cậy −4,1 đến −1,3), còn 66,2: thay "
         "đổi rõ rệt."},
        {"Returns: 51.3, below the rest of the company by 9.7 points (interval −12.2 to −7.2): a "
         "clear difference.",
         "Đổi trả: 51,3, thấp hơn phần còn lại của công ty 9,7 điểm (khoảng tin cậy −12,2 đến "
         "−7,2): khác biệt rõ rệt."},
        {"Employee index: 57.7 (interval 53.7 to 61.7), target 70: missed.",
         "Chỉ số nhân viên: 57,7 (khoảng tin cậy 53,7 đến 61,7), mục tiêu 70: chưa đạt."}};
    for (int i = 0; i < 9; i++)
        model->heads[i] = fixture_say(lang, heads[i][0], heads[i][1]);
    model->note_count = model->voices_count > 0 ? 3 : 2;
    model->notes = NEW(arena, Str, model->note_count);
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        model->notes[i] = fixture_say(lang, notes[i][0], notes[i][1]);
    model->reading_head = fixture_say(lang, "THREE THINGS TO KNOW", "BA ĐIỀU NÊN BIẾT");
    model->reading_count = 3;
    for (int i = 0; i < 3; i++)
        model->reading[i] = fixture_say(lang, reading[i][0], reading[i][1]);
    if (shape == BRIEF_SHAPE_HIDDEN) {
        model->reading_head = fixture_say(lang, "TWO THINGS TO KNOW", "HAI ĐIỀU NÊN BIẾT");
        model->reading_count = 2;
    }
}

static const BriefModel *brief_model(Arena *arena, Lang lang, BriefShape shape)
{
    BriefModel *model = NEW(arena, BriefModel, 1);
    bool crowded = shape == BRIEF_SHAPE_CROWDED;
    *model = (BriefModel){
        .scope = 3,
        .unit = crowded
                    ? fixture_say(lang,
                                  "Delivery, installation and returns of large household goods, "
                                  "northern and central provinces and the islands",
                                  "Giao nhận, lắp đặt và đổi trả hàng gia dụng cỡ lớn các tỉnh "
                                  "miền Bắc, miền Trung, Tây Nguyên và các huyện đảo")
                    : fixture_say(lang, "Delivery", "Giao nhận"),
        .short_name = fixture_say(lang, "Delivery", "Giao nhận"),
        .slug = S("giao-nhan"),
        .kind = fixture_say(lang, "DEPARTMENT BRIEF", "BẢN TIN BỘ PHẬN")};
    if (shape != BRIEF_SHAPE_EMPLOYEES)
        brief_add_tile(arena, lang, model, REPORT_CX, shape);
    brief_add_tile(arena, lang, model, REPORT_EX, shape);
    static const ptrdiff_t stages[] = {5, 5, 0, 6, 8, 0, 0, 12};
    static const ptrdiff_t factors[] = {5, 5, 6, 0, 8, 0, 0, 12};
    static const ptrdiff_t customers[] = {3, 0, 0, 2, 3, 0, 3, 3};
    static const ptrdiff_t employees[] = {2, 0, 0, 0, 3, 0, 1, 3};
    if (stages[shape] > 0)
        brief_add_bars(arena, lang, model, REPORT_CX, stages[shape], shape);
    if (factors[shape] > 0)
        brief_add_bars(arena, lang, model, REPORT_EX, factors[shape], shape);
    if (customers[shape] > 0)
        brief_add_voices(arena, lang, model, REPORT_CX, customers[shape], shape);
    if (employees[shape] > 0)
        brief_add_voices(arena, lang, model, REPORT_EX, employees[shape], shape);
    brief_add_rows(arena, lang, model, shape);
    brief_add_words(arena, lang, model, shape);
    return model;
}

static const Report *brief_example(Arena *arena, Lang lang, BriefShape shape)
{
    Report *report = NEW(arena, Report, 1);
    *report = *report_example(arena, lang);
    report->scorecard_json = NULL;
    report->brief = brief_model(arena, lang, shape);
    Str unit = report->brief->unit;
    report->title = str_format(
        arena, "%s: %.*s", lang == LANG_VI ? "Bản tin bộ phận" : "Department brief", STR_ARG(unit));
    report->pages = NEW(arena, Page, 2);
    report->page_count = 2;
    for (int i = 0; i < 2; i++)
        report->pages[i] = (Page){
            .kind = i == 0 ? PAGE_BRIEF : PAGE_BRIEF_FIGURES,
            .number = i + 1,
            .part = 1,
            .parts = 1,
            .anchor = i == 0 ? S("brief") : S("figures"),
            .kicker = text_upper(arena, unit, lang),
            .outline = i == 0 ? fixture_say(lang, "Department brief", "Bản tin bộ phận")
                              : fixture_say(lang, "Figures", "Số liệu"),
            .title = i == 0
                         ? str_format(arena, "%.*s: %s", STR_ARG(unit),
                                      lang == LANG_VI ? "khách hàng và nhân viên đều thấp hơn rõ "
                                                        "rệt phần còn lại của công ty"
                                                      : "customers and employees are both "
                                                        "clearly below the rest of the company")
                         : str_format(arena,
                                      lang == LANG_VI ? "%.*s: 2 con số thay đổi đáng kể so với T9"
                                                      : "%.*s: 2 figures changed clearly "
                                                        "against Sep",
                                      STR_ARG(unit)),
            .rule = S("fixture"),
            .subtitle =
                i == 0 ? fixture_say(
                             lang,
                             "For the head of the department · score 0–100 · Oct 2026 against Sep "
                             "2026",
                             "Bản tin cho trưởng bộ phận · điểm 0–100 · T10/2026 so với T9/2026")
                       : fixture_say(lang,
                                     "The department's figures with their 95% intervals · Oct 2026",
                                     "Số liệu của bộ phận kèm khoảng tin cậy 95% · T10/2026"),
            .foot_left = fixture_say(
                lang, "For the head of Delivery only · compared with the rest of the company",
                "Chỉ dành cho trưởng bộ phận Giao nhận · so sánh với phần còn lại của công ty"),
            .foot_right =
                fixture_say(lang, "Sen Viet · October 2026 · ", "Sen Việt · Tháng 10/2026 · ")};
    return report;
}

#endif
