/* A file looked at for its own sake: what stands in its columns, before anybody has said what they
 * mean. */
#include "dates.h"
#include "text_file.h"
#include "vendor_rows.h"
#include "written.h"

enum {
    DATE_TRIES = 60, /* cells after which a column without a single date is none */
    DATE_BYTES = 40
};

typedef struct Looking {
    Arena *arena;
    Arena *scratch;
    Look *look;
    StrMap *seen; /* [column_count]: place in values + 1 */
} Looking;

/* ---- Names ---- */

/* Where thousands of columns have one name, each question would list them all: the room is given
 * back, unless the header was folded in it. */
static bool names_only(Looking *looking, TextFile *file, Str name, ptrdiff_t column)
{
    ArenaMark mark = arena_mark(looking->scratch);
    const Str *folded = file->folded;
    FoundColumns found = columns_named(looking->scratch, file, name);
    bool only = found.columns.columns.len == 1 && found.columns.columns.items[0] == column &&
                found.by == FOUND_NAME;
    if (file->folded == folded)
        arena_reset(looking->scratch, mark);
    return only;
}

static Str with_option(Looking *looking, const TextFile *file, ptrdiff_t column, int row)
{
    ptrdiff_t over = column;
    while (over > 0 && file->columns[over].keys[row].len == 0)
        over--;
    Str option = file->columns[column].keys[row + 1];
    return str_format(looking->scratch, "%.*s [%.*s]", STR_ARG(file->columns[over].keys[row]),
                      STR_ARG(option));
}

/* The shortest of the ways in which a project may name a column that leads to this one alone. */
static Str naming(Looking *looking, TextFile *file, ptrdiff_t column)
{
    const HeaderColumn *header = &file->columns[column];
    int rows = file->header_rows < HEADER_ROWS_LIMIT ? file->header_rows : HEADER_ROWS_LIMIT;
    for (int r = 0; r < rows; r++) {
        if (header->keys[r].len > 0 && names_only(looking, file, header->keys[r], column))
            return header->keys[r];
    }
    for (int r = 0; r + 1 < rows; r++) {
        Str name = with_option(looking, file, column, r);
        if (header->keys[r + 1].len > 0 && names_only(looking, file, name, column))
            return name;
    }
    if (header->keys[0].len == 0)
        return STR_NONE;
    ptrdiff_t before = 1;
    for (ptrdiff_t c = 0; c < column; c++)
        before += str_equal(file->columns[c].keys[0], header->keys[0]);
    Str name = str_format(looking->scratch, "%.*s (%td)", STR_ARG(header->keys[0]), before);
    return names_only(looking, file, name, column) ? name : STR_NONE;
}

static Str date_column(const TextFile *file)
{
    for (StrCut cut = {.tail = file->date_columns, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '|');
        ptrdiff_t count = 0;
        if (cut.head.len > 0 && text_file_find(file, cut.head, &count) >= 0)
            return cut.head;
    }
    return STR_NONE;
}

/* ---- Cells ---- */

static int64_t month_number(Date date)
{
    return (int64_t)date.year * 12 + date.month;
}

static void take_dates(LookColumn *column, Str text)
{
    if (text.len > DATE_BYTES)
        return;
    int64_t good = 0;
    for (DateOrder order = DATE_ORDER_YMD; order <= DATE_ORDER_MDY; order++)
        good += column->dates[order].good;
    if (column->filled > DATE_TRIES && good == 0)
        return;
    for (DateOrder order = DATE_ORDER_YMD; order <= DATE_ORDER_MDY; order++) {
        DateText read = date_read(text, order);
        if (read.fate != DATE_GOOD || (read.serial && order != DATE_ORDER_YMD))
            continue; /* a serial has no order: it is counted once */
        LookDates *to = &column->dates[order];
        to->good++;
        column->serials += read.serial;
        bool none = to->first.year == 0;
        int64_t month = month_number(read.date);
        if (none || month > month_number(to->last))
            to->last_month = 0;
        to->last_month += none || month >= month_number(to->last);
        if (none || date_days(read.date) < date_days(to->first))
            to->first = read.date;
        if (none || date_days(read.date) > date_days(to->last))
            to->last = read.date;
    }
}

static void take_number(LookColumn *column, Str text)
{
    bool number, unsure;
    if (num_parse(text, false).ok) {
        column->numbers++;
        return;
    }
    DecimalSign sign = written_sign(text, &number, &unsure);
    column->commas += number && sign == DECIMAL_COMMA;
    column->unsure += number && unsure;
}

