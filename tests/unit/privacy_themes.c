/* Themes: what a word of the list finds in a comment and what it does not, and where counts of
 * comments are told. The comments and what each must name are written by hand. */
#include "one_arena.h"

#include "cxex/privacy.h"

#include "../../src/privacy/syllables.h"

enum { UNITS = 3, WINDOWS = 2, MOST = 40 };
#define T(literal)                                \
    {                                             \
        (literal), (ptrdiff_t)sizeof(literal) - 1 \
    }

/* ---- Syllables ---- */

static void syllables(void **state)
{
    (void)state;
    const struct {
        const char *text, *accented, *plain;
    } cases[] = {
        {"Giao hàng, trễ hẹn!", " giao hang` | trê~ hen_ ", " giao hang | tre hen "},
        {"Hóa đơn", " hoa' đơn ", " hoa don "},
        {"HOÁ ĐƠN", " hoa' đơn ", " hoa don "},
        {"đổi/trả 2-ngày (e-mail)", " đôi? tra? 2 ngay` | e mail ", " doi tra 2 ngay | e mail "},
        {"lỗi\xE2\x80\xA6", " lôi~ ", " loi "},
        {"?!", "", ""},
        {"", "", ""},
        /* decomposed, as some phones write */
        {"le\xCC\x82\xCC\x83", " lê~ ", " le "},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str text = str_from(cases[i].text);
        assert_text(syllables_read(&arena, text, SYLLABLES_ACCENTED), cases[i].accented);
        assert_text(syllables_read(&arena, text, SYLLABLES_PLAIN), cases[i].plain);
    }
    assert_text(syllables_read(&arena, S("đổi trả. Hàng"), SYLLABLES_PLAIN), " doi tra | hang ");
    assert_text(syllables_read(&arena, S("Đổi  TRẢ, hàng"), SYLLABLES_AS_WRITTEN),
                " đổi trả | hàng ");
    assert_true(syllables_accented(&arena, S("giao hàng")));
    assert_true(syllables_accented(&arena, S("di dau đi")));
    assert_false(syllables_accented(&arena, S("giao hang TRE hen 24/7")));
}

/* ---- What names a theme ---- */

typedef struct Scene {
    Config config;
    Metric metric;
    Question question;
    Tally tally;
    Published published;
    Comment comments[MOST];
    const Redactor *redactor;
} Scene;

static ptrdiff_t one[] = {1}, two[] = {2};
static Unit units[UNITS] = {{.merged_into = -1},
                            {.members = one, .member_count = 1, .merged_into = -1},
                            {.members = two, .member_count = 1, .merged_into = -1}};
static Window windows[WINDOWS] = {{WINDOW_PERIOD, 0, 0, T("2026-10")},
                                  {WINDOW_ALL, 0, 0, T("all")}};

static CommentTheme *themes_of(const char *const *words, ptrdiff_t count)
{
    CommentTheme *themes = NEW(&arena, CommentTheme, count);
    for (ptrdiff_t i = 0; i < count; i++) {
        themes[i].name = str_from(words[i]);
        *PUSH(&arena, &themes[i].words, Str) = str_from(words[i]);
    }
    return themes;
}

/* Every cell published with 40 rows; no comments and no themes yet. */
static Scene *scene(void)
{
    Scene *made = NEW(&arena, Scene, 1);
    made->config.privacy.comment_minimum = 10;
    made->config.privacy.minimum = 5;
    made->metric = (Metric){.id = S("ex.enps"), .side = SIDE_EX, .type = METRIC_NPS};
    static double answers[] = {0, 0, 0, 0, 0, 0, 0, 50, 50, 100, 100};
    made->question = (Question){.score_100 = answers, .metric = &made->metric, .level_count = 11};
    made->tally = (Tally){.config = &made->config,
                          .units = units,
                          .unit_count = UNITS,
                          .period_count = 1,
                          .windows = windows,
                          .window_count = WINDOWS};
    made->tally.side[SIDE_EX] = (SideTally){.side = SIDE_EX,
                                            .questions = &made->question,
                                            .question_count = 1,
                                            .comments = made->comments};
    made->published.scope_count = UNITS;
    made->published.window_count = WINDOWS;
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        made->published.state[side] = NEW(&arena, Publish, UNITS * WINDOWS);
        made->published.n[side] = NEW(&arena, int64_t, UNITS * WINDOWS);
        made->published.question[side] = NEW(&arena, bool, UNITS *WINDOWS);
        made->published.known[side] = NEW(&arena, bool, 1);
        made->published.comments[side] = NEW(&arena, bool, WINDOWS);
        for (ptrdiff_t i = 0; i < UNITS * WINDOWS; i++) {
            made->published.state[side][i] = PUBLISH_PUBLISHED;
            made->published.n[side][i] = 40;
        }
    }
    Diags diags = {.arena = &arena};
    made->redactor = redactor_open(&arena, STR_NONE, (Pos){0}, LANG_EN, &diags);
    return made;
}

