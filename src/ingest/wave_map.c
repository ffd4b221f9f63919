/* Columns and answers that have other names from some wave on. A project names both as they are
 * called now; what an older row calls them follows from the lines of the map file, taken back one
 * change after the other. Lines of one time hold together: where a question was put in, Q7 became
 * Q8 and Q8 became Q9, and the Q8 of today is the Q7 of before. */
#include "answers.h"
#include "work.h"

typedef struct NameLine {
    bool choice;
    Str old_key, new_key; /* header_key; of an answer text_name_key */
    Str column;           /* of an answer: header_key of its question; empty: every one */
    ptrdiff_t era;        /* the first with the new name; 0: always */
    const SideRow *row;
    bool asked, found; /* a question has the new name; the old one was come upon */
} NameLine;

typedef struct EraStart {
    int64_t ordinal;
    Str wave; /* that had not been seen when the map was read; else empty */
} EraStart;

typedef struct WaveMap {
    SideTable *table;
    LIST_OF(NameLine) lines;
    LIST_OF(EraStart) starts; /* of the eras from 1 on */
    AnswerRenames **answers;  /* [metric_count] what wave_answers found; NULL: not asked yet */
} WaveMap;

/* ---- Reading a line ---- */

static Pos pos_of(Ingest *in, const NameLine *line, ptrdiff_t head)
{
    return side_pos(in, in->waves->table, line->row, head);
}

static ptrdiff_t era_from(Ingest *in, EraStart start)
{
    WaveMap *map = in->waves;
    for (ptrdiff_t e = 0; e < map->starts.len; e++) {
        const EraStart *known = &map->starts.items[e];
        if (known->ordinal == start.ordinal && str_equal(known->wave, start.wave))
            return e;
    }
    *PUSH(in->scratch, &map->starts, EraStart) = start;
    return map->starts.len - 1;
}

/* Into line->era the place in starts + 1, until they are sorted. */
static bool read_from(Ingest *in, const SideRow *row, NameLine *line)
{
    SideTable *table = in->waves->table;
    Str text = text_name_key(in->scratch, row->cells[MAP_HEAD_FROM]);
    if (text.len == 0)
        return true;
    if (in->config->report.period == PERIOD_WAVE) {
        StrList waves = tally_builder_wave_ids(in->builder, in->scratch);
        ptrdiff_t wave = strlist_find(&waves, text);
        EraStart start = {.ordinal = wave < 0 ? INT64_MAX : wave,
                          .wave = wave < 0 ? text : STR_NONE};
        line->era = era_from(in, start) + 1;
        return true;
    }
    UnitMap read = {0};
    if (!map_read_from(in, table, row, &read))
        return false;
    if (read.day.year != 0) {
        PeriodKind kind = in->config->report.period;
        diag_add(in->diags, DIAG_MAP_FROM_DAY, side_pos(in, table, row, MAP_HEAD_FROM), text,
                 str_format(in->scratch, "%.*s / %.*s",
                            STR_ARG(period_id(in->scratch, kind, read.first_ordinal)),
                            STR_ARG(period_id(in->scratch, kind, read.first_ordinal + 1))));
        return false;
    }
    line->era = era_from(in, (EraStart){.ordinal = read.first_ordinal}) + 1;
    return true;
}

static bool read_name(Ingest *in, const SideRow *row, ptrdiff_t head, bool choice, Str *key)
{
    Str cell = row->cells[head];
    *key = choice ? text_name_key(in->scratch, cell) : header_key(in->scratch, cell);
    if (key->len == 0)
        diag_add(in->diags, DIAG_MAP_NAME_MISSING, side_pos(in, in->waves->table, row, head),
                 head == MAP_HEAD_OLD ? S("old") : S("new"), STR_NONE);
    return key->len > 0;
}

static void take_line(Ingest *in, const SideRow *row)
{
    MapLineKind kind = MAP_LINE_RENAME;
    bool known = map_read_kind(in, in->waves->table, row, false, &kind);
    if (!known || (kind != MAP_LINE_COLUMN && kind != MAP_LINE_CHOICE))
        return;
    NameLine line = {.row = row, .choice = kind == MAP_LINE_CHOICE};
    bool fine = read_name(in, row, MAP_HEAD_OLD, line.choice, &line.old_key);
    fine = read_name(in, row, MAP_HEAD_NEW, line.choice, &line.new_key) && fine;
    fine = read_from(in, row, &line) && fine;
    if (line.choice)
        line.column = header_key(in->scratch, row->cells[MAP_HEAD_COLUMN]);
    if (fine && str_equal(line.old_key, line.new_key)) {
        diag_add(in->diags, DIAG_MAP_NAME_SAME, pos_of(in, &line, MAP_HEAD_NEW), line.new_key,
                 STR_NONE);
        fine = false;
    }
    if (fine)
        *PUSH(in->scratch, &in->waves->lines, NameLine) = line;
}

