/* Sheet 2: every unit against its target, as a table to sort and filter; below it the balance map.
 */
#include "benchmarks.h"
#include "book.h"

#include <math.h>

/* ---- Columns: which of them a report has decides where they stand ---- */

typedef enum SideColumn {
    SIDE_N,
    SIDE_RESPONSE,
    SIDE_VALUE,
    SIDE_MARK,
    SIDE_CHANGE,
    SIDE_LOW,
    SIDE_HIGH,
    SIDE_DISTANCE,
    SIDE_COLUMN_COUNT
} SideColumn;
static const int side_widths[SIDE_COLUMN_COUNT] = {
    [SIDE_N] = 60,      [SIDE_RESPONSE] = 68, [SIDE_VALUE] = 60, [SIDE_MARK] = 46,
    [SIDE_CHANGE] = 66, [SIDE_LOW] = 54,      [SIDE_HIGH] = 54,  [SIDE_DISTANCE] = 92};

enum { MOST_COLUMNS = 24, ROW_BAND = 4, ROW_HEADS = 6, ROW_FIRST = 7 };
typedef struct ScoreSide {
    bool present;
    ReportSide side;
    int at[SIDE_COLUMN_COUNT]; /* -1: not there */
    int first, last;
} ScoreSide;
typedef struct Plan {
    int widths[MOST_COLUMNS], count;
    int parent, gap, diagnosis; /* -1: not there */
    ScoreSide sides[2];
    Str heads[MOST_COLUMNS];
    Align aligns[MOST_COLUMNS];
    double bar_100; /* half the width of the bars against target, in points */
} Plan;

static const Estimate *side_figure(const ScoreRow *row, int side)
{
    return side == 0 ? &row->cx : &row->ex;
}

static int add_column(Plan *plan, int width, Str head, Align align)
{
    plan->widths[plan->count] = width;
    plan->heads[plan->count] = head;
    plan->aligns[plan->count] = align;
    return plan->count++;
}

static Str side_head(Book *book, int side, SideColumn column)
{
    const ScorecardModel *card = &book->report->scorecard;
    Str name = side == 0 ? card->cx_head : card->ex_head;
    switch (column) {
    case SIDE_N:
        return book_word(book, side == 0 ? WORD_XLSX_N_CX : WORD_XLSX_N_EX);
    case SIDE_RESPONSE:
        return book_word(book, side == 0 ? WORD_XLSX_RESPONSE_CX : WORD_XLSX_RESPONSE_EX);
    case SIDE_VALUE:
        return name;
    case SIDE_MARK:
        return BOOK_WORDS(book, WORD_XLSX_MARK_OF, name);
    case SIDE_CHANGE:
        return BOOK_WORDS(book, WORD_XLSX_CHANGE_OF, name, card->change_head);
    case SIDE_LOW:
        return BOOK_WORDS(book, WORD_XLSX_LOW_OF, name);
    case SIDE_HIGH:
        return BOOK_WORDS(book, WORD_XLSX_HIGH_OF, name);
    case SIDE_DISTANCE:
    case SIDE_COLUMN_COUNT:
        return BOOK_WORDS(book, WORD_XLSX_DISTANCE_OF, name);
    }
    return name;
}

static bool any_response(const ScorecardModel *card)
{
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        if (isfinite(card->rows[i].response_01))
            return true;
    return false;
}

static void plan_side(Book *book, Plan *plan, int side, bool response)
{
    const ScorecardModel *card = &book->report->scorecard;
    ScoreSide *group = &plan->sides[side];
    bool target = false; /* the company's, or some unit's own */
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        target = target || isfinite(side == 0 ? card->rows[i].cx.target : card->rows[i].ex.target);
    *group = (ScoreSide){
        .present = true, .side = side == 0 ? REPORT_CX : REPORT_EX, .first = plan->count};
    for (int c = 0; c < SIDE_COLUMN_COUNT; c++) {
        bool there = (c != SIDE_RESPONSE || response) && (c != SIDE_DISTANCE || target);
        group->at[c] = !there
                           ? -1
                           : add_column(plan, side_widths[c], side_head(book, side, (SideColumn)c),
                                        c == SIDE_MARK ? ALIGN_CENTER : ALIGN_RIGHT);
    }
    group->last = plan->count - 1;
}

