/* report_fixture.h: a whole Report, made by hand, in both languages: what renderers are tested on.
 * Eighteen units over thirteen months of an invented retail company: one unit without customers,
 * one hidden in the last month, one with too few answers to be tested, one with a very long name.
 * Needs nothing but the base module, so that a renderer's test does not depend on how a report is
 * built. The figures are invented and agree with each other only roughly. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include <cxex/report.h>

#include <math.h>

enum { FIXTURE_PERIODS = 13, FIXTURE_UNITS = 18 };

static Str fixture_say(Lang lang, const char *english, const char *vietnamese)
{
    return str_from(lang == LANG_VI ? vietnamese : english);
}

/* The decimal sign and the true minus; whole numbers get their thousands parted. */
static Str fixture_number(Arena *arena, Lang lang, double value, int decimals, bool sign)
{
    Str digits = str_format(arena, "%.*f", decimals, fabs(value));
    StrCut cut = str_cut(digits, '.');
    Str whole = cut.head;
    if (whole.len > 3)
        whole = str_format(arena, "%.*s%s%.*s", (int)(whole.len - 3), whole.s,
                           lang == LANG_VI ? "." : ",", 3, whole.s + whole.len - 3);
    const char *before = value < 0 ? "\xE2\x88\x92" : sign && value > 0 ? "+" : "";
    if (decimals == 0)
        return str_format(arena, "%s%.*s", before, STR_ARG(whole));
    return str_format(arena, "%s%.*s%s%.*s", before, STR_ARG(whole), lang == LANG_VI ? "," : ".",
                      STR_ARG(cut.tail));
}

typedef struct FixtureSeed {
    uint32_t state;
} FixtureSeed;

static double fixture_noise(FixtureSeed *seed) /* -1..1, the same on every machine */
{
    seed->state = seed->state * 1103515245u + 12345u;
    return (double)(seed->state >> 8 & 0xFFFF) / 32767.5 - 1;
}

static Estimate fixture_estimate(Arena *arena, Lang lang, const char *code, int decimals,
                                 double value, double half, int64_t n, double diff, int mark,
                                 double target)
{
    Estimate e = {.state = ESTIMATE_SHOWN,
                  .code = str_from(code),
                  .decimals = decimals,
                  .value = value,
                  .lo = value - half,
                  .hi = value + half,
                  .n = n,
                  .text = fixture_number(arena, lang, value, decimals, false),
                  .lo_text = fixture_number(arena, lang, value - half, decimals, false),
                  .hi_text = fixture_number(arena, lang, value + half, decimals, false),
                  .n_text = fixture_number(arena, lang, (double)n, 0, false),
                  .previous = value - diff,
                  .diff = diff,
                  .diff_tested = true,
                  .mark = mark > 0   ? CHANGE_UP
                          : mark < 0 ? CHANGE_DOWN
                                     : CHANGE_NONE,
                  .target = target,
                  .distance = NAN};
    if (isnan(diff)) {
        e.previous = NAN;
        e.diff_tested = false;
        e.change_note = fixture_say(lang, "No previous period to compare with.",
                                    "Không có kỳ trước để so sánh.");
    } else {
        e.diff_text = fixture_number(arena, lang, diff, decimals, true);
        if (mark == 0)
            e.change_note =
                fixture_say(lang, "No clear difference.", "Chưa thấy khác biệt rõ rệt.");
    }
    if (isnan(target))
        return e;
    e.distance = value - target;
    e.target_text = fixture_number(arena, lang, target, decimals, false);
    e.distance_text = fixture_number(arena, lang, e.distance, decimals, true);
    e.status = e.lo >= target ? STATUS_MET : e.hi < target ? STATUS_MISSED : STATUS_CANNOT_TELL;
    e.status_text = e.status == STATUS_MET ? fixture_say(lang, "met", "đạt")
                    : e.status == STATUS_MISSED
                        ? fixture_say(lang, "missed", "chưa đạt")
                        : fixture_say(lang, "within the margin", "trong khoảng sai số");
    return e;
}

static Estimate fixture_without(Lang lang, const char *code, EstimateState state)
{
    static const char *const english[] = {"", "Not shown, to protect the people who answered.",
                                          "No answers in this period.", "no customer contact"};
    static const char *const vietnamese[] = {"", "Không hiển thị để bảo vệ người trả lời.",
                                             "Không có câu trả lời trong kỳ này.",
                                             "không tiếp xúc khách hàng"};
    return (Estimate){.state = state,
                      .code = str_from(code),
                      .decimals = 1,
                      .value = NAN,
                      .lo = NAN,
                      .hi = NAN,
                      .previous = NAN,
                      .diff = NAN,
                      .target = NAN,
                      .distance = NAN,
                      .text = fixture_say(lang, english[state], vietnamese[state])};
}

/* Thirteen points that end in the estimate; the point `hidden` (if >= 0) is withheld. */
static Series fixture_series(Arena *arena, Lang lang, const Estimate *end, double drift,
                             ptrdiff_t hidden, uint32_t seed_value)
{
    FixtureSeed seed = {seed_value * 2654435761u + 7u};
    Series series = {.code = end->code, .points = NEW(arena, SeriesPoint, FIXTURE_PERIODS)};
    for (ptrdiff_t t = 0; t < FIXTURE_PERIODS; t++) {
        SeriesPoint *point = &series.points[t];
        *point = (SeriesPoint){.value = NAN, .lo = NAN, .hi = NAN};
        bool last = t == FIXTURE_PERIODS - 1;
        if (end->state == ESTIMATE_NOT_APPLICABLE || t == hidden ||
            (last && end->state != ESTIMATE_SHOWN)) {
            point->text = end->state == ESTIMATE_SHOWN
                              ? fixture_without(lang, "", ESTIMATE_WITHHELD).text
                              : end->text;
            continue;
        }
        double base = end->state == ESTIMATE_SHOWN ? end->value : 66;
        double half = end->state == ESTIMATE_SHOWN ? (end->hi - end->lo) / 2 : 4;
        double back = (double)(FIXTURE_PERIODS - 1 - t) / (FIXTURE_PERIODS - 1);
        double value = last ? base : base - drift * back + fixture_noise(&seed) * half * 0.5;
        *point = (SeriesPoint){
            .shown = true,
            .value = value,
            .lo = value - half,
            .hi = value + half,
            .n = (int64_t)(300 + 20 * t),
            .text = fixture_number(arena, lang, value, end->decimals, false),
            .lo_text = fixture_number(arena, lang, value - half, end->decimals, false),
            .hi_text = fixture_number(arena, lang, value + half, end->decimals, false),
            .n_text = fixture_number(arena, lang, 300 + 20 * (double)t, 0, false)};
    }
    return series;
}

