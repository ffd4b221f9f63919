/* work.h: what the parts of one reading share. The way of the bytes, by files; ingest.c goes it:
 *
 *   text     text_file, decode, container, xlsx, sav   any file as one text of records
 *            csv, csv_block, layout, shape, header     its records and cells, where its header is
 *   tools    vendor, vendor_names, vendor_rows         which tool wrote it, and what it marks
 *   columns  columns, find, choices, wave_map          which column answers which question
 *   rows     source, rows, answers, dates, written,    a record becomes a row of the tally, or the
 *            ids, memo, limits, problems               reason why not
 *   quality  quality, durations                        how the rows were answered
 *   counts   kiosk, apart, tally_file, aggregate       files whose lines stand for several people
 *   beside   side_table, units, map, invited, kpi,     side files of the project
 *            side_files, benchmarks, registers, themes
 *   alone    look                                      a file for its own sake, for init */
#ifndef CXEX_INGEST_WORK_H
#define CXEX_INGEST_WORK_H

#include <cxex/ingest.h>

#include "csv.h"
#include "vendor.h"

struct UnknownUnit { /* in the data, not in the units file: where it was first seen */
    Str key;
    struct TextFile *file;
    ptrdiff_t offset, record, column;
};

typedef struct Ingest {
    Arena *arena;   /* what the tally keeps */
    Arena *scratch; /* open files, spellings, ids: gone at the end */
    const Config *config;
    TallyBuilder *builder;
    Diags *diags;
    ptrdiff_t errors_before; /* that others had added */
    IngestProgress *progress;
    void *progress_context;
    double bytes_total, bytes_read;
    LIST_OF(struct InputFile) inputs;
    LIST_OF(FileView) views;
    LIST_OF(struct InvitedFile) invited;
    StrList margins[SIDE_COUNT], margin_columns[SIDE_COUNT]; /* in the invited file, in exports */
    StrList listed;      /* units of the units file and their parents */
    StrMap listed_units; /* the same */
    bool has_units_file;
    const UnitMap *map;
    ptrdiff_t map_count;
    LIST_OF(struct UnknownUnit) unknown_units;
    struct SideTable *map_table; /* the map file; NULL: none, or unreadable */
    struct WaveMap *waves;       /* lines of the map file about columns and answers; NULL: none */
} Ingest;

/* ---- An exported file opened as a table (text_file.c; its parts: text_file.h) ---- */

enum {
    HEADER_ROWS_LIMIT = 3,
    MARGIN_LIMIT = 8,
    COLUMNS_LIMIT = 16384, /* as many as a sheet of a spreadsheet has */
    FACE_LIMIT = 7,
    FACES_NONE = -1,
    FACES_MISFIT = -2, /* there are some, which was reported */
    SIDE_ROWS_LIMIT = 200000,
    SIDE_NUMBER_LIMIT = 1000000000, /* people, and figures of targets */
    MAP_LINES_LIMIT = 5000,         /* every name is followed through the lines of the map file */
};

typedef struct HeaderColumn {
    Str keys[HEADER_ROWS_LIMIT]; /* header_key of its cells, top row first */
    Str name;                    /* the first of them that is not empty */
    StrList also;                /* other names of it (vendor_names.c) */
} HeaderColumn;

typedef struct TextFile {
    Str path;        /* as the project names it */
    char sha256[64]; /* of its bytes, in digits */
    Str text;        /* UTF-8 without byte order mark and without a `sep=` line */
    Encoding encoding;
    char delimiter;
    bool is_table;     /* written out from a workbook and the like: places are rows and columns */
    bool labels_below; /* the last header row lists value labels: the container has such */
    Str detail;        /* "sheet Form1 of 3", or empty */
    Str format;    /* "csv", "xlsx", "sav", or the tool whose signature the header has, or that the
                      project names */
    Vendor vendor; /* as detected, whatever the project names */
    Str date_columns; /* names that the date may have, `|` between */
    HeaderColumn *columns;
    ptrdiff_t column_count;
    Str *folded; /* text_fold of every key, made when it is first asked for (find.c) */
    int header_rows;
    ptrdiff_t data_from;                /* offset of the first record below the header */
    ptrdiff_t data_record;              /* its number, from 0 at the text's start */
    ptrdiff_t first_line;               /* number of the text's first line in the file */
    LIST_OF(ptrdiff_t) line_at;         /* number of the line that each block begins in */
    ptrdiff_t known_offset, known_line; /* the last that was asked for; line 0: none */
} TextFile;

