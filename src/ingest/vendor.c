#include "vendor.h"

#include <cxex/text.h>

#include "apart.h"
#include "dates.h"
#include "kiosk.h"

/* Names that stand together in one header row, as text_name_key gives them. */
typedef struct Signature {
    const char *format;
    const char *first;    /* what the first column is called, `|` between; NULL: anything */
    const char *names[4]; /* all of them; NULL: fewer */
    const char *date;     /* columns with the date of the answer, `|` between */
} Signature;

#define QUALTRICS_DATES "RecordedDate|EndDate|Recorded Date|End Date|recordedDate|endDate"
#define LIME_DATES                                                                    \
    "submitdate|Date submitted|submitdate. Date submitted|datestamp|Date last action" \
    "|startdate|Date started"
#define MS_FORMS_DATES "Completion time|Thời gian hoàn thành"
#define GOOGLE_DATES                                                               \
    "Timestamp|Dấu thời gian|Carimbo de data/hora|Marca temporal|Zeitstempel|" \
    "Horodateur|Informazioni cronologiche"

static const Signature signatures[] = {
    {"qualtrics", NULL, {"ResponseId", "RecordedDate"}, QUALTRICS_DATES},
    {"kobo", NULL, {"_uuid", "_submission_time"}, "_submission_time|end|start"},
    {"kobo", NULL, {"_id", "_submission_time"}, "_submission_time|end|start"},
    {"kobo", NULL, {"_index", "_submission_time"}, "_submission_time|end|start"},
    {"kobo", NULL, {"SubmissionDate", "KEY"}, "SubmissionDate|end|start"},
    {"kobo", NULL, {"SubmissionDate", "meta-instanceID"}, "SubmissionDate|end|start"},
    {"limesurvey", NULL, {"submitdate", "lastpage", "startlanguage"}, LIME_DATES},
    {"limesurvey", NULL, {"id. Response ID", "submitdate. Date submitted"}, LIME_DATES},
    {"limesurvey", NULL, {"Response ID", "Date submitted", "Last page"}, LIME_DATES},
    {"typeform", "#", {"Network ID"}, "Submit Date (UTC)"},
    {"typeform", "#", {"Submit Date (UTC)"}, "Submit Date (UTC)"},
    {"typeform", "#", {"Response Type", "Stage Date (UTC)"}, "Submit Date (UTC)"},
    {"touchpoints", NULL, {"UUID", "Location Code", "User Agent"}, "Created at"},
    {"ms-forms", "ID|Id", {"Start time", "Completion time"}, MS_FORMS_DATES},
    {"ms-forms", "ID|Id", {"Thời gian bắt đầu", "Thời gian hoàn thành"}, MS_FORMS_DATES},
    {"formbricks", NULL, {"No.", "Response ID", "Survey ID"}, "Timestamp"},
    {"surveymonkey", NULL, {"Respondent ID", "Collector ID"}, "End Date|Start Date"},
    {"surveymonkey", NULL, {"RespondentID", "CollectorID"}, "EndDate|StartDate"},
    {"surveymonkey", NULL, {"Respondent ID", "Collector"}, "End Date|Start Date"},
    {"surveymonkey", NULL, {"RespondentID"}, "EndDate|End Date|StartDate|Start Date"},
    {"surveymonkey", NULL, {"Respondent ID"}, "EndDate|End Date|StartDate|Start Date"},
    {"glint", NULL, {"EMP ID", "Survey Cycle Completion Date"}, "Survey Cycle Completion Date"},
    {"google-forms", GOOGLE_DATES, {NULL}, GOOGLE_DATES},
    {"jotform", "Submission Date", {NULL}, "Submission Date"},
};

bool vendor_known(Str format)
{
    return vendor_date_columns(format).len > 0;
}

Str vendor_date_columns(Str format)
{
    if (str_equal(format, S("hearme"))) /* kiosk_detect knows its files */
        return S("Date and time|Date/time|Datetime|Timestamp|Date|Local time|Thời gian|Thời điểm|"
                 "Ngày giờ|Ngày");
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signatures); i++) {
        if (str_equal(str_from(signatures[i].format), format))
            return str_from(signatures[i].date);
    }
    return STR_NONE;
}

/* ---- Rows ---- */

static Str cell_of(const StrList *row, ptrdiff_t column)
{
    return column < row->len ? row->items[column] : STR_NONE;
}

static bool row_has(const StrList *row, const char *name)
{
    return strlist_find(row, str_from(name)) >= 0;
}

static bool is_one_of(Str text, Str names)
{
    while (names.len > 0) {
        StrCut cut = str_cut(names, '|');
        if (str_equal(text, cut.head))
            return true;
        names = cut.tail;
    }
    return false;
}

