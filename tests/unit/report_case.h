/* report_case.h: reports of invented answers, from the project file on: config, tally, privacy,
 * score and report are the real ones, only the exported files are missing. */
#ifndef TESTS_REPORT_CASE_H
#define TESTS_REPORT_CASE_H

#include <cxex/report.h>
#include <cxex/score.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { CASE_PERIODS = 14, CASE_UNITS = 64 };

/* The files must be there, but nothing reads them: any file will do. */
/* Answers of a unit in a period: how many, and where on their scales they lie around, 0..1. */
typedef struct CaseCell {
    int n;
    double level_01;
} CaseCell;
typedef struct CaseUnit {
    const char *name;
    CaseCell cx[CASE_PERIODS], ex[CASE_PERIODS];
} CaseUnit;
typedef struct Case {
    const char *language;            /* "vi" or "en" */
    const char *sections;            /* added to the project file */
    const char *skip;                /* id of a question that nobody answers, or NULL */
    const char *low[3];              /* ids of questions answered … */
    double low_by_01;                /* … so much lower */
    const char *few;                 /* id of a question that only … */
    int few_unit, few_answers;       /* … so many answer in this unit of the tally (from 1) */
    bool no_customers, no_employees; /* the side's sections are left out */
    bool flat;                       /* everybody of a cell answers alike */
    int months[CASE_PERIODS];        /* 0, or months after January 2025 + 1: a calendar with gaps */
    int period_count;
    CaseUnit units[CASE_UNITS];
} Case;

static const char case_cx[] =
    "[customers]\nfiles = " SOURCE_DIR "/LICENSE\ndate = d\nunit = u\nid = i\n"
    "[metric cx.nps]\ncolumn = nps\ntype = nps\nscale = 0..10\n"
    "[metric cx.csat]\ncolumn = csat\ntype = rating\nscale = 1..5\n"
    "[metric cx.ces]\ncolumn = ces\ntype = ces\nscale = 1..7\n"
    "[metric cx.stage_buy]\ncolumn = buy\ntype = rating\nscale = 1..5\nstage = buy\n"
    "[metric cx.stage_use]\ncolumn = use\ntype = rating\nscale = 1..5\nstage = use\n"
    "[metric cx.stage_aftersale]\ncolumn = after\ntype = rating\nscale = 1..5\nstage = aftersale\n";
static const char case_ex[] =
    "[employees]\nfiles = " SOURCE_DIR "/LICENSE\ndate = d\nunit = u\nid = i\n"
    "[metric ex.enps]\ncolumn = enps\ntype = nps\nscale = 0..10\n"
    "[metric ex.q1]\ncolumn = q1\ntype = rating\nscale = 1..5\nfactor = hours\ncycle = engage\n"
    "[metric ex.q2]\ncolumn = q2\ntype = rating\nscale = 1..5\nfactor = pay\n"
    "[metric ex.q3]\ncolumn = q3\ntype = rating\nscale = 1..5\n"
    "[metric ex.q4]\ncolumn = q4\ntype = rating\nscale = 1..5\n";

static inline void case_full(void *context, ptrdiff_t wanted)
{
    (void)context;
    fprintf(stderr, "arena full: %td\n", wanted);
    abort();
}

static inline const Config *case_config(Arena *arena, const Case *c)
{
    char path[] = "/tmp/report-case-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    fprintf(file,
            "[report]\nclient = Công ty Sen Việt\ntitle = Trải nghiệm\nauthor = Phòng A\n"
            "language = %s\nperiod = month\n",
            c->language);
    fprintf(file, "%s%s%s", c->no_customers ? "" : case_cx, c->no_employees ? "" : case_ex,
            c->sections ? c->sections : "");
    fclose(file);
    Diags diags = {.arena = arena};
    const Config *config =
        config_read(arena, str_copy(arena, str_from(path)), (ConfigOptions){0}, &diags);
    unlink(path);
    if (!config) {
        Str text = diag_print(arena, &diags, DIAG_EN);
        print_message("%.*s\n", STR_ARG(text));
    }
    assert_non_null(config);
    return config;
}

/* A spread of about one level each way, the same for every period of a unit: a level that stays is
 * the same answers again. */
