/* The unit map: its lines, whether they fit together, and whether the answers agree with them. */
#include "dates.h"
#include "work.h"

static const SideHead heads[] = {[MAP_HEAD_KIND] = {{"kind", 4}, true},
                                 [MAP_HEAD_OLD] = {{"old", 3}, true},
                                 [MAP_HEAD_NEW] = {{"new", 3}, true},
                                 [MAP_HEAD_FROM] = {{"from", 4}, false},
                                 [MAP_HEAD_COLUMN] = {{"column", 6}, false}};
enum { MAP_NOT_FOUND = -1 };

typedef struct MapLines {
    SideTable *table;
    const SideRow **row; /* [count] */
    UnitMap *lines;      /* [count] */
    ptrdiff_t count;
    StrMap first;    /* old key -> its first line */
    ptrdiff_t *next; /* [count] the next line of the same old unit, or MAP_NOT_FOUND */
} MapLines;

static Pos pos_of(Ingest *in, MapLines *map, ptrdiff_t line, ptrdiff_t head)
{
    return side_pos(in, map->table, map->row[line], head);
}

static Str line_number(Ingest *in, MapLines *map, ptrdiff_t line)
{
    return str_format(in->scratch, "%td", pos_of(in, map, line, -1).line);
}

/* ---- One line ---- */

bool map_read_kind(Ingest *in, SideTable *table, const SideRow *row, bool tell, MapLineKind *kind)
{
    enum { KINDS_SHOWN = MAP_LINE_CHOICE + 1 };
    static const struct {
        const char *word;
        MapLineKind kind;
    } words[] = {{"rename", MAP_LINE_RENAME},     {"merge", MAP_LINE_MERGE},
                 {"split", MAP_LINE_SPLIT},       {"column", MAP_LINE_COLUMN},
                 {"choice", MAP_LINE_CHOICE},     {"renamed", MAP_LINE_RENAME},
                 {"merged", MAP_LINE_MERGE},      {"value", MAP_LINE_CHOICE},
                 {"answer", MAP_LINE_CHOICE},     {"đổi tên", MAP_LINE_RENAME},
                 {"gộp", MAP_LINE_MERGE},         {"tách", MAP_LINE_SPLIT},
                 {"cột", MAP_LINE_COLUMN},        {"lựa chọn", MAP_LINE_CHOICE},
                 {"câu trả lời", MAP_LINE_CHOICE}};
    Str text = text_fold(in->scratch, row->cells[MAP_HEAD_KIND]);
    StrList known = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(words); i++) {
        *kind = words[i].kind;
        if (str_equal(text, text_fold(in->scratch, str_from(words[i].word))))
            return true;
        if (i < KINDS_SHOWN)
            *PUSH(in->scratch, &known, Str) = str_from(words[i].word);
    }
    if (tell)
        diag_add_near(in->diags, DIAG_MAP_KIND, side_pos(in, table, row, MAP_HEAD_KIND),
                      row->cells[MAP_HEAD_KIND], S("rename, merge, split, column, choice"),
                      strlist_nearest(&known, text));
    return false;
}

/* A period of any length stands for its first day. */
static bool read_day(Ingest *in, Str text, Date *day)
{
    for (PeriodKind kind = PERIOD_MONTH; kind < PERIOD_WAVE; kind++) {
        int64_t ordinal = 0;
        if (period_parse(kind, text, &ordinal)) {
            *day = period_make(in->scratch, kind, ordinal).first;
            return true;
        }
    }
    DateText read = date_read(text, DATE_ORDER_AUTO);
    *day = read.date;
    return read.fate == DATE_GOOD && !read.serial && read.rest.len == 0;
}

static bool read_wave(Ingest *in, SideTable *table, const SideRow *row, Str text, UnitMap *line)
{
    StrList waves = tally_builder_wave_ids(in->builder, in->scratch);
    ptrdiff_t wave = strlist_find(&waves, text);
    line->first_ordinal = line->end_ordinal = wave;
    line->from = str_copy(in->arena, text);
    if (wave < 0)
        diag_add_near(in->diags, DIAG_MAP_WAVE, side_pos(in, table, row, MAP_HEAD_FROM), text,
                      STR_NONE, strlist_nearest(&waves, text));
    return wave >= 0;
}

