/* inside.h: what the parts of init share: files looked at → columns of a side → questions → text.
 */
#ifndef CXEX_INIT_INSIDE_H
#define CXEX_INIT_INSIDE_H

#include <cxex/config.h>
#include <cxex/init.h>

#include "scales.h"

/* Why a line should be looked at; bits of `doubts`. */
typedef enum Doubt {
    DOUBT_REVERSED, /* because of its wording */
    DOUBT_CODES,    /* codes taken for "no answer" */
    DOUBT_ENDS,     /* other ends would fit too */
    DOUBT_LABELS,   /* labels that no dictionary has are left out */
    DOUBT_WORDS,    /* no word tells what it asks; taken because its neighbours are alike */
    DOUBT_RIVAL,    /* another column would have done */
    DOUBT_FEW,      /* few answers */
    DOUBT_BETTER,   /* how often, or yes or no: more need not be better */
    DOUBT_CHOICES,  /* the export holds codes of choices: their order is not in it */
    DOUBT_PART,     /* satisfaction with one thing, perhaps, not with all */
    DOUBT_COUNT
} Doubt;

typedef enum Role {
    ROLE_DATE,
    ROLE_UNIT,
    ROLE_ID,
    ROLE_WEIGHT,
    ROLE_COMMENT,
    ROLE_WAVE,
    ROLE_COUNT
} Role;

typedef struct InitColumn { /* of one file, or of all files of a side that have its name */
    Str name;               /* as the project names it; empty: it cannot be named */
    Str question;           /* what people read */
    Str coded;              /* value labels */
    Heading heading;
    LookColumn look; /* added up over the files */
    StrList files;   /* paths of those that have it */
    ScaleFound scale;
    ptrdiff_t alike; /* columns with this kind of name on this scale, with itself */
    bool person, machine, role, question_taken;
    bool ranked;    /* its labels stand on a scale: no unit, no wave */
    bool of_matrix; /* SAT[SQ001] */
    int own_csat;   /* what its own words say of satisfaction, without those of the whole matrix */
    Str own_words;  /* its own words, folded, without accents */
    bool of_codes;  /* of a file that holds codes where people chose texts */
} InitColumn;

typedef struct InitFile {
    Look look;
    Str shown;         /* its path as the project file has it */
    Str sheet;         /* to be named, or empty */
    Str other_sheets;  /* with tables, or empty */
    Encoding encoding; /* to be named, or AUTO */
    Side side;
    bool side_sure;
    InitColumn *columns;        /* [look.column_count] */
    ptrdiff_t role[ROLE_COUNT]; /* columns, or -1 */
    Str rivals[ROLE_COUNT];     /* other columns that would do, or empty */
    bool weak[ROLE_COUNT];      /* nothing fits better, but no word says so plainly */
    DateOrder order;
    bool order_sure;
    Date first, last;   /* of its answers; year 0: no usable date */
    int64_t last_month; /* answers in the month of `last` */
    Str year;           /* in its name, or empty */
    Str period;         /* written to the project, or empty: by date or wave */
    Str texts_from;     /* a sheet or a file with the texts of its questions, or empty */
    bool texts_in_sheet;
    bool is_codebook; /* it holds texts of questions, no answers */
} InitFile;

typedef struct InitMetric {
    Str id, label;
    StrList columns; /* alternatives */
    const InitColumn *column;
    ScaleFound scale;
    bool reversed;
    Str type, stage, factor, cycle, mirror;
    Str rival; /* name of the column that was second */
    unsigned doubts;
} InitMetric;

typedef struct InitSide {
    ptrdiff_t file_count;
    LIST_OF(InitColumn) columns;
    LIST_OF(InitMetric) metrics;
    StrList left_out;  /* columns that look scored and are not taken */
    StrList unordered; /* nor these: nothing tells the order of their answers */
    ptrdiff_t stages;
} InitSide;

typedef struct InitSource { /* one section */
    Side side;
    Str name;
    LIST_OF(ptrdiff_t) files;
} InitSource;

typedef struct Init {
    Arena *arena;
    const InitOptions *options;
    const Phrases *phrases;
    Diags *diags;
    InitFile *files; /* after metrics_find those that are used come first */
    ptrdiff_t file_count, unused_count;
    InitSide side[SIDE_COUNT];
    LIST_OF(InitSource) sources;
    Str period; /* month, quarter, year, wave */
    Lang lang;
    bool period_borrowed; /* of a file without date, from the others */
    bool period_all;      /* nothing tells when: one period called `all` */
    bool one_wave;        /* asked within a month that is not one of the calendar */
    int64_t latest;       /* answers in the latest month, where the periods are months; else 0 */
} Init;

bool files_look(Init *init);                           /* files.c */
void codebook_apply(Init *init);                       /* codebook.c */
void column_own_words(Init *init, InitColumn *column); /* files.c */
void column_judge(Arena *arena, InitColumn *column);   /* files.c: person, machine, ranked */
typedef struct SheetPlace {
    int number, count;
} SheetPlace;
SheetPlace sheet_place(Str detail);            /* of a workbook; 1 of 1 elsewhere */
void roles_find(Arena *arena, InitFile *file); /* roles.c */
void columns_merge(Init *init);                /* columns.c */
/* titles.c: the label of a metric; empty where the name of the column does. */
Str title_of(Init *init, const InitColumn *column, bool reversed);
void metrics_find(Init *init); /* metrics.c */
void periods_find(Init *init); /* periods.c: periods, sections */
Str project_write(Init *init); /* project.c */
Str table_write(Init *init);   /* overview.c */
/* A role's column of a file, or NULL. */
const InitColumn *file_role(const InitFile *file, Role role);
Str shown_path(Init *init, Str path);

/* ---- remarks.c: what is worth a look, in the project file and in the table alike ---- */
Str doubt_text(Init *init, const InitMetric *metric, Doubt doubt, Lang lang);
/* Of a role's column; empty: nothing to say. */
StrList role_remarks(Init *init, const InitFile *file, Role role, Lang lang);
/* Of a section as a whole: whose answers, encoding, rows that are kept, the period. */
typedef struct SourceRemarks {
    bool side, encoding, aside, borrowed;
    Str sheets;             /* others with tables */
    int64_t tests, partial; /* rows so marked, when they are kept */
} SourceRemarks;
SourceRemarks source_remarks(const Init *init, const InitSource *source);
/* Why the periods are what they are, and what to look at; the latter marked. */
StrList period_remarks(Init *init, Lang lang);
bool role_is_used(const Init *init, const InitFile *file, Role role);

#endif
