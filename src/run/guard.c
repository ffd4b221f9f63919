#include "guard.h"

#include "ledger_file.h"

#include <cxex/pack.h>

/* Packs further back have no period on any page of this one. */
enum { LOOK_BACK = 60 };

/* ---- The manifest's part, read ---- */

static bool read_texts(Arena *arena, const Json *list, StrList *texts)
{
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        if (list->items[i].kind != JSON_KIND_STRING)
            return false;
        *PUSH(arena, texts, Str) = list->items[i].text;
    }
    return !list || list->kind == JSON_KIND_ARRAY;
}

static bool read_definition(Arena *arena, const Json *json, Definition *definition)
{
    *definition = (Definition){.id = json_text(json, "id"), .text = json_text(json, "text")};
    return definition->id.len > 0 &&
           definition_kind_find(json_text(json, "what"), &definition->kind) &&
           read_texts(arena, json_find(json, "figures"), &definition->figures) &&
           read_texts(arena, json_find(json, "units"), &definition->units);
}

static bool is_true(const Json *object, const char *key)
{
    const Json *found = json_find(object, key);
    return found && found->kind == JSON_KIND_BOOL && found->number > 0;
}

static bool read_break(Arena *arena, const Json *json, DefinitionBreak *one)
{
    *one = (DefinitionBreak){.after = json_text(json, "after"),
                             .from = json_text(json, "from"),
                             .id = json_text(json, "id"),
                             .old_text = json_text(json, "old"),
                             .new_text = json_text(json, "new"),
                             .told_only = is_true(json, "told_only")};
    return one->after.len > 0 && one->from.len > 0 && one->id.len > 0 &&
           definition_kind_find(json_text(json, "what"), &one->kind) &&
           read_texts(arena, json_find(json, "figures"), &one->figures) &&
           read_texts(arena, json_find(json, "units"), &one->units);
}

static bool read_lists(Arena *arena, const Json *manifest, Definitions *definitions,
                       DefinitionBreaks *breaks, Str *reason)
{
    const Json *defined = json_find(manifest, "definitions"),
               *broken = json_find(manifest, "breaks");
    *reason = S("it does not say what its figures mean");
    if (!defined || defined->kind != JSON_KIND_ARRAY || !broken || broken->kind != JSON_KIND_ARRAY)
        return false;
    *reason = S("what it says of its figures is damaged");
    for (ptrdiff_t i = 0; i < defined->count; i++)
        if (!read_definition(arena, &defined->items[i], PUSH(arena, definitions, Definition)))
            return false;
    for (ptrdiff_t i = 0; i < broken->count; i++)
        if (!read_break(arena, &broken->items[i], PUSH(arena, breaks, DefinitionBreak)))
            return false;
    return true;
}

/* False: there is no such pack, or (with a warning) it cannot be read. */
static bool read_pack(Stages *stages, Str period, Definitions *definitions,
                      DefinitionBreaks *breaks)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Arena *arena = stages->arena;
    Str path = os_path_join(arena, ledger_pack_folder(stages, period), S("manifest.json"));
    if (!os_exists(arena, path))
        return false;
    const Json *manifest = NULL;
    if (os_file_open(arena, &file, path, &reason)) {
        /* What it says outlives the file. */
        manifest = pack_json_read(arena, str_copy(arena, file.bytes), &reason);
        os_file_close(&file);
    }
    *definitions = (Definitions){0};
    *breaks = (DefinitionBreaks){0};
    if (manifest && read_lists(arena, manifest, definitions, breaks, &reason))
        return true;
    diag_add(stages->diags, DIAG_RUN_GUARD_BLIND, (Pos){.file = path}, period, reason);
    return false;
}

/* ---- Units by the names that they have now ---- */

static void rename_texts(const Stages *stages, StrList *keys)
{
    const Tally *tally = stages->tally;
    for (ptrdiff_t i = 0; i < keys->len; i++)
        keys->items[i] = unit_map_resolve(tally->map, tally->map_count, keys->items[i], false);
}

/* What the unit map tells of is no change of what a parent or a group is made of. */
static void rename_units(const Stages *stages, Definitions *definitions, DefinitionBreaks *breaks)
{
    const Tally *tally = stages->tally;
    for (ptrdiff_t i = 0; i < breaks->len; i++)
        rename_texts(stages, &breaks->items[i].units);
    for (ptrdiff_t i = 0; i < definitions->len; i++) {
        Definition *one = &definitions->items[i];
        rename_texts(stages, &one->units);
        if (one->kind != DEFINITION_UNITS)
            continue;
        StrList names = {0};
        for (Str rest = one->text; rest.len > 0;) {
            ptrdiff_t comma = str_find(rest, S(", "));
            ptrdiff_t end = comma < 0 ? rest.len : comma;
            *PUSH(stages->arena, &names, Str) = str_slice(rest, 0, end);
            rest = comma < 0 ? STR_NONE : str_slice(rest, comma + 2, rest.len);
        }
        one->id = unit_map_resolve(tally->map, tally->map_count, one->id, false);
        one->text = score_units_text(stages->arena, tally, &names);
    }
}

