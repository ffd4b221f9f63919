#include "apart.h"

#include <math.h>

bool apart_is_format(Str format)
{
    return str_equal(format, S("tally")) || str_equal(format, S("aggregate"));
}

/* ---- Columns ---- */

ptrdiff_t apart_column(const ApartReader *reader, const SourceFile *file, const char *const *usual)
{
    for (ptrdiff_t c = 0; c < file->text.column_count; c++) {
        if (usual_word(reader->in->scratch, file->text.columns[c].name, usual))
            return c;
    }
    return -1;
}

ptrdiff_t apart_role(const ApartReader *reader, const SourceFile *file, const ColumnRef *ref,
                     ptrdiff_t found, const char *const *usual)
{
    return ref->count > 0 ? found : apart_column(reader, file, usual);
}

bool apart_find_roles(ApartReader *reader, SourceFile *file, ptrdiff_t *period)
{
    static const char *const units[] = {"unit",      "department", "team", "group", "bộ phận",
                                        "phòng ban", "đơn vị",     "nhóm", NULL};
    static const char *const periods[] = {"period", "wave", "survey", "quarter",      "month", "kỳ",
                                          "đợt",    "quý",  "tháng",  "đợt khảo sát", NULL};
    static const char *const dates[] = {"date", "ngày", NULL};
    const Source *source = reader->rows.work->source;
    bool waves = reader->in->config->report.period == PERIOD_WAVE;
    const Columns named = file->columns;
    file->columns = (Columns){.date = -1,
                              .duration = -1,
                              .start = -1,
                              .end = -1,
                              .unit = -1,
                              .id = -1,
                              .weight = named.weight,
                              .wave = -1,
                              .comment = -1,
                              .count = named.count,
                              .device = -1,
                              .hour = -1,
                              .face_question = -1,
                              .question = named.question,
                              .choice = named.choice};
    for (ptrdiff_t q = 0; q < reader->rows.side->question_count; q++)
        file->columns.question[q] = -1; /* no column of its own */
    file->columns.unit = apart_role(reader, file, &source->unit, named.unit, units);
    *period = -1;
    if (reader->rows.fixed_period >= 0)
        return true;
    ptrdiff_t when = apart_role(reader, file, &source->wave, named.wave, periods);
    if (waves)
        file->columns.wave = when;
    else
        *period = when;
    if (when < 0 && !waves)
        file->columns.date = apart_role(reader, file, &source->date, named.date, dates);
    if (when >= 0 || file->columns.date >= 0)
        return true;
    diag_add(reader->in->diags, DIAG_DATA_HEAD_MISSING, (Pos){.file = file->text.path}, S("period"),
             reader->report->format);
    return false;
}

/* "2026-10", "2026-Q4": as the report names its periods. */
static ptrdiff_t calendar_period(ApartReader *reader, Str cell)
{
    Ingest *in = reader->in;
    Memo *memo = &reader->rows.waves; /* there are none where periods have a calendar */
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(memo, cell, hash);
    if (known != NULL)
        return *known;
    Str id = text_name_key(in->scratch, csv_value(in->scratch, cell));
    int64_t ordinal = 0;
    bool good = period_parse(in->config->report.period, id, &ordinal);
    ptrdiff_t period = good ? tally_builder_period(in->builder, ordinal, STR_NONE) : -1;
    memo_put(in->scratch, memo, cell, hash, period);
    return period;
}

ptrdiff_t apart_period(ApartReader *reader, const SourceFile *file, const CsvRecord *record,
                       RowPlace place, ptrdiff_t column)
{
    RowReader *rows = &reader->rows;
    ptrdiff_t period = column < 0 ? row_period(rows, file, record, place)
                                  : calendar_period(reader, csv_cell(record, column));
    bool named = column < 0 && rows->fixed_period < 0 && file->columns.date >= 0;
    if (period < 0 && named) /* `date =` may name a column of periods */
        period = calendar_period(reader, csv_cell(record, file->columns.date));
    if (period >= 0)
        return period;
    ptrdiff_t from = column >= 0               ? column
                     : file->columns.wave >= 0 ? file->columns.wave
                                               : file->columns.date;
    row_note(rows, &rows->bad_date, place, from, csv_cell(record, from));
    reader->report->bad_date++;
    return -1;
}

