#include "canvas_parts.h"

#include <math.h>
#include <string.h>

static const Str ELLIPSIS = {"\xE2\x80\xA6", 3};
enum { SIGN_SHARE_OF_CAP = 86 }; /* %: a sign in running text looks as high as a capital */

/* ---- Measuring ---- */

/* Most texts are measured once or twice before they are drawn, and many come again on a page: what
 * a text came to is kept as long as the canvas. */
static GlyphRun shape(Canvas *canvas, TextStyle style, Str text)
{
    int face = fontset_face_for(canvas->fonts, style.role, style.weight);
    StrMap *known = &canvas->shaped_of[face];
    const ptrdiff_t *at = strmap_find(known, text);
    if (at)
        return canvas->shaped.items[*at];
    bool added;
    *strmap_put(canvas->arena, known, str_copy(canvas->arena, text), &added) = canvas->shaped.len;
    GlyphRun run = font_shape(canvas->fonts, face, canvas->info.lang, text, canvas->arena);
    *PUSH(canvas->arena, &canvas->shaped, GlyphRun) = run;
    return run;
}

static bool cluster_ends(GlyphRun run, ptrdiff_t i)
{
    return i + 1 == run.len || run.items[i + 1].from != run.items[i].from;
}

/* Of the glyphs [from, to); the tracking after the last letter does not count. */
static double run_width(GlyphRun run, ptrdiff_t from, ptrdiff_t to, TextStyle style)
{
    double width = 0, tracking = 0;
    for (ptrdiff_t i = from; i < to; i++) {
        width += run.items[i].advance * style.size_pt / 1000;
        if (cluster_ends(run, i) && i + 1 < to)
            tracking += style.tracking_pt;
    }
    return width + tracking;
}

/* On paper, as are all styles and widths of what is not a function of canvas.h. */
static double text_width(Canvas *canvas, TextStyle style, Str text)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    Str clean = canvas_clean(text, &canvas->scratch);
    GlyphRun run = shape(canvas, style, clean);
    double width = run_width(run, 0, run.len, style);
    arena_reset(&canvas->scratch, mark);
    return width;
}

static const FontFace *style_face(const Canvas *canvas, TextStyle style)
{
    return fontset_face(canvas->fonts, fontset_face_for(canvas->fonts, style.role, style.weight));
}

static double cap_height(const Canvas *canvas, TextStyle style)
{
    return style_face(canvas, style)->cap_height * style.size_pt / 1000;
}

/* Points of the design in a point of paper, along the text: it reads across or upwards. */
static double design_along(const Canvas *canvas, TextStyle style)
{
    return 1 / (fabs(remainder(style.turn_deg, 180)) > 45 ? canvas->fit.down : canvas->fit.across);
}

double canvas_text_width(Canvas *canvas, TextStyle style, Str text)
{
    return text_width(canvas, fit_style(&canvas->fit, style), text) * design_along(canvas, style);
}

double canvas_cap_height(const Canvas *canvas, TextStyle style)
{
    return cap_height(canvas, fit_style(&canvas->fit, style)) / canvas->fit.down;
}

/* ---- Drawing ---- */

/* The operators of one line of text while they are put together. */
typedef struct TextWriter {
    Canvas *canvas;
    Buffer out;
    TextStyle style;
    double adjust;            /* owed to the next glyph, 1/1000 of the size, to the left */
    double rise;              /* pt */
    int face;                 /* -1: none chosen yet */
    bool in_array, in_string; /* inside [ … ] TJ; inside < … > */
} TextWriter;

static void close_string(TextWriter *writer)
{
    if (writer->in_string)
        buffer_add_byte(&writer->out, '>');
    writer->in_string = false;
}

static void close_array(TextWriter *writer)
{
    close_string(writer);
    if (writer->in_array)
        buffer_add(&writer->out, S("] TJ\n"));
    writer->in_array = false;
}

static void flush(TextWriter *writer)
{
    close_array(writer);
    canvas_write(writer->canvas, buffer_str(&writer->out));
    writer->out.len = 0;
}

