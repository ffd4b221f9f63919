/* book.h: the workbook as the sheets see it: gates before the library, formats made once, a frame
 * that every sheet shares, charts whose caches are filled. Not for other modules.
 *
 * Nothing here returns an error: the first fault is kept in `failure`, everything after it does
 * nothing, and xlsx.c reports it. Rows and columns are counted from 0, as the library does. */
#ifndef CXEX_XLSX_BOOK_H
#define CXEX_XLSX_BOOK_H

#include <cxex/render.h>
#include <cxex/theme.h>

#include <xlsxwriter.h>

/* A sheet more is a line here, one in the table of xlsx.c, and one file. */
typedef enum SheetKind {
    SHEET_SUMMARY,
    SHEET_SCORECARD,
    SHEET_TRENDS,
    SHEET_JOURNEY_CX,
    SHEET_JOURNEY_EX,
    SHEET_DRIVERS,
    SHEET_LINK,
    SHEET_WHAT_IF,
    SHEET_VOICES,
    SHEET_PROMISES,
    SHEET_DATA,
    SHEET_METHOD,
    SHEET_BRIEF, /* the department edition */
    SHEET_BRIEF_TRENDS,
    SHEET_COUNT
} SheetKind;

/* ---- The report as the formulas look it up ---- */
typedef struct BookUnit {
    Str name;
    ptrdiff_t scope;
} BookUnit;
typedef struct BookData {
    StrMap rows;     /* key -> index in report->data; the first of a key, as MATCH finds it */
    bool plain_keys; /* MATCH finds every key; else (wildcards, names that differ in case only,
                        very long names) the formulas compare exactly */
    BookUnit *units; /* [0] the company, then by name */
    ptrdiff_t unit_count;
    bool has[2]; /* CX, EX */
    Str code[3]; /* of the tiles: CX, EX, combined; empty when the report has none */
    const SummaryTile *tiles[3];
    Str now, previous; /* period ids; previous empty when there is none */
} BookData;

/* Where things stand on the trends sheet; the summary's charts point there. Rows that a report does
 * not need are -1. */
typedef struct TrendsSide {
    int head, value, low, high, count, note, company, target; /* printed rows */
    int feed_line, feed_value, feed_low, feed_high;           /* not printed */
} TrendsSide;
typedef struct TrendsLayout {
    int months, combined, events, notes, print_end;
    TrendsSide side[2];
    int feed, feed_code, feed_number, feed_company[3], feed_event, units;
    /* Where definitions changed, a line is cut: a row for each piece of the unit's line, then one
     * for each of the company's, then the marks. 1 piece: nothing of this. */
    int pieces[2], feed_piece[2], feed_break[2];
    double note_height; /* px; 0: no period needs a sentence */
} TrendsLayout;

typedef struct Book {
    Arena *arena;
    const Report *report;
    const Theme *theme;
    Logos logos; /* their paths */
    lxw_workbook *file;
    Str sheet_names[SHEET_COUNT];
    lxw_worksheet *sheets[SHEET_COUNT];
    bool *rows[SHEET_COUNT]; /* which rows were written */
    ptrdiff_t row_cap[SHEET_COUNT];
    StrMap formats;
    LIST_OF(lxw_format *) format_list;
    BookData data;
    TrendsLayout trends;
    Str failure; /* empty: none */
} Book;

void book_fail(Book *book, Str reason);
/* Records a code of the library; 0 is good. */
void book_check(Book *book, lxw_error code, const char *what);
/* A word of the catalogue in the report's language. */
Str book_word(const Book *book, Word key);
#define BOOK_WORDS(book, key, ...) \
    WORDS((book)->arena, (book)->report->language, (key), __VA_ARGS__)

/* The text gate: well-formed UTF-8 without control characters, nothing that Excel would decode, at
 * most `limit` characters (cut with "…"). NUL-terminated, in the arena. */
