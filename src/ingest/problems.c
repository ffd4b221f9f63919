#include "choices.h"
#include "rows.h"

static Pos pos_of(RowReader *reader, RowPlace place, ptrdiff_t column)
{
    TextFile *text = &reader->work->files[place.file].text;
    return text_file_pos(reader->in, text, place.offset, place.record, column);
}

static void report_first(RowReader *reader, DiagCode code, const FirstSeen *seen, Str expected)
{
    if (seen->count > 0)
        diag_add(reader->in->diags, code, pos_of(reader, seen->place, seen->column), seen->text,
                 expected);
}

static Str show_count(RowReader *reader, int64_t count)
{
    return str_format(reader->in->scratch, "%lld", (long long)count);
}

/* ---- Dates ---- */

static Str order_name(DateOrder order)
{
    switch (order) {
    case DATE_ORDER_AUTO:
    case DATE_ORDER_YMD:
        break;
    case DATE_ORDER_DMY:
        return S("dd/mm/yyyy");
    case DATE_ORDER_MDY:
        return S("mm/dd/yyyy");
    }
    return S("yyyy-mm-dd");
}

/* The zeros of LimeSurvey, Excel and Unix. */
static bool is_date_zero(Str text)
{
    static const Str zeros[] = {{"1980-01-01", 10}, {"1899-12-3", 9},   {"1900-01-0", 9},
                                {"12/31/1899", 10}, {"12/30/1899", 10}, {"0000-00-00", 10}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(zeros); i++) {
        if (str_starts(text, zeros[i]))
            return true;
    }
    return false;
}

static void report_dates(RowReader *reader)
{
    Arena *arena = reader->in->arena;
    LIST_OF(Str) seen = {0};
    if (reader->seen_iso)
        *PUSH(arena, &seen, Str) = order_name(DATE_ORDER_YMD);
    if (reader->seen_slashed)
        *PUSH(arena, &seen, Str) = order_name(reader->order);
    if (reader->seen_named)
        *PUSH(arena, &seen, Str) = S("5 Oct 2026");
    if (reader->seen_serial)
        *PUSH(arena, &seen, Str) = S("43210.5");
    reader->work->report->date_order = str_join(arena, seen.items, seen.len, S(", "));
    if (reader->undecided_date.count > 0) {
        report_first(reader, DIAG_DATA_DATE_UNDECIDED, &reader->undecided_date, STR_NONE);
        return;
    }
    report_first(reader, DIAG_DATA_DATE_MIXED, &reader->mixed_date, order_name(reader->order));
    if (reader->mixed_date.count > 0)
        return;
    /* A wrong date_order fits the days up to 12 as well: what it makes of them is no date either.
     */
    if (is_date_zero(reader->bad_date.text)) {
        report_first(reader, DIAG_DATA_DATE_ZERO, &reader->bad_date,
                     show_count(reader, reader->bad_date.count));
        return;
    }
    bool misfit = 2 * reader->bad_date.count > reader->work->report->rows_read;
    if (misfit && date_lacks_day(reader->bad_date.text)) {
        report_first(reader, DIAG_DATA_DATE_NO_DAY, &reader->bad_date,
                     show_count(reader, reader->bad_date.count));
        return;
    }
    report_first(reader, misfit ? DIAG_DATA_DATE_MISFIT : DIAG_DATA_DATE_BAD, &reader->bad_date,
                 show_count(reader, reader->bad_date.count));
}

/* ---- Answers ---- */

enum { EXAMPLES_SHOWN = 3, CODES_SHOWN = 12 };

/* "11 (3×)" */
static Str show_odd(RowReader *reader, const OddAnswer *odd)
{
    return str_format(reader->in->scratch, "%.*s (%lld×)", STR_ARG(odd->text),
                      (long long)odd->count);
}

static Pos odd_pos(RowReader *reader, const OddAnswer *odd)
{
    RowPlace place = {odd->first.file, odd->first.offset, odd->first.record};
    return pos_of(reader, place, odd->first.column);
}

/* It stood in answers alone that later ones replaced: nobody is told of it. */
static bool gave_way(const OddAnswer *odd)
{
    return odd->count == 0;
}

