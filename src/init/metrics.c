/* Which questions are scored, and as what. */
#include "inside.h"

#include "../base/banned.h"

enum {
    METRICS_LIMIT = 100, /* of a side; the rest is named in the table */
    FEW_ANSWERS = 30
};

static int score_of(const InitColumn *column, Topic topic)
{
    return column->heading.score[topic];
}

static bool is_free(const InitColumn *column)
{
    return column->scale.found && !column->role && !column->person && !column->machine &&
           !column->question_taken;
}

static Topic best_topic(const InitColumn *column, Topic first, Topic last, int least)
{
    Topic best = TOPIC_COUNT;
    for (Topic topic = first; topic <= last; topic++) {
        int score = score_of(column, topic);
        if (score >= least && (best == TOPIC_COUNT || score > score_of(column, best)))
            best = topic;
    }
    return best;
}

/* ---- Turned round ---- */

/* "Very dissatisfied … Very satisfied" says itself which end is good; agreeing with "too slow" does
 * not. */
static bool is_reversed(const InitColumn *column)
{
    const ScaleFound *scale = &column->scale;
    bool by_wording = scale->family == LABEL_NONE || scale->family == LABEL_AGREEMENT ||
                      scale->family == LABEL_FREQUENCY || scale->family == LABEL_LIKELIHOOD ||
                      scale->family == LABEL_YES_NO;
    return by_wording && score_of(column, TOPIC_NEGATIVE) >= 4;
}

/* ---- Making one ---- */

/* Numbers that stand for texts to choose from: the best may be the first, the last "don't know". */
static bool may_be_codes(const InitColumn *column)
{
    enum { CHOICES_MOST = 7 };
    const ScaleFound *scale = &column->scale;
    if (scale->coded)
        return true;
    return column->of_codes && !scale->words && !scale->labelled && scale->high <= CHOICES_MOST;
}

/* More of it may be better or not; a yes may be either. */
static bool asks_how_often(const InitColumn *column)
{
    LabelFamily family = column->scale.family;
    return family == LABEL_FREQUENCY || family == LABEL_YES_NO ||
           str_find(column->heading.plain, S(" how often ")) >= 0;
}

static unsigned doubts_of(const InitMetric *metric)
{
    const InitColumn *column = metric->column;
    const ScaleFound *scale = &metric->scale;
    unsigned doubts = 0;
    doubts |= metric->reversed ? 1u << DOUBT_REVERSED : 0;
    doubts |= scale->missing.len > scale->unread.len ? 1u << DOUBT_CODES : 0;
    doubts |= scale->unread.len > 0 ? 1u << DOUBT_LABELS : 0;
    doubts |= scale->guessed || scale->gaps ? 1u << DOUBT_ENDS : 0;
    doubts |= metric->rival.len > 0 ? 1u << DOUBT_RIVAL : 0;
    doubts |= scale->answers < FEW_ANSWERS ? 1u << DOUBT_FEW : 0;
    doubts |= asks_how_often(column) ? 1u << DOUBT_BETTER : 0;
    doubts |= may_be_codes(column) ? 1u << DOUBT_CHOICES : 0;
    bool known = scale->labelled || heading_words(&column->heading) >= 3 ||
                 best_topic(column, TOPIC_NPS, TOPIC_OPINION, 2) != TOPIC_COUNT;
    doubts |= known ? 0 : 1u << DOUBT_WORDS;
    return doubts;
}

static InitMetric *add_metric(Init *init, Side s, InitColumn *column, Str id, Str type)
{
    InitSide *side = &init->side[s];
    InitMetric *metric = PUSH(init->arena, &side->metrics, InitMetric);
    *metric = (InitMetric){.id = id, .type = type, .column = column, .scale = column->scale};
    *PUSH(init->arena, &metric->columns, Str) = column->name;
    metric->reversed = !str_equal(type, S("nps")) && is_reversed(column);
    metric->label = title_of(init, column, metric->reversed);
    metric->doubts = doubts_of(metric);
    column->question_taken = true;
    return metric;
}

/* ---- The ones with names ---- */

typedef int Fitness(const InitColumn *column); /* 0: does not fit */

static bool eleven_levels(const ScaleFound *scale)
{
    return !scale->words && scale->low == 0 && scale->high == 10;
}

static int fits_nps(const InitColumn *column)
{
    return score_of(column, TOPIC_NPS) >= 4 && eleven_levels(&column->scale)
               ? score_of(column, TOPIC_NPS)
               : 0;
}

