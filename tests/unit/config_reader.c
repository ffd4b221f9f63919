/* The line reader in front of inih: what inih alone does wrong (cut lines and names, comments
 * inside quotation marks, silent errors) must come out right or be reported. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "../../src/config/ini.h"

typedef struct Fixture {
    Arena arena;
    Diags diags;
    IniDoc doc;
    bool good;
} Fixture;

static Fixture read_bytes(Str bytes)
{
    Fixture f = {.arena = arena_open((ptrdiff_t)1 << 28, NULL, NULL)};
    f.diags = (Diags){.arena = &f.arena};
    f.good = ini_read(&f.arena, &f.doc, S("x.ini"), bytes, &f.diags);
    return f;
}

/* Codes of all problems in the order found: "no-equals@2:1 …". */
static Str show_problems(Fixture *f)
{
    f->diags.arena = &f->arena; /* the fixture was returned by value */
    Buffer out = {.arena = &f->arena};
    for (ptrdiff_t i = 0; i < f->diags.list.len; i++) {
        const Problem *p = &f->diags.list.items[i];
        if (i > 0)
            buffer_add_byte(&out, ' ');
        buffer_add(&out, diag_code_name(p->code));
        buffer_addf(&out, "@%td:%td", p->pos.line, p->pos.column);
    }
    return buffer_str(&out);
}

/* "[kind id]key=value;key=value" with "↵" at no place: values are one line. */
static Str show_doc(Fixture *f)
{
    Buffer out = {.arena = &f->arena};
    for (ptrdiff_t s = 0; s < f->doc.sections.len; s++) {
        const IniSection *section = &f->doc.sections.items[s];
        buffer_addf(&out, "[%.*s]", STR_ARG(section->name));
        for (ptrdiff_t e = 0; e < section->entries.len; e++) {
            const IniEntry *entry = &section->entries.items[e];
            buffer_addf(&out, "%.*s=%.*s/", STR_ARG(entry->key), STR_ARG(entry->value));
        }
    }
    return buffer_str(&out);
}

static void check_str(Str found, const char *expected, const char *text)
{
    if (str_equal(found, str_from(expected)))
        return;
    print_error("of %s\n   found: %.*s\nexpected: %s\n", text, STR_ARG(found), expected);
    fail();
}

static void lines_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *doc, *problems;
    } cases[] = {
        {"[a]\nk=v\n", "[a]k=v/", ""},
        {"\xEF\xBB\xBF[a]\nk=v", "[a]k=v/", ""},
        {"[a]\r\nk = v\r\n", "[a]k=v/", ""},
        {"[a]\n\n; x\n# y\nk = v", "[a]k=v/", ""},
        {"[ a ]\nk=v", "[a]k=v/", ""},
        {"[a\t b ]\nk=v", "[a b]k=v/", ""},
        {"[Công ty]\nKhóa = Giá trị", "[Công ty]Khóa=Giá trị/", ""},
        {"[a]\nk=", "[a]k=/", ""},
        {"[a]\nk = ; only a comment", "[a]k=/", ""},
        {"[a]\nk: C:\\x=1", "[a]k=C:\\x=1/", ""},
        {"[a]\nu = https://x/?a=b", "[a]u=https://x/?a=b/", ""},
        /* comments: a blank and ; only */
        {"[a] ; c\nk = v ; c", "[a]k=v/", ""},
        {"[a]\nk = a;b ; c", "[a]k=a;b/", ""},
        {"[a]\nc = #1F4E79 # not one", "[a]c=#1F4E79 # not one/", ""},
        {"[a]\nk = v\t; c", "[a]k=v/", ""},
        /* quotation marks */
        {"[a]\nk = \"x ; y\" ; c", "[a]k=\"x ; y\"/", ""},
        {"[a]\nk = \"x\t; y\"", "[a]k=\"x\t; y\"/", ""},
        {"[a]\nk = p, \"x ; y\" | \"u ; \"\"w ; \" ; c", "[a]k=p, \"x ; y\" | \"u ; \"\"w ; \"/",
         ""},
        {"[a]\nk = 5\" wide ; c", "[a]k=5\" wide/", ""},
        {"[a]\nk = \"x", "[a]", "quote-open@2:5"},
        {"[a]\nk = x | \"y\nj = 1", "[a]j=1/", "quote-open@2:9"},
        /* long values */
        {"[a]\nk = x\n  y ; c\n\tz", "[a]k=x y z/", ""},
        {"[a]\nk =\n  x,\n  y", "[a]k=x, y/", ""},
        {"[a]\nk = x\n\n; c\n  y", "[a]k=x y/", ""},
        {"[a]\n  k = x\n  Good y", "[a]k=x Good y/", ""},
        {"[a]\nk = x\n  b = 2", "[a]k=x/b=2/", "indented-line@3:3"},
        {"[a]\nk = x\n  Good = 2", "[a]k=x Good = 2/", ""},
        {"[a]\nk = x\n  \"b = 2\"", "[a]k=x \"b = 2\"/", ""},
        {"[a]\nk = x\n  [b]\nj = 1", "[a]k=x/[b]j=1/", "indented-line@3:3"},
        {"[a]\nwhat\n  more\nk = 1", "[a]k=1/", "no-equals@2:1"},
        /* what inih takes without a word, or drops */
        {"[a", "[a]", "section-open@1:1"},
        {"[a ; b]\nk = 1", "[a]k=1/", "section-open@1:1"},
        {"[o]\nj=1\n[unclosed\nk = 1", "[o]j=1/[unclosed]k=1/", "section-open@3:1"},
        {"[x]]\nk=1", "[x]k=1/", "section-rest@1:4"},
        {"[x] y = 1\nk=1", "[x]k=1/", "section-rest@1:5"},
        {"[]\nk=1", "[]k=1/", ""},
        {"[a]\nk\nj=1", "[a]j=1/", "no-equals@2:1"},
        {"[a]\nk ; x = 1", "[a]", "no-equals@2:1"},
        {"[a]\n= v\n: v", "[a]", "empty-key@2:1 empty-key@3:1"},
        {"k = 1\n[a]", "[a]", "key-outside@1:1"},
        {"[a]\nk=1\nk=2\n  3\nj=4", "[a]k=1/j=4/", "duplicate-key@3:1"},
        {"[a]\nk=1\n[b]\n[a]\nk=2\nz\n[c]\nk=3", "[a]k=1/[b][c]k=3/",
         "duplicate-section@4:2 no-equals@6:1"},
        {"[a x]\n[a  x]", "[a x]", "duplicate-section@2:2"},
        {"[a]\nk=\xC3\xA9\xFFz\nj=1", "[a]j=1/", "bad-utf8@2:4"},
        {"[a]\nk=1\x1F", "[a]", "control-character@2:4"},
        {"[a]\nk\x0B=1", "[a]", "control-character@2:2"},
        {"[a]\nx\rk=1\n", "[a]", "control-character@2:2"},
        /* the same key in composed and decomposed letters */
        {"[a]\n\xC3\xA9=1\ne\xCC\x81=2", "[a]\xC3\xA9=1/", "duplicate-key@3:1"},
        /* columns count characters */
        {"[a]\nTiếng Việt ở đây", "[a]", "no-equals@2:1"},
        {"[a]\nở = \"ệ", "[a]", "quote-open@2:5"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture f = read_bytes(str_from(cases[i].text));
        assert_true(f.good);
        check_str(show_doc(&f), cases[i].doc, cases[i].text);
        check_str(show_problems(&f), cases[i].problems, cases[i].text);
        arena_close(&f.arena);
    }
}

