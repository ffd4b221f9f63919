/* Files that are no text are written out as text, by a spool. */
#include "text_file.h"

#include <string.h>

static const Container containers[] = {
    {{"PK\3\4", 4}, {"Excel (.xlsx)", 13}, NULL},
    {{"\xD0\xCF\x11\xE0", 4}, {"Excel (.xls)", 12}, NULL},
    {{"$FL2", 4}, {"SPSS (.sav)", 11}, NULL},
    {{"$FL3", 4}, {"SPSS (.zsav)", 12}, NULL},
    {{"%PDF-", 5}, {"PDF", 3}, NULL},
};

const Container *container_of(Str bytes)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(containers); i++) {
        if (str_starts(bytes, containers[i].magic))
            return &containers[i];
    }
    return NULL;
}

/* ---- Writing ---- */

static bool needs_quotes(Str value)
{
    for (ptrdiff_t i = 0; i < value.len; i++) {
        if (memchr(",\"\r\n", value.s[i], 4) != NULL)
            return true;
    }
    return false;
}

void table_cell(TableWriter *table, Str value)
{
    Spool *spool = &table->spool;
    if (table->cells++ > 0)
        os_spool_write(spool, S(","));
    if (!needs_quotes(value)) {
        os_spool_write(spool, value);
        return;
    }
    os_spool_write(spool, S("\""));
    while (value.len > 0) { /* every quote twice */
        ptrdiff_t quote = str_find(value, S("\""));
        ptrdiff_t to = quote < 0 ? value.len : quote + 1;
        os_spool_write(spool, str_slice(value, 0, to));
        if (quote >= 0)
            os_spool_write(spool, S("\""));
        value = str_slice(value, to, value.len);
    }
    os_spool_write(spool, S("\""));
}

void table_end_record(TableWriter *table)
{
    os_spool_write(&table->spool, S("\n"));
    table->cells = 0;
}

/* ---- Reading ---- */

static void report_spool(Ingest *in, Str path, Str reason)
{
    diag_add(in->diags, DIAG_FILE_UNREADABLE, (Pos){.file = path}, path, reason);
}

bool container_read(Ingest *in, TextFile *file, const Container *container, const FileView *view,
                    const TextWanted *wanted)
{
    if (container->read == NULL) {
        diag_add(in->diags, DIAG_DATA_NOT_TEXT, (Pos){.file = file->path}, container->name,
                 STR_NONE);
        return false;
    }
    TableWriter table = {0};
    Str reason;
    if (!os_spool_open(in->scratch, &table.spool, &reason)) {
        report_spool(in, file->path, reason);
        return false;
    }
    if (!container->read(in, file, view, wanted, &table)) {
        os_spool_discard(&table.spool);
        return false;
    }
    FileView text;
    if (!os_spool_view(in->scratch, &table.spool, &text, &reason)) {
        report_spool(in, file->path, reason);
        return false;
    }
    *PUSH(in->scratch, &in->views, FileView) = text;
    file->text = text.bytes;
    file->encoding = ENCODING_UTF8;
    file->delimiter = ',';
    file->is_table = true;
    return true;
}