bool map_read_from(Ingest *in, SideTable *table, const SideRow *row, UnitMap *line)
{
    Str text = text_name_key(in->scratch, row->cells[MAP_HEAD_FROM]);
    PeriodKind kind = in->config->report.period;
    line->first_ordinal = line->end_ordinal = INT64_MIN;
    if (text.len == 0)
        return true;
    if (kind == PERIOD_WAVE)
        return read_wave(in, table, row, text, line);
    Date day = {0};
    if (!read_day(in, text, &day)) {
        int64_t ordinal = period_ordinal(kind, (Date){.year = 2026, .month = 5, .day = 1});
        Str example = str_format(in->scratch, "%.*s, 2026-05-01",
                                 STR_ARG(period_id(in->scratch, kind, ordinal)));
        diag_add(in->diags, DIAG_MAP_FROM, side_pos(in, table, row, MAP_HEAD_FROM), text, example);
        return false;
    }
    line->first_ordinal = line->end_ordinal = period_ordinal(kind, day);
    Period period = period_make(in->arena, kind, line->first_ordinal);
    bool whole = date_days(period.first) == date_days(day);
    line->end_ordinal += whole ? 0 : 1;
    line->from = whole ? period.id : date_iso(in->arena, day);
    line->day = whole ? (Date){0} : day;
    return true;
}

static bool read_name(Ingest *in, SideTable *table, const SideRow *row, ptrdiff_t head, Str *key)
{
    *key = str_copy(in->arena, unit_key_of(in, row->cells[head]));
    if (key->len == 0)
        diag_add(in->diags, DIAG_MAP_NAME_EMPTY, side_pos(in, table, row, head), heads[head].head,
                 STR_NONE);
    return key->len > 0;
}

static void take_line(Ingest *in, MapLines *map, const SideRow *row)
{
    UnitMap line = {0};
    MapLineKind kind = MAP_LINE_RENAME;
    bool fine = map_read_kind(in, map->table, row, true, &kind);
    if (fine && (kind == MAP_LINE_COLUMN || kind == MAP_LINE_CHOICE))
        return; /* wave_map.c */
    line.kind = (MapKind)kind;
    fine = read_name(in, map->table, row, MAP_HEAD_OLD, &line.old_key) && fine;
    fine = read_name(in, map->table, row, MAP_HEAD_NEW, &line.new_key) && fine;
    fine = map_read_from(in, map->table, row, &line) && fine;
    if (!fine)
        return;
    line.pos = side_pos(in, map->table, row, MAP_HEAD_OLD);
    line.pos.file = str_copy(in->arena, line.pos.file);
    line.pos.cell = str_copy(in->arena, line.pos.cell);
    if (str_equal(line.old_key, line.new_key)) {
        diag_add(in->diags, DIAG_MAP_SAME, side_pos(in, map->table, row, MAP_HEAD_NEW),
                 line.new_key, STR_NONE);
        return;
    }
    map->row[map->count] = row;
    map->lines[map->count++] = line;
}

/* ---- Lines beside one another ---- */

static ptrdiff_t first_of(const MapLines *map, Str old)
{
    const ptrdiff_t *line = strmap_find(&map->first, old);
    return line ? *line : MAP_NOT_FOUND;
}

static void link_lines(Ingest *in, MapLines *map)
{
    map->next = NEW(in->scratch, ptrdiff_t, map->count);
    for (ptrdiff_t i = map->count - 1; i >= 0; i--) { /* so that the first stands first */
        bool added = false;
        ptrdiff_t *slot = strmap_put(in->scratch, &map->first, map->lines[i].old_key, &added);
        map->next[i] = added ? MAP_NOT_FOUND : *slot;
        *slot = i;
    }
}

/* An old unit became one thing, or its parts at one time. */
static void check_twice(Ingest *in, MapLines *map, ptrdiff_t i)
{
    const UnitMap *line = &map->lines[i];
    ptrdiff_t first = first_of(map, line->old_key);
    const UnitMap *other = &map->lines[first];
    bool repeated = false;
    for (ptrdiff_t l = first; l < i && l >= 0; l = map->next[l])
        repeated = repeated || str_equal(map->lines[l].new_key, line->new_key);
    if (first == i && line->kind == MAP_SPLIT && map->next[i] < 0)
        diag_add(in->diags, DIAG_MAP_SPLIT_ONE, pos_of(in, map, i, MAP_HEAD_OLD), line->old_key,
                 STR_NONE);
    else if (first < i && (line->kind != MAP_SPLIT || other->kind != MAP_SPLIT || repeated))
        diag_add(in->diags, DIAG_MAP_TWICE, pos_of(in, map, i, MAP_HEAD_OLD), line->old_key,
                 line_number(in, map, first));
    else if (first < i && !str_equal(line->from, other->from))
        diag_add(in->diags, DIAG_MAP_SPLIT_FROM, pos_of(in, map, i, MAP_HEAD_FROM), line->old_key,
                 line_number(in, map, first));
}

