/* apart.h: files of counts, in which a line says how many people of a unit and period gave one
 * answer to one question (tally_file.c), or how many answered it and which share was favourable
 * (aggregate.c). What one person answered together is not in them (tally_builder_add_apart). */
#ifndef CXEX_INGEST_APART_H
#define CXEX_INGEST_APART_H

#include "rows.h"

bool apart_is_format(Str format); /* tally, aggregate */
/* By the names of the first header row; of a table also by what stands below. What gave the file
 * away, or empty: it is none. */
Str tally_file_detect(Arena *arena, const StrList *row, const StrList *folded);
Str aggregate_detect(Arena *arena, const StrList *rows, ptrdiff_t count, const StrList *folded);

typedef struct ApartCell { /* what the files say of a unit in a period */
    ptrdiff_t unit;        /* of the builder; APART_COMPANY: a line for all of them */
    ptrdiff_t period;
    Count people; /* of a line that says so; n 0: there was none */
    Count *level; /* [level_total] */
    int64_t *missing;
    bool *seen; /* [question_count] there was a line */
} ApartCell;
enum { APART_COMPANY = -1 };

typedef struct ApartReader {
    Ingest *in;
    RowReader rows;
    SourceReport *report;
    Memo index; /* (unit, period) → cell */
    LIST_OF(ApartCell *) cells;
    bool *asked;     /* [question_count] some line is about it */
    StrList unknown; /* questions that there are not, each reported once */
    FirstSeen misfit;
    LIST_OF(struct NoTotal) hidden; /* where the file hides a unit's answers, each once */
    Memo lacking;                   /* (question, period) → place in `hidden` */
} ApartReader;

/* Reads all files of the section into the builder. */
void apart_read(Ingest *in, SourceWork *work);

/* One record of a file; blank ones are counted, and not shown. */
typedef void ApartRecord(ApartReader *reader, SourceFile *file, const CsvRecord *record,
                         RowPlace place, void *context);
void apart_each_record(ApartReader *reader, ptrdiff_t file, ApartRecord *take, void *context);

/* The same without counting anything: a look ahead. */
void apart_look(ApartReader *reader, ptrdiff_t file, ApartRecord *look, void *context);

/* Column with one of the usual names; -1: none. */
ptrdiff_t apart_column(const ApartReader *reader, const SourceFile *file, const char *const *usual);
/* The same where the project names none; else what was found of that (columns.c). */
ptrdiff_t apart_role(const ApartReader *reader, const SourceFile *file, const ColumnRef *ref,
                     ptrdiff_t found, const char *const *usual);
/* Sets unit, date and wave of the file's columns, and *period where a column names the period of a
 * calendar. False with a problem added: nothing says when it was. */
bool apart_find_roles(ApartReader *reader, SourceFile *file, ptrdiff_t *period);
ptrdiff_t apart_period(ApartReader *reader, const SourceFile *file, const CsvRecord *record,
                       RowPlace place, ptrdiff_t period);
/* Index of the cell that is there; -1: it is not. */
ptrdiff_t apart_find(const ApartReader *reader, ptrdiff_t unit, ptrdiff_t period);
ApartCell *apart_cell(ApartReader *reader, ptrdiff_t unit, ptrdiff_t period);
/* A whole number of people; -1: it is none, and the line was counted as such. */
int64_t apart_count(ApartReader *reader, const CsvRecord *record, RowPlace place, ptrdiff_t column);
/* The cell's text, trimmed. */
Str apart_text(const ApartReader *reader, const CsvRecord *record, ptrdiff_t column);
/* A question that the project lacks. */
void apart_unknown(ApartReader *reader, RowPlace place, ptrdiff_t column, Str name);
void tally_file_read(ApartReader *reader, ptrdiff_t file);
void aggregate_read(ApartReader *reader, ptrdiff_t file);
/* After the last file (aggregate_totals.c): what a line for the whole company, and that of a unit
 * above others, has beyond the lines of its units. */
void aggregate_settle(ApartReader *reader);

#endif
