#include "options.h"

typedef enum OptionId {
    OPTION_PERIOD,
    OPTION_FORMATS,
    OPTION_ONLY,
    OPTION_REPLACE,
    OPTION_OUT,
    OPTION_LANG,
    OPTION_JOBS,
    OPTION_FIGURES,
    OPTION_STRICT,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_MARKDOWN,
    OPTION_PREVIEW,
    OPTION_OUTPUT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} OptionId;

enum { FOR_BUILD = 1 << COMMAND_BUILD, FOR_CHECK = 1 << COMMAND_CHECK };
enum { FOR_RUNS = FOR_BUILD | FOR_CHECK, FOR_ALL = (1 << COMMAND_COUNT) - 1 };
enum { FOR_PRINTS = FOR_RUNS | 1 << COMMAND_VERIFY };
enum { FOR_TALK = FOR_PRINTS | 1 << COMMAND_THEMES | 1 << COMMAND_INIT };
enum { FOR_INI = 1 << COMMAND_EXAMPLE | 1 << COMMAND_REFERENCE };
enum { JOBS_LIMIT = 256 };

static const struct CommandEntry {
    const char *name, *argument;
    const char *help[LANG_COUNT];
    bool everyday; /* shown first in --help */
} commands[COMMAND_COUNT] = {
    [COMMAND_BUILD] = {"build",
                       "PROJECT.ini",
                       {"read, compute, and write the pack: the board's report, a brief and a mail "
                        "draft for each unit, scorecard.json",
                        "đọc, tính và ghi bộ báo cáo: báo cáo hội đồng, bản tin và thư nháp cho "
                        "từng bộ phận, scorecard.json"},
                       true},
    [COMMAND_CHECK] = {"check",
                       "PROJECT.ini",
                       {"the dry run: all problems, what would be hidden and why; writes nothing",
                        "chạy thử: mọi lỗi, ô nào sẽ ẩn và vì sao; không ghi gì"},
                       true},
    [COMMAND_VERIFY] =
        {"verify",
         "OUT/PERIOD",
         {"open a finished pack again and prove that it agrees with itself: same "
          "figures in every file, nothing hidden in any, each draft with its own "
          "unit's files; exit 1 when it does not",
          "mở lại bộ báo cáo đã lập và chứng minh các tệp khớp nhau: số liệu như nhau, "
          "không lộ điều đã ẩn, thư nháp kèm đúng tệp của bộ phận; không khớp thì "
          "trả về 1"},
         true},
    [COMMAND_INIT] = {"init",
                      "EXPORT...",
                      {"look at exported files and write a commented project.ini for them, which "
                       "build takes as it "
                       "is; prints what it was sure of and what to look at; never overwrites one",
                       "xem các tệp xuất và lập project.ini có chú giải, dùng được ngay với build; "
                       "in ra điều chắc "
                       "chắn và điều nên xem lại; không bao giờ ghi đè"},
                      true},
    [COMMAND_THEMES] =
        {"themes",
         "[NAME|PATH]",
         {"list the themes that a project can name; with --preview, show a theme, or "
          "each of them, on a page",
          "liệt kê các giao diện có thể dùng; thêm --preview để xem thử một hoặc mọi "
          "giao diện, mỗi giao diện một trang"},
         true},
    [COMMAND_EXAMPLE] = {"example",
                         "",
                         {"print a commented project file with every key",
                          "in tệp dự án mẫu có chú giải mọi khóa"},
                         true},
    [COMMAND_REFERENCE] = {"reference",
                           "",
                           {"print every key of the project file, its default and meaning",
                            "in mọi khóa của tệp dự án, mặc định và ý nghĩa"},
                           true},
    [COMMAND_MAN] = {"man", "", {"print the man page", "in trang hướng dẫn (man)"}, false},
    [COMMAND_COMPLETION] = {"completion",
                            "",
                            {"print completion rules for bash", "in luật gợi ý lệnh cho bash"},
                            false},
};

