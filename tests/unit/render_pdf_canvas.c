/* The canvas: measuring, breaking, errors, same bytes. It leaves files in the working folder that
 * tests/render_pdf.py looks into with other programs: canvas-sample.pdf and canvas-letters-*.pdf.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/render/pdf/drawing.h"

typedef struct Setup {
    Arena arena;
    FontSet *fonts;
    Canvas *canvas;
    Str family; /* that was found */
} Setup;

static const Colour INK = {0.1, 0.14, 0.19}, TEAL = {0.04, 0.48, 0.55}, AMBER = {0.77, 0.44, 0.1};

static void setup_open(Setup *setup, const char *family, Lang lang)
{
    setup->arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    Diags diags = {.arena = &setup->arena};
    FontWish wish[FONT_ROLE_COUNT];
    for (int role = 0; role < FONT_ROLE_COUNT; role++)
        wish[role] = (FontWish){.family = str_from(family)};
    assert_true(fontset_open(&setup->fonts, wish, STR_NONE, &setup->arena, &diags));
    setup->family = fontset_face(setup->fonts, 0)->family;
    CanvasInfo info = {.title = S("Báo cáo <CX–EX> & bạn"),
                       .author = S("Tư vấn An Phú"),
                       .subject = S("Tháng 10 năm 2026"),
                       .lang = lang,
                       .created = {2026, 11, 5}};
    setup->canvas = canvas_open(setup->fonts, info, &setup->arena);
    assert_non_null(setup->canvas);
}

static void setup_close(Setup *setup)
{
    canvas_close(setup->canvas);
    fontset_close(setup->fonts);
    arena_close(&setup->arena);
}