static void plan_bars(Book *book, Plan *plan)
{
    const ScorecardModel *card = &book->report->scorecard;
    plan->bar_100 = 20;
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        for (int side = 0; side < 2; side++) {
            double distance = fabs(side_figure(&card->rows[i], side)->distance);
            while (isfinite(distance) && plan->bar_100 < distance)
                plan->bar_100 += 10;
        }
}

static Plan plan_columns(Book *book)
{
    const ScorecardModel *card = &book->report->scorecard;
    Plan plan = {.parent = -1, .gap = -1, .diagnosis = -1};
    const bool *has = book->data.has;
    bool parents = false;
    for (ptrdiff_t i = 1; i < card->row_count; i++)
        parents |= card->rows[i].parent.len > 0;
    add_column(&plan, 20, STR_NONE, ALIGN_LEFT);
    add_column(&plan, has[0] && has[1] ? parents ? 178 : 220 : 280, book_word(book, WORD_HEAD_UNIT),
               ALIGN_LEFT);
    if (parents)
        plan.parent = add_column(&plan, 84, book_word(book, WORD_XLSX_PARENT), ALIGN_LEFT);
    for (int side = 0; side < 2; side++)
        if (has[side])
            plan_side(book, &plan, side, any_response(card) && side == (has[1] ? 1 : 0));
    if (has[0] && has[1]) {
        plan.gap = add_column(&plan, 92, card->gap_head, ALIGN_RIGHT);
        plan.diagnosis = add_column(&plan, 160, book_word(book, WORD_XLSX_DIAGNOSIS), ALIGN_LEFT);
    }
    while (plan.count < 12) /* room for the headings of a table of few columns */
        add_column(&plan, 66, STR_NONE, ALIGN_LEFT);
    plan_bars(book, &plan);
    return plan;
}

/* ---- Table ---- */

static int last_table_column(const Plan *plan)
{
    int last = plan->count - 1;
    while (plan->heads[last].len == 0)
        last--;
    return last;
}

static void draw_bands(Sheet *sheet, const Plan *plan)
{
    Book *book = sheet->book;
    const ScorecardModel *card = &book->report->scorecard;
    sheet_row(sheet, ROW_BAND, 26);
    sheet_row(sheet, ROW_BAND + 1, 7);
    for (int side = 0; side < 2; side++) {
        const ScoreSide *group = &plan->sides[side];
        if (!group->present)
            continue;
        Str name = side == 0 ? card->cx_band : card->ex_band,
            target = side == 0 ? card->target_cx_text : card->target_ex_text;
        Str text =
            target.len > 0
                ? BOOK_WORDS(book, WORD_XLSX_BAND_TARGET, name, target, book->report->level_text)
                : BOOK_WORDS(book, WORD_XLSX_BAND, name, book->report->level_text);
        lxw_color_t colour = book_side_colour(book, group->side);
        Look look = {
            .bold = true, .size = 10.5, .colour = colour, .bottom = {LXW_BORDER_THICK, colour}};
        cell_blanks(sheet, ROW_BAND, group->first, group->last, look);
        cell_text(sheet, ROW_BAND, group->first, text, look);
    }
}

static void add_table(Sheet *sheet, const Plan *plan, int last_row)
{
    Book *book = sheet->book;
    Look looks[MOST_COLUMNS] = {{0}};
    int last = last_table_column(plan);
    for (int c = 1; c <= last; c++)
        looks[c] = (Look){.size = 8.5,
                          .colour = book_colour(book, COLOUR_GREY_TEXT),
                          .valign = VALIGN_TOP,
                          .align = plan->aligns[c],
                          .indent = c == plan->diagnosis,
                          .bottom = book_rule(book, COLOUR_MARK)};
    sheet_table(sheet, "tbl_score", ROW_HEADS, last_row, plan->heads + 1, looks + 1, last);
    sheet_row(sheet, ROW_HEADS, 40);
}