/* n = 0: no such side; ex_n = -1: hidden this month; mark 2: too few to be tested. */
typedef struct FixtureUnit {
    const char *english, *vietnamese;
    int cx_n;
    double cx, cx_diff;
    int cx_mark, ex_n;
    double ex, ex_diff;
    int ex_mark;
    BalanceClass diagnosis;
} FixtureUnit;

static const FixtureUnit fixture_units[FIXTURE_UNITS] = {
    {"Business sales", "Bán hàng doanh nghiệp", 96, 81.2, .3, 0, 17, 77.5, 1.1, 0,
     BALANCE_BOTH_HIGH},
    {"District 1 store", "Cửa hàng Quận 1", 412, 79.6, 1.2, 0, 38, 74.1, .8, 0, BALANCE_BOTH_HIGH},
    {"Cau Giay store", "Cửa hàng Cầu Giấy", 365, 77.9, 3.4, 1, 29, 61.8, -5.2, -1,
     BALANCE_CX_GT_EX},
    {"Thu Duc store", "Cửa hàng Thủ Đức", 388, 76.8, 2.9, 1, 31, 70.2, 1.9, 0, BALANCE_BOTH_HIGH},
    {"Online sales", "Bán hàng trực tuyến", 1204, 75.1, 2.2, 1, 44, 60.9, -6.1, -1,
     BALANCE_CX_GT_EX},
    {"Nha Trang store", "Cửa hàng Nha Trang", 214, 74.6, -.6, 0, 21, 68.1, .9, 0,
     BALANCE_CANNOT_TELL},
    {"Da Lat store", "Cửa hàng Đà Lạt", 188, 74.0, .5, 0, 18, 69.0, -.4, 0, BALANCE_CANNOT_TELL},
    {"Membership", "Thẻ thành viên", 173, 73.5, .8, 0, 9, 71.0, NAN, 2, BALANCE_CANNOT_TELL},
    {"Can Tho store", "Cửa hàng Cần Thơ", 236, 73.1, 1.4, 0, 24, 66.7, -1.3, 0,
     BALANCE_CANNOT_TELL},
    {"Hai Chau store", "Cửa hàng Hải Châu", 241, 72.3, .4, 0, 22, 68.8, -.7, 0,
     BALANCE_CANNOT_TELL},
    {"Payment", "Thanh toán", 158, 71.9, -.2, 0, 12, 69.3, .2, 0, BALANCE_CANNOT_TELL},
    {"Bac Ninh store", "Cửa hàng Bắc Ninh", 149, 71.2, -1.1, 0, 16, 65.4, .6, 0,
     BALANCE_CANNOT_TELL},
    {"Customer care", "Chăm sóc khách hàng", 642, 70.4, -.9, 0, 52, 59.4, -4.6, -1,
     BALANCE_BOTH_LOW},
    {"Installation and household appliance repair services, northern region",
     "Lắp đặt và dịch vụ sửa chữa thiết bị gia dụng khu vực phía Bắc", 133, 69.8, .7, 0, 15, 67.2,
     1.0, 0, BALANCE_CANNOT_TELL},
    {"Technical & warranty", "Kỹ thuật & bảo hành", 205, 69.0, 1.0, 0, 19, 72.6, 2.2, 0,
     BALANCE_EX_GT_CX},
    {"Delivery", "Giao nhận", 817, 66.2, -2.7, -1, 47, 57.7, -3.9, -1, BALANCE_BOTH_LOW},
    {"Gift wrapping", "Gói quà", 41, 68.3, .1, 0, -1, 0, 0, 0, BALANCE_CANNOT_TELL},
    {"Warehouse", "Kho vận", 0, 0, 0, 0, 33, 63.2, -2.0, 0, BALANCE_CANNOT_TELL},
};

static Str fixture_name(Lang lang, ptrdiff_t unit)
{
    return fixture_say(lang, fixture_units[unit].english, fixture_units[unit].vietnamese);
}
static Str fixture_short(Arena *arena, Lang lang, ptrdiff_t unit)
{
    return fixture_units[unit].cx_n == 133
               ? fixture_say(lang, "Installation and…", "Lắp đặt và dịch vụ sửa…")
               : str_copy(arena, fixture_name(lang, unit));
}

static Estimate fixture_cx(Arena *arena, Lang lang, const FixtureUnit *unit)
{
    if (unit->cx_n == 0)
        return fixture_without(lang, "cx.index", ESTIMATE_NOT_APPLICABLE);
    return fixture_estimate(arena, lang, "cx.index", 1, unit->cx, 35 / sqrt(unit->cx_n), unit->cx_n,
                            unit->cx_diff, unit->cx_mark, 75);
}
static Estimate fixture_ex(Arena *arena, Lang lang, const FixtureUnit *unit)
{
    if (unit->ex_n < 0)
        return fixture_without(lang, "ex.index", ESTIMATE_WITHHELD);
    Estimate e =
        fixture_estimate(arena, lang, "ex.index", 1, unit->ex, 26 / sqrt(unit->ex_n), unit->ex_n,
                         unit->ex_diff, unit->ex_mark == 2 ? 0 : unit->ex_mark, 70);
    if (unit->ex_mark == 2) /* the bare difference, without a verdict */
        e.change_note = fixture_say(
            lang,
            "Too few answers to say whether this differs (at least 10 on each side are needed).",
            "Quá ít câu trả lời để kết luận có khác biệt hay không (mỗi bên cần ít nhất 10).");
    return e;
}
static Estimate fixture_gap(Arena *arena, Lang lang, const Estimate *cx, const Estimate *ex)
{
    if (cx->state != ESTIMATE_SHOWN || ex->state != ESTIMATE_SHOWN)
        return fixture_without(lang, "combined.gap",
                               cx->state != ESTIMATE_SHOWN ? cx->state : ex->state);
    double half = hypot(cx->hi - cx->value, ex->hi - ex->value);
    Estimate e = fixture_estimate(arena, lang, "combined.gap", 1, cx->value - ex->value, half,
                                  cx->n < ex->n ? cx->n : ex->n, NAN, 0, NAN);
    e.text = fixture_number(arena, lang, e.value, 1, true);
    e.change_note = STR_NONE;
    return e;
}
static Estimate fixture_combined(Arena *arena, Lang lang, const Estimate *cx, const Estimate *ex)
{
    if (cx->state != ESTIMATE_SHOWN || ex->state != ESTIMATE_SHOWN)
        return fixture_without(lang, "combined.score",
                               cx->state != ESTIMATE_SHOWN ? cx->state : ex->state);
    return fixture_estimate(
        arena, lang, "combined.score", 1, (cx->value + ex->value) / 2,
        hypot(cx->hi - cx->value, ex->hi - ex->value) / 2, cx->n < ex->n ? cx->n : ex->n,
        isnan(cx->diff) || isnan(ex->diff) ? NAN : (cx->diff + ex->diff) / 2, 0, 72);
}

