#include "one_arena.h"

#include <stdio.h>

#include "cxex/privacy.h"

static const char list[] = "\xEF\xBB\xBFHọ và tên;Bộ phận\r\n"
                           "Nguyễn Thị Lan;Kho\r\n"
                           "Trần Thu Hà\r\n"
                           "\r\n"
                           "Phạm Thị-Mơ, Kế toán\r\n"
                           "Hùng\r\n"
                           "Le Van Tam\r\n"
                           "John Smith\tSales\r\n"
                           "Đỗ An\r\n";

static Str list_path;

static const Redactor *open_with(Str path, Lang lang)
{
    Diags diags = {.arena = &arena};
    const Redactor *redactor = redactor_open(&arena, path, (Pos){0}, lang, &diags);
    assert_non_null(redactor);
    assert_int_equal(diags.list.len, 0);
    return redactor;
}

static int open_all(void **state)
{
    open_arena(state);
    Str reason;
    list_path = S("privacy_redact_names.csv");
    remove("privacy_redact_names.csv");
    return os_file_write(&arena, list_path, (Str){list, sizeof list - 1}, &reason) ? 0 : 1;
}

static int close_all(void **state)
{
    remove("privacy_redact_names.csv");
    return close_arena(state);
}

typedef struct Case {
    const char *text, *expected; /* expected NULL: as it is */
} Case;

static void check(const Redactor *redactor, const Case *cases, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        const char *expected = cases[i].expected ? cases[i].expected : cases[i].text;
        Str once = redactor_clean(&arena, redactor, str_from(cases[i].text));
        if (!str_equal(once, str_from(expected)))
            fail_msg("\"%s\" became \"%.*s\", not \"%s\"", cases[i].text, STR_ARG(once), expected);
        Str twice = redactor_clean(&arena, redactor, once);
        if (!str_equal(once, twice))
            fail_msg("\"%.*s\" became \"%.*s\"", STR_ARG(once), STR_ARG(twice));
        assert_int_equal(utf8_invalid_at(once), -1);
    }
}

static void listed_names(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Nhờ Nguyễn Thị Lan giúp", "Nhờ [tên] giúp"},
        {"nhờ nguyen thi lan giúp", "nhờ [tên] giúp"},
        {"nhờ NGUYỄN THI LAN.", "nhờ [tên]."},
        {"Lan giúp tôi", NULL},
        {"chị Lan giúp", "chị [tên] giúp"},
        {"chị lan giúp", "chị [tên] giúp"},
        {"chi lan giup", "chi [tên] giup"},
        {"chị làn giúp", NULL}, /* another word */
        {"anh nguyễn giúp", "anh [tên] giúp"},
        {"Thu Hà nói", "[tên] nói"},
        {"thu hà nói", NULL},
        {"thu Hà nói", NULL},
        {"Thu hà nói", NULL},
        {"chị thu hà nói", "chị [tên] nói"},
        {"mùa thu đến", NULL},
        {"Thị Mơ nói", "[tên] nói"},
        {"phạm thị mơ nói", "[tên] nói"},
        {"Hùng ơi", "[tên] ơi"},
        {"hùng vĩ", NULL},
        {"Hưng ơi", NULL},
        {"a hùng", "a [tên]"},
        {"A. hung vui", "A. [tên] vui"},
        {"chú tám vui", "chú [tên] vui"}, /* listed without accents */
        {"chú tâm vui", "chú [tên] vui"},
        {"john smith came", "[tên] came"},
        {"Kho rộng", NULL}, /* of the list's first column alone */
        {"Họ và tên của tôi", NULL},
        {"Đỗ An Bình", "[tên] Bình"},
        {"do an ngon", "[tên] ngon"},
        {"em an tâm", "em [tên] tâm"},
    };
    check(open_with(list_path, LANG_VI), cases, CX_COUNTOF(cases));
}

