/* The six duties of whoever answers for both halves: the thread of the findings, and which figure
 * of this pack answers each. The list is ours. */
#include "build.h"

#include "house.h"

#include <math.h>

Str duty_name(const Build *build, int number)
{
    static const Word names[DUTY_COUNT] = {WORD_DUTY_1, WORD_DUTY_2, WORD_DUTY_3,
                                           WORD_DUTY_4, WORD_DUTY_5, WORD_DUTY_6};
    return word(build->lang, names[number - 1]);
}

typedef struct Answer {
    Str text;
    bool answered;
    PageKind pages[3]; /* the first that is printed */
    int page_count;
} Answer;

static Answer figure_on(Str text, PageKind page)
{
    return (Answer){.text = text, .answered = true, .pages = {page}, .page_count = 1};
}

static Answer needs(const Build *build, Word sentence)
{
    return (Answer){.text = word(build->lang, sentence)};
}

/* 1. How many were heard on both sides, and how many of those invited. */
static Answer hear_both(const Build *build)
{
    Str counts = build->report->cover.counts;
    const Str missing = word(build->lang, !build->has_side[SIDE_CX]   ? WORD_NEED_CUSTOMERS
                                          : !build->has_side[SIDE_EX] ? WORD_NEED_EMPLOYEES
                                                                      : WORD_NO_ANSWERS);
    if (build->has_side[SIDE_CX] && build->has_side[SIDE_EX] && counts.len > 0)
        return figure_on(counts, PAGE_METHOD);
    if (counts.len == 0)
        return (Answer){.text = label_capital(build, missing)};
    const Str both[] = {counts, label_capital(build, missing)};
    return figure_on(str_join(build->arena, both, 2, S(". ")), PAGE_METHOD);
}

/* 2. Both indices, and how many units lean clearly to one side. */
static Answer keep_balance(const Build *build)
{
    if (build->gap < 0)
        return needs(build, WORD_DUTY_BALANCE_NEED);
    Estimate cx = estimate_make(build, 0, build->cx), ex = estimate_make(build, 0, build->ex);
    if (cx.state != ESTIMATE_SHOWN || ex.state != ESTIMATE_SHOWN)
        return needs(build, WORD_DUTY_BALANCE_NEED);
    const ScorecardModel *card = &build->report->scorecard;
    ptrdiff_t leaning = 0, units = 0;
    for (ptrdiff_t i = card->row_count > 0 ? scorecard_first_unit(build) : 0; i < card->row_count;
         i++) {
        units += card->rows[i].gap.state == ESTIMATE_SHOWN;
        leaning += card->rows[i].gap_marked;
    }
    Answer answer = figure_on(
        units == 0 ? WORDS(build->arena, build->lang, WORD_DUTY_BALANCE_ALONE, cx.text, ex.text)
                   : WORDS(build->arena, build->lang, WORD_DUTY_BALANCE, cx.text, ex.text,
                           num_show_count(build->arena, leaning, build->lang)),
        PAGE_BALANCE);
    answer.pages[answer.page_count++] = PAGE_SUMMARY;
    return answer;
}

static void add_lowest(const Build *build, StrList *list, const HouseFloor *floor)
{
    if (floor->bar_count == 0 || floor->lowest < 0) /* no house where one half is missing */
        return;
    const HouseBar *bar = &floor->bars[floor->lowest];
    *PUSH(build->arena, list, Str) =
        str_format(build->arena, "%.*s %.*s", STR_ARG(house_quoted(build, bar->label)),
                   STR_ARG(bar->figure.text));
}

/* 3. The stage and the factor that lie clearly below the others. */
static Answer mend_journey(const Build *build)
{
    const HouseModel *house = &build->report->house;
    StrList lowest = {0};
    add_lowest(build, &lowest, &house->customers);
    add_lowest(build, &lowest, &house->employees);
    if (lowest.len == 0 && house->customers.bar_count + house->employees.bar_count == 0)
        return needs(build, WORD_DUTY_WEAKEST_NEED);
    Str list = label_list(build, lowest.items, lowest.len, 2);
    Answer answer =
        figure_on(lowest.len > 0 ? WORDS(build->arena, build->lang, WORD_DUTY_WEAKEST, list)
                                 : word(build->lang, WORD_DUTY_WEAKEST_NONE),
                  PAGE_DRIVERS);
    answer.pages[answer.page_count++] = PAGE_HOUSE;
    return answer;
}

/* 4. What employees' experience goes along with in customers', a period later. */
static Answer tend_link(const Build *build)
{
    const LinkNumber *link = &build->report->house.ex_to_cx;
    if (!build->report->link || link->sentence.len == 0)
        return needs(build, WORD_DUTY_LINK_NEED);
    Answer answer = figure_on(link->sentence, PAGE_LINK);
    answer.answered = link->refused.len == 0;
    return answer;
}

static void add_registers(const Build *build, StrList *parts)
{
    const Registers *registers = build->report->registers;
    ptrdiff_t all = build->tally->period_count;
    if (registers->promises)
        *PUSH(build->arena, parts, Str) =
            WORDS(build->arena, build->lang, WORD_DUTY_PROMISES,
                  num_show_count(build->arena, registers->trust[0][all].open, build->lang));
    if (registers->suggestions) {
        const VoiceScore *voice = &registers->voice[0][all];
        *PUSH(build->arena, parts, Str) =
            WORDS(build->arena, build->lang, WORD_DUTY_SUGGESTIONS,
                  num_show_count(build->arena, voice->received - voice->answered, build->lang));
    }
}

