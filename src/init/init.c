#include "inside.h"

#include "../base/banned.h"

/* ---- Paths ---- */

/* As the project file's folder sees it; a [ or * of a name would be a pattern there. */
Str shown_path(Init *init, Str path)
{
    Arena *arena = init->arena;
    Str folder =
        os_path_full(arena, init->options->folder.len > 0 ? init->options->folder : S("."));
    Str full = os_path_full(arena, path);
    ptrdiff_t same = 0; /* bytes of whole folders that both have */
    for (ptrdiff_t i = 0; i <= folder.len && i < full.len; i++) {
        bool end = i == folder.len || folder.s[i] == '/';
        if (end && full.s[i] == '/')
            same = i;
        if (i == folder.len || folder.s[i] != full.s[i])
            break;
    }
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = same; i < folder.len; i++) {
        if (folder.s[i] == '/' && i + 1 < folder.len)
            buffer_add(&out, S("../"));
    }
    for (ptrdiff_t i = same + 1; i < full.len; i++)
        buffer_add_byte(&out, full.s[i] == '[' || full.s[i] == '\\' ? '?' : full.s[i]);
    return buffer_str(&out);
}

/* ---- Language ---- */

/* Of the words with accents in the headings, most are Vietnamese syllables or none. */
static Lang find_language(Init *init)
{
    enum { LEAST = 3 };
    if (init->options->has_language)
        return init->options->language;
    ptrdiff_t accented = 0, vietnamese = 0;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        for (ptrdiff_t c = 0; c < init->files[f].look.column_count; c++) {
            const Heading *heading = &init->files[f].columns[c].heading;
            if (!heading->has_accents)
                continue;
            for (StrCut cut = {.tail = heading->accented, .found = true}; cut.found;) {
                cut = str_cut(cut.tail, ' ');
                bool marks = false;
                for (ptrdiff_t i = 0; i < cut.head.len; i++)
                    marks = marks || (unsigned char)cut.head.s[i] >= 0x80;
                accented += marks;
                vietnamese += marks && text_is_vietnamese_syllable(init->arena, cut.head);
            }
        }
    }
    return vietnamese >= LEAST && vietnamese * 10 >= accented * 7 ? LANG_VI : LANG_EN;
}

/* ---- Nothing found ---- */

/* What stands there instead tells most: a page to sign in, a list of addresses. */
static void report_nothing(const Init *init)
{
    Arena *arena = init->arena;
    bool rows = false;
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        rows = rows || file->look.rows > 0;
        if (file->look.rows == 0)
            diag_add(init->diags, DIAG_DATA_NO_ROWS, (Pos){.file = file->look.path}, STR_NONE,
                     STR_NONE);
        StrList names = {0};
        for (ptrdiff_t c = 0; c < file->look.column_count; c++)
            *PUSH(arena, &names, Str) = file->columns[c].look.heads[0];
        diag_add(init->diags, DIAG_DATA_COLUMNS, (Pos){.file = file->look.path}, STR_NONE,
                 str_join(arena, names.items, names.len, S(" | ")));
    }
    if (!rows)
        return;
    const InitOptions *options = init->options;
    diag_add(init->diags, DIAG_INIT_NOTHING, (Pos){0},
             str_join(arena, options->exports, options->export_count, S(", ")), STR_NONE);
}

/* ---- Files without a use ---- */

/* A list of staff, a codebook: no period, no section and no unit may come of it. Comments alone are
 * of use where their side is scored. */
static bool is_used(const Init *init, const InitFile *file)
{
    const InitSide *side = &init->side[file->side];
    if (file->is_codebook)
        return false;
    if (side->metrics.len > 0 && file->role[ROLE_COMMENT] >= 0)
        return true;
    for (ptrdiff_t m = 0; m < side->metrics.len; m++) {
        for (ptrdiff_t c = 0; c < file->look.column_count; c++) {
            if (strlist_find(&side->metrics.items[m].columns, file->columns[c].name) >= 0)
                return true;
        }
    }
    return false;
}

static void set_unused_apart(Init *init)
{
    InitFile *sorted = NEW(init->arena, InitFile, init->file_count);
    ptrdiff_t used = 0, at = 0;
    for (ptrdiff_t f = 0; f < init->file_count; f++)
        used += is_used(init, &init->files[f]);
    ptrdiff_t unused = used;
    for (ptrdiff_t f = 0; f < init->file_count; f++)
        sorted[is_used(init, &init->files[f]) ? at++ : unused++] = init->files[f];
    init->unused_count = init->file_count - used;
    init->file_count = used;
    init->files = sorted;
}

/* ---- All ---- */

bool init_propose(Arena *arena, const InitOptions *options, InitProposal *proposal, Diags *diags)
{
    Init init = {
        .arena = arena, .options = options, .phrases = phrases_prepare(arena), .diags = diags};
    if (!files_look(&init))
        return false;
    init.lang = find_language(&init);
    columns_merge(&init);
    metrics_find(&init);
    if (init.side[SIDE_CX].metrics.len + init.side[SIDE_EX].metrics.len == 0) {
        report_nothing(&init);
        return false;
    }
    set_unused_apart(&init);
    periods_find(&init);
    proposal->project = project_write(&init);
    proposal->table = table_write(&init);
    return true;
}
