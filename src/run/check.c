/* The dry run: everything but writing, and in plain words what was read, what would be hidden and
 * why. Only the person who runs the program sees this: the causes of hiding are in no report. */
#include <cxex/run.h>

#include "check.h"

void check_line(CheckText *check, const char *indent, Str text)
{
    buffer_addf(&check->out, "%s%.*s\n", indent, STR_ARG(text));
}

Str check_count(const CheckText *check, int64_t n)
{
    return num_show_count(check->arena, n, check->talk);
}

Str check_side(const CheckText *check, Side side)
{
    return word(check->talk, side == SIDE_CX ? WORD_CHECK_HEAD_CX : WORD_CHECK_HEAD_EX);
}

ptrdiff_t check_window(const CheckText *check)
{
    ptrdiff_t period = tally_find_period_id(check->stages->tally, check->stages->report->period_id);
    CX_ASSERT(period >= 0); /* the report is of it */
    return period;
}

/* ---- Sources ---- */

static void left_out_line(CheckText *check, const SourceReport *source)
{
    const struct {
        int64_t n;
        Word what;
    } reasons[] = {
        {source->blank_row, WORD_CHECK_BLANK_ROW},
        {source->bad_date, WORD_CHECK_BAD_DATE},
        {source->duplicate, WORD_CHECK_DUPLICATE},
        {source->no_answer, WORD_CHECK_NO_ANSWER},
        {source->bad_weight, WORD_CHECK_BAD_WEIGHT},
        {source->aside[ASIDE_PREVIEW], WORD_CHECK_PREVIEW},
        {source->aside[ASIDE_TEST], WORD_CHECK_TEST},
        {source->aside[ASIDE_SPAM], WORD_CHECK_SPAM},
        {source->aside[ASIDE_DELETED], WORD_CHECK_DELETED},
        {source->aside[ASIDE_PARTIAL], WORD_CHECK_PARTIAL},
        {source->straight_left, WORD_CHECK_STRAIGHT_LEFT},
        {source->fast_left, WORD_CHECK_FAST_LEFT},
        {source->bad_count, WORD_CHECK_BAD_COUNT},
        {source->repeated, WORD_CHECK_PRESSED},
        {source->hidden, WORD_CHECK_HIDDEN},
        {source->other, WORD_CHECK_OTHER},
    };
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(reasons); i++)
        if (reasons[i].n > 0)
            *PUSH(check->arena, &parts, Str) =
                WORDS(check->arena, check->talk, WORD_CHECK_LEFT_OUT,
                      check_count(check, reasons[i].n), word(check->talk, reasons[i].what));
    Str total = WORDS(check->arena, check->talk, WORD_CHECK_ROWS_LINE,
                      check_count(check, source->rows_read), check_count(check, source->rows_used),
                      check_count(check, source->rows_read - source->rows_used));
    if (parts.len > 0)
        total = str_format(check->arena, "%.*s (%.*s)", STR_ARG(total),
                           STR_ARG(str_join(check->arena, parts.items, parts.len, S(", "))));
    check_line(check, "  ", total);
}

/* As `delimiter =` calls it. */
static Str delimiter_name(Arena *arena, char delimiter)
{
    static const struct {
        char sign;
        Str name;
    } names[] = {
        {',', {"comma", 5}}, {';', {"semicolon", 9}}, {'\t', {"tab", 3}}, {'|', {"pipe", 4}}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        if (names[i].sign == delimiter)
            return names[i].name;
    return str_copy(arena, (Str){&delimiter, 1});
}

/* Which tool's export it was taken for, and what gave it away; how the file is laid out. */
static void format_line(CheckText *check, const SourceReport *source)
{
    Arena *arena = check->arena;
    StrList parts = {0};
    if (source->evidence.len > 0)
        *PUSH(arena, &parts, Str) = WORDS(arena, check->talk, WORD_CHECK_SIGN, source->evidence,
                                          str_format(arena, "%d", source->evidence_row));
    if (source->header_rows > 0)
        *PUSH(arena, &parts, Str) = WORDS(arena, check->talk, WORD_CHECK_HEADER_ROWS,
                                          str_format(arena, "%d", source->header_rows));
    if (source->detail.len > 0)
        *PUSH(arena, &parts, Str) = source->detail;
    else if (source->delimiter != 0)
        *PUSH(arena, &parts, Str) = WORDS(arena, check->talk, WORD_CHECK_DELIMITER,
                                          delimiter_name(arena, source->delimiter));
    if (source->zone.len > 0)
        *PUSH(arena, &parts, Str) = WORDS(arena, check->talk, WORD_CHECK_ZONE, source->zone);
    if (parts.len > 0)
        check_line(check, "  ", str_join(arena, parts.items, parts.len, S("; ")));
}

static void kept_line(CheckText *check, const SourceReport *source)
{
    static const struct {
        Aside aside;
        Word what;
    } marks[] = {{ASIDE_PREVIEW, WORD_CHECK_PREVIEW},
                 {ASIDE_TEST, WORD_CHECK_TEST},
                 {ASIDE_PARTIAL, WORD_CHECK_PARTIAL}};
    StrList parts = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(marks); i++)
        if (source->kept[marks[i].aside] > 0)
            *PUSH(check->arena, &parts, Str) = WORDS(
                check->arena, check->talk, WORD_CHECK_LEFT_OUT,
                check_count(check, source->kept[marks[i].aside]), word(check->talk, marks[i].what));
    if (parts.len > 0)
        check_line(check, "  ",
                   WORDS(check->arena, check->talk, WORD_CHECK_KEPT,
                         str_join(check->arena, parts.items, parts.len, S(", "))));
}