static void use_face(TextWriter *writer, int face)
{
    if (face == writer->face)
        return;
    flush(writer);
    HPDF_Font font = canvas_font(writer->canvas, face);
    if (font)
        HPDF_Page_SetFontAndSize(canvas_current(writer->canvas)->object, font,
                                 canvas_number(writer->canvas, writer->style.size_pt));
    writer->face = face;
}

static void use_rise(TextWriter *writer, double rise_pt)
{
    if (rise_pt == writer->rise)
        return;
    close_array(writer);
    buffer_addf(&writer->out, "%.3f Ts\n", rise_pt);
    writer->rise = rise_pt;
}

static void write_glyph(TextWriter *writer, const Glyph *glyph, bool cluster_end)
{
    use_face(writer, glyph->face);
    use_rise(writer, glyph->dy * writer->style.size_pt / 1000);
    if (!writer->in_array)
        buffer_add_byte(&writer->out, '[');
    writer->in_array = true;
    double adjust = writer->adjust - glyph->dx;
    if (fabs(adjust) >= 0.05) { /* under 1/20000 of the size nobody sees it */
        close_string(writer);
        buffer_addf(&writer->out, "%.6g", round(adjust * 10) / 10);
        adjust -= round(adjust * 10) / 10;
    }
    if (!writer->in_string)
        buffer_add_byte(&writer->out, '<');
    writer->in_string = true;
    if (writer->canvas->font_cids[glyph->face])
        writer->canvas->font_cids[glyph->face][glyph->id] = true;
    canvas_add_hex(&writer->out, glyph->id, 4);
    writer->adjust = adjust + glyph->dx + glyph->width - glyph->advance;
    /* Tc would also part a letter from its mark. */
    if (!cluster_end)
        writer->adjust += writer->style.tracking_pt * 1000 / writer->style.size_pt;
}

static void open_span(TextWriter *writer, Str actual_text)
{
    close_array(writer);
    buffer_add(&writer->out, S("/Span <</ActualText "));
    buffer_add(&writer->out, canvas_text_hex(&writer->canvas->scratch, actual_text));
    buffer_add(&writer->out, S(">> BDC\n"));
}

static void close_span(TextWriter *writer)
{
    close_array(writer);
    buffer_add(&writer->out, S("EMC\n"));
}

static void note_missing(Canvas *canvas, Str character)
{
    canvas->missing_n++;
    if (canvas->missing_kept == CANVAS_MISSING_KEPT ||
        str_find(buffer_str(&canvas->missing), character) >= 0)
        return;
    buffer_add(&canvas->missing, character);
    canvas->missing_kept++;
}

/* Letter-spaced words fall apart when copied, so they get their text as a whole; so does each
 * cluster whose glyphs do not spell it. */
static void write_run(TextWriter *writer, GlyphRun run, Str text)
{
    bool whole = writer->style.tracking_pt != 0;
    if (whole)
        open_span(writer, text);
    for (ptrdiff_t i = 0; i < run.len; i++) {
        const Glyph *glyph = &run.items[i];
        bool first = i == 0 || run.items[i - 1].from != glyph->from, last = cluster_ends(run, i);
        if (glyph->kind == GLYPH_MISSING)
            note_missing(writer->canvas, str_slice(text, glyph->from, glyph->to));
        if (first && !glyph->exact && !whole)
            open_span(writer, str_slice(text, glyph->from, glyph->to));
        write_glyph(writer, glyph, last);
        if (last && !glyph->exact && !whole)
            close_span(writer);
    }
    if (whole)
        close_span(writer);
}

static Point turned(Point origin, double along, double up, double turn_deg)
{
    double angle = turn_deg * acos(-1) / 180;
    return (Point){origin.x + along * cos(angle) - up * sin(angle),
                   origin.y - along * sin(angle) - up * cos(angle)};
}

