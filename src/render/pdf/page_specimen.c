/* The specimen of a theme: all it decides, on one page. Left the colours, in the middle type and
 * figures, right the cover and the logo. */
#include "drawing.h"

#include <math.h>

enum { TOP = 112, COLOUR_COLUMNS = 2, COLOUR_GAP = 16 };
enum { COLOURS_WIDTH = 262, MIDDLE_X = 330, MIDDLE_WIDTH = 232, RIGHT_X = 588 };
enum { RIGHT_WIDTH = PAGE_WIDTH - MARGIN - RIGHT_X };

static Str say(const Drawing *d, Word key)
{
    return word(d->report->language, key);
}

static void layout_rect(const Drawing *d, Box box, Colour colour)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, box, paint_fill(colour));
    canvas_artifact_end(d->canvas);
}

static void head_cell(const Drawing *d, double x, double y, TextAlign align, Str text)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    style.align = align;
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

/* ---- Colours ---- */

enum { SWATCH_WIDTH = 26, NAME_X = 33, ROWS = (COLOUR_ROLE_COUNT + 1) / COLOUR_COLUMNS };

static Str colour_code(Arena *arena, Colour colour)
{
    return str_format(arena, "#%02X%02X%02X", (unsigned)lround(colour.r * 255),
                      (unsigned)lround(colour.g * 255), (unsigned)lround(colour.b * 255));
}

/* Rounded down: 4.497 is not enough and may not read as 4.5. */
static Str contrast_text(const Drawing *d, double contrast)
{
    return num_show(d->arena, floor(contrast * 10) / 10, 1, d->report->language);
}

static void draw_colour(const Drawing *d, ColourRole role, double x, double y, double width,
                        double step)
{
    Colour colour = drawing_colour(d, role);
    Paint paint = paint_line(drawing_colour(d, COLOUR_MARK), 0.4);
    paint.fill = true;
    paint.fill_colour = colour;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_round_rect(d->canvas, (Box){x, y, SWATCH_WIDTH, step - 8}, 2, paint);
    canvas_artifact_end(d->canvas);
    ColourRole ground = COLOUR_PAPER;
    double contrast = theme_least_contrast(d->theme, role, &ground);
    TextStyle small = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    TextStyle small_end = drawing_style_end(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, x + NAME_X, y + 7, drawing_style(d, FONT_SEMIBOLD, 7.5, COLOUR_INK),
                theme_role_name(role));
    canvas_end(d->canvas, TAG_TH);
    canvas_begin(d->canvas, TAG_TD);
    canvas_text(d->canvas, x + NAME_X, y + 16, small, colour_code(d->arena, colour));
    canvas_end(d->canvas, TAG_TD);
    canvas_begin(d->canvas, TAG_TD);
    if (contrast > 0) {
        canvas_text(d->canvas, x + width, y + 7, drawing_style_end(d, FONT_BOLD, 7.5, COLOUR_INK),
                    contrast_text(d, contrast));
        canvas_text(
            d->canvas, x + width, y + 16, small_end,
            WORDS(d->arena, d->report->language, WORD_SPECIMEN_ON, theme_role_name(ground)));
    }
    canvas_end(d->canvas, TAG_TD);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_colours(const Drawing *d, double top)
{
    double width = (COLOURS_WIDTH - COLOUR_GAP) / COLOUR_COLUMNS;
    double first = top + 24, step = (FOOT_RULE_Y - 12 - first) / ROWS;
    drawing_head(d, TAG_H2, MARGIN, top, say(d, WORD_SPECIMEN_COLOURS));
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = say(d, WORD_SPECIMEN_COLOURS)});
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MARGIN, top + 14, ALIGN_LEFT, say(d, WORD_SPECIMEN_COLOURS));
    head_cell(d, MARGIN + NAME_X, top + 14, ALIGN_LEFT, say(d, WORD_SPECIMEN_CODE));
    head_cell(d, MARGIN + width, top + 14, ALIGN_RIGHT, say(d, WORD_SPECIMEN_CONTRAST));
    canvas_end(d->canvas, TAG_TR);
    for (int role = 0; role < COLOUR_ROLE_COUNT; role++)
        draw_colour(d, (ColourRole)role, MARGIN + role / ROWS * (width + COLOUR_GAP),
                    first + role % ROWS * step, width, step);
    canvas_end(d->canvas, TAG_TABLE);
}

