/* sen_viet_world.h: the known structure of Công ty cổ phần bán lẻ Sen Việt, an invented retailer:
 * what each department's EX and CX index truly is in each month, and what its KPIs are.
 *
 *   EX(d,t) = mean of d + company path + own deviation + the new rota's fall in four departments
 *   CX(d,t) = mean of d + company path + SEN_LAG * (EX(d,t-1) - mean of d - company path)
 *             + own deviation + the last month's shocks
 *   revenue per head(d,t) = base of d * season + a * CX deviation(d,t-1) + b * EX deviation(d,t-1)
 *   turnover, absence(d,t) = base of d - c * EX deviation(d,t-1)
 *
 * Without effect (--no-effect) SEN_LAG, a, b and c are 0, the last month's shocks are left out and
 * the means of CX are drawn anew, at right angles to those of EX. */
#ifndef SAMPLES_SEN_VIET_WORLD_H
#define SAMPLES_SEN_VIET_WORLD_H

#include "answers.h"
#include "dates.h"

enum { SEN_UNITS = 18, SEN_MONTHS = 13, SEN_STEPS = SEN_MONTHS + 1, SEN_TENURES = 5 };

static const Month sen_first = {2025, 10};

/* Effects, in index points (KPIs: in their own unit) per point one month before. */
static const double SEN_LAG = 0.45;
static const double SEN_REVENUE_PER_CX = 1.6, SEN_REVENUE_PER_EX = 0.3; /* million dong a head */
static const double SEN_TURNOVER_PER_EX = -0.35, SEN_ABSENCE_PER_EX = -0.07; /* % points */

typedef struct SenUnit {
    const char *name, *decomposed; /* the second: as some phones write it (NFD), NULL if never */
    int customers_n, employees_n;  /* answers in a usual month; customers_n 0: no customers */
    double response_01;            /* share of the invited who answer */
    double ex_mean, cx_mean;
    double rota_fall[3]; /* EX points lost by August, September, October 2026 */
    double cx_shock;     /* CX points, October 2026 */
    double revenue_head; /* million dong a month; 0: none */
} SenUnit;

static const SenUnit sen_units[SEN_UNITS] = {
    {"Cửa hàng Quận 1", NULL, 380, 28, .80, 80.0, 78.5, {0}, 0, 212},
    {"Cửa hàng Thủ Đức", NULL, 350, 23, .77, 74.0, 74.0, {0}, 2.6, 196},
    {"Cửa hàng Cầu Giấy", NULL, 330, 27, .74, 73.5, 76.3, {1, 2.5, 15}, 3.0, 201},
    {"Cửa hàng Hải Châu", NULL, 220, 15, .79, 69.0, 71.8, {0}, 0, 178},
    {"Cửa hàng Ninh Kiều", NULL, 190, 13, .81, 72.5, 73.5, {0}, 0, 181},
    {"Cửa hàng Lê Chân", NULL, 170, 12, .76, 67.0, 69.8, {0}, 0, 169},
    {"Cửa hàng Biên Hòa", NULL, 160, 12, .78, 70.0, 71.4, {0}, 0, 175},
    {"Bán hàng trực tuyến", NULL, 850, 36, .72, 75.0, 73.9, {1, 2.5, 16}, 2.2, 236},
    {"Bán hàng doanh nghiệp", NULL, 110, 15, .88, 81.5, 81.5, {0}, 0, 258},
    {"Tổng đài đặt hàng", NULL, 200, 14, .78, 68.0, 70.8, {0}, 0, 164},
    {"Chăm sóc khách hàng", NULL, 520, 38, .79, 70.5, 68.8, {1, 2, 13}, -2.2, 158},
    {"Giao nhận",
     "Giao nh\x61\xcc\xa3\xcc\x82n",
     640,
     34,
     .70,
     70.0,
     68.6,
     {1.5, 2.5, 14},
     -5.2,
     152},
    {"Lắp đặt tại nhà", NULL, 150, 13, .77, 72.0, 73.8, {0}, 0, 171},
    {"Kỹ thuật & bảo hành", NULL, 190, 21, .84, 81.5, 64.8, {0}, 0, 168},
    {"Đổi trả & hoàn tiền", NULL, 140, 12, .75, 65.5, 67.2, {0}, 0, 149},
    {"Thẻ thành viên", "The\xcc\x89 thành viên", 150, 9, .82, 71.0, 73.2, {0}, 0, 176},
    {"Thanh toán", NULL, 140, 11, .80, 69.5, 71.5, {0}, 0, 167},
    {"Kho vận", NULL, 0, 20, .73, 66.0, 0, {0}, 0, 0},
};

