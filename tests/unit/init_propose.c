/* What cxex init proposes is read back by the project file's own reader without a problem: for the
 * real exports where they are, and for what is made up here, whose names need every kind of quote.
 */
#include <cxex/config.h>
#include <cxex/init.h>

#include "one_arena.h"
#include "published.h"

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

/* Whatever the project file marks with (?) stands in the table too: under "To look at", or under
 * what cannot be known. */
static void check_remarks(const InitProposal *proposal)
{
    static const Word elsewhere[] = {WORD_INIT_INI_LOOK, WORD_INIT_INI_CLIENT, WORD_INIT_INI_ALL,
                                     WORD_INIT_INI_BORROWED, WORD_INIT_INI_NO_UNIT};
    for (StrCut cut = {.tail = proposal->project, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, '\n');
        ptrdiff_t mark = str_starts(cut.head, S("; ")) ? str_find(cut.head, S("(?) ")) : -1;
        Str remark = mark < 0 ? STR_NONE : str_slice(cut.head, mark + 4, cut.head.len);
        bool known = mark < 0;
        for (ptrdiff_t i = 0; i < CX_COUNTOF(elsewhere); i++)
            known = known || str_find(word(LANG_EN, elsewhere[i]), remark) >= 0;
        known = known || str_starts(remark, S("nothing in it says whether customers"));
        known = known || str_starts(remark, S("Not taken"));
        if (!known && str_find(proposal->table, remark) < 0)
            fail_msg("not in the table: %.*s\n%.*s", STR_ARG(remark), STR_ARG(proposal->table));
    }
}

/* The project as the reader of project files understands it; NULL: nothing was proposed. */
static const Config *read_all(const Str *exports, ptrdiff_t count, InitProposal *proposal)
{
    Diags diags = {.arena = &arena};
    InitOptions options = {.exports = exports,
                           .export_count = count,
                           .folder = str_from(folder),
                           .has_language = true,
                           .language = LANG_EN,
                           .talk = LANG_EN};
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
        fail_msg("%.*s: %.*s\n%.*s", STR_ARG(exports[0]), STR_ARG(text),
                 STR_ARG(proposal->project));
    }
    check_remarks(proposal);
    return config;
}

static const Config *read_back(Str export, InitProposal *proposal)
{
    return read_all(&export, 1, proposal);
}

/* ---- Exports made of a few columns ---- */

enum { COLUMNS_LIMIT = 10, ROWS = 60 };

static void put_cell(Buffer *out, Str text)
{
    buffer_add_byte(out, '"');
    for (ptrdiff_t i = 0; i < text.len; i++) {
        buffer_add(out, str_slice(text, i, i + 1));
        if (text.s[i] == '"')
            buffer_add_byte(out, '"');
    }
    buffer_add_byte(out, '"');
}

static Str value_of(Str values, ptrdiff_t at)
{
    ptrdiff_t count = 1;
    for (ptrdiff_t i = 0; i < values.len; i++)
        count += values.s[i] == '|';
    StrCut cut = {.tail = values};
    for (ptrdiff_t i = 0; i <= at % count; i++)
        cut = str_cut(cut.tail, '|');
    if (!str_ends(cut.head, S("#"))) /* a number of its own */
        return cut.head;
    return str_format(&arena, "%.*s%td", STR_ARG(str_slice(cut.head, 0, cut.head.len - 1)), at);
}

/* Columns as "heading=value|value", every value in its turn. */
static Str put_export(const char *name, const char *const columns[COLUMNS_LIMIT])
{
    Buffer out = {.arena = &arena};
    for (ptrdiff_t r = -1; r < ROWS; r++) {
        for (ptrdiff_t c = 0; c < COLUMNS_LIMIT && columns[c] != NULL; c++) {
            StrCut cut = str_cut(str_from(columns[c]), '=');
            if (c > 0)
                buffer_add_byte(&out, ',');
            put_cell(&out, r < 0 ? cut.head : value_of(cut.tail, r + r / 7 * c));
        }
        buffer_add_byte(&out, '\n');
    }
    Str path = in_folder(name);
    put(path, buffer_str(&out));
    return path;
}

#define NPS "How likely are you to recommend us?=10|9|8|0|7|6|1"
#define FIVE "1|2|3|4|5"
#define POOR "1: Rất kém|2: Kém|3: Trung bình|4: Tốt|5: Rất tốt"
#define DAY "Date=2026-07-01|2026-07-02|2026-07-19"

