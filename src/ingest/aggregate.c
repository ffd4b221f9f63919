/* format = aggregate: how many of a unit answered a question, and which share was favourable; a
 * line each, or a table of questions by units. The share becomes people again, which it was made
 * of; what the file hides stays hidden. */
#include "apart.h"

#include <math.h>

/* ---- What the columns are called ---- */

static const char *const n_words[] = {
    "n",     "respondents",      "responses", "response count", "number of responses",
    "count", "số người trả lời", "số người",  "số phiếu",       NULL};
static const char *const question_words[] = {
    "question", "item", "survey question", "survey item", "câu hỏi", "nội dung", NULL};
static const char *const favourable_words[] = {
    "favourable",  "favorable",      "% favourable",   "% favorable",        "favourable %",
    "favorable %", "favourable (%)", "favorable (%)",  "percent favourable", "percent favorable",
    "tích cực",    "% tích cực",     "tỷ lệ tích cực", "tích cực (%)",       NULL};
static const char *const unfavourable_words[] = {"unfavourable",
                                                 "unfavorable",
                                                 "% unfavourable",
                                                 "% unfavorable",
                                                 "unfavourable %",
                                                 "unfavorable %",
                                                 "unfavourable (%)",
                                                 "unfavorable (%)",
                                                 "tiêu cực",
                                                 "% tiêu cực",
                                                 "tỷ lệ tiêu cực",
                                                 "tiêu cực (%)",
                                                 NULL};
static const char *const company_words[] = {
    "all",          "total",         "overall",       "company",      "organisation",
    "organization", "all employees", "whole company", "toàn công ty", "công ty",
    "tổng",         "tổng cộng",     "chung",         "tất cả",       NULL};

Str aggregate_detect(Arena *arena, const StrList *rows, ptrdiff_t count, const StrList *folded)
{
    Str both[] = {usual_cell(&rows[0], folded, n_words),
                  usual_cell(&rows[0], folded, favourable_words)};
    if (both[0].len > 0 && both[1].len > 0)
        return str_join(arena, both, 2, S(", "));
    if (count < 2 || rows[0].len < 3 || rows[1].len == 0 ||
        !usual_word(arena, rows[0].items[0], question_words) ||
        !usual_word(arena, rows[1].items[0], n_words))
        return STR_NONE;
    Str corner[] = {rows[0].items[0], rows[1].items[0]};
    return str_join(arena, corner, 2, S(", "));
}

/* ---- Shares ---- */

typedef struct Share {
    double percent, half; /* it was rounded to ± half */
    bool hidden, ok;
} Share;

/* Blank, "-", "<5", "*", "n/a": the tool had too few answers to show. */
static bool is_hidden(const ApartReader *reader, Str text)
{
    static const char *const words[] = {"",           "-",   "–",    "—",      "*",
                                        "**",         "n/a", "na",   "hidden", "...",
                                        "suppressed", "ẩn",  "(ẩn)", "#",      NULL};
    return usual_word(reader->in->scratch, text, words) || text.s[0] == '<' ||
           str_starts(text, S("≤")) || str_starts(text, S("n<")) || str_starts(text, S("N<"));
}

/* scale: 100 where the file writes shares from 0 to 1. */
static Share read_share(const ApartReader *reader, Str text, double scale)
{
    Share share = {.hidden = is_hidden(reader, text)};
    bool percent = str_ends(text, S("%"));
    if (percent)
        text = str_trim(str_slice(text, 0, text.len - 1));
    bool comma = str_find(text, S(",")) >= 0;
    Num number = num_parse(text, comma || reader->rows.work->source->decimal_comma);
    ptrdiff_t point = str_find(text, comma ? S(",") : S("."));
    ptrdiff_t decimals = point < 0 ? 0 : text.len - point - 1;
    if (percent)
        scale = 1;
    share.percent = number.value * scale;
    share.half = 0.5 * pow(10, -(double)(decimals > 12 ? 12 : decimals)) * scale;
    share.ok = !share.hidden && number.ok && share.percent >= 0 && share.percent <= 100;
    return share;
}

/* How many of n it was; -1: no whole number gives that share. With many people several do: then
 * the nearest. */
static int64_t people_of(Share share, int64_t n)
{
    int64_t people = (int64_t)floor(share.percent * (double)n / 100 + 0.5);
    double back = 100 * (double)people / (double)n;
    return fabs(back - share.percent) <= share.half + 1e-9 ? people : -1;
}

/* ---- What a file looks like ---- */

typedef struct NLine { /* wide: a line that says how many answered */
    Str period;        /* folded, as the line names it; empty: it names none */
    int64_t *n;        /* [column_count]; -1: hidden */
} NLine;

