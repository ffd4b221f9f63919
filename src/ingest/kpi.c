/* KPIs by unit and period. Several KPIs may stand side by side in one file, which is then read
 * once: its problems are told once too. */
#include "work.h"
#include "written.h"

#include <math.h>

/* Above it a double no longer holds every whole number. */
#define KPI_NUMBER_LIMIT 1e15

enum { KPI_UNIT, KPI_PERIOD, KPI_HEADS };

typedef struct KpiColumn {
    KpiTable *kpi;
    ptrdiff_t head; /* of the table; -1: the file has no such column */
    DecimalSign sign;
    const SideRow *sign_row; /* the first that tells the sign; NULL: other columns do */
} KpiColumn;

typedef struct MergedLine {
    Str key;
    ptrdiff_t into;
    const SideRow *row;
} MergedLine;

typedef struct KpiFile {
    SideTable table;
    KpiColumn *columns;
    ptrdiff_t column_count;
    StrMap units, waves;   /* that were looked up: each is warned of once */
    const SideRow **lines; /* [unit·period_count + period] where it stands */
    bool *has_line;        /* [unit] in some period of the survey */
    bool *has_parts;       /* [unit·period_count + period] what the unit map merged has lines */
    LIST_OF(MergedLine) merged; /* first line of each merged unit */
} KpiFile;

/* ---- Columns ---- */

static bool same_file(const Kpi *a, const Kpi *b)
{
    if (!str_equal(a->file, b->file) || a->renamed_count != b->renamed_count)
        return false;
    for (ptrdiff_t i = 0; i < a->renamed_count; i++) {
        if (!str_equal(a->renamed[i].head, b->renamed[i].head) ||
            !str_equal(a->renamed[i].name, b->renamed[i].name))
            return false;
    }
    return true;
}

/* The table's heads: unit, period, the columns of the KPIs, and `value`. */
static bool open_table(Ingest *in, KpiFile *file)
{
    const Kpi *first = file->columns[0].kpi->kpi;
    ptrdiff_t count = KPI_HEADS + file->column_count + 1;
    SideHead *heads = NEW(in->scratch, SideHead, count);
    heads[KPI_UNIT] = (SideHead){S("unit"), true};
    heads[KPI_PERIOD] = (SideHead){S("period"), true};
    for (ptrdiff_t c = 0; c < file->column_count; c++)
        heads[KPI_HEADS + c].head = file->columns[c].kpi->kpi->column;
    heads[count - 1].head = S("value");
    return side_table_read(in, &file->table, first->file, first->file_pos, heads, count,
                           first->renamed, first->renamed_count);
}

static void find_columns(Ingest *in, KpiFile *file)
{
    SideTable *table = &file->table;
    StrList names = {0};
    for (ptrdiff_t c = 0; c < table->text.column_count; c++)
        *PUSH(in->scratch, &names, Str) = table->text.columns[c].name;
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        const Kpi *kpi = file->columns[c].kpi->kpi;
        ptrdiff_t value = KPI_HEADS + file->column_count;
        ptrdiff_t head = KPI_HEADS + c;
        if (table->column[head] < 0 && !kpi->column_given)
            head = value;
        file->columns[c].head = table->column[head] < 0 ? -1 : head;
        if (table->column[head] < 0)
            diag_add_near(in->diags, DIAG_DATA_COLUMN_MISSING, kpi->file_pos, kpi->column,
                          table->text.path,
                          strlist_nearest(&names, text_name_key(in->scratch, kpi->column)));
    }
}

/* ---- Which decimal sign a column has ---- */

/* UNKNOWN also for a column that holds anything but numbers. */
static DecimalSign sign_of_numbers(const SideTable *table, ptrdiff_t column)
{
    DecimalSign sign = DECIMAL_UNKNOWN;
    for (ptrdiff_t r = 0; r < table->rows.len; r++) {
        Str text = table->rows.items[r].cells[column];
        bool number = false, unsure = false;
        DecimalSign own = written_sign(text, &number, &unsure);
        if (text.len > 0 && !number)
            return DECIMAL_UNKNOWN;
        if (own != DECIMAL_UNKNOWN && sign != DECIMAL_UNKNOWN && own != sign)
            return DECIMAL_UNKNOWN;
        sign = own != DECIMAL_UNKNOWN ? own : sign;
    }
    return sign;
}

/* One program wrote the file, and all its columns in the same way. */
static DecimalSign sign_of_neighbours(const SideTable *table)
{
    bool seen[] = {[DECIMAL_UNKNOWN] = false, [DECIMAL_POINT] = false, [DECIMAL_COMMA] = false};
    for (ptrdiff_t c = KPI_HEADS; c < table->head_count + table->extra.len; c++)
        seen[sign_of_numbers(table, c)] = true;
    if (seen[DECIMAL_POINT] == seen[DECIMAL_COMMA])
        return DECIMAL_UNKNOWN;
    return seen[DECIMAL_POINT] ? DECIMAL_POINT : DECIMAL_COMMA;
}

