/* Where the cells part, and which rows are the header. */
#include "layout.h"
#include "text_file.h"

#include "apart.h"

/* `sep=;` in the first line is for Excel alone; other programs that saved the file put quotes round
 * it. */
static void take_separator_line(TextFile *file)
{
    Str line = {file->text.s, 0};
    while (line.len < file->text.len && line.s[line.len] != '\n' && line.s[line.len] != '\r')
        line.len++;
    ptrdiff_t next = line.len < file->text.len ? line.len + 1 : line.len;
    if (next < file->text.len && file->text.s[next - 1] == '\r' && file->text.s[next] == '\n')
        next++;
    if (line.len == 7 && line.s[0] == '"' && line.s[6] == '"')
        line = str_slice(line, 1, 6);
    if (line.len != 5 || !str_equal_nocase(str_slice(line, 0, 4), S("sep=")))
        return;
    file->delimiter = line.s[4];
    file->text = str_slice(file->text, next, file->text.len);
    file->first_line = 2;
}

static void read_records(Ingest *in, Str text, ptrdiff_t limit, char delimiter, Head *head)
{
    bool cut = text.len > limit;
    if (cut)
        text.len = limit;
    CsvReader reader = csv_open(text, delimiter);
    CsvBatch *batch = NEW(in->scratch, CsvBatch, 1);
    batch->arena = in->scratch;
    for (ptrdiff_t at = 0; at < text.len && head->count < HEAD_RECORDS;) {
        csv_record_at(&reader, at, batch);
        CsvRecord record = csv_record(batch, 0);
        at += (ptrdiff_t)record.end[record.count - 1] + 1;
        if (cut && at >= text.len)
            break;
        head->blank[head->count] = record_is_blank(&record);
        for (ptrdiff_t c = 0; c < record.count; c++) {
            Str value = csv_value(in->scratch, csv_cell(&record, c));
            *PUSH(in->scratch, &head->cells[head->count], Str) = header_key(in->scratch, value);
        }
        head->offset[++head->count] = at < text.len ? at : text.len;
    }
}

/* More is looked at only where the very first record, or a header that the container knows, is so
 * long. */
static Head *read_head(Ingest *in, const TextFile *file, char delimiter)
{
    Head *head = NEW(in->scratch, Head, 1);
    ptrdiff_t needed = file->header_rows > 0 ? file->header_rows : 1;
    for (ptrdiff_t limit = HEAD_BYTES; limit < HEAD_BYTES_MOST; limit *= 16) {
        *head = (Head){0};
        read_records(in, file->text, limit, delimiter, head);
        if (head->count >= needed || limit >= file->text.len)
            break;
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

/* The row with the most wanted names; told by its shape when no row has any. -1: all blank. */
static ptrdiff_t best_row(const Head *head, const TextWanted *wanted, ptrdiff_t *matches)
{
    ptrdiff_t best = -1;
    *matches = 0;
    for (ptrdiff_t r = 0; r < head->count; r++) {
        if (head->blank[r])
            continue;
        ptrdiff_t found = count_matches(&head->cells[r], wanted);
        if (found > *matches) {
            best = r;
            *matches = found;
        }
    }
    return best < 0 ? head_find_row(head) : best;
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
        return read_head(in, file, file->delimiter);
    Head *best = NULL;
    Fit best_fit = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(candidates); i++) {
        Head *head = read_head(in, file, candidates[i]);
        Fit fit = measure(head, wanted);
        if (best != NULL && !fits_better(fit, best_fit))
            continue;
        best = head;
        best_fit = fit;
        file->delimiter = candidates[i];
    }
    return best;
}

static void take_vendor(TextFile *file, Vendor vendor)
{
    file->format = vendor.format;
    file->date_columns = vendor.date_columns;
    if (file->header_rows == 0)
        file->header_rows = vendor.header_rows;
}

/* The header begins at the row with the wanted names, unless a tool's signature begins above it: a
 * project may name columns by the question text in a second row. */
static ptrdiff_t find_header(Ingest *in, const Head *head, const TextWanted *wanted, TextFile *file)
{
    file->format = file->is_table ? S("xlsx") : S("csv");
    if (file->header_rows > 0) { /* the container knows */
        file->vendor = vendor_detect(in->scratch, &head->cells[0], 1);
        take_vendor(file, file->vendor);
        if (file->vendor.header_rows == 0)
            file->format = S("sav");
        return 0;
    }
    ptrdiff_t matches;
    ptrdiff_t best = best_row(head, wanted, &matches), first = -1;
    file->header_rows = wanted->header_rows;
    /* Titles may stand above; where no row has the wanted names, any may be the header. */
    ptrdiff_t last = matches > 0 ? best : head->count - 1;
    for (ptrdiff_t r = 0; best >= 0 && r <= last; r++) {
        if (head->blank[r])
            continue;
        first = first < 0 ? r : first;
        ptrdiff_t left = head->count - r;
        Vendor vendor = vendor_detect(in->scratch, &head->cells[r], left < 3 ? left : 3);
        /* Files of counts name the questions in their rows. */
        bool below = matches > 0 && !apart_is_format(vendor.format);
        if (vendor.header_rows == 0 || (below && r + vendor.header_rows <= best))
            continue;
        file->vendor = vendor;
        take_vendor(file, vendor);
        return r;
    }
    if (file->header_rows == 0 && best >= 0) {
        ptrdiff_t left = head->count - best;
        if (wanted->tool.len > 0)
            take_vendor(file, vendor_named(in->scratch, wanted->tool, &head->cells[best],
                                           left < 3 ? left : 3));
        else
            file->header_rows = head_count_rows(head, best);
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

/* A first record that does not end has a quote that is not closed, or is no record of answers. */
static void report_endless(Ingest *in, TextFile *file)
{
    ptrdiff_t quote = str_find(file->text, S("\""));
    if (quote >= 0)
        diag_add(in->diags, DIAG_DATA_QUOTE_OPEN, text_file_pos(in, file, quote, 0, -1), STR_NONE,
                 STR_NONE);
    else
        diag_add(in->diags, DIAG_DATA_COLUMNS_MANY, (Pos){.file = file->path}, S("?"),
                 str_format(in->scratch, "%d", COLUMNS_LIMIT));
}

bool text_file_lay_out(Ingest *in, TextFile *file, const TextWanted *wanted)
{
    if (!file->is_table)
        take_separator_line(file);
    const Head *head = find_delimiter(in, file, wanted);
    if (head->count == 0 && file->text.len > HEAD_BYTES) {
        report_endless(in, file);
        return false;
    }
    ptrdiff_t row = find_header(in, head, wanted, file);
    if (row < 0)
        return false;
    take_header(in, head, row, file);
    if (wanted->tool.len > 0 && !str_equal(wanted->tool, file->format)) {
        file->format = wanted->tool; /* the project knows better */
        file->date_columns = vendor_date_columns(wanted->tool);
    }
    vendor_name_columns(in->scratch, file);
    return true;
}
