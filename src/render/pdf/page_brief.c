/* The department brief, first page: the unit's indices, its stages and factors beside the rest of
 * the company, what to know, and voices. What a unit lacks leaves no hole:
 *   bars and voices   two columns: tiles over bars, reading over voices
 *   one of the two    tiles and reading side by side, the blocks below them
 *   neither           tiles over the whole width, reading below them */
#include "page_brief.h"

#include <math.h>

enum { LEFT_WIDTH = 366, RIGHT_X = 446, RIGHT_WIDTH = PAGE_WIDTH - MARGIN - RIGHT_X };
enum { TILE_GAP = 14, TOP_Y = 112, BLOCK_GAP = 26, NOTE_LEADING = 10, NOTE_LINES = 4 };

/* ---- Tiles ---- */

/* Where many bars stand below, the line over the periods is lower and has no ticks, or is left out.
 */
typedef struct TileShape {
    double width, spark_height;
    bool ticks;
} TileShape;

static const TileShape TILE_SHAPES[] = {
    {.spark_height = 34, .ticks = true}, {.spark_height = 16}, {.spark_height = 0}};

static double tile_height(TileShape shape)
{
    return 106 + (shape.spark_height > 0 ? 8 + shape.spark_height : 0) + (shape.ticks ? 12 : 0);
}

static void draw_tile_head(const Drawing *d, const BriefTile *tile, double x, double y,
                           double width)
{
    TextStyle count = drawing_style_end(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    double room = width - canvas_text_width(d->canvas, count, tile->count) - 8;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){x, y, width, 2.5},
                paint_fill(drawing_colour(d, drawing_side_colour(tile->side))));
    canvas_artifact_end(d->canvas);
    drawing_say_fit(d, TAG_H2, x, y + 19, room, drawing_style(d, FONT_BOLD, 9, COLOUR_GREY_TEXT),
                    tile->label);
    drawing_say_figure(d, TAG_P, x + width, y + 19, count, &tile->figure, "#n", tile->count);
}

/* One line, in the largest of a few small sizes that takes it whole. */
static void draw_reference(const Drawing *d, Str text, double x, double y, double width)
{
    static const double sizes[] = {8, 7.5, 7, 6.5};
    TextStyle style = drawing_style(d, FONT_REGULAR, sizes[0], COLOUR_GREY_TEXT);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        style.size_pt = sizes[i];
        if (canvas_text_width(d->canvas, style, text) <= width)
            break;
    }
    drawing_say_fit(d, TAG_P, x, y, width, style, text);
}

static void draw_tile(const Drawing *d, const BriefTile *tile, double x, double y, TileShape shape)
{
    draw_tile_head(d, tile, x, y, shape.width);
    drawing_big_figure(d, x, y, shape.width, tile->side, &tile->figure, tile->versus);
    if (tile->figure.state == ESTIMATE_SHOWN)
        drawing_estimate(d, (Axis){x, shape.width, tile->axis_lo, tile->axis_hi}, y + 86,
                         tile->side, &tile->figure);
    draw_reference(d, tile->reference, x, y + 103, shape.width);
    if (d->report->period_count < 2 || shape.spark_height <= 0)
        return;
    drawing_spark(d, (Box){x, y + 112, shape.width, shape.spark_height}, tile->side, &tile->series,
                  1.1, tile->label);
    if (!shape.ticks)
        return;
    double tick_y = y + tile_height(shape);
    drawing_plain(d, x, tick_y, drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT),
                  tile->first_tick);
    drawing_plain(d, x + shape.width, tick_y,
                  drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT), tile->last_tick);
}

/* Gives the y below the tiles. */
static double draw_tiles(const Drawing *d, double y, double width, TileShape shape)
{
    const BriefModel *model = d->report->brief;
    if (model->tile_count == 0)
        return y;
    shape.width = (width - TILE_GAP * (model->tile_count - 1)) / model->tile_count;
    for (int i = 0; i < model->tile_count; i++)
        draw_tile(d, &model->tiles[i], MARGIN + i * (shape.width + TILE_GAP), y, shape);
    return y + tile_height(shape);
}

/* ---- Bars: a table of stages or factors against the rest of the company ---- */

enum { BARS_HEAD = 30, STEP_LEAST = 10, STEP_MOST = 26 };

