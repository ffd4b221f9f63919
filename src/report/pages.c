#include "build.h"

#include <assert.h>

/* A page is added by one file (its builder and its words) and one line here, in printed order. */
static const struct PageDef {
    PageKind kind;
    int section; /* of the list of pages of the product */
    const char *anchor;
    Word name;
    PageRows (*build)(Build *build);
    void (*words)(const Build *build, Page *page);
} page_defs[] = {
    {PAGE_COVER, 1, "cover", WORD_PAGE_COVER, cover_build, cover_words},
    {PAGE_SUMMARY, 2, "summary", WORD_PAGE_SUMMARY, summary_build, summary_words},
    {PAGE_HOUSE, 3, "house", WORD_PAGE_HOUSE, house_build, house_words},
    {PAGE_BALANCE, 4, "balance", WORD_PAGE_BALANCE, balance_build, balance_words},
    {PAGE_SCORECARD, 5, "scorecard", WORD_PAGE_SCORECARD, scorecard_build, scorecard_words},
    {PAGE_TRENDS, 6, "trends", WORD_PAGE_TRENDS, trends_build, trends_words},
    {PAGE_JOURNEY_CX, 7, "journey-cx", WORD_PAGE_JOURNEY_CX, journey_cx_build, journey_words},
    {PAGE_JOURNEY_EX, 8, "journey-ex", WORD_PAGE_JOURNEY_EX, journey_ex_build, journey_words},
    {PAGE_DRIVERS, 9, "drivers", WORD_PAGE_DRIVERS, drivers_build, drivers_words},
    {PAGE_LINK, 10, "link", WORD_PAGE_LINK, link_build, link_words},
    {PAGE_GROWTH, 10, "growth", WORD_PAGE_GROWTH, growth_build, growth_words},
    {PAGE_VOICES, 11, "voices", WORD_PAGE_VOICES, voices_build, voices_words},
    {PAGE_PROMISES, 12, "promises", WORD_PAGE_PROMISES, promises_build, promises_words},
    {PAGE_INCENTIVE, 13, "incentive", WORD_PAGE_INCENTIVE, incentive_build, incentive_words},
    {PAGE_METHOD, 14, "method", WORD_PAGE_METHOD, method_build, method_words},
    {PAGE_APPENDIX, 15, "appendix", WORD_PAGE_APPENDIX, appendix_build, appendix_words},
};
enum { BRIEF_PAGES = 2 }; /* those of a brief: brief.c */
static_assert(CX_COUNTOF(page_defs) == PAGE_KIND_COUNT - BRIEF_PAGES,
              "one line per kind of page of the board's report");

typedef LIST_OF(Page) PageList;

static int part_count(PageRows rows)
{
    if (rows.rows_per_part == 0 || rows.row_count <= rows.rows_per_part)
        return 1;
    return (int)((rows.row_count + rows.rows_per_part - 1) / rows.rows_per_part);
}

static void add_parts(const Build *build, PageList *pages, const struct PageDef *def, PageRows rows)
{
    Str name = word(build->lang, def->name);
    int parts = part_count(rows);
    for (int part = 1; part <= parts; part++) {
        ptrdiff_t offset = (ptrdiff_t)(part - 1) * rows.rows_per_part;
        ptrdiff_t left = rows.row_count - offset;
        Page *page = PUSH(build->arena, pages, Page);
        *page = (Page){
            .kind = def->kind,
            .section = def->section,
            .number = (int)pages->len,
            .part = part,
            .parts = parts,
            .anchor = part == 1 ? str_from(def->anchor) : STR_NONE,
            .kicker = def->kind == PAGE_COVER ? STR_NONE
                                              : str_format(build->arena, "%d %.*s", def->section,
                                                           STR_ARG(label_upper(build, name))),
            .outline = parts == 1
                           ? name
                           : str_format(build->arena, "%.*s (%d/%d)", STR_ARG(name), part, parts),
            .first_row = rows.first_row + offset,
            .row_count = parts > 1 && left > rows.rows_per_part ? rows.rows_per_part : left};
    }
}

static const struct PageDef *page_def(PageKind kind)
{
    ptrdiff_t i = 0;
    while (page_defs[i].kind != kind)
        i++;
    return &page_defs[i];
}

void pages_build(Build *build)
{
    PageList pages = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(page_defs); i++) {
        PageRows rows = page_defs[i].build(build);
        if (rows.printed)
            add_parts(build, &pages, &page_defs[i], rows);
    }
    /* Now the numbers are known that findings and method refer to. */
    Report *report = build->report;
    report->pages = pages.items;
    report->page_count = pages.len;
    findings_build(build);
    duties_build(build);
    Str foot = WORDS(build->arena, build->lang, WORD_FOOT_RIGHT, report->client_short,
                     label_period(build, build->period, PERIOD_LONG));
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        page_def(pages.items[i].kind)->words(build, &pages.items[i]);
        pages.items[i].foot_right = foot;
    }
    report->cover.message = title_summary(build).text;
}
