/* What cxex init proposes is read back by the project file's own reader without a problem: for the
 * real exports where they are, and for what is made up here, whose names need every kind of quote.
 */
#include <cxex/config.h>
#include <cxex/init.h>

#include "one_arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/cxex-init-XXXXXX";

static int open_folder(void **state)
{
    return open_arena(state) != 0 || mkdtemp(folder) == NULL;
}

static int close_folder(void **state)
{
    rmdir(folder);
    return close_arena(state);
}

static Str in_folder(const char *name)
{
    return str_format(&arena, "%s/%s", folder, name);
}

static void put(Str path, Str bytes)
{
    Str reason = STR_NONE;
    unlink(str_cstr(&arena, path));
    if (!os_file_write(&arena, path, bytes, &reason))
        fail_msg("%.*s: %.*s", STR_ARG(path), STR_ARG(reason));
}

/* The project as the reader of project files understands it; NULL: nothing was proposed. */
static const Config *read_back(Str export, InitProposal *proposal)
{
    Diags diags = {.arena = &arena};
    InitOptions options = {
        .exports = &export, .export_count = 1, .folder = str_from(folder), .talk = LANG_EN};
    if (!init_propose(&arena, &options, proposal, &diags)) {
        assert_true(diag_errors(&diags));
        return NULL;
    }
    Str path = in_folder("project.ini");
    put(path, proposal->project);
    const Config *config = config_read(&arena, path, (ConfigOptions){0}, &diags);
    unlink(str_cstr(&arena, path));
    if (config == NULL || diag_errors(&diags)) {
        Str text = diag_print(&arena, &diags, DIAG_EN);
        fail_msg("%.*s: %.*s\n%.*s", STR_ARG(export), STR_ARG(text), STR_ARG(proposal->project));
    }
    return config;
}

/* ---- Names that need quotation marks ---- */

static void test_odd_names(void **state)
{
    static const char text[] =
        "Timestamp,\"Store; or \"\"shop\"\"\",\"How likely are you to recommend us | really?\","
        "\"Satisfied, overall?\",\"[Any] comments?\",E-mail\n"
        "2026/01/05 10:00:00,North,9,Very satisfied,\"Far too long a wait, alas (1)\",a@b.example\n"
        "2026/01/06 10:00:00,South,7,Satisfied,\"Far too long a wait, alas (2)\",c@b.example\n"
        "2026/01/07 10:00:00,North,10,\"Neither; nor\",\"Nothing to say here, "
        "thanks\",d@b.example\n"
        "2026/01/08 10:00:00,North,3,Dissatisfied,\"The tea was cold again today\",e@b.example\n";
    (void)state;
    Str path = in_folder("odd [names], 2026.csv");
    put(path, (Str){text, (ptrdiff_t)sizeof text - 1});
    InitProposal proposal;
    const Config *config = read_back(path, &proposal);
    unlink(str_cstr(&arena, path));
    assert_non_null(config);
    assert_int_equal(config->source_count, 1);
    const Source *source = &config->sources[0];
    assert_text(source->unit.names[0], "Store; or \"shop\"");
    assert_text(source->comment.names[0], "[Any] comments?");
    const Metric *nps = config_find_metric(config, S("cx.nps"));
    const Metric *csat = config_find_metric(config, S("cx.csat"));
    assert_non_null(nps);
    assert_non_null(csat);
    assert_int_equal(nps->column.count, 1);
    assert_text(nps->column.names[0], "How likely are you to recommend us | really?");
    assert_int_equal(csat->scale.level_count, 5); /* with the end that nobody chose */
    assert_text(csat->scale.labels[0], "very dissatisfied");
    assert_text(csat->scale.labels[2], "Neither; nor");
    assert_true(str_find(proposal.table, S("b.example")) < 0);
    assert_true(str_find(proposal.project, S("b.example")) < 0);
    assert_true(str_find(proposal.table, S("tea was")) < 0);
}

/* ---- Nothing to score ---- */

static void test_nothing(void **state)
{
    static const char *const texts[] = {"name,age\nAn,31\nBinh,44\n", "a\n", "a;b\n;\n;\n",
                                        "\"open", "id,date\n1,2026-01-01\n2,2026-01-02\n"};
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(texts); i++) {
        Str path = in_folder("nothing.csv");
        put(path, str_from(texts[i]));
        InitProposal proposal;
        assert_null(read_back(path, &proposal));
        unlink(str_cstr(&arena, path));
    }
}

/* ---- Every real export ---- */

static void test_real_exports(void **state)
{
    static const char *const kinds[] = {
        "cx",   "ex",           "googleforms", "kobo", "limesurvey",       "qualtrics",
        "spss", "surveymonkey", "typeform",    "xlsx", "nasty_csv/csvkit", "nasty_csv/messytables"};
    (void)state;
    ptrdiff_t seen = 0, proposed = 0;
    for (ptrdiff_t k = 0; k < CX_COUNTOF(kinds); k++) {
        ArenaMark mark = arena_mark(&arena);
        Str pattern = str_format(&arena, SOURCE_DIR "/../shared/data/real/%s/*.*", kinds[k]);
        StrList paths = os_glob(&arena, pattern);
        for (ptrdiff_t i = 0; i < paths.len; i++) {
            InitProposal proposal;
            seen++;
            proposed += read_back(paths.items[i], &proposal) != NULL;
        }
        arena_reset(&arena, mark);
    }
    if (seen == 0)
        skip(); /* ../shared is not here */
    print_message("%d of %d real files hold scored answers for init\n", (int)proposed, (int)seen);
    assert_true(proposed >= 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_odd_names),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_real_exports),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
