/* Which column of which file answers which question of the project. */
#include "apart.h"
#include "choices.h"
#include "kiosk.h"
#include "work.h"

/* ---- Opening the files of a section ---- */

static StrList source_paths(Ingest *in, const Source *source)
{
    StrList all = {0}, once = {0};
    for (ptrdiff_t i = 0; i < source->files.len; i++) {
        StrList found = os_glob(in->arena, source->files.items[i]);
        Pos pos = source->files_pos.line > 0 ? source->files_pos : source->pos;
        if (found.len == 0)
            diag_add(in->diags, DIAG_DATA_NO_FILES, pos, source->files.items[i], STR_NONE);
        for (ptrdiff_t f = 0; f < found.len; f++)
            *PUSH(in->arena, &all, Str) = found.items[f];
    }
    strlist_sort(&all);
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < all.len; i++) { /* two patterns may name one file: a.csv, ./a.csv */
        bool added = false;
        strmap_put(in->scratch, &seen, os_path_full(in->scratch, all.items[i]), &added);
        if (added)
            *PUSH(in->arena, &once, Str) = all.items[i];
    }
    return once;
}

/* A copy of an export, as a browser makes one, "answers (1).csv": its answers would count again.
 * Where a section has ids, these tell; a copy of a file without answers is none. */
static void check_copies(Ingest *in, const SourceWork *works, ptrdiff_t count, Side side)
{
    StrMap seen = {0};
    StrList paths = {0}; /* of the first with the same bytes */
    for (ptrdiff_t w = 0; w < count; w++) {
        for (ptrdiff_t f = 0; works[w].source->side == side && f < works[w].file_count; f++) {
            const TextFile *file = &works[w].files[f].text;
            Str bytes = {file->sha256, (ptrdiff_t)sizeof file->sha256};
            /* Another sheet of one workbook has other answers. */
            Str key = str_concat(in->scratch, bytes, works[w].source->sheet);
            bool added = false;
            if (file->data_from >= file->text.len)
                continue;
            ptrdiff_t *first = strmap_put(in->scratch, &seen, key, &added);
            if (added) {
                *first = paths.len;
                *PUSH(in->scratch, &paths, Str) = file->path;
            } else if (works[w].source->id.count == 0) {
                diag_add(in->diags, DIAG_DATA_FILE_TWICE, (Pos){.file = file->path},
                         paths.items[*first], STR_NONE);
            }
        }
    }
}

typedef struct WantedNames {
    StrList names;
    LIST_OF(bool) as_code;
} WantedNames;

static void want_name(Ingest *in, WantedNames *wanted, Str key, bool as_code)
{
    Str base = column_base_name(key);
    if (strlist_find(&wanted->names, key) >= 0)
        return;
    *PUSH(in->scratch, &wanted->names, Str) = key;
    *PUSH(in->scratch, &wanted->as_code, bool) = as_code;
    if (base.len == key.len)
        return;
    *PUSH(in->scratch, &wanted->names, Str) = base;
    *PUSH(in->scratch, &wanted->as_code, bool) = as_code;
}

static void want(Ingest *in, WantedNames *wanted, const ColumnRef *ref, bool as_code)
{
    for (ptrdiff_t i = 0; i < ref->count; i++) {
        Str key = header_key(in->scratch, ref->names[i]);
        want_name(in, wanted, key, as_code);
        for (ptrdiff_t e = 0; wave_map_touches(in, key) && e < wave_era_count(in); e++) {
            WaveNames older = wave_names_at(in, key, e);
            for (ptrdiff_t n = 0; n < older.sure.len; n++)
                want_name(in, wanted, older.sure.items[n], as_code);
        }
    }
}

/* Units and waves have names; answers on a scale of numbers are codes where a file labels them. */
static WantedNames wanted_names(Ingest *in, const Source *source)
{
    WantedNames wanted = {0};
    const struct {
        const ColumnRef *ref;
        bool as_code;
    } roles[] = {{&source->date, true},     {&source->unit, false},    {&source->id, true},
                 {&source->weight, true},   {&source->comment, false}, {&source->wave, false},
                 {&source->duration, true}, {&source->start, true},    {&source->end, true}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(roles); i++)
        want(in, &wanted, roles[i].ref, roles[i].as_code);
    for (ptrdiff_t m = 0; m < in->config->metric_count; m++) {
        const Metric *metric = &in->config->metrics[m];
        if (metric->side == source->side)
            want(in, &wanted, &metric->column, !metric->scale.words);
    }
    return wanted;
}

