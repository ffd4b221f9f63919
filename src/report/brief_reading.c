#include "brief.h"

#include <math.h>

/* Three sentences that the unit's own figures support. What a test says comes first: its rules are
 * gone through in their order, one sentence each time, as long as they have any; then the others in
 * the same way, until there are three. Each sentence is about another figure while there are
 * others. Within a rule the index comes first, then stages and factors, for those can be acted upon
 * (where no test says anything: after the headline figures), then the others; of one rank whatever
 * is largest in units of the smallest difference that matters; of two alike the earlier figure of
 * the project. */

typedef enum ReadRule {
    RULE_CHANGE, /* a marked change since the previous period */
    RULE_REST,   /* a marked difference from the rest of the company */
    RULE_TARGET, /* clearly met or missed */
    RULES_TESTED,
    RULE_SPREAD = RULES_TESTED, /* the strongest and the weakest stage or factor, intervals apart */
    RULE_LEVEL,                 /* an index with its interval and n */
    RULE_RESPONSE,
    RULE_SAME,     /* tested against the rest: no clear difference */
    RULE_HEADLINE, /* any other figure with its interval and n */
    RULE_COUNT_N,  /* how many answered */
    RULE_ITEM,     /* a single question to employees */
    READ_RULE_COUNT
} ReadRule;

typedef struct Said {
    Str topic, text; /* topic: the figure's code */
    int rank;        /* 0 comes first */
    double size;
} Said;
typedef LIST_OF(Said) SaidList;

typedef struct Reader {
    const Brief *brief;
    const Build *build;
    SaidList said[READ_RULE_COUNT];
} Reader;

static bool is_index(const Reader *reader, ptrdiff_t def)
{
    return def == reader->build->cx || def == reader->build->ex;
}

static int rank_of(const Reader *reader, ReadRule rule, ptrdiff_t def)
{
    const FigureDef *about = &reader->build->scores->defs[def];
    if (is_index(reader, def))
        return 0;
    bool part = brief_is_stage(about) || brief_is_factor(about);
    return part == (rule < RULES_TESTED) ? 1 : 2;
}

static bool before(const Said *a, const Said *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->size > b->size;
}