static Str fixture_diagnosis(Lang lang, BalanceClass class)
{
    static const char *const english[] = {"Borrowed from employees", "Both weak",
                                          "Not yet reaching customers", "Balanced, strong",
                                          "Cannot tell yet"};
    static const char *const vietnamese[] = {"Vay từ nhân viên", "Cả hai cùng yếu",
                                             "Chưa tới khách hàng", "Cân bằng, mạnh",
                                             "Chưa đủ căn cứ để xếp"};
    return fixture_say(lang, english[class], vietnamese[class]);
}

static void fixture_periods(Arena *arena, Lang lang, Report *report)
{
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char *const long_month[] = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
    report->period_count = FIXTURE_PERIODS;
    report->periods = NEW(arena, ReportPeriod, FIXTURE_PERIODS);
    for (int t = 0; t < FIXTURE_PERIODS; t++) {
        int year = 2025 + (9 + t) / 12, m = (9 + t) % 12;
        ReportPeriod *p = &report->periods[t];
        p->id = str_format(arena, "%04d-%02d", year, m + 1);
        p->first = (Date){year, m + 1, 1};
        if (lang == LANG_VI) {
            p->long_label = str_format(arena, "Tháng %d năm %d", m + 1, year);
            p->short_label = str_format(arena, "T%d/%d", m + 1, year);
            p->tick = str_format(arena, "T%d", m + 1);
        } else {
            p->long_label = str_format(arena, "%s %d", long_month[m], year);
            p->short_label = str_format(arena, "%s %d", month[m], year);
            p->tick = str_from(month[m]);
        }
    }
    report->period_id = report->periods[FIXTURE_PERIODS - 1].id;
}

static void fixture_cover(Lang lang, CoverModel *cover)
{
    *cover = (CoverModel){
        .kind = fixture_say(lang, "BOARD REPORT", "BÁO CÁO HỘI ĐỒNG QUẢN TRỊ"),
        .title = fixture_say(lang, "Customer and employee experience",
                             "Trải nghiệm khách hàng và nhân viên"),
        .period = fixture_say(lang, "October 2026", "Tháng 10 năm 2026"),
        .message = fixture_say(
            lang, "Customers are more satisfied, but the employee foundation is weakening",
            "Khách hàng hài lòng hơn, nhưng nền tảng nhân viên đang yếu đi"),
        .roof = fixture_say(lang, "Growth", "Tăng trưởng"),
        .room = fixture_say(lang, "Customers at the centre", "Khách hàng là trung tâm"),
        .base = fixture_say(lang, "Employees as the foundation", "Nhân viên là nền tảng"),
        .client = fixture_say(lang, "Sen Viet Retail JSC", "Công ty cổ phần bán lẻ Sen Việt"),
        .made_by = fixture_say(lang, "Prepared by Experience office · 5 November 2026",
                               "Lập bởi Phòng Trải nghiệm · 05/11/2026"),
        .confidential = fixture_say(lang, "Confidential — for the board of directors only",
                                    "Bảo mật — chỉ dành cho hội đồng quản trị"),
        .counts =
            fixture_say(lang, "5,662 customer answers · 447 employee answers (response rate 78%)",
                        "5.662 phản hồi khách hàng · 447 phản hồi nhân viên (tỷ lệ 78%)")};
}

static const FixtureUnit fixture_company = {
    "Whole company", "Toàn công ty", 5662, 74.2, 1.8, 1, 447, 66.1, -2.4, -1, BALANCE_CX_GT_EX};

static void fixture_tile(Arena *arena, Lang lang, SummaryTile *tile, ReportSide side, Str label,
                         Estimate figure, double drift)
{
    *tile =
        (SummaryTile){.side = side,
                      .label = label,
                      .figure = figure,
                      .axis_lo = 40,
                      .axis_hi = 100,
                      .series = fixture_series(arena, lang, &figure, drift, -1, (uint32_t)side + 1),
                      .versus = fixture_say(lang, "vs Sep", "so với T9"),
                      .first_tick = fixture_say(lang, "Oct 2025", "T10/2025"),
                      .last_tick = fixture_say(lang, "Oct 2026", "T10/2026")};
}