static const struct OptionEntry {
    const char *name, *argument; /* argument NULL: a switch */
    int commands;
    const char *help[LANG_COUNT];
} options[OPTION_COUNT] = {
    [OPTION_PERIOD] = {"--period",
                       "P",
                       FOR_RUNS,
                       {"the period to report, e.g. 2026-10 (default: the latest with data)",
                        "kỳ báo cáo, ví dụ 2026-10 (mặc định: kỳ mới nhất có dữ liệu)"}},
    [OPTION_FORMATS] =
        {"--formats",
         "pdf,xlsx,eml,json",
         FOR_BUILD,
         {"only these files; the others stay as they are; eml makes the briefs that the drafts "
          "carry too",
          "chỉ các tệp này; các tệp khác giữ nguyên; eml tạo cả bản tin đính kèm theo thư"}},
    [OPTION_ONLY] = {"--only",
                     "UNIT",
                     FOR_BUILD,
                     {"only this unit's brief and draft, by name or slug; may be repeated; the "
                      "other files stay as they are",
                      "chỉ bản tin và thư nháp của bộ phận này (tên hoặc tên rút gọn), có thể lặp "
                      "lại; các tệp khác giữ nguyên"}},
    [OPTION_REPLACE] = {"--replace",
                        NULL,
                        FOR_BUILD,
                        {"the earlier pack of this period was never sent: forget what it published",
                         "bộ báo cáo trước của kỳ này chưa gửi ai: bỏ qua những gì nó đã công bố"}},
    [OPTION_OUT] = {"--out",
                    "DIR",
                    FOR_RUNS,
                    {"the folder for packs (default: out beside the project file)",
                     "thư mục chứa bộ báo cáo (mặc định: out cạnh tệp dự án)"}},
    [OPTION_LANG] = {"--lang",
                     "vi|en",
                     FOR_TALK | FOR_INI,
                     {"the language of the report and of messages",
                      "ngôn ngữ của báo cáo và thông báo"}},
    [OPTION_JOBS] = {"--jobs",
                     "N",
                     FOR_RUNS,
                     {"files drawn side by side (default: one per core)",
                      "số tệp vẽ cùng lúc (mặc định: mỗi lõi một tệp)"}},
    [OPTION_FIGURES] = {"--figures",
                        "FILE",
                        FOR_CHECK,
                        {"also write all figures that may be shown, with n and causes, as JSON",
                         "ghi thêm mọi số liệu được hiển thị, kèm n và lý do, dạng JSON"}},
    [OPTION_STRICT] = {"--warnings-as-errors",
                       NULL,
                       FOR_RUNS,
                       {"a warning stops the run like an error", "cảnh báo cũng làm dừng như lỗi"}},
    [OPTION_QUIET] = {"--quiet", NULL, FOR_PRINTS, {"no progress", "không hiện tiến độ"}},
    [OPTION_VERBOSE] = {"--verbose",
                        NULL,
                        FOR_RUNS,
                        {"how long each phase took", "thời gian của từng bước"}},
    [OPTION_MARKDOWN] = {"--markdown",
                         NULL,
                         1 << COMMAND_REFERENCE,
                         {"as a Markdown table", "dạng bảng Markdown"}},
    [OPTION_PREVIEW] = {"--preview",
                        NULL,
                        1 << COMMAND_THEMES,
                        {"a page of each theme, or of the one named: colours with their contrast, "
                         "type, marks, charts, cover, logo",
                         "một trang cho mỗi giao diện, hoặc giao diện được nêu: màu và độ tương "
                         "phản, chữ, dấu, biểu đồ, bìa, logo"}},
    [OPTION_OUTPUT] =
        {"--output",
         "FILE.pdf|FOLDER",
         1 << COMMAND_THEMES | 1 << COMMAND_INIT,
         {"also -o: the file of the preview (default: theme-NAME.pdf); with init, the "
          "folder for project.ini (default: the current one)",
          "viết tắt -o: tệp xem thử (mặc định: theme-TÊN.pdf); với init là thư mục đặt "
          "project.ini (mặc định: thư mục hiện tại)"}},
    [OPTION_HELP] = {"--help", NULL, FOR_ALL, {"this text", "in phần này"}},
    [OPTION_VERSION] = {"--version", NULL, FOR_ALL, {"the version", "in phiên bản"}},
};

/* An argument in brackets. */
static bool may_lack(Command command)
{
    return commands[command].argument[0] == '[';
}

/* ---- Reading ---- */

static bool wrong_because(Arena *arena, Lang talk, Str *wrong, Word key, Str a, Str b)
{
    *wrong = WORDS(arena, talk, key, a, b);
    return false;
}

