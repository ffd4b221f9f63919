/* The dry run: everything but writing, and in plain words what was read, what would be hidden and
 * why. Only the person who runs the program sees this: the causes of hiding are in no report. */
#include <cxex/run.h>

#include "stages.h"

#include <math.h>

typedef struct CheckText {
    Arena *arena;
    Lang talk;
    Buffer out;
    const Stages *stages;
    ptrdiff_t name_width; /* of the column with the units' names, in characters */
} CheckText;

static void line(CheckText *check, const char *indent, Str text)
{
    buffer_addf(&check->out, "%s%.*s\n", indent, STR_ARG(text));
}

static Str count_text(const CheckText *check, int64_t n)
{
    return num_show_count(check->arena, n, check->talk);
}

static Str side_name(const CheckText *check, Side side)
{
    return word(check->talk, side == SIDE_CX ? WORD_CHECK_HEAD_CX : WORD_CHECK_HEAD_EX);
}

/* ---- Sources ---- */

static void left_out_line(CheckText *check, const SourceReport *source)
{
    const struct {
        int64_t n;
        Word what;
    } reasons[] = {
        {source->blank_row, WORD_CHECK_BLANK_ROW},   {source->bad_date, WORD_CHECK_BAD_DATE},
        {source->duplicate, WORD_CHECK_DUPLICATE},   {source->no_answer, WORD_CHECK_NO_ANSWER},
        {source->bad_weight, WORD_CHECK_BAD_WEIGHT},
    };
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(reasons); i++)
        if (reasons[i].n > 0)
            *PUSH(check->arena, &parts, Str) =
                WORDS(check->arena, check->talk, WORD_CHECK_LEFT_OUT,
                      count_text(check, reasons[i].n), word(check->talk, reasons[i].what));
    Str total = WORDS(check->arena, check->talk, WORD_CHECK_ROWS_LINE,
                      count_text(check, source->rows_read), count_text(check, source->rows_used),
                      count_text(check, source->rows_read - source->rows_used));
    if (parts.len > 0)
        total = str_format(check->arena, "%.*s (%.*s)", STR_ARG(total),
                           STR_ARG(str_join(check->arena, parts.items, parts.len, S(", "))));
    line(check, "  ", total);
}

static void source_lines(CheckText *check, const SourceReport *source)
{
    Arena *arena = check->arena;
    Str name = side_name(check, source->source->side);
    if (source->source->name.len > 0)
        name = str_format(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(source->source->name));
    Str about[] = {WORDS(arena, check->talk, WORD_CHECK_SOURCE_LINE, name,
                         count_text(check, source->files.len), source->format, source->encoding),
                   source->date_order.len > 0
                       ? WORDS(arena, check->talk, WORD_CHECK_DATES, source->date_order)
                       : STR_NONE};
    line(check, "", str_join(arena, about, CX_COUNTOF(about), STR_NONE));
    for (ptrdiff_t i = 0; i < source->files.len && i < source->file_rows.len; i++)
        line(check, "  ",
             WORDS(arena, check->talk, WORD_CHECK_FILE_LINE, source->files.items[i],
                   count_text(check, source->file_rows.items[i])));
    left_out_line(check, source);
    if (source->no_unit > 0)
        line(check, "  ",
             WORDS(arena, check->talk, WORD_CHECK_NO_UNIT, count_text(check, source->no_unit)));
    if (source->straight_line > 0)
        line(check, "  ",
             WORDS(arena, check->talk, WORD_CHECK_STRAIGHT_LINE,
                   count_text(check, source->straight_line)));
    if (source->columns_unused.len > 0)
        line(check, "  ",
             WORDS(arena, check->talk, WORD_CHECK_COLUMNS_UNUSED,
                   str_join(arena, source->columns_unused.items, source->columns_unused.len,
                            S(" · "))));
}

/* ---- Units: n, and what would be hidden and why ---- */

static ptrdiff_t report_window(const CheckText *check)
{
    const Tally *tally = check->stages->tally;
    for (ptrdiff_t t = 0; t < tally->period_count; t++)
        if (str_equal(tally->periods[t].id, check->stages->report->period_id))
            return t;
    return tally->period_count - 1;
}

