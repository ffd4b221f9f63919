/* A column by what a project calls it. */
#include "work.h"

#include <string.h>

/* ---- "Câu hỏi (2)", "#12", "#AB", "Question [Option]" ---- */

/* What stands before " (N)" at the end; *number 0: there is no such end. */
static Str cut_number(Str name, ptrdiff_t *number)
{
    *number = 0;
    if (!str_ends(name, S(")")))
        return name;
    ptrdiff_t at = name.len - 1, value = 0, place = 1;
    while (at > 0 && name.s[at - 1] >= '0' && name.s[at - 1] <= '9' && place <= COLUMNS_LIMIT) {
        value += place * (name.s[--at] - '0');
        place *= 10;
    }
    Str base = str_trim(str_slice(name, 0, at > 0 ? at - 1 : 0));
    if (at < 2 || name.s[at - 1] != '(' || name.s[at] == '0' || value == 0 || base.len == 0)
        return name;
    *number = value;
    return base;
}

ptrdiff_t column_position(Str name)
{
    Str rest = str_slice(name, name.len > 0 ? 1 : 0, name.len);
    ptrdiff_t digits = 0, letters = 0, number = 0;
    if (!str_starts(name, S("#")) || rest.len == 0 || rest.len > 5)
        return -1;
    for (ptrdiff_t i = 0; i < rest.len; i++) {
        char c = rest.s[i];
        bool digit = c >= '0' && c <= '9', letter = c >= 'A' && c <= 'Z';
        digits += digit;
        letters += letter;
        number = digit ? number * 10 + (c - '0') : number * 26 + (c - 'A') + 1;
    }
    bool pure = digits == rest.len || (letters == rest.len && letters <= 3);
    return pure && number > 0 ? number - 1 : -1;
}

static Str cut_option(Str name, Str *option)
{
    for (ptrdiff_t at = name.len - 1; str_ends(name, S("]")) && at > 1; at--) {
        if (name.s[at] != '[' || name.s[at - 1] != ' ')
            continue;
        *option = str_trim(str_slice(name, at + 1, name.len - 1));
        return str_trim(str_slice(name, 0, at));
    }
    *option = STR_NONE;
    return name;
}

Str column_base_name(Str name)
{
    ptrdiff_t number;
    Str option;
    return cut_option(cut_number(name, &number), &option);
}

/* ---- Steps of the search: each adds to found->columns what it finds ---- */

static void add(Arena *arena, FoundColumns *found, ptrdiff_t column)
{
    *PUSH(arena, &found->columns.columns, ptrdiff_t) = column;
}

static void by_name(Arena *arena, const TextFile *file, Str key, FoundColumns *found)
{
    for (int r = 0;
         r < file->header_rows && r < HEADER_ROWS_LIMIT && found->columns.columns.len == 0; r++)
        for (ptrdiff_t c = 0; c < file->column_count; c++)
            if (str_equal(file->columns[c].keys[r], key))
                add(arena, found, c);
}

/* What no cell of the header says, but the tool's users know it by. */
static void by_other_name(Arena *arena, const TextFile *file, Str key, FoundColumns *found)
{
    for (ptrdiff_t c = 0; c < file->column_count; c++)
        if (strlist_find(&file->columns[c].also, key) >= 0)
            add(arena, found, c);
}

/* A question that stands over the first of its columns, or over each, and in the row below what is
 * to be chosen. */
static void by_option(Arena *arena, const TextFile *file, Str key, FoundColumns *found)
{
    Str option, question = cut_option(key, &option);
    if (option.len == 0)
        return;
    for (int r = 0; r + 1 < file->header_rows && r + 1 < HEADER_ROWS_LIMIT; r++) {
        Str over = STR_NONE;
        for (ptrdiff_t c = 0; c < file->column_count; c++) {
            if (file->columns[c].keys[r].len > 0)
                over = file->columns[c].keys[r];
            if (str_equal(over, question) && str_equal(file->columns[c].keys[r + 1], option))
                add(arena, found, c);
        }
        if (found->columns.columns.len > 0)
            return;
    }
}