static void write_file(const char *path, Str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.s, 1, (size_t)bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static TextStyle plain(double size_pt)
{
    return (TextStyle){.size_pt = size_pt, .colour = INK};
}

static TextStyle with(TextStyle style, FontWeight weight, Colour colour)
{
    style.weight = weight;
    style.colour = colour;
    return style;
}

/* ---- A page with everything ---- */
static void say(Canvas *canvas, Tag tag, double x, double y, TextStyle style, Str text)
{
    canvas_begin(canvas, tag);
    canvas_text(canvas, x, y, style, text);
    canvas_end(canvas, tag);
}

static void draw_head(Canvas *canvas)
{
    TextStyle kicker = with(plain(7.5), FONT_BOLD, TEAL);
    kicker.tracking_pt = 0.8;
    say(canvas, TAG_P, 42, 44, kicker, S("1  TÓM TẮT ĐIỀU HÀNH"));
    TextStyle title = with(plain(18), FONT_BOLD, INK);
    title.role = FONT_TITLE;
    say(canvas, TAG_H1, 42, 66, title, S("Khách hàng hài lòng hơn, nền tảng đang yếu đi"));
    say(canvas, TAG_P, 42, 83, plain(9), S("thang điểm 0–100 · T10/2026 so với T9/2026"));
}

static void draw_table(Canvas *canvas)
{
    static const char *const CELLS[3][3] = {{"Bộ phận", "CX", "EX"},
                                            {"Cửa hàng Quận 1", "79,6", "74,1"},
                                            {"Giao nhận", "66,2", "−57,7"}};
    canvas_begin_with(canvas, TAG_TABLE, (TagInfo){.summary = S("CX và EX theo bộ phận")});
    for (int row = 0; row < 3; row++) {
        canvas_begin(canvas, TAG_TR);
        for (int column = 0; column < 3; column++) {
            CellScope scope = row == 0 ? SCOPE_COLUMN : column == 0 ? SCOPE_ROW : SCOPE_NONE;
            Tag tag = scope == SCOPE_NONE ? TAG_TD : TAG_TH;
            TextStyle style = with(plain(9), row == 0 ? FONT_SEMIBOLD : FONT_REGULAR, INK);
            style.align = column == 0 ? ALIGN_LEFT : ALIGN_RIGHT;
            canvas_begin_with(canvas, tag, (TagInfo){.scope = scope});
            canvas_text(canvas, column == 0 ? 42 : 160 + 60 * column, 120 + 16 * row, style,
                        str_from(CELLS[row][column]));
            canvas_end(canvas, tag);
        }
        canvas_artifact_begin(canvas, ARTIFACT_LAYOUT);
        canvas_line(canvas, 42, 124 + 16 * row, 280, 124 + 16 * row, paint_line(INK, 0.3));
        canvas_artifact_end(canvas);
        canvas_end(canvas, TAG_TR);
    }
    canvas_end(canvas, TAG_TABLE);
}

static void draw_chart(Canvas *canvas)
{
    Box box = {42, 180, 240, 60};
    canvas_begin_with(canvas, TAG_FIGURE,
                      (TagInfo){.alt = S("Chỉ số khách hàng 74,2; mục tiêu 75"), .box = box});
    Paint axis = paint_line(INK, 0.6);
    axis.dash_pt = 0.5;
    axis.gap_pt = 1.5;
    canvas_line(canvas, 42, 210, 282, 210, axis);
    Paint bar = paint_line(TEAL, 2.2);
    bar.round = true;
    canvas_line(canvas, 150, 210, 190, 210, bar);
    Paint hollow = {.fill = true,
                    .fill_colour = {1, 1, 1},
                    .stroke = true,
                    .stroke_colour = TEAL,
                    .stroke_pt = 0.9};
    canvas_circle(canvas, 160, 210, 2.6, hollow);
    canvas_circle(canvas, 170, 210, 3.2, paint_fill(TEAL));
    Point slope[] = {{42, 235}, {90, 222}, {140, 230}, {190, 215}, {282, 220}};
    canvas_polyline(canvas, slope, CX_COUNTOF(slope), paint_line(AMBER, 1.1));
    Point area[] = {{42, 240}, {160, 226}, {282, 240}};
    Paint tint = paint_fill(AMBER);
    tint.transparency_01 = 0.7;
    canvas_polygon(canvas, area, CX_COUNTOF(area), tint);
    canvas_clip_begin(canvas, (Box){200, 185, 30, 20});
    canvas_circle(canvas, 200, 185, 25, paint_fill(AMBER));
    canvas_clip_end(canvas);
    canvas_round_rect(canvas, (Box){240, 185, 30, 20}, 4, paint_line(TEAL, 1));
    canvas_text(canvas, 282, 206, (TextStyle){.size_pt = 7, .colour = INK, .align = ALIGN_RIGHT},
                S("100"));
    canvas_end(canvas, TAG_FIGURE);
}

static void draw_links(Canvas *canvas)
{
    TextStyle style = with(plain(8), FONT_BOLD, TEAL);
    canvas_begin(canvas, TAG_P);
    canvas_begin(canvas, TAG_LINK);
    double width = canvas_text(canvas, 42, 280, style, S("Xem trang 2"));
    canvas_link_page(canvas, (Box){42, 272, width, 10}, 1, 40, S("Đến trang 2"));
    canvas_end(canvas, TAG_LINK);
    canvas_begin(canvas, TAG_LINK);
    width = canvas_text(canvas, 160, 280, style, S("example.org"));
    canvas_link_uri(canvas, (Box){160, 272, width, 10}, S("https://example.org/bảng (1)"),
                    S("Trang mẫu"));
    canvas_end(canvas, TAG_LINK);
    canvas_end(canvas, TAG_P);
}

static void draw_list(Canvas *canvas)
{
    canvas_begin(canvas, TAG_L);
    canvas_begin(canvas, TAG_LI);
    say(canvas, TAG_LBL, 42, 300, plain(9), S("●"));
    say(canvas, TAG_LBODY, 54, 300, plain(9), S("Gọi lại trong 48 giờ"));
    canvas_end(canvas, TAG_LI);
    canvas_end(canvas, TAG_L);
}

static const uint8_t LOGO_RGB[2 * 2 * 3] = {196, 112, 27, 11, 122, 140, 11, 122, 140, 196, 112, 27};
static const uint8_t LOGO_ALPHA[2 * 2] = {255, 128, 64, 255};

static void draw_second_page(Canvas *canvas)
{
    static const Image logo = {2, 2, LOGO_RGB, LOGO_ALPHA};
    canvas_page(canvas, CANVAS_A4_WIDTH, CANVAS_A4_HEIGHT);
    canvas_bookmark(canvas, 0, S("Phụ lục"), 0);
    canvas_bookmark(canvas, 1, S("Đơn vị \xF0\x9F\x98\x80"), 40);
    canvas_text(canvas, 42, 40, plain(9), S("ở trang sau."));
    canvas_end(canvas, TAG_P); /* begun on the page before */
    canvas_begin_with(canvas, TAG_FIGURE,
                      (TagInfo){.alt = S("Biểu trưng"), .box = {42, 60, 40, 40}});
    canvas_image(canvas, &logo, (Box){42, 60, 40, 40});
    canvas_image(canvas, &logo, (Box){90, 60, 40, 40});
    canvas_end(canvas, TAG_FIGURE);
    TextStyle upwards = plain(9);
    upwards.turn_deg = 90;
    upwards.align = ALIGN_CENTRE;
    say(canvas, TAG_P, 30, 300, upwards, S("Chỉ số khách hàng"));
    say(canvas, TAG_NOTE, 42, 520, plain(7), S("Ghi chú: ký tự \xE2\x98\x83 không có phông."));
    canvas_artifact_begin(canvas, ARTIFACT_FOOTER);
    canvas_text(canvas, 800, 570, (TextStyle){.size_pt = 7, .colour = INK, .align = ALIGN_RIGHT},
                S("2"));
    canvas_artifact_end(canvas);
}

static void draw_sample(Canvas *canvas)
{
    canvas_page(canvas, CANVAS_A4_WIDTH, CANVAS_A4_HEIGHT);
    canvas_page_label(canvas, NUMBERING_ARABIC, S("A-"), 1);
    canvas_bookmark(canvas, 0, S("Tóm tắt điều hành"), 0);
    canvas_artifact_begin(canvas, ARTIFACT_BACKGROUND);
    canvas_rect(canvas, (Box){600, 104, 200, 433}, paint_fill((Colour){0.96, 0.965, 0.97}));
    canvas_artifact_end(canvas);
    canvas_begin_with(canvas, TAG_SECT, (TagInfo){.title = S("Tóm tắt")});
    draw_head(canvas);
    draw_table(canvas);
    draw_chart(canvas);
    draw_links(canvas);
    draw_list(canvas);
    canvas_begin(canvas, TAG_P);
    canvas_paragraph(canvas, 616, 128, 168, 12, plain(8.5),
                     S("Kết quả khách hàng đi trước sức nhân viên; rủi ro: nghỉ việc và chi phí "
                       "tuyển thay thế."),
                     0);
    canvas_end(canvas, TAG_P);
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, 42, 350, plain(9), S("Điểm"));
    canvas_sign(canvas, SIGN_UP, 75, 346, 7, TEAL);
    canvas_text(canvas, 84, 350, plain(9), S("+1,8"));
    canvas_end(canvas, TAG_P);
    say(canvas, TAG_P, 42, 370, plain(9), S("▲▼ có ý nghĩa; ● chưa rõ; ○ tháng trước | mục tiêu"));
    say(canvas, TAG_P, 42, 390, plain(9), S("VAT 5% ≥ 3 ≤ 4 − ± × ½ ₫ € “ ” … fi ti AV To"));
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, 42, 410, plain(9), S("Đoạn này còn tiếp "));
    draw_second_page(canvas);
    canvas_end(canvas, TAG_SECT);
    canvas_attach(canvas, S("Bảng điểm.json"), S("application/json"), S("Số liệu"),
                  S("{\"cx\": 74.2}"));
}