static void draw_change(Sheet *sheet, int row, const ScoreSide *group, const Estimate *figure,
                        Look base)
{
    Book *book = sheet->book;
    Look look = base;
    look.colour = book_colour(book, COLOUR_GREY_TEXT);
    look.align = ALIGN_CENTER;
    look.bold = false;
    if (figure->diff_tested) {
        look.code = book_code_mark;
        int mark = figure->mark == CHANGE_UP ? 1 : figure->mark == CHANGE_DOWN ? -1 : 0;
        cell_number(sheet, row, group->at[SIDE_MARK], mark, look);
    } else {
        cell_text(sheet, row, group->at[SIDE_MARK], S("–"), look);
    }
    look.align = ALIGN_RIGHT;
    look.bold = base.bold;
    look.code =
        book_code_signed(book, figure->diff, figure->decimals, book_is_percent(figure->diff_text));
    if (isfinite(figure->diff))
        cell_number(sheet, row, group->at[SIDE_CHANGE], figure->diff, look);
    else
        cell_text(sheet, row, group->at[SIDE_CHANGE], S("–"), look);
    if (!figure->diff_tested)
        cell_note(sheet, row, group->at[SIDE_CHANGE], figure->change_note, 60);
}

static void draw_side(Sheet *sheet, int row, const ScoreSide *group, const ScoreRow *unit,
                      Look base)
{
    Book *book = sheet->book;
    const Estimate *figure = side_figure(unit, group->side == REPORT_CX ? 0 : 1);
    lxw_color_t grey = book_colour(book, COLOUR_GREY_TEXT);
    cell_blanks(sheet, row, group->first, group->last, base);
    if (figure->state != ESTIMATE_SHOWN) {
        Look look = base;
        look.size = 8.5;
        look.italic = true;
        look.bold = false;
        look.colour = grey;
        look.indent = 1; /* the sentence runs on over the empty cells after it */
        cell_text(sheet, row, group->first, figure->text, look);
        return;
    }
    bool percent = book_is_percent(figure->text);
    Look look = base;
    look.align = ALIGN_RIGHT;
    look.colour = grey;
    look.bold = false;
    look.code = "#,##0";
    cell_number(sheet, row, group->at[SIDE_N], (double)figure->n, look);
    if (group->at[SIDE_RESPONSE] >= 0) {
        look.code = "0%";
        if (isfinite(unit->response_01))
            cell_number(sheet, row, group->at[SIDE_RESPONSE], unit->response_01, look);
        else
            cell_text(sheet, row, group->at[SIDE_RESPONSE], S("–"), look);
    }
    look.size = 9;
    look.code = book_code(book, figure->lo, figure->decimals, percent);
    cell_number(sheet, row, group->at[SIDE_LOW], figure->lo, look);
    look.code = book_code(book, figure->hi, figure->decimals, percent);
    cell_number(sheet, row, group->at[SIDE_HIGH], figure->hi, look);
    look.size = 11;
    look.bold = true;
    look.colour = book_side_colour(book, group->side);
    look.code = book_code(book, figure->value, figure->decimals, percent);
    cell_number(sheet, row, group->at[SIDE_VALUE], figure->value, look);
    if (figure->partial)
        cell_note(sheet, row, group->at[SIDE_VALUE], figure->partial_note, 60);
    draw_change(sheet, row, group, figure, base);
    if (group->at[SIDE_DISTANCE] < 0 || !isfinite(figure->distance))
        return;
    look = base;
    look.align = ALIGN_RIGHT;
    look.code = book_code_signed(book, figure->distance, figure->decimals,
                                 book_is_percent(figure->distance_text));
    cell_number(sheet, row, group->at[SIDE_DISTANCE], figure->distance, look);
}

