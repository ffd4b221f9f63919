#include "drawing.h"

#include <math.h>

/* ---- Colours ---- */

Colour drawing_colour(const Drawing *d, ColourRole role)
{
    return d->theme->colour[role];
}

Colour drawing_mix(Colour a, Colour b, double share_of_b)
{
    return (Colour){a.r + (b.r - a.r) * share_of_b, a.g + (b.g - a.g) * share_of_b,
                    a.b + (b.b - a.b) * share_of_b};
}

static Colour colour_of(unsigned rgb)
{
    return (Colour){(double)(rgb >> 16 & 0xFF) / 255, (double)(rgb >> 8 & 0xFF) / 255,
                    (double)(rgb & 0xFF) / 255};
}

Colour drawing_heat(double place)
{
    return drawing_mix(colour_of(HEAT_MIDDLE), colour_of(place < 0 ? HEAT_LOW : HEAT_HIGH),
                       fabs(place));
}

/* ---- Text ---- */

TextStyle drawing_style(const Drawing *d, FontWeight weight, double size_pt, ColourRole role)
{
    return (TextStyle){
        .role = FONT_TEXT,
        .weight = weight,
        .size_pt = size_pt,
        .colour = drawing_colour(d, role),
    };
}

TextStyle drawing_style_end(const Drawing *d, FontWeight weight, double size_pt, ColourRole role)
{
    TextStyle style = drawing_style(d, weight, size_pt, role);
    style.align = ALIGN_RIGHT;
    return style;
}

TextStyle drawing_style_middle(const Drawing *d, FontWeight weight, double size_pt, ColourRole role)
{
    TextStyle style = drawing_style(d, weight, size_pt, role);
    style.align = ALIGN_CENTRE;
    return style;
}

ColourRole drawing_side_colour(ReportSide side)
{
    switch (side) {
    case REPORT_CX:
        return COLOUR_CX;
    case REPORT_EX:
        return COLOUR_EX;
    case REPORT_WHOLE:
        return COLOUR_BRAND;
    case REPORT_GROWTH:
        return COLOUR_GROWTH;
    }
    return COLOUR_INK;
}

ColourRole drawing_side_band(ReportSide side)
{
    switch (side) {
    case REPORT_CX:
        return COLOUR_CX_BAND;
    case REPORT_EX:
        return COLOUR_EX_BAND;
    case REPORT_WHOLE:
        return COLOUR_WASH;
    case REPORT_GROWTH:
        return COLOUR_GROWTH_BAND;
    }
    return COLOUR_WASH;
}

void drawing_say(const Drawing *d, Tag tag, double x, double baseline_y, TextStyle style, Str text)
{
    if (text.len == 0)
        return;
    canvas_begin(d->canvas, tag);
    canvas_text(d->canvas, x, baseline_y, style, text);
    canvas_end(d->canvas, tag);
}

Str drawing_key(const Drawing *d, const Estimate *estimate, const char *part)
{
    return estimate->key.len > 0 ? str_concat(d->arena, estimate->key, str_from(part)) : STR_NONE;
}

Str drawing_name(const Drawing *d, TextStyle style, Str name, Str short_name, double width,
                 int lines)
{
    bool whole = !canvas_wrap(d->canvas, d->arena, style, name, width, lines).shortened;
    return whole || short_name.len == 0 ? name : short_name;
}

Str drawing_part(const Drawing *d, Str key, const char *part)
{
    return key.len > 0 ? str_concat(d->arena, key, str_from(part)) : STR_NONE;
}

void drawing_say_figure(const Drawing *d, Tag tag, double x, double baseline_y, TextStyle style,
                        const Estimate *estimate, const char *part, Str text)
{
    bool cell = tag == TAG_TD; /* a row has all its cells */
    if (text.len == 0 && !cell)
        return;
    Str key = text.len > 0 ? drawing_key(d, estimate, part) : STR_NONE;
    canvas_begin_with(d->canvas, tag, (TagInfo){.key = key});
    if (text.len > 0)
        canvas_text(d->canvas, x, baseline_y, style, text);
    canvas_end(d->canvas, tag);
}

void drawing_say_fit(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                     TextStyle style, Str text)
{
    drawing_say(d, tag, x, baseline_y, style,
                canvas_shorten(d->canvas, d->arena, style, text, width));
}

