/* sen_viet_customers.h: the customers' answers of Sen Việt, one file a month, as a spreadsheet
 * saves the answers of a Google form in Vietnam: comma, quotes only where needed, CRLF, no BOM,
 * dd/mm/yyyy. What is wrong in them is planted and counted. */
#ifndef SAMPLES_SEN_VIET_CUSTOMERS_H
#define SAMPLES_SEN_VIET_CUSTOMERS_H

#include "comments.h"
#include "output.h"
#include "sen_viet_words.h"
#include "sen_viet_world.h"

enum {
    SEN_ROWS_MAX = 8000,
    /* planted in every month */
    SEN_TWICE = 6,        /* sent twice in the same month: the later one counts */
    SEN_TWICE_ACROSS = 2, /* sent again in the month after (from the second file on) */
    SEN_BAD_DATE = 5,
    SEN_EMPTY = 3, /* a comment only */
    SEN_CODE_99 = 5,
    SEN_DECOMPOSED = 12, /* unit spelled with combining marks */
    SEN_STRAY_BLANKS = 10,
    SEN_CHANNELS = 4,
};

/* What is planted once a month each: item, what the cell says instead. */
static const struct {
    int item;
    const char *text;
} sen_off_scale[] = {{0, "12"}, {1, "0"}, {2, "8"}, {6, "6"}, {7, "không nhớ"}};
enum { SEN_OFF_SCALE = sizeof sen_off_scale / sizeof sen_off_scale[0] };

static const char *const sen_channels[SEN_CHANNELS] = {"Tại cửa hàng", "Ứng dụng", "Tin nhắn",
                                                       "Điện thoại"};

typedef struct SenRow {
    int unit;        /* -1: left blank */
    int day, second; /* day 1.. of the month, second of the day */
    char date[40];   /* written in place of the date when not empty; a blank writes nothing */
    char unit_text[64];
    int number; /* of the response id */
    int channel;
    int answers[ITEMS_MAX];
    int odd_item; /* 1-based item whose cell says odd_text; 0: none */
    const char *odd_text;
    char comment[COMMENT_BYTES];
    bool planted; /* carries something planted, or its id is used twice */
} SenRow;

/* What a report must find. n: rows used by unit and month; the last row of n is the blank unit. */
typedef struct SenTruth {
    int files, rows, duplicates, bad_date, no_answer, out_of_range, missing_code, blank_unit;
    int n[SEN_UNITS + 1][SEN_MONTHS];
} SenTruth;

typedef struct SenCustomers {
    const SenWorld *world;
    const char *folder;
    SenTruth *truth;
    Rng rng;
    int month; /* 0.. */
    SenRow *rows;
    int row_n, next_number;
    SenRow again[SEN_TWICE_ACROSS]; /* rows of the month before that come back */
    int again_n;
} SenCustomers;

static SenRow *sen_add_row(SenCustomers *make, int unit, double level)
{
    static const double nothing[ITEMS_MAX] = {0};
    SenRow *row = &make->rows[make->row_n++];
    *row = (SenRow){.unit = unit, .number = make->next_number++};
    row->day = 1 + rng_below(&make->rng, month_days(month_after(sen_first, make->month)));
    row->second = 7 * 3600 + rng_below(&make->rng, 15 * 3600);
    row->channel = rng_below(&make->rng, SEN_CHANNELS);
    const double *extra = unit >= 0 ? make->world->cx_extra[unit] : nothing;
    person_answer(&sen_customer_sheet, level, extra, &make->rng, row->answers);
    return row;
}

/* Shares of the themes; deliveries are spoken of more in the last months. */
static void sen_customer_comment(SenCustomers *make, SenRow *row)
{
    if (rng_uniform(&make->rng) > .24)
        return;
    if (rng_uniform(&make->rng) < .008) {
        int n = sizeof sen_odd_comments / sizeof sen_odd_comments[0];
        snprintf(row->comment, sizeof row->comment, "%s",
                 sen_odd_comments[rng_below(&make->rng, n)]);
        return;
    }
    double theme[] = {.26, .26, .20, .17, .11};
    theme[0] += row->unit == 11 ? .9 : 0;
    theme[2] += row->unit == 13 || row->unit == 14 ? .6 : 0;
    theme[0] += make->month == SEN_MONTHS - 1 ? .08 : 0;
    int k = rng_pick(&make->rng, theme, 5);
    bool bad = row->answers[0] < 7 || (row->answers[0] < 9 && rng_uniform(&make->rng) < .7);
    const Voice *voice = &sen_customer_voices[k];
    comment_write(row->comment, bad ? voice->bad : voice->good, bad ? 8 : 4, sen_customer_tails,
                  sizeof sen_customer_tails / sizeof sen_customer_tails[0], &make->rng);
}

