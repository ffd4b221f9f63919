/* kiosk.h: feeds of devices with faces to press: a row for each press, or rows of counts by face.
 *
 * Presses are ordinary rows. Of a file of counts the columns of faces are found by the words of the
 * scale they answer; such a row then counts once for every face, as often as it was pressed. */
#ifndef CXEX_INGEST_KIOSK_H
#define CXEX_INGEST_KIOSK_H

#include "rows.h"

/* Which names of a header row are those of a kiosk's file, or empty: it is none. */
Str kiosk_detect(Arena *arena, const StrList *row, const StrList *folded);
/* Columns of faces, device and hour in every file of the section; before questions are looked for.
 */
void kiosk_find_columns(Ingest *in, SourceWork *work, const SideTally *side);
/* `opening` of the source; a problem is added when it is none. */
void kiosk_open(RowReader *reader);
/* The counts of a row with columns of faces into out->faces, whether there are any; levels: of the
 * question that they answer, the lowest face with a count. *bad: the column whose count is none, or
 * -1. */
bool kiosk_read_faces(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                      int16_t *levels, RowRead *out, ptrdiff_t *bad);
/* How many a row stands for; -1: its cell is no count. */
int64_t kiosk_read_count(RowReader *reader, const SourceFile *file, const CsvRecord *record);
/* Sets out->pressed_again and out->outside_hours. quiet: the row was looked at before, and is what
 * it was then. */
void kiosk_look(RowReader *reader, const SourceFile *file, const CsvRecord *record, bool quiet,
                RowRead *out);

#endif
