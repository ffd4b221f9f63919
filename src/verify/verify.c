#include "inside.h"

#include <math.h>

enum { VERIFY_SCRATCH_BYTES = 1 }; /* GB of address space for the file under examination */

/* ---- The program's own words ---- */

/* "at least 10 on each side": whole numbers that stand in the texts of the catalogue. */
static void list_spoken(Verify *verify)
{
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int w = 0; w < WORD_COUNT; w++) {
            Str text = word(verify->languages[lang], (Word)w);
            NumberToken token;
            for (ptrdiff_t at = 0; number_next(text, (Lang)lang, &at, &token);) {
                bool place = token.from > 0 && text.s[token.from - 1] == '{';
                bool added;
                if (!place && token.decimals == 0)
                    strmap_put(verify->arena, &verify->spoken[lang],
                               str_format(verify->arena, "%.0f", fabs(token.value)), &added);
            }
        }
}

/* The years, quarters and months that the periods are called by. */
static void list_period_numbers(Verify *verify)
{
    StrList texts = verify->figures.windows;
    for (ptrdiff_t i = 0; i <= texts.len; i++) {
        Str text = i < texts.len ? texts.items[i] : json_text(verify->manifest, "generated");
        NumberToken token;
        for (ptrdiff_t at = 0; number_next(text, LANG_EN, &at, &token);) {
            bool added;
            double x = fabs(token.value);
            Str forms[] = {str_format(verify->arena, "%.0f", x),
                           str_format(verify->arena, "%.0f", fmod(x, 100))}; /* "Oct 25" */
            for (int lang = 0; lang < LANG_COUNT; lang++)
                for (int f = 0; f < 2; f++)
                    strmap_put(verify->arena, &verify->spoken[lang], forms[f], &added);
        }
    }
}

/* How many units, periods and pairs of them stand behind an analysis: "204 dots". */
static void list_linked_counts(Verify *verify)
{
    static const char *const counts[] = {".n", ".groups", ".periods", ".size"};
    for (ptrdiff_t i = 0; i < verify->linked.items.len; i++) {
        const LinkedNumber *number = &verify->linked.items.items[i];
        bool is_count = false, added;
        for (ptrdiff_t c = 0; c < CX_COUNTOF(counts); c++)
            is_count = is_count || str_ends(number->path, str_from(counts[c]));
        for (int lang = 0; is_count && lang < LANG_COUNT; lang++)
            strmap_put(verify->arena, &verify->spoken[lang],
                       str_format(verify->arena, "%.0f", number->x), &added);
    }
}

static void count_structure(Verify *verify)
{
    list_period_numbers(verify);
    list_linked_counts(verify);
    const ptrdiff_t counts[] = {verify->figures.scopes.len, verify->figures.windows.len, 12};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(counts); i++)
        if (verify->structural < counts[i])
            verify->structural = counts[i];
}

/* ---- File by file ---- */

static ptrdiff_t unit_of(Verify *verify, const PackEntry *entry)
{
    const ptrdiff_t *scope = strmap_find(&verify->figures.scope_by_key, entry->unit);
    if (scope && *scope == 0) /* a unit that is itself called "company" */
        scope = strmap_find(&verify->figures.scope_by_name, entry->unit);
    if (!scope || *scope == 0) {
        verify_problem(verify, DIAG_VERIFY_KEY, entry->path, S("manifest.json"), entry->unit,
                       STR_NONE);
        return -1;
    }
    const PackScope *unit = &verify->figures.scopes.items[*scope];
    Str base = os_path_base(entry->path);
    StrCut cut = str_cut(base, '.');
    if (!str_equal(cut.head, unit->slug))
        verify_problem(verify, DIAG_VERIFY_FOREIGN, entry->path, S("manifest.json"), cut.head,
                       unit->slug);
    return *scope;
}

static Str sibling(Verify *verify, const PackEntry *entry, const char *folder, const char *ending)
{
    Str slug = str_cut(os_path_base(entry->path), '.').head;
    return str_format(&verify->scratch, "%s/%.*s%s", folder, STR_ARG(slug), ending);
}

static void board(Verify *verify)
{
    const PackEntry *pdf = verify_entry(verify, S("board.pdf"));
    const PackEntry *book = verify_entry(verify, S("board.xlsx"));
    Lang lang = verify->language;
    ArenaMark mark = arena_mark(&verify->scratch);
    if (pdf && pdf->there)
        verify_pdf(verify, pdf, -1, verify->arena, &verify->board_text, &lang);
    quality_on_page(verify);
    arena_reset(&verify->scratch, mark);
    if (book && book->there)
        verify_book(verify, book, -1, lang, verify->board_text);
    arena_reset(&verify->scratch, mark);
}

/* A department's three files: the PDF first, because the other two may say what it says. */
static void department(Verify *verify, const PackEntry *entry, Arena *keep)
{
    ptrdiff_t unit = unit_of(verify, entry);
    if (unit < 0)
        return;
    const PackEntry *pdf = verify_entry(verify, sibling(verify, entry, "departments", ".pdf"));
    const PackEntry *book = verify_entry(verify, sibling(verify, entry, "departments", ".xlsx"));
    const PackEntry *mail = verify_entry(verify, sibling(verify, entry, "mail", ".eml"));
    Str text = STR_NONE;
    Lang lang = verify->language;
    ArenaMark kept = arena_mark(keep), mark = arena_mark(&verify->scratch);
    if (pdf && pdf->there)
        verify_pdf(verify, pdf, unit, keep, &text, &lang);
    arena_reset(&verify->scratch, mark);
    if (book && book->there)
        verify_book(verify, book, unit, lang, text);
    arena_reset(&verify->scratch, mark);
    if (mail && mail->there)
        verify_mail(verify, mail, unit, lang, text);
    arena_reset(&verify->scratch, mark);
    arena_reset(keep, kept);
}

