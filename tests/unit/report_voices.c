/* Page 11 in sentences: which theme the title names, and what it says where none may be named.
 * Rules: a share that clearly rose comes before the largest; among risen ones the one that people
 * are not happy about; two that share the first place are none; pairs of syllables are never named.
 */
#include "forbidden_words.h"
#include "report_case.h"

#include "../../src/report/build.h"

enum { UP = 1, SAME = 0, DOWN = -1 };

typedef struct Theme {
    const char *name;
    int n, mark, meaning;
} Theme;

typedef struct OneSide {
    bool there, candidates;
    Theme themes[3];
} OneSide;

typedef struct TitleRow {
    OneSide cx, ex;
    const char *rule, *english, *vietnamese;
} TitleRow;

#define NONE          \
    {                 \
        false, false, \
        {             \
            {         \
                0     \
            }         \
        }             \
    }

static const TitleRow rows[] = {
    /* one side rose, the other has only a largest */
    {{true, false, {{"A", 40, SAME, 0}, {"B", 30, UP, -1}}},
     {true, false, {{"C", 20, SAME, 0}}},
     "voices_more_cx",
     "Customers speak more of “B” than before",
     "Khách hàng nói về “B” nhiều hơn kỳ trước"},
    {{true, false, {{"A", 40, SAME, 0}}},
     {true, false, {{"C", 20, UP, 0}}},
     "voices_more_ex",
     "Employees speak more of “C” than before",
     NULL},
    {{true, false, {{"A", 40, UP, 1}}},
     {true, false, {{"C", 20, UP, -1}}},
     "voices_more_both",
     "Customers speak more of “A”, employees more of “C”",
     NULL},
    /* of two that rose the one that is bad, though it is smaller; of two good ones the larger */
    {{true, false, {{"A", 40, UP, 1}, {"B", 30, UP, 0}, {"C", 20, UP, -1}}},
     NONE,
     "voices_more_cx",
     "Customers speak more of “C” than before",
     NULL},
    {{true, false, {{"A", 40, UP, 0}, {"B", 30, UP, 1}}},
     NONE,
     "voices_more_cx",
     "Customers speak more of “A” than before",
     NULL},
    {{true, false, {{"A", 40, UP, -1}, {"B", 30, UP, -1}}},
     NONE,
     "voices_more_cx",
     "Customers speak more of “A” than before",
     NULL},
    /* what fell is no news in the title */
    {{true, false, {{"A", 40, DOWN, 1}, {"B", 30, SAME, 0}}},
     {true, false, {{"C", 9, SAME, 0}}},
     "voices_most_both",
     "Customers write most about “A”, employees about “C”",
     NULL},
    {{true, false, {{"A", 40, SAME, 0}, {"B", 30, SAME, 0}}},
     NONE,
     "voices_most_cx",
     "Customers write most about “A”",
     NULL},
    {NONE,
     {true, false, {{"C", 9, SAME, 0}}},
     "voices_most_ex",
     "Employees write most about “C”",
     NULL},
    /* two share the first place: the other side is named alone, or nothing is */
    {{true, false, {{"A", 30, SAME, 0}, {"B", 30, SAME, 0}}},
     {true, false, {{"C", 9, SAME, 0}}},
     "voices_most_ex",
     "Employees write most about “C”",
     NULL},
    {{true, false, {{"A", 30, SAME, 0}, {"B", 30, SAME, 0}}},
     NONE,
     "voices_plain",
     "What customers wrote themselves",
     NULL},
    /* nothing told by name */
    {{true, false, {{0}}},
     {true, false, {{0}}},
     "voices_plain",
     "What customers and employees wrote themselves",
     NULL},
    {NONE,
     {true, true, {{"tre hen", 30, SAME, 0}}},
     "voices_plain",
     "What employees wrote themselves",
     NULL},
};

