/* Page 11: what people wrote. Two columns, customers and employees: themes with their shares above,
 * quotations below; of one side alone the quotations stand beside the themes. */
#include "drawing.h"

#include <math.h>

enum {
    GUTTER = 42,
    COLUMN_WIDTH = (CONTENT_WIDTH - GUTTER) / 2,
    RIGHT_X = MARGIN + COLUMN_WIDTH + GUTTER
};
enum { TOP = 114, BOX_BOTTOM = FOOT_RULE_Y - 14, BOX_INSET = 16, BOX_GAP = 16 };
/* Offsets from a column's left edge. */
enum { NAME_WIDTH = 122, BAR_X = 128, BAR_WIDTH = 134, SIGN_X = 328 };

static ColourRole bar_role(ReportSide side)
{
    return drawing_side_band(side);
}

/* ---- Themes ---- */

static ColourRole meaning_role(int meaning)
{
    return meaning > 0 ? COLOUR_GOOD : meaning < 0 ? COLOUR_BAD : COLOUR_GREY_TEXT;
}

static void draw_bar(const Drawing *d, const VoiceTheme *theme, ReportSide side, double x, double y)
{
    Lang lang = d->report->language;
    double hi = d->report->voices.axis_hi, middle = y - 3.5;
    Axis axis = {x, BAR_WIDTH, 0, hi};
    Str alt = WORDS(d->arena, lang, WORD_PDF_ALT_VOICE, theme->name, theme->share_text,
                    num_show_percent(d->arena, theme->lo, 0, lang),
                    num_show_percent(d->arena, theme->hi, 0, lang));
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = alt,
                                .key = theme->id,
                                .box = {x, y - 9, axis_at(axis, theme->hi) - x + 2, 11}});
    canvas_rect(d->canvas, (Box){x, y - 8, axis_at(axis, theme->share) - x, 9},
                paint_fill(drawing_colour(d, bar_role(side))));
    canvas_line(d->canvas, axis_at(axis, theme->lo), middle, axis_at(axis, theme->hi), middle,
                paint_line(drawing_colour(d, drawing_side_colour(side)), 1));
    canvas_end(d->canvas, TAG_FIGURE);
}

/* ▲ ▼ in the colour of what it means: more of a complaint is no good news. */
static void draw_change(const Drawing *d, const VoiceTheme *theme, double x, double y)
{
    bool clear = theme->mark != CHANGE_NONE;
    ColourRole role = clear ? meaning_role(theme->meaning) : COLOUR_GREY_TEXT;
    TextStyle style = drawing_style_end(d, clear ? FONT_SEMIBOLD : FONT_REGULAR, 8.5, role);
    canvas_begin_with(d->canvas, TAG_TD,
                      (TagInfo){.key = theme->diff_tested
                                           ? str_concat(d->arena, theme->id, S(".change"))
                                           : STR_NONE});
    if (theme->diff_tested) {
        canvas_sign(d->canvas,
                    theme->mark == CHANGE_UP     ? SIGN_UP
                    : theme->mark == CHANGE_DOWN ? SIGN_DOWN
                                                 : SIGN_DOT,
                    x + SIGN_X, y - 3, clear ? 6 : 4.4,
                    drawing_colour(d, clear ? role : COLOUR_MARK));
        canvas_text(d->canvas, x + COLUMN_WIDTH, y, style, theme->diff_text);
    }
    canvas_end(d->canvas, TAG_TD);
}

/* "chê · nhiều nhất ở Giao nhận"; a tone like everybody's is nothing to say. */
static Str under_name(const Drawing *d, const VoiceTheme *theme)
{
    Str parts[2];
    ptrdiff_t count = 0;
    if (theme->tone == VOICE_COMPLAINT || theme->tone == VOICE_PRAISE)
        parts[count++] = theme->tone_text;
    if (theme->most_text.len > 0)
        parts[count++] = WORDS(d->arena, d->report->language, WORD_VOICES_MOST, theme->most_text);
    return str_join(d->arena, parts, count, S(" · "));
}