static void take_value(Looking *looking, ptrdiff_t c, Str text)
{
    LookColumn *column = &looking->look->columns[c];
    if (text.len > LOOK_VALUE_BYTES) {
        column->more = true;
        return;
    }
    Arena room = *looking->scratch; /* given back at the return */
    Str key = text_fold(&room, text);
    const ptrdiff_t *at = strmap_find(&looking->seen[c], key);
    if (at != NULL) {
        column->values.items[*at - 1].count++;
        column->repeats = true;
        return;
    }
    if (column->values.len == LOOK_VALUES) {
        column->more = true;
        return;
    }
    ptrdiff_t *slot =
        strmap_put(looking->arena, &looking->seen[c], str_copy(looking->arena, key), NULL);
    *slot = column->values.len + 1;
    LookValue value = {.text = str_copy(looking->arena, text), .count = 1};
    *PUSH(looking->arena, &column->values, LookValue) = value;
}

static void take_cell(Looking *looking, ptrdiff_t c, Str cell)
{
    ArenaMark mark = arena_mark(looking->scratch);
    Str text = text_name_key(looking->scratch, csv_value(looking->scratch, cell));
    LookColumn *column = &looking->look->columns[c];
    if (text.len > 0) {
        column->filled++;
        looking->look->cells++;
        column->letters += text_length(text);
        take_number(column, text);
        column->addresses += str_find(text, S("@")) >= 0;
        take_dates(column, text);
        take_value(looking, c, text);
    }
    arena_reset(looking->scratch, mark);
}

/* A test may be unfinished too: whoever keeps tests has to know. */
static void count_aside(Looking *looking, RowMarks *marks, const CsvRecord *record)
{
    static const Source nothing_kept, tests_kept = {.keep_tests = true};
    Look *look = looking->look;
    Aside aside = row_marks_find(looking->scratch, marks, &nothing_kept, record);
    look->aside += aside != ASIDE_NONE;
    look->tests += aside == ASIDE_PREVIEW || aside == ASIDE_TEST;
    if (aside != ASIDE_NONE)
        look->partial +=
            row_marks_find(looking->scratch, marks, &tests_kept, record) == ASIDE_PARTIAL;
}

static void take_rows(Ingest *in, Looking *looking, TextFile *file)
{
    CsvReader reader = text_file_rows(file);
    RowMarks *marks = NEW(looking->scratch, RowMarks, 1);
    row_marks_open(marks, file);
    CsvBatch *batch = NEW(looking->scratch, CsvBatch, 1);
    Arena cells = arena_open(looking->scratch->end - looking->scratch->at, looking->scratch->full,
                             looking->scratch->full_context);
    if (cells.begin == NULL)
        arena_alloc(looking->scratch, 1, 1, PTRDIFF_MAX);
    batch->arena = &cells; /* it grows while the working room is given back */
    while (csv_next(&reader, batch)) {
        for (ptrdiff_t r = 0; r < batch->count; r++) {
            CsvRecord record = csv_record(batch, r);
            if (record_is_blank(&record))
                continue;
            looking->look->rows++;
            count_aside(looking, marks, &record);
            for (ptrdiff_t c = 0; c < file->column_count && c < record.count; c++)
                take_cell(looking, c, csv_cell(&record, c));
        }
    }
    arena_close(&cells);
    text_file_report_quotes(in, file, &reader);
}

/* ---- The file ---- */

static bool take_file(Ingest *in, Looking *looking, TextFile *file)
{
    Arena *arena = looking->arena;
    Look *look = looking->look;
    look->format = str_copy(arena, file->format);
    look->detail = str_copy(arena, file->detail);
    look->encoding = file->encoding;
    look->header_rows = file->header_rows;
    look->labels_below = file->labels_below;
    look->column_count = file->column_count;
    look->columns = NEW(arena, LookColumn, file->column_count);
    look->date = str_copy(arena, date_column(file));
    looking->seen = NEW(arena, StrMap, file->column_count);
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        for (int r = 0; r < LOOK_HEADS && r < file->header_rows; r++)
            look->columns[c].heads[r] = str_copy(arena, file->columns[c].keys[r]);
        look->columns[c].name = str_copy(arena, naming(looking, file, c));
    }
    ptrdiff_t errors = in->diags->error_count;
    take_rows(in, looking, file);
    for (ptrdiff_t c = 0; c < file->column_count; c++)
        look->columns[c].dates[DATE_ORDER_AUTO] = look->columns[c].dates[DATE_ORDER_YMD];
    return in->diags->error_count == errors;
}

/* ---- Opening ---- */

typedef struct Opened {
    Arena scratch;
    Ingest *in;
    TextFile file;
    bool good;
} Opened;

