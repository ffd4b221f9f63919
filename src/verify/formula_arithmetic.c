/* Functions of the sheets on which readers calculate: on numbers, on ranges of them, on texts. */
#include "formula.h"

#include <math.h>

/* ---- Numbers ---- */

/* The error, if it is one or no number; else a number. */
static FormulaValue number_of(const FormulaReader *reader, FormulaValue value)
{
    FormulaValue single = formula_scalar(reader, value);
    if (single.kind == FORMULA_TEXT)
        return single.text.len == 0 ? formula_number(0) : formula_error("#VALUE!");
    return single.kind == FORMULA_BOOL ? formula_number(single.number) : single;
}

static FormulaValue one_number(FormulaReader *reader, FormulaValue value, double (*map)(double))
{
    FormulaValue x = number_of(reader, value);
    if (x.kind == FORMULA_ERROR)
        return x;
    double y = map(x.number);
    return isfinite(y) ? formula_number(y) : formula_error("#NUM!");
}

static FormulaValue call_sqrt(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    return one_number(reader, values[0], sqrt);
}

static FormulaValue call_abs(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    return one_number(reader, values[0], fabs);
}

static FormulaValue call_ln(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    return one_number(reader, values[0], log);
}

static FormulaValue call_exp(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    return one_number(reader, values[0], exp);
}

/* Two arguments: a number and its decimals, 0 to 9. */
static FormulaValue with_decimals(const FormulaReader *reader, const FormulaValue *values,
                                  int *decimals)
{
    FormulaValue x = number_of(reader, values[0]), d = number_of(reader, values[1]);
    if (x.kind == FORMULA_ERROR || d.kind == FORMULA_ERROR)
        return x.kind == FORMULA_ERROR ? x : d;
    if (!(d.number >= 0 && d.number <= 9))
        return formula_error("#VALUE!");
    *decimals = (int)d.number;
    return x;
}

static FormulaValue call_round(FormulaReader *reader, const FormulaValue *values, int count)
{
    int decimals = 0;
    FormulaValue x = with_decimals(reader, values, &decimals);
    (void)count;
    return x.kind == FORMULA_ERROR ? x : formula_number(num_round(x.number, decimals));
}

/* A number as the language writes it, with a plain minus. */
static FormulaValue call_fixed(FormulaReader *reader, const FormulaValue *values, int count)
{
    int decimals = 0;
    FormulaValue x = with_decimals(reader, values, &decimals);
    (void)count;
    if (x.kind == FORMULA_ERROR)
        return x;
    Arena *arena = reader->book->arena;
    Str digits = num_show(arena, fabs(x.number), decimals, reader->book->lang);
    bool minus = num_round(x.number, decimals) < 0;
    return (FormulaValue){.kind = FORMULA_TEXT,
                          .text = minus ? str_concat(arena, S("-"), digits) : digits};
}

/* ---- Ranges ---- */

static FormulaValue call_count(FormulaReader *reader, const FormulaValue *values, int count)
{
    double numbers = 0;
    for (int v = 0; v < count; v++) {
        BookRange range = values[v].range;
        numbers += values[v].kind == FORMULA_NUMBER;
        for (int r = range.row; values[v].kind == FORMULA_RANGE && r <= range.last_row; r++)
            for (int c = range.column; c <= range.last_column; c++)
                numbers += formula_cell(reader, range.sheet, r, c).kind == FORMULA_NUMBER;
    }
    return formula_number(numbers);
}

typedef struct Pairs { /* cells of two ranges of one shape, side by side */
    double *a, *b;     /* what is no number is NaN */
    ptrdiff_t count;
} Pairs;

static double number_or_nan(FormulaValue value)
{
    return value.kind == FORMULA_NUMBER ? value.number : (double)NAN;
}

static bool pairs_of(FormulaReader *reader, const FormulaValue *values, Pairs *pairs)
{
    BookRange a = values[0].range, b = values[1].range;
    int rows = a.last_row - a.row, columns = a.last_column - a.column;
    if (values[0].kind != FORMULA_RANGE || values[1].kind != FORMULA_RANGE ||
        rows != b.last_row - b.row || columns != b.last_column - b.column)
        return false;
    ptrdiff_t most = ((ptrdiff_t)rows + 1) * (columns + 1);
    *pairs = (Pairs){.a = NEW(reader->book->arena, double, most),
                     .b = NEW(reader->book->arena, double, most)};
    for (int r = 0; r <= rows; r++)
        for (int c = 0; c <= columns; c++) {
            pairs->a[pairs->count] =
                number_or_nan(formula_cell(reader, a.sheet, a.row + r, a.column + c));
            pairs->b[pairs->count++] =
                number_or_nan(formula_cell(reader, b.sheet, b.row + r, b.column + c));
        }
    return true;
}