static void add(Scene *on, int16_t unit, const char *text, int level)
{
    SideTally *side = &on->tally.side[SIDE_EX];
    assert_true(side->comment_count < MOST);
    Comment *comment = &on->comments[side->comment_count];
    *comment = (Comment){.unit = unit, .level = (int8_t)level};
    comment_set_date(comment, (Date){2026, 10, 1});
    comment_place(comment, str_from(text), str_format(&arena, "c%02td", side->comment_count++));
}

static ThemeCounts counts_of(Scene *on, ptrdiff_t scope)
{
    const ThemeFinder *finder = theme_finder_open(&arena, &on->tally);
    return privacy_themes(&arena, finder, &on->published, SIDE_EX, scope, 0);
}

/* Each word is a theme of its own; one comment, repeated until it may be counted. */
static bool names(const char *word, const char *comment)
{
    Scene *on = scene();
    const char *words[] = {word, "đủ"}; /* the list itself has accents */
    on->tally.themes = themes_of(words, 2);
    on->tally.theme_count = 2;
    for (int i = 0; i < 10; i++)
        add(on, 1, comment, LEVEL_MISSING);
    ThemeCounts counts = counts_of(on, 0);
    assert_true(counts.told);
    assert_int_equal(counts.comments, 10);
    assert_true(counts.themes[0].n == 0 || counts.themes[0].n == 10);
    return counts.themes[0].told;
}

static void words_are_whole_syllables(void **state)
{
    (void)state;
    const struct {
        const char *word, *comment;
        bool found;
    } cases[] = {
        {"giá", "Giá hơi cao", true},
        {"giá", "giao hàng chậm", false},
        {"giá", "gia đình tôi đã mua", false},
        {"giá", "đánh giá tốt", true}, /* a syllable of its own: the list must say "giá cả" */
        {"giá", "gia cao qua", true},  /* no accents at all */
        {"giá", "giao hang cham", false},
        {"ca", "đổi ca liên tục", true},
        {"ca", "các anh chị nhiệt tình", false},
        {"ca", "tất cả đều ổn", false},
        {"ca", "cảm ơn", false},
        {"lương", "lương về muộn", true},
        {"lương", "số lượng ít", false},
        {"lương", "chất lượng kém", false},
        {"lương", "luong ve muon", true},
        {"trễ hẹn", "giao TRỄ HẸN hai lần", true},
        {"trễ hẹn", "giao tre hen hai lan", true},
        {"trễ hẹn", "giao tre hen, không xin lỗi", false}, /* written with accents */
        {"trễ hẹn", "trễ. Hẹn lại sau", false},            /* a stop between */
        {"trễ hẹn", "trễ  -  hẹn", true},
        {"trễ hẹn", "trễ cả hẹn", false},
        {"đổi trả", "đổi/trả khó", true},
        {"hóa đơn", "hoá đơn sai", true}, /* where the tone stands */
        {"hoá đơn", "HÓA ĐƠN sai", true},
        {"hòa", "hoa tươi đẹp", false},
        {"quý", "quí khách", false}, /* spelled otherwise: the list must say so */
        {"app", "app hay lỗi", true},
        {"app", "apple", false},
        {"hỏng", "không", false},
        {"ma", "mã giảm giá", false},
        {"bảo hành", "bảo hành lâu", true},
        {"bảo hành", "bao hanh lau", true},
        {"tư vấn", "tu van tot", true},
        {"tư vấn", "tự vấn lương tâm", false},
        {"!?", "giao hàng chậm thế!?", false}, /* no syllable: it names nothing */
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++)
        if (names(cases[i].word, cases[i].comment) != cases[i].found)
            fail_msg("\"%s\" in \"%s\"", cases[i].word, cases[i].comment);
}

/* A list without any accent was written in a hurry: it finds words with and without. */
static void a_list_without_accents(void **state)
{
    (void)state;
    Scene *on = scene();
    const char *words[] = {"tre hen", "thai do"};
    on->tally.themes = themes_of(words, 2);
    on->tally.theme_count = 2;
    for (int i = 0; i < 5; i++) {
        add(on, 1, "Giao trễ hẹn", 0);
        add(on, 1, "thai do tot, tre hen", 10);
    }
    ThemeCounts counts = counts_of(on, 0);
    assert_int_equal(counts.themes[0].n, 10);
    assert_int_equal(counts.themes[1].n, 5);
}

/* ---- Where counts are told ---- */

