#include "findings.h"

#include <assert.h>
#include <math.h>

/* The three findings that matter most. Rules are tried in the order of the table at the end, first
 * one for each of the six duties, then, where there is room, a second one. Each rule says what must
 * hold. A unit is named by one finding only, and what does not hold is not printed: two findings,
 * one, or none are ordinary. */

enum { MOST_FINDINGS = CX_COUNTOF(((SummaryModel *)NULL)->findings), NAMES = FINDING_NAMES };

bool finding_is_named(const Search *search, const ScoreRow *row)
{
    return strmap_find(&search->named, row->slug) != NULL;
}

void finding_add_pick(Search *search, PickList *picks, const ScoreRow *row, double weight)
{
    PUSH(search->build->arena, picks, Pick);
    ptrdiff_t at = picks->len - 1;
    for (; at > 0 && picks->items[at - 1].weight < weight; at--)
        picks->items[at] = picks->items[at - 1];
    picks->items[at] = (Pick){row, weight};
}

/* Share of customer answers that the units have together; NaN where it cannot be said. */
static double customers_of(const Build *build, const PickList *picks, ptrdiff_t count)
{
    double share = 0;
    for (ptrdiff_t i = 0; i < count; i++)
        share += balance_customer_share(build, picks->items[i].row->scope);
    return share;
}

/* ---- Writing ---- */

Str finding_names(Search *search, const PickList *picks, ptrdiff_t count)
{
    Str names[NAMES] = {0};
    bool added;
    for (ptrdiff_t i = 0; i < count; i++) {
        names[i] = picks->items[i].row->short_name;
        strmap_put(search->build->arena, &search->named, picks->items[i].row->slug, &added);
    }
    return label_list(search->build, names, count, NAMES);
}

Str finding_unit_keys(const Build *build, const PickList *picks, ptrdiff_t count)
{
    Str names[NAMES] = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        names[i] = picks->items[i].row->name;
    return str_join(build->arena, names, count, S("; "));
}

ptrdiff_t finding_at_most_three(const PickList *picks)
{
    return picks->len < NAMES ? picks->len : NAMES;
}

/* The part of a page of several parts that a unit stands on. */
static int page_of(const Build *build, PageKind kind, const ScoreRow *row)
{
    const Report *report = build->report;
    ptrdiff_t index = row ? row - report->scorecard.rows : 0;
    const Page *first = report_find_page(report, kind);
    for (ptrdiff_t i = 0; i < report->page_count && kind == PAGE_SCORECARD; i++) {
        const Page *page = &report->pages[i];
        if (page->kind == kind && index >= page->first_row &&
            index < page->first_row + page->row_count)
            return page->number;
    }
    return first ? first->number : 0;
}

void finding_place(const Build *build, Finding *finding, const PageKind *kinds, ptrdiff_t count,
                   const ScoreRow *row)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        finding->page_kind = kinds[i];
        finding->page = page_of(build, kinds[i], row);
        if (finding->page > 0)
            return;
    }
}

static Str figures(const Build *build, const PickList *picks, ptrdiff_t count, bool customers)
{
    Str texts[NAMES] = {0};
    for (ptrdiff_t i = 0; i < count; i++)
        texts[i] = customers ? picks->items[i].row->cx.text : picks->items[i].row->ex.text;
    return label_list(build, texts, count, NAMES);
}

/* What the units named have on both sides. */
static Str both_sides(const Build *build, const PickList *picks, Word sentence)
{
    ptrdiff_t count = finding_at_most_three(picks);
    return WORDS(build->arena, build->lang, sentence, figures(build, picks, count, true),
                 figures(build, picks, count, false));
}

/* ", hai bộ phận có 31% phản hồi khách hàng" */
static Str with_share(const Build *build, Str body, const PickList *picks)
{
    ptrdiff_t count = finding_at_most_three(picks);
    double share_01 = customers_of(build, picks, count);
    if (isnan(share_01) || share_01 <= 0)
        return body;
    Str share = num_show_percent(build->arena, 100 * share_01, 0, build->lang);
    return WORDS(build->arena, build->lang,
                 count == 1 ? WORD_FINDING_SHARE_ONE : WORD_FINDING_SHARE, body, share,
                 label_count_word(build, count));
}