static void fixture_summary(Arena *arena, Lang lang, SummaryModel *summary)
{
    Estimate cx = fixture_cx(arena, lang, &fixture_company);
    Estimate ex = fixture_ex(arena, lang, &fixture_company);
    Estimate both = fixture_combined(arena, lang, &cx, &ex);
    summary->tile_count = 3;
    fixture_tile(arena, lang, &summary->tiles[0], REPORT_CX,
                 fixture_say(lang, "Customer index (CX)", "Chỉ số khách hàng (CX)"), cx, 3.4);
    fixture_tile(arena, lang, &summary->tiles[1], REPORT_EX,
                 fixture_say(lang, "Employee index (EX)", "Chỉ số nhân viên (EX)"), ex, -2.8);
    fixture_tile(arena, lang, &summary->tiles[2], REPORT_WHOLE,
                 fixture_say(lang, "Combined CX–EX score", "Điểm kết hợp CX–EX"), both, .4);
    SummaryRow rows[] = {
        {REPORT_CX, S("NPS"),
         fixture_say(lang, "customers who would recommend", "khách hàng sẵn lòng giới thiệu"),
         fixture_estimate(arena, lang, "cx.nps", 0, 38, 2.6, 5398, 3, 0, 35), -100, 100},
        {REPORT_CX, S("CSAT"), fixture_say(lang, "answered 4–5 of 5", "chọn 4–5 trên thang 5"),
         fixture_estimate(arena, lang, "cx.csat_top2", 0, 81.5, 1.1, 5541, 1.1, 0, 82), 0, 100},
        {REPORT_CX, S("CES"),
         fixture_say(lang, "customers' ease, 1 to 7", "khách thấy dễ dàng, thang 1–7"),
         fixture_estimate(arena, lang, "cx.ces_mean", 2, 5.4, .06, 5502, .1, 0, 5.5), 1, 7},
        {REPORT_CX, fixture_say(lang, "Journey", "Hành trình"),
         fixture_say(lang, "mean of the stages", "trung bình các khâu"),
         fixture_estimate(arena, lang, "cx.journey", 1, 73.9, .9, 5662, .7, 0, NAN), 0, 100},
        {REPORT_EX, fixture_say(lang, "Engagement", "Gắn kết"),
         fixture_say(lang, "mean of 12 questions", "trung bình 12 câu"),
         fixture_estimate(arena, lang, "ex.engagement", 1, 70.3, 1.6, 447, -1.9, -1, 72), 0, 100},
        {REPORT_EX, S("eNPS"),
         fixture_say(lang, "employees who would recommend the workplace",
                     "nhân viên sẵn lòng giới thiệu nơi làm việc"),
         fixture_estimate(arena, lang, "ex.enps", 0, 12, 8.4, 441, -7, -1, 20), -100, 100},
    };
    summary->row_count = CX_COUNTOF(rows);
    summary->rows = NEW(arena, SummaryRow, CX_COUNTOF(rows));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        summary->rows[i] = rows[i];
    summary->rows_head = fixture_say(lang, "COMPONENT METRICS", "CHỈ SỐ THÀNH PHẦN");
    summary->value_head = fixture_say(lang, "value", "giá trị");
    summary->change_head = fixture_say(lang, "vs Sep", "so với T9");
    summary->axis_head = fixture_say(lang, "95% interval · ○ previous month · | target",
                                     "khoảng tin cậy 95% · ○ tháng trước · | mục tiêu");
    summary->findings_head = fixture_say(lang, "THREE THINGS TO DECIDE", "BA ĐIỀU CẦN QUYẾT ĐỊNH");
    summary->finding_count = 3;
    summary->findings[0] = (Finding){
        1,
        S("both_low_ex_fall"),
        fixture_name(lang, 15),
        S("ex.index"),
        fixture_say(lang, "Rebuild the foundation at Delivery and Customer care",
                    "Dựng lại nền tảng ở Giao nhận và Chăm sóc khách hàng"),
        fixture_say(lang, "EX 57.7 and 59.4, clear falls; the two units serve 26% of customers.",
                    "EX 57,7 và 59,4, giảm rõ rệt; hai bộ phận chạm 26% khách hàng."),
        PAGE_SCORECARD,
        4,
        fixture_say(lang, "See p. 4", "Xem tr. 4"),
        2,
        fixture_say(lang, "2 · Keep the halves in balance", "2 · Giữ hai nửa cân nhau")};
    summary->findings[1] = (Finding){
        2,
        S("imbalance"),
        fixture_name(lang, 4),
        S("combined.gap"),
        fixture_say(lang, "Look after the employees of Online sales",
                    "Chăm lo nhân viên ở Bán hàng trực tuyến"),
        fixture_say(lang,
                    "CX rose by 2.2 while EX fell by 6.1: results are borrowed from employees.",
                    "CX tăng 2,2 trong khi EX giảm 6,1: kết quả đang vay từ nhân viên."),
        PAGE_BALANCE,
        3,
        fixture_say(lang, "See p. 3", "Xem tr. 3"),
        2,
        fixture_say(lang, "2 · Keep the halves in balance", "2 · Giữ hai nửa cân nhau")};
    summary->findings[2] = (Finding){
        3,
        S("best_practice"),
        fixture_name(lang, 0),
        S("combined.score"),
        fixture_say(lang, "Write down how Business sales works, and copy it",
                    "Ghi lại cách làm của Bán hàng doanh nghiệp và nhân rộng"),
        fixture_say(lang, "CX 81.2 and EX 77.5: both sides clearly above the line.",
                    "CX 81,2 và EX 77,5: cả hai phía đều rõ rệt trên ranh giới."),
        PAGE_BALANCE,
        3,
        fixture_say(lang, "See p. 3", "Xem tr. 3"),
        3,
        fixture_say(lang, "3 · Mend the weakest step", "3 · Sửa hành trình ở chỗ yếu nhất")};
    summary->note = fixture_say(lang,
                                "▲▼ is a clear change of practical size (95%, adjusted for many "
                                "comparisons); ● is no clear difference.",
                                "▲▼ là thay đổi rõ rệt và đủ lớn (95%, đã hiệu chỉnh so sánh nhiều "
                                "lần); ● là chưa đủ căn cứ để nói có thay đổi.");
}

static void fixture_balance(Arena *arena, Lang lang, BalanceModel *balance)
{
    static const char *const advice_en[] = {
        "Customer results run ahead of the employees' strength: look after the foundation.",
        "Priority one: repair the foundation first, together with the customer side.",
        "Employees are engaged, customers do not yet feel it: bring customers' stories to them.",
        "Write down how it is done, and spread it.",
        "The intervals cross the lines between the groups."};
    static const char *const advice_vi[] = {
        "Kết quả khách hàng đi trước sức nhân viên: cần chăm lo nền tảng.",
        "Ưu tiên một: sửa nền trước, cùng với phía khách hàng.",
        "Nhân viên gắn kết nhưng khách hàng chưa cảm nhận: đưa chuyện khách hàng tới họ.",
        "Ghi lại cách làm và nhân rộng.", "Khoảng tin cậy cắt ngang ranh giới nhóm."};
    StrList names[BALANCE_CLASS_COUNT] = {0};
    balance->points = NEW(arena, BalancePoint, FIXTURE_UNITS);
    for (ptrdiff_t u = 0; u < FIXTURE_UNITS; u++) {
        const FixtureUnit *unit = &fixture_units[u];
        if (unit->cx_n == 0 || unit->ex_n < 0)
            continue;
        BalancePoint *point = &balance->points[balance->point_count++];
        point->name = fixture_name(lang, u);
        point->short_name = fixture_short(arena, lang, u);
        point->cx = fixture_cx(arena, lang, unit);
        point->ex = fixture_ex(arena, lang, unit);
        point->gap = fixture_gap(arena, lang, &point->cx, &point->ex);
        point->diagnosis = unit->diagnosis;
        point->share_of_customers_01 = unit->cx_n / 5662.0;
        *PUSH(arena, &names[unit->diagnosis], Str) = point->short_name;
    }
    for (int c = 0; c < BALANCE_CLASS_COUNT; c++) {
        if (names[c].len == 0)
            continue;
        balance->groups[balance->group_count++] =
            (BalanceGroup){.diagnosis = (BalanceClass)c,
                           .title = fixture_diagnosis(lang, (BalanceClass)c),
                           .units = str_join(arena, names[c].items, names[c].len, S(" · ")),
                           .advice = fixture_say(lang, advice_en[c], advice_vi[c]),
                           .unit_count = names[c].len};
    }
    balance->groups_head = fixture_say(lang, "BALANCE DIAGNOSIS", "CHẨN ĐOÁN CÂN BẰNG");
    balance->cut_cx = 70;
    balance->cut_ex = 70;
    balance->axis_lo = 50;
    balance->axis_hi = 90;
    balance->quadrant[0] = fixture_say(lang, "Borrowed from employees: CX high, EX low",
                                       "Vay từ nhân viên: CX cao, EX thấp");
    balance->quadrant[1] = fixture_say(lang, "Balanced, strong", "Cân bằng, mạnh");
    balance->quadrant[2] = fixture_say(lang, "Both weak", "Cả hai cùng yếu");
    balance->quadrant[3] = fixture_say(lang, "Not yet reaching customers: EX high, CX low",
                                       "Chưa tới khách hàng: EX cao, CX thấp");
    balance->axis_cx = fixture_say(lang, "Customer index (CX)", "Chỉ số khách hàng (CX)");
    balance->axis_ex = fixture_say(lang, "Employee index (EX)", "Chỉ số nhân viên (EX)");
    balance->diagonal = S("CX = EX");
    balance->note_count = 2;
    balance->notes = NEW(arena, Str, 2);
    balance->notes[0] = fixture_say(lang, "Warehouse has no customer contact: only EX 63.2.",
                                    "Kho vận không tiếp xúc khách hàng: chỉ có EX 63,2.");
    balance->notes[1] =
        fixture_say(lang, "Gift wrapping: EX not shown, to protect the people who answered.",
                    "Gói quà: EX không hiển thị để bảo vệ người trả lời.");
}

