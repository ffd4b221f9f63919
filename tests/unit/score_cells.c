#include "tally_fixture.h"

/* Cells that are sums of others: parents, groups, running windows; and cells of an earlier pack. */

static void describe(Fixture *fixture, const char *unit, const char *parent)
{
    Unit about = {.name = str_from(unit), .parent = str_from(parent), .order = -1};
    ptrdiff_t at = tally_builder_unit(fixture->builder, str_from(unit), (Pos){0});
    tally_builder_describe(fixture->builder, at, &about);
}

static ptrdiff_t unit_named(const Fixture *fixture, const char *unit)
{
    ptrdiff_t found = tally_find_unit(fixture->tally, str_from(unit));
    if (found < 0)
        fail_msg("no unit %s", unit);
    return found;
}

static ptrdiff_t window_of(const Fixture *fixture, const char *id)
{
    for (ptrdiff_t w = 0; w < fixture->tally->window_count; w++) {
        if (str_equal(fixture->tally->windows[w].id, str_from(id)))
            return w;
    }
    fail_msg("no window %s", id);
    return -1;
}

static double value_of(const Fixture *fixture, const char *unit, const char *window, const char *id)
{
    const Figure *figure = fixture_figure(fixture, unit, window_of(fixture, window), id);
    if (!figure->shown)
        fail_msg("%s %s %s is not shown", unit, window, id);
    return figure->value;
}

/* ---- Parents and windows ---- */

/* Levels of csat: North and South below "Region", both large enough never to be hidden. */
static void sums_over_members_and_periods(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        int month, count;
        const char *level;
    } rows[] = {{"North", 1, 10, "4"}, {"North", 2, 20, "3"}, {"North", 3, 30, "2"},
                {"South", 1, 30, "0"}, {"South", 2, 20, "1"}, {"South", 3, 10, "4"},
                {"Other", 1, 10, "1"}, {"Other", 2, 10, "1"}, {"Other", 3, 10, "1"}};
    Fixture fixture;
    fixture_open(&fixture);
    fixture.config.statistics.ytd = true;
    fixture.config.statistics.rolling = (int[]){2};
    fixture.config.statistics.rolling_count = 1;
    fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++)
        fixture_rows(&fixture, SIDE_CX, rows[i].unit, rows[i].month, rows[i].count, rows[i].level);
    describe(&fixture, "North", "Region");
    describe(&fixture, "South", "Region");
    describe(&fixture, "Other", "");
    fixture_finish(&fixture);
    fixture_score(&fixture);

    static const struct {
        const char *unit, *window;
        int64_t n;
        double value;
    } cases[] = {
        {"Region", "2026-01", 40, (10 * 100 + 30 * 0) / 40.0},
        {"Region", "2026-02", 40, (20 * 75 + 20 * 25) / 40.0},
        {"Region", "2026-02 ytd", 80, (10 * 100 + 20 * 75 + 20 * 25) / 80.0},
        {"North", "2026-03 ytd", 60, (10 * 100 + 20 * 75 + 30 * 50) / 60.0},
        {"North", "2026-03 rolling2", 50, (20 * 75 + 30 * 50) / 50.0},
        {"", "2026-03 rolling2", 100, (20 * 75 + 30 * 50 + 20 * 25 + 10 * 100 + 20 * 25) / 100.0},
        {"", "2026-03 ytd", 150,
         (10 * 100 + 20 * 75 + 30 * 50 + 20 * 25 + 10 * 100 + 30 * 25) / 150.0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ptrdiff_t window = window_of(&fixture, cases[i].window);
        const Figure *figure = fixture_figure(&fixture, cases[i].unit, window, "cx.csat_index");
        assert_int_equal(figure->n, cases[i].n);
        assert_near(cases[i].window, figure->value, cases[i].value, 1e-12);
    }
    /* The rest of the company against a parent is what is neither of its units. */
    ptrdiff_t index = score_find_def(fixture.scores, S("cx.index"));
    const Comparison *rest =
        score_find_rest(fixture.scores, unit_named(&fixture, "Region"), 1, index);
    assert_non_null(rest);
    assert_int_equal(rest->rest_n, 10);
    assert_near("rest", rest->rest_value, 25, 1e-12);
    /* Of running windows nothing is tested. */
    for (ptrdiff_t w = fixture.tally->period_count; w < fixture.tally->window_count; w++) {
        assert_null(score_find_change(fixture.scores, 0, w, index));
        assert_null(score_find_rest(fixture.scores, unit_named(&fixture, "North"), w, index));
        assert_true(fixture.scores->reliability[w].refused);
    }
    fixture_close(&fixture);
}