typedef struct TableFile {
    ptrdiff_t period, question, n, favourable, unfavourable;
    bool wide;    /* units are columns */
    double scale; /* of shares */
    LIST_OF(NLine) lines;
    bool any, beyond; /* looking ahead: a share strictly between 0 and 1; one above 1 */
} TableFile;

/* Of a table of questions by units. */
static bool is_unit_column(const SourceFile *file, const TableFile *table, ptrdiff_t column)
{
    return file->text.columns[column].name.len > 0 && column != table->period &&
           column != file->columns.wave && column != file->columns.date;
}

/* How a line of a table writes its period. */
static Str period_text(const ApartReader *reader, const SourceFile *file, const TableFile *table,
                       const CsvRecord *record)
{
    ptrdiff_t column = table->period >= 0        ? table->period
                       : file->columns.wave >= 0 ? file->columns.wave
                                                 : file->columns.date;
    return text_fold(reader->in->scratch, apart_text(reader, record, column));
}

static const NLine *find_n_line(const TableFile *table, Str period)
{
    for (ptrdiff_t i = 0; i < table->lines.len; i++) {
        if (str_equal(table->lines.items[i].period, period))
            return &table->lines.items[i];
    }
    return NULL;
}

/* Of the row's period; of all periods a line that names none, or that is the only one. */
static const NLine *n_line_of(const TableFile *table, Str period)
{
    const NLine *line = find_n_line(table, period);
    if (line == NULL)
        line = find_n_line(table, STR_NONE);
    return line == NULL && table->lines.len == 1 ? &table->lines.items[0] : line;
}

static void take_n_line(ApartReader *reader, const SourceFile *file, const CsvRecord *record,
                        RowPlace place, TableFile *table)
{
    Arena *scratch = reader->in->scratch;
    RowReader *rows = &reader->rows;
    NLine line = {.period = period_text(reader, file, table, record),
                  .n = NEW(scratch, int64_t, file->text.column_count)};
    const NLine *before = find_n_line(table, line.period);
    bool other = false;
    for (ptrdiff_t c = 1; c < file->text.column_count; c++) {
        if (!is_unit_column(file, table, c))
            continue;
        Str text = apart_text(reader, record, c);
        line.n[c] = row_people(text);
        if (line.n[c] < 0 && !is_hidden(reader, text))
            row_note(rows, &rows->bad_count, place, c, text);
        other = other || (before != NULL && before->n[c] != line.n[c]);
    }
    if (before == NULL)
        *PUSH(scratch, &table->lines, NLine) = line;
    else if (other) /* which of the questions has which n? */
        diag_add(reader->in->diags, DIAG_DATA_N_TWICE,
                 text_file_pos(reader->in, &reader->rows.work->files[place.file].text, place.offset,
                               place.record, 0),
                 apart_text(reader, record, 0), STR_NONE);
}

static void look_at_shares(ApartReader *reader, SourceFile *file, const CsvRecord *record,
                           RowPlace place, void *context)
{
    TableFile *table = context;
    ptrdiff_t from = table->wide ? 1 : table->favourable;
    ptrdiff_t to = table->wide ? file->text.column_count : from + 1;
    if (table->wide && usual_word(reader->in->scratch, apart_text(reader, record, 0), n_words)) {
        take_n_line(reader, file, record, place, table);
        return;
    }
    for (ptrdiff_t c = from; c < to; c++) {
        if (table->wide && !is_unit_column(file, table, c))
            continue;
        Share share = read_share(reader, apart_text(reader, record, c), 1);
        table->any = table->any || (share.ok && share.percent > 0 && share.percent < 1);
        table->beyond = table->beyond || (share.ok && share.percent > 1);
    }
}

static bool find_columns(ApartReader *reader, SourceFile *file, TableFile *table)
{
    const Source *source = reader->rows.work->source;
    if (!apart_find_roles(reader, file, &table->period))
        return false;
    table->question = apart_column(reader, file, question_words);
    table->n = apart_role(reader, file, &source->count, file->columns.count, n_words);
    table->favourable = apart_column(reader, file, favourable_words);
    table->unfavourable = apart_column(reader, file, unfavourable_words);
    table->wide = table->favourable < 0 && table->question == 0;
    const struct {
        ptrdiff_t column;
        Str name;
    } needed[] = {{table->question, S("question")},
                  {table->wide ? 0 : table->n, S("n")},
                  {table->wide ? 0 : table->favourable, S("favourable")}};
    bool all = true;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(needed); i++) {
        all = all && needed[i].column >= 0;
        if (needed[i].column < 0)
            diag_add(reader->in->diags, DIAG_DATA_HEAD_MISSING, (Pos){.file = file->text.path},
                     needed[i].name, S("aggregate"));
    }
    return all;
}

