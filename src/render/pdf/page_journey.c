/* Pages 7 and 8: a heat map of stages (customers) or of factors and the life cycle (employees) by
 * unit. Read by number first: the colour only leads the eye; a line under a cell tells in grey what
 * the colours tell, and the weakest is bold. Both pages have one layout. */
#include "drawing.h"

#include <math.h>

enum {
    GROUP_Y = 108,
    HEADS_Y = 116,
    ROWS_BOTTOM = PAGE_HEIGHT - 85,
    SCALE_Y = PAGE_HEIGHT - 68,
    MARKS_Y = PAGE_HEIGHT - 56,
    NOTES_Y = PAGE_HEIGHT - 45
};
static const double CELL_GAP = 2, GROUP_GAP = 9, COMPANY_HEIGHT = 23, CHANGE_HEIGHT = 13,
                    COMPANY_TALL = 34;
enum { FEWEST_ROWS = 4, MANY_COLUMNS = 9, HEAD_LINES = 3 };

typedef struct Columns {
    double cells_x, pitch, name_width; /* pitch: from one cell to the next within a group */
    double index_x, weakest_x;         /* the index ends at index_x */
    TextStyle head;                    /* of the columns */
    bool turned;                       /* heads read upwards */
    double head_height;
} Columns;

typedef struct Grid {
    const Drawing *d;
    const JourneyModel *model;
    Columns at;
} Grid;

static double cell_x(const Grid *grid, ptrdiff_t column)
{
    bool second = grid->model->group_count > 1 && column >= grid->model->groups[1].first;
    return grid->at.cells_x + (double)column * grid->at.pitch + (second ? GROUP_GAP : 0);
}

static double cell_width(const Grid *grid)
{
    return grid->at.pitch - CELL_GAP;
}

static TextStyle side_style(const Drawing *d, const JourneyModel *model, double size)
{
    return drawing_style_middle(d, FONT_SEMIBOLD, size, drawing_side_colour(model->side));
}

/* ---- Heads: wrapped at blanks, smaller, or turned ---- */

static bool words_fit(const Drawing *d, TextStyle style, Str text, double width)
{
    for (StrCut cut = str_cut(text, ' ');; cut = str_cut(cut.tail, ' ')) {
        if (canvas_text_width(d->canvas, style, cut.head) > width)
            return false;
        if (!cut.found)
            return !canvas_wrap(d->canvas, d->arena, style, text, width, HEAD_LINES).shortened;
    }
}

static void choose_heads(Grid *grid)
{
    enum { TURNED_LEAST = 40, TURNED_MOST = 84 };
    static const double sizes[] = {8.5, 8, 7.5, 7, 6.5};
    const Drawing *d = grid->d;
    Columns *at = &grid->at;
    for (ptrdiff_t s = 0; s < CX_COUNTOF(sizes); s++) {
        at->head = side_style(d, grid->model, sizes[s]);
        bool fit = true;
        ptrdiff_t lines = 1;
        for (ptrdiff_t i = 0; i < grid->model->column_count; i++) {
            Str label = grid->model->columns[i].label;
            fit = fit && words_fit(d, at->head, label, cell_width(grid));
            ptrdiff_t own =
                canvas_wrap(d->canvas, d->arena, at->head, label, cell_width(grid), HEAD_LINES).len;
            lines = own > lines ? own : lines;
        }
        at->head_height = (double)lines * (sizes[s] + 1.5);
        if (fit)
            return;
    }
    at->turned = true;
    at->head = drawing_style(d, FONT_SEMIBOLD, 7, drawing_side_colour(grid->model->side));
    at->head.turn_deg = 90;
    TextStyle flat = at->head;
    flat.turn_deg = 0;
    double longest = TURNED_LEAST;
    for (ptrdiff_t i = 0; i < grid->model->column_count; i++)
        longest = fmax(longest, canvas_text_width(d->canvas, flat, grid->model->columns[i].label));
    at->head_height = fmin(longest, TURNED_MOST);
}