static void forms_of_address(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Cảm ơn anh Nam nhiều", "Cảm ơn anh [tên] nhiều"},
        {"chị Trần Thị Thu Cúc vui tính", "chị [tên] vui tính"},
        {"em Nguyễn Hoàng Anh", "em [tên] Anh"},
        {"Xin gặp Nguyễn Văn Bình để hỏi", "Xin gặp [tên] để hỏi"},
        {"Nhờ Lê Thị Thu Hà giúp", "Nhờ [tên] giúp"},
        {"ask for Trần Gia Bảo please", "ask for [tên] please"},
        {"đường Nguyễn Trãi kẹt xe", "đường Nguyễn Trãi kẹt xe"}, /* two words: a street */
        {"LÊ DO GIAO HÀNG TRỄ", "LÊ DO GIAO HÀNG TRỄ"},
        {"Lê Văn", "Lê Văn"},
        {"lê Văn An", "lê Văn An"},
        {"Lan Văn An", "Lan Văn An"}, /* no family name */
        {"Đỗ Không Ai Nghe", "Đỗ Không Ai Nghe"},
        {"Hồ", "Hồ"},
        {"cô Hoa, chú Bảy và bác Tư", "cô [tên], chú [tên] và bác [tên]"},
        {"ông Minh bà Liên thầy Đức bạn Vy sếp Khoa",
         "ông [tên] bà [tên] thầy [tên] bạn [tên] sếp [tên]"},
        {"dì Ba, cậu Út", "dì [tên], cậu [tên]"},
        {"SẾP KHOA", "SẾP [tên]"},
        {"bác sĩ Long khám, cô giáo Mai dạy", "bác sĩ [tên] khám, cô giáo [tên] dạy"},
        {"Bác Sĩ giỏi", NULL},
        {"nhân viên Tuấn, quản lý Yến", "nhân viên [tên], quản lý [tên]"},
        {"trưởng phòng Dũng và giám đốc Quân", "trưởng phòng [tên] và giám đốc [tên]"},
        {"kế toán Vân, lễ tân Trang, bảo vệ Sáu, lái xe Tý",
         "kế toán [tên], lễ tân [tên], bảo vệ [tên], lái xe [tên]"},
        {"tên Phúc, tên là Phúc, tôi là Phúc, em là Phúc, mình là Phúc",
         "tên [tên], tên là [tên], tôi là [tên], em là [tên], mình là [tên]"},
        {"a Nam với c.Hạnh và e. Tú", "a [tên] với c.[tên] và e. [tên]"},
        {"Vitamin C Hàn Quốc", NULL},
        {"anh Chị Em trong phòng", NULL},
        {"em KHÔNG hài lòng", NULL},
        {"Bà Rịa và Anh Quốc", NULL},
        {"anh ấy tốt", NULL},
        {"cảm ơn chị. Hàng đẹp", NULL},
        {"cảm ơn chị, Hàng đẹp", NULL},
        {"Ban Giám đốc", NULL},
        {"chị  Mai", "chị [tên]"},
        {"danh Nam", NULL},
        {"Mr Nam and Ms. Hoa met Mrs Thu Thuy", "Mr [tên] and Ms. [tên] met Mrs [tên]"},
        {"dr. House, Prof Tran, miss Lee", "dr. [tên], Prof [tên], miss [tên]"},
        {"My name is Peter Pan", "My name is [tên]"},
        {"it took 20 ms to load", NULL},
        {"Mr I said", NULL},
        {"chị", NULL},
        {"a.", NULL},
    };
    check(open_with(STR_NONE, LANG_VI), cases, CX_COUNTOF(cases));
}

static void numbers(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"gọi 0912345678 nhé", "gọi [số điện thoại] nhé"},
        {"gọi 0912 345 678.", "gọi [số điện thoại]."},
        {"0912.345.678", "[số điện thoại]"},
        {"0912-345-678", "[số điện thoại]"},
        {"0912,345,678", "[số điện thoại]"},
        {"09 12 34 56 78", "[số điện thoại]"},
        {"0 9 1 2 3 4 5 6 7 8", "[số điện thoại]"},
        {"+84 912.345.678", "[số điện thoại]"},
        {"84-91-234 5678", "[số điện thoại]"},
        {"+84 (0) 912 345 678", "[số điện thoại]"},
        {"(028) 3823 4567", "[số điện thoại]"},
        {"028 – 3823 4567", "[số điện thoại]"},
        {"+1 (415) 555-2671", "[số điện thoại]"},
        {"1900 1234, 1800.5566", "[số điện thoại], [số điện thoại]"},
        {"1955 123 456", "[số]"},
        {"sđt:0912345678", "sđt:[số điện thoại]"},
        {"sdt0912345678", "[số]"},
        {"dienthoai0912345678", "dienthoai[số điện thoại]"},
        {"٠٩١٢٣٤٥٦٧٨", "[số điện thoại]"},
        {"CCCD 079201001234", "CCCD [số]"},
        {"079 201 001 234", "[số]"},
        {"CMND 023456789", "CMND [số điện thoại]"},
        {"CMND 212345678", "CMND [số]"},
        {"212 345 678", "[số]"},
        {"212.345.678", "[số]"},
        {"STK 1903 1234 5678 90 Techcombank", "STK [số] Techcombank"},
        {"4111 1111 1111 1111", "[số]"},
        {"84 12 34 56 78 90 12 34 56 78 90 12 34 56", "[số]"},
        {"MST 0312345678-001", "MST [số]"},
        {"8412345678", "[số]"},
        {"8512345678901", "[số]"},
        {"+12345678", "[số điện thoại]"},
        {"B1234567", "[số]"},
        {"NV-00123, kh_00456", "[số], [số]"},
        {"HD-2026-0012/A", "[số]/A"},
        {"đơn DH20261012ab.", "đơn [số]."},
        {"xe 51F-123.45 và 59-X1 123.45", "xe [số] và [số]"},
        {"30A12345, 30a 12345, 51F-1234", "[số], 30a 12345, [số]"},
        {"29AB-123.45 29-b1.23456", "[số] [số]"},
        {"ngày 12 51F-123.45", "ngày 12 [số]"},
    };
    check(open_with(STR_NONE, LANG_VI), cases, CX_COUNTOF(cases));
}

