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

/* "Indicate how you feel about the following-Squash": what its neighbours do not begin with too. */
static Str without_stem(const Look *look, ptrdiff_t column, int row, Str question)
{
    enum { STEM_LEAST = 12, ROW_LEAST = 2 };
    for (ptrdiff_t at = question.len - ROW_LEAST; at >= STEM_LEAST; at--) {
        Str stem = str_slice(question, 0, at + 1);
        for (ptrdiff_t c = column - 1; question.s[at] == '-' && c <= column + 1; c += 2) {
            if (c >= 0 && c < look->column_count && str_starts(look->columns[c].heads[row], stem))
                return str_trim(str_slice(question, at + 1, question.len));
        }
    }
    return question;
}

/* SQ001: nobody reads that. */
static bool is_code(Str row)
{
    bool digit = false, capitals = true;
    for (ptrdiff_t i = 0; i < row.len; i++) {
        bool number = row.s[i] >= '0' && row.s[i] <= '9';
        digit = digit || number;
        capitals = capitals && (number || (row.s[i] >= 'A' && row.s[i] <= 'Z'));
    }
    return digit && capitals;
}

/* `Question [Row]` and `code. text`: without what only machines read. */
static Str without_code(Str question)
{
    static const Str between[] = {{"._.", 3}, {". ", 2}};
    for (ptrdiff_t b = 0; b < CX_COUNTOF(between); b++) {
        ptrdiff_t end = str_find(question, between[b]);
        bool code = end > 0 && end < 30;
        for (ptrdiff_t i = 0; code && i < end; i++)
            code = question.s[i] != ' ';
        if (code)
            question = str_trim(str_slice(question, end + between[b].len, question.len));
    }
    if (str_ends(question, S("[]")))
        question = str_trim(str_slice(question, 0, question.len - 2));
    enum { LEAST = 3 };
    ptrdiff_t open = -1;
    for (ptrdiff_t i = 0; str_ends(question, S("]")) && i < question.len; i++)
        open = question.s[i] == '[' ? i : open;
    Str row = open < 0 ? STR_NONE : str_trim(str_slice(question, open + 1, question.len - 1));
    return row.len >= LEAST && !is_code(row) ? row : question;
}

