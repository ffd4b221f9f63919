/* Page 12: what was promised and kept, what was suggested and answered. The trust beside promises
 * takes what it needs at the foot; the register gets the rows that are left. */
#include "page_link.h"

#include <math.h>

enum { TILES_Y = 112, TILE_WIDTH = 142, TILE_PITCH = 153, BODY_Y = 208 };
enum { PANEL_X = 604, PANEL_WIDTH = PAGE_WIDTH - MARGIN - PANEL_X, PANEL_INSET = 16 };
enum { LEFT_WIDTH = PANEL_X - 24 - MARGIN, BOTTOM = FOOT_RULE_Y - 12 };
enum { ROW_PITCH = 20, ROW_MORE = 22, TRUST_GAP = 20 };

/* ---- Tiles ---- */

static void draw_tile(const Drawing *d, const RegisterTile *tile, double x, double y)
{
    ColourRole colour = render_tone_colour(tile->tone);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){x, y, TILE_WIDTH, 2.5}, paint_fill(drawing_colour(d, colour)));
    canvas_artifact_end(d->canvas);
    drawing_say_fit(d, TAG_H2, x, y + 18, TILE_WIDTH,
                    drawing_style(d, FONT_BOLD, 9, COLOUR_GREY_TEXT), tile->label);
    TextStyle figure = drawing_style(d, FONT_LIGHT, 30, colour);
    figure = link_fitting(d, figure, tile->text, TILE_WIDTH);
    canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = tile->key});
    canvas_text(d->canvas, x, y + 50, figure, tile->text);
    canvas_end(d->canvas, TAG_P);
    if (tile->note.len > 0)
        drawing_paragraph(d, TAG_P, x, y + 65, TILE_WIDTH, 9,
                          drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT), tile->note, 2);
}

/* ---- The register ---- */

/* Left edges as shares of the width, and where the last column ends. */
static const double column_01[] = {0, 0.33, 0.52, 0.67, 0.825, 1};

static double column_x(double width, int column)
{
    return MARGIN + width * column_01[column];
}

/* key: of what scorecard.json has of it; empty: nothing. */
static void draw_cell(const Drawing *d, double width, int column, double y, TextStyle style,
                      Str text, Str key)
{
    double x = column_x(width, column) + (column == 0 ? 12 : 0),
           room = column_x(width, column + 1) - x - (column < 4 ? 8 : 0);
    style = link_fitting(d, style, text, room);
    canvas_begin_with(d->canvas, column == 0 ? TAG_TH : TAG_TD,
                      (TagInfo){.scope = column == 0 ? SCOPE_ROW : SCOPE_NONE, .key = key});
    canvas_text(d->canvas, x, y, style, canvas_shorten(d->canvas, d->arena, style, text, room));
    canvas_end(d->canvas, column == 0 ? TAG_TH : TAG_TD);
}

static void draw_column_head(const Drawing *d, double x, double y, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN});
    canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_heads(const Drawing *d, double width, double y)
{
    TextStyle style = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    for (int i = 0; i < 5; i++)
        draw_column_head(d, column_x(width, i), y, style, d->report->promises.heads[i]);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_row(const Drawing *d, const PromiseRow *row, double width, double y)
{
    ColourRole colour = render_status_colour(row->status);
    bool pressing = row->status == PROMISE_IS_OPEN || row->status == PROMISE_IS_LATE;
    TextStyle name = drawing_style(d, FONT_SEMIBOLD, 9, COLOUR_INK),
              plain = drawing_style(d, FONT_REGULAR, 8.5, COLOUR_GREY_TEXT),
              status = drawing_style(d, pressing ? FONT_BOLD : FONT_REGULAR, 8.5, colour);
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_circle(d->canvas, MARGIN + 4, y - 3, 2.8, paint_fill(drawing_colour(d, colour)));
    canvas_artifact_end(d->canvas);
    drawing_rule(d, MARGIN, MARGIN + width, y + 7);
    canvas_begin(d->canvas, TAG_TR);
    draw_cell(d, width, 0, y, name, row->text, STR_NONE);
    draw_cell(d, width, 1, y, plain,
              drawing_name(d, drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT), row->unit,
                           row->unit_short, column_x(width, 2) - column_x(width, 1) - 8, 1),
              STR_NONE);
    draw_cell(d, width, 2, y, plain, row->owner, STR_NONE);
    draw_cell(d, width, 3, y, plain, row->due_text, drawing_part(d, row->key, ".due_on"));
    draw_cell(d, width, 4, y, status, row->status_text, drawing_part(d, row->key, ".days"));
    canvas_end(d->canvas, TAG_TR);
}