/* ---- Type ---- */

static void draw_type(const Drawing *d, double top)
{
    Str family = d->theme->font_text;
    TextStyle figure = drawing_style(d, FONT_LIGHT, 40, COLOUR_CX);
    figure.role = FONT_FIGURE;
    TextStyle title = drawing_style(d, FONT_BOLD, 18, COLOUR_BRAND);
    title.role = FONT_TITLE;
    drawing_head(d, TAG_H2, MIDDLE_X, top, say(d, WORD_SPECIMEN_TYPE));
    drawing_say(d, TAG_P, MIDDLE_X, top + 42, figure, d->report->summary.tiles[0].figure.text);
    double x = MIDDLE_X + 92, width = MIDDLE_WIDTH - 92;
    drawing_paragraph(d, TAG_P, x, top + 22, width, 12,
                      drawing_style(d, FONT_REGULAR, 9.5, COLOUR_INK),
                      WORDS(d->arena, d->report->language, WORD_SPECIMEN_TYPE_TEXT, family), 3);
    drawing_say_fit(d, TAG_P, MIDDLE_X, top + 74, MIDDLE_WIDTH, title,
                    say(d, WORD_SPECIMEN_TYPE_TITLE));
    drawing_say_fit(d, TAG_P, MIDDLE_X, top + 91, MIDDLE_WIDTH / 2.0 + 10,
                    drawing_style(d, FONT_BOLD, 9, COLOUR_INK), say(d, WORD_SPECIMEN_TYPE_BOLD));
    drawing_say_fit(d, TAG_P, MIDDLE_X + MIDDLE_WIDTH, top + 91, MIDDLE_WIDTH / 2.0 - 14,
                    drawing_style_end(d, FONT_ITALIC, 8, COLOUR_INK),
                    say(d, WORD_SPECIMEN_TYPE_QUOTE));
    drawing_say_fit(d, TAG_P, MIDDLE_X, top + 106, MIDDLE_WIDTH,
                    drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
                    say(d, WORD_SPECIMEN_TYPE_NOTE));
}

/* ---- A table of figures ---- */

static void draw_figure(const Drawing *d, const SummaryTile *tile, double y)
{
    enum { VALUE_END = 104, SIGN = 114, CHANGE_END = 138, AXIS = 148 };
    double x = MIDDLE_X;
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    TextStyle name = drawing_style(d, FONT_SEMIBOLD, 8.5, COLOUR_INK);
    canvas_text(d->canvas, x, y, name,
                canvas_shorten(d->canvas, d->arena, name, tile->label, VALUE_END - 26));
    canvas_end(d->canvas, TAG_TH);
    drawing_say_figure(d, TAG_TD, x + VALUE_END, y,
                       drawing_style_end(d, FONT_BOLD, 10, drawing_side_colour(tile->side)),
                       &tile->figure, "", tile->figure.text);
    drawing_change(d, TAG_TD, x + SIGN, x + CHANGE_END, y, 8, &tile->figure);
    canvas_begin(d->canvas, TAG_TD);
    drawing_estimate(d, (Axis){x + AXIS, MIDDLE_WIDTH - AXIS, tile->axis_lo, tile->axis_hi},
                     y - 3.2, tile->side, &tile->figure);
    canvas_end(d->canvas, TAG_TD);
    canvas_end(d->canvas, TAG_TR);
    drawing_rule(d, x, x + MIDDLE_WIDTH, y + 8);
}