/* ---- Lines beside one another ---- */

static void sort_eras(WaveMap *map)
{
    /* few, and waves yet unseen keep their order */
    for (ptrdiff_t i = 1; i < map->starts.len; i++) {
        for (ptrdiff_t e = i; e > 0; e--) {
            EraStart *a = &map->starts.items[e - 1], *b = &map->starts.items[e];
            if (a->ordinal <= b->ordinal)
                break;
            EraStart kept = *a;
            *a = *b;
            *b = kept;
            for (ptrdiff_t l = 0; l < map->lines.len; l++) {
                ptrdiff_t *era = &map->lines.items[l].era;
                *era = *era == e ? e + 1 : *era == e + 1 ? e : *era;
            }
        }
    }
}

static bool same_thing(Ingest *in, const NameLine *a, const NameLine *b)
{
    Arena room = *in->scratch;
    if (a->choice != b->choice)
        return false;
    if (!a->choice)
        return str_equal(a->old_key, b->old_key);
    return str_equal(text_fold(&room, a->old_key), text_fold(&room, b->old_key)) &&
           str_equal(a->column, b->column);
}

static void check_twice(Ingest *in, ptrdiff_t i)
{
    const NameLine *line = &in->waves->lines.items[i];
    for (ptrdiff_t other = 0; other < i; other++) {
        const NameLine *before = &in->waves->lines.items[other];
        if (before->era != line->era || !same_thing(in, before, line))
            continue;
        Str number = str_format(in->scratch, "%td", pos_of(in, before, -1).line);
        diag_add(in->diags, DIAG_MAP_NAME_TWICE, pos_of(in, line, MAP_HEAD_OLD), line->old_key,
                 number);
        return;
    }
}

/* Among the lines that hold always; the others have an order. */
static void check_circle(Ingest *in, ptrdiff_t start)
{
    const WaveMap *map = in->waves;
    const NameLine *first = &map->lines.items[start];
    Str path = first->old_key, at = first->new_key;
    for (ptrdiff_t steps = 0; first->era == 0 && steps < map->lines.len; steps++) {
        path = str_format(in->scratch, "%.*s → %.*s", STR_ARG(path), STR_ARG(at));
        if (str_equal(at, first->old_key)) {
            diag_add(in->diags, DIAG_MAP_NAME_CIRCLE, pos_of(in, first, MAP_HEAD_OLD), path,
                     STR_NONE);
            return;
        }
        ptrdiff_t next = -1;
        for (ptrdiff_t l = 0; l < map->lines.len; l++) {
            const NameLine *line = &map->lines.items[l];
            bool follows = line->era == 0 && line->choice == first->choice &&
                           str_equal(line->column, first->column) && str_equal(line->old_key, at);
            next = follows ? l : next;
        }
        if (next < 0 || next < start) /* told at the first line of the circle */
            return;
        at = map->lines.items[next].new_key;
    }
}

void wave_map_open(Ingest *in)
{
    SideTable *table = map_table(in);
    if (table == NULL || table->rows.len > MAP_LINES_LIMIT) /* map_read tells of it */
        return;
    in->waves = NEW(in->scratch, WaveMap, 1);
    in->waves->table = table;
    for (ptrdiff_t r = 0; r < table->rows.len; r++)
        take_line(in, &table->rows.items[r]);
    sort_eras(in->waves);
    for (ptrdiff_t i = 0; i < in->waves->lines.len; i++) {
        check_twice(in, i);
        check_circle(in, i);
    }
}

/* ---- Eras ---- */

ptrdiff_t wave_era_count(const Ingest *in)
{
    return in->waves == NULL ? 1 : in->waves->starts.len + 1;
}

