/* sen_viet_registers.h: what Sen Việt keeps beside the surveys: KPIs, targets, promises to
 * employees, suggestions. The last day of the story is 2026-10-31. */
#ifndef SAMPLES_SEN_VIET_REGISTERS_H
#define SAMPLES_SEN_VIET_REGISTERS_H

#include "output.h"
#include "sen_viet_world.h"

/* What the registers hold for the last month. */
typedef struct SenRegisters {
    int due, kept, late, open, cancelled, not_yet_due;
    int received, answered, acted;
} SenRegisters;

static const Date sen_last_day = {2026, 10, 31};

/* The company's own line, with an empty unit: the sums of its units' revenue and plan. What a head
 * brings in has none. */
static void sen_write_company(Out *money, const SenWorld *world, int t)
{
    Month m = month_after(sen_first, t - 1);
    double revenue = 0, plan = 0;
    for (int u = 0; u < SEN_UNITS; u++)
        revenue += world->revenue[u][t], plan += world->plan[u][t];
    fprintf(money->file, ",%d-%02d,,%.3f,%.3f\n", m.year, m.month, revenue, plan);
}

static void sen_write_kpis(const SenWorld *world, const char *folder)
{
    Out money = out_open(folder, "kpi/doanh-thu.csv"), people = out_open(folder, "kpi/nhan-su.csv");
    fputs("unit,period,revenue_per_head,doanh_thu,ke_hoach\n", money.file);
    fputs("unit,period,turnover,absence\n", people.file);
    for (int t = 1; t < SEN_STEPS; t++) {
        Month m = month_after(sen_first, t - 1);
        for (int u = 0; u < SEN_UNITS; u++) {
            out_cell(&people, sen_units[u].name, false);
            fprintf(people.file, ",%d-%02d,%.1f,%.2f\n", m.year, m.month, world->turnover[u][t],
                    world->absence[u][t]);
            if (sen_units[u].revenue_head == 0)
                continue;
            out_cell(&money, sen_units[u].name, false);
            fprintf(money.file, ",%d-%02d,%.1f,%.3f,%.3f\n", m.year, m.month,
                    world->revenue_head[u][t], world->revenue[u][t], world->plan[u][t]);
        }
        sen_write_company(&money, world, t);
    }
    out_close(&money);
    out_close(&people);
}

/* The targets of NPS and CX rise over the year; a blank unit is the company. */
static void sen_write_targets(const char *folder)
{
    Out out = out_open(folder, "muc-tieu.csv");
    fputs("unit,metric,period,target\n", out.file);
    for (int t = 0; t < SEN_MONTHS; t++) {
        Month m = month_after(sen_first, t);
        fprintf(out.file, ",cx.nps,%d-%02d,%d\n", m.year, m.month, 30 + (t + 1) / 2 * 5 / 6);
        int index = t < 5 ? 73 : t < 9 ? 74 : 75;
        fprintf(out.file, ",cx.index,%d-%02d,%d\n", m.year, m.month, index);
    }
    out_close(&out);
}

typedef struct SenPromise {
    const char *text, *owner;
    int weight; /* how often it is made */
} SenPromise;

static const SenPromise sen_promises[] = {
    {"Báo lịch ca trước 7 ngày", "Điều phối ca", 6},
    {"Bù giờ làm thêm tháng trước", "Phòng Nhân sự", 5},
    {"Trả phụ cấp ngoài giờ", "Phòng Nhân sự", 4},
    {"Trả lời góp ý trong tháng", "Trưởng bộ phận", 4},
    {"Thay máy quét, máy in hỏng", "Phòng Công nghệ", 3},
    {"Ghế nghỉ và nước uống", "Phòng Hành chính", 3},
    {"Đào tạo xử lý đổi trả", "Phòng Đào tạo", 3},
    {"Trao đổi về hướng phát triển", "Trưởng bộ phận", 2},
    {"Cấp đồng phục mới", "Phòng Hành chính", 2},
};
enum { SEN_PROMISES = sizeof sen_promises / sizeof sen_promises[0] };

static void sen_date_cell(Out *out, int day, const char *end)
{
    Date d = date_of(day);
    fprintf(out->file, "%d-%02d-%02d%s", d.year, d.month, d.day, end);
}

typedef enum SenFate { SEN_KEPT, SEN_LATE, SEN_OPEN } SenFate;

