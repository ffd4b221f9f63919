#include "work.h"

#include <string.h>

#include <cxex/pack.h>

/* ---- Opening ---- */

/* Inside the project's folder the folder is left out: a pack says the same wherever it was made. */
static Str path_as_named(const Ingest *in, Str path)
{
    Str folder = in->config->folder;
    if (folder.len > 0 && str_starts(path, folder) && path.len > folder.len + 1 &&
        path.s[folder.len] == '/')
        return str_slice(path, folder.len + 1, path.len);
    return path;
}

bool input_open(Ingest *in, FileView *view, Str path)
{
    Str reason;
    if (!os_file_open(in->scratch, view, path, &reason)) {
        diag_add(in->diags, DIAG_FILE_UNREADABLE, (Pos){.file = path}, path, reason);
        return false;
    }
    *PUSH(in->scratch, &in->views, FileView) = *view;
    Str named = path_as_named(in, path);
    for (ptrdiff_t i = 0; i < in->inputs.len; i++) {
        if (str_equal(in->inputs.items[i].path, named))
            return true;
    }
    struct InputFile *input = PUSH(in->arena, &in->inputs, struct InputFile);
    input->path = str_copy(in->arena, named);
    input->size = view->bytes.len;
    pack_sha256(view->bytes, input->sha256);
    return true;
}