const char *book_gate_text(Book *book, Str text, ptrdiff_t limit);
enum { BOOK_CELL_LIMIT = 32000 };

/* ---- Looks ---- */
typedef enum Align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER } Align;
typedef enum VerticalAlign { VALIGN_MIDDLE, VALIGN_TOP, VALIGN_BOTTOM } VerticalAlign;
typedef struct Rule {
    uint8_t style; /* LXW_BORDER_… */
    lxw_color_t colour;
} Rule;
typedef struct Look {
    double size;              /* points; 0: 10 */
    lxw_color_t colour, fill; /* 0: ink, none */
    bool bold, italic, wrap;
    Align align;
    VerticalAlign valign;
    int indent;
    Rule top, bottom, left, right;
    const char *code; /* number format; lives as long as the book */
} Look;
lxw_format *book_format(Book *book, Look look);
lxw_color_t book_colour(const Book *book, ColourRole role);
lxw_color_t book_side_colour(const Book *book, ReportSide side);
/* The colour thinned with white: share 0 is white. */
lxw_color_t book_thinned(lxw_color_t colour, double share_01);
/* Only workbooks have these; the theme has no say. */
enum { INPUT_FILL = 0xFFF4CC, INPUT_INK = 0x0B4F9E, GAP_BAR = 0xCBD3DB, FAINT = 0xC7CED7 };
Rule book_rule(const Book *book, ColourRole role); /* thin */

/* Number codes: the point of the reader's locale, the true minus. They are chosen for the value:
 * one that rounds to nothing has no sign. */
const char *book_code(Book *book, double value, int decimals, bool percent);
const char *book_code_signed(Book *book, double value, int decimals, bool percent);
/* With the sign of its test: "▲ +1,8", "●  +0,2". */
const char *book_code_change(Book *book, double value, int decimals, bool percent, ChangeMark mark);
extern const char *const book_code_mark; /* 1, -1, 0 as ▲ ▼ ● */
bool book_is_percent(Str text);          /* as the report shows it */
/* Which piece of a line a period belongs to, from 0: definitions changed between them. */
int series_piece(const Series *series, ptrdiff_t t);
lxw_color_t book_mark_colour(const Book *book, ChangeMark mark);

/* ---- Cells ---- */
typedef struct Sheet {
    Book *book;
    SheetKind kind;
    lxw_worksheet *file;
    const int *widths; /* px, [0] is the margin */
    int columns, last; /* count and the last of them */
    double *heights;   /* px of the first SHEET_ROWS_SIZED rows; 0: the default */
} Sheet;
enum {
    SHEET_ROWS_SIZED = 1024,
    SHEET_SQUEEZED_PX = 1150 /* what fits on one landscape page, three quarters as large */
};
extern const double sheet_row_default_px;
void cell_text(Sheet *sheet, int row, int column, Str text, Look look);
void cell_number(Sheet *sheet, int row, int column, double value, Look look); /* NaN: blank */
void cell_blank(Sheet *sheet, int row, int column, Look look);
void cell_blanks(Sheet *sheet, int row, int from, int to, Look look);
/* A formula with the value that it has now. A value that is not finite is cached as #N/A. */
void cell_formula(Sheet *sheet, int row, int column, Str formula, double value, Look look);
void cell_formula_text(Sheet *sheet, int row, int column, Str formula, Str value, Look look);
void cell_merge(Sheet *sheet, int row, int column, int last_row, int last_column, Look look);
void cell_link(Sheet *sheet, int row, int column, SheetKind to, Str text, Look look);
typedef struct RichPart {
    Str text;
    Look look;
} RichPart;
void cell_rich(Sheet *sheet, int row, int column, const RichPart *parts, ptrdiff_t count,
               Look look);
void cell_note(Sheet *sheet, int row, int column, Str text, int height);

