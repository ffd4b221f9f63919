/* Registers of promises and suggestions: dates in every order, units, what is said of lines that
 * cannot be used. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cxex/ingest.h>

#include "ingest_project.h"

static Arena arena;

static const char customers[] = "date,unit,nps\n2026-09-01,Kho vận,8\n2026-10-01,Kho vận,9\n"
                                "2026-10-02,Bán hàng,10\n";

typedef struct FileCase {
    const char *name, *more; /* keys of the section */
    const char *file;
    const char *lines;       /* what is read, a line each; NULL: an error */
    const char *problems[6]; /* each stands on a line of its own; there are no others */
} FileCase;

static const FileCase promise_cases[] = {
    {"every column",
     "",
     "promise,owner,unit,due_on,done_on,cancelled\n"
     "Trả phụ cấp ,Phòng Nhân sự,Kho vận,2026-10-05,2026-10-03,\n"
     "Ghế  nghỉ,,,2026-10-31,,\nMáy quét,CNTT,company,2026-11-05,,1\n"
     "Đào tạo,CNTT,Bán hàng,2026-09-05,2026-10-01,2026-09-01\n",
     "Trả phụ cấp|Phòng Nhân sự|Kho vận|2026-10-05|2026-10-03\n"
     "Ghế nghỉ||company|2026-10-31|-\n"
     "Máy quét|CNTT|company|2026-11-05|-|x\n"
     "Đào tạo|CNTT|Bán hàng|2026-09-05|2026-10-01|x 2026-09-01\n",
     {0}},
    {"only what is needed",
     "",
     "due_on;promise;done_on\n2026-10-05;A;2026/10/03\n",
     "A||company|2026-10-05|2026-10-03\n",
     {0}},
    {"day first: one date tells for all columns",
     "",
     "promise,due_on,done_on\nA,05/10/2026,6/10/2026\nB,1.9.26,25.9.2026\nC,3-9-2026,\n",
     "A||company|2026-10-05|2026-10-06\nB||company|2026-09-01|2026-09-25\n"
     "C||company|2026-09-03|-\n",
     {0}},
    {"month first, told by the day of cancelling; a time behind",
     "",
     "promise,due_on,done_on,cancelled\nA,10/05/2026 08:30,,9/30/2026\n",
     "A||company|2026-10-05|-|x 2026-09-30\n",
     {0}},
    {"numbers of a spreadsheet beside typed dates",
     "",
     "promise,due_on,done_on\nA,46300,\nB,31/10/2026,46296.5\n",
     "A||company|2026-10-05|-\nB||company|2026-10-31|2026-10-01\n",
     {0}},
    {"yes and no",
     "",
     "promise,due_on,done_on,cancelled\nA,2026-10-05,,x\nB,2026-10-05,,CÓ\nC,2026-10-05,,0\n"
     "D,2026-10-05,,Không\nE,2026-10-05,,đã huỷ\n",
     "A||company|2026-10-05|-|x\nB||company|2026-10-05|-|x\nC||company|2026-10-05|-\n"
     "D||company|2026-10-05|-\nE||company|2026-10-05|-|x\n",
     {0}},
    {"renamed heads",
     "column.promise = Lời hứa\ncolumn.due_on = Hạn\n",
     "Lời hứa,Hạn,done_on\nA,2026-10-05,\n",
     "A||company|2026-10-05|-\n",
     {0}},
    {"a unit nobody answered about counts in the company; it is told once",
     "",
     "promise,unit,due_on,done_on\nA,Kho van,2026-10-05,\nB,Kho van,2026-10-05,\n",
     "A||Kho van?|2026-10-05|-\nB||Kho van?|2026-10-05|-\n",
     {"reg.csv:2:3: warning: B2: the unit \"Kho van\" has no answers in any file; did you mean "
      "\"Kho vận\"? [unit-no-answers]"}},
    {"all heads that lack at once",
     "",
     "promises,owner\nA,B\n",
     NULL,
     {"no column is called \"promise\" in reg.csv; did you mean \"promises\"? [column-missing]",
      "no column is called \"due_on\" in reg.csv [column-missing]",
      "no column is called \"done_on\" in reg.csv [column-missing]"}},
    {"all problems of all lines at once",
     "",
     "promise,due_on,done_on,cancelled\n,2026-10-05,\nA,,\nB,soon,2026-13-01\n"
     "C,2026-10-05,,perhaps\nD,2026-02-30,\n",
     NULL,
     {"reg.csv:2:1: error: A2: this row does not say what was promised",
      "reg.csv:3:3: error: B3: \"\" is no date; write it as 2026-10-31",
      "reg.csv:4:3: error: B4: \"soon\" is no date", "reg.csv:4:8: error: C4: \"2026-13-01\" is",
      "reg.csv:5:15: error: D5: \"perhaps\" does not tell whether",
      "reg.csv:6:3: error: B6: \"2026-02-30\" is no date"}},
    {"nothing tells the order: said once",
     "",
     "promise,due_on,done_on\nA,05/10/2026,06/10/2026\nB,07/07/2026,\n",
     NULL,
     {"reg.csv:2:3: error: B2: is 05/10/2026 day/month or month/day? No date in this file tells"}},
    {"two orders",
     "",
     "promise,due_on,done_on\nA,05/10/2026,25/10/2026\nB,10/25/2026,\n",
     NULL,
     {"reg.csv:3:3: error: B3: 10/25/2026 does not have its day and month in the same order as "
      "25/10/2026 (C2)"}},
    {"no lines", "", "promise,due_on,done_on\n", "", {0}},
};

