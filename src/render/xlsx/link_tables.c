/* Sheet 7: the tables beside and below the chart. */
#include "link.h"

#include <math.h>

static void heading(LinkSheet *link, int row, int from, int to, Str text, ColourRole role)
{
    sheet_thick_label(&link->sheet, row, from, to, text, book_colour(link->book, role));
    linked_need(link, row, LINK_LINE_PX);
}

static Str low_head(const LinkSheet *link)
{
    return BOOK_WORDS(link->book, WORD_XLSX_LOW, link->book->report->level_text);
}

static Str high_head(const LinkSheet *link)
{
    return BOOK_WORDS(link->book, WORD_XLSX_HIGH, link->book->report->level_text);
}

static Str with_measure(const LinkSheet *link, Str label, Str measure)
{
    if (measure.len == 0)
        return label;
    return str_format(link->book->arena, "%.*s, %.*s", STR_ARG(label), STR_ARG(measure));
}

/* The label of a line, over as many lines as it needs. */
static void label_cell(LinkSheet *link, int row, int column, Str text, bool bold)
{
    Look look = linked_line(link);
    look.bold = bold;
    look.wrap = true;
    int lines = text_lines(text, link->sheet.widths[column], 10);
    cell_text(&link->sheet, row, column, text, look);
    linked_need(link, row, lines > 1 ? lines * 17 + 8 : LINK_LINE_PX);
}

/* ---- Top against bottom ---- */

static void add_bars(LinkSheet *link, int row, const LinkGroupRow *group)
{
    Book *book = link->book;
    bool below = group->top < 0 || group->bottom < 0;
    lxw_color_t colour = book_side_colour(book, group->side);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .data_bar_2010 = 1,
                                   .bar_solid = 1,
                                   .bar_no_border = 1,
                                   .bar_color = book_thinned(colour, 0.35),
                                   .bar_negative_color = book_thinned(colour, 0.2),
                                   .bar_axis_color = book_colour(book, COLOUR_MARK),
                                   .min_rule_type = below ? LXW_CONDITIONAL_RULE_TYPE_MINIMUM
                                                          : LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_MAXIMUM};
    sheet_rule(&link->sheet, row, LINK_RIGHT + 1, row, LINK_RIGHT + 2, &rule);
}

static void draw_group_row(LinkSheet *link, int row, const LinkGroupRow *group)
{
    Book *book = link->book;
    label_cell(link, row, LINK_RIGHT, with_measure(link, group->label, group->measure), false);
    LinkCells cells = {.value = LINK_RIGHT + 3,
                       .low = -1,
                       .high = -1,
                       .n = -1,
                       .verdict = -1,
                       .decimals = group->decimals,
                       .from = LINK_RIGHT + 1,
                       .to = LINK_RIGHT_LAST};
    linked_number(link, row, &group->diff, cells);
    if (group->diff.refused.len > 0)
        return;
    const double values[2] = {group->top, group->bottom};
    for (int i = 0; i < 2; i++) {
        Look look = linked_line(link);
        look.align = ALIGN_RIGHT;
        look.bold = i == 0;
        look.code = book_code(book, values[i], group->decimals, book_is_percent(group->top_text));
        cell_number(&link->sheet, row, LINK_RIGHT + 1 + i, values[i], look);
    }
    add_bars(link, row, group);
    Look grey = linked_grey(link, linked_line(link));
    grey.size = 9;
    grey.align = ALIGN_RIGHT;
    cell_text(&link->sheet, row, LINK_RIGHT + 4,
              BOOK_WORDS(book, WORD_LINK_INTERVAL, group->diff.lo_text, group->diff.hi_text), grey);
    Look verdict = linked_line(link);
    verdict.size = 9;
    verdict.indent = 1;
    verdict.bold = group->diff.clear;
    verdict.colour = book_colour(book, group->diff.clear ? COLOUR_GOOD : COLOUR_GREY_TEXT);
    cell_text(&link->sheet, row, LINK_RIGHT_LAST,
              str_format(book->arena, "%.*s · %.*s", STR_ARG(group->diff.verdict),
                         STR_ARG(group->p_text)),
              verdict);
}

