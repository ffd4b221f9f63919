#include "quality.h"

#include <math.h>
#include <stdlib.h>

/* ---- Rows alike ---- */

/* Columns that differ between two answers of one person: numbers that the tool gives. */
static bool is_running(Str name)
{
    static const char *const names[] = {
        "#",
        "id",
        "no.",
        "no",
        "stt",
        "_id",
        "_uuid",
        "_index",
        "uuid",
        "responseid",
        "response id",
        "respondent id",
        "respondentid",
        "id. response id",
        "seed",
        "token",
        "submission id",
        "instanceid",
        "meta/instanceid",
        "network id",
        "_submission_time",
        "recordeddate",
        "recorded date",
        "submitdate",
        "datestamp",
        "startdate",
        "enddate",
        "start date",
        "end date",
        "timestamp",
        "start time",
        "completion time",
        "last modified time",
        "date submitted",
        "start date (utc)",
        "submit date (utc)",
        "stage date (utc)",
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
        if (str_equal_nocase(name, str_from(names[i])))
            return true;
    }
    return false;
}

static void find_content(Ingest *in, SourceFile *file)
{
    file->content = NEW(in->scratch, bool, file->text.column_count);
    for (ptrdiff_t c = 0; c < file->text.column_count; c++)
        file->content[c] = c != file->columns.date && c != file->columns.id &&
                           !duration_column(&file->columns, c) &&
                           !is_running(file->text.columns[c].name);
}

bool quality_comparable(const QualityReader *quality, const RowRead *read)
{
    if (read->fate != ROW_USED || read->count != 1) /* lines of counts may well be alike */
        return false;
    ptrdiff_t answers = 0;
    for (ptrdiff_t q = 0; q < quality->side->question_count; q++)
        answers += read->row.level[q] >= 0;
    return answers >= STRAIGHT_RATINGS || read->commented;
}

uint64_t quality_content_hash(const SourceFile *file, ptrdiff_t number, const CsvRecord *record)
{
    uint64_t hash = (uint64_t)number;
    for (ptrdiff_t c = 0; c < file->text.column_count; c++) {
        if (file->content[c])
            hash = memo_mix(hash, memo_hash(csv_cell(record, c)));
    }
    return memo_mix(hash, hash >> 32);
}

bool quality_same_content(const SourceFile *file, const CsvRecord *a, const CsvRecord *b)
{
    for (ptrdiff_t c = 0; c < file->text.column_count; c++) {
        if (file->content[c] && !str_equal(csv_cell(a, c), csv_cell(b, c)))
            return false;
    }
    return true;
}

/* ---- Counting ---- */

void quality_open(QualityReader *quality, const RowReader *rows)
{
    Ingest *in = rows->in;
    const SourceWork *work = rows->work;
    *quality = (QualityReader){.found = &work->report->quality, .side = rows->side};
    quality->found->questions = NEW(in->arena, QuestionQuality, rows->side->question_count);
    quality->found->speed.median_s = NAN;
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        find_content(in, &work->files[f]);
        quality->found->speed.known |= durations_known(&work->files[f].columns);
    }
    if (quality->found->speed.known)
        quality->timed = NEW(in->scratch, uint32_t, DURATION_LONGEST + 1);
}

static void count_answers(const QualityReader *quality, const int16_t *level, int64_t times)
{
    for (ptrdiff_t q = 0; q < quality->side->question_count; q++) {
        QuestionQuality *question = &quality->found->questions[q];
        question->asked += level[q] != LEVEL_NOT_ASKED ? times : 0;
        bool missing = level[q] == LEVEL_MISSING || level[q] == LEVEL_MISSING_CODE;
        question->missing += missing ? times : 0;
        question->off_scale += level[q] == LEVEL_OFF_SCALE ? times : 0;
    }
}

void quality_count(QualityReader *quality, const RowRead *read, int sign)
{
    SourceQuality *found = quality->found;
    if (quality->finished || !row_was_read(read))
        return;
    /* As the tally counts them: those that are left out once, whatever they stand for. */
    count_answers(quality, read->row.level, read->fate == ROW_USED ? sign * read->count : sign);
    if (read->fate != ROW_USED && read->fate != ROW_STRAIGHT)
        return;
    found->straight += read->straight ? sign : 0;
    found->straight_of += read->many_ratings ? sign : 0;
    if (read->fate != ROW_USED || quality->timed == NULL)
        return;
    if (read->seconds < 0) {
        found->speed.untimed += sign;
        return;
    }
    found->speed.timed += sign;
    quality->timed[read->seconds] += (uint32_t)sign;
}

