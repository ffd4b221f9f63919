/* house.h: what the files of page 3 share. */
#ifndef CXEX_REPORT_HOUSE_H
#define CXEX_REPORT_HOUSE_H

#include "build.h"

/* house_reading.c: what stands beside the house. After the floors, the roof and the arrows. */
void house_reading(const Build *build, HouseModel *house);
/* The sentences that name a page: when the pages are numbered. */
void house_caution(const Build *build, HouseModel *house);
Sentence house_title(const Build *build, const HouseModel *house);
/* “Giờ làm hợp lý” */
Str house_quoted(const Build *build, Str label);

#endif