static inline void case_rows(TallyBuilder *builder, const Case *c, Side side, ptrdiff_t unit,
                             ptrdiff_t period, CaseCell cell)
{
    const SideTally *tally = tally_builder_side(builder, side);
    uint32_t seed = 1000u * (uint32_t)unit + 17u * (uint32_t)side + 12345u;
    int16_t level[64];
    for (int i = 0; i < cell.n; i++) {
        for (ptrdiff_t q = 0; q < tally->question_count; q++) {
            ptrdiff_t top = tally->questions[q].level_count - 1;
            seed = seed * 1664525u + 1013904223u;
            double lower = 0;
            for (ptrdiff_t l = 0; l < CX_COUNTOF(c->low); l++)
                if (c->low[l] && str_equal(tally->questions[q].metric->id, str_from(c->low[l])))
                    lower = c->low_by_01;
            double noise = c->flat ? 0 : ((double)(seed >> 8 & 0xFFFF) / 65535 - 0.5) * 0.7;
            double at = (cell.level_01 - lower + noise) * (double)top + 0.5;
            ptrdiff_t chosen = at < 0 ? 0 : (ptrdiff_t)at > top ? top : (ptrdiff_t)at;
            bool skipped = c->skip && str_equal(tally->questions[q].metric->id, str_from(c->skip));
            skipped = skipped || (c->few && unit == c->few_unit && i >= c->few_answers &&
                                  str_equal(tally->questions[q].metric->id, str_from(c->few)));
            level[q] = (int16_t)(skipped ? LEVEL_MISSING : chosen);
        }
        tally_builder_add(builder, side,
                          &(Row){.unit = unit, .period = period, .weight = 1, .level = level}, 1);
    }
}

static inline const Scores *case_scores(Arena *arena, const Case *c)
{
    const Config *config = case_config(arena, c);
    TallyBuilder *builder = tally_builder_new(arena, config);
    for (int u = 0; u < CASE_UNITS && c->units[u].name; u++) {
        ptrdiff_t unit = tally_builder_unit(builder, str_from(c->units[u].name), (Pos){0});
        for (int t = 0; t < c->period_count; t++) {
            int month = c->months[t] > 0 ? c->months[t] - 1 : t;
            Date date = {.year = 2025 + month / 12, .month = month % 12 + 1, .day = 15};
            ptrdiff_t period =
                tally_builder_period(builder, period_ordinal(PERIOD_MONTH, date), STR_NONE);
            if (!c->no_customers)
                case_rows(builder, c, SIDE_CX, unit, period, c->units[u].cx[t]);
            if (!c->no_employees)
                case_rows(builder, c, SIDE_EX, unit, period, c->units[u].ex[t]);
        }
    }
    const Tally *tally = tally_finish(builder);
    return score_compute(arena, tally, privacy_decide(arena, tally, NULL));
}

static inline const Report *case_report(Arena *arena, const Case *c)
{
    Str reason = STR_NONE;
    const Report *report = report_build(arena, case_scores(arena, c), (ReportOptions){0}, &reason);
    assert_non_null(report);
    return report;
}

/* The retail company of the samples in small: units of every diagnosis, one without customers, one
 * too small to be shown, one with a very long name. */
static inline Case case_company(const char *language)
{
    Case c = {.language = language,
              .sections =
                  "[index cx.index]\nparts = cx.nps 1, cx.csat 1, cx.ces 1, cx.journey 1\n"
                  "target = 65\ncut = 60\n"
                  "[index ex.index]\nparts = ex.engagement 1, ex.enps 1\ntarget = 60\ncut = 60\n",
              .period_count = 2,
              .units = {
                  {"Cửa hàng Quận 1", {{400, .80}, {400, .80}}, {{60, .80}, {60, .82}}},
                  {"Cửa hàng Cầu Giấy", {{300, .78}, {300, .80}}, {{60, .65}, {60, .40}}},
                  {"Giao nhận", {{500, .45}, {500, .40}}, {{80, .50}, {80, .35}}},
                  {"Kỹ thuật & bảo hành", {{200, .50}, {200, .45}}, {{60, .85}, {60, .88}}},
                  {"Kho vận", {{0, 0}, {0, 0}}, {{40, .60}, {40, .60}}},
                  {"Gói quà", {{60, .6}, {60, .6}}, {{3, .6}, {3, .6}}},
                  {"Lắp đặt và dịch vụ sửa chữa thiết bị gia dụng khu vực phía Bắc",
                   {{150, .62}, {150, .62}},
                   {{30, .6}, {30, .62}}},
              }};
    return c;
}

#endif
