#include "facts.h"

static const char *const side_keys[] = {[SIDE_CX] = "cx", [SIDE_EX] = "ex"};

/* ---- Ranking and reliability ---- */

static void add_numbers(const Facts *facts, Fact *parent, const char *key, const double *values,
                        ptrdiff_t count)
{
    Fact *list = array(facts, parent, key);
    for (ptrdiff_t i = 0; i < count; i++)
        fact_add(facts->arena, list, STR_NONE, FACT_NUMBER)->number = values[i];
}
static void add_ranks(const Facts *facts, Fact *parent, const char *key, const ptrdiff_t *values,
                      ptrdiff_t count)
{
    Fact *list = array(facts, parent, key);
    for (ptrdiff_t i = 0; i < count; i++)
        fact_add(facts->arena, list, STR_NONE, FACT_INTEGER)->integer = values[i];
}

static void add_ranking(const Facts *facts, Fact *rankings, const Ranking *ranking)
{
    if (ranking->figure < 0 || ranking->window > facts->last)
        return;
    Fact *fact = object(facts, rankings,
                        str_format(facts->arena, "%.*s@%.*s",
                                   STR_ARG(facts->scores->defs[ranking->figure].id),
                                   STR_ARG(window_key(facts, ranking->window))));
    if (ranking->refused) {
        text(facts, fact, "refused", S("rank"));
        integer(facts, fact, "n", ranking->n);
        return;
    }
    Fact *units = array(facts, fact, "departments");
    for (ptrdiff_t i = 0; i < ranking->n; i++)
        list_text(facts, units, scope_key(facts, ranking->scopes[i]));
    add_numbers(facts, fact, "B", ranking->b, ranking->n);
    add_numbers(facts, fact, "shrunk", ranking->shrunk, ranking->n);
    add_ranks(facts, fact, "rank", ranking->rank, ranking->n);
    add_ranks(facts, fact, "rank_lo", ranking->rank_lo, ranking->n);
    add_ranks(facts, fact, "rank_hi", ranking->rank_hi, ranking->n);
    number(facts, fact, "mu", ranking->mu);
    number(facts, fact, "tau2", ranking->tau2);
}

static void add_one_reliability(const Facts *facts, Fact *parent, ptrdiff_t window)
{
    const Scores *scores = facts->scores;
    Publish state = privacy_state(scores->published, SIDE_EX, 0, window);
    if (state == PUBLISH_STORED || (!facts->full && state != PUBLISH_PUBLISHED))
        return; /* reliability is of rows, which a stored figure has not */
    const Reliability *reliability = &scores->reliability[window];
    Fact *fact = object(facts, parent, window_key(facts, window));
    integer(facts, fact, "n", reliability->n);
    if (reliability->refused) {
        text(facts, fact, "refused", S("reliability"));
        return;
    }
    integer(facts, fact, "k", reliability->k);
    number(facts, fact, "alpha", reliability->alpha);
    number(facts, fact, "lo", reliability->lo);
    number(facts, fact, "hi", reliability->hi);
    number(facts, fact, "std_alpha", reliability->std_alpha);
    number_or_null(facts, fact, "omega", reliability->omega);
}

void facts_reliability(const Facts *facts, Fact *root)
{
    Fact *reliability = object(facts, root, S("reliability"));
    if (!facts->scores->reliability || score_find_def(facts->scores, S("ex.engagement")) < 0)
        return;
    for (ptrdiff_t window = 0; window <= facts->last; window++)
        add_one_reliability(facts, reliability, window);
    if (facts->has_all)
        add_one_reliability(facts, reliability, facts->tally->period_count);
}

void facts_rankings(const Facts *facts, Fact *root)
{
    Fact *rankings = object(facts, root, S("ranking"));
    for (int side = 0; side < SIDE_COUNT; side++)
        if (facts->tally->side[side].question_count > 0)
            add_ranking(facts, rankings, &facts->scores->ranking[side]);
}

/* ---- Data quality, sources ---- */