/* Texts count as 0. */
static FormulaValue call_sumproduct(FormulaReader *reader, const FormulaValue *values, int count)
{
    Pairs pairs;
    double sum = 0;
    (void)count;
    if (!pairs_of(reader, values, &pairs))
        return formula_error("#VALUE!");
    for (ptrdiff_t i = 0; i < pairs.count; i++)
        if (isfinite(pairs.a[i]) && isfinite(pairs.b[i]))
            sum += pairs.a[i] * pairs.b[i];
    return formula_number(sum);
}

/* Of y (first) on x; pairs that lack one are left out. */
static FormulaValue call_slope(FormulaReader *reader, const FormulaValue *values, int count)
{
    Pairs pairs;
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    (void)count;
    if (!pairs_of(reader, values, &pairs))
        return formula_error("#N/A");
    for (ptrdiff_t i = 0; i < pairs.count; i++) {
        if (!isfinite(pairs.a[i]) || !isfinite(pairs.b[i]))
            continue;
        n++;
        mean_y += pairs.a[i];
        mean_x += pairs.b[i];
    }
    mean_x /= n;
    mean_y /= n;
    for (ptrdiff_t i = 0; i < pairs.count; i++) {
        if (!isfinite(pairs.a[i]) || !isfinite(pairs.b[i]))
            continue;
        xx += (pairs.b[i] - mean_x) * (pairs.b[i] - mean_x);
        xy += (pairs.b[i] - mean_x) * (pairs.a[i] - mean_y);
    }
    return n < 2 || xx == 0 ? formula_error("#DIV/0!") : formula_number(xy / xx);
}

/* ---- Conditions and texts ---- */

static FormulaValue call_or(FormulaReader *reader, const FormulaValue *values, int count)
{
    bool any = false;
    for (int i = 0; i < count; i++) {
        FormulaValue value = number_of(reader, values[i]);
        if (value.kind == FORMULA_ERROR)
            return value;
        any = any || value.number != 0;
    }
    return formula_bool(any);
}

static FormulaValue call_not(FormulaReader *reader, const FormulaValue *values, int count)
{
    FormulaValue value = number_of(reader, values[0]);
    (void)count;
    return value.kind == FORMULA_ERROR ? value : formula_bool(value.number == 0);
}

static FormulaValue call_substitute(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    Str parts[3];
    for (int i = 0; i < 3; i++) {
        FormulaValue value = formula_scalar(reader, values[i]);
        if (value.kind == FORMULA_ERROR)
            return value;
        parts[i] = formula_text(reader, value);
    }
    Str left = parts[0];
    Buffer out = {.arena = reader->book->arena};
    for (ptrdiff_t at = 0; parts[1].len > 0 && (at = str_find(left, parts[1])) >= 0;) {
        buffer_add(&out, str_slice(left, 0, at));
        buffer_add(&out, parts[2]);
        left = str_slice(left, at + parts[1].len, left.len);
    }
    buffer_add(&out, left);
    return (FormulaValue){.kind = FORMULA_TEXT, .text = buffer_str(&out)};
}

const FormulaFunction formula_arithmetic[] = {
    {"SQRT", 1, 1, call_sqrt},   {"ABS", 1, 1, call_abs},
    {"LN", 1, 1, call_ln},       {"EXP", 1, 1, call_exp},
    {"ROUND", 2, 2, call_round}, {"FIXED", 2, 2, call_fixed},
    {"COUNT", 1, 8, call_count}, {"SUMPRODUCT", 2, 2, call_sumproduct},
    {"SLOPE", 2, 2, call_slope}, {"OR", 1, 8, call_or},
    {"NOT", 1, 1, call_not},     {"SUBSTITUTE", 3, 3, call_substitute},
    {NULL, 0, 0, NULL},
};