int linked_groups(LinkSheet *link, int row)
{
    Book *book = link->book;
    const LinkGroups *groups = &link->model->groups;
    Look note = linked_grey(link, (Look){.size = 8.5, .valign = VALIGN_TOP});
    heading(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, groups->head, COLOUR_EX);
    if (groups->refused.len > 0) {
        linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, groups->refused,
                    (Look){.italic = true, .size = 9.5});
        return row + 1;
    }
    const Str heads[] = {book_word(book, WORD_XLSX_LINK_MEASURE),
                         groups->top_head,
                         groups->bottom_head,
                         book_word(book, WORD_XLSX_LINK_DIFFERENCE),
                         BOOK_WORDS(book, WORD_XLSX_INTERVAL, book->report->level_text),
                         book_word(book, WORD_XLSX_LINK_VERDICT)};
    linked_heads(link, row++, LINK_RIGHT, heads, CX_COUNTOF(heads), true);
    for (ptrdiff_t i = 0; i < groups->row_count; i++)
        draw_group_row(link, row++, &groups->rows[i]);
    const Str notes[] = {groups->members, groups->note};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(notes); i++)
        if (notes[i].len > 0)
            linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, notes[i], note);
    return row + 1;
}

/* ---- Between units ---- */

int linked_explained(LinkSheet *link, int row)
{
    const LinkModel *model = link->model;
    const LinkNumber *numbers[] = {
        &model->explained, &model->two_thirds, &model->correlation, &model->rank_correlation,
        &model->most,      &model->slope,      &model->weighted};
    if (model->explained_head.len == 0)
        return row;
    heading(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, model->explained_head, COLOUR_BRAND);
    Buffer said = {.arena = link->book->arena};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(numbers); i++) {
        Str sentence = numbers[i]->sentence;
        if (numbers[i]->id.len == 0 || sentence.len == 0 ||
            str_find(buffer_str(&said), sentence) >= 0)
            continue; /* one refusal may stand for several */
        buffer_add(&said, sentence);
        linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, sentence,
                    (Look){.size = 9.5, .italic = numbers[i]->refused.len > 0});
    }
    if (model->ibm_note.len > 0)
        linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, model->ibm_note,
                    linked_grey(link, (Look){.size = 8.5, .valign = VALIGN_TOP}));
    return row;
}

/* ---- Directions ---- */

static const char *side_name(ReportSide side)
{
    return side == REPORT_CX ? "cx" : "ex";
}

/* "slope_ex_cx", "slope_cx_revenue_per_head" and their limits; ids have only letters, digits and
 * the signs that are replaced. */
static void name_slope(LinkSheet *link, int row, const LinkDirectionRow *direction)
{
    Arena *arena = link->book->arena;
    char *letters = NEW(arena, char, direction->kpi.len);
    for (ptrdiff_t i = 0; i < direction->kpi.len; i++) {
        char c = direction->kpi.s[i];
        letters[i] = c == '-' || c == '.' ? '_' : c;
    }
    Str to = direction->to == REPORT_GROWTH ? (Str){letters, direction->kpi.len}
                                            : str_from(side_name(direction->to));
    bool kpi_taken =
        direction->to == REPORT_GROWTH && (str_equal(to, S("cx")) || str_equal(to, S("ex")));
    Str name = str_format(arena, "slope_%s_%.*s%s", side_name(direction->from), STR_ARG(to),
                          kpi_taken ? "_kpi" : "");
    linked_name(link, name, row, 2);
    linked_name(link, str_concat(arena, name, S("_low")), row, 3);
    linked_name(link, str_concat(arena, name, S("_high")), row, 4);
}

static void draw_direction(LinkSheet *link, int row, const LinkDirectionRow *direction)
{
    LinkCells cells = {.value = 2,
                       .low = 3,
                       .high = 4,
                       .n = 5,
                       .verdict = LINK_LEFT_LAST,
                       .decimals = direction->decimals,
                       .from = 2,
                       .to = LINK_LEFT_LAST};
    label_cell(link, row, LINK_LEFT, with_measure(link, direction->label, direction->measure),
               direction->number.clear);
    linked_number(link, row, &direction->number, cells);
    if (direction->number.refused.len == 0)
        name_slope(link, row, direction);
}

