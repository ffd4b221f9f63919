/* brief.h: what the sheets of the department edition share. */
#ifndef CXEX_XLSX_BRIEF_H
#define CXEX_XLSX_BRIEF_H

#include "book.h"

/* The brief's unit as the long table names it; NULL: it has no line there. */
const Str *brief_unit_name(const Book *book);
/* "INDEX(data_value,MATCH(…))" of a unit and period given as they are. */
Str brief_lookup(Book *book, const char *column, Str unit, Str period, Str code);

#endif
