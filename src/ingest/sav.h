/* sav.h: a data file of SPSS as rows. */
#ifndef CXEX_INGEST_SAV_H
#define CXEX_INGEST_SAV_H

#include "text_file.h"

/* Three header rows: names, question texts, value labels as "1=Poor|2=Good". A cell with a value
 * label is written as the label, or as its code where TextWanted says so: means need codes, names
 * of units need labels. What the file declares missing is an empty cell. */
ContainerRead sav_read;

#endif
