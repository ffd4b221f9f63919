/* The formulas that cxex writes into its workbooks, computed again from the cells as they stand:
 * look-ups in the long table, differences, and what to show in place of a missing number. */
#include "formula.h"

#include <math.h>
#include <string.h>

enum { FORMULA_DEPTH_LIMIT = 64, ARGUMENTS_LIMIT = 8, FORMULA_NAME_LIMIT = 64 };

FormulaValue formula_number(double number)
{
    return (FormulaValue){.kind = FORMULA_NUMBER, .number = number};
}

FormulaValue formula_bool(bool yes)
{
    return (FormulaValue){.kind = FORMULA_BOOL, .number = yes};
}

FormulaValue formula_error(const char *error)
{
    return (FormulaValue){.kind = FORMULA_ERROR, .text = str_from(error)};
}

static FormulaValue fail(FormulaReader *reader, Str why)
{
    if (!reader->failed)
        reader->why = why;
    reader->failed = true;
    return formula_error("#N/A");
}

/* ---- Cells ---- */

FormulaValue formula_cell(const FormulaReader *reader, ptrdiff_t sheet, int row, int column)
{
    const BookCell *cell = book_cell(&reader->book->book->sheets[sheet], row, column);
    if (!cell)
        return (FormulaValue){.kind = FORMULA_TEXT}; /* empty: "" and 0 */
    switch (cell->kind) {
    case CELL_NUMBER:
        return formula_number(cell->number);
    case CELL_BOOL:
        return formula_bool(cell->number != 0);
    case CELL_ERROR:
        return (FormulaValue){.kind = FORMULA_ERROR, .text = cell->text};
    case CELL_TEXT:
        break;
    }
    if (cell->formula.len > 0 && cell->text.len > 0 && cell->text.s[0] == '#')
        return (FormulaValue){.kind = FORMULA_ERROR, .text = cell->text};
    return (FormulaValue){.kind = FORMULA_TEXT, .text = cell->text};
}

FormulaValue formula_scalar(const FormulaReader *reader, FormulaValue value)
{
    if (value.kind != FORMULA_RANGE)
        return value.kind == FORMULA_ARRAY ? formula_error("#VALUE!") : value;
    BookRange range = value.range;
    if (range.row != range.last_row || range.column != range.last_column)
        return formula_error("#VALUE!");
    return formula_cell(reader, range.sheet, range.row, range.column);
}

Str formula_text(FormulaReader *reader, FormulaValue value)
{
    if (value.kind == FORMULA_NUMBER)
        return str_format(reader->book->arena, "%.15g", value.number);
    if (value.kind == FORMULA_BOOL)
        return value.number != 0 ? S("TRUE") : S("FALSE");
    return value.text;
}

/* ---- Functions ---- */

static FormulaValue call_index(FormulaReader *reader, const FormulaValue *values, int count)
{
    FormulaValue line = formula_scalar(reader, values[1]);
    FormulaValue column = count > 2 ? formula_scalar(reader, values[2]) : formula_number(1);
    if (line.kind == FORMULA_ERROR)
        return line;
    BookRange range = values[0].range;
    if (values[0].kind != FORMULA_RANGE || line.kind != FORMULA_NUMBER ||
        column.kind != FORMULA_NUMBER)
        return formula_error("#VALUE!");
    double row = range.row + line.number - 1, across = range.column + column.number - 1;
    if (range.row == range.last_row && count == 2) { /* along a row */
        row = range.row;
        across = range.column + line.number - 1;
    }
    if (!(row >= range.row && row <= range.last_row && across >= range.column &&
          across <= range.last_column))
        return formula_error("#REF!");
    return formula_cell(reader, range.sheet, (int)row, (int)across);
}

static bool same_range(BookRange a, BookRange b)
{
    return a.sheet == b.sheet && a.row == b.row && a.column == b.column &&
           a.last_row == b.last_row && a.last_column == b.last_column;
}

/* The long table has up to a hundred thousand lines, and hundreds of cells look something up. */
static const ptrdiff_t *find_text(FormulaReader *reader, BookRange range, Str text)
{
    FormulaBook *book = reader->book;
    if (!book->has_index || !same_range(book->indexed, range)) {
        book->indexed = range;
        book->has_index = true;
        book->index = (StrMap){0};
        for (int row = range.row; row <= range.last_row; row++) {
            const BookCell *cell = book_cell(&book->book->sheets[range.sheet], row, range.column);
            bool added = false;
            if (!cell || cell->kind != CELL_TEXT)
                continue;
            ptrdiff_t *slot = strmap_put(book->arena, &book->index, cell->text, &added);
            if (added)
                *slot = row - range.row + 1;
        }
    }
    return strmap_find(&book->index, text);
}