static void fill_panel(Arena *arena, VoicesModel *model, ReportSide side, const OneSide *from)
{
    if (!from->there)
        return;
    VoicesPanel *panel = &model->panels[model->panel_count++];
    *panel = (VoicesPanel){
        .side = side, .candidates = from->candidates, .themes = NEW(arena, VoiceTheme, 3)};
    for (; panel->theme_count < 3 && from->themes[panel->theme_count].name; panel->theme_count++) {
        const Theme *theme = &from->themes[panel->theme_count];
        panel->themes[panel->theme_count] = (VoiceTheme){.name = str_from(theme->name),
                                                         .n = theme->n,
                                                         .mark = theme->mark > 0   ? CHANGE_UP
                                                                 : theme->mark < 0 ? CHANGE_DOWN
                                                                                   : CHANGE_NONE,
                                                         .meaning = theme->meaning};
    }
}

/* The rest of the report is that of the case; only page 11 is made here. */
static Page words_of(Arena *arena, const char *language, const TitleRow *row, Str versus,
                     Report *report)
{
    Case c = case_company(language);
    const Scores *scores = case_scores(arena, &c);
    *report = (Report){.language = scores->tally->config->report.language};
    Build build = {.arena = arena,
                   .scores = scores,
                   .tally = scores->tally,
                   .config = scores->tally->config,
                   .lang = report->language,
                   .report = report,
                   .period = 1,
                   .previous = 0};
    fill_panel(arena, &report->voices, REPORT_CX, &row->cx);
    fill_panel(arena, &report->voices, REPORT_EX, &row->ex);
    report->voices.panels[report->voices.panel_count - 1].versus = versus;
    Page page = {.kind = PAGE_VOICES};
    voices_words(&build, &page);
    return page;
}

static void every_title_rule(void **state)
{
    (void)state;
    for (int lang = 0; lang < 2; lang++)
        for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
            Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
            Report report;
            Page page = words_of(&arena, lang == 0 ? "en" : "vi", &rows[i], STR_NONE, &report);
            assert_string_equal(str_cstr(&arena, page.rule), rows[i].rule);
            const char *wanted = lang == 0 ? rows[i].english : rows[i].vietnamese;
            if (wanted)
                assert_string_equal(str_cstr(&arena, page.title), wanted);
            check_forbidden(&arena, page.title);
            check_forbidden(&arena, page.subtitle);
            arena_close(&arena);
        }
}

/* The change column, the subtitle and the foot speak of the period before only where there is one;
 * pairs of words have no tone, and their page says where they come from. */
static void the_words_around(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 30, case_full, NULL);
    Report report;
    Page page = words_of(&arena, "en", &rows[0], S("vs Sep"), &report);
    assert_true(str_find(report.voices.heads[3], S("vs Sep")) >= 0);
    assert_true(str_find(page.subtitle, S("Jan 2025")) >= 0); /* against the first period */
    assert_true(str_equal(page.foot_left, word(LANG_EN, WORD_VOICES_FOOT)));
    assert_true(str_find(report.voices.rules[1], word(LANG_EN, WORD_VOICES_RULE_TONE)) > 0);

    page = words_of(&arena, "en", &rows[0], STR_NONE, &report);
    assert_true(str_equal(report.voices.heads[3], word(LANG_EN, WORD_VOICES_CHANGE_NONE)));
    assert_true(str_find(page.subtitle, S("Jan 2025")) < 0);

    page = words_of(&arena, "en", &rows[CX_COUNTOF(rows) - 1], STR_NONE, &report);
    assert_true(str_equal(page.foot_left, word(LANG_EN, WORD_VOICES_FOOT_PLAIN)));
    assert_true(str_equal(report.voices.rules[0], word(LANG_EN, WORD_VOICES_RULE_PLAIN)));
    assert_true(str_find(report.voices.rules[1], word(LANG_EN, WORD_VOICES_RULE_TONE)) < 0);
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_title_rule),
        cmocka_unit_test(the_words_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