static bool read_formats(Str list, unsigned *formats)
{
    static const struct {
        Str name;
        RunFormat format;
    } known[] = {{{"pdf", 3}, RUN_PDF},
                 {{"xlsx", 4}, RUN_XLSX},
                 {{"eml", 3}, RUN_EML},
                 {{"json", 4}, RUN_JSON}};
    *formats = 0;
    for (StrCut cut = {.tail = list, .found = true}; cut.found;) {
        cut = str_cut(cut.tail, ',');
        bool found = false;
        for (ptrdiff_t i = 0; i < CX_COUNTOF(known); i++)
            if (str_equal_nocase(str_trim(cut.head), known[i].name)) {
                *formats |= known[i].format;
                found = true;
            }
        if (!found)
            return false;
    }
    return true;
}

static bool read_lang(Str text, Lang *lang)
{
    bool vi = str_equal(text, S("vi"));
    *lang = vi ? LANG_VI : LANG_EN;
    return vi || str_equal(text, S("en"));
}

static bool read_jobs(Str text, int *jobs)
{
    Num number = num_parse_answer(text);
    if (!number.ok || number.value < 1 || number.value > JOBS_LIMIT)
        return false;
    *jobs = (int)number.value;
    return true;
}

/* False when the value does not fit the option. */
static bool apply(Arena *arena, CommandLine *line, OptionId id, Str value)
{
    switch (id) {
    case OPTION_PERIOD:
        line->run.period = value;
        return true;
    case OPTION_FORMATS:
        return read_formats(value, &line->run.formats);
    case OPTION_ONLY:
        *PUSH(arena, &line->run.only, Str) = value;
        return str_trim(value).len > 0;
    case OPTION_REPLACE:
        line->run.replace = true;
        return true;
    case OPTION_OUT:
        line->run.out = value;
        return value.len > 0;
    case OPTION_LANG:
        line->run.has_language = true;
        return read_lang(value, &line->run.language);
    case OPTION_JOBS:
        return read_jobs(value, &line->run.jobs);
    case OPTION_FIGURES:
        line->run.figures = value;
        return value.len > 0;
    case OPTION_STRICT:
        line->run.warnings_as_errors = true;
        return true;
    case OPTION_QUIET:
        line->quiet = true;
        return true;
    case OPTION_VERBOSE:
        line->verbose = true;
        return true;
    case OPTION_MARKDOWN:
        line->markdown = true;
        return true;
    case OPTION_PREVIEW:
        line->preview = true;
        return true;
    case OPTION_OUTPUT:
        line->output = value;
        return value.len > 0;
    case OPTION_HELP:
        line->help = true;
        return true;
    case OPTION_VERSION:
        line->version = true;
        return true;
    case OPTION_COUNT:
        break;
    }
    return false;
}

static ptrdiff_t find_option(Str name)
{
    for (ptrdiff_t i = 0; i < OPTION_COUNT; i++)
        if (str_equal(name, str_from(options[i].name)))
            return i;
    return -1;
}

/* By its name or its short one; -1: none. */
static ptrdiff_t option_given(Str name)
{
    if (str_equal(name, S("-h")))
        return OPTION_HELP;
    return str_equal(name, S("-o")) ? OPTION_OUTPUT : find_option(name);
}

static Str nearest_option(Arena *arena, Str name)
{
    Str names[OPTION_COUNT];
    for (ptrdiff_t i = 0; i < OPTION_COUNT; i++)
        names[i] = str_from(options[i].name);
    ptrdiff_t nearest = str_nearest(name, names, OPTION_COUNT);
    return nearest < 0 ? S("cxex --help") : str_copy(arena, names[nearest]);
}

static ptrdiff_t find_command(Str name)
{
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++)
        if (str_equal(name, str_from(commands[i].name)))
            return i;
    return -1;
}

static Str nearest_command(Str name)
{
    Str names[COMMAND_COUNT];
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = str_from(commands[i].name);
    ptrdiff_t nearest = str_nearest(name, names, COMMAND_COUNT);
    return nearest < 0 ? S("build") : names[nearest];
}

