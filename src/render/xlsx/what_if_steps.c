/* Sheet 8: what goes with more EX (steps 2 and 3), and the result on top. */
#include "what_if.h"

#include <math.h>

static Str decimals_of_kpi(void)
{
    return S("INDEX(kpi_decimals,whatif_kpi_at)");
}

/* ---- Rows ---- */

typedef struct Line {
    int row;
    Word label;
    const char *formulas[3]; /* estimate, low, high; NULL: an empty cell */
    PlayRange values;
    const char *code;
    bool bold, grey;
    lxw_color_t colour;
    const char *names[3];
} Line;

static void draw_line(WhatIf *w, const Line *line)
{
    Book *book = w->book;
    const double values[3] = {line->values.value, line->values.lo, line->values.hi};
    Look label = {
        .bold = line->bold, .colour = line->colour, .bottom = book_rule(book, COLOUR_RULE)};
    cell_text(&w->sheet, line->row, RIGHT, book_word(book, line->label),
              line->grey ? what_if_grey(label, w) : label);
    for (int i = 0; i < 3; i++) {
        Look look = what_if_number(w, line->code);
        look.bold = line->bold && i == 0;
        look.colour = line->colour;
        look = i > 0 || line->grey ? what_if_grey(look, w) : look;
        if (!line->formulas[i])
            cell_blank(&w->sheet, line->row, RIGHT + 1 + i, look);
        else
            play_cell(w, line->row, RIGHT + 1 + i, play_formula(w, line->formulas[i], STR_NONE),
                      values[i], look);
        if (line->names[i])
            what_if_name(w, line->names[i], line->row, RIGHT + 1 + i, line->row);
    }
}

static void draw_sentence(WhatIf *w, int row, Str formula, Str value)
{
    Look look = {.size = 9.5,
                 .italic = true,
                 .bold = true,
                 .wrap = true,
                 .colour = book_colour(w->book, COLOUR_GREY_TEXT)};
    cell_merge(&w->sheet, row, RIGHT, row, RIGHT_LAST, look);
    if (formula.len > 0)
        cell_formula_text(&w->sheet, row, RIGHT, formula, value, look);
    else
        cell_text(&w->sheet, row, RIGHT, value, look);
}

/* ---- Step 2 ---- */

/* "5", "4.5": as the refusal's sentence has it. */
static Str range_sentence(WhatIf *w)
{
    const Str number[] = {
        S("IF(ROUND(whatif_ex,1)=ROUND(whatif_ex,0),FIXED(ABS(ROUND(whatif_ex,0)),0),"
          "FIXED(ABS(ROUND(whatif_ex,1)),1))")};
    return play_words(w, WORD_REFUSED_WHAT_IF_RANGE, number);
}

static Str range_sentence_value(const WhatIf *w)
{
    double x = fabs(w->play.ex);
    bool whole = num_round(x, 1) == num_round(x, 0);
    return BOOK_WORDS(w->book, WORD_REFUSED_WHAT_IF_RANGE,
                      num_show(w->book->arena, x, whole ? 0 : 1, w->book->report->language));
}

