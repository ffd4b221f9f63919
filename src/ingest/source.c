/* One source section: every record of every file, once. */
#include "apart.h"
#include "quality.h"

#include <stdlib.h>

enum { COMMENT_GONE = -1 };

typedef struct SourceReader {
    RowReader rows;
    SourceReport *report;
    IdTable ids;
    bool has_ids;
    CsvBatch *again; /* for records that are looked at a second time */
    int16_t *levels; /* [CSV_BATCH · question_count] */
    RowRead *block;  /* [CSV_BATCH] */
    int16_t *levels_again, *face_levels;
    ptrdiff_t recommend;      /* question that says how content the writer of a comment is, or -1 */
    CommentList *comments;    /* of the side. While rows are read, those of this source are places:
                                 `text` is where the row begins, `unit` COMMENT_GONE when the row
                                 was taken out again */
    ptrdiff_t *comments_from; /* [files_begun] first of each file */
    ptrdiff_t files_begun;
    QualityReader quality;
    const CsvRecord *compared; /* row that `twice` looks for, and its file */
    ptrdiff_t compared_file;
    IdTable twice; /* rows without an id, by what they say */
} SourceReader;

/* ---- Looking at a row again ---- */

static RowPlace place_at(const SourceReader *source, ptrdiff_t virtual_place)
{
    const SourceWork *work = source->rows.work;
    ptrdiff_t low = 0, high = work->file_count - 1;
    while (low < high) {
        ptrdiff_t middle = (low + high + 1) / 2;
        if (work->files[middle].virtual_from <= virtual_place)
            low = middle;
        else
            high = middle - 1;
    }
    return (RowPlace){.file = low, .offset = virtual_place - work->files[low].virtual_from};
}

static ptrdiff_t virtual_place(const SourceReader *source, RowPlace place)
{
    return source->rows.work->files[place.file].virtual_from + place.offset;
}

static CsvRecord record_again(SourceReader *source, RowPlace place)
{
    const TextFile *text = &source->rows.work->files[place.file].text;
    CsvReader reader = csv_open(text->text, text->delimiter);
    csv_record_at(&reader, place.offset, source->again);
    return csv_record(source->again, 0);
}

static IdRow read_id_again(void *context, ptrdiff_t at, const Str *id)
{
    SourceReader *source = context;
    RowPlace place = place_at(source, at);
    CsvRecord record = record_again(source, place);
    IdRow row = {0};
    Str known = row_id(&source->rows, &source->rows.work->files[place.file], &record, &row.hash);
    row.same = id != NULL && str_equal(known, *id);
    return row;
}

/* ---- Sent twice ---- */

static IdRow read_content_again(void *context, ptrdiff_t at, const Str *id)
{
    SourceReader *source = context;
    RowPlace place = place_at(source, at);
    const SourceFile *file = &source->rows.work->files[place.file];
    CsvRecord record = record_again(source, place);
    IdRow row = {.hash = quality_content_hash(file, place.file, &record)};
    row.same = id != NULL && place.file == source->compared_file &&
               quality_same_content(file, &record, source->compared);
    return row;
}

static int64_t moment_of(SourceReader *source, const SourceFile *file, const CsvRecord *record)
{
    if (file->columns.date < 0)
        return -1;
    Arena *scratch = source->rows.in->scratch;
    ArenaMark mark = arena_mark(scratch);
    DateText date =
        row_date(&source->rows, csv_value(scratch, csv_cell(record, file->columns.date)));
    int64_t seconds = date_seconds(&date);
    arena_reset(scratch, mark);
    return seconds;
}

/* A row without an id, like an earlier one in all but its times. */
static void look_for_twice(SourceReader *source, const RowRead *read, const CsvRecord *record)
{
    const SourceFile *file = &source->rows.work->files[read->place.file];
    if (!quality_comparable(&source->quality, read))
        return;
    int64_t moment = moment_of(source, file, record);
    if (moment < 0)
        return;
    source->report->quality.twice_known = true;
    source->compared = record;
    source->compared_file = read->place.file;
    uint64_t hash = quality_content_hash(file, read->place.file, record);
    ptrdiff_t place = virtual_place(source, read->place);
    ptrdiff_t old = ids_find_or_put(&source->twice, hash, S("row"), place);
    if (old < 0)
        return;
    CsvRecord old_record = record_again(source, place_at(source, old));
    int64_t apart = moment - moment_of(source, file, &old_record);
    source->report->quality.twice += apart >= -TWICE_SECONDS && apart <= TWICE_SECONDS;
    ids_replace(&source->twice, hash, old, place);
}

