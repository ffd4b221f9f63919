#include "book.h"

void sheet_what_if(Book *book)
{
    static const int widths[] = {20, 170};
    sheet_open(book, SHEET_WHAT_IF, widths, CX_COUNTOF(widths));
}