double drawing_paragraph(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                         double leading_pt, TextStyle style, Str text, int max_lines)
{
    if (text.len == 0)
        return baseline_y;
    canvas_begin(d->canvas, tag);
    double next =
        canvas_paragraph(d->canvas, x, baseline_y, width, leading_pt, style, text, max_lines);
    canvas_end(d->canvas, tag);
    return next;
}

/* Where the text may be parted in two: after the marks of a clause, else before "and". */
static bool parts_at(Str text, ptrdiff_t blank, bool clauses)
{
    static const char *const ands[] = {"và ", "and "};
    Str before = str_slice(text, 0, blank), after = str_slice(text, blank + 1, text.len);
    if (clauses)
        return str_ends(before, S(",")) || str_ends(before, S(";")) || str_ends(before, S(":"));
    return str_starts(after, str_from(ands[0])) || str_starts(after, str_from(ands[1]));
}

/* Two lines of like length that end where the sentence pauses: Vietnamese words of two syllables
 * then stay whole. Empty where there is no such place. */
static TextLines parted(const Drawing *d, TextStyle style, Str text, double width, bool clauses)
{
    static const double SHORTEST = 0.45; /* of the other line */
    Str *parts = NEW(d->arena, Str, 2);
    double best = INFINITY;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.s[i] != ' ' || !parts_at(text, i, clauses))
            continue;
        Str first = str_slice(text, 0, i + 1), second = str_slice(text, i + 1, text.len);
        double a = canvas_text_width(d->canvas, style, str_slice(text, 0, i)),
               b = canvas_text_width(d->canvas, style, second);
        if (fmax(a, b) > width || fmin(a, b) < SHORTEST * fmax(a, b) || fmax(a, b) >= best)
            continue;
        best = fmax(a, b);
        parts[0] = first;
        parts[1] = second;
    }
    return isfinite(best) ? (TextLines){parts, 2, best, false} : (TextLines){0};
}

TextLines drawing_balanced(const Drawing *d, TextStyle style, Str text, double width, int max_lines)
{
    enum { STEP = 8 };
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, text, width, max_lines);
    if (lines.len < 2 || lines.shortened)
        return lines;
    for (int clauses = 1; clauses >= 0 && lines.len == 2; clauses--) {
        TextLines two = parted(d, style, text, width, clauses);
        if (two.len > 0)
            return two;
    }
    for (double tried = width - STEP; tried > width / 3; tried -= STEP) {
        TextLines narrower = canvas_wrap(d->canvas, d->arena, style, text, tried, 0);
        if (narrower.len > lines.len)
            break;
        lines = narrower;
    }
    return lines;
}

TextStyle drawing_head_style(const Drawing *d)
{
    TextStyle style = drawing_style(d, FONT_BOLD, 7.5, COLOUR_GREY_TEXT);
    style.tracking_pt = 0.8;
    return style;
}

void drawing_head(const Drawing *d, Tag tag, double x, double baseline_y, Str text)
{
    TextStyle style = drawing_head_style(d);
    drawing_say(d, tag, x, baseline_y, style, text_upper(d->arena, text, d->report->language));
}

void drawing_head_fit(const Drawing *d, Tag tag, double x, double baseline_y, double width,
                      ColourRole role, Str text)
{
    TextStyle style = drawing_head_style(d);
    style.colour = drawing_colour(d, role);
    drawing_say_fit(d, tag, x, baseline_y, width, style,
                    text_upper(d->arena, text, d->report->language));
}

void drawing_plain(const Drawing *d, double x, double baseline_y, TextStyle style, Str text)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_text(d->canvas, x, baseline_y, style, text);
    canvas_artifact_end(d->canvas);
}

void drawing_rule(const Drawing *d, double x1, double x2, double y)
{
    canvas_artifact_begin(d->canvas, ARTIFACT_LAYOUT);
    canvas_line(d->canvas, x1, y, x2, y, paint_line(drawing_colour(d, COLOUR_RULE), 0.5));
    canvas_artifact_end(d->canvas);
}

/* ---- Frame ---- */

enum { TITLE_LINES = 2, TITLE_BASELINE = 66, TITLE_LEADING = 22 };

