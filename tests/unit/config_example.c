/* The example project and the reference come from the key table; read back, they must fit it. */
#include "one_arena.h"

#include <stdlib.h>
#include <unistd.h>

#include "../../src/config/keys.h"

/* Turns `;key = value` and `;[section]` into lines that count. */
static Str without_semicolons(Str text)
{
    Buffer out = {.arena = &arena};
    while (text.len > 0) {
        StrCut cut = str_cut(text, '\n');
        Str line = cut.head;
        if (line.len > 1 && line.s[0] == ';' && line.s[1] != ' ')
            line = str_slice(line, 1, line.len);
        buffer_add(&out, line);
        buffer_add_byte(&out, '\n');
        text = cut.tail;
    }
    return buffer_str(&out);
}

/* Reads the text as a project beside which nothing lies; gives the codes of its problems. */
static void check_only_files_are_missing(Str text, const DiagCode *allowed, ptrdiff_t allowed_count)
{
    char folder[] = "/tmp/cxex-example-XXXXXX";
    assert_non_null(mkdtemp(folder));
    Str reason = STR_NONE;
    Str path = str_format(&arena, "%s/project.ini", folder);
    assert_true(os_file_write(&arena, path, text, &reason));
    Diags diags = {.arena = &arena};
    (void)config_read(&arena, path, (ConfigOptions){0}, &diags);
    (void)unlink(str_cstr(&arena, path));
    (void)rmdir(folder);
    for (ptrdiff_t i = 0; i < diags.list.len; i++) {
        DiagCode code = diags.list.items[i].code;
        bool fine =
            code == DIAG_FILES_NONE || code == DIAG_FILE_NOT_FOUND || code == DIAG_FOLDER_NOT_FOUND;
        for (ptrdiff_t a = 0; a < allowed_count; a++)
            fine = fine || code == allowed[a];
        if (!fine)
            print_error("%.*s", STR_ARG(diag_print(&arena, &diags, DIAG_EN)));
        assert_true(fine);
    }
}

static void the_example_is_a_project(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Str text = config_example(&arena, (Lang)lang);
        check_only_files_are_missing(text, NULL, 0);
    }
}

/* With every comment made a line, all keys are known and all values are of their kind; only things
 * that exclude each other (a wave column and a month, a stage of a question about recommending)
 * remain. */
static void every_line_of_the_example_is_read(void **state)
{
    (void)state;
    static const DiagCode excluded[] = {
        DIAG_WAVE_AND_PERIOD, DIAG_STAGE_NPS,   DIAG_STAGE_TWICE,
        DIAG_FACTOR_SIDE,     DIAG_MIRROR_SIDE, DIAG_KPI_UNKNOWN,
    };
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Str text = without_semicolons(config_example(&arena, (Lang)lang));
        check_only_files_are_missing(text, excluded, CX_COUNTOF(excluded));
    }
}

static void every_key_is_documented(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Str example = config_example(&arena, (Lang)lang);
        Str markdown = config_reference(&arena, (Lang)lang, true);
        Str man = config_reference(&arena, (Lang)lang, false);
        for (ptrdiff_t i = 0; i < key_row_count; i++) {
            const KeyRow *key = &key_rows[i];
            assert_true(key->help[lang].len > 0);
            assert_true(str_find(example, key->help[lang]) >= 0);
            assert_true(str_find(markdown, str_format(&arena, "| `%.*s` |", STR_ARG(key->name))) >=
                        0);
            assert_true(str_find(man, str_format(&arena, "\\fB%.*s\\fR", STR_ARG(key->name))) >= 0);
            /* A default is written once, and a value to show is there wherever it is needed. */
            assert_true(key->standard.len == 0 || key->standard_is[lang].len == 0);
            assert_true(key->standard.len > 0 || key->sample[lang].len > 0 ||
                        key->standard_is[lang].len > 0);
        }
        for (ptrdiff_t i = 0; i < section_row_count; i++) {
            Str title = section_title(&arena, &section_rows[i]);
            assert_true(section_rows[i].help[lang].len > 0);
            assert_true(str_find(example, title) >= 0);
            assert_true(str_find(markdown, title) >= 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_is_a_project),
        cmocka_unit_test(every_line_of_the_example_is_read),
        cmocka_unit_test(every_key_is_documented),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
