/* The only place that prints, exits, reads the environment and catches signals; everything else is
 * told. */
#include "memory_guard.h"
#include "options.h"
#include "progress.h"

#include <cxex/config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Address space, not memory: pages count only when touched. */
static const ptrdiff_t ARENA_LIMIT_BYTES = (ptrdiff_t)16 << 30;

/* A signal handler can reach nothing else. */
static volatile sig_atomic_t interrupted_flag;

static void on_interrupt(int number)
{
    (void)number;
    interrupted_flag = 1;
}

typedef struct Cli {
    Arena arena, spare; /* spare: for removing what was staged when the arena is full */
    Lang talk;
    CommandLine line;
    Progress progress;
    RunResult result;
    Diags diags;
    pid_t process;
} Cli;

static bool is_interrupted(void *context)
{
    (void)context;
    return interrupted_flag != 0;
}

static void show_progress(void *context, RunPhase phase, double share_01)
{
    Cli *cli = context;
    progress_show(&cli->progress, phase, share_01);
}

/* Out of memory: say so, remove what was staged (only the process that made it), and go. */
static _Noreturn void out_of_memory(void *context)
{
    Cli *cli = context;
    static const char sentence[] = "cxex: out of memory; nothing was written\n";
    ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    (void)written;
    if (getpid() == cli->process && cli->spare.begin)
        os_staging_discard(&cli->spare, &cli->result.staging);
    _exit(RUN_MACHINE_FAILED);
}

static void arena_full(void *context, ptrdiff_t wanted_bytes)
{
    (void)wanted_bytes;
    out_of_memory(context);
}

/* Vietnamese when the terminal is; the report's own language is the project's business. */
static Lang talk_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++) {
        const char *value = getenv(names[i]);
        if (value && value[0])
            return strncmp(value, "vi", 2) == 0 ? LANG_VI : LANG_EN;
    }
    return LANG_EN;
}

/* What is wrong with the command line is said in the language that it asks for. */
static Lang asked_language(int argc, char **argv, Lang otherwise)
{
    for (int i = 1; i < argc; i++) {
        StrCut cut = str_cut(str_from(argv[i]), '=');
        if (!str_equal(cut.head, S("--lang")))
            continue;
        Str value = cut.found || i + 1 >= argc ? cut.tail : str_from(argv[i + 1]);
        if (str_equal_nocase(value, S("vi")))
            return LANG_VI;
        if (str_equal_nocase(value, S("en")))
            return LANG_EN;
    }
    return otherwise;
}

/* SOURCE_DATE_EPOCH as a date, or year 0. */
static Date source_date(void)
{
    enum { SECONDS_PER_DAY = 86400 };
    Num seconds = num_parse_answer(str_from(getenv("SOURCE_DATE_EPOCH")));
    if (!seconds.ok || seconds.value < 0)
        return (Date){0};
    return date_from_days((int64_t)seconds.value / SECONDS_PER_DAY);
}

/* Where themes are looked for: the user's folder, beside the program in a build tree, and as
 * installed. */
static StrList theme_folders(Arena *arena)
{
    enum { PATH_LIMIT = 4096 };
    StrList folders = {0};
    const char *own = getenv("CXEX_THEMES");
    if (own && own[0])
        *PUSH(arena, &folders, Str) = str_from(own);
    char *path = NEW(arena, char, PATH_LIMIT);
    ssize_t length = readlink("/proc/self/exe", path, PATH_LIMIT);
    if (length <= 0)
        return folders;
    Str folder = os_path_folder((Str){path, length});
    *PUSH(arena, &folders, Str) = os_path_join(arena, folder, S("themes"));
    *PUSH(arena, &folders, Str) = os_path_join(arena, folder, S("../themes"));
    *PUSH(arena, &folders, Str) = os_path_join(arena, folder, S("../share/cxex/themes"));
    return folders;
}

/* A reader of stdout that is gone, or a full disk behind it, is the machine's failure. */
static bool print_out(Str text)
{
    return fwrite(text.s ? text.s : "", 1, (size_t)text.len, stdout) == (size_t)text.len &&
           fflush(stdout) == 0;
}

static void print_problems(Cli *cli)
{
    Str text = diag_print(&cli->arena, &cli->diags, cli->talk == LANG_VI ? DIAG_VI : DIAG_EN);
    fwrite(text.s ? text.s : "", 1, (size_t)text.len, stderr);
}

static void print_verbose(const Cli *cli)
{
    static const char *const names[] = {"config", "read",   "privacy", "score",
                                        "report", "render", "put"};
    for (ptrdiff_t i = 0; i < RUN_PHASE_COUNT; i++)
        fprintf(stderr, "phase %s %.6f\n", names[i], cli->result.seconds[i]);
    for (ptrdiff_t i = 0; i < cli->result.remarks.len; i++)
        fprintf(stderr, "%.*s\n", STR_ARG(cli->result.remarks.items[i]));
}

static int run_project(Cli *cli)
{
    RunOptions *options = &cli->line.run;
    options->progress = show_progress;
    options->interrupted = is_interrupted;
    options->context = cli;
    options->generated = source_date();
    options->talk = cli->talk;
    cli->progress = progress_open(cli->line.quiet, cli->talk);
    if (cli->line.command == COMMAND_BUILD)
        run_build(&cli->arena, options, &cli->result, &cli->diags);
    else
        run_check(&cli->arena, options, &cli->result, &cli->diags);
    progress_close(&cli->progress);
    print_problems(cli);
    if (cli->line.verbose)
        print_verbose(cli);
    bool printed = print_out(cli->result.text);
    for (ptrdiff_t i = 0; i < cli->result.written.len; i++)
        printed =
            print_out(str_concat(&cli->arena, cli->result.written.items[i], S("\n"))) && printed;
    return cli->result.exit == RUN_DONE && !printed ? RUN_MACHINE_FAILED : (int)cli->result.exit;
}

