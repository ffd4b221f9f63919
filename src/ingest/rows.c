#include "kiosk.h"
#include "written.h"

#include <math.h>
#include <string.h>

/* One reader for each era where the map file renames the question's answers; else one. */
static void open_answers(RowReader *reader, ptrdiff_t q)
{
    Ingest *in = reader->in;
    const Metric *metric = reader->side->questions[q].metric;
    const AnswerRenames *renames = wave_answers(in, metric);
    ptrdiff_t count = renames == NULL ? 1 : wave_era_count(in);
    AnswerReader *eras = NEW(in->scratch, AnswerReader, count);
    for (ptrdiff_t e = 0; e < count; e++)
        answer_reader_open(in->scratch, &eras[e], metric, reader->work->source->decimal_comma,
                           reader->work->report->format, renames == NULL ? NULL : &renames[e]);
    reader->answers[q] = &eras[count - 1];
    reader->eras[q] = renames == NULL ? NULL : eras;
    reader->brief[q] = reader->answers[q]->brief;
    reader->era = wave_era_count(in) - 1;
}

const AnswerReader *row_answers(const RowReader *reader, ptrdiff_t question, ptrdiff_t era)
{
    return reader->eras[question] == NULL ? reader->answers[question]
                                          : &reader->eras[question][era];
}

ptrdiff_t row_answers_count(const RowReader *reader, ptrdiff_t question)
{
    return reader->eras[question] == NULL ? 1 : wave_era_count(reader->in);
}

void row_take_era(RowReader *reader, ptrdiff_t period)
{
    if (reader->in->waves == NULL)
        return;
    int16_t *cached = &reader->period_era[period];
    if (*cached == 0)
        *cached = (int16_t)(wave_era_of(reader->in, period) + 1);
    if (*cached - 1 == reader->era)
        return;
    reader->era = *cached - 1;
    for (ptrdiff_t q = 0; q < reader->side->question_count; q++) {
        if (reader->eras[q] == NULL)
            continue;
        reader->answers[q] = &reader->eras[q][reader->era];
        reader->brief[q] = reader->answers[q]->brief;
    }
}

void row_reader_open(RowReader *reader, Ingest *in, SourceWork *work)
{
    const SideTally *side = tally_builder_side(in->builder, work->source->side);
    *reader = (RowReader){.in = in, .work = work, .side = side, .fixed_period = -1};
    reader->order = work->source->date_order;
    reader->answers = NEW(in->scratch, AnswerReader *, side->question_count);
    reader->eras = NEW(in->scratch, AnswerReader *, side->question_count);
    reader->brief = NEW(in->scratch, const int8_t *, side->question_count);
    reader->valid = NEW(in->scratch, int64_t, side->question_count);
    reader->is_rating = NEW(in->scratch, bool, side->question_count);
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const Metric *metric = side->questions[q].metric;
        open_answers(reader, q);
        reader->is_rating[q] = metric->type == METRIC_RATING;
    }
    reader->marks = NEW(in->scratch, RowMarks, work->file_count);
    for (ptrdiff_t f = 0; f < work->file_count; f++)
        row_marks_open(&reader->marks[f], &work->files[f].text);
    reader->margins = NEW(in->scratch, Memo, side->margin_count);
    reader->categories = NEW(in->scratch, StrList, side->margin_count);
    Str period = work->source->period;
    int64_t ordinal = 0;
    PeriodKind kind = in->config->report.period;
    if (period.len > 0 && (kind == PERIOD_WAVE || period_parse(kind, period, &ordinal)))
        reader->fixed_period = tally_builder_period(in->builder, ordinal, period);
    kiosk_open(reader);
}

static SourceFile *file_of(const RowReader *reader, RowPlace place)
{
    return &reader->work->files[place.file];
}