static bool matches(const StrList *row, const Signature *signature)
{
    if (row->len < 2)
        return false;
    if (signature->first != NULL && !is_one_of(row->items[0], str_from(signature->first)))
        return false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signature->names) && signature->names[i] != NULL; i++) {
        if (!row_has(row, signature->names[i]))
            return false;
    }
    return true;
}

static Str evidence_of(Arena *arena, const StrList *row, const Signature *signature)
{
    StrList seen = {0};
    if (signature->first != NULL)
        *PUSH(arena, &seen, Str) = row->items[0];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signature->names) && signature->names[i] != NULL; i++)
        *PUSH(arena, &seen, Str) = str_from(signature->names[i]);
    return str_join(arena, seen.items, seen.len, S(", "));
}

/* ---- Qualtrics ---- */

/* The third row: {"ImportId": …}, with either kind of quote, or with the quotes that a spreadsheet
 * doubled. */
static bool is_import_ids(const StrList *row)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        if (row->items[c].len == 0)
            continue;
        ptrdiff_t at = str_find(row->items[c], S("ImportId"));
        return str_starts(row->items[c], S("{")) && at >= 1 && at <= 4;
    }
    return false;
}

/* {"ImportId":"startDate","timeZone":"America/Denver"} */
static Str zone_of(const StrList *row)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        ptrdiff_t at = str_find(row->items[c], S("timeZone"));
        if (at < 0)
            continue;
        Str rest = str_slice(row->items[c], at + 8, row->items[c].len);
        ptrdiff_t from = 0, to;
        while (from < rest.len && (rest.s[from] < 'A' || rest.s[from] > 'z'))
            from++;
        for (to = from; to < rest.len && rest.s[to] != '"' && rest.s[to] != '\'';)
            to++;
        return str_slice(rest, from, to);
    }
    return STR_NONE;
}

/* A row of question texts below the names: where the dates should stand, something else does. */
static bool is_text_row(const StrList *names, const StrList *row)
{
    for (ptrdiff_t c = 0; c < names->len; c++) {
        if (!is_one_of(names->items[c], S("RecordedDate|EndDate|StartDate")))
            continue;
        Str cell = cell_of(row, c);
        return cell.len > 0 && date_read(cell, DATE_ORDER_AUTO).fate == DATE_BAD;
    }
    return false;
}

static bool detect_qualtrics(Vendor *vendor, const StrList *rows, ptrdiff_t count)
{
    *vendor = (Vendor){.format = S("qualtrics"), .date_columns = S(QUALTRICS_DATES)};
    if (count > 2 && is_import_ids(&rows[2])) {
        vendor->header_rows = vendor->evidence_row = 3;
        vendor->evidence = S("ImportId");
        vendor->zone = zone_of(&rows[2]);
        return true;
    }
    if (count > 1 && row_has(&rows[0], "V1") && row_has(&rows[0], "V2") &&
        row_has(&rows[1], "ResponseID")) {
        vendor->header_rows = vendor->evidence_row = 2;
        vendor->evidence = S("ResponseID, V1, V2");
        return true;
    }
    return false;
}

/* ---- SurveyMonkey ---- */

/* The row below the questions says `Response` and the like under each. */
static bool is_response_row(const StrList *row)
{
    return row_has(row, "Response") || row_has(row, "Open-Ended Response") ||
           row_has(row, "Other (please specify)");
}

/* Options stand under questions whose names are left empty. */
static bool is_option_row(const StrList *questions, const StrList *row)
{
    bool ids_empty = false, below_empty = false;
    for (ptrdiff_t c = 0; c < row->len; c++) {
        Str question = cell_of(questions, c);
        bool is_id = is_one_of(question, S("Respondent ID|RespondentID"));
        if (is_id && (row->items[c].len == 0 || str_equal(row->items[c], question)))
            ids_empty = true;
        below_empty = below_empty || (question.len == 0 && row->items[c].len > 0);
    }
    return ids_empty && below_empty;
}

static bool has_respondents(const StrList *row)
{
    return row->len > 1 && (row_has(row, "Respondent ID") || row_has(row, "RespondentID"));
}

static bool is_code_row(const StrList *row)
{
    ptrdiff_t codes = 0;
    for (ptrdiff_t c = 0; c < row->len; c++) {
        Str cell = row->items[c];
        codes += cell.len > 1 && cell.len < 12 && cell.s[0] == 'Q' && cell.s[1] >= '0' &&
                 cell.s[1] <= '9';
    }
    return codes > 1;
}