static bool is_of_department(Verify *verify, const PackEntry *entry)
{
    static const struct {
        const char *folder, *ending;
    } files[] = {{"departments", ".pdf"}, {"departments", ".xlsx"}, {"mail", ".eml"}};
    ArenaMark mark = arena_mark(&verify->scratch);
    bool found = false;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files) && !found; i++)
        found = str_equal(entry->path, sibling(verify, entry, files[i].folder, files[i].ending));
    arena_reset(&verify->scratch, mark);
    return found;
}

/* Which files a pack has, and whose; anything else has no way of being checked: a brief in the
 * drafts' folder would be opened by nobody. */
static void departments(Verify *verify, Arena *keep)
{
    StrMap seen = {0};
    for (ptrdiff_t i = 0; i < verify->entries.len; i++) {
        const PackEntry *entry = &verify->entries.items[i];
        bool whole = str_equal(entry->path, S("board.pdf")) ||
                     str_equal(entry->path, S("board.xlsx")) ||
                     str_equal(entry->path, S("scorecard.json"));
        bool known = is_of_department(verify, entry);
        if (!known && !whole)
            verify_problem(verify, DIAG_VERIFY_FILE_EXTRA, entry->path, STR_NONE, STR_NONE,
                           STR_NONE);
        bool added = false;
        if (!known)
            continue;
        strmap_put(verify->arena, &seen, str_cut(os_path_base(entry->path), '.').head, &added);
        if (added)
            department(verify, entry, keep);
    }
}

/* Each file of a department names the same unit in the manifest. */
static void check_owners(Verify *verify)
{
    StrMap owners = {0};
    for (ptrdiff_t i = 0; i < verify->entries.len; i++) {
        const PackEntry *entry = &verify->entries.items[i];
        bool added = false;
        if (str_find(entry->path, S("/")) < 0)
            continue;
        Str slug = str_cut(os_path_base(entry->path), '.').head;
        ptrdiff_t *slot = strmap_put(verify->arena, &owners, slug, &added);
        if (added)
            *slot = i;
        else if (!str_equal(verify->entries.items[*slot].unit, entry->unit))
            verify_problem(verify, DIAG_VERIFY_FOREIGN, entry->path, S("manifest.json"),
                           entry->unit, verify->entries.items[*slot].unit);
    }
}

/* ---- The table at the end ---- */

static Str count(Verify *verify, int64_t n)
{
    return num_show_count(verify->arena, n, verify->talk);
}

static Str summary(Verify *verify)
{
    const Counts *counts = &verify->counts;
    Arena *arena = verify->arena;
    Lang talk = verify->talk;
    Str lines[] = {
        WORDS(arena, talk, WORD_VERIFY_FILES, count(verify, counts->files),
              count(verify, counts->bytes)),
        WORDS(arena, talk, WORD_VERIFY_FIGURES, count(verify, counts->figures),
              count(verify, verify->figures.scopes.len)),
        WORDS(arena, talk, WORD_VERIFY_PDF, count(verify, counts->pdfs),
              count(verify, counts->keyed), count(verify, counts->sentences_hidden),
              count(verify, counts->alt_texts)),
        WORDS(arena, talk, WORD_VERIFY_BOOKS, count(verify, counts->books),
              count(verify, counts->data_rows), count(verify, counts->formulas),
              count(verify, counts->constants), count(verify, counts->chart_points),
              count(verify, counts->layout)),
        WORDS(arena, talk, WORD_VERIFY_MAILS, count(verify, counts->mails),
              count(verify, counts->attachments), count(verify, counts->mail_numbers)),
        WORDS(arena, talk, WORD_VERIFY_LOOSE, count(verify, counts->notes),
              count(verify, counts->loose), count(verify, counts->loose - counts->loose_tied)),
    };
    Buffer out = {.arena = arena};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(lines); i++) {
        buffer_add(&out, lines[i]);
        buffer_add_byte(&out, '\n');
    }
    Str end = diag_errors(verify->diags) ? WORDS(arena, talk, WORD_VERIFY_REFUTED,
                                                 count(verify, verify->diags->error_count))
                                         : word(talk, WORD_VERIFY_GOOD);
    buffer_add(&out, end);
    buffer_add_byte(&out, '\n');
    return buffer_str(&out);
}

void verify_pack(Arena *arena, Str folder, Lang talk, Str *text, Diags *diags)
{
    Verify *verify = NEW(arena, Verify, 1);
    *verify = (Verify){.arena = arena, .folder = folder, .talk = talk, .diags = diags};
    const ptrdiff_t bytes = (ptrdiff_t)VERIFY_SCRATCH_BYTES << 31;
    verify->scratch = arena_open(bytes, arena->full, arena->full_context);
    Arena keep = arena_open(bytes, arena->full, arena->full_context);
    *text = STR_NONE;
    if (!verify->scratch.begin || !keep.begin) {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, folder, STR_NONE, S("out of memory"), STR_NONE);
    } else if (verify_manifest(verify)) {
        verify_hashes(verify);
        list_spoken(verify);
        check_owners(verify);
        if (verify_scorecard(verify)) {
            count_structure(verify);
            board(verify);
            departments(verify, &keep);
        }
        *text = summary(verify);
    }
    if (verify->scratch.begin)
        arena_close(&verify->scratch);
    if (keep.begin)
        arena_close(&keep);
}