static void fold_header(Arena *arena, TextFile *file)
{
    file->folded = NEW(arena, Str, file->column_count * HEADER_ROWS_LIMIT);
    for (ptrdiff_t c = 0; c < file->column_count; c++)
        for (int r = 0; r < HEADER_ROWS_LIMIT; r++)
            file->folded[c * HEADER_ROWS_LIMIT + r] = text_fold(arena, file->columns[c].keys[r]);
}

/* Names that differ in capitals from one another are none: false. */
static bool take_letters(Arena *arena, ptrdiff_t column, Str name, FoundColumns *found)
{
    if (found->columns.columns.len > 0 && !str_equal(name, found->name)) {
        found->columns.columns.len = 0;
        return false;
    }
    found->name = name;
    add(arena, found, column);
    return true;
}

static void by_letters(Arena *arena, TextFile *file, Str key, FoundColumns *found)
{
    if (file->folded == NULL)
        fold_header(arena, file);
    Str folded = text_fold(arena, key);
    for (int r = 0;
         r < file->header_rows && r < HEADER_ROWS_LIMIT && found->columns.columns.len == 0; r++)
        for (ptrdiff_t c = 0; c < file->column_count; c++)
            if (str_equal(file->folded[c * HEADER_ROWS_LIMIT + r], folded) &&
                !take_letters(arena, c, file->columns[c].keys[r], found))
                return;
    bool in_header = found->columns.columns.len > 0;
    for (ptrdiff_t c = 0; !in_header && c < file->column_count; c++) {
        const StrList *also = &file->columns[c].also;
        for (ptrdiff_t i = 0; i < also->len; i++)
            if (str_equal(text_fold(arena, also->items[i]), folded) &&
                !take_letters(arena, c, also->items[i], found))
                return;
    }
}

static bool find_named(Arena *arena, TextFile *file, Str key, FoundColumns *found)
{
    *found = (FoundColumns){.by = FOUND_NAME, .name = key};
    by_name(arena, file, key, found);
    if (found->columns.columns.len == 0)
        by_other_name(arena, file, key, found);
    if (found->columns.columns.len == 0)
        by_option(arena, file, key, found);
    if (found->columns.columns.len > 0)
        return true;
    found->by = FOUND_LETTERS;
    by_letters(arena, file, key, found);
    return found->columns.columns.len > 0;
}

FoundColumns columns_named(Arena *arena, TextFile *file, Str name)
{
    Str key = header_key(arena, name);
    FoundColumns found;
    if (key.len == 0 || find_named(arena, file, key, &found))
        return key.len == 0 ? (FoundColumns){0} : found;
    ptrdiff_t number, position = column_position(key);
    Str base = cut_number(key, &number);
    if (number > 0 && find_named(arena, file, base, &found)) {
        found.fewer = number > found.columns.columns.len ? found.columns.columns.len : 0;
        if (found.fewer == 0)
            found.columns.columns.items[0] = found.columns.columns.items[number - 1];
        found.columns.columns.len = found.fewer == 0;
        return found;
    }
    found = (FoundColumns){.by = FOUND_POSITION};
    if (position >= 0 && position < file->column_count) {
        found.name = file->columns[position].name;
        add(arena, &found, position);
    }
    return found;
}

/* ---- Usual names ---- */

static bool is_one_of(Str folded, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (str_equal(folded, str_from(*words)))
            return true;
    }
    return false;
}

bool usual_word(Arena *arena, Str text, const char *const *words)
{
    Arena room = *arena; /* given back at the return */
    return is_one_of(text_fold(&room, text), words);
}

Str usual_cell(const StrList *row, const StrList *folded, const char *const *words)
{
    for (ptrdiff_t c = 0; c < row->len; c++) {
        if (is_one_of(folded->items[c], words))
            return row->items[c];
    }
    return STR_NONE;
}