static Finding about_units(Search *search, const PickList *picks, PageKind kind, Word title)
{
    const Build *build = search->build;
    ptrdiff_t count = finding_at_most_three(picks);
    Str names = finding_names(search, picks, count);
    return (Finding){.unit = finding_unit_keys(build, picks, count),
                     .title = WORDS(build->arena, build->lang, title, names),
                     .page_kind = kind,
                     .page = page_of(build, kind, picks->items[0].row)};
}

/* ---- The rules ---- */

static bool shown(const Estimate *estimate)
{
    return estimate->state == ESTIMATE_SHOWN;
}

static const ScoreRow *row_at(const Build *build, ptrdiff_t i)
{
    return &build->report->scorecard.rows[i];
}

static ptrdiff_t unit_rows_end(const Build *build)
{
    return build->report->scorecard.row_count;
}

double finding_customer_weight(const Build *build, const ScoreRow *row)
{
    double share = balance_customer_share(build, row->scope);
    return isnan(share) ? 0 : share;
}

/* Low on both sides, and falling on one of them. */
static bool both_low_falling(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        bool falls = row->ex.mark == CHANGE_DOWN || row->cx.mark == CHANGE_DOWN;
        if (shown(&row->gap) && row->diagnosis == BALANCE_BOTH_LOW && falls &&
            !finding_is_named(search, row))
            finding_add_pick(search, &picks, row, finding_customer_weight(build, row));
    }
    if (picks.len == 0)
        return false;
    *finding = about_units(search, &picks, PAGE_SCORECARD, WORD_FINDING_BOTH_LOW);
    finding->metric = S("combined.diagnosis");
    Str body = both_sides(build, &picks, WORD_FINDING_BOTH_LOW_BODY);
    finding->body = with_share(build, body, &picks);
    return true;
}

/* Clear employee falls, by size × share of customers (where a unit has none, by size alone and
 * after the others). */
static bool employee_fall(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        if (shown(&row->ex) && row->ex.mark == CHANGE_DOWN && !finding_is_named(search, row))
            finding_add_pick(search, &picks, row,
                             fabs(row->ex.diff) * (finding_customer_weight(build, row) + 1e-6));
    }
    if (picks.len == 0)
        return false;
    picks.len = 1; /* the body tells one unit's story */
    const ScoreRow *row = picks.items[0].row;
    *finding = about_units(search, &picks, PAGE_SCORECARD, WORD_FINDING_EX_FALL);
    finding->metric = S("ex.index");
    Str fall = num_show(build->arena, fabs(row->ex.diff), row->ex.decimals, build->lang);
    bool borrowed = shown(&row->cx) && row->cx.mark == CHANGE_UP;
    Str rise =
        borrowed ? num_show(build->arena, row->cx.diff, row->cx.decimals, build->lang) : STR_NONE;
    Str body =
        borrowed
            ? WORDS(build->arena, build->lang, WORD_FINDING_EX_FALL_CX_UP, rise, fall, row->ex.text)
            : WORDS(build->arena, build->lang, WORD_FINDING_EX_FALL_BODY, fall, row->ex.text);
    finding->body = with_share(build, body, &picks);
    return true;
}

/* Customers high, employees low. */
static bool imbalance(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        if (shown(&row->gap) && row->diagnosis == BALANCE_CX_GT_EX &&
            !finding_is_named(search, row))
            finding_add_pick(search, &picks, row, row->gap.value);
    }
    if (picks.len == 0)
        return false;
    *finding = about_units(search, &picks, PAGE_BALANCE, WORD_FINDING_IMBALANCE);
    finding->metric = S("combined.gap");
    finding->body = both_sides(build, &picks, WORD_FINDING_IMBALANCE_BODY);
    return true;
}

/* Low on both sides, without a clear fall. */
static bool both_low(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        if (shown(&row->gap) && row->diagnosis == BALANCE_BOTH_LOW &&
            !finding_is_named(search, row))
            finding_add_pick(search, &picks, row, finding_customer_weight(build, row));
    }
    if (picks.len == 0)
        return false;
    *finding = about_units(search, &picks, PAGE_BALANCE, WORD_FINDING_BOTH_LOW);
    finding->metric = S("combined.diagnosis");
    Str body = both_sides(build, &picks, WORD_FINDING_BOTH_LOW_STILL);
    finding->body = with_share(build, body, &picks);
    return true;
}

