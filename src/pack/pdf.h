/* pdf.h: the objects of a PDF file, read strictly. Not for other modules.
 *
 * Takes the PDFs that cxex writes (src/render/pdf/canvas.h has the layout) and refuses the rest
 * with a sentence: one cross-reference stream or one classic table, no updates, no encryption,
 * flate streams. Every byte of the file belongs to the header, to an object, to the table or to
 * the trailer, so that nothing can stand between them (ISO 32000-1, 7.5). */
#ifndef CXEX_PACK_PDF_H
#define CXEX_PACK_PDF_H

#include <cxex/pack.h>

typedef enum PdfKind {
    PDF_NULL,
    PDF_BOOL,
    PDF_NUMBER,
    PDF_NAME,
    PDF_STRING,
    PDF_ARRAY,
    PDF_DICT,
    PDF_REFERENCE,
    PDF_OPERATOR /* only in content streams */
} PdfKind;

typedef struct PdfValue {
    PdfKind kind;
    bool is_stream;         /* a dict: `text` is the stream's bytes as they stand in the file */
    double number;          /* also the bool, and the object number of a reference */
    Str text;               /* name, string or operator, decoded; bytes of a stream */
    struct PdfValue *items; /* of an array or dict */
    Str *keys;              /* of a dict */
    ptrdiff_t count;
} PdfValue;

enum {
    PDF_OBJECTS_LIMIT = 4 << 20,
    PDF_DEPTH_LIMIT = 32,           /* arrays in dicts in arrays … */
    PDF_INFLATED_LIMIT = 512 << 20, /* bytes, of all streams of a file together */
    PDF_STREAM_LIMIT = 256 << 20,   /* of one */
    PDF_TREE_LIMIT = 200,           /* levels of page tree and structure tree */
};

/* ---- Reading values (pdf_values.c) ---- */
typedef struct PdfReader {
    Arena *arena;
    Str bytes;
    ptrdiff_t at;
    int depth;
    bool content;      /* operators are taken, references are not */
    const char *fault; /* the first one; from then on nothing is read */
} PdfReader;
/* One value; in a content stream also an operator. False at the end or on a fault. */
bool pdf_read_value(PdfReader *reader, PdfValue *value);
bool pdf_read_word(PdfReader *reader, const char *word); /* exactly this, after blanks */
bool pdf_read_whole(PdfReader *reader, int64_t *number); /* 0 … 10^10 */
void pdf_skip_blanks(PdfReader *reader);

/* NULL when absent. */
const PdfValue *pdf_entry(const PdfValue *dict, const char *key);

/* ---- The file (pdf_file.c; pdf_table.c has the tables of places) ---- */
typedef struct PdfPlace {
    enum { PDF_ABSENT, PDF_IN_FILE, PDF_IN_STREAM } kind;
    int64_t at;    /* IN_FILE: offset; IN_STREAM: number of the object stream */
    int64_t index; /* IN_STREAM: which of its objects */
} PdfPlace;
typedef struct PdfObjects {
    Arena *arena;
    Str bytes;
    PdfValue *items; /* by object number; [0] is unused */
    ptrdiff_t count;
    PdfValue trailer;
    bool *used;              /* a stream whose purpose is known, or an element of the structure */
    struct PdfPlace *places; /* where each object stands */
    ptrdiff_t inflated;      /* bytes so far */
    Str fault;
} PdfObjects;
bool pdf_objects_read(Arena *arena, Str bytes, PdfObjects *objects);
/* Reads "N 0 obj … endobj" at `at`; gives where the next one begins, or -1 after a fault. */
ptrdiff_t pdf_object_at(PdfObjects *objects, ptrdiff_t at, int64_t *number, PdfValue *value);
/* Fills places, count and trailer; *table is where the table begins. */
bool pdf_table_read(PdfObjects *objects, ptrdiff_t *table);
/* Follows a reference; NULL stays NULL, what points nowhere is a fault and NULL. */
const PdfValue *pdf_get(PdfObjects *objects, const PdfValue *value);
const PdfValue *pdf_get_entry(PdfObjects *objects, const PdfValue *dict, const char *key);
/* The decoded bytes of a stream. False: a fault. */
bool pdf_stream_bytes(PdfObjects *objects, const PdfValue *stream, Str *bytes);
void pdf_use(PdfObjects *objects, const PdfValue *value); /* marks the object it points at */
/* Records the first fault; always false. */
bool pdf_fault(PdfObjects *objects, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A text string (UTF-16 with its mark, else ASCII) as UTF-8. */
Str pdf_text(Arena *arena, Str string);
/* UTF-16BE without a mark, as in a ToUnicode table. */
Str pdf_utf16(Arena *arena, Str bytes);

/* ---- Signs that are drawn (pdf_signs.c) ---- */
/* ▲ and ▼ are triangles with an empty glyph beside them, which is what is read. Here stands what is
 * seen. */
typedef struct PdfPath { /* the one under construction */
    int corners;         /* so far; -1: it is no triangle */
    double x[3], y[3];
} PdfPath;
/* Takes the next instruction of a page. "▲" or "▼" when it has painted one, else empty. */
Str pdf_path_step(PdfPath *path, Str name, const PdfValue *operands);
/* The ▲ and ▼ of a text, in their order. */
Str pdf_signs(Arena *arena, Str text);

/* ---- Pages (pdf_content.c) ---- */
typedef struct PdfMark { /* one marked stretch of a page's content */
    Str text;
    bool taken; /* by an element */
} PdfMark;
typedef struct PdfPageText {
    double object; /* its number */
    PdfMark *marks;
    ptrdiff_t mark_count;
    Str artifact; /* text outside all elements, a line each piece */
} PdfPageText;
typedef struct PdfFont {
    double object;
    Str *texts; /* by glyph code; empty: not in its table */
    ptrdiff_t count;
} PdfFont;
typedef LIST_OF(PdfFont) PdfFonts;
bool pdf_page_text(PdfObjects *objects, PdfFonts *fonts, const PdfValue *page, PdfPageText *text);

#endif