static void fixture_score_row(Arena *arena, Lang lang, ScoreRow *row, const FixtureUnit *unit,
                              uint32_t seed)
{
    row->cx = fixture_cx(arena, lang, unit);
    row->ex = fixture_ex(arena, lang, unit);
    row->gap = fixture_gap(arena, lang, &row->cx, &row->ex);
    row->combined = fixture_combined(arena, lang, &row->cx, &row->ex);
    row->response_01 = 0.70 + 0.01 * (seed % 19);
    row->response_text = str_format(arena, "%.0f%%", 100 * row->response_01);
    row->diagnosis = unit->diagnosis;
    row->diagnosis_text = fixture_diagnosis(lang, unit->diagnosis);
    row->gap_marked = unit->diagnosis == BALANCE_CX_GT_EX || unit->diagnosis == BALANCE_EX_GT_CX;
    row->cx_series = fixture_series(arena, lang, &row->cx, unit->cx_diff * 2, -1, seed);
    row->ex_series =
        fixture_series(arena, lang, &row->ex, isnan(unit->ex_diff) ? 1 : unit->ex_diff * 2,
                       unit->ex_mark == 2 ? 4 : -1, seed + 100);
}

static void fixture_scorecard(Arena *arena, Lang lang, ScorecardModel *card)
{
    card->row_count = FIXTURE_UNITS + 1;
    card->rows = NEW(arena, ScoreRow, FIXTURE_UNITS + 1);
    card->rows[0].name = card->rows[0].short_name =
        fixture_say(lang, "Whole company", "Toàn công ty");
    card->rows[0].slug = S("company");
    card->rows[0].company = true;
    fixture_score_row(arena, lang, &card->rows[0], &fixture_company, 1);
    for (ptrdiff_t u = 0; u < FIXTURE_UNITS; u++) {
        ScoreRow *row = &card->rows[u + 1];
        row->name = fixture_name(lang, u);
        row->short_name = fixture_short(arena, lang, u);
        row->parent = u % 3 == 0 ? fixture_say(lang, "Service", "Dịch vụ")
                                 : fixture_say(lang, "Stores", "Cửa hàng");
        row->slug = str_format(arena, "unit-%d", (int)u + 1);
        fixture_score_row(arena, lang, row, &fixture_units[u], (uint32_t)u + 2);
    }
    card->unit_head = fixture_say(lang, "Unit", "Bộ phận");
    card->n_head = S("n");
    card->cx_head = S("CX");
    card->ex_head = S("EX");
    card->change_head = fixture_say(lang, "vs Sep", "so T9");
    card->gap_head = S("CX−EX");
    card->cx_band = fixture_say(lang, "Customers", "Khách hàng");
    card->ex_band = fixture_say(lang, "Employees", "Nhân viên");
    card->cx_series_head = fixture_say(lang, "CX, 13 months", "CX 13 tháng");
    card->ex_series_head = fixture_say(lang, "EX, 13 months", "EX 13 tháng");
    card->axis_lo = 40;
    card->axis_hi = 100;
    card->target_cx = 75;
    card->target_ex = 70;
    card->target_cx_text = fixture_say(lang, "target 75", "mục tiêu 75");
    card->target_ex_text = fixture_say(lang, "target 70", "mục tiêu 70");
    card->sort_note = fixture_say(lang, "sorted by CX", "sắp theo CX");
    card->note = fixture_say(lang, "“break”: a definition changed (method page).",
                             "“ngắt”: định nghĩa đã đổi (xem trang phương pháp).");
}

static void fixture_trends(Arena *arena, Lang lang, TrendsModel *trends, const Report *report)
{
    Estimate ends[2] = {fixture_cx(arena, lang, &fixture_company),
                        fixture_ex(arena, lang, &fixture_company)};
    trends->panel_count = 2;
    for (int i = 0; i < 2; i++)
        trends->panels[i] =
            (TrendPanel){.side = i == 0 ? REPORT_CX : REPORT_EX,
                         .label = i == 0 ? fixture_say(lang, "Customers (CX)", "Khách hàng (CX)")
                                         : fixture_say(lang, "Employees (EX)", "Nhân viên (EX)"),
                         .series = fixture_series(arena, lang, &ends[i], i == 0 ? 3.4 : -2.8,
                                                  i == 0 ? -1 : 5, (uint32_t)i + 1),
                         .target = i == 0 ? 75 : 70,
                         .target_text = i == 0 ? fixture_say(lang, "target 75", "mục tiêu 75")
                                               : fixture_say(lang, "target 70", "mục tiêu 70"),
                         .axis_lo = 50,
                         .axis_hi = 90};
    trends->ticks = NEW(arena, Str, FIXTURE_PERIODS);
    trends->years = NEW(arena, Str, FIXTURE_PERIODS);
    for (int t = 0; t < FIXTURE_PERIODS; t++)
        trends->ticks[t] = report->periods[t].tick;
    trends->years[0] = S("2025");
    trends->years[3] = S("2026");
    TrendEvent events[] = {{1, 6,
                            fixture_say(lang, "Call centre confirms delivery times, 04/2026",
                                        "Tổng đài xác nhận giờ giao, 04/2026"),
                            STR_NONE},
                           {2, 10,
                            fixture_say(lang, "New shift plan, 08/2026", "Lịch ca mới, 08/2026"),
                            fixture_name(lang, 15)}};
    trends->event_count = 2;
    trends->events = NEW(arena, TrendEvent, 2);
    trends->events[0] = events[0];
    trends->events[1] = events[1];
    trends->events_head = fixture_say(lang, "EVENTS", "SỰ KIỆN");
    trends->reading_head = fixture_say(lang, "READING THESE LINES", "ĐỌC HAI ĐƯỜNG NÀY");
    trends->reading_count = 2;
    trends->reading = NEW(arena, Str, 2);
    trends->reading[0] = fixture_say(
        lang, "CX is 3.4 points higher than in Oct 2025 (2.1 to 4.7): a clear difference.",
        "CX cao hơn T10/2025 là 3,4 điểm (2,1 đến 4,7): khác biệt rõ rệt.");
    trends->reading[1] = fixture_say(
        lang, "EX is 2.8 points lower than in Oct 2025 (−4.5 to −1.1): a clear difference.",
        "EX thấp hơn T10/2025 là 2,8 điểm (−4,5 đến −1,1): khác biệt rõ rệt.");
}

