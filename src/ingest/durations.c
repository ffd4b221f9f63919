/* How long people took: from the column that the project names, or from those that tools write. */
#include "work.h"

#include <math.h>

#include "dates.h"
#include "quality.h"

/* Names under which tools write durations (in seconds), and times of beginning and end; `|`
 * between. Times of parts of a survey are added up. */
typedef struct TimingColumns {
    const char *format, *duration, *part, *start, *end;
} TimingColumns;

static const TimingColumns tools[] = {
    {"qualtrics", "Duration (in seconds)|Duration|Dauer (in Sekunden)", NULL,
     "StartDate|Start Date|Anfangsdatum", "EndDate|End Date|Enddatum"},
    {"surveymonkey", NULL, NULL, "Start Date|StartDate", "End Date|EndDate"},
    {"ms-forms", NULL, NULL, "Start time|Thời gian bắt đầu|Giờ bắt đầu",
     "Completion time|Thời gian hoàn thành|Giờ hoàn thành"},
    {"limesurvey", "interviewtime|interviewtime. Total time|Total time", "groupTime",
     "startdate|startdate. Date started|Date started",
     "datestamp|datestamp. Date last action|Date last action"},
    {"kobo", NULL, NULL, "start", "end"},
    {"typeform", NULL, NULL, "Start Date (UTC)", "Submit Date (UTC)"},
};

static void find_parts(Ingest *in, SourceFile *file, Str prefix)
{
    Columns *columns = &file->columns;
    columns->timing = NEW(in->scratch, ptrdiff_t, file->text.column_count);
    for (ptrdiff_t c = 0; c < file->text.column_count; c++)
        if (str_starts(file->text.columns[c].name, prefix))
            columns->timing[columns->timing_count++] = c;
}

bool durations_known(const Columns *columns)
{
    return columns->duration >= 0 || columns->timing_count > 0 ||
           (columns->start >= 0 && columns->end >= 0);
}

void durations_resolve(Ingest *in, SourceFile *file, const SourceWork *work)
{
    Columns *columns = &file->columns;
    const Source *source = work->source;
    /* What the project names stands for itself, also where this file lacks it. */
    if (source->duration.count > 0 || source->start.count > 0 || source->end.count > 0)
        return;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(tools); i++) {
        const TimingColumns *tool = &tools[i];
        if (!str_equal(work->report->format, str_from(tool->format)))
            continue;
        columns->duration = text_file_find_any(&file->text, str_from(tool->duration));
        if (columns->duration < 0 && tool->part != NULL)
            find_parts(in, file, str_from(tool->part));
        if (durations_known(columns))
            return;
        columns->start = text_file_find_any(&file->text, str_from(tool->start));
        columns->end = text_file_find_any(&file->text, str_from(tool->end));
    }
}

bool duration_column(const Columns *columns, ptrdiff_t column)
{
    bool one = column == columns->duration || column == columns->start || column == columns->end;
    for (ptrdiff_t i = 0; i < columns->timing_count; i++)
        one = one || column == columns->timing[i];
    return one;
}

/* 372, 371.6, 4:14, 1:04:14; -1: nothing of the kind. */
static double read_seconds(Str text, bool decimal_comma)
{
    double seconds = 0;
    for (int parts = 0; parts < 3; parts++) {
        StrCut cut = str_cut(text, ':');
        Num number = num_parse(str_trim(cut.head), decimal_comma);
        if (!number.ok || number.value < 0 || (parts > 0 && number.value >= 60))
            return -1;
        seconds = 60 * seconds + number.value;
        if (!cut.found)
            return seconds;
        text = cut.tail;
    }
    return -1;
}

static double read_cell(Ingest *in, const Source *source, const CsvRecord *record, ptrdiff_t column)
{
    Arena room = *in->scratch; /* given back with the return */
    return read_seconds(str_trim(csv_value(&room, csv_cell(record, column))),
                        source->decimal_comma);
}

static int64_t moment(RowReader *reader, const CsvRecord *record, ptrdiff_t column)
{
    Arena *scratch = reader->in->scratch;
    ArenaMark mark = arena_mark(scratch);
    DateText date = row_date(reader, csv_value(scratch, csv_cell(record, column)));
    int64_t seconds = date_seconds(&date);
    arena_reset(scratch, mark);
    return seconds;
}

static double between(RowReader *reader, const Columns *columns, const CsvRecord *record)
{
    int64_t start = moment(reader, record, columns->start);
    int64_t end = moment(reader, record, columns->end);
    return start < 0 || end < 0 ? -1 : (double)(end - start);
}

int64_t duration_read(RowReader *reader, const SourceFile *file, const CsvRecord *record)
{
    Ingest *in = reader->in;
    const Source *source = reader->work->source;
    const Columns *columns = &file->columns;
    if (!durations_known(columns))
        return -1;
    double seconds = -1;
    if (columns->duration >= 0) {
        seconds = read_cell(in, source, record, columns->duration);
    } else if (columns->timing_count > 0) {
        seconds = 0;
        for (ptrdiff_t i = 0; i < columns->timing_count; i++) {
            double part = read_cell(in, source, record, columns->timing[i]);
            seconds += part > 0 ? part : 0; /* a page that was not shown has no time */
        }
    } else {
        seconds = between(reader, columns, record);
    }
    /* Nobody answers in no time: stamps without seconds, or imported answers. */
    double whole = floor(seconds + 0.5);
    if (!(whole >= 1))
        return -1;
    return whole > DURATION_LONGEST ? DURATION_LONGEST : (int64_t)whole;
}