static const struct {
    const char *columns[COLUMNS_LIMIT];
    const char *unit, *date, *comment; /* NULL: none */
    const char *metric;                /* a column that is scored; NULL: any */
    const char *scale;                 /* its line */
    const char *absent;                /* no column of a metric */
    const char *table;                 /* what stands there */
} cases[] = {
    /* A rating is no unit, whatever its words. */
    {.columns = {"Cơ sở vật chất, phòng bệnh sạch sẽ=" POOR, "Cơ sở y tế=BV A|PK B|TYT C", DAY},
     .unit = "Cơ sở y tế",
     .date = "Date",
     .metric = "Cơ sở vật chất, phòng bệnh sạch sẽ",
     .scale = "1..5"},
    /* Nor is who leads it, nor who served. */
    {.columns = {"Trưởng bộ phận của bạn=Lê Văn An|Võ Thị Bích", NPS, DAY}, .date = "Date"},
    {.columns = {"Which department does your manager lead?=A B|C D", "Department=Sales|Stores",
                 NPS},
     .unit = "Department"},
    {.columns = {"Nhân viên nào ở cửa hàng phục vụ bạn?=Lê An|Võ Bích", "Cửa hàng=Bắc|Nam", NPS},
     .unit = "Cửa hàng"},
    /* Codes of a choice are a unit to be named, and no rating. */
    {.columns = {"Which branch did you visit?=1|2|3|4", NPS, DAY},
     .unit = "Which branch did you visit?",
     .date = "Date",
     .absent = "Which branch did you visit?",
     .table = "the units are numbers"},
    /* The day of the answer, not of what came before. */
    {.columns = {"Order date=2025-01-03|2025-09-04", "Survey date=2026-07-01|2026-07-05", NPS},
     .date = "Survey date"},
    {.columns = {"Ngày mua hàng=2025-01-03|2025-09-04", "Ngày trả lời=2026-07-01|2026-07-05", NPS},
     .date = "Ngày trả lời"},
    {.columns = {"Visit date=2026-06-03|2026-06-04", "Entry date=2026-07-01|2026-07-05", NPS},
     .date = "Visit date",
     .table = "could be this one as well: Entry date"},
    /* Two weeks across the end of a month are no change from month to month. */
    {.columns = {"Date=2026-04-25|2026-05-02|2026-05-08", NPS},
     .date = "Date",
     .scale = "period   = 2026-05",
     .table = "they are one period"},
    {.columns = {"Date=2026-04-02|2026-04-10|2026-05-30", NPS},
     .date = "Date",
     .table = "the latest month has only 20 answers"},
    /* Of several, one is taken and the others are named. */
    {.columns = {"Region=North|South", "District=D1|D2|D3|D4|D5", NPS},
     .unit = "District",
     .table = "could be this one as well: Region"},
    {.columns = {"What did you like? Tell us=It was warm and nice there #",
                 "What could we improve?=The tea was much too cold #", NPS},
     .comment = "What could we improve?",
     .table = "could be this one as well: What did you like? Tell us"},
    /* Where people live says little of where they work. */
    {.columns = {"In which country do you work at the moment?=Norway|Chile",
                 "My job is fine=" FIVE},
     .unit = "In which country do you work at the moment?",
     .table = "no word says so plainly"},
    {.columns = {"How often does your team meet?=Weekly|Daily", "My job is fine=" FIVE}},
    /* What is asked how often, or with a yes, need not be better for it. */
    {.columns = {"How often do you use our app?=Never|Often", "Did you like it, overall?=Yes|No"},
     .table = "see that more is better"},
    /* A phone is a person's, a rating of the phone support is not. */
    {.columns = {"How helpful was our phone support?=" FIVE, "Reach me at=0912 345 6#",
                 "lastname=Lee|Kim"},
     .metric = "How helpful was our phone support?",
     .scale = "1..5"},
    /* In a file of codes a number tells little. */
    {.columns = {"Which role do you have?=1|2|3|4|5|6|7", "Does your team use tools?=" FIVE,
                 "On a scale of 1-5, how critical is it to you?=" FIVE, "In which region?=" FIVE},
     .unit = "In which region?",
     .metric = "On a scale of 1-5, how critical is it to you?",
     .scale = "1..5",
     .absent = "Which role do you have?",
     .table = "codes of choices: the questionnaire"},
    {.columns = {"id=#", "submitdate=2026-07-01 10:00:00", "lastpage=3", "startlanguage=vi",
                 "SAT[SQ001]=A1|A2|A5", "SAT[SQ002]=A4|A3|A5"},
     .date = "submitdate",
     .metric = "SAT[SQ002]",
     .scale = "A1 | A2 | A3 | A4 | A5",
     .table = "codes of choices: the questionnaire"},
    {.columns = {"id=#", "submitdate=2026-07-01 10:00:00", "lastpage=3", "startlanguage=en",
                 "open1[SQ001]._.How good is our service, overall? []=" FIVE},
     .date = "submitdate",
     .scale = "; How good is our service, overall?\ncolumn"},
    /* Lines of a report that all begin alike are told apart by nobody. */
    {.columns = {"How satisfied are you with the speed of our help desk?=" FIVE, NPS,
                 "Overall, how satisfied are you?=" FIVE},
     .scale = "label    = The speed of our help desk\n"},
    {.columns = {"Mức độ hài lòng của bạn về đường dây hỗ trợ=" FIVE, NPS,
                 "Mức độ hài lòng chung=" FIVE},
     .scale = "label    = Đường dây hỗ trợ\n"},
    /* The whole matrix asks for satisfaction, one row of it for that with all. */
    {.columns = {"Bạn hài lòng về các mặt sau ra sao? [Giá cả]=Hài lòng|Bình thường|Không hài lòng",
                 "Bạn hài lòng về các mặt sau ra sao? [Hài lòng chung]=Hài lòng|Không hài lòng"},
     .metric = "cx.csat",
     .scale = "Bạn hài lòng về các mặt sau ra sao? [Hài lòng chung]"},
    {.columns = {"How satisfied are you with the parking at our stores?=" FIVE, NPS},
     .metric = "cx.csat",
     .table = "though its words do not say so"},
    /* An opinion that cannot be scored is not passed over in silence. */
    {.columns = {"Bạn có hài lòng để quay lại không?=Chắc chắn có|Tùy dịp|Thôi nhé", NPS},
     .absent = "Bạn có hài lòng để quay lại không?",
     .table = "nothing tells the order of its answers"},
};