typedef struct TextWanted {
    const Str *names; /* header_key of the columns that are looked for */
    ptrdiff_t name_count;
    const bool *as_code; /* [name_count] wanted as the code, where a code has a label; NULL: none */
    bool all_codes;      /* whatever the name */
    Str tool;            /* that the project names; empty: to be found out */
    Str sheet;           /* of a workbook: its name or number (from 1); empty: to be found out */
    Encoding encoding;   /* ENCODING_AUTO: to be found out */
    char delimiter;      /* 0: to be found out */
    int header_rows;     /* 0: to be found out */
} TextWanted;

/* False with a problem added. The file stays open until the reading ends. */
bool text_file_open(Ingest *in, TextFile *file, Str path, const TextWanted *wanted);
/* Column with the name (a header_key), or -1; *count: how many have it. */
ptrdiff_t text_file_find(const TextFile *file, Str key, ptrdiff_t *count);
/* Of names as tools give them, `|` between: the column of the first that is there, or -1. */
ptrdiff_t text_file_find_any(const TextFile *file, Str names);
/* Where a record, and a cell of it, stand for the reader of a message. column -1: the whole line.
 */
Pos text_file_pos(Ingest *in, TextFile *file, ptrdiff_t offset, ptrdiff_t record, ptrdiff_t column);
CsvReader text_file_rows(const TextFile *file);
/* When the rows have been read: a quote that is never closed ends the reading before the file does.
 */
void text_file_report_quotes(Ingest *in, TextFile *file, const CsvReader *rows);
bool record_is_blank(const CsvRecord *record);
/* Opens any input file: mapped, and named in the manifest. */
bool input_open(Ingest *in, FileView *view, Str path);

/* ---- Columns by what a project calls them (header.c, find.c) ---- */

/* text_name_key of a header's cell without the marks of a web page: "<strong>Are you …?</strong>",
 * "R&amp;D". */
Str header_key(Arena *arena, Str cell);

typedef enum FoundBy {
    FOUND_NAME,    /* as written, or "Question [Option]" of two header rows */
    FOUND_LETTERS, /* but for capitals */
    FOUND_POSITION /* "#12", "#AB" */
} FoundBy;
typedef struct ColumnSet {
    LIST_OF(ptrdiff_t) columns;
} ColumnSet;

typedef struct FoundColumns {
    ColumnSet columns; /* all that have the name, from the left; of "Name (2)" the second */
    FoundBy by;
    Str name;        /* as the header has it */
    ptrdiff_t fewer; /* "Name (3)" of so many */
} FoundColumns;
/* A column that is really called "Name (2)" or "#12" goes before what these stand for elsewhere. In
 * each step the upper header rows go before the lower. */
FoundColumns columns_named(Arena *arena, TextFile *file, Str name);
/* "#12", "#L": from 0; -1: none. */
ptrdiff_t column_position(Str name);
/* "Name" of "Name (2)" and "Name [Option]": what stands in a header row. */
Str column_base_name(Str name);

/* Names that a kind of file usually has, whichever its letters: `words` as text_fold has them, NULL
 * at the end. The cell of a row, `folded` being the row folded; empty: none. */
bool usual_word(Arena *arena, Str text, const char *const *words);
Str usual_cell(const StrList *row, const StrList *folded, const char *const *words);

/* ---- Columns of a source (columns.c) ---- */

/* Several columns of a file in which the answer to one question can stand. In a row the first that
 * holds something counts. */
typedef struct ColumnChoice {
    const ColumnRef *ref;
    Str name;
    ColumnSet same; /* columns of one name: no more than one of them may have answers */
    bool *filled;   /* [same.columns.len] while reading: something stands in it in some row */
    ColumnSet *at;  /* [wave_era_count] by the map file, newest name first; NULL: none */
    int64_t both;   /* rows in which two of these say different things; the first: */
    ptrdiff_t both_offset, both_record, both_column;
} ColumnChoice;