typedef struct BarColumns {
    double x, width, name_width, value_x, zero_x, half; /* half: the longest bar */
    double size_pt;
    bool compared; /* any bar has a difference; else the figures stand on a scale of their own */
} BarColumns;

static BarColumns bar_columns(const BriefBars *block, double x, double width, double step)
{
    enum { NUMBER_ROOM = 38 };
    BarColumns columns = {
        .x = x,
        .width = width,
        .name_width = width * 0.3,
        .value_x = x + width * 0.3 + 30,
        .size_pt = step >= 15     ? 9
                   : step >= 12.5 ? 8
                                  : 7.5,
    };
    double from = columns.value_x + 8, to = x + width;
    columns.zero_x = (from + to) / 2;
    columns.half = (to - from) / 2 - NUMBER_ROOM;
    for (ptrdiff_t i = 0; i < block->bar_count; i++)
        columns.compared |= isfinite(block->bars[i].diff);
    return columns;
}

static void draw_bar_heads(const Drawing *d, const BarColumns *columns, double y)
{
    const Str *heads = d->report->brief->heads;
    const struct {
        int head;
        double x;
        TextAlign align;
    } cells[] = {{0, columns->x, ALIGN_LEFT},
                 {1, columns->value_x, ALIGN_RIGHT},
                 {columns->compared ? 7 : 2, columns->zero_x, ALIGN_CENTRE}};
    canvas_begin(d->canvas, TAG_TR);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cells); i++) {
        TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
        style.align = cells[i].align;
        canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
        canvas_text(d->canvas, cells[i].x, y, style, heads[cells[i].head]);
        canvas_end(d->canvas, TAG_TH);
    }
    canvas_end(d->canvas, TAG_TR);
}

static void draw_bar_name(const Drawing *d, const BarColumns *columns, Str label, double y,
                          double step)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, columns->size_pt, COLOUR_INK);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, label, columns->name_width, 1);
    double leading = 8, up = 0;
    if (lines.shortened && step >= 19) { /* a long name takes two smaller lines */
        style.size_pt = 7.5;
        lines = canvas_wrap(d->canvas, d->arena, style, label, columns->name_width, 2);
        up = lines.len > 1 ? leading / 2 : 0;
    }
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_lines(d->canvas, columns->x, y - up, columns->name_width, leading, style, lines);
    canvas_end(d->canvas, TAG_TH);
}

/* The difference from the rest: grey unless it is clear, then also marked by a sign. */
static void draw_difference(const Drawing *d, const BarColumns *columns, const BriefBar *bar,
                            double reach, double y)
{
    static const Sign signs[] = {
        [CHANGE_NONE] = SIGN_DOT, [CHANGE_UP] = SIGN_UP, [CHANGE_DOWN] = SIGN_DOWN};
    enum { AIR = 4, SIGN_ROOM = 9 };
    bool clear = bar->mark != CHANGE_NONE, left = bar->diff < 0;
    double height = columns->size_pt, middle = y - columns->size_pt * 0.36;
    double length = columns->half * fmin(1, fabs(bar->diff) / reach);
    ColourRole role = drawing_mark_colour(bar->mark);
    if (length > 0)
        canvas_rect(d->canvas,
                    (Box){left ? columns->zero_x - length : columns->zero_x, middle - height / 2,
                          length, height},
                    paint_fill(drawing_colour(d, clear ? role : COLOUR_MARK)));
    TextStyle style = drawing_style(d, clear ? FONT_SEMIBOLD : FONT_REGULAR, columns->size_pt - 0.5,
                                    clear ? role : COLOUR_GREY_TEXT);
    double width = canvas_text_width(d->canvas, style, bar->diff_text);
    double room = clear ? SIGN_ROOM : 0;
    double x =
        left ? columns->zero_x - length - AIR - width : columns->zero_x + length + AIR + room;
    if (clear)
        canvas_sign(d->canvas, signs[bar->mark], x - room + 3, middle, style.size_pt * 0.72,
                    drawing_colour(d, role));
    canvas_text(d->canvas, x, y, style, bar->diff_text);
}

