/* Sheet 3: one unit over the report's periods, chosen in a cell; charts and table follow by
 * formula. */
#include "trends.h"

#include <math.h>

static const int widths[] = {20, 168, 84, 84, 84, 84, 84, 84, 84, 84, 84, 84, 84, 84, 84};

Str trends_side_name(const Book *book, int side)
{
    const ScorecardModel *card = &book->report->scorecard;
    return side == 0 ? card->cx_head : card->ex_head;
}
Str trends_side_band(const Book *book, int side)
{
    const ScorecardModel *card = &book->report->scorecard;
    return side == 0 ? card->cx_band : card->ex_band;
}

const ReportSide trends_sides[2] = {REPORT_CX, REPORT_EX};

/* ---- Which unit first ---- */

static double marked_fall(const Estimate *figure)
{
    bool fell = figure->state == ESTIMATE_SHOWN && figure->mark == CHANGE_DOWN;
    return fell && isfinite(figure->diff) ? -figure->diff : 0;
}

/* The one with the largest marked fall, of those that fill both charts if any fell; else the
 * company. */
static const BookUnit *pick_unit(const Book *book)
{
    const ScorecardModel *card = &book->report->scorecard;
    Str name = STR_NONE;
    for (int whole = 1; whole >= 0 && name.len == 0; whole--) {
        double largest = 0;
        for (ptrdiff_t i = 1; i < card->row_count; i++) {
            const ScoreRow *row = &card->rows[i];
            bool both = row->cx.state == ESTIMATE_SHOWN && row->ex.state == ESTIMATE_SHOWN;
            double fall = fmax(marked_fall(&row->cx), marked_fall(&row->ex));
            if ((whole && !both) || fall <= largest)
                continue;
            largest = fall;
            name = row->name;
        }
    }
    for (ptrdiff_t u = 0; u < book->data.unit_count; u++)
        if (str_equal(book->data.units[u].name, name))
            return &book->data.units[u];
    return book->data.unit_count > 0 ? &book->data.units[0] : NULL;
}

static Picked pick(const Book *book)
{
    const Report *report = book->report;
    Picked picked = {.unit = pick_unit(book)};
    for (int side = 0; side < 2 && picked.unit; side++)
        for (ptrdiff_t t = 0; t < report->period_count && t < MONTHS_MOST; t++) {
            const DataRow *row = book->data.has[side]
                                     ? lookup_row(book, picked.unit->name, report->periods[t].id,
                                                  book->data.code[side])
                                     : NULL;
            picked.rows[side][t] = row;
            picked.line[side][t] = row ? row - report->data + 1 : 0;
        }
    return picked;
}

/* One scale for every unit that may be chosen: tens around all intervals, within 0 to 100 where the
 * figures are. */
static void find_scale(TrendSheet *trend)
{
    const Book *book = trend->book;
    double lo = INFINITY, hi = -INFINITY;
    for (ptrdiff_t i = 0; i < book->report->data_count; i++) {
        const DataRow *row = &book->report->data[i];
        if (!row->shown || !isfinite(row->value) ||
            (!str_equal(row->code, book->data.code[0]) &&
             !str_equal(row->code, book->data.code[1])))
            continue;
        lo = fmin(lo, isfinite(row->lo) ? row->lo : row->value);
        hi = fmax(hi, isfinite(row->hi) ? row->hi : row->value);
    }
    for (int side = 0; side < 2; side++)
        for (ptrdiff_t t = 0; book->data.has[side] && t < trend->count; t++) {
            double target = book->data.tiles[side]->series.points[t].target;
            lo = fmin(lo, target); /* which leaves NaN out */
            hi = fmax(hi, target);
        }
    if (lo > hi)
        lo = 0, hi = 100;
    trend->lo = 10 * floor(lo / 10);
    trend->hi = 10 * ceil(hi / 10);
    if (trend->book->report->trends.event_count > 0 && trend->lo >= 10)
        trend->lo -= 10; /* room for the marks of events under the lines */
    if (trend->hi - trend->lo < 20)
        trend->hi = trend->lo + 20;
}

/* ---- Picker ---- */

