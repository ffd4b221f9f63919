/* Page 13: a common payout from the company's revenue and one score of its surveys (metrics.md
 * §12). Of the company alone: a unit's score would soon be one that people are paid for. */
#include "linkage.h"

#include <cxex/stats.h>

#include <math.h>

enum { ANSWERS_MINIMUM = 30 };
enum { PAYOUT_DECIMALS = 3, MORE_DECIMALS = 5 };

static StatsPayoutCurve curve_of(const Build *build)
{
    const Config *config = build->config;
    return (StatsPayoutCurve){.revenue_gate = config->incentive.revenue_gate,
                              .threshold = config->incentive.threshold,
                              .threshold_pays = config->incentive.threshold_pays,
                              .target = config->incentive.target,
                              .maximum = config->incentive.maximum,
                              .cap = config->incentive.cap};
}

static double company_value(const Build *build, Str kpi)
{
    const KpiTable *table = kpi_table(build, kpi);
    return table ? kpi_value(build, table, 0, build->period) : (double)NAN;
}

static Str kpi_name(const Build *build, Str kpi)
{
    const KpiTable *table = kpi_table(build, kpi);
    return table ? linkage_kpi_label(table) : kpi;
}

/* ---- Why there is none ---- */

static Refusal refused(Str key, Str sentence)
{
    return (Refusal){
        .what = S("incentive"), .key = key, .sentence = sentence, .n = -1, .minimum = -1};
}

static Refusal score_refusal(const Build *build, ptrdiff_t def)
{
    Estimate score = estimate_make(build, 0, def);
    if (score.state == ESTIMATE_SHOWN && isfinite(score.value)) {
        Refusal few = refused(S("incentive"),
                              WORDS(build->arena, build->lang, WORD_INCENTIVE_REFUSED,
                                    num_show_count(build->arena, score.n, build->lang),
                                    num_show_count(build->arena, ANSWERS_MINIMUM, build->lang)));
        few.n = score.n;
        few.minimum = ANSWERS_MINIMUM;
        return score.n < ANSWERS_MINIMUM ? few : (Refusal){0};
    }
    bool withheld = score.state == ESTIMATE_WITHHELD;
    Str why = withheld ? score.text : word(build->lang, WORD_NO_ANSWERS);
    return refused(withheld ? S("withheld") : S("no_answers"),
                   WORDS(build->arena, build->lang, WORD_INCENTIVE_SCORE_ABSENT,
                         label_figure(build, def), why));
}

static Refusal revenue_refusal(const Build *build)
{
    const Str kpis[] = {build->config->incentive.revenue_actual,
                        build->config->incentive.revenue_target};
    Str when = label_period(build, build->period, PERIOD_SHORT), missing[2];
    ptrdiff_t count = 0;
    for (int i = 0; i < 2; i++)
        if (!isfinite(company_value(build, kpis[i])))
            missing[count++] = kpi_name(build, kpis[i]);
    if (count > 0)
        return refused(S("input"), WORDS(build->arena, build->lang, WORD_INCENTIVE_NO_LINE,
                                         label_list(build, missing, count, 2), when));
    if (!(company_value(build, kpis[1]) > 0))
        return refused(S("input"), WORDS(build->arena, build->lang, WORD_INCENTIVE_NO_PLAN,
                                         kpi_name(build, kpis[1]), when));
    return (Refusal){0};
}

Refusal incentive_refusal(const Build *build)
{
    if (!build->config->incentive.given)
        return refused(S("input"), word(build->lang, WORD_INCENTIVE_NEED));
    ptrdiff_t def = score_find_def(build->scores, build->config->incentive.score);
    if (def < 0) /* nobody was asked, or the index has no part */
        return refused(S("no_answers"),
                       WORDS(build->arena, build->lang, WORD_INCENTIVE_SCORE_ABSENT,
                             build->config->incentive.score, word(build->lang, WORD_NO_ANSWERS)));
    Refusal score = score_refusal(build, def);
    return score.key.len > 0 ? score : revenue_refusal(build);
}

/* ---- Numbers as texts ---- */

/* With one decimal more while rounding hides on which side of the limit the value lies (metrics.md
 * §14). */
static int decimals_apart(double value, double limit, int decimals)
{
    for (int most = decimals + MORE_DECIMALS; decimals < most && value != limit; decimals++) {
        double factor = pow(10, decimals);
        if (round(value * factor) != round(limit * factor))
            break;
    }
    return decimals;
}