static bool look_ahead(ApartReader *reader, ptrdiff_t at, TableFile *table)
{
    SourceFile *file = &reader->rows.work->files[at];
    bool has_n = !table->wide;
    apart_look(reader, at, look_at_shares, table);
    table->scale = table->any && !table->beyond ? 100 : 1;
    for (ptrdiff_t i = 0; i < table->lines.len; i++) {
        for (ptrdiff_t c = 1; c < file->text.column_count; c++)
            has_n = has_n || (is_unit_column(file, table, c) && table->lines.items[i].n[c] >= 0);
    }
    if (!has_n)
        diag_add(reader->in->diags, DIAG_DATA_HEAD_MISSING, (Pos){.file = file->text.path}, S("n"),
                 S("aggregate"));
    return has_n;
}

/* ---- Counting ---- */

static ptrdiff_t question_of(ApartReader *reader, Str name)
{
    const SideTally *side = reader->rows.side;
    Str key = text_fold(reader->in->scratch, name);
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const ColumnRef *column = &side->questions[q].metric->column;
        for (ptrdiff_t i = 0; i < column->count; i++) {
            if (str_equal(text_fold(reader->in->scratch, column->names[i]), key))
                return q;
        }
    }
    return -1;
}

/* Said once a question. */
static bool is_boxed(ApartReader *reader, ptrdiff_t question, bool unfavourable)
{
    const Metric *metric = reader->rows.side->questions[question].metric;
    const Scale *scale = &metric->scale;
    if (scale->boxes && (scale->level_count == 2 || unfavourable))
        return true;
    if (reader->asked[question])
        return false;
    bool vi = reader->in->config->report.language == LANG_VI;
    Str two = vi ? S("chưa tích cực | tích cực") : S("not favourable | favourable");
    Str three =
        vi ? S("tiêu cực | trung lập | tích cực") : S("unfavourable | neutral | favourable");
    diag_add(reader->in->diags, DIAG_DATA_BOXES_NEEDED,
             metric->scale_pos.line > 0 ? metric->scale_pos : metric->pos, metric->id,
             unfavourable ? three : two);
    return false;
}

typedef struct TableCell { /* one share with its n, wherever it stands */
    ptrdiff_t unit, period, question;
    int64_t n; /* -1: hidden */
    Str favourable, unfavourable;
    RowPlace place;
    ptrdiff_t column;
    double scale;
} TableCell;

typedef enum CellFate { CELL_USED, CELL_HIDDEN, CELL_EMPTY, CELL_TWICE, CELL_MISFIT } CellFate;

static CellFate misfit(ApartReader *reader, const TableCell *from)
{
    row_note(&reader->rows, &reader->misfit, from->place, from->column,
             str_format(reader->in->scratch, "%.*s (n = %lld)", STR_ARG(from->favourable),
                        (long long)from->n));
    return CELL_MISFIT;
}

static CellFate count_cell(ApartReader *reader, const TableCell *from)
{
    const Question *question = &reader->rows.side->questions[from->question];
    ApartCell *cell = apart_cell(reader, from->unit, from->period);
    Share yes = read_share(reader, from->favourable, from->scale);
    Share no = read_share(reader, from->unfavourable, from->scale);
    if (cell->seen[from->question])
        return CELL_TWICE;
    cell->seen[from->question] = true;
    if (from->n < 0 || yes.hidden)
        return CELL_HIDDEN;
    if (from->n == 0)
        return CELL_EMPTY;
    int64_t favourable = yes.ok ? people_of(yes, from->n) : -1;
    int64_t unfavourable = 0;
    if (question->level_count == 3)
        unfavourable = no.ok ? people_of(no, from->n) : -1;
    if (favourable < 0 || unfavourable < 0 || favourable + unfavourable > from->n)
        return misfit(reader, from);
    int64_t level[3] = {from->n - favourable, favourable};
    if (question->level_count == 3) {
        level[0] = unfavourable;
        level[1] = from->n - favourable - unfavourable;
        level[2] = favourable;
    }
    for (ptrdiff_t l = 0; l < question->level_count; l++)
        cell->level[question->level_offset + l] =
            (Count){.n = level[l], .w = (double)level[l], .w2 = (double)level[l]};
    return CELL_USED;
}

/* Each question and period once, however many units are hidden in it. */
static void note_no_total(ApartReader *reader, struct NoTotal lacks)
{
    Arena *scratch = reader->in->scratch;
    const ptrdiff_t pair[] = {lacks.question, lacks.period};
    Str key = {(const char *)pair, (ptrdiff_t)sizeof pair};
    uint64_t hash = memo_hash(key);
    if (memo_find(&reader->lacking, key, hash) != NULL)
        return;
    memo_put(scratch, &reader->lacking, str_copy(scratch, key), hash, reader->hidden.len);
    *PUSH(scratch, &reader->hidden, struct NoTotal) = lacks;
}

