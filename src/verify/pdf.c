/* One PDF: each element that names a figure shows it, and no other text shows what it should not.
 */
#include "inside.h"

#include <math.h>
#include <string.h>

typedef struct PdfCheck {
    Verify *verify;
    const PackEntry *entry;
    ptrdiff_t unit; /* whose brief; -1: the board's */
    Lang lang;
    PdfDocument document;
    Str text; /* all that its elements say, a line each */
} PdfCheck;

static void problem(PdfCheck *check, DiagCode code, Str place, Str found, Str expected)
{
    verify_problem(check->verify, code, check->entry->path, place, found, expected);
}

/* ---- Elements that carry the key of a figure ---- */

/* What stands behind the key, see src/render/pdf/canvas.h. All numbers of the text must be among
 * the fields; the first field must be there. */
static const struct {
    const char *suffix;
    FigureField fields[4];
    int count, needed; /* the first `needed` fields must all stand there */
    bool with_sign;
    FigureField mark; /* which of ▲ and ▼ stands beside it; FIELD_COUNT: neither */
} parts[] = {
    {"", {FIELD_VALUE, FIELD_COUNT_X, FIELD_N}, 3, 1, true, FIELD_COUNT},
    {"#lo", {FIELD_LOW}, 1, 1, true, FIELD_COUNT},
    {"#hi", {FIELD_HIGH}, 1, 1, true, FIELD_COUNT},
    {"#interval", {FIELD_LOW, FIELD_HIGH}, 2, 2, true, FIELD_COUNT},
    {"#n", {FIELD_N, FIELD_SIDE_N}, 2, 0, true, FIELD_COUNT},
    {"#previous", {FIELD_PREVIOUS}, 1, 1, true, FIELD_COUNT},
    {"#diff", {FIELD_DIFF}, 1, 1, true, FIELD_MARK},
    {"#target", {FIELD_TARGET, FIELD_DISTANCE}, 2, 1, true, FIELD_COUNT},
    {"#rest", {FIELD_REST}, 1, 1, true, FIELD_COUNT},
    {"#restdiff", {FIELD_REST_DIFF}, 1, 1, true, FIELD_REST_MARK},
};

static int find_part(Str key, Str *plain)
{
    ptrdiff_t at = key.len - 1;
    while (at >= 0 && key.s[at] != '#' && key.s[at] != '|')
        at--;
    bool suffixed = at >= 0 && key.s[at] == '#';
    *plain = suffixed ? str_slice(key, 0, at) : key;
    Str suffix = suffixed ? str_slice(key, at, key.len) : S("");
    for (int i = 0; i < (int)CX_COUNTOF(parts); i++)
        if (str_equal(suffix, str_from(parts[i].suffix)))
            return i;
    return -1;
}

static Str expected_text(PdfCheck *check, const PublishedFigure *figure, int part)
{
    Buffer text = {.arena = check->verify->arena};
    for (int i = 0; i < parts[part].needed; i++)
        buffer_addf(
            &text, "%s%.*s", i > 0 ? " … " : "",
            STR_ARG(figures_show(check->verify->arena, figure->field[parts[part].fields[i]])));
    return buffer_str(&text);
}

static bool shows_figure(const PdfCheck *check, const PublishedFigure *figure, int part, Str text)
{
    bool seen[4] = {0}, any = false;
    NumberToken token;
    for (ptrdiff_t at = 0; number_next(text, check->lang, &at, &token);) {
        bool known = false;
        for (int i = 0; i < parts[part].count; i++)
            if (number_is(&token, figure->field[parts[part].fields[i]], parts[part].with_sign)) {
                known = true;
                seen[i] = true;
            }
        if (!known)
            return false;
        any = true;
    }
    for (int i = 0; i < parts[part].needed; i++)
        if (!seen[i])
            return false;
    return any;
}

/* "fewer than 3 stages with answers": why a unit has no such figure at all. */
static bool is_plain_absence(const PdfCheck *check, Str text)
{
    Arena *scratch = &check->verify->scratch;
    for (int n = 1; n <= 9; n++)
        if (str_find(text, WORDS(scratch, check->lang, WORD_FEW_STAGES,
                                 str_format(scratch, "%d", n))) >= 0)
            return true;
    return false;
}

