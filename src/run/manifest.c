#include "manifest.h"

#include <cxex/pack.h>

static Str hex_of(Arena *arena, Str bytes)
{
    char hex[65];
    pack_sha256(bytes, hex);
    return str_copy(arena, (Str){hex, 64});
}

/* Waves have no calendar: without SOURCE_DATE_EPOCH such a report carries no date at all. */
static Str generated_text(const Stages *stages)
{
    Date date = stages->report->generated;
    return date.year != 0 ? date_iso(stages->arena, date) : STR_NONE;
}

Str manifest_fingerprint(const Stages *stages)
{
    Buffer all = {.arena = stages->arena};
    buffer_addf(&all, "cxex %.*s\n", STR_ARG(stages->report->version));
    buffer_addf(&all, "config %.*s\n", STR_ARG(stages->report->config_hash));
    buffer_addf(&all, "theme %.*s %.*s\n", STR_ARG(stages->theme_hash), STR_ARG(stages->logo_hash));
    buffer_addf(&all, "period %.*s\nlanguage %.*s\n", STR_ARG(stages->report->period_id),
                STR_ARG(stages->report->language_tag));
    buffer_addf(&all, "generated %.*s\n", STR_ARG(generated_text(stages)));
    for (ptrdiff_t i = 0; i < stages->tally->input_count; i++)
        buffer_addf(&all, "input %.*s %s\n", STR_ARG(stages->tally->inputs[i].path),
                    stages->tally->inputs[i].sha256);
    return hex_of(stages->arena, buffer_str(&all));
}

bool manifest_has_fingerprint(Arena *scratch, Str manifest, Str fingerprint)
{
    Str line = str_format(scratch, "\"fingerprint\": \"%.*s\"", STR_ARG(fingerprint));
    return str_find(manifest, line) >= 0;
}

static void add_file(Arena *arena, Fact *list, Str name, int64_t size, const char *sha256)
{
    Fact *file = fact_add(arena, list, STR_NONE, FACT_OBJECT);
    fact_string(arena, file, "path", name);
    fact_integer(arena, file, "size", size);
    fact_string(arena, file, "sha256", str_from(sha256));
}

Str manifest_text(const Stages *stages, const PackFile *files, ptrdiff_t count)
{
    Arena *arena = stages->arena;
    const Report *report = stages->report;
    Fact *root = fact_new(arena, FACT_OBJECT);
    Fact *program = fact_add(arena, root, S("cxex"), FACT_OBJECT);
    fact_string(arena, program, "version", report->version);
    fact_integer(arena, program, "schema", 1);
    fact_string(arena, root, "fingerprint", manifest_fingerprint(stages));
    fact_string(arena, root, "period", report->period_id);
    fact_string(arena, root, "language", report->language_tag);
    if (report->generated.year != 0)
        fact_string(arena, root, "generated", generated_text(stages));

    Fact *config = fact_add(arena, root, S("config"), FACT_OBJECT);
    fact_string(arena, config, "path", os_path_base(stages->config->path));
    fact_string(arena, config, "sha256", report->config_hash);
    Fact *theme = fact_add(arena, root, S("theme"), FACT_OBJECT);
    fact_string(arena, theme, "name", stages->theme->name);
    fact_string(arena, theme, "sha256", stages->theme_hash);

    Fact *inputs = fact_add(arena, root, S("inputs"), FACT_ARRAY);
    for (ptrdiff_t i = 0; i < stages->tally->input_count; i++)
        add_file(arena, inputs, stages->tally->inputs[i].path, stages->tally->inputs[i].size,
                 stages->tally->inputs[i].sha256);
    Fact *outputs = fact_add(arena, root, S("files"), FACT_ARRAY);
    for (ptrdiff_t i = 0; i < count; i++)
        add_file(arena, outputs, files[i].name, files[i].size, files[i].sha256);
    return render_json_text(arena, root);
}
