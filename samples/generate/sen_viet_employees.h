/* sen_viet_employees.h: the employees' answers of Sen Việt as LimeSurvey exports them (full
 * question texts; every field quoted, semicolons, CRLF, a BOM, an empty line at the end), and the
 * list of the people who were invited. */
#ifndef SAMPLES_SEN_VIET_EMPLOYEES_H
#define SAMPLES_SEN_VIET_EMPLOYEES_H

#include "sen_viet_customers.h"

enum {
    SEN_FEWEST_EMPLOYEES = 8, /* in every department and month, so that all of them are shown */
    SEN_PEOPLE_MAX = 96,
    SEN_STAFF_ROWS_MAX = 600,
    SEN_STAFF_TWICE = 2,
};

static const char *const sen_tenure_heading = "Bạn đã làm ở đây bao lâu?";

typedef struct SenStaffRow {
    int unit, day, second, number, tenure;
    bool bad_date, planted;
    int answers[ITEMS_MAX];
    int odd_item; /* 1-based item that says odd_answer */
    int odd_answer;
    char comment[COMMENT_BYTES];
} SenStaffRow;

typedef struct SenStaff {
    const SenWorld *world;
    SenTruth *truth;
    Rng rng;
    int month;
    SenStaffRow *rows;
    int row_n, next_number;
} SenStaff;

/* The survey is open from the 3rd to the 24th of each month. */
static SenStaffRow *sen_add_staff(SenStaff *make, int unit, int tenure, double level)
{
    SenStaffRow *row = &make->rows[make->row_n++];
    *row = (SenStaffRow){.unit = unit, .tenure = tenure, .number = make->next_number++};
    row->day = 3 + rng_below(&make->rng, 22);
    row->second = 6 * 3600 + rng_below(&make->rng, 16 * 3600);
    person_answer(&sen_employee_sheet, level + sen_tenure_shift[tenure],
                  make->world->ex_extra[unit][make->month + 1], &make->rng, row->answers);
    return row;
}

static void sen_staff_comment(SenStaff *make, SenStaffRow *row)
{
    if (rng_uniform(&make->rng) > .60)
        return;
    double theme[] = {.26, .18, .17, .15, .13};
    theme[0] += make->month >= 10 && sen_units[row->unit].rota_fall[2] > 0 ? .5 : 0;
    bool bad = row->answers[0] < 7 || (row->answers[0] < 9 && rng_uniform(&make->rng) < .75);
    const Voice *voice = &sen_employee_voices[rng_pick(&make->rng, theme, 5)];
    comment_write(row->comment, bad ? voice->bad : voice->good, bad ? 8 : 4, sen_employee_tails,
                  sizeof sen_employee_tails / sizeof sen_employee_tails[0], &make->rng);
}

/* Who answers: drawn from the people of the unit, one after the other; those who have been there
 * for long answer a little more often, which the weighting to headcounts puts right. */
static void sen_unit_staff(SenStaff *make, int unit)
{
    const SenWorld *world = make->world;
    int step = make->month + 1, people = 0, tenure[SEN_PEOPLE_MAX];
    double weight[SEN_PEOPLE_MAX];
    for (int k = 0; k < SEN_TENURES; k++)
        for (int i = 0; i < world->headcount[unit][step][k]; i++, people++) {
            tenure[people] = k;
            weight[people] = sen_tenure_answers[k];
        }
    int n = sen_units[unit].employees_n - 1 + rng_below(&make->rng, 3);
    n = n < SEN_FEWEST_EMPLOYEES ? SEN_FEWEST_EMPLOYEES : n;
    n = n > people ? people : n;
    double level = group_level(&sen_employee_sheet, world->ex[unit][step],
                               world->ex_extra[unit][step], sen_tenure_mix(world, unit, step));
    for (int i = 0; i < n; i++) {
        int who = rng_pick(&make->rng, weight, people);
        weight[who] = 0;
        sen_staff_comment(make, sen_add_staff(make, unit, tenure[who], level));
    }
    make->truth->n[unit][make->month] = n;
}

static SenStaffRow *sen_plain_staff(SenStaff *make, int last_day)
{
    for (;;) {
        SenStaffRow *row = &make->rows[rng_below(&make->rng, make->row_n)];
        if (!row->planted && row->day <= last_day && sen_units[row->unit].employees_n > 12 &&
            row->answers[0] != BLANK) {
            row->planted = true;
            return row;
        }
    }
}