static void place_text(Canvas *canvas, Point origin, double turn_deg)
{
    HPDF_Page page = canvas_current(canvas)->object;
    HPDF_REAL x = canvas_number(canvas, origin.x), y = canvas_up(canvas, origin.y);
    if (turn_deg == 0) {
        HPDF_Page_MoveTextPos(page, x, y);
        return;
    }
    double angle = turn_deg * acos(-1) / 180;
    HPDF_REAL c = (HPDF_REAL)(round(cos(angle) * 1e5) / 1e5);
    HPDF_REAL s = (HPDF_REAL)(round(sin(angle) * 1e5) / 1e5);
    HPDF_Page_SetTextMatrix(page, c, s, -s, c, x, y);
}

static void use_tracking(Canvas *canvas, double tracking_pt)
{
    if (canvas->pen.tracking == tracking_pt)
        return;
    HPDF_Page_SetCharSpace(canvas_current(canvas)->object, canvas_number(canvas, tracking_pt));
    canvas->pen.tracking = tracking_pt;
}

static void draw_signs(Canvas *canvas, Point origin, TextStyle style, GlyphRun run)
{
    double size = cap_height(canvas, style) * SIGN_SHARE_OF_CAP / 100;
    double pen = 0;
    for (ptrdiff_t i = 0; i < run.len; i++) {
        const Glyph *glyph = &run.items[i];
        double advance = glyph->advance * style.size_pt / 1000;
        if (glyph->kind == GLYPH_SIGN) {
            Point centre =
                turned(origin, pen + advance / 2, cap_height(canvas, style) / 2, style.turn_deg);
            canvas_sign_path(canvas, glyph->sign, centre.x, centre.y, size, style.colour);
        }
        pen += advance + (cluster_ends(run, i) ? style.tracking_pt : 0);
    }
}

/* One line whose left end stands at `origin`. */
static void draw_run(Canvas *canvas, Point origin, TextStyle style, GlyphRun run, Str text)
{
    CX_ASSERT(style.size_pt > 0);
    if (run.len == 0 || canvas->failed)
        return;
    canvas_mark(canvas);
    canvas_use_transparency(canvas, 0);
    canvas_use_fill(canvas, style.colour);
    use_tracking(canvas, style.tracking_pt);
    HPDF_Page_BeginText(canvas_current(canvas)->object);
    place_text(canvas, origin, style.turn_deg);
    TextWriter writer = {
        .canvas = canvas, .out = {.arena = &canvas->scratch}, .style = style, .face = -1};
    write_run(&writer, run, text);
    use_rise(&writer, 0);
    flush(&writer);
    HPDF_Page_EndText(canvas_current(canvas)->object);
    draw_signs(canvas, origin, style, run);
    canvas_check(canvas);
}

static double anchor_shift(TextAlign align, double width)
{
    switch (align) {
    case ALIGN_LEFT:
        return 0;
    case ALIGN_CENTRE:
        return -width / 2;
    case ALIGN_RIGHT:
        return -width;
    }
    return 0;
}

double canvas_text(Canvas *canvas, double x, double baseline_y, TextStyle style, Str text)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    Str clean = canvas_clean(text, &canvas->scratch);
    style = fit_style(&canvas->fit, style);
    GlyphRun run = shape(canvas, style, clean);
    double width = run_width(run, 0, run.len, style);
    Point origin = turned(fit_point(&canvas->fit, x, baseline_y), anchor_shift(style.align, width),
                          0, style.turn_deg);
    draw_run(canvas, origin, style, run, clean);
    arena_reset(&canvas->scratch, mark);
    return width * design_along(canvas, style);
}

