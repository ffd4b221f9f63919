/* The long table as the other sheets look it up, and where things stand on the trends sheet. */
#include "book.h"

#include <math.h>
#include <stdlib.h>

/* ---- Units ---- */

typedef struct SortedUnit {
    BookUnit unit;
    Str key;
} SortedUnit;

static int compare_units(const void *a, const void *b)
{
    const SortedUnit *left = a, *right = b;
    if ((left->unit.scope == 0) != (right->unit.scope == 0))
        return left->unit.scope == 0 ? -1 : 1;
    int order = str_compare(left->key, right->key);
    return order ? order : str_compare(left->unit.name, right->unit.name);
}

static void list_units(Book *book)
{
    const Report *report = book->report;
    BookData *data = &book->data;
    StrMap seen = {0};
    LIST_OF(SortedUnit) list = {0};
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        const DataRow *row = &report->data[i];
        bool added = false;
        strmap_put(book->arena, &seen, row->unit, &added);
        if (added)
            *PUSH(book->arena, &list, SortedUnit) = (SortedUnit){
                {row->unit, row->scope}, text_sort_key(book->arena, row->unit, report->language)};
    }
    if (list.len > 1)
        qsort(list.items, (size_t)list.len, sizeof *list.items, compare_units);
    data->unit_count = list.len;
    data->units = NEW(book->arena, BookUnit, list.len);
    for (ptrdiff_t i = 0; i < list.len; i++)
        data->units[i] = list.items[i].unit;
}

/* MATCH takes * ? ~ as wildcards, does not see case, and refuses texts over 255 characters. */
static bool keys_are_plain(Book *book)
{
    const Report *report = book->report;
    ArenaMark mark = arena_mark(book->arena);
    StrMap folded = {0};
    bool plain = true;
    for (ptrdiff_t i = 0; i < report->data_count && plain; i++) {
        Str key = report->data[i].key;
        plain = text_length(key) <= 250 && str_find(key, S("*")) < 0 && str_find(key, S("?")) < 0 &&
                str_find(key, S("~")) < 0;
    }
    for (ptrdiff_t i = 0; i < book->data.unit_count && plain; i++)
        strmap_put(book->arena, &folded, text_fold(book->arena, book->data.units[i].name), &plain);
    arena_reset(book->arena, mark);
    return plain;
}

/* ---- Open ---- */

void lookup_open(Book *book)
{
    const Report *report = book->report;
    BookData *data = &book->data;
    for (ptrdiff_t i = 0; i < report->data_count; i++) {
        bool added = false;
        ptrdiff_t *slot = strmap_put(book->arena, &data->rows, report->data[i].key, &added);
        if (added)
            *slot = i;
    }
    list_units(book);
    data->plain_keys = keys_are_plain(book);
    for (int i = 0; i < report->summary.tile_count; i++) {
        const SummaryTile *tile = &report->summary.tiles[i];
        if (tile->side == REPORT_GROWTH)
            continue;
        data->tiles[tile->side] = tile; /* REPORT_CX, REPORT_EX, REPORT_WHOLE are 0, 1, 2 */
        data->code[tile->side] = tile->figure.code;
    }
    data->has[0] = data->tiles[0] != NULL;
    data->has[1] = data->tiles[1] != NULL;
    data->now = report->periods[report->period_count - 1].id;
    if (report->period_count > 1)
        data->previous = report->periods[report->period_count - 2].id;
}

const DataRow *lookup_row(const Book *book, Str unit, Str period, Str code)
{
    ArenaMark mark = arena_mark(book->arena);
    Str key =
        str_format(book->arena, "%.*s|%.*s|%.*s", STR_ARG(unit), STR_ARG(period), STR_ARG(code));
    const ptrdiff_t *index = strmap_find(&book->data.rows, key);
    arena_reset(book->arena, mark);
    return index ? &book->report->data[*index] : NULL;
}

bool lookup_same(double a, double b)
{
    return isfinite(a) && isfinite(b) && fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
}

/* ---- Formulas ---- */

Str formula_quote(Book *book, Str text)
{
    Buffer buffer = {.arena = book->arena};
    buffer_add_byte(&buffer, '"');
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] == '"')
            buffer_add_byte(&buffer, '"');
        buffer_add_byte(&buffer, text.s[i]);
    }
    buffer_add_byte(&buffer, '"');
    return buffer_str(&buffer);
}