/* True company index by month, from one month before the first one. */
static const double sen_ex_path[SEN_STEPS] = {69.4, 69.2, 69.6, 70.1, 69.5, 70.3, 70.9,
                                              71.4, 71.2, 71.6, 71.7, 71.1, 70.8, 66.0};
static const double sen_cx_path[SEN_STEPS] = {70.2, 70.4, 70.2, 70.9, 71.6, 71.2, 71.3,
                                              72.0, 72.3, 71.7, 72.9, 72.2, 72.4, 74.2};
static const double sen_season[SEN_STEPS] = {.97, .98, 1.0, 1.06, 1.14, .94, .96,
                                             .98, 1.0, 1.0, .98,  .97,  .99, 1.0};

enum { SEN_CUSTOMER_ITEMS = 9, SEN_EMPLOYEE_ITEMS = 13 };

/* Factors of the customers' sheet: the six stages. */
static const Item sen_customer_items[SEN_CUSTOMER_ITEMS] = {
    {"Bạn sẵn lòng giới thiệu Sen Việt tới mức nào?",
     0,
     10,
     false,
     10.5,
     9.0,
     .004,
     {.12, .12, .12, .25, .40, .50}},
    {"Mức độ hài lòng", 1, 5, false, 5.5, 13, .01, {0, 0, 0, .2, .3, .3}},
    {"Sen Việt giúp tôi giải quyết việc của mình dễ dàng",
     1,
     7,
     false,
     -.5,
     12,
     .02,
     {0, 0, 0, .1, .2, .4}},
    {"Biết đến", 1, 5, false, 4.6, 9, .06, {1}},
    {"Tìm hiểu", 1, 5, false, 1.8, 9, .08, {0, 1}},
    {"Cân nhắc", 1, 5, false, 0, 9, .08, {0, 0, 1}},
    {"Mua hàng", 1, 5, false, 6.2, 9, .06, {0, 0, 0, 1}},
    {"Sử dụng", 1, 5, false, .8, 9, .15, {0, 0, 0, 0, 1}},
    {"Sau mua", 1, 5, false, -11, 9, .32, {0, 0, 0, 0, 0, 1}},
};

/* Factors of the employees' sheet: hours, pay, voice, trust, tools. */
static const Item sen_employee_items[SEN_EMPLOYEE_ITEMS] = {
    {"Bạn sẵn lòng giới thiệu nơi làm việc này tới mức nào?",
     0,
     10,
     false,
     6,
     7,
     .01,
     {.55, .25, .40, .30, .15}},
    {"Ca làm của tôi được báo trước đủ sớm.", 1, 5, false, -9, 10, .02, {1}},
    {"Số giờ làm mỗi tuần của tôi là hợp lý.", 1, 5, false, -8, 10, .02, {1}},
    {"Việc ở đây hay lấn vào giờ nghỉ của tôi.", 1, 5, true, -13, 11, .03, {1}},
    {"Thu nhập của tôi đúng như đã thỏa thuận khi nhận việc.", 1, 5, false, 3, 10, .02, {0, 1}},
    {"Phụ cấp và quyền lợi tới tay tôi đúng hạn.", 1, 5, false, 0, 10, .02, {0, 1}},
    {"Góp ý của tôi được trả lời.", 1, 5, false, -5, 10, .02, {0, 0, 1}},
    {"Tôi có thể nói điều chưa ổn với người quản lý.", 1, 5, false, 2, 10, .02, {0, 0, 1}},
    {"Điều công ty hứa với nhân viên được làm đúng.", 1, 5, false, 1, 10, .02, {0, 0, 0, 1}},
    {"Công việc thật sự giống điều tôi được giới thiệu khi tuyển dụng.",
     1,
     5,
     false,
     4,
     10,
     .03,
     {0, 0, 0, 1}},
    {"Công cụ và phần mềm giúp tôi làm việc dễ dàng.", 1, 5, false, 6, 10, .02, {0, 0, 0, 0, 1}},
    {"Tôi được học điều mới để phục vụ khách tốt hơn.", 1, 5, false, 8, 10, .02, {0, 0, 0, 0, 1}},
    {"Tôi được trao đổi về hướng phát triển của mình.", 1, 5, false, -1, 10, .03, {0, 0, 1}},
};