static void draw_self_check(LinkSheet *link, int row)
{
    Book *book = link->book;
    const LinkScatter *scatter = &link->model->scatter;
    Look grey = linked_grey(link, (Look){.size = 8.5});
    cell_merge(&link->sheet, row, LINK_LEFT, row, 4, grey);
    cell_text(&link->sheet, row, LINK_LEFT, book_word(book, WORD_XLSX_LINK_SELF), grey);
    grey.size = 9;
    grey.align = ALIGN_RIGHT;
    grey.code = book_code_signed(book, NAN, 1, false);
    cell_formula(&link->sheet, row, 5, S("=10*SLOPE(points_dy,points_dx)"), 10 * scatter->slope,
                 grey);
    linked_need(link, row, LINK_LINE_PX);
}

/* The two halves alone, where the report has no page of growth. */
static const LinkDirectionRow *both_ways(const LinkSheet *link, ptrdiff_t *count)
{
    const LinkModel *model = link->model;
    LinkDirectionRow *rows = NEW(link->book->arena, LinkDirectionRow, 2);
    rows[0] = (LinkDirectionRow){.from = REPORT_EX,
                                 .to = REPORT_CX,
                                 .label = model->forward_head,
                                 .decimals = 1,
                                 .number = model->forward};
    rows[1] = (LinkDirectionRow){.from = REPORT_CX,
                                 .to = REPORT_EX,
                                 .label = model->back_head,
                                 .decimals = 1,
                                 .number = model->back};
    *count = 2;
    return rows;
}

int linked_directions(LinkSheet *link, int row)
{
    Book *book = link->book;
    const GrowthModel *growth = link->growth;
    ptrdiff_t count = growth->direction_count;
    const LinkDirectionRow *rows = growth->directions;
    Str head = growth->directions_head;
    if (count == 0) {
        rows = both_ways(link, &count);
        head = book_word(book, WORD_GROWTH_DIRECTIONS);
    }
    const Str heads[] = {book_word(book, WORD_XLSX_LINK_WHEN),
                         book_word(book, WORD_XLSX_LINK_CHANGE),
                         low_head(link),
                         high_head(link),
                         book_word(book, WORD_XLSX_N),
                         book_word(book, WORD_XLSX_LINK_VERDICT)};
    heading(link, row++, LINK_LEFT, LINK_LEFT_LAST, head, COLOUR_BRAND);
    linked_heads(link, row++, LINK_LEFT, heads, CX_COUNTOF(heads), true);
    for (ptrdiff_t i = 0; i < count; i++)
        draw_direction(link, row++, &rows[i]);
    if (link->model->scatter.dot_count > 1 && isfinite(link->model->scatter.slope))
        draw_self_check(link, row++);
    const Str notes[] = {link->model->direction.sentence, link->model->limits};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(notes); i++)
        if (notes[i].len > 0)
            linked_text(link, row++, LINK_LEFT, LINK_LEFT_LAST, notes[i],
                        linked_grey(link, (Look){.size = 9, .valign = VALIGN_TOP}));
    return row + 1;
}

/* ---- Last period's expectation ---- */

int linked_forecast(LinkSheet *link, int row)
{
    Book *book = link->book;
    const ForecastModel *forecast = &link->growth->forecast;
    if (forecast->head.len == 0)
        return row;
    heading(link, row++, LINK_LEFT, LINK_LEFT_LAST, forecast->head, COLOUR_BRAND);
    const struct {
        Str label;
        const LinkNumber *number;
    } lines[] = {{forecast->moved_label, &forecast->moved},
                 {forecast->expected_label, &forecast->expected},
                 {forecast->came_label, &forecast->came},
                 {forecast->miss_label, &forecast->miss}};
    if (forecast->expected.refused.len == 0 && forecast->expected.id.len > 0) {
        const Str heads[] = {book_word(book, WORD_XLSX_LINK_WHAT),
                             book_word(book, WORD_WHAT_IF_POINTS),
                             low_head(link),
                             high_head(link),
                             STR_NONE,
                             STR_NONE};
        linked_heads(link, row++, LINK_LEFT, heads, CX_COUNTOF(heads), false);
        for (ptrdiff_t i = 0; i < CX_COUNTOF(lines); i++) {
            LinkCells cells = {.value = 2,
                               .low = 3,
                               .high = 4,
                               .n = -1,
                               .verdict = LINK_LEFT_LAST,
                               .decimals = 1,
                               .from = 2,
                               .to = LINK_LEFT_LAST};
            if (lines[i].number->id.len == 0)
                continue;
            cell_blanks(&link->sheet, row, LINK_LEFT, LINK_LEFT_LAST, linked_line(link));
            label_cell(link, row, LINK_LEFT, lines[i].label, false);
            linked_number(link, row++, lines[i].number, cells);
        }
    }
    linked_text(link, row++, LINK_LEFT, LINK_LEFT_LAST, forecast->sentence,
                (Look){.size = 9.5, .italic = true});
    return row + 1;
}

