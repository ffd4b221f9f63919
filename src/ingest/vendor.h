/* vendor.h: which tool wrote an export, by what its first rows hold, never by the file's name, and
 * what follows from that: which rows are the header, by which names a column is known, where the
 * date stands. The layouts are those of the tools' own exports (shared by their users in public).
 */
#ifndef CXEX_INGEST_VENDOR_H
#define CXEX_INGEST_VENDOR_H

#include <cxex/base.h>

typedef struct Vendor {
    Str format;       /* "csv": no tool's signature */
    int header_rows;  /* 0: no signature */
    Str evidence;     /* what gave it away, as it stands in the file */
    int evidence_row; /* row of the header that holds it, from 1 */
    Str date_columns; /* names that the date of the answer may have, `|` between */
    Str zone;         /* that its times are of, where the file says so: "America/Denver" */
} Vendor;

/* Looks at the first rows (header_key of their cells): `count` of them, at most three used. */
Vendor vendor_detect(Arena *arena, const StrList *rows, ptrdiff_t count);
/* The same where the project names the tool: an export without its usual columns has no signature,
 * but still its header rows. */
Vendor vendor_named(Arena *arena, Str format, const StrList *rows, ptrdiff_t count);
/* Names that the tool's exports give the date of the answer, `|` between; empty: unknown. */
Str vendor_date_columns(Str format);
/* Is there such a tool, and not only a kind of file? */
bool vendor_known(Str format);

/* ---- Other names of the columns (vendor_names.c) ---- */

struct TextFile;
/* Every name that people may know a column by beside those in its header cells:
 * "Question [Option]" and "Question - Option" where a tool writes the two in two rows; the code and
 * the text of LimeSurvey's "code. text"; the import id of Qualtrics. */
void vendor_name_columns(Arena *arena, struct TextFile *file);

#endif
