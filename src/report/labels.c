#include "build.h"

/* ---- Figures ---- */

/* What the project file cannot rename. Everything else has its label from the config, which fills
 * in the catalogue's. */
static const struct {
    const char *id;
    Word label;
} known[] = {{"combined.gap", WORD_FIGURE_GAP},
             {"combined.diagnosis", WORD_FIGURE_DIAGNOSIS},
             {"cx.n", WORD_FIGURE_CX_N},
             {"ex.n", WORD_FIGURE_EX_N},
             {"ex.factor_hours", WORD_FACTOR_HOURS},
             {"ex.factor_pay", WORD_FACTOR_PAY},
             {"ex.factor_voice", WORD_FACTOR_VOICE},
             {"ex.factor_trust", WORD_FACTOR_TRUST},
             {"ex.factor_tools", WORD_FACTOR_TOOLS},
             {"ex.cycle_attract", WORD_CYCLE_ATTRACT},
             {"ex.cycle_engage", WORD_CYCLE_ENGAGE},
             {"ex.cycle_grow", WORD_CYCLE_GROW}};

static Str known_label(const Build *build, Str id)
{
    for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++)
        if (str_equal(id, str_from(known[i].id)))
            return word(build->lang, known[i].label);
    return STR_NONE;
}

/* A name that the project did not choose is the catalogue's in the language of the project; a brief
 * may be in another. */
static Str own_language(const Build *build, Str label)
{
    static const Word defaults[] = {WORD_CONFIG_NPS,
                                    WORD_CONFIG_CSAT,
                                    WORD_CONFIG_CES,
                                    WORD_CONFIG_ENPS,
                                    WORD_CONFIG_STAGE_AWARE,
                                    WORD_CONFIG_STAGE_RESEARCH,
                                    WORD_CONFIG_STAGE_CONSIDER,
                                    WORD_CONFIG_STAGE_BUY,
                                    WORD_CONFIG_STAGE_USE,
                                    WORD_CONFIG_STAGE_AFTERSALE,
                                    WORD_CONFIG_CX_INDEX,
                                    WORD_CONFIG_EX_INDEX,
                                    WORD_CONFIG_JOURNEY,
                                    WORD_CONFIG_ENGAGEMENT,
                                    WORD_CONFIG_COMBINED};
    Lang project = build->config->report.language;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(defaults) && project != build->lang; i++)
        if (str_equal(label, word(project, defaults[i])))
            return word(build->lang, defaults[i]);
    return label;
}

static Str config_label(const Config *config, Str id)
{
    const struct {
        const char *id;
        const Str *label;
    } labels[] = {{"cx.index", &config->cx_index.label},
                  {"ex.index", &config->ex_index.label},
                  {"cx.journey", &config->cx_journey.label},
                  {"ex.engagement", &config->engagement.label},
                  {"combined.score", &config->combined.label}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(labels); i++)
        if (str_equal(id, str_from(labels[i].id)))
            return *labels[i].label;
    const Metric *metric = config_find_metric(config, id);
    return metric ? metric->label : STR_NONE;
}

Str label_metric(const Build *build, Str id)
{
    Str label = own_language(build, config_label(build->config, id));
    if (label.len == 0)
        label = known_label(build, id);
    if (label.len > 0)
        return label;
    /* the company's own factor or cycle: its word in the project file */
    ptrdiff_t bar = str_find(id, S("_"));
    return bar < 0 ? id : str_slice(id, bar + 1, id.len);
}

Str label_stage(const Build *build, Str stage)
{
    return label_metric(build, str_concat(build->arena, S("cx.stage_"), stage));
}

Str label_short(const Build *build, ptrdiff_t index)
{
    const FigureDef *def = &build->scores->defs[index];
    return label_metric(build, def->metric ? def->metric->id : def->id);
}

