/* Page 12: its title by every rule, its tiles, the order of the register, and what employees say
 * beside it. Registers are made by hand; days are those of the small company (the last is
 * 2025-02-28). */
#include "report_case.h"

static Arena arena;

static Date day(int year, int month, int day_of_month)
{
    return (Date){year, month, day_of_month};
}

/* The registers stand in the project, so that they are judged; the lines are put in here. */
static const Scores *scores_of(const char *sections, const Promise *promises, ptrdiff_t count,
                               const Suggestion *suggestions, ptrdiff_t suggestion_count)
{
    Case c = case_company("en");
    c.sections = sections;
    const Scores *scores = case_scores(&arena, &c);
    Tally *tally = NEW(&arena, Tally, 1);
    *tally = *scores->tally;
    tally->promises = NEW(&arena, Promise, count);
    tally->suggestions = NEW(&arena, Suggestion, suggestion_count);
    for (ptrdiff_t i = 0; i < count; i++)
        tally->promises[i] = promises[i];
    for (ptrdiff_t i = 0; i < suggestion_count; i++)
        tally->suggestions[i] = suggestions[i];
    tally->promise_count = count;
    tally->suggestion_count = suggestion_count;
    Scores *own = NEW(&arena, Scores, 1);
    *own = *scores;
    own->tally = tally;
    return own;
}

static const Report *board_of(const Scores *scores, const Redactor *redactor)
{
    Str reason = STR_NONE;
    const Report *report =
        report_build(&arena, scores, (ReportOptions){.redactor = redactor}, &reason);
    assert_non_null(report);
    return report;
}

static const Report *report_of(const char *sections, const Promise *promises, ptrdiff_t count,
                               const Suggestion *suggestions, ptrdiff_t suggestion_count)
{
    return board_of(scores_of(sections, promises, count, suggestions, suggestion_count), NULL);
}

#define PROMISES "[promises]\nfile = " SOURCE_DIR "/LICENSE\n"
#define SUGGESTIONS "[suggestions]\nfile = " SOURCE_DIR "/LICENSE\n"

static void assert_title(const Report *report, const char *rule, const char *title)
{
    const Page *page = report_find_page(report, PAGE_PROMISES);
    assert_non_null(page);
    assert_int_equal(page->section, 12);
    if (!str_equal(page->rule, str_from(rule)) || !str_equal(page->title, str_from(title)))
        fail_msg("%.*s: %.*s", STR_ARG(page->rule), STR_ARG(page->title));
}

static Promise promise(const char *text, Date due, Date done)
{
    return (Promise){
        .text = str_from(text), .unit = REGISTER_UNIT_COMPANY, .due = due, .done = done};
}

static void promise_titles(void **state)
{
    (void)state;
    const Date none = {0}, due = day(2025, 2, 10), old = day(2025, 1, 29);
    const struct {
        const char *rule, *title;
        Promise lines[5];
        ptrdiff_t count;
    } cases[] = {
        {"none_due",
         "No promise is overdue, and none was due in this period",
         {promise("not in the list", due, due)},
         0},
        {"kept", "The one promise due was kept in time", {promise("A", due, due)}, 1},
        {"kept",
         "All two promises due were kept in time",
         {promise("A", due, due), promise("B", due, old)},
         2},
        {"late",
         "No promise is overdue; one of two due were kept late",
         {promise("A", due, due), promise("B", due, day(2025, 2, 11))},
         2},
        {"overdue_one", "One promise is overdue, by 30 days", {promise("A", old, none)}, 1},
        {"overdue_one",
         "One promise is overdue, by 1 day",
         {promise("A", day(2025, 2, 27), none)},
         1},
        {"overdue",
         "Two promises are overdue, the longest by 30 days",
         {promise("A", due, none), promise("B", old, none)},
         2},
        {"overdue_most",
         "Four promises are overdue, three of them: A",
         {promise("A", due, none), promise("B", old, none), promise("A", due, none),
          promise("A", old, none)},
         4},
        {"overdue", /* all of one kind: nothing stands out among them */
         "Three promises are overdue, the longest by 18 days",
         {promise("A", due, none), promise("A", due, none), promise("A", due, none)},
         3},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ArenaMark mark = arena_mark(&arena);
        assert_title(report_of(PROMISES, cases[i].lines, cases[i].count, NULL, 0), cases[i].rule,
                     cases[i].title);
        arena_reset(&arena, mark);
    }
}

