#include <cxex/render.h>

#include <cxex/pack.h>

#include "book.h"

#include <stdio.h>

typedef enum Edition { BOARD = 1, BRIEF = 2 } Edition;

/* In the order of the tabs; an edition has its own of them. */
static const struct SheetPlan {
    SheetKind kind;
    Word name;
    void (*draw)(Book *book);
    int editions;
    PageKind page; /* the sheet is there when this page is; PAGE_KIND_COUNT: always */
} all_plans[] = {
    {SHEET_SUMMARY, WORD_PAGE_SUMMARY, sheet_summary, BOARD, PAGE_KIND_COUNT},
    {SHEET_BRIEF, WORD_PAGE_SUMMARY, sheet_brief, BRIEF, PAGE_KIND_COUNT},
    {SHEET_SCORECARD, WORD_PAGE_SCORECARD, sheet_scorecard, BOARD, PAGE_KIND_COUNT},
    {SHEET_TRENDS, WORD_PAGE_TRENDS, sheet_trends, BOARD, PAGE_KIND_COUNT},
    {SHEET_BRIEF_TRENDS, WORD_PAGE_TRENDS, sheet_brief_trends, BRIEF, PAGE_KIND_COUNT},
    {SHEET_JOURNEY_CX, WORD_PAGE_JOURNEY_CX, sheet_journey_cx, BOARD, PAGE_JOURNEY_CX},
    {SHEET_JOURNEY_EX, WORD_PAGE_JOURNEY_EX, sheet_journey_ex, BOARD, PAGE_JOURNEY_EX},
    {SHEET_DRIVERS, WORD_PAGE_DRIVERS, sheet_drivers, BOARD, PAGE_DRIVERS},
    {SHEET_LINK, WORD_PAGE_LINK, sheet_link, BOARD, PAGE_LINK},
    {SHEET_WHAT_IF, WORD_XLSX_WHAT_IF, sheet_what_if, BOARD, PAGE_KIND_COUNT},
    {SHEET_VOICES, WORD_PAGE_VOICES, sheet_voices, BOARD, PAGE_VOICES},
    {SHEET_PROMISES, WORD_XLSX_PROMISES, sheet_promises, BOARD | BRIEF, PAGE_PROMISES},
    {SHEET_DATA, WORD_XLSX_DATA, sheet_data, BOARD | BRIEF, PAGE_KIND_COUNT},
    {SHEET_METHOD, WORD_PAGE_METHOD, sheet_method, BOARD, PAGE_KIND_COUNT},
};
_Static_assert(sizeof all_plans / sizeof all_plans[0] == SHEET_COUNT, "every sheet has a line");

typedef struct Tabs {
    const struct SheetPlan *plans[SHEET_COUNT];
    ptrdiff_t count;
} Tabs;

static bool is_there(const Report *report, const struct SheetPlan *plan)
{
    if (plan->kind == SHEET_WHAT_IF)
        return report->scenario.given;
    if (plan->kind == SHEET_PROMISES && report->brief)
        return report->brief->promises.count_count > 0;
    return plan->page == PAGE_KIND_COUNT || report_find_page(report, plan->page);
}

static Tabs tabs_of(const Report *report)
{
    Edition edition = report->brief ? BRIEF : BOARD;
    Tabs tabs = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(all_plans); i++)
        if ((all_plans[i].editions & edition) && is_there(report, &all_plans[i]))
            tabs.plans[tabs.count++] = &all_plans[i];
    return tabs;
}

/* ---- Names ---- */

static bool name_fits(Book *book, const Tabs *tabs, Str name, ptrdiff_t before)
{
    static const char forbidden[] = "[]:*?/\\'";
    if (name.len == 0 || text_length(name) > 31)
        return false;
    for (const char *c = forbidden; *c; c++)
        if (str_cut(name, *c).found)
            return false;
    /* Excel compares without case, letters with accents too; the library does not. */
    for (ptrdiff_t i = 0; i < before; i++)
        if (str_equal(text_fold(book->arena, book->sheet_names[tabs->plans[i]->kind]),
                      text_fold(book->arena, name)))
            return false;
    return true;
}