/* 5. What employees say of promises and of being heard; the registers where there is neither. */
static Answer keep_promises(const Build *build)
{
    static const char *const codes[] = {"ex.factor_trust", "ex.factor_voice"};
    StrList said = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(codes); i++) {
        ptrdiff_t def = score_find_def(build->scores, str_from(codes[i]));
        if (def < 0 || estimate_state(build, 0, build->period, def) != ESTIMATE_SHOWN)
            continue;
        *PUSH(build->arena, &said, Str) = str_format(
            build->arena, "%.*s %.*s", STR_ARG(house_quoted(build, label_short(build, def))),
            STR_ARG(estimate_make(build, 0, def).text));
    }
    const Config *config = build->config;
    Str missing = config->promises.file.len == 0      ? word(build->lang, WORD_REGISTER_PROMISES)
                  : config->suggestions.file.len == 0 ? word(build->lang, WORD_REGISTER_SUGGESTIONS)
                                                      : STR_NONE;
    StrList parts = {0};
    if (said.len > 0)
        *PUSH(build->arena, &parts, Str) = WORDS(build->arena, build->lang, WORD_DUTY_TRUST,
                                                 label_list(build, said.items, said.len, 2));
    add_registers(build, &parts);
    if (parts.len == 0)
        return (Answer){.text = missing.len > 0
                                    ? WORDS(build->arena, build->lang, WORD_NO_REGISTER, missing)
                                    : word(build->lang, WORD_REGISTERS_NEED_DAY)};
    Answer answer =
        figure_on(str_join(build->arena, parts.items, parts.len, S("; ")), PAGE_PROMISES);
    answer.pages[answer.page_count++] = PAGE_HOUSE;
    return answer;
}

/* 6. The KPIs that clearly go with CX, among all that are there. */
static Answer show_growth(const Build *build)
{
    const Link *link = build->report->link;
    if (!link || link->chain_count == 0)
        return needs(build, WORD_DUTY_GROWTH_NEED);
    StrList clear = {0};
    ptrdiff_t computed = 0;
    for (ptrdiff_t i = 0; i < link->chain_count; i++) {
        const LinkLag *lag = &link->chains[i].cx_to_kpi;
        computed += lag->refused.len == 0;
        if (lag->stands_out)
            *PUSH(build->arena, &clear, Str) = kpi_table(build, link->chains[i].kpi)->kpi->label;
    }
    if (computed == 0)
        return (Answer){.text = linkage_refusal(build, S("lagged"), (RefusalParts){0})};
    Str first = kpi_table(build, link->chains[0].kpi)->kpi->label;
    if (clear.len > 0)
        return figure_on(WORDS(build->arena, build->lang, WORD_DUTY_GROWTH_CLEAR,
                               label_list(build, clear.items, clear.len, 3)),
                         PAGE_GROWTH);
    return figure_on(link->chain_count == 1
                         ? WORDS(build->arena, build->lang, WORD_DUTY_GROWTH_UNCLEAR_ONE, first)
                         : WORDS(build->arena, build->lang, WORD_DUTY_GROWTH_UNCLEAR,
                                 num_show_count(build->arena, link->chain_count, build->lang)),
                     PAGE_GROWTH);
}

/* Without the house the list stands on the method page. */
static void add_to_method(const Build *build)
{
    MethodModel *method = &build->report->method;
    MethodBlock *blocks = NEW(build->arena, MethodBlock, method->block_count + 1);
    struct MethodEntry *entries =
        NEW(build->arena, struct MethodEntry, method->entry_count + DUTY_COUNT);
    for (ptrdiff_t i = 0; i < method->block_count; i++)
        blocks[i] = method->blocks[i];
    for (ptrdiff_t i = 0; i < method->entry_count; i++)
        entries[i] = method->entries[i];
    Str head = label_upper(build, word(build->lang, WORD_DUTIES_HEAD_SHORT));
    MethodBlock *block = &blocks[method->block_count++];
    *block = (MethodBlock){.head = head, .lines = NEW(build->arena, Str, DUTY_COUNT), .column = 2};
    for (int i = 0; i < DUTY_COUNT; i++) {
        const Duty *duty = &build->report->duties[i];
        const Str answer[] = {duty->answer, duty->page_text};
        Str text = duty->page > 0 ? str_join(build->arena, answer, 2, S(" · ")) : duty->answer;
        Str name = str_format(build->arena, "%d. %.*s", duty->number, STR_ARG(duty->name));
        block->lines[block->line_count++] =
            str_format(build->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(text));
        entries[method->entry_count++] =
            (struct MethodEntry){.block = head, .name = name, .text = text};
    }
    method->blocks = blocks;
    method->entries = entries;
}

void duties_build(Build *build)
{
    static Answer (*const answers[DUTY_COUNT])(const Build *build) = {
        hear_both, keep_balance, mend_journey, tend_link, keep_promises, show_growth};
    Report *report = build->report;
    report->duties_head = word(build->lang, WORD_DUTIES_HEAD);
    for (int i = 0; i < DUTY_COUNT; i++) {
        Answer answer = answers[i](build);
        Duty *duty = &report->duties[i];
        *duty = (Duty){.number = i + 1,
                       .name = duty_name(build, i + 1),
                       .answer = answer.text,
                       .answered = answer.answered};
        const Page *page = NULL;
        for (int k = 0; k < answer.page_count && !page; k++)
            page = report_find_page(report, answer.pages[k]);
        if (!page)
            continue;
        duty->page_kind = page->kind;
        duty->page = page->number;
        duty->page_text = WORDS(build->arena, build->lang, WORD_DUTY_PAGE,
                                num_show_count(build->arena, page->number, build->lang));
    }
    if (!report_find_page(report, PAGE_HOUSE))
        add_to_method(build);
}