static void draw_bar_figure(const Drawing *d, const BarColumns *columns, const BriefBars *block,
                            const BriefBar *bar, double y)
{
    TextStyle value =
        drawing_style_end(d, FONT_BOLD, columns->size_pt + 1, drawing_side_colour(block->side));
    drawing_say_figure(d, TAG_TD, columns->value_x, y, value, &bar->figure, "", bar->figure.text);
    bool compared = isfinite(bar->diff);
    canvas_begin_with(
        d->canvas, TAG_TD,
        (TagInfo){.key = compared ? drawing_key(d, &bar->figure, "#restdiff") : STR_NONE});
    if (compared)
        draw_difference(d, columns, bar, block->reach, y);
    else if (!columns->compared)
        drawing_estimate(d,
                         (Axis){columns->value_x + 16,
                                columns->x + columns->width - columns->value_x - 20, 0, 100},
                         y - columns->size_pt * 0.36, block->side, &bar->figure);
    canvas_end(d->canvas, TAG_TD);
}

static void draw_bar(const Drawing *d, const BarColumns *columns, const BriefBars *block,
                     const BriefBar *bar, double y, double step)
{
    double top = y - columns->size_pt * 0.36 - step / 2;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    if (columns->compared)
        canvas_line(d->canvas, columns->zero_x, top + 1.5, columns->zero_x, top + step - 1.5,
                    paint_line(drawing_colour(d, COLOUR_MARK), 0.6));
    canvas_line(d->canvas, columns->x, top + step, columns->x + columns->width, top + step,
                paint_line(drawing_colour(d, COLOUR_RULE), 0.5));
    canvas_artifact_end(d->canvas);
    canvas_begin(d->canvas, TAG_TR);
    draw_bar_name(d, columns, bar->label, y, step);
    if (bar->figure.state == ESTIMATE_SHOWN) {
        draw_bar_figure(d, columns, block, bar, y);
    } else {
        TextStyle style = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
        double x = columns->x + columns->name_width + 6;
        canvas_begin_with(d->canvas, TAG_TD,
                          (TagInfo){.column_span = 2, .key = drawing_key(d, &bar->figure, "")});
        canvas_text(d->canvas, x, y, style,
                    canvas_shorten(d->canvas, d->arena, style, bar->figure.text,
                                   columns->x + columns->width - x));
        canvas_end(d->canvas, TAG_TD);
    }
    canvas_end(d->canvas, TAG_TR);
}

/* Gives the y below the block. */
static double draw_bars(const Drawing *d, const BriefBars *block, double x, double y, double width,
                        double step, ptrdiff_t most)
{
    BarColumns columns = bar_columns(block, x, width, step);
    ptrdiff_t count = block->bar_count < most ? block->bar_count : most;
    drawing_head_fit(d, TAG_H2, x, y, width, COLOUR_GREY_TEXT, block->head);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = block->head});
    draw_bar_heads(d, &columns, y + 15);
    double row_y = y + BARS_HEAD - 8 + step / 2 + columns.size_pt * 0.36;
    for (ptrdiff_t i = 0; i < count; i++)
        draw_bar(d, &columns, block, &block->bars[i], row_y + (double)i * step, step);
    canvas_end(d->canvas, TAG_TABLE);
    return y + BARS_HEAD - 8 + (double)count * step;
}

/* The height of a row when so many rows of so many blocks share a column. */
static double bar_step(double room, int blocks, ptrdiff_t rows)
{
    double heads = blocks * BARS_HEAD + (blocks - 1) * BLOCK_GAP;
    return fmin(STEP_MOST, (room - heads) / (double)(rows > 0 ? rows : 1));
}

/* ---- What to know ---- */

/* Larger where there is little else on the page. */
typedef enum ReadingSize { READING_SMALL, READING_LARGE } ReadingSize;
static const struct {
    double size_pt, leading_pt, number_pt, pad, number_width, gap;
} READING[] = {
    [READING_SMALL] = {9.5, 13, 18, 16, 24, 9}, [READING_LARGE] = {12.5, 18, 26, 22, 36, 16}};

static TextStyle reading_style(const Drawing *d, ReadingSize size)
{
    return drawing_style(d, FONT_REGULAR, READING[size].size_pt, COLOUR_INK);
}

static double reading_height(const Drawing *d, double width, ReadingSize size)
{
    enum { HEAD = 44, FOOT = 6 };
    const BriefModel *model = d->report->brief;
    double text_width = width - 2 * READING[size].pad - READING[size].number_width;
    double height = HEAD + FOOT - READING[size].gap;
    for (int i = 0; i < model->reading_count; i++) {
        TextLines lines = canvas_wrap(d->canvas, d->arena, reading_style(d, size),
                                      model->reading[i], text_width, 0);
        height += (double)lines.len * READING[size].leading_pt + READING[size].gap;
    }
    return height;
}

