/* answers.h: how a person answers a questionnaire, and what its index is expected to be.
 *
 * A person has one level on 0-100 points (the group's level + a normal deviation) and one normal
 * deviation per factor (hours, pay ... or a stage of the journey). An item is level + item shift +
 * loadings x factors + its own noise, rounded to the nearest step of its scale and cut at the ends.
 * Every item is therefore a rounded normal variable, so the expected share of each answer is exact,
 * and the level that gives a wanted index is found by bisection. That is what makes the truth of a
 * sample known on the very scale that a report shows. */
#ifndef SAMPLES_ANSWERS_H
#define SAMPLES_ANSWERS_H

#include <math.h>
#include <stdbool.h>

#include "random.h"

enum { ITEMS_MAX = 16, FACTORS_MAX = 8, MIX_MAX = 6, ANSWERS_MAX = 11, BLANK = -1 };

typedef struct Item {
    const char *heading; /* column heading of the export */
    int lo, hi;
    bool reversed;     /* the wording is negative: what is written is lo + hi - score */
    double shift;      /* points: how much easier the item is to agree with */
    double own_sd;     /* points */
    double missing_01; /* share left empty, at random */
    double load[FACTORS_MAX];
} Item;

typedef struct Questionnaire {
    const Item *items; /* items[0] is the question whether one would recommend, 0..10 */
    int item_n, factor_n;
    double person_sd, factor_sd;
    /* The report's index from item means on 0-100, items[0] scored 100/50/0. */
    double (*index)(const double means_100[]);
} Questionnaire;

/* A group of people who share a level: shares and shifts (points) of its parts (such as tenure). */
typedef struct Mix {
    int n;
    double share[MIX_MAX], shift[MIX_MAX];
} Mix;

static double normal_below(double z)
{
    return 0.5 * erfc(-z * 0.7071067811865476);
}

static double item_sd(const Questionnaire *sheet, const Item *item)
{
    double variance = sheet->person_sd * sheet->person_sd + item->own_sd * item->own_sd;
    for (int f = 0; f < sheet->factor_n; f++)
        variance += item->load[f] * item->load[f] * sheet->factor_sd * sheet->factor_sd;
    return sqrt(variance);
}

/* Expected share of each answer lo..hi for people whose item level is `level` points. */
static void item_shares(const Questionnaire *sheet, const Item *item, double level, double share[])
{
    double sd = item_sd(sheet, item), below = 0;
    for (int k = 0; k <= item->hi - item->lo; k++) {
        double edge = 100 * (k + 0.5) / (item->hi - item->lo);
        double upto = k == item->hi - item->lo ? 1 : normal_below((edge - level) / sd);
        share[k] = upto - below;
        below = upto;
    }
}

/* 100 promoter, 50 passive, 0 detractor for items[0]; position on the scale for the others. */
static double answer_points(const Item *item, bool recommend, int step)
{
    if (recommend)
        return step >= 9 ? 100 : step >= 7 ? 50 : 0;
    return 100.0 * step / (item->hi - item->lo);
}

/* Expected index of a group at `level`; extra[] are the group's own item shifts, points. */
static double group_index(const Questionnaire *sheet, double level, const double extra[], Mix mix)
{
    double means[ITEMS_MAX] = {0}, share[ANSWERS_MAX];
    for (int m = 0; m < mix.n; m++) {
        for (int i = 0; i < sheet->item_n; i++) {
            const Item *item = &sheet->items[i];
            item_shares(sheet, item, level + item->shift + extra[i] + mix.shift[m], share);
            for (int k = 0; k <= item->hi - item->lo; k++)
                means[i] += mix.share[m] * share[k] * answer_points(item, i == 0, k);
        }
    }
    return sheet->index(means);
}

/* The level at which the group's expected index is `wanted` (0 < wanted < 100). */
static double group_level(const Questionnaire *sheet, double wanted, const double extra[], Mix mix)
{
    double low = -60, high = 200;
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2;
        if (group_index(sheet, middle, extra, mix) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* One person's answers as written on the sheet; BLANK where left empty. */
static void person_answer(const Questionnaire *sheet, double level, const double extra[], Rng *rng,
                          int answers[])
{
    double factors[FACTORS_MAX], person = level + sheet->person_sd * rng_normal(rng);
    for (int f = 0; f < sheet->factor_n; f++)
        factors[f] = sheet->factor_sd * rng_normal(rng);
    for (int i = 0; i < sheet->item_n; i++) {
        const Item *item = &sheet->items[i];
        double points = person + item->shift + extra[i] + item->own_sd * rng_normal(rng);
        for (int f = 0; f < sheet->factor_n; f++)
            points += item->load[f] * factors[f];
        int steps = item->hi - item->lo;
        int step = (int)floor(points * steps / 100 + 0.5);
        step = step < 0 ? 0 : step > steps ? steps : step;
        answers[i] = item->reversed ? item->hi - step : item->lo + step;
        if (rng_uniform(rng) < item->missing_01)
            answers[i] = BLANK;
    }
}

#endif