/* A long sentence gets a second line; one too long even for that is set smaller, never cut. */
static double draw_title(Drawing *d, Str title)
{
    static const double sizes[] = {18, 16, 14, 12};
    TextStyle style = drawing_style(d, FONT_BOLD, sizes[0], COLOUR_BRAND);
    style.role = FONT_TITLE;
    TextLines lines = {0};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(sizes); i++) {
        style.size_pt = sizes[i];
        lines = drawing_balanced(d, style, title, CONTENT_WIDTH, TITLE_LINES);
        if (!lines.shortened)
            break;
    }
    canvas_begin(d->canvas, TAG_H1);
    canvas_lines(d->canvas, MARGIN, TITLE_BASELINE, CONTENT_WIDTH, TITLE_LEADING, style, lines);
    canvas_end(d->canvas, TAG_H1);
    return lines.len > 1 ? TITLE_LEADING : 0;
}

/* A unit may have a long name; the right end of the line is the document's kind. */
static void draw_kicker(const Drawing *d, Str kicker)
{
    enum { KIND_WIDTH = 170 };
    drawing_say_fit(d, TAG_P, MARGIN, 44, CONTENT_WIDTH - KIND_WIDTH, drawing_head_style(d),
                    text_upper(d->arena, kicker, d->report->language));
}

void drawing_frame_begin(Drawing *d, const Page *page)
{
    d->page = page;
    canvas_page(d->canvas, PAGE_WIDTH, PAGE_HEIGHT);
    if (page->part <= 1)
        canvas_bookmark(d->canvas, 0, page->outline, 0);
    canvas_artifact_begin(d->canvas, ARTIFACT_BACKGROUND);
    canvas_rect(d->canvas, (Box){0, 0, PAGE_WIDTH, PAGE_HEIGHT},
                paint_fill(drawing_colour(d, COLOUR_PAPER)));
    canvas_artifact_end(d->canvas);
    canvas_begin_with(d->canvas, TAG_SECT, (TagInfo){.title = page->outline});
    brand_head(d);
    draw_kicker(d, page->kicker);
    d->push = draw_title(d, page->title);
    drawing_say_fit(d, TAG_P, MARGIN, TITLE_BASELINE + d->push + 17, CONTENT_WIDTH,
                    drawing_style(d, FONT_REGULAR, 9, COLOUR_GREY_TEXT), page->subtitle);
}

void drawing_frame_end(Drawing *d)
{
    canvas_end(d->canvas, TAG_SECT);
    double baseline = PAGE_HEIGHT - 25;
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    TextStyle end = style;
    end.align = ALIGN_RIGHT;
    Str right = str_format(d->arena, "%.*s%td", STR_ARG(d->page->foot_right),
                           canvas_page_index(d->canvas) + 1);
    double right_width = canvas_text_width(d->canvas, end, right);
    canvas_artifact_begin(d->canvas, ARTIFACT_FOOTER);
    right_width += brand_foot(d, PAGE_WIDTH - MARGIN - right_width - 10, baseline - 2.4);
    double room = CONTENT_WIDTH - right_width - 24;
    canvas_line(d->canvas, MARGIN, FOOT_RULE_Y, PAGE_WIDTH - MARGIN, FOOT_RULE_Y,
                paint_line(drawing_colour(d, COLOUR_RULE), 0.5));
    int lines = d->report->portrait ? 2 : 1; /* a narrow foot is a high one */
    canvas_lines(d->canvas, MARGIN, baseline, room, 9, style,
                 canvas_wrap(d->canvas, d->arena, style, d->page->foot_left, room, lines));
    canvas_text(d->canvas, PAGE_WIDTH - MARGIN, baseline, end, right);
    canvas_artifact_end(d->canvas);
}

/* ---- Estimates ---- */

double axis_at(Axis axis, double value)
{
    double clipped = fmax(axis.lo, fmin(axis.hi, value));
    return axis.x + axis.width * (clipped - axis.lo) / (axis.hi - axis.lo);
}