static void a_zero_byte_does_not_cut_a_line(void **state)
{
    (void)state;
    Fixture f = read_bytes(S("[a]\nk = 1\0002\nj = 3"));
    check_str(show_doc(&f), "[a]j=3/", "NUL");
    check_str(show_problems(&f), "control-character@2:6", "NUL");
    arena_close(&f.arena);
}

static Str repeat(Arena *arena, const char *head, char byte, ptrdiff_t count, const char *tail)
{
    Buffer out = {.arena = arena};
    buffer_add(&out, str_from(head));
    for (ptrdiff_t i = 0; i < count; i++)
        buffer_add_byte(&out, byte);
    buffer_add(&out, str_from(tail));
    return buffer_str(&out);
}

/* inih alone cuts at 199 bytes and reads the tail as a line of its own. */
static void long_lines(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    static const struct {
        ptrdiff_t length;
        bool fits;
    } cases[] = {{198, true}, {199, true}, {200, true}, {16383, true}, {16384, false}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Str text = repeat(&arena, "[a]\nk=", 'x', cases[i].length - 2, "\nj=1\n");
        Fixture f = read_bytes(text);
        const IniSection *section = &f.doc.sections.items[0];
        const IniEntry *entry = ini_find(section, S("k"));
        assert_true((entry != NULL) == cases[i].fits);
        if (entry != NULL)
            assert_int_equal(entry->value.len, cases[i].length - 2);
        else
            check_str(show_problems(&f), "line-long@2:16384", "a long line");
        assert_non_null(ini_find(section, S("j")));
        assert_int_equal(section->entries.len, cases[i].fits ? 2 : 1);
        arena_close(&f.arena);
    }
    arena_close(&arena);
}

/* inih cuts section names at 49 bytes: two long ones would become one. */
static void long_section_names(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    Fixture fits = read_bytes(repeat(&arena, "[", 'x', 49, "]\nk=1\n"));
    assert_int_equal(fits.diags.list.len, 0);
    assert_int_equal(fits.doc.sections.items[0].name.len, 49);
    arena_close(&fits.arena);

    Fixture cut = read_bytes(repeat(&arena, "[", 'x', 50, "]\nk=1\n"));
    check_str(show_problems(&cut), "section-long@1:2", "50 bytes");
    assert_int_equal(cut.doc.sections.items[0].entries.len, 1);
    arena_close(&cut.arena);
    arena_close(&arena);
}

