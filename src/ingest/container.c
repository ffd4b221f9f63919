/* Files that are no text are written out as text, by a spool. */
#include "sav.h"
#include "xlsx.h"

#include <string.h>

static const Container containers[] = {
    {{"PK\3\4", 4}, {"Excel (.xlsx)", 13}, xlsx_read},
    {{"\xD0\xCF\x11\xE0", 4}, {"Excel (.xls)", 12}, NULL},
    {{"$FL2", 4}, {"SPSS (.sav)", 11}, sav_read},
    {{"$FL3", 4}, {"SPSS (.zsav)", 12}, sav_read},
    {{"%PDF-", 5}, {"PDF", 3}, NULL},
    {{"ASCII SPSS PORT FILE", 20}, {"SPSS (.por)", 11}, NULL},
    {{"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60", 16}, {"SAS (.sas7bdat)", 15}, NULL},
    {{"{\\rtf", 5}, {"RTF", 3}, NULL},
    {{"\x1F\x8B", 2}, {"gzip (.gz)", 10}, NULL},
    {{"PK\5\6", 4}, {"zip (.zip)", 10}, NULL}, /* with nothing in it */
    {{"Rar!\x1A\x07", 6}, {"RAR (.rar)", 10}, NULL},
    {{"7z\xBC\xAF\x27\x1C", 6}, {"7-Zip (.7z)", 11}, NULL},
    {{"SQLite format 3\0", 16}, {"SQLite", 6}, NULL},
    {{"\x89PNG", 4}, {"PNG", 3}, NULL},
    {{"\xFF\xD8\xFF", 3}, {"JPEG", 4}, NULL},
};

/* Text, but no rows and columns: what a site gives who has not signed in, what programs exchange.
 * The first letters, small and without blanks. */
static const Container other_texts[] = {
    {{"<!doctypehtml", 13}, {"HTML", 4}, NULL},
    {{"<html", 5}, {"HTML", 4}, NULL},
    {{"<table", 6}, {"HTML", 4}, NULL},
    {{"<?xml", 5}, {"XML", 3}, NULL},
    {{"<stata_dta>", 11}, {"Stata (.dta)", 12}, NULL},
    {{"{\"", 2}, {"JSON", 4}, NULL},
    {{"[{\"", 3}, {"JSON", 4}, NULL},
    {{"[[\"", 3}, {"JSON", 4}, NULL},
};

static bool starts_as_text(Str bytes, Str small)
{
    ptrdiff_t at = str_starts(bytes, S("\xEF\xBB\xBF")) ? 3 : 0, same = 0;
    for (; at < bytes.len && same < small.len; at++) {
        char c = bytes.s[at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != small.s[same++])
            return false;
    }
    return same == small.len;
}

/* A page may begin with anything in angle brackets: <meta>, <style>, a comment. */
static bool is_page(Str bytes)
{
    enum { LOOKED_AT = 4096 };
    static const Str inside[] = {{"<html", 5}, {"<body", 5}, {"<table", 6}};
    if (!starts_as_text(bytes, S("<")))
        return false;
    ptrdiff_t most = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
    for (ptrdiff_t at = 0; at < most; at++) {
        for (ptrdiff_t i = 0; bytes.s[at] == '<' && i < CX_COUNTOF(inside); i++) {
            ptrdiff_t to = at + inside[i].len;
            if (to <= bytes.len && str_equal_nocase(str_slice(bytes, at, to), inside[i]))
                return true;
        }
    }
    return false;
}

const Container *container_of(Str bytes)
{
    static const Container page = {{"<", 1}, {"HTML", 4}, NULL};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(containers); i++) {
        if (str_starts(bytes, containers[i].magic))
            return &containers[i];
    }
    for (ptrdiff_t i = 0; i < CX_COUNTOF(other_texts); i++) {
        if (starts_as_text(bytes, other_texts[i].magic))
            return &other_texts[i];
    }
    return is_page(bytes) ? &page : NULL;
}

/* A workbook with a password stands in the wrapping of the old .xls, whose table of contents names
 * it in UTF-16. */
static bool is_locked(Str bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return str_find(bytes, (Str){name, sizeof name - 1}) >= 0;
}

/* ---- Writing ---- */

static bool needs_quotes(Str value)
{
    for (ptrdiff_t i = 0; i < value.len; i++) {
        if (memchr(",\"\r\n", value.s[i], 4) != NULL)
            return true;
    }
    return false;
}

void table_cell(TableWriter *table, Str value)
{
    Spool *spool = table->spool;
    if (table->cells++ > 0)
        os_spool_write(spool, S(","));
    if (!needs_quotes(value)) {
        os_spool_write(spool, value);
        return;
    }
    os_spool_write(spool, S("\""));
    while (value.len > 0) { /* every quote twice */
        ptrdiff_t quote = str_find(value, S("\""));
        ptrdiff_t to = quote < 0 ? value.len : quote + 1;
        os_spool_write(spool, str_slice(value, 0, to));
        if (quote >= 0)
            os_spool_write(spool, S("\""));
        value = str_slice(value, to, value.len);
    }
    os_spool_write(spool, S("\""));
}

void table_end_record(TableWriter *table)
{
    os_spool_write(table->spool, S("\n"));
    table->cells = 0;
}

/* ---- Telling, across processes ---- */

enum { TOLD_PROBLEMS = 8, TOLD_BYTES = 500 };

typedef struct ToldText {
    ptrdiff_t len;
    char s[TOLD_BYTES];
} ToldText;

typedef struct ToldProblem {
    DiagCode code;
    ptrdiff_t row, column;
    ToldText found, expected;
} ToldProblem;