static void draw_cx_sentence(WhatIf *w)
{
    Book *book = w->book;
    Lang lang = book->report->language;
    const Play *play = &w->play;
    const Str parts[] = {play_text(w, "whatif_ex", "1", true), play_text(w, "whatif_cx", "1", true),
                         play_text(w, "whatif_cx_low", "1", false),
                         play_text(w, "whatif_cx_high", "1", false)};
    Str said = play_words(w, WORD_WHAT_IF_SENTENCE, parts), range = range_sentence(w),
        nobody = formula_quote(book, book_word(book, WORD_WHAT_IF_NO_CUSTOMERS)),
        mend = formula_quote(book, book_word(book, WORD_WHAT_IF_MEND));
    Str formula =
        str_format(book->arena,
                   "=IF(whatif_state=%d,%.*s,IF(whatif_state=%d,%.*s,IF(whatif_state=%d,"
                   "IF(ISNUMBER(whatif_cx_line),INDEX(data_status,whatif_cx_line),%.*s),%.*s)))",
                   PLAY_GOOD, STR_ARG(said), PLAY_RANGE, STR_ARG(range), PLAY_NO_CX,
                   STR_ARG(nobody), STR_ARG(mend));
    Str value = range_sentence_value(w);
    if (play->state == PLAY_GOOD)
        value =
            BOOK_WORDS(book, WORD_WHAT_IF_SENTENCE, num_show_signed(book->arena, play->ex, 1, lang),
                       num_show_signed(book->arena, play->cx.value, 1, lang),
                       num_show(book->arena, play->cx.lo, 1, lang),
                       num_show(book->arena, play->cx.hi, 1, lang));
    draw_sentence(w, w->rows.sentence, formula, value);
    what_if_name(w, "whatif_sentence", w->rows.sentence, RIGHT, w->rows.sentence);
}

/* The slope stands on the sheet Link; here alone where there is no such sheet. */
static void draw_slope(WhatIf *w)
{
    Book *book = w->book;
    static const char *const names[3] = {"slope_ex_cx", "slope_ex_cx_low", "slope_ex_cx_high"};
    const double values[3] = {w->play.slope.value, w->play.slope.lo, w->play.slope.hi};
    int row = ROW_LINES + 1;
    bool there = book->sheets[SHEET_LINK] != NULL; /* it names them when they may be used */
    cell_text(&w->sheet, row, RIGHT, book_word(book, WORD_WHAT_IF_SLOPE_CX),
              (Look){.bottom = book_rule(book, COLOUR_RULE)});
    for (int i = 0; i < 3; i++) {
        Look look = what_if_number(w, book_code_signed(book, NAN, 1, false));
        look = i > 0 ? what_if_grey(look, w) : look;
        if (there) {
            cell_formula(&w->sheet, row, RIGHT + 1 + i, str_format(book->arena, "=%s", names[i]),
                         values[i], look);
            continue;
        }
        cell_number(&w->sheet, row, RIGHT + 1 + i, values[i], look);
        what_if_name(w, names[i], row, RIGHT + 1 + i, row);
    }
}

static void draw_cx_now(WhatIf *w)
{
    Book *book = w->book;
    static const char *const fields[3] = {"value", "low", "high"};
    const char *now[3];
    for (int i = 0; i < 3; i++)
        now[i] = str_cstr(book->arena, play_figure(w, w->rows.cx, 2, fields[i], false));
    draw_line(w, &(Line){.row = ROW_LINES,
                         .label = WORD_WHAT_IF_CX_NOW,
                         .formulas = {now[0], now[1], now[2]},
                         .values = w->play.cx_now,
                         .code = book_code(book, NAN, 1, false),
                         .names = {"whatif_cx_now", "whatif_cx_now_low", "whatif_cx_now_high"}});
}

