/* An example of what a report shows, for the specimen of a theme: no company's figures. */
#include "build.h"

#include <math.h>

enum { PERIODS = 12 };

typedef struct Example {
    ReportSide side;
    Word label;
    double value, lo, hi, previous, target;
    bool tested;
    ChangeMark mark;
    double course[PERIODS]; /* less the value: how the figure came to it */
} Example;

static const Example examples[] = {
    {REPORT_CX,
     WORD_SPECIMEN_CX,
     74.2,
     72.9,
     75.5,
     72.4,
     75,
     true,
     CHANGE_UP,
     {-6, -5, -5.4, -4.2, -3.8, -4, -3.1, -2.6, -2.9, -2.2, -1.8, 0}},
    {REPORT_EX,
     WORD_SPECIMEN_EX,
     66.1,
     63.7,
     68.5,
     68.5,
     70,
     true,
     CHANGE_DOWN,
     {4.2, 3.6, 4.4, 3.2, 3.9, 2.6, 3.1, 2.2, 2.9, 1.8, 2.4, 0}},
    {REPORT_GROWTH,
     WORD_SPECIMEN_GROWTH,
     81,
     76.2,
     85.8,
     80.4,
     NAN,
     true,
     CHANGE_NONE,
     {-3, -1.8, -2.6, -0.4, -1.4, 0.6, -0.8, -1.6, 0.4, -0.2, -0.6, 0}},
};

static Estimate estimate_of(Arena *arena, Lang lang, const Example *example)
{
    double diff = example->value - example->previous;
    return (Estimate){
        .state = ESTIMATE_SHOWN,
        .decimals = 1,
        .value = example->value,
        .lo = example->lo,
        .hi = example->hi,
        .text = num_show(arena, example->value, 1, lang),
        .lo_text = num_show(arena, example->lo, 1, lang),
        .hi_text = num_show(arena, example->hi, 1, lang),
        .previous = example->previous,
        .diff = diff,
        .diff_text = num_show_signed(arena, diff, 1, lang),
        .diff_tested = example->tested,
        .mark = example->mark,
        .target = example->target,
        .target_text =
            isfinite(example->target) ? num_show(arena, example->target, 0, lang) : STR_NONE,
    };
}

static Series series_of(Arena *arena, Lang lang, const Example *example)
{
    SeriesPoint *points = NEW(arena, SeriesPoint, PERIODS);
    for (int i = 0; i < PERIODS; i++) {
        double value = example->value + example->course[i];
        points[i] =
            (SeriesPoint){.shown = true, .value = value, .text = num_show(arena, value, 1, lang)};
    }
    return (Series){.points = points};
}

static ReportPeriod *periods_of(Arena *arena)
{
    ReportPeriod *periods = NEW(arena, ReportPeriod, PERIODS);
    for (int i = 0; i < PERIODS; i++)
        periods[i].short_label = periods[i].tick = str_format(arena, "%d", i + 1);
    return periods;
}

const Report *report_specimen(Arena *arena, Lang lang)
{
    Report *report = NEW(arena, Report, 1);
    *report = (Report){
        .language = lang,
        .client = word(lang, WORD_SPECIMEN_CLIENT),
        .client_short = word(lang, WORD_SPECIMEN_CLIENT),
        .title = word(lang, WORD_SPECIMEN_TITLE),
        .level_text = S("95%"),
        .periods = periods_of(arena),
        .period_count = PERIODS,
    };
    report->cover = (CoverModel){
        .kind = word(lang, WORD_COVER_KIND),
        .title = report->title,
        .period = word(lang, WORD_SPECIMEN_PERIOD),
        .message = word(lang, WORD_SPECIMEN_SENTENCE),
        .roof = word(lang, WORD_HOUSE_ROOF),
        .room = word(lang, WORD_HOUSE_ROOM),
        .base = word(lang, WORD_HOUSE_BASE),
        .client = report->client,
        .made_by = word(lang, WORD_SPECIMEN_MADE_BY),
    };
    SummaryModel *summary = &report->summary;
    for (int i = 0; i < CX_COUNTOF(examples); i++)
        summary->tiles[summary->tile_count++] = (SummaryTile){
            .side = examples[i].side,
            .label = word(lang, examples[i].label),
            .figure = estimate_of(arena, lang, &examples[i]),
            .axis_lo = 50,
            .axis_hi = 90,
            .series = series_of(arena, lang, &examples[i]),
        };
    return report;
}