/* Gives the y below the panel. */
static double draw_reading(const Drawing *d, double x, double y, double width, double least_height,
                           ReadingSize size)
{
    const BriefModel *model = d->report->brief;
    if (model->reading_count == 0)
        return y;
    double pad = READING[size].pad, needed = reading_height(d, width, size);
    double height = fmax(least_height, needed);
    double spare = fmin(12, (height - needed) / (model->reading_count + 1));
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){x, y, width, height}, paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    drawing_head_fit(d, TAG_H2, x + pad, y + 22, width - 2 * pad, COLOUR_GREY_TEXT,
                     model->reading_head);
    TextStyle number = drawing_style(d, FONT_LIGHT, READING[size].number_pt, COLOUR_BRAND);
    number.role = FONT_FIGURE;
    double text_x = x + pad + READING[size].number_width, next = y + 44 + spare / 2;
    canvas_begin_with(d->canvas, TAG_L, (TagInfo){.numbered = true});
    for (int i = 0; i < model->reading_count; i++) {
        canvas_begin(d->canvas, TAG_LI);
        drawing_say(d, TAG_LBL, x + pad, next + READING[size].number_pt * 0.22, number,
                    num_show_count(d->arena, i + 1, d->report->language));
        next = drawing_paragraph(d, TAG_LBODY, text_x, next, x + width - pad - text_x,
                                 READING[size].leading_pt, reading_style(d, size),
                                 model->reading[i], 0) +
               READING[size].gap + spare;
        canvas_end(d->canvas, TAG_LI);
    }
    canvas_end(d->canvas, TAG_L);
    return y + height;
}

/* ---- Voices ---- */

enum { QUOTE_SOURCE = 13, VOICES_HEAD = 20, THEMES_LINE = 13, QUOTE_INDENT = 10 };

/* How the quotations are set, and how many of each side. */
typedef struct QuoteSetting {
    double size_pt, leading_pt, gap;
    ptrdiff_t quotes[2];
    int lines; /* at most, of one quotation */
} QuoteSetting;

static TextStyle quote_style(const Drawing *d, const QuoteSetting *setting)
{
    return drawing_style(d, FONT_ITALIC, setting->size_pt, COLOUR_INK);
}

static TextLines quote_lines(const Drawing *d, const BriefQuote *quote, double width,
                             const QuoteSetting *setting)
{
    Str text = str_format(d->arena, "“%.*s”", STR_ARG(quote->text));
    return canvas_wrap(d->canvas, d->arena, quote_style(d, setting), text, width - QUOTE_INDENT,
                       setting->lines);
}

/* From the head's baseline to that of the first quotation. */
static double voices_head(const BriefVoices *voices)
{
    return VOICES_HEAD + (voices->themes.len > 0 ? THEMES_LINE : 0);
}

static double voices_height(const Drawing *d, int voices, double width, const QuoteSetting *setting,
                            bool *whole)
{
    double height = voices_head(&d->report->brief->voices[voices]) - setting->gap;
    for (ptrdiff_t i = 0; i < setting->quotes[voices]; i++) {
        const BriefQuote *quote = &d->report->brief->voices[voices].quotes[i];
        TextLines lines = quote_lines(d, quote, width, setting);
        *whole = *whole && !lines.shortened;
        height += (double)lines.len * setting->leading_pt + QUOTE_SOURCE + setting->gap;
    }
    return height;
}

/* Of all voices: one side over the other, or beside it. */
static double all_voices_height(const Drawing *d, double width, bool beside,
                                const QuoteSetting *setting, bool *whole)
{
    const BriefModel *model = d->report->brief;
    double used = beside ? 0 : (model->voices_count - 1) * BLOCK_GAP;
    *whole = true;
    for (int v = 0; v < model->voices_count; v++) {
        double one = voices_height(d, v, width, setting, whole);
        used = beside ? fmax(used, one) : used + one;
    }
    return used;
}

/* Leaves out the last quotation of the side that has more. False: each has only one left. */
static bool drop_quote(QuoteSetting *setting)
{
    ptrdiff_t *longer =
        setting->quotes[1] >= setting->quotes[0] ? &setting->quotes[1] : &setting->quotes[0];
    if (*longer <= 1)
        return false;
    (*longer)--;
    return true;
}