/* Tools' exports name the date themselves. */
static ColumnRef default_date(Ingest *in, const Source *source, Str left)
{
    ColumnRef ref = {.pos = source->pos};
    LIST_OF(Str) names = {0};
    while (left.len > 0) {
        StrCut cut = str_cut(left, '|');
        *PUSH(in->scratch, &names, Str) = cut.head;
        left = cut.tail;
    }
    ref.names = names.items;
    ref.count = names.len;
    return ref;
}

static Str section_name(Ingest *in, const Source *source)
{
    Str kind = source->side == SIDE_CX ? S("customers") : S("employees");
    if (source->name.len == 0)
        return kind;
    return str_format(in->scratch, "%.*s %.*s", STR_ARG(kind), STR_ARG(source->name));
}

/* What the first file is, and why: the others of a section are of the same kind. */
static void report_vendor(Ingest *in, SourceWork *work)
{
    const TextFile *first = &work->files[0].text;
    SourceReport *report = work->report;
    const Source *source = work->source;
    /* Counts look like any table: what the project says goes. */
    report->format =
        apart_is_format(source->format) ? source->format : str_copy(in->arena, first->format);
    report->header_rows = first->header_rows;
    report->detail = str_copy(in->arena, first->detail);
    report->zone = str_copy(in->arena, first->vendor.zone);
    bool other = vendor_known(source->format) && first->vendor.header_rows > 0 &&
                 !str_equal(first->vendor.format, source->format);
    if (other)
        diag_add(in->diags, DIAG_DATA_FORMAT_OTHER, (Pos){.file = first->path}, source->format,
                 str_format(in->scratch, "%.*s (%.*s)", STR_ARG(first->vendor.format),
                            STR_ARG(first->vendor.evidence)));
    if (other || first->vendor.header_rows == 0)
        return;
    report->evidence = str_copy(in->arena, first->vendor.evidence);
    report->evidence_row = first->vendor.evidence_row;
}

void source_open(Ingest *in, SourceWork *work)
{
    const Source *source = work->source;
    work->report->source = source;
    StrList paths = source_paths(in, source);
    WantedNames names = wanted_names(in, source);
    TextWanted wanted = {.names = names.names.items,
                         .as_code = names.as_code.items,
                         .name_count = apart_is_format(source->format) ? 0 : names.names.len,
                         .tool = vendor_known(source->format) ? source->format : STR_NONE,
                         .sheet = source->sheet,
                         .encoding = source->encoding,
                         .delimiter = source->delimiter,
                         .header_rows = source->header_rows};
    work->files = NEW(in->scratch, SourceFile, paths.len);
    ptrdiff_t virtual_from = 0;
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        SourceFile *file = &work->files[work->file_count];
        if (!text_file_open(in, &file->text, paths.items[i], &wanted))
            continue;
        file->virtual_from = virtual_from;
        virtual_from += file->text.text.len + 1;
        work->file_count++;
        in->bytes_total += (double)file->text.text.len;
    }
    work->date = source->date;
    if (work->file_count == 0)
        return;
    const TextFile *first = &work->files[0].text;
    report_vendor(in, work);
    work->report->encoding = encoding_name(first->encoding);
    work->report->delimiter = first->delimiter;
    work->apart = apart_is_format(work->report->format);
    work->report->apart = work->apart;
    if (source->date.count == 0 && source->wave.count == 0 && source->period.len == 0)
        work->date = default_date(in, source, first->date_columns);
    bool timeless = work->date.count == 0 && source->wave.count == 0 && source->period.len == 0 &&
                    !work->apart; /* those look for a period */
    if (timeless)
        diag_add(in->diags, DIAG_DATE_MISSING, source->pos, section_name(in, source),
                 config_period_example(in->config->report.period));
}

/* ---- Finding columns ---- */

static Str show_names(Ingest *in, const ColumnRef *ref)
{
    return str_join(in->scratch, ref->names, ref->count, S(" | "));
}

/* What the reader could not have seen by comparing names himself. */
static void tell_found(Ingest *in, const SourceFile *file, Str name, const FoundColumns *found)
{
    Pos pos = {.file = file->text.path};
    switch (found->by) {
    case FOUND_NAME:
        return;
    case FOUND_LETTERS:
        diag_add(in->diags, DIAG_DATA_COLUMN_LETTERS, pos, name, found->name);
        return;
    case FOUND_POSITION:
        diag_add(in->diags, DIAG_DATA_COLUMN_POSITION, pos, name, found->name);
        return;
    }
}