static double sen_cx_index(const double mean[])
{
    double journey = 0;
    for (int i = 3; i < SEN_CUSTOMER_ITEMS; i++)
        journey += mean[i] / (SEN_CUSTOMER_ITEMS - 3);
    return (mean[0] + mean[1] + mean[2] + journey) / 4;
}

static double sen_ex_index(const double mean[])
{
    double engagement = 0;
    for (int i = 1; i < SEN_EMPLOYEE_ITEMS; i++)
        engagement += mean[i] / (SEN_EMPLOYEE_ITEMS - 1);
    return (engagement + mean[0]) / 2;
}

static const Questionnaire sen_customer_sheet = {.items = sen_customer_items,
                                                 .item_n = SEN_CUSTOMER_ITEMS,
                                                 .factor_n = 6,
                                                 .person_sd = 11.5,
                                                 .factor_sd = 10,
                                                 .index = sen_cx_index};
static const Questionnaire sen_employee_sheet = {.items = sen_employee_items,
                                                 .item_n = SEN_EMPLOYEE_ITEMS,
                                                 .factor_n = 5,
                                                 .person_sd = 10.5,
                                                 .factor_sd = 8,
                                                 .index = sen_ex_index};

static const char *const sen_tenures[SEN_TENURES] = {"Dưới 1 năm", "1–3 năm", "3–5 năm", "5–10 năm",
                                                     "Trên 10 năm"};
static const double sen_tenure_share[SEN_TENURES] = {.20, .30, .22, .18, .10};
static const double sen_tenure_shift[SEN_TENURES] = {2.0, -1.5, -.5, .3, 1.2};
static const double sen_tenure_answers[SEN_TENURES] = {.80, .95, 1.0, 1.05, 1.10}; /* relative */

typedef struct SenWorld {
    bool effect;
    uint64_t seed;
    double lag;
    double ex[SEN_UNITS][SEN_STEPS], cx[SEN_UNITS][SEN_STEPS];         /* true index */
    double ex_dev[SEN_UNITS][SEN_STEPS], cx_dev[SEN_UNITS][SEN_STEPS]; /* off mean and path */
    double cx_mean[SEN_UNITS]; /* as in the table, or drawn anew */
    double ex_extra[SEN_UNITS][SEN_STEPS][ITEMS_MAX], cx_extra[SEN_UNITS][ITEMS_MAX];
    int headcount[SEN_UNITS][SEN_STEPS][SEN_TENURES];
    double turnover[SEN_UNITS][SEN_STEPS], absence[SEN_UNITS][SEN_STEPS];
    double revenue_head[SEN_UNITS][SEN_STEPS], revenue[SEN_UNITS][SEN_STEPS],
        plan[SEN_UNITS][SEN_STEPS];
} SenWorld;

static int sen_headcount(const SenWorld *world, int unit, int step)
{
    int n = 0;
    for (int k = 0; k < SEN_TENURES; k++)
        n += world->headcount[unit][step][k];
    return n;
}

static Mix sen_tenure_mix(const SenWorld *world, int unit, int step)
{
    Mix mix = {.n = SEN_TENURES};
    for (int k = 0; k < SEN_TENURES; k++) {
        mix.share[k] = (double)world->headcount[unit][step][k] / sen_headcount(world, unit, step);
        mix.shift[k] = sen_tenure_shift[k];
    }
    return mix;
}