/* ---- Records ---- */

Str apart_text(const ApartReader *reader, const CsvRecord *record, ptrdiff_t column)
{
    if (column < 0 || column >= record->count)
        return STR_NONE;
    return str_trim(csv_value(reader->in->scratch, csv_cell(record, column)));
}

int64_t apart_count(ApartReader *reader, const CsvRecord *record, RowPlace place, ptrdiff_t column)
{
    int64_t people = row_people(apart_text(reader, record, column));
    if (people >= 0)
        return people;
    row_note(&reader->rows, &reader->rows.bad_count, place, column, csv_cell(record, column));
    reader->report->bad_count++;
    return -1;
}

static void each_record(ApartReader *reader, ptrdiff_t file, ApartRecord *take, void *context,
                        bool counting)
{
    SourceFile *from = &reader->rows.work->files[file];
    CsvReader rows = text_file_rows(&from->text);
    CsvBatch *batch = NEW(reader->in->scratch, CsvBatch, 1);
    batch->arena = reader->in->scratch;
    while (csv_next(&rows, batch)) {
        for (ptrdiff_t r = 0; r < batch->count; r++) {
            CsvRecord record = csv_record(batch, r);
            RowPlace place = {.file = file,
                              .offset = batch->base_offset + record.begin,
                              .record = batch->first_record + r};
            bool blank = record_is_blank(&record);
            reader->report->rows_read += counting;
            reader->report->blank_row += counting && blank;
            if (!blank)
                take(reader, from, &record, place, context);
        }
    }
    if (counting)
        text_file_report_quotes(reader->in, &from->text, &rows);
}

void apart_each_record(ApartReader *reader, ptrdiff_t file, ApartRecord *take, void *context)
{
    each_record(reader, file, take, context, true);
}

void apart_look(ApartReader *reader, ptrdiff_t file, ApartRecord *look, void *context)
{
    each_record(reader, file, look, context, false);
}

ptrdiff_t apart_find(const ApartReader *reader, ptrdiff_t unit, ptrdiff_t period)
{
    const ptrdiff_t pair[] = {unit, period};
    Str key = {(const char *)pair, (ptrdiff_t)sizeof pair};
    const ptrdiff_t *known = memo_find(&reader->index, key, memo_hash(key));
    return known == NULL ? -1 : *known;
}

ApartCell *apart_cell(ApartReader *reader, ptrdiff_t unit, ptrdiff_t period)
{
    Arena *scratch = reader->in->scratch;
    const SideTally *side = reader->rows.side;
    ptrdiff_t known = apart_find(reader, unit, period);
    if (known >= 0)
        return reader->cells.items[known];
    const ptrdiff_t pair[] = {unit, period};
    Str key = {(const char *)pair, (ptrdiff_t)sizeof pair};
    ApartCell *cell = NEW(scratch, ApartCell, 1);
    *cell = (ApartCell){.unit = unit,
                        .period = period,
                        .level = NEW(scratch, Count, side->level_total),
                        .missing = NEW(scratch, int64_t, side->question_count),
                        .seen = NEW(scratch, bool, side->question_count)};
    memo_put(scratch, &reader->index, str_copy(scratch, key), memo_hash(key), reader->cells.len);
    *PUSH(scratch, &reader->cells, ApartCell *) = cell;
    return cell;
}

void apart_unknown(ApartReader *reader, RowPlace place, ptrdiff_t column, Str name)
{
    Ingest *in = reader->in;
    reader->report->other++;
    if (strlist_find(&reader->unknown, name) >= 0)
        return;
    *PUSH(in->scratch, &reader->unknown, Str) = str_copy(in->scratch, name);
    StrList names = {0};
    const SideTally *side = reader->rows.side;
    bool by_id = str_equal(reader->report->format, S("tally"));
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const Metric *metric = side->questions[q].metric;
        *PUSH(in->scratch, &names, Str) =
            by_id || metric->column.count == 0 ? metric->id : metric->column.names[0];
    }
    TextFile *text = &reader->rows.work->files[place.file].text;
    diag_add_near(in->diags, DIAG_DATA_APART_QUESTION,
                  text_file_pos(in, text, place.offset, place.record, column), name, STR_NONE,
                  strlist_nearest(&names, name));
}

