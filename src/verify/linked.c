/* The numbers of linkage, drivers, kpis and indices, by the places that pages and sheets
 * name: "linkage.lag_ex_to_cx.beta", "drivers.cx.stage_buy.share",
 * "kpis.turnover.values.Kho.2026-10". A list's items go by what they are of. */
#include "inside.h"

#include <math.h>
#include <stdlib.h>

/* ---- Reading ---- */

/* What an item of a list is of, and thereby called. */
static const char *const identities[] = {"department", "item",   "measure", "ex_metric", "row",
                                         "column",     "period", "id",      "metric"};

static Str item_name(Verify *verify, const Json *item)
{
    Str name = json_text(item, "id"); /* a KPI has a measure beside it */
    if (name.len > 0)
        return name;
    for (ptrdiff_t i = 0; item->kind == JSON_KIND_OBJECT && i < CX_COUNTOF(identities); i++) {
        Str text = json_text(item, identities[i]);
        if (text.len > 0 && name.len > 0)
            name = str_format(verify->arena, "%.*s.%.*s", STR_ARG(name), STR_ARG(text));
        else if (text.len > 0)
            name = text;
    }
    return name;
}

/* A question, a unit or a KPI as people read it; the word itself where it is none. */
static Str readable(Verify *verify, Str path, Str id)
{
    const ptrdiff_t *scope = strmap_find(&verify->figures.scope_by_key, id);
    if (scope && *scope > 0)
        return verify->figures.scopes.items[*scope].name;
    Str question = str_starts(path, S("drivers.cx"))   ? str_concat(verify->arena, S("cx."), id)
                   : str_starts(path, S("drivers.ex")) ? str_concat(verify->arena, S("ex."), id)
                                                       : id;
    static const char *const lists[] = {"metrics", "kpis"};
    for (ptrdiff_t l = 0; l < CX_COUNTOF(lists); l++) {
        const Json *list = json_find(verify->scorecard, lists[l]);
        for (ptrdiff_t i = 0; list && i < list->count; i++)
            if (str_equal(json_text(&list->items[i], "id"), question))
                return json_text(&list->items[i], "label");
    }
    return STR_NONE;
}

static void add_name(Verify *verify, LinkedNumber *number, Str path, Str id)
{
    Str name = readable(verify, path, id);
    for (int i = 0; name.len > 0 && i < 2; i++) {
        if (str_equal(number->about[i], name))
            return;
        if (number->about[i].len > 0)
            continue;
        bool added;
        number->about[i] = name;
        strmap_put(verify->arena, &verify->linked.names, name, &added);
        return;
    }
}

static void add_number(Verify *verify, LinkedNumber about, Str path, double x)
{
    bool added = false;
    about.path = path;
    about.x = x;
    *strmap_put(verify->arena, &verify->linked.by_path, path, &added) = verify->linked.items.len;
    *PUSH(verify->arena, &verify->linked.items, LinkedNumber) = about;
}

static void collect(Verify *verify, const Json *json, Str path, LinkedNumber about)
{
    if (json->kind == JSON_KIND_NUMBER)
        add_number(verify, about, path, json->number);
    for (ptrdiff_t i = 0; i < json->count; i++) {
        const Json *child = &json->items[i];
        Str name = child->key;
        if (str_equal(path, S("registers")) && str_equal(name, S("promises")))
            continue; /* each stands in a row of its own: book_numbers.c */
        LinkedNumber of = about;
        if (json->kind == JSON_KIND_ARRAY) {
            name = item_name(verify, child);
            for (ptrdiff_t k = 0; k < CX_COUNTOF(identities); k++)
                add_name(verify, &of, path, json_text(child, identities[k]));
        } else if (child->kind == JSON_KIND_OBJECT) { /* by KPI, by unit */
            add_name(verify, &of, path, name);
        }
        /* "drivers.cx.drivers", "linkage.quartiles.measures": the list's own name tells nothing */
        bool list = child->kind == JSON_KIND_ARRAY && str_find(path, S(".")) >= 0 &&
                    !str_equal(name, S("points"));
        Str below = list || name.len == 0
                        ? path
                        : str_format(verify->arena, "%.*s.%.*s", STR_ARG(path), STR_ARG(name));
        collect(verify, child, below, of);
    }
}