static void draw_theme(const Drawing *d, const VoicesPanel *panel, const VoiceTheme *theme,
                       double x, double y)
{
    double hi = d->report->voices.axis_hi;
    Axis axis = {x + BAR_X, BAR_WIDTH, 0, hi};
    TextStyle name = drawing_style(d, FONT_REGULAR, 9, COLOUR_INK),
              small = drawing_style(d, FONT_REGULAR, 6.5, COLOUR_GREY_TEXT),
              share = drawing_style(d, FONT_BOLD, 9, drawing_side_colour(panel->side));
    Str under = under_name(d, theme);
    canvas_begin(d->canvas, TAG_TR);
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_ROW});
    canvas_text(d->canvas, x, y, name,
                canvas_shorten(d->canvas, d->arena, name,
                               drawing_name(d, name, theme->name, theme->short_name, NAME_WIDTH, 1),
                               NAME_WIDTH));
    if (under.len > 0)
        canvas_text(d->canvas, x, y + 8.6, small,
                    canvas_shorten(d->canvas, d->arena, small, under, SIGN_X - 12));
    canvas_end(d->canvas, TAG_TH);
    canvas_begin(d->canvas, TAG_TD);
    draw_bar(d, theme, panel->side, x + BAR_X, y);
    canvas_end(d->canvas, TAG_TD);
    canvas_begin_with(d->canvas, TAG_TD, (TagInfo){.key = theme->id});
    canvas_text(d->canvas, axis_at(axis, theme->hi) + 6, y, share, theme->share_text);
    canvas_end(d->canvas, TAG_TD);
    draw_change(d, theme, x, y);
    canvas_end(d->canvas, TAG_TR);
}

static void draw_head(const Drawing *d, double x, double y, int span, TextStyle style, Str text)
{
    canvas_begin_with(d->canvas, TAG_TH, (TagInfo){.scope = SCOPE_COLUMN, .column_span = span});
    if (text.len > 0)
        canvas_text(d->canvas, x, y, style, text);
    canvas_end(d->canvas, TAG_TH);
}

static void draw_heads(const Drawing *d, const VoicesPanel *panel, double x, double y)
{
    Lang lang = d->report->language;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    canvas_begin(d->canvas, TAG_TR);
    draw_head(d, x, y, 1, style, word(lang, WORD_VOICES_THEME));
    draw_head(d, x + BAR_X, y, 2, style, word(lang, WORD_VOICES_SHARE));
    draw_head(d, x + COLUMN_WIDTH, y, 1, drawing_style_end(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT),
              panel->versus);
    canvas_end(d->canvas, TAG_TR);
}

/* Gives the baseline of the last line. */
static double draw_themes(const Drawing *d, const VoicesPanel *panel, double x, double y)
{
    double pitch = panel->theme_count > 6 ? 18.5 : 22;
    TextStyle head = drawing_style(d, FONT_BOLD, 9, drawing_side_colour(panel->side)),
              note = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    canvas_begin_with(d->canvas, TAG_H2, (TagInfo){.key = panel->id});
    canvas_text(d->canvas, x, y, head,
                canvas_shorten(d->canvas, d->arena, head, panel->head, COLUMN_WIDTH - 40));
    canvas_end(d->canvas, TAG_H2);
    double at = y;
    if (panel->theme_count > 0) {
        canvas_begin_with(d->canvas, TAG_TABLE, (TagInfo){.summary = panel->head});
        draw_heads(d, panel, x, y + 11);
        for (ptrdiff_t i = 0; i < panel->theme_count; i++)
            draw_theme(d, panel, &panel->themes[i], x, at = y + 26 + pitch * (double)i);
        canvas_end(d->canvas, TAG_TABLE);
        at += 9;
    }
    if (panel->note.len > 0)
        at = drawing_paragraph(d, TAG_P, x, at + 11, COLUMN_WIDTH, 9, note, panel->note, 3) - 9;
    return at;
}

/* ---- Quotations ---- */

enum { QUOTE_INSET = 12, SOURCE_DROP = 13, QUOTE_GAP = 15 };

/* Whole, however long. */
static TextLines quote_lines(const Drawing *d, const VoiceQuote *quote, TextStyle *style)
{
    static const double sizes[] = {10, 9, 8.5};
    Str text = str_format(d->arena, "“%.*s”", STR_ARG(quote->text));
    TextLines lines = {0};
    *style = drawing_style(d, FONT_ITALIC, sizes[0], COLOUR_INK);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        style->size_pt = sizes[i];
        lines = canvas_wrap(d->canvas, d->arena, *style, text, COLUMN_WIDTH - QUOTE_INSET, 0);
        if (lines.len <= 2)
            break;
    }
    return lines;
}