static void draw_cx_lines(WhatIf *w)
{
    Book *book = w->book;
    const Play *play = &w->play;
    Str se = play_cx_se(w, S("whatif_ex"));
    const Line lines[] = {
        {.row = ROW_LINES + 2,
         .label = WORD_WHAT_IF_SE_CX,
         .formulas = {str_cstr(
             book->arena, str_format(book->arena, "=IF(whatif_state=0,%.*s,\"–\")", STR_ARG(se)))},
         .values = {.value = play->cx_se},
         .code = book_code(book, NAN, 2, false),
         .grey = true,
         .names = {"whatif_cx_se"}},
        {.row = ROW_LINES + 3,
         .label = WORD_WHAT_IF_CX_ADD,
         .formulas = {"=IF(whatif_state=0,slope_ex_cx/10*whatif_ex,\"–\")",
                      "=IF(ISNUMBER(whatif_cx),whatif_cx-{z}*whatif_cx_se,\"–\")",
                      "=IF(ISNUMBER(whatif_cx),whatif_cx+{z}*whatif_cx_se,\"–\")"},
         .values = play->cx,
         .code = book_code_signed(book, NAN, 1, false),
         .bold = true,
         .colour = book_colour(book, COLOUR_CX),
         .names = {"whatif_cx", "whatif_cx_low", "whatif_cx_high"}},
        {.row = ROW_LINES + 4,
         .label = WORD_WHAT_IF_CX_AFTER,
         .formulas = {"=IF(ISNUMBER(whatif_cx),MIN(100,whatif_cx_now+whatif_cx),\"–\")",
                      "=IF(AND(ISNUMBER(whatif_cx),ISNUMBER(whatif_cx_now_low)),"
                      "MIN(100,whatif_cx_now+whatif_cx-SQRT((whatif_cx_now-whatif_cx_now_low)^2"
                      "+(whatif_cx-whatif_cx_low)^2)),\"–\")",
                      "=IF(AND(ISNUMBER(whatif_cx),ISNUMBER(whatif_cx_now_high)),"
                      "MIN(100,whatif_cx_now+whatif_cx+SQRT((whatif_cx_now_high-whatif_cx_now)^2"
                      "+(whatif_cx_high-whatif_cx)^2)),\"–\")"},
         .values = play->cx_after,
         .code = book_code(book, NAN, 1, false),
         .names = {"whatif_cx_after", "whatif_cx_after_low", "whatif_cx_after_high"}}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(lines); i++)
        draw_line(w, &lines[i]);
}

void what_if_step_two(WhatIf *w)
{
    Book *book = w->book;
    const Str heads[] = {book_word(book, WORD_WHAT_IF_LINK), book_word(book, WORD_WHAT_IF_VALUE),
                         BOOK_WORDS(book, WORD_XLSX_LOW, book->report->level_text),
                         BOOK_WORDS(book, WORD_XLSX_HIGH, book->report->level_text)};
    sheet_thick_label(&w->sheet, ROW_STEPS, RIGHT, RIGHT_LAST,
                      book_word(book, WORD_WHAT_IF_STEP_TWO), book_colour(book, COLOUR_CX));
    what_if_heads(w, ROW_STEPS + 2, RIGHT, heads, CX_COUNTOF(heads));
    draw_cx_now(w);
    if (!w->projects) {
        draw_sentence(w, w->rows.sentence, STR_NONE, w->model->refused);
        return;
    }
    draw_slope(w);
    draw_cx_lines(w);
    draw_cx_sentence(w);
}

/* ---- Step 3 ---- */

static void draw_kpi_pick(WhatIf *w)
{
    Book *book = w->book;
    int row = w->rows.kpi_pick;
    Look input = what_if_input(w, NULL);
    input.align = ALIGN_LEFT;
    input.indent = 1;
    cell_text(&w->sheet, row, RIGHT, book_word(book, WORD_WHAT_IF_KPI), (Look){.bold = true});
    cell_merge(&w->sheet, row, RIGHT + 1, row, RIGHT_LAST, input);
    cell_text(&w->sheet, row, RIGHT + 1, w->model->kpis[w->model->kpi_first].label, input);
    what_if_name(w, "whatif_kpi", row, RIGHT + 1, row);
}

static void draw_kpi_inputs(WhatIf *w)
{
    Book *book = w->book;
    const struct {
        int row;
        Word label;
        const char *name;
    } inputs[] = {{w->rows.worth, WORD_WHAT_IF_WORTH, "whatif_worth"},
                  {w->rows.cost, WORD_WHAT_IF_COST, "whatif_cost"}};
    Look line = {.bottom = book_rule(book, COLOUR_RULE)};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(inputs); i++) {
        cell_blanks(&w->sheet, inputs[i].row, RIGHT, RIGHT_LAST, line);
        cell_text(&w->sheet, inputs[i].row, RIGHT, book_word(book, inputs[i].label), line);
        cell_number(&w->sheet, inputs[i].row, RIGHT + 1, 0, what_if_input(w, "#,##0.##"));
        what_if_name(w, inputs[i].name, inputs[i].row, RIGHT + 1, inputs[i].row);
        what_if_any_number(w, inputs[i].row, RIGHT + 1, inputs[i].label);
    }
}

