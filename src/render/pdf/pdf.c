/* One PDF of a report: opens the canvas, draws the report's pages in order, writes the bytes. */
#include "drawing.h"

/* A page is added by one file and one line here. */
typedef void DrawPage(Drawing *d, const Page *page);
static DrawPage *const page_drawers[] = {
    [PAGE_COVER] = page_cover_draw,         [PAGE_SUMMARY] = page_summary_draw,
    [PAGE_HOUSE] = page_house_draw,         [PAGE_BALANCE] = page_balance_draw,
    [PAGE_SCORECARD] = page_scorecard_draw, [PAGE_TRENDS] = page_trends_draw,
    [PAGE_JOURNEY_CX] = page_journey_draw,  [PAGE_JOURNEY_EX] = page_journey_draw,
    [PAGE_DRIVERS] = page_drivers_draw,     [PAGE_LINK] = page_link_draw,
    [PAGE_GROWTH] = page_growth_draw,       [PAGE_VOICES] = page_voices_draw,
    [PAGE_PROMISES] = page_promises_draw,   [PAGE_INCENTIVE] = page_incentive_draw,
    [PAGE_METHOD] = page_method_draw,       [PAGE_APPENDIX] = page_appendix_draw,
    [PAGE_BRIEF] = page_brief_draw,         [PAGE_BRIEF_FIGURES] = page_brief_figures_draw,
};
_Static_assert(sizeof page_drawers / sizeof page_drawers[0] == PAGE_KIND_COUNT,
               "every kind of page is drawn");

FontSet *render_fonts_open(Arena *arena, const Theme *theme, Str extra_text, Pos pos, Diags *diags)
{
    FontWish wish[FONT_ROLE_COUNT] = {
        [FONT_TEXT] = {theme->font_text, pos},
        [FONT_TITLE] = {theme->font_title, pos},
        [FONT_FIGURE] = {theme->font_figure, pos},
    };
    FontSet *fonts = NULL;
    return fontset_open(&fonts, wish, extra_text, arena, diags) ? fonts : NULL;
}

void render_fonts_close(FontSet *fonts)
{
    fontset_close(fonts);
}

/* Pages are designed for A4 landscape (drawing.h). Type grows smaller where a sheet is narrower,
 * and less than the sheet does. The wide sheet is as high as A4 landscape is. */
static void lay_paper(Canvas *canvas, const Report *report)
{
    static const struct {
        double long_pt, short_pt, type, upright_type;
    } papers[REPORT_PAPER_COUNT] = {
        [REPORT_A4] = {842, 595, 1, 0.75},
        [REPORT_LETTER] = {792, 612, 0.97, 0.75},
        [REPORT_WIDE] = {1056, 594, 1, 1},
    };
    const double least_pt = 6.5; /* nothing smaller can be read in print */
    if (report->paper == REPORT_A4 && !report->portrait)
        return;
    bool upright = report->portrait;
    double long_pt = papers[report->paper].long_pt, short_pt = papers[report->paper].short_pt;
    canvas_paper(canvas, (CanvasPaper){
                             .design_width = PAGE_WIDTH,
                             .design_height = PAGE_HEIGHT,
                             .width = upright ? short_pt : long_pt,
                             .height = upright ? long_pt : short_pt,
                             .type = upright ? papers[report->paper].upright_type
                                             : papers[report->paper].type,
                             .least_pt = least_pt,
                         });
}

static void draw_pages(Drawing *d)
{
    const Report *report = d->report;
    for (ptrdiff_t i = 0; i < report->page_count && canvas_ok(d->canvas); i++)
        page_drawers[report->pages[i].kind](d, &report->pages[i]);
}

static bool write_pdf(Drawing *d, const FontSet *fonts, Str title, void (*draw)(Drawing *d),
                      Str path, Str *reason)
{
    const Report *report = d->report;
    CanvasInfo info = {
        .title = title,
        .author = report->author,
        .subject = report->subject,
        .keywords = report->stamp,
        .lang = report->language,
        .created = report->generated,
    };
    d->canvas = canvas_open(fonts, info, d->arena);
    if (!d->canvas) {
        *reason = S("out of memory");
        return false;
    }
    lay_paper(d->canvas, report);
    draw(d);
    Str bytes = STR_NONE;
    bool good = canvas_save(d->canvas, d->arena, &bytes, reason);
    good = good && os_file_write(d->arena, path, bytes, reason);
    canvas_close(d->canvas);
    return good;
}

bool render_pdf(Arena *arena, const Report *report, const Theme *theme, const FontSet *fonts,
                Logos logos, Str path, Str *reason)
{
    Drawing d = {.report = report, .theme = theme, .logos = logos, .arena = arena};
    Str title = str_format(arena, "%.*s · %.*s", STR_ARG(report->title), STR_ARG(report->client));
    return write_pdf(&d, fonts, title, draw_pages, path, reason);
}

static void draw_specimen(Drawing *d)
{
    const Theme *theme = d->theme;
    Lang lang = d->report->language;
    Page page = {
        .kind = PAGE_COVER,
        .part = 1,
        .parts = 1,
        .number = 1,
        .kicker = word(lang, WORD_SPECIMEN_KICKER),
        .outline = theme->label,
        .title = theme->label,
        .subtitle = WORDS(d->arena, lang, WORD_SPECIMEN_SUBTITLE, os_path_base(theme->path),
                          theme->font_text, theme->font_title, theme->font_figure),
        .foot_left = word(lang, WORD_SPECIMEN_FOOT),
        .foot_right = str_concat(d->arena, theme->name, S(" · ")),
    };
    page_specimen_draw(d, &page);
}

bool render_specimen(Arena *arena, const Report *report, const Theme *theme, const FontSet *fonts,
                     Logos logos, Str path, Str *reason)
{
    Drawing d = {.report = report, .theme = theme, .logos = logos, .arena = arena};
    Str title =
        str_format(arena, "%.*s · %.*s", STR_ARG(word(report->language, WORD_SPECIMEN_KICKER)),
                   STR_ARG(theme->label));
    return write_pdf(&d, fonts, title, draw_specimen, path, reason);
}
