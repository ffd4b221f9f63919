#include "stages.h"

#include "guard.h"
#include "ledger_file.h"

#include <cxex/ingest.h>
#include <cxex/pack.h>

bool stages_phase(Stages *stages, RunPhase phase)
{
    double now = os_seconds();
    if (stages->phase_began > 0)
        stages->result->seconds[stages->phase] += now - stages->phase_began;
    stages->phase = phase;
    stages->phase_began = now;
    stages_progress(stages, 0);
    if (!stages_interrupted(stages))
        return true;
    diag_add(stages->diags, DIAG_RUN_INTERRUPTED, (Pos){0}, STR_NONE, STR_NONE);
    stages->result->exit = RUN_MACHINE_FAILED;
    return false;
}

bool stages_interrupted(const Stages *stages)
{
    const RunOptions *options = stages->options;
    return options->interrupted && options->interrupted(options->context);
}

void stages_progress(Stages *stages, double share_01)
{
    if (stages->options->progress)
        stages->options->progress(stages->options->context, stages->phase, share_01);
}

void stages_close(Stages *stages)
{
    if (stages->phase_began > 0)
        stages->result->seconds[stages->phase] += os_seconds() - stages->phase_began;
    stages->phase_began = 0;
    if (stages->fonts)
        render_fonts_close(stages->fonts);
    stages->fonts = NULL;
    if (stages->tally)
        tally_close(stages->tally);
    stages->tally = NULL;
}

/* The files may be as they should: it was the machine that had no room for reading them. */
static bool machine_failed(const Diags *diags)
{
    for (ptrdiff_t i = 0; i < diags->list.len; i++) {
        if (diags->list.items[i].code == DIAG_DATA_TEMPORARY)
            return true;
    }
    return false;
}

bool stages_input_good(Stages *stages)
{
    bool strict = stages->options->warnings_as_errors;
    if (!diag_errors(stages->diags) && !(strict && stages->diags->warning_count > 0))
        return true;
    stages->result->exit = machine_failed(stages->diags) ? RUN_MACHINE_FAILED : RUN_INPUT_WRONG;
    return false;
}

static void read_progress(void *context, double share_01)
{
    stages_progress(context, share_01);
}

/* The theme's own folder stands beside the project before the shipped ones. */
static StrList theme_folders(Stages *stages)
{
    StrList folders = {0};
    Arena *arena = stages->arena;
    *PUSH(arena, &folders, Str) = os_path_join(arena, stages->config->folder, S("themes"));
    *PUSH(arena, &folders, Str) = stages->config->folder;
    for (ptrdiff_t i = 0; i < stages->options->theme_folder_count; i++)
        *PUSH(arena, &folders, Str) = stages->options->theme_folders[i];
    return folders;
}

/* A file that was read a moment ago, once more as a whole: what the pack was made from. */
static Str hash_file(const Stages *stages, Str path)
{
    FileView file = {0};
    Str reason = STR_NONE;
    char hash[65];
    if (!os_file_open(stages->arena, &file, path, &reason)) {
        diag_add(stages->diags, DIAG_FILE_UNREADABLE, (Pos){0}, path, reason);
        return STR_NONE;
    }
    pack_sha256(file.bytes, hash);
    os_file_close(&file);
    return str_copy(stages->arena, str_from(hash));
}

/* The project's logo before the theme's: a theme may serve several clients. */
static void logo_stage(Stages *stages)
{
    const Config *config = stages->config;
    bool own = config->report.logo.len > 0;
    Logos logos = {.client_path = own ? config->report.logo : stages->theme->logo,
                   .consultant_path = config->report.consultant_logo};
    logos.client =
        render_logo_open(stages->arena, logos.client_path,
                         own ? config->report.logo_pos : stages->theme->logo_pos, stages->diags);
    logos.consultant = render_logo_open(stages->arena, logos.consultant_path,
                                        config->report.consultant_logo_pos, stages->diags);
    if (logos.client)
        stages->logo_hash = hash_file(stages, logos.client_path);
    if (logos.consultant)
        stages->logo_hash =
            str_concat(stages->arena, stages->logo_hash, hash_file(stages, logos.consultant_path));
    stages->logos = logos;
}