static void fixture_method(Arena *arena, Lang lang, MethodModel *method)
{
    typedef struct Block {
        int column;
        const char *head_en, *head_vi, *lines_en[5], *lines_vi[5];
    } Block;
    static const Block blocks[] = {
        {0,
         "SOURCES",
         "NGUỒN",
         {"customers-2026-10.csv · CSV, UTF-8",
          "read 5,773 = used 5,662 + duplicate 38 + no answer 52 + bad date 21",
          "employees-2026-10.csv · CSV, UTF-8", "read 455 = used 447 + no answer 8",
          "invited 573, response rate 78% (RR2)"},
         {"khach-hang-2026-10.csv · CSV, UTF-8",
          "đọc 5.773 = dùng 5.662 + trùng mã 38 + không câu trả lời 52 + ngày sai 21",
          "nhan-vien-2026-10.csv · CSV, UTF-8", "đọc 455 = dùng 447 + không câu trả lời 8",
          "mời 573, tỷ lệ phản hồi 78% (RR2)"}},
        {0,
         "DATA QUALITY",
         "CHẤT LƯỢNG DỮ LIỆU",
         {"same answer to every question: 41 customers, 2 employees",
          "off the scale: 7 · no unit: 3"},
         {"chấm một cột suốt bảng: 41 khách hàng, 2 nhân viên",
          "ngoài thang: 7 · không ghi bộ phận: 3"}},
        {0,
         "NOT SHOWN",
         "KHÔNG HIỂN THỊ",
         {"Some cells are not shown, to protect the people who answered.",
          "What this cannot hide: a group of 5 or more who all answered alike; what people tell "
          "each other; who answered, where that is known otherwise."},
         {"Một số ô không hiển thị để bảo vệ người trả lời.",
          "Cách này không che được: nhóm từ 5 người trở lên mà ai cũng trả lời giống nhau; điều "
          "những người trả lời kể cho nhau; việc ai đã trả lời, nếu biết từ nơi khác."}},
        {1,
         "WEIGHTS",
         "TRỌNG SỐ",
         {"employees: raked to headcounts by unit × tenure",
          "design effect 1.12 · effective n 399"},
         {"nhân viên: theo số nhân sự bộ phận × thâm niên",
          "hiệu ứng thiết kế 1,12 · n hiệu dụng 399"}},
        {1,
         "HOW IT IS COMPUTED",
         "CÁCH TÍNH",
         {"CX: NPS 25%, CSAT 25%, CES 25%, journey 25%", "EX: engagement 50%, eNPS 50%",
          "combined: arithmetic mean of CX and EX, 50–50",
          "line between high and low: CX 70, EX 70, chosen for this report"},
         {"CX: NPS 25%, CSAT 25%, CES 25%, hành trình 25%", "EX: gắn kết 50%, eNPS 50%",
          "kết hợp: trung bình cộng CX và EX, 50–50",
          "ranh giới cao–thấp: CX 70, EX 70, chọn cho báo cáo này"}},
        {1,
         "COMPARISONS",
         "SO SÁNH",
         {"one test for each kind of figure, two independent samples",
          "Benjamini–Hochberg, q = 0.05, within each period"},
         {"mỗi loại số một phép thử, hai mẫu độc lập",
          "Benjamini–Hochberg, q = 0,05, trong từng kỳ"}},
        {2,
         "RELIABILITY",
         "TIN CẬY CỦA BẢNG HỎI",
         {"Cronbach α 0.89 (0.87 to 0.90) · ω 0.90"},
         {"Cronbach α 0,89 (0,87 đến 0,90) · ω 0,90"}},
        {2,
         "NOT YET IN THIS REPORT",
         "CHƯA CÓ TRONG BÁO CÁO NÀY",
         {"trust: no register of promises was supplied ([promises])",
          "voice: no register of suggestions was supplied ([suggestions])"},
         {"niềm tin: chưa có sổ theo dõi lời hứa ([promises])",
          "góp ý: chưa có sổ theo dõi góp ý ([suggestions])"}},
        {2,
         "FILES",
         "TỆP",
         {"project file 51b7c0de…e2f3 · cxex 0.1.0",
          "the same data and project file give the same bytes"},
         {"tệp dự án 51b7c0de…e2f3 · cxex 0.1.0", "cùng dữ liệu và tệp dự án cho cùng từng byte"}},
    };
    method->blocks = NEW(arena, MethodBlock, CX_COUNTOF(blocks));
    method->entries = NEW(arena, struct MethodEntry, CX_COUNTOF(blocks) * 5);
    for (ptrdiff_t b = 0; b < CX_COUNTOF(blocks); b++) {
        MethodBlock *block = &method->blocks[method->block_count++];
        block->head = fixture_say(lang, blocks[b].head_en, blocks[b].head_vi);
        block->column = blocks[b].column;
        block->lines = NEW(arena, Str, 5);
        for (int i = 0; i < 5 && blocks[b].lines_en[i]; i++) {
            block->lines[block->line_count++] =
                fixture_say(lang, blocks[b].lines_en[i], blocks[b].lines_vi[i]);
            struct MethodEntry *entry = &method->entries[method->entry_count++];
            entry->block = block->head;
            entry->name = str_format(arena, "%d", i + 1);
            entry->text = block->lines[i];
        }
    }
}