/* The periods that promises are due in are named as all others, those before the first answers too.
 */
static void due_periods_have_names(void **state)
{
    (void)state;
    const Promise lines[] = {promise("A", day(2025, 2, 10), day(2025, 2, 9))};
    const PromisesModel *model = &report_of(PROMISES, lines, 1, NULL, 0)->promises;
    assert_true(model->month_count > 0);
    const DueMonth *last = &model->months[model->month_count - 1];
    assert_true(str_equal(last->id, S("2025-02")));
    assert_true(str_equal(last->label, S("Feb 2025")));
}

static void suggestion_titles(void **state)
{
    (void)state;
    const Date none = {0}, old = day(2025, 1, 29), recent = day(2025, 2, 20);
    const Suggestion waiting[] = {{REGISTER_UNIT_COMPANY, day(2025, 1, 28), none, none},
                                  {REGISTER_UNIT_COMPANY, day(2025, 1, 2), none, none}},
                     answered[] = {{REGISTER_UNIT_COMPANY, recent, recent, none},
                                   {REGISTER_UNIT_COMPANY, old, none, none}};
    assert_title(report_of(SUGGESTIONS, NULL, 0, waiting, 2), "suggestions_waiting",
                 "Two suggestions have waited longer than 30 days for an answer");
    assert_title(report_of(SUGGESTIONS, NULL, 0, waiting, 1), "suggestion_waiting",
                 "One suggestion has waited longer than 30 days for an answer");
    assert_title(report_of(SUGGESTIONS, NULL, 0, answered, 2), "suggestions_answered",
                 "1 of 1 suggestions received have been answered, none waits longer than 30 days");
    assert_title(report_of(SUGGESTIONS, NULL, 0, NULL, 0), "no_suggestions",
                 "No suggestion waits longer than 30 days, and none was received in this period");
}

/* Overdue ones first, the oldest before the others; then those ahead, late, kept, cancelled. */
static void order_and_tiles(void **state)
{
    (void)state;
    const Date none = {0};
    Promise lines[] = {
        promise("kept", day(2025, 2, 1), day(2025, 2, 1)),
        promise("cancelled", day(2025, 2, 1), none),
        promise("long ago", day(2025, 1, 1), day(2025, 1, 1)),
        promise("late", day(2025, 2, 1), day(2025, 2, 3)),
        promise("ahead", day(2025, 3, 1), none),
        promise("today", day(2025, 2, 28), none),
        promise("overdue", day(2025, 1, 31), none),
    };
    lines[1].cancelled = true;
    const Report *report = report_of(PROMISES SUGGESTIONS, lines, CX_COUNTOF(lines), NULL, 0);
    const PromisesModel *model = &report->promises;
    static const struct {
        const char *text, *status;
        bool current;
    } wanted[] = {{"overdue", "overdue 28 days", true},
                  {"today", "due, not done", true},
                  {"ahead", "not due yet", true},
                  {"late", "2 days late", true},
                  {"kept", "kept", true},
                  {"long ago", "kept", false},
                  {"cancelled", "cancelled", true}};
    assert_int_equal(model->row_count, CX_COUNTOF(wanted));
    assert_int_equal(model->current_count, 6);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(wanted); i++) {
        assert_true(str_equal(model->rows[i].text, str_from(wanted[i].text)));
        assert_true(str_equal(model->rows[i].status_text, str_from(wanted[i].status)));
        assert_true(model->rows[i].current == wanted[i].current);
    }
    static const char *const tiles[] = {"1/3", "1", "2", "–", "–"};
    assert_int_equal(model->tile_count, 5);
    for (int i = 0; i < 5; i++)
        assert_true(str_equal(model->tiles[i].text, str_from(tiles[i])));
    /* no question has the factor "trust" */
    assert_true(str_equal(model->beside.refused, S("input")));
    assert_true(model->beside.sentence.len > 0);
    assert_int_equal(report_find_page(report, PAGE_PROMISES)->number, report->duties[4].page);
}

/* ---- In a department's brief ---- */

static const char *const OWN = "Kỹ thuật & bảo hành", *const OTHER = "Kho vận";

static ptrdiff_t unit_named(const Scores *scores, const char *name)
{
    for (ptrdiff_t u = 1; u < scores->tally->unit_count; u++)
        if (str_equal(scores->tally->units[u].name, str_from(name)))
            return u;
    fail_msg("no unit %s", name);
    return -1;
}