static int compare_numbers(const void *a, const void *b)
{
    double left = ((const LinkedNumber *)a)->x, right = ((const LinkedNumber *)b)->x;
    return (left > right) - (left < right);
}

/* ---- What the analyses were computed from ---- */

/* An index of scorecard.json, or a KPI: NaN where nothing is published. */
static double source_number(Verify *verify, Str name, Str unit, Str period)
{
    bool index = str_equal(name, S("cx")) || str_equal(name, S("ex"));
    if (!index)
        return linked_value(verify, str_format(&verify->scratch, "kpis.%.*s.values.%.*s.%.*s",
                                               STR_ARG(name), STR_ARG(unit), STR_ARG(period)));
    Str key = str_format(&verify->scratch, "%.*s|%.*s|%.*s.index", STR_ARG(unit), STR_ARG(period),
                         STR_ARG(name));
    const ptrdiff_t *at = strmap_find(&verify->figures.by_key, key);
    return at ? verify->figures.items.items[*at].field[FIELD_VALUE] : (double)NAN;
}

static void check_source(Verify *verify, Str place, double found, double published)
{
    static const Str card = {"scorecard.json", 14};
    if (!isfinite(published))
        verify_problem(verify, DIAG_VERIFY_HIDDEN, card, place, figures_show(verify->arena, found),
                       STR_NONE);
    else if (!figures_same(found, published))
        verify_problem(verify, DIAG_VERIFY_CARD, card, place, figures_show(verify->arena, found),
                       figures_show(verify->arena, published));
}

/* Pairs of `before` in a period and `after` in the next: each is a published figure. */
static void check_pairs(Verify *verify, const Json *lag, Str before, Str after)
{
    const Json *points = lag ? json_find(lag, "points") : NULL;
    for (ptrdiff_t i = 0; points && i < points->count; i++) {
        ArenaMark mark = arena_mark(&verify->scratch);
        const Json *point = &points->items[i];
        Str unit = json_text(point, "department"), period = json_text(point, "period");
        ptrdiff_t at = strlist_find(&verify->figures.windows, period);
        Str earlier = at > 0 ? verify->figures.windows.items[at - 1] : STR_NONE;
        Str place = str_format(verify->arena, "linkage %.*s|%.*s", STR_ARG(unit), STR_ARG(period));
        check_source(verify, place, json_number_of(point, "x"),
                     source_number(verify, before, unit, earlier));
        check_source(verify, place, json_number_of(point, "y"),
                     source_number(verify, after, unit, period));
        arena_reset(&verify->scratch, mark);
    }
}

static void check_sources(Verify *verify)
{
    const Json *linkage = json_find(verify->scorecard, "linkage");
    if (!linkage)
        return;
    check_pairs(verify, json_find(linkage, "lag_ex_to_cx"), S("ex"), S("cx"));
    check_pairs(verify, json_find(linkage, "lag_cx_to_ex"), S("cx"), S("ex"));
    static const char *const lists[] = {"lag_cx_to_kpi", "lag_ex_to_kpi"};
    for (int l = 0; l < 2; l++) {
        const Json *by_kpi = json_find(linkage, lists[l]);
        for (ptrdiff_t k = 0; by_kpi && k < by_kpi->count; k++)
            check_pairs(verify, &by_kpi->items[k], l == 0 ? S("cx") : S("ex"),
                        by_kpi->items[k].key);
    }
}