static Str state_text(const CheckText *check, Side side, ptrdiff_t scope, ptrdiff_t window)
{
    const Published *published = check->stages->published;
    Str n = count_text(check, published->n[side][scope * published->window_count + window]);
    Str why = STR_NONE;
    switch (privacy_state(published, side, scope, window)) {
    case PUBLISH_EMPTY:
        return word(check->talk, WORD_CHECK_EMPTY);
    case PUBLISH_PRIMARY:
        why = WORDS(check->arena, check->talk, WORD_CHECK_PRIMARY,
                    count_text(check, check->stages->config->privacy.minimum));
        break;
    case PUBLISH_SECONDARY:
        why = word(check->talk, WORD_CHECK_SECONDARY);
        break;
    case PUBLISH_PUBLISHED:
    case PUBLISH_STORED:
        why = word(check->talk, WORD_CHECK_SHOWN);
        break;
    }
    return str_format(check->arena, "n = %.*s, %.*s", STR_ARG(n), STR_ARG(why));
}

/* A table cell padded by characters, not bytes. */
static Str padded(const CheckText *check, Str text, ptrdiff_t width)
{
    Buffer out = {.arena = check->arena};
    buffer_add(&out, text);
    for (ptrdiff_t at = text_length(text); at < width; at++)
        buffer_add_byte(&out, ' ');
    return buffer_str(&out);
}

enum { NAME_WIDTH = 34, NAME_WIDTH_MOST = 70, STATE_WIDTH = 52 };

/* The names' column is as wide as the longest of them, so that the columns stand in line. */
static ptrdiff_t name_width(const Tally *tally)
{
    ptrdiff_t width = NAME_WIDTH;
    for (ptrdiff_t scope = 1; scope < tally->unit_count; scope++) {
        ptrdiff_t length = text_length(tally->units[scope].name);
        width = length > width ? length : width;
    }
    return width < NAME_WIDTH_MOST ? width : NAME_WIDTH_MOST;
}

static void unit_row(CheckText *check, Str a, Str b, Str c, Str d)
{
    Str cells[] = {padded(check, a, check->name_width), padded(check, b, STATE_WIDTH),
                   d.len ? padded(check, c, STATE_WIDTH) : c, d};
    line(check, "", str_trim(str_join(check->arena, cells, CX_COUNTOF(cells), S(" "))));
}

static void unit_lines(CheckText *check)
{
    const Tally *tally = check->stages->tally;
    ptrdiff_t window = report_window(check);
    line(check, "\n",
         WORDS(check->arena, check->talk, WORD_CHECK_UNITS, check->stages->report->period_id));
    unit_row(check, word(check->talk, WORD_CHECK_HEAD_UNIT), word(check->talk, WORD_CHECK_HEAD_CX),
             word(check->talk, WORD_CHECK_HEAD_EX), word(check->talk, WORD_CHECK_HEAD_MAIL));
    for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++) {
        const Unit *unit = &tally->units[scope];
        unit_row(check, scope == 0 ? word(check->talk, WORD_CHECK_COMPANY) : unit->name,
                 state_text(check, SIDE_CX, scope, window),
                 state_text(check, SIDE_EX, scope, window), scope == 0 ? STR_NONE : unit->email);
    }
}

static void question_lines(CheckText *check)
{
    const Tally *tally = check->stages->tally;
    const Published *published = check->stages->published;
    ptrdiff_t window = report_window(check);
    bool any = false;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t scope = 0; scope < tally->unit_count; scope++)
            for (ptrdiff_t q = 0; q < tally->side[side].question_count; q++) {
                if (!privacy_shown(published, (Side)side, scope, window) ||
                    !privacy_question_withheld(published, tally, (Side)side, scope, window, q))
                    continue;
                if (!any)
                    line(check, "\n",
                         WORDS(check->arena, check->talk, WORD_CHECK_QUESTIONS,
                               check->stages->report->period_id));
                any = true;
                unit_row(check,
                         scope == 0 ? word(check->talk, WORD_CHECK_COMPANY)
                                    : tally->units[scope].name,
                         tally->side[side].questions[q].metric->id, STR_NONE, STR_NONE);
            }
}