/* Codes above the questions: Q1_0, Q1_1. */
static bool detect_coded_surveymonkey(Vendor *vendor, const StrList *rows, ptrdiff_t count)
{
    if (count < 3 || !has_respondents(&rows[1]) || !is_code_row(&rows[0]))
        return false;
    *vendor = (Vendor){.format = S("surveymonkey"),
                       .header_rows = 2 + is_response_row(&rows[2]),
                       .evidence = S("Respondent ID"),
                       .evidence_row = 2,
                       .date_columns = S("End Date|Start Date|EndDate|StartDate")};
    return true;
}

/* ---- KoboToolbox ---- */

/* Kobo's second row holds HXL tags: every cell that is not empty starts with #. */
static bool is_tag_row(const StrList *row)
{
    ptrdiff_t tags = 0;
    for (ptrdiff_t i = 0; i < row->len; i++) {
        if (row->items[i].len == 0)
            continue;
        if (row->items[i].s[0] != '#')
            return false;
        tags++;
    }
    return tags > 0;
}

/* A question and its choices: "q", "q/a", "q/b". */
static bool detect_choices(Arena *arena, Vendor *vendor, const StrList *row)
{
    static const Str parts[] = {{"/", 1}, {" > ", 3}};
    for (ptrdiff_t q = 0; q < row->len; q++) {
        for (ptrdiff_t p = 0; p < CX_COUNTOF(parts) && row->items[q].len > 0; p++) {
            ptrdiff_t choices = 0;
            Str first = STR_NONE;
            for (ptrdiff_t c = q + 1; c < row->len; c++) {
                Str rest = row->items[c];
                if (!str_starts(rest, row->items[q]))
                    break;
                rest = str_slice(rest, row->items[q].len, rest.len);
                if (!str_starts(rest, parts[p]) || rest.len == parts[p].len)
                    break;
                first = choices++ == 0 ? row->items[c] : first;
            }
            if (choices < 2)
                continue;
            Str both[] = {row->items[q], first};
            *vendor = (Vendor){.format = S("kobo"),
                               .header_rows = 1,
                               .evidence = str_join(arena, both, 2, S(", ")),
                               .evidence_row = 1,
                               .date_columns = S("_submission_time|end|start")};
            return true;
        }
    }
    return false;
}

/* ---- LimeSurvey ---- */

static bool is_code_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* `Q1[SQ001]`, then nothing, another bracket, or a separator and the text. */
static bool is_coded_name(Str name)
{
    ptrdiff_t at = 0, inner;
    while (at < name.len && is_code_letter(name.s[at]))
        at++;
    if (at == 0 || at >= name.len || name.s[at] != '[')
        return false;
    inner = ++at;
    while (at < name.len && (is_code_letter(name.s[at]) || name.s[at] == '_'))
        at++;
    if (at == inner || at >= name.len || name.s[at] != ']')
        return false;
    Str code = str_slice(name, inner, at), rest = str_slice(name, at + 1, name.len);
    bool usual = str_starts(code, S("SQ")) || str_equal(code, S("other")) ||
                 (code.s[0] >= '0' && code.s[0] <= '9');
    if (rest.len == 0 || rest.s[0] == '[')
        return usual; /* units are written so too: temp[C] */
    return rest.s[0] == '.' || (rest.len > 1 && rest.s[1] == '.');
}

static bool detect_codes(Vendor *vendor, const StrList *row)
{
    ptrdiff_t coded = 0;
    Str first = STR_NONE;
    for (ptrdiff_t c = 0; c < row->len; c++) {
        if (!is_coded_name(row->items[c]))
            continue;
        first = coded++ == 0 ? row->items[c] : first;
    }
    enum { SHOWN = 40 };
    ptrdiff_t cut = first.len;
    for (ptrdiff_t at = 0; at < SHOWN && at < first.len;) /* whole letters */
        text_next(first, &at), cut = at;
    *vendor = (Vendor){.format = S("limesurvey"),
                       .header_rows = 1,
                       .evidence = str_slice(first, 0, cut),
                       .evidence_row = 1,
                       .date_columns = S(LIME_DATES)};
    return coded > 1;
}

/* ---- Viva Glint ---- */

static bool detect_glint(Arena *arena, Vendor *vendor, const StrList *row)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        ptrdiff_t at = str_find(row->items[c], S("_SENSITIVE_COMMENT_FLAG"));
        if (at <= 0)
            continue;
        Str item = str_slice(row->items[c], 0, at);
        if (strlist_find(row, str_concat(arena, item, S("_COMMENT"))) < 0)
            continue;
        *vendor = (Vendor){.format = S("glint"),
                           .header_rows = 1,
                           .evidence = row->items[c],
                           .evidence_row = 1,
                           .date_columns = S("Survey Cycle Completion Date")};
        return true;
    }
    return false;
}

/* ---- Microsoft Forms ---- */