static void say(Reader *reader, ReadRule rule, ptrdiff_t def, double size, Str text)
{
    SaidList *list = &reader->said[rule];
    Said one = {.topic = reader->build->scores->defs[def].id,
                .text = text,
                .rank = rank_of(reader, rule, def),
                .size = size};
    PUSH(reader->build->arena, list, Said);
    ptrdiff_t at = list->len - 1;
    for (; at > 0 && before(&one, &list->items[at - 1]); at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = one;
}

/* ---- Words and numbers ---- */

/* As the project writes it: a capital would spoil "eNPS". */
static Str name_of(const Reader *reader, ptrdiff_t def)
{
    return label_short(reader->build, def);
}

static Str points(const Reader *reader, ptrdiff_t def)
{
    const Build *build = reader->build;
    return word(build->lang, build->scores->defs[def].kind == FIGURE_SHARE
                                 ? WORD_BRIEF_PERCENT_POINTS
                                 : WORD_BRIEF_POINTS);
}

static Str plain(const Reader *reader, double x, int decimals)
{
    return num_show(reader->build->arena, x, decimals, reader->build->lang);
}

/* A difference without its sign, with its interval turned the same way. */
typedef struct Gap {
    Str size, lo, hi;
} Gap;

static Gap gap_of(const Reader *reader, const Comparison *comparison, int decimals)
{
    bool up = comparison->diff >= 0;
    return (Gap){.size = plain(reader, fabs(comparison->diff), decimals),
                 .lo = plain(reader, up ? comparison->lo : -comparison->hi, decimals),
                 .hi = plain(reader, up ? comparison->hi : -comparison->lo, decimals)};
}

/* ---- One figure, all that can be said of it ---- */

static void say_change(Reader *reader, ptrdiff_t def, const Estimate *figure)
{
    const Build *build = reader->build;
    const Comparison *change = brief_change(reader->brief, def);
    ChangeMark mark = brief_mark(change);
    if (mark == CHANGE_NONE)
        return;
    Gap gap = gap_of(reader, change, figure->decimals);
    Str before = label_period(build, build->previous, PERIOD_SHORT);
    say(reader, RULE_CHANGE, def, brief_size(reader->brief, change),
        WORDS(build->arena, build->lang,
              mark == CHANGE_UP ? WORD_BRIEF_READ_ROSE : WORD_BRIEF_READ_FELL, name_of(reader, def),
              gap.size, points(reader, def), before, gap.lo, gap.hi, figure->text));
}

static void say_rest(Reader *reader, ptrdiff_t def, const Estimate *figure)
{
    const Build *build = reader->build;
    const Comparison *rest = brief_rest(reader->brief, def);
    ChangeMark mark = brief_mark(rest);
    if (mark != CHANGE_NONE) {
        Gap gap = gap_of(reader, rest, figure->decimals);
        say(reader, RULE_REST, def, brief_size(reader->brief, rest),
            WORDS(build->arena, build->lang,
                  mark == CHANGE_UP ? WORD_BRIEF_READ_ABOVE : WORD_BRIEF_READ_BELOW,
                  name_of(reader, def), figure->text, gap.size, points(reader, def), gap.lo,
                  gap.hi));
    } else if (rest && rest->verdict == VERDICT_NO_CLEAR_DIFFERENCE && isfinite(rest->lo)) {
        say(reader, RULE_SAME, def, 0,
            WORDS(build->arena, build->lang, WORD_BRIEF_READ_SAME, name_of(reader, def),
                  figure->text, estimate_number(build, def, rest->rest_value, figure->decimals),
                  num_show_signed(build->arena, rest->lo, figure->decimals, build->lang),
                  num_show_signed(build->arena, rest->hi, figure->decimals, build->lang)));
    }
}

static void say_target(Reader *reader, ptrdiff_t def, const Estimate *figure)
{
    const Build *build = reader->build;
    if (figure->status != STATUS_MET && figure->status != STATUS_MISSED)
        return;
    double practical = build->scores->defs[def].practical;
    say(reader, RULE_TARGET, def, fabs(figure->distance) / (practical > 0 ? practical : 1),
        WORDS(build->arena, build->lang,
              figure->status == STATUS_MET ? WORD_BRIEF_READ_MET : WORD_BRIEF_READ_MISSED,
              name_of(reader, def), figure->text, figure->lo_text, figure->hi_text,
              figure->target_text));
}

static void say_level(Reader *reader, ptrdiff_t def, const Estimate *figure)
{
    const Build *build = reader->build;
    if (figure->lo_text.len == 0)
        return;
    const FigureDef *about = &build->scores->defs[def];
    ReadRule rule = is_index(reader, def)  ? RULE_LEVEL
                    : brief_is_item(about) ? RULE_ITEM
                                           : RULE_HEADLINE;
    say(reader, rule, def, 0,
        WORDS(build->arena, build->lang, WORD_BRIEF_READ_LEVEL, name_of(reader, def), figure->text,
              figure->lo_text, figure->hi_text, figure->n_text));
}

/* Indices, headline figures, stages and factors; not the second faces of one question. */
static bool worth_saying(const FigureDef *def)
{
    if (def->side == FIGURE_COMBINED || def->kind == FIGURE_N)
        return false;
    return def->headline || def->kind == FIGURE_PERSON_MEAN || brief_is_stage(def);
}

static void say_figure(Reader *reader, ptrdiff_t def)
{
    const Brief *brief = reader->brief;
    if (!worth_saying(&reader->build->scores->defs[def]))
        return;
    Estimate figure = estimate_make(reader->build, brief->scope, def);
    if (figure.state != ESTIMATE_SHOWN)
        return;
    say_change(reader, def, &figure);
    say_rest(reader, def, &figure);
    say_target(reader, def, &figure);
    say_level(reader, def, &figure);
}

/* ---- What is said of a side as a whole ---- */

static Str with_interval(const Reader *reader, ptrdiff_t def, const Estimate *figure)
{
    const Build *build = reader->build;
    return WORDS(build->arena, build->lang, WORD_BRIEF_NAMED, label_short(build, def), figure->text,
                 figure->lo_text, figure->hi_text);
}

static void say_spread(Reader *reader, bool (*wanted)(const FigureDef *def), Word words)
{
    const Build *build = reader->build;
    ptrdiff_t high = -1, low = -1;
    Estimate highest = {0}, lowest = {0};
    for (ptrdiff_t d = 0; d < build->scores->def_count; d++) {
        if (!wanted(&build->scores->defs[d]))
            continue;
        Estimate figure = estimate_make(build, reader->brief->scope, d);
        if (figure.state != ESTIMATE_SHOWN || figure.lo_text.len == 0)
            continue;
        if (high < 0 || figure.value > highest.value) {
            high = d;
            highest = figure;
        }
        if (low < 0 || figure.value < lowest.value) {
            low = d;
            lowest = figure;
        }
    }
    if (high < 0 || !(highest.lo > lowest.hi))
        return;
    say(reader, RULE_SPREAD, low, highest.value - lowest.value,
        WORDS(build->arena, build->lang, words, with_interval(reader, high, &highest),
              with_interval(reader, low, &lowest)));
}

static void say_response(Reader *reader, Side side)
{
    const Build *build = reader->build;
    const Response *responses = build->scores->response[side];
    ptrdiff_t n = side == SIDE_CX ? build->cx_n : build->ex_n;
    if (!responses ||
        estimate_state(build, reader->brief->scope, build->period, n) != ESTIMATE_SHOWN)
        return;
    const Response *response =
        &responses[reader->brief->scope * build->tally->period_count + build->period];
    if (response->state != RESPONSE_RATE)
        return;
    Str rate = num_show_percent(build->arena, response->rr2, 0, build->lang);
    say(reader, RULE_RESPONSE, n, 0,
        WORDS(build->arena, build->lang,
              side == SIDE_CX ? WORD_BRIEF_READ_RATE_CX : WORD_BRIEF_READ_RATE_EX, rate));
}

static void say_count(Reader *reader, Side side)
{
    const Build *build = reader->build;
    ptrdiff_t n = side == SIDE_CX ? build->cx_n : build->ex_n;
    if (estimate_state(build, reader->brief->scope, build->period, n) != ESTIMATE_SHOWN)
        return;
    Str count = num_show_count(
        build->arena, build_figure(build, reader->brief->scope, build->period, n)->n, build->lang);
    Str answers =
        WORDS(build->arena, build->lang, side == SIDE_CX ? WORD_COUNT_CX : WORD_COUNT_EX, count);
    say(reader, RULE_COUNT_N, n, 0,
        WORDS(build->arena, build->lang, WORD_BRIEF_READ_COUNT, answers));
}

/* ---- Choosing ---- */

static bool is_taken(const Str *topics, int count, Str topic)
{
    for (int i = 0; i < count; i++)
        if (str_equal(topics[i], topic))
            return true;
    return false;
}

/* One round: the first of each of the rules whose figure was not spoken of. Returns whether there
 * was any. */
static bool take_round(const Reader *reader, BriefModel *model, Str *topics, int from, int end)
{
    bool any = false;
    for (int rule = from; rule < end; rule++) {
        const SaidList *list = &reader->said[rule];
        for (ptrdiff_t i = 0; i < list->len && model->reading_count < CX_COUNTOF(model->reading);
             i++) {
            if (is_taken(topics, model->reading_count, list->items[i].topic))
                continue;
            topics[model->reading_count] = list->items[i].topic;
            model->reading[model->reading_count++] = list->items[i].text;
            any = true;
            break;
        }
    }
    return any;
}

/* When every figure was spoken of: a second sentence about one of them, by another rule. */
static void take_any(const Reader *reader, BriefModel *model)
{
    for (int rule = 0; rule < READ_RULE_COUNT; rule++)
        for (ptrdiff_t i = 0; i < reader->said[rule].len; i++) {
            Str text = reader->said[rule].items[i].text;
            if (model->reading_count < CX_COUNTOF(model->reading) &&
                !is_taken(model->reading, model->reading_count, text))
                model->reading[model->reading_count++] = text;
        }
}

void brief_reading(const Brief *brief)
{
    static const Word heads[] = {WORD_BRIEF_READING_THREE, WORD_BRIEF_READING_ONE,
                                 WORD_BRIEF_READING_TWO, WORD_BRIEF_READING_THREE};
    Reader reader = {.brief = brief, .build = brief->build};
    BriefModel *model = brief->model;
    for (ptrdiff_t d = 0; d < brief->build->scores->def_count; d++)
        say_figure(&reader, d);
    say_spread(&reader, brief_is_stage, WORD_BRIEF_READ_STAGES);
    say_spread(&reader, brief_is_factor, WORD_BRIEF_READ_FACTORS);
    for (int side = SIDE_COUNT - 1; side >= 0; side--) {
        say_response(&reader, (Side)side);
        say_count(&reader, (Side)side);
    }
    Str topics[CX_COUNTOF(((BriefModel){0}).reading)];
    const int groups[] = {0, RULES_TESTED, READ_RULE_COUNT};
    for (int g = 0; g < 2; g++)
        while (take_round(&reader, model, topics, groups[g], groups[g + 1]))
            continue;
    take_any(&reader, model);
    model->reading_head =
        label_upper(brief->build, word(brief->build->lang, heads[model->reading_count]));
}