static void check_name(const char *what, Str found, const char *wanted, const char *first)
{
    if (!str_equal(found, wanted == NULL ? STR_NONE : str_from(wanted)))
        fail_msg("%s …: %s is %.*s, not %s", first, what, STR_ARG(found), wanted);
}

static Str name_of(const ColumnRef *column)
{
    return column->count > 0 ? column->names[0] : STR_NONE;
}

static void check_metrics(const Config *config, ptrdiff_t i, const InitProposal *proposal)
{
    bool scored = cases[i].metric == NULL;
    for (ptrdiff_t m = 0; m < config->metric_count; m++) {
        Str column = name_of(&config->metrics[m].column);
        if (cases[i].absent != NULL && str_equal(column, str_from(cases[i].absent)))
            fail_msg("%s is scored", cases[i].absent);
        scored = scored || str_equal(column, str_from(cases[i].metric)) ||
                 str_equal(config->metrics[m].id, str_from(cases[i].metric));
    }
    if (!scored)
        fail_msg("%s is not scored\n%.*s", cases[i].metric, STR_ARG(proposal->project));
    if (cases[i].scale != NULL && str_find(proposal->project, str_from(cases[i].scale)) < 0)
        fail_msg("no %s in\n%.*s", cases[i].scale, STR_ARG(proposal->project));
    if (cases[i].table != NULL && str_find(proposal->table, str_from(cases[i].table)) < 0)
        fail_msg("no %s in\n%.*s", cases[i].table, STR_ARG(proposal->table));
}

static void test_cases(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        ArenaMark mark = arena_mark(&arena);
        const char *first = cases[i].columns[0];
        Str path = put_export("case.csv", cases[i].columns);
        InitProposal proposal;
        const Config *config = read_back(path, &proposal);
        unlink(str_cstr(&arena, path));
        if (config == NULL)
            fail_msg("%s …: nothing proposed", first);
        const Source *source = &config->sources[0];
        check_name("the unit", name_of(&source->unit), cases[i].unit, first);
        check_name("the date", name_of(&source->date), cases[i].date, first);
        check_name("the comment", name_of(&source->comment), cases[i].comment, first);
        check_metrics(config, i, &proposal);
        assert_true(str_find(proposal.project, S("Reach me")) < 0 ||
                    str_find(proposal.project, S("persons: Reach me at · lastname")) > 0);
        arena_reset(&arena, mark);
    }
}

/* What another export calls otherwise is the same question, and no rival of it. */
static void test_two_exports(void **state)
{
    static const char *const one[COLUMNS_LIMIT] = {NPS, DAY};
    static const char *const two[COLUMNS_LIMIT] = {
        "How likely are you to recommend us to others?=10|9|8|0|7|6|1", DAY};
    (void)state;
    Str paths[] = {put_export("one.csv", one), put_export("two.csv", two)};
    InitProposal proposal;
    const Config *config = read_all(paths, CX_COUNTOF(paths), &proposal);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(paths); i++)
        unlink(str_cstr(&arena, paths[i]));
    assert_non_null(config);
    assert_int_equal(config_find_metric(config, S("cx.nps"))->column.count, 2);
    assert_true(str_find(proposal.table, S("as well")) < 0);
}