static void place_columns(Grid *grid)
{
    enum { WEAKEST_WIDTH = 80, INDEX_WIDTH = 48, NAME_WIDE = 144, NAME_NARROW = 122, AIR = 8 };
    const JourneyModel *model = grid->model;
    bool many = model->column_count >= MANY_COLUMNS;
    double between = model->group_count > 1 ? GROUP_GAP : 0;
    Columns *at = &grid->at;
    at->name_width = many ? NAME_NARROW : NAME_WIDE;
    at->cells_x = MARGIN + at->name_width + AIR;
    double room = CONTENT_WIDTH - at->name_width - AIR - WEAKEST_WIDTH - INDEX_WIDTH - between;
    at->pitch = room / (double)model->column_count;
    double end = at->cells_x + at->pitch * (double)model->column_count + between;
    at->index_x = end + INDEX_WIDTH - 12;
    at->weakest_x = end + INDEX_WIDTH;
    choose_heads(grid);
}

static void draw_turned(const Grid *grid, double x, double bottom, Str label)
{
    const Drawing *d = grid->d;
    TextStyle flat = grid->at.head;
    flat.turn_deg = 0;
    TextLines lines = canvas_wrap(d->canvas, d->arena, flat, label, grid->at.head_height, 2);
    double leading = flat.size_pt + 1, first = x + cell_width(grid) / 2 +
                                               canvas_cap_height(d->canvas, flat) / 2 -
                                               leading * (double)(lines.len - 1) / 2;
    for (ptrdiff_t i = 0; i < lines.len; i++)
        canvas_text(d->canvas, first + leading * (double)i, bottom, grid->at.head, lines.items[i]);
}

static void head_cell(const Drawing *d, double x, double y, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_heads(const Grid *grid, double top)
{
    const Drawing *d = grid->d;
    const JourneyModel *model = grid->model;
    double bottom = top + grid->at.head_height, leading = grid->at.head.size_pt + 1.5;
    TextStyle plain = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    TextStyle index = side_style(d, model, 8.5);
    index.align = ALIGN_RIGHT;
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MARGIN, bottom, plain, model->unit_head);
    for (ptrdiff_t i = 0; i < model->column_count; i++) {
        Str label = model->columns[i].label;
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
        if (grid->at.turned) {
            draw_turned(grid, cell_x(grid, i), bottom, label);
        } else {
            TextLines lines = canvas_wrap(d->canvas, d->arena, grid->at.head, label,
                                          cell_width(grid), HEAD_LINES);
            canvas_lines(d->canvas, cell_x(grid, i), bottom - leading * (double)(lines.len - 1),
                         cell_width(grid), leading, grid->at.head, lines);
        }
        canvas_end(d->canvas, TAG_TH);
    }
    head_cell(d, grid->at.index_x, bottom, index, model->index_head);
    head_cell(d, grid->at.weakest_x, bottom, plain, model->weakest_head);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_groups(const Grid *grid, double y)
{
    const Drawing *d = grid->d;
    ColourRole role = drawing_side_colour(grid->model->side);
    for (int g = 0; g < grid->model->group_count; g++) {
        const JourneyGroup *group = &grid->model->groups[g];
        double x = cell_x(grid, group->first),
               width = (double)group->count * grid->at.pitch - CELL_GAP;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){x, y, width, 1.5}, paint_fill(drawing_colour(d, role)));
        canvas_artifact_end(d->canvas);
        drawing_say_fit(d, TAG_P, x, y - 5, width, drawing_style(d, FONT_BOLD, 8, role),
                        group->head);
    }
}

/* ---- Colours ---- */

static Colour heat(const JourneyModel *model, double value)
{
    bool below = value < model->scale_middle;
    double end = below ? model->scale_lo : model->scale_hi;
    double share = end == model->scale_middle
                       ? 1
                       : fmin(1, (value - model->scale_middle) / (end - model->scale_middle));
    return drawing_heat(below ? -share : share);
}

/* A theme may have light text on dark paper: what stands on the scale is dark all the same. */
static Colour text_on_heat(const Drawing *d)
{
    Colour ink = drawing_colour(d, COLOUR_INK), paper = drawing_colour(d, COLOUR_PAPER);
    Colour middle = drawing_heat(0);
    return theme_contrast(ink, middle) >= theme_contrast(paper, middle) ? ink : paper;
}

