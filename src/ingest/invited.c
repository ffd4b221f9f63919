/* The invited file: how many were asked (response rates) and headcounts (raking margins). */
#include "work.h"

#include <math.h>

enum {
    INVITED_SIDE,
    INVITED_UNIT,
    INVITED_PERIOD,
    INVITED_INVITED,
    INVITED_INELIGIBLE,
    INVITED_HEADCOUNT
};
static const SideHead heads[] = {
    [INVITED_SIDE] = {{"side", 4}, false},
    [INVITED_UNIT] = {{"unit", 4}, false},
    [INVITED_PERIOD] = {{"period", 6}, false},
    [INVITED_INVITED] = {{"invited", 7}, false},
    [INVITED_INELIGIBLE] = {{"ineligible", 10}, false},
    [INVITED_HEADCOUNT] = {{"headcount", 9}, false},
};

/* ---- Margins ---- */

/* The export's name of a margin column; `column.HEAD = NAME` may be written from either end. */
static Str export_name(const Source *source, Str column)
{
    for (ptrdiff_t i = 0; i < source->invited_renamed_count; i++) {
        const Renamed *renamed = &source->invited_renamed[i];
        if (str_equal(renamed->head, column))
            return renamed->name;
        if (str_equal(renamed->name, column))
            return renamed->head;
    }
    return column;
}

static bool exports_have(Ingest *in, const SourceWork *works, ptrdiff_t count, Side side, Str name)
{
    Str key = text_name_key(in->scratch, name);
    ptrdiff_t same;
    for (ptrdiff_t w = 0; w < count; w++) {
        for (ptrdiff_t f = 0; works[w].source->side == side && f < works[w].file_count; f++) {
            if (text_file_find(&works[w].files[f].text, key, &same) >= 0)
                return true;
        }
    }
    return false;
}

/* Columns that both the invited file and the exports have. A side with a weight column is not
 * raked (metrics.md §4), nor one without headcounts. */
static void take_margins(Ingest *in, InvitedFile *file, const SourceWork *works, ptrdiff_t count)
{
    Side side = file->source->side;
    StrList *margins = &in->margins[side];
    for (ptrdiff_t m = 0; m < MARGIN_LIMIT; m++)
        file->margin_extra[m] = -1;
    if (file->table.column[INVITED_HEADCOUNT] < 0 ||
        tally_builder_side(in->builder, side)->weighted)
        return;
    for (ptrdiff_t e = 0; e < file->table.extra.len; e++) {
        Str column = file->table.extra.items[e];
        Str name = export_name(file->source, column);
        ptrdiff_t known = strlist_find(margins, column);
        if (!exports_have(in, works, count, side, name) ||
            (known < 0 && margins->len == MARGIN_LIMIT)) {
            diag_add(in->diags, DIAG_SIDE_MARGIN_UNUSED, (Pos){.file = file->table.text.path},
                     column, STR_NONE);
            continue;
        }
        if (known < 0) {
            known = margins->len;
            *PUSH(in->scratch, margins, Str) = column;
            *PUSH(in->scratch, &in->margin_columns[side], Str) = name;
        }
        file->margin_extra[known] = e;
    }
}

/* `column.HEAD = NAME` of a margin that the invited file has under neither name. */
static void check_renamed(Ingest *in, const InvitedFile *file)
{
    const Source *source = file->source;
    for (ptrdiff_t i = 0; i < source->invited_renamed_count; i++) {
        const Renamed *renamed = &source->invited_renamed[i];
        bool known = strlist_find(&file->table.extra, renamed->head) >= 0 ||
                     strlist_find(&file->table.extra, renamed->name) >= 0;
        for (ptrdiff_t h = 0; h < CX_COUNTOF(heads); h++)
            known = known || str_equal(heads[h].head, renamed->head);
        if (!known)
            diag_add_near(in->diags, DIAG_DATA_COLUMN_MISSING, source->invited_pos, renamed->head,
                          file->table.text.path,
                          strlist_nearest(&file->table.extra, renamed->head));
    }
}

static bool is_open(const Ingest *in, const Source *source)
{
    for (ptrdiff_t i = 0; i < in->invited.len; i++) {
        const Source *other = in->invited.items[i].source;
        if (other->side == source->side && str_equal(other->invited, source->invited))
            return true;
    }
    return false;
}

void invited_open(Ingest *in, const SourceWork *works, ptrdiff_t count)
{
    for (ptrdiff_t w = 0; w < count; w++) {
        const Source *source = works[w].source;
        if (source->invited.len == 0 || is_open(in, source))
            continue;
        InvitedFile file = {.source = source};
        if (!side_table_read(in, &file.table, source->invited, source->invited_pos, heads,
                             CX_COUNTOF(heads), source->invited_renamed,
                             source->invited_renamed_count))
            continue;
        check_renamed(in, &file);
        take_margins(in, &file, works, count);
        /* A unit that nobody answered from was still asked. */
        for (ptrdiff_t r = 0; r < file.table.rows.len; r++) {
            Str key = unit_key_of(in, file.table.rows.items[r].cells[INVITED_UNIT]);
            Pos pos = {.file = file.table.text.path};
            if (key.len > 0)
                tally_builder_keep(in->builder, tally_builder_unit(in->builder, key, pos));
        }
        *PUSH(in->scratch, &in->invited, InvitedFile) = file;
    }
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        if (in->margins[side].len > 0)
            tally_builder_margins(in->builder, side, in->margins[side].items,
                                  in->margins[side].len);
    }
}

