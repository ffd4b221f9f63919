/* harbour_lane.h: Harbour Lane Hotels, an invented group of small houses: eight departments, six
 * quarters, few answers. Small on purpose, so that a report shows what it refuses to say: groups
 * under five, groups under ten, a missing quarter, no list of the invited, no registers. */
#ifndef SAMPLES_HARBOUR_LANE_H
#define SAMPLES_HARBOUR_LANE_H

#include "answers.h"
#include "comments.h"
#include "dates.h"
#include "output.h"

enum { HARBOUR_UNITS = 8, HARBOUR_QUARTERS = 6, HARBOUR_GUEST_ITEMS = 6, HARBOUR_TEAM_ITEMS = 9 };

typedef struct HarbourUnit {
    const char *name;
    int guests[HARBOUR_QUARTERS], team[HARBOUR_QUARTERS]; /* answers; 0: nobody answered */
    double cx_level, ex_level;                            /* points, before the items' own shifts */
    bool no_effort;                                       /* guests are not asked how easy it was */
} HarbourUnit;

/* Spa and Concierge fall under five; Events starts late and pauses; Maintenance has no guests. */
static const HarbourUnit harbour_units[HARBOUR_UNITS] = {
    {"Front Desk", {52, 55, 61, 58, 54, 63}, {11, 10, 12, 11, 12, 12}, 74, 70, false},
    {"Housekeeping", {44, 47, 50, 46, 45, 49}, {14, 13, 15, 14, 13, 14}, 77, 61, false},
    {"Restaurant", {38, 36, 41, 43, 40, 42}, {9, 10, 9, 11, 10, 10}, 71, 66, false},
    {"Bar & Lounge", {16, 14, 15, 12, 13, 8}, {6, 6, 5, 6, 7, 6}, 75, 72, false},
    {"Spa", {9, 7, 6, 4, 6, 3}, {5, 4, 4, 5, 4, 4}, 82, 78, false},
    {"Events", {0, 0, 17, 21, 0, 19}, {0, 6, 6, 7, 6, 7}, 68, 64, true},
    {"Concierge", {12, 11, 13, 9, 10, 7}, {5, 5, 3, 5, 4, 3}, 79, 74, false},
    {"Maintenance", {0}, {7, 8, 7, 8, 8, 8}, 0, 63, false},
};

static const Item harbour_guest_items[HARBOUR_GUEST_ITEMS] = {
    {"How willing are you to recommend our hotel?", 0, 10, false, 8, 9, .01, {0}},
    {"How satisfied were you with your stay?", 1, 5, false, 4, 12, .02, {0}},
    {"Harbour Lane made it easy to get what I needed", 1, 7, false, 0, 12, .03, {0}},
    {"Finding and choosing us", 1, 5, false, 3, 12, .06, {0}},
    {"Booking", 1, 5, false, 5, 12, .04, {0}},
    {"During your stay", 1, 5, false, 1, 12, .04, {0}},
};
static const Item harbour_team_items[HARBOUR_TEAM_ITEMS] = {
    {"How willing are you to recommend working here?", 0, 10, false, 5, 9, .02, {0}},
    {"My rota reaches me early enough.", 1, 5, false, -6, 12, .02, {0}},
    {"Work keeps spilling into my days off.", 1, 5, true, -8, 13, .02, {0}},
    {"My pay matches what I put in.", 1, 5, false, -3, 12, .02, {0}},
    {"When I suggest something, I get an answer.", 1, 5, false, -2, 12, .02, {0}},
    {"What we are promised, we get.", 1, 5, false, 0, 12, .02, {0}},
    {"My equipment makes the work easy.", 1, 5, false, 3, 12, .02, {0}},
    {"I was shown the ropes properly when I started.", 1, 5, false, 6, 12, .02, {0}},
    {"I am learning things that take me further.", 1, 5, false, 1, 12, .02, {0}},
};

static const Questionnaire harbour_guest_sheet = {
    .items = harbour_guest_items, .item_n = HARBOUR_GUEST_ITEMS, .person_sd = 13};
static const Questionnaire harbour_team_sheet = {
    .items = harbour_team_items, .item_n = HARBOUR_TEAM_ITEMS, .person_sd = 12};

static const char *const harbour_satisfied[] = {"Very dissatisfied", "Dissatisfied", "Neither",
                                                "Satisfied", "Very satisfied"};
static const char *const harbour_bad[] = {"The room was not ready until four.",
                                          "We waited half an hour for the bill.",
                                          "The heating rattled all night.",
                                          "Nobody answered the telephone at reception.",
                                          "Breakfast had run out of \"everything\" by nine.",
                                          NULL};
static const char *const harbour_good[] = {"Spotless, and a proper welcome.",
                                           "They remembered how we take our coffee.",
                                           "A quiet room, as we had asked.", NULL};
static const char *const harbour_team_bad[] = {"The rota changes the evening before.",
                                               "We asked for new trolleys in spring. Nothing yet.",
                                               "Split shifts eat the whole day.", NULL};
static const char *const harbour_team_good[] = {"Good people, and the new lift helps.",
                                                "My manager listens.", NULL};
static const char *const harbour_tails[] = {
    "", "", "", " Thank you.", "\nPlease ring me.", " My number is 0000 000 123."};

typedef struct HarbourTruth {
    int rows, duplicates, bad_date, no_answer;
    int n[HARBOUR_UNITS][HARBOUR_QUARTERS];
} HarbourTruth;

typedef struct Harbour {
    Rng rng;
    Out out;
    const Questionnaire *sheet;
    HarbourTruth *truth;
    bool guests;
    int next_number;
} Harbour;