void column_own_words(Init *init, InitColumn *column)
{
    Heading own = heading_read(init->arena, init->phrases, column->question);
    column->own_csat = own.score[TOPIC_CSAT];
    column->own_words = own.plain;
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
    if (str_equal(look->format, S("qualtrics"))) {
        Str whole = column->question;
        column->question = last_part(whole);
        if (column->question.len == whole.len && rows > 1)
            column->question = without_stem(look, c, 1, whole);
    }
    column->question = without_code(column->question);
    column->of_matrix =
        str_equal(look->format, S("limesurvey")) && str_find(look->columns[c].heads[0], S("[")) > 0;
    column_own_words(init, column);
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

/* Numbers that one can call: 0912 345 678, +84 912 345 678. */
static bool are_phones(const LookColumn *look)
{
    enum { DIGITS_LEAST = 9, DIGITS_MOST = 13 };
    int64_t phones = 0, kept = 0;
    for (ptrdiff_t i = 0; i < look->values.len; i++) {
        Str text = look->values.items[i].text;
        ptrdiff_t digits = 0, others = 0;
        for (ptrdiff_t b = 0; b < text.len; b++) {
            char c = text.s[b];
            digits += c >= '0' && c <= '9';
            others += !(c >= '0' && c <= '9') && c != ' ' && c != '.' && c != '-' && c != '+' &&
                      c != '(' && c != ')';
        }
        bool call = text.s[0] == '0' || text.s[0] == '+' || str_starts(text, S("(0"));
        call = call && !str_starts(text, S("0.")); /* a weight */
        kept += look->values.items[i].count;
        phones += others == 0 && call && digits >= DIGITS_LEAST && digits <= DIGITS_MOST
                      ? look->values.items[i].count
                      : 0;
    }
    return phones * 2 > kept;
}

/* "How helpful was our phone support?" leads to nobody: its answers stand on a scale. */
void column_judge(Arena *arena, InitColumn *column)
{
    const int *score = column->heading.score;
    const LookColumn *look = &column->look;
    ScaleFound scale = scale_find(arena, look, column->coded, false);
    bool named = score[TOPIC_PERSON] >= 6 || is_name(&column->heading);
    column->person =
        (named && !scale.found) || look->addresses * 2 > look->filled || are_phones(look);
    column->machine = score[TOPIC_MACHINE] >= 5;
    column->ranked = scale.labelled;
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

/* 1 of 3 in "Form1 (1/3)". */
SheetPlace sheet_place(Str detail)
{
    SheetPlace one = {1, 1};
    ptrdiff_t slash = -1, open = -1;
    for (ptrdiff_t i = 0; i < detail.len; i++) {
        slash = detail.s[i] == '/' ? i : slash;
        open = detail.s[i] == '(' ? i : open;
    }
    if (open < 0 || slash < open || detail.s[detail.len - 1] != ')')
        return one;
    Num number = num_parse_answer(str_slice(detail, open + 1, slash));
    Num count = num_parse_answer(str_slice(detail, slash + 1, detail.len - 1));
    return number.ok && count.ok ? (SheetPlace){(int)number.value, (int)count.value} : one;
}

static Str sheet_name(Str detail)
{
    ptrdiff_t end = detail.len;
    while (end > 0 && detail.s[end - 1] != '(')
        end--;
    return str_trim(str_slice(detail, 0, end > 0 ? end - 1 : detail.len));
}

/* Answers of the other side, perhaps; a summary has few cells beside those of the answers. */
static Str other_tables(Arena *arena, const Look *sheets, int count, const Look *chosen)
{
    enum { ROWS = 10, COLUMNS = 3, PART = 5, SHOWN = 6 };
    StrList names = {0};
    for (int s = 0; s < count && names.len < SHOWN; s++) {
        const Look *sheet = &sheets[s];
        if (!str_equal(sheet->detail, chosen->detail) && sheet->rows >= ROWS &&
            sheet->column_count >= COLUMNS && sheet->cells * PART >= chosen->cells)
            *PUSH(arena, &names, Str) = sheet_name(sheet->detail);
    }
    return str_join(arena, names.items, names.len, S(" · "));
}

/* Answers are where most cells are filled; a sheet that cannot be read is none. */
static bool look_at_sheets(Init *init, InitFile *file, Str path)
{
    enum { SHEETS_LIMIT = 60 };
    Look *look = &file->look, sheets[SHEETS_LIMIT] = {0};
    if (!ingest_look(init->arena, path, STR_NONE, file->encoding, look, init->diags))
        return false;
    int count = sheet_place(look->detail).count;
    count = count < SHEETS_LIMIT ? count : SHEETS_LIMIT;
    for (int s = 0; count > 1 && s < count; s++) {
        Diags quiet = {.arena = init->arena};
        Str number = str_format(init->arena, "%d", s + 1);
        if (!ingest_look(init->arena, path, number, file->encoding, &sheets[s], &quiet))
            sheets[s] = (Look){0};
        if (sheets[s].cells <= look->cells)
            continue;
        *look = sheets[s];
        file->sheet = number;
    }
    file->other_sheets = count > 1 ? other_tables(init->arena, sheets, count, look) : STR_NONE;
    return true;
}

/* ---- All ---- */

/* Of a question with answers to choose from there are numbers: so are they of all others. */
static bool holds_codes(const InitFile *file)
{
    enum { CODES_MOST = 40 };
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        const InitColumn *column = &file->columns[c];
        const LookColumn *look = &column->look;
        if (column->heading.score[TOPIC_CHOICE] >= 4 && !column->machine && look->filled > 0 &&
            look->numbers == look->filled && !look->more && look->values.len <= CODES_MOST &&
            column->coded.len == 0)
            return true;
    }
    return false;
}

static bool look_at(Init *init, InitFile *file, Str path)
{
    *file = (InitFile){.year = find_year(path), .shown = shown_path(init, path)};
    file->encoding = ingest_guess_encoding(init->arena, path);
    if (!look_at_sheets(init, file, path))
        return false;
    file->columns = NEW(init->arena, InitColumn, file->look.column_count);
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        read_heading(init, file, c);
        column_judge(init->arena, &file->columns[c]);
    }
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
    if (good)
        codebook_apply(init);
    for (ptrdiff_t i = 0; good && i < init->file_count; i++) {
        InitFile *file = &init->files[i];
        bool codes = holds_codes(file);
        for (ptrdiff_t c = 0; c < file->look.column_count; c++)
            file->columns[c].of_codes = codes;
        find_side(init, file);
        roles_find(init->arena, file);
    }
    return good;
}