/* "5 answers" above an index that has no part to stand on: the side's own number is published. */
static bool shows_side_n(const PdfCheck *check, Str key, int part, Str text)
{
    Verify *verify = check->verify;
    ptrdiff_t bar = key.len, scope;
    while (bar > 0 && key.s[bar - 1] != '|')
        bar--;
    Str code = str_slice(key, bar, key.len);
    if (!str_equal(str_from(parts[part].suffix), S("#n")) || code.len < 3)
        return false;
    Str own = str_format(&verify->scratch, "%.*s%.*s.n", STR_ARG(str_slice(key, 0, bar)),
                         STR_ARG(str_slice(code, 0, 2)));
    const PublishedFigure *side = figures_find(&verify->figures, &verify->scratch, own, &scope);
    return side && shows_figure(check, side, part, text);
}

/* ---- ▲ and ▼ beside a figure ---- */

static bool has_part_numbers(Str rest)
{
    return rest.len == 0 || str_starts(rest, S(" ("));
}

/* On the pages of the journeys, which go on as "Customer journey (2/3)". */
static bool on_journey(const PdfCheck *check, const PdfElement *element)
{
    static const Word names[] = {WORD_PAGE_JOURNEY_CX, WORD_PAGE_JOURNEY_EX};
    for (ptrdiff_t up = element->parent; up >= 0; up = check->document.elements[up].parent) {
        Str title = check->document.elements[up].title;
        if (!str_equal(check->document.elements[up].type, S("Sect")))
            continue;
        for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
            Str name = word(check->lang, names[i]);
            if (str_starts(title, name) && has_part_numbers(str_slice(title, name.len, title.len)))
                return true;
        }
    }
    return false;
}

/* A stage or factor of a unit carries the mark of its difference from the rest. */
static double expected_mark(const PdfCheck *check, const PdfElement *element,
                            const PublishedFigure *figure, int part)
{
    FigureField field = parts[part].mark;
    if (parts[part].suffix[0] == '\0' && figure->scope > 0 && figures_rest_marked(figure->code) &&
        on_journey(check, element))
        field = FIELD_REST_MARK;
    double mark = field < FIELD_COUNT ? figure->field[field] : 0;
    return isnan(mark) ? 0 : mark;
}

static void check_mark(PdfCheck *check, const PdfElement *element, double expected, Str text)
{
    bool up = str_find(text, figures_sign(1)) >= 0, down = str_find(text, figures_sign(-1)) >= 0;
    if (up != (expected > 0) || down != (expected < 0))
        problem(check, DIAG_VERIFY_DIFFERS, element->title, text, figures_sign(expected));
}

static void check_keyed(PdfCheck *check, const PdfElement *element, Str text)
{
    Verify *verify = check->verify;
    Str key;
    int part = find_part(element->title, &key);
    ptrdiff_t scope;
    const PublishedFigure *figure = figures_find(&verify->figures, &verify->scratch, key, &scope);
    verify->counts.keyed++;
    if (part < 0 || scope < 0) {
        problem(check, DIAG_VERIFY_KEY, element->title, text, STR_NONE);
        return;
    }
    if (check->unit >= 0 && scope != check->unit && scope != 0)
        problem(check, DIAG_VERIFY_FOREIGN, element->title, text,
                verify->figures.scopes.items[check->unit].name);
    if (figure && isfinite(figure->field[parts[part].fields[0]])) {
        if (!shows_figure(check, figure, part, text))
            problem(check, DIAG_VERIFY_DIFFERS, element->title, text,
                    expected_text(check, figure, part));
        else
            check_mark(check, element, expected_mark(check, element, figure, part), text);
        return;
    }
    verify->counts.sentences_hidden++;
    if (number_any(text) && !is_plain_absence(check, text) && !shows_side_n(check, key, part, text))
        problem(check, DIAG_VERIFY_HIDDEN, element->title, text, STR_NONE);
}

/* ---- Elements that carry the key of a number of linkage or drivers ---- */

/* The value is there as printed, at one scale, and no other number than what belongs to the key,
 * the program's own words and counts. */
static bool shows_linked(PdfCheck *check, const LinkedShown *shown, Str key, bool interval,
                         double scale, Str text)
{
    TextContext context = {
        .lang = check->lang, .file = check->entry->path, .own_only = true, .scopes = NULL};
    bool seen[3] = {interval, !interval, !interval};
    NumberToken token;
    for (ptrdiff_t at = 0; number_next(text, check->lang, &at, &token);) {
        const double numbers[] = {shown->value, shown->limit[0], shown->limit[1]};
        bool known = false;
        for (int i = 0; i < 3; i++)
            if (number_is(&token, scale * numbers[i], true))
                known = seen[i] = true;
        if (shown->value < 0 && token.value == 0 && str_ends(key, S("adjusted_r2")))
            known = seen[0] = true; /* below 0 there is no share to tell */
        if (!known && !linked_below(check->verify, key, &token) &&
            !number_tied(check->verify, &context, text, &token))
            return false;
    }
    return seen[0] && seen[1] && seen[2];
}

