/* Department briefs: who gets one, what stands in it for units of every shape, and that it shows
 * nothing but what scorecard.json has of the same unit. */
#include "report_case.h"

#include <math.h>

static Arena arena_for_test(void)
{
    Arena arena = arena_open((ptrdiff_t)2 << 30, case_full, NULL);
    assert_non_null(arena.begin);
    return arena;
}

typedef struct Pack { /* a board's report and what its briefs are made from */
    const Scores *scores;
    const Report *board;
    const BriefPlan *plan;
    ptrdiff_t plan_count;
} Pack;

static Pack pack_of(Arena *arena, const Scores *scores)
{
    Str reason = STR_NONE;
    Pack pack = {.scores = scores};
    pack.board = report_build(arena, scores, (ReportOptions){0}, &reason);
    assert_non_null(pack.board);
    pack.plan_count = report_brief_plan(arena, scores, pack.board, &pack.plan);
    return pack;
}

static Pack pack_of_case(Arena *arena, const Case *c)
{
    return pack_of(arena, case_scores(arena, c));
}

static const BriefPlan *planned(const Pack *pack, const char *unit)
{
    for (ptrdiff_t i = 0; i < pack->plan_count; i++)
        if (str_equal(pack->plan[i].unit, str_from(unit)))
            return &pack->plan[i];
    fail_msg("no unit %s in the plan", unit);
    return NULL;
}

static const Report *brief_of(Arena *arena, const Pack *pack, const char *unit)
{
    const BriefPlan *plan = planned(pack, unit);
    assert_int_equal(plan->state, BRIEF_MADE);
    return report_build_brief(arena, pack->scores, pack->board, plan, &(BriefOptions){0});
}

/* ---- What holds in every brief ---- */

static const Fact *find(const Fact *parent, Str key)
{
    for (const Fact *child = parent ? parent->first : NULL; child; child = child->next)
        if (str_equal(child->key, key))
            return child;
    return NULL;
}

static Str key_of(const Pack *pack, ptrdiff_t scope)
{
    return scope == 0 ? S("company") : pack->scores->tally->units[scope].key;
}

static const Fact *fact_figure(const Pack *pack, ptrdiff_t scope, Str period, Str code)
{
    const Fact *cells = find(pack->board->scorecard_json, S("cells"));
    const Fact *window = find(find(cells, key_of(pack, scope)), period);
    return find(find(window, S("figures")), code);
}

static void same_number(const Fact *figure, const char *key, double value)
{
    const Fact *number = find(figure, str_from(key));
    if (isnan(value)) {
        assert_null(number);
        return;
    }
    assert_non_null(number);
    assert_true(number->number == value); /* the very same one, not a copy of it */
}

/* The comparison of scorecard.json that a difference is taken from. */
static void rest_is_told(const Pack *pack, const Report *brief, Str code, double rest, double diff)
{
    static const char *const lists[] = {"vs_rest", "vs_rest_detail"};
    Str unit = key_of(pack, brief->brief->scope);
    for (int i = 0; i < 2; i++) {
        const Fact *list = find(pack->board->scorecard_json, str_from(lists[i]));
        assert_non_null(list);
        for (const Fact *one = list->first; one; one = one->next)
            if (str_equal(find(one, S("scope"))->string, unit) &&
                str_equal(find(one, S("metric"))->string, code) &&
                str_equal(find(one, S("period"))->string, brief->period_id)) {
                same_number(one, "rest_value", rest);
                same_number(one, "diff", diff);
                return;
            }
    }
    fail_msg("%.*s %.*s: the rest is not in scorecard.json", STR_ARG(unit), STR_ARG(code));
}

static void check_figure(const Pack *pack, const Report *brief, const Estimate *figure)
{
    if (figure->state != ESTIMATE_SHOWN) {
        assert_true(isnan(figure->value) && isnan(figure->lo) && figure->n == 0);
        assert_true(figure->text.len > 0 && figure->lo_text.len == 0);
        return;
    }
    const Fact *fact = fact_figure(pack, brief->brief->scope, brief->period_id, figure->code);
    assert_non_null(fact);
    same_number(fact, "value", figure->value);
    same_number(fact, "lo", figure->lo);
    same_number(fact, "hi", figure->hi);
    Str unit = pack->scores->tally->units[brief->brief->scope].name;
    assert_true(str_starts(figure->key, unit) && str_ends(figure->key, figure->code));
}