static FormulaValue match_number(FormulaReader *reader, BookRange range, double number)
{
    bool across = range.row == range.last_row;
    int count = across ? range.last_column - range.column : range.last_row - range.row;
    for (int i = 0; i <= count; i++) {
        FormulaValue there = formula_cell(reader, range.sheet, range.row + (across ? 0 : i),
                                          range.column + (across ? i : 0));
        if (there.kind == FORMULA_NUMBER && there.number == number)
            return formula_number(i + 1);
    }
    return formula_error("#N/A");
}

/* Only the exact kind (0). Keys that Excel would take as patterns are looked up in another way. */
static FormulaValue call_match(FormulaReader *reader, const FormulaValue *values, int count)
{
    FormulaValue wanted = formula_scalar(reader, values[0]);
    if (wanted.kind == FORMULA_ERROR)
        return wanted;
    if (count != 3 || values[1].kind != FORMULA_RANGE ||
        formula_scalar(reader, values[2]).number != 0)
        return fail(reader, S("MATCH"));
    BookRange range = values[1].range;
    if (wanted.kind == FORMULA_NUMBER)
        return match_number(reader, range, wanted.number);
    if (range.column != range.last_column) {
        for (int c = range.column; c <= range.last_column; c++)
            if (str_equal(formula_cell(reader, range.sheet, range.row, c).text, wanted.text))
                return formula_number(c - range.column + 1);
        return formula_error("#N/A");
    }
    const ptrdiff_t *found = find_text(reader, range, wanted.text);
    return found ? formula_number((double)*found) : formula_error("#N/A");
}

/* Text against a range: an array of 0 and 1. */
static FormulaValue call_exact(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    FormulaValue range = values[0], text = formula_scalar(reader, values[1]);
    if (range.kind != FORMULA_RANGE ||
        (range.range.row == range.range.last_row && range.range.column == range.range.last_column))
        return formula_bool(str_equal(formula_text(reader, formula_scalar(reader, range)),
                                      formula_text(reader, text)));
    ptrdiff_t lines = range.range.last_row - range.range.row + 1;
    double *array = NEW(reader->book->arena, double, lines);
    for (ptrdiff_t i = 0; i < lines; i++) {
        const BookCell *cell = book_cell(&reader->book->book->sheets[range.range.sheet],
                                         range.range.row + (int)i, range.range.column);
        array[i] = cell && cell->kind == CELL_TEXT && str_equal(cell->text, text.text);
    }
    return (FormulaValue){.kind = FORMULA_ARRAY, .array = array, .count = lines};
}

static FormulaValue call_row(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    if (values[0].kind != FORMULA_RANGE)
        return fail(reader, S("ROW"));
    ptrdiff_t lines = values[0].range.last_row - values[0].range.row + 1;
    double *array = NEW(reader->book->arena, double, lines);
    for (ptrdiff_t i = 0; i < lines; i++)
        array[i] = values[0].range.row + 1 + (double)i;
    if (lines == 1)
        return formula_number(array[0]);
    return (FormulaValue){.kind = FORMULA_ARRAY, .array = array, .count = lines};
}

typedef enum Fold { FOLD_SUM, FOLD_MIN, FOLD_MAX } Fold;
typedef struct Folded {
    Fold fold;
    double result;
    bool any;
} Folded;

static void fold_one(Folded *folded, double x)
{
    if (folded->fold == FOLD_SUM)
        folded->result += x;
    else if (!folded->any || (folded->fold == FOLD_MIN ? x < folded->result : x > folded->result))
        folded->result = x;
    folded->any = true;
}

static FormulaValue fold_all(FormulaReader *reader, const FormulaValue *values, int count,
                             Fold fold)
{
    Folded folded = {.fold = fold};
    for (int v = 0; v < count; v++) {
        if (values[v].kind == FORMULA_ERROR)
            return values[v];
        if (values[v].kind == FORMULA_NUMBER || values[v].kind == FORMULA_BOOL)
            fold_one(&folded, values[v].number);
        for (ptrdiff_t i = 0; values[v].kind == FORMULA_ARRAY && i < values[v].count; i++)
            fold_one(&folded, values[v].array[i]);
        BookRange range = values[v].range;
        for (int r = range.row; values[v].kind == FORMULA_RANGE && r <= range.last_row; r++)
            for (int c = range.column; c <= range.last_column; c++) {
                FormulaValue there = formula_cell(reader, range.sheet, r, c);
                if (there.kind == FORMULA_NUMBER)
                    fold_one(&folded, there.number);
            }
    }
    return formula_number(folded.result);
}

