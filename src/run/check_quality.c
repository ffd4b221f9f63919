/* How the questionnaires were answered, source by source, and where to look at the export. Values
 * and names are shown here alone, to the person who holds the export anyway. */
#include "check.h"

#include <math.h>

enum {
    COLUMNS_LIMIT = 5,
    NAME_WIDTH_MOST = 48,
    VALUES_SHOWN = 4,
    PERCENT_TOLD = 20 /* of a question unanswered: worth a look */
};

typedef struct Grid { /* a table in plain text */
    StrList cells;
    ptrdiff_t columns;
} Grid;

static void add_cell(CheckText *check, Grid *grid, Str text)
{
    *PUSH(check->arena, &grid->cells, Str) = text;
}

/* The last column is as wide as its text. */
static void print_grid(CheckText *check, const Grid *grid)
{
    ptrdiff_t width[COLUMNS_LIMIT] = {0};
    for (ptrdiff_t i = 0; i < grid->cells.len; i++) {
        ptrdiff_t length = text_length(grid->cells.items[i]), column = i % grid->columns;
        if (length > width[column])
            width[column] = length < NAME_WIDTH_MOST ? length : NAME_WIDTH_MOST;
    }
    for (ptrdiff_t row = 0; row < grid->cells.len; row += grid->columns) {
        Buffer line = {.arena = check->arena};
        for (ptrdiff_t c = 0; c < grid->columns; c++) {
            Str cell = grid->cells.items[row + c];
            buffer_add(&line, cell);
            for (ptrdiff_t at = text_length(cell); c + 1 < grid->columns && at < width[c] + 2; at++)
                buffer_add_byte(&line, ' ');
        }
        check_line(check, "    ", str_trim(buffer_str(&line)));
    }
}

static void add_finding(CheckText *check, Grid *grid, Word name, Str found, Str about)
{
    add_cell(check, grid, word(check->talk, name));
    add_cell(check, grid, found);
    add_cell(check, grid, about);
}

static Str percent(const CheckText *check, int64_t part, int64_t of)
{
    return num_show_percent(check->arena, of > 0 ? 100 * (double)part / (double)of : 0, 1,
                            check->talk);
}

static Str fate(const CheckText *check, int64_t left)
{
    return word(check->talk, left > 0 ? WORD_QUALITY_LEFT : WORD_QUALITY_KEPT);
}

/* ---- The source ---- */

static void straight_line(CheckText *check, Grid *grid, const SourceReport *source)
{
    const SourceQuality *found = &source->quality;
    Str about = found->straight_of == 0 ? WORDS(check->arena, check->talk, WORD_CHECK_STRAIGHT_FEW,
                                                check_count(check, STRAIGHT_RATINGS))
                                        : WORDS(check->arena, check->talk, WORD_CHECK_STRAIGHT_OF,
                                                percent(check, found->straight, found->straight_of),
                                                check_count(check, found->straight_of),
                                                check_count(check, STRAIGHT_RATINGS),
                                                fate(check, source->straight_left));
    add_finding(check, grid, WORD_QUALITY_STRAIGHT, check_count(check, found->straight), about);
}

static void speed_line(CheckText *check, Grid *grid, const SourceReport *source)
{
    const Speed *speed = &source->quality.speed;
    Str found = S("–"), about = word(check->talk, WORD_CHECK_SPEED_UNKNOWN);
    if (speed->known && isnan(speed->median_s)) {
        about = WORDS(check->arena, check->talk, WORD_CHECK_SPEED_FEW,
                      check_count(check, speed->timed), check_count(check, SPEED_MINIMUM));
    } else if (speed->known) {
        bool whole = speed->median_s == floor(speed->median_s);
        found = check_count(check, speed->fast);
        about = WORDS(check->arena, check->talk, WORD_CHECK_SPEED,
                      num_show(check->arena, speed->median_s, whole ? 0 : 1, check->talk),
                      check_count(check, speed->timed), check_count(check, speed->untimed),
                      fate(check, source->fast_left));
    }
    add_finding(check, grid, WORD_QUALITY_SPEED, found, about);
}