static void draw_net(WhatIf *w)
{
    Book *book = w->book;
    int row = w->rows.net;
    Look label = what_if_total(w, NULL);
    static const char *const formulas[3] = {
        "=IF(AND(ISNUMBER(whatif_kpi_add),whatif_worth<>0),whatif_kpi_add*whatif_worth-whatif_cost,"
        "\"–\")",
        "=IF(ISNUMBER(whatif_net),MIN(whatif_kpi_add_low*whatif_worth,"
        "whatif_kpi_add_high*whatif_worth)-whatif_cost,\"–\")",
        "=IF(ISNUMBER(whatif_net),MAX(whatif_kpi_add_low*whatif_worth,"
        "whatif_kpi_add_high*whatif_worth)-whatif_cost,\"–\")"};
    static const char *const names[3] = {"whatif_net", "whatif_net_low", "whatif_net_high"};
    label.align = ALIGN_LEFT;
    cell_text(&w->sheet, row, RIGHT, book_word(book, WORD_WHAT_IF_NET), label);
    for (int i = 0; i < 3; i++) {
        Look look = what_if_total(w, book_code_signed(book, NAN, 1, false));
        look.bold = i == 0;
        play_cell(w, row, RIGHT + 1 + i, str_from(formulas[i]), NAN, look);
        what_if_name(w, names[i], row, RIGHT + 1 + i, row);
    }
}

static Str leveled(WhatIf *w, Word key)
{
    return BOOK_WORDS(w->book, key, w->book->report->level_text);
}

static void draw_verdict(WhatIf *w)
{
    Book *book = w->book;
    static const Word keys[] = {WORD_WHAT_IF_NET_ABOVE, WORD_WHAT_IF_NET_BELOW,
                                WORD_WHAT_IF_NET_UNCLEAR, WORD_WHAT_IF_KPI_CLEAR,
                                WORD_WHAT_IF_KPI_UNCLEAR};
    Str quoted[CX_COUNTOF(keys)];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(keys); i++)
        quoted[i] = formula_quote(book, leveled(w, keys[i]));
    Str formula = str_format(
        book->arena,
        "=IF(ISNUMBER(whatif_net),IF(whatif_net_low>0,%.*s,IF(whatif_net_high<0,%.*s,%.*s)),"
        "IF(ISNUMBER(whatif_kpi_add),IF(whatif_kpi_add_low*whatif_kpi_add_high>0,%.*s,%.*s),"
        "IF(ISNUMBER(whatif_kpi_slope),whatif_sentence,INDEX(kpi_sentence,whatif_kpi_at))))",
        STR_ARG(quoted[0]), STR_ARG(quoted[1]), STR_ARG(quoted[2]), STR_ARG(quoted[3]),
        STR_ARG(quoted[4]));
    PlayRange kpi = w->play.kpi;
    Str value = leveled(w, kpi.lo * kpi.hi > 0 ? WORD_WHAT_IF_KPI_CLEAR : WORD_WHAT_IF_KPI_UNCLEAR);
    if (!isfinite(kpi.value)) /* the state is PLAY_RANGE or PLAY_NO_CX */
        value = range_sentence_value(w);
    draw_sentence(w, w->rows.verdict, formula, value);
    what_if_name(w, "whatif_verdict", w->rows.verdict, RIGHT, w->rows.verdict);
}

