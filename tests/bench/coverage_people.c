/* Companies of people who answer a recommendation and six questions, for key drivers:
 *
 *   answer j      = mood (0..2, the same in all) + own (0..2), so that the six hang together
 *   recommendation = sum of the answers that count + 0..2, or unrelated to them
 *
 * Whole numbers throughout: no answer is cut off at an end of its scale, so the shares of R² follow
 * exactly from the covariances. */
#include "coverage.h"

enum { QUESTIONS = 6, LEVELS = 5, RECOMMENDATIONS = 11 };

const PeopleDesign people_designs[] = {
    {"two of six count, 200 people", 200, 2, false, 0},
    {"two of six count, 1000 people", 1000, 2, false, 0},
    {"all six count alike, 200 people", 200, QUESTIONS, true, 0},
    {"all six count alike, 1000 people", 1000, QUESTIONS, true, 0},
    {"none counts, three are low, 200 people", 200, 0, false, 3},
    {"none counts, three are low, 1000 people", 1000, 0, false, 3},
};
const ptrdiff_t people_design_count = CX_COUNTOF(people_designs);

/* Chances of a question's own part to be 0, 1, 2: usual, and of a low question. */
static const double own_usual[3] = {1.0 / 3, 1.0 / 3, 1.0 / 3}, own_low[3] = {0.6, 0.3, 0.1};

static int draw_of_three(const double chance[3], Random *random)
{
    double at = random_uniform(random);
    return at < chance[0] ? 0 : at < chance[0] + chance[1] ? 1 : 2;
}

/* ---- The truth: shares of R² as means over every order of the questions ---- */
/* Of normal equations by elimination; those of the questions in `set` with the recommendation. */
static double r2_of(double matrix[QUESTIONS + 1][QUESTIONS + 1], unsigned set)
{
    double left[QUESTIONS + 1][QUESTIONS + 1];
    int in[QUESTIONS + 1], count = 0;
    for (int j = 0; j < QUESTIONS; j++)
        if (set >> j & 1)
            in[count++] = j;
    in[count] = QUESTIONS;
    for (int a = 0; a <= count; a++)
        for (int b = 0; b <= count; b++)
            left[a][b] = matrix[in[a]][in[b]];
    for (int p = 0; p < count; p++)
        for (int a = p + 1; a <= count; a++) {
            double factor = left[a][p] / left[p][p];
            for (int b = p; b <= count; b++)
                left[a][b] -= factor * left[p][b];
        }
    return 1 - left[count][count] / matrix[QUESTIONS][QUESTIONS];
}

static double sum_over_orders(double matrix[QUESTIONS + 1][QUESTIONS + 1], int question,
                              unsigned before, int *orders)
{
    if (before >> question & 1)
        return 0;
    *orders += 1;
    double sum = 0;
    /* The question comes next after `before`; how many orders begin and end so: s!(k−1−s)!. */
    int s = 0;
    for (int j = 0; j < QUESTIONS; j++)
        s += before >> j & 1;
    double ways = 1;
    for (int i = 2; i <= s; i++)
        ways *= i;
    for (int i = 2; i <= QUESTIONS - 1 - s; i++)
        ways *= i;
    sum = ways * (r2_of(matrix, before | 1U << question) - r2_of(matrix, before));
    return sum;
}

static double true_share(const PeopleDesign *design, int question)
{
    const double third = 2.0 / 3; /* the variance of a draw from 0, 1, 2 */
    if (design->counts == 0)
        return (double)NAN; /* shares of nothing */
    double matrix[QUESTIONS + 1][QUESTIONS + 1];
    for (int a = 0; a < QUESTIONS; a++)
        for (int b = 0; b < QUESTIONS; b++)
            matrix[a][b] = a == b ? 2 * third : third;
    double weight = design->by_chance ? 2.0 / QUESTIONS : 1, spread = third;
    for (int a = 0; a < QUESTIONS; a++) {
        double with = 0;
        for (int b = 0; b < design->counts; b++)
            with += weight * matrix[a][b];
        matrix[a][QUESTIONS] = matrix[QUESTIONS][a] = with;
        spread += a < design->counts && !design->by_chance ? with : 0;
    }
    matrix[QUESTIONS][QUESTIONS] = design->by_chance ? 4 * 2 * third + third : spread;
    double sum = 0;
    int orders = 0;
    for (unsigned before = 0; before < 1U << QUESTIONS; before++)
        sum += sum_over_orders(matrix, question, before, &orders);
    return 100 * sum / 720 / r2_of(matrix, (1U << QUESTIONS) - 1);
}

