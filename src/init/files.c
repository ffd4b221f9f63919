/* Each export: opened, its headings read, whose answers they are. */
#include "inside.h"

#include "../base/banned.h"

/* ---- Headings ---- */

static bool is_import_id(Str head)
{
    return str_starts(head, S("{")) && str_find(head, S("ImportId")) >= 0;
}

static bool says_nothing(Str head)
{
    static const Str empty[] = {{"Response", 8}, {"Open-Ended Response", 19}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(empty); i++) {
        if (str_equal(head, empty[i]))
            return true;
    }
    return head.len == 0 || is_import_id(head);
}

/* Under a question over several columns the cells to its right are empty (SurveyMonkey). */
static Str head_above(const Look *look, ptrdiff_t column, int row)
{
    bool grouped = str_equal(look->format, S("surveymonkey"));
    while (grouped && column > 0 && look->columns[column].heads[row].len == 0)
        column--;
    return look->columns[column].heads[row];
}

static int heading_rows(const Look *look)
{
    int rows = look->header_rows < LOOK_HEADS ? look->header_rows : LOOK_HEADS;
    return look->labels_below ? rows - 1 : rows;
}

/* Of a matrix the row's own words come last: "How satisfied …? - Price". */
static Str last_part(Str question)
{
    Str rest = question;
    for (ptrdiff_t at = str_find(rest, S(" - ")); at >= 0; at = str_find(rest, S(" - ")))
        rest = str_slice(rest, at + 3, rest.len);
    return rest.len >= 3 ? rest : question;
}

/* `Question [Row]` and `code. text`: without what only machines read. */
static Str without_code(Str question)
{
    ptrdiff_t dot = str_find(question, S(". "));
    bool code = dot > 0 && dot < 30;
    for (ptrdiff_t i = 0; code && i < dot; i++)
        code = question.s[i] != ' ';
    if (code)
        question = str_trim(str_slice(question, dot + 2, question.len));
    enum { LEAST = 3 };
    ptrdiff_t open = -1;
    for (ptrdiff_t i = 0; str_ends(question, S("]")) && i < question.len; i++)
        open = question.s[i] == '[' ? i : open;
    Str row = open < 0 ? STR_NONE : str_trim(str_slice(question, open + 1, question.len - 1));
    return row.len >= LEAST ? row : question;
}

static void read_heading(Init *init, InitFile *file, ptrdiff_t c)
{
    const Look *look = &file->look;
    InitColumn *column = &file->columns[c];
    *column = (InitColumn){.look = look->columns[c], .name = look->columns[c].name};
    StrList parts = {0};
    int rows = heading_rows(look);
    for (int r = 0; r < rows; r++) {
        Str head = r + 1 < rows ? head_above(look, c, r) : look->columns[c].heads[r];
        if (!says_nothing(head) && strlist_find(&parts, head) < 0)
            *PUSH(init->arena, &parts, Str) = head;
    }
    if (look->labels_below)
        column->coded = look->columns[c].heads[rows];
    column->heading = heading_read(init->arena, init->phrases,
                                   str_join(init->arena, parts.items, parts.len, S(" ")));
    column->question = parts.len > 0 ? parts.items[parts.len - 1] : column->name;
    if (str_equal(look->format, S("qualtrics")))
        column->question = last_part(column->question);
    column->question = without_code(column->question);
}

/* ---- What is never looked at further ---- */

static bool is_name(const Heading *heading)
{
    static const Str names[] = {{" name ", 6}, {" ten ", 5}, {" ho ten ", 8}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
        if (str_equal(heading->plain, names[i]))
            return true;
    }
    return false;
}

static void look_for_persons(InitColumn *column)
{
    const int *score = column->heading.score;
    column->person = score[TOPIC_PERSON] >= 6 || is_name(&column->heading) ||
                     column->look.addresses * 2 > column->look.filled;
    column->machine = score[TOPIC_MACHINE] >= 5;
}

/* ---- Whose answers ---- */

static Str stem_of(Str path)
{
    Str base = os_path_base(path);
    for (ptrdiff_t i = base.len - 1; i > 0; i--) {
        if (base.s[i] == '.')
            return str_slice(base, 0, i);
    }
    return base;
}

