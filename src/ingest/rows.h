/* rows.h: one record becomes one row of the tally, or the reason why not. */
#ifndef CXEX_INGEST_ROWS_H
#define CXEX_INGEST_ROWS_H

#include "answers.h"
#include "dates.h"
#include "ids.h"
#include "vendor_rows.h"
#include "work.h"

typedef enum RowFate {
    ROW_USED,
    ROW_BLANK,
    ROW_ASIDE, /* the tool marks it: RowRead.aside */
    ROW_BAD_DATE,
    ROW_NO_ANSWER,
    ROW_BAD_WEIGHT,
    ROW_STRAIGHT,  /* straight_lining = leave */
    ROW_FAST,      /* speeders = leave; never by row_read: known when all rows are read */
    ROW_BAD_COUNT, /* how many it stands for cannot be read */
    ROW_REPEATED   /* a press right after another, where the project says that it does not count */
} RowFate;

typedef struct RowPlace {
    ptrdiff_t file, offset, record;
} RowPlace;

typedef struct RowRead {
    Row row;
    RowFate fate;
    Aside aside;       /* how the tool marks it, whether it is left out for that or kept */
    bool many_ratings; /* at least STRAIGHT_RATINGS */
    bool straight;     /* those, all alike */
    int64_t seconds;   /* that it took, or -1; of a row that is used */
    bool commented;    /* something stands in the comment's cell */
    Str id;            /* empty: none, and then never a duplicate */
    uint64_t id_hash;  /* of a row with an id */
    int64_t count;     /* of people it stands for */
    int64_t *faces;    /* [face_count] people by level of face_question; NULL: no such columns */
    ptrdiff_t face_count, face_question;
    bool pressed_again, outside_hours; /* kiosk.h */
    RowPlace place;
} RowRead;

/* Its answers were looked at: it is not blank, the tool did not mark it, and its period is known.
 */
static inline bool row_was_read(const RowRead *read)
{
    return read->fate != ROW_BLANK && read->fate != ROW_ASIDE && read->fate != ROW_BAD_DATE;
}

typedef struct FirstSeen { /* the first case of a problem, and how many there are */
    int64_t count;
    RowPlace place;
    ptrdiff_t column;
    Str text;
} FirstSeen;

enum { UNIT_NAME_LIMIT = 300 }; /* characters; a longer one is a comment */
/* Squares and sums of weights stay exact enough, and far from the ends of a double. A weight of a
 * billion stands for a billion people. */
#define WEIGHT_LOWEST 1e-9
#define WEIGHT_HIGHEST 1e9
enum { FIRST_YEAR = 1900, LAST_YEAR = 2099 };

typedef struct LastPress { /* of a device */
    int64_t seconds;
    ptrdiff_t file;
    int way; /* its file goes on in time (1) or back (-1); 0: not known yet */
} LastPress;

typedef struct RowReader {
    Ingest *in;
    SourceWork *work;
    const SideTally *side;
    AnswerReader **answers; /* [question_count] of the era of the row at hand */
    const int8_t **brief;   /* [question_count] answers[q]->brief, side by side */
    AnswerReader **eras;    /* [question_count] of every era (wave_map.c); NULL: all read alike */
    ptrdiff_t era;
    int16_t period_era[TALLY_PERIODS_LIMIT]; /* era + 1; 0: not asked yet */
    int64_t *valid;                          /* [question_count] answers on the scale */
    bool *is_rating;                         /* [question_count] counts for straight-lining */
    int32_t first_day, last_day; /* year·512 + month·32 + day of usable dates; 0: none yet */
    int64_t month_rows[(LAST_YEAR - FIRST_YEAR + 1) * 12]; /* rows with a usable date */
    ptrdiff_t fixed_period;                                /* `period =`; -1: by date or wave */
    DateOrder order;                   /* AUTO until a value like 31/12/2026 has decided */
    bool weight_sought, weight_commas; /* what the column itself says of its decimals */
    bool order_sought; /* for dates that give no period, the files were gone through once */
    bool seen_iso, seen_slashed, seen_named, seen_serial;
    int32_t month_period[(LAST_YEAR - FIRST_YEAR + 1) * 12]; /* period + 1; 0: not asked yet */
    Memo units, waves;
    RowMarks *marks; /* [file_count] */
    Memo *margins;   /* [margin_count] spelling -> category */
    StrList *categories;
    Memo strata;    /* category numbers -> stratum */
    int64_t *faces; /* room of RowRead.faces, used in turn */
    ptrdiff_t face_row;
    int64_t opens, closes; /* seconds of the day; -1: not given */
    Memo devices;          /* place in `pressed` */
    LIST_OF(LastPress) pressed;
    LIST_OF(RowPlace) again; /* presses right after another, in the order of reading */
    FirstSeen shortened_id, total_row;
    FirstSeen unsorted; /* presses that are not where their time puts them */
    FirstSeen bad_count;
    FirstSeen bad_date, bad_weight, mixed_date, undecided_date, duplicate, long_unit;
} RowReader;

void row_reader_open(RowReader *reader, Ingest *in, SourceWork *work);
/* `levels` has room for the side's questions. quiet: the row was read before, nothing about it is
 * noted. */
void row_read(RowReader *reader, const CsvRecord *record, RowPlace place, int16_t *levels,
              bool quiet, RowRead *out);
/* A date that gives no period (of waves and `period =`): it says how long an answer took, and which
 * of two is the later. Which is the day in it is found out from all files, so that every row is
 * read alike, however often. */
DateText row_date(RowReader *reader, Str text);
/* Seconds that the answer took; -1: the row does not tell (durations.c). */
int64_t duration_read(RowReader *reader, const SourceFile *file, const CsvRecord *record);
/* The id of a record, and its hash. */
Str row_id(RowReader *reader, const SourceFile *file, const CsvRecord *record, uint64_t *hash);
/* A row gives way to another with its id: what it answered is no longer told of. */
void row_forget_answers(RowReader *reader, const CsvRecord *record, const RowRead *read);
/* The period of a record, or -1; the unit that a cell of it names. */
ptrdiff_t row_period(RowReader *reader, const SourceFile *file, const CsvRecord *record,
                     RowPlace place);
ptrdiff_t row_unit(RowReader *reader, RowPlace place, ptrdiff_t column, Str cell);
/* From here on answers are read as they were called in the period (wave_map.c). */
void row_take_era(RowReader *reader, ptrdiff_t period);
/* The stratum of answers of which no raking margin is known. */
ptrdiff_t row_no_stratum(RowReader *reader);
/* A whole number of people; -1: the text is none. */
int64_t row_people(Str text);
/* Keeps the first case of a problem. */
void row_note(RowReader *reader, FirstSeen *seen, RowPlace place, ptrdiff_t column, Str cell);
/* Of a question, era for era: one reader where all eras are read alike. */
const AnswerReader *row_answers(const RowReader *reader, ptrdiff_t question, ptrdiff_t era);
ptrdiff_t row_answers_count(const RowReader *reader, ptrdiff_t question);
/* What the reading found wrong in the source (problems.c). */
void source_report_problems(RowReader *reader);

#endif