static void draw_picker(TrendSheet *trend)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    Rule edge = book_rule(book, COLOUR_MARK);
    Look look = {.size = 12,
                 .bold = true,
                 .colour = INPUT_INK,
                 .fill = INPUT_FILL,
                 .indent = 1,
                 .top = edge,
                 .bottom = edge,
                 .left = edge,
                 .right = edge};
    sheet_row(sheet, ROW_PICK, 30);
    sheet_row(sheet, ROW_PICK + 1, 12);
    cell_text(sheet, ROW_PICK, 1, book_word(book, WORD_XLSX_PICK),
              (Look){.bold = true, .size = 11});
    cell_merge(sheet, ROW_PICK, 2, ROW_PICK, 5, look);
    cell_text(sheet, ROW_PICK, 2, trend->picked.unit ? trend->picked.unit->name : STR_NONE, look);
    cell_text(
        sheet, ROW_PICK, 6, book_word(book, WORD_XLSX_PICK_HELP),
        (Look){
            .size = 9, .italic = true, .indent = 1, .colour = book_colour(book, COLOUR_GREY_TEXT)});
    lxw_data_validation list = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = (char *)(uintptr_t) "=unit_list",
        .input_title = (char *)(uintptr_t)book_gate_text(book, book_word(book, WORD_XLSX_PICK), 32),
        .input_message =
            (char *)(uintptr_t)book_gate_text(book, book_word(book, WORD_XLSX_PICK_MESSAGE), 250),
        .error_title = (char *)(uintptr_t)book_gate_text(
            book, book_word(book, WORD_XLSX_PICK_ERROR_TITLE), 32),
        .error_message =
            (char *)(uintptr_t)book_gate_text(book, book_word(book, WORD_XLSX_PICK_ERROR), 250)};
    if (book->failure.len == 0)
        book_check(book, worksheet_data_validation_cell(sheet->file, ROW_PICK, 2, &list),
                   "the list of units");
    book_name(book, "picked_unit", SHEET_TRENDS, ROW_PICK, 2, ROW_PICK, 2);
}

static void draw_unit_list(TrendSheet *trend)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    int first = trend->layout->units;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    cell_text(sheet, first - 1, 1, book_word(book, WORD_XLSX_UNIT_LIST),
              (Look){.size = 8.5, .bold = true, .colour = grey});
    for (ptrdiff_t u = 0; u < book->data.unit_count; u++)
        cell_text(sheet, first + (int)u, 1, book->data.units[u].name,
                  (Look){.size = 8.5, .colour = grey});
    int last = first + (int)(book->data.unit_count > 0 ? book->data.unit_count : 1) - 1;
    book_name(book, "unit_list", SHEET_TRENDS, first, 1, last, 1);
}

/* ---- The table that the reader sees ---- */

/* "T10/25": a short label that still tells the year; other kinds of periods are short enough. */
static Str month_label(Book *book, const ReportPeriod *period)
{
    bool month = period->first.year > 0 && period->id.len == 7 && period->id.s[4] == '-' &&
                 period->id.s[5] >= '0' && period->id.s[5] <= '1';
    if (!month)
        return period->short_label;
    return BOOK_WORDS(book, WORD_XLSX_MONTH, period->tick,
                      str_format(book->arena, "%02d", period->first.year % 100));
}

static void draw_heads(TrendSheet *trend)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    Look look = {.size = 9,
                 .bold = true,
                 .colour = book_colour(book, COLOUR_GREY_TEXT),
                 .bottom = book_rule(book, COLOUR_MARK)};
    int row = trend->layout->months;
    cell_text(sheet, row, 1, book_word(book, WORD_XLSX_PERIOD), look);
    look.align = ALIGN_RIGHT;
    for (ptrdiff_t t = 0; t < trend->count; t++)
        cell_text(sheet, row, FIRST_MONTH + (int)t, month_label(book, &book->report->periods[t]),
                  look);
    sheet_row(sheet, row, 26);
}

double trends_part(const DataRow *row, int part)
{
    if (!row || !row->shown)
        return NAN;
    return part == 0 ? row->value : part == 1 ? row->lo : part == 2 ? row->hi : (double)row->n;
}

/* A figure of the chosen unit: a number where there is one, a dash where there is none; the row
 * under the figure says why. */
