#include "reading.h"

#include "../base/banned.h"

/* ---- Which section, which object ---- */

static StrList section_names(Arena *arena)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < section_row_count; i++) {
        if (strlist_find(&names, section_rows[i].name) < 0)
            *PUSH(arena, &names, Str) = section_rows[i].name;
    }
    return names;
}

static void report_unknown_section(Reading *reading, const IniSection *section)
{
    StrList names = section_names(reading->arena);
    diag_add_near(reading->diags, DIAG_INI_UNKNOWN_SECTION, section->pos, section->name,
                  reading_list(reading, names.items, names.len),
                  strlist_nearest(&names, section->kind));
}

/* The row of a section with a fixed id ([index cx.index]), or NULL after reporting. */
static const SectionRow *find_fixed(Reading *reading, const IniSection *section)
{
    StrList ids = {0};
    for (ptrdiff_t i = 0; i < section_row_count; i++) {
        const SectionRow *row = &section_rows[i];
        if (!str_equal(row->name, section->kind))
            continue;
        if (str_equal(row->id, section->id))
            return row;
        *PUSH(reading->arena, &ids, Str) = row->id;
    }
    diag_add_near(reading->diags, DIAG_INDEX_UNKNOWN, section->pos, section->name,
                  reading_list(reading, ids.items, ids.len), strlist_nearest(&ids, section->id));
    return NULL;
}

static const SectionRow *find_row(Reading *reading, const IniSection *section)
{
    const SectionRow *row = NULL;
    for (ptrdiff_t i = 0; i < section_row_count && row == NULL; i++) {
        if (str_equal(section_rows[i].name, section->kind))
            row = &section_rows[i];
    }
    if (row == NULL) {
        report_unknown_section(reading, section);
        return NULL;
    }
    if (row->rule == ID_FIXED)
        return find_fixed(reading, section);
    if (row->rule == ID_NONE && section->id.len > 0)
        diag_add(reading->diags, DIAG_ID_UNEXPECTED, section->id_pos, section->name, row->name);
    else if (row->rule == ID_REQUIRED && section->id.len == 0)
        diag_add(reading->diags, DIAG_ID_MISSING, section->pos, section->name,
                 section_title(reading->arena, row));
    else if (section->id.len > 0 && !id_valid(section->id))
        diag_add(reading->diags, DIAG_ID_BAD, section->id_pos, section->id, row->id);
    return row;
}

static void *new_source(Reading *reading, const IniSection *section)
{
    *PUSH(reading->arena, &reading->source_sections, const IniSection *) = section;
    Source *source = PUSH(reading->arena, &reading->sources, Source);
    *source = (Source){
        .side = str_equal(section->kind, S("customers")) ? SIDE_CX : SIDE_EX,
        .name = section->id,
        .pos = section->pos,
    };
    return source;
}

/* A metric of no side is read, so that its keys are checked, and then left out. */
static void *new_metric(Reading *reading, const IniSection *section)
{
    Metric *metric = NULL;
    Str name = STR_NONE;
    bool cx = str_starts(section->id, S("cx.")), ex = str_starts(section->id, S("ex."));
    if ((cx || ex) && section->id.len > 3) {
        *PUSH(reading->arena, &reading->metric_sections, const IniSection *) = section;
        metric = PUSH(reading->arena, &reading->metrics, Metric);
        name = str_slice(section->id, 3, section->id.len);
    } else {
        metric = NEW(reading->arena, Metric, 1);
        if (section->id.len > 0)
            diag_add(reading->diags, DIAG_METRIC_SIDE, section->id_pos, section->id, STR_NONE);
    }
    *metric = (Metric){
        .id = section->id,
        .name = name,
        .side = ex ? SIDE_EX : SIDE_CX,
        .pos = section->pos,
        .stage = STAGE_NONE,
    };
    return metric;
}