/* ---- Mirror pairs ---- */

static void mirror_value(LinkSheet *link, int row, int column, const Estimate *figure,
                         ColourRole role)
{
    Look look = linked_line(link);
    look.align = ALIGN_RIGHT;
    if (figure->state == ESTIMATE_SHOWN) {
        look.bold = true;
        look.colour = book_colour(link->book, role);
        look.code = book_code(link->book, figure->value, figure->decimals, false);
        cell_number(&link->sheet, row, column, figure->value, look);
        return;
    }
    look = linked_grey(link, look);
    look.size = 7.5;
    look.italic = look.wrap = true;
    cell_text(&link->sheet, row, column, figure->text, look);
    linked_need(link, row,
                13 * text_lines(figure->text, link->sheet.widths[column], look.size) + 8);
}

int linked_mirrors(LinkSheet *link, int row)
{
    Book *book = link->book;
    const GrowthModel *growth = link->growth;
    if (growth->mirror_count == 0)
        return row;
    const Str heads[] = {book_word(book, WORD_XLSX_LINK_PAIR),
                         with_measure(link, growth->mirror_heads[0], growth->mirror_heads[1]),
                         with_measure(link, growth->mirror_heads[2], growth->mirror_heads[3]),
                         book_word(book, WORD_XLSX_LINK_R),
                         low_head(link),
                         high_head(link)};
    heading(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, growth->mirrors_head, COLOUR_BRAND);
    linked_heads(link, row++, LINK_RIGHT, heads, CX_COUNTOF(heads), false);
    for (ptrdiff_t i = 0; i < growth->mirror_count; i++) {
        const MirrorRow *mirror = &growth->mirrors[i];
        LinkCells cells = {.value = LINK_RIGHT + 3,
                           .low = LINK_RIGHT + 4,
                           .high = LINK_RIGHT + 5,
                           .n = -1,
                           .verdict = -1,
                           .decimals = 2,
                           .from = LINK_RIGHT + 3,
                           .to = LINK_RIGHT_LAST};
        label_cell(link, row, LINK_RIGHT,
                   str_format(book->arena, "%.*s · %.*s", STR_ARG(mirror->cx_label),
                              STR_ARG(mirror->ex_label)),
                   false);
        mirror_value(link, row, LINK_RIGHT + 1, &mirror->cx, COLOUR_CX);
        mirror_value(link, row, LINK_RIGHT + 2, &mirror->ex, COLOUR_EX);
        linked_number(link, row++, &mirror->correlation, cells);
    }
    linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, growth->mirrors_note,
                linked_grey(link, (Look){.size = 8.5, .valign = VALIGN_TOP}));
    return row + 1;
}

/* ---- Factors beside stages ---- */

/* Which way round the matrix stands, and in which columns. */
typedef struct Grid {
    bool turned; /* stages down */
    ptrdiff_t rows, columns;
    int label, place[LINK_RIGHT_LAST]; /* columns of the sheet */
} Grid;

static Grid grid_of(const MatrixModel *matrix)
{
    enum { FITS = LINK_RIGHT_LAST - LINK_RIGHT };
    Grid grid = {.turned = matrix->column_count > FITS && matrix->row_count <= FITS,
                 .label = LINK_RIGHT};
    grid.rows = grid.turned ? matrix->column_count : matrix->row_count;
    grid.columns = grid.turned ? matrix->row_count : matrix->column_count;
    for (int i = 0; i < FITS; i++)
        grid.place[i] = LINK_RIGHT + 1 + i;
    for (int i = FITS; i < LINK_RIGHT_LAST; i++) /* more than that stand beside the print */
        grid.place[i] = LINK_RIGHT_LAST + 1 + i - FITS;
    return grid;
}

