#include <cxex/diag.h>

#include <assert.h>
#include <stdlib.h>

#include "codes.h"
#include "fold.h"

enum {
    FOUND_LIMIT = 80,    /* characters of the user's data in one line */
    EXPECTED_LIMIT = 240 /* ours, often a list of names: cut later */
};

typedef struct PrintWords {
    Str severity[3];
    Str nearest; /* before the name in quotation marks */
    Str more[2]; /* before and after the count of what was folded */
} PrintWords;

static const PrintWords print_words[] = {
    [DIAG_EN] =
        {
            .severity = {[SEVERITY_NOTE] = {"note", 4},
                         [SEVERITY_WARNING] = {"warning", 7},
                         [SEVERITY_ERROR] = {"error", 5}},
            .nearest = {"; did you mean ", sizeof "; did you mean " - 1},
            .more = {{"… and ", sizeof "… and " - 1},
                     {" more of this kind", sizeof " more of this kind" - 1}},
        },
    [DIAG_VI] =
        {
            .severity = {[SEVERITY_NOTE] = {"ghi chú", sizeof "ghi chú" - 1},
                         [SEVERITY_WARNING] = {"cảnh báo", sizeof "cảnh báo" - 1},
                         [SEVERITY_ERROR] = {"lỗi", sizeof "lỗi" - 1}},
            .nearest = {"; có phải ý bạn là ", sizeof "; có phải ý bạn là " - 1},
            .more = {{"… và thêm ", sizeof "… và thêm " - 1},
                     {" vấn đề cùng loại", sizeof " vấn đề cùng loại" - 1}},
        },
};
static_assert(CX_COUNTOF(print_words) == DIAG_LANG_COUNT, "every language");

/* One line to print: a problem, or (folded > 0) how many more of its kind its file has. */
typedef struct Line {
    const Problem *problem;
    ptrdiff_t folded, order;
} Line;

static int compare_numbers(ptrdiff_t a, ptrdiff_t b)
{
    return (a > b) - (a < b);
}

/* By file, line, column; the count of the folded ones at the end of their file; equals as added. */
static int compare_lines(const void *left, const void *right)
{
    const Line *a = left, *b = right;
    int order = str_compare(a->problem->pos.file, b->problem->pos.file);
    if (order == 0)
        order = (a->folded > 0) - (b->folded > 0);
    if (order == 0)
        order = compare_numbers(a->problem->pos.line, b->problem->pos.line);
    if (order == 0)
        order = compare_numbers(a->problem->pos.column, b->problem->pos.column);
    return order != 0 ? order : compare_numbers(a->order, b->order);
}

/* What is found is no data but paths and lists of units, all of which the reader must be told. */
static bool is_told_whole(DiagCode code)
{
#define TOLD_WHOLE(name, severity, code, en, vi) [DIAG_##name] = true,
    static const bool whole[DIAG_CODE_COUNT] = {DIAG_TABLE_GENERAL(TOLD_WHOLE)
                                                    DIAG_TABLE_RUN(TOLD_WHOLE)};
#undef TOLD_WHOLE
    return whole[code];
}

/* What is found is a sentence of ours too: why a file could not be read. */
static Str found_text(Arena *arena, const Problem *problem, DiagLang lang)
{
    bool reason = problem->code == DIAG_DATA_BOOK_BAD || problem->code == DIAG_DATA_SAV_BAD;
    return reason ? diag_reason(arena, problem->found, lang) : problem->found;
}

/* Adds `text` with {f} and {e} replaced. */
static void add_text(Arena *arena, Buffer *out, Str text, const Problem *problem, DiagLang lang)
{
    while (text.len > 0) {
        if (str_starts(text, S("{f}"))) {
            buffer_add(out, diag_quote(arena, found_text(arena, problem, lang),
                                       is_told_whole(problem->code) ? 0 : FOUND_LIMIT));
            text = str_slice(text, 3, text.len);
        } else if (str_starts(text, S("{e}"))) {
            buffer_add(out, diag_quote(arena, diag_reason(arena, problem->expected, lang),
                                       EXPECTED_LIMIT));
            text = str_slice(text, 3, text.len);
        } else {
            buffer_add_byte(out, text.s[0]);
            text = str_slice(text, 1, text.len);
        }
    }
}

static void add_place(Arena *arena, Buffer *out, Pos pos, bool whole_file)
{
    if (pos.file.len == 0)
        return;
    buffer_add(out, diag_quote(arena, pos.file, 0));
    if (pos.line > 0 && !whole_file) {
        buffer_addf(out, ":%td", pos.line);
        if (pos.column > 0)
            buffer_addf(out, ":%td", pos.column);
    }
    buffer_add(out, S(": "));
}

static void add_line(Arena *arena, Buffer *out, const Line *line, const PrintWords *words,
                     DiagLang lang)
{
    const Problem *problem = line->problem;
    const DiagKind *kind = diag_kind(problem->code);
    add_place(arena, out, problem->pos, line->folded > 0);
    buffer_add(out, words->severity[kind->severity]);
    buffer_add(out, S(": "));
    if (line->folded > 0) {
        buffer_add(out, words->more[0]);
        buffer_addf(out, "%td", line->folded);
        buffer_add(out, words->more[1]);
    } else {
        if (problem->pos.cell.len > 0) {
            buffer_add(out, diag_quote(arena, problem->pos.cell, FOUND_LIMIT));
            buffer_add(out, S(": "));
        }
        add_text(arena, out, kind->text[lang], problem, lang);
        if (problem->nearest.len > 0) {
            buffer_add(out, words->nearest);
            buffer_add_byte(out, '"');
            buffer_add(out, diag_quote(arena, problem->nearest, FOUND_LIMIT));
            buffer_add(out, S("\"?"));
        }
    }
    buffer_add(out, S(" ["));
    buffer_add(out, kind->code);
    buffer_add(out, S("]\n"));
}

typedef LIST_OF(Line) LineList;

/* One line for each code of which a file has more than were kept. */
static void push_folded_lines(Arena *arena, const Diags *diags, LineList *lines)
{
    if (diags->folds == NULL)
        return;
    for (ptrdiff_t i = 0; i < diags->folds->files.len; i++) {
        const FileFolds *file = &diags->folds->files.items[i];
        for (int code = 0; code < DIAG_CODE_COUNT; code++) {
            if (file->by_code_n[code] <= DIAG_KEEP)
                continue;
            Problem *problem = NEW(arena, Problem, 1);
            ptrdiff_t order = lines->len; /* before PUSH changes it */
            *problem = (Problem){.code = (DiagCode)code, .pos = {.file = file->file}};
            *PUSH(arena, lines, Line) = (Line){problem, file->by_code_n[code] - DIAG_KEEP, order};
        }
    }
}

Str diag_print(Arena *arena, const Diags *diags, DiagLang lang)
{
    LineList lines = {0};
    for (ptrdiff_t i = 0; i < diags->list.len; i++)
        *PUSH(arena, &lines, Line) = (Line){.problem = &diags->list.items[i], .order = i};
    push_folded_lines(arena, diags, &lines);
    if (lines.len > 1)
        qsort(lines.items, (size_t)lines.len, sizeof lines.items[0], compare_lines);

    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < lines.len; i++)
        add_line(arena, &out, &lines.items[i], &print_words[lang], lang);
    return buffer_str(&out);
}