static void find_signs(KpiFile *file)
{
    DecimalSign around = sign_of_neighbours(&file->table);
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        KpiColumn *column = &file->columns[c];
        column->sign = around;
        for (ptrdiff_t r = 0; r < file->table.rows.len && column->head >= 0; r++) {
            const SideRow *row = &file->table.rows.items[r];
            bool number = false, unsure = false;
            DecimalSign sign = written_sign(row->cells[column->head], &number, &unsure);
            if (sign == DECIMAL_UNKNOWN)
                continue;
            column->sign = sign;
            column->sign_row = row;
            break;
        }
    }
}

/* ---- Lines ---- */

static double read_value(Ingest *in, KpiFile *file, const KpiColumn *column, const SideRow *row)
{
    Str text = row->cells[column->head];
    if (text.len == 0)
        return NAN;
    Pos pos = side_pos(in, &file->table, row, column->head);
    bool number = false, unsure = false;
    DecimalSign own = written_sign(text, &number, &unsure);
    double value = 0;
    if (own != DECIMAL_UNKNOWN && own != column->sign) {
        Str first = column->sign_row->cells[column->head];
        Str cell = side_pos(in, &file->table, column->sign_row, column->head).cell;
        diag_add(in->diags, DIAG_SIDE_NUMBER_MIXED, pos, text,
                 str_format(in->scratch, "%.*s (%.*s)", STR_ARG(first), STR_ARG(cell)));
        return NAN;
    }
    if (unsure && column->sign == DECIMAL_UNKNOWN) {
        double point = 0, comma = 0;
        written_read(text, DECIMAL_POINT, &point);
        written_read(text, DECIMAL_COMMA, &comma);
        diag_add(in->diags, DIAG_SIDE_NUMBER_UNSURE, pos, text,
                 str_format(in->scratch, "%.15g / %.15g", fmax(point, comma), fmin(point, comma)));
        return NAN;
    }
    DecimalSign sign = column->sign == DECIMAL_UNKNOWN ? DECIMAL_POINT : column->sign;
    if (written_read(text, sign, &value) && fabs(value) <= KPI_NUMBER_LIMIT)
        return value;
    diag_add(in->diags, DIAG_SIDE_NUMBER_BAD, pos, text, STR_NONE);
    return NAN;
}

/* UNIT_OF_COMPANY, UNIT_UNKNOWN or the unit. */
static ptrdiff_t line_unit(Ingest *in, KpiFile *file, const SideRow *row, const Tally *tally)
{
    bool added = false;
    ptrdiff_t *slot =
        strmap_put(in->scratch, &file->units, unit_key_of(in, row->cells[KPI_UNIT]), &added);
    if (added)
        *slot = side_unit(in, &file->table, row, KPI_UNIT, tally);
    ptrdiff_t into = added && *slot > 0 ? tally->units[*slot].merged_into : -1;
    if (added && *slot > 0 && side_was_merged(in, row, KPI_UNIT))
        into = *slot;
    if (into >= 0)
        *PUSH(in->scratch, &file->merged, MergedLine) =
            (MergedLine){unit_key_of(in, row->cells[KPI_UNIT]), into, row};
    return *slot;
}

/* A wave without answers. Waves called by a year or a number may well be earlier or later ones;
 * behind a word there may be a slip. */
static void report_wave(Ingest *in, KpiFile *file, const SideRow *row, Str id, const Tally *tally)
{
    bool added = false;
    strmap_put(in->scratch, &file->waves, id, &added);
    if (!added || num_parse_answer(id).ok)
        return;
    StrList known = {0};
    for (ptrdiff_t p = 0; p < tally->period_count; p++)
        *PUSH(in->scratch, &known, Str) = tally->periods[p].id;
    diag_add_near(in->diags, DIAG_KPI_WAVE_UNKNOWN, side_pos(in, &file->table, row, KPI_PERIOD), id,
                  STR_NONE, strlist_nearest(&known, id));
}

/* Below 0: before, after or between the periods that have answers, or an error. */
static ptrdiff_t line_period(Ingest *in, KpiFile *file, const SideRow *row, const Tally *tally)
{
    ptrdiff_t period = side_period(in, &file->table, row, KPI_PERIOD, tally, false);
    if (period == PERIOD_UNKNOWN && in->config->report.period == PERIOD_WAVE)
        report_wave(in, file, row, text_name_key(in->scratch, row->cells[KPI_PERIOD]), tally);
    return period;
}