Str label_figure(const Build *build, ptrdiff_t index)
{
    const FigureDef *def = &build->scores->defs[index];
    Str label = label_short(build, index);
    Arena *arena = build->arena;
    switch (def->kind) {
    case FIGURE_SHARE:
        return WORDS(arena, build->lang,
                     str_ends(def->id, S("_fav"))    ? WORD_FIGURE_OF_FAV
                     : str_ends(def->id, S("_top3")) ? WORD_FIGURE_OF_TOP3
                                                     : WORD_FIGURE_OF_TOP2,
                     label);
    case FIGURE_MEAN:
        return WORDS(arena, build->lang, WORD_FIGURE_OF_MEAN, label);
    case FIGURE_INDEX:
        return WORDS(arena, build->lang, WORD_FIGURE_OF_INDEX, label);
    case FIGURE_N:
    case FIGURE_NPS:
    case FIGURE_PERSON_MEAN:
    case FIGURE_COMPOSITE:
    case FIGURE_SCORE:
    case FIGURE_GAP:
    case FIGURE_DIAGNOSIS:
        break;
    }
    return label;
}

/* An answer of the scale: level 0 is the worst. */
static Str level_text(const Build *build, const Scale *scale, ptrdiff_t level)
{
    if (scale->words)
        return WORDS(build->arena, build->lang, WORD_QUOTED, scale->labels[level]);
    double step = (scale->best - scale->worst) / (double)(scale->level_count - 1);
    return num_show(build->arena, scale->worst + step * (double)level, 0, build->lang);
}

static Str share_meaning(const Build *build, const FigureDef *def)
{
    const Scale *scale = &def->metric->scale;
    ptrdiff_t top = str_ends(def->id, S("_top3")) || scale->level_count == 7 ? 3 : 2;
    if (str_ends(def->id, S("_top2")))
        top = 6 - build->config->statistics.top_csat;
    if (top < 1 || top >= scale->level_count)
        return STR_NONE;
    Str low = level_text(build, scale, scale->level_count - top);
    Str high = level_text(build, scale, scale->level_count - 1);
    if (top == 1)
        return WORDS(build->arena, build->lang, WORD_MEANING_TOP_ONE, high);
    Str count = num_show_count(build->arena, scale->level_count, build->lang);
    return scale->words ? WORDS(build->arena, build->lang, WORD_MEANING_TOP_WORDS, low, high)
                        : WORDS(build->arena, build->lang, WORD_MEANING_TOP, low, high, count);
}

static Str scale_meaning(const Build *build, const FigureDef *def)
{
    const Scale *scale = &def->metric->scale;
    Str low = num_show(build->arena, def->lo, 0, build->lang);
    Str high = num_show(build->arena, def->hi, 0, build->lang);
    bool ease = def->metric->type == METRIC_CES && scale->best > scale->worst;
    return WORDS(build->arena, build->lang, ease ? WORD_MEANING_EASE : WORD_MEANING_MEAN, low,
                 high);
}

static ptrdiff_t journey_stages(const Build *build)
{
    ptrdiff_t stages = 0;
    for (ptrdiff_t i = 0; i < build->config->metric_count; i++)
        stages += build->config->metrics[i].stage != STAGE_NONE;
    return stages;
}

Str label_meaning(const Build *build, ptrdiff_t index)
{
    const FigureDef *def = &build->scores->defs[index];
    switch (def->kind) {
    case FIGURE_NPS:
        return word(build->lang, def->side == FIGURE_CX ? WORD_MEANING_NPS : WORD_MEANING_ENPS);
    case FIGURE_SHARE:
        return share_meaning(build, def);
    case FIGURE_MEAN:
        return scale_meaning(build, def);
    case FIGURE_INDEX:
        return word(build->lang, WORD_MEANING_INDEX);
    case FIGURE_PERSON_MEAN: {
        ptrdiff_t items = build->tally->side[SIDE_EX].means[def->mean].question_count;
        return WORDS(build->arena, build->lang, items == 1 ? WORD_MEANING_ITEM : WORD_MEANING_ITEMS,
                     num_show_count(build->arena, items, build->lang));
    }
    case FIGURE_COMPOSITE:
        if (str_equal(def->id, S("cx.journey")))
            return WORDS(build->arena, build->lang, WORD_MEANING_STAGES,
                         num_show_count(build->arena, journey_stages(build), build->lang));
        break;
    case FIGURE_N:
    case FIGURE_SCORE:
    case FIGURE_GAP:
    case FIGURE_DIAGNOSIS:
        break;
    }
    return STR_NONE;
}