static void hidden_line(CheckText *check)
{
    const Published *published = check->stages->published;
    int64_t hidden = 0, all = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        for (ptrdiff_t i = 0; i < published->scope_count * published->window_count; i++) {
            Publish state = published->state[side][i];
            hidden += state == PUBLISH_PRIMARY || state == PUBLISH_SECONDARY;
            all += state != PUBLISH_EMPTY;
        }
    line(check, "",
         WORDS(check->arena, check->talk, WORD_CHECK_HIDDEN_COUNT, count_text(check, hidden),
               count_text(check, all)));
}

static Str weight_reason(const CheckText *check, const WeightReport *weight)
{
    switch (weight->refusal) {
    case WEIGHT_REFUSAL_NONE:
        break;
    case WEIGHT_REFUSAL_EMPTY_CATEGORY:
        return WORDS(check->arena, check->talk, WORD_WEIGHT_REASON_EMPTY, weight->reason);
    case WEIGHT_REFUSAL_NOT_FITTED:
        return word(check->talk, WORD_WEIGHT_REASON_FIT);
    case WEIGHT_REFUSAL_TRIMMED:
        return word(check->talk, WORD_WEIGHT_REASON_TRIM);
    }
    return STR_NONE;
}

static void weight_lines(CheckText *check)
{
    const Scores *scores = check->stages->scores;
    ptrdiff_t window = report_window(check);
    line(check, "\n",
         WORDS(check->arena, check->talk, WORD_CHECK_WEIGHTS, check->stages->report->period_id));
    static const Word sentences[] = {
        [WEIGHT_NONE] = WORD_CHECK_WEIGHT_NONE,
        [WEIGHT_COLUMN] = WORD_CHECK_WEIGHT_COLUMN,
        [WEIGHT_RAKED] = WORD_CHECK_WEIGHT_RAKED,
        [WEIGHT_REFUSED] = WORD_CHECK_WEIGHT_REFUSED,
    };
    for (int side = 0; side < SIDE_COUNT; side++) {
        const WeightReport *weight = &scores->weights[side][window];
        /* Nobody answered on this side in the period: nothing was weighted, deff is NaN. */
        if (check->stages->tally->side[side].question_count == 0 || weight->n == 0)
            continue;
        bool refused = weight->method == WEIGHT_REFUSED;
        line(check, "  ",
             WORDS(check->arena, check->talk, sentences[weight->method],
                   side_name(check, (Side)side),
                   refused ? weight_reason(check, weight)
                           : num_show(check->arena, weight->deff, 2, check->talk),
                   num_show(check->arena, weight->neff, 0, check->talk)));
    }
}

static Str check_text(const Stages *stages)
{
    CheckText check = {
        .arena = stages->arena,
        .talk = stages->options->talk,
        .out = {.arena = stages->arena},
        .stages = stages,
        .name_width = name_width(stages->tally),
    };
    line(&check, "", word(check.talk, WORD_CHECK_SOURCES));
    for (ptrdiff_t i = 0; i < stages->tally->source_count; i++)
        source_lines(&check, &stages->tally->sources[i]);
    unit_lines(&check);
    hidden_line(&check);
    question_lines(&check);
    weight_lines(&check);
    line(&check, "\n",
         WORDS(check.arena, check.talk, WORD_CHECK_NOTHING_WRITTEN, stages->options->project,
               stages->report->period_id));
    return buffer_str(&check.out);
}

static bool write_figures(Stages *stages)
{
    const RunOptions *options = stages->options;
    if (options->figures.len == 0)
        return true;
    Str reason = STR_NONE;
    const Fact *facts = report_facts(stages->arena, stages->scores, stages->report, true);
    if (render_json(stages->arena, facts, options->figures, &reason)) {
        *PUSH(stages->arena, &stages->result->written, Str) = options->figures;
        return true;
    }
    diag_add(stages->diags, DIAG_RUN_WRITE_FAILED, (Pos){0}, options->figures, reason);
    stages->result->exit = RUN_MACHINE_FAILED;
    return false;
}

void run_check(Arena *arena, const RunOptions *options, RunResult *result, Diags *diags)
{
    Stages stages = {.arena = arena, .options = options, .result = result, .diags = diags};
    if (stages_run(&stages) && write_figures(&stages))
        result->text = check_text(&stages);
    stages_close(&stages);
}