static void draw_looked_up(TrendSheet *trend, int side, int part, int row, ptrdiff_t t, Look look)
{
    static const char *const columns[] = {"value", "low", "high", "n"};
    Book *book = trend->book;
    int column = FIRST_MONTH + (int)t;
    Str line = place_row_fixed(book, trend->layout->side[side].feed_line, column);
    Str found = str_format(book->arena, "INDEX(data_%s,%.*s)", columns[part], STR_ARG(line));
    Str formula = str_format(book->arena, "=IF(ISNUMBER(%.*s),IF(ISNUMBER(%.*s),%.*s,\"–\"),\"–\")",
                             STR_ARG(line), STR_ARG(found), STR_ARG(found));
    double value = trends_part(trend->picked.rows[side][t], part);
    if (isfinite(value))
        cell_formula(&trend->sheet, row, column, formula, value, look);
    else
        cell_formula_text(&trend->sheet, row, column, formula, S("–"), look);
}

static void draw_status(TrendSheet *trend, int side, ptrdiff_t t, Look look)
{
    Book *book = trend->book;
    const TrendsSide *rows = &trend->layout->side[side];
    int column = FIRST_MONTH + (int)t;
    Str line = place_row_fixed(book, rows->feed_line, column);
    Str formula = str_format(book->arena,
                             "=IF(ISNUMBER(%.*s),IF(INDEX(data_status,%.*s)=status_shown,\"\","
                             "INDEX(data_status,%.*s)),\"\")",
                             STR_ARG(line), STR_ARG(line), STR_ARG(line));
    const DataRow *row = trend->picked.rows[side][t];
    bool plain = !row || str_equal(row->status, book_word(book, WORD_STATUS_SHOWN));
    cell_formula_text(&trend->sheet, rows->note, column, formula, plain ? STR_NONE : row->status,
                      look);
}

static void draw_company(TrendSheet *trend, int row, const SummaryTile *tile, Str label)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    Rule rule = book_rule(book, COLOUR_RULE);
    cell_text(sheet, row, 1, label, (Look){.bottom = rule});
    Look number = {
        .align = ALIGN_RIGHT,
        .bottom = rule,
        .code = book_code(book, NAN, tile->figure.decimals, book_is_percent(tile->figure.text))};
    Look sentence = {.size = 7.5,
                     .italic = true,
                     .wrap = true,
                     .align = ALIGN_RIGHT,
                     .bottom = rule,
                     .colour = book_colour(book, COLOUR_GREY_TEXT)};
    int lines = 1;
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        const SeriesPoint *point = &tile->series.points[t];
        if (point->shown) {
            cell_number(sheet, row, FIRST_MONTH + (int)t, point->value, number);
            continue;
        }
        cell_text(sheet, row, FIRST_MONTH + (int)t, point->text, sentence);
        int more = text_lines(point->text, widths[FIRST_MONTH], sentence.size);
        lines = more > lines ? more : lines;
    }
    sheet_row(sheet, row, lines > 1 ? 13 * lines + 6 : 22);
}

/* The company's targets, each of its period. */
static void draw_targets(TrendSheet *trend, int row, const SummaryTile *tile)
{
    Book *book = trend->book;
    Look look = {.bottom = book_rule(book, COLOUR_RULE),
                 .colour = book_colour(book, COLOUR_GREY_TEXT)};
    if (row < 0)
        return;
    Str company =
        book->data.unit_count > 0 ? book->data.units[0].name : book_word(book, WORD_COMPANY);
    cell_text(&trend->sheet, row, 1,
              BOOK_WORDS(book, WORD_XLSX_COMPANY_OF, company, book_word(book, WORD_XLSX_TARGET)),
              look);
    look.align = ALIGN_RIGHT;
    look.code = book_code(book, NAN, tile->figure.decimals, book_is_percent(tile->figure.text));
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        double target = tile->series.points[t].target;
        if (isfinite(target))
            cell_number(&trend->sheet, row, FIRST_MONTH + (int)t, target, look);
        else
            cell_blank(&trend->sheet, row, FIRST_MONTH + (int)t, look);
    }
    sheet_row(&trend->sheet, row, 22);
}