static void check_tiles_and_bars(const Pack *pack, const Report *brief)
{
    const BriefModel *model = brief->brief;
    assert_in_range(model->tile_count, 1, 2);
    for (int i = 0; i < model->tile_count; i++) {
        const BriefTile *tile = &model->tiles[i];
        check_figure(pack, brief, &tile->figure);
        assert_int_equal(tile->count.len > 0, tile->figure.state == ESTIMATE_SHOWN);
        if (isfinite(tile->rest)) {
            assert_true(tile->rest >= tile->axis_lo && tile->rest <= tile->axis_hi);
            rest_is_told(
                pack, brief, tile->figure.code, tile->rest,
                score_find_rest(pack->scores, model->scope,
                                tally_find_period_id(pack->scores->tally, brief->period_id),
                                score_find_def(pack->scores, tile->figure.code))
                    ->diff);
        }
    }
    for (int b = 0; b < model->bars_count; b++) {
        assert_in_range(model->bars[b].bar_count, 1, BRIEF_BARS_MOST);
        for (ptrdiff_t i = 0; i < model->bars[b].bar_count; i++) {
            const BriefBar *bar = &model->bars[b].bars[i];
            check_figure(pack, brief, &bar->figure);
            assert_int_equal(bar->diff_text.len > 0, isfinite(bar->diff));
            if (!isfinite(bar->diff))
                continue;
            assert_true(fabs(bar->diff) <= model->bars[b].reach);
            rest_is_told(pack, brief, bar->figure.code, bar->rest, bar->diff);
        }
    }
}

static void check_rows(const Pack *pack, const Report *brief)
{
    const BriefModel *model = brief->brief;
    assert_in_range(model->row_count, 2, BRIEF_ROWS_MOST);
    assert_true(model->rows[0].heading && !model->rows[model->row_count - 1].heading);
    for (ptrdiff_t i = 0; i < model->row_count; i++) {
        const BriefRow *row = &model->rows[i];
        assert_true(row->label.len > 0);
        if (row->heading)
            continue;
        check_figure(pack, brief, &row->figure);
        assert_int_equal(row->previous_text.len > 0, isfinite(row->figure.previous));
        if (isfinite(row->rest))
            rest_is_told(pack, brief, row->figure.code, row->rest, row->rest_diff);
    }
}

static void check_data(const Pack *pack, const Report *brief)
{
    for (ptrdiff_t i = 0; i < brief->data_count; i++) {
        const DataRow *row = &brief->data[i];
        assert_true(row->scope == 0 || row->scope == brief->brief->scope);
        const Fact *figure = fact_figure(pack, row->scope, row->period, row->code);
        if (!row->shown)
            assert_true(isnan(row->value) && row->n == 0);
        else if (str_ends(row->code, S(".n")))
            assert_non_null(figure);
        else
            same_number(figure, "value", row->value);
    }
}

static void check_words(Arena *arena, const Report *brief)
{
    const BriefModel *model = brief->brief;
    assert_int_equal(brief->page_count, 2);
    for (int i = 0; i < 2; i++) {
        const Page *page = &brief->pages[i];
        assert_int_equal(page->number, i + 1);
        assert_true(page->title.len > 0 && page->rule.len > 0 && page->kicker.len > 0);
        assert_true(str_find(page->title, S("{")) < 0 && str_find(page->subtitle, S("{")) < 0);
        assert_true(page->foot_left.len > 0 && page->foot_right.len > 0);
    }
    for (int i = 0; i < model->reading_count; i++) {
        for (int other = 0; other < i; other++)
            assert_false(str_equal(model->reading[i], model->reading[other]));
        assert_true(str_find(model->reading[i], S("{")) < 0);
        assert_true(str_find(model->mail.body, model->reading[i]) >= 0);
    }
    assert_true(text_length(model->short_name) <= 26);
    assert_true(model->mail.subject.len > 0 && str_find(model->mail.subject, S("\n")) < 0);
    assert_null(brief->scorecard_json);
    assert_non_null(brief->brief);
    (void)arena;
}

static void check_brief(Arena *arena, const Pack *pack, const Report *brief)
{
    check_words(arena, brief);
    check_tiles_and_bars(pack, brief);
    check_rows(pack, brief);
    check_data(pack, brief);
}