static void sen_write_promise(Out *out, Rng *rng, int unit, int due, SenFate fate, bool cancelled)
{
    double weights[SEN_PROMISES];
    for (int i = 0; i < SEN_PROMISES; i++) /* what is broken is about hours more often than not */
        weights[i] = sen_promises[i].weight * (fate != SEN_KEPT && i < 2 ? 4 : 1);
    const SenPromise *promise = &sen_promises[rng_pick(rng, weights, SEN_PROMISES)];
    int last = date_number(sen_last_day);
    int done = fate == SEN_KEPT ? due - rng_below(rng, 9) : due + 1 + rng_below(rng, 20);
    out_cell(out, promise->text, false);
    fputc(',', out->file);
    out_cell(out, promise->owner, false);
    fputc(',', out->file);
    out_cell(out, sen_units[unit].name, false);
    fputc(',', out->file);
    sen_date_cell(out, due, ",");
    if (fate != SEN_OPEN && !cancelled)
        sen_date_cell(out, done > last ? last : done, "");
    fputs(cancelled ? ",1\n" : ",\n", out->file);
}

/* 24 promises fall due in a usual month, of which 17 to 20 are kept; in the last month 25: 17 kept,
 * 3 late, 5 open. One a quarter is cancelled; four fall due after the last day. */
static void sen_write_promises(const SenWorld *world, const char *folder, SenRegisters *truth)
{
    Rng rng = rng_new(world->seed, "promises");
    Out out = out_open(folder, "loi-hua.csv");
    double where[SEN_UNITS];
    for (int u = 0; u < SEN_UNITS; u++)
        where[u] = sen_units[u].employees_n * (sen_units[u].rota_fall[2] > 0 ? 2 : 1);
    fputs("promise,owner,unit,due_on,done_on,cancelled\n", out.file);
    for (int t = 0; t < SEN_MONTHS; t++) {
        Month m = month_after(sen_first, t);
        bool last = t == SEN_MONTHS - 1;
        int due = last ? 25 : 24, kept = last ? 17 : 17 + rng_below(&rng, 4);
        int late = last ? 3 : (due - kept) * 3 / 4;
        int first_day = date_number((Date){m.year, m.month, 1});
        for (int i = 0; i < due; i++) {
            SenFate fate = i < kept ? SEN_KEPT : i < kept + late ? SEN_LATE : SEN_OPEN;
            /* a promise of the last month that was kept late was due early enough to be done since
             */
            int day = first_day + rng_below(&rng, last && fate == SEN_LATE ? 9 : month_days(m));
            sen_write_promise(&out, &rng, rng_pick(&rng, where, SEN_UNITS), day, fate, false);
        }
        if (t % 3 == 2)
            sen_write_promise(&out, &rng, rng_below(&rng, SEN_UNITS), first_day + 9, SEN_OPEN,
                              true);
        if (last)
            *truth =
                (SenRegisters){.due = due, .kept = kept, .late = late, .open = due - kept - late};
    }
    for (int i = 0; i < 4; i++) {
        int day = date_number(sen_last_day) + 5 + 6 * i;
        sen_write_promise(&out, &rng, 11 - i, day, SEN_OPEN, false);
    }
    truth->cancelled = SEN_MONTHS / 3;
    truth->not_yet_due = 4;
    out_close(&out);
}

/* Suggestions wait about 24 days for an answer (exponential); what would be answered after the last
 * day is still open. A third of those answered is acted on. */
static void sen_write_suggestions(const SenWorld *world, const char *folder, SenRegisters *truth)
{
    Rng rng = rng_new(world->seed, "suggestions");
    Out out = out_open(folder, "gop-y.csv");
    int end = date_number(sen_last_day);
    double where[SEN_UNITS];
    for (int u = 0; u < SEN_UNITS; u++)
        where[u] = sen_units[u].employees_n;
    fputs("unit,received_on,answered_on,acted_on\n", out.file);
    for (int t = 0; t < SEN_MONTHS; t++) {
        Month m = month_after(sen_first, t);
        bool last = t == SEN_MONTHS - 1;
        int n = last ? 96 : 70 + rng_below(&rng, 25);
        for (int i = 0; i < n; i++) {
            int day = date_number((Date){m.year, m.month, 1}) + rng_below(&rng, month_days(m));
            int answered = day + 1 + (int)(-log(1 - rng_uniform(&rng)) * 34);
            int acted = answered + 2 + rng_below(&rng, 30);
            bool act = rng_uniform(&rng) < .45;
            out_cell(&out, sen_units[rng_pick(&rng, where, SEN_UNITS)].name, false);
            fputc(',', out.file);
            sen_date_cell(&out, day, ",");
            if (answered <= end)
                sen_date_cell(&out, answered, "");
            fputc(',', out.file);
            if (answered <= end && act && acted <= end)
                sen_date_cell(&out, acted, "");
            fputc('\n', out.file);
            if (last) {
                truth->received++;
                truth->answered += answered <= end;
                truth->acted += answered <= end && act && acted <= end;
            }
        }
    }
    out_close(&out);
}

#endif