/* No more decimals than it has. */
static int decimals_of(double value)
{
    int decimals = 0;
    while (decimals < MORE_DECIMALS &&
           fabs(value * pow(10, decimals) - round(value * pow(10, decimals))) > 1e-6)
        decimals++;
    return decimals;
}

static Str plain(const Build *build, double value)
{
    return num_show(build->arena, value, decimals_of(value), build->lang);
}

static Str share(const Build *build, double value_01, int decimals)
{
    return num_show_percent(build->arena, 100 * value_01, decimals, build->lang);
}

static Str payout_text(const Build *build, double payout)
{
    return isfinite(payout) ? num_show(build->arena, payout, PAYOUT_DECIMALS, build->lang)
                            : STR_NONE;
}

static int score_decimals(const IncentiveModel *model)
{
    const double points[] = {model->threshold, model->target, model->maximum};
    int decimals = model->score.decimals;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(points); i++)
        decimals = decimals_apart(model->score.value, points[i], decimals);
    return decimals;
}

/* ---- The model ---- */

static void add_revenue(const Build *build, IncentiveModel *model)
{
    model->actual_id = build->config->incentive.revenue_actual;
    model->plan_id = build->config->incentive.revenue_target;
    model->actual = company_value(build, model->actual_id);
    model->plan = company_value(build, model->plan_id);
    model->ratio_01 = model->actual / model->plan;
    model->open = model->ratio_01 >= model->gate;
    model->gate_head = word(build->lang, WORD_INCENTIVE_GATE_HEAD);
    model->ratio_decimals = decimals_apart(100 * model->ratio_01, 100 * model->gate, 1);
    model->ratio_text = share(build, model->ratio_01, model->ratio_decimals);
    model->of_plan = WORDS(build->arena, build->lang, WORD_INCENTIVE_OF_PLAN,
                           kpi_show(build, kpi_table(build, model->plan_id), model->plan));
    model->gate_text = WORDS(build->arena, build->lang,
                             model->open ? WORD_INCENTIVE_GATE_OPEN : WORD_INCENTIVE_GATE_CLOSED,
                             share(build, model->gate, decimals_of(100 * model->gate)));
}

static bool within(const Estimate *score, double point)
{
    return score->lo < point && point <= score->hi; /* false without an interval */
}

static void add_payout(const Build *build, IncentiveModel *model)
{
    StatsPayoutCurve curve = curve_of(build);
    const Estimate *score = &model->score;
    model->payout = stats_payout(&curve, score->value, model->ratio_01);
    model->payout_lo = stats_payout(&curve, score->lo, model->ratio_01);
    model->payout_hi = stats_payout(&curve, score->hi, model->ratio_01);
    model->threshold_within = model->open && within(score, model->threshold);
    model->target_within = model->open && within(score, model->target);
    model->payout_head = word(build->lang, WORD_INCENTIVE_HEAD);
    model->payout_decimals = PAYOUT_DECIMALS;
    model->payout_text = payout_text(build, model->payout);
    model->payout_lo_text = payout_text(build, model->payout_lo);
    model->payout_hi_text = payout_text(build, model->payout_hi);
    if (!model->open)
        model->within_text = word(build->lang, WORD_INCENTIVE_CLOSED);
    else if (model->threshold_within && model->target_within)
        model->within_text = word(build->lang, WORD_INCENTIVE_WITHIN_BOTH);
    else if (model->threshold_within || model->target_within)
        model->within_text =
            word(build->lang, model->target_within ? WORD_INCENTIVE_WITHIN_TARGET
                                                   : WORD_INCENTIVE_WITHIN_THRESHOLD);
    if (model->open && isfinite(model->payout_lo) && isfinite(model->payout_hi))
        model->interval_text = WORDS(build->arena, build->lang, WORD_INCENTIVE_INTERVAL,
                                     model->payout_lo_text, model->payout_hi_text);
}

