/* The units file, and the names of units in [privacy] merge. */
#include "work.h"

enum { UNIT_UNIT, UNIT_NAME, UNIT_PARENT, UNIT_HEAD, UNIT_EMAIL, UNIT_LANGUAGE, UNIT_ORDER };
static const SideHead unit_heads[] = {
    [UNIT_UNIT] = {{"unit", 4}, true},      [UNIT_NAME] = {{"name", 4}, false},
    [UNIT_PARENT] = {{"parent", 6}, false}, [UNIT_HEAD] = {{"head", 4}, false},
    [UNIT_EMAIL] = {{"email", 5}, false},   [UNIT_LANGUAGE] = {{"language", 8}, false},
    [UNIT_ORDER] = {{"order", 5}, false},
};

static ptrdiff_t read_order(Ingest *in, SideTable *table, const SideRow *row)
{
    Str text = row->cells[UNIT_ORDER];
    if (text.len == 0)
        return -1;
    Num number = num_parse(text, false);
    if (number.ok && number.value >= 0 && number.value < 1e9)
        return (ptrdiff_t)number.value;
    diag_add(in->diags, DIAG_SIDE_NUMBER_BAD, side_pos(in, table, row, UNIT_ORDER), text, STR_NONE);
    return -1;
}

static void check_unit_row(Ingest *in, SideTable *table, const SideRow *row)
{
    Str email = row->cells[UNIT_EMAIL], language = row->cells[UNIT_LANGUAGE];
    StrList addresses = {0};
    if (!text_addresses(in->scratch, email, &addresses))
        diag_add(in->diags, DIAG_SIDE_ADDRESS_BAD, side_pos(in, table, row, UNIT_EMAIL), email,
                 S("ten@senviet.example"));
    if (language.len > 0 && !str_equal(language, S("vi")) && !str_equal(language, S("en")))
        diag_add(in->diags, DIAG_SIDE_LANGUAGE_BAD, side_pos(in, table, row, UNIT_LANGUAGE),
                 language, S("vi, en"));
}

typedef struct UnitLine { /* a unit of the units file */
    Str key;
    Pos pos;
    ptrdiff_t row;
    Unit about;
} UnitLine;
typedef struct UnitLines {
    UnitLine *items;
    ptrdiff_t len, cap;
    StrMap index; /* key -> position */
} UnitLines;

/* False with a problem when the row is no unit, or one that stands above. */
static bool take_key(Ingest *in, SideTable *table, const SideRow *row, UnitLines *lines, Str *key)
{
    *key = text_name_key(in->scratch, row->cells[UNIT_UNIT]);
    if (key->len == 0) {
        diag_add(in->diags, DIAG_SIDE_UNIT_EMPTY, side_pos(in, table, row, UNIT_UNIT), STR_NONE,
                 STR_NONE);
        return false;
    }
    bool added = false;
    *key = str_copy(in->scratch, *key);
    ptrdiff_t *line = strmap_put(in->scratch, &lines->index, *key, &added);
    if (added)
        *line = lines->len;
    else
        diag_add(in->diags, DIAG_SIDE_UNIT_TWICE, side_pos(in, table, row, UNIT_UNIT), *key,
                 STR_NONE);
    return added;
}

static void take_unit(Ingest *in, SideTable *table, ptrdiff_t at, UnitLines *lines)
{
    const SideRow *row = &table->rows.items[at];
    UnitLine line = {.row = at};
    if (!take_key(in, table, row, lines, &line.key))
        return;
    *PUSH(in->scratch, &in->listed, Str) = line.key;
    check_unit_row(in, table, row);
    line.pos = side_pos(in, table, row, UNIT_UNIT);
    line.pos.cell = str_copy(in->arena, line.pos.cell);
    line.about = (Unit){
        .name = str_copy(in->arena, text_name_key(in->scratch, row->cells[UNIT_NAME])),
        .parent = str_copy(in->arena, unit_key_of(in, row->cells[UNIT_PARENT])),
        .head = str_copy(in->arena, text_name_key(in->scratch, row->cells[UNIT_HEAD])),
        .email = str_copy(in->arena, row->cells[UNIT_EMAIL]),
        .language = str_copy(in->arena, row->cells[UNIT_LANGUAGE]),
        .order = read_order(in, table, row),
    };
    *PUSH(in->scratch, lines, UnitLine) = line;
}

/* ---- Parents ---- */

static ptrdiff_t line_above(const UnitLines *lines, ptrdiff_t line)
{
    const ptrdiff_t *above = strmap_find(&lines->index, lines->items[line].about.parent);
    return above == NULL ? -1 : *above;
}