/* A line of the register of promises. */
static void check_promise(PdfCheck *check, const PdfElement *element, Str text)
{
    Verify *verify = check->verify;
    const Json *promise = registers_promise(verify, element->title);
    Str expected = STR_NONE;
    verify->counts.keyed++;
    if (!promise)
        problem(check, DIAG_VERIFY_KEY, element->title, text, STR_NONE);
    else if (!registers_own_unit(verify, check->unit, json_text(promise, "unit")))
        problem(check, DIAG_VERIFY_FOREIGN, element->title, text,
                verify->figures.scopes.items[check->unit].name);
    else if (!registers_shows(verify, promise, element->title, check->lang, text, &expected))
        problem(check, DIAG_VERIFY_DIFFERS, element->title, text, expected);
}

static void check_linked(PdfCheck *check, const PdfElement *element, Str text)
{
    Verify *verify = check->verify;
    Str key = element->title;
    if (str_starts(key, S("registers.promises."))) {
        check_promise(check, element, text);
        return;
    }
    bool register_line = str_starts(key, S("trust.")) || str_starts(key, S("voice."));
    bool foreign = (register_line && !registers_own_path(verify, check->unit, key)) ||
                   (str_starts(key, S("benchmarks.")) && !benchmarks_own(verify, check->unit, key));
    if (foreign)
        problem(check, DIAG_VERIFY_FOREIGN, key, text,
                verify->figures.scopes.items[check->unit].name);
    bool interval = str_ends(key, S("#interval"));
    key.len -= interval ? (ptrdiff_t)sizeof "#interval" - 1 : 0;
    verify->counts.keyed++;
    LinkedShown shown = linked_shown(verify, key);
    if (!isfinite(shown.value)) {
        verify->counts.sentences_hidden++;
        if (number_any(text))
            problem(check, DIAG_VERIFY_HIDDEN, element->title, text, STR_NONE);
        return;
    }
    bool good = false;
    for (int s = 0; s < LINKED_SCALES; s++)
        good = good || shows_linked(check, &shown, key, interval, linked_scales[s], text);
    if (!good)
        problem(check, DIAG_VERIFY_DIFFERS, element->title, text,
                figures_show(verify->arena, interval ? shown.limit[0] : shown.value));
    double mark = linked_value(verify, str_concat(&verify->scratch, key, S(".mark")));
    if (good)
        check_mark(check, element, isnan(mark) ? 0 : mark, text);
}

/* ---- Alternative texts ---- */

typedef struct Beside { /* what the elements around a picture are about */
    LIST_OF(ptrdiff_t) scopes;
    StrList codes;
} Beside;

static void add_beside(PdfCheck *check, Beside *beside, Str title)
{
    Arena *scratch = &check->verify->scratch;
    Str key;
    ptrdiff_t scope;
    if (find_part(title, &key) < 0)
        return;
    figures_find(&check->verify->figures, scratch, key, &scope);
    ptrdiff_t bar = key.len;
    while (bar > 0 && key.s[bar - 1] != '|')
        bar--;
    if (scope < 0 || bar == 0)
        return;
    bool known = false;
    for (ptrdiff_t i = 0; i < beside->scopes.len; i++)
        known = known || beside->scopes.items[i] == scope;
    if (!known)
        *PUSH(scratch, &beside->scopes, ptrdiff_t) = scope;
    Str code = str_slice(key, bar, key.len);
    if (strlist_find(&beside->codes, code) < 0)
        *PUSH(scratch, &beside->codes, Str) = code;
}

/* The row or block that a picture stands in, outwards to the first that names figures. */
static void look_around(PdfCheck *check, ptrdiff_t index, Beside *beside)
{
    enum { BLOCK_LIMIT = 400 }; /* elements: a page, not a report */
    for (ptrdiff_t up = check->document.elements[index].parent; up >= 0;
         up = check->document.elements[up].parent) {
        ptrdiff_t end = check->document.elements[up].end;
        if (end - up > BLOCK_LIMIT)
            return;
        for (ptrdiff_t i = up; i < end; i++)
            if (check->document.elements[i].title.len > 0)
                add_beside(check, beside, check->document.elements[i].title);
        if (beside->codes.len > 0)
            return;
    }
}