/* ---- Lines ---- */

typedef LIST_OF(Invited) InvitedList;

static bool read_side(Ingest *in, InvitedFile *file, const SideRow *row, Side *side)
{
    static const struct {
        const char *word;
        Side side;
    } words[] = {{"customers", SIDE_CX}, {"cx", SIDE_CX},      {"khách hàng", SIDE_CX},
                 {"employees", SIDE_EX}, {"ex", SIDE_EX},      {"nhân viên", SIDE_EX},
                 {"customer", SIDE_CX},  {"employee", SIDE_EX}};
    Str text = text_fold(in->scratch, row->cells[INVITED_SIDE]);
    *side = file->source->side;
    if (text.len == 0)
        return true;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(words); i++) {
        if (str_equal(text, str_from(words[i].word))) {
            *side = words[i].side;
            return true;
        }
    }
    diag_add(in->diags, DIAG_SIDE_SIDE_BAD, side_pos(in, &file->table, row, INVITED_SIDE),
             row->cells[INVITED_SIDE], S("customers, employees"));
    return false;
}

static double read_count(Ingest *in, InvitedFile *file, const SideRow *row, ptrdiff_t head)
{
    Str text = row->cells[head];
    if (text.len == 0)
        return NAN;
    Num number = num_parse(text, false);
    if (number.ok && number.value >= 0 && number.value <= SIDE_NUMBER_LIMIT)
        return number.value;
    diag_add(in->diags, DIAG_SIDE_NUMBER_BAD, side_pos(in, &file->table, row, head), text,
             STR_NONE);
    return NAN;
}

static bool unit_has_rows(const Tally *tally, ptrdiff_t unit)
{
    int64_t rows = 0;
    for (ptrdiff_t p = 0; p < tally->period_count; p++)
        rows += tally_rows(tally, SIDE_CX, unit, p) + tally_rows(tally, SIDE_EX, unit, p);
    return rows > 0;
}

/* A unit that answered nothing in any period, and is no known one: perhaps a slip. */
static void check_unit(Ingest *in, InvitedFile *file, const SideRow *row, const Tally *tally,
                       ptrdiff_t unit)
{
    const Unit *about = &tally->units[unit];
    bool any = unit_has_rows(tally, unit);
    for (ptrdiff_t i = 0; i < about->member_count && !any; i++)
        any = unit_has_rows(tally, about->members[i]);
    if (any || (in->has_units_file && about->listed))
        return;
    StrList known = {0};
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        if (u != unit)
            *PUSH(in->scratch, &known, Str) = tally->units[u].key;
    }
    diag_add_near(in->diags, DIAG_SIDE_UNIT_UNKNOWN, side_pos(in, &file->table, row, INVITED_UNIT),
                  about->key, STR_NONE, strlist_nearest(&known, about->key));
}

static Str *read_categories(Ingest *in, InvitedFile *file, const SideRow *row, Side side)
{
    ptrdiff_t count = in->margins[side].len;
    Str *categories = NEW(in->arena, Str, count);
    for (ptrdiff_t m = 0; side == file->source->side && m < count; m++) {
        ptrdiff_t extra = file->margin_extra[m];
        if (extra >= 0)
            categories[m] = str_copy(
                in->arena, text_name_key(in->scratch, row->cells[file->table.head_count + extra]));
    }
    return categories;
}

/* Periods that the row speaks of: one, all when it names none, none when it has no data. */
static void add_periods(Ingest *in, InvitedFile *file, const SideRow *row, const Tally *tally,
                        Invited line, InvitedList *lines)
{
    ptrdiff_t named = side_period(in, &file->table, row, INVITED_PERIOD, tally, true);
    for (ptrdiff_t p = 0; p < tally->period_count; p++) {
        if (named != PERIOD_OF_ALL && named != p)
            continue;
        line.period = p;
        *PUSH(in->arena, lines, Invited) = line;
    }
}

static void take_line(Ingest *in, InvitedFile *file, const SideRow *row, const Tally *tally,
                      StrMap *checked, InvitedList *lines)
{
    Invited line = {.unit = -1};
    if (!read_side(in, file, row, &line.side))
        return;
    Str key = unit_key_of(in, row->cells[INVITED_UNIT]);
    if (key.len > 0) {
        line.unit = tally_find_unit(tally, key);
        CX_ASSERT(line.unit >= 0); /* kept by invited_open */
        bool added;
        strmap_put(in->scratch, checked, key, &added);
        if (added)
            check_unit(in, file, row, tally, line.unit);
    }
    line.invited = read_count(in, file, row, INVITED_INVITED);
    line.ineligible = read_count(in, file, row, INVITED_INELIGIBLE);
    line.headcount = read_count(in, file, row, INVITED_HEADCOUNT);
    line.categories = read_categories(in, file, row, line.side);
    line.pos = side_pos(in, &file->table, row, -1);
    line.pos.file = str_copy(in->arena, line.pos.file);
    add_periods(in, file, row, tally, line, lines);
}

void invited_read(Ingest *in, Tally *tally)
{
    InvitedList lines = {0};
    StrMap checked = {0};
    for (ptrdiff_t i = 0; i < in->invited.len; i++) {
        InvitedFile *file = &in->invited.items[i];
        for (ptrdiff_t r = 0; r < file->table.rows.len; r++)
            take_line(in, file, &file->table.rows.items[r], tally, &checked, &lines);
    }
    tally->invited = lines.items;
    tally->invited_count = lines.len;
}