/* Who writes the name that people read means that unit, where only one has it. */
static void find_parents_by_name(Ingest *in, UnitLines *lines)
{
    StrMap names = {0}; /* -> position + 1, 0: several */
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        bool added = false;
        Str name = lines->items[i].about.name;
        ptrdiff_t *line = strmap_put(in->scratch, &names, name, &added);
        *line = added && name.len > 0 ? i + 1 : 0;
    }
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        Unit *about = &lines->items[i].about;
        const ptrdiff_t *line = strmap_find(&names, about->parent);
        if (about->parent.len > 0 && line_above(lines, i) < 0 && line != NULL && *line > 0)
            about->parent = lines->items[*line - 1].key;
    }
}

/* "A → B → A" */
static Str show_loop(Ingest *in, const UnitLines *lines, ptrdiff_t from)
{
    enum { SHOWN = 6 };
    Buffer text = {.arena = in->scratch};
    ptrdiff_t line = from;
    for (int i = 0; i < SHOWN && (i == 0 || line != from); i++) {
        buffer_add(&text, lines->items[line].key);
        buffer_add(&text, S(" → "));
        line = line_above(lines, line);
    }
    buffer_add(&text, line == from ? lines->items[from].key : S("…"));
    return buffer_str(&text);
}

/* Each loop is reported once, at its first line. */
static void check_loops(Ingest *in, SideTable *table, const UnitLines *lines)
{
    ptrdiff_t *seen_from = NEW(in->scratch, ptrdiff_t, lines->len); /* line + 1; 0: not yet */
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        ptrdiff_t line = i;
        while (line >= 0 && seen_from[line] == 0) {
            seen_from[line] = i + 1;
            line = line_above(lines, line);
        }
        if (line < 0 || seen_from[line] != i + 1)
            continue; /* at the top, or where an earlier line has been */
        ptrdiff_t first = line;
        for (ptrdiff_t l = line_above(lines, line); l != line; l = line_above(lines, l))
            first = l < first ? l : first;
        const SideRow *row = &table->rows.items[lines->items[first].row];
        diag_add(in->diags, DIAG_SIDE_PARENT_LOOP, side_pos(in, table, row, UNIT_PARENT),
                 show_loop(in, lines, first), STR_NONE);
    }
}

void units_read(Ingest *in)
{
    const SideFile *units = &in->config->units;
    if (units->file.len == 0)
        return;
    SideTable table;
    if (!side_table_read(in, &table, units->file, units->file_pos, unit_heads,
                         CX_COUNTOF(unit_heads), units->renamed, units->renamed_count))
        return;
    in->has_units_file = true;
    UnitLines lines = {0};
    for (ptrdiff_t i = 0; i < table.rows.len; i++)
        take_unit(in, &table, i, &lines);
    find_parents_by_name(in, &lines);
    check_loops(in, &table, &lines);
    for (ptrdiff_t i = 0; i < lines.len; i++) {
        const UnitLine *line = &lines.items[i];
        bool added;
        strmap_put(in->scratch, &in->listed_units, line->key, &added);
        if (line->about.parent.len > 0) { /* named there, so known */
            strmap_put(in->scratch, &in->listed_units, line->about.parent, &added);
            if (added)
                *PUSH(in->scratch, &in->listed, Str) = line->about.parent;
        }
        ptrdiff_t unit = tally_builder_unit(in->builder, line->key, line->pos);
        if (unit != UNIT_NONE) /* else one too many: limits_hold says so */
            tally_builder_describe(in->builder, unit, &line->about);
    }
}

/* ---- [privacy] merge ---- */

static bool stands_above(const Tally *tally, Str key)
{
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (str_equal(tally->units[u].parent, key))
            return true;
    }
    return false;
}

static void check_merged(Ingest *in, const Tally *tally, const NamedUnit *named, bool group)
{
    if (stands_above(tally, named->key)) {
        diag_add(in->diags, DIAG_MERGE_PARENT, named->pos, named->key, STR_NONE);
        return;
    }
    if (group || tally_find_mapped(tally, named->key) >= 0)
        return;
    StrList known = {0};
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (!tally->units[u].is_group)
            *PUSH(in->scratch, &known, Str) = tally->units[u].key;
    }
    diag_add_near(in->diags, DIAG_MERGE_UNKNOWN, named->pos, named->key, STR_NONE,
                  strlist_nearest(&known, named->key));
}

void merges_check(Ingest *in, const Tally *tally)
{
    for (ptrdiff_t m = 0; m < in->config->privacy.merge_count; m++) {
        const Merge *merge = &in->config->privacy.merges[m];
        for (ptrdiff_t i = 0; i < merge->name_count; i++)
            check_merged(in, tally, &merge->names[i], false);
        check_merged(in, tally, &merge->into, true);
    }
}
