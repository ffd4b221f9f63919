#include <cxex/base.h>

#include <stdlib.h>

#include "banned.h"

ptrdiff_t strlist_find(const StrList *list, Str text)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (str_equal(list->items[i], text))
            return i;
    }
    return -1;
}

Str strlist_nearest(const StrList *list, Str text)
{
    ptrdiff_t at = str_nearest(text, list->items, list->len);
    return at < 0 ? STR_NONE : list->items[at];
}

static int compare_items(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

void strlist_sort(StrList *list)
{
    if (list->len > 1) /* the items of an empty list are NULL */
        qsort(list->items, (size_t)list->len, sizeof list->items[0], compare_items);
}