static void draw_source(const Drawing *d, const VoiceQuote *quote, ReportSide side, double x,
                        double y)
{
    const double width = COLUMN_WIDTH - QUOTE_INSET;
    TextStyle left = drawing_style(d, FONT_REGULAR, 8, COLOUR_GREY_TEXT),
              right = drawing_style_end(d, FONT_BOLD, 8, drawing_side_colour(side));
    Str source = quote->source;
    if (quote->theme.len > 0) {
        const Str both[] = {quote->source, quote->theme};
        source = str_join(d->arena, both, 2, S(" · "));
    }
    Str hears = canvas_shorten(
        d->canvas, d->arena, right,
        WORDS(d->arena, d->report->language, WORD_VOICES_HEARS, quote->hears), width * 0.55);
    double taken = canvas_text_width(d->canvas, right, hears);
    canvas_begin(d->canvas, TAG_P);
    canvas_text(d->canvas, x, y, left,
                canvas_shorten(d->canvas, d->arena, left, source, width - taken - 14));
    canvas_end(d->canvas, TAG_P);
    canvas_begin(d->canvas, TAG_P);
    canvas_text(d->canvas, x + width, y, right, hears);
    canvas_end(d->canvas, TAG_P);
}

/* As many as have room, the first in any case. */
static void draw_quotes(const Drawing *d, const VoicesPanel *panel, double x, double y,
                        double bottom)
{
    for (ptrdiff_t i = 0; i < panel->quote_count; i++) {
        const VoiceQuote *quote = &panel->quotes[i];
        TextStyle style;
        TextLines lines = quote_lines(d, quote, &style);
        double leading = style.size_pt * 1.3, height = leading * (double)lines.len + SOURCE_DROP;
        if (i > 0 && y + height > bottom)
            return;
        canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
        canvas_rect(d->canvas, (Box){x, y, 2.5, height},
                    paint_fill(drawing_colour(d, bar_role(panel->side))));
        canvas_artifact_end(d->canvas);
        canvas_begin(d->canvas, TAG_P);
        canvas_lines(d->canvas, x + QUOTE_INSET, y + style.size_pt, COLUMN_WIDTH - QUOTE_INSET,
                     leading, style, lines);
        canvas_end(d->canvas, TAG_P);
        draw_source(d, quote, panel->side, x + QUOTE_INSET, y + height - 3);
        y += height + QUOTE_GAP;
    }
}

/* ---- The rules ---- */

typedef struct Rules {
    TextStyle style[2];
    TextLines lines[2];
    double height;
} Rules;

static Rules rules_of(const Drawing *d)
{
    const VoicesModel *model = &d->report->voices;
    static const double sizes[] = {8.5, 8};
    static const ColourRole roles[] = {COLOUR_INK, COLOUR_GREY_TEXT};
    Rules rules = {.height = 20};
    for (int i = 0; i < 2; i++) {
        rules.style[i] = drawing_style(d, FONT_REGULAR, sizes[i], roles[i]);
        rules.lines[i] = canvas_wrap(d->canvas, d->arena, rules.style[i], model->rules[i],
                                     CONTENT_WIDTH - 2 * BOX_INSET, 3);
        rules.height += 11.5 * (double)rules.lines[i].len;
    }
    return rules;
}

static void draw_rules(const Drawing *d, const Rules *rules, double top)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_rect(d->canvas, (Box){MARGIN, top, CONTENT_WIDTH, rules->height},
                paint_fill(drawing_colour(d, COLOUR_WASH)));
    canvas_artifact_end(d->canvas);
    double y = top + 17;
    for (int i = 0; i < 2; i++) {
        canvas_begin(d->canvas, TAG_P);
        y = canvas_lines(d->canvas, MARGIN + BOX_INSET, y, CONTENT_WIDTH - 2 * BOX_INSET, 11.5,
                         rules->style[i], rules->lines[i]) +
            1;
        canvas_end(d->canvas, TAG_P);
    }
}

/* ---- The page ---- */

void page_voices_draw(Drawing *d, const Page *page)
{
    drawing_frame_begin(d, page);
    const VoicesModel *model = &d->report->voices;
    Rules rules = rules_of(d);
    double top = TOP + d->push, box = BOX_BOTTOM - rules.height, bottom = box - BOX_GAP;
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_line(d->canvas, RIGHT_X - GUTTER / 2.0, top - 6, RIGHT_X - GUTTER / 2.0, bottom,
                paint_line(drawing_colour(d, COLOUR_RULE), 0.5));
    canvas_artifact_end(d->canvas);
    double below = top;
    bool both = model->panel_count == 2;
    for (int i = 0; i < model->panel_count; i++)
        below = fmax(below, draw_themes(d, &model->panels[i], i == 0 ? MARGIN : RIGHT_X, top));
    /* Both lists of quotations begin at one height; that of one side alone beside its themes. */
    for (int i = 0; i < model->panel_count; i++)
        draw_quotes(d, &model->panels[i], both && i == 0 ? MARGIN : RIGHT_X,
                    both ? below + 16 : top - 6, bottom);
    draw_rules(d, &rules, box);
    drawing_frame_end(d);
}