/* ---- Counting ---- */

/* Places of a file ascend, as they came. */
static void take_comment_out(SourceReader *source, ptrdiff_t file, const char *row)
{
    ptrdiff_t low = source->comments_from[file];
    ptrdiff_t high =
        file + 1 < source->files_begun ? source->comments_from[file + 1] : source->comments->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (source->comments->items[middle].text < row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < source->comments->len && source->comments->items[low].text == row)
        source->comments->items[low].unit = COMMENT_GONE;
}

static void count_comment(SourceReader *source, const RowRead *read, int sign)
{
    const SourceFile *file = &source->rows.work->files[read->place.file];
    const char *row = file->text.text.s + read->place.offset;
    if (sign < 0) {
        take_comment_out(source, read->place.file, row);
        return;
    }
    ptrdiff_t q = source->recommend;
    Comment comment = {.text = row,
                       .row = read->place.record + 1,
                       .unit = (int16_t)read->row.unit,
                       .period = (int16_t)read->row.period,
                       .level = (int8_t)(q < 0 ? LEVEL_MISSING : read->row.level[q])};
    tally_builder_comment(source->rows.in->builder, source->rows.work->source->side, &comment);
}

/* Counts of faces: for each as many people as pressed it. */
static int64_t count_people(SourceReader *source, const RowRead *read, int sign)
{
    TallyBuilder *builder = source->rows.in->builder;
    Side side = source->rows.work->source->side;
    if (read->faces == NULL) {
        tally_builder_add(builder, side, &read->row, sign * read->count);
        return read->count;
    }
    int64_t people = 0;
    ptrdiff_t questions = source->rows.side->question_count;
    for (ptrdiff_t q = 0; q < questions; q++)
        source->face_levels[q] = read->row.level[q];
    Row row = read->row;
    row.level = source->face_levels;
    for (ptrdiff_t f = 0; f < read->face_count; f++) {
        source->face_levels[read->face_question] = (int16_t)f;
        /* One too many is as good as any more of them. */
        bool many = read->count > 0 && read->faces[f] > TALLY_PEOPLE_LIMIT / read->count;
        int64_t count = many ? (int64_t)TALLY_PEOPLE_LIMIT + 1 : read->faces[f] * read->count;
        if (count > 0)
            tally_builder_add(builder, side, &row, sign * count);
        people += count;
    }
    return people;
}

/* Where the report counts the rows of its fate. */
static int64_t *count_of(SourceReport *report, const RowRead *read)
{
    switch (read->fate) {
    case ROW_USED:
        return &report->rows_used;
    case ROW_BLANK:
        return &report->blank_row;
    case ROW_ASIDE:
        return &report->aside[read->aside];
    case ROW_BAD_DATE:
        return &report->bad_date;
    case ROW_NO_ANSWER:
        return &report->no_answer;
    case ROW_BAD_WEIGHT:
        return &report->bad_weight;
    case ROW_STRAIGHT:
        return &report->straight_left;
    case ROW_FAST:
        return &report->fast_left;
    case ROW_BAD_COUNT:
        return &report->bad_count;
    case ROW_REPEATED:
        return &report->repeated;
    }
    CX_ASSERT(false);
    return NULL;
}

static void count_used(SourceReader *source, const RowRead *read, int sign)
{
    SourceReport *report = source->report;
    int64_t people = sign * count_people(source, read, sign);
    report->people += people;
    report->outside_hours += read->outside_hours ? people : 0;
    report->kept[read->aside] += sign;
    report->no_unit += read->row.unit == UNIT_NONE ? sign : 0;
    if (read->commented)
        count_comment(source, read, sign);
}

/* sign: 1; -1 takes out again what was counted before. */
static void count_row(SourceReader *source, const RowRead *read, int sign)
{
    quality_count(&source->quality, read, sign);
    *count_of(source->report, read) += sign;
    if (read->pressed_again && (read->fate == ROW_USED || read->fate == ROW_REPEATED))
        source->report->pressed_again += sign;
    if (read->fate == ROW_USED)
        count_used(source, read, sign);
    else if (row_was_read(read))
        tally_builder_add_left_out(source->rows.in->builder, source->rows.work->source->side,
                                   read->row.level, sign);
}