typedef struct RowCounts {
    int64_t rows, bad_date, duplicate, no_answer, no_unit, bad_weight, blank, straight_line,
        set_aside, straight_left, fast_left;
} RowCounts;

static RowCounts count_rows(const Facts *facts, int side)
{
    RowCounts counts = {0};
    for (ptrdiff_t i = 0; i < facts->tally->source_count; i++) {
        const SourceReport *source = &facts->tally->sources[i];
        if ((int)source->source->side != side)
            continue;
        /* A wholly empty line is no row of the survey. */
        counts.rows += source->rows_read - source->blank_row;
        counts.bad_date += source->bad_date;
        counts.duplicate += source->duplicate;
        counts.no_answer += source->no_answer;
        counts.no_unit += source->no_unit;
        counts.bad_weight += source->bad_weight;
        counts.blank += source->blank_row;
        counts.set_aside += source_set_aside(source);
        counts.straight_line += source->quality.straight;
        counts.straight_left += source->straight_left;
        counts.fast_left += source->fast_left;
    }
    return counts;
}

static void add_question_counts(const Facts *facts, Fact *parent, const char *key, int side,
                                const int64_t *counts)
{
    Fact *fact = object(facts, parent, str_from(key));
    const SideTally *tally = &facts->tally->side[side];
    for (ptrdiff_t q = 0; q < tally->question_count && counts; q++)
        fact_add(facts->arena, fact, tally->questions[q].metric->name, FACT_INTEGER)->integer =
            counts[q];
}

void facts_data_quality(const Facts *facts, Fact *root)
{
    Fact *quality = object(facts, root, S("data_quality"));
    for (int side = 0; side < SIDE_COUNT; side++) {
        const SideTally *tally = &facts->tally->side[side];
        if (tally->question_count == 0)
            continue;
        RowCounts counts = count_rows(facts, side);
        Fact *fact = object(facts, quality, str_from(side_keys[side]));
        integer(facts, fact, "rows", counts.rows);
        integer(facts, fact, "bad_date", counts.bad_date);
        integer(facts, fact, "duplicate", counts.duplicate);
        integer(facts, fact, "no_answer", counts.no_answer);
        integer(facts, fact, "no_department", counts.no_unit);
        integer(facts, fact, "bad_weight", counts.bad_weight);
        integer(facts, fact, "blank_row", counts.blank);
        integer(facts, fact, "set_aside", counts.set_aside);
        integer(facts, fact, "straight_left_out", counts.straight_left);
        integer(facts, fact, "too_fast_left_out", counts.fast_left);
        if (!facts_tell_answering(facts, (Side)side))
            continue;
        integer(facts, fact, "straight_line", counts.straight_line);
        add_question_counts(facts, fact, "missing", side, tally->missing);
        add_question_counts(facts, fact, "missing_code", side, tally->missing_code);
        add_question_counts(facts, fact, "not_asked", side, tally->not_asked);
        add_question_counts(facts, fact, "out_of_range", side, tally->off_scale);
    }
}