static void fixture_appendix(Arena *arena, Lang lang, const Report *report, AppendixModel *appendix)
{
    static const char *const heads_en[8] = {"Unit",     "Figure", "Value",  "Low 95%",
                                            "High 95%", "n",      "vs Sep", "Target"};
    static const char *const heads_vi[8] = {"Bộ phận", "Chỉ số", "Giá trị", "Thấp 95%",
                                            "Cao 95%", "n",      "so T9",   "Mục tiêu"};
    for (int i = 0; i < 8; i++)
        appendix->heads[i] = fixture_say(lang, heads_en[i], heads_vi[i]);
    appendix->blocks = APPENDIX_BLOCKS;
    appendix->block_rows = APPENDIX_ROWS_PER_BLOCK;
    appendix->rows =
        NEW(arena, AppendixRow, report->scorecard.row_count * 8); /* 7 figures and a heading */
    for (ptrdiff_t u = 0; u < report->scorecard.row_count; u++) {
        const ScoreRow *row = &report->scorecard.rows[u];
        appendix->rows[appendix->row_count++] = (AppendixRow){.heading = true, .unit = row->name};
        const struct {
            const char *english, *vietnamese;
            ReportSide side;
            Estimate figure;
        } figures[] = {
            {"Customer index (CX)", "Chỉ số khách hàng (CX)", REPORT_CX, row->cx},
            {"NPS", "NPS", REPORT_CX,
             fixture_estimate(arena, lang, "cx.nps", 0, row->cx.value / 2, 4, row->cx.n, 1, 0, 35)},
            {"CSAT, top two of five", "CSAT, chọn 4–5", REPORT_CX,
             fixture_estimate(arena, lang, "cx.csat_top2", 0, row->cx.value + 6, 3, row->cx.n, 1, 0,
                              82)},
            {"Employee index (EX)", "Chỉ số nhân viên (EX)", REPORT_EX, row->ex},
            {"eNPS", "eNPS", REPORT_EX,
             fixture_estimate(arena, lang, "ex.enps", 0, row->ex.value / 5, 11, row->ex.n, -2, 0,
                              20)},
            {"Engagement", "Gắn kết", REPORT_EX,
             fixture_estimate(arena, lang, "ex.engagement", 1, row->ex.value + 3, 4, row->ex.n, -1,
                              0, NAN)},
            {"Combined CX–EX score", "Điểm kết hợp CX–EX", REPORT_WHOLE, row->combined}};
        for (ptrdiff_t i = 0; i < CX_COUNTOF(figures); i++) {
            const Estimate *side = figures[i].side == REPORT_EX ? &row->ex : &row->cx;
            bool shown = figures[i].side == REPORT_WHOLE || side->state == ESTIMATE_SHOWN;
            appendix->rows[appendix->row_count++] = (AppendixRow){
                .unit = row->name,
                .metric = fixture_say(lang, figures[i].english, figures[i].vietnamese),
                .side = figures[i].side,
                .figure = shown ? figures[i].figure : *side};
        }
    }
}

static void fixture_data(Arena *arena, Lang lang, Report *report)
{
    report->data = NEW(arena, DataRow, (FIXTURE_UNITS + 1) * FIXTURE_PERIODS * 2);
    for (ptrdiff_t u = 0; u < report->scorecard.row_count; u++)
        for (int side = 0; side < 2; side++)
            for (ptrdiff_t t = 0; t < FIXTURE_PERIODS; t++) {
                const ScoreRow *row = &report->scorecard.rows[u];
                const SeriesPoint *point = &(side == 0 ? row->cx_series : row->ex_series).points[t];
                const ReportPeriod *period = &report->periods[t];
                const char *code = side == 0 ? "cx.index" : "ex.index";
                report->data[report->data_count++] = (DataRow){
                    .key = str_format(arena, "%.*s|%.*s|%s", STR_ARG(row->name),
                                      STR_ARG(period->id), code),
                    .unit = row->name,
                    .period = period->id,
                    .side = side == 0 ? report->scorecard.cx_band : report->scorecard.ex_band,
                    .code = str_from(code),
                    .metric =
                        side == 0
                            ? fixture_say(lang, "Customer index (CX)", "Chỉ số khách hàng (CX)")
                            : fixture_say(lang, "Employee index (EX)", "Chỉ số nhân viên (EX)"),
                    .status = point->shown ? fixture_say(lang, "shown", "hiện") : point->text,
                    .period_date = period->first,
                    .scope = u,
                    .period_index = t,
                    .shown = point->shown,
                    .decimals = 1,
                    .value = point->value,
                    .lo = point->lo,
                    .hi = point->hi,
                    .n = point->n};
            }
}

