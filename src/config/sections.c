#include "keys.h"
#include "literals.h"

#include "../base/banned.h"

const SectionRow section_rows[] = {
    {.kind = SECTION_REPORT,
     .name = T("report"),
     .rule = ID_NONE,
     .help = BOTH("The report as a whole.", "Báo cáo nói chung.")},
    {.kind = SECTION_SOURCE,
     .name = T("customers"),
     .rule = ID_OPTIONAL,
     .id = T("online"),
     .heads = T("side unit period invited ineligible headcount"),
     .help =
         BOTH("The customers' survey. Several exports of it: [customers NAME] sections with the "
              "same keys.",
              "Khảo sát khách hàng. Có nhiều tệp xuất khác nhau thì viết nhiều mục "
              "[customers TÊN] với cùng các khóa này.")},
    {.kind = SECTION_SOURCE,
     .name = T("employees"),
     .rule = ID_OPTIONAL,
     .id = T("shops"),
     .heads = T("side unit period invited ineligible headcount"),
     .help = BOTH("The employees' survey; the same keys.",
                  "Khảo sát nhân viên; các khóa giống như trên.")},
    {.kind = SECTION_METRIC,
     .name = T("metric"),
     .rule = ID_REQUIRED,
     .id = T("cx.nps"),
     .help = BOTH("One question, one section. Ids begin with cx. (customers) or ex. (employees): "
                  "cx.nps cx.csat cx.ces cx.stage_buy … ex.enps ex.q1 …",
                  "Mỗi câu hỏi một mục. Mã bắt đầu bằng cx. (khách hàng) hoặc ex. (nhân viên): "
                  "cx.nps cx.csat cx.ces cx.stage_buy … ex.enps ex.q1 …")},
    {.kind = SECTION_INDEX,
     .name = T("index"),
     .rule = ID_FIXED,
     .id = T("cx.index"),
     .help = BOTH("The customers' index: which figures make it, and with which weights.",
                  "Chỉ số khách hàng: gồm những số đo nào, trọng số bao nhiêu.")},
    {.kind = SECTION_INDEX,
     .name = T("index"),
     .rule = ID_FIXED,
     .id = T("ex.index"),
     .help = BOTH("The employees' index.", "Chỉ số nhân viên.")},
    {.kind = SECTION_JOURNEY,
     .name = T("index"),
     .rule = ID_FIXED,
     .id = T("cx.journey"),
     .help = BOTH("The customer journey: the stages and their weights.",
                  "Hành trình khách hàng: các khâu và trọng số.")},
    {.kind = SECTION_ENGAGEMENT,
     .name = T("index"),
     .rule = ID_FIXED,
     .id = T("ex.engagement"),
     .help =
         BOTH("Engagement: per person the mean of the items, if enough of them are answered.",
              "Mức gắn kết: trung bình các câu của từng người, nếu người đó trả lời đủ số câu.")},
    {.kind = SECTION_COMBINED,
     .name = T("index"),
     .rule = ID_FIXED,
     .id = T("combined.score"),
     .help = BOTH("Both halves in one score, and their balance.",
                  "Điểm chung của hai nửa và mức cân đối giữa hai nửa.")},
    {.kind = SECTION_STATISTICS,
     .name = T("statistics"),
     .rule = ID_NONE,
     .help = BOTH("How sure is sure enough. The defaults suit nearly every report.",
                  "Chắc chắn đến đâu là đủ. Giá trị mặc định hợp với hầu hết báo cáo.")},
    {.kind = SECTION_UNITS,
     .name = T("units"),
     .rule = ID_NONE,
     .heads = T("unit name parent head email language order"),
     .help =
         BOTH("The list of units: unit, name, parent, head, email, language, order. With it, a "
              "unit that is not listed is reported.",
              "Danh sách bộ phận: unit, name, parent, head, email, language, order. Có danh sách "
              "này thì bộ phận lạ trong dữ liệu sẽ được báo.")},
    {.kind = SECTION_KPI,
     .name = T("kpi"),
     .rule = ID_REQUIRED,
     .id = T("revenue"),
     .heads = T("unit period"),
     .help = BOTH("A business figure by unit and period: unit, period, and one column with its "
                  "values.",
                  "Một chỉ tiêu kinh doanh theo bộ phận và kỳ: unit, period và một cột giá trị.")},
    {.kind = SECTION_PROMISES,
     .name = T("promises"),
     .rule = ID_NONE,
     .heads = T("promise owner unit due_on done_on cancelled"),
     .help = BOTH("Promises made to employees: promise, owner, unit, due_on, done_on, cancelled.",
                  "Lời hứa với nhân viên: promise, owner, unit, due_on, done_on, cancelled.")},
    {.kind = SECTION_SUGGESTIONS,
     .name = T("suggestions"),
     .rule = ID_NONE,
     .heads = T("unit received_on answered_on acted_on"),
     .help = BOTH("The feedback channel: unit, received_on, answered_on, acted_on.",
                  "Kênh góp ý: unit, received_on, answered_on, acted_on.")},
    {.kind = SECTION_THEMES,
     .name = T("themes-of-comments"),
     .rule = ID_NONE,
     .heads = T("theme words"),
     .help = BOTH("Themes that comments are sorted into: theme, words.",
                  "Chủ đề để xếp ý kiến: theme, words.")},
    {.kind = SECTION_BENCHMARK,
     .name = T("benchmark"),
     .rule = ID_REQUIRED,
     .id = T("retail"),
     .heads = T("metric value se source year licence"),
     .help = BOTH("Outside figures to compare with: metric, value, se, source, year, licence.",
                  "Số liệu bên ngoài để so sánh: metric, value, se, source, year, licence.")},
    {.kind = SECTION_EVENTS,
     .name = T("events"),
     .rule = ID_NONE,
     .heads = T("date unit text"),
     .help = BOTH("Dated events shown in the trends: date, unit, text.",
                  "Sự kiện ghi trên biểu đồ xu hướng: date, unit, text.")},
    {.kind = SECTION_MAP,
     .name = T("map"),
     .rule = ID_NONE,
     .heads = T("kind old new from column"),
     .help =
         BOTH("Units, columns and answers that have other names over time: kind, old, new, from, "
              "column.",
              "Bộ phận, cột và câu trả lời đổi tên theo thời gian: kind, old, new, from, column.")},
    {.kind = SECTION_PRIVACY,
     .name = T("privacy"),
     .rule = ID_NONE,
     .help = BOTH("How small groups are protected.", "Bảo vệ các nhóm nhỏ.")},
    {.kind = SECTION_INCENTIVE,
     .name = T("incentive"),
     .rule = ID_NONE,
     .help = BOTH("A bonus paid from revenue and customer success.",
                  "Khoản thưởng tính theo doanh thu và thành công của khách hàng.")},
    {.kind = SECTION_MAIL,
     .name = T("mail"),
     .rule = ID_NONE,
     .help = BOTH("The mail drafts to the heads of units.", "Thư nháp gửi trưởng các bộ phận.")},
};
const ptrdiff_t section_row_count = CX_COUNTOF(section_rows);

Str section_title(Arena *arena, const SectionRow *row)
{
    bool with_id = row->rule == ID_REQUIRED || row->rule == ID_FIXED;
    return with_id ? str_format(arena, "[%.*s %.*s]", STR_ARG(row->name), STR_ARG(row->id))
                   : str_format(arena, "[%.*s]", STR_ARG(row->name));
}

Str section_sample(const SectionRow *row, const KeyRow *key, Lang lang)
{
    static const Str employees_files[] = BOTH("exports/employees-*.csv", "exports/nhan-vien-*.csv");
    bool own = str_equal(row->name, S("employees")) && str_equal(key->name, S("files"));
    return own ? employees_files[lang] : key->sample[lang];
}

StrList words_split(Arena *arena, Str words)
{
    StrList list = {0};
    while (words.len > 0) {
        StrCut cut = str_cut(words, ' ');
        *PUSH(arena, &list, Str) = cut.head;
        words = cut.tail;
    }
    return list;
}