/* What the drawing shows, for those who cannot see it. */
static Str estimate_alt(const Drawing *d, const Estimate *estimate)
{
    Lang lang = d->report->language;
    Arena *arena = d->arena;
    StrList parts = {0};
    *PUSH(arena, &parts, Str) = WORDS(arena, lang, WORD_PDF_ALT_VALUE, estimate->text);
    if (isfinite(estimate->lo))
        *PUSH(arena, &parts, Str) = WORDS(arena, lang, WORD_PDF_ALT_INTERVAL, estimate->lo_text,
                                          estimate->hi_text, d->report->level_text);
    if (isfinite(estimate->previous))
        *PUSH(arena, &parts, Str) =
            WORDS(arena, lang, WORD_PDF_ALT_PREVIOUS,
                  num_show(arena, estimate->previous, estimate->decimals, lang));
    if (isfinite(estimate->target))
        *PUSH(arena, &parts, Str) =
            WORDS(arena, lang, WORD_PDF_ALT_TARGET, estimate->target_text, estimate->status_text);
    return str_join(arena, parts.items, parts.len, S("; "));
}

void drawing_estimate(const Drawing *d, Axis axis, double y, ReportSide side,
                      const Estimate *estimate)
{
    Canvas *canvas = d->canvas;
    if (estimate->state != ESTIMATE_SHOWN)
        return;
    Colour colour = drawing_colour(d, drawing_side_colour(side));
    canvas_begin_with(canvas, TAG_FIGURE,
                      (TagInfo){.alt = estimate_alt(d, estimate),
                                .box = {axis.x - 4, y - 6, axis.width + 8, 12}});
    canvas_line(canvas, axis.x, y, axis.x + axis.width, y,
                paint_line(drawing_colour(d, COLOUR_RULE), 0.6));
    if (isfinite(estimate->target)) {
        double at = axis_at(axis, estimate->target);
        canvas_line(canvas, at, y - 5, at, y + 5, paint_line(drawing_colour(d, COLOUR_INK), 1.2));
    }
    if (isfinite(estimate->lo)) {
        Paint bar = paint_line(colour, 2.2);
        bar.round = true;
        canvas_line(canvas, axis_at(axis, estimate->lo), y, axis_at(axis, estimate->hi), y, bar);
    }
    if (isfinite(estimate->previous)) {
        Paint hollow = paint_line(colour, 0.9);
        hollow.fill = true;
        hollow.fill_colour = drawing_colour(d, COLOUR_PAPER);
        canvas_circle(canvas, axis_at(axis, estimate->previous), y, 2.6, hollow);
    }
    canvas_circle(canvas, axis_at(axis, estimate->value), y, 3.2, paint_fill(colour));
    canvas_end(canvas, TAG_FIGURE);
}

ColourRole drawing_mark_colour(ChangeMark mark)
{
    switch (mark) {
    case CHANGE_UP:
        return COLOUR_GOOD;
    case CHANGE_DOWN:
        return COLOUR_BAD;
    case CHANGE_NONE:
        break;
    }
    return COLOUR_GREY_TEXT;
}

void drawing_marked(const Drawing *d, double x_sign, double x_number, double baseline_y,
                    double size_pt, MarkedNumber number)
{
    static const Sign signs[] = {
        [CHANGE_NONE] = SIGN_DOT, [CHANGE_UP] = SIGN_UP, [CHANGE_DOWN] = SIGN_DOWN};
    bool clear = number.mark != CHANGE_NONE;
    ColourRole role = drawing_mark_colour(number.mark);
    TextStyle style = drawing_style_end(d, FONT_SEMIBOLD, size_pt, role);
    double middle = baseline_y - canvas_cap_height(d->canvas, style) / 2;
    if (clear || number.tested)
        canvas_sign(d->canvas, signs[number.mark], x_sign, middle, size_pt * (clear ? 0.72 : 0.52),
                    drawing_colour(d, clear ? role : COLOUR_MARK));
    canvas_text(d->canvas, x_number, baseline_y, style, number.text);
}