static Str save(Setup *setup)
{
    Str bytes, reason;
    bool saved = canvas_save(setup->canvas, &setup->arena, &bytes, &reason);
    if (!saved)
        print_message("%.*s\n", STR_ARG(reason));
    assert_true(saved);
    return bytes;
}

static void same_calls_give_same_bytes(void **state)
{
    (void)state;
    Setup first, second;
    setup_open(&first, "Lato", LANG_VI);
    setup_open(&second, "Lato", LANG_VI);
    draw_sample(first.canvas);
    draw_sample(second.canvas);
    Str a = save(&first), b = save(&second);
    assert_true(str_equal(a, b));
    assert_true(str_starts(a, S("%PDF-1.7")));
    write_file("canvas-sample.pdf", a);
    setup_close(&first);
    setup_close(&second);
}

static void missing_letters_are_counted(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    draw_sample(setup.canvas);
    ptrdiff_t count_n;
    Str missing = canvas_missing(setup.canvas, &count_n);
    assert_int_equal(count_n,
                     1); /* the snowman: no text handed over when the fonts were opened held one */
    assert_true(str_equal(missing, S("\xE2\x98\x83")));
    setup_close(&setup);
}

/* ---- Letters, for comparison with another program's drawing ---- */
static void all_letters_are_drawn(void **state)
{
    (void)state;
    static const char *const FAMILIES[] = {"Lato", "Open Sans", "Roboto"};
    static const char *const WEIGHTS[] = {"regular", "light", "semibold", "bold", "italic"};
    static const char LETTERS[] = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
                                  "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊị"
                                  "ỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ";
    enum { COLUMNS = 12, CELL = 60 }; /* as in tests/render_pdf.py */
    for (ptrdiff_t f = 0; f < CX_COUNTOF(FAMILIES); f++) {
        Setup setup;
        setup_open(&setup, FAMILIES[f], LANG_VI);
        Str letters = str_from(LETTERS);
        for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
            canvas_page(setup.canvas, COLUMNS * CELL, COLUMNS * CELL);
            canvas_begin(setup.canvas, TAG_P);
            ptrdiff_t at = 0;
            for (int i = 0; at < letters.len; i++) {
                ptrdiff_t from = at;
                text_next(letters, &at);
                canvas_text(setup.canvas, i % COLUMNS * CELL + 10, i / COLUMNS * CELL + 42,
                            with(plain(36), (FontWeight)weight, (Colour){0, 0, 0}),
                            str_slice(letters, from, at));
            }
            canvas_end(setup.canvas, TAG_P);
        }
        Str bytes = save(&setup);
        Str name = str_format(&setup.arena, "canvas-letters-%.*s.pdf", STR_ARG(setup.family));
        write_file(str_cstr(&setup.arena, name), bytes);
        for (int weight = 0; weight < FONT_WEIGHT_COUNT; weight++) {
            int face = fontset_face_for(setup.fonts, FONT_TEXT, (FontWeight)weight);
            print_message("%s %s: %.*s\n", FAMILIES[f], WEIGHTS[weight],
                          STR_ARG(fontset_face(setup.fonts, face)->path));
        }
        setup_close(&setup);
    }
}

