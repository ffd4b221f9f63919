/* The figures that scorecard.json publishes, and whether it agrees with itself. */
#include "inside.h"

#include <math.h>
#include <string.h>

static const Str CARD = {"scorecard.json", 14};

bool figures_same(double a, double b)
{
    return isfinite(a) && isfinite(b) && fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

Str figures_show(Arena *arena, double number)
{
    return isfinite(number) ? str_format(arena, "%.12g", number) : S("–");
}

Str figures_sign(double mark)
{
    return mark > 0 ? S("\xE2\x96\xB2") : mark < 0 ? S("\xE2\x96\xBC") : S("\xE2\x80\x93");
}

bool figures_rest_marked(Str code)
{
    return !str_ends(code, S(".index")) && !str_ends(code, S(".n"));
}

static void differs(Verify *verify, Str place, Str found, Str expected)
{
    verify_problem(verify, DIAG_VERIFY_CARD, CARD, place, found, expected);
}

/* ---- Units and windows ---- */

static ptrdiff_t add_scope(Verify *verify, Str key, Str name, Str slug)
{
    Figures *figures = &verify->figures;
    bool added = false;
    ptrdiff_t *slot = strmap_put(verify->arena, &figures->scope_by_key, key, &added);
    if (!added)
        return *slot;
    *slot = figures->scopes.len;
    ptrdiff_t index = *slot;
    *PUSH(verify->arena, &figures->scopes, PackScope) =
        (PackScope){.key = key, .name = name, .slug = slug};
    ptrdiff_t *named = strmap_put(verify->arena, &figures->scope_by_name, name, &added);
    if (added)
        *named = index;
    else if (*named != index)
        differs(verify, key, name, STR_NONE);
    return index;
}

/* A brief in another language calls the company by its own words, beside the keys. */
static void add_company_names(Verify *verify)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        bool added = false;
        ptrdiff_t *slot = strmap_put(verify->arena, &verify->figures.scope_by_name,
                                     word(verify->languages[lang], WORD_COMPANY), &added);
        if (added)
            *slot = 0;
    }
}

/* The company is called so in the language of the report; a brief's key has the same words. */
static void read_scopes(Verify *verify)
{
    const Json *units = json_find(verify->scorecard, "units");
    Str company = word(verify->language, WORD_COMPANY);
    for (ptrdiff_t i = 0; units && i < units->count; i++)
        if (str_equal(json_text(&units->items[i], "key"), S("company")))
            company = json_text(&units->items[i], "name");
    add_scope(verify, S("company"), company, STR_NONE);
    for (ptrdiff_t i = 0; units && i < units->count; i++)
        if (!str_equal(json_text(&units->items[i], "key"), S("company")))
            add_scope(verify, json_text(&units->items[i], "key"),
                      json_text(&units->items[i], "name"), json_text(&units->items[i], "slug"));
}

static ptrdiff_t add_window(Verify *verify, Str id)
{
    ptrdiff_t found = strlist_find(&verify->figures.windows, id);
    if (found >= 0)
        return found;
    *PUSH(verify->arena, &verify->figures.windows, Str) = id;
    return verify->figures.windows.len - 1;
}

static bool read_periods(Verify *verify)
{
    const Json *periods = json_find(verify->scorecard, "periods");
    Str now = json_text(json_find(verify->scorecard, "report"), "period");
    for (ptrdiff_t i = 0; periods && i < periods->count; i++)
        add_window(verify, periods->items[i].text);
    Figures *figures = &verify->figures;
    figures->period_count = figures->windows.len;
    figures->now = strlist_find(&figures->windows, now);
    /* A wave called "all" is "all (wave)" among the figures: "all" is every answer. */
    Str own = json_text(verify->manifest, "period");
    if (figures->now < 0 || !str_starts(now, own) ||
        (now.len > own.len && !str_starts(str_slice(now, own.len, now.len), S(" (wave)")))) {
        differs(verify, S("report.period"), now, own);
        return false;
    }
    return true;
}

/* ---- Cells ---- */

static Str figure_key(Arena *arena, Str scope, Str window, Str code)
{
    return str_format(arena, "%.*s|%.*s|%.*s", STR_ARG(scope), STR_ARG(window), STR_ARG(code));
}

static PublishWord publish_word(const Json *cell, const char *side)
{
    Str text = json_text(json_find(cell, "publish"), side);
    return str_equal(text, S("published"))  ? WORD_PUBLISHED
           : str_equal(text, S("withheld")) ? WORD_HIDDEN
                                            : WORD_EMPTY;
}

/* "cx.stage_use_top2" belongs to the question "stage_use". */
static bool is_of_question(Str code, Str question)
{
    Str rest = str_slice(code, 3, code.len);
    return str_starts(rest, question) && (rest.len == question.len || rest.s[question.len] == '_');
}