static int fits_ces(const InitColumn *column)
{
    const ScaleFound *scale = &column->scale;
    bool levels = scale->words ? scale->labels.len >= 5 : scale->high <= 7 && scale->high >= 5;
    int score = score_of(column, TOPIC_CES) + (scale->family == LABEL_EASE ? 2 : 0);
    return levels && score >= 4 && score_of(column, TOPIC_CSAT) < 4 ? score : 0;
}

static int fits_csat(const InitColumn *column)
{
    int score = score_of(column, TOPIC_CSAT) * 2;
    if (column->scale.family == LABEL_SATISFACTION)
        score += 2;
    if (column->scale.family == LABEL_YES_NO && score_of(column, TOPIC_CSAT) < 2)
        return 0;
    if (column->own_csat == 0) /* "How satisfied are you with …? [Price]" */
        return 0;
    bool fact = score_of(column, TOPIC_FACT) >= 4;
    ptrdiff_t words =
        heading_words(&column->heading); /* "All" says much in Q7ALL, little elsewhere */
    int least = words <= 3 ? 2 : words <= 20 ? 4 : 6;
    return score >= least && !fact && !column->scale.gaps && fits_nps(column) == 0 ? score : 0;
}

/* The best column, and the name of another that would have done nearly as well. */
static InitColumn *best_column(InitSide *side, Fitness *fitness, Str file, Str *rival)
{
    InitColumn *best = NULL;
    int best_score = 0;
    *rival = STR_NONE;
    for (ptrdiff_t c = 0; c < side->columns.len; c++) {
        InitColumn *column = &side->columns.items[c];
        if (!is_free(column) || (file.len > 0 && strlist_find(&column->files, file) < 0))
            continue;
        int score = fitness(column);
        if (score == 0)
            continue;
        if (score > best_score) {
            best = column;
            best_score = score;
            *rival = STR_NONE;
        } else if (score == best_score && rival->len == 0) {
            *rival = column->name;
        }
    }
    return best;
}

static bool scales_agree(const ScaleFound *a, const ScaleFound *b)
{
    if (a->words != b->words)
        return false;
    if (!a->words)
        return a->low == b->low && a->high == b->high && a->falls == b->falls;
    bool same = a->labels.len == b->labels.len;
    for (ptrdiff_t i = 0; same && i < a->labels.len; i++)
        same = str_equal_nocase(a->labels.items[i], b->labels.items[i]);
    return same;
}

/* A file that calls the question otherwise gives an alternative, when the scale is the same. */
static void add_alternatives(Init *init, Side s, InitMetric *metric, Fitness *fitness)
{
    for (ptrdiff_t f = 0; f < init->file_count; f++) {
        const InitFile *file = &init->files[f];
        bool there = file->side != s;
        for (ptrdiff_t c = 0; !there && c < file->look.column_count; c++)
            there = strlist_find(&metric->columns, file->columns[c].name) >= 0;
        Str rival;
        InitColumn *other =
            there ? NULL : best_column(&init->side[s], fitness, file->look.path, &rival);
        if (other == NULL || !scales_agree(&metric->scale, &other->scale))
            continue;
        other->question_taken = true;
        *PUSH(init->arena, &metric->columns, Str) = other->name;
        for (ptrdiff_t i = 0; i < other->scale.missing.len; i++) {
            if (strlist_find(&metric->scale.missing, other->scale.missing.items[i]) < 0)
                *PUSH(init->arena, &metric->scale.missing, Str) = other->scale.missing.items[i];
        }
    }
}

static InitMetric *find_named(Init *init, Side s, Fitness *fitness, Str id, Str type)
{
    Str rival;
    InitColumn *column = best_column(&init->side[s], fitness, STR_NONE, &rival);
    if (column == NULL)
        return NULL;
    InitMetric *metric = add_metric(init, s, column, id, type);
    add_alternatives(init, s, metric, fitness);
    metric->rival = strlist_find(&metric->columns, rival) < 0 ? rival : STR_NONE;
    metric->doubts = doubts_of(metric);
    return metric;
}

/* ---- Stages ---- */