static void take_line(Ingest *in, KpiFile *file, const SideRow *row, const Tally *tally)
{
    ptrdiff_t unit = line_unit(in, file, row, tally);
    ptrdiff_t period = line_period(in, file, row, tally);
    if (unit == UNIT_UNKNOWN || period < 0)
        return;
    ptrdiff_t scope = unit == UNIT_OF_COMPANY ? 0 : unit;
    ptrdiff_t place = scope * tally->period_count + period;
    if (side_was_merged(in, row, KPI_UNIT)) {
        file->has_parts[place] = true;
        return;
    }
    if (file->lines[place] != NULL) {
        Str name = scope == 0 ? S("company") : tally->units[scope].key;
        ptrdiff_t line = side_pos(in, &file->table, file->lines[place], -1).line;
        diag_add(in->diags, DIAG_KPI_LINE_TWICE, side_pos(in, &file->table, row, KPI_UNIT),
                 str_format(in->scratch, "%.*s, %.*s", STR_ARG(name),
                            STR_ARG(tally->periods[period].id)),
                 str_format(in->scratch, "%td", line));
        return;
    }
    file->lines[place] = row;
    file->has_line[scope] = true;
    for (ptrdiff_t c = 0; c < file->column_count; c++) {
        const KpiColumn *column = &file->columns[c];
        double value = column->head < 0 ? NAN : read_value(in, file, column, row);
        if (scope == 0 || tally->units[scope].merged_into < 0)
            column->kpi->value[place] = value;
    }
}

/* Units whose figures are lost because their group has no line of its own. */
static void report_merged(Ingest *in, KpiFile *file, const Tally *tally)
{
    for (ptrdiff_t i = 0; i < file->merged.len; i++) {
        MergedLine line = file->merged.items[i];
        if (!file->has_line[line.into])
            diag_add(in->diags, DIAG_KPI_UNIT_MERGED,
                     side_pos(in, &file->table, line.row, KPI_UNIT), line.key,
                     tally->units[line.into].name);
    }
}

/* Beside lines of what was merged into it, an older unit's own line is not of them all; that of a
 * unit that only came with the merger is. */
static void drop_parts(KpiFile *file, const Tally *tally)
{
    for (ptrdiff_t u = 1; u < tally->unit_count; u++) {
        for (ptrdiff_t p = 0; p < tally->period_count; p++) {
            ptrdiff_t place = u * tally->period_count + p;
            bool answered =
                tally_rows(tally, SIDE_CX, u, p) > 0 || tally_rows(tally, SIDE_EX, u, p) > 0;
            for (ptrdiff_t c = 0; file->has_parts[place] && answered && c < file->column_count; c++)
                file->columns[c].kpi->value[place] = NAN;
        }
    }
}

static void read_file(Ingest *in, KpiFile *file, const Tally *tally)
{
    bool fine = open_table(in, file);
    if (file->table.column == NULL)
        return; /* it could not be opened */
    find_columns(in, file);
    if (!fine)
        return;
    find_signs(file);
    file->lines = NEW(in->scratch, const SideRow *, tally->unit_count * tally->period_count);
    file->has_line = NEW(in->scratch, bool, tally->unit_count);
    file->has_parts = NEW(in->scratch, bool, tally->unit_count * tally->period_count);
    for (ptrdiff_t r = 0; r < file->table.rows.len; r++)
        take_line(in, file, &file->table.rows.items[r], tally);
    drop_parts(file, tally);
    report_merged(in, file, tally);
}

void kpis_read(Ingest *in, Tally *tally)
{
    const Config *config = in->config;
    KpiTable *kpis = NEW(in->arena, KpiTable, config->kpi_count);
    ptrdiff_t cells = tally->unit_count * tally->period_count;
    for (ptrdiff_t k = 0; k < config->kpi_count; k++) {
        kpis[k] = (KpiTable){.kpi = &config->kpis[k],
                             .value = NEW(in->arena, double, cells),
                             .pos = config->kpis[k].pos};
        for (ptrdiff_t i = 0; i < cells; i++)
            kpis[k].value[i] = NAN;
    }
    bool *done = NEW(in->scratch, bool, config->kpi_count);
    for (ptrdiff_t k = 0; k < config->kpi_count; k++) {
        if (done[k] || config->kpis[k].file.len == 0)
            continue;
        KpiFile *file = NEW(in->scratch, KpiFile, 1);
        file->columns = NEW(in->scratch, KpiColumn, config->kpi_count - k);
        for (ptrdiff_t i = k; i < config->kpi_count; i++) {
            if (done[i] || !same_file(&config->kpis[i], &config->kpis[k]))
                continue;
            done[i] = true;
            file->columns[file->column_count++] = (KpiColumn){.kpi = &kpis[i], .head = -1};
        }
        read_file(in, file, tally);
    }
    tally->kpis = kpis;
    tally->kpi_count = config->kpi_count;
}