void drawing_change(const Drawing *d, Tag tag, double x_sign, double x_number, double baseline_y,
                    double size_pt, const Estimate *estimate)
{
    bool shown = estimate->state == ESTIMATE_SHOWN && estimate->diff_text.len > 0;
    if (!shown && tag != TAG_TD)
        return;
    canvas_begin_with(d->canvas, tag,
                      (TagInfo){.key = shown ? drawing_key(d, estimate, "#diff") : STR_NONE});
    if (shown)
        drawing_marked(d, x_sign, x_number, baseline_y, size_pt,
                       (MarkedNumber){.text = estimate->diff_text,
                                      .mark = estimate->diff_tested ? estimate->mark : CHANGE_NONE,
                                      .tested = estimate->diff_tested});
    else if (estimate->broken)
        canvas_text(d->canvas, x_number, baseline_y,
                    drawing_style_end(d, FONT_REGULAR, fmin(size_pt, 7.5), COLOUR_GREY_TEXT),
                    word(d->report->language, WORD_BREAK_CELL));
    canvas_end(d->canvas, tag);
}

/* Why there is no change to show: whole, beside the middle of the big figure. */
static void say_no_change(const Drawing *d, double x, double middle_y, double width, Str note)
{
    enum { LINES_MOST = 5, LEADING = 9 };
    TextStyle style = drawing_style(d, FONT_REGULAR, 7, COLOUR_GREY_TEXT);
    TextLines lines = canvas_wrap(d->canvas, d->arena, style, note, width, LINES_MOST);
    drawing_paragraph(d, TAG_P, x, middle_y - (double)(lines.len - 1) * LEADING / 2, width, LEADING,
                      style, note, LINES_MOST);
}

void drawing_big_figure(const Drawing *d, double x, double y, double width, ReportSide side,
                        const Estimate *estimate, Str versus)
{
    enum { SENTENCE_LINES = 3, CHANGE_LEAST_X = 92, AIR = 14 };
    if (estimate->state != ESTIMATE_SHOWN) {
        canvas_begin_with(d->canvas, TAG_P, (TagInfo){.key = drawing_key(d, estimate, "")});
        canvas_paragraph(d->canvas, x, y + 44, width, 12,
                         drawing_style(d, FONT_REGULAR, 9, COLOUR_GREY_TEXT), estimate->text,
                         SENTENCE_LINES);
        canvas_end(d->canvas, TAG_P);
        return;
    }
    TextStyle big = drawing_style(d, FONT_LIGHT, 40, drawing_side_colour(side));
    big.role = FONT_FIGURE;
    drawing_say_figure(d, TAG_P, x, y + 62, big, estimate, "", estimate->text);
    double change_x =
        x + fmax(CHANGE_LEAST_X, canvas_text_width(d->canvas, big, estimate->text) + AIR);
    if (estimate->diff_text.len == 0) {
        say_no_change(d, change_x, y + 55, x + width - change_x, estimate->change_note);
        return;
    }
    TextStyle number = drawing_style(d, FONT_SEMIBOLD, 12, COLOUR_INK);
    double number_width = canvas_text_width(d->canvas, number, estimate->diff_text);
    drawing_change(d, TAG_P, change_x + 4, change_x + 12 + number_width, y + 54, 12, estimate);
    drawing_say(d, TAG_P, change_x, y + 67, drawing_style(d, FONT_REGULAR, 7.5, COLOUR_GREY_TEXT),
                versus);
}

/* ---- Lines over periods ---- */

static void series_range(const Series *series, ptrdiff_t count, double *lo, double *hi)
{
    *lo = INFINITY;
    *hi = -INFINITY;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!series->points[i].shown)
            continue;
        *lo = fmin(*lo, series->points[i].value);
        *hi = fmax(*hi, series->points[i].value);
    }
}

void drawing_break(const Drawing *d, Box box, double x, int level, double size_pt, Str words)
{
    enum { LEVELS = 3, CLEARANCE = 3 };
    Paint paint = paint_line(drawing_colour(d, COLOUR_GREY_TEXT), 0.7);
    paint.dash_pt = 3;
    paint.gap_pt = 1.5;
    canvas_line(d->canvas, x, box.y, x, box.y + box.height, paint);
    if (words.len == 0)
        return;
    TextStyle style = drawing_style(d, FONT_REGULAR, size_pt, COLOUR_GREY_TEXT);
    double y = box.y + size_pt * (1 + 1.25 * (level % LEVELS)), left = x - box.x - CLEARANCE,
           right = box.x + box.width - x - CLEARANCE,
           width = canvas_text_width(d->canvas, style, words);
    bool before = right < width && left > right;
    words = canvas_shorten(d->canvas, d->arena, style, words, before ? left : right);
    width = canvas_text_width(d->canvas, style, words);
    canvas_text(d->canvas, before ? x - CLEARANCE - width : x + CLEARANCE, y, style, words);
}