Str lookup_line(Book *book, Str unit, Str period, Str code)
{
    Str key = str_format(book->arena, "%.*s&\"|\"&%.*s&\"|%.*s\"", STR_ARG(unit), STR_ARG(period),
                         STR_ARG(code));
    if (book->data.plain_keys)
        return str_format(book->arena, "MATCH(%.*s,data_key,0)", STR_ARG(key));
    return str_format(book->arena,
                      "IF(SUMPRODUCT(--EXACT(data_key,%.*s))=0,NA(),"
                      "SUMPRODUCT(EXACT(data_key,%.*s)*(ROW(data_key)-MIN(ROW(data_key))+1)))",
                      STR_ARG(key), STR_ARG(key));
}

Str lookup_company(Book *book, const char *column, bool previous, Str code)
{
    Str line = lookup_line(book, S("company"), previous ? S("period_prev") : S("period_now"), code);
    return str_format(book->arena, "INDEX(data_%s,%.*s)", column, STR_ARG(line));
}

/* ---- The trends sheet's rows ---- */

/* The longest sentence that may stand under a month. */
static double note_height(const Book *book)
{
    int lines = 0;
    for (ptrdiff_t i = 0; i < book->report->data_count; i++) {
        const DataRow *row = &book->report->data[i];
        if (!str_equal(row->code, book->data.code[0]) && !str_equal(row->code, book->data.code[1]))
            continue;
        if (row->shown && str_equal(row->status, book_word(book, WORD_STATUS_SHOWN)))
            continue;
        int more = text_lines(row->status, 84, 7.5);
        lines = more > lines ? more : lines;
    }
    return lines > 0 ? 12.5 * (lines < 8 ? lines : 8) + 4 : 0;
}

/* The company's target of some period: they may differ from period to period. */
static bool has_targets(const Book *book, int side)
{
    const SummaryTile *tile = book->data.tiles[side];
    for (ptrdiff_t t = 0; tile && t < book->report->period_count; t++)
        if (isfinite(tile->series.points[t].target))
            return true;
    return false;
}

static int lay_side(TrendsSide *side, bool present, bool notes, bool targets, int row)
{
    *side = (TrendsSide){-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    if (!present)
        return row;
    side->head = row++;
    side->value = row++;
    side->low = row++;
    side->high = row++;
    side->count = row++;
    if (notes)
        side->note = row++;
    side->company = row++;
    if (targets)
        side->target = row++;
    return row;
}

void trends_layout(Book *book)
{
    enum { FIRST = 22 }; /* below the charts */
    TrendsLayout *layout = &book->trends;
    const TrendsModel *trends = &book->report->trends;
    layout->note_height = note_height(book);
    layout->months = FIRST;
    int row = FIRST + 1;
    for (int i = 0; i < 2; i++)
        row = lay_side(&layout->side[i], book->data.has[i], layout->note_height > 0,
                       has_targets(book, i), row);
    layout->combined = book->data.tiles[2] ? row++ : -1;
    layout->events = trends->event_count > 0 ? row++ : -1;
    layout->notes = row;
    row += (int)(trends->event_count + trends->reading_count + trends->break_count) + 1;
    layout->print_end = row - 1;
    layout->feed = row + 4;
    row = layout->feed + 1;
    layout->feed_code = row++;
    layout->feed_number = row++;
    for (int i = 0; i < 2; i++) {
        if (!book->data.has[i])
            continue;
        TrendsSide *side = &layout->side[i];
        side->feed_line = row++;
        side->feed_value = row++;
        side->feed_low = row++;
        side->feed_high = row++;
    }
    for (int i = 0; i < 3; i++)
        layout->feed_company[i] = book->data.tiles[i] ? row++ : -1;
    layout->feed_event = trends->event_count > 0 ? row++ : -1;
    for (int i = 0; i < 2; i++) {
        if (book->data.has[i])
            layout->pieces[i] =
                1 + series_piece(&book->data.tiles[i]->series, book->report->period_count - 1);
        if (layout->pieces[i] < 2)
            continue;
        layout->feed_piece[i] = row;
        row += 2 * layout->pieces[i];
        layout->feed_break[i] = row++;
    }
    layout->units = row + 2;
}
