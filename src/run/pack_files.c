/* Which files a pack has: those drawn now, and those that the earlier pack has already. */
#include "pack_files.h"

/* ---- The list ---- */

static void add_board(Stages *stages, PackFiles *files)
{
    static const struct {
        RunFormat format;
        Str name;
    } board[] = {
        {RUN_PDF, {"board.pdf", 9}},
        {RUN_XLSX, {"board.xlsx", 10}},
        {RUN_JSON, {"scorecard.json", 14}},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(board); i++)
        *PUSH(stages->arena, files, PackFile) = (PackFile){
            .name = board[i].name,
            .format = board[i].format,
            .drawn = stages->options->only.len == 0 && (stages->options->formats & board[i].format),
        };
}

/* A draft needs the two files that it carries, and says of them what the pack has: who asks for
 * drafts gets those too. */
static bool is_asked(const Stages *stages, const UnitBrief *brief, RunFormat format)
{
    unsigned formats = stages->options->formats;
    return (formats & format) || ((formats & RUN_EML) && brief->to.len > 0);
}

static void add_of_units(Stages *stages, PackFiles *files, RunFormat format, const char *name)
{
    for (ptrdiff_t i = 0; i < stages->brief_count; i++) {
        const UnitBrief *brief = &stages->briefs[i];
        if (format == RUN_EML && brief->to.len == 0)
            continue;
        StrCut around = str_cut(str_from(name), '*');
        Str parts[] = {around.head, brief->plan->slug, around.tail};
        *PUSH(stages->arena, files, PackFile) = (PackFile){
            .name = str_join(stages->arena, parts, CX_COUNTOF(parts), STR_NONE),
            .format = format,
            .brief = brief,
            .drawn = brief->wanted && is_asked(stages, brief, format),
        };
    }
}

static void list_files(Stages *stages, PackFiles *files)
{
    add_board(stages, files);
    add_of_units(stages, files, RUN_PDF, "departments/*.pdf");
    add_of_units(stages, files, RUN_XLSX, "departments/*.xlsx");
    add_of_units(stages, files, RUN_EML, "mail/*.eml");
}

/* ---- What the earlier pack has ---- */

static bool refuse(Stages *stages, DiagCode code, Str what)
{
    diag_add(stages->diags, code, (Pos){0}, what, STR_NONE);
    stages->result->exit = RUN_INPUT_WRONG;
    return false;
}

static bool write_failed(Stages *stages, Str path, Str reason)
{
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, path, reason);
    return false;
}

/* Takes one file over as it is. The earlier pack may lack it, which is normal. */
static bool keep_file(Stages *stages, Str folder, Str previous, PackFile *kept,
                      const Json *manifest)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Str from = os_path_join(stages->arena, previous, kept->name);
    if (!os_exists(stages->arena, from))
        return true;
    if (!os_file_open(stages->arena, &file, from, &reason))
        return write_failed(stages, from, reason);
    char hash[65];
    pack_sha256(file.bytes, hash);
    bool whole = str_equal(manifest_sha256(manifest, kept->name), str_from(hash));
    Str to = os_path_join(stages->arena, folder, kept->name);
    kept->kept = whole && os_file_write(stages->arena, to, file.bytes, &reason);
    os_file_close(&file);
    if (!whole)
        return refuse(stages, DIAG_RUN_KEPT_CHANGED, from);
    return kept->kept || write_failed(stages, to, reason);
}

static bool keep_files(Stages *stages, Str folder, Str previous, PackFiles *files,
                       const Json *manifest)
{
    for (ptrdiff_t i = 0; i < files->len; i++)
        if (!files->items[i].drawn &&
            !keep_file(stages, folder, previous, &files->items[i], manifest))
            return false;
    return true;
}

/* NULL: it cannot be read, or tells of a pack that was made from something else. */
static const Json *read_manifest(Stages *stages, Str previous)
{
    FileView file = {0};
    Str reason = STR_NONE;
    Str path = os_path_join(stages->arena, previous, S("manifest.json"));
    if (!os_file_open(stages->arena, &file, path, &reason))
        return NULL;
    const Json *manifest = pack_json_read(stages->arena, file.bytes, &reason);
    os_file_close(&file);
    bool same = str_equal(json_text(manifest, "fingerprint"), manifest_fingerprint(stages));
    return same ? manifest : NULL;
}

static bool keep_rest(Stages *stages, Str folder, Str previous, PackFiles *files)
{
    bool all = stages->options->formats == RUN_ALL && stages->options->only.len == 0;
    if (all || !os_exists(stages->arena, previous))
        return true;
    const Json *manifest = read_manifest(stages, previous);
    return manifest ? keep_files(stages, folder, previous, files, manifest)
                    : refuse(stages, DIAG_RUN_PACK_DIFFERS, previous);
}

/* ---- What there is now ---- */

/* Size and checksum of what now lies in the folder, read back from the disk. */
static bool measure_file(Stages *stages, Str folder, PackFile *made)
{
    FileView file = {0};
    Str reason = STR_NONE;
    ArenaMark mark = arena_mark(stages->arena);
    Str path = os_path_join(stages->arena, folder, made->name);
    if (!os_file_open(stages->arena, &file, path, &reason))
        return write_failed(stages, path, reason);
    made->size = file.bytes.len;
    pack_sha256(file.bytes, made->sha256);
    os_file_close(&file);
    arena_reset(stages->arena, mark);
    return true;
}

static void tell_of_draft(Stages *stages, const PackFile *draft)
{
    enum { DRAFT_WARN_BYTES = 5 * 1000 * 1000 };
    Lang talk = stages->options->talk;
    const StrList *to = &draft->brief->to;
    *PUSH(stages->arena, &stages->result->remarks, Str) =
        WORDS(stages->arena, talk, WORD_RUN_DRAFT, draft->name,
              num_show(stages->arena, (double)draft->size / 1e3, 0, talk),
              str_join(stages->arena, to->items, to->len, S(", ")));
    if (draft->size > DRAFT_WARN_BYTES)
        diag_add(stages->diags, DIAG_RUN_MAIL_LARGE, (Pos){0}, draft->name,
                 num_show(stages->arena, (double)draft->size / 1e6, 1, talk));
}

static bool measure_files(Stages *stages, Str folder, PackFiles *files)
{
    for (ptrdiff_t i = 0; i < files->len; i++) {
        if (!pack_file_there(&files->items[i]))
            continue;
        if (!measure_file(stages, folder, &files->items[i]))
            return false;
        if (files->items[i].format == RUN_EML)
            tell_of_draft(stages, &files->items[i]);
    }
    return true;
}

/* Folders that stay empty are removed with what libraries leave behind. */
static bool make_folders(Stages *stages, Str folder)
{
    static const Str inside[] = {{"departments", 11}, {"mail", 4}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(inside); i++) {
        Str reason = STR_NONE, path = os_path_join(stages->arena, folder, inside[i]);
        if (!os_folder_make(stages->arena, path, &reason))
            return write_failed(stages, path, reason);
    }
    return true;
}

bool pack_files_make(Stages *stages, Str folder, Str previous, PackFiles *files)
{
    stages->result->exit = RUN_MACHINE_FAILED; /* unless all goes well */
    list_files(stages, files);
    if (!make_folders(stages, folder) || !keep_rest(stages, folder, previous, files) ||
        !pack_files_draw(stages, folder, files) || !measure_files(stages, folder, files))
        return false;
    stages->result->exit = RUN_DONE;
    return stages_input_good(stages); /* a draft that is too large may count as an error */
}