static void fixture_page(Arena *arena, Lang lang, Report *report, PageKind kind, int part,
                         int parts, ptrdiff_t first, ptrdiff_t count)
{
    static const struct {
        int section;
        const char *anchor, *kicker_en, *kicker_vi, *outline_en, *outline_vi, *title_en, *title_vi,
            *subtitle_en, *subtitle_vi;
    } words[PAGE_KIND_COUNT] = {
        {1, "cover", "", "", "Cover", "Bìa", "Customer and employee experience",
         "Trải nghiệm khách hàng và nhân viên", "", ""},
        {2, "summary", "2 SUMMARY", "2 TÓM TẮT", "Summary", "Tóm tắt",
         "Customers are more satisfied, but the employee foundation is weakening",
         "Khách hàng hài lòng hơn, nhưng nền tảng nhân viên đang yếu đi",
         "Executive summary · scale 0–100 unless said otherwise · Oct 2026 against Sep 2026",
         "Tóm tắt điều hành · thang điểm 0–100 trừ khi ghi khác · T10/2026 so với T9/2026"},
        {4, "balance", "4 BALANCE", "4 CÂN BẰNG", "Balance", "Cân bằng",
         "Two units reach customer results by borrowing from employees",
         "Hai bộ phận đạt kết quả khách hàng bằng cách vay từ nhân viên",
         "Balance map · dot area by customer answers · bars are 95% intervals · lines at CX 70, EX "
         "70",
         "Bản đồ cân bằng · diện tích điểm theo số phản hồi khách hàng · vạch là khoảng tin cậy "
         "95% · ranh giới CX 70, EX 70"},
        {5, "scorecard", "5 SCORECARD", "5 THẺ ĐIỂM", "Scorecard", "Thẻ điểm",
         "Three units meet the customer target; four units fall clearly on the employee side",
         "Ba bộ phận đạt mục tiêu khách hàng; bốn bộ phận giảm rõ rệt về nhân viên",
         "Scorecard by unit · sorted by CX · ● value, ○ previous month, bar is the 95% interval, | "
         "target",
         "Thẻ điểm theo bộ phận · sắp theo CX · ● giá trị, ○ tháng trước, vạch là khoảng tin cậy "
         "95%, | mục tiêu"},
        {6, "trends", "6 TRENDS", "6 XU HƯỚNG", "Trends", "Xu hướng",
         "Over 13 months customers went up, employees went down",
         "Trong 13 tháng, khách hàng đi lên còn nhân viên đi xuống",
         "13 months · score 0–100 · the band is the 95% interval",
         "Xu hướng 13 tháng · điểm 0–100 · dải là khoảng tin cậy 95%"},
        {14, "method", "14 METHOD", "14 PHƯƠNG PHÁP", "Method", "Phương pháp",
         "Where these figures come from, and how far they reach",
         "Số liệu này từ đâu ra, và nói được tới đâu",
         "Method · sources, computation, tests, what is not shown",
         "Phương pháp · nguồn, cách tính, phép thử, điều không hiển thị"},
        {15, "appendix", "15 APPENDIX", "15 PHỤ LỤC", "Appendix", "Phụ lục",
         "All figures of the period", "Mọi con số của kỳ này",
         "Every published figure with its 95% interval · Oct 2026",
         "Mọi con số được công bố, kèm khoảng tin cậy 95% · T10/2026"},
    };
    Page *page = &report->pages[report->page_count++];
    *page = (Page){
        .kind = kind,
        .section = words[kind].section,
        .number = (int)report->page_count,
        .part = part,
        .parts = parts,
        .anchor = part == 1 ? str_from(words[kind].anchor) : STR_NONE,
        .kicker = fixture_say(lang, words[kind].kicker_en, words[kind].kicker_vi),
        .outline = fixture_say(lang, words[kind].outline_en, words[kind].outline_vi),
        .title = fixture_say(lang, words[kind].title_en, words[kind].title_vi),
        .rule = S("fixture"),
        .subtitle = fixture_say(lang, words[kind].subtitle_en, words[kind].subtitle_vi),
        .foot_left = fixture_say(lang, "Customers n = 5,662 · employees n = 447, response rate 78%",
                                 "Khách hàng n = 5.662 · nhân viên n = 447, tỷ lệ phản hồi 78%"),
        .foot_right =
            fixture_say(lang, "Sen Viet · October 2026 · ", "Sen Việt · Tháng 10/2026 · "),
        .first_row = first,
        .row_count = count};
    if (parts > 1)
        page->outline = str_format(arena, "%.*s (%d/%d)", STR_ARG(page->outline), part, parts);
}

/* Scorecard parts repeat the company row, which is not counted in first_row and row_count. */
static void fixture_pages(Arena *arena, Lang lang, Report *report)
{
    report->pages = NEW(arena, Page, 64);
    fixture_page(arena, lang, report, PAGE_COVER, 1, 1, 0, 0);
    fixture_page(arena, lang, report, PAGE_SUMMARY, 1, 1, 0, 0);
    fixture_page(arena, lang, report, PAGE_BALANCE, 1, 1, 0, 0);
    int units_a_page = SCORECARD_ROWS_PER_PAGE - 1;
    int parts = (FIXTURE_UNITS + units_a_page - 1) / units_a_page;
    for (int i = 0; i < parts; i++) {
        ptrdiff_t first = 1 + i * units_a_page, left = report->scorecard.row_count - first;
        fixture_page(arena, lang, report, PAGE_SCORECARD, i + 1, parts, first,
                     left < units_a_page ? left : units_a_page);
    }
    fixture_page(arena, lang, report, PAGE_TRENDS, 1, 1, 0, 0);
    fixture_page(arena, lang, report, PAGE_METHOD, 1, 1, 0, 0);
    ptrdiff_t rows = report->appendix.row_count;
    parts = (int)((rows + APPENDIX_ROWS_PER_PAGE - 1) / APPENDIX_ROWS_PER_PAGE);
    for (int i = 0; i < parts; i++) {
        ptrdiff_t first = (ptrdiff_t)i * APPENDIX_ROWS_PER_PAGE, left = rows - first;
        fixture_page(arena, lang, report, PAGE_APPENDIX, i + 1, parts, first,
                     left < APPENDIX_ROWS_PER_PAGE ? left : APPENDIX_ROWS_PER_PAGE);
    }
    for (int i = 0; i < report->summary.finding_count; i++)
        for (ptrdiff_t p = report->page_count; p-- > 0;)
            if (report->pages[p].kind == report->summary.findings[i].page_kind)
                report->summary.findings[i].page = report->pages[p].number;
}

static inline const Report *report_example(Arena *arena, Lang lang)
{
    Report *report = NEW(arena, Report, 1);
    report->language = lang;
    report->language_tag = fixture_say(lang, "en-GB", "vi-VN");
    report->version = S("0.1.0");
    report->client = fixture_say(lang, "Sen Viet Retail JSC", "Công ty cổ phần bán lẻ Sen Việt");
    report->client_short = fixture_say(lang, "Sen Viet", "Sen Việt");
    report->title = fixture_say(lang, "Customer and employee experience",
                                "Trải nghiệm khách hàng và nhân viên");
    report->author = fixture_say(lang, "Experience office", "Phòng Trải nghiệm");
    report->confidential = fixture_say(lang, "Confidential — for the board of directors only",
                                       "Bảo mật — chỉ dành cho hội đồng quản trị");
    report->subject = fixture_say(lang, "Board report, October 2026",
                                  "Báo cáo hội đồng quản trị, Tháng 10 năm 2026");
    report->generated = (Date){2026, 11, 5};
    report->level_01 = 0.95;
    report->level_text = S("95%");
    report->z = 1.959963984540054;
    report->config_hash = S("51b7c0de51b7c0de51b7c0de51b7c0de51b7c0de51b7c0de51b7c0de51b7e2f3");
    fixture_periods(arena, lang, report);
    fixture_cover(lang, &report->cover);
    fixture_summary(arena, lang, &report->summary);
    fixture_balance(arena, lang, &report->balance);
    fixture_scorecard(arena, lang, &report->scorecard);
    fixture_trends(arena, lang, &report->trends, report);
    fixture_method(arena, lang, &report->method);
    fixture_appendix(arena, lang, report, &report->appendix);
    fixture_data(arena, lang, report);
    fixture_pages(arena, lang, report);
    Fact *root = NEW(arena, Fact, 1), *name = NEW(arena, Fact, 1);
    *name = (Fact){.kind = FACT_STRING, .key = S("client"), .string = report->client};
    *root = (Fact){.kind = FACT_OBJECT, .first = name, .last = name};
    report->scorecard_json = root;
    return report;
}

#endif
