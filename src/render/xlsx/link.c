#include "book.h"

void sheet_link(Book *book)
{
    static const int widths[] = {20, 170, 88};
    sheet_open(book, SHEET_LINK, widths, CX_COUNTOF(widths));
}