/* ---- Measuring and breaking ---- */
#define LONG_TEXT S("Kết quả khách hàng đi trước sức nhân viên; rủi ro: nghỉ việc")

static void lines_keep_to_the_width_and_lose_nothing(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    Str text = str_from("Kết quả khách hàng đi trước sức nhân viên; rủi ro: nghỉ việc và chi phí.");
    for (double width = 20; width < 400; width += 7) {
        TextLines lines = canvas_wrap(setup.canvas, &setup.arena, plain(9), text, width, 0);
        Str joined = str_join(&setup.arena, lines.items, lines.len, STR_NONE);
        assert_true(str_equal(joined, text));
        assert_false(lines.shortened);
        for (ptrdiff_t i = 0; i < lines.len; i++)
            assert_true(canvas_text_width(setup.canvas, plain(9), str_trim(lines.items[i])) <=
                        width * 1.002);
    }
    setup_close(&setup);
}

typedef struct WrapCase {
    const char *text;
    double width;
    int max_lines;
    ptrdiff_t lines;
    bool shortened;
    const char *last; /* NULL: not looked at */
} WrapCase;

static const WrapCase WRAPS[] = {
    {"", 100, 0, 1, false, ""},
    {"một hai", 1000, 0, 1, false, "một hai"},
    {"một\nhai", 1000, 0, 2, false, "hai"},
    {"một\nhai\nba", 1000, 2, 2, true, "hai…"},
    {"một  hai", 20, 0, 2, false, "hai"},
    {"aaaaaaaaaa", 0.1, 0, 10, false, "a"}, /* no room at all: a letter a line */
    {"aaaaaaaaaa", -5, 0, 10, false, "a"},
    {"Bán hàng-trực-tuyến", 30, 0, 4, false, NULL},
    {"Chăm sóc khách hàng doanh nghiệp", 60, 1, 1, true, "Chăm sóc…"},
    {"Chămsóckháchhàngdoanhnghiệp", 60, 1, 1, true, NULL},
    {"xx a\xC2\xA0"
     "b",
     16, 0, 2, false,
     "a\xC2\xA0"
     "b"},
};

static void odd_texts_are_wrapped_too(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(WRAPS); i++) {
        const WrapCase *c = &WRAPS[i];
        TextLines lines = canvas_wrap(setup.canvas, &setup.arena, plain(9), str_from(c->text),
                                      c->width, c->max_lines);
        Str last = lines.items[lines.len - 1];
        if (lines.len != c->lines || (c->last && !str_equal(last, str_from(c->last))))
            print_message("case %td: %td lines, last \"%.*s\"\n", i, lines.len, STR_ARG(last));
        assert_int_equal(lines.len, c->lines);
        assert_int_equal(lines.shortened, c->shortened);
        assert_true(!c->last || str_equal(last, str_from(c->last)));
    }
    setup_close(&setup);
}