static void sen_make_headcount(SenWorld *world)
{
    Rng rng = rng_new(world->seed, "headcount");
    for (int u = 0; u < SEN_UNITS; u++) {
        double total = sen_units[u].employees_n / sen_units[u].response_01;
        int *now = world->headcount[u][0];
        for (int k = 0; k < SEN_TENURES; k++)
            now[k] = (int)(total * sen_tenure_share[k] * (.85 + .3 * rng_uniform(&rng)) + .5);
        for (int t = 1; t < SEN_STEPS; t++) {
            int *next = world->headcount[u][t];
            memcpy(next, world->headcount[u][t - 1], sizeof world->headcount[u][t]);
            /* somebody leaves, somebody comes, or neither; the total stays within two of the plan
             */
            int leaves = rng_below(&rng, SEN_TENURES), comes = rng_uniform(&rng) < .7 ? 0 : 1;
            double people = sen_headcount(world, u, t);
            if (next[leaves] > 1 && people > total - 2 && rng_uniform(&rng) < .4)
                next[leaves]--;
            if (people < total + 2 && rng_uniform(&rng) < .4)
                next[comes]++;
        }
    }
}

/* Adds to every unit what makes the weighted mean follow the company's path. */
static void sen_follow_path(double value[SEN_UNITS][SEN_STEPS], int step, double path,
                            const double weight[SEN_UNITS])
{
    double sum = 0, total = 0;
    for (int u = 0; u < SEN_UNITS; u++) {
        sum += weight[u] * value[u][step];
        total += weight[u];
    }
    for (int u = 0; u < SEN_UNITS; u++)
        value[u][step] += path - sum / total;
}

static void sen_make_ex(SenWorld *world)
{
    Rng rng = rng_new(world->seed, "ex");
    const int august = 11,
              calm = 12; /* steps; the last two months show the story, less the noise */
    for (int u = 0; u < SEN_UNITS; u++) {
        double own = 4 * rng_normal(&rng);
        for (int t = 0; t < SEN_STEPS; t++) {
            double fall = t < august ? 0 : sen_units[u].rota_fall[t - august];
            world->ex_dev[u][t] = (t < calm ? own : .3 * own) - fall;
            own = .2 * own + 3.9 * rng_normal(&rng);
            if (t >= august && sen_units[u].rota_fall[2] > 0)
                for (int i = 1; i <= 3; i++) /* the rota shows in the questions about hours */
                    world->ex_extra[u][t][i] = -1.0 * fall;
        }
    }
    for (int t = 0; t < SEN_STEPS; t++) {
        double weight[SEN_UNITS];
        for (int u = 0; u < SEN_UNITS; u++) {
            weight[u] = sen_headcount(world, u, t);
            world->ex[u][t] = sen_units[u].ex_mean + world->ex_dev[u][t];
        }
        sen_follow_path(world->ex, t, sen_ex_path[t], weight);
    }
}

/* Mean over the months of the report, in which the links between departments are measured. */
static double sen_mean(const double value[SEN_STEPS])
{
    double sum = 0;
    for (int t = 1; t < SEN_STEPS; t++)
        sum += value[t];
    return sum / SEN_MONTHS;
}

/* Means of CX that go along with nothing: the part of fresh draws that EX does not explain. */
static void sen_unlink_means(SenWorld *world)
{
    Rng rng = rng_new(world->seed, "no effect");
    double x[SEN_UNITS], y[SEN_UNITS], x_mean = 0, y_mean = 0, xy = 0, xx = 0, n = 0;
    for (int u = 0; u < SEN_UNITS; u++) {
        if (sen_units[u].customers_n == 0)
            continue;
        x[u] = sen_mean(world->ex[u]);
        y[u] = 72.5 + 3.8 * rng_normal(&rng);
        x_mean += x[u], y_mean += y[u], n++;
    }
    for (int u = 0; u < SEN_UNITS; u++) {
        if (sen_units[u].customers_n == 0)
            continue;
        xy += (x[u] - x_mean / n) * (y[u] - y_mean / n);
        xx += (x[u] - x_mean / n) * (x[u] - x_mean / n);
    }
    for (int u = 0; u < SEN_UNITS; u++)
        if (sen_units[u].customers_n > 0)
            world->cx_mean[u] = y[u] - xy / xx * (x[u] - x_mean / n);
}