/* "1,234", "1.234" and "1 234" are as many people; "1.000" and "1,000" may be one person. */
int64_t row_people(Str text)
{
    enum { PLAIN = 9 };
    int64_t found = -1, plain = 0;
    ptrdiff_t digits = 0;
    for (; digits < text.len && digits < PLAIN && text.s[digits] >= '0' && text.s[digits] <= '9';
         digits++)
        plain = 10 * plain + (text.s[digits] - '0');
    if (digits == text.len && digits > 0) /* nearly all are */
        return plain;
    if (str_find(text, S("e")) >= 0 || str_find(text, S("E")) >= 0)
        return -1;
    for (DecimalSign sign = DECIMAL_POINT; sign <= DECIMAL_COMMA; sign++) {
        double value = 0;
        bool whole = written_read(text, sign, &value) && value >= 0 &&
                     value <= TALLY_PEOPLE_LIMIT && value == (double)(int64_t)value;
        if (whole && found >= 0 && found != (int64_t)value)
            return -1;
        found = whole ? (int64_t)value : found;
    }
    return found;
}

void row_note(RowReader *reader, FirstSeen *seen, RowPlace place, ptrdiff_t column, Str cell)
{
    if (seen->count++ > 0)
        return;
    Arena *scratch = reader->in->scratch;
    seen->place = place;
    seen->column = column;
    seen->text = str_copy(scratch, str_trim(csv_value(scratch, cell)));
}

/* ---- Period ---- */

static void note_day(RowReader *reader, int year, int month, int day)
{
    int32_t packed = year * 512 + month * 32 + day;
    if (reader->first_day == 0 || packed < reader->first_day)
        reader->first_day = packed;
    if (packed > reader->last_day)
        reader->last_day = packed;
    reader->month_rows[(year - FIRST_YEAR) * 12 + month - 1]++;
}

static ptrdiff_t period_of(RowReader *reader, int year, int month, int day, bool quiet)
{
    if (!quiet)
        note_day(reader, year, month, day);
    int32_t *cached = &reader->month_period[(year - FIRST_YEAR) * 12 + month - 1];
    if (*cached == 0) {
        int64_t ordinal = period_ordinal(reader->in->config->report.period,
                                         (Date){.year = year, .month = month, .day = day});
        *cached = (int32_t)tally_builder_period(reader->in->builder, ordinal, STR_NONE) + 1;
    }
    return *cached - 1;
}

/* Looks on from a record for a value that can be read in one way only. */
static DateOrder find_order(RowReader *reader, RowPlace from)
{
    Arena *scratch = reader->in->scratch;
    ArenaMark mark = arena_mark(scratch);
    CsvBatch *batch = NEW(scratch, CsvBatch, 1);
    batch->arena = scratch;
    DateOrder order = DATE_ORDER_AUTO;
    for (ptrdiff_t f = from.file; order == DATE_ORDER_AUTO && f < reader->work->file_count; f++) {
        const SourceFile *file = &reader->work->files[f];
        CsvReader rows = text_file_rows(&file->text);
        if (f == from.file)
            rows.at = from.offset;
        ptrdiff_t column = file->columns.date >= 0 ? file->columns.date : file->columns.start;
        while (order == DATE_ORDER_AUTO && column >= 0 && csv_next(&rows, batch)) {
            for (ptrdiff_t r = 0; order == DATE_ORDER_AUTO && r < batch->count; r++) {
                CsvRecord record = csv_record(batch, r);
                Str cell = csv_value(scratch, csv_cell(&record, column));
                order = date_read(cell, DATE_ORDER_AUTO).evidence;
            }
        }
    }
    arena_reset(scratch, mark);
    return order;
}

DateText row_date(RowReader *reader, Str text)
{
    DateText date = date_read(text, reader->order);
    if (date.fate != DATE_NEEDS_ORDER || reader->order_sought)
        return date;
    reader->order_sought = true;
    reader->order = find_order(reader, (RowPlace){0});
    return date_read(text, reader->order);
}