static Str join(Arena *arena, TextLines lines)
{
    return str_join(arena, lines.items, lines.len, S("|"));
}

static void no_short_word_stands_alone_on_the_last_line(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    static const struct {
        double size, width;
        const char *text, *lines;
    } cases[] = {
        {8.5, 54, "Được lắng nghe", "Được |lắng nghe"},
        {9, 228, "Kết quả khách hàng đi trước sức nhân viên: cần chăm lo nền tảng.",
         "Kết quả khách hàng đi trước sức nhân viên: cần chăm lo |nền tảng."},
        /* a long word may, and one that would break another or take a line more */
        {9, 100, "Doanh thu mỗi nhân-viên-bán-hàng", NULL},
        {9, 30, "Abcdefghijklmnop q", NULL},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        TextLines lines = canvas_wrap(setup.canvas, &setup.arena, plain(cases[i].size),
                                      str_from(cases[i].text), cases[i].width, 0);
        if (cases[i].lines)
            assert_string_equal(str_cstr(&setup.arena, join(&setup.arena, lines)), cases[i].lines);
        assert_true(lines.width_pt <= cases[i].width);
    }
    setup_close(&setup);
}

static void a_title_of_two_lines_is_parted_where_it_pauses(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    Drawing d = {.canvas = setup.canvas, .arena = &setup.arena};
    static const struct {
        double size, width;
        const char *text, *lines;
    } cases[] = {
        {18, 600,
         "Bán hàng trực tuyến: khách hàng cao hơn, nhân viên thấp hơn rõ rệt so với phần còn lại",
         "Bán hàng trực tuyến: khách hàng cao hơn, |nhân viên thấp hơn rõ rệt so với phần còn lại"},
        {38, 500, "Trải nghiệm khách hàng và nhân viên", "Trải nghiệm khách hàng |và nhân viên"},
        {38, 400, "Guest and team experience", "Guest and team |experience"}, /* too short before */
        {18, 758, "Khách hàng hài lòng hơn, nhưng nền tảng đang yếu đi",
         "Khách hàng hài lòng hơn, nhưng nền tảng đang yếu đi"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        TextLines lines =
            drawing_balanced(&d, plain(cases[i].size), str_from(cases[i].text), cases[i].width, 3);
        assert_string_equal(str_cstr(&setup.arena, join(&setup.arena, lines)), cases[i].lines);
    }
    setup_close(&setup);
}

static void shortened_text_ends_at_a_word(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    Str text = S("Cửa hàng Cầu Giấy, Hà Nội");
    double whole = canvas_text_width(setup.canvas, plain(9), text);
    double room = canvas_text_width(setup.canvas, plain(9), S("Cửa hàng Cầu Giấy,…"));
    assert_true(str_equal(canvas_shorten(setup.canvas, &setup.arena, plain(9), text, whole), text));
    Str cut = canvas_shorten(setup.canvas, &setup.arena, plain(9), text, whole - 3);
    assert_true(str_equal(cut, S("Cửa hàng Cầu Giấy, Hà…")));
    cut = canvas_shorten(setup.canvas, &setup.arena, plain(9), text, room);
    assert_true(str_equal(cut, S("Cửa hàng Cầu Giấy…"))); /* not "Giấy,…" */
    for (double width = 0; width < whole; width += 2) {
        cut = canvas_shorten(setup.canvas, &setup.arena, plain(9), text, width);
        assert_true(str_ends(cut, S("…")));
        if (cut.len > 3)
            assert_true(canvas_text_width(setup.canvas, plain(9), cut) <= width * 1.002);
    }
    setup_close(&setup);
}

static void widths_add_up(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    TextStyle style = plain(10);
    double width = canvas_text_width(setup.canvas, style, S("đ₫n"));
    style.size_pt = 20;
    assert_true(fabs(canvas_text_width(setup.canvas, style, S("đ₫n")) - 2 * width) < 1e-9);
    style.size_pt = 10;
    style.tracking_pt = 3;
    assert_true(fabs(canvas_text_width(setup.canvas, style, S("đ₫n")) - width - 6) < 1e-9);
    /* NFD and NFC, soft hyphen, zero width, bidi control: the same text on paper. */
    style.tracking_pt = 0;
    double nfc = canvas_text_width(setup.canvas, style, S("ệ"));
    double nfd = canvas_text_width(setup.canvas, style,
                                   S("e\xCC\xA3\xCC\x82\xC2\xAD\xE2\x80\x8B\xE2\x80\xAE"));
    assert_true(fabs(nfc - nfd) < 1e-9);
    assert_true(canvas_cap_height(setup.canvas, style) > 6);
    setup_close(&setup);
}

/* ---- Errors ---- */
static void a_bad_number_is_recorded_once(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_EN);
    Canvas *canvas = setup.canvas;
    canvas_page(canvas, 842, 595);
    canvas_begin(canvas, TAG_P);
    canvas_text(canvas, 10, 10, plain(9), S("good"));
    assert_true(canvas_ok(canvas));
    canvas_text(canvas, NAN, 10, plain(9), S("bad"));
    assert_false(canvas_ok(canvas));
    Str first = canvas_reason(canvas);
    assert_true(str_find(first, S("page 1")) >= 0);
    /* From here on every call is quiet. */
    canvas_line(canvas, 0, 0, INFINITY, 1, paint_line(INK, 1));
    canvas_circle(canvas, 1e9, 0, 3, paint_fill(INK));
    canvas_sign(canvas, SIGN_CHECK, 1, 1, 1, INK);
    canvas_end(canvas, TAG_P);
    canvas_page(canvas, 842, 595);
    Str bytes, reason;
    assert_false(canvas_save(canvas, &setup.arena, &bytes, &reason));
    assert_true(str_equal(reason, first));
    assert_int_equal(bytes.len, 0);
    setup_close(&setup);
}

