/* ingest.h: exported files become the tally. Bytes in, counts out; a row is looked at once and not
 * kept. */
#ifndef CXEX_INGEST_H
#define CXEX_INGEST_H

#include <cxex/table.h>

/* Called now and then with the share of all input bytes read (0..1). */
typedef void IngestProgress(void *context, double share_01);

/* Reads every source of the project and its side files (units, invited, targets, events, KPIs,
 * registers).
 * NULL on errors (all of them are in diags). Warnings (unknown unit, off-scale answers …) leave a
 * usable tally. Where there are comments, the files stay open until tally_close. */
const Tally *ingest_read(Arena *arena, const Config *config, IngestProgress *progress,
                         void *context, Diags *diags);

/* ---- Looking at one exported file, whatever wrote it: for those who make a project of it ---- */

enum {
    LOOK_HEADS = 3,    /* header rows that are kept */
    LOOK_VALUES = 400, /* different values of a column that are kept */
    LOOK_VALUE_BYTES = 160
};

typedef struct LookValue {
    Str text; /* as text_name_key gives it; its case is that of the first seen */
    int64_t count;
} LookValue;

/* How the cells of a column read as dates, once for each order of day and month. */
typedef struct LookDates {
    int64_t good;
    Date first, last;   /* of the good ones */
    int64_t last_month; /* in the month of `last` */
} LookDates;

typedef struct LookColumn {
    Str heads[LOOK_HEADS]; /* cells of the header rows, top row first */
    Str name;              /* names this column of the file and no other; empty: nothing does */
    int64_t filled;        /* cells that are not empty */
    int64_t numbers;       /* that are numbers, with a decimal point where they have decimals */
    int64_t commas;        /* that are numbers with a decimal comma alone: 0,8 */
    int64_t unsure;        /* that are different numbers with each: 1,234 */
    int64_t serials;       /* that a spreadsheet would show as dates */
    int64_t addresses;     /* with an @ */
    int64_t letters;       /* characters in all of them */
    bool repeats;          /* of the values kept, one came twice */
    bool more;             /* there are values beyond those kept, or longer ones */
    struct {
        LookValue *items;
        ptrdiff_t len, cap;
    } values;                            /* in the order in which they came */
    LookDates dates[DATE_ORDER_MDY + 1]; /* by DateOrder; AUTO and YMD: year first */
} LookColumn;

typedef struct Look {
    Str path, format, detail; /* as SourceReport says them; detail: "Form1 (1/3)" of a workbook */
    Encoding encoding;
    int header_rows;
    Str date; /* the column that this tool keeps the date of the answer in; empty: unknown */
    bool labels_below;             /* the last header row lists value labels: "1=Poor|2=Good" */
    int64_t rows;                  /* that are not blank */
    int64_t cells;                 /* filled ones, of all columns */
    int64_t tests, partial, aside; /* rows that the tool marks; aside: for any reason */
    LookColumn *columns;
    ptrdiff_t column_count;
} Look;

/* Reads the whole file (of a workbook the sheet with that name or number; empty: as ingest would
 * choose). Codes are given as codes where the file labels them. False with problems added. */
bool ingest_look(Arena *arena, Str path, Str sheet, Encoding encoding, Look *look, Diags *diags);
/* The rows of such a file one after the other, those of its header first; cells without blanks at
 * their ends. They are gone when `row` returns. */
typedef void IngestRow(void *context, const Str *cells, ptrdiff_t count);
bool ingest_rows(Arena *arena, Str path, Str sheet, Encoding encoding, IngestRow *row,
                 void *context, Diags *diags);
/* What a text that is not UTF-8 most likely is: a Vietnamese encoding where many of its letters are
 * beyond ASCII and make syllables, else windows-1252. AUTO: it need not be said, or nothing fits.
 */
Encoding ingest_guess_encoding(Arena *arena, Str path);

#endif