/* The same with a format made before: for long tables. */
void cell_text_as(Sheet *sheet, int row, int column, Str text, lxw_format *format);
void cell_number_as(Sheet *sheet, int row, int column, double value, lxw_format *format);
void cell_date_as(Sheet *sheet, int row, int column, Date date, lxw_format *format);

/* ---- Sheets ---- */
/* The frame of a sheet: margins, columns, three heading rows, link home, print set-up. */
Sheet sheet_open(Book *book, SheetKind kind, const int *widths, int columns);
/* The sentence and the line under it, as wide as the columns up to `last`; wrapped when long. */
void sheet_title(Sheet *sheet, int last, Str title, Str subtitle);
void sheet_row(Sheet *sheet, int row, double height_px);
double sheet_height(const Sheet *sheet, int from, int to); /* px, both included */
int sheet_span(const Sheet *sheet, int from, int to);      /* px */
/* A block's label over a rule; `thick` draws the block's colour above, else a thin rule below. */
void sheet_thick_label(Sheet *sheet, int row, int from, int to, Str text, lxw_color_t colour);
void sheet_block_label(Sheet *sheet, int row, int from, int to, Str text);
/* A table with a name that formulas may use, from column 1 on; the cells below its heads are
 * written by the caller. */
void sheet_table(Sheet *sheet, const char *name, int row, int last_row, const Str *heads,
                 const Look *looks, int count);
/* A rule that follows the figures when the table is sorted. */
void sheet_rule(Sheet *sheet, int row, int column, int last_row, int last_column,
                lxw_conditional_format *rule);
/* Bars in a side's band behind the numbers of a column, from 0 to `most`. */
void sheet_bars(Sheet *sheet, int row, int last_row, int column, ReportSide side, double most);
/* Names and ids such as "2017" stand as texts on purpose: no green corners there. */
void sheet_texts_may_be_digits(Sheet *sheet, int row, int column, int last_row, int last_column);
/* Prints rows 0 to last_row on pages one sheet wide; page_tall 0: as many as needed. */
void sheet_print(Sheet *sheet, int last_row, int pages_tall);
/* Two parts, the second from row `at` on (after last_row: there is none): one page if both fit,
 * else a page break between them; Excel takes one only from a sheet that has a scale. True when the
 * first part alone needs several pages. */
bool sheet_print_parts(Sheet *sheet, int last_row, int at);
/* Pages of like length, none of which ends with a few lines of a block: they part only before the
 * rows from..to, of which the last may be one that begins such a block. */
typedef struct PrintRows {
    int from, to;
    double repeated_px; /* of the rows that are printed on every page after the first */
    const bool *heads;  /* by row: it stays with the one below; NULL: none does */
} PrintRows;
void sheet_print_evenly(Sheet *sheet, int last_row, PrintRows rows);
/* Lines that a text takes in a cell of that width (an estimate on the safe side). */
int text_lines(Str text, double width_px, double size_pt);
double text_width(Str text, double size_pt); /* px */

/* ---- Names and places ---- */
void book_name(Book *book, const char *name, SheetKind kind, int row, int column, int last_row,
               int last_column);
Str place_name(Book *book, int row, int column);      /* "B6" */
Str place_fixed(Book *book, int row, int column);     /* "$B$6" */
Str place_row_fixed(Book *book, int row, int column); /* "B$6" */

/* ---- Looking figures up (lookup.c) ---- */
void lookup_open(Book *book);
void trends_layout(Book *book);
const DataRow *lookup_row(const Book *book, Str unit, Str period, Str code); /* NULL: none */
/* A number may stand as a formula only where the long table holds the very same. */
bool lookup_same(double a, double b);
/* The line of data_key as a formula, without "=": NA when there is none. Unit and period are
 * expressions, code is a literal. */
Str lookup_line(Book *book, Str unit, Str period, Str code);
/* "INDEX(data_value,MATCH(…))" of the company now or in the previous period. */
Str lookup_company(Book *book, const char *column, bool previous, Str code);
/* Text as a literal in a formula, quotes included. */
Str formula_quote(Book *book, Str text);

