/* Figures from outside: what is compared with them is published, and the difference is the one
 * between the two. */
#include "inside.h"

#include <math.h>

static const Str CARD = {"scorecard.json", 14};

/* Smaller differences than this are rounding of sums. */
#define SAME_WITHIN 1e-7

static void check_one(Verify *verify, const Json *benchmark, Str unit, const Json *test)
{
    Str metric = json_text(benchmark, "metric");
    Str key = str_format(&verify->scratch, "%.*s|%.*s|%.*s", STR_ARG(unit), STR_ARG(test->key),
                         STR_ARG(metric));
    Str place = str_format(verify->arena, "benchmarks.%.*s %.*s|%.*s",
                           STR_ARG(json_text(benchmark, "id")), STR_ARG(unit), STR_ARG(test->key));
    const ptrdiff_t *at = strmap_find(&verify->figures.by_key, key);
    double own = at ? verify->figures.items.items[*at].field[FIELD_VALUE] : (double)NAN,
           diff = json_number_of(test, "diff"), lo = json_number_of(test, "lo"),
           hi = json_number_of(test, "hi"), expected = own - json_number_of(benchmark, "value");
    if (!isfinite(own)) {
        verify_problem(verify, DIAG_VERIFY_HIDDEN, CARD, place, figures_show(verify->arena, diff),
                       STR_NONE);
        return;
    }
    if (!(fabs(expected - diff) <= SAME_WITHIN))
        verify_problem(verify, DIAG_VERIFY_CARD, CARD, place, figures_show(verify->arena, diff),
                       figures_show(verify->arena, expected));
    /* "clearly above" needs an interval that does: the word and the numbers are one statement */
    Str verdict = json_text(test, "verdict");
    bool above = str_equal(verdict, S("up")), below = str_equal(verdict, S("down"));
    if ((above && !(lo > 0)) || (below && !(hi < 0)))
        verify_problem(verify, DIAG_VERIFY_CARD, CARD, place, verdict,
                       figures_show(verify->arena, above ? lo : hi));
}

static void check_benchmark(Verify *verify, const Json *benchmark)
{
    static const char *const said[] = {"source", "year", "licence", "line"};
    Str id = json_text(benchmark, "id"), line = json_text(benchmark, "line");
    for (ptrdiff_t i = 0; i < CX_COUNTOF(said); i++) {
        Str text = json_text(benchmark, said[i]);
        if (text.len == 0 || str_find(line, text) < 0)
            verify_problem(verify, DIAG_VERIFY_CARD, CARD, id, str_from(said[i]), line);
    }
    const Json *units = json_find(benchmark, "against");
    for (ptrdiff_t u = 0; units && u < units->count; u++)
        for (ptrdiff_t t = 0; t < units->items[u].count; t++) {
            ArenaMark mark = arena_mark(&verify->scratch);
            check_one(verify, benchmark, units->items[u].key, &units->items[u].items[t]);
            arena_reset(&verify->scratch, mark);
        }
}

void benchmarks_check(Verify *verify)
{
    const Json *list = json_find(verify->scorecard, "benchmarks");
    for (ptrdiff_t i = 0; list && i < list->count; i++)
        check_benchmark(verify, &list->items[i]);
}

bool benchmarks_own(const Verify *verify, ptrdiff_t unit, Str key)
{
    static const Str against = {".against.", 9};
    ptrdiff_t at = str_find(key, against);
    if (unit < 0 || at < 0)
        return true;
    Str rest = str_slice(key, at + against.len, key.len),
        own = verify->figures.scopes.items[unit].key;
    return str_starts(rest, own) && rest.len > own.len && rest.s[own.len] == '.';
}
