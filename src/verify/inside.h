/* inside.h: what the parts of verify share. Not for other modules. */
#ifndef CXEX_VERIFY_INSIDE_H
#define CXEX_VERIFY_INSIDE_H

#include <cxex/pack.h>
#include <cxex/verify.h>

/* ---- The manifest's files (files.c) ---- */
typedef struct PackEntry {
    Str path, sha256; /* "departments/giao-nhan.pdf" */
    int64_t size;
    Str unit;   /* key of the unit it is for; empty: the whole pack's */
    StrList to; /* of a draft */
    bool there;
} PackEntry;

/* ---- Figures of scorecard.json (figures.c) ---- */
typedef enum FigureField {
    FIELD_VALUE,
    FIELD_LOW,
    FIELD_HIGH,
    FIELD_N,
    FIELD_SIDE_N,  /* all who answered on that side: "741 answers" above an index of 730 */
    FIELD_COUNT_X, /* "13 of 15" */
    FIELD_TARGET,
    FIELD_DISTANCE, /* from the target */
    FIELD_PREVIOUS,
    FIELD_DIFF, /* against the period before, as tested */
    FIELD_DIFF_LOW,
    FIELD_DIFF_HIGH,
    FIELD_MARK, /* 1, -1, 0 of a tested change */
    FIELD_REST, /* of the company */
    FIELD_REST_N,
    FIELD_REST_DIFF,
    FIELD_REST_LOW, /* of the difference */
    FIELD_REST_HIGH,
    FIELD_REST_MARK, /* 1, -1, 0 of that difference */
    FIELD_COUNT
} FigureField;
typedef struct PublishedFigure {
    ptrdiff_t scope, window; /* index in scopes, in windows */
    Str code;
    double field[FIELD_COUNT]; /* NaN: none */
} PublishedFigure;
typedef enum PublishWord { WORD_PUBLISHED, WORD_HIDDEN, WORD_EMPTY } PublishWord;
typedef struct PackScope {
    Str key, name, slug;
    ptrdiff_t first, count; /* its figures, one window after the other */
    LIST_OF(double) other;  /* numbers about it that are no figures: response rates */
} PackScope;
typedef struct Figures {
    LIST_OF(PackScope) scopes; /* [0]: the company */
    StrMap scope_by_key, scope_by_name;
    StrList windows; /* periods in their order, then running windows */
    ptrdiff_t period_count, now;
    LIST_OF(PublishedFigure) items;
    StrMap by_key; /* "scope key|window|code" */
    StrMap codes;  /* code -> number, in the order of code_names */
    StrList code_names;
} Figures;

/* A number of linkage, drivers or kpis (linked.c). */
typedef struct LinkedNumber {
    Str path;     /* "linkage.lag_ex_to_cx.beta" */
    Str about[2]; /* units, questions, KPIs that it is of, as people read them; may be empty */
    double x;
} LinkedNumber;
enum { LINKED_SCALES = 3 };
typedef struct Linked {
    LIST_OF(LinkedNumber) items;
    LinkedNumber *by_size; /* the same, ascending */
    StrMap by_path, names; /* names: all that stand in `about` */
} Linked;

/* How much was compared; for the table at the end. */
typedef struct Counts {
    int64_t files, bytes, figures;
    int64_t pdfs, keyed, sentences_hidden, alt_texts, notes, loose, loose_tied;
    int64_t books, data_rows, formulas, chart_points, constants, layout, names;
    int64_t mails, attachments, mail_numbers;
} Counts;

typedef struct Verify {
    Arena *arena;  /* of the whole run */
    Arena scratch; /* one file at a time */
    Str folder;
    Lang talk, language;        /* language: of the board's report */
    Lang languages[LANG_COUNT]; /* each with the words that the manifest says were replaced */
    Diags *diags;
    LIST_OF(PackEntry) entries;
    StrMap entry_by_path;
    const Json *manifest, *scorecard;
    Str scorecard_bytes;
    Str sentences;  /* every text of scorecard.json, a line each */
    Str board_text; /* all that board.pdf says; empty until it was read */
    Figures figures;
    Linked linked;
    Counts counts;
    StrMap spoken[LANG_COUNT]; /* whole numbers in the program's own words: "at least 10" */
    int64_t structural;        /* the largest count of pages, units, periods … */
} Verify;