/* Every brief of the pack, the plan's slugs and states; returns how many were made. */
static int check_pack(Arena *arena, const Pack *pack)
{
    int made = 0;
    StrMap slugs = {0};
    for (ptrdiff_t i = 0; i < pack->plan_count; i++) {
        const BriefPlan *plan = &pack->plan[i];
        bool added = false;
        strmap_put(arena, &slugs, plan->slug, &added);
        assert_true(added && plan->slug.len > 0);
        for (ptrdiff_t r = 0; r < pack->board->scorecard.row_count; r++)
            if (pack->board->scorecard.rows[r].scope == plan->scope)
                assert_true(str_equal(pack->board->scorecard.rows[r].slug, plan->slug));
        if (plan->state != BRIEF_MADE)
            continue;
        made++;
        const Report *brief =
            report_build_brief(arena, pack->scores, pack->board, plan, &(BriefOptions){0});
        assert_int_equal(brief->brief->reading_count, 3);
        check_brief(arena, pack, brief);
    }
    return made;
}

/* ---- Units of every shape ---- */

static void a_company(void **state)
{
    (void)state;
    static const char *const languages[] = {"vi", "en"};
    for (int i = 0; i < 2; i++) {
        Arena arena = arena_for_test();
        Case c = case_company(languages[i]);
        Pack pack = pack_of_case(&arena, &c);
        assert_int_equal(pack.plan_count, 7);
        assert_int_equal(check_pack(&arena, &pack), 7);
        const Report *none = brief_of(&arena, &pack, "Kho vận"); /* no customers at all */
        assert_int_equal(none->brief->tile_count, 1);
        assert_int_equal(none->brief->tiles[0].side, REPORT_EX);
        for (ptrdiff_t r = 0; r < none->brief->row_count; r++)
            assert_int_equal(none->brief->rows[r].side, REPORT_EX);
        arena_close(&arena);
    }
}

static void a_hidden_side_has_one_sentence(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    Pack pack = pack_of_case(&arena, &c);
    const BriefModel *model = brief_of(&arena, &pack, "Gói quà")->brief;
    assert_int_equal(model->tile_count, 2);
    assert_int_equal(model->tiles[1].figure.state, ESTIMATE_WITHHELD);
    Str sentence = word(LANG_VI, WORD_WITHHELD);
    assert_true(str_equal(model->tiles[1].figure.text, sentence));
    assert_true(isnan(model->tiles[1].rest) && model->tiles[1].count.len == 0);
    assert_int_equal(model->bars_count, 1);
    ptrdiff_t of_employees = 0;
    for (ptrdiff_t i = 0; i < model->row_count; i++)
        of_employees += !model->rows[i].heading && model->rows[i].side == REPORT_EX;
    assert_int_equal(of_employees, 1);
    bool said = false;
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        said |= str_equal(model->notes[i], sentence);
    assert_true(said);
    arena_close(&arena);
}

static void plan_says_why_not(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .period_count = 2,
              .units = {{"Lớn", {{200, .6}, {200, .6}}, {{50, .6}, {50, .6}}},
                        {"Vừa", {{60, .6}, {60, .6}}, {{20, .6}, {20, .6}}},
                        {"Nhỏ", {{2, .6}, {2, .6}}, {{3, .6}, {3, .6}}},
                        {"Nhỏ nữa", {{4, .6}, {4, .6}}, {{4, .6}, {4, .6}}},
                        {"Đã đóng", {{60, .6}, {0, 0}}, {{20, .6}, {0, 0}}}}};
    Pack pack = pack_of_case(&arena, &c);
    assert_int_equal(planned(&pack, "Lớn")->state, BRIEF_MADE);
    assert_int_equal(planned(&pack, "Nhỏ")->state, BRIEF_HIDDEN);
    assert_int_equal(planned(&pack, "Đã đóng")->state, BRIEF_NO_DATA);
    assert_int_equal(check_pack(&arena, &pack), 2);
    arena_close(&arena);
}

