#include "work.h"

#include <stdlib.h>
#include <string.h>

static int compare_inputs(const void *a, const void *b)
{
    return str_compare(((const struct InputFile *)a)->path, ((const struct InputFile *)b)->path);
}

static int64_t rows_of_unit(const Tally *tally, ptrdiff_t unit)
{
    int64_t rows = 0;
    for (ptrdiff_t p = 0; p < tally->period_count; p++)
        rows += tally_rows(tally, SIDE_CX, unit, p) + tally_rows(tally, SIDE_EX, unit, p);
    return rows;
}

static bool is_old_name(const Ingest *in, Str key)
{
    for (ptrdiff_t i = 0; i < in->map_count; i++) {
        if (str_equal(in->map[i].old_key, key))
            return true;
    }
    return false;
}

/* Units with counted rows that the units file does not list; it need not list what there is no
 * more. */
static void report_unknown_units(Ingest *in, Tally *tally)
{
    LIST_OF(struct UnknownName) names = {0};
    for (ptrdiff_t i = 0; i < in->unknown_units.len; i++) {
        const struct UnknownUnit *unknown = &in->unknown_units.items[i];
        ptrdiff_t unit = tally_find_unit(tally, unknown->key);
        int64_t rows = unit < 0 ? 0 : rows_of_unit(tally, unit);
        bool listed = unit >= 0 && tally->units[unit].listed; /* under an older name */
        if (rows == 0 || listed || is_old_name(in, unknown->key))
            continue;
        Pos pos =
            text_file_pos(in, unknown->file, unknown->offset, unknown->record, unknown->column);
        Str nearest = strlist_nearest(&in->listed, unknown->key);
        diag_add_near(
            in->diags, DIAG_DATA_UNIT_UNKNOWN, pos,
            str_format(in->scratch, "%.*s (%lld×)", STR_ARG(unknown->key), (long long)rows),
            in->config->units.file, nearest);
        *PUSH(in->arena, &names, struct UnknownName) =
            (struct UnknownName){.name = str_copy(in->arena, unknown->key),
                                 .nearest = str_copy(in->arena, nearest),
                                 .rows = rows};
    }
    tally->unknown_units = names.items;
    tally->unknown_unit_count = names.len;
}

/* The rows of every source, or of none beyond the one that is too large. */
static bool read_rows(Ingest *in, SourceWork *works)
{
    if (!limits_hold(in, NULL))
        return false;
    for (ptrdiff_t i = 0; i < in->config->source_count; i++) {
        source_read(in, &works[i]);
        if (!limits_hold(in, works[i].source))
            return false;
    }
    return true;
}

/* NULL when the data are too large for a report; the problem is added. */
static Tally *read_all(Ingest *in, SourceReport *reports)
{
    const Config *config = in->config;
    SourceWork *works = NEW(in->scratch, SourceWork, config->source_count);
    in->builder = tally_builder_new(in->arena, config);
    wave_map_open(in);
    for (ptrdiff_t i = 0; i < config->source_count; i++) {
        works[i] = (SourceWork){.source = &config->sources[i], .report = &reports[i]};
        source_open(in, &works[i]);
    }
    units_read(in);
    invited_open(in, works, config->source_count);
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++)
        columns_resolve(in, works, config->source_count, side);
    if (!read_rows(in, works))
        return NULL;
    map_read(in);
    tally_builder_organise(in->builder);
    if (!limits_hold(in, NULL))
        return NULL;
    Tally *tally = tally_finish(in->builder);
    map_check(in, tally);
    wave_map_check(in, works, config->source_count, tally);
    report_unknown_units(in, tally);
    merges_check(in, tally);
    invited_read(in, tally);
    events_read(in, tally);
    targets_read(in, tally);
    benchmarks_read(in, tally);
    kpis_read(in, tally);
    registers_read(in, tally);
    themes_read(in, tally);
    return tally;
}

/* Those that comments lie in stay open, and nobody knows which comments will be asked for. */
static void close_files(Ingest *in, Tally *tally)
{
    if (tally != NULL &&
        (tally->side[SIDE_CX].comment_count > 0 || tally->side[SIDE_EX].comment_count > 0)) {
        tally->file_count = in->views.len;
        tally->files = NEW(in->arena, FileView, in->views.len);
        for (ptrdiff_t i = 0; i < in->views.len; i++)
            tally->files[i] = in->views.items[i];
        return;
    }
    for (ptrdiff_t i = 0; i < in->views.len; i++)
        os_file_close(&in->views.items[i]);
}

const Tally *ingest_read(Arena *arena, const Config *config, IngestProgress *progress,
                         void *context, Diags *diags)
{
    /* Files, spellings and ids are gone when the tally stands; so they get an arena of their own,
     * of the size that the run still has. */
    Arena scratch = arena_open(arena->end - arena->at, arena->full, arena->full_context);
    if (scratch.begin == NULL)
        arena_alloc(arena, 1, 1, PTRDIFF_MAX); /* ends the run as any lack of memory does */
    Ingest *in = NEW(&scratch, Ingest, 1);
    *in = (Ingest){.arena = arena,
                   .scratch = &scratch,
                   .config = config,
                   .diags = diags,
                   .errors_before = diags->error_count,
                   .progress = progress,
                   .progress_context = context};
    SourceReport *reports = NEW(arena, SourceReport, config->source_count);
    Tally *tally = read_all(in, reports);
    if (in->inputs.len > 1)
        qsort(in->inputs.items, (size_t)in->inputs.len, sizeof in->inputs.items[0], compare_inputs);
    if (tally != NULL) {
        tally->sources = reports;
        tally->source_count = config->source_count;
        tally->inputs = in->inputs.items;
        tally->input_count = in->inputs.len;
    }
    if (progress != NULL)
        progress(context, 1);
    if (diags->error_count > in->errors_before) {
        tally_builder_close(in->builder);
        tally = NULL;
    }
    close_files(in, tally);
    arena_close(&scratch);
    return tally;
}