static void sen_unit_rows(SenCustomers *make, int unit)
{
    const SenWorld *world = make->world;
    int step = make->month + 1, usual = sen_units[unit].customers_n;
    double busy = .93 + .05 * (sen_season[step] - .9) / .1;
    int n = (int)(usual * busy * (.96 + .08 * rng_uniform(&make->rng)) + .5);
    Mix all = {.n = 1, .share = {1}};
    double level =
        group_level(&sen_customer_sheet, world->cx[unit][step], world->cx_extra[unit], all);
    for (int i = 0; i < n; i++)
        sen_customer_comment(make, sen_add_row(make, unit, level));
}

/* A row of a department that nothing has been planted in yet and whose day is at most `last_day`.
 */
static SenRow *sen_plain_row(SenCustomers *make, int last_day)
{
    for (;;) {
        SenRow *row = &make->rows[rng_below(&make->rng, make->row_n)];
        bool answered = true; /* so that what is planted changes no other count */
        for (int i = 0; i < 3; i++)
            answered = answered && row->answers[i] != BLANK;
        if (row->unit >= 0 && !row->planted && answered && row->day <= last_day) {
            row->planted = true;
            return row;
        }
    }
}

/* A response sent a second time: later in every way (text of the date, file, row) than the first.
 */
static void sen_send_again(SenCustomers *make, const SenRow *first, int day)
{
    double level = 55 + 30 * rng_uniform(&make->rng);
    SenRow *row = sen_add_row(make, first->unit, level);
    row->number = first->number;
    make->next_number--;
    row->day = day;
    row->planted = true;
    make->truth->duplicates++;
}

static void sen_plant_duplicates(SenCustomers *make)
{
    for (int i = 0; i < make->again_n; i++) {
        const SenRow *first = &make->again[i];
        sen_send_again(make, first, 20 + i);
        make->truth->n[first->unit][make->month - 1]--;
        make->truth->n[first->unit][make->month]++;
    }
    for (int i = 0; i < SEN_TWICE; i++) {
        SenRow *first = sen_plain_row(make, 14);
        sen_send_again(make, first, first->day + 3 + i);
    }
}

/* What stands in the place of a date in the i-th row of those that have none. */
static void sen_bad_date(char out[40], int i, Month m)
{
    switch (i) {
    case 0:
        snprintf(out, 40, "31/02/%d 09:30:00", m.year);
        break;
    case 1:
        snprintf(out, 40, "30/02/%d 17:45:10", m.year);
        break;
    case 2:
        snprintf(out, 40, "00/%02d/%d 08:00:00", m.month, m.year);
        break;
    case 3:
        snprintf(out, 40, "hôm qua");
        break;
    default:
        snprintf(out, 40, " ");
    }
}

static void sen_plant_bad_dates(SenCustomers *make)
{
    for (int i = 0; i < SEN_BAD_DATE; i++) {
        SenRow *row = sen_add_row(make, rng_below(&make->rng, SEN_UNITS - 1), 70);
        sen_bad_date(row->date, i, month_after(sen_first, make->month));
        row->planted = true;
        make->truth->bad_date++;
    }
}

static void sen_plant_answers(SenCustomers *make)
{
    for (int i = 0; i < SEN_EMPTY; i++) {
        SenRow *row = sen_add_row(make, rng_below(&make->rng, SEN_UNITS - 1), 70);
        for (int k = 0; k < SEN_CUSTOMER_ITEMS; k++)
            row->answers[k] = BLANK;
        snprintf(row->comment, sizeof row->comment, "Chỉ muốn hỏi giờ mở cửa.");
        row->planted = true;
        make->truth->no_answer++;
    }
    for (int i = 0; i < SEN_OFF_SCALE; i++) {
        SenRow *row = sen_plain_row(make, 31);
        row->odd_item = 1 + sen_off_scale[i].item;
        row->odd_text = sen_off_scale[i].text;
        make->truth->out_of_range++;
    }
    for (int i = 0; i < SEN_CODE_99; i++) {
        SenRow *row = sen_plain_row(make, 31);
        row->odd_item = 1;
        row->odd_text = "99";
        make->truth->missing_code++;
    }
}

/* Rows whose unit is blank: counted in the company alone. Twelve or more a month, fully answered,
 * so that the protection of small groups has no reason to hide a department for their sake. */