static void draw_balance(Sheet *sheet, int row, const Plan *plan, const ScoreRow *unit, Look base)
{
    Book *book = sheet->book;
    Look look = base;
    cell_blanks(sheet, row, plan->gap, plan->diagnosis, base);
    if (unit->gap.state != ESTIMATE_SHOWN) {
        look.size = 8.5;
        look.italic = true;
        look.bold = false;
        look.indent = 1;
        look.colour = book_colour(book, COLOUR_GREY_TEXT);
        cell_text(sheet, row, plan->gap, unit->gap.text, look);
        return;
    }
    look.align = ALIGN_RIGHT;
    look.code = book_code_signed(book, unit->gap.value, unit->gap.decimals, false);
    if (unit->gap_marked) {
        look.bold = true;
        look.colour = book_colour(book, COLOUR_BAD);
    }
    cell_number(sheet, row, plan->gap, unit->gap.value, look);
    look = base;
    look.size = 9.5;
    look.indent = 1;
    cell_text(sheet, row, plan->diagnosis, unit->diagnosis_text, look);
}

/* last_parent: what stands above has its people below once more. */
static void draw_unit(Sheet *sheet, int row, const Plan *plan, const ScoreRow *unit,
                      bool last_parent)
{
    Book *book = sheet->book;
    Look base = {.bottom = book_rule(book, last_parent ? COLOUR_GREY_TEXT : COLOUR_RULE)};
    if (unit->company) {
        base.bottom = base.top = book_rule(book, COLOUR_INK);
        base.fill = book_colour(book, COLOUR_WASH);
        base.bold = true;
    }
    cell_blanks(sheet, row, 1, last_table_column(plan), base);
    Look name = base;
    name.wrap = true;
    name.bold = name.bold || unit->parent_row;
    cell_text(sheet, row, 1, unit->name, name);
    int lines = text_lines(unit->name, plan->widths[1], 10);
    if (plan->parent >= 0 && !unit->company) {
        Look parent = base;
        parent.size = 9;
        parent.wrap = true;
        parent.colour = book_colour(book, COLOUR_GREY_TEXT);
        cell_text(sheet, row, plan->parent, unit->parent, parent);
        int more = text_lines(unit->parent, plan->widths[plan->parent], 9);
        lines = more > lines ? more : lines;
    }
    for (int side = 0; side < 2; side++)
        if (plan->sides[side].present)
            draw_side(sheet, row, &plan->sides[side], unit, base);
    if (plan->gap >= 0)
        draw_balance(sheet, row, plan, unit, base);
    sheet_row(sheet, row, lines > 1 ? 17 * lines + 6 : unit->company ? 30 : 27);
}

/* ---- Rules that follow the figures when the table is sorted ---- */

static lxw_format *rule_format(Book *book, lxw_color_t colour, bool bold)
{
    lxw_format *format = workbook_add_format(book->file);
    if (!format) {
        book_fail(book, S("out of memory"));
        return NULL;
    }
    format_set_font_color(format, colour);
    if (bold)
        format_set_bold(format);
    return format;
}

static void colour_marks(Sheet *sheet, int row, int last_row, const ScoreSide *group)
{
    static const struct {
        int mark;
        ColourRole role;
    } marks[] = {{1, COLOUR_GOOD}, {-1, COLOUR_BAD}};
    Book *book = sheet->book;
    Str cell = place_name(book, row, group->at[SIDE_MARK]);
    for (int i = 0; i < (int)CX_COUNTOF(marks); i++) {
        Str formula = str_format(book->arena, "=AND(ISNUMBER($%.*s),$%.*s=%d)", STR_ARG(cell),
                                 STR_ARG(cell), marks[i].mark);
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_FORMULA,
            .value_string = (char *)(uintptr_t)str_cstr(book->arena, formula),
            .format = rule_format(book, book_colour(book, marks[i].role), false)};
        sheet_rule(sheet, row, group->at[SIDE_MARK], last_row, group->at[SIDE_CHANGE], &rule);
    }
}