/* ---- Charts (chart.c) ---- */
typedef struct ChartPlace {
    int row, column;
    double width, height; /* px */
    int dx, dy;
    Str description;
} ChartPlace;
lxw_chart *chart_new(Sheet *sheet, uint8_t type);
void chart_place(Sheet *sheet, lxw_chart *chart, ChartPlace place);
typedef struct ChartRange {
    SheetKind kind;
    int row, column, last_row, last_column;
} ChartRange;
/* A series over cells, with the values that these cells have now (NaN: a cell without a number). */
lxw_chart_series *chart_series(Book *book, lxw_chart *chart, ChartRange x, const double *x_values,
                               ChartRange y, const double *y_values, ptrdiff_t count);
void chart_series_name_cell(Book *book, lxw_chart_series *series, SheetKind kind, int row,
                            int column);
void chart_line(lxw_chart_series *series, lxw_color_t colour, float width, uint8_t dash);
void chart_no_line(lxw_chart_series *series);
void chart_marker(lxw_chart_series *series, uint8_t type, int size, lxw_color_t fill,
                  lxw_color_t border);
void chart_axis(const Book *book, lxw_chart_axis *axis, Str name, lxw_color_t name_colour,
                double lo, double hi, double step, bool grid, bool line);
void chart_axis_hide(lxw_chart_axis *axis, double lo, double hi);
lxw_chart_font chart_font(const Book *book, double size, bool bold, lxw_color_t colour);

/* Labels of a scatter (chart_labels.c): each dot a series of its own, its name is its label. */
typedef struct ChartPlot { /* px in the chart, roughly where the library's own layout puts it */
    double left, top, width, height;
} ChartPlot;
typedef struct ChartDot {
    double x, y, radius;
    double width, height; /* of the label; all px in the chart */
    bool undecided;       /* chooses after the others */
    bool left_first;      /* tries the left side first */
    uint8_t position; /* of the label; LXW_CHART_LABEL_POSITION_DEFAULT: none fits, and in a crowd
                         its dot goes without (the name shows on pointing) */
} ChartDot;
/* Sets the label's size: long names are broken by the programs that show the chart. */
void chart_size_label(ChartDot *dot, const ChartPlot *plot, Str name, double size_pt);
/* The best of a few orders. True when every label found a place. */
bool chart_place_labels(Arena *arena, const ChartPlot *plot, ChartDot *dots, ptrdiff_t count);
void chart_label_name(Book *book, lxw_chart_series *series, const ChartDot *dot, double size_pt,
                      bool bold);

/* ---- Pictures (picture.c) ---- */
typedef struct Picture {
    bool usable;
    double width, height; /* px of the picture itself */
} Picture;
/* Looks at the head and the parts of a PNG or JPEG; anything else is not usable. */
Picture picture_look(Str bytes);
/* A logo in at most that many px, in its own shape and never larger than it is: from the cell's
 * left, or where `right` is given, ending that many px right of it. Its width in px; 0: there is
 * none. */
double picture_place(Sheet *sheet, int row, int column, double right, Str path, double widest,
                     double highest, Str says);

/* ---- The sheets ---- */
void sheet_summary(Book *book);
void sheet_scorecard(Book *book);
void sheet_trends(Book *book);
void sheet_journey_cx(Book *book);
void sheet_journey_ex(Book *book);
void sheet_drivers(Book *book);
void sheet_link(Book *book);
void sheet_what_if(Book *book);
void sheet_voices(Book *book);
void sheet_promises(Book *book);
void sheet_data(Book *book);
void sheet_method(Book *book);
void sheet_brief(Book *book);
void sheet_brief_trends(Book *book);
/* The balance map on the scorecard sheet, from row `row` on; returns the first row below it. */
int balance_map(Sheet *sheet, int row, int columns);

#endif