static Str more_text(const Drawing *d, ptrdiff_t shown)
{
    const PromisesModel *model = &d->report->promises;
    Lang lang = d->report->language;
    Str more = num_show_count(d->arena, model->current_count - shown, lang),
        all = num_show_count(d->arena, model->row_count, lang);
    bool any = model->current_count > shown;
    if (model->listed_note.len > 0)
        return model->listed_note;
    return any ? WORDS(d->arena, lang, WORD_PROMISES_MORE, more, all)
               : WORDS(d->arena, lang, WORD_PROMISES_MORE_NONE, all);
}

/* The rows of the page come first in the list, but for what was settled before the period. */
static void draw_register(const Drawing *d, double y, double width, double bottom)
{
    const PromisesModel *model = &d->report->promises;
    TextStyle grey = drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT);
    drawing_head_fit(d, TAG_H2, MARGIN, y, width, COLOUR_GREY_TEXT, model->rows_head);
    if (model->rows_none.len > 0) {
        drawing_say_fit(d, TAG_P, MARGIN, y + 22, width,
                        drawing_style(d, FONT_REGULAR, 9.5, COLOUR_INK), model->rows_none);
        if (model->row_count > 0)
            drawing_say_fit(d, TAG_P, MARGIN, y + 38, width, grey, more_text(d, 0));
        return;
    }
    y += 18;
    ptrdiff_t room = (ptrdiff_t)((bottom - ROW_MORE - y) / ROW_PITCH), shown = 0;
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = model->rows_head});
    draw_heads(d, width, y);
    for (ptrdiff_t i = 0; i < model->row_count && shown < room; i++) {
        if (!model->rows[i].current)
            continue;
        y += ROW_PITCH;
        draw_row(d, &model->rows[i], width, y);
        shown++;
    }
    canvas_end(d->canvas, TAG_TABLE);
    drawing_say_fit(d, TAG_P, MARGIN, y + ROW_PITCH, width, grey, more_text(d, shown));
}

/* ---- Trust beside promises ---- */

static Stack trust_texts(const Drawing *d, double width)
{
    const PromisesModel *model = &d->report->promises;
    Stack stack = {.width = width};
    StackText figure = stack_text(FONT_SEMIBOLD, COLOUR_EX, 9.5, 4, model->trust_figure);
    stack_add(&stack, figure);
    StackText sentence = stack_text(FONT_REGULAR, COLOUR_INK, 9.5, 4, model->beside.sentence);
    sentence.lines = 3;
    stack_add(&stack, link_said(&model->beside, sentence));
    return stack;
}

static double trust_top(const Drawing *d, double width)
{
    Stack stack = trust_texts(d, width);
    return BOTTOM - stack_height(d, &stack) - 10;
}

static void draw_trust(const Drawing *d, double width)
{
    Stack stack = trust_texts(d, width);
    double top = trust_top(d, width);
    drawing_head_fit(d, TAG_H2, MARGIN, top, width, COLOUR_GREY_TEXT,
                     d->report->promises.trust_head);
    stack_draw(d, &stack, MARGIN, top + 6);
}

/* ---- The loop of suggestions ---- */

static Str voice_alt(const Drawing *d)
{
    const VoiceBar *bars = d->report->promises.bars;
    return WORDS(d->arena, d->report->language, WORD_PDF_VOICE_ALT, bars[0].text, bars[1].text,
                 bars[2].text);
}

static void draw_bars(const Drawing *d, double x, double y, double width)
{
    enum { BAR_PITCH = 48, HEIGHT = 14, NUMBER_ROOM = 40 };
    static const ColourRole colours[] = {COLOUR_INK, COLOUR_EX, COLOUR_GOOD};
    const PromisesModel *model = &d->report->promises;
    double most = fmax(1, (double)model->bars[0].count), lengths[3];
    canvas_begin_with(
        d->canvas, TAG_FIGURE,
        (TagInfo){.alt = voice_alt(d), .box = {x, y, width, 2.0 * BAR_PITCH + HEIGHT + 6}});
    for (int i = 0; i < 3; i++) {
        lengths[i] = (width - NUMBER_ROOM) * fmin(1, (double)model->bars[i].count / most);
        if (lengths[i] > 0)
            canvas_rect(d->canvas, (Box){x, y + 6 + i * BAR_PITCH, lengths[i], HEIGHT},
                        paint_fill(drawing_colour(d, colours[i])));
    }
    canvas_end(d->canvas, TAG_FIGURE);
    for (int i = 0; i < 3; i++) {
        const VoiceBar *bar = &model->bars[i];
        drawing_say_fit(d, TAG_P, x, y + i * BAR_PITCH, width,
                        drawing_style(d, FONT_REGULAR, 9, COLOUR_GREY_TEXT), bar->label);
        canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = bar->key});
        canvas_text(d->canvas, x + lengths[i] + 7, y + 17 + i * BAR_PITCH,
                    drawing_style(d, FONT_BOLD, 11, colours[i]), bar->text);
        canvas_end(d->canvas, TAG_P);
    }
}

