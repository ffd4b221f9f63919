#include "text_file.h"

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

/* Its place in the manifest, or -1 with a problem added. */
static ptrdiff_t open_input(Ingest *in, FileView *view, Str path)
{
    Str reason;
    if (!os_file_open(in->scratch, view, path, &reason)) {
        diag_add(in->diags, DIAG_FILE_UNREADABLE, (Pos){.file = path}, path, reason);
        return -1;
    }
    *PUSH(in->scratch, &in->views, FileView) = *view;
    Str named = path_as_named(in, path);
    for (ptrdiff_t i = 0; i < in->inputs.len; i++) {
        if (str_equal(in->inputs.items[i].path, named))
            return i;
    }
    struct InputFile *input = PUSH(in->arena, &in->inputs, struct InputFile);
    input->path = str_copy(in->arena, named);
    input->size = view->bytes.len;
    pack_sha256(view->bytes, input->sha256);
    return in->inputs.len - 1;
}

bool input_open(Ingest *in, FileView *view, Str path)
{
    return open_input(in, view, path) >= 0;
}

static bool take_text(Ingest *in, TextFile *file, Str bytes, Encoding wanted)
{
    if (!text_file_decode(in, file, bytes, wanted))
        return false;
    while (file->text.len > 0 && file->text.s[file->text.len - 1] == '\x1A')
        file->text.len--; /* the end mark of DOS */
    return true;
}

bool text_file_open(Ingest *in, TextFile *file, Str path, const TextWanted *wanted)
{
    *file = (TextFile){.path = path, .first_line = 1};
    FileView view;
    ptrdiff_t input = open_input(in, &view, path);
    if (input < 0)
        return false;
    memcpy(file->sha256, in->inputs.items[input].sha256, sizeof file->sha256);
    const Container *container = container_of(view.bytes);
    bool ok = container != NULL ? container_read(in, file, container, &view, wanted)
                                : take_text(in, file, view.bytes, wanted->encoding);
    if (!ok)
        return false;
    ptrdiff_t errors = in->diags->error_count;
    if (!text_file_lay_out(in, file, wanted)) {
        if (in->diags->error_count == errors)
            diag_add(in->diags, DIAG_DATA_EMPTY, (Pos){.file = path}, STR_NONE, STR_NONE);
        return false;
    }
    if (file->column_count <= COLUMNS_LIMIT)
        return true;
    diag_add(in->diags, DIAG_DATA_COLUMNS_MANY, (Pos){.file = path},
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
    ptrdiff_t first = -1; /* no cell of the header says so: what else the columns are called */
    *count = 0;
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        if (strlist_find(&file->columns[c].also, key) < 0)
            continue;
        first = first < 0 ? c : first;
        ++*count;
    }
    return first;
}

ptrdiff_t text_file_find_any(const TextFile *file, Str names)
{
    while (names.len > 0) {
        StrCut cut = str_cut(names, '|');
        ptrdiff_t count, column = text_file_find(file, cut.head, &count);
        if (column >= 0)
            return column;
        names = cut.tail;
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

void text_file_report_quotes(Ingest *in, TextFile *file, const CsvReader *rows)
{
    if (rows->odd_count > 0)
        diag_add(in->diags, DIAG_DATA_QUOTE_ODD, text_file_pos(in, file, rows->odd_from, 0, -1),
                 str_format(in->scratch, "%td", rows->odd_count), STR_NONE);
    if (rows->open_from >= 0)
        diag_add(in->diags, DIAG_DATA_QUOTE_OPEN, text_file_pos(in, file, rows->open_from, 0, -1),
                 STR_NONE, STR_NONE);
}

/* Spaces of any kind, in quotes or not: programs pad cells with no-break spaces. */
static bool cell_is_blank(Str cell)
{
    if (cell.len > 1 && cell.s[0] == '"' && cell.s[cell.len - 1] == '"')
        cell = str_slice(cell, 1, cell.len - 1);
    static const Str blanks[] = {{" ", 1},
                                 {"\t", 1},
                                 {"\r", 1},
                                 {"\n", 1},
                                 {"\xC2\xA0", 2},
                                 {"\xE3\x80\x80", 3},
                                 {"\xE2\x80\x8B", 3},
                                 {"\xEF\xBB\xBF", 3},
                                 {"\v", 1},
                                 {"\f", 1}};
    while (cell.len > 0) {
        ptrdiff_t i = 0;
        while (i < CX_COUNTOF(blanks) && !str_starts(cell, blanks[i]))
            i++;
        if (i == CX_COUNTOF(blanks))
            return false;
        cell = str_slice(cell, blanks[i].len, cell.len);
    }
    return true;
}

bool record_is_blank(const CsvRecord *record)
{
    for (ptrdiff_t c = 0; c < record->count; c++) {
        if (!cell_is_blank(csv_cell(record, c)))
            return false;
    }
    return true;
}

static ptrdiff_t count_line_ends(const TextFile *file, ptrdiff_t from, ptrdiff_t to)
{
    const char *s = file->text.s;
    ptrdiff_t count = 0;
    for (ptrdiff_t i = from; i < to; i++)
        count += s[i] == '\n' || (s[i] == '\r' && (i + 1 >= file->text.len || s[i + 1] != '\n'));
    return count;
}

/* Problems are told question by question, and cells from right to left: the number of the first
 * line of each block is kept, so that the whole is counted once; and within a block lines are
 * counted from where the last question ended. */
static ptrdiff_t line_of(Ingest *in, TextFile *file, ptrdiff_t offset)
{
    enum { BLOCK_BYTES = 1 << 18 };
    ptrdiff_t block = offset / BLOCK_BYTES;
    if (file->line_at.len == 0)
        *PUSH(in->scratch, &file->line_at, ptrdiff_t) = file->first_line;
    while (file->line_at.len <= block) {
        ptrdiff_t at = (file->line_at.len - 1) * BLOCK_BYTES;
        ptrdiff_t next = file->line_at.items[file->line_at.len - 1] +
                         count_line_ends(file, at, at + BLOCK_BYTES);
        *PUSH(in->scratch, &file->line_at, ptrdiff_t) = next;
    }
    if (file->known_offset / BLOCK_BYTES != block || file->known_line == 0) {
        file->known_offset = block * BLOCK_BYTES;
        file->known_line = file->line_at.items[block];
    }
    if (offset < file->known_offset)
        file->known_line -= count_line_ends(file, offset, file->known_offset);
    else
        file->known_line += count_line_ends(file, file->known_offset, offset);
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

static void place_in_text(Ingest *in, TextFile *file, ptrdiff_t offset, ptrdiff_t column, Pos *pos)
{
    ptrdiff_t at = cell_offset(in, file, offset, column);
    pos->line = line_of(in, file, at);
    ptrdiff_t begin = at;
    while (begin > 0 && file->text.s[begin - 1] != '\n' && file->text.s[begin - 1] != '\r')
        begin--;
    pos->column = text_length(str_slice(file->text, begin, at)) + 1;
}

Pos text_file_pos(Ingest *in, TextFile *file, ptrdiff_t offset, ptrdiff_t record, ptrdiff_t column)
{
    Pos pos = {.file = file->path};
    if (file->is_table) { /* a row of a sheet, or a case */
        pos.line = record + 1;
        pos.column = column + 1;
    } else if (column < 0) {
        pos.line = line_of(in, file, offset);
    } else {
        place_in_text(in, file, offset, column, &pos);
    }
    if (column >= 0)
        pos.cell = str_format(in->scratch, "%.*s%td",
                              STR_ARG(str_column_letters(in->scratch, column)), record + 1);
    return pos;
}
