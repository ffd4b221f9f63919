#include "inside.h"

#include <math.h>

void verify_problem(Verify *verify, DiagCode code, Str file, Str place, Str found, Str expected)
{
    diag_add(verify->diags, code, (Pos){.file = file, .cell = place}, found, expected);
}

/* ---- The manifest ---- */

/* A path that leaves the pack's folder is none of its files. */
static bool is_safe_path(Str path)
{
    if (path.len == 0 || path.s[0] == '/')
        return false;
    for (StrCut cut = {.tail = path, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '/');
        if (cut.head.len == 0 || str_equal(cut.head, S(".")) || str_equal(cut.head, S("..")))
            return false;
    }
    return true;
}

static bool read_entry(Verify *verify, const Json *file, PackEntry *entry)
{
    double size = json_number_of(file, "size");
    *entry = (PackEntry){.path = json_text(file, "path"),
                         .sha256 = json_text(file, "sha256"),
                         .unit = json_text(file, "unit")};
    if (!is_safe_path(entry->path) || entry->sha256.len != 64 || !(size >= 0 && size < 1e15))
        return false;
    entry->size = (int64_t)size;
    const Json *to = json_find(file, "to");
    for (ptrdiff_t i = 0; to && i < to->count; i++)
        *PUSH(verify->arena, &entry->to, Str) = to->items[i].text;
    return true;
}

static bool read_entries(Verify *verify, Str name)
{
    const Json *files = json_find(verify->manifest, "files");
    if (!files || files->kind != JSON_KIND_ARRAY) {
        verify_problem(verify, DIAG_VERIFY_MANIFEST, name, STR_NONE, S("files"), STR_NONE);
        return false;
    }
    for (ptrdiff_t i = 0; i < files->count; i++) {
        PackEntry entry;
        bool added = false;
        if (!read_entry(verify, &files->items[i], &entry)) {
            verify_problem(verify, DIAG_VERIFY_MANIFEST, name, STR_NONE,
                           str_format(verify->arena, "files[%td]", i), STR_NONE);
            return false;
        }
        ptrdiff_t *slot = strmap_put(verify->arena, &verify->entry_by_path, entry.path, &added);
        if (!added) {
            verify_problem(verify, DIAG_VERIFY_MANIFEST, name, STR_NONE, entry.path, STR_NONE);
            return false;
        }
        *slot = verify->entries.len;
        *PUSH(verify->arena, &verify->entries, PackEntry) = entry;
    }
    return true;
}

/* The program's own words as this pack says them. */
static void read_languages(Verify *verify)
{
    static const char *const ids[] = {[LANG_EN] = "en", [LANG_VI] = "vi"};
    const Json *theme = json_find(verify->manifest, "theme");
    const Json *words = theme ? json_find(theme, "words") : NULL;
    for (int id = 0; id < LANG_COUNT; id++) {
        const Json *list = words ? json_find(words, ids[id]) : NULL;
        ptrdiff_t count = list && list->kind == JSON_KIND_ARRAY ? list->count : 0;
        WordPair *pairs = NEW(verify->arena, WordPair, count + 1);
        for (ptrdiff_t i = 0; i < count; i++)
            pairs[i] =
                (WordPair){json_text(&list->items[i], "from"), json_text(&list->items[i], "to")};
        verify->languages[id] = catalogue_replace(verify->arena, (LangId)id, pairs, count);
    }
}

bool verify_manifest(Verify *verify)
{
    FileView file = {0};
    Str reason = STR_NONE, name = S("manifest.json");
    Str path = os_path_join(verify->arena, verify->folder, name);
    if (!os_file_open(verify->arena, &file, path, &reason)) {
        verify_problem(verify, DIAG_VERIFY_NO_PACK, verify->folder, STR_NONE, name, reason);
        return false;
    }
    verify->manifest = pack_json_read(verify->arena, file.bytes, &reason);
    os_file_close(&file);
    if (!verify->manifest) {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, name, STR_NONE, reason, STR_NONE);
        return false;
    }
    Str language = json_text(verify->manifest, "language");
    read_languages(verify);
    verify->language = verify->languages[str_starts(language, S("vi")) ? LANG_VI : LANG_EN];
    return read_entries(verify, name);
}

const PackEntry *verify_entry(const Verify *verify, Str path)
{
    const ptrdiff_t *index = strmap_find(&verify->entry_by_path, path);
    return index ? &verify->entries.items[*index] : NULL;
}

bool verify_open(Verify *verify, const PackEntry *entry, FileView *file)
{
    Str reason = STR_NONE;
    Str path = os_path_join(&verify->scratch, verify->folder, entry->path);
    if (os_file_open(&verify->scratch, file, path, &reason))
        return true;
    verify_problem(verify, DIAG_VERIFY_FILE_MISSING, entry->path, STR_NONE, reason, STR_NONE);
    return false;
}

/* ---- Files against the manifest ---- */

static void check_bytes(Verify *verify, PackEntry *entry)
{
    FileView file = {0};
    if (!verify_open(verify, entry, &file))
        return;
    entry->there = true;
    char hex[65];
    pack_sha256(file.bytes, hex);
    verify->counts.files++;
    verify->counts.bytes += file.bytes.len;
    if (file.bytes.len != entry->size)
        verify_problem(verify, DIAG_VERIFY_SIZE, entry->path, STR_NONE,
                       str_format(verify->arena, "%td", file.bytes.len),
                       str_format(verify->arena, "%lld", (long long)entry->size));
    else if (!str_equal(str_from(hex), entry->sha256))
        verify_problem(verify, DIAG_VERIFY_HASH, entry->path, STR_NONE,
                       str_copy(verify->arena, str_from(hex)), entry->sha256);
    os_file_close(&file);
}

void verify_hashes(Verify *verify)
{
    StrList names = {0};
    Str reason = STR_NONE;
    if (!os_folder_list(verify->arena, verify->folder, &names, &reason))
        verify_problem(verify, DIAG_VERIFY_NO_PACK, verify->folder, STR_NONE, verify->folder,
                       reason);
    for (ptrdiff_t i = 0; i < names.len; i++)
        if (!verify_entry(verify, names.items[i]) && !str_equal(names.items[i], S("manifest.json")))
            verify_problem(verify, DIAG_VERIFY_FILE_EXTRA, names.items[i], STR_NONE, STR_NONE,
                           STR_NONE);
    for (ptrdiff_t i = 0; i < verify->entries.len; i++) {
        ArenaMark mark = arena_mark(&verify->scratch);
        check_bytes(verify, &verify->entries.items[i]);
        arena_reset(&verify->scratch, mark);
    }
}