static void *new_kpi(Reading *reading, const IniSection *section)
{
    Kpi *kpi = PUSH(reading->arena, &reading->kpis, Kpi);
    *kpi = (Kpi){.id = section->id, .pos = section->pos};
    return kpi;
}

static void *open_side_file(SideFile *file, const IniSection *section)
{
    *file = (SideFile){.kind = section->kind, .id = section->id, .pos = section->pos};
    return file;
}

static void *open_index(Reading *reading, const IniSection *section)
{
    Side side = str_equal(section->id, S("cx.index")) ? SIDE_CX : SIDE_EX;
    reading->index_sections[side] = section;
    Index *index = side == SIDE_CX ? &reading->config->cx_index : &reading->config->ex_index;
    index->pos = section->pos;
    return index;
}

/* What the keys of the section are stored in. Lists may move as they grow, so it is good until the
 * next call. */
static void *open_object(Reading *reading, SectionKind kind, const IniSection *section)
{
    Config *config = reading->config;
    reading->once[kind] = section;
    switch (kind) {
    case SECTION_SOURCE:
        return new_source(reading, section);
    case SECTION_METRIC:
        return new_metric(reading, section);
    case SECTION_KPI:
        return new_kpi(reading, section);
    case SECTION_INDEX:
        return open_index(reading, section);
    case SECTION_JOURNEY:
        config->cx_journey.pos = section->pos;
        return &config->cx_journey;
    case SECTION_UNITS:
        return open_side_file(&config->units, section);
    case SECTION_PROMISES:
        return open_side_file(&config->promises, section);
    case SECTION_SUGGESTIONS:
        return open_side_file(&config->suggestions, section);
    case SECTION_THEMES:
        return open_side_file(&config->themes, section);
    case SECTION_EVENTS:
        return open_side_file(&config->events, section);
    case SECTION_MAP:
        return open_side_file(&config->map, section);
    case SECTION_BENCHMARK:
        return open_side_file(PUSH(reading->arena, &reading->benchmarks, SideFile), section);
    case SECTION_ENGAGEMENT:
        config->engagement.pos = section->pos;
        return config;
    case SECTION_COMBINED:
        config->combined.pos = section->pos;
        return config;
    case SECTION_INCENTIVE:
        config->incentive.given = true;
        config->incentive.pos = section->pos;
        return config;
    case SECTION_MAIL:
        config->mail.given = true;
        config->mail.pos = section->pos;
        return config;
    case SECTION_REPORT:
    case SECTION_STATISTICS:
    case SECTION_PRIVACY:
        return config;
    case SECTION_KIND_COUNT:
        break;
    }
    CX_ASSERT(kind != SECTION_KIND_COUNT);
    return NULL;
}

/* ---- Keys of one section ---- */

static const KeyRow *find_key(SectionKind kind, Str name)
{
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        if (key_rows[i].section == kind && str_equal(key_rows[i].name, name))
            return &key_rows[i];
    }
    return NULL;
}

static void report_unknown_key(Reading *reading, const SectionRow *row, const IniSection *section,
                               const IniEntry *entry)
{
    StrList names = {0};
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        if (key_rows[i].section == row->kind)
            *PUSH(reading->arena, &names, Str) = key_rows[i].name;
    }
    Str found =
        str_format(reading->arena, "[%.*s] %.*s", STR_ARG(section->name), STR_ARG(entry->key));
    diag_add_near(reading->diags, DIAG_INI_UNKNOWN_KEY, entry->key_pos, found,
                  reading_list(reading, names.items, names.len),
                  strlist_nearest(&names, entry->key));
}

typedef LIST_OF(Renamed) RenamedList;

/* `column.HEAD = NAME`. Reports a HEAD that the side file does not have; an invited file has raking
 * margins of its own naming beside the known heads, so there only a slip is reported. */
