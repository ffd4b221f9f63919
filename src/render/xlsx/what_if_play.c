/* What the formulas of the sheet What-if come to when it is opened, and how they are put together.
 * Every value here has its formula beside it in the other files: change both. */
#include "what_if.h"

#include <math.h>

static const PlayRange nothing = {NAN, NAN, NAN};

/* ---- Values ---- */

static double square(double x)
{
    return x * x;
}

/* Standard error of a product of two estimates that know nothing of each other. */
static double product_se(double a, double se_a, double b, double se_b)
{
    return sqrt(square(a * se_b) + square(b * se_a) + square(se_a * se_b));
}

/* Of a slope per 1, as its interval per 10 tells. */
static double slope_se(const WhatIf *w, PlayRange slope)
{
    return (slope.hi - slope.lo) / (20 * w->book->report->z);
}

static PlayRange around(const WhatIf *w, double value, double se)
{
    double z = w->book->report->z;
    return (PlayRange){value, value - z * se, value + z * se};
}

PlayRange play_cx(const WhatIf *w, double ex, double *se)
{
    *se = NAN;
    if (!w->projects || !(fabs(ex) <= w->model->usual))
        return nothing;
    *se = product_se(w->play.slope.value / 10, slope_se(w, w->play.slope), ex, 0);
    return around(w, w->play.slope.value / 10 * ex, *se);
}

PlayRange play_kpi(const WhatIf *w, double cx, double cx_se, double *se)
{
    PlayRange slope = w->play.kpi_slope;
    *se = NAN;
    if (!isfinite(slope.value) || !isfinite(cx))
        return nothing;
    *se = product_se(slope.value / 10, slope_se(w, slope), cx, cx_se);
    return around(w, slope.value / 10 * cx, *se);
}

/* What the sheet opens with: every part lifted alike, none off its scale. */
static void open_lifts(WhatIf *w)
{
    const ScenarioModel *model = w->model;
    Play *play = &w->play;
    play->lifts = NEW(w->book->arena, double, model->part_count[REPORT_EX]);
    double weights = 0;
    for (ptrdiff_t i = 0; i < model->part_count[REPORT_EX]; i++) {
        const ScenarioPart *part = &model->parts[REPORT_EX][i];
        double room = floor((100 - part->value) * 10) / 10, below = -floor(part->value * 10) / 10;
        play->lifts[i] = fmax(fmin(model->points, room), below);
        play->ex += part->weight_01 * play->lifts[i];
        play->ex_now += part->weight_01 * part->value;
        weights += part->weight_01;
    }
    play->ex /= weights;
    play->ex_now /= weights;
}

/* Eight round steps within the usual range. */
static double open_step(const WhatIf *w)
{
    static const double steps[] = {5, 2, 1, 0.5, 0.2};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(steps); i++)
        if (w->projects && STEP_COUNT * steps[i] <= w->model->usual)
            return steps[i];
    return 0.1;
}

/* The sum, no more than 100, with both uncertainties: square-and-add. What is NaN stays so, unlike
 * with fmin. */
static PlayRange sum_within(PlayRange now, PlayRange change)
{
    double sum = now.value + change.value,
           low = sum - hypot(now.value - now.lo, change.value - change.lo),
           high = sum + hypot(now.hi - now.value, change.hi - change.value);
    return (PlayRange){sum > 100 ? 100 : sum, low > 100 ? 100 : low, high > 100 ? 100 : high};
}

void play_open(WhatIf *w)
{
    const ScenarioModel *model = w->model;
    const Book *book = w->book;
    Play *play = &w->play;
    open_lifts(w);
    play->step = open_step(w);
    const DataRow *now =
        lookup_row(book, model->scopes[0].name, book->data.now, book->data.code[REPORT_CX]);
    bool shown = now && now->shown && isfinite(now->value);
    play->cx_now = shown ? (PlayRange){now->value, now->lo, now->hi} : nothing;
    play->slope = (PlayRange){model->slope, model->lo, model->hi};
    play->state = w->projects && fabs(play->ex) > model->usual ? PLAY_RANGE
                  : !shown                                     ? PLAY_NO_CX
                                                               : PLAY_GOOD;
    play->cx_se = NAN;
    play->cx = play->state == PLAY_GOOD ? play_cx(w, play->ex, &play->cx_se) : nothing;
    play->cx_after = isfinite(play->cx.value) ? sum_within(play->cx_now, play->cx) : nothing;
    play->kpi_slope = nothing;
    play->kpi_now = NAN;
    if (model->kpi_count > 0) {
        const ScenarioKpi *kpi = &model->kpis[model->kpi_first];
        play->kpi_slope = (PlayRange){kpi->slope, kpi->lo, kpi->hi};
        play->kpi_now = model->scopes[0].kpi[model->kpi_first];
    }
    play->kpi = play_kpi(w, play->cx.value, play->cx_se, &play->kpi_se);
    double base = play->kpi_now;
    play->kpi_after = (PlayRange){base + play->kpi.value, base + play->kpi.lo, base + play->kpi.hi};
}

/* ---- Formulas ---- */