static Scene *with_comments(int naming, int others)
{
    Scene *on = scene();
    const char *words[] = {"trễ", "lương"};
    on->tally.themes = themes_of(words, 2);
    on->tally.theme_count = 2;
    for (int i = 0; i < naming; i++)
        add(on, 1, "Giao trễ quá, tôi chờ cả buổi sáng", i % 3 == 0 ? 10 : 2);
    for (int i = 0; i < others; i++)
        add(on, 2, "Mọi thứ đều ổn, cảm ơn các bạn nhiều", LEVEL_MISSING);
    return on;
}

static void fewer_than_the_minimum_are_not_told(void **state)
{
    (void)state;
    ThemeCounts counts = counts_of(with_comments(4, 20), 0);
    assert_true(counts.told);
    assert_false(counts.themes[0].told);
    assert_int_equal(counts.themes[0].n, 0);
    assert_int_equal(counts.themes[0].promoters + counts.themes[0].detractors, 0);
    counts = counts_of(with_comments(5, 20), 0);
    assert_true(counts.themes[0].told);
    assert_int_equal(counts.themes[0].n, 5);
    assert_int_equal(counts.comments, 25);
    assert_true(counts.all.told && counts.all.scored); /* of the others nothing is known */
    assert_int_equal(counts.all.n, 25);
    assert_int_equal(counts.all.promoters, 2);
    assert_int_equal(counts.all.detractors, 3);
    assert_true(counts.themes[0].scored);
    assert_int_equal(counts.themes[0].promoters, 2);
    assert_int_equal(counts.themes[0].detractors, 3);
    assert_false(counts.themes[1].told);
}

static void only_of_cells_that_may_be_told(void **state)
{
    (void)state;
    assert_false(counts_of(with_comments(5, 4), 0).told); /* nine comments */
    assert_true(counts_of(with_comments(5, 5), 0).told);
    assert_false(counts_of(with_comments(5, 5), 1).told);
    assert_true(counts_of(with_comments(10, 5), 1).told);
    static const Publish hidden[] = {PUBLISH_EMPTY, PUBLISH_PRIMARY, PUBLISH_SECONDARY,
                                     PUBLISH_STORED};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(hidden); i++) {
        Scene *on = with_comments(20, 5);
        on->published.state[SIDE_EX][0] = hidden[i];
        ThemeCounts none = counts_of(on, 0); /* nor is anything left in it */
        assert_false(none.told || none.all.told);
        assert_int_equal(none.comments, 0);
        assert_null(none.themes);
    }
    Scene *on = with_comments(20, 5);
    on->published.n[SIDE_EX][0] = 9; /* rows */
    assert_false(counts_of(on, 0).told);
    on = with_comments(20, 5);
    on->published.question[SIDE_EX][0] = true; /* withheld there */
    ThemeCounts counts = counts_of(on, 0);
    assert_true(counts.themes[0].told);
    assert_false(counts.themes[0].scored);
    assert_int_equal(counts.themes[0].detractors, 0);
}

/* Late comments of a few (the pass over comments): the company's are not counted; of a unit no
 * count leaves the program. */
static void not_where_the_pass_withholds(void **state)
{
    (void)state;
    Scene *on = with_comments(20, 5);
    on->published.comments[SIDE_EX][0] = true;
    assert_false(counts_of(on, 0).told);
    assert_true(counts_of(on, 1).told);
    ThemeCandidate out[MOST];
    int64_t comments;
    assert_int_equal(privacy_theme_candidates(&arena, &on->published, &on->tally, on->redactor,
                                              SIDE_EX, 0, 0, out, MOST, &comments),
                     0);
}

/* Promoters, passives, detractors of the question on recommending, wherever it stands among the
 * side's. */
static void what_they_would_recommend(void **state)
{
    (void)state;
    Scene *on = scene();
    const char *words[] = {"trễ"};
    on->tally.themes = themes_of(words, 1);
    on->tally.theme_count = 1;
    static const int levels[] = {0, 6, 7, 8, 8, 9, 10, 10, 10, 10, LEVEL_MISSING};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(levels); i++)
        add(on, 1, "Giao trễ quá", levels[i]);
    Metric other = {.id = S("ex.q1"), .side = SIDE_EX, .type = METRIC_RATING};
    Question questions[] = {on->question, on->question};
    questions[0].metric = &other;
    on->tally.side[SIDE_EX].questions = questions;
    on->tally.side[SIDE_EX].question_count = 2;
    on->published.question[SIDE_EX][0] = true; /* withheld: the other question */
    ThemeCounts counts = counts_of(on, 0);
    assert_true(counts.themes[0].scored);
    assert_int_equal(counts.themes[0].n, 11);
    assert_int_equal(counts.themes[0].detractors, 2);
    assert_int_equal(counts.themes[0].passives, 3);
    assert_int_equal(counts.themes[0].promoters, 5);
    on->published.question[SIDE_EX][1] = true;
    assert_false(counts_of(on, 0).themes[0].scored);
}

