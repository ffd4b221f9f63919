#include "book.h"

void sheet_drivers(Book *book)
{
    static const int widths[] = {20, 170};
    sheet_open(book, SHEET_DRIVERS, widths, CX_COUNTOF(widths));
}