/* Under the figures: why a period has none. */
static void draw_reasons(TrendSheet *trend, int side)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    int row = trend->layout->side[side].note;
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    Rule rule = book_rule(book, COLOUR_RULE);
    Look look = {.size = 7.5,
                 .italic = true,
                 .wrap = true,
                 .valign = VALIGN_TOP,
                 .align = ALIGN_RIGHT,
                 .colour = grey,
                 .bottom = rule};
    cell_text(sheet, row, 1, book_word(book, WORD_XLSX_ROW_NOTE),
              (Look){.colour = grey, .indent = 1, .valign = VALIGN_TOP, .bottom = rule});
    for (ptrdiff_t t = 0; t < trend->count; t++)
        draw_status(trend, side, t, look);
    sheet_row(sheet, row, trend->layout->note_height);
}

static void draw_side(TrendSheet *trend, int side)
{
    Sheet *sheet = &trend->sheet;
    Book *book = trend->book;
    const TrendsSide *rows = &trend->layout->side[side];
    const SummaryTile *tile = book->data.tiles[side];
    lxw_color_t colour = book_side_colour(book, trends_sides[side]),
                grey = book_colour(book, COLOUR_GREY_TEXT);
    Rule rule = book_rule(book, COLOUR_RULE);
    const char *code =
        book_code(book, NAN, tile->figure.decimals, book_is_percent(tile->figure.text));
    const struct {
        int row, part;
        Str label;
        Look look;
    } lines[] = {{rows->value,
                  0,
                  trends_side_name(book, side),
                  {.bold = true, .colour = colour, .code = code}},
                 {rows->low,
                  1,
                  BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text),
                  {.colour = grey, .code = code}},
                 {rows->high,
                  2,
                  BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text),
                  {.colour = grey, .code = code}},
                 {rows->count, 3, book_word(book, WORD_XLSX_N), {.colour = grey, .code = "#,##0"}}};
    const int last = (int)CX_COUNTOF(lines) - 1;
    cell_text(sheet, rows->head, 1, trends_side_band(book, side),
              (Look){.bold = true, .colour = colour});
    sheet_row(sheet, rows->head, 24);
    for (int i = 0; i < (int)CX_COUNTOF(lines); i++) {
        Look label = {.bold = i == 0,
                      .colour = i == 0 ? 0 : grey,
                      .indent = i > 0,
                      .bottom = i == last && rows->note >= 0 ? (Rule){0} : rule};
        Look look = lines[i].look;
        look.align = ALIGN_RIGHT;
        look.bottom = label.bottom;
        cell_text(sheet, lines[i].row, 1, lines[i].label, label);
        for (ptrdiff_t t = 0; t < trend->count; t++)
            draw_looked_up(trend, side, lines[i].part, lines[i].row, t, look);
        sheet_row(sheet, lines[i].row, 22);
    }
    if (rows->note >= 0)
        draw_reasons(trend, side);
    Str company =
        book->data.unit_count > 0 ? book->data.units[0].name : book_word(book, WORD_COMPANY);
    draw_company(trend, rows->company, tile,
                 BOOK_WORDS(book, WORD_XLSX_COMPANY_OF, company, trends_side_name(book, side)));
    draw_targets(trend, rows->target, tile);
}

/* ---- Events and words ---- */

/* ① … ⑳, then the number itself. */
static Str event_sign(Book *book, int number)
{
    char encoded[4];
    if (number < 1 || number > 20)
        return str_format(book->arena, "(%d)", number);
    return str_copy(book->arena, (Str){encoded, utf8_encode(0x2460 + number - 1, encoded)});
}

Str trends_events(Book *book, ptrdiff_t t)
{
    const TrendsModel *trends = &book->report->trends;
    Str signs = STR_NONE;
    for (ptrdiff_t i = 0; i < trends->event_count; i++)
        if (trends->events[i].period == t)
            signs = str_concat(book->arena, signs, event_sign(book, trends->events[i].number));
    return signs;
}