static void parents_are_not_ranked(void **state)
{
    (void)state;
    static const char *const units[] = {"A", "B", "C", "D", "E"};
    static const char *const better[] = {"4", "3", "2", "1", "0"};
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_begin(&fixture);
    for (ptrdiff_t u = 0; u < CX_COUNTOF(units); u++) {
        fixture_rows(&fixture, SIDE_CX, units[u], 1, 40, better[u]);
        fixture_rows(&fixture, SIDE_CX, units[u], 1, 20, u < 3 ? "0" : "4");
        describe(&fixture, units[u], u < 3 ? "Upper" : u == 3 ? "E" : "");
    }
    fixture_finish(&fixture);
    fixture_score(&fixture);
    const Ranking *ranking = &fixture.scores->ranking[SIDE_CX];
    assert_false(ranking->refused);
    assert_int_equal(ranking->n, 4); /* A, B, C, D; E stands above D */
    for (ptrdiff_t i = 0; i < ranking->n; i++)
        assert_false(fixture.tally->units[ranking->scopes[i]].is_parent);
    assert_true(fixture_figure(&fixture, "E", 0, "cx.csat_index")->shown);
    assert_true(fixture_figure(&fixture, "Upper", 0, "cx.csat_index")->shown);
    fixture_close(&fixture);
}

/* ---- Groups ---- */

static Invited line_of(ptrdiff_t unit, double invited)
{
    return (Invited){.side = SIDE_EX,
                     .unit = unit,
                     .invited = invited,
                     .ineligible = (double)NAN,
                     .headcount = (double)NAN};
}

static void group_stands_for_its_units(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture);
    fixture_metric(&fixture, "ex.enps", METRIC_NPS, 0, 10);
    fixture.config.privacy.merges =
        (Merge[]){{.names = (NamedUnit[]){{.key = S("A")}, {.key = S("B")}},
                   .name_count = 2,
                   .into = {.key = S("Office")}}};
    fixture.config.privacy.merge_count = 1;
    fixture_begin(&fixture);
    fixture_rows(&fixture, SIDE_EX, "A", 1, 3, "10");
    fixture_rows(&fixture, SIDE_EX, "B", 1, 4, "0");
    fixture_rows(&fixture, SIDE_EX, "C", 1, 20, "8");
    describe(&fixture, "A", "House");
    describe(&fixture, "B", "House");
    describe(&fixture, "C", "House");
    fixture_finish(&fixture);
    Invited lines[] = {line_of(unit_named(&fixture, "A"), 5), line_of(unit_named(&fixture, "B"), 5),
                       line_of(unit_named(&fixture, "C"), 30)};
    fixture.tally->invited = lines;
    fixture.tally->invited_count = CX_COUNTOF(lines);
    fixture_score(&fixture);

    assert_near("together", value_of(&fixture, "Office", "2026-01", "ex.enps"), -100 / 7.0, 1e-12);
    const Figure *alone = fixture_figure(&fixture, "A", 0, "ex.enps");
    assert_true(!alone->shown && !alone->withheld && alone->n == 0);
    const struct {
        const char *unit;
        int64_t eligible;
        double rr2;
    } cases[] = {{"Office", 10, 70}, {"House", 40, 100 * 27 / 40.0}, {"C", 30, 100 * 20 / 30.0}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        const Response *response =
            &fixture.scores->response[SIDE_EX][unit_named(&fixture, cases[i].unit)];
        assert_int_equal(response->eligible, cases[i].eligible);
        assert_near(cases[i].unit, response->rr2, cases[i].rr2, 1e-12);
    }
    assert_int_equal(fixture.scores->response[SIDE_EX][0].eligible, 40);

    /* A line for a name that nobody answers for is the total of those below it, in its own rate; in
     * the company's, whose units it counts once more, it is not added to theirs. */
    lines[0] = line_of(unit_named(&fixture, "House"), 50);
    fixture.scores = score_compute(&fixture.arena, fixture.tally, fixture.published);
    assert_int_equal(fixture.scores->response[SIDE_EX][unit_named(&fixture, "House")].eligible, 50);
    assert_int_equal(fixture.scores->response[SIDE_EX][0].eligible, 50);
    fixture_close(&fixture);
}

/* ---- Figures of an earlier pack ---- */

