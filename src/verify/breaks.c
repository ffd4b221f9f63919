/* Definitions that changed between packs: manifest.json and scorecard.json tell of the same ones,
 * and no figure carries a change across one. What a page prints of a change is compared with
 * scorecard.json later; here it is taken away wherever nothing may be compared. */
#include "inside.h"

#include <math.h>

#define CARD S("scorecard.json")

typedef struct Break {
    const Json *json;
    ptrdiff_t after, from; /* periods; after may be -1, before all of them */
} Break;
typedef LIST_OF(Break) BreakList;

static const Json *list_of(const Json *root)
{
    const Json *list = json_find(root, "breaks");
    return list && list->kind == JSON_KIND_ARRAY ? list : NULL;
}

/* ---- The same list in both files ---- */

static bool same_json(const Json *a, const Json *b)
{
    if (a->kind != b->kind || a->count != b->count || !str_equal(a->text, b->text) ||
        !str_equal(a->key, b->key) || (a->kind <= JSON_KIND_NUMBER && a->number != b->number))
        return false;
    for (ptrdiff_t i = 0; i < a->count; i++)
        if (!same_json(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* A pack of before there was a guard has none in either. */
static const Json *common_list(Verify *verify)
{
    const Json *told = list_of(verify->scorecard), *kept = list_of(verify->manifest);
    if (!told && !kept)
        return NULL;
    if (told && kept && same_json(told, kept))
        return told;
    verify_problem(verify, DIAG_VERIFY_DIFFERS, CARD, S("breaks"), STR_NONE, S("manifest.json"));
    return told ? told : kept;
}

/* ---- Where ---- */

static ptrdiff_t period_of(const Figures *figures, Str id)
{
    ptrdiff_t before = -1;
    for (ptrdiff_t t = 0; t < figures->period_count; t++) {
        Str period = figures->windows.items[t];
        if (str_equal(period, id))
            return t;
        /* Calendar ids of one kind are sorted like their periods; a wave has no such place. */
        if (period.len == id.len && id.len >= 4 && id.s[0] >= '0' && id.s[0] <= '9' &&
            str_compare(period, id) < 0)
            before = t;
    }
    return before;
}

static bool in_list(const Json *one, const char *key, Str text)
{
    const Json *list = json_find(one, key);
    for (ptrdiff_t i = 0; list && i < list->count; i++)
        if (str_equal(list->items[i].text, text))
            return true;
    return !list; /* no list: all */
}

/* A unit called "company" has another key in scorecard.json. */
static Str unit_key(const PackScope *scope)
{
    Str addition = S(" (unit)");
    Str key = scope->key;
    while (str_ends(key, addition))
        key.len -= addition.len;
    return str_equal(key, S("company")) ? key : scope->key;
}

static bool is_broken(const Figures *figures, const BreakList *breaks, ptrdiff_t scope,
                      ptrdiff_t period, Str code)
{
    for (ptrdiff_t i = 0; i < breaks->len; i++) {
        const Break *one = &breaks->items[i];
        bool units = json_find(one->json, "units") != NULL;
        if (period - 1 < one->from && period > one->after && in_list(one->json, "figures", code) &&
            (!units ||
             (scope > 0 && in_list(one->json, "units", unit_key(&figures->scopes.items[scope])))))
            return true;
    }
    return false;
}

/* ---- What stands there ---- */

static void check_line(Verify *verify, const BreakList *breaks, const Json *line, const char *list)
{
    Figures *figures = &verify->figures;
    Str code = json_text(line, "metric"), id = json_text(line, "scope");
    const ptrdiff_t *scope = strmap_find(&figures->scope_by_key, id);
    ptrdiff_t period = strlist_find(&figures->windows, json_text(line, "period"));
    if (!scope || period < 1 || period >= figures->period_count)
        return; /* said elsewhere */
    bool broken = is_broken(figures, breaks, *scope, period, code),
         told = str_equal(json_text(line, "verdict"), S("not_comparable"));
    static const char *const numbers[] = {"diff", "lo", "hi", "p", "p_bh"};
    bool compared = !str_equal(json_text(line, "mark"), S("none"));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        compared = compared || isfinite(json_number_of(line, numbers[i]));
    if (broken != told || (broken && compared))
        verify_problem(verify, DIAG_VERIFY_BROKEN, CARD, str_from(list),
                       str_format(verify->arena, "%.*s|%.*s|%.*s", STR_ARG(id),
                                  STR_ARG(json_text(line, "period")), STR_ARG(code)),
                       STR_NONE);
}

void verify_breaks(Verify *verify)
{
    Figures *figures = &verify->figures;
    const Json *list = common_list(verify);
    BreakList breaks = {0};
    for (ptrdiff_t i = 0; list && i < list->count; i++) {
        const Json *one = &list->items[i];
        const Json *told_only = json_find(one, "told_only");
        if (told_only && told_only->kind == JSON_KIND_BOOL && told_only->number > 0)
            continue;
        *PUSH(verify->arena, &breaks, Break) =
            (Break){.json = one,
                    .after = period_of(figures, json_text(one, "after")),
                    .from = period_of(figures, json_text(one, "from"))};
    }
    static const char *const lists[] = {"changes", "changes_detail"};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *lines = json_find(verify->scorecard, lists[l]);
        for (ptrdiff_t i = 0; lines && i < lines->count; i++)
            check_line(verify, &breaks, &lines->items[i], lists[l]);
    }
    for (ptrdiff_t i = 0; i < figures->items.len; i++) {
        PublishedFigure *figure = &figures->items.items[i];
        if (figure->window < 1 || figure->window >= figures->period_count ||
            !is_broken(figures, &breaks, figure->scope, figure->window, figure->code))
            continue;
        static const FigureField across[] = {FIELD_PREVIOUS, FIELD_DIFF, FIELD_DIFF_LOW,
                                             FIELD_DIFF_HIGH};
        for (ptrdiff_t f = 0; f < CX_COUNTOF(across); f++)
            figure->field[across[f]] = NAN;
        figure->field[FIELD_MARK] = 0;
    }
}