ptrdiff_t wave_era_of(Ingest *in, ptrdiff_t period)
{
    if (wave_era_count(in) == 1)
        return 0;
    ArenaMark mark = arena_mark(in->scratch);
    bool waves = in->config->report.period == PERIOD_WAVE;
    StrList ids = waves ? tally_builder_wave_ids(in->builder, in->scratch) : (StrList){0};
    int64_t ordinal = waves ? period : tally_builder_ordinal(in->builder, period);
    ptrdiff_t era = 0;
    while (era < in->waves->starts.len) {
        const EraStart *start = &in->waves->starts.items[era];
        ptrdiff_t seen = start->wave.len > 0 ? strlist_find(&ids, start->wave) : -1;
        bool passed = start->wave.len > 0 ? seen >= 0 && seen <= period : start->ordinal <= ordinal;
        if (!passed)
            break;
        era++;
    }
    arena_reset(in->scratch, mark);
    return era;
}

ptrdiff_t wave_era_of_source(Ingest *in, const Source *source)
{
    ptrdiff_t newest = wave_era_count(in) - 1;
    int64_t ordinal = 0;
    if (newest == 0 || source->period.len == 0)
        return newest;
    if (in->config->report.period == PERIOD_WAVE) {
        StrList ids = tally_builder_wave_ids(in->builder, in->scratch);
        ptrdiff_t period = strlist_find(&ids, source->period);
        return period < 0 ? newest : wave_era_of(in, period);
    }
    if (!period_parse(in->config->report.period, source->period, &ordinal))
        return newest;
    ptrdiff_t era = 0;
    while (era < newest && in->waves->starts.items[era].ordinal <= ordinal)
        era++;
    return era;
}

/* ---- Columns ---- */

static void add_once(Ingest *in, StrList *names, Str name)
{
    if (strlist_find(names, name) < 0)
        *PUSH(in->scratch, names, Str) = name;
}

/* What a name was called before an era, or always (0). */
static ptrdiff_t add_older(Ingest *in, StrList *names, Str name, ptrdiff_t era)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t l = 0; l < in->waves->lines.len; l++) {
        NameLine *line = &in->waves->lines.items[l];
        if (line->choice || line->era != era || !str_equal(line->new_key, name))
            continue;
        line->asked = true;
        add_once(in, names, line->old_key);
        count++;
    }
    return count;
}

static void add_always(Ingest *in, StrList *names)
{
    for (ptrdiff_t n = 0; n < names->len; n++)
        add_older(in, names, names->items[n], 0);
}

static bool was_other(const Ingest *in, Str name, ptrdiff_t era)
{
    for (ptrdiff_t l = 0; l < in->waves->lines.len; l++) {
        const NameLine *line = &in->waves->lines.items[l];
        if (!line->choice && line->era == era && str_equal(line->old_key, name))
            return true;
    }
    return false;
}

/* One change back. A name that was given then may stand in an older wave all the same, when that
 * was exported anew: to spare. A name that was another question's does not. */
static void one_era_back(Ingest *in, WaveNames *names, ptrdiff_t era)
{
    WaveNames back = {0};
    for (ptrdiff_t n = 0; n < names->sure.len; n++) {
        Str name = names->sure.items[n];
        bool given = add_older(in, &back.sure, name, era) > 0;
        if (!was_other(in, name, era))
            add_once(in, given ? &back.spare : &back.sure, name);
    }
    for (ptrdiff_t n = 0; n < names->spare.len; n++) {
        if (!was_other(in, names->spare.items[n], era))
            add_once(in, &back.spare, names->spare.items[n]);
    }
    add_always(in, &back.sure);
    *names = back;
}

WaveNames wave_names_at(Ingest *in, Str key, ptrdiff_t era)
{
    WaveNames names = {0};
    add_once(in, &names.sure, key);
    if (in->waves == NULL)
        return names;
    add_always(in, &names.sure);
    for (ptrdiff_t e = wave_era_count(in) - 1; e > era; e--)
        one_era_back(in, &names, e);
    return names;
}

bool wave_map_touches(const Ingest *in, Str key)
{
    for (ptrdiff_t l = 0; in->waves != NULL && l < in->waves->lines.len; l++) {
        const NameLine *line = &in->waves->lines.items[l];
        if (!line->choice && (str_equal(line->new_key, key) || str_equal(line->old_key, key)))
            return true;
    }
    return false;
}