/* Nothing to compare with: neither a rest nor an earlier period. */
static void one_unit_one_period(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "en", .period_count = 1, .units = {{"Shop", {{40, .6}}, {{20, .6}}}}};
    Pack pack = pack_of_case(&arena, &c);
    assert_int_equal(check_pack(&arena, &pack), 1);
    const Report *brief = brief_of(&arena, &pack, "Shop");
    const BriefModel *model = brief->brief;
    assert_true(isnan(model->tiles[0].rest) && model->tiles[0].versus.len == 0);
    assert_string_equal(str_cstr(&arena, model->bars[0].head), "THE CUSTOMER JOURNEY");
    assert_string_equal(str_cstr(&arena, brief->pages[0].rule), "values");
    assert_string_equal(str_cstr(&arena, brief->pages[1].rule), "figures");
    for (ptrdiff_t i = 4; i < CX_COUNTOF(model->heads); i++) /* heads of nothing */
        assert_int_equal(model->heads[i].len, 0);
    for (ptrdiff_t i = 0; i < model->note_count; i++) /* marks that cannot be there */
        assert_true(str_find(model->notes[i], S("▲")) < 0);
    arena_close(&arena);
}

static void one_side_only(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++) {
        Arena arena = arena_for_test();
        Case c = case_company("en");
        c.sections = NULL;
        c.no_customers = side == 0;
        c.no_employees = side == 1;
        Pack pack = pack_of_case(&arena, &c);
        assert_true(check_pack(&arena, &pack) >= 5);
        arena_close(&arena);
    }
}

/* No question has a factor: the questions that lie furthest from the rest stand in their place. */
static void questions_where_there_are_no_factors(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    c.sections = "[employees]\nfiles = " SOURCE_DIR "/LICENSE\ndate = d\nunit = u\nid = i\n"
                 "[metric ex.enps]\ncolumn = enps\ntype = nps\nscale = 0..10\n"
                 "[metric ex.q1]\ncolumn = q1\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q2]\ncolumn = q2\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q3]\ncolumn = q3\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q4]\ncolumn = q4\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q5]\ncolumn = q5\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q6]\ncolumn = q6\ntype = rating\nscale = 1..5\n"
                 "[metric ex.q7]\ncolumn = q7\ntype = rating\nscale = 1..5\n";
    c.no_customers = true;
    c.no_employees = true; /* the case's own; those above stand instead */
    const Config *config = case_config(&arena, &c);
    TallyBuilder *builder = tally_builder_new(&arena, config);
    for (int u = 0; c.units[u].name; u++) {
        ptrdiff_t unit = tally_builder_unit(builder, str_from(c.units[u].name), (Pos){0});
        ptrdiff_t period = tally_builder_period(
            builder, period_ordinal(PERIOD_MONTH, (Date){2025, 1, 15}), STR_NONE);
        case_rows(builder, &c, SIDE_EX, unit, period, c.units[u].ex[0]);
    }
    const Tally *tally = tally_finish(builder);
    Pack pack = pack_of(&arena, score_compute(&arena, tally, privacy_decide(&arena, tally, NULL)));
    check_pack(&arena, &pack);
    const BriefModel *model = brief_of(&arena, &pack, "Giao nhận")->brief;
    assert_int_equal(model->bars_count, 1);
    assert_int_equal(model->bars[0].bar_count, 6);
    for (ptrdiff_t i = 1; i < 6; i++)
        assert_true(fabs(model->bars[0].bars[i - 1].diff) >= fabs(model->bars[0].bars[i].diff));
    arena_close(&arena);
}

/* The project speaks Vietnamese, this head reads English: everything but names and own labels. */
static void language_of_the_reader(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Scores *scores = case_scores(&arena, &c);
    Tally *tally = (Tally *)(uintptr_t)scores->tally;
    ptrdiff_t unit = tally_find_unit(tally, S("Giao nhận"));
    tally->units[unit].language = S("en");
    tally->units[unit].head = S("Trần Hải");
    tally->units[unit].email = S("hai.tran@senviet.example");
    Pack pack = pack_of(&arena, scores);
    const Report *brief = brief_of(&arena, &pack, "Giao nhận");
    check_brief(&arena, &pack, brief);
    assert_string_equal(str_cstr(&arena, brief->language_tag), "en-GB");
    assert_string_equal(str_cstr(&arena, brief->brief->rows[1].label), "Customer index (CX)");
    assert_string_equal(str_cstr(&arena, brief->brief->bars[0].bars[0].label), "Purchase");
    assert_string_equal(str_cstr(&arena, brief->brief->mail.to_name), "Trần Hải");
    assert_string_equal(str_cstr(&arena, brief->brief->mail.to_address),
                        "hai.tran@senviet.example");
    assert_true(str_starts(brief->brief->mail.body, S("Dear Trần Hải,\n")));
    assert_true(str_equal(pack.board->language_tag, S("vi-VN")));
    /* keys are those of the pack, also the company's */
    assert_true(str_starts(brief->data[0].key, S("Toàn công ty|")));
    arena_close(&arena);
}