static void paint_cell(const Grid *grid, Box box, double value)
{
    const Drawing *d = grid->d;
    Colour colour = heat(grid->model, value);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, box, paint_fill(colour));
    if (value < grid->model->scale_middle) {
        enum { LINE_PT = 2 };
        Colour line = drawing_mix(colour, text_on_heat(d), 0.45);
        canvas_rect(d->canvas, (Box){box.x, box.y + box.height - LINE_PT, box.width, LINE_PT},
                    paint_fill(line));
    }
    canvas_artifact_end(d->canvas);
}

/* ---- Rows ---- */

static void draw_absent(const Grid *grid, Box box, const Estimate *figure, Str text, int span)
{
    const Drawing *d = grid->d;
    enum { LINES = 2, LEADING = 7 };
    TextStyle style = drawing_style_middle(d, FONT_REGULAR, span > 1 ? 8 : 6.5, COLOUR_GREY_TEXT);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, box, paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, box.width, LINES);
    double middle = box.y + box.height / 2 + canvas_cap_height(d->canvas, style) / 2;
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.column_span = span, .key = drawing_key(d, figure, "")});
    canvas_lines(d->canvas, box.x, middle - LEADING * (double)(lines.len - 1) / 2, box.width,
                 LEADING, style, lines);
    canvas_end(d->canvas, TAG_TD);
}

static double value_size(const Grid *grid)
{
    double width = cell_width(grid);
    return width >= 50 ? 9.5 : width >= 36 ? 8.5 : width >= 30 ? 8 : 7;
}

static void draw_cell(const Grid *grid, Box box, const JourneyCell *cell, bool bold)
{
    const Drawing *d = grid->d;
    if (cell->figure.state != ESTIMATE_SHOWN) {
        draw_absent(grid, box, &cell->figure, cell->text, 1);
        return;
    }
    paint_cell(grid, box, cell->figure.value);
    TextStyle style =
        drawing_style_middle(d, bold ? FONT_BOLD : FONT_REGULAR, value_size(grid), COLOUR_INK);
    style.colour = text_on_heat(d);
    double sign = style.size_pt * 0.72, width = canvas_text_width(d->canvas, style, cell->text),
           middle = box.x + box.width / 2, y = box.y + box.height / 2,
           cap = canvas_cap_height(d->canvas, style);
    bool marked = cell->rest_mark != CHANGE_NONE;
    if (marked && width / 2 + 2 + sign > box.width / 2) /* both together in the middle */
        middle -= sign / 2 + 0.5;
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = drawing_key(d, &cell->figure, "")});
    canvas_text(d->canvas, middle, y + cap / 2, style, cell->text);
    if (marked) {
        double at = fmin(middle + width / 2 + 4 + sign / 2, box.x + box.width - sign / 2 - 1);
        canvas_sign(d->canvas, cell->rest_mark == CHANGE_UP ? SIGN_UP : SIGN_DOWN, at, y, sign,
                    drawing_colour(d, drawing_mark_colour(cell->rest_mark)));
    }
    canvas_end(d->canvas, TAG_TD);
}

/* One line at its own size, else two smaller ones. */
static void draw_words(const Drawing *d, Tag tag, double x, double middle, double width,
                       TextStyle style, Str text)
{
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, width, 1);
    if (lines.shortened) {
        style.size_pt -= 1.5;
        lines = canvas_wrap(d->canvas, d->arena, style, text, width, 2);
    }
    double leading = style.size_pt + 1, cap = canvas_cap_height(d->canvas, style);
    canvas_begin_with(d->canvas, tag, (TagInfo){.scope = tag == TAG_TH ? SCOPE_ROW : SCOPE_NONE});
    canvas_lines(d->canvas, x, middle + cap / 2 - leading * (double)(lines.len - 1) / 2, width,
                 leading, style, lines);
    canvas_end(d->canvas, tag);
}

