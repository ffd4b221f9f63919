/* Words to replace: which words are meant, how they are written where they stand, and what is
 * refused. The expected texts are ordinary English and Vietnamese, written by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <cxex/text.h>

enum { PAIRS_MOST = 4 };

typedef struct PairRow {
    const char *from, *to;
} PairRow;

static ptrdiff_t pairs_of(const PairRow *rows, WordPair *pairs)
{
    ptrdiff_t count = 0;
    for (; count < PAIRS_MOST && rows[count].from; count++)
        pairs[count] = (WordPair){str_from(rows[count].from), str_from(rows[count].to)};
    return count;
}

static void replaced(void **state)
{
    (void)state;
    static const struct {
        LangId lang;
        PairRow pairs[PAIRS_MOST];
        const char *text, *expected;
    } cases[] = {
        /* whole words, each way of writing */
        {LANG_VI,
         {{"phòng ban", "chi nhánh"}},
         "Phòng ban nào? phòng ban A",
         "Chi nhánh nào? chi nhánh A"},
        {LANG_VI,
         {{"Phòng ban", "Chi nhánh"}},
         "PHÒNG BAN · các phòng ban",
         "CHI NHÁNH · các chi nhánh"},
        {LANG_VI,
         {{"ban", "đội"}},
         "bánh, bạn, ban; Băng, phòng ban.",
         "bánh, bạn, đội; Băng, phòng đội."},
        {LANG_VI,
         {{"phòng\xC2\xA0"
           "ban",
           "chi nhánh"}},
         "phòng ban, phòng\xC2\xA0"
         "ban",
         "chi nhánh, chi nhánh"},
        {LANG_VI,
         {{"đơn vị", "điểm bán"}},
         "Đơn vị · đơn vịx · xđơn vị",
         "Điểm bán · đơn vịx · xđơn vị"},
        {LANG_VI, {{"công ty", "Sen Việt"}}, "Công ty và công ty", "Sen Việt và Sen Việt"},
        {LANG_VI, {{"Công ty", "BU"}}, "công ty", "BU"},
        {LANG_EN,
         {{"employee", "colleague"}},
         "Employee's, employees, EMPLOYEE",
         "Colleague's, employees, COLLEAGUE"},
        {LANG_EN,
         {{"employee-side", "team-side"}},
         "the employee-side: Employee-side",
         "the team-side: Team-side"},
        /* an abbreviation is found in capitals alone */
        {LANG_EN, {{"IT", "Systems"}}, "it is IT, It", "it is Systems, It"},
        /* the longest first, once, and two that change places */
        {LANG_VI,
         {{"ban", "nhóm"}, {"phòng ban", "chi nhánh"}},
         "phòng ban, ban",
         "chi nhánh, nhóm"},
        {LANG_EN,
         {{"guest", "customer"}, {"customer", "guest"}},
         "guest, customer",
         "customer, guest"},
        {LANG_EN, {{"unit", "unit team"}}, "unit", "unit team"},
        /* places stay */
        {LANG_EN, {{"unit", "shop"}}, "{0} unit {1}unit{2}", "{0} shop {1}shop{2}"},
        /* a, an */
        {LANG_EN,
         {{"employee", "colleague"}},
         "An employee, an employee",
         "A colleague, a colleague"},
        {LANG_EN,
         {{"customer", "attendee"}},
         "a customer; A customer; Data customer",
         "an attendee; An attendee; Data attendee"},
        {LANG_EN,
         {{"employee", "user"}, {"department", "hub"}},
         "an employee, a department",
         "an user, a hub"},
        {LANG_EN, {{"employee", "MVP"}}, "an employee", "an MVP"},
        {LANG_VI, {{"khách", "anh em"}}, "a khách", "a anh em"},
        /* nothing to do */
        {LANG_EN, {{"shop", "store"}}, "Workshops and shops", "Workshops and shops"},
        {LANG_EN, {{"shop", "store"}}, "", ""},
        {LANG_EN, {{NULL, NULL}}, "shop", "shop"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 20, NULL, NULL);
        WordPair pairs[PAIRS_MOST];
        ptrdiff_t count = pairs_of(cases[i].pairs, pairs);
        Str found =
            text_replace_words(&arena, str_from(cases[i].text), cases[i].lang, pairs, count);
        assert_string_equal(str_cstr(&arena, found), cases[i].expected);
        arena_close(&arena);
    }
}

