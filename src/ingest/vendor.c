#include "work.h"

/* Signatures of the common survey tools: names that stand in the first header row. The names of a
 * row are compared as text_name_key gives them. */
typedef struct Signature {
    Str format;
    const char *names[4]; /* all of them; NULL: fewer */
    const char *date;     /* columns with the date of the answer, `|` between */
} Signature;

static const Signature signatures[] = {
    {{"qualtrics", 9},
     {"ResponseId", "RecordedDate"},
     "RecordedDate|EndDate|Recorded Date|End Date"},
    {{"kobo", 4}, {"_uuid", "_submission_time"}, "_submission_time"},
    {{"limesurvey", 10}, {"submitdate", "lastpage", "startlanguage"}, "submitdate"},
    {{"limesurvey", 10},
     {"id. Response ID", "submitdate. Date submitted"},
     "submitdate. Date submitted"},
    {{"limesurvey", 10}, {"Response ID", "Date submitted", "Last page"}, "Date submitted"},
    {{"typeform", 8}, {"#", "Network ID"}, "Submit Date (UTC)"},
    {{"ms-forms", 8}, {"ID", "Start time", "Completion time"}, "Completion time"},
    {{"ms-forms", 8}, {"Id", "Start time", "Completion time"}, "Completion time"},
    {{"formbricks", 10}, {"No.", "Response ID", "Survey ID"}, "Timestamp"},
    {{"surveymonkey", 12}, {"Respondent ID", "Collector ID"}, "End Date|Start Date"},
    {{"surveymonkey", 12}, {"RespondentID", "CollectorID"}, "EndDate|StartDate"},
    {{"surveymonkey", 12}, {"RespondentID"}, "EndDate|End Date|StartDate"},
    {{"glint", 5}, {"EMP ID", "Survey Cycle Completion Date"}, "Survey Cycle Completion Date"},
    {{"google-forms", 12}, {"Timestamp"}, "Timestamp|Dấu thời gian|Carimbo de data/hora"},
    {{"google-forms", 12}, {"Dấu thời gian"}, "Timestamp|Dấu thời gian|Carimbo de data/hora"},
    {{"google-forms", 12},
     {"Carimbo de data/hora"},
     "Timestamp|Dấu thời gian|Carimbo de data/hora"},
};

static bool row_has(const StrList *row, const char *name)
{
    for (ptrdiff_t i = 0; i < row->len; i++) {
        if (str_equal(row->items[i], str_from(name)))
            return true;
    }
    return false;
}

static bool matches(const StrList *row, const Signature *signature)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signature->names) && signature->names[i] != NULL; i++) {
        if (!row_has(row, signature->names[i]))
            return false;
    }
    return row->len > 1;
}

/* The third row of a Qualtrics export: {"ImportId": …}, with either kind of quote, or with the
 * quotes that a spreadsheet doubled. */
static bool is_import_ids(const StrList *row)
{
    if (row->len == 0 || !str_starts(row->items[0], S("{")))
        return false;
    ptrdiff_t at = str_find(row->items[0], S("ImportId"));
    return at >= 1 && at <= 4;
}

/* SurveyMonkey's second row says `Response` and the like under each question. */
static bool is_response_row(const StrList *row)
{
    static const char *const words[] = {"Response", "Open-Ended Response",
                                        "Other (please specify)"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(words); i++) {
        if (row_has(row, words[i]))
            return true;
    }
    return false;
}

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

Vendor vendor_detect(const StrList *rows, ptrdiff_t count)
{
    if (count > 2 && is_import_ids(&rows[2]))
        return (Vendor){S("qualtrics"), 3};
    if (count > 1 && row_has(&rows[0], "V1") && row_has(&rows[0], "V2") &&
        row_has(&rows[1], "ResponseID"))
        return (Vendor){S("qualtrics"), 2};
    for (ptrdiff_t i = 0; count > 0 && i < CX_COUNTOF(signatures); i++) {
        if (!matches(&rows[0], &signatures[i]))
            continue;
        Vendor vendor = {.format = signatures[i].format, .header_rows = 1};
        bool second = count > 1 &&
                      (is_tag_row(&rows[1]) ||
                       (str_equal(vendor.format, S("surveymonkey")) && is_response_row(&rows[1])));
        vendor.header_rows += second;
        return vendor;
    }
    return (Vendor){S("csv"), 0};
}

Str vendor_date_columns(Str format)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(signatures); i++) {
        if (str_equal(signatures[i].format, format))
            return str_from(signatures[i].date);
    }
    return STR_NONE;
}