static CellFate take_cell(ApartReader *reader, const TableCell *from)
{
    CellFate fate = count_cell(reader, from);
    reader->report->hidden_cells += fate == CELL_HIDDEN;
    /* What cannot be counted is missing from a total as much as what is hidden. */
    if ((fate == CELL_HIDDEN || fate == CELL_MISFIT) && from->unit != APART_COMPANY)
        note_no_total(reader, (struct NoTotal){from->question, from->period});
    return fate;
}

static void count_line(SourceReport *report, CellFate fate)
{
    switch (fate) {
    case CELL_USED:
        report->rows_used++;
        return;
    case CELL_HIDDEN:
        report->hidden++;
        return;
    case CELL_EMPTY:
        report->no_answer++;
        return;
    case CELL_TWICE:
        report->duplicate++;
        return;
    case CELL_MISFIT:
        report->bad_count++;
        return;
    }
}

static ptrdiff_t unit_of(ApartReader *reader, RowPlace place, ptrdiff_t column, Str cell)
{
    Str name = csv_value(reader->in->scratch, cell);
    return usual_word(reader->in->scratch, name, company_words)
               ? (ptrdiff_t)APART_COMPANY
               : row_unit(&reader->rows, place, column, cell);
}

/* ---- One line for each unit and question ---- */

static void take_line(ApartReader *reader, SourceFile *file, const CsvRecord *record,
                      RowPlace place, void *context)
{
    const TableFile *table = context;
    Str name = apart_text(reader, record, table->question);
    ptrdiff_t question = question_of(reader, name);
    if (question < 0) {
        apart_unknown(reader, place, table->question, name);
        return;
    }
    bool boxed = is_boxed(reader, question, table->unfavourable >= 0);
    reader->asked[question] = true;
    ptrdiff_t period = apart_period(reader, file, record, place, table->period);
    if (period < 0)
        return;
    Str n_text = apart_text(reader, record, table->n);
    int64_t n = -1;
    if (!is_hidden(reader, n_text)) {
        n = apart_count(reader, record, place, table->n);
        if (n < 0)
            return;
    }
    if (!boxed) {
        reader->report->other++;
        return;
    }
    ptrdiff_t column = file->columns.unit;
    Str unit = column < 0 ? STR_NONE : csv_cell(record, column);
    TableCell cell = {.unit = unit_of(reader, place, column, unit),
                      .period = period,
                      .question = question,
                      .n = n,
                      .favourable = apart_text(reader, record, table->favourable),
                      .unfavourable = apart_text(reader, record, table->unfavourable),
                      .place = place,
                      .column = table->favourable,
                      .scale = table->scale};
    count_line(reader->report, take_cell(reader, &cell));
}

/* ---- A table of questions by units ---- */

static void take_row(ApartReader *reader, SourceFile *file, const CsvRecord *record, RowPlace place,
                     void *context)
{
    const TableFile *table = context;
    Str name = apart_text(reader, record, 0);
    if (usual_word(reader->in->scratch, name, n_words)) { /* it was read before */
        reader->report->rows_used++;
        return;
    }
    ptrdiff_t question = question_of(reader, name);
    if (question < 0) {
        apart_unknown(reader, place, 0, name);
        return;
    }
    bool boxed = is_boxed(reader, question, false);
    reader->asked[question] = true;
    ptrdiff_t period = boxed ? apart_period(reader, file, record, place, table->period) : -1;
    if (!boxed)
        reader->report->other++;
    if (period < 0)
        return;
    const NLine *line = n_line_of(table, period_text(reader, file, table, record));
    CellFate row = CELL_EMPTY;
    for (ptrdiff_t c = 1; c < file->text.column_count; c++) {
        if (!is_unit_column(file, table, c))
            continue;
        TableCell cell = {.unit = unit_of(reader, place, c, file->text.columns[c].name),
                          .period = period,
                          .question = question,
                          .n = line == NULL ? -1 : line->n[c],
                          .favourable = apart_text(reader, record, c),
                          .place = place,
                          .column = c,
                          .scale = table->scale};
        CellFate fate = take_cell(reader, &cell);
        row = row == CELL_EMPTY || fate == CELL_USED ? fate : row;
    }
    count_line(reader->report, row);
}

void aggregate_read(ApartReader *reader, ptrdiff_t at)
{
    SourceFile *file = &reader->rows.work->files[at];
    TableFile table = {0};
    if (!find_columns(reader, file, &table) || !look_ahead(reader, at, &table))
        return;
    apart_each_record(reader, at, table.wide ? take_row : take_line, &table);
}