static void make_company(Fixture *fixture, int late)
{
    fixture_open(fixture);
    fixture_metric(fixture, "cx.nps", METRIC_NPS, 0, 10);
    fixture_metric(fixture, "cx.csat", METRIC_RATING, 1, 5);
    fixture_metric(fixture, "cx.stage_buy", METRIC_RATING, 1, 5);
    fixture->config.statistics.stage_minimum = 1;
    fixture_begin(fixture);
    for (int month = 1; month <= 2; month++) {
        fixture_rows(fixture, SIDE_CX, "A", month, 12, "10 4 3");
        fixture_rows(fixture, SIDE_CX, "A", month, 9 * month, "3 1 2");
        fixture_rows(fixture, SIDE_CX, "B", month, 20, "8 3 4");
    }
    if (late > 0)
        fixture_rows(fixture, SIDE_CX, "A", 2, late, "0 0 0");
    fixture_finish(fixture);
    static Invited line;
    line = (Invited){.side = SIDE_CX,
                     .unit = unit_named(fixture, "A"),
                     .period = 1,
                     .invited = 60,
                     .ineligible = (double)NAN,
                     .headcount = (double)NAN};
    fixture->tally->invited = &line;
    fixture->tally->invited_count = 1;
    fixture_score(fixture);
}

/* As privacy finds it in the ledger: the cell's figures of `then`. */
static LedgerCell *store(Fixture *now, const Fixture *then, const char *unit, ptrdiff_t window)
{
    ptrdiff_t scope = *unit ? unit_named(then, unit) : 0;
    ScoreStored from = {.arena = &now->arena, .scores = then->scores};
    LedgerCell *cell = NEW(&now->arena, LedgerCell, 1);
    *cell = (LedgerCell){.side = SIDE_CX};
    cell->figures = (LedgerFigure *)(uintptr_t)score_stored_figures(&from, SIDE_CX, scope, window,
                                                                    &cell->figure_count);
    ptrdiff_t at = scope * now->published->window_count + window;
    now->published->state[SIDE_CX][at] = PUBLISH_STORED;
    now->published->stored[SIDE_CX][at] = cell;
    return cell;
}

static void same_number(const char *what, double a, double b)
{
    if (!(a == b || (isnan(a) && isnan(b))))
        fail_msg("%s: %.17g, was %.17g", what, a, b);
}

static void same_figure(const char *id, const Figure *now, const Figure *then)
{
    const double numbers[][2] = {
        {now->value, then->value},
        {now->lo, then->lo},
        {now->hi, then->hi},
        {now->se, then->se},
        {now->df, then->df},
        {now->neff, then->neff},
        {now->v, then->v},
        {now->sd, then->sd},
        {now->adj, then->adj},
        {(double)now->n, (double)then->n},
        {(double)now->x, (double)then->x},
        {(double)now->promoters, (double)then->promoters},
        {(double)now->passives, (double)then->passives},
        {(double)now->detractors, (double)then->detractors},
        {(double)now->interval, (double)then->interval},
        {now->shown, then->shown},
        {now->partial, then->partial},
        {(double)now->component_count, (double)then->component_count},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++)
        same_number(id, numbers[i][0], numbers[i][1]);
    for (ptrdiff_t i = 0; i < now->component_count; i++)
        assert_true(str_equal(now->components[i], then->components[i]));
}

static void stored_figures_are_printed_again(void **state)
{
    (void)state;
    Fixture then, now;
    make_company(&then, 0);
    make_company(&now, 2);
    store(&now, &then, "", 1);
    store(&now, &then, "A", 1);
    now.scores = score_compute(&now.arena, now.tally, now.published);

    const char *const scopes[] = {"", "A"};
    for (ptrdiff_t s = 0; s < CX_COUNTOF(scopes); s++) {
        ptrdiff_t scope = *scopes[s] ? unit_named(&now, scopes[s]) : 0;
        for (ptrdiff_t d = 0; d < now.scores->def_count; d++) {
            same_figure(str_cstr(&now.arena, now.scores->defs[d].id),
                        score_figure(now.scores, scope, 1, d),
                        score_figure(then.scores, scope, 1, d));
            /* Changes are tested from what was printed. */
            const Comparison *change = score_find_change(now.scores, scope, 1, d);
            const Comparison *before = score_find_change(then.scores, scope, 1, d);
            assert_true((change == NULL) == (before == NULL));
            if (change && scope == 0)
                same_number("p of the change", change->p, before->p);
            if (change)
                same_number("change", change->diff, before->diff);
            /* Rows that are no longer what was printed are compared with nothing. */
            assert_null(score_find_rest(now.scores, scope, 1, d));
            assert_null(score_find_rest(now.scores, unit_named(&now, "B"), 1, d));
        }
    }
    assert_non_null(score_find_change(now.scores, 0, 1, score_find_def(now.scores, S("cx.index"))));
    assert_int_equal(fixture_figure(&now, "A", 0, "cx.n")->n, 21); /* the other period is its own */
    const Response *response = &now.scores->response[SIDE_CX][unit_named(&now, "A") * 2 + 1];
    assert_int_equal(response->state, RESPONSE_RATE);
    assert_int_equal(response->complete, 30); /* not 32 */
    assert_near("rate", response->rr2, 50, 1e-12);
    fixture_close(&then);
    fixture_close(&now);
}