/* What is hidden is not there, in the file that is published. */
static void check_hidden(Verify *verify, const Json *cell, Str code, Str place)
{
    static const char *const sides[] = {"cx", "ex"};
    const Json *questions = json_find(cell, "withheld_questions");
    for (int s = 0; s < 2; s++) {
        bool touches = str_starts(code, str_from(sides[s])) || str_starts(code, S("combined."));
        if (touches && publish_word(cell, sides[s]) == WORD_HIDDEN)
            verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, place, code, STR_NONE);
    }
    bool prefixed = code.len > 3 && code.s[2] == '.';
    for (ptrdiff_t i = 0; prefixed && questions && i < questions->count; i++)
        if (is_of_question(code, questions->items[i].text))
            verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, place, code, STR_NONE);
}

static PublishedFigure read_figure(const Json *json)
{
    PublishedFigure figure = {0};
    for (int f = 0; f < FIELD_COUNT; f++)
        figure.field[f] = NAN;
    figure.field[FIELD_VALUE] = json_number_of(json, "value");
    figure.field[FIELD_LOW] = json_number_of(json, "lo");
    figure.field[FIELD_HIGH] = json_number_of(json, "hi");
    figure.field[FIELD_N] = json_number_of(json, "n");
    figure.field[FIELD_COUNT_X] = json_number_of(json, "x");
    figure.field[FIELD_TARGET] = json_number_of(json, "target");
    figure.field[FIELD_DISTANCE] = figure.field[FIELD_VALUE] - figure.field[FIELD_TARGET];
    return figure;
}

static void add_figure(Verify *verify, const Json *json, const Json *counts, ptrdiff_t scope,
                       ptrdiff_t window)
{
    Figures *figures = &verify->figures;
    PublishedFigure figure = read_figure(json);
    bool count = str_equal(json->key, S("cx.n")) || str_equal(json->key, S("ex.n"));
    if (count)
        figure.field[FIELD_VALUE] = figure.field[FIELD_N];
    figure.field[FIELD_SIDE_N] = json_number_of(counts, str_starts(json->key, S("cx."))   ? "cx"
                                                        : str_starts(json->key, S("ex.")) ? "ex"
                                                                                          : "");
    figure.scope = scope;
    figure.window = window;
    figure.code = json->key;
    bool added = false;
    Str key = figure_key(verify->arena, figures->scopes.items[scope].key,
                         figures->windows.items[window], figure.code);
    *strmap_put(verify->arena, &figures->by_key, key, &added) = figures->items.len;
    *PUSH(verify->arena, &figures->items, PublishedFigure) = figure;
    verify->counts.figures++;
    ptrdiff_t *code = strmap_put(verify->arena, &figures->codes, figure.code, &added);
    if (added) {
        *code = figures->code_names.len;
        *PUSH(verify->arena, &figures->code_names, Str) = figure.code;
    }
}

static void read_cell(Verify *verify, ptrdiff_t scope, const Json *cell)
{
    static const char *const known[] = {"figures", "n", "publish", "withheld_questions"};
    ptrdiff_t window = add_window(verify, cell->key);
    Str name = verify->figures.scopes.items[scope].key;
    Str place = str_format(verify->arena, "%.*s|%.*s", STR_ARG(name), STR_ARG(cell->key));
    for (ptrdiff_t i = 0; i < cell->count; i++) {
        bool is_known = false;
        for (ptrdiff_t k = 0; k < CX_COUNTOF(known); k++)
            is_known = is_known || str_equal(cell->items[i].key, str_from(known[k]));
        if (!is_known)
            verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, place, cell->items[i].key, STR_NONE);
    }
    const Json *counts = json_find(cell, "n");
    for (ptrdiff_t i = 0; counts && i < counts->count; i++)
        if (publish_word(cell, str_cstr(verify->arena, counts->items[i].key)) == WORD_HIDDEN)
            verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, place, S("n"), STR_NONE);
    const Json *all = json_find(cell, "figures");
    for (ptrdiff_t i = 0; all && i < all->count; i++) {
        check_hidden(verify, cell, all->items[i].key, place);
        add_figure(verify, &all->items[i], counts, scope, window);
    }
}

static bool read_cells(Verify *verify)
{
    const Json *cells = json_find(verify->scorecard, "cells");
    if (!cells || cells->kind != JSON_KIND_OBJECT) {
        differs(verify, S("cells"), STR_NONE, STR_NONE);
        return false;
    }
    for (ptrdiff_t i = 0; i < cells->count; i++) {
        Str key = cells->items[i].key;
        ptrdiff_t scope = add_scope(verify, key, key, STR_NONE);
        verify->figures.scopes.items[scope].first = verify->figures.items.len;
        for (ptrdiff_t w = 0; w < cells->items[i].count; w++)
            read_cell(verify, scope, &cells->items[i].items[w]);
        verify->figures.scopes.items[scope].count =
            verify->figures.items.len - verify->figures.scopes.items[scope].first;
    }
    return true;
}