/* Files that are no text, by their first bytes, whatever their name says. */
static Str binary_kind(Str bytes)
{
    static const struct {
        Str magic, kind;
    } kinds[] = {
        {{"PK\3\4", 4}, {"Excel (.xlsx)", 13}},
        {{"\xD0\xCF\x11\xE0", 4}, {"Excel (.xls)", 12}},
        {{"$FL2", 4}, {"SPSS (.sav)", 11}},
        {{"$FL3", 4}, {"SPSS (.zsav)", 12}},
        {{"%PDF-", 5}, {"PDF", 3}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(kinds); i++) {
        if (str_starts(bytes, kinds[i].magic))
            return kinds[i].kind;
    }
    return STR_NONE;
}

/* ---- Encoding ---- */

/* UTF-16 without a mark: in text with any ASCII in it, most zero bytes stand on one side. */
static Encoding guess_utf16(Str bytes)
{
    ptrdiff_t len = bytes.len < 4096 ? bytes.len & ~(ptrdiff_t)1 : 4096;
    ptrdiff_t zeros[2] = {0};
    for (ptrdiff_t i = 0; i < len; i++)
        zeros[i & 1] += bytes.s[i] == '\0';
    if (len < 4)
        return ENCODING_UTF8;
    if (zeros[1] * 3 > len / 2 && zeros[0] * 20 < len)
        return ENCODING_UTF16LE;
    if (zeros[0] * 3 > len / 2 && zeros[1] * 20 < len)
        return ENCODING_UTF16BE;
    return ENCODING_UTF8;
}

static Pos pos_of_byte(Str path, Str bytes, ptrdiff_t offset)
{
    Pos pos = {.file = path, .line = 1, .column = 1};
    for (ptrdiff_t i = 0; i < offset; i++) {
        bool end = bytes.s[i] == '\n' ||
                   (bytes.s[i] == '\r' && (i + 1 == bytes.len || bytes.s[i + 1] != '\n'));
        pos.line += end;
        pos.column = end ? 1 : pos.column + 1;
    }
    return pos;
}

static bool decode(Ingest *in, TextFile *file, Str bytes, Encoding wanted)
{
    Encoding marked = ENCODING_UTF8;
    ptrdiff_t mark = encoding_bom(bytes, &marked);
    Str body = str_slice(bytes, mark, bytes.len);
    file->encoding = mark > 0 ? marked : wanted != ENCODING_AUTO ? wanted : guess_utf16(body);
    ptrdiff_t bad = -1;
    if (file->encoding == ENCODING_UTF8) {
        file->text = body;
        bad = utf8_invalid_at(body);
        if (bad < 0)
            return true;
        Str byte = str_format(in->scratch, "0x%02X", (unsigned)(unsigned char)body.s[bad]);
        diag_add(in->diags, DIAG_DATA_NOT_UTF8, pos_of_byte(file->path, body, bad), byte,
                 str_format(in->scratch, "%td", bad + mark));
        return false;
    }
    Str decoded;
    if (!text_decode(in->scratch, body, file->encoding, &decoded, &bad)) {
        diag_add(in->diags, DIAG_DATA_UNDECODABLE, (Pos){.file = file->path},
                 str_format(in->scratch, "%td", bad + mark), encoding_name(file->encoding));
        return false;
    }
    file->text = text_nfc(in->scratch, decoded);
    return true;
}

/* ---- Layout ---- */

/* `sep=;` in the first line is for Excel alone. */
static void take_separator_line(TextFile *file)
{
    Str line = str_cut(file->text, '\n').head;
    ptrdiff_t next = line.len < file->text.len ? line.len + 1 : line.len;
    if (line.len > 0 && line.s[line.len - 1] == '\r')
        line.len--;
    if (line.len != 5 || !str_equal_nocase(str_slice(line, 0, 4), S("sep=")))
        return;
    file->delimiter = line.s[4];
    file->text = str_slice(file->text, next, file->text.len);
    file->first_line = 2;
}

enum {
    HEAD_RECORDS = 40, /* looked at to find delimiter and header */
    HEAD_BYTES = 1 << 20
};

typedef struct Head { /* the first records, split by one delimiter */
    ptrdiff_t count;
    StrList cells[HEAD_RECORDS]; /* text_name_key of each */
    ptrdiff_t offset[HEAD_RECORDS + 1];
    bool blank[HEAD_RECORDS];
} Head;

static Head *read_head(Ingest *in, Str text, char delimiter)
{
    Head *head = NEW(in->scratch, Head, 1);
    bool cut = text.len > HEAD_BYTES;
    if (cut)
        text.len = HEAD_BYTES;
    CsvReader reader = csv_open(text, delimiter);
    CsvBatch *batch = NEW(in->scratch, CsvBatch, 1);
    batch->arena = in->scratch;
    for (ptrdiff_t at = 0; at < text.len && head->count < HEAD_RECORDS;) {
        csv_record_at(&reader, at, batch);
        CsvRecord record = csv_record(batch, 0);
        at += (ptrdiff_t)record.end[record.count - 1] + 1;
        if (cut && at >= text.len && head->count > 0)
            break;
        head->blank[head->count] = record_is_blank(&record);
        for (ptrdiff_t c = 0; c < record.count; c++) {
            Str value = csv_value(in->scratch, csv_cell(&record, c));
            *PUSH(in->scratch, &head->cells[head->count], Str) = text_name_key(in->scratch, value);
        }
        head->offset[++head->count] = at < text.len ? at : text.len;
    }
    return head;
}

static ptrdiff_t count_matches(const StrList *row, const TextWanted *wanted)
{
    ptrdiff_t found = 0;
    for (ptrdiff_t n = 0; n < wanted->name_count; n++) {
        for (ptrdiff_t c = 0; c < row->len; c++) {
            if (str_equal(row->items[c], wanted->names[n])) {
                found++;
                break;
            }
        }
    }
    return found;
}

/* The row with the most wanted names; the first that is not blank when no row has any. -1: all
 * blank. */
static ptrdiff_t best_row(const Head *head, const TextWanted *wanted, ptrdiff_t *matches)
{
    ptrdiff_t best = -1;
    *matches = 0;
    for (ptrdiff_t r = 0; r < head->count; r++) {
        if (head->blank[r])
            continue;
        ptrdiff_t found = count_matches(&head->cells[r], wanted);
        if (best < 0 || found > *matches) {
            best = r;
            *matches = found;
        }
    }
    return best;
}

typedef struct Fit { /* how well a delimiter explains the first records: compared in this order */
    ptrdiff_t matches, agreeing, width;
} Fit;

static Fit measure(const Head *head, const TextWanted *wanted)
{
    Fit fit = {0};
    best_row(head, wanted, &fit.matches);
    for (ptrdiff_t r = 0; r < head->count; r++) {
        ptrdiff_t width = head->cells[r].len, same = 0;
        for (ptrdiff_t other = 0; other < head->count; other++)
            same += !head->blank[other] && head->cells[other].len == width;
        if (!head->blank[r] && width > 1 && same > fit.agreeing) {
            fit.agreeing = same;
            fit.width = width;
        }
    }
    return fit;
}

static bool fits_better(Fit a, Fit b)
{
    if (a.matches != b.matches)
        return a.matches > b.matches;
    if (a.agreeing != b.agreeing)
        return a.agreeing > b.agreeing;
    return a.width > b.width;
}

static Head *find_delimiter(Ingest *in, TextFile *file, const TextWanted *wanted)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    if (wanted->delimiter != 0)
        file->delimiter = wanted->delimiter;
    if (file->delimiter != 0)
        return read_head(in, file->text, file->delimiter);
    Head *best = NULL;
    Fit best_fit = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(candidates); i++) {
        Head *head = read_head(in, file->text, candidates[i]);
        Fit fit = measure(head, wanted);
        if (best != NULL && !fits_better(fit, best_fit))
            continue;
        best = head;
        best_fit = fit;
        file->delimiter = candidates[i];
    }
    return best;
}