/* Two units that became one were merged, whatever the lines call it. */
static void check_shared(Ingest *in, MapLines *map)
{
    StrMap of_new = {0}; /* new key -> first line */
    for (ptrdiff_t i = 0; i < map->count; i++) {
        const UnitMap *line = &map->lines[i];
        bool added = false;
        ptrdiff_t *slot = strmap_put(in->scratch, &of_new, line->new_key, &added);
        if (added) {
            *slot = i;
            continue;
        }
        const UnitMap *other = &map->lines[*slot];
        bool renamed = line->kind == MAP_RENAME || other->kind == MAP_RENAME;
        if (renamed && !str_equal(line->old_key, other->old_key))
            diag_add(in->diags, DIAG_MAP_SHARED, pos_of(in, map, i, MAP_HEAD_NEW), line->new_key,
                     line_number(in, map, *slot));
    }
}

/* What became a unit became it before that unit became another. */
static void check_order(Ingest *in, MapLines *map, ptrdiff_t i)
{
    const UnitMap *line = &map->lines[i];
    ptrdiff_t after = first_of(map, line->new_key);
    if (after < 0)
        return;
    const UnitMap *later = &map->lines[after];
    bool always = line->first_ordinal == INT64_MIN && later->first_ordinal == INT64_MIN;
    if (!always && later->first_ordinal <= line->first_ordinal)
        diag_add(in->diags, DIAG_MAP_ORDER, pos_of(in, map, i, MAP_HEAD_NEW), line->new_key,
                 line_number(in, map, after));
}

typedef struct Walk { /* from a line to all that its unit became */
    ptrdiff_t *from;  /* [count] the line before + 1; 0: not come to yet */
    ptrdiff_t *queue;
    ptrdiff_t len;
} Walk;

/* "A → B → A" */
static Str show_circle(Ingest *in, const MapLines *map, const Walk *walk, ptrdiff_t start,
                       ptrdiff_t last)
{
    Str text = map->lines[last].new_key;
    for (ptrdiff_t line = last;; line = walk->from[line] - 1) {
        text = str_format(in->scratch, "%.*s → %.*s", STR_ARG(map->lines[line].old_key),
                          STR_ARG(text));
        if (line == start)
            return text;
    }
}

/* True when the line's unit comes round to itself; told once, at the first line of the circle. */
static bool check_circle(Ingest *in, MapLines *map, ptrdiff_t start)
{
    Walk walk = {.from = NEW(in->scratch, ptrdiff_t, map->count),
                 .queue = NEW(in->scratch, ptrdiff_t, map->count)};
    Str home = map->lines[start].old_key;
    walk.queue[walk.len++] = start;
    walk.from[start] = start + 1;
    for (ptrdiff_t at = 0; at < walk.len; at++) {
        ptrdiff_t line = walk.queue[at];
        if (str_equal(map->lines[line].new_key, home)) {
            ptrdiff_t first = line;
            for (ptrdiff_t l = line; l != start; l = walk.from[l] - 1)
                first = l < first ? l : first;
            if (start <= first)
                diag_add(in->diags, DIAG_MAP_CIRCLE, pos_of(in, map, start, MAP_HEAD_OLD),
                         show_circle(in, map, &walk, start, line), STR_NONE);
            return true;
        }
        for (ptrdiff_t l = first_of(map, map->lines[line].new_key); l >= 0; l = map->next[l]) {
            if (walk.from[l] == 0) {
                walk.from[l] = line + 1;
                walk.queue[walk.len++] = l;
            }
        }
    }
    return false;
}

static void check_lines(Ingest *in, MapLines *map)
{
    for (ptrdiff_t i = 0; i < map->count; i++) {
        ArenaMark mark = arena_mark(in->scratch);
        bool circle = check_circle(in, map, i);
        arena_reset(in->scratch, mark);
        check_twice(in, map, i);
        if (!circle)
            check_order(in, map, i);
    }
    check_shared(in, map);
}

/* ---- Names that nothing has ---- */

static void check_name(Ingest *in, MapLines *map, ptrdiff_t line, ptrdiff_t head, Str key,
                       const StrList *known)
{
    if (strlist_find(known, key) >= 0)
        return;
    StrList others = {0};
    const UnitMap *of = &map->lines[line];
    bool shown = diag_shows(in->diags, DIAG_MAP_UNKNOWN, map->table->text.path);
    for (ptrdiff_t i = 0; shown && i < known->len; i++) {
        if (!str_equal(known->items[i], of->old_key) && !str_equal(known->items[i], of->new_key))
            *PUSH(in->scratch, &others, Str) = known->items[i];
    }
    diag_add_near(in->diags, DIAG_MAP_UNKNOWN, pos_of(in, map, line, head), key, STR_NONE,
                  strlist_nearest(&others, key));
}

