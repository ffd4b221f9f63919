/* What a workbook says outside its cells: names, charts' memories, comments, properties. */
#include "book.h"

#include <math.h>

/* ---- Defined names ---- */

/* "Data!$7:$7": rows that are printed on each page. */
static bool is_rows(Str text)
{
    StrCut sheet = str_cut(text, '!'), rows = str_cut(sheet.tail, ':');
    return sheet.found && rows.found && rows.head.len >= 2 && rows.head.s[0] == '$' &&
           rows.tail.len >= 2 && rows.tail.s[0] == '$' &&
           num_parse(str_slice(rows.head, 1, rows.head.len), false).ok &&
           num_parse(str_slice(rows.tail, 1, rows.tail.len), false).ok;
}

void book_names(BookCheck *check)
{
    for (ptrdiff_t i = 0; i < check->book.name_count; i++) {
        const BookName *name = &check->book.names[i];
        BookRange range;
        check->verify->counts.names++;
        if (!book_range_parse(&check->book, -1, name->refers_to, &range) &&
            !(str_starts(name->name, S("_xlnm.Print_Titles")) && is_rows(name->refers_to)))
            book_problem(check, DIAG_VERIFY_UNTIED, name->name, name->refers_to, STR_NONE);
    }
}

/* ---- Charts ---- */

static bool same_point(const BookCell *cell, Str text)
{
    Num number = num_parse(text, false);
    if (!cell)
        return text.len == 0;
    if (cell->kind == CELL_NUMBER)
        return number.ok && figures_same(number.value, cell->number);
    return str_equal(text, cell->text) || (text.len == 0 && cell->kind == CELL_ERROR);
}

static void check_series(BookCheck *check, const BookSeries *series)
{
    Arena *scratch = &check->verify->scratch;
    BookRange range;
    Str place = os_path_base(series->part);
    if (!book_range_parse(&check->book, -1, series->refers_to, &range)) {
        book_problem(check, DIAG_VERIFY_UNTIED, place, series->refers_to, STR_NONE);
        return;
    }
    ptrdiff_t width = range.last_column - range.column + 1;
    ptrdiff_t count = width * (range.last_row - range.row + 1);
    for (ptrdiff_t i = 0; i < series->point_count; i++) {
        const BookPoint *point = &series->points[i];
        const BookCell *cell = point->index >= 0 && point->index < count
                                   ? book_cell(&check->book.sheets[range.sheet],
                                               range.row + (int)(point->index / width),
                                               range.column + (int)(point->index % width))
                                   : NULL;
        check->verify->counts.chart_points++;
        if (!same_point(cell, point->text))
            book_problem(
                check, DIAG_VERIFY_DIFFERS,
                str_format(scratch, "%.*s %.*s", STR_ARG(place), STR_ARG(series->refers_to)),
                point->text,
                !cell                       ? STR_NONE
                : cell->kind == CELL_NUMBER ? figures_show(scratch, cell->number)
                                            : cell->text);
    }
}

void book_charts(BookCheck *check)
{
    for (ptrdiff_t i = 0; i < check->book.series_count; i++)
        check_series(check, &check->book.series[i]);
}

/* ---- Texts that are codes ---- */

/* In a number format: letters in quotes are printed, and stand for no digit of the number. */
static bool is_plain_format(Str code)
{
    bool quoted = false;
    for (ptrdiff_t i = 0; i < code.len; i++) {
        char c = code.s[i];
        quoted = quoted != (c == '"');
        if (c >= '1' && c <= '9' && (quoted || (i > 0 && code.s[i - 1] == '\\')))
            return false;
        if (quoted && c == '0')
            return false;
    }
    return true;
}

/* In a rule: cells, names, and no number but the bounds of bars. */
static bool is_plain_rule(Str rule)
{
    for (ptrdiff_t i = 0; i < rule.len; i++) {
        char before = i > 0 ? rule.s[i - 1] : ' ';
        bool digit = rule.s[i] >= '0' && rule.s[i] <= '9';
        bool inside = (before >= '0' && before <= '9') || (before >= 'A' && before <= 'Z') ||
                      (before >= 'a' && before <= 'z') || before == '$' || before == '_';
        if (!digit || inside)
            continue;
        ptrdiff_t end = i;
        while (end < rule.len && ((rule.s[end] >= '0' && rule.s[end] <= '9') || rule.s[end] == '.'))
            end++;
        Num number = num_parse(str_slice(rule, i, end), false);
        bool round =
            number.ok && (number.value <= 1 || fmod(number.value, 5) == 0) && number.value <= 200;
        if (!round)
            return false;
        i = end;
    }
    return true;
}