static void draw_figures(const Drawing *d, double top)
{
    enum { STEP = 24 };
    const SummaryModel *summary = &d->report->summary;
    drawing_head(d, TAG_H2, MIDDLE_X, top, say(d, WORD_SPECIMEN_FIGURES));
    layout_rect(d, (Box){MIDDLE_X - 6, top + 22, MIDDLE_WIDTH + 12, STEP},
                drawing_colour(d, COLOUR_WASH));
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = say(d, WORD_SPECIMEN_FIGURES)});
    canvas_begin(d->canvas, TAG_TR);
    head_cell(d, MIDDLE_X, top + 15, ALIGN_LEFT, say(d, WORD_SPECIMEN_FIGURE));
    head_cell(d, MIDDLE_X + 104, top + 15, ALIGN_RIGHT, say(d, WORD_SPECIMEN_VALUE));
    head_cell(d, MIDDLE_X + 138, top + 15, ALIGN_RIGHT, say(d, WORD_SPECIMEN_CHANGE));
    head_cell(d, MIDDLE_X + MIDDLE_WIDTH, top + 15, ALIGN_RIGHT, d->report->level_text);
    canvas_end(d->canvas, TAG_TR);
    for (int i = 0; i < summary->tile_count; i++)
        draw_figure(d, &summary->tiles[i], top + 38 + i * STEP);
    canvas_end(d->canvas, TAG_TABLE);
    drawing_say_fit(d, TAG_NOTE, MIDDLE_X, top + 36 + summary->tile_count * STEP, MIDDLE_WIDTH,
                    drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
                    say(d, WORD_SPECIMEN_INTERVAL));
}

/* ---- Charts ---- */

static void draw_sides(const Drawing *d, double top)
{
    static const ColourRole colours[][3] = {
        {COLOUR_CX, COLOUR_CX_BAND, COLOUR_CX_TINT},
        {COLOUR_EX, COLOUR_EX_BAND, COLOUR_EX_TINT},
        {COLOUR_GROWTH, COLOUR_GROWTH_BAND, COLOUR_GROWTH_TINT}};
    enum { HEIGHT = 13, GAP = 3 };
    for (int side = 0; side < CX_COUNTOF(colours); side++)
        for (int shade = 0; shade < 3; shade++)
            layout_rect(d,
                        (Box){MIDDLE_X, top + side * (HEIGHT + GAP),
                              (MIDDLE_WIDTH - 30.0 * side) * (3 - shade) / 3.0, HEIGHT},
                        drawing_colour(d, colours[side][2 - shade]));
}

static void draw_charts(const Drawing *d, double top)
{
    enum { LINE_HEIGHT = 42, GAP = 12 };
    const SummaryModel *summary = &d->report->summary;
    drawing_head(d, TAG_H2, MIDDLE_X, top, say(d, WORD_SPECIMEN_CHART));
    double width = (MIDDLE_WIDTH - 2.0 * GAP) / 3;
    for (int i = 0; i < summary->tile_count; i++) {
        const SummaryTile *tile = &summary->tiles[i];
        Box box = {MIDDLE_X + i * (width + GAP), top + 16, width, LINE_HEIGHT};
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        for (int line = 0; line < 3; line++)
            canvas_line(d->canvas, box.x, box.y + line * box.height / 2, box.x + box.width,
                        box.y + line * box.height / 2,
                        paint_line(drawing_colour(d, COLOUR_GRID), 0.6));
        canvas_artifact_end(d->canvas);
        drawing_spark(d, box, tile->side, &tile->series, 1.4, tile->label);
    }
    draw_sides(d, top + 78);
    drawing_say_fit(d, TAG_P, MIDDLE_X, top + 136, MIDDLE_WIDTH,
                    drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
                    say(d, WORD_SPECIMEN_SIDES));
}

/* ---- Cover and logo ---- */

static double draw_cover(const Drawing *d, double top)
{
    Box page = {0, 0, PAGE_WIDTH, PAGE_HEIGHT};
    double height = RIGHT_WIDTH * page.height / page.width;
    Box picture = {RIGHT_X, top + 12, RIGHT_WIDTH, height};
    drawing_head(d, TAG_H2, RIGHT_X, top, say(d, WORD_SPECIMEN_COVER));
    canvas_begin_with(d->canvas, TAG_SECT, (TagInfo){.title = say(d, WORD_SPECIMEN_COVER)});
    canvas_clip_begin(d->canvas, picture);
    canvas_place_picture(d->canvas, page, picture);
    page_cover_paint(d);
    canvas_place_end(d->canvas);
    canvas_clip_end(d->canvas);
    canvas_end(d->canvas, TAG_SECT);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, picture, paint_line(drawing_colour(d, COLOUR_RULE), 0.5));
    canvas_artifact_end(d->canvas);
    return picture.y + height;
}

