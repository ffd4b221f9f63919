/* pack.h: finished files looked into: checksums, the parts of a zip and their XML, and what PDFs,
 * workbooks, mail drafts and JSON files of a pack say, read safely.
 *
 * The readers take what cxex itself writes and refuse the rest with a sentence in English; damaged
 * bytes of any kind are refused, never followed. What they give lives in the arena; texts may point
 * into `bytes`, which must stay as long. */
#ifndef CXEX_PACK_H
#define CXEX_PACK_H

#include <cxex/base.h>

/* SHA-256 of the bytes as 64 lower-case hex digits and a NUL. */
void pack_sha256(Str bytes, char hex[65]);

/* Opens a finished .xlsx again and proves that it is whole: a zip whose every part inflates to its
 * stated size and checksum, every XML part well formed to its end, as many sheets as
 * expected_sheets, each sheet with at least expected_rows[i] rows, and as many shared strings as
 * the table says. libxlsxwriter reports success after some failed writes (a full disk), so nothing
 * less counts. False with a sentence in *reason. Caps: 256 MB a part, no DOCTYPE. */
bool pack_workbook_check(Arena *scratch, Str path, const ptrdiff_t *expected_rows,
                         ptrdiff_t expected_sheets, Str *reason);

/* ---- JSON ---- */
typedef enum JsonKind {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_NUMBER,
    JSON_KIND_STRING,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT
} JsonKind;
typedef struct Json {
    JsonKind kind;
    double number; /* also the bool: 0 or 1 */
    Str text;
    Str key; /* inside an object */
    const struct Json *items;
    ptrdiff_t count;
} Json;
/* Strict: UTF-8, no key twice, nothing behind the value; at most 512 MB. NULL with *reason. */
const Json *pack_json_read(Arena *arena, Str bytes, Str *reason);
/* NULL when absent, or when `object` is NULL or no object. */
const Json *json_find(const Json *object, const char *key);
Str json_text(const Json *object, const char *key);         /* empty when it is no string */
double json_number_of(const Json *object, const char *key); /* NaN when it is no number */

/* ---- PDF ---- */
typedef struct PdfElement { /* of the structure tree, in reading order, parents first */
    Str type;               /* "TD" */
    Str title, alt, actual_text;
    Str text;         /* of its own marks, not of its children; blanks at the ends cut off */
    ptrdiff_t parent; /* -1: the top */
    ptrdiff_t end;    /* index after its last descendant */
    int page;         /* from 1; 0: draws nothing itself */
} PdfElement;
typedef struct PdfNote { /* any other text of the file */
    Str place;           /* "Info /Title", "bookmark", "page 3, outside the structure" … */
    Str text;
    bool artifact; /* drawn on a page: running heads, scales of charts */
} PdfNote;
typedef struct PdfFile {
    Str name, bytes;
} PdfFile;
typedef struct PdfDocument {
    Str language; /* "vi-VN" */
    ptrdiff_t page_count;
    PdfElement *elements;
    ptrdiff_t element_count;
    PdfNote *notes;
    ptrdiff_t note_count;
    PdfFile *files; /* carried inside */
    ptrdiff_t file_count;
} PdfDocument;
/* False with a sentence in *reason. Every text of the file is in one of the lists, and every stream
 * has a known purpose: nothing can hide. */
bool pack_pdf_read(Arena *arena, Str bytes, PdfDocument *document, Str *reason);
/* The element's text and that of all below it, with a blank between. */
Str pdf_element_text(Arena *arena, const PdfDocument *document, ptrdiff_t element);