/* How far below its target, as a share of its scale; 0 unless the target was missed. */
static double shortfall_01(const Build *build, const Estimate *figure)
{
    if (!shown(figure) || figure->status != STATUS_MISSED)
        return 0;
    const FigureDef *def = &build->scores->defs[score_find_def(build->scores, figure->code)];
    return -figure->distance / (def->hi - def->lo);
}

typedef struct Shortfall {
    const Estimate *figure;
    Str label;
    double share_01;
} Shortfall;

static void keep_larger(Shortfall *worst, double share_01, const Estimate *figure, Str label)
{
    if (share_01 > worst->share_01)
        *worst = (Shortfall){figure, label, share_01};
}

/* Targets of the company missed: the whole interval lies below. The two indices come first, then
 * the combined score, then the component metrics; the furthest of each. */
static bool missed_target(Search *search, Finding *finding)
{
    const Build *build = search->build;
    const SummaryModel *summary = &build->report->summary;
    Shortfall found = {0};
    for (int whole = 0; whole < 2 && !found.figure; whole++)
        for (int i = 0; i < summary->tile_count; i++) {
            const SummaryTile *tile = &summary->tiles[i];
            if ((tile->side == REPORT_WHOLE) == (whole == 1))
                keep_larger(&found, shortfall_01(build, &tile->figure), &tile->figure, tile->label);
        }
    for (ptrdiff_t i = 0; i < summary->row_count && !found.figure; i++)
        keep_larger(&found, shortfall_01(build, &summary->rows[i].figure), &summary->rows[i].figure,
                    summary->rows[i].label);
    const Estimate *worst = found.figure;
    if (!worst)
        return false;
    ptrdiff_t missed = 0;
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++)
        missed +=
            str_equal(worst->code, S("cx.index"))   ? row_at(build, i)->cx.status == STATUS_MISSED
            : str_equal(worst->code, S("ex.index")) ? row_at(build, i)->ex.status == STATUS_MISSED
                                                    : 0;
    *finding =
        (Finding){.metric = worst->code,
                  .title = WORDS(build->arena, build->lang, WORD_FINDING_TARGET, found.label),
                  .body = WORDS(build->arena, build->lang, WORD_FINDING_TARGET_BODY, worst->text,
                                worst->target_text, worst->hi_text),
                  .page_kind = missed > 0 ? PAGE_SCORECARD : PAGE_SUMMARY};
    if (missed > 0)
        finding->body = WORDS(build->arena, build->lang,
                              missed == 1 ? WORD_FINDING_TARGET_UNIT : WORD_FINDING_TARGET_UNITS,
                              finding->body, label_count_word(build, missed));
    finding->page = page_of(build, finding->page_kind, row_at(build, 1));
    return true;
}

/* Clear customer falls, by size × share of customers. */
static bool customer_fall(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        if (shown(&row->cx) && row->cx.mark == CHANGE_DOWN && !finding_is_named(search, row))
            finding_add_pick(search, &picks, row,
                             fabs(row->cx.diff) * finding_customer_weight(build, row));
    }
    if (picks.len == 0)
        return false;
    picks.len = 1;
    const ScoreRow *row = picks.items[0].row;
    *finding = about_units(search, &picks, PAGE_SCORECARD, WORD_FINDING_CX_FALL);
    finding->metric = S("cx.index");
    Str fall = num_show(build->arena, fabs(row->cx.diff), row->cx.decimals, build->lang);
    Str body = WORDS(build->arena, build->lang, WORD_FINDING_CX_FALL_BODY, fall, row->cx.text);
    finding->body = with_share(build, body, &picks);
    return true;
}

/* Strong on both sides: to be copied. */
static bool best_practice(Search *search, Finding *finding)
{
    const Build *build = search->build;
    PickList picks = {0};
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        const ScoreRow *row = row_at(build, i);
        if (shown(&row->gap) && row->diagnosis == BALANCE_BOTH_HIGH &&
            !finding_is_named(search, row))
            finding_add_pick(search, &picks, row, shown(&row->combined) ? row->combined.value : 0);
    }
    if (picks.len == 0)
        return false;
    *finding = about_units(search, &picks, PAGE_BALANCE, WORD_FINDING_COPY);
    finding->metric = S("combined.diagnosis");
    finding->body = both_sides(build, &picks, WORD_FINDING_COPY_BODY);
    return true;
}