/* ---- When all rows are read ---- */

/* The durations of place `rank` and the one after it, from 0, in ascending order. */
static double middle_pair(const uint32_t *timed, int64_t rank, bool one)
{
    int64_t before = 0;
    double low = NAN;
    for (ptrdiff_t s = 0; s <= DURATION_LONGEST; s++) {
        before += timed[s];
        if (isnan(low) && before > rank)
            low = (double)s;
        if (one && !isnan(low))
            return low;
        if (before > rank + 1)
            return (low + (double)s) / 2;
    }
    return low;
}

static void judge_speed(QualityReader *quality)
{
    Speed *speed = &quality->found->speed;
    if (quality->timed == NULL || speed->timed < SPEED_MINIMUM)
        return;
    bool odd = speed->timed % 2 == 1;
    speed->median_s = middle_pair(quality->timed, (speed->timed - 1) / 2, odd);
    for (ptrdiff_t s = 0; SPEED_PART * (double)s < speed->median_s; s++)
        speed->fast += quality->timed[s];
}

bool quality_is_fast(const SourceQuality *found, const RowRead *read)
{
    return read->fate == ROW_USED && read->seconds >= 0 &&
           SPEED_PART * (double)read->seconds < found->speed.median_s;
}

static int compare_odd(const void *a, const void *b)
{
    const OddValue *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return str_compare(x->text, y->text);
}

typedef LIST_OF(OddValue) OddValues;

static void add_odd(Arena *arena, OddValues *values, ptrdiff_t before, const OddAnswer *odd)
{
    for (ptrdiff_t i = 0; i < before; i++) { /* of other eras */
        if (!str_equal(values->items[i].text, odd->text))
            continue;
        values->items[i].rows += odd->count;
        return;
    }
    if (odd->count > 0)
        *PUSH(arena, values, OddValue) = (OddValue){odd->text, odd->count};
}

static void list_odd(const RowReader *rows, QuestionQuality *question, ptrdiff_t q)
{
    Ingest *in = rows->in;
    OddValues values = {0};
    for (ptrdiff_t e = 0; e < row_answers_count(rows, q); e++) {
        const AnswerReader *answer = row_answers(rows, q, e);
        ptrdiff_t before = values.len;
        for (ptrdiff_t i = 0; i < answer->odd.len; i++)
            add_odd(in->scratch, &values, before, &answer->odd.items[i]);
    }
    if (values.len == 0)
        return;
    qsort(values.items, (size_t)values.len, sizeof values.items[0], compare_odd);
    question->odd_count = values.len < ODD_VALUES_LIMIT ? values.len : ODD_VALUES_LIMIT;
    question->odd = NEW(in->arena, OddValue, question->odd_count);
    for (ptrdiff_t i = 0; i < question->odd_count; i++)
        question->odd[i] =
            (OddValue){str_copy(in->arena, values.items[i].text), values.items[i].rows};
}

static Date unpacked(int32_t day)
{
    return (Date){.year = day >> 9, .month = day >> 5 & 15, .day = day & 31};
}

static void list_days(RowReader *rows, SourceQuality *found)
{
    if (rows->first_day == 0)
        return;
    found->first = unpacked(rows->first_day);
    found->last = unpacked(rows->last_day);
    LIST_OF(struct MonthRows) months = {0};
    for (int m = 0; m < CX_COUNTOF(rows->month_rows); m++) {
        if (rows->month_rows[m] > 0)
            *PUSH(rows->in->arena, &months, struct MonthRows) =
                (struct MonthRows){FIRST_YEAR + m / 12, 1 + m % 12, rows->month_rows[m]};
    }
    found->months = months.items;
    found->month_count = months.len;
}

void quality_finish(QualityReader *quality, RowReader *rows)
{
    judge_speed(quality);
    for (ptrdiff_t q = 0; q < quality->side->question_count; q++)
        list_odd(rows, &quality->found->questions[q], q);
    list_days(rows, quality->found);
    quality->finished = true;
}