/* A wide logo is set smaller than on the cover: it keeps to its box. */
static void draw_logo_on(const Drawing *d, Box box, ColourRole ground)
{
    enum { AIR = 12 };
    const Logo *logo = d->logos.client;
    if (!logo) {
        page_cover_initials(d, box.x + AIR, box.y + AIR);
        return;
    }
    Box place =
        brand_fit(logo, (Box){box.x + AIR, box.y + AIR, box.width - 2 * AIR, box.height - 2 * AIR});
    place.x = box.x + AIR;
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = d->report->cover.client, .box = place});
    brand_logo(d, logo, place, drawing_colour(d, ground));
    canvas_end(d->canvas, TAG_FIGURE);
}

/* On paper and on the cover's ground. */
static double draw_logo(const Drawing *d, double top)
{
    enum { HEIGHT = 58 };
    static const ColourRole grounds[] = {COLOUR_PAPER, COLOUR_COVER};
    double width = (RIGHT_WIDTH - 8) / 2.0;
    drawing_head(d, TAG_H2, RIGHT_X, top, say(d, WORD_SPECIMEN_LOGO));
    for (int i = 0; i < CX_COUNTOF(grounds); i++) {
        Box box = {RIGHT_X + i * (width + 8), top + 12, width, HEIGHT};
        Paint paint = paint_line(drawing_colour(d, COLOUR_RULE), 0.5);
        paint.fill = true;
        paint.fill_colour = drawing_colour(d, grounds[i]);
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, box, paint);
        canvas_artifact_end(d->canvas);
        draw_logo_on(d, box, grounds[i]);
    }
    return top + 12 + HEIGHT;
}

static void draw_heat(const Drawing *d, double top)
{
    enum { STEPS = 24, HEIGHT = 12 };
    drawing_say_fit(d, TAG_P, RIGHT_X, top, RIGHT_WIDTH,
                    drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
                    say(d, WORD_SPECIMEN_HEAT));
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    for (int i = 0; i < STEPS; i++)
        canvas_rect(d->canvas,
                    (Box){RIGHT_X + i * RIGHT_WIDTH / (double)STEPS, top + 8,
                          RIGHT_WIDTH / (double)STEPS, HEIGHT},
                    paint_fill(drawing_heat(2 * i / (STEPS - 1.0) - 1)));
    canvas_artifact_end(d->canvas);
}

/* Good, bad, warning, and the brand with text on it. */
static void draw_verdicts(const Drawing *d, double top)
{
    static const struct {
        ColourRole role;
        Sign sign;
    } verdicts[] = {{COLOUR_GOOD, SIGN_UP}, {COLOUR_BAD, SIGN_DOWN}, {COLOUR_WARN, SIGN_DIAMOND}};
    double x = RIGHT_X;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    for (int i = 0; i < CX_COUNTOF(verdicts); i++) {
        TextStyle style = drawing_style(d, FONT_BOLD, 9, verdicts[i].role);
        canvas_sign(d->canvas, verdicts[i].sign, x + 4, top - 3.2, 7,
                    drawing_colour(d, verdicts[i].role));
        x +=
            13 + canvas_text(d->canvas, x + 11, top, style, theme_role_name(verdicts[i].role)) + 12;
    }
    canvas_round_rect(d->canvas, (Box){x, top - 12, RIGHT_X + RIGHT_WIDTH - x, 17}, 3,
                      paint_fill(drawing_colour(d, COLOUR_BRAND)));
    canvas_text(d->canvas, (x + RIGHT_X + RIGHT_WIDTH) / 2, top,
                drawing_style_middle(d, FONT_BOLD, 8.5, COLOUR_ON_BRAND),
                theme_role_name(COLOUR_BRAND));
    canvas_artifact_end(d->canvas);
}

void page_specimen_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    double top = TOP + d->push;
    draw_colours(d, top);
    draw_type(d, top);
    draw_figures(d, top + 138);
    draw_charts(d, top + 276);
    double below = draw_cover(d, top);
    below = draw_logo(d, below + 30);
    draw_heat(d, below + 32);
    draw_verdicts(d, below + 86);
    drawing_frame_end(d);
}