static ptrdiff_t period_of_text(RowReader *reader, Str cell, RowPlace place, bool quiet)
{
    Str text = csv_value(reader->in->scratch, cell);
    DateText date = date_read(text, reader->order);
    if (date.fate == DATE_NEEDS_ORDER && reader->undecided_date.count == 0) {
        reader->order = find_order(reader, place);
        if (reader->order == DATE_ORDER_AUTO)
            row_note(reader, &reader->undecided_date, place, file_of(reader, place)->columns.date,
                     cell);
        date = date_read(text, reader->order);
    }
    bool against = date.evidence != DATE_ORDER_AUTO && date.fate != DATE_GOOD;
    bool found_out = reader->work->source->date_order == DATE_ORDER_AUTO;
    if (against && found_out && !quiet)
        row_note(reader, &reader->mixed_date, place, file_of(reader, place)->columns.date, cell);
    if (date.fate != DATE_GOOD)
        return -1;
    reader->seen_iso |= date.iso;
    reader->seen_serial |= date.serial;
    reader->seen_named |= date.named;
    reader->seen_slashed |= !date.iso && !date.serial && !date.named;
    return period_of(reader, date.date.year, date.date.month, date.date.day, quiet);
}

static ptrdiff_t period_of_wave(RowReader *reader, Str cell)
{
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(&reader->waves, cell, hash);
    if (known != NULL)
        return *known;
    Arena *scratch = reader->in->scratch;
    Str name = text_name_key(scratch, csv_value(scratch, cell));
    ptrdiff_t period = name.len == 0 ? -1 : tally_builder_period(reader->in->builder, 0, name);
    memo_put(scratch, &reader->waves, cell, hash, period);
    return period;
}

static inline ptrdiff_t read_period(RowReader *reader, const SourceFile *file,
                                    const CsvRecord *record, RowPlace place, bool quiet)
{
    if (reader->fixed_period >= 0)
        return reader->fixed_period;
    if (file->columns.wave >= 0)
        return period_of_wave(reader, csv_cell(record, file->columns.wave));
    if (file->columns.date < 0)
        return -1;
    Str cell = csv_cell(record, file->columns.date);
    int32_t fast = date_fast(cell.s, cell.len);
    if (fast >= 0) {
        reader->seen_iso = true;
        return period_of(reader, fast >> 9, fast >> 5 & 15, fast & 31, quiet);
    }
    return period_of_text(reader, cell, place, quiet);
}

ptrdiff_t row_period(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                     RowPlace place)
{
    return read_period(reader, file, record, place, false);
}

/* ---- Unit, stratum, weight, id ---- */

/* What stands below a table that was summed up in a spreadsheet. */
static const char *const total_words[] = {"total",   "totals", "grand total", "sum",
                                          "average", "mean",   "tổng",        "tổng cộng",
                                          "tổng số", "cộng",   "trung bình",  NULL};

static ptrdiff_t new_unit(RowReader *reader, RowPlace place, ptrdiff_t column, Str cell)
{
    Ingest *in = reader->in;
    Str key = text_name_key(in->scratch, csv_value(in->scratch, cell));
    if (key.len > UNIT_NAME_LIMIT && text_length(key) > UNIT_NAME_LIMIT) {
        row_note(reader, &reader->long_unit, place, column, cell);
        return UNIT_NONE;
    }
    if (usual_word(in->scratch, key, total_words))
        row_note(reader, &reader->total_row, place, column, cell);
    TextFile *text = &file_of(reader, place)->text;
    ptrdiff_t unit = tally_builder_unit(in->builder, key, (Pos){.file = text->path});
    if (unit == UNIT_NONE || !in->has_units_file || strmap_find(&in->listed_units, key) != NULL)
        return unit;
    for (ptrdiff_t i = 0; i < in->unknown_units.len; i++) {
        if (str_equal(in->unknown_units.items[i].key, key))
            return unit;
    }
    *PUSH(in->scratch, &in->unknown_units, struct UnknownUnit) =
        (struct UnknownUnit){.key = str_copy(in->scratch, key),
                             .file = text,
                             .offset = place.offset,
                             .record = place.record,
                             .column = column};
    return unit;
}

ptrdiff_t row_unit(RowReader *reader, RowPlace place, ptrdiff_t column, Str cell)
{
    if (cell.len == 0)
        return UNIT_NONE;
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(&reader->units, cell, hash);
    if (known != NULL)
        return *known;
    ptrdiff_t unit = new_unit(reader, place, column, cell);
    memo_put(reader->in->scratch, &reader->units, cell, hash, unit);
    return unit;
}

