#include "vendor.h"

#include "work.h"

/* ---- Other names ---- */

static void also(Arena *arena, HeaderColumn *column, Str name)
{
    Str key = text_name_key(arena, name);
    if (key.len > 0 && strlist_find(&column->also, key) < 0)
        *PUSH(arena, &column->also, Str) = key;
}

/* ---- SurveyMonkey: a question over its first option, the others left empty ---- */

static int question_row(const TextFile *file)
{
    for (int r = 0; r < file->header_rows && r < HEADER_ROWS_LIMIT; r++) {
        for (ptrdiff_t c = 0; c < file->column_count; c++) {
            Str key = file->columns[c].keys[r];
            if (str_equal(key, S("Respondent ID")) || str_equal(key, S("RespondentID")))
                return r;
        }
    }
    return 0;
}

static bool says_nothing(Str option, Str question)
{
    return option.len == 0 || str_equal(option, S("Response")) ||
           str_equal(option, S("Open-Ended Response")) || str_equal(option, question);
}

static void name_options(Arena *arena, TextFile *file)
{
    int row = question_row(file);
    if (row + 1 >= file->header_rows || row + 1 >= HEADER_ROWS_LIMIT)
        return;
    Str question = STR_NONE;
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        HeaderColumn *column = &file->columns[c];
        if (column->keys[row].len > 0)
            question = column->keys[row];
        Str option = column->keys[row + 1];
        if (question.len == 0 || says_nothing(option, question))
            continue;
        Str full = str_format(arena, "%.*s [%.*s]", STR_ARG(question), STR_ARG(option));
        also(arena, column, full);
        also(arena, column, str_format(arena, "%.*s - %.*s", STR_ARG(question), STR_ARG(option)));
        column->name = full;
    }
}

/* ---- LimeSurvey: "code[sub]. Text", the separator being anything ---- */

static void name_code_and_text(Arena *arena, TextFile *file)
{
    static const Str separators[] = {{"._.", 3}, {". ", 2}, {" - ", 3}};
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        HeaderColumn *column = &file->columns[c];
        for (ptrdiff_t i = 0; i < CX_COUNTOF(separators); i++) {
            Str name = column->keys[0];
            ptrdiff_t at = str_find(name, separators[i]), blank = str_find(name, S(" "));
            if (at <= 0 || (blank >= 0 && blank < at)) /* a code has no blanks */
                continue;
            also(arena, column, str_slice(name, 0, at));
            also(arena, column, str_slice(name, at + separators[i].len, name.len));
            break;
        }
    }
}

/* ---- Qualtrics: {"ImportId":"QID12_TEXT"} ---- */

static void name_import_ids(Arena *arena, TextFile *file)
{
    for (ptrdiff_t c = 0; file->header_rows > 2 && c < file->column_count; c++) {
        Str cell = file->columns[c].keys[2];
        ptrdiff_t at = str_find(cell, S("ImportId"));
        if (at < 0)
            continue;
        Str rest = str_slice(cell, at + 8, cell.len);
        ptrdiff_t from = str_find(rest, S(":")) + 1;
        while (from < rest.len &&
               (rest.s[from] == ' ' || rest.s[from] == '"' || rest.s[from] == '\''))
            from++;
        ptrdiff_t to = from;
        while (to < rest.len && rest.s[to] != '"' && rest.s[to] != '\'')
            to++;
        also(arena, &file->columns[c], str_slice(rest, from, to));
    }
}

void vendor_name_columns(Arena *arena, TextFile *file)
{
    static const struct {
        Str format;
        void (*name)(Arena *arena, TextFile *file);
    } tools[] = {
        {{"surveymonkey", 12}, name_options},
        {{"limesurvey", 10}, name_code_and_text},
        {{"qualtrics", 9}, name_import_ids},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(tools); i++) {
        if (str_equal(file->format, tools[i].format))
            tools[i].name(arena, file);
    }
}