static void draw_kpi_lines(WhatIf *w)
{
    Book *book = w->book;
    const Play *play = &w->play;
    int decimals = 0;
    for (ptrdiff_t k = 0; k < w->model->kpi_count; k++)
        decimals = w->model->kpis[k].decimals > decimals ? w->model->kpis[k].decimals : decimals;
    const char *plain = book_code(book, NAN, decimals, false),
               *change = book_code_signed(book, NAN, decimals, false);
    lxw_color_t colour = book_colour(book, COLOUR_GROWTH);
    const Line lines[] = {
        {.row = w->rows.kpi_slope,
         .label = WORD_WHAT_IF_SLOPE_KPI,
         .formulas = {"=INDEX(kpi_slope,whatif_kpi_at)", "=INDEX(kpi_slope_low,whatif_kpi_at)",
                      "=INDEX(kpi_slope_high,whatif_kpi_at)"},
         .values = play->kpi_slope,
         .code = change,
         .names = {"whatif_kpi_slope", "whatif_kpi_slope_low", "whatif_kpi_slope_high"}},
        {.row = w->rows.kpi_se,
         .label = WORD_WHAT_IF_SE_KPI,
         .formulas =
             {"=IF(AND(ISNUMBER(whatif_cx),ISNUMBER(whatif_kpi_slope)),"
              "SQRT((whatif_kpi_slope/10*whatif_cx_se)^2"
              "+(whatif_cx*(whatif_kpi_slope_high-whatif_kpi_slope_low)/(20*{z}))^2"
              "+((whatif_kpi_slope_high-whatif_kpi_slope_low)/(20*{z})*whatif_cx_se)^2),\"–\")"},
         .values = {.value = play->kpi_se},
         .code = book_code(book, NAN, decimals < 9 ? decimals + 1 : 9, false),
         .grey = true,
         .names = {"whatif_kpi_se"}},
        {.row = w->rows.kpi_now,
         .label = WORD_WHAT_IF_KPI_NOW,
         .formulas = {"=INDEX(kpi_now,whatif_unit_at,whatif_kpi_at)"},
         .values = {.value = play->kpi_now},
         .code = plain,
         .names = {"whatif_kpi_now"}},
        {.row = w->rows.kpi_add,
         .label = WORD_WHAT_IF_KPI_ADD,
         .formulas = {"=IF(AND(ISNUMBER(whatif_cx),ISNUMBER(whatif_kpi_slope)),"
                      "whatif_kpi_slope/10*whatif_cx,\"–\")",
                      "=IF(ISNUMBER(whatif_kpi_add),whatif_kpi_add-{z}*whatif_kpi_se,\"–\")",
                      "=IF(ISNUMBER(whatif_kpi_add),whatif_kpi_add+{z}*whatif_kpi_se,\"–\")"},
         .values = play->kpi,
         .code = change,
         .bold = true,
         .colour = colour,
         .names = {"whatif_kpi_add", "whatif_kpi_add_low", "whatif_kpi_add_high"}},
        {.row = w->rows.kpi_after,
         .label = WORD_WHAT_IF_KPI_AFTER,
         .formulas = {"=IF(AND(ISNUMBER(whatif_kpi_now),ISNUMBER(whatif_kpi_add)),"
                      "whatif_kpi_now+whatif_kpi_add,\"–\")",
                      "=IF(AND(ISNUMBER(whatif_kpi_now),ISNUMBER(whatif_kpi_add)),"
                      "whatif_kpi_now+whatif_kpi_add_low,\"–\")",
                      "=IF(AND(ISNUMBER(whatif_kpi_now),ISNUMBER(whatif_kpi_add)),"
                      "whatif_kpi_now+whatif_kpi_add_high,\"–\")"},
         .values = play->kpi_after,
         .code = plain}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(lines); i++)
        draw_line(w, &lines[i]);
    if (book->sheets[SHEET_LINK])
        cell_note(&w->sheet, w->rows.kpi_se, RIGHT,
                  BOOK_WORDS(book, WORD_WHAT_IF_SE_NOTE, book->sheet_names[SHEET_LINK]), 90);
}