static void numbers_that_stay(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "đợi 12 ngày, 3 lần",
        "500.000đ",
        "12.500.000 và 1,250,000",
        "lương 12500000 đồng",
        "lương 15.000.000đ một tháng",
        "doanh thu 1.500.000.000 VND",
        "1 500 000 000 đồng",
        "150000000 vnđ",
        "1.234.567.890 USD, 123456789 $",
        "10/10/2026 lúc 08:30",
        "10-10-2026 08:30",
        "2026-10-10",
        "10.10.2026 đến 12.10.2026",
        "giai đoạn 2019-2020",
        "2019 2020 2021",
        "từ 08.30-17.30 mỗi ngày",
        "8h30 - 17h00",
        "tăng 12,5% so với 10,2%",
        "chấm 9/10 điểm, 24/7",
        "3 (ba) lần",
        "(5 người)",
        "C++ 11",
        "ISO9001, Covid-19, FY2026, VND500000",
        "mid-2026 và q2026",
        "Q4/2026, T10/2026, 2tr500, 500k",
        "phòng A1 tầng B12",
        "12345 km",
        "1234567",
        "12. 34. 56. 78. 90",
        "2019, 2020, 2021, 2022",
        "abcde12345",
    };
    const Redactor *redactor = open_with(STR_NONE, LANG_VI);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++)
        check(redactor, &(Case){texts[i], NULL}, 1);
    static const Case cases[] = {
        {"212345678 đồng ý", "[số] đồng ý"},
        {"212345678 đồng nghiệp", "[số] đồng nghiệp"},
        {"212345678 đã", "[số] đã"},
        {"0912345678 đ", "[số điện thoại] đ"},
        {"2019 2020 2021 2022", "[số]"},
        {"10 10 2026", "[số]"},
        {"32-10-2026", "[số]"},
        {"10-13-2026", "[số]"},
        {"2026-10-32", "[số]"},
        {"10-10.2026", "[số]"},
        {"10-10-1899", "[số]"},
        {"25.30-17.30", "[số]"},
        {"08.60-17.30", "[số]"},
        {"08.30.17.30", "[số]"},
        {"1234.567.890", "[số]"},
        {"1.2345.678.9", "[số]"},
        {"12.345-678", "[số]"},
    };
    check(redactor, cases, CX_COUNTOF(cases));
}

static void addresses(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"mail lan.nguyen+x@fpt.com.vn.", "mail [thư điện tử]."},
        {"lan_99@fpt, ok", "[thư điện tử], ok"},
        {"lan @ gmail.com", "[thư điện tử]"},
        {"lan@ gmail.com", "[thư điện tử]"},
        {"lan.nguyen(at)gmail.com", "[thư điện tử]"},
        {"lan[AT]gmail.com", "[thư điện tử]"},
        {"đặng@thưtín.vn", "[thư điện tử]"},
        {"mua 5 @ 10k", NULL},
        {"mua 5@10k", NULL},
        {"xin @ chào", NULL},
        {"gặp @lan_nguyen. nhé", "gặp [tên]. nhé"},
        {"a @ b, @1st", NULL},
        {"@x", NULL},
        {"xem https://a.b/c?d=1. Rồi", "xem [liên kết]. Rồi"},
        {"HTTP://X", "[liên kết]"},
        {"www.lan-nguyen.me/x)", "[liên kết])"},
        {"facebook.com/lan.nguyen!", "[liên kết]!"},
        {"vào shop.vn, nhanh", "vào [liên kết], nhanh"},
        {"Rất tốt.Nhưng chậm", NULL},
        {"v.v. và TP.HCM", NULL},
        {"phiên bản 3.5.1", NULL},
        {"vietnam.viet", NULL},
        {".com", NULL},
    };
    check(open_with(STR_NONE, LANG_VI), cases, CX_COUNTOF(cases));
}