static FormulaValue call_sum(FormulaReader *reader, const FormulaValue *values, int count)
{
    return fold_all(reader, values, count, FOLD_SUM);
}

static FormulaValue call_min(FormulaReader *reader, const FormulaValue *values, int count)
{
    return fold_all(reader, values, count, FOLD_MIN);
}

static FormulaValue call_max(FormulaReader *reader, const FormulaValue *values, int count)
{
    return fold_all(reader, values, count, FOLD_MAX);
}

static FormulaValue call_if(FormulaReader *reader, const FormulaValue *values, int count)
{
    FormulaValue condition = formula_scalar(reader, values[0]);
    if (condition.kind == FORMULA_ERROR)
        return condition;
    if (condition.kind == FORMULA_TEXT)
        return formula_error("#VALUE!");
    if (condition.number != 0)
        return formula_scalar(reader, values[1]);
    return count > 2 ? formula_scalar(reader, values[2]) : formula_bool(false);
}

static FormulaValue call_iferror(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    FormulaValue value = formula_scalar(reader, values[0]);
    return value.kind == FORMULA_ERROR ? formula_scalar(reader, values[1]) : value;
}

static FormulaValue call_isnumber(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)count;
    return formula_bool(formula_scalar(reader, values[0]).kind == FORMULA_NUMBER);
}

static FormulaValue call_na(FormulaReader *reader, const FormulaValue *values, int count)
{
    (void)reader, (void)values, (void)count;
    return formula_error("#N/A");
}

static FormulaValue call_and(FormulaReader *reader, const FormulaValue *values, int count)
{
    bool all = true;
    for (int i = 0; i < count; i++) {
        FormulaValue value = formula_scalar(reader, values[i]);
        if (value.kind == FORMULA_ERROR)
            return value;
        all = all && value.number != 0;
    }
    return formula_bool(all);
}

static const FormulaFunction functions[] = {
    {"INDEX", 2, 3, call_index},       {"MATCH", 3, 3, call_match}, {"IF", 2, 3, call_if},
    {"ISNUMBER", 1, 1, call_isnumber}, {"NA", 0, 0, call_na},       {"EXACT", 2, 2, call_exact},
    {"SUMPRODUCT", 1, 1, call_sum},    {"SUM", 1, 8, call_sum},     {"ROW", 1, 1, call_row},
    {"MIN", 1, 8, call_min},           {"MAX", 1, 8, call_max},     {"AND", 1, 8, call_and},
    {"IFERROR", 2, 2, call_iferror},   {NULL, 0, 0, NULL},
};

static const FormulaFunction *find_function(const FormulaFunction *list, Str name, int count)
{
    for (; list->name; list++)
        if (str_equal(name, str_from(list->name)) && count >= list->least && count <= list->most)
            return list;
    return NULL;
}

/* ---- Reading ---- */

static FormulaValue read_comparison(FormulaReader *reader);

static int peek(FormulaReader *reader)
{
    while (reader->at < reader->text.len &&
           (reader->text.s[reader->at] == ' ' || reader->text.s[reader->at] == '\n'))
        reader->at++;
    return reader->at < reader->text.len ? (unsigned char)reader->text.s[reader->at] : -1;
}

static bool take(FormulaReader *reader, char sign)
{
    if (peek(reader) != sign)
        return false;
    reader->at++;
    return true;
}

static FormulaValue read_string(FormulaReader *reader)
{
    Buffer text = {.arena = reader->book->arena};
    reader->at++;
    for (; reader->at < reader->text.len; reader->at++) {
        char c = reader->text.s[reader->at];
        bool doubled =
            c == '"' && reader->at + 1 < reader->text.len && reader->text.s[reader->at + 1] == '"';
        if (c == '"' && !doubled) {
            reader->at++;
            return (FormulaValue){.kind = FORMULA_TEXT, .text = buffer_str(&text)};
        }
        reader->at += doubled;
        buffer_add_byte(&text, c);
    }
    return fail(reader, S("\""));
}

static FormulaValue read_number(FormulaReader *reader)
{
    ptrdiff_t from = reader->at;
    while (reader->at < reader->text.len && memchr("0123456789.", reader->text.s[reader->at], 11))
        reader->at++;
    Num number = num_parse(str_slice(reader->text, from, reader->at), false);
    return number.ok ? formula_number(number.value) : fail(reader, S("number"));
}