/* unit: 1 its own, 2 of another, 0 of the company */
static Promise promise_of(int unit, const char *text, Date due, Date done)
{
    Promise line = promise(text, due, done);
    line.unit = unit;
    line.owner = S("Head of HR");
    return line;
}

/* The same lines with the real numbers of the units. */
static const Scores *own_scores(const char *sections, Promise *promises, ptrdiff_t count,
                                Suggestion *suggestions, ptrdiff_t suggestion_count)
{
    const Scores *scores = scores_of(sections, NULL, 0, NULL, 0);
    const ptrdiff_t units[] = {REGISTER_UNIT_COMPANY, unit_named(scores, OWN),
                               unit_named(scores, OTHER)};
    for (ptrdiff_t i = 0; i < count; i++)
        promises[i].unit = units[promises[i].unit];
    for (ptrdiff_t i = 0; i < suggestion_count; i++)
        suggestions[i].unit = units[suggestions[i].unit];
    return scores_of(sections, promises, count, suggestions, suggestion_count);
}

static const BriefModel *brief_of(const Scores *scores, const Redactor *redactor)
{
    const Report *board = board_of(scores, redactor);
    const BriefPlan *plan;
    ptrdiff_t count = report_brief_plan(&arena, scores, board, &plan);
    for (ptrdiff_t i = 0; i < count; i++)
        if (str_equal(plan[i].unit, str_from(OWN))) {
            BriefOptions options = {.redactor = redactor};
            return report_build_brief(&arena, scores, board, &plan[i], &options)->brief;
        }
    fail_msg("no brief of %s", OWN);
    return NULL;
}

static void assert_str(Str found, const char *expected)
{
    if (!str_equal(found, str_from(expected)))
        fail_msg("%.*s, not %s", STR_ARG(found), expected);
}

static void brief_has_own_lines_alone(void **state)
{
    (void)state;
    const Date none = {0};
    Promise lines[] = {
        promise_of(1, "ours, overdue", day(2025, 1, 31), none),
        promise_of(2, "theirs, overdue", day(2025, 1, 1), none),
        promise_of(0, "everybody's", day(2025, 1, 1), none),
        promise_of(1, "ours, ahead", day(2025, 3, 1), none),
        promise_of(1, "ours, kept", day(2025, 2, 1), day(2025, 2, 1)),
        promise_of(1, "ours, long ago", day(2025, 1, 1), day(2025, 1, 1)),
    };
    Suggestion waiting[] = {{1, day(2025, 1, 2), none, none}, {2, day(2025, 1, 2), none, none}};
    const BriefModel *brief =
        brief_of(own_scores(PROMISES SUGGESTIONS, lines, CX_COUNTOF(lines), waiting, 2), NULL);
    const BriefPromises *own = &brief->promises;
    assert_int_equal(own->row_count, 3);
    assert_str(own->rows[0]->text, "ours, overdue");
    assert_str(own->rows[0]->key, "registers.promises.2"); /* after the two older ones */
    assert_str(own->rows[1]->text, "ours, ahead");
    assert_str(own->rows[2]->text, "ours, kept");
    assert_str(own->more, "1 more promise stands in the workbook, sheet Promises.");
    assert_str(own->sentence,
               "Promises to employees: 1 overdue, 1 not due yet; suggestions waiting "
               "longer than 30 days for an answer: 1.");
    assert_true(str_find(brief->mail.body, own->sentence) > 0);
    static const struct {
        const char *text, *label, *key;
    } counts[] = {
        {"1", "due in Feb 2025", "trust.Kỹ thuật & bảo hành.2025-02.due"},
        {"1", "kept in time", "trust.Kỹ thuật & bảo hành.2025-02.kept"},
        {"1", "overdue", "trust.Kỹ thuật & bảo hành.all.open"},
        {"1", "not due yet", "trust.Kỹ thuật & bảo hành.all.ahead"},
        {"1", "suggestions waiting longer than 30 days", "voice.Kỹ thuật & bảo hành.all.waiting"},
    };
    assert_int_equal(own->count_count, CX_COUNTOF(counts));
    for (int i = 0; i < own->count_count; i++) {
        assert_str(own->counts[i].text, counts[i].text);
        assert_str(own->counts[i].label, counts[i].label);
        assert_str(own->counts[i].key, counts[i].key);
    }
}

