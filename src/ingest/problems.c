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

static void report_dates(RowReader *reader)
{
    Arena *arena = reader->in->arena;
    LIST_OF(Str) seen = {0};
    if (reader->seen_iso)
        *PUSH(arena, &seen, Str) = order_name(DATE_ORDER_YMD);
    if (reader->seen_slashed)
        *PUSH(arena, &seen, Str) = order_name(reader->order);
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
    bool misfit = 2 * reader->bad_date.count > reader->work->report->rows_read;
    report_first(reader, misfit ? DIAG_DATA_DATE_MISFIT : DIAG_DATA_DATE_BAD, &reader->bad_date,
                 show_count(reader, reader->bad_date.count));
}

/* ---- Answers ---- */

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

static void report_misfit(RowReader *reader, const AnswerReader *answer)
{
    const Metric *metric = answer->metric;
    Arena *scratch = reader->in->scratch;
    LIST_OF(Str) examples = {0};
    for (ptrdiff_t i = 0; i < answer->odd.len && i < 3; i++)
        *PUSH(scratch, &examples, Str) = show_odd(reader, &answer->odd.items[i]);
    Pos pos = metric->scale_pos.line > 0 ? metric->scale_pos : metric->pos;
    diag_add(reader->in->diags, DIAG_DATA_SCALE_MISFIT, pos,
             str_join(scratch, examples.items, examples.len, S(", ")), metric->scale.text);
}

static void report_label(RowReader *reader, const AnswerReader *answer, const OddAnswer *odd)
{
    const Scale *scale = &answer->metric->scale;
    ptrdiff_t nearest = str_nearest(odd->text, scale->labels, scale->level_count);
    diag_add_near(reader->in->diags, DIAG_DATA_LABEL_UNKNOWN, odd_pos(reader, odd),
                  show_odd(reader, odd), scale->text,
                  nearest < 0 ? STR_NONE : scale->labels[nearest]);
}

static void report_answers(RowReader *reader, const AnswerReader *answer, int64_t valid)
{
    const Scale *scale = &answer->metric->scale;
    if (answer->off_scale > valid) {
        report_misfit(reader, answer);
        return;
    }
    for (ptrdiff_t i = 0; i < answer->odd.len; i++) {
        const OddAnswer *odd = &answer->odd.items[i];
        if (scale->words && !odd->number)
            report_label(reader, answer, odd);
        else
            diag_add(reader->in->diags, DIAG_DATA_OFF_SCALE, odd_pos(reader, odd),
                     show_odd(reader, odd), scale->text);
    }
}

/* ---- Columns of one name ---- */

static void report_choice(RowReader *reader, const SourceFile *file, const ColumnChoice *choice)
{
    Ingest *in = reader->in;
    ptrdiff_t filled = 0;
    for (ptrdiff_t i = 0; i < choice->count; i++)
        filled += choice->filled[i];
    if (filled > 1)
        columns_report_repeated(in, file, choice->ref, choice->name, choice->columns,
                                choice->count);
    else
        diag_add(in->diags, DIAG_DATA_COLUMN_SPARE, (Pos){.file = file->text.path}, choice->name,
                 show_count(reader, choice->count));
}

static void report_choices(RowReader *reader)
{
    for (ptrdiff_t f = 0; f < reader->work->file_count; f++) {
        const SourceFile *file = &reader->work->files[f];
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
        report_answers(reader, &reader->answers[q], reader->valid[q]);
    report_first(reader, DIAG_DATA_UNIT_LONG, &reader->long_unit,
                 str_format(reader->in->scratch, "%d", UNIT_NAME_LIMIT));
    report_first(reader, DIAG_DATA_WEIGHT_BAD, &reader->bad_weight,
                 show_count(reader, reader->bad_weight.count));
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