/* ---- Texts beside the answers ---- */

static void test_codebook(void **state)
{
    static const char data[] = "N,D,K1,K2,K3,K4\n";
    static const char book[] =
        "CODEBOOK,,\n,,\nvariable,question,scale\nD,Which branch did you visit?,\n"
        "K1,How likely are you to recommend us?,0-10\n"
        "K2,\"Overall, how satisfied are you?\",1-5\nK3,The queue was too long,1-5\n"
        "K4,Quality of the food,1-5\n";
    (void)state;
    Buffer out = {.arena = &arena};
    buffer_add(&out, S(data));
    for (int i = 0; i < ROWS; i++)
        buffer_addf(&out, "%d,%s,%d,%d,%d,%d\n", i, i % 3 ? "Mill" : "Quay", i % 11, i % 5 + 1,
                    i * 3 % 5 + 1, i % 3 + 3);
    Str paths[] = {in_folder("codebook.csv"), in_folder("data.csv")};
    put(paths[0], S(book));
    put(paths[1], buffer_str(&out));
    InitProposal proposal;
    const Config *config = read_all(paths, CX_COUNTOF(paths), &proposal);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(paths); i++)
        unlink(str_cstr(&arena, paths[i]));
    assert_non_null(config);
    assert_int_equal(config->source_count, 1); /* the codebook is none */
    assert_text(config->sources[0].unit.names[0], "D");
    const Metric *nps = config_find_metric(config, S("cx.nps"));
    const Metric *csat = config_find_metric(config, S("cx.csat"));
    const Metric *queue = config_find_metric(config, S("cx.q1"));
    assert_text(nps->column.names[0], "K1");
    assert_text(csat->column.names[0], "K2");
    assert_text(queue->label, "The queue was too long (reversed)");
    assert_true(str_find(proposal.project, S("= 5..1")) > 0); /* it turns the scale */
    assert_true(str_find(proposal.project, S("come from codebook.csv")) > 0);
    assert_true(str_find(proposal.table, S("codebook.csv: texts of the questions")) > 0);
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

/* A header alone: what is missing is the rows, not the scored questions. */
static void test_no_rows(void **state)
{
    (void)state;
    Str path = in_folder("header.csv");
    put(path, S("date,unit,How likely are you to recommend us?\n"));
    Diags diags = {.arena = &arena};
    InitOptions options = {
        .exports = &path, .export_count = 1, .folder = str_from(folder), .talk = LANG_EN};
    InitProposal proposal;
    assert_false(init_propose(&arena, &options, &proposal, &diags));
    unlink(str_cstr(&arena, path));
    Str said = diag_print(&arena, &diags, DIAG_EN);
    assert_true(str_find(said, S("header.csv: error: no row stands below the header")) >= 0);
    assert_true(str_find(said, S("[init-nothing-scored]")) < 0);
}

/* ---- Numbers and dates of other countries ---- */

static void test_decimal_commas_and_named_months(void **state)
{
    (void)state;
    Buffer text = {.arena = &arena};
    buffer_add(&text, S("Ngày trả lời;Cửa hàng;Trọng số;Bạn sẵn sàng giới thiệu chúng tôi "
                        "cho bạn bè không? (0-10)\n"));
    for (int i = 0; i < 40; i++)
        buffer_addf(&text,
                    i % 2 ? "%d tháng 10, 2026;%s;%d,%d;%d,0\n" : "Oct %d, 2026;%s;%d,%d;%d,0\n",
                    1 + i % 28, i % 3 ? "Hàng Bông" : "Láng Hạ", i % 2, 204 + i, 4 + i % 7);
    Str path = in_folder("khach.csv");
    put(path, buffer_str(&text));
    InitProposal proposal;
    const Config *config = read_back(path, &proposal);
    unlink(str_cstr(&arena, path));
    assert_non_null(config);
    const Source *source = &config->sources[0];
    assert_int_equal(source->date.count, 1);
    assert_text(source->date.names[0], "Ngày trả lời");
    assert_int_equal(source->weight.count, 1);
    assert_text(source->weight.names[0], "Trọng số");
    const Metric *nps = config_find_metric(config, S("cx.nps"));
    assert_non_null(nps);
    assert_int_equal(nps->scale.level_count, 11);
    assert_int_equal(nps->missing.len, 0);
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
        Str pattern = str_format(&arena, PUBLISHED "/%s/*.*", kinds[k]);
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
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_two_exports),
        cmocka_unit_test(test_codebook),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_decimal_commas_and_named_months),
        cmocka_unit_test(test_real_exports),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