/* Four said what they would recommend: of nobody's comment is told which way it leans. */
static void too_few_recommend(void **state)
{
    (void)state;
    Scene *on = with_comments(4, 20);
    ThemeCounts counts = counts_of(on, 0);
    assert_true(counts.all.told);
    assert_false(counts.all.scored);
    assert_int_equal(counts.all.promoters + counts.all.passives + counts.all.detractors, 0);
}

static void quotations_of_a_theme(void **state)
{
    (void)state;
    Scene *on = with_comments(6, 6);
    const ThemeFinder *finder = theme_finder_open(&arena, &on->tally);
    ThemeCounts counts = privacy_themes(&arena, finder, &on->published, SIDE_EX, 0, 0);
    Quotation out[2 * MOST];
    const ptrdiff_t themes[] = {1, 0};
    ptrdiff_t found[] = {-1, -1};
    privacy_theme_quotations(&arena, finder, &counts, on->redactor, themes, 2, out, found, MOST);
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 1); /* each wording once */
    out[0] = out[MOST];
    assert_text(out[0].text, "Giao trễ quá, tôi chờ cả buổi sáng");
    assert_int_equal(privacy_quotation_scope(&on->published, &on->tally, SIDE_EX, &out[0]), 1);
    on->published.n[SIDE_EX][WINDOWS] = 9; /* unit 1 */
    assert_int_equal(privacy_quotation_scope(&on->published, &on->tally, SIDE_EX, &out[0]), 0);

    /* What stands for a unit that was merged: the group, or nobody where the group is hidden. */
    on->published.n[SIDE_EX][WINDOWS] = 40;
    Unit merged[UNITS] = {units[0], units[1], units[2]};
    merged[1].merged_into = 2;
    on->tally.units = merged;
    assert_int_equal(privacy_quotation_scope(&on->published, &on->tally, SIDE_EX, &out[0]), 2);
    on->published.state[SIDE_EX][2 * WINDOWS] = PUBLISH_SECONDARY;
    assert_int_equal(privacy_quotation_scope(&on->published, &on->tally, SIDE_EX, &out[0]), 0);

    /* Four name it: the comments may be quoted, but not as that theme's. */
    on = with_comments(4, 20);
    finder = theme_finder_open(&arena, &on->tally);
    counts = privacy_themes(&arena, finder, &on->published, SIDE_EX, 0, 0);
    privacy_theme_quotations(&arena, finder, &counts, on->redactor, themes, 2, out, found, MOST);
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 0);
    assert_int_equal(privacy_quotations(&arena, &on->published, &on->tally, on->redactor, SIDE_EX,
                                        0, 0, out, MOST),
                     2);
}

/* ---- Candidates ---- */

static void frequent_pairs(void **state)
{
    (void)state;
    Scene *on = scene();
    for (int i = 0; i < 12; i++)
        add(on, 1, i % 2 ? "Giao hàng trễ hẹn, trễ hẹn mãi" : "Lại trễ hẹn. Hàng của tôi đâu?",
            LEVEL_MISSING);
    for (int i = 0; i < 10; i++)
        add(on, 1, "hang loi nang", LEVEL_MISSING);
    ThemeCandidate out[MOST];
    int64_t comments;
    ptrdiff_t count = privacy_theme_candidates(&arena, &on->published, &on->tally, on->redactor,
                                               SIDE_EX, 0, 0, out, MOST, &comments);
    assert_int_equal(comments, 22);
    assert_int_equal(count, 3); /* "giao hàng" and "hàng trễ" stand in six comments */
    assert_text(out[0].text, "trễ hẹn");
    assert_int_equal(out[0].n, 12);
    assert_text(out[1].text, "hang loi");
    assert_text(out[2].text, "loi nang");
    on->published.state[SIDE_EX][0] = PUBLISH_SECONDARY;
    assert_int_equal(privacy_theme_candidates(&arena, &on->published, &on->tally, on->redactor,
                                              SIDE_EX, 0, 0, out, MOST, &comments),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables),
        cmocka_unit_test(words_are_whole_syllables),
        cmocka_unit_test(a_list_without_accents),
        cmocka_unit_test(fewer_than_the_minimum_are_not_told),
        cmocka_unit_test(only_of_cells_that_may_be_told),
        cmocka_unit_test(not_where_the_pass_withholds),
        cmocka_unit_test(what_they_would_recommend),
        cmocka_unit_test(too_few_recommend),
        cmocka_unit_test(quotations_of_a_theme),
        cmocka_unit_test(frequent_pairs),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