/* ---- The text of the project's own mail ---- */

static void own_mail(void **state)
{
    (void)state;
    static const struct {
        const char *body, *expected; /* %: the three lines of the reading */
    } rows[] = {
        {"Chào {head},\r\n\r\nXin xem {unit}, {period}.\r\n{sentences}\r\n{author}, {client}",
         "Chào An,\n\nXin xem Giao nhận, Tháng 2 năm 2025.\n%\nPhòng A, Công ty Sen Việt\n"},
        {"Chào anh,\n\nXin xem tệp kèm.\n", "Chào anh,\n\n%\n\nXin xem tệp kèm.\n"},
        {"Xin xem tệp kèm.", "Xin xem tệp kèm.\n\n%\n"},
        {"{unknown} {sentences}", "{unknown} %\n"},
    };
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Scores *scores = case_scores(&arena, &c);
    Tally *tally = (Tally *)(uintptr_t)scores->tally;
    tally->units[tally_find_unit(tally, S("Giao nhận"))].head = S("An");
    Pack pack = pack_of(&arena, scores);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        const BriefModel *model =
            report_build_brief(&arena, scores, pack.board, planned(&pack, "Giao nhận"),
                               &(BriefOptions){.mail_body = str_from(rows[i].body)})
                ->brief;
        Str said = S("");
        for (int k = 0; k < 3; k++)
            said = str_format(&arena, "%.*s%s– %.*s", STR_ARG(said), k > 0 ? "\n" : "",
                              STR_ARG(model->reading[k]));
        StrCut cut = str_cut(str_from(rows[i].expected), '%');
        Str expected = str_concat(&arena, str_concat(&arena, cut.head, said), cut.tail);
        assert_string_equal(str_cstr(&arena, model->mail.body), str_cstr(&arena, expected));
    }
    arena_close(&arena);
}

/* ---- Titles by their rules ---- */

static void titles(void **state)
{
    (void)state;
    static const char targets[] = "[index cx.index]\ntarget = 10\n[index ex.index]\ntarget = 90\n";
    static const struct {
        double cx_before, cx_now, ex_before, ex_now; /* of the unit; the others stay at 0.6 */
        const char *sections, *rule, *title;
    } rows[] = {
        {.40, .40, .40, .40, NULL, "both_below_rest",
         "North: customers and employees both clearly below the rest of the company"},
        {.80, .80, .80, .80, NULL, "both_above_rest",
         "North: customers and employees both clearly above the rest of the company"},
        {.80, .80, .40, .40, NULL, "cx_above_ex_below_rest",
         "North: customers clearly above the rest of the company, employees below"},
        {.70, .60, .70, .60, NULL, "both_fell",
         "North: customers and employees both clearly down since Jan 2025"},
        {.50, .60, .60, .60, NULL, "cx_rose",
         "North: the customer index rose clearly since Jan 2025"},
        {.60, .60, .40, .40, NULL, "ex_below_rest",
         "North: the employee index is clearly below the rest of the company"},
        {.60, .60, .60, .60, targets, "against_target",
         "North: the customer index meets its target, but the employee index misses its target"},
        {.60, .60, .60, .60, NULL, "no_marked_difference",
         "North: no marked difference from the rest of the company"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(rows); i++) {
        Arena arena = arena_for_test();
        Case c = {.language = "en",
                  .sections = rows[i].sections,
                  .period_count = 2,
                  .units = {{"North",
                             {{400, rows[i].cx_before}, {400, rows[i].cx_now}},
                             {{300, rows[i].ex_before}, {300, rows[i].ex_now}}},
                            {"South", {{400, .6}, {400, .6}}, {{300, .6}, {300, .6}}}}};
        Pack pack = pack_of_case(&arena, &c);
        const Page *page = &brief_of(&arena, &pack, "North")->pages[0];
        if (!str_equal(page->rule, str_from(rows[i].rule)))
            fail_msg("%td: rule %.*s: %.*s", i, STR_ARG(page->rule), STR_ARG(page->title));
        assert_string_equal(str_cstr(&arena, page->title), rows[i].title);
        arena_close(&arena);
    }
}

/* ---- Very long names, many units ---- */

static void long_names_have_their_own_slugs(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    static const char same[] = "Trung tâm chăm sóc khách hàng và bảo hành thiết bị gia dụng miền";
    Case c = {.language = "vi", .period_count = 2};
    for (int u = 0; u < 12; u++) {
        c.units[u].name =
            str_cstr(&arena, u == 11 ? S("CON") : str_format(&arena, "%s %d", same, u));
        for (int t = 0; t < 2; t++) {
            c.units[u].cx[t] = (CaseCell){40 + u, .5 + .03 * u};
            c.units[u].ex[t] = (CaseCell){15 + u, .7 - .03 * u};
        }
    }
    Pack pack = pack_of_case(&arena, &c);
    assert_int_equal(check_pack(&arena, &pack), 12);
    assert_string_equal(str_cstr(&arena, planned(&pack, "CON")->slug), "con-unit");
    for (ptrdiff_t i = 0; i < pack.plan_count; i++)
        assert_true(pack.plan[i].slug.len <= 64);
    arena_close(&arena);
}

/* ---- Voices ---- */

static const Scores *with_comments(Arena *arena, const Case *c)
{
    static const char *const texts[] = {
        "Hẹn sáng mà chiều tối mới tới, gọi 0912 345 678 thì không ai nghe.",
        "Anh giao hàng rất nhiệt tình, lắp giúp luôn cho nhà tôi.",
        "Đổi cái quạt mất mười hai ngày, ba lần gọi lại mới xong.", "Tốt."};
    const Scores *scores = case_scores(arena, c);
    Tally *tally = (Tally *)(uintptr_t)scores->tally;
    ptrdiff_t unit = tally_find_unit(tally, S("Giao nhận"));
    for (int side = 0; side < SIDE_COUNT; side++) {
        tally->side[side].comments = NEW(arena, Comment, CX_COUNTOF(texts));
        tally->side[side].comment_count = CX_COUNTOF(texts);
        for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++) {
            Comment *comment = &tally->side[side].comments[i];
            *comment = (Comment){.unit = (int16_t)unit,
                                 .period = (int16_t)(tally->period_count - 1),
                                 .level = LEVEL_MISSING};
            comment_set_date(comment, (Date){2025, 2, 20 - (int)i});
            comment_place(comment, str_from(texts[i]), str_format(arena, "r%td", i));
        }
    }
    return scores;
}