static void draw_voice(const Drawing *d, double y)
{
    const PromisesModel *model = &d->report->promises;
    double x = PANEL_X + PANEL_INSET, width = PANEL_WIDTH - 2 * PANEL_INSET;
    Stack notes = {.width = width};
    for (ptrdiff_t i = 0; i < model->voice_note_count; i++)
        stack_add(&notes, stack_text(FONT_REGULAR, COLOUR_GREY_TEXT, 9, 5, model->voice_notes[i]));
    double height = 188 + stack_height(d, &notes) + 22;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){PANEL_X, y, PANEL_WIDTH, height},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    drawing_head_fit(d, TAG_H2, x, y + 22, width, COLOUR_GREY_TEXT, model->voice_head);
    draw_bars(d, x, y + 46, width);
    stack_draw(d, &notes, x, y + 188);
}

/* Without a register of promises the units' suggestions stand in its place. */
static void draw_units(const Drawing *d, double y, double width, double bottom)
{
    enum { UNITS_PITCH = 18 };
    static const double ends[] = {0.64, 0.82, 1};
    const PromisesModel *model = &d->report->promises;
    Lang lang = d->report->language;
    TextStyle head = drawing_style_end(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
              name = drawing_style(d, FONT_SEMIBOLD, 9, COLOUR_INK),
              number = drawing_style_end(d, FONT_REGULAR, 9, COLOUR_INK);
    canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = model->voice_head});
    canvas_begin(d->canvas, TAG_TR);
    draw_column_head(d, MARGIN, y, drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
                     word(lang, WORD_HEAD_UNIT));
    for (int i = 0; i < 3; i++)
        draw_column_head(d, MARGIN + width * ends[i], y, head, model->bars[i].label);
    canvas_end(d->canvas, TAG_TR);
    ptrdiff_t left = 0;
    for (ptrdiff_t i = 0; i < model->unit_count; i++) {
        const RegisterUnit *unit = &model->units[i];
        const int64_t counts[] = {unit->received, unit->answered, unit->acted};
        if (unit->company)
            continue;
        if (y + 2 * UNITS_PITCH > bottom + 6) { /* a line is kept for this */
            left++;
            continue;
        }
        y += UNITS_PITCH;
        drawing_rule(d, MARGIN, MARGIN + width, y + 6);
        canvas_begin(d->canvas, TAG_TR);
        link_cell(d, TAG_TH, MARGIN, y, width / 2, name, unit->name);
        for (int c = 0; c < 3; c++)
            link_cell(d, TAG_TD, MARGIN + width * ends[c], y, width / 4, number,
                      num_show_count(d->arena, counts[c], lang));
        canvas_end(d->canvas, TAG_TR);
    }
    canvas_end(d->canvas, TAG_TABLE);
    if (left > 0)
        drawing_say_fit(
            d, TAG_P, MARGIN, y + UNITS_PITCH, width,
            drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
            WORDS(d->arena, lang, WORD_PROMISES_UNITS_MORE, num_show_count(d->arena, left, lang)));
}

void page_promises_draw(Drawing *d, const Page *page)
{
    const PromisesModel *model = &d->report->promises;
    drawing_frame_begin(d, page);
    double width = model->suggestions ? LEFT_WIDTH : CONTENT_WIDTH, y = BODY_Y + d->push;
    for (int i = 0; i < model->tile_count; i++)
        draw_tile(d, &model->tiles[i], MARGIN + i * TILE_PITCH, TILES_Y + d->push);
    if (model->promises) {
        draw_register(d, y, width, trust_top(d, width) - TRUST_GAP);
        draw_trust(d, width);
    } else {
        draw_units(d, y, width, BOTTOM);
    }
    if (model->suggestions)
        draw_voice(d, y - 12);
    drawing_frame_end(d);
}