typedef struct Columns { /* positions in one file; -1: not there */
    ptrdiff_t date, unit, id, weight, wave, comment;
    ptrdiff_t count, device, hour;
    ptrdiff_t face[FACE_LIMIT]; /* of counts by face, worst first: the levels of face_question */
    ptrdiff_t face_count, face_question; /* FACES_NONE */
    ptrdiff_t duration, start, end;      /* the project's, or the tool's own */
    ptrdiff_t *timing;                   /* [timing_count] seconds spent on parts of the survey */
    ptrdiff_t timing_count;
    ptrdiff_t *question;   /* [question_count] */
    ColumnChoice **choice; /* [question_count] NULL: the one column alone */
    ptrdiff_t *margin;     /* [margin_count] */
} Columns;

typedef struct SourceFile {
    TextFile text;
    Columns columns;
    bool *content;          /* [column_count] neither a time nor a number that the tool gives */
    ptrdiff_t virtual_from; /* where its text begins when all files of the section are one */
} SourceFile;

typedef struct SourceWork {
    const Source *source;
    SourceReport *report;
    SourceFile *files;
    ptrdiff_t file_count;
    ColumnRef date; /* the project's, or the tool's own */
    bool apart;     /* its files are counts of single questions (apart.h) */
} SourceWork;

/* How long an answer took (durations.c): finds the tool's own columns where the project names none.
 */
void durations_resolve(Ingest *in, SourceFile *file, const SourceWork *work);
bool durations_known(const Columns *columns);
/* Whether a column is one of those: duration, start, end, a part's time. */
bool duration_column(const Columns *columns, ptrdiff_t column);

/* False with a problem at the source (NULL: at the units file) when the tally has grown beyond its
 * limits: then nothing more is read (limits.c). */
bool limits_hold(Ingest *in, const Source *source);
void source_open(Ingest *in, SourceWork *work);
/* Finds the columns in every file of a side; a column that none has is an error, one that some lack
 * a warning. */
void columns_resolve(Ingest *in, SourceWork *works, ptrdiff_t count, Side side);
/* A name that several columns of the file have: how to write which one is meant. */
void columns_report_repeated(Ingest *in, const SourceFile *file, const ColumnRef *ref, Str name,
                             const ColumnSet *columns);
/* Reads all rows into the builder (source.c). */
void source_read(Ingest *in, SourceWork *work);

/* ---- Side files (side_table.c, units.c, side_files.c, invited.c, kpi.c) ---- */

typedef struct SideHead { /* a column that a side file may have */
    Str head;
    bool needed;
} SideHead;
typedef struct SideRow {
    Str *cells; /* [head_count + extra_count], trimmed values */
    ptrdiff_t offset, record;
} SideRow;
typedef struct SideTable {
    TextFile text;
    ptrdiff_t head_count;
    ptrdiff_t *column; /* [head_count + extra_count], -1: the file has none */
    StrList extra;     /* names of the other columns */
    LIST_OF(SideRow) rows;
} SideTable;
/* `from`: where the project names the file. False with problems added. */
bool side_table_read(Ingest *in, SideTable *table, Str path, Pos from, const SideHead *heads,
                     ptrdiff_t head_count, const Renamed *renamed, ptrdiff_t renamed_count);
Pos side_pos(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head);

typedef struct InvitedFile {
    const Source *source;
    SideTable table;
    ptrdiff_t margin_extra[MARGIN_LIMIT]; /* extra column of the side's margin m, or -1 */
} InvitedFile;

void units_read(Ingest *in); /* units.c */
/* ---- Columns and answers that were renamed between waves (wave_map.c) ---- */

/* Reads these lines of the map file, before any export is opened. */
void wave_map_open(Ingest *in);
/* Eras are the times between two periods in which a name changed: 0 is the oldest. */
ptrdiff_t wave_era_count(const Ingest *in);
ptrdiff_t wave_era_of(Ingest *in, ptrdiff_t period); /* of the builder */
/* The last that a period, as sections name it, has, or the newest. */
ptrdiff_t wave_era_of_source(Ingest *in, const Source *source);
/* Names that the column now called `key` had then, the newest first; to spare, where a file has
 * none of those: names that it was given later. */