/* The same once more from the figures of a pack that was itself printed again. */
static void stored_figures_stand_for_good(void **state)
{
    (void)state;
    Fixture first, second, third;
    make_company(&first, 0);
    make_company(&second, 1);
    store(&second, &first, "A", 1);
    second.scores = score_compute(&second.arena, second.tally, second.published);
    make_company(&third, 3);
    store(&third, &second, "A", 1);
    third.scores = score_compute(&third.arena, third.tally, third.published);
    for (ptrdiff_t d = 0; d < third.scores->def_count; d++)
        same_figure(str_cstr(&third.arena, third.scores->defs[d].id),
                    score_figure(third.scores, unit_named(&third, "A"), 1, d),
                    score_figure(first.scores, unit_named(&first, "A"), 1, d));
    fixture_close(&first);
    fixture_close(&second);
    fixture_close(&third);
}

static void what_the_ledger_lacks_is_withheld(void **state)
{
    (void)state;
    Fixture then, now;
    make_company(&then, 0);
    make_company(&now, 2);
    LedgerCell *cell = store(&now, &then, "A", 1);
    /* The earlier pack had no csat there, and an index of a question that has gone since. */
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < cell->figure_count; i++) {
        LedgerFigure figure = cell->figures[i];
        if (str_equal(figure.id, S("cx.index")))
            figure.components = (Str[]){S("nps"), S("delivery"), S("journey:buy")};
        if (!str_starts(figure.id, S("cx.csat")))
            cell->figures[kept++] = figure;
    }
    cell->figure_count = kept;
    now.scores = score_compute(&now.arena, now.tally, now.published);

    const Figure *csat = fixture_figure(&now, "A", 1, "cx.csat_index");
    assert_true(!csat->shown && csat->withheld && isnan(csat->value) && csat->n == 0);
    const Figure *index = fixture_figure(&now, "A", 1, "cx.index");
    assert_true(index->shown && index->partial);
    const Comparison *change = fixture_change(&now, "A", 1, "cx.index");
    assert_non_null(change);
    assert_int_equal(change->verdict, VERDICT_CANNOT_TELL);
    fixture_close(&then);
    fixture_close(&now);
}

/* A ledger is a file: numbers that are no counts become none, and nothing breaks. */
static void odd_numbers_of_a_ledger(void **state)
{
    (void)state;
    static const double odd[] = {-1, 1e300, (double)INFINITY, (double)NAN, 0.5, 1e18};
    Fixture then, now;
    make_company(&then, 0);
    make_company(&now, 2);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(odd); i++) {
        LedgerCell *cell = store(&now, &then, "A", 1);
        for (ptrdiff_t f = 0; f < cell->figure_count; f++) {
            for (ptrdiff_t k = 0; k < LEDGER_NUMBERS; k++)
                cell->figures[f].number[k] = odd[i];
        }
        now.scores = score_compute(&now.arena, now.tally, now.published);
        const Figure *nps = fixture_figure(&now, "A", 1, "cx.nps");
        assert_true(nps->n >= 0 && nps->promoters >= 0);
        assert_true(nps->interval >= INTERVAL_NONE && nps->interval <= INTERVAL_MOVER);
    }
    fixture_close(&then);
    fixture_close(&now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_over_members_and_periods),
        cmocka_unit_test(parents_are_not_ranked),
        cmocka_unit_test(group_stands_for_its_units),
        cmocka_unit_test(stored_figures_are_printed_again),
        cmocka_unit_test(stored_figures_stand_for_good),
        cmocka_unit_test(what_the_ledger_lacks_is_withheld),
        cmocka_unit_test(odd_numbers_of_a_ledger),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