/* The column as a whole is not on the scale: its first answers that are not. */
static void report_column(RowReader *reader, const AnswerReader *answer, DiagCode code,
                          ptrdiff_t shown)
{
    const Metric *metric = answer->metric;
    Arena *scratch = reader->in->scratch;
    StrList examples = {0};
    for (ptrdiff_t i = 0; i < answer->odd.len && examples.len < shown; i++) {
        if (!gave_way(&answer->odd.items[i]))
            *PUSH(scratch, &examples, Str) = show_odd(reader, &answer->odd.items[i]);
    }
    Pos pos = metric->scale_pos.line > 0 ? metric->scale_pos : metric->pos;
    diag_add(reader->in->diags, code, pos, str_join(scratch, examples.items, examples.len, S(", ")),
             metric->scale.text);
}

/* Numeric exports of these tools hold recode values, which are no points of a scale. */
static bool may_hold_codes(const RowReader *reader, const AnswerReader *answer)
{
    Str format = reader->work->report->format;
    bool tool = str_equal(format, S("qualtrics")) || str_equal(format, S("surveymonkey"));
    if (!tool || answer->has_codes || answer->metric->scale.words)
        return false;
    for (ptrdiff_t i = 0; i < answer->odd.len; i++) {
        if (!answer->odd.items[i].number && !gave_way(&answer->odd.items[i]))
            return false;
    }
    return answer->odd.len > 0;
}

/* -99 and the like, which Qualtrics or its projects write for no answer. */
static bool is_seen_code(const RowReader *reader, Str answer)
{
    return str_equal(reader->work->report->format, S("qualtrics")) &&
           (str_equal(answer, S("-99")) || str_equal(answer, S("-1")) ||
            str_equal(answer, S("-2")));
}

static void report_odd(RowReader *reader, const OddAnswer *odd, DiagCode code, Str scale)
{
    diag_add(reader->in->diags, code, odd_pos(reader, odd), show_odd(reader, odd), scale);
}

static void report_label(RowReader *reader, const AnswerReader *answer, const OddAnswer *odd)
{
    const Scale *scale = &answer->metric->scale;
    ptrdiff_t nearest = str_nearest(odd->text, scale->labels, scale->level_count);
    diag_add_near(reader->in->diags, DIAG_DATA_LABEL_UNKNOWN, odd_pos(reader, odd),
                  show_odd(reader, odd), scale->text,
                  nearest < 0 ? STR_NONE : scale->labels[nearest]);
}

/* The first answer that is several at once, where the column is of that kind: on a scale of numbers
 * one in ten is so; a single one is a slip. NULL: it is not. */
static const OddAnswer *find_several(RowReader *reader, const AnswerReader *answer, int64_t valid)
{
    bool comma_joins = str_equal(reader->work->report->format, S("qualtrics"));
    const Scale *scale = &answer->metric->scale;
    const OddAnswer *first = NULL;
    int64_t rows = 0;
    for (ptrdiff_t i = 0; i < answer->odd.len; i++) {
        const OddAnswer *odd = &answer->odd.items[i];
        if (gave_way(odd) || !answer_is_several(reader->in->scratch, scale, odd->text, comma_joins))
            continue;
        first = first == NULL ? odd : first;
        rows += odd->count;
    }
    return scale->words || 10 * rows >= valid ? first : NULL;
}

static void report_odds(RowReader *reader, const AnswerReader *answer)
{
    const Scale *scale = &answer->metric->scale;
    for (ptrdiff_t i = 0; i < answer->odd.len; i++) {
        const OddAnswer *odd = &answer->odd.items[i];
        if (gave_way(odd))
            continue;
        if (scale->words && !odd->number)
            report_label(reader, answer, odd);
        else if (is_seen_code(reader, odd->text))
            report_odd(reader, odd, DIAG_DATA_SEEN_CODE, scale->text);
        else
            report_odd(reader, odd, DIAG_DATA_OFF_SCALE, scale->text);
    }
}