/* The folder stands where other commands have the project file. */
static int verify_pack(Cli *cli)
{
    run_verify(&cli->arena, cli->line.run.project, cli->talk, &cli->result, &cli->diags);
    print_problems(cli);
    bool printed = cli->line.quiet || print_out(cli->result.text);
    return cli->result.exit == RUN_DONE && !printed ? RUN_MACHINE_FAILED : (int)cli->result.exit;
}

static int init_project(Cli *cli)
{
    const CommandLine *line = &cli->line;
    InitOptions options = {.exports = line->exports.items,
                           .export_count = line->exports.len,
                           .folder = line->output,
                           .has_language = line->run.has_language,
                           .language = line->run.language,
                           .talk = cli->talk};
    run_init(&cli->arena, &options, &cli->result, &cli->diags);
    print_problems(cli);
    bool printed = print_out(cli->result.text);
    return cli->result.exit == RUN_DONE && !printed ? RUN_MACHINE_FAILED : (int)cli->result.exit;
}

static int preview_themes(Cli *cli)
{
    const RunOptions *run = &cli->line.run;
    PreviewOptions options = {.folders = run->theme_folders,
                              .folder_count = run->theme_folder_count,
                              .theme = run->project,
                              .out = cli->line.output,
                              .lang = cli->talk};
    StrList written = {0};
    RunExit exit = run_preview(&cli->arena, &options, &written, &cli->diags);
    print_problems(cli);
    bool printed = true;
    for (ptrdiff_t i = 0; i < written.len; i++)
        printed = print_out(str_concat(&cli->arena, written.items[i], S("\n"))) && printed;
    return exit == RUN_DONE && !printed ? RUN_MACHINE_FAILED : (int)exit;
}

static int print_themes(Cli *cli)
{
    if (cli->line.preview)
        return preview_themes(cli);
    const RunOptions *options = &cli->line.run;
    Str text = run_themes(&cli->arena, options->theme_folders, options->theme_folder_count,
                          cli->talk, &cli->diags);
    print_problems(cli);
    if (diag_errors(&cli->diags))
        return RUN_INPUT_WRONG;
    return print_out(text) ? RUN_DONE : RUN_MACHINE_FAILED;
}

static int run_command(Cli *cli)
{
    Arena *arena = &cli->arena;
    Str text = STR_NONE;
    switch (cli->line.command) {
    case COMMAND_BUILD:
    case COMMAND_CHECK:
        return run_project(cli);
    case COMMAND_VERIFY:
        return verify_pack(cli);
    case COMMAND_INIT:
        return init_project(cli);
    case COMMAND_THEMES:
        return print_themes(cli);
    case COMMAND_EXAMPLE:
        text = config_example(arena, cli->talk);
        break;
    case COMMAND_REFERENCE:
        text = config_reference(arena, cli->talk, cli->line.markdown);
        break;
    case COMMAND_MAN:
        text = options_man(arena);
        break;
    case COMMAND_COMPLETION:
        text = options_completion(arena);
        break;
    case COMMAND_COUNT:
        CX_ASSERT(cli->line.command != COMMAND_COUNT);
    }
    return print_out(text) ? RUN_DONE : RUN_MACHINE_FAILED;
}

static int cli_run(Cli *cli, int argc, char **argv)
{
    Str wrong = STR_NONE;
    cli->talk = asked_language(argc, argv, talk_language());
    if (!options_read(&cli->arena, argc, argv, cli->talk, &cli->line, &wrong)) {
        fprintf(stderr, "cxex: %.*s\n", STR_ARG(wrong));
        return RUN_USAGE;
    }
    if (cli->line.run.has_language)
        cli->talk = cli->line.run.language;
    if (cli->line.help)
        return print_out(options_help(&cli->arena, cli->talk)) ? RUN_DONE : RUN_MACHINE_FAILED;
    if (cli->line.version)
        return print_out(S("cxex " CXEX_VERSION "\n")) ? RUN_DONE : RUN_MACHINE_FAILED;
    StrList folders = theme_folders(&cli->arena);
    cli->line.run.theme_folders = folders.items;
    cli->line.run.theme_folder_count = folders.len;
    return run_command(cli);
}

/* Ctrl-C, a request to end, a terminal that is closed: what was staged is removed. Under nohup and
 * in the background of a shell a signal may be ignored, and stays so. */
static void catch_signals(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(ends); i++) {
        struct sigaction action = {.sa_handler = on_interrupt}, before = {0};
        sigaction(ends[i], NULL, &before);
        if (before.sa_handler != SIG_IGN)
            sigaction(ends[i], &action, NULL);
    }
    /* A reader that is gone and a limit on the size of files are failed writes like others. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv)
{
    enum { SPARE_BYTES = 1 << 20 };
    Cli cli = {.process = getpid()};
    cli.spare = arena_open(SPARE_BYTES, arena_full, &cli);
    cli.arena = arena_open(ARENA_LIMIT_BYTES, arena_full, &cli);
    if (!cli.arena.begin || !cli.spare.begin) {
        fputs("cxex: out of memory; nothing was written\n", stderr);
        return RUN_MACHINE_FAILED;
    }
    cli.diags.arena = &cli.arena;
    memory_guard_install(out_of_memory, &cli);
    catch_signals();
    int exit_code = cli_run(&cli, argc, argv);
    if (ferror(stdout))
        fprintf(stderr, "cxex: %.*s\n", STR_ARG(word(cli.talk, WORD_CLI_NOT_PRINTED)));
    memory_guard_install(NULL, NULL);
    arena_close(&cli.arena);
    arena_close(&cli.spare);
    return exit_code;
}