static inline ptrdiff_t read_unit(RowReader *reader, const SourceFile *file,
                                  const CsvRecord *record, RowPlace place)
{
    ptrdiff_t column = file->columns.unit;
    return row_unit(reader, place, column, column < 0 ? STR_NONE : csv_cell(record, column));
}

/* Category of a margin, numbered from 1; 0: unknown. */
static ptrdiff_t read_category(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                               ptrdiff_t margin)
{
    ptrdiff_t column = file->columns.margin[margin];
    Str cell = column < 0 ? STR_NONE : csv_cell(record, column);
    if (cell.len == 0)
        return 0;
    Memo *memo = &reader->margins[margin];
    uint64_t hash = memo_hash(cell);
    const ptrdiff_t *known = memo_find(memo, cell, hash);
    if (known != NULL)
        return *known;
    Arena *scratch = reader->in->scratch;
    Str name = text_name_key(scratch, csv_value(scratch, cell));
    StrList *names = &reader->categories[margin];
    ptrdiff_t category = 0;
    for (ptrdiff_t i = 0; category == 0 && i < names->len; i++) {
        if (str_equal(names->items[i], name))
            category = i + 1;
    }
    /* With as many categories there are as many strata, and the reading ends in an error. */
    if (category == 0 && name.len > 0 && names->len <= TALLY_STRATA_LIMIT) {
        *PUSH(scratch, names, Str) = name;
        category = names->len;
    }
    memo_put(scratch, memo, cell, hash, category);
    return category;
}

static ptrdiff_t read_stratum(RowReader *reader, const SourceFile *file, const CsvRecord *record)
{
    ptrdiff_t count = reader->side->margin_count;
    if (count == 0)
        return 0;
    ptrdiff_t category[MARGIN_LIMIT];
    for (ptrdiff_t m = 0; m < count; m++)
        category[m] = read_category(reader, file, record, m);
    Str key = {(const char *)category, count * (ptrdiff_t)sizeof category[0]};
    uint64_t hash = memo_hash(key);
    const ptrdiff_t *known = memo_find(&reader->strata, key, hash);
    if (known != NULL)
        return *known;
    Str names[MARGIN_LIMIT];
    for (ptrdiff_t m = 0; m < count; m++)
        names[m] = category[m] == 0 ? STR_NONE : reader->categories[m].items[category[m] - 1];
    ptrdiff_t stratum =
        tally_builder_stratum(reader->in->builder, reader->work->source->side, names);
    Arena *scratch = reader->in->scratch;
    memo_put(scratch, &reader->strata, str_copy(scratch, key), hash, stratum);
    return stratum;
}

ptrdiff_t row_no_stratum(RowReader *reader)
{
    static const Str unknown[MARGIN_LIMIT];
    return reader->side->margin_count == 0
               ? 0
               : tally_builder_stratum(reader->in->builder, reader->work->source->side, unknown);
}

/* Where the comma is the decimal sign, "1.234,5" and "200.000.000" lose the points between groups
 * of three. One point alone stays: to one program it groups digits, to another it is decimal. */
static Num read_number(Str text, bool decimal_comma)
{
    char plain[32];
    ptrdiff_t len = 0, points = 0, digits = 0;
    Str whole = str_cut(text, ',').head;
    bool has_comma = whole.len < text.len;
    if (!decimal_comma || text.len > (ptrdiff_t)sizeof plain)
        return num_parse(text, decimal_comma);
    for (ptrdiff_t i = 0; i < whole.len; i++) {
        char c = whole.s[i];
        bool ends_group = c == '.' && (points == 0 ? digits >= 1 && digits <= 3 : digits == 3);
        if (!ends_group && !(c >= '0' && c <= '9'))
            return num_parse(text, true);
        points += ends_group;
        digits = ends_group ? 0 : digits + 1;
        if (!ends_group)
            plain[len++] = c;
    }
    if (digits != 3 || points == 0 || (points == 1 && !has_comma))
        return num_parse(text, true);
    for (ptrdiff_t i = whole.len; i < text.len; i++)
        plain[len++] = text.s[i];
    return num_parse((Str){plain, len}, true);
}

