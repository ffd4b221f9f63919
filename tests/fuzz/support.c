#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cxex/privacy.h>
#include <cxex/render.h>
#include <cxex/score.h>

static char folder[64];
static StrList written; /* names, for removing them at the end */

static void remove_folder(void)
{
    char path[160];
    for (ptrdiff_t i = 0; i < written.len; i++) {
        (void)snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(written.items[i]));
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

static void make_folder(void)
{
    const char *root = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%.40s/cxex-fuzz-XXXXXX", root ? root : "/tmp");
    CX_ASSERT(mkdtemp(folder));
    (void)atexit(remove_folder);
}

Arena *fuzz_arena(void)
{
    static Arena arena;
    static ArenaMark begin;
    if (!arena.begin) {
        arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
        CX_ASSERT(arena.begin);
        begin = arena_mark(&arena);
    }
    arena_reset(&arena, begin);
    return &arena;
}

static void remember(const char *name)
{
    static Arena names;
    if (!names.begin)
        names = arena_open(1 << 20, NULL, NULL);
    for (ptrdiff_t i = 0; i < written.len; i++)
        if (str_equal(written.items[i], str_from(name)))
            return;
    *PUSH(&names, &written, Str) = str_copy(&names, str_from(name));
}

/* Without the sync of os_file_write: the disk would be all that is measured. */
Str fuzz_write(const char *name, Str bytes)
{
    static char path[160];
    if (!folder[0])
        make_folder();
    remember(name);
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    CX_ASSERT(fd >= 0);
    CX_ASSERT(write(fd, bytes.s, (size_t)bytes.len) == bytes.len);
    CX_ASSERT(close(fd) == 0);
    return str_from(path);
}

uint32_t fuzz_crc(Str bytes)
{
    uint32_t crc = UINT32_MAX;
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        crc ^= (unsigned char)bytes.s[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
    }
    return ~crc;
}

static void add_number(Buffer *zip, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_add_byte(zip, (char)(value >> (8 * i)));
}

/* What the local and the central entry have in common; stored, dated 1980-01-01. */
static void add_entry(Buffer *zip, const FuzzPart *part)
{
    add_number(zip, 20, 2); /* version needed */
    add_number(zip, 0, 2);
    add_number(zip, 0, 2);          /* stored */
    add_number(zip, 0x00210000, 4); /* 1980-01-01 */
    add_number(zip, fuzz_crc(part->text), 4);
    add_number(zip, (uint32_t)part->text.len, 4);
    add_number(zip, (uint32_t)part->text.len, 4);
    add_number(zip, (uint32_t)part->name.len, 2);
    add_number(zip, 0, 2);
}

Str fuzz_zip(Arena *arena, const FuzzPart *parts, int count)
{
    Buffer zip = {.arena = arena};
    uint32_t *local = NEW(arena, uint32_t, count);
    for (int i = 0; i < count; i++) {
        local[i] = (uint32_t)zip.len;
        buffer_add(&zip, S("PK\3\4"));
        add_entry(&zip, &parts[i]);
        buffer_add(&zip, parts[i].name);
        buffer_add(&zip, parts[i].text);
    }
    uint32_t directory = (uint32_t)zip.len;
    for (int i = 0; i < count; i++) {
        buffer_add(&zip, S("PK\1\2"));
        add_number(&zip, 20, 2); /* version made by */
        add_entry(&zip, &parts[i]);
        add_number(&zip, 0, 4); /* no comment, disk 0 */
        add_number(&zip, 0, 2);
        add_number(&zip, 0, 4);
        add_number(&zip, local[i], 4);
        buffer_add(&zip, parts[i].name);
    }
    uint32_t size = (uint32_t)zip.len - directory;
    buffer_add(&zip, S("PK\5\6"));
    add_number(&zip, 0, 4);
    add_number(&zip, (uint32_t)count, 2);
    add_number(&zip, (uint32_t)count, 2);
    add_number(&zip, size, 4);
    add_number(&zip, directory, 4);
    add_number(&zip, 0, 2);
    return buffer_str(&zip);
}

void fuzz_print(const Diags *diags)
{
    for (DiagLang lang = DIAG_EN; lang < DIAG_LANG_COUNT; lang++) {
        Str text = diag_print(diags->arena, diags, lang);
        CX_ASSERT(utf8_invalid_at(text) < 0);
        CX_ASSERT((text.len > 0) == (diags->list.len > 0));
    }
}

void fuzz_report(const Tally *tally)
{
    if (!tally)
        return;
    Arena arena = arena_open((ptrdiff_t)4 << 30, NULL, NULL);
    CX_ASSERT(arena.begin);
    const Published *published = privacy_decide(&arena, tally, NULL);
    const Scores *scores = score_compute(&arena, tally, published);
    Str reason = STR_NONE;
    const Report *report = report_build(&arena, scores, (ReportOptions){0}, &reason);
    CX_ASSERT(report || reason.len > 0);
    if (report) {
        CX_ASSERT(utf8_invalid_at(render_tree(&arena, report)) < 0);
        CX_ASSERT(render_json_text(&arena, report->scorecard_json).len > 0);
    }
    arena_close(&arena);
    tally_close(tally);
}