void linked_read(Verify *verify)
{
    static const char *const parts[] = {"linkage",   "drivers",   "kpis",      "indices",
                                        "trust",     "voice",     "registers", "themes",
                                        "incentive", "benchmarks"};
    Linked *linked = &verify->linked;
    for (ptrdiff_t p = 0; p < CX_COUNTOF(parts); p++) {
        const Json *json = json_find(verify->scorecard, parts[p]);
        if (json)
            collect(verify, json, str_from(parts[p]), (LinkedNumber){0});
    }
    ptrdiff_t count = linked->items.len;
    linked->by_size = NEW(verify->arena, LinkedNumber, count);
    for (ptrdiff_t i = 0; i < count; i++)
        linked->by_size[i] = linked->items.items[i];
    if (count > 1)
        qsort(linked->by_size, (size_t)count, sizeof linked->by_size[0], compare_numbers);
    check_sources(verify);
    incentive_check(verify);
    benchmarks_check(verify);
}

/* ---- Finding ---- */

const double linked_scales[LINKED_SCALES] = {1, 10, 100};

double linked_value(const Verify *verify, Str path)
{
    const ptrdiff_t *at = strmap_find(&verify->linked.by_path, path);
    return at ? verify->linked.items.items[*at].x : (double)NAN;
}

ptrdiff_t linked_first(const Verify *verify, double x)
{
    ptrdiff_t low = 0, high = verify->linked.items.len;
    double least = x - 1e-9 * fmax(1, fabs(x));
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (verify->linked.by_size[middle].x < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool linked_is_key(Str key)
{
    static const char *const parts[] = {"linkage.",   "drivers.", "trust.",     "voice.",
                                        "registers.", "themes.",  "incentive.", "benchmarks."};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(parts); i++)
        if (str_starts(key, str_from(parts[i])))
            return true;
    return false;
}

static Str join(Verify *verify, Str one, const char *other)
{
    return str_format(&verify->scratch, "%.*s%s", STR_ARG(one), other);
}

static double first_of(Verify *verify, Str key, const char *const *endings, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        double x = linked_value(verify, join(verify, key, endings[i]));
        if (isfinite(x))
            return x;
    }
    return (double)NAN;
}

/* "linkage.regression.weighted_slope" has its limits in weighted_lo, "linkage.regression.slope" in
 * lo beside it. */
static double limit_of(Verify *verify, Str key, const char *end)
{
    double x = linked_value(verify, str_format(&verify->scratch, "%.*s.%s", STR_ARG(key), end));
    if (isfinite(x))
        return x;
    x = linked_value(verify, str_format(&verify->scratch, "%.*s_%s", STR_ARG(key), end));
    if (isfinite(x))
        return x;
    ptrdiff_t at = key.len - 1;
    while (at > 0 && key.s[at] != '_' && key.s[at] != '.')
        at--;
    return linked_value(
        verify, str_format(&verify->scratch, "%.*s%s", STR_ARG(str_slice(key, 0, at + 1)), end));
}

LinkedShown linked_shown(Verify *verify, Str key)
{
    static const char *const values[] = {"", ".beta", ".value", ".diff", ".r", ".slope", ".share"};
    static const char *const limits[] = {"lo", "hi"};
    LinkedShown shown = {.value = first_of(verify, key, values, CX_COUNTOF(values))};
    shown.limit[0] = limit_of(verify, key, limits[0]);
    shown.limit[1] = limit_of(verify, key, limits[1]);
    return shown;
}

bool linked_below(const Verify *verify, Str key, const NumberToken *token)
{
    for (ptrdiff_t i = 0; i < verify->linked.items.len; i++) {
        const LinkedNumber *number = &verify->linked.items.items[i];
        if (!str_starts(number->path, key) || str_find(number->path, S(".points.")) >= 0)
            continue;
        for (int s = 0; s < LINKED_SCALES; s++)
            if (number_is(token, number->x * linked_scales[s], false))
                return true;
    }
    return false;
}