static void draw_matrix_row(LinkSheet *link, int row, const Grid *grid, ptrdiff_t r)
{
    const MatrixModel *matrix = &link->growth->matrix;
    label_cell(link, row, grid->label,
               grid->turned ? matrix->column_labels[r] : matrix->row_labels[r], false);
    for (ptrdiff_t c = 0; c < grid->columns; c++) {
        ptrdiff_t at = grid->turned ? c * matrix->column_count + r : r * matrix->column_count + c;
        const LinkNumber *number = &matrix->cells[at];
        Look look = linked_line(link);
        look.align = ALIGN_RIGHT;
        look.bold = number->clear;
        if (number->refused.len > 0) {
            cell_text(&link->sheet, row, grid->place[c], S("–"), linked_grey(link, look));
            continue;
        }
        look.code = book_code_signed(link->book, number->value, 2, false);
        if (number->clear) { /* framed, for those who do not see the tint */
            look.fill = book_colour(link->book, COLOUR_CX_TINT);
            look.top = look.bottom = look.left = look.right = book_rule(link->book, COLOUR_CX);
        }
        cell_number(&link->sheet, row, grid->place[c], number->value,
                    number->clear ? look : linked_grey(link, look));
    }
}

int linked_matrix(LinkSheet *link, int row)
{
    const MatrixModel *matrix = &link->growth->matrix;
    if (matrix->row_count == 0 || matrix->column_count == 0)
        return row;
    heading(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, matrix->head, COLOUR_BRAND);
    if (matrix->refused.len > 0) {
        linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, matrix->refused,
                    (Look){.italic = true, .size = 9.5});
        return row;
    }
    Grid grid = grid_of(matrix);
    if (grid.columns > LINK_RIGHT_LAST)
        return row;
    Look head = linked_grey(link, (Look){.size = 8.5,
                                         .wrap = true,
                                         .valign = VALIGN_BOTTOM,
                                         .bottom = book_rule(link->book, COLOUR_MARK)});
    int lines = 1;
    cell_blank(&link->sheet, row, grid.label, head);
    head.align = ALIGN_RIGHT;
    for (ptrdiff_t c = 0; c < grid.columns; c++) {
        Str label = grid.turned ? matrix->row_labels[c] : matrix->column_labels[c];
        int needed = text_lines(label, 84, head.size);
        cell_text(&link->sheet, row, grid.place[c], label, head);
        lines = needed > lines ? needed : lines;
    }
    linked_need(link, row++, lines * 15 + 9);
    for (ptrdiff_t r = 0; r < grid.rows; r++)
        draw_matrix_row(link, row++, &grid, r);
    linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, matrix->note,
                linked_grey(link, (Look){.size = 8.5, .valign = VALIGN_TOP}));
    return row + 1;
}

/* ---- What the reader must know, and what others have published ---- */

static int draw_claims(LinkSheet *link, int row, int from, int to)
{
    const LinkModel *model = link->model;
    Look wash = {.size = 9, .fill = book_colour(link->book, COLOUR_WASH), .indent = 1},
         small = linked_grey(link, (Look){.size = 8, .fill = wash.fill, .indent = 1}), head = wash;
    head.bold = true;
    if (model->claim_count == 0)
        return row;
    linked_text(link, row++, from, to, model->claims_head, head);
    for (ptrdiff_t i = 0; i < model->claim_count; i++) {
        linked_text(link, row++, from, to, model->claims[i].text, wash);
        linked_text(link, row++, from, to, model->claims[i].source, small);
    }
    return row + 1;
}

int linked_claims(LinkSheet *link, int row)
{
    const LinkModel *model = link->model;
    const Str notes[] = {model->not_in, model->fallacy_note};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(notes); i++)
        if (notes[i].len > 0)
            linked_text(link, row++, LINK_RIGHT, LINK_RIGHT_LAST, notes[i],
                        linked_grey(link, (Look){.size = 9, .valign = VALIGN_TOP}));
    return draw_claims(link, notes[0].len + notes[1].len > 0 ? row + 1 : row, LINK_RIGHT,
                       LINK_RIGHT_LAST);
}