Str play_formula(WhatIf *w, const char *formula, Str e)
{
    Buffer out = {.arena = w->book->arena};
    for (const char *c = formula; *c; c++) {
        bool place = c[0] == '{' && (c[1] == 'z' || c[1] == 'e') && c[2] == '}';
        if (!place) {
            buffer_add_byte(&out, *c);
            continue;
        }
        buffer_add(&out, c[1] == 'z' ? str_from(w->z) : e);
        c += 2;
    }
    return buffer_str(&out);
}

void play_cell(WhatIf *w, int row, int column, Str formula, double value, Look look)
{
    if (isfinite(value))
        cell_formula(&w->sheet, row, column, formula, value, look);
    else
        cell_formula_text(&w->sheet, row, column, formula, S("–"), look);
}

Str play_words(WhatIf *w, Word key, const Str *expressions)
{
    Book *book = w->book;
    Str text = book_word(book, key);
    Buffer out = {.arena = book->arena};
    ptrdiff_t from = 0;
    for (ptrdiff_t at = 0; at <= text.len; at++) {
        bool place = text.len - at >= 3 && text.s[at] == '{' && text.s[at + 2] == '}';
        if (!place && at < text.len)
            continue;
        Str before = str_slice(text, from, at);
        if (before.len > 0) {
            buffer_add(&out, out.len > 0 ? S("&") : STR_NONE);
            buffer_add(&out, formula_quote(book, before));
        }
        if (place) {
            buffer_add(&out, out.len > 0 ? S("&") : STR_NONE);
            buffer_add(&out, expressions[text.s[at + 1] - '0']);
        }
        from = at + 3;
        at += place ? 2 : 0;
    }
    return buffer_str(&out);
}

/* ROUND(…)+0: no program may show a nought with a sign. */
Str play_text(WhatIf *w, const char *expression, const char *decimals, bool with_sign)
{
    Str number = str_format(w->book->arena, "SUBSTITUTE(FIXED(ROUND(%s,%s)+0,%s),\"-\",\"−\")",
                            expression, decimals, decimals);
    if (!with_sign)
        return number;
    return str_format(w->book->arena, "IF(ROUND(%s,%s)>0,\"+\",\"\")&%.*s", expression, decimals,
                      STR_ARG(number));
}

Str play_range(WhatIf *w, const char *low, const char *high, const char *decimals)
{
    Book *book = w->book;
    const Str parts[] = {formula_quote(book, book->report->level_text),
                         play_text(w, low, decimals, false), play_text(w, high, decimals, false)};
    return play_words(w, WORD_WHAT_IF_RANGE, parts);
}

Str play_range_value(WhatIf *w, double low, double high, int decimals)
{
    Book *book = w->book;
    Lang lang = book->report->language;
    return BOOK_WORDS(book, WORD_WHAT_IF_RANGE, book->report->level_text,
                      num_show(book->arena, low, decimals, lang),
                      num_show(book->arena, high, decimals, lang));
}

void play_line(WhatIf *w, int row, int column, bool company, Str code)
{
    Book *book = w->book;
    const DataRow *line = lookup_row(book, w->model->scopes[0].name, book->data.now, code);
    Str formula =
        lookup_line(book, company ? S("company") : S("whatif_unit"), S("period_now"), code);
    cell_formula(&w->sheet, row, column, str_concat(book->arena, S("="), formula),
                 line ? (double)(line - book->report->data + 1) : NAN,
                 (Look){.size = 8.5, .colour = book_colour(book, COLOUR_GREY_TEXT)});
}

Str play_figure(WhatIf *w, int row, int column, const char *field, bool is_nps)
{
    Book *book = w->book;
    Str line = place_fixed(book, row, column),
        found = str_format(book->arena, "INDEX(data_%s,%.*s)", field, STR_ARG(line)),
        value = is_nps ? str_format(book->arena, "(%.*s+100)/2", STR_ARG(found)) : found;
    return str_format(book->arena, "=IF(ISNUMBER(%.*s),IF(ISNUMBER(%.*s),%.*s,\"–\"),\"–\")",
                      STR_ARG(line), STR_ARG(found), STR_ARG(value));
}

Str play_position(WhatIf *w, const char *text, const char *range)
{
    return str_format(w->book->arena, "=SUMPRODUCT(EXACT(%s,%s)*(ROW(%s)-MIN(ROW(%s))+1))", range,
                      text, range, range);
}

/* The variance of a product of two that know nothing of each other, as in product_se. */
Str play_cx_se(WhatIf *w, Str ex)
{
    return play_formula(w,
                        "SQRT((slope_ex_cx/10*whatif_half/{z})^2"
                        "+({e}*(slope_ex_cx_high-slope_ex_cx_low)/(20*{z}))^2"
                        "+((slope_ex_cx_high-slope_ex_cx_low)/(20*{z})*whatif_half/{z})^2)",
                        ex);
}

Str play_kpi_title(Book *book, const ScenarioKpi *kpi)
{
    if (kpi->measure.len == 0)
        return kpi->label;
    return str_format(book->arena, "%.*s, %.*s", STR_ARG(kpi->label), STR_ARG(kpi->measure));
}