static void voices(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    for (int show = 0; show < 2; show++) {
        Case c = case_company("vi");
        c.sections = show ? "[privacy]\nown_comments = show\n" : NULL;
        const Scores *scores = with_comments(&arena, &c);
        Pack pack = pack_of(&arena, scores);
        Diags diags = {.arena = &arena};
        const Redactor *redactor = redactor_open(&arena, STR_NONE, (Pos){0}, LANG_VI, &diags);
        assert_non_null(redactor);
        const Report *brief =
            report_build_brief(&arena, scores, pack.board, planned(&pack, "Giao nhận"),
                               &(BriefOptions){.redactor = redactor});
        const BriefModel *model = brief->brief;
        assert_int_equal(model->voices_count, 1 + show); /* the own people's only when asked for */
        assert_int_equal(model->voices[0].side, REPORT_CX);
        assert_int_equal(model->voices[0].quote_count, 3);
        assert_string_equal(str_cstr(&arena, model->voices[0].head), "TIẾNG NÓI KHÁCH HÀNG");
        assert_string_equal(str_cstr(&arena, model->voices[0].quotes[0].source), "T2/2025");
        assert_true(str_find(model->voices[0].quotes[0].text, S("0912")) < 0);
        assert_true(
            str_equal(model->notes[model->note_count - 1], word(LANG_VI, WORD_BRIEF_REDACTED)));
        check_brief(&arena, &pack, brief);
        /* without a redactor nothing that anybody wrote is in it, nor in another unit's */
        assert_int_equal(brief_of(&arena, &pack, "Giao nhận")->brief->voices_count, 0);
        const Report *other =
            report_build_brief(&arena, scores, pack.board, planned(&pack, "Cửa hàng Quận 1"),
                               &(BriefOptions){.redactor = redactor});
        assert_int_equal(other->brief->voices_count, 0);
    }
    arena_close(&arena);
}