static FoundColumns find_name(Ingest *in, SourceFile *file, Str name)
{
    FoundColumns found = columns_named(in->scratch, &file->text, name);
    if (found.columns.columns.len > 0) {
        tell_found(in, file, name, &found);
        wave_name_found(in, header_key(in->scratch, name));
    }
    return found;
}

/* Under a name that it had in the era, or before. */
static FoundColumns find_older(Ingest *in, SourceFile *file, Str key, ptrdiff_t era)
{
    FoundColumns found = {0};
    for (ptrdiff_t e = era; e >= 0 && found.columns.columns.len == 0; e--) {
        WaveNames names = wave_names_at(in, key, e);
        const StrList *lists[] = {&names.sure, &names.spare};
        for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++)
            for (ptrdiff_t n = 0; n < lists[l]->len && found.columns.columns.len == 0; n++)
                found = find_name(in, file, lists[l]->items[n]);
    }
    return found;
}

/* The first alternative that the file has. */
static FoundColumns find_alternative(Ingest *in, SourceFile *file, const ColumnRef *ref,
                                     ptrdiff_t era)
{
    FoundColumns found = {0};
    for (ptrdiff_t i = 0; i < ref->count && found.columns.columns.len == 0; i++) {
        Str key = header_key(in->scratch, ref->names[i]);
        found = wave_map_touches(in, key) ? find_older(in, file, key, era)
                                          : find_name(in, file, ref->names[i]);
    }
    return found;
}

/* "D, F" */
static Str show_columns(Ingest *in, const ColumnSet *set)
{
    LIST_OF(Str) letters = {0};
    for (ptrdiff_t i = 0; i < set->columns.len; i++)
        *PUSH(in->scratch, &letters, Str) = str_column_letters(in->scratch, set->columns.items[i]);
    return str_join(in->scratch, letters.items, letters.len, S(", "));
}

void columns_report_repeated(Ingest *in, const SourceFile *file, const ColumnRef *ref, Str name,
                             const ColumnSet *columns)
{
    Str places = str_format(in->scratch, "%.*s (%.*s)", STR_ARG(file->text.path),
                            STR_ARG(show_columns(in, columns)));
    diag_add(in->diags, DIAG_DATA_COLUMN_REPEATED, ref->pos, name, places);
}

/* Of what a row is there can be one alone. */
static ptrdiff_t find_column(Ingest *in, SourceFile *file, const ColumnRef *ref, ptrdiff_t era)
{
    FoundColumns found = find_alternative(in, file, ref, era);
    if (found.columns.columns.len > 1)
        columns_report_repeated(in, file, ref, found.name, &found.columns);
    return found.columns.columns.len > 0 ? found.columns.columns.items[0] : -1;
}

static ColumnChoice *new_choice(Ingest *in, const ColumnRef *ref, Str name)
{
    ColumnChoice *choice = NEW(in->scratch, ColumnChoice, 1);
    *choice = (ColumnChoice){.ref = ref, .name = name};
    return choice;
}

static bool is_in(const ColumnSet *set, ptrdiff_t column)
{
    for (ptrdiff_t i = 0; i < set->columns.len; i++) {
        if (set->columns.items[i] == column)
            return true;
    }
    return false;
}

static void add_columns(Ingest *in, SourceFile *file, const ColumnRef *ref, const StrList *names,
                        ColumnSet *set)
{
    for (ptrdiff_t n = 0; n < names->len; n++) {
        FoundColumns found = columns_named(in->scratch, &file->text, names->items[n]);
        if (found.columns.columns.len > 1)
            columns_report_repeated(in, file, ref, found.name, &found.columns);
        if (found.columns.columns.len == 0)
            continue;
        wave_name_found(in, names->items[n]);
        ptrdiff_t column = found.columns.columns.items[0];
        if (!is_in(set, column))
            *PUSH(in->scratch, &set->columns, ptrdiff_t) = column;
    }
}

/* By the map file: which column it is depends on the row's period. -1: the file has none of them.
 */