/* The header begins at the row with the wanted names, unless a tool's signature begins above it: a
 * project may name columns by the question text in a second row. */
static ptrdiff_t find_header(const Head *head, const TextWanted *wanted, TextFile *file)
{
    ptrdiff_t matches;
    ptrdiff_t best = best_row(head, wanted, &matches), first = -1;
    file->format = S("csv");
    file->header_rows = wanted->header_rows > 0 ? wanted->header_rows : 1;
    for (ptrdiff_t r = 0; best >= 0 && r <= best; r++) {
        if (head->blank[r])
            continue;
        first = first < 0 ? r : first;
        ptrdiff_t left = head->count - r;
        Vendor vendor = vendor_detect(&head->cells[r], left < 3 ? left : 3);
        if (vendor.header_rows == 0 || (matches > 0 && r + vendor.header_rows <= best))
            continue;
        file->format = vendor.format;
        if (wanted->header_rows == 0)
            file->header_rows = vendor.header_rows;
        return r;
    }
    /* With a given number of rows the names may stand in any of them. */
    bool within = wanted->header_rows > 0 && best < first + wanted->header_rows;
    return within ? first : best;
}

static void take_header(Ingest *in, const Head *head, ptrdiff_t row, TextFile *file)
{
    if (file->header_rows > head->count - row)
        file->header_rows = (int)(head->count - row);
    for (int r = 0; r < file->header_rows; r++) {
        ptrdiff_t width = head->cells[row + r].len;
        file->column_count = width > file->column_count ? width : file->column_count;
    }
    file->columns = NEW(in->scratch, HeaderColumn, file->column_count);
    for (int r = 0; r < file->header_rows && r < HEADER_ROWS_LIMIT; r++) {
        const StrList *cells = &head->cells[row + r];
        for (ptrdiff_t c = 0; c < cells->len; c++) {
            file->columns[c].keys[r] = cells->items[c];
            if (file->columns[c].name.len == 0)
                file->columns[c].name = cells->items[c];
        }
    }
    /* Empty names at the right end come from trailing delimiters. */
    while (file->column_count > 1 && file->columns[file->column_count - 1].name.len == 0)
        file->column_count--;
    file->data_record = row + file->header_rows;
    file->data_from = head->offset[file->data_record];
}