/* ---- What is said about figures elsewhere in the file ---- */

static PublishedFigure *find_raw(Verify *verify, Str scope, Str window, Str code)
{
    ArenaMark mark = arena_mark(&verify->scratch);
    const ptrdiff_t *index =
        strmap_find(&verify->figures.by_key, figure_key(&verify->scratch, scope, window, code));
    arena_reset(&verify->scratch, mark);
    return index ? &verify->figures.items.items[*index] : NULL;
}

static void add_previous(Verify *verify)
{
    Figures *figures = &verify->figures;
    for (ptrdiff_t i = 0; i < figures->items.len; i++) {
        PublishedFigure *figure = &figures->items.items[i];
        if (figure->window < 1 || figure->window >= figures->period_count)
            continue;
        const PublishedFigure *before =
            find_raw(verify, figures->scopes.items[figure->scope].key,
                     figures->windows.items[figure->window - 1], figure->code);
        if (!before)
            continue;
        figure->field[FIELD_PREVIOUS] = before->field[FIELD_VALUE];
        figure->field[FIELD_DIFF] = figure->field[FIELD_VALUE] - before->field[FIELD_VALUE];
    }
}

/* A comparison is of two published figures, and its difference is theirs. */
static PublishedFigure *compared(Verify *verify, const Json *line, const char *list)
{
    Str scope = json_text(line, "scope"), period = json_text(line, "period"),
        code = json_text(line, "metric");
    PublishedFigure *figure = find_raw(verify, scope, period, code);
    if (!figure || !isfinite(figure->field[FIELD_VALUE]))
        verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, str_from(list),
                       str_format(verify->arena, "%.*s|%.*s|%.*s", STR_ARG(scope), STR_ARG(period),
                                  STR_ARG(code)),
                       STR_NONE);
    return figure;
}

static void check_difference(Verify *verify, const PublishedFigure *figure, double expected,
                             double found, const char *list)
{
    if (isfinite(expected) && isfinite(found) && fabs(expected - found) > 1e-7)
        differs(verify,
                str_format(verify->arena, "%s %.*s|%.*s", list,
                           STR_ARG(verify->figures.scopes.items[figure->scope].key),
                           STR_ARG(figure->code)),
                figures_show(verify->arena, found), figures_show(verify->arena, expected));
}

static double mark_number(const Json *line)
{
    Str mark = json_text(line, "mark");
    return str_equal(mark, S("up")) ? 1 : str_equal(mark, S("down")) ? -1 : 0;
}

static void read_change(Verify *verify, const Json *line, const char *list)
{
    PublishedFigure *figure = compared(verify, line, list);
    if (!figure)
        return;
    double diff = json_number_of(line, "diff");
    check_difference(verify, figure, figure->field[FIELD_DIFF], diff, list);
    figure->field[FIELD_DIFF] = isfinite(diff) ? diff : figure->field[FIELD_DIFF];
    figure->field[FIELD_DIFF_LOW] = json_number_of(line, "lo");
    figure->field[FIELD_DIFF_HIGH] = json_number_of(line, "hi");
    figure->field[FIELD_MARK] = mark_number(line);
}

static void read_rest(Verify *verify, const Json *line, const char *list)
{
    PublishedFigure *figure = compared(verify, line, list);
    if (!figure)
        return;
    double rest = json_number_of(line, "rest_value"), diff = json_number_of(line, "diff");
    check_difference(verify, figure, figure->field[FIELD_VALUE] - rest, diff, list);
    figure->field[FIELD_REST] = rest;
    figure->field[FIELD_REST_N] = json_number_of(line, "rest_n");
    figure->field[FIELD_REST_DIFF] = isfinite(diff) ? diff : figure->field[FIELD_VALUE] - rest;
    figure->field[FIELD_REST_LOW] = json_number_of(line, "lo");
    figure->field[FIELD_REST_HIGH] = json_number_of(line, "hi");
    figure->field[FIELD_REST_MARK] = mark_number(line);
}

static void read_comparisons(Verify *verify)
{
    static const struct {
        const char *name;
        void (*read)(Verify *verify, const Json *line, const char *list);
    } lists[] = {{"changes", read_change},
                 {"changes_detail", read_change},
                 {"vs_rest", read_rest},
                 {"vs_rest_detail", read_rest}};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *list = json_find(verify->scorecard, lists[l].name);
        for (ptrdiff_t i = 0; list && i < list->count; i++)
            lists[l].read(verify, &list->items[i], lists[l].name);
    }
}