/* ---- Sides, units, periods ---- */

Str label_side(const Build *build, FigureSide side)
{
    static const Word sides[] = {
        [FIGURE_CX] = WORD_SIDE_CX, [FIGURE_EX] = WORD_SIDE_EX, [FIGURE_COMBINED] = WORD_SIDE_BOTH};
    return word(build->lang, sides[side]);
}

Str label_source_side(const Build *build, Side side)
{
    return label_side(build, side == SIDE_CX ? FIGURE_CX : FIGURE_EX);
}

ReportSide label_report_side(FigureSide side)
{
    return side == FIGURE_CX ? REPORT_CX : side == FIGURE_EX ? REPORT_EX : REPORT_WHOLE;
}

Str label_unit(const Build *build, ptrdiff_t scope)
{
    return scope == 0 ? word(build->lang, WORD_COMPANY) : build->tally->units[scope].name;
}

/* The company's key is "company" and that of all periods together "all". A unit or a wave that
 * bears such a name gets the addition, and one that bears the addition gets a second: keys stay
 * apart. */
Str label_apart(Arena *arena, Str name, Str taken, Str addition)
{
    Str rest = name;
    while (rest.len > taken.len && str_ends(rest, addition))
        rest.len -= addition.len;
    return str_equal(rest, taken) ? str_concat(arena, name, addition) : name;
}

Str label_period_key(Arena *arena, Str id)
{
    return label_apart(arena, id, S("all"), S(" (wave)"));
}

Str label_period(const Build *build, ptrdiff_t period, PeriodStyle style)
{
    return period_label(build->arena, build->tally, period, style, build->lang);
}

/* ---- Numbers of things, lists ---- */

Str label_count_word(const Build *build, ptrdiff_t n)
{
    static const Word words[] = {WORD_NUMBER_1, WORD_NUMBER_2, WORD_NUMBER_3, WORD_NUMBER_4,
                                 WORD_NUMBER_5, WORD_NUMBER_6, WORD_NUMBER_7, WORD_NUMBER_8,
                                 WORD_NUMBER_9, WORD_NUMBER_10};
    if (n >= 1 && n <= CX_COUNTOF(words))
        return word(build->lang, words[n - 1]);
    return num_show_count(build->arena, n, build->lang);
}

Str label_capital(const Build *build, Str text)
{
    ptrdiff_t at = 0;
    if (text.len == 0 || text_next(text, &at) < 0)
        return text;
    return str_concat(build->arena, text_upper(build->arena, str_slice(text, 0, at), build->lang),
                      str_slice(text, at, text.len));
}

Str label_upper(const Build *build, Str text)
{
    return text_upper(build->arena, text, build->lang);
}

Str label_unique_slug(Arena *arena, StrMap *seen, Str slug)
{
    Str wanted = slug;
    bool added = false;
    for (int suffix = 2;; suffix++) {
        strmap_put(arena, seen, wanted, &added);
        if (added)
            return wanted;
        wanted = str_format(arena, "%.*s-%d", STR_ARG(slug), suffix);
    }
}

Str label_list(const Build *build, const Str *names, ptrdiff_t count, ptrdiff_t most)
{
    if (count == 0)
        return STR_NONE;
    if (count == 1)
        return names[0];
    if (count <= most) {
        Str head = str_join(build->arena, names, count - 1, S(", "));
        return WORDS(build->arena, build->lang, WORD_LIST_AND, head, names[count - 1]);
    }
    Str head = str_join(build->arena, names, most - 1, S(", "));
    ptrdiff_t more = count - (most - 1);
    return WORDS(build->arena, build->lang, WORD_LIST_MORE, head,
                 num_show_count(build->arena, more, build->lang));
}

Str label_level(const Build *build)
{
    double percent = 100 * build->config->statistics.level;
    int decimals = num_round(percent, 0) == num_round(percent, 2) ? 0 : 1;
    return num_show_percent(build->arena, percent, decimals, build->lang);
}