/* The head reads English: what was taken out of a customer's words is named so. */
static void what_was_taken_out_is_named_in_the_language_of_the_reader(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = case_company("vi");
    const Scores *scores = with_comments(&arena, &c);
    Tally *tally = (Tally *)(uintptr_t)scores->tally;
    tally->units[tally_find_unit(tally, S("Giao nhận"))].language = S("en");
    Pack pack = pack_of(&arena, scores);
    Diags diags = {.arena = &arena};
    const Redactor *redactor = redactor_open(&arena, STR_NONE, (Pos){0}, LANG_VI, &diags);
    const Report *brief =
        report_build_brief(&arena, scores, pack.board, planned(&pack, "Giao nhận"),
                           &(BriefOptions){.redactor = redactor});
    assert_string_equal(str_cstr(&arena, brief->brief->voices[0].quotes[0].text),
                        "Hẹn sáng mà chiều tối mới tới, gọi [phone number] thì không ai nghe.");
    arena_close(&arena);
}

/* ---- Groups of small units, and parents ---- */

static void groups_and_parents(void **state)
{
    (void)state;
    Arena arena = arena_for_test();
    Case c = {.language = "vi",
              .sections = "[privacy]\nmerge = Kế toán, Pháp chế -> Khối hỗ trợ\n",
              .period_count = 2,
              .units = {{"Bán hàng", {{200, .6}, {200, .6}}, {{50, .6}, {50, .6}}},
                        {"Giao nhận", {{200, .5}, {200, .5}}, {{50, .5}, {50, .5}}},
                        {"Kế toán", {{0, 0}, {0, 0}}, {{6, .6}, {6, .6}}},
                        {"Pháp chế", {{0, 0}, {0, 0}}, {{7, .6}, {7, .6}}}}};
    const Config *config = case_config(&arena, &c);
    TallyBuilder *builder = tally_builder_new(&arena, config);
    for (int u = 0; c.units[u].name; u++) {
        ptrdiff_t unit = tally_builder_unit(builder, str_from(c.units[u].name), (Pos){0});
        bool below = u < 2, small = u >= 2;
        Unit about = {.name = str_from(c.units[u].name),
                      .parent = below ? S("Khối thị trường") : STR_NONE,
                      .head = small ? str_format(&arena, "Trưởng %d", u) : STR_NONE,
                      .email = small ? S("chung@senviet.example") : STR_NONE,
                      .order = u};
        tally_builder_describe(builder, unit, &about);
        for (int t = 0; t < c.period_count; t++) {
            ptrdiff_t period = tally_builder_period(
                builder, period_ordinal(PERIOD_MONTH, (Date){2025, t + 1, 15}), STR_NONE);
            case_rows(builder, &c, SIDE_CX, unit, period, c.units[u].cx[t]);
            case_rows(builder, &c, SIDE_EX, unit, period, c.units[u].ex[t]);
        }
    }
    const Tally *tally = tally_finish(builder);
    Pack pack = pack_of(&arena, score_compute(&arena, tally, privacy_decide(&arena, tally, NULL)));
    check_pack(&arena, &pack);
    const BriefPlan *group = planned(&pack, "Khối hỗ trợ");
    assert_int_equal(planned(&pack, "Kế toán")->state, BRIEF_MERGED);
    assert_int_equal(planned(&pack, "Kế toán")->group, group->scope);
    assert_int_equal(planned(&pack, "Khối thị trường")->state, BRIEF_PARENT);
    const BriefModel *model = brief_of(&arena, &pack, "Khối hỗ trợ")->brief;
    assert_string_equal(str_cstr(&arena, model->notes[0]), "Khối hỗ trợ gồm Kế toán và Pháp chế.");
    assert_string_equal(str_cstr(&arena, model->mail.to_address), "chung@senviet.example");
    assert_string_equal(str_cstr(&arena, model->mail.to_name), "Trưởng 2, Trưởng 3");
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_company),
        cmocka_unit_test(a_hidden_side_has_one_sentence),
        cmocka_unit_test(plan_says_why_not),
        cmocka_unit_test(one_unit_one_period),
        cmocka_unit_test(one_side_only),
        cmocka_unit_test(questions_where_there_are_no_factors),
        cmocka_unit_test(language_of_the_reader),
        cmocka_unit_test(own_mail),
        cmocka_unit_test(voices),
        cmocka_unit_test(what_was_taken_out_is_named_in_the_language_of_the_reader),
        cmocka_unit_test(groups_and_parents),
        cmocka_unit_test(titles),
        cmocka_unit_test(long_names_have_their_own_slugs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