typedef struct Told { /* shared by the worker and us */
    int problem_count;
    ToldProblem problems[TOLD_PROBLEMS];
    ToldText detail;
    int header_rows;
} Told;

/* Cut between letters, never in one. */
static void tell(ToldText *to, Str text)
{
    ptrdiff_t len = text.len < TOLD_BYTES ? text.len : TOLD_BYTES;
    while (len < text.len && len > 0 && ((unsigned char)text.s[len] & 0xC0) == 0x80)
        len--;
    to->len = len;
    if (len > 0)
        memcpy(to->s, text.s, (size_t)len);
}

static Str told(const ToldText *from)
{
    return (Str){from->s, from->len};
}

void table_problem(TableWriter *table, DiagCode code, ptrdiff_t row, ptrdiff_t column, Str found,
                   Str expected)
{
    Told *all = table->told;
    if (all->problem_count == TOLD_PROBLEMS)
        return;
    ToldProblem *problem = &all->problems[all->problem_count++];
    *problem = (ToldProblem){.code = code, .row = row, .column = column};
    tell(&problem->found, found);
    tell(&problem->expected, expected);
}

void table_detail(TableWriter *table, Str detail)
{
    tell(&table->told->detail, detail);
}

void table_header(TableWriter *table, int rows)
{
    table->told->header_rows = rows;
}

/* ---- Reading ---- */

enum { WORKER_BYTES = 1 << 30, WORKER_SECONDS = 300 };

typedef struct ContainerJob {
    Ingest *in;
    const Container *container;
    const FileView *view;
    const TextWanted *wanted;
    TableWriter to;
} ContainerJob;

enum { JOB_GOOD, JOB_REFUSED, JOB_DISK };

static int read_in_worker(void *context, ptrdiff_t index)
{
    (void)index;
    ContainerJob *job = context;
    os_limit_self(WORKER_BYTES, WORKER_SECONDS);
    if (!job->container->read(job->in->scratch, job->view, job->wanted, &job->to))
        return JOB_REFUSED;
    return os_spool_flush(job->to.spool) ? JOB_GOOD : JOB_DISK;
}

static void report_told(Ingest *in, const TextFile *file, const Told *told_all)
{
    for (int i = 0; i < told_all->problem_count; i++) {
        const ToldProblem *problem = &told_all->problems[i];
        Pos pos = {.file = file->path, .line = problem->row, .column = problem->column};
        if (problem->row > 0 && problem->column > 0)
            pos.cell = str_format(in->scratch, "%.*s%td",
                                  STR_ARG(str_column_letters(in->scratch, problem->column - 1)),
                                  problem->row);
        diag_add(in->diags, problem->code, pos, told(&problem->found), told(&problem->expected));
    }
}

static void report_unreadable(Ingest *in, const TextFile *file, Str reason)
{
    diag_add(in->diags, DIAG_FILE_UNREADABLE, (Pos){.file = file->path}, file->path, reason);
}

static void report_temporary(Ingest *in, const TextFile *file, Str reason)
{
    diag_add(in->diags, DIAG_DATA_TEMPORARY, (Pos){.file = file->path}, file->path, reason);
}

/* A worker that died has said nothing: the file was more than the library could take. */
static bool run_worker(Ingest *in, const TextFile *file, ContainerJob *job)
{
    int code = OS_JOB_NOT_DONE;
    Str reason = STR_NONE;
    if (!os_run_jobs(in->scratch, read_in_worker, NULL, job, 1, 1, &code, &reason)) {
        report_unreadable(in, file, reason);
        return false;
    }
    ptrdiff_t errors = in->diags->error_count;
    report_told(in, file, job->to.told);
    if (code == JOB_GOOD)
        return in->diags->error_count == errors;
    if (code == JOB_DISK)
        report_temporary(in, file, S("the disk is full"));
    else if (in->diags->error_count == errors)
        diag_add(in->diags, DIAG_DATA_DAMAGED, (Pos){.file = file->path}, job->container->name,
                 STR_NONE);
    return false;
}

static bool read_through(Ingest *in, TextFile *file, ContainerJob *job)
{
    Str reason = STR_NONE;
    Spool spool;
    if (!os_spool_open(in->scratch, &spool, &reason)) {
        report_temporary(in, file, reason);
        return false;
    }
    job->to.spool = &spool;
    if (!run_worker(in, file, job)) {
        os_spool_discard(&spool);
        return false;
    }
    FileView text;
    if (!os_spool_view(in->scratch, &spool, &text, &reason)) {
        report_temporary(in, file, reason);
        return false;
    }
    *PUSH(in->scratch, &in->views, FileView) = text;
    file->text = text.bytes;
    return true;
}

bool container_read(Ingest *in, TextFile *file, const Container *container, const FileView *view,
                    const TextWanted *wanted)
{
    if (container->read == NULL) {
        DiagCode code = is_locked(view->bytes) ? DIAG_DATA_LOCKED : DIAG_DATA_NOT_TEXT;
        diag_add(in->diags, code, (Pos){.file = file->path}, container->name, STR_NONE);
        return false;
    }
    Told *shared = os_shared_open(sizeof *shared);
    if (shared == NULL) {
        report_unreadable(in, file, S("out of memory"));
        return false;
    }
    ContainerJob job = {
        .in = in, .container = container, .view = view, .wanted = wanted, .to.told = shared};
    bool ok = read_through(in, file, &job);
    file->detail = str_copy(in->scratch, told(&shared->detail));
    file->header_rows = shared->header_rows;
    file->labels_below = shared->header_rows > 0;
    os_shared_close(shared, sizeof *shared);
    file->encoding = ENCODING_UTF8;
    file->delimiter = ',';
    file->is_table = true;
    return ok;
}