/* Whether some weight can only be read with a decimal comma, and none only with a point. */
static bool weights_have_commas(RowReader *reader)
{
    Arena *scratch = reader->in->scratch;
    ArenaMark mark = arena_mark(scratch);
    CsvBatch *batch = NEW(scratch, CsvBatch, 1);
    batch->arena = scratch;
    int64_t seen[DECIMAL_COMMA + 1] = {0};
    for (ptrdiff_t f = 0; f < reader->work->file_count; f++) {
        const SourceFile *file = &reader->work->files[f];
        CsvReader rows = text_file_rows(&file->text);
        while (file->columns.weight >= 0 && csv_next(&rows, batch)) {
            for (ptrdiff_t r = 0; r < batch->count; r++) {
                CsvRecord record = csv_record(batch, r);
                bool number, unsure;
                Str cell = csv_value(scratch, csv_cell(&record, file->columns.weight));
                seen[written_sign(str_trim(cell), &number, &unsure)]++;
            }
        }
    }
    arena_reset(scratch, mark);
    return seen[DECIMAL_COMMA] > 0 && seen[DECIMAL_POINT] == 0;
}

static Num weight_of(RowReader *reader, Str text)
{
    bool comma = reader->work->source->decimal_comma || reader->weight_commas;
    Num weight = read_number(text, comma);
    if (weight.ok || comma || reader->weight_sought || str_find(text, S(",")) < 0)
        return weight;
    reader->weight_sought = true;
    reader->weight_commas = weights_have_commas(reader);
    return read_number(text, reader->weight_commas);
}

/* 0 when the cell holds no usable weight. */
static double read_weight(RowReader *reader, const SourceFile *file, const CsvRecord *record)
{
    if (file->columns.weight < 0)
        return reader->work->source->weight.count > 0 ? 0 : 1;
    Str cell = csv_value(reader->in->scratch, csv_cell(record, file->columns.weight));
    Num weight = weight_of(reader, str_trim(cell));
    bool usable = weight.ok && weight.value >= WEIGHT_LOWEST && weight.value <= WEIGHT_HIGHEST;
    return usable ? weight.value : 0;
}

Str row_id(RowReader *reader, const SourceFile *file, const CsvRecord *record, uint64_t *hash)
{
    if (file->columns.id < 0)
        return STR_NONE;
    Str id = str_trim(csv_value(reader->in->scratch, csv_cell(record, file->columns.id)));
    if (id.len > 0)
        *hash = memo_hash(id);
    return id;
}