/* The order of two answers with one id: the date's text; files and rows come in order anyway, so of
 * equals the new one is the later (metrics.md §1). */
static bool is_later(SourceReader *source, const CsvRecord *record, const SourceFile *file,
                     RowPlace old)
{
    Arena *scratch = source->rows.in->scratch;
    const SourceFile *old_file = &source->rows.work->files[old.file];
    if (file->columns.date < 0 || old_file->columns.date < 0)
        return true;
    CsvRecord old_record = record_again(source, old);
    Str now = csv_value(scratch, csv_cell(record, file->columns.date));
    Str before = csv_value(scratch, csv_cell(&old_record, old_file->columns.date));
    row_date(&source->rows, now); /* so that the order is known */
    row_date(&source->rows, before);
    return date_compare(now, before, source->rows.order) >= 0;
}

/* 118000012345 as a spreadsheet shows and saves it: 1.18E+11. */
static bool is_shortened(Str id)
{
    ptrdiff_t at = 0, digits = 0;
    while (at < id.len &&
           ((id.s[at] >= '0' && id.s[at] <= '9') || id.s[at] == '.' || id.s[at] == ','))
        digits += id.s[at] >= '0' && id.s[at] <= '9', at++;
    Str power = str_slice(id, at, id.len);
    return digits > 0 && power.len > 2 && str_equal_nocase(str_slice(power, 0, 2), S("E+")) &&
           num_parse_answer(str_slice(power, 2, power.len)).ok;
}

/* Of the answers with one id the latest counts; the one that had counted is taken out again. */
static void count_repeated(SourceReader *source, const RowRead *read, const CsvRecord *record,
                           ptrdiff_t old_place)
{
    RowPlace old = place_at(source, old_place);
    source->report->duplicate++;
    FirstSeen *seen = &source->rows.duplicate;
    if (seen->count++ == 0) {
        seen->place = read->place;
        seen->column = source->rows.work->files[read->place.file].columns.id;
        seen->text = str_copy(source->rows.in->scratch, read->id);
    }
    if (is_shortened(read->id))
        row_note(&source->rows, &source->rows.shortened_id, read->place, seen->column, read->id);
    if (!is_later(source, record, &source->rows.work->files[read->place.file], old)) {
        row_forget_answers(&source->rows, record, read);
        return;
    }
    CsvRecord old_record = record_again(source, old);
    RowRead before;
    row_read(&source->rows, &old_record, old, source->levels_again, true, &before);
    row_forget_answers(&source->rows, &old_record, &before);
    count_row(source, &before, -1);
    ids_replace(&source->ids, read->id_hash, old_place, virtual_place(source, read->place));
    count_row(source, read, 1);
}

static void count_block(SourceReader *source, const CsvBatch *batch)
{
    for (ptrdiff_t r = 0; r < batch->count; r++) {
        const RowRead *read = &source->block[r];
        CsvRecord record = csv_record(batch, r);
        if (row_was_read(read) && read->fate != ROW_REPEATED && read->id.len > 0) {
            ptrdiff_t old = ids_find_or_put(&source->ids, read->id_hash, read->id,
                                            virtual_place(source, read->place));
            if (old >= 0) {
                count_repeated(source, read, &record, old);
                continue;
            }
        }
        if (read->id.len == 0)
            look_for_twice(source, read, &record);
        count_row(source, read, 1);
    }
}

/* ---- Reading ---- */

/* Cells beyond the header matter when something stands in them; missing ones always. */
static void check_width(SourceReader *source, const CsvRecord *record, RowPlace place,
                        ptrdiff_t *ragged)
{
    Ingest *in = source->rows.in;
    TextFile *text = &source->rows.work->files[place.file].text;
    bool extra = false;
    for (ptrdiff_t c = text->column_count; c < record->count; c++)
        extra = extra || str_trim(csv_cell(record, c)).len > 0;
    if (!extra && (record->count >= text->column_count || record_is_blank(record)))
        return;
    bool kept = ++*ragged <= DIAG_KEEP; /* the rest are only counted: no line is looked for */
    Pos pos =
        kept ? text_file_pos(in, text, place.offset, place.record, -1) : (Pos){.file = text->path};
    diag_add(in->diags, DIAG_DATA_RAGGED, pos, str_format(in->scratch, "%td", record->count),
             str_format(in->scratch, "%td", text->column_count));
}