/* ---- Workbook ---- */
typedef enum CellKind { CELL_NUMBER, CELL_TEXT, CELL_BOOL, CELL_ERROR } CellKind;
typedef struct BookCell {
    int row, column; /* from 0 */
    CellKind kind;
    int style;     /* index in formats */
    double number; /* also the bool */
    Str text;      /* also the error: "#N/A" */
    Str formula;   /* without "="; empty: a plain value */
} BookCell;
typedef struct BookSheet {
    Str name, part;
    BookCell *cells; /* by row, then column; empty cells are not there */
    ptrdiff_t cell_count;
} BookSheet;
typedef struct BookRange { /* one rectangle of one sheet */
    ptrdiff_t sheet;
    int row, column, last_row, last_column;
} BookRange;
typedef struct BookName {
    Str name, refers_to;
} BookName;
typedef struct BookPoint {
    ptrdiff_t index;
    Str text;
} BookPoint;
typedef struct BookSeries { /* what a chart remembers of some cells */
    Str part, refers_to;
    bool numbers;
    ptrdiff_t count; /* ptCount */
    BookPoint *points;
    ptrdiff_t point_count;
} BookSeries;
typedef struct BookText { /* texts outside the cells */
    Str part, place, text;
} BookText;
typedef struct Workbook {
    BookSheet *sheets; /* in the order of the tabs */
    ptrdiff_t sheet_count;
    BookName *names;
    ptrdiff_t name_count;
    BookSeries *series;
    ptrdiff_t series_count;
    Str *formats; /* number format of each style: "0.0\" ▲\""; empty: one of the library's own */
    ptrdiff_t format_count;
    BookText *texts; /* comments, properties, header and footer, hints, names of drawings … */
    ptrdiff_t text_count;
} Workbook;
/* The same proof of wholeness as pack_workbook_check, and what is in it. */
bool pack_workbook_read(Arena *arena, Str path, Workbook *book, Str *reason);
const BookCell *book_cell(const BookSheet *sheet, int row, int column); /* NULL: empty */
/* "'Data'!$B$8:$B$90" or "B8"; without a sheet it is on `sheet`. False: no such place. */
bool book_range_parse(const Workbook *book, ptrdiff_t sheet, Str text, BookRange *range);
Str book_cell_name(Arena *arena, int row, int column); /* "G214" */

/* ---- A workbook that others wrote, read row by row ----
 * Memory for its shared texts and one row. Caps: 2 GB a part inflated, 4 GB in all, no DOCTYPE;
 * every part to its stated size and checksum. */
typedef struct ForeignSheet {
    Str name, part;
    bool hidden;
} ForeignSheet;
typedef struct ForeignBook {
    LIST_OF(ForeignSheet) sheets; /* worksheets in the order of the tabs; no sheets of charts */
    struct ForeignInside *inside;
    /* Of a zip that is no workbook; empty: it is none of these. */
    Str other;  /* what it is instead: "OpenDocument (.ods)" */
    Str packed; /* an export that it holds */
} ForeignBook;
/* False with a sentence in *reason; `other` or `packed` is set then too. */
bool foreign_book_open(Arena *arena, ForeignBook *book, Str path, Str *reason);
void foreign_book_close(ForeignBook *book); /* one that was opened */
/* A row that has cells, from 0; cells[column], up to its last one. What a cell says: a number as
 * its shortest decimals, a date by its style as "2026-01-31", "2026-01-31 08:05:00" or "08:05:00",
 * TRUE or FALSE, an error as "#N/A"; of a formula the value that was kept. The texts live until the
 * call returns. False: enough, which is no fault. */
typedef bool ForeignRow(void *context, ptrdiff_t row, const Str *cells, ptrdiff_t count);
bool foreign_sheet_read(Arena *arena, const ForeignBook *book, ptrdiff_t sheet, ForeignRow *take,
                        void *context, Str *reason);

/* ---- Mail ---- */
typedef struct MailPart {
    Str name, type, bytes; /* "giao-nhan.pdf", "application/pdf", decoded */
} MailPart;
typedef struct MailDraft {
    StrList to, to_names;
    ptrdiff_t other_recipients; /* Cc, Bcc */
    Str from, subject, body;    /* body: lines end with "\n" */
    bool unsent, dated;         /* X-Unsent: 1; a Date or a Message-ID */
    StrList headers;            /* "Name: value", decoded; of the parts too */
    LIST_OF(MailPart) parts;    /* attachments */
} MailDraft;
/* A finished draft, as a mail program would read it; texts are the arena's. False with *reason. */
bool pack_mail_read(Arena *arena, Str bytes, MailDraft *mail, Str *reason);

#endif