static void read_renamed(Reading *reading, const SectionRow *row, const IniEntry *entry,
                         RenamedList *renamed)
{
    StrList heads = words_split(reading->arena, row->heads);
    Str head = str_slice(entry->key, S("column.").len, entry->key.len);
    Str name = STR_NONE;
    Str nearest = strlist_nearest(&heads, head);
    bool margin = row->kind == SECTION_SOURCE && nearest.len == 0;
    if (strlist_find(&heads, head) < 0 && !margin) {
        diag_add_near(reading->diags, DIAG_HEAD_UNKNOWN, entry->key_pos, head,
                      reading_list(reading, heads.items, heads.len), nearest);
    } else if (reading_unquote(reading, entry, entry->value, &name) && name.len > 0) {
        *PUSH(reading->arena, renamed, Renamed) = (Renamed){head, name};
    }
}

static void keep_renamed(SectionKind kind, void *object, RenamedList renamed)
{
    if (renamed.len == 0)
        return;
    if (kind == SECTION_SOURCE) {
        Source *source = object;
        source->invited_renamed = renamed.items;
        source->invited_renamed_count = renamed.len;
    } else if (kind == SECTION_KPI) {
        Kpi *kpi = object;
        kpi->renamed = renamed.items;
        kpi->renamed_count = renamed.len;
    } else {
        SideFile *file = object;
        file->renamed = renamed.items;
        file->renamed_count = renamed.len;
    }
}

static void read_defaults(Reading *reading, SectionKind kind, void *object)
{
    for (ptrdiff_t i = 0; i < key_row_count; i++) {
        const KeyRow *key = &key_rows[i];
        if (key->section != kind || key->standard.len == 0)
            continue;
        IniEntry entry = {
            .key = key->name,
            .key_pos = {.file = reading->config->path},
            .value = key->standard,
        };
        value_read(reading, key, &entry, object);
    }
}

static void report_missing_keys(Reading *reading, const SectionRow *row, const IniSection *section)
{
    for (ptrdiff_t i = 0; i < key_row_count && !section->faulty; i++) {
        const KeyRow *key = &key_rows[i];
        if (key->section != row->kind || !key->required)
            continue;
        const IniEntry *entry = ini_find(section, key->name);
        if (entry != NULL && entry->value.len > 0)
            continue;
        /* The example in the language of the report: a Vietnamese file gets a Vietnamese one. */
        Str sample = section_sample(row, key, reading->config->report.language);
        Str example =
            str_format(reading->arena, "%.*s = %.*s", STR_ARG(key->name), STR_ARG(sample));
        diag_add(reading->diags, DIAG_KEY_MISSING, entry != NULL ? entry->key_pos : section->pos,
                 section->name, example);
    }
}

static void read_section(Reading *reading, const IniSection *section)
{
    const SectionRow *row = find_row(reading, section);
    if (row == NULL)
        return;
    void *object = open_object(reading, row->kind, section);
    bool many = row->kind == SECTION_SOURCE || row->kind == SECTION_METRIC ||
                row->kind == SECTION_KPI || row->kind == SECTION_BENCHMARK;
    if (many)
        read_defaults(reading, row->kind, object);

    RenamedList renamed = {0};
    for (ptrdiff_t i = 0; i < section->entries.len; i++) {
        const IniEntry *entry = &section->entries.items[i];
        const KeyRow *key = find_key(row->kind, entry->key);
        bool renames = row->heads.len > 0 && str_starts(entry->key, S("column."));
        if (key == NULL && renames)
            read_renamed(reading, row, entry, &renamed);
        else if (key == NULL)
            report_unknown_key(reading, row, section, entry);
        else if (entry->value.len > 0) /* `weight =` says the same as no such line */
            value_read(reading, key, entry, object);
    }
    keep_renamed(row->kind, object, renamed);
    report_missing_keys(reading, row, section);
}

/* ---- The whole file ---- */