static void sen_make_cx(SenWorld *world)
{
    Rng rng = rng_new(world->seed, "cx");
    double weight[SEN_UNITS];
    world->lag = world->effect ? SEN_LAG : 0;
    for (int u = 0; u < SEN_UNITS; u++) {
        world->cx_mean[u] = sen_units[u].cx_mean;
        weight[u] = sen_units[u].customers_n;
    }
    if (!world->effect)
        sen_unlink_means(world);
    for (int t = 0; t < SEN_STEPS; t++) {
        for (int u = 0; u < SEN_UNITS; u++) {
            double before = world->ex_dev[u][t > 0 ? t - 1 : 0];
            double shock = t == SEN_STEPS - 1 && world->effect ? sen_units[u].cx_shock : 0;
            double own = (t < SEN_STEPS - 2 ? 1.0 : .5) * rng_normal(&rng);
            world->cx_dev[u][t] = world->lag * before + own + shock;
            world->cx[u][t] = world->cx_mean[u] + world->cx_dev[u][t];
        }
        sen_follow_path(world->cx, t, sen_cx_path[t], weight);
    }
    for (int u = 0; u < SEN_UNITS; u++)
        for (int i = 3; i < SEN_CUSTOMER_ITEMS; i++)
            world->cx_extra[u][i] = 2.2 * rng_normal(&rng);
    world->cx_extra[11][8] = -8; /* deliveries and service calls: weakest after the sale */
    world->cx_extra[10][8] = -6;
    world->cx_extra[13][8] = -5;
}

static double round_to(double x, double step)
{
    return floor(x / step + .5) * step;
}

static void sen_make_kpis(SenWorld *world)
{
    Rng rng = rng_new(world->seed, "kpi");
    double on = world->effect ? 1 : 0;
    for (int u = 0; u < SEN_UNITS; u++) {
        /* Between departments: those with the better EX lose fewer people. */
        double turnover = 17 - on * .8 * (sen_units[u].ex_mean - 71) + 1.5 * rng_normal(&rng);
        double absence = 3.6 - on * .08 * (sen_units[u].ex_mean - 71) + .4 * rng_normal(&rng);
        for (int t = 1; t < SEN_STEPS; t++) {
            double ex = on * world->ex_dev[u][t - 1], cx = on * world->cx_dev[u][t - 1];
            double rise = turnover + SEN_TURNOVER_PER_EX * ex + 1.2 * rng_normal(&rng);
            double away = absence + SEN_ABSENCE_PER_EX * ex + .3 * rng_normal(&rng);
            double head = sen_units[u].revenue_head * sen_season[t] + SEN_REVENUE_PER_CX * cx +
                          SEN_REVENUE_PER_EX * ex + 3 * rng_normal(&rng);
            double plan = .97 + .06 * rng_uniform(&rng);
            world->turnover[u][t] = round_to(rise < 1 ? 1 : rise, .1);
            world->absence[u][t] = round_to(away < .2 ? .2 : away, .01);
            if (sen_units[u].revenue_head == 0)
                continue;
            world->revenue_head[u][t] = round_to(head, .1);
            world->revenue[u][t] = round_to(head * sen_headcount(world, u, t) / 1000, .001);
            world->plan[u][t] = world->revenue[u][t] * plan;
        }
    }
    /* The last month's revenue is 98.4 % of its plan, company-wide. */
    const int last = SEN_STEPS - 1;
    double revenue = 0, plan = 0;
    for (int u = 0; u < SEN_UNITS; u++)
        revenue += world->revenue[u][last], plan += world->plan[u][last];
    for (int u = 0; u < SEN_UNITS; u++) {
        world->plan[u][last] *= revenue / .984 / plan;
        for (int t = 1; t < SEN_STEPS; t++)
            world->plan[u][t] = round_to(world->plan[u][t], .001);
    }
}

static void sen_make_world(SenWorld *world, uint64_t seed, bool effect)
{
    world->seed = seed;
    world->effect = effect;
    sen_make_headcount(world);
    sen_make_ex(world);
    sen_make_cx(world);
    sen_make_kpis(world);
}

#endif
