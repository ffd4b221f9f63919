/* Texts of questions that stand beside the answers, in a sheet of the same workbook or in a file of
 * its own: a column with the names of the data's columns, and one with what people read. */
#include "inside.h"

#include "../base/banned.h"

enum {
    CELLS_LIMIT = 12,  /* of a row, from its left */
    ROWS_LIMIT = 1500, /* with a name among them */
    NAMES_LEAST = 3,
    BARE_WORDS = 3 /* a heading with more of them is the question itself */
};

typedef struct Entry {
    ptrdiff_t column, place; /* of the data; of the cell with its name */
    Str cells[CELLS_LIMIT];
} Entry;

typedef struct Reading {
    Arena *arena;
    StrMap names; /* folded, to columns of the data */
    LIST_OF(Entry) entries;
} Reading;

static void take_row(void *context, const Str *cells, ptrdiff_t count)
{
    Reading *reading = context;
    ptrdiff_t width = count < CELLS_LIMIT ? count : CELLS_LIMIT;
    for (ptrdiff_t k = 0; k < width && reading->entries.len < ROWS_LIMIT; k++) {
        Arena room = *reading->arena; /* given back */
        const ptrdiff_t *column = strmap_find(&reading->names, text_fold(&room, cells[k]));
        if (cells[k].len == 0 || column == NULL)
            continue;
        Entry *entry = PUSH(reading->arena, &reading->entries, Entry);
        *entry = (Entry){.column = *column, .place = k};
        for (ptrdiff_t c = 0; c < width; c++)
            entry->cells[c] = str_copy(reading->arena, cells[c]);
    }
}

/* ---- Which cells ---- */

/* How many columns of the data are named at a place, each counted once. */
static ptrdiff_t names_at(const Reading *reading, ptrdiff_t place)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < reading->entries.len; i++) {
        const Entry *entry = &reading->entries.items[i];
        bool first = entry->place == place;
        for (ptrdiff_t o = 0; first && o < i; o++) {
            const Entry *other = &reading->entries.items[o];
            first = other->place != place || other->column != entry->column;
        }
        count += first;
    }
    return count;
}

/* Letters of the cells at a place beside the names; 0 where they are no sentences, or a few
 * sentences again and again. */
static int64_t letters_at(const Reading *reading, ptrdiff_t place, ptrdiff_t texts)
{
    enum { LETTERS_LEAST = 12 };
    int64_t letters = 0, filled = 0, words = 0, rows = 0;
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < reading->entries.len; i++) {
        const Entry *entry = &reading->entries.items[i];
        Str text = entry->cells[texts];
        if (entry->place != place)
            continue;
        rows++;
        if (text.len == 0)
            continue;
        strmap_put(reading->arena, &seen, text, NULL);
        filled++;
        letters += text_length(text);
        words++;
        for (ptrdiff_t b = 0; b < text.len; b++)
            words += text.s[b] == ' ';
    }
    bool sentences = filled > 0 && letters >= filled * LETTERS_LEAST && words >= filled * 2;
    return sentences && filled * 2 >= rows && seen.len * 2 >= filled ? letters : 0;
}

/* ---- Taking them ---- */

static bool take_texts(Init *init, InitFile *file, const Reading *reading)
{
    ptrdiff_t place = 0, texts = -1;
    for (ptrdiff_t k = 1; k < CELLS_LIMIT; k++)
        place = names_at(reading, k) > names_at(reading, place) ? k : place;
    if (names_at(reading, place) < NAMES_LEAST)
        return false;
    int64_t most = 0;
    for (ptrdiff_t c = 0; c < CELLS_LIMIT; c++) {
        int64_t letters = c == place ? 0 : letters_at(reading, place, c);
        texts = letters > most ? c : texts;
        most = letters > most ? letters : most;
    }
    for (ptrdiff_t i = reading->entries.len - 1; texts >= 0 && i >= 0; i--) { /* the first wins */
        const Entry *entry = &reading->entries.items[i];
        Str text = entry->cells[texts];
        if (entry->place != place || text.len == 0)
            continue;
        InitColumn *column = &file->columns[entry->column];
        column->question = text;
        column->heading = heading_read(
            init->arena, init->phrases,
            str_format(init->arena, "%.*s %.*s", STR_ARG(column->look.heads[0]), STR_ARG(text)));
        column_own_words(init, column);
        column_judge(init->arena, column);
    }
    return texts >= 0;
}

static Reading names_of(Init *init, const InitFile *file)
{
    Reading reading = {.arena = init->arena};
    for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
        const InitColumn *column = &file->columns[c];
        Str head = column->look.heads[0];
        bool bare = heading_words(&column->heading) <= BARE_WORDS && column->coded.len == 0;
        if (bare && head.len > 0 && str_equal(column->question, column->look.heads[0]))
            *strmap_put(init->arena, &reading.names, text_fold(init->arena, head), NULL) = c;
    }
    return reading;
}

static bool look_for_texts(Init *init, InitFile *file, Str path, Str sheet, Encoding encoding)
{
    Diags quiet = {.arena = init->arena};
    Reading reading = names_of(init, file);
    return reading.names.len >= NAMES_LEAST &&
           ingest_rows(init->arena, path, sheet, encoding, take_row, &reading, &quiet) &&
           take_texts(init, file, &reading);
}

/* ---- Where they may stand ---- */

static void look_in_sheets(Init *init, InitFile *file)
{
    SheetPlace place = sheet_place(file->look.detail);
    for (int s = 1; s <= place.count && file->texts_from.len == 0; s++) {
        Str number = str_format(init->arena, "%d", s);
        if (place.count > 1 && s != place.number &&
            look_for_texts(init, file, file->look.path, number, file->encoding))
            file->texts_from = number;
    }
    file->texts_in_sheet = file->texts_from.len > 0;
}

static void look_in_files(Init *init, InitFile *file)
{
    enum { ROWS_MOST = 5000, COLUMNS_MOST = 40 };
    for (ptrdiff_t f = 0; f < init->file_count && file->texts_from.len == 0; f++) {
        InitFile *other = &init->files[f];
        if (other == file || other->look.rows > ROWS_MOST ||
            other->look.column_count > COLUMNS_MOST ||
            !look_for_texts(init, file, other->look.path, other->sheet, other->encoding))
            continue;
        file->texts_from = os_path_base(other->look.path);
        other->is_codebook = true;
    }
}

void codebook_apply(Init *init)
{
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        look_in_sheets(init, &init->files[f]);
        look_in_files(init, &init->files[f]);
    }
}
