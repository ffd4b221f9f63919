/* Registers: promises to employees and their suggestions. Each is complete by nature: a line is a
 * promise or a suggestion, and nothing of it is an answer to a survey. */
#include "dates.h"
#include "work.h"

/* ---- Dates: one person wrote the file, so all its columns have one order ---- */

typedef struct RegisterFile {
    SideTable table;
    DateOrder order;
    const SideRow *order_row; /* the first that tells the order; NULL: none does */
    ptrdiff_t order_head;
    bool told_undecided;
    StrMap units; /* that were looked up: each is warned of once */
} RegisterFile;

static void find_order(RegisterFile *file, const ptrdiff_t *heads, ptrdiff_t count)
{
    for (ptrdiff_t r = 0; r < file->table.rows.len; r++) {
        const SideRow *row = &file->table.rows.items[r];
        for (ptrdiff_t i = 0; i < count; i++) {
            DateOrder order = date_read(row->cells[heads[i]], DATE_ORDER_AUTO).evidence;
            if (order == DATE_ORDER_AUTO)
                continue;
            file->order = order;
            file->order_row = row;
            file->order_head = heads[i];
            return;
        }
    }
}

/* Year 0 for an empty cell. False with a problem added. */
static bool take_date(Ingest *in, RegisterFile *file, const SideRow *row, ptrdiff_t head,
                      Date *date)
{
    Str text = row->cells[head];
    *date = (Date){0};
    if (text.len == 0)
        return true;
    DateText read = date_read(text, file->order);
    if (read.fate == DATE_GOOD) {
        *date = read.date;
        return true;
    }
    Pos pos = side_pos(in, &file->table, row, head);
    if (read.fate == DATE_NEEDS_ORDER) {
        if (!file->told_undecided)
            diag_add(in->diags, DIAG_REGISTER_DATE_UNDECIDED, pos, text, STR_NONE);
        file->told_undecided = true;
    } else if (read.evidence != DATE_ORDER_AUTO && file->order_row) {
        Pos first = side_pos(in, &file->table, file->order_row, file->order_head);
        Str other = file->order_row->cells[file->order_head];
        diag_add(in->diags, DIAG_REGISTER_DATE_MIXED, pos, text,
                 str_format(in->scratch, "%.*s (%.*s)", STR_ARG(other), STR_ARG(first.cell)));
    } else
        diag_add(in->diags, DIAG_SIDE_DATE_BAD, pos, text, S("2026-10-31"));
    return false;
}

/* Must not be empty. */
static bool take_needed_date(Ingest *in, RegisterFile *file, const SideRow *row, ptrdiff_t head,
                             Date *date)
{
    if (row->cells[head].len > 0)
        return take_date(in, file, row, head, date);
    diag_add(in->diags, DIAG_SIDE_DATE_BAD, side_pos(in, &file->table, row, head), STR_NONE,
             S("2026-10-31"));
    return false;
}

/* What nobody answered about is counted in the company alone, under its own name. */
static ptrdiff_t take_unit(Ingest *in, RegisterFile *file, const SideRow *row, ptrdiff_t head,
                           const Tally *tally)
{
    bool added = false;
    Str key = unit_key_of(in, row->cells[head]);
    ptrdiff_t *slot = strmap_put(in->scratch, &file->units, key, &added);
    if (added)
        *slot = side_unit(in, &file->table, row, head, tally);
    return *slot == UNIT_UNKNOWN      ? REGISTER_UNIT_OTHER
           : *slot == UNIT_OF_COMPANY ? REGISTER_UNIT_COMPANY
                                      : *slot;
}

/* ---- Promises ---- */

enum { PROMISE_TEXT, PROMISE_OWNER, PROMISE_UNIT, PROMISE_DUE, PROMISE_DONE, PROMISE_CANCELLED };
static const SideHead promise_heads[] = {
    [PROMISE_TEXT] = {{"promise", 7}, true}, [PROMISE_OWNER] = {{"owner", 5}, false},
    [PROMISE_UNIT] = {{"unit", 4}, false},   [PROMISE_DUE] = {{"due_on", 6}, true},
    [PROMISE_DONE] = {{"done_on", 7}, true}, [PROMISE_CANCELLED] = {{"cancelled", 9}, false}};

/* Yes, no, or the day it was cancelled on. */
static bool take_cancelled(Ingest *in, RegisterFile *file, const SideRow *row, Promise *promise)
{
    static const char *const yes[] = {"1",         "x",        "yes", "y",      "true",
                                      "cancelled", "canceled", "có",  "đã hủy", "đã huỷ",
                                      "hủy",       "huỷ",      "đúng"};
    static const char *const no[] = {"0", "no", "n", "false", "-", "không", "sai"};
    Str cell = row->cells[PROMISE_CANCELLED], text = text_fold(in->scratch, cell);
    for (ptrdiff_t i = 0; i < CX_COUNTOF(yes); i++) {
        if (str_equal(text, text_fold(in->scratch, str_from(yes[i])))) {
            promise->cancelled = true;
            return true;
        }
    }
    for (ptrdiff_t i = 0; i < CX_COUNTOF(no); i++) {
        if (str_equal(text, text_fold(in->scratch, str_from(no[i]))))
            return true;
    }
    if (cell.len == 0)
        return true;
    DateText read = date_read(cell, file->order);
    if (read.fate == DATE_BAD && read.evidence == DATE_ORDER_AUTO) {
        diag_add(in->diags, DIAG_REGISTER_CANCELLED,
                 side_pos(in, &file->table, row, PROMISE_CANCELLED), cell, STR_NONE);
        return false;
    }
    promise->cancelled = take_date(in, file, row, PROMISE_CANCELLED, &promise->cancelled_on);
    return promise->cancelled;
}