/* Sixty promises: the oldest overdue ones, but the next that is due has its line. */
static void brief_of_many_promises(void **state)
{
    (void)state;
    const Date none = {0};
    Promise lines[60];
    for (int i = 0; i < 60; i++)
        lines[i] = i < 50 ? promise_of(1, "overdue", day(2025, 1, 1 + i % 28), none)
                          : promise_of(1, "ahead", day(2025, 3, 1 + i - 50), none);
    const BriefModel *brief = brief_of(own_scores(PROMISES, lines, 60, NULL, 0), NULL);
    const BriefPromises *own = &brief->promises;
    assert_int_equal(own->row_count, 4);
    for (int i = 0; i < 3; i++)
        assert_int_equal(own->rows[i]->status, PROMISE_IS_OPEN);
    assert_int_equal(own->rows[3]->status, PROMISE_IS_AHEAD);
    assert_int_equal(own->rows[3]->due.day, 1);
    assert_str(own->more, "56 more promises stand in the workbook, sheet Promises.");
    assert_int_equal(brief->actions[0].kind, ACTION_OVERDUE);
    assert_str(brief->actions[0].measure, "50 overdue");
    assert_str(brief->actions[0].key, "trust.Kỹ thuật & bảo hành.all.open");
}

/* At most three, the registers first, each with the figure that it rests on. */
static void what_to_do_first(void **state)
{
    (void)state;
    const Date none = {0};
    Promise ahead[] = {promise_of(1, "later", day(2025, 4, 1), none),
                       promise_of(1, "next", day(2025, 3, 1), none)};
    Suggestion waiting[] = {{1, day(2025, 1, 2), none, none}};
    const BriefModel *brief =
        brief_of(own_scores(PROMISES SUGGESTIONS, ahead, 2, waiting, 1), NULL);
    assert_in_range(brief->action_count, 1, BRIEF_ACTIONS_MOST);
    assert_int_equal(brief->actions[0].kind, ACTION_WAITING);
    for (int i = 0; i < brief->action_count; i++) {
        const BriefAction *action = &brief->actions[i];
        assert_true(action->text.len > 0 && action->measure.len > 0 && action->key.len > 0);
        if (action->kind == ACTION_NEXT_DUE) {
            assert_true(str_find(action->text, S("“next”")) > 0);
            assert_str(action->key, "registers.promises.0.due_on");
        }
    }
    /* Nothing waits: the registers ask for nothing, and what is left is of the figures. */
    Promise kept[] = {promise_of(1, "kept", day(2025, 2, 1), day(2025, 2, 1))};
    brief = brief_of(own_scores(PROMISES, kept, 1, NULL, 0), NULL);
    for (int i = 0; i < brief->action_count; i++)
        assert_true(brief->actions[i].kind == ACTION_STAGE ||
                    brief->actions[i].kind == ACTION_FACTOR);
}

/* Who keeps it is a role. */
static void persons_are_taken_out(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    const Redactor *redactor = redactor_open(&arena, STR_NONE, (Pos){0}, LANG_EN, &diags);
    assert_non_null(redactor);
    Promise lines[] = {promise_of(1, "Call 0912 345 678 back", day(2025, 1, 31), (Date){0})};
    lines[0].owner = S("lan.tran@senviet.example");
    const BriefModel *brief = brief_of(own_scores(PROMISES, lines, 1, NULL, 0), redactor);
    const PromiseRow *row = brief->promises.rows[0];
    assert_true(str_find(row->owner, S("lan.tran")) < 0);
    assert_true(str_find(row->text, S("0912")) < 0);
}

static void without_registers(void **state)
{
    (void)state;
    const Report *report = report_of("", NULL, 0, NULL, 0);
    assert_null(report_find_page(report, PAGE_PROMISES));
    ptrdiff_t refused = 0;
    for (ptrdiff_t i = 0; i < report->refusal_count; i++)
        refused += str_equal(report->refusals[i].what, S("trust")) ||
                   str_equal(report->refusals[i].what, S("voice"));
    assert_int_equal(refused, 2);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promise_titles),
        cmocka_unit_test(due_periods_have_names),
        cmocka_unit_test(suggestion_titles),
        cmocka_unit_test(order_and_tiles),
        cmocka_unit_test(brief_has_own_lines_alone),
        cmocka_unit_test(brief_of_many_promises),
        cmocka_unit_test(what_to_do_first),
        cmocka_unit_test(persons_are_taken_out),
        cmocka_unit_test(without_registers),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
