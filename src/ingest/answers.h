/* answers.h: the text of an answer becomes a level of its question's scale. */
#ifndef CXEX_INGEST_ANSWERS_H
#define CXEX_INGEST_ANSWERS_H

#include <cxex/table.h>

#include "memo.h"
#include "work.h"

typedef struct AnswerPlace { /* where an answer was read; the first of a kind is kept */
    ptrdiff_t file, offset, record, column;
} AnswerPlace;

typedef struct OddAnswer { /* an answer that the scale does not have */
    Str text;
    bool number;
    int64_t count;
    AnswerPlace first;
} OddAnswer;

enum { BRIEF_TEXTS = 1 << 16, LEVEL_UNREAD = -9, ODD_KINDS_LIMIT = 1000 };

typedef struct AnswerReader {
    const Metric *metric;
    bool decimal_comma;
    /* Levels of all texts of up to two bytes, by far the most common ones, by their bytes (the
     * first one low; empty: 0). LEVEL_UNREAD: not understood yet. */
    int8_t *brief;          /* [65536] */
    Memo memo;              /* other texts: level, or ODD_MEMO − index into odd */
    StrMap labels, missing; /* folded text */
    StrMap codes;           /* folded text -> level; with any, other numbers mean nothing */
    bool has_codes;
    Str not_asked; /* folded: what the tool writes where a question was not shown; empty: nothing */
    const AnswerRenames *renames;
    int16_t *renamed_level; /* [renames->items.len] */
    LIST_OF(double) missing_numbers;
    LIST_OF(OddAnswer) odd;
    int64_t odd_more; /* answers off the scale beyond ODD_KINDS_LIMIT different texts */
    int64_t off_scale;
    double code_worst, code_step; /* the code in the file of level l is worst + l·step */
} AnswerReader;

/* format: of the export, as in Vendor. renames: what answers were called when the rows were
 * answered; NULL: as now. */
void answer_reader_open(Arena *arena, AnswerReader *reader, const Metric *metric,
                        bool decimal_comma, Str format, const AnswerRenames *renames);
/* place NULL: read a second time, nothing is counted. */
int16_t answer_read_slowly(Arena *arena, AnswerReader *reader, Str cell, const AnswerPlace *place);
/* Takes an answer off the scale out of the counts again. */
void answer_forget(AnswerReader *reader, Str cell);
/* LEVEL_UNREAD when the text is longer than two bytes, or not plain. `room`: bytes that may be read
 * from cell.s on. There is no branch on what was answered, because it cannot be foretold. */
static inline int16_t answer_read_brief(const int8_t *brief, Str cell, ptrdiff_t room)
{
    static const unsigned kept[] = {0, 0xFF, 0xFFFF};
    if (cell.len > 2 || room < 2)
        return LEVEL_UNREAD;
    unsigned low = (unsigned char)cell.s[0], high = (unsigned char)cell.s[1];
    return brief[(low | high << 8) & kept[cell.len]];
}

#endif