/* On one line, for the tally. */
static Str keep_text(Ingest *in, Str cell)
{
    return str_copy(in->arena, text_name_key(in->scratch, cell));
}

typedef LIST_OF(Promise) PromiseList;

static void take_promise(Ingest *in, RegisterFile *file, const SideRow *row, const Tally *tally,
                         PromiseList *promises)
{
    Promise promise = {.text = keep_text(in, row->cells[PROMISE_TEXT]),
                       .owner = keep_text(in, row->cells[PROMISE_OWNER]),
                       .unit_name = keep_text(in, row->cells[PROMISE_UNIT])};
    bool fine = promise.text.len > 0;
    if (!fine)
        diag_add(in->diags, DIAG_REGISTER_UNNAMED, side_pos(in, &file->table, row, PROMISE_TEXT),
                 STR_NONE, STR_NONE);
    promise.unit = take_unit(in, file, row, PROMISE_UNIT, tally);
    fine = take_needed_date(in, file, row, PROMISE_DUE, &promise.due) && fine;
    fine = take_date(in, file, row, PROMISE_DONE, &promise.done) && fine;
    fine = take_cancelled(in, file, row, &promise) && fine;
    if (fine)
        *PUSH(in->arena, promises, Promise) = promise;
}

static bool open_register(Ingest *in, RegisterFile *file, const SideFile *asked,
                          const SideHead *heads, ptrdiff_t count)
{
    *file = (RegisterFile){0};
    return asked->file.len > 0 &&
           side_table_read(in, &file->table, asked->file, asked->file_pos, heads, count,
                           asked->renamed, asked->renamed_count);
}

static void promises_read(Ingest *in, Tally *tally)
{
    RegisterFile file;
    if (!open_register(in, &file, &in->config->promises, promise_heads, CX_COUNTOF(promise_heads)))
        return;
    static const ptrdiff_t dates[] = {PROMISE_DUE, PROMISE_DONE, PROMISE_CANCELLED};
    find_order(&file, dates, CX_COUNTOF(dates));
    PromiseList promises = {0};
    for (ptrdiff_t r = 0; r < file.table.rows.len; r++)
        take_promise(in, &file, &file.table.rows.items[r], tally, &promises);
    tally->promises = promises.items;
    tally->promise_count = promises.len;
}

/* ---- Suggestions ---- */

enum { SUGGESTION_UNIT, SUGGESTION_RECEIVED, SUGGESTION_ANSWERED, SUGGESTION_ACTED };
static const SideHead suggestion_heads[] = {[SUGGESTION_UNIT] = {{"unit", 4}, false},
                                            [SUGGESTION_RECEIVED] = {{"received_on", 11}, true},
                                            [SUGGESTION_ANSWERED] = {{"answered_on", 11}, true},
                                            [SUGGESTION_ACTED] = {{"acted_on", 8}, false}};

typedef LIST_OF(Suggestion) SuggestionList;

/* Nobody answers what was not received yet. */
static bool in_sequence(Ingest *in, RegisterFile *file, const SideRow *row, Date received,
                        ptrdiff_t head, Date date)
{
    if (date.year == 0 || received.year == 0 || date_days(date) >= date_days(received))
        return true;
    diag_add(in->diags, DIAG_REGISTER_BEFORE, side_pos(in, &file->table, row, head),
             row->cells[head], row->cells[SUGGESTION_RECEIVED]);
    return false;
}

static void take_suggestion(Ingest *in, RegisterFile *file, const SideRow *row, const Tally *tally,
                            SuggestionList *suggestions)
{
    Suggestion one = {.unit = take_unit(in, file, row, SUGGESTION_UNIT, tally)};
    bool fine = take_needed_date(in, file, row, SUGGESTION_RECEIVED, &one.received);
    fine = take_date(in, file, row, SUGGESTION_ANSWERED, &one.answered) && fine;
    fine = take_date(in, file, row, SUGGESTION_ACTED, &one.acted) && fine;
    fine = in_sequence(in, file, row, one.received, SUGGESTION_ANSWERED, one.answered) && fine;
    fine = in_sequence(in, file, row, one.received, SUGGESTION_ACTED, one.acted) && fine;
    if (fine)
        *PUSH(in->arena, suggestions, Suggestion) = one;
}

static void suggestions_read(Ingest *in, Tally *tally)
{
    RegisterFile file;
    if (!open_register(in, &file, &in->config->suggestions, suggestion_heads,
                       CX_COUNTOF(suggestion_heads)))
        return;
    static const ptrdiff_t dates[] = {SUGGESTION_RECEIVED, SUGGESTION_ANSWERED, SUGGESTION_ACTED};
    find_order(&file, dates, CX_COUNTOF(dates));
    SuggestionList suggestions = {0};
    for (ptrdiff_t r = 0; r < file.table.rows.len; r++)
        take_suggestion(in, &file, &file.table.rows.items[r], tally, &suggestions);
    tally->suggestions = suggestions.items;
    tally->suggestion_count = suggestions.len;
}

void registers_read(Ingest *in, Tally *tally)
{
    promises_read(in, tally);
    suggestions_read(in, tally);
}