static void find_stages(Init *init)
{
    static const struct {
        Topic topic;
        Str name;
    } stages[] = {{TOPIC_AWARE, {"aware", 5}},       {TOPIC_RESEARCH, {"research", 8}},
                  {TOPIC_CONSIDER, {"consider", 8}}, {TOPIC_BUY, {"buy", 3}},
                  {TOPIC_USE, {"use", 3}},           {TOPIC_AFTERSALE, {"aftersale", 9}}};
    enum { WORDS_LIMIT = 14, LEAST = 4 };
    InitSide *side = &init->side[SIDE_CX];
    for (ptrdiff_t i = 0; i < CX_COUNTOF(stages); i++) {
        InitColumn *best = NULL;
        for (ptrdiff_t c = 0; c < side->columns.len; c++) {
            InitColumn *column = &side->columns.items[c];
            int score = score_of(column, stages[i].topic);
            bool fits = is_free(column) && !column->scale.gaps && score >= LEAST &&
                        column->scale.family != LABEL_YES_NO &&
                        column->scale.family != LABEL_FREQUENCY &&
                        score_of(column, TOPIC_FACT) < 4 &&
                        heading_words(&column->heading) <= WORDS_LIMIT &&
                        best_topic(column, TOPIC_AWARE, TOPIC_AFTERSALE, LEAST) == stages[i].topic;
            if (fits && (best == NULL || score > score_of(best, stages[i].topic)))
                best = column;
        }
        if (best == NULL)
            continue;
        Str id = str_format(init->arena, "cx.stage_%.*s", STR_ARG(stages[i].name));
        add_metric(init, SIDE_CX, best, id, S("rating"))->stage = stages[i].name;
        side->stages++;
    }
}

/* ---- The others ---- */

static int points(const InitColumn *column)
{
    int sum = 0;
    for (Topic topic = TOPIC_NPS; topic <= TOPIC_NEGATIVE; topic++)
        sum += score_of(column, topic);
    return sum;
}

static bool is_opinion_in_words(const InitColumn *column, Side s)
{
    switch (column->scale.family) {
    case LABEL_SATISFACTION:
    case LABEL_AGREEMENT:
    case LABEL_EASE:
    case LABEL_QUALITY:
    case LABEL_FAVOUR:
    case LABEL_COMFORT:
        return true;
    case LABEL_LIKELIHOOD:
        return column->scale.labels.len >= 3;
    case LABEL_IMPORTANCE:
        return score_of(column, TOPIC_OPINION) >= 3;
    case LABEL_FREQUENCY:
        return s == SIDE_EX && points(column) >= 2;
    case LABEL_YES_NO:
        return score_of(column, TOPIC_OPINION) >= 3;
    case LABEL_NONE:
    case LABEL_FAMILY_COUNT:
        break;
    }
    return false;
}

static bool starts_with_any(const InitColumn *column, const char *const *words, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (str_starts(column->own_words, str_from(words[i])))
            return true;
    }
    return false;
}

/* "Which role do you have?" 1..7 is no scale. In a file of codes neither is "Does your …?". */
static bool is_choice(const InitColumn *column)
{
    static const char *const of_facts[] = {" where ", " when ", " who "};
    static const char *const of_options[] = {" do ",  " does ", " did ",  " is ",
                                             " are ", " has ",  " have ", " what "};
    enum { RATED = 3, CHOSEN = 4 };
    if (starts_with_any(column, of_facts, CX_COUNTOF(of_facts)))
        return true;
    for (Topic topic = TOPIC_NPS; topic <= TOPIC_CES; topic++) {
        if (score_of(column, topic) >= RATED)
            return false;
    }
    if (score_of(column, TOPIC_OPINION) >= RATED)
        return false;
    return score_of(column, TOPIC_CHOICE) >= CHOSEN ||
           (column->of_codes && starts_with_any(column, of_options, CX_COUNTOF(of_options)));
}

static bool is_item(const InitColumn *column, Side s)
{
    enum { ALIKE = 3 };
    const ScaleFound *scale = &column->scale;
    int fact = score_of(column, TOPIC_FACT), opinion = points(column);
    if (!is_free(column) || (scale->gaps && !scale->labelled) || (fact >= 3 && fact >= opinion))
        return false;
    if (scale->coded)
        return true;
    if (scale->words || scale->labelled)
        return is_opinion_in_words(column, s);
    if (is_choice(column))
        return false;
    bool wide = scale->high - scale->low >= 3;
    if (opinion >= 2 && wide)
        return true;
    return wide && column->alike >= ALIKE && scale->high >= (scale->missing.len > 0 ? 5 : 4);
}

static void place_in_house(InitMetric *metric)
{
    static const Str factors[] = {
        {"hours", 5}, {"pay", 3}, {"voice", 5}, {"trust", 5}, {"tools", 5}};
    const InitColumn *column = metric->column;
    Topic factor = best_topic(column, TOPIC_HOURS, TOPIC_TOOLS, 3);
    if (factor != TOPIC_COUNT)
        metric->factor = factors[factor - TOPIC_HOURS];
    Topic cycle = best_topic(column, TOPIC_ATTRACT, TOPIC_GROW, 4);
    metric->cycle = cycle == TOPIC_ATTRACT ? S("attract")
                    : cycle == TOPIC_GROW  ? S("grow")
                                           : S("engage");
}