static FormulaValue call_function(FormulaReader *reader, Str name)
{
    FormulaValue values[ARGUMENTS_LIMIT] = {0};
    int count = 0;
    reader->at++;
    if (!take(reader, ')')) {
        do {
            if (count == ARGUMENTS_LIMIT)
                return fail(reader, name);
            values[count++] = read_comparison(reader);
        } while (!reader->failed && take(reader, ','));
        if (!take(reader, ')'))
            return fail(reader, name);
    }
    const FormulaFunction *function = find_function(functions, name, count);
    if (!function)
        function = find_function(formula_arithmetic, name, count);
    if (function)
        return function->call(reader, values, count);
    return fail(reader, name);
}

static bool is_word(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '$' || c == '!' || c == ':' || (c & 0x80);
}

static FormulaValue name_value(FormulaReader *reader, Str word)
{
    const Workbook *book = reader->book->book;
    FormulaValue value = {.kind = FORMULA_RANGE};
    for (ptrdiff_t i = 0; i < book->name_count; i++)
        if (str_equal(book->names[i].name, word) &&
            book_range_parse(book, reader->sheet, book->names[i].refers_to, &value.range))
            return value;
    if (str_equal(word, S("TRUE")) || str_equal(word, S("FALSE")))
        return formula_bool(word.len == 4);
    if (book_range_parse(book, reader->sheet, word, &value.range))
        return value;
    return fail(reader, word);
}

/* A name, a place ('Sheet'!$A$1, A1:B2) or a function. */
static FormulaValue read_word(FormulaReader *reader)
{
    ptrdiff_t from = reader->at;
    if (reader->text.s[from] == '\'') {
        reader->at++;
        while (reader->at < reader->text.len && reader->text.s[reader->at] != '\'')
            reader->at++;
        reader->at++;
    }
    while (reader->at < reader->text.len && is_word(reader->text.s[reader->at]))
        reader->at++;
    if (reader->at > reader->text.len || reader->at == from)
        return fail(reader, str_slice(reader->text, from, reader->text.len));
    Str word = str_slice(reader->text, from, reader->at);
    if (str_starts(word, S("_xlfn.")))
        word = str_slice(word, 6, word.len);
    return peek(reader) == '(' ? call_function(reader, word) : name_value(reader, word);
}

static FormulaValue read_primary(FormulaReader *reader)
{
    int c = peek(reader);
    if (reader->failed || ++reader->depth > FORMULA_DEPTH_LIMIT || c == -1)
        return fail(reader, S("…"));
    FormulaValue value;
    if (c == '"') {
        value = read_string(reader);
    } else if ((c >= '0' && c <= '9') || c == '.') {
        value = read_number(reader);
    } else if (c == '(') {
        reader->at++;
        value = read_comparison(reader);
        if (!take(reader, ')'))
            value = fail(reader, S(")"));
    } else {
        value = read_word(reader);
    }
    reader->depth--;
    return value;
}

/* One operation on two numbers, or on each of an array's. */
static double operate(char sign, double a, double b)
{
    switch (sign) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '^':
        return pow(a, b);
    default:
        return a / b;
    }
}

static FormulaValue on_arrays(FormulaReader *reader, char sign, FormulaValue a, FormulaValue b)
{
    ptrdiff_t count = a.kind == FORMULA_ARRAY ? a.count : b.count;
    if (a.kind == FORMULA_ARRAY && b.kind == FORMULA_ARRAY && a.count != b.count)
        return formula_error("#N/A");
    double *array = NEW(reader->book->arena, double, count);
    for (ptrdiff_t i = 0; i < count; i++)
        array[i] = operate(sign, a.kind == FORMULA_ARRAY ? a.array[i] : a.number,
                           b.kind == FORMULA_ARRAY ? b.array[i] : b.number);
    return (FormulaValue){.kind = FORMULA_ARRAY, .array = array, .count = count};
}

static FormulaValue arithmetic(FormulaReader *reader, char sign, FormulaValue a, FormulaValue b)
{
    a = a.kind == FORMULA_ARRAY ? a : formula_scalar(reader, a);
    b = b.kind == FORMULA_ARRAY ? b : formula_scalar(reader, b);
    if (a.kind == FORMULA_ERROR || b.kind == FORMULA_ERROR)
        return a.kind == FORMULA_ERROR ? a : b;
    bool text =
        (a.kind == FORMULA_TEXT && a.text.len > 0) || (b.kind == FORMULA_TEXT && b.text.len > 0);
    if (text)
        return formula_error("#VALUE!");
    if (a.kind == FORMULA_ARRAY || b.kind == FORMULA_ARRAY)
        return on_arrays(reader, sign, a, b);
    if (sign == '/' && b.number == 0)
        return formula_error("#DIV/0!");
    return formula_number(operate(sign, a.number, b.number));
}

