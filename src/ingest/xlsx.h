/* xlsx.h: a sheet of a workbook as rows. */
#ifndef CXEX_INGEST_XLSX_H
#define CXEX_INGEST_XLSX_H

#include "text_file.h"

ContainerRead xlsx_read;

#endif