static void draw_events(TrendSheet *trend)
{
    Book *book = trend->book;
    int row = trend->layout->events;
    if (row < 0)
        return;
    Look look = {.bottom = book_rule(book, COLOUR_RULE),
                 .colour = book_colour(book, COLOUR_GREY_TEXT)};
    cell_text(&trend->sheet, row, 1, book_word(book, WORD_EVENTS), look);
    look.align = ALIGN_RIGHT;
    look.size = 11;
    for (ptrdiff_t t = 0; t < trend->count; t++) {
        Str signs = trends_events(book, t);
        if (signs.len > 0)
            cell_text(&trend->sheet, row, FIRST_MONTH + (int)t, signs, look);
        else
            cell_blank(&trend->sheet, row, FIRST_MONTH + (int)t, look);
    }
    sheet_row(&trend->sheet, row, 22);
}

static void draw_notes(TrendSheet *trend)
{
    Book *book = trend->book;
    Sheet *sheet = &trend->sheet;
    const TrendsModel *trends = &book->report->trends;
    StrList texts = {0};
    for (ptrdiff_t i = 0; i < trends->event_count; i++) {
        const TrendEvent *event = &trends->events[i];
        bool names_unit = event->unit.len > 0;
        *PUSH(book->arena, &texts, Str) =
            str_format(book->arena, "%.*s  %.*s%s%.*s", STR_ARG(event_sign(book, event->number)),
                       STR_ARG(event->text), names_unit ? " · " : "", (int)event->unit.len,
                       names_unit ? event->unit.s : "");
    }
    for (ptrdiff_t i = 0; i < trends->reading_count; i++)
        *PUSH(book->arena, &texts, Str) = trends->reading[i];
    for (ptrdiff_t i = 0; i < trends->break_count; i++)
        *PUSH(book->arena, &texts, Str) = trends->breaks[i];
    *PUSH(book->arena, &texts, Str) =
        BOOK_WORDS(book, WORD_XLSX_TRENDS_NOTE, book->report->level_text);
    Look look = {.size = 9, .colour = book_colour(book, COLOUR_GREY_TEXT), .wrap = true};
    for (ptrdiff_t i = 0; i < texts.len; i++) {
        int row = trend->layout->notes + (int)i;
        int lines = text_lines(texts.items[i], sheet_span(sheet, 1, sheet->last), look.size);
        cell_merge(sheet, row, 1, row, sheet->last, look);
        cell_text(sheet, row, 1, texts.items[i], look);
        sheet_row(sheet, row, 16 * lines + 5);
    }
}

void sheet_trends(Book *book)
{
    const Report *report = book->report;
    const Page *page = report_find_page(report, PAGE_TRENDS);
    TrendSheet trend = {.book = book,
                        .layout = &book->trends,
                        .picked = pick(book),
                        .count = report->period_count < MONTHS_MOST ? report->period_count
                                                                    : MONTHS_MOST};
    trend.sheet = sheet_open(book, SHEET_TRENDS, widths, CX_COUNTOF(widths));
    Str count = str_format(book->arena, "%td", report->period_count);
    sheet_title(&trend.sheet, trend.sheet.last,
                page ? page->title : book_word(book, WORD_XLSX_TRENDS_TITLE),
                page ? page->subtitle
                     : BOOK_WORDS(book, WORD_XLSX_TRENDS_SUB, count, book->report->level_text));
    find_scale(&trend);
    draw_picker(&trend);
    draw_heads(&trend);
    for (int side = 0; side < 2; side++)
        if (book->data.has[side])
            draw_side(&trend, side);
    if (trend.layout->combined >= 0)
        draw_company(&trend, trend.layout->combined, book->data.tiles[2],
                     BOOK_WORDS(book, WORD_XLSX_COMPANY_OF,
                                book->data.unit_count > 0 ? book->data.units[0].name
                                                          : book_word(book, WORD_COMPANY),
                                book_word(book, WORD_XLSX_COMBINED)));
    draw_events(&trend);
    draw_notes(&trend);
    trends_feed(&trend);
    draw_unit_list(&trend);
    trends_charts(&trend);
    sheet_texts_may_be_digits(&trend.sheet, trend.layout->feed_code, FIRST_MONTH,
                              trend.layout->feed_code, trend.sheet.last);
    worksheet_freeze_panes(trend.sheet.file, ROW_PICK + 1, 2);
    /* The picker is selected, so that its arrow shows when the sheet is opened. */
    worksheet_set_selection(trend.sheet.file, ROW_PICK, 2, ROW_PICK, 5);
    sheet_print(&trend.sheet, trend.layout->print_end, 1);
}