static void harbour_cells(Harbour *make, const int answers[], const char *comment)
{
    for (int i = 0; i < make->sheet->item_n; i++) {
        fputc(',', make->out.file);
        if (answers[i] == BLANK)
            continue;
        if (make->guests && i == 1)
            fputs(harbour_satisfied[answers[i] - 1], make->out.file);
        else
            fprintf(make->out.file, "%d", answers[i]);
    }
    fputc(',', make->out.file);
    out_cell(&make->out, comment, false);
    fputc('\n', make->out.file);
}

static void harbour_person(Harbour *make, int unit, int number, Date d, double level)
{
    static const double nothing[ITEMS_MAX] = {0};
    int answers[ITEMS_MAX];
    char comment[COMMENT_BYTES] = "";
    person_answer(make->sheet, level, nothing, &make->rng, answers);
    if (make->guests && harbour_units[unit].no_effort)
        answers[2] = BLANK;
    if (rng_uniform(&make->rng) < .35) {
        bool bad = answers[0] < 8;
        const char *const *texts = make->guests ? (bad ? harbour_bad : harbour_good)
                                   : bad        ? harbour_team_bad
                                                : harbour_team_good;
        comment_write(comment, texts, 8, harbour_tails, 6, &make->rng);
    }
    fprintf(make->out.file, "%s%05d,%d-%02d-%02d,", make->guests ? "G" : "T", number, d.year,
            d.month, d.day);
    out_cell(&make->out, harbour_units[unit].name, false);
    harbour_cells(make, answers, comment);
    make->truth->rows++;
}

static void harbour_quarter(Harbour *make, int quarter)
{
    Month first = month_after((Month){2025, 1}, 3 * quarter);
    int answers[ITEMS_MAX];
    for (int u = 0; u < HARBOUR_UNITS; u++) {
        const HarbourUnit *unit = &harbour_units[u];
        int n = make->guests ? unit->guests[quarter] : unit->team[quarter];
        double level = (make->guests ? unit->cx_level : unit->ex_level) + .4 * quarter;
        for (int i = 0; i < n; i++) {
            Month m = month_after(first, rng_below(&make->rng, 3));
            Date d = {m.year, m.month, 1 + rng_below(&make->rng, month_days(m))};
            harbour_person(make, u, make->next_number++, d, level);
        }
        make->truth->n[u][quarter] = n;
    }
    /* Planted: the last number of the first department once more, later; an impossible date; a row
     * in which nothing is answered. */
    Date late = {first.year, first.month + 2, 28};
    if (make->guests) {
        Month m = {first.year, first.month};
        harbour_person(make, 0, make->next_number++, (Date){m.year, m.month, 2}, 74);
        harbour_person(make, 0, make->next_number - 1, late, 74);
        make->truth->n[0][quarter]++;
        make->truth->duplicates++;
        harbour_person(make, 1, make->next_number++, (Date){m.year, m.month, 32}, 74);
        make->truth->bad_date++;
    }
    for (int i = 0; i < make->sheet->item_n; i++)
        answers[i] = BLANK;
    fprintf(make->out.file, "%s%05d,%d-%02d-%02d,Restaurant", make->guests ? "G" : "T",
            make->next_number++, late.year, late.month, late.day);
    harbour_cells(make, answers, "");
    make->truth->rows++;
    make->truth->no_answer++;
}

static void harbour_side(const char *folder, uint64_t seed, bool guests, HarbourTruth *truth)
{
    Harbour make = {.guests = guests, .truth = truth, .next_number = 1};
    make.rng = rng_new(seed, guests ? "guests" : "team");
    make.sheet = guests ? &harbour_guest_sheet : &harbour_team_sheet;
    make.out = out_open(folder, guests ? "exports/guests.csv" : "exports/team.csv");
    fputs(guests ? "Response ID,Date,Department" : "Response ID,Date,Your department",
          make.out.file);
    for (int i = 0; i < make.sheet->item_n; i++) {
        fputc(',', make.out.file);
        out_cell(&make.out, make.sheet->items[i].heading, false);
    }
    fprintf(make.out.file, ",%s\n", guests ? "What should we do better?" : "What should change?");
    for (int q = 0; q < HARBOUR_QUARTERS; q++)
        harbour_quarter(&make, q);
    out_close(&make.out);
}

static void harbour_truth_side(Out *out, const char *side, const HarbourTruth *truth,
                               const char *end)
{
    fprintf(out->file,
            " \"%s\": {\"rows\": %d, \"duplicates\": %d, \"bad_date\": %d, \"no_answer\": %d,\n  "
            "\"n\": {",
            side, truth->rows, truth->duplicates, truth->bad_date, truth->no_answer);
    for (int u = 0; u < HARBOUR_UNITS; u++)
        out_numbers(out, harbour_units[u].name, truth->n[u], HARBOUR_QUARTERS,
                    u < HARBOUR_UNITS - 1 ? ",\n   " : "}}");
    fputs(end, out->file);
}

static void harbour_lane_generate(const char *folder, uint64_t seed)
{
    HarbourTruth guests = {0}, team = {0};
    harbour_side(folder, seed, true, &guests);
    harbour_side(folder, seed, false, &team);
    Out out = out_open(folder, "truth.json");
    fprintf(out.file, "{\"company\": \"Harbour Lane Hotels\", \"seed\": %llu,\n \"periods\": [",
            (unsigned long long)seed);
    for (int q = 0; q < HARBOUR_QUARTERS; q++)
        fprintf(out.file, "%s\"%d-Q%d\"", q ? ", " : "", 2025 + q / 4, q % 4 + 1);
    fputs("],\n", out.file);
    harbour_truth_side(&out, "customers", &guests, ",\n");
    harbour_truth_side(&out, "employees", &team, "}\n");
    out_close(&out);
}

#endif