/* One option, as --name VALUE or --name=VALUE; *at moves past what it used. */
static bool read_option(Arena *arena, int argc, char **argv, int *at, Lang talk, CommandLine *line,
                        Str *wrong)
{
    StrCut cut = str_cut(str_from(argv[*at]), '=');
    ptrdiff_t id = option_given(cut.head);
    if (id < 0)
        return wrong_because(arena, talk, wrong, WORD_CLI_UNKNOWN_OPTION, cut.head,
                             nearest_option(arena, cut.head));
    const struct OptionEntry *option = &options[id];
    Str value = cut.tail;
    if (!option->argument && cut.found)
        return wrong_because(arena, talk, wrong, WORD_CLI_NO_VALUE, cut.head, STR_NONE);
    if (option->argument && !cut.found) {
        if (*at + 1 >= argc || option_given(str_from(argv[*at + 1])) >= 0)
            return wrong_because(arena, talk, wrong, WORD_CLI_NEEDS_VALUE, cut.head,
                                 str_from(option->argument));
        value = str_from(argv[++*at]);
    }
    if (!apply(arena, line, (OptionId)id, value))
        return wrong_because(arena, talk, wrong, WORD_CLI_BAD_VALUE, value,
                             str_format(arena, "%s %s", option->name, option->argument));
    return true;
}

/* Options that were given must fit the command. */
static bool options_fit(Arena *arena, int argc, char **argv, Lang talk, const CommandLine *line,
                        Str *wrong)
{
    for (int i = 1; i < argc; i++) {
        ptrdiff_t id = option_given(str_cut(str_from(argv[i]), '=').head);
        if (id >= 0 && !(options[id].commands & 1 << line->command))
            return wrong_because(arena, talk, wrong, WORD_CLI_OTHER_COMMAND,
                                 str_from(options[id].name),
                                 str_from(commands[line->command].name));
    }
    return true;
}

/* A theme is named to be shown; a file is named for one theme. */
static bool preview_fits(Arena *arena, Lang talk, const CommandLine *line, Str *wrong)
{
    if (line->command != COMMAND_THEMES)
        return true;
    if (!line->preview && line->run.project.len > 0)
        return wrong_because(arena, talk, wrong, WORD_CLI_THEME_NEEDS_PREVIEW, line->run.project,
                             STR_NONE);
    if (line->output.len > 0 && line->run.project.len == 0)
        return wrong_because(arena, talk, wrong, WORD_CLI_OUTPUT_NEEDS_THEME, line->output,
                             STR_NONE);
    return true;
}

bool options_read(Arena *arena, int argc, char **argv, Lang talk, CommandLine *line, Str *wrong)
{
    *line = (CommandLine){.command = COMMAND_COUNT, .run = {.formats = RUN_ALL}};
    for (int i = 1; i < argc; i++) {
        Str word_given = str_from(argv[i]);
        if (str_starts(word_given, S("-")) && word_given.len > 1) {
            if (!read_option(arena, argc, argv, &i, talk, line, wrong))
                return false;
        } else if (line->command == COMMAND_COUNT) {
            ptrdiff_t command = find_command(word_given);
            if (command < 0)
                return wrong_because(arena, talk, wrong, WORD_CLI_UNKNOWN_COMMAND, word_given,
                                     nearest_command(word_given));
            line->command = (Command)command;
        } else if (line->command == COMMAND_INIT) {
            *PUSH(arena, &line->exports, Str) = word_given;
            line->run.project = word_given;
        } else if (line->run.project.len == 0 && commands[line->command].argument[0]) {
            line->run.project = word_given;
        } else {
            return wrong_because(arena, talk, wrong, WORD_CLI_TOO_MANY, word_given, STR_NONE);
        }
    }
    if (line->help || line->version)
        return true;
    if (line->command == COMMAND_COUNT)
        return wrong_because(arena, talk, wrong, WORD_CLI_NO_COMMAND, STR_NONE, STR_NONE);
    if (commands[line->command].argument[0] && !may_lack(line->command) &&
        line->run.project.len == 0)
        return wrong_because(arena, talk, wrong,
                             line->command == COMMAND_VERIFY ? WORD_CLI_NO_PACK
                             : line->command == COMMAND_INIT ? WORD_CLI_NO_EXPORT
                                                             : WORD_CLI_NO_PROJECT,
                             str_from(commands[line->command].name), STR_NONE);
    return options_fit(arena, argc, argv, talk, line, wrong) &&
           preview_fits(arena, talk, line, wrong);
}

/* ---- Explaining ---- */

static void help_row(Buffer *out, Str head, Str text)
{
    enum { HEAD_WIDTH = 26 };
    buffer_addf(out, "  %-*.*s %.*s\n", HEAD_WIDTH, STR_ARG(head), STR_ARG(text));
}