/* A theme that cannot be drawn is found before the data are read; its problems join those of the
 * project file. */
static void theme_stage(Stages *stages)
{
    Pos pos = stages->config->report.theme_pos;
    StrList folders = theme_folders(stages);
    stages->theme = theme_read(stages->arena, stages->config->report.theme, folders.items,
                               folders.len, pos, stages->diags);
    if (!stages->theme)
        return;
    for (int id = 0; id < LANG_COUNT; id++)
        stages->languages[id] = catalogue_replace(
            stages->arena, (LangId)id, stages->theme->words[id], stages->theme->word_count[id]);
    stages->theme_hash = hash_file(stages, stages->theme->path);
    logo_stage(stages);
}

/* Inside the project's folder the folder is left out, as ingest does. */
void stages_add_input(Stages *stages, Str path, Str bytes)
{
    Str folder = stages->config->folder;
    bool inside = folder.len > 0 && str_starts(path, folder) && path.len > folder.len + 1 &&
                  path.s[folder.len] == '/';
    struct InputFile *input = PUSH(stages->arena, &stages->more_inputs, struct InputFile);
    *input = (struct InputFile){.path = inside ? str_slice(path, folder.len + 1, path.len) : path,
                                .size = bytes.len};
    pack_sha256(bytes, input->sha256);
}

/* A file that another module reads. */
static void add_input_file(Stages *stages, Str path)
{
    FileView file = {0};
    Str reason = STR_NONE;
    if (path.len == 0 || !os_file_open(stages->arena, &file, path, &reason))
        return; /* who reads it says so */
    stages_add_input(stages, path, file.bytes);
    os_file_close(&file);
}

static bool config_stage(Stages *stages)
{
    const RunOptions *options = stages->options;
    ConfigOptions over = {
        .has_language = options->has_language,
        .language = lang_id(options->language),
        .out = options->out,
    };
    stages->config = config_read(stages->arena, options->project, over, stages->diags);
    if (!stages->config) {
        stages->result->exit = RUN_INPUT_WRONG;
        return false;
    }
    stages->out = stages->config->report.out;
    theme_stage(stages);
    return true;
}

/* What is read before the workers start, so that they share it. */
static void privacy_files_stage(Stages *stages)
{
    const Config *config = stages->config;
    stages->redactor =
        redactor_open(stages->arena, config->privacy.names, (Pos){.file = config->path},
                      config->report.language, stages->diags);
    add_input_file(stages, config->privacy.names);
    stages_read_mail_body(stages);
}

/* The period asked for on the command line, else the latest. False where the answers have none of
 * it. */
static bool choose_period(Stages *stages)
{
    const Tally *tally = stages->tally;
    Str asked = stages->options->period;
    stages->period = asked.len > 0 ? tally_find_period_id(tally, asked) : tally->period_count - 1;
    if (stages->period >= 0 || asked.len == 0 || tally->period_count == 0)
        return true;
    int64_t ordinal;
    PeriodKind kind = stages->config->report.period;
    bool formed = kind == PERIOD_WAVE || period_parse(kind, asked, &ordinal);
    diag_add(stages->diags, formed ? DIAG_RUN_NO_PERIOD : DIAG_PERIOD_FORM, (Pos){0}, asked,
             tally->periods[tally->period_count - 1].id);
    return false;
}

