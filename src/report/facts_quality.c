/* How good the data are: by side, by source and question, where privacy/ lets it be told. Texts
 * that people wrote in place of an answer are published where at least the minimum wrote the same.
 */
#include "facts.h"

static const char *const side_keys[SIDE_COUNT] = {[SIDE_CX] = "cx", [SIDE_EX] = "ex"};

static void percent(const Facts *facts, Fact *fact, const char *key, int64_t part, int64_t of)
{
    if (of > 0)
        number(facts, fact, key, 100 * (double)part / (double)of);
}

static void add_straight(const Facts *facts, Fact *parent, int64_t found, int64_t of, int64_t left)
{
    Fact *fact = object(facts, parent, S("straight_lining"));
    integer(facts, fact, "rows", found);
    integer(facts, fact, "of", of);
    percent(facts, fact, "percent", found, of);
    integer(facts, fact, "left_out", left);
}

static void add_speed(const Facts *facts, Fact *parent, const Speed *speed, int64_t left)
{
    if (!speed->known)
        return;
    Fact *fact = object(facts, parent, S("too_fast"));
    integer(facts, fact, "of", speed->timed);
    if (!isfinite(speed->median_s)) /* too few to judge by */
        return;
    integer(facts, fact, "rows", speed->fast);
    percent(facts, fact, "percent", speed->fast, speed->timed);
    integer(facts, fact, "left_out", left);
    number(facts, fact, "median_seconds", speed->median_s);
}

static void add_side(const Facts *facts, Fact *parent, Side side, const QualitySum *sum)
{
    Fact *fact = object(facts, parent, str_from(side_keys[side]));
    integer(facts, fact, "rows_used", sum->rows_used);
    integer(facts, fact, "repeated_ids", sum->duplicate);
    if (sum->twice_known)
        integer(facts, fact, "sent_twice", sum->twice);
    add_straight(facts, fact, sum->straight, sum->straight_of, sum->straight_left);
    if (sum->judged_sources > 0) {
        Fact *fast = object(facts, fact, S("too_fast"));
        integer(facts, fast, "rows", sum->fast);
        integer(facts, fast, "of", sum->timed);
        integer(facts, fast, "left_out", sum->fast_left);
        number(facts, fast, "median_seconds", sum->median_s); /* absent with several sources */
    }
    integer(facts, fact, "off_scale", sum->off_scale);
    integer(facts, fact, "off_scale_questions", sum->off_scale_questions);
    integer(facts, fact, "unanswered", sum->missing);
    integer(facts, fact, "asked", sum->asked);
    percent(facts, fact, "unanswered_percent", sum->missing, sum->asked);
    if (sum->most_missing >= 0) {
        const Metric *most = facts->tally->side[side].questions[sum->most_missing].metric;
        text(facts, fact, "most_unanswered", most->id);
        number(facts, fact, "most_unanswered_percent", 100 * sum->most_missing_share_01);
    }
    integer(facts, fact, "no_unit", sum->no_unit);
    integer(facts, fact, "after_the_period", sum->after);
}

static void add_questions(const Facts *facts, Fact *parent, const SourceReport *source)
{
    const SideTally *side = &facts->tally->side[source->source->side];
    Fact *questions = object(facts, parent, S("questions"));
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const QuestionQuality *about = &source->quality.questions[q];
        Fact *fact = object(facts, questions, side->questions[q].metric->name);
        integer(facts, fact, "asked", about->asked);
        integer(facts, fact, "unanswered", about->missing);
        percent(facts, fact, "unanswered_percent", about->missing, about->asked);
        integer(facts, fact, "off_scale", about->off_scale);
        Fact *values = array(facts, fact, "off_scale_values");
        for (ptrdiff_t i = 0; i < about->odd_count; i++) {
            if (!facts->full && about->odd[i].rows < facts->tally->config->privacy.minimum)
                break; /* those behind it are of fewer */
            Fact *value = item(facts, values);
            text(facts, value, "text", about->odd[i].text);
            integer(facts, value, "rows", about->odd[i].rows);
        }
    }
}

static void add_source(const Facts *facts, Fact *list, const SourceReport *source, ptrdiff_t period)
{
    const SourceQuality *found = &source->quality;
    if (found->questions == NULL)
        return;
    Fact *fact = item(facts, list);
    text(facts, fact, "name", definition_source_id(facts->arena, source->source));
    integer(facts, fact, "rows_used", source->rows_used);
    integer(facts, fact, "repeated_ids", source->duplicate);
    if (found->twice_known)
        integer(facts, fact, "sent_twice", found->twice);
    add_straight(facts, fact, found->straight, found->straight_of, source->straight_left);
    add_speed(facts, fact, &found->speed, source->fast_left);
    integer(facts, fact, "after_the_period", quality_after(facts->tally, source, period));
    add_questions(facts, fact, source);
}

static void add_rules(const Facts *facts, Fact *quality)
{
    Fact *rules = object(facts, quality, S("rules"));
    integer(facts, rules, "ratings_alike", STRAIGHT_RATINGS);
    integer(facts, rules, "faster_than_median_divided_by", SPEED_PART);
    integer(facts, rules, "durations_needed", SPEED_MINIMUM);
    integer(facts, rules, "seconds_between_twins", TWICE_SECONDS);
}

/* As the method page and the workbook print them. */
static void add_lines(const Facts *facts, Fact *quality)
{
    Fact *lines = array(facts, quality, "lines");
    const MethodModel *method = &facts->report->method;
    for (ptrdiff_t i = 0; i < method->quality_count; i++) {
        const struct MethodEntry *entry = &method->entries[method->quality_first + i];
        Fact *line = item(facts, lines);
        text(facts, line, "name", entry->name);
        text(facts, line, "text", entry->text);
    }
}

bool facts_tell_answering(const Facts *facts, Side side)
{
    return facts->full || facts->scores->published->answering[side];
}

void facts_quality(const Facts *facts, Fact *root)
{
    const Tally *tally = facts->tally;
    Fact *quality = object(facts, root, S("quality"));
    add_rules(facts, quality);
    for (Side side = SIDE_CX; side < SIDE_COUNT; side++) {
        QualitySum sum = quality_sum(tally, side, facts->last);
        if (facts_tell_answering(facts, side) && tally->side[side].question_count > 0)
            add_side(facts, quality, side, &sum);
    }
    Fact *sources = array(facts, quality, "sources");
    for (ptrdiff_t i = 0; i < tally->source_count; i++) {
        Side side = tally->sources[i].source->side;
        if (facts->full || facts->scores->published->answering_sources[side])
            add_source(facts, sources, &tally->sources[i], facts->last);
    }
    integer(facts, quality, "unknown_units", tally->unknown_unit_count);
    if (facts->report)
        add_lines(facts, quality);
}