static void read_once_defaults(Reading *reading)
{
    Config *config = reading->config;
    static const SectionKind kinds[] = {SECTION_REPORT,     SECTION_ENGAGEMENT, SECTION_COMBINED,
                                        SECTION_STATISTICS, SECTION_PRIVACY,    SECTION_INCENTIVE,
                                        SECTION_MAIL};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(kinds); i++)
        read_defaults(reading, kinds[i], config);
    read_defaults(reading, SECTION_INDEX, &config->cx_index);
    read_defaults(reading, SECTION_INDEX, &config->ex_index);
    read_defaults(reading, SECTION_JOURNEY, &config->cx_journey);
    config->cx_journey.cut = config->cx_index.cut;
}

/* All customers' metrics first; within a side the order of the file. */
static void sort_metrics(Reading *reading)
{
    ptrdiff_t count = reading->metrics.len, at = 0;
    Metric *metrics = NEW(reading->arena, Metric, count);
    const IniSection **sections = NEW(reading->arena, const IniSection *, count);
    for (int side = 0; side < SIDE_COUNT; side++) {
        for (ptrdiff_t i = 0; i < count; i++) {
            if (reading->metrics.items[i].side != (Side)side)
                continue;
            metrics[at] = reading->metrics.items[i];
            sections[at++] = reading->metric_sections.items[i];
        }
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        reading->metrics.items[i] = metrics[i];
        reading->metric_sections.items[i] = sections[i];
    }
}

static void take_lists(Reading *reading)
{
    Config *config = reading->config;
    config->sources = reading->sources.items;
    config->source_count = reading->sources.len;
    config->metrics = reading->metrics.items;
    config->metric_count = reading->metrics.len;
    config->kpis = reading->kpis.items;
    config->kpi_count = reading->kpis.len;
    config->benchmarks = reading->benchmarks.items;
    config->benchmark_count = reading->benchmarks.len;
}

static void apply_options(Reading *reading)
{
    if (reading->options.has_language)
        reading->config->report.language = reading->options.language;
    if (reading->options.out.len > 0)
        reading->config->report.out = reading->options.out;
}

/* [report] goes first wherever it stands: the language of the examples in messages comes from it.
 */
static void read_sections(Reading *reading)
{
    for (int pass = 0; pass < 2; pass++) {
        for (ptrdiff_t i = 0; i < reading->doc.sections.len; i++) {
            const IniSection *section = &reading->doc.sections.items[i];
            if (str_equal(section->name, S("report")) == (pass == 0))
                read_section(reading, section);
        }
    }
    if (reading->once[SECTION_REPORT] == NULL)
        diag_add(reading->diags, DIAG_SECTION_MISSING, (Pos){.file = reading->config->path},
                 S("report"), S("client = …"));
}

const Config *config_read(Arena *arena, Str path, ConfigOptions options, Diags *diags)
{
    ptrdiff_t errors_before = diags->error_count;
    FileView file = {0};
    Str reason = STR_NONE;
    if (!os_file_open(arena, &file, path, &reason)) {
        diag_add(diags, DIAG_FILE_UNREADABLE, (Pos){.file = path}, path, reason);
        return NULL;
    }
    Config *config = NEW(arena, Config, 1);
    config->path = str_copy(arena, path);
    config->folder = os_path_folder(config->path);
    config->bytes = str_copy(arena, file.bytes);
    os_file_close(&file);

    Reading reading = {.arena = arena, .diags = diags, .config = config, .options = options};
    if (!ini_read(arena, &reading.doc, config->path, config->bytes, diags))
        return NULL;
    read_once_defaults(&reading);
    read_sections(&reading);
    apply_options(&reading);
    sort_metrics(&reading);
    for (ptrdiff_t i = 0; i < reading.metrics.len; i++)
        metric_defaults(&reading, &reading.metrics.items[i]);
    take_lists(&reading);
    config_defaults(&reading);
    config_check(&reading);
    return diags->error_count > errors_before ? NULL : config;
}

const Metric *config_find_metric(const Config *config, Str id)
{
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        if (str_equal(config->metrics[i].id, id))
            return &config->metrics[i];
    }
    return NULL;
}