/* Few of those invited answered. */
static bool low_response(Search *search, Finding *finding)
{
    const Build *build = search->build;
    static const Word titles[] = {
        [SIDE_CX] = WORD_FINDING_RESPONSE_CX, [SIDE_EX] = WORD_FINDING_RESPONSE_EX};
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        const Response *responses = build->scores->response[side];
        if (!build->has_side[side] || !responses ||
            responses[build->period].state != RESPONSE_RATE ||
            responses[build->period].rr2 >= RESPONSE_LOW_PERCENT)
            continue;
        Str rate = num_show_percent(build->arena, responses[build->period].rr2, 0, build->lang);
        *finding =
            (Finding){.metric = side == SIDE_CX ? S("cx.n") : S("ex.n"),
                      .title = word(build->lang, titles[side]),
                      .body = WORDS(build->arena, build->lang, WORD_FINDING_RESPONSE_BODY, rate),
                      .page_kind = PAGE_METHOD,
                      .page = page_of(build, PAGE_METHOD, NULL)};
        return true;
    }
    return false;
}

/* A third of the units or more are hidden on one side: larger groups would show more. */
static bool many_hidden(Search *search, Finding *finding)
{
    const Build *build = search->build;
    ptrdiff_t hidden[2] = {0}, units = unit_rows_end(build) - scorecard_first_unit(build);
    for (ptrdiff_t i = scorecard_first_unit(build); i < unit_rows_end(build); i++) {
        hidden[0] += row_at(build, i)->cx.state == ESTIMATE_WITHHELD;
        hidden[1] += row_at(build, i)->ex.state == ESTIMATE_WITHHELD;
    }
    for (int side = 1; side >= 0; side--) {
        if (hidden[side] == 0 || 3 * hidden[side] < units)
            continue;
        *finding = (Finding){
            .metric = side == 0 ? S("cx.index") : S("ex.index"),
            .title = word(build->lang, WORD_FINDING_HIDDEN),
            .body = word(build->lang, side == 0 ? WORD_FINDING_HIDDEN_CX : WORD_FINDING_HIDDEN_EX),
            .page_kind = PAGE_SCORECARD,
            .page = page_of(build, PAGE_SCORECARD, row_at(build, 1))};
        return true;
    }
    return false;
}

typedef enum Needs { NEEDS_ANY, NEEDS_CX, NEEDS_EX, NEEDS_BOTH, NEEDS_KPI } Needs;

/* In order of importance, each with the duty that it belongs to. */
static const struct {
    const char *rule;
    int duty;
    bool (*holds)(Search *search, Finding *finding);
    Word meaning;
    Needs needs;
} rules[] = {
    {"both_low_falling", 2, both_low_falling, WORD_FINDING_RULE_BOTH_LOW_FALLING, NEEDS_BOTH},
    {"both_low", 2, both_low, WORD_FINDING_RULE_BOTH_LOW, NEEDS_BOTH},
    {"employee_fall", 1, employee_fall, WORD_FINDING_RULE_EX_FALL, NEEDS_EX},
    {"meet", 3, finding_meet, WORD_FINDING_RULE_MEET, NEEDS_BOTH},
    {"fix_first", 3, finding_fix_first, WORD_FINDING_RULE_FIX_FIRST, NEEDS_ANY},
    {"link_fall", 4, finding_link_fall, WORD_FINDING_RULE_LINK_FALL, NEEDS_BOTH},
    {"imbalance", 2, imbalance, WORD_FINDING_RULE_IMBALANCE, NEEDS_BOTH},
    {"missed_target", 2, missed_target, WORD_FINDING_RULE_TARGET, NEEDS_ANY},
    {"growth_chain", 6, finding_growth_chain, WORD_FINDING_RULE_CHAIN, NEEDS_KPI},
    {"growth_link", 6, finding_growth_link, WORD_FINDING_RULE_KPI, NEEDS_KPI},
    {"forecast_missed", 4, finding_forecast, WORD_FINDING_RULE_FORECAST, NEEDS_BOTH},
    {"customer_fall", 1, customer_fall, WORD_FINDING_RULE_CX_FALL, NEEDS_CX},
    {"best_practice", 2, best_practice, WORD_FINDING_RULE_COPY, NEEDS_BOTH},
    {"low_response", 1, low_response, WORD_FINDING_RULE_RESPONSE, NEEDS_ANY},
    {"many_hidden", 1, many_hidden, WORD_FINDING_RULE_HIDDEN, NEEDS_ANY},
};