/* All of them in larger type where there is room; else as many as fit whole. A single long one is
 * rather cut than left out. */
static QuoteSetting quote_setting(const Drawing *d, double width, double height, bool beside)
{
    enum { LINES_MOST = 9, GAP_MOST = 24 };
    const BriefModel *model = d->report->brief;
    const QuoteSetting large = {11.5, 15, 15, {0}, LINES_MOST};
    QuoteSetting setting = {10, 13, 13, {0}, LINES_MOST};
    QuoteSetting tried = large;
    bool whole;
    for (int v = 0; v < model->voices_count; v++)
        tried.quotes[v] = setting.quotes[v] = model->voices[v].quote_count;
    double used = all_voices_height(d, width, beside, &tried, &whole);
    if (whole && used <= height * 0.8)
        setting = tried;
    while ((used = all_voices_height(d, width, beside, &setting, &whole)) > height || !whole)
        if (!drop_quote(&setting) && (used <= height || --setting.lines <= 1))
            break;
    ptrdiff_t gaps = setting.quotes[0] + (beside ? 0 : setting.quotes[1]);
    if (used < height)
        setting.gap = fmin(GAP_MOST, setting.gap + (height - used) / (double)(2 * gaps));
    return setting;
}

/* Gives the y below them. */
static double draw_voices(const Drawing *d, int index, double x, double y, double width,
                          const QuoteSetting *setting)
{
    const BriefVoices *voices = &d->report->brief->voices[index];
    drawing_head_fit(d, TAG_H2, x, y, width, drawing_side_colour(voices->side), voices->head);
    double next = y + voices_head(voices);
    if (voices->themes.len > 0)
        drawing_say_fit(d, TAG_P, x, y + THEMES_LINE, width,
                        drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT), voices->themes);
    TextStyle source = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT);
    for (ptrdiff_t i = 0; i < setting->quotes[index]; i++) {
        const BriefQuote *quote = &voices->quotes[i];
        TextLines lines = quote_lines(d, quote, width, setting);
        double height = (double)lines.len * setting->leading_pt + QUOTE_SOURCE;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){x, next - setting->size_pt, 2, height + 2},
                    paint_fill(drawing_colour(d, drawing_side_band(voices->side))));
        canvas_artifact_end(d->canvas);
        canvas_begin(d->canvas, TAG_P);
        canvas_lines(d->canvas, x + QUOTE_INDENT, next, width - QUOTE_INDENT, setting->leading_pt,
                     quote_style(d, setting), lines);
        canvas_end(d->canvas, TAG_P);
        drawing_say_fit(d, TAG_P, x + QUOTE_INDENT, next + height - QUOTE_SOURCE + 1,
                        width - QUOTE_INDENT, source, quote->source);
        next += height + setting->gap;
    }
    return next - setting->gap;
}

/* ---- Notes at the foot ---- */

static TextStyle notes_style(const Drawing *d)
{
    return drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
}

static TextLines notes_lines(const Drawing *d, Str before)
{
    const BriefModel *model = d->report->brief;
    Str text = str_join(d->arena, model->notes, model->note_count, S(" "));
    if (before.len > 0)
        text = str_format(d->arena, "%.*s %.*s", STR_ARG(before), STR_ARG(text));
    if (text.len == 0)
        return (TextLines){0};
    return canvas_wrap(d->canvas, d->arena, notes_style(d), text, CONTENT_WIDTH, NOTE_LINES);
}

double brief_page_begin(Drawing *d, const Page *page, Str before)
{
    drawing_frame_begin(d, page);
    TextStyle kind = drawing_head_style(d);
    kind.align = ALIGN_RIGHT;
    drawing_say(d, TAG_P, PAGE_WIDTH - MARGIN, 44, kind,
                text_upper(d->arena, d->report->brief->kind, d->report->language));
    return FOOT_RULE_Y - 19 - (double)notes_lines(d, before).len * NOTE_LEADING;
}

void brief_page_end(Drawing *d, Str before)
{
    TextLines lines = notes_lines(d, before);
    double first = FOOT_RULE_Y - 9 - (double)(lines.len - 1) * NOTE_LEADING;
    if (lines.len > 0) {
        canvas_begin(d->canvas, TAG_NOTE);
        canvas_lines(d->canvas, MARGIN, first, CONTENT_WIDTH, NOTE_LEADING, notes_style(d), lines);
        canvas_end(d->canvas, TAG_NOTE);
    }
    drawing_frame_end(d);
}