/* As spreadsheets do: the sign before the power, so that -2^2 is 4. */
static FormulaValue read_unary(FormulaReader *reader)
{
    int minus = 0;
    while (peek(reader) == '-' || peek(reader) == '+')
        minus += reader->text.s[reader->at++] == '-';
    FormulaValue value = read_primary(reader);
    return minus % 2 == 1 ? arithmetic(reader, '*', value, formula_number(-1)) : value;
}

static FormulaValue read_power(FormulaReader *reader)
{
    FormulaValue value = read_unary(reader);
    while (!reader->failed && take(reader, '^'))
        value = arithmetic(reader, '^', value, read_unary(reader));
    return value;
}

static FormulaValue read_product(FormulaReader *reader)
{
    FormulaValue value = read_power(reader);
    while (!reader->failed && (peek(reader) == '*' || peek(reader) == '/')) {
        char sign = reader->text.s[reader->at++];
        value = arithmetic(reader, sign, value, read_power(reader));
    }
    return value;
}

static FormulaValue read_sum(FormulaReader *reader)
{
    FormulaValue value = read_product(reader);
    while (!reader->failed && (peek(reader) == '+' || peek(reader) == '-')) {
        char sign = reader->text.s[reader->at++];
        value = arithmetic(reader, sign, value, read_product(reader));
    }
    return value;
}

static FormulaValue read_joined(FormulaReader *reader)
{
    FormulaValue value = read_sum(reader);
    while (!reader->failed && take(reader, '&')) {
        FormulaValue left = formula_scalar(reader, value),
                     right = formula_scalar(reader, read_sum(reader));
        if (left.kind == FORMULA_ERROR || right.kind == FORMULA_ERROR)
            value = left.kind == FORMULA_ERROR ? left : right;
        else
            value =
                (FormulaValue){.kind = FORMULA_TEXT,
                               .text = str_concat(reader->book->arena, formula_text(reader, left),
                                                  formula_text(reader, right))};
    }
    return value;
}

/* -1, 0, 1; an empty cell is 0 beside a number. */
static int compare(FormulaValue a, FormulaValue b)
{
    bool numbers = a.kind != FORMULA_TEXT || b.kind != FORMULA_TEXT;
    if (numbers && (a.kind != FORMULA_TEXT || a.text.len == 0) &&
        (b.kind != FORMULA_TEXT || b.text.len == 0))
        return (a.number > b.number) - (a.number < b.number);
    if (numbers)
        return a.kind == FORMULA_TEXT ? 1 : -1; /* text is above every number */
    return str_equal_nocase(a.text, b.text) ? 0 : str_compare(a.text, b.text) > 0 ? 1 : -1;
}

static FormulaValue read_comparison(FormulaReader *reader)
{
    FormulaValue left = read_joined(reader);
    int c = peek(reader);
    if (reader->failed || (c != '=' && c != '<' && c != '>'))
        return left;
    reader->at++;
    bool equal = take(reader, '='), greater = c == '<' && !equal && take(reader, '>');
    FormulaValue right = read_joined(reader);
    if (left.kind == FORMULA_ARRAY || right.kind == FORMULA_ARRAY)
        return fail(reader, S("=")); /* of a whole column: cxex asks for no such thing */
    left = formula_scalar(reader, left);
    right = formula_scalar(reader, right);
    if (left.kind == FORMULA_ERROR || right.kind == FORMULA_ERROR)
        return left.kind == FORMULA_ERROR ? left : right;
    int order = compare(left, right);
    if (c == '=')
        return formula_bool(order == 0);
    if (greater)
        return formula_bool(order != 0);
    return formula_bool(c == '<' ? order < 0 || (equal && order == 0)
                                 : order > 0 || (equal && order == 0));
}

bool formula_compute(FormulaBook *book, ptrdiff_t sheet, Str formula, FormulaValue *value, Str *why)
{
    FormulaReader reader = {.book = book, .sheet = sheet, .text = formula};
    *value = formula_scalar(&reader, read_comparison(&reader));
    if (!reader.failed && peek(&reader) != -1)
        fail(&reader, str_slice(reader.text, reader.at, reader.text.len));
    *why = reader.why;
    return !reader.failed;
}