bool text_file_open(Ingest *in, TextFile *file, Str path, const TextWanted *wanted)
{
    *file = (TextFile){.path = path, .first_line = 1, .known_line = 1};
    FileView view;
    if (!input_open(in, &view, path))
        return false;
    Pos whole = {.file = path};
    Str binary = binary_kind(view.bytes);
    if (binary.len > 0) {
        diag_add(in->diags, DIAG_DATA_NOT_TEXT, whole, binary, STR_NONE);
        return false;
    }
    if (!decode(in, file, view.bytes, wanted->encoding))
        return false;
    while (file->text.len > 0 && file->text.s[file->text.len - 1] == '\x1A')
        file->text.len--; /* the end mark of DOS */
    take_separator_line(file);
    const Head *head = find_delimiter(in, file, wanted);
    ptrdiff_t row = find_header(head, wanted, file);
    if (row < 0) {
        diag_add(in->diags, DIAG_DATA_EMPTY, whole, STR_NONE, STR_NONE);
        return false;
    }
    take_header(in, head, row, file);
    if (file->column_count <= COLUMNS_LIMIT)
        return true;
    diag_add(in->diags, DIAG_DATA_COLUMNS_MANY, whole,
             str_format(in->scratch, "%td", file->column_count),
             str_format(in->scratch, "%d", COLUMNS_LIMIT));
    return false;
}

/* ---- Asking ---- */

ptrdiff_t text_file_find(const TextFile *file, Str key, ptrdiff_t *count)
{
    for (int r = 0; r < file->header_rows && r < HEADER_ROWS_LIMIT; r++) {
        ptrdiff_t first = -1;
        *count = 0;
        for (ptrdiff_t c = 0; c < file->column_count; c++) {
            if (!str_equal(file->columns[c].keys[r], key))
                continue;
            first = first < 0 ? c : first;
            ++*count;
        }
        if (first >= 0)
            return first;
    }
    return -1;
}

CsvReader text_file_rows(const TextFile *file)
{
    CsvReader reader = csv_open(file->text, file->delimiter);
    reader.at = file->data_from;
    reader.record = file->data_record;
    return reader;
}

bool record_is_blank(const CsvRecord *record)
{
    for (ptrdiff_t c = 0; c < record->count; c++) {
        Str cell = str_trim(csv_cell(record, c));
        if (cell.len > 0 && !str_equal(cell, S("\"\"")))
            return false;
    }
    return true;
}

/* Lines are counted from where the last question ended: asking in the order of the file costs one
 * pass in all. */
static ptrdiff_t line_of(TextFile *file, ptrdiff_t offset)
{
    if (offset < file->known_offset || file->known_offset == 0) {
        file->known_offset = 0;
        file->known_line = file->first_line;
    }
    const char *s = file->text.s;
    for (ptrdiff_t i = file->known_offset; i < offset; i++) {
        if (s[i] == '\n' || (s[i] == '\r' && (i + 1 >= file->text.len || s[i + 1] != '\n')))
            file->known_line++;
    }
    file->known_offset = offset;
    return file->known_line;
}

/* Offset of a cell in the text; of its record when it has no such cell. */
static ptrdiff_t cell_offset(Ingest *in, const TextFile *file, ptrdiff_t offset, ptrdiff_t column)
{
    ArenaMark mark = arena_mark(in->scratch);
    CsvReader reader = csv_open(file->text, file->delimiter);
    CsvBatch *batch = NEW(in->scratch, CsvBatch, 1);
    batch->arena = in->scratch;
    csv_record_at(&reader, offset, batch);
    CsvRecord record = csv_record(batch, 0);
    ptrdiff_t found = offset;
    if (column < record.count)
        found = csv_cell(&record, column).s - file->text.s;
    arena_reset(in->scratch, mark);
    return found;
}

Pos text_file_pos(Ingest *in, TextFile *file, ptrdiff_t offset, ptrdiff_t record, ptrdiff_t column)
{
    Pos pos = {.file = file->path};
    if (column < 0) {
        pos.line = line_of(file, offset);
        return pos;
    }
    ptrdiff_t at = cell_offset(in, file, offset, column);
    pos.line = line_of(file, at);
    ptrdiff_t begin = at;
    while (begin > 0 && file->text.s[begin - 1] != '\n' && file->text.s[begin - 1] != '\r')
        begin--;
    pos.column = text_length(str_slice(file->text, begin, at)) + 1;
    pos.cell = str_format(in->scratch, "%.*s%td", STR_ARG(str_column_letters(in->scratch, column)),
                          record + 1);
    return pos;
}
