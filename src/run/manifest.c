#include "manifest.h"

#include "guard.h"

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

/* What earlier packs make of this one: with the same ledger or another, the same cells shown from
 * the same rows are the same figures. So the pack that stands in the ledger already and the one
 * that was made before it did have one fingerprint. */
static void add_published(const Stages *stages, Buffer *all)
{
    const Published *published = stages->published;
    ptrdiff_t cells = published->scope_count * published->window_count;
    for (int side = 0; side < SIDE_COUNT; side++) {
        const SideTally *about = &stages->tally->side[side];
        for (ptrdiff_t i = 0; i < cells; i++)
            buffer_add_byte(all, (char)('0' + published->state[side][i]));
        for (ptrdiff_t i = 0; i < cells * about->question_count; i++)
            buffer_add_byte(all, published->question[side][i] ? 'q' : '.');
        for (ptrdiff_t i = 0; i < cells * about->mean_count; i++)
            buffer_add_byte(all, published->mean[side][i] ? 'm' : '.');
        for (ptrdiff_t i = 0; i < published->window_count; i++)
            buffer_add_byte(all, published->comments[side][i] ? 'c' : '.');
        buffer_add_byte(all, published->answering[side] ? '.' : 'a');
        buffer_add_byte(all, published->answering_sources[side] ? '.' : 'a');
        for (ptrdiff_t i = 0; i < cells; i++) {
            const LedgerCell *stored = published->stored[side] ? published->stored[side][i] : NULL;
            for (ptrdiff_t f = 0; stored && f < stored->figure_count; f++) {
                buffer_add(all, stored->figures[f].id);
                for (int k = 0; k < LEDGER_NUMBERS; k++)
                    buffer_addf(all, " %.17g", stored->figures[f].number[k]);
            }
        }
    }
}

Str manifest_fingerprint(const Stages *stages)
{
    Buffer all = {.arena = stages->arena}, published = {.arena = stages->arena};
    add_published(stages, &published);
    Str shown = hex_of(stages->arena, buffer_str(&published));
    buffer_addf(&all, "cxex %.*s\n", STR_ARG(stages->report->version));
    buffer_addf(&all, "config %.*s\n", STR_ARG(stages->report->config_hash));
    buffer_addf(&all, "theme %.*s %.*s\n", STR_ARG(stages->theme_hash), STR_ARG(stages->logo_hash));
    buffer_addf(&all, "period %.*s\nlanguage %.*s\n", STR_ARG(stages->report->period_id),
                STR_ARG(stages->report->language_tag));
    buffer_addf(&all, "generated %.*s\n", STR_ARG(generated_text(stages)));
    buffer_addf(&all, "shown %.*s\n", STR_ARG(shown));
    if (stages->breaks->len > 0)
        buffer_addf(&all, "breaks %.*s\n", STR_ARG(hex_of(stages->arena, guard_text(stages))));
    for (ptrdiff_t i = 0; i < stages->tally->input_count; i++)
        buffer_addf(&all, "input %.*s %s\n", STR_ARG(stages->tally->inputs[i].path),
                    stages->tally->inputs[i].sha256);
    for (ptrdiff_t i = 0; i < stages->more_inputs.len; i++)
        buffer_addf(&all, "input %.*s %s\n", STR_ARG(stages->more_inputs.items[i].path),
                    stages->more_inputs.items[i].sha256);
    return hex_of(stages->arena, buffer_str(&all));
}

Str manifest_sha256(const Json *manifest, Str path)
{
    const Json *files = json_find(manifest, "files");
    for (ptrdiff_t i = 0; files && i < files->count; i++)
        if (str_equal(json_text(&files->items[i], "path"), path))
            return json_text(&files->items[i], "sha256");
    return STR_NONE;
}

bool pack_file_there(const PackFile *file)
{
    return file->drawn || file->kept;
}

static Fact *add_file(Arena *arena, Fact *list, Str name, int64_t size, const char *sha256)
{
    Fact *file = fact_add(arena, list, STR_NONE, FACT_OBJECT);
    fact_string(arena, file, "path", name);
    fact_integer(arena, file, "size", size);
    fact_string(arena, file, "sha256", str_from(sha256));
    return file;
}

static void add_input(Arena *arena, Fact *list, const struct InputFile *input)
{
    add_file(arena, list, input->path, input->size, input->sha256);
}

/* A brief says whose it is, a draft to whom it goes: `verify` looks whether that is so. */
static void add_pack_file(Arena *arena, Fact *list, const PackFile *file)
{
    Fact *fact = add_file(arena, list, file->name, file->size, file->sha256);
    if (!file->brief)
        return;
    fact_string(arena, fact, "unit", file->brief->unit->key);
    if (file->format != RUN_EML)
        return;
    Fact *to = fact_add(arena, fact, S("to"), FACT_ARRAY);
    StrList addresses = {0};
    for (ptrdiff_t i = 0; i < file->brief->to.len; i++)
        *PUSH(arena, &addresses, Str) = file->brief->to.items[i];
    strlist_sort(&addresses);
    for (ptrdiff_t i = 0; i < addresses.len; i++)
        fact_add(arena, to, STR_NONE, FACT_STRING)->string = addresses.items[i];
}

static void add_pack_files(Arena *arena, Fact *list, const PackFiles *files)
{
    StrList names = {0};
    StrMap places = {0};
    for (ptrdiff_t i = 0; i < files->len; i++) {
        bool added = false;
        if (!pack_file_there(&files->items[i]))
            continue;
        *PUSH(arena, &names, Str) = files->items[i].name;
        *strmap_put(arena, &places, files->items[i].name, &added) = i;
    }
    strlist_sort(&names);
    for (ptrdiff_t i = 0; i < names.len; i++)
        add_pack_file(arena, list, &files->items[*strmap_find(&places, names.items[i])]);
}

/* Which of its own words the report has replaced: whoever reads the pack back needs to know. */
static void add_words(Arena *arena, Fact *object, const Theme *theme)
{
    static const Str ids[] = {[LANG_EN] = {"en", 2}, [LANG_VI] = {"vi", 2}};
    Fact *words = NULL;
    for (int id = 0; id < LANG_COUNT; id++) {
        if (theme->word_count[id] == 0)
            continue;
        if (!words)
            words = fact_add(arena, object, S("words"), FACT_OBJECT);
        Fact *list = fact_add(arena, words, ids[id], FACT_ARRAY);
        for (ptrdiff_t i = 0; i < theme->word_count[id]; i++) {
            Fact *pair = fact_add(arena, list, STR_NONE, FACT_OBJECT);
            fact_string(arena, pair, "from", theme->words[id][i].from);
            fact_string(arena, pair, "to", theme->words[id][i].to);
        }
    }
}

Str manifest_text(const Stages *stages, const PackFiles *files)
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
    add_words(arena, theme, stages->theme);

    guard_add_facts(stages, root);
    Fact *inputs = fact_add(arena, root, S("inputs"), FACT_ARRAY);
    for (ptrdiff_t i = 0; i < stages->tally->input_count; i++)
        add_input(arena, inputs, &stages->tally->inputs[i]);
    for (ptrdiff_t i = 0; i < stages->more_inputs.len; i++)
        add_input(arena, inputs, &stages->more_inputs.items[i]);
    add_pack_files(arena, fact_add(arena, root, S("files"), FACT_ARRAY), files);
    return render_json_text(arena, root);
}
