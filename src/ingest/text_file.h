/* text_file.h: an input file becomes one text of delimited records, whatever wrote it.
 *
 *   bytes ── text: decode.c (encoding → UTF-8)                ──┐
 *         └─ container.c: a workbook, a data file of SPSS …     ├─ layout.c: delimiter, header
 *            written out as comma-separated text by a spool   ──┘
 *
 * What comes after knows one form only. */
#ifndef CXEX_INGEST_TEXT_FILE_H
#define CXEX_INGEST_TEXT_FILE_H

#include "work.h"

/* ---- decode.c ---- */
/* Sets encoding and text. False with a problem added. */
bool text_file_decode(Ingest *in, TextFile *file, Str bytes, Encoding wanted);

/* ---- layout.c ---- */
/* Sets delimiter, format, columns, header_rows, data_from. False when all is blank, or with a
 * problem added. */
bool text_file_lay_out(Ingest *in, TextFile *file, const TextWanted *wanted);

/* ---- container.c ---- */
/* What a reader of a container writes to. It runs in a process of its own with limits on memory and
 * time, for the libraries that read such files were not made for files meant to harm. */
typedef struct TableWriter {
    Spool *spool;
    ptrdiff_t cells; /* of the record being written */
    struct Told *told;
} TableWriter;
void table_cell(TableWriter *table, Str value); /* UTF-8; quoted here where it must be */
void table_end_record(TableWriter *table);
/* A problem at a row and a column of the sheet (from 1; 0: the whole). At most 8 are kept, of each
 * text 500 bytes. */
void table_problem(TableWriter *table, DiagCode code, ptrdiff_t row, ptrdiff_t column, Str found,
                   Str expected);
/* What `check` says of the file beside its format: "sheet Form1 of 3". */
void table_detail(TableWriter *table, Str detail);
/* The first so many records are the header: names, question texts, value labels. Without this the
 * header is looked for as in any text. */
void table_header(TableWriter *table, int rows);

/* Writes every row of the table, blank ones too, so that record r is row r + 1 of what people see.
 * False with a problem told. */
typedef bool ContainerRead(Arena *scratch, const FileView *view, const TextWanted *wanted,
                           TableWriter *to);
typedef struct Container { /* a kind of file that is no text */
    Str magic;             /* its first bytes */
    Str name;              /* as people call it */
    ContainerRead *read;   /* NULL: refused */
} Container;
/* By the first bytes, whatever the file is called; NULL: text. */
const Container *container_of(Str bytes);
/* Sets text, delimiter, detail and is_table. False with a problem added. */
bool container_read(Ingest *in, TextFile *file, const Container *container, const FileView *view,
                    const TextWanted *wanted);

#endif