/* ---- A company ---- */
static void open_config(Config *config, Metric *metrics)
{
    static const char *const ids[] = {"cx.csat", "ex.enps", "ex.q1", "ex.q2",
                                      "ex.q3",   "ex.q4",   "ex.q5", "ex.q6"};
    *config = (Config){.metrics = metrics, .metric_count = CX_COUNTOF(ids)};
    for (ptrdiff_t i = 0; i < config->metric_count; i++) {
        bool nps = i == 1;
        Str id = str_from(ids[i]);
        metrics[i] = (Metric){.id = id,
                              .name = str_slice(id, 3, id.len),
                              .side = i == 0 ? SIDE_CX : SIDE_EX,
                              .type = nps ? METRIC_NPS : METRIC_RATING,
                              .scale = {.worst = nps ? 0 : 1,
                                        .best = nps ? 10 : LEVELS,
                                        .level_count = nps ? RECOMMENDATIONS : LEVELS},
                              .stage = STAGE_NONE,
                              .practical = 2,
                              .target = {.value = (double)NAN}};
    }
    config->statistics = (Statistics){.level = 0.95,
                                      .stage_minimum = 3,
                                      .half_rule = 0.5,
                                      .test_minimum = 10,
                                      .top_csat = 4,
                                      .whatif = 5,
                                      .bootstrap = 99};
    config->statistics.seed = S("coverage");
    config->privacy.minimum = 5;
    config->cx_index = config->ex_index = config->cx_journey = (Index){.cut = 70, .practical = 2};
    config->combined.cx_weight = 0.5;
    config->engagement.all = true;
}

static void answer(const PeopleDesign *design, Random *random, int16_t level[QUESTIONS + 1])
{
    int mood = draw_of_three(own_usual, random), sum = 0;
    for (int j = 0; j < QUESTIONS; j++)
        level[1 + j] =
            (int16_t)(mood + draw_of_three(j < design->low ? own_low : own_usual, random));
    if (design->by_chance)
        sum = 2 * level[1 + (int)(QUESTIONS * random_uniform(random))];
    for (int j = 0; j < design->counts && !design->by_chance; j++)
        sum += level[1 + j];
    level[0] = design->counts > 0 ? (int16_t)(sum + draw_of_three(own_usual, random))
                                  : (int16_t)(RECOMMENDATIONS * random_uniform(random));
}

static void fill(TallyBuilder *builder, const PeopleDesign *design, Random *random)
{
    int16_t level[QUESTIONS + 1] = {2};
    Row row = {.unit = tally_builder_unit(builder, S("A"), (Pos){0}),
               .period = tally_builder_period(
                   builder, period_ordinal(PERIOD_MONTH, (Date){2026, 1, 1}), STR_NONE),
               .weight = 1,
               .level = level};
    for (int i = 0; i < 20; i++)
        tally_builder_add(builder, SIDE_CX, &row, 1);
    for (int i = 0; i < design->people; i++) {
        answer(design, random, level);
        row.key_hash = stats_rng_next(&random->rng);
        tally_builder_add(builder, SIDE_EX, &row, 1);
    }
}

static Said said_of_share(const LinkDriver *driver, double truth)
{
    return (Said){.told = true,
                  .value = driver->share,
                  .lo = driver->lo,
                  .hi = driver->hi,
                  .truth = truth,
                  .clear = driver->importance == LINK_HIGH};
}

void people_say(const PeopleDesign *design, int number, Arena *arena, Said said[ANALYSIS_COUNT])
{
    Config config;
    Metric metrics[QUESTIONS + 2];
    open_config(&config, metrics);
    Random random = {
        stats_rng_stream(S("coverage"), str_format(arena, "%s, company %d", design->name, number))};
    TallyBuilder *builder = tally_builder_new(arena, &config);
    fill(builder, design, &random);
    const Tally *tally = tally_finish(builder);
    const Scores *scores = score_compute(arena, tally, privacy_decide(arena, tally, NULL));
    const Link *link = link_compute(arena, scores, 0);
    const LinkDrivers *drivers = &link->drivers[SIDE_EX];
    if (drivers->refused.len > 0 || drivers->k != QUESTIONS)
        return;
    static const PeopleDesign *known;
    static double first, last;
    if (known != design) {
        known = design;
        first = true_share(design, 0);
        last = true_share(design, QUESTIONS - 1);
    }
    said[SHARE_FIRST] = said_of_share(&drivers->drivers[0], first);
    said[SHARE_LAST] = said_of_share(&drivers->drivers[QUESTIONS - 1], last);
    said[ANY_SHARE] = said[FIX_FIRST] =
        (Said){.told = true, .value = (double)NAN, .truth = (double)NAN};
    for (ptrdiff_t j = 0; j < QUESTIONS; j++) {
        const LinkDriver *driver = &drivers->drivers[j];
        said[ANY_SHARE].clear = said[ANY_SHARE].clear || driver->importance == LINK_HIGH;
        said[FIX_FIRST].clear = said[FIX_FIRST].clear || driver->quadrant == LINK_FIX_FIRST;
    }
}