static ptrdiff_t find_renamed(Ingest *in, SourceFile *file, const ColumnRef *ref, Str key,
                              ptrdiff_t q)
{
    ptrdiff_t eras = wave_era_count(in), first = -1;
    ColumnChoice *choice = new_choice(in, ref, key);
    choice->at = NEW(in->scratch, ColumnSet, eras);
    for (ptrdiff_t e = eras - 1; e >= 0; e--) {
        WaveNames names = wave_names_at(in, key, e);
        add_columns(in, file, ref, &names.sure, &choice->at[e]);
        if (choice->at[e].columns.len == 0)
            add_columns(in, file, ref, &names.spare, &choice->at[e]);
        if (first < 0 && choice->at[e].columns.len > 0)
            first = choice->at[e].columns.items[0];
    }
    if (first >= 0)
        file->columns.choice[q] = choice;
    return first;
}

/* Several columns of one name are one question when only one of them has answers; that is seen when
 * the rows are read. */
static ptrdiff_t find_answers(Ingest *in, SourceFile *file, const ColumnRef *ref, ptrdiff_t q)
{
    for (ptrdiff_t i = 0; i < ref->count; i++) {
        Str key = header_key(in->scratch, ref->names[i]);
        if (wave_map_touches(in, key)) {
            ptrdiff_t column = find_renamed(in, file, ref, key, q);
            if (column >= 0)
                return column;
            continue;
        }
        FoundColumns found = find_name(in, file, ref->names[i]);
        if (found.columns.columns.len > 1) {
            ColumnChoice *choice = new_choice(in, ref, found.name);
            choice->same = found.columns;
            choice->filled = NEW(in->scratch, bool, found.columns.columns.len);
            file->columns.choice[q] = choice;
        }
        if (found.columns.columns.len > 0)
            return found.columns.columns.items[0];
    }
    return -1;
}

/* "Name (2)" where the file has "Name" once, else the nearest of its names. */
static Str nearest_of_name(Ingest *in, TextFile *text, const StrList *names, Str name)
{
    FoundColumns found = columns_named(in->scratch, text, name);
    Str key = header_key(in->scratch, name), base = column_base_name(key);
    if (found.fewer > 1)
        return str_format(in->scratch, "%.*s (%td)", STR_ARG(base), found.fewer);
    if (found.fewer == 1)
        return base;
    if (column_position(key) >= 0)
        return STR_NONE;
    return strlist_nearest(names, key);
}

static StrList column_names(Ingest *in, const TextFile *text)
{
    StrList names = {0};
    for (ptrdiff_t c = 0; c < text->column_count; c++)
        *PUSH(in->scratch, &names, Str) = text->columns[c].name;
    return names;
}

static Str nearest_column(Ingest *in, TextFile *text, const ColumnRef *ref)
{
    StrList names = column_names(in, text);
    for (ptrdiff_t i = 0; i < ref->count; i++) {
        Str nearest = nearest_of_name(in, text, &names, ref->names[i]);
        if (nearest.len > 0)
            return nearest;
    }
    return STR_NONE;
}

/* Where no name is near: which there are. Once for a file. */
static void note_columns(Ingest *in, const TextFile *text)
{
    const Diags *diags = in->diags;
    for (ptrdiff_t i = 0; i < diags->list.len; i++)
        if (diags->list.items[i].code == DIAG_DATA_COLUMNS &&
            str_equal(diags->list.items[i].pos.file, text->path))
            return;
    StrList names = column_names(in, text);
    diag_add(in->diags, DIAG_DATA_COLUMNS, (Pos){.file = text->path}, STR_NONE,
             str_join(in->scratch, names.items, names.len, S(" | ")));
}

/* True when the project still writes a name that the map file says was given up. */
static bool report_renamed(Ingest *in, const ColumnRef *ref)
{
    for (ptrdiff_t i = 0; i < ref->count; i++) {
        Str now = wave_name_now(in, header_key(in->scratch, ref->names[i]));
        if (now.len == 0)
            continue;
        diag_add(in->diags, DIAG_DATA_COLUMN_NOW, ref->pos, ref->names[i], now);
        return true;
    }
    return false;
}

/* Files of counts name questions in their rows. */
static bool is_asked(const SourceWork *work, Side side)
{
    return work->source->side == side && !work->apart;
}