/* Where the whole row has one sentence, that says it of the index too. */
static void draw_index(const Grid *grid, double middle, const JourneyRow *row)
{
    const Drawing *d = grid->d;
    const JourneyCell *index = &row->index;
    if (index->figure.state == ESTIMATE_SHOWN) {
        TextStyle style = drawing_style_end(d, FONT_BOLD, row->company ? 11 : 10,
                                            drawing_side_colour(grid->model->side));
        drawing_say_figure(d, TAG_TD, grid->at.index_x,
                           middle + canvas_cap_height(d->canvas, style) / 2, style, &index->figure,
                           "", index->text);
        return;
    }
    enum { WIDTH = 34, LEADING = 7 };
    bool said = row->sentence.len > 0;
    TextStyle style = drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, index->text, WIDTH, 2);
    double y =
        middle + canvas_cap_height(d->canvas, style) / 2 - LEADING * (double)(lines.len - 1) / 2;
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = said ? STR_NONE : drawing_key(d, &index->figure, "")});
    if (!said)
        canvas_lines(d->canvas, grid->at.index_x - WIDTH, y, WIDTH, LEADING, style, lines);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_row(const Grid *grid, const JourneyRow *row, double y, double height)
{
    const Drawing *d = grid->d;
    const JourneyModel *model = grid->model;
    FontWeight weight = row->company ? FONT_BOLD : row->parent_row ? FONT_SEMIBOLD : FONT_REGULAR;
    double middle = y + height / 2, width = cell_width(grid);
    canvas_begin(d->canvas, TAG_TR);
    draw_words(d, TAG_TH, MARGIN, middle, grid->at.name_width,
               drawing_style(d, weight, 9, COLOUR_INK),
               drawing_name(d, drawing_style(d, weight, 7.5, COLOUR_INK), row->name,
                            row->short_name, grid->at.name_width, 2));
    if (row->sentence.len > 0) {
        double x = cell_x(grid, 0);
        draw_absent(grid, (Box){x, y, cell_x(grid, model->column_count - 1) + width - x, height},
                    &row->cells[0].figure, row->sentence, (int)model->column_count);
    }
    for (ptrdiff_t i = 0; i < model->column_count && row->sentence.len == 0; i++)
        draw_cell(grid, (Box){cell_x(grid, i), y, width, height}, &row->cells[i],
                  row->weakest_clear && i == row->weakest);
    draw_index(grid, middle, row);
    draw_words(d, TAG_TD, grid->at.weakest_x, middle, PAGE_WIDTH - MARGIN - grid->at.weakest_x,
               drawing_style(d, row->weakest_clear ? FONT_SEMIBOLD : FONT_REGULAR, 8,
                             row->weakest_clear ? COLOUR_INK : COLOUR_GREY_TEXT),
               row->weakest_text);
    canvas_end(d->canvas, TAG_TR);
}

/* The company against the period before, under its own cells. */
static void draw_changes(const Grid *grid, double y)
{
    const Drawing *d = grid->d;
    const JourneyRow *company = &grid->model->rows[0];
    double size = cell_width(grid) >= 36 ? 7.5 : 6.5;
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, MARGIN, y, drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
                grid->model->change_head);
    canvas_end(d->canvas, TAG_TH);
    TextStyle number = drawing_style(d, FONT_SEMIBOLD, size, COLOUR_INK);
    for (ptrdiff_t i = 0; i < grid->model->column_count; i++) {
        const Estimate *figure = &company->cells[i].figure;
        double width = canvas_text_width(d->canvas, number, figure->diff_text),
               middle = cell_x(grid, i) + cell_width(grid) / 2;
        drawing_change(d, TAG_TD, middle - width / 2 - 2, middle + width / 2 + 4, y, size, figure);
    }
    double width = canvas_text_width(d->canvas, number, company->index.figure.diff_text);
    drawing_change(d, TAG_TD, grid->at.index_x - width - 5, grid->at.index_x, y, size,
                   &company->index.figure);
    canvas_begin(d->canvas, TAG_TD);
    canvas_end(d->canvas, TAG_TD);
    canvas_end(d->canvas, TAG_TR);
}

static bool is_last_parent(const JourneyModel *model, ptrdiff_t row)
{
    return model->rows[row].parent_row &&
           (row + 1 == model->row_count || !model->rows[row + 1].parent_row);
}

