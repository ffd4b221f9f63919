/* format = tally: one line for each unit, period, question and answer, and how many gave it; what a
 * warehouse counts where the answers are. */
#include "apart.h"

static const char *const head_metric[] = {"metric", NULL};
static const char *const head_level[] = {"level", NULL};
static const char *const head_n[] = {"n", NULL};
static const char *const head_w[] = {"w", NULL};
static const char *const head_w2[] = {"w2", NULL};

Str tally_file_detect(Arena *arena, const StrList *row, const StrList *folded)
{
    static const char *const *const needed[] = {head_metric, head_level, head_n};
    Str found[CX_COUNTOF(needed)] = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(needed); i++) {
        found[i] = usual_cell(row, folded, needed[i]);
        if (found[i].len == 0)
            return STR_NONE;
    }
    return str_join(arena, found, CX_COUNTOF(found), S(", "));
}

typedef struct TallyColumns {
    ptrdiff_t period, metric, level, n, w, w2;
    bool weighted;
} TallyColumns;

static bool need(ApartReader *reader, const SourceFile *file, ptrdiff_t column, Str name)
{
    if (column < 0)
        diag_add(reader->in->diags, DIAG_DATA_HEAD_MISSING, (Pos){.file = file->text.path}, name,
                 S("tally"));
    return column >= 0;
}

static bool find_columns(ApartReader *reader, SourceFile *file, TallyColumns *columns)
{
    const Source *source = reader->rows.work->source;
    if (!apart_find_roles(reader, file, &columns->period))
        return false;
    columns->metric = apart_column(reader, file, head_metric);
    columns->level = apart_column(reader, file, head_level);
    columns->n = apart_role(reader, file, &source->count, file->columns.count, head_n);
    columns->weighted = source->weight.count > 0;
    columns->w = apart_role(reader, file, &source->weight, file->columns.weight, head_w);
    columns->w2 = apart_column(reader, file, head_w2);
    bool all = need(reader, file, columns->metric, S("metric"));
    all = need(reader, file, columns->level, S("level")) && all;
    all = need(reader, file, columns->n, S("n")) && all;
    if (columns->weighted) {
        all = need(reader, file, columns->w, S("w")) && all;
        all = need(reader, file, columns->w2, S("w2")) && all;
    } else if (columns->w >= 0 && columns->w2 >= 0) {
        diag_add(reader->in->diags, DIAG_DATA_WEIGHTS_UNSAID, (Pos){.file = file->text.path},
                 S("w"), STR_NONE);
        return false;
    }
    return all;
}

/* False, and the line is counted as one without a usable weight: w² of n weights is at least what
 * n equal ones would have, and at most what one alone would. */
static bool read_weights(ApartReader *reader, const CsvRecord *record, RowPlace place,
                         const TallyColumns *columns, Count *count)
{
    count->w = count->w2 = (double)count->n;
    if (!columns->weighted)
        return true;
    Num w = num_parse(apart_text(reader, record, columns->w), false);
    Num w2 = num_parse(apart_text(reader, record, columns->w2), false);
    double n = (double)count->n;
    count->w = w.value;
    count->w2 = w2.value;
    if (w.ok && w2.ok && w.value > 0 && w2.value > 0 &&
        w2.value * n >= w.value * w.value * (1 - 1e-9) &&
        w2.value <= w.value * w.value * (1 + 1e-9))
        return true;
    RowReader *rows = &reader->rows;
    row_note(rows, &rows->bad_weight, place, columns->w, csv_cell(record, columns->w));
    reader->report->bad_weight++;
    return false;
}

static void add(Count *to, Count count)
{
    to->n += count.n;
    to->w += count.w;
    to->w2 += count.w2;
}

enum { QUESTION_PEOPLE = -1, QUESTION_OTHER_SIDE = -2, QUESTION_UNKNOWN = -3 };

static ptrdiff_t question_of(const ApartReader *reader, Str id)
{
    const SideTally *side = reader->rows.side;
    Str own = side->side == SIDE_CX ? S("cx.") : S("ex.");
    Str others = side->side == SIDE_CX ? S("ex.") : S("cx.");
    if (str_starts(id, own) && str_equal(str_slice(id, 3, id.len), S("rows")))
        return QUESTION_PEOPLE;
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        if (str_equal(side->questions[q].metric->id, id))
            return q;
    }
    return str_starts(id, others) ? QUESTION_OTHER_SIDE : QUESTION_UNKNOWN;
}

static int16_t level_of(ApartReader *reader, ptrdiff_t question, const CsvRecord *record,
                        RowPlace place, ptrdiff_t column)
{
    AnswerPlace at = {place.file, place.offset, place.record, column};
    int16_t level = answer_read_slowly(reader->in->scratch, reader->rows.answers[question],
                                       csv_cell(record, column), &at);
    reader->rows.valid[question] += level >= 0;
    return level;
}

static void add_answers(ApartReader *reader, ApartCell *cell, ptrdiff_t question, int16_t level,
                        Count count)
{
    if (level >= 0)
        add(&cell->level[reader->rows.side->questions[question].level_offset + level], count);
    else
        cell->missing[question] += count.n;
    reader->asked[question] = cell->seen[question] = true;
}

static void take_record(ApartReader *reader, SourceFile *file, const CsvRecord *record,
                        RowPlace place, void *context)
{
    const TallyColumns *columns = context;
    SourceReport *report = reader->report;
    Str id = apart_text(reader, record, columns->metric);
    ptrdiff_t question = question_of(reader, id);
    if (question == QUESTION_OTHER_SIDE) {
        report->other++;
        return;
    }
    if (question == QUESTION_UNKNOWN) {
        apart_unknown(reader, place, columns->metric, id);
        return;
    }
    ptrdiff_t period = apart_period(reader, file, record, place, columns->period);
    if (period < 0)
        return;
    Count count = {.n = apart_count(reader, record, place, columns->n)};
    if (count.n < 0)
        return;
    if (count.n == 0) {
        report->no_answer++;
        return;
    }
    if (!read_weights(reader, record, place, columns, &count))
        return;
    int16_t level = LEVEL_MISSING;
    row_take_era(&reader->rows, period);
    if (question >= 0)
        level = level_of(reader, question, record, place, columns->level);
    if (level == LEVEL_OFF_SCALE) {
        report->no_answer++;
        return;
    }
    ptrdiff_t column = file->columns.unit;
    Str name = column < 0 ? STR_NONE : csv_cell(record, column);
    ApartCell *cell = apart_cell(reader, row_unit(&reader->rows, place, column, name), period);
    if (question == QUESTION_PEOPLE)
        add(&cell->people, count);
    else
        add_answers(reader, cell, question, level, count);
    report->rows_used++;
}

void tally_file_read(ApartReader *reader, ptrdiff_t file)
{
    SourceFile *from = &reader->rows.work->files[file];
    TallyColumns columns = {0};
    if (!find_columns(reader, from, &columns))
        return;
    apart_each_record(reader, file, take_record, &columns);
}