static void add_bars(Sheet *sheet, int row, int last_row, int column, double half,
                     lxw_color_t above, lxw_color_t below)
{
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .data_bar_2010 = 1,
                                   .bar_solid = 1,
                                   .bar_no_border = 1,
                                   .bar_color = above,
                                   .bar_negative_color = below,
                                   .bar_axis_color = book_colour(sheet->book, COLOUR_MARK),
                                   .bar_axis_position = LXW_CONDITIONAL_BAR_AXIS_MIDPOINT,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = -half,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_value = half};
    sheet_rule(sheet, row, column, last_row, column, &rule);
}

static void colour_diagnoses(Sheet *sheet, const Plan *plan, int row, int last_row)
{
    static const ColourRole roles[BALANCE_CLASS_COUNT] = {[BALANCE_CX_GT_EX] = COLOUR_EX,
                                                          [BALANCE_BOTH_LOW] = COLOUR_BAD,
                                                          [BALANCE_EX_GT_CX] = COLOUR_CX,
                                                          [BALANCE_BOTH_HIGH] = COLOUR_GOOD,
                                                          [BALANCE_CANNOT_TELL] = COLOUR_GREY_TEXT};
    Book *book = sheet->book;
    const BalanceModel *balance = &book->report->balance;
    for (int i = 0; i < balance->group_count; i++) {
        const BalanceGroup *group = &balance->groups[i];
        if (group->diagnosis == BALANCE_CANNOT_TELL || text_length(group->title) > 200)
            continue;
        Str value = formula_quote(book, group->title);
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_CELL,
            .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
            .value_string = (char *)(uintptr_t)str_cstr(book->arena, value),
            .format = rule_format(book, book_colour(book, roles[group->diagnosis]), true)};
        sheet_rule(sheet, row, plan->diagnosis, last_row, plan->diagnosis, &rule);
    }
}

static void add_rules(Sheet *sheet, const Plan *plan, int row, int last_row)
{
    Book *book = sheet->book;
    static const ColourRole tints[2] = {COLOUR_CX_BAND, COLOUR_EX_BAND};
    for (int side = 0; side < 2; side++) {
        const ScoreSide *group = &plan->sides[side];
        if (!group->present)
            continue;
        colour_marks(sheet, row, last_row, group);
        if (group->at[SIDE_DISTANCE] >= 0)
            add_bars(sheet, row, last_row, group->at[SIDE_DISTANCE], plan->bar_100,
                     book_colour(book, tints[side]), book_colour(book, COLOUR_BAD_TINT));
    }
    if (plan->gap < 0)
        return;
    add_bars(sheet, row, last_row, plan->gap, plan->bar_100, GAP_BAR, GAP_BAR);
    colour_diagnoses(sheet, plan, row, last_row);
}

/* ---- Notes ---- */

/* Under the table: what the signs mean, what is hidden, which figures lack a part. */
static int draw_notes(Sheet *sheet, const Plan *plan, int row)
{
    Book *book = sheet->book;
    const ScorecardModel *card = &book->report->scorecard;
    StrList texts = {0};
    if (book->report->summary.note.len > 0)
        *PUSH(book->arena, &texts, Str) = book->report->summary.note;
    *PUSH(book->arena, &texts, Str) = book_word(book, WORD_XLSX_SCORECARD_NOTE);
    for (ptrdiff_t i = 0; i < card->row_count; i++)
        for (int side = 0; side < 2; side++) {
            const Estimate *figure = side_figure(&card->rows[i], side);
            if (figure->state == ESTIMATE_SHOWN && figure->partial)
                *PUSH(book->arena, &texts, Str) =
                    str_format(book->arena, "%.*s: %.*s", STR_ARG(card->rows[i].name),
                               STR_ARG(figure->partial_note));
        }
    Str text = str_join(book->arena, texts.items, texts.len, S(" "));
    Look look = {.size = 8.5, .wrap = true, .colour = book_colour(book, COLOUR_GREY_TEXT)};
    int last = plan->count - 1;
    cell_merge(sheet, row, 1, row, last, look);
    cell_text(sheet, row, 1, text, look);
    sheet_row(sheet, row, 16 * text_lines(text, sheet_span(sheet, 1, last), 8.5) + 14);
    return row + 1;
}