static void report_missing(Ingest *in, const SourceWork *works, ptrdiff_t count, Side side,
                           const ColumnRef *ref)
{
    Str nearest = STR_NONE;
    const TextFile *first = NULL;
    if (report_renamed(in, ref))
        return;
    for (ptrdiff_t w = 0; w < count; w++) {
        if (!is_asked(&works[w], side) || works[w].file_count == 0)
            continue;
        if (!first)
            first = &works[w].files[0].text;
        for (ptrdiff_t f = 0; nearest.len == 0 && f < works[w].file_count; f++)
            nearest = nearest_column(in, &works[w].files[f].text, ref);
    }
    diag_add_near(in->diags, DIAG_DATA_COLUMN_MISSING, ref->pos, show_names(in, ref),
                  first ? first->path : STR_NONE, nearest);
    if (first && nearest.len == 0)
        note_columns(in, first);
}

static void report_absent(Ingest *in, const SourceFile *file, const ColumnRef *ref)
{
    if (report_renamed(in, ref))
        return;
    diag_add(in->diags, DIAG_DATA_COLUMN_ABSENT, (Pos){.file = file->text.path},
             show_names(in, ref), STR_NONE);
}

/* A question: looked for in every file of the side. */
static void resolve_question(Ingest *in, SourceWork *works, ptrdiff_t count, Side side, ptrdiff_t q,
                             const ColumnRef *ref)
{
    ptrdiff_t found = 0, files = 0;
    for (ptrdiff_t w = 0; w < count; w++) {
        for (ptrdiff_t f = 0; is_asked(&works[w], side) && f < works[w].file_count; f++) {
            SourceFile *file = &works[w].files[f];
            file->columns.question[q] = find_answers(in, file, ref, q);
            found += file->columns.question[q] >= 0 || file->columns.face_question == q ||
                     file->columns.face_question == FACES_MISFIT;
            if (file->columns.question[q] >= 0)
                report_nps_groups(in, file,
                                  tally_builder_side(in->builder, side)->questions[q].metric,
                                  file->columns.question[q]);
            files++;
        }
    }
    if (files == 0)
        return;
    if (found == 0) {
        report_missing(in, works, count, side, ref);
        return;
    }
    for (ptrdiff_t w = 0; found < files && w < count; w++) {
        for (ptrdiff_t f = 0; is_asked(&works[w], side) && f < works[w].file_count; f++) {
            if (works[w].files[f].columns.question[q] < 0 &&
                works[w].files[f].columns.face_question != q &&
                works[w].files[f].columns.face_question != FACES_MISFIT)
                report_absent(in, &works[w].files[f], ref);
        }
    }
}

/* A column that says something about the row: looked for in the files of its section. The date, the
 * wave and the weight cannot be done without in any of them. */
static void resolve_role(Ingest *in, SourceWork *work, const ColumnRef *ref, ptrdiff_t role_offset,
                         bool needed)
{
    ptrdiff_t found = 0, era = wave_era_of_source(in, work->source);
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        ptrdiff_t *column = (ptrdiff_t *)(void *)((char *)&work->files[f].columns + role_offset);
        *column = find_column(in, &work->files[f], ref, era);
        found += *column >= 0;
    }
    if (ref->count == 0 || work->file_count == 0 || found == work->file_count)
        return;
    if (found == 0) {
        report_missing(in, work, 1, work->source->side, ref);
        return;
    }
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        ptrdiff_t column = *(ptrdiff_t *)(void *)((char *)&work->files[f].columns + role_offset);
        if (column >= 0)
            continue;
        if (needed)
            diag_add_near(in->diags, DIAG_DATA_COLUMN_NEEDED,
                          (Pos){.file = work->files[f].text.path}, show_names(in, ref), STR_NONE,
                          nearest_column(in, &work->files[f].text, ref));
        else
            report_absent(in, &work->files[f], ref);
    }
}

/* Of files of counts what the project names; apart.c knows the usual names. */
static void resolve_counts(Ingest *in, SourceWork *work)
{
    const Source *source = work->source;
    resolve_role(in, work, &source->unit, offsetof(Columns, unit), false);
    resolve_role(in, work, &source->date, offsetof(Columns, date), false);
    resolve_role(in, work, &source->wave, offsetof(Columns, wave), false);
    resolve_role(in, work, &source->weight, offsetof(Columns, weight), true);
    resolve_role(in, work, &source->count, offsetof(Columns, count), true);
}

static void resolve_margins(Ingest *in, SourceWork *work, const Str *names, ptrdiff_t count)
{
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        SourceFile *file = &work->files[f];
        file->columns.margin = NEW(in->scratch, ptrdiff_t, count);
        for (ptrdiff_t m = 0; m < count; m++) {
            ptrdiff_t same;
            file->columns.margin[m] =
                text_file_find(&file->text, header_key(in->scratch, names[m]), &same);
        }
    }
}