static bool report_stage(Stages *stages)
{
    char hash[65];
    pack_sha256(stages->config->bytes, hash);
    ReportOptions options = {
        .period = stages->options->period,
        .generated = stages->options->generated,
        .config_hash = str_copy(stages->arena, str_from(hash)),
        .link = stages->link,
        .key_drivers = stages->key_drivers,
        .redactor = stages->redactor,
        .languages = stages->languages,
    };
    Str reason = STR_NONE;
    stages->report = report_build(stages->arena, stages->scores, options, &reason);
    if (stages->report)
        return true;
    diag_add(stages->diags, DIAG_RUN_NO_REPORT, (Pos){.file = stages->config->path},
             stages->options->period, reason);
    stages->result->exit = RUN_INPUT_WRONG;
    return false;
}

/* After the report, because its words decide which letters the faces must carry. */
static bool font_stage(Stages *stages)
{
    Pos pos = {.file = stages->theme->path};
    stages->fonts =
        render_fonts_open(stages->arena, stages->theme, stages_letters(stages), pos, stages->diags);
    return stages_input_good(stages);
}

static bool brief_stage(Stages *stages)
{
    stages_plan_briefs(stages);
    stages_plan_mail(stages);
    return stages_input_good(stages);
}

static bool read_stage(Stages *stages)
{
    stages->tally =
        ingest_read(stages->arena, stages->config, read_progress, stages, stages->diags);
    if (stages->tally)
        stages_check_scales(stages);
    privacy_files_stage(stages);
    if (stages->tally && choose_period(stages)) {
        ledger_file_read(stages);
        guard_compare(stages);
    }
    return stages_input_good(stages);
}

/* Adds what differs now; false: nothing is new. */
static bool add_changed(const Scores *scores, bool *const now[SIDE_COUNT], bool *all[SIDE_COUNT])
{
    bool added = false;
    for (Side side = 0; side < SIDE_COUNT; side++) {
        for (ptrdiff_t c = 0; c < scores->scope_count * scores->window_count; c++) {
            added = added || (now[side][c] && !all[side][c]);
            all[side][c] = all[side][c] || now[side][c];
        }
    }
    return added;
}

/* Again only where answers that an earlier pack showed were exchanged for others. What is held back
 * for them can set cells free that were not compared before, so these are looked at too; as what
 * has differed once stays so, there is an end. */
static void score_stage(Stages *stages)
{
    Arena *arena = stages->arena;
    const Published *first = stages->published;
    bool *differs[SIDE_COUNT], *all[SIDE_COUNT];
    for (Side side = 0; side < SIDE_COUNT; side++)
        all[side] = NEW(arena, bool, first->scope_count * first->window_count);
    stages->scores = score_compute_guarded(arena, stages->tally, first, stages->breaks);
    while (score_find_changed(arena, stages->scores, differs) &&
           add_changed(stages->scores, differs, all)) {
        stages->published =
            privacy_decide_again(arena, stages->tally, stages->ledger, first,
                                 (const bool *const[SIDE_COUNT]){all[SIDE_CX], all[SIDE_EX]});
        stages->scores =
            score_compute_guarded(arena, stages->tally, stages->published, stages->breaks);
    }
}

bool stages_run(Stages *stages)
{
    if (!stages_phase(stages, RUN_PHASE_CONFIG) || !config_stage(stages) ||
        !stages_phase(stages, RUN_PHASE_READ) || !read_stage(stages))
        return false;
    /* From here the user's files are known to be good: nothing below adds an error about them but
     * a unit that was asked for and is not there, and addresses out of bounds. */
    CX_ASSERT(stages->tally && stages->theme && stages->ledger);
    if (!stages_phase(stages, RUN_PHASE_PRIVACY))
        return false;
    stages->published = privacy_decide(stages->arena, stages->tally, stages->ledger);
    if (!stages_phase(stages, RUN_PHASE_SCORE))
        return false;
    score_stage(stages);
    stages->link = link_compute(stages->arena, stages->scores, stages->period);
    stages->key_drivers = stages->link
                              ? stages->link->drivers
                              : link_compute_drivers(stages->arena, stages->scores, stages->period);
    return stages_phase(stages, RUN_PHASE_REPORT) && report_stage(stages) && brief_stage(stages) &&
           font_stage(stages);
}