void what_if_step_three(WhatIf *w)
{
    Book *book = w->book;
    sheet_thick_label(&w->sheet, w->rows.kpi_head, RIGHT, RIGHT_LAST,
                      book_word(book, WORD_WHAT_IF_STEP_THREE), book_colour(book, COLOUR_GROWTH));
    if (!w->projects_kpi) {
        for (ptrdiff_t k = 0; k < w->model->kpi_count; k++)
            draw_sentence(w, w->rows.kpi_head + 1 + (int)k, STR_NONE, w->model->kpis[k].refused);
        return;
    }
    draw_kpi_pick(w);
    draw_kpi_lines(w);
    draw_kpi_inputs(w);
    draw_net(w);
    draw_verdict(w);
}

/* ---- The result on top ---- */

typedef struct Tile {
    int first, last;
    Str label, label_value, number, small, small_value; /* label: a formula, or empty */
    double value;
    Str text; /* the number as a text; else empty */
    const char *code;
    lxw_color_t colour;
} Tile;

static void draw_tile(WhatIf *w, const Tile *tile)
{
    Book *book = w->book;
    Sheet *sheet = &w->sheet;
    lxw_color_t wash = book_colour(book, COLOUR_WASH), grey = book_colour(book, COLOUR_GREY_TEXT);
    Look head = {.bold = true,
                 .colour = grey,
                 .fill = wash,
                 .indent = 1,
                 .top = {LXW_BORDER_THICK, tile->colour}};
    Look big = {.size = 26, .colour = tile->colour, .fill = wash, .indent = 1, .code = tile->code};
    Look small = {
        .size = 9, .colour = grey, .fill = wash, .indent = 1, .wrap = true, .valign = VALIGN_TOP};
    const Look looks[3] = {head, big, small};
    for (int r = 0; r < 3; r++)
        cell_merge(sheet, ROW_TILES + r, tile->first, ROW_TILES + r, tile->last, looks[r]);
    if (tile->label.len > 0)
        cell_formula_text(sheet, ROW_TILES, tile->first, tile->label, tile->label_value, head);
    else
        cell_text(sheet, ROW_TILES, tile->first, tile->label_value, head);
    if (tile->number.len == 0)
        cell_text(sheet, ROW_TILES + 1, tile->first, S("–"), big);
    else if (tile->text.len > 0)
        cell_formula_text(sheet, ROW_TILES + 1, tile->first, tile->number, tile->text, big);
    else
        play_cell(w, ROW_TILES + 1, tile->first, tile->number, tile->value, big);
    if (tile->small.len > 0)
        cell_formula_text(sheet, ROW_TILES + 2, tile->first, tile->small, tile->small_value, small);
    else
        cell_text(sheet, ROW_TILES + 2, tile->first, tile->small_value, small);
}

static void arrow(WhatIf *w, int column)
{
    cell_text(
        &w->sheet, ROW_TILES + 1, column, S("→"),
        (Look){.size = 18, .align = ALIGN_CENTER, .colour = book_colour(w->book, COLOUR_MARK)});
}

static void ex_tile(WhatIf *w)
{
    Book *book = w->book;
    Str set = book_word(book, WORD_WHAT_IF_AS_SET),
        range = play_range(w, "whatif_ex-whatif_half", "whatif_ex+whatif_half", "1");
    draw_tile(w, &(Tile){.first = LEFT,
                         .last = 2,
                         .label_value = book_word(book, WORD_WHAT_IF_TILE_EX),
                         .number = S("=whatif_ex"),
                         .value = w->play.ex,
                         .code = book_code_signed(book, NAN, 1, false),
                         .small = str_format(book->arena, "=IF(whatif_half>0,%.*s,%.*s)",
                                             STR_ARG(range), STR_ARG(formula_quote(book, set))),
                         .small_value = set,
                         .colour = book_colour(book, COLOUR_EX)});
}