static void english(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Call me on 0912 345 678 or at lan@x.vn", "Call me on [phone number] or at [e-mail]"},
        {"Mr. Brown took 079201001234", "Mr. [name] took [number]"},
        {"see www.x.vn", "see [link]"},
        {"a Vietnamese company, e Nam", NULL},
        {"a Hùng came", "a [name] came"},
        {"anh Nam helped", "anh [name] helped"},
        {"I waited 12 days and paid 1,250,000 VND on 10/10/2026", NULL},
    };
    check(open_with(list_path, LANG_EN), cases, CX_COUNTOF(cases));
}

/* One line, NFC, nothing unseen: also what hides a number from the eye of a program. */
static void one_line_in_normal_form(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"", NULL},
        {" a\r\n\tb ", "a b"},
        {"09\u200B12\u200D345678", "[số điện thoại]"},
        {"0912\u00A0345\u00A0678", "[số điện thoại]"},
        {"chi\u0323 Mai", "chị [tên]"},
        {"🙂 [tên] 🙂", NULL},
        {"[số điện thoại] Lan [số]", NULL},
        {"số [tên", NULL},
    };
    check(open_with(STR_NONE, LANG_VI), cases, CX_COUNTOF(cases));
}

/* Any mixture of pieces: cleaning twice changes nothing, and no UTF-8 breaks. */
static void mixtures(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "chị", "Lan",  " ",      " ",     ".", "0912", "345678", "@",  "x.vn", "NV",
        "-",   "001",  "đ",      "[tên]", "[", "51F",  "+84",    "(",  ")",    "a",
        ",",   "Hùng", "nguyễn", "2026",  "é", "🙂", "/",      "là", "tôi",
    };
    const Redactor *redactor = open_with(list_path, LANG_VI);
    uint32_t random = 1;
    for (int i = 0; i < 20000; i++) {
        ArenaMark mark = arena_mark(&arena);
        Buffer text = {.arena = &arena};
        for (int j = 0; j < 9; j++) {
            random = random * 1664525 + 1013904223;
            buffer_add(&text, str_from(pieces[(random >> 16) % CX_COUNTOF(pieces)]));
        }
        Str once = redactor_clean(&arena, redactor, buffer_str(&text));
        Str twice = redactor_clean(&arena, redactor, once);
        if (!str_equal(once, twice) || utf8_invalid_at(once) >= 0)
            fail_msg("\"%.*s\" -> \"%.*s\" -> \"%.*s\"", STR_ARG(buffer_str(&text)), STR_ARG(once),
                     STR_ARG(twice));
        arena_reset(&arena, mark);
    }
}

static void lists_that_cannot_be_read(void **state)
{
    (void)state;
    Diags diags = {.arena = &arena};
    Pos pos = {.file = S("project.ini"), .line = 7};
    assert_null(redactor_open(&arena, S("no-such-file.csv"), pos, LANG_VI, &diags));
    assert_int_equal(diags.list.len, 1);
    assert_int_equal(diags.list.items[0].code, DIAG_FILE_UNREADABLE);
    assert_int_equal(diags.list.items[0].pos.line, 7);

    Str path = S("privacy_redact_bad.csv");
    Str reason;
    assert_true(os_file_write(&arena, path, S("Lan\nH\xE0\n"), &reason));
    assert_null(redactor_open(&arena, path, pos, LANG_VI, &diags));
    remove("privacy_redact_bad.csv");
    assert_int_equal(diags.list.len, 2);
    assert_int_equal(diags.list.items[1].code, DIAG_DATA_NOT_UTF8);
    assert_text(diags.list.items[1].found, "0xE0");
    assert_text(diags.list.items[1].expected, "5");

    assert_true(os_file_write(&arena, path, STR_NONE, &reason));
    assert_non_null(redactor_open(&arena, path, pos, LANG_VI, &diags));
    remove("privacy_redact_bad.csv");
}

/* Lists from Excel come in UTF-16 too. */
static void list_in_utf16(void **state)
{
    (void)state;
    static const char bytes[] = "\xFF\xFEH\0\xF9\0n\0g\0\r\0\n\0M\0a\0i\0";
    Str path = S("privacy_redact_wide.csv");
    Str reason;
    assert_true(os_file_write(&arena, path, (Str){bytes, sizeof bytes - 1}, &reason));
    const Redactor *redactor = open_with(path, LANG_VI);
    remove("privacy_redact_wide.csv");
    check(redactor, &(Case){"Hùng gặp Mai", "[tên] gặp [tên]"}, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_names),
        cmocka_unit_test(forms_of_address),
        cmocka_unit_test(numbers),
        cmocka_unit_test(numbers_that_stay),
        cmocka_unit_test(addresses),
        cmocka_unit_test(english),
        cmocka_unit_test(one_line_in_normal_form),
        cmocka_unit_test(mixtures),
        cmocka_unit_test(lists_that_cannot_be_read),
        cmocka_unit_test(list_in_utf16),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