static bool is_moment(Str cell)
{
    DateText date = date_read(cell, DATE_ORDER_AUTO);
    return date.fate != DATE_BAD && date.rest.len > 0;
}

static bool is_number(Str cell)
{
    for (ptrdiff_t i = 0; i < cell.len; i++) {
        if (cell.s[i] < '0' || cell.s[i] > '9')
            return false;
    }
    return cell.len > 0;
}

/* The five fixed columns follow the owner's language; what stands in them does not: a number, two
 * moments, an address, a name. */
static bool detect_ms_forms(Arena *arena, Vendor *vendor, const StrList *rows, ptrdiff_t count)
{
    if (count < 2 || rows[0].len < 6 || rows[1].len < 6)
        return false;
    const Str *head = rows[0].items, *cell = rows[1].items;
    for (ptrdiff_t c = 0; c < 5; c++) {
        if (head[c].len == 0 || is_number(head[c]))
            return false;
    }
    bool address = str_equal(cell[3], S("anonymous")) || str_find(cell[3], S("@")) > 0;
    if (!is_number(cell[0]) || !is_moment(cell[1]) || !is_moment(cell[2]) || !address)
        return false;
    *vendor = (Vendor){.format = S("ms-forms"),
                       .header_rows = 1,
                       .evidence = str_join(arena, head, 5, S(", ")),
                       .evidence_row = 1,
                       .date_columns = head[2]};
    return true;
}

/* ---- All ---- */

static void count_header_rows(Vendor *vendor, const StrList *rows, ptrdiff_t count)
{
    vendor->header_rows = 1;
    if (count < 2)
        return;
    if (str_equal(vendor->format, S("surveymonkey")))
        vendor->header_rows += is_response_row(&rows[1]) || is_option_row(&rows[0], &rows[1]);
    else if (str_equal(vendor->format, S("qualtrics")))
        vendor->header_rows += is_text_row(&rows[0], &rows[1]);
    else
        vendor->header_rows += is_tag_row(&rows[1]);
}

/* Files that hold counts, or presses at a device. */
static bool detect_counts(Arena *arena, Vendor *vendor, const StrList *rows, ptrdiff_t count)
{
    StrList folded = {0};
    for (ptrdiff_t c = 0; c < rows[0].len; c++)
        *PUSH(arena, &folded, Str) = text_fold(arena, rows[0].items[c]);
    const struct {
        Str format, evidence;
    } kinds[] = {{S("hearme"), kiosk_detect(arena, &rows[0], &folded)},
                 {S("tally"), tally_file_detect(arena, &rows[0], &folded)},
                 {S("aggregate"), aggregate_detect(arena, rows, count, &folded)}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(kinds); i++) {
        if (kinds[i].evidence.len == 0)
            continue;
        *vendor = (Vendor){.format = kinds[i].format,
                           .header_rows = 1,
                           .evidence = kinds[i].evidence,
                           .evidence_row = 1,
                           .date_columns = vendor_date_columns(kinds[i].format)};
        return true;
    }
    return false;
}

Vendor vendor_detect(Arena *arena, const StrList *rows, ptrdiff_t count)
{
    Vendor vendor;
    if (count > 0 && detect_counts(arena, &vendor, rows, count))
        return vendor;
    if (count > 0 && detect_qualtrics(&vendor, rows, count))
        return vendor;
    for (ptrdiff_t i = 0; count > 0 && i < CX_COUNTOF(signatures); i++) {
        if (!matches(&rows[0], &signatures[i]))
            continue;
        vendor = (Vendor){.format = str_from(signatures[i].format),
                          .evidence = evidence_of(arena, &rows[0], &signatures[i]),
                          .evidence_row = 1,
                          .date_columns = str_from(signatures[i].date)};
        count_header_rows(&vendor, rows, count);
        return vendor;
    }
    if (count > 0 &&
        (detect_coded_surveymonkey(&vendor, rows, count) || detect_glint(arena, &vendor, rows) ||
         detect_codes(&vendor, rows) || detect_ms_forms(arena, &vendor, rows, count)))
        return vendor;
    if (count > 0 && detect_choices(arena, &vendor, rows)) {
        count_header_rows(&vendor, rows, count);
        return vendor;
    }
    return (Vendor){.format = S("csv")};
}

Vendor vendor_named(Arena *arena, Str format, const StrList *rows, ptrdiff_t count)
{
    Vendor vendor = vendor_detect(arena, rows, count);
    if (str_equal(vendor.format, format))
        return vendor;
    vendor = (Vendor){.format = format, .date_columns = vendor_date_columns(format)};
    count_header_rows(&vendor, rows, count);
    if (str_equal(format, S("ms-forms")) && count > 0 && rows[0].len > 5)
        vendor.date_columns = rows[0].items[2];
    return vendor;
}