/* Few rows are taller, so that the page does not end in the middle. */
static double row_most(const Page *page)
{
    static const struct {
        ptrdiff_t rows;
        double height;
    } heights[] = {{1, 110}, {2, 84}, {FEWEST_ROWS, 60}, {9, 40}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(heights); i++)
        if (page->row_count <= heights[i].rows)
            return heights[i].height;
    return 27;
}

static void draw_units(const Grid *grid, const Page *page, double y)
{
    const Drawing *d = grid->d;
    double step = fmin(row_most(page),
                       (ROWS_BOTTOM - y) / (double)(page->row_count > 0 ? page->row_count : 1));
    for (ptrdiff_t i = 0; i < page->row_count; i++, y += step) {
        draw_row(grid, &grid->model->rows[page->first_row + i], y, step - CELL_GAP);
        if (!is_last_parent(grid->model, page->first_row + i))
            continue;
        /* what stands above has its people below once more */
        double at = y + step - CELL_GAP / 2;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_line(d->canvas, MARGIN, at, PAGE_WIDTH - MARGIN, at,
                    paint_line(drawing_colour(d, COLOUR_GREY_TEXT), 0.75));
        canvas_artifact_end(d->canvas);
    }
}

/* ---- Legend and notes ---- */

static void draw_legend(const Grid *grid)
{
    enum { STEPS = 24, STEP_WIDTH = 6, HEIGHT = 8 };
    const Drawing *d = grid->d;
    const JourneyModel *model = grid->model;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    double x = MARGIN + canvas_text_width(d->canvas, style, model->low) + 8;
    drawing_say(d, TAG_P, MARGIN, SCALE_Y, style, model->low);
    for (int i = 0; i < STEPS; i++) {
        double share = ((double)i + 0.5) / STEPS, half = share < 0.5 ? share * 2 : share * 2 - 1;
        double value = share < 0.5
                           ? model->scale_lo + (model->scale_middle - model->scale_lo) * half
                           : model->scale_middle + (model->scale_hi - model->scale_middle) * half;
        paint_cell(grid, (Box){x + i * STEP_WIDTH, SCALE_Y - HEIGHT + 1.5, STEP_WIDTH, HEIGHT},
                   value);
    }
    x += STEPS * STEP_WIDTH + 8;
    const Str texts[] = {model->high, model->below};
    drawing_say(d, TAG_P, x, SCALE_Y, style, str_join(d->arena, texts, 2, S(" · ")));
}

static void draw_notes(const Grid *grid)
{
    const Drawing *d = grid->d;
    const JourneyModel *model = grid->model;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    StrList notes = {0};
    if (model->hidden_note.len > 0)
        *PUSH(d->arena, &notes, Str) = model->hidden_note;
    for (ptrdiff_t i = 0; i < model->note_count; i++)
        *PUSH(d->arena, &notes, Str) = model->notes[i];
    drawing_say_fit(d, TAG_NOTE, MARGIN, MARKS_Y, CONTENT_WIDTH, style, model->marks_note);
    drawing_say_fit(d, TAG_NOTE, MARGIN, model->marks_note.len > 0 ? NOTES_Y : MARKS_Y,
                    CONTENT_WIDTH, style, str_join(d->arena, notes.items, notes.len, S(" ")));
}

void page_journey_draw(Drawing *d, const Page *page)
{
    Grid grid = {.d = d, .model = &d->report->journeys[page->kind == PAGE_JOURNEY_CX ? 0 : 1]};
    place_columns(&grid);
    drawing_frame_begin(d, page);
    draw_groups(&grid, GROUP_Y + d->push);
    double y = HEADS_Y + d->push;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = page->subtitle});
    draw_heads(&grid, y);
    y += grid.at.head_height + 6;
    double company = page->row_count <= FEWEST_ROWS ? COMPANY_TALL : COMPANY_HEIGHT;
    draw_row(&grid, &grid.model->rows[0], y, company);
    y += company;
    if (grid.model->change_head.len > 0) {
        draw_changes(&grid, y + CHANGE_HEIGHT - 3);
        y += CHANGE_HEIGHT;
    }
    draw_units(&grid, page, y + 6);
    canvas_end(d->canvas, TAG_TABLE);
    draw_legend(&grid);
    draw_notes(&grid);
    drawing_frame_end(d);
}
