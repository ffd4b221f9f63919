/* Data quality of a side: what its sources found, added up. */
#include <cxex/table.h>

#include <math.h>

int64_t quality_after(const Tally *tally, const SourceReport *source, ptrdiff_t period)
{
    Date end = tally->periods[period].last;
    int64_t after = 0;
    if (source->quality.first.year == 0 || end.year == 0)
        return 0;
    for (ptrdiff_t m = 0; m < source->quality.month_count; m++) {
        const struct MonthRows *month = &source->quality.months[m];
        bool later =
            month->year > end.year || (month->year == end.year && month->month > end.month);
        after += later ? month->rows : 0;
    }
    return after;
}

int64_t source_people(const SourceReport *source)
{
    return source->counted ? source->people : source->rows_used;
}

static void add_questions(QualitySum *sum, const QuestionQuality *all, ptrdiff_t count,
                          int64_t *asked, int64_t *missing, int64_t *off_scale)
{
    for (ptrdiff_t q = 0; q < count; q++) {
        asked[q] += all[q].asked;
        missing[q] += all[q].missing;
        off_scale[q] += all[q].off_scale;
        sum->asked += all[q].asked;
        sum->missing += all[q].missing;
        sum->off_scale += all[q].off_scale;
    }
}

static void add_source(QualitySum *sum, const SourceReport *source, int64_t minimum)
{
    const SourceQuality *found = &source->quality;
    sum->sources++;
    sum->rows_used += source->rows_used;
    sum->people += source_people(source);
    sum->small_source |= source->rows_used > 0 && source_people(source) < minimum;
    sum->duplicate += source->duplicate;
    sum->straight += found->straight;
    sum->straight_of += found->straight_of;
    sum->straight_left += source->straight_left;
    sum->twice_known |= found->twice_known;
    sum->twice += found->twice;
    sum->no_unit += source->no_unit;
    sum->timed_sources += found->speed.known;
    if (!found->speed.known || isnan(found->speed.median_s))
        return;
    sum->judged_sources++;
    sum->timed += found->speed.timed;
    sum->fast += found->speed.fast;
    sum->fast_left += source->fast_left;
    sum->median_s = sum->judged_sources == 1 ? found->speed.median_s : NAN;
}

QualitySum quality_sum(const Tally *tally, Side side, ptrdiff_t period)
{
    enum { QUESTIONS_LIMIT = METRIC_LIMIT };
    QualitySum sum = {.median_s = NAN, .most_missing = -1};
    int64_t asked[QUESTIONS_LIMIT] = {0}, missing[QUESTIONS_LIMIT] = {0},
            off_scale[QUESTIONS_LIMIT] = {0};
    ptrdiff_t count = tally->side[side].question_count;
    CX_ASSERT(count <= QUESTIONS_LIMIT);
    for (ptrdiff_t i = 0; i < tally->source_count; i++) {
        const SourceReport *source = &tally->sources[i];
        if (source->source->side != side)
            continue;
        add_source(&sum, source, tally->config->privacy.minimum);
        sum.after += quality_after(tally, source, period);
        if (source->quality.questions)
            add_questions(&sum, source->quality.questions, count, asked, missing, off_scale);
    }
    for (ptrdiff_t q = 0; q < count; q++) {
        sum.off_scale_questions += off_scale[q] > 0;
        double share = asked[q] > 0 ? (double)missing[q] / (double)asked[q] : 0;
        if (share > sum.most_missing_share_01) {
            sum.most_missing = q;
            sum.most_missing_share_01 = share;
        }
    }
    return sum;
}