/* Adds a problem; place is "Data!G214" or the key of an element. */
void verify_problem(Verify *verify, DiagCode code, Str file, Str place, Str found, Str expected);

/* ---- files.c ---- */
bool verify_manifest(Verify *verify);
/* Every file of the manifest is there as it says, and no other. */
void verify_hashes(Verify *verify);
const PackEntry *verify_entry(const Verify *verify, Str path); /* NULL: not in the manifest */
bool verify_open(Verify *verify, const PackEntry *entry, FileView *file);

/* ---- figures.c ---- */
bool verify_scorecard(Verify *verify);
/* "unit|period|code" as a file shows it; *scope is -1 for an unknown unit. NULL: not published. */
const PublishedFigure *figures_find(const Figures *figures, Arena *scratch, Str key,
                                    ptrdiff_t *scope);
/* Whether two numbers are one: 1e-9 relative. */
bool figures_same(double a, double b);
Str figures_show(Arena *arena, double number);
/* "▲" for 1, "▼" for -1, else "–". */
Str figures_sign(double mark);
/* A journey shows the mark of its difference from the rest beside a stage or factor of a unit; the
 * index and the number of answers beside them carry none. */
bool figures_rest_marked(Str code);

/* ---- numbers.c: numbers in texts ---- */
typedef struct NumberToken {
    ptrdiff_t from, to; /* in the text */
    double value;       /* with its sign */
    int decimals;
    bool percent;
} NumberToken;
/* The next number at or after *at; false: none. */
bool number_next(Str text, Lang lang, ptrdiff_t *at, NumberToken *token);
/* A question's own name, of at least so many bytes, may hold a number: "Item 13". */
bool number_in_label(const Verify *verify, Str text, const NumberToken *token, ptrdiff_t least);
bool number_any(Str text); /* holds a digit */
/* The token is x as it is printed: rounded half away from zero to its decimals. */
bool number_is(const NumberToken *token, double x, bool with_sign);

/* ---- breaks.c ---- */
/* Definitions that changed between packs: takes what would be a change across one from the figures.
 * After the comparisons were read. */
void verify_breaks(Verify *verify);

/* ---- incentive.c ---- */
/* The payout follows from the figures that are published beside it. After linked_read has them. */
void incentive_check(Verify *verify);

/* ---- registers.c: promises and suggestions; a department's file has its own alone ---- */
/* unit: index in scopes of the department, or -1 for the board: everything is its own. */
bool registers_own_unit(const Verify *verify, ptrdiff_t unit, Str name);
bool registers_own_path(const Verify *verify, ptrdiff_t unit, Str path); /* "trust.Sales.all.due" */
/* "registers.promises.12.days": NULL where scorecard.json has no such line. */
const Json *registers_promise(const Verify *verify, Str key);
/* What a page may show of it: its day, or its state with its days. `shown` may be cut short. */
bool registers_shows(Verify *verify, const Json *promise, Str key, Lang lang, Str shown,
                     Str *expected);
Date registers_day(Str iso); /* "2026-10-31"; year 0: no day */
enum { PROMISE_MARK_OVERDUE = 1, PROMISE_MARK_MIDDLE, PROMISE_MARK_KEPT };
/* The number that the workbook's icons go by: 3 kept, 2 ahead or late, 1 overdue; NaN: cancelled.
 */
double registers_mark(const Json *promise);

/* ---- quality.c: duplicates, straight lines, speed: one text in three files ---- */
void quality_check(Verify *verify);   /* scorecard.json with itself */
void quality_on_page(Verify *verify); /* after board.pdf was read */