/* inih cuts a key at 49 bytes on continuation lines only. */
static void long_keys_go_on(void **state)
{
    (void)state;
    Arena arena = arena_open((ptrdiff_t)1 << 26, NULL, NULL);
    Fixture f = read_bytes(repeat(&arena, "[a]\n", 'k', 120, " = x\n  y\n"));
    const IniSection *section = &f.doc.sections.items[0];
    assert_int_equal(section->entries.len, 1);
    assert_int_equal(section->entries.items[0].key.len, 120);
    check_str(section->entries.items[0].value, "x y", "a long key");
    arena_close(&f.arena);
    arena_close(&arena);
}

static void files_that_are_no_ini(void **state)
{
    (void)state;
    static const struct {
        Str bytes;
        const char *problem;
    } cases[] = {
        {{"\xFF\xFE[\0a\0]\0\n\0", 10}, "file-encoding@0:0"},
        {{"\xFE\xFF\0[\0a\0]\0\n", 10}, "file-encoding@0:0"},
        {{"[\0a\0]\0\n\0k\0=\0v\0", 14}, "file-encoding@0:0"},
        {{"[a]\rk = 1\r", 10}, "line-ends@0:0"},
        {{"PK\x03\x04\x14\0\x06\0\x08", 9}, "not-text@0:0"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        Fixture f = read_bytes(cases[i].bytes);
        if (i == 4) /* a zip file has many zero bytes, but is no text of two-byte letters */
            assert_int_equal(f.diags.list.len, 1);
        assert_false(f.good);
        assert_int_equal(f.doc.sections.len, 0);
        check_str(show_problems(&f), cases[i].problem, "a file that is no INI");
        arena_close(&f.arena);
    }
    Fixture empty = read_bytes(STR_NONE);
    assert_true(empty.good && empty.doc.sections.len == 0 && empty.diags.list.len == 0);
    arena_close(&empty.arena);
}

static void places_inside_values(void **state)
{
    (void)state;
    Fixture f = read_bytes(S("[a]\nparts = ấn 1, b 2,\n    ữ 3, d 4\n"));
    const IniEntry *entry = ini_find(&f.doc.sections.items[0], S("parts"));
    static const struct {
        const char *part;
        ptrdiff_t line, column;
    } cases[] = {{"ấn", 2, 9}, {"b", 2, 15}, {"2,", 2, 17},
                 {"ữ", 3, 5},  {"d", 3, 10}, {"4", 3, 12}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ptrdiff_t at = str_find(entry->value, str_from(cases[i].part));
        assert_true(at >= 0);
        Pos pos = ini_pos(entry, entry->value.s + at);
        assert_int_equal(pos.line, cases[i].line);
        assert_int_equal(pos.column, cases[i].column);
    }
    arena_close(&f.arena);
}

static void parts_of_values(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        char separator;
        const char *head, *tail;
        bool found;
    } cuts[] = {
        {"a | b", '|', "a", "b", true},
        {"a", '|', "a", "", false},
        {"", '|', "", "", false},
        {" \"a | b\" | c | d", '|', "\"a | b\"", "c | d", true},
        {"\"a\"\"|\" | c", '|', "\"a\"\"|\"", "c", true},
        {"a \"b | c\"", '|', "a \"b", "c\"", true},
        {"|b", '|', "", "b", true},
        {"\"open | x", '|', "\"open | x", "", false},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cuts); i++) {
        StrCut cut = ini_cut(str_from(cuts[i].value), cuts[i].separator);
        check_str(cut.head, cuts[i].head, cuts[i].value);
        check_str(cut.tail, cuts[i].tail, cuts[i].value);
        assert_true(cut.found == cuts[i].found);
    }
    static const struct {
        const char *part, *text, *rest;
    } quotes[] = {
        {"", "", ""},
        {"a b", "a b", ""},
        {"\" a \"", " a ", ""},
        {"\"\"", "", ""},
        {"\"a \"\"b\"\"\"", "a \"b\"", ""},
        {"a \"b\"", "a \"b\"", ""},
        {"\"a\" b", "", "b"},
        {"e\xCC\x81", "\xC3\xA9", ""},
        {"\"e\xCC\x81\"", "\xC3\xA9", ""},
    };
    Arena arena = arena_open((ptrdiff_t)1 << 24, NULL, NULL);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(quotes); i++) {
        Str text = STR_NONE, rest = STR_NONE;
        bool good = ini_unquote(&arena, str_from(quotes[i].part), &text, &rest);
        assert_true(good == (quotes[i].rest[0] == '\0'));
        check_str(rest, quotes[i].rest, quotes[i].part);
        if (good)
            check_str(text, quotes[i].text, quotes[i].part);
    }
    arena_close(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_as_people_write_them),
        cmocka_unit_test(a_zero_byte_does_not_cut_a_line),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(long_section_names),
        cmocka_unit_test(long_keys_go_on),
        cmocka_unit_test(files_that_are_no_ini),
        cmocka_unit_test(places_inside_values),
        cmocka_unit_test(parts_of_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