static void a_page_that_libharu_refuses_is_an_error(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_EN);
    canvas_page(setup.canvas, 1, 1); /* libharu takes 3 pt and more */
    Str bytes, reason;
    assert_false(canvas_save(setup.canvas, &setup.arena, &bytes, &reason));
    assert_true(str_find(reason, S("libharu")) >= 0);
    setup_close(&setup);
}

static void a_link_to_nowhere_and_no_pages_are_errors(void **state)
{
    (void)state;
    Setup setup;
    Str bytes, reason;
    setup_open(&setup, "Lato", LANG_EN);
    canvas_page(setup.canvas, 842, 595);
    canvas_begin(setup.canvas, TAG_P);
    canvas_begin(setup.canvas, TAG_LINK);
    canvas_text(setup.canvas, 10, 10, plain(9), S("page 9"));
    canvas_link_page(setup.canvas, (Box){10, 0, 30, 10}, 8, 0, S("page 9"));
    canvas_end(setup.canvas, TAG_LINK);
    canvas_end(setup.canvas, TAG_P);
    assert_false(canvas_save(setup.canvas, &setup.arena, &bytes, &reason));
    assert_true(str_find(reason, S("link")) >= 0);
    setup_close(&setup);
    setup_open(&setup, "Lato", LANG_EN);
    assert_false(canvas_save(setup.canvas, &setup.arena, &bytes, &reason));
    assert_true(str_find(reason, S("no pages")) >= 0);
    setup_close(&setup);
}

static void a_hundred_pages_of_text(void **state)
{
    (void)state;
    Setup setup;
    setup_open(&setup, "Lato", LANG_VI);
    canvas_begin(setup.canvas, TAG_SECT);
    canvas_begin(setup.canvas, TAG_P); /* one paragraph over all pages */
    for (int page = 0; page < 100; page++) {
        canvas_page(setup.canvas, 842, 595);
        for (int line = 0; line < 45; line++)
            canvas_text(setup.canvas, 42, 40 + line * 12, plain(9), LONG_TEXT);
    }
    canvas_end(setup.canvas, TAG_P);
    canvas_end(setup.canvas, TAG_SECT);
    write_file("canvas-hundred.pdf", save(&setup));
    setup_close(&setup);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_calls_give_same_bytes),
        cmocka_unit_test(missing_letters_are_counted),
        cmocka_unit_test(all_letters_are_drawn),
        cmocka_unit_test(lines_keep_to_the_width_and_lose_nothing),
        cmocka_unit_test(odd_texts_are_wrapped_too),
        cmocka_unit_test(no_short_word_stands_alone_on_the_last_line),
        cmocka_unit_test(a_title_of_two_lines_is_parted_where_it_pauses),
        cmocka_unit_test(shortened_text_ends_at_a_word),
        cmocka_unit_test(widths_add_up),
        cmocka_unit_test(a_bad_number_is_recorded_once),
        cmocka_unit_test(a_page_that_libharu_refuses_is_an_error),
        cmocka_unit_test(a_link_to_nowhere_and_no_pages_are_errors),
        cmocka_unit_test(a_hundred_pages_of_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