static void add_sheets(Book *book, const Tabs *tabs)
{
    for (ptrdiff_t i = 0; i < tabs->count; i++) {
        Str name = book_word(book, tabs->plans[i]->name);
        if (!name_fits(book, tabs, name, i)) {
            book_fail(book, str_format(book->arena, "no name for a sheet: %.*s", STR_ARG(name)));
            return;
        }
        lxw_worksheet *sheet = workbook_add_worksheet(book->file, str_cstr(book->arena, name));
        if (!sheet) {
            book_fail(book, str_format(book->arena, "the sheet %.*s", STR_ARG(name)));
            return;
        }
        book->sheet_names[tabs->plans[i]->kind] = name;
        book->sheets[tabs->plans[i]->kind] = sheet;
    }
}

/* ---- Properties ---- */

static char *property(Book *book, Str text)
{
    return (char *)(uintptr_t)book_gate_text(book, text, 250);
}

static void set_properties(Book *book)
{
    const Report *report = book->report;
    Date date = report->generated;
    int64_t days = date_valid(date.year, date.month, date.day) ? date_days(date) : 0;
    lxw_doc_properties properties = {
        .title = property(book, report->title),
        .subject = property(book, report->subject),
        .author = property(book, report->author),
        .company = property(book, report->client),
        .category = property(book, report->cover.kind),
        .keywords = property(book, report->stamp.len > 0
                                       ? str_concat(book->arena, S("CX, EX, NPS, "), report->stamp)
                                       : S("CX, EX, NPS")),
        .comments = property(book, report->confidential),
        .created = (time_t)(days > 0 ? days * 86400 : 86400), /* 0 would mean the clock */
    };
    book_check(book, workbook_set_properties(book->file, &properties), "properties");
    const struct {
        const char *name;
        Str value;
    } custom[] = {{"cxex-version", report->version},
                  {"cxex-config-sha256", report->config_hash},
                  {"cxex-period", report->period_id}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(custom); i++)
        if (custom[i].value.len > 0)
            book_check(book,
                       workbook_set_custom_property_string(book->file, custom[i].name,
                                                           property(book, custom[i].value)),
                       custom[i].name);
}

/* ---- The book ---- */

static void draw(Book *book, const Tabs *tabs)
{
    add_sheets(book, tabs);
    if (book->failure.len > 0)
        return;
    set_properties(book);
    lookup_open(book);
    trends_layout(book);
    for (ptrdiff_t i = 0; i < tabs->count && book->failure.len == 0; i++)
        tabs->plans[i]->draw(book);
}

static ptrdiff_t rows_written(const Book *book, SheetKind kind)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t row = 0; row < book->row_cap[kind]; row++)
        count += book->rows[kind][row];
    return count;
}

/* The library says that all went well after some writes that failed. */
static bool check_file(Book *book, const Tabs *tabs, Str path, Str *reason)
{
    ptrdiff_t rows[SHEET_COUNT] = {0};
    for (ptrdiff_t i = 0; i < tabs->count; i++)
        rows[i] = rows_written(book, tabs->plans[i]->kind);
    return pack_workbook_check(book->arena, path, rows, tabs->count, reason);
}

bool render_xlsx(Arena *arena, const Report *report, const Theme *theme, Logos logos, Str path,
                 Str *reason)
{
    if (report->period_count < 1) {
        *reason = S("a report without a period");
        return false;
    }
    const char *file_name = str_cstr(arena, path);
    lxw_workbook_options options = {.tmpdir =
                                        (char *)(uintptr_t)str_cstr(arena, os_path_folder(path))};
    Book book = {.arena = arena, .report = report, .theme = theme, .logos = logos};
    book.file = workbook_new_opt(file_name, &options);
    if (!book.file) {
        *reason = S("out of memory");
        return false;
    }
    Tabs tabs = tabs_of(report);
    draw(&book, &tabs);
    lxw_error closed = workbook_close(book.file); /* frees all, whatever it says */
    book_check(&book, closed, "writing the workbook");
    if (book.failure.len == 0)
        check_file(&book, &tabs, path, &book.failure);
    if (book.failure.len == 0)
        return true;
    remove(file_name);
    *reason = book.failure;
    return false;
}