static void draw_head_notes(Sheet *sheet, const Plan *plan)
{
    Book *book = sheet->book;
    Str half = num_show(book->arena, plan->bar_100, 0, book->report->language);
    for (int side = 0; side < 2; side++)
        if (plan->sides[side].present && plan->sides[side].at[SIDE_DISTANCE] >= 0)
            cell_note(sheet, ROW_HEADS, plan->sides[side].at[SIDE_DISTANCE],
                      BOOK_WORDS(book, WORD_XLSX_NOTE_BAR, half), 60);
    if (plan->diagnosis >= 0)
        cell_note(sheet, ROW_HEADS, plan->diagnosis, book_word(book, WORD_XLSX_NOTE_DIAGNOSIS), 60);
}

void sheet_scorecard(Book *book)
{
    const Report *report = book->report;
    const ScorecardModel *card = &report->scorecard;
    const Page *page = report_find_page(report, PAGE_SCORECARD);
    const ReportPeriod *period = &report->periods[report->period_count - 1];
    Plan plan = plan_columns(book);
    Sheet sheet = sheet_open(book, SHEET_SCORECARD, plan.widths, plan.count);
    sheet_title(&sheet, sheet.last, page ? page->title : book_word(book, WORD_XLSX_SCORECARD_TITLE),
                BOOK_WORDS(book, WORD_XLSX_SCORECARD_SUB, period->short_label,
                           book->report->level_text, card->sort_note));
    draw_bands(&sheet, &plan);
    ptrdiff_t units = card->row_count > 1 ? card->row_count - 1 : 0;
    /* A table needs one line; a report without units has an empty one. */
    int last_row = ROW_FIRST + (int)(units > 0 ? units : 1) - 1, company_row = last_row + 2;
    add_table(&sheet, &plan, last_row);
    for (ptrdiff_t i = 0; i < units; i++)
        draw_unit(&sheet, ROW_FIRST + (int)i, &plan, &card->rows[1 + i],
                  card->rows[1 + i].parent_row &&
                      (i + 1 == units || !card->rows[2 + i].parent_row));
    sheet_row(&sheet, last_row + 1, 6);
    add_rules(&sheet, &plan, ROW_FIRST, last_row);
    if (card->row_count > 0) {
        draw_unit(&sheet, company_row, &plan, &card->rows[0], false);
        add_rules(&sheet, &plan, company_row, company_row);
    }
    draw_head_notes(&sheet, &plan);
    int row = draw_notes(&sheet, &plan, company_row + 1);
    StrList codes = {0};
    const Estimate *figures[] = {&card->rows[0].cx, &card->rows[0].ex, &card->rows[0].combined};
    for (int i = 0; card->row_count > 0 && i < (int)CX_COUNTOF(figures); i++)
        *PUSH(book->arena, &codes, Str) = figures[i]->code;
    row = benchmarks_sentences(&sheet, row, 1, plan.count - 1, &codes);
    int map = row;
    row = balance_map(&sheet, row, plan.count);
    worksheet_freeze_panes(sheet.file, ROW_FIRST, 2);
    if (sheet_print_parts(&sheet, row - 1, map)) /* else the map's page would repeat them too */
        book_check(book, worksheet_repeat_rows(sheet.file, ROW_BAND, ROW_HEADS), "repeated rows");
}