static void add_source(const Facts *facts, Fact *list, const SourceReport *source)
{
    Fact *fact = item(facts, list);
    text(facts, fact, "name", definition_source_id(facts->arena, source->source));
    Fact *files = array(facts, fact, "files");
    for (ptrdiff_t i = 0; i < source->files.len; i++)
        list_text(facts, files, os_path_base(source->files.items[i]));
    text(facts, fact, "format", source->format);
    text(facts, fact, "encoding", source->encoding);
    Fact *rows = object(facts, fact, S("rows"));
    integer(facts, rows, "read", source->rows_read);
    integer(facts, rows, "used", source->rows_used);
    Fact *left = object(facts, rows, S("left_out"));
    if (source->counted)
        integer(facts, rows, "people", source->people);
    if (source->kiosk) {
        integer(facts, rows, "pressed_again", source->pressed_again);
        integer(facts, rows, "outside_hours", source->outside_hours);
    }
    if (source->hidden_cells > 0)
        integer(facts, rows, "hidden_cells", source->hidden_cells);
    const struct {
        const char *key;
        int64_t rows;
    } counted[] = {{"bad_count", source->bad_count},
                   {"repeated", source->repeated},
                   {"hidden", source->hidden},
                   {"other_questions", source->other}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(counted); i++)
        if (counted[i].rows > 0)
            integer(facts, left, counted[i].key, counted[i].rows);
    integer(facts, left, "bad_date", source->bad_date);
    integer(facts, left, "bad_weight", source->bad_weight);
    integer(facts, left, "blank_row", source->blank_row);
    integer(facts, left, "deleted", source->aside[ASIDE_DELETED]);
    integer(facts, left, "duplicate", source->duplicate);
    integer(facts, left, "no_answer", source->no_answer);
    integer(facts, left, "not_finished", source->aside[ASIDE_PARTIAL]);
    integer(facts, left, "preview", source->aside[ASIDE_PREVIEW]);
    integer(facts, left, "spam", source->aside[ASIDE_SPAM]);
    integer(facts, left, "test", source->aside[ASIDE_TEST]);
    integer(facts, left, "straight_lining", source->straight_left);
    integer(facts, left, "too_fast", source->fast_left);
    Fact *kept = object(facts, rows, S("kept"));
    integer(facts, kept, "not_finished", source->kept[ASIDE_PARTIAL]);
    integer(facts, kept, "preview", source->kept[ASIDE_PREVIEW]);
    integer(facts, kept, "test", source->kept[ASIDE_TEST]);
    Fact *columns = array(facts, fact, "columns");
    for (ptrdiff_t i = 0; i < source->columns_used.len; i++)
        list_text(facts, columns, source->columns_used.items[i]);
}

void facts_sources(const Facts *facts, Fact *root)
{
    Fact *sources = array(facts, root, "sources");
    for (ptrdiff_t i = 0; i < facts->tally->source_count; i++)
        add_source(facts, sources, &facts->tally->sources[i]);
}

/* ---- Response ---- */

static void add_response_of(const Facts *facts, Fact *parent, const char *key,
                            const Response *response)
{
    Fact *fact = object(facts, parent, str_from(key));
    if (response->state == RESPONSE_WITHHELD) {
        text(facts, fact, "refused", S("withheld"));
        return;
    }
    integer(facts, fact, "complete", response->complete);
    integer(facts, fact, "partial", response->partial);
    integer(facts, fact, "break_off", response->break_off);
    if (response->state == RESPONSE_NOT_GIVEN) {
        text(facts, fact, "refused", S("response_rate"));
        return;
    }
    integer(facts, fact, "eligible", response->eligible);
    if (response->state == RESPONSE_TOO_MANY) {
        text(facts, fact, "refused", S("too_many"));
        return;
    }
    number(facts, fact, "rr1", response->rr1);
    number(facts, fact, "rr2", response->rr2);
}

/* Only where people were counted as invited, and only published cells: a number of complete
 * questionnaires is an n like any other. */
void facts_response(const Facts *facts, Fact *root)
{
    Fact *units = object(facts, root, S("response"));
    ptrdiff_t periods = facts->tally->period_count;
    for (ptrdiff_t scope = 0; scope < facts->scores->scope_count; scope++) {
        if (!told(facts, scope))
            continue;
        Fact *unit = NULL;
        for (ptrdiff_t t = 0; t <= facts->last; t++) {
            Fact *period = NULL;
            for (int side = 0; side < SIDE_COUNT; side++) {
                const Response *all = facts->scores->response[side];
                bool shown = privacy_shown(facts->scores->published, (Side)side, scope, t);
                if (!all || !shown || all[scope * periods + t].state == RESPONSE_NOT_GIVEN)
                    continue;
                if (!unit)
                    unit = object(facts, units, scope_key(facts, scope));
                if (!period)
                    period = object(facts, unit, window_key(facts, t));
                add_response_of(facts, period, side_keys[side], &all[scope * periods + t]);
            }
        }
    }
}