static const FileCase suggestion_cases[] = {
    {"every column",
     "",
     "unit,received_on,answered_on,acted_on\nKho vận,2026-10-05,2026-10-05,2026-10-09\n"
     ",2026-10-05,,\nBán hàng,2026-09-05,,2026-10-01\n",
     "Kho vận|2026-10-05|2026-10-05|2026-10-09\ncompany|2026-10-05|-|-\n"
     "Bán hàng|2026-09-05|-|2026-10-01\n",
     {0}},
    {"day first; without acted_on",
     "",
     "received_on,answered_on\n5/10/2026,25/10/2026\n",
     "company|2026-10-05|2026-10-25|-\n",
     {0}},
    {"answered before it was received",
     "",
     "unit,received_on,answered_on,acted_on\nKho vận,2026-10-05,2026-10-04,2026-10-03\n"
     "Kho vận,,2026-10-04,x\n",
     NULL,
     {"reg.csv:2:20: error: C2: 2026-10-04 lies before the day the suggestion was received, "
      "2026-10-05",
      "reg.csv:2:31: error: D2: 2026-10-03 lies before", "reg.csv:3:9: error: B3: \"\" is no date",
      "reg.csv:3:21: error: D3: \"x\" is no date"}},
};

static Str date_text(Date date)
{
    return date.year == 0 ? S("-") : date_iso(&arena, date);
}

static Str unit_text(const Tally *tally, ptrdiff_t unit, Str name)
{
    return unit == REGISTER_UNIT_COMPANY ? S("company")
           : unit == REGISTER_UNIT_OTHER ? str_concat(&arena, name, S("?"))
                                         : tally->units[unit].key;
}

static Str promise_lines(const Tally *tally)
{
    Str text = STR_NONE;
    for (ptrdiff_t i = 0; i < tally->promise_count; i++) {
        const Promise *p = &tally->promises[i];
        Str unit = unit_text(tally, p->unit, p->unit_name), due = date_text(p->due),
            done = date_text(p->done);
        text = str_format(&arena, "%.*s%.*s|%.*s|%.*s|%.*s|%.*s%s", STR_ARG(text), STR_ARG(p->text),
                          STR_ARG(p->owner), STR_ARG(unit), STR_ARG(due), STR_ARG(done),
                          p->cancelled ? "|x" : "");
        if (p->cancelled_on.year != 0)
            text =
                str_format(&arena, "%.*s %.*s", STR_ARG(text), STR_ARG(date_text(p->cancelled_on)));
        text = str_concat(&arena, text, S("\n"));
    }
    return text;
}

static Str suggestion_lines(const Tally *tally)
{
    Str text = STR_NONE;
    for (ptrdiff_t i = 0; i < tally->suggestion_count; i++) {
        const Suggestion *s = &tally->suggestions[i];
        Str unit = unit_text(tally, s->unit, S("")), received = date_text(s->received),
            answered = date_text(s->answered), acted = date_text(s->acted);
        text = str_format(&arena, "%.*s%.*s|%.*s|%.*s|%.*s\n", STR_ARG(text), STR_ARG(unit),
                          STR_ARG(received), STR_ARG(answered), STR_ARG(acted));
    }
    return text;
}

static bool contains(Str text, Str part)
{
    for (ptrdiff_t i = 0; i + part.len <= text.len; i++) {
        if (str_equal(str_slice(text, i, i + part.len), part))
            return true;
    }
    return false;
}

static void check_case(const FileCase *c, const char *section, Str (*lines)(const Tally *tally))
{
    ArenaMark mark = arena_mark(&arena);
    Str ini = str_format(&arena,
                         "[report]\nclient = A\ntitle = A\nlanguage = en\nperiod = month\n"
                         "[customers]\nfiles = cx.csv\ndate = date\nunit = unit\n"
                         "[metric cx.nps]\ncolumn = nps\n[%s]\nfile = reg.csv\n%s",
                         section, c->more);
    const ProjectFile project[] = {
        {"project.ini", ini}, {"cx.csv", str_from(customers)}, {"reg.csv", str_from(c->file)}};
    Str problems;
    const Tally *tally = read_project(&arena, project, CX_COUNTOF(project), &problems);
    ptrdiff_t said = 0, wanted = 0;
    for (ptrdiff_t i = 0; i < problems.len; i++)
        said += problems.s[i] == '\n';
    for (; wanted < CX_COUNTOF(c->problems) && c->problems[wanted]; wanted++) {
        if (!contains(problems, str_from(c->problems[wanted])))
            fail_msg("%s: not said: %s\nbut:\n%.*s", c->name, c->problems[wanted],
                     STR_ARG(problems));
    }
    if (said != wanted || (tally == NULL) != (c->lines == NULL))
        fail_msg("%s: more is said:\n%.*s", c->name, STR_ARG(problems));
    if (tally) {
        Str read = lines(tally);
        if (!str_equal(read, str_from(c->lines)))
            fail_msg("%s: read:\n%.*s", c->name, STR_ARG(read));
        assert_int_equal(tally->input_count, 2); /* exports and the register */
    }
    arena_reset(&arena, mark);
}

static void promises(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(promise_cases); i++)
        check_case(&promise_cases[i], "promises", promise_lines);
}

static void suggestions(void **state)
{
    (void)state;
    for (ptrdiff_t i = 0; i < CX_COUNTOF(suggestion_cases); i++)
        check_case(&suggestion_cases[i], "suggestions", suggestion_lines);
}

int main(void)
{
    arena = arena_open((ptrdiff_t)1 << 30, NULL, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises),
        cmocka_unit_test(suggestions),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_close(&arena);
    return failed;
}