/* A language with own words says them, and is the language in everything else. */
static void a_catalogue(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    const WordPair pairs[] = {{S("Khách hàng"), S("Hội viên")}};
    Lang own = catalogue_replace(&arena, LANG_VI, pairs, 1);
    assert_true(own != LANG_VI);
    assert_int_equal(lang_id(own), LANG_VI);
    assert_int_equal(lang_id(LANG_EN), LANG_EN);
    assert_true(catalogue_replace(&arena, LANG_EN, pairs, 0) == LANG_EN);
    assert_true(str_equal(num_show(&arena, 1234.5, 1, own), S("1.234,5")));
    assert_true(str_equal(date_show(&arena, (Date){2026, 11, 5}, own), S("05/11/2026")));
    assert_true(
        str_equal(text_sort_key(&arena, S("Đ"), own), text_sort_key(&arena, S("Đ"), LANG_VI)));
    ptrdiff_t changed = 0;
    for (int key = 0; key < WORD_COUNT; key++) {
        Str plain = word(LANG_VI, (Word)key), text = word(own, (Word)key);
        assert_false(text_has_words(&arena, text, S("khách hàng")));
        assert_true(str_equal(plain, text) != text_has_words(&arena, plain, S("khách hàng")));
        changed += !str_equal(plain, text);
        /* whatever is replaced, a text keeps its places */
        for (int place = 0; place < 10; place++) {
            Str mark = str_format(&arena, "{%d}", place);
            assert_true((str_find(plain, mark) >= 0) == (str_find(text, mark) >= 0));
        }
    }
    assert_true(changed > 50);
    /* values are put into places, not replaced */
    const Str names[] = {S("Chăm sóc khách hàng"), S("T10/2026")};
    Str filled = word_fill(&arena, own, WORD_BRIEF_SUBJECT, names, 2);
    assert_true(str_find(filled, S("Chăm sóc khách hàng")) >= 0);
    arena_close(&arena);
}

static void faults(void **state)
{
    (void)state;
    static const struct {
        LangId lang;
        PairRow pairs[PAIRS_MOST];
        ptrdiff_t index;
        WordFault fault;
        const char *about;
    } cases[] = {
        {LANG_VI, {{"bộ phận", "chi nhánh"}}, 0, WORD_FAULT_NONE, ""},
        {LANG_EN, {{"department", "branch"}, {"departments", "branches"}}, 0, WORD_FAULT_NONE, ""},
        {LANG_EN, {{"department", "branch"}}, 0, WORD_FAULT_PLURAL, "departments"},
        {LANG_EN, {{"locomotive", "train"}}, 0, WORD_FAULT_UNUSED, ""},
        /* only of `cxex init`, and of a theme's specimen */
        {LANG_EN, {{"neighbours", "friends"}}, 0, WORD_FAULT_UNUSED, ""},
        {LANG_EN, {{"contrast", "distance"}}, 0, WORD_FAULT_UNUSED, ""},
        {LANG_VI, {{"nhân viên", "nhân viên dẫn đến"}}, 0, WORD_FAULT_CLAIM, "dẫn đến"},
        {LANG_EN, {{"employees", "what drives us"}}, 0, WORD_FAULT_CLAIM, "drives"},
        /* made only where the words of a sentence meet */
        {LANG_EN, {{"both", "leads"}, {"results", "to"}}, 0, WORD_FAULT_CLAIM, "leads to"},
        {LANG_EN, {{"goes with", "leads to"}}, 0, WORD_FAULT_GUARDED, "goes with"},
        {LANG_EN, {{"not", "certainly"}}, 0, WORD_FAULT_GUARDED, "not"},
        {LANG_EN, {{"employees", "no employees"}}, 0, WORD_FAULT_GUARDED, "no"},
        {LANG_VI, {{"đi cùng", "kéo theo"}}, 0, WORD_FAULT_GUARDED, "đi cùng"},
        {LANG_VI, {{"ít nhất", "tới"}}, 0, WORD_FAULT_GUARDED, "ít nhất"},
        {LANG_VI, {{"sai số", "số"}}, 0, WORD_FAULT_GUARDED, "sai số"},
        {LANG_VI, {{"người trả lời", "khách"}}, 0, WORD_FAULT_GUARDED, "người trả lời"},
        {LANG_EN, {{"people", "staff"}}, 0, WORD_FAULT_GUARDED, "people"},
        {LANG_EN,
         {{"Customer journey", "All the many steps of our dear guests"}},
         0,
         WORD_FAULT_SHEET,
         "All the many steps of our dear guests"},
        {LANG_EN,
         {{"customer", "employee"}, {"customers", "employees"}},
         0,
         WORD_FAULT_SHEET,
         "Employee journey"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
        WordPair pairs[PAIRS_MOST];
        ptrdiff_t count = pairs_of(cases[i].pairs, pairs);
        Lang own = catalogue_replace(&arena, cases[i].lang, pairs, count);
        Str about = STR_NONE;
        WordFault fault = catalogue_fault(&arena, own, pairs, count, cases[i].index, &about);
        if (fault != cases[i].fault || !str_equal(about, str_from(cases[i].about)))
            fail_msg("%s = %s: %d, \"%.*s\"", cases[i].pairs[0].from, cases[i].pairs[0].to,
                     (int)fault, STR_ARG(about));
        arena_close(&arena);
    }
}

/* No plain text of the program makes a claim. */
static void catalogues_claim_nothing(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (int key = 0; key < WORD_COUNT; key++)
            assert_int_equal(text_claim(&arena, word((Lang)lang, (Word)key)).len, 0);
    assert_true(str_equal(text_claim(&arena, S("Nó do khách nên giảm")), S("do … nên")));
    assert_true(str_equal(text_claim(&arena, S("EX GUARANTEES CX")), S("guarantees")));
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replaced),
        cmocka_unit_test(a_catalogue),
        cmocka_unit_test(faults),
        cmocka_unit_test(catalogues_claim_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