/* ---- All files ---- */

/* At least as many people as answered or left out some question; that is said by nothing else. */
static int64_t most_answers(const SideTally *side, const ApartCell *cell)
{
    int64_t most = 0;
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        int64_t answers = cell->missing[q];
        for (ptrdiff_t l = 0; l < side->questions[q].level_count; l++)
            answers += cell->level[side->questions[q].level_offset + l].n;
        most = answers > most ? answers : most;
    }
    return most;
}

static void note_quality(ApartReader *reader, const ApartCell *cell)
{
    const SideTally *side = reader->rows.side;
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        QuestionQuality *found = &reader->report->quality.questions[q];
        found->missing += cell->missing[q];
        found->asked += cell->missing[q];
        for (ptrdiff_t l = 0; l < side->questions[q].level_count; l++)
            found->asked += cell->level[side->questions[q].level_offset + l].n;
    }
}

static void add_cells(ApartReader *reader)
{
    Ingest *in = reader->in;
    const SourceWork *work = reader->rows.work;
    bool weighted = work->source->weight.count > 0, told = false;
    for (ptrdiff_t i = 0; i < reader->cells.len; i++) {
        ApartCell *cell = reader->cells.items[i];
        int64_t most = most_answers(reader->rows.side, cell);
        if (cell->unit == APART_COMPANY || (most == 0 && cell->people.n == 0))
            continue;
        if (weighted && cell->people.n < most && !told) {
            Str rows = work->source->side == SIDE_CX ? S("cx.rows") : S("ex.rows");
            diag_add(in->diags, DIAG_DATA_PEOPLE_UNSAID, work->source->pos, rows,
                     str_format(in->scratch, "%lld", (long long)most));
            told = true;
        }
        if (cell->people.n < most) {
            double n = (double)most;
            cell->people = (Count){.n = most, .w = n, .w2 = n};
        }
        Apart apart = {.unit = cell->unit,
                       .period = cell->period,
                       .stratum = row_no_stratum(&reader->rows),
                       .rows = cell->people,
                       .level = cell->level,
                       .missing = cell->missing};
        tally_builder_add_apart(in->builder, work->source->side, &apart);
        reader->report->people += cell->people.n;
        note_quality(reader, cell);
        reader->report->no_unit += cell->unit == UNIT_NONE ? cell->people.n : 0;
    }
}

static void report_absent(ApartReader *reader)
{
    const SideTally *side = reader->rows.side;
    const SourceWork *work = reader->rows.work;
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const Metric *metric = side->questions[q].metric;
        if (!reader->asked[q])
            diag_add(reader->in->diags, DIAG_DATA_APART_ABSENT,
                     (Pos){.file = work->files[0].text.path}, metric->id,
                     metric->column.count > 0 ? metric->column.names[0] : metric->id);
    }
}

void apart_read(Ingest *in, SourceWork *work)
{
    ApartReader *reader = NEW(in->scratch, ApartReader, 1);
    reader->in = in;
    reader->report = work->report;
    row_reader_open(&reader->rows, in, work);
    reader->asked = NEW(in->scratch, bool, reader->rows.side->question_count);
    work->report->quality.questions =
        NEW(in->arena, QuestionQuality, reader->rows.side->question_count);
    work->report->quality.speed.median_s = NAN;
    work->report->counted = true;
    bool tally = str_equal(work->report->format, S("tally"));
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        TextFile *text = &work->files[f].text;
        int64_t before = work->report->rows_read;
        (tally ? tally_file_read : aggregate_read)(reader, f);
        in->bytes_read += (double)text->text.len;
        *PUSH(in->arena, &work->report->files, Str) = str_copy(in->arena, text->path);
        *PUSH(in->arena, &work->report->file_rows, int64_t) = work->report->rows_read - before;
    }
    if (!tally)
        aggregate_settle(reader);
    add_cells(reader);
    source_report_problems(&reader->rows);
    if (work->report->rows_used == 0)
        return;
    report_absent(reader);
    diag_add(in->diags, DIAG_DATA_APART, (Pos){.file = work->files[0].text.path}, STR_NONE,
             STR_NONE);
}