static void twice_line(CheckText *check, Grid *grid, const SourceReport *source)
{
    const SourceQuality *found = &source->quality;
    if (found->twice_known)
        add_finding(
            check, grid, WORD_QUALITY_TWICE, check_count(check, found->twice),
            WORDS(check->arena, check->talk, WORD_CHECK_TWICE, check_count(check, TWICE_SECONDS)));
}

static void date_line(CheckText *check, Grid *grid, const SourceReport *source)
{
    const SourceQuality *found = &source->quality;
    if (found->first.year == 0)
        return;
    int64_t after = quality_after(check->stages->tally, source, check_window(check));
    add_finding(check, grid, WORD_QUALITY_AFTER, check_count(check, after),
                WORDS(check->arena, check->talk, WORD_CHECK_DAYS,
                      date_show(check->arena, found->first, check->talk),
                      date_show(check->arena, found->last, check->talk)));
}

/* ---- Its questions ---- */

static Str odd_values(const CheckText *check, const QuestionQuality *question)
{
    StrList values = {0};
    for (ptrdiff_t i = 0; i < question->odd_count && i < VALUES_SHOWN; i++)
        *PUSH(check->arena, &values, Str) =
            str_format(check->arena, "%.*s (%.*s×)", STR_ARG(question->odd[i].text),
                       STR_ARG(check_count(check, question->odd[i].rows)));
    if (question->odd_count > VALUES_SHOWN)
        *PUSH(check->arena, &values, Str) = S("…");
    return str_join(check->arena, values.items, values.len, S(", "));
}

/* Those with something to look at. */
static void question_lines(CheckText *check, const SourceReport *source)
{
    const SideTally *side = &check->stages->tally->side[source->source->side];
    Grid grid = {.columns = 5};
    static const Word heads[] = {WORD_CHECK_HEAD_QUESTION, WORD_CHECK_HEAD_ASKED,
                                 WORD_CHECK_HEAD_MISSING, WORD_CHECK_HEAD_OFF,
                                 WORD_CHECK_HEAD_VALUES};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heads); i++)
        add_cell(check, &grid, word(check->talk, heads[i]));
    ptrdiff_t head = grid.cells.len;
    for (ptrdiff_t q = 0; q < side->question_count; q++) {
        const QuestionQuality *question = &source->quality.questions[q];
        if (question->off_scale == 0 && 100 * question->missing < PERCENT_TOLD * question->asked)
            continue;
        if (question->asked == 0)
            continue;
        add_cell(check, &grid, side->questions[q].metric->id);
        add_cell(check, &grid, check_count(check, question->asked));
        add_cell(check, &grid, percent(check, question->missing, question->asked));
        add_cell(check, &grid, check_count(check, question->off_scale));
        add_cell(check, &grid, odd_values(check, question));
    }
    if (grid.cells.len > head)
        print_grid(check, &grid);
}

void check_quality(CheckText *check, const SourceReport *source)
{
    if (source->quality.questions == NULL)
        return;
    Grid grid = {.columns = 3};
    check_line(check, "  ", word(check->talk, WORD_METHOD_QUALITY));
    add_finding(check, &grid, WORD_QUALITY_REPEATED, check_count(check, source->duplicate),
                word(check->talk, WORD_CHECK_REPEATED));
    twice_line(check, &grid, source);
    straight_line(check, &grid, source);
    speed_line(check, &grid, source);
    date_line(check, &grid, source);
    print_grid(check, &grid);
    question_lines(check, source);
}

void check_unknown_units(CheckText *check)
{
    const Tally *tally = check->stages->tally;
    if (tally->unknown_unit_count == 0)
        return;
    check_line(check, "", word(check->talk, WORD_CHECK_UNKNOWN_UNITS));
    for (ptrdiff_t i = 0; i < tally->unknown_unit_count; i++) {
        const struct UnknownName *unknown = &tally->unknown_units[i];
        Str line = WORDS(check->arena, check->talk, WORD_CHECK_UNKNOWN_UNIT, unknown->name,
                         check_count(check, unknown->rows));
        if (unknown->nearest.len > 0)
            line = WORDS(check->arena, check->talk, WORD_CHECK_NEAREST, line, unknown->nearest);
        check_line(check, "  ", line);
    }
}