/* "Chắc chắn quay lại | Có thể quay lại": an opinion in words that no dictionary has. */
static bool is_unordered(const InitColumn *column)
{
    enum { LEVELS_LEAST = 3, LEVELS_MOST = 8, RATED = 3, ANSWERS = 20 };
    const LookColumn *look = &column->look;
    if (column->scale.found || column->role || column->person || column->machine || look->more ||
        look->values.len < LEVELS_LEAST || look->values.len > LEVELS_MOST ||
        look->filled < ANSWERS || look->numbers * 2 > look->filled)
        return false;
    bool rated = score_of(column, TOPIC_OPINION) >= RATED;
    for (Topic topic = TOPIC_NPS; topic <= TOPIC_CES; topic++)
        rated = rated || score_of(column, topic) >= RATED;
    return rated && score_of(column, TOPIC_FACT) < 3 && !is_choice(column);
}

static void leave_out(Init *init, InitSide *side, const InitColumn *column)
{
    enum { ALIKE = 2 };
    const ScaleFound *scale = &column->scale;
    bool like_others = !scale->words && scale->high - scale->low >= 3 && column->alike >= ALIKE;
    bool scored = is_free(column) && scale->family != LABEL_YES_NO &&
                  score_of(column, TOPIC_FACT) < 3 && !is_choice(column) &&
                  (scale->words || points(column) >= 2 || like_others);
    if (scored)
        *PUSH(init->arena, &side->left_out, Str) = column->name;
    else if (is_unordered(column))
        *PUSH(init->arena, &side->unordered, Str) = column->name;
}

static void find_items(Init *init, Side s)
{
    InitSide *side = &init->side[s];
    int number = 0;
    for (ptrdiff_t c = 0; c < side->columns.len; c++) {
        InitColumn *column = &side->columns.items[c];
        if (!is_item(column, s)) {
            leave_out(init, side, column);
            continue;
        }
        if (side->metrics.len >= METRICS_LIMIT) {
            *PUSH(init->arena, &side->left_out, Str) = column->name;
            continue;
        }
        Str id = str_format(init->arena, "%s.q%d", s == SIDE_CX ? "cx" : "ex", ++number);
        InitMetric *metric = add_metric(init, s, column, id, S("rating"));
        if (s == SIDE_EX)
            place_in_house(metric);
    }
}

/* What customers find easy, beside what staff say of their tools. */
static void find_mirror(Init *init, bool has_ces)
{
    InitSide *side = &init->side[SIDE_EX];
    for (ptrdiff_t m = 0; has_ces && m < side->metrics.len; m++) {
        InitMetric *metric = &side->metrics.items[m];
        bool easy = score_of(metric->column, TOPIC_CES) >= 3 ||
                    score_of(metric->column, TOPIC_OPINION) >= 3;
        if (easy && str_equal(metric->factor, S("tools"))) {
            metric->mirror = S("cx.ces");
            return;
        }
    }
}

/* "How satisfied are you with the parking?" is about a part. */
static bool says_whole(const InitColumn *column)
{
    static const char *const wholes[] = {
        " overall ", " general ",  " csat ",       " all ",         " visit ",   " stay ",
        " service ", " services ", " experience ", " us ",          " chung ",   " tong the ",
        " dich vu ", " san pham ", " lan ghe ",    " trai nghiem ", " cua hang "};
    enum { SHORT = 6 };
    ptrdiff_t blanks = 0;
    for (ptrdiff_t i = 0; i < column->own_words.len; i++)
        blanks += column->own_words.s[i] == ' ';
    for (ptrdiff_t i = 0; i < CX_COUNTOF(wholes); i++) {
        if (str_find(column->own_words, str_from(wholes[i])) >= 0)
            return true;
    }
    return blanks <= SHORT + 1;
}

void metrics_find(Init *init)
{
    find_named(init, SIDE_CX, fits_nps, S("cx.nps"), S("nps"));
    bool has_ces = find_named(init, SIDE_CX, fits_ces, S("cx.ces"), S("ces")) != NULL;
    InitMetric *csat = find_named(init, SIDE_CX, fits_csat, S("cx.csat"), S("rating"));
    if (csat != NULL && !says_whole(csat->column))
        csat->doubts |= 1u << DOUBT_PART;
    find_stages(init);
    find_items(init, SIDE_CX);
    find_named(init, SIDE_EX, fits_nps, S("ex.enps"), S("nps"));
    find_items(init, SIDE_EX);
    find_mirror(init, has_ces);
}