static void read_block(SourceReader *source, const CsvBatch *batch, ptrdiff_t file,
                       ptrdiff_t *ragged)
{
    const SourceFile *from = &source->rows.work->files[file];
    ptrdiff_t questions = source->rows.side->question_count;
    for (ptrdiff_t r = 0; r < batch->count; r++) {
        CsvRecord record = csv_record(batch, r);
        RowPlace place = {.file = file,
                          .offset = batch->base_offset + record.begin,
                          .record = batch->first_record + r};
        if (record.count != from->text.column_count && !from->text.is_table)
            check_width(source, &record, place, ragged);
        RowRead *read = &source->block[r];
        row_read(&source->rows, &record, place, source->levels + r * questions, false, read);
        /* By the time the block is counted, the id's slot has come near. */
        if (read->id.len > 0)
            ids_prefetch(&source->ids, read->id_hash);
    }
}

static void tell_progress(Ingest *in, ptrdiff_t bytes)
{
    enum { STEP_BYTES = 1 << 22 };
    double before = in->bytes_read;
    in->bytes_read += (double)bytes;
    bool step = (int64_t)(before / STEP_BYTES) != (int64_t)(in->bytes_read / STEP_BYTES);
    if (in->progress != NULL && step && in->bytes_total > 0)
        in->progress(in->progress_context, in->bytes_read / in->bytes_total);
}

static void read_file(SourceReader *source, CsvBatch *batch, ptrdiff_t file)
{
    Ingest *in = source->rows.in;
    TextFile *text = &source->rows.work->files[file].text;
    CsvReader rows = text_file_rows(text);
    int64_t before = source->report->rows_read;
    ptrdiff_t ragged = 0;
    for (;;) {
        ptrdiff_t from = rows.at;
        if (!csv_next(&rows, batch))
            break;
        read_block(source, batch, file, &ragged);
        count_block(source, batch);
        source->report->rows_read += batch->count;
        tell_progress(in, rows.at - from);
    }
    text_file_report_quotes(in, text, &rows);
    *PUSH(in->arena, &source->report->files, Str) = str_copy(in->arena, text->path);
    *PUSH(in->arena, &source->report->file_rows, int64_t) = source->report->rows_read - before;
}

/* ---- Too fast ---- */

/* Of the rows with one id only the one that counts. */
static bool is_counted(SourceReader *source, const RowRead *read)
{
    if (read->fate != ROW_USED)
        return false;
    ptrdiff_t place = virtual_place(source, read->place);
    return read->id.len == 0 ||
           ids_find_or_put(&source->ids, read->id_hash, read->id, place) == place;
}

/* The median is known only now: the rows are gone through again, and the fast ones taken out. */
static void leave_out_fast(SourceReader *source, CsvBatch *batch)
{
    for (ptrdiff_t f = 0; f < source->rows.work->file_count; f++) {
        CsvReader rows = text_file_rows(&source->rows.work->files[f].text);
        while (csv_next(&rows, batch)) {
            for (ptrdiff_t r = 0; r < batch->count; r++) {
                CsvRecord record = csv_record(batch, r);
                RowPlace place = {.file = f,
                                  .offset = batch->base_offset + record.begin,
                                  .record = batch->first_record + r};
                RowRead read;
                row_read(&source->rows, &record, place, source->levels_again, true, &read);
                if (!quality_is_fast(&source->report->quality, &read) || !is_counted(source, &read))
                    continue;
                count_row(source, &read, -1);
                read.fate = ROW_FAST;
                count_row(source, &read, 1);
            }
        }
    }
}

/* ---- Comments ---- */

/* "-", "10/10" and "👍" say nothing that could be quoted. Marks go with letters; those that only
 * dress up a symbol are no words either. */
static bool has_letter(Str text)
{
    for (ptrdiff_t at = 0; at < text.len;) {
        int32_t c = text_next(text, &at);
        bool dress = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x20D0 && c <= 0x20FF);
        CharKind kind = text_char_kind(c);
        if (!dress && (kind == CHAR_LETTER || kind == CHAR_CAPITAL))
            return true;
    }
    return false;
}

