/* sen_viet.h: the whole sample of Sen Việt, and truth.json, from which tests know what is in it. */
#ifndef SAMPLES_SEN_VIET_H
#define SAMPLES_SEN_VIET_H

#include "sen_viet_customers.h"
#include "sen_viet_employees.h"
#include "sen_viet_registers.h"
#include "sen_viet_world.h"

static void sen_truth_side(Out *out, const char *side, const SenTruth *truth)
{
    int used = 0;
    for (int u = 0; u <= SEN_UNITS; u++)
        for (int t = 0; t < SEN_MONTHS; t++)
            used += truth->n[u][t];
    fprintf(out->file,
            " \"%s\": {\"files\": %d, \"rows\": %d, \"used\": %d, \"duplicates\": %d,"
            " \"bad_date\": %d, \"no_answer\": %d, \"out_of_range\": %d, \"missing_code\": %d,"
            " \"blank_unit\": %d,\n  \"n\": {",
            side, truth->files, truth->rows, used, truth->duplicates, truth->bad_date,
            truth->no_answer, truth->out_of_range, truth->missing_code, truth->blank_unit);
    for (int u = 0; u < SEN_UNITS; u++)
        out_numbers(out, sen_units[u].name, truth->n[u], SEN_MONTHS, ",\n   ");
    out_numbers(out, "", truth->n[SEN_UNITS], SEN_MONTHS, "}},\n");
}

static void sen_truth_world(Out *out, const SenWorld *world)
{
    double on = world->effect ? 1 : 0;
    fprintf(out->file,
            " \"effects\": {\"cx_per_ex_before\": %.6f, \"revenue_per_head_per_cx_before\": %.6f,"
            " \"revenue_per_head_per_ex_before\": %.6f, \"turnover_per_ex_before\": %.6f,"
            " \"absence_per_ex_before\": %.6f},\n",
            world->lag, on * SEN_REVENUE_PER_CX, on * SEN_REVENUE_PER_EX, on * SEN_TURNOVER_PER_EX,
            on * SEN_ABSENCE_PER_EX);
    fputs(" \"company\": {", out->file);
    out_points(out, "ex", sen_ex_path + 1, SEN_MONTHS, ",\n  ");
    out_points(out, "cx", sen_cx_path + 1, SEN_MONTHS, "},\n \"units\": [\n");
    for (int u = 0; u < SEN_UNITS; u++) {
        fprintf(out->file, "  {\"name\": \"%s\", \"customers\": %s,\n   ", sen_units[u].name,
                sen_units[u].customers_n ? "true" : "false");
        out_points(out, "ex", world->ex[u] + 1, SEN_MONTHS, ",\n   ");
        if (sen_units[u].customers_n)
            out_points(out, "cx", world->cx[u] + 1, SEN_MONTHS, ",\n   ");
        int heads[SEN_MONTHS];
        for (int t = 0; t < SEN_MONTHS; t++)
            heads[t] = sen_headcount(world, u, t + 1);
        out_numbers(out, "headcount", heads, SEN_MONTHS, u < SEN_UNITS - 1 ? "},\n" : "}],\n");
    }
}

static void sen_write_truth(const SenWorld *world, const char *folder, const SenTruth *customers,
                            const SenTruth *employees, const SenRegisters *registers)
{
    Out out = out_open(folder, "truth.json");
    fprintf(out.file,
            "{\"company\": \"Công ty cổ phần bán lẻ Sen Việt\", \"seed\": %llu, \"effect\": %s,\n"
            " \"periods\": [",
            (unsigned long long)world->seed, world->effect ? "true" : "false");
    for (int t = 0; t < SEN_MONTHS; t++) {
        Month m = month_after(sen_first, t);
        fprintf(out.file, "%s\"%d-%02d\"", t ? ", " : "", m.year, m.month);
    }
    fputs("],\n", out.file);
    sen_truth_world(&out, world);
    sen_truth_side(&out, "customers", customers);
    sen_truth_side(&out, "employees", employees);
    fprintf(out.file,
            " \"promises_last_month\": {\"due\": %d, \"kept\": %d, \"late\": %d, \"open\": %d},\n"
            " \"promises_cancelled\": %d, \"promises_not_yet_due\": %d,\n"
            " \"suggestions_last_month\": {\"received\": %d, \"answered\": %d, \"acted\": %d}}\n",
            registers->due, registers->kept, registers->late, registers->open, registers->cancelled,
            registers->not_yet_due, registers->received, registers->answered, registers->acted);
    out_close(&out);
}

static void sen_viet_generate(const char *folder, uint64_t seed, bool effect)
{
    static SenWorld world; /* 40 kB: too much for some stacks */
    SenTruth customers = {0}, employees = {0};
    SenRegisters registers = {0};
    sen_make_world(&world, seed, effect);
    sen_make_customers(&world, folder, &customers);
    sen_make_employees(&world, folder, &employees);
    sen_write_invited(&world, folder);
    sen_write_kpis(&world, folder);
    sen_write_targets(folder);
    sen_write_promises(&world, folder, &registers);
    sen_write_suggestions(&world, folder, &registers);
    sen_write_truth(&world, folder, &customers, &employees, &registers);
}

#endif