static bool is_choice(const Ingest *in, const ColumnChoice *choice, ptrdiff_t column)
{
    if (choice == NULL)
        return false;
    bool found = is_in(&choice->same, column);
    for (ptrdiff_t e = 0; choice->at != NULL && e < wave_era_count(in); e++)
        found = found || is_in(&choice->at[e], column);
    return found;
}

static bool is_used(const Ingest *in, const SourceFile *file, ptrdiff_t column,
                    const SideTally *side)
{
    const Columns *columns = &file->columns;
    bool used = column == columns->date || column == columns->unit || column == columns->id ||
                column == columns->weight || column == columns->wave ||
                column == columns->comment || duration_column(columns, column);
    used = used || column == columns->count || column == columns->device || column == columns->hour;
    for (ptrdiff_t q = 0; q < side->question_count; q++)
        used = used || columns->question[q] == column || is_choice(in, columns->choice[q], column);
    for (ptrdiff_t f = 0; columns->face_question >= 0 && f < columns->face_count; f++)
        used = used || columns->face[f] == column;
    for (ptrdiff_t m = 0; m < side->margin_count; m++)
        used = used || columns->margin[m] == column;
    return used;
}

static void add_once(Ingest *in, StrList *list, Str name)
{
    if (strlist_find(list, name) < 0)
        *PUSH(in->arena, list, Str) = str_copy(in->arena, name);
}

static void list_columns(Ingest *in, SourceWork *work, const SideTally *side)
{
    for (ptrdiff_t f = 0; f < work->file_count; f++) {
        SourceFile *file = &work->files[f];
        for (ptrdiff_t c = 0; c < file->text.column_count; c++) {
            Str name = file->text.columns[c].name;
            if (name.len == 0)
                continue;
            bool used = is_used(in, file, c, side);
            add_once(in, used ? &work->report->columns_used : &work->report->columns_unused, name);
        }
    }
}

void columns_resolve(Ingest *in, SourceWork *works, ptrdiff_t count, Side which)
{
    const SideTally *side = tally_builder_side(in->builder, which);
    check_copies(in, works, count, which);
    for (ptrdiff_t w = 0; w < count; w++) {
        for (ptrdiff_t f = 0; works[w].source->side == which && f < works[w].file_count; f++) {
            Columns *columns = &works[w].files[f].columns;
            columns->question = NEW(in->scratch, ptrdiff_t, side->question_count);
            columns->choice = NEW(in->scratch, ColumnChoice *, side->question_count);
        }
        if (works[w].source->side != which || works[w].apart || works[w].file_count == 0)
            continue;
        resolve_role(in, &works[w], &works[w].source->device, offsetof(Columns, device), false);
        resolve_role(in, &works[w], &works[w].source->hour, offsetof(Columns, hour), false);
        kiosk_find_columns(in, &works[w], side);
    }
    for (ptrdiff_t q = 0; q < side->question_count; q++)
        resolve_question(in, works, count, which, q, &side->questions[q].metric->column);
    const Str *margins = in->margin_columns[which].items;
    for (ptrdiff_t w = 0; w < count; w++) {
        SourceWork *work = &works[w];
        const Source *source = work->source;
        if (source->side != which)
            continue;
        if (work->apart) {
            resolve_counts(in, work);
            continue;
        }
        bool by_date = source->wave.count == 0 && source->period.len == 0;
        resolve_role(in, work, &work->date, offsetof(Columns, date), by_date);
        resolve_role(in, work, &source->unit, offsetof(Columns, unit), false);
        resolve_role(in, work, &source->id, offsetof(Columns, id), false);
        resolve_role(in, work, &source->weight, offsetof(Columns, weight), true);
        resolve_role(in, work, &source->count, offsetof(Columns, count), true);
        resolve_role(in, work, &source->wave, offsetof(Columns, wave), true);
        resolve_role(in, work, &source->comment, offsetof(Columns, comment), false);
        resolve_role(in, work, &source->duration, offsetof(Columns, duration), false);
        resolve_role(in, work, &source->start, offsetof(Columns, start), false);
        resolve_role(in, work, &source->end, offsetof(Columns, end), false);
        for (ptrdiff_t f = 0; f < work->file_count; f++)
            durations_resolve(in, &work->files[f], work);
        resolve_margins(in, work, margins, side->margin_count);
        list_columns(in, work, side);
    }
}