/* ---- Which pack came before ---- */

static bool find_before(Stages *stages, Str *period, Definitions *definitions,
                        DefinitionBreaks *breaks)
{
    const Tally *tally = stages->tally;
    PeriodKind kind = stages->config->report.period;
    for (ptrdiff_t back = 1; back <= LOOK_BACK; back++) {
        if (kind == PERIOD_WAVE && back > stages->period)
            return false;
        *period = kind == PERIOD_WAVE ? tally->periods[stages->period - back].id
                                      : period_id(stages->arena, kind,
                                                  tally->periods[stages->period].ordinal - back);
        if (read_pack(stages, *period, definitions, breaks))
            return true;
    }
    return false;
}

/* ---- What differs ---- */

static Pos pos_of(const Stages *stages, const DefinitionBreak *one)
{
    const Metric *metric = config_find_metric(stages->config, one->id);
    return metric ? metric->pos : (Pos){.file = stages->config->path};
}

static void tell(Stages *stages, const DefinitionBreak *one)
{
    Str what = str_format(stages->arena, "%.*s, %.*s: \"%.*s\" -> \"%.*s\"", STR_ARG(one->id),
                          STR_ARG(definition_kind_name(one->kind)), STR_ARG(one->old_text),
                          STR_ARG(one->new_text));
    diag_add(stages->diags, one->told_only ? DIAG_RUN_COLUMN_RENAMED : DIAG_RUN_DEFINITION_CHANGED,
             pos_of(stages, one), what, one->after);
}

void guard_compare(Stages *stages)
{
    Str before = STR_NONE;
    Definitions old = {0};
    DefinitionBreaks *breaks = NEW(stages->arena, DefinitionBreaks, 1);
    stages->definitions = score_definitions(stages->arena, stages->tally);
    if (stages->period >= 0 && find_before(stages, &before, &old, breaks)) {
        if (stages->tally->map_count > 0)
            rename_units(stages, &old, breaks);
        ptrdiff_t carried = breaks->len;
        score_compare_definitions(stages->arena, &old, stages->definitions, before,
                                  stages->tally->periods[stages->period].id, breaks);
        for (ptrdiff_t i = carried; i < breaks->len; i++)
            tell(stages, &breaks->items[i]);
    } else {
        *breaks = (DefinitionBreaks){0};
    }
    score_place_breaks(stages->tally, breaks);
    stages->breaks = breaks;
}

/* ---- The manifest's part, written ---- */

static void add_texts(Arena *arena, Fact *fact, const char *key, const StrList *texts)
{
    Fact *list = texts->len > 0 ? fact_add(arena, fact, str_from(key), FACT_ARRAY) : NULL;
    for (ptrdiff_t i = 0; i < texts->len; i++)
        fact_add(arena, list, STR_NONE, FACT_STRING)->string = texts->items[i];
}

void guard_add_facts(const Stages *stages, Fact *root)
{
    Arena *arena = stages->arena;
    Fact *list = fact_add(arena, root, S("definitions"), FACT_ARRAY);
    for (ptrdiff_t i = 0; i < stages->definitions->len; i++) {
        const Definition *one = &stages->definitions->items[i];
        Fact *fact = fact_add(arena, list, STR_NONE, FACT_OBJECT);
        fact_string(arena, fact, "id", one->id);
        fact_string(arena, fact, "what", definition_kind_name(one->kind));
        fact_string(arena, fact, "text", one->text);
        add_texts(arena, fact, "figures", &one->figures);
        add_texts(arena, fact, "units", &one->units);
    }
    list = fact_add(arena, root, S("breaks"), FACT_ARRAY);
    for (ptrdiff_t i = 0; i < stages->breaks->len; i++) {
        const DefinitionBreak *one = &stages->breaks->items[i];
        Fact *fact = fact_add(arena, list, STR_NONE, FACT_OBJECT);
        fact_string(arena, fact, "after", one->after);
        fact_string(arena, fact, "from", one->from);
        fact_string(arena, fact, "id", one->id);
        fact_string(arena, fact, "what", definition_kind_name(one->kind));
        fact_string(arena, fact, "old", one->old_text);
        fact_string(arena, fact, "new", one->new_text);
        fact_bool(arena, fact, "told_only", one->told_only);
        add_texts(arena, fact, "figures", &one->figures);
        add_texts(arena, fact, "units", &one->units);
    }
}

Str guard_text(const Stages *stages)
{
    Buffer out = {.arena = stages->arena};
    for (ptrdiff_t i = 0; i < stages->breaks->len; i++) {
        const DefinitionBreak *one = &stages->breaks->items[i];
        Str parts[] = {one->after,
                       one->from,
                       one->id,
                       definition_kind_name(one->kind),
                       one->old_text,
                       one->new_text,
                       str_join(stages->arena, one->figures.items, one->figures.len, S(" ")),
                       str_join(stages->arena, one->units.items, one->units.len, S("|"))};
        buffer_add(&out, str_join(stages->arena, parts, CX_COUNTOF(parts), S("\t")));
        buffer_add_byte(&out, '\n');
    }
    return buffer_str(&out);
}
