/* values.h: what the files that read values share: one value on its way from the file to its field.
 * A reader writes in->field, and other fields of in->object where the value has several; on a
 * problem they keep what they have. */
#ifndef CONFIG_VALUES_H
#define CONFIG_VALUES_H

#include "reading.h"

typedef struct ValueIn {
    Reading *reading;
    const KeyRow *row;
    const IniEntry *entry;
    void *object; /* what the row's offsets are counted from */
    void *field;
} ValueIn;

/* values.c */
void value_report(const ValueIn *in, DiagCode code, Str found, Str expected);
/* The whole value as one text; false after reporting why not. */
bool value_text(const ValueIn *in, Str *text);
/* A file that is not there, with the nearest name in its folder. */
void value_report_no_file(const ValueIn *in, DiagCode code, Pos pos, Str path);

/* values_numbers.c */
Str value_range(const ValueIn *in); /* "0..100", for messages */
/* `0,95` is how half of the world writes it: what was meant; empty: nothing. */
Str value_with_point(Arena *arena, Str text);
void value_read_number(const ValueIn *in);
void value_read_whole(const ValueIn *in);
void value_read_whole_auto(const ValueIn *in);
void value_read_range(const ValueIn *in);
void value_read_target(const ValueIn *in);
void value_read_date(const ValueIn *in);

/* values_lists.c */
void value_read_column(const ValueIn *in);
void value_read_list(const ValueIn *in);
void value_read_parts(const ValueIn *in);
void value_read_balance(const ValueIn *in);
void value_read_items(const ValueIn *in);
void value_read_windows(const ValueIn *in);
void value_read_codes(const ValueIn *in);
void value_read_merge(const ValueIn *in);
void value_read_domains(const ValueIn *in);
void value_read_address(const ValueIn *in);
void value_read_subject(const ValueIn *in);

#endif