static void sen_plant_staff(SenStaff *make)
{
    SenStaffRow *row = sen_add_staff(make, 0, 2, 70);
    row->planted = row->bad_date = true;
    make->truth->bad_date++;

    row = sen_add_staff(make, 1, 1, 70);
    row->planted = true;
    for (int k = 0; k < SEN_EMPLOYEE_ITEMS; k++)
        row->answers[k] = BLANK;
    make->truth->no_answer++;

    row = sen_plain_staff(make, 31);
    row->odd_item = 1;
    row->odd_answer = 11;
    row = sen_plain_staff(make, 31);
    row->odd_item = 6;
    row->odd_answer = 6;
    make->truth->out_of_range += 2;

    for (int i = 0; i < SEN_STAFF_TWICE; i++) {
        const SenStaffRow *first = sen_plain_staff(make, 18);
        SenStaffRow *again = sen_add_staff(make, first->unit, first->tenure, 70);
        again->number = first->number;
        make->next_number--;
        again->day = first->day + 2;
        again->planted = true;
        make->truth->duplicates++;
    }
}

static int sen_staff_by_time(const void *a, const void *b)
{
    const SenStaffRow *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static void sen_staff_field(Out *out, const char *text)
{
    out_cell(out, text, true);
    fputc(';', out->file);
}

static void sen_write_staff(Out *out, const SenStaffRow *row, Month m)
{
    char text[64];
    snprintf(text, sizeof text, "%d", row->number);
    sen_staff_field(out, text);
    if (row->bad_date)
        snprintf(text, sizeof text, "%d-02-30 10:00:00", m.year);
    else
        snprintf(text, sizeof text, "%d-%02d-%02d %02d:%02d:%02d", m.year, m.month, row->day,
                 row->second / 3600, row->second / 60 % 60, row->second % 60);
    sen_staff_field(out, text);
    sen_staff_field(out, "6");
    sen_staff_field(out, "vi");
    sen_staff_field(out, sen_units[row->unit].name);
    sen_staff_field(out, sen_tenures[row->tenure]);
    for (int k = 0; k < SEN_EMPLOYEE_ITEMS; k++) {
        int answer = row->odd_item == k + 1 ? row->odd_answer : row->answers[k];
        snprintf(text, sizeof text, "%d", answer);
        sen_staff_field(out, answer == BLANK ? "" : text);
    }
    out_cell(out, row->comment, true);
    fputs("\r\n", out->file);
}

static void sen_make_employees(const SenWorld *world, const char *folder, SenTruth *truth)
{
    SenStaff make = {.world = world, .truth = truth, .next_number = 1};
    make.rng = rng_new(world->seed, "employees");
    make.rows = calloc(SEN_STAFF_ROWS_MAX, sizeof *make.rows);
    if (!make.rows)
        out_fail("employees");
    Out out = out_open(folder, "exports/nhan-vien.csv");
    fputs("\xEF\xBB\xBF", out.file);
    static const char *const fixed[] = {"Response ID", "Date submitted", "Last page",
                                        "Start language", "Bộ phận của bạn"};
    for (int i = 0; i < 5; i++)
        sen_staff_field(&out, fixed[i]);
    sen_staff_field(&out, sen_tenure_heading);
    for (int k = 0; k < SEN_EMPLOYEE_ITEMS; k++)
        sen_staff_field(&out, sen_employee_items[k].heading);
    out_cell(&out, "Ở nơi làm việc, điều gì nên được sửa trước?", true);
    fputs("\r\n", out.file);
    for (make.month = 0; make.month < SEN_MONTHS; make.month++) {
        make.row_n = 0;
        for (int u = 0; u < SEN_UNITS; u++)
            sen_unit_staff(&make, u);
        sen_plant_staff(&make);
        qsort(make.rows, (size_t)make.row_n, sizeof *make.rows, sen_staff_by_time);
        for (int i = 0; i < make.row_n; i++)
            sen_write_staff(&out, &make.rows[i], month_after(sen_first, make.month));
        truth->rows += make.row_n;
    }
    fputs("\r\n", out.file);
    out_close(&out);
    truth->files = 1;
    free(make.rows);
}

/* One row for every unit, month and band of tenure: how many people there are (all are invited),
 * and how many addresses bounced. */
static void sen_write_invited(const SenWorld *world, const char *folder)
{
    Rng rng = rng_new(world->seed, "invited");
    Out out = out_open(folder, "hr/danh-sach.csv");
    fprintf(out.file, "side,unit,period,invited,ineligible,headcount,%s\n", sen_tenure_heading);
    for (int t = 1; t < SEN_STEPS; t++) {
        Month m = month_after(sen_first, t - 1);
        for (int u = 0; u < SEN_UNITS; u++)
            for (int k = 0; k < SEN_TENURES; k++) {
                int head = world->headcount[u][t][k];
                int bounced = k == 1 && rng_uniform(&rng) < .1;
                fputs("employees,", out.file);
                out_cell(&out, sen_units[u].name, false);
                fprintf(out.file, ",%d-%02d,%d,%d,%d,%s\n", m.year, m.month, head, bounced, head,
                        sen_tenures[k]);
            }
    }
    out_close(&out);
}

#endif