void canvas_sign(Canvas *canvas, Sign sign, double x, double y, double size_pt, Colour colour)
{
    if (canvas->failed)
        return;
    canvas_mark(canvas);
    Point centre = fit_point(&canvas->fit, x, y);
    size_pt *= canvas->fit.type;
    canvas_sign_path(canvas, sign, centre.x, centre.y, size_pt, colour);
    /* The empty glyph that search and copy find, set so large that it covers the sign. */
    TextStyle style = {.size_pt = fmin(fmax(size_pt, 1), 500), .colour = colour};
    int face = fontset_face_for(canvas->fonts, style.role, style.weight);
    double width = fontset_face(canvas->fonts, face)->sign_width;
    Glyph glyph = {.kind = GLYPH_DRAWN,
                   .face = face,
                   .id = (uint16_t)(fontset_face(canvas->fonts, face)->sign_first + (int)sign),
                   .advance = width,
                   .width = width,
                   .exact = true};
    ArenaMark mark = arena_mark(&canvas->scratch);
    Point origin = {centre.x - width * style.size_pt / 2000, centre.y + size_pt / 2};
    draw_run(canvas, origin, style, (GlyphRun){&glyph, 1}, S("?"));
    arena_reset(&canvas->scratch, mark);
}

/* ---- Breaking into lines ---- */
static bool is_blank(const Glyph *glyph, Str text)
{
    return glyph->to == glyph->from + 1 && text.s[glyph->from] == ' ';
}

/* Where a word that is too wide may break before letters are parted. */
static bool breaks_after(const Glyph *glyph, Str text)
{
    Str piece = str_slice(text, glyph->from, glyph->to);
    return str_equal(piece, S("-")) || str_equal(piece, S("/")) || str_equal(piece, S("_")) ||
           str_equal(piece, S("\xE2\x80\x93")) || str_equal(piece, S("\xE2\x80\x94"));
}

/* One line of a run: its glyphs are [from, to) and the next line begins at `next`. */
typedef struct LineCut {
    ptrdiff_t from, to, next;
} LineCut;

/* The first glyph that no longer fits; run.len when all do. Blanks always fit: they hang over the
 * edge. */
static ptrdiff_t first_over(GlyphRun run, ptrdiff_t from, TextStyle style, Str text, double width)
{
    enum { SLACK_PER_MILLE = 1 }; /* what fits when measured must fit when drawn line by line */
    double used = 0;
    for (ptrdiff_t i = from; i < run.len; i++) {
        used += run.items[i].advance * style.size_pt / 1000;
        if (used > width * (1 + SLACK_PER_MILLE / 1000.0) && !is_blank(&run.items[i], text))
            return i;
        if (cluster_ends(run, i))
            used += style.tracking_pt;
    }
    return run.len;
}

static LineCut cut_wide_word(GlyphRun run, ptrdiff_t from, ptrdiff_t over, Str text)
{
    for (ptrdiff_t i = over - 1; i >= from; i--)
        if (breaks_after(&run.items[i], text))
            return (LineCut){from, i + 1, i + 1};
    ptrdiff_t to = over;
    while (to > from && run.items[to].from == run.items[to - 1].from)
        to--; /* a letter keeps its marks */
    if (to == from)
        do
            to++;
        while (to < run.len && run.items[to].from == run.items[to - 1].from);
    return (LineCut){from, to, to};
}

static LineCut cut_line(GlyphRun run, ptrdiff_t from, TextStyle style, Str text, double width)
{
    ptrdiff_t over = first_over(run, from, style, text, width);
    if (over == run.len)
        return (LineCut){from, run.len, run.len};
    ptrdiff_t end = over;
    while (end > from && !is_blank(&run.items[end - 1], text))
        end--;
    if (end == from)
        return cut_wide_word(run, from, over, text);
    return (LineCut){from, end, end}; /* the blanks stay with the line they end */
}

static Str cut_text(GlyphRun run, LineCut cut, Str text)
{
    if (cut.from == cut.to)
        return STR_NONE;
    return str_slice(text, run.items[cut.from].from, run.items[cut.to - 1].to);
}

static Str trim_end(Str text)
{
    while (text.len > 0 && text.s[text.len - 1] == ' ')
        text.len--;
    return text;
}