static void cx_tile(WhatIf *w, bool after)
{
    Book *book = w->book;
    PlayRange cx = after ? w->play.cx_after : w->play.cx;
    Tile tile = {
        .first = after ? RIGHT : 4,
        .last = after ? RIGHT : LEFT_LAST,
        .label_value = book_word(book, after ? WORD_WHAT_IF_TILE_CX_AFTER : WORD_WHAT_IF_TILE_CX),
        .value = cx.value,
        .code = after ? book_code(book, NAN, 1, false) : book_code_signed(book, NAN, 1, false),
        .small_value = w->model->refused,
        .colour = book_colour(book, COLOUR_CX)};
    if (w->projects) {
        Str range = after ? play_range(w, "whatif_cx_after_low", "whatif_cx_after_high", "1")
                          : play_range(w, "whatif_cx_low", "whatif_cx_high", "1");
        tile.number = after ? S("=whatif_cx_after") : S("=whatif_cx");
        tile.small = str_format(book->arena, "=IF(ISNUMBER(whatif_cx),%.*s,whatif_sentence)",
                                STR_ARG(range));
        tile.small_value =
            isfinite(cx.value) ? play_range_value(w, cx.lo, cx.hi, 1) : range_sentence_value(w);
    }
    draw_tile(w, &tile);
}

static void kpi_tiles(WhatIf *w)
{
    Book *book = w->book;
    const ScenarioKpi *kpi = &w->model->kpis[w->model->kpi_first];
    PlayRange change = w->play.kpi;
    const char *decimals = str_cstr(book->arena, decimals_of_kpi());
    bool there = isfinite(change.value);
    Lang lang = book->report->language;
    Str number = play_text(w, "whatif_kpi_add", decimals, true),
        range = play_range(w, "whatif_kpi_add_low", "whatif_kpi_add_high", decimals),
        hint = book_word(book, WORD_WHAT_IF_NET_HINT),
        net_range = play_range(w, "whatif_net_low", "whatif_net_high", "1");
    draw_tile(
        w, &(Tile){.first = RIGHT,
                   .last = RIGHT,
                   .label = S("=INDEX(kpi_title,whatif_kpi_at)"),
                   .label_value = play_kpi_title(book, kpi),
                   .number = str_format(book->arena, "=IF(ISNUMBER(whatif_kpi_add),%.*s,\"–\")",
                                        STR_ARG(number)),
                   .text = there ? num_show_signed(book->arena, change.value, kpi->decimals, lang)
                                 : S("–"),
                   .small =
                       str_format(book->arena, "=IF(ISNUMBER(whatif_kpi_add),%.*s,whatif_verdict)",
                                  STR_ARG(range)),
                   .small_value = there ? play_range_value(w, change.lo, change.hi, kpi->decimals)
                                        : range_sentence_value(w),
                   .colour = book_colour(book, COLOUR_GROWTH)});
    draw_tile(w,
              &(Tile){.first = RIGHT + 2,
                      .last = RIGHT_LAST,
                      .label_value = book_word(book, WORD_WHAT_IF_TILE_NET),
                      .number = S("=whatif_net"),
                      .value = NAN,
                      .code = book_code_signed(book, NAN, 1, false),
                      .small = str_format(book->arena, "=IF(ISNUMBER(whatif_net),%.*s,%.*s)",
                                          STR_ARG(net_range), STR_ARG(formula_quote(book, hint))),
                      .small_value = hint,
                      .colour = book_colour(book, COLOUR_BRAND)});
}

void what_if_tiles(WhatIf *w)
{
    ex_tile(w);
    arrow(w, 3);
    cx_tile(w, false);
    if (!w->projects)
        return;
    arrow(w, 7);
    if (w->projects_kpi) {
        kpi_tiles(w);
        arrow(w, RIGHT + 1);
    } else {
        cx_tile(w, true);
    }
}