static void find_side(Init *init, InitFile *file)
{
    enum { MOST_OF_ONE = 6 };
    Heading name = heading_read(init->arena, init->phrases, stem_of(file->look.path));
    int customer = name.score[TOPIC_CUSTOMER] * 4, employee = name.score[TOPIC_EMPLOYEE] * 4;
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        if (file->columns[c].person)
            continue;
        const int *score = file->columns[c].heading.score;
        int more = score[TOPIC_CUSTOMER], less = score[TOPIC_EMPLOYEE];
        customer += more < MOST_OF_ONE ? more : MOST_OF_ONE;
        employee += less < MOST_OF_ONE ? less : MOST_OF_ONE;
    }
    file->side = employee > customer ? SIDE_EX : SIDE_CX;
    int most = employee > customer ? employee : customer;
    int least = employee > customer ? customer : employee;
    file->side_sure = most >= 3 && most > least + least / 2;
}

static Str find_year(Str path)
{
    Str stem = stem_of(path);
    for (ptrdiff_t i = stem.len - 4; i >= 0; i--) {
        Num year = num_parse_answer(str_slice(stem, i, i + 4));
        bool digit_before = i > 0 && stem.s[i - 1] >= '0' && stem.s[i - 1] <= '9';
        bool digit_after = i + 4 < stem.len && stem.s[i + 4] >= '0' && stem.s[i + 4] <= '9';
        bool sign = stem.s[i] < '0' || stem.s[i] > '9';
        if (year.ok && !sign && !digit_before && !digit_after && year.value >= 1990 &&
            year.value <= 2079)
            return str_slice(stem, i, i + 4);
    }
    return STR_NONE;
}

/* ---- Sheets ---- */

/* The number of sheets in "Form1 (1/3)". */
static int sheet_count(Str detail)
{
    ptrdiff_t slash = -1;
    for (ptrdiff_t i = 0; i < detail.len; i++)
        slash = detail.s[i] == '/' ? i : slash;
    if (slash < 0 || detail.len < 2 || detail.s[detail.len - 1] != ')')
        return 1;
    Num count = num_parse_answer(str_slice(detail, slash + 1, detail.len - 1));
    return count.ok ? (int)count.value : 1;
}

/* Answers are where most cells are filled; a sheet that cannot be read is none. */
static bool look_at_sheets(Init *init, Str path, Encoding encoding, Look *look, Str *sheet)
{
    enum { SHEETS_LIMIT = 60 };
    if (!ingest_look(init->arena, path, STR_NONE, encoding, look, init->diags))
        return false;
    int count = sheet_count(look->detail);
    for (int s = 1; count > 1 && s <= count && s <= SHEETS_LIMIT; s++) {
        Look other;
        Diags quiet = {.arena = init->arena};
        Str number = str_format(init->arena, "%d", s);
        if (!ingest_look(init->arena, path, number, encoding, &other, &quiet) ||
            other.cells <= look->cells)
            continue;
        *look = other;
        *sheet = number;
    }
    return true;
}

/* ---- All ---- */

static bool look_at(Init *init, InitFile *file, Str path)
{
    *file = (InitFile){.year = find_year(path), .shown = shown_path(init, path)};
    file->encoding = ingest_guess_encoding(init->arena, path);
    if (!look_at_sheets(init, path, file->encoding, &file->look, &file->sheet))
        return false;
    file->columns = NEW(init->arena, InitColumn, file->look.column_count);
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        read_heading(init, file, c);
        look_for_persons(&file->columns[c]);
    }
    find_side(init, file);
    return true;
}

const InitColumn *file_role(const InitFile *file, Role role)
{
    return file->role[role] < 0 ? NULL : &file->columns[file->role[role]];
}

bool files_look(Init *init)
{
    const InitOptions *options = init->options;
    bool good = true;
    StrList paths = {0};
    for (ptrdiff_t i = 0; i < options->export_count; i++) {
        if (strlist_find(&paths, options->exports[i]) < 0)
            *PUSH(init->arena, &paths, Str) = options->exports[i];
    }
    strlist_sort(&paths); /* however the shell gives them */
    init->files = NEW(init->arena, InitFile, paths.len);
    init->file_count = paths.len;
    for (ptrdiff_t i = 0; i < paths.len; i++)
        good = look_at(init, &init->files[i], paths.items[i]) && good;
    for (ptrdiff_t i = 0; good && i < init->file_count; i++)
        roles_find(&init->files[i]);
    return good;
}