static Str with_breaks(const Drawing *d, Str alt, const Series *series)
{
    for (ptrdiff_t i = 0; i < d->report->period_count; i++)
        if (series->points[i].break_text.len > 0)
            alt = str_format(d->arena, "%.*s; %.*s: %.*s", STR_ARG(alt),
                             STR_ARG(d->report->periods[i].short_label),
                             STR_ARG(series->points[i].break_text));
    return alt;
}

static Str spark_alt(const Drawing *d, const Series *series, Str label)
{
    Lang lang = d->report->language;
    ptrdiff_t count = d->report->period_count;
    ptrdiff_t first = 0;
    while (first < count - 1 && !series->points[first].shown)
        first++;
    ptrdiff_t last = count - 1;
    while (last > first && !series->points[last].shown)
        last--;
    return with_breaks(d,
                       WORDS(d->arena, lang, WORD_PDF_ALT_SERIES, label,
                             d->report->periods[first].short_label, series->points[first].text,
                             d->report->periods[last].short_label, series->points[last].text),
                       series);
}

/* There is room for the words of one. */
static bool is_last_break(const Series *series, ptrdiff_t at, ptrdiff_t count)
{
    for (ptrdiff_t i = at + 1; i < count; i++)
        if (series->points[i].break_text.len > 0)
            return false;
    return true;
}

static void draw_spark_run(const Drawing *d, const Point *run, ptrdiff_t length, Paint paint)
{
    if (length > 1)
        canvas_polyline(d->canvas, run, length, paint);
    else if (length == 1)
        canvas_circle(d->canvas, run[0].x, run[0].y, paint.stroke_pt * 0.8,
                      paint_fill(paint.stroke_colour));
}

static void draw_spark_break(const Drawing *d, Box box, double x, Str text)
{
    enum { SPARK_OF_WORDS = 30 }; /* high enough for words at the mark of a break */
    bool room = box.height >= SPARK_OF_WORDS;
    Box above = {box.x, box.y - 9, box.width, box.height + 9};
    drawing_break(d, room ? above : box, x, 0, 6.5, room ? text : STR_NONE);
}

void drawing_spark(const Drawing *d, Box box, ReportSide side, const Series *series, double line_pt,
                   Str label)
{
    ptrdiff_t count = d->report->period_count;
    double lo = 0, hi = 0;
    series_range(series, count, &lo, &hi);
    if (!(lo <= hi))
        return; /* nothing to show in any period */
    lo -= 0.4;  /* identical values still make a line in the middle */
    hi += 0.4;
    Colour colour = drawing_colour(d, drawing_side_colour(side));
    Paint paint = paint_line(colour, line_pt);
    paint.round = true;
    canvas_begin_with(d->canvas, TAG_FIGURE,
                      (TagInfo){.alt = spark_alt(d, series, label),
                                .box = {box.x - 2, box.y - 2, box.width + 4, box.height + 4}});
    Point *run = NEW(d->arena, Point, count);
    ptrdiff_t length = 0;
    Point last = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        const SeriesPoint *point = &series->points[i];
        if (!point->shown || point->break_text.len > 0) {
            draw_spark_run(d, run, length, paint);
            length = 0;
        }
        if (!point->shown)
            continue;
        double x = box.x + (count > 1 ? box.width * (double)i / (double)(count - 1) : box.width);
        double y = box.y + box.height * (1 - (point->value - lo) / (hi - lo));
        if (point->break_text.len > 0)
            draw_spark_break(d, box, (last.x + x) / 2,
                             is_last_break(series, i, count) ? point->break_text : STR_NONE);
        last = run[length++] = (Point){x, y};
    }
    draw_spark_run(d, run, length, paint);
    if (series->points[count - 1].shown)
        canvas_circle(d->canvas, last.x, last.y, 1.9, paint_fill(colour));
    canvas_end(d->canvas, TAG_FIGURE);
}
