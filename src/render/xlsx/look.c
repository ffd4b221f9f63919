/* Formats: how cells look. */
#include "book.h"

#include <math.h>

const char *const book_code_mark = "\"▲\";\"▼\";\"●\"";

lxw_color_t book_colour(const Book *book, ColourRole role)
{
    Colour colour = book->theme->colour[role];
    const double parts[3] = {colour.r, colour.g, colour.b};
    lxw_color_t rgb = 0;
    for (int i = 0; i < 3; i++) {
        double part = parts[i] < 0 ? 0 : parts[i] > 1 ? 1 : parts[i];
        rgb = rgb << 8 | (lxw_color_t)(part * 255 + 0.5);
    }
    return rgb == 0 ? LXW_COLOR_BLACK : rgb; /* 0 means "no colour" to the library */
}

lxw_color_t book_side_colour(const Book *book, ReportSide side)
{
    static const ColourRole roles[] = {[REPORT_CX] = COLOUR_CX,
                                       [REPORT_EX] = COLOUR_EX,
                                       [REPORT_WHOLE] = COLOUR_BRAND,
                                       [REPORT_GROWTH] = COLOUR_GROWTH};
    return book_colour(book, roles[side]);
}

lxw_color_t book_thinned(lxw_color_t colour, double share_01)
{
    lxw_color_t thin = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double part = (double)(colour >> shift & 0xFF);
        thin = thin << 8 | (lxw_color_t)(255 - (255 - part) * share_01);
    }
    return thin == 0 ? LXW_COLOR_BLACK : thin;
}

Rule book_rule(const Book *book, ColourRole role)
{
    return (Rule){LXW_BORDER_THIN, book_colour(book, role)};
}

static void set_rules(lxw_format *format, const Look *look)
{
    if (look->top.style) {
        format_set_top(format, look->top.style);
        format_set_top_color(format, look->top.colour);
    }
    if (look->bottom.style) {
        format_set_bottom(format, look->bottom.style);
        format_set_bottom_color(format, look->bottom.colour);
    }
    if (look->left.style) {
        format_set_left(format, look->left.style);
        format_set_left_color(format, look->left.colour);
    }
    if (look->right.style) {
        format_set_right(format, look->right.style);
        format_set_right_color(format, look->right.colour);
    }
}

static void set_look(Book *book, lxw_format *format, const Look *look)
{
    static const uint8_t aligns[] = {[ALIGN_LEFT] = LXW_ALIGN_LEFT,
                                     [ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
                                     [ALIGN_CENTER] = LXW_ALIGN_CENTER};
    static const uint8_t valigns[] = {[VALIGN_MIDDLE] = LXW_ALIGN_VERTICAL_CENTER,
                                      [VALIGN_TOP] = LXW_ALIGN_VERTICAL_TOP,
                                      [VALIGN_BOTTOM] = LXW_ALIGN_VERTICAL_BOTTOM};
    format_set_font_name(format, "Calibri");
    format_set_font_size(format, look->size > 0 ? look->size : 10);
    format_set_font_color(format, look->colour ? look->colour : book_colour(book, COLOUR_INK));
    format_set_align(format, aligns[look->align]);
    format_set_align(format, valigns[look->valign]);
    if (look->bold)
        format_set_bold(format);
    if (look->italic)
        format_set_italic(format);
    if (look->wrap)
        format_set_text_wrap(format);
    if (look->indent)
        format_set_indent(format, (uint8_t)look->indent);
    if (look->fill) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, look->fill);
    }
    if (look->code)
        format_set_num_format(format, look->code);
    set_rules(format, look);
}

/* One format for each look: the library writes every format that it is given. */
lxw_format *book_format(Book *book, Look look)
{
    ArenaMark mark = arena_mark(book->arena);
    Str key = str_format(book->arena, "%g %x %x %d%d%d %d%d%d %u.%x %u.%x %u.%x %u.%x %s",
                         look.size, (unsigned)look.colour, (unsigned)look.fill, look.bold,
                         look.italic, look.wrap, (int)look.align, (int)look.valign, look.indent,
                         look.top.style, (unsigned)look.top.colour, look.bottom.style,
                         (unsigned)look.bottom.colour, look.left.style, (unsigned)look.left.colour,
                         look.right.style, (unsigned)look.right.colour, look.code ? look.code : "");
    const ptrdiff_t *known = strmap_find(&book->formats, key);
    if (known) {
        lxw_format *format = book->format_list.items[*known];
        arena_reset(book->arena, mark);
        return format;
    }
    lxw_format *format = workbook_add_format(book->file);
    if (!format) {
        book_fail(book, S("out of memory"));
        return NULL;
    }
    set_look(book, format, &look);
    bool added = false;
    *strmap_put(book->arena, &book->formats, key, &added) = book->format_list.len;
    lxw_format **slot = PUSH(book->arena, &book->format_list, lxw_format *);
    *slot = format;
    return format;
}

/* ---- Number codes ---- */

static Str digits(Book *book, int decimals, bool thousands, bool percent)
{
    static const char zeros[] = "000000000";
    CX_ASSERT(decimals >= 0 && decimals <= 9);
    return str_format(book->arena, "%s%s%.*s%s", thousands ? "#,##0" : "0", decimals ? "." : "",
                      decimals, zeros, percent ? "\"%\"" : "");
}

/* A code of three parts: above, below and at zero. Programs show −0.03 with one decimal as "−0.0":
 * such a value gets the last part for all three. */
static const char *code_of(Book *book, double value, int decimals, bool percent, const char *above,
                           const char *below, const char *zero)
{
    bool nothing = isfinite(value) && num_round(value, decimals) == 0;
    Str full = digits(book, decimals, true, percent), bare = digits(book, decimals, false, percent);
    return str_cstr(book->arena,
                    str_format(book->arena, "%s%.*s;%s%.*s;%s%.*s", nothing ? zero : above,
                               STR_ARG(nothing ? bare : full), nothing ? zero : below,
                               STR_ARG(nothing ? bare : full), zero, STR_ARG(bare)));
}

const char *book_code(Book *book, double value, int decimals, bool percent)
{
    return code_of(book, value, decimals, percent, "", "\"−\"", "");
}

const char *book_code_signed(Book *book, double value, int decimals, bool percent)
{
    return code_of(book, value, decimals, percent, "+", "\"−\"", "");
}

const char *book_code_change(Book *book, double value, int decimals, bool percent, ChangeMark mark)
{
    static const struct {
        const char *above, *below, *zero;
    } signs[] = {[CHANGE_NONE] = {"\"●  +\"", "\"●  −\"", "\"●  \""},
                 [CHANGE_UP] = {"\"▲ +\"", "\"▲ −\"", "\"▲ \""},
                 [CHANGE_DOWN] = {"\"▼ +\"", "\"▼ −\"", "\"▼ \""}};
    return code_of(book, value, decimals, percent, signs[mark].above, signs[mark].below,
                   signs[mark].zero);
}

bool book_is_percent(Str text)
{
    return str_find(text, S("%")) >= 0;
}

int series_piece(const Series *series, ptrdiff_t t)
{
    int piece = 0;
    for (ptrdiff_t i = 0; i <= t; i++)
        piece += series->points[i].break_text.len > 0;
    return piece;
}

lxw_color_t book_mark_colour(const Book *book, ChangeMark mark)
{
    static const ColourRole roles[] = {
        [CHANGE_NONE] = COLOUR_GREY_TEXT, [CHANGE_UP] = COLOUR_GOOD, [CHANGE_DOWN] = COLOUR_BAD};
    return book_colour(book, roles[mark]);
}
