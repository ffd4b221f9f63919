/* What the pack says of the quality of its data: scorecard.json agrees with itself, and its lines
 * stand on the method page and in the workbook as they are, with no number that is not there. */
#include "book.h"

#include <math.h>

#define CARD S("scorecard.json")

static const Json *lines_of(const Verify *verify)
{
    const Json *quality = json_find(verify->scorecard, "quality");
    return quality ? json_find(quality, "lines") : NULL;
}

/* ---- scorecard.json ---- */

static bool has_number(const Json *json, const NumberToken *token)
{
    if (json->kind == JSON_KIND_NUMBER)
        return number_is(token, json->number, true);
    for (ptrdiff_t i = 0; i < json->count; i++)
        if (!str_equal(json->items[i].key, S("lines")) && has_number(&json->items[i], token))
            return true;
    return false;
}

static void check_line(Verify *verify, const Json *quality, const Json *line)
{
    Str text = json_text(line, "text");
    NumberToken token;
    for (ptrdiff_t at = 0; number_next(text, verify->language, &at, &token);) {
        at = token.to;
        if (!has_number(quality, &token) && !number_in_label(verify, text, &token, 1))
            verify_problem(verify, DIAG_VERIFY_UNTIED, CARD, S("quality.lines"), text,
                           str_slice(text, token.from, token.to));
    }
}

static void compare(Verify *verify, Str place, double shown, double expected)
{
    if (!isnan(shown) && !isnan(expected) && !figures_same(shown, expected))
        verify_problem(verify, DIAG_VERIFY_DIFFERS, CARD, place, figures_show(verify->arena, shown),
                       figures_show(verify->arena, expected));
}

/* The count of a side is the one that `data_quality` has, question by question added up. */
static void check_side(Verify *verify, const Json *quality, const char *side)
{
    const Json *sum = json_find(quality, side);
    const Json *before = json_find(verify->scorecard, "data_quality");
    before = before ? json_find(before, side) : NULL;
    if (!sum || !before)
        return;
    static const char *const lists[][2] = {{"off_scale", "out_of_range"},
                                           {"unanswered", "missing"}};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *questions = json_find(before, lists[l][1]);
        double total = 0;
        for (ptrdiff_t i = 0; questions && i < questions->count; i++)
            total += questions->items[i].number;
        compare(verify, str_format(verify->arena, "quality.%s.%s", side, lists[l][0]),
                json_number_of(sum, lists[l][0]), total);
    }
    compare(verify, str_format(verify->arena, "quality.%s.repeated_ids", side),
            json_number_of(sum, "repeated_ids"), json_number_of(before, "duplicate"));
    const Json *straight = json_find(sum, "straight_lining");
    if (straight)
        compare(verify, str_format(verify->arena, "quality.%s.straight_lining", side),
                json_number_of(straight, "rows"), json_number_of(before, "straight_line"));
}

/* Its sources, where they are told of, add up to it. */
static void check_sources(Verify *verify, const Json *quality, const char *side, Str kind)
{
    const Json *sum = json_find(quality, side), *sources = json_find(quality, "sources");
    static const struct {
        const char *part, *key;
    } counts[] = {
        {NULL, "rows_used"},         {NULL, "repeated_ids"},    {NULL, "after_the_period"},
        {"straight_lining", "rows"}, {"straight_lining", "of"}, {"straight_lining", "left_out"},
        {"too_fast", "rows"},        {"too_fast", "left_out"},  {"too_fast", "median_seconds"}};
    for (ptrdiff_t c = 0; sum && c < CX_COUNTOF(counts); c++) {
        double total = 0;
        ptrdiff_t told = 0;
        for (ptrdiff_t i = 0; sources && i < sources->count; i++) {
            const Json *source = &sources->items[i];
            if (!str_starts(json_text(source, "name"), kind))
                continue;
            const Json *from = counts[c].part ? json_find(source, counts[c].part) : source;
            double n = from ? json_number_of(from, counts[c].key) : NAN;
            total += isnan(n) ? 0 : n;
            told += !isnan(n);
        }
        const Json *of = counts[c].part ? json_find(sum, counts[c].part) : sum;
        /* The median of a side is that of its only source with one, else there is none. */
        if (told > 0 && of)
            compare(verify, str_format(verify->arena, "quality.%s.%s", side, counts[c].key),
                    json_number_of(of, counts[c].key), total);
    }
}

void quality_check(Verify *verify)
{
    const Json *quality = json_find(verify->scorecard, "quality"), *lines = lines_of(verify);
    if (!quality) /* a pack of before there was any */
        return;
    check_side(verify, quality, "cx");
    check_side(verify, quality, "ex");
    check_sources(verify, quality, "cx", S("customers"));
    check_sources(verify, quality, "ex", S("employees"));
    for (ptrdiff_t i = 0; lines && i < lines->count; i++)
        check_line(verify, quality, &lines->items[i]);
}

/* ---- The method page ---- */

static Str whole_line(Verify *verify, const Json *line)
{
    Str name = json_text(line, "name"), text = json_text(line, "text");
    return name.len == 0 ? text
                         : str_format(verify->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(text));
}

void quality_on_page(Verify *verify)
{
    const Json *lines = lines_of(verify);
    for (ptrdiff_t i = 0; lines && verify->board_text.len > 0 && i < lines->count; i++) {
        Str line = whole_line(verify, &lines->items[i]);
        if (str_find(verify->board_text, line) < 0)
            verify_problem(verify, DIAG_VERIFY_DIFFERS, S("board.pdf"), S("quality"), STR_NONE,
                           line);
    }
}

/* ---- The sheet ---- */

static bool in_sheet(const BookSheet *sheet, Str name, Str text)
{
    for (ptrdiff_t i = 0; i < sheet->cell_count; i++) {
        const BookCell *cell = &sheet->cells[i];
        if (cell->kind != CELL_TEXT || !str_equal(cell->text, text))
            continue;
        const BookCell *before = book_cell(sheet, cell->row, cell->column - 1);
        if (name.len == 0 || (before && str_equal(before->text, name)))
            return true;
    }
    return false;
}

void quality_in_book(BookCheck *check)
{
    const Json *lines = lines_of(check->verify);
    for (ptrdiff_t i = 0; lines && i < lines->count; i++) {
        Str name = json_text(&lines->items[i], "name"), text = json_text(&lines->items[i], "text");
        bool found = false;
        for (ptrdiff_t s = 0; !found && s < check->book.sheet_count; s++)
            found = in_sheet(&check->book.sheets[s], name, text);
        if (!found)
            book_problem(check, DIAG_VERIFY_DIFFERS, name, STR_NONE, text);
    }
}