static void report_answers(RowReader *reader, ptrdiff_t q)
{
    const AnswerReader *eras = row_answers(reader, q, 0), *worst = eras;
    ptrdiff_t count = row_answers_count(reader, q);
    int64_t off_scale = 0;
    for (ptrdiff_t e = 0; e < count; e++) {
        const OddAnswer *several = find_several(reader, &eras[e], reader->valid[q]);
        if (several != NULL) {
            report_odd(reader, several, DIAG_DATA_MULTI_ANSWER, eras[e].metric->scale.text);
            return;
        }
        off_scale += eras[e].off_scale;
        worst = eras[e].off_scale > worst->off_scale ? &eras[e] : worst;
    }
    if (off_scale <= reader->valid[q]) {
        for (ptrdiff_t e = 0; e < count; e++)
            report_odds(reader, &eras[e]);
    } else if (may_hold_codes(reader, worst)) {
        report_column(reader, worst, DIAG_DATA_RECODED, CODES_SHOWN);
    } else {
        report_column(reader, worst, DIAG_DATA_SCALE_MISFIT, EXAMPLES_SHOWN);
    }
}

/* ---- Columns of one name ---- */

static void report_same(RowReader *reader, const SourceFile *file, const ColumnChoice *choice)
{
    ptrdiff_t filled = 0;
    for (ptrdiff_t i = 0; i < choice->same.columns.len; i++)
        filled += choice->filled[i];
    if (filled > 1)
        columns_report_repeated(reader->in, file, choice->ref, choice->name, &choice->same);
    else
        diag_add(reader->in->diags, DIAG_DATA_COLUMN_SPARE, (Pos){.file = file->text.path},
                 choice->name, show_count(reader, choice->same.columns.len));
}

static void report_choice(RowReader *reader, SourceFile *file, const ColumnChoice *choice)
{
    if (choice->at == NULL)
        report_same(reader, file, choice);
    else if (choice->both > 0)
        diag_add(reader->in->diags, DIAG_DATA_COLUMN_BOTH,
                 text_file_pos(reader->in, &file->text, choice->both_offset, choice->both_record,
                               choice->both_column),
                 choice->name, show_count(reader, choice->both));
}

static void report_choices(RowReader *reader)
{
    for (ptrdiff_t f = 0; f < reader->work->file_count; f++) {
        SourceFile *file = &reader->work->files[f];
        for (ptrdiff_t q = 0; q < reader->side->question_count; q++) {
            if (file->columns.choice[q] != NULL)
                report_choice(reader, file, file->columns.choice[q]);
        }
    }
}

void source_report_problems(RowReader *reader)
{
    report_choices(reader);
    report_dates(reader);
    for (ptrdiff_t q = 0; q < reader->side->question_count; q++)
        report_answers(reader, q);
    report_several_units(reader);
    report_first(reader, DIAG_DATA_UNIT_LONG, &reader->long_unit,
                 str_format(reader->in->scratch, "%d", UNIT_NAME_LIMIT));
    report_first(reader, DIAG_DATA_WEIGHT_BAD, &reader->bad_weight,
                 show_count(reader, reader->bad_weight.count));
    report_first(reader, DIAG_DATA_COUNT_BAD, &reader->bad_count,
                 show_count(reader, reader->bad_count.count));
    report_first(reader, DIAG_DATA_PRESSES_UNSORTED, &reader->unsorted,
                 show_count(reader, reader->unsorted.count));
    report_first(reader, DIAG_DATA_TOTAL_ROW, &reader->total_row, STR_NONE);
    report_first(reader, DIAG_DATA_ID_SHORTENED, &reader->shortened_id,
                 show_count(reader, reader->shortened_id.count));
    if (reader->shortened_id.count == 0)
        report_first(reader, DIAG_DATA_DUPLICATE, &reader->duplicate,
                     show_count(reader, reader->duplicate.count));
    /* A source without a usable row is noise where a column or the order of dates is missing. */
    const SourceReport *report = reader->work->report;
    if (report->rows_used > 0 || reader->in->diags->error_count > reader->in->errors_before)
        return;
    if (source_set_aside(report) > 0) {
        diag_add(reader->in->diags, DIAG_DATA_ALL_ASIDE, reader->work->source->pos,
                 show_count(reader, source_set_aside(report)),
                 show_count(reader, report->rows_read));
        return;
    }
    bool none = report->rows_read == 0;
    diag_add(reader->in->diags, none ? DIAG_DATA_NO_ROWS : DIAG_DATA_NO_USABLE,
             reader->work->source->pos, show_count(reader, report->rows_read), STR_NONE);
}
