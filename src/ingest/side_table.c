/* Small files beside the exports: read whole, columns by their heads. */
#include "work.h"

static Str column_name(Str head, const Renamed *renamed, ptrdiff_t renamed_count)
{
    for (ptrdiff_t i = 0; i < renamed_count; i++) {
        if (str_equal(renamed[i].head, head))
            return renamed[i].name;
    }
    return head;
}

static void find_heads(Ingest *in, SideTable *table, Pos from, const SideHead *heads,
                       const Renamed *renamed, ptrdiff_t renamed_count)
{
    StrList names = {0};
    for (ptrdiff_t c = 0; c < table->text.column_count; c++)
        *PUSH(in->scratch, &names, Str) = table->text.columns[c].name;
    for (ptrdiff_t h = 0; h < table->head_count; h++) {
        Str name = column_name(heads[h].head, renamed, renamed_count);
        Str key = text_name_key(in->scratch, name);
        ptrdiff_t count = 0;
        table->column[h] = text_file_find(&table->text, key, &count);
        if (count > 1)
            diag_add(in->diags, DIAG_DATA_COLUMN_TWICE, (Pos){.file = table->text.path}, key,
                     str_format(in->scratch, "%td", count));
        if (table->column[h] >= 0 || !heads[h].needed)
            continue;
        diag_add_near(in->diags, DIAG_DATA_COLUMN_MISSING, from, name, table->text.path,
                      strlist_nearest(&names, key));
    }
    for (ptrdiff_t c = 0; c < table->text.column_count; c++) {
        bool known = names.items[c].len == 0;
        for (ptrdiff_t h = 0; h < table->head_count; h++)
            known = known || table->column[h] == c;
        if (known)
            continue;
        table->column[table->head_count + table->extra.len] = c;
        *PUSH(in->scratch, &table->extra, Str) = names.items[c];
    }
}

static void read_row(Ingest *in, SideTable *table, const CsvBatch *batch, ptrdiff_t r)
{
    CsvRecord record = csv_record(batch, r);
    ptrdiff_t columns = table->head_count + table->extra.len;
    SideRow row = {.offset = batch->base_offset + record.begin,
                   .record = batch->first_record + r,
                   .cells = NEW(in->scratch, Str, columns)};
    for (ptrdiff_t c = 0; c < columns; c++) {
        if (table->column[c] >= 0)
            row.cells[c] = str_trim(csv_value(in->scratch, csv_cell(&record, table->column[c])));
    }
    *PUSH(in->scratch, &table->rows, SideRow) = row;
}

static void read_rows(Ingest *in, SideTable *table)
{
    CsvReader reader = text_file_rows(&table->text);
    CsvBatch *batch = NEW(in->scratch, CsvBatch, 1);
    batch->arena = in->scratch;
    while (csv_next(&reader, batch)) {
        for (ptrdiff_t r = 0; r < batch->count; r++) {
            CsvRecord record = csv_record(batch, r);
            if (record_is_blank(&record))
                continue;
            if (table->rows.len == SIDE_ROWS_LIMIT) {
                diag_add(in->diags, DIAG_SIDE_ROWS_MANY, (Pos){.file = table->text.path}, STR_NONE,
                         num_show_count(in->scratch, SIDE_ROWS_LIMIT, LANG_EN));
                return;
            }
            read_row(in, table, batch, r);
        }
    }
    text_file_report_quotes(in, &table->text, &reader);
}

bool side_table_read(Ingest *in, SideTable *table, Str path, Pos from, const SideHead *heads,
                     ptrdiff_t head_count, const Renamed *renamed, ptrdiff_t renamed_count)
{
    *table = (SideTable){.head_count = head_count};
    StrList names = {0};
    for (ptrdiff_t h = 0; h < head_count; h++) {
        Str name = column_name(heads[h].head, renamed, renamed_count);
        *PUSH(in->scratch, &names, Str) = text_name_key(in->scratch, name);
    }
    TextWanted wanted = {.names = names.items, .name_count = names.len};
    if (!text_file_open(in, &table->text, path, &wanted))
        return false;
    table->column = NEW(in->scratch, ptrdiff_t, head_count + table->text.column_count);
    ptrdiff_t before = in->diags->error_count;
    find_heads(in, table, from, heads, renamed, renamed_count);
    read_rows(in, table);
    return in->diags->error_count == before;
}

Pos side_pos(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head)
{
    ptrdiff_t column = head < 0 ? -1 : table->column[head];
    return text_file_pos(in, &table->text, row->offset, row->record, column);
}

Str unit_key_of(Ingest *in, Str cell)
{
    Str key = text_name_key(in->scratch, cell);
    return str_equal_nocase(key, S("company")) ? STR_NONE : key;
}
