/* Names cut short: at a word; of several that begin alike none is cut like another. */
#include "report_case.h"

#include "../../src/report/build.h"

static Arena arena;

static void assert_shorts(const char *const *names, const char *const *shorts, ptrdiff_t count)
{
    Str list[8];
    assert_in_range(count, 1, 8);
    for (ptrdiff_t i = 0; i < count; i++)
        list[i] = str_from(names[i]);
    Str *found = label_shorten_apart(&arena, list, count);
    for (ptrdiff_t i = 0; i < count; i++)
        if (!str_equal(found[i], str_from(shorts[i])))
            fail_msg("%s: %.*s, not %s", names[i], STR_ARG(found[i]), shorts[i]);
}

static void one_name(void **state)
{
    (void)state;
    static const struct {
        const char *name, *cut;
    } names[] = {
        {"Sales", "Sales"},
        {"Exactly twenty-six letters", "Exactly twenty-six letters"},
        {"Exactly twenty-seven letters", "Exactly twenty-seven…"},
        {"Lắp đặt và dịch vụ sửa chữa thiết bị", "Lắp đặt và dịch vụ sửa…"},
        {"Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsges…"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        assert_shorts(&names[i].name, &names[i].cut, 1);
}

static void alike_at_the_start(void **state)
{
    (void)state;
    static const char *const names[] = {"Trung tâm dịch vụ khách hàng miền Nam số 01",
                                        "Trung tâm dịch vụ khách hàng miền Nam số 02",
                                        "Trung tâm dịch vụ khách hàng miền Bắc", "Kho vận"};
    static const char *const shorts[] = {"Trung tâm dịch…Nam số 01", "Trung tâm dịch…Nam số 02",
                                         "Trung tâm dịch vụ…miền Bắc", "Kho vận"};
    assert_shorts(names, shorts, 4);
    /* What tells them apart is long itself; or there is no word that does. */
    static const char *const longer[] = {
        "After-sale service of the northern region, first repair workshop",
        "After-sale service of the northern region, second repair workshop"};
    static const char *const cut[] = {"After-sale…first repair…", "After-sale…second repair…"};
    assert_shorts(longer, cut, 2);
    static const char *const words[] = {"Donaudampfschifffahrtsgesellschaft A",
                                        "Donaudampfschifffahrtsgesellschaft B"};
    static const char *const kept[] = {"Donaudampfschifffahrtsge…A", "Donaudampfschifffahrtsge…B"};
    assert_shorts(words, kept, 2);
}

/* Sixty, and names that are the beginnings of others: all stay apart, none is longer than it was.
 */
static void many_stay_apart(void **state)
{
    (void)state;
    enum { COUNT = 240 };
    Str names[COUNT];
    for (int i = 0; i < COUNT; i++)
        names[i] = str_format(&arena, "Service centre for customers %s of the region number %d%s",
                              i % 2 ? "in the very far north" : "in the very far south", i / 4,
                              i % 4 < 2 ? "" : " and its own warehouse");
    Str *shorts = label_shorten_apart(&arena, names, COUNT);
    for (int i = 0; i < COUNT; i++) {
        assert_true(shorts[i].len <= names[i].len);
        for (int j = 0; j < i; j++)
            if (str_equal(shorts[i], shorts[j]))
                fail_msg("%.*s stands for two", STR_ARG(shorts[i]));
    }
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 28, case_full, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_name),
        cmocka_unit_test(alike_at_the_start),
        cmocka_unit_test(many_stay_apart),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