static void sen_plant_blank_units(SenCustomers *make)
{
    int n = 12 + rng_below(&make->rng, 7);
    for (int i = 0; i < n; i++) {
        SenRow *row = sen_add_row(make, -1, 68);
        row->planted = true;
        for (int k = 0; k < SEN_CUSTOMER_ITEMS; k++)
            if (row->answers[k] == BLANK)
                row->answers[k] = sen_customer_items[k].hi - 1;
    }
    make->truth->blank_unit += n;
    make->truth->n[SEN_UNITS][make->month] += n;
}

static void sen_plant_spellings(SenCustomers *make)
{
    int decomposed = 0, stray = 0;
    for (int i = 0; i < make->row_n && (decomposed < SEN_DECOMPOSED || stray < SEN_STRAY_BLANKS);
         i++) {
        SenRow *row = &make->rows[i];
        if (row->unit < 0 || row->planted || i % 7 != 3)
            continue;
        const SenUnit *unit = &sen_units[row->unit];
        if (unit->decomposed && decomposed < SEN_DECOMPOSED) {
            snprintf(row->unit_text, sizeof row->unit_text, "%s", unit->decomposed);
            decomposed++;
        } else if (stray < SEN_STRAY_BLANKS && i % 14 == 3) {
            snprintf(row->unit_text, sizeof row->unit_text, " %s  ", unit->name);
            stray++;
        }
    }
}

static int sen_by_time(const void *a, const void *b)
{
    const SenRow *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static void sen_write_customer(Out *out, const SenRow *row, Month m)
{
    char date[48];
    if (row->date[0])
        snprintf(date, sizeof date, "%s", row->date[0] == ' ' ? "" : row->date);
    else
        snprintf(date, sizeof date, "%02d/%02d/%d %02d:%02d:%02d", row->day, m.month, m.year,
                 row->second / 3600, row->second / 60 % 60, row->second % 60);
    out_cell(out, date, false);
    fprintf(out->file, ",SV%06d,", row->number);
    out_cell(out,
             row->unit_text[0] ? row->unit_text
             : row->unit < 0   ? ""
                               : sen_units[row->unit].name,
             false);
    fprintf(out->file, ",%s", sen_channels[row->channel]);
    for (int k = 0; k < SEN_CUSTOMER_ITEMS; k++) {
        fputc(',', out->file);
        if (row->odd_item == k + 1)
            fputs(row->odd_text, out->file);
        else if (row->answers[k] != BLANK)
            fprintf(out->file, "%d", row->answers[k]);
    }
    fputc(',', out->file);
    out_cell(out, row->comment, false);
    fputs("\r\n", out->file);
}

static void sen_write_month(SenCustomers *make)
{
    Month m = month_after(sen_first, make->month);
    char name[64];
    snprintf(name, sizeof name, "exports/khach-hang-%d-%02d.csv", m.year, m.month);
    Out out = out_open(make->folder, name);
    fputs("Dấu thời gian,Mã phản hồi,Bộ phận,Kênh", out.file);
    for (int k = 0; k < SEN_CUSTOMER_ITEMS; k++) {
        fputc(',', out.file);
        out_cell(&out, sen_customer_items[k].heading, false);
    }
    fputs(",Điều gì khiến bạn chưa hài lòng?\r\n", out.file);
    qsort(make->rows, (size_t)make->row_n, sizeof *make->rows, sen_by_time);
    for (int i = 0; i < make->row_n; i++)
        sen_write_customer(&out, &make->rows[i], m);
    out_close(&out);
    make->truth->files++;
    make->truth->rows += make->row_n;
}

static void sen_make_customers(const SenWorld *world, const char *folder, SenTruth *truth)
{
    SenCustomers make = {.world = world, .folder = folder, .truth = truth, .next_number = 100001};
    make.rng = rng_new(world->seed, "customers");
    make.rows = calloc(SEN_ROWS_MAX, sizeof *make.rows);
    if (!make.rows)
        out_fail("customers");
    for (make.month = 0; make.month < SEN_MONTHS; make.month++) {
        make.row_n = 0;
        memset(make.rows, 0, SEN_ROWS_MAX * sizeof *make.rows);
        for (int u = 0; u < SEN_UNITS; u++) {
            int before = make.row_n;
            if (sen_units[u].customers_n > 0)
                sen_unit_rows(&make, u);
            truth->n[u][make.month] += make.row_n - before;
        }
        sen_plant_answers(&make);
        sen_plant_bad_dates(&make);
        sen_plant_spellings(&make);
        sen_plant_duplicates(&make);
        make.again_n = 0;
        while (make.month < SEN_MONTHS - 1 && make.again_n < SEN_TWICE_ACROSS)
            make.again[make.again_n++] = *sen_plain_row(&make, 10);
        sen_plant_blank_units(&make);
        sen_write_month(&make);
    }
    free(make.rows);
}

#endif
