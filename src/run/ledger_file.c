#include "ledger_file.h"

#include <cxex/pack.h>

static Str ledger_path(const Stages *stages)
{
    return os_path_join(stages->arena, stages->out, S("ledger.json"));
}

static Str new_ledger_path(const Stages *stages)
{
    return os_path_join(stages->arena, stages->out, S("ledger.json.new"));
}

Str ledger_pack_folder(const Stages *stages, Str period)
{
    if (stages->config->report.period == PERIOD_WAVE)
        period = text_slug(stages->arena, period);
    return os_path_join(stages->arena, stages->out, period);
}

/* Of the file's bytes; of no bytes where there is none. */
static void hash_file(const Stages *stages, Str path, char hex[65])
{
    FileView file = {0};
    Str reason = STR_NONE;
    bool there = os_file_open(stages->arena, &file, path, &reason);
    pack_sha256(there ? file.bytes : STR_NONE, hex);
    os_file_close(&file);
}

/* ---- Which file is the ledger ---- */

/* True when the pack that ledger.json.new tells of last is in place. */
static bool new_ledger_counts(const Stages *stages)
{
    Str path = new_ledger_path(stages);
    Diags ignored = {.arena = stages->arena}; /* it may be half a file */
    if (!os_exists(stages->arena, path))
        return false;
    const Ledger *ledger = ledger_read(stages->arena, path, STR_NONE, &ignored);
    const LedgerPack *last = ledger ? ledger_last(ledger) : NULL;
    if (!last)
        return false;
    char hash[65];
    Str folder = ledger_pack_folder(stages, last->period);
    hash_file(stages, os_path_join(stages->arena, folder, S("manifest.json")), hash);
    return str_equal(last->manifest, str_from(hash));
}

static bool knows_period(const Stages *stages, Str period)
{
    return os_exists(stages->arena, os_path_join(stages->arena, ledger_pack_folder(stages, period),
                                                 S("manifest.json")));
}

void ledger_file_read(Stages *stages)
{
    Str period = STR_NONE, forget = STR_NONE;
    if (stages->period >= 0)
        period = stages->tally->periods[stages->period].id;
    if (stages->options->replace && knows_period(stages, period)) {
        forget = period;
        diag_add(stages->diags, DIAG_RUN_REPLACED, (Pos){0}, period, STR_NONE);
    }
    Str path = new_ledger_counts(stages) ? new_ledger_path(stages) : ledger_path(stages);
    hash_file(stages, path, stages->ledger_sha256);
    stages->ledger = ledger_read(stages->arena, path, forget, stages->diags);
}

/* ---- Writing ---- */

/* What an earlier run left: its new ledger gets its name or goes. */
static bool settle(const Stages *stages, const LedgerCommit *commit, Str *reason)
{
    if (new_ledger_counts(stages))
        return os_file_rename(stages->arena, commit->new_path, commit->path, reason);
    os_file_remove(stages->arena, commit->new_path);
    return true;
}

static bool write_failed(Stages *stages, LedgerCommit *commit, Str path, Str reason)
{
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, path, reason);
    os_folder_unlock(commit->lock);
    return false;
}

bool ledger_commit_begin(Stages *stages, LedgerCommit *commit, Str manifest)
{
    Str reason = STR_NONE;
    *commit = (LedgerCommit){.path = ledger_path(stages),
                             .new_path = new_ledger_path(stages),
                             .lock = os_folder_lock(stages->arena, stages->out)};
    if (!settle(stages, commit, &reason))
        return write_failed(stages, commit, commit->path, reason);
    char now[65], of_manifest[65];
    hash_file(stages, commit->path, now);
    if (!str_equal(str_from(now), str_from(stages->ledger_sha256))) {
        diag_add(stages->diags, DIAG_RUN_LEDGER_MOVED, (Pos){0}, commit->path, STR_NONE);
        os_folder_unlock(commit->lock);
        return false;
    }
    pack_sha256(manifest, of_manifest);
    ScoreStored figures = {.arena = stages->arena, .scores = stages->scores};
    LedgerPack pack = {.period = stages->report->period_id, .manifest = str_from(of_manifest)};
    Str text = ledger_text(stages->arena, stages->ledger, stages->tally, stages->published, pack,
                           score_stored_figures, &figures);
    if (os_file_write(stages->arena, commit->new_path, text, &reason) &&
        os_file_sync(stages->arena, commit->new_path, &reason))
        return true;
    os_file_remove(stages->arena, commit->new_path);
    return write_failed(stages, commit, commit->new_path, reason);
}

void ledger_commit_end(Stages *stages, LedgerCommit *commit, bool done)
{
    Str reason = STR_NONE;
    if (!done)
        os_file_remove(stages->arena, commit->new_path);
    else if (!os_file_rename(stages->arena, commit->new_path, commit->path, &reason))
        diag_add(stages->diags, DIAG_RUN_LEDGER_PENDING, (Pos){0}, commit->new_path, reason);
    os_folder_unlock(commit->lock);
}