/* Rows that stand for several people, and presses. */
static void counted_lines(CheckText *check, const SourceReport *source)
{
    Arena *arena = check->arena;
    if (source->counted)
        check_line(
            check, "  ",
            WORDS(arena, check->talk, WORD_CHECK_PEOPLE, check_count(check, source->people)));
    if (source->pressed_again > 0)
        check_line(
            check, "  ",
            WORDS(arena, check->talk, WORD_CHECK_PRESSED_AGAIN,
                  check_count(check, source->pressed_again),
                  check_count(check, source->source->repeat_seconds),
                  word(check->talk, source->source->repeats_drop ? WORD_CHECK_PRESSES_DROPPED
                                                                 : WORD_CHECK_PRESSES_KEPT)));
    if (source->outside_hours > 0)
        check_line(check, "  ",
                   WORDS(arena, check->talk, WORD_CHECK_OUTSIDE_HOURS,
                         check_count(check, source->outside_hours), source->source->opening));
}

static void source_lines(CheckText *check, const SourceReport *source)
{
    Arena *arena = check->arena;
    Str name = check_side(check, source->source->side);
    if (source->source->name.len > 0)
        name = str_format(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(source->source->name));
    Str about[] = {WORDS(arena, check->talk, WORD_CHECK_SOURCE_LINE, name,
                         check_count(check, source->files.len), source->format, source->encoding),
                   source->date_order.len > 0
                       ? WORDS(arena, check->talk, WORD_CHECK_DATES, source->date_order)
                       : STR_NONE};
    check_line(check, "", str_join(arena, about, CX_COUNTOF(about), STR_NONE));
    format_line(check, source);
    for (ptrdiff_t i = 0; i < source->files.len && i < source->file_rows.len; i++)
        check_line(check, "  ",
                   WORDS(arena, check->talk, WORD_CHECK_FILE_LINE, source->files.items[i],
                         check_count(check, source->file_rows.items[i])));
    left_out_line(check, source);
    kept_line(check, source);
    counted_lines(check, source);
    if (source->no_unit > 0)
        check_line(
            check, "  ",
            WORDS(arena, check->talk, WORD_CHECK_NO_UNIT, check_count(check, source->no_unit)));
    check_quality(check, source);
    if (source->columns_unused.len > 0)
        check_line(check, "  ",
                   WORDS(arena, check->talk, WORD_CHECK_COLUMNS_UNUSED,
                         str_join(arena, source->columns_unused.items, source->columns_unused.len,
                                  S(" · "))));
}

/* ---- Weights ---- */

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
    ptrdiff_t window = check_window(check);
    check_line(
        check, "\n",
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
        check_line(check, "  ",
                   WORDS(check->arena, check->talk, sentences[weight->method],
                         check_side(check, (Side)side),
                         refused ? weight_reason(check, weight)
                                 : num_show(check->arena, weight->deff, 2, check->talk),
                         num_show(check->arena, weight->neff, 0, check->talk)));
    }
}

/* Without a list only some names can be known for names; better said before a quotation is read. */
static void names_line(CheckText *check)
{
    const Tally *tally = check->stages->tally;
    ptrdiff_t comments = 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        comments += tally->side[side].comment_count;
    if (comments > 0 && check->stages->config->privacy.names.len == 0)
        check_line(
            check, "",
            WORDS(check->arena, check->talk, WORD_CHECK_NO_NAMES, check_count(check, comments)));
}

static Str check_text(const Stages *stages)
{
    CheckText check = {
        .arena = stages->arena,
        .talk = stages->options->talk,
        .out = {.arena = stages->arena},
        .stages = stages,
    };
    check_line(&check, "", word(check.talk, WORD_CHECK_SOURCES));
    for (ptrdiff_t i = 0; i < stages->tally->source_count; i++)
        source_lines(&check, &stages->tally->sources[i]);
    check_unknown_units(&check);
    names_line(&check);
    check_units(&check);
    weight_lines(&check);
    check_line(&check, "\n",
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