Str wave_name_now(const Ingest *in, Str key)
{
    Str now = STR_NONE;
    for (ptrdiff_t l = 0; in->waves != NULL && l < in->waves->lines.len; l++) {
        const NameLine *line = &in->waves->lines.items[l];
        if (!line->choice && str_equal(line->new_key, key))
            return STR_NONE;
        if (!line->choice && str_equal(line->old_key, key))
            now = line->new_key;
    }
    return now;
}

void wave_name_found(Ingest *in, Str key)
{
    for (ptrdiff_t l = 0; in->waves != NULL && l < in->waves->lines.len; l++) {
        NameLine *line = &in->waves->lines.items[l];
        line->found = line->found || (!line->choice && str_equal(line->old_key, key));
    }
}

/* ---- Answers ---- */

static bool is_of(Ingest *in, const NameLine *line, const Metric *metric)
{
    bool same = line->column.len == 0 || str_equal(line->column, metric->id);
    for (ptrdiff_t i = 0; !same && i < metric->column.count; i++)
        same = str_equal(line->column, header_key(in->scratch, metric->column.names[i]));
    return line->choice && same;
}

/* The line that renames the answer from an era on (0: always). */
static NameLine *line_of_answer(Ingest *in, const Metric *metric, Str folded, ptrdiff_t era)
{
    for (ptrdiff_t l = 0; l < in->waves->lines.len; l++) {
        NameLine *line = &in->waves->lines.items[l];
        if (line->era == era && is_of(in, line, metric) &&
            str_equal(text_fold(in->scratch, line->old_key), folded))
            return line;
    }
    return NULL;
}

/* What an answer of an era is called now; *last: the line that says so. */
static Str answer_now(Ingest *in, const Metric *metric, Str answer, ptrdiff_t era, NameLine **last)
{
    Str now = answer;
    for (ptrdiff_t e = era + 1; e < wave_era_count(in); e++) {
        NameLine *line = line_of_answer(in, metric, text_fold(in->scratch, now), e);
        if (line != NULL) {
            now = line->new_key;
            *last = line;
        }
    }
    for (ptrdiff_t steps = 0; steps < in->waves->lines.len; steps++) {
        NameLine *line = line_of_answer(in, metric, text_fold(in->scratch, now), 0);
        if (line == NULL)
            break;
        now = line->new_key;
        *last = line;
    }
    return now;
}

static bool has_answer(Ingest *in, const Metric *metric, Str answer)
{
    ArenaMark mark = arena_mark(in->scratch);
    AnswerReader reader;
    answer_reader_open(in->scratch, &reader, metric, false, STR_NONE, NULL);
    bool known = answer_read_slowly(in->scratch, &reader, answer, NULL) != LEVEL_OFF_SCALE;
    arena_reset(in->scratch, mark);
    return known;
}

/* Of those questions that the line is about. */
static void report_no_answer(Ingest *in, const NameLine *line)
{
    StrList ids = {0}, labels = {0};
    for (ptrdiff_t m = 0; m < in->config->metric_count; m++) {
        const Metric *metric = &in->config->metrics[m];
        if (!is_of(in, line, metric))
            continue;
        add_once(in, &ids, metric->id);
        for (ptrdiff_t i = 0; metric->scale.words && i < metric->scale.level_count; i++)
            add_once(in, &labels, metric->scale.labels[i]);
    }
    diag_add_near(in->diags, DIAG_MAP_CHOICE_UNKNOWN, pos_of(in, line, MAP_HEAD_NEW), line->new_key,
                  str_join(in->scratch, ids.items, ids.len, S(", ")),
                  strlist_nearest(&labels, line->new_key));
}

static void add_answers(Ingest *in, const Metric *metric, ptrdiff_t era, AnswerRenames *out)
{
    StrList seen = {0};
    for (ptrdiff_t l = 0; l < in->waves->lines.len; l++) {
        NameLine *line = &in->waves->lines.items[l], *last = NULL;
        if (!is_of(in, line, metric))
            continue;
        line->asked = line->asked || line->column.len > 0;
        Str folded = text_fold(in->scratch, line->old_key);
        if (strlist_find(&seen, folded) >= 0)
            continue;
        *PUSH(in->scratch, &seen, Str) = folded;
        Str now = answer_now(in, metric, line->old_key, era, &last);
        if (last == NULL || str_equal(text_fold(in->scratch, now), folded))
            continue;
        if (has_answer(in, metric, now)) {
            last->asked = line->asked = true;
            *PUSH(in->scratch, &out->items, AnswerRename) =
                (AnswerRename){.old_answer = folded, .new_answer = now, .hit = &line->found};
        } else if (last->column.len > 0 && era == 0) {
            report_no_answer(in, last);
        }
    }
}