static TextContext make_context(PdfCheck *check)
{
    static const ptrdiff_t company[] = {0};
    return (TextContext){.lang = check->lang,
                         .file = check->entry->path,
                         .around = check->text,
                         .scopes = company,
                         .scope_count = 1,
                         .own_only = check->unit >= 0,
                         .own_name = check->unit > 0
                                         ? check->verify->figures.scopes.items[check->unit].name
                                         : STR_NONE};
}

static void check_alt(PdfCheck *check, ptrdiff_t index)
{
    const PdfElement *element = &check->document.elements[index];
    Str texts[] = {element->alt, element->actual_text};
    for (int i = 0; i < 2; i++) {
        if (!number_any(texts[i]))
            continue;
        ArenaMark mark = arena_mark(&check->verify->scratch);
        Beside beside = {0};
        look_around(check, index, &beside);
        ptrdiff_t scopes[] = {0, check->unit};
        TextContext context = make_context(check);
        context.scopes = scopes;
        context.scope_count = check->unit >= 0 ? 2 : 1;
        if (beside.scopes.len > 0) {
            context.scopes = beside.scopes.items;
            context.scope_count = beside.scopes.len;
            context.codes = beside.codes.items;
            context.code_count = beside.codes.len;
        }
        NumberToken token;
        check->verify->counts.alt_texts++;
        context.linked = linked_is_key(element->title) ? element->title : STR_NONE;
        if (!text_tied(check->verify, &context, texts[i], &token))
            problem(check, DIAG_VERIFY_UNTIED, S("Alt"), texts[i],
                    str_slice(texts[i], token.from, token.to));
        arena_reset(&check->verify->scratch, mark);
    }
}

/* ---- Texts that no page shows ---- */

/* "D:20261031000000Z" is the date of the report; the program and its version are its maker. */
static bool is_own_mark(const Verify *verify, Str text)
{
    Str version = json_text(json_find(verify->manifest, "cxex"), "version");
    Str date = json_text(verify->manifest, "generated");
    Arena scratch = verify->scratch; /* by value: given back at once */
    if (str_starts(text, S("cxex ")) && str_equal(str_slice(text, 5, text.len), version))
        return true;
    Str stamp = date.len == 10
                    ? str_format(&scratch, "D:%.4s%.2s%.2s000000Z", date.s, date.s + 5, date.s + 8)
                    : STR_NONE;
    return (stamp.len > 0 && str_equal(text, stamp)) || str_equal(text, S("sRGB IEC61966-2.1")) ||
           str_equal(text, S("Part of ISO 14289 that is met")) ||
           (str_starts(text, S("note")) && text.len == 10) ||
           (str_starts(text, S("file")) && text.len == 10);
}

/* The XMP packet is made of the same facts as Info: its tags and names aside, each text in it is
 * one of them. */
static void check_xmp(PdfCheck *check, Str xmp)
{
    Verify *verify = check->verify;
    Str date = json_text(verify->manifest, "generated");
    TextContext context = make_context(check);
    for (ptrdiff_t at = 0; at < xmp.len;) {
        ptrdiff_t open = at;
        while (open < xmp.len && xmp.s[open] != '<')
            open++;
        Str text = str_trim(str_slice(xmp, at, open));
        NumberToken token;
        bool own = is_own_mark(verify, text) ||
                   (date.len > 0 && str_starts(text, date) &&
                    str_equal(str_slice(text, date.len, text.len), S("T00:00:00Z")));
        if (!own && number_any(text) && !text_repeats(verify, &context, text, &token))
            problem(check, DIAG_VERIFY_UNTIED, S("XMP"), text,
                    str_slice(text, token.from, token.to));
        ptrdiff_t close = open;
        while (close < xmp.len && xmp.s[close] != '>')
            close++;
        Str tag = str_slice(xmp, open, close);
        if (str_starts(tag, S("<!")))
            problem(check, DIAG_VERIFY_UNTIED, S("XMP"), tag, STR_NONE);
        at = close + 1;
    }
}