/* Marks that look odd before an ellipsis. */
static Str trim_punctuation(Str text)
{
    static const char *const ODD[] = {
        " ",        ",",       ";", ":", ".", "(", "/", "-", "\xE2\x80\x93", "\xE2\x80\x94",
        "\xC2\xB7", "\xC2\xA0"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ODD); i++)
        if (str_ends(text, str_from(ODD[i])))
            return trim_punctuation(str_slice(text, 0, text.len - str_from(ODD[i]).len));
    return text;
}

static Str with_ellipsis(Canvas *canvas, Arena *arena, TextStyle style, Str clean, double width)
{
    GlyphRun run = shape(canvas, style, clean);
    double room = width - text_width(canvas, style, ELLIPSIS) - style.tracking_pt;
    ptrdiff_t over = room > 0 ? first_over(run, 0, style, clean, room) : 0;
    ptrdiff_t end = over;
    bool at_word = over == run.len || (over > 0 && is_blank(&run.items[over], clean));
    while (!at_word && end > 0 && !is_blank(&run.items[end - 1], clean))
        end--;
    Str kept = trim_punctuation(cut_text(run, (LineCut){0, end, end}, clean));
    if (kept.len == 0) { /* not even one word fits: letters */
        while (over > 0 && over < run.len && run.items[over].from == run.items[over - 1].from)
            over--;
        kept = trim_end(cut_text(run, (LineCut){0, over, over}, clean));
    }
    return str_concat(arena, kept, ELLIPSIS);
}

static bool text_fits(Canvas *canvas, TextStyle style, Str clean, double width)
{
    GlyphRun run = shape(canvas, style, clean);
    return first_over(run, 0, style, clean, width) == run.len;
}

Str canvas_shorten(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    Str clean = canvas_clean(text, &canvas->scratch);
    style = fit_style(&canvas->fit, style);
    width *= canvas->fit.across;
    Str result = text_fits(canvas, style, clean, width)
                     ? str_copy(arena, clean)
                     : with_ellipsis(canvas, arena, style, clean, width);
    arena_reset(&canvas->scratch, mark);
    return result;
}

typedef struct Wrapping {
    Canvas *canvas;
    Arena *arena;
    TextStyle style;
    double width;
    int max_lines; /* 0: no limit */
    StrList lines;
    bool shortened;
} Wrapping;

/* Adds the lines of one paragraph; `more`: another one follows. False when the last line is full.
 */
static bool wrap_paragraph(Wrapping *wrap, Str clean, bool more)
{
    GlyphRun run = shape(wrap->canvas, wrap->style, clean);
    ptrdiff_t from = 0;
    do {
        LineCut cut = cut_line(run, from, wrap->style, clean, wrap->width);
        Str line = cut_text(run, cut, clean);
        bool last_allowed = wrap->max_lines > 0 && wrap->lines.len + 1 == wrap->max_lines;
        if (last_allowed && (cut.next < run.len || more)) {
            Str rest = cut.from < run.len ? str_slice(clean, run.items[cut.from].from, clean.len)
                                          : STR_NONE;
            line = with_ellipsis(wrap->canvas, wrap->arena, wrap->style, rest, wrap->width);
            wrap->shortened = true;
        }
        *PUSH(wrap->arena, &wrap->lines, Str) = str_copy(wrap->arena, line);
        if (last_allowed)
            return false;
        from = cut.next;
    } while (from < run.len);
    return true;
}

static double line_width(Canvas *canvas, TextStyle style, Str line)
{
    return text_width(canvas, style, trim_end(line));
}

/* Each line as full as it can be. Leaves its working room to the caller, whose arena may be the
 * scratch arena itself. */
static TextLines wrap_full(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width,
                           int max_lines)
{
    Wrapping wrap = {
        .canvas = canvas, .arena = arena, .style = style, .width = width, .max_lines = max_lines};
    StrCut cut = {.tail = text, .found = true};
    while (cut.found) {
        cut = str_cut(cut.tail, '\n');
        Str clean = trim_end(canvas_clean(cut.head, &canvas->scratch));
        if (!wrap_paragraph(&wrap, clean, cut.found && str_trim(cut.tail).len > 0))
            break;
    }
    TextLines lines = {wrap.lines.items, wrap.lines.len, 0, wrap.shortened};
    for (ptrdiff_t i = 0; i < lines.len; i++)
        lines.width_pt = fmax(lines.width_pt, line_width(canvas, style, lines.items[i]));
    return lines;
}