/* Of the id, or of "#" and the number of the data row, from 1 (metrics.md §1). */
static uint64_t key_hash(Str id, ptrdiff_t data_row)
{
    if (id.len > 0)
        return str_hash(id);
    char text[24]; /* 64 bits take 20 */
    ptrdiff_t at = (ptrdiff_t)sizeof text;
    for (ptrdiff_t rest = data_row + 1; rest > 0; rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    text[--at] = '#';
    return str_hash((Str){text + at, (ptrdiff_t)sizeof text - at});
}

/* ---- The row ---- */

static void find_straight(const RowReader *reader, const int16_t *levels, RowRead *out)
{
    ptrdiff_t count = 0;
    double first = 0;
    bool alike = true;
    for (ptrdiff_t q = 0; q < reader->side->question_count; q++) {
        if (levels[q] < 0 || !reader->is_rating[q])
            continue;
        const AnswerReader *answer = reader->answers[q];
        double code = answer->code_worst + levels[q] * answer->code_step;
        if (count++ == 0)
            first = code;
        else
            alike = alike && fabs(code - first) <= 1e-9;
    }
    out->many_ratings = count >= STRAIGHT_RATINGS;
    out->straight = alike && out->many_ratings;
}

static int16_t read_slowly(RowReader *reader, ptrdiff_t question, ptrdiff_t column, Str cell,
                           RowPlace place, bool quiet)
{
    AnswerPlace at = {place.file, place.offset, place.record, column};
    return answer_read_slowly(reader->in->scratch, reader->answers[question], cell,
                              quiet ? NULL : &at);
}

/* ---- Where several columns can hold an answer ---- */

static bool has_text(RowReader *reader, Str cell)
{
    Arena room = *reader->in->scratch;
    return cell.len > 0 && text_name_key(&room, csv_value(&room, cell)).len > 0;
}

/* Of columns with one name: which have anything is told at the end. */
static ptrdiff_t choose_same(RowReader *reader, const ColumnChoice *choice, const CsvRecord *record)
{
    ptrdiff_t first = -1;
    for (ptrdiff_t i = 0; i < choice->same.columns.len; i++) {
        if (!has_text(reader, csv_cell(record, choice->same.columns.items[i])))
            continue;
        choice->filled[i] = true;
        first = first < 0 ? i : first;
    }
    return choice->same.columns.items[first < 0 ? 0 : first];
}

static bool says_other(RowReader *reader, Str a, Str b)
{
    Arena room = *reader->in->scratch;
    return has_text(reader, b) && !str_equal(text_name_key(&room, csv_value(&room, a)),
                                             text_name_key(&room, csv_value(&room, b)));
}

/* Of columns that are one question by the map file. -1: none of them was it in the row's era. */
static ptrdiff_t choose_renamed(RowReader *reader, ColumnChoice *choice, const CsvRecord *record,
                                RowPlace place, bool quiet)
{
    const ColumnSet *set = &choice->at[reader->era];
    ptrdiff_t first = 0;
    while (first < set->columns.len &&
           !has_text(reader, csv_cell(record, set->columns.items[first])))
        first++;
    for (ptrdiff_t i = first + 1; !quiet && i < set->columns.len; i++) {
        if (!says_other(reader, csv_cell(record, set->columns.items[first]),
                        csv_cell(record, set->columns.items[i])))
            continue;
        if (choice->both++ == 0) {
            choice->both_offset = place.offset;
            choice->both_record = place.record;
            choice->both_column = set->columns.items[i];
        }
        break;
    }
    if (set->columns.len == 0)
        return -1;
    return set->columns.items[first < set->columns.len ? first : 0];
}

static ptrdiff_t choose_column(RowReader *reader, ColumnChoice *choice, const CsvRecord *record,
                               RowPlace place, bool quiet)
{
    return choice->at == NULL ? choose_same(reader, choice, record)
                              : choose_renamed(reader, choice, record, place, quiet);
}

/* Whether there is any. */
static bool read_answers(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                         RowPlace place, int16_t *levels, bool quiet)
{
    const char *text_end = file->text.text.s + file->text.text.len;
    ptrdiff_t count = reader->side->question_count;
    bool any = false;
    for (ptrdiff_t q = 0; q < count; q++) {
        ptrdiff_t column = file->columns.question[q];
        if (file->columns.choice[q] != NULL)
            column = choose_column(reader, file->columns.choice[q], record, place, quiet);
        if (column < 0 || column >= record->count) {
            levels[q] = column < 0 ? LEVEL_NOT_ASKED : LEVEL_MISSING;
            continue;
        }
        Str cell = csv_cell(record, column);
        int16_t level = answer_read_brief(reader->brief[q], cell, text_end - cell.s);
        if (level == LEVEL_UNREAD)
            level = read_slowly(reader, q, column, cell, place, quiet);
        levels[q] = level;
        reader->valid[q] += level >= 0 && !quiet;
        any = any || level >= 0;
    }
    return any;
}

/* A row that cannot be used for what stands in the column; -1: for what does not stand anywhere. */
static void refuse_row(RowReader *reader, const CsvRecord *record, RowFate fate, FirstSeen *seen,
                       ptrdiff_t column, bool quiet, RowRead *out)
{
    out->fate = fate;
    if (!quiet && column >= 0)
        row_note(reader, seen, out->place, column, csv_cell(record, column));
}

/* Whether the row is of a period, and none that the tool marks to be left out. Else its fate is
 * known. */
static bool read_when(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                      bool quiet, RowRead *out)
{
    RowMarks *marks = &reader->marks[out->place.file];
    if (marks->count > 0) {
        const Source *source = reader->work->source;
        out->aside = row_marks_find(reader->in->scratch, marks, source, record);
        if (!row_mark_is_kept(source, out->aside)) {
            out->fate = record_is_blank(record) ? ROW_BLANK : ROW_ASIDE;
            return false;
        }
    }
    out->row.period = read_period(reader, file, record, out->place, quiet);
    if (out->row.period >= 0)
        return true;
    if (record_is_blank(record))
        out->fate = ROW_BLANK;
    else
        refuse_row(reader, record, ROW_BAD_DATE, &reader->bad_date,
                   file->columns.wave >= 0 ? file->columns.wave : file->columns.date, quiet, out);
    return false;
}

/* Whether it has answers of somebody, and a weight. Else its fate is known. */
static bool read_what(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                      int16_t *levels, bool quiet, RowRead *out)
{
    bool any = read_answers(reader, file, record, out->place, levels, quiet);
    ptrdiff_t bad_count = -1;
    if (file->columns.face_question >= 0)
        any = kiosk_read_faces(reader, file, record, levels, out, &bad_count) || any;
    if (!any && record_is_blank(record)) {
        out->fate = ROW_BLANK;
        return false;
    }
    out->row.weight = read_weight(reader, file, record);
    out->id = row_id(reader, file, record, &out->id_hash);
    out->count = kiosk_read_count(reader, file, record);
    if (out->count < 0)
        bad_count = file->columns.count;
    if (bad_count >= 0)
        refuse_row(reader, record, ROW_BAD_COUNT, &reader->bad_count, bad_count, quiet, out);
    else if (!any || out->count == 0)
        out->fate = ROW_NO_ANSWER;
    else if (!(out->row.weight > 0))
        refuse_row(reader, record, ROW_BAD_WEIGHT, &reader->bad_weight, file->columns.weight, quiet,
                   out);
    return out->fate == ROW_USED;
}

void row_read(RowReader *reader, const CsvRecord *record, RowPlace place, int16_t *levels,
              bool quiet, RowRead *out)
{
    const SourceFile *file = file_of(reader, place);
    *out = (RowRead){.place = place, .row = {.level = levels}, .seconds = -1};
    if (!read_when(reader, file, record, quiet, out))
        return;
    row_take_era(reader, out->row.period);
    if (!read_what(reader, file, record, levels, quiet, out))
        return;
    out->row.unit = read_unit(reader, file, record, place);
    out->row.stratum = read_stratum(reader, file, record);
    ptrdiff_t outcome = reader->side->drivers.outcome;
    if (outcome >= 0 && levels[outcome] >= 0)
        out->row.key_hash = key_hash(out->id, place.record - file->text.data_record);
    if (reader->work->report->kiosk) {
        kiosk_look(reader, file, record, quiet, out);
        if (out->pressed_again && reader->work->source->repeats_drop) {
            out->fate = ROW_REPEATED;
            return;
        }
    }
    find_straight(reader, levels, out);
    if (out->straight && reader->work->source->straight_leave)
        out->fate = ROW_STRAIGHT;
    else
        out->seconds = duration_read(reader, file, record);
    out->commented = file->columns.comment >= 0 && csv_cell(record, file->columns.comment).len > 0;
}

void row_forget_answers(RowReader *reader, const CsvRecord *record, const RowRead *read)
{
    const SourceFile *file = file_of(reader, read->place);
    if (read->row.period >= 0)
        row_take_era(reader, read->row.period);
    for (ptrdiff_t q = 0; q < reader->side->question_count; q++) {
        ptrdiff_t column = file->columns.question[q];
        if (file->columns.choice[q] != NULL)
            column = choose_column(reader, file->columns.choice[q], record, read->place, true);
        reader->valid[q] -= read->row.level[q] >= 0;
        if (read->row.level[q] == LEVEL_OFF_SCALE)
            answer_forget(reader->answers[q], csv_cell(record, column));
    }
}