typedef struct WaveNames {
    StrList sure, spare;
} WaveNames;
WaveNames wave_names_at(Ingest *in, Str key, ptrdiff_t era);
/* A file has a column of this name, and some question has had it. */
void wave_name_found(Ingest *in, Str key);
bool wave_map_touches(const Ingest *in, Str key);
/* What the column is called now, where the map says that it was renamed; else empty. */
Str wave_name_now(const Ingest *in, Str key);
/* An answer of an era that is written otherwise now. */
typedef struct AnswerRename {
    Str old_answer; /* text_fold */
    Str new_answer; /* text_name_key */
    bool *hit;      /* set when somebody gave it */
} AnswerRename;
typedef struct AnswerRenames {
    LIST_OF(AnswerRename) items;
} AnswerRenames;
/* [wave_era_count], of a question; NULL: none is. */
const AnswerRenames *wave_answers(Ingest *in, const Metric *metric);
/* After the rows: lines that changed nothing. */
void wave_map_check(Ingest *in, SourceWork *works, ptrdiff_t count, Tally *tally);

/* What a line of the map file is about. */
typedef enum MapLineKind {
    MAP_LINE_RENAME = MAP_RENAME,
    MAP_LINE_MERGE = MAP_MERGE,
    MAP_LINE_SPLIT = MAP_SPLIT,
    MAP_LINE_COLUMN,
    MAP_LINE_CHOICE
} MapLineKind;
enum { MAP_HEAD_KIND, MAP_HEAD_OLD, MAP_HEAD_NEW, MAP_HEAD_FROM, MAP_HEAD_COLUMN };
/* The map file; NULL: none, or it cannot be read. The kind of a line; false, and a problem when
 * `tell`: there is no such. The period, wave or day under `from`. */
struct SideTable *map_table(Ingest *in);
bool map_read_kind(Ingest *in, SideTable *table, const SideRow *row, bool tell, MapLineKind *kind);
bool map_read_from(Ingest *in, SideTable *table, const SideRow *row, UnitMap *line);

/* The unit map (map.c): after the rows, as waves have no order before; then, with the tally, what
 * the answers say against it. */
void map_read(Ingest *in);
void map_check(Ingest *in, const Tally *tally);
/* The units that [privacy] merge names, against those that there are. */
void merges_check(Ingest *in, const Tally *tally);
/* Opens the invited files and gives the builder the raking margins of each side. */
void invited_open(Ingest *in, const SourceWork *works, ptrdiff_t count);
/* After the rows: units and periods have their final numbers. */
void invited_read(Ingest *in, Tally *tally);
void events_read(Ingest *in, Tally *tally);
void targets_read(Ingest *in, Tally *tally);
void benchmarks_read(Ingest *in, Tally *tally); /* benchmarks.c */
void kpis_read(Ingest *in, Tally *tally);       /* kpi.c */
void registers_read(Ingest *in, Tally *tally);  /* registers.c: promises, suggestions */
void themes_read(Ingest *in, Tally *tally);     /* themes.c */
/* A unit as side files name it: key of text_name_key; empty for the company. */
Str unit_key_of(Ingest *in, Str cell);
/* What the unit that a row names under `head` is now, by the unit map too: UNIT_OF_COMPANY, or
 * UNIT_UNKNOWN with a warning. */
enum { UNIT_OF_COMPANY = -1, UNIT_UNKNOWN = -2 };
ptrdiff_t side_unit(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head,
                    const Tally *tally);
/* The row names a unit that is part of another now, and not the whole of it. */
bool side_was_merged(Ingest *in, const SideRow *row, ptrdiff_t head);
/* The period that a row names under `head`, however it is written ("2026-q4"). PERIOD_UNKNOWN:
 * nobody answered in it; PERIOD_BAD: it is none, with an error, as is an empty cell unless that
 * stands for all periods. */
enum { PERIOD_OF_ALL = -1, PERIOD_UNKNOWN = -2, PERIOD_BAD = -3 };
ptrdiff_t side_period(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head,
                      const Tally *tally, bool empty_is_all);

#endif