static void check_notes(PdfCheck *check)
{
    Verify *verify = check->verify;
    TextContext context = make_context(check);
    context.any_now = true;
    for (ptrdiff_t i = 0; i < check->document.note_count; i++) {
        const PdfNote *note = &check->document.notes[i];
        NumberToken token;
        if (str_equal(note->place, S("XMP"))) {
            check_xmp(check, note->text);
            continue;
        }
        if (!number_any(note->text) || is_own_mark(verify, note->text))
            continue;
        verify->counts.notes++;
        if (note->artifact) { /* drawn for the eye: scales of charts, running heads */
            verify->counts.loose++;
            verify->counts.loose_tied += text_tied(verify, &context, note->text, &token);
        } else if (!text_repeats(verify, &context, note->text, &token)) {
            problem(check, DIAG_VERIFY_UNTIED, note->place, note->text,
                    str_slice(note->text, token.from, token.to));
        }
    }
}

static void check_files(PdfCheck *check)
{
    Verify *verify = check->verify;
    for (ptrdiff_t i = 0; i < check->document.file_count; i++) {
        const PdfFile *file = &check->document.files[i];
        const PackEntry *entry = verify_entry(verify, file->name);
        char hex[65];
        pack_sha256(file->bytes, hex);
        if (check->unit >= 0 || !entry || !str_equal(entry->sha256, str_from(hex)))
            problem(check, DIAG_VERIFY_ATTACHMENT, file->name, STR_NONE,
                    entry ? entry->path : STR_NONE);
    }
}

/* ---- The whole ---- */

static bool has_key(const PdfElement *element)
{
    if (linked_is_key(element->title))
        return !str_equal(element->type, S("Sect")) && !str_equal(element->type, S("Figure"));
    ptrdiff_t bars = 0;
    for (ptrdiff_t i = 0; i < element->title.len; i++)
        bars += element->title.s[i] == '|';
    return bars >= 2 && !str_equal(element->type, S("Sect"));
}

static void check_element(PdfCheck *check, ptrdiff_t index)
{
    Verify *verify = check->verify;
    const PdfElement *element = &check->document.elements[index];
    TextContext context = make_context(check);
    NumberToken token;
    if (has_key(element)) {
        ArenaMark mark = arena_mark(&verify->scratch);
        Str text = pdf_element_text(&verify->scratch, &check->document, index);
        if (linked_is_key(element->title))
            check_linked(check, element, text);
        else
            check_keyed(check, element, text);
        arena_reset(&verify->scratch, mark);
    } else {
        if (number_any(element->title) && !linked_is_key(element->title) &&
            !text_repeats(verify, &context, element->title, &token))
            problem(check, DIAG_VERIFY_UNTIED, S("T"), element->title, STR_NONE);
        if (number_any(element->text)) {
            ptrdiff_t scopes[] = {0, check->unit};
            context.scopes = scopes;
            context.scope_count = check->unit >= 0 ? 2 : 1;
            context.around = STR_NONE;
            context.any_now = true;
            verify->counts.loose++;
            verify->counts.loose_tied += text_tied(verify, &context, element->text, &token);
        }
    }
    check_alt(check, index);
}

static Str join_text(const PdfDocument *document, Arena *keep)
{
    Buffer text = {.arena = keep};
    for (ptrdiff_t i = 0; i < document->element_count; i++) {
        if (document->elements[i].text.len == 0)
            continue;
        buffer_add(&text, document->elements[i].text);
        buffer_add_byte(&text, '\n');
    }
    return buffer_str(&text);
}

void verify_pdf(Verify *verify, const PackEntry *entry, ptrdiff_t unit, Arena *keep, Str *text,
                Lang *lang)
{
    PdfCheck check = {.verify = verify, .entry = entry, .unit = unit};
    FileView file = {0};
    Str reason = STR_NONE;
    *text = STR_NONE;
    *lang = verify->language;
    if (!verify_open(verify, entry, &file))
        return;
    if (!pack_pdf_read(&verify->scratch, file.bytes, &check.document, &reason)) {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, entry->path, STR_NONE, reason, STR_NONE);
        os_file_close(&file);
        return;
    }
    check.lang =
        verify->languages[str_starts(check.document.language, S("vi")) ? LANG_VI : LANG_EN];
    check.text = join_text(&check.document, keep);
    verify->counts.pdfs++;
    if (verify->structural < check.document.page_count)
        verify->structural = check.document.page_count;
    int64_t keyed = verify->counts.keyed;
    for (ptrdiff_t i = 0; i < check.document.element_count; i++)
        check_element(&check, i);
    if (verify->counts.keyed == keyed)
        verify_problem(verify, DIAG_VERIFY_NO_KEYS, entry->path, STR_NONE, STR_NONE, STR_NONE);
    check_notes(&check);
    check_files(&check);
    os_file_close(&file);
    *text = check.text;
    *lang = check.lang;
}
