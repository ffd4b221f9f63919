/* answers.h: the text of an answer becomes a level of its question's scale. */
#ifndef CXEX_INGEST_ANSWERS_H
#define CXEX_INGEST_ANSWERS_H

#include <cxex/table.h>

#include "memo.h"

typedef struct AnswerPlace { /* where an answer was read; the first of a kind is kept */
    ptrdiff_t file, offset, record, column;
} AnswerPlace;

typedef struct OddAnswer { /* an answer that the scale does not have */
    Str text;
    bool number;
    int64_t count;
    AnswerPlace first;
} OddAnswer;

enum { LEVEL_UNREAD = -9, ODD_KINDS_LIMIT = 1000 };

typedef struct AnswerReader {
    const Metric *metric;
    bool decimal_comma;
    /* Levels of the answers "0" … "9" and "00" … "99", by far the most common texts; LEVEL_UNREAD:
     * ask answer_read_slowly. */
    int16_t one[10], two[100];
    Memo memo;              /* every other text: level, or ODD_MEMO − index into odd */
    StrMap labels, missing; /* folded text */
    LIST_OF(double) missing_numbers;
    LIST_OF(OddAnswer) odd;
    int64_t odd_more; /* answers off the scale beyond ODD_KINDS_LIMIT different texts */
    int64_t valid, off_scale;
    double code_worst, code_step; /* the code in the file of level l is worst + l·step */
} AnswerReader;

void answer_reader_open(Arena *arena, AnswerReader *reader, const Metric *metric,
                        bool decimal_comma);
/* place NULL: read a second time, nothing is counted. `room`: bytes readable from cell.s on. */
int16_t answer_read_slowly(Arena *arena, AnswerReader *reader, Str cell, ptrdiff_t room,
                           const AnswerPlace *place);

static inline int16_t answer_read(Arena *arena, AnswerReader *reader, Str cell, ptrdiff_t room,
                                  const AnswerPlace *place)
{
    int16_t level = LEVEL_UNREAD;
    if (cell.len == 0)
        return LEVEL_MISSING;
    unsigned first = (unsigned)(unsigned char)cell.s[0] - '0';
    if (cell.len == 1 && first < 10) {
        level = reader->one[first];
    } else if (cell.len == 2 && first < 10) {
        unsigned second = (unsigned)(unsigned char)cell.s[1] - '0';
        if (second < 10)
            level = reader->two[10 * first + second];
    }
    return level != LEVEL_UNREAD ? level : answer_read_slowly(arena, reader, cell, room, place);
}

#endif