static bool can_hold(const Build *build, Needs needs)
{
    bool cx = build->has_side[SIDE_CX], ex = build->has_side[SIDE_EX];
    switch (needs) {
    case NEEDS_ANY:
        break;
    case NEEDS_CX:
        return cx;
    case NEEDS_EX:
        return ex;
    case NEEDS_BOTH:
        return cx && ex;
    case NEEDS_KPI:
        return cx && ex && build->tally->kpi_count > 0;
    }
    return true;
}

ptrdiff_t findings_method(const Build *build, Str out[FINDING_METHOD_LINES])
{
    Str meanings[CX_COUNTOF(rules)];
    ptrdiff_t count = 0;
    for (ptrdiff_t r = 0; r < CX_COUNTOF(rules); r++)
        if (can_hold(build, rules[r].needs))
            meanings[count++] = word(build->lang, rules[r].meaning);
    Str order = str_join(build->arena, meanings, count, S("; "));
    out[0] = word(build->lang, WORD_FINDING_METHOD_CLEAR);
    out[1] = str_format(build->arena, "%.*s: %.*s.",
                        STR_ARG(word(build->lang, WORD_FINDING_METHOD_ORDER)), STR_ARG(order));
    out[2] = word(build->lang, WORD_FINDING_METHOD_DUTIES);
    return FINDING_METHOD_LINES;
}

static void number_findings(Build *build, SummaryModel *summary)
{
    static const Word heads[] = {WORD_FINDINGS_NONE_HEAD, WORD_FINDINGS_ONE, WORD_FINDINGS_TWO,
                                 WORD_FINDINGS_THREE};
    static_assert(CX_COUNTOF(heads) == MOST_FINDINGS + 1, "a head for each number of findings");
    summary->findings_head = label_upper(build, word(build->lang, heads[summary->finding_count]));
    summary->findings_none = word(build->lang, WORD_FINDINGS_NONE);
    for (int i = 0; i < summary->finding_count; i++) {
        Finding *finding = &summary->findings[i];
        finding->number = i + 1;
        if (finding->page > 0)
            finding->page_text = WORDS(build->arena, build->lang, WORD_SEE_PAGE,
                                       num_show_count(build->arena, finding->page, build->lang));
        finding->duty_text = WORDS(build->arena, build->lang, WORD_DUTY_LABEL,
                                   num_show_count(build->arena, finding->duty, build->lang),
                                   duty_name(build, finding->duty));
    }
}

typedef struct Chosen {
    Finding findings[MOST_FINDINGS];
    ptrdiff_t rules[MOST_FINDINGS]; /* of each, ascending */
    int count;
} Chosen;

static void keep(Chosen *chosen, Finding finding, ptrdiff_t rule)
{
    int at = chosen->count++;
    for (; at > 0 && chosen->rules[at - 1] > rule; at--) {
        chosen->findings[at] = chosen->findings[at - 1];
        chosen->rules[at] = chosen->rules[at - 1];
    }
    chosen->findings[at] = finding;
    chosen->rules[at] = rule;
}

void findings_build(Build *build)
{
    enum { FIRST_OF_DUTY, ANY, PASSES };
    SummaryModel *summary = &build->report->summary;
    Search search = {.build = build};
    Chosen chosen = {0};
    bool tried[CX_COUNTOF(rules)] = {false}, answered[DUTY_COUNT + 1] = {false};
    for (int pass = 0; pass < PASSES; pass++)
        for (ptrdiff_t r = 0; r < CX_COUNTOF(rules) && chosen.count < MOST_FINDINGS; r++) {
            if (tried[r] || (pass == FIRST_OF_DUTY && answered[rules[r].duty]))
                continue;
            tried[r] = true;
            Finding finding = {0};
            if (!rules[r].holds(&search, &finding))
                continue;
            finding.rule = str_from(rules[r].rule);
            finding.duty = rules[r].duty;
            answered[rules[r].duty] = true;
            keep(&chosen, finding, r);
        }
    summary->finding_count = chosen.count;
    for (int i = 0; i < chosen.count; i++)
        summary->findings[i] = chosen.findings[i];
    number_findings(build, summary);
}