/* ---- The page ---- */

static ptrdiff_t bars_that_fit(const BriefBars *bars, double step)
{
    if (step >= STEP_LEAST) /* the others stand on the next page */
        return bars->bar_count;
    return (ptrdiff_t)((double)bars->bar_count * step / STEP_LEAST);
}

static void draw_left_column(const Drawing *d, double top, double bottom)
{
    static const double steps_least[CX_COUNTOF(TILE_SHAPES)] = {14.5, 11.5, 0};
    const BriefModel *model = d->report->brief;
    ptrdiff_t rows = 0, shape = 0;
    for (int b = 0; b < model->bars_count; b++)
        rows += model->bars[b].bar_count;
    double step;
    for (;; shape++) {
        double room = bottom - top - tile_height(TILE_SHAPES[shape]) - BLOCK_GAP;
        step = bar_step(room, model->bars_count, rows);
        if (step >= steps_least[shape])
            break;
    }
    double y = draw_tiles(d, top, LEFT_WIDTH, TILE_SHAPES[shape]) + BLOCK_GAP;
    for (int b = 0; b < model->bars_count; b++)
        y = draw_bars(d, &model->bars[b], MARGIN, y, LEFT_WIDTH, fmax(step, STEP_LEAST),
                      bars_that_fit(&model->bars[b], step)) +
            BLOCK_GAP;
}

static void draw_right_column(const Drawing *d, double top, double bottom)
{
    const BriefModel *model = d->report->brief;
    double y = draw_reading(d, RIGHT_X, top, RIGHT_WIDTH, 0, READING_SMALL);
    y += y > top ? BLOCK_GAP + 4 : 6;
    QuoteSetting setting = quote_setting(d, RIGHT_WIDTH, bottom - y, false);
    for (int v = 0; v < model->voices_count; v++)
        y = draw_voices(d, v, RIGHT_X, y, RIGHT_WIDTH, &setting) + BLOCK_GAP;
}

/* Tiles beside the reading, below them one kind of block: one over the whole width, or two. */
static void draw_bands(const Drawing *d, double top, double bottom)
{
    const BriefModel *model = d->report->brief;
    bool both = model->reading_count > 0, talk = model->voices_count > 0;
    int blocks = model->bars_count + model->voices_count;
    double tiles = draw_tiles(d, top, both ? LEFT_WIDTH : CONTENT_WIDTH, TILE_SHAPES[0]);
    double reading = draw_reading(d, RIGHT_X, top, RIGHT_WIDTH, tiles - top, READING_SMALL);
    double y = fmax(tiles, reading) + BLOCK_GAP + 6;
    double widths[] = {blocks == 1 ? CONTENT_WIDTH : LEFT_WIDTH, RIGHT_WIDTH};
    QuoteSetting setting = {0};
    if (talk)
        setting = quote_setting(d, blocks == 1 ? CONTENT_WIDTH : RIGHT_WIDTH, bottom - y, true);
    for (int i = 0; i < blocks; i++) {
        double x = i == 0 ? MARGIN : RIGHT_X;
        if (talk) {
            draw_voices(d, i, x, y, widths[i], &setting);
            continue;
        }
        double step = bar_step(bottom - y, 1, model->bars[i].bar_count);
        draw_bars(d, &model->bars[i], x, y, widths[i], fmax(step, STEP_LEAST),
                  bars_that_fit(&model->bars[i], step));
    }
}

void page_brief_draw(Drawing *d, const Page *page)
{
    const BriefModel *model = d->report->brief;
    double bottom = brief_page_begin(d, page, STR_NONE);
    double top = TOP_Y + d->push;
    if (model->bars_count > 0 && model->voices_count > 0) {
        draw_left_column(d, top, bottom);
        draw_right_column(d, top, bottom);
    } else if (model->bars_count + model->voices_count > 0) {
        draw_bands(d, top, bottom);
    } else {
        double y = draw_tiles(d, top, CONTENT_WIDTH, TILE_SHAPES[0]) + BLOCK_GAP;
        draw_reading(d, MARGIN, y, CONTENT_WIDTH, 0, READING_LARGE);
    }
    brief_page_end(d, STR_NONE);
}