static void add_labels(const Build *build, ptrdiff_t def, IncentiveModel *model)
{
    model->score_decimals = score_decimals(model);
    model->score_text = estimate_number(build, def, model->score.value, model->score_decimals);
    model->threshold_label =
        WORDS(build->arena, build->lang, WORD_INCENTIVE_THRESHOLD, plain(build, model->threshold));
    model->target_label =
        WORDS(build->arena, build->lang, WORD_INCENTIVE_TARGET, plain(build, model->target));
    model->cap_label =
        WORDS(build->arena, build->lang, WORD_INCENTIVE_CAP, plain(build, model->cap));
    model->point_label = WORDS(build->arena, build->lang, WORD_INCENTIVE_POINT, model->score_text,
                               model->payout_text);
    model->axis_x = linkage_small(build, model->name);
    model->axis_y = word(build->lang, WORD_INCENTIVE_AXIS);
    model->principle = WORDS(build->arena, build->lang, WORD_INCENTIVE_PRINCIPLE,
                             num_show_count(build->arena, ANSWERS_MINIMUM, build->lang));
}

PageRows incentive_build(Build *build)
{
    if (incentive_refusal(build).key.len > 0)
        return (PageRows){0};
    ptrdiff_t def = score_find_def(build->scores, build->config->incentive.score);
    const FigureDef *figure = &build->scores->defs[def];
    StatsPayoutCurve curve = curve_of(build);
    IncentiveModel *model = &build->report->incentive;
    *model = (IncentiveModel){.given = true,
                              .side = label_report_side(figure->side),
                              .code = figure->id,
                              .name = label_figure(build, def),
                              .score = estimate_make(build, 0, def),
                              .scale_lo = figure->lo,
                              .scale_hi = figure->hi,
                              .threshold = curve.threshold,
                              .threshold_pays = curve.threshold_pays,
                              .target = curve.target,
                              .maximum = curve.maximum,
                              .cap = curve.cap,
                              .gate = curve.revenue_gate};
    add_revenue(build, model);
    add_payout(build, model);
    add_labels(build, def, model);
    return (PageRows){.printed = true};
}

/* ---- Title: the first that holds ---- */

typedef struct Rule {
    bool holds;
    const char *rule;
    Word sentence;
    double point; /* of the curve, that it names */
} Rule;

static Sentence title_incentive(const Build *build)
{
    const IncentiveModel *model = &build->report->incentive;
    const Estimate *score = &model->score;
    double t0 = model->threshold, t1 = model->target, t2 = model->maximum;
    bool below = score->value < t0;
    const Rule rules[] = {
        {below && model->threshold_within, "below_within", WORD_TITLE_INCENTIVE_BELOW_WITHIN, t0},
        {score->hi < t0, "below", WORD_TITLE_INCENTIVE_BELOW, t0},
        {model->threshold_within, "threshold_within", WORD_TITLE_INCENTIVE_THRESHOLD, t0},
        {model->target_within, "target_within", WORD_TITLE_INCENTIVE_TARGET, t1},
        {score->value >= t2, "cap", WORD_TITLE_INCENTIVE_CAP, t2},
        {score->lo >= t1, "above_target", WORD_TITLE_INCENTIVE_ABOVE, t1},
        {score->hi < t1, "short_of_target", WORD_TITLE_INCENTIVE_SHORT, t1},
        {true, "plain", WORD_TITLE_INCENTIVE_PLAIN, t1}};
    if (!model->open)
        return (Sentence){S("gate"),
                          WORDS(build->arena, build->lang, WORD_TITLE_INCENTIVE_GATE,
                                model->ratio_text,
                                share(build, model->gate, decimals_of(100 * model->gate)))};
    const Rule *rule = rules;
    while (!rule->holds)
        rule++;
    Str point = plain(build, rule->point);
    bool nothing = rule->sentence == WORD_TITLE_INCENTIVE_BELOW_WITHIN ||
                   rule->sentence == WORD_TITLE_INCENTIVE_BELOW;
    Str text = nothing
                   ? WORDS(build->arena, build->lang, rule->sentence, point)
                   : WORDS(build->arena, build->lang, rule->sentence, model->payout_text, point);
    return (Sentence){str_from(rule->rule), text};
}

void incentive_words(const Build *build, Page *page)
{
    const IncentiveModel *model = &build->report->incentive;
    Sentence title = title_incentive(build);
    page->title = title.text;
    page->rule = title.rule;
    page->subtitle = WORDS(build->arena, build->lang, WORD_INCENTIVE_SUBTITLE, model->axis_x,
                           label_period(build, build->period, PERIOD_SHORT));
    page->foot_left = WORDS(build->arena, build->lang, WORD_INCENTIVE_FOOT, label_level(build));
}