static void open_file(Opened *opened, Arena *arena, Str path, const TextWanted *wanted,
                      Diags *diags)
{
    *opened =
        (Opened){.scratch = arena_open(arena->end - arena->at, arena->full, arena->full_context)};
    Arena *scratch = &opened->scratch;
    if (scratch->begin == NULL)
        arena_alloc(arena, 1, 1, PTRDIFF_MAX); /* ends the run as any lack of memory does */
    opened->in = NEW(scratch, Ingest, 1);
    *opened->in = (Ingest){
        .arena = scratch, .scratch = scratch, .config = NEW(scratch, Config, 1), .diags = diags};
    opened->good = text_file_open(opened->in, &opened->file, path, wanted);
}

static void close_file(Opened *opened)
{
    for (ptrdiff_t i = 0; i < opened->in->views.len; i++)
        os_file_close(&opened->in->views.items[i]);
    arena_close(&opened->scratch);
}

bool ingest_look(Arena *arena, Str path, Str sheet, Encoding encoding, Look *look, Diags *diags)
{
    *look = (Look){.path = path};
    Opened opened;
    TextWanted wanted = {.all_codes = true, .sheet = sheet, .encoding = encoding};
    open_file(&opened, arena, path, &wanted, diags);
    Looking looking = {.arena = arena, .scratch = &opened.scratch, .look = look};
    bool good = opened.good && take_file(opened.in, &looking, &opened.file);
    close_file(&opened);
    return good;
}

/* ---- Rows as they stand ---- */

static void give_header(Arena *scratch, const TextFile *file, IngestRow *row, void *context)
{
    Str *cells = NEW(scratch, Str, file->column_count);
    for (int r = 0; r < file->header_rows && r < HEADER_ROWS_LIMIT; r++) {
        for (ptrdiff_t c = 0; c < file->column_count; c++)
            cells[c] = file->columns[c].keys[r];
        row(context, cells, file->column_count);
    }
}

static void give_rows(Arena *scratch, const TextFile *file, IngestRow *row, void *context)
{
    CsvReader reader = text_file_rows(file);
    CsvBatch *batch = NEW(scratch, CsvBatch, 1);
    Arena texts = arena_open(scratch->end - scratch->at, scratch->full, scratch->full_context);
    if (texts.begin == NULL)
        arena_alloc(scratch, 1, 1, PTRDIFF_MAX);
    batch->arena = scratch;
    while (csv_next(&reader, batch)) {
        for (ptrdiff_t r = 0; r < batch->count; r++) {
            CsvRecord record = csv_record(batch, r);
            ArenaMark mark = arena_mark(&texts);
            Str *cells = NEW(&texts, Str, record.count);
            for (ptrdiff_t c = 0; c < record.count; c++)
                cells[c] = text_name_key(&texts, csv_value(&texts, csv_cell(&record, c)));
            row(context, cells, record.count);
            arena_reset(&texts, mark);
        }
    }
    arena_close(&texts);
}

bool ingest_rows(Arena *arena, Str path, Str sheet, Encoding encoding, IngestRow *row,
                 void *context, Diags *diags)
{
    Opened opened;
    TextWanted wanted = {.all_codes = true, .sheet = sheet, .encoding = encoding};
    open_file(&opened, arena, path, &wanted, diags);
    bool good = opened.good;
    if (good) {
        give_header(&opened.scratch, &opened.file, row, context);
        give_rows(&opened.scratch, &opened.file, row, context);
    }
    close_file(&opened);
    return good;
}

/* ---- Encodings ---- */

static Encoding guess_of(Arena *arena, Str bytes)
{
    enum { PART_OF_VIETNAMESE = 50 }; /* of its bytes at least each fiftieth is beyond ASCII */
    Encoding marked = ENCODING_AUTO;
    if (encoding_bom(bytes, &marked) > 0 || utf8_invalid_at(bytes) < 0)
        return ENCODING_AUTO;
    ptrdiff_t high = 0;
    for (ptrdiff_t i = 0; i < bytes.len; i++)
        high += (unsigned char)bytes.s[i] >= 0x80;
    Str sample = STR_NONE, text = STR_NONE;
    ptrdiff_t bad = 0;
    Encoding guess = text_guess_encoding(arena, bytes, &sample);
    if (guess != ENCODING_AUTO && high * PART_OF_VIETNAMESE >= bytes.len)
        return guess;
    return text_decode(arena, bytes, ENCODING_CP1252, &text, &bad) ? ENCODING_CP1252
                                                                   : ENCODING_AUTO;
}

Encoding ingest_guess_encoding(Arena *arena, Str path)
{
    FileView view;
    Str reason = STR_NONE;
    ArenaMark mark = arena_mark(arena);
    if (!os_file_open(arena, &view, path, &reason))
        return ENCODING_AUTO;
    Encoding guess = container_of(view.bytes) != NULL ? ENCODING_AUTO : guess_of(arena, view.bytes);
    os_file_close(&view);
    arena_reset(arena, mark);
    return guess;
}