Str options_help(Arena *arena, Lang talk)
{
    Buffer out = {.arena = arena};
    buffer_addf(&out, "%.*s\n\n", STR_ARG(word(talk, WORD_CLI_WHAT)));
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++)
        if (commands[i].everyday)
            help_row(&out, str_format(arena, "cxex %s %s", commands[i].name, commands[i].argument),
                     str_from(commands[i].help[talk]));
    buffer_addf(&out, "\n%.*s\n", STR_ARG(word(talk, WORD_CLI_OPTIONS)));
    for (ptrdiff_t i = 0; i < OPTION_COUNT; i++)
        help_row(&out,
                 options[i].argument
                     ? str_format(arena, "%s %s", options[i].name, options[i].argument)
                     : str_from(options[i].name),
                 str_from(options[i].help[talk]));
    buffer_addf(&out, "\n%.*s\n", STR_ARG(word(talk, WORD_CLI_EXITS)));
    return buffer_str(&out);
}

/* In mdoc(7): a minus is not a hyphen there. */
static void man_option(Buffer *out, const struct OptionEntry *option)
{
    buffer_addf(out, ".It Fl \\-%s", option->name + 2);
    if (option->argument)
        buffer_addf(out, " Ar %s", option->argument);
    buffer_addf(out, "\n%s.\n", option->help[LANG_EN]);
}

Str options_man(Arena *arena)
{
    Buffer out = {.arena = arena};
    buffer_add(&out, S(".Dd $Mdocdate$\n.Dt CXEX 1\n.Os\n.Sh NAME\n.Nm cxex\n"
                       ".Nd customer and employee experience in one report\n.Sh SYNOPSIS\n"));
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++) {
        buffer_addf(&out, ".Nm\n.Cm %s\n.Op Ar options\n", commands[i].name);
        if (may_lack((Command)i))
            buffer_add(&out, S(".Op Ar NAME | PATH\n"));
        else if (commands[i].argument[0])
            buffer_addf(&out, ".Ar %s\n", commands[i].argument);
    }
    buffer_addf(&out, ".Sh DESCRIPTION\n%.*s\n.Bl -tag -width Ds\n",
                STR_ARG(word(LANG_EN, WORD_CLI_WHAT)));
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++)
        buffer_addf(&out, ".It Cm %s\n%s.\n", commands[i].name, commands[i].help[LANG_EN]);
    buffer_add(&out, S(".El\n.Sh OPTIONS\n.Bl -tag -width Ds\n"));
    for (ptrdiff_t i = 0; i < OPTION_COUNT; i++)
        man_option(&out, &options[i]);
    buffer_add(&out, S(".El\n.Sh ENVIRONMENT\n.Bl -tag -width SOURCE_DATE_EPOCH\n"
                       ".It Ev SOURCE_DATE_EPOCH\nthe date printed in the report, in seconds "
                       "since 1970; without it the report carries the last day of its period.\n"
                       ".It Ev CXEX_THEMES\na folder of themes, looked into first.\n.El\n"));
    buffer_addf(&out, ".Sh EXIT STATUS\n%.*s\n", STR_ARG(word(LANG_EN, WORD_CLI_EXITS)));
    buffer_add(&out,
               S(".Sh EXAMPLES\n.Dl cxex check samples/sen-viet/project.ini\n"
                 ".Dl cxex build samples/sen-viet/project.ini\n"
                 ".Dl cxex build --only \"Giao nhận\" --formats eml samples/sen-viet/project.ini\n"
                 ".Dl cxex verify samples/sen-viet/out/2026-10\n"
                 ".Dl cxex init exports/customers.csv exports/staff.xlsx -o report\n"
                 ".Dl cxex themes --preview quiet --output quiet.pdf\n"));
    return buffer_str(&out);
}

Str options_completion(Arena *arena)
{
    Buffer out = {.arena = arena};
    buffer_add(&out, S("_cxex() {\n  local current=${COMP_WORDS[COMP_CWORD]}\n"
                       "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \""));
    for (ptrdiff_t i = 0; i < COMMAND_COUNT; i++)
        buffer_addf(&out, "%s ", commands[i].name);
    buffer_add(&out, S("\" -- \"$current\"))\n    return\n  fi\n"
                       "  case $current in\n    -*) COMPREPLY=($(compgen -W \""));
    for (ptrdiff_t i = 0; i < OPTION_COUNT; i++)
        buffer_addf(&out, "%s ", options[i].name);
    buffer_add(&out, S("\" -- \"$current\")) ;;\n"
                       "    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  esac\n}\n"
                       "complete -F _cxex cxex\n"));
    return buffer_str(&out);
}