/* Header and footer without their codes: &L &8 &K685E57 &"Calibri,Bold" */
static Str without_codes(Arena *arena, Str text)
{
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] != '&' || i + 1 >= text.len) {
            buffer_add_byte(&out, text.s[i]);
            continue;
        }
        char code = text.s[++i];
        if (code == '"') {
            while (i + 1 < text.len && text.s[i + 1] != '"')
                i++;
            i++;
        } else if (code == 'K') {
            i += 6;
        } else if (code >= '0' && code <= '9') {
            while (i + 1 < text.len && text.s[i + 1] >= '0' && text.s[i + 1] <= '9')
                i++;
        }
        buffer_add_byte(&out, ' ');
    }
    return str_trim(buffer_str(&out));
}

static bool is_range_list(const BookCheck *check, Str text)
{
    for (StrCut cut = {.tail = text, .found = true}; cut.found;) {
        BookRange range;
        cut = str_cut(cut.tail, ' ');
        if (!book_range_parse(&check->book, 0, cut.head, &range))
            return false;
    }
    return true;
}

/* "{DA7ABA51-AAAA-BBBB-0002-000000000001}" */
static bool is_guid(Str text)
{
    return text.len == 38 && str_starts(text, S("{DA7ABA51-AAAA-BBBB-"));
}

/* ---- Properties ---- */

static bool is_own_property(const BookCheck *check, const BookText *text)
{
    Str date = json_text(check->verify->manifest, "generated");
    if (str_equal(text->place, S("created")) || str_equal(text->place, S("modified")))
        return str_starts(text->text, date) && str_ends(text->text, S("T00:00:00Z")) &&
               (date.len > 0 || str_starts(text->text, S("1970-01-02")));
    Num number = num_parse(text->text, false);
    if (str_equal(text->place, S("i4")))
        return number.ok && (number.value == (double)check->book.sheet_count ||
                             number.value == (double)check->book.name_count);
    if (str_equal(text->place, S("AppVersion")))
        return str_equal(text->text, S("12.0000"));
    return str_equal(text->text, S("cxex-config-sha256"));
}

/* "z_95": the quantile of the level. */
static bool is_quantile_name(Str text)
{
    if (!str_starts(text, S("z_")) || text.len != 4)
        return false;
    Num level = num_parse(str_slice(text, 2, text.len), false);
    return level.ok && level.value >= 80;
}

/* "its edges are 20 points away": the bounds of bars, which are round. */
static bool is_round(const NumberToken *token)
{
    return token->decimals == 0 && !token->percent && fmod(token->value, 10) == 0 &&
           token->value <= 100;
}

/* "Please enter a number from 0 to 20": what may be typed into a cell. */
static bool are_limits(const BookText *text, Lang lang)
{
    NumberToken token;
    for (ptrdiff_t at = 0; number_next(text->text, lang, &at, &token);) {
        token.percent = false;
        if (!is_round(&token))
            return false;
    }
    return str_starts(text->place, S("dataValidation "));
}

static bool is_place(const BookText *text, const char *place)
{
    return str_equal(text->place, str_from(place));
}

static bool is_good(BookCheck *check, const BookText *text, NumberToken *token)
{
    Verify *verify = check->verify;
    if (str_ends(text->place, S("formatCode")))
        return is_plain_format(text->text);
    if (is_place(text, "formula") || is_place(text, "formula1") || is_place(text, "formula2") ||
        is_place(text, "f"))
        return is_plain_rule(text->text);
    if (is_place(text, "sqref"))
        return is_range_list(check, text->text);
    if (is_place(text, "id") && is_guid(text->text))
        return true;
    if (is_quantile_name(text->text) || are_limits(text, check->context.lang) ||
        (str_starts(text->part, S("docProps/")) && is_own_property(check, text)))
        return true;
    Str plain = str_ends(text->place, S("Footer")) || str_ends(text->place, S("Header"))
                    ? without_codes(&verify->scratch, text->text)
                    : text->text;
    bool spoken =
        str_starts(text->part, S("xl/comments")) || str_starts(text->part, S("xl/drawings/"));
    return spoken ? text_tied(verify, &check->context, plain, token) || is_round(token)
                  : text_repeats(verify, &check->context, plain, token);
}

void book_texts(BookCheck *check)
{
    for (ptrdiff_t i = 0; i < check->book.text_count; i++) {
        const BookText *text = &check->book.texts[i];
        NumberToken token = {0};
        if (!number_any(text->text))
            continue;
        check->verify->counts.notes++;
        if (!is_good(check, text, &token))
            book_problem(check, DIAG_VERIFY_UNTIED,
                         str_format(&check->verify->scratch, "%.*s %.*s",
                                    STR_ARG(os_path_base(text->part)), STR_ARG(text->place)),
                         text->text, str_slice(text->text, token.from, token.to));
    }
}