/* A name that is only passed through on the way to a newer one need not be anywhere. */
static void check_names(Ingest *in, MapLines *map)
{
    StrList known = tally_builder_unit_keys(in->builder, in->scratch);
    for (ptrdiff_t i = 0; i < map->count; i++) {
        const UnitMap *line = &map->lines[i];
        bool became = false;
        for (ptrdiff_t l = 0; l < map->count; l++)
            became = became || str_equal(map->lines[l].new_key, line->old_key);
        if (!became)
            check_name(in, map, i, MAP_HEAD_OLD, line->old_key, &known);
        if (first_of(map, line->new_key) < 0 && !tally_builder_precedes(in->builder, line))
            check_name(in, map, i, MAP_HEAD_NEW, line->new_key, &known);
    }
}

SideTable *map_table(Ingest *in)
{
    const SideFile *file = &in->config->map;
    if (file->file.len == 0 || in->map_table != NULL)
        return in->map_table;
    SideTable *table = NEW(in->scratch, SideTable, 1);
    if (side_table_read(in, table, file->file, file->file_pos, heads, CX_COUNTOF(heads),
                        file->renamed, file->renamed_count))
        in->map_table = table;
    return in->map_table;
}

void map_read(Ingest *in)
{
    MapLines map = {.table = in->map_table};
    if (map.table == NULL)
        return;
    ptrdiff_t before = in->diags->error_count;
    if (map.table->rows.len > MAP_LINES_LIMIT) {
        diag_add(in->diags, DIAG_SIDE_ROWS_MANY, (Pos){.file = map.table->text.path}, STR_NONE,
                 num_show_count(in->scratch, MAP_LINES_LIMIT, LANG_EN));
        return;
    }
    map.lines = NEW(in->arena, UnitMap, map.table->rows.len);
    map.row = NEW(in->scratch, const SideRow *, map.table->rows.len);
    for (ptrdiff_t r = 0; r < map.table->rows.len; r++)
        take_line(in, &map, &map.table->rows.items[r]);
    link_lines(in, &map);
    check_lines(in, &map);
    if (in->diags->error_count > before)
        return; /* no report will be made of it */
    check_names(in, &map);
    tally_builder_map(in->builder, map.lines, map.count);
    in->map = map.lines;
    in->map_count = map.count;
}

/* ---- Answers that do not agree with it ---- */

static int64_t rows_in(const Tally *tally, ptrdiff_t unit, ptrdiff_t period)
{
    return tally_rows(tally, SIDE_CX, unit, period) + tally_rows(tally, SIDE_EX, unit, period);
}

/* Rows that name the unit, or a name that it had, in periods before `to` and from `from` on. */
static int64_t rows_named(const Tally *tally, ptrdiff_t unit, ptrdiff_t from, ptrdiff_t to)
{
    int64_t rows = 0;
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        for (ptrdiff_t p = from; p < to && (u == unit || tally->units[u].renamed_to == unit); p++)
            rows += rows_in(tally, u, p);
    }
    return rows;
}

static void warn(Ingest *in, const UnitMap *line, DiagCode code, Str name, int64_t rows)
{
    if (rows > 0)
        diag_add(in->diags, code, line->pos, name,
                 str_format(in->scratch, "%lld", (long long)rows));
}

static void check_split(Ingest *in, const Tally *tally, const UnitMap *line, StrMap *told)
{
    ptrdiff_t old = tally_find_mapped(tally, line->old_key);
    ptrdiff_t part = tally_find_mapped(tally, line->new_key);
    bool added = false;
    strmap_put(in->scratch, told, line->old_key, &added);
    if (old > 0 && added)
        warn(in, line, DIAG_MAP_SPLIT_LATE, line->old_key,
             rows_named(tally, old, tally->units[old].end_period, tally->period_count));
    if (part > 0)
        warn(in, line, DIAG_MAP_PART_EARLY, line->new_key,
             rows_named(tally, part, 0, tally->units[part].first_period));
}

/* The new name was another unit's while the old one still answered under its own. */
static void check_rename(Ingest *in, const Tally *tally, const UnitMap *line)
{
    ptrdiff_t old = tally_find_unit(tally, line->old_key);
    ptrdiff_t now = tally_find_unit(tally, line->new_key);
    int64_t rows = 0;
    for (ptrdiff_t p = 0; old > 0 && now > 0 && p < tally->period_count; p++) {
        bool before = tally->periods[p].ordinal < line->first_ordinal;
        rows += before && rows_in(tally, old, p) > 0 ? rows_in(tally, now, p) : 0;
    }
    warn(in, line, DIAG_MAP_RENAME_EARLY, line->new_key, rows);
}

void map_check(Ingest *in, const Tally *tally)
{
    StrMap told = {0};
    for (ptrdiff_t i = 0; i < tally->map_count; i++) {
        if (tally->map[i].kind == MAP_SPLIT)
            check_split(in, tally, &tally->map[i], &told);
        else if (tally->map[i].kind == MAP_RENAME)
            check_rename(in, tally, &tally->map[i]);
    }
}