/* The last line is one short word, as wide as a tenth of the box, or a few letters. */
static bool ends_lonely(Canvas *canvas, TextStyle style, TextLines lines, double width)
{
    if (lines.len < 2 || lines.shortened)
        return false;
    double short_pt = fmin(width * 0.4, fmax(width / 10, 2.8 * style.size_pt));
    Str last = trim_end(lines.items[lines.len - 1]);
    return str_find(last, S(" ")) < 0 && line_width(canvas, style, last) < short_pt;
}

static bool breaks_at_blanks(TextLines lines)
{
    for (ptrdiff_t i = 0; i + 1 < lines.len; i++)
        if (!str_ends(lines.items[i], S(" ")))
            return false;
    return true;
}

/* A word alone on the last line takes another one down with it, where that needs no further line:
 * the box is tried a little narrower. */
static TextLines wrap_text(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width,
                           int max_lines)
{
    enum { STEP = 4 };
    TextLines lines = wrap_full(canvas, arena, style, text, width, max_lines);
    if (!ends_lonely(canvas, style, lines, width) || !breaks_at_blanks(lines))
        return lines;
    for (double tried = width - STEP; tried > width / 2; tried -= STEP) {
        TextLines other = wrap_full(canvas, arena, style, text, tried, max_lines);
        if (other.len > lines.len || !breaks_at_blanks(other))
            break;
        if (!ends_lonely(canvas, style, other, width))
            return other;
    }
    return lines;
}

TextLines canvas_wrap(Canvas *canvas, Arena *arena, TextStyle style, Str text, double width,
                      int max_lines)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    TextLines lines = wrap_text(canvas, arena, fit_style(&canvas->fit, style), text,
                                width * canvas->fit.across, max_lines);
    lines.width_pt /= canvas->fit.across;
    arena_reset(&canvas->scratch, mark);
    return lines;
}

double canvas_lines(Canvas *canvas, double x, double baseline_y, double width, double leading_pt,
                    TextStyle style, TextLines lines)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    style.turn_deg = 0;
    double leading = leading_pt;
    if (style.size_pt > 0) { /* lines stay as close as they were designed */
        double designed = style.size_pt;
        style = fit_style(&canvas->fit, style);
        leading *= style.size_pt / designed;
    }
    Point first = fit_point(&canvas->fit, x, baseline_y);
    double room = width * canvas->fit.across;
    for (ptrdiff_t i = 0; i < lines.len; i++) {
        Str clean = canvas_clean(lines.items[i], &canvas->scratch);
        GlyphRun run = shape(canvas, style, clean);
        double drawn = line_width(canvas, style, clean);
        double anchor = style.align == ALIGN_LEFT     ? first.x
                        : style.align == ALIGN_CENTRE ? first.x + room / 2
                                                      : first.x + room;
        Point origin = {anchor + anchor_shift(style.align, drawn), first.y + (double)i * leading};
        draw_run(canvas, origin, style, run, clean);
    }
    arena_reset(&canvas->scratch, mark);
    return baseline_y + (double)lines.len * leading / canvas->fit.down;
}

double canvas_paragraph(Canvas *canvas, double x, double baseline_y, double width,
                        double leading_pt, TextStyle style, Str text, int max_lines)
{
    ArenaMark mark = arena_mark(&canvas->scratch);
    TextLines lines = wrap_text(canvas, &canvas->scratch, fit_style(&canvas->fit, style), text,
                                width * canvas->fit.across, max_lines);
    double next = canvas_lines(canvas, x, baseline_y, width, leading_pt, style, lines);
    arena_reset(&canvas->scratch, mark);
    return next;
}