const AnswerRenames *wave_answers(Ingest *in, const Metric *metric)
{
    bool any = false;
    for (ptrdiff_t l = 0; in->waves != NULL && l < in->waves->lines.len; l++)
        any = any || is_of(in, &in->waves->lines.items[l], metric);
    if (!any)
        return NULL;
    if (in->waves->answers == NULL)
        in->waves->answers = NEW(in->scratch, AnswerRenames *, in->config->metric_count);
    AnswerRenames **known = &in->waves->answers[metric - in->config->metrics];
    if (*known != NULL)
        return *known;
    *known = NEW(in->scratch, AnswerRenames, wave_era_count(in));
    for (ptrdiff_t e = 0; e < wave_era_count(in); e++)
        add_answers(in, metric, e, &(*known)[e]);
    return *known;
}

/* ---- Lines that change nothing ---- */

static StrList asked_columns(Ingest *in)
{
    StrList names = {0};
    for (ptrdiff_t m = 0; m < in->config->metric_count; m++) {
        const ColumnRef *ref = &in->config->metrics[m].column;
        for (ptrdiff_t i = 0; i < ref->count; i++)
            add_once(in, &names, header_key(in->scratch, ref->names[i]));
    }
    return names;
}

static StrList columns_of_files(Ingest *in, const SourceWork *works, ptrdiff_t count)
{
    StrList names = {0};
    for (ptrdiff_t w = 0; w < count; w++)
        for (ptrdiff_t f = 0; f < works[w].file_count; f++)
            for (ptrdiff_t c = 0; c < works[w].files[f].text.column_count; c++)
                *PUSH(in->scratch, &names, Str) = works[w].files[f].text.columns[c].name;
    return names;
}

static void check_wave(Ingest *in, const NameLine *line)
{
    StrList waves = tally_builder_wave_ids(in->builder, in->scratch);
    Str wave = line->era > 0 ? in->waves->starts.items[line->era - 1].wave : STR_NONE;
    if (wave.len > 0 && strlist_find(&waves, wave) < 0)
        diag_add_near(in->diags, DIAG_MAP_WAVE, pos_of(in, line, MAP_HEAD_FROM), wave, STR_NONE,
                      strlist_nearest(&waves, wave));
}

static void check_line(Ingest *in, const NameLine *line, const StrList *asked,
                       const StrList *columns)
{
    Str about = line->choice ? line->column : line->new_key;
    ptrdiff_t head = line->choice ? MAP_HEAD_COLUMN : MAP_HEAD_NEW;
    if (!line->asked && about.len > 0)
        diag_add_near(in->diags, DIAG_MAP_QUESTION, pos_of(in, line, head), about, STR_NONE,
                      strlist_nearest(asked, about));
    else if (!line->asked)
        report_no_answer(in, line);
    else if (!line->found && line->choice)
        diag_add(in->diags, DIAG_MAP_CHOICE_UNUSED, pos_of(in, line, MAP_HEAD_OLD), line->old_key,
                 STR_NONE);
    else if (!line->found)
        diag_add_near(in->diags, DIAG_MAP_COLUMN_UNUSED, pos_of(in, line, MAP_HEAD_OLD),
                      line->old_key, STR_NONE, strlist_nearest(columns, line->old_key));
}

void wave_map_check(Ingest *in, SourceWork *works, ptrdiff_t count, Tally *tally)
{
    if (in->waves == NULL)
        return;
    ptrdiff_t lines = in->waves->lines.len;
    StrList asked = asked_columns(in), columns = columns_of_files(in, works, count);
    tally->renamed = NEW(in->arena, RenamedName, lines);
    for (ptrdiff_t l = 0; l < lines; l++) {
        const NameLine *line = &in->waves->lines.items[l];
        check_wave(in, line);
        check_line(in, line, &asked, &columns);
        tally->renamed[tally->renamed_count++] =
            (RenamedName){.answer = line->choice,
                          .old_name = str_copy(in->arena, line->old_key),
                          .new_name = str_copy(in->arena, line->new_key),
                          .column = str_copy(in->arena, line->column)};
    }
}