static Date date_again(SourceReader *source, const SourceFile *file, const CsvRecord *record)
{
    if (file->columns.date < 0)
        return (Date){0};
    Str text = csv_value(source->rows.in->scratch, csv_cell(record, file->columns.date));
    DateText date = row_date(&source->rows, text);
    return date.fate == DATE_GOOD ? date.date : (Date){0};
}

/* Reads the row once more, now that it is sure to count. False: there are no words in it. */
static bool read_comment(SourceReader *source, ptrdiff_t number, Comment *comment)
{
    Ingest *in = source->rows.in;
    const SourceFile *file = &source->rows.work->files[number];
    CsvRecord record = record_again(
        source, (RowPlace){.file = number, .offset = comment->text - file->text.text.s});
    uint64_t hash;
    Str id = row_id(&source->rows, file, &record, &hash);
    comment_set_date(comment, date_again(source, file, &record));
    comment_place(comment, csv_cell(&record, file->columns.comment),
                  id.len > 0 ? csv_cell(&record, file->columns.id) : STR_NONE);
    Arena room = *in->scratch; /* given back with the return */
    return has_letter(comment_text(&room, comment));
}

/* All duplicates are known. */
static void read_comments(SourceReader *source)
{
    CommentList *list = source->comments;
    ptrdiff_t count = source->rows.work->file_count, file = 0, kept = source->comments_from[0];
    for (ptrdiff_t i = kept; i < list->len; i++) {
        while (file + 1 < count && i >= source->comments_from[file + 1])
            file++;
        Comment comment = list->items[i];
        if (comment.unit != COMMENT_GONE && read_comment(source, file, &comment))
            list->items[kept++] = comment;
    }
    list->len = kept;
}

/* From the length of the first records; too small only costs time. */
static ptrdiff_t expected_rows(const SourceWork *work, CsvBatch *batch)
{
    ptrdiff_t bytes = 0, rows = 0;
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        bytes += work->files[f].text.text.len;
        CsvReader reader = text_file_rows(&work->files[f].text);
        if (rows == 0 && csv_next(&reader, batch))
            rows = batch->count;
    }
    ptrdiff_t length = rows == 0 ? 1 : (ptrdiff_t)batch->begin[rows] / rows;
    return bytes / (length < 2 ? 2 : length) * 11 / 10;
}

static ptrdiff_t recommend_question(const SideTally *side)
{
    Str id = side->side == SIDE_CX ? S("cx.nps") : S("ex.enps");
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        if (str_equal(side->questions[q].metric->id, id))
            return q;
    }
    return -1;
}

void source_read(Ingest *in, SourceWork *work)
{
    if (work->file_count == 0)
        return;
    if (work->apart) {
        apart_read(in, work);
        return;
    }
    SourceReader *source = NEW(in->scratch, SourceReader, 1);
    row_reader_open(&source->rows, in, work);
    source->report = work->report;
    ptrdiff_t questions = source->rows.side->question_count;
    CsvBatch *batch = NEW(in->scratch, CsvBatch, 1);
    source->again = NEW(in->scratch, CsvBatch, 1);
    batch->arena = source->again->arena = in->scratch;
    source->levels = NEW(in->scratch, int16_t, CSV_BATCH * questions);
    source->levels_again = NEW(in->scratch, int16_t, questions);
    source->face_levels = NEW(in->scratch, int16_t, questions);
    source->block = NEW(in->scratch, RowRead, CSV_BATCH);
    ptrdiff_t expected = work->source->id.count > 0 ? expected_rows(work, batch) : 0;
    ids_open(in->scratch, &source->ids, expected, read_id_again, source);
    source->recommend = recommend_question(source->rows.side);
    quality_open(&source->quality, &source->rows);
    ids_open(in->scratch, &source->twice, 0, read_content_again, source);
    source->comments = tally_builder_comments(in->builder, work->source->side);
    source->comments_from = NEW(in->scratch, ptrdiff_t, work->file_count);
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        const Columns *columns = &work->files[f].columns;
        source->comments_from[source->files_begun++] = source->comments->len;
        work->report->counted |= columns->count >= 0 || columns->face_question >= 0;
        read_file(source, batch, f);
    }
    quality_finish(&source->quality, &source->rows);
    if (work->source->speeders_leave)
        leave_out_fast(source, batch);
    read_comments(source);
    source_report_problems(&source->rows);
}