/* Response rates and their counts, of the report's period. */
static void collect_numbers(Verify *verify, PackScope *scope, const Json *json)
{
    if (json->kind == JSON_KIND_NUMBER) {
        *PUSH(verify->arena, &scope->other, double) = json->number;
        *PUSH(verify->arena, &scope->other, double) = json->number / 100;
    }
    for (ptrdiff_t i = 0; i < json->count; i++)
        collect_numbers(verify, scope, &json->items[i]);
}

static void read_response(Verify *verify)
{
    static const char *const lists[] = {"response", "trust", "voice"};
    Str now = verify->figures.windows.items[verify->figures.now];
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *list = json_find(verify->scorecard, lists[l]);
        for (ptrdiff_t i = 0; list && i < list->count; i++) {
            const ptrdiff_t *scope = strmap_find(&verify->figures.scope_by_key, list->items[i].key);
            const Json *period = json_find(&list->items[i], str_cstr(verify->arena, now));
            if (scope && period)
                collect_numbers(verify, &verify->figures.scopes.items[*scope], period);
        }
    }
}

/* Rows read, kept and left out; weights; targets: said of the whole company's data. */
static void read_other(Verify *verify)
{
    static const char *const lists[] = {"sources",   "data_quality", "metrics", "reliability",
                                        "not_shown", "ranking",      "quality"};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *list = json_find(verify->scorecard, lists[l]);
        if (list)
            collect_numbers(verify, &verify->figures.scopes.items[0], list);
    }
}

/* ---- Texts ---- */

static void collect_texts(Buffer *out, const Json *json)
{
    if (json->kind == JSON_KIND_STRING) {
        buffer_add(out, json->text);
        buffer_add_byte(out, '\n');
    }
    for (ptrdiff_t i = 0; i < json->count; i++)
        collect_texts(out, &json->items[i]);
}

static Str all_texts(Verify *verify)
{
    Buffer out = {.arena = verify->arena};
    for (ptrdiff_t i = 0; i < verify->scorecard->count; i++) {
        const Json *part = &verify->scorecard->items[i];
        bool figures = str_equal(part->key, S("cells")) || str_starts(part->key, S("changes")) ||
                       str_starts(part->key, S("vs_rest"));
        if (!figures)
            collect_texts(&out, part);
    }
    collect_texts(&out, verify->manifest);
    return buffer_str(&out);
}

bool verify_scorecard(Verify *verify)
{
    const PackEntry *entry = verify_entry(verify, CARD);
    FileView file = {0};
    Str reason = STR_NONE;
    if (!entry || !entry->there || !verify_open(verify, entry, &file)) {
        verify_problem(verify, DIAG_VERIFY_NO_CARD, CARD, STR_NONE, STR_NONE, STR_NONE);
        return false;
    }
    verify->scorecard_bytes = str_copy(verify->arena, file.bytes);
    os_file_close(&file);
    verify->scorecard = pack_json_read(verify->arena, verify->scorecard_bytes, &reason);
    if (!verify->scorecard || verify->scorecard->kind != JSON_KIND_OBJECT) {
        verify_problem(verify, DIAG_VERIFY_DAMAGED, CARD, STR_NONE, reason, STR_NONE);
        return false;
    }
    read_scopes(verify);
    if (!read_periods(verify) || !read_cells(verify))
        return false;
    add_company_names(verify);
    add_previous(verify);
    read_comparisons(verify);
    verify_breaks(verify);
    read_response(verify);
    read_other(verify);
    linked_read(verify);
    quality_check(verify);
    verify->sentences = all_texts(verify);
    return true;
}

/* ---- Finding ---- */

static ptrdiff_t last_bar(Str text)
{
    ptrdiff_t at = text.len - 1;
    while (at >= 0 && text.s[at] != '|')
        at--;
    return at;
}

/* From the right: a unit's name may hold the bar itself. */
const PublishedFigure *figures_find(const Figures *figures, Arena *scratch, Str key,
                                    ptrdiff_t *scope)
{
    *scope = -1;
    ptrdiff_t second = last_bar(key);
    ptrdiff_t first = second < 0 ? -1 : last_bar(str_slice(key, 0, second));
    if (first < 0)
        return NULL;
    const ptrdiff_t *named = strmap_find(&figures->scope_by_name, str_slice(key, 0, first));
    if (!named)
        return NULL;
    *scope = *named;
    ArenaMark mark = arena_mark(scratch);
    Str canonical =
        figure_key(scratch, figures->scopes.items[*named].key, str_slice(key, first + 1, second),
                   str_slice(key, second + 1, key.len));
    const ptrdiff_t *index = strmap_find(&figures->by_key, canonical);
    arena_reset(scratch, mark);
    const PublishedFigure *found = index ? &figures->items.items[*index] : NULL;
    return found && isfinite(found->field[FIELD_VALUE]) ? found : NULL;
}