/* ---- benchmarks.c ---- */
/* Each difference is of a published figure and is that figure minus the benchmark; source, year and
 * licence are there. */
void benchmarks_check(Verify *verify);
/* "benchmarks.retail.cx.nps" is everybody's, what follows ".against." one unit's. */
bool benchmarks_own(const Verify *verify, ptrdiff_t unit, Str key);

/* ---- linked.c ---- */
void linked_read(Verify *verify);
double linked_value(const Verify *verify, Str path);    /* NaN: there is none */
ptrdiff_t linked_first(const Verify *verify, double x); /* in by_size: not below x */
/* Effects are told for one point more or for ten, shares as they are or in percent. */
extern const double linked_scales[LINKED_SCALES];
/* "linkage.lag_ex_to_cx", "drivers.cx": what a page calls a number or a picture by. */
bool linked_is_key(Str key);
typedef struct LinkedShown {
    double value, limit[2]; /* NaN: none */
} LinkedShown;
LinkedShown linked_shown(Verify *verify, Str key);
/* The token is a number of this key, or below it. */
bool linked_below(const Verify *verify, Str key, const NumberToken *token);

/* The text has the name cut short, with "…" behind it. */
bool figures_names_short(Str text, Str name);
bool figures_names(Str text, Str name); /* in full, or so */

/* What a text may be about. */
typedef struct TextContext {
    Lang lang;
    Str file;
    Str around;              /* other texts that may be quoted: those of the same file */
    const ptrdiff_t *scopes; /* whose figures it may name, beside units that it names itself */
    ptrdiff_t scope_count;
    const Str *codes; /* which figures, in every period; none: the headline ones */
    ptrdiff_t code_count;
    bool any_now;  /* also every figure of the report's period */
    bool own_only; /* a department's file: no other unit may lend a number */
    Str own_name;  /* of that department; empty: a file of all */
    Str linked;    /* key of linkage or drivers whose numbers it tells; empty: of none */
} TextContext;
/* True when the token of the text stands in a text that may be quoted, belongs to a figure, or is
 * one of the program's own words. */
bool number_tied(Verify *verify, const TextContext *context, Str text, const NumberToken *token);
/* True when every number of the text is tied so; else *token is the first that is not. */
bool text_tied(Verify *verify, const TextContext *context, Str text, NumberToken *token);
/* A text that no page shows: each part of it with a number is on a page, or tied as above. */
bool text_repeats(Verify *verify, const TextContext *context, Str text, NumberToken *token);

/* ---- pdf.c, book.c, mail.c ---- */
/* `unit`: index in scopes of the department that the file is for, or -1. text: all that the PDF
 * says, for the workbook and the draft beside it; in the verify's arena `keep`. */
void verify_pdf(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Arena *keep, Str *text,
                Lang *lang);
void verify_book(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Lang lang, Str text);
void verify_mail(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Lang lang, Str text);

/* ---- formula.c: the formulas that cxex writes, computed again ---- */
typedef enum FormulaKind {
    FORMULA_NUMBER,
    FORMULA_TEXT,
    FORMULA_BOOL,
    FORMULA_ERROR,
    FORMULA_RANGE, /* only inside */
    FORMULA_ARRAY
} FormulaKind;
typedef struct FormulaValue {
    FormulaKind kind;
    double number;
    Str text; /* also the error */
    BookRange range;
    const double *array;
    ptrdiff_t count;
} FormulaValue;
typedef struct FormulaBook { /* one workbook; what is looked up often is indexed once */
    Arena *arena;
    const Workbook *book;
    Lang lang;         /* in which FIXED writes numbers */
    BookRange indexed; /* the range of `index` */
    bool has_index;
    StrMap index;
} FormulaBook;
/* False: not a formula that can be computed here; *why names the first word that is unknown. */
bool formula_compute(FormulaBook *book, ptrdiff_t sheet, Str formula, FormulaValue *value,
                     Str *why);

#endif
